//! Storey 5: who may do what, and what is due.
//!
//! A procedure is a few pure functions, named `file/rule`. They take facts, the
//! [rules in force](crate::rulebook::RulesInForce), where days are counted a work calendar,
//! and where it matters the moment asked about. They give a [`Decision`](crate::decision::Decision)
//! with its reasons, or a [`Refusal`](crate::decision::Refusal) of a step that may not be taken.
//! Every number comes from the rulebook, and every reason cites who said so.
//!
//! No step of a casebook asks those that are marked with *: they come with the feature
//! `advisory`. The one with ** comes with `exchange`.
//!
//! | file | the question |
//! |---|---|
//! | [`fact`] | what is known, and what is cited where nothing is laid down |
//! | [`clock`] | until when, and how it stands |
//! | [`intake`] | does a report go into the ledger, and what is due on it? |
//! | [`disposition`] | which of the four dispositions follows from what is known? |
//! | [`verification`] | may a verification begin, may it be concluded, until when? |
//! | [`classification`] * | which tier is a gang, from its features; may it be called so? |
//! | [`transfer`] | what do sender and receiver of a clue owe each other? |
//! | [`delivery`] ** | what is sent again, what has been seen, who has a clue on its way? |
//! | [`screening`] | what is missing from the screening of a case; what did that of a member find? |
//! | [`follow_up`] | what has the following of a police case come to? |
//! | [`look_back`] | does a closed clue stay closed? |
//! | [`escalation`] | who handles it, on which level, under whose command? |
//! | [`recusal`] | who may not handle, sign or see a matter, and who is left? |
//! | [`sign_off`] | may this person sign now, is it complete, who answers for it? |
//! | [`hypothesis`] | may the next step of an umbrella hypothesis be recorded, on what does it stand? |
//! | [`identity`] | which entries are taken as one, why, and may that be judged? |
//! | [`supervision`] | who is looked at, how, and what asks for a look? |
//! | [`coordination`] * | what does a leading group lack, and what did a meeting leave open? |
//! | [`accountability`] | who is talked to, who is held to account, who still answers? |
//! | [`proposal`] | may a proposal be sent, is its reply owed, what came after a case? |
//! | [`remedy`] | was the person heard, what may still be asked for, who must be corrected? |
//! | [`discipline`] | what may be imposed, who approves, until when does a measure last? |
//! | [`rectification`] | what does an entry lack, is every problem covered, may it be struck off? |
//! | [`file_review`] * | what is wrong with a case file, and where? |
//! | [`eligibility`] * | who may be cleared from a committee, who may stand, what does a weak village get? |
//! | [`reporter`] | what is a reporter told, paid, spared; who may learn the name? |
//! | [`disclosure`] | did somebody come forward in time, and what is it worth? |
//! | [`exposure`] | may these cases be made public, with these names? |
//! | [`industry`] * | which industries come first, what did regulators pass over, do figures add up? |
//!
//! **Unknown is a value.** A fact is a [`Fact`](crate::provenance::Fact): known, or why not.
//! An answer is undetermined only if what is not known could change it; learning more
//! never takes back an answer that was given.
//!
//! **Where facts come from.** Each list of facts is gathered from the dossier by a `gather`
//! or an `of`; what only people can judge, such as whether a clue is specific, is handed
//! in. A dossier holds what is known; asked about an earlier moment, a host hands in the
//! dossier of that moment.
//!
//! **Which day's rules.** A clock follows the rules of the day on which it began; every
//! other question those that are handed in, which are the rules of the day of the step.

pub mod fact;

pub mod clock;

mod condition;

mod within;

mod holders;

pub mod intake;

pub mod disposition;

pub mod verification;

pub mod classification;

pub mod transfer;

#[cfg(feature = "exchange")]
pub mod delivery;

pub mod screening;

pub mod follow_up;

pub mod look_back;

pub mod escalation;

pub mod recusal;

pub mod sign_off;

pub mod hypothesis;

pub mod identity;

pub mod supervision;

#[cfg(feature = "advisory")]
pub mod coordination;

pub mod accountability;

pub mod proposal;

pub mod remedy;

pub mod discipline;

pub mod rectification;

#[cfg(feature = "advisory")]
pub mod file_review;

#[cfg(feature = "advisory")]
pub mod eligibility;

pub mod reporter;

pub mod disclosure;

pub mod exposure;

#[cfg(feature = "advisory")]
pub mod industry;

#[cfg(test)]
pub(crate) mod trials;
