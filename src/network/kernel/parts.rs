//! The parts in which some nodes lie once some arcs are gone.

use super::bits::Bits;
use super::csr::Csr;

/// The components in which these nodes lie, each once, its members in the order of meeting.
///
/// `open` says whether the arc at a place may be walked.
pub(crate) fn parts(csr: &Csr, starts: &[u32], open: impl Fn(usize) -> bool) -> Vec<Vec<u32>> {
    let mut met = Bits::new(csr.nodes());
    let mut parts = Vec::new();
    for &start in starts {
        if !met.insert(start) {
            continue;
        }
        let mut part = vec![start];
        let mut at = 0;
        while let Some(&node) = part.get(at) {
            at += 1;
            for place in csr.span(node) {
                let beside = csr.targets()[place];
                if open(place) && met.insert(beside) {
                    part.push(beside);
                }
            }
        }
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_arcs_part_and_nothing_is_told_twice() {
        let csr = Csr::undirected(6, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]);
        let shut = [csr.span(2).end - 1, csr.span(3).start]; // between 2 and 3
        let found = parts(&csr, &[4, 0, 1, 3, 5], |place| !shut.contains(&place));
        assert_eq!(found, [vec![4, 3], vec![0, 1, 2], vec![5]]);
        assert_eq!(parts(&csr, &[0, 4], |_| true), [[0, 1, 2, 3, 4]]);
    }
}
