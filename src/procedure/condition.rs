//! Conditions of a step, made from facts that may not be known.

use crate::base::text::Code;
use crate::decision::{
    Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, RuleName, Sentence, Word,
};
use crate::procedure::fact::by;
use crate::provenance::{Citation, Fact};
use crate::rulebook::{ParamKey, ParamType, RulesInForce};

/// What is said of a condition: that it holds, that it does not, that nobody knows.
pub(super) struct Says {
    pub(super) yes: Sentence,
    pub(super) no: Sentence,
    pub(super) open: Sentence,
}

/// A condition on a fact. What does not hold, or is not known, is cured by the same fact.
pub(super) fn needs(
    fact: Fact<bool>,
    says: Says,
    reason: &dyn Fn(Sentence) -> Reason,
    remedy: Remedy,
) -> Condition {
    match fact {
        Fact::Known(true) => Condition::met(reason(says.yes)),
        Fact::Known(false) => Condition::unmet(reason(says.no), remedy),
        Fact::NotKnown(why) => Condition::unknown(reason(says.open), why, remedy),
    }
}

/// A condition on a fact without which a rule forbids the step; `learn` cures not knowing.
pub(super) fn demands(
    fact: Fact<bool>,
    says: Says,
    reason: &dyn Fn(Sentence) -> Reason,
    remedy: Remedy,
    learn: Remedy,
) -> Condition {
    match fact {
        Fact::Known(true) => Condition::met(reason(says.yes)),
        Fact::Known(false) => Condition::forbidden(reason(says.no), remedy),
        Fact::NotKnown(why) => Condition::unknown(reason(says.open), why, learn),
    }
}

/// A fact that somebody supplies, as the remedy of a condition.
pub(super) fn supply(fact: &'static str, how: Sentence, by: Word) -> Remedy {
    Remedy::by(Cure::fact(Code::literal(fact), how, by))
}

/// A fact that somebody finds out, as the remedy of not knowing it.
pub(super) fn find_out(fact: &'static str, by: Word) -> Remedy {
    supply(fact, crate::sentence!("find it out and write it down", "查明并记录"), by)
}

/// Decides a step from all its conditions; without any, for the reason given.
pub(super) fn decide<T>(
    conditions: Vec<Condition>,
    step: Sentence,
    outcome: T,
    otherwise: Reason,
) -> Result<Decision<T>, Refusal> {
    let mut conditions = conditions.into_iter();
    let Some(first) = conditions.next() else { return Ok(Decision::new(outcome, otherwise)) };
    conditions.fold(Requirement::from(first), Requirement::and).decide(step, outcome)
}

/// A reason that rests on a parameter, or on a document where no pack says anything.
pub(super) fn said<T: ParamType>(
    rule: RuleName,
    because: Sentence,
    key: ParamKey<T>,
    rules: RulesInForce<'_>,
    otherwise: &Citation,
) -> Reason {
    match rules.get(key) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(_) => Reason::new(rule, because, otherwise.clone()),
    }
}
