//! Whether the rules of a pattern hold for the periods of its ties, known or not.

use super::draft::Rule;
use super::found::{Missing, MissingDay};
use crate::base::day::Day;
use crate::base::period::{End, Period, Start};
use crate::base::text::Code;
use crate::base::truth::Truth;

/// The days on which something may be, first and last; the ends of the numbers mean
/// that nothing bounds it.
type Bounds = (i64, i64);

/// The first day of the count.
const ORIGIN: Day = crate::day!(1900, 1, 1);

/// When a period may begin.
fn begins(period: &Period) -> Bounds {
    match (period.start(), period.end()) {
        (Start::On(day), _) => (day.days_since(ORIGIN), day.days_since(ORIGIN)),
        (Start::Unknown, End::Before(day)) => (i64::MIN, day.days_since(ORIGIN).saturating_sub(1)),
        (Start::Unknown, _) => (i64::MIN, i64::MAX),
    }
}

/// The days that may be the first after a period.
fn stops(period: &Period) -> Bounds {
    match (period.end(), period.start()) {
        (End::Before(day), _) => (day.days_since(ORIGIN), day.days_since(ORIGIN)),
        (End::Open, _) => (i64::MAX, i64::MAX),
        (End::Unknown, Start::On(day)) => (day.days_since(ORIGIN).saturating_add(1), i64::MAX),
        (End::Unknown, Start::Unknown) => (i64::MIN, i64::MAX),
    }
}

/// Whether the one is at most so many days after the other.
fn at_most(one: Bounds, other: Bounds, days: i64) -> Truth {
    let later = |bound: i64| match bound {
        i64::MIN | i64::MAX => bound,
        known => known.saturating_add(days),
    };
    if one.1 <= later(other.0) {
        Truth::Yes
    } else if one.0 > later(other.1) {
        Truth::No
    } else {
        Truth::Unknown
    }
}

fn covers(whole: &Period, part: &Period) -> Truth {
    at_most(begins(whole), begins(part), 0).and(at_most(stops(part), stops(whole), 0))
}

impl Rule {
    /// Whether it holds for the periods of its steps.
    pub(super) fn holds(&self, periods: &[Period]) -> Truth {
        match (self, periods) {
            (Self::Before { .. }, [first, then]) => at_most(begins(first), begins(then), -1),
            (Self::Within { days, .. }, [first, then]) => {
                let after = at_most(begins(first), begins(then), 0);
                after.and(at_most(begins(then), begins(first), i64::from(*days)))
            }
            (Self::Overlaps { .. }, [one, other]) => one.overlaps(other),
            (Self::Covers { .. }, [whole, part]) => covers(whole, part),
            (Self::CoversPeriod { period, .. }, [whole]) => covers(whole, period),
            _ => Truth::Yes,
        }
    }

    /// The unknown days that it looks at.
    pub(super) fn missing(&self, periods: &[(&Code, Period)]) -> Vec<Missing> {
        let starts = matches!(self, Self::Before { .. } | Self::Within { .. });
        let mut missing = Vec::new();
        for (step, period) in periods {
            let mut add = |day| missing.push(Missing { step: (*step).clone(), day });
            if period.start() == Start::Unknown {
                add(MissingDay::Start);
            }
            if !starts && period.end() == End::Unknown {
                add(MissingDay::End);
            }
        }
        missing
    }
}
