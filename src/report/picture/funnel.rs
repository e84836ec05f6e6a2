//! How many clues came how far, and where the others are.
//!
//! Each step is a bar as long as its count. Beside it stands the share of the first step,
//! with the base, and what the others came to: whoever did not go on is somewhere, and a
//! residual that nobody has explained is shown as one.

use crate::base::rate::Rate;

use super::lettering::fitted;
use super::svg::{Anchor, GRAY, INK, Lettered, Picture, Writer, many};

/// What a funnel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funnel {
    /// The heading.
    pub title: String,
    /// The steps, from the first to the last.
    pub steps: Vec<Step>,
}

/// One step of a funnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub label: String,
    /// How many came so far.
    pub count: usize,
    /// What became of those who did not go on to the next step, each with its number.
    pub others: Vec<(String, usize)>,
    /// The place of the page to which the bar leads.
    pub link: Option<String>,
}

impl Step {
    /// How many of those who came so far neither went on nor are among the others.
    #[must_use]
    pub fn residual(&self, went_on: usize) -> Option<usize> {
        let told: usize = self.others.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count));
        self.count.checked_sub(went_on)?.checked_sub(told)
    }
}

const WIDE: f64 = 1000.0;
const TOP: f64 = 56.0;
const ROW: f64 = 54.0;
const BAR: (f64, f64) = (230.0, 640.0);

impl Funnel {
    /// The most steps in one picture.
    pub const MOST: usize = 40;

    /// The picture.
    pub fn picture(&self) -> Picture {
        let mut writer = Writer::new();
        let title = fitted(&self.title, 16.0, WIDE - 56.0);
        plainly(&mut writer, (28.0, 30.0), 16.0, "font-weight=\"bold\"", &title);
        let steps: Vec<&Step> = self.steps.iter().take(Self::MOST).collect();
        let first = steps.first().map_or(0, |step| step.count);
        let most = steps.iter().map(|step| step.count).max().unwrap_or(0).max(1);
        for (row, step) in steps.iter().enumerate() {
            let next = steps.get(row.saturating_add(1)).map(|next| next.count);
            draw(&mut writer, step, (first, most), next, TOP + ROW * many(row));
        }
        let told = steps.iter().map(|step| format!("{} {}", step.label, step.count));
        let told = told.collect::<Vec<_>>().join("; ");
        writer.finish((WIDE, TOP + ROW * many(steps.len()) + 12.0), &self.title, &told)
    }
}

fn plainly(writer: &mut Writer, (x, y): (f64, f64), size: f64, with: &str, text: &str) {
    writer.text(Lettered { x, y, size, anchor: Anchor::Start, text, with });
}

fn draw(
    writer: &mut Writer,
    step: &Step,
    (first, most): (usize, usize),
    next: Option<usize>,
    top: f64,
) {
    let share = share(step.count, first);
    writer.part(&format!("{}: {} {share}", step.label, step.count), step.link.as_deref());
    let label = fitted(&step.label, 12.0, BAR.0 - 40.0);
    let x = BAR.0 - 12.0;
    writer.text(Lettered {
        x,
        y: top + 19.0,
        size: 12.0,
        anchor: Anchor::End,
        text: &label,
        with: "",
    });
    let long = (BAR.1 - BAR.0) * many(step.count) / many(most);
    writer.rect((BAR.0, top + 2.0, long.max(1.5), 24.0), "#dbe6f4", INK, "");
    let told = format!("{} {share}", step.count);
    plainly(writer, (BAR.0 + long.max(1.5) + 8.0, top + 19.0), 12.0, "font-weight=\"bold\"", &told);
    writer.end_part(step.link.as_deref());
    let mut others: Vec<String> =
        step.others.iter().map(|(what, count)| format!("{count} {what}")).collect();
    if let Some(next) = next {
        match step.residual(next) {
            Some(0) => {}
            Some(left) => others.push(format!("{left} not stated 未说明")),
            None => others.push("more went on than came 数目不符".to_owned()),
        }
    }
    if !others.is_empty() {
        let text = fitted(&format!("↳ {}", others.join(" · ")), 11.0, WIDE - BAR.0 - 28.0);
        plainly(writer, (BAR.0, top + 43.0), 11.0, &format!("fill=\"{GRAY}\""), &text);
    }
}

/// `(40.0 % of 140)`; nothing of nothing.
fn share(count: usize, of: usize) -> String {
    let whole = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    match Rate::new(whole(count), whole(of)) {
        Ok(rate) => format!("({} of {of})", rate.percent(1)),
        Err(_) => String::new(),
    }
}
