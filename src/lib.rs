#![doc = include_str!("../README.md")]
// Tests may unwrap, index and count without asking.
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::indexing_slicing,
        clippy::unwrap_used
    )
)]

// In the order of the storeys: a module imports from those above it.
pub mod base;
pub mod terms;
pub mod provenance;
pub mod secrecy;
pub mod decision;
pub mod rulebook;
pub mod model;
pub mod network;
pub mod procedure;
pub mod casebook;
#[cfg(feature = "exchange")]
pub mod exchange;
pub mod report;
pub mod error;
pub mod guide;
