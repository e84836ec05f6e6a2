//! One tie as the arrays of a bulk hold it.

use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::network::kinds::KindSlot;
use crate::provenance::Standing;

/// One version of one tie, between parties named by their place in [`Bulk::parties`](super::Bulk::parties).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BulkTie {
    /// The place of the party from which the tie runs.
    pub from: u32,
    /// The place of the party to which it runs.
    pub to: u32,
    /// Its kind.
    pub kind: KindSlot,
    /// When it was there.
    pub period: Period,
    /// How far it has come.
    pub standing: Standing,
    /// How much weight it is given.
    pub confidence: Permille,
    /// The place in [`Bulk::moments`](super::Bulk::moments) of the moment at which this version was recorded.
    pub recorded: u32,
    /// The place in [`Bulk::moments`](super::Bulk::moments) of the moment from which a later version counts.
    pub superseded: Option<u32>,
}
