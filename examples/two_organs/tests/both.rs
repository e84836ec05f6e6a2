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
    assert!(said.starts_with("the discipline commission was killed after "), "{said}");
    let table = "\
clue  police            discipline        matched
   1  released in part  mine              yes
   2  came back         given back        yes
   3  released          mine              yes
   4  released in part  mine              yes
   5  came back         given back        yes
   6  released          mine              yes
   7  released in part  mine              yes
   8  came back         given back        yes
   9  released          mine              yes
";
    assert!(said.contains(table), "{said}");
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
