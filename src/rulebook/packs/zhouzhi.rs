//! 周至县 (Xi'an, Shaanxi): the two-way transfer system of March 2019.

use super::row::{codes, known, rows};
use super::sources::ZHOUZHI_NOTICE as NOTICE;
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::choice::ClockStart;
use crate::rulebook::keys::transfer;
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;

/// The day of the notice.
const REPORTED: Day = day!(2019, 3, 19);

/// 周至县 (Zhouzhi county).
///
/// # Source
///
/// Law context §6, row Zhouzhi.
#[must_use]
pub fn zhouzhi() -> RulePack {
    let found = "在案件侦查、起诉、审判各阶段发现……3个工作日内";
    let next_day = "于第2日移送单位反馈流向等信息";
    let all = vec![
        known(
            transfer::HAND_OVER,
            REPORTED,
            TimeLimit::working_days(3),
            NOTICE.says("law 6", found),
        ),
        known(transfer::HAND_OVER_STARTS, REPORTED, ClockStart::Found, NOTICE.says("law 6", found)),
        known(
            transfer::HAND_OVER_ORGANS,
            REPORTED,
            codes(&["court", "procuratorate", "public_security"]),
            NOTICE.says("law 6", "县法院、县检察院、县公安局"),
        ),
        known(
            transfer::RECEIVED_REGISTERED,
            REPORTED,
            TimeLimit::working_days(1),
            NOTICE.says("law 6", "在1个工作日进行登记、研究分析研判、提出分流处置意见"),
        ),
        known(
            transfer::DIRECTION_FED_BACK,
            REPORTED,
            TimeLimit::days(1),
            NOTICE.open("law 6", next_day),
        )
        .or_read(TimeLimit::working_days(1), NOTICE.open("law 6", next_day)),
        known(
            transfer::COLLECTION,
            REPORTED,
            codes(&["weekly"]),
            NOTICE.says("law 6", "每周在本单位内部收集一次"),
        ),
        known(
            transfer::FORMS,
            REPORTED,
            codes(&["two_way_register"]),
            NOTICE.says("law 6", "《涉黑涉恶问题线索双向移送登记表》"),
        ),
    ];
    RulePack::literal(("zhouzhi", "周至县", "Zhouzhi"), Level::County, Some("national"), rows(all))
}
