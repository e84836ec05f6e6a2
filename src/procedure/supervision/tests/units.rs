//! What a unit has done, from the records, and its first result beside the moments that count.

use serde_json::{Value, json};

use super::unit;
use crate::base::id::{OrganId, PersonId};
use crate::model::dossier::DossierDraft;
use crate::model::trials::stages_json;
use crate::procedure::supervision::{UnitFacts, first_result};
use crate::procedure::trials::{at, id};
use crate::provenance::Fact;

/// G25: what came in at the unit and at the organs under it, each clue once; every outcome
/// that counts and stands; nothing of an organ beside it or above it. By time.
#[test]
fn what_a_unit_has_done_comes_from_the_records() {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let organ = |n: u128, level: &str, parent: Option<u128>| {
        json!({ "id": no("organ", n), "name": format!("{n}委"), "kind": "discipline_supervision",
            "level": level, "parent": parent.map(|parent| no("organ", parent)) })
    };
    let clue = |n: u128, organ: u128, day: u32, repeats: Option<u128>| {
        json!({ "id": no("clue", n), "received_by": no("organ", organ), "source": "audit",
            "content": "甲某为乙团伙通风报信。", "repeats": repeats.map(|n| no("clue", n)),
            "stages": [{ "when": when(&format!("2021-03-{day:02} 09:00")), "state": "received" }] })
    };
    let outcome = |n: u128, by: u128, day: u32, what: Value, revoked: bool| {
        json!({ "id": no("outcome", n), "person": no("person", n), "what": what, "by": no("organ", by),
            "case": no("case", 1), "decided": when(&format!("2021-04-{day:02} 09:00")),
            "revoked": revoked.then(|| when("2021-05-01 09:00")) })
    };
    let warning = || json!({ "party": "warning" });
    let people: Vec<Value> =
        (1..=6).map(|n| json!({ "id": no("person", n), "name": "甲某" })).collect();
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "city", Some(4)), organ(2, "county", Some(1)), organ(3, "city", Some(4)),
            organ(4, "province", None)],
        "persons": people,
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 1),
            "filed_level": "city", "managing_level": "city",
            "stages": stages_json(&[json!({ "discipline": "filed" })]) }],
        "clues": [clue(1, 1, 9, None), clue(2, 2, 5, None), clue(3, 3, 7, None), clue(4, 4, 6, None),
            clue(5, 1, 10, Some(1))],
        "outcomes": [
            outcome(1, 2, 9, warning(), false),
            outcome(2, 1, 5, warning(), false),
            outcome(3, 3, 6, warning(), false),
            outcome(4, 4, 6, warning(), false),
            outcome(5, 1, 7, warning(), true),
            outcome(6, 1, 8, json!({ "soft": "admonition" }), false),
        ],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let of = |n| {
        let watched = Fact::Known(at("2020-01-01 00:00"));
        UnitFacts::gather(&dossier, id(OrganId::from_uuid, n), watched)
    };
    let march = |day: u32| at(&format!("2021-03-{day:02} 09:00"));
    let april = |person: u128, day: u32| {
        (id(PersonId::from_uuid, person), at(&format!("2021-04-{day:02} 09:00")))
    };
    let city = of(1);
    assert_eq!(city.clues, [march(5), march(9)], "by time; the repeat counts where it came first");
    assert_eq!(city.handled, [april(1, 9), april(2, 5)], "by person");
    let county = of(2);
    assert_eq!((county.clues, county.handled), (vec![march(5)], vec![april(1, 9)]));
    assert_eq!(of(4).clues.len(), 4, "the province and all that stands under it");
    assert_eq!(of(4).handled.len(), 4);
    assert_eq!(city.watched_since, Fact::Known(at("2020-01-01 00:00")));
}

/// G25: what is said of it counts each side of the moment of the supervision for itself.
#[test]
fn a_first_result_tells_what_came_before_and_since() {
    let supervised = at("2019-04-10 09:00");
    let ask = |handled: &[(u128, &str)], now: &str| {
        let facts = unit(handled, Fact::Known(at("2018-01-15 09:00")));
        let decision = first_result(&facts, supervised, at(now));
        let told = decision.reasons()[0].because().to_string();
        (decision.outcome().clone().known(), told)
    };
    let told = |before: u32, since: u32| {
        format!("handled before the supervision: {before}; since: {since}")
    };
    let end = "2019-05-01 09:00";
    assert_eq!(ask(&[(1, "2019-04-10 08:59")], end), (Some(false), told(1, 0)));
    assert_eq!(ask(&[(1, "2019-04-10 09:00")], end), (Some(true), told(0, 1)));
    assert_eq!(ask(&[(1, end)], end), (Some(true), told(0, 1)), "at that very moment");
    assert_eq!(ask(&[(1, "2019-05-01 09:01")], end), (Some(false), told(0, 0)));
    let twice = [(1, "2019-04-09 09:00"), (1, "2019-04-11 09:00"), (2, "2019-04-12 09:00")];
    assert_eq!(ask(&twice, end), (Some(false), told(1, 2)));
}
