//! How far two nodes are apart, and a shortest path between them, walked from both ends.
//!
//! The side whose ring has fewer arcs is walked next, so that hubs are met late. Of several
//! shortest paths the one is given that comes first in the order of the outside world, read
//! from its end: the same whatever numbers the nodes have.

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
    /// For each node met: how many arcs from its end. No node is met by both sides.
    ring: Vec<u32>,
    /// The second side's nodes on shortest paths, those on which the sides met first.
    good: Bits,
    marked: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Side {
    seen: Bits,
    /// Every node met, ring behind ring.
    met: Vec<u32>,
    /// Where each ring begins in `met`.
    begins: Vec<usize>,
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
        self.begins.clear();
        self.begins.reserve(csr.nodes() as usize + 1);
        self.seen.add(node);
        self.met.push(node);
        self.begins.push(0);
        self.arcs = u64::from(csr.degree(node));
    }

    /// Where the last ring begins.
    fn last(&self) -> usize {
        self.begins[self.begins.len() - 1]
    }

    /// How far the last ring is from the end.
    fn depth(&self) -> u32 {
        (self.begins.len() - 1) as u32
    }
}

/// The side that is walked next, the other one, and whether it is the second's turn; `None`
/// once one of them has nowhere to go.
fn next(sides: &mut [Side; 2]) -> Option<(&mut Side, &Side, bool)> {
    let [first, second] = sides;
    let stuck = |side: &Side| side.last() >= side.met.len();
    if stuck(first) || stuck(second) {
        return None;
    }
    let turned = second.arcs < first.arcs;
    Some(if turned { (second, first, true) } else { (first, second, false) })
}

impl Meet {
    fn start(&mut self, csr: &Csr, ends: [u32; 2]) {
        for (side, node) in self.sides.iter_mut().zip(ends) {
            side.start(csr, node);
        }
    }

    /// How many arcs a shortest path from `a` to `b` has; `None` if there is none.
    ///
    /// `csr` is symmetric. Ends with the first arc on which the sides meet, and notes
    /// nothing of the way there.
    pub(crate) fn distance(&mut self, csr: &Csr, (a, b): (u32, u32)) -> Option<u32> {
        if a == b {
            return Some(0);
        }
        self.start(csr, [a, b]);
        while let Some((own, other, _)) = next(&mut self.sides) {
            let (near, far) = (own.depth(), other.depth());
            if ring(csr, own, other, |_, _| {}, |_, _| true) {
                return Some(near + 1 + far);
            }
        }
        None
    }

    /// The first shortest path from `a` to `b`, both included; empty if there is none.
    ///
    /// `csr` is symmetric. `rank` holds each node's place in the order of the outside world,
    /// and is empty where that is the order of their numbers.
    pub(crate) fn shortest(
        &mut self,
        csr: &Csr,
        rank: &[u32],
        (a, b): (u32, u32),
        path: &mut Vec<u32>,
    ) {
        path.clear();
        if a == b {
            path.push(a);
            return;
        }
        self.start(csr, [a, b]);
        if self.ring.len() < csr.nodes() as usize {
            self.ring.resize(csr.nodes() as usize, 0);
        }
        for node in [a, b] {
            self.ring[node as usize] = 0;
        }
        for node in self.marked.drain(..) {
            self.good.remove(node);
        }
        self.good.grow(csr.nodes());
        self.marked.reserve(csr.nodes() as usize);
        while let Some((own, other, turned)) = next(&mut self.sides) {
            // Of an arc on which the sides meet the end on the second side is noted; the ring
            // is walked to its end, for all such arcs.
            let (good, marked, rings) = (&mut self.good, &mut self.marked, &mut self.ring);
            let meets = |near: u32, far: u32| {
                let node = if turned { near } else { far };
                if good.insert(node) {
                    marked.push(node);
                }
                false
            };
            if ring(csr, own, other, |node, depth| rings[node as usize] = depth, meets) {
                // The ring that was walked is the last of its side, whoever was met beyond.
                let last = self.sides[0].depth() - u32::from(!turned);
                self.mark(csr);
                self.read(csr, rank, (b, last), path);
                return;
            }
        }
    }

    /// Marks the second side's nodes on shortest paths, from where the sides met inward.
    fn mark(&mut self, csr: &Csr) {
        let side = &self.sides[1];
        let depth = self.ring[self.marked[0] as usize];
        // Rings further in were walked before, so this is no more than was looked at then.
        for ring in (1..depth as usize).rev() {
            for &node in &side.met[side.begins[ring]..side.begins[ring + 1]] {
                let next = |beside: &u32| {
                    self.good.has(*beside) && self.ring[*beside as usize] == ring as u32 + 1
                };
                if csr.row(node).iter().any(next) {
                    self.good.add(node);
                    self.marked.push(node);
                }
            }
        }
    }

    /// Reads the path from its end `b`, each time to the node that comes first; the first
    /// side ends with the ring `last`.
    fn read(&self, csr: &Csr, rank: &[u32], (b, last): (u32, u32), path: &mut Vec<u32>) {
        let rank = |node: &u32| rank.get(*node as usize).copied().unwrap_or(*node);
        let [first, _] = &self.sides;
        let mut at = b;
        path.push(at);
        let mut step = |fits: &dyn Fn(&u32) -> bool| {
            let beside = csr.row(at).iter().copied().filter(fits).min_by_key(rank);
            at = beside.unwrap_or(at);
            path.push(at);
        };
        for depth in 1..=self.ring[self.marked[0] as usize] {
            step(&|node| self.good.has(*node) && self.ring[*node as usize] == depth);
        }
        for depth in (0..=last).rev() {
            step(&|node| first.seen.has(*node) && self.ring[*node as usize] == depth);
        }
        path.reverse();
    }
}

/// Walks one ring; marks each node met anew with its ring, and tells the arcs on which the
/// sides meet, until `meets` has heard enough. After the first nobody is met anew. Whether
/// they met.
fn ring(
    csr: &Csr,
    own: &mut Side,
    other: &Side,
    mut mark: impl FnMut(u32, u32),
    mut meets: impl FnMut(u32, u32) -> bool,
) -> bool {
    let (from, to) = (own.last(), own.met.len());
    let next = own.depth() + 1;
    let mut met = false;
    let mut ahead = [Span::default(); AHEAD];
    let mut at = from;
    while at < to {
        let end = to.min(at + AHEAD);
        csr.ahead(&own.met[at..end], &mut ahead[..end - at]);
        for (at, row) in (at..end).zip(&ahead) {
            let node = own.met[at];
            for &beside in &csr.targets()[row.begin..row.end] {
                if other.seen.has(beside) {
                    met = true;
                    if meets(node, beside) {
                        return true;
                    }
                } else if !met && own.seen.insert(beside) {
                    mark(beside, next);
                    own.met.push(beside);
                }
            }
        }
        at = end;
    }
    own.begins.push(to);
    own.arcs = own.met[to..].iter().map(|node| u64::from(csr.degree(*node))).sum();
    met
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::walk::{FAR, RingSpace, rings};
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    /// From `b` back to the source of `distance`, each time to the node that comes first.
    fn plain(csr: &Csr, rank: &[u32], distance: &[u32], b: u32) -> Vec<u32> {
        let far = |node: u32| distance[node as usize];
        let mut path = vec![b];
        while far(path[0]) > 0 {
            let nearer = csr.row(path[0]).iter().filter(|node| far(**node) < far(path[0]));
            path.insert(0, *nearer.min_by_key(|node| rank[**node as usize]).unwrap());
        }
        path
    }

    #[track_caller]
    fn check(csr: &Csr, meet: &mut Meet) {
        let (mut distance, mut space, mut path) = (Vec::new(), RingSpace::default(), Vec::new());
        let own: Vec<u32> = (0..csr.nodes()).collect();
        let mut mixed = own.clone();
        mixed.sort_by_key(|node| node * 7 % 5);
        for (rank, given) in [(&own, &[][..]), (&mixed, &mixed)] {
            for a in 0..csr.nodes() {
                rings(csr, a, &mut distance, &mut space);
                for b in 0..csr.nodes() {
                    let apart = (distance[b as usize] != FAR).then_some(distance[b as usize]);
                    assert_eq!(meet.distance(csr, (a, b)), apart, "{csr:?} {a} {b}");
                    meet.shortest(csr, given, (a, b), &mut path);
                    if distance[b as usize] == FAR {
                        assert!(path.is_empty(), "{csr:?} {a} {b}: {path:?}");
                    } else {
                        assert_eq!(
                            path,
                            plain(csr, rank, &distance, b),
                            "{csr:?} {a} {b} {rank:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_first_shortest_path_in_all_small_graphs_and_random_ones() {
        let mut meet = Meet::default();
        all_graphs(5).for_each(|csr| check(&csr, &mut meet));
        (0..40).for_each(|seed| check(&random_graph(seed, 60), &mut meet));
    }
}
