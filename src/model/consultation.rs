//! Consultations: organs that sit together over a hard case or a clue.

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, CaseId, ClueId, EntityId, MeetingId, OrganId};
use crate::base::text::Prose;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;

noun! {
    /// 会商: organs give their opinions on cases or clues.
    ///
    /// # Source
    ///
    /// Catalogue G19 (集中会商), H14 (major and difficult cases), C15.
    Consultation, ConsultationDraft, RecordId, check fits;
    /// The organs that took part.
    organs: ids OrganId,
    /// When it was held.
    held: copy When,
    /// The meeting at which it was held.
    meeting: id_opt MeetingId,
    /// The cases that it was about.
    cases: ids CaseId,
    /// The clues that it was about.
    clues: ids ClueId,
    /// What each organ thought.
    opinions: subs Opinion,
    /// What they agreed on.
    conclusion: text_opt Prose,
}

/// What one organ thought.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// The organ.
    pub organ: OrganId,
    /// What it thought.
    pub text: Prose,
}

impl Refers for Opinion {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("opinions.organ", self.organ.any());
    }
}

fn fits(consultation: &Consultation, desk: &mut Desk) {
    if consultation.organs.len() < 2 {
        desk.unfit("organs", "a consultation needs at least two");
    }
    if consultation.cases.is_empty() && consultation.clues.is_empty() {
        desk.unfit("cases", "it is about no case and no clue");
    }
    let present: std::collections::BTreeSet<&OrganId> = consultation.organs.iter().collect();
    for (index, Opinion { organ, .. }) in consultation.opinions.iter().enumerate() {
        if !present.contains(organ) {
            desk.unfit_at("opinions", index, format!("{organ} did not take part"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn organ(n: u32) -> String {
        format!("organ-{n:032x}")
    }

    fn form() -> Value {
        json!({
            "id": format!("record-{:032x}", 1),
            "organs": [organ(2), organ(3)],
            "held": at_json(9),
            "meeting": format!("meeting-{:032x}", 4),
            "cases": [format!("case-{:032x}", 5)],
            "clues": [format!("clue-{:032x}", 6)],
            "opinions": [{ "organ": organ(3), "text": "证据不足" }],
            "conclusion": "补充侦查",
        })
    }

    #[test]
    fn the_door_is_one() {
        let consultation = door::<Consultation>(&form());
        assert_eq!(
            named(&consultation),
            [
                format!("organs {}", organ(2)),
                format!("organs {}", organ(3)),
                format!("meeting meeting-{:032x}", 4),
                format!("cases case-{:032x}", 5),
                format!("clues clue-{:032x}", 6),
                format!("opinions.organ {}", organ(3)),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            ConsultationDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; held: is missing",
        );
        let mut bad = form();
        bad["organs"] = json!([organ(2)]);
        bad["cases"] = json!([]);
        bad["clues"] = json!([]);
        let draft: ConsultationDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            format!(
                "organs: a consultation needs at least two; \
                 cases: it is about no case and no clue; \
                 opinions[0]: {} did not take part",
                organ(3)
            ),
        );
    }
}
