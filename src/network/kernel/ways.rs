//! Where a step may lead and where it may come from, with the weight of each step.
//!
//! Where ties are walked in both directions the two are the same rows. Nodes have an order
//! of their own in the outside world, by which equals are told apart; it need not be the
//! order of their numbers.

use super::csr::Csr;

/// Rows, and beside each target the confidence of the step there, in thousandths.
// Invariant: as many confidences as targets, none above 1000; every row rises.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arcs<'a> {
    pub(crate) rows: &'a Csr,
    pub(crate) confidences: &'a [u16],
}

impl<'a> Arcs<'a> {
    pub(crate) const fn new(rows: &'a Csr, confidences: &'a [u16]) -> Self {
        Self { rows, confidences }
    }

    /// The neighbors of a node with the confidences of the steps.
    #[inline]
    pub(crate) fn row(&self, node: u32) -> impl Iterator<Item = (u32, u16)> + use<'a> {
        let span = self.rows.span(node);
        let confidences = &self.confidences[span.clone()];
        self.rows.targets()[span].iter().copied().zip(confidences.iter().copied())
    }

    /// The confidence of a step; `None` if there is none.
    #[cfg(test)]
    pub(crate) fn confidence(&self, from: u32, to: u32) -> Option<u16> {
        let at = self.rows.row(from).binary_search(&to).ok()?;
        Some(self.confidences[self.rows.span(from).start + at])
    }
}

/// Steps out of a node and into it, and the order of the nodes.
// Invariant: the same steps in both; `rank` is empty or holds every node's place once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ways<'a> {
    pub(crate) out: Arcs<'a>,
    pub(crate) into: Arcs<'a>,
    rank: &'a [u32],
}

impl<'a> Ways<'a> {
    pub(crate) const fn new(out: Arcs<'a>, into: Arcs<'a>, rank: &'a [u32]) -> Self {
        Self { out, into, rank }
    }

    /// The number of nodes.
    pub(crate) fn nodes(&self) -> u32 {
        self.out.rows.nodes()
    }

    /// The place of a node in the order of the outside world.
    #[inline]
    pub(crate) fn rank(&self, node: u32) -> u32 {
        self.rank.get(node as usize).copied().unwrap_or(node)
    }

    /// The same, walked the other way.
    pub(crate) const fn turned(self) -> Self {
        Self { out: self.into, into: self.out, rank: self.rank }
    }
}

/// Small worlds for tests of what walks along [`Ways`].
#[cfg(test)]
pub(crate) mod trials {
    use super::*;
    use crate::network::kernel::worlds::{Numbers, all_graphs, random_graph};

    /// Steps with confidences, and an order of the nodes that is not that of their numbers.
    #[derive(Debug)]
    pub(crate) struct World {
        out: (Csr, Vec<u16>),
        into: (Csr, Vec<u16>),
        rank: Vec<u32>,
    }

    impl World {
        pub(crate) fn ways(&self) -> Ways<'_> {
            let out = Arcs::new(&self.out.0, &self.out.1);
            Ways::new(out, Arcs::new(&self.into.0, &self.into.1), &self.rank)
        }

        /// The steps of an undirected graph, each pair with one of a few confidences, 0 among
        /// them; one way only for about a third of the pairs where `one_way`.
        pub(crate) fn of(csr: &Csr, seed: u64, one_way: bool) -> Self {
            let nodes = csr.nodes();
            let mut numbers = Numbers(seed);
            let mut steps = Vec::new();
            for a in 0..nodes {
                for &b in csr.row(a).iter().filter(|b| a < **b) {
                    let confidence = [0, 300, 500, 500, 700, 1000][numbers.below(6) as usize];
                    let way = if one_way { numbers.below(6) } else { 2 };
                    steps.extend((way != 0).then_some((a, b, confidence)));
                    steps.extend((way != 1).then_some((b, a, confidence)));
                }
            }
            let mut rank: Vec<u32> = (0..nodes).collect();
            for at in (1..nodes).rev() {
                rank.swap(at as usize, numbers.below(at + 1) as usize);
            }
            if numbers.below(2) == 0 {
                rank.clear();
            }
            let back: Vec<_> = steps.iter().map(|(a, b, c)| (*b, *a, *c)).collect();
            Self { out: rows(nodes, steps), into: rows(nodes, back), rank }
        }
    }

    fn rows(nodes: u32, mut steps: Vec<(u32, u32, u16)>) -> (Csr, Vec<u16>) {
        steps.sort_unstable();
        let offsets =
            (0..=nodes).map(|node| steps.partition_point(|(a, ..)| *a < node) as u32).collect();
        let targets = steps.iter().map(|(_, b, _)| *b).collect();
        let confidences = steps.iter().map(|(.., c)| *c).collect();
        (Csr::from_rows(offsets, targets).unwrap(), confidences)
    }

    /// All graphs of up to 5 nodes and random ones, walked both ways and one way.
    pub(crate) fn worlds(random: u64, most: u32) -> impl Iterator<Item = World> {
        let small = all_graphs(5).enumerate().map(|(seed, csr)| (seed as u64, csr));
        let large = (0..random).map(move |seed| (seed, random_graph(seed, most)));
        small
            .chain(large)
            .flat_map(|(seed, csr)| [false, true].map(|one_way| World::of(&csr, seed, one_way)))
    }

    /// Every simple path from `a` to `b` of at most `most` steps.
    pub(crate) fn simple_paths(ways: &Ways<'_>, a: u32, b: u32, most: usize) -> Vec<Vec<u32>> {
        let mut found = Vec::new();
        let mut open = vec![vec![a]];
        while let Some(path) = open.pop() {
            let end = path[path.len() - 1];
            if end == b {
                found.push(path);
            } else if path.len() <= most {
                let next = ways.out.rows.row(end).iter().filter(|next| !path.contains(next));
                open.extend(next.map(|next| [path.as_slice(), &[*next]].concat()));
            }
        }
        found
    }

    /// The confidences along a path.
    pub(crate) fn confidences(ways: &Ways<'_>, path: &[u32]) -> Vec<u16> {
        path.windows(2).map(|pair| ways.out.confidence(pair[0], pair[1]).unwrap()).collect()
    }

    /// A path in the order of the outside world.
    pub(crate) fn ranks(ways: &Ways<'_>, path: &[u32]) -> Vec<u32> {
        path.iter().map(|node| ways.rank(*node)).collect()
    }
}
