//! What comes in: letters and receipts, each taken up once.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{EnvelopeId, OrganId};
use crate::decision::Decision;
use crate::procedure::delivery::{
    self, Arriving, CameIn, Heard, Inbox, Leg, ReceiptTaken, Receiving, Seen, Taking, hear,
    process, take_receipt,
};
use crate::rulebook::RulesInForce;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

use super::event::{Change, PostEvent, PostIncident};
use super::letter::{Letter, ReceiptNote, Says};
use super::state::{Dealing, Post};
use super::write::misfits;

/// What came of something that arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival<T> {
    /// What it is.
    pub found: Decision<T>,
    /// What is written down; nothing for a repeat.
    pub event: Option<PostEvent>,
}

impl Post {
    /// A letter arrives, for the first time or again.
    ///
    /// Write the event down and apply it before anything leaves the house. Then, if it [is
    /// delivered](Receiving::is_delivered), send [`receipts_for`](Self::receipts_for) the letter,
    /// also for a repeat, and [`look_again`](Self::look_again) at what is held.
    #[must_use]
    pub fn arrives(
        &self,
        letter: &Letter,
        rules: RulesInForce<'_>,
        calendar: &WorkCalendar,
        now: Moment,
    ) -> Arrival<Receiving> {
        let found = self.looked_at(letter, rules, calendar, now);
        let changes = match found.outcome() {
            Receiving::Repeat(_) => Vec::new(),
            Receiving::Incident(incident) => self.incident(PostIncident::SameId {
                envelope: letter.id,
                content: letter.content,
                from: letter.from,
                incident: *incident,
            }),
            Receiving::Misdirected => self.incident(PostIncident::Misdirected {
                envelope: letter.id,
                from: letter.from,
                to: letter.to,
            }),
            Receiving::HeldUntil(_) | Receiving::HeldFor(_) => self.kept(letter),
            Receiving::New => {
                let mut changes = self.kept(letter);
                changes.extend(self.takes_up(letter, now));
                changes
            }
        };
        let event = (!changes.is_empty()).then(|| self.event(changes, now));
        Arrival { found, event }
    }

    /// Takes up the first of the held letters that needs to wait no longer. Ask until there
    /// is none, whenever something came, and from time to time. Each time send
    /// [`receipts_in`](Self::receipts_in) the event.
    #[must_use]
    pub fn look_again(
        &self,
        rules: RulesInForce<'_>,
        calendar: &WorkCalendar,
        now: Moment,
    ) -> Option<PostEvent> {
        let held = self.held().iter().filter_map(|id| self.seen().get(id));
        let mut free = held.filter(|came| {
            let found = self.looked_at(&came.letter, rules, calendar, now);
            *found.outcome() == Receiving::New
        });
        free.next().map(|came| self.event(self.takes_up(&came.letter, now), now))
    }

    /// What a letter is, by the rules.
    fn looked_at(
        &self,
        letter: &Letter,
        rules: RulesInForce<'_>,
        calendar: &WorkCalendar,
        now: Moment,
    ) -> Decision<Receiving> {
        let arriving = Arriving {
            envelope: letter.id,
            content: letter.content,
            kind: letter.kind(),
            from: letter.from,
            to: letter.to,
            in_reply_to: letter.in_reply_to,
            written: letter.written,
        };
        delivery::receive(&arriving, &self.inbox(letter), rules, calendar, now)
    }

    /// As much of the inbox as one letter touches.
    fn inbox(&self, letter: &Letter) -> Inbox {
        let touched = || std::iter::once(letter.id).chain(letter.in_reply_to);
        let mut seen = BTreeMap::new();
        for id in touched() {
            let Some(came) = self.seen().get(&id) else { continue };
            let one = Seen {
                content: came.letter.content,
                from: came.letter.from,
                came: came.came,
                taken_up: came.taken_up.is_some(),
                given: came.given.keys().copied().collect(),
            };
            seen.insert(id, one);
        }
        let sent: BTreeSet<EnvelopeId> =
            touched().filter(|id| self.out().contains_key(id)).collect();
        // Nobody's post takes nothing in.
        let own = self.own().unwrap_or(letter.from);
        Inbox { own, seen, sent }
    }

    /// A letter comes whose form is not known here yet, as `exchange::wire` says.
    ///
    /// Nothing is kept of it and no receipt is given, so that its sender keeps the clue and
    /// sends the letter again until it can be read. That it came is noted once, for people.
    #[must_use]
    pub fn unread(
        &self,
        envelope: EnvelopeId,
        from: OrganId,
        form: u32,
        now: Moment,
    ) -> Option<PostEvent> {
        let changes = self.incident(PostIncident::LaterForm { envelope, from, form });
        (!changes.is_empty()).then(|| self.event(changes, now))
    }

    fn incident(&self, incident: PostIncident) -> Vec<Change> {
        if self.own().is_none() || self.incidents().contains_key(&incident) {
            return Vec::new();
        }
        vec![Change::Incident(incident)]
    }

    /// The letter is kept, and *delivered* with that; nothing if it was held already.
    fn kept(&self, letter: &Letter) -> Vec<Change> {
        if self.seen().contains_key(&letter.id) {
            return Vec::new();
        }
        let (envelope, receipt) = (letter.id, ReceiptKind::Delivered);
        vec![Change::Came(Box::new(letter.clone())), Change::Gave { envelope, receipt }]
    }

    /// The letter does in this ledger what it means.
    fn takes_up(&self, letter: &Letter, now: Moment) -> Vec<Change> {
        let (envelope, from) = (letter.id, letter.from);
        let mut changes = Vec::new();
        if letter.written > now {
            let written = letter.written;
            changes.extend(self.incident(PostIncident::ClockAhead { envelope, from, written }));
        }
        let fits = misfits(self, letter, false).is_empty() && !self.is_second_answer(letter);
        changes.push(Change::TakenUp { envelope, fits });
        if fits {
            changes.extend(self.follows(letter));
        } else {
            changes.extend(self.incident(PostIncident::DoesNotFit { envelope, from }));
        }
        changes
    }

    /// Whether an offer that was answered is answered once more, by another letter.
    fn is_second_answer(&self, letter: &Letter) -> bool {
        let answers = matches!(
            letter.kind(),
            EnvelopeKind::Acceptance | EnvelopeKind::PartialAcceptance | EnvelopeKind::Return
        );
        let dealing = self.dealings().get(&letter.transfer);
        answers && dealing.is_some_and(|dealing| dealing.answer.is_some())
    }

    fn follows(&self, letter: &Letter) -> Vec<Change> {
        let transfer = letter.transfer;
        let dealing = self.dealings().get(&transfer);
        let heard = match letter.kind() {
            EnvelopeKind::HandOver => Heard::HandOver,
            EnvelopeKind::Withdrawal => Heard::Withdrawal,
            kind @ (EnvelopeKind::Acceptance
            | EnvelopeKind::PartialAcceptance
            | EnvelopeKind::Return) => {
                let before = dealing.and_then(Dealing::leg).unwrap_or(Leg::Owed);
                return processed(letter, before, *process(before, kind).outcome());
            }
            _ => return Vec::new(),
        };
        let before = dealing.and_then(Dealing::taking).unwrap_or(Taking::NotHere);
        let taking = *hear(before, heard).outcome();
        (taking != before).then_some(Change::Taking { transfer, taking }).into_iter().collect()
    }

    /// A receipt arrives.
    #[must_use]
    pub fn receipt_arrives(&self, note: &ReceiptNote, now: Moment) -> Arrival<ReceiptTaken> {
        let sent = self.out().get(&note.envelope);
        let outgoing = sent.map(super::state::Out::outgoing);
        let came =
            CameIn { envelope: note.envelope, content: note.content, kind: note.kind, by: note.by };
        let found = take_receipt(outgoing.as_ref(), &came);
        let changes = match found.outcome() {
            ReceiptTaken::Repeat => Vec::new(),
            ReceiptTaken::Recorded(kind) => {
                let mut changes = vec![Change::Receipted(*note)];
                let confirmed = sent.filter(|_| *kind == ReceiptKind::Registered);
                changes.extend(confirmed.into_iter().flat_map(|out| self.confirmed(&out.letter)));
                changes
            }
            _ if self.own() != Some(note.to) => self.incident(PostIncident::Misdirected {
                envelope: note.envelope,
                from: note.by,
                to: note.to,
            }),
            _ => self.incident(PostIncident::Receipt {
                envelope: note.envelope,
                content: note.content,
                by: note.by,
            }),
        };
        let event = (!changes.is_empty()).then(|| self.event(changes, now));
        Arrival { found, event }
    }

    /// The sender has processed our acceptance: custody is here.
    fn confirmed(&self, letter: &Letter) -> Vec<Change> {
        if delivery::waits_for(letter.kind()) != Some(ReceiptKind::Registered) {
            return Vec::new();
        }
        let (transfer, clue) = (letter.transfer, letter.clue);
        let before = self.dealings().get(&transfer).and_then(Dealing::taking);
        let before = before.unwrap_or(Taking::NotHere);
        let taking = *hear(before, Heard::Processed).outcome();
        let offered = letter.in_reply_to.and_then(|offer| self.seen().get(&offer));
        let Some(Says::HandOver { clue: passed }) = offered.map(|came| &came.letter.says) else {
            return Vec::new();
        };
        if taking == before || !taking.may_act() {
            return Vec::new();
        }
        let (received, lineage) = (passed.received, passed.lineage.clone());
        let mut changes = vec![
            Change::Taking { transfer, taking },
            Change::TakenOver { clue, transfer, received, lineage: lineage.clone() },
        ];
        if let Says::PartialAcceptance { rest } = letter.says {
            let lineage = std::iter::once(clue).chain(lineage).collect();
            changes.push(Change::TakenOver { clue: rest, transfer, received, lineage });
        }
        changes
    }
}

/// What an answer does at the sender. Its processing is confirmed only if it took effect.
fn processed(letter: &Letter, before: Leg, leg: Leg) -> Vec<Change> {
    let (transfer, clue, envelope) = (letter.transfer, letter.clue, letter.id);
    if leg == before {
        return Vec::new();
    }
    let mut changes = vec![Change::Leg { transfer, leg }];
    if leg.is_released() {
        changes.push(Change::Left { clue, transfer });
        changes.push(Change::Gave { envelope, receipt: ReceiptKind::Registered });
    }
    changes
}
