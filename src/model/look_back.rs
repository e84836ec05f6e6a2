//! Rechecks of clues that were closed.
//!
//! A recheck answers the four questions of 四个不放过, each with *yes*, *no* or *not known*
//! and what was looked at. *Yes* means that something is wrong. What follows from the
//! answers is a rule, not part of the record: a leak points to whoever leaked and to the
//! protection of the reporter, not only to the clue.
//!
//! # Source
//!
//! Catalogue Z10 (four no-passes), Z11 (deep review of closed clues), G13, C09.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::id::{ClueId, PersonId};
use crate::base::text::Prose;
use crate::base::truth::Truth;
use crate::model::answer::Answer;
use crate::model::draft::{Desk, noun};
use crate::model::history::When;
use crate::terms::screening::{NoPass, RecheckKind};

noun! {
    /// 复盘复查: a closed clue looked at again.
    ///
    /// # Source
    ///
    /// Catalogue Z10, Z11.
    Recheck, RecheckDraft, RecheckId, check fits;
    /// The clue.
    clue: id ClueId,
    /// How it was looked at again.
    kind: need RecheckKind,
    /// The answers to the four questions.
    answers: list NoPassAnswer,
    /// What was noted beside them.
    notes: text_opt Prose,
    /// Who rechecked.
    by: ids PersonId,
    /// When it was finished, and when that was written down.
    rechecked: copy When,
}

/// The answer to one of the four questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoPassAnswer {
    /// The question.
    pub question: NoPass,
    /// Whether it keeps the clue from staying closed.
    pub answer: Answer,
}

impl Recheck {
    /// The answer to a question; *not known* too if it was not asked.
    #[must_use]
    pub fn truth(&self, question: NoPass) -> Truth {
        let given = self.answers.iter().find(|given| given.question == question);
        given.map_or(Truth::Unknown, |given| given.answer.truth())
    }

    /// The questions that were not asked, in their order.
    #[must_use]
    pub fn unanswered(&self) -> Vec<NoPass> {
        let asked = |question: &NoPass| self.answers.iter().any(|a| a.question == *question);
        NoPass::ALL.iter().copied().filter(|question| !asked(question)).collect()
    }
}

fn fits(recheck: &Recheck, desk: &mut Desk) {
    if recheck.by.is_empty() {
        desk.unfit("by", "nobody rechecked");
    }
    let mut seen = BTreeMap::new();
    for (index, NoPassAnswer { question, .. }) in recheck.answers.iter().enumerate() {
        if let Some(first) = seen.get(question) {
            desk.unfit_at("answers", index, format!("was answered already at [{first}]"));
        } else {
            seen.insert(*question, index);
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
            "id": format!("recheck-{:032x}", 1),
            "clue": format!("clue-{:032x}", 2),
            "kind": "deep_review",
            "answers": [
                {
                    "question": "umbrella_not_dug",
                    "answer": { "answer": { "known": true }, "looked_at": ["了结呈批表"] },
                },
                { "question": "clue_leaked", "answer": { "answer": { "not_known": "withheld" } } },
            ],
            "notes": "原承办人已调离",
            "by": [format!("person-{:032x}", 3)],
            "rechecked": at_json(9),
        })
    }

    #[test]
    fn each_question_has_its_answer_or_none() {
        let recheck = door::<Recheck>(&form());
        assert_eq!(
            NoPass::ALL.map(|question| recheck.truth(question)),
            [Truth::Unknown, Truth::Unknown, Truth::Unknown, Truth::Yes],
        );
        assert_eq!(
            recheck.unanswered(),
            [NoPass::SurveyInsufficient, NoPass::ScreeningInsufficient],
            "not known is an answer",
        );
        assert_eq!(
            named(&recheck),
            [format!("clue clue-{:032x}", 2), format!("by person-{:032x}", 3)],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            RecheckDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; clue: is missing; kind: is missing; rechecked: is missing",
        );
        let mut bad = form();
        bad["by"] = json!([]);
        bad["answers"][1]["question"] = json!("umbrella_not_dug");
        let draft: RecheckDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "by: nobody rechecked; answers[1]: was answered already at [0]",
        );
    }
}
