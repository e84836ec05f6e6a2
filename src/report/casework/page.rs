//! The report of one casework, as a page of 80 columns or as JSON.

use std::fmt;

use serde::Serialize;

use crate::base::calendar::WorkCalendar;
use crate::report::audit::audit;
use crate::report::counted::{Agreement, Counted, counted, published_beside, table};
use crate::report::identities::declared;
use crate::report::page::wrapped;
use crate::rulebook::UnknownPlace;

use super::replay::{Fate, Replay};
use super::sheet::{Item, Section};
use super::view::View;
use super::{clocks, matters};

/// What a casework comes to: who did what, what is due, and the figures counted from it.
///
/// `Display` writes text of at most 80 columns, `Serialize` the same content: `name`,
/// `head` (lines), `sections` (each with `name`, `title`, `term`, `items` of `about`, `told`
/// and `why`, and how many `more` there are), `differing`, the number of figures that are
/// not the published ones, and `dot`, the network around the gangs as DOT text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[must_use]
pub struct CaseworkPage {
    name: String,
    head: Vec<String>,
    sections: Vec<Section>,
    differing: usize,
    #[serde(skip_serializing_if = "String::is_empty")]
    dot: String,
}

impl CaseworkPage {
    /// The report of a casework that was worked through.
    ///
    /// # Errors
    ///
    /// [`UnknownPlace`] if its rule pack is not in its rulebook.
    pub fn new(replay: &Replay, calendar: &WorkCalendar) -> Result<Self, UnknownPlace> {
        let header = replay.header();
        let rules = replay.rulebook().on(header.pack.as_str(), header.as_of.day())?;
        let view = View::new(replay, rules, calendar);
        let figures = counted(replay.book(), header.place.as_str(), header.organ, rules);
        let differing = figures.iter().filter(|one| differs(one)).count();
        let (protectors, dot) = matters::shielding(&view);
        let mut sections = vec![
            matters::undone(&view),
            clocks::dispositions(&view),
            clocks::tally(&view),
            clocks::late(&view),
            clocks::due(&view),
            matters::raised(&view),
            matters::follow_ups(&view),
            matters::umbrellas(&view),
            protectors,
            matters::rechecks(&view),
            matters::ledger(&view),
            matters::members(&view),
        ];
        sections.extend([beside(&figures), in_both(&figures), audited(&figures)]);
        sections.retain(|section| !section.items.is_empty());
        Ok(Self { name: header.name.to_string(), head: head(&view), sections, differing, dot })
    }

    /// What the casework is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The sections, in the order of the page.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// How many figures are not those that were published.
    #[must_use]
    pub const fn differing(&self) -> usize {
        self.differing
    }

    /// The gangs, their protectors and the ties between them as DOT text; empty without any.
    #[must_use]
    pub fn dot(&self) -> &str {
        &self.dot
    }

    /// The page without what another page says as well.
    pub fn unlike(&self, other: &Self) -> Self {
        let section = |section: &Section| {
            let told = other.sections.iter().find(|told| told.name == section.name);
            let known = |item: &Item| told.is_some_and(|told| told.items.contains(item));
            let items = section.items.iter().filter(|item| !known(item)).cloned().collect();
            let more = section.more.saturating_sub(told.map_or(0, |told| told.more));
            Section { items, more, ..section.clone() }
        };
        let sections = self.sections.iter().map(section);
        let sections = sections.filter(|section| !section.items.is_empty()).collect();
        let head = vec![
            self.head.first().cloned().unwrap_or_default(),
            format!("What it says otherwise than {}.", other.name),
        ];
        Self { head, sections, ..self.clone() }
    }
}

fn head(view: &View<'_>) -> Vec<String> {
    let header = view.replay.header();
    let count = |wanted: fn(&Fate) -> bool| {
        view.replay.worked().iter().filter(|worked| wanted(&worked.fate)).count()
    };
    let dated = header.rules_from.map_or_else(String::new, |day| {
        format!("; what its documents date by their publication alone is followed from {day}")
    });
    vec![
        format!(
            "CASEWORK {}  办案记录  {} on {}",
            header.name,
            view.organ(header.organ),
            header.as_of
        ),
        format!(
            "{} lines, {} carried out, {} done before, {} not carried out, {} recorded later; {} events.",
            view.replay.worked().len(),
            count(|fate| matches!(fate, Fate::Done(_))),
            count(|fate| matches!(fate, Fate::Repeated)),
            count(|fate| matches!(fate, Fate::NotDone(_))),
            count(|fate| matches!(fate, Fate::Later)),
            view.replay.events().len(),
        ),
        format!("Rules: {}{dated}.", view.rules),
    ]
}

fn differs(one: &Counted) -> bool {
    published_beside(one.figure())
        .is_none_or(|told| Agreement::of(one.figure(), &told) == Agreement::Differs)
}

/// The figures counted, each beside the published one.
fn beside(figures: &[Counted]) -> Section {
    let items = figures.iter().filter_map(|one| {
        let figure = one.figure();
        let told = published_beside(figure)?;
        let verdict = match Agreement::of(figure, &told) {
            Agreement::Equal => "as published 相符",
            Agreement::AtLeast => "within what was published 相符",
            Agreement::Differs => "DIFFERS 不符",
        };
        let term = figure.label_term().map_or_else(String::new, ToString::to_string);
        let about = format!("{} {term}", figure.row());
        let (found, stated, unit) = (figure.quantity(), told.quantity(), figure.unit());
        let source = told.source().map_or_else(String::new, |source| format!(" [{source}]"));
        let text = format!("{found} counted, {stated} published{source}, {unit}: {verdict}");
        let why = format!("{}: {} behind it", one.how(), one.behind().len());
        Some(Item::new(about, text).because([why]))
    });
    Section::all(
        "figures",
        ("Figures counted, beside those published", "计数与公布数"),
        items.collect(),
    )
}

/// What stands behind two figures at once, and must not be added up.
fn in_both(figures: &[Counted]) -> Section {
    const PAIRS: [(&str, &str); 6] = [
        ("signed_off_cases", "retraced_cases"),
        ("gang_persons_sanctioned", "gang_persons_organizational"),
        ("gang_persons_sanctioned", "transferred_for_prosecution"),
        ("other_cases_filed", "industry_cases_filed"),
        ("persons_sanctioned", "persons_organizational"),
        ("persons_sanctioned", "persons_transferred"),
    ];
    let find = |name: &str| figures.iter().find(|one| one.figure().name().as_str() == name);
    let items = PAIRS.iter().filter_map(|(one, other)| {
        let (one, other) = (find(one)?, find(other)?);
        let both = one.behind().iter().filter(|id| other.behind().contains(id)).count();
        let about = format!("{} {}", one.figure().row(), other.figure().row());
        let (first, second) = (one.figure().label(), other.figure().label());
        Some(Item::new(about, format!("{both} in both 兼有: {first}; {second}")))
    });
    Section::all("in_both", ("Counted under two rows", "重复计入两项"), items.collect())
}

/// What the identities say of the counted figures.
fn audited(figures: &[Counted]) -> Section {
    let audit = audit(&table(figures), &declared());
    let known = audit.findings().iter().filter(|finding| !finding.used().is_empty());
    let items = known.map(|finding| {
        Item::new(
            finding.id().to_string(),
            format!("{} {}", finding.verdict(), finding.verdict().term()),
        )
    });
    Section::all("audit", ("Identities asked of the counted figures", "勾稽关系"), items.collect())
}

impl fmt::Display for CaseworkPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.head.iter().flat_map(|line| wrapped(line, 0)) {
            writeln!(f, "{line}")?;
        }
        for section in &self.sections {
            write!(f, "\n{section}")?;
        }
        Ok(())
    }
}
