//! The best of the paths with the fewest steps.
//!
//! Both ends are walked from, the side whose ring has fewer arcs first, until the rings
//! meet. Then only the nodes on a shortest path are looked at: of those paths the one with
//! the least cost counts, and of equal ones the one whose nodes, read from the first, come
//! first in the order of the outside world.

use super::bits::Bits;
use super::ways::Ways;

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fewest {
    sides: [Side; 2],
    next: Vec<u32>,
    /// The steps on which the sides met, from the first to the second.
    crossings: Vec<(u32, u32)>,
    /// Nodes on a shortest path: their set, and each half from the meeting outward.
    good: Bits,
    near: Vec<u32>,
    far: Vec<u32>,
    /// What the rest of a path costs, for nodes on a shortest path.
    cost: Vec<u64>,
}

#[derive(Clone, Debug, Default)]
struct Side {
    /// Steps from this side's end, or [`UNMET`].
    level: Vec<u32>,
    touched: Vec<u32>,
    ring: Vec<u32>,
    /// The steps to the ring.
    depth: u32,
    arcs: u64,
}

const UNMET: u32 = u32::MAX;

impl Side {
    fn prepare(&mut self, nodes: u32, start: u32, degree: u32) {
        for node in self.touched.drain(..) {
            self.level[node as usize] = UNMET;
        }
        if self.level.len() < nodes as usize {
            self.level.resize(nodes as usize, UNMET);
        }
        self.ring.clear();
        self.ring.push(start);
        self.touched.push(start);
        self.level[start as usize] = 0;
        self.depth = 0;
        self.arcs = u64::from(degree);
    }
}

impl Fewest {
    /// The path from `a` to `b`, both included; empty if there is none.
    ///
    /// `toll` says what a step of a confidence costs; `None` where no path may go.
    pub(crate) fn path(
        &mut self,
        ways: &Ways<'_>,
        a: u32,
        b: u32,
        toll: &impl Fn(u16) -> Option<u64>,
        path: &mut Vec<u32>,
    ) {
        path.clear();
        if a == b {
            path.push(a);
            return;
        }
        self.sides[0].prepare(ways.nodes(), a, ways.out.rows.degree(a));
        self.sides[1].prepare(ways.nodes(), b, ways.into.rows.degree(b));
        self.crossings.clear();
        while self.crossings.is_empty() {
            if self.sides.iter().any(|side| side.ring.is_empty()) {
                return;
            }
            self.ring(ways, usize::from(self.sides[1].arcs < self.sides[0].arcs), toll);
        }
        self.gather(ways, toll);
        self.rate(ways, b, toll);
        self.walk(ways, a, b, toll, path);
        self.near.iter().chain(&self.far).for_each(|node| self.good.remove(*node));
    }

    /// Walks one ring to its end, noting every step on which the sides meet.
    fn ring(&mut self, ways: &Ways<'_>, side: usize, toll: &impl Fn(u16) -> Option<u64>) {
        let [first, second] = &mut self.sides;
        let (own, other) = if side == 0 { (first, second) } else { (second, first) };
        let arcs = if side == 0 { ways.out } else { ways.into };
        own.arcs = 0;
        self.next.clear();
        for &node in &own.ring {
            for (beside, confidence) in arcs.row(node) {
                if toll(confidence).is_none() {
                    continue;
                }
                if other.level[beside as usize] != UNMET {
                    let step = if side == 0 { (node, beside) } else { (beside, node) };
                    self.crossings.push(step);
                } else if own.level[beside as usize] == UNMET {
                    own.level[beside as usize] = own.depth + 1;
                    own.touched.push(beside);
                    own.arcs += u64::from(arcs.rows.degree(beside));
                    self.next.push(beside);
                }
            }
        }
        if self.crossings.is_empty() {
            own.depth += 1;
            std::mem::swap(&mut own.ring, &mut self.next);
        }
    }

    /// The nodes on a shortest path, each half from the meeting outward.
    ///
    /// The sides met on the first step that joins them, so each crossing leads from the last
    /// ring of the one to the last ring of the other.
    fn gather(&mut self, ways: &Ways<'_>, toll: &impl Fn(u16) -> Option<u64>) {
        let Self { sides, crossings, good, near, far, .. } = self;
        good.grow(ways.nodes());
        near.clear();
        far.clear();
        for &(from, to) in &*crossings {
            if good.insert(from) {
                near.push(from);
            }
            if good.insert(to) {
                far.push(to);
            }
        }
        let halves = [(near, &sides[0].level, ways.into), (far, &sides[1].level, ways.out)];
        for (half, level, arcs) in halves {
            let mut at = 0;
            while at < half.len() {
                let node = half[at];
                at += 1;
                for (beside, confidence) in arcs.row(node) {
                    let steps = level[beside as usize];
                    if steps != UNMET
                        && steps + 1 == level[node as usize]
                        && toll(confidence).is_some()
                        && good.insert(beside)
                    {
                        half.push(beside);
                    }
                }
            }
        }
    }

    /// What the rest of the path costs from each node, the last node first.
    fn rate(&mut self, ways: &Ways<'_>, b: u32, toll: &impl Fn(u16) -> Option<u64>) {
        if self.cost.len() < ways.nodes() as usize {
            self.cost.resize(ways.nodes() as usize, 0);
        }
        for &node in self.far.iter().rev().chain(&self.near) {
            let rest = ways.out.row(node).filter_map(|(beside, confidence)| {
                let leads = self.leads(node, beside).then(|| self.cost[beside as usize]);
                Some(leads?.saturating_add(toll(confidence)?))
            });
            self.cost[node as usize] = if node == b { 0 } else { rest.min().unwrap_or(0) };
        }
    }

    /// Whether a step from a node on a shortest path stays on one.
    #[inline]
    fn leads(&self, node: u32, beside: u32) -> bool {
        if !self.good.has(beside) {
            return false;
        }
        let [first, second] = [&self.sides[0].level, &self.sides[1].level];
        let [here, there] = [second[node as usize], second[beside as usize]];
        match (here, there) {
            (UNMET, UNMET) => first[node as usize] + 1 == first[beside as usize],
            // Only a node of the last ring has a step to the other side.
            (UNMET, there) => {
                there == self.sides[1].depth && first[node as usize] == self.sides[0].depth
            }
            (_, UNMET) => false,
            (here, there) => there + 1 == here,
        }
    }

    fn walk(
        &self,
        ways: &Ways<'_>,
        a: u32,
        b: u32,
        toll: &impl Fn(u16) -> Option<u64>,
        path: &mut Vec<u32>,
    ) {
        let mut at = a;
        path.push(at);
        while at != b {
            let next = ways.out.row(at).filter(|(beside, confidence)| {
                let rest = self.cost[*beside as usize];
                let costs = toll(*confidence).map(|step| rest.saturating_add(step));
                self.leads(at, *beside) && costs == Some(self.cost[at as usize])
            });
            // Every node on a shortest path but the last has one after it.
            let Some((beside, _)) = next.min_by_key(|(beside, _)| ways.rank(*beside)) else {
                break;
            };
            at = beside;
            path.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::csr::Csr;
    use crate::network::kernel::ways::trials::{World, confidences, ranks, simple_paths, worlds};
    use crate::network::kernel::worlds::Numbers;

    /// Costs with equals among them; closed where a step has no confidence.
    fn toll(confidence: u16) -> Option<u64> {
        [None, Some(4), Some(1), Some(1), Some(0)][usize::from(confidence / 200).min(4)]
    }

    #[track_caller]
    fn check(world: &World, fewest: &mut Fewest) {
        let (ways, mut path) = (world.ways(), Vec::new());
        for a in 0..ways.nodes() {
            for b in 0..ways.nodes() {
                let cost = |path: &Vec<u32>| -> Option<u64> {
                    confidences(&ways, path).into_iter().map(toll).sum()
                };
                let paths = simple_paths(&ways, a, b, 7).into_iter();
                let rated = paths.filter_map(|path| Some((path.len(), cost(&path)?, path)));
                let best = rated.min_by_key(|(len, cost, path)| (*len, *cost, ranks(&ways, path)));
                fewest.path(&ways, a, b, &toll, &mut path);
                assert_eq!(path, best.map_or(vec![], |(.., path)| path), "{world:?} {a} {b}");
            }
        }
    }

    #[test]
    fn the_first_of_the_cheapest_of_the_shortest_is_given() {
        let mut fewest = Fewest::default();
        worlds(0, 0).for_each(|world| check(&world, &mut fewest));
        for seed in 0..150 {
            let mut numbers = Numbers(seed);
            let pairs: Vec<_> = (0..13).map(|_| (numbers.below(8), numbers.below(8))).collect();
            let csr = Csr::undirected(8, &pairs);
            check(&World::of(&csr, seed, seed.is_multiple_of(2)), &mut fewest);
        }
    }
}
