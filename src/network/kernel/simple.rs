//! All simple paths between two nodes up to a number of steps: told one by one, or counted.
//!
//! Walked inside their [`Corridor`], the shorter paths first, those of one length in the
//! order of their nodes. A node that has led nowhere is not entered again until that may
//! have changed (the barriers of Peng and others, VLDB 13, 2019): between two paths that
//! are told lies no more than a walk over the corridor for each of their steps. Counting
//! does not walk the last two steps; it knows how many ways there are.

use super::corridor::Corridor;
use super::ways::Ways;

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Simple {
    corridor: Corridor,
    /// For each node the fewest steps from it to the end that the path so far leaves open;
    /// never too many.
    barrier: Vec<u32>,
    /// Whether a barrier stands above the plain distance.
    raised: bool,
    /// For counting: over how many nodes two steps lead to the end.
    twos: Vec<u64>,
    frames: Vec<Frame>,
    /// Nodes of the path from which one step leads to the end.
    touching: Vec<u32>,
    path: Vec<u32>,
    queue: Vec<u32>,
    looks: u64,
    most_looks: u64,
    /// The length of the shortest path longer than the ones walked, as far as is known.
    longer: u32,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    node: u32,
    at: usize,
    end: usize,
    /// The fewest steps to the end that were found from here.
    shortest: u32,
}

/// The node stands on the path.
const ON_PATH: u32 = u32::MAX;
/// No path found.
const NONE: u32 = u32::MAX;

/// Whether everything was walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walked {
    All,
    /// The one who was told said stop.
    Stopped,
    /// As many arcs were looked at as were allowed.
    OutOfLooks,
}

/// Why a walk ended early.
struct Early(Walked);

/// What a walk is for.
trait Finding {
    /// Whether paths are told; otherwise they are counted.
    const TELLS: bool;
    /// Takes a path; whether to go on.
    fn tell(&mut self, path: &[u32]) -> bool;
    fn count(&mut self, paths: u64);
}

struct Teller<F>(F);

impl<F: FnMut(&[u32]) -> bool> Finding for Teller<F> {
    const TELLS: bool = true;

    fn tell(&mut self, path: &[u32]) -> bool {
        (self.0)(path)
    }

    fn count(&mut self, _: u64) {}
}

#[derive(Default)]
struct Counter(u64);

impl Finding for Counter {
    const TELLS: bool = false;

    fn tell(&mut self, _: &[u32]) -> bool {
        true
    }

    fn count(&mut self, paths: u64) {
        self.0 = self.0.saturating_add(paths);
    }
}

impl Simple {
    /// Tells every simple path from `a` to `b` of at most `most` steps, both ends included.
    ///
    /// `open` says which confidences a step may have, `tell` whether to go on. After `looks` arcs the walk stops.
    pub(crate) fn each(
        &mut self,
        ways: &Ways<'_>,
        [a, b]: [u32; 2],
        most: u32,
        looks: u64,
        open: impl Fn(u16) -> bool,
        mut tell: impl FnMut(&[u32]) -> bool,
    ) -> Walked {
        if a == b {
            return if tell(&[a]) { Walked::All } else { Walked::Stopped };
        }
        if !self.start(ways, [a, b], most, looks, open) {
            return Walked::All;
        }
        let mut teller = Teller(tell);
        let mut steps = self.corridor.far()[self.corridor.ends()[0] as usize];
        while steps <= most.min(ways.nodes()) {
            if let Err(Early(why)) = self.walk(steps, &mut teller) {
                return why;
            }
            steps = self.longer;
        }
        Walked::All
    }

    /// How many there are of each length, as (steps, paths), lengths without a path left out.
    ///
    /// Where the walk stops early the last figure is a part of the whole.
    pub(crate) fn count(
        &mut self,
        ways: &Ways<'_>,
        [a, b]: [u32; 2],
        most: u32,
        looks: u64,
    ) -> (Vec<(u32, u64)>, Walked) {
        if a == b {
            return (vec![(0, 1)], Walked::All);
        }
        let mut counts = Vec::new();
        if !self.start(ways, [a, b], most, looks, |_| true) {
            return (counts, Walked::All);
        }
        self.count_twos();
        let mut steps = self.corridor.far()[self.corridor.ends()[0] as usize];
        while steps <= most.min(ways.nodes()) {
            let mut counter = Counter::default();
            let walked = self.walk(steps, &mut counter);
            counts.extend((counter.0 > 0).then_some((steps, counter.0)));
            if let Err(Early(why)) = walked {
                return (counts, why);
            }
            steps = self.longer;
        }
        (counts, Walked::All)
    }

    fn start(
        &mut self,
        ways: &Ways<'_>,
        ends: [u32; 2],
        most: u32,
        looks: u64,
        open: impl Fn(u16) -> bool,
    ) -> bool {
        if !self.corridor.find(ways, ends, most, open) {
            return false;
        }
        self.barrier.clear();
        self.barrier.extend_from_slice(self.corridor.far());
        self.raised = false;
        self.looks = self.corridor.looks();
        self.most_looks = looks;
        true
    }

    fn count_twos(&mut self) {
        let Self { corridor, twos, .. } = self;
        twos.clear();
        twos.extend((0..corridor.nodes().len() as u32).map(|node| {
            corridor.out().row(node).iter().filter(|next| corridor.touches(**next)).count() as u64
        }));
    }

    /// All paths of exactly this many steps.
    fn walk<F: Finding>(&mut self, steps: u32, finding: &mut F) -> Result<(), Early> {
        let [first, second] = self.corridor.ends();
        if self.raised {
            self.barrier.copy_from_slice(self.corridor.far());
            self.raised = false;
        }
        self.longer = NONE;
        self.frames.clear();
        self.touching.clear();
        self.path.clear();
        if steps == 1 {
            self.longer = 2;
            let nodes = self.corridor.nodes();
            finding.count(1);
            let path = [nodes[first as usize], nodes[second as usize]];
            return if finding.tell(&path) { Ok(()) } else { Err(Early(Walked::Stopped)) };
        }
        if steps == 2 {
            return self.last_two(first, steps, finding).map(|_| ());
        }
        self.enter(first);
        while let Some(frame) = self.frames.last_mut() {
            let depth = self.path.len() as u32 - 1;
            if frame.at == frame.end {
                self.leave(steps - depth);
                continue;
            }
            let next = self.corridor.out().target(frame.at);
            frame.at += 1;
            let barrier = self.barrier[next as usize];
            if barrier == ON_PATH {
                continue;
            }
            if depth + 1 + barrier > steps {
                self.longer = self.longer.min(depth + 1 + barrier);
                continue;
            }
            if self.looks > self.most_looks {
                self.clear();
                return Err(Early(Walked::OutOfLooks));
            }
            if depth + 3 < steps {
                self.enter(next);
                continue;
            }
            match self.last_two(next, steps, finding) {
                Ok(NONE) => self.raise(next, 3),
                Ok(shortest) => self.note(shortest),
                Err(early) => {
                    self.clear();
                    return Err(early);
                }
            }
        }
        Ok(())
    }

    /// Takes a node onto the path.
    fn enter(&mut self, node: u32) {
        let span = self.corridor.out().span(node);
        self.looks += span.len() as u64;
        let touches = self.corridor.touches(node);
        if touches {
            self.touching.push(node);
        }
        self.barrier[node as usize] = ON_PATH;
        self.path.push(self.corridor.nodes()[node as usize]);
        let shortest = if touches { 1 } else { NONE };
        self.frames.push(Frame { node, at: span.start, end: span.end, shortest });
    }

    /// Takes the last node off the path, from which `left` steps were left.
    fn leave(&mut self, left: u32) {
        let Some(Frame { node, shortest, .. }) = self.frames.pop() else { return };
        self.path.pop();
        if self.corridor.touches(node) {
            self.touching.pop();
        }
        if shortest == NONE {
            self.raise(node, left + 1);
        } else {
            self.lower(node, shortest);
            self.note(shortest);
        }
    }

    /// Tells the node before that a path was found.
    fn note(&mut self, shortest: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.shortest = frame.shortest.min(shortest + 1);
        }
    }

    fn raise(&mut self, node: u32, steps: u32) {
        self.barrier[node as usize] = steps;
        self.raised = true;
    }

    /// Lowers the barrier of a node, and of all that may now pass through it.
    fn lower(&mut self, node: u32, steps: u32) {
        let Self { corridor, barrier, queue, .. } = self;
        barrier[node as usize] = steps;
        self.raised |= steps > corridor.far()[node as usize];
        if !self.raised {
            return;
        }
        queue.push(node);
        while let Some(node) = queue.pop() {
            let steps = barrier[node as usize] + 1;
            self.looks += corridor.back().row(node).len() as u64;
            for &before in corridor.back().row(node) {
                let known = &mut barrier[before as usize];
                if *known != ON_PATH && *known > steps {
                    *known = steps;
                    queue.push(before);
                }
            }
        }
    }

    /// The paths over a node from which exactly two steps are left.
    ///
    /// Gives the fewest steps, one or two, in which it leads to the end.
    fn last_two<F: Finding>(
        &mut self,
        node: u32,
        steps: u32,
        finding: &mut F,
    ) -> Result<u32, Early> {
        let Self { corridor, barrier, path, .. } = self;
        let row = corridor.out().row(node);
        let mut shortest = if corridor.touches(node) { 1 } else { NONE };
        // What lies beside the node may lead on.
        if !row.is_empty() {
            self.longer = self.longer.min(steps + 1);
        }
        if F::TELLS {
            self.looks += row.len() as u64;
            let [_, second] = corridor.ends();
            let nodes = corridor.nodes();
            let before = path.len();
            for &middle in row {
                if corridor.touches(middle) && barrier[middle as usize] != ON_PATH {
                    shortest = shortest.min(2);
                    let rest = [node, middle, second].map(|node| nodes[node as usize]);
                    path.extend(rest);
                    let go_on = finding.tell(path);
                    path.truncate(before);
                    if !go_on {
                        return Err(Early(Walked::Stopped));
                    }
                }
            }
        } else {
            self.looks += 1;
            let taken = self.touching.iter().filter(|one| row.binary_search(one).is_ok()).count();
            let paths = self.twos[node as usize] - taken as u64;
            if paths > 0 {
                shortest = shortest.min(2);
                finding.count(paths);
            }
        }
        Ok(shortest)
    }

    /// Makes ready for the next question after an early end.
    fn clear(&mut self) {
        self.frames.clear();
        self.raised = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::csr::Csr;
    use crate::network::kernel::ways::Arcs;
    use crate::network::kernel::ways::trials::{World, ranks, simple_paths, worlds};
    use crate::network::kernel::worlds::Numbers;

    #[track_caller]
    fn check(world: &World, simple: &mut Simple, most: u32) {
        let ways = world.ways();
        for a in 0..ways.nodes() {
            for b in 0..ways.nodes() {
                let mut expected = simple_paths(&ways, a, b, most as usize);
                expected.sort_by_key(|path| (path.len(), ranks(&ways, path)));
                let mut told = Vec::new();
                let walked = simple.each(
                    &ways,
                    [a, b],
                    most,
                    u64::MAX,
                    |_| true,
                    |path| {
                        told.push(path.to_vec());
                        true
                    },
                );
                assert_eq!((&told, walked), (&expected, Walked::All), "{world:?} {a} {b} {most}");
                let (counts, walked) = simple.count(&ways, [a, b], most, u64::MAX);
                let mut plain = Vec::new();
                for run in expected.chunk_by(|a, b| a.len() == b.len()) {
                    plain.push((run[0].len() as u32 - 1, run.len() as u64));
                }
                assert_eq!((counts, walked), (plain, Walked::All), "{world:?} {a} {b} {most}");
            }
        }
    }

    #[test]
    fn all_paths_of_all_small_worlds_are_told_in_order_and_counted() {
        let mut simple = Simple::default();
        for world in worlds(0, 0) {
            for most in 0..=5 {
                check(&world, &mut simple, most);
            }
        }
    }

    #[test]
    fn barriers_leave_nothing_out_in_thicker_worlds() {
        let mut simple = Simple::default();
        for seed in 0..60 {
            let mut numbers = Numbers(seed);
            let nodes = 7 + numbers.below(3);
            let ties = 10 + numbers.below(9);
            let pairs: Vec<_> =
                (0..ties).map(|_| (numbers.below(nodes), numbers.below(nodes))).collect();
            let world = World::of(&Csr::undirected(nodes, &pairs), seed, seed.is_multiple_of(2));
            check(&world, &mut simple, 3 + numbers.below(6));
        }
    }

    #[test]
    fn a_walk_stops_when_told_and_when_out_of_looks_and_the_next_is_whole_again() {
        let pairs: Vec<_> = (0..9_u32).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        let world = World::of(&Csr::undirected(9, &pairs), 3, false);
        let ways = world.ways();
        let mut simple = Simple::default();
        let all = simple_paths(&ways, 0, 1, 6).len();
        for stop in [1, 2, 30, 400] {
            let mut told = 0;
            let walked = simple.each(
                &ways,
                [0, 1],
                6,
                u64::MAX,
                |_| true,
                |_| {
                    told += 1;
                    told < stop
                },
            );
            assert_eq!((walked, told), (Walked::Stopped, stop));
            let mut told = 0;
            let walked = simple.each(
                &ways,
                [0, 1],
                6,
                300,
                |_| true,
                |_| {
                    told += 1;
                    true
                },
            );
            assert_eq!(walked, Walked::OutOfLooks);
            assert!(told < all);
            let (counts, walked) = simple.count(&ways, [0, 1], 6, u64::MAX);
            assert_eq!(counts.iter().map(|(_, paths)| *paths).sum::<u64>(), all as u64);
            assert_eq!(walked, Walked::All);
        }
    }

    /// A thick cluster behind which the end hangs on one node: without barriers a walk
    /// through that node would try every path of the cluster in vain.
    #[test]
    fn a_dead_end_is_walked_once_and_not_for_every_way_into_it() {
        let thick = 40_u32;
        let mut pairs: Vec<_> = (0..thick).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        // The gate is node 0; from it one step leads to the end. The start hangs on it too.
        pairs.extend([(0, thick), (0, thick + 1)]);
        let csr = Csr::undirected(thick + 2, &pairs);
        let confidence = vec![1000; csr.arcs()];
        let arcs = Arcs::new(&csr, &confidence);
        let ways = Ways::new(arcs, arcs, &[]);
        let mut simple = Simple::default();
        let (counts, walked) = simple.count(&ways, [thick, thick + 1], 12, 1_000_000);
        assert_eq!((counts, walked), (vec![(2, 1)], Walked::All));
    }

    #[test]
    fn a_long_chain_and_a_long_circle_are_walked_without_a_call_for_each_node() {
        let n = 200_000;
        let mut pairs: Vec<_> = (1..n).map(|b| (b - 1, b)).collect();
        let mut simple = Simple::default();
        for paths in [1, 2] {
            let csr = Csr::undirected(n, &pairs);
            let confidence = vec![1000; csr.arcs()];
            let arcs = Arcs::new(&csr, &confidence);
            let ways = Ways::new(arcs, arcs, &[]);
            let (counts, walked) = simple.count(&ways, [0, n / 4], u32::MAX, 100_000_000);
            assert_eq!((counts.len(), walked), (paths, Walked::All));
            pairs.push((n - 1, 0));
        }
    }
}
