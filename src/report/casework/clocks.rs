//! Sections about clues: how they were disposed of, what is due, what was overdue and why.

use std::collections::BTreeMap;

use crate::base::deadline::DeadlineState;
use crate::decision::{Answer, Decision};
use crate::model::clue::{Clue, ClueStage};
use crate::procedure::clock::Clock;
use crate::procedure::disposition::{self, Assessment, DispositionFacts};
use crate::procedure::intake::{self, IntakeTimes, ReporterDue};
use crate::procedure::transfer::{self, Duty, Standing, TransferFacts};
use crate::terms::handling::Disposition;

use super::sheet::{Item, Section};
use super::view::{View, told};

/// How a clock stands, in one word of each language.
const fn word(state: DeadlineState) -> (usize, &'static str) {
    match state {
        DeadlineState::Met { .. } => (0, "in time 按期"),
        DeadlineState::MetLate { .. } => (1, "late 逾期完成"),
        DeadlineState::Running { .. } | DeadlineState::Warning { .. } => (2, "running 未到期"),
        DeadlineState::Suspended { .. } => (3, "standing still 中止"),
        _ => (4, "overdue 已逾期"),
    }
}

/// One clock of one matter.
struct Told {
    what: &'static str,
    about: String,
    clock: Option<Clock>,
    why: Vec<String>,
}

impl Told {
    fn of(what: &'static str, about: String, decision: Decision<Answer<Clock>>) -> Self {
        let why = decision.reasons().first().map(told).map(Vec::from).unwrap_or_default();
        Self { what, about, clock: decision.into_parts().0.known(), why }
    }
}

const DISPOSAL: &str = "first disposal 线索处置";
const OPINION: &str = "disposition opinion 处置意见";
const REPLY: &str = "reply to named reporter 答复";
const NOTICE: &str = "notice 通报";
const HAND_OVER: &str = "hand-over 移交";
const OTHER: &str = "other duty of a transfer 其他移送义务";

/// All clocks of clues and transfers.
fn clocks(view: &View<'_>) -> Vec<Told> {
    let mut all = Vec::new();
    for clue in view.own_clues().filter(is_counted) {
        of_clue(view, clue, &mut all);
    }
    of_transfers(view, &mut all);
    all
}

fn of_clue(view: &View<'_>, clue: &Clue, all: &mut Vec<Told>) {
    let (rules, calendar, now) = (view.rules, view.calendar, view.now);
    let times = IntakeTimes::of(clue);
    let about = || view.clue(clue.id());
    let first = intake::disposal(&times, rules, calendar, now);
    if first.outcome().what_is_missing().is_empty() {
        all.push(Told::of(DISPOSAL, about(), first));
    }
    let facts = DispositionFacts::of(clue, Assessment::default());
    let opinion = disposition::limit(&facts, rules, calendar, now);
    if opinion.outcome().what_is_missing().is_empty() {
        all.push(Told::of(OPINION, about(), opinion));
    }
    let reply = intake::reply(&times, rules, calendar, now);
    let why = reply.reasons().first().map(told).map(Vec::from).unwrap_or_default();
    if let Answer::Known(ReporterDue::Owed(clock)) = reply.into_parts().0 {
        all.push(Told { what: REPLY, about: about(), clock: Some(clock), why });
    }
}

fn of_transfers(view: &View<'_>, all: &mut Vec<Told>) {
    for transfer in view.dossier.transfers().values() {
        let facts = TransferFacts::of(transfer, view.dossier.organ(transfer.from()));
        let (owed, reasons) =
            transfer::owed(&facts, view.rules, view.calendar, view.now).into_parts();
        for owed in owed {
            let Standing::Timed(clock) = owed.standing else { continue };
            let what = match owed.duty {
                Duty::Notice => NOTICE,
                Duty::HandOver => HAND_OVER,
                _ => OTHER,
            };
            let name = owed.duty.to_string();
            let own = reasons.iter().find(|reason| reason.because().to_string().starts_with(&name));
            let why = own.map(told).map(Vec::from).unwrap_or_default();
            all.push(Told { what, about: view.clue(transfer.clue()), clock: Some(clock), why });
        }
    }
}

/// How many clocks stand how.
pub(super) fn tally(view: &View<'_>) -> Section {
    let mut counts: BTreeMap<&str, BTreeMap<(usize, &str), usize>> = BTreeMap::new();
    for told in clocks(view) {
        let Some(clock) = told.clock else { continue };
        let count = counts.entry(told.what).or_default().entry(word(clock.state())).or_default();
        *count = count.saturating_add(1);
    }
    let items =
        [DISPOSAL, OPINION, REPLY, NOTICE, HAND_OVER, OTHER].into_iter().filter_map(|what| {
            let parts =
                counts.get(what)?.iter().map(|((_, word), count)| format!("{count} {word}"));
            Some(Item::new(what, parts.collect::<Vec<_>>().join(", ")))
        });
    Section::all("clocks", ("Clocks", "时限"), items.collect())
}

/// What was done late, what is overdue, and why.
pub(super) fn late(view: &View<'_>) -> Section {
    let late = clocks(view).into_iter().filter_map(|told| {
        let clock = told.clock?;
        clock.is_late().then(|| {
            let state = format!("{}, {}", told.what, clock.state());
            (told.what, Item::new(told.about, state).because(told.why))
        })
    });
    few("late", ("Late or overdue, and why", "逾期及原因"), late.collect())
}

/// What is running and not done.
pub(super) fn due(view: &View<'_>) -> Section {
    let open = clocks(view).into_iter().filter_map(|told| {
        let clock = told.clock.filter(|clock| clock.is_open() && !clock.is_late())?;
        let state = format!("{}, {}", told.what, clock.state());
        Some((told.what, Item::new(told.about, state).because(told.why)))
    });
    few("due", ("Due, not done yet", "未到期事项"), open.collect())
}

/// The first of each kind; the rest is only counted.
fn few(
    name: &'static str,
    title: (&'static str, &'static str),
    all: Vec<(&'static str, Item)>,
) -> Section {
    const OF_EACH: usize = 3;
    let found = all.len();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let first = all.into_iter().filter(|(what, _)| {
        let count = seen.entry(what).or_default();
        *count = count.saturating_add(1);
        *count <= OF_EACH
    });
    let items: Vec<Item> = first.map(|(_, item)| item).collect();
    let more = found.saturating_sub(items.len());
    Section { more, ..Section::all(name, title, items) }
}

/// What became of the clues of the own organ.
pub(super) fn dispositions(view: &View<'_>) -> Section {
    let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let book = view.replay.book();
    let mut add = |key| {
        let count = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    };
    for clue in view.own_clues() {
        if book.withdrawn().contains_key(&clue.id()) {
            add((8, "of these, withdrawn 其中撤回"));
        }
        add(if clue.repeats().is_some() {
            (6, "repeats, counted there 重复举报")
        } else if clue.ledger_no().is_none() {
            (7, "to be passed on 应移送")
        } else {
            kind(clue)
        });
    }
    let items = counts.into_iter().map(|((_, what), count)| Item::new(what, count.to_string()));
    Section::all("dispositions", ("Clues by disposition", "线索处置情况"), items.collect())
}

fn kind(clue: &Clue) -> (usize, &'static str) {
    let out = matches!(clue.stage(), ClueStage::TransferredOut { .. });
    match clue.disposition() {
        Some(Disposition::TalkOrInquiry) => (0, "talk or inquiry 谈话函询"),
        Some(Disposition::PreliminaryVerification) => (1, "verification 初步核实"),
        Some(Disposition::HoldPending) => (2, "held 暂存待查"),
        Some(Disposition::Close) => (3, "closed 予以了结"),
        None if out => (4, "transferred out 移送"),
        None => (5, "not disposed of yet 尚未处置"),
    }
}

/// A repeat has no clocks of its own; it goes with the report that it repeats.
fn is_counted(clue: &&Clue) -> bool {
    clue.ledger_no().is_some() && clue.repeats().is_none()
}
