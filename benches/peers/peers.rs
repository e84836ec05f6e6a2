//! Other crates beside ours; see `../README.md`.
//!
//! `cargo run --release` asks for exact betweenness of 10 thousand parties. rustworkx-core
//! works on one thread while the number of nodes is below the threshold that it is given,
//! and on the threads of the rayon pool from there on; ours always asks the pool.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

use rayon::{ThreadPool, ThreadPoolBuilder};
use rustworkx_core::centrality::betweenness_centrality;
use unbrella::network::bare::Bare;
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
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
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
