//! The frozen kernels: plain arrays, no words of the domain.
//!
//! Everything here works on numbers from 0 to the number of nodes. The rows are checked
//! once when they are taken in ([`csr::Csr::from_rows`]), and every index below comes
//! from a checked row, from a loop over all nodes, or from an array of the same length.
//! That is why this folder, alone in the crate, may index and add up without asking.
//! Sums of arcs stay below 2^32, which the freezer refuses to exceed.
#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "see the page above: each index was checked when the rows were taken in"
)]

pub(crate) mod bits;
pub(crate) mod negative_logarithm;
pub(crate) mod csr;
pub(crate) mod ways;
pub(crate) mod walk;
pub(crate) mod meet;
pub(crate) mod fewest;
pub(crate) mod strongest;
pub(crate) mod widest;
pub(crate) mod best_few;
pub(crate) mod ball;
pub(crate) mod corridor;
pub(crate) mod simple;
pub(crate) mod flow;
pub(crate) mod apart;
pub(crate) mod layers;
pub(crate) mod packing;
#[cfg(feature = "analysis")]
pub(crate) mod components;
#[cfg(feature = "analysis")]
pub(crate) mod low_link;
#[cfg(feature = "analysis")]
pub(crate) mod parts;
#[cfg(feature = "analysis")]
pub(crate) mod cores;
#[cfg(feature = "analysis")]
pub(crate) mod cliques;
#[cfg(feature = "analysis")]
pub(crate) mod leiden;
#[cfg(feature = "analysis")]
pub(crate) mod overlap;
#[cfg(feature = "analysis")]
pub(crate) mod path_count;
#[cfg(feature = "analysis")]
pub(crate) mod runs;
#[cfg(feature = "analysis")]
pub(crate) mod one_source;
#[cfg(feature = "analysis")]
pub(crate) mod eight_sources;
#[cfg(feature = "analysis")]
pub(crate) mod betweenness;
#[cfg(feature = "analysis")]
pub(crate) mod draw;
#[cfg(feature = "analysis")]
pub(crate) mod any_path;
#[cfg(feature = "analysis")]
pub(crate) mod page_rank;
#[cfg(feature = "analysis")]
pub(crate) mod katz;
#[cfg(feature = "analysis")]
pub(crate) mod left;
#[cfg(feature = "analysis")]
pub(crate) mod removal;
#[cfg(feature = "analysis")]
pub(crate) mod best_removal;

#[cfg(test)]
pub(crate) mod worlds;
