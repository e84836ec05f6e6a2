//! Cut points and bridges in one pass, with the size of what each separates.
//!
//! Hopcroft and Tarjan, Communications of the ACM 16 (1973), with a stack of our own: a
//! chain of a million parties must not overflow the program's. A node's number is its
//! place in the order of first meeting, so that everything below it stands behind it
//! without a gap, and sizes are differences.

use super::bits::Bits;
use super::csr::Csr;

/// What falls apart if it is taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cuts {
    /// Nodes whose removal separates others, in rising order.
    pub(crate) points: Vec<Point>,
    /// Ties whose removal separates their ends, the smaller end first, in rising order.
    pub(crate) bridges: Vec<Bridge>,
}

/// A cut point.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Point {
    pub(crate) node: u32,
    /// The sizes of the parts that its removal leaves of its component, largest first.
    pub(crate) parts: Vec<u32>,
}

/// A bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bridge {
    /// The smaller end first.
    pub(crate) ends: (u32, u32),
    /// The sizes of the parts on the side of each end.
    pub(crate) sides: (u32, u32),
}

/// Not yet met.
const NEW: u32 = u32::MAX;

/// One node on the way down: where its row has been read to, and its own number.
#[derive(Debug)]
struct Frame {
    node: u32,
    at: u32,
    end: u32,
    number: u32,
    low: u32,
}

/// Working space, used again and again.
#[derive(Debug, Default)]
pub(crate) struct LowLink {
    /// A node's place in `order`.
    number: Vec<u32>,
    order: Vec<u32>,
    stack: Vec<Frame>,
    /// Where in `order` each component begins, and the end of the last.
    begins: Vec<u32>,
    /// A node, and the size of a part below it that hangs on it alone. The first of a
    /// component gets one for each of its branches, also if there is only one.
    pieces: Vec<(u32, u32)>,
    /// Where in `pieces` each component begins, and the end of the last.
    piece_begins: Vec<usize>,
    bridges: Vec<Bridge>,
}

/// Cut points and bridges of a symmetric graph without loops and double arcs.
pub(crate) fn cuts(csr: &Csr) -> Cuts {
    let mut space = LowLink::default();
    space.walk(csr, |_| true);
    let mut cuts = Cuts { points: Vec::new(), bridges: space.bridges.clone() };
    space.each_point(|node, _, parts| {
        let mut parts = parts.to_vec();
        parts.sort_unstable_by(|a, b| b.cmp(a));
        cuts.points.push(Point { node, parts });
    });
    cuts.points.sort_unstable();
    cuts.bridges.sort_unstable();
    cuts
}

impl LowLink {
    /// Walks every open node once, depth first.
    fn walk(&mut self, csr: &Csr, open: impl Fn(u32) -> bool) {
        self.number.clear();
        self.number.resize(csr.nodes() as usize, NEW);
        self.order.clear();
        self.order.reserve(csr.nodes() as usize);
        self.pieces.clear();
        self.bridges.clear();
        self.begins.clear();
        self.piece_begins.clear();
        for root in (0..csr.nodes()).filter(|node| open(*node)) {
            if self.number[root as usize] == NEW {
                self.begins.push(self.order.len() as u32);
                self.piece_begins.push(self.pieces.len());
                self.component(csr, root, &open);
            }
        }
        self.begins.push(self.order.len() as u32);
        self.piece_begins.push(self.pieces.len());
    }

    fn component(&mut self, csr: &Csr, root: u32, open: &impl Fn(u32) -> bool) {
        let first_bridge = self.bridges.len();
        let begin = self.order.len() as u32;
        self.enter(csr, root, root);
        while let Some(frame) = self.stack.last_mut() {
            let (mut at, end, node) = (frame.at, frame.end, frame.node);
            let mut below = NEW;
            while at < end && below == NEW {
                let beside = csr.targets()[at as usize];
                at += 1;
                if self.number[beside as usize] == NEW && open(beside) {
                    below = beside;
                }
            }
            frame.at = at;
            if below == NEW {
                self.leave();
            } else {
                self.enter(csr, below, node);
            }
        }
        let size = self.order.len() as u32 - begin;
        for bridge in &mut self.bridges[first_bridge..] {
            // The side below was known when the bridge was found.
            let (a, b) = bridge.sides;
            bridge.sides = if a == 0 { (size - b, b) } else { (a, size - a) };
        }
    }

    /// Goes down to a node.
    ///
    /// Neighbors that were met before it all stand above it, so that its own low point can
    /// be read off its row at once; those met later stand below and change nothing.
    fn enter(&mut self, csr: &Csr, node: u32, parent: u32) {
        let number = self.order.len() as u32;
        self.number[node as usize] = number;
        self.order.push(node);
        let span = csr.span(node);
        let mut low = number;
        for &beside in &csr.targets()[span.clone()] {
            let met = if beside == parent { NEW } else { self.number[beside as usize] };
            low = low.min(met);
        }
        let (at, end) = (span.start as u32, span.end as u32);
        self.stack.push(Frame { node, at, end, number, low });
    }

    /// Goes back up from the last node.
    fn leave(&mut self) {
        let Some(done) = self.stack.pop() else { return };
        let Some(above) = self.stack.last_mut() else { return };
        above.low = above.low.min(done.low);
        if done.low < above.number {
            return;
        }
        let size = self.order.len() as u32 - done.number;
        self.pieces.push((above.node, size));
        if done.low > above.number {
            let down = done.node > above.node;
            let ends = (done.node.min(above.node), done.node.max(above.node));
            let sides = if down { (0, size) } else { (size, 0) };
            self.bridges.push(Bridge { ends, sides });
        }
    }

    /// Calls back for each cut point with its component and the sizes of the parts that its
    /// removal leaves of it, in no stated order.
    fn each_point(&mut self, mut found: impl FnMut(u32, usize, &[u32])) {
        let mut parts = Vec::new();
        for component in 0..self.begins.len() - 1 {
            let (begin, end) = (self.begins[component], self.begins[component + 1]);
            let range = self.piece_begins[component]..self.piece_begins[component + 1];
            self.pieces[range.clone()].sort_unstable();
            for pieces in self.pieces[range].chunk_by(|a, b| a.0 == b.0) {
                let node = pieces[0].0;
                parts.clear();
                parts.extend(pieces.iter().map(|piece| piece.1));
                // Everything else hangs together above it; above the first is nothing.
                let above = end - begin - 1 - parts.iter().sum::<u32>();
                parts.extend((above > 0).then_some(above));
                if parts.len() > 1 {
                    found(node, component, &parts);
                }
            }
        }
    }

    /// For every open node: what would be left of the open part without it, as the size of
    /// the largest component and the number of connected pairs. In no stated order.
    pub(crate) fn each_without(
        &mut self,
        csr: &Csr,
        open: impl Fn(u32) -> bool,
        mut left: impl FnMut(u32, u32, u64),
    ) {
        self.walk(csr, open);
        let sizes: Vec<u32> = self.begins.windows(2).map(|two| two[1] - two[0]).collect();
        let all: u64 = sizes.iter().map(|size| pairs(*size)).sum();
        let others = besides_each(&sizes);
        let mut points = Bits::new(csr.nodes());
        self.each_point(|node, component, parts| {
            points.add(node);
            let largest = parts.iter().copied().max().unwrap_or(0).max(others[component]);
            let kept: u64 = parts.iter().map(|size| pairs(*size)).sum();
            left(node, largest, all - pairs(sizes[component]) + kept);
        });
        for (component, size) in sizes.iter().enumerate() {
            let largest = others[component].max(size - 1);
            let kept = all - pairs(*size) + pairs(size - 1);
            let begin = self.begins[component] as usize;
            for node in &self.order[begin..begin + *size as usize] {
                if !points.has(*node) {
                    left(*node, largest, kept);
                }
            }
        }
    }
}

/// The number of pairs among so many.
pub(crate) fn pairs(size: u32) -> u64 {
    u64::from(size) * u64::from(size.saturating_sub(1)) / 2
}

/// For each size the largest of the others.
fn besides_each(sizes: &[u32]) -> Vec<u32> {
    let (mut first, mut second) = (0, 0);
    for &size in sizes {
        if size > first {
            (first, second) = (size, first);
        } else {
            second = second.max(size);
        }
    }
    sizes.iter().map(|size| if *size == first { second } else { first }).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::network::kernel::components::components;
    use crate::network::kernel::worlds::{all_graphs, chain, random_graph};

    /// Component sizes by root, without some nodes and a tie.
    fn parts(csr: &Csr, gone: &[u32], cut: Option<(u32, u32)>) -> BTreeMap<u32, Vec<u32>> {
        let pairs: Vec<_> = (0..csr.nodes())
            .flat_map(|a| csr.row(a).iter().map(move |b| (a, *b)))
            .filter(|(a, b)| !gone.contains(a) && !gone.contains(b))
            .filter(|(a, b)| cut != Some((*a.min(b), *a.max(b))))
            .collect();
        let roots = components(&Csr::undirected(csr.nodes(), &pairs));
        let mut parts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for node in (0..csr.nodes()).filter(|node| !gone.contains(node)) {
            parts.entry(roots[node as usize]).or_default().push(node);
        }
        parts
    }

    /// Sizes of the parts that taking a node out leaves of its component.
    fn plain_parts(csr: &Csr, node: u32) -> Vec<u32> {
        let whole = parts(csr, &[], None);
        let own = whole.values().find(|part| part.contains(&node)).unwrap();
        let left = parts(csr, &[node], None).into_values();
        let mut sizes: Vec<u32> =
            left.filter(|part| own.contains(&part[0])).map(|part| part.len() as u32).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes
    }

    #[track_caller]
    fn check(csr: &Csr) {
        let whole = parts(csr, &[], None).len();
        let points: Vec<_> = (0..csr.nodes())
            .map(|node| Point { node, parts: plain_parts(csr, node) })
            .filter(|point| point.parts.len() > 1)
            .collect();
        let mut bridges = Vec::new();
        for a in 0..csr.nodes() {
            for &b in csr.row(a).iter().filter(|b| a < **b) {
                let left = parts(csr, &[], Some((a, b)));
                if left.len() > whole {
                    let side = |end| left.values().find(|part| part.contains(end)).unwrap().len();
                    let sides = (side(&a) as u32, side(&b) as u32);
                    bridges.push(Bridge { ends: (a, b), sides });
                }
            }
        }
        assert_eq!(cuts(csr), Cuts { points, bridges }, "{csr:?}");
    }

    #[test]
    fn taking_each_out_in_turn_gives_the_same() {
        all_graphs(5).for_each(|csr| check(&csr));
        (0..60).for_each(|seed| check(&random_graph(seed, 40)));
    }

    #[test]
    fn what_is_left_without_each_and_without_another() {
        let mut space = LowLink::default();
        let graphs = all_graphs(4).chain((0..40).map(|seed| random_graph(seed, 25)));
        for csr in graphs {
            for gone in 0..csr.nodes() {
                let mut found = BTreeMap::new();
                let open = |node| node != gone;
                space.each_without(&csr, open, |node, largest, pairs| {
                    assert_eq!(found.insert(node, (largest, pairs)), None);
                });
                let plain = (0..csr.nodes()).filter(|node| *node != gone).map(|node| {
                    let left = parts(&csr, &[gone, node], None);
                    let sizes = || left.values().map(|part| part.len() as u32);
                    (node, (sizes().max().unwrap_or(0), sizes().map(pairs).sum()))
                });
                assert_eq!(found, plain.collect(), "{csr:?} without {gone}");
            }
        }
    }

    #[test]
    fn a_chain_of_a_million_overflows_nothing() {
        let csr = chain(1_000_000);
        let small = std::thread::Builder::new().stack_size(256 * 1024);
        let found = small.spawn(move || cuts(&csr)).unwrap().join().unwrap();
        assert_eq!((found.points.len(), found.bridges.len()), (999_998, 999_999));
        assert_eq!(found.points[2], Point { node: 3, parts: vec![999_996, 3] });
        assert_eq!(found.bridges[2], Bridge { ends: (2, 3), sides: (3, 999_997) });
    }
}
