//! What a case itself says of the grounds, from the records.

use serde_json::{Value, json};

use super::YES;
use crate::base::id::CaseId;
use crate::model::dossier::DossierDraft;
use crate::model::trials::{at_json, stages_json};
use crate::procedure::escalation::{EscalationFacts, Grounds};
use crate::procedure::trials::{FACTS, id};
use crate::provenance::Fact;
use crate::terms::office::Level;

const NEVER: Fact<bool> = FACTS[2];
const NO: Fact<bool> = FACTS[1];

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

/// A discipline case of a county that was filed on two clues, with what a row changes.
fn gather(change: impl FnOnce(&mut Value), grounds: Grounds) -> EscalationFacts {
    let organ = |n: u128, level: &str| {
        json!({ "id": no("organ", n), "name": format!("{n}委"), "kind": "discipline_supervision",
            "level": level })
    };
    let clue = |n: u128, source: &str| {
        json!({ "id": no("clue", n), "received_by": no("organ", 1), "source": source,
            "content": "甲某为乙团伙通风报信。", "stages": stages_json(&[json!("received")]) })
    };
    let mut case = json!({ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 1),
        "filed_level": "county", "managing_level": "city", "from_clues": [no("clue", 1), no("clue", 2)],
        "stages": stages_json(&[json!({ "discipline": "filed" })]) });
    change(&mut case);
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "county"), organ(2, "city")],
        "clues": [clue(1, "audit"), clue(2, "central_supervision")],
        "cases": [case],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let case = id(CaseId::from_uuid, 1);
    assert!(
        EscalationFacts::gather(&dossier, id(CaseId::from_uuid, 9), grounds, Fact::Known(0))
            .is_none()
    );
    EscalationFacts::gather(&dossier, case, grounds, Fact::Known(3)).unwrap()
}

/// Each ground that the case itself answers, and that nothing is answered for the others.
#[test]
fn what_a_case_says_of_the_grounds() {
    type Read = fn(&Grounds) -> Fact<bool>;
    type Change = fn(&mut Value);
    let concluded = |case: &mut Value| {
        case["stages"] = stages_json(&[
            json!({ "discipline": "filed" }),
            json!({ "discipline": "investigated" }),
            json!({ "discipline": "in_trial" }),
            json!({ "discipline": "decided" }),
            json!({ "discipline": "concluded" }),
        ]);
    };
    let rows: [(Read, Change, Fact<bool>); 10] = [
        (|g| g.central_clue, |_| {}, YES),
        (|g| g.central_clue, |c| c["from_clues"] = json!([no("clue", 1)]), NO),
        // Of a case without clues nobody has said from whom it came.
        (|g| g.central_clue, |c| c["from_clues"] = json!([]), NEVER),
        (|g| g.bone_or_nail, |_| {}, NEVER),
        (|g| g.bone_or_nail, |c| c["difficulty"] = json!("ordinary"), NO),
        (|g| g.bone_or_nail, |c| c["difficulty"] = json!("nail"), YES),
        (|g| g.gang_related, |_| {}, NEVER),
        (|g| g.gang_related, |c| c["issues"] = json!(["umbrella"]), YES),
        (|g| g.concluded_and_screened, |_| {}, NO),
        (|g| g.concluded_and_screened, concluded, NEVER),
    ];
    for (row, (read, change, wanted)) in rows.into_iter().enumerate() {
        assert_eq!(read(&gather(change, Grounds::default()).grounds), wanted, "row {row}");
        // What people have judged stands.
        let said = gather(change, Grounds::none()).grounds;
        assert_eq!(said, Grounds::none(), "row {row}");
    }
    let others = gather(|_| {}, Grounds::default()).grounds;
    assert_eq!((others.major, others.resistance, others.wide_scope), (NEVER, NEVER, NEVER));
}

/// The levels: of the filing, of the handling, and with authority over the persons.
#[test]
fn on_which_levels_a_case_stands() {
    let facts = gather(|_| {}, Grounds::none());
    assert_eq!((facts.home, facts.handled_at), (Level::County, Level::County));
    assert_eq!(facts.managed_at, Fact::Known(Some(Level::City)));
    assert_eq!((facts.designated_below, facts.local_ties), (false, Fact::Known(3)));
    let criminal = gather(
        |case| {
            case["managing_level"] = Value::Null;
            case["stages"] = stages_json(&[json!({ "criminal": "filed" })]);
        },
        Grounds::none(),
    );
    assert_eq!(criminal.managed_at, Fact::Known(None), "a criminal case has none");
    for (mode, designated) in [("designated", true), ("level_raised", false)] {
        let moved = gather(
            |case| {
                let [county, city] = [(1, "county"), (2, "city")]
                    .map(|(n, level)| json!({ "organ": no("organ", n), "level": level }));
                case["changes"] = json!([{ "mode": mode, "from": county, "to": city,
                    "ordered_by": no("organ", 2), "grounds": ["complex_local_ties"], "reasons": "重大",
                    "when": at_json(10) }]);
            },
            Grounds::none(),
        );
        assert_eq!((moved.home, moved.handled_at), (Level::County, Level::City));
        assert_eq!(moved.designated_below, designated, "{mode}");
    }
}
