//! The questions to `procedure::reporter`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::ClueId;
use unbrella::procedure::reporter::{
    self, AfterReplyFacts, Counted, LearnFacts, Need, RewardFacts,
};
use unbrella::provenance::{Fact, NotKnown};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::report::ProtectionMeasure;

use crate::{Facts, Found, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "rates" => rates(facts, rules),
        "after_reply" => {
            let list: AfterReplyFacts = facts.all(AfterReplyFacts::CODES);
            decided(&reporter::after_reply(&list), |after| {
                if after.owed.is_empty() && !after.open.is_empty() {
                    return "not known".to_owned();
                }
                joined(&after.owed, "nothing is owed")
            })
        }
        "may_pay" => {
            let list: RewardFacts = facts.all(RewardFacts::CODES);
            either(reporter::may_pay(&list, rules), |()| "may be paid".to_owned())
        }
        "may_protect" => {
            let list: Vec<ProtectionMeasure> = facts.list("measures");
            let list: BTreeSet<ProtectionMeasure> = list.into_iter().collect();
            either(reporter::may_protect(&list, rules), |()| "may be taken".to_owned())
        }
        "may_hand_on" => {
            let to_reported = facts.fact("to_reported");
            either(reporter::may_hand_on(to_reported, rules), |()| "may be handed on".to_owned())
        }
        "may_publish" => {
            let consent = facts.fact("consent");
            either(reporter::may_publish(consent, rules), |()| "may be published".to_owned())
        }
        "may_learn" => {
            let need = match facts.read::<String>("need").unwrap().as_str() {
                "reply" => Need::Reply,
                "reward" => Need::Reward,
                "protection" => Need::Protection,
                "conflict" => Need::Conflict,
                _ => Need::Other,
            };
            let list = LearnFacts {
                need,
                in_charge: facts.fact("in_charge"),
                recused: facts.fact("recused"),
                approver_differs: !facts.flag("approver_is_applicant"),
                approver_leads: facts.fact("approver_leads"),
            };
            either(reporter::may_learn(&list), |()| "may apply".to_owned())
        }
        other => panic!("no such question to reporter: {other}"),
    }
}

/// Of so many named reports so many are dealt with, replied to, asked about, satisfied.
fn rates(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut count = |name: &str| facts.read::<u32>(name).unwrap_or(0);
    let (all, completed, replied) = (count("all"), count("completed"), count("replied"));
    let (asked, satisfied) = (count("asked"), count("satisfied"));
    let clue = |n: u32| Counted {
        clue: id(ClueId::from_uuid, n.into()),
        completed: n <= completed,
        named: Fact::Known(true),
        replied: n <= replied,
        satisfied: if n <= asked {
            Fact::Known(n <= satisfied)
        } else {
            Fact::NotKnown(NotKnown::NeverAsked)
        },
    };
    let clues: Vec<Counted> = (1..=all).map(clue).collect();
    decided(&reporter::rates(&clues, rules), ToString::to_string)
}
