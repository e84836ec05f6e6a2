//! Figures, and identities of one's own, from JSON.
//!
//! The list is taken apart first; each entry is then read for itself, so that one bad
//! entry spoils no other. Entries are views into the text, so that nothing is copied and
//! a number keeps its digits.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::collector::{Collector, field, usable};
use super::outcome::{MAX_IDENTITIES, Reading, Unreadable};
use crate::report::figures::{FigureDraft, FigureTable};
use crate::report::identities::Identity;

/// Reads a table of figures, and identities, from JSON.
///
/// # Errors
///
/// [`Unreadable`] if the file is empty, too large, not UTF-8, holds more entries than
/// allowed, or is not JSON before its first entry. A bad entry is no error: it stands in
/// [`Reading::bad_lines`], and so does the line from which the file is not JSON any more.
///
/// # Examples
///
/// ```
/// use unbrella::report::reading::from_json;
///
/// let text = r#"{
///   "figures": [
///     {"row": "R1", "place": "乙市", "name": "clues_received", "value": 140, "unit": "clue"},
///     {"row": "R2", "place": "乙市", "name": "clues_handled", "value": -1, "unit": "clue"}
///   ],
///   "identities": [{
///     "id": "own1", "scope": "each_place_and_period", "source": "R1, R2",
///     "wording": {"en": "Half of the clues were handled.", "zh": "办结一半。"},
///     "statement": {"ratio": {
///       "part": ["clues_handled"], "of": ["clues_received"], "decimals": 1, "shown": "percent"
///     }}
///   }]
/// }"#;
/// let reading = from_json(text.as_bytes())?;
/// assert_eq!(reading.table().figures().len(), 1);
/// assert_eq!(reading.identities()[0].id().as_str(), "own1");
/// assert_eq!(
///     reading.bad_lines()[0].to_string(),
///     "line 4: value: a published quantity is not negative",
/// );
/// # Ok::<(), unbrella::report::reading::Unreadable>(())
/// ```
pub fn from_json(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let bytes = usable(bytes)?;
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Unreadable::NotUtf8 { line: line_after(before) }
    })?;
    let mut entries = Entries::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let end = entries.deserialize(&mut reader).and_then(|()| reader.end());
    if let Some((what, max)) = entries.too_many {
        return Err(Unreadable::TooMany { what, max });
    }
    let mut collector = Collector::default();
    if let Err(error) = end {
        let (line, reason) = (error.line().max(1), entries.reason(&error));
        if entries.figures.is_empty() && entries.identities.is_empty() {
            return Err(Unreadable::Shape { line, reason });
        }
        collector.refuse(line, vec![format!("{reason}; the rest is not read")]);
    }
    let mut lines = Lines { text, offset: 0, line: 1 };
    for entry in &entries.figures {
        read_figure(&mut collector, lines.of(entry), entry);
    }
    let mut lines = Lines { text, offset: 0, line: 1 };
    let identities = read_identities(&mut collector, &mut lines, &entries.identities);
    Ok(collector.finish(identities))
}

/// The number of the line that begins after these bytes end.
fn line_after(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count().saturating_add(1)
}

/// Counts lines forward, so that each byte is looked at once.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which an entry begins. Entries come in the order of the text.
    fn of(&mut self, entry: &RawValue) -> usize {
        let start = entry.get().as_ptr().addr();
        let offset = start.checked_sub(self.text.as_ptr().addr()).unwrap_or(self.offset);
        let between = self.text.as_bytes().get(self.offset..offset).unwrap_or_default();
        self.line = self.line.saturating_add(line_after(between)).saturating_sub(1);
        self.offset = offset.max(self.offset);
        self.line
    }
}

/// The entries of a file, as they stand in its text.
#[derive(Default)]
struct Entries<'t> {
    figures: Vec<&'t RawValue>,
    identities: Vec<&'t RawValue>,
    too_many: Option<(&'static str, usize)>,
    /// What we ourselves did not accept.
    refused: Option<&'static str>,
}

impl Entries<'_> {
    /// What went wrong, without quoting the text.
    fn reason(&self, error: &serde_json::Error) -> &'static str {
        match (self.refused, error.classify()) {
            (Some(reason), _) => reason,
            (None, serde_json::error::Category::Eof) => "the JSON ends before it is complete",
            (None, serde_json::error::Category::Data) => {
                "a list of figures is expected, or an object with the keys figures and identities"
            }
            (None, _) => "not JSON",
        }
    }

    fn refuse<E: de::Error>(&mut self, reason: &'static str) -> E {
        self.refused = Some(reason);
        E::custom(reason)
    }
}

impl<'t> DeserializeSeed<'t> for &mut Entries<'t> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for &mut Entries<'t> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of figures, or an object")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, list: A) -> Result<(), A::Error> {
        List { what: "figures", max: FigureTable::MAX_FIGURES, entries: self }.visit_seq(list)
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = Vec::new();
        while let Some(key) = map.next_key::<Cow<'t, str>>()? {
            let (what, max) = match key.as_ref() {
                "figures" => ("figures", FigureTable::MAX_FIGURES),
                "identities" => ("identities", MAX_IDENTITIES),
                _ => return Err(self.refuse("a key that is neither figures nor identities")),
            };
            if seen.contains(&what) {
                return Err(self.refuse("a key stands twice"));
            }
            seen.push(what);
            map.next_value_seed(List { what, max, entries: self })?;
        }
        Ok(())
    }
}

/// One of the two lists.
struct List<'e, 't> {
    what: &'static str,
    max: usize,
    entries: &'e mut Entries<'t>,
}

impl<'t> DeserializeSeed<'t> for List<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'t> Visitor<'t> for List<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(entry) = list.next_element::<&'t RawValue>()? {
            let into = match self.what {
                "figures" => &mut self.entries.figures,
                _ => &mut self.entries.identities,
            };
            if into.len() >= self.max {
                self.entries.too_many = Some((self.what, self.max));
                return Err(de::Error::custom("too many"));
            }
            into.push(entry);
        }
        Ok(())
    }
}

/// The fields of an entry, in order, repeated ones included.
struct Fields<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Fields<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}

/// Reads one figure into the collector.
fn read_figure(collector: &mut Collector, line: usize, entry: &RawValue) {
    let Ok(Fields(fields)) = serde_json::from_str::<Fields<'_>>(entry.get()) else {
        return collector.refuse(line, vec!["not an object with fields".to_owned()]);
    };
    let mut draft = FigureDraft::default();
    let mut reasons = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (index, (name, value)) in fields.iter().enumerate() {
        let Some(place) = field(&mut draft, name) else {
            let place = index.saturating_add(1);
            reasons.push(format!("field {place} has a name that is not known"));
            // A draft has twelve fields; nobody reads a thousand reasons.
            if reasons.len() > 12 {
                break;
            }
            continue;
        };
        if seen.contains(&name.as_ref()) {
            reasons.push(format!("{name}: stands twice"));
            continue;
        }
        seen.push(name);
        match scalar(value) {
            Ok(text) => text.as_ref().clone_into(place),
            Err(reason) => reasons.push(format!("{name}: {reason}")),
        }
    }
    if reasons.is_empty() {
        collector.take(line, &draft);
    } else {
        collector.refuse(line, reasons);
    }
}

/// A text, or the digits of a number; nothing for `null`.
fn scalar(value: &RawValue) -> Result<Cow<'_, str>, String> {
    let raw = value.get();
    // A character takes at most six characters when it is escaped.
    if raw.len() > FigureDraft::MAX_BYTES.saturating_mul(6) {
        return Err(format!("{} bytes, at most {} are allowed", raw.len(), FigureDraft::MAX_BYTES));
    }
    match raw.bytes().next() {
        Some(b'"') => {
            serde_json::from_str::<String>(raw).map(Cow::Owned).map_err(|_| "not a text".to_owned())
        }
        Some(b'-' | b'0'..=b'9') => Ok(Cow::Borrowed(raw)),
        Some(b'n') => Ok(Cow::Borrowed("")),
        _ => Err("a text or a number is expected".to_owned()),
    }
}

/// Reads the identities; an id stands once.
fn read_identities(
    collector: &mut Collector,
    lines: &mut Lines<'_>,
    entries: &[&RawValue],
) -> Vec<Identity> {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut identities = Vec::new();
    for entry in entries {
        let line = lines.of(entry);
        match serde_json::from_str::<Identity>(entry.get()) {
            Err(error) => {
                let there = line.saturating_add(error.line()).saturating_sub(1);
                let reason = format!("an identity that is not understood, near line {there}");
                collector.refuse(line, vec![reason]);
            }
            Ok(identity) => {
                let first = ids.get(identity.id().as_str()).copied();
                if let Some(first) = first {
                    collector.refuse(line, vec![format!("has the id of line {first}")]);
                } else {
                    ids.insert(identity.id().as_str().to_owned(), line);
                    identities.push(identity);
                }
            }
        }
    }
    identities
}
