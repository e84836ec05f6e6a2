//! Rectification: problems that were fed back are put right, entry by entry.
//!
//! **What one can do here.** Ask what an entry of the ledger lacks ([`complete`]), which
//! problems no entry covers ([`coverage`]), and whether an entry may be struck off
//! ([`may_strike_off`]).
//!
//! Words: 台账 ledger · 整改任务 task · 整改事项 item · 核验 verification · 销号 striking off.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `rectification/fields` | what every entry names | `rectification/fields`: unit, person, measure, Henan; measure, leader, unit, deadline, Chengguan | H28, C19 |
//! | `rectification/covered` | every problem is covered by an entry; entries and problems are many to many | `rectification/every-problem-covered`: yes, national (a value of this crate) | H28, check A2 |
//! | `rectification/verified` | an entry is verified before it is struck off; a failed check sends it back | `rectification/failed-check-reopens`: yes, national (a value of this crate) | §6.6 (reading) |
//! | `rectification/items` | a task is struck off after its items | – | §6.6 (reading) |
//!
//! 91 problems against 25 tasks and 64 items is no fault: counts are not compared.
//!
//! # Examples
//!
//! ```
//! use std::collections::BTreeSet;
//!
//! use unbrella::base::id::{EntryId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::rectification::{self, EntryFacts};
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::rectification::{LedgerField, LedgerStatus};
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! let facts = EntryFacts {
//!     entry: EntryId::from_ledger(&salt, &LedgerNo::parse("1")?),
//!     parent: None,
//!     fields: BTreeSet::from([LedgerField::Measure, LedgerField::ResponsibleUnit]),
//!     covers: BTreeSet::new(),
//!     status: LedgerStatus::Listed,
//! };
//! let book = Rulebook::published();
//! let lacks = rectification::complete(&facts, book.on("henan", day!(2019, 1, 15))?);
//! assert_eq!(lacks.outcome(), &[LedgerField::ResponsiblePerson]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue G10, H01, H28, C19, N10, Z04, §6.6; check A2.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{EntryId, ProblemId};
use crate::base::text::Code;
use crate::decision::{Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, Word};
use crate::model::dossier::Dossier;
use crate::model::rectification::LedgerEntry;
use crate::procedure::fact::{by, silent};
use crate::provenance::{Certainty, Citation};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::rectification::{LedgerField, LedgerStatus};

/// What an entry of the ledger looks like to a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFacts {
    /// The entry.
    pub entry: EntryId,
    /// The task that it belongs to, if it is an item.
    pub parent: Option<EntryId>,
    /// The fields that are filled in.
    pub fields: BTreeSet<LedgerField>,
    /// The problems that it covers.
    pub covers: BTreeSet<ProblemId>,
    /// How far it has come.
    pub status: LedgerStatus,
}

impl EntryFacts {
    /// The facts of an entry.
    #[must_use]
    pub fn of(entry: &LedgerEntry) -> Self {
        let fields = LedgerField::ALL.into_iter().filter(|field| entry.has(*field));
        Self {
            entry: entry.id(),
            parent: entry.parent(),
            fields: fields.collect(),
            covers: entry.covers().iter().copied().collect(),
            status: entry.status(),
        }
    }

    /// The facts of all entries of the dossier, by their ids.
    #[must_use]
    pub fn gather(dossier: &Dossier) -> Vec<Self> {
        dossier.entries().values().map(Self::of).collect()
    }
}

fn wanted(rules: RulesInForce<'_>) -> Vec<LedgerField> {
    let fields = rules.get(keys::rectification::FIELDS);
    fields.map_or_else(|_| Vec::new(), |f| f.value().words::<LedgerField>().unwrap_or_default())
}

/// The fields that an entry must have and does not, in the order of the pack.
///
/// Empty where no rule of the place names fields; the reason says so.
pub fn complete(facts: &EntryFacts, rules: RulesInForce<'_>) -> Decision<Vec<LedgerField>> {
    let rule = crate::rule_name!("rectification/fields");
    let parameter = match rules.get(keys::rectification::FIELDS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let wanted = wanted(rules);
    let lacks: Vec<LedgerField> =
        wanted.iter().copied().filter(|field| !facts.fields.contains(field)).collect();
    let because = crate::sentence!(
        "{has} of {all} fields are filled in",
        "应填{all}项要素，已填{has}项",
        has = wanted.len().saturating_sub(lacks.len()),
        all = wanted.len(),
    );
    Decision::new(lacks, by(rule, because, &parameter))
}

/// How problems and entries stand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The problems that no entry covers, sorted.
    pub uncovered: Vec<ProblemId>,
    /// Entries that cover no listed problem, neither themselves nor by an item, sorted.
    pub idle: Vec<EntryId>,
    /// How many entries cover each problem.
    pub by_problem: BTreeMap<ProblemId, usize>,
}

/// Which problems are covered by entries. A problem may have several entries, and an
/// entry several problems.
pub fn coverage<'a>(
    problems: impl IntoIterator<Item = ProblemId>,
    entries: impl IntoIterator<Item = &'a EntryFacts>,
    rules: RulesInForce<'_>,
) -> Decision<Covered> {
    let mut by_problem: BTreeMap<ProblemId, BTreeSet<EntryId>> =
        problems.into_iter().map(|problem| (problem, BTreeSet::new())).collect();
    let (mut all, mut busy) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        all.insert(entry.entry);
        for problem in &entry.covers {
            if let Some(covering) = by_problem.get_mut(problem) {
                covering.insert(entry.entry);
                busy.insert(entry.entry);
                busy.extend(entry.parent);
            }
        }
    }
    let open = by_problem.iter().filter(|(_, covering)| covering.is_empty());
    let uncovered: Vec<ProblemId> = open.map(|(problem, _)| *problem).collect();
    let because = crate::sentence!(
        "{covered} of {all} problems are covered by an entry",
        "{all}个问题中{covered}个已列入台账条目",
        covered = by_problem.len().saturating_sub(uncovered.len()),
        all = by_problem.len(),
    );
    let rule = crate::rule_name!("rectification/covered");
    let reason = match rules.get(keys::rectification::EVERY_PROBLEM_COVERED) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(not) => silent(rule, &not),
    };
    let covered = Covered {
        uncovered,
        idle: all.difference(&busy).copied().collect(),
        by_problem: by_problem.into_iter().map(|(id, covering)| (id, covering.len())).collect(),
    };
    Decision::new(covered, reason)
}

const STRIKING: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "§6.6",
    "listed → in progress → reported → verified → closed (销号)",
    Certainty::Reading,
);

/// Whether an entry may be struck off.
///
/// # Errors
///
/// A [`Refusal`] for every field that is missing, if the entry was not verified, and for
/// every item of a task that is not struck off.
pub fn may_strike_off<'a>(
    facts: &EntryFacts,
    items: impl IntoIterator<Item = &'a EntryFacts>,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let mut requirement = Requirement::from(verified(facts));
    for field in complete(facts, rules).outcome() {
        requirement = requirement.and(lacking(*field, rules));
    }
    for item in items.into_iter().filter(|item| item.parent == Some(facts.entry)) {
        requirement = requirement.and(struck(item));
    }
    requirement.decide(crate::sentence!("strike the entry off", "台账销号"), ())
}

fn unit() -> Word {
    Word::of(&LedgerField::ResponsibleUnit)
}

fn verified(facts: &EntryFacts) -> Condition {
    let rule = crate::rule_name!("rectification/verified");
    let status = Word::of(&facts.status);
    match facts.status {
        LedgerStatus::Verified => {
            let because =
                crate::sentence!("the entry is {status}", "条目已{status}", status = status);
            Condition::met(Reason::new(rule, because, STRIKING))
        }
        LedgerStatus::StruckOff => {
            let because = crate::sentence!(
                "the entry is {status} already",
                "条目已{status}",
                status = status
            );
            let why = crate::sentence!("an entry is struck off once", "条目只销号一次");
            Condition::forbidden(Reason::new(rule, because, STRIKING), Remedy::none(why))
        }
        LedgerStatus::Listed | LedgerStatus::InProgress | LedgerStatus::Reported => {
            let because = crate::sentence!(
                "the entry was not verified: it is {status}",
                "条目未经核验，现为“{status}”",
                status = status,
            );
            let how = crate::sentence!("report it and have it verified", "上报进展并经核验");
            let cure = Cure::command(const { Code::literal("verify_entry") }, how, unit());
            Condition::unmet(Reason::new(rule, because, STRIKING), Remedy::by(cure))
        }
    }
}

fn lacking(field: LedgerField, rules: RulesInForce<'_>) -> Condition {
    let because = crate::sentence!(
        "the entry does not name: {field}",
        "条目缺少：{field}",
        field = Word::of(&field),
    );
    let rule = crate::rule_name!("rectification/fields");
    let reason = match rules.get(keys::rectification::FIELDS) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(not) => silent(rule, &not),
    };
    let how = crate::sentence!("fill in: {field}", "补填：{field}", field = Word::of(&field));
    let cure = Cure::fact(Code::literal(field.code()), how, unit());
    Condition::unmet(reason, Remedy::by(cure))
}

fn struck(item: &EntryFacts) -> Condition {
    let rule = crate::rule_name!("rectification/items");
    if item.status == LedgerStatus::StruckOff {
        let because = crate::sentence!(
            "its item {item} is struck off",
            "所属事项{item}已销号",
            item = item.entry,
        );
        return Condition::met(Reason::new(rule, because, STRIKING));
    }
    let because = crate::sentence!(
        "its item {item} is not struck off",
        "所属事项{item}尚未销号",
        item = item.entry,
    );
    let how = crate::sentence!("strike the item off", "先行销号所属事项");
    let cure = Cure::command(const { Code::literal("strike_off") }, how, unit());
    Condition::unmet(Reason::new(rule, because, STRIKING), Remedy::by(cure))
}

#[cfg(test)]
mod tests;
