//! Lists of parties, with what is said of each.

use std::collections::BTreeMap;

use super::gathered::{Gathered, Place};
use super::problem::Trouble;
use super::table::Table;

/// Reads a list of parties: the first column names them.
pub(super) fn read(gathered: &mut Gathered, file: usize, table: &Table<'_>) {
    gathered.columns.extend(table.header().iter().skip(1).cloned());
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (line, row) in table.rows() {
        let place = Place { file, line };
        let Some(row) = gathered.row(place, row) else { continue };
        let text = row.get(0).unwrap_or("");
        let Some(party) = gathered.name(place, table.name(0), text) else { continue };
        if let Some(first) = first.get(&party) {
            gathered.note(place, Trouble::PartyTwice { first: *first });
            continue;
        }
        first.insert(party, line);
        gathered.listed.entry(party).or_insert(place);
        for (column, value) in table.header().iter().zip(row.iter()).skip(1) {
            let value = value.trim();
            if !value.is_empty() {
                gathered.values.insert((column.clone(), party), value.to_owned());
            }
        }
    }
}
