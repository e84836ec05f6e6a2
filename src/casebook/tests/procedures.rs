//! What a person has decided is entered with what a procedure says of it: the reasons that
//! let it happen, or what is missing. Where a rule says no, it is refused and nothing is
//! entered.

use super::*;
use crate::model::case::Case;
use crate::model::transfer::{Transfer, TransferStage};
use crate::model::verification::VerificationStage;

const EARLY: &str = "2021-06-01T08:00:00+08:00";

pub(super) fn when() -> Value {
    json!({"occurred_at": EARLY, "recorded_at": EARLY})
}

/// What a command has come to: its last event with the reasons, or the whole refusal.
#[track_caller]
pub(super) fn outcome(world: &mut World, act: Value) -> String {
    let command = world.command(act);
    outcome_of(world, &command)
}

/// The same of a command that is whole.
#[track_caller]
pub(super) fn outcome_of(world: &mut World, command: &Command) -> String {
    let before = world.book.clone();
    match world.send(command) {
        Ok(Done::Now(entry)) => entry.events.last().map_or("nothing".to_owned(), |event| {
            let reasons =
                event.reasons.iter().map(|r| format!("\n  {}: {}", r.rule(), r.because()));
            format!("{}{}", event.what.name(), reasons.collect::<String>())
        }),
        Ok(Done::Before(entry)) => format!("done in entry {entry}"),
        Err(refused) => {
            assert_eq!(world.book, before, "a refusal changes nothing");
            refused.to_string()
        }
    }
}

/// An organ one level up, two papers, and the clues that are asked for.
pub(super) fn world(clues: &[(u32, &str)]) -> World {
    let mut world = World::new();
    world.done(json!({"enter": [
        {"organ": {"id": id("organ", 3), "name": "丙市纪委", "kind": "discipline_supervision", "level": "city"}},
        {"document": {"id": id("document", 1), "kind": "work_plan", "title": "核实方案"}},
        {"document": {"id": id("document", 2), "kind": "supervision_report", "title": "核实报告"}},
    ]}));
    for (n, source) in clues {
        let mut clue = json!({"id": id("clue", *n), "source": source,
            "problem_classes": ["acting_as_umbrella"], "subjects": [id("person", 4)],
            "content": format!("反映某人充当保护伞（第{n}件）")});
        if *source == "mass_report" {
            clue["channel"] = json!("letter");
        }
        let ledger_no = format!("城纪信{n}");
        world.done(
            json!({"register": {"ledger_no": ledger_no, "jurisdiction": "own", "clue": clue}}),
        );
    }
    world
}

/// What those who studied a clue found: closing, talk or inquiry, verification, holding.
pub(super) fn dispose(n: u32, how: &str) -> Value {
    let [ruled_out, ready, specific] = match how {
        "close" => [true, true, true],
        "talk" => [false, true, false],
        "hold" => [false, false, true],
        _ => [false, true, true],
    };
    json!({"dispose": {"clue": id("clue", n), "studied_collectively": true, "assessment": {
        "within_jurisdiction": {"known": true}, "ruled_out": {"known": ruled_out},
        "conditions_ready": {"known": ready}, "specific": {"known": specific},
        "checkable": {"known": true}}}})
}

/// The record of a verification with its first stages, so many of the five.
pub(super) fn verification(n: u32, stages: usize, proposal: Option<&str>) -> Value {
    let mut reported = json!({"report": id("document", 2), "content": CONTENT,
        "signed_by": [id("person", 1), id("person", 2)]});
    if let Some(proposal) = proposal {
        reported["proposal"] = json!(proposal);
    }
    let all = [
        json!({"planned": {"plan": id("document", 1)}}),
        json!({"approved": {"by": id("person", 2)}}),
        json!("begun"),
        json!({"reported": reported}),
        json!({"concluded": {"by": id("person", 3)}}),
    ];
    let stages: Vec<Value> =
        all.into_iter().take(stages).map(|state| json!({"when": when(), "state": state})).collect();
    json!({"verify": {"id": id("verification", n), "clue": id("clue", n), "organ": id("organ", 1),
        "mode": "ordinary", "team": [id("person", 1), id("person", 2)], "stages": stages}})
}

fn close(n: u32, settled: Option<bool>) -> Value {
    let mut close = json!({"clue": id("clue", n), "reasons": "查无实据"});
    if let Some(settled) = settled {
        close["settled"] = json!(settled);
    }
    json!({"close": close})
}

pub(super) fn case(world: &World, n: u32) -> &Case {
    world.book.dossier().case(id("case", n).parse().unwrap()).unwrap()
}

fn transfer(world: &World) -> &Transfer {
    world.book.dossier().transfer(id("transfer", 1).parse().unwrap()).unwrap()
}

/// A transfer of clue 1 from the police to the organ, handed over.
fn handed_over(pack: &'static str) -> World {
    let mut world = world(&[(1, "public_security"), (2, "public_security")]);
    world.pack = pack;
    world.done(
        json!({"owe": {"id": id("transfer", 1), "clue": id("clue", 1), "from": id("organ", 2),
        "to": id("organ", 1), "source": "public_security"}}),
    );
    world.done(json!({"hand_over": envelope(1, "hand_over", 2, 1)}));
    world
}

pub(super) fn envelope(n: u32, kind: &str, from: u32, to: u32) -> Value {
    json!({"id": id("envelope", n), "kind": kind, "from": id("organ", from), "to": id("organ", to),
        "transfer": id("transfer", 1), "clue": id("clue", 1), "content": CONTENT, "written": when()})
}

pub(super) fn receive(back: Option<&str>, further: &Value) -> Value {
    let kind = match (back, further.get("rest")) {
        (Some(_), _) => "return",
        (None, Some(_)) => "partial_acceptance",
        (None, None) => "acceptance",
    };
    let back = back.map_or(Value::Null, |ground| json!([ground, "经审查"]));
    let mut receive = json!({"envelope": envelope(2, kind, 1, 2), "give_back": back});
    receive["envelope"]["in_reply_to"] = json!(id("envelope", 1));
    for (name, value) in further.as_object().unwrap() {
        receive[name] = value.clone();
    }
    json!({"receive": receive})
}

/// Law 1.2: what the receiver says agrees with the rules as far as the facts are known.
#[test]
fn a_transfer_is_taken_or_given_back_as_the_rules_say() {
    let papers = |complete: bool| json!({"papers_complete": {"known": complete}});
    let all = |jurisdiction: &str, complete: bool| json!({"jurisdiction": jurisdiction, "found": papers(complete)});
    let rest = |jurisdiction: &str| json!({"jurisdiction": jurisdiction, "found": papers(true), "rest": id("clue", 2)});
    let rows = [
        (
            None,
            all("own", true),
            "a transfer came further: accepted\n  \
             transfer/accept: it belongs to the organ",
        ),
        (
            None,
            json!({"jurisdiction": "own"}),
            "a transfer came further: accepted\n  \
             transfer/accept: the clue may still have to be given back\n  \
             transfer/accept: not known: whether the papers are complete",
        ),
        (
            None,
            json!({}),
            "a transfer came further: accepted\n  \
             transfer/accept: the clue may still have to be given back\n  \
             transfer/accept: not known: whether the matter belongs to the organ",
        ),
        (
            None,
            all("own", false),
            "not permitted: accept the clue\n  \
             1. unmet: transfer/accept: ground for return: papers are missing [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             cure: give it back (by: case supervision office)",
        ),
        (
            None,
            all("other", true),
            "not permitted: accept the clue\n  \
             1. unmet: transfer/accept: ground for return: no jurisdiction [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             cure: give it back (by: case supervision office)",
        ),
        (
            Some("incomplete"),
            json!({"jurisdiction": "own"}),
            "a clue came further: given back\n  \
             transfer/accept: ground for return: papers are missing",
        ),
        (
            Some("incomplete"),
            all("own", true),
            "not permitted: give the clue back\n  \
             1. unmet: transfer/accept: it belongs to the organ [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             cure: accept it (by: case supervision office)",
        ),
        (
            Some("no_jurisdiction"),
            json!({}),
            "a clue came further: given back\n  \
             transfer/accept: ground for return: no jurisdiction",
        ),
        (
            None,
            all("in_part", true),
            "not permitted: accept the clue\n  \
             1. unmet: transfer/accept: it belongs to the organ in part: the own part is kept, the rest passed on [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             cure: enter the rest as a clue of its own, and accept the own part (by: case supervision office)",
        ),
        (
            None,
            rest("in_part"),
            "a transfer came further: accepted in part\n  \
             transfer/accept: it belongs to the organ in part: the own part is kept, the rest passed on",
        ),
        (
            None,
            rest("own"),
            "not permitted: accept a part of the clue\n  \
             1. unmet: transfer/accept: it belongs to the organ [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             cure: accept it (by: case supervision office)",
        ),
        (
            Some("wrong_address"),
            json!({}),
            "a clue came further: given back\n  \
             transfer/accept: ground for return: wrong address",
        ),
    ];
    for (back, further, wanted) in rows {
        let mut world = handed_over("chengguan");
        let found = outcome(&mut world, receive(back, &further));
        assert_eq!(found, wanted, "{back:?} {further}");
        let taken = matches!(
            transfer(&world).stage(),
            TransferStage::Accepted { .. } | TransferStage::AcceptedInPart { .. }
        );
        assert_eq!(taken, found.starts_with("a transfer came further: accepted"));
        let back = matches!(world.clue(1).stage(), ClueStage::GivenBack { .. });
        assert_eq!(back, found.starts_with("a clue came further: given back"), "{found}");
    }
}

/// Z12: Zhaotong asks whether it is about persons under supervision, which the posts tell.
#[test]
fn whom_a_clue_is_about_is_told_by_their_posts() {
    let all = json!({"jurisdiction": "own", "found": {"papers_complete": {"known": true}}});
    let mut world = handed_over("zhaotong");
    assert_eq!(
        outcome(&mut world, receive(None, &all)),
        "a transfer came further: accepted\n  \
             transfer/accept: the clue may still have to be given back\n  \
             transfer/accept: not known: whether it is about persons under supervision"
    );
    let mut world = handed_over("zhaotong");
    world.done(json!({"enter": [
        {"post": {"id": id("post", 4), "organ": id("organ", 2), "title": "民警"}},
        {"tenure": {"id": id("tenure", 4), "person": id("person", 4), "post": id("post", 4),
            "period": {"start": {"on": "2018-01-01"}, "end": "open"}}},
    ]}));
    assert_eq!(
        outcome(&mut world, receive(None, &all)),
        "a transfer came further: accepted\n  \
             transfer/accept: it belongs to the organ"
    );
    // Another organ than the one to which it was sent.
    let mut world = handed_over("chengguan");
    let command = world.changed(receive(None, &all), |form| form["organ"] = json!(id("organ", 3)));
    let before = world.book.clone();
    assert_eq!(
        world.send(&command).unwrap_err().to_string(),
        "not permitted: accept the clue\n  \
             1. unmet: transfer/accept: ground for return: wrong address [监察法实施条例 Supervision Law Regulations 2021, 2021-09-20, art. 171; law 1.2]\n     \
             cure: give it back (by: case supervision office)"
    );
    assert_eq!(world.book, before);
}

/// Law 1.3: closed as untrue, after a talk that settled it, after an approved report.
#[test]
fn a_clue_is_closed_by_what_it_was_put_to() {
    let rows = [
        (
            "",
            None,
            "not permitted: close the clue\n  \
             1. unmet: disposition/may-close: it was not disposed of [监督执纪工作规则 Discipline Work Rules 2019, undated, law 1.3 (our reading)]\n     \
             cure: dispose of the clue (by: case supervision office)",
        ),
        (
            "hold",
            None,
            "not permitted: close the clue\n  \
             1. unmet: disposition/may-close: it is on hold [监督执纪工作规则 Discipline Work Rules 2019, undated, law 1.3 (our reading)]\n     \
             cure: dispose of the clue (by: case supervision office)",
        ),
        (
            "close",
            None,
            "a clue came further: closed\n  \
             disposition/may-close: it was put to closing",
        ),
        (
            "talk",
            Some(true),
            "a clue came further: closed\n  \
             disposition/may-close: the talk or the reply has settled it",
        ),
        (
            "talk",
            None,
            "a clue came further: closed\n  \
             disposition/may-close: it is not known whether the talk or the reply has settled it",
        ),
        (
            "talk",
            Some(false),
            "not permitted: close the clue\n  \
             1. unmet: disposition/may-close: the talk or the reply has not settled it [监督执纪工作规则 Discipline Work Rules 2019, undated, art. 30; law 1.3 (not looked up, sure of the substance)]\n     \
             cure: dispose of the clue (by: case supervision office)",
        ),
        (
            "verify",
            None,
            "not permitted: close the clue\n  \
             1. unmet: disposition/may-close: it is not verified [监督执纪工作规则 Discipline Work Rules 2019, undated, art. 35; law 1.3 (not looked up, sure of the substance)]\n     \
             cure: verify the clue (by: handling office)",
        ),
    ];
    for (how, settled, wanted) in rows {
        let mut world = world(&[(1, "mass_report")]);
        if !how.is_empty() {
            world.done(dispose(1, how));
        }
        let found = outcome(&mut world, close(1, settled));
        assert_eq!(found, wanted, "{how} {settled:?}");
        let closed = matches!(world.clue(1).stage(), ClueStage::Closed { .. });
        assert_eq!(closed, found.starts_with("a clue came further: closed"));
    }
}

#[test]
fn a_verified_clue_is_closed_if_its_report_proposes_it() {
    let rows = [
        (
            Some("close"),
            "a clue came further: closed\n  \
             disposition/may-close: the report of the verification is approved\n  \
             disposition/may-close: the report proposes: close",
        ),
        (
            Some("reminder_talk"),
            "a clue came further: closed\n  \
             disposition/may-close: the report of the verification is approved\n  \
             disposition/may-close: the report proposes: reminder talk",
        ),
        (
            Some("file_case"),
            "not permitted: close the clue\n  \
             1. unmet: disposition/may-close: the report proposes: file the case [监督执纪工作规则 Discipline Work Rules 2019, undated, art. 35; law 1.3 (not looked up, sure of the substance)]\n     \
             cure: do what the report proposes (by: handling office)",
        ),
    ];
    for (proposal, wanted) in rows {
        let mut world = world(&[(1, "mass_report")]);
        world.done(dispose(1, "verify"));
        world.done(verification(1, 5, proposal));
        assert_eq!(outcome(&mut world, close(1, None)), wanted, "{proposal:?}");
    }
}

/// Law 1.3: begun with a plan that is approved, verified when the report is approved.
#[test]
fn a_verification_comes_further_stage_by_stage() {
    let mut world = world(&[(1, "mass_report")]);
    world.done(dispose(1, "verify"));
    assert_eq!(
        outcome(&mut world, verification(1, 2, None)),
        "entered among the verifications\n  \
             discipline/approval: of others than chiefs of the next lower level, the rules say only that it is approved by the usual procedure\n  \
             discipline/approval: not known: whether the subject is a chief of the next lower level"
    );
    assert_eq!(
        outcome(&mut world, verification(1, 2, None)),
        "verification-00000000000000000000000000000001 goes on from where it is approved, and is the same otherwise"
    );
    assert_eq!(
        outcome(&mut world, verification(1, 3, None)),
        "a verification came further: begun\n  \
             verification/plan: there is a plan\n  \
             verification/approved: the plan is approved\n  \
             verification/recused: none of the team is a subject or declared kin of one\n  \
             verification/team: 2 in the team, at least 2 are needed"
    );
    assert_eq!(
        outcome(&mut world, verification(1, 4, Some("close"))),
        "a verification came further: reported\n  \
             verification/plan: there is a plan\n  \
             verification/approved: the plan is approved\n  \
             verification/recused: none of the team is a subject or declared kin of one\n  \
             verification/team: 2 in the team, at least 2 are needed"
    );
    assert!(matches!(world.clue(1).stage(), ClueStage::Disposed { .. }), "not over yet");
    let mut other = verification(1, 5, Some("close"));
    other["verify"]["mode"] = json!("offsite_verification");
    assert_eq!(
        outcome(&mut world, other),
        "verification-00000000000000000000000000000001 goes on from where it is reported, and is the same otherwise"
    );
    assert_eq!(
        outcome(&mut world, verification(1, 5, Some("close"))),
        "a clue came further: verified\n  \
             verification/reported: the team has reported\n  \
             verification/whole-team: the whole team has signed\n  \
             verification/proposal: the report proposes: close\n  \
             verification/report-approved: approved by: principal leader of the organ"
    );
    let noun = world.book.dossier().verification(id("verification", 1).parse().unwrap()).unwrap();
    assert!(matches!(noun.stage(), VerificationStage::Concluded { .. }));
    let replayed = Casebook::replay(&world.journal).unwrap();
    assert_eq!(replayed, world.book);
}

/// Of somebody of whom no post is on record it is not known, and not *no*, in which post the
/// report was approved: the record is kept, and says what it lacks.
#[test]
fn an_approver_without_a_post_on_record_is_not_known_to_be_the_wrong_one() {
    let mut world = world(&[(1, "mass_report")]);
    world.done(dispose(1, "verify"));
    world.done(json!({"enter": [{"person": {"id": id("person", 9), "name": "己某"}}]}));
    let mut act = verification(1, 5, Some("close"));
    act["verify"]["stages"][4]["state"]["concluded"]["by"] = json!(id("person", 9));
    let found = outcome(&mut world, act);
    assert!(found.starts_with("a clue came further: verified"), "{found}");
    assert!(found.contains("verification/report-approved: it is not known"), "{found}");
}

#[test]
fn a_verification_that_the_rules_refuse_is_not_entered() {
    let change = |stages: usize, change: fn(&mut Value)| {
        let mut act = verification(1, stages, Some("close"));
        change(&mut act["verify"]);
        act
    };
    let rows = [
        (
            "the subject in the team",
            change(3, |v| v["team"] = json!([id("person", 1), id("person", 4)])),
            "forbidden: begin the verification\n  \
             1. forbidden: verification/recused: person-00000000000000000000000000000004 is a subject of the clue or a near relative of one [监察法 Supervision Law 2018, 2018-03-20, art. 58; law 1.7]\n     \
             cure: put another person into the team (by: handling office)",
        ),
        (
            "signed by one",
            change(5, |v| {
                v["stages"][3]["state"]["reported"]["signed_by"] = json!([id("person", 1)])
            }),
            "not permitted: conclude the verification\n  \
             1. unmet: verification/whole-team: person-00000000000000000000000000000002 has not signed the report [监督执纪工作规则（试行） Discipline Work Rules, trial 2017, undated, law 1.3]\n     \
             cure: sign the report (by: verification team)",
        ),
        (
            "approved by the leader in charge",
            change(5, |v| v["stages"][4]["state"]["concluded"]["by"] = json!(id("person", 2))),
            "not permitted: conclude the verification\n  \
             1. unmet: verification/report-approved: approved by somebody else; it takes: principal leader of the organ [监察法 Supervision Law 2018, 2018-03-20, art. 38; law 1.3]\n     \
             cure: approve it (by: principal leader of the organ)",
        ),
        (
            "no proposal",
            verification(1, 5, None),
            "not permitted: conclude the verification\n  \
             1. unmet: verification/proposal: the report proposes nothing [监督执纪工作规则 Discipline Work Rules 2019, undated, art. 35; law 1.3 (not looked up, sure of the substance)]\n     \
             cure: propose one of the ways that the rules list (by: verification team)",
        ),
    ];
    for (name, act, wanted) in rows {
        let mut world = world(&[(1, "mass_report")]);
        world.done(dispose(1, "verify"));
        assert_eq!(outcome(&mut world, act), wanted, "{name}");
    }
}

/// Law 1.4: detained as the rules let it; what stands in no record is said to be missing.
#[test]
fn a_detention_is_entered_with_what_is_known_of_its_conditions() {
    let measure = |meeting: Option<u32>, approved: Option<u32>, grounds: &[&str]| {
        let mut measure = json!({"id": id("measure", 1), "kind": "detention", "case": id("case", 2),
            "person": id("person", 4), "organ": id("organ", 4), "begun": when()});
        if !grounds.is_empty() {
            measure["grounds"] = json!(grounds);
        }
        if let Some(meeting) = meeting {
            measure["decided_at"] = json!(id("meeting", meeting));
            measure["decided"] = when();
        }
        if let Some(by) = approved {
            measure["approved_by"] = json!(id("organ", by));
            measure["approved"] = when();
        }
        json!({"measure": measure})
    };
    let rows = [
        (
            "all in order",
            measure(Some(1), Some(3), &["complex"]),
            "entered among the measures\n  \
             discipline/detention-facts: how serious it is is not known\n  \
             discipline/detention-facts: what is in hand is not known",
        ),
        (
            "no meeting named",
            measure(None, Some(3), &["complex"]),
            "entered among the measures\n  \
             discipline/detention-facts: how serious it is is not known\n  \
             discipline/detention-facts: what is in hand is not known\n  \
             discipline/detention-decided: whether the leaders have decided it collectively is not known",
        ),
        (
            "not as a body",
            measure(Some(2), Some(3), &["complex"]),
            "forbidden: detain\n  \
             1. not known (never asked): discipline/detention-facts: how serious it is is not known [监察法 Supervision Law 2018, 2018-03-20, art. 22; law 1.4]\n     \
             cure: find it out and write it down (by: investigators)\n  \
             2. not known (never asked): discipline/detention-facts: what is in hand is not known [监察法 Supervision Law 2018, 2018-03-20, art. 22; law 1.4]\n     \
             cure: establish part of the facts first (by: investigators)\n  \
             3. forbidden: discipline/detention-decided: the leaders have not decided it collectively [监察法 Supervision Law 2018, 2018-03-20, art. 43; law 1.4]\n     \
             cure: have the leaders decide it collectively (by: leaders of the organ)",
        ),
        (
            "approved by nobody",
            measure(Some(1), None, &["complex"]),
            "entered among the measures\n  \
             discipline/detention-facts: how serious it is is not known\n  \
             discipline/detention-facts: what is in hand is not known\n  \
             discipline/detention-approved: whether the organ one level up has approved it is not known",
        ),
        (
            "approved by another organ",
            measure(Some(1), Some(1), &["complex"]),
            "forbidden: detain\n  \
             1. not known (never asked): discipline/detention-facts: how serious it is is not known [监察法 Supervision Law 2018, 2018-03-20, art. 22; law 1.4]\n     \
             cure: find it out and write it down (by: investigators)\n  \
             2. not known (never asked): discipline/detention-facts: what is in hand is not known [监察法 Supervision Law 2018, 2018-03-20, art. 22; law 1.4]\n     \
             cure: establish part of the facts first (by: investigators)\n  \
             3. forbidden: discipline/detention-approved: the organ one level up has not approved it [监察法 Supervision Law 2018, 2018-03-20, art. 43; law 1.4]\n     \
             cure: have the organ one level up approve it (by: discipline and supervision commission)",
        ),
    ];
    for (name, act, wanted) in rows {
        let mut world = world(&[]);
        world.done(json!({"enter": [
            {"organ": {"id": id("organ", 4), "name": "丁县纪委", "kind": "discipline_supervision",
                "level": "county", "parent": id("organ", 3)}},
            {"meeting": {"id": id("meeting", 1), "kind": "special", "held": when(), "collective": true}},
            {"meeting": {"id": id("meeting", 2), "kind": "special", "held": when(), "collective": false}},
        ]}));
        let filed = json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
            "ledger_no": "丁纪立2", "subjects": [id("person", 4)], "filed_level": "county",
            "managing_level": "county"}}});
        assert_eq!(
            outcome(&mut world, filed),
            "entered among the cases\n  \
             discipline/approval: filing: 2 take part in the decision"
        );
        assert_eq!(outcome(&mut world, act), wanted, "{name}");
    }
}

/// Law 1.1, 1.5, 1.6: who decides, whether the person was heard, how long a probation is.
#[test]
fn an_outcome_is_entered_unless_a_known_fact_forbids_it() {
    let probation = |months: u32, by: u32| {
        json!({"conclude": {"case": id("case", 2), "outcomes": [{"id": id("outcome", 1),
            "person": id("person", 4), "what": {"party": "probation"}, "probation_months": months,
            "case": id("case", 2), "by": id("organ", by), "decided": when(), "effective": "2021-06-01"}]}})
    };
    let told = "2021-05-20T09:00:00+08:00";
    let heard = |heard: &[&str]| {
        let mut hearing = json!({"id": id("record", 1), "case": id("case", 2), "person": id("person", 4),
            "organ": id("organ", 1)});
        for step in heard {
            hearing[step] = json!({"occurred_at": told, "recorded_at": told});
        }
        Some(json!({"hearing": hearing}))
    };
    let rows = [
        (
            "23 months",
            None,
            probation(23, 1),
            "entered among the outcomes\n  \
             discipline/member: whether the person is a party member is not known\n  \
             discipline/deliberated: whether the case was deliberated collectively is not known\n  \
             remedy/heard: it is not known whether the person was told and heard",
        ),
        (
            "24 months",
            None,
            probation(24, 1),
            "entered among the outcomes\n  \
             discipline/member: whether the person is a party member is not known\n  \
             discipline/deliberated: whether the case was deliberated collectively is not known\n  \
             remedy/heard: it is not known whether the person was told and heard",
        ),
        (
            "25 months",
            None,
            probation(25, 1),
            "forbidden: impose it\n  \
             1. not known (never asked): discipline/member: whether the person is a party member is not known [中国共产党纪律处分条例 Discipline Regulations 2018, undated, law 1.6 (not looked up, sure of the substance)]\n     \
             cure: find it out and write it down (by: trial office)\n  \
             2. not known (never asked): discipline/deliberated: whether the case was deliberated collectively is not known [监督执纪工作规则 Discipline Work Rules 2019, undated, law 1.5 (not looked up, sure of the substance)]\n     \
             cure: lay the case before the leaders (by: trial office)\n  \
             3. not known (never asked): remedy/heard: it is not known whether the person was told and heard [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, art. 43; law 1.5]\n     \
             cure: find it out and write it down (by: trial office)\n  \
             4. forbidden: discipline/probation: a probation of 25 months does not lie between 12 months and 24 months [中国共产党纪律处分条例 Discipline Regulations 2018, undated, law 1.6 (not looked up, sure of the substance); 中国共产党纪律处分条例 Discipline Regulations 2018, undated, law 1.6 (not looked up, sure of the substance)]\n     \
             cure: set a term within the limits (by: trial office)",
        ),
        (
            "another organ",
            None,
            probation(12, 3),
            "forbidden: impose it\n  \
             1. not known (never asked): discipline/member: whether the person is a party member is not known [中国共产党纪律处分条例 Discipline Regulations 2018, undated, law 1.6 (not looked up, sure of the substance)]\n     \
             cure: find it out and write it down (by: trial office)\n  \
             2. forbidden: discipline/managing: another organ than the one with authority over the person decides [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, art. 51; law 1.1]\n     \
             cure: hand it to the organ with the authority (by: organ with the authority)\n  \
             3. not known (never asked): discipline/deliberated: whether the case was deliberated collectively is not known [监督执纪工作规则 Discipline Work Rules 2019, undated, law 1.5 (not looked up, sure of the substance)]\n     \
             cure: lay the case before the leaders (by: trial office)\n  \
             4. not known (never asked): remedy/heard: it is not known whether the person was told and heard [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, art. 43; law 1.5]\n     \
             cure: find it out and write it down (by: trial office)",
        ),
        (
            "told and heard",
            heard(&["told", "heard"]),
            probation(12, 1),
            "entered among the outcomes\n  \
             discipline/member: whether the person is a party member is not known\n  \
             discipline/deliberated: whether the case was deliberated collectively is not known",
        ),
        (
            "told only",
            heard(&["told"]),
            probation(12, 1),
            "forbidden: impose it\n  \
             1. not known (never asked): discipline/member: whether the person is a party member is not known [中国共产党纪律处分条例 Discipline Regulations 2018, undated, law 1.6 (not looked up, sure of the substance)]\n     \
             cure: find it out and write it down (by: trial office)\n  \
             2. not known (never asked): discipline/deliberated: whether the case was deliberated collectively is not known [监督执纪工作规则 Discipline Work Rules 2019, undated, law 1.5 (not looked up, sure of the substance)]\n     \
             cure: lay the case before the leaders (by: trial office)\n  \
             3. forbidden: remedy/heard: the person was not heard [公职人员政务处分法 Public Sanctions Law 2020, 2020-06-20, art. 43; law 1.5]\n     \
             cure: hear the person (by: trial office)",
        ),
    ];
    for (name, hearing, act, wanted) in rows {
        let mut world = world(&[]);
        world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
            "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
            "managing_level": "county"}}}));
        if let Some(hearing) = hearing {
            world.done(json!({"enter": [hearing]}));
        }
        assert_eq!(outcome(&mut world, act), wanted, "{name}");
    }
}
