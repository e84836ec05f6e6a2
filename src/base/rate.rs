//! Rates that keep their base and say how they were rounded.
//!
//! A published "84.3 %" has lost its base. A [`Rate`] made here has not: it keeps
//! both counts, and is rounded only when it is shown. [`Percent`] is the published
//! kind: a number of percent with a stated number of decimals and nothing behind it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A part of a whole, both counted.
///
/// # Examples
///
/// ```
/// use unbrella::base::rate::Rate;
///
/// let rate = Rate::new(118, 140)?;
/// assert_eq!(rate.percent(1).to_string(), "84.3 %");
/// assert_eq!(rate.to_string(), "118 of 140");
/// assert!(Rate::new(1, 0).is_err());
/// # Ok::<(), unbrella::base::rate::NoBase>(())
/// ```
// Invariant: of > 0. `part` may exceed `of`: persons accepted may exceed persons prosecuted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RateDraft", into = "RateDraft")]
pub struct Rate {
    part: u64,
    of: u64,
}

/// A rate as it is read, unchecked.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Rate", deny_unknown_fields)]
struct RateDraft {
    part: u64,
    of: u64,
}

impl Rate {
    /// A rate of `part` to `of`.
    ///
    /// # Errors
    ///
    /// [`NoBase`] if `of` is 0.
    pub const fn new(part: u64, of: u64) -> Result<Self, NoBase> {
        if of == 0 { Err(NoBase { part }) } else { Ok(Self { part, of }) }
    }

    /// What was counted.
    #[must_use]
    pub const fn part(self) -> u64 {
        self.part
    }

    /// The base.
    #[must_use]
    pub const fn of(self) -> u64 {
        self.of
    }

    /// In percent, rounded half up to `decimals` places (at most 6).
    #[must_use]
    pub fn percent(self, decimals: u8) -> Percent {
        let decimals = decimals.min(Percent::MAX_DECIMALS);
        // 100 × 10^6 × u64::MAX fits into u128 twice over.
        let scaled = u128::from(self.part)
            .saturating_mul(100)
            .saturating_mul(u128::from(power_of_ten(decimals)))
            .saturating_mul(2)
            .saturating_add(u128::from(self.of));
        let rounded = scaled.checked_div(u128::from(self.of).saturating_mul(2)).unwrap_or(0);
        Percent { units: u64::try_from(rounded).unwrap_or(u64::MAX), decimals }
    }
}

/// The base and the part: `118 of 140`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.part, self.of)
    }
}

impl TryFrom<RateDraft> for Rate {
    type Error = NoBase;

    fn try_from(draft: RateDraft) -> Result<Self, Self::Error> {
        Self::new(draft.part, draft.of)
    }
}

impl From<Rate> for RateDraft {
    fn from(rate: Rate) -> Self {
        Self { part: rate.part, of: rate.of }
    }
}

/// A rate has no base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate of {part} to 0 has no base")]
pub struct NoBase {
    /// The part that was to be compared.
    pub part: u64,
}

/// A number of percent, exact to a stated number of decimals.
///
/// `84.3 %` and `84.30 %` differ: the second claims more.
///
/// # Examples
///
/// ```
/// use unbrella::base::rate::Percent;
///
/// let published = Percent::parse("84.3")?;
/// assert!(published.can_come_from(118, 140));
/// assert!(!published.can_come_from(119, 140));
/// # Ok::<(), unbrella::base::rate::InvalidPercent>(())
/// ```
// Invariant: decimals <= 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Percent {
    units: u64,
    decimals: u8,
}

impl Percent {
    /// The most decimals that are kept.
    pub const MAX_DECIMALS: u8 = 6;

    /// A number of percent from its digits: `new(843, 1)` is 84.3 %.
    #[must_use]
    pub const fn new(units: u64, decimals: u8) -> Option<Self> {
        if decimals > Self::MAX_DECIMALS { None } else { Some(Self { units, decimals }) }
    }

    /// Reads `84.3`, without a sign and without `%`.
    ///
    /// # Errors
    ///
    /// [`InvalidPercent`].
    pub fn parse(text: &str) -> Result<Self, InvalidPercent> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let dot_without_digits = text.contains('.') && part.is_empty();
        if whole.is_empty() || !digits(whole) || !digits(part) || dot_without_digits {
            return Err(InvalidPercent::Spelling);
        }
        let decimals = u8::try_from(part.len()).unwrap_or(u8::MAX);
        if decimals > Self::MAX_DECIMALS {
            return Err(InvalidPercent::TooPrecise);
        }
        let units = format!("{whole}{part}").parse().map_err(|_| InvalidPercent::TooLarge)?;
        Ok(Self { units, decimals })
    }

    /// The digits without the point.
    #[must_use]
    pub const fn units(self) -> u64 {
        self.units
    }

    /// How many of the digits stand behind the point.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// Whether `part` of `of`, rounded half up to as many decimals, gives this figure.
    #[must_use]
    pub fn can_come_from(self, part: u64, of: u64) -> bool {
        Rate::new(part, of).is_ok_and(|rate| rate.percent(self.decimals) == self)
    }

    /// The bases from 1 to `largest` of which some whole part gives this figure, with
    /// that part (the smallest, if there are several).
    ///
    /// Shows which counts a published rate can have come from. Walks every base once.
    #[must_use]
    pub fn possible_bases(self, largest: u64) -> Vec<Rate> {
        (1..=largest).filter_map(|of| self.smallest_part(of)).collect()
    }

    /// The smallest part of `of` that rounds to this figure.
    fn smallest_part(self, of: u64) -> Option<Rate> {
        let scale = u128::from(power_of_ten(self.decimals)).saturating_mul(100);
        // The smallest value that rounds half up to `units` is `units - 1/2`.
        let doubled = u128::from(self.units).saturating_mul(2).saturating_sub(1);
        let least = doubled.saturating_mul(u128::from(of)).div_ceil(scale.saturating_mul(2));
        let part = u64::try_from(least).ok()?;
        Rate::new(part, of).ok().filter(|rate| rate.percent(self.decimals) == self)
    }
}

/// `84.3 %`, with as many decimals as are claimed.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain(*self))?;
        f.write_str(" %")
    }
}

/// The number without the sign: `84.3`.
fn plain(percent: Percent) -> String {
    let scale = power_of_ten(percent.decimals);
    let whole = percent.units.checked_div(scale).unwrap_or(0);
    let part = percent.units.checked_rem(scale).unwrap_or(0);
    match usize::from(percent.decimals) {
        0 => whole.to_string(),
        width => format!("{whole}.{part:0width$}"),
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&plain(*self))
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::text::read_str(deserializer, "a number of percent such as \"84.3\"", 32, Self::parse)
    }
}

/// Why a text is not a number of percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPercent {
    /// Not digits with at most one point between them.
    #[error("a number of percent is written as 84.3")]
    Spelling,
    /// More decimals than are kept.
    #[error("more than {max} decimals", max = Percent::MAX_DECIMALS)]
    TooPrecise,
    /// Larger than 64 bits.
    #[error("the number is too large")]
    TooLarge,
}

/// 10 to the power of `exponent`, for exponents up to 6.
const fn power_of_ten(exponent: u8) -> u64 {
    10_u64.saturating_pow(exponent as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Seed C18: the base of 84.3 % is not published; these are all that can give it.
    #[test]
    fn the_eleven_bases_of_84_3_percent() {
        let bases: Vec<u64> =
            Percent::parse("84.3").unwrap().possible_bases(140).iter().map(|r| r.of()).collect();
        assert_eq!(bases, [51, 70, 83, 89, 102, 108, 115, 121, 127, 134, 140]);
    }

    #[test]
    fn halves_go_up_at_the_limit() {
        let shown = |part, of, decimals| Rate::new(part, of).unwrap().percent(decimals).to_string();
        assert_eq!(shown(1, 8, 0), "13 %"); // 12.5
        assert_eq!(shown(1, 8, 1), "12.5 %");
        assert_eq!(shown(2869, 3584, 1), "80.1 %"); // law-context §6.1: 80.05
        assert_eq!(shown(0, 7, 2), "0.00 %");
        assert_eq!(shown(u64::MAX, 1, 6), format!("{}.551615 %", u64::MAX / 1_000_000));
    }

    #[test]
    fn spellings() {
        for bad in ["", ".", "8.", ".5", "-1", "1e3", "８４", "84,3", "NaN", "1.2.3", "0.1234567"]
        {
            assert!(Percent::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Percent::parse("93.07").unwrap(), Percent::new(9307, 2).unwrap());
        assert_ne!(Percent::parse("84.3").unwrap(), Percent::parse("84.30").unwrap());
    }

    proptest! {
        #[test]
        fn possible_bases_are_those_that_a_plain_search_finds(units in 0_u64..1_100, largest in 1_u64..60) {
            let percent = Percent::new(units, 1).unwrap();
            let found: Vec<u64> = percent.possible_bases(largest).iter().map(|r| r.of()).collect();
            let plain: Vec<u64> = (1..=largest)
                .filter(|of| (0..=2 * of).any(|part| percent.can_come_from(part, *of)))
                .collect();
            prop_assert_eq!(found, plain);
        }

        #[test]
        fn nothing_panics(part in any::<u64>(), of in any::<u64>(), decimals in any::<u8>()) {
            if let Ok(rate) = Rate::new(part, of) {
                let shown = rate.percent(decimals);
                prop_assert!(shown.decimals() <= 6);
            }
        }
    }
}
