//! Who stands where: committees of other levels, organs of other places, teams of others.

use serde_json::{Value, json};

use super::{NEVER, begins, draft, entered, no, person, settled, stage, strength, verification};
use crate::base::id::{OrganId, SupervisionId, VerificationId};
use crate::base::period::{End, Period, Start};
use crate::day;
use crate::procedure::trials::{id, world};
use crate::procedure::verification::BeginFacts;
use crate::provenance::Fact;
use crate::rulebook::choice::Approver;
use crate::terms::report::ClueSource;

const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

/// The facts of a verification by an organ, approved by a person, in a changed dossier.
fn gather(organ: u128, approver: u128, change: impl FnOnce(&mut Value)) -> BeginFacts {
    let mut draft = draft(verification(organ, approver, "ordinary"));
    change(&mut draft);
    let dossier = entered(draft);
    let noun = dossier.verification(id(VerificationId::from_uuid, 1)).unwrap();
    BeginFacts::gather(&dossier, noun).unwrap()
}

/// Art. 33: the party secretary *of the same level* approves; one of another level, and the
/// head of another organ of that level, are nobody who may.
#[test]
fn only_the_secretary_of_the_same_level_approves() {
    let own = gather(2, 2, |_| {});
    assert_eq!(own.approved, Some(Fact::Known(vec![Approver::PartySecretary])));
    let township = gather(2, 1, |_| {});
    assert_eq!(township.approved, Some(Fact::Known(vec![])), "a township committee");
    assert_eq!(begins(&world("henan"), &township), ["verification/approved"]);
    let government = gather(2, 2, |draft| draft["organs"][4]["kind"] = json!("government"));
    assert_eq!(government.approved, Some(Fact::Known(vec![])), "no party committee");
}

/// Art. 33: the chief one level down leads a party committee, and that of the next level.
#[test]
fn only_the_party_chief_of_the_next_level_is_the_lower_chief() {
    let chief = |organ, change: fn(&mut Value)| gather(organ, 2, change).lower_chief;
    assert_eq!(chief(2, |_| {}), YES);
    assert_eq!(chief(2, |draft| draft["organs"][3]["kind"] = json!("government")), NO);
    assert_eq!(chief(2, |draft| draft["organs"][3]["level"] = json!("county")), NO);
    assert_eq!(chief(4, |_| {}), NO, "nothing stands below a township");
}

/// H12: another place is one that neither holds the own nor lies in it; above is an organ on
/// the way up, and nobody knows where an organ stands that is not on record.
#[test]
fn where_the_verifying_organ_stands() {
    let received = |by: u128| {
        move |draft: &mut Value| draft["clues"][0]["received_by"] = json!(no("organ", by))
    };
    let rows = [
        (2, 2, NO, NO),
        (1, 2, NO, YES),
        (3, 2, YES, NO),
        (2, 1, NO, NO), // a county lies in its city, and stands below it
    ];
    for (organ, home, elsewhere, above) in rows {
        let facts = gather(organ, 2, received(home));
        assert_eq!((facts.elsewhere, facts.above), (elsewhere, above), "{organ} for {home}");
        assert!(facts.planned);
    }
    let bare = gather(2, 2, |draft| {
        draft["verifications"][0]["stages"].as_array_mut().unwrap().truncate(1);
    });
    assert_eq!((bare.planned, bare.approved), (true, None), "planned, and no more");
    let with = entered(draft(verification(3, 2, "level_raised_verification")));
    let noun = with.verification(id(VerificationId::from_uuid, 1)).unwrap();
    let mut without = draft(verification(2, 2, "ordinary"));
    without["organs"].as_array_mut().unwrap().remove(2);
    without["places"].as_array_mut().unwrap().remove(2);
    let facts = BeginFacts::gather(&entered(without), noun).unwrap();
    let open = Fact::NotKnown(NEVER);
    assert_eq!((facts.elsewhere, facts.above, facts.lower_chief), (open, open, open));
}

/// H11: only verification teams, and only those of the organ; a person who stands in two
/// teams is one, and one of whom it is sure is not unsure.
#[test]
fn each_verifier_is_counted_once_and_for_the_own_organ() {
    let year = json!({ "start": { "on": "2018-01-01" }, "end": { "before": "2019-01-01" } });
    let vague = json!({ "start": "unknown", "end": { "before": "2019-01-01" } });
    let team = |n: u128, kind: &str, organ: u128, members: &[(u128, &Value)]| {
        let members: Vec<Value> = members
            .iter()
            .map(|(n, period)| json!({ "person": no("person", *n), "period": period }))
            .collect();
        json!({ "id": no("task_force", n), "kind": kind, "name": "线索核查专班",
            "organ": no("organ", organ), "members": members })
    };
    let mission = |n: u128, by: u128| {
        json!({ "id": no("supervision", n), "mode": "point_to_point", "by": no("organ", by),
            "team": "supervision_team", "period": year })
    };
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "省公安厅", "kind": "public_security", "level": "province" });
    let dossier = entered(json!({
        "organs": [organ(1), organ(2)],
        "persons": (1..=6).map(|n| json!({ "id": no("person", n), "name": format!("第{n}某") })).collect::<Vec<_>>(),
        "task_forces": [
            team(1, "verification_team", 1, &[(3, &year), (5, &vague), (4, &vague), (2, &vague)]),
            team(2, "verification_team", 1, &[(2, &year), (3, &year), (4, &vague)]),
            team(3, "task_force", 1, &[(1, &year)]),
            team(4, "verification_team", 2, &[(6, &year)]),
        ],
        "missions": [mission(1, 1), mission(2, 2)],
    }));
    let found = strength(&dossier, id(OrganId::from_uuid, 1), day!(2018, 10, 1));
    assert_eq!(found.verifiers, [person(2), person(3)]);
    assert_eq!(found.unsure_verifiers, [person(4), person(5)]);
    assert_eq!(found.touring, [id(SupervisionId::from_uuid, 1)]);
    assert_eq!(found.unsure_touring, []);
}

/// H13: a period that nobody knows the beginning of holds no day for sure.
#[test]
fn what_may_lie_in_the_period_is_not_counted() {
    let mut draft = draft(verification(2, 2, "ordinary"));
    draft["clues"][0]["stages"] = json!([
        stage("2019-04-01 09:00", json!("received")),
        stage("2019-04-01 10:00", json!({ "registered": { "ledger_no": "甲1" } })),
        stage(
            "2019-04-01 11:00",
            json!({ "disposed": { "disposition": "preliminary_verification" } })
        ),
        stage("2019-04-22 10:00", json!({ "verified": { "verification": no("verification", 1) } })),
        stage("2019-04-23 09:00", json!({ "closed": { "reasons": "查否" } })),
    ]);
    let dossier = entered(draft);
    let until = End::Before(day!(2019, 5, 1));
    let count =
        |start| settled(&dossier, &ClueSource::Audit, Period::new(start, until).unwrap()).total();
    assert_eq!(count(Start::On(day!(2019, 4, 1))), 1);
    assert_eq!(count(Start::Unknown), 0);
}
