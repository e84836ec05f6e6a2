//! Entries of the journal: what was asked, what came of it, and by which rules.
//!
//! A host stores every entry that it gets from [`handle`](super::decide::handle), in their
//! order. They are all that has to be kept: the casebook is the fold of them.

use serde::{Deserialize, Serialize};

use crate::casebook::basis::Basis;
use crate::casebook::command::Command;
use crate::casebook::event::Event;
use crate::model::draft::is_default;

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
    /// 补录: whether something that happened after it had been recorded before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub late: bool,
}
