//! The form of a claim. The claim itself stands in storey 1 and knows no forms.

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{AnyId, ClaimId};
use crate::base::text::Prose;
use crate::model::draft::{Desk, Draft, DraftProblems, RawText, Refers, is_default};
use crate::provenance::{Claim, Grade, Source, Stance};

/// The form from which a [`Claim`] is entered; written as the claim is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ClaimDraft {
    /// The id, given by the host.
    #[serde(skip_serializing_if = "is_default")]
    pub id: Option<ClaimId>,
    /// Who or what says it.
    #[serde(skip_serializing_if = "is_default")]
    pub source: Option<Source>,
    /// What it says, in the original words.
    #[serde(skip_serializing_if = "is_default")]
    pub text: RawText,
    /// How far source and information are believed; not judged if left out.
    #[serde(skip_serializing_if = "is_default")]
    pub grade: Option<Grade>,
    /// Whether it speaks for or against.
    #[serde(skip_serializing_if = "is_default")]
    pub stance: Option<Stance>,
    /// When it was first seen.
    #[serde(skip_serializing_if = "is_default")]
    pub first_seen: Option<Moment>,
    /// When it was last seen; when it was first seen, if left out.
    #[serde(skip_serializing_if = "is_default")]
    pub last_seen: Option<Moment>,
}

impl Draft for ClaimDraft {
    type Entered = Claim;

    fn enter(self) -> Result<Claim, DraftProblems> {
        let mut desk = Desk::default();
        let id = desk.needed("id", self.id);
        let source = desk.needed("source", self.source);
        let text = desk.text("text", &self.text, Prose::parse);
        let stance = desk.needed("stance", self.stance);
        let first_seen = desk.needed("first_seen", self.first_seen);
        if let (Some(first), Some(last)) = (self.first_seen, self.last_seen)
            && last < first
        {
            desk.unfit("last_seen", format!("{last} comes before {first}"));
        }
        // Every field that is `None` here has been noted.
        let entered = (|| {
            let claim = Claim::new(id?, source?, text?, stance?, first_seen?);
            let claim = claim.graded(self.grade.unwrap_or(Grade::UNJUDGED));
            Some(self.last_seen.into_iter().fold(claim, Claim::seen_at))
        })();
        desk.close(entered)
    }
}

impl From<Claim> for ClaimDraft {
    fn from(claim: Claim) -> Self {
        Self {
            id: Some(claim.id()),
            source: Some(claim.source().clone()),
            text: claim.text().as_str().into(),
            grade: Some(claim.grade()),
            stance: Some(claim.stance()),
            first_seen: Some(claim.first_seen()),
            last_seen: Some(claim.last_seen()),
        }
    }
}

impl Refers for Claim {
    fn refer(&self, _: &mut dyn FnMut(&'static str, AnyId)) {}
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn form() -> Value {
        json!({
            "id": format!("claim-{:032x}", 1),
            "source": { "label": "甲来信", "kind": "report", "origin": "letter/1" },
            "text": "某人包庇",
            "grade": Grade::UNJUDGED,
            "stance": "for",
            "first_seen": "2019-04-09T09:00:00+08:00",
            "last_seen": "2019-04-10T09:00:00+08:00",
        })
    }

    #[test]
    fn a_claim_and_its_form_are_written_alike() {
        let draft: ClaimDraft = serde_json::from_value(form()).unwrap();
        let claim = draft.clone().enter().unwrap();
        assert_eq!(serde_json::to_value(&claim).unwrap(), form());
        assert_eq!(serde_json::from_value::<Claim>(form()).unwrap(), claim);
        assert_eq!(ClaimDraft::from(claim), draft);
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            ClaimDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; source: is missing; text: is missing; stance: is missing; \
             first_seen: is missing",
        );
        let mut bad = form();
        bad["last_seen"] = json!("2019-04-08T09:00:00+08:00");
        let draft: ClaimDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "last_seen: 2019-04-08 09:00:00 +08:00 comes before 2019-04-09 09:00:00 +08:00",
        );
    }
}
