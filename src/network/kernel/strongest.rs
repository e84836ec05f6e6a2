//! The path with the largest product of confidences, searched from both ends.
//!
//! Dijkstra's method on minus logarithms (whole numbers, see
//! [`negative_logarithm`](super::negative_logarithm)). The side with fewer open ends goes
//! next; a step that can no longer lead to a path as good as the best one is not followed.
//!
//! Of equal products the path with the fewest steps counts, and of those the one whose
//! nodes, read from the first, come first in the order of the outside world. So a path is
//! told apart from every other, and the answer is one and the same on every machine.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt::Debug;
use std::ops::Add;

use super::bits::Bits;
use super::negative_logarithm::weight;
use super::ways::Ways;

/// What a path comes to: the sum of its weights, then its steps. Less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Total {
    pub(crate) sum: u64,
    pub(crate) steps: u32,
}

impl Total {
    /// One step of this confidence; `None` for a step over which no path goes.
    #[inline]
    pub(crate) fn step(confidence: u16) -> Option<Self> {
        weight(confidence).map(|weight| Self { sum: u64::from(weight), steps: 1 })
    }

    /// What is left of this after a part of it.
    pub(crate) fn less(self, part: Self) -> Self {
        let steps = self.steps.saturating_sub(part.steps);
        Self { sum: self.sum.saturating_sub(part.sum), steps }
    }
}

impl Add for Total {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, steps: self.steps + other.steps }
    }
}

/// A [`Total`] as one number, which sorts and adds like it.
trait Label: Copy + Ord + Add<Output = Self> + Default + Debug {
    /// No way yet.
    const NONE: Self;
    /// No label that is followed is larger: two of them and a step still fit.
    const CEILING: Self;
    /// Nodes that may be met before a path could have more steps than a label counts.
    const NODES: usize;

    fn step(weight: u32) -> Self;
    fn total(self) -> Total;
    /// [`Self::CEILING`] for what is too large.
    fn of(total: Total) -> Self;
}

/// Sums below 2^38 and fewer than 2^24 steps: every path that anybody would call one.
impl Label for u64 {
    const NONE: Self = Self::MAX;
    const CEILING: Self = 1 << 62;
    const NODES: usize = 1 << 24;

    #[inline]
    fn step(weight: u32) -> Self {
        Self::from(weight) << 24 | 1
    }

    fn total(self) -> Total {
        Total { sum: self >> 24, steps: (self & 0x00ff_ffff) as u32 }
    }

    fn of(total: Total) -> Self {
        if total.sum >> 38 != 0 || total.steps >> 24 != 0 {
            return Self::CEILING;
        }
        total.sum << 24 | Self::from(total.steps)
    }
}

/// Everything else: no path is too long for it.
impl Label for u128 {
    const NONE: Self = Self::MAX;
    const CEILING: Self = 1 << 126;
    const NODES: usize = usize::MAX;

    #[inline]
    fn step(weight: u32) -> Self {
        Self::from(weight) << 32 | 1
    }

    fn total(self) -> Total {
        Total { sum: (self >> 32) as u64, steps: self as u32 }
    }

    fn of(total: Total) -> Self {
        Self::from(total.sum) << 32 | Self::from(total.steps)
    }
}

/// What a search may not use, and how far it may go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fence<'a> {
    /// Nodes that are closed; neither end is among them.
    pub(crate) closed: Option<&'a Bits>,
    /// Where the first step may not lead.
    pub(crate) barred: &'a [u32],
    /// The most that a path may come to.
    pub(crate) most: Option<Total>,
}

impl Fence<'_> {
    /// Everything is open.
    pub(crate) const NONE: Self = Self { closed: None, barred: &[], most: None };

    #[inline]
    fn is_closed(&self, node: u32) -> bool {
        self.closed.is_some_and(|closed| closed.has(node))
    }
}

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strongest {
    usual: Search<u64>,
    /// For sums that do not fit; empty until one comes.
    wide: Search<u128>,
    looks: u64,
}

impl Strongest {
    /// The strongest path from `a` to `b`, both included; `None` if there is none.
    pub(crate) fn path(
        &mut self,
        ways: &Ways<'_>,
        a: u32,
        b: u32,
        path: &mut Vec<u32>,
    ) -> Option<Total> {
        self.fenced(ways, a, b, Fence::NONE, path)
    }

    /// The same within a fence.
    pub(crate) fn fenced(
        &mut self,
        ways: &Ways<'_>,
        a: u32,
        b: u32,
        fence: Fence<'_>,
        path: &mut Vec<u32>,
    ) -> Option<Total> {
        path.clear();
        let ask = Ask { ways, ends: [a, b], fence };
        let found = match self.usual.find(&ask, path) {
            Found::Path(label) => Some(label.total()),
            Found::None => None,
            Found::TooLong => match self.wide.find(&ask, path) {
                Found::Path(label) => Some(label.total()),
                Found::None | Found::TooLong => None,
            },
        };
        self.looks += self.usual.looks + std::mem::take(&mut self.wide.looks);
        found
    }

    /// The steps looked at since this was last asked.
    pub(crate) fn looks(&mut self) -> u64 {
        std::mem::take(&mut self.looks)
    }
}

struct Ask<'a> {
    ways: &'a Ways<'a>,
    ends: [u32; 2],
    fence: Fence<'a>,
}

impl Ask<'_> {
    /// Whether the fence lets a step pass; `side` says from which end it is walked.
    #[inline]
    fn lets(&self, side: usize, node: u32, beside: u32) -> bool {
        let (first, then) = if side == 0 { (node, beside) } else { (beside, node) };
        let barred = first == self.ends[0] && self.fence.barred.contains(&then);
        !barred && !self.fence.is_closed(beside)
    }
}

enum Found<L> {
    Path(L),
    None,
    /// Labels of this size cannot tell.
    TooLong,
}

#[derive(Clone, Debug, Default)]
struct Search<L> {
    sides: [Side<L>; 2],
    /// Nodes at which both sides met on the best paths.
    meetings: Vec<u32>,
    /// Nodes on the first half of a best path.
    near: Bits,
    marked: Vec<u32>,
    looks: u64,
}

/// What was found from one end.
///
/// Which nodes have a label is told by a bit for each, which lies in the processor's second
/// cache: most nodes that a step looks at have none, and the labels stay in memory.
#[derive(Clone, Debug, Default)]
struct Side<L> {
    /// Nodes that have a label.
    seen: Bits,
    /// The best label of each of them; of the others what an earlier search left there.
    best: Vec<L>,
    touched: Vec<u32>,
    open: BinaryHeap<Reverse<(L, u32)>>,
}

impl<L: Label> Side<L> {
    fn prepare(&mut self, nodes: u32, start: u32) {
        for node in self.touched.drain(..) {
            self.seen.remove(node);
        }
        self.seen.grow(nodes);
        if self.best.len() < nodes as usize {
            self.best.resize(nodes as usize, L::NONE);
        }
        self.open.clear();
        self.offer(start, L::default());
    }

    /// The best label of a node.
    #[inline]
    fn label(&self, node: u32) -> L {
        if self.seen.has(node) { self.best[node as usize] } else { L::NONE }
    }

    /// Whether the label is better than the node's.
    #[inline]
    fn offer(&mut self, node: u32, label: L) -> bool {
        if self.seen.insert(node) {
            self.touched.push(node);
        } else if label >= self.best[node as usize] {
            return false;
        }
        self.best[node as usize] = label;
        self.open.push(Reverse((label, node)));
        true
    }

    /// The label of the next open end that still counts.
    fn top(&mut self) -> Option<L> {
        while let Some(Reverse((label, node))) = self.open.peek() {
            if *label == self.best[*node as usize] {
                return Some(*label);
            }
            self.open.pop();
        }
        None
    }
}

impl<L: Label> Search<L> {
    fn find(&mut self, ask: &Ask<'_>, path: &mut Vec<u32>) -> Found<L> {
        for (side, end) in self.sides.iter_mut().zip(ask.ends) {
            side.prepare(ask.ways.nodes(), end);
        }
        self.meetings.clear();
        self.looks = 0;
        let limit = ask.fence.most.map_or(L::CEILING, L::of).min(L::CEILING);
        let mut bound = limit;
        let mut too_long = false;
        if ask.ends[0] == ask.ends[1] {
            bound = L::default();
            self.meetings.push(ask.ends[0]);
        }
        loop {
            let tops = [self.sides[0].top(), self.sides[1].top()];
            let [Some(a), Some(b)] = tops else { break };
            // As long as nothing was found a path may still come to the limit itself.
            if a + b > bound || (a + b == bound && !self.meetings.is_empty()) {
                too_long |= self.meetings.is_empty() && bound == L::CEILING;
                break;
            }
            let side = usize::from(self.sides[1].open.len() < self.sides[0].open.len());
            let other_top = if side == 0 { b } else { a };
            too_long |= self.step(ask, side, other_top, &mut bound);
        }
        let met = self.sides[0].touched.len() + self.sides[1].touched.len();
        if met >= L::NODES || (self.meetings.is_empty() && too_long) {
            return Found::TooLong;
        }
        if self.meetings.is_empty() {
            return Found::None;
        }
        self.mark(ask);
        self.walk(ask, bound, path);
        Found::Path(bound)
    }

    /// Settles the nearest open end of one side. Whether a step was left out as too long.
    fn step(&mut self, ask: &Ask<'_>, side: usize, other_top: L, bound: &mut L) -> bool {
        let [first, second] = &mut self.sides;
        let (own, other) = if side == 0 { (first, second) } else { (second, first) };
        let arcs = if side == 0 { ask.ways.out } else { ask.ways.into };
        let Some(Reverse((label, node))) = own.open.pop() else { return false };
        let mut too_long = false;
        self.looks += u64::from(arcs.rows.degree(node));
        for (beside, confidence) in arcs.row(node) {
            let Some(weight) = weight(confidence) else { continue };
            let next = label + L::step(weight);
            if next > *bound {
                too_long |= *bound == L::CEILING;
                continue;
            }
            // What the other side has not settled is at least as far from it as its next.
            let rest = other.label(beside);
            if next + rest.min(other_top) > *bound || !ask.lets(side, node, beside) {
                too_long |= *bound == L::CEILING;
                continue;
            }
            if own.offer(beside, next) && rest != L::NONE {
                let whole = next + rest;
                if whole < *bound || (whole == *bound && self.meetings.is_empty()) {
                    *bound = whole;
                    self.meetings.clear();
                }
                if whole == *bound {
                    self.meetings.push(beside);
                }
            }
        }
        too_long
    }

    /// Marks every node on the first half of a best path, going back from the meetings.
    fn mark(&mut self, ask: &Ask<'_>) {
        self.near.grow(ask.ways.nodes());
        for node in self.marked.drain(..) {
            self.near.remove(node);
        }
        let first = &self.sides[0];
        for &node in &self.meetings {
            if self.near.insert(node) {
                self.marked.push(node);
            }
        }
        let mut at = 0;
        while at < self.marked.len() {
            let node = self.marked[at];
            at += 1;
            for (before, confidence) in ask.ways.into.row(node) {
                let label = first.label(before);
                let Some(weight) = weight(confidence).filter(|_| label != L::NONE) else {
                    continue;
                };
                if label + L::step(weight) == first.label(node)
                    && ask.lets(1, node, before)
                    && self.near.insert(before)
                {
                    self.marked.push(before);
                }
            }
        }
    }

    /// From the first end along best paths, each time to the node that comes first.
    fn walk(&self, ask: &Ask<'_>, whole: L, path: &mut Vec<u32>) {
        let [first, second] = &self.sides;
        let [mut at, end] = ask.ends;
        let mut label = L::default();
        path.push(at);
        while at != end {
            let mut chosen: Option<(u32, u32, L)> = None;
            for (beside, confidence) in ask.ways.out.row(at) {
                let Some(weight) = weight(confidence) else { continue };
                let next = label + L::step(weight);
                let rest = second.label(beside);
                let on_near = || self.near.has(beside) && first.label(beside) == next;
                let on_far = rest != L::NONE && next + rest == whole;
                if (on_far || on_near()) && ask.lets(0, at, beside) {
                    let rank = ask.ways.rank(beside);
                    if chosen.is_none_or(|(least, ..)| rank < least) {
                        chosen = Some((rank, beside, next));
                    }
                }
            }
            // Every node on a best path but the last has one after it.
            let Some((_, beside, next)) = chosen else { break };
            (at, label) = (beside, next);
            path.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::csr::Csr;
    use crate::network::kernel::ways::Arcs;
    use crate::network::kernel::ways::trials::{World, confidences, ranks, simple_paths, worlds};
    use crate::network::kernel::worlds::Numbers;

    /// All totals by repetition until nothing changes (Bellman and Ford).
    fn plain(ways: &Ways<'_>, source: u32) -> Vec<Option<Total>> {
        let mut best = vec![None; ways.nodes() as usize];
        best[source as usize] = Some(Total::default());
        for _ in 0..ways.nodes() {
            for node in 0..ways.nodes() {
                for (beside, confidence) in ways.out.row(node) {
                    let next = best[node as usize].zip(Total::step(confidence));
                    let next = next.map(|(at, step)| at + step);
                    let known = &mut best[beside as usize];
                    *known = next.into_iter().chain(*known).min();
                }
            }
        }
        best
    }

    /// The best of the paths by sum, steps, and order of nodes.
    fn first_of(ways: &Ways<'_>, paths: Vec<Vec<u32>>) -> Option<(Total, Vec<u32>)> {
        let total = |path: &[u32]| {
            let mut steps = confidences(ways, path).into_iter().map(Total::step);
            steps.try_fold(Total::default(), |sum, step| Some(sum + step?))
        };
        let rated = paths.into_iter().filter_map(|path| Some((total(&path)?, path)));
        rated.min_by_key(|(total, path)| (*total, ranks(ways, path)))
    }

    #[test]
    fn totals_agree_with_plain_repetition_and_small_paths_with_all_simple_ones() {
        let (mut strongest, mut path) = (Strongest::default(), Vec::new());
        for world in worlds(60, 40) {
            let ways = world.ways();
            for a in 0..ways.nodes() {
                let expected = plain(&ways, a);
                for b in 0..ways.nodes() {
                    let total = strongest.path(&ways, a, b, &mut path);
                    assert_eq!(total, expected[b as usize], "{world:?} {a} {b}");
                    if ways.nodes() <= 5 {
                        let best = first_of(&ways, simple_paths(&ways, a, b, 5));
                        let found = total.map(|total| (total, path.clone()));
                        assert_eq!(found, best, "{world:?} {a} {b}");
                    }
                }
            }
        }
    }

    #[test]
    fn of_equal_paths_in_larger_worlds_the_first_by_order_is_given_and_fences_hold() {
        let (mut strongest, mut path) = (Strongest::default(), Vec::new());
        for seed in 0..300 {
            let mut numbers = Numbers(seed);
            let pairs: Vec<_> = (0..14).map(|_| (numbers.below(8), numbers.below(8))).collect();
            let world = World::of(&Csr::undirected(8, &pairs), seed, seed.is_multiple_of(2));
            let ways = world.ways();
            let (a, b, shut) = (numbers.below(8), numbers.below(8), numbers.below(8));
            let mut closed = Bits::new(8);
            if shut != a && shut != b {
                closed.add(shut);
            }
            let barred: Vec<u32> = ways.out.rows.row(a).iter().copied().take(1).collect();
            let mut fence = Fence { closed: Some(&closed), barred: &barred, most: None };
            let open = |path: &Vec<u32>| {
                !path.iter().any(|node| closed.has(*node))
                    && path.get(1).is_none_or(|first| !barred.contains(first))
            };
            let paths = simple_paths(&ways, a, b, 8).into_iter().filter(open).collect();
            let best = first_of(&ways, paths);
            let found = strongest.fenced(&ways, a, b, fence, &mut path);
            assert_eq!(found.map(|total| (total, path.clone())), best, "{world:?} {a} {b}");
            let Some((total, _)) = best else { continue };
            fence.most = Some(total);
            assert_eq!(strongest.fenced(&ways, a, b, fence, &mut path), Some(total), "{world:?}");
            if total.steps > 0 {
                fence.most = Some(Total { steps: total.steps - 1, ..total });
                assert_eq!(strongest.fenced(&ways, a, b, fence, &mut path), None, "{world:?}");
            }
        }
    }

    #[test]
    fn a_long_chain_of_the_weakest_steps_is_added_up_exactly() {
        let n = 200_000;
        let pairs: Vec<_> = (1..n).map(|b| (b - 1, b)).collect();
        let chain = Csr::undirected(n, &pairs);
        let confidence = vec![1; chain.arcs()];
        let arcs = Arcs::new(&chain, &confidence);
        let (mut strongest, mut path) = (Strongest::default(), Vec::new());
        let total = strongest.path(&Ways::new(arcs, arcs, &[]), 0, n - 1, &mut path).unwrap();
        let step = u64::from(weight(1).unwrap());
        assert_eq!(total, Total { sum: step * u64::from(n - 1), steps: n - 1 });
        assert!(total.sum >> 38 != 0, "more than the usual labels hold");
        assert_eq!(path.len(), n as usize);
    }
}
