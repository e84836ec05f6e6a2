//! The parameters as a table for people: who says five, and since when.
//!
//! [`markdown`] is what [`guide::parameters`](crate::guide::parameters) shows; a test
//! keeps the two equal.

use std::fmt::Write;

use crate::base::day::Day;
use crate::day;
use crate::rulebook::book::Rulebook;
use crate::rulebook::keys::{self, KeyInfo};
use crate::rulebook::pack::RulePack;
use crate::rulebook::parameter::{Dated, Onset};
use crate::rulebook::value::Value;

/// The day of the checked-in table.
pub const DAY: Day = day!(2025, 7, 1);

/// Every parameter with its value in each pack on a day, what was or will be in force
/// on other days, and the other readings.
///
/// # Examples
///
/// ```
/// use unbrella::rulebook::{Rulebook, table};
///
/// let page = table::markdown(&Rulebook::published(), table::DAY);
/// let says_five = |line: &&str| line.contains("`transfer/notice`") && line.contains("5 calendar");
/// let row = page.lines().find(says_five).unwrap_or_default();
/// assert!(row.contains("zhaotong") && row.contains("Z13"), "{row}");
/// ```
#[must_use]
pub fn markdown(book: &Rulebook, day: Day) -> String {
    let mut page = String::new();
    // Writing into a `String` cannot fail.
    let _ = head(&mut page, day);
    for (file, keys) in keys::ALL {
        let _ = section(&mut page, book, day, file, keys);
    }
    let _ = other_days(&mut page, book, day);
    let _ = other_readings(&mut page, book);
    page
}

fn head(page: &mut String, day: Day) -> std::fmt::Result {
    writeln!(
        page,
        "# Parameters: who says so\n\n\
         Every number and every choice that a procedure uses, with its value on {day} in each\n\
         published pack, and the source. `Z13` is a row of the catalogue, `law 1.4` a section of\n\
         the note on the law. *Known from* means that the source does not state the first day.\n\
         A pack that does not stand under a key is silent: then its parent is asked.\n\n\
         This page is made from the code (`unbrella::rulebook::table`) and checked against it."
    )
}

fn section(
    page: &mut String,
    book: &Rulebook,
    day: Day,
    file: &str,
    keys: &[&'static KeyInfo],
) -> std::fmt::Result {
    writeln!(page, "\n## {file}\n")?;
    writeln!(page, "| key | in words | pack | value | since | source | certainty |")?;
    writeln!(page, "|---|---|---|---|---|---|---|")?;
    for key in keys {
        let mut words = format!("{} ({})", key.english(), key.term());
        let mut shown = false;
        for pack in in_order(book) {
            let Some(entry) = pack.parameter(key).and_then(|parameter| parameter.on(day)) else {
                continue;
            };
            if let Some(value) = entry.value() {
                let value = cell(&key.show(value));
                let words = std::mem::take(&mut words);
                let said = said(entry);
                writeln!(page, "| `{key}` | {words} | {} | {value} | {said} |", pack.code())?;
                shown = true;
            }
        }
        if !shown {
            writeln!(page, "| `{key}` | {words} | – | none on this day | | | |")?;
        }
    }
    Ok(())
}

/// Since when, in which place of which document, how certain.
fn said(entry: &Dated<Value>) -> String {
    let known = match entry.onset() {
        Onset::Stated => "",
        Onset::FirstKnown => "known from ",
    };
    let citation = entry.citation();
    let place = citation.place().map(|place| format!(", {place}")).unwrap_or_default();
    format!(
        "{known}{} | {}{} | {}",
        entry.from(),
        cell(&citation.document().to_string()),
        cell(&place),
        citation.certainty()
    )
}

fn other_days(page: &mut String, book: &Rulebook, day: Day) -> std::fmt::Result {
    writeln!(page, "\n## In force on other days\n")?;
    writeln!(page, "| key | pack | value | until | since | source | certainty |")?;
    writeln!(page, "|---|---|---|---|---|---|---|")?;
    each_entry(book, |pack, key, entry| {
        let parameter = pack.parameter(key);
        let now = parameter.and_then(|parameter| parameter.on(day));
        if now == Some(entry) && entry.value().is_some() {
            return Ok(());
        }
        let value = entry.value().map_or_else(|| "ended".to_owned(), |value| key.show(value));
        let until = parameter.and_then(|parameter| parameter.until(entry.from()));
        let until = until.map(|day| day.to_string()).unwrap_or_default();
        let value = cell(&value);
        writeln!(page, "| `{key}` | {} | {value} | {until} | {} |", pack.code(), said(entry))
    })
}

fn other_readings(page: &mut String, book: &Rulebook) -> std::fmt::Result {
    writeln!(page, "\n## Other readings, kept beside the value that is followed\n")?;
    writeln!(page, "| key | pack | followed | could also mean | because |")?;
    writeln!(page, "|---|---|---|---|---|")?;
    each_entry(book, |pack, key, entry| {
        let followed = entry.value().map(|value| key.show(value)).unwrap_or_default();
        for reading in entry.other_readings() {
            let (other, because) = (key.show(&reading.value), reading.citation.wording());
            writeln!(
                page,
                "| `{key}` | {} | {} | {} | {} |",
                pack.code(),
                cell(&followed),
                cell(&other),
                cell(&because.map(ToString::to_string).unwrap_or_default())
            )?;
        }
        Ok(())
    })
}

fn each_entry(
    book: &Rulebook,
    mut with: impl FnMut(&RulePack, &'static KeyInfo, &Dated<Value>) -> std::fmt::Result,
) -> std::fmt::Result {
    for key in keys::all() {
        for pack in in_order(book) {
            for entry in pack.parameter(key).map(|p| p.history()).unwrap_or_default() {
                with(pack, key, entry)?;
            }
        }
    }
    Ok(())
}

/// Packs from the highest level to the lowest, then by name.
fn in_order(book: &Rulebook) -> Vec<&RulePack> {
    let mut packs: Vec<&RulePack> = book.packs().collect();
    packs.sort_by_key(|pack| (std::cmp::Reverse(pack.level()), pack.code()));
    packs
}

/// Text that does not break a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
