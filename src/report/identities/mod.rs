//! What must hold between figures, declared as data.
//!
//! An [`Identity`] is a sentence about figures and a [`Statement`] that a program can
//! check. A statement also says what is known about the sets behind the figures: whether
//! parts can overlap, whether they are the whole, whether they are among it at all. What
//! is not known is not assumed; the audit then gives bounds instead of a number.
//!
//! Figures are found by name, and by the place of the identity unless the name carries
//! its own: `cases_investigated@Lanzhou`.
//!
//! [`declared`] are A1 to A24 of seed-rules §7.1 for the published figures. [`for_any_table`]
//! are the same questions for a table of one's own: those between figures of one place
//! and one period are asked of each place and period, and a few more, such as
//! "sanctioned and organizational handling make up all handled".

mod identity;
mod table;

pub use self::identity::{
    Among, Cover, FigureRef, Identity, InvalidSum, Overlap, Relation, Scope, Shown, Statement, Sum,
    Wording,
};
pub use self::table::{declared, for_any_table};
