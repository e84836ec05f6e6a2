//! One parameter of the rules: a value with its dated, cited history.
//!
//! A [`Parameter`] is a list of [`Dated`] entries, each in force from its day until
//! the next one begins. An entry either lays down a value or ends the one before.
//! Where a source can be read in more than one way, the entry holds the reading that
//! is followed and, beside it, the other [`Reading`]s; none is thrown away.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::provenance::Citation;

/// How the first day of an entry is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Onset {
    /// The document says that it is in force from this day.
    Stated,
    /// The document does not say. This is the first day on which it is known to
    /// have applied; it may be older.
    FirstKnown,
}

impl fmt::Display for Onset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Stated => "from",
            Self::FirstKnown => "known from",
        })
    }
}

/// One way of reading a source: the value that it gives, and what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reading<T> {
    /// The value under this reading.
    pub value: T,
    /// Where it comes from, and how certain it is.
    pub citation: Citation,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Says<T> {
    /// This value is in force.
    Value {
        /// The value that is followed.
        value: T,
        /// What the same words could also mean. Not followed unless chosen with
        /// [`RulePack::following`](crate::rulebook::RulePack::following).
        other_readings: Vec<Reading<T>>,
    },
    /// From this day on there is no value.
    Ended,
}

/// An entry in the history of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dated<T> {
    pub(crate) from: Day,
    pub(crate) onset: Onset,
    pub(crate) says: Says<T>,
    pub(crate) citation: Citation,
}

impl<T> Dated<T> {
    /// A value in force from `from` on, a day that the source states.
    pub const fn new(from: Day, value: T, citation: Citation) -> Self {
        Self {
            from,
            onset: Onset::Stated,
            says: Says::Value { value, other_readings: Vec::new() },
            citation,
        }
    }

    /// From `from` on there is no value any more.
    pub const fn ended(from: Day, citation: Citation) -> Self {
        Self { from, onset: Onset::Stated, says: Says::Ended, citation }
    }

    /// Marks the day as the first known one, where the source does not state it.
    #[must_use]
    pub fn first_known(mut self) -> Self {
        self.onset = Onset::FirstKnown;
        self
    }

    /// Keeps another reading of the same source beside the value that is followed.
    ///
    /// An entry that ends a value has no readings and is given back unchanged.
    #[must_use]
    pub fn or_read(mut self, value: T, citation: Citation) -> Self {
        if let Says::Value { other_readings, .. } = &mut self.says {
            other_readings.push(Reading { value, citation });
        }
        self
    }

    /// The first day in force.
    #[must_use]
    pub const fn from(&self) -> Day {
        self.from
    }

    /// How that day is known.
    #[must_use]
    pub const fn onset(&self) -> Onset {
        self.onset
    }

    /// What the entry says.
    #[must_use]
    pub const fn says(&self) -> &Says<T> {
        &self.says
    }

    /// The value that is followed; `None` if the entry ends one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match &self.says {
            Says::Value { value, .. } => Some(value),
            Says::Ended => None,
        }
    }

    /// What the same source could also mean, in the order of the pack.
    #[must_use]
    pub fn other_readings(&self) -> &[Reading<T>] {
        match &self.says {
            Says::Value { other_readings, .. } => other_readings,
            Says::Ended => &[],
        }
    }

    /// Who said so.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.citation
    }
}

/// A number, a choice or a table of the rules that has changed, or may change.
///
/// # Examples
///
/// ```
/// use unbrella::base::deadline::TimeLimit;
/// use unbrella::day;
/// use unbrella::rulebook::{Dated, Parameter};
/// # use unbrella::rulebook::packs;
/// # use unbrella::rulebook::keys::transfer;
/// # let citation = packs::zhaotong().parameter(transfer::NOTICE.info()).unwrap().history()[0]
/// #     .citation().clone();
///
/// let notice = Parameter::new(vec![
///     Dated::new(day!(2019, 4, 24), TimeLimit::days(5), citation.clone()),
///     Dated::ended(day!(2021, 1, 1), citation),
/// ])?;
/// assert_eq!(notice.on(day!(2019, 4, 23)).map(|entry| entry.from()), None);
/// assert_eq!(notice.on(day!(2020, 6, 1)).and_then(Dated::value), Some(&TimeLimit::days(5)));
/// assert_eq!(notice.on(day!(2021, 1, 1)).and_then(Dated::value), None);
/// # Ok::<(), unbrella::rulebook::InvalidHistory>(())
/// ```
// Invariant: at least one entry, `from` strictly increasing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Parameter<T> {
    history: Vec<Dated<T>>,
}

impl<T> Parameter<T> {
    /// Builds a parameter from its entries, in any order.
    ///
    /// # Errors
    ///
    /// [`InvalidHistory`] without an entry, or if entries begin on the same day:
    /// which of them applies is a question for the reader of the sources, not for
    /// a sort. Every such day is listed.
    pub fn new(mut history: Vec<Dated<T>>) -> Result<Self, InvalidHistory> {
        if history.is_empty() {
            return Err(InvalidHistory::Empty);
        }
        history.sort_by_key(|entry| entry.from);
        let mut days: Vec<Day> = history
            .iter()
            .zip(history.iter().skip(1))
            .filter(|(entry, next)| entry.from == next.from)
            .map(|(entry, _)| entry.from)
            .collect();
        days.dedup();
        if days.is_empty() { Ok(Self { history }) } else { Err(InvalidHistory::SameDay { days }) }
    }

    /// Takes a history of the crate's own tables, in order of its days.
    ///
    /// A test reads every such history through [`Self::new`].
    pub(crate) fn literal(mut history: Vec<Dated<T>>) -> Self {
        history.sort_by_key(|entry| entry.from);
        Self { history }
    }

    /// The entry in force on `day`: the last one that begins on or before it.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Dated<T>> {
        self.history.iter().rev().find(|entry| entry.from <= day)
    }

    /// The first day on which the entry in force on `day` is not in force any more;
    /// `None` if nothing follows it.
    #[must_use]
    pub fn until(&self, day: Day) -> Option<Day> {
        self.history.iter().map(|entry| entry.from).find(|from| *from > day)
    }

    /// All entries, earliest first.
    #[must_use]
    pub fn history(&self) -> &[Dated<T>] {
        &self.history
    }
}

/// Why entries do not make a history.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidHistory {
    /// There is no entry.
    #[error("the history has no entry")]
    Empty,
    /// Two or more entries begin on the same day.
    #[error("more than one entry begins on {}", join(days))]
    SameDay {
        /// The days, earliest first, each once.
        days: Vec<Day>,
    },
}

fn join(days: &[Day]) -> String {
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
