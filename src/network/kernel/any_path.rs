//! One of all shortest paths between two nodes, each as likely as the other.
//!
//! Both ends walk outward ring by ring, the side with fewer arcs first, and count paths.
//! Before a ring is walked its arcs are looked through for the other side: the first ring
//! that touches it is the last, and every shortest path crosses exactly one of its arcs.

use super::csr::Csr;
use super::draw::Draw;
use super::path_count::PathCount;
use super::runs;

/// Working space, used again and again.
#[derive(Debug, Default)]
pub(crate) struct AnyPath {
    sides: [Side; 2],
    search: u32,
    /// The arcs on which the sides meet.
    meet: Vec<(u32, u32)>,
}

#[derive(Debug, Default)]
struct Side {
    nodes: Vec<Met>,
    ring: Vec<u32>,
    next: Vec<u32>,
    arcs: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Met {
    /// The search that last met the node from this side.
    search: u32,
    distance: u32,
    /// The number of shortest paths from this end.
    count: PathCount,
}

impl AnyPath {
    /// Calls back for each node between two different ones on one of their shortest paths,
    /// drawn evenly; for none if they are neighbors or no path joins them.
    pub(crate) fn between(
        &mut self,
        csr: &Csr,
        ends: (u32, u32),
        draw: &mut Draw,
        mut found: impl FnMut(u32),
    ) {
        self.prepare(csr, ends);
        let turn = loop {
            if self.sides.iter().any(|side| side.ring.is_empty()) {
                return;
            }
            let turn = usize::from(self.sides[1].arcs < self.sides[0].arcs);
            self.touch(csr, turn);
            if !self.meet.is_empty() {
                break turn;
            }
            self.ring(csr, turn);
        };
        let (own, other) = (&self.sides[turn], &self.sides[1 - turn]);
        let count = |(near, far): &(u32, u32)| {
            own.nodes[*near as usize].count.times(other.nodes[*far as usize].count)
        };
        let arcs = self.meet.iter().map(|arc| (*arc, count(arc)));
        let Some((near, far)) = drawn(arcs, draw) else { return };
        own.back(csr, near, self.search, draw, &mut found);
        other.back(csr, far, self.search, draw, &mut found);
    }

    /// Draws so many paths and counts at each node those that lead through it.
    fn add_drawn(&mut self, csr: &Csr, paths: u32, draw: &mut Draw, passed: &mut [u32]) {
        for _ in 0..paths {
            let (from, to) = (draw.below(csr.nodes()), draw.below(csr.nodes() - 1));
            let to = to + u32::from(to >= from);
            self.between(csr, (from, to), draw, |node| passed[node as usize] += 1);
        }
    }

    fn prepare(&mut self, csr: &Csr, ends: (u32, u32)) {
        self.meet.clear();
        self.search = self.search.wrapping_add(1);
        if self.search == 0 {
            self.sides.iter_mut().for_each(|side| side.nodes.fill(Met::default()));
            self.search = 1;
        }
        for (side, end) in self.sides.iter_mut().zip([ends.0, ends.1]) {
            if side.nodes.len() < csr.nodes() as usize {
                side.nodes.resize(csr.nodes() as usize, Met::default());
            }
            side.nodes[end as usize] =
                Met { search: self.search, distance: 0, count: PathCount::ONE };
            side.ring.clear();
            side.ring.push(end);
            side.arcs = u64::from(csr.degree(end));
        }
    }

    /// Notes the arcs from one side's ring to a node that the other side has met.
    fn touch(&mut self, csr: &Csr, turn: usize) {
        let other = &self.sides[1 - turn];
        for &node in &self.sides[turn].ring {
            for &beside in csr.row(node) {
                if other.nodes[beside as usize].search == self.search {
                    self.meet.push((node, beside));
                }
            }
        }
    }

    /// Walks one whole ring.
    fn ring(&mut self, csr: &Csr, turn: usize) {
        let Side { nodes, ring, next, arcs } = &mut self.sides[turn];
        next.clear();
        *arcs = 0;
        for &node in &*ring {
            let Met { search, distance, count } = nodes[node as usize];
            let distance = distance + 1;
            for &beside in csr.row(node) {
                let met = &mut nodes[beside as usize];
                if met.search != search {
                    *met = Met { search, distance, count: PathCount::default() };
                    *arcs += u64::from(csr.degree(beside));
                    next.push(beside);
                }
                if met.distance == distance {
                    met.count = met.count.plus(count);
                }
            }
        }
        std::mem::swap(ring, next);
    }
}

impl Side {
    /// Calls back for the nodes on one way back to this side's end, the end left out.
    fn back(
        &self,
        csr: &Csr,
        node: u32,
        search: u32,
        draw: &mut Draw,
        found: &mut impl FnMut(u32),
    ) {
        let mut node = node;
        while self.nodes[node as usize].distance > 0 {
            found(node);
            let nearer = self.nodes[node as usize].distance - 1;
            let before = csr.row(node).iter().filter_map(|before| {
                let met = self.nodes[*before as usize];
                (met.search == search && met.distance == nearer).then_some((*before, met.count))
            });
            match drawn(before, draw) {
                Some(before) => node = before,
                None => return,
            }
        }
    }
}

/// How many paths are drawn from one sequence of numbers.
const TOGETHER: u32 = 1 << 10;

/// How many of so many drawn paths lead through each node.
///
/// Each path is one of all shortest ones between two nodes that are drawn evenly from all
/// pairs of different nodes; where none joins the two, it leads through nobody. Every run of
/// paths has a sequence of numbers of its own, whoever draws it.
pub(crate) fn passed(csr: &Csr, paths: u32, seed: u64) -> Vec<u32> {
    if csr.nodes() < 2 {
        return vec![0; csr.nodes() as usize];
    }
    let mut draw = Draw::new(seed);
    let mut run = |from: u32| ((paths - from).min(TOGETHER), draw.another());
    let runs: Vec<(u32, Draw)> = (0..paths).step_by(TOGETHER as usize).map(&mut run).collect();
    runs::sum(&runs, csr.nodes() as usize, |space: &mut AnyPath, (paths, draw), passed| {
        space.add_drawn(csr, *paths, &mut draw.clone(), passed);
    })
}

/// How many paths keep the share of every one of so many nodes within `error` of the truth,
/// except with probability `doubt`; `None` if that is more than 2^32.
///
/// Hoeffding, Journal of the American Statistical Association 58 (1963), theorem 2, for
/// each node, and the sum of the doubts for all of them: ln(2 n / doubt) / (2 error²).
pub(crate) fn paths_needed(nodes: u32, error: f64, doubt: f64) -> Option<u32> {
    let paths = (2.0 * f64::from(nodes.max(1)) / doubt).ln() / (2.0 * error * error);
    // One more than needed, so that the last bit of a logarithm decides nothing.
    let paths = (paths * 1e3).round() / 1e3;
    let paths = paths.ceil() + 1.0;
    #[allow(clippy::cast_sign_loss, reason = "a positive number, compared with the largest")]
    (paths < f64::from(u32::MAX)).then_some(paths as u32)
}

/// One of these, each as likely as its count says.
fn drawn<T>(among: impl Iterator<Item = (T, PathCount)> + Clone, draw: &mut Draw) -> Option<T> {
    let whole = among.clone().fold(PathCount::default(), |sum, (_, count)| sum.plus(count));
    let mut left = draw.share();
    let mut last = None;
    for (one, count) in among {
        last = Some(one);
        left -= count.share_of(whole);
        if left < 0.0 {
            break;
        }
    }
    // Rounding may leave a last crumb: it goes to the last.
    last
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::network::kernel::walk::{FAR, RingSpace, rings};
    #[cfg(feature = "parallel")]
    use crate::network::kernel::worlds::same_on_threads;
    use crate::network::kernel::worlds::{all_graphs, diamonds, heavy_tailed, random_graph};

    /// Every shortest path between two nodes, as the set of nodes between.
    fn all_paths(csr: &Csr, a: u32, b: u32) -> Vec<BTreeSet<u32>> {
        let (mut distance, mut space) = (Vec::new(), RingSpace::default());
        rings(csr, b, &mut distance, &mut space);
        if distance[a as usize] == FAR {
            return vec![];
        }
        let mut paths = vec![vec![a]];
        for ring in (0..distance[a as usize]).rev() {
            let longer = |path: &Vec<u32>| {
                let steps = csr.row(path[path.len() - 1]).iter().copied();
                let nearer = steps.filter(|step| distance[*step as usize] == ring);
                nearer.map(|step| [&path[..], &[step]].concat()).collect::<Vec<_>>()
            };
            paths = paths.iter().flat_map(longer).collect();
        }
        let inside = |path: Vec<u32>| path.into_iter().filter(|v| *v != a && *v != b).collect();
        paths.into_iter().map(inside).collect()
    }

    /// How far the rarest and the commonest path lie from an even share.
    #[track_caller]
    fn check(csr: &Csr, a: u32, b: u32, space: &mut AnyPath, draw: &mut Draw) {
        let all = all_paths(csr, a, b);
        let times = 400 * all.len().max(1) as u32;
        let mut seen: BTreeMap<BTreeSet<u32>, u32> = BTreeMap::new();
        for _ in 0..times {
            let mut path = BTreeSet::new();
            space.between(csr, (a, b), draw, |node| assert!(path.insert(node)));
            *seen.entry(path).or_default() += 1;
        }
        let known: BTreeSet<_> = if all.is_empty() {
            BTreeSet::from([BTreeSet::new()])
        } else {
            all.into_iter().collect()
        };
        assert_eq!(seen.keys().cloned().collect::<BTreeSet<_>>(), known, "{csr:?} {a} {b}");
        // Five and a half standard deviations of 20 each.
        let even = known.len() == 1 || seen.values().all(|times| times.abs_diff(400) < 110);
        assert!(even, "{csr:?} {a} {b}: {seen:?}");
    }

    #[test]
    fn every_shortest_path_is_as_likely_as_every_other() {
        let (mut space, mut draw) = (AnyPath::default(), Draw::new(1));
        for csr in all_graphs(4) {
            for (a, b) in (0..csr.nodes()).flat_map(|a| (0..csr.nodes()).map(move |b| (a, b))) {
                if a != b {
                    check(&csr, a, b, &mut space, &mut draw);
                }
            }
        }
        for seed in 0..60 {
            let csr = random_graph(seed, 20);
            if csr.nodes() > 1 {
                check(&csr, 0, csr.nodes() - 1, &mut space, &mut draw);
            }
        }
        // Of five ways from 0 to 6 one leads over 1 and four over 2.
        let uneven = [(0, 1), (1, 3), (3, 6), (0, 2), (2, 4), (2, 5), (2, 7), (2, 8)];
        let ends = [(4, 6), (5, 6), (7, 6), (8, 6)];
        let csr = Csr::undirected(9, &[&uneven[..], &ends[..]].concat());
        check(&csr, 0, 6, &mut space, &mut draw);
        check(&csr, 6, 0, &mut space, &mut draw);
    }

    #[test]
    fn the_number_of_paths_is_hoeffdings() {
        // ln(2 · 1000 / 0.1) / (2 · 0.01²) = 49517.4
        assert_eq!(paths_needed(1_000, 0.01, 0.1), Some(49_519));
        assert_eq!(paths_needed(1_000_000, 1e-5, 0.1), None);
        assert_eq!(paths_needed(1, f64::MIN_POSITIVE, f64::MIN_POSITIVE), None);
    }

    #[test]
    fn each_run_of_paths_has_numbers_of_its_own() {
        let csr = heavy_tailed(5, 60);
        let [one, two, three] = [1, 2, 3].map(|runs| passed(&csr, runs * TOGETHER, 9));
        let second: Vec<u32> = two.iter().zip(&one).map(|(two, one)| two - one).collect();
        let third: Vec<u32> = three.iter().zip(&two).map(|(three, two)| three - two).collect();
        assert!(one != second && second != third && third != one);
        // One path more passes nobody twice.
        let more = passed(&csr, TOGETHER + 1, 9);
        assert!(more.iter().zip(&one).all(|(more, one)| (0..=1).contains(&(more - one))));
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn any_number_of_threads_draws_the_same() {
        for seed in 0..2 {
            let csr = heavy_tailed(seed, 200);
            same_on_threads(|| passed(&csr, 20 * TOGETHER + 5, seed));
        }
    }

    #[test]
    fn more_paths_than_a_number_holds_are_still_drawn_evenly() {
        let csr = diamonds(3_000);
        let (mut space, mut draw) = (AnyPath::default(), Draw::new(1));
        let mut left_sides = 0;
        let mut between = 0;
        space.between(&csr, (0, 9_000), &mut draw, |node| {
            between += 1;
            left_sides += u32::from(node % 3 == 1);
        });
        assert_eq!(between, 5_999);
        assert!(left_sides.abs_diff(1_500) < 150, "{left_sides}");
    }
}
