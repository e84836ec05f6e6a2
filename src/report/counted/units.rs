//! What is counted: clues, cases, persons, person-times and events, never mixed.
//!
//! # Source
//!
//! Seed-rules §7.1 (units stand apart).

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 线索（件）: clues in the ledger, repeats left out.
    Clues,
    /// 案件（件）: discipline cases.
    Cases,
    /// 人: persons with an outcome that counts and was not revoked, each once.
    Persons,
    /// 人次: such outcomes.
    PersonTimes,
    /// 场次: meetings, talks, covert visits, missions and published batches.
    Events,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Clues, Self::Cases, Self::Persons, Self::PersonTimes, Self::Events];

    /// In English and in Chinese.
    #[must_use]
    pub const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Clues => ("clues", "线索（件）"),
            Self::Cases => ("discipline cases", "立案（件）"),
            Self::Persons => ("persons handled", "处理（人）"),
            Self::PersonTimes => ("outcomes (person-times)", "处理（人次）"),
            Self::Events => ("events", "活动（场次）"),
        }
    }
}
