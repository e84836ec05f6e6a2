//! Quotients and shares, exact and then rounded half up.

use crate::base::rate::{Percent, Rate};
use crate::report::figures::Number;
use crate::report::range::Range;

/// `part / of`, rounded half up, and whether anything was lost.
pub(super) fn quotient(part: i128, of: i128, decimals: u8) -> Option<(Number, bool)> {
    let scaled = part.checked_mul(10_i128.checked_pow(decimals.into())?)?;
    let half_up = scaled.checked_mul(2)?.checked_add(of)?.checked_div(of.checked_mul(2)?)?;
    let rounded = scaled.checked_rem(of)? != 0;
    let spare = 10_i128.checked_pow(u32::from(Number::MAX_DECIMALS.checked_sub(decimals)?))?;
    Some((Number::from_millionths(half_up.checked_mul(spare)?, decimals), rounded))
}

/// A share in percent, with the sign to show it by: `=`, or `≈` if it was rounded.
pub(super) fn percent_of(part: Range, of: Range, decimals: u8) -> Option<(Percent, &'static str)> {
    let (number, rounded) = quotient(part.exact()?.checked_mul(100)?, of.exact()?, decimals)?;
    let percent = Percent::parse(&number.plain()).ok()?;
    Some((percent, if rounded { "≈" } else { "=" }))
}

/// Both counts, where they are whole.
pub(super) fn rate(part: Range, of: Range) -> Option<Rate> {
    let count = |range: Range| {
        let number = Number::from_millionths(range.exact()?, 0).as_whole()?;
        (whole(number) == range.low).then_some(number)
    };
    Rate::new(count(part)?, count(of)?).ok()
}

/// So many things, in millionths.
pub(super) fn whole(number: u64) -> i128 {
    i128::from(number).saturating_mul(Number::SCALE)
}

/// The first and the last part of a base that round to a percentage.
pub(super) fn parts_of(percent: Percent, base: u64) -> Option<(u64, u64)> {
    let fits = |part: &u64| percent.can_come_from(*part, base);
    let scale = 10_u128.checked_pow(u32::from(percent.decimals()))?.checked_mul(100)?;
    let about = u128::from(percent.units()).checked_mul(base.into())?.checked_div(scale)?;
    let about = u64::try_from(about).ok()?;
    // Rounding moves the part by less than base / 200 each way.
    let reach = base.checked_div(200)?.checked_add(2)?;
    let near = about.saturating_sub(reach)..=about.saturating_add(reach);
    let mut fitting = near.filter(fits);
    let first = fitting.next()?;
    Some((first, fitting.next_back().unwrap_or(first)))
}
