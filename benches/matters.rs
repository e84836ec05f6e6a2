//! Every kind of command in a book that grows: generated casework, lived again and again by
//! other people in other matters.

use std::collections::BTreeMap;
use std::time::Duration;

use cpu_time::ProcessTime;
use serde_json::{Value, json};
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::{Day, Moment};
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, handle};
use unbrella::casebook::testing::generated::{casework, lives};
use unbrella::rulebook::Rulebook;

/// Whom the matters of the generated casework are about: of each round, others.
const SUBJECTS: std::ops::Range<u32> = 16..32;

/// How often each act was carried out, and how long that took.
pub type Took = BTreeMap<&'static str, (u32, Duration)>;

/// A book in which every life is lived, round by round.
pub struct Matters {
    /// The rules by which it decides.
    pub rulebook: Rulebook,
    /// The days by which it counts.
    pub calendar: WorkCalendar,
    /// The book.
    pub book: Casebook,
    round: Vec<Value>,
    from: Moment,
    to: Moment,
    rounds: u32,
}

impl Default for Matters {
    fn default() -> Self {
        let mut commands = casework(1, Self::of_a_round()).into_iter();
        let setting = commands.next().unwrap();
        let round: Vec<Command> = commands.collect();
        let mut matters = Self {
            rulebook: Rulebook::published(),
            calendar: china(),
            book: Casebook::default(),
            from: setting.when().recorded_at(),
            to: round.last().unwrap().when().recorded_at(),
            round: round.iter().map(|one| serde_json::to_value(one).unwrap()).collect(),
            rounds: 0,
        };
        matters.send(&setting);
        matters
    }
}

impl Matters {
    /// How many matters are lived in one round.
    #[must_use]
    pub fn of_a_round() -> u64 {
        2 * lives().count() as u64
    }

    /// Lives so many rounds more; what each act took.
    pub fn live(&mut self, rounds: u32) -> Took {
        let mut took = Took::new();
        for _ in 0..rounds {
            self.rounds += 1;
            for command in self.commands() {
                let begin = ProcessTime::now();
                self.send(&command);
                let sum = took.entry(command.act().kind()).or_default();
                *sum = (sum.0 + 1, sum.1 + begin.elapsed());
            }
        }
        took
    }

    fn send(&mut self, command: &Command) {
        let context = Context::new(&self.rulebook, "chengguan", &self.calendar);
        match handle(&mut self.book, command, &context) {
            Ok(Done::Now(_)) => {}
            other => panic!("{command:?}\n{other:?}"),
        }
    }

    /// The people of this round, then what happens in its matters.
    fn commands(&self) -> Vec<Command> {
        let first = &self.round[0];
        let people: Vec<Value> = SUBJECTS
            .map(|n| json!({"person": {"id": format!("person-{n:032x}"), "name": format!("丁某{n}")}}))
            .collect();
        let enter = json!({"key": "people", "by": {"service": "registry"}, "organ": first["organ"],
            "occurred_at": first["occurred_at"], "recorded_at": first["recorded_at"],
            "act": {"enter": people}});
        std::iter::once(&enter)
            .chain(&self.round)
            .map(|form| {
                let mut form = form.clone();
                self.other(&mut form);
                form["key"] = json!(format!("{}/{}", self.rounds, form["key"].as_str().unwrap()));
                serde_json::from_value(form).unwrap()
            })
            .collect()
    }

    /// Other ids than those of the setting, and later moments.
    fn other(&self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                let renamed = std::mem::take(fields).into_iter().map(|(name, mut value)| {
                    self.other(&mut value);
                    (self.text(&name).unwrap_or(name), value)
                });
                *fields = renamed.collect();
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.other(value)),
            Value::String(text) => {
                if let Some(other) = self.text(text) {
                    *text = other;
                }
            }
            _ => {}
        }
    }

    fn text(&self, text: &str) -> Option<String> {
        let later = self.to.since(self.from) * i32::try_from(self.rounds).unwrap();
        if let Ok(moment) = Moment::parse(text) {
            return Some(moment.plus(later).unwrap().datetime().to_rfc3339());
        }
        if let Ok(day) = Day::parse(text) {
            let lived = self.from.day() <= day && day <= self.to.day();
            return lived.then(|| day.plus_days(later.num_days()).unwrap().to_string());
        }
        let (kind, digits) = text.rsplit_once('-').filter(|(_, digits)| digits.len() == 32)?;
        let n = u128::from_str_radix(digits, 16).ok()?;
        let of_setting = n < 0x100 && !(kind == "person" && SUBJECTS.contains(&(n as u32)));
        (!of_setting).then(|| format!("{kind}-{:032x}", n + (u128::from(self.rounds) << 80)))
    }
}
