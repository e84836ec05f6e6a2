//! The invariants of design §8 that concern the casebook, by their numbers, over generated
//! casework in which every life is lived; and over the same casework with every part of its
//! commands made wrong. The page `guide::invariants` tells which other tests hold them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::Moment;
use unbrella::base::id::{CaseId, ClueId, EntityId, OrganId};
use unbrella::casebook::agenda::agenda;
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::{Act, Command};
use unbrella::casebook::decide::{Context, Done, NotDone, handle};
use unbrella::casebook::entry::Entry;
use unbrella::casebook::event::What;
use unbrella::casebook::snapshot::Snapshot;
use unbrella::casebook::testing::generated::{casework, lives};
use unbrella::casebook::time_machine::TimeMachine;
use unbrella::casebook::watch::watched;
use unbrella::model::dossier::Dossier;
use unbrella::model::sign_off::{Opinion, SignOffStage};
use unbrella::model::transfer::TransferStage;
use unbrella::network::edit::Network;
use unbrella::procedure::delivery::{CourseFacts, custodian};
use unbrella::rulebook::Rulebook;
use unbrella::terms::office::Level;

/// The casework of an organ, and by what it decides.
struct World {
    rulebook: Rulebook,
    calendar: WorkCalendar,
    commands: Vec<Command>,
}

impl World {
    fn new(seed: u64) -> Self {
        let (rulebook, calendar) = (Rulebook::published(), china());
        // More matters than lives, so that what is drawn in a life falls both ways.
        Self { rulebook, calendar, commands: casework(seed, 2 * lives().count() as u64) }
    }

    fn send(&self, book: &mut Casebook, command: &Command) -> Result<Done, NotDone> {
        // What these acts come to is laid down by another place only.
        let pack = match command.act() {
            Act::Reward { .. } | Act::Protect(_) => "henan",
            _ => "chengguan",
        };
        handle(book, command, &Context::new(&self.rulebook, pack, &self.calendar))
    }

    /// Lives it, and looks at the book after each entry.
    fn live(&self, mut look: impl FnMut(&Casebook, &Entry)) -> (Casebook, Vec<Entry>) {
        let (mut book, mut entries) = (Casebook::default(), Vec::new());
        for command in &self.commands {
            match self.send(&mut book, command) {
                Ok(Done::Now(entry)) => {
                    look(&book, &entry);
                    entries.push(*entry);
                }
                other => panic!("{}: {other:?}", command.key()),
            }
        }
        (book, entries)
    }
}

fn keepers(dossier: &Dossier, at: Moment) -> BTreeMap<ClueId, OrganId> {
    let keeper = |clue: &ClueId| {
        let facts = CourseFacts::gather(dossier, *clue, at).unwrap();
        let (course, _) = custodian(&facts).into_parts();
        assert!(course.odd.is_empty(), "{clue} was handed over by who did not have it");
        (*clue, course.keeper)
    };
    dossier.clues().keys().map(keeper).collect()
}

#[test]
fn invariant_1_a_clue_is_in_one_custody_and_moves_only_when_it_is_accepted() {
    let world = World::new(1);
    let (mut before, mut moved) = (BTreeMap::new(), 0);
    world.live(|book, entry| {
        let now = keepers(book.dossier(), book.last_recorded().unwrap());
        let accepted: BTreeSet<ClueId> = entry
            .events
            .iter()
            .filter_map(|event| match &event.what {
                What::Transfer { transfer, stage } => {
                    let accepted = matches!(
                        stage,
                        TransferStage::Accepted { .. } | TransferStage::AcceptedInPart { .. }
                    );
                    accepted.then(|| book.dossier().transfer(*transfer).unwrap().clue())
                }
                _ => None,
            })
            .collect();
        for (clue, keeper) in &before {
            assert!(now.contains_key(clue), "{clue} is gone");
            if now[clue] != *keeper {
                assert!(accepted.contains(clue), "{clue} moved without an acceptance");
                moved += 1;
            }
        }
        before = now;
    });
    assert!(moved > 0, "no clue moved");
}

#[test]
fn invariant_2_replay_is_the_state_at_every_prefix_and_from_every_snapshot() {
    let world = World::new(2);
    let mut states = Vec::new();
    let (book, entries) = world.live(|book, _| states.push(book.clone()));
    let mut replayed = Casebook::default();
    for (n, entry) in entries.iter().enumerate() {
        replayed.take(entry).unwrap();
        assert_eq!(replayed, states[n], "after entry {}", n + 1);
    }
    for n in (0..entries.len()).step_by(37) {
        let stored = serde_json::to_string(&Snapshot::of(&states[n])).unwrap();
        let snapshot: Snapshot = serde_json::from_str(&stored).unwrap();
        assert_eq!(snapshot.go_on(&entries[n + 1..]).unwrap(), book, "from entry {}", n + 1);
    }
}

/// Every place in a value.
fn places(value: &Value, here: String, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            places(value, format!("{here}/{}", name.replace('~', "~0").replace('/', "~1")), all);
        }),
        Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(n, value)| places(value, format!("{here}/{n}"), all));
        }
        _ => {}
    }
    if !here.is_empty() {
        all.push(here);
    }
}

/// What no field of a command takes, or hardly any.
fn nonsense() -> Vec<Value> {
    let deep = (0..200).fold(json!([]), |inner, _| json!([inner]));
    vec![
        json!(null),
        json!(""),
        json!("\u{202e}\u{0}"),
        json!("甲".repeat(100_000)),
        json!(-1),
        json!(u64::MAX),
        json!(1e300),
        json!([]),
        json!({}),
        json!({"known": null}),
        deep,
    ]
}

/// Others of the same form as a value: another id, another moment, the other answer.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(yes) => vec![json!(!yes)],
        Value::Number(_) => vec![json!(0), json!(1), json!(2_000_000_000)],
        Value::Array(list) => {
            let (mut twice, mut back) = (list.clone(), list.clone());
            twice.extend(list.iter().cloned());
            back.reverse();
            vec![Value::Array(twice), Value::Array(back)]
        }
        Value::String(text) if Moment::parse(text).is_ok() => {
            let moments = [
                "1000-01-01T00:00:00Z",
                "2016-01-01T00:00:00+08:00",
                "2026-06-01T00:00:00+08:00",
                "9999-12-31T23:59:59+14:00",
            ];
            moments.map(|moment| json!(moment)).to_vec()
        }
        Value::String(text) => match text.rsplit_once('-') {
            Some((kind, digits)) if digits.len() == 32 => [1, 2, 3, 4, 16, 17, 0x111, 0xffff]
                .map(|n| json!(format!("{kind}-{n:032x}")))
                .to_vec(),
            _ => vec![json!(format!("{text}{text}"))],
        },
        _ => Vec::new(),
    }
}

/// A command with every part of it made wrong once, by nonsense, by something of its own
/// form, or by leaving it out.
fn made_wrong(command: &Command) -> Vec<Value> {
    let form = serde_json::to_value(command).unwrap();
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    places(&form, String::new(), &mut all);
    for place in all {
        let part = form.pointer(&place).unwrap();
        for value in nonsense().into_iter().chain(others(part)) {
            let mut form = form.clone();
            *form.pointer_mut(&place).unwrap() = value;
            wrong.push(form);
        }
        let (parent, name) = place.rsplit_once('/').unwrap();
        let mut form = form.clone();
        match form.pointer_mut(parent).unwrap() {
            Value::Object(fields) => drop(fields.remove(name)),
            Value::Array(list) => drop(list.remove(name.parse().unwrap())),
            _ => {}
        }
        wrong.push(form);
    }
    wrong
}

/// What became of commands that were made wrong.
#[derive(Default)]
struct Tried {
    kinds: BTreeSet<&'static str>,
    unread: u32,
    refused: u32,
    done: u32,
}

impl Tried {
    /// Carries commands out; the first of each kind is made wrong in every way before.
    fn all(&mut self, world: &World) {
        let mut book = Casebook::default();
        for command in &world.commands {
            if self.kinds.insert(command.act().kind()) {
                let before = book.clone();
                for form in made_wrong(command) {
                    self.one(world, &mut book, &before, form);
                }
            }
            let done = world.send(&mut book, command);
            assert!(matches!(done, Ok(Done::Now(_))), "{}: {done:?}", command.key());
        }
    }

    fn one(&mut self, world: &World, book: &mut Casebook, before: &Casebook, form: Value) {
        let Ok(wrong) = serde_json::from_value::<Command>(form) else {
            self.unread += 1;
            return;
        };
        let again = serde_json::to_string(&wrong).unwrap();
        assert_eq!(serde_json::from_str::<Command>(&again).unwrap(), wrong);
        match world.send(book, &wrong) {
            Ok(_) => {
                self.done += 1;
                // What is kept comes back through the doors that check it.
                let stored = serde_json::to_string(book.dossier()).unwrap();
                let read: Dossier = serde_json::from_str(&stored).unwrap();
                assert_eq!(read, *book.dossier(), "{again}");
                signed_soundly(book.dossier());
                keepers(book.dossier(), book.last_recorded().unwrap());
                book.clone_from(before);
            }
            Err(not) => {
                self.refused += 1;
                assert_eq!(book, before, "{again}: {not}");
            }
        }
    }
}

#[test]
fn invariant_3_nothing_read_from_outside_is_what_a_constructor_would_refuse() {
    let mut tried = Tried::default();
    tried.all(&World::new(3));
    // Rewards and protection are in the written casework only.
    let written = include_str!("histories/commands.jsonl").lines();
    let written = written.map(|line| serde_json::from_str(line).unwrap()).collect();
    tried.all(&World { commands: written, ..World::new(3) });
    let all: BTreeSet<&str> = Act::KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(tried.kinds, all, "every kind was made wrong");
    let Tried { unread, refused, done, .. } = tried;
    assert!(unread > 10_000 && refused > 1_000 && done > 1_000, "{unread}, {refused}, {done}");
}

/// Whoever has signed a finding that stands holds a post of the organ, has signed no other
/// layer, and is nobody whom the case is about.
fn signed_soundly(dossier: &Dossier) -> usize {
    let mut sound = 0;
    for record in dossier.sign_offs().values() {
        let SignOffStage::SignedInFull { content } = record.stage() else { continue };
        let case = dossier.case(record.case()).unwrap();
        let mut signers = BTreeSet::new();
        for signature in dossier.signatures_of(record.id()) {
            if signature.opinion() != Opinion::Agrees || signature.content() != *content {
                continue;
            }
            let (by, day) = (signature.by(), signature.signed().occurred_at().day());
            assert!(signers.insert(by), "{by} has signed two layers of {}", record.id());
            assert!(!case.subjects().iter().any(|party| party.any() == by.any()), "{by}");
            let in_post = dossier.tenures_of(by).any(|tenure| {
                let post = dossier.post(tenure.post()).unwrap();
                post.organ() == signature.organ() && tenure.held_on(day).is_yes()
            });
            assert!(in_post, "{by} holds no post of the organ");
        }
        assert_eq!(signers.len(), record.layers().len(), "{}", record.id());
        sound += 1;
    }
    sound
}

#[test]
fn invariant_4_nobody_signs_without_authority_or_twice() {
    let world = World::new(4);
    let persons: Vec<String> = (1..32).map(|n| format!("person-{n:032x}")).collect();
    let (mut book, mut sound, mut tried) = (Casebook::default(), 0, 0);
    for command in &world.commands {
        if let Act::Sign(_) = command.act() {
            let before = book.clone();
            for person in &persons {
                let mut form = serde_json::to_value(command).unwrap();
                form["by"] = json!({"person": person});
                form["act"]["sign"]["by"] = json!(person);
                let other: Command = serde_json::from_value(form).unwrap();
                tried += 1;
                if world.send(&mut book, &other).is_ok() {
                    signed_soundly(book.dossier());
                    book.clone_from(&before);
                }
            }
        }
        world.send(&mut book, command).unwrap();
        sound = sound.max(signed_soundly(book.dossier()));
    }
    assert!(sound > 0 && tried > 100, "{sound} findings, {tried} signatures of others");
}

#[test]
fn invariant_5_a_finding_is_questioned_by_exactly_the_later_claims_in_its_scope() {
    let world = World::new(5);
    let [mut yes, mut no] = [0_u32; 2];
    let mut book = Casebook::default();
    for command in &world.commands {
        if let Act::Question { .. } = command.act() {
            let day = command.when().occurred_at().day();
            let rules = world.rulebook.on("chengguan", day).unwrap();
            let mut near = BTreeSet::new();
            for finding in watched(book.dossier(), rules) {
                near.extend(finding.touching.iter().map(|one| (finding.sign_off, one.claim)));
            }
            for sign_off in book.dossier().sign_offs().keys() {
                for claim in book.dossier().claims().keys() {
                    let mut form = serde_json::to_value(command).unwrap();
                    form["key"] = json!("another");
                    form["act"]["question"] = json!({"sign_off": sign_off, "claim": claim});
                    let other: Command = serde_json::from_value(form).unwrap();
                    let accepted = world.send(&mut book.clone(), &other).is_ok();
                    let wanted = near.contains(&(*sign_off, *claim));
                    assert_eq!(accepted, wanted, "{claim} against {sign_off}");
                    if accepted { yes += 1 } else { no += 1 }
                }
            }
        }
        world.send(&mut book, command).unwrap();
    }
    assert!(yes > 0 && no > 0, "{yes} questions, {no} that are none");
}

/// The text of every source file.
fn sources(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn invariant_7_every_event_has_a_reason_a_rule_that_exists_and_a_citation() {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    let mut rules = BTreeSet::new();
    World::new(7).live(|_, entry| {
        for event in &entry.events {
            assert!(!event.reasons.is_empty(), "{} of {}", event.what.name(), entry.command.key());
            for reason in &event.reasons {
                assert!(!reason.citations().is_empty(), "{}", reason.rule());
                rules.insert(reason.rule().as_str().to_owned());
            }
        }
    });
    for rule in &rules {
        assert!(text.contains(&format!("\"{rule}\"")), "no source names the rule {rule}");
    }
    assert!(rules.len() > 80, "{} rules", rules.len());
}

#[test]
fn invariant_8_handling_goes_down_only_by_handing_down() {
    let (mut levels, mut fell) = (BTreeMap::<CaseId, Level>::new(), 0);
    World::new(8).live(|book, entry| {
        for case in book.dossier().cases().values() {
            let now = case.handling_level();
            if let Some(before) = levels.insert(case.id(), now)
                && now < before
            {
                assert!(matches!(entry.command.act(), Act::Lower { .. }), "{}", case.id());
                fell += 1;
            }
        }
    });
    assert!(fell > 0, "no case was handed down");
}

#[test]
fn invariant_8_no_deadline_moves_backwards() {
    let world = World::new(9);
    let (mut ends, mut seen) = (BTreeMap::new(), 0_u32);
    world.live(|book, entry| {
        let now = entry.command.when().recorded_at();
        let rules = world.rulebook.on("chengguan", now.day()).unwrap();
        for item in agenda(book, rules, &world.calendar, now) {
            let unbrella::casebook::agenda::Until::Clock(clock) = &item.until else { continue };
            let deadline = clock.deadline();
            let which = (item.about, item.what.code().to_owned(), deadline.start());
            if let Some(before) = ends.insert(which, deadline.due()) {
                assert!(deadline.due() >= before, "{} of {}", item.what, item.about);
                seen += 1;
            }
        }
    });
    assert!(seen > 1_000, "{seen} deadlines were seen again");
}

#[test]
fn invariant_8_the_order_in_which_things_are_entered_changes_nothing() {
    let world = World::new(10);
    let setting = &world.commands[0];
    let mut form = serde_json::to_value(setting).unwrap();
    form["act"]["enter"].as_array_mut().unwrap().reverse();
    let turned: Command = serde_json::from_value(form).unwrap();
    let [mut one, mut other] = [Casebook::default(), Casebook::default()];
    world.send(&mut one, setting).unwrap();
    world.send(&mut other, &turned).unwrap();
    assert_eq!(one.dossier(), other.dossier());
    assert!(!one.dossier().is_empty());
}

#[test]
fn invariant_11_a_view_is_that_of_somebody_who_never_heard_what_came_later() {
    let world = World::new(11);
    let (_, entries) = world.live(|_, _| {});
    let machine = TimeMachine::new(&entries);
    let graph = |network: Network| format!("{:?}", network.freeze().unwrap());
    for n in (0..entries.len()).step_by(29) {
        let at = entries[n].command.when().recorded_at();
        let known: Vec<&Entry> =
            entries.iter().filter(|entry| entry.command.when().recorded_at() <= at).collect();
        let mut book = Casebook::default();
        known.iter().for_each(|entry| book.take(entry).unwrap());
        let bytes = |book: &Casebook| serde_json::to_vec(&Snapshot::of(book)).unwrap();
        assert!(bytes(&machine.book(at).unwrap()) == bytes(&book), "as of {at}");
        let network = Network::of(book.dossier()).unwrap();
        assert!(graph(machine.network(at).unwrap()) == graph(network), "as of {at}");
    }
}
