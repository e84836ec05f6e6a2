//! Each line of the embedded casework counts for something: a line that is left out, done
//! twice or done for another organ changes the figures that it feeds, and no others; a
//! decoy feeds none; lines of different matters may stand in any order.
//!
//! The table `tests/golden/lines.txt` says for each kind of line which figures change. After
//! a wanted change write it anew with
//! `UNBRELLA_BLESS=1 cargo test --test casework_means_something`, and read the difference.
//! `UNBRELLA_ALL_LINES=1` leaves out every line in turn, not one of each kind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::print_stderr, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;
use unbrella::base::calendar::china;
use unbrella::report::casework::lines::CaseworkFile;
use unbrella::report::casework::page::CaseworkPage;
use unbrella::report::casework::replay::{Fate, Replay};
use unbrella::report::counted::{Agreement, counted, published_beside};
use unbrella::rulebook::{PackDraft, Rulebook};

/// A world: its files as lines, the header of each first.
#[derive(Clone)]
struct World {
    name: &'static str,
    files: Vec<Vec<String>>,
    /// The organ whose casework it is, and another one.
    organs: [String; 2],
}

/// Figures by row and name.
type Figures = BTreeMap<String, String>;

fn read(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/casework_data");
    let text = std::fs::read_to_string(path.join(format!("{name}.jsonl"))).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn key(line: &str) -> String {
    let line: Value = serde_json::from_str(line).unwrap();
    line["key"].as_str().unwrap_or_default().to_owned()
}

/// The kind of a line: its key without the numbers.
fn kind(key: &str) -> String {
    let word = |part: &str| {
        let parts = part.split('.').filter(|part| part.parse::<u32>().is_err());
        parts.collect::<Vec<_>>().join(".")
    };
    let kind: Vec<String> = key.split('/').map(word).collect();
    kind.join("/")
}

impl World {
    fn new(name: &'static str) -> Self {
        let names: Vec<&str> =
            if name.starts_with("chengguan") { vec!["chengguan", name] } else { vec![name] };
        let files: Vec<Vec<String>> = names.iter().map(|name| read(name)).collect();
        let header: Value = serde_json::from_str(&files[0][0]).unwrap();
        let own = header["organ"].as_str().unwrap().to_owned();
        let other = organs(&files).into_iter().find(|organ| *organ != own).unwrap();
        Self { name, files, organs: [own, other] }
    }

    /// Without the members of villages: they feed one figure, and nothing else looks at them.
    fn without_members(mut self) -> Self {
        for file in &mut self.files {
            file.retain(|line| {
                !line.contains("\"key\":\"members.") && !line.contains("\"key\":\"decoy.members/")
            });
        }
        self
    }

    fn places(&self) -> Vec<(usize, usize)> {
        let lines = self.files.iter().enumerate();
        lines.flat_map(|(file, lines)| (1..lines.len()).map(move |line| (file, line))).collect()
    }

    fn replay(&self, rulebook: Rulebook) -> Replay {
        let files: Vec<CaseworkFile> = self
            .files
            .iter()
            .map(|lines| CaseworkFile::read(lines.join("\n").as_bytes()).unwrap())
            .collect();
        Replay::new(&files.iter().collect::<Vec<_>>(), rulebook, &china()).unwrap()
    }

    fn figures(&self) -> Figures {
        figures(&self.replay(Rulebook::published()))
    }
}

/// The organs that act in a file, in the order of their ids.
fn organs(files: &[Vec<String>]) -> BTreeSet<String> {
    let lines = files.iter().flatten().skip(1);
    let organ = |line: &String| {
        serde_json::from_str::<Value>(line).unwrap()["organ"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    lines.map(organ).collect()
}

fn figures(replay: &Replay) -> Figures {
    let header = replay.header();
    let rules = replay.rulebook().on(header.pack.as_str(), header.as_of.day()).unwrap();
    let counted = counted(replay.book(), header.place.as_str(), header.organ, rules);
    let named = |figure: &unbrella::report::counted::Counted| {
        let figure = figure.figure();
        (format!("{} {}", figure.row(), figure.name()), figure.quantity().to_string())
    };
    counted.iter().map(named).collect()
}

/// What changed, as `F52 clues_accepted 140 → 139`.
fn changed(before: &Figures, after: &Figures) -> Vec<String> {
    let gone = "none".to_owned();
    let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let told = |name: &&String| {
        let (one, other) = (before.get(*name).unwrap_or(&gone), after.get(*name).unwrap_or(&gone));
        (one != other).then(|| format!("{name} {one} → {other}"))
    };
    all.iter().filter_map(told).collect()
}

/// A line done again, as if it were another one: a new key, and new ids of its own.
fn again(line: &str) -> String {
    fn renew(value: &mut Value) {
        if let Some(Value::String(id)) = value.get_mut("id") {
            let last = if id.ends_with('0') { "1" } else { "0" };
            id.replace_range(id.len() - 1.., last);
        }
    }
    let mut line: Value = serde_json::from_str(line).unwrap();
    line["key"] = Value::String(format!("{}.again", line["key"].as_str().unwrap()));
    for (_, form) in line["act"].as_object_mut().unwrap() {
        renew(form);
        match form {
            Value::Array(entries) => {
                for entry in entries {
                    entry.as_object_mut().unwrap().values_mut().for_each(renew);
                }
            }
            Value::Object(fields) => fields.values_mut().for_each(renew),
            _ => {}
        }
    }
    line.to_string()
}

/// The kinds of lines of a world, each with one line in the middle of its kind.
fn sample(world: &World) -> BTreeMap<String, (usize, usize)> {
    let mut by_kind: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (file, line) in world.places() {
        let kind = kind(&key(&world.files[file][line]));
        by_kind.entry(kind).or_default().push((file, line));
    }
    by_kind.into_iter().map(|(kind, places)| (kind, places[places.len() / 2])).collect()
}

/// One line of each kind: left out, done again, done for another organ.
fn table(world: &World, out: &mut String) {
    let (before, mut wrong) = (world.figures(), Vec::new());
    for (kind, (file, line)) in sample(world) {
        let with = |lines: &[String]| {
            let mut world = world.clone();
            world.files[file].splice(line..=line, lines.iter().cloned());
            changed(&before, &world.figures())
        };
        let own = world.files[file][line].clone();
        let twice = [own.clone(), again(&own)];
        let other = own.replace(&world.organs[0], &world.organs[1]);
        let dropped = with(&[]);
        if kind.starts_with("decoy") {
            wrong.extend(dropped.iter().map(|change| format!("{kind} feeds {change}")));
        } else if feeds(world.name, &kind) && dropped.is_empty() {
            wrong.push(format!("{kind} feeds no figure"));
        }
        let tell = |what: &str, changes: &[String]| {
            let changes = if changes.is_empty() { "–".to_owned() } else { changes.join("; ") };
            format!("  {what}: {changes}\n")
        };
        writeln!(out, "{} {kind}", world.name).unwrap();
        out.push_str(&tell("left out", &dropped));
        out.push_str(&tell("twice", &with(&twice)));
        out.push_str(&tell("for another organ", &with(&[other])));
    }
    assert_eq!(wrong, [""; 0], "{}", world.name);
}

fn compare(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(found, wanted, "{name}, line {}", line + 1);
    }
    assert_eq!(found.lines().count(), wanted.lines().count(), "{name}");
}

#[test]
fn lines_of_chengguan() {
    let mut out = String::new();
    table(&World::new("chengguan-a").without_members(), &mut out);
    compare("lines-chengguan.txt", &out);
}

#[test]
fn lines_of_zhaotong_and_henan() {
    let mut out = String::new();
    table(&World::new("zhaotong"), &mut out);
    table(&World::new("henan"), &mut out);
    compare("lines-zhaotong-henan.txt", &out);
}

/// Kinds of lines that carry no figure: what is looked at, said, planned, or only begun.
const FEEDING_NONE: &[&str] = &[
    "follow/trial",
    "transfer/feed-back",
    "zhaotong clue/dispose",
    "police/investigated",
    "police/transferred",
    "police/prosecuted",
    "police/accepted",
    "follow/investigation",
    "follow/review_for_prosecution",
    "follow/screen",
    "rectify/begin",
    "talks/reminder",
    "umbrella/",
    "umbrella//check",
    "umbrella//refute",
    "umbrella//support",
    "umbrella/claims",
    "umbrella/posts",
    "umbrella/ties",
    "task/progress",
    "item/progress",
    "transfer/register",
    "transfer/owe",
    "transfer/notify",
    "transfer/hand-over",
    "transfer/receive",
];

/// Whether a line is of a kind that feeds a figure.
fn feeds(world: &str, kind: &str) -> bool {
    let apart = ["decoy", "setting"].iter().any(|start| kind.starts_with(start));
    let here = format!("{world} {kind}");
    !apart && !FEEDING_NONE.contains(&kind) && !FEEDING_NONE.contains(&here.as_str())
}

/// With `UNBRELLA_ALL_LINES` every single line of such a kind is left out in turn.
#[test]
fn every_line_feeds_a_figure() {
    if std::env::var_os("UNBRELLA_ALL_LINES").is_none() {
        return;
    }
    for name in ["chengguan-a", "zhaotong", "henan"] {
        let whole = World::new(name);
        for world in [whole.clone().without_members(), whole] {
            let members = world.files.iter().flatten().any(|line| line.contains("\"members."));
            let before = world.figures();
            for (file, line) in world.places() {
                let key = key(&world.files[file][line]);
                let here = name != "chengguan-a" || key.starts_with("members.") == members;
                if here && feeds(name, &kind(&key)) {
                    let mut without = world.clone();
                    without.files[file].remove(line);
                    assert_ne!(changed(&before, &without.figures()), [""; 0], "{name} {key}");
                }
            }
        }
    }
}

/// The members of a village: entered, then screened; and decoys beside them.
#[test]
fn lines_of_members() {
    let world = World::new("chengguan-a");
    let before = world.figures();
    let mut seen = 0;
    for (kind, (file, line)) in sample(&world).into_iter().filter(|(k, _)| k.contains("members")) {
        let mut without = world.clone();
        without.files[file].remove(line);
        let changed = changed(&before, &without.figures());
        if kind.starts_with("decoy") {
            assert_eq!(changed, [""; 0], "{kind}");
        } else {
            assert_eq!(changed, ["F48 committee_members_screened 3,160 → 3,140"], "{kind}");
        }
        seen += 1;
    }
    assert_eq!(seen, 6);
}

/// Leaving out any one figure's line is named by the comparison: the page says DIFFERS.
#[test]
fn the_page_names_what_differs() {
    let mut world = World::new("henan");
    let line = world.files[0].iter().position(|line| line.contains("item.07/rectify")).unwrap();
    world.files[0].remove(line);
    let page = CaseworkPage::new(&world.replay(Rulebook::published()), &china()).unwrap();
    assert_eq!(page.differing(), 1);
    let figures = page.sections().iter().find(|section| section.name == "figures").unwrap();
    let differing: Vec<&str> = figures
        .items
        .iter()
        .filter(|item| item.told.contains("DIFFERS"))
        .map(|item| item.told.as_str())
        .collect();
    assert_eq!(differing, ["63 counted, 64 published [H28], item: DIFFERS 不符"]);
    let audit = page.sections().iter().find(|section| section.name == "audit").unwrap();
    assert!(audit.items.iter().any(|item| item.about == "A2"), "{audit}");
}

/// Lines of different matters commute: written down at one moment, they may stand in any
/// order that keeps each matter's own.
#[test]
fn lines_that_commute_may_be_shuffled() {
    let matter = |key: &str| key.split('/').next().unwrap_or_default().to_owned();
    for name in ["zhaotong", "henan"] {
        let mut world = World::new(name);
        let as_of: Value = serde_json::from_str(&world.files[0][0]).unwrap();
        let mut lines: Vec<Value> =
            world.files[0][1..].iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        lines.iter_mut().for_each(|line| line["recorded_at"] = as_of["as_of"].clone());
        let order = |shuffled: bool, lines: &[Value]| {
            let mut sorted: Vec<(u64, String)> = lines
                .iter()
                .map(|line| {
                    let key = line["key"].as_str().unwrap();
                    let first = [
                        "setting",
                        "clue",
                        "decoy.clue",
                        "mission",
                        "decoy.mission",
                        "problem",
                        "task",
                    ];
                    let place = first
                        .iter()
                        .position(|start| key.starts_with(start))
                        .unwrap_or(first.len()) as u64;
                    let hash = matter(key).bytes().fold(7_u64, |hash, byte| {
                        hash.wrapping_mul(0x9e37_79b9).rotate_left(9) ^ u64::from(byte)
                    });
                    (place << 32 | if shuffled { hash % (1 << 31) } else { 0 }, line.to_string())
                })
                .collect();
            sorted.sort_by_key(|(place, _)| *place);
            sorted.into_iter().map(|(_, line)| line).collect::<Vec<String>>()
        };
        let header = world.files[0][0].clone();
        let mut told = Vec::new();
        for shuffled in [false, true] {
            let mut lines = order(shuffled, &lines);
            lines.insert(0, header.clone());
            world.files[0] = lines;
            told.push(world.figures());
        }
        assert_eq!(told[0], told[1], "{name}");
    }
}

/// Sending everything twice changes nothing: each key is done once.
#[test]
fn every_line_may_be_sent_twice() {
    for name in ["zhaotong", "henan"] {
        let mut world = World::new(name);
        let before = world.replay(Rulebook::published());
        let header = world.files[0].remove(0);
        let twice = world.files[0].iter().flat_map(|line| [line.clone(), line.clone()]);
        world.files[0] = std::iter::once(header).chain(twice).collect();
        let after = world.replay(Rulebook::published());
        assert_eq!(before.book(), after.book(), "{name}");
        let repeated = after.worked().iter().filter(|worked| worked.fate == Fate::Repeated).count();
        let done = before.worked().iter().filter(|worked| matches!(worked.fate, Fate::Done(_)));
        assert_eq!(repeated, done.count(), "{name}");
    }
}

/// The parameters that the slice follows. Without one of them the page is another.
const RULES: [(&str, &[&str]); 3] = [
    (
        "chengguan-a",
        &[
            "intake/own-leader-straight-up",
            "intake/disposal",
            "disposition/opinion",
            "disposition/collective",
            "reporter/result",
            "sign_off/layers",
            "sign_off/order",
            "sign_off/distinct",
            "rectification/fields",
        ],
    ),
    (
        "zhaotong",
        &[
            "transfer/notice",
            "transfer/hand-over",
            "escalation/central-clue",
            "escalation/major-case",
            "look_back/no-passes",
            "look_back/failure-reopens",
            "disposition/opinion",
        ],
    ),
    ("henan", &["rectification/fields"]),
];

/// All packs without one parameter.
fn without(parameter: &str) -> Rulebook {
    let published = Rulebook::published();
    let packs = published.packs().map(|pack| {
        let mut draft = PackDraft::from(pack);
        draft.parameters.retain(|(key, _)| key.as_str() != parameter);
        draft.enter().unwrap()
    });
    Rulebook::new(packs.collect()).unwrap()
}

/// The table `tests/golden/rules.txt`: each rule, and the first lines that are told no more
/// and anew when nothing is laid down for it.
#[test]
fn every_rule_changes_a_printed_fact() {
    let (mut out, mut silent) = (String::new(), Vec::new());
    for (name, parameters) in RULES {
        let world = World::new(name).without_members();
        let page =
            |rulebook| CaseworkPage::new(&world.replay(rulebook), &china()).unwrap().to_string();
        let before = page(Rulebook::published());
        for parameter in parameters {
            let after = page(without(parameter));
            if before == after {
                silent.push(format!("{name} {parameter}"));
            }
            let lines = |one: &str, other: &str| {
                let known: BTreeSet<&str> = other.lines().collect();
                let new: Vec<String> =
                    one.lines().filter(|line| !known.contains(line)).map(str::to_owned).collect();
                new
            };
            let (gone, come) = (lines(&before, &after), lines(&after, &before));
            writeln!(
                out,
                "{name} without {parameter}: {} lines gone, {} come",
                gone.len(),
                come.len()
            )
            .unwrap();
            gone.iter().take(2).for_each(|line| writeln!(out, "  - {}", line.trim()).unwrap());
            come.iter().take(2).for_each(|line| writeln!(out, "  + {}", line.trim()).unwrap());
        }
    }
    assert_eq!(silent, [""; 0], "switched off, and nothing printed is another");
    compare("rules.txt", &out);
}

/// A figure that agrees is not said to differ, and the other way round.
#[test]
fn agreement() {
    let world = World::new("henan");
    let replay = world.replay(Rulebook::published());
    let header = replay.header();
    let rules = replay.rulebook().on("henan", header.as_of.day()).unwrap();
    let counted = counted(replay.book(), "Henan", header.organ, rules);
    let told = published_beside(counted[0].figure()).unwrap();
    assert_eq!(Agreement::of(counted[0].figure(), &told), Agreement::Equal);
    let other = published_beside(counted[2].figure()).unwrap();
    assert_eq!(Agreement::of(counted[0].figure(), &other), Agreement::Differs);
}
