//! Benches of `unbrella`: run them with `cargo bench --workspace`.
//!
//! | file | holds |
//! |---|---|
//! | [`province`] | the made-up network that all figures are about |
//! | [`ours`] | the same as a frozen network of the library |
//! | [`plain`] | the same in petgraph, asked the plain way |
//! | [`lives`] | a casebook that grows by the life of one clue, again and again |
//! | [`matters`] | a casebook in which every kind of command is carried out, again and again |
//! | [`interleaved`] | the harness: ours, petgraph, ours, petgraph |
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

pub mod interleaved;
pub mod lives;
pub mod matters;
pub mod ours;
pub mod plain;
pub mod province;
