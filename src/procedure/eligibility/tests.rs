//! Clearing, standing, candidates, weak villages, row by row.

mod records;

use super::*;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{FACTS, World, id, rules_of, sound, world};
use crate::rulebook::Codes;
use crate::terms::rectification::WeakVillageMeasure;

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn person(n: u128) -> PersonId {
    id(PersonId::from_uuid, n)
}

fn village(n: u128) -> PlaceId {
    id(PlaceId::from_uuid, n)
}

/// C10: one by one; each question left out once for a member who was screened.
#[test]
fn every_member_is_screened_and_every_question_answered() {
    let chengguan = world("chengguan");
    let on = day!(2021, 1, 15);
    let ask = |world: &World, facts: &RollFacts| {
        let decision = unscreened(facts, world.on(on));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let whole = RollFacts {
        place: village(1),
        members: BTreeSet::from([person(1), person(2)]),
        answered: [person(1), person(2)]
            .into_iter()
            .flat_map(|one| ScreeningQuestion::ALL.map(|question| (one, question)))
            .collect(),
        screened: BTreeSet::from([person(1), person(2), person(9)]),
    };
    assert_eq!(ask(&chengguan, &whole), Answer::Known(vec![]));
    for question in ScreeningQuestion::ALL {
        let mut facts = whole.clone();
        facts.answered.remove(&(person(2), question.clone()));
        let gap = vec![RollGap::Unanswered(person(2), question)];
        assert_eq!(ask(&chengguan, &facts), Answer::Known(gap));
    }
    let mut nobody = whole.clone();
    nobody.screened.remove(&person(1));
    let gap = vec![RollGap::Unscreened(person(1))];
    assert_eq!(ask(&chengguan, &nobody), Answer::Known(gap), "once, and not by question");
    let more = world("chengguan")
        .setting(keys::eligibility::QUESTIONS, Codes::literal(&["criminal_record", "clan_ties"]));
    let found = ask(&more, &whole).known().unwrap();
    assert_eq!(found.len(), 2, "a question that the place adds, for each member");
    assert!(ask(&world("henan"), &whole).known().is_none(), "no questions are laid down there");
}

fn clearing(excluded_by_rule: Fact<bool>, holds: Fact<bool>, competent: Fact<bool>) -> ClearFacts {
    ClearFacts { person: person(1), excluded_by_rule, holds, proposed: false, competent }
}

/// C10, law 0: over every state of the three facts, for both steps.
#[test]
fn only_who_is_excluded_and_in_post_is_cleared_and_only_by_the_competent_body() {
    let chengguan = world("chengguan");
    let on = day!(2021, 1, 15);
    for excluded in FACTS {
        for holds in FACTS {
            for competent in FACTS {
                let facts = clearing(excluded, holds, competent);
                let propose = may_clear(&facts, Clearing::Propose, chengguan.on(on));
                let remove = may_clear(&facts, Clearing::Remove, chengguan.on(on));
                let both = excluded == YES && holds == YES;
                assert_eq!(propose.is_ok(), both, "{facts:?}");
                assert_eq!(remove.is_ok(), both && competent == YES, "{facts:?}");
                let Err(refused) = remove else { continue };
                let kind = match [excluded, holds, competent].contains(&NO) {
                    true => RefusalKind::Forbidden,
                    false => RefusalKind::NotEnoughKnown,
                };
                assert_eq!(refused.kind(), kind, "{facts:?}");
                let incurable = excluded == NO || holds == NO;
                assert_eq!(refused.is_final(), incurable, "{facts:?}");
                let facts = [excluded, holds, competent];
                let open = facts.iter().filter(|fact| **fact != YES);
                assert_eq!(refused.unmet().len(), open.count(), "each is cured by its own fact");
            }
        }
    }
    let twice = ClearFacts { proposed: true, ..clearing(YES, YES, NO) };
    assert!(may_clear(&twice, Clearing::Propose, chengguan.on(on)).unwrap_err().is_final());
    let acts = ClearFacts { competent: YES, ..twice };
    assert!(may_clear(&acts, Clearing::Remove, chengguan.on(on)).is_ok(), "a proposal is no bar");
    let decision = may_clear(&acts, Clearing::Remove, chengguan.on(on)).unwrap();
    sound(decision.reasons());
    assert_eq!(
        rules_of(&decision),
        ["eligibility/cleared", "eligibility/in-post", "eligibility/removed-by"],
    );
    let lax = world("chengguan").setting(keys::eligibility::ONLY_INELIGIBLE_CLEARED, false);
    assert!(may_clear(&clearing(NO, YES, YES), Clearing::Remove, lax.on(on)).is_ok());
    let elsewhere = may_clear(&clearing(NO, YES, YES), Clearing::Remove, world("henan").on(on))
        .unwrap_err()
        .to_string();
    assert!(elsewhere.contains("Village Committee Law"), "{elsewhere}");
}

/// Every cure applied, the step succeeds; one left out, it still fails.
#[test]
fn cures_of_a_removal() {
    type Change = fn(&mut ClearFacts);
    let cures: [(&str, Change); 3] = [
        ("excluded_by_rule", |facts| facts.excluded_by_rule = YES),
        ("holds", |facts| facts.holds = YES),
        ("competent", |facts| facts.competent = YES),
    ];
    let chengguan = world("chengguan");
    let rules = chengguan.on(day!(2021, 1, 15));
    let bare = clearing(NEVER, NEVER, NO);
    let refused = may_clear(&bare, Clearing::Remove, rules).unwrap_err();
    let told: Vec<String> = refused
        .unmet()
        .iter()
        .map(|unmet| format!("{:?}", unmet.remedy().cures()[0].act()))
        .collect();
    for ((cure, _), told) in cures.iter().zip(&told) {
        assert!(told.contains(cure), "{told}");
    }
    for left_out in 0..=cures.len() {
        let mut facts = bare;
        for (_, (_, cure)) in cures.iter().enumerate().filter(|(place, _)| *place != left_out) {
            cure(&mut facts);
        }
        let found = may_clear(&facts, Clearing::Remove, rules);
        assert_eq!(found.is_ok(), left_out == cures.len(), "{left_out}");
    }
}

fn standing(screened: Fact<bool>, excluded_by_rule: Fact<bool>) -> StandFacts {
    StandFacts { person: person(1), screened, excluded_by_rule, removed_before: NEVER }
}

/// Law 3.4: from May 1, 2022 candidates are screened; C10: having been removed bars nobody.
#[test]
fn to_stand_is_apart_from_having_been_removed() {
    let national = world("national");
    let (before, on) = (day!(2022, 4, 30), day!(2022, 5, 1));
    for screened in FACTS {
        for excluded in FACTS {
            for removed_before in FACTS {
                let facts = StandFacts { removed_before, ..standing(screened, excluded) };
                let early = may_stand(&facts, national.on(before));
                assert_eq!(early.is_ok(), excluded == NO, "{facts:?}");
                let found = may_stand(&facts, national.on(on));
                assert_eq!(found.is_ok(), excluded == NO && screened == YES, "{facts:?}");
                if let Ok(decision) = found {
                    sound(decision.reasons());
                    let told = rules_of(&decision).contains(&"eligibility/removed-before");
                    assert_eq!(told, removed_before == YES);
                }
            }
        }
    }
    let unscreened = may_stand(&standing(NO, NO), national.on(on)).unwrap_err();
    assert_eq!(unscreened.kind(), RefusalKind::NotPermitted);
    assert!(!unscreened.is_final(), "screening cures it");
    assert!(may_stand(&standing(NO, YES), national.on(on)).unwrap_err().is_final());
    let unknown = may_stand(&standing(YES, NEVER), national.on(on)).unwrap_err();
    assert_eq!(unknown.kind(), RefusalKind::NotEnoughKnown);
    let lax = world("national").setting(keys::eligibility::CANDIDATES_SCREENED, false);
    assert!(may_stand(&standing(NO, NO), lax.on(on)).is_ok());
}

/// Law 3.4, art. 12: both halves, and what is not known.
#[test]
fn a_record_is_dealt_with_and_a_clue_goes_to_the_police() {
    let national = world("national");
    for record in FACTS {
        for clue in FACTS {
            let facts = CandidateFacts { record, clue };
            let decision = follows(&facts, national.on(day!(2022, 5, 1)));
            sound(decision.reasons());
            let open = [record, clue].iter().filter(|fact| **fact == NEVER).count();
            assert_eq!(decision.outcome().what_is_missing().len(), open);
            if let Answer::Known(all) = decision.outcome() {
                let dealt = all.contains(&Follow::DealWithRecord);
                assert_eq!(dealt, record == YES);
                assert_eq!(all.contains(&Follow::TellPolice), clue == YES);
            }
        }
    }
    let early = follows(&CandidateFacts { record: YES, clue: YES }, national.on(day!(2022, 4, 30)));
    assert!(early.outcome().clone().known().is_none());
}

fn facts(weak: Fact<bool>, gangs: Fact<bool>) -> VillageFacts {
    VillageFacts { village: village(1), weak, conflicts: NEVER, gangs, rectified: None }
}

/// H23: all states of both grounds; each parameter by itself.
#[test]
fn a_team_for_every_weak_village_and_a_leader_where_gangs_are() {
    use WeakVillageMeasure::{CountyLeader, RectificationTeam};

    let on = day!(2019, 3, 1);
    let henan = world("henan");
    for weak in FACTS {
        for gangs in FACTS {
            let decision = measures(&facts(weak, gangs), henan.on(on));
            sound(decision.reasons());
            assert_eq!(rules_of(&decision), ["eligibility/team", "eligibility/county-leader"]);
            let open = [weak, gangs].iter().filter(|fact| **fact == NEVER).count();
            assert_eq!(decision.outcome().what_is_missing().len(), open);
            if let Answer::Known(due) = decision.outcome() {
                assert_eq!(due.contains(&RectificationTeam), weak == YES);
                assert_eq!(due.contains(&CountyLeader), gangs == YES);
            }
        }
    }
    let ask = |world: &World| measures(&facts(YES, YES), world.on(on)).outcome().clone().known();
    let no_team = world("henan").setting(keys::eligibility::WEAK_VILLAGE_TEAM, false);
    assert_eq!(ask(&no_team), Some(vec![CountyLeader]));
    let no_leader = world("henan").setting(keys::eligibility::GANG_VILLAGE_LEADER, false);
    assert_eq!(ask(&no_leader), Some(vec![RectificationTeam]));
    let unknown = measures(&facts(YES, NEVER), no_leader.on(on));
    assert_eq!(unknown.outcome().clone().known(), Some(vec![RectificationTeam]), "nobody asks");
    assert_eq!(ask(&world("gansu")), Some(vec![]));
    let first = measures(&facts(YES, YES), henan.on(day!(2018, 12, 30)));
    assert_eq!(first.outcome().clone().known(), Some(vec![]), "known from the end of 2018");
}

/// H23: one on one, and of the county level.
#[test]
fn one_county_leader_for_one_village() {
    let henan = world("henan");
    let on = day!(2019, 3, 1);
    let contact = |n: u128, leader: Option<u128>, of_county: Fact<bool>| Contact {
        village: village(n),
        leader: leader.map(person),
        of_county,
    };
    let ask = |world: &World, list: &[Contact]| {
        let decision = contacts(list, world.on(on));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert!(ask(&henan, &[contact(1, Some(1), YES), contact(2, Some(2), YES)]).is_empty());
    let shared = [contact(2, Some(1), YES), contact(1, Some(1), YES)];
    assert_eq!(ask(&henan, &shared), [1, 2].map(|n| ContactGap::Shared(village(n))));
    let again = [contact(1, Some(1), YES), contact(1, Some(1), YES)];
    assert!(ask(&henan, &again).is_empty(), "the same village twice is one village");
    let all = [contact(1, None, NEVER), contact(2, Some(1), NO), contact(3, Some(2), NEVER)];
    let gaps = [
        ContactGap::Nobody(village(1)),
        ContactGap::NotOfCounty(village(2)),
        ContactGap::NotKnown(village(3)),
    ];
    assert_eq!(ask(&henan, &all), gaps);
    let second = [contact(1, None, NEVER), contact(1, Some(1), YES)];
    assert!(ask(&henan, &second).is_empty(), "somebody is");
    let lax = world("henan").setting(keys::eligibility::GANG_VILLAGE_LEADER, false);
    assert!(ask(&lax, &all).is_empty() && ask(&world("gansu"), &all).is_empty());
}

/// H22: the day before, the day of the election, the day after; only where it is known.
#[test]
fn villages_are_put_in_order_before_the_election() {
    let election = day!(2018, 11, 10);
    let one = |weak, conflicts, rectified| {
        let facts = VillageFacts { conflicts, rectified, ..facts(weak, YES) };
        let decision = before_election(&[facts], election);
        sound(decision.reasons());
        decision.outcome().len()
    };
    for weak in FACTS {
        for conflicts in FACTS {
            let asked = usize::from(weak == YES || conflicts == YES);
            assert_eq!(one(weak, conflicts, None), asked);
            assert_eq!(one(weak, conflicts, Some(day!(2018, 11, 9))), 0);
            assert_eq!(one(weak, conflicts, Some(election)), asked);
            assert_eq!(one(weak, conflicts, Some(day!(2018, 11, 11))), asked);
        }
    }
}

/// From the dossier: who belongs, who was asked, who was removed, which gang is where.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;
    use crate::procedure::trials::at;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let persons = [1, 2, 3, 4].map(|n| json!({ "id": no("person", n), "name": "甲某" }));
    let tenure = |n: u128, person: u128, post: u128, start: &str| {
        json!({ "id": no("tenure", n), "person": no("person", person), "post": no("post", post),
            "period": { "start": { "on": start }, "end": "open" } })
    };
    let seen = |answer: serde_json::Value| json!({ "answer": answer, "looked_at": ["查询记录"] });
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let draft: DossierDraft = serde_json::from_value(json!({
        "places": [{ "id": no("place", 1), "name": "甲村" }, { "id": no("place", 2), "name": "乙村" }],
        "organs": [
            { "id": no("organ", 1), "name": "甲村党支部", "kind": "village_committee",
                "level": "township", "place": no("place", 1) },
            { "id": no("organ", 2), "name": "丙县委", "kind": "party_committee", "level": "county" }],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "委员" },
            { "id": no("post", 2), "organ": no("organ", 2), "title": "常委",
                "rank": "division_deputy" },
            { "id": no("post", 3), "organ": no("organ", 2), "title": "干事",
                "rank": "section_deputy" }],
        "persons": persons,
        "tenures": [tenure(1, 1, 1, "2018-01-01"), tenure(2, 2, 1, "2019-01-02"),
            tenure(3, 3, 2, "2018-01-01"), tenure(4, 4, 3, "2018-01-01")],
        "member_screenings": [{ "id": no("screening", 1), "place": no("place", 1),
            "members": [{ "person": no("person", 1), "answers": [
                { "question": "criminal_record", "answer": seen(json!({ "known": false })) },
                { "question": "gang_related", "answer": seen(json!({ "not_known": "records_lost" })) }] },
                { "person": no("person", 4), "answers": [] }],
            "by": [no("person", 3)], "screened": when("2019-03-01 09:00") }],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 2),
            "filed_level": "county", "subjects": [],
            "stages": [stamped("2019-01-10 09:00", json!({ "criminal": "filed" }))] },
            { "id": no("case", 2), "ledger_no": "2", "filed_by": no("organ", 2),
            "filed_level": "county", "managing_level": "county", "subjects": [no("person", 1)],
            "stages": [stamped("2019-01-10 09:00", json!({ "discipline": "filed" }))] }],
        "gangs": [{ "id": no("gang", 1), "name": "甲团伙", "place": no("place", 1),
                "police_case": no("case", 1) },
            { "id": no("gang", 2), "name": "乙团伙", "place": no("place", 2) }],
        "outcomes": [{ "id": no("outcome", 1), "person": no("person", 1),
            "what": { "handling": "removal" }, "case": no("case", 2), "by": no("organ", 2),
            "decided": when("2019-05-20 09:00"), "effective": "2019-05-21" }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let roll = |day| RollFacts::gather(&dossier, village(1), day);
    assert_eq!(roll(day!(2019, 1, 1)).members, BTreeSet::from([person(1)]));
    assert_eq!(roll(day!(2019, 1, 2)).members, BTreeSet::from([person(1), person(2)]));
    assert!(roll(day!(2019, 2, 28)).screened.is_empty());
    let after = roll(day!(2019, 3, 1));
    assert_eq!(after.screened, BTreeSet::from([person(1), person(4)]));
    let known = (person(1), ScreeningQuestion::CriminalRecord);
    assert_eq!(after.answered, BTreeSet::from([known]), "not known is not answered");
    assert!(RollFacts::gather(&dossier, village(2), day!(2019, 3, 1)).members.is_empty());
    let stand = |n, day| StandFacts::gather(&dossier, person(n), day, NO);
    assert_eq!(stand(1, day!(2019, 5, 20)).removed_before, NEVER);
    let removed = stand(1, day!(2019, 5, 21));
    assert_eq!((removed.screened, removed.removed_before), (YES, YES));
    assert_eq!(
        (stand(2, day!(2019, 5, 21)).screened, stand(2, day!(2019, 5, 21)).removed_before),
        (NO, NEVER)
    );
    let gangs = |n| VillageFacts::gather(&dossier, village(n), NEVER, NEVER, None).gangs;
    assert_eq!([gangs(1), gangs(2)], [YES, NEVER]);
    let contact =
        |n: u128| Contact::gather(&dossier, village(1), Some(person(n)), day!(2019, 3, 1));
    assert_eq!([1, 3, 4].map(|n| contact(n).of_county), [NEVER, YES, NO]);
    assert_eq!(Contact::gather(&dossier, village(1), None, day!(2019, 3, 1)).leader, None);
}
