//! Whether a detention may be made longer, once more.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::decision::{
    Answer, Condition, Decision, Missing, Reason, Refusal, Remedy, Requirement, Sentence, Word,
};
use crate::procedure::condition::find_out;
use crate::procedure::discipline::detention::{DetentionFacts, Longer, NotLonger, detention};
use crate::procedure::fact::{by, silent};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::outcome::DetentionExtension;

/// Whether the time of a detention may be made longer, by what was granted at a moment.
///
/// Asked is the clock itself ([`detention`]): an extension that it would not count is none.
/// A detention that has ended is not made longer.
///
/// # Errors
///
/// A [`Refusal`] that says why the extension does not count, or what is not known of it.
pub fn may_extend(
    facts: &DetentionFacts,
    more: Longer,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Result<Decision<()>, Refusal> {
    let reason = |because: Sentence| {
        let rule = crate::rule_name!("discipline/extended");
        match rules.on(facts.begun.day()).get(keys::discipline::DETENTION) {
            Ok(parameter) => by(rule, because, &parameter),
            Err(not) => silent(rule, &not),
        }
    };
    let mut longer = facts.clone();
    longer.longer.push(more);
    let before = detention(facts, rules, calendar, more.granted).outcome().clone().known();
    let (after, reasons) = detention(&longer, rules, calendar, more.granted).into_parts();
    let counts = match &after {
        Answer::Known(after) => {
            // The extensions that do not count stand in the order of time, this one last.
            let refused = before.map_or(0, |before| before.refused.len());
            vec![counted(after.refused.get(refused), &reason)]
        }
        Answer::Undetermined(open) => open.missing().iter().map(|m| open_yet(m, &reason)).collect(),
    };
    let lasts = Requirement::from(lasts(facts.ended, more.granted, &reason));
    let requirement = counts.into_iter().fold(lasts, Requirement::and);
    Ok(requirement.decide(step(), ())?.and_all(reasons))
}

fn step() -> Sentence {
    crate::sentence!("make the detention longer", "延长留置时间")
}

fn investigators() -> Word {
    Word::of(&crate::terms::office::OrganKind::DisciplineSupervision)
}

fn open_yet(missing: &Missing, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    let learn = find_out("approved", investigators());
    Condition::unknown(reason(missing.what().clone()), missing.why(), learn)
}

/// The clock counts the extension.
fn counted(
    refused: Option<&(DetentionExtension, NotLonger)>,
    reason: &dyn Fn(Sentence) -> Reason,
) -> Condition {
    let Some((kind, why)) = refused else {
        return Condition::met(reason(crate::sentence!("it counts", "符合延长条件")));
    };
    let because = crate::sentence!(
        "{kind} does not count: {why}",
        "{kind}不予认可：{why}",
        kind = Word::of(kind),
        why = why.word(),
    );
    let how = crate::sentence!("end the detention in time", "期限届满前解除留置");
    Condition::forbidden(reason(because), Remedy::none(how))
}

fn lasts(ended: Option<Moment>, at: Moment, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    match ended.filter(|ended| *ended <= at) {
        None => Condition::met(reason(crate::sentence!("the detention lasts", "留置尚未解除"))),
        Some(ended) => {
            let because = crate::sentence!(
                "the detention ended on {ended}",
                "留置已于{ended}解除",
                ended = ended,
            );
            let why = crate::sentence!("what has ended is not made longer", "已解除的不得延长");
            Condition::forbidden(reason(because), Remedy::none(why))
        }
    }
}
