//! Golden bytes of every kind, one spelling, bounds, any bytes.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::base::text::Prose;
use crate::casebook::journal::head::Head;
use crate::casebook::post::PassedOn;
use crate::casebook::post::trials::{Two, clue, envelope, organ, passed, transfer, words};
use crate::exchange::lines;
use crate::exchange::{Situation, Statement, Verdict, reconcile, unreceipted};
use crate::model::clue::Clue;
use crate::procedure::delivery::Receiving;
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
    let rows: [Row; 11] = [
        (".v1", ".v2", |error| matches!(error, WireError::LaterForm { form: 2, .. })),
        (".v1", ".v0", |error| error == WireError::OtherType),
        (".v1", ".v01", |error| error == WireError::OtherType),
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

/// A receipt has one form.
#[test]
fn a_receipt_of_another_form_is_refused() {
    let good = String::from_utf8(bytes(all().last().unwrap()).unwrap()).unwrap();
    for other in [".v0", ".v2", ".v11"] {
        let bad = good.replacen(".v1", other, 1);
        assert_eq!(read(bad.as_bytes()), Err(WireError::OtherType), "{other}");
    }
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

/// The seeds of the fuzz target: what each is, and what a cut one is not.
#[test]
fn the_corpus_of_the_fuzz_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/wire");
    if !folder.is_dir() {
        return println!("SKIPPED: no fuzz targets here (a package without them)");
    }
    let mut two = Two::new();
    two.offer();
    let (mut head, mut journal) = (Head::START, String::new());
    for event in &two.posts[1].2 {
        let link = lines::line(head, event).unwrap();
        journal.push_str(&format!("{link}\n"));
        head = link.head();
    }
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        fs::write(folder.join("journal"), &journal).unwrap();
    }
    let seed = |name: &str| fs::read(folder.join(name)).unwrap();
    assert_eq!(lines::restart(&seed("journal")).unwrap().post, *two.post(2));
    assert!(matches!(read(&seed("later-form")), Err(WireError::LaterForm { form: 2, .. })));
    assert_eq!(read(&seed("other-content")), Err(WireError::OtherContent));
    assert_eq!(read(&seed("deep")), Err(WireError::TooDeep { byte: MAX_DEPTH }));
    assert_eq!(read(&seed("spaced")), Err(WireError::NotCanonical));
    let mut whole = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let written = fs::read(entry.unwrap().path()).unwrap();
        if let Ok(message) = read(&written) {
            assert_eq!(bytes(&message).unwrap(), written);
            whole += 1;
        }
        for cut in (0..written.len()).step_by(1 + written.len() / 200) {
            assert!(read(&written[..cut]).is_err());
            if let Ok(started) = lines::restart(&written[..cut]) {
                assert!(
                    started.whole <= cut && written[started.whole..cut].iter().all(|b| *b != b'\n')
                );
            }
        }
    }
    assert_eq!(whole, all().len(), "one of each kind, and nothing else is a message");
}

/// As if the present form were the second one, and the first had called the transfer *matter*.
const SECOND: &[Earlier] = &[Earlier { lift: of_the_first, write: in_the_first }];

fn of_the_first(mut data: Value) -> Option<Value> {
    let members = data.as_object_mut()?;
    let matter = members.remove("matter")?;
    members.insert("transfer".to_owned(), matter);
    Some(data)
}

fn in_the_first(letter: &Letter) -> Option<Box<RawValue>> {
    #[derive(Serialize)]
    struct First<'a> {
        matter: TransferId,
        #[serde(skip_serializing_if = "Option::is_none")]
        in_reply_to: Option<EnvelopeId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        answer_due: Option<Moment>,
        says: &'a Says,
    }
    let Letter { transfer: matter, in_reply_to, answer_due, ref says, .. } = *letter;
    serde_json::value::to_raw_value(&First { matter, in_reply_to, answer_due, says }).ok()
}

/// It is read as the present form says it, and is sent again in the bytes of the first time.
#[test]
fn a_letter_of_an_earlier_form_is_lifted_and_keeps_its_bytes() {
    let letters = all().into_iter().filter_map(|message| match message {
        Message::Letter(letter) => Some(*letter),
        Message::Receipt(_) => None,
    });
    for letter in letters {
        let first = sealed_in(letter.clone(), 1, SECOND).unwrap();
        let second = sealed_in(letter, 2, SECOND).unwrap();
        assert_ne!(first.content, second.content, "each has the fingerprint of its own form");
        for (letter, mark, name) in [(first, ".v1\"", "matter"), (second, ".v2\"", "transfer")] {
            let message = Message::Letter(Box::new(letter));
            let written = bytes_by(&message, SECOND).unwrap();
            let text = String::from_utf8(written.clone()).unwrap();
            assert!(text.contains(mark) && text.contains(&format!("{{\"{name}\":")), "{text}");
            assert_eq!(read_by(&written, SECOND).as_ref(), Ok(&message));
            let other = if name == "matter" { "transfer" } else { "matter" };
            let mixed = text.replacen(name, other, 1);
            let error = read_by(mixed.as_bytes(), SECOND).unwrap_err();
            let refused = matches!(error, WireError::OtherType | WireError::Unreadable { .. });
            assert!(refused, "the words of one form under the number of another: {error}");
            let spaced = text.replacen("\"data\":{", "\"data\":{ ", 1);
            assert_eq!(read_by(spaced.as_bytes(), SECOND), Err(WireError::NotCanonical));
        }
    }
}

/// The receiver cannot read it: it says so, notes it once, gives no receipt. The sender keeps
/// the clue, sends again, and is heard once the receiver has grown.
#[test]
fn a_letter_of_a_later_form_is_refused_and_not_lost() {
    let mut two = Two::new();
    let says = Says::HandOver { clue: passed("2021-01-05 09:00", &[]) };
    let offer = sealed_in(two.letter(1, 2, None, says), 2, SECOND).unwrap();
    two.writes(&offer);
    let sent = two.post(1).sent(&[offer.id], two.now).unwrap();
    two.keep(1, sent);
    let written = bytes_by(&Message::Letter(Box::new(offer.clone())), SECOND).unwrap();

    let error = opened(&written, organ(1)).unwrap_err();
    let (envelope, from, form) = (offer.id, organ(1), 2);
    assert_eq!(error, WireError::LaterForm { envelope, from, form });
    assert_eq!(
        error.to_string(),
        format!("{envelope} is of form 2, and forms 1 to 1 are read here")
    );
    let more = String::from_utf8(written.clone()).unwrap().replacen('{', "{\"schema\":{},", 1);
    assert_eq!(opened(more.as_bytes(), organ(1)), Err(error), "whatever else it has");
    let stranger = opened(&written, organ(3));
    assert_eq!(stranger, Err(WireError::OtherSource { said: organ(1), came: organ(3) }));

    let noted = two.post(2).unread(envelope, from, form, two.now).unwrap();
    two.keep(2, noted);
    assert_eq!(two.post(2).unread(envelope, from, form, two.now), None, "noted once");
    assert!(two.post(2).seen().is_empty() && two.post(2).receipts_for(envelope).is_empty());
    assert!(two.here(1, 1), "it stays where it is");
    let state = |two: &Two, own, peer| Statement::of(two.post(own), organ(peer)).unwrap();
    let (ours, theirs) = (state(&two, 1, 2), state(&two, 2, 1));
    let line = &reconcile(&ours, &theirs).unwrap().lines[0];
    assert_eq!(line.verdict, Verdict::InTransit);
    assert!(line.to_string().contains("is of form 2, which is not known here yet"), "{line}");
    assert_eq!(unreceipted(&ours, &theirs)[0].1, Situation::OnTheWay);
    let late = two.agenda(1, "2021-03-05 00:00");
    assert!(late.iter().any(|one| one.overdue && one.goes_to == Some(organ(8))), "told above");
    two.now = at("2021-03-02 09:00");
    let rules = two.rules.on(two.now.day());
    let due = two.post(1).to_send(rules, &two.calendar, two.now).outcome().clone();
    assert_eq!(due, [envelope], "it is sent again");

    let Ok(Message::Letter(letter)) = read_by(&written, SECOND) else { panic!("it has grown") };
    assert_eq!(two.arrives(2, &letter), Receiving::New);
    two.receipts(2, &letter, 1);
    assert!(two.post(1).unsettled().is_empty());
    two.replays();
}
