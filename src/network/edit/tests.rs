use uuid::Uuid;

use super::*;
use crate::base::id::PersonId;
use crate::base::permille::Permille;
use crate::model::claims::ClaimIds;
use crate::model::draft::Draft;
use crate::model::tie::TieDraft;
use crate::network::kernel::worlds::Numbers;
use crate::network::view::{Least, View};
use crate::provenance::Standing;

fn person(n: u32) -> PartyId {
    PersonId::from_uuid(Uuid::from_u128(u128::from(n) + 1)).unwrap().into()
}

fn day(n: u32) -> Day {
    Day::of(2019, 5, 1).unwrap().plus_days(i64::from(n)).unwrap()
}

fn moment(n: u32) -> Moment {
    Moment::china(day(n), 9, 0).unwrap()
}

fn version(known: u32, period: Period, standing: Standing) -> TieVersion {
    TieVersion::new(moment(known), period, standing, Permille::ALL, ClaimIds::new(vec![]).unwrap())
}

fn tie(id: u32, from: u32, to: u32, kind: TieKind, version: TieVersion) -> Tie {
    TieDraft {
        id: Some(TieId::from_uuid(Uuid::from_u128(1_000 + u128::from(id))).unwrap()),
        from: Some(person(from)),
        to: Some(person(to)),
        kind: Some(kind),
        versions: vec![version],
        ..TieDraft::default()
    }
    .enter()
    .unwrap()
}

fn network(parties: u32) -> Network {
    let mut network = Network::default();
    (0..parties).for_each(|n| assert!(network.add_party(person(n))));
    network
}

/// The forest by plain counting: on each of eight days, follow the superiors.
fn is_forest(ties: &[(u32, u32, Period)], parties: u32) -> bool {
    (0..8).all(|n| {
        let above = |party: u32| -> Vec<u32> {
            let there = |p: &Period| p.contains(day(n)) != Truth::No;
            ties.iter().filter(|t| t.0 == party && there(&t.2)).map(|t| t.1).collect()
        };
        (0..parties).all(|party| {
            let mut at = party;
            for _ in 0..=parties {
                match above(at)[..] {
                    [] => return true,
                    [next] => at = next,
                    _ => return false,
                }
            }
            false
        })
    })
}

#[test]
fn superiors_form_a_forest_on_every_day_and_nothing_else_is_refused() {
    let mut refused = 0;
    for seed in 0..600 {
        let mut numbers = Numbers(seed);
        let (mut network, mut held) = (network(4), Vec::new());
        for id in 0..7 {
            let (from, to) = (numbers.below(4), numbers.below(4));
            if from == to {
                continue;
            }
            let first = numbers.below(6);
            let start = if numbers.below(6) == 0 { Start::Unknown } else { Start::On(day(first)) };
            let end = match numbers.below(6) {
                0 => End::Open,
                1 => End::Unknown,
                n => End::Before(day(first + n)),
            };
            let period = Period::new(start, end).unwrap();
            let new = tie(id, from, to, TieKind::ReportsTo, version(0, period, Standing::Checked));
            let mut with = held.clone();
            with.push((from, to, period));
            let outcome = network.add_tie(new);
            assert_eq!(outcome.is_ok(), is_forest(&with, 4), "seed {seed}: {with:?} {outcome:?}");
            if outcome.is_ok() {
                held = with;
            } else {
                refused += 1;
            }
            assert_eq!(network.tie_count(), held.len(), "a refusal changes nothing");
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

#[test]
fn a_closing_circle_is_named_and_a_refuted_tie_binds_nobody() {
    let mut network = network(3);
    let since = Period::since(day(0));
    let add = |network: &mut Network, id, from, to, standing| {
        network.add_tie(tie(id, from, to, TieKind::ReportsTo, version(0, since, standing)))
    };
    add(&mut network, 1, 0, 1, Standing::Checked).unwrap();
    add(&mut network, 2, 1, 2, Standing::Checked).unwrap();
    let refused = add(&mut network, 3, 2, 0, Standing::Checked).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "the circle {} → {} → {} → {} would close",
            person(2),
            person(0),
            person(1),
            person(2)
        ),
    );
    add(&mut network, 4, 2, 0, Standing::Refuted).unwrap();
    let two = add(&mut network, 5, 0, 2, Standing::Checked).unwrap_err();
    assert_eq!(
        two.to_string(),
        format!("{} would report to {} and to {} on one day", person(0), person(1), person(2)),
    );
    // A version that would close the circle later is refused as well.
    let id = TieId::from_uuid(Uuid::from_u128(1_004)).unwrap();
    let late = network.record(id, version(1, since, Standing::Checked)).unwrap_err();
    assert!(matches!(late, TieRefused::Circle { .. }), "{late}");
    assert_eq!(network.tie(id).unwrap().versions().len(), 1);
}

#[test]
fn a_long_chain_of_superiors_is_walked_without_harm() {
    let n = 20_000;
    let mut network = network(n);
    let since = Period::since(day(0));
    // From the top down, so that each step walks only what is above it once.
    for at in (1..n).rev() {
        let new = tie(at, at - 1, at, TieKind::ReportsTo, version(0, since, Standing::Checked));
        if at > n - 50 {
            network.add_tie(new).unwrap();
        } else {
            let (from, to) = (network.parties[&person(at - 1)], network.parties[&person(at)]);
            let id = new.id();
            let edge = network.graph.add_edge(from, to, new);
            network.ties.insert(id, edge);
        }
    }
    let closing = tie(n, n - 1, 0, TieKind::ReportsTo, version(0, since, Standing::Checked));
    let refused = network.add_tie(closing).unwrap_err();
    assert!(matches!(refused, TieRefused::Circle { path } if path.len() == n as usize + 1));
}

/// Invariant 11: what was recorded later leaves no trace in an earlier view.
#[test]
fn a_view_of_earlier_knowledge_equals_that_of_a_network_that_never_learned_more() {
    for seed in 0..60 {
        let mut numbers = Numbers(seed);
        let (mut whole, mut early) = (network(6), network(6));
        for id in 0..15 {
            let (from, to) = (numbers.below(6), numbers.below(6));
            if from == to {
                continue;
            }
            let known = numbers.below(6);
            let period = Period::new(
                Start::On(day(numbers.below(4))),
                End::Before(day(4 + numbers.below(4))),
            )
            .unwrap();
            let new =
                tie(id, from, to, TieKind::Contact, version(known, period, Standing::Checked));
            whole.add_tie(new.clone()).unwrap();
            if known <= 3 {
                early.add_tie(new.clone()).unwrap();
            }
            if numbers.below(2) == 0 {
                let later = version(
                    known + 1 + numbers.below(3),
                    Period::since(day(2)),
                    Standing::Supported,
                );
                if later.known_from() <= moment(3) {
                    early.record(new.id(), later.clone()).unwrap();
                }
                whole.record(new.id(), later).unwrap();
            }
        }
        let (whole, early) = (whole.freeze().unwrap(), early.freeze().unwrap());
        for view in [
            View::new().known_at(moment(3)),
            View::new().known_at(moment(3)).valid_on(day(3)),
            View::new().known_at(moment(3)).at_least(Least::Supported),
        ] {
            let lines = |network: &FrozenNetwork| -> Vec<String> {
                let sieve = network.sieve(&view);
                (0..network.tie_count())
                    .filter(|tie| network.shows(&sieve, *tie))
                    .filter_map(|tie| network.line(crate::network::frozen::ArcSlot(tie as u32)))
                    .map(|line| serde_json::to_string(&line).unwrap())
                    .collect()
            };
            assert_eq!(lines(&whole), lines(&early), "seed {seed}, {view:?}");
        }
    }
}

#[test]
fn what_is_taken_out_leaves_no_trace_and_comes_back_to_the_caller() {
    let contact = |id, from, to| {
        tie(id, from, to, TieKind::Contact, version(0, Period::UNKNOWN, Standing::Checked))
    };
    let (mut network, mut without) = (network(3), Network::default());
    network.mark_official(person(1), true).unwrap();
    for (id, from, to) in [(1, 0, 1), (2, 1, 2), (3, 0, 2)] {
        network.add_tie(contact(id, from, to)).unwrap();
    }
    let gone: Vec<_> = network.remove_party(person(1)).iter().map(Tie::id).collect();
    assert_eq!(gone.len(), 2);
    assert!(network.remove_party(person(1)).is_empty());
    without.add_party(person(0));
    without.add_party(person(2));
    without.add_tie(contact(3, 0, 2)).unwrap();
    assert_eq!(
        format!("{:?}", network.freeze().unwrap()),
        format!("{:?}", without.freeze().unwrap())
    );
    assert_eq!(network.ties_of(person(1)), Err(UnknownParty { party: person(1) }));
    assert_eq!(network.ties_of(person(0)).unwrap().len(), 1);
    let twice = network.add_tie(contact(3, 0, 2)).unwrap_err();
    assert!(twice.to_string().ends_with("is in the network already"), "{twice}");
}

/// The same content gives the same numbers to the host's kinds, whatever came first, and a
/// kind without ties frees its place.
#[test]
fn kinds_of_the_host_are_numbered_by_content_and_freed_with_their_last_tie() {
    let code = |n: u32| TieKind::from_code(&format!("host_{n:02}")).unwrap();
    let host = |id, kind| tie(id, id % 3, 3, kind, version(0, Period::UNKNOWN, Standing::Checked));
    let mut network = network(4);
    for id in (0..16).rev() {
        network.add_tie(host(id, code(id))).unwrap();
    }
    network.add_tie(host(20, code(5))).unwrap();
    let refused = network.add_tie(host(21, code(16))).unwrap_err();
    assert!(matches!(refused, TieRefused::Kinds(_)), "{refused}");
    assert_eq!(network.tie_count(), 17);
    let slot = |network: &Network, n| network.kinds().find(&code(n)).map(|slot| slot.index());
    assert_eq!((slot(&network, 0), slot(&network, 15)), (Some(48), Some(63)));
    let id = |n: u32| TieId::from_uuid(Uuid::from_u128(1_000 + u128::from(n))).unwrap();
    network.remove_tie(id(20)).unwrap();
    assert_eq!(slot(&network, 6), Some(54), "another tie of the kind is there");
    network.remove_tie(id(5)).unwrap();
    assert_eq!((slot(&network, 5), slot(&network, 6)), (None, Some(53)));
    network.add_tie(host(21, code(16))).unwrap();
    assert_eq!(network.freeze().unwrap().kinds(), &network.kinds());
}

#[test]
fn a_later_version_leaves_what_was_known_before_as_it_was() {
    // Two ties that are alike: the one with the smaller id is told, then as before.
    let alike = || version(0, Period::UNKNOWN, Standing::Checked);
    let mut network = network(2);
    for id in [1, 2] {
        network.add_tie(tie(id, 0, 1, TieKind::Contact, alike())).unwrap();
    }
    let then = View::new().known_at(moment(1));
    let told = |network: &Network| {
        let frozen = network.freeze().unwrap();
        let seen = frozen.seen(then);
        let slot = seen.slot(person(0)).unwrap().0;
        let strongest = seen.tie_between(slot, seen.slot(person(1)).unwrap().0);
        (seen.shown(), strongest.and_then(|tie| frozen.tie_id(tie)))
    };
    let before = told(&network);
    let first = TieId::from_uuid(Uuid::from_u128(1_001)).unwrap();
    assert_eq!(before.1, Some(first));
    network.record(first, version(2, Period::UNKNOWN, Standing::Supported)).unwrap();
    assert_eq!(told(&network), before);
}
