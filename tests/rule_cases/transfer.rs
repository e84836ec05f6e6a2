//! The questions to `procedure::transfer`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Moment;
use unbrella::base::id::{ClueId, OrganId, TransferId};
use unbrella::procedure::transfer::{
    self, Course, HolderFacts, InboundFacts, MessageFacts, TransferFacts,
};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::message::EnvelopeKind;

use crate::{Facts, Found, decided, either, id, joined, known};

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
        "may_send" => either(transfer::may_send(&message(facts), rules, calendar), |()| {
            "may be sent".to_owned()
        }),
        "may_owe" => {
            let organ = |n| id(OrganId::from_uuid, n);
            let list = HolderFacts {
                sender: organ(1),
                on_its_way: facts.flag("on_its_way").then(|| id(TransferId::from_uuid, 1)),
                taken_by: facts.read::<u32>("taken_by").map(|n| organ(u128::from(n))),
            };
            either(transfer::may_owe(&list), |()| "may be owed".to_owned())
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

/// A message; what is left out is as it should be.
fn message(facts: &mut Facts) -> MessageFacts {
    let parties = (id(OrganId::from_uuid, 1), id(OrganId::from_uuid, 2));
    let step: EnvelopeKind = facts.read("step").unwrap();
    let back =
        !matches!(step, EnvelopeKind::Notice | EnvelopeKind::HandOver | EnvelopeKind::Withdrawal);
    let course: String = facts.read("course").unwrap();
    MessageFacts {
        step,
        kind: facts.read("kind").unwrap_or(step),
        way: if back == facts.flag("wrong_way") { parties } else { (parties.1, parties.0) },
        parties,
        same_clue: !facts.flag("another_clue"),
        answers_hand_over: !facts.flag("answers_nothing"),
        course: match course.as_str() {
            "owed" => Course::Owed,
            "on_its_way" => Course::OnItsWay,
            "accepted" => Course::Accepted,
            "ended" => Course::Ended,
            other => panic!("no such course: {other}"),
        },
        noticed: facts.flag("noticed"),
        written: facts
            .at("written")
            .unwrap_or_else(|| Moment::parse("2020-06-01T09:00:00+08:00").unwrap()),
        answer_due: facts.at("answer_due"),
    }
}

fn owed(what: &str, facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
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
