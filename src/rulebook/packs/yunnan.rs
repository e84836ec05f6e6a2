//! 云南省: what the report on Zhaotong says of the province.

use super::row::{known, rows};
use super::sources::ZHAOTONG_REPORT as REPORT;
use crate::day;
use crate::rulebook::catalogue;
use crate::rulebook::keys::screening;
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;

/// 云南省 (Yunnan province): the thirteen situations, whose text is not known.
///
/// # Source
///
/// Seed 004: Z01.
#[must_use]
pub fn yunnan() -> RulePack {
    let all = vec![known(
        screening::THIRTEEN,
        day!(2019, 4, 24),
        catalogue::thirteen(),
        REPORT.says("Z01; law 4.2", "云南省纪委、省委政法委明确的十三种黑恶势力“保护伞”情形"),
    )];
    RulePack::literal(("yunnan", "云南省", "Yunnan"), Level::Province, Some("national"), rows(all))
}
