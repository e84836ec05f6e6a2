//! `error::Error` takes every error that a public function returns, and says what to do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod source;

use std::collections::BTreeSet;

use source::{SourceFile, Spot, Token, lex, library, read};
use unbrella::base::calendar::china;
use unbrella::base::day::Day;
use unbrella::base::text::LedgerNo;
use unbrella::day;
use unbrella::error::Error;

/// Errors that stand inside another one, or that are no whole answer.
const PARTS: [&str; 11] = [
    "CalendarProblem",
    "ExtensionProblem",
    "FigureProblem",
    "LimitProblem",
    "OpeningProblem",
    "RefusalProblem",
    "SuspensionProblem",
    "TableProblem",
    "TemplateFault",
    "WarrantFault",
    "WarrantProblem",
];

/// Modules that are still being built: their errors join when they stand.
const BEING_BUILT: [&str; 5] = ["model", "network", "procedure", "casebook", "exchange"];

/// The names of the public error types of a file.
fn errors_of(file: &SourceFile) -> BTreeSet<String> {
    let spots = &file.tokens;
    let word = |i: usize| spots.get(i).and_then(Spot::word);
    let mut found = BTreeSet::new();
    for i in 0..spots.len() {
        if spots[i].test || word(i) != Some("Error") || i == 0 {
            continue;
        }
        let behind = (i..i + 40).find(|n| matches!(word(*n), Some("struct" | "enum")));
        let derived = i > 1 && word(i - 2) == Some("thiserror");
        if derived && let Some(at) = behind.filter(|at| word(at - 1) == Some("pub")) {
            found.extend(word(at + 1).map(str::to_owned));
        }
        let by_hand = word(i + 1) == Some("for") && spots[i - 1].token == Token::Sign("::");
        if by_hand {
            found.extend(word(i + 2).map(str::to_owned));
        }
    }
    found
}

#[test]
fn no_error_is_forgotten() {
    let own = lex(&read("src/error.rs"));
    let taken: BTreeSet<&str> = own.iter().filter_map(Spot::word).collect();
    let mut all = BTreeSet::new();
    for file in library() {
        let top = file.module.first().map_or("", String::as_str);
        if top != "error" && !BEING_BUILT.contains(&top) {
            all.extend(errors_of(&file));
        }
    }
    assert!(all.len() > 20, "{all:?}");
    let known = |name: &str| taken.contains(name) || PARTS.contains(&name);
    let missing: Vec<_> = all.iter().filter(|name| !known(name)).collect();
    assert!(missing.is_empty(), "src/error.rs does not take {missing:?}");
    for name in PARTS {
        assert!(all.contains(name), "{name} is listed here and nowhere else");
    }
}

#[test]
fn each_error_answers_yes_to_one_question() {
    let far = Day::of(2199, 12, 31).unwrap();
    #[rustfmt::skip]
    let rows: [(Error, [bool; 3]); 4] = [
        (LedgerNo::parse("").unwrap_err().into(), [true, false, false]),
        (Day::parse("2019-02-29").unwrap_err().into(), [true, false, false]),
        (far.next().unwrap_err().into(), [false, true, false]),
        (china().is_open(day!(2017, 12, 31)).unwrap_err().into(), [false, true, false]),
    ];
    for (error, wanted) in rows {
        let answers = [error.is_input(), error.is_outside(), error.is_procedure()];
        assert_eq!(answers, wanted, "{error}");
    }
}

#[test]
fn the_sentence_is_that_of_the_narrow_error() {
    let narrow = Day::parse("26.4.2019").unwrap_err();
    assert_eq!(Error::from(narrow).to_string(), narrow.to_string());
}
