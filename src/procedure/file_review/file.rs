//! A case file as the reviewer has it on the desk, and what is on record of the case.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{AnyId, CaseId, EntityId};
use crate::base::list::Limited;
use crate::base::text::LedgerNo;
use crate::model::dossier::Dossier;
use crate::provenance::{Fact, NotKnown};
use crate::terms::document::{FileAct, FileDefect, FileItem};
use crate::terms::outcome::Measure;

/// The most rows of one file, and the most acts on record of one case.
pub(super) const MAX_ROWS: usize = 100_000;
/// The most items that are looked for in one row.
const MAX_ITEMS: usize = 64;

/// A number that nobody has asked for.
const fn never() -> Fact<u32> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

/// How the reviewer found an item, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// It is there and nothing is wrong with it.
    Whole,
    /// 不完善: it is there, and something of it is missing.
    Incomplete,
    /// 缺少: it is not there.
    Missing,
}

impl ItemState {
    /// What is wrong with it; nothing if it is whole.
    #[must_use]
    pub const fn defect(self) -> Option<FileDefect> {
        match self {
            Self::Whole => None,
            Self::Incomplete => Some(FileDefect::Incomplete),
            Self::Missing => Some(FileDefect::Missing),
        }
    }
}

/// One item of a row, as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenItem {
    /// The item.
    pub item: FileItem,
    /// How it was found, or why nobody can say.
    pub state: Fact<ItemState>,
}

/// One row of a case file: one act, and what the file holds on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRow {
    /// 卷内编号: where in the file it stands. It stays the same when rows are sorted otherwise.
    pub no: LedgerNo,
    /// What was done.
    pub act: FileAct,
    /// The record of the act in the dossier, if the row names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<AnyId>,
    /// The day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// The day on which it was approved, as the form says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Day>,
    /// How many investigators carried it out.
    #[serde(default = "never")]
    pub officers: Fact<u32>,
    /// The items that were looked for. What is not listed was never looked at.
    #[serde(default, deserialize_with = "Limited::<SeenItem, MAX_ITEMS>::read")]
    pub items: Vec<SeenItem>,
}

impl FileRow {
    /// How an item was found. Of several findings the worst counts: a defect before not
    /// knowing, not knowing before whole; nothing if nobody looked for it.
    pub(super) fn state(&self, item: &FileItem) -> Option<Fact<ItemState>> {
        let rank = |state: &Fact<ItemState>| match state {
            Fact::Known(ItemState::Missing) => 3,
            Fact::Known(ItemState::Incomplete) => 2,
            Fact::NotKnown(_) => 1,
            Fact::Known(ItemState::Whole) => 0,
        };
        let found = self.items.iter().filter(|seen| seen.item == *item).map(|seen| seen.state);
        found.max_by_key(|state| (rank(state), state.not_known().map(|why| why.code())))
    }
}

/// 案卷: the file of one case, row by row, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The case.
    pub case: CaseId,
    /// The rows.
    #[serde(default, deserialize_with = "Limited::<FileRow, MAX_ROWS>::read")]
    pub rows: Vec<FileRow>,
}

/// An act of a case that is on record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActOnRecord {
    /// The record.
    pub record: AnyId,
    /// What was done.
    pub act: FileAct,
}

/// What is on record of one case, and so must have a row in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnRecord {
    /// The case.
    pub case: CaseId,
    /// The acts.
    #[serde(default, deserialize_with = "Limited::<ActOnRecord, MAX_ROWS>::read")]
    pub acts: Vec<ActOnRecord>,
}

impl OnRecord {
    /// The acts of a case of the dossier, by id; nothing if the case is not there.
    ///
    /// Its filing, the verifications of the clues that it was filed on, its measures, its
    /// hearings and the decisions about persons.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId) -> Option<Self> {
        let noun = dossier.case(case)?;
        let act = |record: AnyId, act: FileAct| ActOnRecord { record, act };
        let mut acts = BTreeSet::from([act(case.any(), FileAct::Filing)]);
        let clues = noun.from_clues().iter();
        let of_clue = clues.flat_map(|clue| dossier.verifications_of(*clue));
        acts.extend(of_clue.map(|one| act(one.id().any(), FileAct::Verification)));
        acts.extend(dossier.measures_of(case).map(|one| act(one.id().any(), act_of(one.kind()))));
        acts.extend(dossier.hearings_of(case).map(|one| act(one.id().any(), FileAct::Hearing)));
        acts.extend(dossier.outcomes_of(case).map(|one| act(one.id().any(), FileAct::Decision)));
        Some(Self { case, acts: acts.into_iter().collect() })
    }
}

/// The act of a measure.
#[must_use]
pub const fn act_of(measure: Measure) -> FileAct {
    match measure {
        Measure::Detention => FileAct::Detention,
        Measure::Interrogation => FileAct::Interrogation,
        Measure::Search => FileAct::Search,
        Measure::Seizure => FileAct::Seizure,
        Measure::Freezing => FileAct::Freezing,
        Measure::TechnicalInvestigation => FileAct::TechnicalInvestigation,
        Measure::ExitBan => FileAct::ExitBan,
        Measure::CompelledAppearance => FileAct::CompelledAppearance,
        Measure::OrderedWaiting => FileAct::OrderedWaiting,
        Measure::ProtectiveCustody => FileAct::ProtectiveCustody,
    }
}

/// 全过程录音录像: whether the law asks for a record of the whole act.
#[must_use]
pub const fn is_recorded(act: &FileAct) -> bool {
    matches!(act, FileAct::Interrogation | FileAct::Search | FileAct::Seizure)
}

/// Whether the law asks for a written notice and for several investigators.
///
/// The list of the article ends with 等调查措施; what it does not name is not asked.
#[must_use]
pub const fn is_by_several(act: &FileAct) -> bool {
    matches!(
        act,
        FileAct::Interrogation
            | FileAct::Inquiry
            | FileAct::CompelledAppearance
            | FileAct::OrderedWaiting
            | FileAct::ProtectiveCustody
            | FileAct::Detention
            | FileAct::Search
            | FileAct::Retrieval
            | FileAct::Seizure
            | FileAct::Examination
    )
}

/// Whether an item is due in the row of an act, where a place asks for it (our reading).
///
/// A person who is talked to, interrogated or questioned is told of rights and duties; who
/// invites to a talk pledges its safety; every act is approved and signed for. An item
/// that the source does not name is due in every row.
pub(super) const fn is_due(item: &FileItem, act: &FileAct) -> bool {
    match item {
        FileItem::RightsNotice => {
            matches!(act, FileAct::Talk | FileAct::Interrogation | FileAct::Inquiry)
        }
        FileItem::TalkSafetyPledge => matches!(act, FileAct::Talk),
        FileItem::SynchronousRecording => is_recorded(act),
        FileItem::WrittenNotice => is_by_several(act),
        _ => true,
    }
}
