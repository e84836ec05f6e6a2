//! China's published arrangements of holidays, 2018 to 2026.
//!
//! Every year the General Office of the State Council (国务院办公厅) announces the next
//! year's holidays, and the weekend days that are worked in exchange.
//!
//! # Source
//!
//! The days were established by comparing published packages, day by day, for all 3,287
//! days. Two that were made independently of each other agree on every one:
//!
//! | package | years compared | days that differ from this table |
//! |---|---|---|
//! | PyPI `chinesecalendar` 1.11.0 | 2018 to 2026 | none |
//! | PyPI `holidays` 0.109, which cites the gazette for each year | 2018 to 2026 | none |
//! | PyPI `workalendar` 17.0.0, which ends with 2023 | 2018 to 2023 | 2020-01-31 and 2020-02-01 |
//! | npm `chinese-days` 1.5.7, made from the first, so no second witness | 2018 to 2026 | none |
//!
//! The two days in 2020 were settled by the notice that extended the Spring Festival to
//! February 2, with work from February 3. `workalendar` has the arrangement before it.
//!
//! The notices were then read as well, in reprints: dates and numbers (发文字号) of all
//! eleven agree with the table, that of 2026 only as quoted by others. The one for 2024
//! encourages leave on New Year's Eve (2024-02-09); this is no day off.
//!
//! # Limits
//!
//! National arrangements only: in 2020 some provinces extended the Spring Festival
//! further, and bodies may have their own days. Half days for some citizens (such as
//! March 8) are ordinary days here. The notice for 2027 was not out when this table was
//! made; should it close or open a day in the last week of 2026, a later version of this
//! calendar will say so.

use super::work::{Arrangement, CalendarDraft, WorkCalendar};
use crate::base::day::Day;
use crate::base::text::Line;
use crate::day;

/// One published holiday.
struct Published {
    /// What it is called.
    name: &'static str,
    /// The first and the last day off.
    off: (Day, Day),
    /// The weekend days worked in exchange.
    worked: &'static [Day],
}

const NEW_YEAR: &str = "元旦 New Year";
const SPRING: &str = "春节 Spring Festival";
const SPRING_EXTENDED: &str = "春节延长假期 Spring Festival, extended";
const TOMB_SWEEPING: &str = "清明节 Tomb-Sweeping Day";
const LABOR: &str = "劳动节 Labor Day";
const DRAGON_BOAT: &str = "端午节 Dragon Boat Festival";
const MID_AUTUMN: &str = "中秋节 Mid-Autumn Festival";
const NATIONAL: &str = "国庆节 National Day";
const NATIONAL_AND_MID_AUTUMN: &str = "国庆节、中秋节 National Day and Mid-Autumn Festival";

const fn off(name: &'static str, first: Day, last: Day, worked: &'static [Day]) -> Published {
    Published { name, off: (first, last), worked }
}

/// The table. Weekend days inside a holiday are named, as in the notices.
const HOLIDAYS: &[Published] = &[
    // 2018: 国办发明电〔2017〕12号. New Year began on 2017-12-30, outside the years covered.
    off(NEW_YEAR, day!(2018, 1, 1), day!(2018, 1, 1), &[]),
    off(SPRING, day!(2018, 2, 15), day!(2018, 2, 21), &[day!(2018, 2, 11), day!(2018, 2, 24)]),
    off(TOMB_SWEEPING, day!(2018, 4, 5), day!(2018, 4, 7), &[day!(2018, 4, 8)]),
    off(LABOR, day!(2018, 4, 29), day!(2018, 5, 1), &[day!(2018, 4, 28)]),
    off(DRAGON_BOAT, day!(2018, 6, 18), day!(2018, 6, 18), &[]),
    off(MID_AUTUMN, day!(2018, 9, 24), day!(2018, 9, 24), &[]),
    off(NATIONAL, day!(2018, 10, 1), day!(2018, 10, 7), &[day!(2018, 9, 29), day!(2018, 9, 30)]),
    // 2019: 国办发明电〔2018〕15号, 国办发明电〔2019〕3号
    off(NEW_YEAR, day!(2018, 12, 30), day!(2019, 1, 1), &[day!(2018, 12, 29)]),
    off(SPRING, day!(2019, 2, 4), day!(2019, 2, 10), &[day!(2019, 2, 2), day!(2019, 2, 3)]),
    off(TOMB_SWEEPING, day!(2019, 4, 5), day!(2019, 4, 7), &[]),
    off(LABOR, day!(2019, 5, 1), day!(2019, 5, 4), &[day!(2019, 4, 28), day!(2019, 5, 5)]),
    off(DRAGON_BOAT, day!(2019, 6, 7), day!(2019, 6, 9), &[]),
    off(MID_AUTUMN, day!(2019, 9, 13), day!(2019, 9, 15), &[]),
    off(NATIONAL, day!(2019, 10, 1), day!(2019, 10, 7), &[day!(2019, 9, 29), day!(2019, 10, 12)]),
    // 2020: 国办发明电〔2019〕16号, 国办发明电〔2020〕1号
    off(NEW_YEAR, day!(2020, 1, 1), day!(2020, 1, 1), &[]),
    off(SPRING, day!(2020, 1, 24), day!(2020, 1, 30), &[day!(2020, 1, 19)]),
    off(SPRING_EXTENDED, day!(2020, 1, 31), day!(2020, 2, 2), &[]),
    off(TOMB_SWEEPING, day!(2020, 4, 4), day!(2020, 4, 6), &[]),
    off(LABOR, day!(2020, 5, 1), day!(2020, 5, 5), &[day!(2020, 4, 26), day!(2020, 5, 9)]),
    off(DRAGON_BOAT, day!(2020, 6, 25), day!(2020, 6, 27), &[day!(2020, 6, 28)]),
    off(
        NATIONAL_AND_MID_AUTUMN,
        day!(2020, 10, 1),
        day!(2020, 10, 8),
        &[day!(2020, 9, 27), day!(2020, 10, 10)],
    ),
    // 2021: 国办发明电〔2020〕27号
    off(NEW_YEAR, day!(2021, 1, 1), day!(2021, 1, 3), &[]),
    off(SPRING, day!(2021, 2, 11), day!(2021, 2, 17), &[day!(2021, 2, 7), day!(2021, 2, 20)]),
    off(TOMB_SWEEPING, day!(2021, 4, 3), day!(2021, 4, 5), &[]),
    off(LABOR, day!(2021, 5, 1), day!(2021, 5, 5), &[day!(2021, 4, 25), day!(2021, 5, 8)]),
    off(DRAGON_BOAT, day!(2021, 6, 12), day!(2021, 6, 14), &[]),
    off(MID_AUTUMN, day!(2021, 9, 19), day!(2021, 9, 21), &[day!(2021, 9, 18)]),
    off(NATIONAL, day!(2021, 10, 1), day!(2021, 10, 7), &[day!(2021, 9, 26), day!(2021, 10, 9)]),
    // 2022: 国办发明电〔2021〕11号
    off(NEW_YEAR, day!(2022, 1, 1), day!(2022, 1, 3), &[]),
    off(SPRING, day!(2022, 1, 31), day!(2022, 2, 6), &[day!(2022, 1, 29), day!(2022, 1, 30)]),
    off(TOMB_SWEEPING, day!(2022, 4, 3), day!(2022, 4, 5), &[day!(2022, 4, 2)]),
    off(LABOR, day!(2022, 4, 30), day!(2022, 5, 4), &[day!(2022, 4, 24), day!(2022, 5, 7)]),
    off(DRAGON_BOAT, day!(2022, 6, 3), day!(2022, 6, 5), &[]),
    off(MID_AUTUMN, day!(2022, 9, 10), day!(2022, 9, 12), &[]),
    off(NATIONAL, day!(2022, 10, 1), day!(2022, 10, 7), &[day!(2022, 10, 8), day!(2022, 10, 9)]),
    // 2023: 国办发明电〔2022〕16号
    off(NEW_YEAR, day!(2022, 12, 31), day!(2023, 1, 2), &[]),
    off(SPRING, day!(2023, 1, 21), day!(2023, 1, 27), &[day!(2023, 1, 28), day!(2023, 1, 29)]),
    off(TOMB_SWEEPING, day!(2023, 4, 5), day!(2023, 4, 5), &[]),
    off(LABOR, day!(2023, 4, 29), day!(2023, 5, 3), &[day!(2023, 4, 23), day!(2023, 5, 6)]),
    off(DRAGON_BOAT, day!(2023, 6, 22), day!(2023, 6, 24), &[day!(2023, 6, 25)]),
    off(
        NATIONAL_AND_MID_AUTUMN,
        day!(2023, 9, 29),
        day!(2023, 10, 6),
        &[day!(2023, 10, 7), day!(2023, 10, 8)],
    ),
    // 2024: 国办发明电〔2023〕7号
    off(NEW_YEAR, day!(2023, 12, 30), day!(2024, 1, 1), &[]),
    off(SPRING, day!(2024, 2, 10), day!(2024, 2, 17), &[day!(2024, 2, 4), day!(2024, 2, 18)]),
    off(TOMB_SWEEPING, day!(2024, 4, 4), day!(2024, 4, 6), &[day!(2024, 4, 7)]),
    off(LABOR, day!(2024, 5, 1), day!(2024, 5, 5), &[day!(2024, 4, 28), day!(2024, 5, 11)]),
    off(DRAGON_BOAT, day!(2024, 6, 10), day!(2024, 6, 10), &[]),
    off(MID_AUTUMN, day!(2024, 9, 15), day!(2024, 9, 17), &[day!(2024, 9, 14)]),
    off(NATIONAL, day!(2024, 10, 1), day!(2024, 10, 7), &[day!(2024, 9, 29), day!(2024, 10, 12)]),
    // 2025: 国办发明电〔2024〕12号
    off(NEW_YEAR, day!(2025, 1, 1), day!(2025, 1, 1), &[]),
    off(SPRING, day!(2025, 1, 28), day!(2025, 2, 4), &[day!(2025, 1, 26), day!(2025, 2, 8)]),
    off(TOMB_SWEEPING, day!(2025, 4, 4), day!(2025, 4, 6), &[]),
    off(LABOR, day!(2025, 5, 1), day!(2025, 5, 5), &[day!(2025, 4, 27)]),
    off(DRAGON_BOAT, day!(2025, 5, 31), day!(2025, 6, 2), &[]),
    off(
        NATIONAL_AND_MID_AUTUMN,
        day!(2025, 10, 1),
        day!(2025, 10, 8),
        &[day!(2025, 9, 28), day!(2025, 10, 11)],
    ),
    // 2026: 国办发明电〔2025〕7号
    off(NEW_YEAR, day!(2026, 1, 1), day!(2026, 1, 3), &[day!(2026, 1, 4)]),
    off(SPRING, day!(2026, 2, 15), day!(2026, 2, 23), &[day!(2026, 2, 14), day!(2026, 2, 28)]),
    off(TOMB_SWEEPING, day!(2026, 4, 4), day!(2026, 4, 6), &[]),
    off(LABOR, day!(2026, 5, 1), day!(2026, 5, 5), &[day!(2026, 5, 9)]),
    off(DRAGON_BOAT, day!(2026, 6, 19), day!(2026, 6, 21), &[]),
    off(MID_AUTUMN, day!(2026, 9, 25), day!(2026, 9, 27), &[]),
    off(NATIONAL, day!(2026, 10, 1), day!(2026, 10, 7), &[day!(2026, 9, 20), day!(2026, 10, 10)]),
];

/// 中国 (national): the work calendar for the years 2018 to 2026, version 2025-11-04.
///
/// The version is the day of the last notice in it, the one for 2026.
///
/// # Examples
///
/// ```
/// use unbrella::base::calendar::china;
/// use unbrella::day;
///
/// let calendar = china();
/// assert_eq!(calendar.years(), (2018, 2026));
/// // The Spring Festival of 2020 was extended: February 1 was to be worked, and was not.
/// assert!(!calendar.is_open(day!(2020, 2, 1))?);
/// assert!(calendar.is_open(day!(2020, 2, 3))?);
/// # Ok::<(), unbrella::base::calendar::OutsideCalendar>(())
/// ```
///
/// # Source
///
/// 国务院办公厅关于部分节假日安排的通知, one notice a year, with the amendment for Labor
/// Day 2019 and the extension of the Spring Festival 2020. Established from two
/// independent packages that agree on every day: `chinesecalendar` 1.11.0 and `holidays`
/// 0.109 (PyPI).
///
/// National arrangements only. The notice for 2027 may still change the last days of 2026.
#[must_use]
pub fn china() -> WorkCalendar {
    // A test reads the same draft through the checking door.
    WorkCalendar::assemble(draft())
}

/// The table in the form in which calendars are entered.
pub(super) fn draft() -> CalendarDraft {
    CalendarDraft {
        name: Line::literal("中国 China"),
        version: Line::literal("2025-11-04"),
        source: Line::literal(
            "国务院办公厅关于部分节假日安排的通知 (2018–2026); chinesecalendar 1.11.0 and holidays 0.109 agree",
        ),
        first_year: 2018,
        last_year: 2026,
        arrangements: HOLIDAYS.iter().map(arrangement).collect(),
    }
}

/// One holiday, its days written out.
fn arrangement(holiday: &Published) -> Arrangement {
    let (first, last) = holiday.off;
    let days = std::iter::successors(Some(first), |day| day.next().ok());
    Arrangement {
        name: Line::literal(holiday.name),
        off: days.take_while(|day| *day <= last).collect(),
        worked: holiday.worked.to_vec(),
    }
}
