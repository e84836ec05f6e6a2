//! Rule packs in JSON: an error, or a pack that is written and read again unchanged, and
//! that every question about it survives.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unbrella::day;
use unbrella::rulebook::json::{read_drafts, read_pack, write_pack};
use unbrella::rulebook::{Rulebook, keys};

fuzz_target!(|text: &str| {
    let _ = read_drafts(text);
    let Ok(pack) = read_pack(text) else { return };
    let written = write_pack(&pack).expect("what was read can be written");
    let again = read_pack(&written).expect("what was written can be read");
    assert_eq!(pack, again);
    assert_eq!(written, write_pack(&again).expect("written twice"));
    let code = pack.code().as_str().to_owned();
    let Ok(book) = Rulebook::published().with(pack) else { return };
    let Ok(rules) = book.on(&code, day!(2019, 4, 26)) else { return };
    for key in keys::all() {
        let _ = rules.value(key);
    }
});
