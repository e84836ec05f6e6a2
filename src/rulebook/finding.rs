//! Findings: what may be wrong, or worth a look, in packs, with stable codes.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::text::Code;
use crate::rulebook::keys;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something to know.
    Note,
    /// Something to change, or to give a reason for.
    Warning,
    /// The pack is refused.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

macro_rules! finding_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident, $example:literal;)+) => {
        /// Which kind of finding: stable codes, never used again for something else.
        ///
        /// Each shows packs that give exactly this finding; a test runs every one of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum FindingCode {$(
            $(#[$doc])*
            ///
            /// ```json
            #[doc = include_str!($example)]
            /// ```
            #[serde(rename = $code)]
            $name,
        )+}

        impl FindingCode {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code, such as `R001`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// How much it weighs.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// Packs in JSON that give exactly this finding.
            #[must_use]
            pub const fn failing_example(self) -> &'static str {
                match self { $(Self::$name => include_str!($example)),+ }
            }
        }
    };
}

finding_codes! {
    /// The key is not declared in [`keys`].
    UnknownKey = "R001", Error, "lint/examples/r001.json";
    /// The value is of another kind than the key.
    WrongKind = "R002", Error, "lint/examples/r002.json";
    /// Two entries begin on one day.
    SameDay = "R003", Error, "lint/examples/r003.json";
    /// A parameter has no entry.
    NoEntry = "R004", Error, "lint/examples/r004.json";
    /// A list or a chain names nothing.
    EmptyList = "R005", Error, "lint/examples/r005.json";
    /// A list names a code twice, or a chain a role.
    Repeated = "R006", Error, "lint/examples/r006.json";
    /// A code is not in the closed list of the key.
    UnknownWord = "R007", Error, "lint/examples/r007.json";
    /// A catalogue has another number of entries than its document states.
    CatalogueCount = "R008", Error, "lint/examples/r008.json";
    /// The entries of a catalogue are not numbered 1, 2, 3 and so on.
    CatalogueNumbers = "R009", Error, "lint/examples/r009.json";
    /// An entry neither lays down a value nor ends one, or does both.
    SaysNothing = "R010", Error, "lint/examples/r010.json";
    /// An entry ends a value where there is none.
    EndsNothing = "R011", Error, "lint/examples/r011.json";
    /// A value that is a hint only is used as the default.
    TooUncertain = "R012", Error, "lint/examples/r012.json";
    /// Another reading gives the same value as the one that is followed, or as another.
    SameReading = "R013", Warning, "lint/examples/r013.json";
    /// The source names neither a place in the document nor its words.
    MissingSource = "R014", Warning, "lint/examples/r014.json";
    /// The text can be read in more than one way, and no other reading is kept.
    NoOtherReading = "R015", Warning, "lint/examples/r015.json";
    /// No document says so; the value is this crate's own, for the host to change.
    OwnValue = "R016", Note, "lint/examples/r016.json";
    /// Some entries of a catalogue have a text that was not verified.
    TextUnverified = "R017", Note, "lint/examples/r017.json";
    /// The parent is not among the packs.
    ParentMissing = "R020", Error, "lint/examples/r020.json";
    /// Following the parents leads back to the pack.
    ParentCircle = "R021", Error, "lint/examples/r021.json";
    /// The parent does not stand on a higher level.
    ParentNotAbove = "R022", Error, "lint/examples/r022.json";
    /// Two packs have one name.
    SameName = "R023", Error, "lint/examples/r023.json";
    /// The uppermost pack is not a national one.
    NoNationalPack = "R024", Error, "lint/examples/r024.json";
    /// A local value is looser than the national one.
    LooserThanLaw = "R030", Warning, "lint/examples/r030.json";
    /// A local value differs where the law fixes it.
    FixedByLaw = "R031", Warning, "lint/examples/r031.json";
    /// The two values cannot be compared, such as working days and calendar days.
    NotComparable = "R032", Note, "lint/examples/r032.json";
    /// There is no national value to compare with on the day.
    NothingToCompare = "R033", Note, "lint/examples/r033.json";
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// Packs in JSON that give no finding at all.
pub const CLEAN_EXAMPLE: &str = include_str!("lint/examples/clean.json");

/// One finding: what, and where in which pack.
///
/// `Display` gives `R003 error, zhaotong transfer/notice 2019-04-24: …`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Finding {
    code: FindingCode,
    pack: Code,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Code>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<Day>,
    message: String,
}

impl Finding {
    pub(super) fn new(code: FindingCode, pack: &Code, message: String) -> Self {
        Self { code, pack: pack.clone(), key: None, day: None, message }
    }

    pub(super) fn at(mut self, key: &Code) -> Self {
        self.key = Some(key.clone());
        self
    }

    pub(super) const fn on(mut self, day: Day) -> Self {
        self.day = Some(day);
        self
    }

    /// Which kind of finding.
    #[must_use]
    pub const fn code(&self) -> FindingCode {
        self.code
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The pack.
    #[must_use]
    pub const fn pack(&self) -> &Code {
        &self.pack
    }

    /// The key, if the finding is about one.
    #[must_use]
    pub const fn key(&self) -> Option<&Code> {
        self.key.as_ref()
    }

    /// The first day of the entry, or the day on which two values were compared.
    #[must_use]
    pub const fn day(&self) -> Option<Day> {
        self.day
    }

    /// What was found, in a sentence without a full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Packs by name; within one, what concerns it as a whole, then keys as declared.
    pub(super) fn place(&self) -> impl Ord + use<> {
        let position = self.key.as_ref().map(|key| {
            let declared = keys::all().position(|known| known.name() == key.as_str());
            (declared.unwrap_or(usize::MAX), key.clone())
        });
        (self.pack.clone(), position, self.day, self.code)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, {}", self.code, self.severity(), self.pack)?;
        if let Some(key) = &self.key {
            write!(f, " {key}")?;
        }
        if let Some(day) = &self.day {
            write!(f, " {day}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Findings in one line, for an error.
pub(super) fn list(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
