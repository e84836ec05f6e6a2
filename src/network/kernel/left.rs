//! What is left of a graph after each of several removals.
//!
//! Removals are read backward: the nodes are added one by one to what is left in the end,
//! and parts only ever grow together (M. E. J. Newman, R. M. Ziff, Physical Review Letters
//! 85 (2000)). So the whole curve takes hardly longer than one look at the graph.

use super::bits::Bits;
use super::csr::Csr;

/// What is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Left {
    /// The number of nodes in the largest component.
    pub(crate) largest: u32,
    /// The number of pairs of nodes that hang together.
    pub(crate) pairs: u64,
}

/// What is left of a symmetric graph without `gone`, and then after each further node of
/// `order` is taken out: one entry more than `order` has.
///
/// No node may stand twice in the two lists together.
pub(crate) fn left(csr: &Csr, gone: &[u32], order: &[u32]) -> Vec<Left> {
    let out = Bits::of(csr.nodes(), gone.iter().chain(order).copied());
    let mut parts = Parts::new(csr.nodes());
    for node in (0..csr.nodes()).filter(|node| !out.has(*node)) {
        parts.add(csr, node);
    }
    let mut curve = vec![parts.left];
    for &node in order.iter().rev() {
        parts.add(csr, node);
        curve.push(parts.left);
    }
    curve.reverse();
    curve
}

/// Nodes added one by one, and the parts in which they lie.
struct Parts {
    inside: Bits,
    parent: Vec<u32>,
    /// The size of the part, at its root.
    size: Vec<u32>,
    left: Left,
}

impl Parts {
    fn new(nodes: u32) -> Self {
        Self {
            inside: Bits::new(nodes),
            parent: (0..nodes).collect(),
            size: vec![1; nodes as usize],
            left: Left::default(),
        }
    }

    fn add(&mut self, csr: &Csr, node: u32) {
        self.inside.add(node);
        self.left.largest = self.left.largest.max(1);
        for &beside in csr.row(node) {
            if self.inside.has(beside) {
                self.join(node, beside);
            }
        }
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (one, other) = (self.size[a as usize], self.size[b as usize]);
        let (below, above) = if one < other { (a, b) } else { (b, a) };
        self.parent[below as usize] = above;
        self.size[above as usize] = one + other;
        self.left.largest = self.left.largest.max(one + other);
        self.left.pairs += u64::from(one) * u64::from(other);
    }

    fn root(&mut self, node: u32) -> u32 {
        let mut node = node;
        while self.parent[node as usize] != node {
            // Every step hangs a node higher, which shortens later walks.
            let above = self.parent[self.parent[node as usize] as usize];
            self.parent[node as usize] = above;
            node = above;
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::components::components;
    use crate::network::kernel::worlds::{Numbers, all_graphs, chain, random_graph};

    /// The sizes of the components of what is left, counted anew.
    fn plain(csr: &Csr, out: &[u32]) -> Left {
        let roots = components(&csr.among(|node| !out.contains(&node)));
        let root = |node: &u32| roots[*node as usize];
        let mut inside: Vec<u32> = (0..csr.nodes()).filter(|node| !out.contains(node)).collect();
        inside.sort_by_key(root);
        let sizes = inside.chunk_by(|a, b| root(a) == root(b)).map(|part| part.len() as u64);
        let largest = sizes.clone().max().unwrap_or(0) as u32;
        Left { largest, pairs: sizes.map(|size| size * (size - 1) / 2).sum() }
    }

    #[track_caller]
    fn check(csr: &Csr, seed: u64) {
        let mut numbers = Numbers(seed);
        let mut nodes: Vec<u32> = (0..csr.nodes()).collect();
        for at in (1..nodes.len()).rev() {
            nodes.swap(at, numbers.below(at as u32 + 1) as usize);
        }
        let gone = numbers.below(3).min(csr.nodes()) as usize;
        let to = gone + numbers.below((nodes.len() - gone) as u32 + 1) as usize;
        let curve = left(csr, &nodes[..gone], &nodes[gone..to]);
        let expected: Vec<Left> = (gone..=to).map(|to| plain(csr, &nodes[..to])).collect();
        assert_eq!(curve, expected, "{csr:?} without {:?}, {:?}", &nodes[..gone], &nodes[..to]);
    }

    #[test]
    fn counting_anew_after_each_removal_gives_the_same() {
        all_graphs(5).for_each(|csr| (0..3).for_each(|seed| check(&csr, seed)));
        (0..100).for_each(|seed| check(&random_graph(seed, 60), seed));
    }

    #[test]
    fn a_million_pairs_are_too_many_for_small_numbers() {
        let n = 1_000_000_u32;
        let curve = left(&chain(n), &[], &[0, n - 1, 500_000]);
        let pairs: Vec<u64> = curve.iter().map(|left| left.pairs).collect();
        let all = |n: u64| n * (n - 1) / 2;
        let halves = all(499_999) + all(499_998);
        assert_eq!(pairs, [all(1_000_000), all(999_999), all(999_998), halves]);
        assert_eq!(curve[3].largest, 499_999);
    }
}
