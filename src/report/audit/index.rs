//! Where an identity is asked, and which figures are meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::text::{Code, Line};
use crate::report::figures::{Figure, FigureTable};
use crate::report::identities::{FigureRef, Identity, Statement};

/// A place, and one of its periods where it is asked of one.
#[derive(Clone, Copy)]
pub(super) struct Slice<'a> {
    pub(super) place: &'a Line,
    /// The words of the period, and its number; `None` stands for any period.
    pub(super) period: Option<(Option<&'a Line>, usize)>,
}

/// A place and a period, as they are compared: spelling aside, and to the day.
type SliceKey = (String, PeriodKey);
type PeriodKey = (Option<String>, Option<String>);

fn period_key(figure: &Figure) -> PeriodKey {
    let days = figure.period().map(|days| days.to_string());
    (figure.period_text().map(Line::key), days)
}

/// Finds figures by place, period and name without looking at all of them.
pub(super) struct Index<'a> {
    table: &'a FigureTable,
    /// Every place with every period that it has figures of, in order of appearance.
    slices: Vec<(Slice<'a>, PeriodKey)>,
    at: BTreeMap<SliceKey, usize>,
    by_name: BTreeMap<(usize, &'a Code), Vec<&'a Figure>>,
    with_name: BTreeMap<&'a Code, BTreeSet<usize>>,
}

impl<'a> Index<'a> {
    pub(super) fn of(table: &'a FigureTable) -> Self {
        let (at, by_name, with_name) = Default::default();
        let mut index = Self { table, slices: Vec::new(), at, by_name, with_name };
        for figure in table.figures() {
            let (period, next) = (period_key(figure), index.slices.len());
            let number = *index.at.entry((figure.place().key(), period.clone())).or_insert(next);
            if number == next {
                let words = Some((figure.period_text(), number));
                index.slices.push((Slice { place: figure.place(), period: words }, period));
            }
            index.by_name.entry((number, figure.name())).or_default().push(figure);
            index.with_name.entry(figure.name()).or_default().insert(number);
        }
        index
    }

    /// The figures that are meant, in order.
    pub(super) fn find(&self, slice: Slice<'_>, figure: &FigureRef) -> Vec<&'a Figure> {
        let place = figure.place().unwrap_or(slice.place);
        let Some((_, number)) = slice.period else {
            return self.table.find(place.as_str(), figure.name().as_str()).collect();
        };
        let there = match figure.place() {
            None => Some(number),
            Some(place) => self
                .slices
                .get(number)
                .and_then(|(_, period)| self.at.get(&(place.key(), period.clone())).copied()),
        };
        let found = there.and_then(|number| self.by_name.get(&(number, figure.name())));
        found.cloned().unwrap_or_default()
    }

    /// Where an identity of each place and period is asked.
    pub(super) fn asked(&self, identity: &Identity) -> Vec<Slice<'a>> {
        let figures = identity.figures();
        let home = figures.iter().filter(|figure| figure.place().is_none());
        let numbers: BTreeSet<usize> = home
            .filter_map(|figure| self.with_name.get(figure.name()))
            .flatten()
            .copied()
            .collect();
        let slices = numbers.iter().filter_map(|number| self.slices.get(*number));
        let slices = slices.map(|(slice, _)| *slice);
        let Statement::NeverFalls { figure } = identity.statement() else {
            return slices.collect();
        };
        // A series runs across the periods of its place.
        let mut places = BTreeSet::new();
        slices
            .map(|slice| Slice { period: None, ..slice })
            .filter(|slice| places.insert(slice.place.key()))
            .filter(|slice| self.find(*slice, figure).len() > 1)
            .collect()
    }
}
