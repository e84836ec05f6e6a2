//! The questions to `procedure::proposal`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{CaseId, ProposalId};
use unbrella::procedure::proposal::{
    self, Aftermath, EffectFacts, ReplyFacts, ReplyState, SendFacts, TellFacts,
};
use unbrella::provenance::Fact;
use unbrella::rulebook::RulesInForce;
use unbrella::terms::document::{GovernanceMeasure, ProposalQuality};

use crate::{Facts, Found, answered, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "may_send" => may_send(facts, rules),
        "reply" => {
            let list = reply(facts);
            let now = facts.at("now").unwrap();
            decided(&proposal::reply(&list, rules, now), |answer| {
                answered(answer, ToString::to_string)
            })
        }
        "rectified_rate" => rate(facts),
        "second_half" => second_half(facts, rules),
        "not_covered" => {
            let measures = |list: Vec<GovernanceMeasure>| -> BTreeSet<_> { list.into_iter().collect() };
            let (asked, done) = (measures(facts.list("asked")), measures(facts.list("set_up")));
            decided(&proposal::not_covered(&asked, &done), |open| joined(open, "all is covered"))
        }
        "effects" => {
            let list = EffectFacts {
                decided: facts.flag("decided"),
                told: facts.flag("told"),
                put_in_order: facts.flag("put_in_order"),
            };
            decided(&proposal::effects(&list), |had| joined(had, "none yet"))
        }
        "may_tell" => {
            let list = TellFacts {
                effective: facts.fact("effective"),
                same_unit: facts.fact("same_unit"),
                same_work: facts.fact("same_work"),
                same_place: facts.fact("same_place"),
            };
            either(proposal::may_tell(&list, rules), |()| "may be told".to_owned())
        }
        other => panic!("no such question to proposal: {other}"),
    }
}

fn may_send(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let yes: Vec<ProposalQuality> = facts.list("judged");
    let no: Vec<ProposalQuality> = facts.list("judged_not");
    let quality = yes.into_iter().map(|one| (one, Fact::Known(true)));
    let list = SendFacts {
        proposal: id(ProposalId::from_uuid, 1),
        kind: facts.read("kind").unwrap(),
        cases: facts.read("cases").unwrap_or(0),
        problems: facts.read("problems").unwrap_or(0),
        governance: facts.read("governance").unwrap_or(0),
        quality: quality.chain(no.into_iter().map(|one| (one, Fact::Known(false)))).collect(),
        sent: facts.flag("sent"),
    };
    either(proposal::may_send(&list, rules), |()| "may be sent".to_owned())
}

fn reply(facts: &mut Facts) -> ReplyFacts {
    ReplyFacts {
        sent: facts.at("sent"),
        due: facts.read("due"),
        replied: facts.at("replied"),
        wanting: facts.at("wanting"),
        rectified: facts.at("rectified"),
        checked: facts.at("checked"),
        regulator: facts.fact("regulator"),
        written: facts.fact("written"),
    }
}

/// So many were sent, and so many of them are rectified.
fn rate(facts: &mut Facts) -> Found {
    let count = |n: Option<u32>| usize::try_from(n.unwrap_or(0)).unwrap();
    let (sent, done) = (count(facts.read("sent")), count(facts.read("rectified")));
    let drafted = count(facts.read("drafted"));
    let mut stands = vec![ReplyState::Rectified; done];
    stands.extend(vec![ReplyState::Replied; sent - done]);
    stands.extend(vec![ReplyState::NotSent; drafted]);
    decided(&proposal::rectified_rate(&stands), |rate| match rate {
        Some(rate) => format!("{rate}, {}", rate.percent(1)),
        None => "none was sent".to_owned(),
    })
}

fn second_half(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let cases = [Aftermath {
        case: id(CaseId::from_uuid, 1),
        concluded: facts.flag("concluded"),
        analyzed: facts.fact("analyzed"),
    }];
    decided(&proposal::second_half(&cases, rules), |open| match open.as_slice() {
        [] => "nothing is open".to_owned(),
        _ => "not analyzed".to_owned(),
    })
}
