//! Delivery: messages between organs over a way that loses, repeats and delays.
//!
//! **What one can do here.** Ask what has to be sent, or sent again ([`to_send`]), what a
//! receipt that came in is worth ([`take_receipt`]), which receipt may be given
//! ([`may_receipt`]), what a message that came in is ([`receive`]), what it does to the
//! custody of a clue at its sender ([`process`]) and at its receiver ([`hear`]), whether a
//! clue may be offered, answered or taken back ([`may_offer`], [`may_answer`],
//! [`may_withdraw`]), when a superior is told ([`told`]), which of two organs has it
//! ([`holder`]), and who has it after all its ways ([`custodian`]).
//!
//! Words: 送达 delivered · 登记 registered · 拆阅 opened · 受理 accepted · 退回 return · 撤回
//! withdrawal · 部分受理 partial acceptance · 保管 custody.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `delivery/again` | sent again until the receipt that it waits for has come; never given up | `delivery/resend-after`: 24 hours, national (a value of this crate) | G19 (reading) |
//! | `delivery/told` | what stays open too long is told to the common superior | `delivery/receipt-within`: 3 days · `delivery/untimed-within`: 30 days, national (values of this crate) | G19 (reading) |
//! | `delivery/receipt` | a receipt names the message by id and content, and says one thing | – | G19 (reading) |
//! | `delivery/ground` | a receipt is given on its own ground, and stands for no other | – | G19 (reading) |
//! | `delivery/addressee` | only the addressee takes a message up | – | G19 (reading) |
//! | `delivery/repeat` | the same id and content: the same receipts once more, and nothing else | – | G19 (reading) |
//! | `delivery/incident` | the same id with other content or another sender: a person looks; never the last one wins | – | G19 (reading) |
//! | `delivery/future` | a message from the future, or an answer to what has not come, is held; the first not longer than the limit | `delivery/clock-ahead`: 24 hours, national (a value of this crate) | G19 (reading) |
//! | `delivery/new` | whatever else comes is taken up once | – | G19 (reading) |
//! | `delivery/custody` | custody stays with the sender until the acceptance is processed there | – | design §8.1 |
//! | `delivery/one-way` | a clue is offered by who has it, to one organ at a time | – | design §8.1 |
//! | `delivery/answer` | a receiver answers once; a sender takes back only what was not answered | – | design §8.1 |
//! | `delivery/clocks` | a return, and the rest of a split, keep the original clocks | – | design §8.1, §8.8 |
//!
//! **One ledger decides.** Two organs cannot know the same thing at the same moment. So the
//! *sender's* ledger alone says where a clue is: with the sender until the sender has
//! processed the acceptance, with the receiver from then on. The receiver may act as its
//! keeper once the sender's receipt *registered* for the acceptance has come. Between the
//! two moments nobody acts, and never do two.
//!
//! **Whose clock.** When something was written by the sender's clock is content. Nothing is
//! counted from it. A message whose clock is ahead of ours waits, but never longer than the
//! limit of the place by our own clock: a peer whose clock is years ahead delays its messages
//! by a day, and does not lose them.
//!
//! # Examples
//!
//! The acceptance crosses a withdrawal. The sender took the clue back first, so it stays:
//!
//! ```
//! use unbrella::procedure::delivery::{self, Leg};
//! use unbrella::terms::message::EnvelopeKind;
//!
//! let back = delivery::may_withdraw(Leg::Offered)?;
//! let after = delivery::process(*back.outcome(), EnvelopeKind::Acceptance);
//! assert_eq!(*after.outcome(), Leg::Withdrawn);
//! assert!(after.outcome().is_with_sender());
//! # Ok::<(), unbrella::decision::Refusal>(())
//! ```
//!
//! Not here: bytes, the state of outbox and inbox, reconciliation of two ledgers; what
//! sender and receiver owe each other and until when
//! ([`transfer`](crate::procedure::transfer)).
//!
//! # Source
//!
//! Design §8.1; catalogue G19, C03, Z12, Z13; law-context §1.2. The protocol is our reading.

mod outbox;
mod inbox;
mod custody;
mod course;
mod told;

pub use course::{Course, CourseFacts, CourseLeg, custodian};
pub use custody::{
    Heard, Holder, Leg, OfferFacts, Taking, hear, holder, may_answer, may_offer, may_withdraw,
    process,
};
pub use inbox::{Arriving, Inbox, Incident, Receiving, Seen, receive};
pub use outbox::{
    CameIn, Outgoing, ReceiptGround, ReceiptTaken, may_receipt, take_receipt, to_send, waits_for,
};
pub use told::{Open, told};

#[cfg(test)]
mod tests;
