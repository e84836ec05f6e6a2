//! Where the parties of a network stand: in layers by their steps from the center, so that
//! no two boxes can overlap.
//!
//! Each layer is one column, or several beside each other where it is long. Within a layer
//! a party stands near those to whom it is tied: a few rounds of sorting by the middle of
//! the neighbors, ties in the order of ids. Only sums, quotients and comparisons are used,
//! so that the places are the same on every machine.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::PartyId;

use super::around::Around;
use super::lettering::{fitted, width};
use super::svg::many;

/// The letters of names.
pub(super) const LETTERS: f64 = 12.0;
/// Above it stand the title and the heads of the columns.
const TOP: f64 = 92.0;
/// To the left and right of everything.
pub(super) const MARGIN: f64 = 28.0;
/// From one row to the next.
const PITCH: f64 = 46.0;
/// The height of a box.
const HIGH: f64 = 30.0;
/// Between two columns of one layer.
const COLUMNS_APART: f64 = 44.0;
/// Around a name in its box, left and right together.
const AROUND: f64 = 26.0;

/// The box of a party, with its name as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) wide: f64,
    pub(super) high: f64,
    pub(super) name: String,
    /// The column, counted from the left; ties inside a column bend out to the right.
    pub(super) column: usize,
}

impl Placed {
    pub(super) fn right(&self) -> f64 {
        self.left + self.wide
    }

    pub(super) fn middle(&self) -> f64 {
        self.top + self.high / 2.0
    }
}

/// All boxes, the head of each layer, and how much room they take.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layers {
    pub(super) places: BTreeMap<PartyId, Placed>,
    /// The middle of each layer, and its steps; nothing for those that no tie leads to.
    pub(super) heads: Vec<(f64, Option<usize>)>,
    pub(super) wide: f64,
    pub(super) high: f64,
}

impl Layers {
    pub(super) fn of(around: &Around) -> Self {
        let near = neighbors(around);
        let rows = rows(around.parties.len());
        let layers: Vec<(Option<usize>, Vec<Column>)> = sorted(in_layers(around), &near)
            .into_iter()
            .map(|(steps, layer)| (steps, columns(around, &near, &layer, rows)))
            .collect();
        let all = layers.iter().flat_map(|(_, columns)| columns).map(Column::high);
        let full = all.fold(0.0, f64::max);
        let gap = match around.ties.len() {
            0..=40 => 240.0,
            41..=90 => 190.0,
            _ => 120.0,
        };
        let mut found = Self { high: TOP + full + PITCH / 2.0, ..Self::default() };
        let (mut left, mut number) = (MARGIN, 0_usize);
        for (steps, columns) in layers {
            let began = left;
            let top = TOP + (full - columns.first().map_or(full, Column::high)) / 2.0;
            for (which, column) in columns.iter().enumerate() {
                // Every second column stands between the rows of the first, so that ties pass.
                let lower = if which % 2 == 1 { PITCH / 2.0 } else { 0.0 };
                found.place(column, (left, top + lower), number);
                left += column.wide + COLUMNS_APART;
                number = number.saturating_add(1);
            }
            left -= COLUMNS_APART;
            found.heads.push(((began + left) / 2.0, steps));
            found.wide = left + MARGIN;
            left += gap;
        }
        found
    }

    fn place(&mut self, column: &Column, (left, mut top): (f64, f64), number: usize) {
        for (party, name, high) in &column.boxes {
            let (wide, high, name) = (column.wide, *high, name.clone());
            self.places.insert(*party, Placed { left, top, wide, high, name, column: number });
            top += high + PITCH - HIGH;
        }
    }
}

/// Boxes under each other, all of one width: party, name as it is written, height.
struct Column {
    wide: f64,
    boxes: Vec<(PartyId, String, f64)>,
}

impl Column {
    fn high(&self) -> f64 {
        self.boxes.iter().fold(0.0, |sum, (_, _, high)| sum + high + PITCH - HIGH)
    }
}

/// A layer as columns: row by row, so that neighbors in the order stay near each other.
fn columns(
    around: &Around,
    near: &BTreeMap<PartyId, BTreeSet<PartyId>>,
    layer: &[PartyId],
    rows: usize,
) -> Vec<Column> {
    let count = layer.len().div_ceil(rows).max(1);
    let boxed = |party: &PartyId| {
        let name = around.parties.get(party).map_or("", |shown| &shown.name);
        let ties = near.get(party).map_or(0, BTreeSet::len);
        (*party, fitted(name, LETTERS, 170.0), high(around, *party, ties))
    };
    let column = |which: usize| {
        let boxes: Vec<_> = layer.iter().skip(which).step_by(count).map(boxed).collect();
        let wide = boxes.iter().map(|(_, name, _)| width(name, LETTERS) + AROUND);
        Column { wide: wide.fold(64.0, f64::max), boxes }
    };
    (0..count).map(column).collect()
}

/// A party in the center with many ties has a higher box, so that they do not meet in one
/// point.
fn high(around: &Around, party: PartyId, ties: usize) -> f64 {
    let center = around.center.contains(&party);
    if center { (many(ties) * 9.0).clamp(HIGH + 6.0, 260.0) } else { HIGH }
}

/// How many parties stand under each other before a layer gets another column.
fn rows(parties: usize) -> usize {
    let mut rows = 12_usize;
    while rows.saturating_mul(rows) < parties.saturating_mul(3) {
        rows = rows.saturating_add(1);
    }
    rows
}

fn neighbors(around: &Around) -> BTreeMap<PartyId, BTreeSet<PartyId>> {
    let mut near: BTreeMap<PartyId, BTreeSet<PartyId>> = BTreeMap::new();
    for tie in &around.ties {
        near.entry(tie.from).or_default().insert(tie.to);
        near.entry(tie.to).or_default().insert(tie.from);
    }
    near
}

type Layer = (Option<usize>, Vec<PartyId>);

/// By steps; those that no tie leads to stand last.
fn in_layers(around: &Around) -> Vec<Layer> {
    let mut layers: BTreeMap<usize, Layer> = BTreeMap::new();
    for (party, shown) in &around.parties {
        let key = shown.steps.unwrap_or(usize::MAX);
        layers.entry(key).or_insert((shown.steps, Vec::new())).1.push(*party);
    }
    layers.into_values().collect()
}

fn sorted(mut layers: Vec<Layer>, near: &BTreeMap<PartyId, BTreeSet<PartyId>>) -> Vec<Layer> {
    const ROUNDS: usize = 6;
    let mut at: BTreeMap<PartyId, f64> = BTreeMap::new();
    layers.iter().for_each(|(_, layer)| note(layer, &mut at));
    for round in 0..ROUNDS {
        let forth = round % 2 == 0;
        let count = layers.len();
        for step in 0..count {
            let index = if forth { step } else { count.saturating_sub(step).saturating_sub(1) };
            let Some((_, layer)) = layers.get_mut(index) else { continue };
            let wanted = |party: &PartyId| {
                let near: Vec<f64> = near
                    .get(party)
                    .into_iter()
                    .flatten()
                    .filter_map(|other| at.get(other).copied())
                    .collect();
                let sum = near.iter().fold(0.0, |sum, place| sum + place);
                if near.is_empty() { 0.5 } else { sum / many(near.len()) }
            };
            let mut keyed: Vec<(f64, PartyId)> =
                layer.iter().map(|party| (wanted(party), *party)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            *layer = keyed.into_iter().map(|(_, party)| party).collect();
            note(layer, &mut at);
        }
    }
    layers
}

/// Where each party of a layer stands, from 0 to 1.
fn note(layer: &[PartyId], at: &mut BTreeMap<PartyId, f64>) {
    for (index, party) in layer.iter().enumerate() {
        at.insert(*party, (many(index) + 0.5) / many(layer.len()));
    }
}
