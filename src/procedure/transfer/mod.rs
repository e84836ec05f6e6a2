//! Transfer: public security and the discipline organ pass clues to each other.
//!
//! **What one can do here.** Ask until when notice is given and a clue is handed over
//! ([`notice_due`], [`hand_over_due`]), how every duty around one transfer stands
//! ([`owed`]), whether the receiver takes a clue or gives it back
//! ([`accept_or_return`]), and which kinds of organs are to be urged because no clue came
//! from them ([`to_be_urged`]); whether an organ may owe a transfer at all ([`may_owe`]), and
//! whether a message may go with a step of one ([`may_send`]).
//!
//! Words: 通报 notice · 移交 hand-over · 受理 acceptance · 退回 return · 流向 where a clue went ·
//! 结果反馈 feedback · 分别 respectively.
//!
//! **Two readings.** 以涉黑涉恶或者涉嫌涉黑涉恶腐败和“保护伞”侦查的，分别于5日内通报、10日内移交.
//! *Both duties* (the default, and the stricter): 分别 pairs the two acts with the two limits.
//! *By kind*: it pairs the two kinds of investigation with them, so that a gang case is
//! noticed and an umbrella case handed over.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `transfer/pairing` | which duties an investigation brings | `transfer/pairing`: both duties, or read by kind; Zhaotong | Z13 |
//! | `transfer/notice` | notice in time | `transfer/notice`: 5 days, Zhaotong; 2 working days, Wenzhou · `transfer/notice-starts`: opening of the investigation, or read as discovery, Zhaotong; closing of the net, Wenzhou | Z13, law 6 |
//! | `transfer/hand-over` | hand-over in time | `transfer/hand-over`: 10 days, Zhaotong; 3 working days, Zhouzhi · `transfer/hand-over-starts`: opening, Zhaotong; discovery, Zhouzhi · `transfer/hand-over-organs`: public security, Zhaotong; court, procuratorate, public security, Zhouzhi | Z13, law 6 |
//! | `transfer/bound` | other organs of the state hand over promptly, with no number | `transfer/bound-organs`: court, procuratorate, public security, audit, national from 2018-03-20 | N09, law 1.1 |
//! | `transfer/inbound` | those from whom clues come in are asked and urged where none came | `transfer/inbound`: inspection body, audit, administrative enforcement, court, procuratorate, national from 2024-05-27 | N09 |
//! | `transfer/registered` | the receiver registers and proposes where it goes | `transfer/received-registered`: 1 working day, Zhouzhi | law 6 |
//! | `transfer/direction` | the receiver tells where it went | `transfer/direction-fed-back`: 1 day, or read as working day; Zhouzhi | law 6 |
//! | `transfer/feedback` | feedback is owed until it is given; a transfer is closed only by it | `transfer/closed-by-feedback`: yes, Gansu | G19 |
//! | `transfer/accept` | accept what is ours; keep our part and pass on the rest; give back the rest | `transfer/subjects-only`: yes, Zhaotong | Z12, law 1.2 |
//! | `transfer/holder` | whoever hands a clue over has it, and it is not on its way | – | law 1.2 (reading) |
//! | `transfer/turn` | one notice, one hand-over, one answer | – | G19 (reading) |
//! | `transfer/message` | the message is of the kind that the step takes | – | G19 (reading) |
//! | `transfer/parties` | it goes between the two organs of the transfer, the right way round | – | G19 (reading) |
//! | `transfer/subject` | it is about the clue of the transfer | – | G19 (reading) |
//! | `transfer/answers` | an answer names the hand-over | – | G19 (reading) |
//! | `transfer/answer-due` | a hand-over asks for its answer by the day that the place gives, and no other | `transfer/received-registered`: 1 working day, Zhouzhi | law 6 (reading) |
//!
//! Not here: envelopes, receipts and custody (`delivery`); consultation.
//!
//! # Examples
//!
//! Opened on a Friday morning in Zhaotong; notice given a day too late:
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{ClueId, Salt, TransferId};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::transfer::{self, TransferFacts};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::office::OrganKind;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let number = LedgerNo::parse("甲公〔2019〕5号")?;
//! let at = |text: &str| Moment::parse(text);
//! let facts = TransferFacts {
//!     transfer: TransferId::from_ledger(&salt, &number),
//!     clue: ClueId::from_ledger(&salt, &number),
//!     sender: Fact::Known(OrganKind::PublicSecurity),
//!     investigated_as: Fact::NotKnown(NotKnown::NeverAsked),
//!     opened: Fact::Known(at("2019-04-26T09:30:00+08:00")?),
//!     found: Fact::NotKnown(NotKnown::NeverAsked),
//!     net_closed: Fact::NotKnown(NotKnown::NeverAsked),
//!     noticed: Some(at("2019-05-02T10:00:00+08:00")?),
//!     handed_over: None,
//!     registered: None,
//!     direction_told: None,
//!     accepted: None,
//!     ended_without: None,
//!     concluded: None,
//!     fed_back: None,
//! };
//! let book = Rulebook::published();
//! let now = at("2019-05-06T00:00:00+08:00")?;
//! let owed = transfer::owed(&facts, book.on("zhaotong", now.day())?, &china(), now);
//! let lines: Vec<String> = owed.outcome().iter().map(ToString::to_string).collect();
//! assert_eq!(
//!     lines,
//!     [
//!         "notice: due before 2019-05-02 00:00:00 +08:00, done late by 10 h",
//!         "hand-over: due before 2019-05-07 00:00:00 +08:00, 1 day left",
//!     ],
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue G19, N09, Z12, Z13; law-context §1.1, §1.2, §6.

mod message;

mod duty;
mod inbound;
mod receipt;

pub use duty::{Due, Duty, Owed, Standing, TransferFacts, hand_over_due, notice_due, owed};
pub use inbound::{InboundFacts, to_be_urged};
pub use message::{Course, HolderFacts, MessageFacts, may_owe, may_send};
pub use receipt::{ReceiptFacts, Taking, accept_or_return};

#[cfg(test)]
mod tests;
