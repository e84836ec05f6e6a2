//! The post of an organ: outbox, inbox, custody, obligations, incidents, as a fold of events.
//!
//! **What one can do here.** Keep a [`Post`]: receive a clue, owe a hand-over, [write a
//! letter](Post::write), ask what is [to be sent](Post::to_send), take in what
//! [arrives](Post::arrives), [look again](Post::look_again) at what is held, give and take
//! receipts, and read the [agenda](Post::agenda).
//!
//! | file | holds |
//! |---|---|
//! | [`letter`] | what one organ says to another, and what it may show of a clue |
//! | [`event`] | what changes the post, what a person has to look into |
//! | [`state`] | the post: outbox, inbox, transfers, custody |
//! | [`write`](mod@write) | what an organ does of its own accord |
//! | [`take`] | what comes in |
//! | [`agenda`] | what is owed, by whom to whom, and who is told |
//!
//! Words: 往来文书 letter · 收发账 post · 保管 custody · 暂存 held · 异常 incident · 未了义务
//! obligation.
//!
//! **One event is one step.** Everything that one decision changes is one [`PostEvent`]: it
//! is written down as a whole, or not at all. An organ that stops at any moment starts again
//! from the events that it has written down, and nothing else. Two rules follow for the
//! host: *write down first, send afterwards*, and *send again what may have been lost*. The
//! first keeps a receipt from telling what is not there; the second costs a repeat.
//!
//! **Decide and apply.** What may be done is asked of
//! [`procedure::delivery`](crate::procedure::delivery); [`Post::apply`] asks no rule and
//! looks at structure only. An event that does not fit changes nothing.
//!
//! | what comes | what is written down | what is sent back |
//! |---|---|---|
//! | a new letter | it came, it was taken up, what it does to custody | its receipts |
//! | the same letter again | nothing | its receipts once more |
//! | a letter from the future, an answer to what has not come | it came, and is held | *delivered* |
//! | the same id with another content, or from another organ | an incident, once | nothing |
//! | a letter for another organ | an incident, once | nothing |
//! | a letter of a form that is not known here yet | an incident, once | nothing, so that it is sent again |
//! | a letter that does not fit the ledger | it came, and an incident | *delivered* |
//! | a receipt for what was not sent so | an incident, once | nothing |
//!
//! # Examples
//!
//! A county commission offers a clue to another one and takes it back before it hears
//! anything. Until then, and afterwards, the clue is in its custody:
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{ClueId, EnvelopeId, OrganId, Salt, TransferId};
//! use unbrella::base::text::{LedgerNo, Prose};
//! use unbrella::casebook::post::{Letter, PassedOn, Post, Says};
//! use unbrella::provenance::Fingerprint;
//! use unbrella::terms::report::ClueSource;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let no = |text: &str| LedgerNo::parse(text);
//! let now = Moment::parse("2021-03-01T09:00:00+08:00")?;
//! let (own, peer) = (OrganId::from_ledger(&salt, &no("1")?), OrganId::from_ledger(&salt, &no("2")?));
//! let clue = ClueId::from_ledger(&salt, &no("3")?);
//! let mut post = Post::default();
//! post.apply(&Post::open(own, now))?;
//! let event = post.receive(clue, now, now)?;
//! post.apply(&event)?;
//!
//! let offer = Letter {
//!     id: EnvelopeId::from_ledger(&salt, &no("4")?),
//!     from: own,
//!     to: peer,
//!     transfer: TransferId::from_ledger(&salt, &no("5")?),
//!     clue,
//!     in_reply_to: None,
//!     written: now,
//!     answer_due: None,
//!     content: Fingerprint::from_bytes([7; 32]), // `exchange::wire::sealed` computes it
//!     says: Says::HandOver { clue: Box::new(PassedOn {
//!         source: ClueSource::PublicSecurity,
//!         problem_classes: Default::default(),
//!         subjects: Default::default(),
//!         industries: Default::default(),
//!         content: Prose::parse("甲某为乙团伙通风报信。")?,
//!         received: now,
//!         lineage: Vec::new(),
//!     }) },
//! };
//! let event = post.write(offer.clone(), now)?;
//! post.apply(&event)?;
//! assert!(post.clues()[&clue].here && post.clues()[&clue].on_offer.is_some());
//!
//! let back = Letter {
//!     id: EnvelopeId::from_ledger(&salt, &no("6")?),
//!     in_reply_to: Some(offer.id),
//!     says: Says::Withdrawal { reasons: Prose::parse("误移送")? },
//!     ..offer
//! };
//! let event = post.write(back, now)?;
//! post.apply(&event)?;
//! assert!(post.clues()[&clue].here && post.clues()[&clue].on_offer.is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: bytes, reconciliation of two ledgers (`exchange`).
//!
//! # Source
//!
//! Design §7, §8.1; catalogue G19, C03, Z12, Z13; law-context §1.2. The protocol is our
//! reading.

pub mod letter;
pub mod event;
pub mod state;
pub mod write;
pub mod take;
pub mod agenda;

pub use agenda::{AgendaRules, Obligation, Owing};
pub use event::{Change, Ground, Owed, PostEvent, PostIncident, PostMismatch};
pub use letter::{Letter, PassedOn, ReceiptNote, Says};
pub use state::{Dated, Dealing, In, Keeping, Out, Post, Side};
pub use take::Arrival;
pub use write::{Misfit, NotWritten};

#[cfg(test)]
pub(crate) mod trials;
#[cfg(test)]
mod tests;
