//! Numbers drawn from a seed: the same on every machine, and no secret.
//!
//! SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).

/// A sequence of numbers that depends on its seed alone.
#[derive(Clone, Debug)]
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A sequence of its own, drawn from this one.
    pub(crate) fn another(&mut self) -> Self {
        Self(self.bits())
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, and without, `bound`; 0 if that is 0.
    ///
    /// No number is favored by more than one part in 2^32.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        // The upper half of a product of 64 bits and at most 32.
        ((u128::from(self.bits()) * u128::from(bound)) >> 64) as u32
    }

    /// A number from 0 up to, and without, 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * f64::from_bits((1023 - 53) << 52)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_even_repeat_with_the_seed_and_stay_in_bounds() {
        let mut draw = Draw::new(7);
        let mut seen = [0_u32; 10];
        (0..100_000).for_each(|_| seen[draw.below(10) as usize] += 1);
        assert!(seen.iter().all(|times| times.abs_diff(10_000) < 500), "{seen:?}");
        let shares: Vec<f64> = (0..10_000).map(|_| draw.share()).collect();
        assert!(shares.iter().all(|share| (0.0..1.0).contains(share)));
        assert!((shares.iter().sum::<f64>() / 10_000.0 - 0.5).abs() < 0.02);
        assert_eq!(Draw::new(3).below(1_000_000), Draw::new(3).below(1_000_000));
        let mut others = [draw.another(), draw.another()];
        assert_ne!(others[0].below(1 << 30), others[1].below(1 << 30));
        assert_eq!((draw.below(0), draw.below(1)), (0, 0));
    }
}
