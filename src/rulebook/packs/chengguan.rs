//! 兰州市城关区: the undated report on the “135” method.

use super::row::{Row, chain, codes, known, rows};
use super::sources::{CHENGGUAN_REPORT as REPORT, FIFTEEN_PAGE, own};
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::catalogue;
use crate::rulebook::choice::{ClockStart, Join, RemovalBy, SetBy, SigningOrder};
use crate::rulebook::keys::{
    accountability, coordination, eligibility, file_review, follow_up, industry, intake, look_back,
    rectification, reporter, screening, sign_off, supervision,
};
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;
use crate::terms::report::PickUpRule;

/// The report is of 2019 or 2020 and has no day: by the end of 2020 it certainly applied.
const BY_END_OF_2020: Day = day!(2020, 12, 31);

/// 兰州市城关区 (Chengguan district of Lanzhou).
///
/// # Source
///
/// Seed 002: C03–C19, C21, C23, C25.
#[must_use]
pub fn chengguan() -> RulePack {
    let mut all = clues();
    all.extend(signing());
    all.extend(screening());
    all.extend(accountability_and_rectification());
    let name = ("chengguan", "兰州市城关区", "Chengguan");
    RulePack::literal(name, Level::County, Some("gansu"), rows(all))
}

fn clues() -> Vec<Row> {
    let since = BY_END_OF_2020;
    let pick_up = || REPORT.open("C04", "明确专人24小时取交件");
    vec![
        known(
            intake::CHANNELS,
            since,
            codes(&["reflection_point", "report_box", "out_visit", "reception"]),
            REPORT.says("C07", "设立反映点、举报箱，安排专人定期下访、接访"),
        ),
        known(intake::PICK_UP, since, PickUpRule::OnCall, pick_up())
            .or_read(PickUpRule::WithinHours, pick_up()),
        known(intake::PICK_UP_LIMIT, since, TimeLimit::hours(24), pick_up())
            .or_read(TimeLimit::days(1), REPORT.open("C04", "24小时 as one day")),
        known(
            intake::DISPOSAL,
            since,
            TimeLimit::hours(2),
            REPORT.says("C04", "2小时内完成线索处置"),
        ),
        known(
            intake::DISPOSAL_STARTS,
            since,
            ClockStart::Receipt,
            REPORT.reading("C04", "2小时内; the start is not stated"),
        )
        .or_read(ClockStart::PickUp, REPORT.reading("C04", "2小时内, after 取交件"))
        .or_read(ClockStart::Registration, REPORT.reading("C04", "2小时内, after 登记")),
        known(
            intake::DESIGNATED_KEEPER,
            since,
            true,
            REPORT.says("C08", "建立专门台账，指定专人负责管理"),
        ),
        known(
            intake::LEDGER_REPORTS,
            since,
            codes(&["weekly", "monthly"]),
            REPORT.says("C08", "每周、每月报送动态工作数据"),
        ),
        known(
            intake::CLOSED_LOOP,
            since,
            true,
            REPORT.reading("C08", "形成闭环管理: received, disposed of, fed back"),
        ),
        known(
            look_back::FINDING_STEPS,
            since,
            codes(&["report_to_committee", "urge_department", "look_back"]),
            REPORT.says("C09", "向区委提交……整改的报告，督促区委组织部……开展“回头看”"),
        ),
        known(
            reporter::CARE,
            since,
            codes(&["reply", "satisfaction_survey"]),
            REPORT.says("C18", "实名举报人答复率为100%；答复后的满意率84.3%"),
        ),
    ]
}

fn signing() -> Vec<Row> {
    let since = BY_END_OF_2020;
    let listed = "由跟进人员、分管领导、主要领导落实“签字背书”";
    let with_organs = "与公安、检察、法院在案件侦查、审查起诉、审理过程中“签字背书”制度";
    vec![
        known(
            sign_off::LAYERS,
            since,
            chain(&["follow_up_officer", "leader_in_charge", "principal_leader"]),
            REPORT.says("C12", listed),
        ),
        known(
            sign_off::ORDER,
            since,
            SigningOrder::InLayers,
            REPORT.reading("C12", "listed with 、 from the lowest to the highest"),
        )
        .or_read(SigningOrder::AnyOrder, REPORT.reading("C12", "listed with 、")),
        known(sign_off::DISTINCT, since, true, REPORT.reading("C12", listed))
            .or_read(false, REPORT.reading("C12", "not stated")),
        known(
            sign_off::AFTER_LAST_RECORD,
            since,
            true,
            REPORT.reading("C12", "对跟进过程中未发现“保护伞”的14个案件"),
        ),
        known(
            sign_off::ORGANS,
            since,
            codes(&["discipline_supervision"]),
            REPORT.open("C11, C12", with_organs),
        )
        .or_read(
            codes(&["discipline_supervision", "public_security", "procuratorate", "court"]),
            REPORT.open("C11", with_organs),
        ),
        known(
            sign_off::SIGNERS_RESPONSIBLE,
            since,
            true,
            REPORT.reading("C12", "“签字背书”, with the life-long responsibility of G21"),
        ),
        known(
            follow_up::STAGES,
            since,
            codes(&["investigation", "review_for_prosecution", "trial"]),
            REPORT.says("C11", "在案件侦查、审查起诉、审理过程中"),
        ),
        known(
            follow_up::SIGN_EACH_STAGE,
            since,
            false,
            REPORT.open("C11, C12", "one sign-off a case is counted (14个案件)"),
        )
        .or_read(true, REPORT.open("C11", with_organs)),
        known(
            follow_up::RETRACE_UNLESS_SIGNED,
            since,
            true,
            REPORT.reading("C12", "2件恶势力团伙案进行重新回溯核查"),
        ),
        known(
            follow_up::MEETING_COLLECTIVE,
            since,
            true,
            REPORT.says("C13", "逐案听取……集体研究评估分析"),
        ),
    ]
}

fn screening() -> Vec<Row> {
    let since = BY_END_OF_2020;
    vec![
        known(
            screening::FIFTEEN,
            since,
            catalogue::fifteen(),
            FIFTEEN_PAGE.reading("C15; law 4.1", "对照“保护伞”15种类型和表现形式"),
        ),
        known(screening::ANSWER_EVERY_ENTRY, since, true, REPORT.reading("C15", "逐一甄别研判")),
        known(
            screening::CASE_KINDS,
            since,
            codes(&["triad_type", "evil_criminal_group", "evil_gang", "village_bully"]),
            REPORT.reading("C13, C14", "“四类”涉黑涉恶案件"),
        ),
        known(
            screening::PROBLEM_CLASSES,
            since,
            codes(&["gang_related_corruption", "acting_as_umbrella", "ineffective_promotion"]),
            REPORT.says("C06", "3类问题"),
        ),
        known(
            screening::LET_GO_TRAITS,
            since,
            codes(&["great_influence", "deep_roots", "complex_network"]),
            REPORT.says("C21", "“案件不查透不放手”；能量大、根基深、关系网复杂"),
        ),
        known(
            supervision::HARD_CASE_MEASURES,
            since,
            codes(&["listed"]),
            REPORT.says("C13", "分类跟进、挂账督办"),
        ),
        known(
            eligibility::QUESTIONS,
            since,
            codes(&["criminal_record", "gang_related", "violation"]),
            REPORT.says("C10", "是否受过刑事处罚、是否涉黑涉恶、是否违纪违法等问题"),
        ),
        known(
            eligibility::ONLY_INELIGIBLE_CLEARED,
            since,
            true,
            REPORT.says("C10", "对不符合任职资格的及时进行清理"),
        ),
        known(
            eligibility::REMOVED_BY,
            since,
            RemovalBy::CompetentBody,
            REPORT.reading("C10; law 0", "督促区委组织部; village committee law arts. 11, 16, 18"),
        ),
        known(
            file_review::ITEMS,
            since,
            codes(&[
                "rights_notice",
                "talk_safety_pledge",
                "approval_forms",
                "leader_signature",
                "synchronous_recording",
            ]),
            REPORT.says(
                "C23",
                "权利义务告知书、谈话安全承诺书……程序审批手续或领导签字、同步录音录像",
            ),
        ),
        known(file_review::CASE_BY_CASE, since, true, REPORT.says("C23", "逐案开展评查梳理")),
        known(industry::REGULATORS, since, 11, REPORT.says("C25", "11家重点行业主管部门")),
    ]
}

fn accountability_and_rectification() -> Vec<Row> {
    let since = BY_END_OF_2020;
    let grounds = "思想认识不到位，安排部署不到位，问题排摸“零线索”";
    vec![
        known(
            accountability::TALK_GROUNDS,
            since,
            codes(&["poor_understanding", "poor_arrangement", "zero_clues"]),
            REPORT.says("C17", grounds),
        ),
        known(accountability::TALK_JOIN, since, Join::All, REPORT.open("C17", grounds))
            .or_read(Join::Any, REPORT.open("C17", grounds)),
        known(
            accountability::TALK_PERIOD,
            since,
            TimeLimit::months(3),
            own("C17", "the period is not stated; a quarter, as for the return of results"),
        ),
        known(
            accountability::TALK_MEASURES,
            since,
            codes(&["collective_talk", "reminder_notice"]),
            REPORT.says("C17", "进行集体约谈，下发《提醒通知书》"),
        ),
        known(
            coordination::DOCUMENTS,
            since,
            codes(&["supervision_plan", "coordination_rule"]),
            REPORT.says("C03", "《……强化监督执纪问责工作实施方案》《……工作协调联动制度》"),
        ),
        known(
            coordination::AREAS,
            since,
            codes(&["leadership", "daily_supervision", "coordination", "standard_disposal"]),
            REPORT.says("C05", "组织领导、日常监督、协同联动、规范处置"),
        ),
        known(
            coordination::TALK_VENUE,
            since,
            codes(&["promotion"]),
            REPORT.reading("C17, C29", "召开全区扫黑除恶推进会，对……进行集体约谈"),
        ),
        known(
            accountability::GROUNDS,
            since,
            codes(&["no_responsibility", "inaction", "poor_implementation"]),
            REPORT.says("C16", "不担当、不作为、责任落实不力"),
        ),
        known(
            rectification::FIELDS,
            since,
            codes(&["measure", "responsible_leader", "responsible_unit", "deadline"]),
            REPORT.says("C19", "23项整改措施、责任领导、责任单位和整改时限"),
        ),
        known(
            rectification::DEADLINE_SET_BY,
            since,
            SetBy::Entry,
            REPORT.says("C19", "明确……整改时限"),
        ),
    ]
}
