//! Warning education: a case told to those who are near to it.

use crate::base::id::{CaseId, OrganId, PlaceId};
use crate::base::text::Line;
use crate::model::draft::noun;
use crate::model::history::When;
use crate::terms::campaign::EducationForm;

noun! {
    /// 警示教育: an event at which people are warned and taught.
    ///
    /// # Source
    ///
    /// Catalogue N20 (cases near the audience), N19 (one case warns an area).
    WarningEducation, WarningEducationDraft, RecordId;
    /// How they are taught.
    form: need EducationForm,
    /// What it was called.
    title: text_opt Line,
    /// The organ that held it.
    by: id OrganId,
    /// When it was held.
    held: copy When,
    /// The cases that were told.
    cases: ids CaseId,
    /// The units whose people were there.
    audience: ids OrganId,
    /// Where the audience comes from.
    places: ids PlaceId,
    /// 人次: how many were there, each as often as they came.
    person_times: copy_opt u32,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    #[test]
    fn the_door_is_one() {
        let education = door::<WarningEducation>(&json!({
            "id": format!("record-{:032x}", 1),
            "form": "warning_education",
            "title": "身边人身边事",
            "by": format!("organ-{:032x}", 2),
            "held": at_json(9),
            "cases": [format!("case-{:032x}", 3)],
            "audience": [format!("organ-{:032x}", 4)],
            "places": [format!("place-{:032x}", 5)],
            "person_times": 120,
        }));
        assert_eq!(
            named(&education),
            [
                format!("by organ-{:032x}", 2),
                format!("cases case-{:032x}", 3),
                format!("audience organ-{:032x}", 4),
                format!("places place-{:032x}", 5),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            WarningEducationDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; form: is missing; by: is missing; held: is missing",
        );
    }
}
