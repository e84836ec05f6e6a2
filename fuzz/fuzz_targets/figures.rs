//! Tables of figures from CSV and JSON: an error, or a table that survives JSON and whose
//! audit fits on a page of 80 columns with nothing hidden on it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::report::audit::audit;
use unbrella::report::figures::FigureTable;
use unbrella::report::identities::{Identity, for_any_table};
use unbrella::report::page::{Origin, Page, columns};
use unbrella::report::reading::{Reading, from_csv, from_json};
use unbrella_fuzz::round_trip;

fuzz_target!(|bytes: &[u8]| {
    round_trip::<Identity>(bytes);
    round_trip::<FigureTable>(bytes);
    for reading in [from_csv(bytes), from_json(bytes)].into_iter().flatten() {
        show(&reading);
    }
});

fn show(reading: &Reading) {
    let table = serde_json::to_vec(reading.table()).expect("a table can be written");
    assert_eq!(round_trip::<FigureTable>(&table).as_ref(), Some(reading.table()));
    let mut identities = for_any_table();
    identities.extend_from_slice(reading.identities());
    assert!(reading.bad_lines().iter().all(|bad| !bad.reasons().is_empty()));
    let first = audit(reading.table(), &identities);
    let audit = audit(reading.table(), &identities);
    assert_eq!(first, audit);
    let page = Page::new(Origin::File, reading.table(), audit, reading.bad_lines().to_vec());
    for line in page.to_string().lines() {
        assert!(columns(line) <= Page::COLUMNS, "{line}");
    }
}
