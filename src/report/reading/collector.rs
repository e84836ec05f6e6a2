//! What both readers share: what is usable at all, and what has been there before.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::outcome::{BadLine, MAX_BYTES, Reading, Unreadable};
use crate::report::figures::{Figure, FigureDraft, FigureProblem, FigureTable};
use crate::report::identities::Identity;

/// The place of a field in a draft, by its name.
pub(super) fn field<'a>(draft: &'a mut FigureDraft, name: &str) -> Option<&'a mut String> {
    Some(match name {
        "row" => &mut draft.row,
        "place" => &mut draft.place,
        "place_term" => &mut draft.place_term,
        "period" => &mut draft.period,
        "from" => &mut draft.from,
        "until" => &mut draft.until,
        "name" => &mut draft.name,
        "label" => &mut draft.label,
        "label_term" => &mut draft.label_term,
        "value" => &mut draft.value,
        "unit" => &mut draft.unit,
        "source" => &mut draft.source,
        _ => return None,
    })
}

/// Refuses what no reader can use, and skips a byte order mark.
pub(super) fn usable(bytes: &[u8]) -> Result<&[u8], Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge { found: bytes.len() });
    }
    let sixteen = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    // Text without a mark shows itself by the zero of its first characters.
    if sixteen || bytes.iter().take(4).any(|byte| *byte == 0) {
        return Err(Unreadable::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() { Err(Unreadable::Empty) } else { Ok(bytes) }
}

/// The line of each row and name.
type Lines = BTreeMap<(String, String), usize>;

/// Collects figures and bad lines.
#[derive(Default)]
pub(super) struct Collector {
    figures: Vec<Figure>,
    lines: Lines,
    bad: Vec<BadLine>,
}

impl Collector {
    /// Notes a line that could not be read.
    pub(super) fn refuse(&mut self, line: usize, reasons: Vec<String>) {
        self.bad.push(BadLine { line, reasons });
    }

    /// Takes a figure, unless something is wrong with it or it has been there before.
    pub(super) fn take(&mut self, line: usize, draft: &FigureDraft) {
        match draft.check() {
            Err(invalid) => {
                let problems = invalid.problems().iter().map(FigureProblem::to_string);
                self.refuse(line, problems.collect());
            }
            Ok(figure) => {
                let key = (figure.row().as_str().to_owned(), figure.name().as_str().to_owned());
                match self.lines.entry(key) {
                    Entry::Occupied(first) => {
                        let reason = format!("has the row and the name of line {}", first.get());
                        self.refuse(line, vec![reason]);
                    }
                    Entry::Vacant(free) => {
                        free.insert(line);
                        self.figures.push(figure);
                    }
                }
            }
        }
    }

    pub(super) fn finish(mut self, identities: Vec<Identity>) -> Reading {
        self.bad.sort_by_key(|bad| bad.line);
        Reading { table: FigureTable::indexed(self.figures), identities, bad: self.bad }
    }
}
