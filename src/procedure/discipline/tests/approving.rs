//! Who approves what, who may act against whom, and who may be detained.

use super::{NEVER, NO, ON, YES, in_the_way};
use crate::day;
use crate::decision::RefusalKind;
use crate::model::organ::managing::usual_level;
use crate::procedure::discipline::{
    Approval, Competence, DetainFacts, Step, StepFacts, approvals, competence, may_detain,
};
use crate::procedure::trials::{FACTS, World, rests_on_the_test, rules_of, sound, world};
use crate::rulebook::choice::Approver;
use crate::rulebook::{Codes, keys};
use crate::terms::office::{Level, Rank};
use crate::terms::outcome::DetentionGround;

fn who(approvals: &[Approval]) -> Vec<String> {
    approvals.iter().map(ToString::to_string).collect()
}

/// The whole matrix: every step, every level, a chief of the next lower level or not.
#[test]
fn the_matrix_of_steps_and_levels() {
    let national = world("national");
    let rules = national.on(day!(2025, 7, 1));
    for step in Step::ALL {
        for level in Level::ALL {
            for chief_below in FACTS {
                let decision = approvals(&StepFacts { step, level, chief_below }, rules);
                sound(decision.reasons());
                assert_eq!(rules_of(&decision), ["discipline/approval"]);
                let found = decision.outcome().clone().known().map(|all| who(&all));
                let one = |text: &str| Some(vec![text.to_owned()]);
                let wanted = match (step, level) {
                    (Step::TalkOrInquiry, _) if chief_below == YES => {
                        one("principal leader of the organ approves")
                    }
                    (Step::Verification, _) if chief_below == YES => {
                        one("party secretary of the same level approves")
                    }
                    (Step::TalkOrInquiry | Step::Verification, _) => None,
                    (Step::VerificationReport | Step::NewMeasures, _) => {
                        one("principal leader of the organ approves")
                    }
                    (Step::Filing, _) => Some(vec![
                        "principal leader of the organ approves".to_owned(),
                        "principal leader of the party committee approves".to_owned(),
                    ]),
                    (Step::Plan, _) => {
                        one("special meeting chaired by the principal leader approves")
                    }
                    (Step::Team, _) => one("leader in charge approves"),
                    (Step::OrdinaryInquiry, _) => one("head of the handling office approves"),
                    (Step::Detention, Level::Central) => {
                        one("leaders of the organ collectively decides")
                    }
                    (Step::Detention, Level::Province) => Some(vec![
                        "leaders of the organ collectively decides".to_owned(),
                        "national commission files it".to_owned(),
                    ]),
                    (Step::Detention, _) => Some(vec![
                        "leaders of the organ collectively decides".to_owned(),
                        "organ one level up approves".to_owned(),
                    ]),
                    (Step::DetentionLonger, Level::Central) => {
                        one("leaders of the organ collectively decides")
                    }
                    (Step::DetentionLonger, _) => one("organ one level up approves"),
                    (Step::DetentionGrave, _) => one("national commission approves"),
                    (Step::ExitBan, _) => one("organ of the province approves"),
                };
                assert_eq!(found, wanted, "{step:?} {level} {chief_below:?}");
            }
        }
    }
}

/// The editions: what is asked for before and after, and what changes with its parameter.
#[test]
fn the_matrix_by_edition() {
    let national = world("national");
    let known = |step, day| {
        let facts = StepFacts { step, level: Level::County, chief_below: YES };
        approvals(&facts, national.on(day)).outcome().clone().known().is_some()
    };
    let rows = [
        (Step::Plan, day!(2018, 12, 31), day!(2019, 1, 1)),
        (Step::Filing, day!(2018, 12, 31), day!(2019, 1, 1)),
        (Step::Detention, day!(2018, 3, 19), day!(2018, 3, 20)),
        (Step::DetentionGrave, day!(2025, 5, 31), day!(2025, 6, 1)),
        (Step::NewMeasures, day!(2025, 5, 31), day!(2025, 6, 1)),
    ];
    for (step, before, after) in rows {
        assert!(!known(step, before) && known(step, after), "{step:?}");
    }
    for (step, key) in [
        (Step::Plan, keys::discipline::PLAN_APPROVED_BY),
        (Step::Team, keys::discipline::TEAM_APPROVED_BY),
        (Step::OrdinaryInquiry, keys::discipline::INQUIRY_APPROVED_BY),
        (Step::DetentionLonger, keys::discipline::DETENTION_LONGER_APPROVED_BY),
        (Step::DetentionGrave, keys::discipline::DETENTION_GRAVE_APPROVED_BY),
        (Step::ExitBan, keys::discipline::EXIT_BAN_BY),
        (Step::NewMeasures, keys::discipline::NEW_MEASURES_APPROVED_BY),
        (Step::VerificationReport, keys::verification::REPORT_APPROVED_BY),
        (Step::TalkOrInquiry, keys::disposition::INQUIRY_LOWER_CHIEF),
        (Step::Verification, keys::verification::LOWER_CHIEF),
    ] {
        let other = world("national").setting(key, Approver::CollectiveLeaders);
        let facts = StepFacts { step, level: Level::County, chief_below: YES };
        let found =
            approvals(&facts, other.on(day!(2025, 7, 1))).outcome().clone().known().unwrap();
        assert_eq!(who(&found), ["leaders of the organ collectively approves"], "{step:?}");
    }
}

/// Law 1.1, 2: every rank on every level.
#[test]
fn nobody_is_handled_from_below() {
    let national = world("national");
    for rank in Rank::ALL {
        for level in Level::ALL {
            let decision = competence(rank, level, national.on(ON));
            sound(decision.reasons());
            let wanted = match level.cmp(&usual_level(rank)) {
                std::cmp::Ordering::Less => Competence::NeedsDesignation,
                std::cmp::Ordering::Equal => Competence::Own,
                std::cmp::Ordering::Greater => Competence::FromAbove,
            };
            assert_eq!(*decision.outcome(), wanted, "{rank} {level}");
        }
    }
    let county = *competence(Rank::SectionChief, Level::County, national.on(ON)).outcome();
    assert_eq!(county, Competence::Own);
}

/// Law 1.4: each condition alone, on each level.
#[test]
fn whoever_may_be_detained() {
    let national = world("national");
    let whole = |level| DetainFacts {
        level,
        serious: YES,
        part_known: YES,
        grounds: vec![DetentionGround::Collusion],
        decided_collectively: YES,
        approved: YES,
    };
    let ask = |facts: &DetainFacts, day| {
        may_detain(facts, national.on(day)).map(|found| sound(found.reasons()))
    };
    for level in Level::ALL {
        assert!(ask(&whole(level), day!(2018, 3, 20)).is_ok(), "{level}");
        assert!(ask(&whole(level), day!(2025, 6, 1)).is_ok(), "{level}");
        for ground in DetentionGround::ALL {
            assert!(ask(&DetainFacts { grounds: vec![ground], ..whole(level) }, ON).is_ok());
        }
        let bare = DetainFacts { grounds: vec![], ..whole(level) };
        assert_eq!(in_the_way(&ask(&bare, ON).unwrap_err()), ["discipline/detention-grounds"]);
        for fact in [NO, NEVER] {
            let serious = DetainFacts { serious: fact, ..whole(level) };
            assert_eq!(in_the_way(&ask(&serious, ON).unwrap_err()), ["discipline/detention-facts"]);
            let part = DetainFacts { part_known: fact, ..whole(level) };
            assert_eq!(in_the_way(&ask(&part, ON).unwrap_err()), ["discipline/detention-facts"]);
            let alone = DetainFacts { decided_collectively: fact, ..whole(level) };
            let refused = ask(&alone, ON).unwrap_err();
            assert_eq!(in_the_way(&refused), ["discipline/detention-decided"]);
            assert!(!refused.is_final());
            let unasked = DetainFacts { approved: fact, ..whole(level) };
            let found = ask(&unasked, ON);
            assert_eq!(found.is_ok(), level > Level::City, "{level}");
        }
    }
    let one = Codes::literal(&["complex"]);
    let fewer = world("national").setting(keys::discipline::DETENTION_GROUNDS, one);
    assert!(may_detain(&whole(Level::City), fewer.on(ON)).is_err());
    let before = ask(&whole(Level::City), day!(2018, 3, 19)).unwrap_err();
    assert_eq!(before.kind(), RefusalKind::NotEnoughKnown);
}

/// Each answer rests on the parameter that the page names for it.
#[test]
fn what_approvals_rest_on() {
    use Approver as A;
    use keys::discipline as d;

    let on = day!(2025, 7, 1);
    let of = |step, level, world: &World| {
        let facts = StepFacts { step, level, chief_below: YES };
        let decision = approvals(&facts, world.on(on));
        let reason = &decision.reasons()[0];
        (rests_on_the_test(reason), reason.citations().len())
    };
    let decided = world("national").setting(d::DETENTION_DECIDED_BY, A::CollectiveLeaders);
    let approved = world("national").setting(d::DETENTION_APPROVED_BY, A::NextHigherOrgan);
    let filed = world("national").setting(d::DETENTION_FILED_WITH, A::NationalCommission);
    for level in Level::ALL {
        let many = if level == Level::Central { 1 } else { 2 };
        assert_eq!(of(Step::Detention, level, &decided), (true, many), "{level}");
        let up_to_city = level <= Level::City;
        assert_eq!(of(Step::Detention, level, &approved).0, up_to_city, "{level}");
        assert_eq!(of(Step::Detention, level, &filed).0, level == Level::Province, "{level}");
        let central = level == Level::Central;
        assert_eq!(of(Step::DetentionLonger, level, &decided).0, central, "{level}");
    }
    let upper = world("national").setting(keys::escalation::UPPER_MAY_TAKE, true);
    let found = competence(Rank::SectionChief, Level::City, upper.on(on));
    assert!(rests_on_the_test(&found.reasons()[0]));
    let whole = DetainFacts {
        level: Level::City,
        serious: YES,
        part_known: YES,
        grounds: vec![DetentionGround::Collusion],
        decided_collectively: YES,
        approved: YES,
    };
    let grounds = world("national").setting(d::DETENTION_GROUNDS, Codes::literal(&["collusion"]));
    for (rule, set) in [
        ("discipline/detention-grounds", &grounds),
        ("discipline/detention-decided", &decided),
        ("discipline/detention-approved", &approved),
    ] {
        let decision = may_detain(&whole, set.on(on)).unwrap();
        for reason in decision.reasons() {
            assert_eq!(rests_on_the_test(reason), reason.rule().as_str() == rule, "{reason}");
        }
        assert_eq!(rules_of(&decision).iter().filter(|found| **found == rule).count(), 1);
    }
}

/// Law 1.4: what forbids, what can still be mended, and what nothing mends.
#[test]
fn how_a_detention_is_refused() {
    let whole = DetainFacts {
        level: Level::City,
        serious: YES,
        part_known: YES,
        grounds: vec![DetentionGround::Collusion],
        decided_collectively: YES,
        approved: YES,
    };
    let national = world("national");
    let ask = |facts: &DetainFacts| {
        let refused = may_detain(facts, national.on(ON)).unwrap_err();
        (refused.kind(), refused.is_final())
    };
    let forbidden = RefusalKind::Forbidden;
    assert_eq!(ask(&DetainFacts { serious: NO, ..whole.clone() }), (forbidden, true));
    let part = DetainFacts { part_known: NO, ..whole.clone() };
    assert_eq!(ask(&part), (RefusalKind::NotPermitted, false));
    assert_eq!(ask(&DetainFacts { grounds: vec![], ..whole.clone() }), (forbidden, false));
    let alone = DetainFacts { decided_collectively: NO, ..whole.clone() };
    assert_eq!(ask(&alone), (forbidden, false));
    assert_eq!(ask(&DetainFacts { approved: NO, ..whole }), (forbidden, false));
}
