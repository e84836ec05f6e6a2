//! Storey 6: a casebook is kept by sending commands and storing what comes back.
//!
//! | file | holds |
//! |---|---|
//! | [`command`] | what somebody asks the casebook to do: facts and human decisions |
//! | [`event`] | what a command has done, with the reasons |
//! | [`content`] | a mark by which the same command is known again |
//! | [`entry`] | an entry of the journal: a command, its events, by which rules |
//! | [`book`] | the dossier that grows by events |
//! | [`decide`] | from a command to its events, by the rules |
//! | [`journal`] | what a host stores, so that others can trust it (feature `journal`) |
//!
//! `decide` asks the rules and changes nothing; `apply` changes and asks no rule. State is
//! the fold of events and nothing else, so that it can be rebuilt at any time.

pub mod command;
pub mod event;
pub mod content;
pub mod entry;
pub mod book;
pub mod decide;
#[cfg(feature = "journal")]
pub mod journal;

#[cfg(test)]
mod tests;
