//! Which clues are about whom: kept beside the clues, so that nobody has to look through
//! all of them to find those about one party.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{ClueId, PartyId};
use crate::model::clue::Clue;

/// The clues by those whom they are about; those about nobody who is named stand under
/// nothing.
// Invariant: holds each clue of the shelf once under each of its subjects, and no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CluesAbout(BTreeMap<Option<PartyId>, BTreeSet<ClueId>>);

impl CluesAbout {
    pub(super) fn of<'a>(clues: impl Iterator<Item = &'a Clue>) -> Self {
        let mut about = Self::default();
        for clue in clues {
            about.list(clue);
        }
        about
    }

    pub(super) fn list(&mut self, clue: &Clue) {
        for subject in places(clue) {
            self.0.entry(subject).or_default().insert(clue.id());
        }
    }

    pub(super) fn strike(&mut self, clue: &Clue) {
        for subject in places(clue) {
            if let Some(clues) = self.0.get_mut(&subject) {
                clues.remove(&clue.id());
                if clues.is_empty() {
                    self.0.remove(&subject);
                }
            }
        }
    }

    pub(super) fn at(&self, subject: Option<PartyId>) -> impl Iterator<Item = ClueId> {
        self.0.get(&subject).into_iter().flatten().copied()
    }
}

/// Under what a clue stands.
fn places(clue: &Clue) -> impl Iterator<Item = Option<PartyId>> {
    let nobody = clue.subjects().is_empty().then_some(None);
    clue.subjects().iter().map(|subject| Some(*subject)).chain(nobody)
}
