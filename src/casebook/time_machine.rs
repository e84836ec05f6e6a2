//! 回溯: the casebook as it stood at any moment, and the network as it was known then.
//!
//! What was recorded at a moment is known at that moment; what was recorded a second later
//! is not, whenever it happened. So an earlier view never changes with later entries.
//!
//! | question | answer |
//! |---|---|
//! | how did the casebook stand then? | [`TimeMachine::book`] |
//! | what had been recorded by then? | [`TimeMachine::known`] |
//! | which ties were valid on a day, as known then? | [`TimeMachine::network`], and a [`View`](crate::network::view::View) of it |
//! | by which rules was it decided? | [`TimeMachine::basis`] |
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::casebook::time_machine::TimeMachine;
//!
//! let machine = TimeMachine::new(&[]);
//! let then = Moment::parse("2019-05-05T10:00:00+08:00")?;
//! assert!(machine.book(then)?.dossier().is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::base::day::Moment;
use crate::casebook::basis::Basis;
use crate::casebook::book::{Casebook, EventMismatch};
use crate::casebook::entry::Entry;
use crate::casebook::snapshot::Snapshot;
use crate::network::edit::{Network, TieRefused};

/// A journal, and snapshots that shorten the way back.
#[derive(Clone, Debug)]
pub struct TimeMachine<'a> {
    entries: &'a [Entry],
    snapshots: Vec<&'a Snapshot>,
}

impl<'a> TimeMachine<'a> {
    /// Over the entries of a journal, first to last.
    #[must_use]
    pub const fn new(entries: &'a [Entry]) -> Self {
        Self { entries, snapshots: Vec::new() }
    }

    /// With a snapshot of the same journal, wherever it was taken.
    #[must_use]
    pub fn with(mut self, snapshot: &'a Snapshot) -> Self {
        self.snapshots.push(snapshot);
        self.snapshots.sort_by_key(|snapshot| snapshot.entry());
        self
    }

    /// The entries that had been recorded by a moment, that moment included.
    #[must_use]
    pub fn known(&self, at: Moment) -> &'a [Entry] {
        let count = self.entries.partition_point(|entry| entry.command.when().recorded_at() <= at);
        self.entries.get(..count).unwrap_or_default()
    }

    /// The casebook as it stood at a moment.
    ///
    /// Takes the time of replaying what lies between the last snapshot before the moment
    /// and the moment.
    ///
    /// # Errors
    ///
    /// [`EventMismatch`] if the entries are no journal.
    pub fn book(&self, at: Moment) -> Result<Casebook, EventMismatch> {
        let known = self.known(at);
        let last = known.last().map_or(0, |entry| entry.number);
        let snapshot = self.snapshots.iter().rev().find(|snapshot| snapshot.entry() <= last);
        match snapshot {
            Some(snapshot) => (*snapshot).clone().go_on(known),
            None => Casebook::replay(known),
        }
    }

    /// The relationship network as it was known at a moment. Which ties were valid on a day
    /// is asked of it with a view.
    ///
    /// # Errors
    ///
    /// [`NoNetwork`].
    pub fn network(&self, at: Moment) -> Result<Network, NoNetwork> {
        let book = self.book(at)?;
        Network::of(book.dossier()).map_err(|refused| NoNetwork::Ties { refused })
    }

    /// By which rules and which calendar the last entry before a moment was decided; nothing
    /// before the first.
    #[must_use]
    pub fn basis(&self, at: Moment) -> Option<&'a Basis> {
        self.known(at).last().map(|entry| &entry.basis)
    }
}

/// Why there is no network of a moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoNetwork {
    /// The entries are no journal.
    #[error(transparent)]
    Journal(#[from] EventMismatch),
    /// Some ties cannot stand in a network.
    #[error("{}", told(.refused))]
    Ties {
        /// Each of them, and why.
        refused: Vec<TieRefused>,
    },
}

fn told(refused: &[TieRefused]) -> String {
    refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
