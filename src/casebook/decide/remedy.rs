//! The side of the person: review, re-review, complaint; a decision is taken back, a name is
//! cleared.

use std::collections::BTreeSet;

use super::desk::{Desk, NotDone, OWN, taken, with_missing};
use super::door;
use crate::base::id::{DocumentId, OutcomeId, PersonId, RecordId, UmbrellaId};
use crate::base::text::{Code, Prose};
use crate::casebook::book::Unfit;
use crate::casebook::command::{Act, Actor};
use crate::casebook::event::What;
use crate::decision::{Cure, Reason, Remedy, Word};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::envelope::EnvelopeDraft;
use crate::model::remedy::AppealDraft;
use crate::model::umbrella::Correction;
use crate::procedure::remedy::{self, AppealFacts, AskFacts, ClearFacts, RevokeFacts};
use crate::provenance::{Fact, NotKnown};
use crate::terms::message::EnvelopeKind;
use crate::terms::outcome::AppealResult;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Appeal(draft) => ask(desk, draft),
        Act::AcceptAppeal { appeal, handlers } => accept(desk, *appeal, handlers),
        Act::DecideAppeal { appeal, result, document } => {
            decided(desk, *appeal, *result, *document)
        }
        Act::Revoke { outcome, reasons, appeal } => revoke(desk, *outcome, reasons, *appeal),
        Act::Clear { umbrella, envelope } => clear(desk, *umbrella, envelope),
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
    let noun = desk.book.dossier().appeal(appeal).ok_or(Unfit::missing(appeal))?;
    let (rules, at) = (desk.rules()?, desk.command.when().occurred_at());
    if handlers.is_empty() {
        return Err(handled_by_nobody());
    }
    let mut why = by_others(desk, appeal, handlers)?;
    let facts = AppealFacts { accepted: Fact::Known(at), ..AppealFacts::of(noun) };
    let due = remedy::decision_due(&facts, rules, desk.context.calendar, at);
    why.extend(with_missing(&due));
    desk.write(What::AppealAccepted { appeal, handlers: handlers.to_vec() }, why);
    Ok(())
}

fn handled_by_nobody() -> NotDone {
    let because = crate::sentence!("nobody is named who handles it", "未指定承办人员");
    let reason = Reason::new(crate::rule_name!("casebook/handlers"), because, OWN);
    let how = crate::sentence!(
        "name somebody who did not handle the matter before",
        "指定未参与原案办理的人员",
    );
    let office = Word::literal("appeals_office", "申诉复查部门", "office that handles the appeal");
    let cure = Cure::fact(const { Code::literal("handlers") }, how, office);
    let step = crate::sentence!("accept the appeal", "受理复审、复核、申诉");
    door::refused(step, reason, Remedy::by(cure))
}

/// None of these persons has handled the matter before.
fn by_others(
    desk: &Desk<'_>,
    appeal: RecordId,
    persons: &[PersonId],
) -> Result<Vec<Reason>, NotDone> {
    let before = remedy::handled_before(desk.book.dossier(), appeal);
    let mut why = Vec::new();
    for person in persons {
        let known = before.contains(person);
        let fact = if known { Fact::Known(true) } else { Fact::NotKnown(NotKnown::NeverAsked) };
        for reason in taken(remedy::may_handle(fact, desk.rules()?))? {
            if !why.contains(&reason) {
                why.push(reason);
            }
        }
    }
    Ok(why)
}

/// Whoever decides has not handled the matter before. How the decision stands against its
/// clock, and that the first one was carried out
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
    let mut why = match desk.command.by() {
        Actor::Person(person) => by_others(desk, appeal, &[*person])?,
        Actor::Service(_) => Vec::new(),
    };
    why.extend(with_missing(&remedy::decision_due(&facts, rules, desk.context.calendar, at)));
    why.extend(with_missing(&remedy::suspended(rules)));
    desk.write(What::AppealDecided { appeal, result, document }, why);
    Ok(())
}

/// A decision, or an accountability, is taken back by whoever may do that.
fn revoke(
    desk: &mut Desk<'_>,
    outcome: OutcomeId,
    reasons: &Prose,
    appeal: Option<RecordId>,
) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    if let Some(appeal) = appeal {
        dossier.appeal(appeal).ok_or(Unfit::missing(appeal))?;
    }
    let person = match desk.command.by() {
        Actor::Person(person) => Some(*person),
        Actor::Service(_) => None,
    };
    let by = (person, desk.command.organ());
    let facts = RevokeFacts::gather(dossier, outcome, by, appeal);
    let decision = remedy::may_revoke(&facts.ok_or(Unfit::missing(outcome))?)?;
    desk.write_decided(What::Revoked { outcome, because: reasons.clone(), appeal }, decision);
    Ok(())
}

/// An organ is told that a hypothesis was refuted; who is still owed it is in the reasons.
fn clear(desk: &mut Desk<'_>, umbrella: UmbrellaId, draft: &EnvelopeDraft) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    dossier.umbrella(umbrella).ok_or(Unfit::missing(umbrella))?;
    let envelope = draft.clone().enter().map_err(Unfit::from)?;
    let facts = ClearFacts::gather(dossier, umbrella, BTreeSet::new());
    let Some(mut facts) = facts.filter(|facts| facts.told.contains(&envelope.to())) else {
        let why = format!("{} is owed no correction of {umbrella}", envelope.to());
        return Err(Unfit::Step { why }.into());
    };
    if envelope.kind() != EnvelopeKind::Correction || envelope.from() != desk.command.organ() {
        let (kind, from, organ) = (envelope.kind(), envelope.from(), desk.command.organ());
        let why =
            format!("a name is cleared by a correction of {organ}, not by a {kind} of {from}");
        return Err(Unfit::Step { why }.into());
    }
    facts.corrected.insert(envelope.to());
    let (_, why) = remedy::clearing(&facts, desk.rules()?).into_parts();
    desk.enter_draft(EntryDraft::Envelope(Box::new(draft.clone())), why.clone())?;
    let (to, when) = (envelope.to(), desk.command.when());
    let correction = Correction { to, envelope: envelope.id(), when };
    desk.write(What::Cleared { umbrella, correction }, why);
    Ok(())
}
