//! Several grounds at once, and values that no shipped pack has.

use super::{YES, ask, facts, handling, tree};
use crate::base::day::Day;
use crate::base::id::OrganId;
use crate::day;
use crate::decision::RefusalKind;
use crate::model::draft::Draft;
use crate::model::organ::OrganDraft;
use crate::model::organ::tree::OrganTree;
use crate::model::place::PlaceTree;
use crate::procedure::escalation::{EscalationFacts, Grounds, MoveFacts, Way, decide, may_move};
use crate::procedure::trials::{FACTS, id, rules_of, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::{EvaluationScope, Join};
use crate::rulebook::{Codes, keys};
use crate::terms::handling::Command;
use crate::terms::office::{Level, OrganKind};

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const DAY: Day = day!(2024, 6, 3);

/// H18, N16: of two ways of leading a case the stronger stands, whichever comes first, and
/// whoever leads already needs no responsible leader beside.
#[test]
fn the_stronger_of_two_ways_of_leading() {
    let central = Grounds { central_clue: YES, major: YES, ..Grounds::none() };
    let both = Grounds { much_interference: YES, ..central };
    let lead = |lead| world("henan").setting(keys::escalation::INTERFERENCE_LEAD, lead);
    let rows = [
        (central, Command::PrincipalCommands, Command::SecretaryLeads),
        (both, Command::PrincipalCommands, Command::PrincipalCommands),
        (both, Command::SecretaryLeads, Command::SecretaryLeads),
        (both, Command::MemberResponsible, Command::SecretaryLeads),
    ];
    for (grounds, interference, wanted) in rows {
        let found = handling(&lead(interference), &facts(grounds));
        assert_eq!(found.command, Some(wanted), "{interference}");
    }
    let leads = Grounds { much_interference: YES, bone_or_nail: YES, ..Grounds::none() };
    let decision = ask(&world("gansu"), &facts(leads));
    assert_eq!(rules_of(&decision), ["escalation/interference", "escalation/hard-case"]);
    let lax = world("gansu").setting(keys::escalation::KEY_CASE_HAS_LEADER, false);
    let hard = Grounds { bone_or_nail: YES, ..Grounds::none() };
    assert_eq!(handling(&lax, &facts(hard)).command, None, "the place asks for no leader");
}

/// N15: a wide scope counts from the day of the commentary on, and not before.
#[test]
fn a_wide_scope_counts_from_the_commentary_on() {
    let wide = facts(Grounds { wide_scope: YES, ..Grounds::none() });
    let world = world("national");
    for (day, wanted) in [(day!(2024, 5, 26), false), (day!(2024, 5, 27), true)] {
        let found = decide(&wide, world.on(day)).outcome().clone().known().unwrap();
        assert_eq!(found.thorough, wanted, "{day}");
    }
}

/// H12: a place that lists one of the two grounds is not asked about the other, in both
/// readings; the ties that were counted are told.
#[test]
fn only_the_grounds_of_the_list_send_it_elsewhere() {
    let ties_only = Codes::literal(&["complex_local_ties"]);
    let resistance_only = Codes::literal(&["resistance_to_verification"]);
    let others = Codes::literal(&["major_case"]);
    let states = [(false, false), (false, true), (true, false), (true, true)];
    for join in [Join::Any, Join::All] {
        for (ties, resistance) in states {
            let grounds = Grounds {
                complex_local_ties: Fact::Known(ties),
                resistance: Fact::Known(resistance),
                ..Grounds::none()
            };
            for (list, wanted) in
                [(&ties_only, ties), (&resistance_only, resistance), (&others, false)]
            {
                let world = world("henan")
                    .setting(keys::verification::OFFSITE_GROUNDS, list.clone())
                    .setting(keys::verification::OFFSITE_JOIN, join);
                let found = handling(&world, &facts(grounds));
                assert_eq!(
                    found.handle_at == Level::City,
                    wanted,
                    "{join:?} {ties} {resistance} {list:?}"
                );
            }
        }
    }
    let counted = EscalationFacts { local_ties: Fact::Known(3), ..facts(Grounds::none()) };
    let decision = ask(&world("henan"), &counted);
    assert_eq!(
        rules_of(&decision),
        ["escalation/local-ties", "escalation/off-site", "escalation/sanction"],
    );
    let sentence = decision.reasons()[0].because().to_string();
    assert_eq!(
        sentence, "3 supported ties between handlers and subjects, 2 are enough",
        "the number that was counted, and the one that is enough",
    );
    let unlisted = world("henan").setting(keys::verification::OFFSITE_GROUNDS, resistance_only);
    assert_eq!(rules_of(&ask(&unlisted, &counted)), ["escalation/ordinary"]);
    // Both are needed, one is there and the other is not known: the ties are told as well.
    let all = world("henan").reading(keys::verification::OFFSITE_JOIN, Join::All);
    let open = Grounds { resistance: NEVER, ..Grounds::none() };
    let open = EscalationFacts { grounds: open, ..counted };
    let decision = ask(&all, &open);
    assert!(decision.outcome().clone().known().is_none());
    assert_eq!(rules_of(&decision), ["escalation/ordinary", "escalation/local-ties"]);
}

/// G15: evaluated is what is gang-related *and*, as published, screened again.
#[test]
fn only_gang_related_cases_are_evaluated() {
    let every =
        world("gansu").reading(keys::escalation::EVALUATION_SCOPE, EvaluationScope::EveryCase);
    let screened = Grounds { concluded_and_screened: YES, ..Grounds::none() };
    let gang = Grounds { gang_related: YES, ..screened };
    for world in [world("gansu"), every] {
        assert_eq!(handling(&world, &facts(screened)).evaluate_at, None);
        let decision = ask(&world, &facts(gang));
        assert_eq!(rules_of(&decision), ["escalation/evaluation"], "a county has a city above");
    }
}

/// What is not known leaves the answer open only where nothing else settles it.
#[test]
fn one_ground_that_holds_settles_the_answer() {
    let unknown = Grounds { central_clue: NEVER, ..Grounds::none() };
    let none = facts(unknown);
    let key = facts(Grounds { bone_or_nail: YES, ..unknown });
    let evaluated = Grounds { gang_related: YES, concluded_and_screened: YES, ..unknown };
    let above = EscalationFacts { managed_at: Fact::Known(Some(Level::City)), ..facts(unknown) };
    let rows = [
        (none, None),
        (key, Some(Level::County)),
        (facts(evaluated), Some(Level::County)),
        (above, Some(Level::City)),
    ];
    for (row, (facts, wanted)) in rows.into_iter().enumerate() {
        let answer = ask(&world("gansu"), &facts).outcome().clone();
        assert_eq!(answer.what_is_missing().len(), usize::from(wanted.is_none()), "row {row}");
        let found = answer.known();
        assert_eq!(found.as_ref().map(|found| found.handle_at), wanted, "row {row}");
        assert_eq!(found.map_or(1, |found| found.open.len()), 1, "row {row}: and is told as open");
    }
}

/// Law 1.1: that the sanction stays where it was is told only where the rules say so.
#[test]
fn the_sanction_stays_where_the_rules_say_so() {
    let major = facts(Grounds { major: YES, ..Grounds::none() });
    for (stays, wanted) in [(true, 1), (false, 0)] {
        let set = world("zhaotong").setting(keys::escalation::SANCTION_STAYS, stays);
        let decision = ask(&set, &major);
        let told = rules_of(&decision).iter().filter(|r| **r == "escalation/sanction").count();
        assert_eq!(told, wanted, "{stays}");
    }
}

/// Law 1.1: what is missing of a move in any way, and whether it can be had.
#[test]
fn of_what_kind_a_refused_move_is() {
    let (tree, [_, city, one, two]) = tree();
    let world = world("national");
    let ask = |way, has_ground, asked| {
        let facts = MoveFacts { way, from: one, to: city, ordered_by: city, has_ground, asked };
        may_move(&facts, &tree, world.on(DAY)).unwrap_err()
    };
    for (has_ground, asked) in [(false, YES), (true, FACTS[1]), (false, FACTS[1])] {
        let refused = ask(Way::AskedFromBelow, has_ground, asked);
        assert_eq!(refused.kind(), RefusalKind::NotPermitted, "{has_ground} {asked:?}");
        assert!(!refused.is_final(), "a ground is found, and one may still ask");
    }
    // Designated is by an organ above both: one above the first alone is not enough.
    let asks = |from, to, ordered_by| {
        let way = Way::Designated;
        let facts = MoveFacts { way, from, to, ordered_by, has_ground: false, asked: NEVER };
        may_move(&facts, &tree, world.on(DAY)).map(drop).map_err(|refused| refused.kind())
    };
    assert_eq!(asks(one, two, city), Ok(()));
    assert_eq!(asks(one, two, one), Err(RefusalKind::Forbidden));
    assert_eq!(asks(two, one, one), Err(RefusalKind::Forbidden));
}

/// Where the way up ends below the top, only an organ that could stand there is left open.
#[test]
fn what_could_still_stand_above() {
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
    let organs = [
        organ(1, Level::Central, None),
        organ(2, Level::Central, None),
        organ(3, Level::City, None),
        organ(4, Level::City, None),
        organ(5, Level::City, Some(3)),
        organ(6, Level::County, Some(3)),
        organ(7, Level::County, Some(1)),
    ];
    let tree = OrganTree::new(organs, PlaceTree::new(&[]).unwrap(), []).unwrap();
    let world = world("national");
    let ask = |way, from, to, by| {
        let [from, to, ordered_by] = [from, to, by].map(|n| id(OrganId::from_uuid, n));
        let facts = MoveFacts { way, from, to, ordered_by, has_ground: true, asked: YES };
        may_move(&facts, &tree, world.on(DAY)).map(drop).map_err(|refused| refused.kind())
    };
    let (open, no) = (Err(RefusalKind::NotEnoughKnown), Err(RefusalKind::NotPermitted));
    let ordered = |from, to| ask(Way::OrderedFromAbove, from, to, to);
    assert_eq!(ordered(6, 3), Ok(()));
    assert_eq!(ordered(6, 4), open, "another city may stand above the first, as far as is told");
    assert_eq!(ordered(6, 5), no, "its own way up leads to the same end");
    assert_eq!(ordered(7, 2), no, "nothing stands above the highest level");
    let forbidden = Err(RefusalKind::Forbidden);
    assert_eq!(ask(Way::Designated, 6, 1, 3), forbidden, "above the one, not above the other");
}
