//! 移送: who gave a clue to whom, organ beside organ and step under step.
//!
//! An arrow runs from the lane of the organ that acts to the lane of the organ that it
//! reaches; a dot is a step inside one organ. A broken arrow is a return or a withdrawal.
//! Each step has a line of its own. At the right stands what the clocks say.

use crate::base::day::Moment;
use crate::base::id::{OrganId, TransferId};
use crate::model::dossier::Dossier;
use crate::model::stage::Stage;
use crate::model::transfer::{Transfer, TransferStage};

use super::lettering::{fitted, width};
use super::svg::{Anchor, FAINT, GRAY, INK, Lettered, Picture, Writer, at, many};
use super::timeline::minute;

/// What a picture of transfers shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lanes {
    /// The heading.
    pub title: String,
    /// What the organs are called, from left to right.
    pub lanes: Vec<String>,
    /// The steps, in any order.
    pub steps: Vec<Step>,
}

/// One step of a transfer. A lane is named by its place, counted from 0; a step whose lane
/// is not there is not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When it happened; what is still owed stands last.
    pub at: Option<Moment>,
    /// The lane of the organ that acts.
    pub from: usize,
    /// The lane that it reaches; the same for a step inside one organ.
    pub to: usize,
    /// Whether the clue comes back.
    pub back: bool,
    /// What happened.
    pub label: String,
    /// What the clocks say; may be empty.
    pub note: String,
}

impl Lanes {
    /// The most steps in one picture.
    pub const MOST: usize = 120;
    /// The most lanes in one picture.
    pub const MOST_LANES: usize = 8;

    /// The steps of some transfers. `name` gives what an organ is called; `clue` what is
    /// handed over, such as its number; `note` what the clocks say
    /// of a transfer: of its notice, if it is asked with `true`, else of everything after it.
    ///
    /// What was recorded after `now` is left out.
    #[must_use]
    pub fn of(
        dossier: &Dossier,
        title: &str,
        transfers: &[TransferId],
        now: Moment,
        name: &dyn Fn(OrganId) -> String,
        note: &dyn Fn(&Transfer, bool) -> String,
    ) -> Self {
        let found: Vec<&Transfer> =
            transfers.iter().filter_map(|id| dossier.transfer(*id)).collect();
        let mut organs: Vec<OrganId> = Vec::new();
        for organ in found.iter().flat_map(|transfer| [transfer.from(), transfer.to()]) {
            if !organs.contains(&organ) {
                organs.push(organ);
            }
        }
        let lane = |organ: OrganId| organs.iter().position(|one| *one == organ).unwrap_or(0);
        let mut steps = Vec::new();
        for transfer in found {
            let (from, to) = (lane(transfer.from()), lane(transfer.to()));
            let number = dossier.clue(transfer.clue()).and_then(|clue| clue.ledger_no());
            let number = number.map_or_else(String::new, |number| format!(" {number}"));
            if let Some(notice) = transfer.notice().filter(|n| n.given.recorded_at() <= now) {
                let at = Some(notice.given.occurred_at());
                let label = format!("notice 通报{number}");
                let note = note(transfer, true);
                steps.push(Step { at, from, to, back: false, label, note });
            }
            for entry in transfer.stages().iter().filter(|e| e.when.recorded_at() <= now) {
                let (ends, back) = way(&entry.state, from, to);
                let at = Some(entry.when.occurred_at());
                let sent = matches!(entry.state, TransferStage::Sent { .. });
                let note = if sent { note(transfer, false) } else { String::new() };
                let label = format!("{} {}{number}", entry.state, entry.state.term());
                steps.push(Step { at, from: ends.0, to: ends.1, back, label, note });
            }
        }
        Self { title: title.to_owned(), lanes: organs.into_iter().map(name).collect(), steps }
    }

    /// The picture.
    pub fn picture(&self) -> Picture {
        let lanes = self.lanes.len().min(Self::MOST_LANES);
        let drawn = |step: &&Step| step.from < lanes && step.to < lanes;
        let mut steps: Vec<&Step> = self.steps.iter().filter(drawn).collect();
        steps.sort_by_key(|step| (step.at.is_none(), step.at, step.from, step.to, &step.label));
        steps.truncate(Self::MOST);
        let left_out = self.steps.len().saturating_sub(steps.len());
        let middle = |lane: usize| FIRST + LANE * many(lane);
        let right = middle(lanes.saturating_sub(1)) + LANE * 0.62;
        let (wide, low) = (right + NOTE, TOP + ROW * many(steps.len()) + 14.0);
        let mut writer = Writer::new();
        let title = fitted(&self.title, 16.0, wide - 56.0);
        plainly(&mut writer, (28.0, 30.0), 16.0, "font-weight=\"bold\"", &title);
        if left_out > 0 {
            let told = format!("{left_out} steps left out {left_out}步未绘");
            plainly(&mut writer, (28.0, 48.0), 11.0, "", &told);
        }
        for (lane, name) in self.lanes.iter().take(lanes).enumerate() {
            head(&mut writer, name, middle(lane), low);
        }
        for (row, step) in steps.iter().enumerate() {
            let y = TOP + ROW * (many(row) + 0.75);
            let ends = (middle(step.from), middle(step.to));
            draw(&mut writer, step, ends, y, (right, wide));
        }
        let told = steps.iter().map(|step| step.label.as_str()).collect::<Vec<_>>().join("; ");
        writer.finish((wide, low + 18.0), &self.title, &told)
    }
}

/// From where to where a stage runs, and whether the clue comes back.
const fn way(stage: &TransferStage, from: usize, to: usize) -> ((usize, usize), bool) {
    match stage {
        TransferStage::Owed => ((from, from), false),
        TransferStage::Sent { .. } => ((from, to), false),
        TransferStage::Received | TransferStage::Concluded { .. } => ((to, to), false),
        TransferStage::Accepted { .. }
        | TransferStage::AcceptedInPart { .. }
        | TransferStage::FedBack { .. } => ((to, from), false),
        TransferStage::Returned { .. } => ((to, from), true),
        TransferStage::Withdrawn { .. } => ((from, to), true),
    }
}

const TOP: f64 = 104.0;
const ROW: f64 = 38.0;
const FIRST: f64 = 250.0;
const LANE: f64 = 260.0;
const NOTE: f64 = 380.0;

fn plainly(writer: &mut Writer, (x, y): (f64, f64), size: f64, with: &str, text: &str) {
    writer.text(Lettered { x, y, size, anchor: Anchor::Start, text, with });
}

fn head(writer: &mut Writer, name: &str, x: f64, low: f64) {
    writer.part(name, None);
    writer.line((x, TOP - 8.0), (x, low), FAINT, "stroke-width=\"2\"");
    let text = fitted(name, 12.0, LANE - 40.0);
    let wide = width(&text, 12.0) + 22.0;
    writer.rect((x - wide / 2.0, TOP - 38.0, wide, 28.0), "#f3f3f3", INK, "");
    writer.text(Lettered {
        x,
        y: TOP - 19.5,
        size: 12.0,
        anchor: Anchor::Middle,
        text: &text,
        with: "",
    });
    writer.end_part(None);
}

fn draw(
    writer: &mut Writer,
    step: &Step,
    (from, to): (f64, f64),
    y: f64,
    (right, wide): (f64, f64),
) {
    let when = step.at.map_or_else(|| "owed 未办".to_owned(), minute);
    writer.part(&format!("{when} {} {}", step.label, step.note), None);
    plainly(writer, (28.0, y + 4.0), 11.0, &format!("fill=\"{GRAY}\""), &when);
    let white = "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"";
    if step.from == step.to {
        let (x, middle) = (at(from), at(y));
        writer.shape("circle", &[("cx", &x), ("cy", &middle), ("r", "5"), ("fill", INK)]);
        let text = fitted(&step.label, 11.0, LANE - 30.0);
        plainly(writer, (from + 12.0, y + 4.0), 11.0, white, &text);
    } else {
        let back = if to > from { -10.0 } else { 10.0 };
        let looks = if step.back {
            "stroke-width=\"1.6\" stroke-dasharray=\"7 4\""
        } else {
            "stroke-width=\"1.6\""
        };
        writer.line((from, y), (to + back, y), INK, looks);
        let tip = format!(
            "M{} {}L{} {}L{} {}Z",
            at(to),
            at(y),
            at(to + back),
            at(y - 5.0),
            at(to + back),
            at(y + 5.0)
        );
        writer.path(&tip, INK, "none", "");
        let apart = if to > from { to - from } else { from - to };
        let text = fitted(&step.label, 11.0, apart - 24.0);
        writer.text(Lettered {
            x: (from + to) / 2.0,
            y: y - 6.0,
            size: 11.0,
            anchor: Anchor::Middle,
            text: &text,
            with: white,
        });
    }
    let note = fitted(&step.note, 11.0, wide - right - 28.0);
    if !note.is_empty() {
        plainly(writer, (right, y + 4.0), 11.0, "", &note);
    }
    writer.end_part(None);
}
