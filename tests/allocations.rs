//! Thousands of questions in a row allocate nothing.
//!
//! The counter replaces the allocator of this test program and counts on the thread that
//! asks.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, clippy::indexing_slicing)]
#![allow(clippy::cast_possible_truncation)]

use allocation_counter::measure;
use unbrella::base::day::Moment;
use unbrella::base::id::{PartyId, PersonId};
use unbrella::base::period::Period;
use unbrella::base::permille::Permille;
use unbrella::day;
use unbrella::network::frozen::{Bulk, BulkTie, FrozenNetwork};
use unbrella::network::kinds::{KindSet, Kinds};
use unbrella::network::reach::{self, Near, Scratch};
use unbrella::network::view::{Direction, View};
use unbrella::provenance::Standing;
use unbrella::terms::tie::TieKind;
use uuid::Uuid;

const PARTIES: u32 = 3_000;

/// How many questions are counted, of each sort.
const QUESTIONS: u32 = 5_000;

fn person(n: u32) -> PartyId {
    PersonId::from_uuid(Uuid::from_u128(u128::from(n) + 1)).unwrap().into()
}

/// A circle of kin with contacts across, a hub, and dates on every third tie.
fn network() -> FrozenNetwork {
    let kinds = Kinds::default();
    let kind = |kind: TieKind| kinds.find(&kind).unwrap();
    let (kin, contact) = (kind(TieKind::Kin), kind(TieKind::Contact));
    let tie = |n: u32, from: u32, to: u32, kind| BulkTie {
        from,
        to,
        kind,
        period: if n.is_multiple_of(3) { Period::since(day!(2015, 1, 1)) } else { Period::UNKNOWN },
        standing: Standing::Checked,
        confidence: Permille::new(500 + (n % 500) as u16).unwrap(),
        recorded: 0,
        superseded: None,
    };
    let mut ties = Vec::new();
    for n in 0..PARTIES {
        ties.push(tie(n, n, (n + 1) % PARTIES, kin));
        ties.push(tie(n, n, (n * 7 + 11) % PARTIES, contact));
        if n % 10 == 1 {
            ties.push(tie(n, 0, n, contact));
        }
    }
    ties.retain(|tie| tie.from != tie.to);
    let parties: Vec<_> = (0..PARTIES).map(person).collect();
    let officials: Vec<_> = (0..PARTIES).map(|n| n % 17 == 0).collect();
    let moments = [Moment::china(day!(2019, 5, 1), 9, 0).unwrap()];
    Bulk {
        kinds: kinds.clone(),
        parties: &parties,
        officials: &officials,
        ties: &ties,
        moments: &moments,
        tie_ids: &[],
    }
    .freeze()
    .unwrap()
}

/// Asks once for everybody, then counts what many questions allocate.
fn count(mut ask: impl FnMut(u32, u32)) -> u64 {
    ask(0, u32::MAX);
    measure(|| (0..QUESTIONS).for_each(|n| ask(n * 13 % PARTIES, n % 5))).count_total
}

#[test]
fn parties_within_some_ties() {
    let network = network();
    for walks in [Direction::Both, Direction::Along] {
        let seen = network.seen(View::new().direction(walks));
        let (mut scratch, mut near) = (Scratch::default(), Vec::<Near>::new());
        let mut met = 0;
        let counted = count(|n, most| {
            reach::within_into(&seen, person(n), most, &mut scratch, &mut near).unwrap();
            met += near.len();
        });
        assert_eq!(counted, 0, "{walks:?}");
        assert!(met > 50_000, "only {met} were met");
    }
}

#[test]
fn officials_over_some_kinds_on_one_day_and_the_ways_to_them() {
    let network = network();
    let contact = network.kinds().find(&TieKind::Contact).unwrap();
    let view = View::new().kinds(KindSet::of([contact])).valid_on(day!(2015, 6, 30));
    for walks in [Direction::Both, Direction::Against] {
        let seen = network.seen(view.direction(walks));
        let (mut scratch, mut ties) = (Scratch::default(), Vec::new());
        ties.reserve(PARTIES as usize);
        let mut ways = 0;
        let counted = count(|n, most| {
            let official = |slot| network.is_official(slot);
            let mut around = reach::around(&seen, person(n), most, &mut scratch, official).unwrap();
            if let Some(last) = around.near().last().copied() {
                ways += usize::from(around.way_into(last.party, &mut ties));
                assert_eq!(ties.len(), last.ties as usize);
            }
        });
        assert_eq!(counted, 0, "{walks:?}");
        assert!(ways > 1_000, "only {ways} ways");
    }
}

#[test]
fn paths_between_two() {
    let network = network();
    for walks in [Direction::Both, Direction::Along] {
        let seen = network.seen(View::new().direction(walks));
        let (mut scratch, mut ties) = (Scratch::default(), Vec::new());
        ties.reserve(PARTIES as usize);
        let mut found = 0;
        let counted = count(|n, most| {
            let to = person((n * 31 + most % 7) % PARTIES);
            found +=
                u32::from(reach::path_into(&seen, person(n), to, &mut scratch, &mut ties).unwrap());
        });
        assert_eq!(counted, 0, "{walks:?}");
        assert!(found > QUESTIONS / 2, "only {found} paths");
    }
}

#[test]
fn the_counter_counts() {
    let network = network();
    let seen = network.seen(View::new());
    let mut scratch = Scratch::default();
    let counted = count(|n, _| drop(reach::within(&seen, person(n), 1, &mut scratch).unwrap()));
    assert!(counted >= u64::from(QUESTIONS), "a list for each answer, and only {counted} counted");
}
