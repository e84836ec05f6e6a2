//! Exact sums of quantities of which some are only the least that they can be.

use std::fmt;

use crate::report::figures::{Bound, Number, Quantity};

/// From `low` to `high`, in millionths; no `high` means: or more.
///
/// At most 64 quantities of at most 15 digits are added up: far below the ends of `i128`,
/// so that the saturating sums never saturate.
// Invariant: 0 <= low <= high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) low: i128,
    pub(crate) high: Option<i128>,
    decimals: u8,
}

impl Range {
    pub(crate) const ZERO: Self = Self { low: 0, high: Some(0), decimals: 0 };

    /// From two ends, in either order; below 0 counts as 0.
    pub(crate) fn between(low: i128, high: Option<i128>, decimals: u8) -> Self {
        let low = low.max(0);
        Self { low, high: high.map(|high| high.max(low)), decimals }
    }

    pub(crate) fn of(quantity: Quantity) -> Self {
        let low = quantity.number().millionths();
        let high = match quantity.bound() {
            Bound::Exact => Some(low),
            Bound::AtLeast => None,
        };
        Self { low, high, decimals: quantity.number().decimals() }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let high = self.high.zip(other.high).map(|(a, b)| a.saturating_add(b));
        let low = self.low.saturating_add(other.low);
        Self { low, high, decimals: self.decimals.max(other.decimals) }
    }

    pub(crate) fn sum(all: &[Self]) -> Self {
        all.iter().fold(Self::ZERO, |sum, range| sum.plus(*range))
    }

    /// How many things there are in sets of these sizes: at least as many as in the
    /// largest, at most all of them. Exactly the sum if no two sets share anything.
    pub(crate) fn union(all: &[Self], disjoint: bool) -> Self {
        let sum = Self::sum(all);
        let largest = all.iter().map(|range| range.low).max().unwrap_or(0);
        if disjoint { sum } else { Self { low: largest, ..sum } }
    }

    /// How many of these are left when `taken`, all of them among these, are taken away.
    pub(crate) fn less(self, taken: Self) -> Self {
        let low = taken.high.map_or(0, |taken| self.low.saturating_sub(taken));
        let high = self.high.map(|high| high.saturating_sub(taken.low));
        Self::between(low, high, self.decimals.max(taken.decimals))
    }

    /// The value, if there is only one.
    pub(crate) fn exact(self) -> Option<i128> {
        self.high.filter(|high| *high == self.low)
    }

    /// By how much this is certainly more than `other`; `None` if it need not be more.
    pub(crate) fn excess_over(self, other: Self) -> Option<Quantity> {
        let over = self.low.checked_sub(other.high?).filter(|over| *over > 0)?;
        let sure = self.exact().is_some() && other.exact().is_some();
        let number = Number::from_millionths(over, self.decimals.max(other.decimals));
        Some(if sure { Quantity::exact(number) } else { Quantity::at_least(number) })
    }

    /// Whether this is certainly not more than `other`.
    pub(crate) fn at_most(self, other: Self) -> bool {
        self.high.is_some_and(|high| high <= other.low)
    }

    pub(crate) fn decimals(self) -> u8 {
        self.decimals
    }

    pub(crate) fn low_number(self) -> Number {
        Number::from_millionths(self.low, self.decimals)
    }

    pub(crate) fn high_number(self) -> Option<Number> {
        self.high.map(|high| Number::from_millionths(high, self.decimals))
    }

    /// The quantity, unless it lies between two ends.
    pub(crate) fn quantity(self) -> Option<Quantity> {
        match self.high {
            None => Some(Quantity::at_least(self.low_number())),
            Some(_) => self.exact().map(|_| Quantity::exact(self.low_number())),
        }
    }
}

impl Range {
    /// `17`, `≥400`, or `14 至 16`.
    pub(crate) fn term(self) -> String {
        self.to_string().replace("to", "至")
    }
}

/// `17`, `≥400`, or `14 to 16`.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.quantity(), self.high_number()) {
            (None, Some(high)) => write!(f, "{} to {high}", self.low_number()),
            (Some(quantity), _) => write!(f, "{quantity}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exactly(number: u64) -> Range {
        Range::of(Quantity::exact(Number::whole(number)))
    }

    /// Every way in which sets of these sizes can lie in a whole of `whole` things: each
    /// thing belongs to some of the sets. Returns the least and the most things that
    /// belong to none.
    fn outside(whole: u64, sizes: &[u64]) -> Option<(u64, u64)> {
        fn place(things: u64, left: &[u64], none: u64, found: &mut Vec<u64>) {
            if things == 0 {
                if left.iter().all(|size| *size == 0) {
                    found.push(none);
                }
                return;
            }
            for members in 0..1_u32 << left.len() {
                let mut next = left.to_vec();
                let fits = next.iter_mut().enumerate().all(|(set, size)| {
                    let member = members >> set & 1 == 1;
                    let room = !member || *size > 0;
                    *size = size.saturating_sub(u64::from(member));
                    room
                });
                if fits {
                    place(things - 1, &next, none + u64::from(members == 0), found);
                }
            }
        }
        let mut found = Vec::new();
        place(whole, sizes, 0, &mut found);
        Some((*found.iter().min()?, *found.iter().max()?))
    }

    /// Second opinion on the bounds: all arrangements of up to three sets in six things.
    #[test]
    fn the_bounds_are_those_of_all_arrangements() {
        for whole in 0..=5_u64 {
            for a in 0..=whole {
                for b in 0..=whole {
                    for c in 0..=whole.min(2) {
                        let sizes = [exactly(a), exactly(b), exactly(c)];
                        let rest = exactly(whole).less(Range::union(&sizes, false));
                        let (low, high) = outside(whole, &[a, b, c]).unwrap();
                        let found = (rest.low_number(), rest.high_number().unwrap());
                        let wanted = (Number::whole(low), Number::whole(high));
                        assert_eq!(found, wanted, "{a} {b} {c} of {whole}");
                    }
                }
            }
        }
    }

    /// A1 and A5 of seed-rules §7.1, as corrected by section 0.
    #[test]
    fn the_two_published_bounds() {
        let rest = |whole, parts: &[u64]| {
            let parts: Vec<Range> = parts.iter().map(|part| exactly(*part)).collect();
            exactly(whole).less(Range::union(&parts, false)).to_string()
        };
        assert_eq!(rest(17, &[14, 2]), "1 to 3");
        assert_eq!(rest(87, &[21, 17, 3]), "46 to 66");
    }

    #[test]
    fn at_least_has_no_upper_end() {
        let most = Range::of(Quantity::parse("≥400").unwrap());
        assert_eq!(most.plus(exactly(1)).to_string(), "≥401");
        assert_eq!(exactly(500).less(most).to_string(), "0 to 100");
        assert_eq!(most.less(exactly(100)).to_string(), "≥300");
        assert!(exactly(400).at_most(most) && !exactly(401).at_most(most));
        assert_eq!(most.excess_over(exactly(399)).unwrap().to_string(), "≥1");
        assert_eq!(exactly(401).excess_over(most), None);
    }

    proptest! {
        /// Widening what is known never narrows what follows.
        #[test]
        fn an_exact_value_lies_within_what_at_least_allows(
            whole in 0_u64..1000, parts in prop::collection::vec(0_u64..1000, 1..5), which in 0_usize..5,
        ) {
            let exact: Vec<Range> = parts.iter().map(|part| exactly(*part)).collect();
            let mut loose = exact.clone();
            let which = which % loose.len();
            loose[which].high = None;
            for disjoint in [false, true] {
                let sure = exactly(whole).less(Range::union(&exact, disjoint));
                let vague = exactly(whole).less(Range::union(&loose, disjoint));
                prop_assert!(vague.low <= sure.low);
                prop_assert!(vague.high >= sure.high);
            }
        }
    }
}
