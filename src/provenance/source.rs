//! Who or what says something about a case.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::text::{Code, Line, read_str};

/// What kind of source it is. An open list: a host may add its own codes.
///
/// # Source
///
/// The channels of the practice reports: letters and calls (C05), case files (G13, C09),
/// inspection teams and supervision (G22, H25), big-data comparison (H11, Z12).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SourceKind {
    /// 文件: a document that is none of the below.
    Document,
    /// 官方记录: a register or a record of an organ.
    OfficialRecord,
    /// 生效裁判、决定: an effective judgment or decision.
    EffectiveDecision,
    /// 案卷: the file of a case.
    CaseFile,
    /// 群众举报: a report by a person, named or not. Never the person.
    Report,
    /// 供述、证言: what somebody said when questioned.
    Statement,
    /// 巡视巡察、督导: an inspection or a supervision team.
    Inspection,
    /// 大数据比对: a comparison of data sets.
    DataComparison,
    /// 舆情: press and the public network.
    Media,
    /// A kind that the host has added, or that a later version knows.
    Other(Code),
}

impl SourceKind {
    /// The kinds that have a name here.
    pub const ALL: &'static [Self] = &[
        Self::Document,
        Self::OfficialRecord,
        Self::EffectiveDecision,
        Self::CaseFile,
        Self::Report,
        Self::Statement,
        Self::Inspection,
        Self::DataComparison,
        Self::Media,
    ];

    /// The kind with this code; any other code becomes [`SourceKind::Other`].
    #[must_use]
    pub fn of(code: Code) -> Self {
        Self::ALL
            .iter()
            .find(|kind| kind.code() == code.as_str())
            .cloned()
            .unwrap_or(Self::Other(code))
    }

    /// The code, as it is written and read.
    #[must_use]
    pub fn code(&self) -> &str {
        self.words().0
    }

    /// The Chinese term; the code for a kind of the host.
    #[must_use]
    pub fn term(&self) -> &str {
        self.words().1
    }

    /// The English words; the code for a kind of the host.
    #[must_use]
    pub fn english(&self) -> &str {
        self.words().2
    }

    /// Code, Chinese term, English words.
    fn words(&self) -> (&str, &str, &str) {
        match self {
            Self::Document => ("document", "文件", "document"),
            Self::OfficialRecord => ("official_record", "官方记录", "official record"),
            Self::EffectiveDecision => {
                ("effective_decision", "生效裁判、决定", "effective judgment or decision")
            }
            Self::CaseFile => ("case_file", "案卷", "case file"),
            Self::Report => ("report", "群众举报", "report by a person"),
            Self::Statement => ("statement", "供述、证言", "statement under questioning"),
            Self::Inspection => ("inspection", "巡视巡察、督导", "inspection or supervision"),
            Self::DataComparison => ("data_comparison", "大数据比对", "comparison of data sets"),
            Self::Media => ("media", "舆情", "press or public network"),
            Self::Other(code) => (code.as_str(), code.as_str(), code.as_str()),
        }
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.english())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SourceKind {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SourceKind".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl Serialize for SourceKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for SourceKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_str(deserializer, "a kind of source", 64, |text| Code::parse(text).map(Self::of))
    }
}

/// Who or what says something about a case.
///
/// Two sources with the same `origin` are one origin: a letter and the call that
/// repeats it, a record and its copy. They are counted once, see
/// [`independent_origins`](super::independent_origins).
///
/// The origin is a code that the host deals out. It is never a name or a telephone
/// number and never computed from one; for a report it says "the same hand" and not whose.
///
/// # Examples
///
/// ```
/// use unbrella::base::text::{Code, Line};
/// use unbrella::provenance::{Source, SourceKind};
///
/// let source = Source::new(
///     Line::parse("乙局 notice 16")?,
///     SourceKind::OfficialRecord,
///     Code::parse("notice-16")?,
/// );
/// assert_eq!(source.to_string(), "乙局 notice 16 (official record)");
/// # Ok::<(), unbrella::base::text::InvalidText>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    label: Line,
    kind: SourceKind,
    origin: Code,
}

impl Source {
    /// A source.
    #[must_use]
    pub const fn new(label: Line, kind: SourceKind, origin: Code) -> Self {
        Self { label, kind, origin }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(&self) -> &Line {
        &self.label
    }

    /// What kind of source it is.
    #[must_use]
    pub const fn kind(&self) -> &SourceKind {
        &self.kind
    }

    /// What it shares with every other source of the same origin.
    #[must_use]
    pub const fn origin(&self) -> &Code {
        &self.origin
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.label, self.kind)
    }
}
