//! Where no pack says anything, on what a reason rests, and what is counted before a batch.

use std::collections::BTreeMap;

use serde_json::json;

use super::{NO, YES, batch, dossier, person};
use crate::base::id::RecordId;
use crate::day;
use crate::decision::RefusalKind;
use crate::model::draft::Draft;
use crate::model::exposure::{ExposureBatch, ExposureBatchDraft};
use crate::procedure::exposure::{PublishFacts, may_publish, overtaken};
use crate::procedure::trials::{at, id, rests_on_the_test, world};
use crate::rulebook::keys;

/// G05 (reading): also where no pack speaks, nobody is exposed before the decision has effect,
/// and a name is cleared.
#[test]
fn where_no_pack_speaks_the_stricter_way_holds() {
    let (national, early) = (world("national"), day!(2010, 1, 1));
    assert!(national.on(early).get(keys::exposure::ONLY_AFTER_EFFECT).is_err());
    for (of_case, effective) in [(NO, YES), (YES, NO)] {
        let refused = may_publish(&batch(of_case, effective, NO), national.on(early)).unwrap_err();
        assert_eq!(refused.kind(), RefusalKind::Forbidden);
    }
    assert!(may_publish(&batch(YES, YES, NO), national.on(early)).is_ok());
    assert!(national.on(early).get(keys::remedy::NAME_CLEARED).is_err());
    let gone = overtaken(&dossier(), day!(2019, 7, 1), national.on(early));
    assert_eq!(gone.outcome().len(), 2);
}

/// Each reason rests on the value that asks for it; what can be had is not forbidden.
#[test]
fn on_what_a_refused_batch_rests() {
    let set = world("gansu").setting(keys::exposure::ONLY_AFTER_EFFECT, true);
    let rules = set.on(day!(2021, 5, 6));
    for (of_case, effective) in [(NO, YES), (YES, NO)] {
        let refused = may_publish(&batch(of_case, effective, NO), rules).unwrap_err();
        let [unmet] = refused.unmet() else { panic!("{refused}") };
        assert!(rests_on_the_test(unmet.reason()), "{refused}");
    }
    let empty = PublishFacts { cases: BTreeMap::new(), ..batch(YES, YES, NO) };
    let numbered = PublishFacts { number: 2, ..batch(YES, YES, NO) };
    for facts in [empty, numbered] {
        let refused = may_publish(&facts, rules).unwrap_err();
        assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::NotPermitted, false));
    }
}

/// A batch of an organ, about to be entered.
fn about_to_be(by: u128, number: u32, persons: &[u128]) -> ExposureBatch {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let persons: Vec<String> = persons.iter().map(|n| no("person", *n)).collect();
    let draft: ExposureBatchDraft = serde_json::from_value(json!({ "id": no("record", 9),
        "by": no("organ", by), "number": number, "cases": [no("case", 1)], "persons": persons,
        "published": { "occurred_at": at("2019-06-04 09:00"), "recorded_at": at("2019-06-04 09:00") } }))
    .unwrap();
    draft.enter().unwrap()
}

/// Each organ counts its own batches, those with a smaller number.
#[test]
fn only_the_own_batches_are_counted_before_it() {
    let dossier = dossier();
    let before = |by, number| {
        let batch = about_to_be(by, number, &[1]);
        PublishFacts::gather(&dossier, &batch, &BTreeMap::new(), day!(2019, 6, 4)).before
    };
    let rows = [(1, 1, 0), (1, 2, 1), (1, 3, 2), (1, 9, 2), (2, 1, 0), (2, 2, 1), (2, 3, 1)];
    for (by, number, wanted) in rows {
        assert_eq!(before(by, number), wanted, "number {number} of organ {by}");
    }
    let named = about_to_be(2, 2, &[3, 1]);
    assert_eq!(named.persons().len(), 2);
}

/// Who is to be cleared stands by batch and person, however the batch lists them.
#[test]
fn who_is_to_be_cleared_stands_in_order() {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let record = |n| id(RecordId::from_uuid, n);
    let mut draft =
        serde_json::to_value(crate::model::dossier::DossierDraft::from(dossier())).unwrap();
    draft["exposure_batches"][2]["persons"] = json!([no("person", 3), no("person", 2)]);
    let draft: crate::model::dossier::DossierDraft = serde_json::from_value(draft).unwrap();
    let found = overtaken(
        &draft.enter().unwrap(),
        day!(2019, 6, 4),
        world("national").on(day!(2020, 7, 1)),
    );
    assert_eq!(*found.outcome(), [(record(3), person(2)), (record(3), person(3))]);
}
