//! Packs in JSON: round trips, canonical form, and hostile texts.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::string_slice)]

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use unbrella::rulebook::json::{self, MAX_BYTES, PackJsonError};
use unbrella::rulebook::{PackDraft, RulePack, packs};

fn text_of(code: &str) -> String {
    let pack = packs::all().into_iter().find(|pack| pack.code().as_str() == code).unwrap();
    json::write_pack(&pack).unwrap()
}

#[test]
fn every_published_pack_survives_a_round_trip() {
    for pack in packs::all() {
        let text = json::write_pack(&pack).unwrap();
        assert_eq!(json::read_pack(&text).unwrap(), pack, "{}", pack.code());
        // The other door leads to the same room.
        assert_eq!(serde_json::from_str::<RulePack>(&text).unwrap(), pack);
    }
}

/// Equal packs give equal bytes, however they were written.
#[test]
fn the_written_form_is_canonical() {
    for pack in packs::all() {
        let text = json::write_pack(&pack).unwrap();
        let mut loose: Json = serde_json::from_str(&text).unwrap();
        // Entries and parameters in reverse, white space, fields in another order.
        let parameters = loose["parameters"].as_object_mut().unwrap();
        for entries in parameters.values_mut() {
            entries.as_array_mut().unwrap().reverse();
        }
        let loose = serde_json::to_string_pretty(&loose).unwrap();
        assert_ne!(loose, text);
        let again = json::write_pack(&json::read_pack(&loose).unwrap()).unwrap();
        assert_eq!(again, text, "{}", pack.code());
    }
}

fn shape(text: &str) -> String {
    match json::read_pack(text).unwrap_err() {
        PackJsonError::Shape { problem, .. } => problem,
        other => panic!("{other}"),
    }
}

#[test]
fn names_that_stand_twice_are_refused() {
    let entry = r#"[{"from":"2020-01-01","onset":"stated","value":{"count":2},
        "citation":{"document":"D","place":"1","certainty":"stated"}}]"#;
    let head =
        r#""form":"unbrella.rule-pack.1","code":"a","place":"甲","english":"A","level":"county""#;
    let text = format!(
        r#"{{{head},"parameters":{{"verification/team":{entry},"verification/team":{entry}}}}}"#
    );
    assert!(shape(&text).starts_with("`verification/team` stands twice"), "{}", shape(&text));
    let text = format!(r#"{{{head},"code":"b","parameters":{{}}}}"#);
    assert!(shape(&text).starts_with("duplicate field `code`"), "{}", shape(&text));
    let text = format!(
        r#"{{{head},"parameters":{{"verification/team":[{{"from":"2020-01-01","from":"2020-01-02"}}]}}}}"#
    );
    assert!(shape(&text).starts_with("duplicate field `from`"), "{}", shape(&text));
}

#[test]
fn unknown_fields_forms_and_kinds_are_refused_with_their_line() {
    let good: Json = serde_json::from_str(&text_of("yunnan")).unwrap();
    let refused = |change: &dyn Fn(&mut Json)| {
        let mut bad = good.clone();
        change(&mut bad);
        shape(&bad.to_string())
    };
    let entry = "screening/thirteen";
    for (change, expected) in [
        (&(|p: &mut Json| p["extra"] = json!(1)) as &dyn Fn(&mut Json), "unknown field `extra`"),
        (&|p| p["form"] = json!("unbrella.rule-pack.2"), "this form of rule pack is not known"),
        (&|p| p["level"] = json!("village"), "unknown level \"village\""),
        (&|p| p["code"] = json!("A B"), "code contains 'A' at character 0"),
        (&|p| p["place"] = json!(""), "line is empty"),
        (&|p| p["parameters"] = json!([]), "invalid type: sequence, expected an object"),
        (&|p| p["parameters"][entry][0]["from"] = json!("2019-2-1"), "a day is written as"),
        (&|p| p["parameters"][entry][0]["from"] = json!("2019-02-30"), "there is no such day"),
        (&|p| p["parameters"][entry][0]["onset"] = json!("soon"), "unknown variant `soon`"),
        (&|p| p["parameters"][entry][0]["value"] = json!({"sum": 1}), "unknown variant `sum`"),
        (&|p| p["parameters"][entry][0]["value"] = json!({"count": 1, "flag": true}), ""),
        (
            &|p| p["parameters"][entry][0]["value"] = json!({"count": -1}),
            "invalid value: integer `-1`",
        ),
        (
            &|p| p["parameters"][entry][0]["value"] = json!({"count": 1.5}),
            "invalid type: floating point",
        ),
        (&|p| p["parameters"][entry][0]["value"] = json!({"share": 1001}), "a share of 1001"),
        (
            &|p| p["parameters"][entry][0]["citation"]["certainty"] = json!("sure"),
            "unknown variant",
        ),
        (
            &|p| {
                p["parameters"][entry][0]["value"]["catalogue"]["entries"][0]["number"] =
                    json!(70000)
            },
            "invalid value: integer `70000`",
        ),
    ] {
        let problem = refused(change);
        assert!(problem.starts_with(expected), "{problem}, expected: {expected}");
        assert!(problem.contains(" at line 1 column "), "{problem}");
    }
}

#[test]
fn limits_hold_at_their_edge() {
    let head = r#"{"form":"unbrella.rule-pack.1","code":"a","place":"甲","english":"A","level":"central","parameters":{"#;
    let cite = r#""citation":{"document":"D","place":"1","certainty":"stated"}"#;
    let entry = |year: usize| {
        format!(r#"{{"from":"{year}-01-01","onset":"stated","value":{{"count":2}},{cite}}}"#)
    };
    let entries = |n: usize| (0..n).map(|i| entry(1900 + i)).collect::<Vec<_>>().join(",");
    let pack = |n| format!(r#"{head}"verification/team":[{}]}}}}"#, entries(n));
    assert!(json::read_pack(&pack(PackDraft::MAX_ENTRIES)).is_ok());
    assert!(shape(&pack(PackDraft::MAX_ENTRIES + 1)).starts_with("more than 200 items in a list"));

    let keys = |n: usize| (0..n).map(|i| format!(r#""k/{i}":[]"#)).collect::<Vec<_>>().join(",");
    let wide = |n| format!("{head}{}}}}}", keys(n));
    assert!(matches!(
        json::read_pack(&wide(PackDraft::MAX_PARAMETERS)),
        Err(PackJsonError::Pack(_))
    ));
    assert!(shape(&wide(PackDraft::MAX_PARAMETERS + 1)).starts_with("more than 2000 parameters"));

    let long = " ".repeat(MAX_BYTES + 1);
    assert_eq!(
        json::read_pack(&long).unwrap_err().to_string(),
        "4194305 bytes where at most 4194304 are read",
    );
    assert!(matches!(json::read_pack(&" ".repeat(MAX_BYTES)), Err(PackJsonError::Shape { .. })));
}

/// Nesting, cut-off texts, other encodings: an answer, never a crash, on a small stack.
#[test]
fn odd_texts_are_answered_on_a_small_stack() {
    let text = text_of("zhaotong");
    let small = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || {
        for open in ["[", "{\"a\":", "{\"parameters\":{\"a\":["] {
            assert!(json::read_pack(&open.repeat(200_000)).is_err());
            assert!(json::read_drafts(&open.repeat(200_000)).is_err());
        }
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)).step_by(97) {
            assert!(json::read_pack(&text[..cut]).is_err(), "cut at {cut}");
        }
        for odd in ["", "\u{feff}{}", "null", "{}", "[]", "{}{}", "1e999", "\"\\ud800\""] {
            assert!(json::read_pack(odd).is_err(), "{odd}");
        }
    });
    small.unwrap().join().unwrap();
}

/// Puts `with` at a place reached by choosing one child after another.
fn put(json: &mut Json, path: &[prop::sample::Index], with: Json) {
    let Some((step, rest)) = path.split_first() else {
        *json = with;
        return;
    };
    match json {
        Json::Array(items) if !items.is_empty() => {
            let at = step.index(items.len());
            put(&mut items[at], rest, with);
        }
        Json::Object(fields) if !fields.is_empty() => {
            let at = step.index(fields.len());
            put(fields.values_mut().nth(at).unwrap(), rest, with);
        }
        leaf => *leaf = with,
    }
}

fn odd_values() -> impl Strategy<Value = Json> {
    prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("\u{202e}\u{0}"),
        json!("2019-02-29"),
        json!("transfer/notice"),
        json!([]),
        json!({}),
        json!([[[[[]]]]]),
        json!({"count": 0}),
        json!({"codes": []}),
        json!({"chain": ["a", "a"]}),
        json!({"catalogue": {"stated": 65535, "entries": []}}),
        json!({"limit": {"length": {"months": 65535}, "count_from": "next_day", "last_day": "moves", "month_end": "last_day"}}),
    ])
}

proptest! {
    /// Whatever is changed: an error that can be shown, or a pack that the door accepts again.
    #[test]
    fn mutated_packs_never_panic_and_never_slip_through(
        pack in prop::sample::select(vec!["zhaotong", "chengguan", "yunnan", "national"]),
        path in prop::collection::vec(any::<prop::sample::Index>(), 1..9),
        with in odd_values(),
    ) {
        let mut json: Json = serde_json::from_str(&text_of(pack)).unwrap();
        put(&mut json, &path, with);
        match json::read_pack(&json.to_string()) {
            Ok(read) => {
                prop_assert_eq!(&PackDraft::from(&read).enter().unwrap(), &read);
                let text = json::write_pack(&read).unwrap();
                prop_assert_eq!(&json::read_pack(&text).unwrap(), &read);
                // Asking it anything gives an answer.
                prop_assert!(unbrella::rulebook::lint::draft(&PackDraft::from(&read)).iter().all(|f| f.pack() == read.code()));
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    /// The same for bytes that change anywhere.
    #[test]
    fn mutated_bytes_never_panic(
        at in any::<prop::sample::Index>(), with in any::<char>(), drop in 0..4_usize,
    ) {
        let mut text: Vec<char> = text_of("zhouzhi").chars().collect();
        let at = at.index(text.len());
        let end = (at + drop).min(text.len());
        text.splice(at..end, [with]);
        let text: String = text.into_iter().collect();
        if let Ok(read) = json::read_pack(&text) {
            prop_assert_eq!(&PackDraft::from(&read).enter().unwrap(), &read);
        }
    }
}
