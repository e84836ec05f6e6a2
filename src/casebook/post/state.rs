//! The state of the post: a fold of its events, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::procedure::delivery::{Leg, Outgoing, Taking};
use crate::terms::message::{ReceiptKind, TransferResult};

use super::event::{Change, Ground, Owed, PostEvent, PostIncident, PostMismatch};
use super::letter::{Letter, ReceiptNote, Says};

/// 保管: what this organ knows of a clue that it has, or had.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Keeping {
    /// When it was first received, anywhere; its clocks run from here.
    pub received: Moment,
    /// The clues of which it is a part, the nearest first.
    pub lineage: Vec<ClueId>,
    /// Whether this organ may act as its keeper.
    pub here: bool,
    /// The offer that is open.
    pub on_offer: Option<TransferId>,
}

/// A letter and a moment of our own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dated {
    /// The letter.
    pub envelope: EnvelopeId,
    /// When it was written, if it is ours, or taken up here.
    pub at: Moment,
}

/// On which side of a transfer this organ stands, and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// It hands over.
    Sending(Leg),
    /// It is handed over to.
    Taking(Taking),
}

/// One transfer, as this organ knows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dealing {
    /// The clue.
    pub clue: ClueId,
    /// The other organ.
    pub peer: OrganId,
    /// How it stands.
    pub side: Side,
    /// On what its limits hang.
    pub ground: Ground,
    /// The notice.
    pub notice: Option<Dated>,
    /// The hand-over.
    pub hand_over: Option<Dated>,
    /// The acceptance, in whole or in part, or the return.
    pub answer: Option<Dated>,
    /// When custody moved, as far as this organ knows.
    pub moved: Option<Moment>,
    /// When the hand-over ended without that: it came back, or was taken back.
    pub ended: Option<Moment>,
    /// The rest of a split.
    pub rest: Option<ClueId>,
    /// The feedback, and what came of the clue.
    pub feedback: Option<(Dated, TransferResult)>,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sending(leg) => leg.fmt(f),
            Self::Taking(taking) => taking.fmt(f),
        }
    }
}

impl Dealing {
    fn new(clue: ClueId, peer: OrganId, side: Side) -> Self {
        Self {
            clue,
            peer,
            side,
            ground: Ground::default(),
            notice: None,
            hand_over: None,
            answer: None,
            moved: None,
            ended: None,
            rest: None,
            feedback: None,
        }
    }

    /// How it stands in the sender's ledger, if this is it.
    #[must_use]
    pub const fn leg(&self) -> Option<Leg> {
        match self.side {
            Side::Sending(leg) => Some(leg),
            Side::Taking(_) => None,
        }
    }

    /// How it stands in the receiver's ledger, if this is it.
    #[must_use]
    pub const fn taking(&self) -> Option<Taking> {
        match self.side {
            Side::Taking(taking) => Some(taking),
            Side::Sending(_) => None,
        }
    }

    fn same(&self, clue: ClueId, peer: OrganId, sending: bool) -> bool {
        self.clue == clue && self.peer == peer && self.leg().is_some() == sending
    }
}

/// A letter of ours.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Out {
    /// The letter.
    pub letter: Letter,
    /// When it was put into the outbox.
    pub queued: Moment,
    /// When it was last handed to the transport.
    pub last_sent: Option<Moment>,
    /// How often it was.
    pub times: u32,
    /// The receipts that came, each with when it came.
    pub receipts: BTreeMap<ReceiptKind, (ReceiptNote, Moment)>,
}

impl Out {
    /// The letter as the rules of delivery look at it.
    #[must_use]
    pub fn outgoing(&self) -> Outgoing {
        Outgoing {
            envelope: self.letter.id,
            content: self.letter.content,
            kind: self.letter.kind(),
            to: self.letter.to,
            queued: self.queued,
            last_sent: self.last_sent,
            receipts: self.receipts.keys().copied().collect(),
        }
    }
}

/// A letter that came.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct In {
    /// The letter.
    pub letter: Letter,
    /// When it first came, by our clock.
    pub came: Moment,
    /// When it was taken up; if it was not, it is held.
    pub taken_up: Option<Moment>,
    /// The receipts that were given, each with when.
    pub given: BTreeMap<ReceiptKind, Moment>,
}

/// 收发账: outbox, inbox, custody and incidents of one organ.
///
/// A fold of [`PostEvent`]s: the same events give an equal post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Post {
    own: Option<OrganId>,
    last: Option<Moment>,
    clues: BTreeMap<ClueId, Keeping>,
    dealings: BTreeMap<TransferId, Dealing>,
    out: BTreeMap<EnvelopeId, Out>,
    seen: BTreeMap<EnvelopeId, In>,
    incidents: BTreeMap<PostIncident, Moment>,
    // Follow from the others; kept so that nobody walks through years of letters.
    unsettled: BTreeSet<EnvelopeId>,
    held: BTreeSet<EnvelopeId>,
}

/// What stood where before a change, so that an event changes all or nothing.
enum Before {
    Own(Option<OrganId>),
    Clue(ClueId, Option<Keeping>),
    Dealing(TransferId, Option<Dealing>),
    Out(EnvelopeId, Option<Out>),
    In(EnvelopeId, Option<In>),
    Incident(PostIncident),
}

type Step = Result<Before, PostMismatch>;

impl Post {
    /// The organ whose post it is; nothing before it was opened.
    #[must_use]
    pub const fn own(&self) -> Option<OrganId> {
        self.own
    }

    /// When the last event was.
    #[must_use]
    pub const fn last(&self) -> Option<Moment> {
        self.last
    }

    /// Clues that this organ has, or had.
    #[must_use]
    pub const fn clues(&self) -> &BTreeMap<ClueId, Keeping> {
        &self.clues
    }

    /// Transfers from and to this organ.
    #[must_use]
    pub const fn dealings(&self) -> &BTreeMap<TransferId, Dealing> {
        &self.dealings
    }

    /// Letters of this organ.
    #[must_use]
    pub const fn out(&self) -> &BTreeMap<EnvelopeId, Out> {
        &self.out
    }

    /// Letters that came.
    #[must_use]
    pub const fn seen(&self) -> &BTreeMap<EnvelopeId, In> {
        &self.seen
    }

    /// Letters that came and could not be taken up yet.
    #[must_use]
    pub const fn held(&self) -> &BTreeSet<EnvelopeId> {
        &self.held
    }

    /// Letters of this organ for which the receipt that they wait for has not come.
    #[must_use]
    pub const fn unsettled(&self) -> &BTreeSet<EnvelopeId> {
        &self.unsettled
    }

    /// What a person has to look into, and when it first came up.
    #[must_use]
    pub const fn incidents(&self) -> &BTreeMap<PostIncident, Moment> {
        &self.incidents
    }

    /// The receipts that stand given for a letter. They are sent whenever the letter comes.
    #[must_use]
    pub fn receipts_for(&self, envelope: EnvelopeId) -> Vec<ReceiptNote> {
        let (Some(by), Some(came)) = (self.own, self.seen.get(&envelope)) else {
            return Vec::new();
        };
        let letter = &came.letter;
        let note = |(kind, given): (&ReceiptKind, &Moment)| ReceiptNote {
            envelope,
            content: letter.content,
            kind: *kind,
            by,
            to: letter.from,
            given: *given,
        };
        came.given.iter().map(note).collect()
    }

    /// The receipts that an event gave, to be sent once it is written down and applied.
    #[must_use]
    pub fn receipts_in(&self, event: &PostEvent) -> Vec<ReceiptNote> {
        let given = event.changes.iter().filter_map(|change| match change {
            Change::Gave { envelope, receipt } => Some((*envelope, *receipt)),
            _ => None,
        });
        let of = |(envelope, kind)| {
            self.receipts_for(envelope).into_iter().find(|note| note.kind == kind)
        };
        given.filter_map(of).collect()
    }

    /// The post that events make.
    ///
    /// # Errors
    ///
    /// [`PostMismatch`] of the first event that does not fit.
    pub fn replay<'a>(
        events: impl IntoIterator<Item = &'a PostEvent>,
    ) -> Result<Self, PostMismatch> {
        let mut post = Self::default();
        for event in events {
            post.apply(event)?;
        }
        Ok(post)
    }

    /// Takes one event in. Looks at structure only; no rule is asked.
    ///
    /// # Errors
    ///
    /// [`PostMismatch`]; the post is as it was.
    pub fn apply(&mut self, event: &PostEvent) -> Result<(), PostMismatch> {
        if let Some(last) = self.last.filter(|last| event.at < *last) {
            return Err(PostMismatch::GoesBack { at: event.at, last });
        }
        let mut before = Vec::with_capacity(event.changes.len());
        for change in &event.changes {
            match self.change(change, event.at) {
                Ok(steps) => before.extend(steps),
                Err(mismatch) => {
                    before.into_iter().rev().for_each(|before| self.put_back(before));
                    return Err(mismatch);
                }
            }
        }
        self.last = Some(event.at);
        Ok(())
    }

    fn put_back(&mut self, before: Before) {
        match before {
            Before::Own(own) => self.own = own,
            Before::Clue(id, was) => drop(self.put_clue(id, was)),
            Before::Dealing(id, was) => drop(self.put_dealing(id, was)),
            Before::Out(id, was) => drop(self.put_out(id, was)),
            Before::In(id, was) => drop(self.put_in(id, was)),
            Before::Incident(incident) => drop(self.incidents.remove(&incident)),
        }
    }

    fn put_clue(&mut self, id: ClueId, clue: Option<Keeping>) -> Before {
        Before::Clue(id, put(&mut self.clues, id, clue))
    }

    fn put_dealing(&mut self, id: TransferId, dealing: Option<Dealing>) -> Before {
        Before::Dealing(id, put(&mut self.dealings, id, dealing))
    }

    fn put_out(&mut self, id: EnvelopeId, out: Option<Out>) -> Before {
        if out.as_ref().is_some_and(|out| !out.outgoing().is_done()) {
            self.unsettled.insert(id);
        } else {
            self.unsettled.remove(&id);
        }
        Before::Out(id, put(&mut self.out, id, out))
    }

    fn put_in(&mut self, id: EnvelopeId, came: Option<In>) -> Before {
        if came.as_ref().is_some_and(|came| came.taken_up.is_none()) {
            self.held.insert(id);
        } else {
            self.held.remove(&id);
        }
        Before::In(id, put(&mut self.seen, id, came))
    }

    fn change(&mut self, change: &Change, at: Moment) -> Result<Vec<Before>, PostMismatch> {
        if self.own.is_none() != matches!(change, Change::Opened { .. }) {
            return Err(PostMismatch::Opening);
        }
        let one = match change {
            Change::Opened { organ } => Ok(Before::Own(self.own.replace(*organ))),
            Change::Received { clue, received } => {
                let lineage = Vec::new();
                let new = Keeping { received: *received, lineage, here: true, on_offer: None };
                let free = !self.clues.contains_key(clue);
                free.then(|| self.put_clue(*clue, Some(new))).ok_or(PostMismatch::Clue(*clue))
            }
            Change::Owed(owed) => self.owed(owed),
            Change::Written(letter) => return self.written(letter, at),
            Change::Sent { envelope } => self.with_out(*envelope, |out| {
                out.last_sent = Some(at);
                out.times = out.times.saturating_add(1);
            }),
            Change::Came(letter) => self.came(letter, at),
            Change::TakenUp { envelope, fits } => return self.taken_up(*envelope, *fits, at),
            Change::Gave { envelope, receipt } => self.with_in(*envelope, |came| {
                came.given.entry(*receipt).or_insert(at);
            }),
            Change::Receipted(note) => self.with_out(note.envelope, |out| {
                out.receipts.entry(note.kind).or_insert((*note, at));
            }),
            Change::Leg { transfer, leg } => return self.leg(*transfer, *leg, at),
            Change::Taking { transfer, taking } => self.taking(*transfer, *taking, at),
            Change::Left { clue, .. } => {
                let keeping = self.clues.get(clue).filter(|keeping| keeping.here).cloned();
                let mut keeping = keeping.ok_or(PostMismatch::Clue(*clue))?;
                (keeping.here, keeping.on_offer) = (false, None);
                Ok(self.put_clue(*clue, Some(keeping)))
            }
            Change::TakenOver { clue, received, lineage, .. } => {
                let new = Keeping {
                    received: *received,
                    lineage: lineage.clone(),
                    here: true,
                    on_offer: None,
                };
                let free = self.clues.get(clue).is_none_or(|keeping| !keeping.here);
                free.then(|| self.put_clue(*clue, Some(new))).ok_or(PostMismatch::Clue(*clue))
            }
            Change::Incident(incident) => {
                if self.incidents.contains_key(incident) {
                    return Ok(Vec::new());
                }
                self.incidents.insert(*incident, at);
                Ok(Before::Incident(*incident))
            }
        };
        one.map(|before| vec![before])
    }

    fn with_out(&mut self, envelope: EnvelopeId, change: impl FnOnce(&mut Out)) -> Step {
        let mut out = self.out.get(&envelope).cloned().ok_or(PostMismatch::NoLetter(envelope))?;
        change(&mut out);
        Ok(self.put_out(envelope, Some(out)))
    }

    fn with_in(&mut self, envelope: EnvelopeId, change: impl FnOnce(&mut In)) -> Step {
        let mut came = self.seen.get(&envelope).cloned().ok_or(PostMismatch::NoLetter(envelope))?;
        change(&mut came);
        Ok(self.put_in(envelope, Some(came)))
    }

    fn is_free(&self, envelope: EnvelopeId) -> Result<(), PostMismatch> {
        let taken = self.out.contains_key(&envelope) || self.seen.contains_key(&envelope);
        if taken { Err(PostMismatch::LetterTwice(envelope)) } else { Ok(()) }
    }

    fn owed(&mut self, owed: &Owed) -> Step {
        if self.dealings.contains_key(&owed.transfer) {
            return Err(PostMismatch::OtherTransfer(owed.transfer));
        }
        let mut dealing = Dealing::new(owed.clue, owed.to, Side::Sending(Leg::Owed));
        dealing.ground = owed.ground.clone();
        Ok(self.put_dealing(owed.transfer, Some(dealing)))
    }

    fn written(&mut self, letter: &Letter, at: Moment) -> Result<Vec<Before>, PostMismatch> {
        if Some(letter.from) != self.own || Some(letter.to) == self.own {
            return Err(PostMismatch::OtherOrgan(letter.id));
        }
        self.is_free(letter.id)?;
        let dealing = self.noted(letter, letter.to, true, at)?;
        let out = Out {
            letter: letter.clone(),
            queued: at,
            last_sent: None,
            times: 0,
            receipts: BTreeMap::new(),
        };
        let mut before = vec![self.put_out(letter.id, Some(out))];
        before.extend(dealing.map(|dealing| self.put_dealing(letter.transfer, Some(dealing))));
        Ok(before)
    }

    fn came(&mut self, letter: &Letter, at: Moment) -> Step {
        if Some(letter.to) != self.own || Some(letter.from) == self.own {
            return Err(PostMismatch::OtherOrgan(letter.id));
        }
        self.is_free(letter.id)?;
        let letter = letter.clone();
        let id = letter.id;
        let came = In { letter, came: at, taken_up: None, given: BTreeMap::new() };
        Ok(self.put_in(id, Some(came)))
    }

    fn taken_up(
        &mut self,
        envelope: EnvelopeId,
        fits: bool,
        at: Moment,
    ) -> Result<Vec<Before>, PostMismatch> {
        let open = self.seen.get(&envelope).filter(|came| came.taken_up.is_none());
        let mut came = open.cloned().ok_or(PostMismatch::NoLetter(envelope))?;
        let dealing =
            if fits { self.noted(&came.letter, came.letter.from, false, at)? } else { None };
        let transfer = came.letter.transfer;
        came.taken_up = Some(at);
        let mut before = vec![self.put_in(envelope, Some(came))];
        before.extend(dealing.map(|dealing| self.put_dealing(transfer, Some(dealing))));
        Ok(before)
    }

    /// The transfer with a letter of it noted; nothing if the letter changes nothing in it.
    fn noted(
        &self,
        letter: &Letter,
        peer: OrganId,
        ours: bool,
        at: Moment,
    ) -> Result<Option<Dealing>, PostMismatch> {
        let Some(sending) = by_sender(&letter.says).map(|by_sender| by_sender == ours) else {
            return Ok(None);
        };
        let known = self.dealings.get(&letter.transfer);
        let opens = matches!(letter.says, Says::Notice { .. } | Says::HandOver { .. });
        let mut dealing = match known {
            Some(known) if known.same(letter.clue, peer, sending) => known.clone(),
            Some(_) => return Err(PostMismatch::OtherTransfer(letter.transfer)),
            None if opens && sending => Dealing::new(letter.clue, peer, Side::Sending(Leg::Owed)),
            None if opens => Dealing::new(letter.clue, peer, Side::Taking(Taking::NotHere)),
            None => return Err(PostMismatch::NoTransfer(letter.transfer)),
        };
        let dated = Dated { envelope: letter.id, at };
        match &letter.says {
            Says::Notice { opened, investigated_as } => {
                dealing.notice = Some(dated);
                dealing.ground.opened = dealing.ground.opened.or(Some(*opened));
                let known = dealing.ground.investigated_as;
                dealing.ground.investigated_as = known.or(*investigated_as);
            }
            Says::HandOver { .. } => dealing.hand_over = Some(dated),
            Says::PartialAcceptance { rest } => {
                dealing.answer = dealing.answer.or(Some(dated));
                dealing.rest = dealing.rest.or(Some(*rest));
            }
            Says::Acceptance | Says::Return { .. } => {
                dealing.answer = dealing.answer.or(Some(dated));
            }
            Says::Feedback { result } => {
                dealing.feedback = dealing.feedback.or(Some((dated, *result)));
            }
            _ => {}
        }
        Ok(Some(dealing))
    }

    fn leg(
        &mut self,
        transfer: TransferId,
        leg: Leg,
        at: Moment,
    ) -> Result<Vec<Before>, PostMismatch> {
        let dealing = self.dealings.get(&transfer).filter(|dealing| dealing.leg().is_some());
        let mut dealing = dealing.cloned().ok_or(PostMismatch::NoTransfer(transfer))?;
        dealing.side = Side::Sending(leg);
        match leg {
            Leg::Released | Leg::ReleasedInPart => dealing.moved = dealing.moved.or(Some(at)),
            Leg::CameBack | Leg::Withdrawn => dealing.ended = dealing.ended.or(Some(at)),
            Leg::Owed | Leg::Offered => {}
        }
        let clue = dealing.clue;
        let mut keeping = self.clues.get(&clue).cloned().ok_or(PostMismatch::Clue(clue))?;
        keeping.on_offer = (leg == Leg::Offered).then_some(transfer);
        Ok(vec![self.put_dealing(transfer, Some(dealing)), self.put_clue(clue, Some(keeping))])
    }

    fn taking(&mut self, transfer: TransferId, taking: Taking, at: Moment) -> Step {
        let dealing = self.dealings.get(&transfer).filter(|dealing| dealing.taking().is_some());
        let mut dealing = dealing.cloned().ok_or(PostMismatch::NoTransfer(transfer))?;
        dealing.side = Side::Taking(taking);
        match taking {
            Taking::Mine => dealing.moved = dealing.moved.or(Some(at)),
            Taking::GaveBack | Taking::TakenBack => dealing.ended = dealing.ended.or(Some(at)),
            Taking::NotHere | Taking::Offered | Taking::Accepting => {}
        }
        Ok(self.put_dealing(transfer, Some(dealing)))
    }
}

/// Whether the sender of the clue says so; nothing for what either may say.
pub(super) const fn by_sender(says: &Says) -> Option<bool> {
    match says {
        Says::Notice { .. } | Says::HandOver { .. } | Says::Withdrawal { .. } => Some(true),
        Says::Acceptance
        | Says::PartialAcceptance { .. }
        | Says::Return { .. }
        | Says::Feedback { .. } => Some(false),
        Says::ConsultationRequest { .. }
        | Says::ConsultationAnswer { .. }
        | Says::Reminder { .. }
        | Says::Correction { .. } => None,
    }
}

fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}
