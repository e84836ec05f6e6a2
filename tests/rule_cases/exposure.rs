//! The questions to `procedure::exposure`.

use serde_json::{Value, json};
use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Moment;
use unbrella::base::id::{CaseId, OrganId, PersonId};
use unbrella::model::dossier::{Dossier, DossierDraft};
use unbrella::procedure::exposure::{self, Named, PublishFacts, PutRightFacts};
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, decided, either, id, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "may_publish" => {
            let list = batch(facts);
            either(exposure::may_publish(&list, rules), |()| "may be published".to_owned())
        }
        "count" => {
            let many: u32 = facts.read("many").unwrap_or(0);
            let batches: Vec<u32> = facts.list("batches");
            let persons = if many > 0 { (1..=many).collect() } else { batches };
            let dossier = dossier(&persons, &json!([]));
            let organs = [id(OrganId::from_uuid, 1)];
            let day = unbrella::day!(2019, 7, 2);
            decided(&exposure::count(&dossier, &organs, day), ToString::to_string)
        }
        "overtaken" => {
            let lifted = if facts.flag("lifted") { when(2) } else { Value::Null };
            let outcome = json!({ "id": no("outcome", 1), "person": no("person", 1),
                "what": { "party": "warning" }, "case": no("case", 1), "by": no("organ", 1),
                "decided": when(1), "effective": "2019-07-01", "revoked": lifted });
            let outcomes = if facts.flag("decided") { json!([outcome]) } else { json!([]) };
            let dossier = dossier(&[1], &outcomes);
            let found = exposure::overtaken(&dossier, unbrella::day!(2019, 7, 2), rules);
            decided(&found, |gone| {
                if gone.is_empty() { "nobody" } else { "to be cleared" }.to_owned()
            })
        }
        "may_put_right" => {
            let list = PutRightFacts {
                named: facts.flag("named"),
                put_right: facts.flag("put_right"),
                stands: facts.fact("stands"),
            };
            either(exposure::may_put_right(&list, rules), |()| "may be put right".to_owned())
        }
        other => panic!("no such question to exposure: {other}"),
    }
}

/// Whether decisions in the cases and about the persons have effect, and who may be named.
fn batch(facts: &mut Facts) -> PublishFacts {
    let (cases, persons): (Vec<bool>, Vec<bool>) = (facts.list("cases"), facts.list("persons"));
    let may: Vec<bool> = facts.list("may_be_named");
    let case = |(fact, n): (bool, u128)| (id(CaseId::from_uuid, n), known(Some(fact)));
    let person = |(effective, n): (bool, usize)| {
        let withheld = known(may.get(n).map(|may| !may));
        let named = Named { effective: known(Some(effective)), withheld };
        (id(PersonId::from_uuid, n as u128 + 1), named)
    };
    PublishFacts {
        number: facts.read("number").unwrap(),
        before: facts.read("before").unwrap(),
        cases: cases.into_iter().zip(1..).map(case).collect(),
        persons: persons.into_iter().zip(0..).map(person).collect(),
    }
}

fn no(kind: &str, n: u32) -> String {
    format!("{kind}-{n:032x}")
}

fn when(day: u32) -> Value {
    let at = Moment::parse(&format!("2019-07-{day:02}T09:00:00+08:00")).unwrap();
    json!({ "occurred_at": at, "recorded_at": at })
}

/// One batch for each number: a case of its own, and the person of that number.
fn dossier(persons: &[u32], outcomes: &Value) -> Dossier {
    let numbered = || persons.iter().copied().zip(1_u32..);
    let case = |(person, n): (u32, u32)| json!({ "id": no("case", n), "ledger_no": n.to_string(), "filed_by": no("organ", 1), "filed_level": "county", "managing_level": "county", "subjects": [no("person", person)], "stages": [{ "when": when(1), "state": { "discipline": "filed" } }] });
    let batch = |(person, n): (u32, u32)| json!({ "id": no("record", n), "by": no("organ", 1), "number": n, "published": when(2), "cases": [no("case", n)], "persons": [no("person", person)] });
    let most = persons.iter().copied().max().unwrap_or(0);
    let person = |n: u32| json!({ "id": no("person", n), "name": format!("甲{n}") });
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [{ "id": no("organ", 1), "name": "乙委", "kind": "discipline_supervision",
            "level": "county" }],
        "persons": (1..=most).map(person).collect::<Vec<_>>(),
        "cases": numbered().map(case).collect::<Vec<_>>(),
        "outcomes": outcomes,
        "exposure_batches": numbered().map(batch).collect::<Vec<_>>(),
    }))
    .unwrap();
    draft.enter().unwrap()
}
