//! What would make a step possible, and who can supply it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::text::Code;

use super::chinese::Chinese;
use super::list::AtLeastOne;
use super::sentence::{Sentence, Word};

/// What a cure consists of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Act {
    /// A command that somebody sends; the code of the command.
    Command(Code),
    /// A fact that somebody supplies; the code of the fact.
    Fact(Code),
}

/// One thing that somebody can do about a condition that is not met.
///
/// `Display`: `obtain the signature of the leader in charge (by: leader in charge)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cure {
    act: Act,
    how: Sentence,
    by: Word,
}

impl Cure {
    /// A command that somebody sends.
    #[must_use]
    pub const fn command(code: Code, how: Sentence, by: Word) -> Self {
        Self { act: Act::Command(code), how, by }
    }

    /// A fact that somebody supplies.
    #[must_use]
    pub const fn fact(code: Code, how: Sentence, by: Word) -> Self {
        Self { act: Act::Fact(code), how, by }
    }

    /// The command or the fact.
    #[must_use]
    pub const fn act(&self) -> &Act {
        &self.act
    }

    /// What is to be done, in one sentence.
    #[must_use]
    pub const fn how(&self) -> &Sentence {
        &self.how
    }

    /// Who can do it.
    #[must_use]
    pub const fn by(&self) -> &Word {
        &self.by
    }
}

impl fmt::Display for Cure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (by: {})", self.how, self.by)
    }
}

impl Chinese for Cure {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（由{}办理）", self.how.chinese(), self.by.chinese())
    }
}

/// What can be done about one condition: cures, *all* of which are needed, or the reason
/// why there are none.
///
/// Alternatives are not listed here: they are separate conditions under an `any` of the
/// requirement.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Remedy(Inner);

/// The two cases, kept private so that no list of cures is ever empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum Inner {
    Cures(AtLeastOne<Cure>),
    None(Sentence),
}

impl Remedy {
    /// One cure that suffices.
    #[must_use]
    pub fn by(cure: Cure) -> Self {
        Self(Inner::Cures(AtLeastOne::new(cure)))
    }

    /// Several cures that are needed together.
    #[must_use]
    pub fn by_all(first: Cure, more: impl IntoIterator<Item = Cure>) -> Self {
        let mut cures = AtLeastOne::new(first);
        cures.extend(more);
        Self(Inner::Cures(cures))
    }

    /// Nothing can be done, for this reason.
    #[must_use]
    pub const fn none(why: Sentence) -> Self {
        Self(Inner::None(why))
    }

    /// The cures, all of which are needed; empty if there are none.
    #[must_use]
    pub fn cures(&self) -> &[Cure] {
        match &self.0 {
            Inner::Cures(cures) => cures.as_slice(),
            Inner::None(_) => &[],
        }
    }

    /// Why there are no cures.
    #[must_use]
    pub const fn why_none(&self) -> Option<&Sentence> {
        match &self.0 {
            Inner::Cures(_) => None,
            Inner::None(why) => Some(why),
        }
    }

    /// Whether anything can be done.
    #[must_use]
    pub const fn is_curable(&self) -> bool {
        matches!(self.0, Inner::Cures(_))
    }
}
