//! A sentence in two languages, filled from typed arguments.
//!
//! The two templates and the arguments are kept apart: a program reads the arguments,
//! a person reads the sentence. Both templates use exactly the arguments that are given,
//! each as often as it likes. [`sentence!`](crate::sentence!) checks this while compiling.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::day::{Day, Moment};
use crate::base::deadline::Length;
use crate::base::id::{AnyId, EntityId};
use crate::base::permille::Permille;
use crate::base::rate::{Percent, Rate};
use crate::base::text::{Code, Escaped, Line};
use crate::base::truth::Truth;
use crate::terms::Term;

use super::chinese::Chinese;

/// A word of a code list: a code for machines, the Chinese term, English words.
///
/// ```
/// use unbrella::decision::Word;
/// use unbrella::terms::gang::GangKind;
///
/// let word = Word::of(&GangKind::VillageBully);
/// assert_eq!((word.code(), word.term()), ("village_bully", "村霸"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Word {
    code: Code,
    term: Line,
    english: Line,
}

impl Word {
    /// A word of the host.
    #[must_use]
    pub const fn new(code: Code, term: Line, english: Line) -> Self {
        Self { code, term, english }
    }

    /// A word of the crate's own tables, without copying.
    #[allow(dead_code, reason = "the procedures use it")]
    pub(crate) const fn literal(
        code: &'static str,
        term: &'static str,
        english: &'static str,
    ) -> Self {
        Self {
            code: Code::literal(code),
            term: Line::literal(term),
            english: Line::literal(english),
        }
    }

    /// The word of a list.
    ///
    /// A part that is no code or no line of text, which no list of this crate has, is
    /// replaced by `-`.
    #[must_use]
    pub fn of(term: &(impl Term + ?Sized)) -> Self {
        let line = |text: &str| Line::parse(text).unwrap_or(const { Line::literal("-") });
        Self {
            code: Code::parse(term.code()).unwrap_or(const { Code::literal("-") }),
            term: line(term.term()),
            english: line(term.english()),
        }
    }

    /// The code for machines.
    #[must_use]
    pub fn code(&self) -> &str {
        self.code.as_str()
    }

    /// The Chinese term.
    #[must_use]
    pub fn term(&self) -> &str {
        self.term.as_str()
    }

    /// The English words.
    #[must_use]
    pub fn english(&self) -> &str {
        self.english.as_str()
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.english, f)
    }
}

impl Chinese for Word {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.term, f)
    }
}

macro_rules! args {
    ($($(#[$doc:meta])* $case:ident($type:ty),)+) => {
        /// A value inside a sentence.
        ///
        /// `Display` and [`Chinese`] show it the way that its type is shown.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Arg {
            $($(#[$doc])* $case($type),)+
        }

        impl fmt::Display for Arg {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$case(value) => fmt::Display::fmt(value, f),)+
                }
            }
        }

        impl Chinese for Arg {
            fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$case(value) => value.fmt_chinese(f),)+
                }
            }
        }

        $(
            impl From<$type> for Arg {
                fn from(value: $type) -> Self {
                    Self::$case(value)
                }
            }
        )+
    };
}

args! {
    /// A day.
    Day(Day),
    /// A moment.
    Moment(Moment),
    /// The length of a time limit.
    Length(Length),
    /// A number of things.
    Count(u64),
    /// A share in thousandths.
    Permille(Permille),
    /// A published number of percent.
    Percent(Percent),
    /// A part of a whole.
    Rate(Rate),
    /// Yes, no or not known.
    Truth(Truth),
    /// The id of something.
    Id(AnyId),
    /// A word of a code list.
    Term(Word),
    /// One line of text.
    Text(Line),
}

impl<T: EntityId> From<T> for Arg {
    fn from(id: T) -> Self {
        Self::Id(id.any())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

/// What is wrong with one template, or with the names of the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TemplateFault {
    /// Empty, or white space at an end.
    Ends,
    /// More than 200 characters.
    TooLong,
    /// A control character or a line break.
    Character,
    /// A full stop at the end.
    FullStop,
    /// A brace that opens or closes nothing, or encloses a name that no argument has.
    NotGiven,
    /// An argument that a template does not use.
    NotUsed,
    /// A name that is not made of lower-case letters, digits and `_`, or is too long.
    Name,
    /// Two arguments with one name.
    Twice,
    /// More than 16 arguments.
    TooMany,
}

impl TemplateFault {
    /// The text of `Display`, as it is needed while compiling.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Ends => "a template is empty or has white space at an end",
            Self::TooLong => "a template has more than 200 characters",
            Self::Character => "a template contains a control character or a line break",
            Self::FullStop => "a template ends with a full stop",
            Self::NotGiven => {
                "a template names an argument that is not given, or has a stray brace"
            }
            Self::NotUsed => "an argument is not used by both templates",
            Self::Name => {
                "the name of an argument is not 1 to 32 of a-z, 0-9 and _, with a letter first"
            }
            Self::Twice => "two arguments have one name",
            Self::TooMany => "more than 16 arguments are given",
        }
    }
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.message())
    }
}

impl std::error::Error for TemplateFault {}

/// The most arguments of a sentence.
const MOST_ARGS: usize = 16;
/// The longest name of an argument, in bytes.
const LONGEST_NAME: usize = 32;

/// What follows `name` and `}` at the start of `text`, if they stand there.
const fn after_name<'a>(mut text: &'a [u8], mut name: &[u8]) -> Option<&'a [u8]> {
    while let [first, rest @ ..] = name {
        match text {
            [same, behind @ ..] if *same == *first => {
                text = behind;
                name = rest;
            }
            _ => return None,
        }
    }
    match text {
        [b'}', behind @ ..] => Some(behind),
        _ => None,
    }
}

/// What follows the placeholder at the start of `text`, behind the brace.
const fn after_placeholder<'a>(text: &'a [u8], mut names: &[&str]) -> Option<&'a [u8]> {
    while let [name, rest @ ..] = names {
        if let Some(behind) = after_name(text, name.as_bytes()) {
            return Some(behind);
        }
        names = rest;
    }
    None
}

/// Whether a template uses an argument.
const fn uses(mut text: &[u8], name: &str) -> bool {
    while let [first, rest @ ..] = text {
        if *first == b'{' && after_name(rest, name.as_bytes()).is_some() {
            return true;
        }
        text = rest;
    }
    false
}

/// What is wrong with one template.
const fn template_fault(template: &str, names: &[&str]) -> Option<TemplateFault> {
    let mut text = template.as_bytes();
    match text {
        [] | [b' ', ..] | [.., b' ' | b'\t'] => return Some(TemplateFault::Ends),
        [0xe3, 0x80, 0x80, ..] | [.., 0xe3, 0x80, 0x80] => return Some(TemplateFault::Ends),
        [.., b'.'] | [.., 0xe3, 0x80, 0x82] => return Some(TemplateFault::FullStop),
        _ => {}
    }
    while let [first, rest @ ..] = text {
        match (*first, rest) {
            (0..=0x1f | 0x7f, _) | (0xc2, [0x80..=0x9f, ..]) | (0xe2, [0x80, 0xa8..=0xa9, ..]) => {
                return Some(TemplateFault::Character);
            }
            (b'}', _) => return Some(TemplateFault::NotGiven),
            _ => {}
        }
        text = if *first == b'{' {
            match after_placeholder(rest, names) {
                Some(behind) => behind,
                None => return Some(TemplateFault::NotGiven),
            }
        } else {
            rest
        };
    }
    if chars(template) > Line::MAX_CHARS { Some(TemplateFault::TooLong) } else { None }
}

/// How many characters a text has.
const fn chars(text: &str) -> usize {
    let mut bytes = text.as_bytes();
    let mut count = 0_usize;
    while let [first, rest @ ..] = bytes {
        // Bytes that go on with a character begin with the bits 10.
        if *first & 0xc0 != 0x80 {
            count = count.saturating_add(1);
        }
        bytes = rest;
    }
    count
}

/// Whether a name is 1 to 32 of `a-z`, `0-9` and `_`, with a letter first.
const fn is_name(name: &str) -> bool {
    let mut bytes = name.as_bytes();
    if bytes.len() > LONGEST_NAME || !matches!(bytes, [b'a'..=b'z', ..]) {
        return false;
    }
    while let [first, rest @ ..] = bytes {
        if !matches!(*first, b'a'..=b'z' | b'0'..=b'9' | b'_') {
            return false;
        }
        bytes = rest;
    }
    true
}

/// Whether two names are the same.
const fn same(one: &str, two: &str) -> bool {
    let (mut one, mut two) = (one.as_bytes(), two.as_bytes());
    while let ([a, one_rest @ ..], [b, two_rest @ ..]) = (one, two) {
        if *a != *b {
            return false;
        }
        one = one_rest;
        two = two_rest;
    }
    one.is_empty() && two.is_empty()
}

/// What is wrong with the names, or with how the templates use them.
const fn names_fault(english: &str, chinese: &str, mut names: &[&str]) -> Option<TemplateFault> {
    if names.len() > MOST_ARGS {
        return Some(TemplateFault::TooMany);
    }
    while let [name, rest @ ..] = names {
        if !is_name(name) {
            return Some(TemplateFault::Name);
        }
        if !uses(english.as_bytes(), name) || !uses(chinese.as_bytes(), name) {
            return Some(TemplateFault::NotUsed);
        }
        let mut others = rest;
        while let [other, more @ ..] = others {
            if same(name, other) {
                return Some(TemplateFault::Twice);
            }
            others = more;
        }
        names = rest;
    }
    None
}

/// Two templates that use the same arguments, as literals of a program.
///
/// Made by [`sentence!`](crate::sentence!).
// Invariant: both templates are lines without fault and use exactly the names.
#[derive(Clone, Copy, Debug)]
pub struct Template<const N: usize> {
    english: &'static str,
    chinese: &'static str,
    names: [&'static str; N],
}

impl<const N: usize> Template<N> {
    /// Checks two templates against the names of the arguments.
    ///
    /// # Errors
    ///
    /// The first [`TemplateFault`].
    pub const fn of(
        english: &'static str,
        chinese: &'static str,
        names: [&'static str; N],
    ) -> Result<Self, TemplateFault> {
        if let Some(fault) = template_fault(english, &names) {
            return Err(fault);
        }
        if let Some(fault) = template_fault(chinese, &names) {
            return Err(fault);
        }
        match names_fault(english, chinese, &names) {
            Some(fault) => Err(fault),
            None => Ok(Self { english, chinese, names }),
        }
    }

    /// Fills in the arguments, in the order of the names.
    #[must_use]
    pub fn fill(self, args: [Arg; N]) -> Sentence {
        let mut args: Vec<_> = self.names.into_iter().map(Cow::Borrowed).zip(args).collect();
        args.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
        Sentence {
            english: Line::literal(self.english),
            chinese: Line::literal(self.chinese),
            args,
        }
    }
}

/// A [`Sentence`] from two literal templates and named arguments.
///
/// A template that names an argument that is not given, or leaves one out, does not
/// compile. Arguments are anything that an [`Arg`] can be made from.
///
/// ```
/// use unbrella::decision::Chinese;
/// use unbrella::sentence;
///
/// let sentence = sentence!("{left} of 5 days are left", "5日中尚余{left}日", left = 2_u64);
/// assert_eq!(sentence.to_string(), "2 of 5 days are left");
/// assert_eq!(sentence.chinese(), "5日中尚余2日");
/// ```
///
/// ```compile_fail,E0080
/// // The Chinese template forgets the argument.
/// let _ = unbrella::sentence!("{left} days are left", "尚余若干日", left = 2_u64);
/// ```
///
/// ```compile_fail,E0080
/// let _ = unbrella::sentence!("{days} days are left", "尚余{days}日", left = 2_u64);
/// ```
///
/// ```compile_fail,E0277
/// // A text must have been read as a `Line` first.
/// let _ = unbrella::sentence!("{who} signed", "{who}已签字", who = "甲某");
/// ```
#[macro_export]
macro_rules! sentence {
    ($english:literal, $chinese:literal $(, $name:ident = $value:expr)* $(,)?) => {
        const {
            match $crate::decision::Template::of($english, $chinese, [$(stringify!($name)),*]) {
                Ok(template) => template,
                Err(fault) => panic!("{}", fault.message()),
            }
        }
        .fill([$($crate::decision::Arg::from($value)),*])
    };
}

/// A sentence in English and in Chinese, without a full stop.
///
/// `Display` gives the English, [`Chinese::chinese`] the Chinese. In JSON:
/// `{"en": "…{left}…", "zh": "…{left}…", "args": {"left": {"count": 2}}}`.
///
/// Arguments are never read as templates: a name with braces in it stays as it is.
// Invariant: both templates use exactly the arguments; these are sorted by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "SentenceDraft", into = "SentenceDraft")]
pub struct Sentence {
    english: Line,
    chinese: Line,
    args: Vec<(Cow<'static, str>, Arg)>,
}

impl Sentence {
    /// A sentence from templates that are not literals.
    ///
    /// # Errors
    ///
    /// [`InvalidSentence`] lists everything that is wrong.
    pub fn new(
        english: Line,
        chinese: Line,
        args: Vec<(String, Arg)>,
    ) -> Result<Self, InvalidSentence> {
        let args = args.into_iter().map(|(name, arg)| (Cow::Owned(name), arg)).collect();
        Self::checked(english, chinese, args)
    }

    fn checked(
        english: Line,
        chinese: Line,
        mut args: Vec<(Cow<'static, str>, Arg)>,
    ) -> Result<Self, InvalidSentence> {
        let names: Vec<&str> = args.iter().map(|(name, _)| name.as_ref()).collect();
        let faults: Vec<(Part, TemplateFault)> = [
            (Part::English, template_fault(english.as_str(), &names)),
            (Part::Chinese, template_fault(chinese.as_str(), &names)),
            (Part::Arguments, names_fault(english.as_str(), chinese.as_str(), &names)),
        ]
        .into_iter()
        .filter_map(|(part, fault)| fault.map(|fault| (part, fault)))
        .collect();
        if !faults.is_empty() {
            return Err(InvalidSentence { faults });
        }
        args.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
        Ok(Self { english, chinese, args })
    }

    /// The English template.
    #[must_use]
    pub const fn english_template(&self) -> &Line {
        &self.english
    }

    /// The Chinese template.
    #[must_use]
    pub const fn chinese_template(&self) -> &Line {
        &self.chinese
    }

    /// The argument with this name.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(own, _)| own == name).map(|(_, arg)| arg)
    }

    /// All arguments, by name.
    pub fn args(&self) -> impl ExactSizeIterator<Item = (&str, &Arg)> {
        self.args.iter().map(|(name, arg)| (name.as_ref(), arg))
    }

    /// Writes a template with the arguments in place.
    fn write(
        &self,
        f: &mut fmt::Formatter<'_>,
        template: &Line,
        show: fn(&Arg, &mut fmt::Formatter<'_>) -> fmt::Result,
    ) -> fmt::Result {
        let mut parts = template.as_str().split('{');
        write!(f, "{}", Escaped(parts.next().unwrap_or_default()))?;
        for part in parts {
            let (name, text) = part.split_once('}').unwrap_or((part, ""));
            if let Some(arg) = self.arg(name) {
                show(arg, f)?;
            }
            write!(f, "{}", Escaped(text))?;
        }
        Ok(())
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &self.english, fmt::Display::fmt)
    }
}

impl Chinese for Sentence {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &self.chinese, Chinese::fmt_chinese)
    }
}

/// A part of a sentence in which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The English template.
    English,
    /// The Chinese template.
    Chinese,
    /// The names of the arguments.
    Arguments,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::English => "English template",
            Self::Chinese => "Chinese template",
            Self::Arguments => "arguments",
        })
    }
}

/// Why two templates and some arguments are not a sentence.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InvalidSentence {
    faults: Vec<(Part, TemplateFault)>,
}

impl InvalidSentence {
    /// Everything that is wrong: at most one fault for each part.
    #[must_use]
    pub fn faults(&self) -> &[(Part, TemplateFault)] {
        &self.faults
    }
}

impl fmt::Display for InvalidSentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (part, fault)) in self.faults.iter().enumerate() {
            let join = if at == 0 { "" } else { "; " };
            write!(f, "{join}{part}: {fault}")?;
        }
        Ok(())
    }
}

/// A sentence as it is read, unchecked.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Sentence", deny_unknown_fields)]
struct SentenceDraft {
    en: Line,
    zh: Line,
    #[serde(default, skip_serializing_if = "Args::is_empty")]
    args: Args,
}

/// Arguments by name; a name that stands there twice is refused.
#[derive(Clone, Default)]
struct Args(Vec<(Cow<'static, str>, Arg)>);

impl Args {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Args {
    fn schema_name() -> Cow<'static, str> {
        "Args".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "what stands in the places of the sentence, by name",
            "type": "object"
        })
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, arg) in &self.0 {
            map.serialize_entry(name, arg)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Args {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Args;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("arguments by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Args, A::Error> {
                let mut args = Vec::new();
                while let Some(ArgName(name)) = map.next_key()? {
                    if args.len() >= MOST_ARGS {
                        return Err(serde::de::Error::custom(TemplateFault::TooMany));
                    }
                    args.push((Cow::Owned(name), map.next_value()?));
                }
                Ok(Args(args))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}

/// The name of one argument.
struct ArgName(String);

impl<'de> Deserialize<'de> for ArgName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::base::text::read_str(deserializer, "the name of an argument", LONGEST_NAME, |name| {
            if is_name(name) { Ok(Self(name.to_owned())) } else { Err(TemplateFault::Name) }
        })
    }
}

impl TryFrom<SentenceDraft> for Sentence {
    type Error = InvalidSentence;

    fn try_from(draft: SentenceDraft) -> Result<Self, InvalidSentence> {
        Self::checked(draft.en, draft.zh, draft.args.0)
    }
}

impl From<Sentence> for SentenceDraft {
    fn from(sentence: Sentence) -> Self {
        Self { en: sentence.english, zh: sentence.chinese, args: Args(sentence.args) }
    }
}
