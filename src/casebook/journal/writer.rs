//! Writes entries through a store of the host, one after the other.
//!
//! The head moves only when the store says that the entry is kept for good. Records of
//! openings, of questions and of disposals go through the same door: a [`Writer`] is an
//! [`OpeningLog`], a [`ReadLog`] and a [`DisposalLog`], and journals `{"opening": …}`,
//! `{"reading": …}` and `{"disposal": …}`.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::journal::chain::{Link, verify};
//! use unbrella::casebook::journal::head::Head;
//! use unbrella::casebook::journal::writer::Writer;
//!
//! let mut file = Vec::new();
//! let mut writer = Writer::after(Head::START, |link: &Link| {
//!     use std::io::Write;
//!     writeln!(file, "{link}") // and flushed to the disk, in a program that lasts
//! });
//! writer.append(&"one")?;
//! writer.append(&"two")?;
//! let head = writer.head();
//! assert_eq!(verify(&file)?, head);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use serde::Serialize;

use crate::casebook::ask::{ReadLog, ReadRecord};
use crate::casebook::journal::chain::{Link, NotAppended};
use crate::casebook::journal::disposal::{DisposalLog, DisposalRecord};
use crate::casebook::journal::head::Head;
use crate::secrecy::{OpeningLog, OpeningRecord};

/// Appends to a journal that is stored elsewhere.
pub struct Writer<S> {
    head: Head,
    store: S,
}

impl<S> Writer<S> {
    /// Goes on after a head. `store` keeps one entry for good before it returns.
    pub const fn after(head: Head, store: S) -> Self {
        Self { head, store }
    }

    /// The head of what is stored.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Appends one entry.
    ///
    /// # Errors
    ///
    /// [`NotWritten`]; the head is where it was. Whether a store that fails has kept the
    /// entry all the same, only the store can tell: read it again before going on.
    pub fn append<E, T>(&mut self, body: &T) -> Result<Link, NotWritten<E>>
    where
        S: FnMut(&Link) -> Result<(), E>,
        T: Serialize + ?Sized,
    {
        let link = Link::after(self.head, body)?;
        (self.store)(&link).map_err(NotWritten::Store)?;
        self.head = link.head();
        Ok(link)
    }
}

impl<S> fmt::Debug for Writer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writer({})", self.head)
    }
}

impl<S, E> OpeningLog for Writer<S>
where
    S: FnMut(&Link) -> Result<(), E>,
{
    type Error = NotWritten<E>;

    fn keep(&mut self, record: &OpeningRecord) -> Result<(), NotWritten<E>> {
        self.append(&Kept::Opening(record)).map(|_| ())
    }
}

impl<S, E> ReadLog for Writer<S>
where
    S: FnMut(&Link) -> Result<(), E>,
{
    type Error = NotWritten<E>;

    fn keep(&mut self, record: &ReadRecord) -> Result<(), NotWritten<E>> {
        self.append(&Kept::Reading(record)).map(|_| ())
    }
}

impl<S, E> DisposalLog for Writer<S>
where
    S: FnMut(&Link) -> Result<(), E>,
{
    type Error = NotWritten<E>;

    fn keep(&mut self, record: &DisposalRecord) -> Result<(), NotWritten<E>> {
        self.append(&Kept::Disposal(record)).map(|_| ())
    }
}

/// The bodies that are written from here.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Kept<'a> {
    Opening(&'a OpeningRecord),
    Reading(&'a ReadRecord),
    Disposal(&'a DisposalRecord),
}

/// Why an entry was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotWritten<E> {
    /// The body cannot be journaled.
    #[error(transparent)]
    NotAppended(#[from] NotAppended),
    /// The store did not keep it.
    #[error("the entry was not stored: {0}")]
    Store(E),
}
