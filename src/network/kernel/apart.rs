//! Short paths between two nodes that share no node between.
//!
//! Inside the [`Corridor`] a path need not come near its first end twice, nor its second:
//! if it does, it can be cut short. So steps back to a neighbor of the first end, and steps
//! on from a neighbor of the second, are left out, and what is left of the paths of at most
//! four steps has no way of being too long: the most disjoint paths there are the most
//! disjoint short ones (A. Itai, Y. Perl, Y. Shiloach, Networks 12, 1982, who also show that
//! from five steps on the question is a hard one).

use super::ball::FAR;
use super::corridor::Corridor;
use super::csr::Csr;
use super::flow::Flow;
use super::ways::Ways;

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Apart {
    corridor: Corridor,
    flow: Flow,
    steps: Vec<(u32, u32)>,
}

impl Apart {
    /// Paths of two and more steps and at most `most` from the first end to the second, no
    /// two of which share a node between; and a number that no such family exceeds.
    ///
    /// `open` says which confidences a step may have. The paths are the shortest first, then
    /// in the order of their nodes. For `most` up to four there are as many as the number.
    pub(crate) fn find(
        &mut self,
        ways: &Ways<'_>,
        ends: [u32; 2],
        most: u32,
        open: impl Fn(u16) -> bool,
    ) -> (Vec<Vec<u32>>, usize) {
        if !self.corridor.find(ways, ends, most, open) {
            return (Vec::new(), 0);
        }
        let rows = self.rows();
        let [first, second] = self.corridor.ends();
        let found = self.flow.apart_parties(&rows, &[first], &[second], |_| true, u32::MAX);
        let bound = found.paths.len();
        let short = found.paths.into_iter().map(|path| self.cut_short(path));
        let mut paths: Vec<_> = short.filter(|path| self.holds(path, most)).collect();
        paths.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b)));
        let nodes = self.corridor.nodes();
        for node in paths.iter_mut().flatten() {
            *node = nodes[*node as usize];
        }
        (paths, bound)
    }

    /// The steps that are left, in both directions.
    fn rows(&mut self) -> Csr {
        let Self { corridor, steps, .. } = self;
        let [first, second] = corridor.ends();
        let nodes = corridor.nodes().len() as u32;
        steps.clear();
        for node in 0..nodes {
            if node == first {
                steps.extend(corridor.out().row(node).iter().map(|next| (node, *next)));
            } else if corridor.touches(node) {
                steps.push((node, second));
            } else {
                let onward = corridor.out().row(node).iter();
                let onward = onward.filter(|next| corridor.near()[**next as usize] != 1);
                steps.extend(onward.map(|next| (node, *next)));
            }
        }
        for at in 0..steps.len() {
            let (from, to) = steps[at];
            steps.push((to, from));
        }
        steps.sort_unstable();
        steps.dedup();
        let begins = |node| steps.partition_point(|(from, _)| *from < node) as u32;
        let offsets = (0..=nodes).map(begins).collect();
        let targets = steps.iter().map(|(_, to)| *to).collect();
        Csr::from_rows(offsets, targets).unwrap_or_default()
    }

    /// From the last neighbor of the first end to the next neighbor of the second.
    fn cut_short(&self, path: Vec<u32>) -> Vec<u32> {
        let [first, second] = self.corridor.ends();
        let near = |node: &u32| self.corridor.near()[*node as usize];
        let inner = &path[1..path.len() - 1];
        let from = inner.iter().rposition(|node| near(node) == 1).unwrap_or(0);
        let rest = &inner[from..];
        let to = rest.iter().position(|node| self.corridor.touches(*node));
        let kept = &rest[..to.map_or(rest.len(), |to| to + 1)];
        [&[first], kept, &[second]].concat()
    }

    /// Whether the path is short enough and every step leads forward.
    fn holds(&self, path: &[u32], most: u32) -> bool {
        let last = path.len() - 2;
        let leads = |(at, pair): (usize, &[u32])| {
            if at == last {
                self.corridor.touches(pair[0])
            } else {
                self.corridor.out().row(pair[0]).binary_search(&pair[1]).is_ok()
            }
        };
        debug_assert!(path.iter().all(|node| self.corridor.near()[*node as usize] != FAR));
        path.len() <= most as usize + 1 && path.windows(2).enumerate().all(leads)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::ways::trials::{World, confidences, simple_paths, worlds};
    use crate::network::kernel::worlds::Numbers;

    /// The largest family, by trying every set of paths.
    fn largest(paths: &[Vec<u32>]) -> usize {
        let mut open = vec![(0, Vec::new(), 0)];
        let mut most = 0;
        while let Some((at, taken, count)) = open.pop() {
            most = most.max(count);
            let Some(path) = paths.get(at) else { continue };
            open.push((at + 1, taken.clone(), count));
            let inner = &path[1..path.len() - 1];
            if inner.iter().all(|node| !taken.contains(node)) {
                open.push((at + 1, [&taken[..], inner].concat(), count + 1));
            }
        }
        most
    }

    #[track_caller]
    fn check(world: &World, apart: &mut Apart, a: u32, b: u32, most: u32) {
        let ways = world.ways();
        let mut all = simple_paths(&ways, a, b, most as usize);
        all.retain(|path| path.len() > 2 && !confidences(&ways, path).contains(&0));
        let expected = largest(&all);
        let (found, bound) = apart.find(&ways, [a, b], most, |confidence| confidence > 0);
        assert!(found.len() <= expected && expected <= bound, "{world:?} {a} {b} {most}");
        if most <= 4 {
            assert_eq!(found.len(), bound, "{world:?} {a} {b} {most}: {found:?}");
        }
        let mut met: Vec<u32> =
            found.iter().flat_map(|path| path[1..path.len() - 1].to_vec()).collect();
        met.sort_unstable();
        assert!(met.windows(2).all(|pair| pair[0] < pair[1]), "{found:?} share a node");
        assert!(found.iter().all(|path| all.contains(path)), "{world:?} {a} {b}: {found:?}");
    }

    #[test]
    fn no_family_of_short_paths_is_larger() {
        let mut apart = Apart::default();
        for world in worlds(0, 0) {
            let nodes = world.ways().nodes();
            for b in 1..nodes {
                (1..=5).for_each(|most| check(&world, &mut apart, 0, b, most));
            }
        }
        for seed in 0..150 {
            let mut numbers = Numbers(seed);
            let nodes = 7 + numbers.below(3);
            let ties = 9 + numbers.below(6);
            let pairs: Vec<_> =
                (0..ties).map(|_| (numbers.below(nodes), numbers.below(nodes))).collect();
            let world = World::of(&Csr::undirected(nodes, &pairs), seed, seed.is_multiple_of(2));
            check(&world, &mut apart, 0, nodes - 1, 2 + numbers.below(4));
        }
    }
}
