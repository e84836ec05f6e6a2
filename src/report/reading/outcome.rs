//! What was read, what was not, and why.

use std::fmt;

use serde::Serialize;

use crate::report::figures::FigureTable;
use crate::report::identities::Identity;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most identities that one file may bring.
pub const MAX_IDENTITIES: usize = 10_000;

/// What was read, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Reading {
    pub(super) table: FigureTable,
    pub(super) identities: Vec<Identity>,
    pub(super) bad: Vec<BadLine>,
}

impl Reading {
    /// The figures that could be read, in the order of the file.
    #[must_use]
    pub const fn table(&self) -> &FigureTable {
        &self.table
    }

    /// The identities that the file brought.
    #[must_use]
    pub fn identities(&self) -> &[Identity] {
        &self.identities
    }

    /// The lines that could not be read, in order.
    #[must_use]
    pub fn bad_lines(&self) -> &[BadLine] {
        &self.bad
    }
}

/// A line that could not be read, and all reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadLine {
    pub(super) line: usize,
    pub(super) reasons: Vec<String>,
}

impl BadLine {
    /// The number of the line, counted from 1. In JSON the line on which the entry begins.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// What is wrong. Never empty, and never a word of the line.
    #[must_use]
    pub fn reasons(&self) -> &[String] {
        &self.reasons
    }
}

/// `line 7: value: the number is missing`.
impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reasons.join("; "))
    }
}

/// Why nothing of a file could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// Nothing there.
    #[error("the file is empty")]
    Empty,
    /// Larger than allowed.
    #[error("the file has {found} bytes, at most {MAX_BYTES} are allowed")]
    TooLarge {
        /// Its size.
        found: usize,
    },
    /// More lines, or more entries, than allowed.
    #[error("the file has more than {max} {what}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many are allowed.
        max: usize,
    },
    /// Two bytes for each character, as some programs save.
    #[error("the file is UTF-16: save it as UTF-8")]
    Utf16,
    /// Another encoding.
    #[error("line {line} is not UTF-8: save the file as UTF-8")]
    NotUtf8 {
        /// The first such line.
        line: usize,
    },
    /// The first line does not name the columns.
    #[error("the header: {}", .problems.join("; "))]
    Header {
        /// Everything that is wrong with it.
        problems: Vec<String>,
    },
    /// Not JSON, or not of the expected shape.
    #[error("line {line}: {reason}")]
    Shape {
        /// The line.
        line: usize,
        /// What was expected.
        reason: &'static str,
    },
}
