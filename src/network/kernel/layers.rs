//! The strongest paths of at most some steps from one node to all within reach.
//!
//! Layer by layer: a node is taken on from a layer only if it is reached there with a
//! smaller sum than with fewer steps (R. Bellman, Quarterly of Applied Mathematics 16,
//! 1958, cut off after as many rounds as there may be steps). A search by sums alone would
//! miss a path that is weaker and short enough.
//!
//! Paths are ranked as in [`strongest`](super::strongest): sum, steps, order of nodes.

use super::strongest::Total;
use super::ways::Ways;

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layers {
    /// For each node its last arrival, or [`NONE`].
    head: Vec<u32>,
    arrivals: Vec<Arrival>,
    /// Where each layer begins in `arrivals`.
    begins: Vec<usize>,
    touched: Vec<u32>,
    /// Arrivals on a best path to the node asked for.
    good: Vec<u32>,
}

/// A node reached with a smaller sum than with fewer steps.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    node: u32,
    total: Total,
    /// The arrival of the same node with fewer steps, or [`NONE`].
    before: u32,
}

const NONE: u32 = u32::MAX;

impl Layers {
    /// Finds the strongest paths of at most `most` steps from `source` to every node.
    pub(crate) fn find(&mut self, ways: &Ways<'_>, source: u32, most: u32) {
        for node in self.touched.drain(..) {
            self.head[node as usize] = NONE;
        }
        if self.head.len() < ways.nodes() as usize {
            self.head.resize(ways.nodes() as usize, NONE);
        }
        self.arrivals.clear();
        self.begins.clear();
        self.begins.push(0);
        self.arrive(source, Total::default());
        for _ in 0..most {
            let from = self.begins[self.begins.len() - 1];
            let to = self.arrivals.len();
            if from == to {
                break;
            }
            self.begins.push(to);
            for at in from..to {
                let Arrival { node, total, .. } = self.arrivals[at];
                for (beside, confidence) in ways.out.row(node) {
                    if let Some(step) = Total::step(confidence) {
                        self.arrive(beside, total + step);
                    }
                }
            }
        }
    }

    /// Notes an arrival if no path of as few steps is as strong.
    #[inline]
    fn arrive(&mut self, node: u32, total: Total) {
        let before = self.head[node as usize];
        if before == NONE {
            self.touched.push(node);
        } else {
            let known = &mut self.arrivals[before as usize];
            if known.total.sum <= total.sum {
                return;
            }
            if known.total.steps == total.steps {
                known.total = total;
                return;
            }
        }
        self.head[node as usize] = self.arrivals.len() as u32;
        self.arrivals.push(Arrival { node, total, before });
    }

    /// Every node that was reached, the source first.
    pub(crate) fn reached(&self) -> &[u32] {
        &self.touched
    }

    /// What the best path to a node comes to.
    #[cfg(test)]
    pub(crate) fn total(&self, node: u32) -> Option<Total> {
        let head = self.head[node as usize];
        (head != NONE).then(|| self.arrivals[head as usize].total)
    }

    /// The arrival at a node with exactly this total.
    fn arrival(&self, node: u32, total: Total) -> Option<u32> {
        let mut at = self.head[node as usize];
        while at != NONE {
            let arrival = self.arrivals[at as usize];
            if arrival.total.steps <= total.steps {
                return (arrival.total == total).then_some(at);
            }
            at = arrival.before;
        }
        None
    }

    /// The arrivals from which one step leads to an arrival on a best path.
    fn sources(&self, ways: &Ways<'_>, at: Arrival) -> impl Iterator<Item = (u32, u32)> {
        ways.into.row(at.node).filter_map(move |(node, confidence)| {
            let step = Total::step(confidence)?;
            let fits = step.sum <= at.total.sum && at.total.steps > 0;
            let arrival = self.arrival(node, at.total.less(step)).filter(|_| fits)?;
            Some((node, arrival))
        })
    }

    /// The best path to a node, from there back to the source; of equals the first as read
    /// from the node. Empty if the node was not reached.
    pub(crate) fn path_back(&self, ways: &Ways<'_>, node: u32, path: &mut Vec<u32>) {
        path.clear();
        let mut at = self.head[node as usize];
        while at != NONE {
            let arrival = self.arrivals[at as usize];
            path.push(arrival.node);
            let before = self.sources(ways, arrival).min_by_key(|(node, _)| ways.rank(*node));
            at = before.map_or(NONE, |(_, arrival)| arrival);
        }
    }

    /// The best path from the source to a node; of equals the first as read from the source.
    /// Empty if the node was not reached.
    pub(crate) fn path(&mut self, ways: &Ways<'_>, node: u32, path: &mut Vec<u32>) {
        path.clear();
        let head = self.head[node as usize];
        if head == NONE {
            return;
        }
        // Every arrival on a best path, those with more steps first.
        let mut good = std::mem::take(&mut self.good);
        good.clear();
        good.push(head);
        let mut at = 0;
        while at < good.len() {
            let arrival = self.arrivals[good[at] as usize];
            at += 1;
            for (_, source) in self.sources(ways, arrival) {
                good.push(source);
            }
            if at == good.len() || self.steps(good[at]) != arrival.total.steps {
                good[at..].sort_unstable();
                let mut keep = at;
                for next in at..good.len() {
                    if next == at || good[next] != good[keep - 1] {
                        good[keep] = good[next];
                        keep += 1;
                    }
                }
                good.truncate(keep);
            }
        }
        self.walk(ways, &good, path);
        self.good = good;
    }

    fn steps(&self, arrival: u32) -> u32 {
        self.arrivals[arrival as usize].total.steps
    }

    /// From the source along good arrivals, each time to the node that comes first.
    fn walk(&self, ways: &Ways<'_>, good: &[u32], path: &mut Vec<u32>) {
        let mut end = good.len();
        let mut last: Option<Arrival> = None;
        while end > 0 {
            let steps = self.steps(good[end - 1]);
            let begin = good.partition_point(|at| self.steps(*at) > steps);
            let layer = good[begin..end].iter().map(|at| self.arrivals[*at as usize]);
            let follows = |next: &Arrival| {
                last.is_none_or(|last| {
                    self.sources(ways, *next).any(|(node, arrival)| {
                        node == last.node && self.arrivals[arrival as usize].total == last.total
                    })
                })
            };
            let next = layer.filter(follows).min_by_key(|next| ways.rank(next.node));
            let Some(next) = next else { break };
            path.push(next.node);
            last = Some(next);
            end = begin;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::csr::Csr;
    use crate::network::kernel::ways::trials::{World, confidences, ranks, simple_paths, worlds};
    use crate::network::kernel::worlds::Numbers;

    #[track_caller]
    fn check(world: &World, layers: &mut Layers, most: u32) {
        let (ways, mut path) = (world.ways(), Vec::new());
        for a in 0..ways.nodes() {
            layers.find(&ways, a, most);
            for b in 0..ways.nodes() {
                let total = |path: &Vec<u32>| {
                    let mut steps = confidences(&ways, path).into_iter().map(Total::step);
                    steps.try_fold(Total::default(), |sum, step| Some(sum + step?))
                };
                let all = simple_paths(&ways, a, b, most as usize).into_iter();
                let rated: Vec<_> = all.filter_map(|path| Some((total(&path)?, path))).collect();
                let best = rated.iter().map(|(total, _)| *total).min();
                assert_eq!(layers.total(b), best, "{world:?} {a} {b} {most}");
                let paths = rated.iter().filter(|(total, _)| Some(*total) == best);
                let paths: Vec<_> = paths.map(|(_, path)| path.clone()).collect();
                let first = paths.iter().min_by_key(|path| ranks(&ways, path)).cloned();
                layers.path(&ways, b, &mut path);
                assert_eq!(path, first.unwrap_or_default(), "{world:?} {a} {b} {most}");
                let back = paths.into_iter().map(|mut path| {
                    path.reverse();
                    path
                });
                let first = back.min_by_key(|path| ranks(&ways, path));
                layers.path_back(&ways, b, &mut path);
                assert_eq!(path, first.unwrap_or_default(), "{world:?} {a} {b} {most}");
            }
        }
    }

    #[test]
    fn no_simple_path_that_is_short_enough_comes_before() {
        let mut layers = Layers::default();
        for world in worlds(0, 0) {
            (0..=5).for_each(|most| check(&world, &mut layers, most));
        }
        for seed in 0..80 {
            let mut numbers = Numbers(seed);
            let pairs: Vec<_> = (0..14).map(|_| (numbers.below(8), numbers.below(8))).collect();
            let world = World::of(&Csr::undirected(8, &pairs), seed, seed.is_multiple_of(2));
            check(&world, &mut layers, 2 + numbers.below(4));
        }
    }
}
