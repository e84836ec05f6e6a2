//! Messages against the transfer they go with, and where a clue is: from the records, and
//! each condition alone.

use serde_json::{Value, json};

use crate::base::deadline::TimeLimit;
use crate::base::id::{ClueId, OrganId, TransferId};
use crate::decision::{Refusal, RefusalKind};
use crate::model::dossier::{Dossier, DossierDraft};
use crate::model::trials::{at_json, stages_json};
use crate::procedure::transfer::{
    Course, HolderFacts, MessageFacts, ReceiptFacts, TransferFacts, may_owe, may_send,
};
use crate::procedure::trials::{at, calendar, id, rests_on_the_test, rules_of, sound, world};
use crate::provenance::{Fact, Fingerprint};
use crate::rulebook::keys;
use crate::terms::message::EnvelopeKind;

fn no(kind: &str, n: u128) -> String {
    format!("{kind}-{n:032x}")
}

fn organ(n: u128) -> OrganId {
    id(OrganId::from_uuid, n)
}

/// The steps of a transfer from the court to the discipline organ, up to and with each end.
fn steps(end: &str) -> Vec<Value> {
    let by = |step: &str, n: u128| json!({ step: { "envelope": no("envelope", n) } });
    let why = json!("不属本机关管辖");
    let last = match end {
        "owed" => return vec![json!("owed")],
        "sent" => None,
        "received" => Some(json!("received")),
        "accepted" | "concluded" | "fed_back" => Some(by("accepted", 2)),
        "accepted_in_part" => Some(
            json!({ "accepted_in_part": { "envelope": no("envelope", 2), "rest": no("clue", 3) } }),
        ),
        "returned" => Some(json!({ "returned": { "envelope": no("envelope", 2),
            "ground": "no_jurisdiction", "reasons": why } })),
        _ => Some(json!({ "withdrawn": { "envelope": no("envelope", 2), "reasons": why } })),
    };
    let mut all = vec![json!("owed"), by("sent", 1)];
    all.extend(last);
    if matches!(end, "concluded" | "fed_back") {
        all.push(json!({ "concluded": { "result": "filed" } }));
    }
    if end == "fed_back" {
        all.push(by("fed_back", 2));
    }
    all
}

const ENDS: [(&str, Course); 9] = [
    ("owed", Course::Owed),
    ("sent", Course::OnItsWay),
    ("received", Course::OnItsWay),
    ("accepted", Course::Accepted),
    ("accepted_in_part", Course::Accepted),
    ("concluded", Course::Accepted),
    ("fed_back", Course::Ended),
    ("returned", Course::Ended),
    ("withdrawn", Course::Ended),
];

/// The records of the two organs, with these transfers of the first clue.
fn records(transfers: &[Value]) -> Dossier {
    let clue = |n: u128| {
        json!({ "id": no("clue", n), "received_by": no("organ", 2), "source": "audit",
            "subjects": if n == 2 { vec![no("organ", 3)] } else { vec![] },
            "content": "甲某为乙团伙通风报信。", "stages": stages_json(&[json!("received")]) })
    };
    let unit = |n: u128, kind: &str| json!({ "id": no("organ", n), "name": format!("{n}"), "kind": kind, "level": "county" });
    let message = |n: u128, kind: &str, reply: Option<u128>| {
        json!({ "id": no("envelope", n), "kind": kind, "from": no("organ", 2), "to": no("organ", 1),
            "in_reply_to": reply.map(|n| no("envelope", n)), "written": at_json(9),
            "content": Fingerprint::from_bytes([7; 32]) })
    };
    let draft: DossierDraft = serde_json::from_value(json!({
        "organs": [unit(1, "discipline_supervision"), unit(2, "court"), unit(3, "court")],
        "clues": [clue(1), clue(2), clue(3)],
        "transfers": transfers,
        "envelopes": [message(1, "hand_over", None), message(2, "acceptance", Some(1)), message(3, "notice", None)],
    }))
    .unwrap();
    draft.enter().unwrap()
}

fn transfer(n: u128, end: &str) -> Value {
    json!({ "id": no("transfer", n), "clue": no("clue", 1), "from": no("organ", 2),
        "to": no("organ", 1), "stages": stages_json(&steps(end)) })
}

/// A message of this kind, about this clue, in reply to this one.
fn read(dossier: &Dossier, clue: Option<u128>, reply: Option<u128>) -> MessageFacts {
    let envelope = serde_json::from_value(json!({
        "id": no("envelope", 9), "kind": "reminder", "from": no("organ", 1), "to": no("organ", 2),
        "clue": clue.map(|n| no("clue", n)), "in_reply_to": reply.map(|n| no("envelope", n)),
        "written": at_json(12), "content": Fingerprint::from_bytes([8; 32]),
    }))
    .unwrap();
    let transfer = id(TransferId::from_uuid, 1);
    MessageFacts::gather(dossier, transfer, &envelope, EnvelopeKind::Feedback).unwrap()
}

/// Each stage of a transfer: what the next message depends on, and the moments of its duties.
#[test]
fn how_far_a_transfer_has_come() {
    for (end, course) in ENDS {
        let dossier = records(&[transfer(1, end)]);
        let facts = read(&dossier, None, None);
        assert_eq!((facts.course, facts.noticed), (course, false), "{end}");
        assert_eq!((facts.kind, facts.step), (EnvelopeKind::Reminder, EnvelopeKind::Feedback));
        assert_eq!((facts.way, facts.parties), ((organ(1), organ(2)), (organ(2), organ(1))));
        let duties = TransferFacts::gather(&dossier, id(TransferId::from_uuid, 1)).unwrap();
        let accepted = course == Course::Accepted || end == "fed_back";
        assert_eq!(duties.handed_over.is_some(), end != "owed", "{end}");
        assert_eq!(duties.registered.is_some(), end == "received", "{end}");
        assert_eq!(duties.accepted.is_some(), accepted, "{end}");
        assert_eq!(duties.ended_without.is_some(), matches!(end, "returned" | "withdrawn"));
        assert_eq!(duties.concluded.is_some(), matches!(end, "concluded" | "fed_back"), "{end}");
        assert_eq!(duties.fed_back.is_some(), end == "fed_back", "{end}");
    }
    let mut noticed = transfer(1, "sent");
    noticed["notice"] = json!({ "envelope": no("envelope", 3), "given": at_json(9) });
    let dossier = records(&[noticed]);
    assert!(read(&dossier, None, None).noticed);
    let duties = TransferFacts::gather(&dossier, id(TransferId::from_uuid, 1)).unwrap();
    assert!(duties.noticed.is_some());
}

/// What it is about and answers: a message that names no clue is about that of the transfer;
/// one that names no message answers nothing.
#[test]
fn what_a_message_is_about_and_answers() {
    let sent = records(&[transfer(1, "received")]);
    for (clue, same) in [(None, true), (Some(1), true), (Some(2), false)] {
        assert_eq!(read(&sent, clue, None).same_clue, same, "{clue:?}");
    }
    for (reply, answers) in [(None, false), (Some(1), true), (Some(2), false)] {
        assert_eq!(read(&sent, None, reply).answers_hand_over, answers, "{reply:?}");
    }
    let owed = records(&[transfer(1, "owed")]);
    assert!(!read(&owed, None, None).answers_hand_over, "nothing was handed over");
    assert!(!read(&owed, None, Some(1)).answers_hand_over);
}

/// A message to which nothing is wrong, at its turn.
fn right(step: EnvelopeKind) -> MessageFacts {
    let (sender, receiver) = (organ(2), organ(1));
    MessageFacts {
        step,
        kind: step,
        way: if FORTH.contains(&step) { (sender, receiver) } else { (receiver, sender) },
        parties: (sender, receiver),
        same_clue: true,
        answers_hand_over: step.is_answer(),
        course: match step {
            EnvelopeKind::Notice | EnvelopeKind::HandOver => Course::Owed,
            EnvelopeKind::Feedback => Course::Accepted,
            _ => Course::OnItsWay,
        },
        noticed: false,
        written: at("2019-04-29 10:00"),
        answer_due: None,
    }
}

fn send(facts: &MessageFacts) -> Result<Vec<String>, Refusal> {
    let decision = may_send(facts, world("zhouzhi").on(facts.written.day()), &calendar())?;
    sound(decision.reasons());
    Ok(rules_of(&decision).into_iter().map(str::to_owned).collect())
}

/// The steps that the sender of the clue takes; of the others the receiver takes each.
const FORTH: [EnvelopeKind; 3] =
    [EnvelopeKind::Notice, EnvelopeKind::HandOver, EnvelopeKind::Withdrawal];

const STEPS: [EnvelopeKind; 7] = [
    EnvelopeKind::Notice,
    EnvelopeKind::HandOver,
    EnvelopeKind::Withdrawal,
    EnvelopeKind::Acceptance,
    EnvelopeKind::PartialAcceptance,
    EnvelopeKind::Return,
    EnvelopeKind::Feedback,
];

/// G19, law 1.2: each thing wrong alone, for every step; its rule, and that it can be cured.
#[test]
fn each_thing_wrong_with_a_message() {
    type Change = fn(&mut MessageFacts);
    let rows: [(&str, Change); 4] = [
        ("transfer/message", |f| f.kind = EnvelopeKind::Receipt),
        ("transfer/parties", |f| f.way = (f.way.1, f.way.0)),
        ("transfer/parties", |f| f.way.0 = organ(3)),
        ("transfer/subject", |f| f.same_clue = false),
    ];
    for step in STEPS {
        assert!(send(&right(step)).is_ok(), "{step}");
        for (rule, change) in rows {
            let mut facts = right(step);
            change(&mut facts);
            let refused = send(&facts).unwrap_err();
            assert_eq!(refused.kind(), RefusalKind::NotPermitted, "{step} {rule}");
            let stops: Vec<_> =
                refused.unmet().iter().map(|u| u.reason().rule().as_str()).collect();
            assert_eq!(stops, [rule], "{step}");
            assert!(!refused.is_final());
        }
        let silent = MessageFacts { answers_hand_over: false, ..right(step) };
        let answers = !matches!(step, EnvelopeKind::Notice | EnvelopeKind::HandOver);
        assert_eq!(send(&silent).is_err(), answers, "the rest answers the hand-over: {step}");
    }
}

/// The turn of each step, on every course of the transfer.
#[test]
fn each_step_has_its_turn() {
    use RefusalKind::{Forbidden, NotPermitted};

    let courses = [Course::Owed, Course::OnItsWay, Course::Accepted, Course::Ended];
    for step in STEPS {
        let wanted = match step {
            EnvelopeKind::Notice => [None; 4],
            EnvelopeKind::HandOver => [None, Some(Forbidden), Some(Forbidden), Some(Forbidden)],
            EnvelopeKind::Feedback => {
                [Some(NotPermitted), Some(NotPermitted), None, Some(Forbidden)]
            }
            _ => [Some(NotPermitted), None, Some(Forbidden), Some(Forbidden)],
        };
        for (course, wanted) in courses.into_iter().zip(wanted) {
            let found = send(&MessageFacts { course, ..right(step) });
            assert_eq!(found.err().map(|refused| refused.kind()), wanted, "{step} {course:?}");
        }
    }
    let again = send(&MessageFacts { noticed: true, ..right(EnvelopeKind::Notice) }).unwrap_err();
    assert!(again.kind() == Forbidden && again.is_final());
    assert!(send(&MessageFacts { noticed: true, ..right(EnvelopeKind::HandOver) }).is_ok());
    let nothing_sent = MessageFacts {
        course: Course::Owed,
        answers_hand_over: false,
        ..right(EnvelopeKind::Acceptance)
    };
    let refused = send(&nothing_sent).unwrap_err();
    assert_eq!(refused.unmet().len(), 1, "there is nothing yet that it could answer");
}

#[test]
fn feedback_rests_on_the_rule_of_the_place() {
    let set = world("zhouzhi").setting(keys::transfer::CLOSED_BY_FEEDBACK, true);
    let facts = right(EnvelopeKind::Feedback);
    let decision = may_send(&facts, set.on(facts.written.day()), &calendar()).unwrap();
    let resting: Vec<_> = decision.reasons().iter().filter(|r| rests_on_the_test(r)).collect();
    assert_eq!(resting.len(), 1);
    assert_eq!(resting[0].rule().as_str(), "transfer/feedback");
}

/// Only persons are under supervision: a unit that is reported is none.
#[test]
fn a_unit_is_no_person_under_supervision() {
    let mut form = transfer(1, "sent");
    form["clue"] = json!(no("clue", 2));
    let dossier = records(&[form]);
    let place = (organ(1), at("2019-06-01 09:00").day());
    let transfer = id(TransferId::from_uuid, 1);
    let facts = ReceiptFacts::gather(&dossier, transfer, place, ReceiptFacts::default()).unwrap();
    assert_eq!(facts.on_supervised_persons, Fact::Known(false));
}

/// Law 6: an answer is asked for by the day that the place gives, and by no other.
#[test]
fn by_when_an_answer_is_asked_for() {
    let ask = |step, due: &str| {
        send(&MessageFacts { answer_due: Some(at(due)), ..right(step) })
            .map(|rules| rules.iter().any(|rule| rule == "transfer/answer-due"))
    };
    let hand_over = EnvelopeKind::HandOver;
    assert_eq!(ask(hand_over, "2019-05-01 00:00").ok(), Some(true));
    for due in ["2019-04-30 23:59", "2019-05-01 00:01"] {
        let refused = ask(hand_over, due).unwrap_err();
        assert_eq!(refused.kind(), RefusalKind::NotPermitted, "{due}");
        assert_eq!(refused.unmet()[0].reason().rule().as_str(), "transfer/answer-due");
    }
    assert_eq!(ask(EnvelopeKind::Acceptance, "2019-06-01 00:00").ok(), Some(false));
    let silent = MessageFacts { answer_due: Some(at("2019-06-01 00:00")), ..right(hand_over) };
    let chengguan = world("chengguan");
    let day = silent.written.day();
    assert!(may_send(&silent, chengguan.on(day), &calendar()).is_ok(), "no number is laid down");
    let longer =
        world("chengguan").setting(keys::transfer::RECEIVED_REGISTERED, TimeLimit::days(1));
    assert!(may_send(&silent, longer.on(day), &calendar()).is_err());
}

/// Where a clue is: on which way, and who took it over last.
#[test]
fn where_a_clue_is() {
    let clue = id(ClueId::from_uuid, 1);
    for (end, course) in ENDS {
        let facts = HolderFacts::gather(&records(&[transfer(1, end)]), clue, organ(2));
        let open = matches!(course, Course::Owed | Course::OnItsWay);
        assert_eq!(facts.on_its_way, open.then(|| id(TransferId::from_uuid, 1)), "{end}");
        let taken = course == Course::Accepted || end == "fed_back";
        assert_eq!(facts.taken_by, taken.then(|| organ(1)), "{end}");
        assert_eq!(facts.sender, organ(2));
        let other =
            HolderFacts::gather(&records(&[transfer(1, end)]), id(ClueId::from_uuid, 2), organ(2));
        assert_eq!((other.on_its_way, other.taken_by), (None, None), "another clue: {end}");
    }
    // On from organ 1 to organ 3, an hour later: the last that took it over has it.
    let mut on = transfer(2, "accepted");
    on["from"] = json!(no("organ", 1));
    on["to"] = json!(no("organ", 3));
    let mut late = stages_json(&steps("accepted"));
    late[2]["when"] = at_json(11);
    on["stages"] = late;
    for order in [[transfer(1, "accepted"), on.clone()], [on.clone(), transfer(1, "accepted")]] {
        let facts = HolderFacts::gather(&records(&order), clue, organ(1));
        assert_eq!(facts.taken_by, Some(organ(3)));
    }
}

/// Law 1.2: whoever has it hands it on, and not while it is on its way.
#[test]
fn who_may_owe_a_transfer() {
    let on_its_way = Some(id(TransferId::from_uuid, 1));
    let rows = [
        (None, None, None),
        (None, Some(organ(2)), None),
        (None, Some(organ(1)), Some((RefusalKind::Forbidden, true, 1))),
        (on_its_way, None, Some((RefusalKind::NotPermitted, false, 1))),
        (on_its_way, Some(organ(2)), Some((RefusalKind::NotPermitted, false, 1))),
        (on_its_way, Some(organ(1)), Some((RefusalKind::Forbidden, true, 2))),
    ];
    for (on_its_way, taken_by, wanted) in rows {
        let found = may_owe(&HolderFacts { sender: organ(2), on_its_way, taken_by });
        let found = match found {
            Ok(decision) => {
                sound(decision.reasons());
                assert_eq!(rules_of(&decision), ["transfer/holder", "transfer/holder"]);
                None
            }
            Err(refused) => Some((refused.kind(), refused.is_final(), refused.unmet().len())),
        };
        assert_eq!(found, wanted, "{on_its_way:?} {taken_by:?}");
    }
}
