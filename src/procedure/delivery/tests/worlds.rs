//! Two organs, one clue, and a way that loses, repeats, delays and reorders: every state
//! that can be reached. An organ has nothing but its ledger, so a restart at any moment is a
//! state like any other.
//!
//! Whatever was ever sent stays on the way and may arrive at any later moment, once more or
//! never: that is every loss, repeat, delay and change of order at once. From each state
//! everything on the way is also lost, to see that what follows is enough to set it right.

use std::collections::{BTreeMap, BTreeSet};

use super::{at, calendar, content, envelope, organ, world};
use crate::procedure::delivery::{
    Arriving, CameIn, Heard, Holder, Inbox, Leg, Outgoing, ReceiptTaken, Receiving, Seen, Taking,
    hear, holder, may_answer, may_withdraw, process, receive, take_receipt, to_send, waits_for,
};
use crate::procedure::trials::World as Rules;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

/// Something on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Message(EnvelopeKind),
    Receipt(EnvelopeKind, ReceiptKind),
}

/// What one organ has written down: its messages with the receipts for them, and the
/// messages that came in with the receipts given.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Ledger {
    out: BTreeMap<EnvelopeKind, BTreeSet<ReceiptKind>>,
    seen: BTreeMap<EnvelopeKind, BTreeSet<ReceiptKind>>,
    held: BTreeSet<EnvelopeKind>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    leg: Leg,
    taking: Taking,
    sender: Ledger,
    receiver: Ledger,
    way: BTreeSet<Item>,
}

/// A way in which somebody might build it wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// Custody is released when the offer is sent.
    ReleasedEarly,
    /// The receiver acts as soon as it has accepted.
    ActsEarly,
    /// An acceptance counts after the offer was taken back.
    AcceptedAfterWithdrawal,
    /// A repeat is dropped, and its receipts are not given again.
    ReceiptNotRepeated,
    /// What came and was not processed is told to be processed.
    ConfirmedUnread,
    /// The acceptance is not sent again once it was delivered.
    WaitsForTooLittle,
    /// A withdrawal is not heeded by who has accepted.
    WithdrawalIgnored,
    /// A message that was held is forgotten.
    HeldForgotten,
}

fn number(kind: EnvelopeKind) -> u128 {
    EnvelopeKind::ALL.iter().position(|known| *known == kind).unwrap() as u128 + 1
}

fn goes_to_receiver(kind: EnvelopeKind) -> bool {
    matches!(kind, EnvelopeKind::HandOver | EnvelopeKind::Withdrawal)
}

impl State {
    fn start() -> Self {
        Self {
            leg: Leg::Owed,
            taking: Taking::NotHere,
            sender: Ledger::default(),
            receiver: Ledger::default(),
            way: BTreeSet::new(),
        }
    }

    fn writer(&mut self, kind: EnvelopeKind) -> &mut Ledger {
        if goes_to_receiver(kind) { &mut self.sender } else { &mut self.receiver }
    }

    fn reader(&mut self, kind: EnvelopeKind) -> &mut Ledger {
        if goes_to_receiver(kind) { &mut self.receiver } else { &mut self.sender }
    }

    /// What the outboxes want to send now.
    fn due(&self, rules: &Rules, fault: Fault) -> Vec<EnvelopeKind> {
        let mut due = Vec::new();
        for ledger in [&self.sender, &self.receiver] {
            let kept = ledger
                .out
                .iter()
                .filter(|(kind, _)| goes_to_receiver(**kind) || self.taking.still_says(**kind));
            let all: Vec<Outgoing> = kept.map(|(kind, got)| outgoing(*kind, got)).collect();
            let now = at("2021-03-10 09:00");
            let sent = to_send(&all, rules.on(now.day()), &calendar(), now);
            due.extend(all.iter().filter(|m| sent.outcome().contains(&m.envelope)).map(|m| m.kind));
        }
        let enough = |kind: &EnvelopeKind| {
            fault == Fault::WaitsForTooLittle
                && self.receiver.out.get(kind).is_some_and(|got| !got.is_empty())
        };
        due.retain(|kind| !enough(kind));
        due
    }

    fn sends(mut self, kind: EnvelopeKind) -> Self {
        self.writer(kind).out.entry(kind).or_default();
        self
    }

    /// One item arrives; a copy of it stays on the way.
    fn arrives(mut self, item: Item, rules: &Rules, fault: Fault) -> Self {
        match item {
            Item::Message(kind) => self.message(kind, rules, fault),
            Item::Receipt(kind, receipt) => self.receipt(kind, receipt),
        }
        self
    }

    fn message(&mut self, kind: EnvelopeKind, rules: &Rules, fault: Fault) {
        let own = if goes_to_receiver(kind) { organ(2) } else { organ(1) };
        let from = if goes_to_receiver(kind) { organ(1) } else { organ(2) };
        let now = at("2021-03-10 09:00");
        let came = now;
        let ledger = self.reader(kind);
        let inbox = Inbox {
            own,
            seen: ledger
                .seen
                .iter()
                .map(|(kind, given)| {
                    let given = given.clone();
                    (
                        envelope(number(*kind)),
                        Seen { content: content(1), from, came, taken_up: true, given },
                    )
                })
                .collect(),
            sent: ledger.out.keys().map(|kind| envelope(number(*kind))).collect(),
        };
        let arriving = Arriving {
            envelope: envelope(number(kind)),
            content: content(1),
            kind,
            from,
            to: own,
            in_reply_to: kind.is_answer().then(|| envelope(number(EnvelopeKind::HandOver))),
            written: at("2021-03-01 09:00"),
        };
        let found = receive(&arriving, &inbox, rules.on(now.day()), &calendar(), now);
        match found.outcome() {
            Receiving::New => self.takes_up(kind, rules, fault),
            Receiving::Repeat(given) if fault != Fault::ReceiptNotRepeated => {
                self.way.extend(given.iter().map(|receipt| Item::Receipt(kind, *receipt)));
            }
            Receiving::HeldFor(_) => {
                if fault != Fault::HeldForgotten {
                    self.reader(kind).held.insert(kind);
                }
                self.way.insert(Item::Receipt(kind, ReceiptKind::Delivered));
            }
            _ => {}
        }
    }

    fn takes_up(&mut self, kind: EnvelopeKind, rules: &Rules, fault: Fault) {
        let mut given = BTreeSet::from([ReceiptKind::Delivered]);
        if goes_to_receiver(kind) {
            let heard =
                if kind == EnvelopeKind::HandOver { Heard::HandOver } else { Heard::Withdrawal };
            let ignored = fault == Fault::WithdrawalIgnored && self.taking == Taking::Accepting;
            if !(ignored && heard == Heard::Withdrawal) {
                self.taking = *hear(self.taking, heard).outcome();
            }
        } else {
            let late = fault == Fault::AcceptedAfterWithdrawal && self.leg == Leg::Withdrawn;
            let before = if late { Leg::Offered } else { self.leg };
            let after = *process(before, kind).outcome();
            if after != before {
                self.leg = after;
            }
            let confirmed = after != before || fault == Fault::ConfirmedUnread;
            if confirmed && waits_for(kind) == Some(ReceiptKind::Registered) {
                given.insert(ReceiptKind::Registered);
            }
        }
        self.way.extend(given.iter().map(|receipt| Item::Receipt(kind, *receipt)));
        self.reader(kind).seen.insert(kind, given);
        for waiting in std::mem::take(&mut self.reader(kind).held) {
            self.message(waiting, rules, fault);
        }
    }

    fn receipt(&mut self, kind: EnvelopeKind, receipt: ReceiptKind) {
        let by = if goes_to_receiver(kind) { organ(2) } else { organ(1) };
        let came =
            CameIn { envelope: envelope(number(kind)), content: content(1), kind: receipt, by };
        let ledger = self.writer(kind);
        let sent = ledger.out.get(&kind).map(|got| outgoing(kind, got));
        if let ReceiptTaken::Recorded(receipt) = *take_receipt(sent.as_ref(), &came).outcome() {
            ledger.out.entry(kind).or_default().insert(receipt);
            if !goes_to_receiver(kind) && receipt == ReceiptKind::Registered {
                self.taking = *hear(self.taking, Heard::Processed).outcome();
            }
        }
    }

    /// Every state that may come next.
    fn next(&self, rules: &Rules, answers: &[EnvelopeKind], fault: Fault) -> Vec<Self> {
        let mut next = Vec::new();
        if self.leg == Leg::Owed {
            let leg = if fault == Fault::ReleasedEarly { Leg::Released } else { Leg::Offered };
            next.push(Self { leg, ..self.clone() }.sends(EnvelopeKind::HandOver));
        }
        if let Ok(withdrawn) = may_withdraw(self.leg) {
            let leg = *withdrawn.outcome();
            next.push(Self { leg, ..self.clone() }.sends(EnvelopeKind::Withdrawal));
        }
        for answer in answers {
            if let Ok(taking) = may_answer(self.taking, *answer) {
                let mut taking = *taking.outcome();
                if fault == Fault::ActsEarly && taking == Taking::Accepting {
                    taking = Taking::Mine;
                }
                next.push(Self { taking, ..self.clone() }.sends(*answer));
            }
        }
        for kind in self.due(rules, fault) {
            let mut sent = self.clone();
            sent.way.insert(Item::Message(kind));
            next.push(sent);
        }
        for item in &self.way {
            next.push(self.clone().arrives(*item, rules, fault));
        }
        next
    }

    /// What is wrong with the state, if anything is.
    fn wrong(&self) -> Option<&'static str> {
        let sender_acts = self.leg.is_with_sender();
        match *holder(self.leg, self.taking).outcome() {
            Holder::Contradicted => Some("the ledgers contradict each other"),
            _ if sender_acts && self.taking.may_act() => Some("two organs act"),
            _ => None,
        }
    }

    /// The way loses nothing any more, and nobody does anything new: what is due is sent, and
    /// all that is on the way arrives, until nothing is left to say.
    fn settled(mut self, rules: &Rules, fault: Fault) -> Self {
        for _ in 0..8 {
            let due = self.due(rules, fault);
            if due.is_empty() && self.way.is_empty() {
                break;
            }
            self.way.extend(due.into_iter().map(Item::Message));
            for item in std::mem::take(&mut self.way) {
                self = self.arrives(item, rules, fault);
            }
        }
        self
    }

    /// What is wrong once everything has come through.
    fn wrong_in_the_end(&self, rules: &Rules, fault: Fault) -> Option<&'static str> {
        let knows = match self.leg {
            Leg::Owed => self.taking == Taking::NotHere,
            Leg::Offered => self.taking == Taking::Offered,
            Leg::Released | Leg::ReleasedInPart => self.taking == Taking::Mine,
            Leg::CameBack => self.taking == Taking::GaveBack,
            Leg::Withdrawn => matches!(self.taking, Taking::TakenBack | Taking::GaveBack),
        };
        if !knows {
            return Some("one of the two does not know where the clue is");
        }
        (!self.due(rules, fault).is_empty()).then_some("something is sent for ever")
    }
}

fn outgoing(kind: EnvelopeKind, got: &BTreeSet<ReceiptKind>) -> Outgoing {
    Outgoing {
        envelope: envelope(number(kind)),
        content: content(1),
        kind,
        to: if goes_to_receiver(kind) { organ(2) } else { organ(1) },
        queued: at("2021-03-01 09:00"),
        last_sent: None,
        receipts: got.clone(),
    }
}

/// Walks every state that can be reached; how many there are, or what went wrong in one.
fn walk(answers: &[EnvelopeKind], fault: Fault) -> Result<usize, String> {
    let rules = world("national");
    let mut seen = BTreeSet::from([State::start()]);
    let mut waiting = vec![State::start()];
    while let Some(state) = waiting.pop() {
        if let Some(wrong) = state.wrong() {
            return Err(format!("{wrong}: {state:?}"));
        }
        let lost = State { way: BTreeSet::new(), ..state.clone() };
        let settled = lost.settled(&rules, fault);
        if let Some(wrong) = settled.wrong().or_else(|| settled.wrong_in_the_end(&rules, fault)) {
            return Err(format!("{wrong}: from {state:?} to {settled:?}"));
        }
        for next in state.next(&rules, answers, fault) {
            if seen.insert(next.clone()) {
                waiting.push(next);
            }
        }
    }
    Ok(seen.len())
}

/// Design §8.1: whatever is lost, repeated, reordered or restarted on the way, exactly one
/// organ has the clue, never do two act, and once the way is open again both know.
#[test]
fn exactly_one_custody_in_every_world_of_two_organs() {
    for answer in [EnvelopeKind::Acceptance, EnvelopeKind::PartialAcceptance, EnvelopeKind::Return]
    {
        let states = walk(&[answer], Fault::None).unwrap();
        assert!(states > 30, "{answer}: {states} states");
    }
}

/// Each way to build it wrong is found by the same walk.
#[test]
fn planted_faults_are_found() {
    let acceptance = [EnvelopeKind::Acceptance];
    for fault in [
        Fault::ReleasedEarly,
        Fault::ActsEarly,
        Fault::AcceptedAfterWithdrawal,
        Fault::ReceiptNotRepeated,
        Fault::ConfirmedUnread,
        Fault::WaitsForTooLittle,
        Fault::WithdrawalIgnored,
        Fault::HeldForgotten,
    ] {
        assert!(walk(&acceptance, fault).is_err(), "{fault:?} was not found");
    }
}
