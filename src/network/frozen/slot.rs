//! The names that parties and ties have inside one frozen network.

/// A party of one frozen network, as petgraph names it.
///
/// Valid for the network that gave it; another network has other slots. Never serialized:
/// whoever wants to keep a party keeps its [`PartyId`](crate::base::id::PartyId).
///
/// ```compile_fail,E0277
/// fn stored<T: serde::Serialize>(_: T) {}
/// fn keep(slot: unbrella::network::frozen::Slot) { stored(slot) }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub(crate) u32);

/// A tie of one frozen network, as petgraph names it. Like [`Slot`], never serialized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArcSlot(pub(crate) u32);
