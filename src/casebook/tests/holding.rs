//! Who is held to account, and what is done for whoever reported.

mod ends;

use super::procedures::{outcome, when};
use super::*;

const TOKEN: &str = "reporter-67e5504410b1426f9247bb680e5fe0c8";
const OTHER: &str = "reporter-67e5504410b1426f9247bb680e5fe0c9";

fn hold(held: &Value, grounds: &[&str], inquiry: &Value) -> Value {
    json!({"hold": {"accountability": {"id": id("outcome", 9), "held": held, "by": id("organ", 3),
        "decided": when(), "grounds": grounds}, "inquiry": inquiry}})
}

fn organ() -> Value {
    json!({"organ": {"organ": id("organ", 2), "how": "circular_notice"}})
}

fn leader(how: &str) -> Value {
    json!({"leader": {"person": id("person", 2), "how": [how]}})
}

/// Design §8.12: an alarm asks for a look and grounds nothing; nor does what nobody knows.
#[test]
fn alarms_alone_trigger_no_accountability() {
    let mut world = procedures::world(&[]);
    let alarms = json!({"alarms": ["silent_unit", "nobody_handled"]});
    let open = json!({"alarms": ["silent_unit"], "in_charge": true});
    let refuted = json!({"alarms": ["silent_unit"], "established": {"inaction": false}});
    let other = json!({"established": {"no_responsibility": true}});
    assert_eq!(
        outcome(&mut world, hold(&organ(), &[], &alarms)),
        "forbidden: hold to account\n  \
         1. forbidden: accountability/alarm-alone: only alarms speak for it: 2; they ask for a look and ground nothing [no document: a rule of this crate, undated, design §8.12 (our reading)]\n     \
         cure: establish a ground by an inquiry (by: inquiry)",
    );
    assert_eq!(
        outcome(&mut world, hold(&organ(), &[], &json!({}))),
        "not permitted: hold to account\n  \
         1. unmet: accountability/ground: no ground is established [城关区铁腕“惩腐打伞”显成效, undated, C16]\n     \
         cure: establish a ground by an inquiry (by: inquiry)",
    );
    assert_eq!(
        outcome(&mut world, hold(&organ(), &["inaction"], &open)),
        "not enough known: hold to account\n  \
         1. not known (never asked): accountability/ground: whether there is a ground the inquiry has not established yet [城关区铁腕“惩腐打伞”显成效, undated, C16]\n     \
         cure: establish a ground by an inquiry (by: inquiry)",
    );
    assert_eq!(
        outcome(&mut world, hold(&organ(), &["inaction"], &refuted)),
        "forbidden: hold to account\n  \
         1. forbidden: accountability/alarm-alone: only alarms speak for it: 1; they ask for a look and ground nothing [no document: a rule of this crate, undated, design §8.12 (our reading)]\n     \
         cure: establish a ground by an inquiry (by: inquiry)",
    );
    // Another ground than that of the decision does not carry it.
    assert_eq!(
        outcome(&mut world, hold(&organ(), &["inaction"], &other)),
        "not enough known: hold to account\n  \
         1. not known (never asked): accountability/ground: whether there is a ground the inquiry has not established yet [城关区铁腕“惩腐打伞”显成效, undated, C16]\n     \
         cure: establish a ground by an inquiry (by: inquiry)",
    );
    assert!(world.book.dossier().accountabilities().is_empty());
    assert_eq!(
        outcome(&mut world, hold(&organ(), &[], &other)),
        "entered among the accountabilities\n  \
         accountability/ground: the inquiry has established: takes no responsibility\n  \
         accountability/organ-forms: the form is laid down: circulated criticism",
    );
}

/// C16, law 1.6: whoever was in charge answers, and for serious consequences for life.
#[test]
fn a_leader_answers_for_what_was_the_leaders_to_do_and_for_life() {
    let mut world = procedures::world(&[]);
    let inquiry = |in_charge: Option<bool>| {
        let mut inquiry =
            json!({"established": {"inaction": true}, "moved_on": true, "serious": true});
        if let Some(in_charge) = in_charge {
            inquiry["in_charge"] = json!(in_charge);
        }
        inquiry
    };
    let act = |in_charge| hold(&leader("admonition"), &["inaction"], &inquiry(in_charge));
    assert_eq!(
        outcome(&mut world, act(Some(false))),
        "forbidden: hold to account\n  \
         1. forbidden: accountability/in-charge: it was not this leader's to do [城关区铁腕“惩腐打伞”显成效, undated, C16]\n     \
         no cure: whoever was in charge answers for it\n  \
         nothing can make this step possible",
    );
    let mut by_service = act(Some(true));
    let command =
        world.changed(by_service.take(), |form| form["by"] = json!({"service": "registry"}));
    assert!(world.send(&command).unwrap_err().to_string().contains("casebook/person"));
    assert_eq!(
        outcome(&mut world, act(Some(true))),
        "entered among the accountabilities\n  \
         accountability/ground: the inquiry has established: inaction\n  \
         accountability/in-charge: the leader was in charge when it happened\n  \
         accountability/leader-forms: the form is laid down: admonition\n  \
         accountability/for-life: for serious consequences nobody ceases to answer by moving on",
    );
    let mut second = act(None);
    second["hold"]["accountability"]["id"] = json!(id("outcome", 10));
    second["hold"]["inquiry"]["serious"] = Value::Null;
    assert_eq!(
        outcome(&mut world, second),
        "entered among the accountabilities\n  \
         accountability/in-charge: whether the leader was in charge when it happened is not known\n  \
         accountability/for-life: how serious the consequences were is not known\n  \
         accountability/for-life: not known: whether the consequences were serious",
    );
}

/// Clue 1 of a named reporter, filed as case 2, by the rules of a place with rewards.
fn reported() -> World {
    let mut world = World::new();
    world.pack = "henan";
    world.done(json!({"enter": [
        {"document": {"id": id("document", 1), "kind": "work_plan", "title": "核实方案"}},
        {"document": {"id": id("document", 2), "kind": "supervision_report", "title": "核实报告"}},
    ]}));
    world.done(json!({"register": {"ledger_no": "丙纪信1", "jurisdiction": "own", "clue": {
        "id": id("clue", 1), "source": "mass_report", "channel": "letter", "naming": "real_name",
        "reporter": TOKEN, "problem_classes": ["acting_as_umbrella"],
        "subjects": [id("person", 4)], "content": "反映某人充当保护伞"}}}));
    world
}

/// The report has proved true; how it was verified is a matter of another place.
fn filed(world: &mut World) {
    world.pack = "chengguan";
    world.done(procedures::dispose(1, "verify"));
    for stages in [4, 5] {
        world.done(procedures::verification(1, stages, Some("file_case")));
    }
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "from_clues": [id("clue", 1)],
        "filed_level": "county", "managing_level": "county"}}}));
    world.pack = "henan";
}

fn pay(n: u32, token: &str, names_nobody: Option<bool>) -> Value {
    let mut act = json!({"reward": {"reward": {"id": id("record", n), "reporter": token,
        "clue": id("clue", 1), "by": id("organ", 1), "yuan": 5000, "paid": when()}}});
    if let Some(names_nobody) = names_nobody {
        act["reward"]["names_nobody"] = json!(names_nobody);
    }
    act
}

/// H09, law 5: for a report that proved true, once, in a way that names nobody; and no answer
/// tells a token.
#[test]
fn a_reward_is_paid_once_and_names_nobody() {
    let mut world = reported();
    let mut told = Vec::new();
    let mut found = |world: &mut World, act: Value| {
        let found = outcome(world, act);
        told.push(found.clone());
        found
    };
    assert_eq!(
        found(&mut world, pay(1, TOKEN, Some(false))),
        "forbidden: pay the reward\n  \
         1. not known (never asked): reporter/reward: whether the report is true is not known [河南省扫黑除恶专项斗争综述, undated, H09; law 5 (our reading)]\n     \
         cure: wait until the report has proved true (by: handling office)\n  \
         2. forbidden: reporter/names-nobody: the payment would name somebody [处理检举控告工作规则 Report and Accusation Rules 2020, 2020-01-21, art. 47; law 5 (our reading)]\n     \
         cure: pay in a way that names nobody (by: handling office)",
    );
    // Nothing was filed yet, and that is not known to be the end of it.
    assert_eq!(
        found(&mut world, pay(1, OTHER, None)),
        "entered among the rewards\n  \
         reporter/reward: whether the report is true is not known\n  \
         reporter/names-nobody: whether the payment names somebody is not known",
    );
    filed(&mut world);
    assert_eq!(
        found(&mut world, pay(2, TOKEN, Some(true))),
        "entered among the rewards\n  \
         reporter/reward: the place offers it: reward for reporting\n  \
         reporter/reward: the report proved true\n  \
         reporter/pays-once: it was not paid for before\n  \
         reporter/names-nobody: the payment names nobody",
    );
    assert_eq!(
        found(&mut world, pay(3, TOKEN, Some(true))),
        "forbidden: pay the reward\n  \
         1. forbidden: reporter/pays-once: it was paid for before [河南省扫黑除恶专项斗争综述, undated, H09; law 5 (our reading)]\n     \
         no cure: one clue is paid for once\n  \
         nothing can make this step possible",
    );
    assert_eq!(
        found(&mut world, pay(3, OTHER, Some(true))),
        "forbidden: pay the reward\n  \
         1. not known (never asked): reporter/reward: whether the report is true is not known [河南省扫黑除恶专项斗争综述, undated, H09; law 5 (our reading)]\n     \
         cure: wait until the report has proved true (by: handling office)\n  \
         2. forbidden: reporter/pays-once: it was paid for before [河南省扫黑除恶专项斗争综述, undated, H09; law 5 (our reading)]\n     \
         no cure: one clue is paid for once\n  \
         nothing can make this step possible",
    );
    world.pack = "chengguan";
    assert_eq!(
        found(&mut world, pay(4, TOKEN, Some(true))),
        "forbidden: pay the reward\n  \
         1. forbidden: reporter/reward: the place does not offer it: reward for reporting [城关区铁腕“惩腐打伞”显成效, undated, C18]\n     \
         no cure: a rule pack of the place would have to offer it\n  \
         2. forbidden: reporter/pays-once: it was paid for before [河南省扫黑除恶专项斗争综述, undated, H09; law 5 (our reading)]\n     \
         no cure: one clue is paid for once\n  \
         nothing can make this step possible",
    );
    for told in told {
        assert!(!told.contains("67e55044") && !told.contains("reporter-"), "{told}");
    }
}

/// Law 3.4, H09: measures that the law lists, or a place with a system of protection.
#[test]
fn protection_is_by_measures_that_protect() {
    let mut world = reported();
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county"}}}));
    let protect = |n: u32, measure: &str| {
        json!({"protect": {"id": id("record", n), "reporter": TOKEN, "case": id("case", 2),
            "by": id("organ", 1), "measures": [measure],
            "period": {"start": {"on": "2021-06-01"}, "end": "open"}}})
    };
    assert_eq!(
        outcome(&mut world, protect(1, "night_watch")),
        "entered among the protections\n  \
         reporter/protection: the place offers it: witness protection",
    );
    world.pack = "chengguan";
    assert_eq!(
        outcome(&mut world, protect(2, "anonymity")),
        "forbidden: protect the person\n  \
         1. forbidden: reporter/protection: the place does not offer it: witness protection [城关区铁腕“惩腐打伞”显成效, undated, C18]\n     \
         no cure: a rule pack of the place would have to offer it\n  \
         nothing can make this step possible",
    );
    let later = |world: &mut World, act: Value| {
        let command = world.changed(act, |form| {
            form["occurred_at"] = json!("2022-05-02T09:00:00+08:00");
            form["recorded_at"] = json!("2022-05-02T09:00:00+08:00");
        });
        procedures::outcome_of(world, &command)
    };
    assert_eq!(
        later(&mut world, protect(2, "night_watch")),
        "forbidden: protect the person\n  \
         1. forbidden: reporter/protection: it is on no list: night_watch [反有组织犯罪法 Anti-Organized Crime Law 2022, 2021-12-24, arts. 61-64; law 3.4]\n     \
         no cure: another measure is chosen\n  \
         nothing can make this step possible",
    );
    assert_eq!(
        later(&mut world, protect(2, "anonymity")),
        "entered among the protections\n  \
         reporter/protection: it protects: personal data kept from the public",
    );
}
