//! Of what kind each refusal is, on what its reasons rest, and what a limit says.

use super::{
    BeginFacts, ReportFacts, VerificationTimes, begin, chief, limit, may_begin, may_conclude,
    report, times, unsigned,
};
use crate::day;
use crate::decision::{Refusal, RefusalKind};
use crate::procedure::trials::{World, at, calendar, rests_on_the_test, rules_of, world};
use crate::provenance::Fact;
use crate::rulebook::choice::Approver;
use crate::rulebook::{Codes, keys};
use crate::terms::handling::HandlingMode;

fn begins(world: &World, facts: &BeginFacts) -> Refusal {
    may_begin(facts, world.on(day!(2019, 6, 3))).unwrap_err()
}

fn concludes(world: &World, facts: &ReportFacts) -> Refusal {
    may_conclude(facts, world.on(day!(2019, 6, 3))).unwrap_err()
}

/// Law 1.3, 1.7: what is missing can be had, and is not permitted before; who stands near is
/// forbidden.
#[test]
fn what_can_be_had_and_what_is_forbidden() {
    use RefusalKind::{Forbidden, NotPermitted};

    let henan = world("henan");
    let chief_of_below = Fact::Known(true);
    let near = BeginFacts { near: begin().team[..1].to_vec(), ..begin() };
    let rows = [
        (BeginFacts { planned: false, ..begin() }, NotPermitted),
        (BeginFacts { approved: None, ..begin() }, NotPermitted),
        (BeginFacts { lower_chief: chief_of_below, ..begin() }, NotPermitted),
        (BeginFacts { lower_chief: chief_of_below, approved: None, ..begin() }, NotPermitted),
        (BeginFacts { team: begin().team[..1].to_vec(), ..begin() }, NotPermitted),
        (BeginFacts { mode: HandlingMode::OffsiteVerification, ..begin() }, NotPermitted),
        (BeginFacts { mode: HandlingMode::LevelRaisedVerification, ..begin() }, NotPermitted),
        (near, Forbidden),
    ];
    for (facts, kind) in rows {
        let refused = begins(&henan, &facts);
        assert_eq!((refused.kind(), refused.is_final()), (kind, false), "{facts:?}");
    }
    let named = Codes::literal(&["police_bureau_chief", "detective_head", "station_chief"]);
    let posts = world("henan").reading(keys::verification::CHIEF_POSTS, named);
    let only = world("henan").setting(keys::verification::OUTCOMES, Codes::literal(&["close"]));
    let other_post = {
        let mut chiefs = report().chiefs;
        chiefs[0] = chief(3, "office_head");
        ReportFacts { chiefs, ..report() }
    };
    let all_unsigned = report().chiefs.into_iter().map(unsigned).collect();
    let deputy = Some(Fact::Known(vec![Approver::DeputyLeader]));
    let rows = [
        (&henan, ReportFacts { reported: false, ..report() }),
        (&henan, ReportFacts { signed_by: Vec::new(), ..report() }),
        (&henan, ReportFacts { chiefs: report().chiefs[..2].to_vec(), ..report() }),
        (&posts, other_post),
        (&henan, ReportFacts { chiefs: all_unsigned, ..report() }),
        (&henan, ReportFacts { proposal: None, ..report() }),
        (&only, report()),
        (&henan, ReportFacts { approved: None, ..report() }),
        (&henan, ReportFacts { approved: deputy, ..report() }),
    ];
    for (world, facts) in rows {
        let refused = concludes(world, &facts);
        assert_eq!((refused.kind(), refused.is_final()), (NotPermitted, false), "{facts:?}");
    }
}

/// Each reason cites the value that decides it.
#[test]
fn each_reason_rests_on_its_own_value() {
    let witness = world("henan").setting(keys::recusal::GROUNDS, Codes::literal(&["witness"]));
    let near = BeginFacts { near: begin().team[..1].to_vec(), ..begin() };
    assert!(rests_on_the_test(begins(&witness, &near).unmet()[0].reason()));
    let take = world("henan").setting(keys::escalation::UPPER_MAY_TAKE, true);
    for mode in [HandlingMode::OffsiteVerification, HandlingMode::LevelRaisedVerification] {
        let refused = begins(&take, &BeginFacts { mode, ..begin() });
        assert!(rests_on_the_test(refused.unmet()[0].reason()), "{mode}");
    }
    let chief_posts = Codes::literal(&["police_bureau_chief"]);
    let posts = world("henan").setting(keys::verification::CHIEF_POSTS, chief_posts);
    let three =
        |post| ReportFacts { chiefs: [3, 4, 5].map(|n| chief(n, post)).to_vec(), ..report() };
    let refused = concludes(&posts, &three("station_chief"));
    let [unmet] = refused.unmet() else { panic!("{refused}") };
    assert!(rests_on_the_test(unmet.reason()));
    let said = unmet.reason().because().to_string();
    assert!(said.starts_with("nobody is named as: "), "{said}");
    // One post that is not named leaves all of them open.
    let mixed = Codes::literal(&["chief_1", "police_bureau_chief"]);
    let mixed = world("henan").setting(keys::verification::CHIEF_POSTS, mixed);
    assert!(may_conclude(&three("station_chief"), mixed.on(day!(2019, 6, 3))).is_ok());
}

/// Law 1.3: an extension is told with the limit; where no limit was ever laid down, there is
/// no saying that there is none.
#[test]
fn what_the_limit_says_of_an_extension() {
    let national = world("national");
    let ask = |times: &VerificationTimes, world: &World| {
        let now = at("2019-01-01 00:00");
        limit(times, world.on(now.day()), &calendar(), now)
    };
    for (given, wanted) in [
        ("2018-12-15 23:59", "1 month more were given on 2018-12-15 23:59:00 +08:00"),
        (
            "2018-12-16 00:00",
            "the extension of 2018-12-16 00:00:00 +08:00 does not count: it was not given while \
             the limit ran",
        ),
    ] {
        let longer = VerificationTimes { extended: Some(at(given)), ..times() };
        let decision = ask(&longer, &national);
        assert_eq!(rules_of(&decision), ["verification/limit"; 3]);
        assert_eq!(decision.reasons()[2].because().to_string(), wanted);
    }
    assert_eq!(rules_of(&ask(&times(), &national)), ["verification/limit"; 2]);
    let silent = world("national").without(keys::verification::LIMIT);
    let found = ask(&times(), &silent);
    assert!(found.outcome().clone().known().is_none(), "{}", found.outcome());
}
