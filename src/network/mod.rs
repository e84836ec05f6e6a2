//! Storey 4: who is tied to whom.
//!
//! Callers speak in ids. A network is asked through a [`view`]: valid on a day, known at
//! a moment, some kinds of ties, a least standing. The default leaves out what is only
//! alleged. Every answer says on each line how far a tie has come; a rank or a path is a
//! place to look, never a finding and never a ground for a measure.
//!
//! Those of the files that are marked with * come with the feature `analysis`.
//!
//! | file | holds |
//! |---|---|
//! | [`kinds`] | which kinds of ties a question looks at |
//! | [`view`] | what a question may see |
//! | [`frozen`] | the compact network that is asked |
//! | [`limit`] | how far a search may go, what is said where it was cut off |
//! | [`line`](mod@line) | one tie as every answer prints it |
//! | [`dot`] | answers as DOT text |
//! | [`seen`] | a frozen network looked at through a view |
//! | [`edit`] | the network that can be changed |
//! | [`from_dossier`] | the network that a dossier describes |
//! | `readers` | networks read from tables (features `analysis` and `csv`) |
//! | [`reach`] | who stands near somebody |
//! | [`paths`] | the shortest, strongest, widest, few best and all paths between two |
//! | [`protectors`] | who shields a gang, whom an official shields, on how many lines of evidence |
//! | [`brokers`] * | who stands between others |
//! | [`closeness`] | how near a handler stands to the parties of a case |
//! | [`live`] * | the network that can be changed, asked within limits |
//! | [`clusters`] * | who hangs together |
//! | [`sharing`] * | which gangs share protectors, who met at the same events |
//! | [`ranking`] * | where to look first |
//! | [`disruption`] * | what is left when parties are taken out, and whose removal leaves least |
//! | [`separation`] * | the fewest parties, or ties, that separate a gang from all protection |
//! | [`patterns`] * | typed patterns in time |
//! | `bare` | the kernels by slot, for measuring (feature `testing`) |
//! | `planted` | worlds with a known truth, to try the questions on (feature `testing`) |

#![cfg_attr(
    not(feature = "analysis"),
    allow(dead_code, reason = "parts that only an analyst's questions call")
)]

mod kernel;
pub mod kinds;
pub mod view;
pub mod frozen;
pub mod limit;
pub mod line;
pub mod dot;
pub mod seen;
pub mod edit;
pub mod from_dossier;
#[cfg(all(feature = "analysis", feature = "csv"))]
pub mod readers;
pub mod reach;
pub mod paths;
pub mod protectors;
#[cfg(feature = "analysis")]
pub mod brokers;
pub mod closeness;
#[cfg(feature = "analysis")]
pub mod live;
#[cfg(feature = "analysis")]
pub mod clusters;
#[cfg(feature = "analysis")]
pub mod sharing;
#[cfg(feature = "analysis")]
pub mod ranking;
#[cfg(feature = "analysis")]
pub mod disruption;
#[cfg(feature = "analysis")]
pub mod separation;
#[cfg(feature = "analysis")]
pub mod patterns;
#[cfg(any(test, feature = "testing"))]
pub mod bare;
#[cfg(feature = "testing")]
pub mod planted;

#[cfg(test)]
pub(crate) mod trials;
#[cfg(test)]
mod any_numbering;
