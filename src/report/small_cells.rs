//! Small counts that could reveal somebody are held back, together with as many others as
//! it takes that nobody can work them out from the totals.
//!
//! Of three reports about a village two came by letter: whoever wrote the third by phone is
//! easily guessed. A count from 1 up to below the least one is *small* and is not shown.
//! Holding it back alone does not help, since it can be had by subtraction; so others go
//! with it, and if need be totals.
//!
//! | kept by the table that is shown | how |
//! |---|---|
//! | every small count could be as large as the least one that is shown | asked of the table as of a network of pipes: could this count be larger, with all that is shown unchanged? |
//! | nothing is invented | what is shown is what was counted |
//! | zeros stay | that nobody reported in some way reveals nobody; a reader may know that what is held back is not zero, and this is allowed for |
//!
//! # Examples
//!
//! ```
//! use unbrella::report::small_cells::shield;
//!
//! // By letter and by phone, in two streets.
//! let shown = shield(&[vec![9, 1], vec![8, 7]], 3)?;
//! assert_eq!(shown.cell(0, 1), None);
//! // The others of its row and column go with it, and the one across, so that none follows.
//! assert_eq!([shown.cell(0, 0), shown.cell(1, 0), shown.cell(1, 1)], [None, None, None]);
//! assert_eq!(shown.total(), Some(25));
//! # Ok::<(), unbrella::report::small_cells::NoTable>(())
//! ```
//!
//! # Source
//!
//! Statistical disclosure control by complementary suppression; law-context §5 asks that
//! reporters cannot be recognized. The way is ours.

use std::collections::{BTreeMap, BTreeSet};

/// A row and a column, counted from 1; 0 stands for the totals.
type Spot = (usize, usize);

/// The most rows and the most columns of a table.
pub const MOST: usize = 60;

/// A table of counts as it may be shown: what is held back is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shielded {
    shown: BTreeMap<Spot, Option<u64>>,
    rows: usize,
    columns: usize,
}

impl Shielded {
    /// A count; rows and columns are counted from 0. `None` if it is held back or not there.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<u64> {
        self.at((row.checked_add(1)?, column.checked_add(1)?))
    }

    /// The total of a row.
    #[must_use]
    pub fn row_total(&self, row: usize) -> Option<u64> {
        self.at((row.checked_add(1)?, 0))
    }

    /// The total of a column.
    #[must_use]
    pub fn column_total(&self, column: usize) -> Option<u64> {
        self.at((0, column.checked_add(1)?))
    }

    /// The total of everything.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.at((0, 0))
    }

    /// How many counts are held back, totals included.
    #[must_use]
    pub fn held_back(&self) -> usize {
        self.shown.values().filter(|shown| shown.is_none()).count()
    }

    fn at(&self, spot: Spot) -> Option<u64> {
        self.shown.get(&spot).copied().flatten()
    }
}

/// Why a list of rows is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoTable {
    /// There is no row, or no column.
    #[error("a table needs at least one row and one column")]
    Empty,
    /// Too many rows or columns.
    #[error("a table has at most {MOST} rows and {MOST} columns")]
    TooLarge,
    /// The rows are not equally long.
    #[error("row {row} has another length than the first one")]
    Ragged {
        /// The row, counted from 1.
        row: usize,
    },
}

/// A table of counts as it may be shown if every count from 1 up to below `least` is small.
///
/// # Errors
///
/// [`NoTable`].
pub fn shield(rows: &[Vec<u32>], least: u32) -> Result<Shielded, NoTable> {
    let columns = rows.first().map_or(0, Vec::len);
    if columns == 0 {
        return Err(NoTable::Empty);
    }
    if rows.len() > MOST || columns > MOST {
        return Err(NoTable::TooLarge);
    }
    if let Some(row) = rows.iter().position(|row| row.len() != columns) {
        return Err(NoTable::Ragged { row: row.saturating_add(1) });
    }
    let mut grid = Grid::new(rows);
    let small: Vec<Spot> = grid
        .values
        .iter()
        .filter(|(_, count)| grid.is_small(**count, least))
        .map(|(s, _)| *s)
        .collect();
    grid.hidden.extend(&small);
    while let Some(spot) = small.iter().find(|spot| !grid.could_be(**spot, u64::from(least))) {
        let Some(further) = grid.next_to_hide(*spot) else { break };
        grid.hidden.insert(further);
    }
    let shown =
        |(spot, count): (&Spot, &u64)| (*spot, (!grid.hidden.contains(spot)).then_some(*count));
    Ok(Shielded { shown: grid.values.iter().map(shown).collect(), rows: rows.len(), columns })
}

impl Shielded {
    /// How many rows and columns the table has, without totals.
    #[must_use]
    pub const fn size(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }
}

/// A table with its totals. Each count is the flow through a pipe from the joint of its row
/// to the joint of its column; totals flow back, so that at every joint as much comes in as
/// goes out. What a reader knows is that, and the counts that are shown.
struct Grid {
    rows: usize,
    values: BTreeMap<Spot, u64>,
    hidden: BTreeSet<Spot>,
}

impl Grid {
    fn new(table: &[Vec<u32>]) -> Self {
        let mut values: BTreeMap<Spot, u64> = BTreeMap::new();
        for (row, counts) in table.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                let (row, column) = (row.saturating_add(1), column.saturating_add(1));
                for spot in [(row, column), (row, 0), (0, column), (0, 0)] {
                    let sum = values.entry(spot).or_default();
                    *sum = sum.saturating_add(u64::from(*count));
                }
            }
        }
        Self { rows: table.len(), values, hidden: BTreeSet::new() }
    }

    const fn is_small(&self, count: u64, least: u32) -> bool {
        count > 0 && count < least as u64
    }

    /// The joints at which a pipe begins and ends.
    const fn ends(&self, (row, column): Spot) -> (usize, usize) {
        let at_column = column.saturating_add(self.rows).saturating_add(1);
        // A total of one row or one column runs the other way.
        if (row == 0) == (column == 0) { (row, at_column) } else { (at_column, row) }
    }

    /// Whether a count that is held back could be as large as `least`, as far as the rest
    /// tells.
    fn could_be(&self, spot: Spot, least: u64) -> bool {
        let mut flows: BTreeMap<Spot, u64> = self
            .hidden
            .iter()
            .filter_map(|hidden| Some((*hidden, *self.values.get(hidden)?)))
            .collect();
        let (from, to) = self.ends(spot);
        let mut flow = flows.get(&spot).copied().unwrap_or(least);
        while flow < least {
            let Some(way) = self.way(&flows, spot, to, from) else { return false };
            for (pipe, more) in way {
                let Some(through) = flows.get_mut(&pipe) else { continue };
                *through = if more { through.saturating_add(1) } else { through.saturating_sub(1) };
            }
            flow = flow.saturating_add(1);
        }
        true
    }

    /// Pipes over which one more can run from a joint to another: with the pipe, or against
    /// it where more than one runs through, since what is held back is not zero.
    fn way(
        &self,
        flows: &BTreeMap<Spot, u64>,
        without: Spot,
        from: usize,
        to: usize,
    ) -> Option<Vec<(Spot, bool)>> {
        let mut came: BTreeMap<usize, (usize, Spot, bool)> = BTreeMap::new();
        let (mut seen, mut edge) = (BTreeSet::from([from]), vec![from]);
        while !edge.is_empty() && !seen.contains(&to) {
            let mut further = Vec::new();
            for (pipe, flow) in flows.iter().filter(|(pipe, _)| **pipe != without) {
                let (start, end) = self.ends(*pipe);
                for (a, b, more, open) in [(start, end, true, true), (end, start, false, *flow > 1)]
                {
                    if open && edge.contains(&a) && seen.insert(b) {
                        came.insert(b, (a, *pipe, more));
                        further.push(b);
                    }
                }
            }
            edge = further;
        }
        let (mut at, mut way) = (to, Vec::new());
        while at != from {
            let (before, pipe, more) = came.get(&at)?;
            way.push((*pipe, *more));
            at = *before;
        }
        Some(way)
    }

    /// What is held back next: in a row or column where one count stands alone, preferring
    /// one whose other line needs it too; counts before totals, smaller ones first.
    fn next_to_hide(&self, spot: Spot) -> Option<Spot> {
        let in_line = |line: (bool, usize), (row, column): Spot| match line {
            (true, index) => row == index,
            (false, index) => column == index,
        };
        let alone = |line| self.hidden.iter().filter(|hidden| in_line(line, **hidden)).count() == 1;
        let lines = [(true, spot.0), (false, spot.1)];
        let others = self.hidden.iter().flat_map(|(row, column)| [(true, *row), (false, *column)]);
        let line = lines.into_iter().chain(others).find(|line| alone(*line));
        let open = |spot: &Spot| !self.hidden.contains(spot) && self.values.get(spot) > Some(&0);
        let key = |spot: &Spot| {
            let total = spot.0 == 0 || spot.1 == 0;
            let closes = alone((true, spot.0)) && alone((false, spot.1));
            (total, !closes, self.values.get(spot).copied().unwrap_or(u64::MAX), *spot)
        };
        let all = || self.values.keys().copied().filter(open);
        let here = line.and_then(|line| all().filter(|spot| in_line(line, *spot)).min_by_key(key));
        here.or_else(|| all().min_by_key(key))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every table with these counts shown: what is held back takes every value that fits.
    fn consistent(rows: usize, columns: usize, shown: &Shielded, most: u64) -> Vec<Vec<u64>> {
        let mut found = vec![Vec::new()];
        for row in 0..rows {
            for column in 0..columns {
                let values: Vec<u64> =
                    shown.cell(row, column).map_or((1..=most).collect(), |v| vec![v]);
                found = found
                    .iter()
                    .flat_map(|table: &Vec<u64>| {
                        values.iter().map(|v| [&table[..], &[*v]].concat())
                    })
                    .collect();
            }
            if let Some(total) = shown.row_total(row) {
                found.retain(|table| table[row * columns..].iter().sum::<u64>() == total);
            }
        }
        found.retain(|table| {
            let column = |c: usize| table.iter().skip(c).step_by(columns).sum::<u64>();
            (0..columns).all(|c| shown.column_total(c).is_none_or(|total| total == column(c)))
                && shown.total().is_none_or(|total| total == table.iter().sum::<u64>())
        });
        found
    }

    /// As far as the shown table tells, each small count may be as large as a shown one.
    fn cannot_be_recovered(table: &[Vec<u32>], least: u32) {
        let (rows, columns) = (table.len(), table[0].len());
        let shown = shield(table, least).unwrap();
        // A small count may rise by what it lacks, and any other count with it.
        let largest = table.iter().flatten().max().copied().unwrap_or(0);
        let all = consistent(rows, columns, &shown, u64::from(largest + least - 1));
        for (row, counts) in table.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                if *count == 0 || *count >= least {
                    continue;
                }
                assert_eq!(shown.cell(row, column), None, "{table:?}");
                let values: BTreeSet<u64> =
                    all.iter().map(|other| other[row * columns + column]).collect();
                assert!(values.len() > 1, "{table:?}: {row}, {column} follows: {shown:?}");
                assert!(values.iter().any(|v| *v >= u64::from(least)), "{table:?}: it is small");
            }
        }
    }

    #[test]
    fn small_tables_by_brute_force() {
        for code in 0..625_u32 {
            let digit = |place: u32| code / 5_u32.pow(place) % 5;
            let table = [vec![digit(0), digit(1)], vec![digit(2), digit(3)]];
            cannot_be_recovered(&table, 3);
            cannot_be_recovered(&[vec![digit(0), digit(1), digit(2), digit(3)]], 3);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn larger_tables_by_brute_force(
            table in prop::collection::vec(prop::collection::vec(0_u32..6, 3..=3), 2..=2),
        ) {
            cannot_be_recovered(&table, 3);
        }

        /// What is shown is what was counted; nothing is held back where nothing is small.
        #[test]
        fn nothing_is_invented(
            table in prop::collection::vec(prop::collection::vec(0_u32..40, 5..=5), 1..=6),
        ) {
            let shown = shield(&table, 5).unwrap();
            for (row, counts) in table.iter().enumerate() {
                for (column, count) in counts.iter().enumerate() {
                    let cell = shown.cell(row, column);
                    prop_assert!(cell.is_none() || cell == Some(u64::from(*count)));
                    prop_assert!(*count != 0 || cell == Some(0));
                    prop_assert!(!(1..5).contains(count) || cell.is_none());
                }
                let total: u32 = counts.iter().sum();
                let told = shown.row_total(row);
                prop_assert!(told.is_none() || told == Some(u64::from(total)));
            }
            let large: Vec<Vec<u32>> =
                table.iter().map(|row| row.iter().map(|c| c + 5).collect()).collect();
            prop_assert_eq!(shield(&large, 5).unwrap().held_back(), 0);
        }
    }

    #[test]
    fn one_small_count_alone_takes_the_total_with_it() {
        let shown = shield(&[vec![2]], 3).unwrap();
        assert_eq!(shown.held_back(), 4);
        assert_eq!(shield(&[vec![0]], 3).unwrap().total(), Some(0));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(shield(&[], 3), Err(NoTable::Empty));
        assert_eq!(shield(&[vec![]], 3), Err(NoTable::Empty));
        assert_eq!(shield(&[vec![1, 2], vec![3]], 3), Err(NoTable::Ragged { row: 2 }));
        assert_eq!(shield(&vec![vec![1]; 61], 3), Err(NoTable::TooLarge));
    }
}
