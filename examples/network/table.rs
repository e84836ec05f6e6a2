//! Lines with columns that stand below each other, wide characters included.

use unbrella::report::page::columns;

/// How a column is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Set {
    Left,
    Right,
}

/// The longest cell that makes its column wide.
const WIDEST: usize = 40;

/// Rows with a header, two spaces between columns, two in front.
pub fn table(header: &[(&str, Set)], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|(name, _)| columns(name)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(columns(cell).min(WIDEST));
        }
    }
    let names: Vec<String> = header.iter().map(|(name, _)| (*name).to_owned()).collect();
    let titled = names.iter().any(|name| !name.is_empty());
    let mut text = String::new();
    for row in titled.then_some(&names).into_iter().chain(rows) {
        let mut line = String::new();
        for ((cell, (_, set)), width) in row.iter().zip(header).zip(&widths) {
            let gap = " ".repeat(width.saturating_sub(columns(cell)));
            line.push_str("  ");
            match set {
                Set::Left => line.extend([cell.as_str(), gap.as_str()]),
                Set::Right => line.extend([gap.as_str(), cell.as_str()]),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Each line two columns further in.
pub fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

/// Says how many lines were left out.
pub fn more(shown: usize, all: usize) -> String {
    let left = all.saturating_sub(shown);
    if left == 0 { String::new() } else { format!("  and {} more: --top\n", thousands(left)) }
}

/// A whole number with its thousands apart: `10,731`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 tie`, `2 ties`.
pub fn count(number: usize, one: &str, more: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { more })
}
