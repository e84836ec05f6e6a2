//! Communities: parts that are tied more closely within than by chance.
//!
//! The Leiden method (V. A. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden:
//! guaranteeing well-connected communities, Scientific Reports 9, 2019, 5233): nodes move
//! to the community that gains most until nobody gains; each community is built anew from
//! single nodes, so that it falls into parts that hang together; the parts become the
//! nodes of a smaller graph, and so on. Of the parts that a node could join while a
//! community is built anew, the one that gains most is taken, not one by lot.
//!
//! What is gained is counted in whole numbers of 128 bits, so that every move raises the
//! same number and the search ends, on every machine with the same answer.

use super::bits::Bits;
use super::csr::Csr;

/// Visits for each node, on the average, after which a graph is taken as it is. The last
/// moves of a first round gain next to nothing, and the rounds after it make up for them:
/// on a million nodes a second round after 2 visits ends higher, and sooner, than after 10.
const VISITS: usize = 2;

/// What a search is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search {
    /// How strongly size is held against a community, in thousandths.
    pub(crate) resolution: u32,
    /// Where the order of visits begins.
    pub(crate) seed: u64,
    /// The most times that the whole graph is gone through.
    pub(crate) rounds: u32,
}

/// Communities, and how they came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Communities {
    /// For each node the number of its community, from 0, by the first node of each.
    pub(crate) of: Vec<u32>,
    /// How many there are.
    pub(crate) count: u32,
    /// Times the whole graph was gone through.
    pub(crate) rounds: u32,
    /// Whether the last time changed nothing any more.
    pub(crate) settled: bool,
}

/// The communities of a symmetric graph without loops. Each hangs together; a node without
/// ties is one of its own.
pub(crate) fn communities(csr: &Csr, search: Search) -> Communities {
    let nodes = csr.nodes();
    let sizes: Vec<u32> = (0..nodes).map(|node| csr.degree(node)).collect();
    let scale = Scale::of(csr, search.resolution);
    let mut dice = Dice(search.seed);
    let mut of: Vec<u32> = (0..nodes).collect();
    let (mut rounds, mut settled, mut worth) = (0, false, scale.worth(csr, &of));
    while rounds < search.rounds && !settled {
        let before = worth;
        of = go_through(csr, &sizes, scale, of, &mut dice);
        split(csr, &mut of);
        worth = scale.worth(csr, &of);
        settled = worth == before;
        rounds += 1;
    }
    let count = number(&mut of);
    Communities { of, count, rounds, settled }
}

/// Modularity of any division of a symmetric graph, at a resolution in thousandths.
///
/// `of` gives each node a number below the number of nodes.
pub(crate) fn modularity(csr: &Csr, of: &[u32], resolution: u32) -> f64 {
    let ends = csr.arcs() as f64;
    if csr.arcs() == 0 {
        return 0.0;
    }
    let (within, squares) = inside(csr, of);
    within as f64 / ends - f64::from(resolution) / 1000.0 * (squares as f64 / ends / ends)
}

/// Ends of ties within communities, and the sum of the squares of all their ends.
fn inside(csr: &Csr, of: &[u32]) -> (u64, u128) {
    let mut ends = vec![0_u64; of.len()];
    let mut within = 0;
    for node in 0..csr.nodes() {
        let own = of[node as usize];
        ends[own as usize] += u64::from(csr.degree(node));
        within += csr.row(node).iter().filter(|beside| of[**beside as usize] == own).count() as u64;
    }
    (within, ends.iter().map(|ends| u128::from(*ends) * u128::from(*ends)).sum())
}

/// Gains in whole numbers: modularity times 1000 times the square of all ends of ties.
#[derive(Clone, Copy, Debug)]
struct Scale {
    /// 1000 times all ends.
    ties: u64,
    resolution: u64,
}

impl Scale {
    fn of(csr: &Csr, resolution: u32) -> Self {
        Self { ties: 1000 * csr.arcs() as u64, resolution: u64::from(resolution) }
    }

    /// What `near` ties between two parts of these sizes are worth beyond chance.
    ///
    /// Ends of ties are fewer than 2^32, so each product fits.
    #[inline]
    fn gain(self, near: u32, a: u32, b: u32) -> i128 {
        let there = u128::from(u64::from(near)) * u128::from(self.ties);
        let chance = u128::from(self.resolution * u64::from(a)) * u128::from(u64::from(b));
        there as i128 - chance as i128
    }

    /// The worth of a whole division, as a number that only better ones exceed.
    fn worth(self, csr: &Csr, of: &[u32]) -> i128 {
        let (within, squares) = inside(csr, of);
        (u128::from(within) * u128::from(self.ties)) as i128
            - (squares * u128::from(self.resolution)) as i128
    }
}

/// A graph whose arcs carry a number of ties.
trait Rows {
    fn nodes(&self) -> u32;
    /// The nodes beside a node, itself left out, and how many ties lead there.
    fn row(&self, node: u32) -> impl Iterator<Item = (u32, u32)>;
}

impl Rows for Csr {
    fn nodes(&self) -> u32 {
        Self::nodes(self)
    }

    #[inline]
    fn row(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        Self::row(self, node).iter().map(|beside| (*beside, 1))
    }
}

/// A graph of parts of another.
#[derive(Debug)]
struct Coarse {
    offsets: Vec<u32>,
    arcs: Vec<(u32, u32)>,
}

impl Rows for Coarse {
    fn nodes(&self) -> u32 {
        (self.offsets.len() - 1) as u32
    }

    #[inline]
    fn row(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        let span = self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize;
        self.arcs[span].iter().copied()
    }
}

/// One step from a graph to the smaller one of its parts.
struct Step {
    /// For each node of the larger graph its part.
    part: Vec<u32>,
    rows: Coarse,
    /// Ends of ties of each part.
    sizes: Vec<u32>,
    /// The community of each part.
    of: Vec<u32>,
}

/// Goes through the whole graph once, from these communities to better ones.
fn go_through(csr: &Csr, sizes: &[u32], scale: Scale, of: Vec<u32>, dice: &mut Dice) -> Vec<u32> {
    let mut space = Space::default();
    let mut of = of;
    let Some(mut step) = coarsen(csr, sizes, scale, &mut of, dice, &mut space) else {
        return of;
    };
    let mut place = std::mem::take(&mut step.part);
    while let Some(next) = coarsen(&step.rows, &step.sizes, scale, &mut step.of, dice, &mut space) {
        place.iter_mut().for_each(|place| *place = next.part[*place as usize]);
        step = next;
    }
    place.iter().map(|place| step.of[*place as usize]).collect()
}

/// Moves nodes, builds the communities anew and gives the graph of their parts; `None` if
/// every node is a community of its own.
fn coarsen<R: Rows>(
    rows: &R,
    sizes: &[u32],
    scale: Scale,
    of: &mut [u32],
    dice: &mut Dice,
    space: &mut Space,
) -> Option<Step> {
    let order = dice.shuffled(rows.nodes());
    settle(rows, sizes, scale, of, &order, space);
    let count = number(of);
    if count == rows.nodes() {
        return None;
    }
    let order = grouped(of, count, order.iter().copied());
    let mut part = refine(rows, sizes, scale, of, &order, space);
    let mut parts = number_in(&mut part, &order);
    if parts == rows.nodes() {
        // Nobody joined anybody: the communities themselves are taken, so that the graph
        // becomes smaller all the same. Whatever does not hang together is split at the end.
        part.copy_from_slice(of);
        parts = count;
    }
    Some(gather(rows, sizes, of, part, parts, space))
}

/// What is known of a community or part while nodes move.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// Ends of ties of all its nodes.
    size: u32,
    /// Ties of the node under consideration that lead there.
    near: u32,
}

/// Working space, used again for each smaller graph.
#[derive(Debug, Default)]
struct Space {
    cells: Vec<Cell>,
    touched: Vec<u32>,
    queue: Vec<u32>,
    free: Vec<u32>,
}

impl Space {
    /// Cells for the communities of `of`, with their sizes.
    fn fill(&mut self, sizes: &[u32], of: &[u32]) {
        self.cells.clear();
        self.cells.resize(sizes.len(), Cell::default());
        for (size, own) in sizes.iter().zip(of) {
            self.cells[*own as usize].size += size;
        }
    }

    /// Counts the ties of a node by the community at their other end.
    #[inline]
    fn look(&mut self, row: impl Iterator<Item = (u32, u32)>, of: &[u32]) {
        self.touched.clear();
        for (beside, ties) in row {
            let there = of[beside as usize];
            let cell = &mut self.cells[there as usize];
            if cell.near == 0 {
                self.touched.push(there);
            }
            cell.near += ties;
        }
    }

    #[inline]
    fn forget(&mut self) {
        for there in &self.touched {
            self.cells[*there as usize].near = 0;
        }
    }
}

/// Moves nodes to the community beside them that gains most, until nobody gains.
///
/// A node stays where it is unless another place is better; of equally good ones it takes
/// the one with the smallest number. Ends early after [`VISITS`] visits a node.
fn settle<R: Rows>(
    rows: &R,
    sizes: &[u32],
    scale: Scale,
    of: &mut [u32],
    order: &[u32],
    space: &mut Space,
) {
    space.fill(sizes, of);
    space.free.clear();
    let mut lived_in = Bits::new(rows.nodes());
    of.iter().for_each(|own| lived_in.add(*own));
    space.free.extend((0..rows.nodes()).rev().filter(|place| !lived_in.has(*place)));
    let mut waiting = Bits::new(rows.nodes());
    space.queue.clear();
    for &node in order.iter().filter(|node| sizes[**node as usize] > 0) {
        waiting.add(node);
        space.queue.push(node);
    }
    let room = space.queue.len();
    let (mut head, mut left, mut visits) = (0, room, VISITS * room);
    while left > 0 && visits > 0 {
        visits -= 1;
        let node = space.queue[head];
        head = if head + 1 == room { 0 } else { head + 1 };
        left -= 1;
        waiting.remove(node);
        let (own, size) = (of[node as usize], sizes[node as usize]);
        space.look(rows.row(node), of);
        space.cells[own as usize].size -= size;
        let best = best_place(space, scale, own, size);
        space.cells[best as usize].size += size;
        space.forget();
        if best == own {
            continue;
        }
        of[node as usize] = best;
        if space.cells[own as usize].size == 0 {
            space.free.push(own);
        }
        for (beside, _) in rows.row(node) {
            if of[beside as usize] != best && waiting.insert(beside) {
                let tail = head + left;
                let at = if tail >= room { tail - room } else { tail };
                space.queue[at] = beside;
                left += 1;
            }
        }
    }
}

/// Where a node that has been taken out of its community is best put.
#[inline]
fn best_place(space: &mut Space, scale: Scale, own: u32, size: u32) -> u32 {
    let Cell { size: rest, near } = space.cells[own as usize];
    let (mut best, mut most) = (own, scale.gain(near, size, rest));
    for &there in &space.touched {
        let Cell { size: theirs, near } = space.cells[there as usize];
        let gain = scale.gain(near, size, theirs);
        if gain > most || gain == most && best != own && there < best {
            (best, most) = (there, gain);
        }
    }
    // Alone is better than in bad company; `free` is empty only if nobody shares a place.
    if most < 0
        && let Some(alone) = space.free.pop()
    {
        best = alone;
    }
    best
}

/// Builds each community anew from single nodes: its parts hang together.
///
/// Only nodes and parts that are well tied to the rest of their community join. `order`
/// lists the nodes community by community.
fn refine<R: Rows>(
    rows: &R,
    sizes: &[u32],
    scale: Scale,
    of: &[u32],
    order: &[u32],
    space: &mut Space,
) -> Vec<u32> {
    space.fill(sizes, of);
    let whole: Vec<u32> = space.cells.iter().map(|cell| cell.size).collect();
    let mut part: Vec<u32> = (0..rows.nodes()).collect();
    space.fill(sizes, &part);
    // Ties from a part to the rest of its community.
    let mut out: Vec<u32> = Vec::with_capacity(sizes.len());
    for node in 0..rows.nodes() {
        let own = of[node as usize];
        let within = rows.row(node).filter(|(beside, _)| of[*beside as usize] == own);
        out.push(within.map(|(_, ties)| ties).sum());
    }
    let mut joined = Bits::new(rows.nodes());
    for &node in order {
        let (own, size, ties) = (of[node as usize], sizes[node as usize], out[node as usize]);
        let whole = whole[own as usize];
        if joined.has(node) || ties == 0 || scale.gain(ties, size, whole - size) < 0 {
            continue;
        }
        space.look(rows.row(node).filter(|(beside, _)| of[*beside as usize] == own), &part);
        let (mut best, mut most) = (node, 0);
        for &there in &space.touched {
            let Cell { size: theirs, near } = space.cells[there as usize];
            let gain = scale.gain(near, size, theirs);
            let better = gain > most || gain == most && there < best && best != node;
            if better && scale.gain(out[there as usize], theirs, whole - theirs) >= 0 {
                (best, most) = (there, gain);
            }
        }
        let near = space.cells[best as usize].near;
        space.forget();
        if best != node {
            part[node as usize] = best;
            space.cells[node as usize].size = 0;
            space.cells[best as usize].size += size;
            // The ties between the two no longer lead out, on either side.
            out[best as usize] = out[best as usize] - near + (ties - near);
            joined.add(best);
            joined.add(node);
        }
    }
    part
}

/// The graph of the parts.
fn gather<R: Rows>(
    rows: &R,
    sizes: &[u32],
    of: &[u32],
    part: Vec<u32>,
    parts: u32,
    space: &mut Space,
) -> Step {
    let order = grouped(&part, parts, 0..rows.nodes());
    let mut step = Step {
        part,
        rows: Coarse { offsets: vec![0], arcs: Vec::new() },
        sizes: vec![0; parts as usize],
        of: vec![0; parts as usize],
    };
    space.cells.clear();
    space.cells.resize(parts as usize, Cell::default());
    for nodes in order.chunk_by(|a, b| step.part[*a as usize] == step.part[*b as usize]) {
        let Some(own) = nodes.first().map(|node| step.part[*node as usize]) else { continue };
        space.touched.clear();
        for &node in nodes {
            step.sizes[own as usize] += sizes[node as usize];
            step.of[own as usize] = of[node as usize];
            for (beside, ties) in rows.row(node) {
                let there = step.part[beside as usize];
                let cell = &mut space.cells[there as usize];
                if cell.near == 0 {
                    space.touched.push(there);
                }
                cell.near += ties;
            }
        }
        for &there in &space.touched {
            let near = std::mem::take(&mut space.cells[there as usize].near);
            if there != own {
                step.rows.arcs.push((there, near));
            }
        }
        step.rows.offsets.push(step.rows.arcs.len() as u32);
    }
    step
}

/// Splits communities into the parts that hang together.
fn split(csr: &Csr, of: &mut [u32]) {
    let mut part = vec![u32::MAX; of.len()];
    let (mut stack, mut parts) = (Vec::new(), 0);
    for node in 0..csr.nodes() {
        if part[node as usize] != u32::MAX {
            continue;
        }
        part[node as usize] = parts;
        stack.push(node);
        while let Some(from) = stack.pop() {
            for &beside in csr.row(from) {
                if part[beside as usize] == u32::MAX && of[beside as usize] == of[from as usize] {
                    part[beside as usize] = parts;
                    stack.push(beside);
                }
            }
        }
        parts += 1;
    }
    of.copy_from_slice(&part);
}

/// Numbers what is named from 0 on, in the order in which it is met; gives how many.
fn number(of: &mut [u32]) -> u32 {
    let mut numbers = vec![u32::MAX; of.len()];
    let mut next = 0;
    for own in of {
        let number = &mut numbers[*own as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *own = *number;
    }
    next
}

/// The same in another order of visits: parts of one community get numbers side by side.
fn number_in(of: &mut [u32], order: &[u32]) -> u32 {
    let mut numbers = vec![u32::MAX; of.len()];
    let mut next = 0;
    for node in order {
        let number = &mut numbers[of[*node as usize] as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
    }
    of.iter_mut().for_each(|own| *own = numbers[*own as usize]);
    next
}

/// The nodes group by group; within a group in the order in which they come.
fn grouped(of: &[u32], groups: u32, nodes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut next = vec![0_u32; groups as usize + 1];
    of.iter().for_each(|own| next[*own as usize + 1] += 1);
    for group in 1..next.len() {
        next[group] += next[group - 1];
    }
    let mut order = vec![0; of.len()];
    for node in nodes {
        let slot = &mut next[of[node as usize] as usize];
        order[*slot as usize] = node;
        *slot += 1;
    }
    order
}

/// A repeatable sequence of numbers: SplitMix64 (G. Steele, D. Lea, C. Flood, Fast
/// Splittable Pseudorandom Number Generators, OOPSLA 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The numbers below `count` in an order of chance.
    fn shuffled(&mut self, count: u32) -> Vec<u32> {
        let mut order: Vec<u32> = (0..count).collect();
        for at in (1..order.len()).rev() {
            // The upper half of the product lies in 0..=at.
            let other = (u128::from(self.next()) * (at as u128 + 1)) >> 64;
            order.swap(at, other as usize);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::components::components;
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    const SEEDS: u64 = 8;
    const PLAIN: Search = Search { resolution: 1000, seed: 1, rounds: 20 };

    /// Modularity straight from its definition: over all pairs of nodes of one community,
    /// what is there less what chance would put there.
    fn by_pairs(csr: &Csr, of: &[u32], resolution: f64) -> f64 {
        let ends = csr.arcs() as f64;
        let mut sum = 0.0;
        for a in 0..csr.nodes() {
            for b in (0..csr.nodes()).filter(|b| of[*b as usize] == of[a as usize]) {
                let there = f64::from(u8::from(csr.row(a).contains(&b)));
                let chance = f64::from(csr.degree(a)) * f64::from(csr.degree(b)) / ends;
                sum += there - resolution * chance;
            }
        }
        if csr.arcs() == 0 { 0.0 } else { sum / ends }
    }

    /// Every way of dividing some nodes: each joins a part before it or begins a new one.
    fn divisions(nodes: u32) -> Vec<Vec<u32>> {
        let mut all = vec![vec![]];
        for _ in 0..nodes {
            let longer = |of: &Vec<u32>| {
                let next = of.iter().max().map_or(0, |most| most + 1);
                (0..=next).map(|own| [of.as_slice(), &[own]].concat()).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(longer).collect();
        }
        all
    }

    /// The communities are the components of what is left when ties between them are cut.
    #[track_caller]
    fn hang_together(csr: &Csr, of: &[u32]) {
        let row = |a: u32| csr.row(a).iter().map(move |b| (a, *b));
        let within = |(a, b): &(u32, u32)| of[*a as usize] == of[*b as usize];
        let kept: Vec<_> = (0..csr.nodes()).flat_map(row).filter(within).collect();
        let mut parts = components(&Csr::undirected(csr.nodes(), &kept));
        number(&mut parts);
        assert_eq!(parts, of, "{csr:?}");
    }

    /// A search may end in a place that is only the best nearby; another seed gets past it.
    #[test]
    fn no_division_of_a_small_graph_is_better_than_the_best_of_a_few_seeds() {
        let all: Vec<_> = (0..=5).map(divisions).collect();
        let mut missed = 0;
        for csr in all_graphs(5) {
            for resolution in [500, 1000, 1700] {
                let worth = |of: &[u32]| modularity(&csr, of, resolution);
                let best =
                    all[csr.nodes() as usize].iter().map(|of| worth(of)).fold(f64::MIN, f64::max);
                let ours = |seed| {
                    let found = communities(&csr, Search { resolution, seed, ..PLAIN });
                    hang_together(&csr, &found.of);
                    let ours = worth(&found.of);
                    let plain = by_pairs(&csr, &found.of, f64::from(resolution) / 1000.0);
                    assert!((ours - plain).abs() < 1e-12, "{csr:?} {ours} {plain}");
                    ours
                };
                missed += u32::from(best - ours(1) > 1e-12);
                let most = (0..SEEDS).map(ours).fold(f64::MIN, f64::max);
                assert!(best - most < 1e-12, "{csr:?} at {resolution}: {best} above {most}");
            }
        }
        assert_eq!(missed, 6, "of 3,297 searches with one seed");
    }

    #[test]
    fn in_a_settled_answer_nobody_gains_by_moving_and_no_two_communities_by_joining() {
        for seed in 0..60 {
            let csr = random_graph(seed, 200);
            let found = communities(&csr, Search { seed, rounds: 200, ..PLAIN });
            assert!(found.settled, "seed {seed}");
            hang_together(&csr, &found.of);
            let ours = modularity(&csr, &found.of, 1000);
            for node in 0..csr.nodes() {
                for there in csr.row(node).iter().map(|b| found.of[*b as usize]) {
                    let mut moved = found.of.clone();
                    moved[node as usize] = there;
                    assert!(modularity(&csr, &moved, 1000) <= ours + 1e-12, "seed {seed}: {node}");
                }
            }
            for (a, b) in (0..found.count).flat_map(|a| (a + 1..found.count).map(move |b| (a, b))) {
                let join = |own: &u32| if *own == b { a } else { *own };
                let joined: Vec<u32> = found.of.iter().map(join).collect();
                assert!(modularity(&csr, &joined, 1000) <= ours + 1e-12, "seed {seed}: {a} {b}");
            }
            assert_eq!(communities(&csr, Search { seed, rounds: 200, ..PLAIN }), found);
        }
    }

    #[test]
    fn every_round_is_at_least_as_good_and_whole_even_when_cut_short() {
        for seed in 0..20 {
            let csr = random_graph(seed, 200);
            let mut before = f64::MIN;
            for rounds in 0..5 {
                let found = communities(&csr, Search { seed, rounds, ..PLAIN });
                let worth = modularity(&csr, &found.of, 1000);
                assert!(worth >= before, "seed {seed} round {rounds}");
                before = worth;
                hang_together(&csr, &found.of);
                assert_eq!(found.of.iter().max().map_or(0, |most| most + 1), found.count);
            }
        }
    }

    #[test]
    fn size_counts_for_nothing_or_for_everything() {
        for seed in 0..20 {
            let csr = random_graph(seed, 100);
            let mut parts = components(&csr);
            number(&mut parts);
            assert_eq!(communities(&csr, Search { resolution: 0, ..PLAIN }).of, parts);
            let alone = communities(&csr, Search { resolution: u32::MAX, ..PLAIN });
            assert_eq!(alone.count, csr.nodes());
        }
    }

    #[test]
    fn planted_groups_are_found() {
        // 20 groups of 15 in which everybody stands beside everybody, chained to a ring.
        let mut pairs = vec![];
        for group in 0..20_u32 {
            let first = 15 * group;
            pairs.extend((0..15).flat_map(|a| (0..a).map(move |b| (first + a, first + b))));
            pairs.push((first, (first + 15 + 7) % 300));
        }
        let csr = Csr::undirected(300, &pairs);
        for seed in 0..5 {
            let found = communities(&csr, Search { seed, ..PLAIN });
            let planted: Vec<u32> = (0..300).map(|node| node / 15).collect();
            assert_eq!(found.of, planted);
        }
    }

    #[test]
    fn a_long_chain_overflows_nothing() {
        let n = 100_000_u32;
        let pairs: Vec<_> = (1..n).map(|i| (i - 1, i)).collect();
        let csr = Csr::undirected(n, &pairs);
        let search = move || communities(&csr, Search { rounds: 1, ..PLAIN });
        let small = std::thread::Builder::new().stack_size(256 * 1024);
        let found = small.spawn(search).unwrap().join().unwrap();
        assert!((2..n).contains(&found.count));
        let whole = communities(&Csr::from_rows(vec![0], vec![]).unwrap(), PLAIN);
        assert_eq!((whole.count, whole.settled), (0, true));
    }
}
