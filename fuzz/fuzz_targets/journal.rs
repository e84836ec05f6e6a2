//! Bytes of a journal, of a body, of a vault, of proofs: read, cut, sealed and unsealed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use unbrella::casebook::journal::canonical;
use unbrella::casebook::journal::chain::{Broken, Link, links, verify};
use unbrella::casebook::journal::disposal::{DisposalRecord, LegalHold};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::proof::{Proof, Root};
use unbrella::casebook::journal::sealing::{Secret, seal, unseal};
use unbrella::casebook::journal::vault::Vault;
use unbrella_fuzz::round_trip;

fuzz_target!(|bytes: &[u8]| {
    whole_torn_or_bad(bytes);
    if let Ok(body) = serde_json::from_slice::<Value>(bytes) {
        as_body(&body, bytes.len());
    }
    round_trip::<Head>(bytes);
    round_trip::<Vault>(bytes);
    round_trip::<LegalHold>(bytes);
    round_trip::<DisposalRecord>(bytes);
    if let Some(proof) = round_trip::<Proof>(bytes) {
        let hash = Head::START.hash;
        for entries in [0, 1, bytes.len() as u64, u64::MAX] {
            let root = Root { entries, hash };
            let _ = root.check_entry(Head { number: entries / 2, hash }, &proof);
            let _ = root.check_growth(Root { entries: entries / 2, hash }, &proof);
        }
    }
});

/// What is read is what was written; what is broken is whole up to where it says.
fn whole_torn_or_bad(bytes: &[u8]) {
    let read: Vec<Link> = links(bytes).map_while(Result::ok).collect();
    let written: String = read.iter().map(|link| format!("{link}\n")).collect();
    assert!(bytes.starts_with(written.as_bytes()));
    let head = read.last().map_or(Head::START, Link::head);
    match verify(bytes) {
        Ok(found) => assert_eq!((found, written.len()), (head, bytes.len())),
        Err(Broken::Torn { after, whole, torn }) => {
            assert_eq!((after, whole, whole + torn), (head, written.len(), bytes.len()));
        }
        Err(Broken::Bad { number, at, .. }) => {
            assert_eq!((number, at), (head.number + 1, written.len()));
        }
        Err(other) => panic!("{other}"),
    }
}

/// A body is journaled, cut, sealed and unsealed.
fn as_body(body: &Value, n: usize) {
    let Ok(link) = Link::after(Head::START, body) else { return };
    assert_eq!(canonical::read(link.body()).as_ref(), Ok(body));
    let line = format!("{link}\n");
    assert_eq!(verify(line.as_bytes()), Ok(link.head()));
    let cut = 1 + n % (line.len() - 1);
    assert!(matches!(verify(&line.as_bytes()[..cut]), Err(Broken::Torn { .. })));
    whole_torn_or_bad(format!("{line}{line}").as_bytes());
    let Ok(sealed) = seal(body, 1, &Secret::from_bytes([7; 32])) else { return };
    let mut vault = Vault::default();
    for text in sealed.texts {
        vault.keep(text).expect("nothing was erased");
    }
    assert_eq!(&unseal(&sealed.body, &vault).expect("all is there").body, body);
}
