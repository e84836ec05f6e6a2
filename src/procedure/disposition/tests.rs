//! All 243 states of what is known, against a plain reference; limits at their ends.

use super::*;
use crate::base::deadline::TimeLimit;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{FACTS, World, at, calendar, id, sound, world};

fn facts(assessment: Assessment) -> DispositionFacts {
    DispositionFacts {
        clue: id(ClueId::from_uuid, 1),
        received: at("2021-03-05 09:00"),
        disposed: None,
        assessment,
        studied_collectively: Fact::Known(true),
    }
}

fn assessment([ours, ruled_out, ready, specific, checkable]: [Fact<bool>; 5]) -> Assessment {
    Assessment {
        within_jurisdiction: ours,
        ruled_out,
        conditions_ready: ready,
        specific,
        checkable,
    }
}

fn every() -> Vec<[Fact<bool>; 5]> {
    let mut all = vec![Vec::new()];
    for _ in 0..5 {
        all = all
            .into_iter()
            .flat_map(|before: Vec<Fact<bool>>| {
                FACTS.map(|fact| before.iter().copied().chain([fact]).collect::<Vec<_>>())
            })
            .collect();
    }
    all.into_iter().map(|facts| facts.try_into().unwrap()).collect()
}

fn ask(known: [Fact<bool>; 5]) -> Answer<Disposal> {
    let world = world("chengguan");
    let decision = dispose(&facts(assessment(known)), world.on(day!(2021, 3, 5)));
    sound(decision.reasons());
    decision.outcome().clone()
}

/// Law 1.3, as one reads it down the page: the first line that is known to apply.
fn plainly(known: [Fact<bool>; 5]) -> Option<Disposal> {
    use Disposition as D;

    let [ours, ruled_out, ready, specific, checkable] = known.map(|fact| fact.known());
    let verify = match (specific, checkable) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    match (ours, ruled_out, ready, verify) {
        (Some(false), ..) => Some(Disposal::TransferOut),
        (None, ..) => None,
        (_, Some(true), ..) => Some(Disposal::Dispose(D::Close)),
        (_, None, ..) => None,
        (_, _, Some(false), _) => Some(Disposal::Dispose(D::HoldPending)),
        (_, _, None, _) => None,
        (.., Some(true)) => Some(Disposal::Dispose(D::PreliminaryVerification)),
        (.., Some(false)) => Some(Disposal::Dispose(D::TalkOrInquiry)),
        (.., None) => None,
    }
}

#[test]
fn all_states_agree_with_the_plain_reading() {
    let all = every();
    assert_eq!(all.len(), 243);
    for known in all {
        assert_eq!(ask(known).known(), plainly(known), "{known:?}");
    }
}

#[test]
fn learning_more_never_changes_an_answer_and_what_is_missing_matters() {
    let all = every();
    for known in &all {
        let answer = ask(*known);
        let codes: Vec<&str> = answer.what_is_missing().iter().map(|m| m.fact().as_str()).collect();
        for (at, code) in Assessment::CODES.iter().enumerate() {
            if known[at].known().is_some() {
                assert!(!codes.contains(code), "{code} is known: {known:?}");
                continue;
            }
            for value in [true, false] {
                let mut more = *known;
                more[at] = Fact::Known(value);
                if let Answer::Known(disposal) = &answer {
                    assert_eq!(ask(more), Answer::Known(*disposal), "{known:?} and {code}");
                }
            }
        }
    }
}

#[test]
fn each_disposition_says_why() {
    const Y: Fact<bool> = Fact::Known(true);
    const N: Fact<bool> = Fact::Known(false);
    let rows = [
        ([N, N, Y, Y, Y], "pass on to the organ that it belongs to", "disposition/jurisdiction"),
        ([Y, Y, Y, Y, Y], "close", "disposition/kind"),
        ([Y, N, N, Y, Y], "hold pending", "disposition/kind"),
        ([Y, N, Y, Y, Y], "preliminary verification", "disposition/kind"),
        ([Y, N, Y, Y, N], "talk or inquiry", "disposition/kind"),
        ([Y, N, Y, N, Y], "talk or inquiry", "disposition/kind"),
    ];
    let world = world("chengguan");
    for (known, wanted, rule) in rows {
        let decision = dispose(&facts(assessment(known)), world.on(day!(2021, 3, 5)));
        assert_eq!(decision.outcome().to_string(), wanted);
        assert_eq!(decision.reasons()[0].rule().as_str(), rule);
    }
}

/// Law 1.3: collective study is asked for from 2020-01-21 on.
#[test]
fn a_disposition_is_studied_collectively_first() {
    const Y: Fact<bool> = Fact::Known(true);
    const N: Fact<bool> = Fact::Known(false);
    let world = world("chengguan");
    let known = assessment([Y, N, Y, Y, Y]);
    let ask = |studied, day| {
        let facts = DispositionFacts { studied_collectively: studied, ..facts(known) };
        may_dispose(&facts, world.on(day))
    };
    let refused = ask(N, day!(2020, 1, 21)).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotPermitted);
    assert_eq!(refused.unmet()[0].reason().rule().as_str(), "disposition/collective");
    assert!(ask(N, day!(2020, 1, 20)).is_ok(), "no such rule yet");
    let lax = self::world("chengguan").setting(keys::disposition::COLLECTIVE, false);
    let alone = DispositionFacts { studied_collectively: N, ..facts(known) };
    assert!(may_dispose(&alone, lax.on(day!(2021, 3, 5))).is_ok(), "not asked for there");
    let decision = ask(Y, day!(2020, 1, 21)).unwrap();
    assert_eq!(*decision.outcome(), Disposal::Dispose(Disposition::PreliminaryVerification),);
}

/// A refusal names everything that is missing; with all of it the step is possible, with
/// one thing left out it is not.
#[test]
fn cures_of_what_is_missing() {
    let world = world("chengguan");
    let rules = world.on(day!(2021, 3, 5));
    let open =
        DispositionFacts { studied_collectively: never_asked(), ..facts(Assessment::default()) };
    let refused = may_dispose(&open, rules).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotEnoughKnown);
    assert_eq!(refused.unmet().len(), 6, "five facts and the study");
    let full = assessment([true, false, true, true, true].map(Fact::Known));
    assert!(may_dispose(&facts(full), rules).is_ok());
    for left_out in 0..5 {
        let mut known = [true, false, true, true, true].map(Fact::Known);
        known[left_out] = never_asked();
        assert!(may_dispose(&facts(assessment(known)), rules).is_err(), "{left_out}");
    }
    let unstudied = DispositionFacts { studied_collectively: never_asked(), ..facts(full) };
    assert_eq!(may_dispose(&unstudied, rules).unwrap_err().unmet().len(), 1);
}

fn opinion(world: &World, received: &str, disposed: Option<&str>, now: &str) -> String {
    let facts = DispositionFacts {
        received: at(received),
        disposed: disposed.map(at),
        ..facts(Assessment::default())
    };
    let decision = limit(&facts, world.on(at(now).day()), &calendar(), at(now));
    sound(decision.reasons());
    decision.outcome().to_string()
}

/// Law 1.3: thirty days under the trial rules, one month from 2019-01-01 on.
#[test]
fn the_opinion_under_each_edition() {
    let world = world("national");
    let in_time =
        |disposed| opinion(&world, "2019-01-31 10:00", Some(disposed), "2019-06-01 00:00");
    let due = "due before 2019-03-01 00:00:00 +08:00";
    assert_eq!(in_time("2019-02-28 23:59"), format!("{due}, done in time, 1 min before the end"));
    assert_eq!(in_time("2019-03-01 00:00"), format!("{due}, done late by less than a minute"));
    assert_eq!(
        opinion(&world, "2018-11-05 10:00", None, "2018-11-20 00:00"),
        "due before 2018-12-06 00:00:00 +08:00, 16 days left",
    );
}

/// Law 0: a clue pending on 2019-01-01 has two readings, and the later moment holds.
#[test]
fn a_clue_pending_when_the_rules_changed() {
    let received = "2018-12-10 10:00";
    let each_step = world("national");
    let as_begun =
        world("national").reading(keys::disposition::PENDING_AT_CHANGE, Transition::AsBegun);
    let (thirty, month) = ("2019-01-10 00:00:00 +08:00", "2019-01-11 00:00:00 +08:00");
    let due = |world, now| opinion(world, received, None, now);
    assert!(due(&each_step, "2018-12-31 00:00").starts_with(&format!("due before {thirty}")));
    assert!(due(&each_step, "2019-01-02 00:00").starts_with(&format!("due before {month}")));
    assert!(due(&as_begun, "2019-01-02 00:00").starts_with(&format!("due before {thirty}")));
    // What was done before the change stays under the old rules, whenever it is asked about.
    let done = opinion(&each_step, received, Some("2018-12-20 10:00"), "2019-02-01 00:00");
    assert!(done.starts_with(&format!("due before {thirty}")), "{done}");
    // A disposal that lies after the moment asked about has not happened yet.
    let later = opinion(&each_step, received, Some("2019-01-05 10:00"), "2018-12-31 00:00");
    assert!(later.starts_with(&format!("due before {thirty}")), "{later}");
    let (days, new_year) = (TimeLimit::days, day!(2019, 1, 1));
    let changed =
        |to| world("national").changing(keys::disposition::OPINION, days(30), new_year, days(to));
    let (shorter, longer) = (changed(10), changed(40));
    assert!(due(&shorter, "2019-01-02 00:00").starts_with(&format!("due before {thirty}")));
    assert!(due(&longer, "2019-01-02 00:00").starts_with("due before 2019-01-20"));
}

/// Law 0: where both editions come to the same moment, nothing is said of the change.
#[test]
fn a_change_that_moves_nothing_is_not_told() {
    let reasons = |received: &str, now: &str| {
        let facts = DispositionFacts { received: at(received), ..facts(Assessment::default()) };
        let world = world("national");
        limit(&facts, world.on(at(now).day()), &calendar(), at(now)).reasons().len()
    };
    // From November 30, thirty days and one month both end on December 30.
    let same = reasons("2018-11-30 10:00", "2019-01-02 00:00");
    assert_eq!(same, reasons("2018-11-30 10:00", "2018-12-28 00:00"));
}

/// Law 1.3 and 6: the other limits, by place.
#[test]
fn limits_of_talk_and_inquiry() {
    let due = |answer: &Answer<Deadline>| match answer {
        Answer::Known(deadline) => deadline.last_day().to_string(),
        Answer::Undetermined(open) => open.missing().len().to_string(),
    };
    let start = at("2019-03-04 10:00");
    let rows = [("national", "1", "2019-04-04"), ("xixiang", "2019-03-11", "2019-04-03")];
    for (place, talk, report) in rows {
        let world = world(place);
        let rules = world.on(day!(2019, 3, 4));
        assert_eq!(due(talk_due(start, rules, &calendar()).outcome()), talk, "{place}");
        assert_eq!(due(report_due(start, rules, &calendar()).outcome()), report, "{place}");
        let reply = reply_due(start, rules, &calendar());
        assert_eq!(due(reply.outcome()), "2019-03-25", "{place}");
    }
    let world = world("national").setting(keys::disposition::INQUIRY_REPLY, TimeLimit::days(3));
    let reply = reply_due(start, world.on(day!(2019, 3, 4)), &calendar());
    assert_eq!(due(reply.outcome()), "2019-03-07");
}

/// G16: every clue in stock; a changed share changes the answer.
#[test]
fn coverage_of_the_stock() {
    use crate::model::clue::ClueDraft;
    use crate::model::draft::Draft;
    use crate::model::history::{History, When};
    use crate::terms::report::ClueSource;

    let clue = |n: u128, disposed: bool| {
        let when = When::at_once(at("2021-05-06 09:00"));
        let mut stages = History::new(when, ClueStage::Received);
        let ledger_no = crate::base::text::LedgerNo::parse("甲1").unwrap();
        stages.push(when, ClueStage::Registered { ledger_no }).unwrap();
        if disposed {
            let disposition = Disposition::HoldPending;
            stages.push(when, ClueStage::Disposed { disposition }).unwrap();
        }
        ClueDraft {
            id: Some(id(ClueId::from_uuid, n)),
            received_by: Some(id(crate::base::id::OrganId::from_uuid, 9)),
            source: Some(ClueSource::PublicSecurity),
            content: "甲某".into(),
            stages: Some(stages),
            ..ClueDraft::default()
        }
        .enter()
        .unwrap()
    };
    let stock = [clue(1, true), clue(2, false), clue(3, true)];
    let gansu = world("gansu");
    let rules = gansu.on(day!(2021, 5, 6));
    let found = coverage(&stock, rules);
    assert_eq!((found.outcome().of, found.outcome().reached), (3, false));
    assert_eq!(found.outcome().open, [id(ClueId::from_uuid, 2)]);
    assert!(coverage(&stock[..1], rules).outcome().reached);
    assert!(coverage([], rules).outcome().reached, "nothing is left open");
    let lax = world("gansu").setting(keys::disposition::COVERAGE, Permille::new(666).unwrap());
    assert!(coverage(&stock, lax.on(day!(2021, 5, 6))).outcome().reached);
    let strict = world("gansu").setting(keys::disposition::COVERAGE, Permille::new(667).unwrap());
    assert!(!coverage(&stock, strict.on(day!(2021, 5, 6))).outcome().reached);
}

/// Law 0: what was done only later changes nothing about how it stood before.
#[test]
fn a_pending_clue_is_seen_from_the_moment_that_is_asked_about() {
    let national = world("national");
    let due = |disposed: &str, now: &str| {
        opinion(&national, "2018-12-10 10:00", Some(disposed), now)
            .split(',')
            .next()
            .map(str::to_owned)
    };
    let thirty = Some("due before 2019-01-10 00:00:00 +08:00".to_owned());
    let month = Some("due before 2019-01-11 00:00:00 +08:00".to_owned());
    assert_eq!(due("2019-01-02 09:00", "2018-12-31 09:00"), thirty, "still the old year");
    assert_eq!(due("2018-12-31 23:59", "2019-01-02 00:00"), thirty, "done in the old year");
    assert_eq!(due("2019-01-02 09:00", "2019-01-02 09:00"), month);
}

/// Law 1.3: the ways of the pack are cited, and a pack may do without a collective study.
#[test]
fn a_way_rests_on_the_list_of_the_pack() {
    let national = world("national");
    let on = day!(2021, 3, 5);
    let yes = Fact::Known(true);
    let found =
        dispose(&facts(assessment([yes, Fact::Known(false), yes, yes, yes])), national.on(on));
    let kinds = national.on(on).get(keys::disposition::KINDS).unwrap().citation().clone();
    assert_eq!(found.reasons()[0].citations()[0], kinds);
}

/// G12: passed on to another organ, and back: each clue that somebody decided on is covered.
#[test]
fn what_was_passed_on_is_covered() {
    use serde_json::{Value, json};

    use crate::model::trials::stages_json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let registered = || json!({ "registered": { "ledger_no": "甲1" } });
    let out =
        || json!({ "transferred_out": { "to": no("organ", 2), "transfer": no("transfer", 1) } });
    let back = || json!({ "given_back": { "transfer": no("transfer", 1) } });
    // Given back, it was passed on once, which counts as its disposal.
    let rows: [(Vec<Value>, bool); 5] = [
        (vec![registered(), out(), back()], true),
        (vec![], false),
        (vec![registered()], false),
        (vec![registered(), out()], true),
        (vec![registered(), json!({ "disposed": { "disposition": "hold_pending" } })], true),
    ];
    let clue = |more: Vec<Value>| -> Clue {
        let stages: Vec<Value> = std::iter::once(json!("received")).chain(more).collect();
        serde_json::from_value(json!({
            "id": no("clue", 1), "received_by": no("organ", 1), "source": "audit",
            "content": "甲某为乙团伙通风报信。", "stages": stages_json(&stages),
        }))
        .unwrap()
    };
    let gansu = world("gansu");
    for (more, covered) in rows {
        let stock = [clue(more)];
        let found = coverage(&stock, gansu.on(day!(2021, 5, 6)));
        assert_eq!(found.outcome().open.is_empty(), covered, "{:?}", stock[0].stage());
    }
}

/// Law 1.3: each disposition, each end of a verification: when a clue may be closed.
#[test]
fn when_a_clue_may_be_closed() {
    use RefusalKind::{NotEnoughKnown, NotPermitted};

    const NEVER: Fact<bool> = Fact::NotKnown(crate::provenance::NotKnown::NeverAsked);
    let national = world("national");
    let ask = |disposition, settled, verified| {
        let facts = CloseFacts { clue: id(ClueId::from_uuid, 1), disposition, settled, verified };
        match may_close(&facts, national.on(day!(2021, 3, 5))) {
            Ok(decision) => {
                sound(decision.reasons());
                None
            }
            Err(refused) => {
                assert!(!refused.is_final(), "{refused}");
                Some((refused.kind(), refused.unmet().len()))
            }
        }
    };
    let (yes, no) = (Fact::Known(true), Fact::Known(false));
    assert_eq!(ask(Some(Disposition::Close), NEVER, None), None);
    assert_eq!(ask(None, yes, None), Some((NotPermitted, 1)));
    assert_eq!(ask(Some(Disposition::HoldPending), yes, None), Some((NotPermitted, 1)));
    let talk = |settled| ask(Some(Disposition::TalkOrInquiry), settled, None);
    assert_eq!(talk(yes), None);
    assert_eq!((talk(no), talk(NEVER)), (Some((NotPermitted, 1)), Some((NotEnoughKnown, 1))));
    let verify = |verified| ask(Some(Disposition::PreliminaryVerification), NEVER, verified);
    assert_eq!(verify(None), Some((NotPermitted, 1)));
    for proposal in VerificationProposal::ALL {
        let ends =
            matches!(proposal, VerificationProposal::Close | VerificationProposal::ReminderTalk);
        for approved in [true, false] {
            let found = verify(Some(Verified { approved, proposal: Fact::Known(proposal) }));
            let open = usize::from(!approved) + usize::from(!ends);
            assert_eq!(found, (open > 0).then_some((NotPermitted, open)), "{proposal} {approved}");
        }
    }
    let unknown = Verified {
        approved: true,
        proposal: Fact::NotKnown(crate::provenance::NotKnown::NeverAsked),
    };
    assert_eq!(verify(Some(unknown)), Some((NotEnoughKnown, 1)));
}
