//! Yes, no, or not known.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An answer that may be missing.
///
/// `and`, `or` and `not` follow Kleene: what is unknown stays unknown unless the
/// other side settles the matter.
///
/// # Examples
///
/// ```
/// use unbrella::base::truth::Truth;
///
/// assert_eq!(Truth::Unknown.and(Truth::No), Truth::No);
/// assert_eq!(Truth::Unknown.or(Truth::No), Truth::Unknown);
/// assert_eq!(Truth::from(Some(true)), Truth::Yes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Nobody knows yet.
    Unknown,
}

impl Truth {
    /// All three, for walking every case.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// Yes if both are, no if either is no.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// Yes if either is, no if both are no.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }

    /// Swaps yes and no.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Whether the answer is a certain yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }

    /// Whether the answer is a certain no.
    #[must_use]
    pub const fn is_no(self) -> bool {
        matches!(self, Self::No)
    }

    /// Whether there is no answer.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::Yes } else { Self::No }
    }
}

impl From<Option<bool>> for Truth {
    fn from(known: Option<bool>) -> Self {
        known.map_or(Self::Unknown, Self::from)
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "not known",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kleene's tables read as a minimum and a maximum on no < unknown < yes.
    fn rank(truth: Truth) -> u8 {
        match truth {
            Truth::No => 0,
            Truth::Unknown => 1,
            Truth::Yes => 2,
        }
    }

    #[test]
    fn tables_are_minimum_maximum_and_mirror() {
        for a in Truth::ALL {
            assert_eq!(rank(a.not()), 2 - rank(a));
            for b in Truth::ALL {
                assert_eq!(rank(a.and(b)), rank(a).min(rank(b)), "{a} and {b}");
                assert_eq!(rank(a.or(b)), rank(a).max(rank(b)), "{a} or {b}");
            }
        }
    }
}
