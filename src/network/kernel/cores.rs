//! Core numbers: how deep a node sits in the thick of the graph.
//!
//! Batagelj and Zaveršnik, arXiv cs/0310049: nodes in buckets by degree, the least first.

use super::csr::Csr;

/// Nodes peeled off one after another, always one with the fewest neighbors left.
#[derive(Clone, Debug)]
pub(crate) struct Peeled {
    /// The core number of every node.
    pub(crate) core: Vec<u32>,
    /// The nodes as they were peeled off: each has at most as many neighbors after it as its
    /// core number says.
    pub(crate) order: Vec<u32>,
}

/// The core number of every node of a symmetric graph, and the order of peeling.
///
/// A node has core number k if it belongs to a part in which everybody has at least k
/// neighbors within the part, and to none with k + 1.
pub(crate) fn peel(csr: &Csr) -> Peeled {
    let nodes = csr.nodes();
    let mut degree: Vec<u32> = (0..nodes).map(|node| csr.degree(node)).collect();
    let most = degree.iter().copied().max().unwrap_or(0) as usize;
    // Where each degree begins in `order`, which lists the nodes by degree.
    let mut begin = vec![0_u32; most + 2];
    for d in &degree {
        begin[*d as usize + 1] += 1;
    }
    for d in 1..begin.len() {
        begin[d] += begin[d - 1];
    }
    let mut order = vec![0_u32; nodes as usize];
    let mut place = vec![0_u32; nodes as usize];
    let mut next = begin.clone();
    for node in 0..nodes {
        let slot = &mut next[degree[node as usize] as usize];
        place[node as usize] = *slot;
        order[*slot as usize] = node;
        *slot += 1;
    }
    for at in 0..nodes as usize {
        let node = order[at];
        let own = degree[node as usize];
        for &beside in csr.row(node) {
            let d = degree[beside as usize];
            if d > own {
                // Swap with the first of its bucket, then let the bucket begin after it.
                let first = begin[d as usize].max(at as u32 + 1);
                let (from, other) = (place[beside as usize], order[first as usize]);
                order.swap(from as usize, first as usize);
                place[other as usize] = from;
                place[beside as usize] = first;
                begin[d as usize] = first + 1;
                degree[beside as usize] = d - 1;
            }
        }
    }
    Peeled { core: degree, order }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    /// Straight from the definition: peel away whoever has fewer than k, for each k.
    fn plain(csr: &Csr) -> Vec<u32> {
        let mut core = vec![0; csr.nodes() as usize];
        for k in 1..=csr.nodes() {
            let mut inside = vec![true; csr.nodes() as usize];
            while let Some(out) = (0..csr.nodes()).find(|node| {
                let kept = csr.row(*node).iter().filter(|b| inside[**b as usize]).count() as u32;
                inside[*node as usize] && kept < k
            }) {
                inside[out as usize] = false;
            }
            (0..csr.nodes()).filter(|n| inside[*n as usize]).for_each(|n| core[n as usize] = k);
        }
        core
    }

    #[test]
    fn peeling_gives_the_same() {
        all_graphs(5).for_each(|csr| check(&csr));
        (0..60).for_each(|seed| check(&random_graph(seed, 40)));
    }

    #[track_caller]
    fn check(csr: &Csr) {
        let Peeled { core, order } = peel(csr);
        assert_eq!(core, plain(csr), "{csr:?}");
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..csr.nodes()), "each node once");
        for (at, node) in order.iter().enumerate() {
            let after = order[at..].iter().filter(|b| csr.row(*node).contains(b)).count();
            assert!(after <= core[*node as usize] as usize, "{csr:?} at {node}");
        }
    }
}
