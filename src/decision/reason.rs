//! A rule that bore on an answer, what it found, and where it comes from.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::text::read_str;
use crate::provenance::Citation;

use super::chinese::Chinese;
use super::list::AtLeastOne;
use super::sentence::Sentence;

/// The stable name of a rule: `file/rule`, such as `transfer/notice-late`.
///
/// The first part is the file under `procedure/` that holds the rule, so that a printed
/// reason leads there. Literals are checked while compiling by
/// [`rule_name!`](crate::rule_name!).
///
/// ```
/// use unbrella::decision::RuleName;
///
/// let name = RuleName::parse("transfer/notice-late")?;
/// assert_eq!((name.file(), name.rule()), ("transfer", "notice-late"));
/// assert!(RuleName::parse("Transfer/Notice").is_err());
/// # Ok::<(), unbrella::decision::InvalidRuleName>(())
/// ```
// Invariant: at most 64 bytes; two parts around one `/`; each part words of a-z and 0-9
// joined by single `-`, with a letter first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleName(Cow<'static, str>);

impl RuleName {
    /// The longest name, in bytes.
    pub const MAX_BYTES: usize = 64;

    /// Reads a name.
    ///
    /// # Errors
    ///
    /// [`InvalidRuleName`].
    pub fn parse(text: &str) -> Result<Self, InvalidRuleName> {
        if is_rule_name(text) {
            Ok(Self(Cow::Owned(text.to_owned())))
        } else {
            Err(InvalidRuleName)
        }
    }

    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part in front of the `/`.
    #[must_use]
    pub fn file(&self) -> &str {
        self.0.split_once('/').unwrap_or_default().0
    }

    /// The part behind the `/`.
    #[must_use]
    pub fn rule(&self) -> &str {
        self.0.split_once('/').unwrap_or_default().1
    }
}

/// A literal that was found to be the name of a rule; see [`rule_name!`](crate::rule_name!).
// Invariant: that of `RuleName`.
#[derive(Clone, Copy, Debug)]
pub struct RuleLiteral(&'static str);

impl RuleLiteral {
    /// Checks a literal; `None` if it is not the name of a rule.
    #[must_use]
    pub const fn of(name: &'static str) -> Option<Self> {
        if is_rule_name(name) { Some(Self(name)) } else { None }
    }

    /// The name.
    #[must_use]
    pub const fn name(self) -> RuleName {
        RuleName(Cow::Borrowed(self.0))
    }
}

/// Whether a text is `file/rule`.
const fn is_rule_name(text: &str) -> bool {
    let mut bytes = text.as_bytes();
    if bytes.len() > RuleName::MAX_BYTES {
        return false;
    }
    let mut slashes = 0_u8;
    let mut before = b'/';
    while let [byte, rest @ ..] = bytes {
        let fits = match *byte {
            b'a'..=b'z' => true,
            b'0'..=b'9' => before != b'/',
            b'-' => before != b'/' && before != b'-',
            b'/' => {
                slashes = slashes.saturating_add(1);
                before != b'/' && before != b'-'
            }
            _ => false,
        };
        if !fits {
            return false;
        }
        before = *byte;
        bytes = rest;
    }
    slashes == 1 && before != b'/' && before != b'-'
}

/// A [`RuleName`] from a literal, checked while compiling.
///
/// ```
/// use unbrella::decision::RuleName;
///
/// const LATE: RuleName = unbrella::rule_name!("transfer/notice-late");
/// assert_eq!(LATE.file(), "transfer");
/// ```
///
/// ```compile_fail,E0080
/// let _ = unbrella::rule_name!("transfer");
/// ```
///
/// ```compile_fail,E0080
/// let _ = unbrella::rule_name!("transfer/Notice_late");
/// ```
#[macro_export]
macro_rules! rule_name {
    ($name:literal) => {
        const {
            match $crate::decision::RuleLiteral::of($name) {
                Some(literal) => literal,
                None => panic!("a rule name is written as file/rule"),
            }
        }
        .name()
    };
}

/// A text that is not the name of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rule name is written as file/rule, with lower-case letters, digits and hyphens")]
pub struct InvalidRuleName;

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for RuleName {
    type Err = InvalidRuleName;

    fn from_str(text: &str) -> Result<Self, InvalidRuleName> {
        Self::parse(text)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RuleName {
    fn schema_name() -> Cow<'static, str> {
        "RuleName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "the name of a rule, such as transfer/notice",
            "type": "string", "pattern": "^[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*$"
        })
    }
}

impl Serialize for RuleName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RuleName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "the name of a rule", Self::MAX_BYTES, Self::parse)
    }
}

/// One rule that bore on an answer.
///
/// `Display`: `transfer/notice-late: notice was due … [Zhaotong practice report, 2019-04-24, Z13]`.
// Invariant: at least one citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    rule: RuleName,
    because: Sentence,
    citations: AtLeastOne<Citation>,
}

impl Reason {
    /// A reason that rests on one place in one document.
    #[must_use]
    pub fn new(rule: RuleName, because: Sentence, citation: Citation) -> Self {
        Self { rule, because, citations: AtLeastOne::new(citation) }
    }

    /// Adds a further place that says so.
    #[must_use]
    pub fn citing(mut self, citation: Citation) -> Self {
        self.citations.push(citation);
        self
    }

    /// The rule.
    #[must_use]
    pub const fn rule(&self) -> &RuleName {
        &self.rule
    }

    /// What the rule found, in one sentence.
    #[must_use]
    pub const fn because(&self) -> &Sentence {
        &self.because
    }

    /// Where the rule comes from. Never empty.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        self.citations.as_slice()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [", self.rule, self.because)?;
        for (at, citation) in self.citations().iter().enumerate() {
            let join = if at == 0 { "" } else { "; " };
            write!(f, "{join}{citation}")?;
        }
        f.write_str("]")
    }
}

impl Chinese for Reason {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}〔", self.rule, self.because.chinese())?;
        for (at, citation) in self.citations().iter().enumerate() {
            let join = if at == 0 { "" } else { "；" };
            write!(f, "{join}{}", citation.chinese())?;
        }
        f.write_str("〕")
    }
}
