//! Casework as lines of JSON: a header, then one command a line.
//!
//! ```json
//! {"casework":1,"name":"a","place":"Zhaotong","pack":"zhaotong","organ":"organ-…","as_of":"2019-04-24T18:00:00+08:00"}
//! {"key":"clue.001/register","by":{"service":"letters-office"},"organ":"organ-…","occurred_at":"…","recorded_at":"…","act":{"register":{"…":"…"}}}
//! ```
//!
//! | field of the header | says |
//! |---|---|
//! | `casework` | the form: 1 |
//! | `name` | what the casework is called |
//! | `continues` | the name of another file that comes first; may be left out |
//! | `place` | the place, by the name that its figures have |
//! | `pack` | the rule pack |
//! | `rules_from` | the day from which the place followed what its documents only date by when they were published; may be left out |
//! | `organ` | the organ whose work is counted |
//! | `as_of` | the moment of the report; what was recorded later is not known yet |
//!
//! A bad line is reported with its number, and the rest goes on. Reasons never repeat what
//! a line says.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::{Day, Moment};
use crate::base::id::OrganId;
use crate::base::text::{Code, Escaped, Line};
use crate::casebook::command::Command;

/// The longest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// The most lines of one file.
pub const MAX_LINES: usize = 1_000_000;

/// The first line of a file of casework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    casework: Form,
    /// What the casework is called.
    pub name: Code,
    /// The casework that comes first, if this one goes on with another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Code>,
    /// The place, by the name that its figures have.
    pub place: Line,
    /// The rule pack.
    pub pack: Code,
    /// From when the place followed what its documents date only by their publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_from: Option<Day>,
    /// The organ whose work is counted.
    pub organ: OrganId,
    /// The moment of the report.
    pub as_of: Moment,
}

/// The form of the file, so that a later one is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
struct Form;

impl TryFrom<u32> for Form {
    type Error = &'static str;

    fn try_from(form: u32) -> Result<Self, Self::Error> {
        if form == 1 { Ok(Self) } else { Err("only form 1 is read") }
    }
}

impl From<Form> for u32 {
    fn from(_: Form) -> Self {
        1
    }
}

/// A file of casework, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseworkFile {
    header: Header,
    commands: Vec<(usize, Command)>,
    bad: Vec<BadCommand>,
}

/// A line that is no command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadCommand {
    /// The line, counted from 1.
    pub line: usize,
    /// Why.
    pub why: String,
}

impl fmt::Display for BadCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

impl CaseworkFile {
    /// The header.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The commands with the numbers of their lines, in the order of the file.
    #[must_use]
    pub fn commands(&self) -> &[(usize, Command)] {
        &self.commands
    }

    /// The lines that could not be read.
    #[must_use]
    pub fn bad_lines(&self) -> &[BadCommand] {
        &self.bad
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`NoCasework`] if the file is empty, too large, not UTF-8, or does not begin with a
    /// header. A bad line is no error: it stands in [`Self::bad_lines`].
    pub fn read(bytes: &[u8]) -> Result<Self, NoCasework> {
        if bytes.len() > MAX_BYTES {
            return Err(NoCasework::TooLarge { found: bytes.len() });
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| NoCasework::NotUtf8)?;
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let (_, first) = lines.next().ok_or(NoCasework::Empty)?;
        let header: Header =
            serde_json::from_str(first).map_err(|error| NoCasework::Kind { why: told(&error) })?;
        let (mut commands, mut bad) = (Vec::new(), Vec::new());
        for (index, line) in lines {
            if index >= MAX_LINES {
                return Err(NoCasework::TooManyLines);
            }
            let number = index.saturating_add(1);
            match serde_json::from_str(line) {
                Ok(command) => commands.push((number, command)),
                Err(error) => bad.push(BadCommand { line: number, why: told(&error) }),
            }
        }
        Ok(Self { header, commands, bad })
    }
}

/// What is wrong with a line, without a line number of its own and without its content.
fn told(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "ends before it is complete; the file may have been cut off".to_owned();
    }
    if error.is_syntax() {
        return format!("is no JSON from column {} on", error.column());
    }
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    const MOST: usize = 160;
    let shown: String = Escaped(text).to_string().replace('\n', " ").chars().take(MOST).collect();
    format!("{shown} (column {})", error.column())
}

/// Why a file is no casework.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoCasework {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is too large.
    #[error("{found} bytes, at most {max} are read", max = MAX_BYTES)]
    TooLarge {
        /// How many bytes there are.
        found: usize,
    },
    /// It has too many lines.
    #[error("more than {max} lines", max = MAX_LINES)]
    TooManyLines,
    /// It is no text.
    #[error("the file is not UTF-8")]
    NotUtf8,
    /// It does not begin with the header of a casework.
    #[error("line 1 is not the header of a casework: {why}")]
    Kind {
        /// Why not.
        why: String,
    },
}
