//! Periods: what JSON gives is what the constructor gives, and the answers agree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::base::day::Day;
use unbrella::base::period::Period;
use unbrella::base::truth::Truth;
use unbrella_fuzz::round_trip;

fuzz_target!(|input: (u16, &[u8])| {
    let (offset, bytes) = input;
    let Some(period) = round_trip::<Period>(bytes) else { return };
    assert_eq!(Period::new(period.start(), period.end()), Ok(period));
    assert_eq!(period.overlaps(&Period::UNKNOWN), Period::UNKNOWN.overlaps(&period));
    assert_ne!(period.overlaps(&period), Truth::No);
    if let Some(length) = period.length_in_days() {
        assert!(length > 0);
    }
    if let Some(day) = Day::of(1950, 1, 1).and_then(|day| day.plus_days(offset.into()).ok()) {
        let _ = period.contains(day);
    }
});
