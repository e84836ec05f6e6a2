//! What an organ does of its own accord: receive a clue, owe it, write, send, give receipts.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId};
use crate::decision::{Decision, Refusal};
use crate::procedure::delivery::{
    self, Leg, OfferFacts, Outgoing, ReceiptGround, Taking, may_answer, may_offer, may_receipt,
    may_withdraw,
};
use crate::provenance::Fact;
use crate::rulebook::RulesInForce;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

use super::event::{Change, Owed, PostEvent};
use super::letter::{Letter, PassedOn, Says};
use super::state::{Dealing, Post, by_sender};

/// Why a letter does not fit what stands in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Misfit {
    /// The ledger was not opened.
    #[error("the ledger was not opened")]
    NotOpened,
    /// It is from another organ, or to the organ itself.
    #[error("it is not from this organ to another one")]
    NotOurs,
    /// Its id stands for a letter already.
    #[error("its id stands for a letter already")]
    IdTaken,
    /// There is no such transfer between the two in this direction, about this clue.
    #[error("there is no such transfer of this clue between the two organs")]
    NoTransfer,
    /// It answers another letter than it should.
    #[error("it does not answer the letter that it should")]
    WrongReply,
    /// What it says was said before.
    #[error("it was said before")]
    SaidBefore,
    /// The clue is not one of this organ, or is here already.
    #[error("the clue is not where the letter has it")]
    WrongClue,
    /// The clue would begin new clocks, or lose where it comes from.
    #[error("the clue has other clocks or another lineage here")]
    OtherClocks,
    /// Feedback on a clue that this organ has not taken over.
    #[error("the clue has not been taken over")]
    NotTakenOver,
}

/// A letter, or another step, that is not made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotWritten {
    /// It does not fit the ledger: every reason.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Unfit(Vec<Misfit>),
    /// The rules of delivery do not let it happen.
    #[error(transparent)]
    Refused(Box<Refusal>),
}

impl From<Refusal> for NotWritten {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl Post {
    /// An event of now. The own clock may have been set back; events never go back.
    pub(super) fn event(&self, changes: Vec<Change>, now: Moment) -> PostEvent {
        PostEvent { at: self.last().map_or(now, |last| last.max(now)), changes }
    }

    /// Opens the ledger of an organ.
    #[must_use]
    pub fn open(organ: OrganId, now: Moment) -> PostEvent {
        PostEvent { at: now, changes: vec![Change::Opened { organ }] }
    }

    /// A clue comes in that no other organ has had.
    ///
    /// # Errors
    ///
    /// [`NotWritten::Unfit`] if it is known here already.
    pub fn receive(
        &self,
        clue: ClueId,
        received: Moment,
        now: Moment,
    ) -> Result<PostEvent, NotWritten> {
        let mut misfits = Vec::new();
        misfits.extend(self.own().is_none().then_some(Misfit::NotOpened));
        misfits.extend(self.clues().contains_key(&clue).then_some(Misfit::WrongClue));
        done(misfits)?;
        Ok(self.event(vec![Change::Received { clue, received }], now))
    }

    /// A clue that is here has to be handed over.
    ///
    /// # Errors
    ///
    /// [`NotWritten::Unfit`] if the clue is not here, or the transfer is known already.
    pub fn owe(&self, owed: Owed, now: Moment) -> Result<PostEvent, NotWritten> {
        let mut misfits = Vec::new();
        let here = self.clues().get(&owed.clue).is_some_and(|keeping| keeping.here);
        misfits.extend((!here).then_some(Misfit::WrongClue));
        misfits.extend((self.own() == Some(owed.to)).then_some(Misfit::NotOurs));
        let known = self.dealings().contains_key(&owed.transfer);
        misfits.extend(known.then_some(Misfit::SaidBefore));
        done(misfits)?;
        Ok(self.event(vec![Change::Owed(owed)], now))
    }

    /// Puts a letter into the outbox, with all that it means for this organ's ledger. Once it
    /// is written down, send [`receipts_in`](Self::receipts_in) the event and what is
    /// [to be sent](Self::to_send).
    ///
    /// # Errors
    ///
    /// [`NotWritten`] if it does not fit the ledger, or the rules of
    /// [`delivery`] refuse it.
    pub fn write(&self, letter: Letter, now: Moment) -> Result<PostEvent, NotWritten> {
        let mut misfits = misfits(self, &letter, true);
        let ours = self.own() == Some(letter.from) && letter.from != letter.to;
        misfits.extend((!ours).then_some(Misfit::NotOurs));
        let taken = self.out().contains_key(&letter.id) || self.seen().contains_key(&letter.id);
        misfits.extend(taken.then_some(Misfit::IdTaken));
        let dealing = self.dealings().get(&letter.transfer);
        let (transfer, clue) = (letter.transfer, letter.clue);
        let after = match letter.kind() {
            EnvelopeKind::HandOver => vec![Change::Leg { transfer, leg: self.offers(&letter)? }],
            EnvelopeKind::Withdrawal => {
                let leg = dealing.and_then(Dealing::leg).unwrap_or(Leg::Owed);
                let leg = *may_withdraw(leg)?.outcome();
                vec![Change::Leg { transfer, leg }]
            }
            kind @ (EnvelopeKind::Acceptance
            | EnvelopeKind::PartialAcceptance
            | EnvelopeKind::Return) => {
                let taking = dealing.and_then(Dealing::taking).unwrap_or(Taking::NotHere);
                let taking = *may_answer(taking, kind)?.outcome();
                let accepts = letter.in_reply_to.filter(|_| taking == Taking::Accepting);
                let receipt = ReceiptKind::Accepted;
                let gave = accepts.map(|envelope| Change::Gave { envelope, receipt });
                std::iter::once(Change::Taking { transfer, taking }).chain(gave).collect()
            }
            EnvelopeKind::Feedback => {
                let mine = dealing.and_then(Dealing::taking).is_some_and(Taking::may_act);
                misfits.extend((!mine).then_some(Misfit::NotTakenOver));
                Vec::new()
            }
            EnvelopeKind::Notice => {
                misfits.extend((!self.clues().contains_key(&clue)).then_some(Misfit::WrongClue));
                Vec::new()
            }
            _ => Vec::new(),
        };
        done(misfits)?;
        let written = Change::Written(Box::new(letter));
        Ok(self.event(std::iter::once(written).chain(after).collect(), now))
    }

    fn offers(&self, letter: &Letter) -> Result<Leg, NotWritten> {
        let keeping = self.clues().get(&letter.clue);
        let facts = OfferFacts {
            keeper: Fact::Known(keeping.is_some_and(|keeping| keeping.here)),
            open: keeping.and_then(|keeping| keeping.on_offer),
            to_another: self.own() != Some(letter.to),
        };
        Ok(*may_offer(&facts)?.outcome())
    }

    /// What has to be sent now, the oldest first. An acceptance that a withdrawal made void
    /// is not sent any more.
    pub fn to_send(
        &self,
        rules: RulesInForce<'_>,
        calendar: &WorkCalendar,
        now: Moment,
    ) -> Decision<Vec<EnvelopeId>> {
        let open = self.unsettled().iter().filter_map(|id| self.out().get(id));
        let said = open.filter(|out| self.still_says(&out.letter));
        let outgoing: Vec<Outgoing> = said.map(super::state::Out::outgoing).collect();
        delivery::to_send(&outgoing, rules, calendar, now)
    }

    /// Whether a letter of ours still has to reach its receiver.
    #[must_use]
    pub fn still_says(&self, letter: &Letter) -> bool {
        let taking = self.dealings().get(&letter.transfer).and_then(Dealing::taking);
        taking.is_none_or(|taking| taking.still_says(letter.kind()))
    }

    /// Letters are being handed to the transport. Written down first: a letter that was sent
    /// and not noted is only sent once more.
    ///
    /// # Errors
    ///
    /// [`NotWritten::Unfit`] if one of them is not ours.
    pub fn sent(&self, envelopes: &[EnvelopeId], now: Moment) -> Result<PostEvent, NotWritten> {
        let all_ours = envelopes.iter().all(|id| self.out().contains_key(id));
        done((!all_ours).then_some(Misfit::NotOurs).into_iter().collect())?;
        let sent = envelopes.iter().map(|envelope| Change::Sent { envelope: *envelope });
        Ok(self.event(sent.collect(), now))
    }

    /// Gives a receipt for a letter that came: it was registered, or a person opened it. Nobody
    /// waits for it; it is sent once, and again with each repeat of the letter.
    /// *Delivered* is given when a letter comes, *accepted* with the acceptance.
    ///
    /// # Errors
    ///
    /// [`NotWritten`] if the letter is not here, its ground is missing, or the receipt is one
    /// that is not given by itself.
    pub fn give_receipt(
        &self,
        envelope: EnvelopeId,
        receipt: ReceiptKind,
        ground: &ReceiptGround,
        now: Moment,
    ) -> Result<PostEvent, NotWritten> {
        let came = self.seen().get(&envelope).filter(|came| came.taken_up.is_some());
        let mut misfits = Vec::new();
        match came {
            None => misfits.push(Misfit::NoTransfer),
            Some(came) => {
                let by_itself = match receipt {
                    ReceiptKind::Opened => true,
                    // For an acceptance it says that it was processed.
                    ReceiptKind::Registered => {
                        delivery::waits_for(came.letter.kind()) != Some(receipt)
                    }
                    ReceiptKind::Delivered | ReceiptKind::Accepted => false,
                };
                misfits.extend((!by_itself).then_some(Misfit::WrongReply));
                let before = came.given.contains_key(&receipt);
                misfits.extend(before.then_some(Misfit::SaidBefore));
            }
        }
        done(misfits)?;
        let _given = may_receipt(receipt, ground)?;
        Ok(self.event(vec![Change::Gave { envelope, receipt }], now))
    }

    /// Whether a clue is passed on under its own clocks and lineage.
    fn keeps_clocks(&self, letter: &Letter, clue: &PassedOn) -> bool {
        let own = self.clues().get(&letter.clue);
        own.is_none_or(|own| own.received == clue.received && own.lineage == clue.lineage)
    }
}

fn done(misfits: Vec<Misfit>) -> Result<(), NotWritten> {
    if misfits.is_empty() { Ok(()) } else { Err(NotWritten::Unfit(misfits)) }
}

/// What does not fit between a letter and the ledger, be it one of ours or one that came.
pub(super) fn misfits(post: &Post, letter: &Letter, ours: bool) -> Vec<Misfit> {
    let mut found = Vec::new();
    let peer = if ours { letter.to } else { letter.from };
    let dealing = post.dealings().get(&letter.transfer);
    if let Some(by_sender) = by_sender(&letter.says) {
        let opens = matches!(letter.says, Says::Notice { .. } | Says::HandOver { .. });
        let fits = dealing.map_or(opens, |dealing| {
            dealing.clue == letter.clue
                && dealing.peer == peer
                && dealing.leg().is_some() == (by_sender == ours)
        });
        found.extend((!fits).then_some(Misfit::NoTransfer));
    }
    let offered = dealing.and_then(|dealing| dealing.hand_over).map(|dated| dated.envelope);
    // An offer that was taken back long ago may come after the clue itself; it is not accepted.
    let here = post.clues().get(&letter.clue).is_some_and(|keeping| keeping.here);
    match &letter.says {
        Says::Notice { .. } => {
            let before = dealing.is_some_and(|dealing| dealing.notice.is_some());
            found.extend(before.then_some(Misfit::SaidBefore));
        }
        Says::HandOver { clue } => {
            found.extend((!post.keeps_clocks(letter, clue)).then_some(Misfit::OtherClocks));
            let before = dealing.is_some_and(|dealing| dealing.hand_over.is_some());
            found.extend(before.then_some(Misfit::SaidBefore));
        }
        Says::PartialAcceptance { rest } => {
            answers(offered, letter, &mut found);
            let known = *rest == letter.clue || post.clues().contains_key(rest);
            found.extend((known || ours && here).then_some(Misfit::WrongClue));
        }
        Says::Acceptance => {
            answers(offered, letter, &mut found);
            found.extend((ours && here).then_some(Misfit::WrongClue));
        }
        Says::Return { .. } | Says::Withdrawal { .. } => {
            answers(offered, letter, &mut found);
        }
        Says::Feedback { .. } => {
            answers(offered, letter, &mut found);
            let before = dealing.is_some_and(|dealing| dealing.feedback.is_some());
            found.extend(before.then_some(Misfit::SaidBefore));
            let moved = dealing.is_some_and(|dealing| dealing.moved.is_some());
            found.extend((!ours && !moved).then_some(Misfit::NotTakenOver));
        }
        Says::ConsultationAnswer { .. } | Says::Correction { .. } => {
            let answered = answered_by(post, letter, peer, ours);
            found.extend((!answered).then_some(Misfit::WrongReply));
        }
        Says::ConsultationRequest { .. } | Says::Reminder { .. } => {}
    }
    found
}

fn answers(offered: Option<EnvelopeId>, letter: &Letter, found: &mut Vec<Misfit>) {
    let right = offered.is_some() && letter.in_reply_to == offered;
    found.extend((!right).then_some(Misfit::WrongReply));
}

/// Whether a consultation that is answered was asked, and what is corrected was said.
fn answered_by(post: &Post, letter: &Letter, peer: OrganId, ours: bool) -> bool {
    let Some(named) = letter.in_reply_to else { return false };
    // An answer names a letter of the other; a correction one of the same hand.
    let of_other = matches!(letter.says, Says::ConsultationAnswer { .. });
    let named = if ours == of_other {
        post.seen().get(&named).filter(|came| came.letter.from == peer).map(|came| &came.letter)
    } else {
        post.out().get(&named).filter(|out| out.letter.to == peer).map(|out| &out.letter)
    };
    let same = |named: &&Letter| named.transfer == letter.transfer;
    named
        .filter(same)
        .is_some_and(|named| !of_other || matches!(named.says, Says::ConsultationRequest { .. }))
}
