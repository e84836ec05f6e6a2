//! Who may erase, what stops it, and that nothing is left in any byte.

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::casebook::journal::chain::{Link, links, verify};
use crate::casebook::journal::head::Head;
use crate::casebook::journal::sealing::{Secret, commitments, seal, unseal};
use crate::casebook::journal::vault::{KeptText, Salt};
use crate::casebook::journal::writer::{NotWritten, Writer};

fn person(n: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(n)).unwrap()
}

fn hour(hour: u32) -> Moment {
    Moment::china(crate::day!(2029, 5, 7), hour, 0).unwrap()
}

fn draft(texts: Vec<Fingerprint>) -> DisposalDraft {
    DisposalDraft {
        order: LedgerNo::parse("销1").unwrap(),
        ground: Code::parse("retention-over").unwrap(),
        decided_by: person(1),
        agreed_by: person(2),
        at: hour(9),
        texts,
    }
}

const FREE: DisposalFacts<'static> =
    DisposalFacts { decider_may: Truth::Yes, agreer_may: Truth::Yes, due: Truth::Yes, holds: &[] };

fn vault() -> (Vault, Vec<Fingerprint>) {
    let mut vault = Vault::default();
    let keep =
        |n: u8| vault.keep(KeptText::new(Salt::from_bytes([n; 32]), format!("甲某{n}"))).unwrap();
    let texts = (0..3).map(keep).collect();
    (vault, texts)
}

#[test]
fn a_record_needs_two_persons_and_a_text() {
    let some = vec![Fingerprint::of(b"x")];
    let same = DisposalDraft { agreed_by: person(1), ..draft(some.clone()) };
    let refused = DisposalRecord::try_from(same.clone()).unwrap_err();
    assert_eq!(refused, InvalidDisposal::SamePerson { person: person(1) });
    assert_eq!(refused.to_string(), format!("{} both decides and agrees", person(1)));
    let none = DisposalRecord::try_from(draft(vec![])).unwrap_err();
    assert_eq!(none.to_string(), "0 texts, where 1 to 10000 are taken");
    let many = vec![Fingerprint::of(b"x"); MAX_TEXTS + 1];
    assert!(DisposalRecord::try_from(draft(many)).is_err());
    // The same door for JSON.
    let written = serde_json::to_value(&same).unwrap();
    assert!(serde_json::from_value::<DisposalRecord>(written).is_err());
    let record = DisposalRecord::try_from(draft([some.clone(), some].concat())).unwrap();
    assert_eq!(record.details().texts.len(), 1, "a text is named once");
    let written = serde_json::to_value(&record).unwrap();
    assert_eq!(serde_json::from_value::<DisposalRecord>(written).unwrap(), record);
}

#[test]
fn everything_in_the_way_is_listed() {
    use DisposalProblem as P;

    let (vault, texts) = vault();
    let nowhere = Fingerprint::of(b"nowhere");
    let record = DisposalRecord::try_from(draft(vec![texts[0], texts[1], nowhere])).unwrap();
    let order = |n: &str| LedgerNo::parse(n).unwrap();
    let hold = |n: &str, on, from, lifted| LegalHold { order: order(n), on, from, lifted };
    let holds = [
        hold("1", Held::Everything, hour(8), None),
        hold("2", Held::Texts([texts[1], texts[2]].into()), hour(9), Some(hour(10))),
        hold("3", Held::Everything, hour(10), None),
        hold("4", Held::Everything, hour(8), Some(hour(9))),
        hold("5", Held::Texts([texts[2]].into()), hour(8), None),
    ];
    let facts = DisposalFacts {
        decider_may: Truth::No,
        agreer_may: Truth::Unknown,
        due: Truth::No,
        holds: &holds,
    };
    let refused = record.check(&vault, &facts).unwrap_err();
    assert_eq!(
        refused.problems(),
        [
            P::NoAuthority { person: person(1) },
            P::AuthorityNotKnown { person: person(2) },
            P::NotDue,
            P::Held { order: order("1"), texts: 3 },
            P::Held { order: order("2"), texts: 1 },
            P::NotThere { commitment: nowhere },
        ]
    );
    let sentence = refused.to_string();
    assert!(
        sentence.contains("it is not due to go; 3 of the texts are held under 1; "),
        "{sentence}"
    );

    // Each alone is enough.
    let record = DisposalRecord::try_from(draft(texts)).unwrap();
    assert!(record.check(&vault, &FREE).is_ok());
    for facts in [
        DisposalFacts { decider_may: Truth::Unknown, ..FREE },
        DisposalFacts { agreer_may: Truth::No, ..FREE },
        DisposalFacts { due: Truth::Unknown, ..FREE },
        DisposalFacts { holds: &holds[1..2], ..FREE },
    ] {
        assert_eq!(record.check(&vault, &facts).unwrap_err().problems().len(), 1, "{facts:?}");
    }
}

/// The promise of the design: the name is found in no byte, and the chain still verifies.
#[test]
fn an_erased_name_is_in_no_byte_and_the_chain_verifies() {
    let names = ["甲某", "Jia Mou", "Wang"];
    let bodies: Vec<Value> = names
        .iter()
        .map(|name| {
            json!({"events": [{"entered": {"person": {"name": name, "aliases": [{"name": format!("老{name}")}]}}},
                {"clue": {"content": format!("据反映，{name}收受\n财物"), "own": {"docket/who": name}}}]})
        })
        .collect();
    let mut file = Vec::new();
    let mut vault = Vault::default();
    let mut writer = Writer::after(Head::START, |link: &Link| {
        file.extend(format!("{link}\n").into_bytes());
        Ok::<(), String>(())
    });
    for (number, body) in (1_u8..).zip(&bodies) {
        let sealed = seal(body, number.into(), &Secret::from_bytes([number; 32])).unwrap();
        for text in sealed.texts {
            vault.keep(text).unwrap();
        }
        writer.append(&sealed.body).unwrap();
    }
    let gone = names[0];
    let texts = vault.holding(gone);
    assert_eq!(texts.len(), 4);
    let record = DisposalRecord::try_from(draft(texts.clone())).unwrap();
    record.check(&vault, &FREE).unwrap().carry_out(&mut vault, &mut writer).unwrap();
    let head = writer.head();
    assert_eq!(head.number, 4);

    let stored = serde_json::to_vec(&vault).unwrap();
    let holds = |bytes: &[u8], part: &str| bytes.windows(part.len()).any(|w| w == part.as_bytes());
    for bytes in [&file, &stored] {
        assert!(!holds(bytes, gone));
        // Nor as JSON escapes it, nor a single one of its characters.
        assert!(!holds(bytes, "\\u7532") && !holds(bytes, "甲"));
    }
    assert!(holds(&stored, "Jia Mou"), "the others are still there");
    assert_eq!(verify(&file), Ok(head));

    // Replay still works: the entry reads, with placeholders, and the others are whole.
    let read: Vec<Link> = links(&file).map(Result::unwrap).collect();
    let body: Value = read[0].read_body().unwrap();
    let unsealed = unseal(&body, &vault).unwrap();
    assert_eq!(unsealed.erased, commitments(&body));
    let name = &unsealed.body["events"][0]["entered"]["person"]["name"];
    assert!(name.as_str().unwrap().starts_with("erased-"));
    for (link, body) in read.iter().zip(&bodies).skip(1).take(2) {
        assert_eq!(unseal(&link.read_body().unwrap(), &vault).unwrap().body, *body);
    }

    // From the record in the journal, an old copy of the vault is brought up to date.
    let last: Value = read[3].read_body().unwrap();
    let record: DisposalRecord = serde_json::from_value(last["disposal"].clone()).unwrap();
    let mut copy = Vault::default();
    for (number, body) in (1_u8..).zip(&bodies) {
        for text in seal(body, number.into(), &Secret::from_bytes([number; 32])).unwrap().texts {
            copy.keep(text).unwrap();
        }
    }
    assert_eq!(record.repeat(&mut copy), 4);
    assert_eq!((record.repeat(&mut copy), &copy), (0, &vault));
}

#[test]
fn nothing_is_erased_before_the_record_is_kept() {
    let (mut vault, texts) = vault();
    let before = vault.clone();
    let record = DisposalRecord::try_from(draft(texts)).unwrap();
    let mut full = Writer::after(Head::START, |_: &Link| Err("disk full"));
    let disposal = record.check(&vault, &FREE).unwrap();
    assert_eq!(disposal.record(), &record);
    let failed = disposal.carry_out(&mut vault, &mut full).unwrap_err();
    assert_eq!(failed, NotWritten::Store("disk full"));
    assert_eq!(failed.to_string(), "the entry was not stored: disk full");
    assert_eq!(vault, before);
}
