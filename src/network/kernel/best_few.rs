//! The few best simple paths between two nodes, the best first.
//!
//! J. Y. Yen, Management Science 17 (1971), with the saving of E. L. Lawler, Management
//! Science 18 (1972): whatever is not yet found leaves a found path at some node, so the
//! best of what leaves there is looked for, each place once. A search that cannot come
//! under the worst of what is still wanted is given up.
//!
//! Paths are ranked as in [`strongest`](super::strongest): sum, steps, order of nodes.

use super::bits::Bits;
use super::strongest::{Fence, Strongest, Total};
use super::ways::Ways;

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct BestFew {
    strongest: Strongest,
    closed: Bits,
    path: Vec<u32>,
    looks: u64,
}

/// A path that was found, and from where on it was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    total: Total,
    /// The nodes, by their place in the order of the outside world, then as they are.
    ranks: Vec<u32>,
    path: Vec<u32>,
    leaves: usize,
}

impl Found {
    /// What decides between two.
    fn key(&self) -> (Total, &[u32]) {
        (self.total, &self.ranks)
    }
}

impl BestFew {
    /// At most `count` paths from `a` to `b`; whether the search came to its end.
    ///
    /// After `looks` arcs no further search is begun; what was found by then are the best.
    pub(crate) fn paths(
        &mut self,
        ways: &Ways<'_>,
        [a, b]: [u32; 2],
        count: usize,
        looks: u64,
    ) -> (Vec<Vec<u32>>, bool) {
        self.closed.grow(ways.nodes());
        self.looks = 0;
        let mut done: Vec<Vec<u32>> = Vec::new();
        let mut waiting: Vec<Found> = Vec::new();
        if count > 0 && self.strongest.path(ways, a, b, &mut self.path).is_some() {
            waiting.extend(self.found(ways, &[], 0));
        }
        while !waiting.is_empty() {
            let best = waiting.remove(0);
            let leaves = best.leaves;
            done.push(best.path);
            if done.len() == count {
                break;
            }
            if !self.leave(ways, b, &done, leaves, count - done.len(), looks, &mut waiting) {
                return (done, false);
            }
        }
        (done, true)
    }

    /// Looks for the best path that leaves the last found one at each of its nodes.
    ///
    /// Keeps at most `wanted` paths waiting. Whether there were looks enough.
    #[allow(clippy::too_many_arguments, reason = "the state of one search, used nowhere else")]
    fn leave(
        &mut self,
        ways: &Ways<'_>,
        b: u32,
        done: &[Vec<u32>],
        leaves: usize,
        wanted: usize,
        looks: u64,
        waiting: &mut Vec<Found>,
    ) -> bool {
        let Some((last, before)) = done.split_last() else { return true };
        // How many nodes each earlier path has in common with this one, from the start.
        let common = |path: &Vec<u32>| path.iter().zip(last).take_while(|(a, b)| a == b).count();
        let common: Vec<usize> = before.iter().map(common).collect();
        let mut root = Total::default();
        let mut enough = true;
        for at in 0..last.len() - 1 {
            let node = last[at];
            if at >= leaves {
                enough = self.looks <= looks;
                if !enough {
                    break;
                }
                let shared = before.iter().zip(&common).filter(|(_, common)| **common > at);
                let mut barred: Vec<u32> =
                    shared.filter_map(|(path, _)| path.get(at + 1).copied()).collect();
                barred.push(last[at + 1]);
                let worst = (waiting.len() >= wanted).then(|| waiting[wanted - 1].total.less(root));
                let beaten = waiting.len() >= wanted && waiting[wanted - 1].total < root;
                let fence = Fence { closed: Some(&self.closed), barred: &barred, most: worst };
                let found = if beaten {
                    None
                } else {
                    self.strongest.fenced(ways, node, b, fence, &mut self.path)
                };
                self.looks += self.strongest.looks();
                if found.is_some()
                    && let Some(found) = self.found(ways, &last[..at], at)
                {
                    let place = waiting.partition_point(|known| known.key() < found.key());
                    waiting.insert(place, found);
                    waiting.truncate(wanted);
                }
            }
            root = root + step(ways, node, last[at + 1]);
            self.closed.add(node);
        }
        last.iter().for_each(|node| self.closed.remove(*node));
        enough
    }

    /// The path behind a root, whole.
    fn found(&self, ways: &Ways<'_>, root: &[u32], leaves: usize) -> Option<Found> {
        let path = [root, &self.path].concat();
        let total = path.windows(2).map(|pair| step(ways, pair[0], pair[1]));
        let total = total.fold(Total::default(), |sum, step| sum + step);
        let ranks = path.iter().map(|node| ways.rank(*node)).collect();
        Some(Found { total, ranks, path, leaves })
    }
}

/// What one step of a path comes to.
fn step(ways: &Ways<'_>, from: u32, to: u32) -> Total {
    let place = ways.out.rows.row(from).binary_search(&to);
    let confidence = place.map(|at| ways.out.confidences[ways.out.rows.span(from).start + at]);
    confidence.ok().and_then(Total::step).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::csr::Csr;
    use crate::network::kernel::ways::Arcs;
    use crate::network::kernel::ways::trials::{World, ranks, simple_paths, worlds};
    use crate::network::kernel::worlds::Numbers;

    #[track_caller]
    fn check(world: &World, best: &mut BestFew, a: u32, b: u32, counts: &[usize]) {
        let ways = world.ways();
        let closed = |path: &[u32]| {
            path.windows(2).any(|pair| ways.out.confidence(pair[0], pair[1]) == Some(0))
        };
        let mut all = simple_paths(&ways, a, b, ways.nodes() as usize);
        all.retain(|path| !closed(path));
        all.sort_by_cached_key(|path| {
            let total = path.windows(2).map(|pair| step(&ways, pair[0], pair[1]));
            (total.fold(Total::default(), |sum, step| sum + step), ranks(&ways, path))
        });
        for &count in counts {
            let (found, whole) = best.paths(&ways, [a, b], count, u64::MAX);
            assert!(whole);
            assert_eq!(found, all[..count.min(all.len())], "{world:?} {a} {b} {count}");
        }
    }

    #[test]
    fn the_best_few_are_the_first_of_all_simple_paths_put_in_order() {
        let mut best = BestFew::default();
        for world in worlds(0, 0) {
            let nodes = world.ways().nodes();
            for b in 1..nodes {
                check(&world, &mut best, 0, b, &[0, 1, 2, 100]);
            }
            check(&world, &mut best, 0, 0, &[3]);
        }
        for seed in 0..80 {
            let mut numbers = Numbers(seed);
            let pairs: Vec<_> = (0..14).map(|_| (numbers.below(8), numbers.below(8))).collect();
            let world = World::of(&Csr::undirected(8, &pairs), seed, seed.is_multiple_of(2));
            check(&world, &mut best, numbers.below(8), numbers.below(8), &[1, 3, 7, 1000]);
        }
    }

    #[test]
    fn what_is_found_before_the_looks_run_out_are_the_best() {
        let pairs: Vec<_> = (0..9_u32).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        let world = World::of(&Csr::undirected(9, &pairs), 5, false);
        let mut best = BestFew::default();
        let (all, whole) = best.paths(&world.ways(), [0, 8], 200, u64::MAX);
        assert!(whole && all.len() == 200);
        let (some, whole) = best.paths(&world.ways(), [0, 8], 200, 2000);
        assert!(!whole && some.len() > 1 && some.len() < 200, "{}", some.len());
        assert_eq!(some, all[..some.len()]);
    }

    #[test]
    fn two_paths_along_a_long_chain_with_one_way_round() {
        let n = 100_000;
        let mut pairs: Vec<_> = (1..n).map(|b| (b - 1, b)).collect();
        pairs.push((10, 12));
        let csr = Csr::undirected(n, &pairs);
        let confidence = vec![900; csr.arcs()];
        let arcs = Arcs::new(&csr, &confidence);
        let ways = Ways::new(arcs, arcs, &[]);
        let (found, whole) = BestFew::default().paths(&ways, [0, n - 1], 3, u64::MAX);
        assert!(whole);
        let lengths: Vec<_> = found.iter().map(Vec::len).collect();
        assert_eq!(lengths, [n as usize - 1, n as usize]);
    }
}
