use super::*;
use crate::base::day::Moment;
use crate::base::id::{ClaimId, Salt};
use crate::base::text::{Code, LedgerNo, Line, Prose};
use crate::base::truth::Truth;
use crate::day;

fn round_trip<T>(value: &T, json: &str)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value);
}

#[test]
fn a_citation_reads_as_people_cite() {
    let zhaotong = Citation::literal(
        "Zhaotong practice report",
        Some(day!(2019, 4, 24)),
        "Z13",
        "",
        Certainty::Stated,
    );
    let chengguan =
        Citation::literal("Chengguan practice report", None, "C12", "", Certainty::Reading);
    let bare = Citation::literal("A title", None, "", "", Certainty::MemoryLow);
    for (citation, english, chinese) in [
        (
            &zhaotong,
            "Zhaotong practice report, 2019-04-24, Z13",
            "《Zhaotong practice report》，2019-04-24，Z13",
        ),
        (
            &chengguan,
            "Chengguan practice report, undated, C12 (our reading)",
            "《Chengguan practice report》，未注明日期，C12（本库理解）",
        ),
        (
            &bare,
            "A title, undated (not looked up, a hint only)",
            "《A title》，未注明日期（未查证，仅供参考）",
        ),
    ] {
        assert_eq!(citation.to_string(), english);
        assert_eq!(citation.chinese(), chinese);
    }
    assert_eq!(zhaotong.wording(), None);
    assert_eq!(bare.place(), None);
}

#[test]
fn a_literal_citation_equals_one_that_was_read() {
    let literal = Citation::literal(
        "Report",
        Some(day!(2019, 4, 24)),
        "Z13",
        "分别于5日内通报",
        Certainty::Open,
    );
    let built = Citation::new(Line::parse("Report").unwrap(), Certainty::Open)
        .published_on(day!(2019, 4, 24))
        .at(Line::parse("Z13").unwrap())
        .saying(Line::parse("分别于5日内通报").unwrap());
    assert_eq!(literal, built);
    round_trip(
        &literal,
        r#"{"document":"Report","published":"2019-04-24","place":"Z13","wording":"分别于5日内通报","certainty":"open"}"#,
    );
    round_trip(
        &Citation::literal("Report", None, "", "", Certainty::Stated),
        r#"{"document":"Report","certainty":"stated"}"#,
    );
}

#[test]
fn a_citation_with_more_or_less_than_its_fields_is_refused() {
    for json in [
        r#"{"certainty":"stated"}"#,
        r#"{"document":"","certainty":"stated"}"#,
        r#"{"document":"R","certainty":"E"}"#,
        r#"{"document":"R","certainty":"stated","row":"Z13"}"#,
        r#"{"document":"R","document":"S","certainty":"stated"}"#,
        r#"{"document":"R","place":"a\nb","certainty":"stated"}"#,
        r#"{"document":"R","published":"2019-02-29","certainty":"stated"}"#,
    ] {
        assert!(serde_json::from_str::<Citation>(json).is_err(), "{json}");
    }
}

#[test]
fn certainty_falls_and_with_it_the_use_as_a_default() {
    use DefaultUse::{Free, Never, Noted, Unverified};
    let uses: Vec<_> = Certainty::ALL.iter().map(|c| c.default_use()).collect();
    assert_eq!(uses, [Free, Noted, Noted, Unverified, Unverified, Never]);
    assert!(Certainty::ALL.windows(2).all(|pair| pair[0] > pair[1]));
}

#[test]
fn every_code_list_has_distinct_words_and_reads_its_own_codes() {
    macro_rules! check {
        ($($list:ident),+) => {$(
            for (at, word) in $list::ALL.iter().enumerate() {
                round_trip(word, &format!("\"{}\"", word.code()));
                assert_eq!(word.to_string(), word.english());
                assert!(word.term().chars().all(|c| !c.is_ascii()), "{}", word.term());
                for other in $list::ALL.iter().skip(at + 1) {
                    assert_ne!(word.code(), other.code());
                    assert_ne!(word.term(), other.term());
                    assert_ne!(word.english(), other.english());
                }
            }
        )+};
    }
    check!(Certainty, DefaultUse, Reliability, Credibility, Standing, Stance, NotKnown);
    assert!(serde_json::from_str::<Standing>("\"Alleged\"").is_err());
}

#[test]
fn standing_orders_four_and_leaves_two_outside() {
    let held = [Standing::Alleged, Standing::Checked, Standing::Supported, Standing::Established];
    for (i, a) in held.iter().enumerate() {
        for (j, b) in held.iter().enumerate() {
            assert_eq!(a.partial_cmp(b), Some(i.cmp(&j)));
            assert_eq!(a.at_least(*b), i >= j);
        }
    }
    for outside in [Standing::Refuted, Standing::Withdrawn] {
        assert!(!outside.is_held());
        for other in Standing::ALL {
            assert_eq!(outside.at_least(*other), outside == *other, "{outside} and {other}");
            assert_eq!(other.at_least(outside), outside == *other, "{other} and {outside}");
        }
    }
    assert_eq!(Standing::ALL.iter().filter(|s| s.is_held()).count(), 4);
}

/// What the order of grades must be, told by places in the two rows of characters.
fn plain_order(a: &str, b: &str) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let place = |text: &str, at: usize, last: char| {
        let c = text.chars().nth(at).unwrap();
        if c == last { None } else { Some(c) }
    };
    let mut better = false;
    let mut worse = false;
    for (at, last) in [(0, 'F'), (1, '6')] {
        match (place(a, at, last), place(b, at, last)) {
            (None, None) => {}
            (Some(x), Some(y)) => {
                better |= x < y;
                worse |= x > y;
            }
            _ => return None,
        }
    }
    match (better, worse) {
        (false, false) => Some(Equal),
        (true, false) => Some(Greater),
        (false, true) => Some(Less),
        (true, true) => None,
    }
}

#[test]
fn all_36_grades_read_write_and_order_as_their_characters_say() {
    let all: Vec<String> =
        "ABCDEF".chars().flat_map(|a| "123456".chars().map(move |b| format!("{a}{b}"))).collect();
    for a in &all {
        let grade = Grade::parse(a).unwrap();
        round_trip(&grade, &format!("\"{a}\""));
        for b in &all {
            let other = Grade::parse(b).unwrap();
            assert_eq!(grade.partial_cmp(&other), plain_order(a, b), "{a} and {b}");
        }
    }
    for text in ["", "A", "1", "G1", "A0", "A7", "a1", "A11", "1A", "Ａ1", "可1", " A1"] {
        assert_eq!(Grade::parse(text), Err(InvalidGrade), "{text}");
    }
    assert_eq!(Grade::parse("F6"), Ok(Grade::UNJUDGED));
    assert_eq!(Grade::parse("B2").unwrap().chinese(), "来源通常可靠，信息很可能属实");
}

#[test]
fn a_fingerprint_has_one_spelling() {
    let bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8 + 3).unwrap());
    let print = Fingerprint::from_bytes(bytes);
    let text = print.to_string();
    assert_eq!(text, "030b131b232b333b434b535b636b737b838b939ba3abb3bbc3cbd3dbe3ebf3fb");
    round_trip(&print, &format!("\"{text}\""));
    for other in [
        String::new(),
        text.to_uppercase(),
        text.chars().skip(1).collect(),
        format!("{text}0"),
        text.replacen("03", "0x", 1),
        text.replace("03", "0g"),
        "é".repeat(32),
    ] {
        assert_eq!(Fingerprint::parse(&other), Err(InvalidFingerprint), "{other}");
    }
}

#[cfg(feature = "journal")]
#[test]
fn fingerprints_are_sha_256() {
    // The example of FIPS 180-4.
    assert_eq!(
        Fingerprint::of(b"abc").to_string(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
}

#[test]
fn facts_keep_the_reason_for_not_knowing() {
    round_trip(&Fact::Known(true), r#"{"known":true}"#);
    let unknown: Fact<bool> = Fact::NotKnown(NotKnown::Redacted);
    round_trip(&unknown, r#"{"not_known":"redacted"}"#);
    assert_eq!(unknown.map(|known| !known), unknown);
    assert_eq!(Fact::Known(false).truth(), Truth::No);
    assert_eq!(unknown.truth(), Truth::Unknown);
    assert_eq!(unknown.as_ref().not_known(), Some(NotKnown::Redacted));
    assert_eq!(Fact::Known(1).map(|n| n + 1).known(), Some(2));
}

#[test]
fn what_cannot_be_learned_any_more() {
    let lost: Vec<_> =
        NotKnown::ALL.iter().filter(|why| !why.may_still_be_learned()).copied().collect();
    assert_eq!(lost, [NotKnown::RecordsLost, NotKnown::CannotBeEstablished, NotKnown::Redacted]);
}

#[test]
fn a_kind_of_source_that_is_not_known_here_survives() {
    round_trip(&SourceKind::Other(Code::parse("drone").unwrap()), "\"drone\"");
    for kind in SourceKind::ALL {
        round_trip(kind, &format!("\"{}\"", kind.code()));
    }
    // A host cannot smuggle in a second spelling of a known kind.
    assert_eq!(SourceKind::of(Code::parse("report").unwrap()), SourceKind::Report);
    assert!(serde_json::from_str::<SourceKind>("\"张三\"").is_err());
}

fn seen(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn claim(number: &str, origin: &str, stance: Stance) -> Claim {
    let salt = Salt::new(&[7; 16]).unwrap();
    let id = ClaimId::from_ledger(&salt, &LedgerNo::parse(number).unwrap());
    let source = Source::new(
        Line::parse("letter").unwrap(),
        SourceKind::Report,
        Code::parse(origin).unwrap(),
    );
    let text = Prose::parse("甲某 took money").unwrap();
    Claim::new(id, source, text, stance, seen("2019-04-26T09:30:00+08:00"))
}

#[test]
fn seeing_a_claim_again_only_widens() {
    let (early, late) = (seen("2019-01-01T00:00:00+08:00"), seen("2020-01-01T00:00:00+08:00"));
    let middle = claim("1", "a", Stance::For);
    let once = middle.clone().seen_at(late).seen_at(early);
    let other_order = middle.clone().seen_at(early).seen_at(late).seen_at(middle.first_seen());
    assert_eq!(once, other_order);
    assert_eq!((once.first_seen(), once.last_seen()), (early, late));
}

#[test]
fn a_claim_last_seen_before_first_is_refused() {
    let mut json = serde_json::to_value(claim("1", "a", Stance::For)).unwrap();
    assert_eq!(
        serde_json::from_value::<Claim>(json.clone()).unwrap().source().origin().as_str(),
        "a"
    );
    json["last_seen"] = "2019-04-26T09:29:59+08:00".into();
    let refused = serde_json::from_value::<Claim>(json).unwrap_err().to_string();
    assert_eq!(
        refused,
        "last seen 2019-04-26 09:29:59 +08:00 is before first seen 2019-04-26 09:30:00 +08:00",
    );
}

#[test]
fn two_claims_of_one_origin_count_once() {
    use Stance::{Against, For};
    let claims = [
        claim("1", "a", For),
        claim("2", "a", For),
        claim("3", "b", For),
        claim("4", "b", Against),
        claim("5", "c", Against),
    ];
    assert_eq!(balance(&claims), Balance { supporting: 1, opposing: 1, torn: 1 });
    assert_eq!(balance(&claims).to_string(), "1 for, 1 against, 1 both");
    assert_eq!(independent_origins(&claims), 3);
    assert_eq!(independent_origins(&[]), 0);
    let mut turned = claims.clone();
    turned.reverse();
    assert_eq!(balance(&turned), balance(&claims));
}
