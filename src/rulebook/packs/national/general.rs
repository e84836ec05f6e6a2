//! Catalogues, the commentary of 2024, and values that no document states.

use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::catalogue;
use crate::rulebook::choice::{AtTheTop, ClockStart, Transition};
use crate::rulebook::keys::{
    delivery, discipline, disposition, escalation, exposure, hypothesis, intake, look_back,
    proposal, rectification, recusal, screening, sign_off, supervision, transfer, verification,
};
use crate::rulebook::packs::row::{Row, codes, known, set};
use crate::rulebook::packs::sources::{COMMENTARY, ORGANIZED_CRIME_LAW, SEVEN_NOTICE, own};
use crate::terms::handling::Command;

/// The day of the commentary.
const COMMENTED: Day = day!(2024, 5, 27);

/// The first rules with a limit for verification.
const CASE_RULES: Day = day!(1994, 3, 25);

/// The campaign began in January 2018; values of our own hold from then on.
const CAMPAIGN: Day = day!(2018, 1, 1);

pub(super) fn rows() -> Vec<Row> {
    let mut all = catalogues();
    all.extend(commentary());
    all.extend(own_values());
    all
}

fn catalogues() -> Vec<Row> {
    vec![
        set(
            screening::SIX,
            day!(2022, 5, 1),
            catalogue::six(),
            ORGANIZED_CRIME_LAW.says("art. 50; law 3.4", ""),
        ),
        known(
            screening::SEVEN,
            day!(2019, 10, 21),
            catalogue::seven(),
            SEVEN_NOTICE.memory("law 4.3", "七类案件; kind 1 found, 2–7 from memory"),
        ),
    ]
}

fn commentary() -> Vec<Row> {
    vec![
        known(
            intake::CHANNELS,
            COMMENTED,
            codes(&["code_supervision", "scan_code"]),
            COMMENTARY.says("N07", "“code supervision” and “scan code reporting”"),
        ),
        known(
            intake::SOURCES,
            COMMENTED,
            codes(&["field_research", "covert_visit", "big_data", "functional_department"]),
            COMMENTARY.says(
                "N05, N06, N08",
                "go to fields and streets; undercover visits and big data; departments",
            ),
        ),
        known(
            intake::DEPARTMENTS,
            COMMENTED,
            codes(&["education", "human_resources", "health", "finance", "agriculture"]),
            COMMENTARY.says(
                "N08",
                "education, human resources and social security, health, finance, agriculture",
            ),
        ),
        known(
            transfer::INBOUND,
            COMMENTED,
            codes(&[
                "inspection_body",
                "audit",
                "administrative_enforcement",
                "court",
                "procuratorate",
            ]),
            COMMENTARY.reading(
                "N09",
                "inspection and audit; administrative law enforcement and judicial organs",
            ),
        ),
        known(
            escalation::ACQUAINTANCES,
            COMMENTED,
            codes(&["cross_handling", "level_raised"]),
            COMMENTARY.says("N14", "cross case handling and hierarchical jurisdiction"),
        ),
        known(
            escalation::INTERFERENCE_LEAD,
            COMMENTED,
            Command::PrincipalCommands,
            COMMENTARY.says("N16", "the main responsible comrades should directly command"),
        ),
        known(
            rectification::SMALL_SCOPE,
            COMMENTED,
            1,
            COMMENTARY.reading("N10", "problem-oriented “small incision”: one problem an entry"),
        ),
        known(
            proposal::QUALITIES,
            COMMENTED,
            codes(&["targeted", "feasible"]),
            COMMENTARY.says("N19", "the pertinence and feasibility of suggestions"),
        ),
    ]
}

fn own_values() -> Vec<Row> {
    vec![
        known(
            disposition::PENDING_AT_CHANGE,
            CAMPAIGN,
            Transition::AsOfEachStep,
            own("law 0", "no answer in the sources; a step follows the rules of its own day"),
        )
        .or_read(Transition::AsBegun, own("law 0", "no answer in the sources")),
        known(
            discipline::REVIEW_PENDING_AT_CHANGE,
            CAMPAIGN,
            Transition::AsBegun,
            own("law 0", "no answer in the sources; a running limit is not lengthened"),
        )
        .or_read(Transition::AsOfEachStep, own("law 0", "no answer in the sources")),
        known(
            discipline::DETENTION_PENDING_AT_CHANGE,
            CAMPAIGN,
            Transition::AsBegun,
            own("law 0", "no answer in the sources; a running detention is not lengthened"),
        )
        .or_read(Transition::AsOfEachStep, own("law 0", "no answer in the sources")),
        known(
            screening::HOLD_IS_FINAL,
            CAMPAIGN,
            false,
            own("H17; seed 8", "holding a clue does not satisfy the two alls"),
        )
        .or_read(true, own("H17; seed 8", "holding is one of the four dispositions")),
        known(
            escalation::AT_THE_TOP,
            CAMPAIGN,
            AtTheTop::StaysAndSaysSo,
            own("G15; seed 8", "there is no level above the top"),
        ),
        known(
            escalation::LOCAL_TIES,
            CAMPAIGN,
            2,
            own("H12; seed 8", "no number is stated; one tie may be chance"),
        ),
        known(
            verification::LIMIT_STARTS,
            CASE_RULES,
            ClockStart::Approval,
            own("law 1.3", "no start is stated; nobody verifies before the plan is approved"),
        )
        .or_read(
            ClockStart::Receipt,
            own("law 1.3", "no start is stated; the stricter of the two"),
        ),
        known(
            recusal::CLOSENESS_HOPS,
            CAMPAIGN,
            2,
            own("N14", "no distance is stated; a handler, one person between, a subject"),
        ),
        known(
            recusal::CLOSENESS_KINDS,
            CAMPAIGN,
            codes(&CLOSE),
            own("N14", "no kind is stated; ties of office, of place and of the case are left out"),
        ),
        known(
            sign_off::SCOPE_HOPS,
            CAMPAIGN,
            1,
            own(
                "C12",
                "no scope is stated; the parties of the case and who is tied to them directly",
            ),
        ),
        known(
            supervision::ALARMS,
            CAMPAIGN,
            codes(&[
                "silent_unit",
                "nobody_handled",
                "triad_without_umbrella",
                "unsubstantiated",
                "overturned",
                "cleared",
            ]),
            own(
                "C17, G25; law 4.3",
                "each alarm about too little stands beside one about too much",
            ),
        ),
        known(
            rectification::EVERY_PROBLEM_COVERED,
            CAMPAIGN,
            true,
            own("H28; seed A2", "91 problems, 25 tasks, 64 items: covered, not equal in number"),
        ),
        known(
            rectification::FAILED_CHECK_REOPENS,
            CAMPAIGN,
            true,
            own("H28; seed 6.6", "back to work if the check fails"),
        ),
        known(
            look_back::FAILURE_REOPENS,
            CAMPAIGN,
            false,
            own("Z10", "outside Zhaotong no rule says that a failure reopens"),
        ),
        known(
            hypothesis::SUPPORTED_ORIGINS,
            CAMPAIGN,
            2,
            own("G03", "evidence beyond the first report speaks for it"),
        ),
        known(
            delivery::RESEND_AFTER,
            CAMPAIGN,
            TimeLimit::hours(24),
            own("G19", "no interval is stated; a message is sent again once a day"),
        ),
        known(
            delivery::RECEIPT_WITHIN,
            CAMPAIGN,
            TimeLimit::days(3),
            own("G19", "no limit is stated; a message that nobody confirms for three days is told"),
        ),
        known(
            delivery::CLOCK_AHEAD,
            CAMPAIGN,
            TimeLimit::hours(24),
            own("G19", "no limit is stated; a clock that is a day ahead is wrong"),
        ),
        known(
            delivery::UNTIMED_WITHIN,
            CAMPAIGN,
            TimeLimit::days(30),
            own("G19", "feedback is owed with no number; after thirty days it is told"),
        ),
        known(
            exposure::ONLY_AFTER_EFFECT,
            CAMPAIGN,
            true,
            own("G05", "a person is not exposed before the decision has effect"),
        ),
    ]
}

/// Ties between persons who know each other, of money and of gangs. Ties of office, of a
/// place and of the case itself would bring every handler near to everybody.
const CLOSE: [&str; 27] = [
    "member_of",
    "leads",
    "shelters",
    "stands_up_for",
    "tips_off",
    "helps_evade",
    "supports",
    "bribes",
    "pays_dividends",
    "owns",
    "co_owner",
    "controls",
    "lends",
    "pays",
    "contracts_from",
    "spouse",
    "parent_of",
    "sibling",
    "kin",
    "friend",
    "classmate",
    "fellow_villager",
    "comrade",
    "secretary_of",
    "promoted",
    "allied_with",
    "contact",
];
