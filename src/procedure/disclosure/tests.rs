//! Notices, who came in time, what it is worth, row by row.

use serde_json::{Value, json};

use super::*;
use crate::day;
use crate::decision::RefusalKind;
use crate::model::dossier::DossierDraft;
use crate::procedure::discipline::{Circumstances, weigh};
use crate::procedure::trials::{FACTS, at, id, rests_on_the_test, rules_of, sound, world};
use crate::provenance::NotKnown;
use crate::terms::outcome::MitigatingGround;

const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn notice() -> NoticeFacts {
    NoticeFacts { issued: at("2019-05-06 09:00"), last_day: Fact::Known(day!(2019, 5, 31)) }
}

fn without() -> NoticeFacts {
    NoticeFacts { last_day: Fact::NotKnown(NotKnown::NeverAsked), ..notice() }
}

/// G31: the notice itself says until when; the cure is a day that is not over.
#[test]
fn a_notice_says_until_when() {
    let gansu = world("gansu");
    let day = day!(2021, 4, 22);
    let issue = |facts: &NoticeFacts, day| {
        may_issue(facts, gansu.on(day)).map(|decision| sound(decision.reasons()))
    };
    assert!(issue(&notice(), day).is_ok());
    let refused = issue(&without(), day).unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::NotEnoughKnown, false));
    assert!(issue(&without(), day!(2021, 4, 21)).is_ok(), "the practice is not known before");
    assert!(may_issue(&without(), world("henan").on(day)).is_ok(), "no rule there");
    let entry = world("gansu").setting(keys::disclosure::LIMIT_SET_BY, SetBy::Entry);
    assert!(may_issue(&without(), entry.on(day)).is_ok());
    let notice_sets = world("gansu").setting(keys::disclosure::LIMIT_SET_BY, SetBy::Notice);
    let refused = may_issue(&without(), notice_sets.on(day)).unwrap_err();
    assert!(rests_on_the_test(refused.unmet()[0].reason()));
    let ends = |last| NoticeFacts { last_day: Fact::Known(last), ..notice() };
    assert!(issue(&ends(day!(2019, 5, 6)), day).is_ok(), "open for one day");
    let over = issue(&ends(day!(2019, 5, 5)), day).unwrap_err();
    assert_eq!((over.kind(), over.is_final()), (RefusalKind::NotPermitted, false));
    let cure = over.unmet()[0].remedy().cures()[0].act().clone();
    assert_eq!(cure, crate::decision::Act::Fact(Code::literal("last_day")));
}

/// G31 (reading): at, before and after both ends.
#[test]
fn in_time_from_the_issue_to_the_end_of_the_last_day() {
    let rows = [
        ("2019-05-06 08:59", Timing::Before, false),
        ("2019-05-06 09:00", Timing::InTime, true),
        ("2019-05-31 23:59", Timing::InTime, true),
        ("2019-06-01 00:00", Timing::Late, false),
    ];
    for (came, timing, is_open) in rows {
        let found = in_time(&notice(), at(came));
        sound(found.reasons());
        assert_eq!(found.outcome(), &Answer::Known(timing), "{came}");
        let found = open(&notice(), at(came));
        sound(found.reasons());
        assert_eq!(found.outcome(), &Answer::Known(is_open), "{came}");
        let unknown = in_time(&without(), at(came));
        let unknown_open = open(&without(), at(came));
        if timing == Timing::Before {
            assert_eq!(unknown.outcome(), &Answer::Known(Timing::Before));
            assert_eq!(unknown_open.outcome(), &Answer::Known(false));
        } else {
            assert_eq!(unknown.outcome().what_is_missing()[0].fact().as_str(), "last_day");
            assert_eq!(unknown_open.outcome().what_is_missing().len(), 1);
        }
    }
}

/// Law 1.6: from July 1, 2020, whether in time or not; over everything that can be known.
#[test]
fn coming_forward_may_make_a_sanction_lighter() {
    let national = world("national");
    let first = day!(2020, 7, 1);
    for own_conduct in FACTS {
        for own_accord in FACTS {
            let facts = MitigationFacts { own_conduct, own_accord };
            let found = mitigates(&facts, national.on(first));
            sound(found.reasons());
            let wanted = match (own_conduct, own_accord) {
                (YES, YES) => Some(true),
                (NO, _) | (_, NO) => Some(false),
                _ => None,
            };
            assert_eq!(found.outcome().clone().known(), wanted, "{facts:?}");
            assert_eq!(found.outcome().what_is_missing().is_empty(), wanted.is_some());
            let before = mitigates(&facts, national.on(day!(2020, 6, 30)));
            let missing = before.outcome().what_is_missing();
            assert_eq!(missing[0].fact().as_str(), "disclosure/mitigates");
            let not_here = world("national").setting(keys::disclosure::MITIGATES, false);
            let found = mitigates(&facts, not_here.on(first));
            assert_eq!(found.outcome(), &Answer::Known(false));
        }
    }
    let yes = MitigationFacts { own_conduct: YES, own_accord: YES };
    let counts = mitigates(&yes, national.on(first)).outcome().clone().known().unwrap();
    let ground = MitigatingGround::VoluntaryDisclosure;
    let circumstances = Circumstances {
        lighter: BTreeMap::from([(ground, Fact::Known(counts))]),
        ..Circumstances::default()
    };
    let weighed = weigh(&circumstances, national.on(first));
    assert_eq!(weighed.outcome().lighter, [ground], "what it is handed on to");
}

/// G31: each person once, as of the first time; another notice counts for nothing.
#[test]
fn who_has_come_forward_under_a_notice() {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let came_on = |n: u128, person: u128, text: &str, notice: Option<u128>| {
        let mut form = json!({ "id": no("record", n), "person": no("person", person),
            "way": "explanation", "when": when(text), "to": no("organ", 1) });
        if let Some(notice) = notice {
            form["notice"] = json!(no("notice", notice));
        }
        form
    };
    let form = |n: u128, last_day: Value| json!({ "id": no("notice", n), "issued_by": [no("organ", 1)], "issued": when("2019-05-06 09:00"), "last_day": last_day, "places": [no("place", 1)] });
    let people: Vec<_> =
        (1..=5_u128).map(|n| json!({ "id": no("person", n), "name": format!("甲{n}") })).collect();
    let draft: DossierDraft = serde_json::from_value(json!({
        "places": [{ "id": no("place", 1), "name": "丙市", "level": "city" }],
        "organs": [{ "id": no("organ", 1), "name": "乙委", "kind": "discipline_supervision",
            "level": "city" }],
        "persons": people,
        "surrender_notices": [form(1, json!("2019-05-31")), form(2, json!(null))],
        "disclosures": [
            came_on(1, 1, "2019-06-03 09:00", Some(1)), came_on(2, 1, "2019-05-30 09:00", Some(1)),
            came_on(3, 2, "2019-06-01 09:00", Some(1)), came_on(4, 3, "2019-05-20 09:00", Some(2)),
            came_on(5, 4, "2019-05-20 09:00", None), came_on(6, 5, "2019-06-10 09:00", Some(1))],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let person = |n| id(PersonId::from_uuid, n);
    let count = |notice, now: &str| {
        let decision = came(&dossier, id(NoticeId::from_uuid, notice), at(now)).unwrap();
        sound(decision.reasons());
        assert_eq!(rules_of(&decision), ["disclosure/came"]);
        decision.outcome().clone()
    };
    let found = count(1, "2019-06-09 09:00");
    assert_eq!(
        (found.in_time.clone(), found.not_in_time.clone()),
        (vec![person(1)], vec![person(2)])
    );
    assert_eq!(found.all(), 2);
    assert_eq!(count(1, "2019-06-10 09:00").not_in_time, [person(2), person(5)]);
    assert_eq!(count(1, "2019-05-30 08:59").all(), 0);
    assert_eq!(count(2, "2019-06-10 09:00").open, [person(3)], "until when is not known");
    assert!(came(&dossier, id(NoticeId::from_uuid, 9), at("2019-06-10 09:00")).is_none());
    let gathered = NoticeFacts::gather(&dossier, id(NoticeId::from_uuid, 1)).unwrap();
    assert_eq!(gathered, notice());
    assert_eq!(NoticeFacts::gather(&dossier, id(NoticeId::from_uuid, 2)).unwrap(), without());
}
