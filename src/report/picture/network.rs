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
//! Color only repeats what shape and line say. Each tie has its label; only where there are
//! more than nine hundred the labels are left out, and the picture says so. Everything is
//! told where the tie is pointed at.

use crate::base::id::PartyId;
use crate::provenance::Standing;

use super::around::Around;
use super::lettering::{fitted, width};
use super::svg::{Anchor, FAINT, GRAY, INK, Lettered, Picture, Writer, at};
use super::ways::{LETTERS, MARGIN, Placed, Plan, Way};

/// The least width, so that the legend has room.
const LEAST_WIDE: f64 = 860.0;

impl Around {
    /// The picture.
    pub fn picture(&self) -> Picture {
        let plan = Plan::of(self);
        let mut writer = Writer::new();
        let wide = plan.wide.max(LEAST_WIDE);
        for way in &plan.ways {
            draw_way(&mut writer, self, way);
        }
        for (party, placed) in &plan.places {
            draw_party(&mut writer, self, *party, placed);
        }
        for way in &plan.ways {
            label(&mut writer, way);
        }
        self.heads(&mut writer, &plan, wide);
        legend(&mut writer, plan.high + 24.0);
        let told = format!(
            "{} parties, {} ties. Lines: dotted alleged, dashed checked, plain supported, thick established.",
            self.parties.len(),
            self.ties.len()
        );
        writer.finish((wide, plan.high + 132.0), &self.title, &told)
    }

    fn heads(&self, writer: &mut Writer, plan: &Plan<'_>, wide: f64) {
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
        let unlabeled = plan.ways.iter().filter(|way| way.lettered().is_none()).count();
        if unlabeled > 0 {
            told.push_str(&format!("; too many for labels 未标注: {unlabeled}"));
        }
        if self.left_out > 0 {
            told.push_str(&format!(
                "; {} parties further away left out 个较远对象未绘",
                self.left_out
            ));
        }
        write(writer, (MARGIN, 48.0), 11.0, "", &told);
        for (middle, steps) in &plan.heads {
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
    if let Some([from, _, _, (x, y)]) = way.curves.last().filter(|_| !tie.kind.is_mutual()) {
        let (x, y) = (*x, *y);
        let back = if from.0 > x { 9.0 } else { -9.0 };
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
            writer.rect(
                edges,
                "#eef3fb",
                INK,
                &format!("rx=\"{}\" {thick}", at((high / 2.0).min(15.0))),
            );
        }
        PartyId::Organ(_) => {
            let (eaves, middle) = (top + 6.0, left + wide / 2.0);
            let house = [(left, low), (left, eaves), (middle, top), (right, eaves), (right, low)];
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
            let lean = (high * 0.3).min(9.0);
            let leaning =
                [(left + lean, top), (right + 4.0, top), (right - lean, low), (left - 4.0, low)];
            writer.path(&path(&leaning), "#ffffff", INK, thick);
        }
    }
}

/// Writes what a tie is upon its line, which stops for it, as roads do on a map.
fn label(writer: &mut Writer, way: &Way<'_>) {
    let Some(lettered) = way.lettered() else { return };
    let label = lettered.label();
    let edges =
        (label.left - 2.0, label.top, label.right - label.left + 4.0, label.bottom - label.top);
    writer.rect(edges, "#ffffff", "none", "");
    writer.text(lettered);
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
