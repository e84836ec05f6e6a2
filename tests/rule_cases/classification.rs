//! The questions to `procedure::classification`.

use std::collections::BTreeSet;

use serde::Deserialize;
use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Day;
use unbrella::base::id::{GangId, PersonId};
use unbrella::procedure::classification::{
    self, ActFacts, EvilFacts, GangFacts, GroupFacts, TriadFacts,
};
use unbrella::provenance::{Fact, NotKnown};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::gang::ExclusionGround;
use unbrella::terms::TermList;

use crate::{Facts, Found, answered, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    let list = gang(facts);
    match what {
        "classify" => decided(&classification::classify(&list, rules), |answer| {
            answered(answer, ToString::to_string)
        }),
        "may_label" => {
            let kind = facts.read("kind").unwrap();
            either(classification::may_label(&list, kind, rules), |()| {
                "may be put down so".to_owned()
            })
        }
        "kinds" => decided(&classification::kinds(&list, rules), ToString::to_string),
        "below_usual" => decided(&classification::below_usual(&list, rules), |below| {
            let below: Vec<String> =
                below.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect();
            if below.is_empty() {
                return "not below the usual".to_owned();
            }
            format!("below the usual: {}", below.join(", "))
        }),
        other => panic!("no such question to classification: {other}"),
    }
}

/// Whatever is said of one feature wins over what is said of all; `"unknown"` takes it back.
fn each<T: serde::de::DeserializeOwned>(facts: &mut Facts, codes: &[&str], all: Option<bool>) -> T {
    let answers = codes.iter().map(|code| {
        let answer = one(facts, code).unwrap_or_else(|| crate::known(all));
        ((*code).to_owned(), serde_json::to_value(answer).unwrap())
    });
    serde_json::from_value(serde_json::Value::Object(answers.collect())).unwrap()
}

fn one(facts: &mut Facts, code: &str) -> Option<Fact<bool>> {
    Some(match facts.get(code)? {
        toml::Value::Boolean(yes) => Fact::Known(yes),
        _ => Fact::NotKnown(NotKnown::NeverAsked),
    })
}

fn gang(facts: &mut Facts) -> GangFacts {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Act {
        on: Day,
        members: Vec<u32>,
    }

    let (triad, evil, excluded): (Option<bool>, Option<bool>, Option<bool>) =
        (facts.read("triad"), facts.read("evil"), facts.read("excluded"));
    let acts: Vec<Act> = facts.list("acts");
    let person = |n: &u32| id(PersonId::from_uuid, u128::from(*n));
    let acts = acts.iter().map(|act| ActFacts {
        on: act.on,
        members: act.members.iter().map(person).collect(),
        crime: true,
    });
    let grounds = ExclusionGround::all().into_iter().map(|ground| {
        let asked = one(facts, ground.code()).unwrap_or_else(|| crate::known(excluded));
        (ground, asked)
    });
    GangFacts {
        excluded: grounds.collect(),
        triad: each::<TriadFacts>(facts, TriadFacts::CODES, triad),
        evil: each::<EvilFacts>(facts, EvilFacts::CODES, evil),
        group: each::<GroupFacts>(facts, GroupFacts::CODES, None),
        members: facts.fact("members"),
        joint_crimes: facts.fact("crimes"),
        acts: acts.collect(),
        labels: facts.list("labels").into_iter().collect::<BTreeSet<_>>(),
        ..GangFacts::unknown(id(GangId::from_uuid, 1))
    }
}
