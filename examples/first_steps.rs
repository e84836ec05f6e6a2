//! First steps: a casebook without any store.
//!
//! A clue comes in, is disposed of, verified and closed; a refused command tells what is
//! missing and what would cure it; what was stored is replayed, audited, and asked how it stood
//! on the first evening.
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
{"key":"5","by":{"service":"registry"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-02T10:30:00+08:00","recorded_at":"2021-06-02T10:30:00+08:00","act":{"enter":[{"person":{"id":"person-00000000000000000000000000000003","name":"丙某"}},{"person":{"id":"person-00000000000000000000000000000004","name":"丁某"}},{"post":{"id":"post-00000000000000000000000000000001","organ":"organ-00000000000000000000000000000001","title":"书记","leader":"principal_leader"}},{"tenure":{"id":"tenure-00000000000000000000000000000001","person":"person-00000000000000000000000000000003","post":"post-00000000000000000000000000000001","period":{"start":{"on":"2019-01-01"},"end":"open"}}},{"document":{"id":"document-00000000000000000000000000000001","kind":"work_plan","title":"核实方案"}},{"document":{"id":"document-00000000000000000000000000000002","kind":"supervision_report","title":"核实报告"}}]}}
{"key":"6","by":{"person":"person-00000000000000000000000000000003"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-02T12:30:00+08:00","recorded_at":"2021-06-02T12:30:00+08:00","act":{"close":{"clue":"clue-00000000000000000000000000000001","reasons":"查无实据"}}}
{"key":"7","by":{"person":"person-00000000000000000000000000000001"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-03T09:00:00+08:00","recorded_at":"2021-06-03T09:00:00+08:00","act":{"verify":{"id":"verification-00000000000000000000000000000001","clue":"clue-00000000000000000000000000000001","organ":"organ-00000000000000000000000000000001","mode":"ordinary","team":["person-00000000000000000000000000000001","person-00000000000000000000000000000004"],"stages":[{"when":{"occurred_at":"2021-06-02T11:00:00+08:00","recorded_at":"2021-06-02T11:00:00+08:00"},"state":{"planned":{"plan":"document-00000000000000000000000000000001"}}},{"when":{"occurred_at":"2021-06-02T12:00:00+08:00","recorded_at":"2021-06-02T12:00:00+08:00"},"state":{"approved":{"by":"person-00000000000000000000000000000003"}}},{"when":{"occurred_at":"2021-06-03T09:00:00+08:00","recorded_at":"2021-06-03T09:00:00+08:00"},"state":"begun"}]}}}
{"key":"8","by":{"person":"person-00000000000000000000000000000001"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-21T10:00:00+08:00","recorded_at":"2021-06-21T10:00:00+08:00","act":{"verify":{"id":"verification-00000000000000000000000000000001","clue":"clue-00000000000000000000000000000001","organ":"organ-00000000000000000000000000000001","mode":"ordinary","team":["person-00000000000000000000000000000001","person-00000000000000000000000000000004"],"stages":[{"when":{"occurred_at":"2021-06-02T11:00:00+08:00","recorded_at":"2021-06-02T11:00:00+08:00"},"state":{"planned":{"plan":"document-00000000000000000000000000000001"}}},{"when":{"occurred_at":"2021-06-02T12:00:00+08:00","recorded_at":"2021-06-02T12:00:00+08:00"},"state":{"approved":{"by":"person-00000000000000000000000000000003"}}},{"when":{"occurred_at":"2021-06-03T09:00:00+08:00","recorded_at":"2021-06-03T09:00:00+08:00"},"state":"begun"},{"when":{"occurred_at":"2021-06-18T16:00:00+08:00","recorded_at":"2021-06-18T16:00:00+08:00"},"state":{"reported":{"report":"document-00000000000000000000000000000002","content":"0000000000000000000000000000000000000000000000000000000000000001","signed_by":["person-00000000000000000000000000000001","person-00000000000000000000000000000004"],"proposal":"close"}}},{"when":{"occurred_at":"2021-06-21T10:00:00+08:00","recorded_at":"2021-06-21T10:00:00+08:00"},"state":{"concluded":{"by":"person-00000000000000000000000000000003"}}}]}}}
{"key":"9","by":{"person":"person-00000000000000000000000000000003"},"organ":"organ-00000000000000000000000000000001","occurred_at":"2021-06-21T11:00:00+08:00","recorded_at":"2021-06-21T11:00:00+08:00","act":{"close":{"clue":"clue-00000000000000000000000000000001","reasons":"查无实据","settled":true}}}
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
                    unmet.remedy().cures().iter().for_each(|cure| println!("      cure: {cure}"));
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

    for clue in book.dossier().clues().values() {
        println!("\nat the end: the clue was {}", clue.stage());
    }
    let evening = Moment::parse("2021-06-01T18:00:00+08:00")?;
    let then = TimeMachine::new(&journal).book(evening)?;
    for clue in then.dossier().clues().values() {
        println!("on {evening}: the clue was {}", clue.stage());
    }

    println!("due then:");
    for item in agenda(&then, rulebook.on("chengguan", evening.day())?, &calendar, evening) {
        println!("  {item}");
    }
    Ok(())
}
