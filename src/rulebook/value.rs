//! What a parameter can be: a limit, a count, a choice, a list, a chain, a catalogue.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::deadline::TimeLimit;
use crate::base::list::Limited;
use crate::base::permille::Permille;
use crate::base::text::Code;
use crate::rulebook::catalogue::Catalogue;
use crate::terms::coordination::TransferReading;
use crate::terms::handling::Command;
use crate::terms::report::PickUpRule;
use crate::terms::{InvalidCode, List, TermList};

/// A code of a closed or open list, with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// For machines; the form in JSON.
    pub code: &'static str,
    /// In English.
    pub english: &'static str,
    /// 原文: the words of the documents.
    pub term: &'static str,
}

impl Word {
    /// A word of a table.
    pub(crate) const fn new(code: &'static str, english: &'static str, term: &'static str) -> Self {
        Self { code, english, term }
    }
}

/// The words that a choice, a list or a chain may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// The value has no words.
    None,
    /// Words that only parameters use.
    Words {
        /// The words, in the order of the source.
        words: &'static [Word],
        /// Whether other codes are accepted: the source ends its list with 等 ("and others").
        open: bool,
    },
    /// A list of [`terms`](crate::terms).
    Terms(&'static List),
}

impl Vocabulary {
    /// Whether a value may name `code`.
    #[must_use]
    pub fn accepts(&self, code: &str) -> bool {
        self.is_open() || self.word(code).is_some()
    }

    /// Whether codes that are not listed are accepted.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self {
            Self::None => false,
            Self::Words { open, .. } => *open,
            Self::Terms(list) => list.is_open(),
        }
    }

    /// The word with this code, if it is listed.
    #[must_use]
    pub fn word(&self, code: &str) -> Option<Word> {
        self.words().into_iter().find(|word| word.code == code)
    }

    /// All listed words, in order.
    #[must_use]
    pub fn words(&self) -> Vec<Word> {
        match self {
            Self::None => Vec::new(),
            Self::Words { words, .. } => words.to_vec(),
            Self::Terms(list) => list
                .entries()
                .iter()
                .map(|entry| Word::new(entry.code(), entry.english(), entry.term()))
                .collect(),
        }
    }
}

/// Which kind of value a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A time limit: how long, and how it is counted.
    Limit,
    /// A whole number; the key says of what.
    Count,
    /// A share in thousandths.
    Share,
    /// Whether a rule applies.
    Flag,
    /// One word of a closed list.
    Choice,
    /// Several words of a list; each at most once, in the order of the source.
    Codes,
    /// Roles that sign, in the order of the source.
    Chain,
    /// A numbered catalogue.
    Catalogue,
}

impl ValueKind {
    /// All kinds, in the order in which they are declared.
    pub const ALL: [Self; 8] = [
        Self::Limit,
        Self::Count,
        Self::Share,
        Self::Flag,
        Self::Choice,
        Self::Codes,
        Self::Chain,
        Self::Catalogue,
    ];
}

impl fmt::Display for ValueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Limit => "time limit",
            Self::Count => "count",
            Self::Share => "share",
            Self::Flag => "flag",
            Self::Choice => "choice",
            Self::Codes => "list of codes",
            Self::Chain => "chain of roles",
            Self::Catalogue => "catalogue",
        })
    }
}

/// A value of any kind, as packs and JSON hold it.
///
/// Written with its kind: `{"count": 2}`, `{"choice": "both_duties"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// How long a step may take.
    Limit(TimeLimit),
    /// How many.
    Count(u32),
    /// Which share.
    Share(Permille),
    /// Whether.
    Flag(bool),
    /// Which of a closed list.
    Choice(Code),
    /// Which of a list.
    Codes(Codes),
    /// Who signs.
    Chain(Chain),
    /// What is asked, point by point.
    Catalogue(Catalogue),
}

impl Value {
    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> ValueKind {
        match self {
            Self::Limit(_) => ValueKind::Limit,
            Self::Count(_) => ValueKind::Count,
            Self::Share(_) => ValueKind::Share,
            Self::Flag(_) => ValueKind::Flag,
            Self::Choice(_) => ValueKind::Choice,
            Self::Codes(_) => ValueKind::Codes,
            Self::Chain(_) => ValueKind::Chain,
            Self::Catalogue(_) => ValueKind::Catalogue,
        }
    }

    /// The codes that the value names, in its order: of a choice, a list or a chain.
    pub(crate) fn codes(&self) -> &[Code] {
        match self {
            Self::Choice(code) => std::slice::from_ref(code),
            Self::Codes(codes) => codes.as_slice(),
            Self::Chain(chain) => chain.roles(),
            Self::Limit(_)
            | Self::Count(_)
            | Self::Share(_)
            | Self::Flag(_)
            | Self::Catalogue(_) => &[],
        }
    }
}

/// For people: `5 calendar days`, `follow_up_officer → leader_in_charge`.
///
/// Counts have no unit here; the key knows it, see
/// [`KeyInfo::show`](crate::rulebook::keys::KeyInfo::show).
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit(limit) => write!(f, "{limit}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) => write!(f, "{share}"),
            Self::Flag(true) => f.write_str("yes"),
            Self::Flag(false) => f.write_str("no"),
            Self::Choice(code) => write!(f, "{code}"),
            Self::Codes(codes) => write!(f, "{codes}"),
            Self::Chain(chain) => write!(f, "{chain}"),
            Self::Catalogue(catalogue) => write!(f, "{catalogue}"),
        }
    }
}

/// Codes of a list, each at most once, in the order of the source.
///
/// The list may be read with a code twice: [`lint`](crate::rulebook::lint) reports
/// it, and no [`RulePack`](crate::rulebook::RulePack) holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Codes(#[serde(deserialize_with = "Limited::<Code, { Codes::MAX }>::read")] Vec<Code>);

impl Codes {
    /// The most codes that a list may have.
    pub const MAX: usize = 100;

    /// A list of codes.
    #[must_use]
    pub const fn new(codes: Vec<Code>) -> Self {
        Self(codes)
    }

    pub(crate) fn literal(codes: &[&'static str]) -> Self {
        Self(codes.iter().map(|code| Code::literal(code)).collect())
    }

    /// The codes, in the order of the source.
    #[must_use]
    pub fn as_slice(&self) -> &[Code] {
        &self.0
    }

    /// The codes as text, in the order of the source.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Code::as_str)
    }

    /// The codes as words of a list of [`terms`](crate::terms).
    ///
    /// # Errors
    ///
    /// [`InvalidCode`] for the first code that a closed list does not have.
    ///
    /// # Examples
    ///
    /// ```
    /// use unbrella::rulebook::{Rulebook, keys};
    /// use unbrella::terms::handling::RecusalGround;
    ///
    /// let book = Rulebook::published();
    /// let rules = book.on("national", unbrella::day!(2019, 1, 1))?;
    /// let grounds = rules.get(keys::recusal::GROUNDS)?.value().words::<RecusalGround>()?;
    /// assert_eq!(grounds, RecusalGround::ALL);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn words<T: TermList>(&self) -> Result<Vec<T>, InvalidCode> {
        self.iter().map(T::from_code).collect()
    }

    /// Whether the list names `code`.
    #[must_use]
    pub fn contains(&self, code: &str) -> bool {
        self.iter().any(|own| own == code)
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iter().collect::<Vec<_>>().join(", "))
    }
}

/// Roles that sign one after another, or one beside another.
///
/// Whether the order binds is a parameter of its own, `sign_off/order`: the source
/// only lists the roles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Chain(#[serde(deserialize_with = "Limited::<Code, { Chain::MAX }>::read")] Vec<Code>);

impl Chain {
    /// The most roles that a chain may have.
    pub const MAX: usize = 20;

    /// A chain of roles.
    #[must_use]
    pub const fn new(roles: Vec<Code>) -> Self {
        Self(roles)
    }

    pub(crate) fn literal(roles: &[&'static str]) -> Self {
        Self(roles.iter().map(|role| Code::literal(role)).collect())
    }

    /// The roles as words of a list of [`terms`](crate::terms).
    ///
    /// # Errors
    ///
    /// [`InvalidCode`] for the first role that a closed list does not have.
    pub fn words<T: TermList>(&self) -> Result<Vec<T>, InvalidCode> {
        self.0.iter().map(|role| T::from_code(role.as_str())).collect()
    }

    /// The roles, in the order of the source.
    #[must_use]
    pub fn roles(&self) -> &[Code] {
        &self.0
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(Code::as_str).collect::<Vec<_>>().join(" → "))
    }
}

/// The codes that stand more than once in a list, each once, in order.
pub(crate) fn repeated(codes: &[Code]) -> Vec<&Code> {
    let mut seen = BTreeSet::new();
    let again: BTreeSet<&Code> = codes.iter().filter(|code| !seen.insert(*code)).collect();
    again.into_iter().collect()
}

mod sealed {
    pub trait Sealed {}
}
pub(crate) use sealed::Sealed;

/// A type that a parameter can have.
///
/// Implemented for [`TimeLimit`], `u32`, [`Permille`], `bool`, [`Codes`], [`Chain`],
/// [`Catalogue`] and the closed lists of [`choice`](crate::rulebook::choice). Sealed:
/// a new kind of value is a change of the form in which packs are stored.
pub trait ParamType: Sealed + Sized {
    /// What reading a value gives: the type itself where it is small, else a borrow.
    type Read<'a>: Copy;

    /// The kind of value.
    const KIND: ValueKind;

    /// The words of a choice; a list or a chain names them at its key.
    const VOCABULARY: Vocabulary = Vocabulary::None;

    /// Reads a value; `None` if it is of another kind or names no word of the list.
    fn read(value: &Value) -> Option<Self::Read<'_>>;

    /// The value that packs hold.
    fn into_value(self) -> Value;
}

macro_rules! small {
    ($type:ty, $kind:ident) => {
        impl Sealed for $type {}
        impl ParamType for $type {
            type Read<'a> = Self;
            const KIND: ValueKind = ValueKind::$kind;

            fn read(value: &Value) -> Option<Self> {
                match value {
                    Value::$kind(own) => Some(*own),
                    _ => None,
                }
            }

            fn into_value(self) -> Value {
                Value::$kind(self)
            }
        }
    };
}

macro_rules! borrowed {
    ($type:ty, $kind:ident) => {
        impl Sealed for $type {}
        impl ParamType for $type {
            type Read<'a> = &'a Self;
            const KIND: ValueKind = ValueKind::$kind;

            fn read(value: &Value) -> Option<&Self> {
                match value {
                    Value::$kind(own) => Some(own),
                    _ => None,
                }
            }

            fn into_value(self) -> Value {
                Value::$kind(self)
            }
        }
    };
}

small!(TimeLimit, Limit);
small!(u32, Count);
small!(Permille, Share);
small!(bool, Flag);
borrowed!(Codes, Codes);
borrowed!(Chain, Chain);
borrowed!(Catalogue, Catalogue);

/// A closed list of [`terms`](crate::terms) as the type of a choice.
macro_rules! term_choice {
    ($type:ty) => {
        impl Sealed for $type {}
        impl ParamType for $type {
            type Read<'a> = Self;
            const KIND: ValueKind = ValueKind::Choice;
            const VOCABULARY: Vocabulary = Vocabulary::Terms(const { &<$type as TermList>::LIST });

            fn read(value: &Value) -> Option<Self> {
                match value {
                    Value::Choice(code) => Self::from_code(code.as_str()).ok(),
                    _ => None,
                }
            }

            fn into_value(self) -> Value {
                Value::Choice(Code::literal(self.code()))
            }
        }
    };
}

term_choice!(PickUpRule);
term_choice!(TransferReading);
term_choice!(Command);

/// Declares the closed lists of [`choice`](crate::rulebook::choice).
macro_rules! choices {
    ($(
        $(#[$doc:meta])*
        $name:ident { $( $(#[$word_doc:meta])* $variant:ident = $code:literal, $english:literal, $term:literal; )+ }
    )+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {$(
            $(#[$word_doc])*
            #[doc = concat!("(", $term, ")")]
            #[serde(rename = $code)]
            $variant,
        )+}

        impl $name {
            /// All words of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for machines.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The words of the documents, or their nearest in Chinese.
            #[must_use]
            pub const fn term(self) -> &'static str {
                match self { $(Self::$variant => $term),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(match self { $(Self::$variant => $english),+ })
            }
        }

        impl crate::rulebook::value::Sealed for $name {}
        impl crate::rulebook::value::ParamType for $name {
            type Read<'a> = Self;
            const KIND: crate::rulebook::value::ValueKind =
                crate::rulebook::value::ValueKind::Choice;
            const VOCABULARY: crate::rulebook::value::Vocabulary =
                crate::rulebook::value::Vocabulary::Words {
                    words: &[$(crate::rulebook::value::Word::new($code, $english, $term)),+],
                    open: false,
                };

            fn read(value: &crate::rulebook::value::Value) -> Option<Self> {
                match value {
                    crate::rulebook::value::Value::Choice(code) => match code.as_str() {
                        $($code => Some(Self::$variant),)+
                        _ => None,
                    },
                    _ => None,
                }
            }

            fn into_value(self) -> crate::rulebook::value::Value {
                crate::rulebook::value::Value::Choice(
                    crate::base::text::Code::literal(self.code()),
                )
            }
        }
    )+};
}
pub(crate) use choices;
