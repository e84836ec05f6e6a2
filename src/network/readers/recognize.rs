//! What a file is, by its name and its header.

use super::table::Table;

/// What a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileKind {
    /// One tie a row, of the layer that the file's name says.
    Ties,
    /// One tie a row, of the kind that the row says.
    TypedTies,
    /// Who was at which event.
    Attendance,
    /// The days of events.
    Events,
    /// Parties and what is said of them.
    Parties,
    /// Nothing of the kind: not read.
    NotRead,
}

/// Names of columns that are the two ends of a tie.
const ENDS: [[&str; 2]; 5] =
    [["source", "target"], ["from", "to"], ["node_a", "node_b"], ["a", "b"], ["i", "j"]];

/// Names of the first column of a list of parties.
const PARTY: [&str; 5] = ["node", "actor", "person", "party", "name"];

/// What a file is.
pub(super) fn kind_of(file: &str, table: &Table<'_>) -> FileKind {
    let has = |name: &str| table.column(&[name]).is_some();
    let first = |names: &[&str]| table.column(names) == Some(0);
    let stem = stem(file);
    if stem.starts_with("edges") && !(stem == "edges" && has("type")) {
        FileKind::Ties
    } else if stem == "edges" || (named_ends(table).is_some() && has("type")) {
        FileKind::TypedTies
    } else if has("person") && has("event") {
        FileKind::Attendance
    } else if first(&["event"]) && (has("date") || has("day")) {
        FileKind::Events
    } else if PARTY.iter().any(|name| first(&[name])) {
        FileKind::Parties
    } else {
        FileKind::NotRead
    }
}

/// The columns of the ends by their names.
fn named_ends(table: &Table<'_>) -> Option<(usize, usize)> {
    ENDS.iter().find_map(|[a, b]| Some((table.column(&[a])?, table.column(&[b])?)))
}

/// The columns of the ends; `None` in a table of a single column.
pub(super) fn ends(table: &Table<'_>) -> Option<(usize, usize)> {
    named_ends(table).or((table.header().len() > 1).then_some((0, 1)))
}

/// The name of a file without its folders and its ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The layer that a file's name says: what follows `edges_`, or the whole name.
pub(super) fn layer(file: &str) -> &str {
    let stem = stem(file);
    let rest = stem.strip_prefix("edges").unwrap_or(stem).trim_start_matches(['_', '-', ' ']);
    if rest.is_empty() { stem } else { rest }
}
