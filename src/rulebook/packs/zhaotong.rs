//! 昭通市: the report of 24 April 2019.

use super::row::{Row, codes, known, rows, set};
use super::sources::{ZHAOTONG_REPORT as REPORT, own};
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::choice::{ClockStart, LeakMeans};
use crate::rulebook::keys::{
    accountability, coordination, escalation, follow_up, look_back, screening, transfer,
};
use crate::rulebook::pack::RulePack;
use crate::terms::coordination::TransferReading;
use crate::terms::office::Level;

/// The day of the report.
const REPORTED: Day = day!(2019, 4, 24);

/// 昭通市 (Zhaotong city).
///
/// # Source
///
/// Seed 004: Z00–Z03, Z05, Z08–Z17.
#[must_use]
pub fn zhaotong() -> RulePack {
    let mut all = transfers();
    all.extend(screening_and_look_back());
    all.extend(handling());
    RulePack::literal(("zhaotong", "昭通市", "Zhaotong"), Level::City, Some("yunnan"), rows(all))
}

fn transfers() -> Vec<Row> {
    let limits = "分别于5日内通报、10日内移交";
    vec![
        known(transfer::NOTICE, REPORTED, TimeLimit::days(5), REPORT.says("Z13", limits)).or_read(
            TimeLimit::working_days(5),
            REPORT.open("Z13", "5日内: natural or working days is not stated"),
        ),
        known(transfer::HAND_OVER, REPORTED, TimeLimit::days(10), REPORT.says("Z13", limits))
            .or_read(
                TimeLimit::working_days(10),
                REPORT.open("Z13", "10日内: natural or working days is not stated"),
            ),
        known(
            transfer::PAIRING,
            REPORTED,
            TransferReading::BothDuties,
            REPORT.open("Z13", "分别 pairs the two acts with the two limits; also the stricter"),
        )
        .or_read(
            TransferReading::ByKind,
            REPORT.open("Z13", "分别 pairs the two kinds of case with the two limits"),
        ),
        known(
            transfer::NOTICE_STARTS,
            REPORTED,
            ClockStart::InvestigationOpened,
            REPORT.reading("Z13", "公安机关以涉黑涉恶……侦查的"),
        )
        .or_read(ClockStart::Found, REPORT.reading("Z13", "the start is not stated")),
        known(
            transfer::HAND_OVER_STARTS,
            REPORTED,
            ClockStart::InvestigationOpened,
            REPORT.reading("Z13", "公安机关以涉黑涉恶……侦查的"),
        )
        .or_read(ClockStart::Found, REPORT.reading("Z13", "the start is not stated")),
        known(
            transfer::HAND_OVER_ORGANS,
            REPORTED,
            codes(&["public_security"]),
            REPORT.says("Z13", "公安机关以涉黑涉恶……侦查的"),
        ),
        known(
            transfer::SUBJECTS_ONLY,
            REPORTED,
            true,
            REPORT.says("Z12", "移送……涉及纪检监察对象涉黑涉恶信访举报件办理办法（暂行）"),
        ),
    ]
}

fn screening_and_look_back() -> Vec<Row> {
    vec![
        known(
            screening::THREE_CHECKS,
            REPORTED,
            codes(&["gang_crime", "network_and_umbrella", "responsibility"]),
            REPORT.reading("Z01, Z02", "“一案三查”; two of the three are named"),
        ),
        known(
            screening::TWO_ALLS,
            REPORTED,
            codes(&["dig_corruption", "investigate_to_end"]),
            REPORT.says("Z00", "坚决一查到底、绝不姑息"),
        ),
        known(
            screening::UMBRELLA_KINDS,
            REPORTED,
            codes(&["official", "police", "incapable", "negligent"]),
            REPORT.says("Z03", "既查“官伞”“警伞”，也查“庸伞”“懒伞”"),
        ),
        known(
            screening::CLEAR_BOTTOM,
            REPORTED,
            true,
            REPORT.says("Z05", "对已打掉的黑恶案件全面清底"),
        ),
        known(
            screening::SOFT_PROTECTION,
            REPORTED,
            codes(&["main", "regulation"]),
            REPORT.says("Z05", "对地方党委、政府和监管部门的各种“软保护”问题依纪依法处理"),
        ),
        known(
            look_back::NO_PASSES,
            REPORTED,
            codes(&[
                "survey_insufficient",
                "screening_insufficient",
                "clue_leaked",
                "umbrella_not_dug",
            ]),
            REPORT.says("Z10", "线索摸排工作责任制规定"),
        ),
        known(
            look_back::CLOSED_CLUES_RESCREENED,
            REPORTED,
            true,
            REPORT.says("Z10", "对已结线索逐条再梳理、再排查"),
        ),
        known(
            look_back::LEAK_MEANS,
            REPORTED,
            LeakMeans::Accountability,
            REPORT.reading("Z10", "线索泄密的不放过: points to the leaker"),
        )
        .or_read(
            LeakMeans::AccountabilityAndReopening,
            REPORT.reading("Z10", "确保……不放过: the closed clue is gone through again"),
        ),
        known(
            look_back::FAILURE_REOPENS,
            REPORTED,
            true,
            REPORT.reading("Z10", "排查不到位的不放过"),
        ),
    ]
}

fn handling() -> Vec<Row> {
    let personal = codes(&["deploy", "instruct", "lead_study", "coordinate"]);
    vec![
        set(
            escalation::ASSESSMENT,
            day!(2019, 4, 9),
            codes(&["ordinary", "direct_investigation", "level_raised", "key_supervised"]),
            REPORT.says("Z11", "4月9日……启动……全面评估，实行直查直办、提级办理"),
        ),
        known(
            escalation::CENTRAL_CLUE,
            REPORTED,
            codes(&["level_raised", "key_supervised"]),
            REPORT.says("Z17", "转办问题线索9件，其中提级办理3件，重点督办6件"),
        ),
        known(
            escalation::MAJOR_CASE,
            REPORTED,
            codes(&["level_raised", "direct_investigation"]),
            REPORT.says("Z16", "重大案件，实行提级办理、直查直办"),
        ),
        known(
            follow_up::SYNCHRONIZED,
            REPORTED,
            codes(&["filed_together", "investigated_together", "same_direction"]),
            REPORT.says("Z15", "同步立案、同步调查、同向发力"),
        ),
        known(
            follow_up::SYNCHRONIZED_GAP,
            REPORTED,
            TimeLimit::days(10),
            own(
                "Z15",
                "no gap is stated; by the end of the hand-over limit both organs have the case",
            ),
        ),
        known(
            coordination::MEETINGS,
            REPORTED,
            codes(&["special", "promotion", "briefing", "report"]),
            REPORT.says("Z09", "专题会、推进会、碰头会、汇报会"),
        ),
        known(
            coordination::TASK_FORCES,
            REPORTED,
            11,
            REPORT.says("Z14", "专案领导组、11个专案组"),
        ),
        known(coordination::CADRES, REPORTED, 300, REPORT.says("Z14", "300余名纪检监察干部")),
        known(
            coordination::PROBLEM_LIST,
            REPORTED,
            true,
            REPORT.says("Z09", "深入研究分析深挖彻查短板弱项，列出问题清单，压实政治责任"),
        ),
        known(
            accountability::FOUR_PERSONALLY,
            REPORTED,
            personal,
            REPORT.says("Z08", "“四个亲自”"),
        ),
        known(
            accountability::FOUR_LEAST,
            REPORTED,
            1,
            REPORT.reading("Z08", "each of the four has at least one record"),
        ),
        known(
            accountability::FOUR_PERIOD,
            REPORTED,
            TimeLimit::months(12),
            own("Z08", "no period is stated; a year, as for an annual report"),
        ),
    ]
}
