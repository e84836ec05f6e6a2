//! 甘肃省: the report of April 2021 on three years.

use super::row::{Row, codes, known, rows, set};
use super::sources::{GANSU_REPORT as REPORT, own};
use crate::base::deadline::TimeLimit;
use crate::base::permille::Permille;
use crate::day;
use crate::rulebook::choice::{EvaluationScope, SetBy};
use crate::rulebook::keys::{
    coordination, disclosure, disposition, escalation, follow_up, industry, intake, look_back,
    proposal, rectification, sign_off, supervision, transfer,
};
use crate::rulebook::pack::RulePack;
use crate::terms::office::Level;

/// The first day on which the report proves a practice that it does not date.
const REPORTED: crate::base::day::Day = day!(2021, 4, 22);

/// 甘肃省 (Gansu province).
///
/// # Source
///
/// Seed 000: G09–G16, G18, G19–G22, G24–G27, G31, G33.
#[must_use]
pub fn gansu() -> RulePack {
    let mut all = clues_and_cases();
    all.extend(supervision_and_after());
    RulePack::literal(("gansu", "甘肃省", "Gansu"), Level::Province, Some("national"), rows(all))
}

fn clues_and_cases() -> Vec<Row> {
    let concluded =
        REPORT.open("G15", "two rounds of screening … all cases raised to the next level");
    let every = REPORT.open("G15", "all cases … will be raised to the next level for evaluation");
    vec![
        known(
            intake::CHANNELS,
            REPORTED,
            codes(&["letter", "visit", "internet", "phone"]),
            REPORT.says("G11", "“信、访、网、电”四位一体"),
        ),
        known(disposition::COVERAGE, REPORTED, Permille::ALL, REPORT.says("G16", "应查尽查")),
        known(
            look_back::SWEEP_PHASES,
            REPORTED,
            codes(&["unearth", "screen", "verify"]),
            REPORT.reading("G12", "大起底、大排查、大核查"),
        ),
        known(look_back::ROUNDS, REPORTED, 2, REPORT.says("G14", "两轮案件“过筛”")),
        known(escalation::EVALUATION_LEVELS, REPORTED, 1, REPORT.says("G15", "一律提高一级评查")),
        known(
            escalation::EVALUATION_SCOPE,
            REPORTED,
            EvaluationScope::ScreeningOfConcluded,
            concluded,
        )
        .or_read(EvaluationScope::EveryCase, every),
        known(
            escalation::KEY_CASE_HAS_LEADER,
            REPORTED,
            true,
            REPORT.reading("G09", "领导班子成员包案责任制"),
        ),
        known(
            escalation::CENTRAL_CLUE,
            REPORTED,
            codes(&["direct_investigation"]),
            REPORT
                .says("G24", "directly investigating the clues assigned by the supervision group"),
        ),
        known(follow_up::DUAL_TEAMS_FIRST, REPORTED, true, REPORT.reading("G20", "“双专班”")),
        known(transfer::CONSULTATION, REPORTED, true, REPORT.says("G19", "集中会商")),
        known(
            transfer::CLOSED_BY_FEEDBACK,
            REPORTED,
            true,
            REPORT.reading("G19", "线索双向移送、结果反馈"),
        ),
        known(
            sign_off::RESPONSIBLE_FOR_LIFE,
            REPORTED,
            true,
            REPORT.says("G21", "案件质量终身负责制"),
        ),
    ]
}

fn supervision_and_after() -> Vec<Row> {
    vec![
        known(
            supervision::MEASURES,
            REPORTED,
            codes(&["research", "special_inspection", "special_urging"]),
            REPORT.open(
                "G22",
                "investigation and supervision, special supervision, special supervision",
            ),
        )
        .or_read(
            codes(&["research", "special_inspection"]),
            REPORT.open("G22", "the third term repeats the second in the translation"),
        ),
        set(
            supervision::INSPECTION_DECIDED_BY,
            day!(2020, 5, 1),
            codes(&["party_committee"]),
            REPORT.says(
                "G10",
                "in May 2020 … asked the Provincial Party Committee to run a special inspection",
            ),
        ),
        set(
            supervision::INSPECTION_LOOKS_AT,
            day!(2020, 5, 1),
            codes(&["main", "supervision"]),
            REPORT.says("G10", "主体责任、监督责任"),
        ),
        set(
            rectification::PUT_RIGHT,
            day!(2020, 5, 1),
            Permille::ALL,
            REPORT.reading("G10", "332 problems were supervised and corrected (督改)"),
        ),
        known(
            coordination::LINKED_LEVELS,
            REPORTED,
            codes(&["province", "city", "county"]),
            REPORT.says("G18", "省市县三级联动"),
        ),
        set(
            supervision::STALLED_RESULTS,
            day!(2019, 2, 1),
            0,
            REPORT.reading("G25", "lack of progress … “zero breakthrough” of persons handled"),
        ),
        set(
            supervision::STALLED_PERIOD,
            day!(2019, 2, 1),
            TimeLimit::months(12),
            own(
                "G25",
                "no period is stated; at the first round of February 2019 the campaign had run a year",
            ),
        ),
        known(
            supervision::AFTER_FEEDBACK,
            REPORTED,
            codes(&["point_to_point"]),
            REPORT.says("G23", "15 special inspection teams to conduct point-to-point supervision"),
        ),
        set(
            supervision::STALLED_MEASURES,
            day!(2019, 2, 1),
            codes(&["one_on_one"]),
            REPORT.says("G25", "in February and April 2019 … one-on-one supervision twice"),
        ),
        set(
            supervision::HARD_CASE_MEASURES,
            day!(2020, 6, 1),
            codes(&["point_to_point"]),
            REPORT.says("G26", "in June 2020 … point-to-point supervision of 6 key cases"),
        ),
        known(
            industry::PRIORITY,
            REPORTED,
            codes(&["gang_activity", "complaints"]),
            REPORT.reading(
                "G27",
                "in what industry gang forces are rampant and the masses react strongly",
            ),
        ),
        known(
            disclosure::LIMIT_SET_BY,
            REPORTED,
            SetBy::Notice,
            REPORT.says("G31", "限期向组织说明问题"),
        ),
        known(
            proposal::KINDS,
            REPORTED,
            codes(&["discipline_proposal", "supervision_proposal", "integrity_risk_letter"]),
            REPORT.says("G33", "两书一函"),
        ),
        known(proposal::EVERY_CASE_ANALYZED, REPORTED, true, REPORT.says("G33", "逐案剖析")),
    ]
}
