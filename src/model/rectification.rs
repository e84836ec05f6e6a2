//! Rectification: problems that were fed back, and the ledger that puts them right.
//!
//! ```text
//!  listed ──▶ in progress ──▶ reported ──▶ verified ──▶ struck off
//!                               ▲    │        │
//!                               │    ▼        │
//!                              sent back ◀────┘
//! ```
//!
//! Problems, tasks and items are no partition of each other: in Henan 91 problems stand
//! against 25 tasks and 64 items. One entry may cover several problems, one problem may be
//! covered by several entries, and an item may belong to a task. So the question is never
//! whether the counts are equal, but whether every problem is covered:
//! [`RectificationLedger::uncovered`].
//!
//! Which of the five fields an entry must have is a matter of the rule pack. Here each may
//! be missing, and [`LedgerEntry::has`] says which are there.
//!
//! # Source
//!
//! Catalogue G10, H01, H28, C19, N10, §6.6, check A2. That a failed check sends an entry
//! back is our reading.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{
    AnyId, DocumentId, EntityId, EntryId, OrganId, PersonId, ProblemId, SupervisionId,
};
use crate::base::text::{LedgerNo, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::model::stage::Stage;
use crate::terms::rectification::{
    LedgerField, LedgerPart, LedgerStatus, ProblemStep, RectificationMode,
};
use crate::terms::supervision::SupervisionAspect;

noun! {
    /// 问题: a problem that somebody was told to put right.
    ///
    /// # Source
    ///
    /// Catalogue G10 (332 problems of an inspection), H26, H28 (91 problems in six aspects), Z04.
    Problem, ProblemDraft, ProblemId, check problem_fits;
    /// Its number in the list of problems.
    number: text_opt LedgerNo,
    /// The supervision or inspection that found it.
    found_by: id_opt SupervisionId,
    /// The document that fed it back: a feedback opinion, a report, a problem list.
    document: id_opt DocumentId,
    /// When it was fed back.
    fed_back: copy_opt When,
    /// The aspect of the work that it belongs to.
    aspect: copy_opt SupervisionAspect,
    /// The unit in which it was found.
    unit: id_opt OrganId,
    /// What is wrong.
    text: text Prose,
    /// 梳理、分解、立项: what has been done with it so far.
    steps: set ProblemStep,
    /// 督改: when it was put right, if that was noted of the problem itself.
    put_right: copy_opt When,
}

fn problem_fits(problem: &Problem, desk: &mut Desk) {
    if let (Some(fed_back), Some(right)) = (problem.fed_back, problem.put_right)
        && right.recorded_at() < fed_back.recorded_at()
    {
        // It may have been put right before (边督边改), yet not have been written down.
        desk.unfit("put_right", "was written down before the problem was");
    }
}

noun! {
    /// 台账条目: an entry of the rectification ledger, a task or an item.
    ///
    /// # Source
    ///
    /// Catalogue H28 (25 tasks, 64 items; unit, person, measure), C19 (23 measures; leader,
    /// unit, deadline).
    LedgerEntry, LedgerEntryDraft, EntryId, check entry_fits;
    /// Its number in the ledger.
    number: text_opt LedgerNo,
    /// A task or an item.
    kind: copy EntryKind,
    /// The task that an item belongs to.
    parent: id_opt EntryId,
    /// The problems that it covers. A task also covers those of its items.
    covers: ids ProblemId,
    /// How the problems are put right.
    mode: copy_opt RectificationMode,
    /// 整改措施: the measure.
    measure: text_opt Prose,
    /// 责任单位: the responsible unit.
    unit: id_opt OrganId,
    /// 责任人: the responsible person.
    person: id_opt PersonId,
    /// 责任领导: the responsible leader.
    leader: id_opt PersonId,
    /// 整改时限: the last day.
    deadline: copy_opt Day,
    /// How far it has come.
    stages: stages LedgerProgress,
}

fn entry_fits(entry: &LedgerEntry, desk: &mut Desk) {
    if entry.parent == Some(entry.id) {
        desk.unfit("parent", "an entry cannot belong to itself");
    } else if entry.parent.is_some() && entry.kind == EntryKind::Task {
        desk.unfit("parent", "a task belongs to no other entry");
    }
}

/// 整改任务, 整改事项: the two kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// 整改任务: a task.
    Task,
    /// 整改事项: an item.
    Item,
}

impl EntryKind {
    /// The word for it.
    #[must_use]
    pub const fn part(self) -> LedgerPart {
        match self {
            Self::Task => LedgerPart::Task,
            Self::Item => LedgerPart::Item,
        }
    }
}

impl LedgerEntry {
    /// Whether a field is filled in.
    #[must_use]
    pub const fn has(&self, field: LedgerField) -> bool {
        match field {
            LedgerField::Measure => self.measure.is_some(),
            LedgerField::ResponsibleUnit => self.unit.is_some(),
            LedgerField::ResponsiblePerson => self.person.is_some(),
            LedgerField::ResponsibleLeader => self.leader.is_some(),
            LedgerField::Deadline => self.deadline.is_some(),
        }
    }

    /// Those of the demanded fields that are not filled in, in the order given.
    #[must_use]
    pub fn lacks(&self, demanded: &[LedgerField]) -> Vec<LedgerField> {
        demanded.iter().copied().filter(|field| !self.has(*field)).collect()
    }

    /// How far it has come, as one of the five words.
    #[must_use]
    pub fn status(&self) -> LedgerStatus {
        self.stage().status()
    }
}

/// How far an entry has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LedgerProgress {
    /// 列入台账: it stands in the ledger.
    Listed,
    /// 整改中: somebody works on it.
    InProgress,
    /// 上报进展: progress was reported.
    Reported {
        /// Who reported it.
        by: OrganId,
        /// The report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<DocumentId>,
    },
    /// 核验未通过: the check found it wanting; it is in progress again.
    SentBack {
        /// Who checked it.
        by: PersonId,
        /// What was wanting.
        reasons: Prose,
    },
    /// 核验: somebody has checked that it is done.
    Verified {
        /// Who checked it.
        by: PersonId,
    },
    /// 销号: it is struck off.
    StruckOff {
        /// Who struck it off.
        by: PersonId,
    },
}

impl LedgerProgress {
    /// The word for it; what was sent back is in progress.
    #[must_use]
    pub const fn status(&self) -> LedgerStatus {
        match self {
            Self::Listed => LedgerStatus::Listed,
            Self::InProgress | Self::SentBack { .. } => LedgerStatus::InProgress,
            Self::Reported { .. } => LedgerStatus::Reported,
            Self::Verified { .. } => LedgerStatus::Verified,
            Self::StruckOff { .. } => LedgerStatus::StruckOff,
        }
    }
}

impl fmt::Display for LedgerProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SentBack { .. } => "sent back",
            other => other.status().english(),
        })
    }
}

impl Stage for LedgerProgress {
    const WHAT: &'static str = "an entry";

    fn term(&self) -> &'static str {
        match self {
            Self::SentBack { .. } => "核验未通过",
            Self::Listed => "列入台账",
            Self::InProgress => "整改中",
            Self::Reported { .. } => "上报进展",
            Self::Verified { .. } => "核验",
            Self::StruckOff { .. } => "销号",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Listed)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Listed, Self::InProgress) => true,
            // Progress is reported as it is made, so one report may follow another.
            (
                Self::InProgress | Self::SentBack { .. } | Self::Reported { .. },
                Self::Reported { .. },
            ) => true,
            (Self::Reported { .. }, Self::Verified { .. } | Self::SentBack { .. }) => true,
            (Self::Verified { .. }, Self::StruckOff { .. } | Self::SentBack { .. }) => true,
            _ => false,
        }
    }
}

impl Refers for LedgerProgress {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Listed | Self::InProgress => {}
            Self::Reported { by, report } => {
                tell("stages.by", by.any());
                if let Some(report) = report {
                    tell("stages.report", report.any());
                }
            }
            Self::SentBack { by, .. } | Self::Verified { by } | Self::StruckOff { by } => {
                tell("stages.by", by.any());
            }
        }
    }
}

/// 整改台账: problems and entries, looked at together.
///
/// # Examples
///
/// ```
/// # use unbrella::base::day::Moment;
/// # use unbrella::base::id::{EntryId, ProblemId, Salt};
/// # use unbrella::base::text::LedgerNo;
/// use unbrella::model::draft::Draft;
/// use unbrella::model::history::{History, When};
/// use unbrella::model::rectification::*;
///
/// # let salt = Salt::new(b"a secret of the host")?;
/// # let problem_id = |text: &str| LedgerNo::parse(text).map(|no| ProblemId::from_ledger(&salt, &no));
/// # let entry_id = EntryId::from_ledger(&salt, &LedgerNo::parse("1")?);
/// # let listed = When::at_once(Moment::parse("2018-11-05T09:00:00+08:00")?);
/// let (one, two) = (problem_id("1")?, problem_id("2")?);
/// let problem = |id, text: &str| {
///     ProblemDraft { id: Some(id), text: text.into(), ..Default::default() }.enter()
/// };
/// let problems = [problem(one, "深挖彻查不够快")?, problem(two, "台账不全")?];
/// let entry = LedgerEntryDraft {
///     id: Some(entry_id),
///     kind: Some(EntryKind::Task),
///     covers: vec![one],
///     stages: Some(History::new(listed, LedgerProgress::Listed)),
///     ..Default::default()
/// };
/// let entries = [entry.enter()?];
/// let ledger = RectificationLedger::of(&problems, &entries);
/// assert_eq!(ledger.uncovered(), [two]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Catalogue H28, check A2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RectificationLedger<'a> {
    problems: BTreeMap<ProblemId, &'a Problem>,
    entries: BTreeMap<EntryId, &'a LedgerEntry>,
    covering: BTreeMap<ProblemId, BTreeSet<EntryId>>,
    items: BTreeMap<EntryId, BTreeSet<EntryId>>,
}

impl<'a> RectificationLedger<'a> {
    /// Puts problems and entries side by side. What stands twice counts once.
    pub fn of(
        problems: impl IntoIterator<Item = &'a Problem>,
        entries: impl IntoIterator<Item = &'a LedgerEntry>,
    ) -> Self {
        let problems = problems.into_iter().map(|problem| (problem.id, problem)).collect();
        let entries: BTreeMap<_, _> = entries.into_iter().map(|entry| (entry.id, entry)).collect();
        let (mut covering, mut items) = (BTreeMap::new(), BTreeMap::new());
        for (id, entry) in &entries {
            for problem in &entry.covers {
                covering.entry(*problem).or_insert_with(BTreeSet::new).insert(*id);
            }
            if let Some(task) = entry.parent {
                items.entry(task).or_insert_with(BTreeSet::new).insert(*id);
            }
        }
        Self { problems, entries, covering, items }
    }

    /// How many problems, tasks or items there are.
    #[must_use]
    pub fn count(&self, part: LedgerPart) -> usize {
        match part {
            LedgerPart::Problem => self.problems.len(),
            _ => self.entries.values().filter(|entry| entry.kind.part() == part).count(),
        }
    }

    /// The entries that name a problem, in the order of their ids.
    pub fn covering(&self, problem: ProblemId) -> impl Iterator<Item = EntryId> {
        self.covering.get(&problem).into_iter().flatten().copied()
    }

    /// The items of a task, in the order of their ids.
    pub fn items_of(&self, task: EntryId) -> impl Iterator<Item = EntryId> {
        self.items.get(&task).into_iter().flatten().copied()
    }

    /// The problems that an entry covers, with those of its items.
    #[must_use]
    pub fn covered_by(&self, entry: EntryId) -> BTreeSet<ProblemId> {
        let own = std::iter::once(entry).chain(self.items_of(entry));
        let entries = own.filter_map(|id| self.entries.get(&id));
        entries.flat_map(|entry| entry.covers.iter().copied()).collect()
    }

    /// The problems that no entry covers, in the order of their ids.
    #[must_use]
    pub fn uncovered(&self) -> Vec<ProblemId> {
        let all = self.problems.keys().copied();
        all.filter(|problem| !self.covering.contains_key(problem)).collect()
    }

    /// The entries that cover no problem, not by an item either, in the order of their ids.
    #[must_use]
    pub fn covering_nothing(&self) -> Vec<EntryId> {
        let all = self.entries.keys().copied();
        all.filter(|entry| self.covered_by(*entry).is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, at_json, door, id, named, stages_json, walk_all};

    fn person() -> PersonId {
        id(PersonId::from_uuid, 8)
    }

    fn problem_form() -> Value {
        json!({
            "id": format!("problem-{:032x}", 1),
            "number": "豫督〔2018〕1号",
            "found_by": format!("supervision-{:032x}", 2),
            "document": format!("document-{:032x}", 3),
            "fed_back": at_json(9),
            "aspect": "deep_digging",
            "unit": format!("organ-{:032x}", 4),
            "text": "“破网打伞”力度不够",
            "steps": ["sort_out", "break_down"],
            "put_right": at_json(10),
        })
    }

    fn entry_form() -> Value {
        json!({
            "id": format!("entry-{:032x}", 5),
            "number": "整改〔2018〕7号",
            "kind": "item",
            "parent": format!("entry-{:032x}", 6),
            "covers": [format!("problem-{:032x}", 1)],
            "mode": "immediate",
            "measure": "逐案复查",
            "unit": format!("organ-{:032x}", 7),
            "person": person(),
            "leader": format!("person-{:032x}", 9),
            "deadline": "2018-12-31",
            "stages": stages_json(&[
                json!("listed"),
                json!("in_progress"),
                json!({ "reported": { "by": format!("organ-{:032x}", 7) } }),
                json!({ "sent_back": { "by": person(), "reasons": "材料不全" } }),
                json!({ "reported": {
                    "by": format!("organ-{:032x}", 7),
                    "report": format!("document-{:032x}", 10),
                } }),
            ]),
        })
    }

    #[test]
    fn the_doors_are_one() {
        let problem = door::<Problem>(&problem_form());
        assert_eq!(
            named(&problem),
            [
                format!("found_by supervision-{:032x}", 2),
                format!("document document-{:032x}", 3),
                format!("unit organ-{:032x}", 4),
            ],
        );
        let entry = door::<LedgerEntry>(&entry_form());
        assert_eq!(
            named(&entry),
            [
                format!("parent entry-{:032x}", 6),
                format!("covers problem-{:032x}", 1),
                format!("unit organ-{:032x}", 7),
                format!("person {}", person()),
                format!("leader person-{:032x}", 9),
                format!("stages.by organ-{:032x}", 7),
                format!("stages.by {}", person()),
                format!("stages.by organ-{:032x}", 7),
                format!("stages.report document-{:032x}", 10),
            ],
        );
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            ProblemDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; text: is missing",
        );
        let mut bad = problem_form();
        bad["put_right"] = at_json(8);
        let draft: ProblemDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "put_right: was written down before the problem was",
        );
        assert_eq!(
            LedgerEntryDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; stages: is missing",
        );
        for (kind, parent, why) in [
            ("task", 6, "parent: a task belongs to no other entry"),
            ("item", 5, "parent: an entry cannot belong to itself"),
        ] {
            let mut bad = entry_form();
            bad["kind"] = json!(kind);
            bad["parent"] = json!(format!("entry-{parent:032x}"));
            let draft: LedgerEntryDraft = serde_json::from_value(bad).unwrap();
            assert_eq!(draft.enter().unwrap_err().to_string(), why);
        }
    }

    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let by = person();
        let organ = id(OrganId::from_uuid, 7);
        let reasons = Prose::parse("材料不全").unwrap();
        let stages = [
            LedgerProgress::Listed,
            LedgerProgress::InProgress,
            LedgerProgress::Reported { by: organ, report: None },
            LedgerProgress::SentBack { by, reasons },
            LedgerProgress::Verified { by },
            LedgerProgress::StruckOff { by },
        ];
        walk_all(
            &stages,
            &[
                ("listed", &["in progress"]),
                ("in progress", &["reported"]),
                ("reported", &["reported", "verified", "sent back"]),
                ("sent back", &["reported"]),
                ("verified", &["struck off", "sent back"]),
                ("struck off", &[]),
            ],
        );
        let refused = stages[2].clone().after(stages[5].clone()).unwrap_err();
        assert_eq!(refused.to_string(), "an entry that is reported cannot be struck off");
        let mut entry: LedgerEntry = serde_json::from_value(entry_form()).unwrap();
        entry.advance(at(13), LedgerProgress::Verified { by }).unwrap();
        entry.advance(at(14), stages[3].clone()).unwrap();
        assert_eq!(entry.status(), LedgerStatus::InProgress, "a failed check sends it back");
    }

    /// Rows H28 and C19: what Henan and Chengguan demand.
    #[test]
    fn an_entry_says_which_fields_it_lacks() {
        use LedgerField as F;

        let full: LedgerEntry = serde_json::from_value(entry_form()).unwrap();
        assert_eq!(full.lacks(&LedgerField::ALL), []);
        let fields = ["measure", "unit", "person", "leader", "deadline"];
        for (name, field) in fields.into_iter().zip(LedgerField::ALL) {
            let mut form = entry_form();
            form.as_object_mut().unwrap().remove(name);
            let entry: LedgerEntry = serde_json::from_value(form).unwrap();
            assert_eq!(entry.lacks(&LedgerField::ALL), [field], "{name}");
            assert!(!entry.has(field));
        }
        let mut form = entry_form();
        form.as_object_mut().unwrap().remove("deadline");
        let entry: LedgerEntry = serde_json::from_value(form).unwrap();
        let henan = [F::ResponsibleUnit, F::ResponsiblePerson, F::Measure];
        let chengguan = [F::Measure, F::ResponsibleLeader, F::ResponsibleUnit, F::Deadline];
        assert_eq!(entry.lacks(&henan), []);
        assert_eq!(entry.lacks(&chengguan), [F::Deadline]);
    }

    fn problem(n: u128) -> Problem {
        let (id, text) = (Some(id(ProblemId::from_uuid, n)), "某问题".into());
        ProblemDraft { id, text, ..Default::default() }.enter().unwrap()
    }

    fn entry(n: u128, parent: Option<u128>, covers: &[u128]) -> LedgerEntry {
        LedgerEntryDraft {
            id: Some(id(EntryId::from_uuid, n)),
            kind: Some(if parent.is_some() { EntryKind::Item } else { EntryKind::Task }),
            parent: parent.map(|n| id(EntryId::from_uuid, n)),
            covers: covers.iter().map(|n| id(ProblemId::from_uuid, *n)).collect(),
            stages: Some(crate::model::history::History::new(at(9), LedgerProgress::Listed)),
            ..Default::default()
        }
        .enter()
        .unwrap()
    }

    /// Check A2: the counts differ, and every problem is covered.
    #[test]
    fn ninety_one_problems_against_twenty_five_tasks_and_sixty_four_items() {
        let problems: Vec<Problem> = (1..=91).map(problem).collect();
        // Item n belongs to task (n mod 25) and covers problem n; the last covers the rest.
        let tasks = (1..=25).map(|n| entry(n, None, &[]));
        let items = (1..=64).map(|n| {
            let covers: Vec<u128> = if n == 64 { (64..=91).collect() } else { vec![n] };
            entry(100 + n, Some(n % 25 + 1), &covers)
        });
        let mut entries: Vec<LedgerEntry> = tasks.chain(items).collect();
        let ledger = RectificationLedger::of(&problems, &entries);
        let counts = LedgerPart::ALL.map(|part| ledger.count(part));
        assert_eq!(counts, [91, 25, 64]);
        assert_eq!(ledger.uncovered(), []);
        assert_eq!(ledger.covering_nothing(), [], "a task covers what its items cover");
        let covered: BTreeSet<ProblemId> =
            (1..=25).flat_map(|n| ledger.covered_by(id(EntryId::from_uuid, n))).collect();
        assert_eq!(covered.len(), 91);

        // Without item 7, problem 7 is covered by nobody; without item 64, twenty-eight are not.
        let gone = entries.remove(24 + 7);
        assert_eq!(gone.covers, [id(ProblemId::from_uuid, 7)]);
        let ledger = RectificationLedger::of(&problems, &entries);
        assert_eq!(ledger.uncovered(), gone.covers);
        entries.pop();
        assert_eq!(RectificationLedger::of(&problems, &entries).uncovered().len(), 29);
    }

    #[test]
    fn a_problem_may_be_covered_by_several_and_an_entry_by_none() {
        let problems = [problem(1), problem(2)];
        let entries = [entry(1, None, &[1]), entry(2, Some(1), &[1]), entry(3, None, &[])];
        let ledger = RectificationLedger::of(&problems, &entries);
        let ids = |n: &[u128]| n.iter().map(|n| id(EntryId::from_uuid, *n)).collect::<Vec<_>>();
        assert_eq!(ledger.covering(id(ProblemId::from_uuid, 1)).collect::<Vec<_>>(), ids(&[1, 2]));
        assert_eq!(ledger.items_of(id(EntryId::from_uuid, 1)).collect::<Vec<_>>(), ids(&[2]));
        assert_eq!(ledger.covering_nothing(), ids(&[3]));
        assert_eq!(ledger.uncovered(), [id(ProblemId::from_uuid, 2)]);
    }
}
