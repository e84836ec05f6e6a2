//! What a casebook costs as it grows: commands a second, events applied a second, bytes a
//! clue, and whether one command costs the same in a large book.
//!
//! `cargo bench -p unbrella-benches --bench casebook -- 10000 100000` names how many clues;
//! without numbers it is 10,000. Each clue lives the life of one clue of the embedded
//! casework: registered, disposed of, verified, closed. Every third is about somebody new.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use cpu_time::ProcessTime;
use serde_json::Value;
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::{Day, Moment};
use unbrella::casebook::agenda::agenda;
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, handle};
use unbrella::casebook::entry::Entry;
use unbrella::rulebook::Rulebook;

/// The clue whose life is lived again and again, and what is named in it.
const LIFE: &str = "clue.021/";
/// How many entries are kept in memory to be applied again.
const KEPT: usize = 60_000;

/// The embedded casework: what is entered first, and the life of one clue.
struct Template {
    setting: Vec<Value>,
    life: Vec<String>,
    clue: String,
    verification: Option<String>,
    subject: String,
    ledger_no: String,
}

impl Template {
    fn read() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = file.join("../examples/casework_data/chengguan.jsonl");
        let text = std::fs::read_to_string(file).unwrap();
        let lines: Vec<Value> =
            text.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect();
        let of = |key: &str| {
            let ours = lines.iter().filter(|line| line["key"].as_str().unwrap().starts_with(key));
            ours.cloned().collect::<Vec<Value>>()
        };
        let life = of(LIFE);
        let named = |act: &str| life.iter().find_map(|line| line["act"].get(act)).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let register = named("register");
        Self {
            clue: text(&register["clue"]["id"]),
            subject: text(&register["clue"]["subjects"][0]),
            ledger_no: text(&register["ledger_no"]),
            verification: life
                .iter()
                .find_map(|line| line["act"].get("verify"))
                .map(|verify| text(&verify["id"])),
            setting: of("setting/"),
            life: life
                .iter()
                .filter(|line| {
                    ["register", "dispose", "verify", "close"]
                        .iter()
                        .any(|act| line["act"].get(act).is_some())
                })
                .map(Value::to_string)
                .collect(),
        }
    }

    /// The commands of one clue, at one moment: a casebook never goes back in time.
    fn commands(&self, n: u32) -> Vec<Command> {
        let (person, about_new) = (n / 3, n.is_multiple_of(3));
        let second = i64::from(n) * 7;
        let day = Day::parse("2020-02-01").unwrap().plus_days(second / 86_400).unwrap();
        let (hour, minute) = (second / 3_600 % 24, second / 60 % 60);
        let at = format!("{day}T{hour:02}:{minute:02}:{:02}+08:00", second % 60);
        let at = Moment::parse(&at).unwrap();
        let subject = format!("person-{:032x}", 0x0100_0000 + person);
        let mut commands = Vec::with_capacity(5);
        if about_new {
            let person = serde_json::json!({"key": format!("person.{n}"),
                "by": {"service": "letters-office"}, "organ": self.organ(),
                "act": {"enter": [{"person": {"id": subject, "name": format!("甲某{person}")}}]}});
            commands.push(self.at(person, at));
        }
        for line in &self.life {
            let mut line = line
                .replace(&self.clue, &format!("clue-{n:032x}"))
                .replace(&self.subject, &subject)
                .replace(&self.ledger_no, &format!("甲纪信〔2020〕{n}号"))
                .replace("（第21件）", &format!("（第{n}件）"))
                .replace(LIFE, &format!("life.{n}/"));
            if let Some(verification) = &self.verification {
                line = line.replace(verification, &format!("verification-{n:032x}"));
            }
            commands.push(self.at(serde_json::from_str(&line).unwrap(), at));
        }
        commands
    }

    fn organ(&self) -> Value {
        let line: Value = serde_json::from_str(&self.life[0]).unwrap();
        line["organ"].clone()
    }

    /// The same line, with everything in it at this moment.
    fn at(&self, mut line: Value, at: Moment) -> Command {
        fn set(value: &mut Value, at: &Value) {
            match value {
                Value::Object(fields) => {
                    for (name, value) in fields {
                        if name == "occurred_at" || name == "recorded_at" {
                            *value = at.clone();
                        } else {
                            set(value, at);
                        }
                    }
                }
                Value::Array(values) => values.iter_mut().for_each(|value| set(value, at)),
                _ => {}
            }
        }
        let text = Value::String(at.to_string());
        line["occurred_at"] = text.clone();
        line["recorded_at"] = text.clone();
        set(&mut line, &text);
        serde_json::from_value(line).unwrap()
    }
}

/// A book that grows, and what it has taken so far.
struct Growing {
    template: Template,
    rulebook: Rulebook,
    calendar: WorkCalendar,
    book: Casebook,
    kept: Vec<Entry>,
    events: u64,
    bytes: u64,
}

impl Growing {
    fn new() -> Self {
        let mut growing = Self {
            template: Template::read(),
            rulebook: Rulebook::published(),
            calendar: china(),
            book: Casebook::default(),
            kept: Vec::new(),
            events: 0,
            bytes: 0,
        };
        for line in growing.template.setting.clone() {
            let command = serde_json::from_value(line).unwrap();
            growing.send(&command);
        }
        growing
    }

    fn send(&mut self, command: &Command) -> Entry {
        let context = Context::new(&self.rulebook, "chengguan", &self.calendar);
        match handle(&mut self.book, command, &context) {
            Ok(Done::Now(entry)) => {
                self.events += entry.events.len() as u64;
                *entry
            }
            other => panic!("{command:?}\n{other:?}"),
        }
    }

    /// Lets clues live; the time that deciding and taking in took, by act.
    fn live(&mut self, clues: std::ops::Range<u32>) -> BTreeMap<String, (u32, Duration)> {
        let mut took: BTreeMap<String, (u32, Duration)> = BTreeMap::new();
        for n in clues {
            for command in self.template.commands(n) {
                let form = serde_json::to_value(command.act()).unwrap();
                let act = form.as_object().unwrap().keys().next().unwrap().clone();
                let begin = ProcessTime::now();
                let entry = self.send(&command);
                let sum = took.entry(act).or_default();
                *sum = (sum.0 + 1, sum.1 + begin.elapsed());
                if n.is_multiple_of(16) {
                    self.bytes += 16 * serde_json::to_vec(&entry).unwrap().len() as u64;
                }
                if self.kept.len() < KEPT {
                    self.kept.push(entry);
                }
            }
        }
        took
    }
}

/// Bytes of this process that are resident.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1_024
}

/// Applies what was kept to an empty book.
fn replay(kept: &[Entry]) -> (u64, Duration) {
    let begin = ProcessTime::now();
    let mut book = Casebook::default();
    let mut events = 0;
    for entry in kept {
        book.take(entry).unwrap();
        events += entry.events.len() as u64;
    }
    black_box(&book);
    (events, begin.elapsed())
}

fn main() {
    let named: Vec<u32> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if named.is_empty() { vec![10_000] } else { named };
    let mut growing = Growing::new();
    let mut from = 1;
    println!("| clues in the book | act | µs a command |");
    println!("|---:|---|---:|");
    for size in sizes {
        // Of each size the last thousand clues are told: what one command costs there.
        let last = from.max(size.saturating_sub(1_000));
        growing.live(from..last);
        let took = growing.live(last..size + 1);
        for (act, (count, took)) in took {
            println!("| {size} | {act} | {:.1} |", took.as_secs_f64() * 1e6 / f64::from(count));
        }
        from = size + 1;
        let (rules, now) = (growing.book.last_recorded().unwrap(), growing.book.last_recorded());
        let rules = growing.rulebook.on("chengguan", rules.day()).unwrap();
        let begin = ProcessTime::now();
        let due = agenda(&growing.book, rules, &growing.calendar, now.unwrap()).len();
        let asked = begin.elapsed();
        println!(
            "{size} clues: {} events, {} bytes of JSON a clue, {} bytes resident a clue (with {} \
             entries kept); agenda of {due} items in {:.1} ms",
            growing.events,
            growing.bytes / u64::from(size),
            resident() / u64::from(size),
            growing.kept.len(),
            asked.as_secs_f64() * 1e3,
        );
    }
    let (events, took) = replay(&growing.kept);
    println!(
        "applied again: {events} events of {} entries, {:.0} events a second",
        growing.kept.len(),
        events as f64 / took.as_secs_f64(),
    );
}
