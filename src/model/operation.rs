//! Operations: concentrated action of several organs for a time.

use crate::base::id::{CaseId, GangId, OrganId, PlaceId};
use crate::base::period::Period;
use crate::base::text::Line;
use crate::model::draft::noun;
use crate::terms::coordination::OperationKind;
use crate::terms::industry::Industry;

noun! {
    /// 专项行动: a concentrated operation.
    ///
    /// # Source
    ///
    /// Catalogue H14 (Thunder, net closure; key areas, industries and fields).
    Operation, OperationDraft, RecordId;
    /// Which operation it is.
    kind: need OperationKind,
    /// What it is called.
    name: text_opt Line,
    /// The organ that leads it.
    led_by: id OrganId,
    /// The organs that take part.
    organs: ids OrganId,
    /// The time that it takes.
    period: copy Period,
    /// The places in which it is carried out.
    places: ids PlaceId,
    /// The industries that it is aimed at.
    industries: set Industry,
    /// The gangs that it is aimed at.
    gangs: ids GangId,
    /// The cases that it belongs to, or that came of it.
    cases: ids CaseId,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{door, named};

    #[test]
    fn the_door_is_one() {
        let operation = door::<Operation>(&json!({
            "id": format!("record-{:032x}", 1),
            "kind": "thunder",
            "name": "雷霆三号",
            "led_by": format!("organ-{:032x}", 2),
            "organs": [format!("organ-{:032x}", 3)],
            "period": { "start": { "on": "2018-07-01" }, "end": { "before": "2018-08-01" } },
            "places": [format!("place-{:032x}", 4)],
            "industries": ["construction"],
            "gangs": [format!("gang-{:032x}", 5)],
            "cases": [format!("case-{:032x}", 6)],
        }));
        assert_eq!(
            named(&operation),
            [
                format!("led_by organ-{:032x}", 2),
                format!("organs organ-{:032x}", 3),
                format!("places place-{:032x}", 4),
                format!("gangs gang-{:032x}", 5),
                format!("cases case-{:032x}", 6),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            OperationDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; led_by: is missing; period: is missing",
        );
    }
}
