//! A table of figures of one's own, read from CSV or JSON.
//!
//! What can be read is read: a bad line is reported with its number and the reasons, and
//! the rest goes on. Reasons name the field and what was allowed, never what the line
//! says. Only when nothing can be told apart (too large, not UTF-8, no header, not JSON at
//! all) is the whole file [`Unreadable`].
//!
//! **Columns of CSV, fields of JSON.** `row`, `place`, `name`, `value` and `unit` are
//! needed; `place_term`, `period`, `from`, `until`, `label`, `label_term` and `source` may
//! be left out. They are those of [`FigureDraft`](super::figures::FigureDraft).
//!
//! **CSV** has a header, commas between fields, and one line for each figure: no field
//! holds a line break, so that a forgotten quote spoils its own line and no other. `LF`
//! and `CRLF` end a line, a byte order mark is skipped, blank lines are skipped. `1,303`
//! is read where it stands in quotes. CSV carries no identities: its figures are found by
//! name, by those of [`for_any_table`](super::identities::for_any_table).
//!
//! **JSON** is a list of figures, or `{"figures": [...], "identities": [...]}` with
//! identities of one's own. A number may stand without quotes: its digits are taken as
//! they are, without a detour over floats. What follows a syntax error is not read.
//!
//! **Limits**: a file has at most 16 MiB, 100,000 figures or lines, 10,000 identities; a
//! field has at most 800 bytes.

mod outcome;
#[cfg(any(feature = "csv", feature = "journal"))]
mod collector;
#[cfg(feature = "csv")]
mod from_csv;
#[cfg(feature = "journal")]
mod from_json;

#[cfg(feature = "csv")]
pub use self::from_csv::from_csv;
#[cfg(feature = "journal")]
pub use self::from_json::from_json;
pub use self::outcome::{BadLine, MAX_BYTES, MAX_IDENTITIES, Reading, Unreadable};

#[cfg(all(test, feature = "csv", feature = "journal"))]
mod tests;
