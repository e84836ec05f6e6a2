//! Remedies of the person: the hearing before a decision, and what the person asks for afterwards.
//!
//! ```text
//!  hearing:  told ──▶ heard ──▶ checked ──▶ adopted, or not
//!  appeal:   asked ──▶ accepted ──▶ decided ──▶ told
//! ```
//!
//! A review (复审) is decided by the organ that decided; a re-review (复核) by the one above
//! it. A complaint (申诉) is about how things were done, not about what was decided; its
//! review (复查) goes to the organ above. A party member may also appeal (申诉) to the party
//! organization.
//!
//! # Source
//!
//! law-context §1.5: Supervision Law 2018 arts. 49, 60; Supervision Law 2024 arts. 56, 69;
//! Public Sanctions Law 2020 arts. 43, 55–57.

use serde::{Deserialize, Serialize};

use crate::base::id::{
    AnyId, CaseId, DocumentId, EntityId, MeasureId, OrganId, OutcomeId, PersonId, RecordId,
};
use crate::base::text::Prose;
use crate::model::discipline::Disposal;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::terms::outcome::{AppealKind, AppealResult};

noun! {
    /// 听取陈述和申辩: a person is told what was found, and is heard before anything is decided.
    ///
    /// # Source
    ///
    /// Public Sanctions Law 2020 art. 43.
    Hearing, HearingDraft, RecordId, check hearing_fits;
    /// The case.
    case: id CaseId,
    /// Who is heard.
    person: id PersonId,
    /// The organ that hears.
    organ: id OrganId,
    /// 告知: when the person was told what was found and what is intended.
    told: copy_opt When,
    /// What is intended.
    proposed: sub_opt Disposal,
    /// 听取: when the person was heard, or declined to be.
    heard: copy_opt When,
    /// 申辩: the facts, reasons and evidence that the person raised; nothing if none were.
    raised: text_opt Prose,
    /// 核实: when what was raised had been checked.
    checked: copy_opt When,
    /// 成立: whether what was raised holds.
    founded: copy_opt bool,
    /// 采纳: whether it was taken into account.
    adopted: copy_opt bool,
    /// The record.
    document: id_opt DocumentId,
}

fn hearing_fits(hearing: &Hearing, desk: &mut Desk) {
    let before = |one: Option<When>, other: Option<When>| match (one, other) {
        (Some(one), Some(other)) => one.occurred_at() < other.occurred_at(),
        _ => false,
    };
    if before(hearing.heard, hearing.told) {
        desk.unfit("heard", "before the person was told");
    }
    if before(hearing.checked, hearing.heard) {
        desk.unfit("checked", "before the person was heard");
    }
    if hearing.raised.is_none() {
        for (field, given) in [
            ("checked", hearing.checked.is_some()),
            ("founded", hearing.founded.is_some()),
            ("adopted", hearing.adopted.is_some()),
        ] {
            if given {
                desk.unfit(field, "is given, and nothing was raised");
            }
        }
    }
}

noun! {
    /// 复审、复核、申诉: what a person asks for against a decision, or against how it came about.
    ///
    /// # Source
    ///
    /// Supervision Law 2018 arts. 49, 60; law-context §1.5.
    Appeal, AppealDraft, RecordId, check appeal_fits;
    /// Which of the five it is.
    kind: copy AppealKind,
    /// Against what.
    against: sub Against,
    /// Who asks: the person, or a near relative for a complaint.
    by: id PersonId,
    /// The organ that is asked.
    to: id OrganId,
    /// 收到: when whoever asks received what is asked against.
    received: copy_opt When,
    /// When it was asked for.
    asked: copy When,
    /// 受理: when it was accepted.
    accepted: copy_opt When,
    /// Who handles it.
    handlers: ids PersonId,
    /// When it was decided.
    decided: copy_opt When,
    /// What was decided.
    result: copy_opt AppealResult,
    /// The decision.
    document: id_opt DocumentId,
}

fn appeal_fits(appeal: &Appeal, desk: &mut Desk) {
    let before = |one: Option<When>, other: When| {
        one.is_some_and(|one| one.occurred_at() < other.occurred_at())
    };
    if appeal.received.is_some_and(|got| appeal.asked.occurred_at() < got.occurred_at()) {
        desk.unfit("asked", "before it was received");
    }
    if before(appeal.accepted, appeal.asked) {
        desk.unfit("accepted", "before it was asked for");
    }
    if before(appeal.decided, appeal.accepted.unwrap_or(appeal.asked)) {
        desk.unfit("decided", "before it was accepted");
    }
    if appeal.decided.is_none() && appeal.result.is_some() {
        desk.unfit("result", "is given, and nothing was decided");
    }
    if appeal.against == Against::Appeal(appeal.id) {
        desk.unfit("against", "is the appeal itself");
    }
    let second = matches!(appeal.kind, AppealKind::Rereview | AppealKind::ComplaintReview);
    if second != matches!(appeal.against, Against::Appeal(_)) {
        desk.unfit("against", format!("does not fit {}", appeal.kind));
    }
}

/// What a person asks against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Against {
    /// What was decided about a person.
    Outcome(OutcomeId),
    /// A measure, or how it was taken.
    Measure(MeasureId),
    /// What was done in a case.
    Case(CaseId),
    /// The decision on an earlier appeal.
    Appeal(RecordId),
}

impl Refers for Against {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Outcome(id) => tell("against.outcome", id.any()),
            Self::Measure(id) => tell("against.measure", id.any()),
            Self::Case(id) => tell("against.case", id.any()),
            Self::Appeal(id) => tell("against.appeal", id.any()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn hearing_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 1),
            "case": format!("case-{:032x}", 2),
            "person": format!("person-{:032x}", 3),
            "organ": format!("organ-{:032x}", 4),
            "told": at_json(9),
            "proposed": { "public": "demerit" },
            "heard": at_json(10),
            "raised": "并未参与。",
            "checked": at_json(11),
            "founded": false,
            "adopted": false,
            "document": format!("document-{:032x}", 5),
        })
    }

    fn appeal_form() -> Value {
        json!({
            "id": format!("record-{:032x}", 6),
            "kind": "review",
            "against": { "outcome": format!("outcome-{:032x}", 7) },
            "by": format!("person-{:032x}", 3),
            "to": format!("organ-{:032x}", 4),
            "received": at_json(9),
            "asked": at_json(10),
            "accepted": at_json(11),
            "handlers": [format!("person-{:032x}", 8)],
            "decided": at_json(12),
            "result": "changed",
            "document": format!("document-{:032x}", 5),
        })
    }

    #[test]
    fn the_doors_are_one() {
        let hearing = door::<Hearing>(&hearing_form());
        assert_eq!(
            named(&hearing),
            [
                format!("case case-{:032x}", 2),
                format!("person person-{:032x}", 3),
                format!("organ organ-{:032x}", 4),
                format!("document document-{:032x}", 5),
            ],
        );
        let appeal = door::<Appeal>(&appeal_form());
        assert_eq!(
            named(&appeal),
            [
                format!("against.outcome outcome-{:032x}", 7),
                format!("by person-{:032x}", 3),
                format!("to organ-{:032x}", 4),
                format!("handlers person-{:032x}", 8),
                format!("document document-{:032x}", 5),
            ],
        );
        for (kind, against, told) in [
            ("complaint", json!({ "measure": format!("measure-{:032x}", 9) }), "against.measure"),
            ("complaint", json!({ "case": format!("case-{:032x}", 9) }), "against.case"),
            ("rereview", json!({ "appeal": format!("record-{:032x}", 9) }), "against.appeal"),
        ] {
            let mut form = appeal_form();
            form["kind"] = json!(kind);
            form["against"] = against;
            let appeal: Appeal = serde_json::from_value(form).unwrap();
            assert!(named(&appeal).iter().any(|line| line.starts_with(told)), "{told}");
        }
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            HearingDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; case: is missing; person: is missing; organ: is missing",
        );
        let mut bad = hearing_form();
        bad["told"] = at_json(11);
        bad["checked"] = at_json(9);
        let draft: HearingDraft = serde_json::from_value(bad.clone()).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "heard: before the person was told; checked: before the person was heard",
        );
        bad = hearing_form();
        bad.as_object_mut().unwrap().remove("raised");
        let draft: HearingDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "checked: is given, and nothing was raised; \
             founded: is given, and nothing was raised; \
             adopted: is given, and nothing was raised",
        );
        assert_eq!(
            AppealDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; against: is missing; by: is missing; \
             to: is missing; asked: is missing",
        );
        let problems = |change: &dyn Fn(&mut Value)| {
            let mut form = appeal_form();
            change(&mut form);
            let draft: AppealDraft = serde_json::from_value(form).unwrap();
            draft.enter().unwrap_err().to_string()
        };
        assert_eq!(
            problems(&|form| {
                form["received"] = at_json(13);
                form["accepted"] = at_json(9);
                form["decided"] = at_json(8);
            }),
            "asked: before it was received; accepted: before it was asked for; \
             decided: before it was accepted",
        );
        assert_eq!(
            problems(&|form| {
                form.as_object_mut().unwrap().remove("decided");
                form["kind"] = json!("rereview");
            }),
            "result: is given, and nothing was decided; against: does not fit re-review",
        );
        assert_eq!(
            problems(&|form| form["against"] = json!({ "appeal": form["id"] })),
            "against: is the appeal itself; against: does not fit review",
        );
    }
}
