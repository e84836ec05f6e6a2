use serde_json::{Value, json};

use super::book::{Casebook, EventMismatch};
use super::command::Command;
use super::decide::{Context, Done, NotDone, decide, handle};
use super::entry::Entry;
use crate::base::calendar::{WorkCalendar, china};
use crate::decision::RefusalKind;
use crate::model::clue::ClueStage;
use crate::model::follow_up::FollowUpProgress;
use crate::model::sign_off::SignOffStage;
use crate::rulebook::Rulebook;
use crate::terms::handling::Disposition;

/// A desk with the rules of a place and the days of China.
struct World {
    rulebook: Rulebook,
    calendar: WorkCalendar,
    book: Casebook,
    journal: Vec<Entry>,
    pack: &'static str,
    keys: u32,
    minute: u32,
}

fn id(prefix: &str, n: u32) -> String {
    format!("{prefix}-{n:032x}")
}

impl World {
    /// An organ with three posts, their holders, a police case and its follow-up.
    fn new() -> Self {
        let (rulebook, calendar) = (Rulebook::published(), china());
        let mut world = Self {
            rulebook,
            calendar,
            book: Casebook::default(),
            journal: Vec::new(),
            pack: "chengguan",
            keys: 0,
            minute: 0,
        };
        let person =
            |n: u32| json!({"person": {"id": id("person", n), "name": format!("甲某{n}")}});
        let post = |n: u32, leader: &str| json!({"post": {"id": id("post", n), "organ": id("organ", 1), "title": "职务", "leader": leader}});
        let tenure = |n: u32| {
            json!({"tenure": {"id": id("tenure", n), "person": id("person", n), "post": id("post", n),
                "period": {"start": {"on": "2018-01-01"}, "end": "open"}}})
        };
        world.done(json!({"enter": [
            {"organ": {"id": id("organ", 1), "name": "丙区纪委", "kind": "discipline_supervision", "level": "county"}},
            {"organ": {"id": id("organ", 2), "name": "丙区公安局", "kind": "public_security", "level": "county"}},
            person(1), person(2), person(3), person(4),
            post(2, "leader_in_charge"), post(3, "principal_leader"),
            tenure(2), tenure(3),
            {"gang": {"id": id("gang", 1), "name": "某恶势力团伙", "kind": "evil_gang"}},
        ]}));
        world.done(json!({"file": {"kind": "criminal", "case": {
            "id": id("case", 1), "ledger_no": "公立1", "subjects": [id("gang", 1)], "gang": id("gang", 1),
            "filed_level": "county"}}}));
        world.done(json!({"follow": {"id": id("follow_up", 1), "police_case": id("case", 1),
            "gang": id("gang", 1), "organ": id("organ", 1), "officers": [id("person", 1)]}}));
        world
    }

    fn command(&mut self, act: Value) -> Command {
        self.keys += 1;
        self.minute += 1;
        let at = format!("2021-06-{:02}T09:{:02}:00+08:00", 1 + self.minute / 60, self.minute % 60);
        let line = json!({"key": format!("k{}", self.keys), "by": {"person": id("person", 1)},
            "organ": id("organ", 1), "occurred_at": at, "recorded_at": at, "act": act});
        serde_json::from_value(line).unwrap()
    }

    fn changed(&mut self, act: Value, change: impl FnOnce(&mut Value)) -> Command {
        let mut form = serde_json::to_value(self.command(act)).unwrap();
        change(&mut form);
        serde_json::from_value(form).unwrap()
    }

    fn send(&mut self, command: &Command) -> Result<Done, NotDone> {
        let context = Context::new(&self.rulebook, self.pack, &self.calendar);
        let done = handle(&mut self.book, command, &context)?;
        if let Done::Now(entry) = &done {
            self.journal.push((**entry).clone());
        }
        Ok(done)
    }

    #[track_caller]
    fn done(&mut self, act: Value) {
        let command = self.command(act);
        match self.send(&command) {
            Ok(Done::Now(_)) => {}
            other => panic!("{command:?}\n{other:?}"),
        }
    }

    #[track_caller]
    fn refused(&mut self, act: Value) -> NotDone {
        let command = self.command(act);
        let before = self.book.clone();
        let refused = self.send(&command).unwrap_err();
        assert_eq!(self.book, before, "a refusal changes nothing");
        refused
    }

    fn register(&mut self, n: u32, content: &str) {
        self.done(
            json!({"register": {"ledger_no": format!("城纪信{n}"), "jurisdiction": "own", "clue": {
            "id": id("clue", n), "source": "mass_report", "channel": "letter", "problem_classes": ["acting_as_umbrella"],
            "subjects": [id("person", 4)], "content": content}}}),
        );
    }

    fn clue(&self, n: u32) -> &crate::model::clue::Clue {
        self.book.dossier().clue(id("clue", n).parse().unwrap()).unwrap()
    }
}

fn sign(n: u32, person: u32, role: &str, content: &str) -> Value {
    json!({"sign": {"id": id("signature", n), "sign_off": id("sign_off", 1), "by": id("person", person),
        "role": role, "content": content, "opinion": "agrees"}})
}

const CONTENT: &str = "00000000000000000000000000000000000000000000000000000000000000aa";

fn lay_open(world: &mut World) {
    world.done(json!({"followed": {"follow_up": id("follow_up", 1), "at": "investigation", "seen": "阅卷"}}));
    world.done(json!({"nothing_found": {"follow_up": id("follow_up", 1), "at": "investigation",
        "sign_off": id("sign_off", 1), "finding": "未发现保护伞", "content": CONTENT}}));
}

/// A clue, and the finding of the police case signed by all three layers.
fn signed_off() -> World {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    lay_open(&mut world);
    for (n, person, role) in
        [(2, 1, "follow_up_officer"), (5, 2, "leader_in_charge"), (6, 3, "principal_leader")]
    {
        world.done(sign(n, person, role, CONTENT));
    }
    world
}

#[test]
fn a_key_is_done_once_and_stands_for_one_content() {
    let mut world = World::new();
    let command =
        world.command(json!({"enter": [{"person": {"id": id("person", 9), "name": "甲某9"}}]}));
    assert!(matches!(world.send(&command), Ok(Done::Now(entry)) if entry.events.len() == 1));
    let before = world.book.clone();
    assert_eq!(world.send(&command), Ok(Done::Before(4)));
    assert_eq!(world.book, before);
    let mut other = serde_json::to_value(&command).unwrap();
    other["act"]["enter"][0]["person"]["name"] = json!("乙某9");
    let other: Command = serde_json::from_value(other).unwrap();
    assert_eq!(
        world.send(&other).unwrap_err().to_string(),
        "the key k4 stands for another command already",
    );
}

#[test]
fn what_was_recorded_before_the_last_entry_is_refused() {
    let mut world = World::new();
    let early = world.command(json!({"enter": []}));
    let mut early = serde_json::to_value(early).unwrap();
    for field in ["occurred_at", "recorded_at"] {
        early[field] = json!("2021-05-01T09:00:00+08:00");
    }
    let refused = world.send(&serde_json::from_value(early).unwrap()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "recorded at 2021-05-01 09:00:00 +08:00, before the last entry, of 2021-06-01 09:03:00 +08:00",
    );
}

#[test]
fn a_clue_is_disposed_of_by_what_is_known_and_not_by_the_line() {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    let known = |yes: &[&str], no: &[&str]| {
        let mut facts = serde_json::Map::new();
        yes.iter().for_each(|f| drop(facts.insert((*f).into(), json!({"known": true}))));
        no.iter().for_each(|f| drop(facts.insert((*f).into(), json!({"known": false}))));
        Value::Object(facts)
    };
    let dispose = |assessment: Value| json!({"dispose": {"clue": id("clue", 1), "assessment": assessment, "studied_collectively": true}});
    let open = world.refused(dispose(known(&["within_jurisdiction", "specific"], &["ruled_out"])));
    let NotDone::Refused(refusal) = open else { panic!("{open}") };
    assert_eq!(refusal.kind(), RefusalKind::NotEnoughKnown);
    world.done(dispose(known(
        &["within_jurisdiction", "conditions_ready", "specific", "checkable"],
        &["ruled_out"],
    )));
    let disposition = Disposition::PreliminaryVerification;
    assert_eq!(world.clue(1).stage(), &ClueStage::Disposed { disposition });
    let reasons = &world.journal.last().unwrap().events.last().unwrap().reasons;
    assert!(reasons.iter().any(|r| r.rule().as_str() == "disposition/kind"), "{reasons:?}");
}

#[test]
fn a_doubled_report_is_linked_and_kept() {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    world.register(2, "  反映某人充当保护伞 ");
    world.register(3, "反映另一件事");
    let first = Some(id("clue", 1).parse().unwrap());
    assert_eq!(
        (world.clue(1).repeats(), world.clue(2).repeats(), world.clue(3).repeats()),
        (None, first, None)
    );
}

#[test]
fn three_layers_sign_in_order_and_nobody_twice() {
    let mut world = World::new();
    lay_open(&mut world);
    let early = world.refused(sign(1, 3, "principal_leader", CONTENT));
    assert!(matches!(early, NotDone::Refused(_)), "{early}");
    world.done(sign(2, 1, "follow_up_officer", CONTENT));
    let twice = world.refused(sign(3, 1, "leader_in_charge", CONTENT));
    assert!(matches!(twice, NotDone::Refused(_)), "{twice}");
    let other = CONTENT.replace("aa", "ab");
    let stale = world.refused(sign(4, 2, "leader_in_charge", &other));
    assert!(matches!(stale, NotDone::Refused(_)), "{stale}");
    world.done(sign(5, 2, "leader_in_charge", CONTENT));
    let dossier = world.book.dossier();
    let sign_off = dossier.sign_off(id("sign_off", 1).parse().unwrap()).unwrap();
    assert!(matches!(sign_off.stage(), SignOffStage::LaidOpen { .. }), "two of three");
    world.done(sign(6, 3, "principal_leader", CONTENT));
    let dossier = world.book.dossier();
    let sign_off = dossier.sign_off(id("sign_off", 1).parse().unwrap()).unwrap();
    assert!(matches!(sign_off.stage(), SignOffStage::SignedInFull { .. }));
    let follow_up = dossier.follow_up(id("follow_up", 1).parse().unwrap()).unwrap();
    assert!(matches!(follow_up.stage(), FollowUpProgress::SignedOff { .. }));
}

/// What another entry of the list names goes in first, whichever comes first in the list;
/// a list that is in order already keeps it, and a circle is refused.
#[test]
fn the_order_of_what_is_given_changes_nothing() {
    let place = |n: u32, parent: Option<u32>, level: &str| {
        json!({"place": {"id": id("place", n), "name": format!("{n}地"), "level": level,
            "parent": parent.map(|parent| id("place", parent))}})
    };
    let person = |n: u32| json!({"person": {"id": id("person", n), "name": format!("丁某{n}")}});
    let post = json!({"post": {"id": id("post", 60), "organ": id("organ", 1), "title": "科员"}});
    let tenure = json!({"tenure": {"id": id("tenure", 60), "person": id("person", 60),
        "post": id("post", 60), "period": {"start": {"on": "2016-03-01"}, "end": "open"}}});
    let all = [
        place(60, None, "city"),
        place(61, Some(60), "county"),
        person(61),
        person(60),
        post,
        tenure,
    ];
    let entered = |list: &[Value]| {
        let mut world = World::new();
        let command = world.command(json!({"enter": list}));
        let Ok(Done::Now(entry)) = world.send(&command) else { panic!("refused") };
        let ids: Vec<String> =
            entry.events.iter().map(|event| event.what.about().to_string()).collect();
        (world.book.dossier().clone(), ids)
    };
    let (dossier, ids) = entered(&all);
    let as_given = [
        ("place", 60),
        ("place", 61),
        ("person", 61),
        ("person", 60),
        ("post", 60),
        ("tenure", 60),
    ];
    assert_eq!(ids, as_given.map(|(kind, n)| id(kind, n)));
    let mut list = all.to_vec();
    for turn in 0..all.len() {
        list.rotate_left(1);
        assert_eq!(entered(&list).0, dossier, "turned {turn}");
        let mut back = list.clone();
        back.reverse();
        assert_eq!(entered(&back).0, dossier, "back from {turn}");
    }
    let mut world = World::new();
    let circle = json!([place(60, Some(61), "city"), place(61, Some(60), "city")]);
    let refused = world.refused(json!({"enter": circle})).to_string();
    assert!(refused.contains("names") && refused.contains("not there"), "{refused}");
}

#[test]
fn whatever_has_an_act_of_its_own_cannot_be_entered_as_given() {
    let mut world = World::new();
    let refused = world.refused(json!({"enter": [{"recheck": {"id": id("recheck", 1), "clue": id("clue", 1),
        "kind": "review_of_closed_clues", "by": [id("person", 1)],
        "rechecked": {"occurred_at": "2021-06-01T09:00:00+08:00", "recorded_at": "2021-06-01T09:00:00+08:00"}}}]}));
    assert!(matches!(refused, NotDone::Unfit(_)), "{refused}");
    let dangling = world
        .refused(json!({"enter": [{"tenure": {"id": id("tenure", 77), "person": id("person", 1),
        "post": id("post", 99), "period": {"start": "unknown", "end": "unknown"}}}]}));
    assert_eq!(
        dangling.to_string(),
        format!("post of {} names {}, which is not there", id("tenure", 77), id("post", 99)),
    );
}

#[test]
fn replay_gives_the_same_dossier_at_every_prefix() {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    lay_open(&mut world);
    world.done(sign(2, 1, "follow_up_officer", CONTENT));
    let mut step = Casebook::default();
    for (n, entry) in world.journal.iter().enumerate() {
        step.take(entry).unwrap();
        let replayed = Casebook::replay(&world.journal[..=n]).unwrap();
        assert_eq!(replayed, step);
        let text = serde_json::to_string(entry).unwrap();
        assert_eq!(&serde_json::from_str::<Entry>(&text).unwrap(), entry);
        let text = serde_json::to_string(&step).unwrap();
        assert_eq!(serde_json::from_str::<Casebook>(&text).unwrap(), step, "from a snapshot");
    }
    assert_eq!(step, world.book);
    let missing = Casebook::replay(&world.journal[1..]).unwrap_err();
    assert_eq!(missing, EventMismatch::Entry { expected: 1, found: 2 });
}

#[test]
fn deciding_changes_nothing_and_gives_the_same_twice() {
    let mut world = World::new();
    world.register(1, "反映某人充当保护伞");
    let command = world
        .command(json!({"advance": {"case": id("case", 1), "to": {"discipline": "concluded"}}}));
    let context = Context::new(&world.rulebook, "chengguan", &world.calendar);
    let first = decide(&world.book, &command, &context).unwrap();
    assert_eq!(decide(&world.book, &command, &context).unwrap(), first);
    // A criminal case has no stage of a discipline organ: the stage refuses, the book stays.
    let before = world.book.clone();
    let refused = world.send(&command).unwrap_err();
    assert_eq!(refused.to_string(), "a case that is filed as a crime cannot be concluded");
    assert_eq!(world.book, before);
}

/// C19, §6.6: struck off when it is verified and names all that the place asks for.
#[test]
fn an_entry_is_struck_off_only_as_the_rules_let_it() {
    let mut world = World::new();
    let progress = |step: Value| json!({"progress": {"entry": id("entry", 1), "step": step}});
    let by = || json!({"by": id("person", 1)});
    world.done(json!({"rectify": {"id": id("entry", 1), "kind": "item", "measure": "逐户摸排",
        "unit": id("organ", 1), "leader": id("person", 2)}}));
    world.done(progress(json!("in_progress")));
    world.done(progress(json!({"reported": {"by": id("organ", 1)}})));
    world.done(progress(json!({"verified": by()})));
    let NotDone::Refused(refusal) = world.refused(progress(json!({"struck_off": by()}))) else {
        panic!("no refusal")
    };
    let rules: Vec<&str> = refusal.unmet().iter().map(|u| u.reason().rule().as_str()).collect();
    assert_eq!(rules, ["rectification/fields"], "it has no deadline");
    world.done(json!({"rectify": {"id": id("entry", 2), "kind": "item", "measure": "逐户摸排",
        "unit": id("organ", 1), "leader": id("person", 2), "deadline": "2021-12-31"}}));
    let progress = |step: Value| json!({"progress": {"entry": id("entry", 2), "step": step}});
    world.done(progress(json!("in_progress")));
    world.done(progress(json!({"reported": {"by": id("organ", 1)}})));
    assert!(matches!(world.refused(progress(json!({"struck_off": by()}))), NotDone::Refused(_)));
    world.done(progress(json!({"verified": by()})));
    world.done(progress(json!({"struck_off": by()})));
}

mod asking;
mod door;
mod findings;
mod holding;
mod due;
mod later;
mod letters;
mod measures;
mod messages;
mod moved;
mod procedures;
mod proposals;
mod raising;
mod recused;
mod remedies;
mod steps;
mod supervision;
mod taken_back;
mod watching;
mod ways_in;
