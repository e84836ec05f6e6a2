//! Sealing: names and free texts leave an entry before it is journaled.
//!
//! [`seal`] puts `{"sealed": "<commitment>"}` in the place of every text that may be about
//! a person, and gives the texts for the [vault](super::vault). [`unseal`] puts them back,
//! exactly. Of an erased text it gives a placeholder, `erased-` and sixteen digits of the
//! commitment: it can stand wherever such a text stood, and two of them are never equal,
//! so that the entry can still be read and replayed.
//!
//! # What is sealed
//!
//! | a text | is sealed |
//! |---|---|
//! | under one of the names of [`FREE`] | always, unless it is an id, a moment, a day, a fingerprint or one of the closed words that share the name |
//! | anywhere under `own`, the host's fields; not a value of a sentence that has this name | always |
//! | under one of the names of [`OPEN`] | never: numbers of ledgers, codes, sentences of rules, published documents |
//! | under any other name | unless it looks like a word for machines: ASCII letters, digits and `_-./:+`, at most 80 |
//!
//! A test reads the forms of storey 3 and the commands, and holds the table complete. The
//! last row is for what a later version or a host adds before anybody has looked at it.
//!
//! Tokens of reporters are no texts of persons: they stay, and the identity behind them is
//! in no entry; see [`reporters`](super::reporters).
//!
//! What sealing does not hide: who acted on what and when, since ids stay; and a fingerprint
//! of a text that is signed, from which a short text could be guessed after its erasure.
//!
//! # Examples
//!
//! ```
//! use serde_json::json;
//! use unbrella::casebook::journal::sealing::{Secret, seal, unseal};
//! use unbrella::casebook::journal::vault::Vault;
//!
//! let body = json!({"person": {"name": "甲某", "birth_year": 1970}});
//! // 32 fresh random bytes for each entry, thrown away afterwards.
//! let sealed = seal(&body, 1, &Secret::from_bytes([7; 32]))?;
//! assert!(!sealed.body.to_string().contains("甲某"));
//!
//! let mut vault = Vault::default();
//! for text in sealed.texts {
//!     vault.keep(text)?;
//! }
//! assert_eq!(unseal(&sealed.body, &vault)?.body, body);
//!
//! // As a store gives it back after a disposal.
//! let name = vault.holding("甲某")[0];
//! let mut stored = std::collections::BTreeMap::from(vault);
//! stored.insert(name, None);
//! let vault = Vault::try_from(stored)?;
//! let body = unseal(&sealed.body, &vault)?.body;
//! assert!(body["person"]["name"].as_str().is_some_and(|name| name.starts_with("erased-")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::base::day::{Day, Moment};
use crate::base::id::AnyId;
use crate::casebook::journal::vault::{KeptText, Place, Salt, Vault};
use crate::provenance::Fingerprint;
use crate::terms::outcome::PersonalDuty;
use crate::terms::supervision::SupervisionMeasure;

/// Names under which free text stands.
pub const FREE: [&str; 27] = [
    "applies_to",
    "basis",
    "because",
    "conclusion",
    "content",
    "deliverable",
    "duty",
    "finding",
    "fund",
    "give_back",
    "ground",
    "label",
    "looked_at",
    "measure",
    "name",
    "not_notified",
    "notes",
    "post",
    "problems",
    "purpose",
    "raised",
    "reasons",
    "retrace",
    "seen",
    "text",
    "title",
    "why",
];

/// Names under which no text is about a person.
pub const OPEN: [&str; 22] = [
    "calendar",
    "catalogue",
    "certainty",
    "code",
    "document",
    "en",
    "english",
    "entry",
    "key",
    "ledger_no",
    "number",
    "origin",
    "pack",
    "place",
    "rule",
    "rules",
    "service",
    "tags",
    "term",
    "version",
    "wording",
    "zh",
];

/// The name under which a mark stands, alone in its object.
const MARK: &str = "sealed";

/// The longest word for machines under a name that no table has.
const MAX_WORD: usize = 80;

/// Begins what is hashed into the salt of one text.
const DOMAIN: &[u8] = b"unbrella.salt.1\n";

/// 32 random bytes of the host, drawn for one entry and thrown away after it was sealed.
///
/// Whoever has them can make the salts of that entry again, and guess erased names.
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes random bytes of the host.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The salt of one text of an entry.
    fn salt(&self, number: u64, text: u64) -> Salt {
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(self.0);
        hash.update(number.to_be_bytes());
        hash.update(text.to_be_bytes());
        Salt::from_bytes(hash.finalize().into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// An entry without its texts, and the texts.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// What is journaled.
    pub body: Value,
    /// What goes to the vault, stored before or together with the entry.
    pub texts: Vec<KeptText>,
}

/// An entry with its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsealed {
    /// As it was before it was sealed, apart from what was erased.
    pub body: Value,
    /// The commitments of the texts that were erased.
    pub erased: Vec<Fingerprint>,
}

/// Takes names and free texts out of an entry that gets this number.
///
/// # Errors
///
/// [`MarkedAlready`] if the body has something in it that would be taken for a mark.
pub fn seal(body: &Value, number: u64, secret: &Secret) -> Result<Sealed, MarkedAlready> {
    let mut sealed = Sealed { body: body.clone(), texts: Vec::new() };
    // A list of what is still to be looked at, in place of calls within calls.
    let mut open = vec![(&mut sealed.body, Rule::ByLook)];
    let mut count = 0_u64;
    while let Some((value, rule)) = open.pop() {
        if mark(value).is_some() {
            return Err(MarkedAlready);
        }
        match value {
            Value::String(text) if rule.seals(text) => {
                let kept = KeptText::new(secret.salt(number, count), std::mem::take(text));
                count = count.saturating_add(1);
                *value = marked(kept.commitment());
                sealed.texts.push(kept);
            }
            Value::Array(list) => open.extend(list.iter_mut().rev().map(|item| (item, rule))),
            Value::Object(members) => {
                open.extend(
                    members.iter_mut().rev().map(|(name, member)| (member, rule.under(name))),
                );
            }
            _ => {}
        }
    }
    Ok(sealed)
}

/// Puts the texts back.
///
/// # Errors
///
/// [`Lost`] names every text that is not in the vault and was not erased either.
pub fn unseal(body: &Value, vault: &Vault) -> Result<Unsealed, Lost> {
    let mut unsealed = Unsealed { body: body.clone(), erased: Vec::new() };
    let mut lost = Vec::new();
    let mut open = vec![&mut unsealed.body];
    while let Some(value) = open.pop() {
        if let Some(commitment) = mark(value) {
            match vault.place(commitment) {
                Place::Kept(text) => *value = Value::from(text.as_str()),
                Place::Erased => {
                    *value = Value::from(placeholder(commitment));
                    unsealed.erased.push(commitment);
                }
                Place::Missing => lost.push(commitment),
            }
            continue;
        }
        match value {
            Value::Array(list) => open.extend(list.iter_mut().rev()),
            Value::Object(members) => {
                open.extend(members.iter_mut().rev().map(|(_, member)| member))
            }
            _ => {}
        }
    }
    if lost.is_empty() { Ok(unsealed) } else { Err(Lost { commitments: lost }) }
}

/// The commitments in a sealed entry, in the order of the entry.
#[must_use]
pub fn commitments(body: &Value) -> Vec<Fingerprint> {
    let mut found = Vec::new();
    let mut open = vec![body];
    while let Some(value) = open.pop() {
        match (mark(value), value) {
            (Some(commitment), _) => found.push(commitment),
            (None, Value::Array(list)) => open.extend(list.iter().rev()),
            (None, Value::Object(members)) => {
                open.extend(members.iter().rev().map(|(_, member)| member));
            }
            (None, _) => {}
        }
    }
    found
}

/// What stands in the place of an erased text.
///
/// It can be read as a line, a text, a number of a ledger or a code.
#[must_use]
pub fn placeholder(commitment: Fingerprint) -> String {
    commitment.to_string().chars().take(16).fold(String::from("erased-"), |mut text, digit| {
        text.push(digit);
        text
    })
}

fn marked(commitment: Fingerprint) -> Value {
    Value::Object(Map::from_iter([(MARK.to_owned(), Value::from(commitment.to_string()))]))
}

/// The commitment, if the value is a mark.
fn mark(value: &Value) -> Option<Fingerprint> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    Fingerprint::parse(members.get(MARK)?.as_str()?).ok()
}

/// How the texts of one place of an entry are dealt with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Under a name of [`FREE`].
    Free,
    /// Under a name of [`OPEN`].
    Open,
    /// Under a name that no table has.
    ByLook,
    /// Under `own`, however deep.
    Own,
    /// Under `args`: the names in there are those that a sentence has for its values. One of
    /// them is `own`, and what stands under it is no field of a host.
    Args,
}

impl Rule {
    /// The rule for the member of an object.
    fn under(self, name: &str) -> Self {
        match name {
            _ if self == Self::Own => Self::Own,
            _ if self == Self::Args => Self::ByLook,
            "own" => Self::Own,
            "args" => Self::Args,
            name if FREE.contains(&name) => Self::Free,
            name if OPEN.contains(&name) => Self::Open,
            _ => Self::ByLook,
        }
    }

    fn seals(self, text: &str) -> bool {
        match self {
            Self::Own => true,
            Self::Open => false,
            Self::Free => !(says_nothing(text) || is_closed_word(text)),
            Self::ByLook | Self::Args => !is_word(text),
        }
    }
}

/// Whether a text has a form that no name and no sentence has.
fn says_nothing(text: &str) -> bool {
    AnyId::parse(text).is_ok()
        || Fingerprint::parse(text).is_ok()
        || Moment::parse(text).is_ok()
        || Day::parse(text).is_ok()
}

/// Whether a text is a word of a closed list that shares its name with a free text.
fn is_closed_word(text: &str) -> bool {
    PersonalDuty::ALL.iter().any(|duty| duty.code() == text)
        || SupervisionMeasure::ALL.iter().any(|measure| measure.code() == text)
}

/// Whether a text looks like a word for machines.
pub(super) fn is_word(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:+".contains(&byte);
    text.len() <= MAX_WORD && text.bytes().all(fits)
}

/// A body that is to be sealed holds what would be taken for a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the entry is sealed already, or looks as if it were")]
pub struct MarkedAlready;

/// Texts of an entry are neither in the vault nor erased.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} of the texts of the entry are not in the vault", commitments.len())]
pub struct Lost {
    /// The commitments of all of them, in the order of the entry.
    pub commitments: Vec<Fingerprint>,
}

#[cfg(test)]
mod tests;
