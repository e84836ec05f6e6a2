//! Transfers: owed, noticed, handed over, accepted or given back, fed back.

use super::desk::{Desk, NotDone, both_taken, fact, otherwise, taken, with_missing};
use crate::base::id::{ClueId, EnvelopeId, PartyId, TransferId};
use crate::base::text::{Code, Prose};
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::{Answer, Cure, Decision, Reason, Remedy, Sentence, Word};
use crate::model::clue::ClueStage;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::envelope::EnvelopeDraft;
use crate::model::history::History;
use crate::model::transfer::{Notice, Transfer, TransferDraft, TransferStage};
use crate::procedure::intake::Jurisdiction;
use crate::procedure::reporter;
use crate::procedure::transfer::{
    self, HolderFacts, MessageFacts, ReceiptFacts, Taking, TransferFacts,
};
use crate::provenance::Fact;
use crate::terms::message::{EnvelopeKind, ReturnGround, TransferResult};
use crate::terms::office::Department;
use crate::terms::report::ClueSource;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Owe(draft) => owe(desk, draft),
        Act::Notify(envelope) => notify(desk, envelope),
        Act::HandOver(envelope) => hand_over(desk, envelope),
        Act::Receive { envelope, give_back, found, jurisdiction, rest } => {
            let said = Said {
                back: give_back.as_ref(),
                found: found.unwrap_or_default(),
                jurisdiction: *jurisdiction,
                rest: *rest,
            };
            receive(desk, envelope, said)
        }
        Act::FeedBack { envelope, result } => feed_back(desk, envelope, *result),
        _ => Ok(()),
    }
}

/// Until when both duties run is in the reasons; that no rule asks for a hand-over is no
/// ground against one.
fn owe(desk: &mut Desk<'_>, draft: &TransferDraft) -> Result<(), NotDone> {
    let stages = Some(History::new(desk.command.when(), TransferStage::Owed));
    let draft = TransferDraft { stages, ..draft.clone() };
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let holder = HolderFacts::gather(dossier, noun.clue(), noun.from());
    let (_, mut reasons) = transfer::may_owe(&holder)?.into_parts();
    let facts = TransferFacts::of(&noun, dossier.organ(noun.from()));
    let (rules, calendar) = (desk.rules()?, desk.context.calendar);
    let notice = with_missing(&transfer::notice_due(&facts, rules, calendar));
    let hand_over = with_missing(&transfer::hand_over_due(&facts, rules, calendar));
    for reason in notice.into_iter().chain(hand_over) {
        // How the two are paired is the same of both.
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    desk.enter_draft(EntryDraft::Transfer(Box::new(draft)), reasons)?;
    Ok(())
}

fn notify(desk: &mut Desk<'_>, envelope: &EnvelopeDraft) -> Result<(), NotDone> {
    let Sent { transfer, envelope, .. } = send(desk, envelope, EnvelopeKind::Notice)?;
    let facts = TransferFacts::of(transfer, desk.book.dossier().organ(transfer.from()));
    let due = transfer::notice_due(&facts, desk.rules()?, desk.context.calendar);
    let notice = Notice { envelope, given: desk.command.when() };
    desk.write(What::Notice { transfer: transfer.id(), notice }, with_missing(&due));
    Ok(())
}

fn hand_over(desk: &mut Desk<'_>, envelope: &EnvelopeDraft) -> Result<(), NotDone> {
    let Sent { transfer, envelope, .. } = send(desk, envelope, EnvelopeKind::HandOver)?;
    let facts = TransferFacts::of(transfer, desk.book.dossier().organ(transfer.from()));
    let due = transfer::hand_over_due(&facts, desk.rules()?, desk.context.calendar);
    let reasons = with_missing(&due);
    advance(desk, transfer.id(), TransferStage::Sent { envelope }, reasons.clone());
    let stage = ClueStage::TransferredOut { to: transfer.to(), transfer: transfer.id() };
    desk.write(What::Clue { clue: transfer.clue(), stage }, reasons);
    Ok(())
}

fn feed_back(
    desk: &mut Desk<'_>,
    envelope: &EnvelopeDraft,
    result: TransferResult,
) -> Result<(), NotDone> {
    let Sent { transfer, envelope, why } = send(desk, envelope, EnvelopeKind::Feedback)?;
    let id = transfer.id();
    advance(desk, id, TransferStage::Concluded { result }, why.clone());
    advance(desk, id, TransferStage::FedBack { envelope }, why.clone());
    desk.write(What::Clue { clue: transfer.clue(), stage: ClueStage::FedBack }, why);
    Ok(())
}

/// What the receiver says of a clue that was handed over.
#[derive(Clone, Copy)]
struct Said<'a> {
    back: Option<&'a (ReturnGround, Prose)>,
    found: ReceiptFacts,
    jurisdiction: Option<Jurisdiction>,
    rest: Option<ClueId>,
}

impl Said<'_> {
    /// The kind of message that says it.
    const fn kind(&self) -> EnvelopeKind {
        match (self.back, self.rest) {
            (Some(_), _) => EnvelopeKind::Return,
            (None, Some(_)) => EnvelopeKind::PartialAcceptance,
            (None, None) => EnvelopeKind::Acceptance,
        }
    }

    /// What was found; a ground on which it is given back has been found as well.
    fn found(&self) -> (ReceiptFacts, Fact<Jurisdiction>) {
        let mut found = self.found;
        let mut jurisdiction = self.jurisdiction;
        let no = |fact: &mut Fact<bool>| {
            if fact.known().is_none() {
                *fact = Fact::Known(false);
            }
        };
        match self.back.map(|(ground, _)| ground) {
            Some(ReturnGround::WrongAddress) => no(&mut found.addressed_to_us),
            Some(ReturnGround::Incomplete) => no(&mut found.papers_complete),
            Some(ReturnGround::NoJurisdiction) if jurisdiction.is_none() => {
                jurisdiction = Some(Jurisdiction::Other);
            }
            _ => {}
        }
        (found, fact(jurisdiction))
    }

    /// Refuses what the rules decide otherwise.
    fn agrees(&self, decided: &Decision<Answer<Taking>>) -> Result<(), NotDone> {
        let Answer::Known(taking) = decided.outcome() else { return Ok(()) };
        let how = match (taking, self.back, self.rest) {
            (Taking::Return(_), Some(_), _)
            | (Taking::Accept, None, None)
            | (Taking::AcceptInPart, None, Some(_)) => return Ok(()),
            (Taking::Return(_), None, _) => crate::sentence!("give it back", "予以退回"),
            (Taking::Accept, ..) => crate::sentence!("accept it", "予以受理"),
            (Taking::AcceptInPart, ..) => crate::sentence!(
                "enter the rest as a clue of its own, and accept the own part",
                "其余部分另立线索，受理管辖部分",
            ),
        };
        let office = Word::of(&Department::CaseSupervision);
        let cure = Cure::command(const { Code::literal("receive") }, how, office);
        Err(otherwise(self.step(), decided, &Remedy::by(cure)))
    }

    fn step(&self) -> Sentence {
        match (self.back, self.rest) {
            (Some(_), _) => crate::sentence!("give the clue back", "退回线索"),
            (None, Some(_)) => crate::sentence!("accept a part of the clue", "部分受理线索"),
            (None, None) => crate::sentence!("accept the clue", "受理线索"),
        }
    }
}

fn receive(desk: &mut Desk<'_>, envelope: &EnvelopeDraft, said: Said<'_>) -> Result<(), NotDone> {
    let Sent { transfer, envelope, .. } = send(desk, envelope, said.kind())?;
    let (clue, id) = (transfer.clue(), transfer.id());
    let (found, jurisdiction) = said.found();
    let (organ, day) = (desk.command.organ(), desk.command.when().occurred_at().day());
    let facts = ReceiptFacts::gather(desk.book.dossier(), id, (organ, day), found);
    let facts = facts.ok_or(Unfit::missing(id))?;
    let decided = transfer::accept_or_return(&facts, jurisdiction, desk.rules()?);
    said.agrees(&decided)?;
    let reasons = with_missing(&decided);
    let stage = match (said.back, said.rest) {
        (None, None) => TransferStage::Accepted { envelope },
        (None, Some(rest)) => TransferStage::AcceptedInPart { envelope, rest },
        (Some((ground, why)), _) => {
            TransferStage::Returned { envelope, ground: ground.clone(), reasons: why.clone() }
        }
    };
    advance(desk, id, stage, reasons.clone());
    if said.back.is_some() {
        let stage = ClueStage::GivenBack { transfer: id };
        desk.write(What::Clue { clue, stage }, reasons);
    }
    Ok(())
}

fn advance(desk: &mut Desk<'_>, transfer: TransferId, stage: TransferStage, why: Vec<Reason>) {
    desk.write(What::Transfer { transfer, stage }, why);
}

/// A message that was entered.
struct Sent<'a> {
    /// The transfer to which it belongs.
    transfer: &'a Transfer,
    envelope: EnvelopeId,
    /// Why it could be sent.
    why: Vec<Reason>,
}

/// Whether a report would be handed over to those whom it is about, or whom one of them
/// leads; nothing of what is no report.
fn to_reported(desk: &Desk<'_>, transfer: &Transfer) -> Option<Fact<bool>> {
    let dossier = desk.book.dossier();
    let clue = dossier.clue(transfer.clue())?;
    let reported = clue.reporter().is_some() || *clue.source() == ClueSource::MassReport;
    let (to, day) = (PartyId::Organ(transfer.to()), desk.command.when().occurred_at().day());
    reported.then(|| reporter::is_reported(dossier, clue.id(), to, day)).flatten()
}

/// Enters the message that goes with a step of a transfer.
fn send<'a>(
    desk: &mut Desk<'a>,
    draft: &EnvelopeDraft,
    step: EnvelopeKind,
) -> Result<Sent<'a>, NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let unnamed = Unfit::Step { why: "a message about a transfer names the transfer".to_owned() };
    let id = noun.transfer().ok_or(unnamed)?;
    let transfer = desk.book.dossier().transfer(id).ok_or(Unfit::missing(id))?;
    let facts = MessageFacts::of(transfer, &noun, step);
    let rules = desk.rules()?;
    let asked = transfer::may_send(&facts, rules, desk.context.calendar);
    let why = match to_reported(desk, transfer).filter(|_| step == EnvelopeKind::HandOver) {
        Some(fact) => both_taken(asked, reporter::may_hand_on(fact, rules))?,
        None => taken(asked)?,
    };
    desk.enter_draft(EntryDraft::Envelope(Box::new(draft.clone())), why.clone())?;
    Ok(Sent { transfer, envelope: noun.id(), why })
}
