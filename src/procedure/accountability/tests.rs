//! Talks, personal duties, who may be held to account, row by row.

use super::*;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{
    FACTS, World, at, calendar, id, rests_on_the_test, rules_of, sound, world,
};

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn chengguan() -> World {
    world("chengguan").since(day!(2019, 1, 1))
}

fn unit(clues: &[&str], watched_since: Option<&str>) -> UnitFacts {
    UnitFacts {
        unit: id(OrganId::from_uuid, 1),
        watched_since: watched_since
            .map_or(Fact::NotKnown(NotKnown::NeverAsked), |since| Fact::Known(at(since))),
        clues: clues.iter().map(|clue| at(clue)).collect(),
        handled: Vec::new(),
    }
}

fn call(world: &World, facts: &TalkFacts, now: &str) -> Answer<Called> {
    let now = at(now);
    let decision = talk(facts, world.on(now.day()), &calendar(), now);
    sound(decision.reasons());
    decision.outcome().clone()
}

/// C17, both readings of whether all three grounds are needed: every world of three
/// answers against the plain meaning.
#[test]
fn all_grounds_or_any() {
    let silent = |zero: Fact<bool>| match zero {
        Fact::Known(true) => unit(&[], Some("2019-01-15 09:00")),
        Fact::Known(false) => unit(&["2020-05-05 09:00"], None),
        Fact::NotKnown(_) => unit(&[], None),
    };
    let all = chengguan();
    let any = chengguan().reading(keys::accountability::TALK_JOIN, Join::Any);
    for understanding in FACTS {
        for arrangement in FACTS {
            for zero in FACTS {
                let facts = TalkFacts {
                    results: silent(zero),
                    poor_understanding: understanding,
                    poor_arrangement: arrangement,
                };
                let three = [understanding, arrangement, zero];
                let yes = three.iter().filter(|fact| **fact == YES).count();
                let no = three.iter().filter(|fact| **fact == NO).count();
                let (by_all, by_any) = (
                    call(&all, &facts, "2020-05-06 09:00"),
                    call(&any, &facts, "2020-05-06 09:00"),
                );
                let called = |answer: &Answer<Called>| match answer.clone().known() {
                    Some(Called::Yes { grounds, measures }) => {
                        assert_eq!(grounds.len(), yes, "{facts:?}");
                        assert_eq!(measures, TalkMeasure::ALL);
                        Some(true)
                    }
                    Some(_) => Some(false),
                    None => None,
                };
                let wanted_all = if no > 0 { Some(false) } else { (yes == 3).then_some(true) };
                let wanted_any = if yes > 0 { Some(true) } else { (no == 3).then_some(false) };
                assert_eq!(called(&by_all), wanted_all, "all {facts:?}");
                assert_eq!(called(&by_any), wanted_any, "any {facts:?}");
                let missing = by_all.what_is_missing().len();
                assert_eq!(missing, if wanted_all.is_none() { 3 - yes } else { 0 });
            }
        }
    }
    let whole = TalkFacts {
        results: unit(&[], Some("2019-01-15 09:00")),
        poor_understanding: YES,
        poor_arrangement: YES,
    };
    let now = at("2020-05-06 09:00");
    let decision = talk(&whole, all.on(now.day()), &calendar(), now);
    assert_eq!(rules_of(&decision), ["accountability/talk", "accountability/talk-measures"]);
    let facts =
        TalkFacts { results: unit(&[], None), poor_understanding: YES, poor_arrangement: YES };
    assert_eq!(call(&world("gansu"), &facts, "2021-05-06 09:00"), Answer::Known(Called::NotAsked));
}

/// C17, three months: at, before and after, and for a unit that is watched since then.
#[test]
fn the_period_of_no_clue() {
    let ask = |world: &World, clue: &[&str], since: &str, now: &str| {
        let facts = TalkFacts {
            results: unit(clue, Some(since)),
            poor_understanding: YES,
            poor_arrangement: YES,
        };
        call(world, &facts, now).known().map(|called| matches!(called, Called::Yes { .. }))
    };
    let world = chengguan();
    let since = "2019-01-15 09:00";
    assert_eq!(ask(&world, &["2020-02-06 09:00"], since, "2020-05-06 23:59"), Some(false));
    assert_eq!(ask(&world, &["2020-02-06 09:00"], since, "2020-05-07 00:00"), Some(true));
    assert_eq!(ask(&world, &[], "2020-02-06 09:00", "2020-05-06 23:59"), None, "not yet watched");
    assert_eq!(ask(&world, &[], "2020-02-06 09:00", "2020-05-07 00:00"), Some(true));
    let month = chengguan().setting(keys::accountability::TALK_PERIOD, TimeLimit::months(1));
    assert_eq!(ask(&month, &["2020-02-06 09:00"], since, "2020-05-06 23:59"), Some(true));
}

/// Design §8.12: under the default reading no clue alone calls nobody.
#[test]
fn no_clue_alone_calls_nobody() {
    let facts = TalkFacts {
        results: unit(&[], Some("2019-01-15 09:00")),
        poor_understanding: NO,
        poor_arrangement: NO,
    };
    assert_eq!(call(&chengguan(), &facts, "2020-05-06 09:00"), Answer::Known(Called::No));
}

/// C17: 24 units; each is owed a talk and a notice until it has them.
#[test]
fn talks_and_notices_are_owed_until_given() {
    let organ = |n| id(OrganId::from_uuid, n);
    let called: Vec<OrganId> = (1..=24).map(organ).collect();
    let world = chengguan();
    let rules = world.on(day!(2020, 5, 6));
    let ask = |given: &[(OrganId, TalkMeasure)]| {
        let decision = outstanding(called.clone(), given, rules);
        sound(decision.reasons());
        decision.outcome().len()
    };
    assert_eq!(ask(&[]), 48);
    assert_eq!(ask(&[(organ(1), TalkMeasure::CollectiveTalk)]), 47);
    let both = called.iter().flat_map(|unit| TalkMeasure::ALL.map(|measure| (*unit, measure)));
    let both: Vec<_> = both.collect();
    assert_eq!(ask(&both), 0);
    let talk = Codes::literal(&["collective_talk"]);
    let other = chengguan().setting(keys::accountability::TALK_MEASURES, talk);
    let owed = outstanding(called.clone(), &[], other.on(day!(2020, 5, 6)));
    assert_eq!(owed.outcome().len(), 24);
    let none =
        outstanding(called, &[], crate::procedure::trials::world("gansu").on(day!(2021, 5, 6)));
    assert!(none.outcome().is_empty());
}

fn duties(done: &[(PersonalDuty, &str)], since: Option<&str>) -> DutyFacts {
    DutyFacts {
        person: id(PersonId::from_uuid, 1),
        leads_since: since
            .map_or(Fact::NotKnown(NotKnown::NeverAsked), |since| Fact::Known(at(since))),
        done: done.iter().map(|(duty, when)| (*duty, at(when))).collect(),
    }
}

/// Z08: each of the four left out once; the record of a year ago counts to the end of its day.
#[test]
fn the_four_personal_duties() {
    let zhaotong = world("zhaotong");
    let ask = |world: &World, facts: &DutyFacts, now: &str| {
        let now = at(now);
        let decision = four_personally(facts, world.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let since = Some("2018-01-15 09:00");
    for left_out in PersonalDuty::ALL {
        let others = PersonalDuty::ALL.into_iter().filter(|duty| *duty != left_out);
        let mut done: Vec<_> = others.map(|duty| (duty, "2019-05-05 09:00")).collect();
        let gap = DutyGap { duty: left_out, has: 0 };
        let found = ask(&zhaotong, &duties(&done, since), "2019-05-06 09:00");
        assert_eq!(found, Answer::Known(vec![gap]));
        done.push((left_out, "2018-05-06 09:00"));
        let facts = duties(&done, since);
        assert_eq!(ask(&zhaotong, &facts, "2019-05-06 23:59"), Answer::Known(vec![]));
        assert_eq!(ask(&zhaotong, &facts, "2019-05-07 00:00"), Answer::Known(vec![gap]));
    }
    let none = |since| ask(&zhaotong, &duties(&[], since), "2019-05-06 09:00").known();
    assert_eq!(none(Some("2018-05-06 09:00")), None, "has not led for a year");
    assert_eq!(none(Some("2018-05-05 09:00")).map(|gaps| gaps.len()), Some(4));
    assert_eq!(none(None), None);
    let all: Vec<_> = PersonalDuty::ALL.into_iter().map(|d| (d, "2019-05-05 09:00")).collect();
    let facts = duties(&all, None);
    assert_eq!(
        ask(&zhaotong, &facts, "2019-05-06 09:00"),
        Answer::Known(vec![]),
        "nothing is missing"
    );
    let twice = world("zhaotong").setting(keys::accountability::FOUR_LEAST, 2);
    let facts = duties(&all, since);
    assert_eq!(ask(&twice, &facts, "2019-05-06 09:00").known().map(|gaps| gaps.len()), Some(4));
    let shorter =
        world("zhaotong").setting(keys::accountability::FOUR_PERIOD, TimeLimit::months(1));
    assert_eq!(ask(&shorter, &facts, "2019-07-06 09:00").known().map(|gaps| gaps.len()), Some(4));
    let one = Codes::literal(&["deploy"]);
    let fewer = world("zhaotong").setting(keys::accountability::FOUR_PERSONALLY, one);
    let bare = duties(&[], since);
    assert_eq!(ask(&fewer, &bare, "2019-07-06 09:00").known().map(|gaps| gaps.len()), Some(1));
    assert_eq!(ask(&world("gansu"), &bare, "2021-05-06 09:00"), Answer::Known(vec![]));
}

fn organ_held(how: OrganAccountability) -> HoldFacts {
    HoldFacts {
        held: HeldToAccount::Organ { organ: id(OrganId::from_uuid, 1), how },
        grounds: BTreeMap::from([(AccountabilityGround::Inaction, YES)]),
        alarms: BTreeSet::new(),
        in_charge: NEVER,
    }
}

fn leader_held(how: Vec<LeaderAccountability>) -> HoldFacts {
    let person = id(PersonId::from_uuid, 1);
    HoldFacts {
        held: HeldToAccount::leader(person, how).unwrap(),
        in_charge: YES,
        ..organ_held(OrganAccountability::Examination)
    }
}

fn hold(world: &World, facts: &HoldFacts, day: Day) -> Result<(), Refusal> {
    may_hold(facts, world.on(day)).map(|decision| sound(decision.reasons()))
}

/// Design §8.12: over every set of alarms, none grounds anything.
#[test]
fn alarms_alone_trigger_no_accountability() {
    let world = chengguan();
    let on = day!(2020, 5, 6);
    for bits in 0..64_u32 {
        let raised = AlarmKind::ALL.into_iter().zip(0..).filter(|(_, n)| bits & (1 << n) != 0);
        let alarms: BTreeSet<AlarmKind> = raised.map(|(alarm, _)| alarm).collect();
        for holds in FACTS {
            for looked in [false, true] {
                let mut grounds = BTreeMap::new();
                if looked {
                    grounds.insert(AccountabilityGround::Inaction, holds);
                }
                let facts = HoldFacts {
                    grounds,
                    alarms: alarms.clone(),
                    ..organ_held(OrganAccountability::CircularNotice)
                };
                let found = hold(&world, &facts, on);
                assert_eq!(found.is_ok(), looked && holds == YES, "{facts:?}");
                let Err(refused) = found else { continue };
                let wanted = match (looked && holds == NEVER, alarms.is_empty()) {
                    (true, _) => RefusalKind::NotEnoughKnown,
                    (false, true) => RefusalKind::NotPermitted,
                    (false, false) => RefusalKind::Forbidden,
                };
                assert_eq!(refused.kind(), wanted, "{facts:?}");
                assert!(!refused.is_final(), "an inquiry may establish a ground");
            }
        }
    }
}

/// C16, law 1.6: organs and leaders, by each form, before and after the regulation of 2019.
#[test]
fn organs_and_leaders_in_their_own_forms() {
    let world = chengguan();
    for how in OrganAccountability::ALL {
        assert!(hold(&world, &organ_held(how), day!(2019, 9, 1)).is_ok(), "{how}");
        let before = hold(&world, &organ_held(how), day!(2019, 8, 31)).unwrap_err();
        assert_eq!(before.kind(), RefusalKind::NotEnoughKnown, "{how}");
    }
    for how in LeaderAccountability::ALL {
        assert!(hold(&world, &leader_held(vec![how]), day!(2019, 9, 1)).is_ok(), "{how}");
    }
    let two = vec![LeaderAccountability::Admonition, LeaderAccountability::Adjustment];
    assert!(hold(&world, &leader_held(two.clone()), day!(2019, 9, 1)).is_ok(), "combined");
    let fewer =
        chengguan().setting(keys::accountability::LEADER_FORMS, Codes::literal(&["admonition"]));
    let refused = hold(&fewer, &leader_held(two), day!(2019, 9, 1)).unwrap_err();
    assert_eq!(refused.unmet().len(), 1);
    let fewer =
        chengguan().setting(keys::accountability::ORGAN_FORMS, Codes::literal(&["examination"]));
    let facts = organ_held(OrganAccountability::Reorganization);
    assert_eq!(hold(&fewer, &facts, day!(2019, 9, 1)).unwrap_err().kind(), RefusalKind::Forbidden);
}

/// A leader answers for what was that leader's to do; an organ is not asked.
#[test]
fn nobody_answers_for_the_work_of_others() {
    let world = chengguan();
    let on = day!(2020, 5, 6);
    for in_charge in FACTS {
        let leader = HoldFacts { in_charge, ..leader_held(vec![LeaderAccountability::Admonition]) };
        let found = hold(&world, &leader, on);
        assert_eq!(found.is_ok(), in_charge == YES);
        if in_charge == NO {
            assert!(found.unwrap_err().is_final());
        }
        let organ = HoldFacts { in_charge, ..organ_held(OrganAccountability::Examination) };
        assert!(hold(&world, &organ, on).is_ok());
    }
}

/// C16: only the grounds of the place count, where it lists them.
#[test]
fn grounds_of_the_place() {
    let on = day!(2020, 5, 6);
    let one =
        chengguan().setting(keys::accountability::GROUNDS, Codes::literal(&["no_responsibility"]));
    let facts = organ_held(OrganAccountability::Examination);
    assert!(hold(&one, &facts, on).is_err(), "inaction is not listed there");
    assert!(hold(&world("gansu"), &facts, on).is_ok(), "Gansu lists none");
    for ground in AccountabilityGround::ALL {
        let grounds = BTreeMap::from([(ground, YES)]);
        let facts = HoldFacts { grounds, ..organ_held(OrganAccountability::Examination) };
        assert!(hold(&chengguan(), &facts, on).is_ok(), "{ground}");
    }
    let mixed = HoldFacts {
        grounds: BTreeMap::from([
            (AccountabilityGround::Inaction, NEVER),
            (AccountabilityGround::NoResponsibility, YES),
        ]),
        ..organ_held(OrganAccountability::Examination)
    };
    assert!(hold(&chengguan(), &mixed, on).is_ok(), "one is enough");
    let all: Vec<&'static str> = AccountabilityGround::ALL.iter().map(|one| one.code()).collect();
    let set = chengguan()
        .setting(keys::accountability::GROUNDS, Codes::new(all.into_iter().map(code).collect()));
    let decision = may_hold(&mixed, set.on(on)).unwrap();
    assert!(rests_on_the_test(&decision.reasons()[0]), "the ground is one of the place's list");
}

/// Law 1.6: over every answer, before and after the regulation.
#[test]
fn for_life_for_serious_consequences() {
    let national = world("national");
    for moved_on in FACTS {
        for serious in FACTS {
            let decision = still_answers(moved_on, serious, national.on(day!(2019, 9, 1)));
            sound(decision.reasons());
            let wanted = (moved_on == NO || serious == YES).then_some(true);
            assert_eq!(decision.outcome().clone().known(), wanted, "{moved_on:?} {serious:?}");
            let missing = decision.outcome().what_is_missing();
            let missing = missing.first().map(|missing| missing.fact().as_str());
            let wanted = match (moved_on, serious) {
                (NO, _) | (_, YES) => None,
                (_, NEVER) => Some("serious"),
                (NEVER, _) => Some("moved_on"),
                _ => Some("rule"),
            };
            assert_eq!(missing, wanted, "{moved_on:?} {serious:?}");
            let before = still_answers(moved_on, serious, national.on(day!(2019, 8, 31)));
            let wanted = (moved_on == NO).then_some(true);
            assert_eq!(before.outcome().clone().known(), wanted, "{moved_on:?} {serious:?}");
        }
    }
    let lax = world("national").setting(keys::accountability::SERIOUS_FOR_LIFE, false);
    let found = still_answers(YES, YES, lax.on(day!(2019, 9, 1)));
    assert_eq!(found.outcome().clone().known(), None);
}

/// Law 1.8: leaders are looked at, and that finds nothing yet.
#[test]
fn leaders_of_a_guilty_handler() {
    let person = |n| id(PersonId::from_uuid, n);
    let leaders = [person(3), person(2)];
    let national = world("national");
    for guilty in FACTS {
        let decision = leaders_looked_at(guilty, &leaders, national.on(day!(2019, 1, 1)));
        sound(decision.reasons());
        let wanted = match guilty {
            Fact::Known(true) => Some(vec![person(2), person(3)]),
            Fact::Known(false) => Some(vec![]),
            Fact::NotKnown(_) => None,
        };
        assert_eq!(decision.outcome().clone().known(), wanted);
    }
    let before = leaders_looked_at(YES, &leaders, national.on(day!(2018, 12, 31)));
    assert_eq!(before.outcome(), &Answer::Known(vec![]));
    assert_eq!(rules_of(&before), ["accountability/leaders"]);
    let lax = world("national").setting(keys::accountability::LEADERS_OF_GUILTY, false);
    for guilty in FACTS {
        let found = leaders_looked_at(guilty, &leaders, lax.on(day!(2019, 1, 1)));
        assert_eq!(found.outcome(), &Answer::Known(vec![]), "whoever is guilty: {guilty:?}");
        let told = found.reasons()[0].because().to_string();
        assert_eq!(told, "the place does not look at the leaders of a guilty handler");
    }
}

/// From the dossier: what was given, what was done, who led.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::at_json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲街道", "kind": "street", "level": "township" });
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2), organ(3)],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "书记",
            "leader": "principal_leader" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }, { "id": no("person", 2), "name": "乙某" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2018-01-01" }, "end": { "before": "2019-04-10" } } }],
        "talks": [{ "id": no("talk", 1), "kind": "collective", "by": no("organ", 1),
            "units": [no("organ", 2), no("organ", 3)], "held": at_json(9) }],
        "reminder_notices": [{ "id": no("record", 1), "by": no("organ", 1),
            "to": [no("organ", 2)], "issued": at_json(10) }],
        "duty_records": [{ "id": no("record", 2), "person": no("person", 1), "duty": "deploy",
            "done": at_json(9) }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let unit = |n| id(OrganId::from_uuid, n);
    assert_eq!(
        given(&dossier, at("2019-04-09 09:00")),
        [
            (unit(2), TalkMeasure::CollectiveTalk),
            (unit(2), TalkMeasure::ReminderNotice),
            (unit(3), TalkMeasure::CollectiveTalk),
        ],
    );
    assert_eq!(given(&dossier, at("2019-04-09 09:01")).len(), 1, "the talk was before");
    let leader = id(PersonId::from_uuid, 1);
    let facts = DutyFacts::gather(&dossier, leader, Fact::Known(at("2018-01-01 09:00")));
    assert_eq!(facts.done, [(PersonalDuty::Deploy, at("2019-04-09 09:00"))]);
    assert_eq!(leaders_of(&dossier, unit(1), day!(2019, 4, 9)), [leader]);
    assert!(leaders_of(&dossier, unit(1), day!(2019, 4, 10)).is_empty());
    let facts = TalkFacts::gather(&dossier, unit(2), Fact::Known(at("2018-01-01 09:00")), YES, NO);
    assert!(facts.results.clues.is_empty());
}

/// C32, C33: notices since a moment, and the duties of one leader in the order of time.
#[test]
fn records_of_others_and_of_before_do_not_count() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::at_json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲街道", "kind": "street", "level": "township" });
    let duty = |n: u128, person: u128, duty: &str, hour: u32| {
        json!({ "id": no("record", n), "person": no("person", person), "duty": duty,
            "done": at_json(hour) })
    };
    let people: Vec<Value> =
        (1..=2).map(|n| json!({ "id": no("person", n), "name": "甲某" })).collect();
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2)],
        "persons": people,
        "reminder_notices": [{ "id": no("record", 1), "by": no("organ", 1),
            "to": [no("organ", 2)], "issued": at_json(10) }],
        "duty_records": [duty(2, 1, "deploy", 15), duty(3, 1, "deploy", 9),
            duty(4, 2, "deploy", 11)],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let reminded = [(id(OrganId::from_uuid, 2), TalkMeasure::ReminderNotice)];
    assert_eq!(given(&dossier, at("2019-04-09 10:00")), reminded);
    assert_eq!(given(&dossier, at("2019-04-09 10:01")), []);
    let leader = id(PersonId::from_uuid, 1);
    let facts = DutyFacts::gather(&dossier, leader, Fact::Known(at("2018-01-01 09:00")));
    let deployed = |hour: &str| (PersonalDuty::Deploy, at(&format!("2019-04-09 {hour}:00")));
    assert_eq!(facts.done, [deployed("09"), deployed("15")]);
}
