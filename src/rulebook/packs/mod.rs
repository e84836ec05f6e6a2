//! The published packs, one file a place.
//!
//! | pack | place | parent | first day | from |
//! |---|---|---|---|---|
//! | [`national`] | 全国 | – | each law its own | laws, party rules, the commentary of 2024 |
//! | [`gansu`] | 甘肃省 | national | known from 2021-04-22 | report of April 2021 |
//! | [`chengguan`] | 兰州市城关区 | gansu | known from 2020-12-31 | undated report |
//! | [`henan`] | 河南省 | national | known from 2018-12-31 | summary of the year 2018 |
//! | [`yunnan`] | 云南省 | national | known from 2019-04-24 | report on Zhaotong |
//! | [`zhaotong`] | 昭通市 | yunnan | known from 2019-04-24 | report of that day |
//! | [`zhouzhi`] | 周至县 | national | known from 2019-03-19 | notice of that day |
//! | [`zhejiang`] | 浙江省 | national | known from 2019-12-31 | undated report of 2019 |
//! | [`wenzhou`] | 温州市 | zhejiang | known from 2019-12-31 | the same |
//! | [`xixiang`] | 西乡县 | national | known from 2018-02-28 | undated notice |
//!
//! **A place is in the chain only if a source says something about it.** So Chengguan
//! stands directly under Gansu (Lanzhou has laid down nothing that is known), and the
//! two counties of Shaanxi directly under the nation.
//!
//! **Days.** Most reports do not say since when a practice holds. Then the entry begins
//! on the first day on which the source proves it, and is marked so
//! ([`Onset::FirstKnown`](crate::rulebook::Onset::FirstKnown)). A host that knows the
//! real day uses [`RulePack::beginning`].
//!
//! **Last days.** Hardly a source says whether a closed last day moves. Limits that bind
//! an organ therefore end on their last day, the stricter reading; limits within which a
//! person may act move to the next open day, the reading that serves the person.
//! Detention never moves.

mod row;

mod sources;

mod chengguan;
mod gansu;
mod henan;
mod national;
mod wenzhou;
mod xixiang;
mod yunnan;
mod zhaotong;
mod zhejiang;
mod zhouzhi;

pub use chengguan::chengguan;
pub use gansu::gansu;
pub use henan::henan;
pub use national::national;
pub use wenzhou::wenzhou;
pub use xixiang::xixiang;
pub use yunnan::yunnan;
pub use zhaotong::zhaotong;
pub use zhejiang::zhejiang;
pub use zhouzhi::zhouzhi;

use crate::rulebook::pack::RulePack;

/// Every published pack, parents before children.
#[must_use]
pub fn all() -> Vec<RulePack> {
    vec![
        national(),
        gansu(),
        chengguan(),
        henan(),
        yunnan(),
        zhaotong(),
        zhouzhi(),
        zhejiang(),
        wenzhou(),
        xixiang(),
    ]
}

#[cfg(test)]
mod tests;
