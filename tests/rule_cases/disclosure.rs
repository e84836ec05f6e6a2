//! The questions to `procedure::disclosure`.

use serde_json::{Value, json};
use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Day;
use unbrella::base::id::NoticeId;
use unbrella::model::dossier::DossierDraft;
use unbrella::procedure::disclosure::{self, MitigationFacts, NoticeFacts};
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, answered, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "may_issue" => {
            let list = notice(facts);
            either(disclosure::may_issue(&list, rules), |()| "may be issued".to_owned())
        }
        "open" => {
            let found = disclosure::open(&notice(facts), facts.at("now").unwrap());
            decided(&found, |answer| {
                answered(answer, |open| if *open { "open" } else { "not open" }.to_owned())
            })
        }
        "in_time" => {
            let found = disclosure::in_time(&notice(facts), facts.at("came").unwrap());
            decided(&found, |answer| answered(answer, ToString::to_string))
        }
        "mitigates" => {
            let list: MitigationFacts = facts.all(MitigationFacts::CODES);
            decided(&disclosure::mitigates(&list, rules), |answer| {
                let word = |yes: &bool| if *yes { "may be lighter" } else { "counts for nothing" };
                answered(answer, |yes| word(yes).to_owned())
            })
        }
        "came" => came(facts),
        other => panic!("no such question to disclosure: {other}"),
    }
}

fn notice(facts: &mut Facts) -> NoticeFacts {
    NoticeFacts { issued: facts.at("issued").unwrap(), last_day: facts.fact("last_day") }
}

/// So many came in time, and so many on the day after the last day.
fn came(facts: &mut Facts) -> Found {
    let no = |kind: &str, n: u32| format!("{kind}-{n:032x}");
    let last: Day = facts.read("last_day").unwrap();
    let (early, late) =
        (facts.read::<u32>("on_time").unwrap_or(0), facts.read::<u32>("after").unwrap_or(0));
    let when = |day: Day, hour: u32| {
        let at = unbrella::base::day::Moment::china(day, hour, 0).unwrap();
        json!({ "occurred_at": at, "recorded_at": at })
    };
    let next = last.next().unwrap();
    let one = |n: u32| -> Value {
        let day = if n <= early { last } else { next };
        json!({ "id": no("record", n), "person": no("person", n), "way": "surrender",
            "when": when(day, 9), "to": no("organ", 1), "notice": no("notice", 1) })
    };
    let all: Vec<u32> = (1..=early + late).collect();
    let person = |n: &u32| json!({ "id": no("person", *n), "name": format!("甲{n}") });
    let draft: DossierDraft = serde_json::from_value(json!({
        "places": [{ "id": no("place", 1), "name": "丙市", "level": "city" }],
        "organs": [{ "id": no("organ", 1), "name": "乙委", "kind": "discipline_supervision",
            "level": "city" }],
        "persons": all.iter().map(person).collect::<Vec<_>>(),
        "surrender_notices": [{ "id": no("notice", 1), "issued_by": [no("organ", 1)],
            "issued": when(last, 8), "last_day": last, "places": [no("place", 1)] }],
        "disclosures": all.iter().map(|n| one(*n)).collect::<Vec<_>>(),
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let now = unbrella::base::day::Moment::china(next, 20, 0).unwrap();
    let found = disclosure::came(&dossier, id(NoticeId::from_uuid, 1), now).unwrap();
    decided(&found, |came| format!("{} in time, {} not", came.in_time.len(), came.not_in_time.len()))
}
