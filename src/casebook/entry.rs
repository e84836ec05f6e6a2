//! Entries of the journal: what was asked, what came of it, and by which rules.
//!
//! A host stores every entry that it gets from [`handle`](super::decide::handle), in their
//! order. They are all that has to be kept: the casebook is the fold of them.

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::text::{Code, Line};
use crate::casebook::command::Command;
use crate::casebook::event::Event;

/// By what it was decided: the rules and the working days of the day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The pack of the organ that keeps the casebook.
    pub pack: Code,
    /// What the host calls the edition of its rule packs, such as their fingerprint; nothing
    /// if it keeps one edition only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Line>,
    /// The version of the work calendar.
    pub calendar: Line,
}

impl Basis {
    /// The basis of a pack, an edition and a calendar.
    #[must_use]
    pub fn new(pack: Code, rules: Option<Line>, calendar: &WorkCalendar) -> Self {
        Self { pack, rules, calendar: calendar.version().clone() }
    }
}

/// 台账条目: one entry of the journal.
///
/// The command stands as it was sent. Its events carry the reasons, so that what was done
/// can be understood without the rules; with them, it can be
/// [decided again](super::audit).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the journal, counted from 1.
    pub number: u64,
    /// What was asked.
    pub command: Command,
    /// What came of it, in this order. None if it changed nothing.
    pub events: Vec<Event>,
    /// By what it was decided.
    pub basis: Basis,
}
