//! What every list of words can do.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::base::text::{Code, InvalidText};

/// A word of the field.
///
/// ```
/// use unbrella::terms::{Term, gang::GangKind, office::Level};
///
/// let words: [&dyn Term; 2] = [&Level::County, &GangKind::VillageBully];
/// let terms: Vec<&str> = words.iter().map(|word| word.term()).collect();
/// assert_eq!(terms, ["县级", "村霸"]);
/// ```
pub trait Term {
    /// The word for machines: `snake_case`, unique in its list, never changed once published.
    fn code(&self) -> &str;
    /// The Chinese term.
    fn term(&self) -> &str;
    /// The English rendering.
    fn english(&self) -> &str;
    /// The catalogue rows and articles that the word comes from.
    fn rows(&self) -> &'static [&'static str];
}

/// A type whose values are the words of one list.
pub trait TermList: Term + Sized {
    /// The list as data.
    const LIST: List;

    /// Every word that is listed, in order.
    fn all() -> Vec<Self>;

    /// The word with this code.
    ///
    /// # Errors
    ///
    /// [`InvalidCode`] if the text cannot be a code, or the list is closed and has no such word.
    fn from_code(code: &str) -> Result<Self, InvalidCode>;
}

/// One word of a list, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    code: &'static str,
    term: &'static str,
    english: &'static str,
    rows: &'static [&'static str],
    reading: bool,
}

impl Entry {
    pub(super) const fn new(
        code: &'static str,
        term: &'static str,
        english: &'static str,
        rows: &'static [&'static str],
        reading: bool,
    ) -> Self {
        Self { code, term, english, rows, reading }
    }

    /// The word for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The Chinese term.
    #[must_use]
    pub const fn term(&self) -> &'static str {
        self.term
    }

    /// The English rendering.
    #[must_use]
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// The catalogue rows and articles that the word comes from.
    #[must_use]
    pub const fn rows(&self) -> &'static [&'static str] {
        self.rows
    }

    /// Whether the source does not state the word, or its place here, and it is our reading.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        self.reading
    }
}

/// One list, as data: what the glossary is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    module: &'static str,
    name: &'static str,
    term: &'static str,
    english: &'static str,
    open: bool,
    order: Option<&'static str>,
    rows: &'static [&'static str],
    entries: &'static [Entry],
}

impl List {
    pub(super) const fn new(
        module: &'static str,
        name: &'static str,
        (term, english): (&'static str, &'static str),
        open: bool,
        order: Option<&'static str>,
        rows: &'static [&'static str],
        entries: &'static [Entry],
    ) -> Self {
        Self { module, name, term, english, open, order, rows, entries }
    }

    /// The file that the list stands in, such as `office`.
    #[must_use]
    pub fn file(&self) -> &'static str {
        self.module.rsplit("::").next().unwrap_or(self.module)
    }

    /// The name of the type, such as `Level`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What the list holds, in Chinese.
    #[must_use]
    pub const fn term(&self) -> &'static str {
        self.term
    }

    /// What the list holds, in English.
    #[must_use]
    pub const fn english(&self) -> &'static str {
        self.english
    }

    /// Whether codes that are not listed are kept.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// What the order of the words means, such as "from low to high"; nothing if it means nothing.
    #[must_use]
    pub const fn order(&self) -> Option<&'static str> {
        self.order
    }

    /// The catalogue rows and articles that the list comes from.
    #[must_use]
    pub const fn rows(&self) -> &'static [&'static str] {
        self.rows
    }

    /// The words, in order.
    #[must_use]
    pub const fn entries(&self) -> &'static [Entry] {
        self.entries
    }

    /// How a word of it is written: one of the codes, or, of an open list, any code.
    #[cfg(feature = "schema")]
    pub(super) fn schema(&self) -> schemars::Schema {
        let told = format!("{}: {}", self.term, self.english);
        let codes: Vec<&str> = self.entries.iter().map(Entry::code).collect();
        if self.open {
            schemars::json_schema!({
                "description": told, "type": "string", "examples": codes,
                "pattern": "^[a-z0-9_./-]+$", "maxLength": Code::MAX_CHARS
            })
        } else {
            schemars::json_schema!({ "description": told, "type": "string", "enum": codes })
        }
    }
}

/// The code of a word that an open list does not have.
///
/// Made only by reading: so a listed word can never hide in it, and two values that are
/// written alike are equal.
///
/// ```
/// use unbrella::terms::gang::LocalBully;
///
/// assert_eq!(LocalBully::from_code("street")?, LocalBully::Street);
/// let sand = LocalBully::from_code("sand")?;
/// assert_eq!((sand.code(), sand.is_listed()), ("sand", false));
/// # Ok::<(), unbrella::terms::InvalidCode>(())
/// ```
///
/// ```compile_fail,E0451
/// use unbrella::base::text::Code;
/// use unbrella::terms::{Unlisted, gang::LocalBully};
///
/// let code = Code::parse("street").unwrap();
/// let hidden = LocalBully::Other(Unlisted { code, list: std::marker::PhantomData });
/// ```
// Invariant: no entry of T's list has this code.
pub struct Unlisted<T> {
    code: Code,
    list: PhantomData<fn() -> T>,
}

impl<T: TermList> Unlisted<T> {
    /// Reads a code that has been looked up in the list and not been found.
    pub(super) fn read(code: &str) -> Result<Self, InvalidCode> {
        let code = read_code::<T>(code)?;
        Ok(Self { code, list: PhantomData })
    }
}

impl<T> Unlisted<T> {
    /// The code as it was read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.code.as_str()
    }
}

// Written out: a derive would ask the same of `T`.
impl<T> Clone for Unlisted<T> {
    fn clone(&self) -> Self {
        Self { code: self.code.clone(), list: PhantomData }
    }
}

impl<T> fmt::Debug for Unlisted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unlisted({:?})", self.as_str())
    }
}

impl<T> PartialEq for Unlisted<T> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl<T> Eq for Unlisted<T> {}

impl<T> PartialOrd for Unlisted<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Unlisted<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }
}

impl<T> Hash for Unlisted<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

/// Why a code was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidCode {
    /// The text cannot be a code.
    #[error("{list}: {problem}")]
    Text {
        /// The list that was asked, in English.
        list: &'static str,
        /// What is wrong with the text.
        problem: InvalidText,
    },
    /// A closed list has no such word.
    #[error("unknown {} \"{code}\": allowed are {}", .list.english, Codes(.list))]
    Unknown {
        /// The list that was asked.
        list: &'static List,
        /// The code that it does not have.
        code: Code,
    },
}

impl InvalidCode {
    /// The answer of a closed list that does not have this code.
    pub(super) fn unknown<T: TermList>(code: &str) -> Self {
        match read_code::<T>(code) {
            Ok(code) => Self::Unknown { list: const { &T::LIST }, code },
            Err(invalid) => invalid,
        }
    }
}

/// Reads a code exactly: white space at the ends is refused, since it would not be written back.
fn read_code<T: TermList>(text: &str) -> Result<Code, InvalidCode> {
    let list = T::LIST.english;
    let code = Code::parse(text).map_err(|problem| InvalidCode::Text { list, problem })?;
    match text.chars().enumerate().find(|(_, c)| c.is_whitespace()) {
        Some((index, found)) => {
            let problem = InvalidText::Character { what: "code", found, index };
            Err(InvalidCode::Text { list, problem })
        }
        None => Ok(code),
    }
}

/// The codes of a list, separated by commas.
struct Codes<'a>(&'a List);

impl fmt::Display for Codes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, entry) in self.0.entries.iter().enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            f.write_str(entry.code)?;
        }
        Ok(())
    }
}
