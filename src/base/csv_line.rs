//! One line of a CSV text, and no more: a forgotten quote spoils its own line and no other.

use csv::{ByteRecord, ReaderBuilder, Terminator};

/// Whether nothing stands between the commas.
pub(crate) fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b',')
}

/// The fields of one line, given without its line break; `None` if a quote is not closed
/// on it.
pub(crate) fn fields(text: &[u8]) -> Option<ByteRecord> {
    /// Stands on the line after, to see whether the quotes reach that far.
    const NEXT: &[u8] = b"next";

    if !text.contains(&b'"') {
        return Some(text.split(|byte| *byte == b',').collect());
    }
    let lines = [text, NEXT].join(&b'\n');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(Terminator::Any(b'\n'))
        .buffer_capacity(lines.len())
        .from_reader(lines.as_slice());
    let (mut record, mut next) = (ByteRecord::new(), ByteRecord::new());
    let read = reader.read_byte_record(&mut record).and(reader.read_byte_record(&mut next));
    match read {
        Ok(true) if next.iter().eq([NEXT]) => Some(record),
        _ => None,
    }
}
