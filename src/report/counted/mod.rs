//! Figures counted from casework, under the names of the published ones.
//!
//! Each published figure that casework can produce has one line in a table: its row, its
//! name, how it is counted, and the function that counts it. Every figure can be opened:
//! [`Counted::behind`] lists what was counted. What was recorded after the report is not
//! in the casebook, and so is not counted.
//!
//! Persons are counted once each, however many outcomes they have, and once under each
//! kind of outcome. A repeated report is counted where it was first made.
//!
//! | file | holds |
//! |---|---|
//! | this page | the table, and the figures that come out of it |
//! | `scope` | whose casework is counted (inside the crate) |
//! | `cases` | counts of cases and persons (inside the crate) |
//! | `clues` | counts of clues (inside the crate) |
//! | `work` | counts of what organs did (inside the crate) |
//! | [`splits`] | what the parts of a whole leave over, item by item |
//! | [`units`] | clues, cases, persons, person-times, events |
//! | `items` | one thing that is counted there (inside the crate) |
//! | [`breakdown`] | clues, cases, persons, person-times and events by level, organ, month … |
//! | [`roll_up`] | what counties did makes up what their city did, item by item |

mod scope;
mod cases;
mod clues;
pub(crate) mod work;
pub mod splits;
pub mod units;
mod items;
pub mod breakdown;
pub mod roll_up;

use crate::base::id::{AnyId, OrganId};
use crate::base::rate::Rate;
use crate::casebook::book::Casebook;
use crate::report::figures::{Bound, Figure, FigureDraft, FigureTable};
use crate::report::published::published;
use crate::rulebook::RulesInForce;

use self::scope::{Found, Scope};

/// One line of the table: place, row, name, how it is counted, what counts it.
struct Counter(&'static str, &'static str, &'static str, &'static str, fn(&Scope<'_>) -> Found);

const C: &str = "Chengguan";
const Z: &str = "Zhaotong";
const H: &str = "Henan";

/// Every published figure that casework can produce.
#[rustfmt::skip]
const COUNTERS: &[Counter] = &[
    Counter(H, "F40", "docking_meetings", "meetings of the kind that the central group called", work::docking_meetings),
    Counter(H, "F40", "feedback_meetings", "meetings of the kind that the central group called", work::feedback_meetings),
    Counter(H, "F41", "aspects", "aspects of the problems that the central group fed back", work::aspects),
    Counter(H, "F41", "problems", "problems that the central group fed back", work::problems),
    Counter(H, "F45", "rectification_tasks", "complete tasks of the own ledger", work::tasks),
    Counter(H, "F45", "rectification_items", "complete items of the own ledger", work::items),
    Counter(C, "F48", "committee_members_screened", "persons of a committee who were asked all three questions", work::members_screened),
    Counter(C, "F49", "followed_evil_gang_cases", "police cases of evil gangs that the organ follows", cases::evil_gangs_followed),
    Counter(C, "F49", "followed_village_bully_cases", "police cases of village bullies that the organ follows", cases::bullies_followed),
    Counter(C, "F50", "signed_off_cases", "of these, cases whose finding was ever signed in all layers", cases::signed_off),
    Counter(C, "F50", "retraced_cases", "of these, cases that were ever retraced", cases::retraced),
    Counter(C, "F51", "streets_talked_to", "streets at the organ's collective talks", work::streets_talked_to),
    Counter(C, "F51", "departments_talked_to", "other units at the organ's collective talks", work::departments_talked_to),
    Counter(C, "F52", "clues_accepted", "clues in the organ's ledger, repeats left out", clues::accepted),
    Counter(C, "F53", "completion_rate", "of these, clues that were filed, closed or fed back", clues::completion),
    Counter(C, "F53", "named_reply_rate", "of these, reports under a true name that were answered", clues::replies),
    Counter(C, "F53", "reply_satisfaction", "of the reporters who were asked, those who were satisfied", clues::satisfaction),
    Counter(C, "F54", "rectification_measures", "complete entries of the ledger that have a measure", work::measures),
    Counter(C, "F55", "clues_verified_closed", "accepted clues that were verified, then filed or closed", clues::verified_and_closed),
    Counter(C, "F56", "gang_cases_filed", "cases that the organ filed for gang-related problems", cases::gang_cases),
    Counter(C, "F56", "gang_persons_sanctioned", "persons sanctioned in these cases, sanction not revoked", cases::gang_sanctioned),
    Counter(C, "F56", "gang_persons_organizational", "persons with organizational handling in these cases", cases::gang_handled),
    Counter(C, "F57", "other_cases_filed", "cases that the organ filed for other problems", cases::other_cases),
    Counter(C, "F57", "other_persons_sanctioned", "persons sanctioned in these cases", cases::other_sanctioned),
    Counter(C, "F57", "other_persons_organizational", "persons with organizational handling in these cases", cases::other_handled),
    Counter(C, "F58", "transferred_for_prosecution", "persons transferred for prosecution in either kind of case", cases::prosecuted),
    Counter(C, "F59", "key_departments", "regulators of the area with a return", work::regulators),
    Counter(C, "F60", "covert_teams", "covert visit teams of the organ", work::covert_teams),
    Counter(C, "F60", "shops_visited", "shops in the organ's records of covert visits, summed", work::shops),
    Counter(C, "F60", "persons_phoned", "persons in the organ's records of random calls, summed", work::calls),
    Counter(C, "F60", "forums", "the organ's records of forums", work::forums),
    Counter(C, "F60", "evaluators", "persons in the organ's surveys, summed", work::evaluators),
    Counter(C, "F61", "industry_cases_filed", "cases of the area on clues of a key industry", cases::industry_cases),
    Counter(C, "F61", "industry_persons_sanctioned", "persons with a public sanction in these cases", cases::industry_sanctioned),
    Counter(C, "F61", "industry_persons_organizational", "persons with organizational handling in these cases", cases::industry_handled),
    Counter(Z, "F63", "persons_filed", "persons who are subjects of the area's cases of corruption or umbrella", cases::persons_filed),
    Counter(Z, "F64", "persons_filed_increase", "of these, persons filed since the group was stationed and not before", cases::increase),
    Counter(Z, "F65", "persons_sanctioned", "persons sanctioned in these cases", cases::area_sanctioned),
    Counter(Z, "F65", "persons_organizational", "persons with organizational handling in these cases", cases::area_handled),
    Counter(Z, "F65", "persons_transferred", "persons transferred to justice in these cases", cases::area_to_justice),
    Counter(Z, "F66", "persons_detained", "persons whom an organ of the area detained", cases::detained),
    Counter(Z, "F67", "clues_assessed", "clues in stock that the first working group looks at", clues::assessed),
    Counter(Z, "F68", "cases_level_raised", "the area's cases of corruption or umbrella that went up a level", cases::raised),
    Counter(Z, "F68", "cases_key_supervised", "the area's cases of corruption or umbrella under key supervision", cases::key_supervised),
    Counter(Z, "F69", "closed_clues_rechecked", "accepted clues that were rechecked", clues::rechecked),
    Counter(Z, "F70", "task_forces", "task forces of the organ", work::task_forces),
    Counter(Z, "F70", "cadres", "persons in these task forces", work::cadres),
    Counter(Z, "F71", "central_clues", "accepted clues from the central group", clues::central_clues),
    Counter(Z, "F71", "central_clues_level_raised", "of these, clues whose case went up a level", clues::central_raised),
    Counter(Z, "F71", "central_clues_key_supervised", "of these, clues whose case is under key supervision", clues::central_key_supervised),
    Counter(Z, "F72", "counties", "counties of the area that a mission of the organ looked at", work::counties),
];

/// One figure that was counted, with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    figure: Figure,
    how: &'static str,
    rate: Option<Rate>,
    behind: Vec<AnyId>,
}

impl Counted {
    /// A figure as somebody tells it, with the list that they say is behind it.
    ///
    /// Whether the two fit, and fit the casework, is asked of
    /// [`cross_check`](crate::report::cross_check).
    #[must_use]
    pub const fn told(figure: Figure, rate: Option<Rate>, behind: Vec<AnyId>) -> Self {
        Self { figure, how: "as told", rate, behind }
    }

    /// The figure, under the place, row and name of the published one.
    #[must_use]
    pub const fn figure(&self) -> &Figure {
        &self.figure
    }

    /// The part and its base, for a figure that is a rate.
    #[must_use]
    pub const fn rate(&self) -> Option<Rate> {
        self.rate
    }

    /// Whether the list behind it tells which reports were made under a true name.
    ///
    /// Such a list is opened by those who may know it, and stands in no report.
    #[must_use]
    pub fn tells_of_reporters(&self) -> bool {
        matches!(self.figure.name().as_str(), "named_reply_rate" | "reply_satisfaction")
    }

    /// How it is counted.
    #[must_use]
    pub const fn how(&self) -> &'static str {
        self.how
    }

    /// What was counted, each once; for a sum or a share the records that went into it.
    #[must_use]
    pub fn behind(&self) -> &[AnyId] {
        &self.behind
    }
}

/// The figures that the casework of an organ comes to, in the order of their rows.
///
/// `place` is the place by the name of the published figures; for any other there are none.
/// The rules say, among others, which fields an entry of the ledger must have. A share of
/// nothing is left out.
#[must_use]
pub fn counted(
    book: &Casebook,
    place: &str,
    organ: OrganId,
    rules: RulesInForce<'_>,
) -> Vec<Counted> {
    let scope = Scope::new(book, organ, rules);
    let published = published();
    let counters = COUNTERS.iter().filter(|counter| counter.0 == place);
    let count = |Counter(_, row, name, how, count): &Counter| {
        let figure = published.get(row, name)?;
        let (value, rate, behind) = match count(&scope) {
            Found::Number(ids) => (ids.len().to_string(), None, ids),
            Found::Sum(sum, ids) => (sum.to_string(), None, ids),
            Found::Share(rate, ids) => {
                let percent = rate.percent(figure.quantity().number().decimals()).to_string();
                (percent.trim_end_matches(" %").to_owned(), Some(rate), ids)
            }
            Found::Nothing => return None,
        };
        Some(Counted { figure: with_value(figure, value)?, how, rate, behind })
    };
    counters.filter_map(count).collect()
}

/// A published figure with another quantity, and the casework as its source.
fn with_value(figure: &Figure, value: String) -> Option<Figure> {
    let source = "counted from casework".to_owned();
    FigureDraft { value, source, ..FigureDraft::from(figure.clone()) }.check().ok()
}

/// The counted figures as a table that can be audited.
#[must_use]
pub fn table(counted: &[Counted]) -> FigureTable {
    FigureTable::new(counted.iter().map(|one| one.figure.clone()).collect()).unwrap_or_default()
}

/// How a counted figure stands to the published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// They are equal.
    Equal,
    /// The published one says *at least*, and the counted one is as large or larger.
    AtLeast,
    /// They differ.
    Differs,
}

impl Agreement {
    /// How a counted figure stands to a published one.
    #[must_use]
    pub fn of(counted: &Figure, published: &Figure) -> Self {
        let (found, told) = (counted.quantity().number(), published.quantity().number());
        match published.quantity().bound() {
            _ if found == told => Self::Equal,
            Bound::AtLeast if found.millionths() > told.millionths() => Self::AtLeast,
            _ => Self::Differs,
        }
    }
}

/// The published figure with the place, row and name of a counted one.
#[must_use]
pub fn published_beside(counted: &Figure) -> Option<Figure> {
    published().get(counted.row().as_str(), counted.name().as_str()).cloned()
}
