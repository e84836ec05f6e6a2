//! The rectification ledger.

use super::desk::{Desk, NotDone, taken};
use crate::base::id::EntryId;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::history::History;
use crate::model::rectification::{LedgerEntryDraft, LedgerProgress};
use crate::procedure::rectification::{self, EntryFacts};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Rectify(draft) => {
            let stages = Some(History::new(desk.command.when(), LedgerProgress::Listed));
            let draft = LedgerEntryDraft { stages, ..(**draft).clone() };
            let noun = draft.clone().enter().map_err(Unfit::from)?;
            // What it lacks is in the reasons; it stands in the way of striking off only.
            let (_, why) =
                rectification::complete(&EntryFacts::of(&noun), desk.rules()?).into_parts();
            desk.enter_draft(EntryDraft::LedgerEntry(Box::new(draft)), why)?;
            Ok(())
        }
        Act::Progress { entry, step } => {
            let what = What::Rectification { entry: *entry, stage: step.clone() };
            match step {
                LedgerProgress::StruckOff { .. } => strike_off(desk, *entry, what),
                _ => go_on(desk, *entry, step, what),
            }
        }
        _ => Ok(()),
    }
}

/// An entry comes further, with what it still lacks.
fn go_on(
    desk: &mut Desk<'_>,
    entry: EntryId,
    step: &LedgerProgress,
    what: What,
) -> Result<(), NotDone> {
    let noun = desk.book.dossier().entry(entry).ok_or(Unfit::missing(entry))?;
    let facts = EntryFacts::of(noun);
    let why = taken(rectification::may_go_on(&facts, step, desk.rules()?))?;
    desk.write(what, why);
    Ok(())
}

/// An entry is struck off only as far as the rules let it be.
fn strike_off(desk: &mut Desk<'_>, entry: EntryId, what: What) -> Result<(), NotDone> {
    let gathered = EntryFacts::with_those_under(desk.book.dossier(), entry);
    let (facts, under) = gathered.ok_or(Unfit::missing(entry))?;
    let decision = rectification::may_strike_off(&facts, &under, desk.rules()?)?;
    desk.write_decided(what, decision);
    Ok(())
}
