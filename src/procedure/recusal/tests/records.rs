//! Parties, kin, posts and staff from the records: each once, and in order.

use serde_json::{Value, json};

use super::{DAY, NO, YES, draft, entered, free, no, person};
use crate::base::id::{CaseId, GangId, OrganId, PartyId};
use crate::model::dossier::Dossier;
use crate::network::closeness::Outcome;
use crate::procedure::recusal::{DecideFacts, Declared, Matter, RecusalFacts, parties, staff};
use crate::procedure::trials::id;
use crate::provenance::Fact;
use crate::terms::tie::Kinship;

fn changed(change: impl FnOnce(&mut Value)) -> Dossier {
    let kin = json!([{ "person": no("person", 1), "kinship": "child", "declared": "2018-01-01" }]);
    let mut draft = draft(&[], &kin);
    change(&mut draft);
    entered(draft)
}

fn gather(dossier: &Dossier, n: u128) -> RecusalFacts {
    let case = Matter::Case(id(CaseId::from_uuid, 1));
    let network = Fact::Known(Outcome::Free);
    RecusalFacts::gather(dossier, case, person(n), Declared::none(), network, DAY).unwrap()
}

/// Whom a case is about, by id, however its subjects are listed; the gang among them.
#[test]
fn the_parties_stand_in_order() {
    let dossier = changed(|draft| {
        draft["cases"][0]["subjects"] = json!([no("person", 9), no("organ", 3), no("person", 2)]);
    });
    let found = parties(&dossier, Matter::Case(id(CaseId::from_uuid, 1))).unwrap();
    let mut wanted: Vec<PartyId> = vec![
        person(2).into(),
        person(9).into(),
        id(OrganId::from_uuid, 3).into(),
        id(GangId::from_uuid, 1).into(),
    ];
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}

/// Kin that both have entered counts once, and the parties stand by id.
#[test]
fn kin_in_both_entries_is_one() {
    let kin = |n: u128, kinship: &str| json!({ "person": no("person", n), "kinship": kinship, "declared": "2018-01-01" });
    let dossier = changed(|draft| {
        draft["persons"][0]["kin"] = json!([kin(9, "parent"), kin(8, "sibling"), kin(7, "spouse")]);
        draft["cases"][0]["subjects"] = json!([no("person", 9), no("person", 8)]);
    });
    let found = gather(&dossier, 1);
    assert_eq!(found.kin, [(person(8), Kinship::Sibling), (person(9), Kinship::Parent)]);
    assert_eq!(gather(&dossier, 2).kin, []);
}

/// An organ that is a party counts once, however many posts are held there, and not after
/// the last day; whoever may still hold one counts.
#[test]
fn posts_in_an_organ_that_is_a_party() {
    let tenure = |n: u128, person: u128, post: u128, start: Value, end: Value| {
        json!({ "id": no("tenure", n), "person": no("person", person), "post": no("post", post),
            "period": { "start": start, "end": end } })
    };
    let since = || json!({ "on": "2018-01-01" });
    let dossier = changed(|draft| {
        draft["cases"][0]["subjects"] = json!([no("organ", 2), no("organ", 1)]);
        draft["tenures"] = json!([
            tenure(1, 1, 2, since(), json!("open")),
            tenure(2, 1, 1, since(), json!("open")),
            tenure(3, 1, 4, json!("unknown"), json!("open")),
            tenure(4, 3, 1, since(), json!({ "before": "2024-06-03" })),
            tenure(5, 4, 4, since(), json!({ "before": "2024-06-04" })),
            tenure(6, 4, 1, since(), json!("open")),
        ]);
    });
    let organ = |n| id(OrganId::from_uuid, n);
    assert_eq!(gather(&dossier, 1).belongs, [organ(1), organ(2)]);
    assert_eq!(gather(&dossier, 3).belongs, [], "left the day before");
    assert_eq!(gather(&dossier, 4).belongs, [organ(1)]);
    assert_eq!(staff(&dossier, organ(1), DAY), [person(1), person(4)]);
}

/// Nobody decides from above an organ above which nothing stands.
#[test]
fn nothing_is_decided_from_above_the_top() {
    let dossier = changed(|_| {});
    let decides = |n, who, by| {
        let organ = id(OrganId::from_uuid, n);
        DecideFacts::gather(&dossier, organ, person(who), person(by), DAY)
    };
    assert_eq!(decides(2, 2, 2).from_above, NO);
    assert_eq!((decides(2, 2, 2).leader, decides(2, 2, 2).by_leader), (YES, YES));
    assert_eq!(decides(1, 1, 2).from_above, YES);
    assert_eq!(free(1).party, NO);
}
