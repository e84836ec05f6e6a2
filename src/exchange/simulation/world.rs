//! Organs, the network between them, and what is checked after every step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::casebook::post::{
    AgendaRules, Change, Letter, Out, Owing, Post, PostEvent, PostIncident, Says,
};
use crate::exchange::wire::{self, Message};
use crate::model::organ::tree::OrganTree;
use crate::procedure::delivery::{Holder, Leg, Receiving, Taking, holder};
use crate::procedure::transfer::Duty;
use crate::rulebook::RulesInForce;

use super::plan::{Act, DAY, HOUR, Minute, Plan, STORM, Weather};
use super::planted::Planted;
use super::site::{Broken, Open, Site, clue_id};

/// What is on its way, or about to happen.
#[derive(Clone, Debug)]
enum Next {
    Arrives { from: usize, to: usize, bytes: Vec<u8> },
    Acts(Act),
    Stops { organ: usize, down: Minute, in_step: bool, torn: bool },
    Starts(usize),
    Ticks(usize),
}

/// What came of a history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Messages that were handed to the network.
    pub sent: u64,
    /// Messages that came to an organ that was running.
    pub delivered: u64,
    /// Those of them that had come before.
    pub repeats: u64,
    /// Messages that were lost on the way, or came to an organ that was not running.
    pub lost: u64,
    /// Letters that had to wait.
    pub held: u64,
    /// Organs that started again from their journals.
    pub restarts: u64,
    /// Incidents that were noted.
    pub incidents: u64,
    /// Clues, rests of splits among them.
    pub clues: u64,
    /// Hand-overs that were released.
    pub released: u64,
    /// Reminders that went to a common superior.
    pub told: u64,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            sent: self.sent.saturating_add(other.sent),
            delivered: self.delivered.saturating_add(other.delivered),
            repeats: self.repeats.saturating_add(other.repeats),
            lost: self.lost.saturating_add(other.lost),
            held: self.held.saturating_add(other.held),
            restarts: self.restarts.saturating_add(other.restarts),
            incidents: self.incidents.saturating_add(other.incidents),
            clues: self.clues.saturating_add(other.clues),
            released: self.released.saturating_add(other.released),
            told: self.told.saturating_add(other.told),
        }
    }
}

/// What every history is played on.
pub(super) struct Board<'a> {
    pub(super) rules: RulesInForce<'a>,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) organs: &'a OrganTree,
}

pub(super) struct World<'a> {
    board: Board<'a>,
    plan: &'a Plan,
    planted: Option<Planted>,
    start: Moment,
    now: Minute,
    sites: Vec<Site>,
    up: Vec<bool>,
    /// Organs that stop right after their next step is written down.
    doomed: BTreeMap<usize, (Minute, bool)>,
    skew: Vec<i64>,
    queue: BTreeMap<(Minute, u64), Next>,
    queued: u64,
    nth: u64,
    weather: BTreeMap<u64, Vec<Weather>>,
    calm: bool,
    /// Whether everything is checked after every step, and not only what it touched.
    thorough: bool,
    /// What was written down since the last check.
    touched: Touched,
    steps: u64,
    truth: Truth,
    pub(super) tally: Tally,
    pub(super) trace: Option<Vec<String>>,
}

/// What really is, and no organ knows as a whole.
#[derive(Debug, Default)]
struct Truth {
    clues: BTreeMap<ClueId, (Moment, Vec<ClueId>)>,
    received: usize,
    told: BTreeSet<(usize, TransferId, Duty)>,
    taken_up: BTreeSet<(usize, EnvelopeId)>,
    taken_over: BTreeSet<(usize, ClueId, TransferId)>,
    left: BTreeSet<(usize, TransferId)>,
}

/// What a step has touched, and is checked after it.
#[derive(Debug, Default)]
struct Touched {
    /// An organ has started again: everything.
    all: bool,
    clues: BTreeSet<ClueId>,
    transfers: BTreeSet<TransferId>,
    /// Letters for which a receipt came, each with the organ that wrote it.
    receipted: BTreeSet<(usize, EnvelopeId)>,
    /// Organs that have noted an incident.
    noted: BTreeSet<usize>,
}

/// Everything is checked after so many steps, besides what each has touched.
const FULL_CHECK: u64 = 64;

fn broken<T>(what: String) -> Result<T, Broken> {
    Err(Broken::Invariant(what))
}

impl<'a> World<'a> {
    pub(super) fn new(
        board: Board<'a>,
        plan: &'a Plan,
        planted: Option<Planted>,
        start: Moment,
        (traced, thorough): (bool, bool),
    ) -> Result<Self, Broken> {
        let mut world = Self {
            board,
            plan,
            planted,
            start,
            now: 0,
            sites: Vec::new(),
            up: vec![true; plan.organs],
            doomed: BTreeMap::new(),
            skew: vec![0; plan.organs],
            queue: BTreeMap::new(),
            queued: 0,
            nth: 0,
            weather: BTreeMap::new(),
            calm: false,
            thorough,
            touched: Touched { all: true, ..Touched::default() },
            steps: 0,
            truth: Truth::default(),
            tally: Tally::default(),
            trace: traced.then(Vec::new),
        };
        for weather in &plan.weather {
            world.forecast(*weather);
        }
        for number in 0..plan.organs {
            let now = world.clock(number)?;
            world.sites.push(Site::new(number, now, planted)?);
            world.queue(u64::try_from(number).unwrap_or(0).saturating_mul(7), Next::Ticks(number));
        }
        for act in &plan.acts {
            world.queue(act.at, Next::Acts(*act));
        }
        Ok(world)
    }

    fn forecast(&mut self, weather: Weather) {
        match weather {
            Weather::Lost { nth }
            | Weather::Repeated { nth, .. }
            | Weather::Delayed { nth, .. }
            | Weather::Astray { nth, .. }
            | Weather::IdReused { nth } => self.weather.entry(nth).or_default().push(weather),
            Weather::Stopped { organ, at, down, in_step, torn } => {
                self.queue(at, Next::Stops { organ, down, in_step, torn });
            }
            Weather::Skewed { organ, by } => {
                if let Some(skew) = self.skew.get_mut(organ) {
                    *skew = by;
                }
            }
            Weather::Parted { .. } => {}
        }
    }

    fn queue(&mut self, at: Minute, next: Next) {
        self.queued = self.queued.saturating_add(1);
        self.queue.insert((at.max(self.now), self.queued), next);
    }

    /// The clock of an organ.
    fn clock(&self, organ: usize) -> Result<Moment, Broken> {
        let skew = self.skew.get(organ).copied().unwrap_or(0);
        let minutes = i64::try_from(self.now).unwrap_or(i64::MAX).saturating_add(skew);
        let later = TimeDelta::try_minutes(minutes).unwrap_or(TimeDelta::MAX);
        self.start.plus(later).map_err(|error| Broken::Invariant(error.to_string()))
    }

    fn say(&mut self, text: impl FnOnce() -> String) {
        let (day, hour, minute) = (self.now / DAY, (self.now % DAY) / HOUR, self.now % HOUR);
        if let Some(trace) = &mut self.trace {
            trace.push(format!("day {day:>3} {hour:02}:{minute:02}  {}", text()));
        }
    }

    fn site(&self, organ: usize) -> Result<&Site, Broken> {
        self.sites.get(organ).ok_or_else(|| Broken::Invariant("no such organ".into()))
    }

    fn rules(&self) -> RulesInForce<'a> {
        self.board.rules
    }

    /// Plays the history to its end.
    pub(super) fn play(&mut self) -> Result<(), Broken> {
        while let Some(((at, _), next)) = self.queue.pop_first() {
            if at > STORM {
                break;
            }
            self.now = at;
            self.step(next)?;
            self.check()?;
        }
        self.settle()
    }

    fn step(&mut self, next: Next) -> Result<(), Broken> {
        match next {
            Next::Arrives { from, to, bytes } => self.arrives(from, to, &bytes),
            Next::Acts(act) => self.acts(act),
            Next::Stops { organ, down, in_step: true, torn } => {
                self.doomed.insert(organ, (down, torn));
                Ok(())
            }
            Next::Stops { organ, down, torn, .. } => self.stops(organ, down, torn),
            Next::Starts(organ) => self.starts(organ),
            Next::Ticks(organ) => {
                if !self.calm {
                    self.queue(self.now.saturating_add(9 * HOUR), Next::Ticks(organ));
                }
                self.ticks(organ)
            }
        }
    }

    fn stops(&mut self, organ: usize, down: Minute, torn: bool) -> Result<(), Broken> {
        let Some(up) = self.up.get_mut(organ).filter(|up| **up) else { return Ok(()) };
        *up = false;
        self.doomed.remove(&organ);
        self.touched.all = true;
        let honest = self.planted.is_none();
        let Some(site) = self.sites.get_mut(organ) else { return Ok(()) };
        if torn {
            site.tears()?;
        }
        // What is in memory is gone: from here on there is only the disk.
        let before = (site.post.clone(), site.head);
        site.restart()?;
        if honest && (&site.post, site.head) != (&before.0, before.1) {
            return broken(format!("organ {organ} starts again as another"));
        }
        self.say(|| format!("organ {organ} stops for {down} min"));
        self.queue(self.now.saturating_add(down), Next::Starts(organ));
        Ok(())
    }

    fn starts(&mut self, organ: usize) -> Result<(), Broken> {
        let Some(up) = self.up.get_mut(organ) else { return Ok(()) };
        *up = true;
        self.tally.restarts = self.tally.restarts.saturating_add(1);
        self.say(|| format!("organ {organ} starts again"));
        self.ticks(organ)
    }

    /// Writes an event down; whether the organ is still running after that.
    fn commit(&mut self, organ: usize, event: PostEvent) -> Result<bool, Broken> {
        let event = match self.planted {
            Some(planted) => planted.spoilt(event),
            None => event,
        };
        let Some(site) = self.sites.get_mut(organ) else { return Ok(false) };
        site.commit(&event)?;
        self.note(organ, &event)?;
        if let Some((down, torn)) = self.doomed.remove(&organ) {
            self.stops(organ, down, torn)?;
            return Ok(false);
        }
        Ok(true)
    }

    /// What really happened, seen from above.
    fn note(&mut self, organ: usize, event: &PostEvent) -> Result<(), Broken> {
        for change in &event.changes {
            self.say_change(organ, change);
            self.touch(organ, change);
            let truth = &mut self.truth;
            let once = match change {
                Change::Received { clue, received } => {
                    truth.clues.insert(*clue, (*received, Vec::new())).is_none()
                }
                Change::TakenUp { envelope, .. } => truth.taken_up.insert((organ, *envelope)),
                Change::TakenOver { clue, transfer, .. } => {
                    truth.taken_over.insert((organ, *clue, *transfer))
                }
                Change::Left { transfer, .. } => truth.left.insert((organ, *transfer)),
                Change::Incident(_) => {
                    self.tally.incidents = self.tally.incidents.saturating_add(1);
                    true
                }
                Change::Leg { transfer, leg } if leg.is_released() => {
                    self.tally.released = self.tally.released.saturating_add(1);
                    self.splits(organ, *transfer, *leg)
                }
                _ => true,
            };
            if !once {
                return broken(format!("organ {organ} has done twice: {change:?}"));
            }
        }
        Ok(())
    }

    /// What has to be looked at again after a change.
    fn touch(&mut self, organ: usize, change: &Change) {
        let Some(site) = self.sites.get(organ) else { return };
        let touched = &mut self.touched;
        let transfer = match change {
            Change::Owed(owed) => Some(owed.transfer),
            Change::Written(letter) | Change::Came(letter) => Some(letter.transfer),
            Change::TakenUp { envelope, .. } => {
                site.post.seen().get(envelope).map(|came| came.letter.transfer)
            }
            Change::Leg { transfer, .. }
            | Change::Taking { transfer, .. }
            | Change::Left { transfer, .. }
            | Change::TakenOver { transfer, .. } => Some(*transfer),
            _ => None,
        };
        match change {
            Change::Received { clue, .. }
            | Change::Left { clue, .. }
            | Change::TakenOver { clue, .. } => {
                touched.clues.insert(*clue);
            }
            Change::Receipted(note) => {
                touched.receipted.insert((organ, note.envelope));
            }
            Change::Incident(_) => {
                touched.noted.insert(organ);
            }
            _ => {}
        }
        let dealing = transfer.and_then(|transfer| site.post.dealings().get(&transfer));
        touched.transfers.extend(transfer);
        touched.clues.extend(dealing.map(|dealing| dealing.clue));
        touched.clues.extend(dealing.and_then(|dealing| dealing.rest));
    }

    /// A split makes a new clue, of the whole and of what that is a part of.
    fn splits(&mut self, organ: usize, transfer: TransferId, leg: Leg) -> bool {
        let dealing = self.sites.get(organ).and_then(|site| site.post.dealings().get(&transfer));
        let rest = dealing.filter(|_| leg == Leg::ReleasedInPart);
        let Some((clue, rest)) = rest.and_then(|dealing| Some((dealing.clue, dealing.rest?)))
        else {
            return true;
        };
        let Some((received, lineage)) = self.truth.clues.get(&clue).cloned() else { return false };
        let lineage = std::iter::once(clue).chain(lineage).collect();
        self.truth.clues.insert(rest, (received, lineage)).is_none()
    }

    fn say_change(&mut self, organ: usize, change: &Change) {
        if self.trace.is_none() {
            return;
        }
        let text = match change {
            Change::Received { clue, .. } => format!("receives {clue}"),
            Change::Written(letter) => format!("writes {letter} as {}", letter.id),
            Change::Came(letter) => format!("has got {letter} as {}", letter.id),
            Change::TakenUp { envelope, fits } => format!("takes up {envelope}, fits: {fits}"),
            Change::Leg { transfer, leg } => format!("has {transfer} as {leg}"),
            Change::Taking { transfer, taking } => format!("has {transfer} as {taking}"),
            Change::Left { clue, .. } => format!("lets go of {clue}"),
            Change::TakenOver { clue, .. } => format!("takes over {clue}"),
            Change::Receipted(note) => format!("has the {note}"),
            Change::Incident(incident) => format!("notes: {incident}"),
            _ => return,
        };
        self.say(|| format!("organ {organ} {text}"));
    }

    fn acts(&mut self, act: Act) -> Result<(), Broken> {
        if !self.up.get(act.organ).copied().unwrap_or(false) {
            return Ok(());
        }
        let now = self.clock(act.organ)?;
        let site = self.site(act.organ)?;
        if act.receives {
            let clue = clue_id(self.truth.received)?;
            self.truth.received = self.truth.received.saturating_add(1);
            let event = self.site(act.organ)?.post.receive(clue, now, now)?;
            self.commit(act.organ, event)?;
            return Ok(());
        }
        let open = site.open();
        let count = u64::try_from(open.len()).unwrap_or(0);
        let which = usize::try_from(act.choice.checked_rem(count).unwrap_or(0)).unwrap_or(0);
        match open.get(which) {
            Some(open) => self.does(act.organ, open, act.choice),
            None => Ok(()),
        }
    }

    fn does(&mut self, organ: usize, open: &Open, choice: u64) -> Result<(), Broken> {
        let now = self.clock(organ)?;
        let event = self.site(organ)?.act(open, choice, self.plan.organs, now)?;
        if self.commit(organ, event.clone())? {
            for note in self.site(organ)?.post.receipts_in(&event) {
                self.transmits(organ, &Message::Receipt(note))?;
            }
            self.sends(organ)?;
        }
        Ok(())
    }

    /// What an organ does of itself, three times a day.
    fn ticks(&mut self, organ: usize) -> Result<(), Broken> {
        if !self.up.get(organ).copied().unwrap_or(false) {
            return Ok(());
        }
        if !self.looks_again(organ)? {
            return Ok(());
        }
        if (self.now / (9 * HOUR)).checked_rem(20) == Some(0) && !self.reminds(organ)? {
            return Ok(());
        }
        self.sends(organ)
    }

    /// Takes up what is held and free; whether the organ is still running.
    fn looks_again(&mut self, organ: usize) -> Result<bool, Broken> {
        if self.planted == Some(Planted::HeldForever) {
            return Ok(true);
        }
        loop {
            let now = self.clock(organ)?;
            let (rules, calendar) = (self.rules(), self.board.calendar);
            let Some(event) = self.site(organ)?.post.look_again(rules, calendar, now) else {
                return Ok(true);
            };
            if !self.commit(organ, event.clone())? {
                return Ok(false);
            }
            for note in self.site(organ)?.post.receipts_in(&event) {
                self.transmits(organ, &Message::Receipt(note))?;
            }
        }
    }

    /// Tells the common superior what is overdue, each thing once; whether the organ is still
    /// running.
    fn reminds(&mut self, organ: usize) -> Result<bool, Broken> {
        let now = self.clock(organ)?;
        let by = AgendaRules {
            rules: self.rules(),
            calendar: self.board.calendar,
            organs: self.board.organs,
        };
        let site = self.site(organ)?;
        let own = site.id;
        let agenda = site.post.agenda(by, now);
        for obligation in agenda.iter().filter(|obligation| obligation.to == own) {
            let Owing::Duty(duty) = obligation.what else { continue };
            let Some(above) = obligation.goes_to.filter(|above| *above != own) else { continue };
            let (transfer, clue) = (obligation.transfer, obligation.clue);
            if !self.truth.told.insert((organ, transfer, duty)) {
                continue;
            }
            let about = (duty, obligation.by);
            let site = self.site(organ)?;
            let letter = site.reminder(above, (transfer, clue), about, now)?;
            let event = site.written(letter, now)?;
            self.tally.told = self.tally.told.saturating_add(1);
            if !self.commit(organ, event)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn sends(&mut self, organ: usize) -> Result<(), Broken> {
        let now = self.clock(organ)?;
        let (rules, calendar) = (self.rules(), self.board.calendar);
        let site = self.site(organ)?;
        let mut due = site.post.to_send(rules, calendar, now).outcome().clone();
        if let Some(planted) = self.planted {
            due.retain(|envelope| {
                !planted.holds_back(&site.post, *envelope) && !site.forgotten.contains(envelope)
            });
        }
        if due.is_empty() {
            return Ok(());
        }
        let event = site.post.sent(&due, now)?;
        if !self.commit(organ, event)? {
            return Ok(());
        }
        for envelope in due {
            let letter = self.site(organ)?.post.out().get(&envelope).map(|out| out.letter.clone());
            if let Some(letter) = letter {
                self.transmits(organ, &Message::Letter(Box::new(letter)))?;
            }
        }
        Ok(())
    }

    fn receipts(&mut self, organ: usize, envelope: EnvelopeId) -> Result<(), Broken> {
        for note in self.site(organ)?.post.receipts_for(envelope) {
            self.transmits(organ, &Message::Receipt(note))?;
        }
        Ok(())
    }

    /// Hands a message to the network, with what the weather does to it.
    fn transmits(&mut self, from: usize, message: &Message) -> Result<(), Broken> {
        let bytes = wire::bytes(message)?;
        let Some(to) = self.sites.iter().position(|site| site.id == message.to()) else {
            return broken("a message to nobody".into());
        };
        let nth = self.nth;
        self.nth = nth.saturating_add(1);
        self.tally.sent = self.tally.sent.saturating_add(1);
        let weather = if self.calm { None } else { self.weather.remove(&nth) };
        let mut arrives = self.now.saturating_add(self.plan.ordinary_delay(nth));
        let mut lost = !self.calm && self.is_parted(from, to);
        for weather in weather.into_iter().flatten() {
            match weather {
                Weather::Lost { .. } => lost = true,
                Weather::Delayed { by, .. } => arrives = arrives.saturating_add(by),
                Weather::Repeated { after, .. } => {
                    let bytes = bytes.clone();
                    self.queue(arrives.saturating_add(after), Next::Arrives { from, to, bytes });
                }
                Weather::Astray { to: other, .. } if other != from => {
                    let bytes = bytes.clone();
                    self.queue(arrives, Next::Arrives { from, to: other, bytes });
                }
                Weather::IdReused { .. } => self.reuses(from, to, message, arrives)?,
                _ => {}
            }
        }
        if lost {
            self.tally.lost = self.tally.lost.saturating_add(1);
            self.say(|| format!("message {nth} from {from} to {to} is lost"));
        } else {
            self.queue(arrives, Next::Arrives { from, to, bytes });
        }
        Ok(())
    }

    /// The same id for another content, after the first has certainly come.
    fn reuses(
        &mut self,
        from: usize,
        to: usize,
        message: &Message,
        arrives: Minute,
    ) -> Result<(), Broken> {
        let Message::Letter(letter) = message else { return Ok(()) };
        let known = self.site(to)?.post.seen().contains_key(&letter.id);
        if known && matches!(letter.says, Says::Correction { .. } | Says::HandOver { .. }) {
            let answer_due = letter.written.plus(TimeDelta::days(9)).ok();
            let other = wire::sealed(Letter { answer_due, ..(**letter).clone() })?;
            let bytes = wire::bytes(&Message::Letter(Box::new(other)))?;
            self.queue(arrives, Next::Arrives { from, to, bytes });
        }
        Ok(())
    }

    fn is_parted(&self, a: usize, b: usize) -> bool {
        self.plan.weather.iter().any(|weather| match weather {
            Weather::Parted { at, from, until } => {
                (a < *at) != (b < *at) && (*from..*until).contains(&self.now)
            }
            _ => false,
        })
    }

    /// Bytes come to an organ. It knows who is at the other end, and nothing else.
    fn arrives(&mut self, from: usize, to: usize, bytes: &[u8]) -> Result<(), Broken> {
        if !self.up.get(to).copied().unwrap_or(false) {
            self.tally.lost = self.tally.lost.saturating_add(1);
            return Ok(());
        }
        self.tally.delivered = self.tally.delivered.saturating_add(1);
        let channel = self.site(from)?.id;
        match wire::opened(bytes, channel)? {
            Message::Letter(letter) => self.letter(to, &letter),
            Message::Receipt(note) => {
                let now = self.clock(to)?;
                let event = self.site(to)?.post.receipt_arrives(&note, now).event;
                event.map_or(Ok(true), |event| self.commit(to, event))?;
                Ok(())
            }
        }
    }

    fn letter(&mut self, to: usize, letter: &Letter) -> Result<(), Broken> {
        let now = self.clock(to)?;
        let (rules, calendar) = (self.rules(), self.board.calendar);
        let arrival = self.site(to)?.post.arrives(letter, rules, calendar, now);
        let found = arrival.found.outcome();
        match found {
            Receiving::Repeat(_) => self.tally.repeats = self.tally.repeats.saturating_add(1),
            Receiving::HeldFor(_) | Receiving::HeldUntil(_) => {
                self.tally.held = self.tally.held.saturating_add(1);
            }
            _ => {}
        }
        let repeat = matches!(found, Receiving::Repeat(_));
        let tells = found.is_delivered();
        let mut event = arrival.event;
        if let Some(planted) = self.planted {
            match planted {
                Planted::ReceiptNotRepeated if repeat => return Ok(()),
                Planted::SentBeforeWritten if self.doomed.contains_key(&to) => {
                    return self.tells_first(to, event);
                }
                Planted::LastWins if !tells => return self.tells_of(to, letter),
                Planted::DuplicateTakenTwice if repeat => {
                    let changes = planted.more(&self.site(to)?.post, letter);
                    event =
                        Some(PostEvent { at: self.site(to)?.post.last().unwrap_or(now), changes });
                }
                Planted::ConfirmedUnread => {
                    if let Some(event) = event.take()
                        && !self.commit(to, event)?
                    {
                        return Ok(());
                    }
                    let changes = planted.more(&self.site(to)?.post, letter);
                    event =
                        Some(PostEvent { at: self.site(to)?.post.last().unwrap_or(now), changes });
                }
                _ => {}
            }
        }
        if let Some(event) = event.filter(|event| !event.changes.is_empty())
            && !self.commit(to, event)?
        {
            return Ok(());
        }
        if tells {
            self.receipts(to, letter.id)?;
        }
        self.looks_again(to)?;
        Ok(())
    }

    /// A planted fault: receipts leave, and the organ stops before it has written them down.
    fn tells_first(&mut self, to: usize, event: Option<PostEvent>) -> Result<(), Broken> {
        let site = self.site(to)?;
        let mut after = site.post.clone();
        let Some(event) = event.filter(|event| after.apply(event).is_ok()) else { return Ok(()) };
        for change in &event.changes {
            let Change::Came(letter) = change else { continue };
            for note in after.receipts_for(letter.id) {
                self.transmits(to, &Message::Receipt(note))?;
            }
        }
        let (down, torn) = self.doomed.remove(&to).unwrap_or((HOUR, false));
        self.stops(to, down, torn)
    }

    /// A planted fault: the last content wins, and is receipted.
    fn tells_of(&mut self, to: usize, letter: &Letter) -> Result<(), Broken> {
        for note in self.site(to)?.post.receipts_for(letter.id) {
            let note = crate::casebook::post::ReceiptNote { content: letter.content, ..note };
            self.transmits(to, &Message::Receipt(note))?;
        }
        Ok(())
    }

    /// The storm is over: everybody is up, nothing is lost, and everybody does what is owed.
    fn settle(&mut self) -> Result<(), Broken> {
        self.say(|| "the storm is over".to_owned());
        self.calm = true;
        self.doomed.clear();
        self.now = self.now.max(STORM);
        for up in &mut self.up {
            *up = true;
        }
        // What is still on its way comes, however late it is.
        self.queue.retain(|_, next| matches!(next, Next::Arrives { .. }));
        for _ in 0..120 {
            self.rest()?;
            let mut done = true;
            for organ in 0..self.plan.organs {
                let mut more = 0_u32;
                while let Some(open) = self.site(organ)?.duty().filter(|_| more < 50) {
                    more = more.saturating_add(1);
                    done = false;
                    self.does(organ, &open, 0)?;
                    self.check()?;
                }
                self.ticks(organ)?;
                self.check()?;
                done &= self.is_quiet(organ)?;
            }
            if done && self.queue.is_empty() {
                return self.check_end();
            }
            self.now = self.now.saturating_add(25 * HOUR);
        }
        broken("it never comes to rest: something is said, or waits, for ever".into())
    }

    /// Everything that is on its way comes.
    fn rest(&mut self) -> Result<(), Broken> {
        while let Some(((at, _), next)) = self.queue.pop_first() {
            self.now = self.now.max(at);
            self.step(next)?;
            self.check()?;
        }
        Ok(())
    }

    fn is_quiet(&self, organ: usize) -> Result<bool, Broken> {
        let post = &self.site(organ)?.post;
        let open = post.unsettled().iter().filter_map(|id| post.out().get(id));
        let says = open.filter(|out| post.still_says(&out.letter)).count();
        Ok(says == 0 && post.held().is_empty())
    }

    /// What must hold after every step: of what it touched, and now and then of everything.
    fn check(&mut self) -> Result<(), Broken> {
        let touched = std::mem::take(&mut self.touched);
        self.steps = self.steps.saturating_add(1);
        let turn = self.steps.checked_rem(FULL_CHECK) == Some(0);
        if self.thorough || touched.all || turn {
            return self.check_all();
        }
        for transfer in &touched.transfers {
            self.check_transfer(*transfer)?;
        }
        for clue in &touched.clues {
            match self.truth.clues.get(clue) {
                Some(truth) => self.check_clue(*clue, truth)?,
                None if self.sites.iter().any(|site| site.post.clues().contains_key(clue)) => {
                    return broken(format!("{clue} came from nowhere"));
                }
                None => {}
            }
        }
        for (organ, envelope) in &touched.receipted {
            let site = self.site(*organ)?;
            site.post.out().get(envelope).map_or(Ok(()), |out| self.check_receipt(out))?;
        }
        touched.noted.iter().try_for_each(|organ| check_incidents(self.site(*organ)?))
    }

    fn check_all(&self) -> Result<(), Broken> {
        for site in &self.sites {
            for (transfer, dealing) in site.post.dealings() {
                if dealing.leg().is_some() {
                    self.check_transfer(*transfer)?;
                }
            }
        }
        for (clue, truth) in &self.truth.clues {
            self.check_clue(*clue, truth)?;
        }
        for site in &self.sites {
            if let Some(clue) =
                site.post.clues().keys().find(|id| !self.truth.clues.contains_key(id))
            {
                return broken(format!("{clue} came from nowhere"));
            }
            site.post.out().values().try_for_each(|out| self.check_receipt(out))?;
            check_incidents(site)?;
        }
        Ok(())
    }

    /// One custody, or released once and about to be taken over; everywhere its own clocks.
    fn check_clue(
        &self,
        clue: ClueId,
        (received, lineage): &(Moment, Vec<ClueId>),
    ) -> Result<(), Broken> {
        let keepers: Vec<usize> = self.keepers(clue).collect();
        let between = self.between(clue);
        if keepers.len().saturating_add(between) != 1 {
            return broken(format!(
                "{clue} is in the custody of {keepers:?}, and {between} times between two",
            ));
        }
        for site in &self.sites {
            let Some(keeping) = site.post.clues().get(&clue) else { continue };
            if keeping.received != *received || keeping.lineage != *lineage {
                return broken(format!("{clue} has other clocks or another lineage"));
            }
        }
        Ok(())
    }

    fn keepers(&self, clue: ClueId) -> impl Iterator<Item = usize> {
        let here = move |site: &&Site| site.post.clues().get(&clue).is_some_and(|k| k.here);
        self.sites.iter().filter(here).map(|site| site.number)
    }

    /// How often a clue was released and has not been taken over.
    fn between(&self, clue: ClueId) -> usize {
        let mut between = 0_usize;
        for site in &self.sites {
            for (transfer, dealing) in site.post.dealings() {
                let about = dealing.clue == clue || dealing.rest == Some(clue);
                if !about || !dealing.leg().is_some_and(Leg::is_released) {
                    continue;
                }
                let taking = self.taking(dealing.peer, *transfer);
                between = between.saturating_add(usize::from(taking == Taking::Accepting));
            }
        }
        between
    }

    fn taking(&self, organ: OrganId, transfer: TransferId) -> Taking {
        let site = self.sites.iter().find(|site| site.id == organ);
        let dealing = site.and_then(|site| site.post.dealings().get(&transfer));
        dealing.and_then(|dealing| dealing.taking()).unwrap_or(Taking::NotHere)
    }

    /// The two sides of a transfer do not contradict each other.
    fn check_transfer(&self, transfer: TransferId) -> Result<(), Broken> {
        for site in &self.sites {
            let Some(dealing) = site.post.dealings().get(&transfer) else { continue };
            let Some(leg) = dealing.leg() else { continue };
            let taking = self.taking(dealing.peer, transfer);
            if *holder(leg, taking).outcome() == Holder::Contradicted {
                return broken(format!("{transfer} is {leg} here and {taking} there"));
            }
        }
        Ok(())
    }

    /// Whoever has a receipt has one that was given, for what was sent.
    fn check_receipt(&self, out: &Out) -> Result<(), Broken> {
        if out.receipts.is_empty() {
            return Ok(());
        }
        let reader = self.sites.iter().find(|other| other.id == out.letter.to);
        let came = reader.and_then(|other| other.post.seen().get(&out.letter.id));
        let same = came.filter(|came| came.letter.content == out.letter.content);
        let given =
            same.is_some_and(|came| out.receipts.keys().all(|kind| came.given.contains_key(kind)));
        match given {
            true => Ok(()),
            false => broken(format!("a receipt for {} that nobody gives", out.letter.id)),
        }
    }

    /// What must hold once everything has come through.
    fn check_end(&mut self) -> Result<(), Broken> {
        self.check_all()?;
        self.tally.clues = u64::try_from(self.truth.clues.len()).unwrap_or(u64::MAX);
        for site in &self.sites {
            for (transfer, dealing) in site.post.dealings() {
                let open = matches!(dealing.leg(), Some(Leg::Offered))
                    || matches!(dealing.taking(), Some(Taking::Offered | Taking::Accepting));
                if open {
                    return broken(format!("{transfer} is never answered"));
                }
                if dealing.leg().is_some_and(Leg::is_released) && dealing.feedback.is_none() {
                    return broken(format!("the feedback of {transfer} is forgotten"));
                }
            }
        }
        for clue in self.truth.clues.keys() {
            if self.keepers(*clue).count() != 1 {
                return broken(format!("nobody keeps {clue} in the end"));
            }
        }
        for (a, b) in self.pairs() {
            matched(&a.post, &b.post)?;
        }
        Ok(())
    }

    fn pairs(&self) -> impl Iterator<Item = (&Site, &Site)> {
        let with = |a: usize| self.sites.iter().skip(a.saturating_add(1));
        self.sites.iter().enumerate().flat_map(move |(n, a)| with(n).map(move |b| (a, b)))
    }
}

/// Nothing is an incident that nobody has caused.
fn check_incidents(site: &Site) -> Result<(), Broken> {
    let odd = site.post.incidents().keys().find(|incident| {
        matches!(incident, PostIncident::DoesNotFit { .. } | PostIncident::Receipt { .. })
    });
    match odd {
        Some(incident) => broken(format!("organ {}: {incident}", site.number)),
        None => Ok(()),
    }
}

/// The two ledgers are reconciled, and every line is matched.
pub(super) fn matched(a: &Post, b: &Post) -> Result<(), Broken> {
    use crate::exchange::reconcile::{Verdict, reconcile};
    use crate::exchange::statement::Statement;

    let (Some(own), Some(peer)) = (a.own(), b.own()) else { return Ok(()) };
    let (Some(here), Some(there)) = (Statement::of(a, peer), Statement::of(b, own)) else {
        return Ok(());
    };
    let found = reconcile(&here, &there).map_err(|error| Broken::Invariant(error.to_string()))?;
    match found.lines.iter().find(|line| line.verdict != Verdict::Matched) {
        Some(line) => broken(format!("the ledgers do not match: {line}")),
        None => Ok(()),
    }
}
