//! One value, one spelling: the bytes that are hashed.
//!
//! Two programs that hold the same value have to come to the same bytes, or a hash says
//! nothing. The form is that of RFC 8785 as far as a journal needs it:
//!
//! | what | how it is written |
//! |---|---|
//! | members of an object | sorted by name, compared as UTF-16; no name twice |
//! | white space | none outside of texts |
//! | texts | UTF-8; escaped are `"`, `\` and controls, `\n` in short where JSON has a short form |
//! | whole numbers | their digits, from −2⁶³ to 2⁶⁴−1 |
//! | fractions, exponents, `-0` | refused: two programs would round them differently |
//!
//! Whole numbers beyond 2⁵³ are written out, where RFC 8785 rounds them to what a float
//! holds; a reader in a language without whole numbers has to mind that.
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::journal::canonical;
//!
//! let value = serde_json::json!({"b": [1, true, null], "a": "甲\n"});
//! let text = canonical::text(&value)?;
//! assert_eq!(text, r#"{"a":"甲\n","b":[1,true,null]}"#);
//! assert_eq!(canonical::read(&text)?, value);
//! assert!(canonical::read(r#"{"a":1, "a":2}"#).is_err());
//! # Ok::<(), canonical::NotCanonical>(())
//! ```
//!
//! # Source
//!
//! RFC 8785 (JSON Canonicalization Scheme), sections 3.2.2 and 3.2.3.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Map, Number, Value};

/// How deep lists and objects may stand inside each other.
pub const MAX_DEPTH: usize = 96;

/// The longest canonical text, in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// The canonical text of a value.
///
/// # Errors
///
/// [`NotCanonical`] for a fraction, a value too deep or a text too long.
pub fn text(value: &Value) -> Result<String, NotCanonical> {
    let mut out = String::new();
    // A list of what is still to be written, its next step last: depth is no call depth.
    let mut steps = vec![Step::Value(value, 0)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Sign(sign) => out.push(sign),
            Step::Name(name) => {
                quote(name, &mut out);
                out.push(':');
            }
            Step::Value(Value::Array(list), depth) => {
                open(&mut out, '[', depth)?;
                steps.push(Step::Sign(']'));
                for (at, item) in list.iter().enumerate().rev() {
                    steps.push(Step::Value(item, depth.saturating_add(1)));
                    steps.extend((at > 0).then_some(Step::Sign(',')));
                }
            }
            Step::Value(Value::Object(members), depth) => {
                open(&mut out, '{', depth)?;
                steps.push(Step::Sign('}'));
                for (at, (name, member)) in sorted(members).into_iter().enumerate().rev() {
                    steps.push(Step::Value(member, depth.saturating_add(1)));
                    steps.push(Step::Name(name));
                    steps.extend((at > 0).then_some(Step::Sign(',')));
                }
            }
            Step::Value(Value::String(text), _) => quote(text, &mut out),
            Step::Value(Value::Number(number), _) => whole(number, &mut out)?,
            Step::Value(Value::Bool(flag), _) => out.push_str(if *flag { "true" } else { "false" }),
            Step::Value(Value::Null, _) => out.push_str("null"),
        }
        if out.len() > MAX_BYTES {
            return Err(NotCanonical::TooLong);
        }
    }
    Ok(out)
}

/// The canonical text of anything that can be written as JSON.
///
/// # Errors
///
/// [`NotCanonical`].
pub fn text_of<T: Serialize + ?Sized>(value: &T) -> Result<String, NotCanonical> {
    text(&serde_json::to_value(value).map_err(|_| NotCanonical::NoJson)?)
}

/// Reads a canonical text, and no other.
///
/// # Errors
///
/// [`NotCanonical`], which repeats nothing of the text.
pub fn read(written: &str) -> Result<Value, NotCanonical> {
    if written.len() > MAX_BYTES {
        return Err(NotCanonical::TooLong);
    }
    let value: Value = serde_json::from_str(written).map_err(|_| NotCanonical::NoJson)?;
    // Names that stand twice, spaces, another order, another escape: all show here.
    if text(&value)? == written { Ok(value) } else { Err(NotCanonical::OtherSpelling) }
}

/// One thing that is still to be written.
enum Step<'a> {
    Value(&'a Value, usize),
    Name(&'a str),
    Sign(char),
}

fn open(out: &mut String, sign: char, depth: usize) -> Result<(), NotCanonical> {
    if depth >= MAX_DEPTH {
        return Err(NotCanonical::TooDeep);
    }
    out.push(sign);
    Ok(())
}

/// Members in the order of RFC 8785; the map may have any, as its features say.
fn sorted(members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut list: Vec<_> = members.iter().collect();
    list.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    list
}

fn whole(number: &Number, out: &mut String) -> Result<(), NotCanonical> {
    // Writing to a text cannot fail.
    let _ = match (number.as_u64(), number.as_i64()) {
        (Some(number), _) => write!(out, "{number}"),
        (None, Some(number)) => write!(out, "{number}"),
        (None, None) => return Err(NotCanonical::Fraction),
    };
    Ok(())
}

fn quote(text: &str, out: &mut String) {
    let special = |c: char| c < ' ' || c == '"' || c == '\\';
    out.push('"');
    for part in text.split_inclusive(special) {
        let mut plain = part.chars();
        match plain.next_back().filter(|last| special(*last)) {
            Some(last) => {
                out.push_str(plain.as_str());
                escape(last, out);
            }
            None => out.push_str(part),
        }
    }
    out.push('"');
}

fn escape(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\u{c}' => out.push_str("\\f"),
        '\r' => out.push_str("\\r"),
        other => {
            let _ = write!(out, "\\u{:04x}", u32::from(other));
        }
    }
}

/// Why something has no canonical text, or is none. Says nothing of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotCanonical {
    /// It cannot be read or written as JSON.
    #[error("it is not JSON")]
    NoJson,
    /// A number with a fraction or an exponent, `-0`, or one beyond 64 bits.
    #[error("it holds a number that is not whole, or beyond 64 bits")]
    Fraction,
    /// Deeper than [`MAX_DEPTH`].
    #[error("it is deeper than {max} levels", max = MAX_DEPTH)]
    TooDeep,
    /// Longer than [`MAX_BYTES`].
    #[error("it is longer than {max} bytes", max = MAX_BYTES)]
    TooLong,
    /// JSON, but spelled in another way: spaces, order, escapes, a name that stands twice.
    #[error("it is not spelled in the canonical way")]
    OtherSpelling,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(value: &Value, expected: &str) {
        assert_eq!(text(value).unwrap(), expected);
        assert_eq!(read(expected).unwrap(), *value);
    }

    #[test]
    fn values_have_one_spelling() {
        check(&json!(null), "null");
        check(&json!([true, false, []]), "[true,false,[]]");
        check(&json!({}), "{}");
        check(&json!({"b": {"d": 1, "c": 2}, "a": [3, "x"]}), r#"{"a":[3,"x"],"b":{"c":2,"d":1}}"#);
        check(
            &json!([0, -1, i64::MIN, u64::MAX]),
            "[0,-1,-9223372036854775808,18446744073709551615]",
        );
    }

    /// The example of RFC 8785, section 3.2.2, with its numbers left out.
    #[test]
    fn texts_are_escaped_as_the_rfc_says() {
        let value = json!({
            "string": "\u{20ac}$\u{000F}\u{000a}A'\u{0042}\u{0022}\u{005c}\\\"\u{002f}",
            "literals": [null, true, false]
        });
        check(&value, r#"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#);
        check(&json!(" a b "), "\" a b \"");
        check(&json!("\u{8}\t\n\u{c}\r\u{1f}\u{7f}甲"), "\"\\b\\t\\n\\f\\r\\u001f\u{7f}甲\"");
    }

    /// The example of RFC 8785, section 3.2.3.
    #[test]
    fn names_are_sorted_as_the_rfc_says() {
        let value = json!({
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet",
            "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "o"
        });
        let written = text(&value).unwrap();
        let places: Vec<_> = ["Carriage", "One", "Control", "\"o\"", "Euro", "Emoji", "Hebrew"]
            .iter()
            .map(|word| written.find(word).unwrap())
            .collect();
        assert!(places.is_sorted(), "{written}");
        assert_eq!(read(&written).unwrap(), value);
    }

    #[test]
    fn what_has_no_spelling_is_refused() {
        assert_eq!(text(&json!([1.5])), Err(NotCanonical::Fraction));
        assert_eq!(text(&json!(1.0)), Err(NotCanonical::Fraction));
        let mut deep = json!(1);
        for _ in 0..MAX_DEPTH {
            deep = json!([deep]);
        }
        let written = text(&deep).unwrap();
        assert_eq!(read(&written).unwrap(), deep);
        assert_eq!(text(&json!([deep])), Err(NotCanonical::TooDeep));
        let named = |inner: Value| json!({ "a": inner });
        let deep_members = (0..MAX_DEPTH).fold(json!(1), |inner, _| named(inner));
        assert_eq!(read(&text(&deep_members).unwrap()).unwrap(), deep_members);
        assert_eq!(text(&named(deep_members.clone())), Err(NotCanonical::TooDeep));
        assert_eq!(text(&json!([deep_members])), Err(NotCanonical::TooDeep));
        let deeper = format!("[{written}]");
        assert_eq!(read(&deeper), Err(NotCanonical::TooDeep));
        assert_eq!(text(&json!("甲".repeat(MAX_BYTES / 3))), Err(NotCanonical::TooLong));
        let map = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert_eq!(text_of(&map), Err(NotCanonical::NoJson));
    }

    #[test]
    fn other_spellings_are_refused() {
        #[track_caller]
        fn check(written: &str, expected: NotCanonical) {
            assert_eq!(read(written), Err(expected), "{written}");
        }
        use NotCanonical::{Fraction, NoJson, OtherSpelling};
        check(r#"{"a":1,"a":1}"#, OtherSpelling);
        check(r#"{"b":1,"a":1}"#, OtherSpelling);
        check("[1, 2]", OtherSpelling);
        check(" 1", OtherSpelling);
        check("1\n", OtherSpelling);
        check(r#""\u0041""#, OtherSpelling);
        check(r#""\/""#, OtherSpelling);
        check(r#""\u001F""#, OtherSpelling);
        check("1e3", Fraction);
        check("-0", Fraction);
        check("18446744073709551616", Fraction);
        check("01", NoJson);
        check("", NoJson);
        check("[1", NoJson);
        check("\"\\ud800\"", NoJson);
        check(&"[".repeat(100_000), NoJson);
    }
}
