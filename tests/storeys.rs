//! The house stands: imports run downward, nothing runs in circles.
//!
//! Storeys are those of `guide::architecture`. Within a storey, and within every folder,
//! a file imports from files that are declared before it. Unit tests may look up: they
//! are not part of the house.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{SourceFile, by_module, declared, inline_modules, items, library, mentions};

/// All modules of the house, planned ones too, in the order of their storeys.
const HOUSE: [(&str, u8); 14] = [
    ("base", 0),
    ("terms", 1),
    ("provenance", 1),
    ("secrecy", 1),
    ("decision", 2),
    ("rulebook", 2),
    ("model", 3),
    ("network", 4),
    ("procedure", 5),
    ("casebook", 6),
    ("exchange", 7),
    ("report", 7),
    ("error", 8),
    ("guide", 9),
];

/// Names that say nothing about what a file holds.
const EMPTY_NAMES: [&str; 10] = [
    "util", "utils", "common", "helper", "helpers", "misc", "manager", "shared", "prelude", "types",
];

/// One file leaning on another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Import {
    from: Vec<String>,
    to: Vec<String>,
    line: usize,
    /// Stands in a macro, which the file itself need not use.
    in_macro: bool,
}

struct House<'a> {
    files: BTreeMap<Vec<String>, &'a SourceFile>,
    /// Module → names that its `use` lines bring in → where they come from.
    names: BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>>,
    globs: BTreeMap<Vec<String>, Vec<Vec<String>>>,
    macros: BTreeMap<String, Vec<String>>,
}

impl<'a> House<'a> {
    fn new(files: &'a [SourceFile]) -> Self {
        let mut house = Self {
            files: by_module(files),
            names: BTreeMap::new(),
            globs: BTreeMap::new(),
            macros: BTreeMap::new(),
        };
        for file in files {
            for item in items(file).into_iter().filter(|item| item.kind == "macro_rules") {
                house.macros.insert(item.name, file.module.clone());
            }
            for mention in mentions(file).into_iter().filter(|mention| !mention.test) {
                let Some(path) = house.absolute(file, &mention.within, &mention.segments) else {
                    continue;
                };
                if mention.glob {
                    house.globs.entry(file.module.clone()).or_default().push(path);
                } else if let Some(name) = mention.imported_as {
                    house.names.entry(file.module.clone()).or_default().insert(name, path);
                }
            }
        }
        house
    }

    /// The path from the crate's root, if it is a path inside the crate.
    fn absolute(
        &self,
        file: &SourceFile,
        within: &[String],
        segments: &[String],
    ) -> Option<Vec<String>> {
        let mut rest = segments;
        let mut base = within.to_vec();
        match rest.first()?.as_str() {
            "crate" => (base, rest) = (Vec::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|first| first == "super") {
                    base.pop()?;
                    rest = &rest[1..];
                }
            }
            first => {
                let mut child = file.module.clone();
                child.push(first.to_owned());
                if within != file.module || !self.files.contains_key(&child) {
                    return None;
                }
            }
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// The module in whose file the thing at `path` is written down.
    fn home(&self, path: &[String], depth: usize) -> Vec<String> {
        let known = (0..=path.len()).rev().find(|n| self.files.contains_key(&path[..*n]));
        let module = path[..known.unwrap_or(0)].to_vec();
        let (Some(name), true) = (path.get(module.len()), depth < 8) else { return module };
        if module.is_empty()
            && let Some(home) = self.macros.get(name)
        {
            return home.clone();
        }
        let own = items(self.files[&module]).iter().any(|item| item.name == *name);
        let inline = inline_modules(self.files[&module]).contains(name);
        if own || inline {
            return module;
        }
        if let Some(target) = self.names.get(&module).and_then(|names| names.get(name)) {
            let mut target = target.clone();
            target.extend(path[module.len() + 1..].iter().cloned());
            return self.home(&target, depth + 1);
        }
        for glob in self.globs.get(&module).into_iter().flatten() {
            let file = self.files.get(glob);
            if file.is_some_and(|file| items(file).iter().any(|item| item.name == *name)) {
                return glob.clone();
            }
        }
        module
    }

    fn imports(&self) -> BTreeSet<Import> {
        let mut found = BTreeSet::new();
        for file in self.files.values() {
            if file.module.is_empty() || self.is_test_file(file) {
                continue;
            }
            for mention in mentions(file).into_iter().filter(|mention| !mention.test) {
                let Some(path) = self.absolute(file, &mention.within, &mention.segments) else {
                    continue;
                };
                let to = self.home(&path, 0);
                if to != file.module {
                    let (from, line) = (file.module.clone(), mention.line);
                    found.insert(Import { from, to, line, in_macro: mention.in_macro });
                }
            }
        }
        found
    }

    /// A file, or one below a file, that is declared under `#[cfg(test)]`.
    fn is_test_file(&self, file: &SourceFile) -> bool {
        (1..=file.module.len()).any(|n| {
            let parent = self.files.get(&file.module[..n - 1]);
            let name = &file.module[n - 1];
            parent.is_some_and(|parent| {
                declared(parent).iter().any(|module| module.name == *name && module.test)
            })
        })
    }

    fn place(&self, parent: &[String], child: &str) -> Option<usize> {
        declared(self.files.get(parent)?).iter().position(|module| module.name == child)
    }

    /// What is wrong with one import, if anything.
    fn fault(&self, import: &Import) -> Option<String> {
        let Import { from, to, line, in_macro } = import;
        let told = format!("{}:{line} imports {}", self.files[from].path, to.join("::"));
        if to.is_empty() {
            return Some(format!("{told}the crate root, which is only a page"));
        }
        let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        // A macro may stand above what it writes about, in its own folder.
        if *in_macro && common > 0 {
            return None;
        }
        // A folder and a file in it: only circles matter.
        let (Some(a), Some(b)) = (from.get(common), to.get(common)) else { return None };
        let own = self.place(&from[..common], a);
        let other = self.place(&from[..common], b);
        (other >= own).then(|| format!("{told}, which is declared after {a}"))
    }

    fn circle(&self, imports: &BTreeSet<Import>) -> Option<String> {
        let mut left: BTreeMap<&Vec<String>, BTreeSet<&Vec<String>>> = BTreeMap::new();
        for import in imports {
            left.entry(&import.from).or_default().insert(&import.to);
            left.entry(&import.to).or_default();
        }
        // Take away whatever leans on nothing, or is leaned on by nothing, while there is any.
        loop {
            let leaned_on: BTreeSet<_> = left.values().flatten().copied().collect();
            let outside = |(file, on): &(&&Vec<String>, &BTreeSet<_>)| {
                on.is_empty() || !leaned_on.contains(**file)
            };
            let Some(free) = left.iter().find(outside).map(|(file, _)| *file) else { break };
            left.remove(free);
            left.values_mut().for_each(|on| {
                on.remove(free);
            });
        }
        let names: Vec<String> = left.keys().map(|module| module.join("::")).collect();
        (!names.is_empty()).then(|| format!("a circle among {}", names.join(", ")))
    }
}

/// Everything that is wrong with the house.
fn faults(files: &[SourceFile]) -> Vec<String> {
    let house = House::new(files);
    let imports = house.imports();
    let mut faults: Vec<String> = imports.iter().filter_map(|import| house.fault(import)).collect();
    faults.extend(house.circle(&imports));
    faults.extend(order_of_storeys(files));
    for file in files {
        let name = file.module.last().map_or("lib", String::as_str);
        if EMPTY_NAMES.contains(&name) {
            faults.push(format!("{} has a name that says nothing", file.path));
        }
        let parent = &file.module[..file.module.len().saturating_sub(1)];
        if !file.module.is_empty() && house.place(parent, name).is_none() {
            faults.push(format!("{} is declared nowhere", file.path));
        }
    }
    faults
}

fn order_of_storeys(files: &[SourceFile]) -> Vec<String> {
    let Some(page) = files.iter().find(|file| file.module.is_empty()) else { return Vec::new() };
    let mut faults = Vec::new();
    let mut last = None;
    for name in declared(page).into_iter().map(|module| module.name) {
        let place = HOUSE.iter().position(|(known, _)| *known == name);
        match place {
            None => faults.push(format!("{name} stands on no storey")),
            Some(_) if place < last => faults.push(format!("{name} is declared too late")),
            Some(_) => last = place,
        }
    }
    faults
}

#[test]
fn imports_run_downward() {
    let faults = faults(&library());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_guide_shows_the_same_storeys() {
    let text = source::read("src/guide/architecture.md");
    let shown: Vec<(String, u8)> = source::table_rows(&text)
        .into_iter()
        .filter(|row| row.len() == 3)
        .map(|row| (row[1].trim_matches('`').to_owned(), row[0].parse().unwrap()))
        .collect();
    let house: Vec<(String, u8)> =
        HOUSE.iter().filter(|(name, _)| *name != "guide").map(|(n, s)| ((*n).into(), *s)).collect();
    assert_eq!(shown, house);
}

/// A small sound house, to plant faults in.
fn small_house() -> Vec<(&'static str, &'static str)> {
    vec![
        ("src/lib.rs", "pub mod base; pub mod rulebook; pub mod error;"),
        ("src/base/mod.rs", "pub mod truth; pub mod day; pub use self::day::Day;"),
        ("src/base/truth.rs", "pub struct Truth;"),
        (
            "src/base/day.rs",
            "use crate::base::truth::Truth; pub struct Day(Truth);
             // crate::rulebook::Rules in a comment
             const TEXT: &str = \"crate::rulebook::Rules\";
             #[cfg(test)] mod tests { use super::*; use crate::rulebook::Rules; }",
        ),
        ("src/rulebook.rs", "use crate::base::{Day, truth::Truth}; pub struct Rules(Day, Truth);"),
        ("src/error.rs", "pub struct Error(crate::rulebook::Rules);"),
    ]
}

fn check(house: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<_> = house.iter().map(|(path, text)| SourceFile::new(path, text)).collect();
    faults(&files)
}

#[test]
fn a_sound_house_has_no_faults() {
    assert_eq!(check(&small_house()), [""; 0]);
}

/// Every row: the file that is changed, its new text, what must be said about it.
#[test]
fn planted_faults_are_found() {
    #[rustfmt::skip]
    let rows = [
        ("src/base/truth.rs", "use crate::rulebook::Rules;", "src/base/truth.rs:1 imports rulebook, which is declared after base"),
        ("src/base/truth.rs", "use crate::{rulebook::{self, Rules as R}};", "src/base/truth.rs:1 imports rulebook, which is declared after base"),
        ("src/base/truth.rs", "\n\nfn f() -> crate::error::Error {}", "src/base/truth.rs:3 imports error, which is declared after base"),
        ("src/base/truth.rs", "use super::super::rulebook::Rules;", "src/base/truth.rs:1 imports rulebook, which is declared after base"),
        ("src/base/truth.rs", "mod inner { use super::super::day::Day; }", "src/base/truth.rs:1 imports base::day, which is declared after truth"),
        // Through the re-export in the folder's own file.
        ("src/base/truth.rs", "use super::Day; pub struct Truth;", "src/base/truth.rs:1 imports base::day, which is declared after truth"),
        ("src/base/truth.rs", "use crate::base::Day; pub struct Truth;", "a circle among base::day, base::truth"),
        ("src/base/mod.rs", "pub mod truth; pub mod day; use self::day::Day; pub struct X;", ""),
        ("src/lib.rs", "pub mod rulebook; pub mod base; pub mod error;", "base is declared too late"),
        ("src/lib.rs", "pub mod base; pub mod rulebook; pub mod attic; pub mod error;", "attic stands on no storey"),
        ("src/lib.rs", "pub mod base; pub mod rulebook;", "src/error.rs is declared nowhere"),
    ];
    for (path, text, wanted) in rows {
        let mut house = small_house();
        house.iter_mut().find(|(known, _)| *known == path).unwrap().1 = text;
        let found = check(&house);
        let hit =
            found.iter().any(|fault| fault == wanted) || (wanted.is_empty() && found.is_empty());
        assert!(hit, "{path} {text}\nwanted {wanted}\nfound  {found:#?}");
    }
    let mut house = small_house();
    house.push(("src/base/util.rs", ""));
    assert!(check(&house).contains(&"src/base/util.rs has a name that says nothing".to_owned()));
}
