//! Packs in JSON, through the same door as everything else.
//!
//! ```json
//! {"form": "unbrella.rule-pack.1", "code": "zhaotong", "place": "昭通市", "english": "Zhaotong",
//!  "level": "city", "parent": "yunnan",
//!  "parameters": {
//!    "transfer/notice": [
//!      {"from": "2019-04-24", "onset": "first_known",
//!       "value": {"limit": {"length": {"calendar_days": 5}, "count_from": "next_day", "last_day": "stays"}},
//!       "citation": {"document": "…", "place": "Z13", "certainty": "stated"},
//!       "other_readings": [{"value": {"limit": "…"}, "citation": {"…": "…"}}]},
//!      {"from": "2021-01-01", "onset": "stated", "ended": true, "citation": {"…": "…"}}]}}
//! ```
//!
//! An entry has either a `value` or `"ended": true`. Unknown fields and names that stand
//! twice are refused with their line; a text of another shape is refused at the first
//! place that is wrong. What is well formed is then checked as a whole, and *every*
//! problem is listed ([`lint::draft`](crate::rulebook::lint::draft)).
//!
//! Written packs are canonical: fields in the order above, parameters by name, entries
//! by day, no white space, nothing that is absent. Equal packs give equal bytes.

use crate::base::text::Escaped;
use crate::rulebook::draft::PackDraft;
use crate::rulebook::pack::{InvalidPack, RulePack};

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// The most packs in one text.
pub const MAX_PACKS: usize = 5_000;

/// Reads one pack.
///
/// # Errors
///
/// [`PackJsonError`].
///
/// # Examples
///
/// ```
/// use unbrella::rulebook::{json, packs};
///
/// let text = json::write_pack(&packs::zhaotong())?;
/// assert_eq!(json::read_pack(&text)?, packs::zhaotong());
/// # Ok::<(), unbrella::rulebook::json::PackJsonError>(())
/// ```
pub fn read_pack(text: &str) -> Result<RulePack, PackJsonError> {
    Ok(read_draft(text)?.enter()?)
}

/// Reads one pack, unchecked: for [`lint`](crate::rulebook::lint).
///
/// # Errors
///
/// [`PackJsonError::TooLong`] and [`PackJsonError::Shape`].
pub fn read_draft(text: &str) -> Result<PackDraft, PackJsonError> {
    read(text)
}

/// Reads a list of packs, unchecked.
///
/// # Errors
///
/// [`PackJsonError::TooLong`] and [`PackJsonError::Shape`].
pub fn read_drafts(text: &str) -> Result<Vec<PackDraft>, PackJsonError> {
    #[derive(serde::Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[serde(transparent)]
    struct Packs(
        #[serde(deserialize_with = "crate::base::list::Limited::<PackDraft, { MAX_PACKS }>::read")]
        Vec<PackDraft>,
    );
    read::<Packs>(text).map(|packs| packs.0)
}

fn read<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T, PackJsonError> {
    if text.len() > MAX_BYTES {
        return Err(PackJsonError::TooLong { found: text.len() });
    }
    serde_json::from_str(text).map_err(|error| PackJsonError::Shape {
        line: error.line(),
        column: error.column(),
        problem: shorten(&error),
    })
}

/// What serde says, with hidden characters escaped and cut to one line.
fn shorten(error: &serde_json::Error) -> String {
    const MOST: usize = 300;
    let shown = Escaped(&error.to_string()).to_string().replace('\n', " ");
    shown.chars().take(MOST).collect()
}

/// Writes one pack in its canonical form.
///
/// # Errors
///
/// [`PackJsonError::Shape`] if JSON cannot hold it; no pack is known for which that is so.
pub fn write_pack(pack: &RulePack) -> Result<String, PackJsonError> {
    serde_json::to_string(pack).map_err(|error| PackJsonError::Shape {
        line: error.line(),
        column: error.column(),
        problem: shorten(&error),
    })
}

/// Why a text is not a pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackJsonError {
    /// Longer than [`MAX_BYTES`].
    #[error("{found} bytes where at most {max} are read", max = MAX_BYTES)]
    TooLong {
        /// Length in bytes.
        found: usize,
    },
    /// Not JSON, or of another shape.
    #[error("{problem}")]
    Shape {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
        /// What is wrong, with the place.
        problem: String,
    },
    /// Of the right shape, and yet no pack: every problem.
    #[error(transparent)]
    Pack(#[from] InvalidPack),
}
