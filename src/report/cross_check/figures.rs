//! Checks of figures: against their lists, against each other, against a second count.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::AnyId;
use crate::report::counted::Counted;
use crate::report::counted::breakdown::{By, Unit};
use crate::report::counted::splits::splits;
use crate::report::figures::Number;

use super::tables::Tables;
use super::warning::{Check, Warning, count, unlike};

/// Figures whose number is summed over records, and not the length of their list.
const SUMMED: [&str; 3] = ["shops_visited", "persons_phoned", "evaluators"];

/// What stands in the first stands in the second too, by the way in which both are counted.
const WITHIN: [(&str, &str); 4] = [
    ("completion_rate", "clues_accepted"),
    ("clues_verified_closed", "completion_rate"),
    ("named_reply_rate", "clues_accepted"),
    ("reply_satisfaction", "named_reply_rate"),
];

/// Figures that together are a cell of the organ.
const TWO_WAYS: [(&[&str], Unit); 2] =
    [(&["clues_accepted"], Unit::Clues), (&["gang_cases_filed", "other_cases_filed"], Unit::Cases)];

fn what(one: &Counted) -> (String, String) {
    let figure = one.figure();
    let term = figure.label_term().map_or_else(String::new, ToString::to_string);
    (format!("{} {}", figure.row(), figure.name()), format!("{} {term}", figure.row()))
}

fn warning(check: Check, one: &Counted, residual: i64, items: Vec<AnyId>) -> Warning {
    let (what, term) = what(one);
    let items = if one.tells_of_reporters() { Vec::new() } else { items };
    Warning { check, what, term, residual, items }
}

fn set(one: &Counted) -> BTreeSet<AnyId> {
    one.behind().iter().copied().collect()
}

fn named<'a>(tables: &'a Tables, name: &str) -> Option<&'a Counted> {
    tables.figures.iter().find(|one| one.figure().name().as_str() == name)
}

/// What does not hold of the figures by themselves and among each other.
pub(super) fn check(tables: &Tables) -> Vec<Warning> {
    let mut found: Vec<Warning> = Vec::new();
    for one in &tables.figures {
        found.extend(as_long(one));
        let mut seen = BTreeSet::new();
        let twice: Vec<AnyId> =
            one.behind().iter().copied().filter(|item| !seen.insert(*item)).collect();
        if !twice.is_empty() {
            found.push(warning(Check::Once, one, count(twice.len()), twice));
        }
    }
    for (part, whole) in WITHIN {
        let (Some(part), Some(whole)) = (named(tables, part), named(tables, whole)) else {
            continue;
        };
        let stray: Vec<AnyId> = set(part).difference(&set(whole)).copied().collect();
        if !stray.is_empty() {
            found.push(warning(Check::Part, part, count(stray.len()), stray));
        }
    }
    for split in splits(&tables.figures) {
        if !split.strays.is_empty() {
            let (what, term) = (split.name.to_owned(), split.term.to_owned());
            let (check, residual) = (Check::Part, count(split.strays.len()));
            found.push(Warning { check, what, term, residual, items: split.strays });
        }
    }
    found.extend(TWO_WAYS.iter().filter_map(|(names, unit)| two_ways(tables, names, *unit)));
    found
}

/// A number that is not that of its list.
fn as_long(one: &Counted) -> Option<Warning> {
    let quantity = one.figure().quantity().number();
    let listed = count(one.behind().len());
    if SUMMED.contains(&one.figure().name().as_str()) {
        return None;
    }
    let told = match one.rate() {
        Some(rate) => {
            let percent = rate.percent(quantity.decimals());
            let same = percent.to_string().trim_end_matches(" %") == quantity.plain();
            let part = i64::try_from(rate.part()).unwrap_or(i64::MAX);
            if same { part } else { part.max(listed).saturating_add(1) }
        }
        None => quantity.as_whole().and_then(|n| i64::try_from(n).ok()).unwrap_or(i64::MAX),
    };
    let residual = told.saturating_sub(listed);
    (residual != 0).then(|| warning(Check::List, one, residual, Vec::new()))
}

/// Figures that together should be a cell of the organ.
fn two_ways(tables: &Tables, names: &[&str], unit: Unit) -> Option<Warning> {
    let figures: Vec<&Counted> =
        names.iter().map(|name| named(tables, name)).collect::<Option<_>>()?;
    let cells = tables.cells.iter().find(|one| one.unit == unit && one.by == By::Organ)?;
    let cell = cells.cells.get(&tables.organ).cloned().unwrap_or_default();
    let together: BTreeSet<AnyId> = figures.iter().flat_map(|one| one.behind()).copied().collect();
    let (english, chinese) = unit.told();
    let rows: BTreeSet<String> = figures.iter().map(|one| one.figure().row().to_string()).collect();
    let rows = rows.into_iter().collect::<Vec<_>>().join(", ");
    let told = (format!("{rows} and {english} of the organ"), format!("{rows}、本机关{chinese}"));
    unlike(Check::TwoWays, told, &together, &cell)
}

/// What differs from the figures that somebody has counted again.
pub(super) fn again(tables: &Tables, again: &Tables) -> Vec<Warning> {
    let key = |one: &Counted| (one.figure().row().to_string(), one.figure().name().to_string());
    let one: BTreeMap<_, &Counted> = tables.figures.iter().map(|one| (key(one), one)).collect();
    let two: BTreeMap<_, &Counted> = again.figures.iter().map(|one| (key(one), one)).collect();
    let all: BTreeSet<&(String, String)> = one.keys().chain(two.keys()).collect();
    let differs = |key: &&(String, String)| {
        let (one, two) = (one.get(*key).copied(), two.get(*key).copied());
        let of = one.or(two)?;
        let items = |side: Option<&Counted>| side.map(set).unwrap_or_default();
        let number = |side: Option<&Counted>| {
            side.map_or(0, |side| side.figure().quantity().number().millionths())
        };
        let by = number(one).saturating_sub(number(two)).checked_div(Number::SCALE);
        let unlike: Vec<AnyId> = items(one).symmetric_difference(&items(two)).copied().collect();
        let alike =
            unlike.is_empty() && number(one) == number(two) && one.is_some() == two.is_some();
        let by = by.and_then(|by| i64::try_from(by).ok()).unwrap_or(i64::MAX);
        (!alike).then(|| warning(Check::CountedAgain, of, by, unlike))
    };
    all.iter().filter_map(differs).collect()
}
