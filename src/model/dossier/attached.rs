//! What belongs to what: kept beside the shelves, so that nobody has to look through all
//! measures to find those of one case.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::AnyId;
use crate::model::draft::Refers;

/// Under what the entries of a shelf stand here: the fields that name it.
fn fields(shelf: &str) -> &'static [&'static str] {
    match shelf {
        "measures" | "hearings" | "case_screenings" => &["case"],
        "meetings" | "documents" => &["cases"],
        "outcomes" => &["case", "person"],
        "appeals" => &["against.outcome"],
        "sign_offs" => &["follow_up"],
        "signatures" => &["sign_off"],
        "transfers" | "verifications" => &["clue"],
        "memberships" | "umbrellas" => &["gang"],
        "tenures" => &["person", "post"],
        "posts" => &["organ"],
        _ => &[],
    }
}

/// Entries by what they belong to.
// Invariant: holds each entry of the shelves of `fields` once under each id that such a
// field of it names, and no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attached(BTreeMap<AnyId, BTreeSet<AnyId>>);

impl Attached {
    /// An entry stands on its shelf now, where another form of it may have stood before.
    pub(super) fn list<N: Refers>(&mut self, shelf: &str, id: AnyId, before: Option<&N>, now: &N) {
        let fields = fields(shelf);
        if fields.is_empty() {
            return;
        }
        let now = owners(fields, now);
        let before = before.map(|before| owners(fields, before)).unwrap_or_default();
        for owner in before.difference(&now) {
            self.remove(*owner, id);
        }
        for owner in now.difference(&before) {
            self.0.entry(*owner).or_default().insert(id);
        }
    }

    /// An entry has left its shelf.
    pub(super) fn strike(&mut self, shelf: &str, id: AnyId, before: &impl Refers) {
        for owner in owners(fields(shelf), before) {
            self.remove(owner, id);
        }
    }

    fn remove(&mut self, owner: AnyId, id: AnyId) {
        if let Some(own) = self.0.get_mut(&owner) {
            own.remove(&id);
            if own.is_empty() {
                self.0.remove(&owner);
            }
        }
    }

    /// What belongs to something, of one kind, in the order of the ids.
    pub(super) fn to<I: TryFrom<AnyId>>(&self, owner: AnyId) -> impl Iterator<Item = I> {
        self.0.get(&owner).into_iter().flatten().filter_map(|id| I::try_from(*id).ok())
    }
}

fn owners(fields: &[&str], noun: &impl Refers) -> BTreeSet<AnyId> {
    let mut owners = BTreeSet::new();
    if !fields.is_empty() {
        noun.refer(&mut |field, names| {
            if fields.contains(&field) {
                owners.insert(names);
            }
        });
    }
    owners
}
