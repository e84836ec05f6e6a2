//! Entries of earlier forms, lifted to the present one.
//!
//! A journal is never written anew. An entry that an earlier version has written stays as it
//! is, byte for byte, and is lifted when it is read: one step from each form to the next, a
//! pure function from JSON to JSON. What the forms are, the page of [`entry`](crate::casebook::entry)
//! says.
//!
//! | found in an entry | what comes of it |
//! |---|---|
//! | an earlier form | lifted, step by step |
//! | a later form | an error that names both: whoever guesses comes to another state |
//! | an act or an event of a kind that is not known | an error that names the kind |
//! | a field that is not known, beside known ones | passed over, and told: [`Lifted::unknown`] |
//! | one within a noun, a stage or a reason | an error: a host's own fields stand under `own` |
//!
//! The bytes of the journal keep everything, whatever is told here.
//!
//! # Examples
//!
//! A report was taken back. In the first form, only the command says why.
//!
//! ```
//! use serde_json::json;
//! use unbrella::casebook::journal::upcast::lift;
//!
//! let written = json!({
//!     "number": 9,
//!     "command": {"act": {"withdraw": {"clue": "clue-…", "reasons": "事实记错"}}},
//!     "events": [{"what": {"withdrawn": {"clue": "clue-…"}}, "tone": "sharp"}],
//! });
//! let lifted = lift(written)?;
//! assert_eq!(lifted.written_in, 1);
//! assert_eq!(lifted.body["events"][0]["what"]["withdrawn"]["because"], "事实记错");
//! assert_eq!(lifted.unknown["/events/0/tone"], "sharp");
//!
//! let later = lift(json!({"form": 7})).unwrap_err();
//! assert_eq!(later.to_string(), "it is of form 7, and forms 1 to 3 are read here");
//! # Ok::<(), unbrella::casebook::journal::upcast::NotLifted>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

use crate::casebook::command::Act;
use crate::casebook::entry::FORM;
use crate::casebook::event::What;
use crate::casebook::journal::sealing::is_word;
use crate::casebook::kinds::{Kind, named};

/// From one form to the next; nothing if the entry has not what that form always had.
type Step = fn(&mut Value) -> Option<()>;

/// The first lifts from form 1 to form 2, and so on.
const STEPS: [Step; 2] = [why_it_was_taken_back, which_deadlines_moved];

/// What stands beside the content of an entry, a command or an event.
const ENTRY: &[&str] = &["form", "number", "command", "events", "basis", "late"];
const COMMAND: &[&str] =
    &["key", "by", "organ", "occurred_at", "recorded_at", "post", "seen", "act"];
const EVENT: &[&str] = &["number", "key", "by", "organ", "when", "what", "reasons"];

/// An entry in the present form.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifted {
    /// The entry, without the fields that are not known.
    pub body: Value,
    /// The form in which it was written.
    pub written_in: u32,
    /// The fields that are not known, by their place as a JSON pointer.
    pub unknown: BTreeMap<String, Value>,
}

/// Lifts an entry to the present form. Its texts may be sealed or not.
///
/// # Errors
///
/// [`NotLifted`] repeats nothing of the content but the name of a kind.
pub fn lift(mut body: Value) -> Result<Lifted, NotLifted> {
    let written_in = form(&body)?;
    let mut at = written_in;
    for step in STEPS.iter().skip(usize::try_from(written_in.saturating_sub(1)).unwrap_or(0)) {
        step(&mut body).ok_or(NotLifted::Incomplete { form: at })?;
        at = at.saturating_add(1);
    }
    if let Some(members) = body.as_object_mut() {
        members.insert("form".to_owned(), Value::from(FORM));
    }
    let unknown = known_only(&mut body)?;
    Ok(Lifted { body, written_in, unknown })
}

/// The form that an entry says to be of.
fn form(body: &Value) -> Result<u32, NotLifted> {
    let Some(written) = body.get("form") else { return Ok(1) };
    let form = written.as_u64().and_then(|form| u32::try_from(form).ok());
    match form.filter(|form| *form > 0).ok_or(NotLifted::NoForm)? {
        form if form <= FORM => Ok(form),
        form => Err(NotLifted::Later { form }),
    }
}

/// Form 2: the event that a report was taken back says why, as its command did.
fn why_it_was_taken_back(body: &mut Value) -> Option<()> {
    let because = body.pointer("/command/act/withdraw/reasons").cloned();
    let events = body.get_mut("events").and_then(Value::as_array_mut);
    for event in events.into_iter().flatten() {
        if let Some(withdrawn) = event.pointer_mut("/what/withdrawn") {
            withdrawn.as_object_mut()?.insert("because".to_owned(), because.clone()?);
        }
    }
    Some(())
}

/// Form 3: a change of rules lists the deadlines that it moves. An earlier one did not count
/// them, which an event without a list says: there is nothing to be put in.
const fn which_deadlines_moved(_: &mut Value) -> Option<()> {
    Some(())
}

/// Leaves what is known, and gives the rest with its places.
fn known_only(body: &mut Value) -> Result<BTreeMap<String, Value>, NotLifted> {
    let mut rest = BTreeMap::new();
    part(body, ENTRY, "", &mut rest);
    if let Some(command) = body.get_mut("command") {
        part(command, COMMAND, "/command", &mut rest);
        let kind = content(command.get_mut("act"), Act::KINDS, "/command/act", &mut rest);
        kind.map_err(|kind| NotLifted::Act { kind })?;
    }
    let events = body.get_mut("events").and_then(Value::as_array_mut);
    for (at, event) in events.into_iter().flatten().enumerate() {
        let place = format!("/events/{at}");
        part(event, EVENT, &place, &mut rest);
        let kind = content(event.get_mut("what"), What::KINDS, &format!("{place}/what"), &mut rest);
        kind.map_err(|kind| NotLifted::Event { event: at, kind })?;
    }
    Ok(rest)
}

/// Leaves the known fields of an object.
fn part(value: &mut Value, known: &[&str], place: &str, rest: &mut BTreeMap<String, Value>) {
    let Some(members) = value.as_object_mut() else { return };
    if members.keys().all(|name| known.contains(&name.as_str())) {
        return;
    }
    let all = std::mem::take(members);
    let (kept, others): (Map<_, _>, Map<_, _>) =
        all.into_iter().partition(|(name, _)| known.contains(&name.as_str()));
    *members = kept;
    let pointer = |name: &str| format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
    rest.extend(others.into_iter().map(|(name, value)| (pointer(&name), value)));
}

/// Leaves the known fields of the content that stands under the name of its kind.
///
/// What does not stand under one name is left as it is: whoever reads it says what is wrong.
fn content(
    value: Option<&mut Value>,
    kinds: &[Kind],
    place: &str,
    rest: &mut BTreeMap<String, Value>,
) -> Result<(), UnknownKind> {
    let members = value.and_then(Value::as_object_mut).filter(|members| members.len() == 1);
    for (name, content) in members.into_iter().flatten() {
        let kind = named(kinds, name).ok_or_else(|| UnknownKind::of(name))?;
        if !kind.fields.is_empty() {
            part(content, kind.fields, &format!("{place}/{name}"), rest);
        }
    }
    Ok(())
}

/// The name of a kind that is not known; shown only if it looks like a word for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind(Option<String>);

impl UnknownKind {
    fn of(name: &str) -> Self {
        Self(is_word(name).then(|| name.to_owned()))
    }

    /// The name, if it is such a word.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "the kind {name}"),
            None => f.write_str("a kind whose name is no word for machines"),
        }
    }
}

/// Why an entry was not lifted to the present form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotLifted {
    /// A later version has written it.
    #[error("it is of form {form}, and forms 1 to {FORM} are read here")]
    Later {
        /// Its form.
        form: u32,
    },
    /// What stands as its form is no number of a form.
    #[error("its form is no number of a form")]
    NoForm,
    /// It lacks what every entry of its form has.
    #[error("it lacks what every entry of form {form} has")]
    Incomplete {
        /// The form.
        form: u32,
    },
    /// Its act is of a kind that is not known.
    #[error("its act is of {kind}, which is not known here")]
    Act {
        /// The kind.
        kind: UnknownKind,
    },
    /// One of its events is of a kind that is not known.
    #[error("its event {} is of {kind}, which is not known here", event.saturating_add(1))]
    Event {
        /// Its place among the events of the entry, from 0.
        event: usize,
        /// The kind.
        kind: UnknownKind,
    },
}
