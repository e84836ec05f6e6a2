//! The trigger table row by row, and what must hold over all states of what is known.

mod lowering;
mod records;
mod values;

use super::table::strength;
use super::*;
use crate::base::id::OrganId;
use crate::day;
use crate::decision::{Answer, Decision, RefusalKind};
use crate::model::draft::Draft;
use crate::model::organ::OrganDraft;
use crate::model::organ::tree::OrganTree;
use crate::model::place::PlaceTree;
use crate::procedure::trials::{FACTS, World, id, rests_on_the_test, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::{EvaluationScope, Join};
use crate::rulebook::keys;
use crate::terms::handling::HandlingMode;
use crate::terms::office::{Level, OrganKind};

const YES: Fact<bool> = Fact::Known(true);

fn facts(grounds: Grounds) -> EscalationFacts {
    EscalationFacts {
        home: Level::County,
        handled_at: Level::County,
        managed_at: Fact::Known(Some(Level::County)),
        designated_below: false,
        grounds,
        local_ties: Fact::Known(0),
    }
}

fn ask(world: &World, facts: &EscalationFacts) -> Decision<Answer<Handling>> {
    let decision = decide(facts, world.on(day!(2024, 6, 3)));
    sound(decision.reasons());
    decision
}

fn handling(world: &World, facts: &EscalationFacts) -> Handling {
    ask(world, facts).outcome().clone().known().unwrap()
}

/// Seed-rules §6.3, each row with its place: what one ground alone leads to.
#[test]
fn each_row_of_the_table() {
    let one = |set: fn(&mut Grounds)| {
        let mut grounds = Grounds::none();
        set(&mut grounds);
        grounds
    };
    let screened = |g: &mut Grounds| (g.gang_related, g.concluded_and_screened) = (YES, YES);
    /// Source row, place, the grounds, the answer, and the first rule behind it.
    type Row = (&'static str, &'static str, fn(&mut Grounds), &'static str, &'static str);
    #[rustfmt::skip]
    let rows: [Row; 18] = [
        ("G15", "gansu", screened, "ordinary handling, at county level, evaluated at city level", "escalation/evaluation"),
        ("G24", "gansu", |g| g.central_clue = YES, "direct investigation, at city level, a member of the leading team answers for the case", "escalation/central-clue"),
        ("Z17", "zhaotong", |g| g.central_clue = YES, "key supervision, at county level", "escalation/central-clue"),
        ("Z17", "zhaotong", |g| (g.central_clue, g.major) = (YES, YES), "direct investigation, at city level", "escalation/central-clue"),
        ("law 6", "zhejiang", |g| g.central_clue = YES, "level-raised handling, at city level", "escalation/central-clue"),
        ("H18", "henan", |g| g.central_clue = YES, "ordinary handling, at county level, a member of the leading team answers for the case", "escalation/central-lead"),
        ("H18", "henan", |g| (g.central_clue, g.major) = (YES, YES), "ordinary handling, at county level, the secretary of the discipline commission leads", "escalation/central-lead"),
        ("H12", "henan", |g| g.complex_local_ties = YES, "level-raised verification, at city level", "escalation/off-site"),
        ("H12", "henan", |g| g.resistance = YES, "level-raised verification, at city level", "escalation/off-site"),
        ("N14", "national", |g| g.acquaintances = YES, "cross handling, at county level", "escalation/acquaintances"),
        ("N14", "national", |g| (g.acquaintances, g.major) = (YES, YES), "level-raised handling, at city level", "escalation/acquaintances"),
        ("Z16", "zhaotong", |g| g.major = YES, "direct investigation, at city level", "escalation/major"),
        ("N15", "national", |g| g.wide_scope = YES, "ordinary handling, at county level, investigated thoroughly", "escalation/thorough"),
        ("N15", "gansu", |g| g.wide_scope = YES, "ordinary handling, at county level, a member of the leading team answers for the case, investigated thoroughly", "escalation/thorough"),
        ("N16", "national", |g| g.much_interference = YES, "ordinary handling, at county level, the principal leader commands", "escalation/interference"),
        ("G26", "gansu", |g| g.bone_or_nail = YES, "ordinary handling, at county level, a member of the leading team answers for the case, point-to-point supervision", "escalation/hard-case"),
        ("C13", "chengguan", |g| g.bone_or_nail = YES, "ordinary handling, at county level, a member of the leading team answers for the case, listed supervision", "escalation/hard-case"),
        ("G25", "gansu", |g| g.unit_without_results = YES, "ordinary handling, at county level, a member of the leading team answers for the case, one-on-one supervision", "escalation/no-results"),
    ];
    for (row, place, set, wanted, rule) in rows {
        let decision = ask(&world(place), &facts(one(set)));
        assert_eq!(decision.outcome().to_string(), wanted, "{row} in {place}");
        assert_eq!(rules_of(&decision)[0], rule, "{row} in {place}");
        // The same ground where no rule speaks of it changes nothing about the level.
        let fully_known = handling(&world("xixiang"), &facts(one(set)));
        assert!(fully_known.handle_at == Level::County || row == "N14", "{row}");
    }
    let none = ask(&world("gansu"), &facts(Grounds::none()));
    assert_eq!(none.outcome().to_string(), "ordinary handling, at county level");
    assert_eq!(rules_of(&none), ["escalation/ordinary"]);
}

/// Several grounds: the strongest consequence, with all reasons.
#[test]
fn all_reasons_are_given_and_the_strongest_counts() {
    let grounds = Grounds {
        central_clue: YES,
        major: YES,
        acquaintances: YES,
        much_interference: YES,
        wide_scope: YES,
        ..Grounds::none()
    };
    let decision = ask(&world("zhaotong"), &facts(grounds));
    assert_eq!(
        decision.outcome().to_string(),
        "direct investigation, at city level, the principal leader commands, investigated thoroughly",
    );
    assert_eq!(
        rules_of(&decision),
        [
            "escalation/central-clue",
            "escalation/major",
            "escalation/acquaintances",
            "escalation/interference",
            "escalation/thorough",
            "escalation/sanction",
        ],
    );
    let handling = decision.outcome().clone().known().unwrap();
    assert_eq!(handling.modes, [HandlingMode::LevelRaised, HandlingMode::DirectInvestigation]);
    assert_eq!(handling.managed_at, Some(Level::County), "the sanction stays where it was");
}

/// H12, read as needing both grounds; the ties counted in the network.
#[test]
fn off_site_grounds_in_both_readings() {
    let all = world("henan").reading(keys::verification::OFFSITE_JOIN, Join::All);
    for (ties, resistance) in [(false, false), (false, true), (true, false), (true, true)] {
        let grounds = Grounds {
            complex_local_ties: Fact::Known(ties),
            resistance: Fact::Known(resistance),
            ..Grounds::none()
        };
        let raised = |world: &World| handling(world, &facts(grounds)).handle_at == Level::City;
        assert_eq!(raised(&world("henan")), ties || resistance, "any {ties} {resistance}");
        assert_eq!(raised(&all), ties && resistance, "all {ties} {resistance}");
    }
    // A value of this crate: two supported ties; one may be chance.
    for (ties, wanted) in [(1, Level::County), (2, Level::City), (3, Level::City)] {
        let facts = EscalationFacts { local_ties: Fact::Known(ties), ..facts(Grounds::none()) };
        assert_eq!(handling(&world("henan"), &facts).handle_at, wanted, "{ties}");
        let four = world("henan").setting(keys::escalation::LOCAL_TIES, 4);
        assert_eq!(handling(&four, &facts).handle_at, Level::County);
    }
}

/// G15: whether every case is covered, or only those screened again, is open.
#[test]
fn evaluation_in_both_readings() {
    let every =
        world("gansu").reading(keys::escalation::EVALUATION_SCOPE, EvaluationScope::EveryCase);
    let grounds = Grounds { gang_related: YES, ..Grounds::none() };
    assert_eq!(handling(&world("gansu"), &facts(grounds)).evaluate_at, None);
    assert_eq!(handling(&every, &facts(grounds)).evaluate_at, Some(Level::City));
    let two = world("gansu").setting(keys::escalation::EVALUATION_LEVELS, 2);
    let screened = Grounds { concluded_and_screened: YES, ..grounds };
    assert_eq!(handling(&two, &facts(screened)).evaluate_at, Some(Level::Province));
}

/// Nothing goes above the top, and the answer says so.
#[test]
fn the_top_has_no_level_above() {
    let grounds = Grounds { major: YES, ..Grounds::none() };
    let facts = EscalationFacts {
        home: Level::Central,
        handled_at: Level::Central,
        managed_at: Fact::Known(Some(Level::Central)),
        ..facts(grounds)
    };
    let decision = ask(&world("zhaotong"), &facts);
    let found = decision.outcome().clone().known().unwrap();
    assert_eq!(
        (found.handle_at, found.mode()),
        (Level::Central, HandlingMode::DirectInvestigation)
    );
    assert!(rules_of(&decision).contains(&"escalation/top"));
    let quiet = EscalationFacts { grounds: Grounds::none(), ..facts };
    assert_eq!(rules_of(&ask(&world("zhaotong"), &quiet)), ["escalation/ordinary"]);
    let screened = Grounds { gang_related: YES, concluded_and_screened: YES, ..Grounds::none() };
    let decision = ask(&world("gansu"), &EscalationFacts { grounds: screened, ..quiet });
    assert_eq!(rules_of(&decision), ["escalation/evaluation", "escalation/top"]);
    assert_eq!(decision.outcome().clone().known().unwrap().evaluate_at, None);
}

/// Law 0, 1.1: nobody is handled from below, except by a superior's designation.
#[test]
fn nobody_is_handled_from_below() {
    for managed in Level::ALL {
        for home in Level::ALL {
            let facts = EscalationFacts {
                home,
                handled_at: home,
                managed_at: Fact::Known(Some(managed)),
                ..facts(Grounds::none())
            };
            let found = handling(&world("zhaotong"), &facts);
            assert_eq!(found.handle_at, home.max(managed));
            assert_eq!(found.managed_at, Some(managed), "raising moves the handling alone");
            let designated = EscalationFacts { designated_below: true, ..facts };
            assert_eq!(handling(&world("zhaotong"), &designated).handle_at, home);
        }
    }
}

/// A ground that was refuted hands the matter down again; it is not raised twice.
#[test]
fn raised_once_and_handed_down_again() {
    let major = Grounds { major: YES, ..Grounds::none() };
    let raised = EscalationFacts { handled_at: Level::City, ..facts(major) };
    let again = handling(&world("zhaotong"), &raised);
    assert_eq!(again.handle_at, Level::City, "asked a second time, it stays");
    assert_eq!(again.step_from(Level::City), Move::Stays);
    assert_eq!(again.step_from(Level::County), Move::Up);
    let refuted = EscalationFacts { handled_at: Level::City, ..facts(Grounds::none()) };
    let down = handling(&world("zhaotong"), &refuted);
    assert_eq!((down.handle_at, down.step_from(Level::City)), (Level::County, Move::Down));
}

/// All states of four grounds at a time: learning of a ground never lowers anything, and
/// an answer that was given is never taken back.
#[test]
fn learning_of_a_ground_never_lowers() {
    let set = |grounds: &mut Grounds, at: usize, fact: Fact<bool>| match at {
        0 => grounds.central_clue = fact,
        1 => grounds.major = fact,
        2 => grounds.complex_local_ties = fact,
        3 => grounds.acquaintances = fact,
        4 => grounds.much_interference = fact,
        _ => grounds.bone_or_nail = fact,
    };
    for place in ["zhaotong", "gansu", "henan", "national"] {
        let world = world(place);
        for n in 0..729_usize {
            let mut before = Grounds::none();
            let digits: Vec<usize> = (0..6).map(|at| n / 3_usize.pow(at) % 3).collect();
            digits.iter().enumerate().for_each(|(at, digit)| set(&mut before, at, FACTS[*digit]));
            let was = ask(&world, &facts(before)).outcome().clone();
            for at in digits.iter().enumerate().filter(|(_, d)| **d == 2).map(|(at, _)| at) {
                let mut after = before;
                set(&mut after, at, YES);
                let now = ask(&world, &facts(after)).outcome().clone();
                if let Answer::Known(was) = &was {
                    let Answer::Known(now) = now else { panic!("{place} {before:?} {at}") };
                    assert!(now.handle_at >= was.handle_at, "{place} {before:?} {at}");
                    assert!(strength(now.mode()) >= strength(was.mode()), "{place} {at}");
                    assert!(now.supervision.len() >= was.supervision.len());
                    assert!(now.command.is_some() || was.command.is_none());
                }
            }
            if let Answer::Known(was) = &was {
                assert!(!was.modes.is_empty());
                assert!(was.handle_at >= Level::County);
            }
        }
    }
}

/// What no rule of the place asks for is not asked for.
#[test]
fn only_what_matters_is_missing() {
    let ask = |place| {
        let world = world(place);
        let never = EscalationFacts {
            local_ties: Fact::NotKnown(NotKnown::NeverAsked),
            ..facts(Grounds::default())
        };
        let decision = decide(&never, world.on(day!(2019, 6, 3)));
        let missing = decision.outcome().what_is_missing().iter();
        missing.map(|m| m.fact().as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ask("zhaotong"), ["central_clue", "major"]);
    assert_eq!(ask("henan"), ["central_clue", "complex_local_ties", "resistance"]);
    assert!(ask("zhouzhi").is_empty(), "no trigger is laid down there in 2019");
}

fn tree() -> (OrganTree, [OrganId; 4]) {
    let ids = [1, 2, 3, 4].map(|n| id(OrganId::from_uuid, n));
    let [province, city, one, two] = ids;
    let organ = |id, name: &str, level, parent| {
        OrganDraft {
            id: Some(id),
            name: name.into(),
            kind: Some(OrganKind::DisciplineSupervision),
            level: Some(level),
            parent,
            ..OrganDraft::default()
        }
        .enter()
        .unwrap()
    };
    let organs = [
        organ(province, "甲省", Level::Province, None),
        organ(city, "乙市", Level::City, Some(province)),
        organ(one, "丙县", Level::County, Some(city)),
        organ(two, "丁县", Level::County, Some(city)),
    ];
    (OrganTree::new(organs, PlaceTree::new(&[]).unwrap(), []).unwrap(), ids)
}

/// Law 1.1: the four ways against the tree, every pair of organs.
#[test]
fn who_may_pass_a_matter_to_whom() {
    let (tree, [province, city, one, two]) = tree();
    let world = world("national");
    let rules = world.on(day!(2019, 6, 3));
    let ask = |way, from, to, ordered_by, has_ground, asked| {
        may_move(&MoveFacts { way, from, to, ordered_by, has_ground, asked }, &tree, rules)
    };
    #[rustfmt::skip]
    let rows = [
        (Way::AskedFromBelow, one, city, city, true, YES, true),
        (Way::AskedFromBelow, one, city, province, true, YES, true),
        (Way::AskedFromBelow, one, city, one, true, YES, false), // nobody raises by themselves
        (Way::AskedFromBelow, one, city, city, false, YES, false),
        (Way::AskedFromBelow, one, city, city, true, Fact::Known(false), false),
        (Way::AskedFromBelow, one, two, city, true, YES, false), // sideways is no raising
        (Way::OrderedFromAbove, one, province, province, true, FACTS[2], true),
        (Way::OrderedFromAbove, one, city, city, false, FACTS[2], false),
        (Way::OrderedFromAbove, city, one, city, true, FACTS[2], false),
        (Way::Designated, one, two, city, false, FACTS[2], true),
        (Way::Designated, one, two, province, false, FACTS[2], true),
        (Way::Designated, one, two, two, false, FACTS[2], false),
        (Way::Designated, one, one, city, false, FACTS[2], false),
        (Way::Designated, city, one, city, false, FACTS[2], true),
        (Way::HandedDown, city, one, city, false, FACTS[2], true),
        (Way::HandedDown, city, one, one, false, FACTS[2], false),
        (Way::HandedDown, one, city, city, false, FACTS[2], false),
    ];
    for (way, from, to, by, ground, asked, wanted) in rows {
        let found = ask(way, from, to, by, ground, asked);
        assert_eq!(found.is_ok(), wanted, "{way:?} {from} {to} {by} {ground} {asked:?}");
    }
    let sideways = ask(Way::AskedFromBelow, one, two, city, true, YES).unwrap_err();
    assert_eq!(sideways.kind(), RefusalKind::NotPermitted, "another way may be open");
    let refused = ask(Way::AskedFromBelow, one, city, one, false, FACTS[2]).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::Forbidden);
    assert_eq!(refused.unmet().len(), 3, "who orders it, the ground, and whether it was asked for");
    let unasked = ask(Way::AskedFromBelow, one, city, city, true, FACTS[2]).unwrap_err();
    assert_eq!(unasked.kind(), RefusalKind::NotEnoughKnown);
}

/// An organ without a superior in the tree is the top one on the highest level only. What is
/// missing is found by entering it.
#[test]
fn what_stands_above_an_organ_is_not_known_before_it_is_told() {
    let organ = |n: u128, level, parent: Option<u128>| {
        let id = |n| id(OrganId::from_uuid, n);
        OrganDraft {
            id: Some(id(n)),
            name: format!("第{n}机关").as_str().into(),
            kind: Some(OrganKind::DisciplineSupervision),
            level: Some(level),
            parent: parent.map(id),
            ..OrganDraft::default()
        }
        .enter()
        .unwrap()
    };
    let ask = |way, from, to, by, told: Option<u128>| {
        let organs = [
            organ(1, Level::Central, None),
            organ(2, Level::City, told),
            organ(3, Level::County, Some(2)),
            organ(4, Level::Province, None),
        ];
        let tree = OrganTree::new(organs, PlaceTree::new(&[]).unwrap(), []).unwrap();
        let [from, to, ordered_by] = [from, to, by].map(|n| id(OrganId::from_uuid, n));
        let facts = MoveFacts { way, from, to, ordered_by, has_ground: true, asked: YES };
        let world = world("national");
        may_move(&facts, &tree, world.on(day!(2019, 6, 3))).map(drop).map_err(|no| no.kind())
    };
    let (open, no) = (Err(RefusalKind::NotEnoughKnown), Err(RefusalKind::NotPermitted));
    let forbidden = Err(RefusalKind::Forbidden);
    #[rustfmt::skip]
    let rows = [
        // The organ above the city is missing, and told.
        (Way::OrderedFromAbove, 3, 4, 4, None, open),
        (Way::OrderedFromAbove, 3, 4, 4, Some(4), Ok(())),
        (Way::OrderedFromAbove, 3, 1, 1, Some(4), open), // of the province nobody says it either
        (Way::OrderedFromAbove, 3, 1, 1, Some(1), Ok(())),
        (Way::OrderedFromAbove, 3, 4, 4, Some(1), no), // the way up is at its end
        (Way::OrderedFromAbove, 3, 2, 2, None, Ok(())),
        (Way::OrderedFromAbove, 2, 3, 2, None, no), // nothing stands under what is lower
        (Way::OrderedFromAbove, 3, 2, 3, None, forbidden),
        (Way::OrderedFromAbove, 3, 2, 4, None, open),
        (Way::HandedDown, 4, 3, 4, None, open),
        (Way::HandedDown, 4, 3, 4, Some(4), Ok(())),
        (Way::HandedDown, 2, 3, 2, None, Ok(())),
        (Way::Designated, 2, 3, 4, None, open),
        (Way::Designated, 2, 3, 4, Some(4), Ok(())),
        (Way::Designated, 1, 3, 4, None, forbidden), // nothing stands above the top
    ];
    for (way, from, to, by, told, wanted) in rows {
        assert_eq!(ask(way, from, to, by, told), wanted, "{way:?} {from} {to} {by} {told:?}");
    }
}

/// Law 0, 1.1: each way rests on the parameter that the page names for it.
#[test]
fn each_way_rests_on_its_own_rule() {
    let (tree, [_, city, one, two]) = tree();
    let rows = [
        (Way::AskedFromBelow, one, city, keys::escalation::RAISE_ON_REQUEST),
        (Way::OrderedFromAbove, one, city, keys::escalation::UPPER_MAY_TAKE),
        (Way::Designated, one, two, keys::escalation::DOWNWARD_DESIGNATION),
        (Way::HandedDown, city, one, keys::escalation::DOWNWARD_DESIGNATION),
    ];
    for (way, from, to, key) in rows {
        let facts = MoveFacts { way, from, to, ordered_by: city, has_ground: true, asked: YES };
        let set = world("national").setting(key, true);
        let decision = may_move(&facts, &tree, set.on(day!(2019, 6, 3))).unwrap();
        assert!(decision.reasons().iter().all(rests_on_the_test), "{way:?}");
    }
    let set = world("national").setting(keys::escalation::DOWNWARD_DESIGNATION, true);
    let below =
        EscalationFacts { managed_at: Fact::Known(Some(Level::City)), ..facts(Grounds::none()) };
    let decision = decide(&below, set.on(day!(2019, 6, 3)));
    assert_eq!(rules_of(&decision)[0], "escalation/managing-level");
    assert!(rests_on_the_test(&decision.reasons()[0]));
}

#[test]
fn a_dispute_goes_to_the_lowest_common_superior() {
    let (tree, [province, city, one, two]) = tree();
    let ask = |a, b| settle(&tree, a, b).outcome().clone().known();
    assert_eq!(ask(one, two), Some(city));
    assert_eq!(ask(one, city), Some(province), "no organ settles its own dispute");
    assert_eq!(ask(one, province), None);
    assert_eq!(ask(two, one), ask(one, two));
}
