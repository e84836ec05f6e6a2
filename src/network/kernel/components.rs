//! Components: which nodes hang together.
//!
//! In a network of people nearly all hang together. So the component of the busiest node is
//! gathered first, as a bit for each node, which fits into the processor's second cache: one
//! node after the other asks whether anybody beside it is in already. What these passes leave
//! is joined arc by arc in a forest of parents, as in Afforest (Sutton, Ben-Nun, Barak:
//! Optimizing Parallel Graph Connectivity Computation via Subgraph Sampling, IPDPS 2018),
//! which skips the largest component likewise.

use super::bits::Bits;
use super::csr::Csr;

/// Another pass is made while the last one met more than this share of the nodes.
const AGAIN: u32 = 4;

/// For every node the smallest node of its component, over a symmetric graph.
pub(crate) fn components(csr: &Csr) -> Vec<u32> {
    let Some(busiest) = (0..csr.nodes()).max_by_key(|node| csr.degree(*node)) else {
        return Vec::new();
    };
    let mut seen = Bits::new(csr.nodes());
    seen.add(busiest);
    csr.row(busiest).iter().for_each(|node| seen.add(*node));
    while pass(csr, &mut seen) > csr.nodes() / AGAIN {}
    let (least, left) = (first(&seen).unwrap_or(busiest), outside(csr, &seen));
    let mut parent = vec![least; csr.nodes() as usize];
    left.iter().for_each(|node| parent[*node as usize] = *node);
    for node in &left {
        csr.row(*node).iter().for_each(|beside| join(&mut parent, *node, *beside));
    }
    // Where what was left reaches those that are in, all of them hang below a smaller root.
    if parent[least as usize] == least {
        flatten(&mut parent, left)
    } else {
        flatten(&mut parent, 0..csr.nodes())
    }
    parent
}

/// The smallest node that is in.
fn first(seen: &Bits) -> Option<u32> {
    let at = seen.words().iter().position(|word| *word != 0)?;
    Some(at as u32 * 64 + seen.words()[at].trailing_zeros())
}

/// The nodes that are not in, in rising order.
fn outside(csr: &Csr, seen: &Bits) -> Vec<u32> {
    let mut left = Vec::new();
    for (first, word) in (0_u32..).step_by(64).zip(seen.words()) {
        let mut open = !word & inside(csr, first);
        while open != 0 {
            left.push(first + open.trailing_zeros());
            open &= open - 1;
        }
    }
    left
}

/// The bits of the word that begins with `first` which stand for nodes.
fn inside(csr: &Csr, first: u32) -> u64 {
    u64::MAX >> (64 - (csr.nodes() - first).min(64))
}

/// Adds every node beside one that is in already; how many. Who comes in early lets others
/// in behind it in the same pass.
fn pass(csr: &Csr, seen: &mut Bits) -> u32 {
    let mut met = 0;
    for at in 0..seen.words().len() {
        let first = at as u32 * 64;
        let mut open = !seen.words()[at] & inside(csr, first);
        while open != 0 {
            let node = first + open.trailing_zeros();
            open &= open - 1;
            if reached(csr.row(node), seen) {
                seen.add(node);
                met += 1;
            }
        }
    }
    met
}

/// Whether any of a row is in. The first four are looked up side by side: a guess for each
/// would be wrong too often.
fn reached(row: &[u32], seen: &Bits) -> bool {
    match row {
        [a, b, c, d, rest @ ..] => {
            (seen.has(*a) | seen.has(*b) | seen.has(*c) | seen.has(*d))
                || rest.iter().any(|node| seen.has(*node))
        }
        few => few.iter().any(|node| seen.has(*node)),
    }
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

/// Hangs nodes right below their roots, in rising order: parents are never larger than
/// their children.
fn flatten(parent: &mut [u32], nodes: impl IntoIterator<Item = u32>) {
    for node in nodes {
        parent[node as usize] = parent[parent[node as usize] as usize];
    }
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
