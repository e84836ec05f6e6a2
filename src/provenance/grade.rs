//! How reliable a source is, and how credible what it says.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::text::read_str;

code_list! {
    /// 来源可靠性: how reliable the source has been so far.
    ///
    /// A is above B, and so on down to E. F is no place in this order: nothing is known
    /// about the source, so it is neither better nor worse than another.
    Reliability {
        /// 完全可靠.
        A = "A", "完全可靠", "completely reliable";
        /// 通常可靠.
        B = "B", "通常可靠", "usually reliable";
        /// 比较可靠.
        C = "C", "比较可靠", "fairly reliable";
        /// 通常不可靠.
        D = "D", "通常不可靠", "not usually reliable";
        /// 不可靠.
        E = "E", "不可靠", "unreliable";
        /// 可靠性无法判断.
        F = "F", "可靠性无法判断", "reliability cannot be judged";
    }
}

code_list! {
    /// 信息可信度: how credible the information is, whoever says it.
    ///
    /// 1 is above 2, and so on down to 5. 6 is no place in this order.
    Credibility {
        /// 已由其他来源证实.
        Confirmed = "1", "已由其他来源证实", "confirmed by other sources";
        /// 很可能属实.
        ProbablyTrue = "2", "很可能属实", "probably true";
        /// 可能属实.
        PossiblyTrue = "3", "可能属实", "possibly true";
        /// 存疑.
        Doubtful = "4", "存疑", "doubtful";
        /// 不大可能属实.
        Improbable = "5", "不大可能属实", "improbable";
        /// 真实性无法判断.
        CannotBeJudged = "6", "真实性无法判断", "truth cannot be judged";
    }
}

impl Reliability {
    /// 4 for A, down to 0 for E; none for F.
    const fn step(self) -> Option<u8> {
        match self {
            Self::A => Some(4),
            Self::B => Some(3),
            Self::C => Some(2),
            Self::D => Some(1),
            Self::E => Some(0),
            Self::F => None,
        }
    }
}

impl Credibility {
    /// 4 for 1, down to 0 for 5; none for 6.
    const fn step(self) -> Option<u8> {
        match self {
            Self::Confirmed => Some(4),
            Self::ProbablyTrue => Some(3),
            Self::PossiblyTrue => Some(2),
            Self::Doubtful => Some(1),
            Self::Improbable => Some(0),
            Self::CannotBeJudged => None,
        }
    }
}

/// Compares two steps, where none is comparable to none only if the values are equal.
fn compare(own: Option<u8>, other: Option<u8>) -> Option<Ordering> {
    match (own, other) {
        (Some(own), Some(other)) => Some(own.cmp(&other)),
        (None, None) => Some(Ordering::Equal),
        _ => None,
    }
}

/// The better one is greater.
impl PartialOrd for Reliability {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        compare(self.step(), other.step())
    }
}

/// The better one is greater.
impl PartialOrd for Credibility {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        compare(self.step(), other.step())
    }
}

/// A grade on two axes that are kept apart: the source, and what it says.
///
/// A reliable source can be wrong and a bad one right, so the two letters are never
/// added up. One grade is above another only if it is on both axes at least as good.
///
/// # Source
///
/// The Admiralty (NATO) system of two characters, `A1` to `F6`.
///
/// # Examples
///
/// ```
/// use unbrella::provenance::Grade;
///
/// let grade = Grade::parse("B2")?;
/// assert_eq!(grade.english(), "usually reliable; probably true");
/// assert!(grade > Grade::parse("C2")?);
/// // Better source, less credible content: neither is above the other.
/// assert_eq!(grade.partial_cmp(&Grade::parse("A3")?), None);
/// // F and 6 say that nobody can judge, not that it is bad.
/// assert_eq!(grade.partial_cmp(&Grade::parse("F2")?), None);
/// # Ok::<(), unbrella::provenance::InvalidGrade>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grade {
    reliability: Reliability,
    credibility: Credibility,
}

impl Grade {
    /// Nobody can judge either: what a new report has before anybody looks at it.
    pub const UNJUDGED: Self =
        Self { reliability: Reliability::F, credibility: Credibility::CannotBeJudged };

    /// A grade.
    #[must_use]
    pub const fn new(reliability: Reliability, credibility: Credibility) -> Self {
        Self { reliability, credibility }
    }

    /// Reads `B2` and the like: a letter A to F, a digit 1 to 6.
    ///
    /// # Errors
    ///
    /// [`InvalidGrade`].
    pub fn parse(text: &str) -> Result<Self, InvalidGrade> {
        let (letter, digit) = text.split_at_checked(1).ok_or(InvalidGrade)?;
        let reliability = Reliability::ALL.iter().find(|r| r.code() == letter);
        let credibility = Credibility::ALL.iter().find(|c| c.code() == digit);
        match (reliability, credibility) {
            (Some(&reliability), Some(&credibility)) => Ok(Self { reliability, credibility }),
            _ => Err(InvalidGrade),
        }
    }

    /// How reliable the source is.
    #[must_use]
    pub const fn reliability(self) -> Reliability {
        self.reliability
    }

    /// How credible the information is.
    #[must_use]
    pub const fn credibility(self) -> Credibility {
        self.credibility
    }

    /// Both in English words.
    #[must_use]
    pub fn english(self) -> String {
        format!("{}; {}", self.reliability.english(), self.credibility.english())
    }

    /// Both in Chinese words.
    #[must_use]
    pub fn chinese(self) -> String {
        format!("来源{}，信息{}", self.reliability.term(), self.credibility.term())
    }
}

/// Greater only if on both axes at least as good.
impl PartialOrd for Grade {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let source = self.reliability.partial_cmp(&other.reliability)?;
        let information = self.credibility.partial_cmp(&other.credibility)?;
        match (source, information) {
            (Ordering::Equal, only) | (only, Ordering::Equal) => Some(only),
            (one, two) => (one == two).then_some(one),
        }
    }
}

/// A text that is not a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a grade is written as a letter A to F and a digit 1 to 6")]
pub struct InvalidGrade;

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.reliability.code(), self.credibility.code())
    }
}

impl fmt::Debug for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Grade {
    type Err = InvalidGrade;

    fn from_str(text: &str) -> Result<Self, InvalidGrade> {
        Self::parse(text)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Grade {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Grade".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "a grade such as B2", 2, Self::parse)
    }
}
