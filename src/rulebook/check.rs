//! Checks of one pack by itself, before it is entered.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::Code;
use crate::provenance::{Certainty, Citation, DefaultUse};
use crate::rulebook::catalogue::Catalogue;
use crate::rulebook::draft::{EntryDraft, OWN_VALUE, PackDraft};
use crate::rulebook::finding::{Finding, FindingCode as F};
use crate::rulebook::keys::{self, KeyInfo};
use crate::rulebook::value::{Value, repeated};

/// Everything that is to be said of a pack by itself, in the order in which it stands.
pub(super) fn draft(draft: &PackDraft) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, entries) in &draft.parameters {
        let mut found = |code, message: String| {
            findings.push(Finding::new(code, &draft.code, message).at(name));
        };
        if !seen.insert(name) {
            found(F::SameDay, "the parameter stands twice".to_owned());
        }
        let key = keys::find(name.as_str());
        if key.is_none() {
            found(F::UnknownKey, format!("`{name}` is not a declared key"));
        }
        if entries.is_empty() {
            found(F::NoEntry, "the parameter has no entry".to_owned());
        }
        findings.extend(history(draft, name, entries));
        for entry in entries {
            let about =
                |(code, message)| Finding::new(code, &draft.code, message).at(name).on(entry.from);
            findings.extend(self::entry(key, entry).into_iter().map(about));
        }
    }
    findings
}

type Found = (F, String);

/// What can be seen only in the history as a whole.
fn history(draft: &PackDraft, name: &Code, entries: &[EntryDraft]) -> Vec<Finding> {
    let mut by_day: BTreeMap<_, Vec<&EntryDraft>> = BTreeMap::new();
    for entry in entries {
        by_day.entry(entry.from).or_default().push(entry);
    }
    let mut findings = Vec::new();
    let mut running = false;
    for (day, entries) in by_day {
        let mut found = |code, message: &str| {
            findings.push(Finding::new(code, &draft.code, message.to_owned()).at(name).on(day));
        };
        if entries.len() > 1 {
            found(F::SameDay, "more than one entry begins on this day");
        }
        let ends = entries.iter().any(|entry| entry.ended);
        if ends && !running {
            found(F::EndsNothing, "there is no value that could end");
        }
        running = !ends;
    }
    findings
}

fn entry(key: Option<&'static KeyInfo>, entry: &EntryDraft) -> Vec<Found> {
    let mut found = own_value(&entry.citation);
    found.extend(source(&entry.citation));
    match (&entry.value, entry.ended) {
        (Some(value), false) => {
            found.extend(certainty(entry));
            found.extend(same_readings(value, entry));
            let readings = entry.other_readings.iter().map(|reading| &reading.value);
            for value in std::iter::once(value).chain(readings) {
                found.extend(self::value(key, value));
            }
        }
        (None, true) if entry.other_readings.is_empty() => {}
        (None, true) => found.push((F::SaysNothing, "an end has no readings".to_owned())),
        (None, false) => found.push((F::SaysNothing, "neither a value nor an end".to_owned())),
        (Some(_), true) => found.push((F::SaysNothing, "both a value and an end".to_owned())),
    }
    for reading in &entry.other_readings {
        found.extend(source(&reading.citation));
    }
    found
}

fn own_value(citation: &Citation) -> Vec<Found> {
    if citation.document().as_str() == OWN_VALUE {
        let why = citation.wording().map(|why| format!(": {why}")).unwrap_or_default();
        return vec![(F::OwnValue, format!("no document says so{why}"))];
    }
    Vec::new()
}

fn source(citation: &Citation) -> Vec<Found> {
    if citation.place().is_none() && citation.wording().is_none() {
        let message = format!("“{}” is cited without a place or words", citation.document());
        return vec![(F::MissingSource, message)];
    }
    Vec::new()
}

fn certainty(entry: &EntryDraft) -> Vec<Found> {
    let certainty = entry.citation.certainty();
    if certainty.default_use() == DefaultUse::Never {
        return vec![(F::TooUncertain, format!("the value that is followed is {certainty}"))];
    }
    if certainty == Certainty::Open
        && entry.other_readings.is_empty()
        && entry.citation.document().as_str() != OWN_VALUE
    {
        let message = "the source is open to more than one reading, and none is kept".to_owned();
        return vec![(F::NoOtherReading, message)];
    }
    Vec::new()
}

fn same_readings(value: &Value, entry: &EntryDraft) -> Vec<Found> {
    let mut before = vec![value];
    let mut found = Vec::new();
    for reading in &entry.other_readings {
        if before.contains(&&reading.value) {
            found.push((F::SameReading, format!("“{}” is given twice", reading.value)));
        }
        before.push(&reading.value);
    }
    found
}

fn value(key: Option<&'static KeyInfo>, value: &Value) -> Vec<Found> {
    let mut found = Vec::new();
    let listed = matches!(value, Value::Codes(_) | Value::Chain(_));
    if listed && value.codes().is_empty() {
        found.push((F::EmptyList, format!("the {} is empty", value.kind())));
    }
    for code in repeated(value.codes()) {
        found.push((F::Repeated, format!("`{code}` stands more than once")));
    }
    if let Value::Catalogue(catalogue) = value {
        found.extend(self::catalogue(catalogue));
    }
    let Some(key) = key else {
        return found;
    };
    if value.kind() != key.kind() {
        found.push((F::WrongKind, format!("a {} where a {} is due", value.kind(), key.kind())));
        return found;
    }
    let vocabulary = key.vocabulary();
    for code in value.codes().iter().filter(|code| !vocabulary.accepts(code.as_str())) {
        let known: Vec<&str> = vocabulary.words().iter().map(|word| word.code).collect();
        found.push((F::UnknownWord, format!("`{code}` is not one of {}", known.join(", "))));
    }
    found
}

fn catalogue(catalogue: &Catalogue) -> Vec<Found> {
    let mut found = Vec::new();
    let (there, stated) = (catalogue.entries().len(), catalogue.stated());
    if !catalogue.is_complete() {
        found.push((F::CatalogueCount, format!("{there} entries where {stated} are stated")));
    }
    if !catalogue.is_numbered() {
        found.push((F::CatalogueNumbers, format!("entries are not numbered 1 to {there}")));
    }
    match catalogue.unverified() {
        0 => {}
        open => found.push((
            F::TextUnverified,
            format!("the text of {open} of {there} entries is not verified"),
        )),
    }
    found
}
