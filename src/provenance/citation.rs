//! Where a rule or a number comes from.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::text::Line;

code_list! {
    /// How certain it is that a document says what is said of it.
    ///
    /// Ordered by how much of it a reader can check: what the document itself says
    /// stands above our reading of it, a text that can be read in two ways above
    /// anything that was not looked up.
    ///
    /// # Source
    ///
    /// The marks E, I and ? of the catalogue of rules, and *found*, *mem-high*,
    /// *mem-mid* and *mem-low* of the note on the law; *found* is [`Certainty::Stated`].
    Certainty {
        /// 原文: the document says it in so many words (E, found).
        Stated = "stated", "原文", "stated";
        /// 本库理解: the document describes it; the shape of the rule is our reading (I).
        Reading = "reading", "本库理解", "our reading";
        /// 原文有歧义: the text can be read in more than one way, or is garbled (?).
        Open = "open", "原文有歧义", "open to more than one reading";
        /// 未查证，把握较大: not looked up; sure of the substance, the article may be off by one.
        MemoryHigh = "memory_high", "未查证，把握较大", "not looked up, sure of the substance";
        /// 未查证，细节不定: not looked up; the detail is uncertain.
        MemoryMid = "memory_mid", "未查证，细节不定", "not looked up, detail uncertain";
        /// 未查证，仅供参考: not looked up; a hint only.
        MemoryLow = "memory_low", "未查证，仅供参考", "not looked up, a hint only";
    }
}

code_list! {
    /// What may be done with a value of a given [`Certainty`] as a default.
    DefaultUse {
        /// 可直接采用: it may be the default.
        Free = "free", "可直接采用", "may be the default";
        /// 可采用，须注明: it may be the default if the other readings are named and kept as data.
        Noted = "noted", "可采用，须注明", "may be the default, with the other readings named";
        /// 可采用，标明待查: it may be the default if it is marked as not looked up.
        Unverified = "unverified", "可采用，标明待查", "may be the default, marked as not looked up";
        /// 不得采用: it may not be the default before somebody has looked it up.
        Never = "never", "不得采用", "may not be the default";
    }
}

impl Certainty {
    /// What may be done with such a value as a default.
    ///
    /// ```
    /// use unbrella::provenance::{Certainty, DefaultUse};
    ///
    /// assert_eq!(Certainty::Stated.default_use(), DefaultUse::Free);
    /// assert_eq!(Certainty::MemoryLow.default_use(), DefaultUse::Never);
    /// ```
    #[must_use]
    pub const fn default_use(self) -> DefaultUse {
        match self {
            Self::Stated => DefaultUse::Free,
            Self::Reading | Self::Open => DefaultUse::Noted,
            Self::MemoryHigh | Self::MemoryMid => DefaultUse::Unverified,
            Self::MemoryLow => DefaultUse::Never,
        }
    }

    /// 5 for what the document says, down to 0 for a hint.
    const fn rank(self) -> u8 {
        match self {
            Self::Stated => 5,
            Self::Reading => 4,
            Self::Open => 3,
            Self::MemoryHigh => 2,
            Self::MemoryMid => 1,
            Self::MemoryLow => 0,
        }
    }
}

/// The less certain comes first.
impl Ord for Certainty {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Certainty {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A place in a published document.
///
/// `Display` gives document, day and place, and the certainty unless it is
/// [`Certainty::Stated`].
///
/// # Examples
///
/// ```
/// use unbrella::base::text::Line;
/// use unbrella::day;
/// use unbrella::provenance::{Certainty, Citation};
///
/// let citation = Citation::new(Line::parse("Zhaotong practice report")?, Certainty::Stated)
///     .published_on(day!(2019, 4, 24))
///     .at(Line::parse("Z13")?);
/// assert_eq!(citation.to_string(), "Zhaotong practice report, 2019-04-24, Z13");
/// # Ok::<(), unbrella::base::text::InvalidText>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    document: Line,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wording: Option<Line>,
    certainty: Certainty,
}

impl Citation {
    /// Cites a document as a whole.
    #[must_use]
    pub const fn new(document: Line, certainty: Certainty) -> Self {
        Self { document, published: None, place: None, wording: None, certainty }
    }

    /// A citation for the crate's own tables, without copying. Empty texts stand for none.
    #[allow(dead_code, reason = "the tables of the storeys above use it")]
    pub(crate) const fn literal(
        document: &'static str,
        published: Option<Day>,
        place: &'static str,
        wording: &'static str,
        certainty: Certainty,
    ) -> Self {
        const fn some(text: &'static str) -> Option<Line> {
            if text.is_empty() { None } else { Some(Line::literal(text)) }
        }
        Self {
            document: Line::literal(document),
            published,
            place: some(place),
            wording: some(wording),
            certainty,
        }
    }

    /// Adds the day of publication, or of promulgation for a law.
    #[must_use]
    pub fn published_on(mut self, day: Day) -> Self {
        self.published = Some(day);
        self
    }

    /// Adds the place in the document: a row of the catalogue, an article.
    #[must_use]
    pub fn at(mut self, place: Line) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds the words that are relied on.
    #[must_use]
    pub fn saying(mut self, wording: Line) -> Self {
        self.wording = Some(wording);
        self
    }

    /// The title of the document.
    #[must_use]
    pub const fn document(&self) -> &Line {
        &self.document
    }

    /// When it was published, if it says so.
    #[must_use]
    pub const fn published(&self) -> Option<Day> {
        self.published
    }

    /// Where in the document: a row of the catalogue, an article.
    #[must_use]
    pub const fn place(&self) -> Option<&Line> {
        self.place.as_ref()
    }

    /// The words that are relied on.
    #[must_use]
    pub const fn wording(&self) -> Option<&Line> {
        self.wording.as_ref()
    }

    /// How certain it is that the document says so.
    #[must_use]
    pub const fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// The citation in Chinese: as `Display`, with Chinese signs and words between the parts.
    #[must_use]
    pub fn chinese(&self) -> String {
        let day = self.published.map_or_else(|| "未注明日期".to_owned(), |day| day.to_string());
        let mut text = format!("《{}》，{day}", self.document);
        if let Some(place) = &self.place {
            text.push('，');
            text.push_str(&place.to_string());
        }
        if self.certainty != Certainty::Stated {
            text.push('（');
            text.push_str(self.certainty.term());
            text.push('）');
        }
        text
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.document)?;
        match self.published {
            Some(day) => write!(f, ", {day}")?,
            None => f.write_str(", undated")?,
        }
        if let Some(place) = &self.place {
            write!(f, ", {place}")?;
        }
        if self.certainty != Certainty::Stated {
            write!(f, " ({})", self.certainty)?;
        }
        Ok(())
    }
}
