//! The side of the person: review, re-review, complaint.

use super::desk::{Desk, NotDone, taken, with_missing};
use crate::base::id::{DocumentId, PersonId, RecordId};
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::remedy::AppealDraft;
use crate::procedure::remedy::{self, AppealFacts, AskFacts};
use crate::provenance::{Fact, NotKnown};
use crate::terms::outcome::AppealResult;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Appeal(draft) => ask(desk, draft),
        Act::AcceptAppeal { appeal, handlers } => accept(desk, *appeal, handlers),
        Act::DecideAppeal { appeal, result, document } => {
            decided(desk, *appeal, *result, *document)
        }
        _ => Ok(()),
    }
}

/// Asked for; that it is accepted and decided are steps of their own.
fn ask(desk: &mut Desk<'_>, draft: &AppealDraft) -> Result<(), NotDone> {
    let draft = AppealDraft {
        accepted: None,
        handlers: Vec::new(),
        decided: None,
        result: None,
        ..draft.clone()
    };
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let facts = AskFacts::of(desk.book.dossier(), &noun);
    let rules = desk.context.rules(noun.asked().occurred_at())?;
    let why = taken(remedy::may_ask(&facts, rules, desk.context.calendar))?;
    desk.enter_draft(EntryDraft::Appeal(Box::new(draft)), why)?;
    Ok(())
}

/// Who handled the matter before does not handle it again; of others the record does not
/// say it.
fn accept(desk: &mut Desk<'_>, appeal: RecordId, handlers: &[PersonId]) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    let noun = dossier.appeal(appeal).ok_or(Unfit::missing(appeal))?;
    let before = remedy::handled_before(dossier, appeal);
    let (rules, at) = (desk.rules()?, desk.command.when().occurred_at());
    let mut why = Vec::new();
    for handler in handlers {
        let known = before.contains(handler);
        let fact = if known { Fact::Known(true) } else { Fact::NotKnown(NotKnown::NeverAsked) };
        for reason in taken(remedy::may_handle(fact, rules))? {
            if !why.contains(&reason) {
                why.push(reason);
            }
        }
    }
    let facts = AppealFacts { accepted: Fact::Known(at), ..AppealFacts::of(noun) };
    let due = remedy::decision_due(&facts, rules, desk.context.calendar, at);
    why.extend(with_missing(&due));
    desk.write(What::AppealAccepted { appeal, handlers: handlers.to_vec() }, why);
    Ok(())
}

/// How the decision stands against its clock, and that the first one was carried out
/// meanwhile, is in the reasons.
fn decided(
    desk: &mut Desk<'_>,
    appeal: RecordId,
    result: AppealResult,
    document: Option<DocumentId>,
) -> Result<(), NotDone> {
    let noun = desk.book.dossier().appeal(appeal).ok_or(Unfit::missing(appeal))?;
    let (rules, at) = (desk.rules()?, desk.command.when().occurred_at());
    let facts = AppealFacts { decided: Some(at), ..AppealFacts::of(noun) };
    let mut why = with_missing(&remedy::decision_due(&facts, rules, desk.context.calendar, at));
    why.extend(with_missing(&remedy::suspended(rules)));
    desk.write(What::AppealDecided { appeal, result, document }, why);
    Ok(())
}
