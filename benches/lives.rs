//! The life of one clue of the embedded casework, lived again and again: a casebook that grows.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use cpu_time::ProcessTime;
use serde_json::Value;
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::{Day, Moment};
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, handle};
use unbrella::casebook::entry::Entry;
use unbrella::rulebook::Rulebook;

/// The clue whose life is lived again and again, and what is named in it.
const LIFE: &str = "clue.021/";

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
        // The first of three is about somebody new, the next two about the same.
        let (person, about_new) = (n.div_ceil(3), n % 3 == 1);
        let second = i64::from(n) * 7;
        let day = Day::parse("2020-02-04").unwrap().plus_days(second / 86_400).unwrap();
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
        let text = serde_json::to_value(at).unwrap();
        line["occurred_at"] = text.clone();
        line["recorded_at"] = text.clone();
        set(&mut line, &text);
        serde_json::from_value(line).unwrap()
    }
}

/// A book that grows, and what it has taken so far.
pub struct Growing {
    template: Template,
    /// The rules by which it decides.
    pub rulebook: Rulebook,
    /// The days by which it counts.
    pub calendar: WorkCalendar,
    /// The book.
    pub book: Casebook,
    /// The first entries, those that set it up among them.
    pub kept: Vec<Entry>,
    most: usize,
    /// How many events there were.
    pub events: u64,
    /// The bytes of all entries as JSON, judged by every sixteenth clue.
    pub bytes: u64,
}

impl Growing {
    /// A book with its setting alone, that keeps so many entries to be applied again.
    #[must_use]
    pub fn keeping(most: usize) -> Self {
        let mut growing = Self {
            template: Template::read(),
            rulebook: Rulebook::published(),
            calendar: china(),
            book: Casebook::default(),
            kept: Vec::new(),
            most,
            events: 0,
            bytes: 0,
        };
        for line in growing.template.setting.clone() {
            let command = serde_json::from_value(line).unwrap();
            let entry = growing.send(&command);
            growing.keep(entry);
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

    fn keep(&mut self, entry: Entry) {
        if self.kept.len() < self.most {
            self.kept.push(entry);
        }
    }

    /// Registers clues and leaves them there: each waits for its disposal.
    pub fn leave_open(&mut self, clues: std::ops::Range<u32>) {
        for n in clues {
            let commands = self.template.commands(n);
            let open = commands.iter().take(1 + usize::from(n % 3 == 1));
            open.for_each(|command| drop(self.send(command)));
        }
    }

    /// Lets clues live; the time that deciding and taking in took, by act.
    pub fn live(&mut self, clues: std::ops::Range<u32>) -> BTreeMap<String, (u32, Duration)> {
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
                self.keep(entry);
            }
        }
        took
    }
}
