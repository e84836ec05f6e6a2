//! A limit that has begun, what happens to it, and how it stands.

use std::fmt;

use chrono::TimeDelta;

use super::change::{Extension, ExtensionRule, ReversedSuspension, Suspension};
use super::count::{self, CannotCount, Edition, Terms};
use super::explain::{self, Explanation};
use super::limit::{Length, TimeLimit};
use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::text::Code;

/// 期限: a limit that has begun, and the moment by which the step must be done.
///
/// The due moment is exclusive: it is the first moment that is too late. Where days are
/// counted it is the start of the day after the last one, so what is done at any time on
/// the last day is in time. Days are those on the wall of the office that wrote down the
/// start: they are counted in the offset of the start.
///
/// A deadline is a value. Suspending and extending give a new one, and never an earlier
/// due moment.
///
/// # Examples
///
/// ```
/// use unbrella::base::calendar::china;
/// use unbrella::base::day::Moment;
/// use unbrella::base::deadline::{Deadline, TimeLimit};
///
/// let calendar = china();
/// let start = Moment::parse("2019-04-26T09:30:00+08:00")?;
/// let hours = Deadline::new(start, TimeLimit::hours(2), &calendar)?;
/// assert_eq!(hours.due().to_string(), "2019-04-26 11:30:00 +08:00");
///
/// let days = Deadline::new(start, TimeLimit::days(5), &calendar)?;
/// assert_eq!(days.due().to_string(), "2019-05-02 00:00:00 +08:00");
///
/// // May 1 to 4 were off; April 28 and May 5, both Sundays, were worked.
/// let working = Deadline::new(start, TimeLimit::working_days(5), &calendar)?;
/// assert_eq!(working.due().to_string(), "2019-05-07 00:00:00 +08:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: suspensions are sorted and no two overlap, each begins at or after the start
// and before the due moment it met; `due` and `warns_from` are what the other fields count
// to under the calendar of `counted_by`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    start: Moment,
    limit: TimeLimit,
    suspensions: Vec<Suspension>,
    extension: Option<Extension>,
    counted_by: Edition,
    due: Moment,
    warns_from: Option<Moment>,
}

impl Deadline {
    /// Starts a limit.
    ///
    /// # Errors
    ///
    /// [`CannotCount`]: a length of 0, an end beyond the window, or a day on which the
    /// calendar has nothing to say where it matters. Calendar days that need not move ask
    /// the calendar nothing.
    pub fn new(
        start: Moment,
        limit: TimeLimit,
        calendar: &WorkCalendar,
    ) -> Result<Self, CannotCount> {
        Self::counted(start, limit, Vec::new(), None, calendar)
    }

    fn counted(
        start: Moment,
        limit: TimeLimit,
        suspensions: Vec<Suspension>,
        extension: Option<Extension>,
        calendar: &WorkCalendar,
    ) -> Result<Self, CannotCount> {
        let length = extension.as_ref().map(|extension| extension.length);
        let terms = Terms { start, limit, suspensions: &suspensions, extension: length, calendar };
        let due = count::due(&terms)?;
        let warns_from = count::warns_from(&terms, due)?;
        let counted_by = Edition::of(calendar);
        Ok(Self { start, limit, suspensions, extension, counted_by, due, warns_from })
    }

    /// When the limit began.
    #[must_use]
    pub const fn start(&self) -> Moment {
        self.start
    }

    /// The limit.
    #[must_use]
    pub const fn limit(&self) -> TimeLimit {
        self.limit
    }

    /// The stretches during which the clock stood still, by time.
    #[must_use]
    pub fn suspensions(&self) -> &[Suspension] {
        &self.suspensions
    }

    /// The extension, if one was given.
    #[must_use]
    pub const fn extension(&self) -> Option<&Extension> {
        self.extension.as_ref()
    }

    /// Name and version of the calendar that it was counted by.
    #[must_use]
    pub const fn counted_by(&self) -> &Edition {
        &self.counted_by
    }

    /// The first moment that is too late.
    ///
    /// While the clock stands still with no end known, it is the earliest that this can
    /// be: the due moment if the clock ran again at once.
    #[must_use]
    pub const fn due(&self) -> Moment {
        self.due
    }

    /// The last day on which the step is in time, in the offset of the start.
    #[must_use]
    pub fn last_day(&self) -> Day {
        let last = self.due.plus(TimeDelta::nanoseconds(-1)).unwrap_or(self.due);
        count::day_at(last, self.start.offset()).unwrap_or_else(|_| self.due.day())
    }

    /// When the warning begins, if the limit has one.
    ///
    /// Counted back from the due moment; suspended days are not left out.
    #[must_use]
    pub const fn warns_from(&self) -> Option<Moment> {
        self.warns_from
    }

    /// The suspension whose end is not known.
    fn stopped(&self) -> Option<Moment> {
        self.suspensions.iter().find(|s| s.until().is_none()).map(Suspension::from)
    }

    /// Time left at a moment; zero or negative once it has run out.
    fn left_at(&self, moment: Moment) -> TimeDelta {
        let shown = self.stopped().map_or(moment, |stopped| stopped.min(moment));
        self.due.since(shown)
    }

    /// Whether the limit has run out at a moment.
    fn ran_out_at(&self, moment: Moment) -> bool {
        self.left_at(moment) <= TimeDelta::zero()
    }

    /// Stops the clock for a stretch, with or without a known end.
    ///
    /// # Errors
    ///
    /// [`SuspensionRefused`] with every reason: it begins before the limit did, or after it
    /// ran out, or overlaps another; or the new end cannot be counted.
    pub fn suspend(
        &self,
        suspension: Suspension,
        calendar: &WorkCalendar,
    ) -> Result<Self, SuspensionRefused> {
        let from = suspension.from();
        let mut problems = Vec::new();
        if from < self.start {
            problems.push(SuspensionProblem::BeforeStart { from, start: self.start });
        }
        if self.ran_out_at(from) {
            problems.push(SuspensionProblem::RanOut { from, due: self.due });
        }
        let overlapped = self.suspensions.iter().filter(|other| other.overlaps(&suspension));
        problems.extend(overlapped.map(|other| SuspensionProblem::Overlaps { from: other.from() }));
        if !problems.is_empty() {
            return Err(SuspensionRefused::NotAllowed { problems });
        }
        let mut suspensions = self.suspensions.clone();
        suspensions.push(suspension);
        suspensions.sort_by_key(Suspension::from);
        Ok(self.changed(suspensions, self.extension.clone(), calendar)?)
    }

    /// Lets the clock run again after a suspension whose end was not known.
    ///
    /// # Errors
    ///
    /// [`SuspensionRefused`] if the clock is running, or would run again before it stopped.
    pub fn resume(
        &self,
        until: Moment,
        calendar: &WorkCalendar,
    ) -> Result<Self, SuspensionRefused> {
        let Some(from) = self.stopped() else {
            return Err(SuspensionRefused::NotAllowed {
                problems: vec![SuspensionProblem::Running],
            });
        };
        let closed = Suspension::between(from, until)?;
        let known = self.suspensions.iter().filter(|s| s.until().is_some()).copied();
        let suspensions = known.chain([closed]).collect();
        Ok(self.changed(suspensions, self.extension.clone(), calendar)?)
    }

    /// Gives more time, once.
    ///
    /// The extension begins where the limit ends: days on the day after the last day as it
    /// stood, hours at the due moment. A closed last day of the extension moves if the
    /// limit says so.
    ///
    /// # Errors
    ///
    /// [`ExtensionRefused`] with every reason: extended before, granted before the start
    /// or after it ran out, by somebody else than the rule names, in another unit or
    /// longer than the rule allows; or the new end cannot be counted.
    pub fn extend(
        &self,
        extension: Extension,
        rule: &ExtensionRule,
        calendar: &WorkCalendar,
    ) -> Result<Self, ExtensionRefused> {
        let problems = self.extension_problems(&extension, rule);
        if !problems.is_empty() {
            return Err(ExtensionRefused::NotAllowed { problems });
        }
        Ok(self.changed(self.suspensions.clone(), Some(extension), calendar)?)
    }

    fn extension_problems(
        &self,
        extension: &Extension,
        rule: &ExtensionRule,
    ) -> Vec<ExtensionProblem> {
        let Extension { length, ref by, granted } = *extension;
        let broken = [
            (self.extension.is_some(), ExtensionProblem::Twice),
            (length.count() == 0, ExtensionProblem::Zero),
            (granted < self.start, ExtensionProblem::BeforeStart { granted, start: self.start }),
            (self.ran_out_at(granted), ExtensionProblem::RanOut { granted, due: self.due }),
            (
                *by != rule.by,
                ExtensionProblem::Authority { needed: rule.by.clone(), found: by.clone() },
            ),
            (
                length.partial_cmp(&rule.at_most).is_none(),
                ExtensionProblem::OtherUnit { asked: length, at_most: rule.at_most },
            ),
            (
                length > rule.at_most,
                ExtensionProblem::AboveCap { asked: length, at_most: rule.at_most },
            ),
        ];
        broken.into_iter().filter(|(broken, _)| *broken).map(|(_, problem)| problem).collect()
    }

    /// The same deadline with other facts, under the same calendar.
    fn changed(
        &self,
        suspensions: Vec<Suspension>,
        extension: Option<Extension>,
        calendar: &WorkCalendar,
    ) -> Result<Self, CannotCount> {
        self.check_calendar(calendar)?;
        Self::counted(self.start, self.limit, suspensions, extension, calendar)
    }

    fn check_calendar(&self, calendar: &WorkCalendar) -> Result<(), CannotCount> {
        let given = Edition::of(calendar);
        if given == self.counted_by {
            return Ok(());
        }
        Err(CannotCount::OtherCalendar { counted: self.counted_by.clone(), given })
    }

    /// Counts again under another calendar, such as a later version.
    ///
    /// This is the only way by which a due moment can become earlier: where the later
    /// version opens a day that was closed. A caller who must not let that happen compares
    /// the two.
    ///
    /// # Errors
    ///
    /// [`CannotCount`].
    pub fn recount(&self, calendar: &WorkCalendar) -> Result<Self, CannotCount> {
        let (suspensions, extension) = (self.suspensions.clone(), self.extension.clone());
        Self::counted(self.start, self.limit, suspensions, extension, calendar)
    }

    /// How it stands at `now`. A `done` after `now` has not happened yet.
    #[must_use]
    pub fn state(&self, now: Moment, done: Option<Moment>) -> DeadlineState {
        if let Some(done) = done.filter(|done| *done <= now) {
            let left = self.left_at(done);
            return if self.ran_out_at(done) {
                DeadlineState::MetLate { by: done.since(self.due) }
            } else {
                DeadlineState::Met { early: left }
            };
        }
        if self.ran_out_at(now) {
            return DeadlineState::Overdue { by: now.since(self.due) };
        }
        if let Some(suspension) = self.suspensions.iter().find(|s| s.covers(now)) {
            let runs_again = suspension.until().unwrap_or(suspension.from());
            let (since, left) = (suspension.from(), self.due.since(runs_again));
            return DeadlineState::Suspended { since, left };
        }
        let left = self.left_at(now);
        if self.warns_from.is_some_and(|warns_from| warns_from <= now) {
            DeadlineState::Warning { left }
        } else {
            DeadlineState::Running { left }
        }
    }

    /// Counts again day by day, and says of each day why it counts or does not.
    ///
    /// # Errors
    ///
    /// [`CannotCount::OtherCalendar`] for a calendar that it was not counted by.
    pub fn explain(&self, calendar: &WorkCalendar) -> Result<Explanation, CannotCount> {
        self.check_calendar(calendar)?;
        let extension = self.extension.as_ref().map(|extension| extension.length);
        explain::explain(&Terms {
            start: self.start,
            limit: self.limit,
            suspensions: &self.suspensions,
            extension,
            calendar,
        })
    }
}

/// How a deadline stands.
///
/// The due moment itself is late, by nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineState {
    /// Done in time.
    Met {
        /// Time that was left, above zero.
        early: TimeDelta,
    },
    /// Done too late.
    MetLate {
        /// Time since the due moment.
        by: TimeDelta,
    },
    /// Not done, and there is time.
    Running {
        /// Time left, above zero.
        left: TimeDelta,
    },
    /// Not done, and the warning has begun.
    Warning {
        /// Time left, above zero.
        left: TimeDelta,
    },
    /// Not done, and the clock stands still.
    Suspended {
        /// Since when.
        since: Moment,
        /// Time that will be left when the clock runs again, above zero.
        left: TimeDelta,
    },
    /// Not done, and too late.
    Overdue {
        /// Time since the due moment.
        by: TimeDelta,
    },
}

impl DeadlineState {
    /// Whether the due moment passed without the step being done.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        matches!(self, Self::MetLate { .. } | Self::Overdue { .. })
    }
}

/// `done in time, 1 day 2 h before the end`.
impl fmt::Display for DeadlineState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Met { early } => write!(f, "done in time, {} before the end", Span(*early)),
            Self::MetLate { by } => write!(f, "done late by {}", Span(*by)),
            Self::Running { left } => write!(f, "{} left", Span(*left)),
            Self::Warning { left } => write!(f, "due soon: {} left", Span(*left)),
            Self::Suspended { since, left } => {
                write!(f, "the clock stands still since {since}, {} left", Span(*left))
            }
            Self::Overdue { by } => write!(f, "overdue by {}", Span(*by)),
        }
    }
}

/// A stretch of time in days, hours and minutes; what is shorter is not shown.
struct Span(TimeDelta);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0.num_days();
        let hours = self.0.num_hours().checked_rem(24).unwrap_or(0);
        let minutes = self.0.num_minutes().checked_rem(60).unwrap_or(0);
        let parts =
            [(days, if days == 1 { "day" } else { "days" }), (hours, "h"), (minutes, "min")];
        let mut first = true;
        for (n, unit) in parts.into_iter().filter(|(n, _)| *n != 0) {
            if !first {
                f.write_str(" ")?;
            }
            write!(f, "{n} {unit}")?;
            first = false;
        }
        if first { f.write_str("less than a minute") } else { Ok(()) }
    }
}

/// Joins problems into one sentence.
fn join<T: fmt::Display>(problems: &[T]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Why the clock was not stopped, or not started again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SuspensionRefused {
    /// It may not be, for these reasons.
    #[error("the clock may not be stopped: {}", join(.problems))]
    NotAllowed {
        /// At least one.
        problems: Vec<SuspensionProblem>,
    },
    /// It would run again before it stopped.
    #[error(transparent)]
    Reversed(#[from] ReversedSuspension),
    /// The new end cannot be counted.
    #[error(transparent)]
    Count(#[from] CannotCount),
}

/// One reason why a clock may not be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SuspensionProblem {
    /// Before there was a clock.
    #[error("{from} is before the start, {start}")]
    BeforeStart {
        /// When it was to stop.
        from: Moment,
        /// When the limit began.
        start: Moment,
    },
    /// After the limit ran out.
    #[error("the limit ran out at {due}, before {from}")]
    RanOut {
        /// When it was to stop.
        from: Moment,
        /// The due moment.
        due: Moment,
    },
    /// The clock stands still already for part of the stretch.
    #[error("it overlaps the suspension from {from}")]
    Overlaps {
        /// When the other one begins.
        from: Moment,
    },
    /// The clock is running, so it cannot be let run again.
    #[error("the clock is running")]
    Running,
}

/// Why no time was given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtensionRefused {
    /// It may not be, for these reasons.
    #[error("the limit may not be extended: {}", join(.problems))]
    NotAllowed {
        /// At least one.
        problems: Vec<ExtensionProblem>,
    },
    /// The new end cannot be counted.
    #[error(transparent)]
    Count(#[from] CannotCount),
}

/// One reason why a limit may not be extended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtensionProblem {
    /// It has been extended.
    #[error("it has been extended once")]
    Twice,
    /// No time at all.
    #[error("an extension of 0 is none")]
    Zero,
    /// Before the limit began.
    #[error("granted at {granted}, before the start, {start}")]
    BeforeStart {
        /// When it was granted.
        granted: Moment,
        /// When the limit began.
        start: Moment,
    },
    /// After the limit ran out.
    #[error("granted at {granted}, after the limit ran out at {due}")]
    RanOut {
        /// When it was granted.
        granted: Moment,
        /// The due moment.
        due: Moment,
    },
    /// By somebody who may not.
    #[error("granted by {found}, where {needed} is needed")]
    Authority {
        /// Who may.
        needed: Code,
        /// Who did.
        found: Code,
    },
    /// In a unit that does not compare with the most that may be given.
    #[error("{asked} cannot be compared with the most allowed, {at_most}")]
    OtherUnit {
        /// What was given.
        asked: Length,
        /// The most that may be given.
        at_most: Length,
    },
    /// Longer than allowed.
    #[error("{asked} is more than the most allowed, {at_most}")]
    AboveCap {
        /// What was given.
        asked: Length,
        /// The most that may be given.
        at_most: Length,
    },
}
