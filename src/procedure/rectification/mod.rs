//! Rectification: problems that were fed back are put right, entry by entry.
//!
//! **What one can do here.** Ask what an entry of the ledger lacks ([`complete`]), which
//! problems no entry covers ([`coverage`]), whether an entry may be struck off
//! ([`may_strike_off`]), or come further short of that ([`may_go_on`]), which problems that were fed back are not put right
//! ([`put_right`]), and whether an entry of small scope is as small as that ([`scope`]).
//!
//! Words: 台账 ledger · 整改任务 task · 整改事项 item · 核验 verification · 销号 striking off · 边督边改、
//! 立行立改 rectified while supervised, at once · 督改 supervised and corrected · 小切口 small scope.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `rectification/fields` | what every entry names | `rectification/fields`: unit, person, measure, Henan; measure, leader, unit, deadline, Chengguan | H28, C19 |
//! | `rectification/covered` | every problem is covered by an entry; entries and problems are many to many | `rectification/every-problem-covered`: yes, national (a value of this crate) | H28, check A2 |
//! | `rectification/verified` | an entry is verified before it is struck off; a failed check sends it back | `rectification/failed-check-reopens`: yes, national (a value of this crate) | §6.6 (reading) |
//! | `rectification/immediate` | what was not fed back yet is struck off only if it is put right while supervised, or at once | `rectification/immediate`: yes, Henan | H01 |
//! | `rectification/put-right` | the problems that were fed back are put right | `rectification/put-right`: 100 %, Gansu from 2020-05-01 | G10, Z04 |
//! | `rectification/small-scope` | an entry of small scope covers a problem, and no more than that | `rectification/small-scope`: 1, national from 2024-05-27 | N10 (reading) |
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
//! use unbrella::provenance::{Fact, NotKnown};
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
//!     mode: None,
//!     fed_back: Fact::NotKnown(NotKnown::NeverAsked),
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
use std::fmt;

use crate::base::id::{EntryId, ProblemId, SupervisionId};
use crate::base::permille::Permille;
use crate::base::text::Code;
use crate::decision::{
    Chinese, Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, Word,
};
use crate::model::dossier::Dossier;
use crate::model::rectification::{LedgerEntry, LedgerProgress, Problem};
use crate::procedure::condition::{Says, needs, supply};
use crate::procedure::fact::{by, never_asked, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::rectification::{LedgerField, LedgerStatus, RectificationMode};

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
    /// How the problems are put right; none if nobody has said.
    pub mode: Option<RectificationMode>,
    /// 反馈: whether the problems that it covers were fed back.
    pub fed_back: Fact<bool>,
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
            mode: entry.mode(),
            fed_back: never_asked(),
        }
    }

    /// The facts of all entries of the dossier, by their ids.
    ///
    /// The problems of an entry were fed back if each has a day on which it was. Where one
    /// has none, that is not known: it may not have been written down.
    #[must_use]
    pub fn gather(dossier: &Dossier) -> Vec<Self> {
        dossier.entries().values().map(|entry| Self::told(dossier, entry)).collect()
    }

    /// The facts of one entry of the dossier, and of those under it; nothing if it is not
    /// there.
    #[must_use]
    pub fn with_those_under(dossier: &Dossier, entry: EntryId) -> Option<(Self, Vec<Self>)> {
        let under = dossier.entries_under(entry).map(|entry| Self::told(dossier, entry));
        Some((Self::told(dossier, dossier.entry(entry)?), under.collect()))
    }

    fn told(dossier: &Dossier, entry: &LedgerEntry) -> Self {
        let fed_back = |problem: &ProblemId| {
            dossier.problem(*problem).is_some_and(|problem| problem.fed_back().is_some())
        };
        let all = !entry.covers().is_empty() && entry.covers().iter().all(fed_back);
        Self { fed_back: recorded(all.then_some(true)), ..Self::of(entry) }
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
/// A [`Refusal`] for every field that is missing, if the entry was not verified, if what it
/// covers was not fed back and is not put right at once, and for every item of a task that
/// is not struck off.
pub fn may_strike_off<'a>(
    facts: &EntryFacts,
    items: impl IntoIterator<Item = &'a EntryFacts>,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let mut requirement = Requirement::from(verified(facts));
    for field in complete(facts, rules).outcome() {
        requirement = requirement.and(lacking(*field, rules));
    }
    if let Some(at_once) = immediate(facts, rules) {
        requirement = requirement.and(at_once);
    }
    for item in items.into_iter().filter(|item| item.parent == Some(facts.entry)) {
        requirement = requirement.and(struck(item));
    }
    requirement.decide(crate::sentence!("strike the entry off", "台账销号"), ())
}

/// Whether an entry comes further, short of being struck off: with what it still lacks.
///
/// A field that is not filled in stands in the way of striking off only.
///
/// # Errors
///
/// A [`Refusal`] if an entry is sent back where a failed check reopens nothing.
pub fn may_go_on(
    facts: &EntryFacts,
    to: &LedgerProgress,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let complete = complete(facts, rules).map(drop);
    if !matches!(to, LedgerProgress::SentBack { .. }) {
        return Ok(complete);
    }
    let rule = || crate::rule_name!("rectification/verified");
    let condition = match rules.get(keys::rectification::FAILED_CHECK_REOPENS) {
        Ok(reopens) if !reopens.value() => {
            let because =
                crate::sentence!("a failed check reopens nothing here", "本地核验不合格不退回");
            let why = crate::sentence!("a new entry is listed", "应另列台账条目");
            Condition::forbidden(by(rule(), because, &reopens), Remedy::none(why))
        }
        Ok(reopens) => {
            let because = crate::sentence!("a failed check sends it back", "核验不合格，退回整改");
            Condition::met(by(rule(), because, &reopens))
        }
        Err(not) => Condition::met(silent(rule(), &not)),
    };
    let step = crate::sentence!("send the entry back", "退回整改");
    let decided = Requirement::from(condition).decide(step, ())?;
    Ok(decided.and_all(complete.into_parts().1))
}

/// 边督边改、立行立改: asked only where the place says something about it.
fn immediate(facts: &EntryFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    use RectificationMode::{Immediate, WhileSupervised};

    let parameter = rules.get(keys::rectification::IMMEDIATE).ok()?;
    let reason = |because| by(crate::rule_name!("rectification/immediate"), because, &parameter);
    if parameter.value() && matches!(facts.mode, Some(Immediate | WhileSupervised)) {
        let because =
            crate::sentence!("it is put right while supervised, or at once", "边督边改、立行立改");
        return Some(Condition::met(reason(because)));
    }
    let says = Says {
        yes: crate::sentence!("what it covers was fed back", "所涉问题已反馈"),
        no: crate::sentence!(
            "what it covers was not fed back, and is not put right at once",
            "所涉问题尚未反馈，且未立行立改",
        ),
        open: crate::sentence!(
            "it is not known whether what it covers was fed back",
            "所涉问题是否已反馈尚不明确",
        ),
    };
    let how =
        crate::sentence!("wait for the feedback, and write its day down", "待反馈后记录反馈日期");
    Some(needs(facts.fed_back, says, &reason, supply("fed_back", how, unit())))
}

/// A problem that was fed back, and the entries that put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemFacts {
    /// The problem.
    pub problem: ProblemId,
    /// Whether it was noted of the problem itself that it is put right.
    pub noted: bool,
    /// How far each entry has come that covers it.
    pub entries: Vec<LedgerStatus>,
}

impl ProblemFacts {
    /// The problems that one supervision or inspection found, by their ids.
    #[must_use]
    pub fn gather(dossier: &Dossier, found_by: SupervisionId) -> Vec<Self> {
        let own = dossier.problems().values().filter(|p| p.found_by() == Some(found_by));
        let of = |problem: &Problem| {
            let entries = dossier.entries().values();
            let covering = entries.filter(|entry| entry.covers().contains(&problem.id()));
            Self {
                problem: problem.id(),
                noted: problem.put_right().is_some(),
                entries: covering.map(LedgerEntry::status).collect(),
            }
        };
        own.map(of).collect()
    }

    /// Noted of itself, or every entry that covers it is struck off, and there is one.
    fn is_put_right(&self) -> bool {
        let struck = |status: &LedgerStatus| *status == LedgerStatus::StruckOff;
        self.noted || (!self.entries.is_empty() && self.entries.iter().all(struck))
    }
}

/// 督改: how many of the problems that were fed back are put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutRight {
    /// How many problems there are.
    pub of: usize,
    /// Those that are not put right, sorted.
    pub open: Vec<ProblemId>,
    /// Whether the share that the place asks for is reached.
    pub reached: bool,
}

/// How many of the problems that were fed back are put right, and whether that is enough.
///
/// No problem is enough. Where no share is laid down, every problem is to be put right.
pub fn put_right<'a>(
    problems: impl IntoIterator<Item = &'a ProblemFacts>,
    rules: RulesInForce<'_>,
) -> Decision<PutRight> {
    let problems: BTreeMap<ProblemId, &ProblemFacts> =
        problems.into_iter().map(|facts| (facts.problem, facts)).collect();
    let open: Vec<ProblemId> =
        problems.values().filter(|facts| !facts.is_put_right()).map(|f| f.problem).collect();
    let of = problems.len();
    let done = of.saturating_sub(open.len());
    let parameter = rules.get(keys::rectification::PUT_RIGHT);
    let needed = parameter.as_ref().map_or(Permille::ALL, |p| p.value());
    let whole = |n: usize| u128::try_from(n).unwrap_or(u128::MAX);
    let reached =
        whole(done).saturating_mul(1000) >= whole(of).saturating_mul(u128::from(needed.get()));
    let because = crate::sentence!(
        "{done} of {of} problems are put right, {needed} is asked for",
        "{of}个问题中{done}个已整改，要求比例{needed}",
        done = done,
        of = of,
        needed = needed,
    );
    let rule = crate::rule_name!("rectification/put-right");
    let reason = match &parameter {
        Ok(parameter) => by(rule, because, parameter),
        Err(not) => silent(rule, not),
    };
    Decision::new(PutRight { of, open, reached }, reason)
}

/// What is amiss with an entry of small scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScopeGap {
    /// 未坚持问题导向: it covers no problem.
    NoProblem,
    /// 切口过大: it covers more problems than a small scope holds.
    TooWide {
        /// How many it covers.
        covers: usize,
        /// How many it may cover.
        most: u32,
    },
}

impl fmt::Display for ScopeGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProblem => f.write_str("covers no problem"),
            Self::TooWide { covers, most } => write!(f, "covers {covers} problems, at most {most}"),
        }
    }
}

impl Chinese for ScopeGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProblem => f.write_str("未对应具体问题"),
            Self::TooWide { covers, most } => write!(f, "涉及{covers}个问题，至多{most}个"),
        }
    }
}

/// 小切口: whether an entry of small scope is as small as that; nothing for other entries.
pub fn scope(facts: &EntryFacts, rules: RulesInForce<'_>) -> Decision<Option<ScopeGap>> {
    let rule = crate::rule_name!("rectification/small-scope");
    let parameter = match rules.get(keys::rectification::SMALL_SCOPE) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(None, silent(rule, &not)),
    };
    if facts.mode != Some(RectificationMode::SmallScope) {
        let because = crate::sentence!("the entry is not of small scope", "并非小切口整治");
        return Decision::new(None, by(rule, because, &parameter));
    }
    let (covers, most) = (facts.covers.len(), parameter.value());
    let gap = match covers {
        0 => Some(ScopeGap::NoProblem),
        _ if u32::try_from(covers).is_ok_and(|covers| covers <= most) => None,
        _ => Some(ScopeGap::TooWide { covers, most }),
    };
    let because = crate::sentence!(
        "it covers {covers} problems, a small scope holds {most}",
        "涉及{covers}个问题，小切口以{most}个为限",
        covers = covers,
        most = most,
    );
    Decision::new(gap, by(rule, because, &parameter))
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
