//! Checks of what stands in cells, places and returns.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{AnyId, ClueId, EntityId};
use crate::report::counted::breakdown::{Breakdown, Unit};
use crate::report::counted::roll_up::{RollUp, RollUps};
use crate::report::ledgers::Return;

use super::tables::Tables;
use super::warning::{Check, Warning, count, unlike};

/// What does not hold in the lists, and from one to the next.
pub(super) fn check(tables: &Tables) -> Vec<Warning> {
    let mut found: Vec<Warning> = tables.cells.iter().filter_map(in_cells).collect();
    for pair in tables.cells.windows(2) {
        let [one, two] = pair else { continue };
        if one.unit == two.unit {
            found.extend(unlike(Check::OneWhole, split(two), &two.whole, &one.whole));
        }
    }
    let places = tables.regions.iter().flat_map(|region| region.places.values());
    found.extend(places.filter_map(in_places));
    found.extend(tables.regions.iter().filter_map(|region| everywhere(tables, region)));
    for returns in [&tables.weekly, &tables.monthly] {
        found.extend(returns.iter().filter_map(stock));
        found.extend(next(returns));
    }
    found
}

fn split(one: &Breakdown) -> (String, String) {
    let ((unit, unit_term), (by, by_term)) = (one.unit.told(), one.by.told());
    (format!("{unit} {by}"), format!("{unit_term}{by_term}"))
}

/// Items that do not stand in so many cells as said.
fn in_cells(found: &Breakdown) -> Option<Warning> {
    let in_some = found.cells.values().flatten();
    let all: BTreeSet<&AnyId> =
        found.whole.iter().chain(&found.none).chain(found.several.keys()).chain(in_some).collect();
    let wrong = |item: &&AnyId| {
        let said = match found.several.get(*item) {
            Some(times) => *times,
            None => usize::from(!found.none.contains(*item)),
        };
        let both = found.none.contains(*item) && found.several.contains_key(*item);
        !found.whole.contains(*item) || both || found.times(item) != said
    };
    let items: Vec<AnyId> = all.into_iter().filter(wrong).copied().collect();
    let (what, term) = split(found);
    let (check, residual) = (Check::Cells, found.difference());
    (!items.is_empty()).then_some(Warning { check, what, term, residual, items })
}

fn rolled(unit: Unit, place: &str) -> (String, String) {
    let (english, chinese) = unit.told();
    (format!("{english} of {place}"), format!("{chinese}，{place}"))
}

/// Items of a place that do not stand in so many of its parts as said.
fn in_places(found: &RollUp) -> Option<Warning> {
    let parts = found.own.iter().chain(found.below.values().flatten());
    let all: BTreeSet<&AnyId> =
        found.whole.iter().chain(found.several.keys()).chain(parts).collect();
    let wrong = |item: &&AnyId| {
        let said = found.several.get(*item).copied().unwrap_or(1);
        !found.whole.contains(*item) || found.times(item) != said
    };
    let items: Vec<AnyId> = all.into_iter().filter(wrong).copied().collect();
    let (what, term) = rolled(found.unit, &found.place.to_string());
    let (check, residual) = (Check::RollUp, found.difference());
    (!items.is_empty()).then_some(Warning { check, what, term, residual, items })
}

/// What the places below say themselves is what the place above says of them, and all
/// places with nowhere are all that is counted in cells.
fn everywhere(tables: &Tables, region: &RollUps) -> Option<Warning> {
    let mut wrong: BTreeSet<AnyId> = BTreeSet::new();
    let mut all: BTreeSet<AnyId> = region.nowhere.clone();
    for line in region.places.values() {
        all.extend(&line.whole);
        for (below, items) in &line.below {
            let own = region.places.get(below).map(|line| &line.whole);
            let own = own.cloned().unwrap_or_default();
            wrong.extend(own.symmetric_difference(items));
        }
    }
    let cells = tables.cells.iter().find(|one| one.unit == region.unit);
    let whole = cells.map_or_else(|| all.clone(), |one| one.whole.clone());
    wrong.extend(all.symmetric_difference(&whole));
    let residual = count(whole.len()).saturating_sub(count(all.len()));
    let (what, term) = rolled(region.unit, "all places 各地");
    let (check, items) = (Check::RollUp, wrong.into_iter().collect::<Vec<_>>());
    (!items.is_empty()).then_some(Warning { check, what, term, residual, items })
}

fn period(one: &Return) -> (String, String) {
    let told = format!("{}–{}", one.from, one.until);
    (format!("return {told}"), format!("报表 {told}"))
}

/// Clues of a return that are there at its end and should not be, or the other way round,
/// and those that it disposed of without having had them.
fn stock(one: &Return) -> Option<Warning> {
    let mut sum: BTreeMap<ClueId, i64> = BTreeMap::new();
    for (set, sign) in [
        (&one.before, 1_i64),
        (&one.received, 1),
        (&one.reopened, 1),
        (&one.ended, -1),
        (&one.after, -1),
    ] {
        for clue in set {
            let of = sum.entry(*clue).or_default();
            *of = of.saturating_add(sign);
        }
    }
    let had = |clue: &&ClueId| {
        [&one.before, &one.received, &one.reopened].iter().any(|set| set.contains(clue))
    };
    let strays = one.disposed.iter().filter(|clue| !had(clue)).copied();
    let wrong = sum.iter().filter(|(_, sum)| **sum != 0).map(|(clue, _)| *clue);
    let wrong: BTreeSet<AnyId> = wrong.chain(strays).map(EntityId::any).collect();
    let ((what, term), check) = (period(one), Check::Stock);
    let (residual, items) = (one.difference(), wrong.into_iter().collect::<Vec<_>>());
    (!items.is_empty()).then_some(Warning { check, what, term, residual, items })
}

/// Returns that do not begin where the one before ended; clues that were received, or
/// disposed of for the first time, in two of them.
fn next(returns: &[Return]) -> Vec<Warning> {
    let ids = |set: &BTreeSet<ClueId>| set.iter().map(|clue| clue.any()).collect();
    let mut found = Vec::new();
    let (mut received, mut disposed) = (BTreeSet::new(), BTreeSet::new());
    let mut left: BTreeSet<AnyId> = BTreeSet::new();
    let mut day = returns.first().map(|one| one.from);
    for one in returns {
        found.extend(unlike(Check::Next, period(one), &ids(&one.before), &left));
        left = ids(&one.after);
        let again = one.received.iter().filter(|clue| !received.insert(**clue));
        let twice = one.disposed.iter().filter(|clue| !disposed.insert(**clue));
        let items: BTreeSet<AnyId> = again.chain(twice).map(|clue| clue.any()).collect();
        if !items.is_empty() || day != Some(one.from) {
            let ((what, term), residual) = (period(one), count(items.len()));
            let items = items.into_iter().collect();
            found.push(Warning { check: Check::Next, what, term, residual, items });
        }
        day = Some(one.until);
    }
    found
}

/// What differs from the lists that somebody has counted again.
pub(super) fn again(tables: &Tables, again: &Tables) -> Vec<Warning> {
    let mut found = Vec::new();
    let check = Check::CountedAgain;
    for (index, (one, two)) in both(&tables.cells, &again.cells).enumerate() {
        let told = one.or(two).map(split).unwrap_or_default();
        let sides = [one, two].map(|side| side.map(cell_items).unwrap_or_default());
        found.extend(differ(check, told, &sides, one == two, index));
    }
    for (index, (one, two)) in both(&tables.regions, &again.regions).enumerate() {
        let told = one.or(two).map(|region| rolled(region.unit, "all places 各地"));
        let sides = [one, two].map(|side| side.map(place_items).unwrap_or_default());
        found.extend(differ(check, told.unwrap_or_default(), &sides, one == two, index));
    }
    for (one, two) in [(&tables.weekly, &again.weekly), (&tables.monthly, &again.monthly)] {
        for (index, (one, two)) in both(one, two).enumerate() {
            let told = one.or(two).map(period).unwrap_or_default();
            let sides = [one, two].map(|side| side.map(clue_items).unwrap_or_default());
            found.extend(differ(check, told, &sides, one == two, index));
        }
    }
    found
}

/// Two lists side by side, to the end of the longer one.
fn both<'a, T>(one: &'a [T], two: &'a [T]) -> impl Iterator<Item = (Option<&'a T>, Option<&'a T>)> {
    (0..one.len().max(two.len())).map(|index| (one.get(index), two.get(index)))
}

/// Where an item stands: which list, and the item.
type Stands = BTreeSet<(String, AnyId)>;

fn differ(
    check: Check,
    (what, term): (String, String),
    [one, two]: &[Stands; 2],
    alike: bool,
    index: usize,
) -> Option<Warning> {
    if alike {
        return None;
    }
    let items: BTreeSet<AnyId> = one.symmetric_difference(two).map(|(_, item)| *item).collect();
    let residual = count(one.len()).saturating_sub(count(two.len()));
    let what = if what.is_empty() { format!("list {index}") } else { what };
    Some(Warning { check, what, term, residual, items: items.into_iter().collect() })
}

fn stands<'a>(list: &str, items: impl IntoIterator<Item = &'a AnyId>) -> Stands {
    items.into_iter().map(|item| (list.to_owned(), *item)).collect()
}

fn cell_items(one: &Breakdown) -> Stands {
    let mut all = stands("whole", &one.whole);
    all.extend(stands("none", &one.none));
    all.extend(stands("several", one.several.keys()));
    for (name, cell) in &one.cells {
        all.extend(stands(&format!("cell {name}"), cell));
    }
    all
}

fn place_items(one: &RollUps) -> Stands {
    let mut all = stands("nowhere", &one.nowhere);
    for line in one.places.values() {
        let place = line.place;
        all.extend(stands(&format!("whole {place}"), &line.whole));
        all.extend(stands(&format!("own {place}"), &line.own));
        all.extend(stands(&format!("several {place}"), line.several.keys()));
        for (below, items) in &line.below {
            all.extend(stands(&format!("{below} below {place}"), items));
        }
    }
    all
}

fn clue_items(one: &Return) -> Stands {
    let lists = [
        ("before", &one.before),
        ("received", &one.received),
        ("disposed", &one.disposed),
        ("ended", &one.ended),
        ("reopened", &one.reopened),
        ("after", &one.after),
    ];
    let named = |(name, set): (&str, &BTreeSet<ClueId>)| -> Stands {
        set.iter().map(|clue| (name.to_owned(), clue.any())).collect()
    };
    lists.into_iter().flat_map(named).collect()
}
