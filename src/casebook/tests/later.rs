//! What is asked of a journal later: audit, snapshots, earlier moments, who did what.

mod hands;

use super::*;
use crate::base::day::Moment;
use crate::base::id::{AnyId, SignOffId};
use crate::casebook::agenda::{Pressing, agenda};
use crate::casebook::audit::{Verdict, audit};
use crate::casebook::command::Actor;
use crate::casebook::editions::{Editions, Lost};
use crate::casebook::responsibility::{Deed, knowable, responsible};
use crate::casebook::snapshot::Snapshot;
use crate::casebook::time_machine::TimeMachine;
use crate::rulebook::draft::PackDraft;

fn editions() -> Editions {
    Editions::default().rules(None, Rulebook::published()).calendar(china())
}

/// The published packs, without one parameter of one pack.
fn without(pack: &str, key: &str) -> Rulebook {
    let packs = Rulebook::published().packs().cloned().collect::<Vec<_>>();
    let changed = packs.into_iter().map(|one| {
        if one.code().as_str() != pack {
            return one;
        }
        let mut draft = PackDraft::from(one);
        let before = draft.parameters.len();
        draft.parameters.retain(|(name, _)| name.as_str() != key);
        assert_eq!(draft.parameters.len() + 1, before, "{key} stands in {pack}");
        draft.enter().unwrap()
    });
    Rulebook::new(changed.collect()).unwrap()
}

#[test]
fn an_audit_decides_the_same_by_the_same_rules() {
    let world = signed_off();
    let clean = audit(&world.journal, &editions()).unwrap();
    assert!(clean.is_clean(), "{:?}", clean.other);
    assert_eq!(clean.entries, world.journal.len());
}

#[test]
fn an_audit_names_what_other_rules_would_have_decided() {
    let world = signed_off();
    let other =
        Editions::default().rules(None, without("chengguan", "sign_off/order")).calendar(china());
    let found = audit(&world.journal, &other).unwrap();
    assert!(!found.is_clean());
    for one in &found.other {
        let told = one.verdict.to_string();
        assert!(told.starts_with("differs because "), "{told}");
        assert!(
            one.key.as_str() == "k8" || one.key.as_str() == "k9" || one.key.as_str() == "k7",
            "{one:?}"
        );
    }
    let lost = audit(&world.journal, &Editions::default().calendar(china())).unwrap();
    assert!(lost.other.iter().all(|one| one.verdict == Verdict::Lost(Lost::Rules(None))));
    assert_eq!(lost.other.len(), world.journal.len());
    assert_eq!(
        lost.other.first().unwrap().verdict.to_string(),
        "cannot be decided again: the edition of the rule packs is not there: the one without a name",
    );
}

#[test]
fn an_audit_finds_an_entry_that_was_changed_afterward() {
    let mut world = signed_off();
    let entry = world.journal.iter_mut().find(|entry| entry.events.len() == 2).unwrap();
    let number = entry.number;
    entry.events.last_mut().unwrap().reasons.clear();
    let found = audit(&world.journal, &editions()).unwrap();
    assert_eq!(found.other.len(), 1);
    assert_eq!(found.other.first().unwrap().entry, number);
    // An event that is missing at the end is found as well.
    let mut shorter = signed_off();
    let last = shorter.journal.last_mut().unwrap();
    last.events.pop();
    let number = last.number;
    let found = audit(&shorter.journal, &editions()).unwrap();
    let others: Vec<u64> = found.other.iter().map(|one| one.entry).collect();
    assert_eq!(others, [number]);
}

#[test]
fn a_snapshot_and_the_rest_are_the_replay_of_all() {
    let world = signed_off();
    for n in 0..=world.journal.len() {
        let snapshot = Snapshot::of(&Casebook::replay(&world.journal[..n]).unwrap());
        let text = serde_json::to_string(&snapshot).unwrap();
        let again: Snapshot = serde_json::from_str(&text).unwrap();
        assert_eq!(again, snapshot);
        assert_eq!(again.clone().go_on(&world.journal).unwrap(), world.book, "with all entries");
        assert_eq!(again.go_on(&world.journal[n..]).unwrap(), world.book, "with the rest");
    }
    let text = serde_json::to_string(&Snapshot::of(&world.book)).unwrap();
    let other = text.replacen("\"form\":1", "\"form\":2", 1);
    let refused = serde_json::from_str::<Snapshot>(&other).unwrap_err().to_string();
    let told = "a snapshot of form 2, where form 1 is read; replay the journal instead";
    assert!(refused.starts_with(told), "{refused}");
}

/// Invariant 2 and 11: an earlier view is that of a book which never got what came later.
#[test]
fn a_later_entry_changes_no_earlier_view() {
    let world = signed_off();
    let snapshots: Vec<Snapshot> = [2, 5]
        .into_iter()
        .map(|n| Snapshot::of(&Casebook::replay(&world.journal[..n]).unwrap()))
        .collect();
    let whole = TimeMachine::new(&world.journal).with(&snapshots[1]).with(&snapshots[0]);
    for (n, entry) in world.journal.iter().enumerate() {
        let at = entry.command.when().recorded_at();
        let shorter = Casebook::replay(&world.journal[..=n]).unwrap();
        assert_eq!(whole.book(at).unwrap(), shorter);
        assert_eq!(whole.known(at).len(), n + 1);
        assert_eq!(whole.basis(at), Some(&entry.basis));
        let known = TimeMachine::new(&world.journal[..=n]).network(at).unwrap();
        assert_eq!(format!("{known:?}"), format!("{:?}", whole.network(at).unwrap()));
    }
    let before = Moment::parse("2021-05-31T00:00:00+08:00").unwrap();
    assert_eq!(whole.book(before).unwrap(), Casebook::default());
}

/// An event that does not fit takes back those before it in the same entry.
#[test]
fn an_entry_is_taken_in_whole_or_not_at_all() {
    let world = signed_off();
    let last = world.journal.last().unwrap();
    assert!(last.events.len() > 2, "several events");
    let before = Casebook::replay(&world.journal[..world.journal.len() - 1]).unwrap();
    for at in 0..last.events.len() {
        let mut broken = last.clone();
        broken.events[at].number += 7;
        let mut book = before.clone();
        assert!(book.take(&broken).is_err());
        assert_eq!(book, before, "event {at}");
        // The same, with a step that does not fit its stage.
        let mut broken = last.clone();
        broken.events[at].what = world.journal[0].events[0].what.clone();
        assert!(book.take(&broken).is_err());
        assert_eq!(book, before, "event {at}");
        book.take(last).unwrap();
        assert_eq!(book, world.book);
    }
}

#[test]
fn a_change_of_the_rules_stands_in_the_journal() {
    let mut world = World::new();
    world.rulebook = without("chengguan", "sign_off/order");
    let edition = crate::base::text::Line::parse("second edition").unwrap();
    let command = world.command(json!({"enter": []}));
    let context = Context {
        edition: Some(&edition),
        ..Context::new(&world.rulebook, "chengguan", &world.calendar)
    };
    let Ok(Done::Now(entry)) = handle(&mut world.book, &command, &context) else { panic!() };
    let told: Vec<String> = entry.events.iter().map(|event| event.what.name()).collect();
    assert_eq!(
        told,
        ["other rules or another calendar from here on: which deadlines move was not counted"]
    );
    world.journal.push(*entry);
    let both = editions().rules(Some(edition), world.rulebook.clone());
    assert!(audit(&world.journal, &both).unwrap().is_clean());
}

#[test]
fn whoever_had_a_hand_in_a_finding_can_be_listed() {
    let world = signed_off();
    let matter: AnyId = AnyId::parse(&id("case", 1)).unwrap();
    let all = responsible(world.book.dossier(), &world.journal, matter);
    let person = |n: u32| Actor::Person(id("person", n).parse().unwrap());
    let signed: Vec<(Actor, String)> = all
        .iter()
        .filter_map(|one| match &one.deed {
            Deed::Signed { role, .. } => Some((one.who.clone(), role.to_string())),
            _ => None,
        })
        .collect();
    assert_eq!(signed.len(), 3);
    for n in [1, 2, 3] {
        assert!(signed.iter().any(|(who, _)| *who == person(n)), "person {n} signed");
    }
    let named = all.iter().any(|one| {
        one.who == person(1) && matches!(one.deed, Deed::Named { field: "officers", .. })
    });
    assert!(named, "the officer who followed the case");
    let sent = all.iter().filter(|one| matches!(one.deed, Deed::Sent { .. })).count();
    // Filed, followed, twice laid open, three signatures; not the clue, which is no part of it.
    assert_eq!(sent, 7);
    let clue: AnyId = AnyId::parse(&id("clue", 1)).unwrap();
    assert_eq!(responsible(world.book.dossier(), &world.journal, clue).len(), 1);
    // A subject is nobody who had a hand in it.
    assert!(all.iter().all(|one| one.who != person(4)));
}

#[test]
fn what_a_signatory_could_have_known_is_told_by_the_time_of_signing() {
    let mut world = signed_off();
    let first = world.book.dossier().signature(id("signature", 2).parse().unwrap());
    let signing = first.unwrap().signed().recorded_at();
    world.done(json!({"enter": [
        {"claim": {"id": id("claim", 1), "text": "反映", "stance": "for",
            "source": {"label": "举报", "kind": "report", "origin": "a"}, "grade": "F6",
            "first_seen": "2021-05-01T09:00:00+08:00", "last_seen": "2021-05-01T09:00:00+08:00"}},
        {"claim": {"id": id("claim", 2), "text": "反映", "stance": "for",
            "source": {"label": "举报", "kind": "report", "origin": "b"}, "grade": "F6",
            "first_seen": "2021-06-01T12:00:00+08:00", "last_seen": "2021-06-01T12:00:00+08:00"}},
        {"claim": {"id": id("claim", 3), "text": "反映", "stance": "for",
            "source": {"label": "举报", "kind": "report", "origin": "c"}, "grade": "F6",
            "first_seen": signing, "last_seen": signing}},
        {"membership": {"id": id("record", 3), "gang": id("gang", 1), "person": id("person", 4),
            "period": {"start": "unknown", "end": "unknown"}, "standing": "alleged",
            "claims": [id("claim", 1), id("claim", 2), id("claim", 3)]}},
    ]}));
    let sign_off: SignOffId = id("sign_off", 1).parse().unwrap();
    let known = knowable(world.book.dossier(), sign_off, 1).unwrap();
    assert_eq!(known.len(), 3);
    for one in known {
        // What was seen at the very moment of the first signature was known to all three.
        assert_eq!(one.known, [id("claim", 1).parse().unwrap(), id("claim", 3).parse().unwrap()]);
        assert_eq!(one.later, [id("claim", 2).parse().unwrap()]);
    }
    let own = knowable(world.book.dossier(), sign_off, 0).unwrap();
    assert!(own.iter().all(|one| one.known.is_empty() && one.later.is_empty()), "one tie away");
}

#[test]
fn whatever_is_due_stands_on_the_agenda_once_and_in_order() {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    world.register(2, "  反映某人充当保护伞 ");
    world.done(json!({"rectify": {"id": id("entry", 1), "kind": "item", "measure": "逐户摸排",
        "unit": id("organ", 1), "leader": id("person", 2), "deadline": "2021-06-30"}}));
    let at = |text: &str| Moment::parse(text).unwrap();
    let items = |now: &str| {
        let now = at(now);
        let rules = world.rulebook.on("chengguan", now.day()).unwrap();
        agenda(&world.book, rules, &world.calendar, now)
    };
    let told = |now: &str| -> Vec<(String, String, Pressing)> {
        let one = |item: &crate::casebook::agenda::Item| {
            (item.what.english().to_owned(), item.about.to_string(), item.pressing())
        };
        items(now).iter().map(one).collect()
    };
    let june = told("2021-06-01T10:00:00+08:00");
    assert!(june.iter().all(|(_, about, _)| *about != id("clue", 2)), "a repeat has no clocks");
    assert!(june.contains(&("rectification".into(), id("entry", 1), Pressing::Running)));
    let disposal = june.iter().find(|(what, ..)| what == "first disposal").unwrap();
    assert_eq!(disposal.1, id("clue", 1));
    // On its last day it is not overdue; on the next it is.
    let last = ("rectification".to_owned(), id("entry", 1), Pressing::Running);
    assert!(told("2021-06-30T23:59:00+08:00").contains(&last));
    let past = ("rectification".to_owned(), id("entry", 1), Pressing::Overdue);
    assert!(told("2021-07-01T00:00:00+08:00").contains(&past));
    let ends: Vec<String> = june.iter().map(|(what, ..)| what.clone()).collect();
    let look = "looking at the police case";
    assert_eq!(ends, ["first disposal", "rectification", "disposition opinion", look]);
}

/// What a sender and a detention still owe; what has ended owes nothing.
#[test]
fn transfers_and_measures_stand_on_the_agenda() {
    let at = |text: &str| Moment::parse(text).unwrap();
    let when = |text: &str| json!({"occurred_at": at(text), "recorded_at": at(text)});
    let begun = "2021-03-01T09:00:00+08:00";
    let organ = |n: u32, kind: &str, level: &str| json!({"id": id("organ", n), "name": format!("{n}机关"), "kind": kind, "level": level});
    let measure = |n: u32, ended: Option<Value>| {
        json!({"id": id("measure", n), "kind": "detention", "case": id("case", 1),
            "person": id("person", 1), "organ": id("organ", 3), "decided_at": id("meeting", 1),
            "approved_by": id("organ", 1), "approved": when("2021-02-28T09:00:00+08:00"),
            "grounds": ["complex"], "begun": when(begun), "ended": ended})
    };
    let transfer = |n: u32, stages: Value| {
        json!({"id": id("transfer", n), "clue": id("clue", n), "from": id("organ", 5), "to": id("organ", 3),
            "opened": when(begun), "investigated_as": "gang_related", "stages": stages})
    };
    let stage = |state: Value| json!({"when": when(begun), "state": state});
    let clue = |n: u32| {
        json!({"id": id("clue", n), "received_by": id("organ", 5), "source": "audit",
            "content": "甲某为乙团伙通风报信。", "stages": [stage(json!("received"))]})
    };
    let mut form = serde_json::to_value(Casebook::default()).unwrap();
    form["dossier"] = json!({
        "organs": [organ(1, "discipline_supervision", "province"),
            organ(3, "discipline_supervision", "city"), organ(5, "public_security", "city")],
        "persons": [{"id": id("person", 1), "name": "甲某"}],
        "cases": [{"id": id("case", 1), "ledger_no": "1", "filed_by": id("organ", 3),
            "filed_level": "city", "managing_level": "city", "subjects": [id("person", 1)],
            "stages": [stage(json!({"discipline": "filed"}))]}],
        "meetings": [{"id": id("meeting", 1), "kind": "special", "held": when("2021-02-27T09:00:00+08:00"),
            "collective": true, "cases": [id("case", 1)]}],
        "measures": [measure(1, None), measure(2, Some(when("2021-03-01T18:00:00+08:00")))],
        "clues": [clue(1)],
        "transfers": [transfer(1, json!([stage(json!("owed"))]))],
    });
    let book: Casebook = serde_json::from_value(form).unwrap();
    let (rulebook, calendar) = (Rulebook::published(), china());
    let now = at("2021-03-02T08:00:00+08:00");
    // Each duty of a transfer comes with the reason of its own.
    let rules = rulebook.on("zhaotong", now.day()).unwrap();
    for item in agenda(&book, rules, &calendar, now) {
        let reason = item.reason.unwrap();
        if item.about.prefix() == "transfer" {
            let (what, because) = (item.what.english().to_owned(), reason.because().to_string());
            assert!(because.starts_with(&what), "{what}: {because}");
        }
    }
    let told = |pack: &str| -> Vec<String> {
        let rules = rulebook.on(pack, now.day()).unwrap();
        let items = agenda(&book, rules, &calendar, now);
        let organ = |item: &crate::casebook::agenda::Item| item.organ.unwrap().to_string();
        let one = |item: &crate::casebook::agenda::Item| {
            format!(
                "{} of {} by {}: {}",
                item.what.english(),
                item.about,
                organ(item),
                item.pressing()
            )
        };
        items.iter().map(one).collect()
    };
    let line = |what: &str, about: String, organ: u32, pressing: &str| {
        format!("{what} of {about} by {}: {pressing}", id("organ", organ))
    };
    let (measure, transfer) = (id("measure", 1), id("transfer", 1));
    let telling = line("telling unit and family", measure.clone(), 3, "running");
    let end = line("end of the detention", measure, 3, "running");
    assert_eq!(
        told("zhaotong"),
        [
            telling.clone(),
            line("notice", transfer.clone(), 5, "running"),
            line("hand-over", transfer.clone(), 5, "running"),
            end.clone(),
        ],
    );
    // Where no number is laid down, it is owed promptly, and stands behind what has a day.
    assert_eq!(told("chengguan"), [telling, end, line("hand-over", transfer, 5, "promptly")]);
}
