//! With the feature `parallel`, questions give the same answers on any number of threads.
#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use rayon::ThreadPoolBuilder;
use unbrella::base::id::PartyId;
use unbrella::network::brokers::{Precision, betweenness_from, estimated};
use unbrella::network::planted::PlantedWorld;
use unbrella::network::ranking::{known_gangs, rank};
use unbrella::network::view::View;

/// On one thread a question is answered as without the feature.
#[track_caller]
fn same_on_threads<A: Debug + Send>(ask: impl Fn() -> A + Sync) {
    let on = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        // Shortest text that reads back as the same number: equal if and only if all bits are.
        format!("{:?}", pool.install(&ask))
    };
    let expected = on(1);
    for threads in [2, 3, 7] {
        assert!(on(threads) == expected, "{threads} threads");
    }
}

#[test]
fn brokers_and_ranks_are_the_same_on_any_number_of_threads() {
    let world = PlantedWorld::new(3).unwrap();
    let seen = world.network().seen(View::new());
    let parties: Vec<PartyId> = world.officials().iter().copied().take(150).collect();
    same_on_threads(|| betweenness_from(&seen, &parties).unwrap());
    let precision = Precision::new(0.02, 0.05).unwrap();
    same_on_threads(|| estimated(&seen, precision, 7).unwrap());
    same_on_threads(|| rank(&seen, &[]).unwrap());
    same_on_threads(|| rank(&seen, &known_gangs(&seen)).unwrap());
}
