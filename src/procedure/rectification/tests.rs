//! Fields by place, coverage of problems, striking off.

use super::*;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{FACTS, World, id, rests_on_the_test, sound, world};

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
        mode: None,
        fed_back: Fact::Known(true),
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
    let set = self::world("henan").setting(keys::rectification::EVERY_PROBLEM_COVERED, true);
    let found = coverage([problem(1)], &entries, set.on(day!(2019, 1, 15)));
    assert!(rests_on_the_test(&found.reasons()[0]));
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

/// H01: every mode, with each answer, at a place with the rule, without it, and with its
/// contrary.
#[test]
fn put_right_at_once_or_after_the_feedback() {
    use RectificationMode::{Immediate, WhileSupervised};

    let henan = world("henan");
    let contrary = world("henan").setting(keys::rectification::IMMEDIATE, false);
    let ask = |world: &World, facts: &EntryFacts, day| may_strike_off(facts, [], world.on(day));
    let since = day!(2018, 12, 31);
    for mode in RectificationMode::ALL.into_iter().map(Some).chain([None]) {
        for fed_back in FACTS {
            let facts = EntryFacts { mode, fed_back, ..facts(1, &[1]) };
            let told = fed_back == Fact::Known(true);
            let at_once = matches!(mode, Some(Immediate | WhileSupervised));
            assert_eq!(ask(&henan, &facts, since).is_ok(), told || at_once, "{facts:?}");
            assert_eq!(ask(&contrary, &facts, since).is_ok(), told, "{facts:?}");
            assert!(ask(&henan, &facts, day!(2018, 12, 30)).is_ok(), "not yet known");
            assert!(ask(&world("zhaotong"), &facts, day!(2019, 5, 6)).is_ok(), "no such rule");
        }
    }
    let open = EntryFacts { fed_back: FACTS[2], ..facts(1, &[1]) };
    let refused = ask(&henan, &open, since).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotEnoughKnown);
    let not = EntryFacts { fed_back: Fact::Known(false), ..facts(1, &[1]) };
    let refused = ask(&henan, &not, since).unwrap_err();
    assert_eq!((refused.kind(), refused.unmet().len()), (RefusalKind::NotPermitted, 1));
    sound(&[refused.unmet()[0].reason().clone()]);
}

fn fed_back(n: u128, noted: bool, entries: &[LedgerStatus]) -> ProblemFacts {
    ProblemFacts { problem: problem(n), noted, entries: entries.to_vec() }
}

/// G10: 332 problems, each noted or by its entries; the share at, below and above.
#[test]
fn problems_that_were_fed_back_are_put_right() {
    use LedgerStatus::{StruckOff, Verified};

    let gansu = world("gansu");
    let ask = |problems: &[ProblemFacts]| {
        let decision = put_right(problems, gansu.on(day!(2020, 5, 1)));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let all: Vec<ProblemFacts> = (1..=332).map(|n| fed_back(n, true, &[])).collect();
    assert_eq!(ask(&all), PutRight { of: 332, open: vec![], reached: true });
    assert_eq!(ask(&[]), PutRight { of: 0, open: vec![], reached: true });
    let rows: [(ProblemFacts, bool); 6] = [
        (fed_back(1, false, &[]), false),
        (fed_back(1, false, &[StruckOff]), true),
        (fed_back(1, false, &[StruckOff, StruckOff]), true),
        (fed_back(1, false, &[StruckOff, Verified]), false),
        (fed_back(1, true, &[Verified]), true),
        (fed_back(1, false, &[Verified]), false),
    ];
    for (one, right) in rows {
        let open = if right { vec![] } else { vec![problem(1)] };
        assert_eq!(ask(&[one]), PutRight { of: 1, reached: right, open });
    }
    let mut few = all;
    few[9].noted = false;
    few[3].noted = false;
    let found = ask(&few);
    assert_eq!((found.open, found.reached), (vec![problem(4), problem(10)], false));
    // 330 of 332 are 993.9 in a thousand.
    for (share, reached) in [(993, true), (994, false)] {
        let share = Permille::new(share).unwrap();
        let other = world("gansu").setting(keys::rectification::PUT_RIGHT, share);
        let found = put_right(&few, other.on(day!(2020, 5, 1)));
        assert_eq!(found.outcome().reached, reached);
    }
    let silent = put_right(&few, gansu.on(day!(2020, 4, 30)));
    assert!(!silent.outcome().reached, "where no share is laid down, every one");
}

/// N10: one problem an entry; at, before and after.
#[test]
fn a_small_scope_is_one_problem() {
    let national = world("national");
    let ask = |world: &World, mode, covers: &[u128], day| {
        let facts = EntryFacts { mode: Some(mode), ..facts(1, covers) };
        let decision = scope(&facts, world.on(day));
        sound(decision.reasons());
        *decision.outcome()
    };
    let (small, since) = (RectificationMode::SmallScope, day!(2024, 5, 27));
    let wide = |covers, most| Some(ScopeGap::TooWide { covers, most });
    assert_eq!(ask(&national, small, &[], since), Some(ScopeGap::NoProblem));
    assert_eq!(ask(&national, small, &[1], since), None);
    assert_eq!(ask(&national, small, &[1, 2], since), wide(2, 1));
    assert_eq!(ask(&national, small, &[1, 2], day!(2024, 5, 26)), None);
    for mode in RectificationMode::ALL.into_iter().filter(|mode| *mode != small) {
        assert_eq!(ask(&national, mode, &[1, 2], since), None, "{mode}");
    }
    let two = world("national").setting(keys::rectification::SMALL_SCOPE, 2);
    assert_eq!(ask(&two, small, &[1, 2], since), None);
    assert_eq!(ask(&two, small, &[1, 2, 3], since), wide(3, 2));
}

/// Z04: what the 20th central group fed back, and nothing else; H01: fed back or not.
#[test]
fn what_a_central_group_criticized_is_gathered_and_put_right() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let found = |n: u128, by: u128, text: &str, fed_back: Value| json!({ "id": no("problem", n), "found_by": no("supervision", by), "text": text, "fed_back": fed_back });
    let struck = |by: &str| {
        vec![
            json!("listed"),
            json!("in_progress"),
            json!({ "reported": { "by": no("organ", 2) } }),
            json!({ "verified": { "by": by } }),
            json!({ "struck_off": { "by": by } }),
        ]
    };
    let entry = |n: u128, covers: Vec<String>, stages: Vec<Value>| json!({ "id": no("entry", n), "kind": "task", "covers": covers, "mode": "immediate", "stages": stages_json(&stages) });
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [
            { "id": no("organ", 1), "name": "中央督导组", "kind": "central_supervision", "level": "central" },
            { "id": no("organ", 2), "name": "甲市纪委监委", "kind": "discipline_supervision", "level": "city" },
        ],
        "persons": [{ "id": no("person", 1), "name": "甲某" }],
        "missions": [
            { "id": no("supervision", 1), "mode": "stationed", "by": no("organ", 1), "team": "central_group", "team_number": 20 },
            { "id": no("supervision", 2), "mode": "itinerant", "by": no("organ", 2) },
        ],
        "problems": [
            found(1, 1, "“破网打伞”力度不够", at_json(8)),
            found(2, 1, "深挖彻查工作不够快", at_json(8)),
            found(3, 2, "台账不全", Value::Null),
        ],
        "entries": [
            entry(1, vec![no("problem", 1)], struck(&no("person", 1))),
            entry(2, vec![no("problem", 1), no("problem", 2)], vec![json!("listed")]),
            entry(3, vec![no("problem", 2), no("problem", 3)], vec![json!("listed")]),
            entry(4, vec![], vec![json!("listed")]),
        ],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let twentieth = ProblemFacts::gather(&dossier, id(SupervisionId::from_uuid, 1));
    let wanted = [
        fed_back(1, false, &[LedgerStatus::StruckOff, LedgerStatus::Listed]),
        fed_back(2, false, &[LedgerStatus::Listed, LedgerStatus::Listed]),
    ];
    assert_eq!(twentieth, wanted);
    let state = put_right(&twentieth, world("zhaotong").on(day!(2019, 5, 6))).outcome().clone();
    assert_eq!(state.open, [problem(1), problem(2)]);
    let done = [fed_back(1, true, &[]), fed_back(2, false, &[LedgerStatus::StruckOff])];
    assert!(put_right(&done, world("zhaotong").on(day!(2019, 5, 6))).outcome().open.is_empty());
    let entries = EntryFacts::gather(&dossier);
    let told: Vec<Option<bool>> = entries.iter().map(|entry| entry.fed_back.known()).collect();
    assert_eq!(told, [Some(true), Some(true), None, None]);
    assert!(entries.iter().all(|entry| entry.mode == Some(RectificationMode::Immediate)));
}

/// H28: the items of this task, and of no other, stand in its way; the fields that are there.
#[test]
fn only_its_own_items_stand_in_the_way_of_a_task() {
    let henan = world("henan");
    let rules = henan.on(day!(2019, 1, 15));
    let item = |parent: Option<u128>| EntryFacts {
        parent: parent.map(entry),
        status: LedgerStatus::Listed,
        ..facts(2, &[1])
    };
    let strike = |items: &[EntryFacts]| may_strike_off(&facts(1, &[1]), items, rules);
    assert!(strike(&[item(Some(3)), item(None)]).is_ok(), "of another task, or of none");
    assert!(strike(&[item(Some(1))]).is_err());
    let bare: LedgerEntry = serde_json::from_value(serde_json::json!({
        "id": format!("entry-{:032x}", 1), "kind": "task", "measure": "立行立改",
        "leader": format!("person-{:032x}", 1),
        "stages": crate::model::trials::stages_json(&["listed".into()]),
    }))
    .unwrap();
    let wanted = [LedgerField::Measure, LedgerField::ResponsibleLeader];
    assert_eq!(EntryFacts::of(&bare).fields, wanted.into_iter().collect());
}
