//! The casework of a whole place as a journal: sealed, stored, read again and replayed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, missing_docs)]

use std::fmt::Write;

use serde_json::{Value, json};
use unbrella::base::calendar::china;
use unbrella::casebook::book::Casebook;
use unbrella::casebook::entry::Entry;
use unbrella::casebook::journal::chain::{Link, links, verify};
use unbrella::casebook::journal::entries::{NotRead, Record, read, sealed};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::sealing::{OPEN, Secret, commitments};
use unbrella::casebook::journal::vault::Vault;
use unbrella::report::casework::lines::CaseworkFile;
use unbrella::report::casework::replay::Replay;
use unbrella::rulebook::Rulebook;

fn casework(name: &str) -> Vec<Entry> {
    let path = format!("{}/examples/casework_data/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let file = CaseworkFile::read(&std::fs::read(path).unwrap()).unwrap();
    let replay = Replay::new(&[&file], Rulebook::published(), &china()).unwrap();
    replay.entries().to_vec()
}

/// The journal as text, and the vault.
fn stored(entries: &[Entry]) -> (String, Vault) {
    let (mut file, mut vault, mut head) = (String::new(), Vault::default(), Head::START);
    for entry in entries {
        let random = [u8::try_from(entry.number % 251).unwrap(); 32];
        let written = sealed(entry, head, &Secret::from_bytes(random)).unwrap();
        head = written.link.head();
        writeln!(file, "{}", written.link).unwrap();
        for text in written.texts {
            vault.keep(text).unwrap();
        }
    }
    (file, vault)
}

fn replayed(file: &str, vault: &Vault) -> Casebook {
    let mut book = Casebook::default();
    for link in links(file.as_bytes()) {
        match read(&link.unwrap(), vault).unwrap().record {
            Record::Entry(entry) => book.take(&entry).unwrap(),
            other => panic!("{other:?}"),
        }
    }
    book
}

#[test]
fn casework_is_sealed_stored_and_replayed_as_it_was() {
    let entries = casework("zhaotong");
    assert!(entries.len() > 200, "{}", entries.len());
    let (file, vault) = stored(&entries);
    assert_eq!(verify(file.as_bytes()).unwrap().number, entries.len() as u64);
    let read: Vec<Entry> = links(file.as_bytes())
        .map(|link| match read(&link.unwrap(), &vault).unwrap().record {
            Record::Entry(entry) => *entry,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(read == entries, "every entry comes back as it was");
    let mut book = Casebook::default();
    entries.iter().for_each(|entry| book.take(entry).unwrap());
    assert!(replayed(&file, &vault) == book, "and makes the same casebook");
    println!(
        "{} entries, {} bytes of journal an entry, {} texts",
        entries.len(),
        file.len() / entries.len(),
        vault.texts().count()
    );

    // Outside of what rules and ledgers say, no Chinese character is left.
    for link in links(file.as_bytes()) {
        let body: Value = link.unwrap().read_body().unwrap();
        let mut open = vec![(&body, "")];
        while let Some((value, name)) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list.iter().map(|item| (item, name))),
                Value::Object(map) => open.extend(map.iter().map(|(k, v)| (v, k.as_str()))),
                Value::String(text) => {
                    assert!(text.is_ascii() || OPEN.contains(&name), "{name}: {text}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_casebook_is_replayed_after_everything_personal_was_erased() {
    let entries = casework("zhaotong");
    let (file, vault) = stored(&entries);
    let mut texts = std::collections::BTreeMap::from(vault);
    texts.values_mut().for_each(|text| *text = None);
    let empty = Vault::try_from(texts).unwrap();
    let book = replayed(&file, &empty);
    assert_eq!(book.entries(), entries.len() as u64);
    let first = read(&links(file.as_bytes()).next().unwrap().unwrap(), &empty).unwrap();
    let Record::Entry(entry) = first.record else { panic!("an entry") };
    assert!(!first.erased.is_empty());
    assert_eq!(entry.command.key(), entries[0].command.key());
}

#[test]
fn what_is_lost_or_of_an_unknown_kind_is_an_error() {
    let link = Link::after(Head::START, &json!({"later": 1})).unwrap();
    let unknown = read(&link, &Vault::default()).unwrap_err();
    assert_eq!(unknown, NotRead::UnknownKind { number: 1 });
    assert_eq!(unknown.to_string(), "entry 1 is of a kind that is not known here");
    let link = Link::after(Head::START, &json!({"command": 1})).unwrap();
    assert!(matches!(read(&link, &Vault::default()), Err(NotRead::Shape(_))));
    let link = Link::after(Head::START, &json!({"disposal": {"order": "1"}})).unwrap();
    assert!(matches!(read(&link, &Vault::default()), Err(NotRead::Shape(_))));

    let entries = casework("zhaotong");
    let with_text =
        entries.iter().find(|entry| !stored(&[(*entry).clone()]).1.holding("").is_empty());
    let (file, vault) = stored(&[with_text.unwrap().clone()]);
    let link = links(file.as_bytes()).next().unwrap().unwrap();
    let all = commitments(&link.read_body().unwrap());
    assert_eq!(all.len(), vault.texts().count());
    match read(&link, &Vault::default()) {
        Err(NotRead::Lost(lost)) => assert_eq!(lost.commitments, all),
        other => panic!("{other:?}"),
    }
}
