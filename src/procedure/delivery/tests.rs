//! Each rule row by row, and every world of two organs over a way that loses and repeats.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::base::day::Moment;
use crate::base::deadline::TimeLimit;
use crate::base::id::{ClueId, EnvelopeId, OrganId, PersonId, TransferId};
use crate::decision::{Refusal, RefusalKind};
use crate::procedure::trials::{at, calendar, id, rules_of, sound, world};
use crate::provenance::{Fact, Fingerprint, NotKnown};
use crate::rulebook::keys;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

mod ledgers;
mod worlds;

fn organ(n: u128) -> OrganId {
    id(OrganId::from_uuid, n)
}

fn envelope(n: u128) -> EnvelopeId {
    id(EnvelopeId::from_uuid, n)
}

fn content(n: u8) -> Fingerprint {
    Fingerprint::from_bytes([n; 32])
}

fn transfer(n: u128) -> TransferId {
    id(TransferId::from_uuid, n)
}

fn out(n: u128, kind: EnvelopeKind, last_sent: Option<&str>) -> Outgoing {
    Outgoing {
        envelope: envelope(n),
        content: content(1),
        kind,
        to: organ(2),
        queued: at("2021-03-01 09:00"),
        last_sent: last_sent.map(at),
        receipts: BTreeSet::new(),
    }
}

/// 24 hours, at, before and after; for weeks on end; the parameter changed; no parameter.
#[test]
fn what_has_no_receipt_is_sent_again() {
    let national = world("national");
    let due = |world: &crate::procedure::trials::World, all: &[Outgoing], now: &str| {
        let now = at(now);
        let found = to_send(all, world.on(now.day()), &calendar(), now);
        sound(found.reasons());
        assert_eq!(rules_of(&found), ["delivery/again"]);
        found.outcome().clone()
    };
    let sent = [out(1, EnvelopeKind::HandOver, Some("2021-03-01 09:00"))];
    assert!(due(&national, &sent, "2021-03-02 08:59").is_empty());
    assert_eq!(due(&national, &sent, "2021-03-02 09:00"), [envelope(1)]);
    assert_eq!(due(&national, &sent, "2021-06-30 09:00"), [envelope(1)], "never given up");
    let fresh = [out(2, EnvelopeKind::Notice, None)];
    assert_eq!(due(&national, &fresh, "2021-03-01 09:00"), [envelope(2)], "at once");
    let hourly = world("national").setting(keys::delivery::RESEND_AFTER, TimeLimit::hours(1));
    assert_eq!(due(&hourly, &sent, "2021-03-01 10:00"), [envelope(1)]);
    assert!(due(&hourly, &sent, "2021-03-01 09:59").is_empty());
    assert_eq!(due(&national, &sent, "2016-03-01 09:00"), [envelope(1)], "no rule: whenever asked");
    let older = Outgoing { queued: at("2021-02-01 09:00"), ..out(9, EnvelopeKind::Notice, None) };
    let all = [fresh[0].clone(), older, sent[0].clone(), fresh[0].clone()];
    let wanted = [envelope(9), envelope(1), envelope(2)];
    assert_eq!(due(&national, &all, "2021-03-05 09:00"), wanted, "the oldest first, each once");
}

/// Over all kinds and all sets of receipts: done with the one that it waits for.
#[test]
fn each_kind_waits_for_its_receipt() {
    let national = world("national");
    let now = at("2021-04-01 09:00");
    for kind in EnvelopeKind::ALL {
        for bits in 0..16_u32 {
            let receipts: BTreeSet<ReceiptKind> = (0..)
                .zip(ReceiptKind::ALL)
                .filter(|(n, _)| bits & (1 << n) != 0)
                .map(|(_, r)| r)
                .collect();
            let message =
                Outgoing { receipts: receipts.clone(), ..out(1, kind, Some("2021-03-01 09:00")) };
            let wanted = match kind {
                EnvelopeKind::Receipt => true,
                EnvelopeKind::Acceptance | EnvelopeKind::PartialAcceptance => {
                    receipts.contains(&ReceiptKind::Registered)
                }
                _ => receipts.contains(&ReceiptKind::Delivered),
            };
            assert_eq!(message.is_done(), wanted, "{kind} {receipts:?}");
            let found = to_send(&[message], national.on(now.day()), &calendar(), now);
            assert_eq!(found.outcome().is_empty(), wanted, "{kind} {receipts:?}");
        }
    }
    let once = out(1, EnvelopeKind::Receipt, None);
    let found = to_send(&[once], national.on(now.day()), &calendar(), now);
    assert_eq!(found.outcome().len(), 1, "a receipt goes out once");
}

/// A receipt counts if it names what was sent, by whom it was sent to, and for one thing.
#[test]
fn what_a_receipt_is_worth() {
    let sent = Outgoing {
        receipts: BTreeSet::from([ReceiptKind::Delivered]),
        ..out(1, EnvelopeKind::HandOver, None)
    };
    let came = |kind| CameIn { envelope: envelope(1), content: content(1), kind, by: organ(2) };
    for kind in ReceiptKind::ALL {
        let rows = [
            (
                Some(&sent),
                came(kind),
                match kind {
                    ReceiptKind::Delivered => ReceiptTaken::Repeat,
                    _ => ReceiptTaken::Recorded(kind),
                },
            ),
            (None, came(kind), ReceiptTaken::NeverSent),
            (Some(&sent), CameIn { envelope: envelope(2), ..came(kind) }, ReceiptTaken::NeverSent),
            (Some(&sent), CameIn { content: content(2), ..came(kind) }, ReceiptTaken::OtherContent),
            (Some(&sent), CameIn { by: organ(3), ..came(kind) }, ReceiptTaken::NotTheAddressee),
        ];
        for (against, receipt, wanted) in rows {
            let found = take_receipt(against, &receipt);
            sound(found.reasons());
            assert_eq!(*found.outcome(), wanted, "{receipt:?}");
            let rule = if wanted.is_incident() { "delivery/incident" } else { "delivery/receipt" };
            assert_eq!(rules_of(&found), [rule]);
        }
    }
}

/// Each receipt on its own ground: all 16 sets of grounds, all four receipts; the cure helps.
#[test]
fn a_receipt_means_one_thing() {
    let person = || Some(id(PersonId::from_uuid, 1));
    let ground = |bits: u32| ReceiptGround {
        held: bits & 1 != 0,
        registered: bits & 2 != 0,
        opened_by: person().filter(|_| bits & 4 != 0),
        accepted_by: person().filter(|_| bits & 8 != 0),
    };
    for bits in 0..16_u32 {
        for (n, kind) in (0..).zip(ReceiptKind::ALL) {
            let found = may_receipt(kind, &ground(bits));
            assert_eq!(found.is_ok(), bits & (1 << n) != 0, "{kind} {bits:b}");
            let Err(refused) = found else { continue };
            let named = format!("{:?}", refused.unmet()[0].remedy().cures()[0].act());
            let facts = ["held", "registered", "opened_by", "accepted_by"];
            assert!(named.contains(facts[n]), "{named}");
            assert!(may_receipt(kind, &ground(bits | (1 << n))).is_ok(), "cured");
        }
    }
}

fn arriving() -> Arriving {
    Arriving {
        envelope: envelope(1),
        content: content(1),
        kind: EnvelopeKind::HandOver,
        from: organ(1),
        to: organ(2),
        in_reply_to: None,
        written: at("2021-03-01 09:00"),
    }
}

fn inbox(taken_up: Option<bool>) -> Inbox {
    let given = BTreeSet::from([ReceiptKind::Delivered, ReceiptKind::Registered]);
    let came = at("2021-02-01 08:59");
    let seen = |taken_up| Seen { content: content(1), from: organ(1), came, taken_up, given };
    Inbox {
        own: organ(2),
        seen: taken_up.map(|taken_up| (envelope(1), seen(taken_up))).into_iter().collect(),
        sent: BTreeSet::from([envelope(7)]),
    }
}

/// New, repeat, incident, misdirected; at, before and after the moment of its clock.
#[test]
fn what_comes_in_is_one_of_six() {
    let given = BTreeSet::from([ReceiptKind::Delivered, ReceiptKind::Registered]);
    let answer = |to: u128| Arriving {
        kind: EnvelopeKind::Feedback,
        in_reply_to: Some(envelope(to)),
        ..arriving()
    };
    let held = at("2021-03-01 09:00");
    #[rustfmt::skip]
    let rows = [
        (arriving(), None, "2021-03-01 09:00", Receiving::New, "new"),
        (arriving(), None, "2021-03-01 08:59", Receiving::HeldUntil(held), "future"),
        (arriving(), None, "2021-02-01 08:59", Receiving::HeldUntil(at("2021-02-02 08:59")), "future"),
        (arriving(), Some(false), "2021-02-02 08:58", Receiving::HeldUntil(at("2021-02-02 08:59")), "future"),
        (arriving(), Some(false), "2021-02-02 08:59", Receiving::New, "new"),
        (arriving(), Some(true), "2021-03-01 09:00", Receiving::Repeat(given.clone()), "repeat"),
        (arriving(), Some(true), "2021-02-01 09:00", Receiving::Repeat(given), "repeat"),
        (Arriving { content: content(2), ..arriving() }, Some(true), "2021-03-01 09:00", Receiving::Incident(Incident::OtherContent), "incident"),
        (Arriving { content: content(2), ..arriving() }, Some(false), "2021-03-01 09:00", Receiving::Incident(Incident::OtherContent), "incident"),
        (Arriving { from: organ(3), ..arriving() }, Some(true), "2021-03-01 09:00", Receiving::Incident(Incident::OtherSender), "incident"),
        (Arriving { envelope: envelope(7), ..arriving() }, None, "2021-03-01 09:00", Receiving::Incident(Incident::OtherSender), "incident"),
        (Arriving { to: organ(3), ..arriving() }, Some(true), "2021-03-01 09:00", Receiving::Misdirected, "addressee"),
        (answer(7), None, "2021-03-01 09:00", Receiving::New, "new"),
        (answer(8), None, "2021-03-01 09:00", Receiving::HeldFor(envelope(8)), "future"),
        (Arriving { envelope: envelope(5), ..answer(1) }, Some(true), "2021-03-01 09:00", Receiving::New, "new"),
        (Arriving { envelope: envelope(5), ..answer(1) }, Some(false), "2021-03-01 09:00", Receiving::HeldFor(envelope(1)), "future"),
    ];
    let national = world("national");
    for (message, seen, now, wanted, rule) in rows {
        let now = at(now);
        let found = receive(&message, &inbox(seen), national.on(now.day()), &calendar(), now);
        sound(found.reasons());
        assert_eq!(*found.outcome(), wanted, "{message:?}");
        assert_eq!(rules_of(&found), [format!("delivery/{rule}")]);
        let refused = matches!(wanted, Receiving::Incident(_) | Receiving::Misdirected);
        assert_eq!(wanted.is_delivered(), !refused);
    }
}

/// Where no limit is laid down, a message waits for as long as its clock is ahead.
#[test]
fn without_a_limit_the_clock_of_the_message_decides() {
    let national = world("national");
    let early = at("2016-03-01 08:59");
    let before = national.on(at("2017-06-01 09:00").day());
    let found = receive(&arriving(), &inbox(None), before, &calendar(), early);
    assert_eq!(*found.outcome(), Receiving::HeldUntil(at("2021-03-01 09:00")));
}

/// Three days for a receipt or a held message, thirty for a duty without a number; the
/// first day does not count, the last counts to its end.
#[test]
fn what_stays_open_is_told() {
    let national = world("national");
    let rows = [
        (Open::Receipt, "2021-03-05 00:00"),
        (Open::Held, "2021-03-05 00:00"),
        (Open::Untimed, "2021-04-01 00:00"),
    ];
    for (open, due) in rows {
        let asked = |now: Moment, done: Option<Moment>| {
            let since = at("2021-03-01 09:00");
            let found = told(open, since, done, national.on(now.day()), &calendar(), now);
            sound(found.reasons());
            assert!(rules_of(&found).contains(&"delivery/told"));
            found.outcome().clone().known().unwrap().is_late()
        };
        let (due, before) = (at(due), at(due).plus(chrono::TimeDelta::minutes(-1)).unwrap());
        assert!(!asked(before, None), "{open:?}");
        assert!(asked(due, None), "{open:?}");
        assert!(!asked(due, Some(before)), "{open:?}");
    }
}

/// Every leg × every kind: only an answer to an open offer moves custody.
#[test]
fn only_an_answer_to_an_open_offer_moves_custody() {
    for leg in Leg::ALL {
        for kind in EnvelopeKind::ALL {
            let found = process(leg, kind);
            sound(found.reasons());
            let wanted = match (leg, kind) {
                (Leg::Offered, EnvelopeKind::Acceptance) => Leg::Released,
                (Leg::Offered, EnvelopeKind::PartialAcceptance) => Leg::ReleasedInPart,
                (Leg::Offered, EnvelopeKind::Return) => Leg::CameBack,
                _ => leg,
            };
            assert_eq!(*found.outcome(), wanted, "{leg} {kind}");
        }
        assert_eq!(may_withdraw(leg).is_ok(), leg == Leg::Offered, "{leg}");
        assert!(may_withdraw(leg).err().is_none_or(|refused| refused.is_final()));
    }
}

/// Every state of the receiver × everything that it hears and may answer.
#[test]
fn a_receiver_answers_once_and_heeds_a_withdrawal() {
    for taking in Taking::ALL {
        for heard in [Heard::HandOver, Heard::Withdrawal, Heard::Processed] {
            let wanted = match (taking, heard) {
                (Taking::NotHere, Heard::HandOver) => Taking::Offered,
                (Taking::Accepting, Heard::Processed) => Taking::Mine,
                (Taking::NotHere | Taking::Offered | Taking::Accepting, Heard::Withdrawal) => {
                    Taking::TakenBack
                }
                _ => taking,
            };
            let found = hear(taking, heard);
            sound(found.reasons());
            assert_eq!(*found.outcome(), wanted, "{taking} {heard:?}");
        }
        for kind in EnvelopeKind::ALL {
            let found = may_answer(taking, kind);
            let wanted = match kind {
                EnvelopeKind::Acceptance | EnvelopeKind::PartialAcceptance => {
                    Some(Taking::Accepting)
                }
                EnvelopeKind::Return => Some(Taking::GaveBack),
                _ => None,
            };
            let wanted = wanted.filter(|_| taking == Taking::Offered);
            assert_eq!(found.ok().map(|decision| *decision.outcome()), wanted, "{taking} {kind}");
        }
        assert_eq!(taking.may_act(), taking == Taking::Mine);
    }
}

/// A clue is offered by who has it, once at a time, to another.
#[test]
fn a_clue_is_offered_one_way_at_a_time() {
    let never = Fact::NotKnown(NotKnown::NeverAsked);
    let whole = OfferFacts { keeper: Fact::Known(true), open: None, to_another: true };
    assert_eq!(*may_offer(&whole).unwrap().outcome(), Leg::Offered);
    let rows: [(OfferFacts, RefusalKind, bool); 4] = [
        (OfferFacts { keeper: Fact::Known(false), ..whole }, RefusalKind::Forbidden, true),
        (OfferFacts { keeper: never, ..whole }, RefusalKind::NotEnoughKnown, false),
        (OfferFacts { open: Some(transfer(1)), ..whole }, RefusalKind::NotPermitted, false),
        (OfferFacts { to_another: false, ..whole }, RefusalKind::Forbidden, true),
    ];
    for (facts, kind, last) in rows {
        let refused: Refusal = may_offer(&facts).unwrap_err();
        assert_eq!(refused.unmet().len(), 1);
        assert_eq!((refused.kind(), refused.is_final()), (kind, last), "{refused}");
        assert_eq!(refused.unmet()[0].reason().rule().as_str(), "delivery/one-way");
    }
}

fn leg(n: u128, from: u128, to: u128, leg: Leg, since: &str) -> CourseLeg {
    CourseLeg { transfer: transfer(n), from: organ(from), to: organ(to), leg, since: at(since) }
}

/// Design §8.1, §8.8: to 2, back from 3, on to 4; the clocks run from the first receipt.
#[test]
fn a_clue_is_in_one_place_after_all_its_ways() {
    let course = |legs: Vec<CourseLeg>| {
        let facts = CourseFacts {
            clue: id(ClueId::from_uuid, 1),
            first: organ(1),
            received: at("2021-01-05 09:00"),
            part_of: Vec::new(),
            legs,
        };
        let found = custodian(&facts);
        sound(found.reasons());
        found.outcome().clone()
    };
    let one = leg(1, 1, 2, Leg::Released, "2021-02-01 09:00");
    let back = leg(2, 2, 3, Leg::CameBack, "2021-02-10 09:00");
    let two = leg(3, 2, 4, Leg::ReleasedInPart, "2021-02-20 09:00");
    let open = leg(4, 4, 5, Leg::Offered, "2021-03-01 09:00");
    assert_eq!(course(Vec::new()).keeper, organ(1));
    assert_eq!(course(vec![one, back]).keeper, organ(2), "a return moves nothing");
    let found = course(vec![open, two, back, one]);
    assert_eq!((found.keeper, found.open), (organ(4), Some(transfer(4))));
    assert_eq!(found.came_by, [transfer(1), transfer(3)]);
    assert_eq!(found.clocks_from, at("2021-01-05 09:00"));
    assert_eq!(found.to_string(), "after 2 hand-overs, on offer");
    let stranger = leg(5, 9, 3, Leg::Released, "2021-02-05 09:00");
    let second = leg(6, 2, 6, Leg::Offered, "2021-02-06 09:00");
    let third = leg(7, 2, 7, Leg::Offered, "2021-02-07 09:00");
    let found = course(vec![one, stranger, second, third]);
    assert_eq!((found.keeper, found.open), (organ(2), Some(transfer(6))));
    assert_eq!(found.odd, [transfer(5), transfer(7)]);
    for owed in [Leg::Owed, Leg::Withdrawn, Leg::CameBack, Leg::Offered] {
        assert_eq!(course(vec![leg(1, 1, 2, owed, "2021-02-01 09:00")]).keeper, organ(1));
    }
}

/// From the dossier: messages and receipts, a course as known at a moment, a split.
#[test]
fn facts_come_from_the_records() {
    use serde_json::json;

    use crate::model::dossier::DossierDraft;

    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped =
        |text: &str, state: serde_json::Value| json!({ "when": when(text), "state": state });
    let organ_of = |n: u128| json!({ "id": no("organ", n), "name": "甲机关", "kind": "public_security", "level": "county" });
    let message = |n: u128, kind: &str, from: u128, to: u128, text: &str| {
        json!({
        "id": no("envelope", n), "kind": kind, "from": no("organ", from), "to": no("organ", to),
        "content": content(1), "written": when(text) })
    };
    let mut hand_over = message(1, "hand_over", 1, 2, "2021-02-01 09:00");
    hand_over["receipts"] = json!([{ "envelope": no("envelope", 1), "content": content(1),
        "kind": "delivered", "by": no("organ", 2), "given": at("2021-02-01 10:00"),
        "came_in": when("2021-02-02 09:00") }]);
    let mut part = message(2, "partial_acceptance", 2, 1, "2021-02-03 09:00");
    part["in_reply_to"] = json!(no("envelope", 1));
    let clue = |n: u128, by: u128, text: &str| {
        json!({ "id": no("clue", n),
        "received_by": no("organ", by), "source": "public_security", "content": "某事",
        "stages": [stamped(text, json!("received"))] })
    };
    let mut rest = clue(2, 2, "2021-02-04 09:00");
    rest["part_of"] = json!(no("clue", 1));
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [organ_of(1), organ_of(2), organ_of(3)],
        "clues": [clue(1, 1, "2021-01-05 09:00"), rest],
        "envelopes": [hand_over, part],
        "transfers": [{ "id": no("transfer", 1), "clue": no("clue", 1), "from": no("organ", 1),
            "to": no("organ", 2), "stages": [stamped("2021-01-31 09:00", json!("owed")),
                stamped("2021-02-01 09:00", json!({ "sent": { "envelope": no("envelope", 1) } })),
                stamped("2021-02-05 09:00", json!({ "accepted_in_part": {
                    "envelope": no("envelope", 2), "rest": no("clue", 2) } })),
                stamped("2021-02-06 09:00", json!({ "concluded": { "result": "filed" } }))] }],
    }))
    .unwrap();
    let dossier = draft.enter().unwrap();
    let sent = BTreeMap::from([(envelope(1), at("2021-02-01 09:00"))]);
    let gather = |now| Outgoing::gather(&dossier, organ(1), &sent, now);
    assert!(gather(at("2021-01-31 09:00")).is_empty());
    assert!(!gather(at("2021-02-02 08:59"))[0].is_done());
    assert!(gather(at("2021-02-02 09:00"))[0].is_done());
    let course = |n: u128, now: &str| {
        let clue = id(ClueId::from_uuid, n);
        custodian(&CourseFacts::gather(&dossier, clue, at(now)).unwrap()).outcome().clone()
    };
    assert_eq!(course(1, "2021-02-05 08:59").keeper, organ(1));
    assert_eq!(course(1, "2021-02-05 08:59").open, Some(transfer(1)));
    assert_eq!(course(1, "2021-02-05 09:00").keeper, organ(2));
    assert_eq!(course(1, "2021-03-05 09:00").keeper, organ(2), "concluded is still released");
    let rest = course(2, "2021-03-05 09:00");
    assert_eq!((rest.keeper, rest.lineage), (organ(2), vec![id(ClueId::from_uuid, 1)]));
    assert_eq!((rest.came_by, rest.odd), (vec![], vec![]), "the way of the whole is not its own");
    assert_eq!(rest.clocks_from, at("2021-01-05 09:00"), "the clocks of the whole");
    let at_part =
        CourseLeg::of(dossier.transfers().values().next().unwrap(), at("2021-03-05 09:00"));
    assert_eq!(at_part.map(|leg| leg.leg), Some(Leg::ReleasedInPart));
}
