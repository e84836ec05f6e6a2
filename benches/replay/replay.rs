//! A casebook made again from its events; see `../README.md`.
//!
//! `cargo run --release --manifest-path benches/replay/Cargo.toml -- 1000000` names how many
//! events; without a number it is 100,000.
//!
//! The yardstick is the framework cqrs-es with its store in memory, and an aggregate as its
//! users write one: every event of the same casebook is folded into maps of what was entered
//! and how far it came. It checks nothing. Ours checks that every entry follows the last one
//! and fits into the dossier, and keeps what the questions need: who handled what, commands
//! that may come again, who is charged with what. So this says what that costs, not which
//! program is better.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use cpu_time::ProcessTime;
use cqrs_es::event_sink::EventSink;
use cqrs_es::mem_store::{MemStore, MemStoreAggregateContext};
use cqrs_es::{Aggregate, AggregateContext as _, DomainEvent, EventStore as _};
use serde::{Deserialize, Serialize};
use unbrella::base::id::{AnyId, ClueId};
use unbrella::casebook::book::Casebook;
use unbrella::casebook::entry::Entry;
use unbrella::casebook::event::{Event, What};
use unbrella::model::clue::ClueStage;
use unbrella::model::dossier;
use unbrella_benches::lives::Growing;

const ROUNDS: usize = 5;
/// Of so many entries the JSON is read as well.
const READ: usize = 20_000;

/// An event as the framework keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Happened(Event);

impl DomainEvent for Happened {
    fn event_type(&self) -> String {
        self.0.what.kind().to_owned()
    }

    fn event_version(&self) -> String {
        "1".to_owned()
    }
}

/// What was entered, and how far each clue came.
#[derive(Default, Serialize, Deserialize)]
struct Plain {
    entered: BTreeMap<AnyId, dossier::entry::Entry>,
    clues: BTreeMap<ClueId, ClueStage>,
    others: u64,
}

/// The yardstick refuses nothing.
#[derive(Debug, thiserror::Error)]
#[error("refused")]
struct Refused;

impl Aggregate for Plain {
    const TYPE: &'static str = "casebook";
    type Command = ();
    type Event = Happened;
    type Error = Refused;
    type Services = ();

    async fn handle(&mut self, (): (), (): &(), _: &EventSink<Self>) -> Result<(), Refused> {
        Ok(())
    }

    fn apply(&mut self, Happened(event): Happened) {
        match event.what {
            What::Entered(entry) => {
                self.entered.insert(entry.id(), *entry);
            }
            What::Clue { clue, stage } => {
                self.clues.insert(clue, stage);
            }
            _ => self.others += 1,
        }
    }
}

/// The framework is asynchronous; its store in memory never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(found) => found,
        Poll::Pending => panic!("a store in memory does not wait"),
    }
}

fn median(mut ask: impl FnMut() -> Duration) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS).map(|_| ask().as_secs_f64()).collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

fn ours(entries: &[Entry]) -> Duration {
    let begin = ProcessTime::now();
    let mut book = Casebook::default();
    entries.iter().for_each(|entry| book.take(entry).unwrap());
    black_box(&book);
    begin.elapsed()
}

fn main() {
    let wanted: u64 = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let mut growing = Growing::keeping(usize::MAX);
    let mut clue = 0;
    while growing.events < wanted {
        clue += 1;
        growing.live(clue..clue + 1);
    }
    let (entries, events) = (growing.kept, growing.events as f64);
    let store = MemStore::<Plain>::default();
    let all = entries.iter().flat_map(|entry| &entry.events).cloned().map(Happened).collect();
    let empty = MemStoreAggregateContext {
        aggregate_id: "book".to_owned(),
        aggregate: Plain::default(),
        current_sequence: 0,
    };
    now(store.commit(all, empty, HashMap::new())).unwrap();
    let mut held = 0;
    let theirs = median(|| {
        let begin = ProcessTime::now();
        let mut loaded = now(store.load_aggregate("book")).unwrap();
        let took = begin.elapsed();
        held = loaded.aggregate().entered.len();
        took
    });
    let own = median(|| ours(&entries));
    println!("{events} events of {clue} clues, {} entries; {held} things entered", entries.len());
    println!("| events a second | a casebook | cqrs-es, a plain fold |");
    println!("|---|---:|---:|");
    println!("| from memory | {:.0} | {:.0} |", events / own, events / theirs);
    let some = &entries[..entries.len().min(READ)];
    let lines: Vec<String> = some.iter().map(|e| serde_json::to_string(e).unwrap()).collect();
    let alone: Vec<String> = some
        .iter()
        .flat_map(|entry| &entry.events)
        .map(|event| serde_json::to_string(event).unwrap())
        .collect();
    let own = median(|| {
        let begin = ProcessTime::now();
        let mut book = Casebook::default();
        for line in &lines {
            book.take(&serde_json::from_str(line).unwrap()).unwrap();
        }
        black_box(&book);
        begin.elapsed()
    });
    let theirs = median(|| {
        let begin = ProcessTime::now();
        let mut plain = Plain::default();
        alone.iter().for_each(|line| plain.apply(serde_json::from_str(line).unwrap()));
        black_box(&plain);
        begin.elapsed()
    });
    let read = alone.len() as f64;
    println!("| from JSON, {read} events | {:.0} | {:.0} |", read / own, read / theirs);
}
