//! Numbering parties anew, so that those who stand near each other lie near in memory.
//!
//! A walk reads the rows of parties that it has just met. Where the numbers come from a
//! database, those rows lie anywhere; numbered in the order of a breadth-first search they
//! lie side by side. What is answered does not change, only how soon.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: every number of a party or tie comes from the checked rows of the frozen \
              network, and every place from numbering each party once"
)]

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::attributes::Attributes;
use super::bulk::origins_along;
use super::dealing::{self, BLOCK, Blocks, Dealt, FORGETS, KEEPS, Loose};
use super::network::FrozenNetwork;
use crate::network::kernel::bits::Bits;

impl FrozenNetwork {
    /// The same network, its parties numbered in the order of a breadth-first search.
    ///
    /// Made for large networks that many questions are asked of: a walk over a million
    /// parties whose ids are scattered takes up to a third less time. Slots of one are not
    /// slots of the other. Every answer is the same.
    ///
    /// Each search begins at the smallest id that was not met yet.
    ///
    /// # Complexity
    ///
    /// Time **O(|V| + |E| log d)** with *d* the longest row; beside the result the space of
    /// a third network for as long as it takes.
    ///
    /// # Reference
    ///
    /// E. Cuthill, J. McKee, Reducing the bandwidth of sparse symmetric matrices, ACM 1969,
    /// without their order by degree within a ring.
    ///
    /// # Examples
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use unbrella::base::id::PersonId;
    /// use unbrella::network::edit::Network;
    /// use uuid::Uuid;
    ///
    /// let person = PersonId::from_uuid(Uuid::from_u128(1))?;
    /// let mut network = Network::default();
    /// network.add_party(person.into());
    /// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
    /// let near = frozen.numbered_by_nearness();
    /// assert_eq!(near.party_count(), 1);
    /// assert!(near.slot(person.into()).is_some());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn numbered_by_nearness(&self) -> Self {
        let order = self.by_nearness();
        let place = places(&order);
        let mut blocks = Blocks::new(order.len(), BLOCK);
        for from in 0..self.along.nodes() {
            for to in self.along.row(from) {
                blocks.count(place[from as usize], place[*to as usize]);
            }
        }
        let named = !self.tie_ids.is_empty();
        let placed = named || !self.origins.is_empty() || !self.ties.superseded.is_empty();
        let dealt = if placed {
            dealing::rows::<KEEPS>(self.loose(&place), &blocks, |a, b| a.cmp(&b))
        } else {
            dealing::rows::<FORGETS>(self.loose(&place), &blocks, |_, _| Ordering::Equal)
        };
        self.renumbered(&order, &place, dealt)
    }

    /// The parties as a breadth-first search meets them.
    fn by_nearness(&self) -> Vec<u32> {
        let mut seen = Bits::new(self.along.nodes());
        let mut order = Vec::with_capacity(self.parties.len());
        let mut at = 0;
        for start in self.in_order_of_ids() {
            if seen.insert(start) {
                order.push(start);
            }
            while at < order.len() {
                let node = order[at];
                at += 1;
                for beside in self.along.row(node).iter().chain(self.against.row(node)) {
                    if seen.insert(*beside) {
                        order.push(*beside);
                    }
                }
            }
        }
        order
    }

    /// The slots in the order of their ids.
    fn in_order_of_ids(&self) -> impl Iterator<Item = u32> {
        let sorted = self.by_id.is_empty();
        (0..self.along.nodes()).map(move |at| if sorted { at } else { self.by_id[at as usize] })
    }

    /// The ties, with each party's new place.
    fn loose(&self, place: &[u32]) -> impl ExactSizeIterator<Item = Loose> {
        let mut from = 0;
        (0..self.along.arcs()).map(move |tie| {
            while self.along.span(from).end <= tie {
                from += 1;
            }
            let ties = &self.ties;
            Loose {
                from: place[from as usize],
                to: place[self.along.targets()[tie] as usize],
                kind: ties.kind[tie],
                since: ties.since[tie],
                until: ties.until[tie],
                recorded: ties.recorded[tie],
                packed: ties.packed[tie],
            }
        })
    }

    fn renumbered(&self, order: &[u32], place: &[u32], dealt: Dealt) -> Self {
        let Dealt { along, against, twin, ties, order: tie_order } = dealt;
        let later = |tie: u32| self.ties.superseded_from(tie);
        let superseded = ties.later_versions(&tie_order, later);
        let (days, moments) = (self.ties.days.clone(), self.ties.moments.clone());
        let named = if self.tie_ids.is_empty() { &[][..] } else { &tie_order };
        let mut by_id: Vec<u32> = self.in_order_of_ids().map(|slot| place[slot as usize]).collect();
        if by_id.is_sorted() {
            by_id.clear();
        }
        let officials = if self.officials.is_empty() { &[][..] } else { order };
        Self {
            kinds: self.kinds.clone(),
            parties: order.iter().map(|slot| self.parties[*slot as usize]).collect(),
            by_id,
            officials: officials.iter().map(|slot| self.officials[*slot as usize]).collect(),
            along,
            against,
            twin,
            ties: Attributes { superseded, days, moments, ..ties },
            tie_ids: named.iter().map(|tie| self.tie_ids[*tie as usize]).collect(),
            origins: origins_along(self.origins.iter().copied(), &tie_order),
            knows_officials: self.knows_officials,
            knows_gangs: self.knows_gangs,
            ranks: OnceLock::new(),
        }
    }
}

/// For each slot its place in an order of all slots.
fn places(order: &[u32]) -> Vec<u32> {
    let mut place = vec![0; order.len()];
    for (at, slot) in (0..).zip(order) {
        place[*slot as usize] = at;
    }
    place
}
