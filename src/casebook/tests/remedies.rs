//! What a person asks for against a decision, and what is made public.

use super::procedures::{outcome, outcome_of, when, world};
use super::*;

/// Case 2 of person 4, with a demerit that has effect; organ 4 stands beside the organ.
pub(super) fn decided() -> World {
    let mut world = world(&[]);
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}}));
    world.done(json!({"conclude": {"case": id("case", 2), "outcomes": [{"id": id("outcome", 1),
        "person": id("person", 4), "what": {"public": "demerit"}, "case": id("case", 2),
        "by": id("organ", 1), "decided": when(), "effective": "2021-06-01"}]}}));
    world
}

fn appeal(n: u32, kind: &str, against: &Value, received: &str) -> Value {
    json!({"appeal": {"id": id("record", n), "kind": kind, "against": against,
        "by": id("person", 4), "to": id("organ", 1),
        "received": {"occurred_at": received, "recorded_at": received},
        "asked": {"occurred_at": "2021-06-01T10:00:00+08:00", "recorded_at": "2021-06-01T10:00:00+08:00"}}})
}

const TODAY: &str = "2021-06-01T08:00:00+08:00";

#[track_caller]
fn told(found: &str, wanted: &[&str]) {
    for one in wanted {
        assert!(found.contains(one), "no {one:?} in\n{found}");
    }
}

/// Law 1.5: the person asks in time, of the organ that decided; a re-review after a review.
#[test]
fn a_review_is_asked_for_by_the_person_and_in_time() {
    let mut world = decided();
    let against = json!({"outcome": id("outcome", 1)});
    let found = outcome(&mut world, appeal(1, "review", &against, "2021-04-30T08:00:00+08:00"));
    assert!(found.starts_with("not permitted: ask for: review"), "{found}");
    told(&found, &["remedy/in-time"]);
    let mut other = appeal(1, "review", &against, TODAY);
    other["appeal"]["by"] = json!(id("person", 2));
    let found = outcome(&mut world, other);
    told(&found, &["entered among the appeals", "whether the person concerned asks is not known"]);
    let mut higher = appeal(2, "review", &against, TODAY);
    higher["appeal"]["to"] = json!(id("organ", 3));
    told(&outcome(&mut world, higher), &["not permitted: ask for", "remedy/to-whom"]);
    let found = outcome(&mut world, appeal(2, "review", &against, TODAY));
    told(&found, &["entered among the appeals", "remedy/concerned: the person concerned asks"]);
    let second = appeal(3, "rereview", &json!({"appeal": id("record", 2)}), TODAY);
    told(&outcome(&mut world, second), &["not permitted: ask for", "remedy/one-after-another"]);
}

/// What was asked for is accepted and decided once, each with how its clock stands.
#[test]
fn an_appeal_is_accepted_and_decided_once() {
    let mut world = decided();
    // That it was accepted and decided is no part of what is asked.
    let mut asked = appeal(1, "review", &json!({"outcome": id("outcome", 1)}), TODAY);
    asked["appeal"]["accepted"] = asked["appeal"]["asked"].clone();
    asked["appeal"]["decided"] = asked["appeal"]["asked"].clone();
    asked["appeal"]["result"] = json!("upheld");
    world.done(asked);
    let of = |world: &World| {
        let appeal = world.book.dossier().appeal(id("record", 1).parse().unwrap()).unwrap();
        (appeal.accepted().is_some(), appeal.decided().is_some(), appeal.result())
    };
    assert_eq!(of(&world), (false, false, None));
    let at = |world: &mut World, act: Value| {
        let command = world.changed(act, |form| {
            form["occurred_at"] = json!("2021-06-02T10:00:00+08:00");
            form["recorded_at"] = json!("2021-06-02T10:00:00+08:00");
        });
        outcome_of(world, &command)
    };
    let accept =
        json!({"accept_appeal": {"appeal": id("record", 1), "handlers": [id("person", 3)]}});
    let found = at(&mut world, accept.clone());
    told(&found, &["an appeal was accepted", "remedy/original-handlers: ", "remedy/review: "]);
    assert_eq!(of(&world), (true, false, None));
    assert!(at(&mut world, accept).contains("an appeal is accepted once"));
    let decide = json!({"decide_appeal": {"appeal": id("record", 1), "result": "changed", "document": null}});
    let found = at(&mut world, decide.clone());
    told(&found, &["an appeal was decided: changed", "review: done in time", "remedy/suspends: "]);
    assert!(matches!(of(&world), (true, true, Some(_))));
    assert!(at(&mut world, decide).contains("an appeal is decided once"));
}

/// Law 1.7: nobody decides in a matter of their own, nor whoever handled it before.
#[test]
fn nobody_handles_the_appeal_in_a_matter_of_their_own() {
    let mut world = decided();
    world.done(appeal(1, "review", &json!({"outcome": id("outcome", 1)}), TODAY));
    world.done(json!({"enter": [{"case_lead": {"id": id("record", 5), "case": id("case", 2),
        "person": id("person", 3), "command": "member_responsible",
        "period": {"start": {"on": "2021-01-01"}, "end": "open"}}}]}));
    let accept = |handler: u32| json!({"accept_appeal": {"appeal": id("record", 1), "handlers": [id("person", handler)]}});
    let found = outcome(&mut world, accept(3));
    told(&found, &["forbidden: handle the appeal", "remedy/original-handlers"]);
    let own = world.changed(accept(2), |form| form["by"] = json!({"person": id("person", 4)}));
    told(&outcome_of(&mut world, &own), &["forbidden: ", "recusal/own-matter"]);
}

/// G05: only what has effect is made public, batch by batch, and nobody who is protected.
#[test]
fn a_batch_is_made_public_only_after_its_decisions_have_effect() {
    let publish = |number: u32, persons: &[u32], withheld: Value| {
        let persons: Vec<String> = persons.iter().map(|n| id("person", *n)).collect();
        json!({"publish": {"batch": {"id": id("record", number), "by": id("organ", 1), "number": number,
            "published": when(), "cases": [id("case", 2)], "persons": persons}, "withheld": withheld}})
    };
    let named = |yes: bool| json!({id("person", 4): yes});
    let mut world = decided();
    let refused = [
        publish(2, &[4], named(false)),
        publish(1, &[2], json!({id("person", 2): false})),
        publish(1, &[4], named(true)),
    ];
    for (act, rule) in refused.into_iter().zip(["exposure/", "exposure/", "exposure/"]) {
        let found = outcome(&mut world, act);
        assert!(
            found.starts_with("not permitted: ") || found.starts_with("forbidden: "),
            "{found}"
        );
        told(&found, &[rule]);
    }
    told(
        &outcome(&mut world, publish(1, &[4], named(false))),
        &["entered among the exposure_batches"],
    );
    let open = outcome(&mut world, publish(2, &[4], json!({})));
    told(&open, &["entered among the exposure_batches"]);
}

/// G31: a notice says until when; whoever comes is told whether that was in time.
#[test]
fn a_notice_is_issued_with_a_last_day_and_answered_in_time() {
    let notice = |n: u32, last: &str| {
        json!({"issue_notice": {"id": id("notice", n), "issued_by": [id("organ", 1)], "issued": when(),
            "last_day": last, "places": [id("place", 1)]}})
    };
    let mut world = world(&[]);
    world.done(
        json!({"enter": [{"place": {"id": id("place", 1), "name": "丙区", "level": "county"}}]}),
    );
    told(&outcome(&mut world, notice(1, "2021-06-01")), &["disclosure/limit: it is open until"]);
    let come = |n: u32, at: &str| {
        json!({"come_forward": {"id": id("record", n), "person": id("person", 4),
        "way": "explanation", "when": {"occurred_at": at, "recorded_at": at}, "to": id("organ", 1),
        "notice": id("notice", 1)}})
    };
    let found = outcome(&mut world, come(1, "2021-06-01T09:00:00+08:00"));
    told(&found, &["disclosure/in-time: came on", "the last day is", "disclosure/mitigates: "]);
    let found = outcome(&mut world, come(2, "2021-06-02T09:00:00+08:00"));
    told(&found, &["the last day was"]);
}
