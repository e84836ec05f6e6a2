//! 交下级办理: a case that was raised for a ground is handed down again once the ground was
//! refuted.
//!
//! A new ground never lowers anything; refuting one may. That another organ below is to
//! handle a case for any other reason is a designation, and asked of
//! [`may_move`](crate::procedure::escalation::may_move) alone.

use crate::base::id::{CaseId, OrganId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement, Sentence,
    Word,
};
use crate::model::dossier::Dossier;
use crate::procedure::condition::find_out;
use crate::procedure::escalation::grounds::{EscalationFacts, Grounds};
use crate::procedure::escalation::table::{Handling, decide};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::RulesInForce;
use crate::terms::handling::EscalationTrigger;
use crate::terms::office::Level;

/// What handing a case down again looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LowerFacts {
    /// 提级事由: the grounds on which it was raised last.
    pub raised_on: Vec<EscalationTrigger>,
    /// What is known of the case now, the refuted ground among it.
    pub now: EscalationFacts,
    /// The level of the organ that is to handle it.
    pub to: Level,
}

impl LowerFacts {
    /// The facts of a case of the dossier, for the organ that is to handle it; nothing if
    /// either is not there.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        case: CaseId,
        grounds: Grounds,
        local_ties: Fact<u32>,
        to: OrganId,
    ) -> Option<Self> {
        let noun = dossier.case(case)?;
        let raised = noun.changes().iter().rev().find(|change| !change.grounds.is_empty());
        Some(Self {
            raised_on: raised.map(|change| change.grounds.clone()).unwrap_or_default(),
            now: EscalationFacts::gather(dossier, case, grounds, local_ties)?,
            to: dossier.organ(to)?.level(),
        })
    }

    /// 已被否定的事由: the first of the grounds on which it was raised that is known not to hold.
    #[must_use]
    pub fn refuted(&self) -> Option<&EscalationTrigger> {
        self.raised_on.iter().find(|ground| self.holds(ground) == Fact::Known(false))
    }

    /// Whether a ground on which it was raised holds; one that was counted, or that has no
    /// word here, was never asked.
    fn holds(&self, raised_on: &EscalationTrigger) -> Fact<bool> {
        let known = self.now.grounds.by_trigger();
        let own = known.into_iter().find(|(trigger, _)| trigger == raised_on);
        own.map_or(Fact::NotKnown(NotKnown::NeverAsked), |(_, fact)| fact)
    }
}

const LOWERED: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §8",
    "refuting a ground may lower the level of handling, recorded with reasons",
    Certainty::Reading,
);

fn reason(because: Sentence) -> Reason {
    Reason::new(crate::rule_name!("escalation/lowered"), because, LOWERED)
}

fn superior() -> Word {
    Word::literal("superior_organ", "上级机关", "superior organ")
}

/// What is cured by what is found out about the grounds.
fn grounds(how: Sentence) -> Remedy {
    Remedy::by(Cure::fact(const { Code::literal("grounds") }, how, superior()))
}

/// Whether a case is handed down to an organ of a level, for a ground that fell away.
///
/// A ground on which it was raised was refuted, and by what is known now nothing keeps the
/// case above that level: no other ground, and no person who is managed higher up. Which
/// organ may order it, and where the organ below must stand, is asked of
/// [`may_move`](crate::procedure::escalation::may_move).
///
/// # Errors
///
/// A [`Refusal`] if no ground was refuted, if the rules have the case handled higher up, and
/// for every ground of which it is not known whether it does.
pub fn may_lower(facts: &LowerFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let handled = decide(&facts.now, rules);
    let (high, open) = match handled.outcome() {
        Answer::Known(handling) => (kept_up(facts, handling), handling.open.as_slice()),
        Answer::Undetermined(open) => (None, open.missing()),
    };
    let mut requirement = Requirement::from(refuted(facts));
    if let Some(high) = high {
        requirement = requirement.and(high);
    }
    for missing in open {
        requirement = requirement.and(not_known(missing));
    }
    requirement.decide(crate::sentence!("hand the case down again", "交由下级办理"), ())
}

/// One of the grounds on which it was raised does not hold.
fn refuted(facts: &LowerFacts) -> Condition {
    if let Some(ground) = facts.refuted() {
        let because = crate::sentence!(
            "a ground on which it was raised was refuted: {ground}",
            "提级事由已被否定：{ground}",
            ground = Word::of(ground),
        );
        return Condition::met(reason(because));
    }
    let open = facts.raised_on.iter().find_map(|ground| facts.holds(ground).not_known());
    if let Some(why) = open {
        let because = crate::sentence!(
            "whether the grounds on which it was raised still hold is not known",
            "提级事由是否仍然成立尚不明确",
        );
        return Condition::unknown(reason(because), why, find_out("grounds", superior()));
    }
    if facts.raised_on.is_empty() {
        let because = crate::sentence!("it was not raised on any ground", "该案未因任何事由提级");
        let why = crate::sentence!(
            "only what was raised goes down again; otherwise an organ is designated",
            "未经提级的，可以依法指定管辖",
        );
        return Condition::unmet(reason(because), Remedy::none(why));
    }
    let because =
        crate::sentence!("every ground on which it was raised still holds", "提级事由仍然成立");
    let how = crate::sentence!("refute the ground on which it was raised", "查明提级事由不成立");
    Condition::unmet(reason(because), grounds(how))
}

/// The rules have it handled on a level above the organ.
fn kept_up(facts: &LowerFacts, handling: &Handling) -> Option<Condition> {
    if handling.handle_at <= facts.to {
        return None;
    }
    let because = crate::sentence!(
        "by what is known it is handled at {level} level: {mode}",
        "按已查明情况应由{level}办理：{mode}",
        level = Word::of(&handling.handle_at),
        mode = Word::of(&handling.mode()),
    );
    // Who manages the persons is no ground that could be refuted.
    let managed = facts.now.managed_at.known().flatten().is_some_and(|level| level > facts.to);
    Some(if managed && !facts.now.designated_below {
        let why = crate::sentence!(
            "nobody is handled from below, unless a superior designates the organ",
            "不得由下级办理，但上级指定管辖的除外",
        );
        Condition::forbidden(reason(because), Remedy::none(why))
    } else {
        let how = crate::sentence!("refute the ground that keeps it there", "查明该事由不成立");
        Condition::unmet(reason(because), grounds(how))
    })
}

fn not_known(missing: &Missing) -> Condition {
    let learn = find_out("grounds", superior());
    Condition::unknown(reason(missing.what().clone()), missing.why(), learn)
}
