//! PageRank by repeated sweeps.
//!
//! Jacobi's method: every sweep reads the scores of the one before, so the answer does
//! not depend on the order in which nodes are visited. A node without ties gives its
//! score to the nodes of the restart.
//!
//! A sweep goes through blocks of nodes, and sums over all nodes are sums over the blocks in
//! their order: whoever shares the blocks out gets the same to the last bit.

use super::csr::Csr;
use super::runs;

/// When to stop, and how much to walk on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sweeps {
    /// The chance of walking on instead of starting again.
    pub(crate) damping: f64,
    /// The sum of all changes in a sweep below which the scores are final.
    pub(crate) change_below: f64,
    /// The most sweeps that are made.
    pub(crate) most: u32,
}

/// How many nodes are swept together.
const BLOCK: usize = 1 << 13;

/// Scores, and how they came about.
#[derive(Clone, Debug)]
pub(crate) struct Scores {
    /// One for each node; they sum to 1.
    pub(crate) scores: Vec<f64>,
    /// Sweeps made.
    pub(crate) sweeps: u32,
    /// The sum of all changes in the last sweep.
    pub(crate) change: f64,
}

/// Scores over a symmetric graph; `restart` lists the nodes to start again from, each once,
/// or all if it is empty.
pub(crate) fn page_rank(csr: &Csr, restart: &[u32], rules: Sweeps) -> Scores {
    let nodes = csr.nodes() as usize;
    if nodes == 0 {
        return Scores { scores: vec![], sweeps: 0, change: 0.0 };
    }
    if restart.is_empty() {
        let share = 1.0 / nodes as f64;
        return sweep(csr, |_| share, rules);
    }
    let mut start = vec![0.0; nodes];
    for node in restart {
        start[*node as usize] = 1.0 / restart.len() as f64;
    }
    sweep(csr, |node| start[node as usize], rules)
}

fn sweep(csr: &Csr, start: impl Fn(u32) -> f64 + Sync, rules: Sweeps) -> Scores {
    let mut scores: Vec<f64> = (0..csr.nodes()).map(&start).collect();
    let mut given: Vec<f64> =
        (0_u32..).zip(&scores).map(|(node, score)| gives(csr, node, *score)).collect();
    let mut giving = vec![0.0; given.len()];
    let alone = |node: &u32| csr.degree(*node) == 0;
    let mut stuck: f64 = (0..csr.nodes()).filter(alone).map(|node| scores[node as usize]).sum();
    let (mut sweeps, mut change) = (0, f64::INFINITY);
    while sweeps < rules.most && change >= rules.change_below {
        let again = 1.0 - rules.damping + rules.damping * stuck;
        let score = |node: u32| {
            let taken: f64 = csr.row(node).iter().map(|beside| given[*beside as usize]).sum();
            again * start(node) + rules.damping * taken
        };
        let block = |first, [scores, giving]: [&mut [f64]; 2]| {
            swept(csr, (first as u32..).zip(scores), giving, score)
        };
        let sums = runs::blocks([&mut scores, &mut giving], BLOCK, block);
        (change, stuck) = sums.iter().fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        std::mem::swap(&mut given, &mut giving);
        sweeps += 1;
    }
    Scores { scores, sweeps, change }
}

/// What a node hands to each neighbor: one number is read for each arc, not two.
fn gives(csr: &Csr, node: u32, score: f64) -> f64 {
    match csr.degree(node) {
        0 => 0.0,
        degree => score / f64::from(degree),
    }
}

/// Writes new scores for a block of nodes; the sum of all changes, and that of the scores of
/// nodes without ties.
fn swept<'a>(
    csr: &Csr,
    scores: impl Iterator<Item = (u32, &'a mut f64)>,
    giving: &mut [f64],
    score: impl Fn(u32) -> f64,
) -> (f64, f64) {
    let (mut change, mut stuck) = (0.0, 0.0);
    for ((node, held), giving) in scores.zip(giving) {
        let score = score(node);
        change += (score - std::mem::replace(held, score)).abs();
        *giving = gives(csr, node, score);
        if csr.degree(node) == 0 {
            stuck += score;
        }
    }
    (change, stuck)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    const RULES: Sweeps = Sweeps { damping: 0.85, change_below: 1e-12, most: 1_000 };

    #[track_caller]
    fn check(csr: &Csr, restart: &[u32]) {
        let found = page_rank(csr, restart, RULES);
        let s = &found.scores;
        assert!((s.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{csr:?}");
        // The scores solve their own equation.
        let start = |node: u32| match restart {
            [] => 1.0 / s.len() as f64,
            some => f64::from(u8::from(some.contains(&node))) / some.len() as f64,
        };
        let stuck: f64 =
            (0..csr.nodes()).filter(|n| csr.degree(*n) == 0).map(|n| s[n as usize]).sum();
        for node in 0..csr.nodes() {
            let taken: f64 =
                csr.row(node).iter().map(|b| s[*b as usize] / f64::from(csr.degree(*b))).sum();
            let right = (0.15 + 0.85 * stuck) * start(node) + 0.85 * taken;
            assert!((s[node as usize] - right).abs() < 1e-9, "{csr:?} at {node}");
        }
    }

    #[test]
    fn scores_solve_their_own_equation() {
        for csr in all_graphs(4) {
            check(&csr, &[]);
            check(&csr, &[0]);
        }
        for seed in 0..40 {
            let csr = random_graph(seed, 60);
            check(&csr, &[]);
            check(&csr, &[0, csr.nodes() - 1][..usize::from(csr.nodes() > 1) + 1]);
        }
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn any_number_of_threads_gives_the_same_bits() {
        use crate::network::kernel::worlds::{heavy_tailed, same_on_threads};

        let rules = Sweeps { most: 12, ..RULES };
        for nodes in [100, 3 * BLOCK as u32 + 7] {
            let csr = heavy_tailed(u64::from(nodes), nodes);
            for restart in [&[][..], &[0, 99, nodes / 2]] {
                same_on_threads(|| {
                    let found = page_rank(&csr, restart, rules);
                    let bits: Vec<u64> = found.scores.iter().map(|score| score.to_bits()).collect();
                    (bits, found.sweeps, found.change.to_bits())
                });
            }
        }
    }
}
