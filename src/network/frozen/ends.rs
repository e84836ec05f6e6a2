//! A party's shown ties one by one, each with who stands at its other end.
//!
//! For questions that ask little of few parties. Kinds that the view leaves out are jumped
//! over, and whoever is not wanted at the other end is passed by before the tie is read.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: places come from the checked rows, beside which the attributes stand"
)]

use std::cmp::Ordering;
use std::ops::Range;

use super::network::FrozenNetwork;
use super::sieve::Sieve;
use super::slot::ArcSlot;
use crate::base::id::PartyId;
use crate::provenance::Standing;

/// A shown tie at a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    /// The slot at the other end.
    pub(crate) other: u32,
    /// The tie.
    pub(crate) tie: ArcSlot,
    /// How far it has come.
    pub(crate) standing: Standing,
}

/// Which slots are officials or organs.
#[derive(Clone, Debug)]
pub(crate) struct Offices<'a> {
    network: &'a FrozenNetwork,
    /// Slots of organs, in rising order: there are few.
    organs: Vec<u32>,
}

impl Offices<'_> {
    /// Whether a slot is one of them.
    #[inline]
    pub(crate) fn has(&self, slot: u32) -> bool {
        let official = self.network.officials.get(slot as usize).is_some_and(|held| *held);
        official || self.organs.binary_search(&slot).is_ok()
    }
}

impl FrozenNetwork {
    /// The officials and organs.
    pub(crate) fn offices(&self) -> Offices<'_> {
        let mut organs: Vec<u32> = self
            .slots_of_kind(|party| match party {
                PartyId::Person(_) => Ordering::Less,
                PartyId::Organ(_) => Ordering::Equal,
                _ => Ordering::Greater,
            })
            .collect();
        organs.sort_unstable();
        Offices { network: self, organs }
    }

    /// The slots of the gangs, in the order of their ids.
    pub(crate) fn gangs(&self) -> Vec<u32> {
        let gangs = self.slots_of_kind(|party| match party {
            PartyId::Person(_) | PartyId::Organ(_) => Ordering::Less,
            PartyId::Gang(_) => Ordering::Equal,
            _ => Ordering::Greater,
        });
        gangs.collect()
    }

    /// The slots of the parties that are neither less nor greater, in the order of ids.
    ///
    /// `place` has to rise with the ids: kinds of parties stand side by side in that order.
    pub(crate) fn slots_of_kind(
        &self,
        place: impl Fn(PartyId) -> Ordering,
    ) -> impl Iterator<Item = u32> {
        let sorted = self.by_id.is_empty();
        let of = |at: usize| if sorted { at } else { self.by_id[at] as usize };
        let first = |before: &dyn Fn(Ordering) -> bool| {
            let (mut low, mut high) = (0, self.parties.len());
            while low < high {
                let middle = low.midpoint(high);
                if before(place(self.parties[of(middle)])) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            low
        };
        let range = first(&Ordering::is_lt)..first(&Ordering::is_le);
        range.map(move |at| if sorted { at as u32 } else { self.by_id[at] })
    }

    /// The shown ties at a party whose other end is wanted: those that start there, then
    /// those that end there, each in the order of the rows.
    pub(crate) fn ends_at(
        &self,
        sieve: &Sieve,
        slot: u32,
        wanted: impl Fn(u32) -> bool + Copy,
    ) -> impl Iterator<Item = End> {
        self.ends_along(sieve, slot, wanted).chain(self.ends_against(sieve, slot, wanted))
    }

    /// Those that start there.
    pub(crate) fn ends_along(
        &self,
        sieve: &Sieve,
        slot: u32,
        wanted: impl Fn(u32) -> bool,
    ) -> impl Iterator<Item = End> {
        let runs =
            Runs { kinds: &self.ties.kind, rest: self.along.span(slot), wanted: sieve.kinds() };
        runs.flatten().filter_map(move |tie| {
            let other = self.along.targets()[tie];
            let shown = wanted(other) && self.shows(sieve, tie);
            let standing = self.ties.packed[tie].standing();
            shown.then_some(End { other, tie: ArcSlot(tie as u32), standing })
        })
    }

    /// Those that end there.
    pub(crate) fn ends_against(
        &self,
        sieve: &Sieve,
        slot: u32,
        wanted: impl Fn(u32) -> bool,
    ) -> impl Iterator<Item = End> {
        let (kinds, rest) = (&self.ties.kind_against, self.against.span(slot));
        let runs = Runs { kinds, rest, wanted: sieve.kinds() };
        runs.flatten().filter_map(move |place| {
            let other = self.against.targets()[place];
            let shown = wanted(other) && self.shows_against(sieve, place);
            let standing = self.ties.packed_against[place].standing();
            shown.then_some(End { other, tie: ArcSlot(self.twin[place]), standing })
        })
    }
}

/// The stretches of a row whose kinds are wanted. Kinds rise within a row.
struct Runs<'a> {
    kinds: &'a [u8],
    rest: Range<usize>,
    wanted: u64,
}

impl Iterator for Runs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.wanted == u64::MAX {
            let whole = self.rest.clone();
            self.rest.start = self.rest.end;
            return (!whole.is_empty()).then_some(whole);
        }
        while !self.rest.is_empty() {
            let row = &self.kinds[self.rest.clone()];
            let kind = row[0] & 63;
            let ahead = self.wanted >> kind;
            if ahead == 0 {
                break;
            }
            // Up to the next kind that is wanted, or over all of this one.
            let wanted = kind + ahead.trailing_zeros() as u8;
            let begin = self.rest.start;
            if wanted == kind {
                self.rest.start += row.partition_point(|known| *known == kind);
                return Some(begin..self.rest.start);
            }
            self.rest.start += row.partition_point(|known| *known < wanted);
        }
        None
    }
}
