//! How long a step may take, and how that is counted: no start, no calendar yet.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// 期限: a number of hours, calendar days, working days or months.
///
/// The unit is part of the value, since five days and five working days are not alike.
/// Lengths compare only within one unit.
///
/// Written as `{"calendar_days": 5}`. A length of 0 is refused when it is read, and by
/// every count.
///
/// # Examples
///
/// ```
/// use unbrella::base::deadline::Length;
///
/// assert_eq!(Length::WorkingDays(5).to_string(), "5 working days");
/// assert_eq!(Length::WorkingDays(5).chinese(), "5个工作日");
/// assert!(Length::Months(3) < Length::Months(6));
/// assert_eq!(Length::Months(1).partial_cmp(&Length::CalendarDays(30)), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "LengthDraft", into = "LengthDraft")]
pub enum Length {
    /// 小时: hours on the clock, from the moment itself.
    Hours(u16),
    /// 日 (自然日): every day of the calendar.
    CalendarDays(u16),
    /// 工作日: only days on which offices are open.
    WorkingDays(u16),
    /// 月: to the same day of a later month.
    Months(u16),
}

/// A length as it is read, unchecked.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Length", rename_all = "snake_case")]
enum LengthDraft {
    Hours(u16),
    CalendarDays(u16),
    WorkingDays(u16),
    Months(u16),
}

impl Length {
    /// How many of its unit.
    #[must_use]
    pub const fn count(self) -> u16 {
        match self {
            Self::Hours(n) | Self::CalendarDays(n) | Self::WorkingDays(n) | Self::Months(n) => n,
        }
    }

    /// The length in Chinese, such as 5个工作日.
    #[must_use]
    pub fn chinese(self) -> String {
        match self {
            Self::Hours(n) => format!("{n}小时"),
            Self::CalendarDays(n) => format!("{n}日"),
            Self::WorkingDays(n) => format!("{n}个工作日"),
            Self::Months(n) => format!("{n}个月"),
        }
    }

    /// How many of its unit, if there are any.
    pub(super) fn positive(self) -> Option<NonZeroU32> {
        NonZeroU32::new(u32::from(self.count()))
    }
}

/// Only lengths of one unit compare.
impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let same_unit = std::mem::discriminant(self) == std::mem::discriminant(other);
        same_unit.then(|| self.count().cmp(&other.count()))
    }
}

impl TryFrom<LengthDraft> for Length {
    type Error = InvalidLimit;

    fn try_from(draft: LengthDraft) -> Result<Self, Self::Error> {
        let length = match draft {
            LengthDraft::Hours(n) => Self::Hours(n),
            LengthDraft::CalendarDays(n) => Self::CalendarDays(n),
            LengthDraft::WorkingDays(n) => Self::WorkingDays(n),
            LengthDraft::Months(n) => Self::Months(n),
        };
        match length.positive() {
            Some(_) => Ok(length),
            None => Err(InvalidLimit { problems: vec![LimitProblem::Zero] }),
        }
    }
}

impl From<Length> for LengthDraft {
    fn from(length: Length) -> Self {
        match length {
            Length::Hours(n) => Self::Hours(n),
            Length::CalendarDays(n) => Self::CalendarDays(n),
            Length::WorkingDays(n) => Self::WorkingDays(n),
            Length::Months(n) => Self::Months(n),
        }
    }
}

/// `5 calendar days`, `1 month`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self {
            Self::Hours(_) => "hour",
            Self::CalendarDays(_) => "calendar day",
            Self::WorkingDays(_) => "working day",
            Self::Months(_) => "month",
        };
        let plural = if self.count() == 1 { "" } else { "s" };
        write!(f, "{} {unit}{plural}", self.count())
    }
}

/// 起算: where the count begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CountFrom {
    /// At the moment itself. For hours, and only for them.
    Moment,
    /// 开始的当日不计入: on the next day; the first day is not counted.
    NextDay,
    /// On the same day: the first day is number 1.
    SameDay,
}

/// 顺延: what becomes of a last day on which offices are closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LastDay {
    /// It stays the last day.
    Stays,
    /// The next open day takes its place.
    Moves,
}

/// Where a count of months ends if the last month has no such day: one month from January 31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MonthEnd {
    /// 月末日: on the last day of that month, February 28 or 29.
    LastDay,
    /// On the first day of the month after, March 1.
    NextMonth,
}

/// 时限: a length and the four things that must be known to count it.
///
/// Nothing is implied by a unit. The constructors say what they set, and each can be
/// changed; a rule pack states all of them.
///
/// | | hours | days, working days | months |
/// |---|---|---|---|
/// | begins | at the moment itself | next day, or same day | next day, or same day |
/// | a closed last day | – | stays, or moves | stays, or moves |
/// | no such day in the last month | – | – | last day, or next month |
/// | warning | any length before | any length before | any length before |
///
/// # Examples
///
/// ```
/// use unbrella::base::deadline::{Length, TimeLimit};
///
/// const REPLY: TimeLimit = TimeLimit::days(5).moving_last_day().warn_before(Length::WorkingDays(1));
/// assert_eq!(
///     REPLY.to_string(),
///     "5 calendar days, first day not counted, a closed last day moves, warning 1 working day before",
/// );
/// ```
// Invariant: `from` is `Moment` exactly for hours; for hours `last_day` is `Stays`;
// `month_end` is `LastDay` except for months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "LimitDraft", into = "LimitDraft")]
pub struct TimeLimit {
    length: Length,
    from: CountFrom,
    last_day: LastDay,
    month_end: MonthEnd,
    warn_before: Option<Length>,
}

/// A limit as it is read, unchecked.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "TimeLimit", deny_unknown_fields)]
struct LimitDraft {
    length: LengthDraft,
    count_from: CountFrom,
    last_day: LastDay,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    month_end: Option<MonthEnd>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    warn_before: Option<LengthDraft>,
}

impl TimeLimit {
    /// Hours from the moment itself.
    #[must_use]
    pub const fn hours(hours: u16) -> Self {
        Self::plain(Length::Hours(hours), CountFrom::Moment)
    }

    /// Calendar days: the first day is not counted, a closed last day stays.
    #[must_use]
    pub const fn days(days: u16) -> Self {
        Self::plain(Length::CalendarDays(days), CountFrom::NextDay)
    }

    /// Working days: the first day is not counted.
    #[must_use]
    pub const fn working_days(days: u16) -> Self {
        Self::plain(Length::WorkingDays(days), CountFrom::NextDay)
    }

    /// Months: the first day is not counted, a closed last day stays, a missing last day
    /// is the last day of its month.
    #[must_use]
    pub const fn months(months: u16) -> Self {
        Self::plain(Length::Months(months), CountFrom::NextDay)
    }

    /// The limit of this length with what its constructor sets.
    #[must_use]
    pub const fn of(length: Length) -> Self {
        match length {
            Length::Hours(n) => Self::hours(n),
            Length::CalendarDays(n) => Self::days(n),
            Length::WorkingDays(n) => Self::working_days(n),
            Length::Months(n) => Self::months(n),
        }
    }

    const fn plain(length: Length, from: CountFrom) -> Self {
        let (last_day, month_end) = (LastDay::Stays, MonthEnd::LastDay);
        Self { length, from, last_day, month_end, warn_before: None }
    }

    /// The same, with the first day as number 1. Hours stay as they are.
    #[must_use]
    pub const fn counting_first_day(mut self) -> Self {
        if !matches!(self.length, Length::Hours(_)) {
            self.from = CountFrom::SameDay;
        }
        self
    }

    /// The same, with a closed last day moving to the next open day. Hours stay as they are.
    #[must_use]
    pub const fn moving_last_day(mut self) -> Self {
        if !matches!(self.length, Length::Hours(_)) {
            self.last_day = LastDay::Moves;
        }
        self
    }

    /// The same, where one month from January 31 ends on March 1. Changes only months.
    #[must_use]
    pub const fn overflowing_month_end(mut self) -> Self {
        if matches!(self.length, Length::Months(_)) {
            self.month_end = MonthEnd::NextMonth;
        }
        self
    }

    /// The same, with a warning this long before it is due.
    #[must_use]
    pub const fn warn_before(mut self, length: Length) -> Self {
        self.warn_before = Some(length);
        self
    }

    /// How long.
    #[must_use]
    pub const fn length(&self) -> Length {
        self.length
    }

    /// Where the count begins.
    #[must_use]
    pub const fn count_from(&self) -> CountFrom {
        self.from
    }

    /// What becomes of a closed last day.
    #[must_use]
    pub const fn last_day(&self) -> LastDay {
        self.last_day
    }

    /// Where months end that lack the day; `None` unless the limit is in months.
    #[must_use]
    pub const fn month_end(&self) -> Option<MonthEnd> {
        match self.length {
            Length::Months(_) => Some(self.month_end),
            _ => None,
        }
    }

    /// How long before the end a warning begins.
    #[must_use]
    pub const fn warning(&self) -> Option<Length> {
        self.warn_before
    }

    /// The rule for months, whatever the unit: an extension may be in months.
    pub(super) const fn end_of_months(&self) -> MonthEnd {
        self.month_end
    }
}

/// Everything that keeps a draft from being a limit.
fn problems(draft: &LimitDraft) -> Vec<LimitProblem> {
    let hours = matches!(draft.length, LengthDraft::Hours(_));
    let months = matches!(draft.length, LengthDraft::Months(_));
    let zero = |length: &LengthDraft| {
        let (LengthDraft::Hours(n)
        | LengthDraft::CalendarDays(n)
        | LengthDraft::WorkingDays(n)
        | LengthDraft::Months(n)) = length;
        *n == 0
    };
    let from_moment = draft.count_from == CountFrom::Moment;
    let broken = [
        (zero(&draft.length), LimitProblem::Zero),
        (draft.warn_before.as_ref().is_some_and(zero), LimitProblem::ZeroWarning),
        (hours && !from_moment, LimitProblem::HoursFromDay),
        (!hours && from_moment, LimitProblem::DaysFromMoment),
        (hours && draft.last_day == LastDay::Moves, LimitProblem::HoursMove),
        (months && draft.month_end.is_none(), LimitProblem::MonthEndMissing),
        (!months && draft.month_end.is_some(), LimitProblem::MonthEndUnused),
    ];
    broken.into_iter().filter(|(broken, _)| *broken).map(|(_, problem)| problem).collect()
}

impl TryFrom<LimitDraft> for TimeLimit {
    type Error = InvalidLimit;

    fn try_from(draft: LimitDraft) -> Result<Self, Self::Error> {
        let problems = problems(&draft);
        if !problems.is_empty() {
            return Err(InvalidLimit { problems });
        }
        Ok(Self {
            length: draft.length.try_into()?,
            from: draft.count_from,
            last_day: draft.last_day,
            month_end: draft.month_end.unwrap_or(MonthEnd::LastDay),
            warn_before: draft.warn_before.map(Length::try_from).transpose()?,
        })
    }
}

impl From<TimeLimit> for LimitDraft {
    fn from(limit: TimeLimit) -> Self {
        Self {
            length: limit.length.into(),
            count_from: limit.from,
            last_day: limit.last_day,
            month_end: limit.month_end(),
            warn_before: limit.warn_before.map(LengthDraft::from),
        }
    }
}

/// A sentence with every setting that the unit has.
impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, ", self.length)?;
        f.write_str(match self.from {
            CountFrom::Moment => "from the moment itself",
            CountFrom::NextDay => "first day not counted",
            CountFrom::SameDay => "first day counted",
        })?;
        if self.last_day == LastDay::Moves {
            f.write_str(", a closed last day moves")?;
        } else if matches!(self.length, Length::CalendarDays(_) | Length::Months(_)) {
            f.write_str(", a closed last day stays")?;
        }
        if self.month_end() == Some(MonthEnd::NextMonth) {
            f.write_str(", a missing last day runs into the next month")?;
        }
        match self.warn_before {
            Some(length) => write!(f, ", warning {length} before"),
            None => Ok(()),
        }
    }
}

/// Why something read is not a limit: every problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InvalidLimit {
    /// At least one.
    pub problems: Vec<LimitProblem>,
}

impl fmt::Display for InvalidLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time limit: ")?;
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LimitProblem {
    /// A length of nothing.
    #[error("a length of 0 is no limit")]
    Zero,
    /// A warning of nothing.
    #[error("a warning 0 before the end is no warning")]
    ZeroWarning,
    /// Hours that begin with a day.
    #[error("hours are counted from the moment itself")]
    HoursFromDay,
    /// Days or months that begin within a day.
    #[error("days and months are counted from the same or the next day, not from a moment")]
    DaysFromMoment,
    /// Hours whose last day would move.
    #[error("hours have no last day that could move")]
    HoursMove,
    /// Months that do not say how they end.
    #[error("months need month_end")]
    MonthEndMissing,
    /// Hours or days that say how months end.
    #[error("month_end is for months only")]
    MonthEndUnused,
}
