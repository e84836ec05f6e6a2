//! Missions, units, alarms, the list, meetings and milestones, row by row.

mod units;

use std::collections::BTreeSet;

use super::*;
use crate::base::day::{Day, Moment};
use crate::base::deadline::TimeLimit;
use crate::base::id::{CaseId, MeetingId, OrganId, PersonId, SupervisionId};
use crate::base::text::Line;
use crate::day;
use crate::decision::{Answer, Refusal, RefusalKind};
use crate::model::supervision::Matter;
use crate::procedure::trials::{FACTS, World, at, calendar, id, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{Codes, keys};
use crate::terms::handling::CaseDifficulty;
use crate::terms::office::{OrganKind, Rank};
use crate::terms::screening::CheckedResponsibility;
use crate::terms::supervision::{
    AlarmKind, SupervisionAspect, SupervisionMeasure, SupervisionMode, SupervisionTeam,
};

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);

fn mission(mode: SupervisionMode) -> MissionFacts {
    MissionFacts {
        mode,
        measure: Some(SupervisionMeasure::Research),
        team: None,
        leader_rank: Fact::Known(Rank::BureauDeputy),
        led_by_member: Fact::Known(true),
        units: 1,
        matters: 0,
        aspects: SupervisionAspect::ALL.into_iter().collect(),
        days: Some((day!(2018, 8, 28), day!(2018, 9, 29))),
    }
}

fn send(world: &World, facts: &MissionFacts, day: Day) -> Result<Vec<String>, Refusal> {
    may_send(facts, world.on(day), &calendar()).map(|decision| {
        sound(decision.reasons());
        rules_of(&decision).into_iter().map(str::to_owned).collect()
    })
}

fn in_the_way(refused: &Refusal) -> Vec<&str> {
    refused.unmet().iter().map(|unmet| unmet.reason().rule().as_str()).collect()
}

/// G22: the measure is one of the place's, chosen for the problem.
#[test]
fn a_mission_is_one_of_the_measures_of_the_place() {
    let gansu = world("gansu");
    let on = day!(2021, 5, 6);
    let facts = mission(SupervisionMode::Itinerant);
    assert!(send(&gansu, &facts, on).is_ok());
    let none = MissionFacts { measure: None, ..facts.clone() };
    let refused = send(&gansu, &none, on).unwrap_err();
    assert_eq!(in_the_way(&refused), ["supervision/measure"]);
    assert_eq!(refused.kind(), RefusalKind::NotPermitted);
    let central = MissionFacts { team: Some(SupervisionTeam::CentralGroup), ..none.clone() };
    assert!(send(&gansu, &central, on).is_ok(), "a central group takes none of the place's");
    assert!(send(&world("henan"), &none, on).is_ok(), "Henan lists no measures");
    let urging = Some(SupervisionMeasure::SpecialUrging);
    let third = MissionFacts { measure: urging, ..facts };
    assert!(send(&gansu, &third, on).is_ok());
    let two = Codes::literal(&["research", "special_inspection"]);
    let other = world("gansu").reading(keys::supervision::MEASURES, two);
    let refused = send(&other, &third, on).unwrap_err();
    assert_eq!(in_the_way(&refused), ["supervision/measure"], "read without the third term");
    assert_eq!(refused.kind(), RefusalKind::NotPermitted, "another one can be chosen");
}

/// H25: every rank of the ladder, against department and bureau level.
#[test]
fn a_research_group_is_led_from_a_rank_up() {
    let henan = world("henan");
    let group = MissionFacts {
        team: Some(SupervisionTeam::ResearchGroup),
        ..mission(SupervisionMode::Itinerant)
    };
    for rank in Rank::ALL {
        let facts = MissionFacts { leader_rank: Fact::Known(rank), ..group.clone() };
        let high = rank >= Rank::BureauDeputy;
        assert_eq!(send(&henan, &facts, day!(2018, 7, 1)).is_ok(), high, "{rank}");
        assert!(send(&henan, &facts, day!(2018, 6, 30)).is_ok(), "before the groups of July 2018");
    }
    let unknown =
        MissionFacts { leader_rank: Fact::NotKnown(NotKnown::NeverAsked), ..group.clone() };
    let refused = send(&henan, &unknown, day!(2018, 7, 1)).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotEnoughKnown);
    let lower =
        world("henan").setting(keys::supervision::TEAM_LEADER_RANK, Codes::literal(&["division"]));
    let division = MissionFacts { leader_rank: Fact::Known(Rank::DivisionDeputy), ..group.clone() };
    assert!(send(&lower, &division, day!(2018, 7, 1)).is_ok());
}

/// G02, G25, G26: what each mode names, over every mode and number of targets.
#[test]
fn what_a_mission_names() {
    let henan = world("henan");
    for mode in SupervisionMode::ALL {
        for units in 0..3 {
            for matters in 0..2 {
                for led_by_member in FACTS {
                    let facts = MissionFacts { units, matters, led_by_member, ..mission(mode) };
                    let wanted = match mode {
                        SupervisionMode::PointToPoint => units + matters > 0,
                        SupervisionMode::OneOnOne => {
                            units == 1 && led_by_member == Fact::Known(true)
                        }
                        _ => true,
                    };
                    let found = send(&henan, &facts, day!(2021, 5, 6));
                    assert_eq!(found.is_ok(), wanted, "{facts:?}");
                }
            }
        }
    }
}

/// H26: six aspects, a month from August 28 to September 28, both included.
#[test]
fn a_central_group_looks_at_all_aspects_and_stays_a_month() {
    let henan = world("henan");
    let on = day!(2018, 8, 28);
    let central = MissionFacts {
        team: Some(SupervisionTeam::CentralGroup),
        measure: None,
        ..mission(SupervisionMode::Stationed)
    };
    assert!(send(&henan, &central, on).is_ok());
    for left_out in SupervisionAspect::ALL {
        let mut facts = central.clone();
        facts.aspects.remove(&left_out);
        let refused = send(&henan, &facts, on).unwrap_err();
        assert_eq!(in_the_way(&refused), ["supervision/aspects"], "{left_out}");
    }
    let until = |until| MissionFacts { days: Some((on, until)), ..central.clone() };
    assert!(send(&henan, &until(day!(2018, 9, 28)), on).is_ok());
    assert!(send(&henan, &until(day!(2018, 9, 29)), on).is_ok(), "to the end of September 28");
    assert!(send(&henan, &until(day!(2018, 9, 30)), on).is_err());
    let longer = world("henan").setting(keys::supervision::CENTRAL_STAY, TimeLimit::months(2));
    assert!(send(&longer, &until(day!(2018, 9, 30)), on).is_ok());
    let open = MissionFacts { days: None, ..central };
    assert_eq!(send(&henan, &open, on).unwrap_err().kind(), RefusalKind::NotEnoughKnown);
}

/// All cures applied, the mission is sent; with one left out it is not.
#[test]
fn each_cure_counts() {
    let world = world("gansu");
    let bare = MissionFacts {
        measure: None,
        led_by_member: NEVER,
        units: 0,
        ..mission(SupervisionMode::OneOnOne)
    };
    type Change = fn(&mut MissionFacts);
    let cures: [(&str, Change); 3] = [
        ("units", |facts| facts.units = 1),
        ("measure", |facts| facts.measure = Some(SupervisionMeasure::Research)),
        ("led_by_member", |facts| facts.led_by_member = Fact::Known(true)),
    ];
    let refused = send(&world, &bare, day!(2021, 5, 6)).unwrap_err();
    assert_eq!(refused.unmet().len(), cures.len());
    for left_out in 0..=cures.len() {
        let mut facts = bare.clone();
        for (place, (_, cure)) in cures.iter().enumerate() {
            if place != left_out {
                cure(&mut facts);
            }
        }
        let sent = send(&world, &facts, day!(2021, 5, 6));
        assert_eq!(sent.is_ok(), left_out == cures.len(), "{left_out}");
    }
}

fn unit(handled: &[(u128, &str)], watched_since: Fact<Moment>) -> UnitFacts {
    let handled = handled.iter().map(|(n, when)| (id(PersonId::from_uuid, *n), at(when)));
    UnitFacts {
        unit: id(OrganId::from_uuid, 1),
        watched_since,
        clues: Vec::new(),
        handled: handled.collect(),
    }
}

fn state(world: &World, facts: &UnitFacts, now: &str) -> String {
    let now = at(now);
    let decision = results(facts, world.on(now.day()), &calendar(), now);
    sound(decision.reasons());
    decision.outcome().to_string()
}

/// G25: none handled in twelve months; the last day of the twelfth month still counts.
#[test]
fn a_unit_that_handled_nobody_is_stalled() {
    let gansu = world("gansu");
    let since = Fact::Known(at("2018-01-15 09:00"));
    let stalled = "stalled: nobody handled; one-on-one supervision";
    let one = unit(&[(1, "2019-04-15 09:00")], since);
    assert_eq!(state(&gansu, &one, "2020-04-15 23:59"), "working: 1 handled");
    assert_eq!(state(&gansu, &one, "2020-04-16 00:00"), stalled);
    assert_eq!(state(&gansu, &one, "2019-04-15 08:59"), stalled, "not yet handled then");
    let twice = unit(&[(1, "2019-04-15 09:00"), (1, "2019-05-15 09:00")], since);
    assert_eq!(state(&gansu, &twice, "2020-01-15 09:00"), "working: 1 handled", "one person");
    assert_eq!(state(&world("henan"), &one, "2020-04-16 00:00"), "not asked here");
    assert_eq!(state(&gansu, &unit(&[], since), "2019-01-31 09:00"), "not asked here");
}

/// What was done before anybody watched is not on record.
#[test]
fn nobody_is_stalled_on_records_that_do_not_reach_back() {
    let gansu = world("gansu");
    let since = |text| unit(&[], Fact::Known(at(text)));
    let now = "2020-05-06 09:00";
    assert_eq!(
        state(&gansu, &since("2019-05-05 09:00"), now),
        "stalled: nobody handled; one-on-one supervision"
    );
    assert!(state(&gansu, &since("2019-05-06 09:00"), now).contains("not due yet"));
    let never = unit(&[], Fact::NotKnown(NotKnown::NeverAsked));
    assert!(state(&gansu, &never, now).contains("never asked"));
    let one = unit(&[(1, "2020-05-05 09:00")], Fact::NotKnown(NotKnown::NeverAsked));
    assert_eq!(state(&gansu, &one, now), "working: 1 handled", "it does not matter then");
}

#[test]
fn how_many_are_too_few_and_over_which_period_is_a_rule_of_the_place() {
    let since = Fact::Known(at("2018-01-15 09:00"));
    let one = unit(&[(1, "2019-04-15 09:00")], since);
    let more = world("gansu").setting(keys::supervision::STALLED_RESULTS, 1);
    let found = state(&more, &one, "2019-05-06 09:00");
    assert_eq!(found, "stalled: 1 handled; one-on-one supervision");
    let shorter = world("gansu").setting(keys::supervision::STALLED_PERIOD, TimeLimit::months(1));
    assert!(state(&shorter, &one, "2019-05-16 00:00").starts_with("stalled"));
    let listed =
        world("gansu").setting(keys::supervision::STALLED_MEASURES, Codes::literal(&["listed"]));
    assert!(state(&listed, &unit(&[], since), "2019-05-16 00:00").ends_with("listed supervision"));
}

/// G25: the first result after a supervision is one only if there was none before.
#[test]
fn the_first_result() {
    let supervised = at("2019-04-10 09:00");
    let ask = |handled: &[(u128, &str)], since| {
        let decision = first_result(&unit(handled, since), supervised, at("2019-05-01 09:00"));
        sound(decision.reasons());
        decision.outcome().clone().known()
    };
    let watched = Fact::Known(at("2018-01-15 09:00"));
    assert_eq!(ask(&[(1, "2019-04-10 09:00")], watched), Some(true));
    assert_eq!(ask(&[(1, "2019-04-10 08:59")], watched), Some(false));
    assert_eq!(ask(&[(1, "2019-04-09 09:00"), (2, "2019-04-12 09:00")], watched), Some(false));
    assert_eq!(ask(&[(1, "2019-05-01 09:01")], watched), Some(false), "not yet");
    assert_eq!(ask(&[(1, "2019-04-12 09:00")], Fact::NotKnown(NotKnown::NeverAsked)), None);
    assert_eq!(ask(&[(1, "2019-04-12 09:00")], Fact::Known(supervised)), None);
    assert_eq!(ask(&[], Fact::NotKnown(NotKnown::NeverAsked)), Some(false));
}

/// G02, G26, C13: every difficulty, with and without the supervision of the place.
#[test]
fn hard_cases_are_supervised_in_the_way_of_the_place() {
    use CaseDifficulty as D;

    let case = id(CaseId::from_uuid, 1);
    let rows = [
        ("gansu", day!(2020, 6, 1), SupervisionMode::PointToPoint),
        ("chengguan", day!(2021, 1, 15), SupervisionMode::Listed),
    ];
    for (place, on, wanted) in rows {
        let world = world(place);
        let ask = |difficulty: Fact<D>, supervised: BTreeSet<SupervisionMode>| {
            let decision = hard_case(&HardCase { case, difficulty, supervised }, world.on(on));
            sound(decision.reasons());
            decision.outcome().clone()
        };
        for difficulty in D::ALL {
            let lacks = if difficulty == D::Ordinary { vec![] } else { vec![wanted] };
            let found = ask(Fact::Known(difficulty), BTreeSet::new());
            assert_eq!(found, Answer::Known(lacks), "{place} {difficulty}");
            let done = ask(Fact::Known(difficulty), BTreeSet::from([wanted]));
            assert_eq!(done, Answer::Known(vec![]), "{place} {difficulty}");
        }
        let open = Fact::NotKnown(NotKnown::NeverAsked);
        assert_eq!(ask(open, BTreeSet::new()).known(), None, "{place}");
        assert_eq!(ask(open, BTreeSet::from([wanted])), Answer::Known(vec![]), "{place}");
    }
    let early = hard_case(
        &HardCase { case, difficulty: Fact::Known(D::Nail), supervised: BTreeSet::new() },
        world("gansu").on(day!(2020, 5, 31)),
    );
    assert_eq!(early.outcome(), &Answer::Known(vec![]), "before June 2020");
}

/// C13: a matter stays on the list; its last day is not too late.
#[test]
fn a_matter_stays_on_the_list_until_it_is_struck_off() {
    let facts = ListedFacts {
        listed: id(SupervisionId::from_uuid, 1),
        due: Some(day!(2020, 6, 30)),
        reported: None,
        struck_off: None,
        settled: Fact::Known(true),
    };
    let ask = |facts: &ListedFacts, now: &str| *listing(facts, at(now)).outcome();
    assert_eq!(ask(&facts, "2020-06-30 23:59"), Listing::Open);
    assert_eq!(ask(&facts, "2020-07-01 00:00"), Listing::Overdue);
    let no_day = ListedFacts { due: None, ..facts.clone() };
    assert_eq!(ask(&no_day, "2030-01-01 00:00"), Listing::Open);
    let struck = ListedFacts { struck_off: Some(at("2020-06-15 09:00")), ..facts.clone() };
    assert_eq!(ask(&struck, "2020-06-15 09:00"), Listing::StruckOff);
    assert_eq!(ask(&struck, "2020-06-15 08:59"), Listing::Open, "as of the moment before");
    for reported in [None, Some(at("2020-06-10 09:00"))] {
        for settled in FACTS {
            for struck_off in [None, Some(at("2020-06-15 09:00"))] {
                let facts = ListedFacts { reported, settled, struck_off, ..facts.clone() };
                let found = may_strike_off(&facts);
                let may =
                    reported.is_some() && settled == Fact::Known(true) && struck_off.is_none();
                assert_eq!(found.is_ok(), may, "{facts:?}");
                if let Err(refused) = found {
                    assert_eq!(refused.is_final(), struck_off.is_some(), "{facts:?}");
                    // What was struck off is not asked for the progress that led there.
                    let unreported = reported.is_none() && struck_off.is_none();
                    let open = [struck_off.is_some(), unreported, settled != Fact::Known(true)];
                    let wanted = open.into_iter().filter(|open| *open).count();
                    assert_eq!(refused.unmet().len(), wanted, "{facts:?}");
                }
            }
        }
    }
}

/// C13: one by one, collectively, each with a direction.
#[test]
fn what_a_progress_meeting_left_out() {
    let case = |n| id(CaseId::from_uuid, n);
    let cases = |list: &[u128]| list.iter().map(|n| case(*n)).collect::<BTreeSet<_>>();
    let facts = ProgressMeeting {
        meeting: id(MeetingId::from_uuid, 1),
        followed: cases(&[1, 2]),
        heard: cases(&[1, 2, 3]),
        directed: cases(&[1, 2, 3]),
        collective: true,
    };
    let chengguan = world("chengguan");
    let on = day!(2021, 1, 15);
    let ask = |facts: &ProgressMeeting, world: &World| {
        let decision = progress_meeting(facts, world.on(on));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(ask(&facts, &chengguan), []);
    let bare = ProgressMeeting {
        heard: cases(&[2]),
        directed: BTreeSet::new(),
        collective: false,
        ..facts
    };
    let gaps = [
        MeetingGap::NotCollective,
        MeetingGap::NotHeard(case(1)),
        MeetingGap::NoDirection(case(2)),
    ];
    assert_eq!(ask(&bare, &chengguan), gaps);
    assert_eq!(ask(&bare, &world("gansu")), [], "no rule asks there");
    let lax = world("chengguan").setting(keys::follow_up::MEETING_COLLECTIVE, false);
    assert_eq!(ask(&bare, &lax), []);
}

/// G08: at, before and after the last day, done and not.
#[test]
fn a_milestone_is_there_by_the_end_of_its_day() {
    use MilestoneState as S;

    let due = day!(2019, 6, 30);
    let rows = [
        (None, "2019-06-30 23:59", S::Open),
        (None, "2019-07-01 00:00", S::Overdue),
        (Some("2019-06-30 23:59"), "2019-07-01 00:00", S::Done),
        (Some("2019-07-01 00:00"), "2019-07-01 00:00", S::DoneLate),
        (Some("2019-07-02 00:00"), "2019-07-01 00:00", S::Overdue),
    ];
    for (done, now, wanted) in rows {
        let unit = done.map(|_| id(OrganId::from_uuid, 1));
        let deliverable = Line::parse("线索大起底").unwrap();
        let milestone = Milestone { deliverable, due, unit, done: done.map(at) };
        let decision = milestones(&[milestone], at(now));
        sound(decision.reasons());
        assert_eq!(decision.outcome().states, [wanted], "{done:?} {now}");
        assert_eq!(decision.outcome().nobodys.is_empty(), done.is_some());
    }
}

/// G23: whoever was criticized is visited afterwards, and in that way.
#[test]
fn criticized_units_are_visited() {
    let unit = |n, visits: &[(SupervisionMode, &str)]| FedBack {
        unit: id(OrganId::from_uuid, n),
        told: at("2019-06-10 09:00"),
        visits: visits.iter().map(|(mode, when)| (*mode, at(when))).collect(),
    };
    use SupervisionMode as M;
    let units = [
        unit(1, &[(M::PointToPoint, "2019-06-10 09:00")]),
        unit(2, &[(M::PointToPoint, "2019-06-10 08:59")]),
        unit(3, &[(M::Itinerant, "2019-07-01 09:00")]),
        unit(4, &[]),
    ];
    let gansu = world("gansu");
    let open = unattended(&units, gansu.on(day!(2021, 5, 6)));
    sound(open.reasons());
    let wanted: Vec<OrganId> = (2..=4).map(|n| id(OrganId::from_uuid, n)).collect();
    assert_eq!(open.outcome(), &wanted);
    let other =
        world("gansu").setting(keys::supervision::AFTER_FEEDBACK, Codes::literal(&["itinerant"]));
    assert_eq!(unattended(&units, other.on(day!(2021, 5, 6))).outcome().len(), 3);
    assert!(unattended(&units, world("henan").on(day!(2021, 5, 6))).outcome().is_empty());
}

/// Design §8.12: each alarm about too little has one about too much beside it.
#[test]
fn alarms_are_mirrored() {
    let world = world("chengguan").since(day!(2019, 1, 1));
    let case = |n| id(CaseId::from_uuid, n);
    let quiet = CaseSigns {
        case: case(1),
        triad: Fact::Known(true),
        over: true,
        umbrella: Fact::Known(true),
        dismissed: false,
        overturned: false,
        cleared: false,
    };
    let cases = [
        quiet,
        CaseSigns { case: case(2), umbrella: Fact::Known(false), ..quiet },
        CaseSigns { case: case(3), umbrella: Fact::Known(false), over: false, ..quiet },
        CaseSigns { case: case(4), triad: NEVER, umbrella: Fact::Known(false), ..quiet },
        CaseSigns { case: case(5), umbrella: NEVER, ..quiet },
        CaseSigns { case: case(6), dismissed: true, ..quiet },
        CaseSigns { case: case(7), overturned: true, ..quiet },
        CaseSigns { case: case(8), cleared: true, ..quiet },
    ];
    let since = Fact::Known(at("2018-01-15 09:00"));
    let mut silent = unit(&[], since);
    let clue = |when: &str| UnitFacts { clues: vec![at(when)], ..unit(&[], since) };
    let now = at("2020-05-06 09:00");
    let found = |units: &[UnitFacts], cases: &[CaseSigns]| {
        let decision = alarms(units, cases, world.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        assert_eq!(decision.reasons().len(), AlarmKind::ALL.len(), "each kind is told");
        decision.outcome().clone()
    };
    let alarm = |kind, n| Alarm { kind, about: Matter::Case(case(n)) };
    assert_eq!(
        found(&[], &cases),
        [
            alarm(AlarmKind::TriadWithoutUmbrella, 2),
            alarm(AlarmKind::Unsubstantiated, 6),
            alarm(AlarmKind::Overturned, 7),
            alarm(AlarmKind::Cleared, 8),
        ],
    );
    let kinds = |units: &[UnitFacts]| -> Vec<AlarmKind> {
        found(units, &[]).into_iter().map(|alarm| alarm.kind).collect()
    };
    // Three months: the clue of February 6 counts to the end of May 6. Chengguan stands
    // under Gansu, and so handling nobody raises one too.
    assert_eq!(kinds(&[clue("2020-02-06 09:00")]), [AlarmKind::NobodyHandled]);
    let both = [AlarmKind::SilentUnit, AlarmKind::NobodyHandled];
    assert_eq!(kinds(&[clue("2020-02-05 09:00")]), both);
    assert_eq!(kinds(std::slice::from_ref(&silent)), both);
    silent.watched_since = Fact::NotKnown(NotKnown::NeverAsked);
    assert_eq!(kinds(&[silent]), [], "records that do not reach back raise none");
    let some = Codes::literal(&["cleared"]);
    let less = World::setting(world_again(), keys::supervision::ALARMS, some);
    let decision = alarms(&[], &cases, less.on(now.day()), &calendar(), now);
    assert_eq!(decision.outcome(), &[alarm(AlarmKind::Cleared, 8)]);
}

fn world_again() -> World {
    world("chengguan").since(day!(2019, 1, 1))
}

/// From the dossier: who leads by a tenure, what was counted, what was struck off.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::{Dossier, DossierDraft};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| {
        let at = at(text);
        json!({ "occurred_at": at, "recorded_at": at })
    };
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let organ = |n: u128, level: &str, parent: Option<u128>| {
        json!({ "id": no("organ", n), "name": "甲委", "kind": "discipline_supervision",
            "level": level, "parent": parent.map(|parent| no("organ", parent)) })
    };
    let outcome = |n: u128, what: serde_json::Value, revoked: Option<&str>| {
        json!({ "id": no("outcome", n), "person": no("person", 2), "what": what,
            "case": no("case", 1), "by": no("organ", 3),
            "decided": when("2019-05-01 09:00"), "revoked": revoked.map(when) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "province", None), organ(2, "city", Some(1)), organ(3, "county", Some(2))],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "副书记",
            "leader": "team_member" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }, { "id": no("person", 2), "name": "乙某" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2018-01-01" }, "end": "open" } }],
        "clues": [{ "id": no("clue", 1), "received_by": no("organ", 3), "source": "public_security",
            "content": "甲某通风报信。", "stages": [stamped("2019-04-01 09:00", json!("received"))] },
            { "id": no("clue", 2), "received_by": no("organ", 2), "source": "public_security",
            "content": "甲某通风报信。", "repeats": no("clue", 1),
            "stages": [stamped("2019-04-02 09:00", json!("received"))] }],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 3),
            "filed_level": "county", "managing_level": "county", "difficulty": "nail",
            "subjects": [no("person", 2)],
            "stages": [stamped("2019-04-10 09:00", json!({ "discipline": "filed" })),
                stamped("2019-04-20 09:00", json!({ "discipline": "dismissed" }))] }],
        "missions": [{ "id": no("supervision", 1), "mode": "one_on_one", "by": no("organ", 1),
            "leader": no("person", 1), "units": [no("organ", 2)], "cases": [no("case", 1)],
            "period": { "start": { "on": "2019-04-10" }, "end": { "before": "2019-04-12" } } }],
        "listed_supervisions": [{ "id": no("supervision", 2), "matter": { "case": no("case", 1) },
            "mode": "listed", "by": no("organ", 1), "on": no("organ", 3), "due": "2019-06-30",
            "stages": [stamped("2019-04-10 09:00", json!("listed")),
                stamped("2019-04-20 09:00", json!({ "reported": {} })),
                stamped("2019-04-21 09:00", json!({ "urged": { "by": no("person", 1) } }))] }],
        "outcomes": [outcome(1, json!({ "party": "warning" }), None),
            outcome(2, json!({ "soft": "admonition" }), None),
            outcome(3, json!({ "handling": "removal" }), Some("2019-06-01 09:00"))],
        "work_plans": [{ "id": no("record", 1), "title": "时间表", "by": no("organ", 1),
            "milestones": [{ "deliverable": "大起底", "due": "2019-06-30" }] }],
    }))
    .unwrap();
    let dossier: Dossier = draft.enter().unwrap();
    let mission = MissionFacts::gather(&dossier, id(SupervisionId::from_uuid, 1)).unwrap();
    assert_eq!((mission.units, mission.matters), (1, 1));
    assert_eq!(mission.led_by_member, Fact::Known(true));
    assert_eq!(mission.days, Some((day!(2019, 4, 10), day!(2019, 4, 12))));
    let city = UnitFacts::gather(&dossier, id(OrganId::from_uuid, 2), NEVER_SINCE);
    assert_eq!(city.clues, [at("2019-04-01 09:00")], "a repeated clue counts once");
    assert_eq!(city.handled, [(id(PersonId::from_uuid, 2), at("2019-05-01 09:00"))]);
    let case = HardCase::gather(&dossier, id(CaseId::from_uuid, 1)).unwrap();
    assert_eq!(case.difficulty, Fact::Known(CaseDifficulty::Nail));
    let modes = BTreeSet::from([SupervisionMode::OneOnOne, SupervisionMode::Listed]);
    assert_eq!(case.supervised, modes);
    let signs = CaseSigns::gather(&dossier, id(CaseId::from_uuid, 1)).unwrap();
    assert!(signs.dismissed && signs.overturned && !signs.cleared && !signs.over);
    assert_eq!((signs.triad, signs.umbrella), (NEVER, NEVER), "no gang is named");
    let listed = id(SupervisionId::from_uuid, 2);
    let listed = ListedFacts::gather(&dossier, listed, Fact::Known(true)).unwrap();
    assert_eq!((listed.reported, listed.struck_off), (None, None), "urged since");
    let plan = crate::base::id::RecordId::from_uuid;
    assert_eq!(Milestones::gather(&dossier, id(plan, 1)).unwrap().len(), 1);
    assert!(FedBack::gather(&dossier).is_empty(), "no central group was here");
}

const NEVER_SINCE: Fact<Moment> = Fact::NotKnown(NotKnown::NeverAsked);

/// G10: each condition alone, unknown facts, another pack, and the day before.
#[test]
fn a_special_inspection_is_ordered_and_looks_at_both_responsibilities() {
    use CheckedResponsibility as R;

    let gansu = world("gansu");
    let whole = || InspectionFacts {
        decided_by: Fact::Known(OrganKind::PartyCommittee),
        units: 15,
        looks_at: BTreeSet::from([R::Main, R::Supervision]),
    };
    let ask = |facts: &InspectionFacts| may_inspect(facts, gansu.on(day!(2020, 5, 1)));
    assert!(ask(&whole()).is_ok());
    let others = || OrganKind::ALL.iter().filter(|kind| **kind != OrganKind::PartyCommittee);
    for kind in others() {
        let facts = InspectionFacts { decided_by: Fact::Known(kind.clone()), ..whole() };
        assert_eq!(ask(&facts).unwrap_err().unmet().len(), 1, "{kind}");
    }
    let unknown = InspectionFacts { decided_by: Fact::NotKnown(NotKnown::NeverAsked), ..whole() };
    assert_eq!(ask(&unknown).unwrap_err().kind(), RefusalKind::NotEnoughKnown);
    let nowhere = InspectionFacts { units: 0, ..whole() };
    assert_eq!(ask(&nowhere).unwrap_err().unmet().len(), 1);
    for left_out in [R::Main, R::Supervision] {
        let mut facts = whole();
        facts.looks_at.remove(&left_out);
        let refused = ask(&facts).unwrap_err();
        assert_eq!((refused.kind(), refused.unmet().len()), (RefusalKind::NotPermitted, 1));
    }
    let bare = InspectionFacts { units: 0, looks_at: BTreeSet::new(), ..unknown };
    assert_eq!(ask(&bare).unwrap_err().unmet().len(), 4);
    let before = InspectionFacts { units: 1, ..bare };
    assert!(may_inspect(&before, gansu.on(day!(2020, 4, 30))).is_ok());
    let government = Codes::literal(&["government"]);
    let other = world("gansu").setting(keys::supervision::INSPECTION_DECIDED_BY, government);
    assert!(may_inspect(&whole(), other.on(day!(2020, 5, 1))).is_err());
    let three = Codes::literal(&["main", "supervision", "regulation"]);
    let other = world("gansu").setting(keys::supervision::INSPECTION_LOOKS_AT, three);
    assert!(may_inspect(&whole(), other.on(day!(2020, 5, 1))).is_err());
}

#[test]
fn an_inspection_comes_from_its_record() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128, kind: &str| json!({ "id": no("organ", n), "name": "甲省委", "kind": kind, "level": "province" });
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "party_committee"), organ(2, "discipline_supervision")],
        "special_inspections": [{ "id": no("supervision", 1), "asked_by": no("organ", 2),
            "decided_by": no("organ", 1), "units": [no("organ", 2)], "responsibilities": ["main", "supervision"] }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let facts = InspectionFacts::gather(&dossier, id(SupervisionId::from_uuid, 1)).unwrap();
    assert_eq!((facts.units, facts.looks_at.len()), (1, 2));
    assert!(may_inspect(&facts, world("gansu").on(day!(2020, 5, 1))).is_ok());
    assert!(InspectionFacts::gather(&dossier, id(SupervisionId::from_uuid, 9)).is_none());
}

/// C13, C17, G25: other gangs, other cases, other teams and other times count for nothing.
#[test]
fn what_is_on_record_about_others_shows_nothing_here() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲委", "kind": "discipline_supervision", "level": "city" });
    let case = |n: u128, gang: Value, subject: u128| {
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1),
            "filed_level": "city", "managing_level": "city", "gang": gang,
            "subjects": [no("person", subject)],
            "stages": stages_json(&[json!({ "discipline": "filed" })]) })
    };
    let gang = |n: u128, kind: &str| json!({ "id": no("gang", n), "name": "乙团伙", "kind": kind });
    let umbrella = |n: u128, person: u128, gang: u128, stages: &[Value]| {
        json!({ "id": no("umbrella", n), "gang": no("gang", gang), "stages": stages_json(stages),
            "claims_for": [no("claim", 1)],
            "subject": { "tenure": { "person": no("person", person), "tenure": no("tenure", person) } } })
    };
    let by = || no("person", 9);
    let alleged = || json!("alleged");
    let supported = || json!({ "supported": { "by": by() } });
    let checked = || json!({ "checked": { "by": by() } });
    let refuted = || json!({ "refuted": { "by": by(), "reasons": "查无实据", "owed_to": [] } });
    let people: Vec<Value> =
        (1..=9).map(|n| json!({ "id": no("person", n), "name": "甲某" })).collect();
    let tenure = |n: u128| {
        json!({ "id": no("tenure", n), "person": no("person", n), "post": no("post", 1),
            "period": { "start": { "on": "2018-01-01" }, "end": "open" } })
    };
    let outcome = |n: u128, case: u128, revoked: Value| {
        json!({ "id": no("outcome", n), "person": no("person", 1), "what": { "party": "warning" },
            "case": no("case", case), "by": no("organ", 1), "decided": at_json(9), "revoked": revoked })
    };
    let mission = |n: u128, mode: &str, team: Value, cases: Value, units: Value| {
        json!({ "id": no("supervision", n), "mode": mode, "by": no("organ", 1), "team": team,
            "cases": cases, "units": units,
            "period": { "start": { "on": format!("2019-04-{n:02}") }, "end": "open" } })
    };
    let problem = |n: u128, by: u128, hour: u32| {
        json!({ "id": no("problem", n), "text": "深挖不够", "found_by": no("supervision", by),
            "unit": no("organ", 2), "fed_back": at_json(hour) })
    };
    let listed = |n: u128, of: u128, more: Vec<Value>| {
        let stages: Vec<Value> = std::iter::once(json!("listed")).chain(more).collect();
        json!({ "id": no("supervision", n), "matter": { "case": no("case", of) }, "mode": "listed",
            "by": no("organ", 1), "on": no("organ", 2), "due": "2019-06-30",
            "stages": stages_json(&stages) })
    };
    let struck = || {
        vec![
            json!({ "reported": {} }),
            json!({ "struck_off": { "by": by(), "reasons": "已突破" } }),
        ]
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2)],
        "persons": people,
        "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "科长" }],
        "tenures": (1..=3).map(tenure).collect::<Vec<_>>(),
        "gangs": [gang(1, "triad_type"), gang(2, "evil_gang"), gang(3, "triad_type")],
        "cases": [case(1, json!(no("gang", 1)), 4), case(2, json!(no("gang", 2)), 4),
            case(3, json!(no("gang", 3)), 3), case(4, json!(null), 4)],
        "umbrellas": [
            umbrella(1, 1, 1, &[alleged(), checked(), supported()]),
            umbrella(2, 2, 2, &[alleged()]),
            umbrella(3, 3, 1, &[alleged(), refuted()]),
        ],
        "claims": [{ "id": no("claim", 1), "text": "某事", "grade": "F6", "stance": "for",
            "source": { "label": "甲信", "kind": "report", "origin": "letter" },
            "first_seen": at("2019-04-01 09:00"), "last_seen": at("2019-04-01 09:00") }],
        "outcomes": [outcome(1, 1, json!(null)), outcome(2, 2, at_json(10))],
        "missions": [
            mission(1, "one_on_one", json!("central_group"), json!([no("case", 1)]), json!([no("organ", 2)])),
            mission(2, "point_to_point", json!("research_group"), json!([no("case", 2)]), json!([no("organ", 1)])),
        ],
        "listed_supervisions": [listed(3, 2, vec![]), listed(4, 1, struck())],
        "problems": [problem(1, 1, 12), problem(2, 1, 10), problem(3, 2, 8)],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let signs = |n| CaseSigns::gather(&dossier, id(CaseId::from_uuid, n)).unwrap();
    let (yes, no_) = (Fact::Known(true), Fact::Known(false));
    let shown = |n| {
        let signs = signs(n);
        (signs.triad, signs.umbrella, signs.overturned, signs.cleared)
    };
    assert_eq!(shown(1), (yes, yes, false, true), "one is supported, one of the gang was refuted");
    assert_eq!(shown(2), (no_, no_, true, false), "only alleged");
    assert_eq!(shown(3), (yes, no_, false, true), "its subject was cleared, of another gang");
    assert_eq!(shown(4), (NEVER, NEVER, false, false), "no gang, and another subject");
    let hard = |n| HardCase::gather(&dossier, id(CaseId::from_uuid, n)).unwrap().supervised;
    assert_eq!(hard(1), BTreeSet::from([SupervisionMode::OneOnOne]), "struck off the list");
    let two = [SupervisionMode::PointToPoint, SupervisionMode::Listed];
    assert_eq!(hard(2), two.into_iter().collect());
    assert_eq!(hard(3), BTreeSet::new());
    let told = FedBack::gather(&dossier);
    let visit = (SupervisionMode::OneOnOne, at("2019-04-01 00:00"));
    let wanted = FedBack {
        unit: id(OrganId::from_uuid, 2),
        told: at("2019-04-09 10:00"),
        visits: vec![visit],
    };
    assert_eq!(told, [wanted], "told first by the central group, and visited by one mission");
}

/// C13: the cases that the callers follow at that moment.
#[test]
fn a_progress_meeting_hears_what_its_callers_follow() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let content = "01".repeat(32);
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲委", "kind": "discipline_supervision", "level": "city" });
    let case = |n: u128| {
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1),
            "filed_level": "city", "stages": stages_json(&[json!({ "criminal": "filed" })]) })
    };
    // Opened at 8, followed at 9, nothing found at 10, signed off at 11.
    let follow_up = |n: u128, organ: u128, done: bool| {
        let mut stages = vec![json!("opened")];
        if done {
            stages.extend([
                json!({ "followed": { "at": "investigation", "seen": "卷" } }),
                json!({ "nothing_found": { "at": "investigation", "content": content } }),
                json!({ "signed_off": { "sign_off": no("sign_off", 1) } }),
            ]);
        }
        json!({ "id": no("follow_up", n), "police_case": no("case", n), "organ": no("organ", organ),
            "stages": stages_json(&stages) })
    };
    let meeting = |n: u128, hour: u32| {
        json!({ "id": no("meeting", n), "kind": "promotion", "held": at_json(hour),
            "called_by": [no("organ", 1)], "cases": [no("case", 1)] })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2)],
        "persons": [{ "id": no("person", 1), "name": "甲某" }],
        "cases": (1..=3).map(case).collect::<Vec<_>>(),
        "follow_ups": [follow_up(1, 1, false), follow_up(2, 1, true), follow_up(3, 2, false)],
        "sign_offs": [{ "id": no("sign_off", 1), "case": no("case", 2),
            "follow_up": no("follow_up", 2), "stage_of_case": "investigation",
            "layers": ["follow_up_officer"], "signatures": [no("signature", 1)],
            "stages": stages_json(&[json!({ "laid_open": { "content": content } }),
                json!({ "signed_in_full": { "content": content } })]) }],
        "signatures": [{ "id": no("signature", 1), "sign_off": no("sign_off", 1),
            "by": no("person", 1), "role": "follow_up_officer", "organ": no("organ", 1),
            "content": content, "opinion": "agrees", "signed": at_json(9) }],
        "meetings": [meeting(1, 7), meeting(2, 8), meeting(3, 10), meeting(4, 11), meeting(5, 12)],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let followed = |n| {
        let meeting = ProgressMeeting::gather(&dossier, id(MeetingId::from_uuid, n)).unwrap();
        meeting.followed.into_iter().collect::<Vec<CaseId>>()
    };
    let case = |n| id(CaseId::from_uuid, n);
    assert_eq!(followed(1), [], "nothing is followed yet");
    assert_eq!(followed(2), [case(1), case(2)], "from the moment of the opening on");
    assert_eq!(followed(3), [case(1), case(2)]);
    assert_eq!(followed(4), [case(1)], "signed off at that moment");
    assert_eq!(followed(5), [case(1)]);
}
