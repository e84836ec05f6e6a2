//! What the shortest paths from eight nodes contribute to the betweenness of the others,
//! worked out at once.
//!
//! Brandes' method, with eight numbers where it has one: a lane for each source. Sources
//! that stand near each other meet most nodes at much the same distance, so a row is read
//! once for several of them, and eight numbers fill the line of memory that is fetched
//! anyway.
//!
//! No lane asks how far away a neighbor is. Walking outward, a node that a lane has not met
//! has no neighbor nearer than the last ring: whatever its neighbors hold in that lane
//! counts. On the way back, what lies in the rings beyond is done and all else still 0, and
//! no neighbor stands two rings beyond: again whatever the neighbors hold counts. What
//! stands in the other lanes is masked out in the end.
//!
//! A ring either fetches from its neighbors, or is handed to by them if they have far fewer
//! arcs. The two add in different orders, but which of them it is depends on the graph
//! and on the sources alone.

use std::array::from_fn;
use std::ops::Range;

use super::csr::Csr;
use super::one_source::{FEW, OneSource, SAFE};

/// How many sources are worked out at once.
pub(crate) const LANES: usize = 8;

/// One number for each source; as long as a line of memory.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
struct Eight([f64; LANES]);

impl Eight {
    const ZERO: Self = Self([0.0; LANES]);

    #[inline]
    fn plus(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane] + other.0[lane]))
    }

    #[inline]
    fn times(self, other: Self) -> Self {
        Self(from_fn(|lane| self.0[lane] * other.0[lane]))
    }

    /// The other's lanes where this has 0, and 0 elsewhere.
    #[inline]
    fn where_zero(self, other: Self) -> Self {
        Self(from_fn(|lane| kept(other.0[lane], self.0[lane] == 0.0)))
    }

    /// (1 + `depend`) / this where this is not 0, and 0 elsewhere.
    #[inline]
    fn share(self, depend: Self) -> Self {
        let share = |lane: usize| (1.0 + depend.0[lane]) / self.0[lane];
        Self(from_fn(|lane| kept(share(lane), self.0[lane] != 0.0)))
    }

    /// The sum of all lanes, always in the same order.
    #[inline]
    fn total(self) -> f64 {
        let [a, b, c, d, e, f, g, h] = self.0;
        ((a + e) + (c + g)) + ((b + f) + (d + h))
    }

    /// Whether no lane is 0.
    #[inline]
    fn is_full(self) -> bool {
        self.0.iter().all(|number| *number != 0.0)
    }
}

/// The number if it is meant, and 0 if not, without a branch.
#[inline]
fn kept(number: f64, meant: bool) -> f64 {
    f64::from_bits(number.to_bits() & if meant { u64::MAX } else { 0 })
}

/// Working space for eight sources, used again and again.
#[derive(Debug, Default)]
pub(crate) struct EightSources {
    /// Number of shortest paths from each source, 0 where it has not met the node; exact
    /// up to 2^53, then rounded. On the way back: what is handed to a ring.
    paths: Vec<Eight>,
    /// What a ring is handed on the way out. On the way back, where a node is done:
    /// (1 + what depends on it) / its number of paths.
    owed: Vec<Eight>,
    /// The nodes that any lane met, ring behind ring; once for each ring that they are in.
    met: Vec<u32>,
    /// Beside each the numbers of paths in the lanes that met it there, 0 in the others;
    /// on the way back what becomes of them in `owed`.
    fresh: Vec<Eight>,
    /// Where each ring begins, and the end of the last.
    ends: Vec<usize>,
    /// The nodes handed to, and room for one that is written but not meant.
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    /// The nodes that a lane has still to meet.
    unmet: Vec<u32>,
    /// For sources with more paths than plain numbers hold.
    one: OneSource,
}

/// How many arcs can be fetched over in the time of handing over one.
const HANDING: u64 = 3;

impl EightSources {
    /// Adds to `sum` what the shortest paths from up to eight sources contribute to every
    /// other node. `part` are the nodes of the component that holds them.
    pub(crate) fn add_from(
        &mut self,
        csr: &Csr,
        part: Range<u32>,
        sources: &[u32],
        sum: &mut [f64],
    ) {
        self.prepare(csr);
        let mut counted = Eight::ZERO;
        for (lane, source) in sources.iter().take(LANES).enumerate() {
            counted.0[lane] = 1.0;
            self.met.push(*source);
        }
        // A lane too many walks with the last source, so that all lanes meet the same nodes.
        for lane in 0..LANES {
            let Some(source) = sources.get(lane).or(sources.last()) else { return };
            self.paths[*source as usize].0[lane] = 1.0;
        }
        let held = self.walk(csr, part.clone());
        let part = part.start as usize..part.end as usize;
        self.paths[part.clone()].fill(Eight::ZERO);
        if held {
            self.hand_back(csr, counted, sum);
            self.owed[part].fill(Eight::ZERO);
        } else {
            sources.iter().for_each(|source| self.one.add_from(csr, *source, sum));
        }
    }

    fn prepare(&mut self, csr: &Csr) {
        let nodes = csr.nodes() as usize;
        if self.paths.len() < nodes {
            self.paths.resize(nodes, Eight::ZERO);
            self.owed.resize(nodes, Eight::ZERO);
            self.is_touched.resize(nodes, false);
            self.touched.resize(nodes + 1, 0);
        }
        self.met.clear();
        self.fresh.clear();
        self.ends.clear();
    }

    /// Meets every node of the component and counts shortest paths; whether the plain
    /// numbers held them.
    fn walk(&mut self, csr: &Csr, part: Range<u32>) -> bool {
        self.fresh.resize(self.met.len(), Eight::ZERO);
        self.ends.extend([0, self.met.len()]);
        let part_arcs: u64 = part.clone().map(|node| u64::from(csr.degree(node))).sum();
        let (mut from, mut fetching) = (0, false);
        while from < self.met.len() {
            let to = self.met.len();
            if !fetching && HANDING * arcs(csr, &self.met[from..to]) > part_arcs {
                fetching = true;
                let paths = &self.paths;
                self.unmet.clear();
                self.unmet.extend(part.clone().filter(|node| !paths[*node as usize].is_full()));
            }
            if fetching {
                self.fetch_out(csr);
            } else {
                self.hand_out(csr, from..to);
            }
            add(&mut self.paths, &self.met[to..], &self.fresh[to..]);
            self.ends.push(self.met.len());
            let beyond = |count: &Eight| count.0.iter().any(|paths| *paths > SAFE);
            if self.ends.len() > FEW && self.fresh[to..].iter().any(beyond) {
                return false;
            }
            from = to;
        }
        true
    }

    /// Lets the nodes that a lane has not met look back for it.
    fn fetch_out(&mut self, csr: &Csr) {
        let Self { paths, met, fresh, unmet, .. } = self;
        let mut kept = 0;
        for at in 0..unmet.len() {
            let node = unmet[at];
            let own = paths[node as usize];
            let new = own.where_zero(fetched(csr.row(node), paths));
            unmet[kept] = node;
            kept += usize::from(!own.plus(new).is_full());
            if new != Eight::ZERO {
                met.push(node);
                fresh.push(new);
            }
        }
        unmet.truncate(kept);
    }

    /// Walks from a ring to its neighbors.
    fn hand_out(&mut self, csr: &Csr, ring: Range<usize>) {
        let Self { paths, owed, met, fresh, touched, is_touched, .. } = self;
        let mut count = 0;
        for at in ring {
            let own = paths[met[at] as usize];
            for &beside in csr.row(met[at]) {
                owed[beside as usize] = owed[beside as usize].plus(own);
                touched[count] = beside;
                count += usize::from(!is_touched[beside as usize]);
                is_touched[beside as usize] = true;
            }
        }
        for &node in &touched[..count] {
            is_touched[node as usize] = false;
            let handed = std::mem::replace(&mut owed[node as usize], Eight::ZERO);
            let new = paths[node as usize].where_zero(handed);
            if new != Eight::ZERO {
                met.push(node);
                fresh.push(new);
            }
        }
    }

    /// Hands each node's share back to the ring before it, the outermost first.
    fn hand_back(&mut self, csr: &Csr, counted: Eight, sum: &mut [f64]) {
        let Self { paths, owed, met, fresh, ends, .. } = self;
        // The ring that was walked last met nobody; the first are the sources themselves.
        for ring in (1..ends.len() - 2).rev() {
            let (from, to, end) = (ends[ring], ends[ring + 1], ends[ring + 2]);
            let (nodes, beyond) = (&met[from..to], &met[to..end]);
            let (own, far) = fresh[from..end].split_at_mut(to - from);
            if HANDING * arcs(csr, beyond) < arcs(csr, nodes) {
                for (node, share) in beyond.iter().zip(&*far) {
                    for beside in csr.row(*node) {
                        let handed = &mut paths[*beside as usize];
                        *handed = handed.plus(*share);
                    }
                }
                settle(nodes, own, counted, sum, |node| paths[node as usize]);
                for beside in beyond.iter().flat_map(|node| csr.row(*node)) {
                    paths[*beside as usize] = Eight::ZERO;
                }
            } else {
                settle(nodes, own, counted, sum, |node| fetched(csr.row(node), owed));
            }
            add(owed, nodes, own);
        }
    }
}

/// What the nodes of a row hold together.
#[inline]
fn fetched(row: &[u32], from: &[Eight]) -> Eight {
    row.iter().fold(Eight::ZERO, |sum, beside| sum.plus(from[*beside as usize]))
}

/// Counts what the nodes of a ring are owed, and turns their numbers of paths into what they
/// owe to each path that leads to them.
#[inline]
fn settle(
    nodes: &[u32],
    own: &mut [Eight],
    counted: Eight,
    sum: &mut [f64],
    owed: impl Fn(u32) -> Eight,
) {
    for (node, own) in nodes.iter().zip(own) {
        let depend = owed(*node).times(*own);
        sum[*node as usize] += depend.times(counted).total();
        *own = own.share(depend);
    }
}

/// Adds numbers to nodes, in lanes that are 0 there.
fn add(to: &mut [Eight], nodes: &[u32], numbers: &[Eight]) {
    for (node, number) in nodes.iter().zip(numbers) {
        to[*node as usize] = to[*node as usize].plus(*number);
    }
}

/// How many arcs leave these nodes.
fn arcs(csr: &Csr, nodes: &[u32]) -> u64 {
    nodes.iter().map(|node| u64::from(csr.degree(*node))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::components::components;
    use crate::network::kernel::worlds::{all_graphs, chain, diamonds, random_graph};

    /// Each source on its own gives the same, in a space that was used before.
    #[track_caller]
    fn check(csr: &Csr, space: &mut EightSources) {
        let labels = components(csr);
        for part in 0..csr.nodes() {
            let all: Vec<u32> =
                (0..csr.nodes()).filter(|node| labels[*node as usize] == part).collect();
            for sources in all.chunks(LANES) {
                let mut sums = [vec![0.0; csr.nodes() as usize], vec![0.0; csr.nodes() as usize]];
                space.add_from(csr, 0..csr.nodes(), sources, &mut sums[0]);
                for source in sources {
                    OneSource::default().add_from(csr, *source, &mut sums[1]);
                }
                for (a, b) in sums[0].iter().zip(&sums[1]) {
                    assert!((a - b).abs() < 1e-9 * (1.0 + b), "{csr:?}: {a} against {b}");
                }
            }
        }
    }

    #[test]
    fn one_source_after_the_other_gives_the_same() {
        let mut space = EightSources::default();
        all_graphs(5).for_each(|csr| check(&csr, &mut space));
        (0..60).for_each(|seed| check(&random_graph(seed, 200), &mut space));
        check(&chain(100), &mut space);
    }

    #[test]
    fn more_paths_than_a_number_holds_are_left_to_one_source_at_a_time() {
        let mut space = EightSources::default();
        for long in [20, 449, 451, 1_100] {
            let csr = diamonds(long);
            let sources: Vec<u32> = (0..5).map(|at| at * 3 * long / 4).collect();
            for round in 0..2 {
                let mut sums = [vec![0.0; csr.nodes() as usize], vec![0.0; csr.nodes() as usize]];
                space.add_from(&csr, 0..csr.nodes(), &sources, &mut sums[0]);
                sources.iter().for_each(|s| OneSource::default().add_from(&csr, *s, &mut sums[1]));
                for (a, b) in sums[0].iter().zip(&sums[1]) {
                    assert!((a - b).abs() < 1e-9 * (1.0 + b), "{long}, {round}: {a}, {b}");
                }
            }
        }
    }
}
