//! Two organs, two clues, one fault: every schedule of up to so many messages, or of any number.
//!
//! Whatever may happen next is a branch: an act of an organ, any message on its way that
//! comes now, or the one fault. All of it happens at one moment, so that schedules which
//! lead to the same two ledgers, with the same messages on their way, are one. From each state
//! without a next one, and from each that has used up its messages, everything comes to rest by
//! itself; then both ledgers have to match. A way to rest that joins one which was walked before
//! is not walked again.
//!
//! Each organ offers its own clue once; the other accepts it or gives it back, and the first may
//! take it back before it hears of that. Splits, feedback and other letters are left to the
//! histories from seeds. So there is an end to what may happen, and the walk without a limit
//! on messages comes to it: 232,827 states.
//!
//! States are told apart by a hash of 64 bits: among a million of them, that two are taken for
//! one has a chance of one in thirty million.

use std::cell::RefCell;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use chrono::TimeDelta;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId};
use crate::casebook::post::PostEvent;
use crate::exchange::wire::{self, Message};
use crate::procedure::delivery::{Holder, Leg, Receiving, Taking, holder};
use crate::rulebook::RulesInForce;
use crate::terms::message::EnvelopeKind;

use super::planted::Planted;
use super::site::{Broken, Open, Site, clue_id};
use super::world::matched;

/// The one thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mishap {
    /// A message is lost.
    Lost,
    /// A message comes, and comes again.
    Repeated,
    /// An organ stops right after its next step is written down, before anything leaves.
    Stopped,
}

impl Mishap {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Lost, Self::Repeated, Self::Stopped];
}

/// How much was walked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Different states.
    pub states: usize,
    /// Steps from one to another.
    pub steps: usize,
    /// States from which everything was brought to rest.
    pub ends: usize,
    /// Different states on the ways to rest.
    pub rested: usize,
}

/// An organ, shared by all states in which it is the same.
#[derive(Clone)]
struct Seat {
    site: Rc<Site>,
    /// Of its post.
    hash: u64,
}

/// Messages on their way: to whom, by the hash of what they say.
type OnTheWay = BTreeMap<(usize, u64), Rc<Message>>;

#[derive(Clone)]
struct State {
    seats: [Seat; 2],
    way: OnTheWay,
    sent: usize,
    fault: Option<Mishap>,
    doomed: Option<usize>,
}

struct Walk<'a> {
    rules: RulesInForce<'a>,
    calendar: &'a WorkCalendar,
    now: Moment,
    messages: usize,
    /// What was once written as bytes and read from them, by its hash.
    read: RefCell<HashMap<u64, Rc<Message>>>,
    /// States on ways to rest, each with the days that have gone by.
    rested: RefCell<HashSet<u64>>,
}

/// Walks every schedule.
///
/// # Errors
///
/// [`Broken`] says what does not hold in one of them.
pub(super) fn walk(
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
    (messages, mishap, planted): (usize, Mishap, Option<Planted>),
) -> Result<Walked, Broken> {
    let (read, rested) = Default::default();
    let walk = Walk { rules, calendar, now, messages, read, rested };
    let start = walk.start(mishap, planted)?;
    let mut seen = HashSet::from([start.key()]);
    let mut waiting = vec![start];
    let mut walked = Walked::default();
    while let Some(state) = waiting.pop() {
        walked.states = walked.states.saturating_add(1);
        state.check()?;
        let next = if state.sent < messages { walk.next(&state)? } else { Vec::new() };
        walked.steps = walked.steps.saturating_add(next.len());
        if next.is_empty() {
            walked.ends = walked.ends.saturating_add(1);
            walk.rest(state)?;
        }
        waiting.extend(next.into_iter().filter(|next| seen.insert(next.key())));
    }
    walked.rested = walk.rested.borrow().len();
    Ok(walked)
}

fn hash_of(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

fn message_hash(message: &Message) -> u64 {
    match message {
        Message::Letter(letter) => hash_of(letter),
        Message::Receipt(note) => hash_of(note),
    }
}

impl Seat {
    fn of(site: Site) -> Self {
        let hash = hash_of(&site.post);
        Self { site: Rc::new(site), hash }
    }

    fn change(&mut self, how: impl FnOnce(&mut Site) -> Result<(), Broken>) -> Result<(), Broken> {
        how(Rc::make_mut(&mut self.site))?;
        self.hash = hash_of(&self.site.post);
        Ok(())
    }
}

impl State {
    fn key(&self) -> u64 {
        hash_of((self.ledgers(), self.sent, self.fault, self.doomed))
    }

    /// The two posts, and what is between them.
    fn ledgers(&self) -> u64 {
        let [a, b] = &self.seats;
        let way: Vec<&(usize, u64)> = self.way.keys().collect();
        hash_of((a.hash, b.hash, way))
    }

    fn site(&self, organ: usize) -> Result<&Site, Broken> {
        let seat = self.seats.get(organ);
        seat.map(|seat| &*seat.site).ok_or_else(|| Broken::Invariant("no such organ".into()))
    }

    fn check(&self) -> Result<(), Broken> {
        let [a, b] = self.seats.each_ref().map(|seat| &*seat.site);
        for (here, there) in [(a, b), (b, a)] {
            for (transfer, dealing) in here.post.dealings() {
                let Some(leg) = dealing.leg() else { continue };
                let other = there.post.dealings().get(transfer);
                let taking = other.and_then(|other| other.taking()).unwrap_or(Taking::NotHere);
                if *holder(leg, taking).outcome() == Holder::Contradicted {
                    return Err(Broken::Invariant(format!("{transfer} is {leg} and {taking}")));
                }
            }
            if !here.post.incidents().is_empty() {
                return Err(Broken::Invariant("an incident that nobody caused".into()));
            }
        }
        for number in 0..2 {
            let clue = clue_id(number)?;
            let kept = [a, b].iter().filter(|site| keeps(site, clue)).count();
            if kept.saturating_add(self.between(clue)) != 1 {
                return Err(Broken::Invariant(format!("{clue} is kept {kept} times")));
            }
        }
        Ok(())
    }

    fn between(&self, clue: ClueId) -> usize {
        let [a, b] = self.seats.each_ref().map(|seat| &*seat.site);
        let released = |here: &Site, there: &Site| {
            let of_clue = here.post.dealings().iter().filter(|(_, dealing)| {
                dealing.clue == clue && dealing.leg().is_some_and(Leg::is_released)
            });
            let waits = of_clue.filter(|(transfer, _)| {
                let other = there.post.dealings().get(transfer);
                other.and_then(|other| other.taking()) == Some(Taking::Accepting)
            });
            waits.count()
        };
        released(a, b).saturating_add(released(b, a))
    }
}

/// Whether nobody waits for anything.
fn is_quiet(state: &State) -> bool {
    state.seats.iter().all(|seat| {
        let post = &seat.site.post;
        let mut waits = post.unsettled().iter().filter_map(|id| post.out().get(id));
        post.held().is_empty() && !waits.any(|out| post.still_says(&out.letter))
    })
}

fn keeps(site: &Site, clue: ClueId) -> bool {
    site.post.clues().get(&clue).is_some_and(|keeping| keeping.here)
}

impl Walk<'_> {
    fn start(&self, mishap: Mishap, planted: Option<Planted>) -> Result<State, Broken> {
        let mut sites = [Site::new(0, self.now, planted)?, Site::new(1, self.now, planted)?];
        for (number, site) in sites.iter_mut().enumerate() {
            let event = site.post.receive(clue_id(number)?, self.now, self.now)?;
            site.commit(&event)?;
        }
        let (way, fault) = (OnTheWay::new(), Some(mishap));
        Ok(State { seats: sites.map(Seat::of), way, sent: 0, fault, doomed: None })
    }

    /// Every state that may come next.
    fn next(&self, state: &State) -> Result<Vec<State>, Broken> {
        let mut next = Vec::new();
        for organ in 0..2 {
            for open in state.site(organ)?.open() {
                let walked = match open {
                    // One offer of each clue, by whoever received it.
                    Open::Offer(clue) => {
                        let mut dealings = state.site(organ)?.post.dealings().values();
                        clue == clue_id(organ)? && !dealings.any(|dealing| dealing.clue == clue)
                    }
                    Open::Answer(_, kind) => kind != EnvelopeKind::PartialAcceptance,
                    Open::Withdraw(_) => true,
                    _ => false,
                };
                if walked {
                    let mut after = state.clone();
                    self.does(&mut after, organ, &open)?;
                    next.push(after);
                }
            }
        }
        for (key, message) in &state.way {
            let mut after = state.clone();
            after.way.remove(key);
            self.arrives(&mut after, key.0, message, self.now)?;
            next.push(after);
        }
        self.mishaps(state, &mut next)?;
        Ok(next)
    }

    fn mishaps(&self, state: &State, next: &mut Vec<State>) -> Result<(), Broken> {
        let Some(mishap) = state.fault else { return Ok(()) };
        let spent = State { fault: None, ..state.clone() };
        match mishap {
            Mishap::Lost => {
                for key in state.way.keys() {
                    let mut after = spent.clone();
                    after.way.remove(key);
                    next.push(after);
                }
            }
            Mishap::Repeated => {
                for (key, message) in &state.way {
                    let mut after = spent.clone();
                    self.arrives(&mut after, key.0, message, self.now)?;
                    next.push(after);
                }
            }
            Mishap::Stopped => {
                for organ in 0..2 {
                    next.push(State { doomed: Some(organ), ..spent.clone() });
                }
            }
        }
        Ok(())
    }

    /// Writes down; whether the organ goes on, or stops and starts again from its disk.
    fn commit(&self, state: &mut State, organ: usize, event: &PostEvent) -> Result<bool, Broken> {
        let Some(seat) = state.seats.get_mut(organ) else { return Ok(false) };
        let event = &match seat.site.planted {
            Some(planted) => planted.spoilt(event.clone()),
            None => event.clone(),
        };
        if state.doomed == Some(organ) {
            state.doomed = None;
            seat.change(|site| {
                site.commit(event)?;
                site.tears()?;
                site.restart()
            })?;
            return Ok(false);
        }
        // Only who will stop needs a disk: nobody else starts again.
        match state.fault {
            Some(Mishap::Stopped) => seat.change(|site| site.commit(event))?,
            _ if state.doomed.is_some() => seat.change(|site| site.commit(event))?,
            _ => seat.change(|site| site.apply(event))?,
        }
        Ok(true)
    }

    fn does(&self, state: &mut State, organ: usize, open: &Open) -> Result<(), Broken> {
        let event = state.site(organ)?.act(open, 0, 2, self.now)?;
        if !self.commit(state, organ, &event)? {
            return Ok(());
        }
        self.tells_in(state, organ, &event)?;
        self.sends(state, organ, self.now)
    }

    fn sends(&self, state: &mut State, organ: usize, now: Moment) -> Result<(), Broken> {
        let site = state.site(organ)?;
        let mut due = site.post.to_send(self.rules, self.calendar, now).outcome().clone();
        if let Some(planted) = site.planted {
            due.retain(|envelope| !planted.holds_back(&site.post, *envelope));
        }
        if due.is_empty() {
            return Ok(());
        }
        let event = site.post.sent(&due, now)?;
        if !self.commit(state, organ, &event)? {
            return Ok(());
        }
        for envelope in due {
            let out = state.site(organ)?.post.out().get(&envelope).map(|out| out.letter.clone());
            if let Some(letter) = out {
                self.transmits(state, organ, Message::Letter(Box::new(letter)))?;
            }
        }
        Ok(())
    }

    fn arrives(
        &self,
        state: &mut State,
        to: usize,
        message: &Message,
        now: Moment,
    ) -> Result<(), Broken> {
        match message {
            Message::Receipt(note) => {
                let event = state.site(to)?.post.receipt_arrives(note, now).event;
                event.map_or(Ok(true), |event| self.commit(state, to, &event))?;
                Ok(())
            }
            Message::Letter(letter) => {
                let post = &state.site(to)?.post;
                let arrival = post.arrives(letter, self.rules, self.calendar, now);
                let kept = matches!(arrival.found.outcome(), Receiving::Incident(_));
                let alive =
                    arrival.event.map_or(Ok(true), |event| self.commit(state, to, &event))?;
                if alive && !kept {
                    self.tells(state, to, letter.id)?;
                    self.looks_again(state, to, now)?;
                }
                Ok(())
            }
        }
    }

    fn looks_again(&self, state: &mut State, organ: usize, now: Moment) -> Result<(), Broken> {
        while let Some(event) = state.site(organ)?.post.look_again(self.rules, self.calendar, now) {
            if !self.commit(state, organ, &event)? {
                return Ok(());
            }
            self.tells_in(state, organ, &event)?;
        }
        Ok(())
    }

    /// Nothing goes wrong any more: a day goes by again and again, until nothing is said.
    fn rest(&self, mut state: State) -> Result<(), Broken> {
        (state.doomed, state.fault) = (None, None);
        let mut now = self.now;
        for day in 0..24 {
            let mut done = state.way.is_empty() && is_quiet(&state);
            loop {
                // From here on it goes as it went before.
                if !self.rested.borrow_mut().insert(hash_of((state.ledgers(), day, done))) {
                    return Ok(());
                }
                let Some(((to, _), message)) = state.way.pop_first() else { break };
                self.arrives(&mut state, to, &message, now)?;
                state.check()?;
            }
            for organ in 0..2 {
                while let Some(open) = state.site(organ)?.duty() {
                    done = false;
                    let event = state.site(organ)?.act(&open, 0, 2, now)?;
                    self.commit(&mut state, organ, &event)?;
                    self.tells_in(&mut state, organ, &event)?;
                }
                self.sends(&mut state, organ, now)?;
                state.check()?;
            }
            if done && state.way.is_empty() && is_quiet(&state) {
                let [a, b] = &state.seats;
                return matched(&a.site.post, &b.site.post);
            }
            now = now.plus(TimeDelta::days(1)).unwrap_or(now);
        }
        Err(Broken::Invariant(format!("it never comes to rest after {} messages", self.messages)))
    }

    fn tells(&self, state: &mut State, organ: usize, envelope: EnvelopeId) -> Result<(), Broken> {
        for note in state.site(organ)?.post.receipts_for(envelope) {
            self.transmits(state, organ, Message::Receipt(note))?;
        }
        Ok(())
    }

    fn tells_in(&self, state: &mut State, organ: usize, event: &PostEvent) -> Result<(), Broken> {
        for note in state.site(organ)?.post.receipts_in(event) {
            self.transmits(state, organ, Message::Receipt(note))?;
        }
        Ok(())
    }

    fn transmits(&self, state: &mut State, from: usize, message: Message) -> Result<(), Broken> {
        state.sent = state.sent.saturating_add(1);
        let hash = message_hash(&message);
        let read = self.read.borrow().get(&hash).cloned();
        let read = match read {
            Some(read) => read,
            None => {
                // The receiver gets what the bytes say, and nothing else.
                let read = Rc::new(wire::opened(&wire::bytes(&message)?, state.site(from)?.id)?);
                self.read.borrow_mut().insert(hash, Rc::clone(&read));
                read
            }
        };
        state.way.insert((1_usize.saturating_sub(from), hash), read);
        Ok(())
    }
}
