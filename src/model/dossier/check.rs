//! The two phases in which a dossier is looked through.

use std::collections::BTreeMap;

use crate::base::id::{AnyId, EntityId, OrganId, PlaceId, RecordId};
use crate::model::draft::{Draft, Refers};
use crate::model::forest::{Forest, ForestProblem};
use crate::model::organ::Organ;
use crate::model::organ::exception::ManagementException;
use crate::model::organ::tree::OrganTree;
use crate::model::place::{Place, PlaceTree};

use super::problem::{DossierProblem, DossierProblems, MAX_ENTRIES, Spot};

/// A draft of a noun, which may have an id.
pub(super) trait Form: Draft<Entered: Entry> {
    /// The id, if it was given.
    fn id(&self) -> Option<AnyId>;
}

/// A noun that was entered.
pub(super) trait Entry: Refers {
    /// The type of its id.
    type Id: EntityId;

    /// The id.
    fn id(&self) -> Self::Id;
}

/// Fields by which each entry hangs on at most one other of its kind: no circles.
const CHAINS: [(&str, &str); 8] = [
    ("places", "parent"),
    ("organs", "parent"),
    ("entries", "parent"),
    ("task_forces", "under"),
    ("documents", "replaces"),
    ("clues", "repeats"),
    ("clues", "part_of"),
    ("envelopes", "in_reply_to"),
];

/// A reference as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reference {
    at: Spot,
    id: AnyId,
    field: &'static str,
    names: AnyId,
}

/// Where each id stands, what names what, and what is wrong.
#[derive(Debug, Default)]
pub(super) struct Examiner {
    spots: BTreeMap<AnyId, Spot>,
    references: Vec<Reference>,
    shelves: usize,
    drafts: Vec<DossierProblem>,
    between: Vec<(Spot, DossierProblem)>,
}

impl Examiner {
    /// Begins, unless there is more than can be looked through.
    pub(super) fn new(found: usize) -> Result<Self, DossierProblems> {
        if found > MAX_ENTRIES {
            let max = MAX_ENTRIES;
            return Err(DossierProblems(vec![DossierProblem::TooMany { found, max }]));
        }
        Ok(Self::default())
    }

    /// Phase 1: enters the drafts of one shelf.
    pub(super) fn enter<F: Form>(
        &mut self,
        shelf: &'static str,
        drafts: Vec<F>,
    ) -> BTreeMap<<F::Entered as Entry>::Id, F::Entered> {
        let mut entered = BTreeMap::new();
        for (index, draft) in drafts.into_iter().enumerate() {
            let at = Spot::new(self.shelves, shelf, index);
            let twice = draft.id().is_some_and(|id| self.stands_already(id, at));
            match draft.enter() {
                Ok(noun) => {
                    let id = noun.id();
                    let references = &mut self.references;
                    noun.refer(&mut |field, names| {
                        references.push(Reference { at, id: id.any(), field, names });
                    });
                    if !twice {
                        entered.insert(id, noun);
                    }
                }
                Err(problems) => self.drafts.extend(
                    problems
                        .list()
                        .iter()
                        .map(|problem| DossierProblem::Draft { at, problem: problem.clone() }),
                ),
            }
        }
        self.shelves = self.shelves.saturating_add(1);
        entered
    }

    fn stands_already(&mut self, id: AnyId, at: Spot) -> bool {
        let first = *self.spots.entry(id).or_insert(at);
        if first != at {
            self.drafts.push(DossierProblem::Twice { at, id, first });
        }
        first != at
    }

    /// Phase 2: follows every reference.
    pub(super) fn follow(&mut self) {
        let references = std::mem::take(&mut self.references);
        for Reference { at, id, field, names } in references.iter().copied() {
            if names == id {
                self.between.push((at, DossierProblem::Itself { at, id, field }));
            } else if !self.spots.contains_key(&names) {
                self.between.push((at, DossierProblem::Nowhere { at, id, field, names }));
            }
        }
        for (shelf, field) in CHAINS {
            let links = references.iter().filter(|link| {
                link.at.shelf == shelf && link.field == field && link.names != link.id
            });
            let Err(problems) = Forest::new(links.map(|link| (link.id, Some(link.names)))) else {
                continue;
            };
            for problem in problems.list() {
                if let ForestProblem::Circle { ids } = problem {
                    let ids = ids.clone();
                    self.between(ids.first().copied(), |at| DossierProblem::Circle {
                        at,
                        field,
                        ids,
                    });
                }
            }
        }
    }

    /// The tree of the organs, if there is one.
    pub(super) fn tree(
        &mut self,
        places: &BTreeMap<PlaceId, Place>,
        organs: &BTreeMap<OrganId, Organ>,
        exceptions: &BTreeMap<RecordId, ManagementException>,
    ) -> Option<OrganTree> {
        self.lower(places.values().map(|place| (place.id(), place.parent(), place.level())));
        self.lower(organs.values().map(|organ| (organ.id(), organ.parent(), organ.level())));
        // Whatever else these find was found above.
        let places = PlaceTree::new(places.values()).ok()?;
        OrganTree::new(organs.values().cloned(), places, exceptions.values().cloned()).ok()
    }

    fn lower<I: EntityId, L: Ord>(&mut self, entries: impl Iterator<Item = (I, Option<I>, L)>) {
        let Err(problems) = Forest::with_levels(entries) else { return };
        for problem in problems.list() {
            if let ForestProblem::Lower { id, above } = problem {
                let (id, above) = (id.any(), above.any());
                self.between(Some(id), |at| DossierProblem::Lower { at, id, above });
            }
        }
    }

    fn between(&mut self, id: Option<AnyId>, problem: impl FnOnce(Spot) -> DossierProblem) {
        if let Some(at) = id.and_then(|id| self.spots.get(&id)).copied() {
            self.between.push((at, problem(at)));
        }
    }

    /// Notes that what an entry names does not fit it.
    pub(super) fn unfit(
        &mut self,
        id: impl EntityId,
        field: &'static str,
        names: impl EntityId,
        why: &'static str,
    ) {
        let (id, names) = (id.any(), names.any());
        self.between(Some(id), |at| DossierProblem::Unfit { at, id, field, names, why });
    }

    /// Notes that a field has the value that another entry has, and may not.
    pub(super) fn same(&mut self, id: impl EntityId, field: &'static str, other: impl EntityId) {
        let (id, other) = (id.any(), other.any());
        self.between(Some(id), |at| DossierProblem::Same { at, id, field, other });
    }

    /// The tree, unless something was noted.
    pub(super) fn close(self, tree: Option<OrganTree>) -> Result<OrganTree, DossierProblems> {
        let Self { drafts: mut problems, mut between, .. } = self;
        between.sort_by_key(|(at, _)| *at);
        problems.extend(between.into_iter().map(|(_, problem)| problem));
        tree.filter(|_| problems.is_empty()).ok_or(DossierProblems(problems))
    }
}
