//! What a follow-up has come to, row by row and over every small world.

use super::*;
use crate::base::deadline::TimeLimit;
use crate::base::id::SignOffId;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{FACTS, World, at, calendar, id, sound, world};

const DAY: crate::base::day::Day = day!(2021, 1, 15);

fn facts() -> FollowUpFacts {
    FollowUpFacts {
        follow_up: id(FollowUpId::from_uuid, 1),
        followed: FollowUpStage::ALL.to_vec(),
        reached: Fact::Known(FollowUpStage::Trial),
        clue: None,
        nothing_found: true,
        retracing: false,
        signed: vec![FollowUpStage::Trial],
        sent_back: false,
        questioned: false,
        screened_clean: Fact::Known(true),
    }
}

fn ask(world: &World, facts: &FollowUpFacts) -> Answer<Conclusion> {
    let decision = conclude(facts, world.on(DAY));
    sound(decision.reasons());
    decision.outcome().clone()
}

/// C12, check A1: signed, retraced, and what is neither.
#[test]
fn row_by_row() {
    let world = world("chengguan");
    let clue = id(ClueId::from_uuid, 7);
    let unsigned = FollowUpFacts { signed: vec![], ..facts() };
    let rows: Vec<(FollowUpFacts, Conclusion)> = vec![
        (facts(), Conclusion::NoUmbrellaFound),
        (unsigned.clone(), Conclusion::SignOffNeeded { stages: vec![FollowUpStage::Trial] }),
        (FollowUpFacts { clue: Some(clue), ..facts() }, Conclusion::UmbrellaClueOpened(clue)),
        (FollowUpFacts { questioned: true, ..facts() }, Conclusion::Retrace),
        (FollowUpFacts { sent_back: true, ..unsigned.clone() }, Conclusion::Retrace),
        (FollowUpFacts { screened_clean: Fact::Known(false), ..facts() }, Conclusion::Retrace),
        (
            FollowUpFacts { nothing_found: false, retracing: true, ..unsigned.clone() },
            Conclusion::Retrace,
        ),
        (
            FollowUpFacts { nothing_found: false, ..unsigned.clone() },
            Conclusion::InProgress { open: vec![] },
        ),
        (
            FollowUpFacts { followed: vec![FollowUpStage::Investigation], ..facts() },
            Conclusion::InProgress {
                open: vec![FollowUpStage::ReviewForProsecution, FollowUpStage::Trial],
            },
        ),
        // A stage that the police case has not reached cannot be asked for.
        (
            FollowUpFacts {
                followed: vec![FollowUpStage::Investigation],
                reached: Fact::Known(FollowUpStage::Investigation),
                signed: vec![FollowUpStage::Investigation],
                ..facts()
            },
            Conclusion::NoUmbrellaFound,
        ),
    ];
    for (facts, wanted) in rows {
        assert_eq!(ask(&world, &facts), Answer::Known(wanted), "{facts:?}");
    }
    let open = FollowUpFacts { screened_clean: never_asked_fact(), ..facts() };
    assert_eq!(
        ask(&world, &open).to_string(),
        "undetermined, missing: whether the case was screened without a gap (never asked)",
    );
}

const fn never_asked_fact() -> Fact<bool> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

/// C11, C12: whether every stage is signed is open; both readings.
#[test]
fn a_sign_off_for_the_case_or_for_each_stage() {
    let each = world("chengguan").reading(keys::follow_up::SIGN_EACH_STAGE, true);
    let two = vec![FollowUpStage::Investigation, FollowUpStage::ReviewForProsecution];
    assert_eq!(ask(&each, &facts()), Answer::Known(Conclusion::SignOffNeeded { stages: two }));
    let all = FollowUpFacts { signed: FollowUpStage::ALL.to_vec(), ..facts() };
    assert_eq!(ask(&each, &all), Answer::Known(Conclusion::NoUmbrellaFound));
}

/// Only Chengguan lays down layers, and only Zhejiang asks for a signed report.
#[test]
fn other_places_ask_for_other_signatures() {
    let unsigned = FollowUpFacts { signed: vec![], ..facts() };
    let henan = ask(&world("henan"), &unsigned);
    assert_eq!(henan, Answer::Known(Conclusion::NoUmbrellaFound));
    let needed = Conclusion::SignOffNeeded { stages: vec![FollowUpStage::Trial] };
    assert_eq!(ask(&world("zhejiang"), &unsigned), Answer::Known(needed));
}

#[test]
fn whether_it_is_retraced_is_a_rule_of_the_place() {
    let lax = world("chengguan").setting(keys::follow_up::RETRACE_UNLESS_SIGNED, false);
    let sent_back = FollowUpFacts { sent_back: true, ..facts() };
    let open = Conclusion::InProgress { open: vec![] };
    assert_eq!(ask(&lax, &sent_back), Answer::Known(open));
    assert_eq!(ask(&world("chengguan"), &sent_back), Answer::Known(Conclusion::Retrace));
}

/// Over every small world: *nothing found* needs the report, the screening and the
/// signature, and nothing that speaks against it.
#[test]
fn nothing_found_is_never_concluded_lightly() {
    let world = world("chengguan");
    let mut seen = 0;
    for bits in 0..64_u32 {
        for screened_clean in FACTS {
            let bit = |n: u32| bits & (1 << n) != 0;
            let clue = bit(0).then(|| id(ClueId::from_uuid, 7));
            let facts = FollowUpFacts {
                clue,
                nothing_found: bit(1),
                retracing: bit(2),
                signed: if bit(3) { vec![FollowUpStage::Trial] } else { vec![] },
                sent_back: bit(4),
                questioned: bit(5),
                screened_clean,
                ..facts()
            };
            let found = ask(&world, &facts) == Answer::Known(Conclusion::NoUmbrellaFound);
            let may = clue.is_none()
                && facts.nothing_found
                && !facts.retracing
                && !facts.signed.is_empty()
                && !facts.sent_back
                && !facts.questioned
                && screened_clean == Fact::Known(true);
            assert_eq!(found, may, "{facts:?}");
            seen += usize::from(found);
        }
    }
    assert_eq!(seen, 1);
}

/// Z15, with the gap of ten days: the tenth day is in step, the eleventh is not.
#[test]
fn filed_in_step() {
    let world = world("zhaotong");
    let rules = world.on(day!(2019, 5, 1));
    let police = at("2019-05-06 10:00");
    let ask = |discipline: Option<&str>, now: &str| {
        let decision = synchronized(police, discipline.map(at), rules, &calendar(), at(now));
        sound(decision.reasons());
        decision.outcome().clone().known()
    };
    assert_eq!(ask(Some("2019-05-16 23:59"), "2019-06-01 00:00"), Some(true));
    assert_eq!(ask(Some("2019-05-17 00:00"), "2019-06-01 00:00"), Some(false));
    assert_eq!(ask(Some("2019-05-02 10:00"), "2019-06-01 00:00"), Some(true), "filed before");
    assert_eq!(ask(None, "2019-05-16 23:59"), None);
    assert_eq!(ask(None, "2019-05-17 00:00"), Some(false));
    let shorter = World::setting(
        crate::procedure::trials::world("zhaotong"),
        keys::follow_up::SYNCHRONIZED_GAP,
        TimeLimit::days(5),
    );
    let decision = synchronized(
        police,
        Some(at("2019-05-12 09:00")),
        shorter.on(day!(2019, 5, 1)),
        &calendar(),
        at("2019-06-01 00:00"),
    );
    assert_eq!(decision.outcome(), &Answer::Known(false));
}

/// G20: both teams first, where the place asks for it.
#[test]
fn both_teams_exist_before_joint_work() {
    let gansu = world("gansu");
    for first in FACTS {
        for second in FACTS {
            let teams = DualTeams { discipline_team: first, police_team: second };
            let found = may_begin_joint_work(&teams, gansu.on(day!(2021, 5, 1)));
            let both = first == Fact::Known(true) && second == Fact::Known(true);
            assert_eq!(found.is_ok(), both, "{teams:?}");
            if let Err(refused) = found {
                let no = first == Fact::Known(false) || second == Fact::Known(false);
                let kind = if no { RefusalKind::NotPermitted } else { RefusalKind::NotEnoughKnown };
                assert_eq!(refused.kind(), kind, "{teams:?}");
            }
            assert!(may_begin_joint_work(&teams, world("henan").on(day!(2021, 5, 1))).is_ok());
        }
    }
}

/// From the records: a retrace takes the report back, a questioned sign-off is seen.
#[test]
fn facts_come_from_the_records() {
    use crate::base::id::{CaseId, OrganId};
    use crate::base::text::Prose;
    use crate::model::draft::Draft;
    use crate::model::follow_up::FollowUpDraft;
    use crate::model::history::{History, When};
    use crate::model::sign_off::SignOffRecordDraft;
    use crate::provenance::Fingerprint;
    use crate::terms::handling::Signatory;

    let when = |hour| When::at_once(at(&format!("2021-01-15 {hour:02}:00")));
    let content = Fingerprint::from_bytes([1; 32]);
    let seen = Prose::parse("阅卷").unwrap();
    let mut follow_up = FollowUpDraft {
        id: Some(id(FollowUpId::from_uuid, 1)),
        police_case: Some(id(CaseId::from_uuid, 2)),
        organ: Some(id(OrganId::from_uuid, 3)),
        stages: Some(History::new(when(8), FollowUpProgress::Opened)),
        ..FollowUpDraft::default()
    }
    .enter()
    .unwrap();
    let stage = FollowUpStage::Investigation;
    follow_up.advance(when(9), FollowUpProgress::Followed { at: stage, seen }).unwrap();
    let found = FollowUpProgress::NothingFound { at: stage, content };
    follow_up.advance(when(10), found).unwrap();
    let mut sign_off = SignOffRecordDraft {
        id: Some(id(SignOffId::from_uuid, 4)),
        case: Some(id(CaseId::from_uuid, 2)),
        follow_up: Some(follow_up.id()),
        stage_of_case: Some(stage),
        layers: vec![Signatory::FollowUpOfficer],
        signatures: vec![id(crate::base::id::SignatureId::from_uuid, 5)],
        stages: Some(History::new(when(11), SignOffStage::LaidOpen { content })),
        ..SignOffRecordDraft::default()
    }
    .enter()
    .unwrap();
    let read = |follow_up: &FollowUp, sign_off: &SignOffRecord| {
        FollowUpFacts::of(follow_up, [sign_off], Fact::Known(stage), Fact::Known(true))
    };
    let open = read(&follow_up, &sign_off);
    assert_eq!((open.nothing_found, open.signed.len()), (true, 0));
    sign_off.advance(when(12), SignOffStage::SignedInFull { content }).unwrap();
    let signed = read(&follow_up, &sign_off);
    assert_eq!(signed.signed, [stage]);
    assert_eq!(ask(&world("chengguan"), &signed), Answer::Known(Conclusion::NoUmbrellaFound));
    let claim = id(crate::base::id::ClaimId::from_uuid, 6);
    sign_off.advance(when(13), SignOffStage::Questioned { claim }).unwrap();
    let questioned = read(&follow_up, &sign_off);
    assert!(questioned.questioned && questioned.signed.is_empty());
    let reasons = Prose::parse("重新核查").unwrap();
    follow_up.advance(when(14), FollowUpProgress::Retraced { reasons }).unwrap();
    let retraced = read(&follow_up, &sign_off);
    assert!(retraced.retracing && !retraced.nothing_found);
}
