//! 撤回: whoever reported takes the report back.
//!
//! What was reported is dealt with all the same: it was brought to the organ's knowledge,
//! and whether somebody regrets it is no finding.

use crate::decision::{Decision, Reason, Refusal, Remedy, Requirement, Sentence, Word};
use crate::model::clue::Clue;
use crate::procedure::condition::{Says, find_out, needs};
use crate::procedure::intake::found_by_itself;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::terms::office::Department;
use crate::terms::report::ClueSource;

/// What taking a report back looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeBackFacts {
    /// Whether somebody outside the organ reported it.
    pub reported: Fact<bool>,
}

impl TakeBackFacts {
    /// The facts of a clue.
    ///
    /// A report by the public was reported, whoever it was; what the organ found by itself
    /// was not. What another organ has passed on may have come from a reporter or not.
    #[must_use]
    pub fn of(clue: &Clue) -> Self {
        let somebody = clue.reporter().is_some() || clue.naming().is_some();
        let public = matches!(clue.source(), ClueSource::MassReport | ClueSource::SelfDisclosure);
        let reported = if somebody || public {
            Fact::Known(true)
        } else if found_by_itself(clue.source()) {
            Fact::Known(false)
        } else {
            Fact::NotKnown(NotKnown::NeverAsked)
        };
        Self { reported }
    }
}

const TAKEN_BACK: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "law 1.2",
    "a report that is taken back is dealt with all the same",
    Certainty::Reading,
);

/// Whether a report may be taken back.
///
/// # Errors
///
/// A [`Refusal`] if nobody reported it, or if that is not known.
pub fn may_take_back(facts: &TakeBackFacts) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("intake/taken-back");
    let reason = |because: Sentence| Reason::new(rule(), because, TAKEN_BACK);
    let says = Says {
        yes: crate::sentence!(
            "whoever reported it takes it back, and it is dealt with all the same",
            "举报人撤回，不影响线索处置",
        ),
        no: crate::sentence!("the organ found it by itself", "系本机关自行发现"),
        open: crate::sentence!("whether somebody reported it is not known", "有无举报人尚不明确"),
    };
    let condition = match facts.reported {
        Fact::NotKnown(_) => {
            let office = Word::of(&Department::CaseSupervision);
            needs(facts.reported, says, &reason, find_out("reported", office))
        }
        Fact::Known(_) => {
            let why = crate::sentence!("nobody can take it back", "无人可以撤回");
            needs(facts.reported, says, &reason, Remedy::none(why))
        }
    };
    Requirement::from(condition).decide(crate::sentence!("take the report back", "撤回举报"), ())
}
