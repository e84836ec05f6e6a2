use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::network::kernel::worlds::Numbers;
use crate::network::line::TieLine;
use crate::network::trials::{changing, mixed, random_view};
use crate::network::view::View;
use crate::provenance::Standing;

/// Distances over lines in either direction, by brute repetition.
fn distances(lines: &[TieLine], from: PartyId) -> BTreeMap<PartyId, u32> {
    let mut met = BTreeMap::from([(from, 0)]);
    loop {
        let before = met.clone();
        for line in lines {
            for (a, b) in [(line.from, line.to), (line.to, line.from)] {
                if let Some(ties) = before.get(&a) {
                    met.entry(b).or_insert(ties + 1);
                }
            }
        }
        if met == before {
            return met;
        }
    }
}

/// Each party within `most` ties with its distance, nearest first.
fn plain(
    lines: &[TieLine],
    from: PartyId,
    parties: &BTreeSet<PartyId>,
    most: u32,
) -> Vec<(u32, PartyId)> {
    let met = distances(lines, from);
    let mut near: Vec<_> = parties
        .iter()
        .filter_map(|party| Some((*met.get(party)?, *party)))
        .filter(|(ties, _)| *ties <= most)
        .collect();
    near.sort_unstable();
    near
}

/// Whether a way leads from one party to another over these lines, one after the other.
fn is_way(way: &Way, from: PartyId, lines: &[TieLine]) -> bool {
    let mut at = Some(from);
    for tie in &way.ties {
        at = at.and_then(|party| tie.other(party)).filter(|_| lines.contains(tie));
    }
    at == Some(way.party)
}

fn persons(parties: u32) -> Vec<PersonId> {
    let person = |party| match party {
        PartyId::Person(person) => Some(person),
        _ => None,
    };
    (0..parties).map(mixed).filter_map(person).collect()
}

#[test]
fn all_parties_within_the_limit_and_nobody_else_over_ways_that_are_there() {
    let mut scratch = Scratch::default();
    let (mut met, mut own) = (0, 0);
    for seed in 0..200 {
        let mut numbers = Numbers(seed);
        let size = [8, 25][seed as usize % 2];
        let network = changing(seed, size, size * 2).freeze().unwrap();
        let view = random_view(&mut numbers, network.kinds());
        let seen = network.seen(view);
        let lines = seen.shown();
        let parties: Vec<_> = (0..3).map(|_| mixed(numbers.below(size))).collect();
        for handler in persons(size) {
            let most = numbers.below(5);
            let found = closeness(&seen, handler, &parties, most, &mut scratch).unwrap();
            let parties = parties.iter().copied().collect();
            let expected = plain(&lines, handler.into(), &parties, most);
            let told: Vec<_> =
                found.ways.iter().map(|way| (way.ties.len() as u32, way.party)).collect();
            assert_eq!(told, expected, "seed {seed} {handler} within {most}");
            assert!(found.ways.iter().all(|way| is_way(way, handler.into(), &lines)));
            assert_eq!(found.nearest(), found.ways.first());
            met += told.len();
            own += usize::from(told.first().is_some_and(|(ties, _)| *ties == 0));
        }
    }
    assert!(met > 500 && own > 100, "{met} met, {own} handlers who are parties");
}

#[test]
fn the_order_of_handlers_is_that_of_the_page() {
    let mut scratch = Scratch::default();
    let mut counts = [0; 4];
    for seed in 0..300 {
        let mut numbers = Numbers(seed);
        let size = [8, 25][seed as usize % 2];
        let network = changing(seed, size, size * [4, 2][seed as usize % 2]).freeze().unwrap();
        let view = random_view(&mut numbers, network.kinds());
        let seen = network.seen(view);
        let lines = seen.shown();
        let firm: Vec<_> = lines
            .iter()
            .filter(|line| line.standing.at_least(Standing::Supported))
            .cloned()
            .collect();
        let parties: BTreeSet<_> = (0..2).map(|_| mixed(numbers.below(size))).collect();
        let most = 1 + numbers.below(3);
        let mut handlers = persons(size);
        handlers.reverse();
        handlers.push(handlers[0]);
        let list: Vec<_> = parties.iter().copied().collect();
        let found = eligible(&seen, &handlers, &list, most, &mut scratch).unwrap();

        handlers.pop();
        let mut expected: Vec<_> = handlers
            .iter()
            .map(|handler| {
                let from = (*handler).into();
                match (plain(&firm, from, &parties, most), plain(&lines, from, &parties, most)) {
                    (near, _) if !near.is_empty() => (2, Reverse(near[0].0), *handler),
                    (_, near) if !near.is_empty() => (1, Reverse(near[0].0), *handler),
                    _ => (0, Reverse(0), *handler),
                }
            })
            .collect();
        expected.sort_unstable();
        let told: Vec<_> = found
            .candidates
            .iter()
            .map(|one| {
                let (class, Reverse(ties)) = one.outcome.rank();
                (class, Reverse(ties as u32), one.handler)
            })
            .collect();
        assert_eq!(told, expected, "seed {seed}");
        for one in &found.candidates {
            let lines = if matches!(one.outcome, Outcome::Excluded(_)) { &firm } else { &lines };
            assert!(one.outcome.way().is_none_or(|way| is_way(way, one.handler.into(), lines)));
            counts[one.outcome.rank().0 as usize] += 1;
        }
        let left: Vec<_> = expected.iter().filter(|one| one.0 < 2).map(|one| one.2).collect();
        assert_eq!(found.left().collect::<Vec<_>>(), left);
        assert_eq!(found.nobody_is_left(), left.is_empty());
        counts[3] += usize::from(left.is_empty());
    }
    // Free, disclosing, excluded, and worlds in which nobody is left.
    assert!(counts.iter().all(|count| *count > 5), "{counts:?}");
}

/// A handler whom a planted report ties to the gang at once, and whom two supported ties
/// join to it as well; another who is only reported on; a third who is nothing.
mod over_planted_reports {
    use super::*;
    use crate::base::id::GangId;
    use crate::base::period::Period;
    use crate::base::permille::Permille;
    use crate::network::frozen::{Bulk, BulkTie, FrozenNetwork};
    use crate::network::kinds::Kinds;
    use crate::network::trials::moment;
    use crate::network::view::Least;
    use crate::terms::tie::TieKind;
    use uuid::Uuid;

    fn handler(n: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(n)).unwrap()
    }

    fn network(ties: &[(u32, u32, Standing)]) -> (FrozenNetwork, PartyId) {
        let gang = PartyId::from(GangId::from_uuid(Uuid::from_u128(1)).unwrap());
        let mut parties: Vec<PartyId> = (1..5).map(|n| handler(n).into()).collect();
        parties.push(gang);
        let kinds = Kinds::default();
        let tie = |&(from, to, standing): &(u32, u32, Standing)| BulkTie {
            from,
            to,
            kind: kinds.find(&TieKind::Contact).unwrap(),
            period: Period::UNKNOWN,
            standing,
            confidence: Permille::new(900).unwrap(),
            recorded: 0,
            superseded: None,
        };
        let ties: Vec<_> = ties.iter().map(tie).collect();
        let moments = [moment(0)];
        let kinds = kinds.clone();
        let bulk = Bulk {
            kinds,
            parties: &parties,
            officials: &[],
            ties: &ties,
            moments: &moments,
            tie_ids: &[],
        };
        (bulk.freeze().unwrap(), gang)
    }

    #[test]
    fn reports_exclude_nobody_and_hide_nobody() {
        use Standing::{Alleged, Checked, Supported};
        let (network, gang) = network(&[
            (0, 4, Alleged),
            (0, 3, Supported),
            (3, 4, Supported),
            (1, 4, Alleged),
            (1, 4, Checked),
        ]);
        let seen = network.seen(View::new().at_least(Least::Alleged));
        let mut scratch = Scratch::default();
        let handlers = [handler(1), handler(2), handler(3)];
        let order = eligible(&seen, &handlers, &[gang], 2, &mut scratch).unwrap();
        assert_eq!(order.left().collect::<Vec<_>>(), [handler(3), handler(2)]);
        let [a, b, c] = handlers;
        let rest = "900‰, from an unknown day, end unknown)";
        let between = PartyId::from(handler(4));
        assert_eq!(
            order.to_string(),
            format!(
                "ways of at most 2 ties count\n\
                 {c} is free\n\
                 {b} has to disclose: {gang}, 1 tie away, at least checked\n  \
                 {b} is in contact with {gang} (checked, {rest}\n\
                 {a} is excluded: {gang}, 2 ties away, at least supported\n  \
                 {a} is in contact with {between} (supported, {rest}\n  \
                 {between} is in contact with {gang} (supported, {rest}"
            ),
        );
        // Within one tie the first is only reported on.
        let order = eligible(&seen, &handlers, &[gang], 1, &mut scratch).unwrap();
        assert_eq!(order.left().count(), 3);
    }

    #[test]
    fn it_says_when_nobody_is_left_and_who_is_not_known() {
        let (network, gang) =
            network(&[(0, 4, Standing::Established), (1, 0, Standing::Supported)]);
        let seen = network.seen(View::new());
        let mut scratch = Scratch::default();
        let parties = [gang, handler(3).into()];
        let handlers = [handler(1), handler(2), handler(3)];
        let order = eligible(&seen, &handlers, &parties, 2, &mut scratch).unwrap();
        assert!(order.nobody_is_left());
        let text = order.to_string();
        assert!(text.ends_with(&format!("{} is excluded: is a party\nnobody is left", handler(3))));
        assert!(eligible(&seen, &[], &parties, 2, &mut scratch).unwrap().nobody_is_left());
        let json = serde_json::to_string(&order).unwrap();
        assert_eq!(serde_json::from_str::<Eligibility>(&json).unwrap(), order);
        let picture = order.dot(&|_| None);
        assert_eq!(picture.matches(" -> ").count(), 2, "{picture}");
        assert!(picture.contains(&format!("\"{}\" [", handler(3))), "{picture}");

        let stranger = handler(99);
        let refused = |handlers: &[PersonId], parties: &[PartyId], scratch: &mut Scratch| {
            eligible(&seen, handlers, parties, 2, scratch).unwrap_err().party
        };
        assert_eq!(refused(&[handler(1), stranger], &[], &mut scratch), stranger.into());
        assert_eq!(refused(&[handler(1)], &[stranger.into()], &mut scratch), stranger.into());
        let refused = closeness(&seen, stranger, &[gang], 2, &mut scratch).unwrap_err();
        assert_eq!(refused.party, stranger.into());

        let near = closeness(&seen, handler(3), &parties, 2, &mut scratch).unwrap();
        assert_eq!(near.nearest().unwrap().ties, [], "a party stands nearest to itself");
        let json = serde_json::to_string(&near).unwrap();
        assert_eq!(serde_json::from_str::<Closeness>(&json).unwrap(), near);
        let near = closeness(&seen, handler(2), &[gang], 2, &mut scratch).unwrap();
        assert!(near.to_string().starts_with(&format!(
            "{}: parties within 2 ties\n{gang}, 2 ties away, at least supported\n  ",
            handler(2)
        )));
        assert_eq!(near.dot(&|_| None).matches(" -> ").count(), 2);
    }
}
