//! Golden bytes of every kind, one spelling, bounds, any bytes.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::base::text::Prose;
use crate::casebook::post::PassedOn;
use crate::casebook::post::trials::{clue, envelope, organ, transfer, words};
use crate::model::clue::Clue;
use crate::procedure::transfer::Duty;
use crate::procedure::trials::at;
use crate::terms::coordination::PoliceInvestigation;
use crate::terms::message::{ReturnGround, TransferResult};

const MARKER: &str = "67e5504410b1426f9247bb680e5fe0c8";

/// A clue of the sender, with everything that must not travel.
fn whole_clue() -> Clue {
    let when = |text| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let form = json!({
        "id": clue(1), "received_by": organ(1), "source": "mass_report", "channel": "letter",
        "naming": "real_name", "reporter": format!("reporter-{MARKER}"),
        "problem_classes": ["acting_as_umbrella"],
        "subjects": [format!("person-{:032x}", 4)], "content": "反映某人\"通风报信\"",
        "assigned_by": organ(77),
        "stages": [
            { "when": when("2021-01-05 09:00"), "state": "received" },
            { "when": when("2021-01-06 09:00"), "state": { "registered": { "ledger_no": "甲纪信7号" } } },
        ],
    });
    serde_json::from_value(form).unwrap()
}

fn letter(says: Says) -> Letter {
    let kind = says.kind();
    sealed(Letter {
        id: envelope(1),
        from: organ(1),
        to: organ(2),
        transfer: transfer(1),
        clue: clue(1),
        in_reply_to: kind.is_answer().then(|| envelope(9)),
        written: at("2021-03-01 09:00"),
        answer_due: (kind == EnvelopeKind::ConsultationRequest).then(|| at("2021-03-09 00:00")),
        content: Fingerprint::from_bytes([0; 32]),
        says,
    })
    .unwrap()
}

fn all() -> Vec<Message> {
    let opened = at("2021-02-26 09:00");
    let ground = ReturnGround::WrongAddress;
    let passed = PassedOn::of(&whole_clue(), at("2021-01-05 09:00"), vec![clue(5), clue(3)]);
    let investigated_as = Some(PoliceInvestigation::GangRelated);
    let letters = [
        Says::Notice { opened, investigated_as },
        Says::HandOver { clue: Box::new(passed) },
        Says::Acceptance,
        Says::Return { ground, reasons: words("主送有误") },
        Says::PartialAcceptance { rest: clue(7) },
        Says::ConsultationRequest { question: words("何时会商") },
        Says::ConsultationAnswer { answer: words("下周") },
        Says::Feedback { result: TransferResult::Filed },
        Says::Reminder { duty: Duty::Feedback, by: organ(2) },
        Says::Withdrawal { reasons: words("误移送") },
        Says::Correction { reasons: words("查否") },
    ];
    let letters = letters.map(|says| Message::Letter(Box::new(letter(says))));
    let receipts = ReceiptKind::ALL.map(|kind| {
        Message::Receipt(ReceiptNote {
            envelope: envelope(1),
            content: Fingerprint::from_bytes([7; 32]),
            kind,
            by: organ(2),
            to: organ(1),
            given: at("2021-03-02 09:00"),
        })
    });
    letters.into_iter().chain(receipts).collect()
}

/// Every kind of letter and receipt; `UNBRELLA_BLESS=1` writes the file anew.
#[test]
fn golden_bytes_of_every_kind() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/wire.jsonl");
    let mut found = Vec::new();
    for message in all() {
        found.extend(bytes(&message).unwrap());
        found.push(b'\n');
    }
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let golden = fs::read(&path).unwrap();
    for (line, message) in golden.split(|byte| *byte == b'\n').zip(all()) {
        assert_eq!(read(line).unwrap(), message, "read");
        assert_eq!(String::from_utf8(bytes(&message).unwrap()), String::from_utf8(line.to_vec()));
    }
    assert_eq!(golden, found);
    let kinds: std::collections::BTreeSet<_> = all()
        .iter()
        .filter_map(|message| match message {
            Message::Letter(letter) => Some(letter.kind()),
            Message::Receipt(_) => None,
        })
        .chain([EnvelopeKind::Receipt])
        .collect();
    assert_eq!(kinds.len(), EnvelopeKind::ALL.len(), "every kind has its line");
}

/// CloudEvents 1.0: required attributes, names of attributes, data as an object.
#[test]
fn the_attributes_are_those_of_cloudevents() {
    for message in all() {
        let value: Value = serde_json::from_slice(&bytes(&message).unwrap()).unwrap();
        let object = value.as_object().unwrap();
        for required in ["id", "source", "specversion", "type"] {
            assert!(object[required].as_str().is_some_and(|text| !text.is_empty()), "{required}");
        }
        assert_eq!(object["specversion"], "1.0");
        chrono::DateTime::parse_from_rfc3339(object["time"].as_str().unwrap()).unwrap();
        for name in object.keys() {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            assert!(name.chars().all(plain) && name.len() <= 20, "{name}");
        }
        assert!(object.get("data").is_none_or(Value::is_object));
    }
}

/// A reporter is in no byte, and neither is anything else that the receiver may not see.
#[test]
fn what_the_receiver_may_not_see_does_not_travel() {
    let digits = uuid::Uuid::parse_str(MARKER).unwrap();
    let forms = [MARKER.to_owned(), digits.to_string(), MARKER.to_uppercase()];
    let hidden = ["reporter", "real_name", "naming", "channel", "甲纪信7号", "assigned_by"];
    let assigned = format!("{:032x}", 77);
    for message in all() {
        let bytes = bytes(&message).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        for leak in forms.iter().map(String::as_str).chain(hidden).chain([assigned.as_str()]) {
            assert!(!text.contains(leak), "{leak} in {text}");
        }
        let raw = digits.as_bytes();
        assert!(!bytes.windows(raw.len()).any(|window| window == raw));
    }
}

/// Each byte changed, left out or doubled: refused, or a message of another id.
#[test]
fn there_is_one_spelling() {
    for message in all() {
        let good = bytes(&message).unwrap();
        let mut accepted = 0;
        // Every byte of one letter, of the others every seventh.
        let step = if message == all()[2] { 1 } else { 7 };
        for at in (0..good.len()).step_by(step) {
            let mut left_out = good.clone();
            left_out.remove(at);
            let mut doubled = good.clone();
            doubled.insert(at, good[at]);
            let mut spaced = good.clone();
            spaced.insert(at, b' ');
            let changed = [b'0', b'1', b'"', b'{', b'a', 0xFF].map(|byte| {
                let mut changed = good.clone();
                changed[at] = byte;
                changed
            });
            for bad in changed.into_iter().chain([left_out, doubled, spaced]) {
                let Ok(other) = read(&bad) else { continue };
                assert_eq!(bytes(&other).unwrap(), bad);
                accepted += usize::from(bad != good);
                if let (Message::Letter(was), Message::Letter(mut is)) = (&message, other) {
                    is.id = was.id;
                    assert_eq!(*was, is, "only the id is not covered");
                }
            }
        }
        if matches!(message, Message::Letter(_)) {
            assert!(accepted <= 64, "{accepted}: digits of the id");
        }
    }
}

/// What is replaced, by what, and whether the error is the right one.
type Row = (&'static str, &'static str, fn(WireError) -> bool);

#[test]
fn other_forms_are_refused() {
    let good = String::from_utf8(bytes(&all()[2]).unwrap()).unwrap();
    let unread = |error| matches!(error, WireError::Unreadable { .. });
    let rows: [Row; 9] = [
        (".v1", ".v2", |error| error == WireError::OtherType),
        ("letter.acceptance", "letter.feedback", |error| error == WireError::OtherType),
        ("letter.acceptance", "letter.bribe", |error| error == WireError::OtherType),
        ("unbrella.letter", "other.letter", |error| error == WireError::OtherType),
        ("\"1.0\"", "\"0.3\"", |error| error == WireError::OtherType),
        ("application/json", "text/plain", |error| error == WireError::NotCanonical),
        ("+08:00", "+09:00", |error| error == WireError::OtherContent),
        ("\"specversion\"", "\"extra\":1,\"specversion\"", unread),
        ("{\"specversion\":\"1.0\",", "{", unread),
    ];
    for (from, to, wanted) in rows {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good);
        let error = read(bad.as_bytes()).unwrap_err();
        assert!(wanted(error), "{from} → {to}: {error:?}");
    }
    let mut changed = letter(Says::Acceptance);
    changed.clue = clue(2);
    assert_eq!(bytes(&Message::Letter(Box::new(changed))), Err(WireError::OtherContent));
}

#[test]
fn a_message_of_another_source_is_refused() {
    for message in all() {
        let bytes = bytes(&message).unwrap();
        let (said, came) = (message.from(), organ(3));
        assert_eq!(opened(&bytes, came), Err(WireError::OtherSource { said, came }));
        assert_eq!(opened(&bytes, said), Ok(message));
    }
}

#[test]
fn huge_and_nested_input_is_refused_before_it_is_read() {
    let deep = |n: usize| [vec![b'['; n], vec![b']'; n]].concat();
    assert_eq!(read(&deep(100_000)), Err(WireError::TooLarge { bytes: 200_000 }));
    assert_eq!(read(&deep(50_000)), Err(WireError::TooDeep { byte: MAX_DEPTH }));
    assert!(matches!(read(&deep(MAX_DEPTH)), Err(WireError::Unreadable { .. })));
    let texts = format!("\"{}\"", "[{\\\"".repeat(1_000));
    assert!(matches!(read(texts.as_bytes()), Err(WireError::Unreadable { .. })), "in a text");
    let prose = Prose::parse(&"伞".repeat(20_000)).unwrap();
    let long = letter(Says::Correction { reasons: prose });
    let bytes = bytes(&Message::Letter(Box::new(long.clone()))).unwrap();
    assert_eq!(read(&bytes), Ok(Message::Letter(Box::new(long))), "the longest text fits");
    let error = read(b"{\"specversion\":\xE4\xBC}").unwrap_err();
    assert_eq!(error.to_string(), "the message cannot be read at line 1, column 16");
}

proptest! {
    /// Any bytes: no panic, and what is read is written back.
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(message) = read(&bytes) {
            prop_assert_eq!(super::bytes(&message).unwrap(), bytes);
        }
    }

    /// Pieces of real messages put together anew.
    #[test]
    fn any_pieces(cuts in prop::collection::vec((0..15_usize, 0..600_usize, 0..200_usize), 1..5)) {
        let all: Vec<Vec<u8>> = all().iter().map(|message| bytes(message).unwrap()).collect();
        let mut pieces = Vec::new();
        for (which, from, length) in cuts {
            let whole = &all[which % all.len()];
            pieces.extend(whole.iter().skip(from).take(length));
        }
        if let Ok(message) = read(&pieces) {
            prop_assert_eq!(bytes(&message).unwrap(), pieces);
        }
    }
}
