//! A host's own fields, kept beside ours and never looked at.
//!
//! A host that knows more than this crate (a docket number, a color in its user
//! interface) need not fork it: every noun carries a small map under keys of the
//! host's choosing. Values survive a round trip byte for byte.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::base::text::Code;

/// What a host may keep under one key.
///
/// No fractions: what a float would lose, a text keeps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum OwnValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text of at most [`OwnFields::MAX_TEXT`] bytes.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

/// A host's own fields.
///
/// # Examples
///
/// ```
/// use unbrella::base::text::Code;
/// use unbrella::model::own::{OwnFields, OwnValue};
///
/// let mut own = OwnFields::default();
/// own.insert(Code::parse("docket/color")?, OwnValue::Text("blue".into()))?;
/// assert_eq!(serde_json::to_string(&own)?, r#"{"docket/color":"blue"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: at most MAX_FIELDS entries, texts at most MAX_TEXT bytes, lists at most MAX_FIELDS long.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct OwnFields(BTreeMap<Code, OwnValue>);

impl OwnFields {
    /// The most fields, and the longest list, that are kept.
    pub const MAX_FIELDS: usize = 64;
    /// The longest text that is kept, in bytes.
    pub const MAX_TEXT: usize = 4_096;

    /// Keeps a value; gives back the one that stood there before.
    ///
    /// # Errors
    ///
    /// [`OwnFieldRefused`] above one of the limits.
    pub fn insert(
        &mut self,
        key: Code,
        value: OwnValue,
    ) -> Result<Option<OwnValue>, OwnFieldRefused> {
        check(&value)?;
        if self.0.len() >= Self::MAX_FIELDS && !self.0.contains_key(&key) {
            return Err(OwnFieldRefused::TooMany);
        }
        Ok(self.0.insert(key, value))
    }

    /// The value under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&OwnValue> {
        Code::parse(key).ok().and_then(|key| self.0.get(&key))
    }

    /// All fields, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&Code, &OwnValue)> {
        self.0.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn check(value: &OwnValue) -> Result<(), OwnFieldRefused> {
    let fits = |text: &String| text.len() <= OwnFields::MAX_TEXT;
    let ok = match value {
        OwnValue::Flag(_) | OwnValue::Number(_) => true,
        OwnValue::Text(text) => fits(text),
        OwnValue::List(list) => list.len() <= OwnFields::MAX_FIELDS && list.iter().all(fits),
    };
    if ok { Ok(()) } else { Err(OwnFieldRefused::TooLong) }
}

/// Why a host's own field is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OwnFieldRefused {
    /// The map is full.
    #[error("more than {max} own fields or entries", max = OwnFields::MAX_FIELDS)]
    TooMany,
    /// A text or a list is too long.
    #[error(
        "an own field is longer than {max} bytes or {entries} entries",
        max = OwnFields::MAX_TEXT,
        entries = OwnFields::MAX_FIELDS
    )]
    TooLong,
    /// The same key stands twice.
    #[error("an own field stands twice")]
    Twice,
}

impl<'de> Deserialize<'de> for OwnValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values;

        impl<'de> Visitor<'de> for Values {
            type Value = OwnValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false, a whole number, a text or a list of texts")
            }

            fn visit_bool<E>(self, value: bool) -> Result<OwnValue, E> {
                Ok(OwnValue::Flag(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<OwnValue, E> {
                Ok(OwnValue::Number(value))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<OwnValue, E> {
                let value =
                    i64::try_from(value).map_err(|_| E::custom("a number beyond 64 bits"))?;
                Ok(OwnValue::Number(value))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OwnValue, E> {
                if text.len() > OwnFields::MAX_TEXT {
                    return Err(E::custom(OwnFieldRefused::TooLong));
                }
                Ok(OwnValue::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OwnValue, A::Error> {
                let mut list = Vec::new();
                while let Some(text) = seq.next_element::<String>()? {
                    if list.len() >= OwnFields::MAX_FIELDS || text.len() > OwnFields::MAX_TEXT {
                        return Err(serde::de::Error::custom(OwnFieldRefused::TooLong));
                    }
                    list.push(text);
                }
                Ok(OwnValue::List(list))
            }
        }

        deserializer.deserialize_any(Values)
    }
}

impl<'de> Deserialize<'de> for OwnFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = OwnFields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of own fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OwnFields, A::Error> {
                let mut own = OwnFields::default();
                while let Some((key, value)) = map.next_entry::<Code, OwnValue>()? {
                    let before = own.insert(key, value).map_err(serde::de::Error::custom)?;
                    // serde's own maps would let the last one win in silence.
                    if before.is_some() {
                        return Err(serde::de::Error::custom(OwnFieldRefused::Twice));
                    }
                }
                Ok(own)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}
