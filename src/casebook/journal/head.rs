//! Heads: how far a journal has come, in forty bytes that others can keep.
//!
//! Whoever holds a journal can cut its tail or write it anew from any entry on, and the
//! rest still verifies by itself. Against that, heads are exchanged: another organ, the
//! organ above, a printed page. A head from outside either stands in the journal, or
//! shows that the journal was cut or written anew.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::journal::chain::Link;
//! use unbrella::casebook::journal::head::{Head, HeadProblem, missing};
//!
//! let first = Link::after(Head::START, &"one")?;
//! let second = Link::after(first.head(), &"two")?;
//! let known = [first.head(), second.head()];
//!
//! assert!(missing(&known, [first.head(), second.head()]).is_empty());
//! // The tail was cut.
//! assert!(matches!(missing(&known, [first.head()])[..], [HeadProblem::Cut { .. }]));
//! # Ok::<(), unbrella::casebook::journal::chain::NotAppended>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::provenance::Fingerprint;

/// The last entry of a journal: its number, and the hash that stands for it and all before.
///
/// Read from outside like anything else: it proves nothing until it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The number of the entry; 0 if there is none.
    pub number: u64,
    /// Its hash.
    pub hash: Fingerprint,
}

impl Head {
    /// The head of a journal without entries.
    pub const START: Self = Self { number: 0, hash: Fingerprint::from_bytes([0; 32]) };
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.hash)
    }
}

/// Which of the heads known from outside a journal no longer has; every one, by number.
///
/// `ours` are the heads of all entries of the journal, first to last, as they come from
/// [`links`](super::chain::links).
#[must_use]
pub fn missing(known: &[Head], ours: impl IntoIterator<Item = Head>) -> Vec<HeadProblem> {
    let mut open: BTreeMap<u64, Vec<Head>> = BTreeMap::new();
    for head in known {
        open.entry(head.number).or_default().push(*head);
    }
    let mut problems = Vec::new();
    let mut last = Head::START;
    for head in std::iter::once(Head::START).chain(ours) {
        for known in open.remove(&head.number).unwrap_or_default() {
            if known.hash != head.hash {
                problems.push(HeadProblem::Rewritten { known, found: head.hash });
            }
        }
        last = head;
    }
    let beyond = open.into_values().flatten().map(|known| HeadProblem::Cut { known, last });
    problems.extend(beyond);
    problems
}

/// A head that is known from outside does not stand in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeadProblem {
    /// The journal ends before it.
    #[error("the journal ends at entry {}, and once held entry {}", last.number, known.number)]
    Cut {
        /// The head from outside.
        known: Head,
        /// The last head of the journal.
        last: Head,
    },
    /// The journal has another entry there, or other entries before it.
    #[error("entry {}, or one before it, was written anew", known.number)]
    Rewritten {
        /// The head from outside.
        known: Head,
        /// The hash that the journal has there.
        found: Fingerprint,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(number: u64, content: &[u8]) -> Head {
        Head { number, hash: Fingerprint::of(content) }
    }

    #[test]
    fn every_head_that_is_gone_is_named() {
        let ours = [head(1, b"a"), head(2, b"b"), head(3, b"c")];
        assert_eq!(missing(&[Head::START, ours[2], ours[0]], ours), []);
        assert_eq!(missing(&[], []), []);
        let (cut, anew) = (head(5, b"e"), head(2, b"x"));
        assert_eq!(
            missing(&[cut, ours[1], anew, head(4, b"d")], ours),
            [
                HeadProblem::Rewritten { known: anew, found: ours[1].hash },
                HeadProblem::Cut { known: head(4, b"d"), last: ours[2] },
                HeadProblem::Cut { known: cut, last: ours[2] },
            ]
        );
        // A journal that is gone altogether, and a wrong beginning.
        assert_eq!(
            missing(&ours[..1], []),
            [HeadProblem::Cut { known: ours[0], last: Head::START }]
        );
        assert_eq!(missing(&[head(0, b"z")], ours).len(), 1);
    }

    #[test]
    fn sentences() {
        let (known, last) = (head(5, b"e"), head(3, b"c"));
        let cut = HeadProblem::Cut { known, last }.to_string();
        assert_eq!(cut, "the journal ends at entry 3, and once held entry 5");
        let anew = HeadProblem::Rewritten { known, found: last.hash }.to_string();
        assert_eq!(anew, "entry 5, or one before it, was written anew");
    }

    #[test]
    fn a_head_survives_json() {
        let head = head(7, b"");
        let written = serde_json::to_string(&head).unwrap();
        assert_eq!(written, format!(r#"{{"number":7,"hash":"{}"}}"#, head.hash));
        assert_eq!(serde_json::from_str::<Head>(&written).unwrap(), head);
        assert!(serde_json::from_str::<Head>(r#"{"number":-1,"hash":"00"}"#).is_err());
    }
}
