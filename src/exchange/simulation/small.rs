//! Two organs, two clues, one fault: every schedule of up to so many messages.
//!
//! Whatever may happen next is a branch: an act of an organ, any message on its way that
//! comes now, or the one fault. All of it happens at one moment, so that schedules which
//! lead to the same two ledgers are one. From each state without a next one, and from each
//! that has used up its messages, everything comes to rest by itself; then both ledgers have
//! to match.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use chrono::TimeDelta;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId};
use crate::casebook::post::PostEvent;
use crate::exchange::wire::{self, Message};
use crate::procedure::delivery::{Holder, Leg, Receiving, Taking, holder};
use crate::rulebook::RulesInForce;
use crate::terms::message::EnvelopeKind;

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
    pub rested: usize,
}

#[derive(Clone)]
struct State {
    sites: [Site; 2],
    way: BTreeSet<(usize, Vec<u8>)>,
    sent: usize,
    fault: Option<Mishap>,
    doomed: Option<usize>,
}

struct Walk<'a> {
    rules: RulesInForce<'a>,
    calendar: &'a WorkCalendar,
    now: Moment,
    messages: usize,
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
    messages: usize,
    mishap: Mishap,
) -> Result<Walked, Broken> {
    let walk = Walk { rules, calendar, now, messages };
    let start = walk.start(mishap)?;
    let mut seen = HashSet::from([start.key()]);
    let mut waiting = vec![start];
    let mut walked = Walked::default();
    while let Some(state) = waiting.pop() {
        walked.states = walked.states.saturating_add(1);
        state.check()?;
        let next = if state.sent < messages { walk.next(&state)? } else { Vec::new() };
        if next.is_empty() || state.sent >= messages {
            walked.rested = walked.rested.saturating_add(1);
            walk.rest(state)?;
        }
        walked.steps = walked.steps.saturating_add(next.len());
        waiting.extend(next.into_iter().filter(|next| seen.insert(next.key())));
    }
    Ok(walked)
}

impl State {
    fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for site in &self.sites {
            site.post.hash(&mut hasher);
        }
        (&self.way, self.sent, self.fault, self.doomed).hash(&mut hasher);
        hasher.finish()
    }

    fn site(&self, organ: usize) -> Result<&Site, Broken> {
        self.sites.get(organ).ok_or_else(|| Broken::Invariant("no such organ".into()))
    }

    fn check(&self) -> Result<(), Broken> {
        let [a, b] = &self.sites;
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
            let kept = self.sites.iter().filter(|site| keeps(site, clue)).count();
            if kept.saturating_add(self.between(clue)) != 1 {
                return Err(Broken::Invariant(format!("{clue} is kept {kept} times")));
            }
        }
        Ok(())
    }

    fn between(&self, clue: ClueId) -> usize {
        let [a, b] = &self.sites;
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
    state.sites.iter().all(|site| {
        let mut waits = site.post.unsettled().iter().filter_map(|id| site.post.out().get(id));
        site.post.held().is_empty() && !waits.any(|out| site.post.still_says(&out.letter))
    })
}

fn keeps(site: &Site, clue: ClueId) -> bool {
    site.post.clues().get(&clue).is_some_and(|keeping| keeping.here)
}

impl Walk<'_> {
    fn start(&self, mishap: Mishap) -> Result<State, Broken> {
        let mut sites = [Site::new(0, self.now, None)?, Site::new(1, self.now, None)?];
        for (number, site) in sites.iter_mut().enumerate() {
            let event = site.post.receive(clue_id(number)?, self.now, self.now)?;
            site.commit(&event)?;
        }
        let (way, fault) = (BTreeSet::new(), Some(mishap));
        Ok(State { sites, way, sent: 0, fault, doomed: None })
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
        for message in &state.way {
            let mut after = state.clone();
            after.way.remove(message);
            self.arrives(&mut after, message)?;
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
                for message in &state.way {
                    let mut after = spent.clone();
                    after.way.remove(message);
                    next.push(after);
                }
            }
            Mishap::Repeated => {
                for message in &state.way {
                    let mut after = spent.clone();
                    self.arrives(&mut after, message)?;
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
        let Some(site) = state.sites.get_mut(organ) else { return Ok(false) };
        site.commit(event)?;
        if state.doomed == Some(organ) {
            state.doomed = None;
            site.disk.extend(b"{\"n\":9");
            site.restart()?;
            return Ok(false);
        }
        Ok(true)
    }

    fn does(&self, state: &mut State, organ: usize, open: &Open) -> Result<(), Broken> {
        let event = state.site(organ)?.act(open, 0, 2, self.now)?;
        if !self.commit(state, organ, &event)? {
            return Ok(());
        }
        tells_in(state, organ, &event)?;
        self.sends(state, organ, self.now)
    }

    fn sends(&self, state: &mut State, organ: usize, now: Moment) -> Result<(), Broken> {
        let site = state.site(organ)?;
        let due = site.post.to_send(self.rules, self.calendar, now).outcome().clone();
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
                transmits(state, organ, &Message::Letter(Box::new(letter)))?;
            }
        }
        Ok(())
    }

    fn arrives(&self, state: &mut State, (to, bytes): &(usize, Vec<u8>)) -> Result<(), Broken> {
        self.arrives_at(state, *to, bytes, self.now)
    }

    fn arrives_at(
        &self,
        state: &mut State,
        to: usize,
        bytes: &[u8],
        now: Moment,
    ) -> Result<(), Broken> {
        let channel = state.site(1_usize.saturating_sub(to))?.id;
        match wire::opened(bytes, channel)? {
            Message::Receipt(note) => {
                let event = state.site(to)?.post.receipt_arrives(&note, now).event;
                event.map_or(Ok(true), |event| self.commit(state, to, &event))?;
                Ok(())
            }
            Message::Letter(letter) => {
                let post = &state.site(to)?.post;
                let arrival = post.arrives(&letter, self.rules, self.calendar, now);
                let kept = matches!(arrival.found.outcome(), Receiving::Incident(_));
                let alive =
                    arrival.event.map_or(Ok(true), |event| self.commit(state, to, &event))?;
                if alive && !kept {
                    tells(state, to, letter.id)?;
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
            tells_in(state, organ, &event)?;
        }
        Ok(())
    }

    /// Nothing goes wrong any more: a day goes by again and again, until nothing is said.
    fn rest(&self, mut state: State) -> Result<(), Broken> {
        state.doomed = None;
        let mut now = self.now;
        for _ in 0..24 {
            let mut done = state.way.is_empty() && is_quiet(&state);
            while let Some((to, bytes)) = state.way.pop_first() {
                self.arrives_at(&mut state, to, &bytes, now)?;
                state.check()?;
            }
            for organ in 0..2 {
                while let Some(open) = state.site(organ)?.duty() {
                    done = false;
                    let event = state.site(organ)?.act(&open, 0, 2, now)?;
                    self.commit(&mut state, organ, &event)?;
                    tells_in(&mut state, organ, &event)?;
                }
                self.sends(&mut state, organ, now)?;
                state.check()?;
            }
            if done && state.way.is_empty() && is_quiet(&state) {
                let [a, b] = &state.sites;
                return matched(&a.post, &b.post);
            }
            now = now.plus(TimeDelta::days(1)).unwrap_or(now);
        }
        Err(Broken::Invariant(format!("it never comes to rest after {} messages", self.messages)))
    }
}

fn tells(state: &mut State, organ: usize, envelope: EnvelopeId) -> Result<(), Broken> {
    for note in state.site(organ)?.post.receipts_for(envelope) {
        transmits(state, organ, &Message::Receipt(note))?;
    }
    Ok(())
}

fn tells_in(state: &mut State, organ: usize, event: &PostEvent) -> Result<(), Broken> {
    for note in state.site(organ)?.post.receipts_in(event) {
        transmits(state, organ, &Message::Receipt(note))?;
    }
    Ok(())
}

fn transmits(state: &mut State, from: usize, message: &Message) -> Result<(), Broken> {
    state.sent = state.sent.saturating_add(1);
    state.way.insert((1_usize.saturating_sub(from), wire::bytes(message)?));
    Ok(())
}
