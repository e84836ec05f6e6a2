//! One spelling of an id is read, and no other.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::base::id::{CaseId, ClueId, PartyId, PersonId};
use unbrella_fuzz::{quoted, round_trip};

fuzz_target!(|text: &str| {
    macro_rules! check {
        ($($kind:ident),+) => {$(
            let read = $kind::parse(text);
            if let Ok(id) = read {
                assert_eq!(id.to_string(), text);
            }
            assert_eq!(round_trip::<$kind>(&quoted(text)), read.ok());
            round_trip::<$kind>(text.as_bytes());
        )+};
    }
    check!(PersonId, ClueId, CaseId, PartyId);
});
