//! Recusal: who may handle, sign or see a matter, and who is left to do so.
//!
//! **What one can do here.** Ask what recuses a person from a clue or case, and what it
//! rests on ([`grounds`], with [`nearness`] for what the network shows); whether the person
//! may handle, sign or see it ([`may_take_part`]); whether there is a conflict with the
//! reporter, without learning which ([`with_reporter`]); who is left at the organ, and
//! whether that raises the matter ([`left()`]); how many ties make local relations
//! complicated ([`local_ties`]); who may ask for recusal ([`may_ask`]), who
//! decides ([`decided_by`], [`may_decide`]), how a request stands ([`request`]), what else
//! is covered ([`also_covers`]); and whether pleading for somebody was registered
//! ([`interference`]).
//!
//! Words: 回避 recusal · 回避事由 ground · 近亲属 near relative · 利害关系 interest · 打听案情、过问
//! 案件、说情干预 interference · 熟人社会 acquaintance society · 交叉办案 cross handling.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `recusal/own-matter` | nobody takes part in a matter of their own | – | law 1.7 (reading) |
//! | `recusal/ground` | near relative, witness, interest, other circumstances, as declared | `recusal/grounds`: all four, national from 2018-03-20 | law 1.7 |
//! | `recusal/kin` | a party is declared kin, in either of the two entries | `recusal/grounds` | law 1.7; Civil Servants Law arts. 74, 76 (reading) |
//! | `recusal/own-organ` | a party is an organ in which the person holds a post | `recusal/grounds` | law 1.7 (reading) |
//! | `recusal/original-handler` | who handled a matter does not handle the appeal against it | `remedy/original-handlers-out`: yes, national from 2019-01-01 | law 1.5, 1.7 |
//! | `recusal/network` | a way of ties that are all at least supported excludes | `recusal/closeness-hops`: 2; `recusal/closeness-kinds`: personal, money and gang ties; national (values of this crate) | N14, design §8.8 |
//! | `recusal/disclosure` | a weaker way asks for a disclosure, and excludes nobody | the same | design §8.8 |
//! | `recusal/unstated` | a ground may stay unstated | `recusal/grounds` | law 1.7, 5, design §8.6 |
//! | `recusal/left` | who of several persons is left | – | N14 |
//! | `recusal/nobody-left` | if nobody is, the matter is handled elsewhere or raised | `escalation/acquaintances`: cross handling, level-raised, national from 2024-05-27 | N14, law 1.1, 1.7 |
//! | `recusal/who-may-ask` | handler, subject, reporter and others concerned may ask | `recusal/who-may-ask`: these four, national from 2018-03-20 | law 1.7 |
//! | `recusal/decided-by` | the organ above decides for the leader, the leader for all others | `recusal/leader-decided-by`, `recusal/others-decided-by`: national from 2020-07-01 | law 1.7 |
//! | `recusal/not-on-oneself` | nobody decides on a recusal of their own | – | law 1.7 (reading) |
//! | `recusal/also-covers` | borrowed staff, guards and venues are covered | `recusal/also-covers`: these, national from 2019-01-01 | law 1.7 |
//! | `recusal/request` | a request alone stops no work | – | law 1.7 (reading) |
//! | `recusal/interference` | asking about a case, pleading and unapproved contact are reported and registered | `recusal/interference-registered`: yes, national from 2018-03-20 | law 1.7 |
//!
//! **What excludes.** Facts, not suspicions: a planted report on every handler would
//! otherwise choose who is left. A tie that is less than supported asks for a disclosure;
//! the way is for whoever decides on recusal, not for the person.
//!
//! **Kin.** Spouse, parents, children and siblings are near relatives. The wider circle of
//! the Civil Servants Law counts as an interest, and any other declared kin as a
//! circumstance that may affect fairness. No source draws this line for handlers.
//!
//! **The reporter.** A conflict with the reporter is tested under a warrant for the case,
//! and never by the handler. It shows as *a ground that may not be stated*, like a ground
//! of any other kind that somebody does not want to state, and only where nothing else
//! recuses. Facts of a person who was tested and is free read like those of one who was
//! not tested.
//!
//! # Examples
//!
//! A brother of the subject, whatever he declares; and nobody else is there:
//!
//! ```
//! use unbrella::base::id::PersonId;
//! use unbrella::day;
//! use unbrella::network::closeness::Outcome;
//! use unbrella::procedure::escalation::Grounds;
//! use unbrella::procedure::recusal::{self, Declared, Part, RecusalFacts, Unstated};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//! use unbrella::terms::tie::Kinship;
//! use uuid::Uuid;
//!
//! let person = |n| PersonId::from_uuid(Uuid::from_u128(n));
//! let (handler, subject) = (person(1)?, person(2)?);
//! let facts = RecusalFacts {
//!     person: handler,
//!     party: Fact::Known(false),
//!     kin: vec![(subject, Kinship::Sibling)],
//!     belongs: vec![],
//!     declared: Declared::none(),
//!     network: Fact::Known(Outcome::Free),
//!     disclosed: Fact::NotKnown(NotKnown::NeverAsked),
//!     unstated: Unstated::default(),
//! };
//! let book = Rulebook::published();
//! let rules = book.on("national", day!(2024, 6, 3))?;
//! let refused = recusal::may_take_part(Part::Handle, &facts, rules).unwrap_err();
//! assert_eq!(refused.unmet()[0].reason().rule().as_str(), "recusal/kin");
//! assert!(refused.is_final());
//!
//! let left = recusal::left(&[facts], rules);
//! let grounds = left.outcome().escalate(Grounds::default());
//! assert_eq!(grounds.acquaintances, Fact::Known(true));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: who handled the matter that an appeal is against
//! ([`remedy::handled_before`](crate::procedure::remedy::handled_before)), who handles it
//! instead ([`escalation`](crate::procedure::escalation)), who may learn the identity of a
//! reporter ([`reporter`](crate::procedure::reporter)). Verification looks at declared kin by
//! itself; sign-off does so too, and can take the whole answer as a fact
//! ([`Recusal::recused`]).
//!
//! # Source
//!
//! Catalogue N14; law-context §1.5, §1.7, §5; Supervision Law 2018 arts. 17, 57, 58; Public
//! Sanctions Law 2020 arts. 47, 48; design §8.4, §8.6, §8.8.

mod conflict;
mod ground;
mod left;
mod local;
mod asking;

pub use asking::{
    Asker, DecideFacts, InterferenceFacts, Registration, Request, RequestState, also_covers,
    decided_by, interference, may_ask, may_decide, request,
};
pub use conflict::{NotTested, Tested, Unstated, with_reporter};
pub use ground::{
    Declared, Ground, Matter, Part, Recusal, RecusalFacts, Verdict, grounds, may_take_part,
    nearness, parties,
};
pub use left::{Left, left, staff};
pub use local::local_ties;

#[cfg(test)]
mod tests;
