//! A later claim against a signed finding: in time, in scope, and settled by another hand.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{DAY, content, person};
use crate::base::id::{CaseId, ClaimId, SignOffId};
use crate::decision::{Refusal, RefusalKind};
use crate::model::dossier::{Dossier, DossierDraft};
use crate::procedure::sign_off::doubt::{
    QuestionFacts, SettleFacts, distances, may_question, may_settle,
};
use crate::procedure::trials::{World, at, id, sound, world};
use crate::rulebook::keys;

/// Signed in full at noon; the claim was seen a minute later, next to a party of the case.
fn doubt() -> QuestionFacts {
    QuestionFacts {
        signed: Some(at("2021-01-15 12:00")),
        seen: at("2021-01-15 12:01"),
        distance: Some(1),
    }
}

fn question(world: &World, facts: &QuestionFacts) -> Result<(), Refusal> {
    may_question(facts, world.on(DAY)).map(|decision| sound(decision.reasons()))
}

/// Design §8.5: each condition broken alone; its rule, its kind, whether it is final.
#[test]
fn what_may_be_held_against_a_finding() {
    use RefusalKind::{Forbidden, NotPermitted};

    let national = world("national");
    assert!(question(&national, &doubt()).is_ok());
    let rows = [
        ("sign-off/in-full", NotPermitted, false, QuestionFacts { signed: None, ..doubt() }),
        (
            "sign-off/later",
            Forbidden,
            true,
            QuestionFacts { seen: at("2021-01-15 12:00"), ..doubt() },
        ),
        (
            "sign-off/later",
            Forbidden,
            true,
            QuestionFacts { seen: at("2021-01-15 11:59"), ..doubt() },
        ),
        ("sign-off/scope", NotPermitted, false, QuestionFacts { distance: None, ..doubt() }),
        ("sign-off/scope", Forbidden, true, QuestionFacts { distance: Some(2), ..doubt() }),
    ];
    for (rule, kind, last, facts) in rows {
        let refused = question(&national, &facts).unwrap_err();
        assert_eq!(refused.unmet().len(), 1, "{rule}: {refused}");
        assert_eq!(refused.unmet()[0].reason().rule().as_str(), rule);
        assert_eq!((refused.kind(), refused.is_final()), (kind, last), "{facts:?}");
    }
    let wider = world("national").setting(keys::sign_off::SCOPE_HOPS, 2);
    let far = |distance| QuestionFacts { distance: Some(distance), ..doubt() };
    assert!(question(&wider, &far(2)).is_ok() && question(&wider, &far(3)).is_err());
}

/// Only what is questioned is settled, and by nobody who signed it.
#[test]
fn who_settles_a_doubt() {
    let facts = |questioned, settler| SettleFacts {
        questioned,
        settler: person(settler),
        signers: BTreeSet::from([person(1), person(2)]),
    };
    let ask = |questioned, settler| {
        may_settle(&facts(questioned, settler)).map(|decision| sound(decision.reasons()))
    };
    assert!(ask(true, 3).is_ok());
    for (questioned, settler, rules) in [
        (false, 3, vec!["sign-off/questioned"]),
        (true, 2, vec!["sign-off/another"]),
        (false, 1, vec!["sign-off/questioned", "sign-off/another"]),
    ] {
        let refused = ask(questioned, settler).unwrap_err();
        let found: Vec<_> = refused.unmet().iter().map(|u| u.reason().rule().as_str()).collect();
        assert_eq!(found, rules);
        assert_eq!(refused.is_final(), rules.contains(&"sign-off/another"));
    }
}

/// A sign-off that went through these stages, an hour each from nine o'clock; a claim on the
/// gang of the case, one on another gang of its member, one on nothing.
fn records(stages: &[Value]) -> Dossier {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |hour: usize| {
        let moment = at(&format!("2021-01-15 {hour:02}:00"));
        json!({ "occurred_at": moment, "recorded_at": moment })
    };
    let claim = |n: u128| {
        json!({ "id": no("claim", n),
            "source": { "label": "甲信", "kind": "report", "origin": n.to_string() },
            "text": "某事", "grade": "F6", "stance": "for",
            "first_seen": at("2021-01-15 13:00"), "last_seen": at("2021-01-15 14:00") })
    };
    let member = |n: u128, gang: u128| {
        json!({ "id": no("record", n), "gang": no("gang", gang), "person": no("person", 3),
            "period": { "start": "unknown", "end": "open" }, "standing": "alleged",
            "claims": [no("claim", n)] })
    };
    let signature = |n: u128, sign_off: u128, by: u128| {
        json!({ "id": no("signature", n), "sign_off": no("sign_off", sign_off),
            "by": no("person", by), "role": "follow_up_officer", "organ": no("organ", 1),
            "content": content(1), "opinion": "agrees", "signed": when(10) })
    };
    let stamped = stages.iter().enumerate();
    let stamped: Vec<Value> =
        stamped.map(|(n, state)| json!({ "when": when(9 + n), "state": state })).collect();
    let sign_off = |n: u128, stages: &[Value]| {
        json!({ "id": no("sign_off", n), "case": no("case", 1), "stage_of_case": "investigation",
            "layers": ["follow_up_officer"], "signatures": [no("signature", n)],
            "stages": stages })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "甲县纪委监委",
            "kind": "discipline_supervision", "level": "county" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }, { "id": no("person", 2), "name": "乙某" },
            { "id": no("person", 3), "name": "丙某" }],
        "gangs": [{ "id": no("gang", 1), "name": "甲团伙" }, { "id": no("gang", 2), "name": "乙团伙" }],
        "claims": [claim(1), claim(2), claim(3)],
        "memberships": [member(1, 1), member(2, 2)],
        "cases": [{ "id": no("case", 1), "ledger_no": "甲1", "filed_by": no("organ", 1),
            "filed_level": "county", "gang": no("gang", 1),
            "stages": [{ "when": when(8), "state": { "criminal": "filed" } }] }],
        "signatures": [signature(1, 1, 1), signature(2, 2, 2)],
        "sign_offs": [sign_off(1, &stamped), sign_off(2, &stamped[..1])],
    }))
    .unwrap();
    draft.enter().unwrap()
}

#[test]
fn the_facts_of_a_doubt_come_from_the_records() {
    let (open, full) = (
        json!({ "laid_open": { "content": content(1) } }),
        json!({ "signed_in_full": { "content": content(1) } }),
    );
    let doubted = json!({ "questioned": { "claim": format!("claim-{:032x}", 1) } });
    let upheld = json!({ "upheld": { "by": person(3), "reasons": "查无实据" } });
    let reopened = json!({ "reopened": { "by": person(3), "reasons": "应予复核" } });
    let sign_off = id(SignOffId::from_uuid, 1);
    let first = |stages: &[&Value]| {
        let stages: Vec<Value> = stages.iter().map(|stage| (*stage).clone()).collect();
        let dossier = records(&stages);
        let facts = QuestionFacts::gather(&dossier, sign_off, id(ClaimId::from_uuid, 1)).unwrap();
        let settle = SettleFacts::gather(&dossier, sign_off, person(3)).unwrap();
        assert_eq!(settle.signers, BTreeSet::from([person(1)]), "those of this finding alone");
        (facts.signed, settle.questioned)
    };
    let signed = Some(at("2021-01-15 10:00"));
    assert_eq!(first(&[&open]), (None, false));
    assert_eq!(first(&[&open, &full]), (signed, false));
    assert_eq!(first(&[&open, &full, &doubted]), (signed, true));
    assert_eq!(first(&[&open, &full, &doubted, &upheld]), (signed, false));
    assert_eq!(first(&[&open, &full, &doubted, &reopened]), (None, false));
    assert_eq!(first(&[&open, &full, &doubted, &reopened, &open]), (None, false));
    let again = Some(at("2021-01-15 14:00"));
    assert_eq!(first(&[&open, &full, &doubted, &reopened, &open, &full]), (again, false));
    let dossier = records(&[open, full]);
    for (claim, distance) in [(1, Some(1)), (2, Some(2)), (3, None)] {
        let claim = id(ClaimId::from_uuid, claim);
        let facts = QuestionFacts::gather(&dossier, sign_off, claim).unwrap();
        assert_eq!((facts.distance, facts.seen), (distance, at("2021-01-15 13:00")));
    }
    assert!(distances(&dossier, id(CaseId::from_uuid, 9), None).is_empty());
}
