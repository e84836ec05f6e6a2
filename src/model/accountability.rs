//! Accountability: talks, reminders, what leaders did in person, who is held to account.
//!
//! # Source
//!
//! Catalogue C16, C17, C29, Z02, Z05, Z08; law-context §1.6.

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{AnyId, CaseId, DocumentId, EntityId, MeetingId, OrganId, PersonId, TalkId};
use crate::base::list::Limited;
use crate::base::text::{LedgerNo, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::terms::outcome::{
    AccountabilityGround, FailureAttitude, LeaderAccountability, OrganAccountability, PersonalDuty,
    TalkGround, TalkKind,
};

noun! {
    /// 约谈: a talk with units or persons.
    ///
    /// # Source
    ///
    /// Catalogue C17 (12 streets and 12 departments at once, three grounds), C29 (at which
    /// meeting), H03.
    Talk, TalkDraft, TalkId, check talk_fits;
    /// How they are talked to.
    kind: copy TalkKind,
    /// The organ that talks to them.
    by: id OrganId,
    /// The units that are talked to.
    units: ids OrganId,
    /// The persons who are talked to.
    persons: ids PersonId,
    /// When it was held.
    held: copy When,
    /// The meeting at which it was held.
    meeting: id_opt MeetingId,
    /// Why.
    grounds: set TalkGround,
    /// What was said.
    content: text_opt Prose,
}

fn talk_fits(talk: &Talk, desk: &mut Desk) {
    let talked_to = talk.units.len().saturating_add(talk.persons.len());
    if talked_to == 0 {
        desk.unfit("units", "nobody is talked to");
    } else if talk.kind == TalkKind::Collective && talked_to < 2 {
        desk.unfit("kind", "a collective talk needs at least two");
    }
    if let Some(index) = talk.units.iter().position(|unit| *unit == talk.by) {
        desk.unfit_at("units", index, "an organ does not talk to itself");
    }
}

noun! {
    /// 提醒通知书: a reminder notice.
    ///
    /// # Source
    ///
    /// Catalogue C17.
    ReminderNotice, ReminderNoticeDraft, RecordId, check notice_fits;
    /// The number under which it was issued.
    number: text_opt LedgerNo,
    /// The organ that reminds.
    by: id OrganId,
    /// The units that are reminded.
    to: ids OrganId,
    /// When it was issued.
    issued: copy When,
    /// The talk that it follows.
    talk: id_opt TalkId,
    /// Why.
    grounds: set TalkGround,
    /// The document.
    document: id_opt DocumentId,
}

fn notice_fits(notice: &ReminderNotice, desk: &mut Desk) {
    if notice.to.is_empty() {
        desk.unfit("to", "nobody is reminded");
    }
}

noun! {
    /// 四个亲自: one thing that a principal leader did in person.
    ///
    /// # Source
    ///
    /// Catalogue Z08.
    DutyRecord, DutyRecordDraft, RecordId;
    /// The leader.
    person: id PersonId,
    /// Which of the four duties it is.
    duty: copy PersonalDuty,
    /// When it was done.
    done: copy When,
    /// The organ that the leader leads.
    organ: id_opt OrganId,
    /// The case, if it was about one.
    case: id_opt CaseId,
    /// The meeting, if it was done at one.
    meeting: id_opt MeetingId,
    /// The document in which it shows, such as an instruction.
    document: id_opt DocumentId,
    /// What was done.
    content: text_opt Prose,
}

noun! {
    /// 问责: a decision that holds an organ or a leader to account.
    ///
    /// # Source
    ///
    /// Catalogue C16, Z02, Z05, Z06; Accountability Regulation 2019.
    Accountability, AccountabilityDraft, OutcomeId, check accountability_fits;
    /// Who is held to account, and how.
    held: sub HeldToAccount,
    /// The organ that decided it.
    by: id OrganId,
    /// When it was decided.
    decided: copy When,
    /// The first day on which it has effect.
    effective: copy_opt Day,
    /// The case, if it comes from one.
    case: id_opt CaseId,
    /// For what.
    grounds: set AccountabilityGround,
    /// 不愿打、不敢打、不真打: the attitude that it is meant to break.
    attitudes: set FailureAttitude,
    /// The decision.
    document: id_opt DocumentId,
    /// When it was lifted, if it was.
    revoked: copy_opt When,
}

fn accountability_fits(held: &Accountability, desk: &mut Desk) {
    if held.revoked.is_some_and(|revoked| revoked.occurred_at() < held.decided.occurred_at()) {
        desk.unfit("revoked", "before it was decided");
    }
}

/// Who is held to account, and how: organs and leaders in different ways.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", try_from = "HeldForm", into = "HeldForm")]
#[non_exhaustive]
pub enum HeldToAccount {
    /// An organ, in one way.
    Organ {
        /// The organ.
        organ: OrganId,
        /// How.
        how: OrganAccountability,
    },
    /// A leader, in one way or several.
    // Invariant: `how` is sorted, nothing twice, not empty.
    Leader {
        /// The person.
        person: PersonId,
        /// How.
        how: Vec<LeaderAccountability>,
    },
}

#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum HeldForm {
    Organ {
        organ: OrganId,
        how: OrganAccountability,
    },
    Leader {
        person: PersonId,
        #[serde(deserialize_with = "Limited::<LeaderAccountability, 4>::read")]
        how: Vec<LeaderAccountability>,
    },
}

/// A leader is held to account in no way at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing says how the leader is held to account")]
pub struct HeldInNoWay;

impl HeldToAccount {
    /// A leader, in one way or several; what is named twice counts once.
    ///
    /// # Errors
    ///
    /// [`HeldInNoWay`] if `how` is empty.
    pub fn leader(
        person: PersonId,
        mut how: Vec<LeaderAccountability>,
    ) -> Result<Self, HeldInNoWay> {
        how.sort_unstable();
        how.dedup();
        if how.is_empty() { Err(HeldInNoWay) } else { Ok(Self::Leader { person, how }) }
    }
}

impl TryFrom<HeldForm> for HeldToAccount {
    type Error = HeldInNoWay;

    fn try_from(form: HeldForm) -> Result<Self, HeldInNoWay> {
        match form {
            HeldForm::Organ { organ, how } => Ok(Self::Organ { organ, how }),
            HeldForm::Leader { person, how } => Self::leader(person, how),
        }
    }
}

impl From<HeldToAccount> for HeldForm {
    fn from(held: HeldToAccount) -> Self {
        match held {
            HeldToAccount::Organ { organ, how } => Self::Organ { organ, how },
            HeldToAccount::Leader { person, how } => Self::Leader { person, how },
        }
    }
}

impl Refers for HeldToAccount {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Organ { organ, .. } => tell("held.organ", organ.any()),
            Self::Leader { person, .. } => tell("held.person", person.any()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, id, named};

    fn organ(n: u32) -> String {
        format!("organ-{n:032x}")
    }

    fn person(n: u32) -> String {
        format!("person-{n:032x}")
    }

    /// C17: 12 streets and 12 departments at one meeting.
    fn talk_form() -> Value {
        let units: Vec<String> = (10..34).map(organ).collect();
        json!({
            "id": format!("talk-{:032x}", 1),
            "kind": "collective",
            "by": organ(2),
            "units": units,
            "persons": [person(3)],
            "held": at_json(9),
            "meeting": format!("meeting-{:032x}", 4),
            "grounds": ["poor_understanding", "poor_arrangement", "zero_clues"],
            "content": "限期整改",
        })
    }

    fn notice_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 5),
            "number": "甲纪提〔2019〕1号",
            "by": organ(2),
            "to": [organ(10), organ(11)],
            "issued": at_json(10),
            "talk": format!("talk-{:032x}", 1),
            "grounds": ["zero_clues"],
            "document": format!("document-{:032x}", 6),
        })
    }

    fn duty_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 7),
            "person": person(3),
            "duty": "lead_study",
            "done": at_json(9),
            "organ": organ(2),
            "case": format!("case-{:032x}", 8),
            "meeting": format!("meeting-{:032x}", 4),
            "document": format!("document-{:032x}", 6),
            "content": "听取汇报",
        })
    }

    fn accountability_form(held: &Value) -> Value {
        json!({
            "id": format!("outcome-{:032x}", 9),
            "held": held,
            "by": organ(2),
            "decided": at_json(9),
            "effective": "2019-04-10",
            "case": format!("case-{:032x}", 8),
            "grounds": ["inaction"],
            "attitudes": ["not_really"],
            "document": format!("document-{:032x}", 6),
            "revoked": at_json(12),
        })
    }

    #[test]
    fn the_doors_are_one() {
        let talk = door::<Talk>(&talk_form());
        assert_eq!(talk.units().len(), 24);
        assert_eq!(named(&talk).len(), 1 + 24 + 1 + 1);
        let notice = door::<ReminderNotice>(&notice_form());
        assert_eq!(
            named(&notice),
            [
                format!("by {}", organ(2)),
                format!("to {}", organ(10)),
                format!("to {}", organ(11)),
                format!("talk talk-{:032x}", 1),
                format!("document document-{:032x}", 6),
            ],
        );
        let duty = door::<DutyRecord>(&duty_form());
        assert_eq!(
            named(&duty),
            [
                format!("person {}", person(3)),
                format!("organ {}", organ(2)),
                format!("case case-{:032x}", 8),
                format!("meeting meeting-{:032x}", 4),
                format!("document document-{:032x}", 6),
            ],
        );
        for (held, told) in [
            (
                json!({ "organ": { "organ": organ(3), "how": "circular_notice" } }),
                format!("held.organ {}", organ(3)),
            ),
            (
                json!({ "leader": { "person": person(4), "how": ["admonition", "sanction"] } }),
                format!("held.person {}", person(4)),
            ),
        ] {
            let decided = door::<Accountability>(&accountability_form(&held));
            let rest = [
                format!("by {}", organ(2)),
                format!("case case-{:032x}", 8),
                format!("document document-{:032x}", 6),
            ];
            assert_eq!(named(&decided), [vec![told], rest.to_vec()].concat());
        }
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            TalkDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; by: is missing; held: is missing",
        );
        let problems = |units: &[u32], persons: &[u32]| {
            let mut form = talk_form();
            form["units"] = units.iter().map(|n| organ(*n)).collect();
            form["persons"] = persons.iter().map(|n| person(*n)).collect();
            let draft: TalkDraft = serde_json::from_value(form).unwrap();
            draft.enter().map_err(|problems| problems.to_string())
        };
        assert_eq!(problems(&[], &[]).unwrap_err(), "units: nobody is talked to");
        assert_eq!(
            problems(&[2], &[]).unwrap_err(),
            "kind: a collective talk needs at least two; \
             units[0]: an organ does not talk to itself",
        );
        assert!(problems(&[3], &[4]).is_ok(), "a unit and a person are two");
        assert_eq!(
            ReminderNoticeDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; by: is missing; issued: is missing",
        );
        let mut bad = notice_form();
        bad["to"] = json!([]);
        let draft: ReminderNoticeDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "to: nobody is reminded");
        assert_eq!(
            DutyRecordDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; person: is missing; duty: is missing; done: is missing",
        );
        assert_eq!(
            AccountabilityDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; held: is missing; by: is missing; decided: is missing",
        );
    }

    #[test]
    fn nothing_is_lifted_before_it_was_decided() {
        let held = json!({ "organ": { "organ": organ(3), "how": "circular_notice" } });
        let mut form = accountability_form(&held);
        form["revoked"] = at_json(8);
        let draft: AccountabilityDraft = serde_json::from_value(form).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "revoked: before it was decided");
    }

    #[test]
    fn a_leader_is_held_to_account_in_some_way_and_each_once() {
        let leader = id(PersonId::from_uuid, 4);
        use LeaderAccountability as L;
        assert_eq!(HeldToAccount::leader(leader, vec![]), Err(HeldInNoWay));
        let held = HeldToAccount::leader(leader, vec![L::Sanction, L::Admonition, L::Sanction]);
        let how = vec![L::Admonition, L::Sanction];
        assert_eq!(held, Ok(HeldToAccount::Leader { person: leader, how }));
        let empty = json!({ "leader": { "person": leader, "how": [] } });
        assert_eq!(
            serde_json::from_value::<HeldToAccount>(empty).unwrap_err().to_string(),
            "nothing says how the leader is held to account",
        );
    }
}
