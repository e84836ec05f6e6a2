//! A rule pack as it is read or typed in, unchecked.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::day::Day;
use crate::base::list::Limited;
use crate::base::text::{Code, Line};
use crate::provenance::Citation;
use crate::rulebook::parameter::{Onset, Reading};
use crate::rulebook::value::Value;
use crate::terms::office::Level;

/// The form in which packs are written; it changes when a reader of today could not
/// read a pack of tomorrow.
pub const FORM: &str = "unbrella.rule-pack.1";

/// The document that is cited for a value which no document states: it was chosen for
/// this crate, and says why. Such values are the first that a host should look at.
pub const OWN_VALUE: &str = "no document: a value of this crate";

/// An entry as it is read, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EntryDraft {
    /// The first day in force.
    pub from: Day,
    /// How that day is known.
    pub onset: Onset,
    /// The value; absent if the entry ends one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Whether there is no value from this day on.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ended: bool,
    /// Who said so.
    pub citation: Citation,
    /// What the same source could also mean.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "Limited::<Reading<Value>, { PackDraft::MAX_READINGS }>::read"
    )]
    pub other_readings: Vec<Reading<Value>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A pack as it is read or typed in, unchecked.
///
/// [`enter`](Self::enter) gives the pack, or every problem at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PackDraft {
    form: Form,
    /// The name of the pack, such as `zhaotong`.
    pub code: Code,
    /// The place, such as 昭通市.
    pub place: Line,
    /// The place in English.
    pub english: Line,
    /// The level of the place.
    pub level: Level,
    /// The pack that is asked where this one is silent; none for the national pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Code>,
    /// The parameters by name. In JSON an object; a name that stands twice is refused.
    #[serde(serialize_with = "write_parameters", deserialize_with = "read_parameters")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<Code, Vec<EntryDraft>>"))]
    pub parameters: Vec<(Code, Vec<EntryDraft>)>,
}

impl PackDraft {
    /// The most parameters in a pack.
    pub const MAX_PARAMETERS: usize = 2_000;
    /// The most entries in the history of a parameter.
    pub const MAX_ENTRIES: usize = 200;
    /// The most other readings of an entry.
    pub const MAX_READINGS: usize = 20;

    /// A pack without parameters.
    #[must_use]
    pub const fn new(code: Code, place: Line, english: Line, level: Level) -> Self {
        Self { form: Form, code, place, english, level, parent: None, parameters: Vec::new() }
    }
}

/// Stands for [`FORM`] in a pack that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form;

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Form {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Form".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": FORM })
    }
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(FORM)
    }
}

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::base::text::read_str(deserializer, "the form unbrella.rule-pack.1", 64, |text| {
            if text == FORM { Ok(Self) } else { Err("this form of rule pack is not known") }
        })
    }
}

fn write_parameters<S: Serializer>(
    parameters: &[(Code, Vec<EntryDraft>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(parameters.iter().map(|(name, entries)| (name, entries)))
}

fn read_parameters<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(Code, Vec<EntryDraft>)>, D::Error> {
    struct Parameters;

    impl<'de> Visitor<'de> for Parameters {
        type Value = Vec<(Code, Vec<EntryDraft>)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with parameters by name")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut read: BTreeMap<Code, Vec<EntryDraft>> = BTreeMap::new();
            while let Some(name) = map.next_key::<Code>()? {
                if read.len() >= PackDraft::MAX_PARAMETERS {
                    let max = PackDraft::MAX_PARAMETERS;
                    return Err(A::Error::custom(format_args!("more than {max} parameters")));
                }
                if read.contains_key(&name) {
                    return Err(A::Error::custom(format_args!("`{name}` stands twice")));
                }
                read.insert(name, map.next_value::<Entries>()?.0);
            }
            Ok(read.into_iter().collect())
        }
    }

    #[derive(Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[serde(transparent)]
    struct Entries(
        #[serde(deserialize_with = "Limited::<EntryDraft, { PackDraft::MAX_ENTRIES }>::read")]
        Vec<EntryDraft>,
    );

    deserializer.deserialize_map(Parameters)
}
