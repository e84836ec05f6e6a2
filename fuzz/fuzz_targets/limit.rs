//! Calendars and time limits from JSON; a limit counted on a calendar gives an error or a
//! due moment that is never before its start, and an explanation that ends there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::{Day, Moment};
use unbrella::base::deadline::{Deadline, Suspension, TimeLimit};
use unbrella_fuzz::round_trip;

fuzz_target!(|input: (u16, u8, &[u8])| {
    let (offset, hour, bytes) = input;
    round_trip::<Suspension>(bytes);
    let start = Day::of(2017, 12, 1)
        .and_then(|day| day.plus_days((offset % 4000).into()).ok())
        .and_then(|day| Moment::china(day, u32::from(hour % 24), 30));
    let Some(start) = start else { return };
    if let Some(calendar) = round_trip::<WorkCalendar>(bytes) {
        let _ = Deadline::new(start, TimeLimit::working_days(15), &calendar);
    }
    let Some(limit) = round_trip::<TimeLimit>(bytes) else { return };
    if let Ok(deadline) = Deadline::new(start, limit, &china()) {
        assert!(deadline.due() > start);
        if limit.length().count() < 400 {
            let explained = deadline.explain(&china()).expect("counted by this calendar");
            assert_eq!(explained.due(), deadline.due());
        }
    }
});
