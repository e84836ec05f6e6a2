use super::*;
use crate::base::day::Moment;
use crate::model::dossier::testing::small;
use crate::network::kernel::worlds::Numbers;
use crate::network::trials::{changing, mixed, random_tie, random_view, version};
use crate::network::view::Least;

const WIDE: u32 = u32::MAX;

fn anybody(numbers: &mut Numbers, parties: &[PartyId]) -> PartyId {
    parties[numbers.below(parties.len() as u32) as usize]
}

fn persons(numbers: &mut Numbers, parties: &[PartyId]) -> Vec<PersonId> {
    let some = (0..4).map(|_| anybody(numbers, parties)).filter_map(|party| match party {
        PartyId::Person(person) => Some(person),
        _ => None,
    });
    some.collect()
}

/// One change: a tie more, a version more, a tie or a party less, an office.
fn change(network: &mut Network, numbers: &mut Numbers, parties: u32) {
    let some_tie = |network: &Network, numbers: &mut Numbers| {
        let at = numbers.below(network.tie_count().max(1) as u32);
        network.ties().nth(at as usize).map(Tie::id)
    };
    match numbers.below(10) {
        0..=3 => drop(random_tie(numbers, parties).map(|tie| network.add_tie(tie))),
        4..=6 => {
            let known = 6 + numbers.below(3);
            let version = version(numbers, known);
            let tie = some_tie(network, numbers);
            drop(tie.map(|tie| network.record(tie, version)));
        }
        7 => drop(some_tie(network, numbers).and_then(|tie| network.remove_tie(tie))),
        8 => drop(network.remove_party(mixed(numbers.below(parties)))),
        _ => drop(network.mark_official(mixed(numbers.below(parties)), numbers.below(2) == 0)),
    }
}

/// The answer of the frozen network within as many ties as the live one has covered.
#[track_caller]
fn agree<T: PartialEq + fmt::Debug>(
    live: Result<Bounded<T>, NotAsked>,
    most: u32,
    frozen: impl FnOnce(u32) -> Result<T, UnknownParty>,
    why: &dyn fmt::Debug,
) -> bool {
    match live {
        Ok(Bounded::Whole(answer)) => assert_eq!(Ok(answer), frozen(most), "{why:?}"),
        Ok(Bounded::Stopped { answer, stop }) => {
            assert!(stop.within < most, "{why:?}: {stop}");
            assert_eq!(Ok(answer), frozen(stop.within), "{why:?}: {stop}");
            return true;
        }
        Err(NotAsked::Unknown(unknown)) => assert_eq!(frozen(most), Err(unknown), "{why:?}"),
        Err(other) => panic!("{why:?}: {other}"),
    }
    false
}

/// Puts every question to both networks; how many answers were cut short.
#[track_caller]
fn check(
    network: &Network,
    numbers: &mut Numbers,
    parties: &[PartyId],
    view: View,
    why: &dyn fmt::Debug,
) -> usize {
    let frozen = network.freeze().unwrap();
    assert_eq!(frozen.kinds(), &network.kinds());
    let seen = frozen.seen(view);
    let mut scratch = Scratch::default();
    let ties = [1, 2, 3, 4, WIDE][numbers.below(5) as usize];
    let limits = Limits { ties, parties: [1, 3, 10, WIDE, WIDE][numbers.below(5) as usize] };
    let why = &(why, view, limits);
    let mut stopped = 0;

    let (from, to) = (anybody(numbers, parties), anybody(numbers, parties));
    let near = reach(network, from, &view, limits).map_err(NotAsked::from);
    if let Ok(Bounded::Stopped { stop, .. }) = &near {
        let beyond = reach::within(&seen, from, stop.within + 1, &mut scratch).unwrap();
        assert!(beyond.len() >= limits.parties as usize, "{why:?}: {stop} for no reason");
    }
    let on_frozen = |most| reach::within(&seen, from, most, &mut scratch);
    stopped += usize::from(agree(near, ties, on_frozen, why));
    let on_frozen = |most| {
        seen.slot(from)?;
        seen.slot(to)?;
        Ok(reach::around(&seen, from, most, &mut scratch, |_| true)?.way_to(to))
    };
    stopped += usize::from(agree(way(network, from, to, &view, limits), ties, on_frozen, why));
    let mut space = protectors::Scratch::default();
    let on_frozen = |most| protectors::protectors(&seen, from, most, &mut space);
    stopped += usize::from(agree(protectors(network, from, &view, limits), ties, on_frozen, why));

    let handlers = persons(numbers, parties);
    let case: Vec<_> = (0..2).map(|_| anybody(numbers, parties)).collect();
    for handler in &handlers {
        let near = closeness(network, *handler, &case, &view, limits);
        let on_frozen = |most| closeness::closeness(&seen, *handler, &case, most, &mut scratch);
        stopped += usize::from(agree(near, ties, on_frozen, why));
    }
    let order = eligible(network, &handlers, &case, &view, limits);
    let on_frozen = |most| closeness::eligible(&seen, &handlers, &case, most, &mut scratch);
    stopped + usize::from(agree(order, ties, on_frozen, why))
}

#[test]
fn both_networks_give_the_same_answers_through_every_view_after_every_change() {
    let mut stopped = 0;
    for seed in 0..60 {
        let mut numbers = Numbers(seed);
        let size = [6, 14, 40][seed as usize % 3];
        let mut network = changing(seed, size, size * 3 / 2);
        // The last ones are never in the network.
        let parties: Vec<_> = (0..size + size / 8 + 1).map(mixed).collect();
        for step in 0..6 {
            let view = random_view(&mut numbers, &network.kinds());
            stopped += check(&network, &mut numbers, &parties, view, &(seed, step));
            (0..3).for_each(|_| change(&mut network, &mut numbers, size));
        }
    }
    assert!(stopped > 100, "only {stopped} answers were cut short");
}

#[test]
fn dossiers_are_asked_as_their_frozen_networks_are() {
    let mut met = 0;
    for seed in 0..40 {
        let mut numbers = Numbers(seed);
        let network = Network::of(&small(seed).enter().unwrap()).unwrap();
        let parties: Vec<_> = network.parties().collect();
        for step in 0..6 {
            let day = crate::day!(2018, 2, 1).plus_days(i64::from(numbers.below(800))).unwrap();
            let mut view = match step % 3 {
                0 => View::new().at_least(Least::Alleged),
                1 => View::new().valid_on(day),
                _ => random_view(&mut numbers, &network.kinds()),
            };
            if step % 2 == 0 {
                view = view.known_at(Moment::china(day, 20, 0).unwrap());
            }
            check(&network, &mut numbers, &parties, view, &(seed, step));
            let limits = Limits { ties: 3, parties: WIDE };
            let near = reach(&network, parties[step], &view, limits).unwrap();
            met += near.whole().unwrap().len();
        }
    }
    assert!(met > 40, "only {met} were met");
}

#[test]
fn a_stop_is_told_to_people_and_machines() {
    let mut network = Network::default();
    let mut numbers = Numbers(7);
    (0..8).for_each(|n| assert!(network.add_party(mixed(n))));
    for _ in 0..60 {
        drop(random_tie(&mut numbers, 8).map(|tie| network.add_tie(tie)));
    }
    let view = View::new().at_least(Least::Alleged);
    let limits = Limits { ties: 2, parties: 2 };
    let parties: Vec<_> = (0..8).map(mixed).collect();
    let handler = persons(&mut numbers, &parties)[0];
    let near = closeness(&network, handler, &[mixed(0)], &view, limits).unwrap();
    assert!(near.to_string().ends_with(
        "\nstopped after 2 parties: whole within 0 ties, beyond them there may be more"
    ));
    let json = serde_json::to_string(&near).unwrap();
    assert_eq!(serde_json::from_str::<Bounded<Closeness>>(&json).unwrap(), near);
    assert_eq!(near.clone().whole(), None);
    assert_eq!(near.parts().1, Some(Stop { parties: 2, within: 0 }));
    // With room for all the answer is whole.
    let limits = Limits { parties: 8, ..limits };
    let near = closeness(&network, handler, &[mixed(0)], &view, limits).unwrap();
    assert!(near.whole().is_some());
}
