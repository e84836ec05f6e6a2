//! From the dossier: who approved and who decided, what else stood, what was counted.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{NEVER, NO, ON, YES, impose, in_the_way};
use crate::base::id::{MeasureId, OutcomeId, RecordId};
use crate::day;
use crate::decision::RefusalKind;
use crate::model::dossier::{Dossier, DossierDraft};
use crate::procedure::discipline::{
    Circumstances, DetainFacts, DetentionFacts, EndFacts, Handled, ImposeFacts, TakeFacts,
    may_detain,
};
use crate::procedure::remedy::HearingFacts;
use crate::procedure::trials::{at, id, world};
use crate::provenance::Fact;
use crate::terms::office::{Level, Rank};
use crate::terms::outcome::{AggravatingGround, DetentionExtension, Measure, MitigatingGround};

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

fn when(text: &str) -> Value {
    json!({ "occurred_at": at(text), "recorded_at": at(text) })
}

/// A city under a province under the center, and beside it a county without a superior; a
/// division chief whom the city detains and sanctions, after the province did.
fn records() -> Value {
    let organ = |n: u128, level: &str, parent: Option<u128>| {
        json!({ "id": no("organ", n), "name": format!("{n}委"), "kind": "discipline_supervision",
            "level": level, "parent": parent.map(|parent| no("organ", parent)) })
    };
    let post = |n: u128, rank: &str| json!({ "id": no("post", n), "organ": no("organ", 3), "title": "处长", "rank": rank });
    let tenure = |n: u128, post: u128, from: &str| {
        json!({ "id": no("tenure", n), "person": no("person", 1), "post": no("post", post),
            "period": { "start": { "on": from }, "end": "open" } })
    };
    let filed = json!([{ "when": when("2021-01-10 09:00"), "state": { "discipline": "filed" } }]);
    let case = |n: u128| {
        json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 3),
            "filed_level": "city", "managing_level": "city", "subjects": [no("person", 1)],
            "stages": filed })
    };
    let clue = |n: u128| {
        json!({ "id": no("clue", n), "received_by": no("organ", 3), "source": "audit",
            "content": "甲某为乙团伙通风报信。", "stages": [{ "when": when("2020-12-01 09:00"), "state": "received" }] })
    };
    json!({
        "organs": [organ(1, "central", None), organ(2, "province", Some(1)), organ(3, "city", Some(2)),
            organ(4, "county", None)],
        "posts": [post(1, "division_chief"), post(2, "section_chief")],
        "persons": [
            { "id": no("person", 1), "name": "甲某", "supervised_as": "civil_servant" },
            { "id": no("person", 2), "name": "乙某", "supervised_as": "village_manager" },
            { "id": no("person", 3), "name": "丙某" }],
        "tenures": [tenure(1, 1, "2018-01-01"), tenure(2, 2, "2016-01-01")],
        "cases": [case(1), case(2)],
        "clues": [clue(1), clue(2)],
        "meetings": [meeting(), another()],
        "measures": [measure()],
        "hearings": [{ "id": no("record", 1), "case": no("case", 1), "person": no("person", 1),
            "organ": no("organ", 3), "told": when("2021-05-01 09:00"),
            "heard": when("2021-05-02 09:00") }],
        "outcomes": [
            { "id": no("outcome", 1), "person": no("person", 1), "tenure": no("tenure", 1),
                "what": { "public": "demerit" }, "case": no("case", 1), "by": no("organ", 3),
                "decided": when("2021-05-06 09:00"), "mitigating": ["cooperation"],
                "aggravating": ["collusion"] },
            { "id": no("outcome", 2), "person": no("person", 1), "what": { "public": "warning" },
                "case": no("case", 1), "by": no("organ", 2), "decided": when("2021-05-05 09:00"),
                "revoked": when("2021-06-01 09:00") }],
    })
}

fn meeting() -> Value {
    json!({ "id": no("meeting", 2), "kind": "special", "held": when("2021-05-05 09:00"),
        "collective": true, "cases": [no("case", 1)] })
}

/// A meeting about the other case.
fn another() -> Value {
    json!({ "id": no("meeting", 3), "kind": "special", "held": when("2021-05-04 09:00"),
        "collective": true, "cases": [no("case", 2)] })
}

fn measure() -> Value {
    json!({ "id": no("measure", 1), "kind": "detention", "case": no("case", 1),
        "person": no("person", 1), "organ": no("organ", 3), "decided_at": no("meeting", 2),
        "approved_by": no("organ", 2), "approved": when("2021-01-12 08:00"),
        "grounds": ["complex"], "begun": when("2021-01-12 09:00"), "not_notified": "有碍调查",
        "extensions": [
            { "kind": "ordinary", "approved_by": no("organ", 2), "when": when("2021-04-01 09:00") },
            { "kind": "heavy_sentence", "approved_by": no("organ", 2), "when": when("2021-04-02 09:00") }] })
}

fn dossier(change: impl FnOnce(&mut Value)) -> Dossier {
    let mut form = records();
    change(&mut form);
    let draft: DossierDraft = serde_json::from_value(form).unwrap();
    draft.enter().unwrap()
}

fn imposing(dossier: &Dossier) -> ImposeFacts {
    ImposeFacts::gather(dossier, id(OutcomeId::from_uuid, 1), None, YES, NO).unwrap()
}

#[test]
fn facts_come_from_the_records() {
    let dossier = dossier(|_| {});
    let measure = id(MeasureId::from_uuid, 1);
    let detain = DetainFacts::gather(&dossier, measure, YES, YES).unwrap();
    assert!(may_detain(&detain, world("national").on(day!(2021, 1, 12))).is_ok());
    let hearing = Some(id(RecordId::from_uuid, 1));
    let heard =
        ImposeFacts::gather(&dossier, id(OutcomeId::from_uuid, 1), hearing, YES, NO).unwrap();
    let national = world("national");
    assert_eq!(in_the_way(&impose(&national, &heard, ON).unwrap_err()), ["discipline/double"]);
    let nobody_knows = ImposeFacts { unit_sanctioned: NO, ..imposing(&dossier) };
    let refused = impose(&national, &nobody_knows, ON).unwrap_err();
    assert_eq!(in_the_way(&refused), ["remedy/heard"]);
    assert_eq!(refused.kind(), RefusalKind::NotEnoughKnown);
    let unheard = Some(HearingFacts::unheard(at("2021-05-06 09:00")));
    let refused = impose(&national, &ImposeFacts { hearing: unheard, ..nobody_knows }, ON);
    assert_eq!(in_the_way(&refused.unwrap_err()), ["remedy/told", "remedy/heard"]);
    let outcome = dossier.outcome(id(OutcomeId::from_uuid, 1)).unwrap();
    let named = Circumstances {
        lighter: BTreeMap::from([(MitigatingGround::Cooperation, YES)]),
        heavier: BTreeMap::from([(AggravatingGround::Collusion, YES)]),
    };
    assert_eq!(Circumstances::of(outcome), named);
}

/// Whether the person is a village manager, and which levels decide: what is written down.
#[test]
fn whom_it_is_about_and_who_decides() {
    let of = |person: u128| {
        let dossier = dossier(|form| {
            form["outcomes"][0]["person"] = json!(no("person", person));
            form["outcomes"][0]["tenure"] = Value::Null;
        });
        imposing(&dossier)
    };
    assert_eq!([1, 2, 3].map(|person| of(person).village_manager), [NO, YES, NEVER]);
    let facts = of(1);
    assert_eq!(facts.managed_at, Fact::Known(Level::City));
    assert_eq!(facts.decided_at, Fact::Known(Level::City));
}

/// Law 1.5: a meeting that heard this case decided as a body, at the latest when it was
/// imposed.
#[test]
fn deliberated_by_a_meeting_that_heard_the_case() {
    type Change = fn(&mut Value);
    let rows: [(Change, Fact<bool>); 6] = [
        (|_| {}, YES),
        (|m| m["held"] = when("2021-05-06 09:00"), YES),
        (|m| m["held"] = when("2021-05-06 09:01"), NEVER),
        (|m| m["collective"] = json!(false), NEVER),
        (|m| m["cases"] = json!([no("case", 2)]), NEVER),
        (|m| m["cases"] = json!([]), NEVER),
    ];
    for (row, (change, wanted)) in rows.into_iter().enumerate() {
        let dossier = dossier(|form| change(&mut form["meetings"][0]));
        assert_eq!(imposing(&dossier).deliberated, wanted, "row {row}");
    }
}

/// Law 1.6: the same act, by another organ, and it still stood.
#[test]
fn what_else_has_sanctioned_the_act() {
    type Change = fn(&mut Value);
    let rows: [(Change, Fact<bool>); 9] = [
        (|_| {}, YES),
        (|o| o["what"] = json!({ "party": "warning" }), NO),
        (|o| o["person"] = json!(no("person", 2)), NO),
        (|o| o["case"] = json!(no("case", 2)), NO),
        (|o| o["by"] = json!(no("organ", 3)), NO),
        (|o| o["decided"] = when("2021-05-06 09:00"), YES),
        (|o| o["decided"] = when("2021-05-06 09:01"), NO),
        (|o| o["revoked"] = when("2021-05-06 09:00"), NO),
        (|o| o["revoked"] = when("2021-05-06 09:01"), YES),
    ];
    for (row, (change, wanted)) in rows.into_iter().enumerate() {
        let dossier = dossier(|form| change(&mut form["outcomes"][1]));
        assert_eq!(imposing(&dossier).unit_sanctioned, wanted, "row {row}");
    }
    let by_clue = |one: u128, other: u128| {
        let dossier = dossier(|form| {
            for (at, clue) in [one, other].into_iter().enumerate() {
                form["outcomes"][at]["case"] = Value::Null;
                form["outcomes"][at]["clue"] = json!(no("clue", clue));
            }
        });
        imposing(&dossier).unit_sanctioned
    };
    assert_eq!(by_clue(1, 1), YES, "no case was filed, and both come from one clue");
    assert_eq!(by_clue(1, 2), NO, "two acts, though no case was filed on either");
}

/// Law 1.4: who decided as a body, and which organ approved it, as far as that is known.
#[test]
fn how_a_detention_was_decided_and_approved() {
    type Change = fn(&mut Value);
    let rows: [(Change, Fact<bool>, Fact<bool>); 7] = [
        (|_| {}, YES, YES),
        (|form| form["meetings"][0]["collective"] = json!(false), NO, YES),
        (|form| form["measures"][0]["decided_at"] = Value::Null, NEVER, YES),
        (|form| form["measures"][0]["approved"] = Value::Null, YES, NO),
        (|form| form["measures"][0]["approved_by"] = json!(no("organ", 1)), YES, NO),
        (
            |form| {
                form["measures"][0]["approved"] = Value::Null;
                form["measures"][0]["approved_by"] = Value::Null;
            },
            YES,
            NEVER,
        ),
        (|form| form["measures"][0]["organ"] = json!(no("organ", 4)), YES, NEVER),
    ];
    for (row, (change, decided, approved)) in rows.into_iter().enumerate() {
        let dossier = dossier(change);
        let facts = DetainFacts::gather(&dossier, id(MeasureId::from_uuid, 1), YES, NO).unwrap();
        assert_eq!((facts.decided_collectively, facts.approved), (decided, approved), "row {row}");
        assert_eq!((facts.serious, facts.part_known, facts.grounds.len()), (YES, NO, 1));
    }
}

/// Law 1.4: each extension with the organ that must approve it, by time.
#[test]
fn how_a_detention_was_made_longer() {
    use DetentionExtension as E;

    let of = |organ: u128, by: [u128; 2]| {
        let dossier = dossier(|form| {
            form["measures"][0]["organ"] = json!(no("organ", organ));
            form["measures"][0]["extensions"][0]["approved_by"] = json!(no("organ", by[0]));
            form["measures"][0]["extensions"][1]["approved_by"] = json!(no("organ", by[1]));
        });
        let facts = DetentionFacts::gather(&dossier, id(MeasureId::from_uuid, 1)).unwrap();
        assert!(facts.hinders && facts.notified.is_none() && facts.ended.is_none());
        assert_eq!(facts.begun, at("2021-01-12 09:00"));
        assert_eq!(
            facts.longer.iter().map(|l| l.kind).collect::<Vec<_>>(),
            [E::Ordinary, E::HeavySentence]
        );
        (facts.level, [facts.longer[0].approved, facts.longer[1].approved])
    };
    assert_eq!(of(3, [2, 1]), (Level::City, [YES, YES]));
    assert_eq!(of(3, [1, 2]), (Level::City, [NO, NO]), "the organ one level up; the center");
    assert_eq!(of(4, [2, 1]), (Level::County, [NEVER, YES]), "nobody knows what stands above");
    assert_eq!(of(1, [1, 1]), (Level::Central, [YES, YES]), "the center approves its own");
    assert_eq!(of(1, [2, 2]), (Level::Central, [NO, NO]));
    let told = dossier(|form| {
        form["measures"][0]["not_notified"] = Value::Null;
        form["measures"][0]["notified"] = when("2021-01-12 10:00");
        form["measures"][0]["ended"] = when("2021-04-12 09:00");
    });
    let facts = DetentionFacts::gather(&told, id(MeasureId::from_uuid, 1)).unwrap();
    assert!(!facts.hinders && facts.notified == Some(at("2021-01-12 10:00")));
    assert_eq!(facts.ended, Some(at("2021-04-12 09:00")));
}

/// Only a detention has the facts of one; every measure has an approval and an end.
#[test]
fn other_measures_are_no_detention() {
    let measure = id(MeasureId::from_uuid, 1);
    let search = |approved: bool| {
        dossier(|form| {
            let it = &mut form["measures"][0];
            it["kind"] = json!("exit_ban");
            it["grounds"] = json!([]);
            it["extensions"] = json!([]);
            if !approved {
                it["approved"] = Value::Null;
            }
        })
    };
    let ban = search(true);
    assert!(DetainFacts::gather(&ban, measure, YES, YES).is_none());
    assert!(DetentionFacts::gather(&ban, measure).is_none());
    let taken = TakeFacts { kind: Measure::ExitBan, approved_at: Fact::Known(Level::Province) };
    assert_eq!(TakeFacts::gather(&ban, measure), Some(taken));
    let open = TakeFacts::gather(&search(false), measure).unwrap();
    assert_eq!(open.approved_at.known(), None, "an approval without its day is none yet");
    assert_eq!(TakeFacts::gather(&ban, id(MeasureId::from_uuid, 9)), None);
    let ends = at("2021-04-12 09:00");
    let begun = at("2021-01-12 09:00");
    let facts = EndFacts::gather(&ban, measure, ends).unwrap();
    assert_eq!(facts, EndFacts { begun, ended: None, ends });
    let over = dossier(|form| form["measures"][0]["ended"] = when("2021-04-12 09:00"));
    let facts = EndFacts::gather(&over, measure, at("2021-04-13 09:00")).unwrap();
    assert_eq!(facts.ended, Some(ends));
}

/// G07: what was decided by a day and not revoked by then, under the highest rank held.
#[test]
fn who_was_handled_by_a_day() {
    let all = dossier(|_| {});
    for (day, wanted) in [
        (day!(2021, 5, 4), 0),
        (day!(2021, 5, 5), 1),
        (day!(2021, 5, 6), 2),
        (day!(2021, 5, 31), 2),
        (day!(2021, 6, 1), 1),
    ] {
        let persons = Handled::gather(&all, day);
        let counted: usize = persons.iter().map(|handled| handled.what.len()).sum();
        assert_eq!((persons.len(), counted), (wanted.min(1), wanted), "{day}");
    }
    let rank = |tenures: [Option<u128>; 2]| {
        let dossier = dossier(|form| {
            for (at, tenure) in tenures.into_iter().enumerate() {
                form["outcomes"][at]["tenure"] =
                    tenure.map_or(Value::Null, |n| json!(no("tenure", n)));
            }
        });
        Handled::gather(&dossier, day!(2021, 5, 31))[0].rank.known()
    };
    assert_eq!(rank([None, None]), None);
    assert_eq!(rank([Some(2), None]), Some(Rank::SectionChief));
    assert_eq!(rank([Some(2), Some(1)]), Some(Rank::DivisionChief));
    assert_eq!(rank([Some(1), Some(2)]), Some(Rank::DivisionChief));
}
