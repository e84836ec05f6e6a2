//! The journal: what a host stores, line by line, so that others can trust it. Feature
//! `journal`.
//!
//! | file | holds |
//! |---|---|
//! | [`canonical`] | one value, one spelling: the bytes that are hashed |
//! | [`head`] | how far a journal has come; heads from outside show a cut or rewritten one |
//! | [`chain`] | one line an entry, each bound to all before it; the first bad entry is named |
//! | [`proof`] | that one entry stands in a journal, or that it has only grown, without showing the rest |
//! | [`vault`] | names and free texts, beside the journal and never inside it |
//! | [`sealing`] | takes names and texts out of an entry, and puts them back |
//! | [`disposal`] | how a text is erased for good: two persons, no legal hold, a record |
//! | [`retention`] | how long a text has to be kept, by the rules of the place |
//! | [`writer`] | entries one after the other, through a store of the host |
//! | [`upcast`] | entries of earlier forms, lifted to the present one |
//! | [`entries`] | the entries of a casebook as lines, sealed and unsealed |
//! | [`reporters`] | identities of reporters: journaled first, read afterwards |
//!
//! Bodies are any JSON without fractions. The journal of a casebook and the records of the
//! exchange between organs use the same lines.
//!
//! # What one can do here
//!
//! | question | answered by |
//! |---|---|
//! | What do I store next? | [`chain::Link::after`], from the last head |
//! | Is what I have stored still what was written? | [`chain::verify`], [`chain::links`] |
//! | Was the last line cut when the machine died? | [`chain::Broken::Torn`] says after which byte |
//! | Was the tail cut off, or written anew? | [`head::missing`], with heads that others keep |
//! | How do I show one entry to somebody who may not see the others? | [`proof::Tree::prove_entry`] |
//! | Has their journal only grown since last year? | [`proof::Root::check_growth`] |
//! | How do I keep names out of what I hand around? | [`sealing::seal`], and a [`vault::Vault`] beside the journal |
//! | How do I store an entry of the casebook, and read it again? | [`entries::sealed`], [`entries::read`] |
//! | An earlier version has written it. Can I read it? | [`upcast::lift`]; [`entries::read`] does it by itself |
//! | A name has to go. What is left? | [`disposal`]: a record, and a chain that still verifies |
//! | Is it due to go? | [`retention::retention`], for each text |
//! | May I see who reported? | [`reporters::ReporterShelf::open`], under a warrant |
//!
//! # What it does not do
//!
//! A chain shows that something was changed *after* it was written. It does not show that
//! what was written is true, nor who wrote it: nothing is signed by key here. Whoever
//! writes the journal can leave something out from the beginning, and can write the whole
//! of it anew as long as nobody else holds a head. So heads are exchanged, and soon.

pub mod canonical;
pub mod head;
pub mod chain;
pub mod proof;
pub mod vault;
pub mod sealing;
pub mod disposal;
pub mod retention;
pub mod writer;
pub mod upcast;
pub mod entries;
pub mod reporters;
