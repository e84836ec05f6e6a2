//! The questions to `procedure::remedy`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{OrganId, RecordId};
use unbrella::procedure::remedy::{
    self, AppealFacts, AskFacts, AskedOrgan, CaseHearings, ClearFacts, HearingFacts, Property,
    RevokeFacts, SeverityFacts, Step, UponAppeal,
};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::outcome::AppealResult;

use crate::{Facts, Found, answered, decided, either, id, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "may_decide" => {
            let list = hearing(facts);
            either(remedy::may_decide(&list, rules), |()| "may be decided".to_owned())
        }
        "may_decide_case" => {
            let one = facts.flag("one_on_record").then(|| hearing(facts));
            let unrecorded = facts.flag("another_unrecorded");
            let list = CaseHearings { heard: one.into_iter().collect(), unrecorded };
            either(remedy::may_decide_case(&list, rules), |()| "may be decided".to_owned())
        }
        "not_heavier" => not_heavier(facts, rules),
        "may_ask" => may_ask(facts, rules, calendar),
        "decision_due" => {
            let list = AppealFacts {
                kind: facts.read("kind").unwrap(),
                asked: known(facts.at("asked")),
                accepted: known(facts.at("accepted")),
                decided: facts.at("decided"),
            };
            let now = facts.at("now").unwrap();
            decided(&remedy::decision_due(&list, rules, calendar, now), |answer| {
                answered(answer, ToString::to_string)
            })
        }
        "suspended" => decided(&remedy::suspended(rules), |answer| {
            answered(answer, |yes| if *yes { "waits" } else { "is carried out" }.to_owned())
        }),
        "may_handle" => {
            let before = facts.fact("handled_before");
            either(remedy::may_handle(before, rules), |()| "may handle it".to_owned())
        }
        "may_revoke" => {
            let result: Option<AppealResult> = facts.read("result");
            let against: Option<bool> = facts.read("against");
            let list = RevokeFacts {
                revoked: facts.flag("revoked"),
                competent: facts.fact("competent"),
                own: facts.flag("own"),
                upon: against.map(|against| UponAppeal { against, result }),
            };
            either(remedy::may_revoke(&list), |()| "may be taken back".to_owned())
        }
        "property_due" => {
            let list = Property {
                found_unrelated: known(facts.at("found_unrelated")),
                returned: facts.at("returned"),
            };
            let now = facts.at("now").unwrap();
            decided(&remedy::property_due(&list, rules, calendar, now), |answer| {
                answered(answer, ToString::to_string)
            })
        }
        "clearing" => clearing(facts, rules),
        other => panic!("no such question to remedy: {other}"),
    }
}

pub(crate) fn hearing(facts: &mut Facts) -> HearingFacts {
    HearingFacts {
        told: facts.at("told"),
        heard: facts.at("heard"),
        raised: facts.fact("raised"),
        checked: facts.at("checked"),
        founded: facts.fact("founded"),
        adopted: facts.fact("adopted"),
        decided: facts.at("decided").unwrap(),
    }
}

fn not_heavier(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let after: String = facts.read("after").unwrap();
    let list = SeverityFacts {
        step: match after.as_str() {
            "defence" => Step::Defence,
            "review" => Step::Review,
            other => panic!("after a {other}?"),
        },
        heavier: facts.fact("heavier"),
        new_facts: facts.fact("new_facts"),
    };
    either(remedy::not_heavier(&list, rules), |()| "may stand".to_owned())
}

fn may_ask(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let to: Option<String> = facts.read("to");
    let list = AskFacts {
        kind: facts.read("kind").unwrap(),
        concerned: facts.fact("concerned"),
        received: known(facts.at("received")),
        first_decided: facts.fact("first_decided"),
        to: known(to.map(|to| match to.as_str() {
            "same" => AskedOrgan::Same,
            "next_higher" => AskedOrgan::NextHigher,
            _ => AskedOrgan::Other,
        })),
        asked: facts.at("asked").unwrap(),
    };
    either(remedy::may_ask(&list, rules, calendar), |()| "may be asked for".to_owned())
}

/// So many organs were told, and so many of them corrected; publications likewise.
fn clearing(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut numbers = |name: &str| 1..=u128::from(facts.read::<u32>(name).unwrap_or(0));
    let organs = |numbers: std::ops::RangeInclusive<u128>| -> BTreeSet<OrganId> {
        numbers.map(|n| id(OrganId::from_uuid, n)).collect()
    };
    let batches = |numbers: std::ops::RangeInclusive<u128>| -> BTreeSet<RecordId> {
        numbers.map(|n| id(RecordId::from_uuid, n)).collect()
    };
    let list = ClearFacts {
        told: organs(numbers("told")),
        corrected: organs(numbers("corrected")),
        published: batches(numbers("published")),
        published_corrected: batches(numbers("published_corrected")),
    };
    decided(&remedy::clearing(&list, rules), ToString::to_string)
}
