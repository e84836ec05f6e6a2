//! Given what was done, when a command comes, then this comes of it.
//!
//! A test of a host says in three steps what a casebook does with the commands that the host
//! makes. Nothing panics: what is otherwise than expected is one [`Surprise`] at the end,
//! and its sentence names the step, the command and everything that the rules said.
//!
//! # What one can do here
//!
//! | step | said by |
//! |---|---|
//! | by these rules | [`given`] |
//! | after these entries of a journal | [`Given::entries`] |
//! | after these commands, all carried out | [`Given::commands`] |
//! | a command comes | [`Given::when`] |
//! | this comes of it | [`When::then`], with an [`Expected`] |
//! | and the casebook looks like this | [`When::then_book`] |
//!
//! # Examples
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::casebook::command::Command;
//! use unbrella::casebook::decide::Context;
//! use unbrella::casebook::testing::given::{Expected, given};
//! use unbrella::rulebook::Rulebook;
//!
//! let line = |key: &str, by: &str, act: &str| {
//!     serde_json::from_str::<Command>(&format!(
//!         r#"{{"key":"{key}","by":{by},"organ":"organ-00000000000000000000000000000001",
//!         "occurred_at":"2021-06-01T09:00:00+08:00","recorded_at":"2021-06-01T09:00:00+08:00",
//!         "act":{act}}}"#
//!     ))
//! };
//! let service = r#"{"service":"registry"}"#;
//! let entered = line("1", service, r#"{"enter":[{"organ":{
//!     "id":"organ-00000000000000000000000000000001","name":"丙区纪委",
//!     "kind":"discipline_supervision","level":"county"}},
//!     {"person":{"id":"person-00000000000000000000000000000001","name":"甲某"}}]}"#)?;
//! let registered = line("2", service, r#"{"register":{"clue":{
//!     "id":"clue-00000000000000000000000000000001","source":"mass_report","channel":"letter",
//!     "subjects":["person-00000000000000000000000000000001"],"content":"反映甲某充当保护伞"},
//!     "ledger_no":"丙纪信1","jurisdiction":"own"}}"#)?;
//! let closed = line("3", service, r#"{"close":{
//!     "clue":"clue-00000000000000000000000000000001","reasons":"查无实据"}}"#)?;
//!
//! let (rulebook, calendar) = (Rulebook::published(), china());
//! let context = Context::new(&rulebook, "chengguan", &calendar);
//! given(context)
//!     .commands([&entered])
//!     .when(&registered)
//!     .then(Expected::Events(&["entered", "clue"]))?;
//! given(context)
//!     .commands([&entered, &registered])
//!     .when(&closed)
//!     .then(Expected::Refused(&["casebook/person"]))?;
//!
//! let surprise = given(context)
//!     .commands([&entered, &registered])
//!     .when(&closed)
//!     .then(Expected::Events(&["clue"]))
//!     .unwrap_err();
//! assert!(surprise.to_string().starts_with(
//!     "given 2 entries, when 3 (close) comes, then it should bring about clue, and it was refused:\n  \
//!      not permitted: carry it out\n  1. unmet: casebook/person: a service sent it"
//! ));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use crate::casebook::book::{Casebook, EventMismatch};
use crate::casebook::command::Command;
use crate::casebook::decide::{Context, Done, NotDone, handle};
use crate::casebook::entry::Entry;
use crate::decision::Refusal;

/// A trial by the rules of a context, with an empty casebook.
pub fn given(context: Context<'_>) -> Given<'_> {
    Given { context, book: Ok(Casebook::default()) }
}

/// What was done before; the first step of a trial.
#[derive(Clone, Debug)]
#[must_use]
pub struct Given<'a> {
    context: Context<'a>,
    book: Result<Casebook, Surprise>,
}

impl<'a> Given<'a> {
    /// After the entries of a journal, taken in without asking a rule.
    pub fn entries<'e>(mut self, entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        for entry in entries {
            let Ok(book) = &mut self.book else { break };
            if let Err(why) = book.take(entry) {
                self.book = Err(Surprise::Entry { number: entry.number, why });
            }
        }
        self
    }

    /// After commands, each of which has to be carried out.
    pub fn commands<'c>(mut self, commands: impl IntoIterator<Item = &'c Command>) -> Self {
        for command in commands {
            let Ok(book) = &mut self.book else { break };
            let done = handle(book, command, &self.context);
            if !matches!(done, Ok(Done::Now(_))) {
                let (command, found) = (named(command), found(&done));
                self.book = Err(Surprise::Given { command, found });
            }
        }
        self
    }

    /// By other rules or another calendar from here on.
    pub const fn by(mut self, context: Context<'a>) -> Self {
        self.context = context;
        self
    }

    /// A command comes.
    pub fn when(self, command: &Command) -> When {
        let Self { context, book } = self;
        let outcome = book.map(|mut book| {
            let before = book.entries();
            let done = handle(&mut book, command, &context);
            Outcome { before, book, done }
        });
        When { command: named(command), outcome }
    }
}

/// A command has come; the second step of a trial.
#[derive(Clone, Debug)]
#[must_use]
pub struct When {
    command: String,
    outcome: Result<Outcome, Surprise>,
}

/// What came of a command.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How many entries there were before.
    pub before: u64,
    /// The casebook afterwards.
    pub book: Casebook,
    /// What the casebook answered.
    pub done: Result<Done, NotDone>,
}

/// What should come of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected<'a> {
    /// It is carried out, with events of these kinds, in this order.
    Events(&'a [&'a str]),
    /// It had been carried out before, in this entry.
    Before(u64),
    /// The rules refuse it, and these are the rules of all unmet conditions, in their order.
    Refused(&'a [&'a str]),
    /// What it says cannot be entered.
    Unfit,
    /// Its key stands for another command.
    KeyTaken,
    /// It was recorded before the last entry.
    GoesBack,
    /// What it is about has changed since its sender looked.
    Stale,
}

impl Expected<'_> {
    fn is(&self, done: &Result<Done, NotDone>) -> bool {
        match (self, done) {
            (Self::Events(kinds), Ok(Done::Now(entry))) => {
                entry.events.iter().map(|event| event.what.kind()).eq(kinds.iter().copied())
            }
            (Self::Before(number), Ok(Done::Before(found))) => number == found,
            (Self::Refused(rules), Err(NotDone::Refused(refusal))) => {
                unmet(refusal).eq(rules.iter().copied())
            }
            (Self::Unfit, Err(NotDone::Unfit(_)))
            | (Self::KeyTaken, Err(NotDone::KeyTaken { .. }))
            | (Self::GoesBack, Err(NotDone::GoesBack { .. }))
            | (Self::Stale, Err(NotDone::Stale { .. })) => true,
            _ => false,
        }
    }
}

fn unmet(refusal: &Refusal) -> impl Iterator<Item = &str> {
    refusal.unmet().iter().map(|unmet| unmet.reason().rule().as_str())
}

/// Reads behind *it should*.
impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Events([]) => f.write_str("bring about nothing"),
            Self::Events(kinds) => write!(f, "bring about {}", kinds.join(", ")),
            Self::Before(entry) => write!(f, "have been carried out before, in entry {entry}"),
            Self::Refused(rules) => write!(f, "be refused by {}", rules.join(", ")),
            Self::Unfit => f.write_str("not fit"),
            Self::KeyTaken => f.write_str("find its key taken"),
            Self::GoesBack => f.write_str("go back in time"),
            Self::Stale => f.write_str("be stale"),
        }
    }
}

impl When {
    /// This comes of it.
    ///
    /// # Errors
    ///
    /// The first [`Surprise`] of the three steps.
    pub fn then(self, expected: Expected<'_>) -> Result<Outcome, Surprise> {
        let Self { command, outcome } = self;
        let outcome = outcome?;
        if expected.is(&outcome.done) {
            return Ok(outcome);
        }
        let (expected, found) = (expected.to_string(), found(&outcome.done));
        Err(Surprise::Then { entries: outcome.before, command, expected, found })
    }

    /// It is carried out, and the casebook is afterwards as `looks` has it; `what` says how,
    /// as in *the clue is closed*.
    ///
    /// # Errors
    ///
    /// The first [`Surprise`] of the three steps.
    pub fn then_book(
        self,
        what: &str,
        looks: impl FnOnce(&Casebook) -> bool,
    ) -> Result<Outcome, Surprise> {
        let Self { command, outcome } = self;
        let outcome = outcome?;
        let done = matches!(outcome.done, Ok(Done::Now(_)));
        if done && looks(&outcome.book) {
            return Ok(outcome);
        }
        let (expected, found) = (format!("lead to this: {what}"), found(&outcome.done));
        Err(Surprise::Then { entries: outcome.before, command, expected, found })
    }
}

/// A command by its key and its act.
fn named(command: &Command) -> String {
    format!("{} ({})", command.key(), command.act().kind())
}

/// What came of a command. Reads behind *it*.
fn found(done: &Result<Done, NotDone>) -> String {
    match done {
        Ok(Done::Now(entry)) if entry.events.is_empty() => "brought about nothing".to_owned(),
        Ok(Done::Now(entry)) => {
            let names = entry.events.iter().map(|event| {
                let kind = event.what.kind();
                format!("\n  {kind}: {} ({})", event.what.name(), event.what.about())
            });
            format!("brought about:{}", names.collect::<String>())
        }
        Ok(Done::Before(entry)) => format!("was carried out before, in entry {entry}"),
        Err(NotDone::Refused(refusal)) => {
            let text = refusal.to_string();
            let lines = text.lines().map(|line| format!("\n  {}", line.trim_start()));
            format!("was refused:{}", lines.collect::<String>())
        }
        Err(other) => format!("was not carried out: {other}"),
    }
}

/// Something came otherwise than the trial expected it.
///
/// Shown in the same words by `{}` and `{:?}`, so that a test that unwraps it is readable.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Surprise {
    /// The entries that were given are no journal.
    #[error("given entry {number}, which does not fit: {why}")]
    Entry {
        /// Its number.
        number: u64,
        /// Why not.
        why: EventMismatch,
    },
    /// A command that was given was not carried out.
    #[error("given {command}, and it {found}")]
    Given {
        /// Its key and its act.
        command: String,
        /// What came of it.
        found: String,
    },
    /// Something else came of the command.
    #[error(
        "given {entries} entries, when {command} comes, then it should {expected}, and it {found}"
    )]
    Then {
        /// How many entries there were before.
        entries: u64,
        /// Its key and its act.
        command: String,
        /// What should have come of it.
        expected: String,
        /// What came of it.
        found: String,
    },
}

impl fmt::Debug for Surprise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
