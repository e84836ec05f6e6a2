//! Text that has been read once, within limits.
//!
//! | type | for | longest | line breaks |
//! |---|---|---|---|
//! | [`Line`] | names, titles, labels | 200 characters | no |
//! | [`Prose`] | what was reported, opinions | 20,000 characters | yes |
//! | [`LedgerNo`] | the number of an entry in a ledger | 64 characters | no |
//! | [`Code`] | words for machines: keys, codes of open lists | 64 bytes | no |
//!
//! **Kept as written.** A `Line` or `Prose` keeps every character that it was given,
//! apart from white space at the ends, so that evidence is not changed by reading it.
//!
//! **Shown safely.** `Display` and `Debug` show what cannot be seen (bidirectional
//! controls, zero-width characters, NUL and other controls, private use) escaped, as
//! `\u{202e}`. [`Line::as_str`] gives the original.
//!
//! **Compared on a normal form.** [`Line::key`] drops what cannot be seen, folds
//! full-width Latin letters, digits and signs, compatibility ideographs, radicals and
//! the several middle dots of transcribed names, lower-cases, and joins runs of white
//! space. It does not compose accents (`e` + U+0301 stays two characters), and does not
//! turn traditional into simplified characters: whether two spellings are one person is
//! a judgement for people, never a result of comparing names.
//!
//! **Limits come first.** A text that is too long is refused by its length in bytes
//! before anything is copied.

mod compatibility;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Whether a character takes no place of its own on the page, or steers what is around it.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' // controls
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' // zero width, direction marks
        | '\u{2028}'..='\u{202e}' // separators, embeddings, overrides
        | '\u{2060}'..='\u{206f}' // joiners, isolates
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' // private use: every font shows something else
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' // tags, variation selectors
        | '\u{f0000}'..='\u{10ffff}')
}

/// Shows a text with everything hidden escaped, except for line breaks.
///
/// ```
/// use unbrella::base::text::Escaped;
///
/// assert_eq!(Escaped("甲\u{202e}某").to_string(), r"甲\u{202e}某");
/// ```
#[derive(Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;

        for c in self.0.chars() {
            match c {
                '\n' => f.write_char(c)?,
                c if is_hidden(c) => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// The form in which two texts are compared; see the [module page](self).
#[must_use]
pub fn normal_form(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Most of any text stands for itself.
        if matches!(c, 'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}') {
            out.push(c);
        } else if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_hidden(c) {
            out.extend(fold(c).to_lowercase());
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// One character in the form in which it is compared.
fn fold(c: char) -> char {
    match c {
        // Full-width forms stand at a fixed distance from ASCII.
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        '\u{2022}' | '\u{2027}' | '\u{22c5}' | '\u{30fb}' | '\u{ff65}' => '\u{b7}',
        _ => compatibility::unified(c),
    }
}

/// Something about a text that a careful reader wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Oddity {
    /// Controls, zero-width characters, private use.
    Hidden,
    /// Characters that turn the direction of reading.
    Direction,
    /// Letters of Latin, Greek and Cyrillic in one text: they look alike.
    MixedScripts,
    /// Characters that the normal form replaces by others.
    Variants,
}

/// What is odd about a text, in a fixed order.
#[must_use]
pub fn oddities(text: &str) -> Vec<Oddity> {
    let any = |test: fn(char) -> bool| text.chars().any(test);
    let scripts = [
        any(|c| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}')),
        any(|c| matches!(c, '\u{370}'..='\u{3ff}')),
        any(|c| matches!(c, '\u{400}'..='\u{52f}')),
    ];
    let found = [
        (Oddity::Hidden, any(|c| is_hidden(c) && c != '\n')),
        (
            Oddity::Direction,
            any(|c| {
                matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2066}'..='\u{2069}')
            }),
        ),
        (Oddity::MixedScripts, scripts.iter().filter(|there| **there).count() > 1),
        (Oddity::Variants, any(|c| fold(c) != c)),
    ];
    found.into_iter().filter(|(_, there)| *there).map(|(oddity, _)| oddity).collect()
}

/// Why a text was not accepted. Tells where, never what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidText {
    /// Nothing that could be seen is left.
    #[error("{what} is empty")]
    Empty {
        /// What the text was to be.
        what: &'static str,
    },
    /// Longer than allowed.
    #[error("{what} has {found} {unit}, at most {max} are allowed")]
    TooLong {
        /// What the text was to be.
        what: &'static str,
        /// Length as given.
        found: usize,
        /// Longest length accepted.
        max: usize,
        /// What was counted: characters or bytes.
        unit: &'static str,
    },
    /// A character that this kind of text cannot hold.
    #[error("{what} contains {found:?} at character {index}")]
    Character {
        /// What the text was to be.
        what: &'static str,
        /// The offending character.
        found: char,
        /// Its position after trimming, counted from 0.
        index: usize,
    },
}

/// Checks the length first in bytes, then in characters, then each character.
fn check(
    text: &str,
    what: &'static str,
    max: usize,
    allowed: impl Fn(char) -> bool,
) -> Result<(), InvalidText> {
    let most_bytes = max.saturating_mul(4);
    if text.len() > most_bytes {
        return Err(InvalidText::TooLong {
            what,
            found: text.len(),
            max: most_bytes,
            unit: "bytes",
        });
    }
    let chars = text.chars().count();
    if chars > max {
        return Err(InvalidText::TooLong { what, found: chars, max, unit: "characters" });
    }
    if let Some((index, found)) = text.chars().enumerate().find(|(_, c)| !allowed(*c)) {
        return Err(InvalidText::Character { what, found, index });
    }
    if text.chars().all(|c| is_hidden(c) || c.is_whitespace()) {
        return Err(InvalidText::Empty { what });
    }
    Ok(())
}

/// Whether a character ends a line in some program that may show the text.
const fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Reads a string through `parse`, refusing a long one before it is copied.
pub(crate) fn read_str<'de, D, T, E>(
    deserializer: D,
    expecting: &'static str,
    max_bytes: usize,
    parse: fn(&str) -> Result<T, E>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: fmt::Display,
{
    struct Reader<T, E> {
        expecting: &'static str,
        max_bytes: usize,
        parse: fn(&str) -> Result<T, E>,
        types: PhantomData<(T, E)>,
    }

    impl<T, E: fmt::Display> Visitor<'_> for Reader<T, E> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.expecting)
        }

        fn visit_str<Error: serde::de::Error>(self, text: &str) -> Result<T, Error> {
            if text.len() > self.max_bytes {
                let (found, max) = (text.len(), self.max_bytes);
                return Err(Error::custom(format_args!(
                    "{} bytes where at most {max} are allowed for {}",
                    found, self.expecting
                )));
            }
            (self.parse)(text).map_err(Error::custom)
        }
    }

    deserializer.deserialize_str(Reader { expecting, max_bytes, parse, types: PhantomData })
}

macro_rules! text_type {
    (
        $(#[$doc:meta])* $name:ident, $what:literal, $max:literal, $allowed:expr
    ) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(Cow<'static, str>);

        impl $name {
            /// The longest accepted text, in characters.
            pub const MAX_CHARS: usize = $max;

            /// Reads a text; white space at the ends is dropped.
            ///
            /// # Errors
            ///
            /// [`InvalidText`] says what was broken, and where.
            pub fn parse(text: &str) -> Result<Self, InvalidText> {
                let text = text.trim();
                check(text, $what, Self::MAX_CHARS, $allowed)?;
                Ok(Self(Cow::Owned(text.to_owned())))
            }

            /// Takes a literal of the crate's own tables without copying it.
            ///
            /// A test reads every such literal through [`Self::parse`].
            #[allow(dead_code, reason = "not every kind of text has tables")]
            pub(crate) const fn literal(text: &'static str) -> Self {
                Self(Cow::Borrowed(text))
            }

            /// The text as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The form in which two texts are compared.
            #[must_use]
            pub fn key(&self) -> String {
                normal_form(&self.0)
            }
        }

        // Equal means: written alike. Whether two texts *mean* the same is asked with `key`.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), Escaped(&self.0).to_string())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&Escaped(&self.0), f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidText;

            fn from_str(text: &str) -> Result<Self, InvalidText> {
                Self::parse(text)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": $what, "type": "string", "minLength": 1, "maxLength": $max
                })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_str(deserializer, $what, $max * 4, Self::parse)
            }
        }
    };
}

text_type!(
    /// One line: a name, a title, a label.
    ///
    /// ```
    /// use unbrella::base::text::Line;
    ///
    /// let name = Line::parse("  甲某 ")?;
    /// assert_eq!(name.as_str(), "甲某");
    /// assert_eq!(Line::parse("ＡＢ１２")?.key(), "ab12");
    /// # Ok::<(), unbrella::base::text::InvalidText>(())
    /// ```
    // Invariant: trimmed, 1..=200 characters, at least one that can be seen, no line break.
    Line, "line", 200, |c| !breaks_line(c)
);
text_type!(
    /// Text of several lines: what was reported, an opinion, a reason given.
    // Invariant: trimmed, 1..=20,000 characters, at least one that can be seen.
    Prose, "text", 20_000, |_| true
);
text_type!(
    /// A number under which an organ has entered a clue or a case in its ledger.
    ///
    /// Ids can be derived from it, so it holds nothing that cannot be seen.
    // Invariant: trimmed, 1..=64 characters, none hidden.
    LedgerNo, "ledger number", 64, |c| !is_hidden(c)
);
text_type!(
    /// A word for machines, such as `transfer/notice`: lower-case ASCII letters, digits and `_-./`.
    // Invariant: 1..=64 of those characters.
    Code, "code", 64, |c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-' | '.' | '/')
);

#[cfg(test)]
mod tests;
