//! The questions to `procedure::rectification`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{EntryId, ProblemId};
use unbrella::procedure::rectification::{self, EntryFacts, ProblemFacts};
use unbrella::provenance::Fact;
use unbrella::rulebook::RulesInForce;
use unbrella::terms::rectification::LedgerStatus;

use crate::{Facts, Found, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "complete" | "may_strike_off" | "may_go_on" => entry(what, facts, rules),
        "put_right" => put_right(facts, rules),
        "scope" => {
            let covers = u128::from(facts.read::<u32>("covers").unwrap());
            let list = EntryFacts {
                entry: id(EntryId::from_uuid, 1),
                parent: None,
                fields: BTreeSet::new(),
                covers: (1..=covers).map(|n| id(ProblemId::from_uuid, n)).collect(),
                status: LedgerStatus::Listed,
                mode: facts.read("mode"),
                fed_back: Fact::Known(true),
            };
            decided(&rectification::scope(&list, rules), |gap| joined(gap, "as small as that"))
        }
        other => panic!("no such question to rectification: {other}"),
    }
}

fn put_right(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut count = |name| u128::from(facts.read::<u32>(name).unwrap());
    let (noted, open) = (count("noted"), count("open"));
    let one = |n| ProblemFacts {
        problem: id(ProblemId::from_uuid, n),
        noted: n <= noted,
        entries: Vec::new(),
    };
    let all: Vec<ProblemFacts> = (1..=noted + open).map(one).collect();
    decided(&rectification::put_right(&all, rules), |found| {
        let reached = if found.reached { "reached" } else { "not reached" };
        format!("{} of {} open, {reached}", found.open.len(), found.of)
    })
}

fn entry(what: &str, facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = EntryFacts {
        entry: id(EntryId::from_uuid, 1),
        parent: None,
        fields: facts.list("fields").into_iter().collect(),
        covers: BTreeSet::from([id(ProblemId::from_uuid, 1)]),
        status: facts.read("status").unwrap(),
        mode: facts.read("mode"),
        fed_back: facts.fact("fed_back"),
    };
    if what == "complete" {
        return decided(&rectification::complete(&list, rules), |lacks| match lacks.as_slice() {
            [] => "complete".to_owned(),
            lacks => lacks.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        });
    }
    if what == "may_go_on" {
        let to = facts.read("to").unwrap();
        return either(rectification::may_go_on(&list, &to, rules), |()| "goes on".to_owned());
    }
    either(rectification::may_strike_off(&list, [], rules), |()| "may be struck off".to_owned())
}
