//! Proposals, replies, what comes after a case, row by row.

use super::*;
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::trials::{FACTS, World, at, id, rests_on_the_test, rules_of, sound, world};
use crate::rulebook::Codes;

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn whole() -> SendFacts {
    SendFacts {
        proposal: id(ProposalId::from_uuid, 1),
        kind: ProposalKind::SupervisionProposal,
        cases: 1,
        problems: 1,
        governance: 1,
        quality: ProposalQuality::ALL.into_iter().map(|one| (one, YES)).collect(),
        sent: false,
    }
}

fn send(world: &World, facts: &SendFacts, day: Day) -> Result<(), Refusal> {
    may_send(facts, world.on(day)).map(|decision| sound(decision.reasons()))
}

fn judge(facts: &mut SendFacts, quality: ProposalQuality) {
    facts.quality.insert(quality, YES);
}

/// G33: three letters, and what each names; N19 from May 27, 2024.
#[test]
fn what_a_proposal_needs_before_it_is_sent() {
    let gansu = world("gansu");
    for kind in ProposalKind::ALL {
        assert!(send(&gansu, &SendFacts { kind, ..whole() }, day!(2024, 5, 27)).is_ok(), "{kind}");
    }
    type Change = fn(&mut SendFacts);
    let cures: [(&str, Change); 5] = [
        ("from_cases", |facts| facts.cases = 1),
        ("problems", |facts| facts.problems = 1),
        ("governance", |facts| facts.governance = 1),
        ("targeted", |facts| judge(facts, ProposalQuality::Targeted)),
        ("feasible", |facts| judge(facts, ProposalQuality::Feasible)),
    ];
    let bare =
        SendFacts { cases: 0, problems: 0, governance: 0, quality: BTreeMap::new(), ..whole() };
    let refused = send(&gansu, &bare, day!(2024, 5, 27)).unwrap_err();
    assert_eq!(refused.unmet().len(), 5);
    assert_eq!(send(&gansu, &bare, day!(2024, 5, 26)).unwrap_err().unmet().len(), 3);
    for left_out in 0..=cures.len() {
        let mut facts = bare.clone();
        for (place, (_, cure)) in cures.iter().enumerate() {
            if place != left_out {
                cure(&mut facts);
            }
        }
        let sent = send(&gansu, &facts, day!(2024, 5, 27));
        assert_eq!(sent.is_ok(), left_out == cures.len(), "{left_out}");
    }
    let twice = SendFacts { sent: true, ..whole() };
    assert!(send(&gansu, &twice, day!(2024, 5, 27)).unwrap_err().is_final());
    let two = Codes::literal(&["discipline_proposal", "integrity_risk_letter"]);
    let other = world("gansu").setting(keys::proposal::KINDS, two);
    assert!(send(&other, &whole(), day!(2024, 5, 27)).unwrap_err().is_final());
    assert!(send(&world("henan"), &whole(), day!(2020, 1, 1)).is_ok(), "no list of letters there");
    let one = Codes::literal(&["targeted"]);
    let lax = world("gansu").setting(keys::proposal::QUALITIES, one);
    let halfway =
        SendFacts { quality: BTreeMap::from([(ProposalQuality::Targeted, YES)]), ..whole() };
    assert!(send(&lax, &halfway, day!(2024, 5, 27)).is_ok());
    let judged = SendFacts {
        quality: BTreeMap::from([
            (ProposalQuality::Targeted, YES),
            (ProposalQuality::Feasible, NO),
        ]),
        ..whole()
    };
    let refused = send(&gansu, &judged, day!(2024, 5, 27)).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotPermitted);
}

fn sent() -> ReplyFacts {
    ReplyFacts {
        sent: Some(at("2021-08-01 09:00")),
        due: Some(day!(2021, 9, 1)),
        replied: None,
        wanting: None,
        rectified: None,
        checked: None,
        regulator: NO,
        written: NEVER,
    }
}

fn stands(facts: &ReplyFacts, now: &str) -> Answer<ReplyState> {
    let now = at(now);
    let gansu = world("gansu");
    let decision = reply(facts, gansu.on(now.day()), now);
    sound(decision.reasons());
    decision.outcome().clone()
}

/// G33, G34: owed from sending on; at, before and after the last day; owed again if it was
/// not enough.
#[test]
fn a_reply_is_owed_until_it_is_enough() {
    use ReplyState as S;

    let known = |facts: &ReplyFacts, now: &str| stands(facts, now).known();
    assert_eq!(known(&sent(), "2021-08-01 08:59"), Some(S::NotSent));
    assert_eq!(known(&sent(), "2021-08-01 09:00"), Some(S::Owed));
    assert_eq!(known(&sent(), "2021-09-01 23:59"), Some(S::Owed));
    assert_eq!(known(&sent(), "2021-09-02 00:00"), Some(S::Overdue));
    let no_day = ReplyFacts { due: None, ..sent() };
    assert_eq!(known(&no_day, "2031-09-02 00:00"), Some(S::Owed));
    let replied = ReplyFacts { replied: Some(at("2021-09-01 10:00")), ..sent() };
    assert_eq!(known(&replied, "2021-09-01 09:59"), Some(S::Owed));
    assert_eq!(known(&replied, "2021-09-01 10:00"), Some(S::Replied));
    let wanting = ReplyFacts { wanting: Some(at("2021-09-05 10:00")), ..replied };
    assert_eq!(known(&wanting, "2021-09-05 09:59"), Some(S::Replied));
    assert_eq!(known(&wanting, "2021-09-05 10:00"), Some(S::OwedAgain));
    let again = ReplyFacts { replied: Some(at("2021-09-10 10:00")), ..wanting };
    assert_eq!(known(&again, "2021-09-10 10:00"), Some(S::Replied));
    let rectified = ReplyFacts { rectified: Some(at("2021-10-01 10:00")), ..again };
    assert_eq!(known(&rectified, "2021-10-01 10:00"), Some(S::Rectified));
    let checked = ReplyFacts { checked: Some(at("2021-11-01 10:00")), ..rectified };
    assert_eq!(known(&checked, "2021-10-31 10:00"), Some(S::Rectified));
    assert_eq!(known(&checked, "2021-11-01 10:00"), Some(S::Checked));
    let undone = ReplyFacts { wanting: Some(at("2021-10-15 10:00")), ..rectified };
    assert_eq!(known(&undone, "2021-10-15 10:00"), Some(S::OwedAgain), "was said to be done");
}

/// Law 3.4: from May 1, 2022 a regulator answers in writing; over every answer.
#[test]
fn a_regulator_answers_in_writing() {
    for regulator in FACTS {
        for written in FACTS {
            let facts = |when: &str| ReplyFacts {
                sent: Some(at("2022-04-01 09:00")),
                replied: Some(at(when)),
                regulator,
                written,
                ..sent()
            };
            let found = stands(&facts("2022-05-01 10:00"), "2022-06-01 09:00");
            let counts = regulator == NO || written == YES;
            let wanted = match (counts, regulator == YES && written == NO) {
                (true, _) => Some(ReplyState::Replied),
                (false, true) => Some(ReplyState::OwedAgain),
                (false, false) => None,
            };
            assert_eq!(found.known(), wanted, "{regulator:?} {written:?}");
            let before = stands(&facts("2022-04-30 10:00"), "2022-06-01 09:00");
            assert_eq!(before.known(), Some(ReplyState::Replied));
        }
    }
    let lax = world("gansu").setting(keys::transfer::WRITTEN_REPLY, false);
    let facts =
        ReplyFacts { replied: Some(at("2022-05-02 10:00")), regulator: YES, written: NO, ..sent() };
    let now = at("2022-06-01 09:00");
    let found = reply(&facts, lax.on(now.day()), now);
    assert_eq!(found.outcome(), &Answer::Known(ReplyState::Replied));
}

/// G34: 1,496 sent, all rectified; what was found wanting is not.
#[test]
fn rectified_of_sent() {
    use ReplyState as S;

    let rate = |stands: &[S]| {
        let decision = rectified_rate(stands);
        sound(decision.reasons());
        decision.outcome().map(|rate| (rate.part(), rate.of()))
    };
    assert_eq!(rate(&vec![S::Checked; 1496]), Some((1496, 1496)));
    assert_eq!(rate(&[]), None);
    assert_eq!(rate(&[S::NotSent]), None);
    let all = [S::NotSent, S::Owed, S::Overdue, S::OwedAgain, S::Replied, S::Rectified, S::Checked];
    assert_eq!(rate(&all), Some((2, 6)));
}

/// G32, G33: each concluded case is analyzed; an open one is not asked.
#[test]
fn the_second_half_of_the_article() {
    let case = |n| id(CaseId::from_uuid, n);
    let mut cases = Vec::new();
    for (n, analyzed) in (1..).zip(FACTS) {
        cases.push(Aftermath { case: case(n), concluded: true, analyzed });
        cases.push(Aftermath { case: case(n + 10), concluded: false, analyzed });
    }
    let gansu = world("gansu");
    let open = second_half(&cases, gansu.on(day!(2021, 5, 6)));
    sound(open.reasons());
    assert_eq!(open.outcome(), &[case(2), case(3)]);
    let lax = world("gansu").setting(keys::proposal::EVERY_CASE_ANALYZED, false);
    assert!(second_half(&cases, lax.on(day!(2021, 5, 6))).outcome().is_empty());
    assert!(second_half(&cases, world("henan").on(day!(2021, 5, 6))).outcome().is_empty());
}

/// G35, H21: over every subset of what was asked and what was set up.
#[test]
fn what_was_asked_is_covered_by_an_institution() {
    let subset = |bits: u32| -> BTreeSet<GovernanceMeasure> {
        let all = GovernanceMeasure::ALL.into_iter().zip(0..);
        all.filter(|(_, n)| bits & (1 << n) != 0).map(|(measure, _)| measure).collect()
    };
    for asked in 0..16 {
        for done in 0..16 {
            let decision = not_covered(&subset(asked), &subset(done));
            sound(decision.reasons());
            let open: BTreeSet<_> = decision.outcome().iter().cloned().collect();
            assert_eq!(open, subset(asked & !done));
        }
    }
}

/// N19: each of the three alone.
#[test]
fn three_effects() {
    for bits in 0..8_u32 {
        let bit = |n: u32| bits & (1 << n) != 0;
        let facts = EffectFacts { decided: bit(0), told: bit(1), put_in_order: bit(2) };
        let decision = effects(&facts);
        sound(decision.reasons());
        let wanted: Vec<CaseEffect> =
            CaseEffect::ALL.into_iter().zip(0..).filter(|(_, n)| bit(*n)).map(|(e, _)| e).collect();
        assert_eq!(decision.outcome(), &wanted);
    }
}

/// N20: near by unit, work or place; only after the decision has effect.
#[test]
fn a_case_is_told_to_those_near_it_after_the_decision() {
    let national = world("national");
    for effective in FACTS {
        for same_unit in FACTS {
            for same_work in FACTS {
                for same_place in FACTS {
                    let facts = TellFacts { effective, same_unit, same_work, same_place };
                    let found = may_tell(&facts, national.on(day!(2024, 5, 27)));
                    let near = [same_unit, same_work, same_place].contains(&YES);
                    assert_eq!(found.is_ok(), near && effective == YES, "{facts:?}");
                    if let Ok(decision) = found {
                        assert_eq!(rules_of(&decision), ["proposal/after-effect", "proposal/near"]);
                    }
                }
            }
        }
    }
    let early = TellFacts { effective: NO, same_unit: YES, same_work: NO, same_place: NO };
    let refused = may_tell(&early, national.on(day!(2024, 5, 27))).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::Forbidden);
    assert!(!refused.is_final(), "it may be told later");
    let lax = world("national").setting(keys::exposure::ONLY_AFTER_EFFECT, false);
    assert!(may_tell(&early, lax.on(day!(2024, 5, 27))).is_ok());
    let set = world("national").setting(keys::exposure::ONLY_AFTER_EFFECT, true);
    let told = TellFacts { effective: YES, ..early };
    let decision = may_tell(&told, set.on(day!(2024, 5, 27))).unwrap();
    assert!(rests_on_the_test(&decision.reasons()[0]));
    let refused = may_tell(&early, national.on(day!(2017, 6, 1))).unwrap_err();
    let rule = refused.unmet()[0].reason().rule();
    assert_eq!(rule.as_str(), "proposal/after-effect", "where no pack says anything, too");
}

/// From the dossier: replies by their stages, what came of a case, who is near.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let organ = |n: u128, kind: &str| json!({ "id": no("organ", n), "name": "甲局", "kind": kind, "level": "county" });
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "discipline_supervision"), organ(2, "industry_regulator"),
            organ(3, "audit")],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 2), "title": "科长" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2018-01-01" }, "end": "open" } }],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county", "subjects": [no("person", 1)],
            "stages": [stamped("2019-04-10 09:00", json!({ "discipline": "filed" })),
                stamped("2019-05-10 09:00", json!({ "discipline": "investigated" })),
                stamped("2019-05-11 09:00", json!({ "discipline": "in_trial" })),
                stamped("2019-05-20 09:00", json!({ "discipline": "decided" })),
                stamped("2019-05-21 09:00", json!({ "discipline": "concluded" }))] }],
        "outcomes": [{ "id": no("outcome", 1), "person": no("person", 1),
            "what": { "party": "warning" }, "case": no("case", 1), "by": no("organ", 1),
            "decided": when("2019-05-20 09:00"), "effective": "2019-05-20" }],
        "proposals": [{ "id": no("proposal", 1), "kind": "supervision_proposal",
            "from_cases": [no("case", 1)], "from": no("organ", 1), "addressee": no("organ", 2),
            "problems": ["把关不严"], "governance": ["market_access", "daily_supervision"],
            "quality": ["targeted"], "reply_due": "2019-08-01",
            "stages": [stamped("2019-06-01 09:00", json!("drafted")),
                stamped("2019-06-02 09:00", json!({ "sent": {} })),
                stamped("2019-07-01 09:00", json!({ "replied": {} })),
                stamped("2019-07-02 09:00", json!("rectified"))] }],
        "institutional_outputs": [{ "id": no("record", 1), "title": "办法", "by": no("organ", 2),
            "prompted_by": [no("proposal", 1)], "governance": ["market_access"] }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let proposal = id(ProposalId::from_uuid, 1);
    let case = id(CaseId::from_uuid, 1);
    let send = SendFacts::gather(&dossier, proposal).unwrap();
    assert_eq!((send.cases, send.problems, send.governance, send.sent), (1, 1, 2, true));
    assert_eq!(send.quality, BTreeMap::from([(ProposalQuality::Targeted, YES)]), "as judged");
    let reply = ReplyFacts::gather(&dossier, proposal).unwrap();
    assert_eq!(reply.regulator, YES);
    assert_eq!((reply.replied, reply.written), (Some(at("2019-07-01 09:00")), NEVER));
    assert_eq!(stands(&reply, "2019-07-01 09:00").known(), Some(ReplyState::Replied));
    assert_eq!(stands(&reply, "2019-07-02 09:00").known(), Some(ReplyState::Rectified));
    let aftermath = Aftermath::gather(&dossier, case, NEVER).unwrap();
    assert!(aftermath.concluded && aftermath.analyzed == YES);
    let set_up = instituted(&dossier, proposal);
    assert_eq!(set_up, BTreeSet::from([GovernanceMeasure::MarketAccess]));
    let before = EffectFacts::gather(&dossier, case, day!(2019, 5, 19));
    assert!(!before.decided && !before.told && before.put_in_order);
    assert!(EffectFacts::gather(&dossier, case, day!(2019, 5, 20)).decided);
    let audience = |n| [id(OrganId::from_uuid, n)];
    let day = day!(2019, 6, 1);
    let near = TellFacts::gather(&dossier, case, &audience(2), day).unwrap();
    assert_eq!((near.same_unit, near.same_work), (YES, YES));
    let far = TellFacts::gather(&dossier, case, &audience(3), day).unwrap();
    assert_eq!((far.same_unit, far.same_work, far.same_place), (NO, NO, NO));
}

/// N19, G33: nine cases, each with one thing that came of it, and nothing of the others.
#[test]
fn what_came_of_one_case_came_of_no_other() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::{at_json, stages_json};

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲局", "kind": "audit", "level": "county" });
    let case = |n: u128| {
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county",
            "stages": stages_json(&[json!({ "discipline": "filed" })]) })
    };
    let proposal = |n: u128, of: u128, more: Vec<Value>| {
        let mut stages = vec![json!("drafted")];
        stages.extend(more);
        json!({ "id": no("proposal", n), "kind": "supervision_proposal", "from": no("organ", 1),
            "addressee": no("organ", 2), "from_cases": [no("case", of)], "problems": ["把关不严"],
            "governance": ["market_access"], "stages": stages_json(&stages) })
    };
    let rectified = vec![
        json!({ "sent": {} }),
        json!({ "replied": { "reply": no("document", 1) } }),
        json!("rectified"),
    ];
    let output = |n: u128, of: u128, answers: u128, what: &str| {
        json!({ "id": no("record", n), "title": "办法", "by": no("organ", 2),
            "cases": [no("case", of)], "prompted_by": [no("proposal", answers)],
            "governance": [what] })
    };
    let outcome = |n: u128, of: u128, from: Value, revoked: Value| {
        json!({ "id": no("outcome", n), "person": no("person", 1), "what": { "party": "warning" },
            "case": no("case", of), "by": no("organ", 1), "decided": at_json(12),
            "effective": from, "revoked": revoked })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2)],
        "persons": [{ "id": no("person", 1), "name": "甲某" }],
        "documents": [{ "id": no("document", 1), "kind": "reply", "title": "复函" }],
        "cases": (1..=9).map(case).collect::<Vec<_>>(),
        "proposals": [proposal(1, 1, rectified), proposal(2, 2, vec![])],
        "institutional_outputs": [output(11, 3, 1, "market_access"),
            output(12, 8, 2, "daily_supervision")],
        "educations": [{ "id": no("record", 21), "form": "warning_education",
            "by": no("organ", 1), "held": at_json(9), "cases": [no("case", 4)] },
            { "id": no("record", 22), "form": "warning_education", "by": no("organ", 1),
            "held": at_json(9), "cases": [no("case", 9)] }],
        "exposure_batches": [{ "id": no("record", 31), "by": no("organ", 1), "number": 1,
            "published": at_json(9), "cases": [no("case", 5)] }],
        "outcomes": [outcome(1, 6, json!("2019-04-09"), json!(null)),
            outcome(2, 7, json!("2019-04-09"), at_json(15)),
            outcome(3, 2, json!(null), json!(null))],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    // Whether it was analyzed; whether it was decided on, told, put in order.
    let rows = [
        (1, YES, [false, false, true]),
        (2, YES, [false, false, false]),
        (3, YES, [false, false, true]),
        (4, YES, [false, true, false]),
        (5, NEVER, [false, true, false]),
        (6, NEVER, [true, false, false]),
        (7, NEVER, [false, false, false]),
        (8, YES, [false, false, true]),
        (9, YES, [false, true, false]),
    ];
    for (n, analyzed, [decided, told, put_in_order]) in rows {
        let case = id(CaseId::from_uuid, n);
        let aftermath = Aftermath::gather(&dossier, case, NEVER).unwrap();
        assert_eq!(aftermath, Aftermath { case, concluded: false, analyzed }, "case {n}");
        let found = EffectFacts::gather(&dossier, case, day!(2019, 4, 9));
        assert_eq!(found, EffectFacts { decided, told, put_in_order }, "case {n}");
    }
    for (n, what) in
        [(1, GovernanceMeasure::MarketAccess), (2, GovernanceMeasure::DailySupervision)]
    {
        let found = instituted(&dossier, id(ProposalId::from_uuid, n));
        assert_eq!(found, BTreeSet::from([what]), "in answer to proposal {n} alone");
    }
    let answered = ReplyFacts::gather(&dossier, id(ProposalId::from_uuid, 1)).unwrap();
    assert_eq!(answered.written, YES, "the reply is on record");
    let sent = SendFacts::gather(&dossier, id(ProposalId::from_uuid, 2)).unwrap();
    assert!(!sent.sent && sent.quality.is_empty());
}

/// N20: the same unit, the same kind of work, the same place, one at a time.
#[test]
fn who_is_near_to_a_case_by_its_units() {
    use serde_json::{Value, json};

    use crate::model::dossier::DossierDraft;
    use crate::model::trials::stages_json;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let organ = |n: u128, kind: &str, system: Value, place: Value| {
        json!({ "id": no("organ", n), "name": format!("甲{n}局"), "kind": kind,
            "level": "county", "system": system, "place": place })
    };
    let (first, second) = (json!(no("place", 1)), json!(no("place", 2)));
    let place =
        |n: u128| json!({ "id": no("place", n), "name": format!("甲{n}县"), "level": "county" });
    let held = |n: u128, post: u128, end: Value| {
        json!({ "id": no("tenure", n), "person": no("person", 1), "post": no("post", post),
            "period": { "start": { "on": "2018-01-01" }, "end": end } })
    };
    let post = |n: u128, organ: u128| json!({ "id": no("post", n), "organ": no("organ", organ), "title": "科长" });
    let case = |n: u128, subjects: &[String]| {
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county", "subjects": subjects,
            "stages": stages_json(&[json!({ "discipline": "filed" })]) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "places": [place(1), place(2)],
        "organs": [
            organ(1, "discipline_supervision", json!(null), json!(null)),
            organ(2, "audit", json!("political_legal"), first.clone()),
            organ(3, "street", json!("political_legal"), second),
            organ(4, "procuratorate", json!(null), first),
            organ(5, "industry_regulator", json!(null), json!(null)),
            organ(6, "public_security", json!(null), json!(null)),
            organ(7, "audit", json!(null), json!(null)),
            organ(8, "court", json!("transport"), json!(null)),
        ],
        "posts": [post(1, 2), post(2, 6)],
        "persons": [{ "id": no("person", 1), "name": "甲某" }],
        "tenures": [held(1, 1, json!("open")), held(2, 2, json!({ "before": "2019-04-09" }))],
        "cases": [case(1, &[no("person", 1)]), case(2, &[no("organ", 5)]), case(3, &[no("gang", 1)]),
            case(4, &[no("organ", 2), no("organ", 5)])],
        "gangs": [{ "id": no("gang", 1), "name": "乙团伙" }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let near = |case: u128, audience: &[u128]| {
        let audience: Vec<_> = audience.iter().map(|n| id(OrganId::from_uuid, *n)).collect();
        let case = id(CaseId::from_uuid, case);
        let facts = TellFacts::gather(&dossier, case, &audience, day!(2019, 6, 1)).unwrap();
        (facts.same_unit, facts.same_work, facts.same_place)
    };
    // The subject of case 1 held a post in organ 2 when it was filed, and none in 6 any more.
    assert_eq!(near(1, &[2]), (YES, YES, YES));
    assert_eq!(near(1, &[3]), (NO, YES, NO), "of the same system");
    assert_eq!(near(1, &[4]), (NO, NO, YES), "in the same place");
    assert_eq!(near(1, &[5]), (NO, NO, NO), "two without a system and a place are not alike");
    assert_eq!(near(1, &[6]), (NO, NO, NO), "left on the day of the filing");
    assert_eq!(near(1, &[7]), (NO, YES, NO), "of the same kind");
    assert_eq!(near(1, &[5, 4, 3]), (NO, YES, YES), "each by another unit");
    assert_eq!(near(1, &[8]), (NO, NO, NO), "of another system");
    assert_eq!(near(4, &[3]), (NO, YES, NO), "near to one of two units is near");
    assert_eq!(near(4, &[4]), (NO, NO, YES));
    assert_eq!(near(2, &[5]), (YES, YES, NO), "the subject is the unit");
    assert_eq!(near(2, &[6, 7]), (NO, NO, NO));
    assert_eq!(near(3, &[2]), (NEVER, NEVER, NEVER), "no unit is known");
}

/// G34: found wanting at the moment at which it was looked at: the finding stands.
#[test]
fn a_later_finding_only_takes_back_what_came_before() {
    let replied = ReplyFacts { replied: Some(at("2021-08-20 10:00")), written: YES, ..sent() };
    let wanting = |wanting: &str| ReplyFacts {
        wanting: Some(at(wanting)),
        rectified: Some(at("2021-08-25 10:00")),
        ..replied
    };
    let found = |facts: &ReplyFacts| stands(facts, "2021-12-01 09:00").known();
    assert_eq!(found(&wanting("2021-08-25 09:59")), Some(ReplyState::Rectified));
    assert_ne!(found(&wanting("2021-08-25 10:00")), Some(ReplyState::Rectified));
    assert_ne!(found(&wanting("2021-08-25 10:01")), Some(ReplyState::Rectified));
}

/// A kind of letter that a place does not send is forbidden, and another one is the way.
#[test]
fn a_letter_that_is_not_sent_here_is_forbidden() {
    let none = world("national")
        .setting(keys::proposal::KINDS, Codes::literal(&["integrity_risk_letter"]));
    let refused = may_send(&whole(), none.on(day!(2021, 5, 6))).unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true));
}
