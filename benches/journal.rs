//! What an entry of the journal costs: its bytes, and how many a second are sealed,
//! appended, read again and unsealed. Run with `cargo bench -p unbrella-benches --bench journal`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use std::fmt::Write;
use std::hint::black_box;

use cpu_time::ProcessTime;
use unbrella::casebook::journal::chain::{Link, links, verify};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::proof::Tree;
use unbrella::casebook::journal::sealing::{Secret, seal, unseal};
use unbrella::casebook::journal::vault::Vault;

const ENTRIES: u64 = 20_000;

/// A registered clue: the command, and its event with a reason.
fn body(n: u64) -> serde_json::Value {
    let (clue, organ) = (format!("clue-{n:032x}"), format!("organ-{:032x}", 2));
    let when = "2019-04-26T09:30:00+08:00";
    let form = serde_json::json!({
        "id": clue, "channel": "letter", "organ": organ, "about": [format!("person-{n:032x}")],
        "content": format!("据反映，某单位甲某{n}号在任职期间收受财物，为某团伙逃避查处提供帮助。").repeat(3),
    });
    serde_json::json!({
        "command": {"key": format!("register-{n}"), "by": {"person": format!("person-{:032x}", 1)},
            "organ": organ, "occurred_at": when, "recorded_at": when,
            "act": {"register": {"clue": form, "ledger_no": format!("甲纪信〔2019〕{n}号")}}},
        "events": [{"number": n, "key": format!("register-{n}"), "organ": organ,
            "when": {"occurred_at": when, "recorded_at": when}, "what": {"entered": {"clue": form}},
            "reasons": [{"rule": "intake/registered", "because": {
                "en": "it was registered within two hours", "zh": "已在两小时内登记"},
                "citations": [{"document": "甲省实施办法", "place": "第十条", "certainty": "stated"}]}]}],
        "pack": "chengguan", "rules": "2019-01-01", "calendar": "china 2019",
    })
}

/// Runs something over all entries, and prints how many that is a second.
fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let begin = ProcessTime::now();
    let result = black_box(run());
    let each = begin.elapsed().as_secs_f64() / ENTRIES as f64;
    println!("journal/{what:<10} {:>8.1} µs an entry  {:>9.0} a second", each * 1e6, 1.0 / each);
    result
}

fn main() {
    let bodies: Vec<_> = (1..=ENTRIES).map(body).collect();
    let mut vault = Vault::default();
    let sealed = timed("seal", || {
        let seal = |(n, body)| seal(body, n, &Secret::from_bytes([7; 32])).unwrap();
        (1..).zip(&bodies).map(seal).collect::<Vec<_>>()
    });
    timed("append", || {
        sealed
            .iter()
            .fold(Head::START, |head, sealed| Link::after(head, &sealed.body).unwrap().head())
    });
    let mut file = String::new();
    let mut head = Head::START;
    for sealed in &sealed {
        let link = Link::after(head, &sealed.body).unwrap();
        head = link.head();
        writeln!(file, "{link}").unwrap();
    }
    assert_eq!(timed("verify", || verify(file.as_bytes())), Ok(head));
    let read: Vec<Link> = links(file.as_bytes()).map(Result::unwrap).collect();
    let tree = timed("tree", || read.iter().map(Link::hash).collect::<Tree>());
    timed("prove", || (1..=ENTRIES).map(|n| tree.prove_entry(n).unwrap()).collect::<Vec<_>>());
    let mut texts = 0;
    for text in sealed.iter().flat_map(|sealed| &sealed.texts) {
        texts += text.as_str().len() + 32 + 32;
        vault.keep(text.clone()).unwrap();
    }
    let same = timed("unseal", || {
        let same = |(link, body): (&Link, &_)| {
            unseal(&link.read_body().unwrap(), &vault).unwrap().body == *body
        };
        read.iter().zip(&bodies).all(same)
    });
    assert!(same, "every entry comes back");
    let entries = file.len() as u64 / ENTRIES;
    println!("journal/bytes      {entries} an entry, and {} in the vault", texts as u64 / ENTRIES);
}
