//! A list that is never empty, read within a limit.

use serde::{Deserialize, Deserializer, Serialize};

use crate::base::list::Limited;

/// The most elements of any list that is read.
pub(super) const MOST: usize = 100_000;

/// A list that may be empty, within the limit.
pub(super) type Few<T> = Limited<T, MOST>;

/// At least one element.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(super) struct AtLeastOne<T>(Vec<T>);

impl<T> AtLeastOne<T> {
    pub(super) fn new(first: T) -> Self {
        Self(vec![first])
    }

    pub(super) fn from_vec(list: Vec<T>) -> Option<Self> {
        if list.is_empty() { None } else { Some(Self(list)) }
    }

    pub(super) fn push(&mut self, next: T) {
        self.0.push(next);
    }

    pub(super) fn extend(&mut self, more: impl IntoIterator<Item = T>) {
        self.0.extend(more);
    }

    pub(super) fn as_slice(&self) -> &[T] {
        &self.0
    }

    pub(super) fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for AtLeastOne<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_vec(Few::read(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("the list is empty, at least one is needed"))
    }
}
