//! What is due of findings: following the police case, signing, looking at what came later;
//! and telling that a hypothesis was refuted.

use std::collections::BTreeSet;

use crate::base::day::Moment;
use crate::base::id::EntityId;
use crate::casebook::agenda::desk::{Desk, Whose};
use crate::casebook::watch::watched;
use crate::decision::Word;
use crate::model::follow_up::FollowUp;
use crate::model::sign_off::{SignOffRecord, SignOffStage};
use crate::procedure::follow_up::{self, Conclusion, FollowUpFacts};
use crate::procedure::remedy::{self, ClearFacts};
use crate::procedure::sign_off::{SignOffFacts, completed};

impl Desk<'_> {
    /// A stage that the police case has reached and nobody has looked at; what is to be looked
    /// at again from the beginning.
    pub(super) fn following(&mut self) {
        let dossier = self.dossier;
        for one in dossier.follow_ups().values() {
            let Some(facts) = FollowUpFacts::gather(dossier, one.id(), self.rules) else {
                continue;
            };
            let (conclusion, reasons) = follow_up::conclude(&facts, self.rules).into_parts();
            let (what, since) = match conclusion.known() {
                Some(Conclusion::InProgress { open }) => {
                    let Some(first) = open.first() else { continue };
                    let case = dossier.case(one.police_case());
                    let what = Word::literal("look", "跟进核查", "looking at the police case");
                    (what, case.and_then(|case| follow_up::came_to(case, *first)))
                }
                // What is questioned is settled first.
                Some(Conclusion::Retrace) if !self.is_questioned(one) => {
                    let what = Word::literal("retrace", "重新回溯核查", "looking at it all again");
                    (what, Some(self.since_when(one)))
                }
                _ => continue,
            };
            self.promptly(what, of_follow_up(one), since, reasons);
        }
    }

    fn is_questioned(&self, one: &FollowUp) -> bool {
        let questioned =
            |record: &SignOffRecord| matches!(record.stage(), SignOffStage::Questioned { .. });
        self.dossier.sign_offs_of(one.id()).any(questioned)
    }

    /// When something last happened in a follow-up, or to a finding that it came to.
    fn since_when(&self, one: &FollowUp) -> Moment {
        let findings = self.dossier.sign_offs_of(one.id());
        let last = findings.map(|record| record.stages().last().when.occurred_at());
        last.fold(one.stages().last().when.occurred_at(), Moment::max)
    }

    /// A finding that lies open and is not signed in all layers.
    pub(super) fn signatures(&mut self) {
        let dossier = self.dossier;
        for record in dossier.sign_offs().values() {
            if !matches!(record.stage(), SignOffStage::LaidOpen { .. }) {
                continue;
            }
            let follow_up = record.follow_up().and_then(|id| dossier.follow_up(id));
            let given = dossier.signatures_of(record.id());
            let facts = SignOffFacts::of(record, given, follow_up);
            let (_, reasons) = completed(&facts, self.rules).into_parts();
            let organ = follow_up.map(FollowUp::organ);
            let whose = Whose { about: record.id().any(), organ, persons: Vec::new() };
            let what = Word::literal("signature", "签字背书", "signing the finding");
            self.promptly(what, whose, Some(record.stages().last().when.occurred_at()), reasons);
        }
    }

    /// Whoever was told of a hypothesis hears that it was refuted. Which organ had told it
    /// stands in no record; how many are still to hear it is in the reason.
    pub(super) fn corrections(&mut self) {
        for umbrella in self.dossier.umbrellas().values() {
            let facts = ClearFacts::gather(self.dossier, umbrella.id(), BTreeSet::new());
            let Some(facts) = facts.filter(|facts| !facts.told.is_subset(&facts.corrected)) else {
                continue;
            };
            let (_, reasons) = remedy::clearing(&facts, self.rules).into_parts();
            let since = umbrella.stages().last().when.occurred_at();
            let whose = Whose { about: umbrella.id().any(), organ: None, persons: Vec::new() };
            let what = Word::literal("clearing", "澄清正名", "clearing a name");
            self.promptly(what, whose, Some(since), reasons);
        }
    }

    /// Signed findings near which something has come up; who looks at it is who followed the
    /// case. No claim changes anything by standing here.
    pub(super) fn findings(&mut self) {
        let dossier = self.dossier;
        for watched in watched(dossier, self.rules) {
            let record = dossier.sign_off(watched.sign_off);
            let follow_up = record.and_then(|record| dossier.follow_up(record.follow_up()?));
            let whose = || Whose {
                about: watched.sign_off.any(),
                organ: follow_up.map(FollowUp::organ),
                persons: follow_up.map(|one| one.officers().to_vec()).unwrap_or_default(),
            };
            if let Some((_, when)) = watched.questioned {
                let settle =
                    Word::literal("settlement", "裁定存疑结论", "settling a questioned finding");
                self.promptly(settle, whose(), Some(when.recorded_at()), Vec::new());
            }
            for claim in watched.touching.into_iter().filter(|claim| claim.held.is_none()) {
                let look = Word::literal(
                    "later_claim",
                    "研判后来情况",
                    "looking at a later claim near a signed finding",
                );
                self.promptly(look, whose(), Some(claim.seen), claim.reasons);
            }
        }
    }
}

fn of_follow_up(one: &FollowUp) -> Whose {
    let (about, organ) = (one.id().any(), Some(one.organ()));
    Whose { about, organ, persons: one.officers().to_vec() }
}
