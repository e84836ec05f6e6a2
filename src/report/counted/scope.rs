//! What is counted: the casework of one organ, and of the organs in its territory.

use std::collections::BTreeSet;

use crate::base::id::{AnyId, EntityId, OrganId, PlaceId};
use crate::base::rate::Rate;
use crate::casebook::book::Casebook;
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::rulebook::RulesInForce;

/// What a count comes to, and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// So many different things.
    Number(Vec<AnyId>),
    /// An amount that stands in some records.
    Sum(u64, Vec<AnyId>),
    /// A share; behind it stand those that are part of it.
    Share(Rate, Vec<AnyId>),
    /// There is nothing of which a share could be taken.
    Nothing,
}

impl Found {
    /// Different things, each once, in the order of their ids.
    pub(super) fn of<I: EntityId>(things: impl IntoIterator<Item = I>) -> Self {
        let things: BTreeSet<I> = things.into_iter().collect();
        Self::Number(things.into_iter().map(EntityId::any).collect())
    }

    /// An amount, summed over records.
    pub(super) fn sum<I: EntityId>(records: impl IntoIterator<Item = (I, u32)>) -> Self {
        let (mut sum, mut ids) = (0_u64, Vec::new());
        for (id, count) in records {
            sum = sum.saturating_add(u64::from(count));
            ids.push(id.any());
        }
        Self::Sum(sum, ids)
    }

    /// How many of some things are part of others.
    pub(super) fn share<I: EntityId>(part: Vec<I>, of: usize) -> Self {
        let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        match Rate::new(whole(part.len()), whole(of)) {
            Ok(rate) => Self::Share(rate, part.into_iter().map(EntityId::any).collect()),
            Err(_) => Self::Nothing,
        }
    }
}

/// The casework that is counted, seen from one organ.
pub(super) struct Scope<'a> {
    pub(super) book: &'a Casebook,
    pub(super) dossier: &'a Dossier,
    pub(super) rules: RulesInForce<'a>,
    pub(super) own: OrganId,
    area: BTreeSet<OrganId>,
    places: BTreeSet<PlaceId>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(book: &'a Casebook, own: OrganId, rules: RulesInForce<'a>) -> Self {
        let dossier = book.dossier();
        let tree = dossier.organ_tree();
        let mut places = BTreeSet::new();
        if let Some(place) = dossier.organ(own).and_then(|organ| organ.place()) {
            places.insert(place);
            places.extend(tree.places().forest().all_below(place));
        }
        let lies_there = |place: Option<PlaceId>| place.is_some_and(|p| places.contains(&p));
        let there = dossier.organs().values().filter(|organ| lies_there(organ.place()));
        let superiors: BTreeSet<OrganId> = tree.superiors(own).collect();
        // An organ of a higher level may sit in the same city; it is not in the area.
        let level = dossier.organ(own).map(|organ| organ.level());
        let area = there
            .filter(|organ| level.is_none_or(|level| organ.level() <= level))
            .map(|organ| organ.id())
            .filter(|organ| !superiors.contains(organ))
            .collect();
        Self { book, dossier, rules, own, area, places }
    }

    /// Whether an organ is the own one, or one of its territory.
    pub(super) fn in_area(&self, organ: OrganId) -> bool {
        organ == self.own || self.area.contains(&organ)
    }

    /// Whether a place lies in the territory of the own organ.
    pub(super) fn lies_here(&self, place: PlaceId) -> bool {
        self.places.contains(&place)
    }

    /// The clues that an organ registered and that are counted there: no repeats.
    pub(super) fn accepted(&self) -> impl Iterator<Item = &'a Clue> {
        let own = self.own;
        self.dossier.clues().values().filter(move |clue| {
            clue.received_by() == own && clue.ledger_no().is_some() && clue.repeats().is_none()
        })
    }
}

/// Whether a clue has come to an end: filed, closed, or fed back by whoever took it over.
pub(super) fn has_ended(clue: &Clue) -> bool {
    matches!(
        clue.stage(),
        ClueStage::Filed { .. }
            | ClueStage::Closed { .. }
            | ClueStage::ClosedSignedOff { .. }
            | ClueStage::LeftClosed
            | ClueStage::FedBack
            | ClueStage::Archived
    )
}
