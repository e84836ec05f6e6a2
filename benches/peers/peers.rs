//! Other crates beside ours, and two threads beside one; see `../README.md`.
//!
//! `cargo run --release` asks for exact betweenness of 10 thousand parties. rustworkx-core
//! works on one thread while the number of nodes is below the threshold that it is given,
//! and on the threads of the rayon pool from there on; ours always asks the pool.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

use rayon::{ThreadPool, ThreadPoolBuilder};
use rustworkx_core::centrality::betweenness_centrality;
use unbrella::network::bare::Bare;
use unbrella::network::brokers::{Precision, estimated};
use unbrella::network::frozen::FrozenNetwork;
use unbrella_benches::interleaved::{Answer, Clock, Row, Table, load};
use unbrella_benches::ours::{self, Arrays};
use unbrella_benches::plain::{self, Simple};
use unbrella_benches::province::{Province, Size};

fn main() {
    let size = Size::S;
    let province = Province::of(size);
    let network = Arrays::of(&province).network();
    let graph = plain::simple(province.roles.len(), &plain::pairs(&province));
    println!("{} parties, {} ties; load {}\n", size.parties(), size.ties(), load());
    println!("| question | ours ms | rustworkx-core 0.18.1 ms | ratio | wanted |");
    println!("|---|---:|---:|---:|---|");
    let mut table = Table::default();
    betweenness(&mut table, &network, &graph);
    threads(&mut table);
    let missed = table.missed();
    assert!(missed.is_empty(), "missed: {missed:?}");
}

fn betweenness(table: &mut Table, network: &FrozenNetwork, graph: &Simple) {
    let seen = network.seen(ours::everything());
    let bare = Bare::new(&seen);
    for (threads, name, clock, wanted) in [
        (1, "betweenness, exact; one thread, processor time", Clock::Processor, 2.5),
        (2, "betweenness, exact; two threads, time on the wall", Clock::Wall, 0.0),
    ] {
        let pool = pool(threads);
        // From this number of nodes on rustworkx-core takes more than one thread.
        let threshold = if threads == 1 { usize::MAX } else { 0 };
        let row = Row {
            name,
            wanted,
            ours: vec![("by slot", Box::new(|| Answer::Near(pool.install(|| bare.betweenness()))))],
            plain: Box::new(|| theirs(&pool, graph, threshold)),
        };
        table.row_by(clock, row);
    }
}

/// No ends of paths counted in, nothing normalized: each pair once, as ours.
fn theirs(pool: &ThreadPool, graph: &Simple, threshold: usize) -> Answer {
    let values = pool.install(|| betweenness_centrality(graph, false, false, threshold));
    Answer::Near(values.into_iter().flatten().collect())
}

/// Ours on two threads and on one, bit for bit, by the wall.
fn threads(table: &mut Table) {
    let province = Province::of(Size::M);
    let network = Arrays::of(&province).network();
    let seen = network.seen(ours::everything());
    let bare = Bare::new(&seen);
    let precision = Precision::new(0.02, 0.05).unwrap();
    let ranks = || numbers(&bare.page_rank(&[]).0);
    let estimate = || {
        let brokers = estimated(&seen, precision, 1).unwrap().brokers;
        numbers(&brokers.iter().map(|broker| broker.betweenness).collect::<Vec<_>>())
    };
    println!("\n{} parties, {} ties; load {}\n", Size::M.parties(), Size::M.ties(), load());
    println!("| question, time on the wall | two threads ms | one thread ms | ratio | |");
    println!("|---|---:|---:|---:|---|");
    shared_out(table, "PageRank", ranks);
    shared_out(table, "betweenness, estimated within 0.02", estimate);
}

fn shared_out(table: &mut Table, name: &str, ask: impl Fn() -> Answer + Sync) {
    let [one, two] = [1, 2].map(pool);
    table.row_by(
        Clock::Wall,
        Row {
            name,
            wanted: 0.0,
            ours: vec![("shared out", Box::new(|| two.install(&ask)))],
            plain: Box::new(|| one.install(&ask)),
        },
    );
}

fn numbers(values: &[f64]) -> Answer {
    values.iter().map(|value| value.to_bits()).collect::<Vec<u64>>().into()
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}
