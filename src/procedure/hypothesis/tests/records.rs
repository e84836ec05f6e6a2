//! What a step looks at, from the records: an organ as subject, judgments, accountability,
//! and whether the decision that established it has fallen.

use serde_json::{Value, json};

use super::{NEVER, NO, YES, ask, entered, facts, json_null, organ, secretary_draft, whole};
use crate::base::id::{CaseId, OutcomeId, PersonId};
use crate::model::umbrella::EffectiveDecision;
use crate::procedure::hypothesis::{Intended, Step, StepFacts, WeighFacts};
use crate::procedure::trials::{at, id, world};
use crate::provenance::Standing;

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

fn when(text: &str) -> Value {
    json!({ "occurred_at": at(text), "recorded_at": at(text) })
}

fn stamped(text: &str, state: Value) -> Value {
    json!({ "when": when(text), "state": state })
}

/// The facts of a step at a moment, in a changed dossier.
fn gather(intended: Intended, moment: &str, change: impl FnOnce(&mut Value)) -> StepFacts {
    let mut draft = secretary_draft("2021-02-01", json_null());
    change(&mut draft);
    let dossier = entered(draft);
    StepFacts::gather(&dossier, &facts(Vec::new()), intended, at(moment)).unwrap()
}

fn outcome(n: u128) -> EffectiveDecision {
    EffectiveDecision::Outcome(id(OutcomeId::from_uuid, n))
}

/// Who holds a post in an organ that is the subject is near to it, on the days of the tenure;
/// an organ has no tenure, so whatever is said of it bears, and it is always within.
#[test]
fn who_works_for_an_organ_is_near_to_it() {
    let of_organ = |draft: &mut Value| {
        draft["umbrellas"][0]["subject"] = json!({ "organ": { "organ": no("organ", 1) } });
        draft["umbrellas"][0]["period"] = Value::Null;
        draft["posts"] = json!([{ "id": no("post", 1), "organ": no("organ", 1), "title": "党委书记" },
            { "id": no("post", 2), "organ": no("organ", 2), "title": "科长" }]);
        let tenure = |n: u128, person: u128, post: u128, end: Value| {
            json!({ "id": no("tenure", n), "person": no("person", person),
                "post": no("post", post), "period": { "start": { "on": "2016-03-01" }, "end": end } })
        };
        draft["tenures"] = json!([
            tenure(1, 1, 1, json!({ "before": "2021-04-01" })),
            tenure(2, 3, 2, json!("open"))
        ]);
    };
    let near = |n: u128, moment| {
        let by = Some(id(PersonId::from_uuid, n));
        let intended = Intended { by, ..Intended::bare(Step::Support) };
        let facts = gather(intended, moment, of_organ);
        assert_eq!(facts.within_tenure, YES);
        facts.near
    };
    assert_eq!(near(1, "2021-03-31 23:59"), YES);
    assert_eq!(near(1, "2021-04-01 00:00"), NO, "left the day before");
    assert_eq!(near(3, "2021-03-31 23:59"), NO, "works for another organ");
    let mut draft = secretary_draft("2021-02-01", json_null());
    of_organ(&mut draft);
    let umbrella = id(crate::base::id::UmbrellaId::from_uuid, 1);
    let seen = |moment| {
        let none = std::collections::BTreeMap::new();
        WeighFacts::gather(&entered(draft.clone()), umbrella, &none, at(moment)).unwrap().said
    };
    assert!(seen("2021-03-01 09:00").iter().all(|said| said.bears == YES));
    // A claim is known from the minute on at which it was first seen.
    assert_eq!(seen("2021-01-31 23:59").len(), 2);
    assert_eq!(seen("2021-02-01 08:59").len(), 2);
    assert_eq!(seen("2021-02-01 09:00").len(), 3);
}

/// Design §4: a judgment has effect from the moment at which its case has come so far, and is
/// about those whom the case is about.
#[test]
fn a_judgment_establishes_once_it_has_effect() {
    let criminal = |draft: &mut Value| {
        let stages: Vec<Value> = [
            "filed",
            "investigated",
            "transferred",
            "prosecuted",
            "accepted",
            "tried",
            "effective",
        ]
        .iter()
        .zip(1_u32..)
        .map(|(stage, day)| {
            stamped(&format!("2021-02-{day:02} 09:00"), json!({ "criminal": stage }))
        })
        .collect();
        let case = |n: u128, subject: Option<u128>| {
            let subjects: Vec<String> = subject.iter().map(|n| no("person", *n)).collect();
            json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 3),
                "filed_level": "county", "subjects": subjects, "stages": stages })
        };
        let cases = draft["cases"].as_array_mut().unwrap();
        cases.extend([case(2, Some(1)), case(3, Some(2)), case(4, None)]);
    };
    let looked_up = |n: u128, moment| {
        let decision = Some(EffectiveDecision::Judgment(id(CaseId::from_uuid, n)));
        let intended = Intended { decision, ..Intended::bare(Step::Establish) };
        let facts = gather(intended, moment, criminal);
        (facts.in_effect, facts.about_subject)
    };
    assert_eq!(looked_up(2, "2021-02-07 08:59"), (NO, YES), "tried, and not in effect");
    assert_eq!(looked_up(2, "2021-02-07 09:00"), (YES, YES));
    assert_eq!(looked_up(3, "2021-02-07 09:00"), (YES, NO), "about somebody else");
    assert_eq!(looked_up(4, "2021-02-07 09:00"), (YES, NO));
    assert_eq!(looked_up(1, "2021-02-07 09:00"), (NO, YES), "no criminal case");
    assert_eq!(looked_up(9, "2021-02-07 09:00"), (NEVER, NEVER));
}

/// Design §4: an accountability has effect from its first day on, until it is lifted.
#[test]
fn an_accountability_establishes_while_it_has_effect() {
    let looked_up = |effective: &str, lifted: Option<&str>, moment| {
        let change = |draft: &mut Value| {
            let held = &mut draft["accountabilities"][0];
            held["effective"] = json!(effective);
            if let Some(lifted) = lifted {
                held["revoked"] = when(lifted);
            }
        };
        let decision = Some(outcome(3));
        let intended = Intended { decision, ..Intended::bare(Step::Establish) };
        let facts = gather(intended, moment, change);
        assert_eq!(facts.about_subject, YES);
        facts.in_effect
    };
    let lifted = Some("2021-03-02 09:00");
    assert_eq!(looked_up("2021-02-01", None, "2021-01-31 23:59"), NO);
    assert_eq!(looked_up("2021-02-01", None, "2021-02-01 00:00"), YES);
    assert_eq!(looked_up("2021-02-01", lifted, "2021-03-02 08:59"), YES);
    assert_eq!(looked_up("2021-02-01", lifted, "2021-03-02 09:00"), NO);
}

/// Design §4: what was established is refuted once the decision behind it was lifted, as far
/// as was written down by then.
#[test]
fn whether_the_decision_has_fallen_is_looked_up() {
    let overturned = |decision: Value, lifted: Option<&str>, moment, told| {
        let change = |draft: &mut Value| {
            if let Some(lifted) = lifted {
                draft["outcomes"][0]["revoked"] = when(lifted);
            }
            draft["accountabilities"][0]["effective"] = json!("2021-01-21");
            let stages = draft["umbrellas"][0]["stages"].as_array_mut().unwrap();
            let by = no("person", 3);
            stages.push(stamped("2021-02-02 09:00", json!({ "supported": { "by": by } })));
            let by = json!({ "by": by, "decision": decision });
            stages.push(stamped("2021-02-03 09:00", json!({ "established": by })));
        };
        let intended = Intended { overturned: told, ..Intended::bare(Step::Refute) };
        let facts = gather(intended, moment, change);
        assert_eq!(facts.standing, Standing::Established);
        facts.intended.overturned
    };
    let own = || json!({ "outcome": no("outcome", 1) });
    let lifted = Some("2021-03-02 09:00");
    let rows = [
        (None, "2021-03-15 09:00", NEVER, NO),
        (None, "2021-03-15 09:00", YES, NO), // what is on record stands, whatever is said
        (lifted, "2021-03-02 08:59", NEVER, NO),
        (lifted, "2021-03-02 09:00", NEVER, YES),
    ];
    for (lifted, moment, told, wanted) in rows {
        assert_eq!(overturned(own(), lifted, moment, told), wanted, "{lifted:?} {moment}");
    }
    // Of an accountability somebody has to say so.
    for told in [YES, NO, NEVER] {
        let other = json!({ "outcome": no("outcome", 3) });
        assert_eq!(overturned(other, None, "2021-03-15 09:00", told), told);
    }
}

/// What is established is left in one way only, and that it was overturned is asked for that.
#[test]
fn only_a_refutation_asks_whether_the_decision_has_fallen() {
    use crate::decision::RefusalKind::{Forbidden, NotPermitted};

    let national = world("national");
    let ask = |standing, step| {
        let mut facts = whole(standing, step);
        facts.intended.overturned = NO;
        facts.told = std::collections::BTreeSet::from([organ(1)]);
        let refused = ask(&national, &facts).unwrap_err();
        let rules: Vec<_> =
            refused.unmet().iter().map(|unmet| unmet.reason().rule().to_string()).collect();
        (rules, refused.kind())
    };
    for step in [Step::Check, Step::Support, Step::Establish, Step::Withdraw] {
        let wanted = (vec!["hypothesis/order".to_owned()], Forbidden);
        assert_eq!(ask(Standing::Established, step), wanted, "{step}");
    }
    let wanted = (vec!["hypothesis/overturned".to_owned()], Forbidden);
    assert_eq!(ask(Standing::Established, Step::Refute), wanted);
    let wanted = (vec!["hypothesis/order".to_owned()], NotPermitted);
    assert_eq!(ask(Standing::Alleged, Step::Establish), wanted, "the steps between come first");
}
