//! The frozen network: compact, read-only, made for asking.
//!
//! Parties and ties are numbered densely. Rows are sorted by kind, then by the party at
//! the other end, so that equal content gives equal bytes. What the outside world calls a
//! party or a tie stands in tables of its own, which are reported apart in [`Memory`].
//!
//! | for each tie | bytes |
//! |---|---|
//! | along: target | 4 |
//! | kind, standing with confidence, start, end, recorded | 1 + 2 + 2 + 2 + 4 |
//! | against: source, the tie's number, kind, start, end | 4 + 4 + 1 + 2 + 2 |
//!
//! and 8 bytes a party for the beginnings of its two rows. Days and moments stand once
//! each in sorted tables; a tie holds their places there. Where the host says which origins
//! speak for a tie ([`Bulk::freeze_with`]), each such pair costs 8 bytes more; ties without
//! claims cost nothing.

mod slot;
mod attributes;
mod network;
mod sieve;
#[cfg(feature = "analysis")]
mod ends;
mod tables;
mod bulk_tie;
mod dealing;
mod bulk;
mod projection;
mod nearness;
mod through;
mod visit;

pub use bulk::{Bulk, BulkProblem, TieOrigin};
pub use bulk_tie::BulkTie;
#[cfg(feature = "analysis")]
pub(crate) use ends::{End, Offices};
pub use network::{FrozenNetwork, Memory, TieFacts};
pub use projection::Projection;
pub(crate) use sieve::Sieve;
pub use slot::{ArcSlot, Slot};
pub(crate) use through::Through;
pub use visit::{
    AllEdges, AllPairs, BareSlots, Edges, Met, Neighbors, PairEdge, Pairs, Parties, Slots, TieEdge,
    TieWeight,
};

#[cfg(test)]
mod naive;
#[cfg(test)]
mod tests;
