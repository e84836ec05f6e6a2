//! Both forms end with ledgers that match, though one of the two was killed.
#![allow(clippy::unwrap_used)]

use std::net::TcpStream;
use std::process::Command;

#[track_caller]
fn ends_matched(args: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_two_organs")).args(args).output().unwrap();
    let (said, told) =
        (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap());
    assert!(run.status.success(), "{said}{told}");
    assert!(said.starts_with("The discipline commission was killed after "), "{said}");
    assert!(said.contains("Nothing was missing at its end: the head "), "{said}");
    let table = "\
      the ledger of the police         the ledger of the discipline commission
clue  hand-over         told           hand-over   keeps               together
   1  released in part  filed          mine        clue 1, rest 101    matched
   2  came back         -              given back  -                   matched
   3  released          filed          mine        clue 3              matched
   4  released in part  filed          mine        clue 4, rest 104    matched
   5  came back         -              given back  -                   matched
   6  released          filed          mine        clue 6              matched
   7  released in part  filed          mine        clue 7, rest 107    matched
   8  came back         -              given back  -                   matched
   9  released          filed          mine        clue 9              matched
";
    assert!(said.contains(table), "{said}");
    assert!(said.contains(" receipts checked by the fingerprints of their letters"), "{said}");
    // Nine offers, nine answers, six results.
    assert!(said.ends_with("  24 letters matched\n"), "{said}");
    assert!(
        said.contains("; 3 clues in custody") && said.contains("; 9 clues in custody"),
        "{said}"
    );
}

#[test]
fn over_a_folder() {
    ends_matched(&["--embedded"]);
}

/// Where a server is: `TWO_ORGANS_NATS`, or the usual port of this machine.
#[test]
fn over_nats() {
    let named = std::env::var("TWO_ORGANS_NATS");
    let address = named.clone().unwrap_or_else(|_| "127.0.0.1:4222".to_owned());
    if named.is_err() && TcpStream::connect(&address).is_err() {
        eprintln!("SKIPPED: no NATS server at {address}; `nats-server -js` starts one.");
        return;
    }
    ends_matched(&["--nats", &address]);
}
