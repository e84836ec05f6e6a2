//! One seed, one history: organs that share nothing but bytes, over a network that does what
//! it likes.
//!
//! Two to twelve organs of a province receive clues, offer them, take them back, answer, in
//! whole or in part, give them back, feed back, consult and remind. Between them messages are
//! lost, repeated, hours or weeks late, out of order, astray, or cut off; an id is used for a
//! second content; clocks are days off, some a year; organs stop at any moment, also right
//! after they have written a step down and before anything has left the house, and start
//! again from the bytes of their journal.
//!
//! **What is checked after every step.** Each clue is in exactly one custody, or released and
//! on its way to be taken over, once. No letter is taken up twice, no offer released twice, no
//! custody taken over twice. The two sides of a transfer never contradict each other. Nobody
//! has a receipt that was not given for that content. Clocks and lineage are those of the
//! first receipt. Nothing is an incident that nobody caused. Whoever starts again is who
//! stopped. What a step has touched is checked after it; everything is after each stop, after
//! every 64 steps, and at the end.
//!
//! **What is checked at the end,** when nothing goes wrong any more: everything comes to rest;
//! each offer is answered, each result fed back; each clue is with one organ; and every two
//! ledgers match, line by line.
//!
//! A failure names its seed, and shrinks its plan to what is needed to fail.
//!
//! | file | holds |
//! |---|---|
//! | [`plan`] | what is going to happen, drawn from a seed; how it is shrunk |
//! | [`planted`] | ways to build it wrong, each of which must be found |
//! | [`site`] | one organ: a post, the journal on its disk, what is open to it |
//! | [`world`] | the network, and what is checked |
//! | [`small`] | every schedule of two organs, two clues and one fault |
//!
//! # Examples
//!
//! ```
//! use unbrella::exchange::simulation::Stage;
//!
//! let stage = Stage::default();
//! let tally = stage.play(7, None)?;
//! assert!(tally.delivered > 0);
//! assert_eq!(stage.play(7, None)?, tally, "one seed, one history");
//! # Ok::<(), Box<unbrella::exchange::simulation::Failure>>(())
//! ```

use std::fmt;

use crate::base::calendar::{WorkCalendar, china};
use crate::base::day::Moment;
use crate::model::draft::Draft;
use crate::model::organ::OrganDraft;
use crate::model::organ::tree::OrganTree;
use crate::model::place::PlaceTree;
use crate::rulebook::{Rulebook, RulesInForce};
use crate::terms::office::{Level, OrganKind};

pub mod plan;
pub mod planted;
pub mod site;
pub mod world;
pub mod small;

use plan::Plan;
use planted::Planted;
use site::{Broken, organ_id};
use small::{Mishap, Walked};
use world::{Board, Tally, World};

/// What every history is played by: the rules, the calendar, and the organs of a province.
#[derive(Debug)]
pub struct Stage {
    book: Rulebook,
    calendar: WorkCalendar,
    organs: OrganTree,
    /// Whether everything is checked after every step.
    thorough: bool,
}

impl Default for Stage {
    fn default() -> Self {
        Self { book: Rulebook::published(), calendar: china(), organs: province(), thorough: false }
    }
}

/// Twelve organs: a province, three cities, eight counties.
fn province() -> OrganTree {
    let draft = |number: usize| {
        let (level, parent) = match number {
            0 => (Level::Province, None),
            1 | 4 | 8 => (Level::City, Some(0)),
            2 | 3 => (Level::County, Some(1)),
            5..8 => (Level::County, Some(4)),
            _ => (Level::County, Some(8)),
        };
        OrganDraft {
            id: organ_id(number).ok(),
            name: format!("{number}号机关").as_str().into(),
            kind: Some(match level {
                Level::County => OrganKind::PublicSecurity,
                _ => OrganKind::DisciplineSupervision,
            }),
            level: Some(level),
            parent: parent.and_then(|parent| organ_id(parent).ok()),
            ..OrganDraft::default()
        }
    };
    let organs = (0..12).filter_map(|number| draft(number).enter().ok());
    let places = PlaceTree::new(&[]).unwrap_or_default();
    OrganTree::new(organs, places, []).unwrap_or_default()
}

/// A history in which something did not hold.
///
/// `Display` is the report: the seed, what went wrong, the shrunk plan, and what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The seed.
    pub seed: u64,
    /// What did not hold.
    pub broken: Broken,
    /// The smallest plan that was found to fail.
    pub plan: Plan,
    /// What did not hold in that one.
    pub then: Broken,
    /// What happened in it.
    pub trace: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}: {}", self.seed, self.broken)?;
        writeln!(f, "{} organs, shrunk to:", self.plan.organs)?;
        for act in &self.plan.acts {
            let what = if act.receives { "receives a clue" } else { "acts" };
            writeln!(f, "  minute {:>6}: organ {} {what}", act.at, act.organ)?;
        }
        for weather in &self.plan.weather {
            writeln!(f, "  {weather}")?;
        }
        for line in &self.trace {
            writeln!(f, "  {line}")?;
        }
        write!(f, "  {}", self.then)
    }
}

impl std::error::Error for Failure {}

impl Stage {
    fn rules(&self) -> Option<RulesInForce<'_>> {
        self.book.on("zhaotong", crate::day!(2021, 3, 1)).ok()
    }

    fn start() -> Option<Moment> {
        Moment::china(crate::day!(2021, 3, 1), 0, 0)
    }

    /// Plays the history of a seed.
    ///
    /// # Errors
    ///
    /// [`Failure`], shrunk, if something did not hold.
    pub fn play(&self, seed: u64, planted: Option<Planted>) -> Result<Tally, Box<Failure>> {
        let plan = Plan::of(seed);
        let broken = match self.run(&plan, planted, false) {
            Ok((tally, _)) => return Ok(tally),
            Err((broken, _)) => broken,
        };
        let plan = plan.shrunk(&|plan| self.run(plan, planted, false).is_err());
        let (then, trace) = match self.run(&plan, planted, true) {
            Err(found) => found,
            Ok((_, trace)) => (broken.clone(), trace),
        };
        Err(Box::new(Failure { seed, broken, plan, then, trace }))
    }

    /// What happens in the history of a seed, line by line.
    ///
    /// # Errors
    ///
    /// [`Broken`] if something did not hold.
    pub fn told(&self, seed: u64) -> Result<(Plan, Tally, Vec<String>), Broken> {
        let plan = Plan::of(seed);
        let (tally, trace) = self.run(&plan, None, true).map_err(|(broken, _)| broken)?;
        Ok((plan, tally, trace))
    }

    /// Whether something does not hold in the history of a seed, and what; not shrunk.
    #[must_use]
    pub fn fails(&self, seed: u64, planted: Option<Planted>) -> Option<Broken> {
        self.run(&Plan::of(seed), planted, false).err().map(|(broken, _)| broken)
    }

    fn run(
        &self,
        plan: &Plan,
        planted: Option<Planted>,
        traced: bool,
    ) -> Result<(Tally, Vec<String>), (Broken, Vec<String>)> {
        let nothing = || (Broken::Invariant("no rules".into()), Vec::new());
        let (rules, start) = self.rules().zip(Self::start()).ok_or_else(nothing)?;
        let board = Board { rules, calendar: &self.calendar, organs: &self.organs };
        let world = World::new(board, plan, planted, start, (traced, self.thorough));
        let mut world = world.map_err(|broken| (broken, Vec::new()))?;
        match world.play() {
            Ok(()) => Ok((world.tally, world.trace.unwrap_or_default())),
            Err(broken) => Err((broken, world.trace.unwrap_or_default())),
        }
    }

    /// Walks every schedule of two organs, two clues and one fault, up to so many messages;
    /// with `usize::MAX`, all there are.
    ///
    /// # Errors
    ///
    /// [`Broken`] if something does not hold in one of them.
    pub fn walk(&self, messages: usize, mishap: Mishap) -> Result<Walked, Broken> {
        let nothing = || Broken::Invariant("no rules".into());
        let (rules, now) = self.rules().zip(Self::start()).ok_or_else(nothing)?;
        small::walk(rules, &self.calendar, now, (messages, mishap, None))
    }
}

#[cfg(test)]
mod tests;
