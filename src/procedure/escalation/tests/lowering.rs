//! What handing down again looks at, from the records.

use serde_json::{Value, json};

use crate::base::id::{CaseId, OrganId};
use crate::decision::RefusalKind;
use crate::model::dossier::DossierDraft;
use crate::model::trials::{at_json, stages_json};
use crate::procedure::escalation::{EscalationFacts, Grounds, LowerFacts, may_lower};
use crate::procedure::trials::{id, world};
use crate::provenance::Fact;
use crate::terms::handling::EscalationTrigger;
use crate::terms::office::Level;

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

/// A case of a county that went from organ to organ in these ways.
fn gather(changes: &[Value], to: u128) -> Option<LowerFacts> {
    let organ = |n: u128, level: &str| {
        json!({ "id": no("organ", n), "name": format!("{n}委"), "kind": "discipline_supervision",
            "level": level })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1, "county"), organ(2, "city"), organ(3, "city")],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 1),
            "filed_level": "county", "managing_level": "county",
            "stages": stages_json(&[json!({ "discipline": "filed" })]), "changes": changes }],
    }))
    .unwrap();
    let case = id(CaseId::from_uuid, 1);
    let to = id(OrganId::from_uuid, to);
    LowerFacts::gather(&draft.enter().unwrap(), case, Grounds::none(), Fact::Known(0), to)
}

fn change(mode: &str, from: (u128, &str), to: (u128, &str), grounds: &[&str], hour: u32) -> Value {
    let [from, to] =
        [from, to].map(|(n, level)| json!({ "organ": no("organ", n), "level": level }));
    json!({ "mode": mode, "from": from, "to": to, "ordered_by": no("organ", 2),
        "grounds": grounds, "reasons": "重大", "when": at_json(hour) })
}

/// Design §8: it goes down for the grounds on which it was raised *last*; a move without any
/// ground between does not hide them.
#[test]
fn the_grounds_of_the_last_move_that_had_any() {
    let raised = |ground| change("level_raised", (1, "county"), (2, "city"), &[ground], 10);
    let designated = change("designated", (2, "city"), (3, "city"), &[], 11);
    let facts = gather(&[raised("major_case"), designated], 1).unwrap();
    assert_eq!(facts.raised_on, [EscalationTrigger::MajorCase]);
    assert_eq!((facts.to, facts.now.handled_at), (Level::County, Level::City));
    assert_eq!(facts.refuted(), Some(&EscalationTrigger::MajorCase));
    assert_eq!(gather(&[], 1).unwrap().raised_on, []);
    assert_eq!(gather(&[], 9), None, "no such organ");
}

/// Law 0, 1.1: on the managing level itself nobody is handled from below; one level under it
/// that is forbidden, and for a ground that still holds it is not permitted.
#[test]
fn what_keeps_a_case_up_and_whether_it_can_be_refuted() {
    let world = world("zhaotong");
    let rules = world.on(crate::day!(2019, 6, 1));
    let raised_on = vec![EscalationTrigger::CentralSupervision];
    let ask = |managed, grounds, designated_below, to| {
        let now = EscalationFacts {
            home: Level::County,
            handled_at: Level::City,
            managed_at: Fact::Known(Some(managed)),
            designated_below,
            grounds,
            local_ties: Fact::Known(0),
        };
        let facts = LowerFacts { raised_on: raised_on.clone(), now, to };
        may_lower(&facts, rules).map(drop).map_err(|refused| (refused.kind(), refused.is_final()))
    };
    let major = Grounds { major: Fact::Known(true), ..Grounds::none() };
    let forbidden = Err((RefusalKind::Forbidden, true));
    let curable = Err((RefusalKind::NotPermitted, false));
    let rows = [
        (Level::County, Grounds::none(), false, Level::County, Ok(())),
        (Level::City, Grounds::none(), false, Level::County, forbidden),
        (Level::City, Grounds::none(), true, Level::County, Ok(())),
        (Level::City, Grounds::none(), false, Level::City, Ok(())),
        (Level::County, major, false, Level::County, curable),
        (Level::City, major, true, Level::County, curable),
        (Level::County, major, false, Level::City, Ok(())),
    ];
    for (row, (managed, grounds, designated, to, wanted)) in rows.into_iter().enumerate() {
        assert_eq!(ask(managed, grounds, designated, to), wanted, "row {row}");
    }
}
