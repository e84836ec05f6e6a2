//! What is taken back: decisions, accountabilities, publications; what a reporter objects to.

use super::due::due_of;
use super::procedures::{envelope, outcome, outcome_of, when, world};
use super::remedies::decided;
use super::*;

fn revoke(n: u32, appeal: Option<u32>) -> Value {
    let mut act = json!({"outcome": id("outcome", n), "reasons": "违法事实不清，予以撤销。"});
    if let Some(appeal) = appeal {
        act["appeal"] = json!(id("record", appeal));
    }
    json!({"revoke": act})
}

fn revoked(world: &World, n: u32) -> bool {
    let id = id("outcome", n).parse().unwrap();
    let dossier = world.book.dossier();
    let outcome = dossier.outcome(id).map(|one| one.revoked());
    outcome.or_else(|| dossier.accountability(id).map(|one| one.revoked())).unwrap().is_some()
}

/// The review of outcome 1, decided if a result is given.
fn reviewed(world: &mut World, n: u32, result: Option<&str>) {
    world.done(json!({"appeal": {"id": id("record", n), "kind": "review",
        "against": {"outcome": id("outcome", 1)}, "by": id("person", 4), "to": id("organ", 1),
        "received": when(), "asked": when()}}));
    if let Some(result) = result {
        world.done(json!({"decide_appeal": {"appeal": id("record", n), "result": result, "document": null}}));
    }
}

/// Law 1.5 (arts. 57, 58): upon the review that was decided so, and once.
#[test]
fn a_decision_is_taken_back_upon_the_review_that_says_so_and_once() {
    let mut world = decided();
    reviewed(&mut world, 1, None);
    assert_eq!(
        outcome(&mut world, revoke(1, Some(1))),
        "not permitted: take the decision back\n  \
             1. unmet: remedy/revoked-upon: the appeal is not decided yet [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, arts. 57, 58; law 1.5 (our reading)]\n     \
             cure: decide the appeal first (by: office that handles the appeal)",
    );
    world.done(
        json!({"decide_appeal": {"appeal": id("record", 1), "result": "upheld", "document": null}}),
    );
    assert_eq!(
        outcome(&mut world, revoke(1, Some(1))),
        "forbidden: take the decision back\n  \
             1. forbidden: remedy/revoked-upon: the appeal was decided: upheld [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, arts. 57, 58; law 1.5 (our reading)]\n     \
             no cure: what was upheld stands\n  \
             nothing can make this step possible",
    );
    reviewed(&mut world, 2, Some("revoked"));
    assert!(!revoked(&world, 1));
    assert_eq!(
        outcome(&mut world, revoke(1, Some(2))),
        "a decision was taken back\n  \
             remedy/revoked-once: it still stands\n  \
             remedy/revoked-by: the organ that decided takes it back, or one above it\n  \
             remedy/revoked-own: it is about somebody else\n  \
             remedy/revoked-upon: the appeal was decided: revoked",
    );
    assert!(revoked(&world, 1));
    assert_eq!(
        outcome(&mut world, revoke(1, None)),
        "forbidden: take the decision back\n  \
             1. forbidden: remedy/revoked-once: it was taken back before [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, arts. 57, 58; law 1.5 (our reading)]\n     \
             no cure: a decision is taken back once\n  \
             nothing can make this step possible",
    );
    // What is not there is not taken back.
    let nothing = outcome(&mut world, revoke(9, None));
    assert_eq!(nothing, format!("{} is not there", id("outcome", 9)));
    let nothing = outcome(&mut world, revoke(1, Some(9)));
    assert_eq!(nothing, format!("{} is not there", id("record", 9)));
}

/// The organ that decided, or one above it; not a service, and nobody for themselves.
#[test]
fn a_decision_is_taken_back_by_the_organ_that_decided_or_one_above_it() {
    let mut world = decided();
    world.done(json!({"enter": [
        {"organ": {"id": id("organ", 4), "name": "丁市纪委", "kind": "discipline_supervision", "level": "city"}},
        {"organ": {"id": id("organ", 5), "name": "丁区纪委", "kind": "discipline_supervision", "level": "county",
            "parent": id("organ", 4)}}]}));
    world.done(json!({"conclude": {"case": id("case", 2), "outcomes": [{"id": id("outcome", 2),
        "person": id("person", 3), "what": {"public": "demerit"}, "case": id("case", 2),
        "by": id("organ", 5), "decided": when()}]}}));
    let of = |world: &mut World, organ: u32| {
        world.changed(revoke(2, None), |form| form["organ"] = json!(id("organ", organ)))
    };
    for organ in [1, 3] {
        let command = of(&mut world, organ);
        let found = outcome_of(&mut world, &command);
        let (said, cure) = found.split_once(" [").unwrap();
        assert_eq!(
            said,
            "forbidden: take the decision back\n  \
             1. forbidden: remedy/revoked-by: another organ decided, and this one does not stand above it",
        );
        let how = "let the organ that decided take it back, or one above it";
        assert!(
            cure.ends_with(&format!("cure: {how} (by: office that handles the appeal)")),
            "{cure}"
        );
    }
    let own = world.changed(revoke(2, None), |form| {
        form["organ"] = json!(id("organ", 5));
        form["by"] = json!({"person": id("person", 4)});
    });
    assert!(outcome_of(&mut world, &own).contains("forbidden: "));
    let service = world.changed(revoke(2, None), |form| {
        form["organ"] = json!(id("organ", 5));
        form["by"] = json!({"service": "registry"});
    });
    assert!(outcome_of(&mut world, &service).contains("casebook/person"));
    let above = of(&mut world, 4);
    assert!(outcome_of(&mut world, &above).starts_with("a decision was taken back"));
    assert!(revoked(&world, 2));
}

/// Law 1.6: an accountability that was wrong is put right, by others than who was held.
#[test]
fn an_accountability_is_put_right_by_others() {
    let mut world = world(&[]);
    let held = |n: u32, person: u32| {
        json!({"hold": {"accountability": {"id": id("outcome", n),
            "held": {"leader": {"person": id("person", person), "how": ["admonition"]}},
            "by": id("organ", 1), "decided": when(), "grounds": ["inaction"]},
            "inquiry": {"established": {"inaction": true}, "in_charge": true, "moved_on": false}}})
    };
    world.done(held(1, 2));
    let own =
        world.changed(revoke(1, None), |form| form["by"] = json!({"person": id("person", 2)}));
    assert_eq!(
        outcome_of(&mut world, &own),
        "forbidden: take the decision back\n  \
             1. forbidden: remedy/revoked-own: it is about the person who takes it back [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, arts. 57, 58; law 1.5 (our reading)]\n     \
             no cure: somebody else decides\n  \
             nothing can make this step possible",
    );
    assert!(!revoked(&world, 1));
    assert!(outcome(&mut world, revoke(1, None)).starts_with("a decision was taken back\n"));
    assert!(revoked(&world, 1));
    assert!(
        outcome(&mut world, revoke(1, None)).starts_with("forbidden: take the decision back\n")
    );
    // What happened before it was decided is no way back.
    world.done(held(2, 3));
    let before = world.changed(revoke(2, None), |form| {
        form["occurred_at"] = json!("2021-05-31T09:00:00+08:00");
    });
    assert_eq!(outcome_of(&mut world, &before), "revoked: before it was decided");
}

/// How many names stand in public on no decision, or on none any more.
fn wrongly_named(world: &World) -> usize {
    let day = crate::day!(2021, 6, 1);
    let rules = world.rulebook.on(world.pack, day).unwrap();
    crate::procedure::exposure::overtaken(world.book.dossier(), day, rules).outcome().len()
}

/// Law 5 (art. 60): a publication is put right once no decision has effect, for each who is
/// named, once.
#[test]
fn a_publication_is_put_right_once_the_decision_is_taken_back() {
    let mut world = decided();
    world.done(
        json!({"publish": {"batch": {"id": id("record", 1), "by": id("organ", 1), "number": 1,
        "published": when(), "cases": [id("case", 2)], "persons": [id("person", 4)]},
        "withheld": {id("person", 4): false}}}),
    );
    let put_right = |person: u32| json!({"put_right": {"batch": id("record", 1), "person": id("person", person), "document": null}});
    assert_eq!(
        outcome(&mut world, put_right(4)),
        "forbidden: put the publication right\n  \
             1. forbidden: exposure/put-right: a decision about the person in its cases has effect [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, art. 53; law 5]\n     \
             cure: take the decision back first (by: organ that publishes)",
    );
    assert_eq!(wrongly_named(&world), 0);
    world.done(revoke(1, None));
    assert_eq!(wrongly_named(&world), 1);
    assert!(outcome(&mut world, put_right(3)).contains("exposure/put-right-named"));
    let own = world.changed(put_right(4), |form| form["by"] = json!({"person": id("person", 4)}));
    assert!(outcome_of(&mut world, &own).contains("recusal/own-matter"));
    assert_eq!(
        outcome(&mut world, put_right(4)),
        "a publication was put right\n  \
             exposure/put-right-named: the person is named there\n  \
             exposure/put-right-once: it was not put right yet\n  \
             exposure/put-right: no decision about the person in its cases has effect",
    );
    let batch = world.book.dossier().exposure_batch(id("record", 1).parse().unwrap()).unwrap();
    assert!(batch.put_right(id("person", 4).parse().unwrap()).is_some());
    assert_eq!(wrongly_named(&world), 0);
    assert!(outcome(&mut world, put_right(4)).contains("exposure/put-right-once"));
    let missing = json!({"put_right": {"batch": id("record", 7), "person": id("person", 4), "document": null}});
    assert_eq!(outcome(&mut world, missing), format!("{} is not there", id("record", 7)));
}

/// Law 1.5: an appeal that nobody handles is not accepted.
#[test]
fn an_appeal_is_accepted_with_somebody_who_handles_it() {
    let mut world = decided();
    reviewed(&mut world, 1, None);
    let accept = |handlers: Value| json!({"accept_appeal": {"appeal": id("record", 1), "handlers": handlers}});
    assert_eq!(
        outcome(&mut world, accept(json!([]))),
        "not permitted: accept the appeal\n  \
             1. unmet: casebook/handlers: nobody is named who handles it [no document: a rule of this crate, undated, casebook (our reading)]\n     \
             cure: name somebody who did not handle the matter before (by: office that handles the appeal)",
    );
    assert!(
        outcome(&mut world, accept(json!([id("person", 3)]))).starts_with("an appeal was accepted")
    );
}

fn object(after: &Value) -> Value {
    json!({"object": {"clue": id("clue", 1), "after": after}})
}

/// Clue 1, of a named reporter.
fn named() -> World {
    let mut world = world(&[]);
    world.done(json!({"register": {"ledger_no": "城纪信1", "jurisdiction": "own", "clue": {
        "id": id("clue", 1), "source": "mass_report", "channel": "letter", "naming": "real_name",
        "reporter": format!("reporter-{:08x}000040008000{:012x}", 7, 7),
        "problem_classes": ["acting_as_umbrella"], "subjects": [id("person", 4)],
        "content": "反映某人充当保护伞"}}}));
    world
}

/// Law 5: what a reporter brings up after the answer is recorded, explained, checked.
#[test]
fn what_a_reporter_brings_up_after_the_answer_is_kept_with_what_is_owed() {
    let known = |yes: bool| json!({"known": yes});
    let mut world = named();
    let after = json!({"objected": known(true), "recorded": known(true), "explained": known(false),
        "new_evidence": known(true)});
    assert_eq!(
        outcome(&mut world, object(&after)),
        "not permitted: object to the answer\n  \
             1. unmet: casebook/not-answered: the reporter was not answered yet [no document: a rule of this crate, undated, casebook (our reading)]\n     \
             cure: answer the reporter first (by: handling office)",
    );
    world.done(json!({"reply": {"clue": id("clue", 1), "satisfied": false}}));
    assert_eq!(
        outcome(&mut world, object(&json!({"objected": known(false)}))),
        "it says neither that the reporter objects nor that there is new evidence",
    );
    assert_eq!(
        outcome(&mut world, object(&after)),
        "a reporter came back upon the answer\n  \
             reporter/after-reply: 1 things are owed to the reporter, 1 are not known\n  \
             reporter/after-reply: still owed: explain it\n  \
             reporter/after-reply: not known: whether the new evidence was checked",
    );
    let due = |world: &World| {
        let all = due_of(world, &id("clue", 1), "2021-06-02");
        all.into_iter().filter(|line| line.starts_with("dealing with")).collect::<Vec<_>>()
    };
    let by = id("organ", 1);
    assert_eq!(
        due(&world),
        [format!("dealing with an objection ({by}) since 2021-06-01, promptly")]
    );
    let after = json!({"objected": known(true), "recorded": known(true), "explained": known(true),
        "new_evidence": known(true), "checked": known(true)});
    assert_eq!(
        outcome(&mut world, object(&after)),
        "a reporter came back upon the answer\n  \
             reporter/after-reply: 0 things are owed to the reporter, 0 are not known",
    );
    assert_eq!(due(&world), [""; 0]);
    let clue = id("clue", 1).parse().unwrap();
    let kept = &world.book.objections()[&clue];
    assert_eq!(kept.len(), 2);
    assert_eq!(serde_json::to_value(kept[1].after).unwrap(), after);
    // A snapshot keeps it, and an older one without it is read.
    let mut text = serde_json::to_value(&world.book).unwrap();
    let again: Casebook = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(again, world.book);
    text.as_object_mut().unwrap().remove("objections");
    assert!(serde_json::from_value::<Casebook>(text).unwrap().objections().is_empty());
}

#[test]
fn a_clue_without_a_reporter_brings_nothing_up() {
    let mut world = world(&[(1, "mass_report")]);
    let found = outcome(&mut world, object(&json!({"objected": {"known": true}})));
    assert!(found.contains("casebook/nobody-to-answer"), "{found}");
}

/// Law 5: a report never goes to those whom it is about, nor to whom one of them leads.
#[test]
fn a_report_is_not_handed_over_to_an_organ_that_a_subject_leads() {
    let hand_over = |source: &str, leads: bool| {
        let mut world = world(&[(1, source)]);
        let person = if leads { 4 } else { 3 };
        world.done(json!({"enter": [
            {"post": {"id": id("post", 5), "organ": id("organ", 2), "title": "局长", "leader": "principal_leader"}},
            {"tenure": {"id": id("tenure", 5), "person": id("person", person), "post": id("post", 5),
                "period": {"start": {"on": "2018-01-01"}, "end": "open"}}}]}));
        world.done(
            json!({"owe": {"id": id("transfer", 1), "clue": id("clue", 1), "from": id("organ", 1),
            "to": id("organ", 2), "source": "discipline_supervision"}}),
        );
        outcome(&mut world, json!({"hand_over": envelope(1, "hand_over", 1, 2)}))
    };
    assert_eq!(
        hand_over("mass_report", true),
        "forbidden: hand on material of the report\n  \
             1. forbidden: reporter/never-to-subject: it would go to the reported [处理检举控告工作规则 Report and Accusation Rules 2020, 2020-01-21, art. 47; law 5]\n     \
             no cure: it never goes there\n  \
             nothing can make this step possible",
    );
    assert!(hand_over("mass_report", false).starts_with("a clue came further: "));
    assert!(hand_over("found_in_case", true).starts_with("a clue came further: "));
}
