//! Every world of four parties against a plain reading, cures that are applied, candidates.

mod ways;

use std::collections::BTreeSet;

use super::*;
use crate::base::day::Moment;
use crate::base::id::{OrganId, PartyId, PersonId, PostId, RecordId};
use crate::base::period::{End, Period, Start};
use crate::decision::{Arg, Refusal, RefusalKind};
use crate::procedure::trials::{at, id, sound};
use crate::provenance::{Fact, NotKnown};
use crate::terms::identity::{ComparedFact, IdentityVerdict};
use crate::terms::tie::Kinship;

use IdentityVerdict::{Different, Same, TakenBack, Unsure};

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn person(n: u128) -> PersonId {
    id(PersonId::from_uuid, n)
}

fn party(n: u128) -> PartyId {
    person(n).into()
}

fn now() -> Moment {
    at("2021-03-01 09:00")
}

/// The pairs of four parties.
const PAIRS: [(u128, u128); 6] = [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)];

/// What is judged of each pair; *taken back* is as if nothing were.
type World = [IdentityVerdict; 6];

fn every_world() -> Vec<World> {
    let of =
        |n: usize| -> World { std::array::from_fn(|at| IdentityVerdict::ALL[(n >> (2 * at)) & 3]) };
    (0..4096).map(of).collect()
}

fn judged(n: u128, (one, other): (u128, u128), verdict: IdentityVerdict) -> Judged {
    Judged {
        id: id(RecordId::from_uuid, n),
        one: party(one),
        other: party(other),
        verdict,
        recorded_at: now(),
    }
}

fn known(world: &World) -> Judgments {
    let all = (1..).zip(PAIRS).zip(world).map(|((n, pair), verdict)| judged(n, pair, *verdict));
    Judgments::known_at(all, now())
}

fn place(one: u128, other: u128) -> usize {
    PAIRS.iter().position(|pair| *pair == (one.min(other), one.max(other))).unwrap()
}

/// Who is joined with whom, by walking until nothing changes.
fn joined(world: &World) -> [[bool; 5]; 5] {
    let mut joined = [[false; 5]; 5];
    for (n, row) in joined.iter_mut().enumerate() {
        row[n] = true;
    }
    for _ in 0..4 {
        for ((one, other), verdict) in PAIRS.iter().zip(world) {
            if *verdict == Same {
                let (one, other) =
                    (usize::try_from(*one).unwrap(), usize::try_from(*other).unwrap());
                let both: Vec<bool> = (0..5).map(|n| joined[one][n] || joined[other][n]).collect();
                for (n, both) in both.into_iter().enumerate() {
                    if both {
                        (joined[one][n], joined[other][n]) = (true, true);
                        (joined[n][one], joined[n][other]) = (true, true);
                    }
                }
            }
        }
    }
    joined
}

/// Whether everybody who is judged apart is apart.
fn fits(world: &World) -> bool {
    let joined = joined(world);
    PAIRS.iter().zip(world).all(|((one, other), verdict)| {
        let (one, other) = (usize::try_from(*one).unwrap(), usize::try_from(*other).unwrap());
        !matches!(verdict, Different | Unsure) || !joined[one][other]
    })
}

/// Design §7, §8.12: over all 4,096 worlds, who is merged; apart always wins; the answer to
/// a pair is the answer to the group.
#[test]
fn groups_are_those_of_a_plain_reading() {
    let all: BTreeSet<PartyId> = (1..=4).map(party).collect();
    for world in every_world() {
        let all_joined = joined(&world);
        let joined = |n: usize, m: usize| all_joined[n][m];
        let torn = |n: usize| {
            PAIRS.iter().zip(&world).any(|((one, other), verdict)| {
                let (one, other) =
                    (usize::try_from(*one).unwrap(), usize::try_from(*other).unwrap());
                matches!(verdict, Different | Unsure) && joined(n, one) && joined(n, other)
            })
        };
        let known = known(&world);
        let found = groups(&known, &all);
        sound(found.reasons());
        let group_of = |n: usize| {
            let party = party(n as u128);
            found.outcome().iter().find(|group| group.members.contains(&party)).unwrap()
        };
        for n in 1..5_usize {
            let wanted: Vec<PartyId> = (1..5)
                .filter(|m| *m == n || (joined(n, *m) && !torn(n)))
                .map(|m| party(m as u128))
                .collect();
            let group = group_of(n);
            assert_eq!(group.members, wanted, "{world:?}");
            assert_eq!(group.representative, wanted[0]);
            for m in 1..5_u128 {
                let sameness = between(&known, party(n as u128), party(m));
                let together = group.members.contains(&party(m));
                assert_eq!(sameness.outcome().is_one(), together, "{world:?} {n} {m}");
            }
        }
        let count = found.outcome().iter().map(|group| group.members.len()).sum::<usize>();
        assert_eq!(count, 4, "each stands in one group");
        assert_eq!(contradictions(&known).outcome().is_empty(), fits(&world), "{world:?}");
    }
}

fn whole(pair: (u128, u128), verdict: IdentityVerdict) -> JudgeFacts {
    JudgeFacts {
        by: Some(person(9)),
        signed: YES,
        near: NO,
        ground: true,
        agree: BTreeSet::from([ComparedFact::Name, ComparedFact::Post]),
        ..JudgeFacts::bare(party(pair.0), party(pair.1), verdict)
    }
}

fn ask(facts: &JudgeFacts, known: &Judgments) -> Result<IdentityVerdict, Refusal> {
    let decision = may_judge(facts, known)?;
    sound(decision.reasons());
    Ok(*decision.outcome())
}

/// From worlds that fit, every judgment: allowed exactly if what comes of it fits.
/// Each way out of a refusal is taken and leads to an allowed judgment; with one of its
/// cures left out it does not.
#[test]
fn a_judgment_is_allowed_if_what_comes_of_it_fits() {
    let mut refused = 0;
    // One in seven of those that fit: all of them take minutes.
    for world in every_world().into_iter().filter(fits).step_by(7) {
        let before = known(&world);
        for (at, pair) in PAIRS.into_iter().enumerate() {
            for verdict in IdentityVerdict::ALL {
                let mut after = world;
                after[at] = verdict;
                let anything = verdict != TakenBack || world[at] != TakenBack;
                let found = ask(&whole(pair, verdict), &before);
                assert_eq!(found.is_ok(), fits(&after) && anything, "{world:?} {pair:?} {verdict}");
                let Err(refusal) = found else { continue };
                if anything {
                    cured(&world, pair, verdict, &refusal);
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

/// The pairs whose judgments a way out takes back.
fn taken_back(way: &[&crate::decision::Unmet]) -> Vec<usize> {
    let number = |arg: Option<&Arg>| match arg {
        Some(Arg::Id(id)) => id.as_uuid().as_u128(),
        other => panic!("{other:?}"),
    };
    let cures = way.iter().flat_map(|unmet| unmet.remedy().cures());
    cures
        .map(|cure| place(number(cure.how().arg("one")), number(cure.how().arg("other"))))
        .collect()
}

fn cured(world: &World, pair: (u128, u128), verdict: IdentityVerdict, refusal: &Refusal) {
    assert!(!refusal.is_final() && refusal.lists_all_ways(), "{world:?} {pair:?} {verdict}");
    for way in refusal.ways() {
        let pairs = taken_back(&way);
        for left_out in 0..=pairs.len() {
            let mut after = *world;
            for (n, at) in pairs.iter().enumerate() {
                if n != left_out {
                    assert!(ask(&whole(PAIRS[*at], TakenBack), &known(&after)).is_ok());
                    after[*at] = TakenBack;
                }
            }
            let found = ask(&whole(pair, verdict), &known(&after));
            assert_eq!(found.is_ok(), left_out == pairs.len(), "{world:?} {pair:?} {refusal}");
        }
    }
}

/// Design §7: taking a merge back gives back exactly what was there, and what was known
/// before stays known of that moment.
#[test]
fn a_merge_is_taken_back_exactly() {
    let all: BTreeSet<PartyId> = (1..=4).map(party).collect();
    for world in every_world().into_iter().filter(fits) {
        let before: Vec<Judged> =
            (1..).zip(PAIRS).zip(&world).map(|((n, pair), v)| judged(n, pair, *v)).collect();
        for (at_pair, pair) in PAIRS.into_iter().enumerate().filter(|(n, _)| world[*n] == TakenBack)
        {
            let later = |n: u128, verdict, minute: &str| Judged {
                recorded_at: at(&format!("2021-03-02 09:{minute}")),
                ..judged(n, pair, verdict)
            };
            let merge = later(20, Same, "00");
            for undone in [TakenBack, Unsure, Different] {
                let record = [before.clone(), vec![merge, later(10, undone, "01")]].concat();
                let as_of = |text: &str| {
                    groups(&Judgments::known_at(record.clone(), at(text)), &all).outcome().clone()
                };
                let was = groups(&known(&world), &all).outcome().clone();
                assert_eq!(as_of("2021-03-01 09:00"), was, "before the merge");
                assert_eq!(as_of("2021-03-02 08:59"), was);
                let mut merged = world;
                merged[at_pair] = Same;
                let with = groups(&known(&merged), &all).outcome().clone();
                assert_eq!(as_of("2021-03-02 09:00"), with, "merged");
                if undone == TakenBack {
                    assert_eq!(as_of("2021-03-02 09:01"), was, "given back");
                }
                let reversed: Vec<Judged> = record.iter().rev().copied().collect();
                let last = at("2021-03-02 09:01");
                assert_eq!(
                    Judgments::known_at(reversed, last),
                    Judgments::known_at(record, last),
                    "order leaves no trace"
                );
            }
        }
    }
    assert_eq!(
        Judgments::known_at([judged(1, (1, 2), Same)], at("2021-02-28 09:00")),
        Judgments::default()
    );
}

/// Of two written down at one moment the greater id counts, whatever the order.
#[test]
fn the_latest_judgment_counts() {
    let (first, second) = (judged(1, (1, 2), Different), judged(2, (2, 1), Same));
    for order in [[first, second], [second, first]] {
        let known = Judgments::known_at(order, now());
        assert_eq!(
            between(&known, party(2), party(1)).outcome().to_string(),
            "the same, by 1 judgments"
        );
    }
    let odd =
        [judged(1, (1, 1), Same), Judged { other: id(OrganId::from_uuid, 1).into(), ..first }];
    assert_eq!(Judgments::known_at(odd, now()), Judgments::default(), "these say nothing");
    let unsure = Judgments::known_at([judged(1, (1, 2), Unsure)], now());
    assert_eq!(between(&unsure, party(1), party(2)).outcome().to_string(), "unsure");
    assert_eq!(between(&unsure, party(1), party(1)).outcome().to_string(), "one entry");
    assert_eq!(between(&unsure, party(1), party(3)).outcome().to_string(), "not judged");
}

/// Design §7: the shortest chain; of equally short ones that over the smaller ids. The
/// representative is the smallest of all, also of those that are not asked about.
#[test]
fn why_two_are_taken_as_one() {
    let all = [
        judged(1, (5, 4), Same),
        judged(2, (4, 2), Same),
        judged(3, (5, 3), Same),
        judged(4, (3, 2), Same),
        judged(5, (5, 6), Same),
        judged(6, (6, 7), Same),
        judged(7, (7, 2), Same),
    ];
    let known = Judgments::known_at(all, now());
    let found = between(&known, party(5), party(2));
    let Sameness::Same(chain) = found.outcome() else { panic!("{}", found.outcome()) };
    let steps: Vec<u128> = chain.iter().map(|link| link.judgment.as_uuid().as_u128()).collect();
    assert_eq!(steps, [3, 4]);
    assert_eq!(found.reasons().len(), 3, "each link is a reason");
    let asked = BTreeSet::from([party(7), party(5), party(8)]);
    let found = groups(&known, &asked);
    let wanted = [
        Group { representative: party(2), members: vec![party(5), party(7)] },
        Group { representative: party(8), members: vec![party(8)] },
    ];
    assert_eq!(found.outcome(), &wanted);
}

/// A *same* that joins two judged different names the judgments in the way.
#[test]
fn the_chain_in_the_way_is_named() {
    let all = [judged(1, (1, 2), Same), judged(2, (3, 4), Same), judged(3, (1, 4), Different)];
    let known = Judgments::known_at(all, now());
    let refused = ask(&whole((2, 3), Same), &known).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::Forbidden);
    let named: Vec<u128> = refused
        .unmet()
        .iter()
        .filter_map(|unmet| match unmet.reason().because().arg("judgment") {
            Some(Arg::Id(id)) => Some(id.as_uuid().as_u128()),
            _ => None,
        })
        .collect();
    assert_eq!(named, [3, 1, 2]);
    assert_eq!(refused.ways().count(), 3, "any of the three is enough");
    let open = Judgments::known_at([judged(1, (1, 2), Same), judged(3, (1, 3), Unsure)], now());
    let refused = ask(&whole((2, 3), Same), &open).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotPermitted, "left open is not forbidden");
    assert!(ask(&whole((1, 3), Same), &open).is_ok(), "the same two are judged anew");
}

/// Each condition broken alone: its rule, its kind, whether it is final.
#[test]
fn each_condition_alone() {
    use RefusalKind::{Forbidden, NotEnoughKnown, NotPermitted};

    type Change = fn(&mut JudgeFacts);
    #[rustfmt::skip]
    let rows: [(&str, RefusalKind, bool, Change); 13] = [
        ("two", Forbidden, true, |f| f.other = f.one),
        ("two", Forbidden, true, |f| f.other = id(OrganId::from_uuid, 2).into()),
        ("person", NotPermitted, false, |f| f.by = None),
        ("person", NotPermitted, false, |f| f.signed = NO),
        ("person", NotEnoughKnown, false, |f| f.signed = NEVER),
        ("near", Forbidden, false, |f| f.near = YES),
        ("near", NotEnoughKnown, false, |f| f.near = NEVER),
        ("ground", NotPermitted, false, |f| f.ground = false),
        ("more-than-name", NotPermitted, false, |f| f.agree = BTreeSet::from([ComparedFact::Name])),
        ("more-than-name", NotPermitted, false, |f| f.agree = BTreeSet::new()),
        ("differ", NotPermitted, false, |f| (f.differ, f.explained) = (BTreeSet::from([ComparedFact::BirthYear]), NO)),
        ("differ", NotEnoughKnown, false, |f| f.differ = BTreeSet::from([ComparedFact::BirthYear])),
        ("take-back", Forbidden, true, |f| f.verdict = TakenBack),
    ];
    let none = Judgments::default();
    for (rule, kind, last, change) in rows {
        let mut facts = whole((1, 2), Same);
        assert!(ask(&facts, &none).is_ok());
        change(&mut facts);
        let refused = ask(&facts, &none).unwrap_err();
        assert_eq!(refused.unmet().len(), 1, "{rule}: {refused}");
        let found = refused.unmet()[0].reason().rule().as_str();
        assert_eq!(found, format!("identity/{rule}"));
        assert_eq!((refused.kind(), refused.is_final()), (kind, last), "{refused}");
    }
    let mut apart = whole((1, 2), Different);
    apart.agree = BTreeSet::new();
    assert!(ask(&apart, &none).is_ok(), "to keep two apart nothing need agree");
    let explained = JudgeFacts {
        explained: YES,
        differ: BTreeSet::from([ComparedFact::BirthYear]),
        ..whole((1, 2), Same)
    };
    assert!(ask(&explained, &none).is_ok());
}

/// All cures applied the judgment may be made, one left out it may not.
#[test]
fn cures_of_what_is_missing() {
    type Change = fn(&mut JudgeFacts);
    let cures: [(&str, Change); 4] = [
        ("by", |f| (f.by, f.near) = (Some(person(9)), NO)),
        ("signed", |f| f.signed = YES),
        ("ground", |f| f.ground = true),
        ("agree", |f| f.agree = BTreeSet::from([ComparedFact::Relative])),
    ];
    let bare = JudgeFacts::bare(party(1), party(2), Same);
    let named = format!("{:?}", ask(&bare, &Judgments::default()).unwrap_err());
    for (cure, _) in cures {
        assert!(named.contains(&format!("\"{cure}\"")), "{cure} is named as a cure");
    }
    for left_out in 0..=cures.len() {
        let mut facts = bare.clone();
        for (place, (_, cure)) in cures.iter().enumerate() {
            if place != left_out {
                cure(&mut facts);
            }
        }
        let found = ask(&facts, &Judgments::default());
        assert_eq!(found.is_ok(), left_out == cures.len(), "{left_out}");
    }
}

fn entry(n: u128, name: &str) -> PersonEntry {
    PersonEntry {
        person: person(n),
        names: BTreeSet::from([name.to_owned()]),
        birth_year: None,
        kin: BTreeSet::new(),
        posts: Vec::new(),
    }
}

fn held(from: i32) -> (PostId, Period) {
    let day = |year| crate::base::day::Day::of(year, 1, 1).unwrap();
    let period = Period::new(Start::On(day(from)), End::Before(day(from + 2))).unwrap();
    (id(PostId::from_uuid, 1), period)
}

/// The same name is not enough; something else has to agree, and nothing may disagree.
#[test]
fn candidates_share_a_name_and_something_else() {
    let plain = || entry(1, "甲某");
    let born = |n, name: &str, year| PersonEntry { birth_year: Some(year), ..entry(n, name) };
    let kin = |n, of, kinship| PersonEntry {
        kin: BTreeSet::from([(person(of), kinship)]),
        ..entry(n, "甲某")
    };
    let post = |n, from| PersonEntry { posts: vec![held(from)], ..entry(n, "甲某") };
    let rows = [
        (plain(), entry(2, "甲某"), false, "the name alone"),
        (born(1, "甲某", 1970), born(2, "甲某", 1970), true, "name and year"),
        (born(1, "甲某", 1970), born(2, "甲某", 1971), false, "two years of birth"),
        (born(1, "甲某", 1970), entry(2, "甲某"), false, "a year is not known"),
        (born(1, "甲某", 1970), born(2, "乙某", 1970), false, "two names"),
        (kin(1, 5, Kinship::Sibling), kin(2, 5, Kinship::Sibling), true, "the same sibling"),
        (kin(1, 5, Kinship::Sibling), kin(2, 5, Kinship::Spouse), false, "another kinship"),
        (kin(1, 2, Kinship::Sibling), plain_other(), false, "kin of each other"),
        (post(1, 2016), post(2, 2017), true, "one post at one time"),
        (post(1, 2016), post(2, 2018), false, "one after the other"),
    ];
    for (one, other, wanted, why) in rows {
        let found = candidates(&[other.clone(), one.clone()], &Judgments::default());
        sound(found.reasons());
        assert_eq!(found.outcome().len(), usize::from(wanted), "{why}");
        let turned = candidates(&[one, other], &Judgments::default());
        assert_eq!(turned.outcome(), found.outcome(), "{why}");
    }
    let alike = [born(1, "甲某", 1970), born(2, "甲某", 1970)];
    for verdict in IdentityVerdict::ALL {
        let known = Judgments::known_at([judged(1, (1, 2), verdict)], now());
        let open = verdict == TakenBack;
        assert_eq!(candidates(&alike, &known).outcome().is_empty(), !open, "{verdict}");
    }
    let found = candidates(&alike, &Judgments::default());
    let compared = &found.outcome()[0].compared;
    assert_eq!(compared.agree, BTreeSet::from([ComparedFact::Name, ComparedFact::BirthYear]));
    assert_eq!(compared.open, BTreeSet::from([ComparedFact::Relative, ComparedFact::Post]));
}

fn plain_other() -> PersonEntry {
    PersonEntry { birth_year: Some(1970), ..entry(2, "甲某") }
}

/// From the dossier: judgments as known at a moment, entries with aliases and posts.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "甲局", "kind": "government", "level": "county" }],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "科长" }],
        "persons": [{ "id": no("person", 1), "name": "甲某", "birth_year": 1970 },
            { "id": no("person", 2), "name": "某甲", "aliases": [{ "name": "甲某" }],
                "birth_year": 1970 },
            { "id": no("person", 3), "name": "丙某",
                "kin": [{ "person": no("person", 2), "kinship": "sibling" }] },
            { "id": no("person", 4), "name": "丁某" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2016-03-01" }, "end": "open" } }],
        "identity_judgments": [{ "id": no("record", 1), "one": no("person", 1),
            "other": no("person", 2), "verdict": "same", "by": no("person", 3),
            "ground": "出生年份一致", "agree": ["name", "birth_year"],
            "when": { "occurred_at": at("2021-03-01 09:00"),
                "recorded_at": at("2021-03-02 09:00") } }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let entries = PersonEntry::gather(&dossier);
    assert_eq!(entries[0].posts.len(), 1);
    assert_eq!(entries[1].names.len(), 2, "an alias is a name");
    let early = Judgments::gather(&dossier, at("2021-03-02 08:59"));
    assert_eq!(candidates(&entries, &early).outcome().len(), 1);
    let known = Judgments::gather(&dossier, at("2021-03-02 09:00"));
    assert_eq!(
        between(&known, party(1), party(2)).outcome().to_string(),
        "the same, by 1 judgments"
    );
    assert!(candidates(&entries, &known).outcome().is_empty(), "judged already");
    let record = dossier.identity_judgments().values().next().unwrap();
    let facts = JudgeFacts::of(&dossier, record, YES, NEVER);
    assert_eq!(facts.near, YES, "the sibling of one judges");
    assert_eq!(ask(&facts, &early).unwrap_err().kind(), RefusalKind::Forbidden);
    let own = facts.recorded(record.id(), now());
    assert_eq!((own.one, own.other), (party(1), party(2)));
}

/// The judgments near a pair answer of it what all judgments do.
#[test]
fn what_is_near_a_pair_is_enough_to_judge_it() {
    use serde_json::json;

    use crate::model::dossier::Dossier;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = json!({"occurred_at": now(), "recorded_at": now()});
    let persons: Vec<_> =
        (1..=7).map(|n| json!({"id": no("person", n), "name": format!("{n}某")})).collect();
    // Two groups of parties that have nothing to do with each other: of four, and of two.
    for world in every_world().into_iter().step_by(37) {
        let mut judgments = Vec::new();
        for (n, (pair, verdict)) in (1..).zip(PAIRS.into_iter().zip(world).chain([((5, 6), Same)]))
        {
            judgments.push(json!({"id": no("record", n), "one": no("person", pair.0),
                "other": no("person", pair.1), "verdict": verdict, "by": no("person", 7),
                "ground": "姓名、任职一致", "agree": ["name"], "when": when}));
        }
        let dossier: Dossier =
            serde_json::from_value(json!({"persons": persons, "identity_judgments": judgments}))
                .unwrap();
        let all = Judgments::gather(&dossier, now());
        for (one, other) in PAIRS.into_iter().chain([(1, 5), (5, 6)]) {
            let near = Judgments::near(&dossier, &[party(one), party(other)], now());
            assert_eq!(near.latest(party(one), party(other)), all.latest(party(one), party(other)));
            for from in [one, other] {
                assert_eq!(near.reached(party(from), None), all.reached(party(from), None));
            }
        }
        let near = Judgments::near(&dossier, &[party(5)], now());
        assert_eq!(near.latest(party(1), party(2)), None, "of others it holds nothing");
    }
}
