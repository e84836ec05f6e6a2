//! What is written keeps to its JSON Schema, and what is wrong in shape does not.
//!
//! The schemas are made of the types; the written examples are kept in `tests/golden`. The
//! schemas stand there too, so that a change of what is read shows as a difference.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};
use unbrella::casebook::command::Act;
use unbrella::casebook::event::What;
use unbrella::casebook::schema;
use unbrella::rulebook::{json as pack_json, packs};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(Path::new(GOLDEN).join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
        .collect();
    found.sort();
    found
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[track_caller]
fn keeps(schema: &Validator, value: &Value, what: &str) {
    let problems: Vec<String> = schema
        .iter_errors(value)
        .map(|problem| format!("{} at {}", problem, problem.instance_path()))
        .collect();
    assert!(problems.is_empty(), "{what}: {problems:#?}");
}

#[test]
fn written_examples_keep_to_the_schemas() {
    for (folder, schema, kinds) in [
        ("acts", schema::command(), Act::KINDS.len()),
        ("events", schema::event(), What::KINDS.len()),
    ] {
        let schema = validator(&schema);
        let files = files(folder);
        assert!(files.len() >= kinds, "{folder}");
        for path in files {
            keeps(&schema, &read(&path), &path.display().to_string());
        }
    }
    keeps(&validator(&schema::entry()), &read(&Path::new(GOLDEN).join("entry.json")), "entry.json");
}

#[test]
fn every_published_pack_keeps_to_the_schema() {
    let schema = validator(&schema::rule_pack());
    for pack in packs::all() {
        let text = pack_json::write_pack(&pack).unwrap();
        keeps(&schema, &serde_json::from_str(&text).unwrap(), &text);
    }
}

/// A value at each place is made wrong in turn: what the schema lets through, the reader
/// may still refuse, but what the reader takes, the schema takes too. The one exception is
/// serde's: it reads a list of values in place of an object.
#[test]
fn whatever_is_read_keeps_to_the_schema() {
    let schema = validator(&schema::command());
    let (mut refused, mut taken) = (0, 0);
    for path in files("acts") {
        let value = read(&path);
        let mut places = Vec::new();
        walk(&value, String::new(), &mut places);
        for place in places {
            for wrong in [json!(null), json!(7), json!("?"), json!([]), json!({}), json!({"x": 1})]
            {
                if wrong.is_array() && value.pointer(&place).unwrap().is_object() {
                    continue;
                }
                let mut changed = value.clone();
                *changed.pointer_mut(&place).unwrap() = wrong;
                let read =
                    serde_json::from_value::<unbrella::casebook::command::Command>(changed.clone());
                if read.is_ok() {
                    taken += 1;
                    keeps(&schema, &changed, &format!("{} {place}", path.display()));
                } else if !schema.is_valid(&changed) {
                    refused += 1;
                }
            }
        }
    }
    assert!(taken > 100 && refused > 1_000, "{taken} {refused}");
}

fn walk(value: &Value, place: String, places: &mut Vec<String>) {
    let mut stack = vec![(value, place)];
    while let Some((value, place)) = stack.pop() {
        match value {
            Value::Object(map) => {
                for (name, value) in map {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    stack.push((value, format!("{place}/{name}")));
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter().enumerate() {
                    stack.push((value, format!("{place}/{index}")));
                }
            }
            _ => {}
        }
        if !place.is_empty() {
            places.push(place);
        }
    }
}

#[test]
fn what_is_wrong_in_shape_does_not_keep_to_the_schema() {
    let schema = validator(&schema::command());
    let good = read(&files("acts")[0]);
    keeps(&schema, &good, "as it was");
    let wrong = |place: &str, value: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(place).unwrap() = value;
        assert!(!schema.is_valid(&changed), "{place}");
    };
    wrong("/occurred_at", json!("yesterday"));
    wrong("/organ", json!("clue-00000000000000000000000000000001"));
    wrong("/act", json!({"no_such_act": {}}));
    wrong("/by", json!("somebody"));
    let mut more = good.clone();
    more["one_more"] = json!(1);
    assert!(!schema.is_valid(&more));
    let mut less = good.clone();
    less.as_object_mut().unwrap().remove("key");
    assert!(!schema.is_valid(&less));
}

/// The schemas as they were last written, that of an entry but for the head of it: it holds
/// the two others. `UNBRELLA_BLESS=1` writes them anew.
#[test]
fn a_change_of_what_is_read_shows() {
    for (name, schema) in [
        ("command", schema::command()),
        ("event", schema::event()),
        ("rule_pack", schema::rule_pack()),
    ] {
        let path = Path::new(GOLDEN).join("schemas").join(format!("{name}.json"));
        if std::env::var_os("UNBRELLA_BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &schema).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == schema, "{}: UNBRELLA_BLESS=1 writes it", path.display());
    }
}
