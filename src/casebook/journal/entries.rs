//! Entries of a casebook as lines of a journal: sealed when they are written, unsealed when
//! they are read.
//!
//! A journal holds records of several kinds, told apart by the names in them:
//!
//! | a record with | is |
//! |---|---|
//! | `command` | an [`Entry`]: the casebook is the fold of these |
//! | `opening` | the identity of a reporter was looked at |
//! | `reading` | something was asked about somebody; see [`ask`](crate::casebook::ask) |
//! | `disposal` | texts were erased |
//!
//! A record of any other kind is an error: whoever passes over what it does not know comes
//! to another state. Entries of earlier forms are [lifted](super::upcast); the journal keeps
//! them as they are. Entries count by themselves: the number of an entry and that of its
//! line differ once other records stand between them.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::book::Casebook;
//! use unbrella::casebook::entry::Entry;
//! use unbrella::casebook::journal::entries::{Record, sealed, read};
//! use unbrella::casebook::journal::head::Head;
//! use unbrella::casebook::journal::sealing::Secret;
//! use unbrella::casebook::journal::vault::Vault;
//!
//! # fn show(entry: Entry, random: [u8; 32]) -> Result<(), Box<dyn std::error::Error>> {
//! let written = sealed(&entry, Head::START, &Secret::from_bytes(random))?;
//! // The line goes to the journal and the texts to the vault, in one transaction.
//! let mut vault = Vault::default();
//! for text in written.texts {
//!     vault.keep(text)?;
//! }
//!
//! let mut book = Casebook::default();
//! if let Record::Entry(entry) = read(&written.link, &vault)?.record {
//!     book.take(&entry)?;
//! }
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::casebook::ask::ReadRecord;
use crate::casebook::entry::Entry;
use crate::casebook::journal::canonical::NotCanonical;
use crate::casebook::journal::chain::{Link, NotAppended, OtherShape};
use crate::casebook::journal::disposal::DisposalRecord;
use crate::casebook::journal::head::Head;
use crate::casebook::journal::sealing::{Lost, MarkedAlready, Secret, seal, unseal};
use crate::casebook::journal::upcast::{NotLifted, lift};
use crate::casebook::journal::vault::{KeptText, Vault};
use crate::provenance::Fingerprint;
use crate::secrecy::OpeningRecord;

/// What a host stores of one entry, all or nothing.
#[derive(Clone, Debug)]
pub struct Written {
    /// The line of the journal.
    pub link: Link,
    /// What goes to the vault.
    pub texts: Vec<KeptText>,
}

/// The line that comes after a head, and the texts that are not in it.
///
/// # Errors
///
/// [`NotJournaled`].
pub fn sealed(entry: &Entry, after: Head, secret: &Secret) -> Result<Written, NotJournaled> {
    let body = serde_json::to_value(entry)
        .map_err(|_| NotJournaled::NotAppended(NotCanonical::NoJson.into()))?;
    let sealed = seal(&body, after.number.saturating_add(1), secret)?;
    let link = Link::after(after, &sealed.body)?;
    Ok(Written { link, texts: sealed.texts })
}

/// What one line of a journal records.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Record {
    /// A command was carried out.
    Entry(Box<Entry>),
    /// The identity of a reporter was looked at.
    Opening(Box<OpeningRecord>),
    /// Something was asked about somebody.
    Reading(Box<ReadRecord>),
    /// Texts were erased.
    Disposal(Box<DisposalRecord>),
}

/// A record, and what of it was erased or is not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The record, with placeholders where something was erased.
    pub record: Record,
    /// The commitments of the texts that were erased.
    pub erased: Vec<Fingerprint>,
    /// The fields of an entry that are not known here, by their place as a JSON pointer. The
    /// record goes without them; the journal has them.
    pub unknown: BTreeMap<String, Value>,
}

/// Reads what a line records. A journal that was not sealed is read with an empty vault.
///
/// # Errors
///
/// [`NotRead`], which repeats nothing of the content.
pub fn read(link: &Link, vault: &Vault) -> Result<Read, NotRead> {
    let body: Value = link.read_body()?;
    let number = link.number();
    if body.get("command").is_some() {
        let unsealed = unseal(&body, vault)?;
        let lifted = lift(unsealed.body).map_err(|why| NotRead::Form { number, why })?;
        let record = Record::Entry(Box::new(typed(lifted.body, number)?));
        return Ok(Read { record, erased: unsealed.erased, unknown: lifted.unknown });
    }
    let record = if let Some(opening) = body.get("opening") {
        Record::Opening(Box::new(typed(opening.clone(), number)?))
    } else if let Some(reading) = body.get("reading") {
        Record::Reading(Box::new(typed(reading.clone(), number)?))
    } else if let Some(disposal) = body.get("disposal") {
        Record::Disposal(Box::new(typed(disposal.clone(), number)?))
    } else {
        return Err(NotRead::UnknownKind { number });
    };
    Ok(Read { record, erased: Vec::new(), unknown: BTreeMap::new() })
}

fn typed<T: DeserializeOwned>(value: Value, number: u64) -> Result<T, OtherShape> {
    // The place within a sealed body is not the one within the text that a person reads.
    serde_json::from_value(value).map_err(|_| OtherShape { number, column: 0 })
}

/// Why an entry was not made into a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotJournaled {
    /// It looks as if it were sealed already.
    #[error(transparent)]
    Marked(#[from] MarkedAlready),
    /// It has no canonical bytes, or the journal is full.
    #[error(transparent)]
    NotAppended(#[from] NotAppended),
}

/// Why a line was not read as a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotRead {
    /// It is of a kind that this version does not know.
    #[error("entry {number} is of a kind that is not known here")]
    UnknownKind {
        /// The number of its line.
        number: u64,
    },
    /// It is an entry of a form, or with an act or an event, that is not known here.
    #[error("entry {number}: {why}")]
    Form {
        /// The number of its line.
        number: u64,
        /// What is not known.
        why: NotLifted,
    },
    /// Its content is of another shape.
    #[error(transparent)]
    Shape(#[from] OtherShape),
    /// Texts of it are not in the vault.
    #[error(transparent)]
    Lost(#[from] Lost),
}
