//! What happened, when it happened, and when it became known here.

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;

/// The two times of everything that happens.
///
/// Clocks run on the first, knowledge and responsibility on the second.
// Invariant: recorded_at >= occurred_at: nothing is written down before it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "WhenDraft", into = "WhenDraft")]
pub struct When {
    occurred_at: Moment,
    recorded_at: Moment,
}

/// The two times as they are read, unchecked.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "When", deny_unknown_fields)]
struct WhenDraft {
    occurred_at: Moment,
    recorded_at: Moment,
}

impl When {
    /// Something that happened at one moment and was written down at another.
    ///
    /// # Errors
    ///
    /// [`RecordedTooEarly`] if it was written down before it happened.
    pub fn new(occurred_at: Moment, recorded_at: Moment) -> Result<Self, RecordedTooEarly> {
        if recorded_at < occurred_at {
            return Err(RecordedTooEarly { occurred_at, recorded_at });
        }
        Ok(Self { occurred_at, recorded_at })
    }

    /// Something written down as it happened.
    #[must_use]
    pub const fn at_once(moment: Moment) -> Self {
        Self { occurred_at: moment, recorded_at: moment }
    }

    /// When it happened; clocks run from here.
    #[must_use]
    pub const fn occurred_at(self) -> Moment {
        self.occurred_at
    }

    /// When it was written down; nobody here knew of it before.
    #[must_use]
    pub const fn recorded_at(self) -> Moment {
        self.recorded_at
    }
}

impl TryFrom<WhenDraft> for When {
    type Error = RecordedTooEarly;

    fn try_from(draft: WhenDraft) -> Result<Self, Self::Error> {
        Self::new(draft.occurred_at, draft.recorded_at)
    }
}

impl From<When> for WhenDraft {
    fn from(when: When) -> Self {
        Self { occurred_at: when.occurred_at, recorded_at: when.recorded_at }
    }
}

/// Written down before it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("recorded at {recorded_at}, before it occurred at {occurred_at}")]
pub struct RecordedTooEarly {
    /// When it is said to have happened.
    pub occurred_at: Moment,
    /// When it is said to have been written down.
    pub recorded_at: Moment,
}

/// The successive states of something, each with its two times.
///
/// Nothing is ever taken out or changed; a later entry is a later state.
// Invariant: not empty; recorded_at never goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    try_from = "Vec<Stamped<T>>",
    into = "Vec<Stamped<T>>",
    bound(serialize = "T: Clone + Serialize", deserialize = "T: Deserialize<'de>")
)]
#[cfg_attr(feature = "schema", schemars(rename = "{T}History"))]
pub struct History<T> {
    first: Stamped<T>,
    later: Vec<Stamped<T>>,
}

/// One state with its two times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Stamped{T}"))]
#[serde(deny_unknown_fields)]
pub struct Stamped<T> {
    /// When it began, and when that was written down.
    pub when: When,
    /// The state.
    pub state: T,
}

impl<T> History<T> {
    /// Begins a history.
    pub const fn new(when: When, state: T) -> Self {
        Self { first: Stamped { when, state }, later: Vec::new() }
    }

    /// Adds a later state.
    ///
    /// # Errors
    ///
    /// [`InvalidHistory::GoesBack`] if it was recorded before the last one.
    pub fn push(&mut self, when: When, state: T) -> Result<(), InvalidHistory> {
        let last = self.last().when.recorded_at();
        if when.recorded_at() < last {
            return Err(InvalidHistory::GoesBack { last, given: when.recorded_at() });
        }
        self.later.push(Stamped { when, state });
        Ok(())
    }

    /// The first state with its times.
    #[must_use]
    pub const fn first(&self) -> &Stamped<T> {
        &self.first
    }

    /// The latest state with its times.
    #[must_use]
    pub fn last(&self) -> &Stamped<T> {
        self.later.last().unwrap_or(&self.first)
    }

    /// The latest state.
    #[must_use]
    pub fn current(&self) -> &T {
        &self.last().state
    }

    /// The state as it was known at a moment; `None` before anything was known.
    #[must_use]
    pub fn known_at(&self, moment: Moment) -> Option<&T> {
        let known = self.iter().take_while(|entry| entry.when.recorded_at() <= moment);
        known.last().map(|entry| &entry.state)
    }

    /// All states, first to last.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Stamped<T>> {
        std::iter::once(&self.first).chain(&self.later)
    }
}

impl<T> TryFrom<Vec<Stamped<T>>> for History<T> {
    type Error = InvalidHistory;

    fn try_from(entries: Vec<Stamped<T>>) -> Result<Self, Self::Error> {
        let mut entries = entries.into_iter();
        let first = entries.next().ok_or(InvalidHistory::Empty)?;
        let mut history = Self { first, later: Vec::new() };
        for Stamped { when, state } in entries {
            history.push(when, state)?;
        }
        Ok(history)
    }
}

impl<T> From<History<T>> for Vec<Stamped<T>> {
    fn from(history: History<T>) -> Self {
        std::iter::once(history.first).chain(history.later).collect()
    }
}

/// Why a list of states is not a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidHistory {
    /// There is no state.
    #[error("a history needs at least one state")]
    Empty,
    /// A state was recorded before the one that stands in front of it.
    #[error("recorded at {given}, after an entry recorded at {last}")]
    GoesBack {
        /// When the last state was recorded.
        last: Moment,
        /// When this one was.
        given: Moment,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32) -> Moment {
        Moment::china(crate::day!(2019, 4, 9), hour, 0).unwrap()
    }

    #[test]
    fn knowledge_follows_the_record_not_the_event() {
        let mut history = History::new(When::at_once(at(8)), "received");
        history.push(When::new(at(9), at(12)).unwrap(), "disposed").unwrap();
        assert_eq!(history.known_at(at(7)), None);
        assert_eq!(history.known_at(at(11)), Some(&"received"), "it had happened, unknown");
        assert_eq!(history.known_at(at(12)), Some(&"disposed"));
    }

    #[test]
    fn what_goes_back_is_refused_and_changes_nothing() {
        let mut history = History::new(When::at_once(at(8)), "received");
        let before = history.clone();
        let refused = history.push(When::at_once(at(7)), "disposed").unwrap_err();
        assert_eq!(
            refused.to_string(),
            "recorded at 2019-04-09 07:00:00 +08:00, after an entry recorded at 2019-04-09 08:00:00 +08:00",
        );
        assert_eq!(history, before);
        assert!(serde_json::from_str::<History<u8>>("[]").is_err());
        let text = serde_json::to_string(&History::new(When::at_once(at(8)), 1_u8)).unwrap();
        assert_eq!(serde_json::from_str::<History<u8>>(&text).unwrap().current(), &1);
    }

    #[test]
    fn nothing_is_recorded_before_it_happens() {
        assert!(When::new(at(9), at(8)).is_err());
        let text = r#"{"occurred_at":"2019-04-09T09:00:00+08:00","recorded_at":"2019-04-09T08:00:00+08:00"}"#;
        assert!(serde_json::from_str::<When>(text).is_err());
    }
}
