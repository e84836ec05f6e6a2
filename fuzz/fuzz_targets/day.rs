//! Days and moments: one spelling, sums that end in an error and never in a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::base::day::{Day, Moment};
use unbrella_fuzz::{quoted, round_trip};

fuzz_target!(|input: (i64, u16, &str)| {
    let (days, months, text) = input;
    let day = Day::parse(text).ok();
    if let Some(day) = day {
        assert_eq!(day.to_string(), text);
        if let Ok(later) = day.plus_days(days) {
            assert_eq!(later.days_since(day), days);
            assert_eq!(later.plus_days(days.checked_neg().unwrap_or(0)), Ok(day));
        }
        if let Ok(later) = day.plus_months(months) {
            assert!(later >= day);
        }
    }
    assert_eq!(round_trip::<Day>(&quoted(text)), day);
    let moment = Moment::parse(text).ok();
    assert_eq!(round_trip::<Moment>(&quoted(text)), moment);
    if let Some(moment) = moment {
        let midnight = moment.day().start(moment.offset()).expect("its own day begins");
        assert!(midnight <= moment);
    }
});
