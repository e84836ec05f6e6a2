//! All 81 states of the four questions, under every reading.

use super::*;
use crate::day;
use crate::procedure::trials::{FACTS, World, id, sound, world};
use crate::terms::screening::{FindingStep, SweepPart};

fn every() -> Vec<RecheckFacts> {
    let mut all = Vec::new();
    for survey_insufficient in FACTS {
        for screening_insufficient in FACTS {
            for clue_leaked in FACTS {
                for umbrella_not_dug in FACTS {
                    all.push(RecheckFacts {
                        survey_insufficient,
                        screening_insufficient,
                        clue_leaked,
                        umbrella_not_dug,
                    });
                }
            }
        }
    }
    all
}

fn ask(world: &World, facts: &RecheckFacts) -> Answer<RecheckOutcome> {
    let decision = four_no_passes(facts, world.on(day!(2019, 5, 6)));
    sound(decision.reasons());
    decision.outcome().clone()
}

/// Z10 as it reads: a leak is pursued, anything else reopens.
#[test]
fn all_states_agree_with_the_row() {
    let zhaotong = world("zhaotong");
    let also = LeakMeans::AccountabilityAndReopening;
    let reopening = world("zhaotong").reading(keys::look_back::LEAK_MEANS, also);
    let lax = world("zhaotong").setting(keys::look_back::FAILURE_REOPENS, false);
    for facts in every() {
        let answers = NoPass::ALL.map(|question| facts.answer(question));
        let unknown = answers.iter().filter(|answer| answer.known().is_none()).count();
        if unknown > 0 {
            assert_eq!(ask(&zhaotong, &facts).what_is_missing().len(), unknown, "{facts:?}");
            continue;
        }
        let leaked = facts.clue_leaked == Fact::Known(true);
        let short = answers.iter().filter(|answer| **answer == Fact::Known(true)).count()
            > usize::from(leaked);
        let failed: Vec<NoPass> = NoPass::ALL
            .into_iter()
            .filter(|question| facts.answer(*question) == Fact::Known(true))
            .collect();
        let outcome =
            |reopen| RecheckOutcome { reopen, failed: failed.clone(), leak_pursued: leaked };
        assert_eq!(ask(&zhaotong, &facts), Answer::Known(outcome(short)), "{facts:?}");
        let both = ask(&reopening, &facts);
        assert_eq!(both, Answer::Known(outcome(short || leaked)), "{facts:?}");
        assert_eq!(ask(&lax, &facts), Answer::Known(outcome(false)), "{facts:?}");
    }
}

#[test]
fn a_leak_alone_leaves_the_clue_closed_and_is_pursued() {
    let no = Fact::Known(false);
    let facts = RecheckFacts {
        survey_insufficient: no,
        screening_insufficient: no,
        clue_leaked: Fact::Known(true),
        umbrella_not_dug: no,
    };
    assert_eq!(
        ask(&world("zhaotong"), &facts).to_string(),
        "stays closed; clue leaked; the leak is pursued and the reporter protected",
    );
    assert!(ask(&world("gansu"), &facts).known().is_none(), "only Zhaotong has the four");
}

/// Z11: where nothing is laid down on what a failure means, a clue is not reopened for it.
#[test]
fn a_place_that_does_not_say_what_follows_reopens_nothing() {
    let (yes, no) = (Fact::Known(true), Fact::Known(false));
    let short = RecheckFacts {
        survey_insufficient: yes,
        screening_insufficient: no,
        clue_leaked: no,
        umbrella_not_dug: no,
    };
    let leaked = RecheckFacts { survey_insufficient: no, clue_leaked: yes, ..short };
    let of = |world: World, facts: &RecheckFacts| {
        let found = ask(&world, facts).known().unwrap();
        (found.reopen, found.leak_pursued)
    };
    let zhaotong = || world("zhaotong");
    assert_eq!(of(zhaotong(), &short), (true, false));
    assert_eq!(of(zhaotong().without(keys::look_back::FAILURE_REOPENS), &short), (false, false));
    assert_eq!(of(zhaotong().without(keys::look_back::LEAK_MEANS), &leaked), (false, true));
}

#[test]
fn the_answers_of_a_recheck_are_taken_over() {
    let read = |text: &str| RecheckFacts::of(&serde_json::from_str(text).unwrap());
    let facts = read(
        r#"{"id":"recheck-00000000000000000000000000000001",
            "clue":"clue-00000000000000000000000000000002","kind":"deep_review",
            "answers":[
              {"question":"umbrella_not_dug","answer":{"answer":{"known":true},"looked_at":["案卷"]}},
              {"question":"clue_leaked","answer":{"answer":{"not_known":"withheld"}}}],
            "by":["person-00000000000000000000000000000003"],
            "rechecked":{"occurred_at":"2019-05-06T09:00:00+08:00","recorded_at":"2019-05-06T09:00:00+08:00"}}"#,
    );
    use crate::provenance::NotKnown;

    assert_eq!(facts.umbrella_not_dug, Fact::Known(true));
    assert_eq!(facts.clue_leaked, Fact::NotKnown(NotKnown::Withheld));
    assert_eq!(facts.survey_insufficient, Fact::NotKnown(NotKnown::NeverAsked));
}

/// Z10, Z11, G14.
#[test]
fn closed_clues_and_rounds_that_are_still_owed() {
    let clue = |n| id(ClueId::from_uuid, n);
    let closed = [clue(3), clue(1), clue(2), clue(1)];
    let zhaotong = world("zhaotong");
    let open = unchecked(closed, [clue(2), clue(9)], zhaotong.on(day!(2019, 5, 6)));
    assert_eq!(open.outcome(), &[clue(1), clue(3)]);
    let elsewhere = world("gansu");
    let none = unchecked(closed, [], elsewhere.on(day!(2021, 5, 6)));
    assert!(none.outcome().is_empty(), "no such rule there");

    let case = |n| id(CaseId::from_uuid, n);
    let done = [(case(1), 2), (case(2), 0), (case(3), 1), (case(4), 3)];
    let owed = rounds(done, elsewhere.on(day!(2021, 5, 6)));
    assert_eq!(owed.outcome(), &[(case(2), 2), (case(3), 1)]);
    let three = world("gansu").setting(keys::look_back::ROUNDS, 3);
    assert_eq!(rounds(done, three.on(day!(2021, 5, 6))).outcome().len(), 3);
}

/// G12: every state of the three parts.
#[test]
fn a_clue_goes_through_all_parts_of_the_sweep() {
    let gansu = world("gansu");
    let clue = |n| id(ClueId::from_uuid, n);
    for bits in 0..8_u32 {
        let parts: BTreeSet<SweepPart> =
            SweepPart::ALL.into_iter().filter(|part| bits & (1 << *part as u32) != 0).collect();
        let lacks: Vec<SweepPart> =
            SweepPart::ALL.into_iter().filter(|part| !parts.contains(part)).collect();
        let facts = SweptFacts { clue: clue(7), parts };
        let decision = sweep([&facts], gansu.on(day!(2021, 4, 22)));
        sound(decision.reasons());
        let wanted = if lacks.is_empty() { vec![] } else { vec![(clue(7), lacks)] };
        assert_eq!(decision.outcome(), &wanted);
        assert!(sweep([&facts], gansu.on(day!(2021, 4, 21))).outcome().is_empty(), "not yet known");
    }
    let bare = |n| SweptFacts { clue: clue(n), parts: BTreeSet::new() };
    let (one, two) = (bare(2), bare(1));
    let found = sweep([&one, &two, &one], gansu.on(day!(2021, 5, 6)));
    let ids: Vec<ClueId> = found.outcome().iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, [clue(1), clue(2)], "each once, by id");
    let short = world("gansu")
        .setting(keys::look_back::SWEEP_PHASES, crate::rulebook::Codes::literal(&["screen"]));
    let found = sweep([&one], short.on(day!(2021, 5, 6)));
    assert_eq!(found.outcome(), &[(clue(2), vec![SweepPart::Screen])]);
}

/// G12: how far a clue came, and the parts that it went through by then.
#[test]
fn the_parts_of_the_sweep_come_from_the_record_of_the_clue() {
    use serde_json::{Value, json};

    use crate::model::trials::stages_json;

    let registered = json!({ "registered": { "ledger_no": "甲1" } });
    let put = |to: &str| json!({ "disposed": { "disposition": to } });
    let verified = json!({ "verified": { "verification": format!("verification-{:032x}", 1) } });
    let out = json!({ "transferred_out": { "to": format!("organ-{:032x}", 2), "transfer": format!("transfer-{:032x}", 1) } });
    let verify = || put("preliminary_verification");
    let rows: [(Vec<Value>, &[SweepPart]); 6] = [
        (vec![], &[]),
        (vec![registered.clone()], &[SweepPart::Unearth]),
        (vec![registered.clone(), verify()], &[SweepPart::Unearth, SweepPart::Screen]),
        (vec![registered.clone(), verify(), verified], &SweepPart::ALL),
        (vec![registered, put("close")], &SweepPart::ALL),
        (vec![out], &[SweepPart::Screen, SweepPart::Verify]),
    ];
    for (more, wanted) in rows {
        let mut stages = vec![json!("received")];
        stages.extend(more);
        let clue = json!({
            "id": format!("clue-{:032x}", 1), "received_by": format!("organ-{:032x}", 1),
            "source": "audit", "content": "甲某为乙团伙通风报信。", "stages": stages_json(&stages),
        });
        let facts = SweptFacts::of(&serde_json::from_value(clue).unwrap());
        assert_eq!(facts.parts, wanted.iter().copied().collect(), "{stages:?}");
    }
}

/// C09: each step, in every state; and the records of the first two.
#[test]
fn what_a_case_shows_elsewhere_is_followed() {
    let chengguan = world("chengguan");
    let case = id(CaseId::from_uuid, 1);
    for a in FACTS {
        for b in FACTS {
            for c in FACTS {
                let steps: std::collections::BTreeMap<_, _> =
                    FindingStep::ALL.into_iter().zip([a, b, c]).collect();
                let open: Vec<FindingStep> = steps
                    .iter()
                    .filter(|(_, taken)| **taken != Fact::Known(true))
                    .map(|(step, _)| *step)
                    .collect();
                let facts = FindingFacts { case, steps };
                let decision = finding_steps(&facts, chengguan.on(day!(2020, 12, 31)));
                sound(decision.reasons());
                assert_eq!(decision.outcome(), &open);
                let before = finding_steps(&facts, chengguan.on(day!(2020, 12, 30)));
                assert!(before.outcome().is_empty());
            }
        }
    }
    let none = FindingFacts { case, steps: std::collections::BTreeMap::new() };
    let short = crate::rulebook::Codes::literal(&["look_back"]);
    let changed = world("chengguan").setting(keys::look_back::FINDING_STEPS, short);
    let found = finding_steps(&none, changed.on(day!(2021, 1, 15)));
    assert_eq!(found.outcome(), &[FindingStep::LookBack]);
}

#[test]
fn the_steps_after_a_finding_come_from_the_records() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::stages_json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128, kind: &str| json!({ "id": no("organ", n), "name": "甲区", "kind": kind, "level": "county" });
    let case = |n: u128| {
        json!({ "id": no("case", n), "ledger_no": format!("甲案{n}"), "filed_by": no("organ", 1),
        "filed_level": "county", "managing_level": "county", "stages": stages_json(&[json!({ "discipline": "filed" })]) })
    };
    let report = |n: u128, of: u128, to: u128| {
        json!({ "id": no("document", n), "kind": "party_admission_report",
        "title": "整改报告", "cases": [no("case", of)], "to": [no("organ", to)] })
    };
    let proposal = |n: u128, of: u128, to: u128, sent: bool| {
        let mut stages = vec![json!("drafted")];
        stages.extend(sent.then(|| json!({ "sent": { "letter": Value::Null } })));
        json!({ "id": no("proposal", n), "kind": "discipline_proposal", "from": no("organ", 1),
            "addressee": no("organ", to), "from_cases": [no("case", of)], "stages": stages_json(&stages) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "discipline_supervision"), organ(2, "party_committee"), organ(3, "organization_department")],
        "cases": [case(1), case(2), case(3)],
        "documents": [report(1, 1, 2), report(2, 2, 3)],
        "proposals": [proposal(1, 1, 3, true), proposal(2, 2, 3, false), proposal(3, 3, 2, true)],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let open = |n| {
        let case = id(CaseId::from_uuid, n);
        let facts = FindingFacts::gather(&dossier, case, Fact::Known(true)).unwrap();
        finding_steps(&facts, world("chengguan").on(day!(2021, 1, 15))).outcome().clone()
    };
    let both = [FindingStep::ReportToCommittee, FindingStep::UrgeDepartment];
    assert_eq!(open(1), []);
    assert_eq!(open(2), both, "to another body; not sent");
    assert_eq!(open(3), both, "no report; to another body");
    assert!(FindingFacts::gather(&dossier, id(CaseId::from_uuid, 9), Fact::Known(true)).is_none());
}

/// Z10: what is not asked cannot be missing; each reason says what follows from it.
#[test]
fn only_the_questions_of_the_pack_are_missing_and_every_reason_is_told() {
    use crate::provenance::NotKnown;
    use crate::rulebook::Codes;

    let on = day!(2019, 5, 6);
    let one = world("zhaotong")
        .setting(keys::look_back::NO_PASSES, Codes::literal(&["clue_leaked", "umbrella_not_dug"]));
    let never = Fact::NotKnown(NotKnown::NeverAsked);
    let facts = RecheckFacts {
        survey_insufficient: never,
        screening_insufficient: never,
        clue_leaked: never,
        umbrella_not_dug: never,
    };
    let missing = four_no_passes(&facts, one.on(on));
    let codes: Vec<&str> =
        missing.outcome().what_is_missing().iter().map(|one| one.fact().as_str()).collect();
    assert_eq!(codes, ["clue_leaked", "umbrella_not_dug"]);

    let both = RecheckFacts {
        survey_insufficient: Fact::Known(true),
        screening_insufficient: Fact::Known(false),
        clue_leaked: Fact::Known(true),
        umbrella_not_dug: Fact::Known(false),
    };
    let told = |world: &World| {
        let decision = four_no_passes(&both, world.on(on));
        decision.reasons().iter().map(|reason| reason.because().to_string()).collect::<Vec<_>>()
    };
    let reopens = |does: &str| format!("what fell short {does}: clue survey insufficient");
    let leak = "a leak points to whoever leaked, and the reporter is protected";
    let failed = "2 of 4 questions are not passed";
    let found = told(&world("zhaotong"));
    assert_eq!(found, [failed.to_owned(), reopens("reopens the clue"), leak.to_owned()]);
    let lax = world("zhaotong").setting(keys::look_back::FAILURE_REOPENS, false);
    assert_eq!(told(&lax)[1], reopens("does not reopen the clue here"));
    // The four questions alone: nothing says that a failure reopens, and a leak is a leak.
    let four = Codes::literal(&["survey_insufficient", "clue_leaked"]);
    let bare = world("gansu").setting(keys::look_back::NO_PASSES, four);
    let outcome = ask(&bare, &both).known().unwrap();
    assert_eq!((outcome.reopen, outcome.leak_pursued), (false, true));
}

/// Z11: each clue that was closed, whatever else the place lays down.
#[test]
fn going_through_closed_clues_again_hangs_on_its_own_parameter() {
    let clue = |n| id(ClueId::from_uuid, n);
    let on = day!(2019, 5, 6);
    let lax = world("zhaotong").setting(keys::look_back::CLOSED_CLUES_RESCREENED, false);
    assert!(unchecked([clue(1)], [], lax.on(on)).outcome().is_empty());
    let strict = world("gansu").setting(keys::look_back::CLOSED_CLUES_RESCREENED, true);
    assert_eq!(unchecked([clue(1)], [], strict.on(on)).outcome(), &[clue(1)]);
}

/// G12: the clues of this organ, each once; C09: other reports and other bodies count for
/// nothing.
#[test]
fn a_sweep_and_a_finding_look_at_their_own_records() {
    use serde_json::{Value, json};

    use crate::base::id::OrganId;
    use crate::model::dossier::DossierDraft;
    use crate::model::trials::stages_json;
    use crate::provenance::NotKnown;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128, kind: &str| json!({ "id": no("organ", n), "name": "甲区", "kind": kind, "level": "county" });
    let clue = |n: u128, organ: u128, repeats: Value| {
        json!({ "id": no("clue", n), "received_by": no("organ", organ), "source": "audit",
            "content": "甲某为乙团伙通风报信。", "repeats": repeats,
            "stages": stages_json(&[json!("received")]) })
    };
    let report = |n: u128, kind: &str, to: Vec<String>| {
        json!({ "id": no("document", n), "kind": kind, "title": "报告",
            "cases": [no("case", n)], "to": to })
    };
    let case = |n: u128| {
        json!({ "id": no("case", n), "ledger_no": format!("甲案{n}"), "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county",
            "stages": stages_json(&[json!({ "discipline": "filed" })]) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "discipline_supervision"), organ(2, "party_committee")],
        "clues": [clue(1, 1, json!(null)), clue(2, 1, json!(no("clue", 1))),
            clue(3, 2, json!(null))],
        "cases": [case(1), case(2), case(3)],
        "documents": [
            report(1, "party_admission_report", vec![no("organ", 1), no("organ", 2)]),
            report(2, "work_plan", vec![no("organ", 2)]),
        ],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let swept = |organ| -> Vec<ClueId> {
        let all = SweptFacts::gather(&dossier, id(OrganId::from_uuid, organ));
        all.iter().map(|facts| facts.clue).collect()
    };
    assert_eq!(swept(1), [id(ClueId::from_uuid, 1)], "the second repeats the first");
    assert_eq!(swept(2), [id(ClueId::from_uuid, 3)]);
    let reported = |n| {
        let case = id(CaseId::from_uuid, n);
        let facts = FindingFacts::gather(&dossier, case, Fact::Known(true)).unwrap();
        facts.steps[&FindingStep::ReportToCommittee]
    };
    assert_eq!(reported(1), Fact::Known(true), "to the committee among others");
    let never = Fact::NotKnown(NotKnown::NeverAsked);
    assert_eq!((reported(2), reported(3)), (never, never), "another document; another case");
}
