//! 温州市 (Zhejiang): notice after the net is closed.

use super::row::{known, rows};
use super::sources::{BY_END_OF_2019, ZHEJIANG_REPORT as REPORT};
use crate::base::deadline::TimeLimit;
use crate::rulebook::choice::ClockStart;
use crate::rulebook::keys::transfer;
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;

/// 温州市 (Wenzhou city).
///
/// # Source
///
/// Law context §6, row Wenzhou.
#[must_use]
pub fn wenzhou() -> RulePack {
    let wording = "重大黑恶犯罪案件统一收网后的2个工作日内向市纪委监委通报";
    let all = vec![
        known(
            transfer::NOTICE,
            BY_END_OF_2019,
            TimeLimit::working_days(2),
            REPORT.says("law 6", wording),
        ),
        known(
            transfer::NOTICE_STARTS,
            BY_END_OF_2019,
            ClockStart::NetClosure,
            REPORT.says("law 6", wording),
        ),
        known(
            transfer::CONSULTATION,
            BY_END_OF_2019,
            true,
            REPORT.says("law 6", "双方研判会商后启动同步介入程序"),
        ),
    ];
    RulePack::literal(("wenzhou", "温州市", "Wenzhou"), Level::City, Some("zhejiang"), rows(all))
}
