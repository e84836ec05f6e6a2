//! What is simply given: persons, posts, ties and the like, on which no procedure decides.
//!
//! The order in which a command lists them changes nothing: what another entry of the list
//! names goes in first.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Desk, NotDone, OWN};
use crate::base::id::AnyId;
use crate::casebook::book::Unfit;
use crate::casebook::event::What;
use crate::decision::Reason;
use crate::model::dossier::entry::{Entry, EntryDraft};
use crate::model::draft::Refers;
use crate::procedure::hypothesis;

/// The shelves whose entries are simply given: no procedure decides on them here.
pub(in crate::casebook) const GIVEN: &[&str] = &[
    "places",
    "organs",
    "posts",
    "management_exceptions",
    "persons",
    "tenures",
    "gangs",
    "memberships",
    "enterprises",
    "claims",
    "ties",
    "umbrellas",
    "documents",
    "meetings",
    "consultations",
    "task_forces",
    "dual_task_forces",
    "case_leads",
    "leading_groups",
    "operations",
    "problems",
    "talks",
    "hearings",
    "reminder_notices",
    "duty_records",
    "covert_visits",
    "regulator_returns",
    "work_plans",
    "institutional_outputs",
];

/// Enters what is simply given. Whatever a procedure decides on has an act of its own; so has
/// every step of a hypothesis after its first.
pub(super) fn enter(desk: &mut Desk<'_>, drafts: &[EntryDraft]) -> Result<(), NotDone> {
    let mut entries = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let entry = draft.clone().enter().map_err(Unfit::from)?;
        if !GIVEN.contains(&entry.shelf()) {
            let (id, shelf) = (entry.id(), entry.shelf());
            return Err(Unfit::NotGiven { id, shelf }.into());
        }
        entries.push(entry);
    }
    for entry in in_order(entries) {
        let reasons = match &entry {
            Entry::Umbrella(noun) => hypothesis::may_enter(noun.standing())?.into_parts().1,
            _ => vec![given()],
        };
        desk.write(What::Entered(Box::new(entry)), reasons);
    }
    Ok(())
}

/// What another names first; otherwise in the order in which they stand. Those that name each
/// other in a circle come last, and are refused where they go in.
fn in_order(entries: Vec<Entry>) -> Vec<Entry> {
    let mut places: BTreeMap<AnyId, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        places.entry(entry.id()).or_insert(place);
    }
    let mut waits = vec![0_usize; entries.len()];
    let mut for_it: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); entries.len()];
    for (place, entry) in entries.iter().enumerate() {
        entry.refer(&mut |_, names| {
            let before = places.get(&names).copied().filter(|before| *before != place);
            if let Some(waiting) = before.and_then(|before| for_it.get_mut(before))
                && waiting.insert(place)
                && let Some(waits) = waits.get_mut(place)
            {
                *waits = waits.saturating_add(1);
            }
        });
    }
    let free = waits.iter().enumerate().filter(|(_, waits)| **waits == 0);
    let mut free: BTreeSet<usize> = free.map(|(place, _)| place).collect();
    let mut order = Vec::with_capacity(entries.len());
    while let Some(place) = free.pop_first() {
        order.push(place);
        for next in for_it.get(place).into_iter().flatten() {
            if let Some(waits) = waits.get_mut(*next) {
                *waits = waits.saturating_sub(1);
                if *waits == 0 {
                    free.insert(*next);
                }
            }
        }
    }
    let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let mut take = |place: usize| entries.get_mut(place).and_then(Option::take);
    let mut all: Vec<Entry> = order.into_iter().filter_map(&mut take).collect();
    all.extend(entries.into_iter().flatten());
    all
}

/// Why something that is simply given is entered.
fn given() -> Reason {
    let because = crate::sentence!("it was entered as given", "按录入内容登记");
    Reason::new(crate::rule_name!("casebook/given"), because, OWN)
}
