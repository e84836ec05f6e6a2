//! What is compared of two entries, which ways out a refusal names, and what is said of groups.

use std::collections::BTreeSet;

use super::{Different, NO, Same, YES, ask, entry, held, judged, known, now, party, person, whole};
use crate::base::id::{PartyId, PostId};
use crate::base::period::{End, Period, Start};
use crate::decision::{Arg, Refusal, RefusalKind};
use crate::procedure::identity::{Judgments, PersonEntry, candidates, compare, groups};
use crate::procedure::trials::{id, rules_of};
use crate::terms::identity::{ComparedFact, IdentityVerdict};
use crate::terms::tie::Kinship;

/// The table on the page of `compare`, from both sides.
#[test]
fn what_agrees_and_what_does_not() {
    let post = |n: u128, period| (id(PostId::from_uuid, n), period);
    let with =
        |n, posts: &[(PostId, Period)]| PersonEntry { posts: posts.to_vec(), ..entry(n, "甲某") };
    let (early, late) = (held(2016).1, held(2018).1);
    let vague = Period::new(Start::Unknown, End::Unknown).unwrap();
    let of_post = |one: &[(PostId, Period)], other: &[(PostId, Period)]| {
        let (one, other) = (with(1, one), with(2, other));
        let found = compare(&one, &other);
        assert_eq!(compare(&other, &one), found);
        assert!(!found.differ.contains(&ComparedFact::Post));
        found.agree.contains(&ComparedFact::Post)
    };
    assert!(of_post(&[post(1, early)], &[post(1, early)]));
    assert!(!of_post(&[post(1, early)], &[post(2, early)]), "another post at the same time");
    assert!(!of_post(&[post(1, early)], &[post(1, late)]));
    assert!(!of_post(&[post(1, early)], &[post(1, vague)]), "nobody knows when");
    assert!(of_post(&[post(1, early)], &[post(2, late), post(1, early)]), "one of several");
    assert!(!of_post(&[post(1, early)], &[]), "of no post nothing agrees");
    let kin = |n, of| PersonEntry {
        kin: BTreeSet::from([(person(of), Kinship::Sibling)]),
        ..entry(n, "甲某")
    };
    for (one, other) in [(kin(1, 2), entry(2, "甲某")), (entry(1, "甲某"), kin(2, 1))] {
        assert_eq!(compare(&one, &other).differ, BTreeSet::from([ComparedFact::Relative]));
    }
    let born = |n, year| PersonEntry { birth_year: Some(year), ..with(n, &[post(1, early)]) };
    let found = |one, other| candidates(&[one, other], &Judgments::default()).outcome().len();
    assert_eq!(found(born(1, 1970), born(2, 1970)), 1);
    assert_eq!(found(born(1, 1970), born(2, 1971)), 0, "one post, and two years of birth");
}

type Pair = (u128, u128);
type Ways = BTreeSet<Vec<Pair>>;

/// The pairs that each way out takes back.
fn ways(refused: &Refusal) -> Ways {
    let number = |arg: Option<&Arg>| match arg {
        Some(Arg::Id(id)) => id.as_uuid().as_u128(),
        other => panic!("{other:?}"),
    };
    let of_way = |way: Vec<&crate::decision::Unmet>| {
        let cures = way.into_iter().flat_map(|unmet| unmet.remedy().cures());
        let mut pairs: Vec<Pair> = cures
            .map(|cure| (number(cure.how().arg("one")), number(cure.how().arg("other"))))
            .map(|(one, other)| (one.min(other), one.max(other)))
            .collect();
        pairs.sort_unstable();
        pairs
    };
    refused.ways().map(of_way).collect()
}

/// To judge two apart whom a chain joins, any link of it is taken back; where two chains join
/// them, the last link of each, and none that leads nowhere.
#[test]
fn each_way_out_of_a_chain() {
    let same = |pairs: &[(u128, u128)]| {
        let all = (1..).zip(pairs).map(|(n, pair)| judged(n, *pair, Same));
        Judgments::known_at(all, now())
    };
    let one_chain = BTreeSet::from([vec![(1, 2)], vec![(2, 3)]]);
    let two_chains = BTreeSet::from([vec![(2, 3), (3, 4)]]);
    let rows: [(&[Pair], &Ways); 5] = [
        (&[(1, 2), (2, 3)], &one_chain),
        (&[(1, 3), (1, 2), (2, 3)], &one_chain), // the judgment itself is replaced
        (&[(1, 2), (2, 3), (1, 4), (4, 3)], &two_chains),
        (&[(1, 2), (2, 3), (1, 4), (4, 3), (3, 5)], &two_chains), // the fifth joins nothing
        (&[(1, 3), (1, 2), (2, 3), (1, 4), (4, 3)], &two_chains),
    ];
    for (pairs, wanted) in rows {
        for verdict in [Different, IdentityVerdict::Unsure] {
            let refused = ask(&whole((1, 3), verdict), &same(pairs)).unwrap_err();
            assert_eq!(ways(&refused), *wanted, "{pairs:?} {verdict}");
            assert_eq!(refused.kind(), RefusalKind::Forbidden);
            assert!(
                refused
                    .unmet()
                    .iter()
                    .all(|unmet| unmet.obstacle().kind() == RefusalKind::Forbidden)
            );
        }
    }
    assert!(ask(&whole((1, 3), Different), &same(&[(1, 3), (3, 5)])).is_ok());
}

/// How many entries are how many parties, and how many groups are torn.
#[test]
fn what_is_said_of_groups() {
    let all: BTreeSet<PartyId> = (1..=4).map(party).collect();
    let told = |world: [IdentityVerdict; 6]| -> Vec<String> {
        let found = groups(&known(&world), &all);
        found.reasons().iter().map(|reason| reason.because().to_string()).collect()
    };
    let none = IdentityVerdict::TakenBack;
    assert_eq!(told([none; 6]), ["4 entries are taken as 4 parties"]);
    assert_eq!(told([Same, none, none, none, none, none]), ["4 entries are taken as 3 parties"]);
    let torn = [Same, Different, none, Same, none, none];
    assert_eq!(
        told(torn),
        [
            "4 entries are taken as 4 parties",
            "1 groups are not merged, since two of each are judged apart",
        ],
    );
    assert_eq!(rules_of(&groups(&known(&torn), &all)), ["identity/group", "identity/apart"]);
    // In the order of their first members, also where somebody with a smaller id stands for
    // them who was not asked about.
    let joined = Judgments::known_at([judged(1, (2, 7), Same), judged(2, (3, 6), Same)], now());
    let found = groups(&joined, &[7, 6, 5].map(party).into());
    let firsts: Vec<&[PartyId]> =
        found.outcome().iter().map(|group| group.members.as_slice()).collect();
    assert_eq!(firsts, [[party(5)], [party(6)], [party(7)]]);
    assert_eq!(
        (YES, NO),
        (crate::provenance::Fact::Known(true), crate::provenance::Fact::Known(false))
    );
}
