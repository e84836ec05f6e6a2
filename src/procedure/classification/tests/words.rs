//! What the reasons say and name, and what is counted from the records.

use serde_json::{Value, json};

use super::{DAY, GANG, NEVER, NO, NONE, YES, act, ask, found, gang, group, missing};
use crate::base::id::GangId;
use crate::day;
use crate::model::dossier::DossierDraft;
use crate::procedure::classification::{
    EvilFacts, GangFacts, GroupFacts, TriadFacts, classify, may_label,
};
use crate::procedure::trials::{id, rules_of, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::keys;
use crate::terms::gang::{ExclusionGround, GangKind};

fn said(facts: &GangFacts) -> Vec<String> {
    let decision = ask(&world("henan"), facts);
    decision.reasons().iter().map(|reason| reason.because().to_string()).collect()
}

/// Law 3.1: the reasons of each answer in their order, with the numbers that were counted.
#[test]
fn the_reasons_of_an_evil_gang() {
    let acts = [day!(2018, 3, 1), day!(2018, 4, 1), day!(2018, 5, 1)];
    let with_acts = GangFacts { acts: acts.map(|on| act(on, &[1, 2])).to_vec(), ..gang() };
    let decision = ask(&world("henan"), &with_acts);
    assert_eq!(
        rules_of(&decision),
        [
            "classification/evil-force",
            "classification/members",
            "classification/repeated",
            "classification/excluded",
            "classification/group",
            "classification/group",
            "classification/group",
            "classification/triad",
        ],
    );
    let said = said(&with_acts);
    assert_eq!(said[0], "7 of the 7 features of an evil force are there, 0 are not known");
    assert_eq!(
        said[2],
        "of 3 acts on record 3 or more fall within 24 months, with 2 of the same members or \
         more in as many",
    );
    assert_eq!(
        said[4],
        "1 of the 2 further features of a criminal group are there, 0 are not known",
    );
    assert_eq!(
        said[7],
        "1 of the features of a triad-type organization are there, 0 are not known, 4 are needed",
    );
    let few = GangFacts { acts: with_acts.acts[..2].to_vec(), ..gang() };
    let repeated = ask(&world("henan"), &few);
    let repeated = repeated.reasons().iter().find(|r| r.rule().as_str().ends_with("repeated"));
    assert_eq!(
        repeated.unwrap().because().to_string(),
        "the 2 acts on record show no 3 within 24 months with 2 of the same members in as many",
    );
    // What makes it none stands first, and everything else behind it.
    let small = ask(&world("henan"), &GangFacts { members: Fact::Known(2), ..gang() });
    assert_eq!(rules_of(&small)[0], "classification/members");
    assert!(rules_of(&small).contains(&"classification/triad"));
    let labelled = may_label(&gang(), GangKind::EvilGang, world("henan").on(DAY)).unwrap();
    assert_eq!(rules_of(&labelled)[0], "classification/tier");
    assert_eq!(labelled.reasons().len(), 1 + ask(&world("henan"), &gang()).reasons().len());
}

/// Law 3.1: a number that nobody has counted goes by its own feature, and by no other.
#[test]
fn a_number_goes_by_its_own_feature() {
    let uncounted = |enough_members, joint_crimes| GangFacts {
        members: Fact::NotKnown(NotKnown::NeverAsked),
        joint_crimes: Fact::NotKnown(NotKnown::NeverAsked),
        group: GroupFacts { enough_members, joint_crimes, ..group().group },
        ..group()
    };
    let told = |facts: &GangFacts| {
        let said = said(facts)
            .into_iter()
            .filter(|said| said.contains("found ") || said.contains("the number is"));
        let group = said.filter(|said| said.contains("criminal group"));
        group.collect::<Vec<_>>()
    };
    let members = "least membership of a criminal group";
    let crimes = "least joint crimes of an evil-force criminal group";
    let rows = [
        (
            YES,
            NO,
            vec![
                format!("{crimes}: found not to be reached"),
                format!("{members}: found to be reached"),
            ],
        ),
        (
            NO,
            YES,
            vec![
                format!("{members}: found not to be reached"),
                format!("{crimes}: found to be reached"),
            ],
        ),
        (
            YES,
            NEVER,
            vec![
                format!("{members}: found to be reached"),
                format!("{crimes}: the number is not known"),
            ],
        ),
        (
            NEVER,
            YES,
            vec![
                format!("{members}: the number is not known"),
                format!("{crimes}: found to be reached"),
            ],
        ),
    ];
    for (enough_members, joint_crimes, wanted) in rows {
        assert_eq!(told(&uncounted(enough_members, joint_crimes)), wanted);
    }
}

/// Only what could still change the tier is missing.
#[test]
fn what_is_settled_is_not_missing() {
    let henan = world("henan");
    let none = TriadFacts { organization: NO, economy: NEVER, conduct: NEVER, control: NEVER };
    let open = |disorder, evident_ringleader, steady_core, triad| GangFacts {
        triad,
        evil: EvilFacts { disorder, ..gang().evil },
        group: GroupFacts { evident_ringleader, steady_core, ..gang().group },
        ..gang()
    };
    // No triad: its other features are not asked. No group: nor is its other feature.
    assert_eq!(missing(&henan, &open(NEVER, NO, NEVER, none)), ["disorder"]);
    let both = open(NEVER, YES, NEVER, none);
    assert_eq!(missing(&henan, &both), ["disorder", "steady_core"]);
    // It may be a triad and is no evil force: whether it is a group is not asked.
    let triad = TriadFacts { organization: YES, economy: YES, conduct: YES, control: NEVER };
    assert_eq!(missing(&henan, &open(NO, YES, NEVER, triad)), ["control"]);
    // Whether it was gain alone is asked while nobody knows whether it oppresses people.
    let mut gain = GangFacts { evil: EvilFacts { oppression: NEVER, ..gang().evil }, ..gang() };
    gain.excluded.remove(&ExclusionGround::ProfitOnly);
    assert_eq!(missing(&henan, &gain), ["oppression", "profit_only"]);
}

/// Before the opinion of 2019 nothing is read from the acts: what was entered stands.
#[test]
fn before_the_opinion_the_acts_are_not_read() {
    let (henan, early) = (world("henan"), day!(2019, 4, 8));
    let acts = [day!(2018, 3, 1), day!(2018, 4, 1), day!(2018, 5, 1)];
    let with = |answer| GangFacts {
        evil: EvilFacts { often_gathered: answer, repeated_acts: answer, ..gang().evil },
        acts: acts.map(|on| act(on, &[1, 2])).to_vec(),
        ..gang()
    };
    for (answer, before, after) in [(NO, NONE, GANG), (YES, GANG, GANG)] {
        let found_before = classify(&with(answer), henan.on(early)).outcome().to_string();
        assert_eq!((found_before.as_str(), found(&henan, &with(answer)).as_str()), (before, after));
    }
    let one = GangFacts { acts: vec![act(acts[0], &[1, 2])], ..gang() };
    assert_eq!(classify(&one, henan.on(early)).outcome().to_string(), GANG, "nothing contradicts");
    let none = world("henan").setting(keys::classification::REPEATED, 0);
    let none = found(&none, &GangFacts { acts: Vec::new(), ..with(NO) });
    assert_eq!(none, NONE, "of no acts nothing is read");
}

/// Where nobody has counted: joint crimes are acts that were crimes of more than one member,
/// and members are those who are held to be members of this gang. None of either is a number
/// that nobody knows.
#[test]
fn what_is_counted_from_the_records() {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let gather = |acts: Value, memberships: &[(u128, u128, &str)]| {
        let member = |(n, (gang, person, standing)): (usize, &(u128, u128, &str))| {
            json!({ "id": no("record", n as u128 + 1), "gang": no("gang", *gang),
                "person": no("person", *person), "standing": standing,
                "claims": [no("claim", 1)], "period": { "start": "unknown", "end": "open" } })
        };
        let seen = "2019-01-01T00:00:00+08:00";
        let draft: DossierDraft = serde_json::from_value(json!({
            "persons": (1..=3).map(|n| json!({ "id": no("person", n), "name": format!("第{n}某") })).collect::<Vec<_>>(),
            "claims": [{ "id": no("claim", 1), "source": { "label": "材料一", "kind": "report",
                "origin": "report-1" }, "text": "甲某……", "grade": "F6", "stance": "for",
                "first_seen": seen, "last_seen": seen }],
            "gangs": [{ "id": no("gang", 1), "name": "甲组织", "acts": acts },
                { "id": no("gang", 2), "name": "乙组织" }],
            "memberships": memberships.iter().enumerate().map(member).collect::<Vec<_>>(),
        }))
        .unwrap();
        let facts = GangFacts::gather(&draft.enter().unwrap(), id(GangId::from_uuid, 1)).unwrap();
        (facts.joint_crimes.known(), facts.members.known())
    };
    let act = |crime: bool, persons: &[u128]| {
        let persons: Vec<String> = persons.iter().map(|n| no("person", *n)).collect();
        json!({ "on": "2018-05-01", "crime": crime, "members": persons })
    };
    let acts =
        json!([act(true, &[1, 2]), act(true, &[1, 2, 3]), act(true, &[1]), act(false, &[1, 2])]);
    let members = [(1, 1, "alleged"), (1, 2, "refuted"), (2, 3, "supported")];
    assert_eq!(gather(acts, &members), (Some(2), Some(1)));
    let alone = json!([act(true, &[1]), act(false, &[1, 2])]);
    assert_eq!(gather(alone, &members[1..]), (None, None));
}
