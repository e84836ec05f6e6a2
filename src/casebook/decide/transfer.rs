//! Transfers: owed, noticed, handed over, accepted or given back, fed back.

use super::desk::{Desk, NotDone, recorded};
use crate::base::id::{EnvelopeId, TransferId};
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::clue::ClueStage;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::envelope::EnvelopeDraft;
use crate::model::history::History;
use crate::model::transfer::{Notice, Transfer, TransferDraft, TransferStage};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Owe(draft) => owe(desk, draft),
        Act::Notify(envelope) => {
            let (transfer, envelope) = send(desk, envelope)?;
            let notice = Notice { envelope, given: desk.command.when() };
            desk.write(What::Notice { transfer: transfer.id(), notice }, vec![recorded()]);
            Ok(())
        }
        Act::HandOver(envelope) => hand_over(desk, envelope),
        Act::Receive { envelope, give_back } => {
            let (transfer, envelope) = send(desk, envelope)?;
            let (clue, id) = (transfer.clue(), transfer.id());
            let stage = match give_back {
                None => TransferStage::Accepted { envelope },
                Some((ground, reasons)) => TransferStage::Returned {
                    envelope,
                    ground: ground.clone(),
                    reasons: reasons.clone(),
                },
            };
            advance(desk, id, stage);
            if give_back.is_some() {
                let stage = ClueStage::GivenBack { transfer: id };
                desk.write(What::Clue { clue, stage }, vec![recorded()]);
            }
            Ok(())
        }
        Act::FeedBack { envelope, result } => {
            let (transfer, envelope) = send(desk, envelope)?;
            advance(desk, transfer.id(), TransferStage::Concluded { result: *result });
            advance(desk, transfer.id(), TransferStage::FedBack { envelope });
            let what = What::Clue { clue: transfer.clue(), stage: ClueStage::FedBack };
            desk.write(what, vec![recorded()]);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn owe(desk: &mut Desk<'_>, draft: &TransferDraft) -> Result<(), NotDone> {
    let stages = Some(History::new(desk.command.when(), TransferStage::Owed));
    let draft = TransferDraft { stages, ..draft.clone() };
    desk.enter_draft(EntryDraft::Transfer(Box::new(draft)), vec![recorded()])?;
    Ok(())
}

fn hand_over(desk: &mut Desk<'_>, envelope: &EnvelopeDraft) -> Result<(), NotDone> {
    let (transfer, envelope) = send(desk, envelope)?;
    advance(desk, transfer.id(), TransferStage::Sent { envelope });
    let stage = ClueStage::TransferredOut { to: transfer.to(), transfer: transfer.id() };
    desk.write(What::Clue { clue: transfer.clue(), stage }, vec![recorded()]);
    Ok(())
}

fn advance(desk: &mut Desk<'_>, transfer: TransferId, stage: TransferStage) {
    desk.write(What::Transfer { transfer, stage }, vec![recorded()]);
}

/// Enters a message that belongs to a transfer.
fn send<'a>(
    desk: &mut Desk<'a>,
    draft: &EnvelopeDraft,
) -> Result<(&'a Transfer, EnvelopeId), NotDone> {
    let envelope = draft.clone().enter().map_err(Unfit::from)?;
    let unnamed = Unfit::Step { why: "a message about a transfer names the transfer".to_owned() };
    let id = envelope.transfer().ok_or(unnamed)?;
    let transfer = desk.book.dossier().transfer(id).ok_or(Unfit::missing(id))?;
    desk.enter_draft(EntryDraft::Envelope(Box::new(draft.clone())), vec![recorded()])?;
    Ok((transfer, envelope.id()))
}
