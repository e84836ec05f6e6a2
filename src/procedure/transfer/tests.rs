//! Row by row, on both readings, at the limit and beside it.

mod messages;

use std::collections::BTreeSet;

use super::*;
use crate::base::day::Moment;
use crate::base::deadline::TimeLimit;
use crate::base::id::{ClueId, OrganId, TransferId};
use crate::base::text::Code as C;
use crate::day;
use crate::decision::{Answer, Chinese, Decision};
use crate::procedure::intake::Jurisdiction;
use crate::procedure::trials::{
    World, at, calendar, id, rests_on_the_test, rules_of, sound, world,
};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::ClockStart;
use crate::rulebook::{Codes, keys};
use crate::terms::coordination::{PoliceInvestigation, TransferReading};
use crate::terms::office::OrganKind;

fn never<T>() -> Fact<T> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

/// Opened on Friday, 2019-04-26, 09:30; May 1 to 4 were off, May 5 was worked.
fn facts() -> TransferFacts {
    TransferFacts {
        transfer: id(TransferId::from_uuid, 1),
        clue: id(ClueId::from_uuid, 2),
        sender: Fact::Known(OrganKind::PublicSecurity),
        investigated_as: Fact::Known(PoliceInvestigation::GangRelated),
        opened: Fact::Known(at("2019-04-26 09:30")),
        found: Fact::Known(at("2019-04-27 10:00")),
        net_closed: Fact::Known(at("2019-04-28 10:00")),
        noticed: None,
        handed_over: None,
        registered: None,
        direction_told: None,
        accepted: None,
        ended_without: None,
        concluded: None,
        fed_back: None,
    }
}

fn shown(decision: &Decision<Answer<Due>>) -> String {
    sound(decision.reasons());
    decision.outcome().to_string()
}

fn due(world: &World, facts: &TransferFacts) -> (String, String) {
    let rules = world.on(day!(2019, 6, 1));
    (
        shown(&notice_due(facts, rules, &calendar())),
        shown(&hand_over_due(facts, rules, &calendar())),
    )
}

/// Z13 and law 6: who owes what by when, in each place that says something.
#[test]
fn the_two_limits_place_by_place() {
    let check = |world: World, facts: &TransferFacts, notice: &str, hand_over: &str| {
        assert_eq!(due(&world, facts), (notice.to_owned(), hand_over.to_owned()));
    };
    // Z13: five and ten natural days from the opening.
    let zhaotong = "due before 2019-05-02 00:00:00 +08:00";
    let ten = "due before 2019-05-07 00:00:00 +08:00";
    check(world("zhaotong"), &facts(), zhaotong, ten);
    // Z13, read as working days: Apr 28, 29, 30, May 5, 6 and on to May 11 (a Saturday, off) …
    check(
        world("zhaotong").reading(keys::transfer::NOTICE, TimeLimit::working_days(5)),
        &facts(),
        "due before 2019-05-07 00:00:00 +08:00",
        ten,
    );
    check(
        world("zhaotong").reading(keys::transfer::HAND_OVER, TimeLimit::working_days(10)),
        &facts(),
        zhaotong,
        "due before 2019-05-14 00:00:00 +08:00",
    );
    // Z13, the start is not stated: read as discovery.
    check(
        world("zhaotong").reading(keys::transfer::NOTICE_STARTS, ClockStart::Found),
        &facts(),
        "due before 2019-05-03 00:00:00 +08:00",
        ten,
    );
    // Law 6, Zhouzhi: hand-over in three working days from discovery; no notice is known.
    check(world("zhouzhi"), &facts(), "not owed", "due before 2019-05-01 00:00:00 +08:00");
    // Law 6, Wenzhou: notice in two working days after the net was closed.
    check(
        world("wenzhou").since(day!(2019, 1, 1)),
        &facts(),
        "due before 2019-05-01 00:00:00 +08:00",
        "due promptly",
    );
    // Law 1.1: elsewhere promptly, with no number.
    check(world("chengguan"), &facts(), "not owed", "due promptly");
    // A changed number changes the answer.
    check(
        world("zhaotong").setting(keys::transfer::NOTICE, TimeLimit::days(6)),
        &facts(),
        "due before 2019-05-03 00:00:00 +08:00",
        ten,
    );
}

/// Z13, 分别: by kind, a gang case is noticed and an umbrella case handed over.
#[test]
fn both_readings_of_respectively() {
    let by_kind = world("zhaotong").reading(keys::transfer::PAIRING, TransferReading::ByKind);
    let (notice, hand_over) =
        ("due before 2019-05-02 00:00:00 +08:00", "due before 2019-05-07 00:00:00 +08:00");
    let umbrella = PoliceInvestigation::SuspectedCorruptionOrUmbrella;
    let rows =
        [(PoliceInvestigation::GangRelated, notice, "not owed"), (umbrella, "not owed", hand_over)];
    for (kind, first, second) in rows {
        let facts = TransferFacts { investigated_as: Fact::Known(kind), ..facts() };
        assert_eq!(due(&by_kind, &facts), (first.to_owned(), second.to_owned()), "{kind}");
        let both = (notice.to_owned(), hand_over.to_owned());
        assert_eq!(due(&world("zhaotong"), &facts), both, "the default asks for more: {kind}");
    }
    let unknown = TransferFacts { investigated_as: never(), ..facts() };
    let missing =
        "undetermined, missing: on what ground public security investigates (never asked)";
    assert_eq!(due(&by_kind, &unknown), (missing.to_owned(), missing.to_owned()));
    assert_eq!(due(&world("zhaotong"), &unknown), (notice.to_owned(), hand_over.to_owned()));
}

/// Law 6 and 1.1, N09: the limit binds the organs that it names; others only hand over
/// promptly, or not at all.
#[test]
fn whom_the_duty_binds() {
    let rows = [
        ("zhaotong", OrganKind::PublicSecurity, "due before 2019-05-07 00:00:00 +08:00"),
        ("zhaotong", OrganKind::Procuratorate, "due promptly"),
        ("zhouzhi", OrganKind::Procuratorate, "due before 2019-05-01 00:00:00 +08:00"),
        ("zhouzhi", OrganKind::Audit, "due promptly"),
        ("zhouzhi", OrganKind::IndustryRegulator, "not owed"),
    ];
    for (place, sender, hand_over) in rows {
        let facts = TransferFacts { sender: Fact::Known(sender.clone()), ..facts() };
        let (notice, found) = due(&world(place), &facts);
        assert_eq!(found, hand_over, "{place} {sender}");
        if sender != OrganKind::PublicSecurity {
            assert_eq!(notice, "not owed", "only the police investigate");
        }
    }
    let unknown = TransferFacts { sender: never(), ..facts() };
    let (_, hand_over) = due(&world("zhaotong"), &unknown);
    assert_eq!(hand_over, "undetermined, missing: what kind of organ sends the clue (never asked)",);
}

#[test]
fn a_clock_follows_the_rules_of_the_day_on_which_it_began() {
    let early = Fact::Known(at("2019-04-23 09:00"));
    let facts = TransferFacts { opened: early, found: early, net_closed: early, ..facts() };
    let (notice, hand_over) = due(&world("zhaotong"), &facts);
    assert_eq!((notice.as_str(), hand_over.as_str()), ("not owed", "due promptly"));
    let (notice, _) = due(&world("zhaotong").since(day!(2019, 4, 1)), &facts);
    assert_eq!(notice, "due before 2019-04-29 00:00:00 +08:00");
}

#[test]
fn what_is_not_known_is_named() {
    let facts = TransferFacts { opened: never(), found: never(), net_closed: never(), ..facts() };
    let (notice, _) = due(&world("zhaotong"), &facts);
    assert_eq!(
        notice,
        "undetermined, missing: when it happened: opening of the investigation (never asked)",
    );
    let far = Fact::Known(at("2030-01-02 09:00"));
    let facts = TransferFacts { found: far, opened: far, net_closed: far, ..facts };
    let (_, hand_over) = due(&world("zhouzhi"), &facts);
    assert_eq!(
        hand_over,
        "undetermined, missing: a work calendar that covers these days (not due yet)",
    );
}

/// All that is owed, as lines.
fn lines(world: &World, facts: &TransferFacts, now: &str) -> Vec<String> {
    let rules = world.on(day!(2019, 6, 1));
    let decision = owed(facts, rules, &calendar(), at(now));
    sound(decision.reasons());
    decision.outcome().iter().map(ToString::to_string).collect()
}

/// Z13: the last second of the fifth day is in time, the first of the sixth is not.
#[test]
fn at_before_and_after_the_limit() {
    let rows = [
        (None, "2019-05-01 23:59", "notice: due before 2019-05-02 00:00:00 +08:00, 1 min left"),
        (
            None,
            "2019-05-02 00:00",
            "notice: due before 2019-05-02 00:00:00 +08:00, overdue by less than a minute",
        ),
        (
            Some("2019-05-01 23:59"),
            "2019-06-01 00:00",
            "notice: due before 2019-05-02 00:00:00 +08:00, done in time, 1 min before the end",
        ),
        (
            Some("2019-05-02 00:00"),
            "2019-06-01 00:00",
            "notice: due before 2019-05-02 00:00:00 +08:00, done late by less than a minute",
        ),
        (
            Some("2019-05-04 00:00"),
            "2019-06-01 00:00",
            "notice: due before 2019-05-02 00:00:00 +08:00, done late by 2 days",
        ),
        // What is done later than the moment asked about has not happened yet.
        (
            Some("2019-05-04 00:00"),
            "2019-05-03 00:00",
            "notice: due before 2019-05-02 00:00:00 +08:00, overdue by 1 day",
        ),
    ];
    for (noticed, now, wanted) in rows {
        let facts = TransferFacts { noticed: noticed.map(at), ..facts() };
        assert_eq!(lines(&world("zhaotong"), &facts, now)[0], wanted);
    }
}

/// What has not happened by the moment asked about owes nothing and settles nothing.
#[test]
fn what_comes_later_is_not_known_yet() {
    let facts = TransferFacts { handed_over: Some(at("2019-04-29 10:00")), ..facts() };
    let (before, then) = ("2019-04-29 09:59", "2019-04-29 10:00");
    let chengguan = world("chengguan");
    let since = "hand-over: owed since 2019-04-27 10:00:00 +08:00";
    assert_eq!(lines(&chengguan, &facts, before), [since]);
    let done = "hand-over: done on 2019-04-29 10:00:00 +08:00";
    assert_eq!(lines(&chengguan, &facts, then), [done]);
    let unfound = TransferFacts { found: never(), ..facts.clone() };
    let opened = "hand-over: owed since 2019-04-26 09:30:00 +08:00";
    assert_eq!(lines(&chengguan, &unfound, before), [opened], "the earliest that is known");
    let zhouzhi = world("zhouzhi");
    assert_eq!(lines(&zhouzhi, &facts, before).len(), 1, "nothing has come to the receiver");
    assert_eq!(
        lines(&zhouzhi, &facts, then)[1],
        "registration by the receiver: due before 2019-05-01 00:00:00 +08:00, 1 day 14 h left",
    );
    let received = TransferFacts { registered: Some(at("2019-04-29 12:00")), ..facts };
    assert_eq!(
        lines(&zhouzhi, &received, "2019-04-29 11:59")[1],
        "registration by the receiver: due before 2019-05-01 00:00:00 +08:00, 1 day 12 h 1 min left",
    );
}

/// Each duty follows its own parameter, and says on which it rests.
#[test]
fn each_duty_rests_on_its_own_rule() {
    let facts = TransferFacts {
        handed_over: Some(at("2019-04-29 10:00")),
        registered: Some(at("2019-04-30 09:00")),
        accepted: Some(at("2019-05-02 08:00")),
        ..facts()
    };
    let day = day!(2019, 6, 1);
    let resting = |world: &World, facts: &TransferFacts| -> Vec<String> {
        let decision = owed(facts, world.on(day), &calendar(), at("2019-06-01 00:00"));
        let own = decision.reasons().iter().filter(|reason| rests_on_the_test(reason));
        let mut rules: Vec<String> = own.map(|reason| reason.rule().to_string()).collect();
        rules.dedup();
        rules
    };
    let days = TimeLimit::days(9);
    let registered = world("zhouzhi").setting(keys::transfer::RECEIVED_REGISTERED, days);
    assert_eq!(resting(&registered, &facts), ["transfer/registered"]);
    let told = world("zhouzhi").setting(keys::transfer::DIRECTION_FED_BACK, days);
    assert_eq!(resting(&told, &facts), ["transfer/direction"]);
    let closed = world("zhouzhi").setting(keys::transfer::CLOSED_BY_FEEDBACK, true);
    assert_eq!(resting(&closed, &facts), ["transfer/feedback"]);
    let bound = world("zhaotong")
        .setting(keys::transfer::BOUND_ORGANS, Codes::literal(&["public_security"]));
    let unknown = TransferFacts { sender: never(), ..facts };
    let decision = hand_over_due(&unknown, bound.on(day), &calendar());
    assert!(rests_on_the_test(&decision.reasons()[0]), "{:?}", decision.reasons());
}

/// G19, law 6: a transfer from hand-over to feedback, in a place with limits for the receiver.
#[test]
fn the_receiver_owes_registration_direction_and_feedback() {
    let mut facts = TransferFacts { handed_over: Some(at("2019-04-29 10:00")), ..facts() };
    let hand_over =
        "hand-over: due before 2019-05-01 00:00:00 +08:00, done in time, 1 day 14 h before the end";
    assert_eq!(
        lines(&world("zhouzhi"), &facts, "2019-04-29 12:00"),
        [
            hand_over,
            "registration by the receiver: due before 2019-05-01 00:00:00 +08:00, 1 day 12 h left",
        ],
    );
    facts.registered = Some(at("2019-04-30 09:00"));
    let registered = "registration by the receiver: due before 2019-05-01 00:00:00 +08:00, done in time, 15 h before the end";
    assert_eq!(
        lines(&world("zhouzhi"), &facts, "2019-05-02 00:00"),
        [
            hand_over,
            registered,
            "word of where the clue went: due before 2019-05-02 00:00:00 +08:00, overdue by less than a minute",
        ],
    );
    facts.accepted = Some(at("2019-05-02 08:00"));
    let direction =
        "word of where the clue went: due before 2019-05-02 00:00:00 +08:00, done late by 8 h";
    assert_eq!(
        lines(&world("zhouzhi"), &facts, "2019-06-01 00:00"),
        [
            hand_over,
            registered,
            direction,
            "feedback of the result: owed since 2019-05-02 08:00:00 +08:00"
        ],
    );
    let before = lines(&world("zhouzhi"), &facts, "2019-05-02 07:59");
    assert_eq!(before.len(), 3, "not accepted yet, and no result is owed");
    facts.concluded = Some(at("2019-06-01 08:00"));
    assert_eq!(
        lines(&world("zhouzhi"), &facts, "2019-06-02 00:00")[3],
        "feedback of the result: owed since 2019-05-02 08:00:00 +08:00",
        "a result that nobody told is still owed",
    );
    facts.fed_back = Some(at("2019-06-03 08:00"));
    assert_eq!(
        lines(&world("zhouzhi"), &facts, "2019-06-04 00:00")[3],
        "feedback of the result: done on 2019-06-03 08:00:00 +08:00",
    );
    assert_eq!(
        lines(&world("zhouzhi"), &facts, "2019-06-03 07:59")[3],
        "feedback of the result: owed since 2019-05-02 08:00:00 +08:00",
    );
}

#[test]
fn what_came_back_owes_no_feedback() {
    let facts = TransferFacts {
        handed_over: Some(at("2019-04-29 10:00")),
        ended_without: Some(at("2019-04-30 10:00")),
        ..facts()
    };
    let all = lines(&world("zhaotong"), &facts, "2019-06-01 00:00");
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all[1].starts_with("hand-over: "), "{all:?}");
    let told = |now: &str| {
        let zhaotong = world("zhaotong");
        let decision = owed(&facts, zhaotong.on(day!(2019, 6, 1)), &calendar(), at(now));
        decision.reasons().last().unwrap().because().to_string()
    };
    assert_eq!(told("2019-04-30 09:59"), "feedback is owed once the clue is accepted");
    assert!(told("2019-04-30 10:00").starts_with("the clue came back or was withdrawn"));
}

#[test]
fn reasons_lead_to_their_rules_and_rows() {
    let decision =
        owed(&facts(), world("zhaotong").on(day!(2019, 6, 1)), &calendar(), at("2019-05-08 00:00"));
    assert_eq!(
        rules_of(&decision),
        [
            "transfer/notice",
            "transfer/notice",
            "transfer/pairing",
            "transfer/hand-over",
            "transfer/hand-over",
            "transfer/pairing",
            "transfer/feedback",
        ],
    );
    let first = decision.reasons()[0].to_string();
    assert_eq!(
        first,
        "transfer/notice: notice: overdue on 2019-05-08 00:00:00 +08:00, was due before \
         2019-05-02 00:00:00 +08:00 [昭通市严查涉黑涉恶腐败和“保护伞”, 2019-04-24, Z13]",
    );
    assert_eq!(
        decision.reasons()[1].because().chinese(),
        "通报：自立案侦查（2019年4月26日9时30分）起5日，应于2019年5月2日0时00分前完成",
    );
}

/// Law 1.2, Z12: every answer of the receiver.
#[test]
fn accept_keep_a_part_or_give_back() {
    const YES: Fact<bool> = Fact::Known(true);
    const NO: Fact<bool> = Fact::Known(false);
    const OPEN: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
    let own = Fact::Known(Jurisdiction::Own);
    let part = Fact::Known(Jurisdiction::InPart);
    let other = Fact::Known(Jurisdiction::Other);
    let rows = [
        ("zhaotong", [YES, YES, YES], own, "accept"),
        ("zhaotong", [YES, YES, YES], part, "keep the own part, pass on the rest"),
        ("zhaotong", [YES, YES, YES], other, "give back: no jurisdiction"),
        ("zhaotong", [NO, YES, NO], other, "give back: wrong address"),
        ("zhaotong", [YES, NO, YES], own, "give back: no jurisdiction"),
        // Z12 is a rule of Zhaotong: elsewhere nobody asks.
        ("chengguan", [YES, NO, YES], own, "accept"),
        ("zhaotong", [YES, YES, NO], own, "give back: papers are missing"),
        (
            "zhaotong",
            [OPEN, YES, NO],
            own,
            "undetermined, missing: whether it is addressed to the organ (never asked)",
        ),
        (
            "zhaotong",
            [YES, YES, OPEN],
            own,
            "undetermined, missing: whether the papers are complete (never asked)",
        ),
        ("chengguan", [YES, OPEN, YES], own, "accept"),
    ];
    for (place, [address, supervised, papers], jurisdiction, wanted) in rows {
        let facts = ReceiptFacts {
            addressed_to_us: address,
            on_supervised_persons: supervised,
            papers_complete: papers,
        };
        let world = world(place);
        let decision = accept_or_return(&facts, jurisdiction, world.on(day!(2019, 6, 1)));
        sound(decision.reasons());
        assert_eq!(decision.outcome().to_string(), wanted, "{place} {facts:?}");
    }
    let all = world("zhaotong").setting(keys::transfer::SUBJECTS_ONLY, false);
    let facts =
        ReceiptFacts { addressed_to_us: YES, on_supervised_persons: NO, papers_complete: YES };
    let decision = accept_or_return(&facts, own, all.on(day!(2019, 6, 1)));
    assert_eq!(decision.outcome().to_string(), "accept", "the place takes clues about others too");
}

/// A later opening never makes a duty due earlier, and never turns late into in time.
#[test]
fn a_later_start_is_never_due_earlier() {
    let world = world("zhaotong").since(day!(2018, 1, 1));
    let mut last = None;
    let mut day = day!(2019, 1, 1);
    while day < day!(2020, 1, 1) {
        let opened = Fact::Known(Moment::china(day, 9, 30).unwrap());
        let facts = TransferFacts { opened, found: never(), net_closed: never(), ..facts() };
        let decision = notice_due(&facts, world.on(day), &calendar());
        let Answer::Known(Due::Before(deadline)) = decision.outcome() else {
            panic!("{day}: {}", decision.outcome())
        };
        assert!(last <= Some(deadline.due()), "{day}");
        last = Some(deadline.due());
        day = day.next().unwrap();
    }
}

#[test]
fn a_place_may_name_other_organs() {
    let courts = Codes::new(vec![C::parse("court").unwrap()]);
    let world = world("zhaotong").setting(keys::transfer::HAND_OVER_ORGANS, courts);
    assert_eq!(due(&world, &facts()).1, "due promptly");
}

/// N09: each kind of organ left out once; from transfers and from the sources of clues.
#[test]
fn from_whom_clues_come_in() {
    use OrganKind as K;

    let national = world("national");
    let organ = id(OrganId::from_uuid, 1);
    let ask = |from: BTreeSet<K>, day| {
        let decision = to_be_urged(&InboundFacts { organ, from }, national.on(day));
        sound(decision.reasons());
        decision.outcome().clone()
    };
    let five =
        [K::InspectionBody, K::Audit, K::AdministrativeEnforcement, K::Court, K::Procuratorate];
    let since = day!(2024, 5, 27);
    assert_eq!(ask(BTreeSet::new(), since), five);
    assert_eq!(ask(BTreeSet::new(), day!(2024, 5, 26)), []);
    for one in &five {
        let others = five.iter().filter(|other| *other != one).cloned().collect();
        assert_eq!(ask(others, since), std::slice::from_ref(one));
    }
    let audit = Codes::literal(&["audit"]);
    let other = world("national").setting(keys::transfer::INBOUND, audit);
    let facts = InboundFacts { organ, from: BTreeSet::new() };
    assert_eq!(to_be_urged(&facts, other.on(since)).outcome(), &[K::Audit]);
}

#[test]
fn who_sent_clues_comes_from_the_records() {
    use serde_json::json;

    use crate::base::period::{End, Period, Start};
    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let clue = |n: u128, organ: u128, source: &str| {
        json!({ "id": no("clue", n), "received_by": no("organ", organ),
        "source": source, "content": "甲某为乙团伙通风报信。", "stages": stages_json(&[json!("received")]) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [
            { "id": no("organ", 1), "name": "甲县纪委监委", "kind": "discipline_supervision", "level": "county" },
            { "id": no("organ", 2), "name": "甲县法院", "kind": "court", "level": "county" },
        ],
        "clues": [clue(1, 1, "audit"), clue(2, 1, "mass_found"), clue(3, 2, "inspection"), clue(4, 2, "field_research")],
        "transfers": [{ "id": no("transfer", 1), "clue": no("clue", 4), "from": no("organ", 2), "to": no("organ", 1),
            "stages": stages_json(&[json!("owed"), json!({ "sent": { "envelope": no("envelope", 1) } })]) }],
        "envelopes": [{ "id": no("envelope", 1), "kind": "hand_over", "from": no("organ", 2), "to": no("organ", 1),
            "transfer": no("transfer", 1), "clue": no("clue", 4), "written": at_json(9),
            "content": crate::provenance::Fingerprint::from_bytes([7; 32]) }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let period = |first, after| Period::new(Start::On(first), End::Before(after)).unwrap();
    let organ = id(OrganId::from_uuid, 1);
    let april = period(day!(2019, 4, 9), day!(2019, 4, 10));
    let facts = InboundFacts::gather(&dossier, organ, april);
    assert_eq!(facts.from, BTreeSet::from([OrganKind::Audit, OrganKind::Court]));
    let later = period(day!(2019, 4, 10), day!(2019, 5, 1));
    assert!(InboundFacts::gather(&dossier, organ, later).from.is_empty());
    let unknown = InboundFacts::gather(&dossier, organ, Period::UNKNOWN);
    assert!(unknown.from.is_empty(), "nobody knows whether it was then");
    let court = InboundFacts::gather(&dossier, id(OrganId::from_uuid, 2), april);
    assert_eq!(court.from, BTreeSet::from([OrganKind::InspectionBody]), "what came in there");
}
