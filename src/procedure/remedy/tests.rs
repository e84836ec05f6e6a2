//! Hearings, reviews, property and names, row by row and over every small world.

use std::collections::BTreeSet;

use super::*;
use crate::base::day::{Day, Moment};
use crate::base::deadline::TimeLimit;
use crate::base::id::{OrganId, RecordId};
use crate::day;
use crate::decision::{Answer, Refusal, RefusalKind};
use crate::model::discipline::Disposal;
use crate::model::dossier::Dossier;
use crate::procedure::clock::Clock;
use crate::procedure::trials::{FACTS, World, at, calendar, id, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::keys;
use crate::terms::outcome::{
    AppealKind, OrganizationalHandling, PartySanction, PublicSanction, SoftForm,
};

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn heard() -> HearingFacts {
    HearingFacts {
        told: Some(at("2021-03-01 09:00")),
        heard: Some(at("2021-03-05 09:00")),
        raised: YES,
        checked: Some(at("2021-03-10 09:00")),
        founded: NO,
        adopted: NEVER,
        decided: at("2021-03-15 09:00"),
    }
}

fn decide(world: &World, facts: &HearingFacts, day: Day) -> Result<(), Refusal> {
    may_decide(facts, world.on(day)).map(|decision| sound(decision.reasons()))
}

fn in_the_way(refused: &Refusal) -> Vec<&str> {
    refused.unmet().iter().map(|unmet| unmet.reason().rule().as_str()).collect()
}

/// Art. 43: told, heard, checked, taken into account; over every world.
#[test]
fn nobody_is_decided_about_unheard() {
    let national = world("national");
    let on = day!(2021, 3, 15);
    let times = |then: &str| [None, Some(at(then)), Some(at("2021-03-15 09:01"))];
    for told in times("2021-03-01 09:00") {
        for heard_at in times("2021-03-05 09:00") {
            for raised in FACTS {
                for checked in times("2021-03-10 09:00") {
                    for founded in FACTS {
                        for adopted in FACTS {
                            let facts = HearingFacts {
                                told,
                                heard: heard_at,
                                raised,
                                checked,
                                founded,
                                adopted,
                                ..heard()
                            };
                            let by_then =
                                |at: Option<Moment>| at.is_some_and(|at| at <= facts.decided);
                            let answered = match raised {
                                Fact::Known(false) => true,
                                Fact::Known(true) => {
                                    by_then(checked)
                                        && (founded == NO || (founded == YES && adopted == YES))
                                }
                                Fact::NotKnown(_) => false,
                            };
                            let may = by_then(told) && by_then(heard_at) && answered;
                            assert_eq!(decide(&national, &facts, on).is_ok(), may, "{facts:?}");
                        }
                    }
                }
            }
        }
    }
}

/// Art. 43: one minute after the decision is too late; before July 1, 2020 no rule asks.
#[test]
fn the_hearing_comes_first() {
    let national = world("national");
    let on = day!(2021, 3, 15);
    let late = HearingFacts { heard: Some(at("2021-03-15 09:01")), ..heard() };
    let refused = decide(&national, &late, on).unwrap_err();
    assert_eq!(
        (refused.kind(), in_the_way(&refused)),
        (RefusalKind::Forbidden, vec!["remedy/heard"])
    );
    assert!(!refused.is_final());
    let just = HearingFacts {
        heard: Some(at("2021-03-15 09:00")),
        checked: Some(at("2021-03-15 09:00")),
        ..heard()
    };
    assert!(decide(&national, &just, on).is_ok());
    let nobody = HearingFacts::unheard(at("2020-06-30 09:00"));
    assert!(decide(&national, &nobody, day!(2020, 6, 30)).is_ok());
    let refused = decide(&national, &nobody, day!(2020, 7, 1)).unwrap_err();
    assert_eq!(in_the_way(&refused), ["remedy/told", "remedy/heard"]);
    let lax = world("national").setting(keys::discipline::DEFENCE_HEARD, false);
    assert!(decide(&lax, &nobody, day!(2021, 3, 15)).is_ok());
}

/// Arts. 43, 56: heavier only for something else, for a defence and for a review.
#[test]
fn nothing_becomes_heavier_for_a_defence() {
    let national = world("national");
    for step in [Step::Defence, Step::Review] {
        for heavier in FACTS {
            for new_facts in FACTS {
                let facts = SeverityFacts { step, heavier, new_facts };
                let found = not_heavier(&facts, national.on(day!(2020, 7, 1)));
                assert_eq!(found.is_ok(), heavier == NO || new_facts == YES, "{facts:?}");
                let before = not_heavier(&facts, national.on(day!(2020, 6, 30)));
                assert!(before.is_ok(), "no rule yet");
            }
        }
    }
    let worse = SeverityFacts { step: Step::Defence, heavier: YES, new_facts: NO };
    let lax = world("national").setting(keys::discipline::DEFENCE_NOT_HELD_AGAINST, true);
    assert!(not_heavier(&worse, lax.on(day!(2018, 1, 1))).is_err(), "in force earlier there");
    let worse = SeverityFacts { step: Step::Review, ..worse };
    let lax = world("national").setting(keys::remedy::NO_HEAVIER, true);
    assert!(not_heavier(&worse, lax.on(day!(2018, 1, 1))).is_err());
}

/// What is heavier than what.
#[test]
fn which_of_two_is_heavier() {
    let court = Disposal::TransferredForProsecution { to: id(OrganId::from_uuid, 1) };
    let soft = Disposal::Soft(SoftForm::Admonition);
    let party = Disposal::Party;
    let public = Disposal::Public;
    let handling = Disposal::Handling(OrganizationalHandling::Removal);
    let rows = [
        (party(PartySanction::Warning), party(PartySanction::SeriousWarning), YES),
        (party(PartySanction::Warning), party(PartySanction::Warning), NO),
        (public(PublicSanction::Dismissal), public(PublicSanction::Demerit), NO),
        (soft, public(PublicSanction::Warning), YES),
        (public(PublicSanction::Warning), soft, NO),
        (public(PublicSanction::Dismissal), court, YES),
        (court, handling, NO),
        (handling, public(PublicSanction::Warning), NEVER),
        (party(PartySanction::Expulsion), public(PublicSanction::Warning), NEVER),
    ];
    for (before, after, wanted) in rows {
        let facts = SeverityFacts::of(Step::Review, before, after, NO);
        assert_eq!(facts.heavier, wanted, "{before:?} {after:?}");
    }
}

fn asking(kind: AppealKind, asked: &str) -> AskFacts {
    let to = match kind {
        AppealKind::Review | AppealKind::Complaint | AppealKind::PartyAppeal => AskedOrgan::Same,
        AppealKind::Rereview | AppealKind::ComplaintReview => AskedOrgan::NextHigher,
    };
    AskFacts {
        kind,
        concerned: YES,
        received: Fact::Known(at("2019-05-10 09:00")),
        first_decided: YES,
        to: Fact::Known(to),
        asked: at(asked),
    }
}

fn ask(world: &World, facts: &AskFacts) -> Result<(), Refusal> {
    may_ask(facts, world.on(facts.asked.day()), &calendar()).map(|found| sound(found.reasons()))
}

/// Law 1.5: a month; June 10, 2019 was a Monday. The last day moves.
#[test]
fn until_when_one_may_ask() {
    let national = world("national");
    for kind in [AppealKind::Review, AppealKind::Rereview, AppealKind::ComplaintReview] {
        assert!(ask(&national, &asking(kind, "2019-06-10 23:59")).is_ok(), "{kind}");
        let late = ask(&national, &asking(kind, "2019-06-11 00:00")).unwrap_err();
        assert_eq!(in_the_way(&late), ["remedy/in-time"], "{kind}");
        assert!(late.is_final(), "{kind}");
    }
    // One month from April 25 ends on May 25, a Saturday: Monday, May 27 is the last day.
    let moving = |asked| AskFacts {
        received: Fact::Known(at("2019-04-25 09:00")),
        ..asking(AppealKind::Review, asked)
    };
    assert!(ask(&national, &moving("2019-05-27 23:59")).is_ok());
    assert!(ask(&national, &moving("2019-05-28 00:00")).is_err());
    for kind in [AppealKind::Complaint, AppealKind::PartyAppeal] {
        assert!(ask(&national, &asking(kind, "2029-06-11 00:00")).is_ok(), "{kind} has no limit");
    }
    for (kind, key) in [
        (AppealKind::Review, keys::remedy::REVIEW_ASKED),
        (AppealKind::Rereview, keys::remedy::REREVIEW_ASKED),
        (AppealKind::ComplaintReview, keys::remedy::COMPLAINT_REVIEW_ASKED),
    ] {
        let longer = world("national").setting(key, TimeLimit::months(2));
        assert!(ask(&longer, &asking(kind, "2019-06-11 00:00")).is_ok(), "{kind}");
    }
    let unknown = AskFacts {
        received: Fact::NotKnown(NotKnown::NeverAsked),
        ..asking(AppealKind::Review, "2019-06-01 09:00")
    };
    assert_eq!(ask(&national, &unknown).unwrap_err().kind(), RefusalKind::NotEnoughKnown);
    let old = AskFacts {
        received: Fact::Known(at("2018-03-19 09:00")),
        ..asking(AppealKind::Review, "2018-03-20 09:00")
    };
    assert_eq!(ask(&national, &old).unwrap_err().kind(), RefusalKind::NotEnoughKnown);
}

/// Law 1.5: who asks, whom, and in which order; over every kind and answer.
#[test]
fn who_asks_whom_and_after_what() {
    let national = world("national");
    let organs = [AskedOrgan::Same, AskedOrgan::NextHigher, AskedOrgan::Other].map(Fact::Known);
    for kind in AppealKind::ALL {
        for concerned in FACTS {
            for first_decided in FACTS {
                for to in organs.into_iter().chain([Fact::NotKnown(NotKnown::NeverAsked)]) {
                    let right = asking(kind, "2019-06-01 09:00");
                    let facts = AskFacts { concerned, first_decided, to, ..right };
                    let second = matches!(kind, AppealKind::Rereview | AppealKind::ComplaintReview);
                    let may = concerned == YES
                        && (!second || first_decided == YES)
                        && (kind == AppealKind::PartyAppeal || to == right.to);
                    assert_eq!(ask(&national, &facts).is_ok(), may, "{facts:?}");
                }
            }
        }
    }
}

/// Law 1.5: each kind, at, before and after its last day, from its own start.
#[test]
fn until_when_it_is_decided() {
    let national = world("national");
    let rows = [
        (AppealKind::Review, "2019-06-10 23:59", "2019-06-11 00:00", "remedy/review"),
        (AppealKind::Rereview, "2019-07-10 23:59", "2019-07-11 00:00", "remedy/rereview"),
        (AppealKind::Complaint, "2019-06-13 23:59", "2019-06-14 00:00", "remedy/complaint"),
        (
            AppealKind::ComplaintReview,
            "2019-07-10 23:59",
            "2019-07-11 00:00",
            "remedy/complaint-review",
        ),
        (AppealKind::PartyAppeal, "2019-08-13 23:59", "2019-08-14 00:00", "remedy/party-appeal"),
    ];
    let facts = |kind| AppealFacts {
        kind,
        asked: Fact::Known(at("2019-05-10 09:00")),
        accepted: Fact::Known(at("2019-05-13 09:00")),
        decided: None,
    };
    for (kind, in_time, late, rule) in rows {
        let stands = |world: &World, now: &str| -> Option<Clock> {
            let now = at(now);
            let found = decision_due(&facts(kind), world.on(now.day()), &calendar(), now);
            sound(found.reasons());
            assert!(rules_of(&found).contains(&rule), "{kind}");
            found.outcome().clone().known()
        };
        assert!(!stands(&national, in_time).unwrap().is_late(), "{kind}");
        assert!(stands(&national, late).unwrap().is_late(), "{kind}");
        let key = match kind {
            AppealKind::Review => keys::remedy::REVIEW_DECIDED,
            AppealKind::Rereview => keys::remedy::REREVIEW_DECIDED,
            AppealKind::Complaint => keys::remedy::COMPLAINT_DECIDED,
            AppealKind::ComplaintReview => keys::remedy::COMPLAINT_REVIEW_DECIDED,
            AppealKind::PartyAppeal => keys::remedy::PARTY_APPEAL,
        };
        let shorter = world("national").setting(key, TimeLimit::days(1));
        assert!(stands(&shorter, "2019-05-20 00:00").unwrap().is_late(), "{kind}");
    }
    let open = AppealFacts {
        accepted: Fact::NotKnown(NotKnown::NeverAsked),
        ..facts(AppealKind::Complaint)
    };
    let now = at("2019-05-20 09:00");
    let found = decision_due(&open, national.on(now.day()), &calendar(), now);
    assert_eq!(found.outcome().clone().known(), None, "not accepted yet");
}

/// Law 1.5: asking does not suspend.
#[test]
fn the_decision_is_carried_out_meanwhile() {
    let national = world("national");
    let ask = |world: &World, day| suspended(world.on(day)).outcome().clone().known();
    assert_eq!(ask(&national, day!(2018, 3, 20)), Some(false));
    assert_eq!(ask(&national, day!(2025, 6, 1)), Some(false));
    assert_eq!(ask(&national, day!(2018, 3, 19)), None);
    let other = world("national").setting(keys::remedy::SUSPENDS, true);
    assert_eq!(ask(&other, day!(2017, 6, 1)), Some(true));
}

/// Law 1.5, 1.7: over every answer, before and after the rules of 2019.
#[test]
fn original_handlers_take_no_part() {
    let national = world("national");
    for before in FACTS {
        let found = may_handle(before, national.on(day!(2019, 1, 1)));
        assert_eq!(found.is_ok(), before == NO);
        if before == YES {
            assert!(found.unwrap_err().is_final());
        }
        assert!(may_handle(before, national.on(day!(2018, 12, 31))).is_ok());
    }
    let lax = world("national").setting(keys::remedy::ORIGINAL_HANDLERS_OUT, false);
    assert!(may_handle(YES, lax.on(day!(2019, 1, 1))).is_ok());
}

/// Law 1.4: three days, in both editions of the law.
#[test]
fn unrelated_property_goes_back() {
    let national = world("national");
    let stands = |world: &World, found: &str, now: &str| {
        let facts = Property { found_unrelated: Fact::Known(at(found)), returned: None };
        let now = at(now);
        let decision = property_due(&facts, world.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        decision.outcome().clone().known().map(|clock| clock.is_late())
    };
    assert_eq!(stands(&national, "2019-05-10 09:00", "2019-05-13 23:59"), Some(false));
    assert_eq!(stands(&national, "2019-05-10 09:00", "2019-05-14 00:00"), Some(true));
    assert_eq!(stands(&national, "2025-07-10 09:00", "2025-07-13 23:59"), Some(false));
    assert_eq!(stands(&national, "2025-07-10 09:00", "2025-07-14 00:00"), Some(true));
    let longer = world("national").setting(keys::remedy::PROPERTY_RETURNED, TimeLimit::days(9));
    assert_eq!(stands(&longer, "2019-05-10 09:00", "2019-05-14 00:00"), Some(false));
    let related = Property { found_unrelated: Fact::NotKnown(NotKnown::NotYetDue), returned: None };
    let now = at("2019-05-14 09:00");
    let decision = property_due(&related, national.on(now.day()), &calendar(), now);
    assert_eq!(decision.outcome().clone().known(), None);
}

/// Design §4, law 5: complete only when each recipient has it; over every subset.
#[test]
fn a_name_is_cleared_before_all_who_had_heard() {
    let organ = |n| id(OrganId::from_uuid, n);
    let record = |n| id(RecordId::from_uuid, n);
    let national = world("national");
    for bits in 0..256_u32 {
        let pick = |shift: u32| {
            (0..2).filter(move |n| bits & (1 << (shift + n)) != 0).map(|n| u128::from(n) + 1)
        };
        let facts = ClearFacts {
            told: pick(0).map(organ).collect(),
            corrected: pick(2).map(organ).collect(),
            published: pick(4).map(record).collect(),
            published_corrected: pick(6).map(record).collect(),
        };
        for day in [day!(2020, 6, 30), day!(2020, 7, 1)] {
            let decision = clearing(&facts, national.on(day));
            sound(decision.reasons());
            let found = decision.outcome();
            let all = facts.told.is_subset(&facts.corrected)
                && facts.published.is_subset(&facts.published_corrected);
            assert_eq!(found.is_complete(), all, "{facts:?}");
            assert!(found.owed_to.iter().all(|organ| !facts.corrected.contains(organ)));
        }
    }
    let nobody = clearing(&ClearFacts::default(), national.on(day!(2020, 7, 1)));
    assert_eq!(nobody.outcome().to_string(), "cleared before all");
    let own = clearing(&ClearFacts::default(), national.on(day!(2020, 6, 30)));
    let documents = |found: &crate::decision::Decision<Clearing>| {
        found.reasons()[0].citations()[0].document().to_string()
    };
    assert!(documents(&own).starts_with("no document"));
    assert!(documents(&nobody).contains("Public Sanctions Law"));
}

/// From the dossier: hearing, appeal on appeal, teams, property, a refuted hypothesis.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::base::id::{MeasureId, PersonId, UmbrellaId};
    use crate::model::dossier::DossierDraft;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let organ = |n: u128, level: &str, parent: Option<u128>| {
        json!({ "id": no("organ", n), "name": "甲委", "kind": "discipline_supervision",
            "level": level, "parent": parent.map(|parent| no("organ", parent)) })
    };
    let persons = [1, 2, 3, 4, 5, 6].map(|n| json!({ "id": no("person", n), "name": "甲某" }));
    let case = |n: u128| {
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 2),
            "filed_level": "county", "managing_level": "county", "subjects": [no("person", 1)],
            "stages": [stamped("2021-01-10 09:00", json!({ "discipline": "filed" }))] })
    };
    let lead = |n: u128, case: u128, person: u128| {
        json!({ "id": no("record", n), "case": no("case", case), "person": no("person", person),
            "command": "secretary_leads",
            "period": { "start": { "on": "2021-01-10" }, "end": "open" } })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "city", None), organ(2, "county", Some(1)), organ(3, "county", Some(1))],
        "persons": persons,
        "posts": [{ "id": no("post", 1), "organ": no("organ", 3), "title": "科长" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2018-01-01" }, "end": "open" } }],
        "gangs": [{ "id": no("gang", 1), "name": "乙团伙" }],
        "claims": [],
        "cases": [case(1), case(2)],
        "case_leads": [lead(11, 1, 5), lead(12, 2, 6)],
        "task_forces": [{ "id": no("task_force", 1), "kind": "task_force", "name": "专案组",
            "organ": no("organ", 2), "cases": [no("case", 1)], "members": [
                { "person": no("person", 2), "period": { "start": { "on": "2021-01-10" }, "end": "open" } }] },
            { "id": no("task_force", 2), "kind": "task_force", "name": "他案专案组",
            "organ": no("organ", 2), "members": [
                { "person": no("person", 4), "period": { "start": { "on": "2021-01-10" }, "end": "open" } }] }],
        "outcomes": [{ "id": no("outcome", 1), "person": no("person", 1),
            "what": { "public": "demerit" }, "case": no("case", 1), "by": no("organ", 2),
            "decided": when("2021-03-15 09:00") }],
        "hearings": [{ "id": no("record", 1), "case": no("case", 1), "person": no("person", 1),
            "organ": no("organ", 2), "told": when("2021-03-01 09:00"),
            "heard": when("2021-03-05 09:00") }],
        "appeals": [
            { "id": no("record", 2), "kind": "review", "against": { "outcome": no("outcome", 1) },
                "by": no("person", 1), "to": no("organ", 2), "received": when("2021-03-16 09:00"),
                "asked": when("2021-04-01 09:00"), "handlers": [no("person", 3)],
                "decided": when("2021-04-20 09:00"), "result": "upheld" },
            { "id": no("record", 4), "kind": "review", "against": { "outcome": no("outcome", 1) },
                "by": no("person", 4), "to": no("organ", 2), "received": when("2021-03-16 09:00"),
                "asked": when("2021-04-01 09:00") },
            { "id": no("record", 3), "kind": "rereview", "against": { "appeal": no("record", 2) },
                "by": no("person", 1), "to": no("organ", 1), "received": when("2021-04-21 09:00"),
                "asked": when("2021-05-01 09:00") }],
        "measures": [{ "id": no("measure", 1), "kind": "seizure", "case": no("case", 1),
            "organ": no("organ", 2), "begun": when("2021-01-12 09:00"),
            "found_unrelated": when("2021-02-01 09:00"), "ended": when("2021-02-03 09:00") }],
        "umbrellas": [{ "id": no("umbrella", 1),
            "subject": { "tenure": { "person": no("person", 1), "tenure": no("tenure", 1) } },
            "gang": no("gang", 1), "told": [no("organ", 3)],
            "stages": [stamped("2021-01-10 09:00", json!("alleged")),
                stamped("2021-05-10 09:00", json!({ "refuted": { "by": no("person", 4),
                    "reasons": "查无实据", "owed_to": [no("organ", 1), no("organ", 3)] } }))] }],
        "exposure_batches": [{ "id": no("record", 9), "by": no("organ", 2), "number": 1,
            "published": when("2021-02-01 09:00"), "cases": [no("case", 1)],
            "persons": [no("person", 1)] },
            { "id": no("record", 10), "by": no("organ", 2), "number": 2,
            "published": when("2021-02-02 09:00"), "cases": [no("case", 1)],
            "persons": [no("person", 2)] }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let record = |n| id(RecordId::from_uuid, n);
    let hearing = HearingFacts::gather(&dossier, record(1), at("2021-03-15 09:00")).unwrap();
    assert_eq!((hearing.raised, hearing.checked), (NO, None), "heard, and nothing raised");
    assert!(may_decide(&hearing, world("national").on(day!(2021, 3, 15))).is_ok());
    let first = AskFacts::gather(&dossier, record(2)).unwrap();
    assert_eq!((first.concerned, first.to), (YES, Fact::Known(AskedOrgan::Same)));
    let stranger = AskFacts::gather(&dossier, record(4)).unwrap();
    assert!(stranger.concerned.known().is_none(), "the outcome is about somebody else");
    let second = AskFacts::gather(&dossier, record(3)).unwrap();
    assert_eq!(second.first_decided, YES);
    assert_eq!(second.to, Fact::Known(AskedOrgan::NextHigher));
    assert!(ask(&world("national"), &second).is_ok());
    let person = |n| id(PersonId::from_uuid, n);
    assert_eq!(handled_before(&dossier, record(3)), [person(2), person(3), person(5)]);
    assert_eq!(handled_before(&dossier, record(2)), [person(2), person(5)], "of this case alone");
    let facts = AppealFacts::gather(&dossier, record(2)).unwrap();
    assert_eq!(facts.decided, Some(at("2021-04-20 09:00")));
    let property = Property::gather(&dossier, id(MeasureId::from_uuid, 1)).unwrap();
    assert_eq!(property.returned, Some(at("2021-02-03 09:00")));
    let umbrella = id(UmbrellaId::from_uuid, 1);
    let facts = ClearFacts::gather(&dossier, umbrella, BTreeSet::new()).unwrap();
    let organ = |n| id(OrganId::from_uuid, n);
    assert_eq!(facts.told, BTreeSet::from([organ(1), organ(3)]));
    assert_eq!(facts.published, BTreeSet::from([record(9)]));
    let found = clearing(&facts, world("national").on(day!(2021, 5, 11)));
    assert_eq!(found.outcome().to_string(), "corrections owed: 2 organs, 1 publications");
    assert_eq!(
        found.outcome().clone(),
        Clearing { owed_to: vec![organ(1), organ(3)], published: vec![record(9)] }
    );
    let _: Answer<bool> = suspended(world("national").on(day!(2021, 5, 11))).outcome().clone();
    // Who is named in two batches, and was cleared in one, is owed a correction in the other.
    let mut draft = DossierDraft::from(dossier.clone());
    draft.exposure_batches.iter_mut().for_each(|batch| batch.persons.push(person(4)));
    let first = draft.exposure_batches.first_mut().unwrap();
    for n in [1, 4] {
        let correction = json!({ "person": no("person", n), "when": when("2021-05-11 09:00") });
        first.corrections.push(serde_json::from_value(correction).unwrap());
    }
    let dossier = draft.enter().unwrap();
    let facts = ClearFacts::gather(&dossier, umbrella, BTreeSet::new()).unwrap();
    assert_eq!(facts.published, BTreeSet::from([record(9)]));
    assert_eq!(facts.published_corrected, BTreeSet::from([record(9)]));
    let found = clearing(&facts, world("national").on(day!(2021, 5, 11)));
    assert_eq!(found.outcome().to_string(), "corrections owed: 2 organs, 0 publications");
    taken_back(&dossier);
}

/// By whom, about whom and upon what outcome 1 is taken back, in the dossier above.
fn taken_back(dossier: &Dossier) {
    use crate::base::id::{OutcomeId, PersonId};
    use crate::terms::outcome::AppealResult;

    let outcome = id(OutcomeId::from_uuid, 1);
    let facts = |person: u128, organ: u128, appeal: Option<u128>| {
        let by = (Some(id(PersonId::from_uuid, person)), id(OrganId::from_uuid, organ));
        let appeal = appeal.map(|appeal| id(RecordId::from_uuid, appeal));
        RevokeFacts::gather(dossier, outcome, by, appeal).unwrap()
    };
    let bare = RevokeFacts { revoked: false, competent: YES, own: false, upon: None };
    assert_eq!(facts(2, 2, None), bare);
    assert_eq!(facts(2, 1, None), bare, "the organ above");
    assert_eq!(facts(2, 3, None), RevokeFacts { competent: NO, ..bare });
    assert_eq!(facts(1, 2, None), RevokeFacts { own: true, ..bare });
    let upon = |against, result| RevokeFacts { upon: Some(UponAppeal { against, result }), ..bare };
    assert_eq!(facts(2, 2, Some(2)), upon(true, Some(AppealResult::Upheld)));
    assert_eq!(facts(2, 2, Some(3)), upon(true, None), "a re-review leads to the review before it");
    assert_eq!(facts(2, 2, Some(77)), upon(false, None));
    let other = id(OutcomeId::from_uuid, 7);
    let by = (None, id(OrganId::from_uuid, 2));
    assert_eq!(RevokeFacts::gather(dossier, other, by, None), None);
}

/// Law 1.6: the same sanction again is no heavier one, and the next one is.
#[test]
fn the_same_again_is_not_heavier() {
    use crate::terms::outcome::{PartySanction, PublicSanction};

    let heavier = |before, after| SeverityFacts::of(Step::Review, before, after, NO).heavier;
    let party = |one| Disposal::Party(one);
    let public = |one| Disposal::Public(one);
    assert_eq!(heavier(party(PartySanction::Warning), party(PartySanction::Warning)), NO);
    assert_eq!(heavier(party(PartySanction::Warning), party(PartySanction::SeriousWarning)), YES);
    assert_eq!(heavier(public(PublicSanction::Demerit), public(PublicSanction::Demerit)), NO);
    assert_eq!(heavier(public(PublicSanction::Demerit), public(PublicSanction::Warning)), NO);
    assert_eq!(heavier(public(PublicSanction::Warning), public(PublicSanction::Demerit)), YES);
}

/// Law 1.8: whether the decision waits is told as it is.
#[test]
fn whether_the_decision_waits_is_told() {
    let because = |suspends: bool| {
        let world = world("national").setting(keys::remedy::SUSPENDS, suspends);
        let found = suspended(world.on(day!(2021, 5, 11)));
        (found.outcome().clone().known(), found.reasons()[0].because().to_string())
    };
    assert_eq!(because(true), (Some(true), "the decision waits meanwhile".to_owned()));
    assert_eq!(because(false), (Some(false), "the decision is carried out meanwhile".to_owned()));
}
