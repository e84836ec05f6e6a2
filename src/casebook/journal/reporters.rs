//! The shelf for identities of reporters: read only under a warrant, and only after the
//! opening stands in the journal.
//!
//! Entries hold tokens; see [`secrecy`](crate::secrecy) for what a token, a warrant and an
//! opening are. The host fills the shelf when it starts, from a store of its own that is
//! encrypted and apart from the vault; nothing here can be serialized, listed or counted.
//!
//! # Examples
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::casebook::journal::reporters::ReporterShelf;
//! use unbrella::casebook::journal::writer::Writer;
//! use unbrella::casebook::journal::head::Head;
//! use unbrella::secrecy::*;
//!
//! # fn show(record: &WarrantRecord, facts: &WarrantFacts, reporter: ReporterRef, now: Moment)
//! # -> Result<(), Box<dyn std::error::Error>> {
//! let mut shelf = ReporterShelf::default();
//! shelf.put(reporter, String::from("甲某"));
//!
//! let mut stored = Vec::new();
//! let mut journal = Writer::after(Head::START, |link: &_| {
//!     stored.push(format!("{link}\n"));
//!     Ok::<(), std::io::Error>(())
//! });
//! let warrant = record.check(facts)?;
//! let name = shelf.open(&warrant, now)?.reveal(&mut journal)?;
//! # let _ = name;
//! # Ok(())
//! # }
//! ```

use std::collections::HashMap;
use std::fmt;

use crate::base::day::Moment;
use crate::secrecy::{Opening, RefusedOpening, ReporterRef, Sealed, Warrant};

/// Identities by the tokens of reporters. Shows nothing, not even how many.
pub struct ReporterShelf<T> {
    // Looked up, never walked: tokens have no order.
    sealed: HashMap<ReporterRef, Sealed<T>>,
}

impl<T> ReporterShelf<T> {
    /// Puts an identity in its place; one that stood there is gone.
    pub fn put(&mut self, reporter: ReporterRef, identity: T) {
        self.sealed.insert(reporter, Sealed::new(reporter, identity));
    }

    /// The first step to the identity of the reporter whom a warrant names.
    ///
    /// # Errors
    ///
    /// [`ShelfClosed`].
    pub fn open(&self, warrant: &Warrant, now: Moment) -> Result<Opening<'_, T>, ShelfClosed> {
        let reporter = warrant.record().details().reporter;
        let sealed = self.sealed.get(&reporter).ok_or(ShelfClosed::NotThere)?;
        Ok(sealed.open(warrant, now)?)
    }

    /// Takes an identity out for good, as when a disposal says so.
    pub fn erase(&mut self, reporter: ReporterRef) {
        self.sealed.remove(&reporter);
    }
}

impl<T> Default for ReporterShelf<T> {
    fn default() -> Self {
        Self { sealed: HashMap::new() }
    }
}

impl<T> fmt::Debug for ReporterShelf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReporterShelf(..)")
    }
}

/// Why the shelf stays closed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShelfClosed {
    /// Nothing stands there: it was never put there, or is erased.
    #[error("there is no identity for the reporter of this warrant")]
    NotThere,
    /// The warrant does not open it now.
    #[error(transparent)]
    Refused(#[from] RefusedOpening),
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::base::id::{CaseId, PersonId};
    use crate::base::text::Line;
    use crate::base::truth::Truth;
    use crate::casebook::journal::chain::{Link, links};
    use crate::casebook::journal::head::Head;
    use crate::casebook::journal::writer::{NotWritten, Writer};
    use crate::secrecy::{
        OpeningProblem, OpeningRecord, WarrantDraft, WarrantFacts, WarrantRecord,
    };

    fn reporter(digit: char) -> ReporterRef {
        ReporterRef::parse(&format!("reporter-67e5504410b1426f9247bb680e5fe0c{digit}")).unwrap()
    }

    fn hour(hour: u32) -> Moment {
        Moment::china(crate::day!(2019, 5, 6), hour, 0).unwrap()
    }

    fn warrant(reporter: ReporterRef) -> Warrant {
        let person = |n| PersonId::from_uuid(uuid::Uuid::from_u128(n)).unwrap();
        let case = CaseId::from_uuid(uuid::Uuid::from_u128(3)).unwrap();
        let record = WarrantRecord::try_from(WarrantDraft {
            case,
            reporter,
            applicant: person(1),
            approver: person(2),
            purpose: Line::parse("pay the reward").unwrap(),
            from: hour(8),
            until: hour(12),
        })
        .unwrap();
        let (approver_may_approve, withdrawn) = (Truth::Yes, Truth::No);
        let (now, asked_by) = (hour(9), person(1));
        record
            .check(&WarrantFacts { now, asked_by, case, approver_may_approve, withdrawn })
            .unwrap()
    }

    #[test]
    fn an_identity_is_read_only_after_the_opening_was_journaled() {
        let mut shelf = ReporterShelf::default();
        shelf.put(reporter('8'), "甲某");
        let mut stored = String::new();
        let mut journal = Writer::after(Head::START, |link: &Link| {
            stored.push_str(&format!("{link}\n"));
            Ok::<(), &str>(())
        });
        let opening = shelf.open(&warrant(reporter('8')), hour(10)).unwrap();
        assert_eq!(opening.reveal(&mut journal), Ok(&"甲某"));
        let read: Vec<Link> = links(stored.as_bytes()).map(Result::unwrap).collect();
        let body: Value = read[0].read_body().unwrap();
        let record: OpeningRecord = serde_json::from_value(body["opening"].clone()).unwrap();
        assert_eq!(record.at(), hour(10));
        assert!(!stored.contains("甲某"));

        // A store that fails: the identity stays closed.
        let mut full = Writer::after(Head::START, |_: &Link| Err("disk full"));
        let opening = shelf.open(&warrant(reporter('8')), hour(10)).unwrap();
        assert_eq!(opening.reveal(&mut full), Err(NotWritten::Store("disk full")));
        assert_eq!(full.head(), Head::START);
    }

    #[test]
    fn what_is_not_there_or_not_for_this_warrant_stays_closed() {
        let mut shelf = ReporterShelf::default();
        shelf.put(reporter('8'), "甲某");
        let closed = shelf.open(&warrant(reporter('9')), hour(10)).unwrap_err();
        assert_eq!(closed, ShelfClosed::NotThere);
        let late = shelf.open(&warrant(reporter('8')), hour(12)).unwrap_err();
        let ShelfClosed::Refused(refused) = late else { panic!("{late:?}") };
        assert_eq!(refused.problems(), [OpeningProblem::Expired]);
        shelf.erase(reporter('8'));
        let gone = shelf.open(&warrant(reporter('8')), hour(10)).unwrap_err();
        assert_eq!(gone, ShelfClosed::NotThere);
        assert_eq!(format!("{shelf:?}"), "ReporterShelf(..)");
    }
}
