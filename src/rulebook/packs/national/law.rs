//! Supervision Law 2018 and 2024, its regulations, sanctions, reports, organized crime.

use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::choice::{Approver, MixedLead, PartForwarding, Transition};
use crate::rulebook::keys::{
    discipline, disclosure, disposition, eligibility, escalation, intake, recusal, remedy,
    reporter, transfer, verification,
};
use crate::rulebook::packs::row::{Row, codes, known, set};
use crate::rulebook::packs::sources::{
    ORGANIZED_CRIME_LAW as OCL, REGULATIONS, REPORT_RULES, SANCTIONS_LAW as SANCTIONS,
    SUPERVISION_LAW as LAW, SUPERVISION_LAW_2024 as LAW_2024,
};

/// Supervision Law of 2018, and as amended.
const LAW_2018: Day = day!(2018, 3, 20);
const AMENDED: Day = day!(2025, 6, 1);
/// Rules on reports and accusations.
const REPORTS: Day = day!(2020, 1, 21);
/// Public Sanctions Law.
const SANCTIONED: Day = day!(2020, 7, 1);
/// Regulations under the Supervision Law.
const REGULATED: Day = day!(2021, 9, 20);
/// Anti-Organized Crime Law.
const ORGANIZED_CRIME: Day = day!(2022, 5, 1);

pub(super) fn rows() -> Vec<Row> {
    let mut all = receiving();
    all.extend(jurisdiction());
    all.extend(reporters());
    all.extend(investigating());
    all.extend(detention_2018());
    all.extend(detention_2025());
    all.extend(new_measures());
    all.extend(renumbered());
    all.extend(decisions());
    all.extend(sanctions());
    all.extend(remedies());
    all
}

fn receiving() -> Vec<Row> {
    let rules = |place, wording| REPORT_RULES.says(place, wording);
    let promptly = "及时";
    vec![
        set(
            intake::EVERY_REPORT_ACCEPTED,
            LAW_2018,
            true,
            LAW.says("art. 35; law 1.2", "对于报案或者举报，应当接受并按照有关规定处理"),
        ),
        set(
            intake::FORWARD_SUPERIOR,
            REPORTS,
            TimeLimit::working_days(5),
            rules("art. 15; law 1.2", ""),
        ),
        set(intake::OWN_LEADER_STRAIGHT_UP, REPORTS, true, rules("art. 15; law 0, 1.2", "")),
        set(
            intake::ACCEPT_FROM_SUPERIOR,
            REPORTS,
            TimeLimit::working_days(5),
            rules("art. 16; law 1.2", ""),
        ),
        set(
            intake::RESULTS_RETURNED,
            REPORTS,
            codes(&["quarterly"]),
            rules("art. 18; law 1.2", ""),
        ),
        set(
            disposition::KINDS,
            REPORTS,
            codes(&["talk_or_inquiry", "preliminary_verification", "hold_pending", "close"]),
            rules("art. 17; law 1.3", "谈话函询、初步核实、暂存待查、予以了结"),
        ),
        set(
            disposition::COLLECTIVE,
            REPORTS,
            true,
            rules("art. 17; law 1.3", "经集体研究并履行报批程序后"),
        ),
        set(
            intake::FORWARD_WRONG_ORGAN,
            REGULATED,
            TimeLimit::working_days(5),
            REGULATIONS.says("arts. 169, 171; law 0, 1.2", ""),
        ),
        set(
            intake::FORWARD_PART,
            REGULATED,
            PartForwarding::Promptly,
            REGULATIONS.open("art. 171; law 0, 1.2", promptly),
        )
        .or_read(
            PartForwarding::AsWrongOrgan,
            REGULATIONS
                .open("arts. 169, 171; law 0", "whether the five working days apply is not said"),
        ),
    ]
}

fn jurisdiction() -> Vec<Row> {
    let law = |place, wording| LAW.says(place, wording);
    vec![
        set(
            escalation::UPPER_MAY_TAKE,
            LAW_2018,
            true,
            law("art. 16(2); law 1.1", "必要时也可以办理所辖各级监察机关管辖范围内的监察事项"),
        ),
        set(
            escalation::DOWNWARD_DESIGNATION,
            LAW_2018,
            true,
            law("art. 17(1); law 0, 1.1", "可以将其所管辖的监察事项指定下级监察机关管辖"),
        ),
        set(
            escalation::RAISE_ON_REQUEST,
            LAW_2018,
            true,
            law("art. 17(2); law 1.1", "重大、复杂……可以报请上级监察机关管辖"),
        ),
        set(
            escalation::SANCTION_STAYS,
            SANCTIONED,
            true,
            SANCTIONS.says("art. 51; law 1.1", "应当交有管理权限的监察机关依法作出政务处分决定"),
        ),
        set(
            transfer::BOUND_ORGANS,
            LAW_2018,
            codes(&["court", "procuratorate", "public_security", "audit"]),
            law("art. 34(1); law 1.1", "人民法院、人民检察院、公安机关、审计机关等国家机关"),
        ),
        set(
            transfer::MIXED_LEAD,
            LAW_2018,
            MixedLead::SupervisionOrgan,
            law("art. 34(2); law 1.1", "一般应当由监察机关为主调查，其他机关予以协助"),
        ),
        set(transfer::PROMPTLY, ORGANIZED_CRIME, true, OCL.says("art. 51; law 3.4", "")),
        set(transfer::WRITTEN_REPLY, ORGANIZED_CRIME, true, OCL.says("arts. 13-14; law 3.4", "")),
        set(
            eligibility::CANDIDATES_SCREENED,
            ORGANIZED_CRIME,
            true,
            OCL.says("art. 12; law 3.4", ""),
        ),
        set(
            recusal::GROUNDS,
            LAW_2018,
            codes(&["near_relative", "witness", "interest", "other_fairness"]),
            law("art. 58; law 1.7", "应当自行回避……也有权要求其回避"),
        ),
        set(
            recusal::WHO_MAY_ASK,
            LAW_2018,
            codes(&["handler", "subject", "reporter", "others_concerned"]),
            law("art. 58; law 1.7", "监察对象、检举人及其他有关人员也有权要求其回避"),
        ),
        set(
            recusal::INTERFERENCE_REGISTERED,
            LAW_2018,
            true,
            law("art. 57; law 1.7", "打听案情、过问案件、说情干预的……应当登记备案"),
        ),
        set(
            recusal::LEADER_DECIDED_BY,
            SANCTIONED,
            Approver::NextHigherOrgan,
            SANCTIONS.says("art. 48; law 1.7", "监察机关负责人的回避，由上级监察机关决定"),
        ),
        set(
            recusal::OTHERS_DECIDED_BY,
            SANCTIONED,
            Approver::PrincipalLeader,
            SANCTIONS.says(
                "art. 48; law 1.7",
                "其他参与违法案件调查、处理人员的回避，由监察机关负责人决定",
            ),
        ),
    ]
}

fn reporters() -> Vec<Row> {
    let rules = |place, wording| REPORT_RULES.says(place, wording);
    vec![
        set(reporter::NEEDED_FOR_NAMED, REPORTS, codes(&["name", "contact"]), rules("law 5", "")),
        set(reporter::NAMED_FIRST, REPORTS, true, rules("law 5", "")),
        set(reporter::ACCEPTANCE, REPORTS, TimeLimit::working_days(15), rules("law 5", "")),
        set(reporter::RESULT, REPORTS, TimeLimit::working_days(15), rules("law 5", "")),
        set(reporter::REPEATS_NOT_TOLD, REPORTS, true, rules("law 5", "")),
        set(reporter::NEVER_TO_SUBJECT, REPORTS, true, rules("art. 47; law 5", "")),
        set(reporter::CONSENT_TO_PUBLISH, REPORTS, true, rules("art. 47; law 5", "")),
        set(
            reporter::PROTECTION,
            ORGANIZED_CRIME,
            codes(&["anonymity", "masked_testimony", "no_contact", "guarding", "new_identity"]),
            OCL.says("arts. 61-64; law 3.4", ""),
        ),
        known(reporter::CARE, ORGANIZED_CRIME, codes(&["reward"]), OCL.says("art. 8; law 5", "")),
    ]
}

fn investigating() -> Vec<Row> {
    let law = |place, wording| LAW.says(place, wording);
    vec![
        set(
            verification::REPORT_APPROVED_BY,
            LAW_2018,
            Approver::PrincipalLeader,
            law("art. 38; law 1.3", "报监察机关主要负责人审批"),
        ),
        set(discipline::INVESTIGATORS, LAW_2018, 2, law("art. 41; law 1.4", "由二人以上进行")),
        set(
            discipline::RECORDED_THROUGHOUT,
            LAW_2018,
            true,
            law("art. 41; law 1.4", "应当对全过程进行录音录像，留存备查"),
        ),
        set(
            discipline::TECHNICAL,
            LAW_2018,
            TimeLimit::months(3),
            law("art. 28; law 1.4", "自签发之日起三个月以内有效"),
        ),
        set(
            discipline::TECHNICAL_LONGER,
            LAW_2018,
            TimeLimit::months(3),
            law("art. 28; law 1.4", "每次不得超过三个月"),
        ),
        set(
            discipline::EXIT_BAN_BY,
            LAW_2018,
            Approver::ProvincialOrgan,
            law("art. 30; law 1.4", "经省级以上监察机关批准"),
        ),
        set(
            discipline::FROZEN_DURING,
            SANCTIONED,
            codes(&["exit", "resign", "promote", "transfer", "award", "sanction", "retire"]),
            SANCTIONS.says(
                "art. 52; law 1.4",
                "不得出境、辞去公职……不得对其交流、晋升、奖励、处分或者办理退休手续",
            ),
        ),
        set(
            discipline::DECISION,
            REGULATED,
            TimeLimit::months(12),
            REGULATIONS.memory("art. 185; law 1.4", ""),
        ),
        set(
            discipline::DECISION_AFTER_RELEASE,
            REGULATED,
            TimeLimit::months(12),
            REGULATIONS.memory("art. 185; law 1.4", ""),
        ),
        set(
            discipline::DECISION_LONGER,
            REGULATED,
            TimeLimit::months(6),
            REGULATIONS.memory("art. 185; law 1.4", ""),
        ),
    ]
}

fn detention_2018() -> Vec<Row> {
    let law = |place, wording| LAW.says(place, wording);
    let (from, months) = (LAW_2018, TimeLimit::months);
    let grounds = codes(&["complex", "flight_or_suicide", "collusion", "other_obstruction"]);
    vec![
        set(
            discipline::DETENTION_GROUNDS,
            from,
            grounds,
            law("art. 22; law 1.4", "有下列情形之一的"),
        ),
        set(
            discipline::DETENTION_DECIDED_BY,
            from,
            Approver::CollectiveLeaders,
            law("art. 43; law 1.4", "由监察机关领导人员集体研究决定"),
        ),
        set(
            discipline::DETENTION_APPROVED_BY,
            from,
            Approver::NextHigherOrgan,
            law("art. 43; law 1.4", "设区的市级以下监察机关……报上一级监察机关批准"),
        ),
        set(
            discipline::DETENTION_FILED_WITH,
            from,
            Approver::NationalCommission,
            law("art. 43; law 1.4", "省级监察机关……报国家监察委员会备案"),
        ),
        set(discipline::DETENTION, from, months(3), law("art. 43; law 1.4", "不得超过三个月"))
            .or_read(
                months(3).counting_first_day(),
                REGULATIONS.memory_mid("art. 101", "自向被留置人员宣布之日起算"),
            ),
        set(
            discipline::DETENTION_LONGER,
            from,
            months(3),
            law("art. 43; law 1.4", "延长时间不得超过三个月"),
        ),
        set(discipline::DETENTION_EXTENSIONS, from, 1, law("art. 43; law 1.4", "可以延长一次")),
        set(
            discipline::DETENTION_LONGER_APPROVED_BY,
            from,
            Approver::NextHigherOrgan,
            law("art. 43; law 1.4", "延长留置时间应当报上一级监察机关批准"),
        ),
        set(
            discipline::DETENTION_LONGEST,
            from,
            months(6),
            LAW.reading("art. 43; law 1.4", "three months and one extension of three"),
        ),
        set(
            discipline::DETENTION_NOTICE,
            from,
            TimeLimit::hours(24),
            law("art. 44; law 1.4", "应当在二十四小时以内，通知被留置人员所在单位和家属"),
        ),
        set(discipline::CREDIT_CONTROL, from, 2, law("art. 44; law 1.4", "留置一日折抵管制二日")),
        set(discipline::CREDIT_PRISON, from, 1, law("art. 44; law 1.4", "折抵拘役、有期徒刑一日")),
    ]
}

fn detention_2025() -> Vec<Row> {
    let law = |place, wording| LAW_2024.says(place, wording);
    let (from, months) = (AMENDED, TimeLimit::months);
    let grounds = codes(&["complex", "flight_or_suicide", "collusion", "other_obstruction"]);
    vec![
        set(
            discipline::DETENTION_GROUNDS,
            from,
            grounds,
            law("art. 24; law 1.4", "有下列情形之一的"),
        ),
        set(
            discipline::DETENTION_DECIDED_BY,
            from,
            Approver::CollectiveLeaders,
            law("art. 47; law 1.4", "由监察机关领导人员集体研究决定"),
        ),
        set(
            discipline::DETENTION_APPROVED_BY,
            from,
            Approver::NextHigherOrgan,
            law("art. 47; law 1.4", "报上一级监察机关批准"),
        ),
        set(
            discipline::DETENTION_FILED_WITH,
            from,
            Approver::NationalCommission,
            law("art. 47; law 1.4", "报国家监察委员会备案"),
        ),
        set(discipline::DETENTION, from, months(3), law("art. 48; law 1.4", "不得超过三个月"))
            .or_read(
                months(3).counting_first_day(),
                REGULATIONS.memory_mid("art. 101", "自向被留置人员宣布之日起算"),
            ),
        set(
            discipline::DETENTION_LONGER,
            from,
            months(3),
            law("art. 48; law 1.4", "延长时间不得超过三个月"),
        ),
        set(discipline::DETENTION_EXTENSIONS, from, 1, law("art. 48; law 1.4", "可以延长一次")),
        set(
            discipline::DETENTION_LONGER_APPROVED_BY,
            from,
            Approver::NextHigherOrgan,
            law("art. 48; law 1.4", "延长留置时间应当报上一级监察机关批准"),
        ),
        set(
            discipline::DETENTION_GRAVE,
            from,
            months(2),
            law("art. 48; law 1.4", "可能判处十年有期徒刑以上刑罚……可以再延长二个月"),
        ),
        set(
            discipline::DETENTION_GRAVE_APPROVED_BY,
            from,
            Approver::NationalCommission,
            law("art. 48; law 1.4", "经国家监察委员会批准或者决定"),
        ),
        set(
            discipline::DETENTION_RECOUNTS,
            from,
            1,
            law("art. 48; law 1.4", "重新计算留置时间……以一次为限"),
        ),
        set(
            discipline::DETENTION_LONGEST,
            from,
            months(8),
            LAW_2024.reading("art. 48; law 1.4", "three, three and two months"),
        ),
        set(
            discipline::DETENTION_EXTREME,
            from,
            months(16),
            LAW_2024.open(
                "art. 48; law 1.4",
                "eight months, and eight again after a recount (secondary source)",
            ),
        )
        .or_read(
            months(14),
            LAW_2024.open(
                "art. 48; law 1.4",
                "依照本条第一款的规定重新计算: eight, and three and three again",
            ),
        ),
        set(
            discipline::DETENTION_CHANGE_ANSWERED,
            from,
            TimeLimit::days(3),
            law("art. 50", "申请变更管护、留置措施……应当在三日以内作出决定"),
        ),
        set(
            discipline::DETENTION_NOTICE,
            from,
            TimeLimit::hours(24),
            law(
                "art. 50; law 1.4",
                "应当在二十四小时以内，通知被管护人员、被留置人员所在单位和家属",
            ),
        ),
        set(
            discipline::CREDIT_CONTROL,
            from,
            2,
            law("art. 50; law 1.4", "管护、留置一日折抵管制二日"),
        ),
        set(discipline::CREDIT_PRISON, from, 1, law("art. 50; law 1.4", "折抵拘役、有期徒刑一日")),
    ]
}

/// What the amended law keeps word for word under another article.
fn renumbered() -> Vec<Row> {
    let mut all = jurisdiction_renumbered();
    all.extend(investigating_renumbered());
    all.extend(remedies_renumbered());
    all
}

fn jurisdiction_renumbered() -> Vec<Row> {
    let law = |place, wording| LAW_2024.says(place, wording);
    vec![
        set(
            intake::EVERY_REPORT_ACCEPTED,
            AMENDED,
            true,
            law("art. 38", "对于报案或者举报，应当接受并按照有关规定处理"),
        ),
        set(
            transfer::BOUND_ORGANS,
            AMENDED,
            codes(&["court", "procuratorate", "public_security", "audit"]),
            law("art. 37", "人民法院、人民检察院、公安机关、审计机关等国家机关"),
        ),
        set(
            transfer::MIXED_LEAD,
            AMENDED,
            MixedLead::SupervisionOrgan,
            law("art. 37", "一般应当由监察机关为主调查，其他机关予以协助"),
        ),
        set(
            recusal::GROUNDS,
            AMENDED,
            codes(&["near_relative", "witness", "interest", "other_fairness"]),
            law("art. 67", "应当自行回避……也有权要求其回避"),
        ),
        set(
            recusal::WHO_MAY_ASK,
            AMENDED,
            codes(&["handler", "subject", "reporter", "others_concerned"]),
            law("art. 67", "监察对象、检举人及其他有关人员也有权要求其回避"),
        ),
        set(
            recusal::INTERFERENCE_REGISTERED,
            AMENDED,
            true,
            law("art. 66", "打听案情、过问案件、说情干预的……应当登记备案"),
        ),
    ]
}

fn investigating_renumbered() -> Vec<Row> {
    let law = |place, wording| LAW_2024.says(place, wording);
    let months = TimeLimit::months;
    vec![
        set(
            verification::REPORT_APPROVED_BY,
            AMENDED,
            Approver::PrincipalLeader,
            law("art. 41", "报监察机关主要负责人审批"),
        ),
        set(discipline::INVESTIGATORS, AMENDED, 2, law("art. 44", "由二人以上进行")),
        set(
            discipline::RECORDED_THROUGHOUT,
            AMENDED,
            true,
            law("art. 44", "应当对全过程进行录音录像，留存备查"),
        ),
        set(
            discipline::TECHNICAL,
            AMENDED,
            months(3),
            law("art. 31", "自签发之日起三个月以内有效"),
        ),
        set(discipline::TECHNICAL_LONGER, AMENDED, months(3), law("art. 31", "每次不得超过三个月")),
        set(
            discipline::EXIT_BAN_BY,
            AMENDED,
            Approver::ProvincialOrgan,
            law("art. 33", "经省级以上监察机关批准"),
        ),
        set(
            discipline::DISPOSALS,
            AMENDED,
            codes(&[
                "soft_form",
                "sanction",
                "accountability",
                "transfer_to_procuratorate",
                "supervision_proposal",
                "dismissal",
            ]),
            law("art. 52", "监察机关根据监督、调查结果，依法作出如下处置"),
        ),
    ]
}

fn remedies_renumbered() -> Vec<Row> {
    let law = |place, wording| LAW_2024.says(place, wording);
    let months = TimeLimit::months;
    vec![
        set(
            remedy::REVIEW_ASKED,
            AMENDED,
            months(1).moving_last_day(),
            law("art. 56", "在收到处理决定之日起一个月内……申请复审"),
        ),
        set(
            remedy::REVIEW_DECIDED,
            AMENDED,
            months(1),
            law("art. 56", "应当在一个月内作出复审决定"),
        ),
        set(
            remedy::REREVIEW_ASKED,
            AMENDED,
            months(1).moving_last_day(),
            law("art. 56", "在收到复审决定之日起一个月内，向上一级监察机关申请复核"),
        ),
        set(
            remedy::REREVIEW_DECIDED,
            AMENDED,
            months(2),
            law("art. 56", "应当在二个月内作出复核决定"),
        ),
        set(
            remedy::SUSPENDS,
            AMENDED,
            false,
            law("art. 56", "复审、复核期间，不停止原处理决定的执行"),
        ),
        set(
            remedy::COMPLAINT_DECIDED,
            AMENDED,
            months(1),
            law("art. 69", "受理申诉之日起一个月内作出处理决定"),
        ),
        set(
            remedy::COMPLAINT_REVIEW_ASKED,
            AMENDED,
            months(1).moving_last_day(),
            law("art. 69", "收到处理决定之日起一个月内向上一级监察机关申请复查"),
        ),
        set(
            remedy::COMPLAINT_REVIEW_DECIDED,
            AMENDED,
            months(2),
            law("art. 69", "收到复查申请之日起二个月内作出处理决定"),
        ),
        set(
            remedy::PROPERTY_RETURNED,
            AMENDED,
            TimeLimit::days(3),
            law("arts. 26, 28", "应当在查明后三日内解除……予以退还"),
        ),
    ]
}

fn new_measures() -> Vec<Row> {
    let law = |wording| LAW_2024.says("arts. 21, 23, 25, 46; law 1.4", wording);
    vec![
        set(
            discipline::COMPELLED,
            AMENDED,
            TimeLimit::hours(12),
            law("强制到案持续的时间不得超过十二小时"),
        ),
        set(
            discipline::COMPELLED_LONGER,
            AMENDED,
            TimeLimit::hours(24),
            law("需要采取管护或者留置措施的，强制到案持续的时间不得超过二十四小时"),
        ),
        set(
            discipline::WAITING,
            AMENDED,
            TimeLimit::months(12),
            law("责令候查最长不得超过十二个月"),
        ),
        set(
            discipline::PROTECTIVE,
            AMENDED,
            TimeLimit::days(7),
            law("应当在七日以内依法作出留置或者解除管护的决定"),
        ),
        set(discipline::PROTECTIVE_LONGER, AMENDED, TimeLimit::days(3), law("可以延长一日至三日")),
        set(
            discipline::PROTECTIVE_SENT,
            AMENDED,
            TimeLimit::hours(24),
            LAW_2024.says("art. 25", "送留置场所，至迟不得超过二十四小时"),
        ),
        set(
            discipline::CONFINEMENT,
            AMENDED,
            TimeLimit::days(7),
            LAW_2024.says("art. 64", "禁闭的期限不得超过七日"),
        ),
        set(
            discipline::NEW_MEASURES_APPROVED_BY,
            AMENDED,
            Approver::PrincipalLeader,
            LAW_2024.says("art. 46", "经监察机关主要负责人批准"),
        ),
        set(
            discipline::TRIAL_COLLECTIVE,
            AMENDED,
            true,
            LAW_2024.says("art. 51; law 1.5", "形成审理报告，提请集体审议"),
        ),
    ]
}

fn decisions() -> Vec<Row> {
    let law = |place, wording| SANCTIONS.says(place, wording);
    vec![
        set(
            discipline::DEFENCE_HEARD,
            SANCTIONED,
            true,
            law("art. 43; law 1.5", "听取被调查人的陈述和申辩"),
        ),
        set(
            discipline::DEFENCE_NOT_HELD_AGAINST,
            SANCTIONED,
            true,
            law("art. 43; law 1.5", "不得因被调查人的申辩而加重政务处分"),
        ),
        set(
            discipline::POST_CHANGED,
            SANCTIONED,
            TimeLimit::months(1),
            law(
                "art. 54; law 1.5",
                "降级以上政务处分的……一个月内办理职务、工资及其他有关待遇等的变更手续",
            ),
        ),
        set(
            discipline::POST_CHANGED_LATEST,
            SANCTIONED,
            TimeLimit::months(6),
            law("art. 54; law 1.5", "最长不得超过六个月"),
        ),
        set(
            discipline::NO_DOUBLE_SANCTION,
            SANCTIONED,
            true,
            law("art. 16; law 1.6", "对公职人员的同一违法行为……不得重复给予政务处分和处分"),
        ),
        set(
            discipline::DISPOSALS,
            LAW_2018,
            codes(&[
                "soft_form",
                "sanction",
                "accountability",
                "transfer_to_procuratorate",
                "supervision_proposal",
                "dismissal",
            ]),
            LAW.says("art. 45; law 1.6", "监察机关根据监督、调查结果，依法作出如下处置"),
        ),
        set(
            discipline::SANCTION_PENDING_AT_CHANGE,
            SANCTIONED,
            Transition::FormerUnlessMilder,
            law("art. 67", "依照当时的规定处理，但是……根据本法处理较轻的，适用本法"),
        ),
        set(
            remedy::NO_HEAVIER,
            SANCTIONED,
            true,
            law("art. 56", "不因提出复审、复核而被加重政务处分"),
        ),
        set(
            remedy::NAME_CLEARED,
            SANCTIONED,
            true,
            law("art. 53; law 5", "应当按照规定及时澄清事实，恢复名誉，消除不良影响"),
        ),
        set(
            disclosure::MITIGATES,
            SANCTIONED,
            true,
            law("art. 11; law 1.6", "主动交代本人应当受到政务处分的违法行为的"),
        ),
    ]
}

fn sanctions() -> Vec<Row> {
    let law = |place, wording| SANCTIONS.says(place, wording);
    let (from, months) = (SANCTIONED, TimeLimit::months);
    let periods = "arts. 7-8; law 1.6";
    vec![
        set(
            discipline::PUBLIC_SANCTIONS,
            from,
            codes(&[
                "warning",
                "demerit",
                "serious_demerit",
                "demotion",
                "removal_from_post",
                "dismissal",
            ]),
            law(periods, "警告、记过、记大过、降级、撤职、开除"),
        ),
        set(
            discipline::PERIOD_WARNING,
            from,
            months(6).counting_first_day(),
            law(periods, "警告，六个月；自政务处分决定生效之日起计算"),
        ),
        set(
            discipline::PERIOD_DEMERIT,
            from,
            months(12).counting_first_day(),
            law(periods, "记过，十二个月；自政务处分决定生效之日起计算"),
        ),
        set(
            discipline::PERIOD_MAJOR_DEMERIT,
            from,
            months(18).counting_first_day(),
            law(periods, "记大过，十八个月；自政务处分决定生效之日起计算"),
        ),
        set(
            discipline::PERIOD_DEMOTION,
            from,
            months(24).counting_first_day(),
            law(periods, "降级、撤职，二十四个月；自政务处分决定生效之日起计算"),
        ),
        set(
            discipline::PERIOD_REMOVAL,
            from,
            months(24).counting_first_day(),
            law(periods, "降级、撤职，二十四个月；自政务处分决定生效之日起计算"),
        ),
        set(
            discipline::PERIOD_MOST,
            from,
            months(48),
            law("art. 15; law 0, 1.6", "最长不得超过四十八个月"),
        ),
        set(
            discipline::VILLAGE_SANCTIONS,
            from,
            codes(&["warning", "demerit", "serious_demerit"]),
            law("art. 22; law 1.6", "监察机关可以予以警告、记过、记大过"),
        ),
        set(
            discipline::UMBRELLA_PUBLIC,
            from,
            codes(&["removal_from_post", "dismissal"]),
            law("art. 37; law 1.6", "纵容、包庇黑恶势力活动的，予以撤职；情节严重的，予以开除"),
        ),
        set(
            discipline::MITIGATING,
            from,
            codes(&[
                "voluntary_disclosure",
                "cooperation",
                "reporting_others",
                "damage_averted",
                "minor_part",
                "restitution",
                "other_by_law",
            ]),
            law("art. 11; law 1.6", "可以从轻或者减轻给予政务处分"),
        ),
        set(
            discipline::AGGRAVATING,
            from,
            codes(&[
                "repeated",
                "blocking_reports",
                "collusion",
                "sheltering_accomplices",
                "coercing",
                "refusing_restitution",
                "other_by_law",
            ]),
            law("art. 13; law 1.6", "应当从重给予政务处分"),
        ),
    ]
}

fn remedies() -> Vec<Row> {
    let law = |place, wording| LAW.says(place, wording);
    let (from, months) = (LAW_2018, TimeLimit::months);
    let review = "art. 49; law 1.5";
    let complaint = "art. 60; law 1.5";
    vec![
        set(
            remedy::REVIEW_ASKED,
            from,
            months(1).moving_last_day(),
            law(review, "在收到处理决定之日起一个月内……申请复审"),
        ),
        set(remedy::REVIEW_DECIDED, from, months(1), law(review, "应当在一个月内作出复审决定")),
        set(
            remedy::REREVIEW_ASKED,
            from,
            months(1).moving_last_day(),
            law(review, "在收到复审决定之日起一个月内，向上一级监察机关申请复核"),
        ),
        set(remedy::REREVIEW_DECIDED, from, months(2), law(review, "应当在二个月内作出复核决定")),
        set(remedy::SUSPENDS, from, false, law(review, "复审、复核期间，不停止原处理决定的执行")),
        set(
            remedy::COMPLAINT_DECIDED,
            from,
            months(1),
            law(complaint, "受理申诉之日起一个月内作出处理决定"),
        ),
        set(
            remedy::COMPLAINT_REVIEW_ASKED,
            from,
            months(1).moving_last_day(),
            law(complaint, "收到处理决定之日起一个月内向上一级监察机关申请复查"),
        ),
        set(
            remedy::COMPLAINT_REVIEW_DECIDED,
            from,
            months(2),
            law(complaint, "收到复查申请之日起二个月内作出处理决定"),
        ),
        set(
            remedy::PROPERTY_RETURNED,
            from,
            TimeLimit::days(3),
            law("arts. 23, 25; law 1.4", "应当在查明后三日内解除……予以退还"),
        ),
    ]
}
