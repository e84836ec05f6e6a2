//! Exposure: batches of typical cases that are made public.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, CaseId, DocumentId, EntityId, OrganId, PersonId};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;

noun! {
    /// 通报曝光: one batch of cases that an organ made public.
    ///
    /// Each organ counts its own batches from 1. Only what has taken effect may be made
    /// public; that is a rule, and needs the outcomes.
    ///
    /// # Source
    ///
    /// Catalogue G05 (113 batches, 688 persons).
    ExposureBatch, ExposureBatchDraft, RecordId, check fits;
    /// The organ that made it public.
    by: id OrganId,
    /// 批次: which of its batches it is.
    number: copy NonZeroU32,
    /// When it was made public.
    published: copy When,
    /// The cases.
    cases: ids CaseId,
    /// The persons who are named or counted in it.
    persons: ids PersonId,
    /// The notice.
    document: id_opt DocumentId,
    /// 澄清: those for whom it was put right in public, each once.
    corrections: subs PublicCorrection,
}

/// 澄清正名: a publication was put right for a person who is named in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PublicCorrection {
    /// The person.
    pub person: PersonId,
    /// What was published, if it is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// When it was put right, and when that was written down.
    pub when: When,
}

impl Refers for PublicCorrection {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("corrections.person", self.person.any());
        if let Some(document) = self.document {
            tell("corrections.document", document.any());
        }
    }
}

impl ExposureBatch {
    /// When it was put right for a person; nothing while it was not.
    #[must_use]
    pub fn put_right(&self, person: PersonId) -> Option<When> {
        self.corrections.iter().find(|one| one.person == person).map(|one| one.when)
    }
}

fn fits(batch: &ExposureBatch, desk: &mut Desk) {
    if batch.cases.is_empty() {
        desk.unfit("cases", "no case is made public");
    }
    let mut seen = BTreeSet::new();
    for (index, correction) in batch.corrections.iter().enumerate() {
        if !batch.persons.contains(&correction.person) {
            desk.unfit_at("corrections", index, "is for somebody who is not named in it");
        }
        if !seen.insert(correction.person) {
            desk.unfit_at("corrections", index, "is the second for the same person");
        }
        if correction.when.occurred_at() < batch.published.occurred_at() {
            desk.unfit_at("corrections", index, "comes before it was made public");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn form() -> Value {
        json!({
            "id": format!("record-{:032x}", 1),
            "by": format!("organ-{:032x}", 2),
            "number": 113,
            "published": at_json(9),
            "cases": [format!("case-{:032x}", 3)],
            "persons": [format!("person-{:032x}", 4), format!("person-{:032x}", 5)],
            "document": format!("document-{:032x}", 6),
            "corrections": [{ "person": format!("person-{:032x}", 5),
                "document": format!("document-{:032x}", 7), "when": at_json(10) }],
        })
    }

    #[test]
    fn the_door_is_one_and_batches_count_from_one() {
        let batch = door::<ExposureBatch>(&form());
        assert_eq!(
            named(&batch),
            [
                format!("by organ-{:032x}", 2),
                format!("cases case-{:032x}", 3),
                format!("persons person-{:032x}", 4),
                format!("persons person-{:032x}", 5),
                format!("document document-{:032x}", 6),
                format!("corrections.person person-{:032x}", 5),
                format!("corrections.document document-{:032x}", 7),
            ],
        );
        let mut zeroth = form();
        zeroth["number"] = json!(0);
        assert!(serde_json::from_value::<ExposureBatch>(zeroth).is_err());
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            ExposureBatchDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; by: is missing; number: is missing; published: is missing",
        );
        let mut bad = form();
        bad["cases"] = json!([]);
        let person = bad["persons"][0].clone();
        bad["persons"] = json!([person, person]);
        bad["corrections"] = json!([]);
        let draft: ExposureBatchDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "persons[1]: stands already at [0]; cases: no case is made public",
        );
        let correction = |n: u32, day: u32| json!({ "person": format!("person-{n:032x}"), "when": at_json(day) });
        let mut twice = form();
        twice["corrections"] =
            json!([correction(4, 10), correction(4, 11), correction(9, 10), correction(5, 8)]);
        let draft: ExposureBatchDraft = serde_json::from_value(twice).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "corrections[1]: is the second for the same person; \
             corrections[2]: is for somebody who is not named in it; \
             corrections[3]: comes before it was made public",
        );
    }
}
