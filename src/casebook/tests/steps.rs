//! Each step asks the procedure that knows it: a step that a rule forbids is refused, and
//! one of which not enough is known is entered with what is missing.

use super::procedures::{dispose, outcome, world};
use super::*;

fn advance(case: u32, to: &Value) -> Value {
    json!({"advance": {"case": id("case", case), "to": to}})
}

/// A discipline case of person 4, with what else its form says.
fn file(n: u32, more: &Value) -> Value {
    let mut case = json!({"id": id("case", n), "ledger_no": format!("丙纪立{n}"),
        "subjects": [id("person", 4)], "filed_level": "county", "managing_level": "county"});
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    json!({"file": {"kind": "discipline", "case": case}})
}

#[track_caller]
fn told(found: &str, wanted: &[&str]) {
    for one in wanted {
        assert!(found.contains(one), "no {one:?} in\n{found}");
    }
}

/// Law 3.3 (art. 175): the third time is refused; each step tells how its clock stands.
#[test]
fn a_police_case_is_sent_back_for_more_evidence_twice() {
    let mut world = World::new();
    let criminal = |stage: &str| json!({"criminal": stage});
    let found = outcome(&mut world, advance(1, &criminal("investigated")));
    told(&found, &["a case came further: investigated as a crime", "follow-up/step: "]);
    for before in 0..2 {
        let found = outcome(&mut world, advance(1, &criminal("transferred")));
        told(&found, &["follow-up/clock: review for prosecution: open on"]);
        let found = outcome(&mut world, advance(1, &json!("sent_back")));
        let times = format!("it was sent back {before} times before, and may be 2 times");
        told(&found, &["a case came further: sent back", &times]);
        told(
            &found,
            &["review for prosecution: done in time", "supplementary investigation: open"],
        );
    }
    world.done(advance(1, &criminal("transferred")));
    let found = outcome(&mut world, advance(1, &json!("sent_back")));
    assert!(found.starts_with("forbidden: send the case back for more evidence"), "{found}");
    told(&found, &["it was sent back 2 times before"]);
    let found = outcome(&mut world, advance(1, &criminal("prosecuted")));
    told(&found, &["a case came further: prosecuted"]);
}

/// Law 1.5 (art. 43): told and not heard is refused; where nobody wrote it down, that is said.
#[test]
fn a_case_is_decided_once_everybody_was_heard() {
    let hearing = |heard: bool| {
        let mut form = json!({"id": id("record", 1), "case": id("case", 2), "person": id("person", 4),
            "organ": id("organ", 1), "told": procedures::when()});
        if heard {
            form["heard"] = procedures::when();
        }
        json!({"enter": [{"hearing": form}]})
    };
    let decided = json!({"discipline": "decided"});
    for heard in [None, Some(false), Some(true)] {
        let mut world = world(&[]);
        world.done(file(2, &json!({})));
        let found = outcome(&mut world, advance(2, &json!({"discipline": "investigated"})));
        told(&found, &["discipline/approval: plan of the investigation"]);
        let found = outcome(&mut world, advance(2, &json!({"discipline": "in_trial"})));
        told(&found, &["discipline/term: trial: open on"]);
        if let Some(heard) = heard {
            world.done(hearing(heard));
        }
        let found = outcome(&mut world, advance(2, &decided));
        match heard {
            Some(false) => {
                assert!(found.starts_with("forbidden: decide the case"), "{found}");
                told(&found, &["remedy/heard: the person was not heard"]);
            }
            Some(true) => told(
                &found,
                &[
                    "a case came further: decided",
                    "remedy/heard: the person was heard",
                    "discipline/term: trial: done in time",
                    "not known: a rule of the place for: decision after filing",
                ],
            ),
            None => told(
                &found,
                &["a case came further: decided", "it is not known whether the person was told"],
            ),
        }
    }
}

/// C21: a hard case is not let go before it is cleared up; of another nothing more is asked.
#[test]
fn a_hard_case_is_not_dismissed_before_it_was_screened() {
    let mut world = world(&[]);
    world.done(file(2, &json!({"difficulty_traits": ["great_influence"]})));
    world.done(file(3, &json!({})));
    let dismissed = json!({"discipline": "dismissed"});
    let found = outcome(&mut world, advance(2, &dismissed));
    assert!(found.starts_with("not permitted: let the case go"), "{found}");
    told(&found, &["screening/let-go: the case was not screened"]);
    let found = outcome(&mut world, advance(3, &dismissed));
    told(&found, &["a case came further: dismissed", "screening/let-go: the case has 0 traits"]);
}

/// Z15: a criminal case is filed in step with the discipline cases that are linked to it.
#[test]
fn a_criminal_case_is_filed_in_step() {
    let mut world = world(&[]);
    world.pack = "zhaotong";
    world.done(file(2, &json!({})));
    let criminal = |n: u32, linked: Value| {
        json!({"file": {"kind": "criminal", "case": {
        "id": id("case", n), "ledger_no": format!("公立{n}"), "subjects": [id("person", 4)],
        "filed_level": "county", "linked": linked}}})
    };
    let found = outcome(&mut world, criminal(3, json!([id("case", 2)])));
    told(&found, &["follow-up/synchronized: in step means filed within"]);
    assert!(!found.contains("not known"), "{found}");
    let found = outcome(&mut world, criminal(4, json!([])));
    told(&found, &["not known: whether a discipline case will be filed"]);
}

#[test]
fn what_nobody_reported_is_not_taken_back() {
    let mut world = world(&[(1, "clue_survey"), (2, "mass_report"), (3, "court")]);
    let withdraw = |n: u32| json!({"withdraw": {"clue": id("clue", n), "reasons": "要求撤回"}});
    let found = outcome(&mut world, withdraw(1));
    assert!(found.starts_with("not permitted: take the report back"), "{found}");
    assert_eq!(
        outcome(&mut world, withdraw(2)),
        "a report was taken back\n  \
         intake/taken-back: whoever reported it takes it back, and it is dealt with all the same",
    );
    let found = outcome(&mut world, withdraw(3));
    told(&found, &["a report was taken back", "whether somebody reported it is not known"]);
}

/// C18: the answer tells whether it was owed, and how it stands against its clock.
#[test]
fn an_answer_says_whether_it_was_owed() {
    let reply = |n: u32| json!({"reply": {"clue": id("clue", n), "satisfied": true}});
    let mut world = world(&[]);
    for (n, naming) in [(1, "real_name"), (2, "anonymous")] {
        world.done(
            json!({"register": {"ledger_no": format!("城纪信{n}"), "jurisdiction": "own", "clue": {
            "id": id("clue", n), "source": "mass_report", "channel": "letter", "naming": naming,
            "reporter": "reporter-00000016000040008000000000000016", "subjects": [id("person", 4)],
            "problem_classes": ["acting_as_umbrella"], "content": format!("反映第{n}件事")}}}),
        );
    }
    let found = outcome(&mut world, reply(1));
    told(&found, &["a reporter was answered", "intake/reply: ", "not known: "]);
    world.done(dispose(1, "close"));
    world.done(json!({"close": {"clue": id("clue", 1), "reasons": "查无实据"}}));
    let found = outcome(&mut world, reply(1));
    told(
        &found,
        &["a clue came further: fed back", "telling the reporter the result: done in time"],
    );
    let found = outcome(&mut world, reply(2));
    told(&found, &["only a reporter who gave a name and can be reached is told"]);
}

/// Law 1.7: who follows a case is none of those whom it is about.
#[test]
fn nobody_follows_a_case_of_their_own() {
    let mut world = World::new();
    world.done(json!({"file": {"kind": "criminal", "case": {"id": id("case", 2),
        "ledger_no": "公立2", "subjects": [id("person", 4)], "filed_level": "county"}}}));
    let follow = |officer: u32| {
        json!({"follow": {"id": id("follow_up", 2), "police_case": id("case", 2),
        "organ": id("organ", 1), "officers": [id("person", officer)]}})
    };
    let found = outcome(&mut world, follow(4));
    told(&found, &["recusal/own-matter"]);
    assert!(found.starts_with("forbidden: "), "{found}");
    let found = outcome(&mut world, follow(1));
    told(&found, &["entered among the follow_ups", "follow-up/stages: "]);
}

/// C11: a police case is looked at in a stage that it has reached. Records come late; once it
/// has ended, none comes any more.
#[test]
fn a_police_case_is_looked_at_in_a_stage_that_it_has_reached() {
    let look =
        |at: &str| json!({"followed": {"follow_up": id("follow_up", 1), "at": at, "seen": "阅卷"}});
    let nothing = json!({"nothing_found": {"follow_up": id("follow_up", 1), "at": "trial",
        "sign_off": id("sign_off", 1), "finding": "未发现保护伞", "content": CONTENT}});
    let mut world = World::new();
    told(
        &outcome(&mut world, look("investigation")),
        &["follow-up/reached: the police case has come"],
    );
    let found = outcome(&mut world, look("review_for_prosecution"));
    told(
        &found,
        &["a follow-up came further", "it is not on record that the police case has come"],
    );
    for to in [json!({"criminal": "investigated"}), json!({"criminal": "transferred"})] {
        world.done(advance(1, &to));
    }
    let found = outcome(&mut world, look("review_for_prosecution"));
    told(&found, &["follow-up/reached: the police case has come"]);
    world.done(advance(1, &json!({"ended": "not_prosecuted"})));
    for act in [look("trial"), nothing] {
        let found = outcome(&mut world, act);
        assert!(found.starts_with("not permitted: look at the police case"), "{found}");
    }
}

/// C19, §6.6: what an entry lacks is told at each step; a failed check sends it back.
#[test]
fn an_entry_of_the_ledger_tells_what_it_lacks() {
    let mut world = World::new();
    let progress = |step: Value| json!({"progress": {"entry": id("entry", 1), "step": step}});
    let found = outcome(
        &mut world,
        json!({"rectify": {"id": id("entry", 1), "kind": "item",
        "measure": "逐户摸排", "unit": id("organ", 1), "leader": id("person", 2)}}),
    );
    told(&found, &["rectification/fields: 3 of 4 fields are filled in"]);
    let found = outcome(&mut world, progress(json!("in_progress")));
    told(&found, &["rectification/fields: 3 of 4 fields are filled in"]);
    world.done(progress(json!({"reported": {"by": id("organ", 1)}})));
    let found = outcome(
        &mut world,
        progress(json!({"sent_back": {"by": id("person", 1), "reasons": "不实"}})),
    );
    told(&found, &["rectification/verified: a failed check sends it back", "3 of 4 fields"]);
}
