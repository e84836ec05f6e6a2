//! The steps of a measure after it was taken: made longer, told of; property that goes back.
//! And a name that is cleared.

use super::due::due_of;
use super::procedures::{case, envelope as envelope_of, outcome_of, when, world};
use super::*;
use crate::casebook::agenda::agenda;
use crate::model::discipline::InvestigationMeasure;

/// Case 2 of person 4, who is detained from 2021-06-01 on; organ 3 stands above the organ.
pub(super) fn detained() -> World {
    taken(&json!({"kind": "detention", "person": id("person", 4), "decided": when(),
        "approved_by": id("organ", 3), "approved": when(), "grounds": ["complex"]}))
}

/// Case 2 of person 4, with measure 1.
fn taken(what: &Value) -> World {
    let mut world = world(&[]);
    world.done(json!({"correct": {"entry": {"organ": {"id": id("organ", 1), "name": "丙区纪委",
        "kind": "discipline_supervision", "level": "county", "parent": id("organ", 3)}},
        "reasons": "补录上级机关", "signed_by": [id("person", 2)]}}));
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}}));
    let mut measure = json!({"id": id("measure", 1), "case": id("case", 2),
        "organ": id("organ", 1), "begun": when()});
    for (name, value) in what.as_object().unwrap() {
        measure[name] = value.clone();
    }
    world.done(json!({"measure": measure}));
    assert!(case(&world, 2).changes().is_empty());
    world
}

fn measure(world: &World) -> &InvestigationMeasure {
    world.book.dossier().measure(id("measure", 1).parse().unwrap()).unwrap()
}

/// What comes of an act on a later day.
#[track_caller]
fn on(world: &mut World, day: &str, act: Value) -> String {
    let command = world.changed(act, |form| {
        let at = json!(format!("{day}T10:00:00+08:00"));
        (form["occurred_at"], form["recorded_at"]) = (at.clone(), at);
    });
    outcome_of(world, &command)
}

fn extend(kind: &str, organ: u32) -> Value {
    json!({"extend_measure": {"measure": id("measure", 1), "kind": kind, "approved_by": id("organ", organ)}})
}

/// Law 1.4: extended once, by the organ above, before the time has run out.
#[test]
fn a_detention_is_made_longer_as_its_clock_counts_it() {
    let mut world = detained();
    let refused = [
        (
            "2021-08-20",
            extend("ordinary", 1),
            "extended once does not count: approved by another organ",
        ),
        (
            "2021-08-20",
            extend("recount", 3),
            "counted anew does not count: no rule in force allows it",
        ),
        ("2021-09-10", extend("ordinary", 3), "granted after the time had run out"),
    ];
    for (day, act, why) in refused {
        let mut world = detained();
        let found = on(&mut world, day, act);
        assert!(found.starts_with("forbidden: make the detention longer"), "{found}");
        assert!(found.contains(why), "{found}");
        assert!(measure(&world).extensions().is_empty());
    }
    let found = on(&mut world, "2021-08-20", extend("ordinary", 3));
    assert!(found.starts_with("a measure was made longer: "), "{found}");
    assert!(found.contains("discipline/extended: it counts"), "{found}");
    assert!(found.contains("discipline/detention-longer: on 2021-08-20"), "{found}");
    assert_eq!(measure(&world).extensions().len(), 1);
    let found = on(&mut world, "2021-10-20", extend("ordinary", 3));
    assert!(found.contains("used up"), "{found}");
    on(&mut world, "2021-11-01", json!({"end_measure": {"measure": id("measure", 1)}}));
    let found = on(&mut world, "2021-11-02", extend("ordinary", 3));
    assert!(found.contains("the detention ended on 2021-11-01"), "{found}");
}

/// Law 1.4: the family is told within 24 hours, or as soon as it hinders nothing any more.
#[test]
fn the_family_is_told_once_and_why_not_before() {
    let mut world = detained();
    let tell = |reasons: Option<&str>| {
        let mut told = json!({"measure": id("measure", 1)});
        if let Some(reasons) = reasons {
            told["reasons"] = json!(reasons);
        }
        json!({"tell_family": told})
    };
    assert_eq!(
        on(&mut world, "2021-06-01", tell(Some("同案人在逃"))),
        "unit and family are not told yet\n  \
         discipline/detention-notice: telling them would hinder the investigation",
    );
    assert!(measure(&world).not_notified().is_some());
    let found = on(&mut world, "2021-06-03", tell(None));
    assert!(
        found.starts_with("unit and family were told\n  discipline/detention-notice: "),
        "{found}"
    );
    assert!(measure(&world).notified().is_some() && measure(&world).not_notified().is_none());
    let found = on(&mut world, "2021-06-04", tell(None));
    assert!(found.contains("unit and family are told once"), "{found}");
}

fn due(world: &World, at: &str) -> Vec<String> {
    let now = crate::base::day::Moment::parse(at).unwrap();
    let rules = world.rulebook.on(world.pack, now.day()).unwrap();
    let items = agenda(&world.book, rules, &world.calendar, now);
    // That nobody has looked at the police case of the setting is none of these matters.
    let own = items.iter().filter(|item| item.about.prefix() != "follow_up");
    own.map(|item| format!("{}: {}", item.what, item.pressing())).collect()
}

/// Law 1.4: what has nothing to do with the case goes back within three days.
#[test]
fn property_that_is_unrelated_is_due_to_go_back() {
    let mut world = taken(&json!({"kind": "freezing"}));
    assert_eq!(due(&world, "2021-06-02T10:00:00+08:00"), [""; 0]);
    let unrelated = || json!({"found_unrelated": {"measure": id("measure", 1)}});
    let found = on(&mut world, "2021-06-02", unrelated());
    assert!(
        found.starts_with("property has nothing to do with the case\n  remedy/property: "),
        "{found}"
    );
    assert_eq!(due(&world, "2021-06-03T10:00:00+08:00"), ["return of property: running"]);
    assert_eq!(due(&world, "2021-06-09T10:00:00+08:00"), ["return of property: overdue"]);
    assert!(on(&mut world, "2021-06-03", unrelated()).contains("it is found unrelated once"));
    on(&mut world, "2021-06-03", json!({"end_measure": {"measure": id("measure", 1)}}));
    assert_eq!(due(&world, "2021-06-09T10:00:00+08:00"), [""; 0]);
}

/// Law 1.5: a review makes nothing heavier, unless something else was found.
#[test]
fn a_decision_after_a_review_is_no_heavier() {
    let mut world = world(&[]);
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}}));
    let conclude = |n: u32, what: &str| {
        json!({"conclude": {"case": id("case", 2), "outcomes": [{"id": id("outcome", n),
            "person": id("person", 4), "what": {"public": what}, "case": id("case", 2),
            "by": id("organ", 1), "decided": when()}]}})
    };
    world.done(conclude(1, "demerit"));
    let before = on(&mut world, "2021-06-01", conclude(2, "warning"));
    assert!(!before.contains("remedy/not-held-against"), "nobody asked for a review: {before}");
    let ask = json!({"appeal": {"id": id("record", 1), "kind": "review",
        "against": {"outcome": id("outcome", 1)}, "by": id("person", 4), "to": id("organ", 1),
        "received": when(), "asked": when()}});
    on(&mut world, "2021-06-01", ask);
    let lighter = on(&mut world, "2021-06-02", conclude(3, "warning"));
    assert!(lighter.contains("remedy/not-held-against: it is no heavier than before"), "{lighter}");
    let heavier = on(&mut world, "2021-06-02", conclude(4, "demotion"));
    let open = "whether something else was found meanwhile is not known";
    assert!(heavier.contains("it is heavier than what was decided"), "{heavier}");
    assert!(heavier.contains(open), "{heavier}");
}

/// Design §4: whoever was told of a hypothesis hears that it was refuted, and nobody else.
#[test]
fn a_name_is_cleared_before_those_who_were_told() {
    let mut world = world(&[(1, "public_security")]);
    let envelope = |n: u32, kind: &str, to: u32| {
        let mut form = json!({"id": id("envelope", n), "kind": kind, "from": id("organ", 1),
            "to": id("organ", to), "content": CONTENT, "written": when()});
        if kind == "correction" {
            form["in_reply_to"] = json!(id("envelope", 9));
        }
        form
    };
    let clear = |n: u32, kind: &str, to: u32| json!({"clear": {"umbrella": id("umbrella", 1), "envelope": envelope(n, kind, to)}});
    // The message that told it.
    world.done(
        json!({"owe": {"id": id("transfer", 1), "clue": id("clue", 1), "from": id("organ", 1),
        "to": id("organ", 2), "source": "public_security"}}),
    );
    world.done(json!({"hand_over": envelope_of(9, "hand_over", 1, 2)}));
    world.done(json!({"enter": [
        {"organ": {"id": id("organ", 5), "name": "戊区检察院", "kind": "procuratorate", "level": "county"}},
        {"tenure": {"id": id("tenure", 4), "person": id("person", 4), "post": id("post", 2),
            "period": {"start": {"on": "2016-01-01"}, "end": {"before": "2018-01-01"}}}},
        {"claim": {"id": id("claim", 1), "text": "反映某人充当保护伞", "stance": "for",
            "source": {"label": "举报", "kind": "report", "origin": "a"}, "grade": "F6",
            "first_seen": "2021-05-01T09:00:00+08:00", "last_seen": "2021-05-01T09:00:00+08:00"}},
        {"umbrella": {"id": id("umbrella", 1), "gang": id("gang", 1),
            "subject": {"tenure": {"person": id("person", 4), "tenure": id("tenure", 4)}},
            "period": {"start": {"on": "2016-06-01"}, "end": {"before": "2017-01-01"}},
            "claims_for": [id("claim", 1)], "told": [id("organ", 2), id("organ", 3)],
            "stages": [{"when": when(), "state": "alleged"}]}},
    ]}));
    let nothing = format!("{} is owed no correction of {}", id("organ", 2), id("umbrella", 1));
    assert_eq!(on(&mut world, "2021-06-02", clear(1, "correction", 2)), nothing, "not refuted");
    assert_eq!(due(&world, "2021-06-02T10:00:00+08:00"), [""; 0]);
    let refute = json!({"weigh": {"umbrella": id("umbrella", 1), "signed": true, "looked_at": true,
        "to": {"refuted": {"by": id("person", 2), "reasons": "查无实据",
            "owed_to": [id("organ", 2), id("organ", 3)]}}}});
    on(&mut world, "2021-06-02", refute);
    let organ = "nobody named";
    assert_eq!(
        due_of(&world, &id("umbrella", 1), "2021-06-02"),
        [format!("clearing a name ({organ}) since 2021-06-02, promptly")]
    );
    assert_eq!(due(&world, "2021-06-02T10:00:00+08:00"), ["clearing a name: promptly"]);
    let other = on(&mut world, "2021-06-02", clear(1, "correction", 5));
    assert_eq!(other, nothing.replace(&id("organ", 2), &id("organ", 5)));
    let reminder = on(&mut world, "2021-06-02", clear(1, "reminder", 2));
    assert!(reminder.ends_with(&format!("not by a reminder of {}", id("organ", 1))), "{reminder}");
    assert_eq!(
        on(&mut world, "2021-06-02", clear(1, "correction", 2)),
        "a name was cleared before an organ\n  remedy/cleared: \
         1 of 2 organs and 0 of 0 publications are owed a correction",
    );
    assert!(on(&mut world, "2021-06-02", clear(2, "correction", 2)).contains("has been told"));
    assert_eq!(due(&world, "2021-06-03T10:00:00+08:00"), ["clearing a name: promptly"]);
    on(&mut world, "2021-06-03", clear(3, "correction", 3));
    assert_eq!(due(&world, "2021-06-03T10:00:00+08:00"), [""; 0]);
}
