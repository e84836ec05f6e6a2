//! The kernels by slot, without ids and lines: what the benches hold beside petgraph.
//!
//! petgraph answers in node indices. A question of ours also looks up ids, sorts by id
//! and gathers the ties of each line; both are timed, and this is the part that compares
//! like with like. For measuring only: callers ask the questions.

use crate::network::frozen::Slot;
use crate::network::kernel::betweenness::betweenness;
use crate::network::kernel::components::components;
use crate::network::kernel::cores::peel;
use crate::network::kernel::low_link::cuts;
use crate::network::kernel::meet::Meet;
use crate::network::kernel::page_rank::{Sweeps, page_rank};
use crate::network::kernel::simple::Simple;
use crate::network::kernel::strongest::Strongest;
use crate::network::kernel::walk::{RingSpace, Walk, rings};
use crate::network::seen::Seen;

/// The kernels over what a view shows, with the space they work in.
#[derive(Debug)]
pub struct Bare<'a> {
    seen: &'a Seen<'a>,
    walk: Walk,
    space: RingSpace,
    distances: Vec<u32>,
    meet: Meet,
    strongest: Strongest,
    simple: Simple,
    path: Vec<u32>,
}

impl<'a> Bare<'a> {
    /// Makes everything ready that later questions use again.
    #[must_use]
    pub fn new(seen: &'a Seen<'a>) -> Self {
        Self {
            seen,
            walk: Walk::default(),
            space: RingSpace::default(),
            distances: Vec::new(),
            meet: Meet::default(),
            strongest: Strongest::default(),
            simple: Simple::default(),
            path: Vec::new(),
        }
    }

    /// The slots within `most` ties, `slot` itself first.
    pub fn within(&mut self, slot: Slot, most: u32) -> &[u32] {
        self.walk.near(self.seen.pairs().rows(), slot.0, most);
        self.walk.met()
    }

    /// The wanted ones of the slots within `most` ties that the view shows, over the ties
    /// themselves; `slot` itself left out.
    pub fn among(&mut self, slot: Slot, most: u32, wanted: impl Fn(Slot) -> bool) -> &[u32] {
        let wanted = |slot| wanted(Slot(slot));
        self.walk.within(&self.seen.rows(), &[slot.0], most, wanted);
        self.path.clear();
        let met = self.walk.met().iter().skip(1);
        self.path.extend(met.filter(|met| wanted(**met)));
        &self.path
    }

    /// The distance of every slot; [`u32::MAX`] where there is no way.
    pub fn everywhere(&mut self, slot: Slot) -> &[u32] {
        rings(self.seen.pairs().rows(), slot.0, &mut self.distances, &mut self.space);
        &self.distances
    }

    /// How many ties two slots are apart.
    pub fn distance(&mut self, a: Slot, b: Slot) -> Option<u32> {
        self.meet.distance(self.seen.pairs().rows(), (a.0, b.0))
    }

    /// The slots of one shortest path; none if there is none.
    pub fn shortest(&mut self, a: Slot, b: Slot) -> &[u32] {
        let (rows, ranks) = (self.seen.pairs().rows(), self.seen.network().ranks());
        self.meet.shortest(rows, ranks, (a.0, b.0), &mut self.path);
        &self.path
    }

    /// The least sum of weights from one slot to another.
    pub fn strongest(&mut self, a: Slot, b: Slot) -> Option<u64> {
        let total = self.strongest.path(&self.seen.ways(), a.0, b.0, &mut self.path);
        total.map(|total| total.sum)
    }

    /// How many simple paths of at most `most` ties there are, counted.
    pub fn count_simple(&mut self, a: Slot, b: Slot, most: u32) -> u64 {
        let (counts, _) = self.simple.count(&self.seen.ways(), [a.0, b.0], most, u64::MAX);
        counts.iter().map(|(_, paths)| *paths).sum()
    }

    /// The same, each path walked and told.
    pub fn each_simple(&mut self, a: Slot, b: Slot, most: u32, mut tell: impl FnMut(&[u32])) {
        let ways = self.seen.ways();
        self.simple.each(
            &ways,
            [a.0, b.0],
            most,
            u64::MAX,
            |_| true,
            |path| {
                tell(path);
                true
            },
        );
    }

    /// For every slot the smallest slot of its component.
    #[must_use]
    pub fn components(&self) -> Vec<u32> {
        components(self.seen.pairs().rows())
    }

    /// Cut points and bridges.
    #[must_use]
    pub fn cuts(&self) -> (Vec<u32>, Vec<(u32, u32)>) {
        let found = cuts(self.seen.pairs().rows());
        let points = found.points.iter().map(|point| point.node).collect();
        (points, found.bridges.iter().map(|bridge| bridge.ends).collect())
    }

    /// Scores and the number of sweeps, until a sweep changes less than 1e-10 in sum.
    #[must_use]
    pub fn page_rank(&self, seeds: &[Slot]) -> (Vec<f64>, u32) {
        let rules = Sweeps { damping: 0.85, change_below: 1e-10, most: 1_000 };
        let seeds: Vec<u32> = seeds.iter().map(|slot| slot.0).collect();
        let found = page_rank(self.seen.pairs().rows(), &seeds, rules);
        (found.scores, found.sweeps)
    }

    /// Core numbers.
    #[must_use]
    pub fn core_numbers(&self) -> Vec<u32> {
        peel(self.seen.pairs().rows()).core
    }

    /// Betweenness, each pair once.
    #[must_use]
    pub fn betweenness(&self) -> Vec<f64> {
        betweenness(self.seen.pairs().rows())
    }
}
