//! 河南省: the summary of the year 2018.

use super::row::{Row, codes, known, rows, set};
use super::sources::HENAN_REPORT as REPORT;
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::rulebook::choice::Join;
use crate::rulebook::keys::{
    coordination, eligibility, escalation, intake, rectification, reporter, screening, supervision,
    verification,
};
use crate::rulebook::pack::RulePack;
use crate::terms::handling::Command;
use crate::terms::office::Level;

/// The summary is of the year 2018 and does not date most practices within it.
const BY_END_OF_2018: Day = day!(2018, 12, 31);

/// 河南省 (Henan province).
///
/// # Source
///
/// Seed 001: H01, H03, H04, H07–H12, H17, H18, H20, H22, H23, H25, H26, H28.
#[must_use]
pub fn henan() -> RulePack {
    let mut all = clues();
    all.extend(organization());
    all.extend(supervision_and_rectification());
    RulePack::literal(("henan", "河南省", "Henan"), Level::Province, Some("national"), rows(all))
}

fn clues() -> Vec<Row> {
    let since = BY_END_OF_2018;
    vec![
        known(
            intake::CHANNELS,
            since,
            codes(&["hotline_round_the_clock", "mailbox", "email", "we_chat"]),
            REPORT.says(
                "H08",
                "24-hour hotline, reporting mailbox, e-mail, WeChat public account, etc.",
            ),
        ),
        known(
            intake::SOURCES,
            since,
            codes(&["clue_survey"]),
            REPORT.says("H07", "clue survey is the premise and basis"),
        ),
        known(
            reporter::CARE,
            since,
            codes(&["reward", "witness_protection"]),
            REPORT.says("H09", "有奖举报和证人保护制度"),
        ),
        known(verification::CHIEFS, since, 3, REPORT.says("H10", "“三长负责制”")),
        known(
            verification::CHIEF_POSTS,
            since,
            codes(&["chief_1", "chief_2", "chief_3"]),
            REPORT.open("H10", "“三长负责制”; the posts are not named"),
        )
        .or_read(
            codes(&["police_bureau_chief", "detective_head", "station_chief"]),
            REPORT.memory_low("H10; law 6", "most probable reading; no definition was found"),
        ),
        known(
            verification::CHIEFS_SIGN,
            since,
            true,
            REPORT.reading("H10", "three-chief responsibility for verification"),
        ),
        known(
            verification::OFFSITE_GROUNDS,
            since,
            codes(&["complex_local_ties", "resistance_to_verification"]),
            REPORT.says("H12", "complicated local relations、clues more resistant to verification"),
        ),
        known(
            verification::OFFSITE_JOIN,
            since,
            Join::Any,
            REPORT.open("H12", "the two grounds are joined by 、"),
        )
        .or_read(Join::All, REPORT.open("H12", "the two grounds are joined by 、")),
        known(
            screening::TWO_ALLS,
            since,
            codes(&["dig_corruption", "investigate_to_end"]),
            REPORT.says("H17", "“两个一律”"),
        ),
    ]
}

fn organization() -> Vec<Row> {
    let since = BY_END_OF_2018;
    vec![
        known(
            escalation::CENTRAL_MAJOR_LEAD,
            since,
            Command::SecretaryLeads,
            REPORT.says("H18", "the secretary takes the lead in handling major cases"),
        ),
        known(
            escalation::CENTRAL_LEAD,
            since,
            Command::MemberResponsible,
            REPORT.says("H18", "other leadership team members handling cases separately"),
        ),
        known(
            coordination::CHAIR,
            since,
            codes(&["political_legal"]),
            REPORT.says("H03", "led by the Political and Legal Committee"),
        ),
        known(coordination::MEMBERS, since, 35, REPORT.says("H03", "35 provincial member units")),
        known(coordination::GROUPS, since, 8, REPORT.says("H04", "8 special working groups")),
        known(
            coordination::TASKS,
            since,
            codes(&[
                "publicity",
                "clue_verification",
                "strike",
                "dig_umbrellas",
                "grassroots_organizations",
                "industry_governance",
            ]),
            REPORT.says("H04", "focus on publicity, clue verification, strike according to law, …"),
        ),
        known(
            coordination::PARTS,
            since,
            codes(&["lead", "coordinate", "handle", "participate"]),
            REPORT.says(
                "H05",
                "unified leadership of the party committee、Political and Legal Committee Organization and Coordination、…",
            ),
        ),
        known(
            eligibility::WEAK_VILLAGE_TEAM,
            since,
            true,
            REPORT
                .says("H23", "newly found weak villages: all dispatched rectification work teams"),
        ),
        known(
            eligibility::GANG_VILLAGE_LEADER,
            since,
            true,
            REPORT.says("H23", "one-on-one contact by county-level leading cadres"),
        ),
    ]
}

fn supervision_and_rectification() -> Vec<Row> {
    vec![
        set(
            supervision::TEAM_LEADER_RANK,
            day!(2018, 7, 1),
            codes(&["bureau"]),
            REPORT.says(
                "H25",
                "in July 2018 … department-level leading cadres serve as team leaders",
            ),
        ),
        set(
            supervision::CENTRAL_STAY,
            day!(2018, 8, 28),
            TimeLimit::months(1),
            REPORT.says("H26", "August 28 to September 28, 2018 … month-long supervision"),
        ),
        set(
            supervision::ASPECTS,
            day!(2018, 8, 28),
            codes(&[
                "political_position",
                "punishment_by_law",
                "comprehensive_governance",
                "deep_digging",
                "organization_building",
                "leadership",
            ]),
            REPORT.says("H26", "6 aspects"),
        ),
        known(
            rectification::SPECIAL_ACTION,
            BY_END_OF_2018,
            TimeLimit::months(4),
            REPORT.says("H20", "a four-month special rectification of illegal sand mining"),
        ),
        known(
            rectification::FIELDS,
            BY_END_OF_2018,
            codes(&["responsible_unit", "responsible_person", "measure"]),
            REPORT.says("H28", "clear the responsible unit, responsible person and measures"),
        ),
        known(
            rectification::IMMEDIATE,
            BY_END_OF_2018,
            true,
            REPORT.says("H01", "边督边改、立行立改"),
        ),
    ]
}
