//! Task forces: teams set up for a case or a task, and leaders who take on a case.
//!
//! ```text
//!  专案领导组  (leading group of task forces)
//!      ├── 专案组  (task force)  ──┐
//!      └── 专案组                  ├── 双专班  (dual task force, with a team of the police)
//!          公安专班  ──────────────┘
//! ```

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{AnyId, CaseId, ClueId, EntityId, OrganId, PersonId, PlaceId, TaskForceId};
use crate::base::period::Period;
use crate::base::text::Line;
use crate::base::truth::Truth;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::terms::coordination::TaskForceKind;
use crate::terms::handling::Command;

noun! {
    /// 专案组、专项工作组、专班: a team that is set up for a case or a task.
    ///
    /// # Source
    ///
    /// Catalogue Z14 (leading group, task forces, 300 cadres brought together), G13, H11, H14.
    TaskForce, TaskForceDraft, TaskForceId, check fits;
    /// What kind of team it is.
    kind: need TaskForceKind,
    /// What it is called.
    name: text Line,
    /// The organ that set it up.
    organ: id OrganId,
    /// The team that it answers to, such as the leading group of task forces.
    under: id_opt TaskForceId,
    /// The territory in which it works.
    place: id_opt PlaceId,
    /// The cases that it works on.
    cases: ids CaseId,
    /// The clues that it works on.
    clues: ids ClueId,
    /// The time during which it stands.
    period: copy_opt Period,
    /// Who belongs to it, and from when until when.
    members: subs Member,
}

/// A member of a team. Whoever leaves and comes back stands twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The person.
    pub person: PersonId,
    /// From when until when.
    pub period: Period,
    /// Whether the person leads the team.
    #[serde(default, skip_serializing_if = "crate::model::draft::is_default")]
    pub leads: bool,
}

impl Refers for Member {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("members.person", self.person.any());
    }
}

impl TaskForce {
    /// Whether somebody belongs to it on a day.
    #[must_use]
    pub fn has_member_on(&self, person: PersonId, day: Day) -> Truth {
        let times = self.members.iter().filter(|member| member.person == person);
        times.fold(Truth::No, |answer, member| answer.or(member.period.contains(day)))
    }

    /// Everybody who ever belonged to it, each once, in the order of their ids.
    #[must_use]
    pub fn persons(&self) -> Vec<PersonId> {
        let mut persons: Vec<PersonId> = self.members.iter().map(|member| member.person).collect();
        persons.sort_unstable();
        persons.dedup();
        persons
    }
}

fn fits(team: &TaskForce, desk: &mut Desk) {
    if team.under == Some(team.id) {
        desk.unfit("under", "a team cannot answer to itself");
    }
    // Sorted by person, so that each is compared with the same person's other times only.
    let mut times: Vec<(usize, &Member)> = team.members.iter().enumerate().collect();
    times.sort_by_key(|(index, member)| (member.person, *index));
    let mut doubles = Vec::new();
    for same in times.chunk_by(|(_, a), (_, b)| a.person == b.person) {
        let overlap = |later: &Member| {
            let others = same.iter().take_while(|(_, other)| !std::ptr::eq(*other, later));
            others.into_iter().any(|(_, other)| other.period.overlaps(&later.period).is_yes())
        };
        doubles.extend(same.iter().filter(|(_, later)| overlap(later)).map(|(index, _)| *index));
    }
    doubles.sort_unstable();
    for index in doubles {
        desk.unfit_at("members", index, "is a member in that time already");
    }
}

noun! {
    /// 双专班: a team of the discipline organ and one of the police on the same case.
    ///
    /// Both teams exist before they work together; that this is a condition is our reading.
    ///
    /// # Source
    ///
    /// Catalogue G20.
    DualTaskForce, DualTaskForceDraft, RecordId, check both;
    /// The case.
    case: id CaseId,
    /// 纪检监察专班: the team of the discipline organ.
    discipline_team: id TaskForceId,
    /// 公安专班: the team of the police.
    police_team: id TaskForceId,
    /// When they began to work together.
    begun: copy_opt When,
    /// When they ceased to.
    ended: copy_opt When,
}

fn both(dual: &DualTaskForce, desk: &mut Desk) {
    if dual.discipline_team == dual.police_team {
        desk.unfit("police_team", "one team cannot be both");
    }
    match (dual.begun, dual.ended) {
        (None, Some(_)) => desk.unfit("ended", "without having begun"),
        (Some(begun), Some(ended)) if ended.occurred_at() < begun.occurred_at() => {
            desk.unfit("ended", "before it has begun");
        }
        _ => {}
    }
}

noun! {
    /// 包案: a leader who answers for a case.
    ///
    /// # Source
    ///
    /// Catalogue G09 (members of the leading team), H18 (the secretary leads in major
    /// cases), N16 (the principal leader commands).
    CaseLead, CaseLeadDraft, RecordId;
    /// The case.
    case: id CaseId,
    /// The leader.
    person: id PersonId,
    /// In which way the leader leads it.
    command: copy Command,
    /// From when until when.
    period: copy Period,
    /// Who said so.
    assigned_by: id_opt OrganId,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::day;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, id, named};

    fn member(person: u128, from: &str, until: &str) -> Value {
        json!({
            "person": format!("person-{person:032x}"),
            "period": { "start": { "on": from }, "end": { "before": until } },
        })
    }

    fn form() -> Value {
        let mut leader = member(4, "2019-04-09", "2019-05-01");
        leader["leads"] = json!(true);
        json!({
            "id": format!("task_force-{:032x}", 1),
            "kind": "task_force",
            "name": "甲专案组",
            "organ": format!("organ-{:032x}", 2),
            "under": format!("task_force-{:032x}", 3),
            "place": format!("place-{:032x}", 6),
            "cases": [format!("case-{:032x}", 7)],
            "clues": [format!("clue-{:032x}", 8)],
            "period": { "start": { "on": "2019-04-09" }, "end": "open" },
            "members": [
                leader,
                member(5, "2019-04-09", "2019-04-20"),
                member(5, "2019-04-20", "2019-05-01"),
            ],
        })
    }

    #[test]
    fn the_doors_are_one() {
        let team = door::<TaskForce>(&form());
        assert_eq!(
            named(&team),
            [
                format!("organ organ-{:032x}", 2),
                format!("under task_force-{:032x}", 3),
                format!("place place-{:032x}", 6),
                format!("cases case-{:032x}", 7),
                format!("clues clue-{:032x}", 8),
                format!("members.person person-{:032x}", 4),
                format!("members.person person-{:032x}", 5),
                format!("members.person person-{:032x}", 5),
            ],
        );
        let dual = door::<DualTaskForce>(&json!({
            "id": format!("record-{:032x}", 9),
            "case": format!("case-{:032x}", 7),
            "discipline_team": format!("task_force-{:032x}", 1),
            "police_team": format!("task_force-{:032x}", 2),
            "begun": at_json(9),
            "ended": at_json(10),
        }));
        assert_eq!(
            named(&dual),
            [
                format!("case case-{:032x}", 7),
                format!("discipline_team task_force-{:032x}", 1),
                format!("police_team task_force-{:032x}", 2),
            ],
        );
        let lead = door::<CaseLead>(&json!({
            "id": format!("record-{:032x}", 10),
            "case": format!("case-{:032x}", 7),
            "person": format!("person-{:032x}", 4),
            "command": "secretary_leads",
            "period": { "start": { "on": "2019-04-09" }, "end": "open" },
            "assigned_by": format!("organ-{:032x}", 2),
        }));
        assert_eq!(
            named(&lead),
            [
                format!("case case-{:032x}", 7),
                format!("person person-{:032x}", 4),
                format!("assigned_by organ-{:032x}", 2),
            ],
        );
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            TaskForceDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; name: is missing; organ: is missing",
        );
        let mut bad = form();
        bad["under"] = bad["id"].clone();
        // The second and the fourth overlap; the order in which they stand does not matter.
        bad["members"][1] = member(5, "2019-04-15", "2019-04-21");
        bad["members"].as_array_mut().unwrap().push(member(4, "2019-04-30", "2019-06-01"));
        let draft: TaskForceDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "under: a team cannot answer to itself; \
             members[2]: is a member in that time already; \
             members[3]: is a member in that time already",
        );
        assert_eq!(
            DualTaskForceDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; case: is missing; discipline_team: is missing; \
             police_team: is missing",
        );
        let dual = |ended: u32, begun: Option<u32>| {
            let mut form = json!({
                "id": format!("record-{:032x}", 9),
                "case": format!("case-{:032x}", 7),
                "discipline_team": format!("task_force-{:032x}", 1),
                "police_team": format!("task_force-{:032x}", 1),
                "ended": at_json(ended),
            });
            if let Some(begun) = begun {
                form["begun"] = at_json(begun);
            }
            let draft: DualTaskForceDraft = serde_json::from_value(form).unwrap();
            draft.enter().unwrap_err().to_string()
        };
        assert_eq!(
            dual(9, None),
            "police_team: one team cannot be both; ended: without having begun",
        );
        assert_eq!(
            dual(9, Some(10)),
            "police_team: one team cannot be both; ended: before it has begun",
        );
        assert_eq!(
            CaseLeadDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; case: is missing; person: is missing; command: is missing; \
             period: is missing",
        );
    }

    #[test]
    fn a_member_belongs_to_the_team_for_a_time() {
        let team: TaskForce = serde_json::from_value(form()).unwrap();
        let asked = |person, day| team.has_member_on(id(PersonId::from_uuid, person), day);
        assert_eq!(asked(4, day!(2019, 4, 8)), Truth::No);
        assert_eq!(asked(4, day!(2019, 4, 9)), Truth::Yes);
        assert_eq!(asked(5, day!(2019, 4, 20)), Truth::Yes, "the second time has begun");
        assert_eq!(asked(5, day!(2019, 5, 1)), Truth::No, "the day on which it ends");
        assert_eq!(asked(6, day!(2019, 4, 9)), Truth::No);
        let persons = [4, 5].map(|n| id(PersonId::from_uuid, n));
        assert_eq!(team.persons(), persons, "each once");
    }
}
