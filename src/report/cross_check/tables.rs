//! Everything that a report of a casebook counts.

use std::collections::BTreeSet;

use crate::base::day::Day;
use crate::base::id::OrganId;
use crate::casebook::book::Casebook;
use crate::report::counted::breakdown::{Breakdown, By, Unit, breakdown};
use crate::report::counted::roll_up::{RollUps, roll_ups};
use crate::report::counted::{Counted, counted};
use crate::report::ledgers::{Every, Return, returns};
use crate::rulebook::RulesInForce;

/// The tables of a report, each with its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// The name of the organ whose casework is reported, as the cells have it.
    pub organ: String,
    /// The figures of the organ.
    pub figures: Vec<Counted>,
    /// The casework of the organ and of those under it, in cells.
    pub cells: Vec<Breakdown>,
    /// The same place by place, one for each unit.
    pub regions: Vec<RollUps>,
    /// The weekly returns of the organ.
    pub weekly: Vec<Return>,
    /// Its monthly returns.
    pub monthly: Vec<Return>,
}

impl Tables {
    /// Counts everything that a report of an organ shows, until a day.
    #[must_use]
    pub fn gather(
        book: &Casebook,
        place: &str,
        organ: OrganId,
        rules: RulesInForce<'_>,
        until: Day,
    ) -> Self {
        let dossier = book.dossier();
        let organs = with_those_under(book, organ);
        let cells = Unit::ALL.iter().flat_map(|unit| {
            By::ALL.iter().filter_map(|by| breakdown(dossier, &organs, *unit, *by))
        });
        Self {
            organ: dossier.organ(organ).map_or_else(String::new, |one| one.name().to_string()),
            figures: counted(book, place, organ, rules),
            cells: cells.collect(),
            regions: Unit::ALL.iter().map(|unit| roll_ups(dossier, &organs, *unit)).collect(),
            weekly: returns(dossier, organ, Every::Week, until),
            monthly: returns(dossier, organ, Every::Month, until),
        }
    }
}

/// An organ and all that stand under it.
#[must_use]
pub(crate) fn with_those_under(book: &Casebook, organ: OrganId) -> BTreeSet<OrganId> {
    let dossier = book.dossier();
    let tree = dossier.organ_tree();
    let own = |one: &OrganId| *one == organ || tree.superiors(*one).any(|above| above == organ);
    dossier.organs().keys().copied().filter(own).collect()
}
