//! The rectification ledger.

use super::desk::{Desk, NotDone, recorded};
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::dossier::entry::EntryDraft;
use crate::model::history::History;
use crate::model::rectification::{LedgerEntryDraft, LedgerProgress};

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
            desk.write(what, vec![recorded()]);
            Ok(())
        }
        _ => Ok(()),
    }
}
