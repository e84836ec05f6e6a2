//! Numbers of paths, which outgrow every machine number.
//!
//! A chain of a thousand diamonds has 2^1000 shortest paths from end to end, and one
//! of two thousand would turn a plain floating-point count into "infinite". Here a count
//! is a part from 1 up to 2 and a power of two beside it.

/// A number of paths: 0, or `part` · 2^`power` with `part` from 1 up to 2.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PathCount {
    part: f64,
    power: i32,
}

/// Below this share an addition no longer shows.
const LOST: i32 = 64;
/// The field of a number's bits that holds its power, and what it is raised by there.
const POWER_AT: u32 = 52;
const RAISED: i32 = 1023;

impl PathCount {
    pub(crate) const ONE: Self = Self { part: 1.0, power: 0 };

    /// The sum of two counts.
    pub(crate) fn plus(self, other: Self) -> Self {
        let (high, low) = if self.key() >= other.key() { (self, other) } else { (other, self) };
        let apart = high.power - low.power;
        if low.part == 0.0 || apart > LOST {
            return high;
        }
        Self::whole(high.part + low.part * two_to(-apart), high.power)
    }

    /// The product of two counts.
    pub(crate) fn times(self, other: Self) -> Self {
        if self.part == 0.0 || other.part == 0.0 {
            return Self::default();
        }
        Self::whole(self.part * other.part, self.power + other.power)
    }

    /// What part of `whole` this is; 0 where it is too small to show.
    pub(crate) fn share_of(self, whole: Self) -> f64 {
        let apart = self.power - whole.power;
        if self.part == 0.0 || apart < -RAISED + 1 {
            return 0.0;
        }
        self.part / whole.part * two_to(apart.min(RAISED))
    }

    /// Nothing sorts below everything else.
    fn key(self) -> (bool, i32) {
        (self.part != 0.0, self.power)
    }

    /// Brings `part`, from 1 up to 4, back below 2.
    fn whole(part: f64, power: i32) -> Self {
        if part >= 2.0 { Self { part: part / 2.0, power: power + 1 } } else { Self { part, power } }
    }
}

/// 2 to a power between -1022 and 1023.
fn two_to(power: i32) -> f64 {
    f64::from_bits(u64::from((power + RAISED).unsigned_abs()) << POWER_AT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: u32) -> PathCount {
        (0..number).fold(PathCount::default(), |sum, _| sum.plus(PathCount::ONE))
    }

    #[test]
    fn small_counts_are_exact() {
        for a in 0..40 {
            for b in 1..40 {
                assert_eq!(of(a).plus(of(b)), of(a + b), "{a} {b}");
                assert_eq!(of(a).times(of(b)), of(a * b), "{a} {b}");
                assert_eq!(of(a).share_of(of(b)), f64::from(a) / f64::from(b), "{a} {b}");
            }
        }
    }

    #[test]
    fn counts_beyond_every_machine_number_keep_their_shares() {
        let doubled = |times: u32| (0..times).fold(of(3), |count, _| count.plus(count));
        let (large, larger) = (doubled(5_000), doubled(5_001));
        assert_eq!(large.share_of(larger), 0.5);
        assert_eq!(larger.share_of(large), 2.0);
        assert_eq!(of(1).share_of(large), 0.0);
        assert_eq!(large.plus(of(1)), large);
        assert_eq!(of(1).plus(large), large);
        assert_eq!(large.times(large).share_of(large.times(larger)), 0.5);
    }
}
