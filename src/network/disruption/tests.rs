use std::collections::BTreeMap;

use super::*;
use crate::network::kernel::worlds::Numbers;
use crate::network::trials::{changing, mixed, network_of, party, random_view, trial};
use crate::network::view::View;

/// Who stands beside whom, by id, over the lines that a view shows.
type Beside = BTreeMap<PartyId, BTreeSet<PartyId>>;

fn beside(seen: &Seen<'_>, parties: &[PartyId]) -> Beside {
    let mut beside: Beside = parties.iter().map(|party| (*party, BTreeSet::new())).collect();
    for line in seen.shown() {
        beside.entry(line.from).or_default().insert(line.to);
        beside.entry(line.to).or_default().insert(line.from);
    }
    beside
}

fn without(beside: &mut Beside, party: PartyId) {
    beside.remove(&party);
    beside.values_mut().for_each(|row| {
        row.remove(&party);
    });
}

/// Component by component.
fn plain(beside: &Beside) -> Remaining {
    let mut open: BTreeSet<PartyId> = beside.keys().copied().collect();
    let (mut largest, mut pairs) = (0, 0);
    while let Some(start) = open.pop_first() {
        let (mut part, mut size) = (vec![start], 0);
        while let Some(party) = part.pop() {
            size += 1;
            part.extend(beside[&party].iter().filter(|other| open.remove(other)));
        }
        largest = largest.max(size);
        pairs += u64::from(size) * u64::from(size - 1) / 2;
    }
    Remaining { largest, pairs }
}

fn every(number: u32) -> Renewal {
    NonZeroU32::new(number).map_or(Renewal::Once, Renewal::Every)
}

#[test]
fn the_order_and_its_curve_are_those_of_the_shown_ties() {
    let (mut level, mut removed) = (0, 0);
    for seed in 0..120 {
        let mut numbers = Numbers(seed);
        let network = changing(seed, 20, 40).freeze().unwrap();
        let seen = network.seen(random_view(&mut numbers, network.kinds()));
        let mut all: Vec<PartyId> = (0..20).map(mixed).collect();
        all.sort_unstable();
        let mut some = |share| all.iter().copied().filter(|_| numbers.below(9) < share).collect();
        let (among, gone): (Vec<PartyId>, Vec<PartyId>) = (some(7), some(1));
        let pool = Pool { among: Some(&among), gone: &gone };
        let renewal = every(seed as u32 % 3);
        let found = removal_order(&seen, Strategy::Degree, renewal, pool, 12).unwrap();

        let mut rest = beside(&seen, &all);
        gone.iter().for_each(|party| without(&mut rest, *party));
        assert_eq!((found.before, &found.gone), (plain(&rest), &gone), "seed {seed}");
        let mut ranked = rest.clone();
        let mut left: BTreeSet<PartyId> =
            among.iter().copied().filter(|party| !gone.contains(party)).collect();
        assert_eq!(found.removals.len(), left.len().min(12));
        for (at, removal) in found.removals.iter().enumerate() {
            if renewal != Renewal::Once && at % (seed as usize % 3) == 0 {
                ranked.clone_from(&rest);
            }
            let degree = |party: &PartyId| ranked[party].len();
            let most = left.iter().map(degree).max().unwrap();
            let first: Vec<PartyId> =
                left.iter().copied().filter(|party| degree(party) == most).collect();
            assert_eq!(removal.party, first[0], "seed {seed}");
            let rank = Rank { value: most as f64, level: first.len() > 1 };
            assert_eq!(removal.rank, Some(rank), "seed {seed}");
            left.remove(&removal.party);
            without(&mut rest, removal.party);
            assert_eq!(removal.left, plain(&rest), "seed {seed}");
            level += u32::from(rank.level);
            removed += 1;
        }
        let order: Vec<PartyId> = found.removals.iter().map(|removal| removal.party).collect();
        let given = removals_in_order(&seen, &order, &gone).unwrap();
        let points = |of: &Disruption| of.removals.iter().map(|one| one.left).collect::<Vec<_>>();
        assert_eq!((points(&given), given.before), (points(&found), found.before));
        assert!(given.ranked.is_none() && given.removals.iter().all(|one| one.rank.is_none()));
    }
    assert!(removed > 1_000 && level > 200 && level < removed, "{level} of {removed}");
}

/// All sets of so many of these.
fn sets(of: &[PartyId], number: usize) -> Vec<Vec<PartyId>> {
    let mut all = vec![vec![]];
    for party in of {
        let with = |set: &Vec<PartyId>| [&set[..], &[*party]].concat();
        let more: Vec<_> = all.iter().filter(|set| set.len() < number).map(with).collect();
        all.extend(more);
    }
    all.retain(|set| set.len() == number);
    all
}

#[test]
fn no_other_set_leaves_less_and_every_equal_one_is_told() {
    for seed in 0..25 {
        let network = trial(seed, 10, 8 + seed as u32);
        let seen = network.seen(View::new());
        let all: Vec<PartyId> = (0..10).map(party).collect();
        let (among, gone) = (&all[..9], &all[(seed as usize % 10)..][..1]);
        let mut rest = beside(&seen, &all);
        without(&mut rest, gone[0]);
        let from: Vec<PartyId> = among.iter().copied().filter(|one| !gone.contains(one)).collect();
        for number in 1..=3 {
            for aim in [Aim::ConnectedPairs, Aim::LargestComponent] {
                let tried = sets(&from, number).into_iter().map(|parties| {
                    let mut rest = rest.clone();
                    parties.iter().for_each(|party| without(&mut rest, *party));
                    Together { parties, left: plain(&rest) }
                });
                let mut tried: Vec<Together> = tried.collect();
                let value = |one: &Together| match aim {
                    Aim::ConnectedPairs => one.left.pairs,
                    Aim::LargestComponent => u64::from(one.left.largest),
                };
                let least = tried.iter().map(value).min();
                tried.retain(|one| Some(value(one)) == least);
                tried.sort_by(|a, b| a.parties.cmp(&b.parties));
                let pool = Pool { among: Some(among), gone };
                let found = best_removal(&seen, number, aim, pool, Limits::default()).unwrap();
                assert_eq!((&found.sets, found.equal), (&tried, tried.len() as u64));
                assert_eq!((found.before, found.cut_off), (plain(&rest), None));
                assert_eq!((found.number, &found.gone[..]), (number, gone));
            }
        }
    }
}

#[test]
fn every_strategy_takes_the_middle_of_two_stars_first() {
    // 0 and 6 with five and four of their own, and 5 between the two.
    let ties = [
        (0, 1),
        (0, 2),
        (0, 3),
        (0, 4),
        (0, 5),
        (6, 5),
        (6, 7),
        (6, 8),
        (6, 9),
        (1, 2),
        (2, 3),
        (1, 3),
        (0, 10),
    ];
    let network = network_of(11, &ties);
    let seen = network.seen(View::new());
    let attenuation = Permille::new(100).unwrap();
    for (strategy, first) in [
        (Strategy::Degree, 0),
        (Strategy::Betweenness, 0),
        (Strategy::Core, 0),
        (Strategy::CollectiveInfluence { ties: 1 }, 0),
        // At two ties 5 sees nobody with others beside them but 1, 2 and 3.
        (Strategy::CollectiveInfluence { ties: 2 }, 0),
        (Strategy::Katz { attenuation }, 0),
    ] {
        let found = removal_order(&seen, strategy, Renewal::Once, Pool::default(), 1).unwrap();
        assert_eq!(found.removals[0].party, party(first), "{strategy}");
        assert_eq!(found.ranked, Some(Ranked { strategy, renewal: Renewal::Once }));
    }
    // Once the first is gone, 6 has more influence than anybody, and the core stays level.
    let order = |strategy| {
        let found = removal_order(&seen, strategy, every(1), Pool::default(), 2).unwrap();
        (found.removals[1].party, found.removals[1].rank.unwrap())
    };
    assert_eq!(order(Strategy::Degree), (party(6), Rank { value: 4.0, level: false }));
    assert_eq!(order(Strategy::Betweenness), (party(6), Rank { value: 6.0, level: false }));
    assert_eq!(order(Strategy::Core), (party(1), Rank { value: 2.0, level: true }));
}

#[test]
fn the_limits_are_kept_and_said() {
    let star: Vec<(u32, u32)> = (1..=6).map(|n| (0, n)).collect();
    let network = network_of(7, &star);
    let seen = network.seen(View::new());
    let ask = |number, limits| {
        let pool = Pool { gone: &[party(0)], ..Pool::default() };
        best_removal(&seen, number, Aim::ConnectedPairs, pool, limits).unwrap()
    };
    let whole = ask(2, Limits::default());
    assert_eq!((whole.sets.len(), whole.equal, whole.cut_off), (15, 15, None));
    let most = ask(2, Limits { most: 4, ..Limits::default() });
    assert_eq!((most.sets.len(), most.equal), (4, 15));
    assert_eq!(most.cut_off, Some(CutOff::Most(4)));
    assert!(
        most.to_string().ends_with("\n15 sets are equally best, 4 are told; every set was tried")
    );
    // A pass looks at seven parties and six pairs.
    let steps = ask(2, Limits { steps: 30, ..Limits::default() });
    assert_eq!(steps.cut_off, Some(CutOff::Steps(30)));
    assert_eq!(steps.equal, 5 + 4, "two passes of five");
    let said = "\nnot every set was tried within 30 steps: there may be better ones";
    assert!(steps.to_string().ends_with(said), "{steps}");
    let none = ask(2, Limits { steps: 0, ..Limits::default() });
    assert_eq!((none.sets.len(), none.cut_off), (0, Some(CutOff::Steps(0))));
    // More than there are, and nobody.
    let all = ask(9, Limits::default());
    assert_eq!((all.number, all.sets.len(), all.sets[0].parties.len()), (6, 1, 6));
    let nobody = ask(0, Limits::default());
    assert_eq!(nobody.sets, [Together { parties: vec![], left: nobody.before }]);
    assert!(nobody.to_string().contains("\n1. nobody: largest component 1, 0 connected pairs"));
}

#[test]
fn strangers_and_repetitions_are_refused_and_katz_may_have_no_value() {
    let network = network_of(3, &[(0, 1), (1, 2), (2, 0)]);
    let seen = network.seen(View::new());
    let (stranger, degree) = (party(9), Strategy::Degree);
    let unknown = CannotRemove::Unknown(UnknownParty { party: stranger });
    let among = Pool { among: Some(&[stranger]), ..Pool::default() };
    let gone = Pool { gone: &[stranger], ..Pool::default() };
    for pool in [among, gone] {
        assert_eq!(removal_order(&seen, degree, Renewal::Once, pool, 3), Err(unknown));
        let best = best_removal(&seen, 1, Aim::ConnectedPairs, pool, Limits::default());
        assert_eq!(best, Err(unknown));
    }
    assert_eq!(removals_in_order(&seen, &[stranger], &[]), Err(unknown));
    assert_eq!(removals_in_order(&seen, &[], &[stranger]), Err(unknown));
    let twice = CannotRemove::Twice { party: party(1) };
    assert_eq!(removals_in_order(&seen, &[party(1), party(1)], &[]), Err(twice));
    assert_eq!(removals_in_order(&seen, &[party(1)], &[party(1)]), Err(twice));
    let strategy = Strategy::Katz { attenuation: Permille::new(500).unwrap() };
    let refused = removal_order(&seen, strategy, Renewal::Once, Pool::default(), 1).unwrap_err();
    assert_eq!(refused, CannotRemove::Unsettled { strategy });
    let said = "Katz status at 500‰ a tie gives no rank here: it does not settle; let a tie \
                count for less";
    assert_eq!(refused.to_string(), said);
}

#[test]
fn the_answers_are_stored_printed_and_drawn() {
    let network = network_of(5, &[(0, 1), (1, 2), (2, 3), (2, 4)]);
    let seen = network.seen(View::new());
    let gone = [party(4)];
    let pool = Pool { gone: &gone, ..Pool::default() };
    let found = removal_order(&seen, Strategy::Betweenness, every(1), pool, 2).unwrap();
    let lines = [
        "removal by betweenness, ranked anew after each removal; a place to look, never a ground \
         for a measure"
            .to_owned(),
        format!("before: largest component 4, 6 connected pairs, without {}", party(4)),
        format!(
            "1. {} (2, level with others): largest component 2, 1 connected pair (ties at least \
             checked)",
            party(1)
        ),
        format!(
            "2. {} (0, level with others): largest component 2, 1 connected pair (ties at least \
             checked)",
            party(0)
        ),
    ];
    assert_eq!(found.to_string(), lines.join("\n"));
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Disruption>(&text).unwrap(), found);
    assert!(serde_json::from_str::<Disruption>(&text.replace("before", "after")).is_err());
    assert_eq!(found.dot(&seen, 2, &|_| None).unwrap().matches("->").count(), 1);
    let given = removals_in_order(&seen, &[party(2)], &[]).unwrap();
    assert!(given.to_string().starts_with("removal in the order given; a place to look"));
    assert!(!serde_json::to_string(&given).unwrap().contains("rank"));
    let rank = Rank { value: 1.0 / 3.0, level: false };
    let removals = vec![Removal { rank: Some(rank), ..given.removals[0] }];
    assert!(Disruption { removals, ..given }.to_string().contains("(0.333): largest"));

    let best = best_removal(&seen, 1, Aim::LargestComponent, pool, Limits::default()).unwrap();
    let lines = [
        "best removal of 1 for the smallest largest component; a place to look, never a ground \
         for a measure"
            .to_owned(),
        format!("before: largest component 4, 6 connected pairs, without {}", party(4)),
        format!("1. {}: largest component 2, 1 connected pair (ties at least checked)", party(1)),
        format!("2. {}: largest component 2, 1 connected pair (ties at least checked)", party(2)),
        "2 sets are equally best; every set was tried".to_owned(),
    ];
    assert_eq!(best.to_string(), lines.join("\n"));
    let text = serde_json::to_string(&best).unwrap();
    assert_eq!(serde_json::from_str::<BestRemoval>(&text).unwrap(), best);
    assert!(serde_json::from_str::<BestRemoval>(&text.replace("equal", "as_good")).is_err());
    assert_eq!(best.dot(&seen, &|_| None).unwrap().matches("->").count(), 1);
    let other = network_of(0, &[]);
    assert!(best.dot(&other.seen(View::new()), &|_| None).is_err());
    assert!(found.dot(&other.seen(View::new()), 1, &|_| None).is_err());
}

#[test]
fn every_strategy_and_renewal_has_its_words_and_its_form() {
    let attenuation = Permille::new(100).unwrap();
    for (strategy, said, written) in [
        (Strategy::Degree, "degree", r#""degree""#),
        (Strategy::Betweenness, "betweenness", r#""betweenness""#),
        (Strategy::Core, "core number", r#""core""#),
        (
            Strategy::CollectiveInfluence { ties: 1 },
            "collective influence over 1 tie",
            r#"{"collective_influence":{"ties":1}}"#,
        ),
        (
            Strategy::CollectiveInfluence { ties: 2 },
            "collective influence over 2 ties",
            r#"{"collective_influence":{"ties":2}}"#,
        ),
        (
            Strategy::Katz { attenuation },
            "Katz status at 100‰ a tie",
            r#"{"katz":{"attenuation":100}}"#,
        ),
    ] {
        assert_eq!(strategy.to_string(), said);
        assert_eq!(serde_json::to_string(&strategy).unwrap(), written);
        assert_eq!(serde_json::from_str::<Strategy>(written).unwrap(), strategy);
    }
    assert_eq!(Renewal::Once.to_string(), "ranked once");
    assert_eq!(every(5).to_string(), "ranked anew after every 5 removals");
    assert_eq!(serde_json::to_string(&every(5)).unwrap(), r#"{"every":5}"#);
    assert!(serde_json::from_str::<Renewal>(r#"{"every":0}"#).is_err());
}

#[test]
fn nobody_to_take_out() {
    let network = network_of(0, &[]);
    let seen = network.seen(View::new());
    let nothing = Remaining { largest: 0, pairs: 0 };
    for strategy in [Strategy::Betweenness, Strategy::Core, Strategy::Degree] {
        let found = removal_order(&seen, strategy, every(1), Pool::default(), 3).unwrap();
        assert_eq!((found.before, found.removals.len()), (nothing, 0));
    }
    let best = best_removal(&seen, 2, Aim::default(), Pool::default(), Limits::default()).unwrap();
    assert_eq!((best.number, best.before, best.equal), (0, nothing, 1));
}
