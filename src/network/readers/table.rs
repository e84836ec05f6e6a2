//! One CSV text: its header, and its rows with their line numbers.

use csv::{ByteRecord, StringRecord};

use super::problem::{MAX_BYTES, MAX_FIELD, Trouble};
use crate::base::csv_line::{fields, is_blank};

/// A text whose header has been read.
pub(super) struct Table<'a> {
    /// The names of the columns, as written.
    header: Vec<String>,
    /// The line of the header.
    line: usize,
    /// What follows it.
    rest: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads the header.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, (Option<usize>, Trouble)> {
        let mut rest = usable(bytes).map_err(|trouble| (None, trouble))?;
        let mut line = 0_usize;
        loop {
            let (text, after) = next_line(rest);
            line = line.saturating_add(1);
            rest = after;
            if !is_blank(text) {
                let header = header(text).map_err(|trouble| (Some(line), trouble))?;
                return Ok(Self { header, line, rest });
            }
            if rest.is_empty() {
                return Err((None, Trouble::Empty));
            }
        }
    }

    /// The names of the columns, as written.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The line of the header.
    pub(super) const fn line(&self) -> usize {
        self.line
    }

    /// The first column that has one of these names; capitals do not count.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        let same =
            |name: &&str| self.header.iter().position(|column| column.eq_ignore_ascii_case(name));
        names.iter().find_map(same)
    }

    /// What column a place stands for.
    pub(super) fn name(&self, column: usize) -> String {
        match self.header.get(column) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => column.saturating_add(1).to_string(),
        }
    }

    /// Every row that is not blank, with its line.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, Result<StringRecord, Trouble>)> {
        let lines = self.rest.split(|byte| *byte == b'\n').zip(self.line.saturating_add(1)..);
        let lines = lines.map(|(text, line)| (line, text.strip_suffix(b"\r").unwrap_or(text)));
        let lines = lines.filter(|(_, text)| !is_blank(text));
        lines.map(|(line, text)| (line, self.row(text)))
    }

    fn row(&self, text: &[u8]) -> Result<StringRecord, Trouble> {
        let record = fields(text).ok_or(Trouble::OpenQuote)?;
        let (found, wanted) = (record.len(), self.header.len());
        if found != wanted {
            return Err(Trouble::Ragged { found, wanted });
        }
        short(&record)?;
        StringRecord::from_byte_record(record).map_err(|_| Trouble::NotUtf8)
    }
}

/// The first line without its line break, and what follows it.
fn next_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (line, rest) = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(at) => (bytes.get(..at), bytes.get(at.saturating_add(1)..)),
        None => (Some(bytes), None),
    };
    let line = line.unwrap_or_default();
    (line.strip_suffix(b"\r").unwrap_or(line), rest.unwrap_or_default())
}

/// Refuses what cannot be told apart, and skips a byte order mark.
fn usable(bytes: &[u8]) -> Result<&[u8], Trouble> {
    if bytes.len() > MAX_BYTES {
        return Err(Trouble::TooLarge { found: bytes.len() });
    }
    let sixteen = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    // Text without a mark shows itself by the zero of its first characters.
    if sixteen || bytes.iter().take(4).any(|byte| *byte == 0) {
        return Err(Trouble::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(Trouble::Empty);
    }
    let old = !bytes.contains(&b'\n') && bytes.trim_ascii().contains(&b'\r');
    if old { Err(Trouble::CarriageReturns) } else { Ok(bytes) }
}

fn header(text: &[u8]) -> Result<Vec<String>, Trouble> {
    let record = fields(text).ok_or(Trouble::OpenQuote)?;
    short(&record)?;
    let record = StringRecord::from_byte_record(record).map_err(|_| Trouble::NotUtf8)?;
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    for name in record.iter().map(str::trim) {
        if !name.is_empty() && names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return Err(Trouble::ColumnTwice { column: name.to_owned() });
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

/// Refuses a field that is too long.
fn short(record: &ByteRecord) -> Result<(), Trouble> {
    let long = (1..).zip(record.iter()).find(|(_, field)| field.len() > MAX_FIELD);
    match long {
        Some((column, field)) => Err(Trouble::LongField { column, found: field.len() }),
        None => Ok(()),
    }
}
