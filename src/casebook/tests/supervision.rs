//! Matters on the list, missions and special inspections.

use super::procedures::{outcome, outcome_of, when, world};
use super::*;
use crate::model::supervision::ListedSupervision;

fn listed(n: u32, matter: &Value) -> Value {
    json!({"list": {"id": id("supervision", n), "matter": matter, "mode": "listed",
        "by": id("organ", 3), "on": id("organ", 1), "due": "2021-06-01"}})
}

fn step(n: u32, to: Value, settled: Option<bool>) -> Value {
    let mut act = json!({"advance_listed": {"listed": id("supervision", n), "to": to}});
    if let Some(settled) = settled {
        act["advance_listed"]["settled"] = json!(settled);
    }
    act
}

fn struck_off(settled: Option<bool>) -> Value {
    step(1, json!({"struck_off": {"by": id("person", 1), "reasons": "已查清。"}}), settled)
}

fn first(world: &World) -> &ListedSupervision {
    world.book.dossier().listed_supervision(id("supervision", 1).parse().unwrap()).unwrap()
}

/// C13: on the list until it is settled and progress was reported; nothing is entered past it.
#[test]
fn a_matter_is_struck_off_the_list_only_as_the_rules_let_it() {
    let mut world = world(&[(1, "inspection")]);
    let mut form = listed(1, &json!({"clue": id("clue", 1)}))["list"].clone();
    let off = json!({"struck_off": {"by": id("person", 1), "reasons": "已查清。"}});
    form["stages"] = json!([{"when": when(), "state": "listed"},
        {"when": when(), "state": {"reported": {}}}, {"when": when(), "state": off}]);
    let given = outcome(&mut world, json!({"enter": [{"listed_supervision": form}]}));
    assert_eq!(
        given,
        "supervision-00000000000000000000000000000001 cannot be entered as given: entries of listed_supervisions have commands of their own"
    );
    // Whatever stages the form gives, it begins on the list.
    assert_eq!(
        outcome(&mut world, json!({"list": form})),
        "entered among the listed_supervisions\n  \
         supervision/listed: it stands on the list until it is struck off",
    );
    assert_eq!(first(&world).stages().iter().count(), 1);
    assert_eq!(
        outcome(&mut world, struck_off(None)),
        "not permitted: strike the matter off the list\n  \
         1. unmet: supervision/strike-off: no progress was reported since [城关区铁腕“惩腐打伞”显成效, undated, C13 (our reading)]\n     \
         cure: report the progress (by: supervised organ)\n  \
         2. not known (never asked): supervision/strike-off: it is not known whether the matter is settled [城关区铁腕“惩腐打伞”显成效, undated, C13 (our reading)]\n     \
         cure: settle it and write that down (by: supervised organ)",
    );
    world.done(step(1, json!({"reported": {}}), None));
    let urged = json!({"urged": {"by": id("person", 1)}});
    let tomorrow = world.changed(step(1, urged, None), |form| {
        form["occurred_at"] = json!("2021-06-02T09:00:00+08:00");
        form["recorded_at"] = json!("2021-06-02T09:00:00+08:00");
    });
    assert_eq!(
        outcome_of(&mut world, &tomorrow),
        "a listed matter came further: urged\n  \
         supervision/listed: it stands on the list, and its last day was 2021-06-01",
    );
    // Urged since, so that the report is not enough any more.
    let at = |world: &mut World, act: Value| {
        let command = world.changed(act, |form| {
            form["occurred_at"] = json!("2021-06-02T10:00:00+08:00");
            form["recorded_at"] = json!("2021-06-02T10:00:00+08:00");
        });
        outcome_of(world, &command)
    };
    assert!(at(&mut world, struck_off(Some(true))).contains("no progress was reported since"));
    at(&mut world, step(1, json!({"reported": {}}), None));
    assert_eq!(
        at(&mut world, struck_off(None)),
        "not enough known: strike the matter off the list\n  \
         1. not known (never asked): supervision/strike-off: it is not known whether the matter is settled [城关区铁腕“惩腐打伞”显成效, undated, C13 (our reading)]\n     \
         cure: settle it and write that down (by: supervised organ)",
    );
    assert_eq!(
        at(&mut world, struck_off(Some(false))),
        "not permitted: strike the matter off the list\n  \
         1. unmet: supervision/strike-off: the matter is not settled [城关区铁腕“惩腐打伞”显成效, undated, C13 (our reading)]\n     \
         cure: settle it and write that down (by: supervised organ)",
    );
    assert_eq!(
        at(&mut world, struck_off(Some(true))),
        "a listed matter came further: struck off\n  \
         supervision/strike-off: it stands on the list\n  \
         supervision/strike-off: progress was reported\n  \
         supervision/strike-off: the matter is settled",
    );
    assert_eq!(
        at(&mut world, struck_off(Some(true))),
        "forbidden: strike the matter off the list\n  \
         1. forbidden: supervision/strike-off: it was struck off already [城关区铁腕“惩腐打伞”显成效, undated, C13 (our reading)]\n     \
         no cure: a matter is struck off once\n  \
         nothing can make this step possible",
    );
}

/// C13, G26: of a hard case the list tells by what it is still to be supervised.
#[test]
fn a_hard_case_on_the_list_tells_what_it_lacks() {
    let mut world = world(&[]);
    world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", 2),
        "ledger_no": "丙纪立2", "subjects": [id("person", 4)], "filed_level": "county",
        "managing_level": "county", "difficulty": "bone"}}}));
    let matter = json!({"case": id("case", 2)});
    assert_eq!(
        outcome(&mut world, listed(1, &matter)),
        "entered among the listed_supervisions\n  \
         supervision/listed: it stands on the list until it is struck off\n  \
         supervision/hard-case: a bone or nail case: 0 ways of supervision are missing",
    );
    // Whose matter it is has no part in it.
    let report = step(1, json!({"reported": {}}), None);
    let own = world.changed(report, |form| form["by"] = json!({"person": id("person", 4)}));
    assert!(outcome_of(&mut world, &own).contains("recusal/own-matter"));
    world.pack = "gansu";
    assert_eq!(
        outcome(&mut world, listed(2, &matter)),
        "entered among the listed_supervisions\n  \
         supervision/listed: it stands on the list until it is struck off\n  \
         supervision/hard-case: a bone or nail case: 1 ways of supervision are missing",
    );
}

/// G22, G23, H26: a mission is one of the measures of the place and names whom it is sent to.
#[test]
fn a_mission_is_sent_as_the_rules_let_it() {
    let mut world = world(&[]);
    let mut form =
        json!({"id": id("supervision", 1), "mode": "point_to_point", "by": id("organ", 3)});
    let given = outcome(&mut world, json!({"enter": [{"supervision_mission": form}]}));
    assert_eq!(
        given,
        "supervision-00000000000000000000000000000001 cannot be entered as given: entries of missions have commands of their own"
    );
    assert_eq!(
        outcome(&mut world, json!({"send_mission": form})),
        "not permitted: send the mission\n  \
         1. unmet: supervision/target: point-to-point supervision names a case, a clue or a unit [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G02, G23, G26 (our reading)]\n     \
         cure: name whom or what it is sent to (by: supervising organ)\n  \
         2. unmet: supervision/measure: no measure is chosen for the problem [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G22 (open to more than one reading)]\n     \
         cure: choose a measure of the place (by: supervising organ)",
    );
    form["units"] = json!([id("organ", 1)]);
    form["measure"] = json!("research");
    assert_eq!(
        outcome(&mut world, json!({"send_mission": form})),
        "entered among the missions\n  \
         supervision/target: it names what it is sent to\n  \
         supervision/measure: the measure is chosen: supervision by research",
    );
    form["title"] = json!("点对点督导");
    world.done(json!({"correct": {"entry": {"supervision_mission": form}, "reasons": "补正",
        "signed_by": [id("person", 2)]}}));
    // Whether a member of the leading team leads it is not known, and said.
    let one_on_one = json!({"id": id("supervision", 2), "mode": "one_on_one", "measure": "research",
        "by": id("organ", 3), "units": [id("organ", 1)]});
    assert_eq!(
        outcome(&mut world, json!({"send_mission": one_on_one})),
        "entered among the missions\n  \
         supervision/led: it is not known whether a member of the leading team leads it",
    );
}

/// G10: a party committee decides on it, and it looks at both responsibilities.
#[test]
fn a_special_inspection_is_decided_by_the_party_committee() {
    let mut world = world(&[]);
    world.done(json!({"enter": [{"organ": {"id": id("organ", 5), "name": "丙市市委",
        "kind": "party_committee", "level": "city"}}]}));
    let form = |by: u32, looks_at: &[&str]| {
        json!({"id": id("supervision", 1), "decided_by": id("organ", by),
            "units": [id("organ", 1)], "responsibilities": looks_at})
    };
    let given = json!({"enter": [{"special_inspection": form(5, &["main", "supervision"])}]});
    assert_eq!(
        outcome(&mut world, given),
        "supervision-00000000000000000000000000000001 cannot be entered as given: entries of special_inspections have commands of their own"
    );
    assert_eq!(
        outcome(&mut world, json!({"inspect": form(3, &["main"])})),
        "not permitted: carry out the inspection\n  \
         1. unmet: supervision/inspection-decided: another body decided on it [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G10]\n     \
         cure: ask the party committee to decide on it (by: organ that asks for it)\n  \
         2. unmet: supervision/inspection-looks-at: it does not look at: supervision responsibility [甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件, 2021-04-22, G10]\n     \
         cure: look at it too: supervision responsibility (by: organ that asks for it)",
    );
    assert_eq!(
        outcome(&mut world, json!({"inspect": form(5, &["main", "supervision"])})),
        "entered among the special_inspections\n  \
         supervision/inspection-decided: the body of the place decided on it\n  \
         supervision/inspection-units: it names its units\n  \
         supervision/inspection-looks-at: it looks at: main responsibility\n  \
         supervision/inspection-looks-at: it looks at: supervision responsibility",
    );
}
