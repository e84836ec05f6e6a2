//! A shortest path between two nodes, walked from both ends.
//!
//! The side whose ring has fewer arcs is walked next, so that hubs are met late.

use super::bits::Bits;
use super::csr::Csr;
use super::walk::{AHEAD, Rows, Span};

/// Working space for searches between two nodes, used again and again.
///
/// What a side has met is a bit for each node, taken back before the next search by the
/// list of those met: both sets lie in the processor's second cache.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meet {
    sides: [Side; 2],
    /// For each node met: the node it was met from. No node is met by both sides.
    from: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Side {
    seen: Bits,
    /// Every node met, ring behind ring.
    met: Vec<u32>,
    /// Where the last ring begins in `met`.
    ring: usize,
    /// The arcs of the last ring.
    arcs: u64,
}

impl Side {
    fn start(&mut self, csr: &Csr, node: u32) {
        for node in self.met.drain(..) {
            self.seen.remove(node);
        }
        self.seen.grow(csr.nodes());
        // Room for all, taken once; of what is never filled no memory is used.
        self.met.reserve(csr.nodes() as usize);
        self.seen.add(node);
        self.met.push(node);
        self.ring = 0;
        self.arcs = u64::from(csr.degree(node));
    }
}

impl Meet {
    /// One shortest path from `a` to `b`, both included; empty if there is none.
    ///
    /// Over a symmetric graph whose rows are sorted the answer depends on the graph alone.
    pub(crate) fn shortest(&mut self, csr: &Csr, a: u32, b: u32, path: &mut Vec<u32>) {
        path.clear();
        if a == b {
            path.push(a);
            return;
        }
        if self.from.len() < csr.nodes() as usize {
            self.from.resize(csr.nodes() as usize, 0);
        }
        for (side, node) in self.sides.iter_mut().zip([a, b]) {
            side.start(csr, node);
            self.from[node as usize] = node;
        }
        while self.sides.iter().all(|side| side.ring < side.met.len()) {
            let [first, second] = &mut self.sides;
            let turned = second.arcs < first.arcs;
            let (own, other) = if turned { (second, &*first) } else { (first, &*second) };
            if let Some((near, far)) = ring(csr, own, other, &mut self.from) {
                let (left, right) = if turned { (far, near) } else { (near, far) };
                self.join(left, right, path);
                return;
            }
        }
    }

    /// The path over the arc on which the sides met.
    fn join(&self, mut left: u32, mut right: u32, path: &mut Vec<u32>) {
        path.push(left);
        while self.from[left as usize] != left {
            left = self.from[left as usize];
            path.push(left);
        }
        path.reverse();
        path.push(right);
        while self.from[right as usize] != right {
            right = self.from[right as usize];
            path.push(right);
        }
    }
}

/// Walks one ring; the arc on which the sides met, if they did.
fn ring(csr: &Csr, own: &mut Side, other: &Side, from: &mut [u32]) -> Option<(u32, u32)> {
    let to = own.met.len();
    let mut ahead = [Span::default(); AHEAD];
    let mut at = own.ring;
    while at < to {
        let end = to.min(at + AHEAD);
        csr.ahead(&own.met[at..end], &mut ahead[..end - at]);
        for (at, row) in (at..end).zip(&ahead) {
            let node = own.met[at];
            for &beside in &csr.targets()[row.begin..row.end] {
                if other.seen.has(beside) {
                    return Some((node, beside));
                }
                if own.seen.insert(beside) {
                    from[beside as usize] = node;
                    own.met.push(beside);
                }
            }
        }
        at = end;
    }
    own.ring = to;
    own.arcs = own.met[to..].iter().map(|node| u64::from(csr.degree(*node))).sum();
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::walk::{FAR, RingSpace, rings};
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    #[track_caller]
    fn check(csr: &Csr, meet: &mut Meet) {
        let (mut distance, mut space, mut path) = (Vec::new(), RingSpace::default(), Vec::new());
        for a in 0..csr.nodes() {
            rings(csr, a, &mut distance, &mut space);
            for b in 0..csr.nodes() {
                meet.shortest(csr, a, b, &mut path);
                if distance[b as usize] == FAR {
                    assert!(path.is_empty(), "{csr:?} {a} {b}: {path:?}");
                    continue;
                }
                assert_eq!(path.len(), distance[b as usize] as usize + 1, "{csr:?} {a} {b}");
                assert_eq!((path[0], path[path.len() - 1]), (a, b));
                for pair in path.windows(2) {
                    assert!(csr.row(pair[0]).contains(&pair[1]), "{csr:?}: {path:?}");
                }
            }
        }
    }

    #[test]
    fn paths_are_shortest_in_all_small_graphs_and_random_ones() {
        let mut meet = Meet::default();
        all_graphs(5).for_each(|csr| check(&csr, &mut meet));
        (0..40).for_each(|seed| check(&random_graph(seed, 60), &mut meet));
    }
}
