//! The written forms of entries, acts and events: stable, documented by one example each,
//! and read for ever.
//!
//! | what | where | when it changes |
//! |---|---|---|
//! | a small invented casework with every act | `tests/histories/commands.jsonl` | with the acts |
//! | one example of each act, event and of an entry | `tests/golden/acts`, `…/events`, `…/entry.json` | `UNBRELLA_BLESS=1 cargo test --test forms`, and read the difference |
//! | a journal of each form, with its vault | `tests/histories/form-N.*` | never: it is written once, when the form is new |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Once;

use serde::Serialize;
use serde_json::{Value, json};
use unbrella::base::calendar::china;
use unbrella::base::text::Line;
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::{Act, Command};
use unbrella::casebook::decide::{Context, Done, handle};
use unbrella::casebook::editions::Editions;
use unbrella::casebook::entry::{Entry, FORM};
use unbrella::casebook::event::{Event, What};
use unbrella::casebook::journal::chain::{Link, links, verify};
use unbrella::casebook::journal::entries::{NotRead, Read, Record, read, sealed};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::sealing::Secret;
use unbrella::casebook::journal::upcast::{NotLifted, lift};
use unbrella::casebook::journal::vault::Vault;
use unbrella::casebook::kinds::Kind;
use unbrella::rulebook::Rulebook;
use unbrella::rulebook::draft::PackDraft;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn bless() -> bool {
    std::env::var_os("UNBRELLA_BLESS").is_some()
}

/// The published packs, where Chengguan disposes of a clue within three hours instead of two.
fn second_edition() -> Rulebook {
    fn counted(value: &mut Value) {
        match value {
            Value::Object(members) if members.get("hours") == Some(&json!(2)) => {
                *value = json!({"hours": 3});
            }
            Value::Object(members) => members.values_mut().for_each(counted),
            Value::Array(list) => list.iter_mut().for_each(counted),
            _ => {}
        }
    }
    let packs = Rulebook::published().packs().cloned().collect::<Vec<_>>();
    let changed = packs.into_iter().map(|pack| {
        let mut draft = serde_json::to_value(PackDraft::from(pack)).unwrap();
        counted(&mut draft);
        serde_json::from_value::<PackDraft>(draft).unwrap().enter().unwrap()
    });
    Rulebook::new(changed.collect()).unwrap()
}

/// The invented casework, decided. One command near its end is decided by another edition of
/// the rules, and what reporters are paid and protected by in the place that offers it.
fn decided() -> Vec<Entry> {
    let commands = std::fs::read_to_string(tests().join("histories/commands.jsonl")).unwrap();
    let (rulebook, calendar) = (Rulebook::published(), china());
    let second = second_edition();
    let kept = Editions::default().rules(None, rulebook.clone()).calendar(calendar.clone());
    let edition = Line::parse("second edition").unwrap();
    let (mut book, mut entries) = (Casebook::default(), Vec::new());
    for line in commands.lines() {
        let command: Command = serde_json::from_str(line).unwrap();
        let offered = ["reward", "protect"].contains(&command.act().kind());
        let pack = if offered { "henan" } else { "chengguan" };
        let mut context = Context::new(&rulebook, pack, &calendar).with_kept(&kept);
        if command.key().as_str() == "other-rules" {
            (context.rulebook, context.edition) = (&second, Some(&edition));
        }
        match handle(&mut book, &command, &context) {
            Ok(Done::Now(entry)) => entries.push(*entry),
            other => panic!("{}: {other:?}", command.key()),
        }
    }
    entries
}

/// A journal and its vault as they are stored.
fn stored(entries: &[Entry]) -> (String, Vault) {
    let (mut file, mut vault, mut head) = (String::new(), Vault::default(), Head::START);
    for entry in entries {
        let random = Secret::from_bytes([u8::try_from(entry.number).unwrap(); 32]);
        let written = sealed(entry, head, &random).unwrap();
        head = written.link.head();
        writeln!(file, "{}", written.link).unwrap();
        for text in written.texts {
            vault.keep(text).unwrap();
        }
    }
    (file, vault)
}

/// Whether the history of the present form was written, by one test for all.
static WRITTEN: Once = Once::new();

fn history(form: u32) -> (String, Vault) {
    let path = |form: u32, end: &str| tests().join(format!("histories/form-{form}.{end}"));
    WRITTEN.call_once(|| {
        if bless() && !path(FORM, "journal").exists() {
            let (file, kept) = stored(&decided());
            let kept = serde_json::to_string_pretty(&kept).unwrap() + "\n";
            std::fs::write(path(FORM, "journal"), file).unwrap();
            std::fs::write(path(FORM, "vault"), kept).unwrap();
        }
    });
    let (journal, vault) = (path(form, "journal"), path(form, "vault"));
    let file = std::fs::read_to_string(&journal).unwrap();
    let vault = serde_json::from_str(&std::fs::read_to_string(&vault).unwrap()).unwrap();
    (file, vault)
}

fn entries(file: &str, vault: &Vault) -> Vec<Entry> {
    let entry = |link: Link| match read(&link, vault).unwrap() {
        Read { record: Record::Entry(entry), unknown, .. } if unknown.is_empty() => *entry,
        other => panic!("{other:?}"),
    };
    links(file.as_bytes()).map(|link| entry(link.unwrap())).collect()
}

#[track_caller]
fn golden(path: &str, value: &impl Serialize) {
    let path = tests().join("golden").join(path);
    let written = serde_json::to_string_pretty(value).unwrap() + "\n";
    if bless() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &written).unwrap();
    }
    let told = path.display();
    let found = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{told}: {error}"));
    assert_eq!(found, written, "{told}: UNBRELLA_BLESS=1 writes it");
}

/// The example stands under the name of its kind, with fields of the kind and no other.
/// Those left out need not be written.
#[track_caller]
fn of_kind(kind: Kind, tagged: &Value, left_out: &[&str]) {
    let (name, content) = tagged.as_object().unwrap().iter().next().unwrap();
    assert_eq!(name, kind.name);
    if !kind.fields.is_empty() {
        let mut found: BTreeSet<&str> = content.as_object().unwrap().keys().map(|k| &**k).collect();
        found.extend(left_out);
        assert_eq!(found, kind.fields.iter().copied().collect(), "{name}");
    }
}

/// No file in the folder but one for each kind.
#[track_caller]
fn only(folder: &str, kinds: &[Kind]) {
    let files = std::fs::read_dir(tests().join("golden").join(folder)).unwrap();
    let found: BTreeSet<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let named = kinds.iter().map(|kind| format!("{}.json", kind.name));
    assert_eq!(found, named.collect());
}

#[test]
fn every_event_type_is_reachable_and_its_form_is_kept() {
    let entries = decided();
    for kind in What::KINDS {
        let of = |event: &&Event| event.what.kind() == kind.name;
        let first = entries.iter().flat_map(|entry| &entry.events).find(of);
        let event = first.unwrap_or_else(|| panic!("no command brings about {}", kind.name));
        of_kind(*kind, &serde_json::to_value(&event.what).unwrap(), &[]);
        golden(&format!("events/{}.json", kind.name), event);
    }
    only("events", What::KINDS);
}

#[test]
fn every_act_is_carried_out_and_its_form_is_kept() {
    let entries = decided();
    for kind in Act::KINDS {
        let mut commands = entries.iter().map(|entry| &entry.command);
        let first = commands.find(|command| command.act().kind() == kind.name);
        let command = first.unwrap_or_else(|| panic!("no command {}", kind.name));
        let left_out: &[&str] = match kind.name {
            "close" | "advance_listed" => &["settled"],
            "advance_proposal" => &["written"],
            "receive" => &["rest"],
            _ => &[],
        };
        of_kind(*kind, &serde_json::to_value(command.act()).unwrap(), left_out);
        golden(&format!("acts/{}.json", kind.name), command);
    }
    only("acts", Act::KINDS);
}

#[test]
fn the_form_of_an_entry_is_kept() {
    let entries = decided();
    golden("entry.json", entries.iter().find(|e| e.command.act().kind() == "withdraw").unwrap());
}

/// Journals of every form are replayed for ever; one whose casework was the same makes the
/// same casebook, whatever form it was written in.
#[test]
fn a_history_of_every_form_is_replayed() {
    let mut books = Vec::new();
    for (form, all) in (1..=FORM).zip([(17, 45, 98), (17, 45, 98), (25, 63, 118)]) {
        let (file, vault) = history(form);
        let read = entries(&file, &vault);
        assert_eq!(verify(file.as_bytes()).unwrap().number, read.len() as u64);
        let kinds: BTreeSet<&str> =
            read.iter().flat_map(|entry| &entry.events).map(|event| event.what.kind()).collect();
        let book = Casebook::replay(&read).unwrap();
        // Every event type that there was when the form was new.
        assert_eq!((kinds.len(), book.entries(), book.events()), all, "form {form}");
        books.push(book);
    }
    assert!(books[0] == books[1], "forms 1 and 2");
    let files = std::fs::read_dir(tests().join("histories")).unwrap().count();
    assert_eq!(files, 1 + 2 * FORM as usize, "a journal and a vault of each form");
}

fn withdrawal(entries: &[Entry]) -> &Entry {
    entries.iter().find(|entry| entry.command.act().kind() == "withdraw").unwrap()
}

fn because(entry: &Entry) -> &str {
    match &entry.events[0].what {
        What::Withdrawn { because, .. } => because.as_str(),
        other => panic!("{other:?}"),
    }
}

/// The one change from form 1 to form 2.
#[test]
fn a_report_taken_back_in_the_first_form_says_why() {
    let (file, vault) = history(1);
    assert!(!file.contains("\"form\""), "the first form has no number");
    let old = entries(&file, &vault);
    let said = "举报人来信要求撤回，称事实记错。";
    assert_eq!(because(withdrawal(&old)), said);
    assert_eq!(withdrawal(&old), withdrawal(&entries(&history(2).0, &history(2).1)));

    // Once the text is erased, it is erased from what was lifted too.
    let erased = entries(&file, &without(vault, said));
    assert!(because(withdrawal(&erased)).starts_with("erased-"));

    // The journal itself is not lifted: its bytes are what was written.
    let at = usize::try_from(withdrawal(&old).number).unwrap() - 1;
    let line = file.lines().nth(at).unwrap();
    let link = links(file.as_bytes()).nth(at).unwrap().unwrap();
    assert_eq!(link.to_string(), line);
    let clue = withdrawal(&old).events[0].what.about();
    assert!(line.contains(&format!("\"withdrawn\":{{\"clue\":\"{clue}\"}}")), "{line}");
}

/// The one change from form 2 to form 3.
#[test]
fn a_change_of_rules_in_the_second_form_counts_no_deadlines() {
    let moved = |form: u32| {
        let (file, vault) = history(form);
        entries(&file, &vault).into_iter().flat_map(|entry| entry.events).find_map(|event| {
            if let What::OtherRules { moved, .. } = event.what { Some(moved) } else { None }
        })
    };
    assert_eq!(moved(2), Some(None), "what nobody counted is not put in");
    let listed = moved(3).flatten().unwrap();
    assert!(!listed.is_empty());
    let (file, vault) = history(3);
    let book = Casebook::replay(&entries(&file, &vault)).unwrap();
    assert!(listed.iter().all(|one| book.moved(one.about).contains(one)));
}

/// The vault, with every text erased that holds these words.
fn without(vault: Vault, words: &str) -> Vault {
    let gone = vault.holding(words);
    assert!(!gone.is_empty());
    let mut texts = BTreeMap::from(vault);
    gone.into_iter().for_each(|one| drop(texts.insert(one, None)));
    Vault::try_from(texts).unwrap()
}

#[test]
fn the_present_form_is_replayed_after_everything_was_erased() {
    let (file, vault) = history(FORM);
    let erased = entries(&file, &without(vault, ""));
    assert_eq!(Casebook::replay(&erased).unwrap().events(), 118);
}

fn lifted(change: impl FnOnce(&mut Value)) -> Result<Value, NotLifted> {
    let mut body = serde_json::to_value(withdrawal(&decided())).unwrap();
    change(&mut body);
    lift(body).map(|lifted| lifted.body)
}

#[test]
fn what_is_in_the_present_form_is_left_as_it_is() {
    let body = serde_json::to_value(withdrawal(&decided())).unwrap();
    let lifted = lift(body.clone()).unwrap();
    assert_eq!((lifted.body, lifted.written_in, lifted.unknown.len()), (body, FORM, 0));
}

#[test]
fn a_form_that_is_not_known_is_an_error() {
    let told = |form: Value| lifted(|body| body["form"] = form).unwrap_err().to_string();
    assert_eq!(told(json!(4)), "it is of form 4, and forms 1 to 3 are read here");
    for none in [json!(0), json!(-1), json!("2"), json!(u64::MAX), json!(null)] {
        assert_eq!(told(none), "its form is no number of a form");
    }
    let without = |body: &mut Value| {
        body.as_object_mut().unwrap().remove("form");
        body["command"]["act"] = json!({"withdraw": {"clue": 1}});
    };
    assert_eq!(lifted(without).unwrap_err(), NotLifted::Incomplete { form: 1 });
    // Whoever reads an entry without the journal's help is told as well.
    let mut body = serde_json::to_value(withdrawal(&decided())).unwrap();
    for (form, told) in [(json!(1), "form 1"), (json!(2), "form 2")] {
        body["form"] = form;
        let refused = serde_json::from_value::<Entry>(body.clone()).unwrap_err().to_string();
        assert_eq!(refused, format!("an entry of {told}, where form 3 is read"));
    }
}

#[test]
fn a_kind_that_is_not_known_is_an_error_with_its_name_and_the_entry() {
    let entries = decided();
    let number = withdrawal(&entries).number;
    let mut body = serde_json::to_value(withdrawal(&entries)).unwrap();
    body["events"][0]["what"] = json!({"hushed_up": {"clue": 1}});
    let before = Head { number: number - 1, ..Head::START };
    let of = |body: &Value| {
        read(&Link::after(before, body).unwrap(), &Vault::default()).unwrap_err().to_string()
    };
    assert_eq!(
        of(&body),
        format!("entry {number}: its event 1 is of the kind hushed_up, which is not known here"),
    );
    body["command"]["act"] = json!({"hush_up": {}});
    assert_eq!(
        of(&body),
        format!("entry {number}: its act is of the kind hush_up, which is not known here"),
    );
    // A name that is no word might be anybody's.
    body["command"]["act"] = json!({"甲某": {}});
    let told = of(&body);
    assert!(!told.contains("甲某") && told.contains("no word for machines"), "{told}");
}

#[test]
fn fields_that_are_not_known_survive_in_the_journal_and_are_told() {
    let entries = decided();
    let entry = withdrawal(&entries);
    let mut body = serde_json::to_value(entry).unwrap();
    body["host/trace~1"] = json!({"span": [1, 2]});
    body["command"]["channel"] = json!("web");
    body["command"]["act"]["withdraw"]["tone"] = json!("sharp");
    body["events"][0]["weight"] = json!(7);
    body["events"][0]["what"]["withdrawn"]["tone"] = json!(null);
    let before = Head { number: entry.number - 1, ..Head::START };
    let link = Link::after(before, &body).unwrap();
    // The journal: byte for byte.
    let again = Link::read(link.to_string().as_bytes(), before);
    assert_eq!(again.unwrap().read_body::<Value>().unwrap(), body);
    // The reader: the entry without them, and each with its place.
    let found = read(&link, &Vault::default()).unwrap();
    assert_eq!(found.record, Record::Entry(Box::new(entry.clone())));
    let told: Vec<(&str, String)> =
        found.unknown.iter().map(|(place, value)| (place.as_str(), value.to_string())).collect();
    assert_eq!(
        told,
        [
            ("/command/act/withdraw/tone", "\"sharp\"".to_owned()),
            ("/command/channel", "\"web\"".to_owned()),
            ("/events/0/weight", "7".to_owned()),
            ("/events/0/what/withdrawn/tone", "null".to_owned()),
            ("/host~1trace~01", "{\"span\":[1,2]}".to_owned()),
        ],
    );
    for (place, value) in &found.unknown {
        assert_eq!(body.pointer(place), Some(value), "{place}");
    }
    // Within a stage or a noun nothing is passed over.
    for (stage, shape) in [
        (json!({"closed": {"reasons": "查无实据"}}), true),
        (json!({"closed": {"reasons": "查无实据", "tone": "sharp"}}), false),
    ] {
        let clue = entry.command.act().about()[0];
        body["events"][0]["what"] = json!({"clue": {"clue": clue, "stage": stage}});
        let link = Link::after(before, &body).unwrap();
        match read(&link, &Vault::default()) {
            Ok(_) => assert!(shape),
            Err(NotRead::Shape(_)) => assert!(!shape),
            Err(other) => panic!("{other}"),
        }
    }
}
