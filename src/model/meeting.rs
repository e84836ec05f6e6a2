//! Meetings: who sat together, on which cases, and in which direction they sent them.

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, CaseId, DocumentId, EntityId, OrganId, PersonId};
use crate::base::text::{Line, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::terms::meeting::MeetingKind;

noun! {
    /// 会议: a meeting.
    ///
    /// # Source
    ///
    /// Catalogue C13 (cases heard one by one, studied collectively, directions given), C29,
    /// H26, H28, Z09 (kinds, problem lists).
    Meeting, MeetingDraft, MeetingId, check fits;
    /// What kind of meeting it was.
    kind: need MeetingKind,
    /// What it was called.
    title: text_opt Line,
    /// When it was held.
    held: copy When,
    /// Those who called it.
    called_by: ids OrganId,
    /// Who was in the chair.
    chair: id_opt PersonId,
    /// Units that took part.
    units: ids OrganId,
    /// Persons who took part, as far as they were written down.
    present: ids PersonId,
    /// 集体研究: whether it decided as a body.
    collective: flag bool,
    /// The cases that it heard, one by one.
    cases: ids CaseId,
    /// What came out of it, such as a problem list.
    documents: ids DocumentId,
    /// 核查方向: where it sent cases.
    directions: subs Direction,
}

/// 核查方向: the direction that a meeting gave for one of its cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// The case.
    pub case: CaseId,
    /// Where to look.
    pub text: Prose,
}

impl Refers for Direction {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("directions.case", self.case.any());
    }
}

fn fits(meeting: &Meeting, desk: &mut Desk) {
    let heard: std::collections::BTreeSet<&CaseId> = meeting.cases.iter().collect();
    for (index, direction) in meeting.directions.iter().enumerate() {
        if !heard.contains(&direction.case) {
            desk.unfit_at("directions", index, format!("{} was not heard", direction.case));
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
            "id": format!("meeting-{:032x}", 1),
            "kind": "promotion",
            "title": "惩腐打伞跟进工作推进会",
            "held": at_json(9),
            "called_by": [format!("organ-{:032x}", 2)],
            "chair": format!("person-{:032x}", 3),
            "units": [format!("organ-{:032x}", 4)],
            "present": [format!("person-{:032x}", 3)],
            "collective": true,
            "cases": [format!("case-{:032x}", 5), format!("case-{:032x}", 6)],
            "documents": [format!("document-{:032x}", 7)],
            "directions": [{ "case": format!("case-{:032x}", 5), "text": "查资金往来" }],
        })
    }

    #[test]
    fn the_door_is_one() {
        let meeting = door::<Meeting>(&form());
        assert_eq!(
            named(&meeting),
            [
                format!("called_by organ-{:032x}", 2),
                format!("chair person-{:032x}", 3),
                format!("units organ-{:032x}", 4),
                format!("present person-{:032x}", 3),
                format!("cases case-{:032x}", 5),
                format!("cases case-{:032x}", 6),
                format!("documents document-{:032x}", 7),
                format!("directions.case case-{:032x}", 5),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            MeetingDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; held: is missing",
        );
        let mut bad = form();
        bad["cases"] = json!([format!("case-{:032x}", 6)]);
        let draft: MeetingDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            format!("directions[0]: case-{:032x} was not heard", 5),
        );
    }
}
