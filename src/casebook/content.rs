//! A short mark of a content, by which two contents are told apart.
//!
//! A casebook keeps of every command only its key and this mark, so that the same command
//! sent twice is known again without being kept twice.

use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The mark of a content: 122 bits of the SHA-1 of what serde would write of it.
///
/// Equal contents have equal marks. It tells slips apart, not forgeries: what has to stand
/// against a forger is held by the journal's SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mark(Uuid);

/// The name space of these marks: any fixed value would do.
const SPACE: Uuid = Uuid::from_u128(0x756e_6272_656c_6c61_2063_6f6e_7465_6e74);

impl Mark {
    /// The mark of what serde writes of a value.
    ///
    /// # Errors
    ///
    /// [`Unmarkable`] if the value cannot be written, such as a map that fails half-way.
    pub fn of(value: &impl Serialize) -> Result<Self, Unmarkable> {
        let mut bytes = Bytes(Vec::new());
        value.serialize(&mut bytes)?;
        Ok(Self(Uuid::new_v5(&SPACE, &bytes.0)))
    }
}

/// A value could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot be written: {why}")]
pub struct Unmarkable {
    why: String,
}

impl serde::ser::Error for Unmarkable {
    fn custom<T: std::fmt::Display>(why: T) -> Self {
        Self { why: why.to_string() }
    }
}

/// Writes whatever serde tells, each piece behind a letter for its kind and, where its
/// length is not fixed, its length: two contents never run into the same bytes.
struct Bytes(Vec<u8>);

impl Bytes {
    fn fixed(&mut self, kind: u8, bytes: &[u8]) -> Result<(), Unmarkable> {
        self.0.push(kind);
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn sized(&mut self, kind: u8, bytes: &[u8]) -> Result<(), Unmarkable> {
        self.fixed(kind, &u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes())?;
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    /// Opens something of many parts; [`Bytes::close`] ends it.
    fn open(&mut self, kind: u8, name: &str) -> Result<&mut Self, Unmarkable> {
        self.sized(kind, name.as_bytes())?;
        Ok(self)
    }

    fn close(&mut self) -> Result<(), Unmarkable> {
        self.0.push(b')');
        Ok(())
    }
}

macro_rules! whole {
    ($($name:ident: $of:ty;)+) => {
        $(fn $name(self, value: $of) -> Result<(), Unmarkable> {
            self.fixed(b'n', &i128::from(value).to_le_bytes())
        })+
    };
}

impl<'a> Serializer for &'a mut Bytes {
    type Ok = ();
    type Error = Unmarkable;
    type SerializeSeq = &'a mut Bytes;
    type SerializeTuple = &'a mut Bytes;
    type SerializeTupleStruct = &'a mut Bytes;
    type SerializeTupleVariant = &'a mut Bytes;
    type SerializeMap = &'a mut Bytes;
    type SerializeStruct = &'a mut Bytes;
    type SerializeStructVariant = &'a mut Bytes;

    whole! {
        serialize_i8: i8; serialize_i16: i16; serialize_i32: i32; serialize_i64: i64;
        serialize_u8: u8; serialize_u16: u16; serialize_u32: u32; serialize_u64: u64;
    }

    fn serialize_bool(self, value: bool) -> Result<(), Unmarkable> {
        self.fixed(b'b', &[u8::from(value)])
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unmarkable> {
        Err(Unmarkable::custom("a fraction has no single spelling"))
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unmarkable> {
        Err(Unmarkable::custom("a fraction has no single spelling"))
    }

    fn serialize_char(self, value: char) -> Result<(), Unmarkable> {
        self.fixed(b'c', &u32::from(value).to_le_bytes())
    }

    fn serialize_str(self, value: &str) -> Result<(), Unmarkable> {
        self.sized(b's', value.as_bytes())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Unmarkable> {
        self.sized(b'y', value)
    }

    fn serialize_none(self) -> Result<(), Unmarkable> {
        self.fixed(b'0', &[])
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unmarkable> {
        self.fixed(b'1', &[])?;
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unmarkable> {
        self.fixed(b'u', &[])
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unmarkable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unmarkable> {
        self.sized(b'v', variant.as_bytes())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unmarkable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unmarkable> {
        let within = self.open(b'v', variant)?;
        value.serialize(&mut *within)?;
        within.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<&'a mut Bytes, Unmarkable> {
        self.open(b'[', "")
    }

    fn serialize_tuple(self, _: usize) -> Result<&'a mut Bytes, Unmarkable> {
        self.open(b'[', "")
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<&'a mut Bytes, Unmarkable> {
        self.open(b'[', "")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<&'a mut Bytes, Unmarkable> {
        self.open(b'v', variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<&'a mut Bytes, Unmarkable> {
        self.open(b'{', "")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<&'a mut Bytes, Unmarkable> {
        self.open(b'{', "")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<&'a mut Bytes, Unmarkable> {
        self.open(b'v', variant)
    }

    fn is_human_readable(&self) -> bool {
        true
    }
}

macro_rules! parts {
    ($($of:ident: $one:ident;)+) => {
        $(impl $of for &mut Bytes {
            type Ok = ();
            type Error = Unmarkable;

            fn $one<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unmarkable> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Unmarkable> {
                self.close()
            }
        })+
    };
}

parts! {
    SerializeSeq: serialize_element;
    SerializeTuple: serialize_element;
    SerializeTupleStruct: serialize_field;
    SerializeTupleVariant: serialize_field;
}

macro_rules! named_parts {
    ($($of:ident;)+) => {
        $(impl $of for &mut Bytes {
            type Ok = ();
            type Error = Unmarkable;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Unmarkable> {
                self.sized(b's', name.as_bytes())?;
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Unmarkable> {
                self.close()
            }
        })+
    };
}

named_parts! { SerializeStruct; SerializeStructVariant; }

impl SerializeMap for &mut Bytes {
    type Ok = ();
    type Error = Unmarkable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unmarkable> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unmarkable> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Unmarkable> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn mark(value: &impl Serialize) -> Mark {
        Mark::of(value).unwrap()
    }

    #[test]
    fn equal_contents_have_equal_marks_and_others_have_others() {
        let some = ("甲某", Some(3_u8), vec![1_i64, 2]);
        assert_eq!(mark(&some), mark(&some.clone()));
        let others = [
            mark(&some),
            mark(&("甲某", None::<u8>, vec![1_i64, 2])),
            mark(&("甲某", Some(3_u8), vec![1_i64], vec![2_i64])),
            mark(&("甲", "某", Some(3_u8), vec![1_i64, 2])),
            mark(&("甲某", Some(3_u8), vec![1_i64, 2, 0])),
            mark(&vec!["甲某"]),
            mark(&"甲某"),
            mark(&BTreeMap::from([("甲", "某")])),
            mark(&BTreeMap::from([("甲某", "")])),
            mark(&()),
            mark(&true),
            mark(&1_u8),
            mark(&'1'),
        ];
        let different: std::collections::BTreeSet<_> = others.iter().collect();
        assert_eq!(different.len(), others.len());
    }

    /// Two contents that differ in one place, for every form that a content can take.
    #[test]
    fn whatever_differs_in_one_place_has_another_mark() {
        #[derive(Serialize)]
        struct Wrapped(u8);
        #[derive(Serialize)]
        struct One {
            one: u8,
        }
        #[derive(Serialize)]
        struct Other {
            other: u8,
        }
        #[derive(Serialize)]
        enum Kind {
            First,
            Second,
        }
        #[derive(Serialize)]
        enum Of {
            First { one: u8 },
            Second { one: u8 },
            Third(u8),
            Fourth(u8),
        }
        let pairs = [
            (mark(&Of::First { one: 1 }), mark(&Of::Second { one: 1 })),
            (mark(&Of::Third(1)), mark(&Of::Fourth(1))),
            (mark(&Some(1_u8)), mark(&Some(2_u8))),
            (
                mark(&(BTreeMap::from([("a", 1_u8)]), "b", 1_u8)),
                mark(&(BTreeMap::from([("a", 1_u8), ("b", 1_u8)]),)),
            ),
            (mark(&true), mark(&false)),
            (mark(&'a'), mark(&'b')),
            (mark(&1_u8), mark(&2_u8)),
            (mark(&"a"), mark(&"b")),
            (mark(&Some(1_u8)), mark(&1_u8)),
            (mark(&vec![Some(1_u8)]), mark(&vec![None, Some(1_u8)])),
            (mark(&vec![()]), mark(&vec![(), ()])),
            (mark(&Kind::First), mark(&Kind::Second)),
            (mark(&Wrapped(1)), mark(&Wrapped(2))),
            (mark(&One { one: 1 }), mark(&Other { other: 1 })),
            (mark(&vec![vec![1_u8], vec![]]), mark(&vec![vec![1_u8, 2], vec![]])),
            (mark(&(vec![1_u8], 2_u8)), mark(&(vec![1_u8, 2],))),
            (mark(&BTreeMap::from([("a", 1_u8)])), mark(&BTreeMap::from([("b", 1_u8)]))),
            (mark(&BTreeMap::from([("a", 1_u8)])), mark(&BTreeMap::from([("a", 2_u8)]))),
            (
                mark(&vec![BTreeMap::from([("a", 1_u8)]), BTreeMap::from([("b", 1_u8)])]),
                mark(&vec![BTreeMap::from([("a", 1_u8), ("b", 1_u8)]), BTreeMap::new()]),
            ),
        ];
        for (row, (one, other)) in pairs.iter().enumerate() {
            assert_ne!(one, other, "row {row}");
        }
    }

    #[test]
    fn a_fraction_is_refused() {
        assert!(Mark::of(&0.5_f32).is_err());
        let refused = Mark::of(&0.5_f64).unwrap_err();
        assert_eq!(refused.to_string(), "cannot be written: a fraction has no single spelling");
    }
}
