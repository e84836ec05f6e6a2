//! Recusal that was asked for and decided; a gang that is put down as of a kind.

use super::due::due_of;
use super::procedures::{outcome, outcome_of, world};
use super::*;

/// Case 2 of person 4; person 5 leads the organ above, which is organ 3.
fn filed() -> World {
    let mut world = world(&[]);
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}}));
    world
}

fn ask(n: u32, person: u32, asker: &str) -> Value {
    json!({"ask_recusal": {"request": id("record", n), "matter": {"case": id("case", 2)},
        "person": id("person", person), "asker": asker, "reasons": "可能影响公正处理。"}})
}

fn decide(n: u32, recused: bool) -> Value {
    json!({"decide_recusal": {"request": id("record", n), "recused": recused, "reasons": "经审查。"}})
}

fn advance(stage: &str) -> Value {
    json!({"advance": {"case": id("case", 2), "to": {"discipline": stage}}})
}

/// A command of a person other than the usual one.
#[track_caller]
fn by(world: &mut World, person: u32, act: Value) -> String {
    let command = world.changed(act, |form| form["by"] = json!({"person": id("person", person)}));
    outcome_of(world, &command)
}

/// Law 1.7: whoever is listed may ask, and somebody near to the matter most of all.
#[test]
fn who_is_listed_may_ask_for_recusal() {
    let mut world = filed();
    assert_eq!(
        outcome(&mut world, ask(1, 1, "outsider")),
        "forbidden: ask for recusal\n  \
             1. forbidden: recusal/who-may-ask: an outsider may not ask for recusal [监察法 Supervision Law 2018, 2018-03-20, art. 58; law 1.7]\n     \
             no cure: the organ looks for grounds of its own accord\n  \
             nothing can make this step possible",
    );
    assert_eq!(
        by(&mut world, 4, ask(1, 1, "subject")),
        "recusal was asked for\n  \
             recusal/who-may-ask: the subject may ask for recusal",
    );
    // A request has an id of its own, and is about what is there.
    assert_eq!(outcome(&mut world, ask(1, 2, "subject")), "a request has its own id");
    assert_eq!(
        outcome(&mut world, ask(2, 9, "subject")),
        format!("{} is not there", id("person", 9))
    );
    let mut other = ask(2, 1, "subject");
    other["ask_recusal"]["matter"] = json!({"clue": id("clue", 7)});
    assert_eq!(outcome(&mut world, other), format!("{} is not there", id("clue", 7)));
    assert_eq!(world.book.recusals().len(), 1);
    let due = due_of(&world, &id("record", 1), "2021-06-02");
    let organ = id("organ", 1);
    assert_eq!(due, [format!("decision on a recusal ({organ}) since 2021-06-01, promptly")]);
}

/// A request alone stops no work; a decision does, and a rejection does not.
#[test]
fn who_was_recused_takes_no_part_from_the_decision_on() {
    for recused in [false, true] {
        let mut world = filed();
        world.done(ask(1, 1, "subject"));
        // Work of the person while it is open.
        world.done(advance("investigated"));
        let found = by(&mut world, 3, decide(1, recused));
        let wanted = if recused {
            "a person was recused\n  \
             recusal/decided-by: the recusal is decided by the principal leader of the organ\n  \
             recusal/not-on-oneself: it is not about whoever decides"
        } else {
            "a request for recusal was rejected\n  \
             recusal/decided-by: the recusal is decided by the principal leader of the organ\n  \
             recusal/not-on-oneself: it is not about whoever decides"
        };
        assert_eq!(found, wanted);
        assert_eq!(due_of(&world, &id("record", 1), "2021-06-02"), [""; 0], "it is decided");
        let found = outcome(&mut world, advance("in_trial"));
        if recused {
            assert_eq!(
                found,
                "forbidden: handle the matter\n  \
             1. forbidden: recusal/request: it was decided on 2021-06-01 09:08:00 +08:00: recused [no document: a rule of this crate, undated, law 1.7 (our reading)]\n     \
             no cure: somebody else takes the person's place\n  \
             nothing can make this step possible"
            );
            // Others go on, and in other matters so does the person.
            assert!(by(&mut world, 2, advance("in_trial")).starts_with("a case came further"));
            world.done(
                json!({"advance": {"case": id("case", 1), "to": {"criminal": "investigated"}}}),
            );
        } else {
            assert!(found.starts_with("a case came further"), "{found}");
        }
        assert!(by(&mut world, 3, decide(1, true)).contains("a request is decided once"));
    }
}

/// Law 1.7: the principal leader decides, and of the leader the organ above; nobody of
/// themselves, and nobody in a matter of their own.
#[test]
fn the_right_one_decides_upon_a_recusal() {
    let mut world = filed();
    world.done(ask(1, 1, "subject"));
    world.done(ask(2, 3, "subject"));
    let refused = by(&mut world, 2, decide(1, true));
    assert!(refused.starts_with("forbidden: decide on the recusal"), "{refused}");
    assert!(refused.contains("recusal/decided-by: somebody else decides"), "{refused}");
    let own = by(&mut world, 3, decide(2, false));
    assert!(
        own.contains("recusal/not-on-oneself: nobody decides on a recusal of their own"),
        "{own}"
    );
    let party = by(&mut world, 4, decide(1, true));
    assert!(party.contains("recusal/own-matter"), "{party}");
    let command =
        world.changed(decide(1, true), |form| form["by"] = json!({"service": "registry"}));
    assert!(outcome_of(&mut world, &command).contains("casebook/person"));
    assert_eq!(outcome(&mut world, decide(9, true)), format!("{} is not there", id("record", 9)));
    assert!(world.book.recusals().values().all(|one| one.decided.is_none()));
}

/// What is only tried leaves no trace: of a request, of a decision, of a second one.
#[test]
fn a_request_that_is_only_proposed_leaves_no_trace() {
    let mut world = filed();
    let tried = |world: &mut World, act: Value| {
        let command = world.changed(act, |form| form["by"] = json!({"person": id("person", 3)}));
        let before = world.book.clone();
        let context = Context::new(&world.rulebook, world.pack, &world.calendar);
        let done = crate::casebook::decide::propose(&mut world.book, &command, &context);
        assert!(matches!(done, Ok(Done::Now(_))), "{done:?}");
        assert_eq!(world.book, before);
        world.send(&command).unwrap();
        assert_ne!(world.book, before);
    };
    let matter = crate::procedure::recusal::Matter::Case(id("case", 2).parse().unwrap());
    let person = id("person", 1).parse().unwrap();
    for act in [ask(1, 1, "subject"), decide(1, false), ask(2, 1, "subject")] {
        tried(&mut world, act);
        assert!(world.book.recused(person, matter).is_none());
    }
    // A second decision of the same kind leaves the first in its place.
    for act in [decide(2, true), ask(3, 1, "handler"), decide(3, true)] {
        tried(&mut world, act);
        let by = world.book.recused(person, matter).unwrap();
        assert_eq!(Some(by), world.book.recusals().get(&id("record", 2).parse().unwrap()));
    }
}

/// A snapshot keeps requests, and an older one without them is read.
#[test]
fn requests_survive_a_snapshot() {
    let mut world = filed();
    world.done(ask(1, 1, "reporter"));
    assert!(by(&mut world, 3, decide(1, true)).starts_with("a person was recused"));
    let mut text = serde_json::to_value(&world.book).unwrap();
    let again: Casebook = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(again, world.book);
    let fields = text.as_object_mut().unwrap();
    assert!(fields.remove("recusals").is_some() && fields.remove("recused").is_some());
    assert!(serde_json::from_value::<Casebook>(text).unwrap().recusals().is_empty());
}

const EVIL: [&str; 7] = [
    "often_gathered",
    "violence_or_threat",
    "area_or_trade",
    "repeated_acts",
    "oppression",
    "disorder",
    "bad_influence",
];

const OTHER: [&str; 5] =
    ["profit_only", "family_dispute", "neighbor_dispute", "labor_dispute", "lawful_debt_dispute"];

const GROUP: [&str; 4] = ["enough_members", "evident_ringleader", "steady_core", "joint_crimes"];

fn label(kind: &str) -> Value {
    json!({"label": {"gang": id("gang", 2), "kind": kind}})
}

/// Law 3.1: the tier follows from the features; what people call it is no tier.
#[test]
fn a_gang_is_put_down_as_what_its_features_make_it() {
    let all = |of: &str, features: &[&str], holds: bool| -> Vec<Value> {
        let claims = [id("claim", 1)];
        let one =
            |one: &&str| json!({"feature": {of: one}, "holds": {"known": holds}, "claims": claims});
        features.iter().map(one).collect()
    };
    let evil = all("evil_force", &EVIL, true);
    let group = all("criminal_group", &GROUP, false);
    let triad = all("triad", &["organization", "economy", "conduct", "control"], false);
    let other = all("exclusion", &OTHER, false);
    let mut world = World::new();
    let features = [evil, group, triad, other].concat();
    let seen = "2021-05-01T08:00:00+08:00";
    world.done(json!({"enter": [
        {"claim": {"id": id("claim", 1), "text": "经侦查查明", "stance": "for", "grade": "F6",
            "source": {"label": "侦查卷", "kind": "report", "origin": "a"},
            "first_seen": seen, "last_seen": seen}},
        {"gang": {"id": id("gang", 2), "name": "乙恶势力", "members": 5,
            "features": features}},
        {"gang": {"id": id("gang", 3), "name": "丁某等人"}},
    ]}));
    let raised = outcome(&mut world, label("triad_type"));
    assert!(raised.starts_with("forbidden: put the gang down as: "), "{raised}");
    assert!(raised.contains("would raise the tier; the features make it: evil gang"), "{raised}");
    let kind = |world: &World, n: u32| {
        world.book.dossier().gang(id("gang", n).parse().unwrap()).unwrap().kind()
    };
    assert_eq!(kind(&world, 2), None);
    let found = outcome(&mut world, label("evil_gang"));
    assert!(
        found.starts_with("a gang was put down as: evil gang\n  classification/tier: "),
        "{found}"
    );
    assert!(kind(&world, 2).is_some());
    // Without its features nothing is put down but what people call it.
    let other = |kind: &str| json!({"label": {"gang": id("gang", 3), "kind": kind}});
    let open = outcome(&mut world, other("evil_gang"));
    assert!(open.starts_with("not enough known: put the gang down as: evil gang"), "{open}");
    assert_eq!(kind(&world, 3), None);
    assert_eq!(
        outcome(&mut world, other("village_bully")),
        "a gang was put down as: village bully\n  \
             classification/label: this is a label and no tier: village bully",
    );
    let service =
        world.changed(label("evil_gang"), |form| form["by"] = json!({"service": "registry"}));
    assert!(outcome_of(&mut world, &service).contains("casebook/person"));
    let missing = json!({"label": {"gang": id("gang", 9), "kind": "evil_gang"}});
    assert_eq!(outcome(&mut world, missing), format!("{} is not there", id("gang", 9)));
}
