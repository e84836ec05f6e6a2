//! What every command is asked, and what is flagged.

use super::*;

fn rule(refused: &NotDone) -> String {
    let NotDone::Refused(refusal) = refused else { panic!("{refused}") };
    refusal.unmet().first().unwrap().reason().rule().to_string()
}

fn enter_person(n: u32) -> Value {
    json!({"enter": [{"person": {"id": id("person", n), "name": format!("乙某{n}")}}]})
}

#[test]
fn what_burdens_somebody_is_sent_by_a_person() {
    let mut world = World::new();
    let file = json!({"file": {"kind": "criminal", "case": {"id": id("case", 2), "ledger_no": "公立2",
        "subjects": [id("person", 4)], "filed_level": "county"}}});
    let by_service =
        world.changed(file.clone(), |form| form["by"] = json!({"service": "registry"}));
    let refused = world.send(&by_service).unwrap_err();
    assert_eq!(rule(&refused), "casebook/person");
    // The cure, applied: the same act, sent by a person.
    world.done(file);
    let entered =
        world.changed(enter_person(7), |form| form["by"] = json!({"service": "registry"}));
    assert!(world.send(&entered).is_ok(), "nobody is burdened by that");
}

/// A post that is named must be held at the organ on the day: on its last day it still is.
#[test]
fn a_person_acts_in_a_post_that_is_held() {
    let mut world = World::new();
    world.done(json!({"enter": [
        {"post": {"id": id("post", 8), "organ": id("organ", 2), "title": "职务", "leader": "leader_in_charge"}},
        {"person": {"id": id("person", 8), "name": "甲某8"}},
        {"tenure": {"id": id("tenure", 8), "person": id("person", 8), "post": id("post", 8),
            "period": {"start": {"on": "2018-01-01"}, "end": {"before": "2021-06-03"}}}},
    ]}));
    let rows = [
        // (who, in which post, for which organ, refused)
        (2, Some(2), 1, false),
        (2, None, 1, false),
        (2, Some(3), 1, true),
        (2, None, 2, true),
        (8, Some(8), 2, false),
        (8, None, 1, true),
        (1, None, 1, false),
        (1, Some(2), 1, true),
    ];
    for (n, (who, post, organ, refused)) in rows.into_iter().enumerate() {
        let n = u32::try_from(n).unwrap();
        let command = world.changed(enter_person(100 + n), |form| {
            form["by"] = json!({"person": id("person", who)});
            form["organ"] = json!(id("organ", organ));
            if let Some(post) = post {
                form["post"] = json!(id("post", post));
            }
        });
        match world.send(&command) {
            Ok(_) => assert!(!refused, "row {n} was let in"),
            Err(why) => {
                assert!(refused, "row {n}: {why}");
                assert_eq!(rule(&why), "casebook/post", "row {n}");
            }
        }
    }
    // Three days later the tenure of person 8 is over.
    let late = world.changed(enter_person(200), |form| {
        form["by"] = json!({"person": id("person", 8)});
        form["organ"] = json!(id("organ", 2));
        for field in ["occurred_at", "recorded_at"] {
            form[field] = json!("2021-06-05T09:00:00+08:00");
        }
    });
    assert_eq!(rule(&world.send(&late).unwrap_err()), "casebook/post");
}

#[test]
fn nobody_acts_in_a_matter_of_their_own_or_of_near_kin() {
    let mut world = World::new();
    world.done(json!({"enter": [
        {"person": {"id": id("person", 9), "name": "甲某9",
            "kin": [{"person": id("person", 4), "kinship": "spouse"}]}},
        {"person": {"id": id("person", 10), "name": "甲某10"}},
    ]}));
    // Its subject is person 4.
    world.register(1, "反映某人充当保护伞");
    let withdraw = json!({"withdraw": {"clue": id("clue", 1), "reasons": "本人要求"}});
    for near in [4, 9] {
        let command = world.changed(withdraw.clone(), |form| {
            form["by"] = json!({"person": id("person", near)});
        });
        let refused = world.send(&command).unwrap_err();
        assert!(rule(&refused).starts_with("recusal/"), "person {near}: {refused}");
    }
    let command = world.changed(withdraw, |form| form["by"] = json!({"person": id("person", 10)}));
    assert!(world.send(&command).is_ok());
}

/// Whatever an act is about, the clue or the case behind it is asked for.
#[test]
fn nobody_acts_upon_what_belongs_to_a_matter_of_near_kin() {
    let mut world = World::new();
    let when = || json!({"occurred_at": "2021-06-01T08:00:00+08:00", "recorded_at": "2021-06-01T08:00:00+08:00"});
    let subject = || json!([id("person", 4)]);
    world.register(1, "反映某人充当保护伞");
    world.done(json!({"enter": [
        {"person": {"id": id("person", 9), "name": "甲某9",
            "kin": [{"person": id("person", 4), "kinship": "spouse"}]}},
        {"person": {"id": id("person", 10), "name": "甲某10"}},
    ]}));
    world.done(
        json!({"owe": {"id": id("transfer", 1), "clue": id("clue", 1), "from": id("organ", 2),
        "to": id("organ", 1), "source": "public_security"}}),
    );
    for (n, kind) in [(2, "discipline"), (3, "criminal")] {
        let mut case = json!({"id": id("case", n), "ledger_no": format!("立{n}"), "subjects": subject(),
            "filed_level": "county"});
        if kind == "discipline" {
            case["managing_level"] = json!("county");
        }
        world.done(json!({"file": {"kind": kind, "case": case}}));
    }
    world.done(
        json!({"measure": {"id": id("measure", 1), "kind": "freezing", "case": id("case", 2),
        "organ": id("organ", 1), "begun": when()}}),
    );
    world.done(json!({"conclude": {"case": id("case", 2), "outcomes": [{"id": id("outcome", 1),
        "person": id("person", 4), "what": {"public": "demerit"}, "case": id("case", 2),
        "by": id("organ", 1), "decided": when()}]}}));
    world.done(json!({"follow": {"id": id("follow_up", 2), "police_case": id("case", 3),
        "organ": id("organ", 1), "officers": [id("person", 1)]}}));
    let followed = || json!({"followed": {"follow_up": id("follow_up", 2), "at": "investigation", "seen": "阅卷"}});
    world.done(followed());
    world.done(json!({"nothing_found": {"follow_up": id("follow_up", 2), "at": "investigation",
        "sign_off": id("sign_off", 2), "finding": "未发现保护伞", "content": CONTENT}}));
    let acts = [
        json!({"hand_over": {"id": id("envelope", 1), "kind": "hand_over", "from": id("organ", 2),
            "to": id("organ", 1), "transfer": id("transfer", 1), "clue": id("clue", 1),
            "content": CONTENT, "written": when()}}),
        json!({"end_measure": {"measure": id("measure", 1)}}),
        json!({"appeal": {"id": id("record", 1), "kind": "review", "against": {"outcome": id("outcome", 1)},
            "by": id("person", 4), "to": id("organ", 1), "received": when(), "asked": when()}}),
        json!({"sign": {"id": id("signature", 1), "sign_off": id("sign_off", 2), "by": id("person", 1),
            "role": "follow_up_officer", "content": CONTENT, "opinion": "agrees"}}),
        followed(),
    ];
    for act in acts {
        let sent = |world: &mut World, by: u32| {
            let by = json!({"person": id("person", by)});
            let command = world.changed(act.clone(), |form| form["by"] = by);
            world.send(&command).map(drop).map_err(|refused| refused.to_string())
        };
        let kin = sent(&mut world, 9).unwrap_err();
        assert!(kin.contains("recusal/"), "{act}: {kin}");
        if let Err(other) = sent(&mut world, 10) {
            assert!(!other.contains("recusal/"), "{act}: {other}");
        }
    }
}

#[test]
fn a_stale_command_is_told_what_has_changed() {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    world.register(2, "反映另一件事");
    let seen = world.book.entries();
    world.done(json!({"withdraw": {"clue": id("clue", 1), "reasons": "本人要求"}}));
    let withdraw = |n: u32| json!({"withdraw": {"clue": id("clue", n), "reasons": "再次要求"}});
    let stale = world.changed(withdraw(1), |form| form["seen"] = json!(seen));
    assert_eq!(
        world.send(&stale).unwrap_err().to_string(),
        format!("decided upon entry 5, and since then {} has changed in entry 6", id("clue", 1)),
    );
    // The other clue has not changed, so that the same view is good enough for it.
    let other = world.changed(withdraw(2), |form| form["seen"] = json!(seen));
    assert!(world.send(&other).is_ok());
    let fresh = world.changed(withdraw(1), |form| form["seen"] = json!(6));
    assert!(world.send(&fresh).is_ok());
}

#[test]
fn what_is_entered_after_something_later_is_flagged() {
    let mut world = World::new();
    world.done(enter_person(20));
    let late = world.changed(enter_person(21), |form| {
        form["occurred_at"] = json!("2021-05-20T09:00:00+08:00");
    });
    world.send(&late).unwrap();
    let flags: Vec<bool> = world.journal.iter().map(|entry| entry.late).collect();
    assert_eq!(flags, [false, false, false, false, true]);
}

/// Somebody else than the sender signs; stages and identities stay as they were.
#[test]
fn a_wrong_entry_is_put_right_in_the_open() {
    let mut world = World::new();
    world.register(1, "反映甲某充当保护伞");
    let before = world.clue(1).clone();
    let correct = |signed: &[u32], content: &str| {
        let signed: Vec<String> = signed.iter().map(|n| id("person", *n)).collect();
        json!({"correct": {"reasons": "抄录有误", "signed_by": signed, "entry": {"clue": {
            "id": id("clue", 1), "source": "mass_report", "channel": "letter",
            "problem_classes": ["acting_as_umbrella"], "subjects": [id("person", 4)],
            "received_by": id("organ", 1), "content": content}}}})
    };
    for nobody_else in [&[][..], &[1]] {
        let refused = world.refused(correct(nobody_else, "反映乙某充当保护伞"));
        assert_eq!(rule(&refused), "casebook/correction");
    }
    world.done(correct(&[2], "反映乙某充当保护伞"));
    let after = world.clue(1);
    assert_eq!(after.content().as_str(), "反映乙某充当保护伞");
    assert_eq!(after.stages(), before.stages(), "what was decided is not corrected");
    let first = world.journal.iter().find_map(|entry| {
        entry
            .events
            .iter()
            .find(|event| event.what.about() == crate::base::id::EntityId::any(before.id()))
    });
    assert!(format!("{first:?}").contains("反映甲某充当保护伞"), "the earlier form stays");
    // What a procedure decides is decided again, and never corrected.
    lay_open(&mut world);
    let refused = world.refused(json!({"correct": {"reasons": "抄录有误", "signed_by": [id("person", 2)],
        "entry": {"follow_up": {"id": id("follow_up", 1), "police_case": id("case", 1),
            "gang": id("gang", 1), "organ": id("organ", 1), "officers": [id("person", 2)],
            "stages": [{"when": {"occurred_at": "2021-06-01T09:00:00+08:00", "recorded_at": "2021-06-01T09:00:00+08:00"}, "state": "opened"}]}}}}));
    assert!(
        refused.to_string().ends_with("entries of follow_ups have commands of their own"),
        "{refused}"
    );
    let nowhere = world
        .refused(json!({"correct": {"reasons": "抄录有误", "signed_by": [id("person", 2)],
        "entry": {"person": {"id": id("person", 77), "name": "甲某77"}}}}));
    assert_eq!(nowhere.to_string(), format!("{} is not there", id("person", 77)));
}
