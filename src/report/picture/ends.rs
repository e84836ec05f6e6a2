//! Where the ties of a network leave the boxes of its parties and where they arrive.
//!
//! A tie leads from one column to the next or stays inside a column, since columns are
//! steps from the center. So it arrives at the left side of the box that is further away,
//! or leaves and arrives on the right sides of two boxes under each other. Each end has a
//! lane of its own, high enough for a label where one stands, and a box is as high as its
//! lanes: no label can cover another.

use std::collections::BTreeMap;

use crate::base::id::PartyId;

use super::around::Around;
use super::order::Layer;

/// The height of a lane that carries a label.
const LANE: f64 = 12.5;
/// The height of a lane without one.
const BARE: f64 = 6.5;
/// The height of a lane where there are too many for labels.
const NARROW: f64 = 2.5;
/// With more ties than this none has a label.
const MOST_LABELED: usize = 900;

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
}

/// One end of a tie.
#[derive(Clone, Copy, Debug, PartialEq)]
struct End {
    tie: usize,
    starts: bool,
    labeled: bool,
    high: f64,
}

/// All ends: for each side of each box from above to below.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ends {
    at: BTreeMap<(PartyId, Side), Vec<End>>,
    /// Whether ties have labels.
    pub(super) labeled: bool,
}

/// How an end stands among those of its side: those that lead up in the same column, those
/// that lead to another column, those that lead down; then by where they lead.
type Rank = (u8, usize, usize, bool);

impl Ends {
    pub(super) fn of(around: &Around, layers: &[Layer]) -> Self {
        let spots = spots(layers);
        let labeled = around.ties.len() <= MOST_LABELED;
        let mut ranked: BTreeMap<(PartyId, Side), Vec<(Rank, End)>> = BTreeMap::new();
        for (index, tie) in around.ties.iter().enumerate() {
            let (Some(from), Some(to)) = (spots.get(&tie.from), spots.get(&tie.to)) else {
                continue;
            };
            for (party, here, there, starts) in
                [(tie.from, *from, *to, true), (tie.to, *to, *from, false)]
            {
                let side = if here.0 > there.0 { Side::Left } else { Side::Right };
                let upper = here.1 < there.1 || here.1 == there.1 && starts;
                let labeled = labeled && (side == Side::Left || here.0 == there.0 && upper);
                let high = match labeled {
                    true => LANE,
                    false if around.ties.len() > MOST_LABELED => NARROW,
                    false => BARE,
                };
                let end = End { tie: index, starts, labeled, high };
                let (way, far) = rank(here, there);
                ranked.entry((party, side)).or_default().push(((way, far, index, starts), end));
            }
        }
        let in_order = |mut ends: Vec<(Rank, End)>| {
            ends.sort_by_key(|(rank, _)| *rank);
            ends.into_iter().map(|(_, end)| end).collect()
        };
        let at = ranked.into_iter().map(|(place, ends)| (place, in_order(ends))).collect();
        Self { at, labeled }
    }

    /// How high a box has to be for all its lanes.
    pub(super) fn high(&self, party: PartyId) -> f64 {
        self.sum(party, Side::Left).max(self.sum(party, Side::Right)) + 6.0
    }

    fn sum(&self, party: PartyId, side: Side) -> f64 {
        let ends = self.at.get(&(party, side)).into_iter().flatten();
        ends.fold(0.0, |sum, end| sum + end.high)
    }

    /// The height of each end in the picture, by tie and whether it starts there, when the
    /// middle of each box is known.
    pub(super) fn heights(&self, middle: &BTreeMap<PartyId, f64>) -> BTreeMap<(usize, bool), f64> {
        let mut heights = BTreeMap::new();
        for ((party, side), ends) in &self.at {
            let Some(middle) = middle.get(party) else { continue };
            let mut top = middle - self.sum(*party, *side) / 2.0;
            for end in ends {
                heights.insert((end.tie, end.starts), top + end.high / 2.0);
                top += end.high;
            }
        }
        heights
    }

    /// Whether the label of a tie stands at its start; nothing if it has none.
    pub(super) fn label_at_start(&self) -> BTreeMap<usize, bool> {
        let ends = self.at.values().flatten().filter(|end| end.labeled);
        ends.map(|end| (end.tie, end.starts)).collect()
    }
}

type At = (usize, usize);

/// Lines of one column that lead far stand outside those that lead near, so that they do not
/// cross.
fn rank(here: At, there: At) -> (u8, usize) {
    if here.0 != there.0 {
        (1, there.1)
    } else if there.1 < here.1 {
        (0, here.1.saturating_sub(there.1))
    } else {
        (2, usize::MAX.saturating_sub(there.1.saturating_sub(here.1)))
    }
}

/// The column and the row of each party.
fn spots(layers: &[Layer]) -> BTreeMap<PartyId, At> {
    let rows = |(column, (_, layer)): (usize, &Layer)| {
        let row = move |(row, party): (usize, &PartyId)| (*party, (column, row));
        layer.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    layers.iter().enumerate().flat_map(rows).collect()
}
