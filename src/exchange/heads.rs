//! Heads that organs keep of each other, so that a journal which was cut or written anew shows.
//!
//! An organ [states](Stated) its letters together with how far its journal goes. Whoever gets
//! the statement [keeps](KeptHeads::keep) the head: a later one that stands before it shows at
//! once that the journal was cut. What was cut and has grown again shows only inside, so an
//! organ that starts again asks the others what they keep of it, and sets it against its
//! journal by [`lines::missing`](crate::exchange::lines::missing).
//!
//! # Examples
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{ClueId, OrganId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::casebook::journal::head::{Head, HeadProblem};
//! use unbrella::casebook::post::Post;
//! use unbrella::exchange::heads::{KeptHeads, Stated};
//! use unbrella::exchange::lines;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let no = |text: &str| LedgerNo::parse(text);
//! # let now = Moment::parse("2021-03-01T09:00:00+08:00")?;
//! # let [own, peer] = [OrganId::from_ledger(&salt, &no("1")?), OrganId::from_ledger(&salt, &no("2")?)];
//! # let clue = ClueId::from_ledger(&salt, &no("3")?);
//! let mut post = Post::default();
//! let (opened, mut journal) = (Post::open(own, now), String::new());
//! post.apply(&opened)?;
//! let first = lines::line(Head::START, &opened)?;
//! let second = lines::line(first.head(), &post.receive(clue, now, now)?)?;
//! journal.push_str(&format!("{first}\n{second}\n"));
//!
//! // The other organ gets a statement, and keeps the head.
//! let mut kept = KeptHeads::default();
//! let stated = Stated::of(&lines::restart(journal.as_bytes())?, peer).expect("it was opened");
//! kept.keep(&stated)?;
//!
//! // The last line is lost. What is left starts without an error.
//! journal.truncate(first.to_string().len() + 1);
//! let started = lines::restart(journal.as_bytes())?;
//! assert!(matches!(
//!     kept.keep(&Stated::of(&started, peer).expect("it was opened")),
//!     Err(HeadProblem::Cut { .. }),
//! ));
//! assert_eq!(lines::missing(journal.as_bytes(), &[kept.of(own).expect("it was kept")]).len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: that a longer journal has only grown, without showing it
//! ([`proof`](crate::casebook::journal::proof)).
//!
//! # Source
//!
//! Design §3 (head exchange), §8.1; the protocol is our reading.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::id::OrganId;
use crate::casebook::journal::head::{Head, HeadProblem};

use super::lines::Restarted;
use super::statement::Statement;

/// 对账单及账簿末号: what one organ states of its letters with another, and how far its
/// journal goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The statement.
    pub statement: Statement,
    /// The head of the journal that it was made from.
    pub head: Head,
}

impl Stated {
    /// What a journal states of its letters with another organ; nothing if it was not opened.
    #[must_use]
    pub fn of(started: &Restarted, peer: OrganId) -> Option<Self> {
        let statement = Statement::of(&started.post, peer)?;
        Some(Self { statement, head: started.head })
    }
}

/// 互存账簿末号: the furthest head that each other organ has stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptHeads(BTreeMap<OrganId, Head>);

impl KeptHeads {
    /// The head that is kept of an organ.
    #[must_use]
    pub fn of(&self, organ: OrganId) -> Option<Head> {
        self.0.get(&organ).copied()
    }

    /// Keeps the head of a statement, unless one is kept that it contradicts.
    ///
    /// # Errors
    ///
    /// [`HeadProblem`] if the journal ends before the head that is kept, or has another entry
    /// there. What is kept stays: it is what shows it.
    pub fn keep(&mut self, stated: &Stated) -> Result<(), HeadProblem> {
        let (organ, found) = (stated.statement.own, stated.head);
        match self.of(organ) {
            Some(known) if found.number < known.number => {
                Err(HeadProblem::Cut { known, last: found })
            }
            Some(known) if found.number == known.number && found.hash != known.hash => {
                Err(HeadProblem::Rewritten { known, found: found.hash })
            }
            _ => {
                self.0.insert(organ, found);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::post::trials::{Two, organ};
    use crate::provenance::Fingerprint;

    fn stated(two: &Two, number: u64, hash: u8) -> Stated {
        let head = Head { number, hash: Fingerprint::from_bytes([hash; 32]) };
        let started = Restarted { post: two.post(1).clone(), head, whole: 0 };
        Stated::of(&started, organ(2)).unwrap()
    }

    #[test]
    fn the_furthest_head_is_kept_and_what_contradicts_it_is_told() {
        let two = Two::new();
        let mut kept = KeptHeads::default();
        assert_eq!(kept.of(organ(1)), None);
        for (number, hash) in [(3, 3), (3, 3), (5, 5)] {
            kept.keep(&stated(&two, number, hash)).unwrap();
        }
        let known = stated(&two, 5, 5).head;
        let last = stated(&two, 4, 4).head;
        assert_eq!(kept.keep(&stated(&two, 4, 4)), Err(HeadProblem::Cut { known, last }));
        let found = Fingerprint::from_bytes([6; 32]);
        assert_eq!(kept.keep(&stated(&two, 5, 6)), Err(HeadProblem::Rewritten { known, found }));
        assert_eq!(kept.of(organ(1)), Some(known), "what shows it stays");
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<KeptHeads>(&text).unwrap(), kept);
        let one = stated(&two, 7, 7);
        let text = serde_json::to_string(&one).unwrap();
        assert_eq!(serde_json::from_str::<Stated>(&text).unwrap(), one);
    }
}
