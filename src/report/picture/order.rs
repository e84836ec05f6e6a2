//! In which column and in which order the parties of a network stand.
//!
//! A column for each step from the center. Within it a party stands near those to whom it
//! is tied: a few rounds of sorting by the middle of the neighbors, ties in the order of
//! ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::PartyId;

use super::around::Around;
use super::svg::many;

/// The parties of one column from above to below, and how many steps away they are; nothing
/// for those that no tie leads to.
pub(super) type Layer = (Option<usize>, Vec<PartyId>);

/// To whom each party is tied.
pub(super) type Near = BTreeMap<PartyId, BTreeSet<PartyId>>;

pub(super) fn neighbors(around: &Around) -> Near {
    let mut near = Near::new();
    for tie in &around.ties {
        near.entry(tie.from).or_default().insert(tie.to);
        near.entry(tie.to).or_default().insert(tie.from);
    }
    near
}

/// By steps; those that no tie leads to stand last.
pub(super) fn in_layers(around: &Around) -> Vec<Layer> {
    let mut layers: BTreeMap<usize, Layer> = BTreeMap::new();
    for (party, shown) in &around.parties {
        let key = shown.steps.unwrap_or(usize::MAX);
        layers.entry(key).or_insert((shown.steps, Vec::new())).1.push(*party);
    }
    layers.into_values().collect()
}

pub(super) fn sorted(mut layers: Vec<Layer>, near: &Near) -> Vec<Layer> {
    // The last one goes forth, so that each party stands beside those nearer to the center.
    const ROUNDS: usize = 7;
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
