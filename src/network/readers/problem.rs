//! What is wrong, in which file and line. Never what a line says.

use std::fmt;

use crate::base::day::{InvalidDay, InvalidMoment};
use crate::base::period::ReversedPeriod;
use crate::base::permille::NotPermille;
use crate::base::text::InvalidText;
use crate::network::frozen::BulkProblem;
use crate::network::kinds::TooManyKinds;
use crate::terms::InvalidCode;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;
/// The longest field that is read, in bytes.
pub const MAX_FIELD: usize = 800;
/// The most ties that one network is given. A host with more builds it from arrays
/// ([`Bulk`](crate::network::frozen::Bulk)).
pub const MAX_TIES: usize = 2_000_000;
/// The most problems that are listed; further ones are counted.
pub const MAX_PROBLEMS: usize = 100;

/// What can be wrong with a file, a line or a field.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// Nothing there.
    #[error("the file is empty")]
    Empty,
    /// Larger than allowed.
    #[error("the file has {found} bytes, at most {MAX_BYTES} are allowed")]
    TooLarge {
        /// Its size.
        found: usize,
    },
    /// Two bytes for each character, as some programs save.
    #[error("the file is UTF-16: save it as UTF-8")]
    Utf16,
    /// Another encoding.
    #[error("not UTF-8: save the file as UTF-8")]
    NotUtf8,
    /// Line breaks of a kind that is not read.
    #[error("lines end with a carriage return alone: save the file with line feeds")]
    CarriageReturns,
    /// One name was given to two files.
    #[error("a file of this name has been read already")]
    FileTwice,
    /// Neither ties nor parties.
    #[error("nothing here lists ties, parties or attendance")]
    Nothing,
    /// Two columns have one name.
    #[error("the header names column {column} twice")]
    ColumnTwice {
        /// Its name.
        column: String,
    },
    /// Fewer columns than a tie has ends.
    #[error("the header has {found} column, a list of ties has two or more, with commas between")]
    Columns {
        /// How many there are.
        found: usize,
    },
    /// A quotation that goes on behind the end of its line.
    #[error("a quote is not closed on its line")]
    OpenQuote,
    /// Not as many fields as there are columns.
    #[error("has {found} fields, the header {wanted}")]
    Ragged {
        /// How many the line has.
        found: usize,
        /// How many the header has.
        wanted: usize,
    },
    /// A field longer than allowed.
    #[error("column {column}: {found} bytes, at most {MAX_FIELD} are allowed")]
    LongField {
        /// The column, counted from 1.
        column: usize,
        /// The field's length.
        found: usize,
    },
    /// Not a name.
    #[error("column {column}: {problem}")]
    Name {
        /// The column.
        column: String,
        /// What is wrong with it.
        problem: InvalidText,
    },
    /// Not a day.
    #[error("column {column}: {problem}")]
    Day {
        /// The column.
        column: String,
        /// What is wrong with it.
        problem: InvalidDay,
    },
    /// Neither a day nor a moment.
    #[error("column {column}: neither a day nor a moment: {problem}")]
    Moment {
        /// The column.
        column: String,
        /// What is wrong with it as a moment.
        problem: InvalidMoment,
    },
    /// A stretch of days without a day.
    #[error(transparent)]
    Period(ReversedPeriod),
    /// Not a standing.
    #[error("column standing: alleged, checked, supported, established, refuted or withdrawn")]
    Standing,
    /// Not thousandths.
    #[error("column confidence: a whole number from 0 to 1000")]
    NotWhole,
    /// Too many thousandths.
    #[error("column confidence: {0}")]
    Confidence(NotPermille),
    /// Not a weight.
    #[error("column {column}: a number that is not negative")]
    Weight {
        /// The column.
        column: String,
    },
    /// Nothing has the column that was asked for as a weight.
    #[error("no list of ties has the column {column}")]
    NoWeight {
        /// The column.
        column: String,
    },
    /// What names a layer cannot be a code.
    #[error("the layer: {0}")]
    Layer(InvalidCode),
    /// A seventeenth layer of the host.
    #[error("{0}, and this would be one more")]
    TooManyLayers(TooManyKinds),
    /// A kind of tie that does not join such parties.
    #[error("{kind} does not lead from a party of kind {from} to one of kind {to}")]
    Unfit {
        /// The kind of tie.
        kind: String,
        /// The kind of party at its beginning.
        from: &'static str,
        /// The kind of party at its end.
        to: &'static str,
    },
    /// A party stands twice in one list.
    #[error("the party of line {first} stands here again")]
    PartyTwice {
        /// The line on which it stands first.
        first: usize,
    },
    /// An event has two days.
    #[error("the event of line {first} stands here again")]
    EventTwice {
        /// The line on which it stands first.
        first: usize,
    },
    /// Versions of one tie between different parties.
    #[error("the tie of line {first} has other ends or another kind, and this is a version of it")]
    OtherTie {
        /// The line of another version.
        first: usize,
    },
    /// Two versions of one tie, known from the same moment.
    #[error("the version of line {first} is known from the same moment")]
    SameMoment {
        /// The line of the other version.
        first: usize,
    },
    /// Too much of something.
    #[error("more than {max} {what}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many are allowed.
        max: usize,
    },
    /// A role for somebody whom no file names.
    #[error("{place} names nobody in the files")]
    Nobody {
        /// Where in the roles, such as `officials[2]`.
        place: String,
    },
    /// A role by a column that no list of parties has.
    #[error("{place}: no list of parties has the column {column}")]
    NoColumn {
        /// Where in the roles.
        place: String,
        /// The column.
        column: String,
    },
    /// A role by a value that nobody has.
    #[error("{place}: nobody has this value in column {column}")]
    NoValue {
        /// Where in the roles.
        place: String,
        /// The column.
        column: String,
    },
    /// One name for two kinds of parties.
    #[error("{place}: {first} and {second} at once")]
    TwoKinds {
        /// Where in the roles or the files.
        place: String,
        /// The kind that it has.
        first: &'static str,
        /// The kind that it is to have.
        second: &'static str,
    },
    /// More than a frozen network can number.
    #[error(transparent)]
    Size(BulkProblem),
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct FileProblem {
    pub(super) file: String,
    pub(super) line: Option<usize>,
    pub(super) trouble: Trouble,
}

impl FileProblem {
    /// The name of the file, as the host gave it; `roles` for the roles.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1; `None` if the whole file is meant.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }

    /// What is wrong.
    #[must_use]
    pub const fn trouble(&self) -> &Trouble {
        &self.trouble
    }
}

/// `edges.csv, line 7: has 2 fields, the header 3`.
impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.trouble),
            None => write!(f, "{}: {}", self.file, self.trouble),
        }
    }
}

/// Why no network was made: everything that is wrong.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", Lines(.problems, *.further))]
pub struct Unread {
    problems: Vec<FileProblem>,
    further: usize,
}

struct Lines<'a>(&'a [FileProblem], usize);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if n == 0 { "" } else { "\n" })?;
        }
        if self.1 == 0 { Ok(()) } else { write!(f, "\nand {} more", self.1) }
    }
}

impl Unread {
    /// What is wrong, by file and line; at most [`MAX_PROBLEMS`], and never none.
    #[must_use]
    pub fn problems(&self) -> &[FileProblem] {
        &self.problems
    }

    /// How many there are beyond those that are listed.
    #[must_use]
    pub const fn further(&self) -> usize {
        self.further
    }
}

/// Collects what is wrong.
#[derive(Clone, Debug, Default)]
pub(super) struct Problems {
    listed: Vec<FileProblem>,
    further: usize,
}

impl Problems {
    pub(super) fn note(&mut self, file: &str, line: Option<usize>, trouble: Trouble) {
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push(FileProblem { file: file.to_owned(), line, trouble });
        } else {
            self.further = self.further.saturating_add(1);
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Nothing, if nothing was noted.
    pub(super) fn check(self) -> Result<(), Unread> {
        if self.is_empty() { Ok(()) } else { Err(self.unread()) }
    }

    /// Everything noted, by file and line.
    pub(super) fn unread(mut self) -> Unread {
        self.listed.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Unread { problems: self.listed, further: self.further }
    }
}
