//! Storey 7: figures that must add up, and the casework that they are counted from.
//!
//! Documents publish figures; this storey asks what they allow. For that a table of
//! figures and a list of identities are enough, no case and no person. It also counts the
//! same figures from casework, so that each can be opened and set beside the published
//! one.
//!
//! | file | holds |
//! |---|---|
//! | [`figures`] | a published figure: place, period, name, quantity, unit, row; a table of them |
//! | [`published`] | the figures of the source documents, F01 to F72 |
//! | [`identities`] | what must hold between figures, declared as data; A1 to A24 |
//! | [`audit`] | asks a table every identity and says what follows, with the computation |
//! | [`reading`] | a table of one's own from CSV or JSON; bad lines are reported, the rest goes on |
//! | [`page`] | the audit as a page of 80 columns, or as JSON |
//! | [`counted`] | the published figures that casework can produce, counted from it |
//! | [`due`] | the clocks of clues and transfers, asked of their procedures |
//! | [`ledgers`] | ledgers of a casebook; weekly and monthly returns of clues |
//! | [`cross_check`] | every list of a report against every other, item by item |
//! | [`radar`] | what asks a person to look, and grounds nothing |
//! | [`small_cells`] | counts that could reveal somebody are held back |
//! | [`picture`] | networks, timelines, lanes and funnels as SVG; stages as Mermaid and DOT |
//! | [`html`] | a casebook, or one case, as one file of HTML with its pictures |
//! | [`casework`] | casework as lines of JSON, worked through again |
//!
//! # Examples
//!
//! ```
//! use unbrella::report::audit::audit;
//! use unbrella::report::identities;
//! use unbrella::report::published::published;
//!
//! let audit = audit(&published(), &identities::declared());
//! let a1 = audit.findings().iter().find(|finding| finding.id().as_str() == "A1").unwrap();
//! assert_eq!(a1.verdict().to_string(), "1 to 3 of 17");
//! assert_eq!(a1.steps()[0].en, "16 + 1 = 17; 14 + 2 = 16; 17 − 16 = 1");
//! ```

pub mod figures;
pub mod published;
pub mod identities;
mod range;
pub mod audit;
pub mod reading;
pub mod page;
pub mod counted;
pub mod due;
pub mod ledgers;
pub mod cross_check;
pub mod radar;
pub mod small_cells;
pub mod picture;
pub mod html;
#[cfg(feature = "journal")]
pub mod casework;
