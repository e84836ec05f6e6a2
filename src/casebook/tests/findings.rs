//! Hypotheses, identities, and findings that are questioned.

use super::*;
use crate::provenance::Standing;

fn refused_by(refused: &NotDone) -> Vec<String> {
    let NotDone::Refused(refusal) = refused else { panic!("{refused}") };
    refusal.unmet().iter().map(|unmet| unmet.reason().rule().to_string()).collect()
}

fn claim(n: u32, origin: &str, seen: &str) -> Value {
    json!({"claim": {"id": id("claim", n), "text": "反映某人充当保护伞", "stance": "for",
        "source": {"label": "举报", "kind": "report", "origin": origin},
        "grade": "F6", "first_seen": seen, "last_seen": seen}})
}

fn with_umbrella() -> World {
    let mut world = World::new();
    world.done(json!({"enter": [
        {"person": {"id": id("person", 5), "name": "甲某5"}},
        {"post": {"id": id("post", 5), "organ": id("organ", 2), "title": "副职", "leader": "leader_in_charge"}},
        {"tenure": {"id": id("tenure", 5), "person": id("person", 5), "post": id("post", 5),
            "period": {"start": {"on": "2015-01-01"}, "end": "open"}}},
        claim(1, "a", "2021-05-01T09:00:00+08:00"),
        claim(2, "b", "2021-05-02T09:00:00+08:00"),
        {"umbrella": {"id": id("umbrella", 1), "gang": id("gang", 1),
            "subject": {"tenure": {"person": id("person", 5), "tenure": id("tenure", 5)}},
            "period": {"start": {"on": "2018-01-01"}, "end": {"before": "2019-01-02"}},
            "claims_for": [id("claim", 1), id("claim", 2)],
            "stages": [{"when": {"occurred_at": "2021-05-03T09:00:00+08:00", "recorded_at": "2021-05-03T09:00:00+08:00"}, "state": "alleged"}]}},
    ]}));
    world
}

fn standing(world: &World) -> Standing {
    world.book.dossier().umbrella(id("umbrella", 1).parse().unwrap()).unwrap().standing()
}

fn weigh(to: Value, signed: Option<bool>, looked_at: Option<bool>) -> Value {
    json!({"weigh": {"umbrella": id("umbrella", 1), "to": to, "signed": signed, "looked_at": looked_at}})
}

/// What a command has come to: its last event with the reasons, or the whole refusal.
#[track_caller]
fn told(world: &mut World, act: Value) -> String {
    let command = world.command(act);
    match world.send(&command) {
        Ok(Done::Now(entry)) => {
            let event = entry.events.last().unwrap();
            let reasons =
                event.reasons.iter().map(|r| format!("\n  {}: {}", r.rule(), r.because()));
            format!("{}{}", event.what.name(), reasons.collect::<String>())
        }
        Ok(Done::Before(entry)) => format!("done in entry {entry}"),
        Err(refused) => refused.to_string(),
    }
}

/// A hypothesis with a history; the stages after the first are persons' decisions.
fn enter_with(n: u32, further: Vec<Value>) -> Value {
    let at = |day: usize| format!("2021-05-{day:02}T09:00:00+08:00");
    let states = [json!("alleged")].into_iter().chain(further).enumerate();
    let stages: Vec<Value> = states
        .map(|(k, state)| json!({"when": {"occurred_at": at(3 + k), "recorded_at": at(3 + k)}, "state": state}))
        .collect();
    json!({"umbrella": {"id": id("umbrella", n), "gang": id("gang", 1),
        "subject": {"organ": {"organ": id("organ", 2)}}, "claims_for": [id("claim", 1)], "stages": stages}})
}

/// Design §4: no standing comes into the dossier but by its steps.
#[test]
fn a_hypothesis_is_entered_as_alleged_and_corrected_without_its_stages() {
    let checked = || json!({"checked": {"by": id("person", 2)}});
    let supported = || json!({"supported": {"by": id("person", 2)}});
    let refuted = json!({"refuted": {"by": id("person", 2), "reasons": "查无实据"}});
    let mut world = with_umbrella();
    assert_eq!(
        told(&mut world, json!({"enter": [enter_with(2, vec![])]})),
        "entered among the umbrellas\n  hypothesis/entered: it is entered as alleged",
    );
    let before = world.book.clone();
    assert_eq!(
        told(&mut world, json!({"enter": [enter_with(3, vec![checked(), supported()])]})),
        "not permitted: enter the hypothesis\n  \
             1. unmet: hypothesis/entered: it is to be entered as supported, and nobody's decision is recorded for that [no document: a rule of this crate, undated, design §4 (our reading)]\n     \
             cure: enter it as alleged (by: organ that handles it)\n     \
             cure: then record that it is checked (by: organ that handles it)\n     \
             cure: then record that it is supported (by: organ that handles it)",
    );
    assert_eq!(
        told(&mut world, json!({"enter": [enter_with(3, vec![refuted])]})),
        "not permitted: enter the hypothesis\n  \
             1. unmet: hypothesis/entered: it is to be entered as refuted, and nobody's decision is recorded for that [no document: a rule of this crate, undated, design §4 (our reading)]\n     \
             cure: enter it as alleged (by: organ that handles it)\n     \
             cure: then record that it is refuted (by: organ that handles it)",
    );
    assert_eq!(world.book, before, "a refusal changes nothing");
    // A correction changes what was said of it, and not how far it has come.
    world.done(weigh(checked(), Some(true), Some(true)));
    let mut entry = enter_with(1, vec![checked(), supported()]);
    entry["umbrella"]["kinds"] = json!(["official"]);
    world.done(
        json!({"correct": {"entry": entry, "reasons": "录入错误", "signed_by": [id("person", 2)]}}),
    );
    let noun = world.book.dossier().umbrella(id("umbrella", 1).parse().unwrap()).unwrap();
    assert_eq!((noun.kinds().len(), noun.standing()), (1, Standing::Checked));
}

/// What time a claim speaks of is what a person has read in it.
#[test]
fn a_hypothesis_is_supported_by_claims_that_were_read() {
    let mut world = with_umbrella();
    world.done(weigh(json!({"checked": {"by": id("person", 2)}}), Some(true), Some(true)));
    let supported = |read: &[(u32, &str)]| {
        let mut act = weigh(json!({"supported": {"by": id("person", 2)}}), Some(true), None);
        for (n, year) in read {
            act["weigh"]["about"][id("claim", *n)] = json!({"start": {"on": format!("{year}-02-01")},
                "end": {"before": format!("{year}-03-01")}});
        }
        act
    };
    let rows = [
        (
            &[][..],
            "not enough known: record that it is supported\n  \
             1. not known (never asked): hypothesis/origins: 0 to 2 independent origins speak for it, 2 are needed [no document: a value of this crate, undated, G03 (open to more than one reading)]\n     \
             cure: say of what time each claim speaks (by: organ that handles it)",
        ),
        (
            &[(1, "2018"), (2, "2010")][..],
            "not permitted: record that it is supported\n  \
             1. unmet: hypothesis/origins: 1 to 1 independent origins speak for it, 2 are needed [no document: a value of this crate, undated, G03 (open to more than one reading)]\n     \
             cure: find evidence of another origin, within the tenure (by: organ that handles it)",
        ),
        (
            &[(1, "2018"), (2, "2018")][..],
            "a hypothesis came further: supported\n  \
             hypothesis/order: the step follows on: it is checked\n  \
             hypothesis/person: a person has decided and signed it\n  \
             hypothesis/near: who decides does not stand near the subject\n  \
             hypothesis/tenure: the gang was shielded at a time within the tenure\n  \
             hypothesis/origins: 2 to 2 independent origins speak for it, 2 are needed",
        ),
    ];
    for (read, wanted) in rows {
        assert_eq!(told(&mut world, supported(read)), wanted, "{read:?}");
    }
    assert_eq!(standing(&world), Standing::Supported);
}

#[test]
fn a_hypothesis_changes_only_by_a_persons_signed_decision() {
    let mut world = with_umbrella();
    let checked = || json!({"checked": {"by": id("person", 2)}});
    let unsigned = world.refused(weigh(checked(), None, Some(true)));
    assert!(refused_by(&unsigned).iter().any(|rule| rule == "hypothesis/person"), "{unsigned}");
    let early =
        world.refused(weigh(json!({"supported": {"by": id("person", 2)}}), Some(true), None));
    assert!(refused_by(&early).iter().any(|rule| rule == "hypothesis/order"), "{early}");
    assert_eq!(standing(&world), Standing::Alleged);
    world.done(weigh(checked(), Some(true), Some(true)));
    assert_eq!(standing(&world), Standing::Checked);
    let himself = weigh(json!({"supported": {"by": id("person", 5)}}), Some(true), None);
    assert!(matches!(world.refused(himself), NotDone::Refused(_)), "nobody decides on themselves");
    let back = world.refused(weigh(json!("alleged"), Some(true), None));
    assert_eq!(back.to_string(), "an umbrella hypothesis that is checked stays so");
    let event = world.journal.last().unwrap().events.last().unwrap();
    assert!(!event.reasons.is_empty(), "a decision has its reasons");
}

/// Refuted and withdrawn by somebody else than the person whom it is about, with whoever was
/// told being owed a correction.
#[test]
fn a_hypothesis_is_given_up_by_a_person_with_reasons() {
    let ends = |by: u32| {
        [
            (
                Standing::Refuted,
                json!({"refuted": {"by": id("person", by), "reasons": "查无实据"}}),
            ),
            (
                Standing::Withdrawn,
                json!({"withdrawn": {"by": id("person", by), "reasons": "登记有误"}}),
            ),
        ]
    };
    for (n, (standing_after, to)) in ends(2).into_iter().enumerate() {
        let mut world = with_umbrella();
        let (_, himself) = ends(5)[n].clone();
        let refused = world.refused(weigh(himself, Some(true), Some(true)));
        assert!(matches!(refused, NotDone::Refused(_)), "nobody decides on themselves: {refused}");
        world.done(weigh(to, Some(true), Some(true)));
        assert_eq!(standing(&world), standing_after);
    }
}

fn judge(n: u32, one: u32, other: u32, verdict: &str) -> Value {
    json!({"judge": {"signed": true, "explained": true, "judgment": {"id": id("record", n),
        "one": id("person", one), "other": id("person", other), "verdict": verdict,
        "by": id("person", 2), "ground": "比对结果", "agree": ["name", "birth_year"]}}})
}

/// Transitive, with its negatives, and taken back exactly.
#[test]
fn a_merge_is_a_judgment_and_can_be_taken_back() {
    let mut world = World::new();
    world.done(json!({"enter": [
        {"person": {"id": id("person", 31), "name": "丙某"}},
        {"person": {"id": id("person", 32), "name": "丙某"}},
        {"person": {"id": id("person", 33), "name": "丙某"}},
    ]}));
    let persons = world.book.dossier().persons().clone();
    world.done(judge(1, 31, 32, "same"));
    world.done(judge(2, 32, 33, "same"));
    // 31 and 33 are the same by now; *different* would contradict the two.
    assert!(matches!(world.refused(judge(3, 31, 33, "different")), NotDone::Refused(_)));
    world.done(judge(4, 32, 33, "taken_back"));
    world.done(judge(5, 31, 33, "different"));
    assert!(matches!(world.refused(judge(6, 32, 33, "same")), NotDone::Refused(_)));
    assert_eq!(world.book.dossier().persons(), &persons, "entries never melt together");
    let unsigned = {
        let mut act = judge(7, 31, 32, "unsure");
        act["judge"]["signed"] = Value::Null;
        world.refused(act)
    };
    assert!(matches!(unsigned, NotDone::Refused(_)));
}

#[test]
fn a_signed_finding_is_questioned_by_what_came_later_and_settled_by_a_person() {
    let mut world = World::new();
    lay_open(&mut world);
    for (n, person, role) in
        [(2, 1, "follow_up_officer"), (5, 2, "leader_in_charge"), (6, 3, "principal_leader")]
    {
        world.done(sign(n, person, role, CONTENT));
    }
    let member = |n: u32, person: u32, claim: u32| {
        json!({"membership": {"id": id("record", n), "gang": id("gang", 1),
            "person": id("person", person), "period": {"start": "unknown", "end": "unknown"},
            "standing": "alleged", "claims": [id("claim", claim)]}})
    };
    let late = "2021-06-01T23:00:00+08:00";
    world.done(json!({"enter": [
        {"person": {"id": id("person", 8), "name": "甲某8"}},
        {"person": {"id": id("person", 9), "name": "甲某9"}},
        claim(1, "a", "2021-05-01T09:00:00+08:00"), claim(2, "b", late), claim(3, "c", late),
        claim(4, "d", late), member(41, 4, 1), member(42, 4, 2),
        {"tie": {"id": id("tie", 43), "from": id("person", 8), "to": id("person", 9),
            "kind": "kin", "versions": [{"known_from": late, "standing": "alleged", "confidence": 0,
                "period": {"start": "unknown", "end": "unknown"}, "claims": [id("claim", 3)]}]}},
        {"tie": {"id": id("tie", 44), "from": id("person", 8), "to": id("person", 4),
            "kind": "kin", "versions": [{"known_from": late, "standing": "alleged", "confidence": 0,
                "period": {"start": "unknown", "end": "unknown"}}]}},
    ]}));
    let stage = |world: &World| {
        let dossier = world.book.dossier();
        dossier.sign_off(id("sign_off", 1).parse().unwrap()).unwrap().stage().to_string()
    };
    let question =
        |n: u32| json!({"question": {"sign_off": id("sign_off", 1), "claim": id("claim", n)}});
    let settle = |stands: bool, person: u32| {
        json!({"settle": {"sign_off": id("sign_off", 1), "stands": stands,
        "by": id("person", person), "reasons": "经核查", "order": id("document", 1)}})
    };
    let alone = |person: u32| {
        let mut act = settle(true, person);
        act["settle"]["order"] = Value::Null;
        act
    };
    let missing = world.refused(settle(true, 9));
    assert_eq!(missing.to_string(), format!("{} is not there", id("document", 1)));
    world.done(json!({"enter": [{"document": {"id": id("document", 1), "kind": "work_plan", "title": "批示"}}]}));
    for (asked, rules) in [
        (question(1), &["sign-off/later"][..]),
        (question(3), &["sign-off/scope"][..]), // a relative of a relative of a member
        (question(4), &["sign-off/scope"][..]), // nothing rests on it
        (settle(true, 9), &["sign-off/questioned"][..]),
        (alone(9), &["sign-off/questioned", "casebook/own-decision"][..]),
    ] {
        assert_eq!(refused_by(&world.refused(asked)), rules);
    }
    world.done(question(2));
    assert_eq!(stage(&world), "questioned");
    for signer in [1, 2, 3] {
        assert_eq!(refused_by(&world.refused(settle(true, signer))), ["sign-off/another"]);
    }
    // Person 1 sends all of these: the decision of another goes by an order.
    let NotDone::Refused(refusal) = world.refused(alone(9)) else { panic!("no refusal") };
    assert_eq!(
        refusal.to_string(),
        "not permitted: send the decision of another person\n  \
             1. unmet: casebook/own-decision: the decision is that of person-00000000000000000000000000000009, who does not send it, and no order is named [no document: a rule of this crate, undated, casebook (our reading)]\n     \
             cure: name the order, or have that person send it (by: handling office)",
    );
    assert_eq!(
        told(&mut world, settle(true, 9)),
        "a sign-off came further: upheld\n  \
             sign-off/questioned: a claim is held against the finding\n  \
             sign-off/another: who settles it has not signed it\n  \
             casebook/own-decision: it is sent on the order document-00000000000000000000000000000001 of person-00000000000000000000000000000009",
    );
    assert_eq!(stage(&world), "upheld");
    world.done(question(2));
    let own = world.changed(alone(9), |form| form["by"] = json!({"person": id("person", 9)}));
    assert!(matches!(world.send(&own), Ok(Done::Now(_))), "{own:?}");
    assert_eq!(stage(&world), "upheld");
    world.done(question(2));
    world.done(settle(false, 9));
    assert_eq!(stage(&world), "reopened");
    assert_eq!(refused_by(&world.refused(question(2))), ["sign-off/in-full"]);
    // Signatures are never void: whoever signed stays responsible.
    assert_eq!(world.book.dossier().signatures().len(), 3);
}

/// C11: what is sent back is looked at again, laid open again, and signed anew by every layer.
#[test]
fn a_finding_that_was_sent_back_is_signed_anew() {
    let mut world = World::new();
    lay_open(&mut world);
    let other = CONTENT.replace('a', "b");
    let sign = |n: u32, by: u32, role: &str, back: bool| {
        let content = if n < 4 { CONTENT } else { &other };
        let mut signature = json!({"id": id("signature", n), "sign_off": id("sign_off", 1),
            "by": id("person", by), "role": role, "content": content, "opinion": "agrees"});
        if back {
            signature["opinion"] = json!("sends_back");
            signature["reasons"] = json!("第十三类情形未逐案核对");
        }
        json!({"sign": signature})
    };
    let stage = |world: &World| {
        let record = world.book.dossier().sign_off(id("sign_off", 1).parse().unwrap()).unwrap();
        record.stage().clone()
    };
    world.done(sign(1, 1, "follow_up_officer", false));
    world.done(sign(2, 2, "leader_in_charge", true));
    let to = crate::terms::handling::Signatory::FollowUpOfficer;
    let signature = id("signature", 2).parse().unwrap();
    assert_eq!(stage(&world), SignOffStage::SentBack { to, signature });
    // Nobody signs what does not lie open, and nobody lays it open without a look.
    assert!(matches!(world.refused(sign(3, 3, "principal_leader", false)), NotDone::Refused(_)));
    let again = |content: &str| {
        json!({"nothing_found": {"follow_up": id("follow_up", 1), "at": "investigation",
            "sign_off": id("sign_off", 1), "finding": "逐案核对，未发现保护伞", "content": content}})
    };
    world.refused(again(&other));
    world.done(json!({"followed": {"follow_up": id("follow_up", 1), "at": "investigation", "seen": "逐案核对"}}));
    assert_eq!(
        world.refused(again(CONTENT)).to_string(),
        format!("{} came back with these words; others are laid open again", id("sign_off", 1)),
    );
    world.done(again(&other));
    assert!(matches!(stage(&world), SignOffStage::LaidOpen { .. }));
    world.refused(again(&other));
    // The signature upon the words before counts no more.
    assert!(matches!(world.refused(sign(4, 2, "leader_in_charge", false)), NotDone::Refused(_)));
    for (n, by, role) in
        [(5, 1, "follow_up_officer"), (6, 2, "leader_in_charge"), (7, 3, "principal_leader")]
    {
        assert!(!matches!(stage(&world), SignOffStage::SignedInFull { .. }));
        world.done(sign(n, by, role, false));
    }
    assert!(matches!(stage(&world), SignOffStage::SignedInFull { .. }));
}
