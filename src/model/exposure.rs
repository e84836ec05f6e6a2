//! Exposure: batches of typical cases that are made public.

use std::num::NonZeroU32;

use crate::base::id::{CaseId, DocumentId, OrganId, PersonId};
use crate::model::draft::{Desk, noun};
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
}

fn fits(batch: &ExposureBatch, desk: &mut Desk) {
    if batch.cases.is_empty() {
        desk.unfit("cases", "no case is made public");
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
        let draft: ExposureBatchDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "persons[1]: stands already at [0]; cases: no case is made public",
        );
    }
}
