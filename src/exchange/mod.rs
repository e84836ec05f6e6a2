//! Storey 7: what organs exchange, as bytes; two ledgers set against each other.
//!
//! The crate sends nothing. A host moves bytes, over whatever it has, and writes down what
//! [`casebook::post`](crate::casebook::post) tells it to; here are the bytes, what it starts
//! again from, and the proof that nothing is lost.
//!
//! | file | holds |
//! |---|---|
//! | [`wire`] | letters and receipts as JSON with the attributes of CloudEvents 1.0 |
//! | [`lines`] | the journal of a post, chained: what an organ starts again from |
//! | [`statement`] | what an organ states of its letters with another: no text, only fingerprints |
//! | [`heads`] | heads that organs keep of each other: a journal that was cut shows |
//! | [`reconcile`](mod@reconcile) | two statements set against each other, line by line |
//! | [`simulation`] | histories from seeds, in which everything goes wrong and nothing is lost; for tests |
//!
//! # Where a clue may be for which no receipt has come
//!
//! Whoever has handed over a clue and has heard nothing knows only that. Set against the
//! receiver's statement, it is one of six, and **in all six the clue is in the sender's
//! custody**: it moves when the sender has processed the acceptance, and not before.
//!
//! | situation | who can tell | what happens next |
//! |---|---|---|
//! | *not sent* 未发 | the sender | it is sent |
//! | *on the way* 在途 | both together | it comes; or it was lost, or is of a form that is not known there yet, and is sent again each day until a receipt comes |
//! | *held* 暂存 | the receiver | its clock is ahead: it is taken up within a day; its receipt *delivered* is on its way |
//! | *there* 已到 | the receiver | its receipt is on its way; or was lost, and is given again with each repeat |
//! | *refused* 拒收 | the receiver | the id stands for something else there: people look; no receipt comes |
//! | *taken back* 已撤回 | the sender | whatever comes, it does not move |
//!
//! Three days without a receipt, and it stands overdue on the sender's
//! [agenda](crate::casebook::post::Post::agenda), with the common superior that is to be
//! told. [`unreceipted`] says which of the six it is.
//!
//! # What two ledgers come to
//!
//! | verdict | what both say | what it means |
//! |---|---|---|
//! | [`Matched`](Verdict::Matched) | the same letter, taken up, and the receipt that it waits for | nothing to do |
//! | [`InTransit`](Verdict::InTransit) | written here, not there; or a receipt given and not come | wait |
//! | [`FeedbackOwed`](Verdict::FeedbackOwed) | custody has moved, no result has come | it is owed |
//! | [`MissingThere`](Verdict::MissingThere) | a receipt here, and no letter there | their ledger lost it, or the receipt is forged |
//! | [`MissingHere`](Verdict::MissingHere) | the same, the other way round | our ledger lost it |
//! | [`ContentDiffers`](Verdict::ContentDiffers) | one id, two contents | an incident |
//! | [`Contradicted`](Verdict::Contradicted) | a receipt that was never given; two custodies or none | a ledger was changed, or a receipt is forged |
//!
//! # Examples
//!
//! A hand-over that was written and has not been sent:
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{ClueId, EnvelopeId, OrganId, Salt, TransferId};
//! use unbrella::base::text::{LedgerNo, Prose};
//! use unbrella::casebook::post::{Letter, PassedOn, Post, Says};
//! use unbrella::exchange::{Situation, Statement, Verdict, reconcile, unreceipted};
//! # use unbrella::provenance::Fingerprint;
//! # use unbrella::terms::report::ClueSource;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let no = |text: &str| LedgerNo::parse(text);
//! # let now = Moment::parse("2021-03-01T09:00:00+08:00")?;
//! # let [a, b] = [OrganId::from_ledger(&salt, &no("1")?), OrganId::from_ledger(&salt, &no("2")?)];
//! # let clue = ClueId::from_ledger(&salt, &no("3")?);
//! # let (mut here, mut there) = (Post::default(), Post::default());
//! here.apply(&Post::open(a, now))?;
//! there.apply(&Post::open(b, now))?;
//! let event = here.receive(clue, now, now)?;
//! here.apply(&event)?;
//! # let offer = Letter {
//! #     id: EnvelopeId::from_ledger(&salt, &no("4")?),
//! #     from: a, to: b, clue, written: now, in_reply_to: None, answer_due: None,
//! #     transfer: TransferId::from_ledger(&salt, &no("5")?),
//! #     content: Fingerprint::from_bytes([7; 32]),
//! #     says: Says::HandOver { clue: Box::new(PassedOn {
//! #         source: ClueSource::PublicSecurity,
//! #         problem_classes: Default::default(),
//! #         subjects: Default::default(),
//! #         industries: Default::default(),
//! #         content: Prose::parse("甲某为乙团伙通风报信。")?,
//! #         received: now,
//! #         lineage: Vec::new(),
//! #     }) },
//! # };
//! let event = here.write(offer, now)?;
//! here.apply(&event)?;
//!
//! let (ours, theirs) = (Statement::of(&here, b).unwrap(), Statement::of(&there, a).unwrap());
//! assert_eq!(unreceipted(&ours, &theirs)[0].1, Situation::NotSent);
//! assert_eq!(reconcile(&ours, &theirs)?.lines[0].verdict, Verdict::InTransit);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: who may hand over what and when ([`transfer`](crate::procedure::transfer)); the
//! state of outbox and inbox ([`post`](crate::casebook::post)).
//!
//! # Source
//!
//! Design §3, §8.1, §8.6; catalogue G19, C03, Z12, Z13.

#[cfg(feature = "journal")]
pub mod wire;
#[cfg(feature = "journal")]
pub mod lines;
pub mod statement;
#[cfg(feature = "journal")]
pub mod heads;
pub mod reconcile;
#[cfg(all(feature = "journal", feature = "testing"))]
pub mod simulation;

pub use reconcile::{
    Evidence, Line, NotAPair, Reconciliation, Situation, Subject, Verdict, reconcile, unreceipted,
};
pub use statement::{CameLine, LetterLine, Statement, TransferLine, WrittenLine};

#[cfg(test)]
mod tests;
