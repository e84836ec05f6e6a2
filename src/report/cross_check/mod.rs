//! 勾稽核对: every list of a report against every other, item by item.
//!
//! The identities of [`audit`](crate::report::audit) know numbers. Here the lists behind
//! them are compared, so that a warning says *which* item was dropped or told twice. Every
//! warning is news for a person and corrects nothing.
//!
//! # What one can do here
//!
//! | with | one gets |
//! |---|---|
//! | [`Tables::gather`] | everything that a report of a casebook counts, with its items |
//! | [`audit`] | a [`Warning`] for each check that fails, with residual and items |
//! | `audit`, counted again | the same, and whatever differs from the casework |
//!
//! | check | of | what must hold |
//! |---|---|---|
//! | 清单 list | a figure | it is as large as the list behind it; a rate is that of its part |
//! | 不重复 once | a figure | nothing stands in its list twice |
//! | 总分 part | two figures | what stands in the part stands in the whole |
//! | 两种口径 two ways | a figure and a cell | counted in two ways it is the same |
//! | 分项 cells | a whole in cells | each item stands in so many cells as said |
//! | 同一总数 one whole | two breakdowns of a unit | the whole is the same by whatever it is split |
//! | 地区汇总 roll-up | a place | its own and what is below it make up the whole |
//! | 平衡 stock | a return | stock + received + reopened − ended = stock, for each clue |
//! | 接续 next | two returns | one begins with what the other left |
//! | 重新计数 counted again | everything | it is what the casework comes to |
//!
//! # What the lists alone cannot show
//!
//! An item that was told twice is always seen: it stands in one list twice, or in a list
//! where the others do not have it. An item that was dropped is seen where it stands in a
//! second list too. Where a figure is the only list in which an item stands (a part that
//! need not be told of all, such as the cases that were retraced), lists alone cannot miss
//! it; neither can they where clues are listed as disposed of. For these the figures are
//! counted again from the casework: then every item that was dropped is seen, whatever the
//! figure. A test holds which figures need it.
//!
//! Lists that tell of reporters are checked too; their warnings name no item.
//!
//! # Source
//!
//! Seed-rules §7.1 (identities; a residual is shown and never forced); design §8.10.

mod tables;
mod figures;
mod lists;

pub use self::tables::Tables;

use std::collections::BTreeSet;
use std::fmt;

use crate::base::id::AnyId;

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Check {
    /// 清单: a figure is as large as its list.
    List,
    /// 不重复: nothing stands in a list twice.
    Once,
    /// 总分: what stands in the part stands in the whole.
    Part,
    /// 两种口径: counted in two ways, it is the same.
    TwoWays,
    /// 分项: each item stands in so many cells as said.
    Cells,
    /// 同一总数: the whole is the same by whatever it is split.
    OneWhole,
    /// 地区汇总: own and below make up the whole.
    RollUp,
    /// 平衡: the stock of a return adds up, clue by clue.
    Stock,
    /// 接续: a return begins with what the one before left.
    Next,
    /// 重新计数: it is what the casework comes to.
    CountedAgain,
}

impl Check {
    /// In English and in Chinese.
    #[must_use]
    pub const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::List => ("not as large as its list", "与清单数量不符"),
            Self::Once => ("stands in the list twice", "清单中重复"),
            Self::Part => ("in the part and not in the whole", "在分项而不在总数"),
            Self::TwoWays => ("counted in two ways it differs", "两种口径不一致"),
            Self::Cells => ("does not stand in the cells as said", "分项归属不符"),
            Self::OneWhole => ("another whole than when split otherwise", "不同分项的总数不一致"),
            Self::RollUp => ("own and below do not make up the whole", "本级与下级之和不等于汇总"),
            Self::Stock => ("the stock does not add up", "在办数不平衡"),
            Self::Next => ("does not begin with what was left before", "与上期期末不衔接"),
            Self::CountedAgain => ("not what the casework comes to", "与办案记录重新计数不符"),
        }
    }
}

/// 核对提示: one check that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was checked.
    pub check: Check,
    /// Of what, in English.
    pub what: String,
    /// Of what, in Chinese.
    pub term: String,
    /// By how much it fails; 0 if one item stands where another should.
    pub residual: i64,
    /// The items; none where the list tells of reporters.
    pub items: Vec<AnyId>,
}

/// `F50 signed_off_cases: not as large as its list, by -1 (1 items)`.
impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (told, _) = self.check.told();
        write!(f, "{}: {told}, by {} ({} items)", self.what, self.residual, self.items.len())
    }
}

/// What does not hold between the lists of a report.
///
/// `again` is what somebody has counted from the casework; without it only the lists are
/// compared with each other. The same tables give the same warnings, in the order of the
/// checks.
///
/// Takes time in proportion to the items of all lists, times its logarithm.
///
/// # Examples
///
/// ```
/// use unbrella::report::counted::Counted;
/// use unbrella::report::cross_check::{Tables, audit};
/// use unbrella::report::published::published;
///
/// let told = published().get("F50", "signed_off_cases").unwrap().clone();
/// let tables = Tables { figures: vec![Counted::told(told, None, Vec::new())], ..Tables::default() };
/// let warnings = audit(&tables, None);
/// assert_eq!(warnings[0].to_string(), "F50 signed_off_cases: not as large as its list, by 14 (0 items)");
/// ```
#[must_use]
pub fn audit(tables: &Tables, again: Option<&Tables>) -> Vec<Warning> {
    let mut found = figures::check(tables);
    found.extend(lists::check(tables));
    if let Some(again) = again {
        found.extend(figures::again(tables, again));
        found.extend(lists::again(tables, again));
    }
    found.sort_by(|a, b| (a.check, &a.what, &a.items).cmp(&(b.check, &b.what, &b.items)));
    found
}

/// So many.
fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

/// A warning if two sets differ: by how much the first is larger, and what is in one alone.
fn unlike(
    check: Check,
    (what, term): (String, String),
    one: &BTreeSet<AnyId>,
    other: &BTreeSet<AnyId>,
) -> Option<Warning> {
    let items: Vec<AnyId> = one.symmetric_difference(other).copied().collect();
    let residual = count(one.len()).saturating_sub(count(other.len()));
    (!items.is_empty()).then_some(Warning { check, what, term, residual, items })
}

#[cfg(test)]
mod tests;
