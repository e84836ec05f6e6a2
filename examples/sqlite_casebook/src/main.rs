//! A casebook in SQLite: commands come in as lines of JSON, and each is acknowledged once
//! it is on the disk.
//!
//! ```text
//! sqlite_casebook serve DATABASE PACK    reads commands from standard input
//! sqlite_casebook export DATABASE        prints the journal, line by line
//! sqlite_casebook check FILE             verifies a journal that was exported
//! sqlite_casebook replay DATABASE PACK   whether snapshot and rest make what all lines make
//! sqlite_casebook find DATABASE TEXT     the commitments of the texts that contain it
//! sqlite_casebook erase DATABASE TEXT ORDER PERSON PERSON MOMENT
//!                                        erases those texts for good; two persons decide
//! ```
//!
//! `serve` verifies the chain, replays it, says `{"ready":…}` and then answers each line:
//!
//! | answer | means |
//! |---|---|
//! | `{"done":"KEY","entry":7,"hash":"…"}` | decided and committed |
//! | `{"before":"KEY"}` | it was committed before, under this key and with this content |
//! | `{"refused":"KEY","why":"…"}` | the rules, or the state, say no; nothing was written |
//! | `{"bad_line":3}` | the third line is no command |
//!
//! Whoever sent a command and got no answer sends it again: the key makes that safe.
//!
//! A casebook is its journal and its vault, and both are here. The casebook in memory is
//! thrown away at the end; at the beginning it is made from the journal.

mod desk;
mod store;

use std::error::Error;
use std::io::{BufRead, Write};
use std::process::ExitCode;

use desk::{Answer, Desk};
use store::Store;
use unbrella::base::day::Moment;
use unbrella::base::id::PersonId;
use unbrella::base::text::{Code, LedgerNo};
use unbrella::base::truth::Truth;
use unbrella::casebook::command::Command;
use unbrella::casebook::journal::chain::{Broken, verify};
use unbrella::casebook::journal::disposal::{DisposalDraft, DisposalFacts, DisposalRecord};
use unbrella::casebook::journal::head::Head;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<(), Box<dyn Error>> {
    match *words {
        ["serve", database, pack] => serve(database, pack),
        ["export", database] => export(database),
        ["check", file] => check(file),
        ["replay", database, pack] => replay(database, pack),
        ["find", database, text] => find(database, text),
        ["erase", database, text, order, first, second, at] => {
            erase(database, text, order, [first, second], at)
        }
        _ => {
            Err("serve, export, check, find or erase; the first page of the source says how".into())
        }
    }
}

fn serve(database: &str, pack: &str) -> Result<(), Box<dyn Error>> {
    let mut desk = Desk::open(Store::open(database)?, pack)?;
    let mut out = std::io::stdout().lock();
    let head = desk.head();
    let ready = serde_json::json!({"ready": head.number, "hash": head.hash});
    writeln!(out, "{ready}")?;
    out.flush()?;
    for (number, line) in (1_u64..).zip(std::io::stdin().lock().lines()) {
        let answer = match serde_json::from_str::<Command>(&line?) {
            Err(_) => serde_json::json!({"bad_line": number}),
            Ok(command) => {
                let key = command.key().as_str();
                match desk.take(&command)? {
                    Answer::Done(head) => {
                        serde_json::json!({"done": key, "entry": head.number, "hash": head.hash})
                    }
                    Answer::Before => serde_json::json!({"before": key}),
                    Answer::Refused(why) => {
                        serde_json::json!({"refused": key, "why": why.to_string()})
                    }
                }
            }
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn export(database: &str) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for link in Store::open(database)?.entries_after(Head::START)? {
        writeln!(out, "{link}")?;
    }
    Ok(())
}

fn check(file: &str) -> Result<(), Box<dyn Error>> {
    match verify(&std::fs::read(file)?) {
        Ok(head) => println!("whole, up to {head}"),
        Err(Broken::Torn { after, whole, .. }) => {
            println!("torn: cut it off after byte {whole}, then it is whole up to {after}");
        }
        Err(bad) => return Err(bad.into()),
    }
    Ok(())
}

fn replay(database: &str, pack: &str) -> Result<(), Box<dyn Error>> {
    let desk = Desk::open(Store::open(database)?, pack)?;
    if desk.is_the_fold()? {
        println!("the same, up to {}", desk.head());
        Ok(())
    } else {
        Err("the snapshot and the lines after it make another casebook".into())
    }
}

fn find(database: &str, text: &str) -> Result<(), Box<dyn Error>> {
    for commitment in Store::open(database)?.vault()?.holding(text) {
        println!("{commitment}");
    }
    Ok(())
}

/// In a real program the three facts come from the casebook: who may, and what is held.
fn erase(
    database: &str,
    text: &str,
    order: &str,
    [first, second]: [&str; 2],
    at: &str,
) -> Result<(), Box<dyn Error>> {
    let mut store = Store::open(database)?;
    let mut vault = store.vault()?;
    let record = DisposalRecord::try_from(DisposalDraft {
        order: LedgerNo::parse(order)?,
        ground: Code::parse("order")?,
        decided_by: PersonId::parse(first)?,
        agreed_by: PersonId::parse(second)?,
        at: Moment::parse(at)?,
        texts: vault.holding(text),
    })?;
    let (decider_may, agreer_may, due) = (Truth::Yes, Truth::Yes, Truth::Yes);
    let facts = DisposalFacts { decider_may, agreer_may, due, holds: &[] };
    let disposal = record.check(&vault, &facts)?;
    disposal.carry_out(&mut vault, &mut store)?;
    println!("{} texts erased", record.details().texts.len());
    Ok(())
}
