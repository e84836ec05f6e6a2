//! The frozen network itself: its arrays, its tables, what it holds in bytes.

use std::sync::OnceLock;

use super::attributes::Attributes;
use super::slot::{ArcSlot, Slot};
use crate::base::day::Moment;
use crate::base::id::{PartyId, TieId};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::network::kernel::csr::Csr;
use crate::network::kinds::{KindSlot, Kinds};
use crate::provenance::Standing;

/// A network that no longer changes; see the [page](super).
// Invariant: parties, both sets of rows and the attributes speak of the same numbers.
#[derive(Clone, Debug)]
pub struct FrozenNetwork {
    pub(super) kinds: Kinds,
    /// By slot.
    pub(super) parties: Vec<PartyId>,
    /// Slots in the order of their ids; empty where slots already stand in that order.
    pub(super) by_id: Vec<u32>,
    /// Whether a party has held an office, by slot.
    pub(super) officials: Vec<bool>,
    pub(super) along: Csr,
    pub(super) against: Csr,
    /// For each place in `against`: the tie's place in `along`.
    pub(super) twin: Vec<u32>,
    pub(super) ties: Attributes,
    /// For each place in `along`: what the outside world calls the tie. Empty if it has no names.
    pub(super) tie_ids: Vec<TieId>,
    /// Which origins speak for a tie, in rising order of tie and origin; a tie of which
    /// nothing is recorded does not stand here.
    pub(super) origins: Vec<(u32, u32)>,
    /// Whether anybody here is known to be an official or is an organ.
    pub(super) knows_officials: bool,
    pub(super) knows_gangs: bool,
    /// The place of each slot in the order of ids, once asked for; empty where slots stand
    /// in that order.
    pub(super) ranks: OnceLock<Vec<u32>>,
}

/// What a frozen network holds, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Rows in both directions, with the beginnings of the rows.
    pub structure: usize,
    /// Kind, standing, confidence, times, in both directions, with the tables of days and moments.
    pub attributes: usize,
    /// What the outside world calls the parties.
    pub party_ids: usize,
    /// What the outside world calls the ties.
    pub tie_ids: usize,
    /// Which origins speak for which ties: nothing where no claims were given.
    pub origins: usize,
}

/// One version of one tie, read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TieFacts {
    /// From whom.
    pub from: PartyId,
    /// To whom.
    pub to: PartyId,
    /// Its kind, as this network numbers it.
    pub kind: KindSlot,
    /// When it was there.
    pub period: Period,
    /// How far it has come.
    pub standing: Standing,
    /// How much weight it is given.
    pub confidence: Permille,
    /// When this version was recorded.
    pub recorded: Moment,
    /// From when on a later version counts.
    pub superseded: Option<Moment>,
}

impl FrozenNetwork {
    /// The number of parties.
    #[must_use]
    pub fn party_count(&self) -> usize {
        self.parties.len()
    }

    /// The number of versions of ties.
    #[must_use]
    pub fn tie_count(&self) -> usize {
        self.along.arcs()
    }

    /// The slot of a party; `None` if the network does not hold it.
    ///
    /// # Complexity
    ///
    /// Time **O(log |V|)**.
    #[must_use]
    pub fn slot(&self, party: PartyId) -> Option<Slot> {
        if self.by_id.is_empty() {
            let at = self.parties.binary_search(&party).ok()?;
            return u32::try_from(at).ok().map(Slot);
        }
        let key = |slot: &u32| self.parties.get(*slot as usize).copied().cmp(&Some(party));
        let at = self.by_id.binary_search_by(key).ok()?;
        self.by_id.get(at).map(|slot| Slot(*slot))
    }

    /// The party in a slot.
    #[must_use]
    pub fn party(&self, slot: Slot) -> Option<PartyId> {
        self.parties.get(slot.0 as usize).copied()
    }

    /// Whether a party is known to have held an office.
    #[must_use]
    pub fn is_official(&self, slot: Slot) -> bool {
        self.officials.get(slot.0 as usize).copied().unwrap_or(false)
    }

    /// Whether anybody in the network is known to have held an office, or is an organ.
    ///
    /// Where nobody is, a question about officials has no answer: "none" would be wrong.
    #[must_use]
    pub const fn knows_officials(&self) -> bool {
        self.knows_officials
    }

    /// Whether the network holds a gang.
    #[must_use]
    pub const fn knows_gangs(&self) -> bool {
        self.knows_gangs
    }

    /// Whether an origin is known for any tie.
    pub(crate) fn knows_origins(&self) -> bool {
        !self.origins.is_empty()
    }

    /// The same network as a part of one that knows of officials, or of gangs, elsewhere.
    pub(crate) fn within_one_that_knows(mut self, officials: bool, gangs: bool) -> Self {
        self.knows_officials |= officials;
        self.knows_gangs |= gangs;
        self
    }

    /// The origins that speak for a tie, as numbers of this network; none if no claim is known.
    pub(crate) fn origins_of(&self, tie: ArcSlot) -> impl Iterator<Item = u32> + '_ {
        let from = self.origins.partition_point(|(at, _)| *at < tie.0);
        let rest = self.origins.get(from..).unwrap_or_default();
        rest.iter().take_while(move |(at, _)| *at == tie.0).map(|(_, origin)| *origin)
    }

    /// The place of each slot in the order of ids; empty where slots stand in that order.
    pub(crate) fn ranks(&self) -> &[u32] {
        if self.by_id.is_empty() {
            return &[];
        }
        self.ranks.get_or_init(|| {
            let mut ranks = vec![0; self.by_id.len()];
            for (rank, slot) in (0_u32..).zip(&self.by_id) {
                if let Some(place) = ranks.get_mut(*slot as usize) {
                    *place = rank;
                }
            }
            ranks
        })
    }

    /// The place of a slot in the order of ids.
    pub(crate) fn rank(&self, slot: u32) -> u32 {
        self.ranks().get(slot as usize).copied().unwrap_or(slot)
    }

    /// The slot at a place in the order of ids.
    pub(crate) fn slot_at(&self, rank: u32) -> u32 {
        self.by_id.get(rank as usize).copied().unwrap_or(rank)
    }

    /// Puts ties in the order that they have where slots stand in the order of ids: by first
    /// party, kind, second party, and what they say.
    pub(crate) fn sort_ties(&self, ties: &mut [ArcSlot]) {
        self.sort_by_key(ties, |from, kind, to| (from, u32::from(kind), to));
    }

    /// The same for the ties at one slot: those that start there first, each by kind and the
    /// other party.
    pub(crate) fn sort_ties_at(&self, slot: u32, ties: &mut [ArcSlot]) {
        let own = self.rank(slot);
        self.sort_by_key(ties, |from, kind, to| {
            let other = if from == own { to } else { from };
            (u32::from(from != own), u32::from(kind), other)
        });
    }

    /// Sorts by the places of both parties in the order of ids and the kind.
    fn sort_by_key(&self, ties: &mut [ArcSlot], key: impl Fn(u32, u8, u32) -> (u32, u32, u32)) {
        let ranks = self.ranks();
        if ranks.is_empty() {
            return;
        }
        ties.sort_by_cached_key(|tie| {
            let at = tie.0 as usize;
            let rank = |slot: Option<u32>| slot.and_then(|slot| ranks.get(slot as usize).copied());
            let from = rank(self.source_of(tie.0)).unwrap_or(u32::MAX);
            let to = rank(self.along.targets().get(at).copied()).unwrap_or(u32::MAX);
            (key(from, self.ties.kind.get(at).copied().unwrap_or(u8::MAX), to), *tie)
        });
    }

    /// The kinds that this network knows.
    #[must_use]
    pub const fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// Reads a tie back.
    #[must_use]
    pub fn tie(&self, tie: ArcSlot) -> Option<TieFacts> {
        let at = tie.0 as usize;
        let to = *self.along.targets().get(at)?;
        let from = self.source_of(tie.0)?;
        let packed = *self.ties.packed.get(at)?;
        let moment = |place: u32| self.ties.moments.get(place as usize).copied();
        Some(TieFacts {
            from: *self.parties.get(from as usize)?,
            to: *self.parties.get(to as usize)?,
            kind: KindSlot::from_index(*self.ties.kind.get(at)?)?,
            period: self.ties.period(*self.ties.since.get(at)?, *self.ties.until.get(at)?),
            standing: packed.standing(),
            confidence: Permille::new(packed.confidence()).ok()?,
            recorded: moment(*self.ties.recorded.get(at)?)?,
            superseded: self.ties.superseded_from(tie.0).and_then(moment),
        })
    }

    /// What the outside world calls a tie; `None` if the network was built without names.
    #[must_use]
    pub fn tie_id(&self, tie: ArcSlot) -> Option<TieId> {
        self.tie_ids.get(tie.0 as usize).copied()
    }

    /// The party in whose row a tie stands.
    fn source_of(&self, tie: u32) -> Option<u32> {
        let after = self.along.offsets().partition_point(|begin| *begin <= tie);
        u32::try_from(after.checked_sub(1)?).ok()
    }

    /// What the network holds, in bytes.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let twin = self.twin.len().saturating_mul(4);
        Memory {
            structure: self.along.bytes().saturating_add(self.against.bytes()).saturating_add(twin),
            attributes: self.ties.bytes(),
            party_ids: self
                .parties
                .len()
                .saturating_mul(size_of::<PartyId>())
                .saturating_add(self.by_id.len().saturating_mul(4))
                .saturating_add(self.officials.len()),
            tie_ids: self.tie_ids.len().saturating_mul(size_of::<TieId>()),
            origins: self.origins.len().saturating_mul(size_of::<(u32, u32)>()),
        }
    }
}
