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

/// Each conclusion says why, and rests on the parameter that it comes of.
#[test]
fn every_conclusion_tells_its_own_reason() {
    let both = crate::rulebook::Codes::literal(&["dig_corruption"]);
    let chengguan = world("chengguan").setting(keys::screening::TWO_ALLS, both);
    let first = |world: &World, facts: &FollowUpFacts| {
        let decision = conclude(facts, world.on(DAY));
        let reason = &decision.reasons()[0];
        (reason.because().to_string(), reason.citations()[0].clone())
    };
    let rules = chengguan.on(DAY);
    let cited =
        |key: &'static crate::rulebook::KeyInfo| rules.value(key).unwrap().citation().clone();
    let clue = id(ClueId::from_uuid, 7);
    let unsigned = FollowUpFacts { signed: vec![], ..facts() };
    let unreported = FollowUpFacts { nothing_found: false, ..unsigned.clone() };
    let rows = [
        (
            FollowUpFacts { clue: Some(clue), ..facts() },
            format!("an umbrella clue was opened: {clue}"),
            keys::screening::TWO_ALLS.info(),
        ),
        (
            FollowUpFacts { screened_clean: never_asked_fact(), ..facts() },
            "nothing was found, and it is not known whether the case was screened without a gap"
                .to_owned(),
            keys::screening::ANSWER_EVERY_ENTRY.info(),
        ),
        (
            FollowUpFacts { retracing: true, ..unreported.clone() },
            "it is being retraced".to_owned(),
            keys::follow_up::STAGES.info(),
        ),
        (
            unreported.clone(),
            "whoever follows has not reported yet".to_owned(),
            keys::follow_up::STAGES.info(),
        ),
        (
            FollowUpFacts { followed: vec![FollowUpStage::Investigation], ..facts() },
            "2 stages of the police case were not followed yet".to_owned(),
            keys::follow_up::STAGES.info(),
        ),
        (
            FollowUpFacts { questioned: true, ..facts() },
            "the signed finding was questioned".to_owned(),
            keys::follow_up::RETRACE_UNLESS_SIGNED.info(),
        ),
        (
            FollowUpFacts { sent_back: true, ..facts() },
            "a signatory sent the finding back".to_owned(),
            keys::follow_up::RETRACE_UNLESS_SIGNED.info(),
        ),
        (
            FollowUpFacts { screened_clean: Fact::Known(false), ..facts() },
            "nothing was found, though the screening has a gap or a yes".to_owned(),
            keys::follow_up::RETRACE_UNLESS_SIGNED.info(),
        ),
        (
            facts(),
            "nothing was found, and it is signed in all layers".to_owned(),
            keys::sign_off::LAYERS.info(),
        ),
        (
            unsigned.clone(),
            "nothing was found, and it is not signed in all layers".to_owned(),
            keys::sign_off::LAYERS.info(),
        ),
    ];
    for (facts, because, key) in rows {
        assert_eq!(first(&chengguan, &facts), (because, cited(key)), "{facts:?}");
    }
    let (because, _) = first(&world("henan"), &unsigned);
    assert_eq!(because, "nothing was found, and no rule of the place asks for a signature");
    let zhejiang = world("zhejiang");
    let (_, citation) = first(&zhejiang, &unsigned);
    let report = zhejiang.on(DAY).get(keys::sign_off::SIGNED_NEGATIVE).unwrap().citation().clone();
    assert_eq!(citation, report, "no layers there, and a signed report");
}

/// From the dossier: the farthest stage of this case, its own screening, its own sign-offs.
#[test]
fn a_follow_up_looks_at_its_own_case() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let content = "01".repeat(32);
    let case = |n: u128, stages: &[Value]| {
        json!({ "id": no("case", n), "ledger_no": format!("甲案{n}"), "filed_by": no("organ", 1),
            "filed_level": "county", "stages": stages_json(stages) })
    };
    let criminal = |stage: &str| json!({ "criminal": stage });
    let all = ["filed", "investigated", "transferred"].map(criminal);
    let back = [all.as_slice(), &[json!("sent_back")]].concat();
    let follow_up = |n: u128, case: u128| {
        json!({ "id": no("follow_up", n), "police_case": no("case", case), "organ": no("organ", 1),
            "stages": stages_json(&[json!("opened"),
                json!({ "followed": { "at": "investigation", "seen": "卷" } }),
                json!({ "nothing_found": { "at": "investigation", "content": content } })]) })
    };
    let sign_off = |n: u128, follow_up: u128, stage: &str, last: Value| {
        json!({ "id": no("sign_off", n), "case": no("case", follow_up),
            "follow_up": no("follow_up", follow_up), "stage_of_case": stage,
            "layers": ["follow_up_officer"], "signatures": [no("signature", n)],
            "stages": stages_json(&[json!({ "laid_open": { "content": content } }), last]) })
    };
    let signed = || json!({ "signed_in_full": { "content": content } });
    let signature = |n: u128| {
        json!({ "id": no("signature", n), "sign_off": no("sign_off", n), "by": no("person", 1),
            "role": "follow_up_officer", "organ": no("organ", 1), "content": content,
            "opinion": "agrees", "signed": at_json(11) })
    };
    let screening = |n: u128, case: u128| {
        json!({ "id": no("screening", n), "case": no("case", case), "catalogue": "fifteen",
            "by": [no("person", 1)], "screened": at_json(10) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "甲县公安局", "kind": "public_security",
            "level": "county" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }],
        "cases": [case(1, &back), case(2, &all[..2]), case(3, &all[..1])],
        "follow_ups": [follow_up(1, 1), follow_up(2, 2), follow_up(3, 3)],
        "case_screenings": [screening(1, 2)],
        "sign_offs": [
            sign_off(1, 1, "review_for_prosecution", signed()),
            sign_off(2, 1, "investigation", signed()),
            sign_off(3, 1, "investigation", signed()),
            sign_off(4, 2, "investigation",
                json!({ "sent_back": { "to": "follow_up_officer",
                    "signature": no("signature", 4) } })),
        ],
        "signatures": (1..=4).map(signature).collect::<Vec<_>>(),
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let chengguan = world("chengguan");
    let gather = |n| {
        let follow_up = id(FollowUpId::from_uuid, n);
        FollowUpFacts::gather(&dossier, follow_up, chengguan.on(DAY)).unwrap()
    };
    let one = gather(1);
    assert_eq!(one.reached, Fact::Known(FollowUpStage::ReviewForProsecution), "though sent back");
    assert_eq!(one.signed, [FollowUpStage::Investigation, FollowUpStage::ReviewForProsecution]);
    assert!(one.nothing_found && !one.retracing && !one.sent_back && !one.questioned);
    assert_eq!(one.screened_clean, never_asked_fact(), "another case was screened");
    let two = gather(2);
    assert_eq!(two.reached, Fact::Known(FollowUpStage::Investigation));
    assert_eq!(two.screened_clean, Fact::Known(false), "screened, and not one entry answered");
    assert!(two.sent_back && two.signed.is_empty());
    let three = gather(3);
    assert!(!three.sent_back && three.signed.is_empty(), "nothing was laid open");
}
