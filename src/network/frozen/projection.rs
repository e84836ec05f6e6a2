//! Who stands beside whom in a view: direction and kind dropped, each pair once.
//!
//! Of several ties between two parties the strongest is kept; of equally strong ones one
//! that starts at the smaller id, then the one with the smaller number. Made once for a
//! view and then asked many times.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: places come from the checked rows of the frozen network"
)]

use super::network::FrozenNetwork;
use super::sieve::Sieve;
use super::slot::Slot;
use crate::network::kernel::csr::Csr;
use crate::network::view::View;

/// The undirected simple graph of one view of one frozen network.
///
/// Its slots are those of the network that it was made from.
// Invariant: rows are sorted, symmetric, without loops; the other arrays stand beside the targets.
#[derive(Clone, Debug)]
pub struct Projection {
    rows: Csr,
    confidence: Vec<u16>,
    tie: Vec<u32>,
}

impl FrozenNetwork {
    /// The pairs that a view shows, in both directions.
    ///
    /// The direction of the view is not looked at: a projection has none.
    ///
    /// # Complexity
    ///
    /// Time **O(|V| + |E| log d)** with *d* the longest row, space **O(|V| + |E|)**.
    #[must_use]
    pub fn project(&self, view: &View) -> Projection {
        self.gather(view, true, true)
    }

    /// The pairs that a view shows, each from where its tie starts to where it ends.
    pub(crate) fn project_along(&self, view: &View) -> Projection {
        self.gather(view, true, false)
    }

    /// The same, each from where its tie ends to where it starts.
    pub(crate) fn project_against(&self, view: &View) -> Projection {
        self.gather(view, false, true)
    }

    fn gather(&self, view: &View, along: bool, against: bool) -> Projection {
        let sieve = self.sieve(view);
        let nodes = self.along.nodes();
        let mut offsets = Vec::with_capacity(nodes as usize + 1);
        offsets.push(0_u32);
        let (mut targets, mut confidence, mut tie) = (Vec::new(), Vec::new(), Vec::new());
        let mut row: Vec<u128> = Vec::new();
        let ranks = self.ranks();
        for node in 0..nodes {
            row.clear();
            if along {
                self.row_along(node, &sieve, &mut row);
            }
            if against {
                self.row_against(node, &sieve, &mut row);
            }
            row.sort_unstable();
            let from = targets.len();
            for entry in &row {
                let (target, weakness) = ((entry >> 64) as u32, (entry >> 32) as u16);
                if targets[from..].last() != Some(&target) {
                    targets.push(target);
                    confidence.push(1000 - weakness);
                    tie.push(*entry as u32);
                    continue;
                }
                let kept = tie.len() - 1;
                if !ranks.is_empty() && confidence[kept] == 1000 - weakness {
                    let smaller = ranks[node as usize] < ranks[target as usize];
                    let starts_here = |tie: u32| self.along.span(node).contains(&(tie as usize));
                    let better = starts_here(*entry as u32) == smaller;
                    if better && starts_here(tie[kept]) != smaller {
                        tie[kept] = *entry as u32;
                    }
                }
            }
            offsets.push(targets.len() as u32);
        }
        let rows = Csr::from_rows(offsets, targets).unwrap_or_default();
        Projection { rows, confidence, tie }
    }

    /// Adds the ties that start at a party.
    fn row_along(&self, node: u32, sieve: &Sieve, row: &mut Vec<u128>) {
        for tie in self.along.span(node) {
            if self.shows(sieve, tie) {
                let other = self.along.targets()[tie];
                row.push(entry(other, self.ties.packed[tie].confidence(), tie as u32));
            }
        }
    }

    /// Adds the ties that end at a party.
    fn row_against(&self, node: u32, sieve: &Sieve, row: &mut Vec<u128>) {
        for place in self.against.span(node) {
            if self.shows_against(sieve, place) {
                let other = self.against.targets()[place];
                let confidence = self.ties.packed_against[place].confidence();
                row.push(entry(other, confidence, self.twin[place]));
            }
        }
    }
}

/// A tie as one number: other end, weakness, tie.
fn entry(other: u32, confidence: u16, tie: u32) -> u128 {
    u128::from(other) << 64 | u128::from(1000 - confidence) << 32 | u128::from(tie)
}

impl Projection {
    /// The number of pairs.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.rows.arcs() / 2
    }

    /// The parties beside a party, by slot in rising order.
    pub fn beside(&self, slot: Slot) -> impl ExactSizeIterator<Item = Slot> {
        self.rows.row(slot.0).iter().map(|slot| Slot(*slot))
    }

    /// The rows.
    pub(crate) const fn rows(&self) -> &Csr {
        &self.rows
    }

    /// Confidence of the strongest tie of each pair, beside the targets.
    pub(crate) fn confidences(&self) -> &[u16] {
        &self.confidence
    }

    /// The strongest tie of each pair, as its number in the network, beside the targets.
    pub(crate) fn ties(&self) -> &[u32] {
        &self.tie
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.rows.bytes() + 2 * self.confidence.len() + 4 * self.tie.len()
    }
}
