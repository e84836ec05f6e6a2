//! What belongs to a matter, and who of those whom it names had a hand in it.

use std::collections::BTreeSet;

use super::*;
use crate::base::id::AnyId;
use crate::casebook::command::Actor;
use crate::casebook::responsibility::{Deed, belonging, responsible};

fn stage(state: &Value) -> Value {
    let at = "2021-03-01T09:00:00+08:00";
    json!({"when": {"occurred_at": at, "recorded_at": at}, "state": state})
}

/// A police case that a gang names; a discipline case that was filed on a clue, with a
/// verification, a measure and an outcome; another clue about the same person.
fn book() -> Casebook {
    let when = json!({"occurred_at": "2021-03-01T09:00:00+08:00", "recorded_at": "2021-03-01T09:00:00+08:00"});
    let clue = |n: u32| {
        json!({"id": id("clue", n), "received_by": id("organ", 1), "source": "audit",
            "content": "甲某为乙团伙通风报信。", "subjects": [id("person", 4)],
            "stages": [stage(&json!("received"))]})
    };
    let mut form = serde_json::to_value(Casebook::default()).unwrap();
    form["dossier"] = json!({
        "organs": [{"id": id("organ", 1), "name": "丙区纪委", "kind": "discipline_supervision", "level": "county"}],
        "persons": (1..=4).map(|n| json!({"id": id("person", n), "name": "甲某"})).collect::<Vec<_>>(),
        "documents": [{"id": id("document", 1), "kind": "work_plan", "title": "核查方案"}],
        "gangs": [{"id": id("gang", 1), "name": "乙团伙", "police_case": id("case", 1)}],
        "clues": [clue(1), clue(2)],
        "cases": [
            {"id": id("case", 1), "ledger_no": "1", "filed_by": id("organ", 1),
                "filed_level": "county", "stages": [stage(&json!({"criminal": "filed"}))]},
            {"id": id("case", 2), "ledger_no": "2", "filed_by": id("organ", 1), "filed_level": "county",
                "managing_level": "county", "from_clues": [id("clue", 1)], "subjects": [id("person", 4)],
                "stages": [stage(&json!({"discipline": "filed"}))]}],
        "verifications": [{"id": id("verification", 1), "clue": id("clue", 1), "organ": id("organ", 1),
            "mode": "ordinary", "team": [id("person", 3), id("person", 2)],
            "chiefs": [{"post": "所长", "person": id("person", 1)}],
            "stages": [stage(&json!({"planned": {"plan": id("document", 1)}}))]}],
        "measures": [{"id": id("measure", 1), "kind": "search", "case": id("case", 2),
            "organ": id("organ", 1), "begun": when}],
        "outcomes": [{"id": id("outcome", 1), "person": id("person", 4),
            "what": {"public": "demerit"}, "case": id("case", 2), "by": id("organ", 1), "decided": when}],
    });
    serde_json::from_value(form).unwrap()
}

/// The clues that a case was filed on and all work on either belong to it; persons, gangs and
/// organs are in it, and draw nothing in.
#[test]
fn work_belongs_and_whoever_is_in_it_does_not() {
    let book = book();
    let any = |prefix: &str, n: u32| AnyId::parse(&id(prefix, n)).unwrap();
    let all = |ids: &[(&str, u32)]| -> BTreeSet<AnyId> {
        ids.iter().map(|(prefix, n)| any(prefix, *n)).collect()
    };
    let of = |prefix, n| belonging(book.dossier(), any(prefix, n));
    let whole =
        all(&[("case", 2), ("clue", 1), ("verification", 1), ("measure", 1), ("outcome", 1)]);
    assert_eq!(of("case", 2), whole);
    assert_eq!(of("clue", 1), whole);
    assert_eq!(of("verification", 1), all(&[("verification", 1)]));
    // A gang names the case and is no work on it; a clue names a person and is no work on them.
    assert_eq!(of("case", 1), all(&[("case", 1)]));
    for (prefix, n) in [("person", 4), ("organ", 1), ("gang", 1), ("clue", 2)] {
        assert_eq!(of(prefix, n), all(&[(prefix, n)]), "{prefix}");
    }
    let found = responsible(book.dossier(), &[], any("verification", 1));
    let named: Vec<(Actor, &str)> = found
        .iter()
        .map(|one| match one.deed {
            Deed::Named { field, .. } => (one.who.clone(), field),
            _ => panic!("{one:?}"),
        })
        .collect();
    let person = |n| Actor::Person(id("person", n).parse().unwrap());
    assert_eq!(named, [(person(1), "chiefs.person"), (person(2), "team"), (person(3), "team")]);
}

/// A signature belongs to its sign-off, and the other signatures with it.
#[test]
fn a_signature_leads_to_its_finding() {
    let world = signed_off();
    let any = |prefix: &str, n: u32| AnyId::parse(&id(prefix, n)).unwrap();
    let found = belonging(world.book.dossier(), any("signature", 2));
    for (prefix, n) in [("sign_off", 1), ("signature", 2), ("signature", 5), ("signature", 6)] {
        assert!(found.contains(&any(prefix, n)), "{prefix} {n}");
    }
    assert!(!found.contains(&any("case", 1)), "the case is not part of its finding");
}
