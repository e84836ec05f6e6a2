//! Rule cases as data: facts, and the answer that a rule gives, readable without Rust.
//!
//! Each file of `tests/cases` is named after a file of `procedure`. A case says in which
//! place and on which day it is asked, what is known (*what is not given is not known*),
//! and the whole answer. A refusal is written as its kind and the rules in the way.
//!
//! The file of the same name beside this one asks the questions of a procedure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::base::day::{Day, Moment};
use unbrella::decision::{Answer, Chinese, Decision, Refusal};
use unbrella::provenance::{Fact, NotKnown};
use unbrella::rulebook::{Rulebook, RulesInForce};
use uuid::Uuid;

/// Declares the files beside this one, and lets each answer the cases of its name.
macro_rules! procedures {
    ($($name:ident,)*) => {
        $(mod $name;)*

        fn ask(
            file: &str,
            what: &str,
            facts: &mut Facts,
            rules: RulesInForce<'_>,
            calendar: &WorkCalendar,
        ) -> Found {
            match file {
                $(stringify!($name) => $name::ask(what, facts, rules, calendar),)*
                other => panic!("no file answers the cases of {other}"),
            }
        }
    };
}

procedures! {
    accountability,
    classification,
    coordination,
    delivery,
    discipline,
    disclosure,
    disposition,
    eligibility,
    escalation,
    exposure,
    file_review,
    follow_up,
    hypothesis,
    identity,
    industry,
    intake,
    look_back,
    proposal,
    rectification,
    recusal,
    remedy,
    reporter,
    screening,
    sign_off,
    supervision,
    transfer,
    verification,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// One case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// In words.
    name: String,
    /// The question: a function of the procedure.
    ask: String,
    /// The rule that gives the first reason, or stands in the way.
    rule: String,
    /// The row of the catalogue, or the section of the note on the law.
    source: String,
    /// The pack that is asked.
    place: String,
    /// The practices of the place hold since this day, where the source does not date them.
    since: Option<Day>,
    /// The day whose rules are asked.
    on: Day,
    /// What is known.
    #[serde(default)]
    facts: Table,
    /// The whole answer.
    answer: String,
}

/// What came out: the answer in words, the rules behind it, and the day's reasons.
struct Found {
    answer: String,
    rules: Vec<String>,
}

fn decided<T>(decision: &Decision<T>, show: impl Fn(&T) -> String) -> Found {
    for reason in decision.reasons() {
        assert!(!reason.chinese().is_empty() && !reason.citations().is_empty());
    }
    let rules = decision.reasons().iter().map(|reason| reason.rule().to_string()).collect();
    Found { answer: show(decision.outcome()), rules }
}

fn refused(refusal: &Refusal) -> Found {
    let rules: Vec<String> =
        refusal.unmet().iter().map(|unmet| unmet.reason().rule().to_string()).collect();
    Found { answer: format!("{}: {}", refusal.kind(), rules.join(", ")), rules }
}

fn either<T>(answer: Result<Decision<T>, Refusal>, show: impl Fn(&T) -> String) -> Found {
    match answer {
        Ok(decision) => decided(&decision, show),
        Err(refusal) => refused(&refusal),
    }
}

fn answered<T>(answer: &Answer<T>, show: impl Fn(&T) -> String) -> String {
    match answer {
        Answer::Known(value) => show(value),
        Answer::Undetermined(open) => open.to_string(),
    }
}

/// The facts of a case; every one must be asked for.
struct Facts {
    table: Table,
    asked: BTreeSet<String>,
}

impl Facts {
    fn get(&mut self, name: &str) -> Option<Value> {
        self.asked.insert(name.to_owned());
        self.table.get(name).cloned()
    }

    fn read<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        Some(self.get(name)?.try_into().unwrap_or_else(|e| panic!("{name}: {e}")))
    }

    /// `2019-04-26 09:30`, in China.
    fn at(&mut self, name: &str) -> Option<Moment> {
        let text: String = self.read(name)?;
        let (day, time) = text.split_once(' ').unwrap_or_else(|| panic!("{name}: {text}"));
        Some(Moment::parse(&format!("{day}T{time}:00+08:00")).unwrap())
    }

    /// Several moments.
    fn ats(&mut self, name: &str) -> Vec<Moment> {
        let texts: Vec<String> = self.list(name);
        let parse = |text: String| {
            let (day, time) = text.split_once(' ').unwrap_or_else(|| panic!("{name}: {text}"));
            Moment::parse(&format!("{day}T{time}:00+08:00")).unwrap()
        };
        texts.into_iter().map(parse).collect()
    }

    fn fact<T: DeserializeOwned>(&mut self, name: &str) -> Fact<T> {
        known(self.read(name))
    }

    fn flag(&mut self, name: &str) -> bool {
        self.read(name).unwrap_or(false)
    }

    fn list<T: DeserializeOwned>(&mut self, name: &str) -> Vec<T> {
        self.read(name).unwrap_or_default()
    }

    /// A whole list of facts: each code given as true or false, or left out.
    fn all<T: DeserializeOwned>(&mut self, codes: &[&str]) -> T {
        let known = codes.iter().filter_map(|code| {
            let yes: bool = self.read(code)?;
            Some(((*code).to_owned(), serde_json::json!({ "known": yes })))
        });
        serde_json::from_value(serde_json::Value::Object(known.collect())).unwrap()
    }
}

fn known<T>(value: Option<T>) -> Fact<T> {
    value.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known)
}

/// Several things in one answer; `nothing` if there are none.
fn joined<T: ToString>(all: impl IntoIterator<Item = T>, nothing: &str) -> String {
    let all: Vec<String> = all.into_iter().map(|one| one.to_string()).collect();
    if all.is_empty() { nothing.to_owned() } else { all.join("; ") }
}

fn id<T>(make: fn(Uuid) -> Result<T, unbrella::base::id::InvalidId>, n: u128) -> T {
    make(Uuid::from_u128(n)).unwrap()
}

fn offset() -> chrono::FixedOffset {
    chrono::FixedOffset::east_opt(8 * 3600).unwrap()
}

fn book(case: &Case) -> Rulebook {
    let book = Rulebook::published();
    match case.since {
        Some(day) => {
            let pack = book.pack(&case.place).unwrap().clone().beginning(day);
            book.with(pack).unwrap()
        }
        None => book,
    }
}

fn files() -> Vec<(String, Vec<Case>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let file: File = toml::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, file.case)
    };
    paths.iter().map(read).collect()
}

#[test]
fn every_case_has_the_answer_that_it_says() {
    let calendar = china();
    let mut wrong = Vec::new();
    for (file, cases) in files() {
        for case in cases {
            let book = book(&case);
            let mut facts = Facts { table: case.facts.clone(), asked: BTreeSet::new() };
            let found = ask(
                &file,
                &case.ask,
                &mut facts,
                book.on(&case.place, case.on).unwrap(),
                &calendar,
            );
            let name = format!("{file}: {}", case.name);
            let unread: Vec<_> =
                facts.table.keys().filter(|key| !facts.asked.contains(*key)).collect();
            assert!(unread.is_empty(), "{name}: nobody asks for {unread:?}");
            if found.answer != case.answer {
                wrong.push(format!("{name}\n  wanted {}\n  found  {}", case.answer, found.answer));
            }
            if !found.rules.contains(&case.rule) {
                wrong.push(format!("{name}\n  no reason {} among {:?}", case.rule, found.rules));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_case_stands_in_the_file_of_its_rule_and_says_where_it_comes_from() {
    let mut names = BTreeSet::new();
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = 0;
    for (file, cases) in files() {
        for case in cases {
            let own = case.rule.split('/').next().unwrap().replace('-', "_");
            assert_eq!(own, file, "{}", case.name);
            assert!(!case.source.is_empty() && !case.answer.is_empty(), "{}", case.name);
            assert!(names.insert(case.name.clone()), "twice: {}", case.name);
            *rules.entry(case.rule).or_default() += 1;
            all += 1;
        }
    }
    assert!(all >= 130, "{all} cases");
    assert!(rules.len() >= 45, "{} rules", rules.len());
}

/// Every rule that the code names stands in the table of its page, and belongs to its file.
#[test]
fn every_rule_stands_on_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/procedure");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let Ok(page) = fs::read_to_string(entry.path().join("mod.rs")) else { continue };
        let file = entry.file_name().into_string().unwrap();
        let parts: String = fs::read_dir(entry.path())
            .unwrap()
            .map(|part| part.unwrap().path())
            .filter(|part| part.is_file())
            .map(|part| fs::read_to_string(part).unwrap())
            .collect();
        for part in parts.split("rule_name!(\"").skip(1) {
            let rule = part.split('"').next().unwrap();
            assert!(page.contains(&format!("//! | `{rule}` | ")), "{rule} is not on its page");
            assert_eq!(rule.split('/').next().unwrap().replace('-', "_"), file, "{rule}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}
