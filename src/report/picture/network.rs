//! 关系网: the network around a gang, drawn.
//!
//! | sign | means |
//! |---|---|
//! | pill, house, octagon, box, note, leaning box | person, organ, gang, enterprise, case, place |
//! | dotted, dashed, plain, thick line | alleged, checked, supported, established |
//! | tip of an arrow | from the one who does to the one to whom it is done; none where the tie is mutual |
//! | number in ‰ | the weight that was given to the tie |
//! | column | how many ties away from the center |
//!
//! Color only repeats what shape and line say. A label that would cover another is left
//! out, and the picture says how many were; everything is told where the tie is pointed at.

use std::collections::BTreeMap;

use crate::base::id::PartyId;
use crate::network::line::TieLine;
use crate::provenance::Standing;

use super::around::Around;
use super::layers::{LETTERS, Layers, MARGIN, Placed};
use super::lettering::{fitted, width};
use super::svg::{Anchor, FAINT, GRAY, INK, LabelBox, Lettered, Picture, Writer, at, many};

/// The least width, so that the legend has room.
const LEAST_WIDE: f64 = 860.0;
/// The letters of ties.
const SMALL: f64 = 10.0;

impl Around {
    /// The picture.
    pub fn picture(&self) -> Picture {
        let layers = Layers::of(self);
        let mut writer = Writer::new();
        let ways = ways(self, &layers);
        // Ties inside the last column bend out over its edge.
        let bends = ways.iter().flat_map(|way| way.curves.iter().flatten().map(|(x, _)| x + 8.0));
        let wide = bends.fold(layers.wide.max(LEAST_WIDE), f64::max);
        for way in &ways {
            draw_way(&mut writer, self, way);
        }
        for (party, placed) in &layers.places {
            draw_party(&mut writer, self, *party, placed);
        }
        let unlabeled = label(&mut writer, &ways, &layers, wide);
        self.heads(&mut writer, &layers, unlabeled, wide);
        legend(&mut writer, layers.high + 24.0);
        let told = format!(
            "{} parties, {} ties. Lines: dotted alleged, dashed checked, plain supported, thick established.",
            self.parties.len(),
            self.ties.len()
        );
        writer.finish((wide, layers.high + 132.0), &self.title, &told)
    }

    fn heads(&self, writer: &mut Writer, layers: &Layers, unlabeled: usize, wide: f64) {
        let room = wide - MARGIN * 2.0;
        write(
            writer,
            (MARGIN, 30.0),
            16.0,
            "font-weight=\"bold\"",
            &fitted(&self.title, 16.0, room),
        );
        let mut told =
            format!("{} parties 个对象, {} ties 条关系", self.parties.len(), self.ties.len());
        if unlabeled > 0 {
            told.push_str(&format!("; without room for a label 未标注: {unlabeled}"));
        }
        if self.left_out > 0 {
            told.push_str(&format!(
                "; {} parties further away left out 个较远对象未绘",
                self.left_out
            ));
        }
        write(writer, (MARGIN, 48.0), 11.0, "", &told);
        for (middle, steps) in &layers.heads {
            let head = match steps {
                Some(0) => "center 中心".to_owned(),
                Some(1) => "1 tie away 一层".to_owned(),
                Some(steps) => format!("{steps} ties away 第{steps}层"),
                None => "not tied here 未见联系".to_owned(),
            };
            let middle = middle.max(MARGIN + width(&head, 11.0) / 2.0);
            let text = Lettered {
                x: middle,
                y: 74.0,
                size: 11.0,
                anchor: Anchor::Middle,
                text: &head,
                with: &format!("fill=\"{GRAY}\""),
            };
            writer.text(text);
        }
    }
}

fn write(writer: &mut Writer, (x, y): (f64, f64), size: f64, with: &str, text: &str) {
    writer.text(Lettered { x, y, size, anchor: Anchor::Start, text, with });
}

type Spot = (f64, f64);

/// A tie on its way from one box to the other: curves, one after the other. Each begins and
/// ends level; the two spots in the middle pull it.
struct Way<'a> {
    tie: &'a TieLine,
    curves: Vec<[Spot; 4]>,
}

impl Way<'_> {
    /// The place after a share of the way.
    fn after(&self, share: f64) -> Spot {
        let all = many(self.curves.len());
        let mut begun = 0.0;
        let mut curves = self.curves.iter().peekable();
        while let Some([from, first, second, to]) = curves.next() {
            if share * all > begun + 1.0 && curves.peek().is_some() {
                begun += 1.0;
                continue;
            }
            let share = share * all - begun;
            let rest = 1.0 - share;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                a * rest * rest * rest
                    + 3.0 * b * share * rest * rest
                    + 3.0 * c * share * share * rest
                    + d * share * share * share
            };
            return (mix(from.0, first.0, second.0, to.0), mix(from.1, first.1, second.1, to.1));
        }
        (0.0, 0.0)
    }
}

/// Boxes under each other, by where each begins and ends.
struct Stack {
    left: f64,
    right: f64,
    spans: Vec<(f64, f64)>,
}

/// The end of a tie at a side of a box: how high it leads, which tie it is, whether it
/// starts here.
type End = (f64, usize, bool);

/// Where each tie leaves a box and where it arrives: the ends at one side of a box stand
/// under each other in the order of where they lead, so that they do not cross there.
fn ways<'a>(around: &'a Around, layers: &Layers) -> Vec<Way<'a>> {
    let mut sides: BTreeMap<(PartyId, bool), Vec<End>> = BTreeMap::new();
    let mut ends = Vec::new();
    for (index, tie) in around.ties.iter().enumerate() {
        let (Some(from), Some(to)) = (layers.places.get(&tie.from), layers.places.get(&tie.to))
        else {
            continue;
        };
        let (out_right, in_right) = (from.column <= to.column, to.column <= from.column);
        ends.push((index, tie, from, to, out_right, in_right));
        sides.entry((tie.from, out_right)).or_default().push((to.middle(), index, true));
        sides.entry((tie.to, in_right)).or_default().push((from.middle(), index, false));
    }
    let mut heights: BTreeMap<(usize, bool), f64> = BTreeMap::new();
    for ((party, _), mut list) in sides {
        list.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let Some(placed) = layers.places.get(&party) else { continue };
        for (place, (_, index, starts)) in list.iter().enumerate() {
            let share = (many(place) + 1.0) / (many(list.len()) + 1.0);
            heights.insert((*index, *starts), placed.top + 4.0 + (placed.high - 8.0) * share);
        }
    }
    let stacks = stacks(layers);
    let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let way =
        |(index, tie, from, to, out_right, in_right): (usize, _, &Placed, &Placed, bool, bool)| {
            let side =
                |placed: &Placed, right: bool| if right { placed.right() } else { placed.left };
            let height = |starts, placed: &Placed| {
                heights.get(&(index, starts)).copied().unwrap_or(placed.middle())
            };
            let start = (side(from, out_right), height(true, from));
            let end = (side(to, in_right), height(false, to));
            let rise = if start.1 > end.1 { start.1 - end.1 } else { end.1 - start.1 };
            let curves = if from.column == to.column {
                let next = stacks.get(&from.column.saturating_add(1));
                // No further than the next column, where there is one.
                let room = next.map_or(90.0, |next| (next.left - from.right() - 6.0) / 0.75);
                let pull = (20.0 + rise * 0.16).min(90.0).min(room);
                vec![[start, (start.0 + pull, start.1), (end.0 + pull, end.1), end]]
            } else {
                around_boxes(&stacks, &mut taken, (from.column, start), (to.column, end))
            };
            Way { tie, curves }
        };
    ends.into_iter().map(way).collect()
}

/// The columns of the picture.
fn stacks(layers: &Layers) -> BTreeMap<usize, Stack> {
    let mut found: BTreeMap<usize, Stack> = BTreeMap::new();
    for placed in layers.places.values() {
        let (left, right) = (placed.left, placed.right());
        let stack = found.entry(placed.column).or_insert(Stack { left, right, spans: Vec::new() });
        stack.left = stack.left.min(left);
        stack.right = stack.right.max(right);
        // The roof of an organ stands above its box.
        stack.spans.push((placed.top - 8.0, placed.top + placed.high + 2.0));
    }
    for stack in found.values_mut() {
        stack.spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    found
}

/// From one column to another: through each column between them a tie passes level, in the
/// gap between two boxes that is nearest to its way, so that no line runs behind a box.
fn around_boxes(
    stacks: &BTreeMap<usize, Stack>,
    taken: &mut BTreeMap<(usize, usize), usize>,
    (from, start): (usize, Spot),
    (to, end): (usize, Spot),
) -> Vec<[Spot; 4]> {
    let (low, high) = (from.min(to), from.max(to));
    let mut between: Vec<(&usize, &Stack)> = stacks.range(low.saturating_add(1)..high).collect();
    if from > to {
        between.reverse();
    }
    let mut curves = Vec::new();
    let mut here = start;
    for (column, stack) in between {
        let (near, far) =
            if from < to { (stack.left, stack.right) } else { (stack.right, stack.left) };
        let share = (near - start.0) / (end.0 - start.0);
        let (gap, height) = gap(stack, start.1 + (end.1 - start.1) * share);
        let passed = taken.entry((*column, gap)).or_default();
        // Several in one gap run beside each other.
        let height = height + [0.0, 2.0, -2.0].get(*passed % 3).copied().unwrap_or(0.0);
        *passed = passed.saturating_add(1);
        curves.push(curve(here, (near, height)));
        curves.push([(near, height), (near, height), (far, height), (far, height)]);
        here = (far, height);
    }
    curves.push(curve(here, end));
    curves
}

fn curve(start: Spot, end: Spot) -> [Spot; 4] {
    let right = start.0 <= end.0;
    let apart = if right { end.0 - start.0 } else { start.0 - end.0 };
    let pull = (apart * 0.45).max(18.0);
    let pull = if right { pull } else { -pull };
    [start, (start.0 + pull, start.1), (end.0 - pull, end.1), end]
}

/// The gap of a column nearest to a height: which it is, and its middle.
fn gap(stack: &Stack, wanted: f64) -> (usize, f64) {
    let first = stack.spans.first().map(|(top, _)| top - 4.0);
    let between = stack.spans.iter().zip(stack.spans.iter().skip(1));
    let between = between.map(|((_, bottom), (top, _))| (bottom + top) / 2.0);
    let last = stack.spans.last().map(|(_, bottom)| bottom + 4.0);
    let all = first.into_iter().chain(between).chain(last).enumerate();
    let away = |height: f64| if height > wanted { height - wanted } else { wanted - height };
    all.min_by(|a, b| away(a.1).total_cmp(&away(b.1)).then(a.0.cmp(&b.0))).unwrap_or((0, wanted))
}

/// The line of a standing: its looks beside the ink.
const fn looks(standing: Standing) -> (&'static str, f64) {
    match standing {
        Standing::Alleged => ("stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"", 1.6),
        Standing::Checked => ("stroke-dasharray=\"8 5\"", 1.5),
        Standing::Supported => ("", 1.6),
        Standing::Established => ("", 3.6),
        Standing::Refuted | Standing::Withdrawn => ("visibility=\"hidden\"", 0.0),
    }
}

fn draw_way(writer: &mut Writer, around: &Around, way: &Way<'_>) {
    let tie = way.tie;
    let name = |party| around.parties.get(&party).map_or("", |shown| shown.name.as_str());
    let told = format!(
        "{} — {} {} → {}: {} {}, {}, {}",
        name(tie.from),
        tie.kind.term(),
        tie.kind.english(),
        name(tie.to),
        tie.standing,
        tie.standing.term(),
        tie.confidence,
        tie.period
    );
    writer.part(&told, None);
    let (looks, thick) = looks(tie.standing);
    let mut path = String::new();
    for [from, first, second, to] in &way.curves {
        if path.is_empty() {
            path = format!("M{} {}", at(from.0), at(from.1));
        }
        let ends = [first.0, first.1, second.0, second.1, to.0, to.1].map(at);
        path.push_str(&format!("C{}", ends.join(" ")));
    }
    writer.path(&path, "none", "#3d3d3d", &format!("stroke-width=\"{thick}\" {looks}"));
    if let Some([_, _, second, (x, y)]) = way.curves.last().filter(|_| !tie.kind.is_mutual()) {
        let (x, y) = (*x, *y);
        let back = if second.0 > x { 9.0 } else { -9.0 };
        let tip = format!(
            "M{} {}L{} {}L{} {}Z",
            at(x),
            at(y),
            at(x + back),
            at(y - 4.0),
            at(x + back),
            at(y + 4.0)
        );
        writer.path(&tip, "#3d3d3d", "none", "");
    }
    writer.end_part(None);
}

fn draw_party(writer: &mut Writer, around: &Around, party: PartyId, placed: &Placed) {
    let Some(shown) = around.parties.get(&party) else { return };
    writer.part(&format!("{} ({})", shown.name, kind(party)), shown.link.as_deref());
    let center = around.center.contains(&party);
    shape(writer, party, (placed.left, placed.top, placed.wide, placed.high), center);
    let middle = placed.left + placed.wide / 2.0;
    let with = if center { "font-weight=\"bold\"" } else { "" };
    writer.text(Lettered {
        x: middle,
        y: placed.middle() + 4.5,
        size: LETTERS,
        anchor: Anchor::Middle,
        text: &placed.name,
        with,
    });
    writer.end_part(shown.link.as_deref());
}

const fn kind(party: PartyId) -> &'static str {
    match party {
        PartyId::Person(_) => "person 人员",
        PartyId::Organ(_) => "organ 机关",
        PartyId::Gang(_) => "gang 黑恶组织",
        PartyId::Enterprise(_) => "enterprise 企业",
        PartyId::Case(_) => "case 案件",
        PartyId::Place(_) => "place 地方",
    }
}

/// The shape of a kind of party in a box.
fn shape(writer: &mut Writer, party: PartyId, edges: (f64, f64, f64, f64), center: bool) {
    let (left, top, wide, high) = edges;
    let (right, low) = (left + wide, top + high);
    let thick = if center { "stroke-width=\"2.6\"" } else { "stroke-width=\"1.2\"" };
    let path = |points: &[(f64, f64)]| {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{} {}", at(*x), at(*y))).collect();
        format!("M{}Z", points.join("L"))
    };
    match party {
        PartyId::Person(_) => {
            writer.rect(edges, "#eef3fb", INK, &format!("rx=\"15\" {thick}"));
        }
        PartyId::Organ(_) => {
            let (roof, middle) = (top - 7.0, left + wide / 2.0);
            let house = [(left, low), (left, top), (middle, roof), (right, top), (right, low)];
            writer.path(&path(&house), "#eaf5ec", INK, thick);
        }
        PartyId::Gang(_) => {
            let cut = (high * 0.3).min(9.0);
            let eight = [
                (left + cut, top),
                (right - cut, top),
                (right, top + cut),
                (right, low - cut),
                (right - cut, low),
                (left + cut, low),
                (left, low - cut),
                (left, top + cut),
            ];
            writer.path(&path(&eight), "#fbe9e7", INK, thick);
        }
        PartyId::Enterprise(_) => writer.rect(edges, "#fff7e0", INK, thick),
        PartyId::Case(_) => {
            let fold = 9.0;
            let note =
                [(left, top), (right - fold, top), (right, top + fold), (right, low), (left, low)];
            writer.path(&path(&note), "#f3f3f3", INK, thick);
            let corner = [(right - fold, top), (right - fold, top + fold), (right, top + fold)];
            writer.path(&path(&corner), "#ffffff", INK, thick);
        }
        PartyId::Place(_) => {
            let lean = high * 0.3;
            let leaning =
                [(left + lean, top), (right + 4.0, top), (right - lean, low), (left - 4.0, low)];
            writer.path(&path(&leaning), "#ffffff", INK, thick);
        }
    }
}

/// Writes what each tie is where there is room; gives how many have none.
fn label(writer: &mut Writer, ways: &[Way<'_>], layers: &Layers, wide: f64) -> usize {
    const PLACES: [f64; 9] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];
    let boxed = |placed: &Placed| LabelBox {
        text: String::new(),
        left: placed.left - 3.0,
        top: placed.top - 8.0,
        right: placed.right() + 3.0,
        bottom: placed.top + placed.high + 2.0,
    };
    let mut taken: Vec<LabelBox> = layers.places.values().map(boxed).collect();
    let mut without = 0_usize;
    for way in ways {
        let (term, english) = (way.tie.kind.term(), way.tie.kind.english());
        let texts = [
            format!("{term} {english} {}", way.tie.confidence),
            format!("{term} {}", way.tie.confidence),
        ];
        // On the line, or, where it bends out, beside it.
        let beside = [(Anchor::Middle, 0.0), (Anchor::Start, 6.0)];
        let tries = texts
            .iter()
            .flat_map(|text| beside.map(|side| (text, side)))
            .flat_map(|(text, side)| PLACES.map(|share| (text, side, share)));
        let mut place = tries.map(|(text, (anchor, right), share)| {
            let (x, y) = way.after(share);
            Lettered { x: x + right, y: y + 3.5, size: SMALL, anchor, text, with: "" }
        });
        let free = |lettered: &Lettered<'_>| {
            let wanted = lettered.label();
            wanted.left > 2.0
                && wanted.right < wide - 1.0
                && !taken.iter().any(|other| other.overlaps(&wanted))
        };
        match place.find(free) {
            Some(lettered) => {
                let label = lettered.label();
                let (wide, high) = (label.right - label.left, label.bottom - label.top);
                // The line stops for its label, as roads do on a map.
                let edges = (label.left - 2.0, label.top, wide + 4.0, high);
                writer.rect(edges, "#ffffff", "none", "fill-opacity=\"0.9\"");
                taken.push(label);
                writer.text(lettered);
            }
            None => without = without.saturating_add(1),
        }
    }
    without
}

/// What shapes and lines mean.
fn legend(writer: &mut Writer, top: f64) {
    writer.line((MARGIN, top - 8.0), (LEAST_WIDE - MARGIN, top - 8.0), FAINT, "");
    let id = uuid::Uuid::from_u128(1);
    let kinds = [
        crate::base::id::PersonId::from_uuid(id).map(PartyId::from),
        crate::base::id::OrganId::from_uuid(id).map(PartyId::from),
        crate::base::id::GangId::from_uuid(id).map(PartyId::from),
        crate::base::id::EnterpriseId::from_uuid(id).map(PartyId::from),
        crate::base::id::CaseId::from_uuid(id).map(PartyId::from),
        crate::base::id::PlaceId::from_uuid(id).map(PartyId::from),
    ];
    let mut left = MARGIN;
    for party in kinds.into_iter().flatten() {
        shape(writer, party, (left, top + 8.0, 26.0, 14.0), false);
        write(writer, (left + 33.0, top + 20.0), 11.0, "", kind(party));
        left += 33.0 + width(kind(party), 11.0) + 20.0;
    }
    let mut left = MARGIN;
    for standing in
        [Standing::Alleged, Standing::Checked, Standing::Supported, Standing::Established]
    {
        let (looks, thick) = looks(standing);
        let with = format!("stroke-width=\"{thick}\" {looks}");
        writer.line((left, top + 43.0), (left + 44.0, top + 43.0), "#3d3d3d", &with);
        let told = format!("{standing} {}", standing.term());
        write(writer, (left + 52.0, top + 47.0), 11.0, "", &told);
        left += 52.0 + width(&told, 11.0) + 24.0;
    }
    for (line, y) in [
        (
            "A line shows what was reported or looked into, as far as its style says. A place in the picture is no rank, and a lead is no finding.",
            70.0,
        ),
        (
            "线条表示反映或查证的程度；图中位置不代表排序；线索不等于结论。箭头由行为人指向对方；‰ 为证据权重。",
            88.0,
        ),
    ] {
        write(writer, (MARGIN, top + y), 11.0, "", line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At every size no line runs behind a box that is not one of its two ends.
    #[test]
    fn no_line_runs_behind_a_box() {
        for parties in [5, 50, 120, 200, 300] {
            let around = crate::report::picture::tests::sample(parties);
            let layers = Layers::of(&around);
            let mut looked = 0;
            for way in ways(&around, &layers) {
                for step in 0..=120 {
                    let (x, y) = way.after(f64::from(step) / 120.0);
                    for (party, placed) in &layers.places {
                        let own = [way.tie.from, way.tie.to].contains(party);
                        let inside = placed.left + 1.0 < x
                            && x < placed.right() - 1.0
                            && placed.top < y
                            && y < placed.top + placed.high;
                        assert!(own || !inside, "{parties}: {:?} behind {party}", way.tie);
                        looked += 1;
                    }
                }
            }
            assert!(looked > 500);
        }
    }
}
