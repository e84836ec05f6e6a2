//! 举报奖励 and 证人保护: what is done for whoever reported. A token says for whom, and no
//! reason, refusal or event says more.

use super::desk::{Desk, NotDone, fact, taken};
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::reward::{ProtectionDraft, RewardDraft};
use crate::procedure::reporter::{self, RewardFacts};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Reward { reward, names_nobody } => pay(desk, reward, *names_nobody),
        Act::Protect(draft) => protect(desk, draft),
        _ => Ok(()),
    }
}

fn pay(
    desk: &mut Desk<'_>,
    draft: &RewardDraft,
    names_nobody: Option<bool>,
) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let facts = RewardFacts::of(desk.book.dossier(), &noun, fact(names_nobody));
    let rules = desk.context.rules(noun.paid().occurred_at())?;
    let why = taken(reporter::may_pay(&facts, rules))?;
    desk.enter_draft(EntryDraft::Reward(Box::new(draft.clone())), why)?;
    Ok(())
}

fn protect(desk: &mut Desk<'_>, draft: &ProtectionDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let measures = noun.measures().iter().cloned().collect();
    let why = taken(reporter::may_protect(&measures, desk.rules()?))?;
    desk.enter_draft(EntryDraft::Protection(Box::new(draft.clone())), why)?;
    Ok(())
}
