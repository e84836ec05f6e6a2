//! Shares from 0 to 1000, without fractions of a bit.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A share in thousandths: 0 is nothing, 1000 is all.
///
/// Confidence is kept in this form, so that equal inputs give equal bytes on
/// every machine. It is a weight given by a person, not a probability.
///
/// # Examples
///
/// ```
/// use unbrella::base::permille::Permille;
///
/// let half = Permille::new(500)?;
/// assert_eq!(half.and(half).get(), 250);
/// assert_eq!(half.to_string(), "500‰");
/// assert!(Permille::new(1001).is_err());
/// # Ok::<(), unbrella::base::permille::NotPermille>(())
/// ```
// Invariant: 0..=1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u16", into = "u16")]
pub struct Permille(u16);

impl Permille {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// All.
    pub const ALL: Self = Self(1000);

    /// Reads a share in thousandths.
    ///
    /// # Errors
    ///
    /// [`NotPermille`] above 1000.
    pub const fn new(thousandths: u16) -> Result<Self, NotPermille> {
        if thousandths > 1000 {
            Err(NotPermille { found: thousandths })
        } else {
            Ok(Self(thousandths))
        }
    }

    /// The thousandths.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The product of two shares, rounded half up to a thousandth.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let product = u32::from(self.0).saturating_mul(u32::from(other.0));
        let rounded = product.saturating_add(500) / 1000;
        Self(u16::try_from(rounded).unwrap_or(1000))
    }
}

impl TryFrom<u16> for Permille {
    type Error = NotPermille;

    fn try_from(thousandths: u16) -> Result<Self, Self::Error> {
        Self::new(thousandths)
    }
}

impl From<Permille> for u16 {
    fn from(share: Permille) -> Self {
        share.0
    }
}

impl fmt::Display for Permille {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}‰", self.0)
    }
}

/// A share above the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a share of {found} thousandths is above 1000")]
pub struct NotPermille {
    /// What was given.
    pub found: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_is_the_rounded_one() {
        for a in 0..=1000_u16 {
            for b in (0..=1000_u16).step_by(7) {
                let got = Permille(a).and(Permille(b)).get();
                let exact = f64::from(a) * f64::from(b) / 1000.0;
                assert!((f64::from(got) - exact).abs() <= 0.5, "{a} × {b} gave {got}");
            }
        }
    }

    #[test]
    fn the_door_is_the_same_for_json() {
        assert_eq!(serde_json::from_str::<Permille>("1000").unwrap(), Permille::ALL);
        let refused = serde_json::from_str::<Permille>("1001").unwrap_err().to_string();
        assert!(refused.starts_with("a share of 1001 thousandths is above 1000"), "{refused}");
        assert!(serde_json::from_str::<Permille>("-1").is_err());
        assert!(serde_json::from_str::<Permille>("0.5").is_err());
    }
}
