//! 浙江省: what the report that names Wenzhou says of the province.

use super::row::{codes, known, rows};
use super::sources::{BY_END_OF_2019, ZHEJIANG_REPORT as REPORT};
use crate::rulebook::keys::{escalation, sign_off, transfer};
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;

/// 浙江省 (Zhejiang province).
///
/// # Source
///
/// Law context §6, row Wenzhou.
#[must_use]
pub fn zhejiang() -> RulePack {
    let since = BY_END_OF_2019;
    let all = vec![
        known(
            escalation::CENTRAL_CLUE,
            since,
            codes(&["level_raised"]),
            REPORT.says("law 6", "对中央督导组移交的每一件问题线索……全部提级办理"),
        ),
        known(sign_off::SIGNED_NEGATIVE, since, true, REPORT.says("law 6", "查否背书报告制度")),
        known(
            transfer::LISTS,
            since,
            codes(&["problems", "offices", "persons"]),
            REPORT.says("law 6", "问题清单、承办部门清单、责任人清单“三张清单”"),
        ),
        known(
            transfer::PROGRESS_REPORTS,
            since,
            codes(&["daily"]),
            REPORT.says("law 6", "办理情况每日一报"),
        ),
    ];
    let name = ("zhejiang", "浙江省", "Zhejiang");
    RulePack::literal(name, Level::Province, Some("national"), rows(all))
}
