//! How much room a text takes in a picture, and how it is cut where there is less.
//!
//! No font is asked, so that a picture is the same on every machine. A wide character
//! (Chinese, Japanese, Korean) takes the size of the letters, a Latin letter a little more
//! than half of it; the estimates lean to the wide side.

use crate::base::text::{Escaped, is_hidden};
use crate::report::page::columns;

/// The width of a text in letters of a size, in the units of the picture.
///
/// ```
/// use unbrella::report::picture::lettering::width;
///
/// assert_eq!(width("保护伞", 12.0), 36.0);
/// assert!(width("ill", 12.0) < width("WWW", 12.0));
/// ```
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    let mut all = 0.0;
    for c in text.chars() {
        all += share(c);
    }
    all * size
}

/// The share of the size that a character takes.
fn share(c: char) -> f64 {
    let mut bytes = [0; 4];
    match columns(c.encode_utf8(&mut bytes)) {
        0 => return 0.0,
        2 => return 1.0,
        _ => {}
    }
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.31,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '‰' | '—' | '…' | '→' => 1.0,
        'A'..='Z' => 0.74,
        '\u{20}'..='\u{7e}' => 0.59,
        // Whatever else a font may show: rather too much room than too little.
        _ => 0.8,
    }
}

/// A text in one line, with everything hidden shown and cut to fit, with `…` at the end.
///
/// ```
/// use unbrella::report::picture::lettering::fitted;
///
/// assert_eq!(fitted("某某区公安局治安大队", 12.0, 60.0), "某某区公…");
/// assert_eq!(fitted("甲\u{202e}某", 12.0, 200.0), r"甲\u{202e}某");
/// ```
#[must_use]
pub fn fitted(text: &str, size: f64, room: f64) -> String {
    let shown = plain(text);
    if width(&shown, size) <= room {
        return shown;
    }
    let mut left = room - width("…", size);
    let mut cut: String = shown
        .chars()
        .take_while(|c| {
            left -= share(*c) * size;
            left >= 0.0
        })
        .collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// A text in one line with everything hidden shown, and nothing in it that a file may not
/// hold.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' {
            out.push(' ');
        } else if is_hidden(c) {
            out.push_str(&Escaped(c.encode_utf8(&mut [0; 4])).to_string());
        } else if matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) {
            out.push('\u{fffd}');
        } else {
            out.push(c);
        }
    }
    out
}

/// A text that stands in a page or a picture and cannot end what it stands in.
///
/// ```
/// use unbrella::report::picture::lettering::escaped;
///
/// assert_eq!(escaped("<b>'&\"</b>"), "&lt;b&gt;&#39;&amp;&quot;&lt;/b&gt;");
/// ```
#[must_use]
pub fn escaped(text: &str) -> String {
    let shown = plain(text);
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever a name holds, it stands in its line, in its room, and ends no tag.
        #[test]
        fn no_text_breaks_out_or_overflows(text in any::<String>(), room in 20.0..400.0_f64) {
            let cut = fitted(&text, 12.0, room);
            prop_assert!(width(&cut, 12.0) <= room, "{cut:?}");
            let safe = escaped(&text);
            prop_assert!(!safe.contains(['<', '>', '"', '\'', '\n']), "{safe:?}");
            prop_assert!(!safe.chars().any(is_hidden), "{safe:?}");
            prop_assert!(!safe.contains(['\u{fffe}', '\u{ffff}']), "{safe:?}");
        }
    }
}
