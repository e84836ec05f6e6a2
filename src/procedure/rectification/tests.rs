//! Fields by place, coverage of problems, striking off.

use super::*;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{id, sound, world};

fn entry(n: u128) -> EntryId {
    id(EntryId::from_uuid, n)
}

fn problem(n: u128) -> ProblemId {
    id(ProblemId::from_uuid, n)
}

fn facts(n: u128, covers: &[u128]) -> EntryFacts {
    EntryFacts {
        entry: entry(n),
        parent: None,
        fields: LedgerField::ALL.into_iter().collect(),
        covers: covers.iter().map(|n| problem(*n)).collect(),
        status: LedgerStatus::Verified,
    }
}

/// H28 and C19: which fields each place asks for, each left out once.
#[test]
fn fields_by_place() {
    use LedgerField as L;

    let rows: [(&str, &[L]); 3] = [
        ("henan", &[L::ResponsibleUnit, L::ResponsiblePerson, L::Measure]),
        ("chengguan", &[L::Measure, L::ResponsibleLeader, L::ResponsibleUnit, L::Deadline]),
        ("zhaotong", &[]),
    ];
    for (place, wanted) in rows {
        let world = world(place);
        let rules = world.on(day!(2021, 1, 15));
        let lacks = |fields: BTreeSet<L>| {
            let decision = complete(&EntryFacts { fields, ..facts(1, &[]) }, rules);
            sound(decision.reasons());
            decision.outcome().clone()
        };
        assert_eq!(lacks(BTreeSet::new()), wanted, "{place}");
        for left_out in L::ALL {
            let fields = L::ALL.into_iter().filter(|field| *field != left_out).collect();
            let missing: Vec<L> = wanted.iter().copied().filter(|f| *f == left_out).collect();
            assert_eq!(lacks(fields), missing, "{place} {left_out}");
        }
    }
}

/// Check A2: many to many; counts are not compared.
#[test]
fn every_problem_is_covered_though_the_numbers_differ() {
    let world = world("henan");
    let rules = world.on(day!(2019, 1, 15));
    let item = EntryFacts { parent: Some(entry(1)), ..facts(3, &[3]) };
    let entries = [facts(1, &[]), facts(2, &[1, 2]), item, facts(4, &[9])];
    let found = coverage((1..=4).map(problem), &entries, rules);
    sound(found.reasons());
    assert_eq!(found.outcome().uncovered, [problem(4)]);
    assert_eq!(found.outcome().idle, [entry(4)], "the task is busy through its item");
    assert_eq!(found.outcome().by_problem[&problem(1)], 1);
    let more = [facts(5, &[1, 4])];
    let found = coverage((1..=4).map(problem), entries.iter().chain(&more), rules);
    assert!(found.outcome().uncovered.is_empty());
    assert_eq!(found.outcome().by_problem[&problem(1)], 2);
}

/// §6.6: every status; a task waits for its items.
#[test]
fn striking_off() {
    let world = world("henan");
    let rules = world.on(day!(2019, 1, 15));
    for status in LedgerStatus::ALL {
        let facts = EntryFacts { status, ..facts(1, &[]) };
        let found = may_strike_off(&facts, [], rules);
        assert_eq!(found.is_ok(), status == LedgerStatus::Verified, "{status}");
        if let Err(refused) = found {
            assert_eq!(refused.is_final(), status == LedgerStatus::StruckOff, "{status}");
        }
    }
    let item = |status| EntryFacts { parent: Some(entry(1)), status, ..facts(2, &[]) };
    let stranger = EntryFacts { status: LedgerStatus::Listed, ..facts(3, &[]) };
    let open = [item(LedgerStatus::Verified), stranger];
    let bare =
        EntryFacts { fields: BTreeSet::new(), status: LedgerStatus::Reported, ..facts(1, &[]) };
    let refused = may_strike_off(&bare, &open, rules).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotPermitted);
    assert_eq!(refused.unmet().len(), 5, "status, three fields, one item");
    // All cures applied, it succeeds; one left out, it fails.
    let cured = facts(1, &[]);
    let done = [item(LedgerStatus::StruckOff)];
    assert!(may_strike_off(&cured, &done, rules).is_ok());
    assert!(may_strike_off(&cured, &open, rules).is_err());
    for field in
        [LedgerField::Measure, LedgerField::ResponsibleUnit, LedgerField::ResponsiblePerson]
    {
        let mut lacking = cured.clone();
        lacking.fields.remove(&field);
        assert!(may_strike_off(&lacking, &done, rules).is_err(), "{field}");
    }
}
