//! The count day by day, for people: every day is named, and why it counts or does not.

use std::fmt;

use super::count::{self, CannotCount, Edition, Leg, Ruler, Terms};
use super::limit::{CountFrom, LastDay, Length, TimeLimit};
use crate::base::calendar::{DayKind, WorkCalendar};
use crate::base::day::{Day, Moment};
use crate::base::text::Line;

/// A count, step by step.
///
/// Its [`Display`](fmt::Display) is one line for each step, between a line that names the
/// limit and the start and one that names the end; see the [module page](super).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    limit: TimeLimit,
    start: Moment,
    counted_by: Edition,
    steps: Vec<Step>,
    due: Moment,
}

impl Explanation {
    /// The steps, in order of time.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The first moment that is too late: where the steps lead.
    #[must_use]
    pub const fn due(&self) -> Moment {
        self.due
    }
}

/// One step of a count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// A day.
    Day {
        /// Which.
        day: Day,
        /// Why it counts or does not.
        count: DayCount,
    },
    /// Hours, counted at once.
    Hours {
        /// How many.
        hours: u16,
        /// From here.
        from: Moment,
        /// To here.
        until: Moment,
    },
    /// A stretch within these hours during which the clock stood still.
    StoodStill {
        /// From here.
        from: Moment,
        /// To here.
        until: Moment,
    },
    /// The limit has ended, and its extension begins.
    Extended(Length),
}

/// Why a day counts or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DayCount {
    /// The day of the start, which is not counted.
    FirstDay,
    /// Counted: it is number `n`.
    Counted {
        /// Its number, from 1.
        n: u32,
        /// Why offices are closed on it, where it would be the last day and moves for that.
        moves: Option<Closed>,
    },
    /// Not counted, since only working days are.
    NotWorking(Closed),
    /// Not counted, since the clock stands still.
    Suspended,
    /// Passed over on the way from a closed last day to the next open one.
    PassedOver(Closed),
    /// The open day that takes the place of a closed last day.
    LastDayMovedHere,
}

/// Why offices are closed on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Saturday or Sunday.
    Weekend,
    /// The holiday of this name.
    Holiday(Line),
}

impl Closed {
    /// `None` on an open day.
    fn on(day: Day, calendar: &WorkCalendar) -> Result<Option<Self>, CannotCount> {
        Ok(match calendar.kind(day)? {
            DayKind::Weekend => Some(Self::Weekend),
            DayKind::Holiday(name) => Some(Self::Holiday(name.clone())),
            DayKind::Open | DayKind::MadeUp(_) => None,
        })
    }
}

/// Walks through the count.
pub(super) fn explain(terms: &Terms<'_>) -> Result<Explanation, CannotCount> {
    let offset = terms.start.offset();
    let ruler = Ruler { calendar: terms.calendar, offset, suspensions: terms.suspensions };
    let mut steps = Vec::new();
    if terms.limit.count_from() == CountFrom::NextDay {
        let day = count::day_at(terms.start, offset)?;
        steps.push(Step::Day { day, count: DayCount::FirstDay });
    }
    let mut due = terms.start;
    for (index, leg) in count::legs(terms)?.into_iter().enumerate() {
        if let Some(extension) = terms.extension.filter(|_| index > 0) {
            steps.push(Step::Extended(extension));
        }
        due = match leg {
            Leg::Hours { hours, from, .. } => walk_hours(from, hours, terms, &mut steps)?,
            Leg::Days { first, n, open_only, .. } => {
                let walk = Walk { ruler, open_only, last_day: terms.limit.last_day() };
                let last = walk.days(first, n.get(), &mut steps)?;
                count::start_of(last.next()?, offset)?
            }
        };
    }
    let Terms { limit, start, .. } = *terms;
    Ok(Explanation { limit, start, counted_by: Edition::of(terms.calendar), steps, due })
}

/// Runs the clock from one suspension to the next until the hours are used up.
fn walk_hours(
    from: Moment,
    hours: u16,
    terms: &Terms<'_>,
    steps: &mut Vec<Step>,
) -> Result<Moment, CannotCount> {
    let mut left = chrono::TimeDelta::hours(hours.into());
    let mut now = from;
    let mut still = Vec::new();
    for suspension in terms.suspensions {
        let Some(until) = suspension.until().filter(|until| *until > now) else { continue };
        let stop = suspension.from();
        if stop.since(now) >= left {
            break;
        }
        left = left.checked_sub(&stop.since(now)).unwrap_or_default();
        still.push(Step::StoodStill { from: stop, until });
        now = until;
    }
    let until = now.plus(left)?;
    steps.push(Step::Hours { hours, from, until });
    steps.append(&mut still);
    Ok(until)
}

/// Goes from day to day.
struct Walk<'a> {
    ruler: Ruler<'a>,
    open_only: bool,
    last_day: LastDay,
}

impl Walk<'_> {
    /// Counts `n` days from `first` on, then moves the last one; gives back the last day.
    fn days(&self, first: Day, n: u32, steps: &mut Vec<Step>) -> Result<Day, CannotCount> {
        let mut day = first;
        let mut counted = 0_u32;
        loop {
            let count = self.count(day, counted, n)?;
            if let DayCount::Counted { n, .. } = count {
                counted = n;
            }
            let moves = matches!(count, DayCount::Counted { moves: Some(_), .. });
            steps.push(Step::Day { day, count });
            if moves {
                return self.move_on(day, steps);
            }
            if counted >= n {
                return Ok(day);
            }
            day = day.next()?;
        }
    }

    /// What one day is, where `counted` days were counted before it and `n` are wanted.
    fn count(&self, day: Day, counted: u32, n: u32) -> Result<DayCount, CannotCount> {
        if self.ruler.is_suspended(day)? {
            return Ok(DayCount::Suspended);
        }
        let number = counted.saturating_add(1);
        if self.open_only {
            let closed = Closed::on(day, self.ruler.calendar)?;
            return Ok(
                closed.map_or(DayCount::Counted { n: number, moves: None }, DayCount::NotWorking)
            );
        }
        let moves = if number >= n && self.last_day == LastDay::Moves {
            Closed::on(day, self.ruler.calendar)?
        } else {
            None
        };
        Ok(DayCount::Counted { n: number, moves })
    }

    /// From a closed last day to the next open one.
    fn move_on(&self, closed: Day, steps: &mut Vec<Step>) -> Result<Day, CannotCount> {
        let mut day = closed;
        loop {
            day = day.next()?;
            let count = if self.ruler.is_suspended(day)? {
                DayCount::Suspended
            } else {
                let closed = Closed::on(day, self.ruler.calendar)?;
                closed.map_or(DayCount::LastDayMovedHere, DayCount::PassedOver)
            };
            let arrived = count == DayCount::LastDayMovedHere;
            steps.push(Step::Day { day, count });
            if arrived {
                return Ok(day);
            }
        }
    }
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekend => f.write_str("weekend"),
            Self::Holiday(name) => write!(f, "{name}"),
        }
    }
}

impl fmt::Display for DayCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FirstDay => f.write_str("first day, not counted"),
            Self::Counted { n, moves: None } => write!(f, "day {n}"),
            Self::Counted { n, moves: Some(closed) } => {
                write!(f, "day {n}, closed ({closed}): the last day moves")
            }
            Self::NotWorking(closed) => write!(f, "not counted, closed ({closed})"),
            Self::Suspended => f.write_str("not counted, the clock stands still"),
            Self::PassedOver(closed) => write!(f, "passed over, closed ({closed})"),
            Self::LastDayMovedHere => f.write_str("open: the last day"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day { day, count } => write!(f, "{day} {}  {count}", day.weekday()),
            Self::Hours { hours, from, until } => {
                write!(f, "{} from {from} to {until}", Length::Hours(*hours))
            }
            Self::StoodStill { from, until } => {
                write!(f, "the clock stood still from {from} to {until}")
            }
            Self::Extended(length) => write!(f, "extended by {length}"),
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.limit)?;
        writeln!(f, "from {}, by {}", self.start, self.counted_by)?;
        for step in &self.steps {
            writeln!(f, "{step}")?;
        }
        write!(f, "due before {}", self.due)
    }
}
