//! What every noun and every machine of this storey is put through.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::base::day::Moment;
use crate::base::id::InvalidId;
use crate::model::draft::{NotAdvanced, Refers};
use crate::model::history::When;
use crate::model::stage::Stage;

/// The `n`th id of a kind, as in `id(ClueId::from_uuid, 7)`.
pub(crate) fn id<T>(make: fn(Uuid) -> Result<T, InvalidId>, n: u128) -> T {
    make(Uuid::from_u128(n)).unwrap()
}

/// An hour of 2019-04-09, written down as it happened.
pub(crate) fn at(hour: u32) -> When {
    When::at_once(Moment::china(crate::day!(2019, 4, 9), hour, 0).unwrap())
}

/// The same, as JSON.
pub(crate) fn at_json(hour: u32) -> Value {
    serde_json::to_value(at(hour)).unwrap()
}

/// A history in JSON, one stage an hour from eight o'clock.
pub(crate) fn stages_json(states: &[Value]) -> Value {
    let stamped = |(n, state): (usize, &Value)| json!({ "when": at_json(8 + u32::try_from(n).unwrap()), "state": state });
    states.iter().enumerate().map(stamped).collect()
}

/// Walks every stage × every step and compares with a table of the steps that are open.
///
/// `stages` has at least one example of each stage; a row names a stage, and those that
/// may come next, by their `Display`. Stages that read alike behave alike.
pub(crate) fn walk_all<S: Stage + 'static>(stages: &[S], table: &[(&str, &[&str])]) {
    for (from, nexts) in table {
        for name in std::iter::once(from).chain(*nexts) {
            assert!(stages.iter().any(|s| s.to_string() == *name), "no example of {name:?}");
        }
    }
    for from in stages {
        let name = from.to_string();
        let row = table.iter().find(|(known, _)| *known == name);
        let (_, open) = row.unwrap_or_else(|| panic!("no row for {name:?}"));
        for next in stages {
            let wanted = open.contains(&next.to_string().as_str());
            match from.clone().after(next.clone()) {
                Ok(reached) => {
                    assert!(wanted, "{from} must not become {next}");
                    assert_eq!(&reached, next);
                }
                Err(refused) => {
                    assert!(!wanted, "{refused}");
                    assert_eq!((refused.stage(), refused.next()), (from, next));
                    let sentence = format!("{} that is {from} cannot be {next}", S::WHAT);
                    assert_eq!(refused.to_string(), sentence);
                }
            }
        }
    }
}

/// Takes every way of at most `depth` steps from `start` on, one step an hour from ten.
///
/// Each noun on the way is written and read again, and is the same; a refused step leaves
/// the noun as it was. Gives back how many nouns there are on all ways, `start` among them.
pub(crate) fn every_way<T, S>(
    start: &T,
    stages: &[S],
    depth: usize,
    advance: fn(&mut T, When, S) -> Result<(), NotAdvanced<S>>,
) -> usize
where
    T: Clone + Serialize + DeserializeOwned + PartialEq + Debug,
    S: Stage,
{
    let mut open = vec![(start.clone(), 0)];
    let mut seen = 0;
    while let Some((noun, steps)) = open.pop() {
        seen += 1;
        let text = serde_json::to_string(&noun).unwrap();
        assert_eq!(serde_json::from_str::<T>(&text).unwrap(), noun);
        if steps == depth {
            continue;
        }
        for stage in stages {
            let mut later = noun.clone();
            match advance(&mut later, at(10 + u32::try_from(steps).unwrap()), stage.clone()) {
                Ok(()) => open.push((later, steps + 1)),
                Err(_) => assert_eq!(later, noun),
            }
        }
    }
    seen
}

/// The references that a noun tells, as `field id`.
pub(crate) fn named(noun: &impl Refers) -> Vec<String> {
    let mut named = Vec::new();
    noun.refer(&mut |field, id| named.push(format!("{field} {id}")));
    named
}

/// Sends a good JSON form, and many bad ones, through the door of a noun.
///
/// Gives back the noun that the good form makes.
pub(crate) fn door<T>(good: &Value) -> T
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let text = good.to_string();
    let entered: T = serde_json::from_str(&text).unwrap();
    let written = serde_json::to_value(&entered).unwrap();
    assert_eq!(written, *good, "what is written is what was read");
    unknown_fields_are_refused::<T>(good, &[]);
    own_fields_survive::<T>(good);
    hostile_values_do_no_harm::<T>(good);
    for cut in 0..text.len() {
        let half = serde_json::from_slice::<T>(&text.as_bytes()[..cut]);
        assert!(half.is_err(), "half a form was read");
    }
    entered
}

/// At every depth, one field more is one too many.
fn unknown_fields_are_refused<T: DeserializeOwned>(good: &Value, path: &[String]) {
    let pointer: String = path.iter().map(|step| format!("/{step}")).collect();
    match good.pointer(&pointer).unwrap() {
        Value::Object(fields) => {
            let mut bad = good.clone();
            bad.pointer_mut(&pointer).unwrap()["no_such_field"] = json!(1);
            let read = serde_json::from_value::<T>(bad).map(|_| ());
            assert!(read.is_err(), "an unknown field was accepted at {pointer:?}");
            for key in fields.keys().filter(|key| *key != "own") {
                unknown_fields_are_refused::<T>(good, &[path, std::slice::from_ref(key)].concat());
            }
        }
        Value::Array(list) => {
            for index in 0..list.len() {
                unknown_fields_are_refused::<T>(good, &[path, &[index.to_string()]].concat());
            }
        }
        _ => {}
    }
}

fn own_fields_survive<T: Serialize + DeserializeOwned>(good: &Value) {
    let mut with_own = good.clone();
    with_own["own"] = json!({ "docket/color": "blue", "docket/no": 7 });
    let entered: T = serde_json::from_value(with_own.clone()).unwrap();
    assert_eq!(serde_json::to_value(&entered).unwrap(), with_own);
}

/// Whatever stands in a field, it is refused, or it is a value that can be read again.
fn hostile_values_do_no_harm<T>(good: &Value)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let hostile = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(""),
        json!(" \u{202e}\u{0}"),
        json!("x".repeat(90_000)),
        json!([]),
        json!([[]]),
        json!([null]),
        json!({}),
        json!({ "filed": null }),
        Value::from(vec!["甲"; 10_001]),
    ];
    for field in good.as_object().unwrap().keys() {
        for value in &hostile {
            let mut bad = good.clone();
            bad[field] = value.clone();
            if let Ok(entered) = serde_json::from_value::<T>(bad) {
                let written = serde_json::to_value(&entered).unwrap();
                assert_eq!(serde_json::from_value::<T>(written).unwrap(), entered, "{field}");
            }
        }
    }
}
