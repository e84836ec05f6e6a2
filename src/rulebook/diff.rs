//! What differs between two places, two days, or two packs.
//!
//! | function | compares |
//! |---|---|
//! | [`between`] | the values in force: two places on a day, one place on two days, two books |
//! | [`packs`] | two packs, entry by entry, whatever is in force |
//!
//! | code | means |
//! |---|---|
//! | `D001` | there is a value only after |
//! | `D002` | there is a value only before |
//! | `D003` | the value is another |
//! | `D004` | the value is the same; pack, day or source is another |
//! | `D005` | only the other readings differ |
//!
//! Changes come in the order in which keys are declared, then by day.
//!
//! # Examples
//!
//! ```
//! use unbrella::day;
//! use unbrella::rulebook::{Rulebook, diff};
//!
//! let book = Rulebook::published();
//! let trial = book.on("national", day!(2018, 12, 31))?;
//! let changes = diff::between(trial, trial.on(day!(2019, 1, 1)));
//! let opinion = changes.iter().find(|change| change.key().name() == "disposition/opinion");
//! assert_eq!(opinion.map(|change| change.code().code()), Some("D003"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Day;
use crate::base::text::Code;
use crate::provenance::Citation;
use crate::rulebook::book::RulesInForce;
use crate::rulebook::keys::{self, KeyInfo};
use crate::rulebook::pack::RulePack;
use crate::rulebook::parameter::{Dated, Onset, Reading};
use crate::rulebook::value::Value;

/// Which kind of change: stable codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeCode {
    /// `D001`: there is a value only after.
    Added,
    /// `D002`: there is a value only before.
    Removed,
    /// `D003`: the value is another.
    Value,
    /// `D004`: the value is the same; pack, day or source is another.
    Source,
    /// `D005`: only the other readings differ.
    Readings,
}

impl ChangeCode {
    /// All codes, in order.
    pub const ALL: [Self; 5] =
        [Self::Added, Self::Removed, Self::Value, Self::Source, Self::Readings];

    /// The code, such as `D001`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "D001",
            Self::Removed => "D002",
            Self::Value => "D003",
            Self::Source => "D004",
            Self::Readings => "D005",
        }
    }
}

impl fmt::Display for ChangeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Added => "D001 added",
            Self::Removed => "D002 removed",
            Self::Value => "D003 changed",
            Self::Source => "D004 source",
            Self::Readings => "D005 readings",
        })
    }
}

/// One side of a change: an entry and the pack that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pack: Code,
    entry: Dated<Value>,
}

impl Side {
    fn new(pack: &RulePack, entry: &Dated<Value>) -> Self {
        Self { pack: pack.code().clone(), entry: entry.clone() }
    }

    /// The pack that says so.
    #[must_use]
    pub const fn pack(&self) -> &Code {
        &self.pack
    }

    /// The value; `None` where the entry ends one.
    #[must_use]
    pub const fn value(&self) -> Option<&Value> {
        self.entry.value()
    }

    /// The first day.
    #[must_use]
    pub const fn from(&self) -> Day {
        self.entry.from()
    }

    /// How that day is known.
    #[must_use]
    pub const fn onset(&self) -> Onset {
        self.entry.onset()
    }

    /// Who said so.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        self.entry.citation()
    }

    /// What the same source could also mean.
    #[must_use]
    pub fn other_readings(&self) -> &[Reading<Value>] {
        self.entry.other_readings()
    }

    fn show(&self, key: &KeyInfo) -> String {
        let value = self.value().map_or_else(|| "ended".to_owned(), |value| key.show(value));
        format!("{value} [{} {} {}; {}]", self.pack, self.onset(), self.from(), self.citation())
    }
}

/// One difference. At least one side is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    code: ChangeCode,
    key: &'static KeyInfo,
    before: Option<Side>,
    after: Option<Side>,
}

impl Change {
    /// The difference between two sides; `None` if there is none. Another pack with the
    /// same entry is a difference only if `packs_count`.
    fn of(
        key: &'static KeyInfo,
        before: Option<Side>,
        after: Option<Side>,
        packs_count: bool,
    ) -> Option<Self> {
        let code = match (&before, &after) {
            (None, None) => return None,
            (None, Some(_)) => ChangeCode::Added,
            (Some(_), None) => ChangeCode::Removed,
            (Some(a), Some(b)) if a.value() != b.value() => ChangeCode::Value,
            (Some(a), Some(b)) => {
                let source = |side: &Side| (side.from(), side.onset(), side.citation().clone());
                if source(a) != source(b) || (packs_count && a.pack != b.pack) {
                    ChangeCode::Source
                } else if a.other_readings() != b.other_readings() {
                    ChangeCode::Readings
                } else {
                    return None;
                }
            }
        };
        Some(Self { code, key, before, after })
    }

    /// Which kind of change.
    #[must_use]
    pub const fn code(&self) -> ChangeCode {
        self.code
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> &'static KeyInfo {
        self.key
    }

    /// What was there before.
    #[must_use]
    pub const fn before(&self) -> Option<&Side> {
        self.before.as_ref()
    }

    /// What is there after.
    #[must_use]
    pub const fn after(&self) -> Option<&Side> {
        self.after.as_ref()
    }
}

/// `D003 changed transfer/notice: … → …`; what is not there is shown as `nothing`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |side: &Option<Side>| {
            side.as_ref().map_or_else(|| "nothing".to_owned(), |side| side.show(self.key))
        };
        write!(f, "{} {}: {} → {}", self.code, self.key, show(&self.before), show(&self.after))
    }
}

/// What differs between the values in force.
#[must_use]
pub fn between(before: RulesInForce<'_>, after: RulesInForce<'_>) -> Vec<Change> {
    let side = |rules: RulesInForce<'_>, key| {
        let found = rules.value(key).ok()?;
        let entry = found.pack().parameter(key)?.on(rules.day())?;
        Some(Side::new(found.pack(), entry))
    };
    keys::all()
        .filter_map(|key| Change::of(key, side(before, key), side(after, key), true))
        .collect()
}

/// What differs between two packs, entry by entry.
///
/// Entries of one key that begin on one day are compared; ends are entries too. The
/// names of the packs do not count as a difference.
#[must_use]
pub fn packs(before: &RulePack, after: &RulePack) -> Vec<Change> {
    let mut changes = Vec::new();
    for key in keys::all() {
        let history = |pack| RulePack::parameter(pack, key).map(|p| p.history());
        let (old, new) = (history(before).unwrap_or_default(), history(after).unwrap_or_default());
        let days: BTreeSet<Day> = old.iter().chain(new).map(Dated::from).collect();
        for day in days {
            let side = |pack, entries: &[Dated<Value>]| {
                entries.iter().find(|e| e.from() == day).map(|e| Side::new(pack, e))
            };
            changes.extend(Change::of(key, side(before, old), side(after, new), false));
        }
    }
    changes
}
