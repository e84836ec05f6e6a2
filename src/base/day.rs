//! Days and moments inside the window that the crate works in.
//!
//! chrono can hold years up to ±262,143 and its `+` panics at the ends. Here a
//! day or a moment is checked once, when it is read; sums are checked too, and
//! an answer beyond the window is an error, never a panic.
//!
//! A [`Moment`] keeps the offset of the office that wrote it down, since the
//! *day* on which something happened is the day on the wall of that office.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, TimeDelta, Timelike, Weekday,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Offset of Chinese standard time, in seconds east of UTC.
const CHINA_SECONDS: i32 = 8 * 3600;

/// A calendar day from 1900-01-01 to 2199-12-31.
///
/// Written and read as `2019-04-26`, in that spelling only.
///
/// # Examples
///
/// ```
/// use unbrella::base::day::Day;
///
/// let day = Day::parse("2019-01-31")?;
/// assert_eq!(day.plus_months(1)?.to_string(), "2019-02-28");
/// assert_eq!(day.plus_days(-31)?.to_string(), "2018-12-31");
/// assert!(Day::parse("2019-1-31").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: FIRST..=LAST.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The first year that is accepted.
    pub const FIRST_YEAR: i32 = 1900;
    /// The last year that is accepted.
    pub const LAST_YEAR: i32 = 2199;

    /// The day with this year, month and day of the month; `None` if there is
    /// none, or it lies outside the window.
    ///
    /// For literals in source code [`day!`](crate::day!) checks while compiling.
    #[must_use]
    pub const fn of(year: i32, month: u32, day: u32) -> Option<Self> {
        if year < Self::FIRST_YEAR || year > Self::LAST_YEAR {
            return None;
        }
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Some(Self(date)),
            None => None,
        }
    }

    /// Takes a day from chrono.
    ///
    /// # Errors
    ///
    /// [`InvalidDay::OutsideWindow`].
    pub fn from_date(date: NaiveDate) -> Result<Self, InvalidDay> {
        Self::of(date.year(), date.month(), date.day())
            .ok_or(InvalidDay::OutsideWindow { year: date.year() })
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    ///
    /// [`InvalidDay`] for another spelling, a day that no calendar has, or one
    /// outside the window.
    pub fn parse(text: &str) -> Result<Self, InvalidDay> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shaped {
            return Err(InvalidDay::Spelling);
        }
        let date =
            NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| InvalidDay::NoSuchDay)?;
        Self::from_date(date)
    }

    /// The day as chrono has it.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// The year, such as 2019.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The day `days` later, or earlier if negative.
    ///
    /// # Errors
    ///
    /// [`BeyondWindow`].
    pub fn plus_days(self, days: i64) -> Result<Self, BeyondWindow> {
        let step = Days::new(days.unsigned_abs());
        let date =
            if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) };
        date.and_then(|date| Self::from_date(date).ok()).ok_or(BeyondWindow)
    }

    /// The same day of the month `months` later; the last day of that month if
    /// it is shorter.
    ///
    /// # Errors
    ///
    /// [`BeyondWindow`].
    pub fn plus_months(self, months: u16) -> Result<Self, BeyondWindow> {
        self.0
            .checked_add_months(Months::new(months.into()))
            .and_then(|date| Self::from_date(date).ok())
            .ok_or(BeyondWindow)
    }

    /// The day after.
    ///
    /// # Errors
    ///
    /// [`BeyondWindow`] on the last day of the window.
    pub fn next(self) -> Result<Self, BeyondWindow> {
        self.plus_days(1)
    }

    /// Days from `earlier` to this day; negative if this day comes first.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The first moment of the day at an offset from UTC.
    ///
    /// # Errors
    ///
    /// [`InvalidMoment::Offset`] for an offset that a [`Moment`] cannot have.
    pub fn start(self, offset: FixedOffset) -> Result<Moment, InvalidMoment> {
        let midnight = self.0.and_time(chrono::NaiveTime::MIN);
        let moment = midnight.and_local_timezone(offset).single().ok_or(InvalidMoment::Spelling)?;
        Moment::from_datetime(moment)
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "a day such as 2019-04-26",
            "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"
        })
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::text::read_str(deserializer, "a day such as 2019-04-26", 10, Self::parse)
    }
}

/// A [`Day`] from literals, checked while compiling.
///
/// ```
/// use unbrella::day;
///
/// assert_eq!(day!(2019, 4, 26).to_string(), "2019-04-26");
/// ```
///
/// ```compile_fail
/// let _ = unbrella::day!(2019, 2, 29);
/// ```
#[macro_export]
macro_rules! day {
    ($year:literal, $month:literal, $day:literal) => {
        const {
            match $crate::base::day::Day::of($year, $month, $day) {
                Some(day) => day,
                None => panic!("no such day"),
            }
        }
    };
}

/// A moment, with the offset from UTC at which it was written down.
///
/// Moments compare by the instant: 09:30 at +08:00 equals 01:30 at +00:00.
/// Written as `2019-04-26T09:30:00+08:00`. Leap seconds are refused. Offsets lie
/// between −14 h and +14 h, in whole minutes.
///
/// # Examples
///
/// ```
/// use unbrella::base::day::Moment;
///
/// let late = Moment::parse("2019-04-26T23:30:00+08:00")?;
/// assert_eq!(late.day().to_string(), "2019-04-26");
/// assert_eq!(late, Moment::parse("2019-04-26T15:30:00+00:00")?);
/// # Ok::<(), unbrella::base::day::InvalidMoment>(())
/// ```
// Invariant: local day inside the window of `Day`, no leap second, offset in ±14 h and whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// Takes a moment from chrono.
    ///
    /// # Errors
    ///
    /// [`InvalidMoment`] for a leap second, an odd offset or a day outside the window.
    pub fn from_datetime(moment: DateTime<FixedOffset>) -> Result<Self, InvalidMoment> {
        let offset = moment.offset().local_minus_utc();
        if offset.unsigned_abs() > 14 * 3600 || offset % 60 != 0 {
            return Err(InvalidMoment::Offset { seconds: offset });
        }
        if moment.nanosecond() >= 1_000_000_000 {
            return Err(InvalidMoment::LeapSecond);
        }
        Day::from_date(moment.date_naive())?;
        Ok(Self(moment))
    }

    /// Reads an RFC 3339 text such as `2019-04-26T09:30:00+08:00`.
    ///
    /// # Errors
    ///
    /// [`InvalidMoment`].
    pub fn parse(text: &str) -> Result<Self, InvalidMoment> {
        let moment = DateTime::parse_from_rfc3339(text).map_err(|_| InvalidMoment::Spelling)?;
        Self::from_datetime(moment)
    }

    /// A wall-clock time in China (+08:00); `None` if there is none.
    #[must_use]
    pub fn china(day: Day, hour: u32, minute: u32) -> Option<Self> {
        let local = day.date().and_hms_opt(hour, minute, 0)?;
        let moment = local.and_local_timezone(FixedOffset::east_opt(CHINA_SECONDS)?).single()?;
        Self::from_datetime(moment).ok()
    }

    /// The moment as chrono has it.
    #[must_use]
    pub const fn datetime(self) -> DateTime<FixedOffset> {
        self.0
    }

    /// The day on the wall of the office that wrote the moment down.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.0.date_naive())
    }

    /// The offset from UTC.
    #[must_use]
    pub fn offset(self) -> FixedOffset {
        *self.0.offset()
    }

    /// The moment `delta` later.
    ///
    /// # Errors
    ///
    /// [`BeyondWindow`].
    pub fn plus(self, delta: TimeDelta) -> Result<Self, BeyondWindow> {
        self.0
            .checked_add_signed(delta)
            .and_then(|moment| Self::from_datetime(moment).ok())
            .ok_or(BeyondWindow)
    }

    /// Time from `earlier` to this moment; negative if this one comes first.
    #[must_use]
    pub fn since(self, earlier: Self) -> TimeDelta {
        self.0.signed_duration_since(earlier.0)
    }
}

impl FromStr for Moment {
    type Err = InvalidMoment;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "a moment with its offset, such as 2019-04-26T09:30:00+08:00",
            "type": "string", "format": "date-time",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"
        })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::text::read_str(
            deserializer,
            "a moment such as 2019-04-26T09:30:00+08:00",
            40,
            Self::parse,
        )
    }
}

/// Why something is not a [`Day`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidDay {
    /// Another spelling.
    #[error("a day is written as YYYY-MM-DD")]
    Spelling,
    /// February 30 and the like.
    #[error("there is no such day")]
    NoSuchDay,
    /// Before 1900 or after 2199.
    #[error(
        "year {year} is outside {first} to {last}",
        first = Day::FIRST_YEAR,
        last = Day::LAST_YEAR
    )]
    OutsideWindow {
        /// The year given.
        year: i32,
    },
}

/// Why something is not a [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidMoment {
    /// Another spelling, or no such time.
    #[error("a moment is written as YYYY-MM-DDThh:mm:ss+08:00")]
    Spelling,
    /// Second 60.
    #[error("leap seconds are not accepted")]
    LeapSecond,
    /// More than 14 hours from UTC, or not in whole minutes.
    #[error("an offset of {seconds} s from UTC is not within 14 h in whole minutes")]
    Offset {
        /// Seconds east of UTC.
        seconds: i32,
    },
    /// The day is not accepted.
    #[error(transparent)]
    Day(#[from] InvalidDay),
}

/// A sum that ends before 1900 or after 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the answer lies outside the years {first} to {last}",
    first = Day::FIRST_YEAR,
    last = Day::LAST_YEAR
)]
pub struct BeyondWindow;
