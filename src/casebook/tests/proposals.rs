//! What is proposed and not yet taken in, and events about what is not there.

use super::*;
use crate::base::id::AnyId;
use crate::base::text::Prose;
use crate::casebook::book::Unfit;
use crate::casebook::decide::propose;
use crate::casebook::event::{Event, What};
use crate::terms::handling::Raising;

/// A proposal leaves everything as it was; carried out, its entry is the one proposed.
#[test]
fn a_proposal_changes_nothing() {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    world.done(json!({"register": {"ledger_no": "城纪信2", "jurisdiction": "own", "clue": {
        "id": id("clue", 2), "source": "mass_report", "channel": "letter", "naming": "real_name",
        "reporter": "reporter-00000016000040008000000000000016", "subjects": [id("person", 4)],
        "problem_classes": ["acting_as_umbrella"], "content": "反映另一件事"}}}));
    let elsewhere = json!({"register": {"ledger_no": "城纪信3", "jurisdiction": "other", "clue": {
        "id": id("clue", 3), "source": "mass_report", "channel": "letter",
        "problem_classes": ["acting_as_umbrella"], "subjects": [id("person", 4)], "content": "反映别处的事"}}});
    let acts = [
        json!({"enter": [{"person": {"id": id("person", 9), "name": "甲某9"}}]}),
        json!({"withdraw": {"clue": id("clue", 1), "reasons": "本人要求"}}),
        json!({"reply": {"clue": id("clue", 2), "satisfied": true}}),
        elsewhere,
    ];
    for act in acts {
        let command = world.command(act);
        let before = world.book.clone();
        let context = Context::new(&world.rulebook, world.pack, &world.calendar);
        let proposed = propose(&mut world.book, &command, &context).unwrap();
        assert_eq!(world.book, before, "{command:?}");
        assert_eq!(world.send(&command).unwrap(), proposed);
        assert_ne!(world.book, before, "{command:?}");
    }
    let clue = |n: u32| id("clue", n).parse().unwrap();
    assert!(world.book.withdrawn().contains_key(&clue(1)));
    assert!(world.book.to_pass_on().contains_key(&clue(3)));
    let replies: Vec<_> = world.book.replies()[&clue(2)].iter().map(|one| one.satisfied).collect();
    assert_eq!(replies, [Some(true)]);
}

#[test]
fn an_event_about_what_is_not_there_is_refused() {
    let world = signed_off();
    let last = world.journal.last().unwrap().events.last().unwrap();
    let (clue, case) = (id("clue", 99).parse().unwrap(), id("case", 99).parse().unwrap());
    let because = Prose::parse("本人要求").unwrap();
    let rows = [
        (What::Withdrawn { clue, because }, id("clue", 99)),
        (What::ToBePassedOn { clue }, id("clue", 99)),
        (What::Replied { clue, satisfied: None }, id("clue", 99)),
        (What::Raising { case, outcome: Raising::NotCalledFor }, id("case", 99)),
    ];
    for (what, missing) in rows {
        let event = Event { number: world.book.events() + 1, what, ..last.clone() };
        let mut book = world.book.clone();
        let problem = Unfit::Missing { id: AnyId::parse(&missing).unwrap() };
        let refused = EventMismatch::Unfit { number: event.number, problem };
        assert_eq!(book.apply(&event), Err(refused));
        assert_eq!(book, world.book);
    }
}

/// What happened at the very moment of the last entry is not late.
#[test]
fn only_what_happened_before_the_last_entry_is_late() {
    for (time, late) in [("2021-06-01T08:59:00+08:00", true), ("2021-06-01T09:03:00+08:00", false)]
    {
        let mut world = World::new();
        let enter = json!({"enter": [{"person": {"id": id("person", 9), "name": "甲某9"}}]});
        let command = world.changed(enter, |form| form["occurred_at"] = json!(time));
        let Ok(Done::Now(entry)) = world.send(&command) else { panic!("{time}") };
        assert_eq!(entry.late, late, "{time}");
    }
}

/// A case is looked at, and a clue or a reason to look again may come of it. A finding that
/// was signed is overturned by one of the two, and not followed on.
#[test]
fn what_comes_of_looking_at_a_case() {
    use FollowUpProgress as P;

    let stages = |mut world: World, field: &str, value: Value| -> Vec<&'static str> {
        let mut act =
            json!({"follow_up": id("follow_up", 1), "at": "investigation", "seen": "再次阅卷"});
        act[field] = value;
        world.done(json!({"followed": act}));
        let follow_up = world.book.dossier().follow_up(id("follow_up", 1).parse().unwrap());
        let name = |progress: &P| match progress {
            P::Opened => "opened",
            P::Followed { .. } => "followed",
            P::NothingFound { .. } => "nothing found",
            P::SignedOff { .. } => "signed off",
            P::Retraced { .. } => "retraced",
            P::ClueOpened { .. } => "clue opened",
        };
        follow_up.unwrap().stages().iter().map(|entry| name(&entry.state)).collect()
    };
    let open = || {
        let mut world = World::new();
        world.register(1, "反映某人充当保护伞");
        world
    };
    let clue = json!(id("clue", 1));
    let again = json!("出现新证据");
    assert_eq!(stages(open(), "clue", Value::Null), ["opened", "followed"]);
    assert_eq!(stages(open(), "clue", clue.clone()), ["opened", "followed", "clue opened"]);
    assert_eq!(stages(open(), "retrace", again.clone()), ["opened", "followed", "retraced"]);
    let signed = ["opened", "followed", "nothing found", "signed off"];
    assert_eq!(stages(signed_off(), "clue", clue), [&signed[..], &["clue opened"]].concat());
    assert_eq!(stages(signed_off(), "retrace", again), [&signed[..], &["retraced"]].concat());
}
