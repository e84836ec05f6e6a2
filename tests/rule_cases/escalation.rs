//! The questions to `procedure::escalation`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::procedure::escalation::{self, EscalationFacts};
use unbrella::provenance::Fact;
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, decided};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "escalate" => escalate(facts, rules),
        other => panic!("no such question to escalation: {other}"),
    }
}

fn escalate(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let home = facts.read("home").unwrap();
    let others = facts.flag("everything_else_no");
    let mut grounds: escalation::Grounds = facts.all(escalation::Grounds::CODES);
    if others {
        let mut all = serde_json::to_value(escalation::Grounds::none()).unwrap();
        for question in grounds.questions().iter().filter(|q| q.answer().known().is_some()) {
            all[question.code()] = serde_json::to_value(question.answer()).unwrap();
        }
        grounds = serde_json::from_value(all).unwrap();
    }
    let list = EscalationFacts {
        home,
        handled_at: facts.read("handled_at").unwrap_or(home),
        managed_at: Fact::Known(facts.read("managed_at")),
        designated_below: facts.flag("designated_below"),
        grounds,
        local_ties: facts.fact("local_ties"),
    };
    decided(&escalation::decide(&list, rules), ToString::to_string)
}
