//! Freezing the naive way: one list of ties, sorted by what the page promises. What is
//! dealt in blocks has to come out the same, byte for byte, whatever the size of a block.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use proptest::prelude::*;
use uuid::Uuid;

use super::attributes::{Attributes, OPEN_END, Packed, UNKNOWN_END, UNKNOWN_START};
use super::dealing::BLOCK;
use super::{Bulk, BulkTie, FrozenNetwork, TieOrigin};
use crate::base::day::{Day, Moment};
use crate::base::id::{OrganId, PartyId, PersonId, TieId};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::network::kernel::csr::Csr;
use crate::network::kernel::worlds::{Numbers, all_graphs};
use crate::network::kinds::Kinds;
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// The places of ties in the order of the rows along: by first party, kind, second party,
/// start, end, moment, standing, confidence; then by name, and by when a later version came,
/// never last.
fn order(bulk: &Bulk<'_>) -> Vec<usize> {
    let start = |start| match start {
        Start::Unknown => (false, None),
        Start::On(day) => (true, Some(day)),
    };
    let end = |end| match end {
        End::Before(day) => (0, Some(day)),
        End::Unknown => (1, None),
        End::Open => (2, None),
    };
    let standing = |tie: &BulkTie| Standing::ALL.iter().position(|s| *s == tie.standing);
    let mut order: Vec<usize> = (0..bulk.ties.len()).collect();
    order.sort_by_key(|at| {
        let tie = &bulk.ties[*at];
        let period = (start(tie.period.start()), end(tie.period.end()));
        let weight = (bulk.moments[tie.recorded as usize], standing(tie), tie.confidence);
        let later = tie.superseded.map(|place| bulk.moments[place as usize]);
        let apart = (bulk.tie_ids.get(*at), later.is_none(), later);
        ((tie.from, tie.kind.index(), tie.to), period, weight, apart)
    });
    order
}

/// Rows from pairs of a row and an entry, in the order in which they come.
fn rows(nodes: usize, entries: &[(u32, u32)]) -> Csr {
    let starts = |node: usize| entries.iter().filter(|(row, _)| (*row as usize) < node).count();
    let offsets = (0..=nodes).map(|node| starts(node) as u32).collect();
    Csr::from_rows(offsets, entries.iter().map(|(_, entry)| *entry).collect()).unwrap()
}

/// Each value once, in order, with its place.
fn places<T: Ord + Copy>(values: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    values.collect::<BTreeSet<T>>().into_iter().zip(0..).collect()
}

/// The network of sound arrays.
fn freeze(bulk: &Bulk<'_>, origins: &[TieOrigin]) -> FrozenNetwork {
    let order = order(bulk);
    let along: Vec<BulkTie> = order.iter().map(|at| bulk.ties[*at]).collect();
    let mut back: Vec<usize> = (0..along.len()).collect();
    back.sort_by_key(|tie| (along[*tie].to, along[*tie].kind.index(), along[*tie].from, *tie));
    let mut by_id: Vec<u32> = (0..bulk.parties.len() as u32).collect();
    by_id.sort_by_key(|slot| bulk.parties[*slot as usize]);
    if by_id.is_sorted() {
        by_id.clear();
    }
    let place = |tie: u32| order.iter().position(|at| *at == tie as usize).unwrap() as u32;
    let spoken: BTreeSet<_> = origins.iter().map(|o| (place(o.tie), o.origin)).collect();
    let organs = bulk.parties.iter().any(|party| matches!(party, PartyId::Organ(_)));
    let ends = along.iter().map(|tie| (tie.from, tie.to)).collect::<Vec<_>>();
    let turned = back.iter().map(|tie| (along[*tie].to, along[*tie].from)).collect::<Vec<_>>();
    let name = |at: &usize| bulk.tie_ids.get(*at).copied();
    FrozenNetwork {
        kinds: bulk.kinds.clone(),
        parties: bulk.parties.to_vec(),
        by_id,
        officials: bulk.officials.to_vec(),
        along: rows(bulk.parties.len(), &ends),
        against: rows(bulk.parties.len(), &turned),
        twin: back.iter().map(|tie| *tie as u32).collect(),
        ties: attributes(bulk, &along, &back),
        tie_ids: order.iter().filter_map(name).collect(),
        origins: spoken.into_iter().collect(),
        knows_officials: organs || bulk.officials.contains(&true),
        knows_gangs: bulk.parties.iter().any(|party| matches!(party, PartyId::Gang(_))),
        ranks: OnceLock::new(),
    }
}

fn attributes(bulk: &Bulk<'_>, along: &[BulkTie], back: &[usize]) -> Attributes {
    let days = along.iter().flat_map(|tie| {
        let start = if let Start::On(day) = tie.period.start() { Some(day) } else { None };
        let end = if let End::Before(day) = tie.period.end() { Some(day) } else { None };
        [start, end].into_iter().flatten()
    });
    let (days, moments) = (places(days), places(bulk.moments.iter().copied()));
    let since = |tie: &BulkTie| match tie.period.start() {
        Start::On(day) => days[&day] as u16 + 1,
        Start::Unknown => UNKNOWN_START,
    };
    let until = |tie: &BulkTie| match tie.period.end() {
        End::Before(day) => days[&day] as u16 + 1,
        End::Open => OPEN_END,
        End::Unknown => UNKNOWN_END,
    };
    let kind = |tie: &BulkTie| tie.kind.index();
    let packed =
        |tie: &BulkTie| Packed::new(tie.confidence, tie.standing, tie.superseded.is_some());
    let moment = |place: u32| moments[&bulk.moments[place as usize]] as u32;
    let later = |(at, tie): (u32, &BulkTie)| tie.superseded.map(|place| (at, moment(place)));
    let against = || back.iter().map(|tie| &along[*tie]);
    Attributes {
        kind: along.iter().map(kind).collect(),
        packed: along.iter().map(packed).collect(),
        since: along.iter().map(since).collect(),
        until: along.iter().map(until).collect(),
        recorded: along.iter().map(|tie| moment(tie.recorded)).collect(),
        kind_against: against().map(kind).collect(),
        packed_against: against().map(packed).collect(),
        since_against: against().map(since).collect(),
        until_against: against().map(until).collect(),
        days: days.into_keys().collect(),
        moments: moments.keys().copied().collect(),
        superseded: (0..).zip(along).filter_map(later).collect(),
    }
}

/// Arrays that are sound, with everything that a bulk may hold.
#[derive(Clone, Debug, Default)]
struct World {
    parties: Vec<PartyId>,
    officials: Vec<bool>,
    ties: Vec<BulkTie>,
    moments: Vec<Moment>,
    tie_ids: Vec<TieId>,
    origins: Vec<TieOrigin>,
}

/// The numbers that a tie is drawn from.
type Drawn = ([u32; 2], [u8; 3], [u8; 2], Option<u8>);

fn drawn() -> impl Strategy<Value = Drawn> {
    (any::<[u32; 2]>(), any::<[u8; 3]>(), any::<[u8; 2]>(), any::<Option<u8>>())
}

fn person(n: u128) -> PartyId {
    PersonId::from_uuid(Uuid::from_u128(n + 1)).unwrap().into()
}

fn day(n: u8) -> Day {
    match n {
        // Seldom the first and the last day that there are: all years between get cells.
        64 => Day::of(1900, 1, 1).unwrap(),
        255 => Day::of(2199, 12, 31).unwrap(),
        n => Day::of(2012 + i32::from(n) % 3, 12, 29 + u32::from(n) / 4 % 3).unwrap(),
    }
}

/// The tie that some numbers stand for: from few kinds, days, moments and weights, so that
/// much is parallel and much alike. `None` from a party to itself.
fn tie(parties: usize, (ends, what, when, superseded): Drawn) -> Option<BulkTie> {
    let kinds = Kinds::default();
    let [from, to] = ends.map(|end| end % parties as u32);
    let since = if when[0] < 64 { Start::Unknown } else { Start::On(day(when[0])) };
    let until = match when[1] {
        0..64 => End::Unknown,
        64..128 => End::Open,
        n => End::Before(day(n)),
    };
    let all = Standing::ALL.len();
    (from != to).then(|| BulkTie {
        from,
        to,
        kind: kinds.find(&TieKind::ALL[usize::from(what[0] % 3) * 4]).unwrap(),
        period: Period::new(since, until).unwrap_or(Period::UNKNOWN),
        standing: Standing::ALL[usize::from(what[1]) % all],
        confidence: Permille::new(u16::from(what[2] % 3) * 500).unwrap(),
        recorded: u32::from(what[2] / 3 % 3),
        superseded: superseded.map(|n| u32::from(n % 4)),
    })
}

impl World {
    fn of(parties: usize, drawn: impl IntoIterator<Item = Drawn>) -> Self {
        let ties = drawn.into_iter().filter_map(|drawn| tie(parties.max(1), drawn)).collect();
        let moment = |n: u32| Moment::china(Day::of(2020, 1, n).unwrap(), 9, 0).unwrap();
        Self {
            parties: (0..parties as u128).map(person).collect(),
            ties,
            // Out of order, and one twice.
            moments: [3, 1, 2, 3].map(moment).to_vec(),
            ..Self::default()
        }
    }

    /// Names for the ties, some of them twice, and origins.
    fn named(mut self) -> Self {
        let name = |n: u32| TieId::from_uuid(Uuid::from_u128(u128::from(n * 7 % 5) + 1)).unwrap();
        let ties = self.ties.len() as u32;
        self.tie_ids = (0..ties).map(name).collect();
        self.origins =
            (0..ties / 2).map(|n| TieOrigin { tie: ties - 1 - n, origin: n % 3 }).collect();
        self
    }

    /// Parties out of the order of their ids, an organ, somebody in office.
    fn scattered(mut self) -> Self {
        let parties = self.parties.len() as u128;
        self.parties = (0..parties).map(|n| person(n * 7_919 % 104_729)).collect();
        if let Some(last) = self.parties.last_mut() {
            *last = OrganId::from_uuid(Uuid::from_u128(1)).unwrap().into();
        }
        self.officials = (0..parties).map(|n| n % 3 == 1).collect();
        self
    }

    fn never_superseded(mut self) -> Self {
        self.ties.iter_mut().for_each(|tie| tie.superseded = None);
        self
    }

    /// Deals the world in blocks of 2^`block` parties, and beside it the naive way.
    fn check(&self, blocks: &[u32]) -> Result<(), TestCaseError> {
        let bulk = Bulk {
            kinds: Kinds::default(),
            parties: &self.parties,
            officials: &self.officials,
            ties: &self.ties,
            moments: &self.moments,
            tie_ids: &self.tie_ids,
        };
        let expected = format!("{:?}", freeze(&bulk, &self.origins));
        for block in blocks {
            let dealt = bulk.freeze_in_blocks(&self.origins, *block).unwrap();
            prop_assert_eq!(
                format!("{dealt:?}"),
                expected.as_str(),
                "blocks of 2^{} parties",
                block
            );
        }
        self.check_nearness(&bulk)
    }

    /// Numbered by nearness, a network is what the naive way makes of the parties in that
    /// order.
    fn check_nearness(&self, bulk: &Bulk<'_>) -> Result<(), TestCaseError> {
        let near = bulk.freeze_with(&self.origins).unwrap().numbered_by_nearness();
        let place = |slot: u32| {
            let party = self.parties[slot as usize];
            near.parties.iter().position(|known| *known == party).unwrap() as u32
        };
        let official = |party: &PartyId| {
            self.officials[self.parties.iter().position(|known| known == party).unwrap()]
        };
        let known = near.parties.iter().filter(|_| !self.officials.is_empty());
        let officials: Vec<bool> = known.map(official).collect();
        let moved = |tie: &BulkTie| BulkTie { from: place(tie.from), to: place(tie.to), ..*tie };
        let ties: Vec<BulkTie> = self.ties.iter().map(moved).collect();
        let parties = &near.parties;
        let turned = Bulk { parties, officials: &officials, ties: &ties, ..bulk.clone() };
        let expected = format!("{:?}", freeze(&turned, &self.origins));
        prop_assert_eq!(format!("{near:?}"), expected);
        Ok(())
    }

    /// The same with and without all that may be left out.
    fn check_all_ways(self, blocks: &[u32]) {
        self.clone().never_superseded().check(blocks).unwrap();
        self.clone().never_superseded().named().check(blocks).unwrap();
        self.clone().scattered().named().check(blocks).unwrap();
        self.check(blocks).unwrap();
    }
}

fn some(numbers: &mut Numbers) -> Drawn {
    let mut byte = || numbers.below(256) as u8;
    let (what, when) = ([byte(), byte(), byte()], [byte(), byte()]);
    let later = (byte() < 64).then(byte);
    ([numbers.below(u32::MAX), numbers.below(u32::MAX)], what, when, later)
}

#[test]
fn every_world_of_up_to_five_parties_is_dealt_as_the_naive_way_sorts_it() {
    for (seed, graph) in (0..).zip(all_graphs(5)) {
        let mut numbers = Numbers(seed);
        let pairs = (0..graph.nodes()).flat_map(|a| graph.row(a).iter().map(move |b| (a, *b)));
        // Each way of a pair has up to two ties.
        let drawn = pairs.flat_map(|(from, to)| {
            let ties = numbers.below(3);
            (0..ties).map(|_| ([from, to], some(&mut numbers))).collect::<Vec<_>>()
        });
        let drawn = drawn.map(|(ends, (_, what, when, later))| (ends, what, when, later));
        World::of(graph.nodes() as usize, drawn).check_all_ways(&[0, 1]);
    }
}

#[test]
fn random_worlds_are_dealt_as_the_naive_way_sorts_them() {
    for seed in 0..20 {
        let mut numbers = Numbers(seed);
        let parties = 2 + numbers.below(200) as usize;
        let ties = numbers.below(1_200);
        let drawn: Vec<Drawn> = (0..ties).map(|_| some(&mut numbers)).collect();
        World::of(parties, drawn).check_all_ways(&[0, 3, 5, 40]);
    }
}

#[test]
fn rows_that_are_long_or_at_the_edge_of_a_block_are_dealt_whole() {
    let mut numbers = Numbers(5);
    // More parties than a block of the usual size, nearly all ties at three of them.
    let parties = (1 << BLOCK) + 3;
    let hubs = [(1 << BLOCK) - 1, 1 << BLOCK, parties - 1];
    let drawn: Vec<Drawn> = (0..900)
        .map(|n| {
            let ([a, _], what, when, later) = some(&mut numbers);
            let hub = hubs[n % 3];
            (if n % 2 == 0 { [hub, a] } else { [a, hub] }, what, when, later)
        })
        .collect();
    World::of(parties as usize, drawn).check_all_ways(&[BLOCK, BLOCK - 1]);
}

proptest! {
    #[test]
    fn any_world_is_dealt_as_the_naive_way_sorts_it(
        parties in 0_usize..40,
        ties in proptest::collection::vec(drawn(), 0..120),
        block in 0_u32..14,
        (named, scattered) in any::<(bool, bool)>(),
    ) {
        let ties = if parties == 0 { vec![] } else { ties };
        let mut world = World::of(parties, ties);
        if named {
            world = world.named();
        }
        if scattered {
            world = world.scattered();
        }
        world.check(&[block])?;
    }
}
