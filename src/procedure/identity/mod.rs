//! Identity: whether two entries are one party, as people have judged it.
//!
//! **What one can do here.** Ask which parties are taken as one ([`groups`]), how two of them
//! stand and why ([`between`]), where what was judged does not fit together
//! ([`contradictions`]), whether a judgment may be made ([`may_judge`]), and which entries a
//! person should look at ([`candidates`]). [`Judgments`] is what was known of it at a moment.
//!
//! Words: 同一 the same · 不同一 different · 存疑 unsure · 撤回判断 taken back · 合并 merge · 拆分
//! split.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `identity/group` | the same as the same is the same; one of them stands for all | – | design §7 |
//! | `identity/apart` | judged different or unsure: never in one group, whatever the chain | – | design §7, §8.12 |
//! | `identity/chain` | why two are taken as one: the shortest chain of judgments | – | design §7 |
//! | `identity/latest` | the later judgment between the same two counts; the earlier stays on record | – | design §7 |
//! | `identity/take-back` | only what was judged is taken back | – | design §7 |
//! | `identity/two` | there are two parties, of one kind | – | design §7 |
//! | `identity/person` | a person judges, and has signed | – | design §1, §7 |
//! | `identity/near` | who judges is neither of the two, nor near to one | – | design §8.4 |
//! | `identity/ground` | the ground is stated | – | design §7 |
//! | `identity/more-than-name` | the same name is not enough | – | design §7 (reading) |
//! | `identity/differ` | what does not agree is explained | – | design §7 (reading) |
//! | `identity/candidate` | looked for are entries of one name with something else that agrees, and nothing that does not | – | design §7 (reading) |
//!
//! **Nothing is melted together.** A merge is a judgment that stands beside the entries. So
//! taking it back by a later judgment gives back exactly what was there.
//!
//! **Apart wins.** Where judgments contradict each other, such as after two ledgers were
//! joined, nobody of the group is merged until a person has put it right: a person who is
//! taken for another answers for what that other did. *Unsure* keeps apart just as
//! *different* does; it is not a weak *same*.
//!
//! **Identity-card numbers** are neither compared nor kept
//! ([`model::identity`](crate::model::identity) refuses a ground that holds one).
//!
//! # Examples
//!
//! A is B, and B is C; so A and C are taken as one, through B:
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{PartyId, PersonId, RecordId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::procedure::identity::{self, Judged, Judgments};
//! use unbrella::terms::identity::IdentityVerdict;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let person = |n: &str| LedgerNo::parse(n).map(|n| PersonId::from_ledger(&salt, &n));
//! # let record = |n: &str| LedgerNo::parse(n).map(|n| RecordId::from_ledger(&salt, &n));
//! # let (a, b, c) = (person("a")?, person("b")?, person("c")?);
//! let now = Moment::parse("2021-03-01T09:00:00+08:00")?;
//! let same = |id, one: PersonId, other: PersonId| Judged {
//!     id,
//!     one: one.into(),
//!     other: other.into(),
//!     verdict: IdentityVerdict::Same,
//!     recorded_at: now,
//! };
//! let known = Judgments::known_at([same(record("1")?, a, b), same(record("2")?, b, c)], now);
//! let found = identity::between(&known, a.into(), c.into());
//! assert_eq!(found.outcome().to_string(), "the same, by 2 judgments");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: what follows for the network and the case, which the host asks again with the
//! representative; candidates among organs, gangs and enterprises.
//!
//! # Source
//!
//! Design §7, §8.12. No document speaks of it; all of it is our reading.

mod known;
mod judge;
mod candidate;

pub use candidate::{Candidate, Comparison, PersonEntry, candidates, compare};
pub use judge::{JudgeFacts, may_judge};
pub use known::{
    Contradiction, Group, Judged, Judgments, Link, Sameness, between, contradictions, groups,
};

#[cfg(test)]
mod tests;
