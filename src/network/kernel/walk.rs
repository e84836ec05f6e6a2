//! Walking outward, ring by ring.
//!
//! Two walks: [`Walk`] for the nodes near some node, which costs only what it touches and
//! follows any [`Rows`], and [`rings`] for the whole graph, which turns round when the ring
//! is large (Beamer, Asanović, Patterson: Direction-Optimizing Breadth-First Search, SC 2012).

use super::bits::Bits;
use super::csr::Csr;

/// How many rows are looked up ahead of reading them, so that their places in memory are
/// fetched side by side.
const AHEAD: usize = 16;

/// Rows that a walk can follow.
pub(crate) trait Rows {
    /// What is looked up of a row before it is read.
    type Ahead: Copy + Default;

    /// The number of nodes.
    fn nodes(&self) -> u32;

    /// Looks up the rows of some nodes; both slices are of one length.
    fn ahead(&self, nodes: &[u32], ahead: &mut [Self::Ahead]);

    /// Tells every node of a row that was looked up, some perhaps more than once.
    fn each(&self, ahead: &Self::Ahead, tell: impl FnMut(u32));
}

impl Rows for Csr {
    type Ahead = (usize, usize);

    fn nodes(&self) -> u32 {
        self.nodes()
    }

    fn ahead(&self, nodes: &[u32], ahead: &mut [Self::Ahead]) {
        for (ahead, node) in ahead.iter_mut().zip(nodes) {
            let row = self.span(*node);
            *ahead = (row.start, row.end);
        }
    }

    fn each(&self, ahead: &Self::Ahead, tell: impl FnMut(u32)) {
        self.targets()[ahead.0..ahead.1].iter().copied().for_each(tell);
    }
}

/// Working space for walks, used again and again: after the first walk of a size nothing
/// is allocated.
///
/// A node that was met has a bit; the bits of one walk are taken back before the next, by
/// the list of those met. A million bits fit into the processor's second cache, which a
/// stamp of four bytes for each node would not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Walk {
    seen: Bits,
    /// Every node met, nearest first; within a ring in the order of discovery.
    met: Vec<u32>,
    /// Where each ring begins in `met`, and the end of the last.
    rings: Vec<usize>,
    /// For each node met how many ties away it stands, once `marked`.
    ties: Vec<u32>,
    marked: bool,
    /// Empty between questions; for putting many nodes in order.
    order: Bits,
}

impl Walk {
    /// Walks out from `sources` over at most `most` ties.
    ///
    /// Of the nodes exactly `most` ties away only those are met that are `wanted`: nothing
    /// is walked from them, so nobody else needs a place. The answer stands in
    /// [`Self::met`] until the next walk.
    pub(crate) fn within(
        &mut self,
        rows: &impl Rows,
        sources: &[u32],
        most: u32,
        wanted: impl Fn(u32) -> bool,
    ) {
        self.start(rows.nodes(), sources);
        for ties in 1..=most {
            let grew =
                if ties == most { self.ring(rows, &wanted) } else { self.ring(rows, |_| true) };
            if !grew {
                break;
            }
        }
    }

    /// Begins a walk that is led by hand, ring by ring.
    pub(crate) fn start(&mut self, nodes: u32, sources: &[u32]) {
        for node in self.met.drain(..) {
            self.seen.remove(node);
        }
        self.seen.grow(nodes);
        // Room for all, taken once; of what is never filled no memory is used.
        self.met.reserve(nodes as usize);
        self.rings.clear();
        self.rings.reserve(nodes as usize + 2);
        self.marked = false;
        for &source in sources {
            if self.seen.insert(source) {
                self.met.push(source);
            }
        }
        self.rings.extend([0, self.met.len()]);
    }

    /// Adds the wanted nodes beside the last ring; whether there were any.
    pub(crate) fn ring(&mut self, rows: &impl Rows, wanted: impl Fn(u32) -> bool) -> bool {
        let to = self.met.len();
        let from = self.rings.len().checked_sub(2).map_or(to, |last| self.rings[last]);
        self.beside(rows, from, to, wanted);
        let grew = self.met.len() > to;
        if grew {
            self.rings.push(self.met.len());
        }
        grew
    }

    /// Adds the wanted nodes beside `met[from..to]`.
    fn beside<R: Rows>(&mut self, rows: &R, from: usize, to: usize, wanted: impl Fn(u32) -> bool) {
        let Self { seen, met, .. } = self;
        let mut ahead = [R::Ahead::default(); AHEAD];
        let mut at = from;
        while at < to {
            let end = to.min(at + AHEAD);
            let ahead = &mut ahead[..end - at];
            rows.ahead(&met[at..end], ahead);
            for row in ahead {
                rows.each(row, |node| {
                    if wanted(node) && seen.insert(node) {
                        met.push(node);
                    }
                });
            }
            at = end;
        }
    }

    /// Every node met, the sources included, nearest first.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn met(&self) -> &[u32] {
        &self.met
    }

    /// The nodes met at exactly this many ties.
    pub(crate) fn ring_at(&self, ties: usize) -> &[u32] {
        match (self.rings.get(ties), self.rings.get(ties + 1)) {
            (Some(from), Some(to)) => &self.met[*from..*to],
            _ => &[],
        }
    }

    /// The number of rings, the one of the sources included.
    pub(crate) fn ring_count(&self) -> usize {
        self.rings.len().saturating_sub(1)
    }

    /// Whether the last walk met a node.
    pub(crate) fn has(&self, node: u32) -> bool {
        self.seen.has(node)
    }

    /// Notes for each node met how many ties away it stands, for [`Self::ties_to`].
    pub(crate) fn mark(&mut self) {
        if self.marked {
            return;
        }
        let nodes = self.seen.words().len() * 64;
        if self.ties.len() < nodes {
            self.ties.resize(nodes, 0);
        }
        for (ties, ring) in (0_u32..).zip(self.rings.windows(2)) {
            for node in &self.met[ring[0]..ring[1]] {
                self.ties[*node as usize] = ties;
            }
        }
        self.marked = true;
    }

    /// How many ties away a node stands, if the last walk met it and was marked.
    #[inline]
    pub(crate) fn ties_to(&self, node: u32) -> Option<u32> {
        (self.marked && self.seen.has(node)).then(|| self.ties[node as usize])
    }

    /// Puts nodes in order, each of which stands there once.
    ///
    /// Many are dealt into a set and read back, which costs one look at every 64 nodes of
    /// the graph; few are sorted.
    pub(crate) fn sort(&mut self, nodes: &mut [u32]) {
        let words = self.seen.words().len();
        if nodes.len() < words / 4 {
            nodes.sort_unstable();
            return;
        }
        self.order.grow((words * 64) as u32);
        for node in &*nodes {
            self.order.add(*node);
        }
        for (place, node) in nodes.iter_mut().zip(self.order.drain()) {
            *place = node;
        }
    }
}

/// Distance of a node that was not met.
pub(crate) const FAR: u32 = u32::MAX;

/// The distance of every node from `source` over a symmetric graph; [`FAR`] if there is no way.
///
/// `distance` and `space` are working space; the answer stands in `distance`.
pub(crate) fn rings(csr: &Csr, source: u32, distance: &mut Vec<u32>, space: &mut RingSpace) {
    let nodes = csr.nodes();
    distance.clear();
    distance.resize(nodes as usize, FAR);
    space.prepare(nodes);
    distance[source as usize] = 0;
    space.queue.push(source);
    space.seen.add(source);
    let mut level = 0;
    let mut unseen_arcs = csr.arcs() as u64;
    let mut ring_arcs = u64::from(csr.degree(source));
    while !space.queue.is_empty() {
        level += 1;
        // Turning round pays once the ring's arcs are a fair part of those still unseen.
        if ring_arcs > unseen_arcs / TURN {
            let left = from_below(csr, distance, space, &mut level);
            unseen_arcs = unseen_arcs.saturating_sub(left);
            ring_arcs = space.queue.iter().map(|node| u64::from(csr.degree(*node))).sum();
        } else {
            unseen_arcs = unseen_arcs.saturating_sub(ring_arcs);
            ring_arcs = from_above(csr, distance, space, level);
        }
    }
}

/// The share of unseen arcs from which a ring is searched from the unseen side.
const TURN: u64 = 14;
/// A ring smaller than this share of the nodes is searched from its own side again.
const TURN_BACK: u32 = 24;

/// Working space of [`rings`].
#[derive(Clone, Debug, Default)]
pub(crate) struct RingSpace {
    queue: Vec<u32>,
    next: Vec<u32>,
    seen: Bits,
    ring: Bits,
}

impl RingSpace {
    fn prepare(&mut self, nodes: u32) {
        self.queue.clear();
        self.next.clear();
        self.seen.renew(nodes);
        self.ring.renew(nodes);
    }
}

/// One ring, looking from the ring outward. Gives the arcs of the new ring.
fn from_above(csr: &Csr, distance: &mut [u32], space: &mut RingSpace, level: u32) -> u64 {
    let mut arcs = 0;
    space.next.clear();
    let mut spans = [(0, 0); AHEAD];
    for chunk in space.queue.chunks(AHEAD) {
        for (span, node) in spans.iter_mut().zip(chunk) {
            let row = csr.span(*node);
            *span = (row.start, row.end);
        }
        for (start, stop) in &spans[..chunk.len()] {
            for &node in &csr.targets()[*start..*stop] {
                if space.seen.insert(node) {
                    distance[node as usize] = level;
                    arcs += u64::from(csr.degree(node));
                    space.next.push(node);
                }
            }
        }
    }
    std::mem::swap(&mut space.queue, &mut space.next);
    arcs
}

/// Rings as long as they are large, looking from the unseen nodes back. Gives the arcs seen.
fn from_below(csr: &Csr, distance: &mut [u32], space: &mut RingSpace, level: &mut u32) -> u64 {
    let nodes = csr.nodes();
    let mut arcs: u64 = 0;
    space.ring.clear();
    for &node in &space.queue {
        arcs += u64::from(csr.degree(node));
        space.ring.add(node);
    }
    loop {
        space.next.clear();
        for word in 0..space.seen.words().len() {
            let mut unseen = !space.seen.words()[word];
            while unseen != 0 {
                let node = word as u32 * 64 + unseen.trailing_zeros();
                unseen &= unseen - 1;
                if node >= nodes {
                    break;
                }
                if csr.row(node).iter().any(|beside| space.ring.has(*beside)) {
                    distance[node as usize] = *level;
                    space.next.push(node);
                }
            }
        }
        space.ring.clear();
        for &node in &space.next {
            space.seen.add(node);
            space.ring.add(node);
        }
        std::mem::swap(&mut space.queue, &mut space.next);
        if space.queue.len() as u32 <= nodes / TURN_BACK {
            return arcs;
        }
        arcs += space.queue.iter().map(|node| u64::from(csr.degree(*node))).sum::<u64>();
        *level += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    /// Distances by brute repetition: no queue, no marks.
    fn plain(csr: &Csr, source: u32) -> Vec<u32> {
        let mut distance = vec![FAR; csr.nodes() as usize];
        distance[source as usize] = 0;
        for level in 0..csr.nodes() {
            for node in 0..csr.nodes() {
                if distance[node as usize] == level {
                    for &beside in csr.row(node) {
                        if distance[beside as usize] == FAR {
                            distance[beside as usize] = level + 1;
                        }
                    }
                }
            }
        }
        distance
    }

    #[track_caller]
    fn check(csr: &Csr, walk: &mut Walk, space: &mut RingSpace) {
        let mut distance = Vec::new();
        for source in 0..csr.nodes() {
            let expected = plain(csr, source);
            rings(csr, source, &mut distance, space);
            assert_eq!(distance, expected, "{csr:?} from {source}");
            for most in 0..=csr.nodes() {
                walk.within(csr, &[source], most, |_| true);
                let mut met = walk.met().to_vec();
                met.sort_unstable();
                let near: Vec<u32> =
                    (0..csr.nodes()).filter(|n| expected[*n as usize] <= most).collect();
                assert_eq!(met, near, "{csr:?} from {source} within {most}");
                for ties in 0..walk.ring_count() {
                    for node in walk.ring_at(ties) {
                        assert_eq!(expected[*node as usize], ties as u32);
                    }
                }
                assert!(walk.ring_at(walk.ring_count()).is_empty());
            }
        }
    }

    #[test]
    fn all_graphs_of_five_and_random_ones_agree_with_brute_repetition() {
        let (mut walk, mut space) = (Walk::default(), RingSpace::default());
        for csr in all_graphs(5) {
            check(&csr, &mut walk, &mut space);
        }
        for seed in 0..40 {
            check(&random_graph(seed, 60), &mut walk, &mut space);
        }
    }

    #[test]
    fn only_wanted_nodes_are_met_at_the_end_and_all_others_on_the_way() {
        let mut walk = Walk::default();
        for seed in 0..40 {
            let csr = random_graph(seed, 60);
            let expected = plain(&csr, 0);
            for most in 0..4 {
                walk.within(&csr, &[0], most, |node| node % 3 == 0);
                walk.mark();
                for node in 0..csr.nodes() {
                    let ties = expected[node as usize];
                    let met = ties < most || ties == most && (node % 3 == 0 || most == 0);
                    assert_eq!(walk.has(node), met, "seed {seed} node {node} within {most}");
                    assert_eq!(walk.ties_to(node), met.then_some(ties));
                }
            }
        }
    }

    #[test]
    fn few_and_many_nodes_are_put_in_order() {
        let mut walk = Walk::default();
        let csr = Csr::undirected(2_000, &[]);
        for many in [0_u32, 1, 3, 30, 1_500, 40, 2_000] {
            walk.within(&csr, &[0], 0, |_| true);
            let mut nodes: Vec<u32> = (0..many).map(|n| n * 7 % 2_000).collect();
            nodes.reverse();
            let mut expected = nodes.clone();
            expected.sort_unstable();
            walk.sort(&mut nodes);
            assert_eq!(nodes, expected, "{many}");
        }
    }
}
