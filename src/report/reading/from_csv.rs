//! Figures from CSV.

use super::collector::{Collector, field, usable};
use super::outcome::{Reading, Unreadable};
use crate::base::csv_line::{fields, is_blank};
use crate::report::figures::{FigureDraft, FigureTable};

/// The columns that must be there.
const NEEDED: [&str; 5] = ["row", "place", "name", "value", "unit"];

/// Reads a table of figures from CSV.
///
/// # Errors
///
/// [`Unreadable`] if the file is empty, too large, not UTF-8, or without a header that
/// names the columns. A bad line is no error: it stands in [`Reading::bad_lines`].
///
/// # Examples
///
/// ```
/// use unbrella::report::reading::from_csv;
///
/// let text = "\
/// row,place,name,value,unit
/// R1,乙市,letters_sent,\"1,303\",copy
/// R2,乙市,letters_rectified,NaN,copy
/// R3,乙市,shops_visited,2300余,shop
/// ";
/// let reading = from_csv(text.as_bytes())?;
/// assert_eq!(reading.table().figures().len(), 2);
/// assert_eq!(
///     reading.bad_lines()[0].to_string(),
///     "line 3: value: a number is written as 1303, 1,303 or 84.3, \
///      or as ≥2300 or 2300余 if it is the least",
/// );
/// # Ok::<(), unbrella::report::reading::Unreadable>(())
/// ```
pub fn from_csv(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let bytes = usable(bytes)?;
    let lines = bytes.split(|byte| *byte == b'\n').zip(1_usize..);
    let lines = lines.map(|(text, line)| (line, text.strip_suffix(b"\r").unwrap_or(text)));
    let mut lines = lines.filter(|(_, text)| !is_blank(text));
    if lines.clone().count() > FigureTable::MAX_FIGURES.saturating_add(1) {
        return Err(Unreadable::TooMany { what: "lines", max: FigureTable::MAX_FIGURES });
    }
    let (line, first) = lines.next().ok_or(Unreadable::Empty)?;
    let header = header(line, first)?;
    let mut collector = Collector::default();
    for (line, text) in lines {
        read_line(&mut collector, &header, line, text);
    }
    Ok(collector.finish(Vec::new()))
}

/// The names of the columns.
fn header(line: usize, text: &[u8]) -> Result<Vec<String>, Unreadable> {
    let text = std::str::from_utf8(text).map_err(|_| Unreadable::NotUtf8 { line })?;
    let fields = fields(text.as_bytes())
        .ok_or_else(|| Unreadable::Header { problems: vec![OPEN_QUOTE.to_owned()] })?;
    let names: Vec<String> =
        fields.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let mut problems = Vec::new();
    let mut known = FigureDraft::default();
    for (index, (name, column)) in names.iter().zip(1_usize..).enumerate() {
        if field(&mut known, name).is_none() {
            problems.push(format!("column {column} has a name that is not known"));
        } else if names.iter().take(index).any(|before| before == name) {
            problems.push(format!("column {column} repeats {name}"));
        }
    }
    for needed in NEEDED {
        if !names.iter().any(|name| name == needed) {
            problems.push(format!("column {needed} is missing"));
        }
    }
    if problems.is_empty() { Ok(names) } else { Err(Unreadable::Header { problems }) }
}

/// What is said of a line whose quotes do not end on it.
const OPEN_QUOTE: &str = "a quote is not closed on its line";

/// Reads one line into the collector.
fn read_line(collector: &mut Collector, header: &[String], line: usize, text: &[u8]) {
    let record = match fields(text) {
        Some(record) if record.len() == header.len() => record,
        Some(record) => {
            let (found, wanted) = (record.len(), header.len());
            return collector
                .refuse(line, vec![format!("has {found} fields, the header {wanted}")]);
        }
        None => return collector.refuse(line, vec![OPEN_QUOTE.to_owned()]),
    };
    let mut draft = FigureDraft::default();
    let mut reasons = Vec::new();
    for (name, bytes) in header.iter().zip(record.iter()) {
        if bytes.len() > FigureDraft::MAX_BYTES {
            let (found, max) = (bytes.len(), FigureDraft::MAX_BYTES);
            reasons.push(format!("{name}: {found} bytes, at most {max} are allowed"));
        } else if let Ok(text) = std::str::from_utf8(bytes) {
            if let Some(place) = field(&mut draft, name) {
                text.clone_into(place);
            }
        } else {
            reasons.push(format!("{name}: not UTF-8"));
        }
    }
    if reasons.is_empty() {
        collector.take(line, &draft);
    } else {
        collector.refuse(line, reasons);
    }
}
