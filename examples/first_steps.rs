//! First steps: a casebook without any store.
//!
//! A clue comes in, is disposed of and verified; a refused command tells what is missing; what
//! was stored is replayed, audited, and asked how it stood a day earlier.
//!
//! ```sh
//! cargo run --example first_steps
//! ```
//!
//! A real host puts each entry into its database where this program pushes it to a list:
//! see `examples/sqlite_casebook`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;

use unbrella::base::calendar::china;
use unbrella::base::day::Moment;
use unbrella::casebook::agenda::agenda;
use unbrella::casebook::audit::audit;
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, NotDone, handle};
use unbrella::casebook::editions::Editions;
use unbrella::casebook::entry::Entry;
use unbrella::casebook::time_machine::TimeMachine;
use unbrella::rulebook::Rulebook;

/// What somebody at the desk sends, one command a line. All names are invented.
const COMMANDS: &str = r#"
{"key":"1","by":{"service":"registry"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-01T09:00:00+08:00","recorded_at":"2021-06-01T09:00:00+08:00","act":{"enter":[{"organ":{"id":"organ-00000000000000000000000000000001","name":"丙区纪委","kind":"discipline_supervision","level":"county"}},{"person":{"id":"person-00000000000000000000000000000001","name":"甲某"}},{"person":{"id":"person-00000000000000000000000000000002","name":"乙某"}}]}}
{"key":"2","by":{"service":"letters"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-01T10:00:00+08:00","recorded_at":"2021-06-01T10:05:00+08:00","act":{"register":{"clue":{"id":"clue-00000000000000000000000000000001","source":"mass_report","channel":"letter","problem_classes":["acting_as_umbrella"],"subjects":["person-00000000000000000000000000000002"],"content":"反映乙某充当保护伞"},"ledger_no":"丙纪信1","jurisdiction":"own"}}}
{"key":"3","by":{"person":"person-00000000000000000000000000000001"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-02T09:00:00+08:00","recorded_at":"2021-06-02T09:00:00+08:00","act":{"dispose":{"clue":"clue-00000000000000000000000000000001","assessment":{"within_jurisdiction":{"known":true},"specific":{"known":true}},"studied_collectively":true}}}
{"key":"4","by":{"person":"person-00000000000000000000000000000001"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-02T10:00:00+08:00","recorded_at":"2021-06-02T10:00:00+08:00","act":{"dispose":{"clue":"clue-00000000000000000000000000000001","assessment":{"within_jurisdiction":{"known":true},"conditions_ready":{"known":true},"specific":{"known":true},"checkable":{"known":true},"ruled_out":{"known":false}},"studied_collectively":true}}}
{"key":"4","by":{"person":"person-00000000000000000000000000000001"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-02T10:00:00+08:00","recorded_at":"2021-06-02T10:00:00+08:00","act":{"dispose":{"clue":"clue-00000000000000000000000000000001","assessment":{"within_jurisdiction":{"known":true},"conditions_ready":{"known":true},"specific":{"known":true},"checkable":{"known":true},"ruled_out":{"known":false}},"studied_collectively":true}}}
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let (rulebook, calendar) = (Rulebook::published(), china());
    let context = Context::new(&rulebook, "chengguan", &calendar);
    let mut book = Casebook::default();
    // The store of this program: a list.
    let mut journal: Vec<Entry> = Vec::new();

    for line in COMMANDS.lines().filter(|line| !line.is_empty()) {
        let command: Command = serde_json::from_str(line)?;
        let key = command.key().clone();
        match handle(&mut book, &command, &context) {
            Ok(Done::Now(entry)) => {
                let what: Vec<String> =
                    entry.events.iter().map(|event| event.what.name()).collect();
                println!("{key}: entry {}: {}", entry.number, what.join("; "));
                journal.push(*entry);
            }
            Ok(Done::Before(entry)) => println!("{key}: done before, in entry {entry}"),
            Err(NotDone::Refused(refusal)) => {
                println!("{key}: not done: {}", refusal.step());
                for unmet in refusal.unmet() {
                    println!("   {}", unmet.reason().because());
                }
            }
            Err(other) => println!("{key}: not done: {other}"),
        }
    }

    // State is the fold of the entries, and nothing else.
    let again = Casebook::replay(&journal)?;
    println!("\nreplayed: {}", if again == book { "the same casebook" } else { "another one" });

    let editions = Editions::default().rules(None, rulebook.clone()).calendar(calendar.clone());
    let found = audit(&journal, &editions)?;
    println!("audited: {} entries, {} come out otherwise", found.entries, found.other.len());

    let evening = Moment::parse("2021-06-01T18:00:00+08:00")?;
    let then = TimeMachine::new(&journal).book(evening)?;
    for clue in then.dossier().clues().values() {
        println!("on {evening}: the clue was {}", clue.stage());
    }

    println!("due then:");
    for item in agenda(&then, rulebook.on("chengguan", evening.day())?, &calendar, evening) {
        println!("  {} of {}: {}", item.what.english(), item.about, item.pressing());
    }
    Ok(())
}
