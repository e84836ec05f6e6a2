//! Lists that are read with a limit, before memory is taken for them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Reads a list of at most `MAX` items.
///
/// Used as `#[serde(deserialize_with = "Limited::<Day, 366>::read")]`. Memory grows with
/// the items that are there, not with the length that the input claims.
pub(crate) struct Limited<T, const MAX: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MAX: usize> Limited<T, MAX> {
    /// Reads the list.
    pub(crate) fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(Self(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Limited<T, MAX> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of at most {MAX} items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            if list.len() >= MAX {
                return Err(A::Error::custom(format_args!("more than {MAX} items in a list")));
            }
            list.push(item);
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    struct Three {
        #[serde(deserialize_with = "Limited::<u8, 3>::read")]
        list: Vec<u8>,
    }

    #[test]
    fn the_limit_is_the_last_length_accepted() {
        let read = |text: &str| serde_json::from_str::<Three>(text).map(|three| three.list);
        assert_eq!(read(r#"{"list":[1,2,3]}"#).unwrap(), [1, 2, 3]);
        let refused = read(r#"{"list":[1,2,3,4]}"#).unwrap_err().to_string();
        assert!(refused.starts_with("more than 3 items in a list"), "{refused}");
        let wrong = read(r#"{"list":"1,2"}"#).unwrap_err().to_string();
        assert!(wrong.contains("a list of at most 3 items"), "{wrong}");
    }
}
