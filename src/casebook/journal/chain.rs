//! The chain: one line an entry, each bound to all before it.
//!
//! ```json
//! {"number":1,"previous":"0000…","hash":"3aa8…","body":{"command":"…","events":["…"]}}
//! ```
//!
//! | part | holds |
//! |---|---|
//! | `number` | the place of the entry, from 1 |
//! | `previous` | the hash of the entry before; zeros for the first |
//! | `hash` | SHA-256 of a fixed word, the number (8 bytes, most significant first), the 32 bytes of `previous`, and the bytes of `body` |
//! | `body` | what was recorded, in [canonical] bytes |
//!
//! The four parts stand in this order, without spaces; a line break ends the entry. So a
//! line has one spelling, and every changed byte shows. A body is kept as it was written:
//! fields that this version does not know stay where they are.
//!
//! Nothing is kept here: a host appends by asking for the next line and storing it, in a
//! file or one row each in a database. To append, it needs only the last [`Head`].
//!
//! # A bad entry and a torn one
//!
//! A program that dies while it writes leaves the beginning of a line behind. That is
//! *torn*: nobody was told that this entry stands, and it is cut off before the next one
//! is written. Anything else that does not fit is *bad*, and the first bad entry is named.
//! Zeros that a file system leaves behind after a crash are bad, not torn: a person looks.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::journal::chain::{Link, links, verify};
//! use unbrella::casebook::journal::head::Head;
//!
//! let first = Link::after(Head::START, &serde_json::json!({"note": "甲"}))?;
//! let second = Link::after(first.head(), &serde_json::json!({"note": "乙"}))?;
//! let file = format!("{first}\n{second}\n");
//! assert_eq!(verify(file.as_bytes())?, second.head());
//!
//! let changed = file.replace('甲', "丙");
//! assert_eq!(
//!     verify(changed.as_bytes()).unwrap_err().to_string(),
//!     "entry 1, at byte 0: its content does not fit its hash",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::casebook::journal::canonical::{self, NotCanonical};
use crate::casebook::journal::head::Head;
use crate::provenance::Fingerprint;

/// The longest line, in bytes, without its line break.
pub const MAX_LINE: usize = canonical::MAX_BYTES + 256;

/// Begins what is hashed, so that no hash of anything else is taken for one of an entry.
const DOMAIN: &[u8] = b"unbrella.journal.1\n";

const NUMBER: &str = "{\"number\":";
const PREVIOUS: &str = ",\"previous\":\"";
const HASH: &str = "\",\"hash\":\"";
const BODY: &str = "\",\"body\":";

/// One entry of a journal, bound to the one before.
///
/// Its `Display` is the line, without the line break.
// Invariant: hash is the one of number, previous and body; body is canonical.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    number: u64,
    previous: Fingerprint,
    hash: Fingerprint,
    body: Box<str>,
}

impl Link {
    /// The entry that comes after a head.
    ///
    /// # Errors
    ///
    /// [`NotAppended`] if the body has no canonical bytes, or the numbers are used up.
    pub fn after<T: Serialize + ?Sized>(head: Head, body: &T) -> Result<Self, NotAppended> {
        let body = canonical::text_of(body)?;
        let number = head.number.checked_add(1).ok_or(NotAppended::Full)?;
        let hash = hash(number, head.hash, &body);
        Ok(Self { number, previous: head.hash, hash, body: body.into() })
    }

    /// Reads the line of the entry that comes after a head; without its line break.
    ///
    /// # Errors
    ///
    /// [`Fault`] says what is wrong first, in the order of the parts of the line.
    pub fn read(line: &[u8], head: Head) -> Result<Self, Fault> {
        if line.len() > MAX_LINE {
            return Err(Fault::TooLong);
        }
        let text = std::str::from_utf8(line).map_err(|_| Fault::NotALine)?;
        let link = Self::parts(text).ok_or(Fault::NotALine)?;
        if head.number.checked_add(1) != Some(link.number) {
            return Err(Fault::Number { found: link.number });
        }
        if link.previous != head.hash {
            return Err(Fault::Previous);
        }
        if hash(link.number, link.previous, &link.body) != link.hash {
            return Err(Fault::Hash);
        }
        canonical::read(&link.body).map_err(Fault::Body)?;
        Ok(link)
    }

    /// The parts of a line, unchecked.
    fn parts(line: &str) -> Option<Self> {
        let (digits, _) = line.strip_prefix(NUMBER)?.split_once(',')?;
        let number: u64 = digits.parse().ok()?;
        // `+1` and `01` are read as 1 as well.
        let written = format!("{NUMBER}{number}{PREVIOUS}");
        let (previous, rest) = line.strip_prefix(&written)?.split_at_checked(64)?;
        let (hash, rest) = rest.strip_prefix(HASH)?.split_at_checked(64)?;
        let body = rest.strip_prefix(BODY)?.strip_suffix('}')?;
        let read = |digits| Fingerprint::parse(digits).ok();
        Some(Self { number, previous: read(previous)?, hash: read(hash)?, body: body.into() })
    }

    /// Its number.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The hash of the entry before.
    #[must_use]
    pub const fn previous(&self) -> Fingerprint {
        self.previous
    }

    /// The hash that stands for it and all before.
    #[must_use]
    pub const fn hash(&self) -> Fingerprint {
        self.hash
    }

    /// The head of a journal that ends with it.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head { number: self.number, hash: self.hash }
    }

    /// The body, byte for byte as it was written.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The body as a value of some type.
    ///
    /// # Errors
    ///
    /// [`OtherShape`] gives the place, and nothing of the content.
    pub fn read_body<T: DeserializeOwned>(&self) -> Result<T, OtherShape> {
        serde_json::from_str(&self.body)
            .map_err(|error| OtherShape { number: self.number, column: error.column() })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, previous, hash, body } = self;
        write!(f, "{NUMBER}{number}{PREVIOUS}{previous}{HASH}{hash}{BODY}{body}}}")
    }
}

/// Shows the head only: a body may hold what is not for a log.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({}, {} bytes)", self.head(), self.body.len())
    }
}

fn hash(number: u64, previous: Fingerprint, body: &str) -> Fingerprint {
    use sha2::Digest;

    let mut hash = sha2::Sha256::new();
    hash.update(DOMAIN);
    hash.update(number.to_be_bytes());
    hash.update(previous.as_bytes());
    hash.update(body.as_bytes());
    Fingerprint::from_bytes(hash.finalize().into())
}

/// The entries of a whole journal, first to last, each checked against the one before.
///
/// Ends after the first thing that is broken.
#[must_use]
pub const fn links(bytes: &[u8]) -> Links<'_> {
    links_after(Head::START, bytes)
}

/// The entries that come after a head that is already trusted.
#[must_use]
pub const fn links_after(head: Head, bytes: &[u8]) -> Links<'_> {
    Links { head, rest: bytes, at: 0, broken: false }
}

/// Checks a whole journal.
///
/// # Errors
///
/// [`Broken`] names the first entry that is torn or bad.
pub fn verify(bytes: &[u8]) -> Result<Head, Broken> {
    let mut links = links(bytes);
    for link in links.by_ref() {
        link?;
    }
    Ok(links.head)
}

/// The entries of a journal; see [`links`].
#[derive(Clone, Debug)]
pub struct Links<'a> {
    head: Head,
    rest: &'a [u8],
    at: usize,
    broken: bool,
}

impl Links<'_> {
    /// The head of what was read up to now.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// How many bytes the entries take that were read up to now.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.at
    }

    fn bad(&self, fault: Fault) -> Broken {
        Broken::Bad { number: self.head.number.saturating_add(1), at: self.at, fault }
    }

    /// What is wrong with a last line that no line break ends.
    fn unended(&self) -> Broken {
        if begins(self.rest, self.head) {
            Broken::Torn { after: self.head, whole: self.at, torn: self.rest.len() }
        } else {
            self.bad(Link::read(self.rest, self.head).err().unwrap_or(Fault::NotALine))
        }
    }
}

impl Iterator for Links<'_> {
    type Item = Result<Link, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken || self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        let Some((line, rest)) = end.and_then(|end| self.rest.split_at_checked(end)) else {
            self.broken = true;
            return Some(Err(self.unended()));
        };
        match Link::read(line, self.head) {
            Ok(link) => {
                self.head = link.head();
                self.rest = rest.strip_prefix(b"\n").unwrap_or_default();
                self.at = self.at.saturating_add(line.len()).saturating_add(1);
                Some(Ok(link))
            }
            Err(fault) => {
                self.broken = true;
                Some(Err(self.bad(fault)))
            }
        }
    }
}

/// Whether bytes can be the beginning of the line that comes after a head.
fn begins(bytes: &[u8], head: Head) -> bool {
    let Some(number) = head.number.checked_add(1) else { return false };
    let known = format!("{NUMBER}{number}{PREVIOUS}{}{HASH}", head.hash);
    let Some(rest) = bytes.strip_prefix(known.as_bytes()) else {
        return known.as_bytes().starts_with(bytes);
    };
    let Some((hash, rest)) = rest.split_at_checked(64) else { return rest.iter().all(is_digit) };
    if !hash.iter().all(is_digit) {
        return false;
    }
    match rest.strip_prefix(BODY.as_bytes()) {
        Some([]) => true,
        Some(body) => body_begins(body) || ends_whole(bytes, body, head),
        None => BODY.as_bytes().starts_with(rest),
    }
}

fn is_digit(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// Whether more bytes could make JSON of these.
fn body_begins(body: &[u8]) -> bool {
    let mut values = serde_json::Deserializer::from_slice(body).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Err(error)) if error.is_eof() => true,
        // A sign without its digits is no end of input to the reader.
        Some(Err(_)) => body.ends_with(b"-") && body_begins(&[body, b"0"].concat()),
        Some(Ok(_)) => values.byte_offset() == body.len(),
        None => false,
    }
}

/// Whether the line is whole, and only its line break is missing.
fn ends_whole(line: &[u8], body: &[u8], head: Head) -> bool {
    body.ends_with(b"}") && Link::read(line, head).is_ok()
}

/// Why an entry was not appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAppended {
    /// The body has no canonical bytes.
    #[error("the body cannot be journaled: {0}")]
    Body(#[from] NotCanonical),
    /// There is no number left.
    #[error("the journal is full")]
    Full,
}

/// The body of an entry is of another shape than the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {number}: the body is of another shape, at character {column}")]
pub struct OtherShape {
    /// The number of the entry.
    pub number: u64,
    /// Where, counted from 1 within the body.
    pub column: usize,
}

/// The first thing in a journal that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Broken {
    /// The last line was cut while it was written. What stands before it is whole.
    #[error("{torn} bytes of an entry that was cut off, after entry {} and byte {whole}", after.number)]
    Torn {
        /// The head of what is whole.
        after: Head,
        /// How many bytes are whole: cut here, then append.
        whole: usize,
        /// How many bytes are left of the torn line.
        torn: usize,
    },
    /// An entry does not fit.
    #[error("entry {number}, at byte {at}: {fault}")]
    Bad {
        /// The number of the entry, counted by lines.
        number: u64,
        /// Where its line begins.
        at: usize,
        /// What is wrong with it.
        fault: Fault,
    },
}

/// What is wrong with one entry. Says nothing of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The line is not of the form of an entry.
    #[error("it is not written as an entry")]
    NotALine,
    /// The line is longer than [`MAX_LINE`].
    #[error("it is longer than {max} bytes", max = MAX_LINE)]
    TooLong,
    /// It has another number than its place: entries are missing, or in another order.
    #[error("it has the number {found}")]
    Number {
        /// The number that it has.
        found: u64,
    },
    /// It was written after another entry than the one that stands before it.
    #[error("it does not follow the entry before it")]
    Previous,
    /// Content and hash do not belong together.
    #[error("its content does not fit its hash")]
    Hash,
    /// The body is not canonical.
    #[error("its body: {0}")]
    Body(NotCanonical),
}

#[cfg(test)]
mod tests;
