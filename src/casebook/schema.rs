//! JSON Schema, draft 2020-12, of what is written and read: commands, events, entries of the
//! journal, rule packs.
//!
//! | schema of | read by |
//! |---|---|
//! | [`command`] | [`Command`] |
//! | [`event`] | [`Event`] |
//! | [`entry`] | [`Entry`], in its present form |
//! | [`rule_pack`] | [`RulePack`](crate::rulebook::RulePack) |
//!
//! They are made of the types themselves, so that they say what the code reads. A schema
//! tells shapes: fields, kinds of values, the words of closed lists, how ids are written.
//! What fits together is decided by the code alone: a text can keep to its schema and be
//! refused, with every problem named. The words of an open list stand as examples, since
//! others are accepted too. One spelling that is read is in no schema: a list of values in
//! place of an object.
//!
//! ```
//! use unbrella::casebook::schema;
//!
//! let schema = schema::command();
//! assert!(schema.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
//! assert!(schema.contains("\"^(clue)-[0-9a-f]{32}$\""));
//! ```

use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::casebook::command::Command;
use crate::casebook::entry::Entry;
use crate::casebook::event::Event;
use crate::rulebook::draft::PackDraft;

/// The schema of a command, as JSON.
#[must_use]
pub fn command() -> String {
    of::<Command>()
}

/// The schema of an event, as JSON.
#[must_use]
pub fn event() -> String {
    of::<Event>()
}

/// The schema of an entry of the journal in its present form, as JSON.
#[must_use]
pub fn entry() -> String {
    of::<Entry>()
}

/// The schema of a rule pack, as JSON.
#[must_use]
pub fn rule_pack() -> String {
    of::<PackDraft>()
}

fn of<T: JsonSchema>() -> String {
    let mut schema = SchemaGenerator::default().into_root_schema_for::<T>();
    RecursiveTransform(shorten).transform(&mut schema);
    format!("{:#}\n", schema.to_value())
}

/// Of what the documentation says the first sentence is kept, without the marks of links.
fn shorten(schema: &mut Schema) {
    let Some(told) = schema.get("description").and_then(|told| told.as_str()) else { return };
    let first = told.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let first = first.split(". ").next().unwrap_or_default();
    let plain: String = first.chars().filter(|c| !"[]`".contains(*c)).collect();
    schema.insert("description".to_owned(), plain.trim_end_matches('.').into());
}
