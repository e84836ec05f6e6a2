//! Last days that somebody has set.

use crate::base::id::EntityId;
use crate::casebook::agenda::desk::{Desk, Whose};
use crate::decision::Word;
use crate::model::rectification::LedgerProgress;
use crate::model::supervision::ListedProgress;

impl Desk<'_> {
    /// Last days that somebody has set.
    pub(super) fn last_days(&mut self) {
        let dossier = self.dossier;
        for entry in dossier.entries().values() {
            let done = matches!(entry.stage(), LedgerProgress::StruckOff { .. });
            let Some(last) = entry.deadline().filter(|_| !done) else { continue };
            let persons = entry.person().into_iter().chain(entry.leader()).collect();
            let whose = Whose { about: entry.id().any(), organ: entry.unit(), persons };
            self.day(Word::literal("rectification", "整改", "rectification"), whose, last);
        }
        for listed in dossier.listed_supervisions().values() {
            let done = matches!(listed.stage(), ListedProgress::StruckOff { .. });
            let Some(last) = listed.due().filter(|_| !done) else { continue };
            let whose = Whose { about: listed.id().any(), organ: None, persons: Vec::new() };
            self.day(Word::literal("listed", "挂账督办", "listed supervision"), whose, last);
        }
        for proposal in dossier.proposals().values().filter(|proposal| proposal.owes_reply()) {
            let Some(last) = proposal.reply_due() else { continue };
            let organ = Some(proposal.addressee());
            let whose = Whose { about: proposal.id().any(), organ, persons: Vec::new() };
            self.day(
                Word::literal("proposal_reply", "建议回复", "reply to a proposal"),
                whose,
                last,
            );
        }
    }

    /// What a work plan asks for and is not there. One that nobody is named for is owed by the
    /// organ whose plan it is.
    pub(super) fn milestones(&mut self) {
        for plan in self.dossier.work_plans().values() {
            for milestone in plan.milestones().iter().filter(|one| one.done.is_none()) {
                let organ = Some(milestone.unit.unwrap_or(plan.by()));
                let whose = Whose { about: plan.id().any(), organ, persons: Vec::new() };
                let what = Word::literal("milestone", "时间节点", "milestone of a plan");
                self.day(what, whose, milestone.due);
            }
        }
    }
}
