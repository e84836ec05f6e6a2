//! Figures by level, organ, place, month, rank, industry, class of problem, stage, outcome, kind.
//!
//! Five units are counted, and never added up: clues, cases, persons, person-times, events.
//! One person with three outcomes is one person and three person-times. An event (场次) is
//! something that an organ held or sent: a meeting, a talk, a covert visit, a mission, a
//! published batch; how many persons or shops it reached is another figure. A person, a case
//! or a clue can belong to several cells (a clue may touch two industries); the whole is
//! therefore counted by itself and not as the sum of the cells, and what stands in several
//! cells, or in none since nothing is known, is listed beside them:
//! sum of the cells − further places of those in several + those in none = whole.
//!
//! | by | clues | cases | persons, person-times | events |
//! |---|---|---|---|---|
//! | level, organ, place | of the organ that received it | of the organ that filed it | of the organ that decided | of those that called, sent or published |
//! | month | received | filed | decided | held; of a mission, begun |
//! | rank | | | of the posts held, the highest | |
//! | industry, class of problem | as judged | of its clues | of the clues of its case | |
//! | stage | now | now | | |
//! | outcome | | | as it counts | |
//! | kind | | | | what it was |
//!
//! The way by which a clue came in is none of these: such counts could tell who reported,
//! and are shown through [`small_cells`](crate::report::small_cells) alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{AnyId, OrganId, PersonId};
use crate::model::case::Case;
use crate::model::clue::Clue;
use crate::model::discipline::Outcome;
use crate::model::dossier::Dossier;
use crate::terms::office::Rank;

use super::items::{Item, items};

pub use super::units::Unit;

/// By what it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// 层级.
    Level,
    /// 机关.
    Organ,
    /// 地区.
    Place,
    /// 月份.
    Month,
    /// 职级.
    Rank,
    /// 行业领域.
    Industry,
    /// 问题类别.
    ProblemClass,
    /// 环节.
    Stage,
    /// 处理方式.
    Outcome,
    /// 种类.
    Kind,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Level,
        Self::Organ,
        Self::Place,
        Self::Month,
        Self::Rank,
        Self::Industry,
        Self::ProblemClass,
        Self::Stage,
        Self::Outcome,
        Self::Kind,
    ];

    /// In English and in Chinese.
    #[must_use]
    pub const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Level => ("by level", "按层级"),
            Self::Organ => ("by organ", "按机关"),
            Self::Place => ("by place", "按地区"),
            Self::Month => ("by month", "按月份"),
            Self::Rank => ("by rank", "按职级"),
            Self::Industry => ("by industry", "按行业领域"),
            Self::ProblemClass => ("by class of problem", "按问题类别"),
            Self::Stage => ("by stage", "按环节"),
            Self::Outcome => ("by outcome", "按处理方式"),
            Self::Kind => ("by kind", "按种类"),
        }
    }
}

/// A whole in its cells. What stands in a cell stands there once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// What was counted.
    pub unit: Unit,
    /// By what.
    pub by: By,
    /// The whole.
    pub whole: BTreeSet<AnyId>,
    /// The cells, by what they are called.
    pub cells: BTreeMap<String, BTreeSet<AnyId>>,
    /// What stands in no cell, since nothing is known of it.
    pub none: BTreeSet<AnyId>,
    /// What stands in more than one cell, and in how many.
    pub several: BTreeMap<AnyId, usize>,
}

impl Breakdown {
    /// In how many cells an item stands.
    #[must_use]
    pub fn times(&self, item: &AnyId) -> usize {
        self.cells.values().filter(|cell| cell.contains(item)).count()
    }

    /// What the cells leave over against the whole; 0 if they add up.
    #[must_use]
    pub fn difference(&self) -> i64 {
        let count = |items: usize| i64::try_from(items).unwrap_or(i64::MAX);
        let places: usize = self.cells.values().map(BTreeSet::len).fold(0, usize::saturating_add);
        let further = self.several.values().map(|times| times.saturating_sub(1));
        let further = further.fold(0, usize::saturating_add);
        count(self.whole.len())
            .saturating_sub(count(places))
            .saturating_add(count(further))
            .saturating_sub(count(self.none.len()))
    }
}

/// The casework of some organs, such as one organ and those under it, in cells; nothing
/// where a unit is not counted by that, such as clues by rank.
#[must_use]
pub fn breakdown(
    dossier: &Dossier,
    organs: &BTreeSet<OrganId>,
    unit: Unit,
    by: By,
) -> Option<Breakdown> {
    let of_persons = matches!(unit, Unit::Persons | Unit::PersonTimes);
    let fits = match by {
        By::Rank | By::Outcome => of_persons,
        By::Stage => matches!(unit, Unit::Clues | Unit::Cases),
        By::Industry | By::ProblemClass => unit != Unit::Events,
        By::Kind => unit == Unit::Events,
        By::Level | By::Organ | By::Place | By::Month => true,
    };
    if !fits {
        return None;
    }
    let mut whole = BTreeSet::new();
    let mut cells: BTreeMap<String, BTreeSet<AnyId>> = BTreeMap::new();
    for item in items(dossier, unit) {
        let mut own = item.organs();
        own.retain(|organ| organs.contains(organ));
        if own.is_empty() {
            continue;
        }
        whole.insert(item.id());
        for key in keys(dossier, &item, &own, by) {
            cells.entry(key).or_default().insert(item.id());
        }
    }
    let (several, none) = (BTreeMap::new(), BTreeSet::new());
    let mut found = Breakdown { unit, by, whole, cells, none, several };
    let times: Vec<(AnyId, usize)> =
        found.whole.iter().map(|item| (*item, found.times(item))).collect();
    found.none = times.iter().filter(|(_, times)| *times == 0).map(|(item, _)| *item).collect();
    found.several = times.into_iter().filter(|(_, times)| *times > 1).collect();
    Some(found)
}

/// The cells in which an item stands.
fn keys(dossier: &Dossier, item: &Item<'_>, own: &[OrganId], by: By) -> Vec<String> {
    match (by, item) {
        (By::Level | By::Organ | By::Place, _) => {
            own.iter().flat_map(|organ| of_organ(dossier, *organ, by)).collect()
        }
        (By::Month, _) => item.day().map(month).unwrap_or_default(),
        (_, Item::Clue(clue)) => of_clue(clue, by),
        (_, Item::Case(case)) => of_case(dossier, case, by),
        (_, Item::Person(outcome) | Item::PersonTime(outcome)) => of_outcome(dossier, outcome, by),
        (_, event) => kind(event).into_iter().collect(),
    }
}

/// What an event was.
fn kind(event: &Item<'_>) -> Option<String> {
    Some(match event {
        Item::Meeting(meeting) => {
            format!("{} {}", meeting.kind().english(), meeting.kind().term())
        }
        Item::Talk(talk) => format!("{} {}", talk.kind().english(), talk.kind().term()),
        Item::Visit(visit) => format!("{} {}", visit.check().english(), visit.check().term()),
        Item::Mission(mission) => {
            format!("{} {}", mission.mode().english(), mission.mode().term())
        }
        Item::Batch(_) => "published batch 通报曝光".to_owned(),
        _ => return None,
    })
}

fn of_organ(dossier: &Dossier, organ: OrganId, by: By) -> Vec<String> {
    let Some(organ) = dossier.organ(organ) else { return Vec::new() };
    match by {
        By::Level => vec![format!("{} {}", organ.level().english(), organ.level().term())],
        By::Organ => vec![organ.name().to_string()],
        By::Place => {
            let place = organ.place().and_then(|place| dossier.place(place));
            place.map(|place| place.name().to_string()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn month(day: crate::base::day::Day) -> Vec<String> {
    day.to_string().get(..7).map(str::to_owned).into_iter().collect()
}

fn of_clue(clue: &Clue, by: By) -> Vec<String> {
    match by {
        By::Industry => {
            let industries = clue.industries().iter();
            industries.map(|one| format!("{} {}", one.english(), one.term())).collect()
        }
        By::ProblemClass => {
            let classes = clue.problem_classes().iter();
            classes.map(|one| format!("{} {}", one.english(), one.term())).collect()
        }
        By::Stage => vec![clue.stage().to_string()],
        _ => Vec::new(),
    }
}

fn of_case(dossier: &Dossier, case: &Case, by: By) -> Vec<String> {
    match by {
        By::Industry | By::ProblemClass => {
            let clues = case.from_clues().iter().filter_map(|clue| dossier.clue(*clue));
            clues.flat_map(|clue| of_clue(clue, by)).collect()
        }
        By::Stage => vec![case.stage().to_string()],
        _ => Vec::new(),
    }
}

fn of_outcome(dossier: &Dossier, outcome: &Outcome, by: By) -> Vec<String> {
    match by {
        By::Rank => rank(dossier, outcome.person())
            .map(|rank| format!("{} {}", rank.english(), rank.term()))
            .into_iter()
            .collect(),
        By::Industry | By::ProblemClass => {
            let case = outcome.case().and_then(|case| dossier.case(case));
            case.map(|case| of_case(dossier, case, by)).unwrap_or_default()
        }
        By::Outcome => {
            let word = outcome.counts_as();
            word.map(|word| format!("{} {}", word.english(), word.term())).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The highest rank that goes with a post that the person held.
fn rank(dossier: &Dossier, person: PersonId) -> Option<Rank> {
    let tenures = dossier.tenures_of(person);
    tenures.filter_map(|tenure| dossier.post(tenure.post())?.rank()).max()
}
