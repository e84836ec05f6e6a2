//! Remedy: the side of the person accused.
//!
//! **What one can do here.** Ask whether a decision may be made yet, with the person heard
//! ([`may_decide`], [`may_decide_case`]); whether it is heavier than it may be ([`not_heavier`]); whether a
//! review may still be asked for ([`may_ask`]), until when it is decided
//! ([`decision_due`]), whether the decision waits for it ([`suspended`]) and who may handle
//! it ([`may_handle`]); whether a decision may be taken back ([`may_revoke`]); until when
//! property goes back ([`property_due`]); and who must still be told that somebody is cleared
//! ([`clearing`]).
//!
//! Words: 陈述和申辩 statement and defence · 复审 review · 复核 re-review · 申诉 complaint · 复查
//! review of a complaint · 撤销 taking a decision back · 澄清正名 clearing a name · 返还财物
//! return of property.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `remedy/told` | the person is told what was found and what is intended | `discipline/defence-heard`: yes, national from 2020-07-01 | law 1.5 (art. 43) |
//! | `remedy/heard` | the person is heard before anything is decided | `discipline/defence-heard` | law 1.5 (art. 43) |
//! | `remedy/checked` | what the person raised is checked | `discipline/defence-heard` | law 1.5 (art. 43) |
//! | `remedy/adopted` | what holds of it is taken into account | `discipline/defence-heard` | law 1.5 (art. 43) |
//! | `remedy/not-held-against` | a defence, or asking for a review, makes nothing heavier | `discipline/defence-not-held-against`, `remedy/no-heavier`: yes, national from 2020-07-01 | law 1.5 (arts. 43, 56) |
//! | `remedy/in-time` | until when one may ask | `remedy/review-asked`, `remedy/rereview-asked`, `remedy/complaint-review-asked`: 1 month each, the last day moves, national from 2018-03-20 | law 1.5 |
//! | `remedy/concerned` | the person concerned asks | – | law 1.5 |
//! | `remedy/one-after-another` | a re-review follows a review, the review of a complaint follows its decision | – | law 1.5 |
//! | `remedy/to-whom` | review and complaint go to the same organ, the second step to the one above | – | law 1.5 |
//! | `remedy/review` | until when a review is decided | `remedy/review-decided`: 1 month, national from 2018-03-20 | law 1.5 |
//! | `remedy/rereview` | until when a re-review is decided | `remedy/rereview-decided`: 2 months, national from 2018-03-20 | law 1.5 |
//! | `remedy/complaint` | until when a complaint is decided | `remedy/complaint-decided`: 1 month, national from 2018-03-20 | law 1.5 |
//! | `remedy/complaint-review` | until when its review is decided | `remedy/complaint-review-decided`: 2 months, national from 2018-03-20 | law 1.5 |
//! | `remedy/party-appeal` | until when a party appeal is decided | `remedy/party-appeal`: 3 months, national from 2019-01-01 | law 1.5 |
//! | `remedy/suspends` | whether the decision waits meanwhile | `remedy/suspends`: no, national from 2018-03-20 | law 1.5 |
//! | `remedy/original-handlers` | whoever handled it before does not handle the appeal | `remedy/original-handlers-out`: yes, national from 2019-01-01 | law 1.5, 1.7 |
//! | `remedy/revoked-once` | a decision is taken back once | – | law 1.5 (arts. 57, 58; reading) |
//! | `remedy/revoked-by` | the organ that decided takes it back, or one above it | – | law 1.5, 1.6 (reading) |
//! | `remedy/revoked-own` | nobody takes back a decision about themselves | – | law 1.7 (reading) |
//! | `remedy/revoked-upon` | what is taken back upon an appeal was asked for in it, and decided so | – | law 1.5 (arts. 57, 58; reading) |
//! | `remedy/property` | unrelated property goes back | `remedy/property-returned`: 3 days, national from 2018-03-20 | law 1.4 |
//! | `remedy/cleared` | whoever was told is told that it was not so | `remedy/name-cleared`: yes, national from 2020-07-01; before that, a rule of this crate | law 5 (art. 53), design §4 |
//!
//! **A lead is never a finding.** Who was found against wrongly is owed more than silence:
//! each organ that was told, and each publication, is owed a correction, and the clearing is
//! complete only when all have it.
//!
//! # Examples
//!
//! The decision is ready, and nobody has heard the person:
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::day;
//! use unbrella::procedure::remedy::{self, HearingFacts};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//!
//! let never = Fact::NotKnown(NotKnown::NeverAsked);
//! let facts = HearingFacts {
//!     told: Some(Moment::parse("2021-03-01T09:00:00+08:00")?),
//!     heard: None,
//!     raised: never,
//!     checked: None,
//!     founded: never,
//!     adopted: never,
//!     decided: Moment::parse("2021-03-15T09:00:00+08:00")?,
//! };
//! let book = Rulebook::published();
//! let rules = book.on("national", day!(2021, 3, 15))?;
//! let refused = remedy::may_decide(&facts, rules).unwrap_err();
//! assert_eq!(refused.unmet()[0].reason().rule().as_str(), "remedy/heard");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: what may be imposed ([`discipline`](crate::procedure::discipline)), who is
//! recused ([`recusal`](crate::procedure::recusal)), a reporter who fabricated facts.
//!
//! # Source
//!
//! law-context §1.4, §1.5, §1.7, §5; Supervision Law 2018 arts. 23, 25, 49, 60; Supervision
//! Law 2024 arts. 26, 28, 56, 69; Public Sanctions Law 2020 arts. 43, 53, 56.

mod hearing;
mod appeal;
mod clearing;
mod revoking;

pub use appeal::{
    AppealFacts, AskFacts, AskedOrgan, decision_due, handled_before, may_ask, may_handle, suspended,
};
pub use clearing::{ClearFacts, Clearing, Property, clearing, property_due};
pub use hearing::{
    CaseHearings, HearingFacts, SeverityFacts, Step, may_decide, may_decide_case, not_heavier,
};
pub use revoking::{RevokeFacts, UponAppeal, may_revoke};

pub(in crate::procedure) use hearing::{heard_first, hearing_unknown};

#[cfg(test)]
mod tests;
