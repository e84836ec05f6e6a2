//! Small graphs for tests: all of a size, and random ones.

use super::csr::Csr;

/// Every undirected simple graph on 0 to `nodes` nodes.
pub(crate) fn all_graphs(nodes: u32) -> impl Iterator<Item = Csr> {
    (1..=nodes).flat_map(|n| {
        let pairs: Vec<_> = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect();
        (0..1_u64 << pairs.len()).map(move |mask| {
            let chosen: Vec<_> = pairs
                .iter()
                .enumerate()
                .filter(|(i, _)| mask >> i & 1 == 1)
                .map(|(_, p)| *p)
                .collect();
            Csr::undirected(n, &chosen)
        })
    })
}

/// A repeatable sequence of numbers.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        // SplitMix64: enough for graphs, and the same everywhere.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % u64::from(bound.max(1))) as u32
    }
}

/// A random graph on up to `most` nodes: now sparse, now dense.
pub(crate) fn random_graph(seed: u64, most: u32) -> Csr {
    let mut numbers = Numbers(seed);
    let nodes = 1 + numbers.below(most);
    let density = 1 + numbers.below(6);
    let ties = numbers.below(nodes * density + 1);
    let pairs: Vec<_> = (0..ties).map(|_| (numbers.below(nodes), numbers.below(nodes))).collect();
    Csr::undirected(nodes, &pairs)
}

/// Each node tied to the next.
pub(crate) fn chain(nodes: u32) -> Csr {
    let ends = |i: u32| [i.checked_sub(1), (i + 1 < nodes).then_some(i + 1)];
    let offsets = (0..=nodes).map(|i| (2 * i).saturating_sub(1).min(2 * nodes - 2)).collect();
    let targets = (0..nodes).flat_map(|i| ends(i).into_iter().flatten()).collect();
    Csr::from_rows(offsets, targets).unwrap()
}

/// Diamonds in a row: joint 3i, its two sides 3i + 1 and 3i + 2, and the next joint.
pub(crate) fn diamonds(number: u32) -> Csr {
    let diamond = |i: u32| {
        let (joint, next) = (3 * i, 3 * i + 3);
        [(joint, joint + 1), (joint, joint + 2), (joint + 1, next), (joint + 2, next)]
    };
    let pairs: Vec<_> = (0..number).flat_map(diamond).collect();
    Csr::undirected(3 * number + 1, &pairs)
}

/// Like a province: most have few ties, some have very many, and some stand apart.
pub(crate) fn heavy_tailed(seed: u64, nodes: u32) -> Csr {
    let mut numbers = Numbers(seed);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for node in 1..nodes {
        for _ in 0..numbers.below(6) {
            // One end of an earlier tie, so that whoever has many gets more.
            let tie = numbers.below(pairs.len() as u32) as usize;
            let end =
                pairs.get(tie).map_or(0, |(a, b)| if tie.is_multiple_of(2) { *a } else { *b });
            pairs.push((node, if numbers.below(3) > 0 { end } else { numbers.below(node) }));
        }
    }
    Csr::undirected(nodes, &pairs)
}

/// Asks on 1, 2, 3 and 7 threads, and finds every answer equal to that of one, which is the
/// plain loop.
#[cfg(feature = "parallel")]
#[track_caller]
pub(crate) fn same_on_threads<A: PartialEq + std::fmt::Debug + Send>(ask: impl Fn() -> A + Sync) {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(&ask)
    };
    let expected = on(1);
    for threads in [2, 3, 7] {
        assert!(on(threads) == expected, "{threads} threads");
    }
}
