//! Small networks for tests, built through the public doors.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::base::day::Day;
use crate::base::day::Moment;
use crate::base::id::{GangId, OrganId, PartyId, PersonId, TieId};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::model::claims::ClaimIds;
use crate::model::draft::Draft;
use crate::model::tie::{Tie, TieDraft, TieVersion};
use crate::network::edit::Network;
use crate::network::frozen::{Bulk, BulkTie, FrozenNetwork};
use crate::network::kernel::worlds::Numbers;
use crate::network::kinds::{KindSet, Kinds};
use crate::network::line::TieLine;
use crate::network::paths::Path;
use crate::network::seen::Seen;
use crate::network::view::{Direction, Doubt, Least, View};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// The person with a number.
pub(crate) fn party(n: u32) -> PartyId {
    PersonId::from_uuid(Uuid::from_u128(u128::from(n) + 1)).unwrap().into()
}

/// Contacts between numbered persons, all checked, with the confidences given.
pub(crate) fn weighted(parties: u32, ties: &[(u32, u32, u16)]) -> FrozenNetwork {
    let parties: Vec<_> = (0..parties).map(party).collect();
    let kinds = Kinds::default();
    let kind = kinds.find(&TieKind::Contact).unwrap();
    let tie = |(from, to, confidence): &(u32, u32, u16)| BulkTie {
        from: *from,
        to: *to,
        kind,
        period: Period::UNKNOWN,
        standing: Standing::Checked,
        confidence: Permille::new(*confidence).unwrap(),
        recorded: 0,
        superseded: None,
    };
    let ties: Vec<_> = ties.iter().map(tie).collect();
    let moment = Moment::china(Day::of(2019, 5, 1).unwrap(), 9, 0).unwrap();
    Bulk { kinds, parties: &parties, officials: &[], ties: &ties, moments: &[moment], tie_ids: &[] }
        .freeze()
        .unwrap()
}

/// Contacts of full confidence.
pub(crate) fn network_of(parties: u32, ties: &[(u32, u32)]) -> FrozenNetwork {
    let ties: Vec<_> = ties.iter().map(|(from, to)| (*from, *to, 1000)).collect();
    weighted(parties, &ties)
}

/// A random network: few parties, parallel ties, confidences that repeat, some of them 0.
pub(crate) fn trial(seed: u64, parties: u32, ties: u32) -> FrozenNetwork {
    let mut numbers = Numbers(seed);
    let mut list = Vec::new();
    for _ in 0..ties {
        let (from, to) = (numbers.below(parties), numbers.below(parties));
        if from != to {
            list.push((from, to, [0, 300, 500, 700, 1000][numbers.below(5) as usize]));
        }
    }
    weighted(parties, &list)
}

/// The party with a number, of a kind that changes with it: every fifth is a gang, every
/// seventh an organ, the others are persons.
pub(crate) fn mixed(n: u32) -> PartyId {
    let uuid = Uuid::from_u128(u128::from(n) + 1);
    if n.is_multiple_of(5) {
        GangId::from_uuid(uuid).unwrap().into()
    } else if n % 7 == 3 {
        OrganId::from_uuid(uuid).unwrap().into()
    } else {
        PersonId::from_uuid(uuid).unwrap().into()
    }
}

/// A day of a few in a row.
pub(crate) fn day(n: u32) -> Day {
    Day::of(2019, 5, 1).unwrap().plus_days(i64::from(n)).unwrap()
}

/// Noon of a [`day`].
pub(crate) fn moment(n: u32) -> Moment {
    Moment::china(day(n), 12, 0).unwrap()
}

/// A kind of the host's own.
pub(crate) fn host_kind(n: u32) -> TieKind {
    TieKind::from_code(["worn_by", "eats_with", "shares_a_phone"][n as usize % 3]).unwrap()
}

/// A random version, known from a day on: every standing, unknown ends, confidences that repeat.
pub(crate) fn version(numbers: &mut Numbers, known: u32) -> TieVersion {
    let start = match numbers.below(4) {
        0 => Start::Unknown,
        n => Start::On(day(n)),
    };
    let end = match numbers.below(5) {
        0 => End::Unknown,
        1 => End::Open,
        n => End::Before(day(n + 2)),
    };
    let standing = Standing::ALL[[0, 1, 1, 2, 2, 3, 3, 4, 5][numbers.below(9) as usize]];
    let confidence = Permille::new([0, 300, 700, 700, 1000][numbers.below(5) as usize]).unwrap();
    let period = Period::new(start, end).unwrap();
    TieVersion::new(moment(known), period, standing, confidence, ClaimIds::default())
}

/// A random tie with up to three versions, between parties of [`mixed`]; none if the numbers
/// drew a tie that cannot be.
pub(crate) fn random_tie(numbers: &mut Numbers, parties: u32) -> Option<Tie> {
    let (from, to) = (mixed(numbers.below(parties)), mixed(numbers.below(parties)));
    let kind = match numbers.below(8) {
        0 => TieKind::Shelters,
        1 => TieKind::Supports,
        2 => TieKind::TipsOff,
        3 => TieKind::Kin,
        4 => TieKind::Pays,
        5 => host_kind(numbers.below(3)),
        _ => TieKind::Contact,
    };
    let mut known = numbers.below(4);
    let mut versions = Vec::new();
    for _ in 0..=numbers.below(3) {
        versions.push(version(numbers, known));
        known += 1 + numbers.below(2);
    }
    let id = u128::from(numbers.below(u32::MAX)) + 1;
    TieDraft {
        id: TieId::from_uuid(Uuid::from_u128(id)).ok(),
        from: Some(from),
        to: Some(to),
        kind: Some(kind),
        versions,
        ..TieDraft::default()
    }
    .enter()
    .ok()
}

/// A random network with a past: several kinds and versions, gangs, organs, officials.
pub(crate) fn changing(seed: u64, parties: u32, ties: u32) -> Network {
    let mut numbers = Numbers(seed);
    let mut network = Network::default();
    for n in 0..parties {
        network.add_party(mixed(n));
        network.mark_official(mixed(n), numbers.below(3) == 0).unwrap();
    }
    for _ in 0..ties {
        if let Some(tie) = random_tie(&mut numbers, parties) {
            network.add_tie(tie).unwrap();
        }
    }
    network
}

/// A random view: most narrow it in one way or in several.
pub(crate) fn random_view(numbers: &mut Numbers, kinds: &Kinds) -> View {
    let least = [Least::Alleged, Least::Alleged, Least::Checked, Least::Supported];
    let mut view = View::new().at_least(least[numbers.below(4) as usize]);
    if numbers.below(2) == 0 {
        let doubt = if numbers.below(2) == 0 { Doubt::Show } else { Doubt::LeaveOut };
        view = view.valid_on(day(numbers.below(8))).doubt(doubt);
    }
    if numbers.below(2) == 0 {
        view = view.known_at(moment(numbers.below(9)));
    }
    if numbers.below(3) == 0 {
        let some = [TieKind::Shelters, TieKind::Contact, TieKind::Kin, host_kind(0), host_kind(1)];
        let some = some.iter().filter(|_| numbers.below(2) == 0);
        view = view.kinds(KindSet::of(some.filter_map(|kind| kinds.find(kind))));
    }
    if numbers.below(4) == 0 {
        view = view.confidence(Permille::new(500).unwrap());
    }
    let ways = [Direction::Along, Direction::Against, Direction::Both, Direction::Both];
    view.direction(ways[numbers.below(4) as usize])
}

/// Every simple path of at most `most` ties over the lines that a view shows, in its
/// direction, without indices. Between two parties the line with the most confidence counts.
pub(crate) fn simple_paths(seen: &Seen<'_>, from: PartyId, to: PartyId, most: usize) -> Vec<Path> {
    let mut lines: BTreeMap<PartyId, BTreeMap<PartyId, TieLine>> = BTreeMap::new();
    let mut step = |a: PartyId, b: PartyId, line: &TieLine| {
        let known = lines.entry(a).or_default().entry(b).or_insert_with(|| line.clone());
        if known.confidence < line.confidence {
            *known = line.clone();
        }
    };
    for line in seen.shown() {
        if seen.view().walks() != Direction::Against {
            step(line.from, line.to, &line);
        }
        if seen.view().walks() != Direction::Along {
            step(line.to, line.from, &line);
        }
    }
    let mut open = vec![(vec![from], Vec::new())];
    let mut found = Vec::new();
    while let Some((parties, ties)) = open.pop() {
        let end = parties[parties.len() - 1];
        if end == to {
            found.push(Path::new(parties, ties).unwrap());
        } else if ties.len() < most {
            for (next, line) in lines.get(&end).into_iter().flatten() {
                if !parties.contains(next) {
                    let parties = [&parties[..], &[*next]].concat();
                    open.push((parties, [&ties[..], std::slice::from_ref(line)].concat()));
                }
            }
        }
    }
    found
}
