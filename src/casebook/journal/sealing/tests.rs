//! What is sealed and what stays; that the table is complete; that all comes back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::json;

use super::*;
use crate::base::text::{Code, LedgerNo, Line, Prose};
use crate::model::dossier::testing::small;

fn secret(n: u8) -> Secret {
    Secret::from_bytes([n; 32])
}

fn stored(texts: Vec<KeptText>) -> Vault {
    let mut vault = Vault::default();
    for text in texts {
        vault.keep(text).unwrap();
    }
    vault
}

/// The texts that leave, in the order of the entry.
#[track_caller]
fn check(body: &Value, leave: &[&str]) {
    let sealed = seal(body, 1, &secret(1)).unwrap();
    let texts: Vec<_> = sealed.texts.iter().map(KeptText::as_str).collect();
    assert_eq!(texts, leave, "{body}");
    let commitments: Vec<_> = sealed.texts.iter().map(KeptText::commitment).collect();
    assert_eq!(super::commitments(&sealed.body), commitments);
    assert_eq!(unseal(&sealed.body, &stored(sealed.texts)).unwrap().body, *body);
}

#[test]
fn names_and_free_texts_leave() {
    let id = format!("post-{:032x}", 1);
    check(
        &json!({"person": {"name": "wang", "aliases": [{"name": "甲老大"}]}}),
        &["甲老大", "wang"],
    );
    check(&json!({"content": "某人", "finding": " 空格 "}), &["某人", " 空格 "]);
    check(&json!({"looked_at": ["卷一", "file-2"]}), &["卷一", "file-2"]);
    check(&json!({"give_back": ["no_jurisdiction", "不属"]}), &["no_jurisdiction", "不属"]);
    // What only shares a name with free text.
    check(
        &json!({"content": "0".repeat(64), "post": id, "seen": "2019-04-26T09:30:00+08:00"}),
        &[],
    );
    check(&json!({"measure": "special_urging", "duty": "deploy", "reasons": []}), &[]);
    check(
        &json!({"measure": "约谈甲某", "duty": "联络", "post": "主任"}),
        &["联络", "约谈甲某", "主任"],
    );
}

/// Written down once: another implementation can be checked against it. One text twice in an
/// entry, and in two entries, has commitments that tell nothing of it.
#[test]
fn each_text_has_a_salt_of_its_own() {
    let commitments = |number, n| -> Vec<String> {
        let body = json!({"name": "甲某", "content": "甲某"});
        let sealed = seal(&body, number, &secret(n)).unwrap();
        sealed.texts.iter().map(|text| text.commitment().to_string()).collect()
    };
    let known = [
        "f6e8d490951cc5564997162e6017759c40644acba6c28d32e067fa3f6184204c",
        "6071e3f4db7746d0a027aa7baf23d0c0ade4badfbd53a83377bcbaf00043960a",
    ];
    assert_eq!(commitments(5, 7), known);
    let all: BTreeSet<String> = [(5, 7), (6, 7), (5, 8)]
        .into_iter()
        .flat_map(|(number, n)| commitments(number, n))
        .collect();
    assert_eq!(all.len(), 6);
}

#[test]
fn what_nobody_has_looked_at_leaves_if_it_is_no_word_for_machines() {
    check(&json!({"stage": "registered", "at": "2019-04-26T09:30:00+08:00", "n": 5}), &[]);
    check(
        &json!({"later": "甲某", "hint": "Mr. Wang", "long": "x".repeat(81)}),
        &["Mr. Wang", "甲某", &"x".repeat(81)],
    );
    check(&json!({"longest": "x".repeat(80)}), &[]);
    check(&json!({"content": "2019-04-26", "finding": "26 April"}), &["26 April"]);
    check(&json!("甲某"), &["甲某"]);
    check(
        &json!({"own": {"docket/name": "wang", "list": ["a"], "n": 1, "key": "k"}}),
        &["wang", "k", "a"],
    );
}

#[test]
fn rules_and_numbers_stay() {
    check(
        &json!({"key": "close-17", "ledger_no": "甲纪信〔2019〕16号", "citation": {
            "document": "甲市实施方案", "place": "第三条", "wording": "五日内", "certainty": "stated"}}),
        &[],
    );
    // The sentence of a rule stays; what is filled into it leaves.
    check(
        &json!({"because": {"en": "{who} is too near", "zh": "{who}须回避", "args": {"who": {"text": "甲某"}}}}),
        &["甲某"],
    );
    // A value that is called `own` is no field of a host.
    let own = json!({"own": {"truth": "yes"}, "other": {"text": "甲某"}});
    check(
        &json!({"because": {"en": "{own}, {other}", "zh": "{own}{other}", "args": own}}),
        &["甲某"],
    );
    check(&json!({"own": {"args": {"own": "yes"}}}), &["yes"]);
}

#[test]
fn equal_texts_have_nothing_in_common() {
    let body = json!({"a": {"name": "甲某"}, "b": {"name": "甲某"}});
    let one = seal(&body, 1, &secret(1)).unwrap();
    let two = seal(&body, 2, &secret(1)).unwrap();
    let three = seal(&body, 1, &secret(2)).unwrap();
    let mut all: Vec<_> =
        [one, two, three].iter().flat_map(|sealed| commitments(&sealed.body)).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6);
}

#[test]
fn what_is_lost_changed_or_marked_is_told() {
    let sealed = seal(&json!([{"name": "甲"}, {"name": "乙"}]), 1, &secret(1)).unwrap();
    let mut vault = stored(sealed.texts[..1].to_vec());
    let lost = unseal(&sealed.body, &vault).unwrap_err();
    assert_eq!(lost.commitments, [sealed.texts[1].commitment()]);
    assert_eq!(lost.to_string(), "1 of the texts of the entry are not in the vault");
    vault.erase(sealed.texts[1].commitment());
    let unsealed = unseal(&sealed.body, &vault).unwrap();
    assert_eq!(unsealed.erased, lost.commitments);
    assert_eq!(unsealed.body[0]["name"], "甲");
    assert_eq!(unsealed.body[1]["name"], placeholder(lost.commitments[0]));
    assert_eq!(seal(&sealed.body, 1, &secret(1)).err(), Some(MarkedAlready));
    // Of a like form, and yet no mark.
    check(&json!({"sealed": "甲"}), &["甲"]);
    check(&json!({"sealed": "0".repeat(64), "by": "x"}), &[]);
    assert_eq!(format!("{:?}", secret(3)), "Secret(..)");
}

#[test]
fn a_placeholder_stands_wherever_a_text_stood() {
    let text = placeholder(Fingerprint::of(b"x"));
    assert_eq!(text, "erased-2d711642b726b044");
    assert_eq!(Line::parse(&text).unwrap().as_str(), text);
    assert!(Prose::parse(&text).is_ok() && LedgerNo::parse(&text).is_ok());
    assert!(Code::parse(&text).is_ok());
}

/// Everything that a dossier holds: names leave, and come back.
#[test]
fn whole_dossiers_come_back_and_hold_no_chinese_character_while_sealed() {
    for seed in 0..20 {
        let body = serde_json::to_value(small(seed)).unwrap();
        let sealed = seal(&body, seed, &secret(9)).unwrap();
        let mut open = vec![(&sealed.body, "")];
        while let Some((value, name)) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list.iter().map(|item| (item, name))),
                Value::Object(map) => open.extend(map.iter().map(|(k, v)| (v, k.as_str()))),
                Value::String(text) => {
                    assert!(text.is_ascii() || OPEN.contains(&name), "{name}: {text}");
                }
                _ => {}
            }
        }
        assert!(sealed.texts.len() > 20, "{}", sealed.texts.len());
        assert_eq!(unseal(&sealed.body, &stored(sealed.texts)).unwrap().body, body);
    }
}

/// One field in the source: its name, and what is written as its type.
fn fields(source: &str) -> Vec<(String, String)> {
    let code = source.split("#[cfg(test)]").next().unwrap();
    code.lines()
        .filter_map(|line| {
            let line = line.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
            let (name, kind) = line.split_once(": ")?;
            let is_name = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            let kind = kind.strip_suffix(',').or_else(|| kind.strip_suffix(';'))?;
            let is_type =
                kind.bytes().all(|b| b.is_ascii_alphanumeric() || b"_<>(), :'{}".contains(&b));
            (is_name && is_type && !name.is_empty()).then(|| (name.to_owned(), kind.to_owned()))
        })
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            sources(&path, found);
        } else if !["tests.rs", "trials.rs", "testing.rs"].contains(&name) {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
}

fn mentions(kind: &str, types: &[&str]) -> bool {
    kind.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| types.contains(&word))
}

/// Every field of the forms and commands that can hold a text stands in one of the tables.
#[test]
fn the_tables_are_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root.join("model"), &mut found);
    for file in [
        "casebook/command.rs",
        "casebook/event.rs",
        "casebook/entry.rs",
        "casebook/basis.rs",
        "provenance/source.rs",
        "provenance/claim.rs",
    ] {
        found.push(fs::read_to_string(root.join(file)).unwrap());
    }
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, kind) in found.iter().flat_map(|source| fields(source)) {
        kinds.entry(name).or_default().push(kind);
    }
    let with = |types: &[&str]| -> Vec<&str> {
        let holds = |list: &Vec<String>| list.iter().any(|kind| mentions(kind, types));
        kinds.iter().filter(|(_, list)| holds(list)).map(|(name, _)| name.as_str()).collect()
    };
    let free = with(&["Line", "Prose", "RawText", "String"]);
    assert!(free.len() > 20 && free.contains(&"give_back") && free.contains(&"name"), "{free:?}");
    let basis = ["calendar", "pack", "rules"];
    let sealed = |name: &&&str| FREE.contains(name) || basis.contains(name);
    let forgotten: Vec<_> = free.iter().filter(|name| !sealed(name)).collect();
    assert_eq!(forgotten, Vec::<&&str>::new(), "fields of free text that no table seals");
    let codes = with(&["LedgerNo", "Code"]);
    let undecided: Vec<_> =
        codes.iter().filter(|name| !FREE.contains(name) && !OPEN.contains(name)).collect();
    assert_eq!(undecided, Vec::<&&str>::new(), "numbers and codes that no table names");
    for table in [&FREE[..], &OPEN[..]] {
        assert!(table.is_sorted_by(|a, b| a < b), "{table:?}");
    }
    assert!(FREE.iter().all(|name| !OPEN.contains(name)));
}
