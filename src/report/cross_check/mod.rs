//! 勾稽核对: every list of a report against every other, item by item.
//!
//! The identities of [`audit`](crate::report::audit) know numbers. Here the lists behind
//! them are compared, so that a warning says *which* item was dropped or told twice. Every
//! warning is news for a person and corrects nothing.
//!
//! # What one can do here
//!
//! | with | one gets |
//! |---|---|
//! | [`Tables::gather`] | everything that a report of a casebook counts, with its items |
//! | [`audit`] | a [`Warning`] for each check that fails, with residual and items |
//! | `audit`, counted again | the same, and whatever differs from the casework |
//!
//! | check | of | what must hold |
//! |---|---|---|
//! | 清单 list | a figure | it is as large as the list behind it; a rate is that of its part |
//! | 不重复 once | a figure | nothing stands in its list twice |
//! | 总分 part | two figures | what stands in the part stands in the whole |
//! | 两种口径 two ways | a figure and a cell | counted in two ways it is the same |
//! | 分项 cells | a whole in cells | each item stands in so many cells as said |
//! | 同一总数 one whole | two breakdowns of a unit | the whole is the same by whatever it is split |
//! | 地区汇总 roll-up | a place | its own and what is below it make up the whole |
//! | 平衡 stock | a return | stock + received + reopened − ended = stock, for each clue |
//! | 接续 next | two returns | one begins with what the other left |
//! | 重新计数 counted again | everything | it is what the casework comes to |
//!
//! # What the lists alone cannot show
//!
//! An item that was told twice is always seen: it stands in one list twice, or in a list
//! where the others do not have it. An item that was dropped is seen where it stands in a
//! second list too. Where a figure is the only list in which an item stands (a part that
//! need not be told of all, such as the cases that were retraced), lists alone cannot miss
//! it; neither can they where clues are listed as disposed of. For these the figures are
//! counted again from the casework: then every item that was dropped is seen, whatever the
//! figure. A test holds which figures need it.
//!
//! Lists that tell of reporters are checked too; their warnings name no item.
//!
//! # Source
//!
//! Seed-rules §7.1 (identities; a residual is shown and never forced); design §8.10.

mod warning;
mod tables;
mod figures;
mod lists;

pub use self::tables::Tables;
pub use self::warning::{Check, Warning};

/// What does not hold between the lists of a report.
///
/// `again` is what somebody has counted from the casework; without it only the lists are
/// compared with each other. The same tables give the same warnings, in the order of the
/// checks.
///
/// Takes time in proportion to the items of all lists, times its logarithm.
///
/// # Examples
///
/// ```
/// use unbrella::report::counted::Counted;
/// use unbrella::report::cross_check::{Tables, audit};
/// use unbrella::report::published::published;
///
/// let told = published().get("F50", "signed_off_cases").unwrap().clone();
/// let tables = Tables { figures: vec![Counted::told(told, None, Vec::new())], ..Tables::default() };
/// let warnings = audit(&tables, None);
/// assert_eq!(warnings[0].to_string(), "F50 signed_off_cases: not as large as its list, by 14 (0 items)");
/// ```
#[must_use]
pub fn audit(tables: &Tables, again: Option<&Tables>) -> Vec<Warning> {
    let mut found = figures::check(tables);
    found.extend(lists::check(tables));
    if let Some(again) = again {
        found.extend(figures::again(tables, again));
        found.extend(lists::again(tables, again));
    }
    found.sort_by(|a, b| (a.check, &a.what, &a.items).cmp(&(b.check, &b.what, &b.items)));
    found
}

#[cfg(test)]
mod tests;
