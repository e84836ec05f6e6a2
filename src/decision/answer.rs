//! Known, or undetermined and what is missing.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::text::Code;
use crate::provenance::NotKnown;

use super::chinese::Chinese;
use super::list::AtLeastOne;
use super::sentence::{Sentence, Word};

/// A fact that a rule would need to know.
///
/// `Display`: `whether local ties hold up the work (never asked)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Missing {
    fact: Code,
    what: Sentence,
    why: NotKnown,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<Word>,
}

impl Missing {
    /// A fact by its code, in words, and why it is not known.
    #[must_use]
    pub const fn new(fact: Code, what: Sentence, why: NotKnown) -> Self {
        Self { fact, what, why, by: None }
    }

    /// Adds who can supply it.
    #[must_use]
    pub fn supplied_by(mut self, by: Word) -> Self {
        self.by = Some(by);
        self
    }

    /// The code of the fact.
    #[must_use]
    pub const fn fact(&self) -> &Code {
        &self.fact
    }

    /// What has to be found out.
    #[must_use]
    pub const fn what(&self) -> &Sentence {
        &self.what
    }

    /// Why it is not known.
    #[must_use]
    pub const fn why(&self) -> NotKnown {
        self.why
    }

    /// Who can supply it, if that is laid down.
    #[must_use]
    pub const fn by(&self) -> Option<&Word> {
        self.by.as_ref()
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}", self.what, self.why)?;
        match &self.by {
            Some(by) => write!(f, ", from: {by})"),
            None => f.write_str(")"),
        }
    }
}

impl Chinese for Missing {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}", self.what.chinese(), self.why.term())?;
        match &self.by {
            Some(by) => write!(f, "，由{}提供）", by.chinese()),
            None => f.write_str("）"),
        }
    }
}

/// What is missing before a question can be answered. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Undetermined(AtLeastOne<Missing>);

impl Undetermined {
    /// One thing is missing.
    #[must_use]
    pub fn new(missing: Missing) -> Self {
        Self(AtLeastOne::new(missing))
    }

    /// Adds a further thing; one that is listed already is not listed twice.
    #[must_use]
    pub fn and(mut self, missing: Missing) -> Self {
        if !self.missing().contains(&missing) {
            self.0.push(missing);
        }
        self
    }

    /// What is missing, in the order in which it was asked for. Never empty.
    #[must_use]
    pub fn missing(&self) -> &[Missing] {
        self.0.as_slice()
    }
}

impl fmt::Display for Undetermined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("undetermined, missing: ")?;
        for (at, missing) in self.missing().iter().enumerate() {
            let join = if at == 0 { "" } else { "; " };
            write!(f, "{join}{missing}")?;
        }
        Ok(())
    }
}

impl Chinese for Undetermined {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("尚不能确定，缺少：")?;
        for (at, missing) in self.missing().iter().enumerate() {
            let join = if at == 0 { "" } else { "；" };
            write!(f, "{join}{}", missing.chinese())?;
        }
        Ok(())
    }
}

/// The answer to a question whose facts may be missing. Never a guess.
///
/// ```
/// use unbrella::base::text::Code;
/// use unbrella::decision::{Answer, Missing};
/// use unbrella::provenance::NotKnown;
/// use unbrella::sentence;
///
/// let interference = Missing::new(
///     Code::parse("interference")?,
///     sentence!("whether local ties hold up the work", "是否存在地方关系干扰办案"),
///     NotKnown::NeverAsked,
/// );
/// let answer: Answer<u64> = Answer::missing(interference);
/// assert_eq!(
///     answer.to_string(),
///     "undetermined, missing: whether local ties hold up the work (never asked)",
/// );
/// assert_eq!(answer.known(), None);
/// # Ok::<(), unbrella::base::text::InvalidText>(())
/// ```
///
/// ```compile_fail
/// #![deny(unused_must_use)]
/// fn ask() -> unbrella::decision::Answer<bool> { unimplemented!() }
/// ask();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[must_use = "an answer that nobody reads was not asked for"]
pub enum Answer<T> {
    /// The answer.
    Known(T),
    /// There is none before these facts are known.
    Undetermined(Undetermined),
}

impl<T> Answer<T> {
    /// No answer, since one thing is missing.
    pub fn missing(missing: Missing) -> Self {
        Self::Undetermined(Undetermined::new(missing))
    }

    /// The answer, if there is one.
    #[must_use]
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Undetermined(_) => None,
        }
    }

    /// What is missing; empty if the answer is known.
    #[must_use]
    pub fn what_is_missing(&self) -> &[Missing] {
        match self {
            Self::Known(_) => &[],
            Self::Undetermined(open) => open.missing(),
        }
    }

    /// Another form of the answer.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Known(value) => Answer::Known(change(value)),
            Self::Undetermined(open) => Answer::Undetermined(open),
        }
    }

    /// Asks further from the answer.
    pub fn and_then<U>(self, ask: impl FnOnce(T) -> Answer<U>) -> Answer<U> {
        match self {
            Self::Known(value) => ask(value),
            Self::Undetermined(open) => Answer::Undetermined(open),
        }
    }

    /// Both answers, or everything that either is missing.
    pub fn zip<U>(self, other: Answer<U>) -> Answer<(T, U)> {
        match (self, other) {
            (Self::Known(one), Answer::Known(two)) => Answer::Known((one, two)),
            (Self::Undetermined(one), Answer::Undetermined(two)) => {
                Answer::Undetermined(two.missing().iter().cloned().fold(one, Undetermined::and))
            }
            (Self::Undetermined(open), _) | (_, Answer::Undetermined(open)) => {
                Answer::Undetermined(open)
            }
        }
    }
}

impl<T: fmt::Display> fmt::Display for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => fmt::Display::fmt(value, f),
            Self::Undetermined(open) => fmt::Display::fmt(open, f),
        }
    }
}

impl<T: Chinese> Chinese for Answer<T> {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => value.fmt_chinese(f),
            Self::Undetermined(open) => open.fmt_chinese(f),
        }
    }
}
