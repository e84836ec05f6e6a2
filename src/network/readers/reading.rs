//! What was read: a network, the names beside it, and what became of each file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::labels::Labels;
use super::recognize::FileKind;
use crate::base::id::{PartyId, TieId};
use crate::network::frozen::FrozenNetwork;

/// A network that was read from tables.
#[derive(Clone, Debug)]
#[must_use]
pub struct ReadNetwork {
    pub(super) network: FrozenNetwork,
    pub(super) labels: Labels,
    pub(super) files: Vec<FileReport>,
    pub(super) columns: BTreeSet<String>,
    pub(super) values: BTreeMap<(String, PartyId), String>,
    pub(super) weights: BTreeMap<TieId, f64>,
    pub(super) knows_officials: bool,
    pub(super) look_alikes: usize,
    pub(super) unlisted: usize,
}

impl ReadNetwork {
    /// The network, ready to be asked.
    #[must_use]
    pub const fn network(&self) -> &FrozenNetwork {
        &self.network
    }

    /// What the parties are called.
    #[must_use]
    pub const fn labels(&self) -> &Labels {
        &self.labels
    }

    /// What became of each file, by name.
    #[must_use]
    pub fn files(&self) -> &[FileReport] {
        &self.files
    }

    /// The columns of the lists of parties, the first of each left out.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// What a list of parties says of a party; `None` if it says nothing.
    #[must_use]
    pub fn value(&self, party: PartyId, column: &str) -> Option<&str> {
        self.values.get(&(column.to_owned(), party)).map(String::as_str)
    }

    /// The weight of a tie; `None` if no weights were asked for.
    #[must_use]
    pub fn weight(&self, tie: TieId) -> Option<f64> {
        self.weights.get(&tie).copied()
    }

    /// Whether anything was said about who holds an office.
    #[must_use]
    pub const fn knows_officials(&self) -> bool {
        self.knows_officials
    }

    /// The number of names that differ from another one only in what cannot be seen, in
    /// capitals, in width or in white space. They were kept apart.
    #[must_use]
    pub const fn look_alikes(&self) -> usize {
        self.look_alikes
    }

    /// The number of parties that stand in no list of parties, where there is one.
    #[must_use]
    pub const fn unlisted(&self) -> usize {
        self.unlisted
    }
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    pub(super) name: String,
    pub(super) kind: FileKind,
    pub(super) rows: usize,
    pub(super) ends: Option<(String, String)>,
    pub(super) self_ties: Vec<usize>,
    pub(super) repeated: usize,
    pub(super) columns_left: Vec<String>,
}

impl FileReport {
    pub(super) const fn new(name: String) -> Self {
        Self {
            name,
            kind: FileKind::NotRead,
            rows: 0,
            ends: None,
            self_ties: Vec::new(),
            repeated: 0,
            columns_left: Vec::new(),
        }
    }

    /// Its name, as the host gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it was read as.
    #[must_use]
    pub const fn kind(&self) -> FileKind {
        self.kind
    }

    /// The rows that were read, those below included.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The columns that were taken for the two ends of a tie.
    #[must_use]
    pub const fn ends(&self) -> Option<&(String, String)> {
        self.ends.as_ref()
    }

    /// The lines that tie a party to itself: left out.
    #[must_use]
    pub fn self_ties(&self) -> &[usize] {
        &self.self_ties
    }

    /// Rows that say what an earlier row of the file said.
    #[must_use]
    pub const fn repeated(&self) -> usize {
        self.repeated
    }

    /// The columns of a list of ties from which nothing was read.
    #[must_use]
    pub fn columns_left(&self) -> &[String] {
        &self.columns_left
    }
}

/// `edges.csv: 315 rows; columns not read: strength`.
impl fmt::Display for FileReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == FileKind::NotRead {
            return write!(f, "{}: not read, it lists neither ties nor parties", self.name);
        }
        write!(f, "{}: {} rows", self.name, self.rows)?;
        if !self.self_ties.is_empty() {
            write!(f, "; {} of a party with itself, left out", self.self_ties.len())?;
        }
        if self.repeated > 0 {
            write!(f, "; {} repeated", self.repeated)?;
        }
        if !self.columns_left.is_empty() {
            write!(f, "; columns not read: {}", self.columns_left.join(", "))?;
        }
        Ok(())
    }
}
