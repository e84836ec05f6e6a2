//! Components: which nodes hang together.
//!
//! Afforest (Sutton, Ben-Nun, Barak: Optimizing Parallel Graph Connectivity Computation
//! via Subgraph Sampling, IPDPS 2018): join every node to its first two neighbors, find
//! the largest tree by sampling, and look at the remaining arcs only of nodes outside it.

use super::csr::Csr;

/// Neighbors joined before sampling.
const FIRST: u32 = 2;
/// Nodes looked at to find the largest tree.
const SAMPLES: u32 = 1024;

/// For every node the smallest node of its component, over a symmetric graph.
pub(crate) fn components(csr: &Csr) -> Vec<u32> {
    let nodes = csr.nodes();
    let mut parent: Vec<u32> = (0..nodes).collect();
    for turn in 0..FIRST {
        for node in 0..nodes {
            if let Some(beside) = csr.row(node).get(turn as usize) {
                join(&mut parent, node, *beside);
            }
        }
    }
    flatten(&mut parent);
    let largest = most_frequent(&parent);
    for node in 0..nodes {
        if Some(parent[node as usize]) == largest {
            continue;
        }
        for &beside in csr.row(node).iter().skip(FIRST as usize) {
            join(&mut parent, node, beside);
        }
    }
    flatten(&mut parent);
    parent
}

/// Hangs the larger root below the smaller, so that a root is the smallest of its tree.
fn join(parent: &mut [u32], a: u32, b: u32) {
    let (mut high, mut low) = (parent[a as usize], parent[b as usize]);
    while high != low {
        if high < low {
            std::mem::swap(&mut high, &mut low);
        }
        let above = parent[high as usize];
        if above == high {
            parent[high as usize] = low;
            return;
        }
        // Every step hangs a node higher, which shortens later walks.
        parent[high as usize] = parent[above as usize];
        high = parent[high as usize];
        low = parent[low as usize];
    }
}

/// Parents are never larger than their children, so one pass upward is enough.
fn flatten(parent: &mut [u32]) {
    for node in 0..parent.len() {
        parent[node] = parent[parent[node] as usize];
    }
}

/// The root met most often in an even sample.
fn most_frequent(parent: &[u32]) -> Option<u32> {
    let step = (parent.len() / SAMPLES as usize).max(1);
    let mut sample: Vec<u32> = parent.iter().step_by(step).copied().collect();
    sample.sort_unstable();
    sample.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).and_then(|run| run.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::walk::Walk;
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    #[track_caller]
    fn check(csr: &Csr) {
        let found = components(csr);
        let mut walk = Walk::default();
        for node in 0..csr.nodes() {
            walk.within(csr, &[node], u32::MAX, |_| true);
            let smallest = walk.met().iter().min().copied();
            assert_eq!(Some(found[node as usize]), smallest, "{csr:?} at {node}");
        }
    }

    #[test]
    fn the_smallest_of_each_component_is_found() {
        all_graphs(5).for_each(|csr| check(&csr));
        (0..60).for_each(|seed| check(&random_graph(seed, 90)));
        assert!(components(&Csr::from_rows(vec![0], vec![]).unwrap()).is_empty());
    }

    #[test]
    fn a_long_chain_in_unkind_order() {
        let n = 200_000_u32;
        let order = |i: u32| if i.is_multiple_of(2) { i / 2 } else { n - 1 - i / 2 };
        let pairs: Vec<_> = (1..n).map(|i| (order(i - 1), order(i))).collect();
        let csr = Csr::undirected(n, &pairs);
        assert!(components(&csr).iter().all(|root| *root == 0));
    }
}
