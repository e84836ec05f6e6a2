//! The count against a plain one, the laws that it keeps, and whole sentences.

use std::collections::BTreeSet;

use chrono::{Datelike, FixedOffset, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::base::calendar::{Arrangement, CalendarDraft, WorkCalendar, china};
use crate::base::day::{Day, Moment};
use crate::base::text::{Code, Line};
use crate::day;

fn at(text: &str) -> Moment {
    Moment::parse(&format!("{text}+08:00")).unwrap()
}

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn morning(day: Day) -> Moment {
    Moment::china(day, 9, 30).unwrap()
}

fn start_of(day: Day) -> Moment {
    Moment::china(day, 0, 0).unwrap()
}

fn days_from(first: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(Some(first), |day| day.next().ok())
}

/// A calendar in which weekdays `off` are holidays and weekend days `worked` are worked.
fn calendar_of(years: (i32, i32), off: Vec<Day>, worked: Vec<Day>) -> WorkCalendar {
    let line = |text| Line::parse(text).unwrap();
    let arrangements = if off.is_empty() && worked.is_empty() {
        vec![]
    } else {
        vec![Arrangement { name: line("feast"), off, worked }]
    };
    WorkCalendar::new(CalendarDraft {
        name: line("乙局"),
        version: line("1"),
        source: line("a test"),
        first_year: years.0,
        last_year: years.1,
        arrangements,
    })
    .unwrap()
}

/// Forty-one years with three long holidays a year and weekend days worked around them.
fn synthetic() -> WorkCalendar {
    let (mut off, mut worked) = (Vec::new(), Vec::new());
    for year in 2000..=2040 {
        for (month, first, length) in [(1, 1, 1), (2, 8, 7), (5, 1, 4), (10, 1, 8)] {
            let first = Day::of(year, month, first).unwrap();
            let feast: Vec<Day> = days_from(first).take(length).collect();
            let before = first.plus_days(-5).unwrap();
            worked.extend(days_from(before).take(5).filter(|d| d.is_weekend() && d.year() > 1999));
            off.extend(feast);
        }
    }
    calendar_of((2000, 2040), off, worked)
}

// ---- the plain count -----------------------------------------------------------------

/// The same count, written straight from the module page: one day after another, no jumps.
struct Plain<'a> {
    open: &'a dyn Fn(Day) -> bool,
    suspended: &'a dyn Fn(Day) -> bool,
    limit: TimeLimit,
}

impl Plain<'_> {
    /// The last day of the limit, and of its extension if there is one.
    fn last_day(&self, start: Day, extension: Option<Length>) -> Day {
        let never = |_: Day| false;
        let running = Plain { suspended: &never, ..*self };
        let first_counts = self.limit.count_from() == CountFrom::SameDay;
        let mut n = self.days(start, self.limit.length(), first_counts);
        if matches!(self.limit.length(), Length::Months(_))
            && !first_counts
            && (self.suspended)(start)
        {
            n += 1;
        }
        let last = self.walk(start, n, first_counts, self.limit.length());
        let Some(extension) = extension else { return last };
        let planned = running.last_day(start, None);
        self.walk(last, self.days(planned, extension, false), false, extension)
    }

    /// How many days of its kind a length has.
    fn days(&self, from: Day, length: Length, first_counts: bool) -> i64 {
        let Length::Months(months) = length else { return length.count().into() };
        // Try the days of the month one by one; what is missing is settled by the rule.
        let number = from.date().day();
        let (mut year, mut month) = (from.year(), from.date().month());
        for _ in 0..months {
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        let end = Day::of(year, month, number).unwrap_or_else(|| {
            let last = (28..31).rev().find_map(|d| Day::of(year, month, d)).unwrap();
            let next = first_counts || self.limit.month_end() == Some(MonthEnd::NextMonth);
            if next { last.next().unwrap() } else { last }
        });
        days_from(from).take_while(|day| *day < end).count().try_into().unwrap()
    }

    fn walk(&self, from: Day, n: i64, first_counts: bool, length: Length) -> Day {
        let mut day = if first_counts { from } else { from.next().unwrap() };
        let mut counted = 0;
        loop {
            let works = !matches!(length, Length::WorkingDays(_)) || (self.open)(day);
            if works && !(self.suspended)(day) {
                counted += 1;
            }
            if counted == n {
                break;
            }
            day = day.next().unwrap();
        }
        while self.limit.last_day() == LastDay::Moves
            && ((self.suspended)(day) || !(self.open)(day))
        {
            day = day.next().unwrap();
        }
        day
    }
}

/// Every limit in days with these lengths, in each way to begin and to end.
fn every_limit(lengths: &[Length]) -> Vec<TimeLimit> {
    let begun = lengths.iter().flat_map(|length| {
        let limit = TimeLimit::of(*length);
        [limit, limit.counting_first_day()]
    });
    let ended = begun.flat_map(|limit| [limit, limit.moving_last_day()]);
    let all = ended.flat_map(|limit| [limit, limit.overflowing_month_end()]);
    let mut seen = BTreeSet::new();
    all.filter(|limit| seen.insert(limit.to_string())).collect()
}

// ---- all starts in forty years ---------------------------------------------------------

/// Laws 32 and 34 of the reliability list, and the plain count, for every start.
#[test]
fn all_starts_in_forty_years() {
    let calendar = synthetic();
    let open: Vec<bool> = days_from(day!(2000, 1, 1))
        .take_while(|day| day.year() <= 2040)
        .map(|day| calendar.is_open(day).unwrap())
        .collect();
    let is_open = |day: Day| open[usize::try_from(day.days_since(day!(2000, 1, 1))).unwrap()];
    let limits = every_limit(&[
        Length::CalendarDays(1),
        Length::CalendarDays(5),
        Length::WorkingDays(1),
        Length::WorkingDays(5),
        Length::WorkingDays(15),
        Length::Months(1),
        Length::Months(3),
    ]);
    assert_eq!(limits.len(), 4 * 2 + 4 * 3 + 8 * 2);
    for limit in limits {
        let plain = Plain { open: &is_open, suspended: &|_| false, limit };
        let mut previous = None;
        let mut starts = 0;
        for start in days_from(day!(2000, 1, 1)).take_while(|day| day.year() < 2040) {
            let deadline = Deadline::new(morning(start), limit, &calendar).unwrap();
            let last = plain.last_day(start, None);
            assert_eq!(deadline.last_day(), last, "{limit} from {start}");
            assert_eq!(deadline.due(), start_of(last.next().unwrap()), "{limit} from {start}");
            assert!(previous <= Some(last), "{limit} from {start}");
            previous = Some(last);
            starts += 1;
        }
        assert_eq!(starts, 14_610);
    }
}

/// Law 33: notice within 5 days is never due after hand-over within 10; law 32, more days.
#[test]
fn more_days_are_never_due_earlier() {
    let calendar = synthetic();
    for start in days_from(day!(2003, 12, 1)).take(500) {
        for of in [Length::CalendarDays, Length::WorkingDays, Length::Months] {
            for moving in [false, true] {
                let dues: Vec<Moment> = (1..=24)
                    .map(|n| {
                        let limit = TimeLimit::of(of(n));
                        let limit = if moving { limit.moving_last_day() } else { limit };
                        Deadline::new(morning(start), limit, &calendar).unwrap().due()
                    })
                    .collect();
                assert!(dues.is_sorted(), "{} from {start}", of(24));
            }
        }
    }
}

/// Law 34: in time on day N to its last moment, late from N+1.
#[test]
fn the_last_moment_in_time_and_the_first_too_late() {
    let calendar = china();
    for start in days_from(day!(2018, 1, 1)).take(3_000) {
        let limit = TimeLimit::days(5).moving_last_day();
        let deadline = Deadline::new(morning(start), limit, &calendar).unwrap();
        let last = deadline.due().plus(TimeDelta::nanoseconds(-1)).unwrap();
        assert_eq!(last.day(), deadline.last_day());
        let late = deadline.due().plus(TimeDelta::days(1)).unwrap();
        assert!(!deadline.state(late, Some(last)).is_late());
        assert!(deadline.state(late, Some(deadline.due())).is_late());
        assert!(!deadline.state(last, None).is_late());
        assert!(deadline.state(deadline.due(), None).is_late());
    }
}

// ---- single counts -----------------------------------------------------------------------

/// Rows: start, limit, last day; why.
#[test]
fn known_counts() {
    let rows: [(&str, TimeLimit, Day, &str); 25] = [
        ("2019-04-26T09:30:00", TimeLimit::days(5), day!(2019, 5, 1), "Z13, stays"),
        (
            "2019-04-26T09:30:00",
            TimeLimit::days(5).moving_last_day(),
            day!(2019, 5, 5),
            "Z13 under 民法典 203: off to May 4, May 5 worked",
        ),
        ("2019-04-26T09:30:00", TimeLimit::days(10), day!(2019, 5, 6), "Z13, hand-over"),
        (
            "2019-04-26T23:59:59",
            TimeLimit::days(5),
            day!(2019, 5, 1),
            "民法典 201: day of the start",
        ),
        ("2019-04-27T00:00:00", TimeLimit::days(5), day!(2019, 5, 2), "民法典 201: the day after"),
        ("2019-04-26T09:30:00", TimeLimit::days(5).counting_first_day(), day!(2019, 4, 30), ""),
        ("2019-04-26T09:30:00", TimeLimit::days(1), day!(2019, 4, 27), ""),
        ("2019-04-26T09:30:00", TimeLimit::days(1).counting_first_day(), day!(2019, 4, 26), ""),
        (
            "2019-04-26T09:30:00",
            TimeLimit::working_days(5),
            day!(2019, 5, 6),
            "law 1.2: April 28 and May 5, Sundays, count",
        ),
        (
            "2019-04-27T09:30:00",
            TimeLimit::working_days(1).counting_first_day(),
            day!(2019, 4, 28),
            "a closed first day cannot be number 1",
        ),
        ("2020-01-22T09:00:00", TimeLimit::working_days(5), day!(2020, 2, 6), "to February 2 off"),
        ("2020-01-23T09:00:00", TimeLimit::days(7), day!(2020, 1, 30), "off, and stays"),
        (
            "2020-01-23T09:00:00",
            TimeLimit::days(7).moving_last_day(),
            day!(2020, 2, 3),
            "over the extension 国办发明电〔2020〕1号",
        ),
        ("2019-01-31T09:00:00", TimeLimit::months(1), day!(2019, 2, 28), "民法典 202"),
        (
            "2019-01-31T09:00:00",
            TimeLimit::months(1).overflowing_month_end(),
            day!(2019, 3, 1),
            "no February 31",
        ),
        ("2020-01-31T09:00:00", TimeLimit::months(1), day!(2020, 2, 29), "leap year"),
        ("2020-02-29T09:00:00", TimeLimit::months(12), day!(2021, 2, 28), "from the leap day"),
        (
            "2020-02-29T09:00:00",
            TimeLimit::months(12).overflowing_month_end(),
            day!(2021, 3, 1),
            "from the leap day",
        ),
        ("2020-02-29T09:00:00", TimeLimit::months(48), day!(2024, 2, 29), "leap day to leap day"),
        ("2019-02-28T09:00:00", TimeLimit::months(1), day!(2019, 3, 28), "not March 31"),
        ("2019-04-26T09:00:00", TimeLimit::months(3), day!(2019, 7, 26), "law 1.4, 2018 art. 43"),
        (
            "2019-04-26T09:00:00",
            TimeLimit::months(3).counting_first_day(),
            day!(2019, 7, 25),
            "the day before",
        ),
        (
            "2019-01-31T09:00:00",
            TimeLimit::months(1).counting_first_day(),
            day!(2019, 2, 28),
            "January 31 is in, so February is full",
        ),
        ("2019-12-31T09:00:00", TimeLimit::months(2), day!(2020, 2, 29), "over the year's end"),
        (
            "2019-09-01T09:00:00",
            TimeLimit::months(1).moving_last_day(),
            day!(2019, 10, 8),
            "October 1 to 7 off",
        ),
    ];
    let calendar = china();
    for (start, limit, last, why) in rows {
        let deadline = Deadline::new(at(start), limit, &calendar).unwrap();
        assert_eq!(deadline.last_day(), last, "{limit} from {start}: {why}");
        assert_eq!(deadline.explain(&calendar).unwrap().due(), deadline.due(), "{limit}");
    }
}

/// Hours are exact, cross midnight and ask no calendar; C04.
#[test]
fn hours_run_on_the_clock() {
    let calendar = china();
    let due = |start: &str, hours| {
        Deadline::new(Moment::parse(start).unwrap(), TimeLimit::hours(hours), &calendar)
            .unwrap()
            .due()
    };
    assert_eq!(due("2019-04-26T22:30:00+08:00", 2), at("2019-04-27T00:30:00"));
    assert_eq!(due("2019-04-26T22:30:00+08:00", 24), at("2019-04-27T22:30:00"));
    assert_eq!(due("2019-04-26T14:30:00+00:00", 2), at("2019-04-27T00:30:00"));
    assert_eq!(due("1950-01-01T00:00:00+08:00", 48), at("1950-01-03T00:00:00"));
    let deadline =
        Deadline::new(at("2019-04-26T22:00:00"), TimeLimit::hours(2), &calendar).unwrap();
    assert_eq!(deadline.last_day(), day!(2019, 4, 26));
}

#[test]
fn days_are_those_of_the_office_that_wrote_the_start() {
    let calendar = china();
    let day_limit = |start: &str| {
        let start = Moment::parse(start).unwrap();
        Deadline::new(start, TimeLimit::days(1), &calendar).unwrap()
    };
    // One instant, two walls: April 27 in China, April 26 in London.
    let china = day_limit("2019-04-27T01:00:00+08:00");
    let london = day_limit("2019-04-26T17:00:00+00:00");
    assert_eq!(china.start(), london.start());
    assert_eq!((china.last_day(), london.last_day()), (day!(2019, 4, 28), day!(2019, 4, 27)));
    assert_eq!(london.due(), Moment::parse("2019-04-28T00:00:00+00:00").unwrap());
}

// ---- suspensions and extensions ------------------------------------------------------------

#[test]
fn a_suspension_takes_the_day_it_begins_and_leaves_the_day_it_ends() {
    let calendar = china();
    let deadline = Deadline::new(at("2019-06-03T09:00:00"), TimeLimit::days(5), &calendar).unwrap();
    let stop = |from, until| {
        let suspension = Suspension::between(at(from), at(until)).unwrap();
        deadline.suspend(suspension, &calendar).unwrap().last_day()
    };
    assert_eq!(deadline.last_day(), day!(2019, 6, 8));
    assert_eq!(stop("2019-06-05T10:00:00", "2019-06-05T18:00:00"), day!(2019, 6, 8));
    assert_eq!(stop("2019-06-05T23:00:00", "2019-06-06T01:00:00"), day!(2019, 6, 9));
    assert_eq!(stop("2019-06-05T10:00:00", "2019-06-10T10:00:00"), day!(2019, 6, 13));
    // The first day is not counted anyway; the last day is lost as any other.
    assert_eq!(stop("2019-06-03T10:00:00", "2019-06-05T10:00:00"), day!(2019, 6, 9));
    assert_eq!(stop("2019-06-08T23:00:00", "2019-06-09T00:00:00"), day!(2019, 6, 9));
}

#[test]
fn hours_stand_still_to_the_minute() {
    let calendar = china();
    let start = at("2019-06-03T09:00:00");
    let deadline = Deadline::new(start, TimeLimit::hours(24), &calendar).unwrap();
    let stop = |deadline: &Deadline, from, until| {
        let suspension = Suspension::between(at(from), at(until)).unwrap();
        deadline.suspend(suspension, &calendar).unwrap()
    };
    let once = stop(&deadline, "2019-06-03T10:00:00", "2019-06-03T10:20:00");
    assert_eq!(once.due(), at("2019-06-04T09:20:00"));
    // The second stretch lies within the time that the first one added.
    let twice = stop(&once, "2019-06-04T09:10:00", "2019-06-05T09:10:00");
    assert_eq!(twice.due(), at("2019-06-05T09:20:00"));
    assert_eq!(
        twice.explain(&calendar).unwrap().to_string(),
        "24 hours, from the moment itself\n\
         from 2019-06-03 09:00:00 +08:00, by 中国 China, version 2025-11-04\n\
         24 hours from 2019-06-03 09:00:00 +08:00 to 2019-06-05 09:20:00 +08:00\n\
         the clock stood still from 2019-06-03 10:00:00 +08:00 to 2019-06-03 10:20:00 +08:00\n\
         the clock stood still from 2019-06-04 09:10:00 +08:00 to 2019-06-05 09:10:00 +08:00\n\
         due before 2019-06-05 09:20:00 +08:00",
    );
}

/// A clock that stops at the very moment at which the limit ends: the stop belongs to the
/// extension, since the limit had been used up.
#[test]
fn a_stop_between_a_limit_and_its_extension() {
    let calendar = china();
    let start = at("2019-06-03T09:00:00");
    let deadline = Deadline::new(start, TimeLimit::hours(2), &calendar).unwrap();
    let deadline = lengthen(&deadline, Length::Hours(3), &calendar);
    let stop = Suspension::between(at("2019-06-03T11:00:00"), at("2019-06-03T12:00:00")).unwrap();
    let deadline = deadline.suspend(stop, &calendar).unwrap();
    assert_eq!(
        deadline.explain(&calendar).unwrap().to_string(),
        "2 hours, from the moment itself\n\
         from 2019-06-03 09:00:00 +08:00, by 中国 China, version 2025-11-04\n\
         2 hours from 2019-06-03 09:00:00 +08:00 to 2019-06-03 11:00:00 +08:00\n\
         extended by 3 hours\n\
         3 hours from 2019-06-03 11:00:00 +08:00 to 2019-06-03 15:00:00 +08:00\n\
         the clock stood still from 2019-06-03 11:00:00 +08:00 to 2019-06-03 12:00:00 +08:00\n\
         due before 2019-06-03 15:00:00 +08:00",
    );
    assert_eq!(deadline.due(), at("2019-06-03T15:00:00"));
}

#[test]
fn a_clock_that_stands_still_is_never_overdue() {
    let calendar = china();
    let deadline = Deadline::new(at("2019-06-03T09:00:00"), TimeLimit::days(5), &calendar).unwrap();
    let stopped =
        deadline.suspend(Suspension::since(at("2019-06-05T10:00:00")), &calendar).unwrap();
    assert_eq!(stopped.due(), deadline.due());
    let later = at("2020-06-05T10:00:00");
    assert_eq!(
        stopped.state(later, None).to_string(),
        "the clock stands still since 2019-06-05 10:00:00 +08:00, 3 days 14 h left",
    );
    assert!(!stopped.state(later, Some(later)).is_late());
    // Before it stopped, the time left runs down.
    assert_eq!(stopped.state(at("2019-06-04T10:00:00"), None).to_string(), "4 days 14 h left");
    let resumed = stopped.resume(at("2019-06-10T15:00:00"), &calendar).unwrap();
    assert_eq!(resumed.last_day(), day!(2019, 6, 13));
    assert_eq!(
        resumed.state(at("2019-06-07T00:00:00"), None).to_string(),
        "the clock stands still since 2019-06-05 10:00:00 +08:00, 3 days 9 h left",
    );
    assert!(resumed.state(at("2019-06-14T00:00:00"), None).is_late());
    let twice = resumed.resume(at("2019-06-11T15:00:00"), &calendar).unwrap_err();
    assert_eq!(twice.to_string(), "the clock may not be stopped: the clock is running");
    let early = stopped.resume(at("2019-06-05T10:00:00"), &calendar).unwrap_err();
    assert_eq!(
        early.to_string(),
        "a clock that stops at 2019-06-05 10:00:00 +08:00 cannot run again at 2019-06-05 10:00:00 +08:00",
    );
}

#[test]
fn suspensions_that_are_refused() {
    let calendar = china();
    let deadline = Deadline::new(at("2019-06-03T09:00:00"), TimeLimit::days(5), &calendar).unwrap();
    let between = |from, until| Suspension::between(at(from), at(until)).unwrap();
    let first = between("2019-06-05T10:00:00", "2019-06-06T10:00:00");
    let deadline = deadline.suspend(first, &calendar).unwrap();
    let refused = |suspension| deadline.suspend(suspension, &calendar).unwrap_err().to_string();
    assert_eq!(
        refused(between("2019-06-03T08:59:59", "2019-06-05T10:00:01")),
        "the clock may not be stopped: 2019-06-03 08:59:59 +08:00 is before the start, \
         2019-06-03 09:00:00 +08:00; it overlaps the suspension from 2019-06-05 10:00:00 +08:00",
    );
    assert_eq!(
        refused(Suspension::since(at("2019-06-10T00:00:00"))),
        "the clock may not be stopped: the limit ran out at 2019-06-10 00:00:00 +08:00, before \
         2019-06-10 00:00:00 +08:00",
    );
    assert_eq!(
        refused(Suspension::since(at("2019-06-04T00:00:00"))),
        "the clock may not be stopped: it overlaps the suspension from 2019-06-05 10:00:00 +08:00",
    );
    // Touching is not overlapping, from the start to the last moment is not outside.
    for suspension in [
        between("2019-06-03T09:00:00", "2019-06-05T10:00:00"),
        between("2019-06-06T10:00:00", "2019-06-07T10:00:00"),
        between("2019-06-09T23:59:59", "2019-06-20T10:00:00"),
    ] {
        assert!(deadline.suspend(suspension, &calendar).is_ok(), "{suspension:?}");
    }
}

fn rule() -> ExtensionRule {
    ExtensionRule { at_most: Length::Months(3), by: code("next_higher_organ") }
}

fn given(months: u16, granted: &str) -> Extension {
    Extension {
        length: Length::Months(months),
        by: code("next_higher_organ"),
        granted: at(granted),
    }
}

/// Detention: three months, once three more, approved one level up; law-context 1.4, 2018 art. 43.
#[test]
fn detention_is_extended_once_by_the_organ_above() {
    let calendar = china();
    let start = at("2019-05-10T20:00:00");
    let detention = Deadline::new(start, TimeLimit::months(3), &calendar).unwrap();
    assert_eq!(detention.last_day(), day!(2019, 8, 10));
    let extended = detention.extend(given(3, "2019-08-10T23:59:59"), &rule(), &calendar).unwrap();
    assert_eq!(extended.last_day(), day!(2019, 11, 10));
    assert!(!calendar.is_open(day!(2019, 11, 10)).unwrap(), "a Sunday, and it stays");
    let explained = extended.explain(&calendar).unwrap();
    assert_eq!(explained.due(), extended.due());
    assert!(
        explained
            .to_string()
            .contains("2019-08-10 Sat  day 92\nextended by 3 months\n2019-08-11 Sun  day 1\n")
    );
    assert_eq!(
        extended
            .extend(given(1, "2019-09-01T00:00:00"), &rule(), &calendar)
            .unwrap_err()
            .to_string(),
        "the limit may not be extended: it has been extended once",
    );
}

#[test]
fn an_extension_is_refused_with_every_reason() {
    let calendar = china();
    let start = at("2019-05-10T20:00:00");
    let detention = Deadline::new(start, TimeLimit::months(3), &calendar).unwrap();
    let refused = |extension: Extension| {
        detention.extend(extension, &rule(), &calendar).unwrap_err().to_string()
    };
    assert_eq!(
        refused(Extension { by: code("same_organ"), ..given(4, "2019-08-11T00:00:00") }),
        "the limit may not be extended: granted at 2019-08-11 00:00:00 +08:00, after the limit ran \
         out at 2019-08-11 00:00:00 +08:00; granted by same_organ, where next_higher_organ is \
         needed; 4 months is more than the most allowed, 3 months",
    );
    assert_eq!(
        refused(given(1, "2019-05-10T19:59:59")),
        "the limit may not be extended: granted at 2019-05-10 19:59:59 +08:00, before the start, \
         2019-05-10 20:00:00 +08:00",
    );
    assert_eq!(
        refused(Extension { length: Length::CalendarDays(5), ..given(1, "2019-06-01T00:00:00") }),
        "the limit may not be extended: 5 calendar days cannot be compared with the most allowed, \
         3 months",
    );
    assert_eq!(
        refused(given(0, "2019-06-01T00:00:00")),
        "the limit may not be extended: an extension of 0 is none",
    );
    // While the clock stands still the limit has not run out.
    let stopped =
        detention.suspend(Suspension::since(at("2019-08-01T00:00:00")), &calendar).unwrap();
    assert!(stopped.extend(given(3, "2019-09-11T00:00:00"), &rule(), &calendar).is_ok());
}

/// An extension begins after the last day as it moved, and moves again itself.
#[test]
fn an_extension_begins_where_the_limit_ends() {
    let calendar = china();
    let limit = TimeLimit::days(5).moving_last_day();
    let deadline = Deadline::new(at("2019-04-26T09:30:00"), limit, &calendar).unwrap();
    let rule = ExtensionRule { at_most: Length::CalendarDays(6), by: code("office") };
    let extend = |days, granted: &str| {
        let length = Length::CalendarDays(days);
        let extension = Extension { length, by: code("office"), granted: at(granted) };
        deadline.extend(extension, &rule, &calendar).unwrap().last_day()
    };
    assert_eq!(deadline.last_day(), day!(2019, 5, 5));
    assert_eq!(extend(1, "2019-05-05T23:59:59"), day!(2019, 5, 6));
    assert_eq!(extend(6, "2019-04-30T09:00:00"), day!(2019, 5, 13));
}

#[test]
fn other_calendars_are_refused_and_counting_again_is_asked_for() {
    let calendar = china();
    let other = calendar_of((2018, 2026), vec![day!(2019, 4, 29)], vec![]);
    let deadline =
        Deadline::new(at("2019-04-26T09:30:00"), TimeLimit::working_days(1), &calendar).unwrap();
    let refused = deadline.explain(&other).unwrap_err().to_string();
    assert_eq!(refused, "counted by 中国 China, version 2025-11-04, not by 乙局, version 1");
    assert!(deadline.suspend(Suspension::since(at("2019-04-26T10:00:00")), &other).is_err());
    let again = deadline.recount(&other).unwrap();
    assert_eq!(again.last_day(), day!(2019, 4, 30));
    assert_eq!(again.counted_by().to_string(), "乙局, version 1");
    assert_eq!(again.recount(&calendar).unwrap(), deadline);
}

// ---- how it stands -----------------------------------------------------------------------

#[test]
fn how_a_deadline_stands() {
    let calendar = china();
    let limit = TimeLimit::days(5).warn_before(Length::CalendarDays(1));
    let deadline = Deadline::new(at("2019-06-03T09:00:00"), limit, &calendar).unwrap();
    assert_eq!(deadline.warns_from(), Some(at("2019-06-08T00:00:00")));
    let rows = [
        ("2019-06-03T09:00:00", None, "5 days 15 h left"),
        ("2019-06-07T23:59:00", None, "1 day 1 min left"),
        ("2019-06-08T00:00:00", None, "due soon: 1 day left"),
        ("2019-06-08T23:59:30", None, "due soon: less than a minute left"),
        ("2019-06-09T00:00:00", None, "overdue by less than a minute"),
        ("2019-06-10T02:03:04", None, "overdue by 1 day 2 h 3 min"),
        (
            "2019-06-10T00:00:00",
            Some("2019-06-08T22:58:00"),
            "done in time, 1 h 2 min before the end",
        ),
        ("2019-06-10T00:00:00", Some("2019-06-09T05:00:00"), "done late by 5 h"),
        // Known only later: at this moment it was not done yet.
        ("2019-06-07T23:00:00", Some("2019-06-08T22:58:00"), "1 day 1 h left"),
        ("2019-06-02T00:00:00", None, "7 days left"),
    ];
    for (now, done, stands) in rows {
        assert_eq!(deadline.state(at(now), done.map(at)).to_string(), stands, "{now}");
    }
}

#[test]
fn warnings_are_counted_back_and_never_begin_before_the_start() {
    let calendar = china();
    let warns = |limit: TimeLimit| {
        Deadline::new(at("2019-04-26T09:30:00"), limit, &calendar).unwrap().warns_from()
    };
    let days = TimeLimit::working_days(5); // due at the start of May 7
    assert_eq!(warns(days), None);
    assert_eq!(warns(days.warn_before(Length::WorkingDays(1))), Some(at("2019-05-06T00:00:00")));
    assert_eq!(warns(days.warn_before(Length::WorkingDays(3))), Some(at("2019-04-30T00:00:00")));
    assert_eq!(warns(days.warn_before(Length::WorkingDays(4))), Some(at("2019-04-29T00:00:00")));
    assert_eq!(warns(days.warn_before(Length::WorkingDays(6))), Some(at("2019-04-26T09:30:00")));
    assert_eq!(warns(days.warn_before(Length::WorkingDays(99))), Some(at("2019-04-26T09:30:00")));
    assert_eq!(warns(days.warn_before(Length::Hours(36))), Some(at("2019-05-05T12:00:00")));
    assert_eq!(warns(days.warn_before(Length::Months(1))), Some(at("2019-04-26T09:30:00")));
    let hours = TimeLimit::hours(24).warn_before(Length::Hours(2));
    assert_eq!(warns(hours), Some(at("2019-04-27T07:30:00")));
    let months = TimeLimit::months(3).warn_before(Length::Months(1));
    assert_eq!(warns(months), Some(at("2019-06-27T00:00:00")));
}

// ---- the ends of the world ---------------------------------------------------------------

#[test]
fn a_count_that_needs_an_unknown_year_is_an_error() {
    let calendar = china();
    let count =
        |start: &str, limit| Deadline::new(at(start), limit, &calendar).map(|d| d.last_day());
    assert_eq!(count("2026-12-30T09:00:00", TimeLimit::working_days(1)), Ok(day!(2026, 12, 31)));
    assert!(matches!(
        count("2026-12-31T09:00:00", TimeLimit::working_days(1)),
        Err(CannotCount::OutsideCalendar(_)),
    ));
    assert_eq!(count("2026-12-31T09:00:00", TimeLimit::days(5)), Ok(day!(2027, 1, 5)));
    assert!(count("2026-12-31T09:00:00", TimeLimit::days(5).moving_last_day()).is_err());
    assert!(count("2017-12-29T09:00:00", TimeLimit::working_days(5)).is_err());
    assert_eq!(count("2019-01-01T09:00:00", TimeLimit::days(0)), Err(CannotCount::ZeroLength));
    let warning = TimeLimit::days(1).warn_before(Length::Hours(0));
    assert_eq!(count("2019-01-01T09:00:00", warning), Err(CannotCount::ZeroLength));
}

/// Law 36: an answer or an error at the ends of the window, for every length.
#[test]
fn counts_are_total_at_the_ends() {
    let calendar = calendar_of((1900, 2199), vec![], vec![]);
    let offset = |hours: i32| FixedOffset::east_opt(hours * 3600).unwrap();
    let (mut answers, mut refusals) = (0, 0);
    for day in [day!(1900, 1, 1), day!(1900, 1, 2), day!(2199, 12, 30), day!(2199, 12, 31)] {
        for start in [day.start(offset(14)), day.start(offset(-14)), day.start(offset(8))] {
            let start = start.unwrap();
            for n in [1, 2, 28, 31, 366, u16::MAX] {
                let lengths = [
                    Length::Hours(n),
                    Length::CalendarDays(n),
                    Length::WorkingDays(n),
                    Length::Months(n),
                ];
                for limit in every_limit(&lengths) {
                    let limit = limit.warn_before(Length::Months(n));
                    match Deadline::new(start, limit, &calendar) {
                        Ok(deadline) => {
                            assert!(deadline.due() > start);
                            assert!(deadline.warns_from() >= Some(start));
                            answers += 1;
                        }
                        Err(error) => {
                            assert!(!error.to_string().is_empty());
                            refusals += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(answers > 500 && refusals > 500, "{answers} {refusals}");
}

// ---- reading and writing -------------------------------------------------------------------

#[test]
fn lengths_and_limits_are_read_through_the_same_door() {
    let limits = every_limit(&[
        Length::Hours(2),
        Length::CalendarDays(5),
        Length::WorkingDays(15),
        Length::Months(3),
    ]);
    for limit in limits.iter().flat_map(|l| [*l, l.warn_before(Length::WorkingDays(1))]) {
        let text = serde_json::to_string(&limit).unwrap();
        assert_eq!(serde_json::from_str::<TimeLimit>(&text).unwrap(), limit, "{text}");
    }
    assert_eq!(
        serde_json::to_string(&TimeLimit::days(5).warn_before(Length::Hours(8))).unwrap(),
        r#"{"length":{"calendar_days":5},"count_from":"next_day","last_day":"stays","warn_before":{"hours":8}}"#,
    );
    let refused = |text| serde_json::from_str::<TimeLimit>(text).unwrap_err().to_string();
    let rows = [
        (
            r#"{"length":{"hours":0},"count_from":"next_day","last_day":"moves","month_end":"last_day","warn_before":{"hours":0}}"#,
            "not a time limit: a length of 0 is no limit; a warning 0 before the end is no warning; \
             hours are counted from the moment itself; hours have no last day that could move; \
             month_end is for months only",
        ),
        (
            r#"{"length":{"months":1},"count_from":"moment","last_day":"stays"}"#,
            "not a time limit: days and months are counted from the same or the next day, not from \
             a moment; months need month_end",
        ),
        (r#"{"length":{"calendar_days":5},"last_day":"stays"}"#, "missing field `count_from`"),
        (r#"{"length":{"calendar_days":5},"count_from":"next_day"}"#, "missing field `last_day`"),
        (
            r#"{"length":{"calendar_days":5},"count_from":"next_day","last_day":"stays","moves":1}"#,
            "unknown field `moves`",
        ),
    ];
    for (text, why) in rows {
        assert!(refused(text).starts_with(why), "{}", refused(text));
    }
    for text in [r#"{"days":5}"#, r#"{"hours":65536}"#, r#"{"hours":-1}"#, r#"{"hours":1.5}"#, "5"]
    {
        assert!(serde_json::from_str::<Length>(text).is_err(), "{text}");
    }
    let zero = serde_json::from_str::<Length>(r#"{"hours":0}"#).unwrap_err().to_string();
    assert!(zero.starts_with("not a time limit: a length of 0 is no limit"), "{zero}");
}

#[test]
fn suspensions_and_extensions_are_read_through_the_same_door() {
    let open = Suspension::since(at("2019-06-05T10:00:00"));
    let closed = Suspension::between(at("2019-06-05T10:00:00"), at("2019-06-06T10:00:00")).unwrap();
    for suspension in [open, closed] {
        let text = serde_json::to_string(&suspension).unwrap();
        assert_eq!(serde_json::from_str::<Suspension>(&text).unwrap(), suspension, "{text}");
    }
    let reversed = r#"{"from":"2019-06-05T10:00:00+08:00","until":"2019-06-05T02:00:00+00:00"}"#;
    let refused = serde_json::from_str::<Suspension>(reversed).unwrap_err().to_string();
    assert!(refused.starts_with("a clock that stops at 2019-06-05 10:00:00 +08:00"), "{refused}");
    let extension = given(3, "2019-08-10T23:59:59");
    let text = serde_json::to_string(&extension).unwrap();
    assert_eq!(serde_json::from_str::<Extension>(&text).unwrap(), extension);
    let zero = r#"{"at_most":{"months":0},"by":"next_higher_organ"}"#;
    assert!(serde_json::from_str::<ExtensionRule>(zero).is_err());
}

#[test]
fn limits_and_lengths_in_words() {
    let rows = [
        (TimeLimit::hours(2), "2 hours, from the moment itself"),
        (
            TimeLimit::hours(1).moving_last_day().counting_first_day().overflowing_month_end(),
            "1 hour, from the moment itself",
        ),
        (TimeLimit::days(1), "1 calendar day, first day not counted, a closed last day stays"),
        (TimeLimit::working_days(5), "5 working days, first day not counted"),
        (
            TimeLimit::months(3).counting_first_day().overflowing_month_end(),
            "3 months, first day counted, a closed last day stays, a missing last day runs into the next month",
        ),
    ];
    for (limit, words) in rows {
        assert_eq!(limit.to_string(), words);
    }
    let chinese =
        [Length::Hours(2), Length::CalendarDays(5), Length::WorkingDays(5), Length::Months(1)];
    assert_eq!(chinese.map(Length::chinese), ["2小时", "5日", "5个工作日", "1个月"]);
}

/// Each reason that a day can have, in one printed count.
#[test]
fn a_count_explained_day_by_day() {
    let calendar = china();
    let deadline =
        Deadline::new(at("2019-04-26T09:30:00"), TimeLimit::working_days(3), &calendar).unwrap();
    let suspension =
        Suspension::between(at("2019-04-29T10:00:00"), at("2019-04-30T10:00:00")).unwrap();
    let deadline = deadline.suspend(suspension, &calendar).unwrap();
    assert_eq!(
        deadline.explain(&calendar).unwrap().to_string(),
        "\
3 working days, first day not counted
from 2019-04-26 09:30:00 +08:00, by 中国 China, version 2025-11-04
2019-04-26 Fri  first day, not counted
2019-04-27 Sat  not counted, closed (weekend)
2019-04-28 Sun  day 1
2019-04-29 Mon  not counted, the clock stands still
2019-04-30 Tue  day 2
2019-05-01 Wed  not counted, closed (劳动节 Labor Day)
2019-05-02 Thu  not counted, closed (劳动节 Labor Day)
2019-05-03 Fri  not counted, closed (劳动节 Labor Day)
2019-05-04 Sat  not counted, closed (劳动节 Labor Day)
2019-05-05 Sun  day 3
due before 2019-05-06 00:00:00 +08:00"
    );
}

// ---- laws ----------------------------------------------------------------------------------

const BASE: Day = day!(2030, 1, 1);

fn base_plus(days: i64) -> Day {
    BASE.plus_days(days).unwrap()
}

fn any_length() -> impl Strategy<Value = Length> {
    prop_oneof![
        (1_u16..20).prop_map(Length::CalendarDays),
        (1_u16..20).prop_map(Length::WorkingDays),
        (1_u16..5).prop_map(Length::Months),
    ]
}

fn any_limit() -> impl Strategy<Value = TimeLimit> {
    (any_length(), any::<[bool; 3]>()).prop_map(|(length, [same_day, moves, overflows])| {
        let limit = TimeLimit::of(length);
        let limit = if same_day { limit.counting_first_day() } else { limit };
        let limit = if moves { limit.moving_last_day() } else { limit };
        if overflows { limit.overflowing_month_end() } else { limit }
    })
}

/// Two years with any holidays, without work on weekends.
fn any_holidays() -> impl Strategy<Value = BTreeSet<i64>> {
    prop::collection::btree_set(0_i64..120, 0..40)
}

fn with_holidays(holidays: &BTreeSet<i64>) -> WorkCalendar {
    let off = holidays.iter().map(|day| base_plus(*day)).collect();
    calendar_of((2030, 2032), off, vec![])
}

/// Suspensions as ascending pairs of hours after the start; each is tried, some are refused.
fn any_stops() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0_i64..40 * 24, 1_i64..8 * 24), 0..4)
}

fn stop_all(deadline: &Deadline, stops: &[(i64, i64)], calendar: &WorkCalendar) -> Deadline {
    let mut deadline = deadline.clone();
    for (from, length) in stops {
        let from = deadline.start().plus(TimeDelta::hours(*from)).unwrap();
        let until = from.plus(TimeDelta::hours(*length)).unwrap();
        let suspension = Suspension::between(from, until).unwrap();
        if let Ok(suspended) = deadline.suspend(suspension, calendar) {
            assert!(suspended.due() >= deadline.due(), "law 37: never shortened");
            deadline = suspended;
        }
    }
    deadline
}

fn lengthen(deadline: &Deadline, length: Length, calendar: &WorkCalendar) -> Deadline {
    let rule = ExtensionRule { at_most: length, by: code("office") };
    let extension = Extension { length, by: code("office"), granted: deadline.start() };
    deadline.extend(extension, &rule, calendar).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    /// The jumps, the walk of `explain` and the plain count arrive at one day.
    #[test]
    fn three_ways_of_counting_agree(
        start in 0_i64..60,
        limit in any_limit(),
        holidays in any_holidays(),
        stops in any_stops(),
        extension in prop::option::of(any_length()),
    ) {
        let calendar = with_holidays(&holidays);
        let start = base_plus(start);
        let first = Deadline::new(morning(start), limit, &calendar).unwrap();
        let extended = match extension {
            Some(length) => lengthen(&first, length, &calendar),
            None => first.clone(),
        };
        prop_assert!(extension.is_none() || extended.due() > first.due(), "law 37");
        let deadline = stop_all(&extended, &stops, &calendar);

        let suspended = |day: Day| deadline.suspensions().iter().any(|stretch| {
            stretch.from().day() <= day && day < stretch.until().unwrap().day()
        });
        let open = |day: Day| calendar.is_open(day).unwrap();
        let plain = Plain { open: &open, suspended: &suspended, limit };
        prop_assert_eq!(deadline.last_day(), plain.last_day(start, extension));

        let explained = deadline.explain(&calendar).unwrap();
        prop_assert_eq!(explained.due(), deadline.due());
        // Every day from the start to the last stands there once, and no other.
        let shown: Vec<Day> = explained.steps().iter().filter_map(|step| match step {
            Step::Day { day, .. } => Some(*day),
            _ => None,
        }).collect();
        let all: Vec<Day> =
            days_from(start).take_while(|day| *day <= deadline.last_day()).collect();
        prop_assert_eq!(shown, all);
    }

    /// Law 32 with suspensions: a later start is due later or at once. An extension in
    /// months under a suspension is the exception that the module page states.
    #[test]
    fn a_later_start_is_never_due_earlier(
        start in 0_i64..60,
        later in 1_i64..40,
        limit in any_limit(),
        holidays in any_holidays(),
        stops in any_stops(),
        extension in prop::option::of(any_length()),
    ) {
        let calendar = with_holidays(&holidays);
        let extend = |deadline: Deadline| match extension {
            Some(length) => lengthen(&deadline, length, &calendar),
            None => deadline,
        };
        let stopped = !stops.is_empty();
        let steady = limit.last_day() == LastDay::Stays
            && !matches!(limit.length(), Length::WorkingDays(_));
        prop_assume!(!stopped || steady || !matches!(extension, Some(Length::Months(_))));
        let late = Deadline::new(morning(base_plus(start + later)), limit, &calendar).unwrap();
        let late = stop_all(&extend(late), &stops, &calendar);
        let mut early =
            extend(Deadline::new(morning(base_plus(start)), limit, &calendar).unwrap());
        // The same stretches of the wall clock, as far as the earlier one is still running.
        for suspension in late.suspensions() {
            if let Ok(suspended) = early.suspend(*suspension, &calendar) {
                early = suspended;
            }
        }
        prop_assert!(early.due() <= late.due(), "{} > {}", early.due(), late.due());
    }

    /// Law 32: closing a day never makes anything due earlier.
    #[test]
    fn more_holidays_are_never_due_earlier(
        start in 0_i64..60,
        limit in any_limit(),
        holidays in any_holidays(),
        more in any_holidays(),
        extension in prop::option::of(any_length()),
    ) {
        let fewer = with_holidays(&holidays);
        let all = with_holidays(&holidays.union(&more).copied().collect());
        let due = |calendar: &WorkCalendar| {
            let deadline = Deadline::new(morning(base_plus(start)), limit, calendar).unwrap();
            match extension {
                Some(length) => lengthen(&deadline, length, calendar).due(),
                None => deadline.due(),
            }
        };
        prop_assert!(due(&fewer) <= due(&all));
    }

    /// Hours: the time between start and due moment, less the time that stood still, is
    /// the limit; and the walk of `explain` agrees.
    #[test]
    fn hours_are_the_time_that_the_clock_ran(hours in 1_u16..400, stops in any_stops()) {
        let calendar = with_holidays(&BTreeSet::new());
        let deadline = Deadline::new(morning(BASE), TimeLimit::hours(hours), &calendar).unwrap();
        let deadline = stop_all(&deadline, &stops, &calendar);
        let mut ran = 0;
        let mut now = deadline.start();
        while now < deadline.due() {
            ran += i64::from(!deadline.suspensions().iter().any(|s| s.covers(now)));
            now = now.plus(TimeDelta::hours(1)).unwrap();
        }
        prop_assert_eq!(ran, i64::from(hours));
        prop_assert_eq!(deadline.explain(&calendar).unwrap().due(), deadline.due());
    }

    /// Law 36: any start, limit and suspensions give an answer or an error.
    #[test]
    fn nothing_panics(
        year in 1900_i32..2200,
        month in 1_u32..13,
        n in any::<u16>(),
        offset in -14_i32..15,
        unit in 0_usize..4,
        stops in any_stops(),
    ) {
        let calendar = china();
        let of = [Length::Hours, Length::CalendarDays, Length::WorkingDays, Length::Months];
        let offset = FixedOffset::east_opt(offset * 3600).unwrap();
        let start = Day::of(year, month, 28).unwrap().start(offset).unwrap();
        let limit = TimeLimit::of(of[unit](n)).moving_last_day().warn_before(of[unit](n));
        if let Ok(deadline) = Deadline::new(start, limit, &calendar) {
            for (from, length) in stops {
                let Ok(from) = start.plus(TimeDelta::hours(from)) else { continue };
                let Ok(until) = from.plus(TimeDelta::hours(length)) else { continue };
                let stretch = Suspension::between(from, until).unwrap();
                let _ = deadline.suspend(stretch, &calendar);
            }
            prop_assert!(deadline.due() > start);
        }
    }
}
