//! Each of the 133 rows of the catalogue has one main home, each invariant its tests, and what
//! the pages name exists.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

mod source;

use std::collections::BTreeMap;

use source::{SourceFile, Spot, Token, backticked, by_module, files, items, library, read};

/// Letter, first and last number of the rows of each document.
const ROWS: [(char, u8, u8); 5] =
    [('G', 1, 35), ('H', 0, 30), ('C', 1, 29), ('N', 1, 20), ('Z', 0, 17)];

/// The rows that report something on which no program acts.
const REPORT_ONLY: [&str; 8] = ["H00", "H02", "H06", "H24", "N04", "C02", "C20", "C27"];

/// The issues that a row may wait for.
const ISSUES: [&str; 6] = [
    "the nouns, a thin casebook, and casework as the main job",
    "the relationship network",
    "all procedures as rule functions",
    "the casebook: commands, events, a journal that can be trusted, and a time machine",
    "two-way transfer between organs: nothing lost, whatever happens on the way",
    "figures that must add up, and the pictures people look at",
];

struct Row {
    id: String,
    home: String,
    test: String,
}

fn page() -> Vec<Row> {
    let row = |cells: Vec<String>| match <[String; 4]>::try_from(cells) {
        Ok([id, words, home, test]) => {
            assert!(!words.is_empty() && !home.is_empty(), "{id} is empty");
            Row { id, home, test }
        }
        Err(cells) => panic!("not four cells: {cells:?}"),
    };
    source::table_rows(&read("src/guide/coverage.md")).into_iter().map(row).collect()
}

#[test]
fn the_133_rows_stand_there_once_each() {
    let wanted: Vec<String> = ROWS
        .iter()
        .flat_map(|(letter, first, last)| (*first..=*last).map(move |n| format!("{letter}{n:02}")))
        .collect();
    let found: Vec<String> = page().into_iter().map(|row| row.id).collect();
    assert_eq!(found, wanted);
    assert_eq!(found.len(), 133);
}

#[test]
fn every_row_has_a_home_that_exists() {
    let library = library();
    let files = by_module(&library);
    let mut faults = Vec::new();
    for Row { id, home, test } in page() {
        if let Some(waiting) = home.strip_prefix("not yet: ") {
            let (issue, already) = waiting.split_once("; already: ").unwrap_or((waiting, ""));
            if !ISSUES.contains(&issue) {
                faults.push(format!("{id}: no issue {issue}"));
            }
            let gone = backticked(already).into_iter().filter(|item| !exists(&files, item));
            faults.extend(gone.map(|item| format!("{id}: no {item}")));
        } else if home == "report only" {
            if !REPORT_ONLY.contains(&id.as_str()) {
                faults.push(format!("{id} may not be report only"));
            }
        } else {
            let (named, tests) = (backticked(&home), backticked(&test));
            if named.is_empty() || tests.is_empty() {
                faults.push(format!("{id} names no item or no test"));
            }
            let gone = named.into_iter().filter(|item| !exists(&files, item));
            faults.extend(gone.map(|item| format!("{id}: no {item}")));
            let gone = tests.into_iter().filter(|test| !is_test(test));
            faults.extend(gone.map(|test| format!("{id}: no test {test}")));
            continue;
        }
        if test != "–" {
            faults.push(format!("{id}: a test without a home"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Whether `name` is a module, an item, a member of an item, a figure or a key of the rulebook.
fn exists(files: &BTreeMap<Vec<String>, &SourceFile>, name: &str) -> bool {
    let figure = name.len() <= 4
        && name.starts_with(['F', 'A'])
        && name.chars().skip(1).all(|c| c.is_ascii_digit());
    if figure {
        return in_data("src/report", name);
    }
    if name.contains('/') {
        return in_data("src/rulebook", name);
    }
    let path: Vec<String> = name.split("::").map(str::to_owned).collect();
    let known = (1..=path.len()).rev().find(|n| files.contains_key(&path[..*n]));
    let Some((module, rest)) = known.map(|n| path.split_at(n)) else { return false };
    let file = files[module];
    let Some(item) = rest.first() else { return true };
    // An item of a file below counts where the module hands it on.
    let below = files.iter().filter(|(path, _)| {
        path.len() == module.len() + 1 && path.starts_with(module) && hands_on(file, item)
    });
    let mut homes = std::iter::once(file).chain(below.map(|(_, file)| *file));
    homes.any(|file| match rest {
        [_] => items(file).iter().any(|found| found.name == *item),
        [_, member] => {
            items(file).iter().any(|found| found.name == *item) && has_member(file, item, member)
        }
        _ => false,
    })
}

/// Whether a file says `use …item…;`.
fn hands_on(file: &SourceFile, item: &str) -> bool {
    let mut used = false;
    file.tokens.iter().any(|spot| {
        match &spot.token {
            Token::Word(word) if word == "use" => used = true,
            Token::Other(';') => used = false,
            Token::Word(word) => return used && word == item,
            _ => {}
        }
        false
    })
}

/// Whether some file of the folder has the name between quotes or at the start of a line.
fn in_data(folder: &str, name: &str) -> bool {
    let (quoted, first) = (format!("\"{name}\""), format!("\n{name},"));
    ["rs", "csv", "json"].iter().flat_map(|ext| files(folder, ext)).any(|path| {
        let text = read(&path);
        text.contains(&quoted) || text.contains(&first)
    })
}

/// A variant or a field in the item's own braces, or a function or constant of the file.
fn has_member(file: &SourceFile, item: &str, member: &str) -> bool {
    let spots = &file.tokens;
    let word = |i: usize| spots.get(i).and_then(Spot::word);
    let starts = (1..spots.len()).filter(|i| {
        word(*i) == Some(item) && matches!(word(i - 1), Some("enum" | "struct" | "trait"))
    });
    let inside = starts.into_iter().any(|start| {
        let mut depth = 0;
        for spot in &spots[start..] {
            match &spot.token {
                Token::Other('{') => depth += 1,
                Token::Other('}') if depth == 1 => return false,
                Token::Other('}') => depth -= 1,
                Token::Other(';') if depth == 0 => return false,
                Token::Word(word) if depth > 0 && word == member => return true,
                _ => {}
            }
        }
        false
    });
    let mut others = items(file).into_iter().filter(|found| found.name == member);
    inside || others.any(|found| matches!(found.kind.as_str(), "fn" | "const"))
}

/// Whether `path::name` is a function with `#[test]`.
fn is_test(named: &str) -> bool {
    let Some((path, name)) = named.split_once(".rs::") else { return false };
    let path = format!("{path}.rs");
    let known = files("src", "rs").into_iter().chain(files("tests", "rs")).any(|f| f == path);
    known && source::test_names(&read(&path)).contains(name)
}

#[test]
fn every_invariant_names_tests_that_exist() {
    let rows = source::table_rows(&read("src/guide/invariants.md"));
    let numbers: Vec<&str> = rows.iter().map(|cells| cells[0].as_str()).collect();
    assert_eq!(numbers, (1..=12).map(|n| n.to_string()).collect::<Vec<_>>());
    for cells in &rows {
        let tests = backticked(&cells[2]);
        assert!(!tests.is_empty(), "invariant {} has no test", cells[0]);
        let gone: Vec<String> = tests.into_iter().filter(|test| !is_test(test)).collect();
        assert_eq!(gone, [""; 0], "invariant {}", cells[0]);
    }
}

#[test]
fn a_name_that_leads_nowhere_is_noticed() {
    let library = library();
    let files = by_module(&library);
    for good in ["base::day", "base::day::Day", "base::truth::Truth::Unknown", "base::day::Day::of"]
    {
        assert!(exists(&files, good), "{good}");
    }
    #[rustfmt::skip]
    let bad = ["base::night", "base::day::Night", "base::truth::Truth::Perhaps", "F00", "no/such-key"];
    for name in bad {
        assert!(!exists(&files, name), "{name}");
    }
    let here = "tests/coverage.rs::a_name_that_leads_nowhere_is_noticed";
    assert!(is_test(here));
    for name in ["tests/coverage.rs::exists", "tests/nothing.rs::x", "a_name"] {
        assert!(!is_test(name), "{name}");
    }
}
