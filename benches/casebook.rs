//! What a casebook costs as it grows: commands a second, events applied a second, bytes a
//! clue, and whether one command costs the same in a large book.
//!
//! `cargo bench -p unbrella-benches --bench casebook -- 10000 100000` names how many clues;
//! without numbers it is 10,000. Each clue lives the life of one clue of the embedded
//! casework: registered, disposed of, verified, closed. Every third is about somebody new.
//! Then comes the agenda of a book in which as many clues wait, 100,000 at most.
//!
//! Last, every kind of command of the generated casework, in a small book and in a large one;
//! the agenda of both, and what a change of rules moves.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]
#![allow(clippy::arithmetic_side_effects)]

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ProcessTime;
use unbrella::casebook::agenda::agenda;
use unbrella::casebook::book::Casebook;
use unbrella::casebook::entry::Entry;
use unbrella::casebook::recount::{Counting, recount};
use unbrella::casebook::watch::watched;
use unbrella_benches::lives::Growing;
use unbrella_benches::matters::{Matters, Took};

/// How many entries are kept in memory to be applied again.
const KEPT: usize = 60_000;

/// Bytes of this process that are resident.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1_024
}

/// Applies what was kept to an empty book.
fn replay(kept: &[Entry]) -> (u64, Duration) {
    let begin = ProcessTime::now();
    let mut book = Casebook::default();
    let mut events = 0;
    for entry in kept {
        book.take(entry).unwrap();
        events += entry.events.len() as u64;
    }
    black_box(&book);
    (events, begin.elapsed())
}

fn main() {
    let named: Vec<u32> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if named.is_empty() { vec![10_000] } else { named };
    let mut growing = Growing::keeping(KEPT);
    let mut from = 1;
    println!("| clues in the book | act | µs a command |");
    println!("|---:|---|---:|");
    for size in sizes {
        // Of each size the last thousand clues are told: what one command costs there.
        let last = from.max(size.saturating_sub(1_000));
        growing.live(from..last);
        let took = growing.live(last..size + 1);
        for (act, (count, took)) in took {
            println!("| {size} | {act} | {:.1} |", took.as_secs_f64() * 1e6 / f64::from(count));
        }
        from = size + 1;
        println!(
            "{size} clues: {} events, {} bytes of JSON a clue, {} bytes resident a clue (with {} \
             entries kept)",
            growing.events,
            growing.bytes / u64::from(size),
            resident() / u64::from(size),
            growing.kept.len(),
        );
    }
    let (events, took) = replay(&growing.kept);
    println!(
        "applied again: {events} events of {} entries, {:.0} events a second",
        growing.kept.len(),
        events as f64 / took.as_secs_f64(),
    );
    drop(growing);
    waiting(from.min(100_001));
    matters(5, 150);
}

/// What every kind of command takes in a small book and in a large one, and what is asked of
/// each as a whole.
fn matters(few: u32, many: u32) {
    let mut matters = Matters::default();
    let small = matters.live(few);
    whole(&matters);
    matters.live(many);
    let large = matters.live(few);
    whole(&matters);
    println!("| act | µs in a small book | µs in a large one |");
    println!("|---|---:|---:|");
    for (act, took) in &small {
        let each = |(count, took): &(u32, Duration)| took.as_secs_f64() * 1e6 / f64::from(*count);
        println!("| {act} | {:.1} | {:.1} |", each(took), each(&large[act]));
    }
    let sum = |took: &Took| took.values().map(|(_, took)| took.as_secs_f64()).sum::<f64>();
    println!("| together | {:.0} | {:.0} |", sum(&small) * 1e6, sum(&large) * 1e6);
}

/// The agenda of a book, the findings that it watches, and which deadlines another pack moves.
fn whole(matters: &Matters) {
    let book = &matters.book;
    let now = book.last_recorded().unwrap();
    let of = |pack: &str| Counting {
        rules: matters.rulebook.on(pack, now.day()).unwrap(),
        calendar: &matters.calendar,
    };
    let timed = |what: &str, ask: &dyn Fn() -> usize| {
        let begin = ProcessTime::now();
        let items = ask();
        println!("{what}: {items} items in {:.1} ms", begin.elapsed().as_secs_f64() * 1e3);
    };
    println!("{} entries in the dossier", book.dossier().len());
    let own = of("chengguan");
    timed("agenda", &|| agenda(book, own.rules, own.calendar, now).len());
    timed("signed findings", &|| watched(book.dossier(), own.rules).len());
    timed("moved by another pack", &|| recount(book, own, of("zhaotong"), now).len());
}

/// The agenda of a book in which clues wait for their disposal.
fn waiting(end: u32) {
    let mut growing = Growing::keeping(0);
    growing.leave_open(1..end);
    let now = growing.book.last_recorded().unwrap();
    let rules = growing.rulebook.on("chengguan", now.day()).unwrap();
    let begin = ProcessTime::now();
    let due = agenda(&growing.book, rules, &growing.calendar, now).len();
    let took = begin.elapsed().as_secs_f64();
    println!(
        "{} clues wait: agenda of {due} items in {:.1} ms, {:.2} µs an item",
        end - 1,
        took * 1e3,
        took * 1e6 / due.max(1) as f64,
    );
}
