//! What the answers say, on what they rest, and of what kind a refusal is.

use super::{DAY, NEVER, NO, YES, declared, free, person, way};
use crate::base::text::Code;
use crate::day;
use crate::decision::RefusalKind;
use crate::network::closeness::Outcome;
use crate::network::reach::Way;
use crate::procedure::recusal::{
    Asker, DecideFacts, Declared, Ground, Part, RecusalFacts, also_covers, grounds, left, may_ask,
    may_decide, may_take_part,
};
use crate::procedure::trials::{rests_on_the_test, rules_of, world};
use crate::provenance::{Fact, NotKnown, Standing};
use crate::rulebook::choice::Approver;
use crate::rulebook::{Codes, keys};
use crate::terms::handling::HandlingMode;

/// Law 1.7: whoever is a party already is not told of a way of no tie as well; of a way over
/// ties they are, and of a way of no tie that nobody has called a matter of their own.
#[test]
fn a_party_is_told_once() {
    let national = world("national");
    let own = Fact::Known(Outcome::Excluded(Way { party: person(1).into(), ties: Vec::new() }));
    let far = Fact::Known(Outcome::Excluded(way(Standing::Supported)));
    let ask = |party, network: &Fact<Outcome>| {
        let facts = RecusalFacts { party, network: network.clone(), ..free(1) };
        grounds(&facts, national.on(DAY)).outcome().grounds.clone()
    };
    assert_eq!(ask(YES, &own), [Ground::OwnMatter]);
    assert_eq!(ask(YES, &far), [Ground::OwnMatter, Ground::Near(way(Standing::Supported))]);
    assert_eq!(ask(NO, &own).len(), 1);
    assert_eq!(ask(NO, &far).len(), 1);
}

/// Every question that is open is told with its reason, and all of them.
#[test]
fn each_open_question_has_its_reason() {
    let national = world("national");
    let open = RecusalFacts { declared: Declared::default(), party: NEVER, ..free(1) };
    let decision = grounds(&open, national.on(DAY));
    assert_eq!(
        rules_of(&decision),
        [
            "recusal/own-matter",
            "recusal/ground",
            "recusal/ground",
            "recusal/ground",
            "recusal/ground",
            "recusal/original-handler",
        ],
    );
    // Where nothing stands in the way, each check says so; where something does, it alone.
    assert_eq!(grounds(&free(1), national.on(DAY)).reasons().len(), 7);
    let witness = RecusalFacts { declared: declared([NO, YES, NO, NO, NO]), ..free(1) };
    assert_eq!(rules_of(&grounds(&witness, national.on(DAY))), ["recusal/ground"]);
}

/// Law 1.7: what is not cured is forbidden, what can be had is not known or not permitted.
#[test]
fn of_what_kind_a_refusal_is() {
    let national = world("national");
    for day in [day!(2018, 3, 19), DAY] {
        let refused = may_ask(Asker::Outsider, national.on(day)).unwrap_err();
        assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true), "{day}");
    }
    let own = DecideFacts { leader: NO, own: true, by_leader: YES, from_above: NO };
    let refused = may_decide(&own, national.on(DAY)).unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true));
    assert_eq!(refused.unmet()[0].reason().rule().as_str(), "recusal/not-on-oneself");
    let party = RecusalFacts { party: YES, ..free(1) };
    let refused = may_take_part(Part::Handle, &party, national.on(DAY)).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::Forbidden);
}

/// What another procedure, such as a signature, is told: whoever owes a disclosure is neither
/// recused nor free.
#[test]
fn whether_somebody_is_recused_is_told_as_a_fact() {
    let national = world("national");
    let disclosing = Fact::Known(Outcome::Discloses(way(Standing::Alleged)));
    let rows = [
        (RecusalFacts { party: YES, ..free(1) }, YES),
        (free(1), NO),
        (RecusalFacts { network: disclosing, ..free(1) }, Fact::NotKnown(NotKnown::AwaitingAnswer)),
        (RecusalFacts { party: NEVER, ..free(1) }, NEVER),
    ];
    for (facts, wanted) in rows {
        assert_eq!(grounds(&facts, national.on(DAY)).outcome().recused(), wanted, "{facts:?}");
    }
}

/// Who finds out who the leader is, and who lays down who decides, are two.
#[test]
fn who_supplies_what_is_missing_of_the_decision() {
    let national = world("national");
    let by = |facts: &DecideFacts, day| {
        let refused = may_decide(facts, national.on(day)).unwrap_err();
        refused.unmet()[0].remedy().cures()[0].by().to_string()
    };
    let open = DecideFacts { leader: NEVER, own: false, by_leader: NO, from_above: NO };
    let known = DecideFacts { leader: NO, ..open };
    assert_eq!(by(&known, day!(2020, 6, 30)), "rule pack");
    assert_eq!(by(&open, day!(2020, 6, 30)), "rule pack");
    assert_ne!(by(&open, day!(2020, 7, 1)), "rule pack");
}

/// What recusal covers is said as it is.
#[test]
fn what_is_covered_is_said() {
    let national = world("national");
    let said = |what: &str| {
        let found = also_covers(&Code::parse(what).unwrap(), national.on(DAY));
        found.reasons()[0].because().to_string()
    };
    assert_eq!(said("guards"), "recusal covers guards");
    assert_eq!(said("drivers"), "recusal does not cover drivers");
    let elsewhere =
        world("national").setting(keys::recusal::OTHERS_DECIDED_BY, Approver::OfficeHead);
    let facts = DecideFacts { leader: NO, own: false, by_leader: YES, from_above: YES };
    assert!(may_decide(&facts, elsewhere.on(DAY)).is_err(), "somebody else decides there");
}

/// N14: that nobody is left rests on the grounds and on what follows, and is told with how
/// many there are.
#[test]
fn that_nobody_is_left_is_told_with_its_count() {
    let recused = |n| RecusalFacts { party: YES, ..free(n) };
    let ask = |world: &crate::procedure::trials::World| {
        left(&[recused(1), recused(2)], world.on(day!(2024, 6, 3)))
    };
    let found = ask(&world("national"));
    assert_eq!(rules_of(&found), ["recusal/nobody-left", "recusal/left"]);
    assert_eq!(
        found.reasons()[1].because().to_string(),
        "of 2 persons 0 are free, 0 disclose something first, 2 are recused",
    );
    let list = Codes::literal(&["witness"]);
    let of_list = ask(&world("national").setting(keys::recusal::GROUNDS, list));
    assert!(rests_on_the_test(&of_list.reasons()[1]));
    assert!(!rests_on_the_test(&of_list.reasons()[0]));
    let modes = Codes::literal(&["level_raised"]);
    assert_eq!(serde_json::to_value(HandlingMode::LevelRaised).unwrap(), "level_raised");
    let follows = ask(&world("national").setting(keys::escalation::ACQUAINTANCES, modes));
    assert!(rests_on_the_test(&follows.reasons()[0]));
    assert!(!rests_on_the_test(&follows.reasons()[1]));
}
