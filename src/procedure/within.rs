//! Counting back: what happened within a period that ends now.
//!
//! Something counts from the moment at which it happened, for as long as a limit of the
//! length of the period would run from there. So a month that ends on May 15 holds what
//! happened on April 15, at any time of that day.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{CannotCount, Deadline, TimeLimit};

/// Whether something that happened lies within the period that ends at `now`.
///
/// # Errors
///
/// [`CannotCount`] if the work calendar does not cover the days.
pub(super) fn lies_within(
    happened: Moment,
    period: TimeLimit,
    now: Moment,
    calendar: &WorkCalendar,
) -> Result<bool, CannotCount> {
    Ok(happened <= now && now < Deadline::new(happened, period, calendar)?.due())
}

/// Whether a whole period has gone by since a moment.
///
/// # Errors
///
/// [`CannotCount`] if the work calendar does not cover the days.
pub(super) fn is_over(
    since: Moment,
    period: TimeLimit,
    now: Moment,
    calendar: &WorkCalendar,
) -> Result<bool, CannotCount> {
    Ok(now >= Deadline::new(since, period, calendar)?.due())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::trials::{at, calendar};

    #[test]
    fn the_first_day_counts_to_its_end_and_the_period_is_over_right_after() {
        let month = TimeLimit::months(1);
        let rows = [
            ("2019-04-15 09:00", "2019-05-15 23:59", true),
            ("2019-04-15 09:00", "2019-05-16 00:00", false),
            ("2019-05-15 09:00", "2019-05-15 09:00", true),
            ("2019-05-15 09:01", "2019-05-15 09:00", false),
        ];
        for (happened, now, within) in rows {
            let (happened, now) = (at(happened), at(now));
            let found = lies_within(happened, month, now, &calendar());
            assert_eq!(found, Ok(within), "{happened} {now}");
            let over = is_over(happened, month, now, &calendar());
            assert_eq!(over, Ok(!within && happened <= now), "{happened} {now}");
        }
    }
}
