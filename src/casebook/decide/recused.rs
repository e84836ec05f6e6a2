//! 回避: somebody asks that a person be recused, and it is decided.

use super::desk::{Desk, NotDone, taken};
use super::door;
use crate::base::id::{PersonId, RecordId};
use crate::base::text::Prose;
use crate::casebook::book::Unfit;
use crate::casebook::command::{Act, Actor};
use crate::casebook::event::What;
use crate::procedure::recusal::{self, Asker, DecideFacts, Matter};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::AskRecusal { request, matter, person, asker, reasons } => {
            ask(desk, *request, (*matter, *person, *asker), reasons)
        }
        Act::DecideRecusal { request, recused, reasons } => {
            decided(desk, *request, *recused, reasons)
        }
        _ => Ok(()),
    }
}

/// Whoever is listed may ask; the work goes on until somebody decides.
fn ask(
    desk: &mut Desk<'_>,
    request: RecordId,
    (matter, person, asker): (Matter, PersonId, Asker),
    reasons: &Prose,
) -> Result<(), NotDone> {
    let (_, why) = recusal::may_ask(asker, desk.rules()?)?.into_parts();
    let because = reasons.clone();
    desk.write(What::RecusalAsked { request, matter, person, asker, because }, why);
    Ok(())
}

/// The right one decides: nobody upon a recusal of their own, or in a matter of their own.
fn decided(
    desk: &mut Desk<'_>,
    request: RecordId,
    recused: bool,
    reasons: &Prose,
) -> Result<(), NotDone> {
    let asked = desk.book.recusals().get(&request).ok_or(Unfit::missing(request))?;
    let mut why = Vec::new();
    if let Actor::Person(decider) = *desk.command.by() {
        let day = desk.command.when().occurred_at().day();
        if decider != asked.person {
            door::not_recused_from(desk, decider, asked.matter, day)?;
        }
        let dossier = desk.book.dossier();
        let facts = DecideFacts::gather(dossier, asked.organ, asked.person, decider, day);
        why = taken(recusal::may_decide(&facts, desk.rules()?))?;
    }
    desk.write(What::RecusalDecided { request, recused, because: reasons.clone() }, why);
    Ok(())
}
