//! The page of parameters is what the code renders. `UNBRELLA_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use unbrella::rulebook::{Rulebook, keys, table};

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guide/parameters.md")
}

#[test]
fn the_page_is_what_the_code_renders() {
    let rendered = table::markdown(&Rulebook::published(), table::DAY);
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        fs::write(path(), &rendered).unwrap();
    }
    let checked_in = fs::read_to_string(path()).unwrap();
    for (number, (page, code)) in checked_in.lines().zip(rendered.lines()).enumerate() {
        assert_eq!(page, code, "line {} of src/guide/parameters.md", number + 1);
    }
    assert_eq!(checked_in.len(), rendered.len(), "UNBRELLA_BLESS=1 writes the page anew");
}

/// A newcomer asks who says five.
#[test]
fn the_page_answers_who_says_five() {
    let page = fs::read_to_string(path()).unwrap();
    let says_five = |line: &&str| line.contains("`transfer/notice`") && line.contains("| 5 ");
    let row = page.lines().find(says_five).unwrap();
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    assert_eq!(cells[3], "zhaotong");
    assert!(cells[4].starts_with("5 calendar days,"), "{row}");
    assert_eq!(cells[5], "known from 2019-04-24");
    assert!(cells[6].ends_with(", Z13"), "{row}");
    assert_eq!(cells[7], "stated");
}

#[test]
fn every_key_stands_on_the_page_and_every_row_is_whole() {
    let page = fs::read_to_string(path()).unwrap();
    for key in keys::all() {
        assert!(page.contains(&format!("| `{key}` | {}", key.english())), "{key}");
    }
    let mut columns = 0;
    for line in page.lines().filter(|line| line.starts_with('|')) {
        let cells = line.matches('|').count() - line.matches("\\|").count();
        if line.starts_with("|---") {
            columns = cells;
        } else if columns > 0 && !line.starts_with("| key |") {
            assert_eq!(cells, columns, "{line}");
        }
    }
}
