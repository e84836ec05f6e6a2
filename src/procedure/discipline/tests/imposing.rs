//! What may be imposed on whom: each condition alone, and since when.

use std::num::NonZeroU16;

use super::{NEVER, NO, ON, YES, everything, impose, imposing, in_the_way, to_court};
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::decision::RefusalKind;
use crate::model::discipline::Disposal;
use crate::procedure::discipline::{ImposeFacts, may_impose};
use crate::procedure::trials::{World, rests_on_the_test, rules_of, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{Codes, keys};
use crate::terms::office::Level;
use crate::terms::outcome::{OrganizationalHandling, PartySanction, PublicSanction};

/// Law 1.6: what is laid down, and since when.
#[test]
fn lists_of_sanctions_by_edition() {
    let national = world("national");
    for what in everything() {
        assert!(impose(&national, &imposing(what), ON).is_ok(), "{what:?}");
    }
    let first =
        |what, day| impose(&national, &imposing(what), day).err().map(|refused| refused.kind());
    let open = Some(RefusalKind::NotEnoughKnown);
    let party = Disposal::Party(PartySanction::Warning);
    assert_eq!((first(party, day!(2018, 9, 30)), first(party, day!(2018, 10, 1))), (open, None));
    let public = Disposal::Public(PublicSanction::Warning);
    assert_eq!((first(public, day!(2020, 6, 30)), first(public, day!(2020, 7, 1))), (open, None));
    let handling = Disposal::Handling(OrganizationalHandling::Removal);
    let days = (day!(2021, 3, 18), day!(2021, 3, 19));
    assert_eq!((first(handling, days.0), first(handling, days.1)), (open, None));
    for (key, what) in [
        (keys::discipline::PARTY_SANCTIONS, party),
        (keys::discipline::PUBLIC_SANCTIONS, public),
        (keys::discipline::ORGANIZATIONAL, handling),
    ] {
        let none = Codes::literal(&[match what {
            Disposal::Handling(_) => "transfer",
            Disposal::Party(_) => "expulsion",
            _ => "dismissal",
        }]);
        let other = world("national").setting(key, none);
        let refused = impose(&other, &imposing(what), ON).unwrap_err();
        assert!(refused.is_final() && refused.kind() == RefusalKind::Forbidden, "{what:?}");
    }
}

/// One fact at a time: which sanction it stands in the way of, and in which rule's name.
#[test]
fn each_condition_alone() {
    type Change = fn(&mut ImposeFacts);
    type Stops = fn(Disposal) -> bool;
    let rows: [(&str, Change, Stops); 7] = [
        ("discipline/member", |f| f.party_member = NO, |w| matches!(w, Disposal::Party(_))),
        ("discipline/retired", |f| f.retired = YES, |w| matches!(w, Disposal::Public(_))),
        (
            "discipline/village",
            |f| f.village_manager = YES,
            |w| matches!(w, Disposal::Public(s) if s > PublicSanction::SeriousDemerit),
        ),
        (
            "discipline/managing",
            |f| f.decided_at = Fact::Known(Level::City),
            |w| matches!(w, Disposal::Party(_) | Disposal::Public(_) | Disposal::Handling(_)),
        ),
        (
            "discipline/deliberated",
            |f| f.deliberated = NO,
            |w| matches!(w, Disposal::Party(_) | Disposal::Public(_)),
        ),
        ("discipline/double", |f| f.unit_sanctioned = YES, |w| matches!(w, Disposal::Public(_))),
        (
            "remedy/heard",
            |f| f.hearing.as_mut().unwrap().heard = None,
            |w| matches!(w, Disposal::Party(_) | Disposal::Public(_)),
        ),
    ];
    let national = world("national");
    for (rule, change, stands_in_the_way) in rows {
        for what in everything() {
            let mut facts = imposing(what);
            change(&mut facts);
            match impose(&national, &facts, ON) {
                Ok(_) => assert!(!stands_in_the_way(what), "{rule} {what:?}"),
                Err(refused) => {
                    assert!(stands_in_the_way(what), "{rule} {what:?}");
                    assert_eq!(in_the_way(&refused), [rule], "{what:?}");
                }
            }
        }
    }
}

/// What is not known is never taken for granted.
#[test]
fn unknown_facts_are_asked_for() {
    let national = world("national");
    let changes: [fn(&mut ImposeFacts); 6] = [
        |f| f.retired = NEVER,
        |f| f.village_manager = NEVER,
        |f| f.managed_at = Fact::NotKnown(NotKnown::NeverAsked),
        |f| f.deliberated = NEVER,
        |f| f.unit_sanctioned = NEVER,
        |f| f.hearing.as_mut().unwrap().raised = NEVER,
    ];
    for change in changes {
        let mut facts = imposing(Disposal::Public(PublicSanction::RemovalFromPost));
        change(&mut facts);
        let refused = impose(&national, &facts, ON).unwrap_err();
        assert_eq!((refused.kind(), refused.unmet().len()), (RefusalKind::NotEnoughKnown, 1));
    }
    let light = ImposeFacts {
        village_manager: NEVER,
        ..imposing(Disposal::Public(PublicSanction::SeriousDemerit))
    };
    assert!(impose(&national, &light, ON).is_ok(), "a village manager can get it too");
}

/// Rules that a place could set otherwise change the answer.
#[test]
fn each_rule_of_imposing_counts() {
    let heavy = Disposal::Public(PublicSanction::RemovalFromPost);
    let with = |change: fn(&mut ImposeFacts)| {
        let mut facts = imposing(heavy);
        change(&mut facts);
        facts
    };
    let all = Codes::literal(&["warning", "removal_from_post"]);
    let world_of = || world("national");
    let rows = [
        (
            world_of().setting(keys::discipline::VILLAGE_SANCTIONS, all),
            with(|f| f.village_manager = YES),
        ),
        (
            world_of().setting(keys::escalation::SANCTION_STAYS, false),
            with(|f| f.decided_at = Fact::Known(Level::City)),
        ),
        (
            world_of().setting(keys::discipline::TRIAL_COLLECTIVE, false),
            with(|f| f.deliberated = NO),
        ),
        (
            world_of().setting(keys::discipline::NO_DOUBLE_SANCTION, false),
            with(|f| f.unit_sanctioned = YES),
        ),
        (
            world_of().setting(keys::discipline::DEFENCE_HEARD, false),
            with(|f| f.hearing.as_mut().unwrap().heard = None),
        ),
    ];
    for (lax, facts) in rows {
        assert!(impose(&world("national"), &facts, ON).is_err(), "{facts:?}");
        assert!(impose(&lax, &facts, ON).is_ok(), "{facts:?}");
    }
}

/// 留党察看: 12 to 24 months, at, before and after.
#[test]
fn how_long_a_probation_is() {
    let national = world("national");
    let what = Disposal::Party(PartySanction::Probation);
    for (months, may) in [(0, false), (11, false), (12, true), (24, true), (25, false)] {
        let facts = ImposeFacts { probation_months: NonZeroU16::new(months), ..imposing(what) };
        assert_eq!(impose(&national, &facts, ON).is_ok(), may, "{months}");
    }
    let longer =
        world("national").setting(keys::discipline::PARTY_PROBATION_MOST, TimeLimit::months(25));
    let facts = ImposeFacts { probation_months: NonZeroU16::new(25), ..imposing(what) };
    assert!(impose(&longer, &facts, ON).is_ok());
    let shorter =
        world("national").setting(keys::discipline::PARTY_PROBATION_LEAST, TimeLimit::months(11));
    let facts = ImposeFacts { probation_months: NonZeroU16::new(11), ..imposing(what) };
    assert!(impose(&shorter, &facts, ON).is_ok());
}

/// Each condition rests on the parameter that the page names for it, and no other does.
#[test]
fn what_each_condition_rests_on() {
    use keys::discipline as d;

    let heavy = Disposal::Public(PublicSanction::RemovalFromPost);
    let probation = Disposal::Party(PartySanction::Probation);
    let set = |change: fn(World) -> World| change(world("national"));
    let rows = [
        (
            heavy,
            "discipline/listed",
            set(|w| w.setting(d::PUBLIC_SANCTIONS, Codes::literal(&["removal_from_post"]))),
        ),
        (
            probation,
            "discipline/listed",
            set(|w| w.setting(d::PARTY_SANCTIONS, Codes::literal(&["probation"]))),
        ),
        (
            heavy,
            "discipline/village",
            set(|w| w.setting(d::VILLAGE_SANCTIONS, Codes::literal(&["warning"]))),
        ),
        (heavy, "discipline/managing", set(|w| w.setting(keys::escalation::SANCTION_STAYS, true))),
        (heavy, "discipline/deliberated", set(|w| w.setting(d::TRIAL_COLLECTIVE, true))),
        (heavy, "discipline/double", set(|w| w.setting(d::NO_DOUBLE_SANCTION, true))),
        (
            probation,
            "discipline/probation",
            set(|w| w.setting(d::PARTY_PROBATION_LEAST, TimeLimit::months(12))),
        ),
        (
            probation,
            "discipline/probation",
            set(|w| w.setting(d::PARTY_PROBATION_MOST, TimeLimit::months(24))),
        ),
    ];
    for (what, rule, set) in rows {
        let decision = may_impose(&imposing(what), set.on(ON)).unwrap();
        for reason in decision.reasons() {
            assert_eq!(rests_on_the_test(reason), reason.rule().as_str() == rule, "{reason}");
        }
        assert!(rules_of(&decision).contains(&rule), "{rule}");
    }
    let nothing_asked = ImposeFacts { hearing: None, ..imposing(to_court()) };
    let listed = set(|w| w.setting(d::DISPOSALS, Codes::literal(&["transfer_to_procuratorate"])));
    let decision = may_impose(&nothing_asked, listed.on(ON)).unwrap();
    assert!(rests_on_the_test(&decision.reasons()[0]), "{:?}", decision.reasons());
}
