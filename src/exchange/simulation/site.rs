//! One organ of a simulation: a post, the journal on its disk, and what it may do next.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::base::day::Moment;
use crate::base::id::{ClueId, EntityId, EnvelopeId, InvalidId, OrganId, TransferId};
use crate::base::text::Prose;
use crate::casebook::journal::chain::NotAppended;
use crate::casebook::journal::head::Head;
use crate::casebook::post::{
    Change, Ground, Keeping, Letter, NotWritten, Owed, PassedOn, Post, PostEvent, Says,
};
use crate::exchange::lines::{self, LineError};
use crate::exchange::wire::{self, WireError};
use crate::procedure::delivery::{Leg, ReceiptGround, Taking};
use crate::procedure::transfer::Duty;
use crate::provenance::Fingerprint;
use crate::terms::message::{EnvelopeKind, ReceiptKind, ReturnGround, TransferResult};
use crate::terms::office::OrganKind;
use crate::terms::report::ClueSource;

use super::plan::Draw;
use super::planted::Planted;

/// What goes wrong inside a simulation: always a failure.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Broken {
    /// The journal cannot be started from.
    #[error(transparent)]
    Journal(#[from] LineError),
    /// The journal cannot be written.
    #[error(transparent)]
    NotAppended(#[from] NotAppended),
    /// A message has no bytes, or cannot be read.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The rules refuse what the ledger says is open.
    #[error(transparent)]
    Written(#[from] NotWritten),
    /// A number too large for an id.
    #[error(transparent)]
    Id(#[from] InvalidId),
    /// What must always hold does not.
    #[error("{0}")]
    Invariant(String),
}

/// One organ.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) id: OrganId,
    pub(super) number: usize,
    pub(super) post: Post,
    pub(super) disk: Vec<u8>,
    pub(super) head: Head,
    pub(super) planted: Option<Planted>,
    /// Letters that a faulty organ has forgotten.
    pub(super) forgotten: BTreeSet<EnvelopeId>,
}

/// Something that is open to an organ.
#[derive(Clone, Debug)]
pub(super) enum Open {
    Owe(ClueId),
    Notice(TransferId),
    Offer(ClueId),
    Answer(EnvelopeId, EnvelopeKind),
    Register(EnvelopeId),
    Read(EnvelopeId),
    Withdraw(EnvelopeId),
    FeedBack(EnvelopeId),
    Consult(EnvelopeId),
    Reply(EnvelopeId),
    Correct(EnvelopeId),
}

fn id<T>(make: fn(Uuid) -> Result<T, InvalidId>, kind: u128, n: u128) -> Result<T, InvalidId> {
    make(Uuid::from_u128((kind << 64) | n.saturating_add(1)))
}

pub(super) fn organ_id(number: usize) -> Result<OrganId, InvalidId> {
    id(OrganId::from_uuid, 1, wide(number))
}

pub(super) fn clue_id(number: usize) -> Result<ClueId, InvalidId> {
    id(ClueId::from_uuid, 2, wide(number))
}

fn wide(number: usize) -> u128 {
    u128::try_from(number).unwrap_or(u128::MAX)
}

impl Site {
    pub(super) fn new(
        number: usize,
        now: Moment,
        planted: Option<Planted>,
    ) -> Result<Self, Broken> {
        let organ = organ_id(number)?;
        let (post, disk) = (Post::default(), Vec::new());
        let forgotten = BTreeSet::new();
        let mut site =
            Self { id: organ, number, post, disk, head: Head::START, planted, forgotten };
        site.commit(&Post::open(organ, now))?;
        Ok(site)
    }

    /// Writes an event down, then applies it.
    pub(super) fn commit(&mut self, event: &PostEvent) -> Result<(), Broken> {
        let link = lines::line(self.head, event)?;
        let number = link.number();
        let applied = self.post.apply(event);
        applied.map_err(|mismatch| LineError::Unfit { number, mismatch })?;
        self.disk.extend(format!("{link}\n").bytes());
        self.head = link.head();
        Ok(())
    }

    /// Applies an event without a disk, for one that will not start again.
    pub(super) fn apply(&mut self, event: &PostEvent) -> Result<(), Broken> {
        let number = self.head.number;
        let applied = self.post.apply(event);
        Ok(applied.map_err(|mismatch| LineError::Unfit { number, mismatch })?)
    }

    /// Half of the next line is written, and no more.
    pub(super) fn tears(&mut self) -> Result<(), Broken> {
        let Some(at) = self.post.last() else { return Ok(()) };
        let line = lines::line(self.head, &PostEvent { at, changes: Vec::new() })?.to_string();
        self.disk.extend(line.bytes().take(line.len() / 2));
        Ok(())
    }

    /// Starts again from what is on the disk, and nothing else.
    pub(super) fn restart(&mut self) -> Result<(), Broken> {
        if let Some(planted) = self.planted {
            self.spoil(planted)?;
        }
        let started = lines::restart(&self.disk)?;
        self.disk.truncate(started.whole);
        (self.post, self.head) = (started.post, started.head);
        Ok(())
    }

    /// What a faulty organ does to its journal before it starts again.
    fn spoil(&mut self, planted: Planted) -> Result<(), Broken> {
        if planted == Planted::FeedbackForgotten {
            let open = self.post.unsettled().iter().filter_map(|id| self.post.out().get(id));
            let fed = open.filter(|out| out.letter.kind() == EnvelopeKind::Feedback);
            self.forgotten.extend(fed.map(|out| out.letter.id));
            return Ok(());
        }
        let whole = lines::restart(&self.disk)?.whole;
        let lines = self.disk.get(..whole).unwrap_or_default().split_inclusive(|b| *b == b'\n');
        let mut lines: Vec<&[u8]> = lines.collect();
        if planted == Planted::TailLost && lines.len() > 1 {
            lines.pop();
            self.disk = lines.concat();
            return Ok(());
        }
        let events = lines::events(&lines.concat())?;
        let kept = |change: &Change| !planted.forgets(&self.post, change);
        if events.iter().all(|event| event.changes.iter().all(kept)) {
            return Ok(());
        }
        let (mut disk, mut head) = (Vec::new(), Head::START);
        for mut event in events {
            event.changes.retain(kept);
            let link = lines::line(head, &event)?;
            disk.extend(format!("{link}\n").bytes());
            head = link.head();
        }
        self.disk = disk;
        Ok(())
    }

    /// What is open to it now, in a fixed order.
    pub(super) fn open(&self) -> Vec<Open> {
        let mut open = Vec::new();
        let here = |(_, keeping): &(&ClueId, &Keeping)| keeping.here && keeping.on_offer.is_none();
        for (clue, _) in self.post.clues().iter().filter(here) {
            open.push(Open::Owe(*clue));
            // Twice: most that is open is an offer.
            open.extend([Open::Offer(*clue), Open::Offer(*clue)]);
        }
        for (transfer, dealing) in self.post.dealings() {
            let offer = dealing.hand_over.map(|dated| dated.envelope);
            if dealing.leg().is_some()
                && dealing.notice.is_none()
                && dealing.ground.opened.is_some()
            {
                open.push(Open::Notice(*transfer));
            }
            let Some(offer) = offer else { continue };
            if dealing.leg() == Some(Leg::Offered) {
                open.push(Open::Withdraw(offer));
            }
            if dealing.leg().is_some() {
                open.push(Open::Correct(offer));
            }
            let Some(taking) = dealing.taking() else { continue };
            let here = self.post.clues().get(&dealing.clue).is_some_and(|keeping| keeping.here);
            if taking == Taking::Offered {
                if !here {
                    let accepts = EnvelopeKind::Acceptance;
                    let answers = [accepts, EnvelopeKind::PartialAcceptance, accepts];
                    open.extend(answers.map(|kind| Open::Answer(offer, kind)));
                }
                open.push(Open::Answer(offer, EnvelopeKind::Return));
                open.push(Open::Consult(offer));
            }
            if taking == Taking::Mine && dealing.feedback.is_none() {
                open.push(Open::FeedBack(offer));
            }
            let given = self.post.seen().get(&offer).map(|came| &came.given);
            if given.is_some_and(|given| !given.contains_key(&ReceiptKind::Registered)) {
                open.push(Open::Register(offer));
            }
            if given.is_some_and(|given| !given.contains_key(&ReceiptKind::Opened)) {
                open.push(Open::Read(offer));
            }
        }
        open.extend(self.questions().map(Open::Reply));
        open
    }

    /// What duty asks for when nothing goes wrong any more.
    pub(super) fn duty(&self) -> Option<Open> {
        self.open().into_iter().find(|open| match open {
            Open::Answer(_, kind) => *kind == EnvelopeKind::Acceptance,
            Open::FeedBack(_) | Open::Reply(_) | Open::Notice(_) => true,
            _ => false,
        })
    }

    fn questions(&self) -> impl Iterator<Item = EnvelopeId> {
        let answered: BTreeSet<EnvelopeId> =
            self.post.out().values().filter_map(|out| out.letter.in_reply_to).collect();
        let asked = self.post.seen().values().filter(move |came| {
            came.letter.kind() == EnvelopeKind::ConsultationRequest
                && came.taken_up.is_some()
                && !answered.contains(&came.letter.id)
        });
        asked.map(|came| came.letter.id)
    }

    /// The event of one act.
    pub(super) fn act(
        &self,
        open: &Open,
        choice: u64,
        organs: usize,
        now: Moment,
    ) -> Result<PostEvent, Broken> {
        let ground = ReceiptGround { held: true, registered: true, ..ReceiptGround::default() };
        match open {
            Open::Register(envelope) => {
                Ok(self.post.give_receipt(*envelope, ReceiptKind::Registered, &ground, now)?)
            }
            Open::Read(envelope) => {
                let person = Uuid::from_u128(wide(self.number).saturating_add(1));
                let opened_by = Some(crate::base::id::PersonId::from_uuid(person)?);
                let ground = ReceiptGround { opened_by, ..ground };
                Ok(self.post.give_receipt(*envelope, ReceiptKind::Opened, &ground, now)?)
            }
            Open::Owe(clue) => {
                let ground = Ground {
                    sender: Some(OrganKind::PublicSecurity),
                    opened: Some(now),
                    ..Ground::default()
                };
                let (transfer, to) = (self.transfer(*clue)?, self.other(choice, organs)?);
                Ok(self.post.owe(Owed { transfer, clue: *clue, to, ground }, now)?)
            }
            _ => {
                let letter = self.letter(open, choice, organs, now)?;
                self.written(letter, now)
            }
        }
    }

    /// The event of a letter, as this organ writes it down.
    pub(super) fn written(&self, letter: Letter, now: Moment) -> Result<PostEvent, Broken> {
        let mut event = self.post.write(letter.clone(), now)?;
        if let Some(planted) = self.planted.filter(|planted| *planted == Planted::ActsEarly) {
            event.changes.extend(planted.more(&self.post, &letter));
        }
        Ok(event)
    }

    fn other(&self, choice: u64, organs: usize) -> Result<OrganId, Broken> {
        let others = u64::try_from(organs.saturating_sub(1)).unwrap_or(1);
        let step = (choice >> 8).checked_rem(others).unwrap_or(0).saturating_add(1);
        let step = usize::try_from(step).unwrap_or(1);
        let number = self.number.saturating_add(step).checked_rem(organs).unwrap_or(0);
        Ok(organ_id(number)?)
    }

    /// An id that nobody else deals out, from what it is for: so that schedules which lead to
    /// the same ledgers deal out the same ids.
    fn fresh<T: EntityId>(
        &self,
        make: fn(Uuid) -> Result<T, InvalidId>,
        what: u64,
        of: &Uuid,
        times: usize,
    ) -> Result<T, Broken> {
        let (high, low) = of.as_u64_pair();
        let own = u64::try_from(self.number).unwrap_or(u64::MAX);
        let times = u64::try_from(times).unwrap_or(u64::MAX);
        // The organ is mixed in by itself: 1 and 18 is not 2 and 17.
        let start = Draw::new(own).number();
        let mixed = [what, high, low, times]
            .into_iter()
            .fold(start, |mixed, part| Draw::new(mixed ^ part).number());
        Ok(id(make, 3, u128::from(mixed))?)
    }

    fn transfer(&self, clue: ClueId) -> Result<TransferId, Broken> {
        let before = self.post.dealings().values().filter(|dealing| dealing.clue == clue).count();
        self.fresh(TransferId::from_uuid, 1, clue.as_uuid(), before)
    }

    fn envelope(&self, transfer: TransferId, kind: EnvelopeKind) -> Result<EnvelopeId, Broken> {
        let before = self.post.out().values().filter(|out| out.letter.transfer == transfer).count();
        let what = EnvelopeKind::ALL.iter().take_while(|known| **known != kind).count();
        let what = u64::try_from(what).unwrap_or(0).saturating_add(16);
        self.fresh(EnvelopeId::from_uuid, what, transfer.as_uuid(), before)
    }

    fn letter(
        &self,
        open: &Open,
        choice: u64,
        organs: usize,
        now: Moment,
    ) -> Result<Letter, Broken> {
        let (to, transfer, clue, in_reply_to, says) = match open {
            Open::Offer(clue) => {
                let (transfer, to) = match self.owed(*clue) {
                    Some(owed) => owed,
                    None => (self.transfer(*clue)?, self.other(choice, organs)?),
                };
                let passed = self.passed(*clue, now)?;
                (to, transfer, *clue, None, Says::HandOver { clue: Box::new(passed) })
            }
            Open::Notice(transfer) => {
                let dealing = self.post.dealings().get(transfer);
                let dealing = dealing.ok_or_else(|| Broken::Invariant("no transfer".into()))?;
                let opened = dealing.ground.opened.unwrap_or(now);
                let says = Says::Notice { opened, investigated_as: None };
                (dealing.peer, *transfer, dealing.clue, None, says)
            }
            Open::Answer(offer, kind) => {
                let says = match kind {
                    EnvelopeKind::Return => Says::Return {
                        ground: ReturnGround::WrongAddress,
                        reasons: words("主送有误")?,
                    },
                    EnvelopeKind::PartialAcceptance => {
                        let rest = self.fresh(ClueId::from_uuid, 2, offer.as_uuid(), 0)?;
                        Says::PartialAcceptance { rest }
                    }
                    _ => Says::Acceptance,
                };
                self.reply(*offer, says)?
            }
            Open::Withdraw(offer) => {
                self.reply(*offer, Says::Withdrawal { reasons: words("误移送")? })?
            }
            Open::FeedBack(offer) => {
                self.reply(*offer, Says::Feedback { result: TransferResult::Filed })?
            }
            Open::Consult(offer) => {
                let says = Says::ConsultationRequest { question: words("何时会商")? };
                let (to, transfer, clue, _, says) = self.reply(*offer, says)?;
                (to, transfer, clue, None, says)
            }
            Open::Reply(question) => {
                self.reply(*question, Says::ConsultationAnswer { answer: words("下周")? })?
            }
            Open::Correct(offer) => {
                self.reply(*offer, Says::Correction { reasons: words("查否")? })?
            }
            Open::Register(_) | Open::Read(_) | Open::Owe(_) => {
                return Err(Broken::Invariant("no letter".into()));
            }
        };
        Ok(wire::sealed(Letter {
            id: self.envelope(transfer, says.kind())?,
            from: self.id,
            to,
            transfer,
            clue,
            in_reply_to,
            written: now,
            answer_due: None,
            content: Fingerprint::from_bytes([0; 32]),
            says,
        })?)
    }

    /// A reminder of something overdue, to whoever owes it or to the common superior.
    pub(super) fn reminder(
        &self,
        to: OrganId,
        (transfer, clue): (TransferId, ClueId),
        (duty, by): (Duty, OrganId),
        now: Moment,
    ) -> Result<Letter, Broken> {
        Ok(wire::sealed(Letter {
            id: self.envelope(transfer, EnvelopeKind::Reminder)?,
            from: self.id,
            to,
            transfer,
            clue,
            in_reply_to: None,
            written: now,
            answer_due: None,
            content: Fingerprint::from_bytes([0; 32]),
            says: Says::Reminder { duty, by },
        })?)
    }

    /// A hand-over of this clue that is owed, and to whom.
    fn owed(&self, clue: ClueId) -> Option<(TransferId, OrganId)> {
        let owed = self.post.dealings().iter().find(|(_, dealing)| {
            dealing.clue == clue && dealing.leg() == Some(Leg::Owed) && dealing.hand_over.is_none()
        });
        owed.map(|(transfer, dealing)| (*transfer, dealing.peer))
    }

    fn passed(&self, clue: ClueId, now: Moment) -> Result<PassedOn, Broken> {
        let keeping = self.post.clues().get(&clue);
        Ok(PassedOn {
            source: ClueSource::PublicSecurity,
            problem_classes: BTreeSet::new(),
            subjects: BTreeSet::new(),
            industries: BTreeSet::new(),
            content: words("甲某为乙团伙通风报信")?,
            received: keeping.map_or(now, |keeping| keeping.received),
            lineage: keeping.map(|keeping| keeping.lineage.clone()).unwrap_or_default(),
        })
    }

    /// What goes to the other end of a letter that is answered, or followed up.
    fn reply(
        &self,
        named: EnvelopeId,
        says: Says,
    ) -> Result<(OrganId, TransferId, ClueId, Option<EnvelopeId>, Says), Broken> {
        let came = self.post.seen().get(&named).map(|came| (&came.letter, came.letter.from));
        let ours = self.post.out().get(&named).map(|out| (&out.letter, out.letter.to));
        let (letter, peer) =
            came.or(ours).ok_or_else(|| Broken::Invariant("no letter to answer".into()))?;
        Ok((peer, letter.transfer, letter.clue, Some(named), says))
    }
}

fn words(text: &str) -> Result<Prose, Broken> {
    Prose::parse(text).map_err(|error| Broken::Invariant(error.to_string()))
}
