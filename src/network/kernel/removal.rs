//! Which nodes to take out one after another: always the one that some measure ranks first.
//!
//! The measure is looked at once, or anew after every few removals. Degree and influence
//! depend on a small neighborhood, so that only the nodes near a removed one are measured
//! anew; the others depend on everything.
//!
//! Influence is that of Morone and Makse, Nature 524 (2015): (k - 1) times the sum of
//! (k - 1) over all nodes exactly so many ties away.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

use super::betweenness::betweenness;
use super::bits::Bits;
use super::cores::peel;
use super::csr::Csr;
use super::katz::katz;
use super::walk::Walk;

/// What ranks a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Measure {
    Degree,
    Betweenness,
    Core,
    /// Over the nodes so many ties away.
    Influence(u32),
    /// With this attenuation.
    Katz(f64),
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search<'a> {
    pub(crate) measure: Measure,
    /// After how many removals everything is measured anew; `None` for never.
    pub(crate) every: Option<NonZeroU32>,
    /// The most nodes that are taken out.
    pub(crate) most: usize,
    /// The place of each node among equals; empty where that is its number.
    pub(crate) ranks: &'a [u32],
    /// Who may be taken out.
    pub(crate) may: &'a Bits,
    /// Who is gone from the beginning.
    pub(crate) gone: &'a Bits,
}

/// A node taken out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Taken {
    pub(crate) node: u32,
    /// What it was ranked by.
    pub(crate) value: f64,
    /// Whether another had the same value.
    pub(crate) level: bool,
}

/// The nodes in the order in which they are taken out; `None` if the measure has no value.
pub(crate) fn removal(csr: &Csr, search: &Search<'_>) -> Option<Vec<Taken>> {
    let mut line = Line::new(csr, search);
    line.measure_all()?;
    let mut order = Vec::new();
    while order.len() < search.most {
        // Measured anew only if somebody is still to be taken out.
        let due = search.every.is_some_and(|every| order.len() % every.get() as usize == 0);
        if due && !order.is_empty() {
            line.renew()?;
        }
        let Some(taken) = line.take() else { break };
        order.push(taken);
    }
    Some(order)
}

/// Those who may be taken out, in order.
struct Line<'a> {
    csr: &'a Csr,
    search: &'a Search<'a>,
    open: Bits,
    /// The number of open neighbors.
    degree: Vec<u32>,
    value: Vec<f64>,
    /// The bits of a value that is not negative rise with it.
    queue: BTreeSet<(Reverse<u64>, u32, u32)>,
    /// Who has to be measured anew.
    stale: BTreeSet<u32>,
    walk: Walk,
}

impl<'a> Line<'a> {
    fn new(csr: &'a Csr, search: &'a Search<'a>) -> Self {
        let open = Bits::of(csr.nodes(), (0..csr.nodes()).filter(|node| !search.gone.has(*node)));
        let beside = |node| csr.row(node).iter().filter(|beside| open.has(**beside)).count() as u32;
        Self {
            csr,
            search,
            degree: (0..csr.nodes()).map(beside).collect(),
            value: vec![0.0; csr.nodes() as usize],
            queue: BTreeSet::new(),
            stale: BTreeSet::new(),
            walk: Walk::default(),
            open,
        }
    }

    fn may(&self, node: u32) -> bool {
        self.open.has(node) && self.search.may.has(node)
    }

    fn key(&self, node: u32) -> (Reverse<u64>, u32, u32) {
        let rank = self.search.ranks.get(node as usize).copied().unwrap_or(node);
        (Reverse(self.value[node as usize].to_bits()), rank, node)
    }

    /// Measures everybody.
    fn measure_all(&mut self) -> Option<()> {
        self.queue.clear();
        let open = &self.open;
        let rest = || self.csr.among(|node| open.has(node));
        match self.search.measure {
            Measure::Degree | Measure::Influence(_) => {
                for node in 0..self.csr.nodes() {
                    if self.may(node) {
                        self.value[node as usize] = self.near(node);
                    }
                }
            }
            Measure::Betweenness => self.value = rounded(betweenness(&rest())),
            Measure::Core => self.value = peel(&rest()).core.into_iter().map(f64::from).collect(),
            Measure::Katz(attenuation) => self.value = rounded(katz(&rest(), attenuation)?),
        }
        let keys = (0..self.csr.nodes()).filter(|node| self.may(*node)).map(|node| self.key(node));
        self.queue = keys.collect();
        Some(())
    }

    /// Measures those anew whose value may have changed.
    fn renew(&mut self) -> Option<()> {
        if self.reach().is_none() {
            return self.measure_all();
        }
        for node in std::mem::take(&mut self.stale) {
            if self.may(node) {
                let old = self.key(node);
                self.value[node as usize] = self.near(node);
                self.queue.remove(&old);
                self.queue.insert(self.key(node));
            }
        }
        Some(())
    }

    /// How many ties away a removal still changes a value; `None` for everywhere.
    fn reach(&self) -> Option<u32> {
        match self.search.measure {
            Measure::Degree => Some(1),
            Measure::Influence(ties) => Some(ties.saturating_add(1)),
            Measure::Betweenness | Measure::Core | Measure::Katz(_) => None,
        }
    }

    /// A value that a small neighborhood decides.
    fn near(&mut self, node: u32) -> f64 {
        let own = self.degree[node as usize];
        let Measure::Influence(ties) = self.search.measure else { return f64::from(own) };
        self.walk_out(node, ties);
        let over = |other: &u32| u64::from(self.degree[*other as usize].saturating_sub(1));
        // Nobody stands in a ring that was not reached.
        let sum: u64 = self.walk.ring_at(ties as usize).iter().map(over).sum();
        (u64::from(own.saturating_sub(1)) * sum) as f64
    }

    /// Walks from an open node over open ones, at most so many ties far.
    fn walk_out(&mut self, node: u32, most: u32) {
        let open = &self.open;
        self.walk.start(self.csr.nodes(), &[node]);
        let _ = (0..most).all(|_| self.walk.ring(self.csr, |other| open.has(other)));
    }

    /// Takes the first out.
    fn take(&mut self) -> Option<Taken> {
        let (value, _, node) = self.queue.pop_first()?;
        let level = self.queue.first().is_some_and(|next| next.0 == value);
        if let (Some(reach), true) = (self.reach(), self.search.every.is_some()) {
            self.walk_out(node, reach);
            let rings = self.walk.ring_count();
            (0..rings).for_each(|ring| self.stale.extend(self.walk.ring_at(ring)));
        }
        self.open.remove(node);
        for &beside in self.csr.row(node) {
            if self.open.has(beside) {
                self.degree[beside as usize] -= 1;
            }
        }
        Some(Taken { node, value: self.value[node as usize], level })
    }
}

/// To nine digits, so that the order does not hang on the last bit.
fn rounded(values: Vec<f64>) -> Vec<f64> {
    // A zero below zero would have other bits than zero.
    values.into_iter().map(|value| (value * 1e9).round() / 1e9 + 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::{Numbers, all_graphs, random_graph};

    /// The value of every node, measured on what is left without any shortcut.
    fn plain(rest: &Csr, measure: Measure) -> Vec<f64> {
        let all = 0..rest.nodes();
        match measure {
            Measure::Degree => all.map(|node| rest.row(node).len() as f64).collect(),
            Measure::Influence(ties) => all.map(|node| influence(rest, node, ties)).collect(),
            Measure::Betweenness => rounded(betweenness(rest)),
            Measure::Core => peel(rest).core.into_iter().map(f64::from).collect(),
            Measure::Katz(attenuation) => rounded(katz(rest, attenuation).unwrap()),
        }
    }

    fn influence(rest: &Csr, node: u32, ties: u32) -> f64 {
        let (mut met, mut ring) = (BTreeSet::from([node]), BTreeSet::from([node]));
        for _ in 0..ties {
            ring = ring.iter().flat_map(|at| rest.row(*at)).copied().collect();
            ring = ring.difference(&met).copied().collect();
            met.extend(&ring);
        }
        let over = |node: &u32| rest.row(*node).len().saturating_sub(1);
        (over(&node) * ring.iter().map(over).sum::<usize>()) as f64
    }

    /// Always the first of those who may go, measured anew when it is due.
    fn plain_order(csr: &Csr, search: &Search<'_>) -> Vec<Taken> {
        let mut out: Vec<u32> = (0..csr.nodes()).filter(|node| search.gone.has(*node)).collect();
        let (mut order, mut values) = (Vec::new(), Vec::new());
        while order.len() < search.most {
            let every = search.every.map_or(usize::MAX, |every| every.get() as usize);
            if order.len().is_multiple_of(every) {
                values = plain(&csr.among(|node| !out.contains(&node)), search.measure);
            }
            let rank = |node: &u32| search.ranks.get(*node as usize).copied().unwrap_or(*node);
            let mut may: Vec<u32> = (0..csr.nodes())
                .filter(|node| search.may.has(*node) && !out.contains(node))
                .collect();
            may.sort_by(|a, b| {
                let (left, right) = (values[*a as usize], values[*b as usize]);
                right.total_cmp(&left).then(rank(a).cmp(&rank(b)))
            });
            let Some(&node) = may.first() else { break };
            let value = values[node as usize];
            let level = may.get(1).is_some_and(|next| values[*next as usize] == value);
            order.push(Taken { node, value, level });
            out.push(node);
        }
        order
    }

    /// Every measure, looked at once, always, and after every third.
    #[track_caller]
    fn check(csr: &Csr, seed: u64) {
        let (mut numbers, nodes) = (Numbers(seed), csr.nodes());
        let mut some = |share| Bits::of(nodes, (0..nodes).filter(|_| numbers.below(9) < share));
        let (may, gone) = (some(7), some(1));
        let turned: Vec<u32> = (0..nodes).rev().collect();
        let most = (0..nodes).map(|node| csr.degree(node)).max().unwrap_or(0).max(1);
        let measures = [
            Measure::Degree,
            Measure::Betweenness,
            Measure::Core,
            Measure::Influence(0),
            Measure::Influence(1),
            Measure::Influence(2),
            Measure::Katz(0.8 / f64::from(most)),
        ];
        for measure in measures {
            for every in [None, NonZeroU32::new(1), NonZeroU32::new(3)] {
                for (ranks, most) in [(&[][..], usize::MAX), (&turned, 4)] {
                    let search = Search { measure, every, most, ranks, may: &may, gone: &gone };
                    let found = removal(csr, &search).unwrap();
                    assert_eq!(found, plain_order(csr, &search), "{csr:?} {search:?}");
                }
            }
        }
    }

    #[test]
    fn measuring_everybody_anew_gives_the_same() {
        all_graphs(4).for_each(|csr| check(&csr, u64::from(csr.nodes())));
        (0..40).for_each(|seed| check(&random_graph(seed, 25), seed));
    }

    #[test]
    fn a_measure_without_a_value_gives_no_order() {
        let csr = Csr::undirected(3, &[(0, 1), (1, 2), (2, 0)]);
        let (may, gone) = (Bits::of(3, 0..3), Bits::new(3));
        let (measure, every) = (Measure::Katz(0.5), None);
        let search = Search { measure, every, most: 1, ranks: &[], may: &may, gone: &gone };
        assert_eq!(removal(&csr, &search), None);
        // Without one of them the sum is finite.
        let gone = Bits::of(3, [1]);
        let order = removal(&csr, &Search { gone: &gone, ..search }).unwrap();
        assert_eq!((order[0].node, order[0].level), (0, true));
    }
}
