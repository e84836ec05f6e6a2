//! What reads in Chinese as well as in English.

use std::fmt;

use chrono::{Datelike, Timelike};

use crate::base::day::{Day, Moment};
use crate::base::deadline::Length;
use crate::base::id::AnyId;
use crate::base::permille::Permille;
use crate::base::rate::{Percent, Rate};
use crate::base::text::{Code, LedgerNo, Line, Prose};
use crate::base::truth::Truth;
use crate::provenance::{Citation, Grade};

/// Reads in Chinese; `Display` reads in English.
///
/// ```
/// use unbrella::day;
/// use unbrella::decision::Chinese;
///
/// assert_eq!(day!(2019, 4, 26).chinese(), "2019年4月26日");
/// ```
pub trait Chinese {
    /// Writes the value in Chinese.
    ///
    /// # Errors
    ///
    /// Only those of the formatter.
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The value in Chinese.
    fn chinese(&self) -> String {
        InChinese(self).to_string()
    }
}

/// Displays a value in Chinese.
#[derive(Clone, Copy, Debug)]
pub struct InChinese<'a, T: ?Sized>(pub &'a T);

impl<T: Chinese + ?Sized> fmt::Display for InChinese<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_chinese(f)
    }
}

impl<T: Chinese + ?Sized> Chinese for &T {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt_chinese(f)
    }
}

impl Chinese for Truth {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yes => "是",
            Self::No => "否",
            Self::Unknown => "不明",
        })
    }
}

impl Chinese for Day {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{}年{}月{}日", date.year(), date.month(), date.day())
    }
}

/// Day, hour and minute; seconds and the offset from UTC only where they are not the
/// usual ones (0 and +08:00).
impl Chinese for Moment {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.datetime();
        self.day().fmt_chinese(f)?;
        write!(f, "{}时{:02}分", time.hour(), time.minute())?;
        if time.second() != 0 || time.nanosecond() != 0 {
            write!(f, "{:02}秒", time.second())?;
        }
        if self.offset().local_minus_utc() != 8 * 3600 {
            write!(f, "（{}）", self.offset())?;
        }
        Ok(())
    }
}

impl Chinese for Length {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self {
            Self::Hours(_) => "小时",
            Self::CalendarDays(_) => "日",
            Self::WorkingDays(_) => "个工作日",
            Self::Months(_) => "个月",
        };
        write!(f, "{}{unit}", self.count())
    }
}

impl Chinese for Rate {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}分之{}", self.of(), self.part())
    }
}

impl Chinese for Grade {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Self::chinese(*self))
    }
}

impl Chinese for Citation {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Self::chinese(self))
    }
}

/// What is written alike in both languages.
macro_rules! alike {
    ($($type:ty),+ $(,)?) => {$(
        impl Chinese for $type {
            fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )+};
}

alike!(u64, str, String, AnyId, Permille, Percent, Line, Prose, Code, LedgerNo);
