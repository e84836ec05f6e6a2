//! Organs under organs, by level, kind and territory.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{AnyId, EntityId, OrganId, PlaceId, RecordId};
use crate::model::forest::{Forest, ForestProblem};
use crate::model::organ::exception::ManagementException;
use crate::model::place::PlaceTree;
use crate::terms::office::{Level, OrganKind};

use super::Organ;

/// All organs, each under the one that leads it, with their territories.
///
/// An organ may stand under one of its own level (a dispatched group, an office), never
/// under one of a lower level. Lists come in the order of the ids; what is asked about
/// an organ that is not there answers "nothing".
///
/// # Examples
///
/// ```
/// # use unbrella::base::id::{OrganId, Salt};
/// # use unbrella::base::text::LedgerNo;
/// use unbrella::model::draft::Draft;
/// use unbrella::model::organ::OrganDraft;
/// use unbrella::model::organ::tree::OrganTree;
/// use unbrella::model::place::PlaceTree;
/// use unbrella::terms::office::{Level, OrganKind};
///
/// # let salt = Salt::new(b"a secret of the host")?;
/// # let id = |text: &str| LedgerNo::parse(text).map(|no| OrganId::from_ledger(&salt, &no));
/// let (city, one, two) = (id("city")?, id("one")?, id("two")?);
/// let commission = |id, name: &str, level, parent| {
///     let kind = Some(OrganKind::DisciplineSupervision);
///     let name = name.into();
///     OrganDraft { id: Some(id), name, kind, level: Some(level), parent, ..Default::default() }
///         .enter()
/// };
/// let tree = OrganTree::new(
///     [
///         commission(city, "甲市纪委监委", Level::City, None)?,
///         commission(one, "乙县纪委监委", Level::County, Some(city))?,
///         commission(two, "丙县纪委监委", Level::County, Some(city))?,
///     ],
///     PlaceTree::new(&[])?,
///     [],
/// )?;
/// assert_eq!(tree.common_superior(one, two), Some(city));
/// assert_eq!(tree.at_level_above(one), Some(city));
/// assert_eq!(tree.at_level_above(city), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Catalogue G18 (three-level linkage); law-context §1.1 (levels, common superior).
// Invariant: `organs` sorted by id, the same ids as the forest's; their places are in
// `places`; `exceptions` in the order in which they win, none twice;
// `commissions` the discipline commissions among `organs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganTree {
    forest: Forest<OrganId>,
    organs: Vec<Organ>,
    places: PlaceTree,
    exceptions: Vec<ManagementException>,
    commissions: BTreeMap<(Level, Option<PlaceId>), Vec<OrganId>>,
}

impl OrganTree {
    /// Builds the tree.
    ///
    /// # Errors
    ///
    /// [`OrganTreeProblems`] names every organ that stands twice, under one that is not
    /// there or of a lower level, or in a circle; every territory that is not there; and
    /// every exception that stands twice or names an organ or a place that is not there.
    pub fn new(
        organs: impl IntoIterator<Item = Organ>,
        places: PlaceTree,
        exceptions: impl IntoIterator<Item = ManagementException>,
    ) -> Result<Self, OrganTreeProblems> {
        let mut organs: Vec<Organ> = organs.into_iter().collect();
        organs.sort_by_key(|organ| organ.id);
        let mut exceptions: Vec<ManagementException> = exceptions.into_iter().collect();
        let mut problems = Vec::new();
        let entries = organs.iter().map(|organ| (organ.id, organ.parent, organ.level));
        let forest = Forest::with_levels(entries);
        if let Err(found) = &forest {
            problems.extend(found.list().iter().cloned().map(OrganTreeProblem::Forest));
        }
        for organ in &organs {
            if let Some(place) = organ.place.filter(|place| !places.forest().contains(*place)) {
                problems.push(OrganTreeProblem::Nowhere { id: organ.id.any(), names: place.any() });
            }
        }
        check_exceptions(&mut exceptions, &organs, &places, &mut problems);
        exceptions
            .sort_by_cached_key(|exception| (wins_before(exception, &places), exception.id()));
        match forest {
            Ok(forest) if problems.is_empty() => {
                let commissions = commissions(&organs);
                Ok(Self { forest, organs, places, exceptions, commissions })
            }
            _ => Err(OrganTreeProblems(problems)),
        }
    }

    /// Who stands under whom.
    #[must_use]
    pub const fn forest(&self) -> &Forest<OrganId> {
        &self.forest
    }

    /// The territories.
    #[must_use]
    pub const fn places(&self) -> &PlaceTree {
        &self.places
    }

    /// The exceptions, those that win over others first.
    #[must_use]
    pub fn exceptions(&self) -> &[ManagementException] {
        &self.exceptions
    }

    /// All organs.
    #[must_use]
    pub fn organs(&self) -> &[Organ] {
        &self.organs
    }

    /// The organ with this id.
    #[must_use]
    pub fn organ(&self, id: OrganId) -> Option<&Organ> {
        let found = self.organs.binary_search_by_key(&id, |organ| organ.id).ok()?;
        self.organs.get(found)
    }

    /// The organ that leads it; none above the top.
    #[must_use]
    pub fn superior(&self, organ: OrganId) -> Option<OrganId> {
        self.forest.above(organ)
    }

    /// All organs above it, the nearest first.
    pub fn superiors(&self, organ: OrganId) -> impl Iterator<Item = OrganId> {
        self.forest.all_above(organ)
    }

    /// The organs that it leads directly.
    pub fn children(&self, organ: OrganId) -> impl Iterator<Item = OrganId> {
        self.forest.below(organ)
    }

    /// The way down to it from the top, itself last.
    #[must_use]
    pub fn path(&self, organ: OrganId) -> Vec<OrganId> {
        self.forest.path(organ)
    }

    /// The nearest superior of a higher level than its own; none above the top.
    ///
    /// A superior of the same level, such as the sender of a dispatched group, is passed by.
    #[must_use]
    pub fn at_level_above(&self, organ: OrganId) -> Option<OrganId> {
        let own = self.organ(organ)?.level;
        self.superiors(organ).find(|above| self.organ(*above).is_some_and(|a| a.level > own))
    }

    /// The nearest superior of this level.
    #[must_use]
    pub fn superior_at(&self, organ: OrganId, level: Level) -> Option<OrganId> {
        self.superiors(organ).find(|above| self.organ(*above).is_some_and(|a| a.level == level))
    }

    /// The lowest organ that stands above both; it decides where the two dispute a case.
    ///
    /// Never one of the two: of an organ and its superior, it is the next one above the
    /// superior. None if nothing stands above both.
    ///
    /// # Source
    ///
    /// law-context §1.1 (Supervision Law 2018 art. 16(3)).
    #[must_use]
    pub fn common_superior(&self, a: OrganId, b: OrganId) -> Option<OrganId> {
        let lowest = self.forest.lowest_common(a, b)?;
        if lowest == a || lowest == b { self.superior(lowest) } else { Some(lowest) }
    }

    /// The organs of a kind on a level.
    pub fn of_kind<'a>(
        &'a self,
        kind: &'a OrganKind,
        level: Level,
    ) -> impl Iterator<Item = &'a Organ> {
        self.organs.iter().filter(move |organ| organ.kind == *kind && organ.level == level)
    }

    /// The organs that answer for a place, or for one in it.
    pub fn in_territory(&self, place: PlaceId) -> impl Iterator<Item = &Organ> {
        let inside =
            move |organ: &&Organ| organ.place.is_some_and(|own| self.places.lies_in(own, place));
        self.organs.iter().filter(inside)
    }

    /// The one discipline commission of a level that answers for a place on a day: the
    /// discipline and supervision commission, in a township or street its own commission.
    ///
    /// The territory asked about may lie deep inside the one that the organ answers for;
    /// the smallest that has such an organ counts. Organs that certainly do not stand on the
    /// day do not count.
    ///
    /// # Errors
    ///
    /// [`NotOneOrgan`] if there is none, or more than one.
    ///
    /// # Source
    ///
    /// law-context §1.1 (one commission a level; townships have no supervision commission).
    pub fn discipline_organ_for(
        &self,
        territory: PlaceId,
        level: Level,
        day: Day,
    ) -> Result<OrganId, NotOneOrgan> {
        let of = |place: Option<PlaceId>| -> Vec<OrganId> {
            let listed = self.commissions.get(&(level, place)).into_iter().flatten();
            let stands =
                |id: &&OrganId| self.organ(**id).is_some_and(|organ| !organ.stands_on(day).is_no());
            listed.filter(stands).copied().collect()
        };
        let everywhere = (level == Level::Central).then_some(None);
        let around = self.places.around(territory).map(Some).chain(everywhere);
        let found = around.map(of).find(|found| !found.is_empty()).unwrap_or_default();
        match found.as_slice() {
            [one] => Ok(*one),
            _ => Err(NotOneOrgan { level, found }),
        }
    }
}

/// The discipline commissions by level and territory, in the order of their ids.
fn commissions(organs: &[Organ]) -> BTreeMap<(Level, Option<PlaceId>), Vec<OrganId>> {
    let mut commissions = BTreeMap::<_, Vec<OrganId>>::new();
    for organ in organs {
        let fits = match organ.level {
            Level::Township => {
                matches!(organ.kind, OrganKind::TownshipDiscipline | OrganKind::StreetDiscipline)
            }
            _ => organ.kind == OrganKind::DisciplineSupervision,
        };
        if fits {
            commissions.entry((organ.level, organ.place)).or_default().push(organ.id);
        }
    }
    commissions
}

/// Sorts exceptions: those that win come first.
///
/// What names the post wins over what names the organ, this over what names a place, a
/// smaller place over a larger one, and all over what names none of these.
pub(super) fn wins_before(
    exception: &ManagementException,
    places: &PlaceTree,
) -> (bool, bool, isize) {
    let depth = exception.within().and_then(|place| places.forest().depth(place));
    let depth = depth.map_or(-1, |depth| isize::try_from(depth).unwrap_or(isize::MAX));
    (exception.post().is_none(), exception.organ().is_none(), depth.saturating_neg())
}

fn check_exceptions(
    exceptions: &mut [ManagementException],
    organs: &[Organ],
    places: &PlaceTree,
    problems: &mut Vec<OrganTreeProblem>,
) {
    exceptions.sort_by_key(ManagementException::id);
    let mut last = None;
    for exception in exceptions {
        let id = exception.id();
        if last == Some(id) {
            problems.push(OrganTreeProblem::ExceptionTwice { id });
        }
        last = Some(id);
        let listed = |organ: &OrganId| organs.binary_search_by_key(organ, |organ| organ.id).is_ok();
        if let Some(organ) = exception.organ().filter(|organ| !listed(organ)) {
            problems.push(OrganTreeProblem::Nowhere { id: id.any(), names: organ.any() });
        }
        if let Some(place) = exception.within().filter(|place| !places.forest().contains(*place)) {
            problems.push(OrganTreeProblem::Nowhere { id: id.any(), names: place.any() });
        }
    }
}

/// One thing that keeps organs from being a tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrganTreeProblem {
    /// Who stands under whom does not work out.
    #[error("{0}")]
    Forest(ForestProblem<OrganId>),
    /// An exception stands twice.
    #[error("{id} stands twice")]
    ExceptionTwice {
        /// Its id.
        id: RecordId,
    },
    /// A territory, or what an exception names, is not there.
    #[error("{id} names {names}, which is not there")]
    Nowhere {
        /// The organ or the exception.
        id: AnyId,
        /// What it names.
        names: AnyId,
    },
}

/// Everything that keeps organs from being a tree.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganTreeProblems(Vec<OrganTreeProblem>);

impl OrganTreeProblems {
    /// The problems: of the forest, of territories, of exceptions. Never empty.
    #[must_use]
    pub fn list(&self) -> &[OrganTreeProblem] {
        &self.0
    }
}

impl fmt::Display for OrganTreeProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for OrganTreeProblems {}

/// Not exactly one organ answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOneOrgan {
    /// The level that was asked for.
    pub level: Level,
    /// Those that were found: none, or more than one.
    pub found: Vec<OrganId>,
}

impl fmt::Display for NotOneOrgan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.found.is_empty() {
            return write!(f, "no discipline organ at {} level answers for the place", self.level);
        }
        write!(f, "{} discipline organs at {} level", self.found.len(), self.level)?;
        write!(f, " answer for the place: ")?;
        for (n, organ) in self.found.iter().enumerate() {
            write!(f, "{}{organ}", if n > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for NotOneOrgan {}
