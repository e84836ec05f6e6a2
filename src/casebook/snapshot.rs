//! 快照: a casebook as it stood after an entry, so that not all has to be replayed.
//!
//! A snapshot is a saving of time and never the truth: the journal is. A host that doubts
//! one throws it away and replays.
//!
//! ```
//! use unbrella::casebook::book::Casebook;
//! use unbrella::casebook::snapshot::Snapshot;
//!
//! let snapshot = Snapshot::of(&Casebook::default());
//! let text = serde_json::to_string(&snapshot)?;
//! let again: Snapshot = serde_json::from_str(&text)?;
//! assert_eq!(again.go_on(&[])?, Casebook::default());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::casebook::book::{Casebook, EventMismatch};
use crate::casebook::entry::Entry;

/// The form in which snapshots are written by this version of the crate.
pub const FORM: u32 = 1;

/// A casebook as it stood after an entry.
// Invariant: `form` is FORM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SnapshotForm")]
pub struct Snapshot {
    form: u32,
    book: Casebook,
}

#[derive(Deserialize)]
#[serde(rename = "Snapshot", deny_unknown_fields)]
struct SnapshotForm {
    form: u32,
    book: Casebook,
}

impl TryFrom<SnapshotForm> for Snapshot {
    type Error = UnknownForm;

    fn try_from(SnapshotForm { form, book }: SnapshotForm) -> Result<Self, UnknownForm> {
        if form == FORM { Ok(Self { form, book }) } else { Err(UnknownForm { found: form }) }
    }
}

/// A snapshot is written in a form that this version does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a snapshot of form {found}, where form {FORM} is read; replay the journal instead")]
pub struct UnknownForm {
    /// The form found.
    pub found: u32,
}

impl Snapshot {
    /// The snapshot of a casebook.
    #[must_use]
    pub fn of(book: &Casebook) -> Self {
        Self { form: FORM, book: book.clone() }
    }

    /// The last entry that is in it.
    #[must_use]
    pub const fn entry(&self) -> u64 {
        self.book.entries()
    }

    /// The casebook, with the entries that came after the snapshot.
    ///
    /// `entries` may be the whole journal: those that are in the snapshot are passed over.
    ///
    /// # Errors
    ///
    /// [`EventMismatch`] names the first entry that does not fit.
    pub fn go_on<'a>(
        self,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Casebook, EventMismatch> {
        let mut book = self.book;
        let after = book.entries();
        for entry in entries.into_iter().skip_while(|entry| entry.number <= after) {
            book.take(entry)?;
        }
        Ok(book)
    }
}
