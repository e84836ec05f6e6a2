//! Asks a table of figures every identity, and says what follows.
//!
//! A verdict that is bad news is still an answer: offices count different things, and the
//! audit shows by how much two figures differ, never that one of them is wrong. Where a
//! document does not say whether two numbers count the same persons, the answer is a pair
//! of bounds. Each finding carries its computation and the figures that went into it.

mod verdict;
mod finding;
mod rates;
mod index;
mod asking;

use self::asking::findings;
use self::index::Index;
use crate::report::figures::FigureTable;
use crate::report::identities::Identity;

pub use self::finding::{Audit, Finding, Step, Used};
pub use self::verdict::{Gap, Verdict};

/// Asks a table every identity.
///
/// An identity of one place finds its figures there, in whatever period; a figure that
/// the place has twice, differently, leaves it undetermined. An identity of each place
/// and period is asked wherever at least one of its figures is; if none is anywhere,
/// there is one finding that says so. The same input gives the same audit.
///
/// Takes time in proportion to identities × places and periods.
///
/// # Examples
///
/// ```
/// use unbrella::report::audit::{Verdict, audit};
/// use unbrella::report::{identities::declared, published::published};
///
/// let audit = audit(&published(), &declared());
/// let failing: Vec<String> = audit
///     .findings()
///     .iter()
///     .filter(|finding| matches!(finding.verdict(), Verdict::Fails { .. }))
///     .map(ToString::to_string)
///     .collect();
/// assert_eq!(failing, ["A19b: fails by 256 (4,403 > 4,147; 4,403 − 4,147 = 256)"]);
/// ```
pub fn audit(table: &FigureTable, identities: &[Identity]) -> Audit {
    let index = Index::of(table);
    Audit { findings: identities.iter().flat_map(|identity| findings(&index, identity)).collect() }
}

#[cfg(test)]
mod tests;
