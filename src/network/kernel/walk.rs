//! Walking outward, ring by ring.
//!
//! Two walks: [`Walk`] for the nodes near some node, which costs only what it touches and
//! follows any [`Rows`], and [`rings`] for the whole graph, which turns round when the ring
//! is large (Beamer, Asanović, Patterson: Direction-Optimizing Breadth-First Search, SC 2012).

use super::bits::Bits;
use super::csr::Csr;

/// How many rows are looked up ahead of reading them, so that their places in memory are
/// fetched side by side.
pub(crate) const AHEAD: usize = 16;

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

/// Where a row begins and ends, and its first node.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) begin: usize,
    pub(crate) end: usize,
    pub(crate) first: u32,
}

impl Rows for Csr {
    type Ahead = Span;

    fn nodes(&self) -> u32 {
        self.nodes()
    }

    fn ahead(&self, nodes: &[u32], ahead: &mut [Span]) {
        for (ahead, node) in ahead.iter_mut().zip(nodes) {
            let row = self.span(*node);
            *ahead = Span { begin: row.start, end: row.end, first: 0 };
        }
        // The first node of each row is read here, so that the rows themselves come from
        // memory side by side, and not one after the other as each is walked.
        for ahead in ahead {
            if ahead.begin < ahead.end {
                ahead.first = self.targets()[ahead.begin];
            }
        }
    }

    fn each(&self, ahead: &Span, mut tell: impl FnMut(u32)) {
        if ahead.begin < ahead.end {
            tell(ahead.first);
            self.targets()[ahead.begin + 1..ahead.end].iter().copied().for_each(tell);
        }
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
    /// Whether all but the sources were met without setting their bits.
    unlisted: bool,
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

    /// [`Self::within`] from one source, over rows that name nobody twice and not the node
    /// itself.
    pub(crate) fn near(&mut self, pairs: &Csr, source: u32, most: u32) {
        if most != 1 {
            return self.within(pairs, &[source], most, |_| true);
        }
        self.start(pairs.nodes(), &[source]);
        // Nobody can be met twice: the row is the ring, and nobody needs a bit.
        let row = pairs.row(source);
        self.met.extend_from_slice(row);
        if !row.is_empty() {
            self.rings.push(self.met.len());
        }
        self.unlisted = true;
    }

    /// Sets the bits of those met without.
    fn list(&mut self) {
        if std::mem::take(&mut self.unlisted) {
            self.met.iter().for_each(|node| self.seen.add(*node));
        }
    }

    /// Begins a walk that is led by hand, ring by ring.
    pub(crate) fn start(&mut self, nodes: u32, sources: &[u32]) {
        if std::mem::take(&mut self.unlisted) {
            self.met.truncate(1);
        }
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
        self.list();
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
        self.seen.has(node) || self.unlisted && self.met.contains(&node)
    }

    /// Notes for each node met how many ties away it stands, for [`Self::ties_to`].
    pub(crate) fn mark(&mut self) {
        if self.marked {
            return;
        }
        self.list();
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
const TURN: u64 = 6;
/// A ring smaller than this share of the nodes is searched from its own side again.
const TURN_BACK: u32 = 24;

/// Working space of [`rings`].
#[derive(Clone, Debug, Default)]
pub(crate) struct RingSpace {
    queue: Vec<u32>,
    next: Vec<u32>,
    seen: Bits,
    /// The last ring and the one being found, where rings are looked for from below.
    ring: Bits,
    below: Bits,
}

impl RingSpace {
    fn prepare(&mut self, nodes: u32) {
        self.queue.clear();
        self.next.clear();
        self.seen.renew(nodes);
        self.ring.renew(nodes);
        self.below.renew(nodes);
    }
}

/// One ring, looking from the ring outward. Gives the arcs of the new ring.
fn from_above(csr: &Csr, distance: &mut [u32], space: &mut RingSpace, level: u32) -> u64 {
    space.next.clear();
    let mut spans = [Span::default(); AHEAD];
    for chunk in space.queue.chunks(AHEAD) {
        csr.ahead(chunk, &mut spans[..chunk.len()]);
        for span in &spans[..chunk.len()] {
            csr.each(span, |node| {
                if space.seen.insert(node) {
                    distance[node as usize] = level;
                    space.next.push(node);
                }
            });
        }
    }
    let arcs = space.next.iter().map(|node| u64::from(csr.degree(*node))).sum();
    std::mem::swap(&mut space.queue, &mut space.next);
    arcs
}

/// Rings as long as they are large, looking from the unseen nodes back. Gives the arcs seen.
fn from_below(csr: &Csr, distance: &mut [u32], space: &mut RingSpace, level: &mut u32) -> u64 {
    let RingSpace { queue, seen, ring, below, .. } = space;
    let mut arcs: u64 = 0;
    ring.clear();
    for &node in &*queue {
        arcs += u64::from(csr.degree(node));
        ring.add(node);
    }
    loop {
        let (found, found_arcs) = ring_below(csr, ring, seen, below, |node| {
            distance[node as usize] = *level;
        });
        std::mem::swap(ring, below);
        if found <= csr.nodes() / TURN_BACK {
            queue.clear();
            queue.extend(ring.drain());
            return arcs;
        }
        arcs += found_arcs;
        *level += 1;
    }
}

/// One ring: every unseen node beside the last one is told, seen, and put into `below`, 64
/// nodes at a time. Gives how many there are, and their arcs.
fn ring_below(
    csr: &Csr,
    ring: &Bits,
    seen: &mut Bits,
    below: &mut Bits,
    mut tell: impl FnMut(u32),
) -> (u32, u64) {
    let (mut found, mut arcs) = (0, 0);
    let words = seen.words_mut().iter_mut().zip(below.words_mut());
    for (first, (seen, below)) in (0_u32..).step_by(64).zip(words) {
        let mut unseen = !*seen;
        *below = 0;
        while unseen != 0 {
            let bit = unseen.trailing_zeros();
            unseen &= unseen - 1;
            let node = first + bit;
            if node >= csr.nodes() {
                break;
            }
            let row = csr.row(node);
            if row.iter().any(|beside| ring.has(*beside)) {
                tell(node);
                *below |= 1 << bit;
                arcs += row.len() as u64;
            }
        }
        *seen |= *below;
        found += below.count_ones();
    }
    (found, arcs)
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
                walk.near(csr, source, most);
                for node in 0..csr.nodes() {
                    assert_eq!(walk.has(node), expected[node as usize] <= most);
                }
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
