//! What belongs to what: kept beside the shelves, so that nobody has to look through all
//! measures to find those of one case.

use std::collections::BTreeSet;

use crate::base::id::AnyId;
use crate::model::draft::Refers;

/// Under what the entries of a shelf stand here: the fields that name it.
fn fields(shelf: &str) -> &'static [&'static str] {
    match shelf {
        "measures" | "hearings" | "case_screenings" => &["case"],
        "meetings" | "documents" | "educations" | "institutional_outputs" => &["cases"],
        "proposals" => &["from_cases"],
        "exposure_batches" => &["cases", "persons", "by"],
        "follow_ups" => &["police_case"],
        "outcomes" => &["case", "person"],
        "appeals" => &["against.outcome"],
        "sign_offs" => &["follow_up"],
        "signatures" => &["sign_off"],
        "transfers" | "verifications" => &["clue"],
        "ties" => &["from", "to"],
        "memberships" => &["gang", "person"],
        "umbrellas" => &["gang", "subject.person", "subject.organ"],
        "identity_judgments" => &["one", "other"],
        "entries" => &["parent"],
        "tenures" => &["person", "post"],
        "posts" => &["organ"],
        _ => &[],
    }
}

/// Entries by what they belong to: the owner in front, so that its own stand together.
// Invariant: holds each entry of the shelves of `fields` once beside each id that such a
// field of it names, and no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attached(BTreeSet<(AnyId, AnyId)>);

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
            self.0.remove(&(*owner, id));
        }
        for owner in now.difference(&before) {
            self.0.insert((*owner, id));
        }
    }

    /// An entry has left its shelf.
    pub(super) fn strike(&mut self, shelf: &str, id: AnyId, before: &impl Refers) {
        for owner in owners(fields(shelf), before) {
            self.0.remove(&(owner, id));
        }
    }

    /// What belongs to something, of one kind, in the order of the ids.
    pub(super) fn to<I: TryFrom<AnyId>>(&self, owner: AnyId) -> impl Iterator<Item = I> {
        let from = self.0.range((owner, AnyId::FIRST)..);
        let own = from.take_while(move |(other, _)| *other == owner);
        own.filter_map(|(_, id)| I::try_from(*id).ok())
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
