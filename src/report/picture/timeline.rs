//! A case in the order of time: what happened, who signed when, which clocks ran.
//!
//! | sign | means |
//! |---|---|
//! | dot | something happened |
//! | diamond | somebody signed |
//! | open bar | a clock, from when it began to when the act was due |
//! | bar with strokes | the part of a clock that ran on after the act was due |
//! | check mark | when the act was done |
//! | broken upright line | the moment of the report |
//!
//! Each entry has a line of its own, so that no text covers another.

use crate::base::day::{Day, Moment};
use crate::base::id::{CaseId, PersonId, SignOffId};
use crate::model::discipline::InvestigationMeasure;
use crate::model::dossier::Dossier;
use crate::model::follow_up::{FollowUp, FollowUpProgress};
use crate::model::sign_off::{Opinion, SignOffStage};
use crate::model::stage::Stage;
use crate::procedure::clock::Clock;

use super::lettering::{fitted, width};
use super::svg::{Anchor, FAINT, GRAY, INK, Lettered, Picture, Writer, at};

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it happened, or the clock began.
    pub at: Moment,
    /// What kind of sign it has.
    pub mark: Mark,
    /// What happened, in a few words.
    pub label: String,
    /// What is told at the end of the line; may be empty.
    pub note: String,
}

/// The sign of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// Something happened.
    Step,
    /// Somebody signed.
    Signature,
    /// A clock ran.
    Clock {
        /// Before when the act was due.
        due: Moment,
        /// When it was done, if it was.
        done: Option<Moment>,
    },
}

/// What a timeline shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The heading.
    pub title: String,
    /// The entries, in any order.
    pub entries: Vec<Entry>,
    /// The moment of the report.
    pub now: Moment,
}

impl Timeline {
    /// The most entries in one picture; later ones are counted and left out.
    pub const MOST: usize = 200;

    /// What the dossier holds of a case: its stages, how it passed from organ to organ, the
    /// measures in it, how it was followed and who signed. Clocks are asked of the procedures
    /// and given along.
    ///
    /// `name` gives what a person is called. What was recorded after `now` is left out.
    #[must_use]
    pub fn of(
        dossier: &Dossier,
        case: CaseId,
        clocks: &[(String, Clock)],
        now: Moment,
        name: &dyn Fn(PersonId) -> String,
    ) -> Self {
        let mut timeline = Self { title: case.to_string(), entries: Vec::new(), now };
        if let Some(case) = dossier.case(case) {
            timeline.title = format!("{} {}", case.ledger_no(), case.kind().term());
            for entry in case.stages().iter().filter(|e| e.when.recorded_at() <= now) {
                let label = format!("{} {}", entry.state, entry.state.term());
                timeline.step(entry.when.occurred_at(), label, String::new());
            }
            for change in case.changes().iter().filter(|c| c.when.recorded_at() <= now) {
                let label = format!("{} {}", change.mode, change.mode.term());
                let note = format!("{} → {}", change.from.level, change.to.level);
                timeline.step(change.when.occurred_at(), label, note);
            }
        }
        for measure in dossier.measures().values().filter(|measure| measure.case() == case) {
            timeline.measured(measure, name);
        }
        let follows =
            |one: &&FollowUp| one.police_case() == case || one.discipline_case() == Some(case);
        for follow_up in dossier.follow_ups().values().filter(follows) {
            timeline.follow(follow_up);
            let records = dossier.sign_offs().values();
            for record in records.filter(|r| r.follow_up() == Some(follow_up.id())) {
                timeline.signed(dossier, record.id(), name);
            }
        }
        for (label, clock) in clocks {
            let began = clock.deadline().start();
            let mark = Mark::Clock { due: clock.deadline().due(), done: clock.done() };
            let (label, note) = (label.clone(), clock.state().to_string());
            timeline.entries.push(Entry { at: began, mark, label, note });
        }
        timeline
    }

    fn step(&mut self, at: Moment, label: String, note: String) {
        self.entries.push(Entry { at, mark: Mark::Step, label, note });
    }

    /// A measure: when it began, was made longer and ended.
    fn measured(&mut self, measure: &InvestigationMeasure, name: &dyn Fn(PersonId) -> String) {
        let now = self.now;
        let what = format!("{} {}", measure.kind().term(), measure.kind().english());
        let whom = measure.person().map_or_else(String::new, name);
        let longer = measure.extensions().iter().map(|one| ("made longer 延长", one.when));
        let ended = measure.ended().map(|when| ("ended 解除", when));
        let steps = std::iter::once(("began 开始", measure.begun())).chain(longer).chain(ended);
        for (step, when) in steps.filter(|(_, when)| when.recorded_at() <= now) {
            self.step(when.occurred_at(), format!("{what} {step}"), whom.clone());
        }
    }

    fn follow(&mut self, follow_up: &FollowUp) {
        let now = self.now;
        for entry in follow_up.stages().iter().filter(|e| e.when.recorded_at() <= now) {
            let label = match &entry.state {
                FollowUpProgress::Followed { at, .. } => {
                    format!("followed at {} 跟进：{}", at.english(), at.term())
                }
                other => format!("follow-up {other} {}", other.term()),
            };
            self.step(entry.when.occurred_at(), label, String::new());
        }
    }

    fn signed(&mut self, dossier: &Dossier, id: SignOffId, name: &dyn Fn(PersonId) -> String) {
        let Some(record) = dossier.sign_off(id) else { return };
        let now = self.now;
        for entry in record.stages().iter().filter(|e| e.when.recorded_at() <= now) {
            if !matches!(entry.state, SignOffStage::LaidOpen { .. }) {
                let label = format!("sign-off {} 签字背书：{}", entry.state, entry.state.term());
                self.step(entry.when.occurred_at(), label, String::new());
            }
        }
        for signature in record.signatures().iter().filter_map(|id| dossier.signature(*id)) {
            if signature.signed().recorded_at() > now {
                continue;
            }
            let role = signature.role();
            let label = format!("{} {} {}", role.english(), role.term(), name(signature.by()));
            let note = match signature.opinion() {
                Opinion::Agrees => "agrees 同意",
                Opinion::SendsBack => "sends back 退回",
                Opinion::Dissents => "dissents 保留意见",
            };
            let stale = if record.is_stale(signature) { "; on another text 非现稿" } else { "" };
            let at = signature.signed().occurred_at();
            let note = format!("{note}{stale}");
            self.entries.push(Entry { at, mark: Mark::Signature, label, note });
        }
    }

    /// The picture.
    pub fn picture(&self) -> Picture {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        // Of what happened at one moment, the signature comes before what follows from it.
        let rank = |entry: &Entry| match entry.mark {
            Mark::Signature => 0_u8,
            Mark::Clock { .. } => 1,
            Mark::Step => 2,
        };
        entries.sort_by(|a, b| {
            (a.at, rank(a), &a.label, &a.note).cmp(&(b.at, rank(b), &b.label, &b.note))
        });
        let left_out = entries.len().saturating_sub(Self::MOST);
        entries.truncate(Self::MOST);
        let scale = Scale::of(&entries, self.now);
        let mut writer = Writer::new();
        let low = TOP + ROW * super::svg::many(entries.len());
        heading(&mut writer, &self.title, left_out);
        scale.grid(&mut writer, low, self.now);
        for (row, entry) in entries.iter().enumerate() {
            let middle = TOP + ROW * (super::svg::many(row) + 0.5);
            draw(&mut writer, &scale, entry, middle, self.now);
        }
        legend(&mut writer, low + 32.0);
        let told = entries.iter().map(|entry| format!("{} {}", minute(entry.at), entry.label));
        let told = told.collect::<Vec<_>>().join("; ");
        writer.finish((WIDE, low + 52.0), &self.title, &told)
    }
}

const WIDE: f64 = 1140.0;
const TOP: f64 = 78.0;
const ROW: f64 = 24.0;
const LABEL: f64 = 146.0;
const PLOT: (f64, f64) = (490.0, 880.0);
const NOTE: f64 = 896.0;

/// From moments to places.
struct Scale {
    first: Moment,
    minutes: f64,
    last: Moment,
}

impl Scale {
    fn of(entries: &[&Entry], now: Moment) -> Self {
        let ends = entries.iter().flat_map(|entry| match entry.mark {
            Mark::Clock { due, done } => vec![entry.at, due, done.unwrap_or(now)],
            _ => vec![entry.at],
        });
        let all: Vec<Moment> = ends.collect();
        let first = all.iter().min().copied().unwrap_or(now);
        let last = all.iter().max().copied().unwrap_or(now);
        Self { first, last, minutes: minutes(last, first).max(1.0) }
    }

    fn x(&self, moment: Moment) -> f64 {
        let share = minutes(moment, self.first) / self.minutes;
        PLOT.0 + (PLOT.1 - PLOT.0) * share.clamp(0.0, 1.0)
    }

    /// Days with a line and a text, far enough from each other.
    fn ticks(&self) -> Vec<Day> {
        const MOST: usize = 6;
        let (first, last) = (self.first.day(), self.last.day());
        let span = last.days_since(first);
        for step in [1_i64, 2, 7, 14] {
            if span < step.saturating_mul(6) {
                return days(first, last, MOST, |day| day.plus_days(step).ok());
            }
        }
        let month = |day: Day| {
            let text = day.to_string();
            Day::parse(&format!("{}-01", text.get(..7)?)).ok()
        };
        let Some(start) = month(first) else { return Vec::new() };
        for step in [1_u16, 2, 3, 6, 12, 24, 60, 120, 600] {
            if span < i64::from(step).saturating_mul(180) {
                return days(start, last, MOST.saturating_add(1), |day| day.plus_months(step).ok());
            }
        }
        Vec::new()
    }

    fn grid(&self, writer: &mut Writer, low: f64, now: Moment) {
        for day in self.ticks() {
            let Ok(moment) = day.start(self.first.offset()) else { continue };
            if moment < self.first && minutes(self.first, moment) > self.minutes * 0.02 {
                continue;
            }
            let x = self.x(moment);
            writer.line((x, TOP - 6.0), (x, low), FAINT, "");
            writer.text(Lettered {
                x,
                y: TOP - 12.0,
                size: 10.0,
                anchor: Anchor::Middle,
                text: &day.to_string(),
                with: &format!("fill=\"{GRAY}\""),
            });
        }
        if self.first <= now && now <= self.last {
            let x = self.x(now);
            writer.line((x, TOP - 6.0), (x, low), INK, "stroke-dasharray=\"6 4\"");
            writer.text(Lettered {
                x: x.min(PLOT.1 - 30.0),
                y: low + 13.0,
                size: 10.0,
                anchor: Anchor::Middle,
                text: "report 报告时",
                with: "",
            });
        }
    }
}

fn days(from: Day, to: Day, most: usize, next: impl Fn(Day) -> Option<Day>) -> Vec<Day> {
    let mut days = Vec::new();
    let mut day = Some(from);
    while let Some(here) = day.filter(|day| *day <= to && days.len() < most) {
        days.push(here);
        day = next(here);
    }
    days
}

fn minutes(later: Moment, earlier: Moment) -> f64 {
    let minutes = later.since(earlier).num_minutes();
    f64::from(i32::try_from(minutes).unwrap_or(if minutes > 0 { i32::MAX } else { i32::MIN }))
}

/// A moment without its offset: the day and the time on the wall.
pub(super) fn minute(moment: Moment) -> String {
    let text = moment.to_string();
    text.get(..16).unwrap_or(&text).to_owned()
}

fn heading(writer: &mut Writer, title: &str, left_out: usize) {
    let title = fitted(title, 16.0, WIDE - 56.0);
    plainly(writer, (28.0, 30.0), 16.0, "font-weight=\"bold\"", &title);
    if left_out > 0 {
        let told = format!("{left_out} later entries left out 较后{left_out}项未绘");
        plainly(writer, (28.0, 48.0), 11.0, "", &told);
    }
}

fn plainly(writer: &mut Writer, (x, y): (f64, f64), size: f64, with: &str, text: &str) {
    writer.text(Lettered { x, y, size, anchor: Anchor::Start, text, with });
}

fn draw(writer: &mut Writer, scale: &Scale, entry: &Entry, middle: f64, now: Moment) {
    let when = minute(entry.at);
    writer.part(&format!("{when} {} {}", entry.label, entry.note), None);
    writer.line((28.0, middle + 12.0), (WIDE - 28.0, middle + 12.0), "#efefef", "");
    plainly(writer, (28.0, middle + 4.0), 11.0, &format!("fill=\"{GRAY}\""), &when);
    let label = fitted(&entry.label, 12.0, PLOT.0 - LABEL - 22.0);
    plainly(writer, (LABEL, middle + 4.0), 12.0, "", &label);
    let note = fitted(&entry.note, 11.0, WIDE - 28.0 - NOTE);
    if !note.is_empty() {
        plainly(writer, (NOTE, middle + 4.0), 11.0, "", &note);
    }
    let x = scale.x(entry.at);
    match entry.mark {
        Mark::Step => {
            let (x, y) = (at(x), at(middle));
            writer.shape("circle", &[("cx", &x), ("cy", &y), ("r", "5"), ("fill", INK)]);
        }
        Mark::Signature => diamond(writer, x, middle),
        Mark::Clock { due, done } => clock(writer, scale, (x, middle), due, done, now),
    }
    writer.end_part(None);
}

fn diamond(writer: &mut Writer, x: f64, y: f64) {
    let path = format!(
        "M{} {}L{} {}L{} {}L{} {}Z",
        at(x),
        at(y - 7.0),
        at(x + 7.0),
        at(y),
        at(x),
        at(y + 7.0),
        at(x - 7.0),
        at(y)
    );
    writer.path(&path, "#ffffff", INK, "stroke-width=\"2\"");
}

fn clock(
    writer: &mut Writer,
    scale: &Scale,
    (x, y): (f64, f64),
    due: Moment,
    done: Option<Moment>,
    now: Moment,
) {
    let until = scale.x(due);
    writer.rect((x, y - 5.0, (until - x).max(2.0), 10.0), "#eef3fb", INK, "");
    let end = done.unwrap_or(now);
    if end > due {
        let late = scale.x(end);
        writer.rect((until, y - 5.0, (late - until).max(2.0), 10.0), "#ffffff", INK, "");
        let mut stroke = until + 4.0;
        while stroke < late {
            writer.line((stroke - 4.0, y + 5.0), (stroke, y - 5.0), INK, "stroke-width=\"0.8\"");
            stroke += 5.0;
        }
    }
    writer.line((until, y - 9.0), (until, y + 9.0), INK, "stroke-width=\"2\"");
    if let Some(done) = done {
        let x = scale.x(done);
        let check = format!(
            "M{} {}L{} {}L{} {}",
            at(x - 5.0),
            at(y - 1.0),
            at(x - 1.0),
            at(y + 4.0),
            at(x + 6.0),
            at(y - 7.0)
        );
        writer.path(&check, "none", INK, "stroke-width=\"2.4\"");
    }
}

fn legend(writer: &mut Writer, middle: f64) {
    let mut x = 34.0;
    let told = |writer: &mut Writer, x: &mut f64, text: &str| {
        plainly(writer, (*x, middle + 4.0), 11.0, "", text);
        *x += width(text, 11.0) + 26.0;
    };
    let (left, y) = (at(x), at(middle));
    writer.shape("circle", &[("cx", &left), ("cy", &y), ("r", "5"), ("fill", INK)]);
    x += 12.0;
    told(writer, &mut x, "happened 事项");
    diamond(writer, x, middle);
    x += 12.0;
    told(writer, &mut x, "signed 签字");
    writer.rect((x, middle - 5.0, 30.0, 10.0), "#eef3fb", INK, "");
    writer.line((x + 30.0, middle - 9.0), (x + 30.0, middle + 9.0), INK, "stroke-width=\"2\"");
    x += 38.0;
    told(writer, &mut x, "clock until due 时限");
    writer.rect((x, middle - 5.0, 30.0, 10.0), "#ffffff", INK, "");
    for step in [4.0, 9.0, 14.0, 19.0, 24.0, 29.0] {
        let (low, top) = ((x + step - 4.0, middle + 5.0), (x + step, middle - 5.0));
        writer.line(low, top, INK, "stroke-width=\"0.8\"");
    }
    x += 38.0;
    told(writer, &mut x, "after that 逾期");
    told(writer, &mut x, "✓ done 完成");
    let (top, low) = ((x, middle - 9.0), (x, middle + 9.0));
    writer.line(top, low, INK, "stroke-dasharray=\"6 4\"");
    x += 10.0;
    told(writer, &mut x, "moment of the report 报告时");
}
