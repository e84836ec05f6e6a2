//! Storey 0: values that know no rules and no entities.
//!
//! | file | holds |
//! |---|---|
//! | [`truth`] | yes, no, not known |
//! | [`text`] | text that has been read once, within limits |
//! | [`id`] | one id type for each entity |
//! | `list` | lists that are read with a limit (inside the crate) |
//! | `csv_line` | one line of CSV (inside the crate, feature `csv`) |
//! | [`day`] | days and moments inside the window that the crate works in |
//! | [`period`] | half-open stretches of days, with ends that may be unknown |
//! | [`calendar`] | the days on which offices are open |
//! | [`deadline`] | how hours, days, working days and months are counted |
//! | [`permille`] | shares from 0 to 1000 |
//! | [`rate`] | rates that keep their base and say how they were rounded |
//!
//! A file imports from files above its own line in this table, never from below.

pub mod truth;
pub mod text;
pub mod id;
pub(crate) mod list;
#[cfg(feature = "csv")]
pub(crate) mod csv_line;
pub mod day;
pub mod period;
pub mod calendar;
pub mod deadline;
pub mod permille;
pub mod rate;
