use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

#[track_caller]
fn refused(text: &str, expected: &str) {
    assert_eq!(LedgerNo::parse(text).unwrap_err().to_string(), expected);
}

#[test]
fn refusals_read_as_sentences() {
    refused("", "ledger number is empty");
    refused(" \t ", "ledger number is empty");
    refused(&"九".repeat(65), "ledger number has 65 characters, at most 64 are allowed");
    refused(&"九".repeat(100), "ledger number has 300 bytes, at most 256 are allowed");
    refused("城关\n16", "ledger number contains '\\n' at character 2");
    refused("城关\u{202e}16", "ledger number contains '\\u{202e}' at character 2");
    assert_eq!(Line::parse("\u{200b}\u{feff}").unwrap_err().to_string(), "line is empty");
    assert_eq!(
        Line::parse("a\u{2028}b").unwrap_err().to_string(),
        "line contains '\\u{2028}' at character 1"
    );
    assert_eq!(Code::parse("Notice").unwrap_err().to_string(), "code contains 'N' at character 0");
}

#[test]
fn lengths_at_and_after_the_limit() {
    assert!(Line::parse(&"九".repeat(200)).is_ok());
    assert!(Line::parse(&"九".repeat(201)).is_err());
    assert!(Line::parse(&"𠀀".repeat(200)).is_ok(), "four bytes a character still fit");
    assert!(Prose::parse(&"九".repeat(20_000)).is_ok());
    assert!(Prose::parse(&"九".repeat(20_001)).is_err());
}

#[test]
fn what_cannot_be_seen_is_kept_and_shown_escaped() {
    let odd = Line::parse("甲\u{202e}某\u{0}").unwrap();
    assert_eq!(odd.as_str(), "甲\u{202e}某\u{0}");
    assert_eq!(odd.to_string(), r"甲\u{202e}某\u{0}");
    assert_eq!(format!("{odd:?}"), r#"Line("甲\\u{202e}某\\u{0}")"#);
    assert_eq!(odd.key(), "甲某");
    assert_eq!(oddities(odd.as_str()), [Oddity::Hidden, Oddity::Direction]);
    assert_eq!(oddities("pаypal"), [Oddity::MixedScripts], "the second letter is Cyrillic");
    assert_eq!(oddities("甲某"), []);
}

#[test]
fn names_written_in_several_ways_share_a_key() {
    let same = [
        ("阿依古丽·某", "阿依古丽•某"),
        ("甲　某", "甲 某"),
        ("ＡＢＣ公司", "abc公司"),
        ("\u{f914}某", "樂某"),    // compatibility ideograph
        ("甲\u{e0100}某", "甲某"), // variation selector
    ];
    for (a, b) in same {
        assert_eq!(normal_form(a), normal_form(b), "{a} / {b}");
    }
    assert_ne!(normal_form("张某"), normal_form("張某"), "a judgement for people");
}

/// Second opinion: where the fold changes a character, it changes it to what the
/// standard's compatibility form says (the middle dots are our own).
#[test]
fn the_fold_agrees_with_the_standard() {
    let mut folded = 0;
    for c in '\u{1}'..=char::MAX {
        let ours = fold(c);
        if ours == c || ours == '\u{b7}' {
            continue;
        }
        folded += 1;
        let standard: String = std::iter::once(c).nfkc().collect();
        assert_eq!(ours.to_string(), standard, "U+{:04X}", u32::from(c));
    }
    assert!(folded > 1_000, "only {folded} characters are folded");
}

/// The short way of ordinary characters gives what the long way gives.
#[test]
fn ordinary_characters_stand_for_themselves() {
    for c in '\u{1}'..=char::MAX {
        let long: String = fold(c).to_lowercase().collect();
        let blank = c.is_whitespace() || is_hidden(c);
        assert_eq!(normal_form(&c.to_string()), if blank { String::new() } else { long });
    }
}

#[test]
fn json_is_refused_before_it_is_copied() {
    let long = serde_json::to_string(&"九".repeat(1_000)).unwrap();
    let refused = serde_json::from_str::<Line>(&long).unwrap_err().to_string();
    assert!(refused.starts_with("3000 bytes where at most 800 are allowed for line"), "{refused}");
}

proptest! {
    #[test]
    fn any_text_is_accepted_or_refused_and_survives_a_round_trip(text in any::<String>()) {
        if let Ok(line) = Line::parse(&text) {
            let json = serde_json::to_string(&line).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Line>(&json).unwrap(), &line);
            prop_assert!(!line.key().is_empty());
            prop_assert!(!line.to_string().chars().any(is_hidden));
        }
    }

    #[test]
    fn the_normal_form_is_final(text in any::<String>()) {
        let once = normal_form(&text);
        prop_assert_eq!(normal_form(&once), once.clone());
    }
}
