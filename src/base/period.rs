//! Half-open stretches of days, with ends that may be unknown.
//!
//! A period holds its first day and not the day on which it ends: a post held
//! *until* 2019-05-01 was not held on that day any more. Two periods that touch
//! share no day.
//!
//! Reports often know only that a post *was* held. So each end may be unknown,
//! and questions answer [`Truth::Unknown`] where the unknown end matters. Still
//! running ([`End::Open`]) is knowledge; [`End::Unknown`] is the lack of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::truth::Truth;

/// How a period begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// This is the first day.
    On(Day),
    /// Nobody has said.
    Unknown,
}

/// How a period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// This is the first day that no longer belongs to it.
    Before(Day),
    /// It is still running, as far as is known.
    Open,
    /// It may have ended; nobody has said when.
    Unknown,
}

/// A half-open stretch of days.
///
/// # Examples
///
/// ```
/// use unbrella::base::period::{End, Period, Start};
/// use unbrella::base::truth::Truth;
/// use unbrella::day;
///
/// let post = Period::new(Start::On(day!(2016, 3, 1)), End::Before(day!(2019, 5, 1)))?;
/// assert_eq!(post.contains(day!(2019, 4, 30)), Truth::Yes);
/// assert_eq!(post.contains(day!(2019, 5, 1)), Truth::No);
///
/// let vague = Period::new(Start::Unknown, End::Before(day!(2019, 5, 1)))?;
/// assert_eq!(vague.contains(day!(2010, 1, 1)), Truth::Unknown);
/// assert_eq!(vague.contains(day!(2020, 1, 1)), Truth::No);
/// # Ok::<(), unbrella::base::period::ReversedPeriod>(())
/// ```
// Invariant: where both ends are days, start < end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "PeriodDraft", into = "PeriodDraft")]
pub struct Period {
    start: Start,
    end: End,
}

/// A period as it is read, unchecked.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Period", deny_unknown_fields)]
struct PeriodDraft {
    start: Start,
    end: End,
}

impl Period {
    /// A period about which nothing is known.
    pub const UNKNOWN: Self = Self { start: Start::Unknown, end: End::Unknown };

    /// Builds a period.
    ///
    /// # Errors
    ///
    /// [`ReversedPeriod`] if it would hold no day.
    pub fn new(start: Start, end: End) -> Result<Self, ReversedPeriod> {
        match (start, end) {
            (Start::On(first), End::Before(until)) if first >= until => {
                Err(ReversedPeriod { first, until })
            }
            _ => Ok(Self { start, end }),
        }
    }

    /// From `first`, still running.
    #[must_use]
    pub const fn since(first: Day) -> Self {
        Self { start: Start::On(first), end: End::Open }
    }

    /// How it begins.
    #[must_use]
    pub const fn start(&self) -> Start {
        self.start
    }

    /// How it ends.
    #[must_use]
    pub const fn end(&self) -> End {
        self.end
    }

    /// Whether `day` belongs to the period.
    ///
    /// Yes only where nothing unknown could change the answer: with an unknown
    /// start, no day before the end is certain to belong.
    #[must_use]
    pub fn contains(&self, day: Day) -> Truth {
        let begun = match self.start {
            Start::On(first) => Truth::from(first <= day),
            Start::Unknown => Truth::Unknown,
        };
        let not_over = match self.end {
            End::Before(until) => Truth::from(day < until),
            End::Open => Truth::Yes,
            End::Unknown => match self.start {
                // A period is never empty, so its first day always belongs.
                Start::On(first) if first == day => Truth::Yes,
                _ => Truth::Unknown,
            },
        };
        let first_not_late = match (self.start, self.end) {
            // The start is unknown, yet before the end: the last day always belongs.
            (Start::Unknown, End::Before(until)) if day.next() == Ok(until) => Truth::Yes,
            _ => begun,
        };
        first_not_late.and(not_over)
    }

    /// Whether the two share a day. Symmetric.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> Truth {
        let before = |a: &Self, b: &Self| match (a.end, b.start) {
            (End::Before(until), Start::On(first)) => Truth::from(until <= first),
            // Still running today says nothing about a start in the future.
            (End::Open, _) => Truth::No,
            (End::Unknown, Start::On(_)) | (_, Start::Unknown) => Truth::Unknown,
        };
        let apart = before(self, other).or(before(other, self));
        match apart {
            Truth::Unknown if self.shares_a_sure_day_with(other) => Truth::No,
            settled => settled,
        }
        .not()
    }

    /// The days that certainly belong to the period span from here…
    fn sure_first(&self) -> Option<Day> {
        match (self.start, self.end) {
            (Start::On(first), _) => Some(first),
            (Start::Unknown, End::Before(until)) => until.plus_days(-1).ok(),
            (Start::Unknown, End::Open | End::Unknown) => None,
        }
    }

    /// Whether a day that certainly belongs to one belongs to the other.
    fn shares_a_sure_day_with(&self, other: &Self) -> bool {
        let sure = |a: &Self, b: &Self| a.sure_first().is_some_and(|day| b.contains(day).is_yes());
        sure(self, other) || sure(other, self)
    }

    /// The number of days, where both ends are days.
    #[must_use]
    pub fn length_in_days(&self) -> Option<i64> {
        match (self.start, self.end) {
            (Start::On(first), End::Before(until)) => Some(until.days_since(first)),
            _ => None,
        }
    }
}

impl TryFrom<PeriodDraft> for Period {
    type Error = ReversedPeriod;

    fn try_from(draft: PeriodDraft) -> Result<Self, Self::Error> {
        Self::new(draft.start, draft.end)
    }
}

impl From<Period> for PeriodDraft {
    fn from(period: Period) -> Self {
        Self { start: period.start, end: period.end }
    }
}

/// `2016-03-01 until 2019-05-01`; unknown ends say so.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.start {
            Start::On(first) => write!(f, "{first}")?,
            Start::Unknown => write!(f, "from an unknown day")?,
        }
        match self.end {
            End::Before(until) => write!(f, " until {until}"),
            End::Open => write!(f, ", still running"),
            End::Unknown => write!(f, ", end unknown"),
        }
    }
}

/// The period ends before, or on, its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a period from {first} cannot end before {until}: it would hold no day")]
pub struct ReversedPeriod {
    /// The first day given.
    pub first: Day,
    /// The end given, which does not belong to the period.
    pub until: Day,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All periods whose ends lie within six days, and those with open or unknown ends.
    fn every_period() -> Vec<Period> {
        let days: Vec<Day> = (1..=6).map(|d| Day::of(2019, 5, d).unwrap()).collect();
        let starts = days.iter().map(|d| Start::On(*d)).chain([Start::Unknown]);
        starts
            .flat_map(|start| {
                let ends = days.iter().map(|d| End::Before(*d)).chain([End::Open, End::Unknown]);
                ends.filter_map(move |end| Period::new(start, end).ok()).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The plain meaning of a period: every stretch of days that it may stand for,
    /// over a world of 16 days around the six; "open" runs to the end of the world.
    fn readings(period: &Period) -> Vec<(i64, i64)> {
        const WORLD: (i64, i64) = (-5, 11);
        let number = |day: Day| day.days_since(Day::of(2019, 5, 1).unwrap());
        let firsts: Vec<i64> = match period.start() {
            Start::On(day) => vec![number(day)],
            Start::Unknown => (WORLD.0..WORLD.1).collect(),
        };
        let untils: Vec<i64> = match period.end() {
            End::Before(day) => vec![number(day)],
            End::Open => vec![WORLD.1],
            End::Unknown => (WORLD.0 + 1..=WORLD.1).collect(),
        };
        firsts
            .iter()
            .flat_map(|f| untils.iter().filter(move |u| f < u).map(move |u| (*f, *u)))
            .collect()
    }

    fn verdict(mut answers: impl Iterator<Item = bool>) -> Truth {
        let first = answers.next().expect("at least one reading");
        if answers.all(|answer| answer == first) { first.into() } else { Truth::Unknown }
    }

    #[test]
    fn contains_agrees_with_every_reading() {
        for period in every_period() {
            for n in 0..6 {
                let day = Day::of(2019, 5, 1).unwrap().plus_days(n).unwrap();
                let plain = verdict(readings(&period).iter().map(|(f, u)| *f <= n && n < *u));
                assert_eq!(period.contains(day), plain, "{period} on {day}");
            }
        }
    }

    #[test]
    fn overlaps_agrees_with_every_pair_of_readings_and_is_symmetric() {
        for a in every_period() {
            for b in every_period() {
                let pairs = readings(&a)
                    .into_iter()
                    .flat_map(|(f, u)| readings(&b).into_iter().map(move |(g, v)| f < v && g < u));
                assert_eq!(a.overlaps(&b), verdict(pairs), "{a} / {b}");
                assert_eq!(a.overlaps(&b), b.overlaps(&a), "{a} / {b}");
            }
        }
    }

    #[test]
    fn periods_that_touch_share_no_day() {
        let day = |d| Day::of(2019, 5, d).unwrap();
        let first = Period::new(Start::On(day(1)), End::Before(day(3))).unwrap();
        let second = Period::new(Start::On(day(3)), End::Before(day(4))).unwrap();
        assert_eq!(first.overlaps(&second), Truth::No);
    }

    #[test]
    fn json_goes_through_the_same_door() {
        let text = r#"{"start":{"on":"2019-05-02"},"end":{"before":"2019-05-01"}}"#;
        let refused = serde_json::from_str::<Period>(text).unwrap_err().to_string();
        assert!(
            refused.starts_with(
                "a period from 2019-05-02 cannot end before 2019-05-01: it would hold no day"
            ),
            "{refused}",
        );
        for period in every_period() {
            let text = serde_json::to_string(&period).unwrap();
            assert_eq!(serde_json::from_str::<Period>(&text).unwrap(), period);
        }
    }
}
