//! The glossary page says what the code says.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use std::fmt::Write;

use unbrella::terms::{Entry, List, glossary};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/glossary.md");

const HEAD: &str = "\
# Glossary

Every word of the field that the crate knows, by the file that it stands in. The page is
written from the code; `UNBRELLA_BLESS=1 cargo test --test glossary` writes it again.

A **closed** list refuses other codes. An **open** list keeps a code that it does not know
as it came. Where the order of a list means something, its heading says what. A star (\\*)
marks a word that the source does not state, or not in this place: it is our reading. The
last column names rows of the catalogue ([`sources`](crate::guide::sources) explains the
letters) and articles.
";

fn rendered() -> String {
    let lists = glossary();
    let words: usize = lists.iter().map(|list| list.entries().len()).sum();
    let mut page = HEAD.to_owned();
    writeln!(page, "\n{} lists, {words} words.", lists.len()).unwrap();
    let mut file = "";
    for list in lists {
        if list.file() != file {
            file = list.file();
            writeln!(page, "\n## [`{file}`](crate::terms::{file})").unwrap();
        }
        write_list(&mut page, list);
    }
    page
}

fn write_list(page: &mut String, list: &List) {
    let (file, name) = (list.file(), list.name());
    let kind = if list.is_open() { "open" } else { "closed" };
    let order = list.order().map_or_else(String::new, |order| format!(", {order}"));
    writeln!(
        page,
        "\n### {} [`{name}`](crate::terms::{file}::{name})\n\n{}; {kind}{order}.\n",
        list.term(),
        capitalized(list.english()),
    )
    .unwrap();
    writeln!(page, "| term | English | code | source |\n|---|---|---|---|").unwrap();
    for entry in list.entries() {
        writeln!(page, "{}", row(entry)).unwrap();
    }
}

fn row(entry: &Entry) -> String {
    let star = if entry.is_reading() { " \\*" } else { "" };
    let rows = entry.rows().join(", ");
    format!("| {}{star} | {} | `{}` | {rows} |", entry.term(), entry.english(), entry.code())
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

#[test]
fn page_is_what_the_code_renders() {
    let wanted = rendered();
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        std::fs::write(PAGE, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(PAGE).unwrap_or_default();
    let differs = found.lines().zip(wanted.lines()).position(|(found, wanted)| found != wanted);
    assert_eq!(differs.map(|line| line + 1), None, "first line that differs");
    assert_eq!(found.len(), wanted.len());
}

/// A sign that a table cell cannot hold would tear a row apart.
#[test]
fn cells_hold_no_bars() {
    for entry in glossary().iter().flat_map(List::entries) {
        assert_eq!(row(entry).matches('|').count(), 5, "{}", entry.code());
    }
}
