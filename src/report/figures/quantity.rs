//! Exact decimal numbers, and whether they are only the least.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::text::read_str;

/// A number that is not negative, exact to at most [`Number::MAX_DECIMALS`] decimals.
///
/// `84.3` and `84.30` differ, as the second claims more.
///
/// ```
/// use unbrella::report::figures::Number;
///
/// let number = Number::parse("4,738,000,000")?;
/// assert_eq!(number.to_string(), "4,738,000,000");
/// assert_eq!(Number::parse("93.07")?.to_string(), "93.07");
/// assert!(Number::parse("1e400").is_err());
/// # Ok::<(), unbrella::report::figures::InvalidQuantity>(())
/// ```
// Invariant: decimals <= MAX_DECIMALS. What is read has at most MAX_DIGITS digits; what is
// computed from it has more, and still fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    units: u128,
    decimals: u8,
}

impl Number {
    /// The most decimals that are kept.
    pub const MAX_DECIMALS: u8 = 6;
    /// The most digits that are read, decimals included.
    pub const MAX_DIGITS: usize = 15;
    /// How many of the smallest units make 1.
    pub(crate) const SCALE: i128 = 1_000_000;

    /// A whole number.
    #[must_use]
    pub const fn whole(number: u64) -> Self {
        Self { units: number as u128, decimals: 0 }
    }

    /// A number of the crate's own tables: `literal(9307, 2)` is 93.07.
    pub(crate) const fn literal(units: u64, decimals: u8) -> Self {
        Self { units: units as u128, decimals }
    }

    /// Reads digits with at most one point, and commas between groups of three or nowhere.
    ///
    /// # Errors
    ///
    /// [`InvalidQuantity`].
    pub fn parse(text: &str) -> Result<Self, InvalidQuantity> {
        refuse_other_spellings(text)?;
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if text.contains('.') && part.is_empty() {
            return Err(InvalidQuantity::Spelling);
        }
        let whole = ungrouped(whole)?;
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(&whole) || !digits(part) {
            return Err(InvalidQuantity::Spelling);
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(InvalidQuantity::LeadingZero);
        }
        let decimals = u8::try_from(part.len()).unwrap_or(u8::MAX);
        if decimals > Self::MAX_DECIMALS {
            return Err(InvalidQuantity::TooPrecise);
        }
        if whole.len().saturating_add(part.len()) > Self::MAX_DIGITS {
            return Err(InvalidQuantity::TooLarge);
        }
        let units = format!("{whole}{part}").parse().map_err(|_| InvalidQuantity::TooLarge)?;
        Ok(Self { units, decimals })
    }

    /// How many digits stand behind the point.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// The number, if nothing stands behind the point and it fits.
    #[must_use]
    pub fn as_whole(self) -> Option<u64> {
        if self.decimals == 0 { u64::try_from(self.units).ok() } else { None }
    }

    /// Counted in millionths.
    pub(crate) fn millionths(self) -> i128 {
        let missing = u32::from(Self::MAX_DECIMALS.saturating_sub(self.decimals));
        let units = i128::try_from(self.units).unwrap_or(i128::MAX);
        units.saturating_mul(10_i128.saturating_pow(missing))
    }

    /// From millionths, shown with so many decimals. The sign is dropped.
    pub(crate) fn from_millionths(millionths: i128, decimals: u8) -> Self {
        let decimals = decimals.min(Self::MAX_DECIMALS);
        let spare = 10_u128.saturating_pow(u32::from(Self::MAX_DECIMALS.saturating_sub(decimals)));
        let units = millionths.unsigned_abs().checked_div(spare).unwrap_or(0);
        Self { units, decimals }
    }

    /// The digits without commas: `4738000000`, `93.07`.
    #[must_use]
    pub fn plain(self) -> String {
        let (whole, part) = self.halves();
        match usize::from(self.decimals) {
            0 => whole.to_string(),
            width => format!("{whole}.{part:0width$}"),
        }
    }

    /// What stands before and behind the point.
    fn halves(self) -> (u128, u128) {
        let scale = 10_u128.saturating_pow(u32::from(self.decimals));
        let whole = self.units.checked_div(scale).unwrap_or(0);
        (whole, self.units.checked_rem(scale).unwrap_or(0))
    }
}

/// Names the spellings that are common elsewhere, so that the reason helps.
fn refuse_other_spellings(text: &str) -> Result<(), InvalidQuantity> {
    let any = |set: &[char]| text.contains(set);
    if text.is_empty() {
        Err(InvalidQuantity::Empty)
    } else if text.starts_with(['-', '\u{2212}']) {
        Err(InvalidQuantity::Negative)
    } else if any(&['%', '\u{ff05}']) {
        Err(InvalidQuantity::UnitInside)
    } else if any(&['万', '亿', '萬', '億']) {
        Err(InvalidQuantity::Myriads)
    } else if text.starts_with(|c: char| c.is_ascii_digit()) && any(&['e', 'E']) {
        Err(InvalidQuantity::Exponent)
    } else {
        Ok(())
    }
}

/// Drops the commas of `4,738,000`, which must stand between groups of three.
fn ungrouped(whole: &str) -> Result<String, InvalidQuantity> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let grouped = rest.peek().is_some();
    let mut out = first.to_owned();
    for group in rest {
        if group.len() != 3 {
            return Err(InvalidQuantity::Grouping);
        }
        out.push_str(group);
    }
    if grouped && !(1..=3).contains(&first.len()) {
        return Err(InvalidQuantity::Grouping);
    }
    Ok(out)
}

/// With commas between groups of three: `4,146`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = self.halves();
        let digits = whole.to_string();
        let mut shown = String::with_capacity(digits.len().saturating_mul(2));
        for (index, digit) in digits.chars().enumerate() {
            let left = digits.len().saturating_sub(index);
            if index > 0 && left.is_multiple_of(3) {
                shown.push(',');
            }
            shown.push(digit);
        }
        if self.decimals > 0 {
            let width = usize::from(self.decimals);
            shown.push_str(&format!(".{part:0width$}"));
        }
        f.pad(&shown)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

/// How a document states a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Stated as it is.
    Exact,
    /// 余, 多: so many and perhaps more.
    AtLeast,
}

/// A quantity: a number that is exact, or the least that it can be.
///
/// Read and written as `1303` or `≥2300`; `>=2300`, `2300余` and `2300多` are read too.
///
/// ```
/// use unbrella::report::figures::{Bound, Quantity};
///
/// let shops = Quantity::parse("2300余")?;
/// assert_eq!(shops.bound(), Bound::AtLeast);
/// assert_eq!(shops.to_string(), "≥2,300");
/// # Ok::<(), unbrella::report::figures::InvalidQuantity>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    number: Number,
    bound: Bound,
}

impl Quantity {
    /// Exactly this number.
    #[must_use]
    pub const fn exact(number: Number) -> Self {
        Self { number, bound: Bound::Exact }
    }

    /// This number or more.
    #[must_use]
    pub const fn at_least(number: Number) -> Self {
        Self { number, bound: Bound::AtLeast }
    }

    /// Reads a number, or one that is marked as the least.
    ///
    /// # Errors
    ///
    /// [`InvalidQuantity`].
    pub fn parse(text: &str) -> Result<Self, InvalidQuantity> {
        let text = text.trim();
        let front = text.strip_prefix('≥').or_else(|| text.strip_prefix(">="));
        let back = text.strip_suffix(['余', '多', '餘']);
        match (front, back) {
            (None, None) => Number::parse(text).map(Self::exact),
            (Some(rest), None) | (None, Some(rest)) => {
                Number::parse(rest.trim()).map(Self::at_least)
            }
            (Some(_), Some(_)) => Err(InvalidQuantity::Spelling),
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> Number {
        self.number
    }

    /// Whether it is exact.
    #[must_use]
    pub const fn bound(self) -> Bound {
        self.bound
    }

    /// The number, if it is exact.
    #[must_use]
    pub const fn as_exact(self) -> Option<Number> {
        match self.bound {
            Bound::Exact => Some(self.number),
            Bound::AtLeast => None,
        }
    }

    /// The spelling for machines: `≥2300`.
    #[must_use]
    pub fn plain(self) -> String {
        match self.bound {
            Bound::Exact => self.number.plain(),
            Bound::AtLeast => format!("≥{}", self.number.plain()),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound {
            Bound::Exact => write!(f, "{}", self.number),
            Bound::AtLeast => write!(f, "≥{}", self.number),
        }
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "a quantity such as \"1303\" or \"≥2300\"", 64, Self::parse)
    }
}

/// Why a text is not a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidQuantity {
    /// Nothing there.
    #[error("the number is missing")]
    Empty,
    /// A minus sign.
    #[error("a published quantity is not negative")]
    Negative,
    /// Such as `1e400`.
    #[error("a number is written without an exponent")]
    Exponent,
    /// Such as `01`.
    #[error("a number does not begin with 0")]
    LeadingZero,
    /// Such as `13,03`.
    #[error("commas stand between groups of three digits, as in 1,303")]
    Grouping,
    /// Such as `84.3%`.
    #[error("the percent sign belongs in the unit")]
    UnitInside,
    /// Such as 47.38亿.
    #[error("万 and 亿 are written out, as in 4738000000")]
    Myriads,
    /// Too many decimals.
    #[error("more than {max} decimals", max = Number::MAX_DECIMALS)]
    TooPrecise,
    /// Too many digits.
    #[error("more than {max} digits", max = Number::MAX_DIGITS)]
    TooLarge,
    /// Anything else.
    #[error("a number is written as 1303, 1,303 or 84.3, or as ≥2300 or 2300余 if it is the least")]
    Spelling,
}
