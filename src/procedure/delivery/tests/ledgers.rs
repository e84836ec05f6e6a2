//! What a ledger says since when, what does not fit, and of what kind a refusal is.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{arriving, content, envelope, inbox, leg, organ, out, transfer};
use crate::base::deadline::TimeLimit;
use crate::base::id::{ClueId, TransferId};
use crate::decision::RefusalKind;
use crate::model::dossier::{Dossier, DossierDraft};
use crate::procedure::delivery::{
    Arriving, CourseFacts, CourseLeg, Heard, Incident, Leg, Outgoing, ReceiptGround, Receiving,
    Taking, custodian, hear, may_answer, may_receipt, may_withdraw, receive, to_send,
};
use crate::procedure::trials::{at, calendar, id, rules_of, world};
use crate::rulebook::keys;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

/// One clue that went from the first organ to the second, and messages both ways.
fn dossier() -> Dossier {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped = |text: &str, state: Value| json!({ "when": when(text), "state": state });
    let organ = |n: u128| json!({ "id": no("organ", n), "name": "甲机关", "kind": "public_security", "level": "county" });
    let message = |n: u128, kind: &str, from: u128, to: u128, text: &str| {
        json!({ "id": no("envelope", n), "kind": kind, "from": no("organ", from),
            "to": no("organ", to), "content": content(1), "written": when(text) })
    };
    let mut answer = message(2, "acceptance", 2, 1, "2021-02-03 09:00");
    answer["in_reply_to"] = json!(no("envelope", 1));
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ(1), organ(2)],
        "clues": [{ "id": no("clue", 1), "received_by": no("organ", 1),
            "source": "public_security", "content": "某事",
            "stages": [stamped("2021-01-05 09:00", json!("received"))] }],
        "envelopes": [message(1, "hand_over", 1, 2, "2021-02-01 09:00"), answer],
        "transfers": [{ "id": no("transfer", 1), "clue": no("clue", 1), "from": no("organ", 1),
            "to": no("organ", 2), "stages": [stamped("2021-01-31 09:00", json!("owed")),
                stamped("2021-02-01 09:00", json!({ "sent": { "envelope": no("envelope", 1) } })),
                stamped("2021-02-05 09:00", json!({ "accepted": { "envelope": no("envelope", 2) } })),
                stamped("2021-02-06 09:00", json!({ "concluded": { "result": "filed" } }))] }],
    }))
    .unwrap();
    draft.enter().unwrap()
}

/// A whole acceptance releases the whole, from the moment of the acceptance on, also after
/// the transfer is concluded.
#[test]
fn since_when_a_leg_stands_so() {
    let dossier = dossier();
    let transfer = dossier.transfer(id(TransferId::from_uuid, 1)).unwrap();
    let stands = |now: &str| CourseLeg::of(transfer, at(now)).map(|leg| (leg.leg, leg.since));
    let (sent, accepted) = (at("2021-02-01 09:00"), at("2021-02-05 09:00"));
    assert_eq!(stands("2021-01-30 09:00"), None);
    assert_eq!(stands("2021-01-31 09:00"), Some((Leg::Owed, at("2021-01-31 09:00"))));
    assert_eq!(stands("2021-02-05 08:59"), Some((Leg::Offered, sent)));
    assert_eq!(stands("2021-02-05 09:00"), Some((Leg::Released, accepted)));
    assert_eq!(stands("2021-03-05 09:00"), Some((Leg::Released, accepted)));
}

/// An organ sends what it has written itself, from the minute on at which it was written.
#[test]
fn an_organ_sends_its_own() {
    let dossier = dossier();
    let none = BTreeMap::new();
    let own = |n: u128, now: &str| -> Vec<_> {
        let all = Outgoing::gather(&dossier, organ(n), &none, at(now));
        all.iter().map(|message| message.envelope).collect()
    };
    assert_eq!(own(1, "2021-02-01 08:59"), []);
    assert_eq!(own(1, "2021-02-01 09:00"), [envelope(1)]);
    assert_eq!(own(1, "2021-03-01 09:00"), [envelope(1)]);
    assert_eq!(own(2, "2021-02-03 09:00"), [envelope(2)]);
}

/// An interval that nobody can count is over: a message too many is a repeat. How many wait
/// is told.
#[test]
fn what_cannot_be_counted_is_sent() {
    let days = world("national").setting(keys::delivery::RESEND_AFTER, TimeLimit::working_days(1));
    let ask = |all: &[Outgoing], now: &str| {
        let now = at(now);
        let found = to_send(all, days.on(now.day()), &calendar(), now);
        (found.outcome().len(), found.reasons()[0].because().to_string())
    };
    let sent = |text| out(1, EnvelopeKind::HandOver, Some(text));
    assert_eq!(ask(&[sent("2021-03-01 09:00")], "2021-03-01 09:01").0, 0);
    assert_eq!(ask(&[sent("2099-03-02 09:00")], "2099-03-02 09:01").0, 1, "no calendar reaches");
    let done = Outgoing {
        receipts: [ReceiptKind::Delivered].into(),
        ..out(3, EnvelopeKind::Notice, None)
    };
    let all = [sent("2021-03-01 09:00"), out(2, EnvelopeKind::Notice, None), done];
    assert_eq!(
        ask(&all, "2021-03-01 09:01"),
        (1, "1 of 2 messages without the receipt that they wait for are sent now".to_owned()),
    );
}

/// Nothing comes from outside that stands under our own name; only an answer waits for what
/// it answers.
#[test]
fn what_comes_under_our_own_name() {
    let national = world("national");
    let ask = |message: &Arriving| {
        let now = at("2021-03-01 09:00");
        let found = receive(message, &inbox(None), national.on(now.day()), &calendar(), now);
        found.outcome().clone()
    };
    let ours = Arriving { from: organ(2), envelope: envelope(9), ..arriving() };
    assert_eq!(ask(&ours), Receiving::Incident(Incident::OtherSender));
    for kind in EnvelopeKind::ALL {
        let message = Arriving { kind, in_reply_to: Some(envelope(8)), ..arriving() };
        let wanted =
            if kind.is_answer() { Receiving::HeldFor(envelope(8)) } else { Receiving::New };
        assert_eq!(ask(&message), wanted, "{kind}");
    }
}

/// What is offered by who does not have it does not fit; what does not fit stands in order,
/// and the clocks are a reason of their own.
#[test]
fn what_does_not_fit_stands_in_order() {
    let facts = CourseFacts {
        clue: id(ClueId::from_uuid, 1),
        first: organ(1),
        received: at("2021-01-05 09:00"),
        part_of: Vec::new(),
        legs: vec![
            leg(9, 5, 6, Leg::Released, "2021-02-01 09:00"),
            leg(8, 3, 4, Leg::Offered, "2021-02-02 09:00"),
            leg(7, 1, 2, Leg::Offered, "2021-02-03 09:00"),
            leg(3, 1, 4, Leg::Offered, "2021-02-04 09:00"),
        ],
    };
    let found = custodian(&facts);
    assert_eq!(found.outcome().open, Some(transfer(7)), "by who has it");
    assert_eq!(found.outcome().odd, [transfer(3), transfer(8), transfer(9)]);
    assert_eq!(rules_of(&found), ["delivery/custody", "delivery/clocks"]);
    assert_eq!(
        found.reasons()[1].because().to_string(),
        "its clocks run from 2021-01-05 09:00:00 +08:00",
    );
}

/// What was processed is not undone, an answer is given once: forbidden. A receipt whose
/// ground is missing may be given later. What changes nothing says so.
#[test]
fn of_what_kind_a_refusal_is() {
    for leg in [Leg::Owed, Leg::Released, Leg::Withdrawn] {
        assert_eq!(may_withdraw(leg).unwrap_err().kind(), RefusalKind::Forbidden, "{leg}");
    }
    let refused = may_answer(Taking::Offered, EnvelopeKind::Notice).unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true));
    let refused = may_answer(Taking::Mine, EnvelopeKind::Return).unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true));
    let refused = may_receipt(ReceiptKind::Opened, &ReceiptGround::default()).unwrap_err();
    assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::NotPermitted, false));
    let said = |taking, heard| hear(taking, heard).reasons()[0].because().to_string();
    assert_eq!(said(Taking::Mine, Heard::Withdrawal), "it changes nothing here");
    assert_eq!(
        said(Taking::Accepting, Heard::Processed),
        "it follows on what stands in the ledger here",
    );
}
