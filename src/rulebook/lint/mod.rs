//! What is wrong, or worth a look, in packs: findings with stable codes.
//!
//! | function | looks at | used by |
//! |---|---|---|
//! | [`draft`] | one pack by itself | [`PackDraft::enter`], which refuses on errors |
//! | [`family`] | parents, names, levels | [`Rulebook::new`](crate::rulebook::Rulebook::new), likewise |
//! | [`compare`] | local values against national ones | people |
//! | [`packs`] | all three | people |
//!
//! An **error** keeps a pack out. A **warning** is something that a careful owner of the
//! pack would change, or give a reason for. A **note** is something to know.
//!
//! # Examples
//!
//! ```
//! use unbrella::rulebook::{lint, packs};
//!
//! let findings = lint::packs(&packs::all());
//! assert!(findings.iter().all(|finding| finding.severity() != lint::Severity::Error));
//! ```

mod comparison;
mod family;

pub use crate::rulebook::finding::{CLEAN_EXAMPLE, Finding, FindingCode, Severity};

use crate::rulebook::check;
use crate::rulebook::draft::PackDraft;
use crate::rulebook::pack::RulePack;

fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_cached_key(Finding::place);
    findings
}

/// Looks at one pack by itself: keys, kinds, days, lists, sources.
#[must_use]
pub fn draft(draft: &PackDraft) -> Vec<Finding> {
    sorted(check::draft(draft))
}

/// Looks at how packs belong together: names, parents, levels.
#[must_use]
pub fn family(packs: &[RulePack]) -> Vec<Finding> {
    sorted(family::family(packs))
}

/// Compares every local value with the national one, on each day on which either begins.
///
/// What may differ, and in which direction, stands at the key as its
/// [`Bound`](crate::rulebook::keys::Bound). Lengths compare within one unit only. Packs whose parents
/// are not found are left out; [`family`] names them.
#[must_use]
pub fn compare(packs: &[RulePack]) -> Vec<Finding> {
    sorted(comparison::compare(packs))
}

/// Everything that can be said of these packs, in order of pack, key and day.
#[must_use]
pub fn packs(packs: &[RulePack]) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        packs.iter().flat_map(|pack| check::draft(&PackDraft::from(pack))).collect();
    findings.extend(family::family(packs));
    findings.extend(comparison::compare(packs));
    sorted(findings)
}

#[cfg(test)]
mod tests;
