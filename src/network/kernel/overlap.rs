//! What nodes of one side have in common on the other: gangs and their protectors, persons
//! and the events they came to.
//!
//! Only rows of one side are walked, and those of the other through them. What comes out is
//! counted per pair, never listed per common neighbor.

/// Rows from one side to the other, each entry with a mark.
// Invariant: offsets as in a Csr; `marks` stands beside `targets`; rows rise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    marks: Vec<u8>,
}

impl Rows {
    /// Begins without any row.
    pub(crate) fn new() -> Self {
        Self { offsets: vec![0], targets: Vec::new(), marks: Vec::new() }
    }

    /// Adds a row; of entries with one target the highest mark counts. Sorts `row`.
    pub(crate) fn push(&mut self, row: &mut [(u32, u8)]) {
        row.sort_unstable();
        for same in row.chunk_by(|a, b| a.0 == b.0) {
            if let Some((target, mark)) = same.last() {
                self.targets.push(*target);
                self.marks.push(*mark);
            }
        }
        self.offsets.push(self.targets.len() as u32);
    }

    /// The number of rows.
    pub(crate) fn count(&self) -> u32 {
        (self.offsets.len() - 1) as u32
    }

    /// The entries of a row.
    pub(crate) fn row(&self, at: u32) -> impl ExactSizeIterator<Item = (u32, u8)> {
        let span = self.offsets[at as usize] as usize..self.offsets[at as usize + 1] as usize;
        self.targets[span.clone()].iter().copied().zip(self.marks[span].iter().copied())
    }

    /// The same seen from the other side, which has `count` nodes.
    pub(crate) fn turned(&self, count: u32) -> Self {
        let mut offsets = vec![0_u32; count as usize + 1];
        for target in &self.targets {
            offsets[*target as usize + 1] += 1;
        }
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        let mut next = offsets.clone();
        let mut turned = Self {
            offsets,
            targets: vec![0; self.targets.len()],
            marks: vec![0; self.targets.len()],
        };
        for at in 0..self.count() {
            for (target, mark) in self.row(at) {
                let place = &mut next[target as usize];
                turned.targets[*place as usize] = at;
                turned.marks[*place as usize] = mark;
                *place += 1;
            }
        }
        turned
    }
}

/// Numbers from 0 for a few of many keys, in the order in which they are met.
///
/// Open addressing in a table twice as large as what comes at most: a question about a few
/// parties shall not touch an array as long as the network.
#[derive(Clone, Debug)]
pub(crate) struct Numbering {
    /// Keys beside their numbers; [`NO_KEY`] where nothing stands.
    table: Vec<(u32, u32)>,
    count: u32,
}

/// No key: slots of parties are smaller.
const NO_KEY: u32 = u32::MAX;

impl Numbering {
    /// Room for so many different keys.
    pub(crate) fn new(most: usize) -> Self {
        Self { table: vec![(NO_KEY, 0); (2 * most).next_power_of_two().max(2)], count: 0 }
    }

    /// The number of a key below [`NO_KEY`].
    pub(crate) fn of(&mut self, key: u32) -> u32 {
        let mask = self.table.len() - 1;
        // The golden ratio scatters keys that stand side by side.
        let mut at = (u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        loop {
            let (known, number) = self.table[at];
            if known == key {
                return number;
            }
            if known == NO_KEY {
                self.table[at] = (key, self.count);
                self.count += 1;
                return self.count - 1;
            }
            at = (at + 1) & mask;
        }
    }

    /// How many keys were met.
    pub(crate) const fn count(&self) -> u32 {
        self.count
    }
}

/// Two nodes of one side and what they have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Common {
    /// The first of the two.
    pub(crate) first: u32,
    /// The second, with a larger number.
    pub(crate) second: u32,
    /// How many they have in common.
    pub(crate) count: u32,
    /// The highest of the marks that both give to one of them: for each, the lower of two.
    pub(crate) mark: u8,
}

/// Every pair with something in common, in rising order. `back` is `rows` turned.
pub(crate) fn common(rows: &Rows, back: &Rows, mut tell: impl FnMut(Common)) {
    // Where in each row of `back` the nodes after the one at hand begin.
    let mut after = back.offsets.clone();
    let mut with = vec![(0_u32, 0_u8); rows.count() as usize];
    let mut touched = Vec::new();
    for first in 0..rows.count() {
        for (through, own) in rows.row(first) {
            after[through as usize] += 1;
            let rest =
                after[through as usize] as usize..back.offsets[through as usize + 1] as usize;
            for (second, theirs) in back.targets[rest.clone()].iter().zip(&back.marks[rest]) {
                let (count, mark) = &mut with[*second as usize];
                if *count == 0 {
                    touched.push(*second);
                }
                *count += 1;
                *mark = (*mark).max(own.min(*theirs));
            }
        }
        touched.sort_unstable();
        for second in touched.drain(..) {
            let (count, mark) = std::mem::take(&mut with[second as usize]);
            tell(Common { first, second, count, mark });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::Numbers;

    #[test]
    fn keys_are_numbered_as_they_come_even_when_the_table_is_as_full_as_it_gets() {
        for most in [0, 1, 2, 3, 64, 1_000] {
            let mut numbers = Numbers(most as u64);
            let mut numbering = Numbering::new(most);
            let mut met: Vec<u32> = vec![];
            for _ in 0..3 * most {
                let key = numbers.below(2 * most as u32);
                let known = met.iter().position(|known| *known == key);
                if known.is_none() && met.len() == most {
                    continue;
                }
                let expected = known.unwrap_or(met.len());
                assert_eq!(numbering.of(key), expected as u32);
                if known.is_none() {
                    met.push(key);
                }
            }
            assert_eq!(numbering.count(), met.len() as u32);
        }
    }

    #[test]
    fn comparing_every_pair_of_rows_gives_the_same() {
        for seed in 0..60 {
            let mut numbers = Numbers(seed);
            let (left, right) = (numbers.below(9), 1 + numbers.below(6));
            let mut rows = Rows::new();
            let mut plain: Vec<Vec<(u32, u8)>> = vec![];
            for _ in 0..left {
                let entries =
                    (0..numbers.below(8)).map(|_| (numbers.below(right), numbers.below(4)));
                let mut row: Vec<(u32, u8)> = entries.map(|(t, m)| (t, m as u8)).collect();
                plain.push(row.clone());
                rows.push(&mut row);
            }
            let best = |row: &[(u32, u8)], target| {
                row.iter().filter(|(t, _)| *t == target).map(|(_, mark)| *mark).max()
            };
            let mut expected = vec![];
            for first in 0..left {
                for second in first + 1..left {
                    let (a, b) = (&plain[first as usize], &plain[second as usize]);
                    let marks: Vec<u8> = (0..right)
                        .filter_map(|target| Some(best(a, target)?.min(best(b, target)?)))
                        .collect();
                    if let Some(mark) = marks.iter().copied().max() {
                        expected.push(Common { first, second, count: marks.len() as u32, mark });
                    }
                }
            }
            let mut found = vec![];
            common(&rows, &rows.turned(right), |pair| found.push(pair));
            assert_eq!(found, expected, "seed {seed}");
        }
    }
}
