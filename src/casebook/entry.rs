//! Entries of the journal: what was asked, what came of it, and by which rules.
//!
//! A host stores every entry that it gets from [`handle`](super::decide::handle), in their
//! order. They are all that has to be kept: the casebook is the fold of them.
//!
//! # Forms
//!
//! An entry is written with the number of its form, which covers the command and the events
//! in it. Only the present form is read here. Earlier ones are lifted to it, from JSON to
//! JSON, by the `upcast` of the journal (feature `journal`); a history of each form is kept
//! in `tests/histories` and replayed by a test.
//!
//! | form | what is new in it |
//! |---|---|
//! | 1 | the first; written without a number |
//! | 2 | the event that a report was taken back says why; until then only its command did |
//! | 3 | the event of other rules or another calendar lists the deadlines that come out otherwise, and the end of some of them holds; until then neither |
//!
//! A new form is due whenever an older program would come to another state, or to none, by
//! passing over what is new. A field that it may pass over needs none.

use serde::{Deserialize, Serialize, Serializer};

use crate::casebook::basis::Basis;
use crate::casebook::command::Command;
use crate::casebook::event::Event;
use crate::model::draft::is_default;

/// The form in which entries are written by this version of the crate.
pub const FORM: u32 = 3;

/// 台账条目: one entry of the journal.
///
/// The command stands as it was sent. Its events carry the reasons, so that what was done
/// can be understood without the rules; with them, it can be
/// [decided again](super::audit).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "EntryForm")]
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
    pub late: bool,
}

/// An entry as it is read, of whatever form it says to be.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Entry", deny_unknown_fields)]
struct EntryForm {
    #[serde(default = "first")]
    form: u32,
    number: u64,
    command: Command,
    events: Vec<Event>,
    basis: Basis,
    #[serde(default)]
    late: bool,
}

/// Entries of the first form do not say so.
const fn first() -> u32 {
    1
}

impl TryFrom<EntryForm> for Entry {
    type Error = OtherForm;

    fn try_from(read: EntryForm) -> Result<Self, OtherForm> {
        let EntryForm { form, number, command, events, basis, late } = read;
        if form == FORM {
            Ok(Self { number, command, events, basis, late })
        } else {
            Err(OtherForm { found: form })
        }
    }
}

/// Written from the entry itself: a copy of every event would cost more than the writing.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename = "Entry")]
        struct Written<'a> {
            form: u32,
            number: u64,
            command: &'a Command,
            events: &'a [Event],
            basis: &'a Basis,
            #[serde(skip_serializing_if = "is_default")]
            late: bool,
        }

        let Self { number, command, events, basis, late } = self;
        Written { form: FORM, number: *number, command, events, basis, late: *late }
            .serialize(serializer)
    }
}

/// An entry is written in another form than the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry of form {found}, where form {FORM} is read")]
pub struct OtherForm {
    /// The form found.
    pub found: u32,
}
