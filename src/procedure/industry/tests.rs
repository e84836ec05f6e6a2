//! Order, chaos, departments, figures, spot checks, focus, row by row.

use super::*;
use crate::base::id::{OrganId, RecordId};
use crate::day;
use crate::procedure::trials::{World, id, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::Codes;
use crate::terms::gang::LocalBully;
use crate::terms::industry::{IndustryChaos, RegulatorAction, SpotCheck};

fn seen(industry: Industry, gangs: u128, complaints: u128) -> IndustryFacts {
    IndustryFacts {
        industry,
        gangs: (1..=gangs).map(|n| id(GangId::from_uuid, n)).collect(),
        complaints: (1..=complaints).map(|n| id(ClueId::from_uuid, n)).collect(),
    }
}

fn order(world: &World, all: &[IndustryFacts]) -> Vec<(usize, Industry)> {
    let decision = priority(all, world.on(day!(2021, 5, 6)));
    sound(decision.reasons());
    let ranked = decision.outcome().clone().known().unwrap();
    assert_eq!(decision.reasons().len(), ranked.len() + 1, "a reason for each, and one for all");
    ranked.into_iter().map(|one| (one.place, one.industry)).collect()
}

/// G27: both grounds before one, then gangs, then reports; nothing where there is none.
#[test]
fn where_gangs_are_rampant_and_the_masses_react() {
    use Industry as I;

    let gansu = world("gansu");
    let all = [
        seen(I::Finance, 0, 9),
        seen(I::Education, 0, 0),
        seen(I::Transport, 1, 1),
        seen(I::Construction, 5, 0),
        seen(I::Health, 1, 2),
        seen(I::Banking, 0, 9),
    ];
    let wanted =
        [(1, I::Health), (2, I::Transport), (3, I::Construction), (4, I::Banking), (4, I::Finance)];
    for turn in 0..all.len() {
        let mut other = all.clone();
        other.rotate_left(turn);
        assert_eq!(order(&gansu, &other), wanted, "{turn}");
    }
    let last = [&all[..], &[seen(I::Lending, 0, 1)]].concat();
    assert_eq!(order(&gansu, &last)[5], (6, I::Lending), "two share a place, and the next is free");
}

/// G27: at, before and after: one gang or one report more decides.
#[test]
fn one_more_decides() {
    use Industry as I;

    let gansu = world("gansu");
    let rows = [
        (2, 3, [(1, I::Finance), (2, I::Transport)]),
        (3, 3, [(1, I::Finance), (1, I::Transport)]),
        (4, 3, [(1, I::Transport), (2, I::Finance)]),
        (3, 2, [(1, I::Finance), (2, I::Transport)]),
        (3, 4, [(1, I::Transport), (2, I::Finance)]),
        (4, 1, [(1, I::Transport), (2, I::Finance)]),
        (4, 0, [(1, I::Finance), (2, I::Transport)]),
    ];
    for (gangs, reports, wanted) in rows {
        let found = order(&gansu, &[seen(I::Finance, 3, 3), seen(I::Transport, gangs, reports)]);
        assert_eq!(found, wanted, "{gangs} {reports}");
    }
    let twice = [seen(I::Finance, 1, 0), seen(I::Finance, 0, 2), seen(I::Transport, 1, 1)];
    assert_eq!(order(&gansu, &twice)[0], (1, I::Finance), "taken together");
}

/// G27: the grounds, and their order, are the pack's.
#[test]
fn the_grounds_are_those_of_the_place() {
    use Industry as I;

    let all = [seen(I::Finance, 1, 9), seen(I::Transport, 2, 1)];
    assert_eq!(order(&world("gansu"), &all)[0].1, I::Transport);
    let reports_first = Codes::literal(&["complaints", "gang_activity"]);
    let other = world("gansu").setting(keys::industry::PRIORITY, reports_first);
    assert_eq!(order(&other, &all)[0].1, I::Finance);
    let gangs_only =
        world("gansu").setting(keys::industry::PRIORITY, Codes::literal(&["gang_activity"]));
    assert_eq!(order(&gangs_only, &[seen(I::Finance, 0, 9)]), []);
    let silent = priority(&all, world("henan").on(day!(2021, 5, 6)));
    assert!(silent.outcome().clone().known().is_none());
    let early = priority(&all, world("gansu").on(day!(2021, 4, 21)));
    assert!(early.outcome().clone().known().is_none(), "known from April 22, 2021");
}

/// G28: every kind of chaos against every industry, with and without it in the return.
#[test]
fn chaos_is_named_with_its_industry() {
    for industry in Industry::ALL {
        let ask = |named: &[IndustryChaos], labels: &[LocalBully]| {
            let decision = chaos(&ReturnFacts {
                industry: industry.clone(),
                chaos: named.iter().cloned().collect(),
                labels: labels.iter().cloned().collect(),
            });
            sound(decision.reasons());
            decision.outcome().clone()
        };
        let own: Vec<IndustryChaos> = IndustryChaos::ALL
            .into_iter()
            .filter(|one| one.named_with().as_ref() == Some(&industry))
            .collect();
        let passed: Vec<ChaosGap> = own.iter().cloned().map(ChaosGap::PassedOver).collect();
        assert_eq!(ask(&[], &[]), passed, "{industry}");
        assert_eq!(ask(&own, &[]), [], "{industry}");
        for one in IndustryChaos::ALL {
            let mut named = own.clone();
            named.push(one.clone());
            let other = one.named_with().filter(|other| *other != industry);
            let gap = other.map(|industry| ChaosGap::OfAnother { chaos: one.clone(), industry });
            assert_eq!(ask(&named, &[]), Vec::from_iter(gap), "{industry} {one}");
        }
        // N13: a mine bully at work in transport is chaos of transport too.
        let mine = ChaosGap::PassedOver(IndustryChaos::MineBully);
        assert!(
            ask(&own, &[LocalBully::Mine]).contains(&mine)
                || industry == Industry::NaturalResources
        );
        let with = [&own[..], &[IndustryChaos::MineBully]].concat();
        assert_eq!(ask(&with, &[LocalBully::Mine]), [], "{industry}");
        assert_eq!(ask(&own, &[LocalBully::Street]), [], "no chaos is named after street bullies");
    }
}

/// Each bully that the sources name, and the chaos that it stands for.
#[test]
fn labels_stand_for_chaos() {
    let ask = |label: LocalBully| {
        let facts = ReturnFacts {
            industry: Industry::Education,
            chaos: BTreeSet::new(),
            labels: BTreeSet::from([label]),
        };
        chaos(&facts).outcome().clone()
    };
    let one = |chaos| vec![ChaosGap::PassedOver(chaos)];
    assert_eq!(ask(LocalBully::Village), one(IndustryChaos::VillageBully));
    assert_eq!(ask(LocalBully::Mine), one(IndustryChaos::MineBully));
    assert_eq!(ask(LocalBully::Market), one(IndustryChaos::MarketBully));
    assert_eq!(ask(LocalBully::Trade), one(IndustryChaos::MarketBully));
    assert_eq!(ask(LocalBully::Street), []);
}

fn organ(n: u128) -> OrganId {
    id(OrganId::from_uuid, n)
}

/// C25: 10, 11 and 12 departments; what each still owes.
#[test]
fn eleven_departments_are_urged_and_checked() {
    let on = day!(2021, 1, 15);
    let all = |n: u128| -> BTreeSet<OrganId> { (1..=n).map(organ).collect() };
    let chengguan = world("chengguan");
    let ask = |world: &World, facts: &DepartmentFacts| {
        let decision = departments(facts, world.on(on));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    for n in 10..=12 {
        let facts = DepartmentFacts { urged: all(n), returned: all(n), inspected: all(n) };
        let fewer = DepartmentGap::Fewer { has: 10, wanted: 11 };
        let wanted = if n == 10 { vec![fewer] } else { vec![] };
        assert_eq!(ask(&chengguan, &facts), wanted, "{n}");
    }
    let owed = DepartmentFacts { urged: all(11), returned: all(10), inspected: all(9) };
    let gaps = [
        DepartmentGap::NoReturn(organ(11)),
        DepartmentGap::NotInspected(organ(10)),
        DepartmentGap::NotInspected(organ(11)),
    ];
    assert_eq!(ask(&chengguan, &owed), gaps);
    let more = DepartmentFacts { urged: all(11), returned: all(20), inspected: all(20) };
    assert_eq!(ask(&chengguan, &more), [], "others may report too");
    let two = world("chengguan").setting(keys::industry::REGULATORS, 2);
    assert_eq!(
        ask(&two, &DepartmentFacts { urged: all(1), returned: all(1), inspected: all(1) }).len(),
        1
    );
    assert_eq!(ask(&world("henan"), &owed), []);
    let decision = departments(&owed, chengguan.on(on));
    assert_eq!(rules_of(&decision), ["industry/departments", "industry/plan-inspected"]);
}

fn amounts(rows: &[(RegulatorAction, u64, bool)]) -> BTreeMap<RegulatorAction, Amount> {
    let amount = |count: u64, at_least: bool| Amount { count, at_least };
    rows.iter().map(|(action, n, more)| (action.clone(), amount(*n, *more))).collect()
}

/// G30, H20: the figures of the sources; one below, equal, one above, exact and at least.
#[test]
fn figures_add_up_or_show_what_is_left() {
    use RegulatorAction as A;

    let left = |parts: (u64, bool), whole: (u64, bool)| {
        let parts = amounts(&[(A::Fine, parts.0, parts.1)]);
        let decision = adds_up(&parts, &amounts(&[(A::Fine, whole.0, whole.1)]));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let short = vec![Residual::NotInParts { action: A::Fine, by: 1 }];
    let much = vec![Residual::TooMuch { action: A::Fine, by: 1 }];
    let whole = 830_000;
    assert_eq!(left((whole, false), (whole, false)), []);
    assert_eq!(left((whole - 1, false), (whole, false)), short);
    assert_eq!(left((whole + 1, false), (whole, false)), much);
    assert_eq!(left((whole - 1, true), (whole, false)), [], "the parts may be more");
    assert_eq!(left((whole + 1, true), (whole, false)), much, "and may not be less");
    assert_eq!(left((whole + 1, false), (whole, true)), [], "the whole may be more");
    assert_eq!(left((whole - 1, false), (whole, true)), short, "and may not be less");
    assert_eq!(left((whole - 1, true), (whole, true)), []);
    let sand = amounts(&[
        (A::SiteBanned, 686, false),
        (A::EquipmentDestroyed, 2_030, false),
        (A::CaseInvestigated, 196, false),
    ]);
    assert_eq!(adds_up(&sand, &sand).outcome(), &[]);
    let other = amounts(&[(A::SiteBanned, 686, false)]);
    let unnamed = adds_up(&sand, &other);
    assert_eq!(unnamed.outcome().len(), 2);
    let missing = adds_up(&other, &sand);
    let gone = Residual::NotInParts { action: A::EquipmentDestroyed, by: 2_030 };
    assert!(missing.outcome().contains(&gone) && missing.outcome().len() == 2);
    let most = Amount { count: u64::MAX, at_least: false };
    let one = Amount { count: 1, at_least: false };
    assert_eq!(most.plus(one), Amount { count: u64::MAX, at_least: true });
    let known = Amount { count: 400, at_least: true };
    assert_eq!(known.plus(one), Amount { count: 401, at_least: true });
    assert_eq!(one.plus(known).to_string(), "at least 401");
}

fn visit(n: u128, check: SpotCheck, regulator: Fact<OrganId>, reached: Option<u32>) -> Visit {
    Visit { record: id(RecordId::from_uuid, n), check, by: organ(1), regulator, reached }
}

/// C25: every kind of check, by the regulator itself, by another, not known.
#[test]
fn covert_checks_are_not_made_by_the_regulator_itself() {
    for check in SpotCheck::ALL {
        let covert = [SpotCheck::CovertShopVisit, SpotCheck::RandomCall].contains(&check);
        let ask = |regulator, reached| {
            let decision = visits(&[visit(1, check.clone(), regulator, reached)]);
            sound(decision.reasons());
            decision.outcome().clone()
        };
        let record = id(RecordId::from_uuid, 1);
        let own = if covert { vec![VisitGap::ByTheRegulator(record)] } else { vec![] };
        assert_eq!(ask(Fact::Known(organ(1)), Some(9)), own, "{check}");
        assert_eq!(ask(Fact::Known(organ(2)), Some(9)), [], "{check}");
        let open = if covert { vec![VisitGap::NoRegulator(record)] } else { vec![] };
        assert_eq!(ask(Fact::NotKnown(NotKnown::NeverAsked), Some(9)), open, "{check}");
        let uncounted = check != SpotCheck::PlanInspection;
        let figure = if uncounted { vec![VisitGap::NoFigure(record)] } else { vec![] };
        assert_eq!(ask(Fact::Known(organ(2)), None), figure, "{check}");
    }
}

/// C25: shops and persons are never added; an unknown figure makes a lower bound.
#[test]
fn what_was_reached_is_summed_by_kind() {
    let by = Fact::Known(organ(2));
    let all = [
        visit(1, SpotCheck::CovertShopVisit, by, Some(2_000)),
        visit(2, SpotCheck::CovertShopVisit, by, Some(300)),
        visit(3, SpotCheck::RandomCall, by, Some(200)),
        visit(4, SpotCheck::RandomCall, by, None),
    ];
    let sums = reached(&all);
    assert_eq!(sums[&SpotCheck::CovertShopVisit], Amount { count: 2_300, at_least: false });
    assert_eq!(sums[&SpotCheck::RandomCall], Amount { count: 200, at_least: true });
    assert_eq!(sums.len(), 2);
}

/// N01, N02, N11, N12: each left out once; the day before the commentary; open lists.
#[test]
fn what_a_rectification_of_livelihood_leaves_out() {
    let national = world("national");
    let on = |facts: &FocusFacts, day| {
        let decision = focus(facts, national.on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let whole = FocusFacts {
        fields: BTreeSet::from(LivelihoodField::ALL),
        misconduct: BTreeSet::from(MisconductKind::ALL),
        risk_points: BTreeSet::from(RiskPoint::ALL),
    };
    let said = day!(2024, 5, 27);
    assert_eq!(on(&whole, said), []);
    assert_eq!(on(&FocusFacts::default(), said).len(), 4 + 4 + 3);
    assert_eq!(on(&FocusFacts::default(), day!(2024, 5, 26)), []);
    for field in LivelihoodField::ALL {
        let mut facts = whole.clone();
        facts.fields.remove(&field);
        let asked = field != LivelihoodField::PovertyRelief;
        let gap = asked.then_some(FocusGap::Field(field));
        assert_eq!(on(&facts, said), Vec::from_iter(gap));
    }
    for kind in MisconductKind::ALL {
        let mut facts = whole.clone();
        facts.misconduct.remove(&kind);
        assert_eq!(on(&facts, said), [FocusGap::Misconduct(kind)]);
    }
    for point in RiskPoint::ALL {
        let mut facts = whole.clone();
        facts.risk_points.remove(&point);
        assert_eq!(on(&facts, said), [FocusGap::RiskPoint(point)]);
    }
}

/// From the dossier: gangs and reports of an industry, returns, checks, duties, cases.
#[test]
fn facts_come_from_the_records() {
    use serde_json::{Value, json};

    use crate::base::id::LeadingGroupId;
    use crate::model::dossier::DossierDraft;
    use crate::procedure::trials::at;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped = |text: &str, state: Value| json!({ "when": when(text), "state": state });
    let clue = |n: u128, industries: &[&str], channel: Option<&str>, repeats: Option<u128>| {
        json!({ "id": no("clue", n), "received_by": no("organ", 1), "channel": channel,
            "source": if channel.is_some() { "mass_report" } else { "covert_visit" }, "repeats": repeats.map(|n| no("clue", n)),
            "industries": industries, "content": "反映行业乱象。", "subjects": [no("person", 1)],
            "stages": [stamped("2020-01-01 09:00", json!("received"))] })
    };
    let case = |n: u128, clues: &[u128]| {
        let clues: Vec<String> = clues.iter().map(|n| no("clue", *n)).collect();
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county", "subjects": [no("person", n)],
            "from_clues": clues,
            "stages": [stamped("2020-02-10 09:00", json!({ "discipline": "filed" }))] })
    };
    let organ_form = |n: u128| json!({ "id": no("organ", n), "name": "甲局", "kind": "industry_regulator", "level": "county" });
    let checked = |n: u128, check: &str, regulator: u128, reached: Option<u32>| {
        json!({ "id": no("record", n), "check": check, "by": no("organ", 1),
            "regulator": no("organ", regulator), "when": when("2020-03-01 09:00"), "reached": reached })
    };
    let people: Vec<Value> =
        (1..=3).map(|n| json!({ "id": no("person", n), "name": "甲某" })).collect();
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ_form(1), organ_form(2), organ_form(3)],
        "persons": people,
        "gangs": [{ "id": no("gang", 1), "name": "乙团伙", "labels": ["mine"],
            "industries": ["natural_resources", "transport"] },
            { "id": no("gang", 2), "name": "丙团伙", "labels": ["village"], "industries": ["finance"] }],
        "clues": [clue(1, &["transport", "finance"], Some("letter"), None),
            clue(2, &["transport"], Some("visit"), Some(1)), clue(3, &["transport"], None, None)],
        "cases": [case(1, &[1]), case(2, &[3]), case(3, &[])],
        "regulator_returns": [{ "id": no("record", 1), "regulator": no("organ", 2),
            "industry": "transport", "chaos": ["monopoly"],
            "counts": [{ "action": "fine", "count": 830_000 },
                { "action": "case_investigated", "count": 500, "at_least": true }] },
            { "id": no("record", 2), "regulator": no("organ", 3), "industry": "finance",
            "counts": [{ "action": "case_investigated", "count": 32 }] }],
        "covert_visits": [checked(3, "plan_inspection", 2, None), checked(4, "covert_shop_visit", 3, Some(9))],
        "leading_groups": [{ "id": no("leading_group", 1), "name": "领导小组", "level": "county",
            "chair": no("organ", 1), "members": [
                { "unit": no("organ", 2), "duty": "整治运输乱象" }, { "unit": no("organ", 3) }] }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let all = IndustryFacts::gather(&dossier);
    let counts: Vec<(Industry, usize, usize)> = all
        .iter()
        .map(|one| (one.industry.clone(), one.gangs.len(), one.complaints.len()))
        .collect();
    let wanted = [
        (Industry::Transport, 1, 1),
        (Industry::NaturalResources, 1, 0),
        (Industry::Finance, 1, 1),
    ];
    assert_eq!(counts, wanted, "a repeat and what came by no channel do not count");
    let facts = ReturnFacts::gather(&dossier, id(RecordId::from_uuid, 1)).unwrap();
    assert_eq!(facts.labels, BTreeSet::from([LocalBully::Mine]), "of the gangs in it alone");
    let gaps = chaos(&facts);
    assert_eq!(gaps.outcome(), &[ChaosGap::PassedOver(IndustryChaos::MineBully)]);
    let urged = BTreeSet::from([organ(2), organ(3)]);
    let facts = DepartmentFacts::gather(&dossier, urged);
    assert_eq!(facts.returned, BTreeSet::from([organ(2), organ(3)]));
    assert_eq!(facts.inspected, BTreeSet::from([organ(2)]));
    let sums = sum(dossier.regulator_returns().values());
    let cases = Amount { count: 532, at_least: true };
    assert_eq!(sums[&RegulatorAction::CaseInvestigated], cases, "532 cases");
    let seen = Visit::gather(&dossier);
    assert_eq!(visits(&seen).outcome(), &[]);
    assert_eq!(reached(&seen)[&SpotCheck::CovertShopVisit].count, 9);
    let idle = without_duty(&dossier, id(LeadingGroupId::from_uuid, 1)).unwrap();
    sound(idle.reasons());
    assert_eq!(idle.outcome(), &[organ(3)]);
    assert!(without_duty(&dossier, id(LeadingGroupId::from_uuid, 9)).is_none());
    let key = BTreeSet::from([Industry::Transport, Industry::Finance, Industry::Health]);
    let cases = filed(&dossier, &key);
    sound(cases.reasons());
    let outcome = cases.outcome();
    let of = |industry: &Industry| outcome.of[industry].len();
    assert_eq!(
        [Industry::Transport, Industry::Finance, Industry::Health].map(|i| of(&i)),
        [2, 1, 0]
    );
    assert_eq!((outcome.all.len(), outcome.counted_again), (2, 1));
    let persons: BTreeSet<_> = [1, 2].map(|n| id(PersonId::from_uuid, n)).into();
    assert_eq!(outcome.persons, persons, "the third case is of no industry");
    let parts: usize = outcome.of.values().map(BTreeSet::len).sum();
    assert_eq!(parts - outcome.counted_again, outcome.all.len(), "parts and whole add up");
}
