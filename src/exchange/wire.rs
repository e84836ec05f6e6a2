//! Letters and receipts as bytes: JSON in the form of CloudEvents 1.0.
//!
//! | attribute | letter | receipt |
//! |---|---|---|
//! | `specversion` | `1.0` | `1.0` |
//! | `id` | the envelope | the envelope, a dot, what it says |
//! | `source` | the sender | who gives it |
//! | `type` | `unbrella.letter.KIND.v1` | `unbrella.receipt.KIND.v1` |
//! | `subject` | the clue | the envelope |
//! | `time` | when it was written, by the sender's clock | when it was given |
//! | `datacontenttype` | `application/json` | `application/json` |
//! | `receiver` (extension) | the receiver | the sender of the letter |
//! | `fingerprint` (extension) | SHA-256 of all of this but the id | of the letter |
//! | `data` | transfer, reply-to, deadline, what it says | – |
//!
//! `KIND` is the code of [`EnvelopeKind`] or [`ReceiptKind`], `v1` the form: earlier [forms] of
//! letters are lifted, later ones are refused by their number and not guessed at. `source` and
//! `id` together name a message once and for ever, so that a broker may drop repeats by them.
//!
//! **One spelling.** What would not be written back byte for byte is refused: no white space,
//! no other order, no escape that is not needed, nothing twice, nothing unknown. So equal
//! letters have equal bytes, and a fingerprint needs no rules of its own.
//!
//! **Bounds** are checked before anything is read: [`MAX_BYTES`] and [`MAX_DEPTH`]. An error
//! names a place and a kind, never what stood there.
//!
//! **Who sent it** is what the transport knows, not what the bytes say: [`opened`] takes the
//! organ at the other end of the channel and refuses a message of another source. There are
//! no signatures here; a host whose channel is not authenticated adds them around the bytes.
//!
//! # Examples
//!
//! ```
//! use unbrella::exchange::wire::{self, WireError};
//!
//! let bytes = br#"{"specversion":"1.0","id":"envelope-00000000000000000000000000000001.delivered","source":"organ-00000000000000000000000000000002","type":"unbrella.receipt.delivered.v1","subject":"envelope-00000000000000000000000000000001","time":"2021-03-01T09:00:00+08:00","datacontenttype":"application/json","receiver":"organ-00000000000000000000000000000001","fingerprint":"0000000000000000000000000000000000000000000000000000000000000007"}"#;
//! let receipt = wire::read(bytes)?;
//! assert_eq!(wire::bytes(&receipt)?, bytes);
//!
//! let mut spaced = b" ".to_vec();
//! spaced.extend(bytes);
//! assert_eq!(wire::read(&spaced), Err(WireError::NotCanonical));
//! # Ok::<(), WireError>(())
//! ```
//!
//! # Source
//!
//! CloudEvents 1.0.2 (attributes, JSON event format); design §8.1, §8.3, §8.6.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::casebook::post::{Letter, ReceiptNote, Says};
use crate::provenance::Fingerprint;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

pub mod forms;

use forms::{EARLIER, Earlier, FORM};

/// The longest message, in bytes.
pub const MAX_BYTES: usize = 128 * 1024;

/// The deepest nesting of objects and lists.
pub const MAX_DEPTH: usize = 12;

const SPEC_VERSION: &str = "1.0";
const CONTENT_TYPE: &str = "application/json";
const LETTER: &str = "unbrella.letter.";
const RECEIPT: &str = "unbrella.receipt.";
const RECEIPT_FORM: u32 = 1;

/// What travels between two organs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A letter.
    Letter(Box<Letter>),
    /// A receipt for one.
    Receipt(ReceiptNote),
}

impl Message {
    /// Who sends it, as it says.
    #[must_use]
    pub fn from(&self) -> OrganId {
        match self {
            Self::Letter(letter) => letter.from,
            Self::Receipt(note) => note.by,
        }
    }

    /// For whom it is.
    #[must_use]
    pub fn to(&self) -> OrganId {
        match self {
            Self::Letter(letter) => letter.to,
            Self::Receipt(note) => note.to,
        }
    }
}

/// Why bytes are not a message, or a message has no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WireError {
    /// Longer than [`MAX_BYTES`].
    #[error("the message has {bytes} bytes, at most {MAX_BYTES} are allowed")]
    TooLarge {
        /// How many there are.
        bytes: usize,
    },
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("the message is nested deeper than {MAX_DEPTH} levels at byte {byte}")]
    TooDeep {
        /// Where.
        byte: usize,
    },
    /// Not JSON, or not of this form.
    #[error("the message cannot be read at line {line}, column {column}")]
    Unreadable {
        /// Where, counted from 1; 0 if no place can be told.
        line: usize,
        /// Where, counted from 1; 0 if no place can be told.
        column: usize,
    },
    /// Another version of CloudEvents, or a type that is not known here.
    #[error("the message is of a type or version that is not known here")]
    OtherType,
    /// A letter that a later version of the program has written. Nothing more is read of it.
    #[error("{envelope} is of form {form}, and forms 1 to {FORM} are read here")]
    LaterForm {
        /// The letter.
        envelope: EnvelopeId,
        /// Who sends it, as it says.
        from: OrganId,
        /// Its form.
        form: u32,
    },
    /// It would not be written like that.
    #[error("the message is not in its one spelling")]
    NotCanonical,
    /// The fingerprint is not that of the content.
    #[error("the fingerprint is not that of the content")]
    OtherContent,
    /// It comes from another organ than it says.
    #[error("the message says that it is from {said}, and came from {came}")]
    OtherSource {
        /// Who it says.
        said: OrganId,
        /// Who is at the other end.
        came: OrganId,
    },
}

/// The attributes, with the data as they stand.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form<'a> {
    specversion: &'a str,
    id: &'a str,
    source: OrganId,
    r#type: &'a str,
    subject: &'a str,
    time: Moment,
    datacontenttype: &'a str,
    receiver: OrganId,
    fingerprint: Fingerprint,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    data: Option<&'a RawValue>,
}

/// As much of any form as stays the same for ever.
#[derive(Deserialize)]
struct AnyForm<'a> {
    specversion: &'a str,
    id: &'a str,
    source: OrganId,
    r#type: &'a str,
}

/// The data of a letter as they are read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    transfer: TransferId,
    #[serde(default)]
    in_reply_to: Option<EnvelopeId>,
    #[serde(default)]
    answer_due: Option<Moment>,
    says: Says,
}

/// The data of a letter as they are written.
#[derive(Serialize)]
struct DataOf<'a> {
    transfer: TransferId,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to: Option<EnvelopeId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_due: Option<Moment>,
    says: &'a Says,
}

/// What the fingerprint of a letter covers: everything but its id.
#[derive(Serialize)]
struct Covered<'a> {
    source: OrganId,
    r#type: &'a str,
    subject: &'a str,
    time: Moment,
    receiver: OrganId,
    data: &'a RawValue,
}

/// A letter with its text forms.
struct Texts {
    r#type: String,
    subject: String,
    data: Box<RawValue>,
}

impl Texts {
    /// In a form: the present one, or one of the earlier ones.
    fn of(letter: &Letter, form: u32, earlier: &[Earlier]) -> Result<Self, WireError> {
        let data = match forms::of(earlier, form) {
            Some(earlier) => (earlier.write)(letter).ok_or(WireError::OtherContent)?,
            None => {
                let data = DataOf {
                    transfer: letter.transfer,
                    in_reply_to: letter.in_reply_to,
                    answer_due: letter.answer_due,
                    says: &letter.says,
                };
                serde_json::value::to_raw_value(&data).map_err(unreadable)?
            }
        };
        Ok(Self {
            r#type: format!("{LETTER}{}{}", letter.kind().code(), forms::mark(form)),
            subject: letter.clue.to_string(),
            data,
        })
    }

    /// In the form in which the letter was sealed: its fingerprint tells.
    fn sealed(letter: &Letter, earlier: &[Earlier]) -> Result<Self, WireError> {
        for form in (1..=forms::present(earlier)).rev() {
            let Ok(texts) = Self::of(letter, form, earlier) else { continue };
            if texts.fingerprint(letter)? == letter.content {
                return Ok(texts);
            }
        }
        Err(WireError::OtherContent)
    }

    fn fingerprint(&self, letter: &Letter) -> Result<Fingerprint, WireError> {
        let covered = Covered {
            source: letter.from,
            r#type: &self.r#type,
            subject: &self.subject,
            time: letter.written,
            receiver: letter.to,
            data: &self.data,
        };
        Ok(Fingerprint::of(&serde_json::to_vec(&covered).map_err(unreadable)?))
    }
}

fn unreadable(error: serde_json::Error) -> WireError {
    WireError::Unreadable { line: error.line(), column: error.column() }
}

/// The letter with the fingerprint of its content.
///
/// # Errors
///
/// [`WireError`] if it has no form as bytes, which no letter of reasonable size lacks.
pub fn sealed(letter: Letter) -> Result<Letter, WireError> {
    sealed_in(letter, FORM, EARLIER)
}

fn sealed_in(mut letter: Letter, form: u32, earlier: &[Earlier]) -> Result<Letter, WireError> {
    letter.content = Texts::of(&letter, form, earlier)?.fingerprint(&letter)?;
    Ok(letter)
}

/// A message as bytes, in their one spelling: a letter in the form in which it was sealed.
///
/// # Errors
///
/// [`WireError::OtherContent`] if a letter was changed after it was [sealed](sealed()),
/// [`WireError::TooLarge`].
pub fn bytes(message: &Message) -> Result<Vec<u8>, WireError> {
    bytes_by(message, EARLIER)
}

fn bytes_by(message: &Message, earlier: &[Earlier]) -> Result<Vec<u8>, WireError> {
    let bytes = match message {
        Message::Letter(letter) => letter_bytes(letter, earlier)?,
        Message::Receipt(note) => receipt_bytes(note)?,
    };
    if bytes.len() > MAX_BYTES {
        return Err(WireError::TooLarge { bytes: bytes.len() });
    }
    Ok(bytes)
}

fn letter_bytes(letter: &Letter, earlier: &[Earlier]) -> Result<Vec<u8>, WireError> {
    let texts = Texts::sealed(letter, earlier)?;
    let form = Form {
        specversion: SPEC_VERSION,
        id: &letter.id.to_string(),
        source: letter.from,
        r#type: &texts.r#type,
        subject: &texts.subject,
        time: letter.written,
        datacontenttype: CONTENT_TYPE,
        receiver: letter.to,
        fingerprint: letter.content,
        data: Some(&texts.data),
    };
    serde_json::to_vec(&form).map_err(unreadable)
}

fn receipt_bytes(note: &ReceiptNote) -> Result<Vec<u8>, WireError> {
    let form = Form {
        specversion: SPEC_VERSION,
        id: &format!("{}.{}", note.envelope, note.kind.code()),
        source: note.by,
        r#type: &format!("{RECEIPT}{}{}", note.kind.code(), forms::mark(RECEIPT_FORM)),
        subject: &note.envelope.to_string(),
        time: note.given,
        datacontenttype: CONTENT_TYPE,
        receiver: note.to,
        fingerprint: note.content,
        data: None,
    };
    serde_json::to_vec(&form).map_err(unreadable)
}

/// Reads a message, whoever sent it.
///
/// # Errors
///
/// [`WireError`], for everything that [`bytes`] would not have written.
pub fn read(bytes: &[u8]) -> Result<Message, WireError> {
    read_by(bytes, EARLIER)
}

fn read_by(bytes: &[u8], earlier: &[Earlier]) -> Result<Message, WireError> {
    if bytes.len() > MAX_BYTES {
        return Err(WireError::TooLarge { bytes: bytes.len() });
    }
    if let Some(byte) = too_deep(bytes) {
        return Err(WireError::TooDeep { byte });
    }
    let form: Form<'_> = match serde_json::from_slice(bytes) {
        Ok(form) => form,
        // A later form may have other attributes besides.
        Err(error) => return Err(later(bytes, earlier).unwrap_or_else(|| unreadable(error))),
    };
    if form.specversion != SPEC_VERSION {
        return Err(WireError::OtherType);
    }
    let code = |prefix| forms::split(form.r#type.strip_prefix(prefix)?);
    let message = if let Some((kind, number)) = code(LETTER) {
        if number > forms::present(earlier) {
            return Err(later(bytes, earlier).unwrap_or(WireError::OtherType));
        }
        let kind = EnvelopeKind::from_code(kind).map_err(|_| WireError::OtherType)?;
        Message::Letter(Box::new(letter(&form, kind, number, earlier)?))
    } else if let Some((kind, RECEIPT_FORM)) = code(RECEIPT) {
        let kind = ReceiptKind::from_code(kind).map_err(|_| WireError::OtherType)?;
        let envelope = EnvelopeId::parse(form.subject).map_err(|_| WireError::NotCanonical)?;
        Message::Receipt(ReceiptNote {
            envelope,
            content: form.fingerprint,
            kind,
            by: form.source,
            to: form.receiver,
            given: form.time,
        })
    } else {
        return Err(WireError::OtherType);
    };
    if bytes_by(&message, earlier)? != bytes {
        return Err(WireError::NotCanonical);
    }
    Ok(message)
}

/// The error for a letter of a later form, if it is one.
fn later(bytes: &[u8], earlier: &[Earlier]) -> Option<WireError> {
    let any: AnyForm<'_> = serde_json::from_slice(bytes).ok()?;
    let (_, form) = forms::split(any.r#type.strip_prefix(LETTER)?)?;
    if any.specversion != SPEC_VERSION || form <= forms::present(earlier) {
        return None;
    }
    let envelope = EnvelopeId::parse(any.id).ok()?;
    Some(WireError::LaterForm { envelope, from: any.source, form })
}

fn letter(
    form: &Form<'_>,
    kind: EnvelopeKind,
    number: u32,
    earlier: &[Earlier],
) -> Result<Letter, WireError> {
    let data = form.data.ok_or(WireError::NotCanonical)?;
    let data: Data = if number == forms::present(earlier) {
        serde_json::from_str(data.get()).map_err(unreadable)?
    } else {
        let data: Value = serde_json::from_str(data.get()).map_err(unreadable)?;
        let lifted = forms::lifted(earlier, number, data).ok_or(WireError::OtherType)?;
        serde_json::from_value(lifted).map_err(unreadable)?
    };
    if data.says.kind() != kind {
        return Err(WireError::OtherType);
    }
    Ok(Letter {
        id: EnvelopeId::parse(form.id).map_err(|_| WireError::NotCanonical)?,
        from: form.source,
        to: form.receiver,
        transfer: data.transfer,
        clue: ClueId::parse(form.subject).map_err(|_| WireError::NotCanonical)?,
        in_reply_to: data.in_reply_to,
        written: form.time,
        answer_due: data.answer_due,
        content: form.fingerprint,
        says: data.says,
    })
}

/// Reads a message that came over a channel whose other end is known.
///
/// # Errors
///
/// As [`read`], and [`WireError::OtherSource`] if it says that it is from somebody else.
pub fn opened(bytes: &[u8], channel: OrganId) -> Result<Message, WireError> {
    let read = read(bytes);
    let said = match &read {
        Ok(message) => message.from(),
        Err(WireError::LaterForm { from, .. }) => *from,
        Err(error) => return Err(*error),
    };
    if said == channel { read } else { Err(WireError::OtherSource { said, came: channel }) }
}

/// The byte at which the nesting becomes too deep. Brackets in texts do not count.
fn too_deep(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth = depth.saturating_add(1);
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests;
