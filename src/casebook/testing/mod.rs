//! For the tests of hosts: commands tried against a casebook, and casework to try them with.
//! Feature `testing`.
//!
//! | file | holds |
//! |---|---|
//! | [`given`] | given what was done, when a command comes, then this comes of it |
//! | [`generated`] | casework of any size from a seed, all of it accepted (with feature `journal`) |
//!
//! # Source
//!
//! Design §7; both serve tests alone, and no rule stands here.

pub mod given;
#[cfg(feature = "journal")]
pub mod generated;
