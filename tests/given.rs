//! `casebook::testing::given`: what it lets pass, and what it says of the rest.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use serde_json::{Value, json};
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, handle};
use unbrella::casebook::entry::Entry;
use unbrella::casebook::testing::given::{Expected, Surprise, given};
use unbrella::rulebook::Rulebook;

const CLUE: &str = "clue-00000000000000000000000000000001";
const PERSON: &str = "person-00000000000000000000000000000001";

fn command(key: &str, minute: u32, act: Value) -> Command {
    let at = format!("2021-06-01T09:{minute:02}:00+08:00");
    let form = json!({"key": key, "by": {"person": PERSON}, "organ": "organ-00000000000000000000000000000001",
        "occurred_at": at, "recorded_at": at, "act": act});
    serde_json::from_value(form).unwrap()
}

fn setting() -> Command {
    command(
        "setting",
        1,
        json!({"enter": [
        {"organ": {"id": "organ-00000000000000000000000000000001", "name": "丙区纪委",
            "kind": "discipline_supervision", "level": "county"}},
        {"person": {"id": PERSON, "name": "甲某"}},
        {"person": {"id": "person-00000000000000000000000000000002", "name": "乙某"}}]}),
    )
}

fn register() -> Command {
    command(
        "register",
        2,
        json!({"register": {"ledger_no": "丙纪信1", "jurisdiction": "own", "clue": {
        "id": CLUE, "source": "mass_report", "channel": "letter", "subjects": ["person-00000000000000000000000000000002"], "content": "反映某人充当保护伞"}}}),
    )
}

fn withdraw(key: &str, minute: u32) -> Command {
    command(key, minute, json!({"withdraw": {"clue": CLUE, "reasons": "来信撤回"}}))
}

fn close() -> Command {
    command("close", 9, json!({"close": {"clue": CLUE, "reasons": "查无实据"}}))
}

fn journal(context: Context<'_>, commands: &[Command]) -> Vec<Entry> {
    let mut book = Casebook::default();
    let entries = commands.iter().map(|command| match handle(&mut book, command, &context) {
        Ok(Done::Now(entry)) => *entry,
        other => panic!("{other:?}"),
    });
    entries.collect()
}

struct Rules(Rulebook, WorkCalendar);

impl Rules {
    fn new() -> Self {
        Self(Rulebook::published(), china())
    }

    fn context(&self) -> Context<'_> {
        Context::new(&self.0, "chengguan", &self.1)
    }
}

/// Each expectation passes for its own command, and for no other.
#[test]
fn every_expectation_passes_what_it_names_and_nothing_else() {
    let rules = Rules::new();
    let earlier = [setting(), register(), withdraw("w", 3)];
    let stale = withdraw("stale", 5).having_seen(2);
    let missing = command(
        "missing",
        5,
        json!({"withdraw": {
        "clue": "clue-00000000000000000000000000000009", "reasons": "来信撤回"}}),
    );
    let rows = [
        (withdraw("again", 5), Expected::Events(&["withdrawn"])),
        (register(), Expected::Before(2)),
        (close(), Expected::Refused(&["disposition/may-close"])),
        (missing, Expected::Unfit),
        (withdraw("w", 4), Expected::KeyTaken),
        (withdraw("back", 1), Expected::GoesBack),
        (stale, Expected::Stale),
    ];
    for (at, (command, _)) in rows.iter().enumerate() {
        for (other, (_, expected)) in rows.iter().enumerate() {
            let outcome = given(rules.context()).commands(&earlier).when(command).then(*expected);
            assert_eq!(outcome.is_ok(), at == other, "{command:?}: {expected}");
        }
    }
    let near = [
        (withdraw("again", 5), Expected::Events(&[])),
        (withdraw("again", 5), Expected::Events(&["withdrawn", "clue"])),
        (withdraw("again", 5), Expected::Events(&["clue"])),
        (register(), Expected::Before(3)),
        (close(), Expected::Refused(&[])),
        (close(), Expected::Refused(&["disposition/may-close", "casebook/person"])),
    ];
    for (command, expected) in near {
        let outcome = given(rules.context()).commands(&earlier).when(&command).then(expected);
        assert!(outcome.is_err(), "{expected}");
    }
}

#[test]
fn entries_stand_for_the_commands_that_made_them() {
    let rules = Rules::new();
    let journal = journal(rules.context(), &[setting(), register()]);
    let by_entries = given(rules.context())
        .entries(&journal)
        .when(&withdraw("w", 3))
        .then_book("the report is taken back", |book| book.withdrawn().len() == 1)
        .unwrap();
    let by_commands = given(rules.context())
        .commands([&setting(), &register()])
        .when(&withdraw("w", 3))
        .then(Expected::Events(&["withdrawn"]))
        .unwrap();
    assert_eq!((by_entries.before, by_entries.book), (2, by_commands.book));
    assert_eq!(by_entries.done, by_commands.done);
}

#[test]
fn other_rules_hold_from_where_they_are_given() {
    let rules = Rules::new();
    let edition = unbrella::base::text::Line::parse("second edition").unwrap();
    let later = Context { edition: Some(&edition), ..rules.context() };
    given(rules.context())
        .commands([&setting(), &register()])
        .by(later)
        .when(&withdraw("w", 3))
        .then(Expected::Events(&["other_rules", "withdrawn"]))
        .unwrap();
}

#[track_caller]
fn says(outcome: Result<impl Sized, Surprise>, expected: &str) {
    let Err(surprise) = outcome else { panic!("no surprise") };
    assert_eq!(surprise.to_string(), expected);
    assert_eq!(format!("{surprise:?}"), expected, "what an unwrap shows");
}

#[test]
fn a_surprise_names_the_step_the_command_and_what_came() {
    let rules = Rules::new();
    let begun = || given(rules.context()).commands([&setting(), &register()]);
    says(
        begun().when(&withdraw("w", 3)).then(Expected::Refused(&["casebook/person"])),
        "given 2 entries, when w (withdraw) comes, then it should be refused by casebook/person, and it \
         brought about:\n  withdrawn: a report was taken back (clue-00000000000000000000000000000001)",
    );
    says(
        begun().when(&register()).then(Expected::Unfit),
        "given 2 entries, when register (register) comes, then it should not fit, and it was carried out \
         before, in entry 2",
    );
    says(
        begun().when(&withdraw("w", 1)).then(Expected::Stale),
        "given 2 entries, when w (withdraw) comes, then it should be stale, and it was not carried out: \
         recorded at 2021-06-01 09:01:00 +08:00, before the last entry, of 2021-06-01 09:02:00 +08:00",
    );
    says(
        begun()
            .when(&withdraw("w", 3))
            .then_book("nothing is taken back", |book| book.withdrawn().is_empty()),
        "given 2 entries, when w (withdraw) comes, then it should lead to this: nothing is taken back, and \
         it brought about:\n  withdrawn: a report was taken back (clue-00000000000000000000000000000001)",
    );
    let Err(refused) = begun().when(&close()).then_book("the clue is closed", |_| true) else {
        panic!("it was not carried out")
    };
    assert!(
        refused.to_string().contains("and it was refused:\n  not permitted: close the clue"),
        "{refused}"
    );
}

/// What goes wrong in an early step is told at the end, and nothing after it is tried.
#[test]
fn what_was_given_has_to_hold() {
    let rules = Rules::new();
    says(
        given(rules.context())
            .commands([&setting(), &setting(), &register()])
            .when(&close())
            .then(Expected::Unfit),
        "given setting (enter), and it was carried out before, in entry 1",
    );
    says(
        given(rules.context())
            .commands([&setting(), &withdraw("w", 2)])
            .when(&close())
            .then(Expected::Unfit),
        "given w (withdraw), and it was not carried out: clue-00000000000000000000000000000001 is not there",
    );
    let journal = journal(rules.context(), &[setting(), register()]);
    says(
        given(rules.context()).entries(&journal[1..]).when(&close()).then(Expected::Unfit),
        "given entry 2, which does not fit: entry 2 where entry 1 was expected",
    );
}
