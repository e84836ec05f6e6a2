//! The count itself: from a start to the last day, in jumps. `explain` walks the same
//! way day by day, and tests hold that both arrive alike.

use std::num::NonZeroU32;

use chrono::{Datelike, FixedOffset, TimeDelta};

use super::change::Suspension;
use super::limit::{CountFrom, LastDay, Length, MonthEnd, TimeLimit};
use crate::base::calendar::{OutsideCalendar, WorkCalendar};
use crate::base::day::{BeyondWindow, Day, Moment};
use crate::base::text::Line;

/// Why a limit cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CannotCount {
    /// A length, a warning or an extension of 0.
    #[error("a length of 0 is no limit")]
    ZeroLength,
    /// The count leaves the years that the crate works in.
    #[error(transparent)]
    BeyondWindow(#[from] BeyondWindow),
    /// The count needs to know whether a day is open that the calendar does not cover.
    #[error(transparent)]
    OutsideCalendar(#[from] OutsideCalendar),
    /// The deadline was counted by another calendar, or by another version of it.
    #[error("counted by {counted}, not by {given}")]
    OtherCalendar {
        /// The calendar that the deadline was counted by.
        counted: Edition,
        /// The calendar given now.
        given: Edition,
    },
}

/// Name and version of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edition {
    /// Its name.
    pub name: Line,
    /// Its version.
    pub version: Line,
}

impl Edition {
    /// The edition of this calendar.
    pub(super) fn of(calendar: &WorkCalendar) -> Self {
        Self { name: calendar.name().clone(), version: calendar.version().clone() }
    }
}

/// `中国 China, version 2025-11-04`.
impl std::fmt::Display for Edition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, version {}", self.name, self.version)
    }
}

/// What a count starts from, all of it.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) start: Moment,
    pub(super) limit: TimeLimit,
    /// Sorted, and no two overlap.
    pub(super) suspensions: &'a [Suspension],
    pub(super) extension: Option<Length>,
    pub(super) calendar: &'a WorkCalendar,
}

/// One length counted: the limit, or its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leg {
    /// Hours from one moment to another.
    Hours { hours: u16, from: Moment, until: Moment },
    /// Days: `n` of them on or after `first`, to `counted`; moved to `last`.
    Days { first: Day, n: NonZeroU32, open_only: bool, last: Day },
}

/// How far a count has come.
#[derive(Clone, Copy)]
enum Point {
    At(Moment),
    EndOf(Day),
}

impl Point {
    /// The day after which, or on which, days are counted on.
    fn day(self, offset: FixedOffset) -> Result<Day, BeyondWindow> {
        match self {
            Self::At(moment) => day_at(moment, offset),
            Self::EndOf(day) => Ok(day),
        }
    }

    /// The first moment after it.
    fn moment(self, offset: FixedOffset) -> Result<Moment, BeyondWindow> {
        match self {
            Self::At(moment) => Ok(moment),
            Self::EndOf(day) => start_of(day.next()?, offset),
        }
    }
}

/// Where a count ends: exclusive, the first moment that is too late.
pub(super) fn due(terms: &Terms<'_>) -> Result<Moment, CannotCount> {
    let offset = terms.start.offset();
    let end = legs(terms)?.last().map_or(Point::At(terms.start), Leg::end);
    Ok(end.moment(offset)?)
}

/// The limit, and its extension if there is one, counted one after the other.
///
/// A month has as many days as it has on a clock that never stands still: so a
/// suspension can only add days, whatever the month that it pushes the count into.
pub(super) fn legs(terms: &Terms<'_>) -> Result<Vec<Leg>, CannotCount> {
    let offset = terms.start.offset();
    let running = Ruler { calendar: terms.calendar, offset, suspensions: &[] };
    let ruler = Ruler { suspensions: terms.suspensions, ..running };
    let lengths = [(terms.limit.length(), terms.limit.count_from())]
        .into_iter()
        .chain(terms.extension.map(|length| (length, CountFrom::NextDay)));
    let (mut planned, mut reached) = (Point::At(terms.start), Point::At(terms.start));
    let mut legs = Vec::with_capacity(2);
    for (length, from) in lengths {
        let (mut span, plain) = running.span(length, planned, from, &terms.limit)?;
        if matches!(length, Length::Months(_)) && legs.is_empty() {
            span = span.saturating_add(ruler.first_day_lost(terms.start, from)?);
        }
        let leg = ruler.leg(length, span, reached, from, &terms.limit)?;
        (planned, reached) = (plain, leg.end());
        legs.push(leg);
    }
    Ok(legs)
}

impl Leg {
    fn end(&self) -> Point {
        match *self {
            Self::Hours { until, .. } => Point::At(until),
            Self::Days { last, .. } => Point::EndOf(last),
        }
    }
}

/// Measures hours and days, skipping what is not counted.
#[derive(Clone, Copy)]
pub(super) struct Ruler<'a> {
    pub(super) calendar: &'a WorkCalendar,
    pub(super) offset: FixedOffset,
    pub(super) suspensions: &'a [Suspension],
}

impl Ruler<'_> {
    /// How many units a length has here (months: days), and where it ends.
    fn span(
        &self,
        length: Length,
        at: Point,
        from: CountFrom,
        limit: &TimeLimit,
    ) -> Result<(NonZeroU32, Point), CannotCount> {
        let mut span = length.positive().ok_or(CannotCount::ZeroLength)?;
        if let Length::Months(months) = length {
            span = month_days(at.day(self.offset)?, months, from, limit.end_of_months())?;
        }
        let end = self.leg(length, span, at, from, limit)?.end();
        Ok((span, end))
    }

    /// Counts one length.
    fn leg(
        &self,
        length: Length,
        n: NonZeroU32,
        at: Point,
        from: CountFrom,
        limit: &TimeLimit,
    ) -> Result<Leg, CannotCount> {
        if let Length::Hours(hours) = length {
            let from = at.moment(self.offset)?;
            return Ok(Leg::Hours { hours, from, until: self.hours_later(from, hours)? });
        }
        let day = at.day(self.offset)?;
        let first = if from == CountFrom::SameDay { day } else { day.next()? };
        let open_only = matches!(length, Length::WorkingDays(_));
        let counted = self.nth_day(first, n, open_only)?;
        let last = match limit.last_day() {
            LastDay::Stays => counted,
            LastDay::Moves => self.nth_day(counted, NonZeroU32::MIN, true)?,
        };
        Ok(Leg::Days { first, n, open_only, last })
    }

    /// The moment `hours` later on a clock that may stand still.
    fn hours_later(&self, from: Moment, hours: u16) -> Result<Moment, CannotCount> {
        let mut end = from.plus(TimeDelta::hours(hours.into()))?;
        for suspension in self.suspensions {
            // One that ends after `from` also begins there or later: a count never rests at a
            // moment, or at the end of a day, while the clock stands still.
            let Some(until) = suspension.until().filter(|until| *until > from) else { continue };
            if suspension.from() < end {
                end = end.plus(until.since(suspension.from()))?;
            }
        }
        Ok(end)
    }

    /// The n-th day on or after `first` that is not suspended, and open if only such count.
    fn nth_day(&self, first: Day, n: NonZeroU32, open_only: bool) -> Result<Day, CannotCount> {
        let nth = |n: NonZeroU32| -> Result<Day, CannotCount> {
            if open_only {
                Ok(self.calendar.nth_open_day(first, n)?)
            } else {
                Ok(first.plus_days(i64::from(n.get()).saturating_sub(1))?)
            }
        };
        let mut n = n;
        let mut last = nth(n)?;
        for suspension in self.suspensions {
            let Some((stop, run)) = self.days_of(suspension)? else { continue };
            if stop > last {
                continue;
            }
            // Nothing is lost to a stretch that ended before `first`.
            let from = stop.max(first);
            let lost = if open_only {
                self.calendar.open_days_between(from, run)?
            } else {
                u32::try_from(run.days_since(from)).unwrap_or(0)
            };
            n = n.saturating_add(lost);
            last = nth(n)?;
        }
        Ok(last)
    }

    /// The first day that a suspension takes away, and the first that it leaves again.
    fn days_of(&self, suspension: &Suspension) -> Result<Option<(Day, Day)>, BeyondWindow> {
        let Some(until) = suspension.until() else { return Ok(None) };
        let stop = day_at(suspension.from(), self.offset)?;
        let run = day_at(until, self.offset)?;
        Ok((stop < run).then_some((stop, run)))
    }

    /// Whether a suspension takes this day away.
    pub(super) fn is_suspended(&self, day: Day) -> Result<bool, BeyondWindow> {
        for suspension in self.suspensions {
            if self.days_of(suspension)?.is_some_and(|(stop, run)| stop <= day && day < run) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// 1 if months count from the day after a start on a suspended day: that day is lost
    /// too, since a month is lengthened by every suspended day.
    fn first_day_lost(&self, start: Moment, from: CountFrom) -> Result<u32, BeyondWindow> {
        let lost = from == CountFrom::NextDay && self.is_suspended(day_at(start, self.offset)?)?;
        Ok(u32::from(lost))
    }
}

/// How many days a number of months has, counted from the day after, or from, `day`.
fn month_days(
    day: Day,
    months: u16,
    from: CountFrom,
    end: MonthEnd,
) -> Result<NonZeroU32, BeyondWindow> {
    let clipped = day.plus_months(months)?;
    let missing = clipped.date().day() != day.date().day();
    // From the same day on, the last day is the one before, so a missing day is the first
    // of the next month under either rule.
    let overflows = end == MonthEnd::NextMonth || from == CountFrom::SameDay;
    let end = if missing && overflows { clipped.next()? } else { clipped };
    let days = u32::try_from(end.days_since(day)).ok().and_then(NonZeroU32::new);
    days.ok_or(BeyondWindow)
}

/// When a warning begins: so much before the due moment, never before the start.
pub(super) fn warns_from(terms: &Terms<'_>, due: Moment) -> Result<Option<Moment>, CannotCount> {
    let Some(length) = terms.limit.warning() else { return Ok(None) };
    let n = length.positive().ok_or(CannotCount::ZeroLength)?;
    let start = terms.start;
    let earlier = match length {
        Length::Hours(n) => due.plus(TimeDelta::hours(i64::from(n).saturating_neg())).ok(),
        Length::CalendarDays(n) => due.plus(TimeDelta::days(i64::from(n).saturating_neg())).ok(),
        Length::Months(n) => due
            .datetime()
            .checked_sub_months(chrono::Months::new(n.into()))
            .and_then(|moment| Moment::from_datetime(moment).ok()),
        Length::WorkingDays(_) => {
            let (first, until) = (day_at(start, start.offset())?, day_at(due, start.offset())?);
            let open = terms.calendar.open_days_between(first, until)?;
            match open.checked_sub(n.get()).and_then(NonZeroU32::new) {
                Some(before) => {
                    let nth = before.saturating_add(1);
                    Some(start_of(terms.calendar.nth_open_day(first, nth)?, start.offset())?)
                }
                None => None,
            }
        }
    };
    Ok(Some(earlier.map_or(start, |moment| moment.max(start))))
}

/// The day at an offset.
pub(super) fn day_at(moment: Moment, offset: FixedOffset) -> Result<Day, BeyondWindow> {
    let local = moment.datetime().with_timezone(&offset);
    Day::from_date(local.date_naive()).map_err(|_| BeyondWindow)
}

/// The first moment of a day.
pub(super) fn start_of(day: Day, offset: FixedOffset) -> Result<Moment, BeyondWindow> {
    day.start(offset).map_err(|_| BeyondWindow)
}
