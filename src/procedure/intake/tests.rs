//! Row by row: what becomes of a report, and the clocks at their limits.

use super::*;
use crate::base::deadline::TimeLimit;
use std::collections::BTreeSet;

use crate::base::day::Day;
use crate::base::id::{OrganId, PersonId};
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{FACTS, World, at, calendar, id, rules_of, sound, world};
use crate::rulebook::Codes;
use crate::terms::document::DataRhythm;
use crate::terms::industry::Industry;
use crate::terms::report::Channel;

fn clue(n: u128) -> ClueId {
    id(ClueId::from_uuid, n)
}

fn person(n: u128) -> PartyId {
    PartyId::Person(id(PersonId::from_uuid, n))
}

fn facts() -> RegisterFacts {
    RegisterFacts {
        clue: clue(1),
        received: at("2022-03-07 09:00"),
        stage: StageWord::Received,
        content_key: "甲某为乙团伙通风报信".to_owned(),
        subjects: vec![person(1)],
        earlier: Vec::new(),
        jurisdiction: Fact::Known(Jurisdiction::Own),
        about_own_head: Fact::Known(false),
    }
}

fn earlier(n: u128, received: &str, content: &str, subjects: &[PartyId]) -> Earlier {
    Earlier {
        counted_as: clue(n),
        received: at(received),
        content_key: content.to_owned(),
        subjects: subjects.to_vec(),
    }
}

fn registered(world: &World, facts: &RegisterFacts) -> Registration {
    let rules = world.on(facts.received.day());
    let decision = register(facts, rules, &calendar()).unwrap();
    sound(decision.reasons());
    decision.outcome().clone()
}

fn due(answer: &Answer<Deadline>) -> String {
    match answer {
        Answer::Known(deadline) => deadline.due().to_string(),
        Answer::Undetermined(open) => open.to_string(),
    }
}

/// Law 0, 1.2: each jurisdiction, under each edition.
#[test]
fn where_a_report_goes() {
    let world = world("chengguan");
    // 2022-03-07 is a Monday; five working days end on 2022-03-14.
    let five = "2022-03-15 00:00:00 +08:00";
    let forward = |facts: &RegisterFacts| match registered(&world, facts) {
        Registration::New => "new".to_owned(),
        Registration::NotOurs { forward } => format!("other {}", due(&forward)),
        Registration::ToSuperior { forward } => format!("superior {}", due(&forward)),
        Registration::InPart { forward } => format!("part {}", due(&forward)),
        other => other.to_string(),
    };
    let check = |jurisdiction, received: &str, wanted: &str| {
        let jurisdiction = Fact::Known(jurisdiction);
        let facts = RegisterFacts { jurisdiction, received: at(received), ..facts() };
        assert_eq!(forward(&facts), wanted, "{jurisdiction:?} {received}");
    };
    let now = "2022-03-07 09:00";
    check(Jurisdiction::Own, now, "new");
    check(Jurisdiction::Other, now, &format!("other {five}"));
    check(Jurisdiction::Superior, now, &format!("superior {five}"));
    let promptly =
        "part undetermined, missing: a number of days for passing on a part (never asked)";
    check(Jurisdiction::InPart, now, promptly);
    // The day on which each limit begins, and the day before it.
    check(Jurisdiction::Superior, "2020-01-21 09:00", "superior 2020-02-06 00:00:00 +08:00");
    let silent = "undetermined, missing: a rule of the place for: ";
    let own = "sending up a report that belongs to a superior organ (never asked, from: rule pack)";
    check(Jurisdiction::Superior, "2020-01-20 09:00", &format!("superior {silent}{own}"));
    let wrong = "forwarding a report that belongs to another organ (never asked, from: rule pack)";
    check(Jurisdiction::Other, "2021-09-19 09:00", &format!("other {silent}{wrong}"));
    // September 19 to 21 were off, Sunday the 26th was worked.
    check(Jurisdiction::Other, "2021-09-20 09:00", "other 2021-09-28 00:00:00 +08:00");
}

/// Law 0: whether the five working days apply to a part is open; both readings.
#[test]
fn the_part_that_is_passed_on_has_two_readings() {
    let strict =
        world("national").reading(keys::intake::FORWARD_PART, PartForwarding::AsWrongOrgan);
    let facts = RegisterFacts { jurisdiction: Fact::Known(Jurisdiction::InPart), ..facts() };
    let Registration::InPart { forward } = registered(&strict, &facts) else { panic!() };
    assert_eq!(due(&forward), "2022-03-15 00:00:00 +08:00");
}

/// Law 0, 1.2: straight up since 2020-01-21, whatever else is known.
#[test]
fn a_report_about_the_own_head_goes_straight_up() {
    for jurisdiction in Jurisdiction::ALL.map(Fact::Known) {
        let own = Fact::Known(true);
        let facts = RegisterFacts { about_own_head: own, jurisdiction, ..facts() };
        let found = registered(&world("chengguan"), &facts);
        assert_eq!(found, Registration::StraightUp);
        assert!(!found.enters_ledger(), "no entry into the platform");
        let before = RegisterFacts { received: at("2020-01-20 09:00"), ..facts };
        assert_ne!(registered(&world("chengguan"), &before), Registration::StraightUp);
    }
    let nobody_asked = RegisterFacts {
        about_own_head: Fact::Known(true),
        jurisdiction: Fact::NotKnown(crate::provenance::NotKnown::NeverAsked),
        ..facts()
    };
    assert_eq!(registered(&world("chengguan"), &nobody_asked), Registration::StraightUp);
}

/// §6.1: linked to the earliest that says the same of the same, and counted there.
#[test]
fn repeats_are_linked_and_not_counted_twice() {
    let same = "甲某为乙团伙通风报信";
    let check = |earlier: Vec<Earlier>, wanted: Registration| {
        let facts = RegisterFacts { earlier, ..facts() };
        assert_eq!(registered(&world("chengguan"), &facts), wanted);
    };
    let own = [person(1)];
    check(vec![earlier(2, "2022-03-01 09:00", same, &own)], Registration::RepeatOf(clue(2)));
    check(vec![earlier(2, "2022-03-01 09:00", "他事", &own)], Registration::New);
    check(vec![earlier(2, "2022-03-01 09:00", same, &[person(2)])], Registration::New);
    check(vec![earlier(2, "2022-03-08 09:00", same, &own)], Registration::New);
    check(vec![earlier(1, "2022-03-01 09:00", same, &own)], Registration::New);
    // Of several, the first to come in; the order of the list does not matter.
    let several = [
        earlier(3, "2022-03-02 09:00", same, &own),
        earlier(2, "2022-03-01 09:00", same, &own),
        earlier(4, "2022-03-01 09:00", same, &own),
    ];
    check(several.to_vec(), Registration::RepeatOf(clue(2)));
    check(several.iter().rev().cloned().collect(), Registration::RepeatOf(clue(2)));
}

#[test]
fn what_is_not_known_or_was_registered_is_refused() {
    let world = world("chengguan");
    let refused = |facts: RegisterFacts| {
        register(&facts, world.on(facts.received.day()), &calendar()).unwrap_err()
    };
    let never = crate::provenance::NotKnown::NeverAsked;
    let twice = refused(RegisterFacts { stage: StageWord::Disposed, ..facts() });
    assert_eq!((twice.kind(), twice.is_final()), (RefusalKind::Forbidden, true));
    let open = refused(RegisterFacts {
        about_own_head: Fact::NotKnown(never),
        jurisdiction: Fact::NotKnown(never),
        ..facts()
    });
    assert_eq!(open.kind(), RefusalKind::NotEnoughKnown);
    // Every cure applied makes the step possible; one left out does not.
    let acts: Vec<String> = open
        .unmet()
        .iter()
        .flat_map(|unmet| unmet.remedy().cures())
        .map(|cure| format!("{:?}", cure.act()))
        .collect();
    assert_eq!(acts.len(), 2, "{acts:?}");
    let half = RegisterFacts { about_own_head: Fact::NotKnown(never), ..facts() };
    assert_eq!(refused(half).unmet().len(), 1);
    assert_eq!(registered(&world, &facts()), Registration::New);
}

#[test]
fn before_the_rule_nobody_asks_whether_it_is_the_own_head() {
    let never = Fact::NotKnown(crate::provenance::NotKnown::NeverAsked);
    let facts =
        RegisterFacts { about_own_head: never, received: at("2019-05-06 09:00"), ..facts() };
    assert_eq!(registered(&world("chengguan"), &facts), Registration::New);
}

fn times() -> IntakeTimes {
    IntakeTimes::received(at("2021-03-05 22:30"))
}

fn clock(decision: &Decision<Answer<Clock>>) -> String {
    sound(decision.reasons());
    decision.outcome().to_string()
}

/// C04: two hours on the clock, through the night; the due moment is too late.
#[test]
fn disposal_at_before_and_after_two_hours() {
    let world = world("chengguan");
    let rows = [
        (Some("2021-03-06 00:29"), "done in time, 1 min before the end"),
        (Some("2021-03-06 00:30"), "done late by less than a minute"),
        (Some("2021-03-06 00:31"), "done late by 1 min"),
        (None, "overdue by 30 min"),
    ];
    for (disposed, wanted) in rows {
        let times = IntakeTimes { disposed: disposed.map(at), ..times() };
        let decision =
            disposal(&times, world.on(day!(2021, 3, 5)), &calendar(), at("2021-03-06 01:00"));
        assert_eq!(clock(&decision), format!("due before 2021-03-06 00:30:00 +08:00, {wanted}"));
    }
}

/// C04: the start of the two hours is not stated; three readings.
#[test]
fn the_disposal_clock_has_three_starts() {
    let times = IntakeTimes {
        picked_up: Some(at("2021-03-05 23:00")),
        registered: Some(at("2021-03-05 23:10")),
        ..times()
    };
    let rows = [
        (ClockStart::Receipt, "2021-03-06 00:30:00 +08:00"),
        (ClockStart::PickUp, "2021-03-06 01:00:00 +08:00"),
        (ClockStart::Registration, "2021-03-06 01:10:00 +08:00"),
    ];
    for (start, wanted) in rows {
        let world = match start {
            ClockStart::Receipt => world("chengguan"),
            other => world("chengguan").reading(keys::intake::DISPOSAL_STARTS, other),
        };
        let decision = disposal_due(&times, world.on(day!(2021, 3, 5)), &calendar());
        assert_eq!(due(decision.outcome()), wanted, "{start}");
    }
    let world = world("chengguan").reading(keys::intake::DISPOSAL_STARTS, ClockStart::PickUp);
    let unpicked = IntakeTimes { picked_up: None, ..times };
    let decision = disposal_due(&unpicked, world.on(day!(2021, 3, 5)), &calendar());
    assert_eq!(
        due(decision.outcome()),
        "undetermined, missing: when it happened: pick-up (never asked)",
    );
}

/// C04: 24小时取交件, on call or within hours.
#[test]
fn pick_up_has_two_readings() {
    let on_call = world("chengguan");
    let ask = |world: &World| {
        let decision = pick_up_due(&times(), world.on(day!(2021, 3, 5)), &calendar());
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(ask(&on_call), Answer::Known(PickUp::OnCall));
    let within = world("chengguan").reading(keys::intake::PICK_UP, PickUpRule::WithinHours);
    let Answer::Known(PickUp::Before(deadline)) = ask(&within) else { panic!() };
    assert_eq!(deadline.due(), at("2021-03-06 22:30"));
    assert!(ask(&world("zhaotong")).known().is_none(), "only Chengguan has such a rule");
}

#[test]
fn other_places_have_no_two_hours() {
    let world = world("zhaotong");
    let decision = disposal_due(&times(), world.on(day!(2021, 3, 5)), &calendar());
    assert_eq!(
        due(decision.outcome()),
        "undetermined, missing: a rule of the place for: first disposal of a clue \
         (never asked, from: rule pack)",
    );
    let other = world_with_three_hours();
    let decision = disposal_due(&times(), other.on(day!(2021, 3, 5)), &calendar());
    assert_eq!(due(decision.outcome()), "2021-03-06 01:30:00 +08:00");
}

fn world_with_three_hours() -> World {
    world("zhaotong").setting(keys::intake::DISPOSAL, TimeLimit::hours(3))
}

/// Law 5: two clocks of fifteen working days, of named reporters alone.
#[test]
fn named_reporters_are_told_twice() {
    let world = world("chengguan");
    // Received on Friday, 2021-03-05; the fifteenth working day is Friday, 2021-03-26.
    let named = IntakeTimes { named: Fact::Known(true), ..times() };
    let rules = world.on(day!(2021, 3, 5));
    let first = acknowledgement_due(&named, rules, &calendar());
    let Answer::Known(Some(deadline)) = first.outcome() else { panic!() };
    assert_eq!(deadline.due(), at("2021-03-27 00:00"));
    let unsettled = reply_due(&named, rules, &calendar());
    assert_eq!(
        unsettled.outcome().what_is_missing()[0].to_string(),
        "when it happened: settlement of the clue (not due yet)",
    );
    let settled = IntakeTimes { settled: Some(at("2021-04-30 17:00")), ..named };
    let second = reply_due(&settled, rules, &calendar());
    let Answer::Known(Some(deadline)) = second.outcome() else { panic!() };
    assert_eq!(deadline.due(), at("2021-05-26 00:00"), "May 1 to 5 were off, May 8 was worked");
    for (replied, late) in [("2021-05-25 23:59", false), ("2021-05-26 00:00", true)] {
        let times = IntakeTimes { replied: Some(at(replied)), ..settled };
        let decision = reply(&times, rules, &calendar(), at("2021-06-01 00:00"));
        let Answer::Known(ReporterDue::Owed(clock)) = decision.outcome() else { panic!() };
        assert_eq!(clock.is_late(), late, "{replied}");
    }
}

/// Law 5: not the anonymous, not a repeat, not before 2020-01-21.
#[test]
fn who_is_not_told() {
    let world = world("chengguan");
    let ask = |times: IntakeTimes| {
        let day = times.received.day();
        let decision = acknowledgement(&times, world.on(day), &calendar(), times.received);
        sound(decision.reasons());
        (decision.outcome().clone(), rules_of(&decision).len())
    };
    let anonymous = IntakeTimes { named: Fact::Known(false), ..times() };
    assert_eq!(ask(anonymous).0, Answer::Known(ReporterDue::NotOwed));
    let repeat = IntakeTimes { named: Fact::Known(true), repeats: true, ..times() };
    assert_eq!(ask(repeat).0, Answer::Known(ReporterDue::NotOwed));
    let unknown = ask(times()).0;
    assert_eq!(
        unknown.what_is_missing()[0].to_string(),
        "whether the reporter gave a name (never asked)",
    );
    let early =
        IntakeTimes { named: Fact::Known(true), ..IntakeTimes::received(at("2020-01-20 09:00")) };
    assert!(ask(early).0.known().is_none(), "no rule yet");
}

/// Law 1.2: what a superior sent down is registered within five working days.
#[test]
fn what_comes_from_above_is_registered_in_time() {
    let world = world("chengguan");
    let ask = |registered: &str| {
        let times = IntakeTimes { registered: Some(at(registered)), ..times() };
        let rules = world.on(day!(2021, 3, 5));
        from_above(&times, rules, &calendar(), at("2021-04-01 00:00")).outcome().to_string()
    };
    let due = "due before 2021-03-13 00:00:00 +08:00";
    assert_eq!(ask("2021-03-12 23:59"), format!("{due}, done in time, 1 min before the end"));
    assert_eq!(ask("2021-03-13 00:00"), format!("{due}, done late by less than a minute"));
}

/// G11, H08, C07, N07: a district adds its ways to those of the province and the nation.
#[test]
fn ways_of_the_place_add_up_over_the_levels() {
    use Channel as C;

    let rows: [(&str, Day, &[C]); 5] = [
        ("gansu", day!(2021, 4, 21), &[]),
        ("gansu", day!(2021, 4, 22), &C::FOUR_IN_ONE),
        ("henan", day!(2018, 12, 31), &[C::HotlineRoundTheClock, C::Mailbox, C::Email, C::WeChat]),
        ("national", day!(2024, 5, 27), &[C::CodeSupervision, C::ScanCode]),
        (
            "chengguan",
            day!(2021, 4, 21),
            &[C::ReflectionPoint, C::ReportBox, C::OutVisit, C::Reception],
        ),
    ];
    let silent = |place, day, channels: BTreeSet<C>| {
        let facts = InflowFacts { channels, ..InflowFacts::default() };
        let decision = silent_channels(&facts, world(place).on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    for (place, day, wanted) in rows {
        assert_eq!(silent(place, day, BTreeSet::new()), wanted, "{place} {day}");
        for used in wanted {
            let rest: Vec<C> = wanted.iter().filter(|way| *way != used).cloned().collect();
            assert_eq!(silent(place, day, BTreeSet::from([used.clone()])), rest, "{used}");
        }
        assert!(silent(place, day, wanted.iter().cloned().collect()).is_empty());
    }
    // Nearest first: four of the district, four of the province, two of the nation.
    let all = silent("chengguan", day!(2024, 5, 27), BTreeSet::from([C::Letter, C::ReportBox]));
    assert_eq!(all.len(), 8);
    assert_eq!((&all[0], &all[3], &all[7]), (&C::ReflectionPoint, &C::Visit, &C::ScanCode));
    let changed = world("gansu").setting(keys::intake::CHANNELS, Codes::literal(&["letter"]));
    let decision = silent_channels(&InflowFacts::default(), changed.on(day!(2021, 5, 6)));
    assert_eq!(decision.outcome(), &[C::Letter]);
}

/// H07, N05, N06: survey, field, covert visits, data.
#[test]
fn clues_are_looked_for_and_not_only_waited_for() {
    use ClueSource as S;

    let silent = |place, day, sources: &[S]| {
        let sources = sources.iter().cloned().collect();
        let facts = InflowFacts { sources, ..InflowFacts::default() };
        let decision = silent_sources(&facts, world(place).on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(silent("henan", day!(2018, 12, 30), &[]), []);
    assert_eq!(silent("henan", day!(2018, 12, 31), &[S::MassReport]), [S::ClueSurvey]);
    assert_eq!(silent("henan", day!(2018, 12, 31), &[S::ClueSurvey]), []);
    assert_eq!(silent("national", day!(2024, 5, 26), &[]), []);
    let all = [S::FieldResearch, S::CovertVisit, S::BigData, S::FunctionalDepartment];
    assert_eq!(silent("national", day!(2024, 5, 27), &[]), all);
    for source in &all {
        let rest: Vec<S> = all.iter().filter(|other| *other != source).cloned().collect();
        assert_eq!(silent("national", day!(2024, 5, 27), std::slice::from_ref(source)), rest);
    }
    assert_eq!(silent("henan", day!(2024, 5, 27), &all), [S::ClueSurvey], "both add up");
}

/// N08: education, human resources, health, finance, agriculture.
#[test]
fn five_departments_are_asked() {
    use Industry as I;

    let silent = |day, departments: BTreeSet<I>| {
        let facts = InflowFacts { departments, ..InflowFacts::default() };
        let decision = silent_departments(&facts, world("national").on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let five = [I::Education, I::HumanResources, I::Health, I::Finance, I::Agriculture];
    assert_eq!(silent(day!(2024, 5, 26), BTreeSet::new()), []);
    assert_eq!(silent(day!(2024, 5, 27), BTreeSet::new()), five);
    for one in &five {
        let others = five.iter().filter(|other| *other != one).cloned().collect();
        assert_eq!(silent(day!(2024, 5, 27), others), std::slice::from_ref(one));
    }
}

/// N05, N06: what the organ found by itself has no reporter; what came by mail may have one.
#[test]
fn what_the_organ_found_by_itself_has_no_reporter() {
    for source in ClueSource::ALL {
        let mut form = serde_json::json!({
            "id": format!("clue-{:032x}", 1), "received_by": format!("organ-{:032x}", 1),
            "source": source, "content": "甲某为乙团伙通风报信。",
            "stages": crate::model::trials::stages_json(&["received".into()]),
        });
        if source == ClueSource::MassReport {
            form["channel"] = "letter".into();
        }
        let times = IntakeTimes::of(&serde_json::from_value(form).unwrap());
        let own = matches!(
            source.code(),
            "clue_survey"
                | "field_research"
                | "covert_visit"
                | "big_data"
                | "recheck"
                | "found_in_case"
        );
        assert_eq!(times.named.known(), own.then_some(false), "{source}");
    }
}

fn kept() -> LedgerFacts {
    LedgerFacts {
        organ: id(OrganId::from_uuid, 1),
        keeper: Fact::Known(true),
        reported: vec![
            (DataRhythm::Weekly, at("2021-03-01 09:00")),
            (DataRhythm::Monthly, at("2021-02-10 09:00")),
        ],
        begun: Some(at("2021-01-04 09:00")),
        not_fed_back: BTreeSet::new(),
    }
}

/// C08: a keeper, weekly and monthly data, a closed loop; at, before and after each limit.
#[test]
fn a_ledger_has_a_keeper_and_its_data_are_reported() {
    use DataRhythm::{Monthly, Weekly};
    use LedgerGap::{NoKeeper, NotFedBack, NotReported};

    let chengguan = world("chengguan");
    let ask = |facts: &LedgerFacts, now: &str| {
        let now = at(now);
        let decision = ledger(facts, chengguan.on(now.day()), &calendar(), now);
        sound(decision.reasons());
        decision.outcome().clone()
    };
    assert_eq!(ask(&kept(), "2021-03-08 23:59"), []);
    assert_eq!(ask(&kept(), "2021-03-09 00:00"), [NotReported(Weekly)]);
    assert_eq!(ask(&kept(), "2021-03-10 23:59"), [NotReported(Weekly)]);
    assert_eq!(ask(&kept(), "2021-03-11 00:00"), [NotReported(Weekly), NotReported(Monthly)]);
    // A report of the other rhythm does not count, nor one that comes later.
    let monthly = vec![(Monthly, at("2021-03-08 09:00")), (Weekly, at("2021-03-10 09:00"))];
    let facts = LedgerFacts { reported: monthly, ..kept() };
    assert_eq!(ask(&facts, "2021-03-09 00:00"), [NotReported(Weekly)]);
    // A ledger that was begun a week ago at most owes no weekly data.
    let young = LedgerFacts { reported: vec![], ..kept() };
    assert_eq!(ask(&young, "2021-01-11 23:59"), []);
    assert_eq!(ask(&young, "2021-01-12 00:00"), [NotReported(Weekly)]);
    assert_eq!(ask(&LedgerFacts { begun: None, ..young }, "2021-03-09 00:00"), []);
    for keeper in FACTS {
        let known = keeper == Fact::Known(true);
        let gaps = if known { vec![] } else { vec![NoKeeper] };
        assert_eq!(ask(&LedgerFacts { keeper, ..kept() }, "2021-03-08 09:00"), gaps);
    }
    let open = LedgerFacts { not_fed_back: BTreeSet::from([clue(2), clue(1)]), ..kept() };
    let gaps = [NotFedBack(clue(1)), NotFedBack(clue(2))];
    assert_eq!(ask(&open, "2021-03-08 09:00"), gaps);
    // Another pack, another answer.
    let quarterly =
        world("chengguan").setting(keys::intake::LEDGER_REPORTS, Codes::literal(&["quarterly"]));
    let none = LedgerFacts { reported: vec![], ..kept() };
    let found = |now: &str| ledger(&none, quarterly.on(day!(2021, 4, 5)), &calendar(), at(now));
    assert!(found("2021-04-04 23:59").outcome().is_empty());
    assert_eq!(found("2021-04-05 00:00").outcome(), &[NotReported(DataRhythm::Quarterly)]);
    let lax = world("chengguan").setting(keys::intake::CLOSED_LOOP, false);
    let found = ledger(&open, lax.on(day!(2021, 3, 8)), &calendar(), at("2021-03-08 09:00"));
    assert!(found.outcome().is_empty());
    let lax = world("chengguan").setting(keys::intake::DESIGNATED_KEEPER, false);
    let nobody = LedgerFacts { keeper: Fact::Known(false), ..kept() };
    let found = ledger(&nobody, lax.on(day!(2021, 3, 8)), &calendar(), at("2021-03-08 09:00"));
    assert!(found.outcome().is_empty());
}

#[test]
fn inflow_and_ledger_come_from_the_records() {
    use serde_json::{Value, json};

    use crate::base::period::{End, Period, Start};
    use crate::model::dossier::DossierDraft;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲区纪委监委", "kind": "discipline_supervision", "level": "county" });
    let stage = |at: &str, state: Value| json!({ "when": { "occurred_at": at, "recorded_at": at }, "state": state });
    let registered = |n: u128| json!({ "registered": { "ledger_no": format!("甲{n}") } });
    let clue_of = |n: u128, organ: u128, source: &str, more: Vec<Value>| {
        let mut stages = vec![stage("2024-06-03T09:00:00+08:00", json!("received"))];
        stages.extend(more);
        json!({ "id": no("clue", n), "received_by": no("organ", organ), "source": source,
            "channel": "scan_code", "industries": ["health"],
            "content": "甲某为乙团伙通风报信。", "stages": stages })
    };
    let in_ledger = |n: u128| stage("2024-06-04T09:00:00+08:00", registered(n));
    let put =
        || stage("2024-06-05T09:00:00+08:00", json!({ "disposed": { "disposition": "close" } }));
    let closed = || stage("2024-06-06T09:00:00+08:00", json!({ "closed": { "reasons": "查否" } }));
    let fed_back = || stage("2024-06-07T09:00:00+08:00", json!("fed_back"));
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2)],
        "clues": [
            clue_of(1, 1, "mass_report", vec![in_ledger(1), put(), closed()]),
            clue_of(2, 1, "functional_department", vec![in_ledger(2), put(), closed(), fed_back()]),
            clue_of(3, 2, "big_data", vec![]),
        ],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let organ = id(OrganId::from_uuid, 1);
    let june = |first, after| Period::new(Start::On(first), End::Before(after)).unwrap();
    let facts = InflowFacts::gather(&dossier, organ, june(day!(2024, 6, 3), day!(2024, 6, 4)));
    assert_eq!(facts.channels, BTreeSet::from([Channel::ScanCode]));
    let both = [ClueSource::MassReport, ClueSource::FunctionalDepartment];
    assert_eq!(facts.sources, both.into_iter().collect());
    assert_eq!(facts.departments, BTreeSet::from([Industry::Health]));
    let later = InflowFacts::gather(&dossier, organ, june(day!(2024, 6, 4), day!(2024, 7, 1)));
    assert_eq!(later, InflowFacts::default());
    let kept = LedgerFacts::gather(&dossier, organ, Fact::Known(true), vec![]);
    assert_eq!(kept.begun, Some(at("2024-06-04 09:00")));
    assert_eq!(kept.not_fed_back, BTreeSet::from([clue(1)]));
}

/// Law 1.2, 5: each limit is that of its own parameter, and every reason cites it.
#[test]
fn each_clock_reads_its_own_parameter() {
    let (book, five) = (world("chengguan"), day!(2022, 3, 7));
    let cited = |key: &'static crate::rulebook::KeyInfo| {
        book.on(five).value(key).unwrap().citation().clone()
    };
    let new = register(&facts(), book.on(five), &calendar()).unwrap();
    let accepted = keys::intake::EVERY_REPORT_ACCEPTED.info();
    for reason in new.reasons().iter().filter(|reason| reason.rule().as_str() == "intake/accepted")
    {
        assert_eq!(reason.citations(), [cited(accepted)]);
    }
    assert!(rules_of(&new).contains(&"intake/accepted"));
    let received = IntakeTimes::received(at("2022-03-07 09:00"));
    let named =
        IntakeTimes { named: Fact::Known(true), settled: Some(at("2022-03-14 09:00")), ..received };
    let anonymous = IntakeTimes { named: Fact::Known(false), ..named };
    let now = at("2022-03-21 09:00");
    let not_told = acknowledgement(&anonymous, book.on(five), &calendar(), now);
    assert_eq!(not_told.reasons()[0].citations(), [cited(keys::reporter::NEEDED_FOR_NAMED.info())]);
    let one = TimeLimit::working_days(1);
    let date = |decision: Decision<Answer<ReporterDue>>| match decision.outcome() {
        Answer::Known(ReporterDue::Owed(clock)) => clock.deadline().due().to_string(),
        other => panic!("{other:?}"),
    };
    let told = world("chengguan").setting(keys::reporter::ACCEPTANCE, one);
    assert_eq!(
        date(acknowledgement(&named, told.on(five), &calendar(), now)),
        "2022-03-09 00:00:00 +08:00",
    );
    assert_eq!(date(reply(&named, told.on(five), &calendar(), now)), "2022-04-03 00:00:00 +08:00");
    let replied = world("chengguan").setting(keys::reporter::RESULT, one);
    assert_eq!(
        date(reply(&named, replied.on(five), &calendar(), now)),
        "2022-03-16 00:00:00 +08:00",
    );
    let again = IntakeTimes { repeats: true, ..named };
    let lax = world("chengguan").setting(keys::reporter::REPEATS_NOT_TOLD, false);
    let owed = acknowledgement(&again, lax.on(five), &calendar(), now);
    assert!(matches!(owed.outcome(), Answer::Known(ReporterDue::Owed(_))), "repeats are told here");
    let part = RegisterFacts { jurisdiction: Fact::Known(Jurisdiction::InPart), ..facts() };
    let strict = world("chengguan")
        .setting(keys::intake::FORWARD_PART, PartForwarding::AsWrongOrgan)
        .setting(keys::intake::FORWARD_WRONG_ORGAN, one);
    let Registration::InPart { forward } = registered(&strict, &part) else { panic!() };
    assert_eq!(due(&forward), "2022-03-09 00:00:00 +08:00");
    // Before anything is laid down on a part, it is passed on like the whole.
    let before = RegisterFacts { received: at("2021-09-17 09:00"), ..part };
    let whole = world("chengguan").setting(keys::intake::FORWARD_WRONG_ORGAN, one);
    let Registration::InPart { forward } = registered(&whole, &before) else { panic!() };
    assert_eq!(due(&forward), "2021-09-19 00:00:00 +08:00");
}

/// The pick-up is told in both readings, on call and within hours.
#[test]
fn how_a_report_is_picked_up_is_a_reason() {
    let told = |world: World, how: PickUpRule| {
        let decision = pick_up_due(&times(), world.on(day!(2021, 3, 5)), &calendar());
        let because = format!("pick-up: {}", Word::of(&how));
        decision.reasons().iter().any(|reason| reason.because().to_string() == because)
    };
    assert!(told(world("chengguan"), PickUpRule::OnCall));
    let within = world("chengguan").reading(keys::intake::PICK_UP, PickUpRule::WithinHours);
    assert!(told(within, PickUpRule::WithinHours));
}

/// Where a place registers reports about its own head, nobody asks about the head.
#[test]
fn a_place_may_register_reports_about_its_own_head() {
    let lax = world("chengguan").setting(keys::intake::OWN_LEADER_STRAIGHT_UP, false);
    for about_own_head in FACTS {
        let facts = RegisterFacts { about_own_head, ..facts() };
        assert_eq!(registered(&lax, &facts), Registration::New, "{about_own_head:?}");
    }
    let open = Fact::NotKnown(crate::provenance::NotKnown::NeverAsked);
    let facts = RegisterFacts { jurisdiction: open, ..facts() };
    let refused = register(&facts, lax.on(facts.received.day()), &calendar()).unwrap_err();
    let because: Vec<String> =
        refused.unmet().iter().map(|unmet| unmet.reason().because().to_string()).collect();
    assert_eq!(because, ["it is not known to whom the matter belongs"]);
    let known = register(&self::facts(), lax.on(facts.received.day()), &calendar());
    let told = known
        .unwrap()
        .reasons()
        .iter()
        .any(|reason| reason.because().to_string() == "it is known to whom the matter belongs");
    assert!(told);
}

/// §6.1: two reports of one moment: the one with the smaller id came first.
#[test]
fn two_reports_of_one_moment_are_one() {
    let same = earlier(2, "2022-03-07 09:00", "甲某为乙团伙通风报信", &[person(1)]);
    let facts = RegisterFacts { earlier: vec![same], ..facts() };
    assert_eq!(registered(&world("chengguan"), &facts), Registration::RepeatOf(clue(2)));
}

mod records {
    //! What stands in the records of other clues and other organs counts for nothing.

    use serde_json::{Value, json};

    use super::*;
    use crate::base::period::{End, Period, Start};
    use crate::model::dossier::{Dossier, DossierDraft};

    fn no(kind: &str, n: u128) -> String {
        format!("{kind}-{n:032x}")
    }

    fn stage(at: &str, state: Value) -> Value {
        json!({ "when": { "occurred_at": at, "recorded_at": at }, "state": state })
    }

    fn clue_of(n: u128, organ: u128, day: &str, more: Vec<Value>) -> Value {
        let mut stages = vec![stage(&format!("{day}T09:00:00+08:00"), json!("received"))];
        stages.extend(more);
        json!({ "id": no("clue", n), "received_by": no("organ", organ), "source": "mass_report",
            "channel": "letter", "naming": "real_name", "industries": ["transport"],
            "subjects": [no("person", 2), no("person", 1)],
            "content": "甲某为乙团伙通风报信。", "stages": stages })
    }

    fn course(n: u128, end: Value) -> Vec<Value> {
        vec![
            stage(
                "2024-06-04T09:00:00+08:00",
                json!({ "registered": { "ledger_no": format!("甲{n}") } }),
            ),
            stage("2024-06-05T09:00:00+08:00", json!({ "disposed": { "disposition": "close" } })),
            stage("2024-06-06T09:00:00+08:00", end),
            stage("2024-06-07T09:00:00+08:00", json!("fed_back")),
        ]
    }

    fn closed() -> Value {
        json!({ "closed": { "reasons": "查否" } })
    }

    fn dossier(clues: Vec<Value>) -> Dossier {
        let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲区纪委监委", "kind": "discipline_supervision", "level": "county" });
        let people: Vec<Value> =
            (1..=2).map(|n| json!({ "id": no("person", n), "name": "甲某" })).collect();
        let draft: DossierDraft = serde_json::from_value(json!({
            "organs": [organ(1), organ(2)], "persons": people,
            "posts": [{ "id": no("post", 1), "organ": no("organ", 1), "title": "书记",
                "leader": "principal_leader" }],
            "tenures": [{ "id": no("tenure", 1), "person": no("person", 2), "post": no("post", 1),
                "period": { "start": { "on": "2018-01-01" }, "end": { "before": "2024-06-10" } } }],
            "clues": clues,
        }))
        .unwrap();
        draft.enter().unwrap()
    }

    /// C04, law 5: each time of a clue comes from its own step.
    #[test]
    fn the_times_of_a_clue_come_from_its_steps() {
        let whole = dossier(vec![clue_of(1, 1, "2024-06-03", course(1, closed()))]);
        let times = IntakeTimes::of(whole.clue(clue(1)).unwrap());
        let wanted = IntakeTimes {
            received: at("2024-06-03 09:00"),
            picked_up: None,
            registered: Some(at("2024-06-04 09:00")),
            disposed: Some(at("2024-06-05 09:00")),
            acknowledged: None,
            settled: Some(at("2024-06-06 09:00")),
            replied: Some(at("2024-06-07 09:00")),
            named: Fact::Known(true),
            repeats: false,
        };
        assert_eq!(times, wanted);
        let mut again = clue_of(2, 1, "2024-06-03", vec![]);
        (again["naming"], again["repeats"]) = (json!("anonymous"), json!(no("clue", 1)));
        let pair = dossier(vec![clue_of(1, 1, "2024-06-03", vec![]), again]);
        let times = IntakeTimes::of(pair.clue(clue(2)).unwrap());
        let bare = IntakeTimes::received(at("2024-06-03 09:00"));
        assert_eq!(times, IntakeTimes { named: Fact::Known(false), repeats: true, ..bare });
    }

    /// §6.1: beside the clues of the organ about the same person, and no others; law 0: the
    /// own head.
    #[test]
    fn a_clue_is_registered_beside_those_of_its_own_organ() {
        let [mut nobody, mut nobody_else] = [4, 5].map(|n| clue_of(n, 1, "2024-06-11", vec![]));
        (nobody["subjects"], nobody_else["subjects"]) = (json!([]), json!([]));
        let all = dossier(vec![
            clue_of(1, 1, "2024-06-03", vec![]),
            clue_of(2, 1, "2024-06-10", vec![]),
            clue_of(3, 2, "2024-06-03", vec![]),
            nobody,
            nobody_else,
        ]);
        let own = Fact::Known(Jurisdiction::Own);
        let read = |n| RegisterFacts::gather(&all, clue(n), own).unwrap();
        let beside = |n| {
            let facts = read(n);
            facts.earlier.iter().map(|earlier| earlier.counted_as).collect::<Vec<_>>()
        };
        assert_eq!(beside(1), [clue(2)]);
        assert_eq!(beside(3), []);
        assert_eq!(beside(4), [clue(5)], "a repeat of what names nobody names nobody");
        assert_eq!(read(1).subjects, [person(1), person(2)], "sorted");
        assert_eq!(read(1).earlier[0].subjects, [person(1), person(2)]);
        assert_eq!(read(1).about_own_head, Fact::Known(true));
        assert_eq!(read(2).about_own_head, Fact::Known(false), "not the head any more");
        assert_eq!(read(3).about_own_head, Fact::Known(false), "the head of another organ");
        assert_eq!(read(4).about_own_head, never_asked(), "nobody is named");
        assert!(RegisterFacts::gather(&all, clue(9), own).is_none());
    }

    /// C08: the ledger of the organ alone, begun with its first clue.
    #[test]
    fn a_ledger_is_that_of_one_organ() {
        let not_told = |n| course(n, closed())[..3].to_vec();
        let mut late = course(2, closed())[..1].to_vec();
        late[0]["when"] = json!({ "occurred_at": "2024-06-09T09:00:00+08:00",
            "recorded_at": "2024-06-09T09:00:00+08:00" });
        let all = dossier(vec![
            clue_of(1, 1, "2024-06-03", not_told(1)),
            clue_of(2, 1, "2024-06-08", late),
            clue_of(3, 2, "2024-06-02", not_told(3)),
        ]);
        let kept = LedgerFacts::gather(&all, id(OrganId::from_uuid, 1), Fact::Known(true), vec![]);
        assert_eq!(kept.begun, Some(at("2024-06-04 09:00")), "with the first");
        assert_eq!(kept.not_fed_back, BTreeSet::from([clue(1)]));
    }

    /// H07, N08: only departments are departments; a day that is not certain does not count.
    #[test]
    fn what_came_in_is_counted_by_its_source_and_its_day() {
        let mut department = clue_of(2, 1, "2024-06-03", vec![]);
        department["source"] = json!("functional_department");
        department["industries"] = json!(["health"]);
        let all = dossier(vec![clue_of(1, 1, "2024-06-03", vec![]), department]);
        let organ = id(OrganId::from_uuid, 1);
        let june = Period::new(Start::On(day!(2024, 6, 1)), End::Open).unwrap();
        let facts = InflowFacts::gather(&all, organ, june);
        assert_eq!(facts.departments, BTreeSet::from([Industry::Health]));
        let unsure = Period::new(Start::Unknown, End::Before(day!(2024, 7, 1))).unwrap();
        assert_eq!(InflowFacts::gather(&all, organ, unsure), InflowFacts::default());
    }
}

/// G11, N07: each level that lists ways is a reason of its own.
#[test]
fn every_level_that_lists_ways_is_a_reason() {
    let decision =
        silent_channels(&InflowFacts::default(), world("chengguan").on(day!(2024, 5, 27)));
    assert_eq!(rules_of(&decision), ["intake/channels"; 3]);
}
