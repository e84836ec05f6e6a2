//! What the shortest paths from one node contribute to the betweenness of the others.
//!
//! Brandes, Journal of Mathematical Sociology 25 (2001), with two changes of order.
//!
//! * Rings are walked outward until a ring has more arcs than two thirds of what is unmet;
//!   from there on the unmet look back for it (Beamer, Asanović and Patterson, SC 2012).
//! * Both ways each node's partners in the next ring, or in the one before, are written one
//!   behind another, and the way back reads only those. Whether a neighbor is new, or
//!   stands in the right ring, differs from arc to arc in a way that no processor foresees,
//!   so nothing branches on it: each is written, and a list grows only if it was meant.

use std::ops::Range;

use super::csr::Csr;
use super::path_count::PathCount;

/// Working space for one source, used again and again.
#[derive(Debug, Default)]
pub(crate) struct OneSource {
    /// Distance from the source modulo 3, which tells neighbors' rings apart; or [`FAR`].
    ring: Vec<u8>,
    /// Number of shortest paths from the source; exact up to 2^53, then rounded.
    paths: Vec<f64>,
    /// For each node: what the ring beyond owes to it; once it is done, (1 + what depends
    /// on it) / its number of paths.
    depend: Vec<f64>,
    /// The nodes met, nearest first, and room for one that is written but not meant.
    order: Vec<u32>,
    /// The partners of the nodes in `order`, and where those of each end.
    partners: Vec<u32>,
    ends: Vec<u32>,
    unmet: Vec<u32>,
    /// The numbers of paths where plain numbers do not reach.
    counts: Vec<PathCount>,
}

/// How far a walk went, as places in the order of meeting.
#[derive(Clone, Copy, Debug)]
struct Walked {
    /// Nodes before this place have their successors written down.
    outward: usize,
    /// Nodes from this place on have their predecessors written down.
    back: usize,
    /// The number of nodes met.
    met: usize,
    /// The number of rings, the source's included.
    rings: usize,
}

/// Not met from this source.
const FAR: u8 = u8::MAX;
/// A ring can have at most 2^32 times as many paths as the one before: up to this many
/// rings no number of paths exceeds [`SAFE`].
pub(super) const FEW: usize = 28;
/// Beyond this number of paths its reciprocal loses digits: 2^900.
pub(super) const SAFE: f64 = f64::from_bits((1023 + 900) << 52);

impl OneSource {
    /// Adds to `sum` what the shortest paths from `source` contribute to every other node.
    ///
    /// Summed over all sources of a symmetric graph every pair is counted twice.
    pub(crate) fn add_from(&mut self, csr: &Csr, source: u32, sum: &mut [f64]) {
        self.prepare(csr);
        let walked = self.walk(csr, source, true);
        let beyond = |node: &u32| self.paths[*node as usize] > SAFE;
        if walked.rings > FEW && self.order[..walked.met].iter().any(beyond) {
            self.wipe(walked.met);
            let walked = self.walk(csr, source, false);
            self.hand_back_of_many(walked.met, sum);
            self.wipe(walked.met);
            return;
        }
        self.hand_back(walked, sum);
        self.wipe(walked.met);
    }

    fn prepare(&mut self, csr: &Csr) {
        let nodes = csr.nodes() as usize;
        if self.ring.len() < nodes {
            self.ring.resize(nodes, FAR);
            self.paths.resize(nodes, 0.0);
            self.depend.resize(nodes, 0.0);
            self.ends.resize(nodes, 0);
            self.order.resize(nodes + 1, 0);
        }
        if self.partners.len() <= csr.arcs() {
            self.partners.resize(csr.arcs() + 1, 0);
        }
    }

    /// Meets every node that can be reached and counts shortest paths.
    fn walk(&mut self, csr: &Csr, source: u32, turning: bool) -> Walked {
        self.ring[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        self.order[0] = source;
        let (mut from, mut to, mut rings) = (0, 1, 0);
        let mut ring_arcs = u64::from(csr.degree(source));
        let mut left = csr.arcs() as u64 - ring_arcs;
        while from < to && !(turning && from > 0 && 3 * ring_arcs > 2 * left) {
            rings += 1;
            let met = self.ring_outward(csr, from..to, (rings % 3) as u8);
            let degree = |node: &u32| u64::from(csr.degree(*node));
            ring_arcs = self.order[to..met].iter().map(degree).sum();
            left -= ring_arcs;
            (from, to) = (to, met);
        }
        let (outward, back) = (from, to);
        if from < to {
            let end = self.ends[from - 1];
            self.ends[from..to].fill(end);
            self.unmet.clear();
            let ring = &self.ring;
            self.unmet.extend((0..csr.nodes()).filter(|node| ring[*node as usize] == FAR));
        }
        while from < to {
            rings += 1;
            let met = self.ring_back(csr, to, ((rings - 1) % 3) as u8, (rings % 3) as u8);
            (from, to) = (to, met);
        }
        Walked { outward, back, met: to, rings }
    }

    /// Walks from the nodes at these places to the next ring; the number of nodes met by then.
    fn ring_outward(&mut self, csr: &Csr, places: Range<usize>, level: u8) -> usize {
        let Self { ring, paths, order, partners, ends, .. } = self;
        let mut met = places.end;
        let mut end = if places.start == 0 { 0 } else { ends[places.start - 1] as usize };
        for at in places {
            let node = order[at];
            let begin = end;
            for &beside in csr.row(node) {
                let known = ring[beside as usize];
                let new = known == FAR;
                let now = if new { level } else { known };
                ring[beside as usize] = now;
                order[met] = beside;
                met += usize::from(new);
                partners[end] = beside;
                end += usize::from(now == level);
            }
            let own = paths[node as usize];
            for &beyond in &partners[begin..end] {
                paths[beyond as usize] += own;
            }
            ends[at] = end as u32;
        }
        met
    }

    /// Lets the unmet look back for the ring `before`; the number of nodes met by then.
    fn ring_back(&mut self, csr: &Csr, to: usize, before: u8, level: u8) -> usize {
        let Self { ring, paths, order, partners, ends, unmet, .. } = self;
        let (mut met, mut end, mut kept) = (to, ends[to - 1] as usize, 0);
        for at in 0..unmet.len() {
            let node = unmet[at];
            let begin = end;
            for &beside in csr.row(node) {
                partners[end] = beside;
                end += usize::from(ring[beside as usize] == before);
            }
            if begin == end {
                unmet[kept] = node;
                kept += 1;
                continue;
            }
            let nearer = partners[begin..end].iter();
            paths[node as usize] = nearer.fold(0.0, |sum, near| sum + paths[*near as usize]);
            order[met] = node;
            ends[met] = end as u32;
            met += 1;
        }
        unmet.truncate(kept);
        for &node in &order[to..met] {
            ring[node as usize] = level;
        }
        met
    }

    /// Where the partners of the node at a place of `order` stand.
    fn partners(&self, at: usize) -> Range<usize> {
        let begin = if at == 0 { 0 } else { self.ends[at - 1] };
        begin as usize..self.ends[at] as usize
    }

    /// Hands each node's share back to the ring before it, the outermost first.
    fn hand_back(&mut self, walked: Walked, sum: &mut [f64]) {
        for at in (walked.back..walked.met).rev() {
            let due = self.settle(at, sum);
            for place in self.partners(at) {
                self.depend[self.partners[place] as usize] += due;
            }
        }
        // The ring between: what it is owed was handed to it, and the next will fetch.
        for at in (walked.outward.max(1)..walked.back).rev() {
            self.settle(at, sum);
        }
        for at in (1..walked.outward).rev() {
            let beyond = &self.partners[self.partners(at)];
            let owed = beyond.iter().fold(0.0, |sum, node| sum + self.depend[*node as usize]);
            self.depend[self.order[at] as usize] = owed;
            self.settle(at, sum);
        }
    }

    /// Counts what a node is owed, and gives what it owes to each path that leads to it.
    fn settle(&mut self, at: usize, sum: &mut [f64]) -> f64 {
        let node = self.order[at] as usize;
        let depend = self.depend[node] * self.paths[node];
        sum[node] += depend;
        self.depend[node] = (1.0 + depend) / self.paths[node];
        self.depend[node]
    }

    /// The same for numbers of paths that plain numbers do not hold, after a walk that went
    /// outward to its end.
    fn hand_back_of_many(&mut self, met: usize, sum: &mut [f64]) {
        self.counts.clear();
        self.counts.resize(self.ring.len(), PathCount::default());
        self.counts[self.order[0] as usize] = PathCount::ONE;
        for at in 0..met {
            let own = self.counts[self.order[at] as usize];
            for place in self.partners(at) {
                let count = &mut self.counts[self.partners[place] as usize];
                *count = count.plus(own);
            }
        }
        for at in (1..met).rev() {
            let node = self.order[at] as usize;
            let share = |beyond: &u32| {
                let share = self.counts[node].share_of(self.counts[*beyond as usize]);
                share * (1.0 + self.depend[*beyond as usize])
            };
            let depend = self.partners[self.partners(at)].iter().map(share).sum();
            sum[node] += depend;
            self.depend[node] = depend;
        }
    }

    /// Forgets the source.
    fn wipe(&mut self, met: usize) {
        // A straight fill is cheaper than many scattered ones.
        if met > self.ring.len() / 8 {
            self.ring.fill(FAR);
            self.paths.fill(0.0);
            self.depend.fill(0.0);
            return;
        }
        for node in &self.order[..met] {
            self.ring[*node as usize] = FAR;
            self.paths[*node as usize] = 0.0;
            self.depend[*node as usize] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::{diamonds, random_graph};

    #[test]
    fn large_numbers_of_paths_are_counted_like_small_ones() {
        // Short enough for plain numbers, and counted in both ways.
        for csr in (0..20).map(|seed| random_graph(seed, 40)).chain([diamonds(30)]) {
            let (mut plain, mut wide) = (OneSource::default(), OneSource::default());
            for source in 0..csr.nodes() {
                let mut sums = [vec![0.0; csr.nodes() as usize], vec![0.0; csr.nodes() as usize]];
                plain.add_from(&csr, source, &mut sums[0]);
                wide.prepare(&csr);
                let walked = wide.walk(&csr, source, false);
                wide.hand_back_of_many(walked.met, &mut sums[1]);
                wide.wipe(walked.met);
                for (a, b) in sums[0].iter().zip(&sums[1]) {
                    assert!((a - b).abs() < 1e-9 * (1.0 + a), "{csr:?}: {a} against {b}");
                }
            }
        }
    }
}
