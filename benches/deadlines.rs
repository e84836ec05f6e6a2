//! The n-th working day: by the calendar, and by asking day after day.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;
use std::num::NonZeroU32;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::{Day, Moment};
use unbrella::base::deadline::{Deadline, TimeLimit};
use unbrella::day;

/// Asks of every day whether it is open.
fn walk(calendar: &WorkCalendar, from: Day, n: u32) -> Option<Day> {
    let open = std::iter::successors(Some(from), |day| day.next().ok())
        .take_while(|day| calendar.covers(*day))
        .filter(|day| calendar.is_open(*day) == Ok(true));
    open.take(usize::try_from(n).ok()?).last()
}

/// Both ways give the same day from every day of two years; only then are they timed.
fn check(calendar: &WorkCalendar, n: NonZeroU32) {
    let starts = std::iter::successors(Some(day!(2019, 1, 1)), |day| day.next().ok()).take(730);
    for from in starts {
        assert_eq!(calendar.nth_open_day(from, n).ok(), walk(calendar, from, n.get()), "{from}");
    }
}

fn nth_working_day(c: &mut Criterion) {
    let calendar = china();
    let from = day!(2019, 4, 26);
    let mut group = c.benchmark_group("nth_working_day");
    for n in [5, 15, 250] {
        let n = NonZeroU32::new(n).unwrap();
        check(&calendar, n);
        group.bench_function(BenchmarkId::new("calendar", n), |b| {
            b.iter(|| calendar.nth_open_day(black_box(from), black_box(n)));
        });
        group.bench_function(BenchmarkId::new("walk", n), |b| {
            b.iter(|| walk(&calendar, black_box(from), black_box(n.get())));
        });
    }
    group.finish();
}

fn whole_deadline(c: &mut Criterion) {
    let calendar = china();
    let start = Moment::parse("2019-04-26T09:30:00+08:00").unwrap();
    let limit = TimeLimit::working_days(5).moving_last_day();
    c.bench_function("deadline of 5 working days", |b| {
        b.iter(|| Deadline::new(black_box(start), limit, &calendar));
    });
    c.bench_function("the national calendar, from its table", |b| b.iter(china));
}

criterion_group!(benches, nth_working_day, whole_deadline);
criterion_main!(benches);
