//! How the tables of the packs are written.

use crate::base::day::Day;
use crate::provenance::Citation;
use crate::rulebook::keys::{KeyInfo, ParamKey};
use crate::rulebook::parameter::Dated;
use crate::rulebook::value::{Chain, Codes, ParamType, Value};

/// One row of a pack: a key, and an entry of its history.
pub(super) struct Row {
    key: &'static KeyInfo,
    dated: Dated<Value>,
}

/// A value in force from a day that the source states.
pub(super) fn set<T: ParamType>(key: ParamKey<T>, from: Day, value: T, citation: Citation) -> Row {
    Row { key: key.info(), dated: Dated::new(from, value.into_value(), citation) }
}

/// A value known to apply from a day on.
pub(super) fn known<T: ParamType>(
    key: ParamKey<T>,
    from: Day,
    value: T,
    citation: Citation,
) -> Row {
    let row = set(key, from, value, citation);
    Row { dated: row.dated.first_known(), ..row }
}

/// The end of a value.
pub(super) fn end<T: ParamType>(key: ParamKey<T>, from: Day, citation: Citation) -> Row {
    Row { key: key.info(), dated: Dated::ended(from, citation) }
}

impl Row {
    /// What the same source could also mean.
    pub(super) fn or_read<T: ParamType>(self, value: T, citation: Citation) -> Self {
        Self { dated: self.dated.or_read(value.into_value(), citation), ..self }
    }
}

/// The rows as a pack takes them.
pub(super) fn rows(rows: Vec<Row>) -> Vec<(&'static KeyInfo, Dated<Value>)> {
    rows.into_iter().map(|row| (row.key, row.dated)).collect()
}

pub(super) fn codes(codes: &[&'static str]) -> Codes {
    Codes::literal(codes)
}

pub(super) fn chain(roles: &[&'static str]) -> Chain {
    Chain::literal(roles)
}
