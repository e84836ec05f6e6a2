//! One entry of any kind, and how a dossier grows by it.

use serde::{Deserialize, Serialize};

use super::Dossier;
use super::claim::ClaimDraft;
use super::shelves::*;
use crate::model::draft::{Draft, DraftProblems, Refers};
use crate::model::place::PlaceTree;

macro_rules! entries {
    ($($shelf:ident, $one:ident: $noun:ident, $draft:ident, $id:ident;)+) => {
        /// One entry of a dossier, of any kind.
        ///
        /// Written under the name of its noun, such as `{"person":{…}}`.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Entry {
            $(
                #[doc = concat!("A [`", stringify!($noun), "`].")]
                $noun(Box<$noun>),
            )+
        }

        /// The form of one entry, of any kind.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum EntryDraft {
            $(
                #[doc = concat!("The form of a [`", stringify!($noun), "`].")]
                $noun(Box<$draft>),
            )+
        }

        impl EntryDraft {
            /// The id that the form gives; nothing if it gives none.
            #[must_use]
            pub fn id(&self) -> Option<AnyId> {
                match self { $(Self::$noun(draft) => draft.id.map(EntityId::any),)+ }
            }

            /// Hands the form in.
            ///
            /// # Errors
            ///
            /// [`DraftProblems`] lists everything that is wrong with it.
            pub fn enter(self) -> Result<Entry, DraftProblems> {
                Ok(match self {
                    $(Self::$noun(draft) => Entry::$noun(Box::new(Draft::enter(*draft)?)),)+
                })
            }
        }

        impl Entry {
            /// The shelf on which it stands.
            #[must_use]
            pub const fn shelf(&self) -> &'static str {
                match self { $(Self::$noun(_) => stringify!($shelf),)+ }
            }

            /// Its id.
            #[must_use]
            pub fn id(&self) -> AnyId {
                match self { $(Self::$noun(noun) => noun.id().any(),)+ }
            }
        }

        impl Refers for Entry {
            fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
                match self { $(Self::$noun(noun) => noun.refer(tell),)+ }
            }
        }

        $(
            impl From<$noun> for Entry {
                fn from(noun: $noun) -> Self {
                    Self::$noun(Box::new(noun))
                }
            }
        )+

        impl Dossier {
            /// Whether something with this id stands on a shelf.
            #[must_use]
            pub fn holds(&self, id: AnyId) -> bool {
                $(
                    if $id::try_from(id).is_ok_and(|id| self.shelves.$shelf.contains_key(&id)) {
                        return true;
                    }
                )+
                false
            }

            /// The entry with this id, of any kind.
            #[must_use]
            pub fn entry_of(&self, id: AnyId) -> Option<Entry> {
                $(
                    if let Ok(id) = $id::try_from(id)
                        && let Some(noun) = self.shelves.$shelf.get(&id)
                    {
                        return Some(Entry::from(noun.clone()));
                    }
                )+
                None
            }

            /// Puts back what stood under an id before it was entered or revised: the
            /// entry, or nothing.
            pub(crate) fn put_back(&mut self, id: AnyId, before: Option<Entry>) {
                if let Some(before) = before {
                    self.put(before);
                } else {
                    if let Ok(clue) = ClueId::try_from(id)
                        && let Some(clue) = self.shelves.clues.get(&clue)
                    {
                        self.about.strike(clue);
                    }
                    $(
                        if let Ok(id) = $id::try_from(id)
                            && let Some(noun) = self.shelves.$shelf.remove(&id)
                        {
                            self.attached.strike(stringify!($shelf), id.any(), &noun);
                        }
                    )+
                }
                let trees = [PlaceId::PREFIX, OrganId::PREFIX, RecordId::PREFIX];
                if trees.contains(&id.prefix())
                    && let Some(tree) = self.tree_of_shelves()
                {
                    self.tree = tree;
                }
            }

            fn put(&mut self, entry: Entry) {
                if let Entry::Clue(clue) = &entry {
                    if let Some(before) = self.shelves.clues.get(&clue.id()) {
                        self.about.strike(before);
                    }
                    self.about.list(clue);
                }
                match entry {
                    $(
                        Entry::$noun(noun) => {
                            let (shelf, id) = (stringify!($shelf), noun.id().any());
                            let before = self.shelves.$shelf.get(&noun.id());
                            self.attached.list(shelf, id, before, &*noun);
                            self.shelves.$shelf.insert(noun.id(), *noun);
                        }
                    )+
                }
            }
        }
    };
}

every_shelf!(entries);

/// Why an entry is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddRefused {
    /// Something with its id is there already.
    #[error("{id} stands there already")]
    Twice {
        /// The id.
        id: AnyId,
    },
    /// It names something that is not there.
    #[error("{field} of {id} names {names}, which is not there")]
    Nowhere {
        /// The entry.
        id: AnyId,
        /// The field.
        field: &'static str,
        /// What it names.
        names: AnyId,
    },
    /// It names itself.
    #[error("{field} of {id} names the entry itself")]
    Itself {
        /// The entry.
        id: AnyId,
        /// The field.
        field: &'static str,
    },
    /// The organs would no longer form a tree.
    #[error("{id} does not fit into the tree of organs")]
    Tree {
        /// The entry.
        id: AnyId,
    },
}

impl Dossier {
    /// Takes entries in, all or none: what one names may be another of them.
    ///
    /// Cheaper than handing the whole dossier in again: only what is new is looked at.
    ///
    /// # Errors
    ///
    /// Every [`AddRefused`]; the dossier is as it was.
    pub fn add(&mut self, entries: Vec<Entry>) -> Result<(), Vec<AddRefused>> {
        let mut refused = Vec::new();
        let mut new = std::collections::BTreeSet::new();
        for entry in &entries {
            let id = entry.id();
            if self.holds(id) || !new.insert(id) {
                refused.push(AddRefused::Twice { id });
            }
        }
        for entry in &entries {
            let id = entry.id();
            entry.refer(&mut |field, names| {
                if names == id {
                    refused.push(AddRefused::Itself { id, field });
                } else if !new.contains(&names) && !self.holds(names) {
                    refused.push(AddRefused::Nowhere { id, field, names });
                }
            });
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        self.grow(entries)
    }

    /// Puts an entry in the place of an earlier form of it.
    ///
    /// # Errors
    ///
    /// Every reference that leads nowhere; the dossier is as it was.
    pub(crate) fn revise(&mut self, entry: Entry) -> Result<(), Vec<AddRefused>> {
        let (id, mut refused) = (entry.id(), Vec::new());
        entry.refer(&mut |field, names| {
            if !self.holds(names) {
                refused.push(AddRefused::Nowhere { id, field, names });
            }
        });
        if refused.is_empty() {
            self.put(entry);
            Ok(())
        } else {
            Err(refused)
        }
    }

    /// Puts an entry in the place of one that was wrong; the tree of organs must still stand.
    ///
    /// # Errors
    ///
    /// Every reference that leads nowhere or to the entry itself; the dossier is as it was.
    pub(crate) fn correct(&mut self, entry: Entry) -> Result<(), Vec<AddRefused>> {
        let (id, mut refused) = (entry.id(), Vec::new());
        entry.refer(&mut |field, names| {
            if names == id {
                refused.push(AddRefused::Itself { id, field });
            } else if !self.holds(names) {
                refused.push(AddRefused::Nowhere { id, field, names });
            }
        });
        if refused.is_empty() { self.grow(vec![entry]) } else { Err(refused) }
    }

    /// Takes in entries whose references are known to lead somewhere.
    fn grow(&mut self, entries: Vec<Entry>) -> Result<(), Vec<AddRefused>> {
        let trees = |entry: &&Entry| {
            matches!(entry, Entry::Place(_) | Entry::Organ(_) | Entry::ManagementException(_))
        };
        let Some(first) = entries.iter().find(trees).map(Entry::id) else {
            entries.into_iter().for_each(|entry| self.put(entry));
            return Ok(());
        };
        // What stood there is kept for the case that the organs form no tree any more.
        let mut before = Vec::with_capacity(entries.len());
        for entry in entries {
            before.push((entry.id(), self.entry_of(entry.id())));
            self.put(entry);
        }
        if let Some(tree) = self.tree_of_shelves() {
            self.tree = tree;
            return Ok(());
        }
        while let Some((id, entry)) = before.pop() {
            self.put_back(id, entry);
        }
        Err(vec![AddRefused::Tree { id: first }])
    }

    /// The tree of the organs as they stand on the shelves; nothing if they form none.
    fn tree_of_shelves(&self) -> Option<OrganTree> {
        let places = PlaceTree::new(self.places().values()).ok()?;
        let (organs, exceptions) = (self.organs(), self.management_exceptions());
        OrganTree::new(organs.values().cloned(), places, exceptions.values().cloned()).ok()
    }
}
