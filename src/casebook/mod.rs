//! Storey 6: a casebook is kept by sending commands and storing what comes back.
//!
//! | file | holds |
//! |---|---|
//! | [`post`] | letters between organs: outbox, inbox, custody, obligations, incidents (feature `exchange`) |
//! | [`command`] | what somebody asks the casebook to do: facts and human decisions |
//! | `about` | what an act is about, and whether a person has to do it |
//! | [`basis`] | by which rules and which calendar something was decided |
//! | [`editions`] | the rules and calendars that a host has kept |
//! | [`moved`] | deadlines that other rules, or another calendar, count otherwise |
//! | [`event`] | what a command has done, with the reasons |
//! | [`kinds`] | the kinds of acts and events, by the names under which they are written |
//! | [`content`] | a mark by which the same command is known again |
//! | [`entry`] | an entry of the journal: a command, its events, by which rules |
//! | [`book`] | the dossier that grows by events |
//! | [`watch`] | signed findings, and the later claims near them |
//! | [`agenda`] | everything that is due, by whom, and how much time is left |
//! | [`recount`] | which deadlines a change of rules or calendar moves |
//! | [`decide`] | from a command to its events, by the rules |
//! | [`audit`] | every stored command decided again |
//! | [`snapshot`] | a casebook as it stood after an entry |
//! | [`responsibility`] | who had a hand in a matter, ever |
//! | [`ask`] | asking about somebody, for a purpose, recorded before the answer shows |
//! | [`time_machine`] | the casebook, and the network, as known at any moment |
//! | [`journal`] | what a host stores, so that others can trust it (feature `journal`) |
//! | [`schema`] | JSON Schema of commands, events, entries and rule packs (feature `schema`) |
//! | [`testing`] | for the tests of hosts: given, when, then; generated casework (feature `testing`) |
//!
//! `decide` asks the rules and changes nothing; `apply` changes and asks no rule. State is
//! the fold of events and nothing else, so that it can be rebuilt at any time.
//!
//! How a program keeps all this in a database of its own stands, with code, in
//! [`integration`](crate::guide::integration).

#[cfg(feature = "exchange")]
pub mod post;
pub mod command;
mod about;
pub mod basis;
pub mod editions;
pub mod moved;
pub mod event;
pub mod kinds;
pub mod content;
pub mod entry;
pub mod book;
pub mod watch;
pub mod agenda;
pub mod recount;
pub mod decide;
pub mod audit;
pub mod snapshot;
pub mod responsibility;
pub mod ask;
pub mod time_machine;
#[cfg(feature = "journal")]
pub mod journal;
#[cfg(feature = "schema")]
pub mod schema;
#[cfg(feature = "testing")]
pub mod testing;

#[cfg(test)]
mod tests;
