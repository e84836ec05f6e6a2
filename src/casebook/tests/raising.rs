//! Whether a case goes up, by which organ, and when it goes down again. Why it stays where
//! it is stands in the journal as well.

use super::procedures::{case, dispose, outcome_of, verification, world};
use super::*;

/// Cases 2 and 3, of a clue of the central group and of another; the organ that filed them
/// stands under organ 3, if that is told. Organ 4 is another one of the same level.
fn filed(told: bool) -> World {
    let mut world = world(&[(1, "central_supervision"), (2, "mass_report")]);
    for n in [1, 2] {
        world.done(dispose(n, "verify"));
        world.done(verification(n, 5, Some("file_case")));
        world.done(json!({"file": {"kind": "discipline", "case": {"id": id("case", n + 1),
            "ledger_no": format!("丙纪立{n}"), "subjects": [id("person", 4)],
            "from_clues": [id("clue", n)], "filed_level": "county", "managing_level": "county"}}}));
    }
    world.done(json!({"enter": [{"organ": {"id": id("organ", 4), "name": "丁区纪委",
        "kind": "discipline_supervision", "level": "county", "parent": id("organ", 3)}}]}));
    if told {
        tell(&mut world);
    }
    world
}

/// It is written down what stands above the organ that filed the cases.
fn tell(world: &mut World) {
    world.done(json!({"correct": {"entry": {"organ": {"id": id("organ", 1), "name": "丙区纪委",
        "kind": "discipline_supervision", "level": "county", "parent": id("organ", 3)}},
        "reasons": "补录上级机关", "signed_by": [id("person", 2)]}}));
}

fn raise(n: u32, to: u32, grounds: &Value) -> Value {
    json!({"raise": {"case": id("case", n), "grounds": grounds, "to": id("organ", to), "reasons": "评估后提出"}})
}

fn lower(n: u32, to: u32, grounds: &Value) -> Value {
    json!({"lower": {"case": id("case", n), "grounds": grounds, "to": id("organ", to), "reasons": "事由不成立"}})
}

/// What comes of an act that is sent for an organ.
#[track_caller]
fn by_organ(world: &mut World, organ: u32, act: Value) -> String {
    let command = world.changed(act, |form| form["organ"] = json!(id("organ", organ)));
    outcome_of(world, &command)
}

/// Every ground answered with no, but for those that are named.
fn none_but(grounds: &[&str]) -> Value {
    let mut all = serde_json::to_value(crate::procedure::escalation::Grounds::none()).unwrap();
    grounds.iter().for_each(|ground| all[*ground] = json!({"known": true}));
    all
}

const CENTRAL: &str = "handled otherwise: direct investigation\n  \
    escalation/central-clue: the central supervision group assigned it: direct investigation\n  \
    escalation/leader: a key case has one responsible leader\n  \
    escalation/sanction: the organ at county level still decides the sanction\n  ";

/// G24: that a clue came from the central group stands in the dossier, and is not said again.
#[test]
fn a_case_is_raised_by_what_the_dossier_tells() {
    let mut world = filed(true);
    assert_eq!(
        by_organ(&mut world, 3, raise(2, 3, &json!({}))),
        format!(
            "{CENTRAL}escalation/ordered: the organ stands where it must\n  \
             escalation/ordered: an organ with authority over it orders it\n  \
             escalation/ordered: there is a ground for it",
        ),
    );
    assert_eq!(case(&world, 2).handling_level().to_string(), "city");
    let grounds: Vec<String> =
        case(&world, 2).changes()[0].grounds.iter().map(ToString::to_string).collect();
    assert_eq!(grounds, ["assigned by the central supervision group"]);
}

/// Why a case stays where it is: its reasons stand in the journal, and nothing changes.
#[test]
fn a_case_that_stays_stays_with_reasons() {
    let mut world = filed(true);
    assert_eq!(
        by_organ(&mut world, 3, raise(3, 3, &json!({}))),
        "the question of raising: not known\n  \
         escalation/ordinary: no ground is known to hold, and one may still\n  \
         escalation/ordinary: not known: whether it is a case of gang-related corruption or umbrella\n  \
         escalation/ordinary: not known: whether it is a bone or nail case\n  \
         escalation/ordinary: not known: whether the unit has no results",
    );
    assert_eq!(
        by_organ(&mut world, 3, raise(3, 3, &none_but(&[]))),
        "the question of raising: stays, for no ground calls for raising\n  \
         escalation/ordinary: no ground calls for more than ordinary handling",
    );
    assert_eq!(case(&world, 3).changes(), []);
    by_organ(&mut world, 3, raise(2, 3, &json!({})));
    assert_eq!(
        by_organ(&mut world, 3, raise(2, 3, &json!({}))),
        CENTRAL.trim_end().replace(
            "handled otherwise: direct investigation",
            "the question of raising: stays, for it stands there already",
        ),
    );
    assert_eq!(case(&world, 2).changes().len(), 1);
}

/// Law 1.1: nobody raises by themselves; who stands above whom is not known before it is told.
#[test]
fn who_orders_it_stands_above() {
    for told in [true, false] {
        let mut world = filed(told);
        let found = by_organ(&mut world, 1, raise(2, 3, &json!({})));
        assert!(found.starts_with("forbidden: pass the matter to another organ"), "{found}");
        assert!(found.contains("escalation/ordered: the organ that orders it has no authority"));
        assert_eq!(found.contains("is missing"), !told, "{found}");
    }
    let mut world = filed(false);
    let found = by_organ(&mut world, 3, raise(2, 3, &json!({})));
    let missing = format!(
        "{CENTRAL}escalation/ordered: where the organ that is to handle it stands is not known: \
         the organ above {} is missing",
        id("organ", 1),
    );
    assert_eq!(found, missing, "entered with what is missing");
    assert_eq!(case(&world, 2).handling_level().to_string(), "city");
}

#[test]
fn a_case_that_was_asked_for_is_taken_by_the_organ_above() {
    let mut world = filed(true);
    let mut asked = raise(2, 3, &json!({}));
    asked["raise"]["asked"] = json!(true);
    let found = by_organ(&mut world, 3, asked);
    assert!(found.contains("escalation/asked: the organ below has asked for it"), "{found}");
}

#[test]
fn no_case_is_raised_to_an_organ_that_stands_too_low() {
    let mut world = filed(true);
    let found = by_organ(&mut world, 3, raise(2, 4, &json!({})));
    assert!(found.starts_with("not permitted: have the case handled at county level"), "{found}");
    assert!(found.contains("cure: name an organ at city level or above"), "{found}");
    assert_eq!(case(&world, 2).changes(), []);
}

/// Design §8.8: refuting a ground lowers the level again, with reasons; a new one never does.
#[test]
fn a_case_goes_down_again_once_its_ground_was_refuted() {
    let mut world = filed(true);
    // What was never raised is not handed down again.
    let found = by_organ(&mut world, 3, lower(2, 1, &none_but(&[])));
    assert!(found.contains("escalation/lowered: it was not raised on any ground"), "{found}");
    by_organ(&mut world, 3, raise(2, 3, &json!({})));
    let found = by_organ(&mut world, 3, lower(2, 1, &json!({})));
    assert!(found.contains("every ground on which it was raised still holds"), "{found}");
    let found = by_organ(&mut world, 1, lower(2, 1, &none_but(&[])));
    assert!(found.starts_with("forbidden: "), "nobody takes it back by themselves: {found}");
    assert_eq!(case(&world, 2).changes().len(), 1);
    assert_eq!(
        by_organ(&mut world, 3, lower(2, 1, &none_but(&[]))),
        "handled otherwise: ordinary handling\n  \
         escalation/lowered: a ground on which it was raised was refuted: assigned by the central supervision group\n  \
         escalation/handed-down: the organ stands where it must\n  \
         escalation/handed-down: an organ with authority over it orders it",
    );
    assert_eq!(case(&world, 2).handling_level().to_string(), "county");
    let last = case(&world, 2).changes().last().unwrap();
    assert!(last.lowers() && last.grounds.is_empty());
}

/// What keeps it up, or may, is asked again before it goes down.
#[test]
fn a_case_stays_up_for_another_ground_and_goes_down_with_what_is_missing() {
    let mut world = filed(true);
    by_organ(&mut world, 3, raise(2, 3, &json!({})));
    let mut open = none_but(&[]);
    open["bone_or_nail"] = json!({"not_known": "never_asked"});
    let found = by_organ(&mut world, 3, lower(2, 1, &open));
    assert!(found.starts_with("handled otherwise: ordinary handling"), "{found}");
    assert!(found.contains("escalation/lowered: whether it is a bone or nail case"), "{found}");
}

/// Design §8.8: only what was refuted lowers. That nobody knows whether the ground still holds
/// is no reason to.
#[test]
fn a_case_stays_up_as_long_as_its_ground_is_only_not_known() {
    let mut world = filed(true);
    // No clue of the dossier tells from whom this case has come.
    world.done(json!({"file": {"kind": "criminal", "case": {"id": id("case", 4),
        "ledger_no": "丙公立4", "subjects": [id("person", 4)], "filed_level": "county"}}}));
    by_organ(&mut world, 3, raise(4, 3, &none_but(&["central_clue"])));
    assert_eq!(case(&world, 4).handling_level().to_string(), "city");
    let found = by_organ(&mut world, 3, lower(4, 1, &json!({})));
    assert!(found.starts_with("not enough known: hand the case down again"), "{found}");
    assert!(
        found.contains("whether the grounds on which it was raised still hold is not known"),
        "{found}"
    );
    assert_eq!(case(&world, 4).handling_level().to_string(), "city");
    by_organ(&mut world, 3, lower(4, 1, &none_but(&[])));
    assert_eq!(case(&world, 4).handling_level().to_string(), "county");
}
