//! Which organ handles a case: raised, and handed down again.

use super::desk::{Desk, NotDone, both_taken, fact, never, otherwise, taken, with_missing};
use crate::base::id::{CaseId, OrganId};
use crate::base::text::{Code, Prose};
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::{Answer, Cure, Decision, Remedy, Word};
use crate::model::case::{Handler, HandlingChange};
use crate::procedure::escalation::{self, EscalationFacts, Grounds, Handling, MoveFacts, Way};
use crate::procedure::escalation::{LowerFacts, may_lower};
use crate::provenance::Fact;
use crate::terms::handling::{EscalationTrigger, HandlingMode, Raising};
use crate::terms::office::Level;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Raise { case, grounds, to, reasons, asked } => {
            raise(desk, Put { case: *case, grounds: *grounds, to: *to, reasons }, *asked)
        }
        Act::Lower { case, grounds, to, reasons } => {
            lower(desk, Put { case: *case, grounds: *grounds, to: *to, reasons })
        }
        _ => Ok(()),
    }
}

/// What is to happen to a case, as a person has put it.
#[derive(Clone, Copy)]
struct Put<'a> {
    case: CaseId,
    grounds: Grounds,
    to: OrganId,
    reasons: &'a Prose,
}

/// Whether it goes up; why it stays where it is stands in the journal as well.
fn raise(desk: &mut Desk<'_>, put: Put<'_>, asked: Option<bool>) -> Result<(), NotDone> {
    let Put { case, grounds, to, reasons } = put;
    let dossier = desk.book.dossier();
    let noun = dossier.case(case).ok_or(Unfit::missing(case))?;
    let from = noun.handler();
    // The ties between handlers and subjects are for the network, which is not asked here.
    let facts = EscalationFacts::gather(dossier, case, grounds, never());
    let facts = facts.ok_or(Unfit::missing(case))?;
    let decision = escalation::decide(&facts, desk.rules()?);
    let Answer::Known(handling) = decision.outcome() else {
        return stays(desk, case, Raising::NotKnown, &decision);
    };
    let mode = handling.mode();
    if mode == HandlingMode::Ordinary {
        return stays(desk, case, Raising::NotCalledFor, &decision);
    }
    let key = mode == HandlingMode::KeySupervised;
    if (key && noun.mode() == mode) || (!key && to == from.organ) {
        return stays(desk, case, Raising::StandsAlready, &decision);
    }
    let mut why = decision.reasons().to_vec();
    let to = if key { from } else { taker(desk, to, handling.handle_at, &decision)? };
    if !key {
        let facts = MoveFacts {
            way: way(mode, asked),
            from: from.organ,
            to: to.organ,
            ordered_by: desk.command.organ(),
            has_ground: true,
            asked: fact(asked),
        };
        why.extend(taken(escalation::may_move(&facts, dossier.organ_tree(), desk.rules()?))?);
    }
    let change = HandlingChange {
        mode,
        from,
        to,
        ordered_by: desk.command.organ(),
        grounds: triggers(facts.grounds),
        reasons: reasons.clone(),
        when: desk.command.when(),
    };
    desk.write(What::Handling { case, change }, why);
    Ok(())
}

fn stays(
    desk: &mut Desk<'_>,
    case: CaseId,
    outcome: Raising,
    decision: &Decision<Answer<Handling>>,
) -> Result<(), NotDone> {
    desk.write(What::Raising { case, outcome }, with_missing(decision));
    Ok(())
}

/// In which way a case comes to another organ under a mode.
fn way(mode: HandlingMode, asked: Option<bool>) -> Way {
    match mode {
        HandlingMode::CrossHandling
        | HandlingMode::OffsiteVerification
        | HandlingMode::Designated => Way::Designated,
        _ if asked == Some(true) => Way::AskedFromBelow,
        _ => Way::OrderedFromAbove,
    }
}

/// The organ that takes a case over, which stands no lower than the rules have it handled.
fn taker(
    desk: &Desk<'_>,
    to: OrganId,
    handle_at: Level,
    decision: &Decision<Answer<Handling>>,
) -> Result<Handler, NotDone> {
    let level = desk.book.dossier().organ(to).ok_or(Unfit::missing(to))?.level();
    if level >= handle_at {
        return Ok(Handler { organ: to, level });
    }
    let step = crate::sentence!(
        "have the case handled at {level} level",
        "由{level}办理该案",
        level = Word::of(&level),
    );
    let how = crate::sentence!(
        "name an organ at {level} level or above",
        "指明{level}以上机关",
        level = Word::of(&handle_at),
    );
    let superior = Word::literal("superior_organ", "上级机关", "superior organ");
    let cure = Cure::command(const { Code::literal("raise") }, how, superior);
    Err(otherwise(step, decision, &Remedy::by(cure)))
}

fn lower(desk: &mut Desk<'_>, put: Put<'_>) -> Result<(), NotDone> {
    let Put { case, grounds, to, reasons } = put;
    let dossier = desk.book.dossier();
    let noun = dossier.case(case).ok_or(Unfit::missing(case))?;
    let level = dossier.organ(to).ok_or(Unfit::missing(to))?.level();
    let (from, to) = (noun.handler(), Handler { organ: to, level });
    let facts = LowerFacts::gather(dossier, case, grounds, never(), to.organ);
    let facts = facts.ok_or(Unfit::missing(case))?;
    let moved = MoveFacts {
        way: Way::HandedDown,
        from: from.organ,
        to: to.organ,
        ordered_by: desk.command.organ(),
        has_ground: false,
        asked: never(),
    };
    let rules = desk.rules()?;
    let moved = escalation::may_move(&moved, dossier.organ_tree(), rules);
    let lowered = may_lower(&facts, rules);
    // Only a ground that was refuted lowers anything; one of which nothing is known does not.
    if facts.refuted().is_none()
        && let Err(refusal) = lowered
    {
        return Err(refusal.into());
    }
    let why = both_taken(lowered, moved)?;
    let mode = match escalation::decide(&facts.now, rules).outcome() {
        Answer::Known(handling) => handling.mode(),
        Answer::Undetermined(_) => HandlingMode::Ordinary,
    };
    let change = HandlingChange {
        mode,
        from,
        to,
        ordered_by: desk.command.organ(),
        grounds: Vec::new(),
        reasons: reasons.clone(),
        when: desk.command.when(),
    };
    desk.write(What::Handling { case, change }, why);
    Ok(())
}

/// The grounds that are known to be there, as words.
fn triggers(grounds: Grounds) -> Vec<EscalationTrigger> {
    let known = grounds.by_trigger().into_iter().filter(|(_, fact)| *fact == Fact::Known(true));
    known.map(|(trigger, _)| trigger).collect()
}
