//! The dossier: whole sentences for what is wrong, round trips, hostile input.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::entry::{AddRefused, Entry, EntryDraft};
use super::problem::DossierProblem;
use super::testing::small;
use super::*;
use crate::model::clue::ClueDraft;
use crate::model::draft::Draft;

fn id(kind: &str, n: u32) -> String {
    format!("{kind}-{n:032x}")
}

fn refused(form: Value) -> String {
    let draft: DossierDraft = serde_json::from_value(form).unwrap();
    draft.enter().unwrap_err().to_string()
}

fn place(n: u32, parent: Option<u32>, level: &str) -> Value {
    let mut place = json!({ "id": id("place", n), "name": "甲地", "level": level });
    if let Some(parent) = parent {
        place["parent"] = json!(id("place", parent));
    }
    place
}

fn organ(n: u32, parent: Option<u32>, level: &str) -> Value {
    let kind = "discipline_supervision";
    let mut organ = json!({ "id": id("organ", n), "name": "甲委", "kind": kind, "level": level });
    if let Some(parent) = parent {
        organ["parent"] = json!(id("organ", parent));
    }
    organ
}

fn entry(n: u32, kind: &str, parent: Option<u32>) -> Value {
    let listed = json!([{ "when": crate::model::trials::at_json(9), "state": "listed" }]);
    let mut entry = json!({ "id": id("entry", n), "kind": kind, "stages": listed });
    if let Some(parent) = parent {
        entry["parent"] = json!(id("entry", parent));
    }
    entry
}

fn tenure(n: u32, person: u32) -> Value {
    json!({
        "id": id("tenure", n),
        "person": id("person", person),
        "post": id("post", 1),
        "period": { "start": { "on": "2016-03-01" }, "end": "open" },
    })
}

fn person(n: u32) -> Value {
    json!({ "id": id("person", n), "name": "甲某" })
}

/// An organ with one post.
fn post() -> (Value, Value) {
    let post = json!({ "id": id("post", 1), "organ": id("organ", 1), "title": "主任" });
    (organ(1, None, "county"), post)
}

#[test]
fn problems_of_drafts_come_with_their_places() {
    assert_eq!(
        refused(json!({
            "places": [{ "id": id("place", 1) }],
            "persons": [
                person(1),
                { "id": id("person", 2), "name": "乙\n某" },
                {},
                { "id": id("person", 1), "name": "丙某" },
            ],
        })),
        format!(
            r"places[0]: name: is missing; persons[1]: name: line contains '\n' at character 1; persons[2]: id: is missing; persons[2]: name: is missing; persons[3]: {} stands already at persons[0]",
            id("person", 1)
        ),
    );
}

/// A draft that is wrong is there: one slip is told once.
#[test]
fn what_names_a_draft_that_is_wrong_names_something() {
    let (organ, post) = post();
    let form = json!({
        "organs": [organ],
        "posts": [post],
        "persons": [{ "id": id("person", 1) }],
        "tenures": [tenure(1, 1)],
    });
    assert_eq!(refused(form), "persons[0]: name: is missing");
}

#[test]
fn every_reference_that_leads_nowhere_is_told_with_both_ends() {
    let problems = refused(json!({
        "persons": [person(1)],
        "tenures": [tenure(1, 2), tenure(2, 1)],
        "documents": [{
            "id": id("document", 1), "kind": "problem_list", "title": "清单",
            "to": [id("organ", 1), id("organ", 2)],
        }],
    }));
    let post = id("post", 1);
    assert_eq!(
        problems,
        format!(
            "tenures[0]: person of {} names {}, which is not there; \
             tenures[0]: post of {} names {post}, which is not there; \
             tenures[1]: post of {} names {post}, which is not there; \
             documents[0]: to of {} names {}, which is not there; \
             documents[0]: to of {} names {}, which is not there",
            id("tenure", 1),
            id("person", 2),
            id("tenure", 1),
            id("tenure", 2),
            id("document", 1),
            id("organ", 1),
            id("document", 1),
            id("organ", 2),
        ),
    );
}

/// The same number under two kinds names two things; the same id on two shelves does not.
#[test]
fn ids_are_unique_over_all_shelves() {
    let duty = json!({
        "id": id("record", 1), "person": id("person", 1), "duty": "deploy",
        "done": crate::model::trials::at_json(9),
    });
    let disclosure = json!({
        "id": id("record", 1), "person": id("person", 1), "way": "surrender",
        "when": crate::model::trials::at_json(9), "to": id("organ", 1),
    });
    let form = |disclosure: &Value| {
        json!({
            "organs": [organ(1, None, "county")],
            "persons": [person(1)],
            "duty_records": [duty],
            "disclosures": [disclosure],
        })
    };
    assert_eq!(
        refused(form(&disclosure)),
        format!("disclosures[0]: {} stands already at duty_records[0]", id("record", 1)),
    );
    let mut other = disclosure.clone();
    other["id"] = json!(id("record", 2));
    let dossier: Dossier = serde_json::from_value(form(&other)).unwrap();
    assert_eq!(dossier.len(), 4);
}

#[test]
fn circles_are_named_and_told_once() {
    let form = json!({
        "places": [
            place(3, Some(1), "county"), place(1, Some(2), "county"), place(2, Some(3), "county"),
            place(4, Some(3), "county"),
        ],
        "organs": [organ(1, Some(2), "city"), organ(2, Some(1), "city")],
        "entries": [entry(1, "item", Some(2)), entry(2, "item", Some(1))],
    });
    let (places, organs) = ([1, 2, 3].map(|n| id("place", n)), [1, 2].map(|n| id("organ", n)));
    let entries = [1, 2].map(|n| id("entry", n));
    let ([p1, p2, p3], [o1, o2], [e1, e2]) = (places, organs, entries);
    assert_eq!(
        refused(form),
        format!(
            "places[1]: parent goes round in a circle: {p1} names {p2} names {p3} names {p1}; \
             organs[0]: parent goes round in a circle: {o1} names {o2} names {o1}; \
             entries[0]: parent goes round in a circle: {e1} names {e2} names {e1}; \
             entries[0]: parent of {e1} names {e2}, which is an item and no task; \
             entries[1]: parent of {e2} names {e1}, which is an item and no task",
        ),
    );
}

#[test]
fn what_names_itself_or_stands_under_something_lower_is_told() {
    let form = json!({
        "places": [
            place(1, None, "county"), place(2, Some(1), "city"), place(3, Some(3), "county"),
        ],
        "organs": [organ(1, None, "county"), organ(2, Some(1), "province")],
    });
    assert_eq!(
        refused(form),
        format!(
            "places[1]: {} stands under {}, which is of a lower level; \
             places[2]: parent of {} names the entry itself; \
             organs[1]: {} stands under {}, which is of a lower level",
            id("place", 2),
            id("place", 1),
            id("place", 3),
            id("organ", 2),
            id("organ", 1),
        ),
    );
}

/// A dossier with an umbrella that an outcome establishes; `change` spoils it.
fn established(change: impl Fn(&mut Value)) -> Result<Dossier, String> {
    let at = crate::model::trials::at_json;
    let (organ, post) = post();
    let by = id("person", 2);
    let state = |state: Value, hour| json!({ "when": at(hour), "state": state });
    let decision = json!({ "outcome": id("outcome", 1) });
    let mut form = json!({
        "organs": [organ],
        "posts": [post],
        "persons": [person(1), person(2)],
        "tenures": [tenure(1, 1), tenure(2, 2)],
        "gangs": [{ "id": id("gang", 1), "name": "甲团伙" }],
        "claims": [{
            "id": id("claim", 1),
            "source": { "label": "甲来信", "kind": "report", "origin": "letter/1" },
            "text": "包庇", "stance": "for", "first_seen": "2019-04-09T09:00:00+08:00",
        }],
        "cases": [{
            "id": id("case", 1), "ledger_no": "甲立1号", "filed_by": id("organ", 1),
            "filed_level": "county",
            "stages": [state(json!({ "criminal": "filed" }), 8)],
        }],
        "umbrellas": [{
            "id": id("umbrella", 1),
            "subject": { "tenure": { "person": id("person", 1), "tenure": id("tenure", 1) } },
            "gang": id("gang", 1),
            "claims_for": [id("claim", 1)],
            "stages": [
                state(json!("alleged"), 8),
                state(json!({ "checked": { "by": by } }), 9),
                state(json!({ "supported": { "by": by } }), 10),
                state(json!({ "established": { "by": by, "decision": decision } }), 11),
            ],
        }],
        "outcomes": [{
            "id": id("outcome", 1), "person": id("person", 1), "tenure": id("tenure", 1),
            "what": { "party": "expulsion" }, "case": id("case", 1), "by": id("organ", 1),
            "decided": at(10), "effective": "2019-04-10",
        }],
    });
    change(&mut form);
    let draft: DossierDraft = serde_json::from_value(form).unwrap();
    draft.enter().map_err(|problems| problems.to_string())
}

#[test]
fn what_establishes_has_taken_effect_and_tenures_are_of_the_person() {
    assert!(established(|_| {}).is_ok());
    assert_eq!(
        established(|form| {
            form["umbrellas"][0]["subject"]["tenure"]["tenure"] = json!(id("tenure", 2));
            form["outcomes"][0]["tenure"] = json!(id("tenure", 2));
            form["outcomes"][0].as_object_mut().unwrap().remove("effective");
        })
        .unwrap_err(),
        format!(
            "umbrellas[0]: subject.tenure of {u} names {t}, which is a tenure of another person; \
             umbrellas[0]: decision.outcome of {u} names {o}, which has not taken effect; \
             outcomes[0]: tenure of {o} names {t}, which is a tenure of another person",
            u = id("umbrella", 1),
            t = id("tenure", 2),
            o = id("outcome", 1),
        ),
    );
    let judged = |stages: &[&str]| {
        established(|form| {
            let judgment = json!({ "judgment": id("case", 1) });
            form["umbrellas"][0]["stages"][3]["state"]["established"]["decision"] = judgment;
            let states: Vec<Value> =
                stages.iter().map(|stage| json!({ "criminal": stage })).collect();
            form["cases"][0]["stages"] = crate::model::trials::stages_json(&states);
        })
    };
    let way = ["transferred", "prosecuted", "tried", "effective"];
    assert!(judged(&way).is_ok());
    assert_eq!(
        judged(&way[..3]).unwrap_err(),
        format!(
            "umbrellas[0]: decision.judgment of {} names {}, which has not taken effect",
            id("umbrella", 1),
            id("case", 1)
        ),
    );
    // An accountability has its own shelf, and its id is that of an outcome.
    let accountable = |effective: Value| {
        established(|form| {
            form["outcomes"] = json!([]);
            form["accountabilities"] = json!([{
                "id": id("outcome", 1), "by": id("organ", 1),
                "held": { "leader": { "person": id("person", 1), "how": ["sanction"] } },
                "decided": crate::model::trials::at_json(10), "effective": effective,
            }]);
        })
    };
    assert!(accountable(json!("2019-04-10")).is_ok());
    assert!(accountable(Value::Null).unwrap_err().contains("which has not taken effect"));
}

#[test]
fn missions_find_and_visit_and_each_batch_has_its_number() {
    let at = crate::model::trials::at_json;
    let batch = |n: u32, by: u32, number: u32| {
        json!({
            "id": id("record", n), "by": id("organ", by), "number": number, "published": at(9),
            "cases": [id("case", 1)],
        })
    };
    let form = json!({
        "organs": [organ(1, None, "county"), organ(2, None, "county")],
        "cases": [{
            "id": id("case", 1), "ledger_no": "甲立1号", "filed_by": id("organ", 1),
            "filed_level": "county",
            "stages": [{ "when": at(8), "state": { "criminal": "filed" } }],
        }],
        "special_inspections": [{ "id": id("supervision", 1), "decided_by": id("organ", 1) }],
        "listed_supervisions": [{
            "id": id("supervision", 2), "matter": { "case": id("case", 1) }, "mode": "listed",
            "by": id("organ", 1), "on": id("organ", 2),
            "stages": [{ "when": at(8), "state": "listed" }],
        }],
        "problems": [
            { "id": id("problem", 1), "text": "甲", "found_by": id("supervision", 1) },
            { "id": id("problem", 2), "text": "乙", "found_by": id("supervision", 2) },
        ],
        "exposure_batches": [batch(1, 1, 3), batch(2, 2, 3), batch(3, 1, 3)],
        "covert_visits": [{
            "id": id("record", 4), "check": "forum", "by": id("organ", 1), "when": at(9),
            "mission": id("supervision", 1),
        }],
    });
    assert_eq!(
        refused(form),
        format!(
            "problems[1]: found_by of {} names {}, which is a listed matter; \
             exposure_batches[2]: number of {} is that of {} too; \
             covert_visits[0]: mission of {} names {}, which is no mission",
            id("problem", 2),
            id("supervision", 2),
            id("record", 3),
            id("record", 1),
            id("record", 4),
            id("supervision", 1),
        ),
    );
}

#[test]
fn a_signature_stands_under_the_sign_off_that_lists_it() {
    let at = crate::model::trials::at_json;
    let content = crate::provenance::Fingerprint::from_bytes([1; 32]);
    let sign_off = |n: u32, signatures: Value| {
        json!({
            "id": id("sign_off", n), "case": id("case", 1), "stage_of_case": "trial",
            "layers": ["follow_up_officer"], "signatures": signatures,
            "stages": [{ "when": at(8), "state": { "laid_open": { "content": content } } }],
        })
    };
    let form = |lists: u32| {
        let list = |n| if n == lists { json!([id("signature", 1)]) } else { json!([]) };
        json!({
            "organs": [organ(1, None, "county")],
            "persons": [person(1)],
            "cases": [{
                "id": id("case", 1), "ledger_no": "甲立1号", "filed_by": id("organ", 1),
                "filed_level": "county",
                "stages": [{ "when": at(8), "state": { "criminal": "filed" } }],
            }],
            "signatures": [{
                "id": id("signature", 1), "sign_off": id("sign_off", 1), "by": id("person", 1),
                "role": "follow_up_officer", "organ": id("organ", 1), "content": content,
                "opinion": "agrees", "signed": at(9),
            }],
            "sign_offs": [sign_off(1, list(1)), sign_off(2, list(2))],
        })
    };
    assert!(serde_json::from_value::<Dossier>(form(1)).is_ok());
    assert_eq!(
        refused(form(2)),
        format!(
            "sign_offs[1]: signatures of {} names {}, which stands under another sign-off",
            id("sign_off", 2),
            id("signature", 1)
        ),
    );
}

#[test]
fn what_is_odd_and_possible_is_told_and_refuses_nothing() {
    let (organ, post) = post();
    let dossier: Dossier = serde_json::from_value(json!({
        "organs": [organ],
        "posts": [post],
        "persons": [person(1), person(2)],
        "tenures": [tenure(1, 1), tenure(2, 2)],
    }))
    .unwrap();
    let shared = dossier.shared_posts();
    assert_eq!(shared.len(), 1);
    let held: Vec<String> = dossier
        .tenures_of(PersonId::parse(&id("person", 2)).unwrap())
        .map(|tenure| tenure.id().to_string())
        .collect();
    assert_eq!(held, [id("tenure", 2)]);
}

#[test]
fn unknown_shelves_doubled_keys_and_other_files_are_refused() {
    for (text, why) in [
        (r#"{"people":[]}"#, "unknown field `people`"),
        (r#"{"persons":[],"persons":[]}"#, "duplicate field `persons`"),
        (r#"{"persons":[{"name":"甲","name":"乙"}]}"#, "duplicate field `name`"),
        (r#"{"persons":{}}"#, "a list of at most 1000000 items"),
        (r#"{"persons":[7]}"#, "invalid type: integer"),
        (r#"{"persons":[{"id":"organ-00000000000000000000000000000001"}]}"#, "person-"),
        ("7", "invalid type: integer"),
        ("", "EOF"),
        ("{", "EOF"),
    ] {
        let refused = serde_json::from_str::<Dossier>(text).unwrap_err().to_string();
        assert!(refused.contains(why), "{text}: {refused}");
    }
    let empty: Dossier = serde_json::from_str("{}").unwrap();
    assert!(empty.is_empty() && empty.organ_tree().organs().is_empty());
    assert_eq!(serde_json::to_string(&empty).unwrap(), "{}");
}

#[test]
fn a_dossier_that_is_too_large_is_refused_before_it_is_looked_through() {
    let draft = DossierDraft {
        places: vec![PlaceDraft::default(); MAX_ENTRIES],
        persons: vec![PersonDraft::default()],
        ..Default::default()
    };
    assert_eq!(
        draft.enter().unwrap_err().list(),
        [DossierProblem::TooMany { found: MAX_ENTRIES + 1, max: MAX_ENTRIES }],
    );
}

/// A chain of 20,000 places is no danger, and neither is a circle of as many.
#[test]
fn long_chains_and_circles_do_no_harm() {
    let make = |first: Option<u32>| {
        let id = |n: u32| PlaceId::parse(&id("place", n)).unwrap();
        let places = (1..=20_000).map(|n| PlaceDraft {
            id: Some(id(n)),
            name: "甲地".into(),
            parent: if n == 1 { first.map(id) } else { Some(id(n - 1)) },
            ..Default::default()
        });
        DossierDraft { places: places.collect(), ..Default::default() }.enter()
    };
    assert_eq!(make(None).unwrap().len(), 20_000);
    let problems = make(Some(20_000)).unwrap_err();
    assert!(matches!(problems.list(), [DossierProblem::Circle { ids, .. }] if ids.len() == 20_000),);
}

/// The generator fills the shelves that it says it fills.
#[test]
fn a_small_dossier_is_full() {
    for seed in [0, 1, u64::MAX] {
        let draft = small(seed);
        let filled = [
            draft.organs.len() - 2,
            draft.posts.len() / 2 - 2,
            draft.persons.len() - 3,
            draft.memberships.len(),
            draft.ties.len(),
            draft.missions.len(),
            draft.outcomes.len() - 2,
            draft.umbrellas.len(),
            draft.entries.len() - 2,
        ];
        assert!(filled.iter().all(|n| (1..4).contains(n)), "{seed}: {filled:?}");
    }
}

/// Every shelf is in the order of the ids, and what is written is read again.
#[test]
fn ids_and_references_are_told_in_order() {
    let dossier = small(5).enter().unwrap();
    let ids = dossier.ids();
    assert_eq!(ids.len(), dossier.len());
    let shelf_no = |shelf| DossierDraft::SHELVES.iter().position(|known| *known == shelf);
    assert!(ids.is_sorted_by_key(|(shelf, id)| (shelf_no(*shelf), *id)));
    let known: BTreeSet<AnyId> = ids.iter().map(|(_, id)| *id).collect();
    let references = dossier.references();
    assert!(references.iter().all(|(from, _, to)| known.contains(from) && known.contains(to)));
    let first = dossier.places().values().find(|place| place.parent().is_some()).unwrap();
    let link = (first.id().any(), "parent", first.parent().unwrap().any());
    assert!(references.contains(&link));
}

/// The clues about somebody are those that looking through all of them finds, also after
/// one was revised, and after one was taken back.
#[test]
fn clues_stand_under_those_whom_they_are_about() {
    let agree = |dossier: &Dossier| {
        let mut asked = BTreeSet::from([None]);
        for clue in dossier.clues().values() {
            asked.extend(clue.subjects().iter().copied().map(Some));
        }
        for subject in asked {
            let naive = dossier.clues().values().filter(|clue| match subject {
                Some(subject) => clue.subjects().contains(&subject),
                None => clue.subjects().is_empty(),
            });
            assert!(dossier.clues_about(subject).eq(naive), "{subject:?}");
        }
    };
    for seed in 0..20 {
        let mut dossier = small(seed).enter().unwrap();
        let (all, last) = (dossier.clone(), dossier.clues().values().next_back().cloned());
        agree(&dossier);
        let Some(clue) = last else { continue };
        let id = clue.id().any();
        let nobody = ClueDraft { subjects: Vec::new(), ..ClueDraft::from(clue.clone()) };
        dossier.revise(Entry::from(nobody.enter().unwrap())).unwrap();
        assert!(dossier.clues_about(None).any(|about| about.id() == clue.id()));
        agree(&dossier);
        dossier.put_back(id, None);
        agree(&dossier);
        dossier.put_back(id, Some(Entry::from(clue)));
        assert_eq!(dossier, all);
    }
}

/// What belongs to something is what looking through the whole shelf finds, also after
/// something was revised, and after it was taken back.
#[test]
fn what_belongs_to_a_matter_stands_under_it() {
    let agree = |dossier: &Dossier| {
        let references = dossier.references();
        let named = |shelf: &str, field: &str, owner: AnyId| -> Vec<AnyId> {
            let on_shelf: BTreeSet<AnyId> = dossier
                .ids()
                .into_iter()
                .filter(|(on, _)| *on == shelf)
                .map(|(_, id)| id)
                .collect();
            let own = references
                .iter()
                .filter(|(id, by, names)| on_shelf.contains(id) && *by == field && *names == owner);
            own.map(|(id, ..)| *id).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let mut found = 0;
        macro_rules! same {
            ($($name:ident of $owners:ident: $shelf:literal by $field:literal;)+) => {
                $(for owner in dossier.$owners().keys() {
                    let own: Vec<AnyId> = dossier.$name(*owner).map(|one| one.id().any()).collect();
                    assert_eq!(own, named($shelf, $field, owner.any()), "{}", stringify!($name));
                    found += usize::from(!own.is_empty());
                })+
            };
        }
        same! {
            tenures_of of persons: "tenures" by "person";
            tenures_in of posts: "tenures" by "post";
            posts_of of organs: "posts" by "organ";
            memberships_of of gangs: "memberships" by "gang";
            umbrellas_of of gangs: "umbrellas" by "gang";
            follow_ups_of of cases: "follow_ups" by "police_case";
            proposals_from of cases: "proposals" by "from_cases";
            educations_by of cases: "educations" by "cases";
            institutions_from of cases: "institutional_outputs" by "cases";
            batches_with of cases: "exposure_batches" by "cases";
            batches_naming of persons: "exposure_batches" by "persons";
            batches_by of organs: "exposure_batches" by "by";
            entries_under of entries: "entries" by "parent";
            transfers_of of clues: "transfers" by "clue";
            verifications_of of clues: "verifications" by "clue";
            measures_of of cases: "measures" by "case";
            hearings_of of cases: "hearings" by "case";
            meetings_of of cases: "meetings" by "cases";
            documents_of of cases: "documents" by "cases";
            screenings_of of cases: "case_screenings" by "case";
            outcomes_of of cases: "outcomes" by "case";
            outcomes_for of persons: "outcomes" by "person";
            appeals_against of outcomes: "appeals" by "against.outcome";
            sign_offs_of of follow_ups: "sign_offs" by "follow_up";
            signatures_of of sign_offs: "signatures" by "sign_off";
        }
        // Whatever kind of party it is, and whichever end.
        let parties: Vec<PartyId> = (dossier.persons().keys().map(|id| PartyId::from(*id)))
            .chain(dossier.organs().keys().map(|id| PartyId::from(*id)))
            .chain(dossier.gangs().keys().map(|id| PartyId::from(*id)))
            .collect();
        let both = |shelf: &str, fields: &[&str], party: PartyId| {
            let all = fields.iter().flat_map(|field| named(shelf, field, party.any()));
            all.collect::<BTreeSet<AnyId>>()
        };
        for party in parties {
            let of = |ids: Vec<AnyId>| ids.into_iter().collect::<BTreeSet<AnyId>>();
            let ties = of(dossier.ties_at(party).map(|one| one.id().any()).collect());
            assert_eq!(ties, both("ties", &["from", "to"], party));
            let members = of(dossier.memberships_at(party).map(|one| one.id().any()).collect());
            assert_eq!(members, both("memberships", &["gang", "person"], party));
            let fields = ["gang", "subject.person", "subject.organ"];
            let umbrellas = of(dossier.umbrellas_at(party).map(|one| one.id().any()).collect());
            assert_eq!(umbrellas, both("umbrellas", &fields, party));
            let judgments = of(dossier.judgments_of(party).map(|one| one.id().any()).collect());
            assert_eq!(judgments, both("identity_judgments", &["one", "other"], party));
            found += usize::from(!ties.is_empty() && !members.is_empty());
        }
        found
    };
    let mut most = 0;
    for seed in 0..20 {
        let mut dossier = small(seed).enter().unwrap();
        most = most.max(agree(&dossier));
        let all = dossier.clone();
        // Another case, the same clue.
        for (id, entry) in dossier.ids().into_iter().map(|(_, id)| (id, all.entry_of(id).unwrap()))
        {
            dossier.put_back(id, None);
            agree(&dossier);
            dossier.put_back(id, Some(entry));
            assert_eq!(dossier, all);
        }
    }
    assert!(most >= 10, "{most} of 25");
}

/// Something that is corrected stands under what it names now, and under nothing else.
#[test]
fn what_is_corrected_belongs_to_what_it_names_now() {
    let (organ, post) = post();
    let mut dossier: Dossier = serde_json::from_value(json!({"organs": [organ], "posts": [post],
        "persons": [person(1), person(2)], "tenures": [tenure(1, 1)]}))
    .unwrap();
    let counts = |dossier: &Dossier| {
        [1, 2].map(|n| dossier.tenures_of(id("person", n).parse().unwrap()).count())
    };
    assert_eq!(counts(&dossier), [1, 0]);
    let form: EntryDraft = serde_json::from_value(json!({"tenure": tenure(1, 2)})).unwrap();
    dossier.correct(form.enter().unwrap()).unwrap();
    assert_eq!(counts(&dossier), [0, 1]);
}

/// What does not fit into the tree of organs is refused with all that came with it, also
/// where it would replace something.
#[test]
fn entries_that_break_the_tree_are_taken_back() {
    let form = |entry: Value| serde_json::from_value::<EntryDraft>(entry).unwrap().enter().unwrap();
    let organ =
        |n: u32, parent: Option<u32>, level: &str| form(json!({"organ": organ(n, parent, level)}));
    let mut dossier = DossierDraft::default().enter().unwrap();
    let (county, city) = (organ(1, None, "county"), organ(2, Some(1), "city"));
    let refused = |done: Result<(), Vec<AddRefused>>| -> Vec<String> {
        done.unwrap_err().iter().map(ToString::to_string).collect()
    };
    let sentence = |n: u32| [format!("{} does not fit into the tree of organs", id("organ", n))];
    let person = form(json!({"person": person(1)}));
    assert_eq!(refused(dossier.add(vec![person.clone(), county.clone(), city])), sentence(1));
    assert!(dossier.is_empty());
    dossier.add(vec![person, county, organ(3, Some(1), "county")]).unwrap();
    let before = dossier.clone();
    assert_eq!(refused(dossier.correct(organ(3, Some(1), "city"))), sentence(3));
    assert_eq!(dossier, before);
    dossier.correct(organ(3, None, "city")).unwrap();
    assert_eq!(dossier.organ_tree().organs().len(), 2);
}

/// A noun that is on no shelf would not be checked.
#[test]
fn every_noun_has_a_shelf() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model");
    let page = std::fs::read_to_string(folder.join("dossier/shelves.rs")).unwrap();
    let mut waiting = vec![folder];
    let mut nouns = 0;
    while let Some(folder) = waiting.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split("\nnoun! {").skip(1) {
                let line = part.lines().skip(1).find(|line| !line.trim_start().starts_with("///"));
                let name = line.unwrap().trim().split(',').next().unwrap().to_owned();
                assert!(page.contains(&format!(" {name}, {name}Draft,")), "{name} has no shelf");
                nouns += 1;
            }
        }
    }
    assert_eq!(nouns + 1, DossierDraft::SHELVES.len(), "and claims");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What is entered is written and read as the same, in one order, whatever order it
    /// came in.
    #[test]
    fn small_dossiers_survive_a_round_trip_in_any_order(seed: u64, turn in 0_usize..7) {
        let mut draft = small(seed);
        let dossier = draft.clone().enter().unwrap();
        let text = serde_json::to_string(&dossier).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Dossier>(&text).unwrap(), &dossier);
        let back = DossierDraft::from(dossier.clone());
        prop_assert_eq!(serde_json::to_string(&back).unwrap(), text.as_str());
        prop_assert_eq!(&back.enter().unwrap(), &dossier);

        draft.places.reverse();
        let (organs, claims) = (draft.organs.len(), draft.claims.len());
        draft.organs.rotate_left(turn % organs);
        draft.persons.reverse();
        draft.claims.rotate_right(turn % claims);
        draft.entries.reverse();
        let turned = draft.enter().unwrap();
        prop_assert_eq!(serde_json::to_string(&turned).unwrap(), text);
    }

    /// Whatever entry is taken out, exactly those that name it are told.
    #[test]
    fn what_is_taken_out_is_missed_by_those_that_name_it(seed: u64, n in 0_usize..4) {
        let mut draft = small(seed);
        let dossier = draft.clone().enter().unwrap();
        let gone = draft.persons.remove(n).id.unwrap().any();
        let naming = dossier.references().into_iter().filter(|(_, _, to)| *to == gone).count();
        match draft.enter() {
            Ok(_) => prop_assert_eq!(naming, 0),
            Err(problems) => {
                prop_assert_eq!(problems.list().len(), naming);
                for problem in problems.list() {
                    let told = matches!(problem, DossierProblem::Nowhere { names, .. } if *names == gone);
                    prop_assert!(told, "{}", problem);
                }
            }
        }
    }

    /// Any text, and any cut of a good one, is refused or read; nothing panics.
    #[test]
    fn hostile_input_is_an_answer(seed: u64, cut in 0_usize..20_000, junk in "\\PC{0,40}") {
        let _ = serde_json::from_str::<Dossier>(&junk);
        let mut text = serde_json::to_string(&small(seed)).unwrap();
        let cut = (0..=cut.min(text.len() - 1)).rev().find(|n| text.is_char_boundary(*n)).unwrap();
        prop_assert!(serde_json::from_str::<Dossier>(text.get(..cut).unwrap()).is_err());
        text.insert_str(cut, &junk);
        let _ = serde_json::from_str::<Dossier>(&text);
    }
}

#[test]
fn an_entered_draft_and_its_noun_are_keyed_alike() {
    let dossier = small(3).enter().unwrap();
    for (id, case) in dossier.cases() {
        assert_eq!(*id, case.id());
        assert_eq!(dossier.case(*id), Some(case));
    }
    let entered = PersonDraft::from(dossier.persons().values().next().unwrap().clone()).enter();
    assert_eq!(
        dossier.person(entered.unwrap().id()).map(Person::id),
        dossier.persons().keys().next().copied()
    );
}
