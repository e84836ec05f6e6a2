//! Storey 2: answers that carry their reasons.
//!
//! | file | holds |
//! |---|---|
//! | [`chinese`] | what reads in Chinese as well as in English |
//! | [`sentence`] | a sentence in both languages, filled from typed arguments |
//! | [`reason`] | a rule, what it found, and where it comes from |
//! | [`outcome`] | [`Decision`]: an outcome with at least one reason |
//! | [`cure`] | what would make a step possible, and who can supply it |
//! | [`answer`] | [`Answer`]: known, or undetermined and what is missing |
//! | [`refusal`] | [`Refusal`]: every condition in the way, and the ways out |
//! | [`requirement`] | [`Requirement`]: what must hold before a step, as a tree |
//!
//! **Bad news is an answer.** Overdue, unsigned, undetermined are outcomes of a
//! [`Decision`] or an [`Answer`]. A [`Refusal`] is for a step that may not be done now.
//!
//! **Who reads it.** `Display` is English, [`Chinese::chinese`] is Chinese; both are
//! filled from the same arguments, so they cannot say different things. JSON keeps the
//! arguments with their types, so that a program need not read sentences.
//!
//! # Examples
//!
//! ```
//! use unbrella::base::text::Line;
//! use unbrella::day;
//! use unbrella::decision::{Chinese, Decision, Reason};
//! use unbrella::provenance::{Certainty, Citation};
//! use unbrella::{rule_name, sentence};
//!
//! let source = Citation::new(Line::parse("Zhaotong practice report")?, Certainty::Stated)
//!     .published_on(day!(2019, 4, 24))
//!     .at(Line::parse("Z13")?);
//! let late = Reason::new(
//!     rule_name!("transfer/notice-late"),
//!     sentence!(
//!         "notice was due before {due} and was given on {given}",
//!         "应于{due}前通报，实际于{given}通报",
//!         due = day!(2019, 5, 6),
//!         given = day!(2019, 5, 8),
//!     ),
//!     source,
//! );
//! let decision = Decision::new(2_u64, late).map(|days| format!("{days} days late"));
//! assert_eq!(
//!     decision.to_string(),
//!     "2 days late\n  transfer/notice-late: notice was due before 2019-05-06 and was given on \
//!      2019-05-08 [Zhaotong practice report, 2019-04-24, Z13]",
//! );
//! assert_eq!(
//!     decision.reasons()[0].because().chinese(),
//!     "应于2019年5月6日前通报，实际于2019年5月8日通报",
//! );
//! # Ok::<(), unbrella::base::text::InvalidText>(())
//! ```

pub mod chinese;
mod list;
pub mod sentence;
pub mod reason;
pub mod outcome;
pub mod cure;
pub mod answer;
pub mod refusal;
mod ways;
pub mod requirement;

pub use answer::{Answer, Missing, Undetermined};
pub use chinese::{Chinese, InChinese};
pub use cure::{Act, Cure, Remedy};
pub use outcome::Decision;
pub use reason::{InvalidRuleName, Reason, RuleLiteral, RuleName};
pub use refusal::{InvalidRefusal, Obstacle, Refusal, RefusalKind, RefusalProblem, Unmet};
pub use requirement::{Condition, InvalidRequirement, Requirement};
pub use sentence::{Arg, InvalidSentence, Part, Sentence, Template, TemplateFault, Word};

#[cfg(test)]
mod tests;
