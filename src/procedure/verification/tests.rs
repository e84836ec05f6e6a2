//! Who may verify and conclude, row by row; every cure; the limit on its last day.

mod places;
mod words;

use serde_json::{Value, json};

use super::*;
use crate::base::day::Day;
use crate::base::deadline::TimeLimit;
use crate::base::id::{ClueId, OrganId, PersonId, SupervisionId, VerificationId};
use crate::base::period::Period;
use crate::base::text::Code;
use crate::day;
use crate::decision::{Decision, Refusal, RefusalKind};
use crate::model::dossier::{Dossier, DossierDraft};
use crate::procedure::trials::{FACTS, World, at, calendar, id, rules_of, sound, world};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::{Approver, ClockStart};
use crate::rulebook::{Codes, keys};
use crate::terms::handling::HandlingMode;
use crate::terms::report::ClueSource;
use crate::terms::stage::VerificationProposal;

const NEVER: NotKnown = NotKnown::NeverAsked;

fn person(n: u128) -> PersonId {
    id(PersonId::from_uuid, n)
}

fn begin() -> BeginFacts {
    BeginFacts {
        verification: id(VerificationId::from_uuid, 1),
        planned: true,
        approved: Some(Fact::Known(vec![Approver::DeputyLeader])),
        lower_chief: Fact::Known(false),
        team: vec![person(1), person(2)],
        near: Vec::new(),
        mode: HandlingMode::Ordinary,
        elsewhere: Fact::Known(false),
        above: Fact::Known(false),
    }
}

fn chief(n: u128, post: &str) -> ChiefFacts {
    ChiefFacts { person: person(n), post: Code::parse(post).ok(), signed: true }
}

fn report() -> ReportFacts {
    ReportFacts {
        verification: id(VerificationId::from_uuid, 1),
        reported: true,
        team: vec![person(1), person(2)],
        signed_by: vec![person(1), person(2)],
        chiefs: vec![
            chief(3, "police_bureau_chief"),
            chief(4, "detective_head"),
            chief(5, "station_chief"),
        ],
        proposal: Some(VerificationProposal::FileCase),
        approved: Some(Fact::Known(vec![Approver::PrincipalLeader])),
    }
}

/// The rules in the way; empty if it may be done.
fn in_the_way<T>(answer: Result<Decision<T>, Refusal>) -> Vec<String> {
    match answer {
        Ok(decision) => {
            sound(decision.reasons());
            Vec::new()
        }
        Err(refusal) => {
            let unmet = refusal.unmet().iter();
            unmet
                .map(|unmet| {
                    sound(std::slice::from_ref(unmet.reason()));
                    unmet.reason().rule().as_str().to_owned()
                })
                .collect()
        }
    }
}

fn begins(world: &World, facts: &BeginFacts) -> Vec<String> {
    in_the_way(may_begin(facts, world.on(day!(2019, 6, 3))))
}

fn concludes(world: &World, facts: &ReportFacts) -> Vec<String> {
    in_the_way(may_conclude(facts, world.on(day!(2019, 6, 3))))
}

/// Law 1.3, 1.7; H12: each condition alone, on both sides.
#[test]
fn what_stands_in_the_way_of_beginning() {
    let henan = world("henan");
    let known = |post: Approver| Some(Fact::Known(vec![post]));
    let off_site = HandlingMode::OffsiteVerification;
    let raised = HandlingMode::LevelRaisedVerification;
    let chief = Fact::Known(true);
    let rows: Vec<(&str, BeginFacts, &[&str])> = vec![
        ("law 1.3", begin(), &[]),
        ("law 1.3", BeginFacts { planned: false, ..begin() }, &["verification/plan"]),
        ("law 1.3", BeginFacts { approved: None, ..begin() }, &["verification/approved"]),
        // Who approves is laid down only for the chiefs of the next lower level.
        ("law 1.3", BeginFacts { approved: Some(Fact::Known(vec![])), ..begin() }, &[]),
        ("art. 33", BeginFacts { lower_chief: chief, ..begin() }, &["verification/approved"]),
        (
            "art. 33",
            BeginFacts {
                lower_chief: chief,
                approved: known(Approver::PrincipalLeader),
                ..begin()
            },
            &["verification/approved"],
        ),
        (
            "art. 33",
            BeginFacts { lower_chief: chief, approved: known(Approver::PartySecretary), ..begin() },
            &[],
        ),
        (
            "art. 33",
            BeginFacts { lower_chief: chief, approved: Some(Fact::NotKnown(NEVER)), ..begin() },
            &["verification/approved"],
        ),
        (
            "art. 33",
            BeginFacts { lower_chief: Fact::NotKnown(NEVER), ..begin() },
            &["verification/approved"],
        ),
        (
            "art. 33",
            BeginFacts {
                lower_chief: Fact::NotKnown(NEVER),
                approved: known(Approver::PartySecretary),
                ..begin()
            },
            &[],
        ),
        ("art. 33", BeginFacts { team: vec![person(1)], ..begin() }, &["verification/team"]),
        ("law 1.7", BeginFacts { near: vec![person(1)], ..begin() }, &["verification/recused"]),
        (
            "law 1.7",
            BeginFacts { near: vec![person(1), person(2)], ..begin() },
            &["verification/recused", "verification/recused"],
        ),
        ("H12", BeginFacts { mode: off_site, elsewhere: chief, ..begin() }, &[]),
        ("H12", BeginFacts { mode: off_site, ..begin() }, &["verification/off-site"]),
        (
            "H12",
            BeginFacts { mode: off_site, elsewhere: Fact::NotKnown(NEVER), ..begin() },
            &["verification/off-site"],
        ),
        ("H12", BeginFacts { mode: raised, above: chief, ..begin() }, &[]),
        (
            "H12",
            BeginFacts { mode: raised, elsewhere: chief, ..begin() },
            &["verification/level-raised"],
        ),
        (
            "H12",
            BeginFacts { mode: raised, above: Fact::NotKnown(NEVER), ..begin() },
            &["verification/level-raised"],
        ),
    ];
    for (source, facts, wanted) in rows {
        assert_eq!(begins(&henan, &facts), wanted, "{source}: {facts:?}");
    }
}

/// Law 1.3: the least team and the approver are parameters, and change with them.
#[test]
fn the_parameters_decide() {
    let three = world("national").setting(keys::verification::TEAM, 3);
    assert_eq!(begins(&world("national"), &begin()), [""; 0]);
    assert_eq!(begins(&three, &begin()), ["verification/team"]);
    let bigger = BeginFacts { team: vec![person(1), person(2), person(3)], ..begin() };
    assert_eq!(begins(&three, &bigger), [""; 0]);

    let other = world("national")
        .setting(keys::verification::LOWER_CHIEF, Approver::PrincipalLeader)
        .setting(keys::verification::REPORT_APPROVED_BY, Approver::PartySecretary);
    let chief = BeginFacts {
        lower_chief: Fact::Known(true),
        approved: Some(Fact::Known(vec![Approver::PrincipalLeader])),
        ..begin()
    };
    assert_eq!(begins(&world("national"), &chief), ["verification/approved"]);
    assert_eq!(begins(&other, &chief), [""; 0]);
    assert_eq!(concludes(&other, &report()), ["verification/report-approved"]);

    let lax = world("henan")
        .setting(keys::verification::WHOLE_TEAM_SIGNS, false)
        .setting(keys::verification::CHIEFS_SIGN, false)
        .setting(keys::verification::CHIEFS, 1);
    let mut short = ReportFacts { signed_by: vec![], chiefs: vec![chief_unsigned(3)], ..report() };
    assert_eq!(concludes(&lax, &short), [""; 0]);
    short.chiefs.clear();
    assert_eq!(concludes(&lax, &short), ["verification/chiefs"]);
    let only = Codes::new(vec![Code::parse("close").unwrap()]);
    let only = world("national").setting(keys::verification::OUTCOMES, only);
    assert_eq!(concludes(&only, &report()), ["verification/proposal"]);
}

fn chief_unsigned(n: u128) -> ChiefFacts {
    ChiefFacts { person: person(n), post: None, signed: false }
}

/// H10, law 1.3: two, three and four chiefs; whoever has not signed is named.
#[test]
fn what_stands_in_the_way_of_concluding() {
    let (henan, national) = (world("henan"), world("national"));
    let chiefs =
        |many: u128| (3..3 + many).map(|n| ChiefFacts { signed: true, ..chief_unsigned(n) });
    let with = |many| ReportFacts { chiefs: chiefs(many).collect(), ..report() };
    // As published, the posts are not named: any three will do.
    for (many, wanted) in [(0, false), (1, false), (2, false), (3, true)] {
        let found = concludes(&henan, &with(many));
        assert_eq!(found.is_empty(), wanted, "{many} chiefs");
        assert!(found.iter().all(|rule| rule == "verification/chiefs"));
        assert_eq!(concludes(&national, &with(many)), [""; 0], "H10 is a rule of Henan");
    }
    // The other reading names three posts of the police.
    let posts = ["police_bureau_chief", "detective_head", "station_chief"];
    let codes = posts.map(|code| Code::parse(code).unwrap()).to_vec();
    let posts = world("henan").reading(keys::verification::CHIEF_POSTS, Codes::new(codes));
    assert_eq!(concludes(&posts, &report()), [""; 0]);
    assert_eq!(concludes(&posts, &with(3)), ["verification/chiefs"; 3]);
    let two_posts = ReportFacts {
        chiefs: vec![
            chief(3, "police_bureau_chief"),
            chief(4, "detective_head"),
            ChiefFacts { signed: true, ..chief_unsigned(5) },
        ],
        ..report()
    };
    assert_eq!(concludes(&posts, &two_posts), ["verification/chiefs"]);

    let rows: [(&str, ReportFacts, &[&str]); 8] = [
        ("law 1.3", ReportFacts { reported: false, ..report() }, &["verification/reported"]),
        (
            "law 1.3",
            ReportFacts { signed_by: vec![person(1)], ..report() },
            &["verification/whole-team"],
        ),
        (
            "law 1.3",
            ReportFacts { signed_by: vec![], ..report() },
            &["verification/whole-team", "verification/whole-team"],
        ),
        ("law 1.3", ReportFacts { proposal: None, ..report() }, &["verification/proposal"]),
        ("art. 38", ReportFacts { approved: None, ..report() }, &["verification/report-approved"]),
        (
            "art. 38",
            ReportFacts { approved: Some(Fact::Known(vec![Approver::DeputyLeader])), ..report() },
            &["verification/report-approved"],
        ),
        (
            "art. 38",
            ReportFacts { approved: Some(Fact::NotKnown(NEVER)), ..report() },
            &["verification/report-approved"],
        ),
        (
            "H10",
            ReportFacts { chiefs: report().chiefs.into_iter().map(unsigned).collect(), ..report() },
            &["verification/chiefs-sign"; 3],
        ),
    ];
    for (source, facts, wanted) in rows {
        assert_eq!(concludes(&henan, &facts), wanted, "{source}: {facts:?}");
    }
    let refusal = may_conclude(
        &ReportFacts { approved: Some(Fact::NotKnown(NEVER)), ..report() },
        henan.on(day!(2019, 6, 3)),
    )
    .unwrap_err();
    assert_eq!(refusal.kind(), RefusalKind::NotEnoughKnown);
    // Every proposal of the list, and the answer is the proposal.
    for proposal in VerificationProposal::ALL {
        let facts = ReportFacts { proposal: Some(proposal), ..report() };
        let decision = may_conclude(&facts, henan.on(day!(2019, 6, 3))).unwrap();
        assert_eq!(*decision.outcome(), Some(proposal));
    }
}

fn unsigned(chief: ChiefFacts) -> ChiefFacts {
    ChiefFacts { signed: false, ..chief }
}

/// Design §8.9: all cures together make the step succeed; with one left out it fails.
#[test]
fn every_cure_is_needed_and_all_are_enough() {
    let henan = world("henan");
    let rules = henan.on(day!(2019, 6, 3));
    let nothing = ReportFacts {
        reported: false,
        signed_by: Vec::new(),
        chiefs: vec![chief_unsigned(3)],
        proposal: None,
        approved: None,
        ..report()
    };
    let refusal = may_conclude(&nothing, rules).unwrap_err();
    let cures: Vec<&str> = codes(&refusal);
    assert_eq!(
        cures,
        ["reported", "signed_by", "signed_by", "chiefs", "chiefs_signed", "proposal", "approved"],
    );
    let mut kinds = cures.clone();
    kinds.dedup();
    for left_out in std::iter::once(None).chain(kinds.iter().copied().map(Some)) {
        let mut facts = nothing.clone();
        for cure in kinds.iter().filter(|cure| Some(**cure) != left_out) {
            match *cure {
                "reported" => facts.reported = true,
                "signed_by" => facts.signed_by = facts.team.clone(),
                "chiefs" => {
                    let more = [4, 5].map(|n| ChiefFacts { signed: true, ..chief_unsigned(n) });
                    facts.chiefs.extend(more);
                }
                "chiefs_signed" => facts.chiefs.iter_mut().for_each(|chief| chief.signed = true),
                "proposal" => facts.proposal = Some(VerificationProposal::Close),
                "approved" => facts.approved = report().approved,
                other => panic!("{other}"),
            }
        }
        assert_eq!(may_conclude(&facts, rules).is_ok(), left_out.is_none(), "{left_out:?}");
    }

    let nothing = BeginFacts {
        planned: false,
        approved: None,
        team: vec![person(1)],
        near: vec![person(1)],
        mode: HandlingMode::OffsiteVerification,
        ..begin()
    };
    let refusal = may_begin(&nothing, rules).unwrap_err();
    assert_eq!(codes(&refusal), ["planned", "approved", "team", "team", "organ"]);
    for left_out in [None, Some("planned"), Some("approved"), Some("team"), Some("organ")] {
        let mut facts = nothing.clone();
        let does = |cure| left_out != Some(cure);
        facts.planned = does("planned");
        facts.approved = does("approved").then(|| Fact::Known(vec![Approver::DeputyLeader]));
        if does("team") {
            (facts.team, facts.near) = (vec![person(7), person(8)], Vec::new());
        }
        facts.elsewhere = Fact::Known(does("organ"));
        assert_eq!(may_begin(&facts, rules).is_ok(), left_out.is_none(), "{left_out:?}");
    }
}

fn codes(refusal: &Refusal) -> Vec<&str> {
    let cure = |unmet: &crate::decision::Unmet| match unmet.remedy().cures() {
        [cure] => match cure.act() {
            crate::decision::Act::Command(code) | crate::decision::Act::Fact(code) => {
                let own: &'static str = Box::leak(code.as_str().to_owned().into_boxed_str());
                own
            }
        },
        other => panic!("{other:?}"),
    };
    refusal.unmet().iter().map(cure).collect()
}

/// Over all small worlds: what is not known never lets a step through that a *no* refuses.
#[test]
fn not_knowing_is_never_better_than_knowing_the_worst() {
    let henan = world("henan");
    for (lower, elsewhere, above) in FACTS
        .iter()
        .flat_map(|a| FACTS.iter().flat_map(move |b| FACTS.iter().map(move |c| (*a, *b, *c))))
    {
        for mode in HandlingMode::ALL {
            for approved in [None, Some(Fact::NotKnown(NEVER)), begin().approved] {
                let facts = BeginFacts {
                    lower_chief: lower,
                    elsewhere,
                    above,
                    mode,
                    approved: approved.clone(),
                    ..begin()
                };
                let ok = begins(&henan, &facts).is_empty();
                let settled = |fact: Fact<bool>| match fact {
                    Fact::NotKnown(_) => vec![Fact::Known(true), Fact::Known(false)],
                    Fact::Known(_) => vec![fact],
                };
                // It is let through only if it would be however the open questions are answered.
                let all = settled(lower).into_iter().all(|lower_chief| {
                    settled(elsewhere).into_iter().all(|elsewhere| {
                        settled(above).into_iter().all(|above| {
                            let facts =
                                BeginFacts { lower_chief, elsewhere, above, ..facts.clone() };
                            begins(&henan, &facts).is_empty()
                        })
                    })
                });
                assert_eq!(ok, all, "{facts:?}");
            }
        }
    }
}

fn times() -> VerificationTimes {
    VerificationTimes {
        verification: id(VerificationId::from_uuid, 1),
        received: Fact::Known(at("2018-10-08 09:00")),
        approved: Fact::Known(at("2018-10-15 10:00")),
        extended: None,
        reported: None,
    }
}

fn found(world: &World, times: &VerificationTimes, now: &str) -> String {
    let now = at(now);
    let decision = limit(times, world.on(now.day()), &calendar(), now);
    sound(decision.reasons());
    assert!(rules_of(&decision).iter().all(|rule| *rule == "verification/limit"));
    decision.outcome().to_string()
}

/// Law 1.3: two months and one more until the rules of 2019, then none; law 6: 15 working
/// days in Xixiang.
#[test]
fn the_limit_by_edition() {
    let national = world("national");
    let due = "due before 2018-12-16 00:00:00 +08:00";
    assert_eq!(found(&national, &times(), "2018-12-15 23:59"), format!("{due}, 1 min left"));
    assert_eq!(
        found(&national, &times(), "2018-12-16 00:00"),
        format!("{due}, overdue by less than a minute")
    );
    let reported = VerificationTimes { reported: Some(at("2018-12-15 23:59")), ..times() };
    assert!(found(&national, &reported, "2019-03-01 00:00").contains("done in time"));
    let late = VerificationTimes { reported: Some(at("2018-12-16 00:00")), ..times() };
    assert!(found(&national, &late, "2019-03-01 00:00").contains("done late"));

    // Given before the end it counts; on the day after it does not.
    let longer = |text| VerificationTimes { extended: Some(at(text)), ..times() };
    let later = "due before 2019-01-16 00:00:00 +08:00, 15 days left";
    assert_eq!(found(&national, &longer("2018-12-15 23:59"), "2019-01-01 00:00"), later);
    assert!(found(&national, &longer("2018-12-16 00:00"), "2019-01-01 00:00").starts_with(due));

    // The clock follows the rules of the day on which it began.
    let begun = |text| VerificationTimes { approved: Fact::Known(at(text)), ..times() };
    assert!(
        found(&national, &begun("2018-12-31 23:59"), "2019-01-10 00:00")
            .starts_with("due before 2019-03-01")
    );
    assert_eq!(found(&national, &begun("2019-01-01 00:00"), "2019-01-10 00:00"), "no limit");
    let xixiang = world("xixiang");
    // 2019-03-04 is a Monday: fifteen working days end on 2019-03-25.
    assert_eq!(
        found(&xixiang, &begun("2019-03-04 10:00"), "2019-03-25 23:00"),
        "due before 2019-03-26 00:00:00 +08:00, 1 h left",
    );
    assert_eq!(
        found(
            &xixiang,
            &VerificationTimes {
                extended: Some(at("2019-03-20 09:00")),
                ..begun("2019-03-04 10:00")
            },
            "2019-03-25 23:00"
        ),
        "due before 2019-03-26 00:00:00 +08:00, 1 h left",
        "Xixiang knows no extension, and the one of 1994 has ended",
    );
    let twenty = world("xixiang").setting(keys::verification::LIMIT, TimeLimit::working_days(20));
    assert!(
        found(&twenty, &begun("2019-03-04 10:00"), "2019-03-25 23:00")
            .starts_with("due before 2019-04-02")
    );
}

/// Law 1.3: the start is not stated; both readings.
#[test]
fn the_limit_in_both_readings() {
    let receipt = world("national").reading(keys::verification::LIMIT_STARTS, ClockStart::Receipt);
    assert!(found(&receipt, &times(), "2018-11-01 00:00").starts_with("due before 2018-12-09"));
    let unapproved = VerificationTimes { approved: Fact::NotKnown(NEVER), ..times() };
    assert_eq!(
        found(&world("national"), &unapproved, "2018-11-01 00:00"),
        "undetermined, missing: when it happened: approval (never asked)",
    );
    assert!(found(&receipt, &unapproved, "2018-11-01 00:00").starts_with("due before 2018-12-09"));
}

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

fn stage(moment: &str, state: Value) -> Value {
    let moment = at(moment);
    json!({ "when": { "occurred_at": moment, "recorded_at": moment }, "state": state })
}

/// A city with two counties, each with a discipline commission; a township committee.
fn dossier(verification: Value) -> Dossier {
    entered(draft(verification))
}

fn entered(draft: Value) -> Dossier {
    let draft: DossierDraft = serde_json::from_value(draft).unwrap();
    draft.enter().unwrap()
}

fn draft(verification: Value) -> Value {
    let place = |n: u128, above: Option<u128>, level: &str| {
        let mut place = json!({ "id": no("place", n), "name": format!("第{n}地"), "level": level });
        if let Some(above) = above {
            place["parent"] = json!(no("place", above));
        }
        place
    };
    let organ = |n: u128, kind: &str, level: &str, place: u128, above: Option<u128>| {
        let mut organ = json!({ "id": no("organ", n), "name": format!("第{n}机关"),
            "kind": kind, "level": level, "place": no("place", place) });
        if let Some(above) = above {
            organ["parent"] = json!(no("organ", above));
        }
        organ
    };
    let post = |n: u128, organ: u128, leader: &str| json!({ "id": no("post", n), "organ": no("organ", organ), "title": "职务", "leader": leader });
    let tenure = |n: u128, person: u128, post: u128| {
        json!({ "id": no("tenure", n), "person": no("person", person), "post": no("post", post),
            "period": { "start": { "on": "2018-01-01" }, "end": "open" } })
    };
    let persons: Vec<Value> =
        (1..=8).map(|n| json!({ "id": no("person", n), "name": format!("第{n}某") })).collect();
    json!({
        "places": [place(1, None, "city"), place(2, Some(1), "county"), place(3, Some(1), "county")],
        "organs": [
            organ(1, "discipline_supervision", "city", 1, None),
            organ(2, "discipline_supervision", "county", 2, Some(1)),
            organ(3, "discipline_supervision", "county", 3, Some(1)),
            organ(4, "party_committee", "township", 2, None),
            organ(5, "party_committee", "county", 2, None),
        ],
        "posts": [post(1, 4, "principal_leader"), post(2, 5, "principal_leader"),
            post(3, 2, "principal_leader"), post(4, 2, "leader_in_charge")],
        "persons": persons,
        "tenures": [tenure(1, 1, 1), tenure(2, 2, 2), tenure(3, 3, 3), tenure(4, 4, 4)],
        "documents": [
            { "id": no("document", 1), "kind": "work_plan", "title": "核查方案" },
            { "id": no("document", 2), "kind": "work_plan", "title": "核查报告" },
        ],
        "clues": [{ "id": no("clue", 1), "received_by": no("organ", 2), "source": "audit",
            "content": "甲某为乙团伙通风报信。", "subjects": [no("person", 1)],
            "stages": [stage("2019-04-01 09:00", json!("received"))] }],
        "verifications": [verification],
    })
}

fn verification(organ: u128, approver: u128, mode: &str) -> Value {
    json!({
        "id": no("verification", 1), "clue": no("clue", 1), "organ": no("organ", organ),
        "mode": mode, "team": [no("person", 5), no("person", 6)],
        "chiefs": [{ "post": " 公安局长", "person": no("person", 7) },
            { "post": "chief of the police station", "person": no("person", 8) }],
        "stages": [
            stage("2019-04-02 09:00", json!({ "planned": { "plan": no("document", 1) } })),
            stage("2019-04-03 09:00", json!({ "approved": { "by": no("person", approver) } })),
            stage("2019-04-04 09:00", json!("begun")),
            stage("2019-04-20 09:00", json!({ "reported": {
                "report": no("document", 2),
                "content": crate::provenance::Fingerprint::from_bytes([7; 32]),
                "signed_by": [no("person", 5)], "chiefs_signed": [no("person", 8)],
                "proposal": "file_case" } })),
            stage("2019-04-22 09:00", json!({ "concluded": { "by": no("person", 3) } })),
        ],
    })
}

/// Gathered from a dossier: who approved as what, which organ stands where, who signed.
#[test]
fn facts_come_from_the_dossier() {
    let ask = |organ, approver, mode: &str| {
        let dossier = dossier(verification(organ, approver, mode));
        let noun = dossier.verification(id(VerificationId::from_uuid, 1)).unwrap().clone();
        BeginFacts::gather(&dossier, &noun).unwrap()
    };
    let own = ask(2, 2, "ordinary");
    assert_eq!(own.approved, Some(Fact::Known(vec![Approver::PartySecretary])));
    assert_eq!((own.planned, own.lower_chief), (true, Fact::Known(true)));
    assert_eq!((own.elsewhere, own.above), (Fact::Known(false), Fact::Known(false)));
    assert_eq!(own.near, []);
    assert!(begins(&world("henan"), &own).is_empty());
    let deputy = ask(2, 4, "ordinary");
    assert_eq!(deputy.approved, Some(Fact::Known(vec![Approver::DeputyLeader])));
    assert_eq!(begins(&world("henan"), &deputy), ["verification/approved"]);
    let city = ask(1, 2, "level_raised_verification");
    assert_eq!((city.elsewhere, city.above), (Fact::Known(false), Fact::Known(true)));
    assert_eq!(city.lower_chief, Fact::Known(false), "a township is not one level below a city");
    let other = ask(3, 2, "offsite_verification");
    assert_eq!((other.elsewhere, other.above), (Fact::Known(true), Fact::Known(false)));

    let dossier = dossier(verification(2, 2, "ordinary"));
    let report = ReportFacts::gather(&dossier, id(VerificationId::from_uuid, 1)).unwrap();
    assert_eq!(report.signed_by, [person(5)]);
    let posts: Vec<_> =
        report.chiefs.iter().map(|c| (c.post.as_ref().map(Code::as_str), c.signed)).collect();
    assert_eq!(posts, [(Some("police_bureau_chief"), false), (Some("station_chief"), true)]);
    assert_eq!(report.approved, Some(Fact::Known(vec![Approver::PrincipalLeader])));
    assert_eq!(report.proposal, Some(VerificationProposal::FileCase));
    assert_eq!(
        concludes(&world("henan"), &report),
        ["verification/whole-team", "verification/chiefs", "verification/chiefs-sign"],
    );
    let times = VerificationTimes::gather(&dossier, id(VerificationId::from_uuid, 1)).unwrap();
    assert_eq!(times.approved, Fact::Known(at("2019-04-03 09:00")));
    assert_eq!(times.reported, Some(at("2019-04-20 09:00")));
    assert_eq!(times.received, Fact::Known(at("2019-04-01 09:00")));
    let nobody = id(VerificationId::from_uuid, 9);
    assert!(ReportFacts::gather(&dossier, nobody).is_none());
}

/// H11: thirty in the team, six teams on tour; whoever left or came later is not counted.
#[test]
fn thirty_verify_and_six_teams_tour() {
    let period =
        |first: &str, until: &str| json!({ "start": { "on": first }, "end": { "before": until } });
    let year = period("2018-01-01", "2019-01-01");
    let members: Vec<Value> = (1..=32)
        .map(|n: u128| {
            let period = match n {
                31 => period("2018-01-01", "2018-06-01"),
                32 => json!({ "start": "unknown", "end": { "before": "2019-01-01" } }),
                _ => year.clone(),
            };
            json!({ "person": no("person", n), "period": period })
        })
        .collect();
    let mission = |n: u128, team: &str| {
        let mut mission = json!({ "id": no("supervision", n), "mode": "point_to_point",
            "by": no("organ", 1), "team": team });
        if n != 8 {
            mission["period"] = year.clone();
        }
        mission
    };
    let mut missions: Vec<Value> = (1..=6).map(|n| mission(n, "supervision_team")).collect();
    missions.push(mission(7, "covert_visit_team"));
    missions.push(mission(8, "supervision_team"));
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "省公安厅", "kind": "public_security", "level": "province" }],
        "persons": (1..=32).map(|n| json!({ "id": no("person", n), "name": format!("第{n}某") })).collect::<Vec<_>>(),
        "task_forces": [{ "id": no("task_force", 1), "kind": "verification_team",
            "name": "线索核查专班", "organ": no("organ", 1), "members": members }],
        "missions": missions,
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let organ = id(OrganId::from_uuid, 1);
    let found = strength(&dossier, organ, day!(2018, 10, 1));
    assert_eq!((found.verifiers.len(), found.touring.len()), (30, 6));
    assert_eq!(found.unsure_verifiers, [person(32)]);
    assert_eq!(found.unsure_touring, [id(SupervisionId::from_uuid, 8)]);
    assert_eq!(
        strength(&dossier, organ, day!(2018, 5, 31)).verifiers.len(),
        31,
        "one left in June"
    );
    assert_eq!(strength(&dossier, organ, day!(2018, 6, 1)).verifiers.len(), 30);
    assert_eq!(
        strength(&dossier, organ, day!(2019, 1, 1)),
        Strength { unsure_touring: vec![id(SupervisionId::from_uuid, 8)], ..Strength::default() }
    );
}

/// H13: settled after a verification, within the period, from the public, each counted once.
#[test]
fn clues_settled_after_a_verification() {
    let clue = |n: u128, source: &str, more: Vec<Value>| {
        let mut stages = vec![
            stage("2018-03-01 09:00", json!("received")),
            stage("2018-03-01 10:00", json!({ "registered": { "ledger_no": format!("甲{n}") } })),
        ];
        stages.extend(more);
        let mut clue = json!({ "id": no("clue", n), "received_by": no("organ", 1),
            "source": source, "content": "甲某为乙团伙通风报信。", "stages": stages });
        if source == "mass_report" {
            (clue["channel"], clue["naming"]) = (json!("letter"), json!("anonymous"));
        }
        clue
    };
    let put = |to: &str| stage("2018-03-05 09:00", json!({ "disposed": { "disposition": to } }));
    let verified = || {
        stage("2018-04-05 09:00", json!({ "verified": { "verification": no("verification", 1) } }))
    };
    let closed = |at: &str| stage(at, json!({ "closed": { "reasons": "查否" } }));
    let verification = "preliminary_verification";
    let mut repeated =
        clue(6, "mass_report", vec![put(verification), verified(), closed("2018-12-31 23:59")]);
    repeated["repeats"] = json!(no("clue", 1));
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "甲县公安局", "kind": "public_security", "level": "county" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }, { "id": no("person", 2), "name": "乙某" }],
        "documents": [{ "id": no("document", 1), "kind": "work_plan", "title": "核查方案" }],
        "cases": [{ "id": no("case", 1), "ledger_no": "甲案1", "filed_by": no("organ", 1),
            "filed_level": "county", "stages": [stage("2018-05-01 09:00", json!({ "criminal": "filed" }))] }],
        "verifications": [{ "id": no("verification", 1), "clue": no("clue", 1), "organ": no("organ", 1),
            "mode": "ordinary", "team": [no("person", 1), no("person", 2)],
            "stages": [stage("2018-03-06 09:00", json!({ "planned": { "plan": no("document", 1) } }))] }],
        "clues": [
            clue(1, "mass_report", vec![put(verification), verified(), closed("2018-12-31 23:59")]),
            clue(2, "mass_report", vec![put(verification), verified(), closed("2019-01-01 00:00")]),
            clue(3, "mass_report", vec![put("close"), closed("2018-06-01 09:00")]),
            clue(4, "mass_report", vec![put(verification), verified(),
                stage("2018-05-01 09:00", json!({ "filed": { "case": no("case", 1) } }))]),
            clue(5, "audit", vec![put(verification), verified(), closed("2018-12-31 23:59")]),
            repeated,
            clue(7, "mass_report", vec![put(verification), verified()]),
        ],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let year = |year| {
        let day = |year| Day::of(year, 1, 1).unwrap();
        Period::new(
            crate::base::period::Start::On(day(year)),
            crate::base::period::End::Before(day(year + 1)),
        )
        .unwrap()
    };
    let found = settled(&dossier, &ClueSource::MassReport, year(2018));
    assert_eq!(found.closed, [id(ClueId::from_uuid, 1)]);
    assert_eq!(found.filed, [id(ClueId::from_uuid, 4)]);
    assert_eq!(found.total(), 2);
    assert_eq!(
        settled(&dossier, &ClueSource::MassReport, year(2019)).closed,
        [id(ClueId::from_uuid, 2)]
    );
    assert_eq!(settled(&dossier, &ClueSource::Audit, year(2018)).total(), 1);
}
