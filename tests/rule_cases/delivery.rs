//! The questions to `procedure::delivery`.

use std::collections::{BTreeMap, BTreeSet};

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{ClueId, EnvelopeId, OrganId, PersonId, TransferId};
use unbrella::decision::Answer;
use unbrella::procedure::delivery::{
    self, Arriving, CameIn, CourseFacts, CourseLeg, Heard, Inbox, Leg, OfferFacts, Open, Outgoing,
    ReceiptGround, Seen, Taking,
};
use unbrella::provenance::Fingerprint;
use unbrella::rulebook::RulesInForce;
use unbrella::terms::message::{EnvelopeKind, ReceiptKind};

use crate::{Facts, Found, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "to_send" => {
            let now = facts.at("now").unwrap();
            let found = delivery::to_send(&[outgoing(facts)], rules, calendar, now);
            decided(&found, |due| if due.is_empty() { "waits" } else { "is sent" }.to_owned())
        }
        "take_receipt" => take_receipt(facts),
        "may_receipt" => {
            let person = |yes: bool| yes.then(|| id(PersonId::from_uuid, 1));
            let ground = ReceiptGround {
                held: facts.flag("held"),
                registered: facts.flag("registered"),
                opened_by: person(facts.flag("opened")),
                accepted_by: person(facts.flag("accepted")),
            };
            let kind = facts.read("receipt").unwrap();
            either(delivery::may_receipt(kind, &ground), |()| "may be given".to_owned())
        }
        "receive" => receive(facts, rules, calendar),
        "process" => {
            let kind = facts.read("message").unwrap();
            decided(&delivery::process(leg(facts, "leg"), kind), ToString::to_string)
        }
        "hear" => {
            let heard: String = facts.read("heard").unwrap();
            let heard = match heard.as_str() {
                "hand_over" => Heard::HandOver,
                "withdrawal" => Heard::Withdrawal,
                _ => Heard::Processed,
            };
            decided(&delivery::hear(taking(facts), heard), ToString::to_string)
        }
        "may_withdraw" => either(delivery::may_withdraw(leg(facts, "leg")), ToString::to_string),
        "may_answer" => {
            let answer = facts.read("message").unwrap();
            either(delivery::may_answer(taking(facts), answer), ToString::to_string)
        }
        "may_offer" => {
            let list = OfferFacts {
                keeper: facts.fact("keeper"),
                open: facts.flag("on_offer").then(|| id(TransferId::from_uuid, 1)),
                to_another: !facts.flag("to_itself"),
            };
            either(delivery::may_offer(&list), |_| "may be offered".to_owned())
        }
        "holder" => {
            let leg = leg(facts, "leg");
            decided(&delivery::holder(leg, taking(facts)), ToString::to_string)
        }
        "custodian" => custodian(facts),
        "told" => {
            let open = match facts.read::<String>("open").unwrap().as_str() {
                "receipt" => Open::Receipt,
                "held" => Open::Held,
                _ => Open::Untimed,
            };
            let (since, done) = (facts.at("since").unwrap(), facts.at("done"));
            let now = facts.at("now").unwrap();
            let found = delivery::told(open, since, done, rules, calendar, now);
            decided(&found, |clock| match clock {
                Answer::Known(clock) => clock.to_string(),
                Answer::Undetermined(_) => "undetermined".to_owned(),
            })
        }
        other => panic!("no such question to delivery: {other}"),
    }
}

fn organ(n: u128) -> OrganId {
    id(OrganId::from_uuid, n)
}

fn content(n: u8) -> Fingerprint {
    Fingerprint::from_bytes([n; 32])
}

/// A state by its words.
fn leg(facts: &mut Facts, name: &str) -> Leg {
    let words: String = facts.read(name).unwrap();
    Leg::ALL.into_iter().find(|leg| leg.to_string() == words).unwrap()
}

fn taking(facts: &mut Facts) -> Taking {
    let words: String = facts.read("taking").unwrap();
    Taking::ALL.into_iter().find(|taking| taking.to_string() == words).unwrap()
}

fn outgoing(facts: &mut Facts) -> Outgoing {
    let last_sent = facts.at("last_sent");
    Outgoing {
        envelope: id(EnvelopeId::from_uuid, 1),
        content: content(1),
        kind: facts.read("message").unwrap_or(EnvelopeKind::HandOver),
        to: organ(2),
        queued: last_sent.or(facts.at("now")).unwrap_or_else(|| {
            unbrella::base::day::Moment::parse("2021-03-01T09:00:00+08:00").unwrap()
        }),
        last_sent,
        receipts: facts.list::<ReceiptKind>("receipts").into_iter().collect(),
    }
}

fn take_receipt(facts: &mut Facts) -> Found {
    let sent = outgoing(facts);
    let receipt = CameIn {
        envelope: sent.envelope,
        content: content(if facts.flag("other_content") { 2 } else { 1 }),
        kind: facts.read("receipt").unwrap(),
        by: organ(if facts.flag("from_another") { 3 } else { 2 }),
    };
    let sent = (!facts.flag("never_sent")).then_some(sent);
    decided(&delivery::take_receipt(sent.as_ref(), &receipt), ToString::to_string)
}

fn receive(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let own = id(EnvelopeId::from_uuid, 7);
    let reply: Option<String> = facts.read("answers");
    let message = Arriving {
        envelope: id(EnvelopeId::from_uuid, 1),
        content: content(if facts.flag("other_content") { 2 } else { 1 }),
        kind: if reply.is_some() { EnvelopeKind::Feedback } else { EnvelopeKind::HandOver },
        from: organ(if facts.flag("other_sender") { 3 } else { 1 }),
        to: organ(if facts.flag("for_another") { 3 } else { 2 }),
        in_reply_to: reply.map(|answers| match answers.as_str() {
            "ours" => own,
            _ => id(EnvelopeId::from_uuid, 8),
        }),
        written: facts.at("written").unwrap(),
    };
    let seen = Seen {
        content: content(1),
        from: organ(1),
        came: facts.at("written").unwrap(),
        taken_up: true,
        given: BTreeSet::from([ReceiptKind::Delivered]),
    };
    let inbox = Inbox {
        own: organ(2),
        seen: match facts.flag("came_before") {
            true => BTreeMap::from([(message.envelope, seen)]),
            false => BTreeMap::new(),
        },
        sent: BTreeSet::from([own]),
    };
    let now = facts.at("now").unwrap();
    decided(&delivery::receive(&message, &inbox, rules, calendar, now), ToString::to_string)
}

/// Hand-overs from organ to organ, as `1 2 released`, a day after the other.
fn custodian(facts: &mut Facts) -> Found {
    let legs: Vec<String> = facts.list("legs");
    let day = |n: usize| {
        unbrella::base::day::Moment::parse(&format!("2021-02-{n:02}T09:00:00+08:00")).unwrap()
    };
    let read = |(n, text): (usize, &String)| {
        let mut words = text.splitn(3, ' ');
        let mut organ_of = || organ(words.next().unwrap().parse().unwrap());
        let (from, to) = (organ_of(), organ_of());
        let words = words.next().unwrap();
        CourseLeg {
            transfer: id(TransferId::from_uuid, u128::try_from(n).unwrap() + 1),
            from,
            to,
            leg: Leg::ALL.into_iter().find(|leg| leg.to_string() == words).unwrap(),
            since: day(n + 1),
        }
    };
    let list = CourseFacts {
        clue: id(ClueId::from_uuid, 1),
        first: organ(1),
        received: facts.at("received").unwrap(),
        part_of: Vec::new(),
        legs: legs.iter().enumerate().map(read).collect(),
    };
    decided(&delivery::custodian(&list), |course| {
        let keeper = (1..9).find(|n| organ(*n) == course.keeper).unwrap();
        format!("with {keeper}, {course}; clocks from {}", course.clocks_from.day())
    })
}
