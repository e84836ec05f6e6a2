//! Supervision: missions with their teams, special inspections, matters on the list.
//!
//! A listed matter:
//!
//! ```text
//!  listed ──▶ reported ──▶ struck off
//!    │         ▲   │
//!    ▼         │   ▼
//!   urged ─────┘  urged
//! ```
//!
//! # Source
//!
//! Catalogue G02, G10, G22, G23, G25, G26, H11, H25, H26, C13, Z11, Z16, Z17.

use std::fmt;
use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{
    AnyId, CaseId, ClueId, DocumentId, EntityId, MeetingId, OrganId, PersonId, PlaceId,
};
use crate::base::period::Period;
use crate::base::text::{Line, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::stage::Stage;
use crate::terms::office::Rank;
use crate::terms::screening::CheckedResponsibility;
use crate::terms::supervision::{
    ResultSignal, SupervisionAspect, SupervisionMeasure, SupervisionMode, SupervisionTeam,
};

noun! {
    /// 督导: a mission, with the team that carries it out.
    ///
    /// The problems that it found name it ([`Problem`](crate::model::rectification::Problem)).
    ///
    /// # Source
    ///
    /// Catalogue G02, G22, G23, G25 (one-on-one, first results), G26 (teams, cases and
    /// places apart), H11, H25 (rank of the leader), H26 (a month, places, aspects).
    SupervisionMission, SupervisionMissionDraft, SupervisionId, check mission_fits;
    /// What it is called.
    title: text_opt Line,
    /// How it is carried out.
    mode: copy SupervisionMode,
    /// Which of the three measures it is.
    measure: copy_opt SupervisionMeasure,
    /// The organ that supervises.
    by: id OrganId,
    /// What kind of team it sends.
    team: opt SupervisionTeam,
    /// 第20督导组: the number of the team.
    team_number: copy_opt NonZeroU16,
    /// Who leads the team.
    leader: id_opt PersonId,
    /// The rank of that leader at the time.
    leader_rank: copy_opt Rank,
    /// Who else belongs to it.
    members: ids PersonId,
    /// The time that it takes.
    period: copy_opt Period,
    /// The places that it visits.
    places: ids PlaceId,
    /// The units that it looks at.
    units: ids OrganId,
    /// The cases that it is about.
    cases: ids CaseId,
    /// The clues that it is about.
    clues: ids ClueId,
    /// The aspects that it looks at.
    aspects: set SupervisionAspect,
    /// Its meetings.
    meetings: ids MeetingId,
    /// What the figures of a unit showed before or after it.
    signals: subs UnitSignal,
}

/// What the figures of a unit showed. It asks somebody to look, and grounds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitSignal {
    /// The unit.
    pub unit: OrganId,
    /// What was seen.
    pub signal: ResultSignal,
    /// The day as of which it was seen.
    pub as_of: Day,
}

impl Refers for UnitSignal {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("signals.unit", self.unit.any());
    }
}

fn mission_fits(mission: &SupervisionMission, desk: &mut Desk) {
    if let Some(leader) = mission.leader
        && let Some(index) = mission.members.iter().position(|member| *member == leader)
    {
        desk.unfit_at("members", index, "leads the team already");
    }
    if mission.mode == SupervisionMode::Listed {
        desk.unfit("mode", "a listed matter is no mission");
    }
}

noun! {
    /// 专项巡视: an inspection that a party committee orders.
    ///
    /// # Source
    ///
    /// Catalogue G10: the discipline organ asks, the party committee decides; 14 cities and
    /// prefectures and one new district.
    SpecialInspection, SpecialInspectionDraft, SupervisionId;
    /// The organ that asked for it.
    asked_by: id_opt OrganId,
    /// The party committee that decided on it.
    decided_by: id OrganId,
    /// The body that carries it out.
    body: id_opt OrganId,
    /// The units that are inspected.
    units: ids OrganId,
    /// Whose responsibility it looks at.
    responsibilities: set CheckedResponsibility,
    /// The time that it takes.
    period: copy_opt Period,
    /// Its report.
    report: id_opt DocumentId,
}

noun! {
    /// 挂账督办、重点督办: a matter that stays on the list until it is struck off.
    ///
    /// # Source
    ///
    /// Catalogue C13 (listed), Z11, Z17 (key supervision of cases and of clues).
    ListedSupervision, ListedSupervisionDraft, SupervisionId, check listed_fits;
    /// What is on the list.
    matter: sub Matter,
    /// Listed, or under key supervision.
    mode: copy SupervisionMode,
    /// The organ that supervises.
    by: id OrganId,
    /// The organ that has to act.
    on: id OrganId,
    /// The last day.
    due: copy_opt Day,
    /// How far it has come.
    stages: stages ListedProgress,
}

fn listed_fits(listed: &ListedSupervision, desk: &mut Desk) {
    if !matches!(listed.mode, SupervisionMode::Listed | SupervisionMode::Key) {
        desk.unfit("mode", format!("{} supervision keeps no list", listed.mode));
    }
    if listed.by == listed.on {
        desk.unfit("on", "an organ cannot supervise itself");
    }
}

/// What stands on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Matter {
    /// A case.
    Case(CaseId),
    /// A clue.
    Clue(ClueId),
    /// A unit.
    Unit(OrganId),
}

impl Refers for Matter {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Case(id) => tell("matter.case", id.any()),
            Self::Clue(id) => tell("matter.clue", id.any()),
            Self::Unit(id) => tell("matter.unit", id.any()),
        }
    }
}

/// How far a listed matter has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ListedProgress {
    /// 挂账: it stands on the list.
    Listed,
    /// 催办: somebody was urged.
    Urged {
        /// Who urged.
        by: PersonId,
    },
    /// 报告进展: progress was reported.
    Reported {
        /// The report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<DocumentId>,
    },
    /// 销号: it is struck off.
    StruckOff {
        /// Who struck it off.
        by: PersonId,
        /// Why.
        reasons: Prose,
    },
}

impl fmt::Display for ListedProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Listed => "listed",
            Self::Urged { .. } => "urged",
            Self::Reported { .. } => "reported",
            Self::StruckOff { .. } => "struck off",
        })
    }
}

impl Stage for ListedProgress {
    const WHAT: &'static str = "a listed matter";

    fn term(&self) -> &'static str {
        match self {
            Self::Listed => "挂账",
            Self::Urged { .. } => "催办",
            Self::Reported { .. } => "报告进展",
            Self::StruckOff { .. } => "销号",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Listed)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            // One may be urged, and may report, more than once.
            (
                Self::Listed | Self::Urged { .. } | Self::Reported { .. },
                Self::Urged { .. } | Self::Reported { .. },
            ) => true,
            (Self::Reported { .. }, Self::StruckOff { .. }) => true,
            _ => false,
        }
    }
}

impl Refers for ListedProgress {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Listed | Self::Reported { report: None } => {}
            Self::Urged { by } | Self::StruckOff { by, .. } => tell("stages.by", by.any()),
            Self::Reported { report: Some(report) } => tell("stages.report", report.any()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{door, id, named, stages_json, walk_all};

    fn organ(n: u32) -> String {
        format!("organ-{n:032x}")
    }

    fn person(n: u32) -> String {
        format!("person-{n:032x}")
    }

    fn mission_form() -> Value {
        json!({
            "id": format!("supervision-{:032x}", 1),
            "title": "进驻督导",
            "mode": "stationed",
            "measure": "research",
            "by": organ(2),
            "team": "central_group",
            "team_number": 20,
            "leader": person(3),
            "leader_rank": "bureau_chief",
            "members": [person(4)],
            "period": { "start": { "on": "2018-08-28" }, "end": { "before": "2018-09-29" } },
            "places": [format!("place-{:032x}", 5)],
            "units": [organ(6)],
            "cases": [format!("case-{:032x}", 7)],
            "clues": [format!("clue-{:032x}", 8)],
            "aspects": ["deep_digging", "leadership"],
            "meetings": [format!("meeting-{:032x}", 9)],
            "signals": [{ "unit": organ(6), "signal": "first_result", "as_of": "2019-04-30" }],
        })
    }

    fn inspection_form() -> Value {
        json!({
            "id": format!("supervision-{:032x}", 10),
            "asked_by": organ(11),
            "decided_by": organ(12),
            "body": organ(13),
            "units": [organ(14), organ(15)],
            "responsibilities": ["main", "supervision"],
            "period": { "start": { "on": "2020-05-01" }, "end": "unknown" },
            "report": format!("document-{:032x}", 16),
        })
    }

    fn listed_form() -> Value {
        json!({
            "id": format!("supervision-{:032x}", 17),
            "matter": { "case": format!("case-{:032x}", 7) },
            "mode": "listed",
            "by": organ(11),
            "on": organ(14),
            "due": "2020-06-30",
            "stages": stages_json(&[
                json!("listed"),
                json!({ "urged": { "by": person(3) } }),
                json!({ "reported": { "report": format!("document-{:032x}", 18) } }),
                json!({ "struck_off": { "by": person(3), "reasons": "已突破" } }),
            ]),
        })
    }

    #[test]
    fn the_doors_are_one() {
        let mission = door::<SupervisionMission>(&mission_form());
        assert_eq!(
            named(&mission),
            [
                format!("by {}", organ(2)),
                format!("leader {}", person(3)),
                format!("members {}", person(4)),
                format!("places place-{:032x}", 5),
                format!("units {}", organ(6)),
                format!("cases case-{:032x}", 7),
                format!("clues clue-{:032x}", 8),
                format!("meetings meeting-{:032x}", 9),
                format!("signals.unit {}", organ(6)),
            ],
        );
        let inspection = door::<SpecialInspection>(&inspection_form());
        assert_eq!(
            named(&inspection),
            [
                format!("asked_by {}", organ(11)),
                format!("decided_by {}", organ(12)),
                format!("body {}", organ(13)),
                format!("units {}", organ(14)),
                format!("units {}", organ(15)),
                format!("report document-{:032x}", 16),
            ],
        );
        let listed = door::<ListedSupervision>(&listed_form());
        assert_eq!(
            named(&listed),
            [
                format!("matter.case case-{:032x}", 7),
                format!("by {}", organ(11)),
                format!("on {}", organ(14)),
                format!("stages.by {}", person(3)),
                format!("stages.report document-{:032x}", 18),
                format!("stages.by {}", person(3)),
            ],
        );
        for (matter, told) in [
            (json!({ "clue": format!("clue-{:032x}", 8) }), format!("matter.clue clue-{:032x}", 8)),
            (json!({ "unit": organ(6) }), format!("matter.unit {}", organ(6))),
        ] {
            let mut form = listed_form();
            form["matter"] = matter;
            let listed: ListedSupervision = serde_json::from_value(form).unwrap();
            assert_eq!(named(&listed).first(), Some(&told));
        }
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            SupervisionMissionDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; mode: is missing; by: is missing",
        );
        let mut bad = mission_form();
        bad["mode"] = json!("listed");
        bad["members"] = json!([person(4), person(3)]);
        let draft: SupervisionMissionDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "members[1]: leads the team already; mode: a listed matter is no mission",
        );
        assert_eq!(
            SpecialInspectionDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; decided_by: is missing",
        );
        assert_eq!(
            ListedSupervisionDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; matter: is missing; mode: is missing; by: is missing; \
             on: is missing; stages: is missing",
        );
        let mut bad = listed_form();
        bad["mode"] = json!("one_on_one");
        bad["on"] = bad["by"].clone();
        let draft: ListedSupervisionDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "mode: one-on-one supervision keeps no list; on: an organ cannot supervise itself",
        );
    }

    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let by = id(PersonId::from_uuid, 3);
        let stages = [
            ListedProgress::Listed,
            ListedProgress::Urged { by },
            ListedProgress::Reported { report: None },
            ListedProgress::StruckOff { by, reasons: Prose::parse("已突破").unwrap() },
        ];
        walk_all(
            &stages,
            &[
                ("listed", &["urged", "reported"]),
                ("urged", &["urged", "reported"]),
                ("reported", &["urged", "reported", "struck off"]),
                ("struck off", &[]),
            ],
        );
        let refused = stages[1].clone().after(stages[3].clone()).unwrap_err();
        assert_eq!(refused.to_string(), "a listed matter that is urged cannot be struck off");
    }
}
