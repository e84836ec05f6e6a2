//! The calendar against plain counting, and China's table against a second source.

use std::num::NonZeroU32;

use chrono::Datelike;
use proptest::prelude::*;

use super::china::draft;
use super::*;
use crate::base::day::Day;
use crate::base::text::Line;
use crate::day;

fn n(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).unwrap()
}

fn days(first: Day, last: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(Some(first), |day| day.next().ok()).take_while(move |day| *day <= last)
}

fn plain(first_year: i32, last_year: i32, arrangements: Vec<Arrangement>) -> CalendarDraft {
    let line = |text| Line::parse(text).unwrap();
    let (name, version, source) = (line("乙局"), line("1"), line("a test"));
    CalendarDraft { name, version, source, first_year, last_year, arrangements }
}

fn holiday(name: &str, off: &[Day], worked: &[Day]) -> Arrangement {
    let name = Line::parse(name).unwrap();
    Arrangement { name, off: off.to_vec(), worked: worked.to_vec() }
}

/// The days on which PyPI `holidays` 0.109 finds offices open in China: for each month a
/// number whose bit `d - 1` is set if day `d` is open. The table was made from another
/// package, so a slip in either shows here.
const SECOND_SOURCE: [(i32, [u32; 12]); 9] = [
    (
        2018,
        [
            0x73e7cf9e, 0x0ee03df3, 0x3e7cf9f3, 0x0fcf9f8e, 0x79f3e7ce, 0x1f3c7cf9, 0x67cf9f3e,
            0x7cf9f3e7, 0x3f1f3e7c, 0x73e7cf80, 0x3e7cf9f3, 0x1f9f3e7c,
        ],
    ),
    (
        2019,
        [
            0x79f3e7ce, 0x0f3e7c07, 0x1f3e7cf9, 0x3be7cf8f, 0x7cf9f3f0, 0x0f9f3e3c, 0x73e7cf9f,
            0x3e7cf9f3, 0x37cf8f3e, 0x79f3ef80, 0x1f3e7cf9, 0x67cf9f3e,
        ],
    ),
    (
        2020,
        [
            0x007df3e6, 0x0f9f3e7c, 0x67cf9f3e, 0x3ef9f3c7, 0x1f3e7de0, 0x38e7cf9f, 0x7cf9f3e7,
            0x4f9f3e7c, 0x3df3e7cf, 0x3e7cfb00, 0x27cf9f3e, 0x79f3e7cf,
        ],
    ),
    (
        2021,
        [
            0x1f3e7cf8, 0x03ee03df, 0x73e7cf9f, 0x3f7cf9e3, 0x4f9f3ee0, 0x39f3c7cf, 0x3e7cf9f3,
            0x67cf9f3e, 0x3ee3f3e7, 0x1f3e7d80, 0x33e7cf9f, 0x7cf9f3e7,
        ],
    ),
    (
        2022,
        [
            0x3f9f3e78, 0x09f3e7c0, 0x79f3e7cf, 0x1fbe7ce3, 0x67cf9f70, 0x3cf9f3e3, 0x1f3e7cf9,
            0x73e7cf9f, 0x3e7cf1f3, 0x4f9f3f80, 0x39f3e7cf, 0x3e7cf9f3,
        ],
    ),
    (
        2023,
        [
            0x780f9f3c, 0x0cf9f3e7, 0x7cf9f3e7, 0x0fdf3e6c, 0x73e7cfb8, 0x3f1cf9f3, 0x4f9f3e7c,
            0x79f3e7cf, 0x0f3e7cf9, 0x67cf9fc0, 0x3cf9f3e7, 0x1f3e7cf9,
        ],
    ),
    (
        2024,
        [
            0x73e7cf9e, 0x1e7e01fb, 0x1f3e7cf9, 0x3be7cfc7, 0x7cf9f7e0, 0x0f9f3c7c, 0x73e7cf9f,
            0x3e7cf9f3, 0x37ce3f3e, 0x79f3ef80, 0x1f3e7cf9, 0x67cf9f3e,
        ],
    ),
    (
        2025,
        [
            0x06f9f3e6, 0x0f9f3ef0, 0x4f9f3e7c, 0x3df3e7c7, 0x3e7cf9e0, 0x27cf9f3c, 0x79f3e7cf,
            0x1f3e7cf9, 0x3be7cf9f, 0x7cf9f700, 0x0f9f3e7c, 0x73e7cf9f,
        ],
    ),
    (
        2026,
        [
            0x3e7cf9f8, 0x0f803f3e, 0x67cf9f3e, 0x3cf9f3c7, 0x1f3e7de0, 0x33e3cf9f, 0x7cf9f3e7,
            0x4f9f3e7c, 0x38fbe7cf, 0x3e7cfb80, 0x27cf9f3e, 0x79f3e7cf,
        ],
    ),
];

#[test]
fn the_table_agrees_with_the_second_source_on_every_day() {
    let calendar = china();
    let mut compared = 0;
    for (year, months) in SECOND_SOURCE {
        for (month, bits) in (1..).zip(months) {
            for day in (1..=31).filter_map(|d| Day::of(year, month, d)) {
                let bit = day.date().day0();
                assert_eq!(calendar.is_open(day), Ok(bits >> bit & 1 == 1), "{day}");
                compared += 1;
            }
        }
        let total: u32 = months.iter().map(|month| month.count_ones()).sum();
        assert_eq!(calendar.open_days_in(year), Some(total), "{year}");
    }
    assert_eq!(compared, 3_287);
}

/// Days that the notices name; 国办发明电 number behind each group.
#[test]
fn days_named_in_the_notices() {
    let calendar = china();
    let rows: [(Day, &str); 22] = [
        // 〔2017〕12号
        (day!(2018, 2, 11), "open: worked for 春节 Spring Festival"),
        (day!(2018, 4, 28), "open: worked for 劳动节 Labor Day"),
        // 〔2018〕15号
        (day!(2018, 12, 29), "open: worked for 元旦 New Year"),
        (day!(2018, 12, 31), "closed: 元旦 New Year"),
        (day!(2019, 10, 12), "open: worked for 国庆节 National Day"),
        // 〔2019〕3号, which changed Labor Day 2019 from one day off to four
        (day!(2019, 4, 28), "open: worked for 劳动节 Labor Day"),
        (day!(2019, 5, 1), "closed: 劳动节 Labor Day"),
        (day!(2019, 5, 2), "closed: 劳动节 Labor Day"),
        (day!(2019, 5, 3), "closed: 劳动节 Labor Day"),
        (day!(2019, 5, 4), "closed: 劳动节 Labor Day"),
        (day!(2019, 5, 5), "open: worked for 劳动节 Labor Day"),
        // 〔2019〕16号 and 〔2020〕1号, which took back the work on February 1
        (day!(2020, 1, 19), "open: worked for 春节 Spring Festival"),
        (day!(2020, 1, 31), "closed: 春节延长假期 Spring Festival, extended"),
        (day!(2020, 2, 1), "closed: 春节延长假期 Spring Festival, extended"),
        (day!(2020, 2, 3), "open"),
        // 〔2020〕27号
        (day!(2021, 2, 7), "open: worked for 春节 Spring Festival"),
        (day!(2021, 2, 6), "closed: weekend"),
        // 〔2022〕16号
        (day!(2022, 12, 31), "closed: 元旦 New Year"),
        (day!(2023, 1, 28), "open: worked for 春节 Spring Festival"),
        (day!(2023, 1, 29), "open: worked for 春节 Spring Festival"),
        // 〔2023〕7号: encouraged leave is no day off
        (day!(2024, 2, 9), "open"),
        // 〔2025〕7号
        (day!(2026, 2, 23), "closed: 春节 Spring Festival"),
    ];
    for (day, kind) in rows {
        assert_eq!(calendar.kind(day).unwrap().to_string(), kind, "{day}");
    }
}

#[test]
fn the_table_passes_the_checking_door_and_names_are_real_lines() {
    assert_eq!(WorkCalendar::new(draft()), Ok(china()));
    for arrangement in draft().arrangements {
        assert_eq!(Line::parse(arrangement.name.as_str()), Ok(arrangement.name.clone()));
        assert!(arrangement.off.is_sorted(), "{}", arrangement.name);
        assert!(
            arrangement.off.iter().any(|day| !day.is_weekend()) || arrangement.worked.is_empty()
        );
        // A make-up day stands within a fortnight of its holiday, before or after.
        for day in &arrangement.worked {
            let apart = arrangement.off.iter().map(|off| day.days_since(*off).abs()).min();
            assert!(apart.unwrap() <= 14, "{day}");
        }
    }
    let calendar = china();
    for line in [calendar.name(), calendar.version(), calendar.source()] {
        assert_eq!(&Line::parse(line.as_str()).unwrap(), line);
    }
    assert_eq!(calendar.to_string(), "中国 China (2018 to 2026), version 2025-11-04");
}

#[test]
fn there_is_no_answer_outside_the_years() {
    let calendar = china();
    let refused = |day| calendar.is_open(day).unwrap_err().to_string();
    assert_eq!(
        refused(day!(2017, 12, 31)),
        "2017-12-31 lies outside the calendar 中国 China, which covers 2018 to 2026",
    );
    assert!(calendar.is_open(day!(2018, 1, 1)).is_ok());
    assert!(calendar.is_open(day!(2026, 12, 31)).is_ok());
    assert!(calendar.is_open(day!(2027, 1, 1)).is_err());
    assert_eq!(
        calendar.nth_open_day(day!(2026, 12, 30), n(3)).unwrap_err().to_string(),
        "open day number 3 from 2026-12-30 comes after 2026, the last year of the calendar 中国 China",
    );
    assert_eq!(calendar.nth_open_day(day!(2026, 12, 30), n(2)), Ok(day!(2026, 12, 31)));
    assert!(calendar.nth_open_day(day!(2017, 12, 31), n(1)).is_err());
    assert!(calendar.nth_open_day(day!(2018, 1, 1), NonZeroU32::MAX).is_err());
    assert_eq!(calendar.open_days_between(day!(2026, 12, 30), day!(2027, 1, 1)), Ok(2));
    assert!(calendar.open_days_between(day!(2026, 12, 30), day!(2027, 1, 2)).is_err());
    assert!(calendar.open_days_between(day!(2017, 12, 31), day!(2018, 1, 2)).is_err());
    assert_eq!(calendar.open_days_in(2017), None);
    assert_eq!(calendar.open_days_in(2027), None);
}

/// Counts one by one, straight from the meaning.
fn plain_nth(calendar: &WorkCalendar, from: Day, n: u32) -> Option<Day> {
    let mut left = n;
    let mut day = from;
    loop {
        if calendar.is_open(day).ok()? {
            left -= 1;
        }
        if left == 0 {
            return Some(day);
        }
        day = day.next().ok()?;
    }
}

#[test]
fn counting_agrees_with_counting_one_by_one() {
    let calendar = china();
    for from in days(day!(2018, 1, 1), day!(2026, 12, 31)) {
        for count in [1, 2, 5, 15, 23] {
            let plain = plain_nth(&calendar, from, count);
            assert_eq!(calendar.nth_open_day(from, n(count)).ok(), plain, "{count} from {from}");
        }
        for length in [0, 1, 2, 7, 31] {
            let Ok(until) = from.plus_days(length) else { continue };
            let open = days(from, until).filter(|day| *day < until);
            let plain: Option<u32> =
                open.map(|day| calendar.is_open(day).ok().map(u32::from)).sum::<Option<u32>>();
            assert_eq!(calendar.open_days_between(from, until).ok(), plain, "{from} to {until}");
            assert_eq!(calendar.open_days_between(until, from).ok(), {
                let reversed_is_nothing = calendar.covers(until).then_some(0);
                if length == 0 { plain } else { reversed_is_nothing }
            });
        }
    }
}

#[test]
fn a_calendar_may_reach_the_ends_of_the_window() {
    let calendar = WorkCalendar::new(plain(1900, 2199, vec![])).unwrap();
    assert_eq!(calendar.is_open(day!(1900, 1, 1)), Ok(true));
    assert_eq!(calendar.is_open(day!(2199, 12, 31)), Ok(true));
    assert_eq!(calendar.open_days_in(2199), Some(261));
    assert!(calendar.nth_open_day(day!(2199, 12, 31), n(2)).is_err());
    assert_eq!(calendar.open_on_or_after(day!(2000, 1, 1)), Ok(day!(2000, 1, 3)));
}

#[test]
fn every_problem_is_listed() {
    let draft = plain(
        2030,
        2030,
        vec![
            holiday("a", &[day!(2030, 6, 3), day!(2030, 6, 3)], &[day!(2030, 6, 8)]),
            holiday("b", &[day!(2030, 6, 8)], &[day!(2030, 6, 8), day!(2030, 6, 11)]),
            holiday("c", &[], &[]),
            holiday("d", &[day!(2031, 1, 1)], &[]),
        ],
    );
    assert_eq!(
        WorkCalendar::new(draft).unwrap_err().to_string(),
        "not a calendar: arrangement 2 names no day; 2030-06-03 is off twice; \
         2030-06-08 is worked twice; 2030-06-08 is both off and worked; \
         2030-06-11 is worked, but is no weekend; 2031-01-01 lies outside the years covered",
    );
    assert_eq!(
        WorkCalendar::new(plain(2031, 1899, vec![])).unwrap_err().to_string(),
        "not a calendar: year 1899 is outside 1900 to 2199; the years run from 2031 back to 1899",
    );
    // One holiday may end on the day before the next begins, and weekends may be off.
    let touching = vec![
        holiday("a", &[day!(2030, 6, 7), day!(2030, 6, 8)], &[]),
        holiday("b", &[day!(2030, 6, 9)], &[]),
    ];
    assert!(WorkCalendar::new(plain(2030, 2030, touching)).is_ok());
}

#[test]
fn json_goes_through_the_same_door() {
    let calendar = china();
    let text = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<WorkCalendar>(&text).unwrap(), calendar);

    let read = |text: &str| serde_json::from_str::<WorkCalendar>(text).unwrap_err().to_string();
    let with = |arrangements: &str| {
        format!(
            r#"{{"name":"乙局","version":"1","source":"s","first_year":2030,"last_year":2030,"arrangements":{arrangements}}}"#
        )
    };
    let twice = with(r#"[{"name":"a","off":["2030-06-03","2030-06-03"],"worked":[]}]"#);
    assert!(
        read(&twice).starts_with("not a calendar: 2030-06-03 is off twice"),
        "{}",
        read(&twice)
    );
    let unknown = with(r#"[{"name":"a","off":["2030-06-03"],"worked":[],"open":[]}]"#);
    assert!(read(&unknown).starts_with("unknown field `open`"), "{}", read(&unknown));
    let missing = with(r#"[{"name":"a","off":["2030-06-03"]}]"#);
    assert!(read(&missing).starts_with("missing field `worked`"), "{}", read(&missing));
    let long = with(&format!(r#"[{{"name":"a","off":[{}"2030-06-03"],"worked":[]}}]"#, {
        r#""2030-06-03","#.repeat(Arrangement::MAX_DAYS)
    }));
    assert!(read(&long).starts_with("more than 366 items in a list"), "{}", read(&long));
    let many = with(&format!(
        r#"[{}{{"name":"a","off":[],"worked":[]}}]"#,
        r#"{"name":"a","off":[],"worked":[]},"#.repeat(CalendarDraft::MAX_ARRANGEMENTS)
    ));
    assert!(read(&many).starts_with("more than 10000 items in a list"), "{}", read(&many));
}

proptest! {
    /// Whatever is announced, a draft is refused or every day has the kind announced for it.
    #[test]
    fn an_accepted_draft_says_what_was_announced(
        off in prop::collection::vec(0_i64..730, 0..6),
        worked in prop::collection::vec(0_i64..730, 0..6),
    ) {
        let at = |offset: &i64| day!(2030, 1, 1).plus_days(*offset).unwrap();
        let off: Vec<Day> = off.iter().map(at).collect();
        let worked: Vec<Day> = worked.iter().map(at).collect();
        let announced = holiday("a", &off, &worked);
        if let Ok(calendar) = WorkCalendar::new(plain(2030, 2031, vec![announced])) {
            for day in days(day!(2030, 1, 1), day!(2031, 12, 31)) {
                let expected = worked.contains(&day) || !day.is_weekend() && !off.contains(&day);
                prop_assert_eq!(calendar.is_open(day), Ok(expected));
            }
        }
    }
}
