//! The questions to `procedure::rectification`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{EntryId, ProblemId};
use unbrella::procedure::rectification::{self, EntryFacts};
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "complete" | "may_strike_off" => entry(what, facts, rules),
        other => panic!("no such question to rectification: {other}"),
    }
}

fn entry(what: &str, facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = EntryFacts {
        entry: id(EntryId::from_uuid, 1),
        parent: None,
        fields: facts.list("fields").into_iter().collect(),
        covers: BTreeSet::from([id(ProblemId::from_uuid, 1)]),
        status: facts.read("status").unwrap(),
    };
    if what == "complete" {
        return decided(&rectification::complete(&list, rules), |lacks| match lacks.as_slice() {
            [] => "complete".to_owned(),
            lacks => lacks.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        });
    }
    either(rectification::may_strike_off(&list, [], rules), |()| "may be struck off".to_owned())
}
