//! Where the parties of a network stand: in columns by their steps from the center, so that
//! no two boxes can overlap and no tie passes a box that is not its own.
//!
//! The longest column stands without gaps; in the others each box stands as near to the middle of its neighbors as the boxes
//! above and below it let it (least squares, by pooling boxes that push each other: Barlow
//! and others 1972). Only sums, quotients and comparisons are used, so that the places are
//! the same on every machine.

use std::collections::BTreeMap;

use crate::base::id::PartyId;

use super::around::Around;
use super::ends::Ends;
use super::order::{Layer, Near, in_layers, neighbors, sorted};
use super::svg::many;

/// Above it stand the title and the heads of the columns.
const TOP: f64 = 92.0;
/// With more rows than this, boxes stand close.
const ROOMY: usize = 16;

/// Columns, with the middle and the height of each box.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layers {
    pub(super) columns: Vec<Layer>,
    pub(super) ends: Ends,
    pub(super) middle: BTreeMap<PartyId, f64>,
    pub(super) high: BTreeMap<PartyId, f64>,
    /// Where the lowest box ends.
    pub(super) bottom: f64,
}

impl Layers {
    pub(super) fn of(around: &Around) -> Self {
        let near = neighbors(around);
        let columns = sorted(in_layers(around), &near);
        let rows = columns.iter().map(|(_, layer)| layer.len()).max().unwrap_or(0);
        let (least, gap) = if rows > ROOMY { (24.0, 6.0) } else { (30.0, 16.0) };
        let ends = Ends::of(around, &columns);
        let highs = columns.iter().flat_map(|(_, layer)| layer).map(|party| {
            let center = if around.center.contains(party) { 6.0 } else { 0.0 };
            (*party, ends.high(*party).max(least + center))
        });
        let high: BTreeMap<PartyId, f64> = highs.collect();
        let middle = middles(&columns, &near, &high, gap);
        let mut found = Self { columns, ends, middle, high, bottom: TOP };
        found.move_down();
        found
    }

    /// Lets the highest box begin under the heads.
    fn move_down(&mut self) {
        let half = |party: &PartyId| self.high.get(party).copied().unwrap_or(0.0) / 2.0;
        let edges =
            |sign: f64| self.middle.iter().map(move |(party, middle)| middle + sign * half(party));
        let top = edges(-1.0).fold(f64::INFINITY, f64::min);
        let bottom = edges(1.0).fold(f64::NEG_INFINITY, f64::max);
        if top < bottom {
            self.bottom = bottom - top + TOP;
            self.middle.values_mut().for_each(|middle| *middle += TOP - top);
        }
    }
}

/// The middle of each box: first of the longest column, then of those to its right and to
/// its left, each by the column before it.
fn middles(
    columns: &[Layer],
    near: &Near,
    high: &BTreeMap<PartyId, f64>,
    gap: f64,
) -> BTreeMap<PartyId, f64> {
    let of = |party: &PartyId| high.get(party).copied().unwrap_or(0.0);
    let length = |layer: &Layer| layer.1.iter().fold(0.0, |sum, party| sum + of(party) + gap);
    let mut longest = 0;
    for (index, layer) in columns.iter().enumerate() {
        if columns.get(longest).is_some_and(|most| length(layer) > length(most)) {
            longest = index;
        }
    }
    let mut middle: BTreeMap<PartyId, f64> = BTreeMap::new();
    let after = longest.saturating_add(1)..columns.len();
    for index in [longest].into_iter().chain(after).chain((0..longest).rev()) {
        let Some((_, layer)) = columns.get(index) else { continue };
        let half = columns.get(longest).map_or(0.0, length) / 2.0;
        let wanted = |party: &PartyId| {
            let placed = near.get(party).into_iter().flatten();
            let placed: Vec<f64> = placed.filter_map(|other| middle.get(other).copied()).collect();
            let sum = placed.iter().fold(0.0, |sum, place| sum + place);
            if placed.is_empty() { half } else { sum / many(placed.len()) }
        };
        let wanted: Vec<f64> = layer.iter().map(wanted).collect();
        let apart: Vec<f64> = layer
            .iter()
            .zip(layer.iter().skip(1))
            .map(|(one, next)| (of(one) + of(next)) / 2.0 + gap)
            .collect();
        middle.extend(layer.iter().copied().zip(settled(&wanted, &apart)));
    }
    middle
}

/// The places nearest to the wanted ones, in their order and at least so far apart.
fn settled(wanted: &[f64], apart: &[f64]) -> Vec<f64> {
    let mut before = 0.0;
    let mut offsets = vec![0.0];
    for step in apart {
        before += step;
        offsets.push(before);
    }
    // Without the distances the places only have to rise: whoever would stand above the one
    // before it is pooled with it.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wanted, offset) in wanted.iter().zip(&offsets) {
        let mut pool = (wanted - offset, 1);
        while let Some(last) = pools.last().copied().filter(|last| mean(*last) >= mean(pool)) {
            pools.pop();
            pool = (last.0 + pool.0, last.1.saturating_add(pool.1));
        }
        pools.push(pool);
    }
    let places = pools.iter().flat_map(|pool| std::iter::repeat_n(mean(*pool), pool.1));
    places.zip(offsets).map(|(place, offset)| place + offset).collect()
}

fn mean((sum, count): (f64, usize)) -> f64 {
    sum / many(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against all places on a grid: none that keeps the distances is nearer.
    #[test]
    fn boxes_stand_as_near_to_their_neighbors_as_they_can() {
        let grid: Vec<f64> = (-4..=8).map(|n| f64::from(n) / 2.0).collect();
        let far = |wanted: &[f64], places: &[f64]| -> f64 {
            wanted.iter().zip(places).map(|(w, p)| (w - p) * (w - p)).sum()
        };
        for wanted in [[0.0, 0.0, 0.0], [2.0, 0.0, 1.0], [0.0, 2.0, 2.0], [3.0, 1.0, 0.0]] {
            let apart = [1.0, 0.5];
            let found = settled(&wanted, &apart);
            assert!(found[1] - found[0] >= 1.0 - 1e-9 && found[2] - found[1] >= 0.5 - 1e-9);
            for a in &grid {
                for b in grid.iter().filter(|b| **b - a >= 1.0) {
                    for c in grid.iter().filter(|c| **c - b >= 0.5) {
                        let other = far(&wanted, &[*a, *b, *c]);
                        assert!(far(&wanted, &found) <= other + 1e-9, "{wanted:?}: {found:?}");
                    }
                }
            }
        }
        assert_eq!(settled(&[5.0, 1.0], &[2.0]), [2.0, 4.0]);
        assert_eq!(settled(&[], &[]), [0.0; 0]);
    }
}
