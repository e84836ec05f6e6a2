//! Katz's status: how many walks of any length lead to a node, longer ones counting less.
//!
//! Katz, Psychometrika 18 (1953): x = 1 + a A x. The sum stays finite only while the
//! attenuation a is below the reciprocal of the largest eigenvalue; beyond it every sweep
//! adds more than the one before, which is noticed and said.

use super::csr::Csr;

/// The most sweeps that are made.
pub(crate) const SWEEPS: u32 = 1_000;
/// The largest change in a sweep below which the scores are final.
const CHANGE_BELOW: f64 = 1e-10;

/// A score for every node of a symmetric graph; `None` if the sweeps do not settle.
pub(crate) fn katz(csr: &Csr, attenuation: f64) -> Option<Vec<f64>> {
    let mut scores = vec![1.0; csr.nodes() as usize];
    let mut next = scores.clone();
    for _ in 0..SWEEPS {
        let mut change: f64 = 0.0;
        for node in 0..csr.nodes() {
            let taken: f64 = csr.row(node).iter().map(|beside| scores[*beside as usize]).sum();
            let score = 1.0 + attenuation * taken;
            change = change.max((score - scores[node as usize]).abs());
            next[node as usize] = score;
        }
        std::mem::swap(&mut scores, &mut next);
        if change < CHANGE_BELOW {
            return Some(scores);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    /// Straight from the definition: walks counted by length, each step attenuated.
    #[track_caller]
    fn check(csr: &Csr, attenuation: f64) {
        let found = katz(csr, attenuation).unwrap();
        let mut walks = vec![1.0; csr.nodes() as usize];
        let mut sum = walks.clone();
        for _ in 0..3_000 {
            let step = |node| csr.row(node).iter().map(|beside| walks[*beside as usize]).sum();
            let longer: Vec<f64> = (0..csr.nodes()).map(step).collect();
            walks = longer.iter().map(|number: &f64| number * attenuation).collect();
            sum.iter_mut().zip(&walks).for_each(|(sum, more)| *sum += more);
        }
        for (found, sum) in found.iter().zip(&sum) {
            assert!((found - sum).abs() < 1e-8, "{csr:?}: {found} against {sum}");
        }
    }

    #[test]
    fn counting_walks_gives_the_same() {
        // The largest eigenvalue is at most the largest degree.
        all_graphs(5).for_each(|csr| check(&csr, 0.2));
        for seed in 0..40 {
            let csr = random_graph(seed, 40);
            let most = (0..csr.nodes()).map(|node| csr.degree(node)).max().unwrap_or(0);
            check(&csr, 0.9 / f64::from(most.max(1)));
        }
    }

    #[test]
    fn a_sum_without_end_is_no_score() {
        // The eigenvalue of a triangle is 2.
        let csr = Csr::undirected(3, &[(0, 1), (1, 2), (2, 0)]);
        assert!((katz(&csr, 0.4).unwrap()[0] - 5.0).abs() < 1e-8);
        assert_eq!(katz(&csr, 0.5), None);
        assert_eq!(katz(&csr, 0.9), None);
        assert_eq!(katz(&Csr::undirected(0, &[]), 0.9), Some(vec![]));
    }
}
