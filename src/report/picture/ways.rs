//! The boxes and the lines of a network, with the label of each line.
//!
//! Between two columns stand, from the left: the labels of ties inside the left column and
//! the lines on which they bend back; the room in which lines rise and fall; the labels of
//! the ties that arrive at the right column. A label stands on a level piece of its own
//! line, which no other line comes near.

use std::collections::BTreeMap;

use crate::base::id::PartyId;
use crate::network::line::TieLine;

use super::around::Around;
use super::layers::Layers;
use super::lettering::{fitted, width};
use super::svg::{Anchor, Lettered, many};

/// The letters of names.
pub(super) const LETTERS: f64 = 12.0;
/// The letters of ties.
const SMALL: f64 = 10.0;
/// To the left and right of everything.
pub(super) const MARGIN: f64 = 28.0;
/// Around a name in its box, left and right together.
const AROUND: f64 = 26.0;
/// From a label to the box, so that the tip of an arrow has room.
const TIP: f64 = 14.0;
/// The piece of a line before its label, so that its looks can be seen.
const LEAD: f64 = 30.0;
/// The widest label; longer ones are cut.
const WIDEST: f64 = 260.0;

/// The box of a party, with its name as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) wide: f64,
    pub(super) high: f64,
    pub(super) name: String,
}

impl Placed {
    pub(super) fn middle(&self) -> f64 {
        self.top + self.high / 2.0
    }
}

type Spot = (f64, f64);

/// A tie on its way from one box to the other: curves, one after the other. Each begins and
/// ends level; the two spots in the middle pull it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way<'a> {
    pub(super) tie: &'a TieLine,
    pub(super) curves: Vec<[Spot; 4]>,
    /// What is written on it, and where; nothing where there are too many ties.
    label: Option<(String, Spot, bool)>,
}

impl Way<'_> {
    /// The label as it is written: beside the box at which it stands.
    pub(super) fn lettered(&self) -> Option<Lettered<'_>> {
        let (text, (x, y), left) = self.label.as_ref()?;
        let anchor = if *left { Anchor::End } else { Anchor::Start };
        Some(Lettered { x: *x, y: y + 3.5, size: SMALL, anchor, text, with: "" })
    }
}

/// All boxes and lines, the head of each column, and how much room they take.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan<'a> {
    pub(super) places: BTreeMap<PartyId, Placed>,
    pub(super) ways: Vec<Way<'a>>,
    /// The middle of each column, and its steps; nothing for those that no tie leads to.
    pub(super) heads: Vec<(f64, Option<usize>)>,
    pub(super) wide: f64,
    pub(super) high: f64,
}

/// A tie between two columns or inside one, with the heights of its ends.
struct Line<'a> {
    index: usize,
    tie: &'a TieLine,
    /// The columns of its ends.
    columns: (usize, usize),
    /// How high it starts and ends.
    heights: (f64, f64),
    text: String,
}

impl Line<'_> {
    fn inside(&self) -> bool {
        self.columns.0 == self.columns.1
    }

    fn rise(&self) -> f64 {
        let (start, end) = self.heights;
        if start > end { start - end } else { end - start }
    }
}

/// Where a column stands and where the rooms to its right end.
#[derive(Clone, Copy)]
struct Rooms {
    left: f64,
    right: f64,
    /// Where lines inside the column begin to bend back.
    bend: f64,
    /// Where lines to the next column begin to rise and fall.
    leave: f64,
    /// Where lines of the next column are level again.
    arrive: f64,
}

impl<'a> Plan<'a> {
    pub(super) fn of(around: &'a Around) -> Self {
        let layers = Layers::of(around);
        let lines = lines(around, &layers);
        let tracks = tracks(&lines);
        let rooms = rooms(around, &layers, &lines, &tracks);
        let places = places(around, &layers, &rooms);
        let at_start = layers.ends.label_at_start();
        let ways = lines
            .iter()
            .map(|line| Way {
                tie: line.tie,
                curves: curves(line, &rooms, &tracks),
                label: at_start.get(&line.index).and_then(|start| label(line, &rooms, *start)),
            })
            .collect();
        let heads = layers.columns.iter().zip(&rooms);
        let heads =
            heads.map(|((steps, _), rooms)| ((rooms.left + rooms.right) / 2.0, *steps)).collect();
        let wide = rooms.last().map_or(MARGIN, |rooms| rooms.leave) + MARGIN;
        Self { places, ways, heads, wide, high: layers.bottom + MARGIN }
    }
}

fn lines<'a>(around: &'a Around, layers: &Layers) -> Vec<Line<'a>> {
    let columns = layers.columns.iter().enumerate();
    let columns: BTreeMap<PartyId, usize> = columns
        .flat_map(|(column, (_, layer))| layer.iter().map(move |party| (*party, column)))
        .collect();
    let heights = layers.ends.heights(&layers.middle);
    let line = |(index, tie): (usize, &'a TieLine)| {
        let height = |starts| heights.get(&(index, starts)).copied();
        let text = format!("{} {} {}", tie.kind.term(), tie.kind.english(), tie.confidence);
        Some(Line {
            index,
            tie,
            columns: (*columns.get(&tie.from)?, *columns.get(&tie.to)?),
            heights: (height(true)?, height(false)?),
            text: fitted(&text, SMALL, WIDEST),
        })
    };
    around.ties.iter().enumerate().filter_map(line).collect()
}

/// On which track each line inside a column bends back: lines that share a height stand on
/// different ones, the shortest nearest to the boxes.
fn tracks(lines: &[Line<'_>]) -> BTreeMap<usize, usize> {
    let mut inside: Vec<&Line<'_>> = lines.iter().filter(|line| line.inside()).collect();
    inside.sort_by(|a, b| a.rise().total_cmp(&b.rise()).then(a.index.cmp(&b.index)));
    let mut taken: BTreeMap<(usize, usize), Vec<(f64, f64)>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for line in inside {
        let (start, end) = line.heights;
        let span = (start.min(end), start.max(end));
        let free = |track: &usize| {
            let others = taken.get(&(line.columns.0, *track)).into_iter().flatten();
            !others.into_iter().any(|other| other.0 <= span.1 && span.0 <= other.1)
        };
        let track = (0..lines.len()).find(free).unwrap_or(0);
        taken.entry((line.columns.0, track)).or_default().push(span);
        found.insert(line.index, track);
    }
    found
}

/// How far from where it bends a line on a track reaches.
fn reach(track: usize, tracks: usize) -> f64 {
    let apart = (320.0 / many(tracks.saturating_add(1))).min(9.0);
    16.0 + many(track) * apart
}

fn rooms(
    around: &Around,
    layers: &Layers,
    lines: &[Line<'_>],
    tracks: &BTreeMap<usize, usize>,
) -> Vec<Rooms> {
    let widest = |lines: &mut dyn Iterator<Item = &Line<'_>>| {
        let widest = lines.fold(0.0, |most: f64, line| most.max(width(&line.text, SMALL)));
        if layers.ends.labeled { widest } else { 0.0 }
    };
    let mut left = MARGIN;
    let mut found = Vec::new();
    for (column, (_, layer)) in layers.columns.iter().enumerate() {
        let names = layer.iter().map(|party| width(&name(around, *party), LETTERS) + AROUND);
        let right = left + names.fold(64.0, f64::max);
        let inside = || lines.iter().filter(|line| line.columns == (column, column));
        let most = inside().filter_map(|line| tracks.get(&line.index)).max().copied();
        let bend = right + most.map_or(0.0, |_| TIP + widest(&mut inside()) + 8.0);
        let leave = bend + most.map_or(0.0, |most| reach(most, most) + 6.0);
        let next = column.saturating_add(1);
        let onward = || {
            let ends = [(column, next), (next, column)];
            lines.iter().filter(move |line| ends.contains(&line.columns))
        };
        let rise = onward().fold(0.0, |most: f64, line| most.max(line.rise()));
        let apart = if onward().next().is_some() { (rise * 0.3).clamp(46.0, 190.0) } else { 24.0 };
        let arrive = leave + apart;
        found.push(Rooms { left, right, bend, leave, arrive });
        left = arrive + LEAD + widest(&mut onward()) + TIP;
    }
    found
}

fn name(around: &Around, party: PartyId) -> String {
    let name = around.parties.get(&party).map_or("", |shown| &shown.name);
    fitted(name, LETTERS, 170.0)
}

fn places(around: &Around, layers: &Layers, rooms: &[Rooms]) -> BTreeMap<PartyId, Placed> {
    let mut places = BTreeMap::new();
    for ((_, layer), rooms) in layers.columns.iter().zip(rooms) {
        for party in layer {
            let (Some(middle), Some(high)) = (layers.middle.get(party), layers.high.get(party))
            else {
                continue;
            };
            let (left, wide) = (rooms.left, rooms.right - rooms.left);
            let (top, name) = (middle - high / 2.0, name(around, *party));
            places.insert(*party, Placed { left, top, wide, high: *high, name });
        }
    }
    places
}

/// The pieces of a line; none of them is as short as a point, so that each has a direction.
fn curves(line: &Line<'_>, rooms: &[Rooms], tracks: &BTreeMap<usize, usize>) -> Vec<[Spot; 4]> {
    let mut pieces = pieces(line, rooms, tracks);
    pieces.retain(|[start, _, _, end]| start != end);
    pieces
}

fn pieces(line: &Line<'_>, rooms: &[Rooms], tracks: &BTreeMap<usize, usize>) -> Vec<[Spot; 4]> {
    let (start, end) = line.heights;
    let Some(near) = rooms.get(line.columns.0.min(line.columns.1)) else { return Vec::new() };
    if line.inside() {
        let most = tracks.values().copied().max().unwrap_or(0);
        let track = tracks.get(&line.index).copied().unwrap_or(0);
        // Such a curve comes three quarters as far as what pulls it.
        let pull = near.bend + reach(track, most) / 0.75;
        return vec![
            level(near.right, near.bend, start),
            [(near.bend, start), (pull, start), (pull, end), (near.bend, end)],
            level(near.bend, near.right, end),
        ];
    }
    let far = rooms.get(line.columns.0.max(line.columns.1)).map_or(near.arrive, |far| far.left);
    let out = [near.right, near.leave, near.arrive, far];
    let [a, b, c, d] = if line.columns.0 < line.columns.1 {
        out
    } else {
        [far, near.arrive, near.leave, near.right]
    };
    let pull = (c - b) / 2.0;
    vec![
        level(a, b, start),
        [(b, start), (b + pull, start), (c - pull, end), (c, end)],
        level(c, d, end),
    ]
}

const fn level(from: f64, to: f64, height: f64) -> [Spot; 4] {
    [(from, height), (from, height), (to, height), (to, height)]
}

/// A label stands at the box that is further away, or at the upper one of two in a column.
fn label(line: &Line<'_>, rooms: &[Rooms], at_start: bool) -> Option<(String, Spot, bool)> {
    let (column, height) =
        if at_start { (line.columns.0, line.heights.0) } else { (line.columns.1, line.heights.1) };
    let rooms = rooms.get(column)?;
    let left = !line.inside();
    let x = if left { rooms.left - TIP } else { rooms.right + TIP };
    Some((line.text.clone(), (x, height), left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::picture::tests::sample;

    /// The place after a share of a curve.
    fn after([a, b, c, d]: [Spot; 4], share: f64) -> Spot {
        let rest = 1.0 - share;
        let mix = |a: f64, b: f64, c: f64, d: f64| {
            a * rest * rest * rest
                + 3.0 * b * share * rest * rest
                + 3.0 * c * share * share * rest
                + d * share * share * share
        };
        (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
    }

    fn spots<'a>(way: &'a Way<'_>) -> impl Iterator<Item = Spot> + 'a {
        let shares = (0..=60).map(|step| f64::from(step) / 60.0);
        way.curves.iter().flat_map(move |curve| shares.clone().map(|share| after(*curve, share)))
    }

    /// At every size no line runs behind a box, and each begins and ends at its own two.
    #[test]
    fn no_line_runs_behind_a_box() {
        for parties in [5, 50, 120, 200, 300] {
            let around = sample(parties);
            let plan = Plan::of(&around);
            assert_eq!(plan.ways.len(), around.ties.len());
            for way in &plan.ways {
                for (x, y) in spots(way) {
                    for placed in plan.places.values() {
                        let inside = placed.left + 1.0 < x
                            && x < placed.left + placed.wide - 1.0
                            && placed.top < y
                            && y < placed.top + placed.high;
                        assert!(!inside, "{parties}: {:?} behind {}", way.tie, placed.name);
                    }
                    assert!(x > 0.0 && x < plan.wide && y > 0.0 && y < plan.high);
                }
                for (party, end) in
                    [(way.tie.from, spots(way).next()), (way.tie.to, spots(way).last())]
                {
                    let (placed, (x, y)) = (&plan.places[&party], end.unwrap());
                    assert!(x == placed.left || x == placed.left + placed.wide, "{:?}", way.tie);
                    assert!(placed.top < y && y < placed.top + placed.high, "{:?}", way.tie);
                }
            }
        }
    }

    /// Each tie has its label, on its own line and on no other.
    #[test]
    fn a_label_stands_on_its_own_line_alone() {
        for parties in [5, 50, 200, 300] {
            let around = sample(parties);
            let plan = Plan::of(&around);
            for (index, way) in plan.ways.iter().enumerate() {
                let label = way.lettered().unwrap().label();
                let on = |way: &Way<'_>| {
                    let within = |(x, y): Spot| {
                        label.left < x && x < label.right && label.top < y && y < label.bottom
                    };
                    spots(way).any(within)
                };
                assert!(on(way), "{parties}: {label:?}");
                let others = plan.ways.iter().enumerate().filter(|(other, _)| *other != index);
                assert_eq!(others.filter(|(_, way)| on(way)).count(), 0, "{parties}: {label:?}");
            }
        }
    }

    /// Two lines that bend back beside each other never share a track at one height.
    #[test]
    fn lines_inside_a_column_do_not_merge() {
        let around = sample(300);
        let plan = Plan::of(&around);
        let bent: Vec<_> = plan
            .ways
            .iter()
            .filter(|way| plan.places[&way.tie.from].left == plan.places[&way.tie.to].left)
            .map(|way| (way.curves[1][1].0, way.curves[0][0].1, way.curves[2][0].1))
            .collect();
        assert!(bent.len() > 40);
        for (index, one) in bent.iter().enumerate() {
            for other in bent.iter().skip(index + 1).filter(|other| other.0 == one.0) {
                let apart = one.1.max(one.2) < other.1.min(other.2)
                    || other.1.max(other.2) < one.1.min(one.2);
                assert!(apart, "{one:?} and {other:?}");
            }
        }
    }
}
