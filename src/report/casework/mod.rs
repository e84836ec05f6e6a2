//! Casework worked through again and looked at (feature `journal`).
//!
//! | file | holds |
//! |---|---|
//! | [`lines`] | a file of casework: a header, then one command a line |
//! | [`replay`] | the casebook after all lines, and what became of each |
//! | [`sheet`] | a report as sections of short entries |
//! | `view` | what a report looks at (inside the crate) |
//! | `clocks` | sections about clues and what is due (inside the crate) |
//! | `matters` | sections about cases, signatures, umbrellas, the ledger (inside the crate) |
//! | [`page`] | the whole report, as text or JSON |

pub mod lines;
pub mod replay;
pub mod sheet;
mod view;
mod clocks;
mod matters;
pub mod page;
