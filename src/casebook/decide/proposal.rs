//! 两书一函 and 警示教育: what a case gives rise to once it is decided.

use super::desk::{Desk, NotDone, fact, foreseen, recorded, taken, with_missing};
use super::door::refused;
use crate::base::id::ProposalId;
use crate::base::text::Code;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::{Answer, Cure, Decision, Reason, Refusal, Remedy, Word};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::education::WarningEducationDraft;
use crate::model::history::History;
use crate::model::proposal::{ProposalDraft, ProposalProgress};
use crate::procedure::proposal::{self, ReplyFacts, ReplyState, SendFacts, TellFacts};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Propose(draft) => draw_up(desk, draft),
        Act::AdvanceProposal { proposal, to, written } => advance(desk, *proposal, to, *written),
        Act::Educate(draft) => educate(desk, draft),
        _ => Ok(()),
    }
}

/// What a draft lacks is in the reasons; it stands in the way of sending only.
fn draw_up(desk: &mut Desk<'_>, draft: &ProposalDraft) -> Result<(), NotDone> {
    let stages = Some(History::new(desk.command.when(), ProposalProgress::Drafted));
    let draft = ProposalDraft { stages, ..draft.clone() };
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let why = foreseen(proposal::may_send(&SendFacts::of(&noun), desk.rules()?));
    desk.enter_draft(EntryDraft::Proposal(Box::new(draft)), why)?;
    Ok(())
}

fn advance(
    desk: &mut Desk<'_>,
    id: ProposalId,
    to: &ProposalProgress,
    written: Option<bool>,
) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    let noun = dossier.proposal(id).ok_or(Unfit::missing(id))?;
    let facts = ReplyFacts::gather(dossier, id).ok_or(Unfit::missing(id))?;
    let (at, rules) = (desk.command.when().occurred_at(), desk.rules()?);
    let mut facts = facts.after(to, at);
    let why = match to {
        ProposalProgress::Sent { .. } => taken(proposal::may_send(&SendFacts::of(noun), rules))?,
        ProposalProgress::Replied { reply } => {
            if reply.is_none() {
                facts.written = fact(written);
            }
            counts(proposal::reply(&facts, rules, at))?
        }
        ProposalProgress::Rectified | ProposalProgress::Checked { .. } => {
            let mut why = with_missing(&proposal::reply(&facts, rules, at));
            // What no institution covers yet, nobody is stopped by.
            let asked = noun.governance().iter().cloned().collect();
            let covered = proposal::not_covered(&asked, &proposal::instituted(dossier, id));
            why.extend(covered.into_parts().1);
            why
        }
        ProposalProgress::Drafted | ProposalProgress::FoundWanting { .. } => {
            with_missing(&proposal::reply(&facts, rules, at))
        }
    };
    desk.write(What::Proposal { proposal: id, stage: to.clone() }, why);
    Ok(())
}

/// A reply that the rules take for none is not taken; the first reason says why.
fn counts(decided: Decision<Answer<ReplyState>>) -> Result<Vec<Reason>, NotDone> {
    let again = decided.outcome().clone().known() == Some(ReplyState::OwedAgain);
    let Some(reason) = decided.reasons().first().filter(|_| again) else {
        return Ok(with_missing(&decided));
    };
    let how = crate::sentence!("have the addressee reply in writing", "由被建议单位书面回复");
    let addressee = Word::literal("addressee", "被建议单位", "addressee");
    let cure = Cure::fact(const { Code::literal("written") }, how, addressee);
    let step = crate::sentence!("take the reply", "接收回复");
    Err(refused(step, reason.clone(), Remedy::by(cure)))
}

/// Each case is told only after its decision has effect, and to those who are near to it.
fn educate(desk: &mut Desk<'_>, draft: &WarningEducationDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let held = noun.held().occurred_at();
    let rules = desk.context.rules(held)?;
    let (mut why, mut refused): (Vec<Reason>, Option<Refusal>) = (Vec::new(), None);
    for case in noun.cases() {
        let facts = TellFacts::gather(dossier, *case, noun.audience(), held.day());
        match proposal::may_tell(&facts.ok_or(Unfit::missing(*case))?, rules) {
            Ok(decision) => why.extend(decision.into_parts().1),
            Err(one) => {
                refused = Some(match refused.take() {
                    Some(all) => one.unmet().iter().cloned().fold(all, Refusal::and),
                    None => one,
                });
            }
        }
    }
    if let Some(refused) = refused {
        why.extend(taken::<()>(Err(refused))?);
    }
    if noun.cases().is_empty() {
        why.push(recorded());
    }
    desk.enter_draft(EntryDraft::WarningEducation(Box::new(draft.clone())), why)?;
    Ok(())
}
