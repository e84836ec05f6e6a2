use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::base::day::Moment;
use crate::base::id::{AnyId, ClueId, EntityId, OrganId};
use crate::base::text::{LedgerNo, Prose};
use crate::model::clue::{ClueDraft, ClueStage};
use crate::model::dossier::testing::small;
use crate::model::history::{History, When};
use crate::report::counted::breakdown::{Breakdown, By, Unit, breakdown};
use crate::report::counted::roll_up::{RollUp, roll_ups};
use crate::report::ledgers::{Every, Return, returns};
use crate::terms::handling::Disposition;
use crate::terms::report::ClueSource;

/// Clues of one organ, each some way on, over about two years.
fn clues(seed: u64, organ: Option<OrganId>) -> Vec<ClueDraft> {
    let draft = |n: u64| {
        let dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(u32::try_from(n).unwrap());
        let at = |step: u64| {
            let days = i64::try_from(dice % 300 + step * (dice % 89)).unwrap();
            let day = crate::day!(2018, 12, 1).plus_days(days).unwrap();
            When::at_once(Moment::china(day, 8 + u32::try_from(step).unwrap(), 0).unwrap())
        };
        let disposition =
            if dice % 2 == 0 { Disposition::Close } else { Disposition::TalkOrInquiry };
        let way = [
            ClueStage::Registered {
                ledger_no: LedgerNo::parse(&format!("甲纪信〔2019〕{n}号")).unwrap(),
            },
            ClueStage::Disposed { disposition },
            ClueStage::Closed { reasons: Prose::parse("查无此事").unwrap() },
            ClueStage::FedBack,
        ];
        let mut stages = History::new(at(0), ClueStage::Received);
        let steps = usize::try_from(1 + dice / 300 % 4).unwrap();
        for (step, stage) in way.into_iter().take(steps).enumerate() {
            stages.push(at(u64::try_from(step).unwrap() + 1), stage).unwrap();
        }
        ClueDraft {
            id: ClueId::from_uuid(Uuid::from_u128(0x0c00 + u128::from(n))).ok(),
            received_by: organ,
            source: Some(ClueSource::PublicSecurity),
            content: "甲某为乙团伙通风报信。".into(),
            stages: Some(stages),
            ..ClueDraft::default()
        }
    };
    (0..4).map(draft).collect()
}

/// What a report of a generated casebook lists, for all organs together.
fn tables(seed: u64) -> Tables {
    let mut draft = small(seed);
    draft.clues = clues(seed, draft.organs.last().and_then(|organ| organ.id));
    let dossier = draft.enter().unwrap();
    let organs: BTreeSet<OrganId> = dossier.organs().keys().copied().collect();
    let cells = Unit::ALL
        .iter()
        .flat_map(|unit| By::ALL.iter().filter_map(|by| breakdown(&dossier, &organs, *unit, *by)));
    let until = crate::day!(2020, 12, 31);
    let received: Vec<OrganId> = dossier.clues().values().map(|clue| clue.received_by()).collect();
    let busiest = received.first().copied().unwrap_or_else(|| *organs.first().unwrap());
    Tables {
        cells: cells.collect(),
        regions: Unit::ALL.iter().map(|unit| roll_ups(&dossier, &organs, *unit)).collect(),
        weekly: returns(&dossier, busiest, Every::Week, until),
        monthly: returns(&dossier, busiest, Every::Month, until),
        ..Tables::default()
    }
}

fn noticed(tables: &Tables, check: Check, item: AnyId) -> bool {
    audit(tables, None).iter().any(|one| one.check == check && one.items.contains(&item))
}

/// Every way to drop an item of a breakdown, or to put it where it is not.
fn wrong_cells(sound: &Breakdown) -> Vec<(AnyId, Breakdown)> {
    let mut found = Vec::new();
    for item in &sound.whole {
        let mut change = |by: &dyn Fn(&mut Breakdown)| {
            let mut other = sound.clone();
            by(&mut other);
            if other != *sound {
                found.push((*item, other));
            }
        };
        change(&|one| {
            one.whole.remove(item);
        });
        change(&|one| {
            one.none.remove(item);
        });
        change(&|one| {
            one.none.insert(*item);
        });
        change(&|one| {
            one.several.remove(item);
        });
        for name in sound.cells.keys() {
            change(&|one| {
                one.cells.get_mut(name).unwrap().remove(item);
            });
            change(&|one| {
                one.cells.get_mut(name).unwrap().insert(*item);
            });
        }
    }
    found
}

fn wrong_places(sound: &RollUp) -> Vec<(AnyId, RollUp)> {
    let mut found = Vec::new();
    for item in &sound.whole {
        let mut change = |by: &dyn Fn(&mut RollUp)| {
            let mut other = sound.clone();
            by(&mut other);
            if other != *sound {
                found.push((*item, other));
            }
        };
        change(&|one| {
            one.whole.remove(item);
        });
        change(&|one| {
            one.own.remove(item);
        });
        change(&|one| {
            one.own.insert(*item);
        });
        change(&|one| {
            one.several.remove(item);
        });
        for place in sound.below.keys() {
            change(&|one| {
                one.below.get_mut(place).unwrap().remove(item);
            });
            change(&|one| {
                one.below.get_mut(place).unwrap().insert(*item);
            });
        }
    }
    found
}

type List = fn(&mut Return) -> &mut BTreeSet<ClueId>;

/// The lists of a return that stand in its balance.
const LISTS: [List; 5] = [
    |one| &mut one.before,
    |one| &mut one.received,
    |one| &mut one.reopened,
    |one| &mut one.ended,
    |one| &mut one.after,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Generated casework: sound lists give no warning; an item that is dropped from any
    /// list of cells, places or returns, or put into one more, is named by one.
    #[test]
    fn what_is_dropped_or_told_twice_is_always_noticed(seed in any::<u64>()) {
        let sound = tables(seed);
        prop_assert_eq!(audit(&sound, Some(&sound)), []);
        for (index, one) in sound.cells.iter().enumerate() {
            for (item, wrong) in wrong_cells(one) {
                let mut tables = Tables { cells: sound.cells.clone(), ..Tables::default() };
                tables.cells[index] = wrong;
                prop_assert!(noticed(&tables, Check::Cells, item), "{:?} {:?}", one.unit, one.by);
            }
        }
        for (index, region) in sound.regions.iter().enumerate() {
            for (place, line) in &region.places {
                for (item, wrong) in wrong_places(line) {
                    let mut tables = Tables { regions: sound.regions.clone(), ..Tables::default() };
                    tables.regions[index].places.insert(*place, wrong);
                    prop_assert!(noticed(&tables, Check::RollUp, item), "{:?} {place}", region.unit);
                }
            }
        }
        for index in 0..sound.monthly.len() {
            let all = sound.monthly.iter().flat_map(|one| &one.received);
            for (clue, list) in all.flat_map(|clue| LISTS.map(|list| (*clue, list))) {
                let mut tables = Tables { monthly: sound.monthly.clone(), ..Tables::default() };
                let set = list(&mut tables.monthly[index]);
                if !set.remove(&clue) {
                    set.insert(clue);
                }
                prop_assert!(noticed(&tables, Check::Stock, clue.any()), "return {index}");
            }
        }
    }

    /// What the balance of a return cannot show is shown by counting again: a clue that is
    /// missing among those disposed of.
    #[test]
    fn a_disposed_clue_is_missed_when_counted_again(seed in any::<u64>()) {
        let sound = tables(seed);
        for (index, one) in sound.monthly.iter().enumerate() {
            for clue in &one.disposed {
                let mut told = sound.clone();
                told.monthly[index].disposed.remove(clue);
                prop_assert_eq!(audit(&told, None), []);
                let warnings = audit(&told, Some(&sound));
                prop_assert_eq!(warnings.len(), 1);
                prop_assert_eq!(&warnings[0].items, &[clue.any()]);
                prop_assert_eq!(warnings[0].residual, -1);
            }
        }
    }
}

/// The generator makes what the properties need; they do not hold of nothing.
#[test]
fn the_generated_lists_are_not_empty() {
    let (mut cells, mut places, mut clues, mut disposed) = (0, 0, 0, 0);
    for seed in 0..24 {
        let tables = tables(seed);
        cells += tables.cells.iter().map(|one| wrong_cells(one).len()).sum::<usize>();
        let lines = tables.regions.iter().flat_map(|region| region.places.values());
        places += lines.filter(|line| !line.below.is_empty()).count();
        clues += tables.monthly.iter().map(|one| one.received.len()).sum::<usize>();
        disposed += tables.monthly.iter().map(|one| one.disposed.len()).sum::<usize>();
    }
    assert!(cells > 100 && places > 10, "{cells} {places}");
    assert!(clues > 10 && disposed > 5, "{clues} {disposed}");
}
