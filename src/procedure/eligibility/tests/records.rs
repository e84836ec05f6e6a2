//! Which screenings and which removals count, and of what kind a second proposal is.

use serde_json::{Value, json};

use super::{NEVER, NO, YES, clearing, person, village};
use crate::day;
use crate::decision::RefusalKind;
use crate::model::dossier::{Dossier, DossierDraft};
use crate::procedure::eligibility::{ClearFacts, Clearing, RollFacts, StandFacts, may_clear};
use crate::procedure::trials::{at, world};
use crate::provenance::Fact;

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

fn when(text: &str) -> Value {
    json!({ "occurred_at": at(text), "recorded_at": at(text) })
}

/// Two villages, each with a screening of one member; outcomes as given.
fn dossier(outcomes: &[Value]) -> Dossier {
    let screening = |n: u128, place: u128, person: u128| {
        json!({ "id": no("screening", n), "place": no("place", place),
            "members": [{ "person": no("person", person), "answers": [] }],
            "by": [no("person", 9)], "screened": when("2019-03-01 09:00") })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "places": [{ "id": no("place", 1), "name": "甲村" }, { "id": no("place", 2), "name": "乙村" }],
        "organs": [{ "id": no("organ", 2), "name": "丙县委", "kind": "party_committee", "level": "county" }],
        "persons": (1..=9).map(|n| json!({ "id": no("person", n), "name": "甲某" })).collect::<Vec<_>>(),
        "member_screenings": [screening(1, 1, 1), screening(2, 2, 2)],
        "cases": [{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 2),
            "filed_level": "county", "managing_level": "county", "subjects": [],
            "stages": [{ "when": when("2019-01-10 09:00"), "state": { "discipline": "filed" } }] }],
        "outcomes": outcomes,
    }))
    .unwrap();
    draft.enter().unwrap()
}

/// C10: only the screenings of the own place are read.
#[test]
fn each_place_has_its_own_screenings() {
    let dossier = dossier(&[]);
    let screened = |n| RollFacts::gather(&dossier, village(n), day!(2019, 3, 1)).screened;
    assert_eq!(screened(1), [person(1)].into());
    assert_eq!(screened(2), [person(2)].into());
}

/// Law 3.4: a candidate was screened if any screening names them. C10: removed before is who
/// was removed, with effect, and not cleared of it since; one removal among several is enough.
#[test]
fn which_removals_and_screenings_count() {
    let outcome = |n: u128,
                   who: u128,
                   what: Value,
                   effective: Option<&str>,
                   revoked: Option<&str>| {
        let mut outcome = json!({ "id": no("outcome", n), "person": no("person", who), "what": what,
            "case": no("case", 1), "by": no("organ", 2), "decided": when("2019-05-20 09:00") });
        if let Some(effective) = effective {
            outcome["effective"] = json!(effective);
        }
        if let Some(revoked) = revoked {
            outcome["revoked"] = when(revoked);
        }
        outcome
    };
    let removal = || json!({ "handling": "removal" });
    let from = Some("2019-05-21");
    let all = [
        outcome(1, 1, removal(), from, None),
        outcome(2, 2, json!({ "party": "warning" }), from, None),
        outcome(3, 3, removal(), from, Some("2019-06-01 09:00")),
        outcome(4, 4, removal(), None, None),
        outcome(5, 5, json!({ "party": "warning" }), from, None),
        outcome(6, 5, json!({ "public": "removal_from_post" }), from, None),
    ];
    let dossier = dossier(&all);
    let stand = |n| StandFacts::gather(&dossier, person(n), day!(2019, 7, 1), NO);
    let rows = [(1, YES), (2, NEVER), (3, NEVER), (4, NEVER), (5, YES), (6, NEVER)];
    for (n, wanted) in rows {
        assert_eq!(stand(n).removed_before, wanted, "person {n}");
        assert_eq!(stand(n).screened, Fact::Known(n < 3), "person {n}");
    }
}

/// Somebody proposed already is not proposed again, whatever else holds.
#[test]
fn a_second_proposal_is_forbidden() {
    let twice = ClearFacts { proposed: true, ..clearing(YES, YES, YES) };
    let chengguan = world("chengguan");
    let refused = may_clear(&twice, Clearing::Propose, chengguan.on(day!(2021, 1, 15)));
    let refused = refused.unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true));
    let [unmet] = refused.unmet() else { panic!("{refused}") };
    assert_eq!(unmet.reason().rule().as_str(), "eligibility/once");
}
