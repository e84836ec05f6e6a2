//! Pictures: deterministic SVG, drawn without any other program.
//!
//! | file | holds |
//! |---|---|
//! | [`lettering`] | how much room a text takes; cutting and escaping it |
//! | [`svg`] | a small writer of SVG, and the boxes of its texts |
//! | [`around`] | what a picture of a network shows |
//! | `order` | in which column and in which order its parties stand (inside the crate) |
//! | `ends` | where its ties leave and arrive (inside the crate) |
//! | `layers` | how high they stand (inside the crate) |
//! | `ways` | its boxes, its lines and their labels (inside the crate) |
//! | `network` | the network around a gang, drawn (inside the crate) |
//! | [`timeline`] | a case in the order of time, with its clocks and signatures |
//! | [`lanes`] | who gave a clue to whom, organ beside organ |
//! | [`funnel`] | how many clues came how far, and where the others are |
//! | [`flow`] | stages and layers of signing from the crate's own tables, as Mermaid and DOT |
//!
//! Each picture is a pure function of plain input: equal input gives equal bytes. Names are
//! escaped and cut to their room, and what cannot be seen is shown. No sign is carried by
//! color alone. **Reporters are in none of them**: no input of a picture has a place for
//! one.
//!
//! A picture shows what was reported or looked into. Where somebody stands in it is no
//! rank, and a lead is never a finding; the pictures of networks say so themselves.

pub mod lettering;
pub mod svg;
pub mod around;
mod order;
mod ends;
mod layers;
mod ways;
mod network;
pub mod timeline;
pub mod lanes;
pub mod funnel;
pub mod flow;

#[cfg(test)]
mod tests;
