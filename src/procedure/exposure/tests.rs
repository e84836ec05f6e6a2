//! What may be made public, when, and with whom, row by row.

mod silence;

use serde_json::{Value, json};

use super::*;
use crate::day;
use crate::decision::RefusalKind;
use crate::model::dossier::DossierDraft;
use crate::procedure::trials::{FACTS, at, id, rules_of, sound, world};
use crate::provenance::NotKnown;

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn case(n: u128) -> CaseId {
    id(CaseId::from_uuid, n)
}

fn person(n: u128) -> PersonId {
    id(PersonId::from_uuid, n)
}

fn batch(of_case: Fact<bool>, effective: Fact<bool>, withheld: Fact<bool>) -> PublishFacts {
    PublishFacts {
        number: 1,
        before: 0,
        cases: BTreeMap::from([(case(1), of_case)]),
        persons: BTreeMap::from([(person(1), Named { effective, withheld })]),
    }
}

/// G05: over everything that can be known of a case, a person and a name.
#[test]
fn only_after_effect_and_nobody_who_may_not_be_named() {
    let gansu = world("gansu");
    let day = day!(2021, 5, 6);
    let early = world("gansu").setting(keys::exposure::ONLY_AFTER_EFFECT, false);
    for of_case in FACTS {
        for effective in FACTS {
            for withheld in FACTS {
                let facts = batch(of_case, effective, withheld);
                let found = may_publish(&facts, gansu.on(day));
                let wanted = (of_case, effective, withheld) == (YES, YES, NO);
                assert_eq!(found.is_ok(), wanted, "{facts:?}");
                let rules: Vec<String> = match &found {
                    Ok(decision) => {
                        sound(decision.reasons());
                        Vec::new()
                    }
                    Err(refused) => {
                        let rule =
                            |unmet: &crate::decision::Unmet| unmet.reason().rule().to_string();
                        refused.unmet().iter().map(rule).collect()
                    }
                };
                let broken = [
                    (of_case != YES, "exposure/after-effect"),
                    (effective != YES, "exposure/person"),
                    (withheld != NO, "exposure/not-named"),
                ];
                let broken = broken.into_iter().filter(|(broken, _)| *broken);
                assert_eq!(rules, broken.map(|(_, rule)| rule).collect::<Vec<_>>(), "{facts:?}");
                let found = may_publish(&facts, early.on(day));
                assert_eq!(found.is_ok(), withheld == NO, "where effect is not asked for");
            }
        }
    }
}

/// Every refusal has its cure, and one that may not be named is left out.
#[test]
fn cures_of_a_batch() {
    let gansu = world("gansu");
    let day = day!(2021, 5, 6);
    type Change = fn(&mut PublishFacts);
    let cures: [(&str, Change); 5] = [
        ("number", |facts| facts.number = 1),
        ("effective", |facts| {
            facts.cases.insert(case(1), YES);
        }),
        ("effective", |facts| {
            facts.persons.entry(person(1)).and_modify(|named| named.effective = YES);
        }),
        ("withheld", |facts| {
            facts.persons.entry(person(1)).and_modify(|named| named.withheld = NO);
        }),
        ("effective", |facts| {
            facts.persons.remove(&person(2));
        }),
    ];
    let mut bare = PublishFacts { number: 3, ..batch(NEVER, NO, NEVER) };
    bare.persons.insert(person(2), Named { effective: NO, withheld: NO });
    let refused = may_publish(&bare, gansu.on(day)).unwrap_err();
    assert_eq!((refused.kind(), refused.unmet().len()), (RefusalKind::Forbidden, cures.len()));
    assert!(!refused.is_final());
    for left_out in 0..=cures.len() {
        let mut facts = bare.clone();
        let applied = cures.iter().enumerate().filter(|(place, _)| *place != left_out);
        applied.for_each(|(_, (_, cure))| cure(&mut facts));
        assert_eq!(may_publish(&facts, gansu.on(day)).is_ok(), left_out == cures.len());
    }
    let hidden = may_publish(&batch(YES, YES, YES), gansu.on(day)).unwrap_err();
    assert!(hidden.is_final(), "somebody who may not be named stays unnamed");
    let nameless = PublishFacts { persons: BTreeMap::new(), ..batch(YES, YES, YES) };
    assert!(may_publish(&nameless, gansu.on(day)).is_ok());
    let empty = PublishFacts { cases: BTreeMap::new(), persons: BTreeMap::new(), ..bare };
    let refused = may_publish(&empty, gansu.on(day)).unwrap_err();
    assert_eq!(refused.unmet().len(), 2, "no case, and a wrong number");
    for (number, before, wanted) in [(1, 0, true), (2, 1, true), (1, 1, false), (3, 1, false)] {
        let facts = PublishFacts { number, before, ..batch(YES, YES, NO) };
        assert_eq!(may_publish(&facts, gansu.on(day)).is_ok(), wanted, "{number} after {before}");
    }
}

fn dossier() -> Dossier {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let filed = json!([{ "when": when("2019-04-10 09:00"), "state": { "discipline": "filed" } }]);
    let one_case = |n: u128| json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1), "filed_level": "county", "managing_level": "county", "subjects": [no("person", n)], "stages": filed });
    let outcome = |n: u128, person: u128, case: u128, revoked: Value| json!({ "id": no("outcome", n), "person": no("person", person), "what": { "party": "warning" }, "case": no("case", case), "by": no("organ", 1), "decided": when("2019-05-20 09:00"), "effective": "2019-05-21", "revoked": revoked });
    let organ = |n: u128| json!({ "id": no("organ", n), "name": format!("乙{n}"), "kind": "discipline_supervision", "level": "county" });
    let public = |n: u128, by: u128, number: u32, text: &str, cases: Value, persons: Value| json!({ "id": no("record", n), "by": no("organ", by), "number": number, "published": when(text), "cases": cases, "persons": persons });
    let people: Vec<_> =
        (1..=3_u128).map(|n| json!({ "id": no("person", n), "name": format!("甲{n}") })).collect();
    let both = || json!([no("person", 1), no("person", 2)]);
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2)],
        "persons": people,
        "cases": [one_case(1), one_case(2), one_case(3)],
        "outcomes": [outcome(1, 1, 1, json!(null)),
            outcome(2, 2, 2, when("2019-07-01 09:00")),
            outcome(3, 3, 3, json!(null))],
        "exposure_batches": [
            public(1, 1, 1, "2019-06-01 09:00", json!([no("case", 1)]), json!([no("person", 1)])),
            public(2, 1, 2, "2019-06-02 09:00", json!([no("case", 1), no("case", 2)]), both()),
            public(3, 2, 1, "2019-06-03 09:00", json!([no("case", 1)]), json!([no("person", 3)]))],
    }))
    .unwrap();
    draft.enter().unwrap()
}

/// From the records: effect from the first day on, until it is lifted; the next number.
#[test]
fn facts_come_from_the_records() {
    let dossier = dossier();
    let record = |n| id(RecordId::from_uuid, n);
    let second = dossier.exposure_batch(record(2)).unwrap();
    let asked = BTreeMap::from([(person(1), NO)]);
    let on = |day| PublishFacts::gather(&dossier, second, &asked, day);
    let facts = on(day!(2019, 5, 21));
    assert_eq!((facts.number, facts.before), (2, 1));
    assert_eq!(facts.cases, BTreeMap::from([(case(1), YES), (case(2), YES)]));
    let first = facts.persons[&person(1)];
    assert_eq!(first, Named { effective: YES, withheld: NO });
    assert_eq!(facts.persons[&person(2)].withheld, NEVER);
    assert_eq!(on(day!(2019, 5, 20)).cases[&case(1)], NO, "no effect yet");
    assert_eq!(on(day!(2019, 6, 30)).cases[&case(2)], YES);
    assert_eq!(on(day!(2019, 7, 1)).cases[&case(2)], NO, "lifted");
    let other = dossier.exposure_batch(record(3)).unwrap();
    let facts = PublishFacts::gather(&dossier, other, &asked, day!(2019, 6, 3));
    assert_eq!((facts.number, facts.before), (1, 0), "each organ counts its own");
    assert_eq!(facts.persons[&person(3)].effective, NO, "the case is about somebody else");
}

/// G05: batches and persons, each person once.
#[test]
fn batches_and_persons() {
    let dossier = dossier();
    let organs = [id(OrganId::from_uuid, 1), id(OrganId::from_uuid, 2)];
    let told = |by: &[OrganId], day| {
        let decision = count(&dossier, by, day);
        sound(decision.reasons());
        assert_eq!(rules_of(&decision), ["exposure/count"]);
        decision.outcome().to_string()
    };
    assert_eq!(told(&organs, day!(2019, 6, 3)), "3 batches, 2 cases, 3 persons");
    assert_eq!(told(&organs, day!(2019, 6, 2)), "2 batches, 2 cases, 2 persons");
    assert_eq!(told(&organs[..1], day!(2019, 6, 3)), "2 batches, 2 cases, 2 persons");
    assert_eq!(told(&organs, day!(2019, 5, 31)), "0 batches, 0 cases, 0 persons");
    assert_eq!(told(&[], day!(2019, 6, 3)), "0 batches, 0 cases, 0 persons");
}

/// Design §8.12 (reading): lifted afterwards, or never decided.
#[test]
fn who_was_exposed_on_a_decision_that_is_gone() {
    let dossier = dossier();
    let record = |n| id(RecordId::from_uuid, n);
    let national = world("national");
    let gone = |day| {
        let decision = overtaken(&dossier, day, national.on(day!(2020, 7, 1)));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(gone(day!(2019, 6, 2)), []);
    assert_eq!(
        gone(day!(2019, 6, 3)),
        [(record(3), person(3))],
        "decided on in another case alone"
    );
    let later = [(record(2), person(2)), (record(3), person(3))];
    assert_eq!(gone(day!(2019, 6, 30)), later[1..]);
    assert_eq!(gone(day!(2019, 7, 1)), later);
    let not_here = world("national").setting(keys::remedy::NAME_CLEARED, false);
    let found = overtaken(&dossier, day!(2019, 7, 1), not_here.on(day!(2020, 7, 1)));
    assert!(found.outcome().is_empty());
}

/// From the day on which a publication was put right for a person, that one is left out.
#[test]
fn who_was_cleared_in_public_is_owed_nothing_more() {
    use crate::model::exposure::PublicCorrection;
    use crate::model::history::When;

    let mut draft = DossierDraft::from(dossier());
    let record = |n| id(RecordId::from_uuid, n);
    let second = draft.exposure_batches.iter_mut().find(|batch| batch.id == Some(record(2)));
    let on = at("2019-07-03 09:00");
    let when = When::new(on, on).unwrap();
    second.unwrap().corrections.push(PublicCorrection { person: person(2), when, document: None });
    let dossier = draft.enter().unwrap();
    let national = world("national");
    let gone = |day| {
        let decision = overtaken(&dossier, day, national.on(day!(2020, 7, 1)));
        decision.outcome().clone()
    };
    let all = [(record(2), person(2)), (record(3), person(3))];
    assert_eq!(gone(day!(2019, 7, 2)), all, "on the day before");
    assert_eq!(gone(day!(2019, 7, 3)), all[1..]);
}
