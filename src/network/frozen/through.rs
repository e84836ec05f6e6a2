//! The rows of a frozen network through a sieve: a walk that needs nothing gathered first.
//!
//! Rows are sorted by kind, so that kinds that a view leaves out are jumped over; the rest
//! is looked at tie by tie. Made for questions that a view narrows much, such as a few kinds
//! on one day; whoever asks thousands of wide ones gathers a
//! [`Projection`](super::Projection) once.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: every place comes from a checked row, beside which the attributes stand"
)]

use std::cmp::Reverse;

use super::network::FrozenNetwork;
use super::sieve::Sieve;
use super::slot::{ArcSlot, Slot};
use crate::network::kernel::csr::Csr;
use crate::network::kernel::walk::Rows;
use crate::network::view::Direction;

/// A frozen network through a sieve, walked in one direction or in both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Through<'a> {
    network: &'a FrozenNetwork,
    sieve: &'a Sieve,
    walks: Direction,
}

/// What is left of a party's two rows, from the first tie of a kind that is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ahead {
    along: Rest,
    against: Rest,
}

/// What is left of a row.
#[derive(Clone, Copy, Debug, Default)]
struct Rest {
    at: usize,
    end: usize,
    /// The kind of the first.
    kind: u8,
    /// The other end of the first, if the view shows it.
    first: Option<u32>,
}

/// How many kinds are looked at one by one before a row is halved.
const NEAR: usize = 16;

impl<'a> Through<'a> {
    pub(crate) const fn new(
        network: &'a FrozenNetwork,
        sieve: &'a Sieve,
        walks: Direction,
    ) -> Self {
        Self { network, sieve, walks }
    }

    /// The same, walked the other way.
    pub(crate) const fn turned(self) -> Self {
        let walks = match self.walks {
            Direction::Along => Direction::Against,
            Direction::Against => Direction::Along,
            Direction::Both => Direction::Both,
        };
        Self { walks, ..self }
    }

    /// Tells every party beside one, some perhaps more than once.
    pub(crate) fn beside(&self, node: u32, tell: impl FnMut(u32)) {
        let mut ahead = [Ahead::default()];
        self.ahead(&[node], &mut ahead);
        self.each(&ahead[0], tell);
    }

    /// The tie over which a walk goes from one party to one beside it.
    ///
    /// The one that has come furthest; of equals the one with the most confidence, then one
    /// that starts at the smaller id, then the one with the smaller number. None if the view
    /// shows none.
    pub(crate) fn tie(&self, a: u32, b: u32) -> Option<ArcSlot> {
        let along = self.walks_along().then(|| self.tie_from(a, b)).flatten();
        let against = self.walks_against().then(|| self.tie_from(b, a)).flatten();
        let rank = |(tie, source): &(u32, u32)| {
            (self.weakness(*tie), self.network.party(Slot(*source)), *tie)
        };
        let along = along.map(|tie| (tie, a));
        let found = along.into_iter().chain(against.map(|tie| (tie, b))).min_by_key(rank);
        found.map(|(tie, _)| ArcSlot(tie))
    }

    /// Small for a tie that has come far, then for one with much confidence.
    fn weakness(&self, tie: u32) -> Reverse<(u16, u16)> {
        // Views show only the standings from alleged to established, which rise in the list.
        let packed = self.network.ties.packed[tie as usize];
        Reverse((packed.standing_index(), packed.confidence()))
    }

    /// The strongest tie from `a` to `b`, searched in the shorter of the two rows.
    fn tie_from(&self, a: u32, b: u32) -> Option<u32> {
        let Self { network, .. } = *self;
        let rank = |tie: &u32| (self.weakness(*tie), *tie);
        if network.along.degree(a) <= network.against.degree(b) {
            let ties = network.along.span(a).filter(|tie| network.along.targets()[*tie] == b);
            let shown = ties.filter(|tie| network.shows(self.sieve, *tie));
            shown.map(|tie| tie as u32).min_by_key(rank)
        } else {
            let places = network.against.span(b);
            let places = places.filter(|place| network.against.targets()[*place] == a);
            let shown = places.filter(|place| network.shows_against(self.sieve, *place));
            shown.map(|place| network.twin[place]).min_by_key(rank)
        }
    }

    fn walks_along(&self) -> bool {
        self.walks != Direction::Against
    }

    fn walks_against(&self) -> bool {
        self.walks != Direction::Along
    }

    /// The first place in `at..end` whose kind is shown, or `end`; `kind` is that of `at`.
    /// Kinds rise within a row.
    #[inline]
    fn next(&self, kinds: &[u8], mut at: usize, end: usize, mut kind: u8) -> usize {
        loop {
            let rest = self.sieve.kinds() >> (kind & 63);
            if rest & 1 == 1 {
                return at;
            }
            if rest == 0 {
                return end;
            }
            at = seek(&kinds[..end], at + 1, kind + rest.trailing_zeros() as u8);
            if at >= end {
                return end;
            }
            kind = kinds[at];
        }
    }

    /// Tells the other end of every tie of the rest of a row that `shows` lets pass.
    #[inline]
    fn row(
        &self,
        (rows, kinds): (&Csr, &[u8]),
        rest: &Rest,
        shows: impl Fn(usize) -> bool,
        tell: &mut impl FnMut(u32),
    ) {
        if let Some(first) = rest.first {
            tell(first);
        }
        let (mut at, end) = (rest.at + 1, rest.end);
        while at < end {
            at = self.next(kinds, at, end, kinds[at]);
            if at < end && shows(at) {
                tell(rows.targets()[at]);
            }
            at += 1;
        }
    }
}

/// The first place from `at` on with at least this kind, or the end.
#[inline]
fn seek(kinds: &[u8], at: usize, kind: u8) -> usize {
    let near = kinds.len().min(at + NEAR);
    match kinds[at..near].iter().position(|known| *known >= kind) {
        Some(steps) => at + steps,
        None => near + kinds[near..].partition_point(|known| *known < kind),
    }
}

impl Rows for Through<'_> {
    type Ahead = Ahead;

    fn nodes(&self) -> u32 {
        self.network.along.nodes()
    }

    /// Looked up step by step for all: where the rows begin, their first kinds, the first
    /// tie of each that may be shown. What each step reads comes from memory side by side.
    fn ahead(&self, nodes: &[u32], ahead: &mut [Ahead]) {
        let network = self.network;
        let FrozenNetwork { along, against, ties, .. } = network;
        let rest = |walks: bool, rows: &Csr, node: u32| {
            let row = if walks { rows.span(node) } else { 0..0 };
            Rest { at: row.start, end: row.end, ..Rest::default() }
        };
        for (ahead, node) in ahead.iter_mut().zip(nodes) {
            ahead.along = rest(self.walks_along(), along, *node);
            ahead.against = rest(self.walks_against(), against, *node);
        }
        for Ahead { along, against } in &mut *ahead {
            along.kind = ties.kind.get(along.at).copied().unwrap_or_default();
            against.kind = ties.kind_against.get(against.at).copied().unwrap_or_default();
        }
        for Ahead { along, against } in &mut *ahead {
            for (rest, kinds) in [(along, &ties.kind), (against, &ties.kind_against)] {
                if rest.at < rest.end {
                    rest.at = self.next(kinds, rest.at, rest.end, rest.kind);
                }
            }
        }
        for Ahead { along: rest, against: back } in ahead {
            let (at, place) = (rest.at, back.at);
            if at < rest.end && network.shows(self.sieve, at) {
                rest.first = Some(along.targets()[at]);
            }
            if place < back.end && network.shows_against(self.sieve, place) {
                back.first = Some(against.targets()[place]);
            }
        }
    }

    fn each(&self, ahead: &Ahead, mut tell: impl FnMut(u32)) {
        let Self { network, sieve, .. } = *self;
        let FrozenNetwork { along, against, ties, .. } = network;
        let shows = |tie| network.shows(sieve, tie);
        self.row((along, &ties.kind), &ahead.along, shows, &mut tell);
        let shows = |place| network.shows_against(sieve, place);
        self.row((against, &ties.kind_against), &ahead.against, shows, &mut tell);
    }
}
