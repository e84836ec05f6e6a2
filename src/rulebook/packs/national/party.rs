//! Rules of the party: work rules of 1994, 2017 and 2019, discipline, accountability.

use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::choice::Approver;
use crate::rulebook::keys::{
    accountability, discipline, disposition, intake, recusal, remedy, retention, sign_off,
    verification,
};
use crate::rulebook::packs::row::{Row, chain, codes, end, known, set};
use crate::rulebook::packs::sources::{
    ACCOUNTABILITY, CASE_RULES_1994, DISCIPLINE_2018, DISCIPLINE_2023, FOUR_FORMS_PAGE,
    ORGANIZATIONAL_2021, WORK_RULES, WORK_RULES_TRIAL,
};

/// The case inspection rules of 1994.
const RULES_1994: Day = day!(1994, 3, 25);
/// The trial edition of the work rules.
const TRIAL_2017: Day = day!(2017, 1, 8);
/// The work rules of 2019.
const RULES_2019: Day = day!(2019, 1, 1);
/// The discipline regulations of 2018 and of 2023.
const REGULATIONS_2018: Day = day!(2018, 10, 1);
const REGULATIONS_2024: Day = day!(2024, 1, 1);

pub(super) fn rows() -> Vec<Row> {
    let mut all = disposing();
    all.extend(verifying());
    all.extend(investigating());
    all.extend(trying());
    all.extend(sanctions());
    all.extend(answering());
    all
}

fn disposing() -> Vec<Row> {
    vec![
        known(
            disposition::OPINION,
            TRIAL_2017,
            TimeLimit::days(30),
            WORK_RULES_TRIAL.memory("law 1.3", ""),
        ),
        set(
            disposition::OPINION,
            RULES_2019,
            TimeLimit::months(1),
            WORK_RULES.memory("art. 21; law 1.3", ""),
        ),
        set(
            disposition::PEERS_REPORTED_UP,
            RULES_2019,
            true,
            WORK_RULES.memory("art. 22; law 1.2", ""),
        ),
        set(intake::TRAIL_SIGNED, RULES_2019, true, WORK_RULES.says("art. 23; law 1.2", "")),
        set(
            disposition::INQUIRY_REPLY,
            RULES_2019,
            TimeLimit::working_days(15),
            WORK_RULES.says("arts. 26-30; law 1.3", ""),
        ),
        set(
            disposition::INQUIRY_REPORT,
            RULES_2019,
            TimeLimit::months(1),
            WORK_RULES.says("arts. 26-30; law 1.3", ""),
        ),
        set(
            disposition::INQUIRY_LOWER_CHIEF,
            RULES_2019,
            Approver::PrincipalLeader,
            WORK_RULES.says("arts. 26-30; law 1.3", ""),
        ),
    ]
}

fn verifying() -> Vec<Row> {
    vec![
        known(
            verification::LIMIT,
            RULES_1994,
            TimeLimit::months(2),
            CASE_RULES_1994.says("art. 15; law 1.3", ""),
        ),
        end(
            verification::LIMIT,
            RULES_2019,
            WORK_RULES.memory("law 1.3", "no time limit in the rules of 2019"),
        ),
        known(
            verification::EXTENSION,
            RULES_1994,
            TimeLimit::months(1),
            CASE_RULES_1994.says("art. 15; law 1.3", ""),
        ),
        end(
            verification::EXTENSION,
            RULES_2019,
            WORK_RULES.memory("law 1.3", "no time limit in the rules of 2019"),
        ),
        set(verification::TEAM, RULES_2019, 2, WORK_RULES.says("art. 33; law 1.3", "")),
        known(
            verification::WHOLE_TEAM_SIGNS,
            TRIAL_2017,
            true,
            WORK_RULES_TRIAL.says("law 1.3", ""),
        ),
        set(
            verification::LOWER_CHIEF,
            RULES_2019,
            Approver::PartySecretary,
            WORK_RULES.says("art. 33; law 1.3", ""),
        ),
        set(
            verification::OUTCOMES,
            RULES_2019,
            codes(&[
                "file_case",
                "close",
                "reminder_talk",
                "hold_pending",
                "transfer_to_organization",
            ]),
            WORK_RULES.memory("art. 35; law 1.3", ""),
        ),
    ]
}

fn investigating() -> Vec<Row> {
    let rules = || WORK_RULES.says("art. 39; law 1.4", "");
    vec![
        set(
            discipline::FILING_APPROVAL,
            RULES_2019,
            chain(&["principal_leader", "party_committee_leader"]),
            WORK_RULES.memory("art. 38; law 1.4", ""),
        ),
        set(discipline::PLAN_APPROVED_BY, RULES_2019, Approver::SpecialMeeting, rules()),
        set(discipline::TEAM_APPROVED_BY, RULES_2019, Approver::DeputyLeader, rules()),
        set(discipline::INQUIRY_APPROVED_BY, RULES_2019, Approver::OfficeHead, rules()),
        known(
            discipline::REVIEW,
            RULES_1994,
            TimeLimit::months(3),
            CASE_RULES_1994.memory("law 1.4", ""),
        ),
        known(
            discipline::REVIEW_LONGER,
            RULES_1994,
            TimeLimit::months(1),
            CASE_RULES_1994.memory("law 1.4", ""),
        ),
        known(
            discipline::REVIEW,
            TRIAL_2017,
            TimeLimit::days(90),
            WORK_RULES_TRIAL.memory_mid("art. 28; law 1.4", ""),
        ),
        known(
            discipline::REVIEW_LONGER,
            TRIAL_2017,
            TimeLimit::days(90),
            WORK_RULES_TRIAL.memory_mid("art. 28; law 1.4", ""),
        ),
        end(
            discipline::REVIEW,
            RULES_2019,
            WORK_RULES.memory_mid("law 1.4", "not carried as such into the rules of 2019"),
        ),
        end(
            discipline::REVIEW_LONGER,
            RULES_2019,
            WORK_RULES.memory_mid("law 1.4", "not carried as such into the rules of 2019"),
        ),
    ]
}

fn trying() -> Vec<Row> {
    vec![
        set(
            discipline::TRIAL,
            RULES_2019,
            TimeLimit::months(1),
            WORK_RULES.memory("art. 55; law 1.5", ""),
        ),
        known(discipline::TRIAL_TEAM, RULES_2019, 2, WORK_RULES.memory("law 1.5", "")),
        known(discipline::TRIAL_COLLECTIVE, RULES_2019, true, WORK_RULES.memory("law 1.5", "")),
        known(
            discipline::ANNOUNCED,
            RULES_2019,
            TimeLimit::months(1),
            WORK_RULES.memory("law 1.5", ""),
        ),
        known(
            remedy::PARTY_APPEAL,
            RULES_2019,
            TimeLimit::months(3),
            WORK_RULES.memory("law 1.5", ""),
        ),
        known(
            remedy::ORIGINAL_HANDLERS_OUT,
            RULES_2019,
            true,
            WORK_RULES.memory("law 1.5, 1.7", ""),
        ),
        known(
            recusal::ALSO_COVERS,
            RULES_2019,
            codes(&["borrowed_staff", "guards", "venues"]),
            WORK_RULES.memory("law 1.7", ""),
        ),
    ]
}

fn sanctions() -> Vec<Row> {
    let influence = || DISCIPLINE_2018.memory("law 1.6", "");
    let (from, months) = (REGULATIONS_2018, TimeLimit::months);
    vec![
        known(
            discipline::PARTY_SANCTIONS,
            from,
            codes(&[
                "warning",
                "serious_warning",
                "removal_from_party_post",
                "probation",
                "expulsion",
            ]),
            DISCIPLINE_2018.says("law 1.6", ""),
        ),
        known(discipline::PARTY_WARNING, from, months(12), influence()),
        known(discipline::PARTY_SERIOUS_WARNING, from, months(18), influence()),
        known(discipline::PARTY_REMOVAL, from, months(24), influence()),
        known(discipline::PARTY_PROBATION_LEAST, from, months(12), influence()),
        known(discipline::PARTY_PROBATION_MOST, from, months(24), influence()),
        known(discipline::PARTY_AFTER_PROBATION, from, months(24), influence()),
        known(discipline::PARTY_READMISSION, from, months(60), influence()),
        known(
            discipline::UMBRELLA_PARTY,
            from,
            codes(&["removal_from_party_post", "probation", "expulsion"]),
            DISCIPLINE_2018.says("art. 115; law 1.6", ""),
        ),
        known(
            discipline::UMBRELLA_PARTY,
            REGULATIONS_2024,
            codes(&["removal_from_party_post", "probation", "expulsion"]),
            DISCIPLINE_2023.says("art. 125; law 1.6", ""),
        ),
        known(
            discipline::FOUR_FORMS,
            TRIAL_2017,
            codes(&["first", "second", "third", "fourth"]),
            FOUR_FORMS_PAGE.says("law 1.6", ""),
        ),
        known(
            discipline::LIGHT_PARTY,
            TRIAL_2017,
            codes(&["warning", "serious_warning"]),
            FOUR_FORMS_PAGE.says("law 1.6", "警告、严重警告"),
        ),
        known(
            discipline::LIGHT_PUBLIC,
            TRIAL_2017,
            codes(&["warning", "demerit", "serious_demerit", "demotion"]),
            FOUR_FORMS_PAGE.memory_mid("law 1.6", "the page names party sanctions alone"),
        )
        .or_read(
            codes(&["warning", "demerit", "serious_demerit"]),
            FOUR_FORMS_PAGE.memory_mid("law 1.6", "demotion counted as heavy"),
        ),
        known(
            discipline::LIGHT_HANDLING,
            TRIAL_2017,
            codes(&["suspension", "transfer", "ordered_resignation", "removal"]),
            FOUR_FORMS_PAGE.says("law 1.6", "停职检查、调整职务、责令辞职、免职"),
        ),
        known(
            discipline::ORGANIZATIONAL,
            day!(2021, 3, 19),
            codes(&["suspension", "transfer", "ordered_resignation", "removal", "downgrading"]),
            ORGANIZATIONAL_2021.memory("law 1.6", ""),
        ),
    ]
}

fn answering() -> Vec<Row> {
    let accountability_2019 = day!(2019, 9, 1);
    vec![
        known(
            accountability::ORGAN_FORMS,
            accountability_2019,
            codes(&["examination", "circular_notice", "reorganization"]),
            ACCOUNTABILITY.memory("law 1.6", ""),
        ),
        known(
            accountability::LEADER_FORMS,
            accountability_2019,
            codes(&["circular_notice", "admonition", "adjustment", "sanction"]),
            ACCOUNTABILITY.memory("law 1.6", ""),
        ),
        known(
            accountability::SERIOUS_FOR_LIFE,
            accountability_2019,
            true,
            ACCOUNTABILITY.memory("law 1.6", ""),
        ),
        set(
            sign_off::RESPONSIBLE_FOR_LIFE,
            RULES_2019,
            true,
            WORK_RULES.memory("art. 74; law 1.8", ""),
        ),
        set(
            retention::FOR_EVER,
            RULES_2019,
            codes(&["decision"]),
            WORK_RULES.reading("law 1.8", "who decided answers for life; what shows it is kept"),
        ),
        known(
            accountability::LEADERS_OF_GUILTY,
            RULES_2019,
            true,
            WORK_RULES.memory("law 1.8", ""),
        ),
    ]
}
