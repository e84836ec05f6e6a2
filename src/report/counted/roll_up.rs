//! 地区汇总: what counties did makes up what their city did, and cities their province.
//!
//! Each place has one line: what its own organs did, what was done in each place below it,
//! and the whole. The whole is counted by itself, from every item upward, and not as a sum.
//! Between them stands an identity:
//! own + below − further places of those that stand in several = whole. A person who was
//! handled in two counties is one person of the city; a meeting that two counties called
//! together is one meeting.
//!
//! What an organ without a known place did stands in no place; it is listed beside them.
//!
//! # Source
//!
//! Seed-rules §7 (the same figure for a province, its cities and its counties), A15a, A15b.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{AnyId, OrganId, PlaceId};
use crate::model::dossier::Dossier;

use super::items::items;
use super::units::Unit;

/// One place: its own, what is below it, and the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUp {
    /// What was counted.
    pub unit: Unit,
    /// The place.
    pub place: PlaceId,
    /// What the organs of the place itself did.
    pub own: BTreeSet<AnyId>,
    /// What was done in each place directly below it, with all below that.
    pub below: BTreeMap<PlaceId, BTreeSet<AnyId>>,
    /// The whole.
    pub whole: BTreeSet<AnyId>,
    /// What stands in more than one of them, and in how many.
    pub several: BTreeMap<AnyId, usize>,
}

impl RollUp {
    /// In how many of its own and what is below an item stands.
    #[must_use]
    pub fn times(&self, item: &AnyId) -> usize {
        let parts = std::iter::once(&self.own).chain(self.below.values());
        parts.filter(|part| part.contains(item)).count()
    }

    /// What own and below leave over against the whole; 0 if they add up.
    #[must_use]
    pub fn difference(&self) -> i64 {
        let count = |items: usize| i64::try_from(items).unwrap_or(i64::MAX);
        let parts = std::iter::once(&self.own).chain(self.below.values());
        let places = parts.map(BTreeSet::len).fold(0, usize::saturating_add);
        let further = self.several.values().map(|times| times.saturating_sub(1));
        let further = further.fold(0, usize::saturating_add);
        count(self.whole.len()).saturating_sub(count(places)).saturating_add(count(further))
    }
}

/// The lines of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUps {
    /// What was counted.
    pub unit: Unit,
    /// One line for each place in or under which there is something, by the id of the place.
    pub places: BTreeMap<PlaceId, RollUp>,
    /// What organs did of which no place is known.
    pub nowhere: BTreeSet<AnyId>,
}

/// The casework of some organs, place by place.
#[must_use]
pub fn roll_ups(dossier: &Dossier, organs: &BTreeSet<OrganId>, unit: Unit) -> RollUps {
    let forest = dossier.organ_tree().places().forest();
    let mut own: BTreeMap<PlaceId, BTreeSet<AnyId>> = BTreeMap::new();
    let mut whole: BTreeMap<PlaceId, BTreeSet<AnyId>> = BTreeMap::new();
    let mut nowhere = BTreeSet::new();
    for item in items(dossier, unit) {
        for organ in item.organs().into_iter().filter(|organ| organs.contains(organ)) {
            let Some(place) = dossier.organ(organ).and_then(|organ| organ.place()) else {
                nowhere.insert(item.id());
                continue;
            };
            own.entry(place).or_default().insert(item.id());
            for place in std::iter::once(place).chain(forest.all_above(place)) {
                whole.entry(place).or_default().insert(item.id());
            }
        }
    }
    let line = |(place, all): (&PlaceId, &BTreeSet<AnyId>)| {
        let below = forest.below(*place).filter_map(|one| Some((one, whole.get(&one)?.clone())));
        let mut line = RollUp {
            unit,
            place: *place,
            own: own.get(place).cloned().unwrap_or_default(),
            below: below.collect(),
            whole: all.clone(),
            several: BTreeMap::new(),
        };
        let times = all.iter().map(|item| (*item, line.times(item)));
        line.several = times.filter(|(_, times)| *times > 1).collect();
        (*place, line)
    };
    RollUps { unit, places: whole.iter().map(line).collect(), nowhere }
}
