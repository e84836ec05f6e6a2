//! Text is read within its limits, shown without hidden characters, compared on a stable form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::base::text::{
    Code, Escaped, LedgerNo, Line, Prose, is_hidden, normal_form, oddities,
};
use unbrella_fuzz::{quoted, round_trip};

fuzz_target!(|text: &str| {
    let form = normal_form(text);
    assert_eq!(form, normal_form(&form), "the normal form is its own normal form");
    let _ = oddities(text);
    let shown = Escaped(text).to_string();
    // Line breaks stay: prose has them.
    assert!(!shown.chars().any(|c| c != '\n' && is_hidden(c)), "{shown:?}");
    macro_rules! check {
        ($($kind:ident),+) => {$(
            let read = $kind::parse(text);
            if let Ok(value) = &read {
                assert_eq!($kind::parse(value.as_str()).as_ref(), Ok(value));
                assert_eq!(value.key(), normal_form(value.as_str()));
            }
            assert_eq!(round_trip::<$kind>(&quoted(text)).is_some(), read.is_ok());
            round_trip::<$kind>(text.as_bytes());
        )+};
    }
    check!(Line, Prose, LedgerNo, Code);
});
