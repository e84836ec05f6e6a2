//! Hypotheses: that somebody shields a gang, step by step, and what speaks for and against.
//!
//! **What one can do here.** Ask whether a hypothesis may be entered as it stands
//! ([`may_enter`]), whether the next step may be recorded ([`may_step`]), what speaks for
//! and against ([`weigh`]), what would be left without one claim ([`sensitivity`]), and to
//! which tenure a hypothesis attaches ([`attachment`]).
//!
//! Words: 反映 alleged · 已初核 checked · 有证据支持 supported · 已认定 established · 已查否 refuted ·
//! 已撤回 withdrawn · 原任 former · 坐大成势 let the gang grow.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `hypothesis/entered` | it is entered as alleged, and never further on | – | design §4 |
//! | `hypothesis/order` | one step at a time; refuted and withdrawn are ends | – | design §4 |
//! | `hypothesis/person` | each step is the signed decision of a person | – | design §1, §4 |
//! | `hypothesis/near` | who decides is not the subject, nor near to it | – | design §8.4 |
//! | `hypothesis/looked-at` | checked: somebody with the duty has looked at it | – | design §4 (reading) |
//! | `hypothesis/tenure` | it attaches to a tenure; what speaks of another time does not bear on it | – | G03, G04 |
//! | `hypothesis/origins` | supported: enough independent origins speak for it | `hypothesis/supported-origins`: 2, national (a value of this crate) | design §4 (reading) |
//! | `hypothesis/decision` | established: an effective decision about the subject says so | – | design §4 |
//! | `hypothesis/reasons` | refuted or withdrawn: with reasons | – | design §4 |
//! | `hypothesis/corrections` | refuted: each organ that was told is owed a correction | – | design §4 |
//! | `hypothesis/overturned` | an established one is refuted only if the decision has fallen | – | design §4 (reading) |
//! | `hypothesis/weight` | two claims of one origin count once; contradicting claims stand side by side | – | design §4 |
//! | `hypothesis/one-claim` | what would be left without one claim | – | design §5 |
//! | `hypothesis/attached` | post and tenure apart: the holder before and after is not meant | – | G03, G04 |
//!
//! **A lead is never a finding.** Nothing here raises a standing. [`may_step`] says that a
//! person's signed decision may be recorded, and no number of claims takes its place: enough
//! origins are a condition of *supported*, and never the step itself.
//!
//! **What time a claim speaks of** stands in no noun: a person reads the claim and says it.
//! A claim of which nobody has said it may bear or not, and answers are given as *at least*
//! and *at most*.
//!
//! # Examples
//!
//! Two letters of one hand, and nobody has decided anything:
//!
//! ```
//! use unbrella::base::id::{ClaimId, Salt, UmbrellaId};
//! use unbrella::base::text::{Code, LedgerNo};
//! use unbrella::procedure::hypothesis::{self, Said, WeighFacts};
//! use unbrella::provenance::{Fact, Grade, Stance};
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let claim = |n| LedgerNo::parse(n).map(|n| ClaimId::from_ledger(&salt, &n));
//! # let umbrella = UmbrellaId::from_ledger(&salt, &LedgerNo::parse("1")?);
//! let hand = Code::parse("letter-1")?;
//! let letter = |claim| Said {
//!     claim,
//!     origin: hand.clone(),
//!     stance: Stance::For,
//!     grade: Grade::UNJUDGED,
//!     bears: Fact::Known(true),
//! };
//! let facts = WeighFacts { umbrella, said: vec![letter(claim("1")?), letter(claim("2")?)] };
//! let found = hypothesis::weigh(&facts);
//! assert_eq!(found.outcome().to_string(), "1 for, 0 against, 0 both");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: how a refuted person's name is cleared, and who is still owed a correction
//! ([`remedy::clearing`](fn@crate::procedure::remedy::clearing)); that no umbrella was found
//! ([`sign_off`](crate::procedure::sign_off)); which kind of umbrella it is, which people
//! judge.
//!
//! # Source
//!
//! Catalogue G03, G04; design §4 (umbrella, claim). The ladder and what each step needs are
//! our reading.

mod weight;
mod step;
mod attached;

pub use attached::{AttachFacts, Attachment, Capacity, attachment};
pub use step::{Intended, Step, StepFacts, may_enter, may_step};
pub use weight::{
    Footing, OneOrigin, Range, Said, WeighFacts, Weighing, Without, sensitivity, weigh,
};

#[cfg(test)]
mod tests;
