//! The questions to `procedure::transfer`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{ClueId, OrganId, TransferId};
use unbrella::procedure::transfer::{self, InboundFacts, TransferFacts};
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, decided, id, joined, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "notice_due" | "hand_over_due" | "owed" => owed(what, facts, rules, calendar),
        "accept_or_return" => {
            let list = facts.all(transfer::ReceiptFacts::CODES);
            let jurisdiction = facts.fact("jurisdiction");
            decided(&transfer::accept_or_return(&list, jurisdiction, rules), |answer| {
                answer.to_string()
            })
        }
        "to_be_urged" => {
            let list = InboundFacts {
                organ: id(OrganId::from_uuid, 1),
                from: facts.list("from").into_iter().collect(),
            };
            decided(&transfer::to_be_urged(&list, rules), |open| joined(open, "nobody"))
        }
        other => panic!("no such question to transfer: {other}"),
    }
}

fn owed(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    let list = TransferFacts {
        transfer: id(TransferId::from_uuid, 1),
        clue: id(ClueId::from_uuid, 2),
        sender: facts.fact("sender"),
        investigated_as: facts.fact("investigated_as"),
        opened: known(facts.at("opened")),
        found: known(facts.at("found")),
        net_closed: known(facts.at("net_closed")),
        noticed: facts.at("noticed"),
        handed_over: facts.at("handed_over"),
        registered: facts.at("registered"),
        direction_told: facts.at("direction_told"),
        accepted: facts.at("accepted"),
        ended_without: facts.at("ended_without"),
        concluded: facts.at("concluded"),
        fed_back: facts.at("fed_back"),
    };
    match what {
        "notice_due" => decided(&transfer::notice_due(&list, rules, calendar), ToString::to_string),
        "hand_over_due" => {
            decided(&transfer::hand_over_due(&list, rules, calendar), ToString::to_string)
        }
        _ => {
            let now = facts.at("now").unwrap();
            decided(&transfer::owed(&list, rules, calendar, now), |owed| {
                owed.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
            })
        }
    }
}
