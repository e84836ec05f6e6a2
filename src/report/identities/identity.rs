//! What an identity is made of.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::text::{Code, InvalidText, Line, read_str};

/// Which figure is meant: its name, and its place if that is not the identity's.
///
/// Written as `persons_handled` or `persons_handled@Gansu`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureRef {
    pub(super) name: Code,
    pub(super) place: Option<Line>,
}

impl FigureRef {
    /// Reads a name, or a name and a place with `@` between.
    ///
    /// # Errors
    ///
    /// [`InvalidText`].
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        let (name, place) = match text.split_once('@') {
            Some((name, place)) => (name, Some(Line::parse(place)?)),
            None => (text, None),
        };
        Ok(Self { name: Code::parse(name)?, place })
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &Code {
        &self.name
    }

    /// The place, if it is not the identity's.
    #[must_use]
    pub const fn place(&self) -> Option<&Line> {
        self.place.as_ref()
    }
}

impl fmt::Display for FigureRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{}@{place}", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}

impl Serialize for FigureRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.place {
            Some(place) => {
                serializer.collect_str(&format_args!("{}@{}", self.name.as_str(), place.as_str()))
            }
            None => serializer.serialize_str(self.name.as_str()),
        }
    }
}

impl<'de> Deserialize<'de> for FigureRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const LONGEST: usize = Line::MAX_CHARS * 4 + Code::MAX_CHARS + 1;
        read_str(deserializer, "the name of a figure", LONGEST, Self::parse)
    }
}

/// Figures that are added up. In JSON a list of names.
///
/// Adding up says that the figures count different things of one kind.
// Invariant: 1..=MAX figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<FigureRef>", into = "Vec<FigureRef>")]
pub struct Sum(pub(super) Vec<FigureRef>);

impl Sum {
    /// The most figures in one sum.
    pub const MAX: usize = 64;

    /// A sum of these figures.
    ///
    /// # Errors
    ///
    /// [`InvalidSum`] for none, or for more than [`Sum::MAX`].
    pub fn new(figures: Vec<FigureRef>) -> Result<Self, InvalidSum> {
        if figures.is_empty() || figures.len() > Self::MAX {
            return Err(InvalidSum { found: figures.len() });
        }
        Ok(Self(figures))
    }

    /// The figures, in order.
    #[must_use]
    pub fn figures(&self) -> &[FigureRef] {
        &self.0
    }
}

impl TryFrom<Vec<FigureRef>> for Sum {
    type Error = InvalidSum;

    fn try_from(figures: Vec<FigureRef>) -> Result<Self, Self::Error> {
        Self::new(figures)
    }
}

impl From<Sum> for Vec<FigureRef> {
    fn from(sum: Sum) -> Self {
        sum.0
    }
}

/// A sum of no figure, or of too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sum of {found} figures, 1 to {max} are allowed", max = Sum::MAX)]
pub struct InvalidSum {
    /// How many there were.
    pub found: usize,
}

/// Whether two parts can have something in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// No two parts have anything in common.
    Disjoint,
    /// Nobody has said so: one person may be sanctioned and transferred.
    NotStated,
}

/// Whether the parts together are the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cover {
    /// The parts are all there is.
    Complete,
    /// Something may be left over.
    Open,
}

/// Whether the parts belong to the whole at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Among {
    /// They do.
    Stated,
    /// Nobody has said so: they may come from another period or another list.
    NotStated,
}

/// Why one figure cannot be more than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 子集: it counts some of what the other counts.
    Subset,
    /// 阶段: it counts what has come one stage further.
    Stage,
    /// 汇总: it counts the same for a smaller place or a shorter time.
    RollUp,
}

/// What a quotient is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// 3.18 persons to a case.
    Quotient,
    /// 19.2 %.
    Percent,
}

/// What is said about figures, in a form that can be checked.
///
/// In JSON the name of the statement stands outside:
/// `{"equal": {"left": ["letters_sent"], "right": ["letters_rectified"]}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Statement {
    /// A whole and its parts; what is left over is bounded.
    Division {
        /// The whole.
        whole: Sum,
        /// The parts.
        parts: Sum,
        /// Whether the parts can overlap.
        overlap: Overlap,
        /// Whether they are all of the whole.
        cover: Cover,
        /// Whether they belong to it.
        among: Among,
    },
    /// One is not more than the other; shown with its share.
    AtMost {
        /// The smaller.
        part: Sum,
        /// The larger.
        whole: Sum,
        /// Why.
        relation: Relation,
    },
    /// Both are the same number.
    Equal {
        /// One side.
        left: Sum,
        /// The other.
        right: Sum,
    },
    /// A total that no document states.
    Total {
        /// What is added up.
        of: Sum,
    },
    /// A figure without its increase: what it was before.
    Difference {
        /// The later figure.
        from: FigureRef,
        /// The increase.
        minus: FigureRef,
    },
    /// A quotient that no document states.
    Ratio {
        /// What is divided.
        part: Sum,
        /// By what.
        of: Sum,
        /// Decimals, at most 6.
        decimals: u8,
        /// How it is shown.
        shown: Shown,
    },
    /// A stated percentage is that of two stated figures, rounded half up.
    Share {
        /// The part.
        part: Sum,
        /// The base.
        of: Sum,
        /// The stated percentage.
        percent: FigureRef,
    },
    /// Some whole part of a stated base gives the stated percentage.
    PartOfBase {
        /// The stated percentage.
        percent: FigureRef,
        /// The base.
        of: Sum,
    },
    /// A percentage without its base: which bases can give it.
    PossibleBases {
        /// The stated percentage.
        percent: FigureRef,
        /// No base is larger than this.
        largest: FigureRef,
    },
    /// Many to many: the counts need not agree, but each on the left needs one on the right.
    Coverage {
        /// What must be covered, such as problems.
        left: Sum,
        /// What covers it, such as entries of a ledger.
        right: Sum,
    },
    /// Figures that look as if they could be added up, and cannot.
    DoNotAdd {
        /// The figures.
        terms: Vec<Sum>,
    },
    /// A running total: of two dates the later one is not the smaller. Found by name in
    /// all periods of the place that end on a day.
    NeverFalls {
        /// The figure.
        figure: FigureRef,
    },
}

impl Statement {
    /// The figures that it needs, in order of appearance, each once.
    #[must_use]
    pub fn figures(&self) -> Vec<&FigureRef> {
        let one = std::slice::from_ref::<FigureRef>;
        let lists: Vec<&[FigureRef]> = match self {
            Self::Division { whole, parts, .. } => vec![&whole.0, &parts.0],
            Self::AtMost { part, whole, .. } => vec![&part.0, &whole.0],
            Self::Equal { left, right } | Self::Coverage { left, right } => {
                vec![&left.0, &right.0]
            }
            Self::Total { of } => vec![&of.0],
            Self::Difference { from, minus } => vec![one(from), one(minus)],
            Self::Ratio { part, of, .. } => vec![&part.0, &of.0],
            Self::Share { part, of, percent } => vec![&part.0, &of.0, one(percent)],
            Self::PartOfBase { percent, of } => vec![one(percent), &of.0],
            Self::PossibleBases { percent, largest } => vec![one(percent), one(largest)],
            Self::DoNotAdd { terms } => terms.iter().map(|term| term.0.as_slice()).collect(),
            Self::NeverFalls { figure } => vec![one(figure)],
        };
        let mut seen = std::collections::BTreeSet::new();
        lists.into_iter().flatten().filter(|figure| seen.insert(*figure)).collect()
    }
}

/// Where an identity is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Of this place, whatever the periods.
    Place(Line),
    /// Of each place that has one of the figures, and there of each period.
    EachPlaceAndPeriod,
}

/// A sentence in English and in Chinese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// In English.
    pub en: Line,
    /// In Chinese.
    pub zh: Line,
}

/// Something that must hold between figures, or that follows from them.
///
/// # Examples
///
/// ```
/// use unbrella::report::identities::declared;
///
/// let identities = declared();
/// let a16 = identities.iter().find(|identity| identity.id().as_str() == "A16").unwrap();
/// assert_eq!(a16.wording().en.as_str(), "Every letter that was sent was rectified.");
/// assert_eq!(a16.figures().len(), 2);
/// ```
// Invariant: none beyond those of the fields; every combination can be audited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    id: Line,
    scope: Scope,
    source: Line,
    wording: Wording,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<Wording>,
    statement: Statement,
}

impl Identity {
    /// An identity.
    ///
    /// `id` names it in the audit, `source` says which row it was taken from.
    #[must_use]
    pub const fn new(
        id: Line,
        scope: Scope,
        source: Line,
        wording: Wording,
        statement: Statement,
    ) -> Self {
        Self { id, scope, source, wording, note: None, statement }
    }

    /// The same with a note: what is our reading, or what does not follow.
    #[must_use]
    pub fn with_note(self, note: Wording) -> Self {
        Self { note: Some(note), ..self }
    }

    /// The same, asked of each place and period.
    #[must_use]
    pub fn everywhere(self) -> Self {
        Self { scope: Scope::EachPlaceAndPeriod, ..self }
    }

    /// How the audit names it, such as `A1`.
    #[must_use]
    pub const fn id(&self) -> &Line {
        &self.id
    }

    /// Where it is asked.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Where it was taken from.
    #[must_use]
    pub const fn source(&self) -> &Line {
        &self.source
    }

    /// What it says.
    #[must_use]
    pub const fn wording(&self) -> &Wording {
        &self.wording
    }

    /// What is our reading, or what does not follow.
    #[must_use]
    pub const fn note(&self) -> Option<&Wording> {
        self.note.as_ref()
    }

    /// What is checked.
    #[must_use]
    pub const fn statement(&self) -> &Statement {
        &self.statement
    }

    /// The figures that it needs.
    #[must_use]
    pub fn figures(&self) -> Vec<&FigureRef> {
        self.statement.figures()
    }
}
