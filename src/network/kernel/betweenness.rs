//! Betweenness: on how many shortest paths between others a node lies.
//!
//! Nodes are numbered anew in the order of a breadth-first search from the largest hub, so
//! that neighbors stand near each other in memory, and sources that follow each other stand
//! near each other in the graph. In a small graph they are worked out eight at once
//! ([`eight_sources`](super::eight_sources)). In a large one eight numbers a node no longer
//! fit into the nearer memory: there [one after the other](super::one_source) is faster.

use std::collections::BTreeSet;
use std::ops::Range;

use super::csr::Csr;
use super::eight_sources::{EightSources, LANES};
use super::one_source::OneSource;
use super::runs;

/// How many blocks of sources are summed up before they are added to the whole.
const TOGETHER: usize = 8;
/// From this many sources on it pays to number the nodes anew.
const MANY: usize = 8;
/// Up to this many nodes eight sources at once are faster than one after the other.
const SMALL: u32 = 1 << 15;

/// Part of a graph, its nodes numbered anew in the order of a breadth-first search.
struct Renumbered {
    rows: Csr,
    /// The old number of each node.
    old: Vec<u32>,
    /// The new numbers of each component.
    parts: Vec<Range<u32>>,
}

/// Up to eight sources of one component.
struct Block {
    part: Range<u32>,
    sources: Vec<u32>,
}

impl Renumbered {
    /// Only the open nodes, from the one with the most neighbors on; the rest in rising order.
    fn of(csr: &Csr, open: impl Fn(u32) -> bool) -> Self {
        let hub = (0..csr.nodes()).filter(|node| open(*node)).max_by_key(|n| csr.degree(*n));
        let mut new = vec![u32::MAX; csr.nodes() as usize];
        let mut old: Vec<u32> = Vec::with_capacity(csr.nodes() as usize);
        let (mut at, mut parts) = (0, Vec::new());
        for root in hub.into_iter().chain(0..csr.nodes()) {
            if new[root as usize] != u32::MAX || !open(root) {
                continue;
            }
            let begin = old.len() as u32;
            new[root as usize] = begin;
            old.push(root);
            while at < old.len() {
                for &beside in csr.row(old[at]) {
                    if new[beside as usize] == u32::MAX && open(beside) {
                        new[beside as usize] = old.len() as u32;
                        old.push(beside);
                    }
                }
                at += 1;
            }
            parts.push(begin..old.len() as u32);
        }
        let mut offsets = Vec::with_capacity(old.len() + 1);
        offsets.push(0);
        let mut targets = Vec::with_capacity(csr.arcs());
        for node in &old {
            let row = csr.row(*node).iter().map(|beside| new[*beside as usize]);
            targets.extend(row.filter(|beside| *beside != u32::MAX));
            offsets.push(targets.len() as u32);
        }
        Self { rows: Csr::from_rows(offsets, targets).unwrap_or_default(), old, parts }
    }

    /// Sources, in rising order, cut into blocks of one component each. Nobody stands between
    /// others in a component of two.
    fn blocks(&self, is_source: impl Fn(u32) -> bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in self.parts.iter().filter(|part| part.len() > 2) {
            let sources: Vec<u32> = part.clone().filter(|node| is_source(*node)).collect();
            let block = |some: &[u32]| Block { part: part.clone(), sources: some.to_vec() };
            blocks.extend(sources.chunks(LANES).map(block));
        }
        blocks
    }

    /// What all blocks contribute, by new number.
    fn sum(&self, blocks: &[Block], eight: bool) -> Vec<f64> {
        let runs: Vec<&[Block]> = blocks.chunks(TOGETHER).collect();
        let rows = &self.rows;
        if eight {
            return runs::sum(&runs, self.old.len(), |space: &mut EightSources, run, sum| {
                for Block { part, sources } in *run {
                    space.add_from(rows, part.clone(), sources, sum);
                }
            });
        }
        runs::sum(&runs, self.old.len(), |space: &mut OneSource, run, sum| {
            let sources = run.iter().flat_map(|block| &block.sources);
            sources.for_each(|source| space.add_from(rows, *source, sum));
        })
    }

    /// Values by old number, for so many nodes; 0 where nothing was open.
    fn by_old(&self, values: &[f64], nodes: u32) -> Vec<f64> {
        let mut by_old = vec![0.0; nodes as usize];
        self.old.iter().zip(values).for_each(|(old, value)| by_old[*old as usize] = *value);
        by_old
    }
}

/// Betweenness of every node, each pair counted once, not normalized.
pub(crate) fn betweenness(csr: &Csr) -> Vec<f64> {
    betweenness_among(csr, |_| true)
}

/// The same in the graph that the open nodes form; 0 for the others.
pub(crate) fn betweenness_among(csr: &Csr, open: impl Fn(u32) -> bool) -> Vec<f64> {
    let graph = Renumbered::of(csr, open);
    let mut sum = graph.sum(&graph.blocks(|_| true), graph.rows.nodes() <= SMALL);
    sum.iter_mut().for_each(|value| *value /= 2.0);
    graph.by_old(&sum, csr.nodes())
}

/// What the shortest paths from some nodes contribute to every other, each path counted
/// from its source.
pub(crate) fn betweenness_from(csr: &Csr, sources: &BTreeSet<u32>) -> Vec<f64> {
    if sources.len() < MANY {
        let (mut space, mut sum) = (OneSource::default(), vec![0.0; csr.nodes() as usize]);
        sources.iter().for_each(|source| space.add_from(csr, *source, &mut sum));
        return sum;
    }
    let graph = Renumbered::of(csr, |_| true);
    let blocks = graph.blocks(|node| sources.contains(&graph.old[node as usize]));
    graph.by_old(&graph.sum(&blocks, graph.rows.nodes() <= SMALL), csr.nodes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::components::components;
    use crate::network::kernel::walk::{FAR, RingSpace, rings};
    #[cfg(feature = "parallel")]
    use crate::network::kernel::worlds::same_on_threads;
    use crate::network::kernel::worlds::{all_graphs, diamonds, heavy_tailed, random_graph};

    /// From the definition: for each pair and node, paths through it over all paths.
    fn plain(csr: &Csr) -> Vec<f64> {
        let n = csr.nodes() as usize;
        let (mut space, mut distance) = (RingSpace::default(), Vec::new());
        let mut all = vec![];
        for a in 0..csr.nodes() {
            rings(csr, a, &mut distance, &mut space);
            let mut paths = vec![0.0; n];
            paths[a as usize] = 1.0;
            for ring in 1..csr.nodes() {
                for node in (0..csr.nodes()).filter(|v| distance[*v as usize] == ring) {
                    let before =
                        csr.row(node).iter().filter(|b| distance[**b as usize] == ring - 1);
                    paths[node as usize] = before.map(|b| paths[*b as usize]).sum();
                }
            }
            all.push((distance.clone(), paths));
        }
        let mut sum = vec![0.0; n];
        for a in 0..n {
            for b in a + 1..n {
                for v in (0..n).filter(|v| *v != a && *v != b) {
                    let (ab, av, vb) = (all[a].0[b], all[a].0[v], all[v].0[b]);
                    if ab != FAR && av != FAR && vb != FAR && av + vb == ab {
                        sum[v] += all[a].1[v] * all[v].1[b] / all[a].1[b];
                    }
                }
            }
        }
        sum
    }

    #[track_caller]
    fn check(csr: &Csr) {
        let (ours, expected) = (betweenness(csr), plain(csr));
        for (v, (a, b)) in ours.iter().zip(&expected).enumerate() {
            assert!((a - b).abs() < 1e-9 * (1.0 + b), "{csr:?} at {v}: {a} against {b}");
        }
    }

    #[test]
    fn the_definition_gives_the_same() {
        all_graphs(5).for_each(|csr| check(&csr));
        (0..40).for_each(|seed| check(&random_graph(seed, 40)));
        // More than one run of sources, and parts that are not met at all.
        (0..3).for_each(|seed| check(&random_graph(seed, 400)));
    }

    #[test]
    fn among_the_open_the_others_count_as_gone() {
        for seed in 0..30 {
            let csr = random_graph(seed, 40);
            let open = |node: u32| node % 5 != (seed % 6) as u32;
            let left = (0..csr.nodes()).filter(|node| open(*node));
            let pairs: Vec<_> = left
                .flat_map(|a| csr.row(a).iter().map(move |b| (a, *b)))
                .filter(|(_, b)| open(*b))
                .collect();
            let expected = plain(&Csr::undirected(csr.nodes(), &pairs));
            for (a, b) in betweenness_among(&csr, open).iter().zip(&expected) {
                assert!((a - b).abs() < 1e-9 * (1.0 + b), "{csr:?}: {a} against {b}");
            }
        }
    }

    #[test]
    fn few_sources_and_many_give_their_own_shares() {
        for seed in 0..20 {
            let csr = random_graph(seed, 60);
            for sources in [3, 20] {
                let sources: BTreeSet<u32> =
                    (0..csr.nodes()).filter(|node| node * 7 % 60 < sources).collect();
                let mut expected = vec![0.0; csr.nodes() as usize];
                for source in &sources {
                    OneSource::default().add_from(&csr, *source, &mut expected);
                }
                for (a, b) in betweenness_from(&csr, &sources).iter().zip(&expected) {
                    assert!((a - b).abs() < 1e-9 * (1.0 + b), "{csr:?}: {a} against {b}");
                }
            }
        }
    }

    #[test]
    fn one_source_after_the_other_gives_the_same_as_eight_at_once() {
        for seed in 0..10 {
            let csr = heavy_tailed(seed, 300);
            let graph = Renumbered::of(&csr, |_| true);
            for step in [1, 3, 50] {
                let blocks = graph.blocks(|node| node % step == 0);
                let [ones, eights] = [false, true].map(|eight| graph.sum(&blocks, eight));
                for (a, b) in ones.iter().zip(&eights) {
                    assert!((a - b).abs() < 1e-9 * (1.0 + a), "{seed}, {step}: {a} against {b}");
                }
            }
        }
    }

    #[test]
    fn numbers_are_anew_and_components_stand_together() {
        for csr in (0..40).map(|seed| random_graph(seed, 40)) {
            let graph = Renumbered::of(&csr, |node| node % 7 != 3);
            let parts: Vec<u32> = graph.parts.iter().cloned().flatten().collect();
            assert_eq!(parts, (0..graph.rows.nodes()).collect::<Vec<_>>());
            let labels = components(&graph.rows);
            for part in &graph.parts {
                assert!(part.clone().all(|node| labels[node as usize] == part.start));
            }
            for (new, old) in (0_u32..).zip(&graph.old) {
                let row: BTreeSet<u32> =
                    graph.rows.row(new).iter().map(|new| graph.old[*new as usize]).collect();
                let beside = csr.row(*old).iter().copied().filter(|node| node % 7 != 3);
                assert_eq!(row, beside.collect::<BTreeSet<u32>>());
            }
        }
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn any_number_of_threads_gives_the_same_bits() {
        let bits = |values: Vec<f64>| values.into_iter().map(f64::to_bits).collect::<Vec<u64>>();
        for seed in 0..3 {
            // More runs than the threads take at once.
            let csr = heavy_tailed(seed, 600);
            let graph = Renumbered::of(&csr, |_| true);
            let blocks = graph.blocks(|node| node % 8 < 7);
            same_on_threads(|| bits(betweenness(&csr)));
            same_on_threads(|| bits(graph.sum(&blocks, false)));
        }
    }

    #[test]
    fn a_chain_of_diamonds_has_more_paths_than_a_number_holds() {
        // From end to end 2^1200 paths. The two sides of a diamond share evenly what passes
        // from a joint on the one side to everybody on the other.
        let long = 1_200;
        let csr = diamonds(long);
        let sources: BTreeSet<u32> = (0..=long).step_by(100).map(|joint| 3 * joint).collect();
        let found = betweenness_from(&csr, &sources);
        for diamond in 0..long {
            let before = 3 * diamond + 1;
            let behind = csr.nodes() - before - 2;
            let beyond = |source: &u32| if *source < before { behind } else { before };
            let expected = f64::from(sources.iter().map(beyond).sum::<u32>()) / 2.0;
            let side = found[before as usize];
            assert!((side - expected).abs() < 1e-6 * (1.0 + side), "{diamond}: {side}");
            assert_eq!(side, found[before as usize + 1]);
        }
    }
}
