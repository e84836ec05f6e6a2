//! The rectification ledger.

use super::desk::{Desk, NotDone, recorded};
use crate::base::id::EntryId;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::dossier::entry::EntryDraft;
use crate::model::history::History;
use crate::model::rectification::{LedgerEntryDraft, LedgerProgress};
use crate::procedure::rectification::{self, EntryFacts};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Rectify(draft) => {
            let stages = Some(History::new(desk.command.when(), LedgerProgress::Listed));
            let draft = LedgerEntryDraft { stages, ..(**draft).clone() };
            desk.enter_draft(EntryDraft::LedgerEntry(Box::new(draft)), vec![recorded()])?;
            Ok(())
        }
        Act::Progress { entry, step } => {
            let what = What::Rectification { entry: *entry, stage: step.clone() };
            match step {
                LedgerProgress::StruckOff { .. } => strike_off(desk, *entry, what),
                _ => {
                    desk.write(what, vec![recorded()]);
                    Ok(())
                }
            }
        }
        _ => Ok(()),
    }
}

/// An entry is struck off only as far as the rules let it be.
fn strike_off(desk: &mut Desk<'_>, entry: EntryId, what: What) -> Result<(), NotDone> {
    let all = EntryFacts::gather(desk.book.dossier());
    let facts = all.iter().find(|facts| facts.entry == entry).ok_or(Unfit::missing(entry))?;
    let decision = rectification::may_strike_off(facts, &all, desk.rules()?)?;
    desk.write_decided(what, decision);
    Ok(())
}
