//! Reports as one file of HTML: of a casebook, and of a single case.
//!
//! | file | holds |
//! |---|---|
//! | [`reported`] | what is reported: a casebook, its journal, the rules, the moment |
//! | `sources` | the citations of a page, each once, with a place to lead to (inside the crate) |
//! | `naming` | what things are called on a page, and where their links lead (inside the crate) |
//! | `sheet` | a page: parts, tables that sort, links, nothing loaded from elsewhere (inside the crate) |
//! | `case` | the part about one case: time, signatures, reasons (inside the crate) |
//! | `figures` | counted figures, what is behind each, and what is left over (inside the crate) |
//! | `looking` | ledgers, what asks for a look, counts that are held back (inside the crate) |
//! | [`casebook`] | the report of a casebook, the report of a case, and their pictures |
//!
//! **One file.** Style, script and pictures stand in the page. It loads nothing, and a
//! policy in its head forbids it to: it opens from disk, years later, without a network.
//! Without its script everything can be read; only sorting and the choice of language need
//! it. It prints: lists open, heads of tables repeat.
//!
//! **Every number leads somewhere.** A figure leads to the list behind it, an entry of the
//! list to its case, a case to who signed on what, a reason to its source.
//!
//! **Who is not in it.** Reporters appear in no part of a page. Clues stand with number,
//! days and stage; never with what they say, by which way they came, or whether under a
//! true name. The lists behind figures about reporters stay closed, and so do clocks that
//! run for a named reporter.
//!
//! A lead is never a finding: the page says so at its head, and each tie and each umbrella
//! carries its standing.

pub mod reported;
mod sources;
mod naming;
mod sheet;
mod case;
mod figures;
mod looking;
pub mod casebook;

#[cfg(all(test, feature = "journal"))]
mod tests;
