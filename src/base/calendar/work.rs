//! The calendar itself.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::list::Limited;
use crate::base::text::Line;

/// One announced holiday: the days off, and the weekend days worked in exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Arrangement {
    /// What it is called, such as 春节.
    pub name: Line,
    /// 放假: the days off. Weekend days may be among them, as in the notices.
    #[serde(deserialize_with = "Limited::<Day, { Arrangement::MAX_DAYS }>::read")]
    pub off: Vec<Day>,
    /// 调休上班: the Saturdays and Sundays that are worked.
    #[serde(deserialize_with = "Limited::<Day, { Arrangement::MAX_DAYS }>::read")]
    pub worked: Vec<Day>,
}

impl Arrangement {
    /// The most days off, and the most days worked, that are read from a file.
    pub const MAX_DAYS: usize = 366;
}

/// A calendar as it is entered, unchecked; see [`WorkCalendar::new`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDraft {
    /// Whose calendar it is.
    pub name: Line,
    /// Which edition, such as the day of the last notice.
    pub version: Line,
    /// Where the days were taken from.
    pub source: Line,
    /// The first year covered, from January 1.
    pub first_year: i32,
    /// The last year covered, to December 31.
    pub last_year: i32,
    /// The holidays, in any order.
    #[serde(
        deserialize_with = "Limited::<Arrangement, { CalendarDraft::MAX_ARRANGEMENTS }>::read"
    )]
    pub arrangements: Vec<Arrangement>,
}

impl CalendarDraft {
    /// The most holidays that are read from a file.
    pub const MAX_ARRANGEMENTS: usize = 10_000;
}

/// 工作日历: which days are open, for a stated range of years.
///
/// Asking for a day, and for the n-th open day, takes a binary search over the open
/// days. They take about 1 kB a year.
///
/// # Examples
///
/// ```
/// use unbrella::base::calendar::{Arrangement, CalendarDraft, WorkCalendar};
/// use unbrella::base::text::Line;
/// use unbrella::day;
///
/// let calendar = WorkCalendar::new(CalendarDraft {
///     name: Line::parse("乙局")?,
///     version: Line::parse("1")?,
///     source: Line::parse("notice of the office")?,
///     first_year: 2030,
///     last_year: 2030,
///     arrangements: vec![Arrangement {
///         name: Line::parse("moving house")?,
///         off: vec![day!(2030, 6, 3)],
///         worked: vec![day!(2030, 6, 8)],
///     }],
/// })?;
/// assert!(!calendar.is_open(day!(2030, 6, 3))?);
/// assert!(calendar.is_open(day!(2030, 6, 8))?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: what `problems` finds nothing in; `special` and `open` follow from the draft,
// `open` ascending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "CalendarDraft", into = "CalendarDraft")]
pub struct WorkCalendar {
    draft: CalendarDraft,
    special: BTreeMap<Day, Special>,
    open: Vec<Day>,
}

/// What a holiday makes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Special {
    /// Position of the holiday among the arrangements.
    arrangement: usize,
    /// Worked, not off.
    worked: bool,
}

/// Why a day is open or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// An ordinary Monday to Friday.
    Open,
    /// 调休上班: a Saturday or Sunday worked for this holiday.
    MadeUp(&'a Line),
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// 放假: off for this holiday.
    Holiday(&'a Line),
}

impl DayKind<'_> {
    /// Whether offices are open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open | Self::MadeUp(_))
    }
}

impl fmt::Display for DayKind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("open"),
            Self::MadeUp(holiday) => write!(f, "open: worked for {holiday}"),
            Self::Weekend => f.write_str("closed: weekend"),
            Self::Holiday(holiday) => write!(f, "closed: {holiday}"),
        }
    }
}

impl WorkCalendar {
    /// Builds a calendar.
    ///
    /// # Errors
    ///
    /// [`InvalidCalendar`] with every problem found.
    pub fn new(draft: CalendarDraft) -> Result<Self, InvalidCalendar> {
        let problems = problems(&draft);
        if problems.is_empty() {
            Ok(Self::assemble(draft))
        } else {
            Err(InvalidCalendar { problems })
        }
    }

    /// Builds a calendar from a draft without problems.
    pub(super) fn assemble(draft: CalendarDraft) -> Self {
        let mut special = BTreeMap::new();
        for (arrangement, holiday) in draft.arrangements.iter().enumerate() {
            special
                .extend(holiday.off.iter().map(|d| (*d, Special { arrangement, worked: false })));
            special
                .extend(holiday.worked.iter().map(|d| (*d, Special { arrangement, worked: true })));
        }
        let days = std::iter::successors(Day::of(draft.first_year, 1, 1), |day| day.next().ok())
            .take_while(|day| day.year() <= draft.last_year);
        let open = days
            .filter(|day| special.get(day).map_or(!day.is_weekend(), |special| special.worked))
            .collect();
        Self { draft, special, open }
    }

    /// Whose calendar it is.
    #[must_use]
    pub const fn name(&self) -> &Line {
        &self.draft.name
    }

    /// Which edition.
    #[must_use]
    pub const fn version(&self) -> &Line {
        &self.draft.version
    }

    /// Where the days were taken from.
    #[must_use]
    pub const fn source(&self) -> &Line {
        &self.draft.source
    }

    /// The first and the last year covered.
    #[must_use]
    pub const fn years(&self) -> (i32, i32) {
        (self.draft.first_year, self.draft.last_year)
    }

    /// The holidays, in the order in which they were entered.
    #[must_use]
    pub fn arrangements(&self) -> &[Arrangement] {
        &self.draft.arrangements
    }

    /// Whether the calendar says anything about `day`.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        (self.draft.first_year..=self.draft.last_year).contains(&day.year())
    }

    /// Whether offices are open on `day`.
    ///
    /// # Errors
    ///
    /// [`OutsideCalendar`] for a day of a year that is not covered.
    pub fn is_open(&self, day: Day) -> Result<bool, OutsideCalendar> {
        self.kind(day).map(|kind| kind.is_open())
    }

    /// Why `day` is open or closed.
    ///
    /// # Errors
    ///
    /// [`OutsideCalendar`].
    pub fn kind(&self, day: Day) -> Result<DayKind<'_>, OutsideCalendar> {
        self.check(day)?;
        let holiday = self.special.get(&day).and_then(|special| {
            let holiday = self.draft.arrangements.get(special.arrangement)?;
            Some((special.worked, &holiday.name))
        });
        Ok(match holiday {
            Some((true, name)) => DayKind::MadeUp(name),
            Some((false, name)) => DayKind::Holiday(name),
            None if day.is_weekend() => DayKind::Weekend,
            None => DayKind::Open,
        })
    }

    /// The n-th open day, where the first open day on or after `from` is number 1.
    ///
    /// # Errors
    ///
    /// [`OutsideCalendar`] if `from` is not covered, or the open days run out.
    pub fn nth_open_day(&self, from: Day, n: NonZeroU32) -> Result<Day, OutsideCalendar> {
        self.check(from)?;
        let ahead = usize::try_from(n.get()).unwrap_or(usize::MAX).saturating_sub(1);
        let at = self.before(from).saturating_add(ahead);
        self.open.get(at).copied().ok_or_else(|| OutsideCalendar::Count {
            n: n.get(),
            from,
            calendar: self.draft.name.clone(),
            last_year: self.draft.last_year,
        })
    }

    /// The first open day on or after `day`.
    ///
    /// # Errors
    ///
    /// [`OutsideCalendar`].
    pub fn open_on_or_after(&self, day: Day) -> Result<Day, OutsideCalendar> {
        self.nth_open_day(day, NonZeroU32::MIN)
    }

    /// How many open days there are from `from` up to and without `until`; 0 if the
    /// two are reversed.
    ///
    /// # Errors
    ///
    /// [`OutsideCalendar`] if one of these days is not covered. `until` may also be
    /// the day after the last one covered.
    pub fn open_days_between(&self, from: Day, until: Day) -> Result<u32, OutsideCalendar> {
        if until <= from {
            return self.check(from).map(|()| 0);
        }
        self.check(from)?;
        self.check(until.plus_days(-1).unwrap_or(until))?;
        let count = self.before(until).saturating_sub(self.before(from));
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// How many open days a year has; `None` for a year that is not covered.
    #[must_use]
    pub fn open_days_in(&self, year: i32) -> Option<u32> {
        let first = Day::of(year, 1, 1)?;
        let last = Day::of(year, 12, 31)?;
        let all = self.open_days_between(first, last).ok()?;
        Some(all.saturating_add(u32::from(self.is_open(last).ok()?)))
    }

    /// How many open days come before `day`, from the start of the calendar.
    fn before(&self, day: Day) -> usize {
        self.open.partition_point(|open| *open < day)
    }

    /// Refuses a day that is not covered.
    fn check(&self, day: Day) -> Result<(), OutsideCalendar> {
        if self.covers(day) {
            return Ok(());
        }
        let (first_year, last_year) = self.years();
        Err(OutsideCalendar::Day { day, calendar: self.draft.name.clone(), first_year, last_year })
    }
}

impl TryFrom<CalendarDraft> for WorkCalendar {
    type Error = InvalidCalendar;

    fn try_from(draft: CalendarDraft) -> Result<Self, Self::Error> {
        Self::new(draft)
    }
}

impl From<WorkCalendar> for CalendarDraft {
    fn from(calendar: WorkCalendar) -> Self {
        calendar.draft
    }
}

/// `中国 China (2018 to 2026), version 2025-11-04`.
impl fmt::Display for WorkCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.years();
        write!(f, "{} ({first} to {last}), version {}", self.draft.name, self.draft.version)
    }
}

/// Everything that keeps a draft from being a calendar, by years, then by day.
fn problems(draft: &CalendarDraft) -> Vec<CalendarProblem> {
    let mut found = year_problems(draft);
    let mut days: BTreeMap<Day, (u32, u32)> = BTreeMap::new();
    for arrangement in &draft.arrangements {
        for day in &arrangement.off {
            let (off, _) = days.entry(*day).or_default();
            *off = off.saturating_add(1);
        }
        for day in &arrangement.worked {
            let (_, worked) = days.entry(*day).or_default();
            *worked = worked.saturating_add(1);
        }
    }
    for (day, (off, worked)) in days {
        let broken = [
            (
                !(draft.first_year..=draft.last_year).contains(&day.year()),
                CalendarProblem::OutsideYears { day },
            ),
            (off > 1, CalendarProblem::OffTwice { day }),
            (worked > 1, CalendarProblem::WorkedTwice { day }),
            (off > 0 && worked > 0, CalendarProblem::OffAndWorked { day }),
            (worked > 0 && !day.is_weekend(), CalendarProblem::WorkedWeekday { day }),
        ];
        found.extend(broken.into_iter().filter(|(broken, _)| *broken).map(|(_, what)| what));
    }
    found
}

/// What is wrong with the years of a draft, and holidays that change nothing.
fn year_problems(draft: &CalendarDraft) -> Vec<CalendarProblem> {
    let CalendarDraft { first_year, last_year, .. } = *draft;
    let mut found: Vec<CalendarProblem> = [first_year, last_year]
        .into_iter()
        .filter(|year| !(Day::FIRST_YEAR..=Day::LAST_YEAR).contains(year))
        .map(|year| CalendarProblem::Year { year })
        .collect();
    if first_year > last_year {
        found.push(CalendarProblem::YearsReversed { first_year, last_year });
    }
    found.extend(
        (draft.arrangements.iter().enumerate())
            .filter(|(_, arrangement)| arrangement.off.is_empty() && arrangement.worked.is_empty())
            .map(|(index, _)| CalendarProblem::NoDays { index }),
    );
    found
}

/// Why a draft is not a calendar: every problem, not only the first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InvalidCalendar {
    /// At least one.
    pub problems: Vec<CalendarProblem>,
}

impl fmt::Display for InvalidCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a calendar: ")?;
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong with a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarProblem {
    /// A year that no [`Day`] has.
    #[error("year {year} is outside {} to {}", Day::FIRST_YEAR, Day::LAST_YEAR)]
    Year {
        /// The year given.
        year: i32,
    },
    /// The last year comes before the first.
    #[error("the years run from {first_year} back to {last_year}")]
    YearsReversed {
        /// The first year given.
        first_year: i32,
        /// The last year given.
        last_year: i32,
    },
    /// A holiday that closes no day and opens none.
    #[error("arrangement {index} names no day")]
    NoDays {
        /// Its position, counted from 0.
        index: usize,
    },
    /// A day of a year that the calendar does not cover.
    #[error("{day} lies outside the years covered")]
    OutsideYears {
        /// The day.
        day: Day,
    },
    /// A day off that is named twice.
    #[error("{day} is off twice")]
    OffTwice {
        /// The day.
        day: Day,
    },
    /// A day worked that is named twice.
    #[error("{day} is worked twice")]
    WorkedTwice {
        /// The day.
        day: Day,
    },
    /// A day that is both.
    #[error("{day} is both off and worked")]
    OffAndWorked {
        /// The day.
        day: Day,
    },
    /// A make-up working day that is no Saturday or Sunday: it is open anyway.
    #[error("{day} is worked, but is no weekend")]
    WorkedWeekday {
        /// The day.
        day: Day,
    },
}

/// A question about a year that the calendar does not cover.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OutsideCalendar {
    /// About one day.
    #[error("{day} lies outside the calendar {calendar}, which covers {first_year} to {last_year}")]
    Day {
        /// The day asked about.
        day: Day,
        /// The name of the calendar.
        calendar: Line,
        /// The first year covered.
        first_year: i32,
        /// The last year covered.
        last_year: i32,
    },
    /// A count that runs past the last day.
    #[error(
        "open day number {n} from {from} comes after {last_year}, the last year of the calendar {calendar}"
    )]
    Count {
        /// Which open day was wanted.
        n: u32,
        /// Where the count began.
        from: Day,
        /// The name of the calendar.
        calendar: Line,
        /// The last year covered.
        last_year: i32,
    },
}
