//! What can be wrong with a dossier.

use std::fmt;

use crate::base::id::AnyId;
use crate::model::draft::DraftProblem;

/// The most entries that a dossier may have, of all kinds together.
pub const MAX_ENTRIES: usize = 1_000_000;

/// A place in a dossier that was handed in, such as `persons[3]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    shelf_no: usize,
    /// The shelf.
    pub shelf: &'static str,
    /// The place on it, counted from 0.
    pub index: usize,
}

impl Spot {
    pub(super) const fn new(shelf_no: usize, shelf: &'static str, index: usize) -> Self {
        Self { shelf_no, shelf, index }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.shelf, self.index)
    }
}

/// One thing that is wrong with a dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DossierProblem {
    /// A draft cannot be entered.
    #[error("{at}: {problem}")]
    Draft {
        /// Where it stands.
        at: Spot,
        /// What is wrong with it.
        problem: DraftProblem,
    },
    /// Two entries have the same id.
    #[error("{at}: {id} stands already at {first}")]
    Twice {
        /// Where it stands again.
        at: Spot,
        /// The id.
        id: AnyId,
        /// Where it stands first.
        first: Spot,
    },
    /// A reference leads nowhere.
    #[error("{at}: {field} of {id} names {names}, which is not there")]
    Nowhere {
        /// Where the entry stands.
        at: Spot,
        /// The entry.
        id: AnyId,
        /// The field.
        field: &'static str,
        /// What it names.
        names: AnyId,
    },
    /// An entry names itself.
    #[error("{at}: {field} of {id} names the entry itself")]
    Itself {
        /// Where the entry stands.
        at: Spot,
        /// The entry.
        id: AnyId,
        /// The field.
        field: &'static str,
    },
    /// Entries name each other in a circle, where none may be.
    #[error("{at}: {field} goes round in a circle: {}", chain(ids))]
    Circle {
        /// Where the first of them stands.
        at: Spot,
        /// The field.
        field: &'static str,
        /// Each names the next, and the last the first; the smallest first.
        ids: Vec<AnyId>,
    },
    /// An entry stands under one of a lower level.
    #[error("{at}: {id} stands under {above}, which is of a lower level")]
    Lower {
        /// Where the entry stands.
        at: Spot,
        /// The entry.
        id: AnyId,
        /// The lower one above it.
        above: AnyId,
    },
    /// Two entries do not fit together.
    #[error("{at}: {field} of {id} names {names}, {why}")]
    Unfit {
        /// Where the entry stands.
        at: Spot,
        /// The entry.
        id: AnyId,
        /// The field.
        field: &'static str,
        /// What it names.
        names: AnyId,
        /// In one clause, without personal content.
        why: &'static str,
    },
    /// A field has the value that another entry has, and may not.
    #[error("{at}: {field} of {id} is that of {other} too")]
    Same {
        /// Where the entry stands.
        at: Spot,
        /// The entry.
        id: AnyId,
        /// The field.
        field: &'static str,
        /// The other entry.
        other: AnyId,
    },
    /// More entries than a dossier may have.
    #[error("{found} entries, at most {max} are allowed")]
    TooMany {
        /// How many were handed in.
        found: usize,
        /// How many may be.
        max: usize,
    },
}

fn chain(ids: &[AnyId]) -> String {
    let closed = ids.iter().chain(ids.first());
    closed.map(ToString::to_string).collect::<Vec<_>>().join(" names ")
}

/// Everything that is wrong with a dossier.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierProblems(pub(super) Vec<DossierProblem>);

impl DossierProblems {
    /// The problems. First those of single drafts and ids that stand twice, then those
    /// between entries; each in the order of the shelves and of the places on them. Never
    /// empty.
    #[must_use]
    pub fn list(&self) -> &[DossierProblem] {
        &self.0
    }
}

impl fmt::Display for DossierProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for DossierProblems {}
