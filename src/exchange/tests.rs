//! Each verdict, each of the six situations, and a superior who checks without reading.

use std::collections::BTreeSet;

use super::*;
use crate::casebook::post::trials::{Two, clue, envelope, organ, passed, words};
use crate::casebook::post::{Letter, ReceiptNote, Says};
use crate::procedure::delivery::ReceiptTaken;
use crate::procedure::trials::at;
use crate::provenance::Fingerprint;
use crate::terms::message::{ReceiptKind, TransferResult};

fn stated(two: &Two, own: u128, peer: u128) -> Statement {
    let statement = Statement::of(two.post(own), organ(peer)).unwrap();
    let text = serde_json::to_string(&statement).unwrap();
    assert_eq!(serde_json::from_str::<Statement>(&text).unwrap(), statement);
    for hidden in ["通风报信", "误移送", "content\":\"甲某", "reporter"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    statement
}

fn verdicts(two: &Two) -> Vec<Verdict> {
    let (here, there) = (stated(two, 1, 2), stated(two, 2, 1));
    let found = reconcile(&here, &there).unwrap();
    for line in &found.lines {
        assert!(!line.evidence.is_empty() && !line.to_string().contains("  \n"), "{line}");
    }
    let mirrored = reconcile(&there, &here).unwrap();
    let mirror = |verdict| match verdict {
        Verdict::MissingHere => Verdict::MissingThere,
        Verdict::MissingThere => Verdict::MissingHere,
        other => other,
    };
    let other: Vec<Verdict> = mirrored.lines.iter().map(|line| mirror(line.verdict)).collect();
    let found: Vec<Verdict> = found.lines.iter().map(|line| line.verdict).collect();
    assert_eq!(found, other, "the same from the other side");
    found
}

fn situation(two: &Two) -> Vec<Situation> {
    let found = unreceipted(&stated(two, 1, 2), &stated(two, 2, 1));
    assert!(two.here(1, 1), "in all six it is with the sender");
    found.into_iter().map(|(_, situation)| situation).collect()
}

fn written(two: &mut Two) -> Letter {
    let offer = two.letter(1, 2, None, Says::HandOver { clue: passed("2021-01-05 09:00", &[]) });
    two.writes(&offer);
    offer
}

fn sent(two: &mut Two, letter: &Letter) {
    let event = two.post(1).sent(&[letter.id], two.now).unwrap();
    two.keep(1, event);
}

#[test]
fn an_unreceipted_clue_is_in_one_of_six_situations() {
    let mut two = Two::new();
    let offer = written(&mut two);
    assert_eq!(situation(&two), [Situation::NotSent]);
    sent(&mut two, &offer);
    assert_eq!(situation(&two), [Situation::OnTheWay]);
    two.arrives(2, &offer);
    assert_eq!(situation(&two), [Situation::There]);
    two.receipts(2, &offer, 1);
    assert_eq!(situation(&two), []);

    let mut two = Two::new();
    let mut offer =
        two.letter(1, 2, None, Says::HandOver { clue: passed("2021-01-05 09:00", &[]) });
    offer.written = at("2021-03-01 12:00");
    two.writes(&offer);
    sent(&mut two, &offer);
    two.arrives(2, &offer);
    assert_eq!(situation(&two), [Situation::Held]);

    let mut two = Two::new();
    let taken = two.letter(3, 2, None, Says::ConsultationRequest { question: words("某事") });
    two.arrives(2, &taken);
    let says = Says::HandOver { clue: passed("2021-01-05 09:00", &[]) };
    let offer = Letter { id: taken.id, ..two.letter(1, 2, None, says) };
    two.writes(&offer);
    sent(&mut two, &offer);
    two.arrives(2, &offer);
    assert_eq!(situation(&two), [Situation::Refused]);
    assert_eq!(verdicts(&two), [Verdict::ContentDiffers]);

    let mut two = Two::new();
    let offer = written(&mut two);
    let back = two.letter(1, 2, Some(offer.id), Says::Withdrawal { reasons: words("误移送") });
    two.writes(&back);
    assert_eq!(situation(&two), [Situation::TakenBack]);
    two.arrives(2, &offer);
    assert_eq!(situation(&two), [Situation::TakenBack], "whatever comes");
}

#[test]
fn a_whole_course_goes_from_in_transit_to_matched() {
    let mut two = Two::new();
    let offer = written(&mut two);
    assert_eq!(verdicts(&two), [Verdict::InTransit]);
    two.arrives(2, &offer);
    assert_eq!(verdicts(&two), [Verdict::InTransit], "the receipt");
    two.receipts(2, &offer, 1);
    assert_eq!(verdicts(&two), [Verdict::Matched]);
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.writes(&acceptance);
    // The receipt *accepted* for the offer is on its way as well; nobody waits for it.
    assert_eq!(verdicts(&two), [Verdict::Matched, Verdict::InTransit]);
    two.arrives(1, &acceptance);
    two.receipts(1, &acceptance, 2);
    two.receipts(2, &offer, 1);
    assert_eq!(verdicts(&two), [Verdict::Matched, Verdict::Matched, Verdict::FeedbackOwed]);
    let fed = two.letter(2, 1, Some(offer.id), Says::Feedback { result: TransferResult::Filed });
    two.over(&fed);
    assert_eq!(verdicts(&two), [Verdict::Matched; 3]);
}

/// A ledger that was set back to an older copy.
#[test]
fn what_a_ledger_has_lost_is_missing_there() {
    let mut two = Two::new();
    let older = two.posts[1].1.clone();
    two.offer();
    assert_eq!(verdicts(&two), [Verdict::Matched]);
    two.posts[1].1 = older;
    // The transfer stands as offered at one, and at the other nothing does: that may be.
    assert_eq!(verdicts(&two), [Verdict::MissingThere]);
    let mut two = Two::new();
    let older = two.posts[0].1.clone();
    two.offer();
    two.posts[0].1 = older;
    assert_eq!(verdicts(&two), [Verdict::MissingHere, Verdict::Contradicted]);
}

/// A receiver that acts on a receipt which the sender never gave.
#[test]
fn a_forged_receipt_shows_in_the_ledgers() {
    let mut two = Two::new();
    let offer = two.offer();
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.writes(&acceptance);
    let forged = ReceiptNote {
        envelope: acceptance.id,
        content: acceptance.content,
        kind: ReceiptKind::Registered,
        by: organ(1),
        to: organ(2),
        given: two.now,
    };
    let arrival = two.post(2).receipt_arrives(&forged, two.now);
    two.keep(2, arrival.event.unwrap());
    assert!(two.here(1, 1) && two.here(2, 1), "two custodies, and the ledgers tell");
    let found = verdicts(&two);
    assert!(found.contains(&Verdict::Contradicted), "{found:?}");
    assert!(found.contains(&Verdict::MissingHere), "{found:?}");
}

#[test]
fn two_contents_under_one_id_differ() {
    let mut two = Two::new();
    let offer = written(&mut two);
    let other = Letter { content: Fingerprint::from_bytes([2; 32]), ..offer };
    two.arrives(2, &other);
    assert_eq!(verdicts(&two), [Verdict::ContentDiffers]);
}

/// By fingerprint alone: the statement holds nothing of the clue.
#[test]
fn a_superior_checks_a_receipt_without_reading_the_clue() {
    let mut two = Two::new();
    let offer = two.offer();
    let line = stated(&two, 1, 2).written[0].clone();
    let [note] = two.post(2).receipts_for(offer.id)[..] else { panic!("one receipt") };
    assert!(matches!(
        line.vouched_by(&note, organ(2)).outcome(),
        ReceiptTaken::Recorded(kind) if *kind == note.kind,
    ));
    let other = ReceiptNote { content: Fingerprint::from_bytes([9; 32]), ..note };
    assert_eq!(*line.vouched_by(&other, organ(2)).outcome(), ReceiptTaken::OtherContent);
    let by_3 = ReceiptNote { by: organ(3), ..note };
    assert_eq!(*line.vouched_by(&by_3, organ(2)).outcome(), ReceiptTaken::NotTheAddressee);
    let of_9 = ReceiptNote { envelope: envelope(9), ..note };
    assert_eq!(*line.vouched_by(&of_9, organ(2)).outcome(), ReceiptTaken::NeverSent);
    assert_eq!(line.letter.clue, clue(1));
}

#[test]
fn statements_of_other_pairs_are_refused() {
    let two = Two::new();
    let refused = reconcile(&stated(&two, 1, 2), &stated(&two, 3, 1)).unwrap_err();
    assert_eq!((refused.here, refused.there), (organ(1), organ(3)));
    assert!(reconcile(&stated(&two, 1, 2), &stated(&two, 1, 2)).is_err());
}

#[test]
fn words_are_told_apart() {
    let verdicts: BTreeSet<String> = Verdict::ALL.iter().map(ToString::to_string).collect();
    let situations: BTreeSet<String> = Situation::ALL.iter().map(ToString::to_string).collect();
    assert_eq!((verdicts.len(), situations.len()), (Verdict::ALL.len(), 6));
}
