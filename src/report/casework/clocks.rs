//! Sections about clues: how they were disposed of, what is due, what was overdue and why.

use std::collections::BTreeMap;

use crate::base::deadline::DeadlineState;
use crate::model::clue::{Clue, ClueStage};
use crate::procedure::clock::Clock;
use crate::report::due::{self, Due, DueFor};
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
    what: DueFor,
    about: String,
    clock: Clock,
    why: Vec<String>,
}

impl Told {
    fn of(view: &View<'_>, due: Due) -> Self {
        let why = due.reasons.first().map(told).map(Vec::from).unwrap_or_default();
        Self { what: due.what, about: view.clue(due.clue), clock: due.clock, why }
    }
}

/// All clocks of clues and transfers.
fn clocks(view: &View<'_>) -> Vec<Told> {
    let (rules, calendar, now) = (view.rules, view.calendar, view.now);
    let clues = view.own_clues().filter(is_counted);
    let clues = clues.flat_map(|clue| due::of_clue(clue, rules, calendar, now));
    let transfers = view.dossier.transfers().values();
    let transfers =
        transfers.flat_map(|one| due::of_transfer(view.dossier, one, rules, calendar, now));
    clues.chain(transfers).map(|due| Told::of(view, due)).collect()
}

/// How many clocks stand how.
pub(super) fn tally(view: &View<'_>) -> Section {
    let mut counts: BTreeMap<DueFor, BTreeMap<(usize, &str), usize>> = BTreeMap::new();
    for told in clocks(view) {
        let state = word(told.clock.state());
        let count = counts.entry(told.what).or_default().entry(state).or_default();
        *count = count.saturating_add(1);
    }
    let items = counts.iter().map(|(what, counts)| {
        let parts = counts.iter().map(|((_, word), count)| format!("{count} {word}"));
        Item::new(what.told(), parts.collect::<Vec<_>>().join(", "))
    });
    Section::all("clocks", ("Clocks", "时限"), items.collect())
}

/// What was done late, what is overdue, and why.
pub(super) fn late(view: &View<'_>) -> Section {
    let late = clocks(view).into_iter().filter_map(|told| {
        told.clock.is_late().then(|| {
            let state = format!("{}, {}", told.what.told(), told.clock.state());
            (told.what, Item::new(told.about, state).because(told.why))
        })
    });
    few("late", ("Late or overdue, and why", "逾期及原因"), late.collect())
}

/// What is running and not done.
pub(super) fn due(view: &View<'_>) -> Section {
    let open = clocks(view).into_iter().filter_map(|told| {
        Some(&told.clock).filter(|clock| clock.is_open() && !clock.is_late())?;
        let state = format!("{}, {}", told.what.told(), told.clock.state());
        Some((told.what, Item::new(told.about, state).because(told.why)))
    });
    few("due", ("Due, not done yet", "未到期事项"), open.collect())
}

/// The first of each kind; the rest is only counted.
fn few(
    name: &'static str,
    title: (&'static str, &'static str),
    all: Vec<(DueFor, Item)>,
) -> Section {
    const OF_EACH: usize = 3;
    let found = all.len();
    let mut seen: BTreeMap<DueFor, usize> = BTreeMap::new();
    let first = all.into_iter().filter(|(what, _)| {
        let count = seen.entry(*what).or_default();
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
