//! What every fuzz target asks of a value that was read.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

/// Bytes that are read as JSON give an error, or a value that is written and read again
/// unchanged, in the same bytes both times.
pub fn round_trip<T>(bytes: &[u8]) -> Option<T>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let value: T = serde_json::from_slice(bytes).ok()?;
    let written = serde_json::to_vec(&value).expect("what was read can be written");
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(value, again);
    assert_eq!(written, serde_json::to_vec(&again).expect("written twice"));
    Some(value)
}

/// The text as a JSON string.
pub fn quoted(text: &str) -> Vec<u8> {
    serde_json::to_vec(text).expect("text is JSON")
}
