//! The table of what comes, custody step by step, agendas on both sides, all or nothing.

use crate::base::id::OrganId;
use crate::procedure::delivery::{Incident, Leg, ReceiptGround, ReceiptTaken, Receiving, Taking};
use crate::procedure::transfer::Duty;
use crate::procedure::trials::at;
use crate::provenance::Fingerprint;
use crate::terms::message::{ReceiptKind, ReturnGround, TransferResult};
use crate::terms::office::OrganKind;

use super::trials::{Two, clue, envelope, organ, passed, transfer, words};
use super::*;

#[test]
fn custody_moves_when_the_sender_has_processed_the_acceptance() {
    let mut two = Two::new();
    let offer = two.offer();
    assert!(two.here(1, 1) && !two.here(2, 1));
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.writes(&acceptance);
    assert!(two.here(1, 1) && !two.here(2, 1), "said, not heard");
    assert_eq!(two.arrives(1, &acceptance), Receiving::New);
    assert!(!two.here(1, 1) && !two.here(2, 1), "nobody acts");
    assert_eq!(two.post(1).dealings()[&transfer(1)].leg(), Some(Leg::Released));
    two.receipts(1, &acceptance, 2);
    assert!(!two.here(1, 1) && two.here(2, 1));
    assert_eq!(two.post(2).dealings()[&transfer(1)].taking(), Some(Taking::Mine));
    assert_eq!(two.post(2).clues()[&clue(1)].received, at("2021-01-05 09:00"), "original clocks");
    assert!(two.post(2).unsettled().is_empty());
    two.replays();
}

#[test]
fn a_repeat_writes_nothing_and_its_receipts_go_out_again() {
    let mut two = Two::new();
    let offer = two.offer();
    let before = two.post(2).clone();
    let given = two.post(2).receipts_for(offer.id);
    assert_eq!(given.len(), 1);
    two.now = at("2021-03-09 09:00");
    assert!(matches!(two.arrives(2, &offer), Receiving::Repeat(_)));
    assert_eq!(two.post(2), &before);
    assert_eq!(two.post(2).receipts_for(offer.id), given, "word for word");
}

#[test]
fn a_return_keeps_the_clocks_and_the_clue_goes_out_again() {
    let mut two = Two::new();
    let offer = two.offer();
    let back = two.letter(
        2,
        1,
        Some(offer.id),
        Says::Return { ground: ReturnGround::WrongAddress, reasons: words("主送有误") },
    );
    two.over(&back);
    assert_eq!(two.post(1).dealings()[&transfer(1)].leg(), Some(Leg::CameBack));
    let keeping = two.post(1).clues()[&clue(1)].clone();
    assert_eq!((keeping.here, keeping.on_offer), (true, None));
    let fresh = Says::HandOver { clue: passed("2021-03-01 09:00", &[]) };
    let other = Letter { transfer: transfer(2), ..two.letter(1, 3, None, fresh) };
    let refused = two.post(1).write(other.clone(), two.now).unwrap_err();
    assert_eq!(refused.to_string(), "the clue has other clocks or another lineage here");
    let says = Says::HandOver { clue: passed("2021-01-05 09:00", &[]) };
    two.over(&Letter { says, ..other });
    assert_eq!(two.post(1).clues()[&clue(1)].on_offer, Some(transfer(2)));
    two.replays();
}

#[test]
fn the_rest_of_a_split_has_a_lineage_and_the_old_clocks() {
    let mut two = Two::new();
    let offer = two.offer();
    let part = two.letter(2, 1, Some(offer.id), Says::PartialAcceptance { rest: clue(7) });
    two.over(&part);
    assert!(two.here(2, 1) && two.here(2, 7) && !two.here(1, 1));
    let rest = &two.post(2).clues()[&clue(7)];
    assert_eq!((rest.received, &rest.lineage), (at("2021-01-05 09:00"), &vec![clue(1)]));
    let says = Says::HandOver { clue: passed("2021-01-05 09:00", &[1]) };
    let on = Letter { transfer: transfer(2), clue: clue(7), ..two.letter(2, 3, None, says) };
    two.over(&on);
    let says = Says::PartialAcceptance { rest: clue(8) };
    let again = two.letter(3, 2, Some(on.id), says);
    two.over(&Letter { transfer: transfer(2), clue: clue(7), ..again });
    assert_eq!(two.post(3).clues()[&clue(8)].lineage, [clue(7), clue(1)]);
    two.replays();
}

#[test]
fn what_was_taken_back_first_stays() {
    let mut two = Two::new();
    let offer = two.offer();
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.writes(&acceptance);
    let back = two.letter(1, 2, Some(offer.id), Says::Withdrawal { reasons: words("误移送") });
    two.writes(&back);
    assert_eq!(two.arrives(1, &acceptance), Receiving::New);
    assert_eq!(two.post(1).receipts_for(acceptance.id).len(), 1, "delivered, not processed");
    assert!(two.post(1).incidents().is_empty());
    two.receipts(1, &acceptance, 2);
    assert!(two.here(1, 1) && !two.here(2, 1));
    assert!(!two.post(2).unsettled().is_empty());
    assert_eq!(two.arrives(2, &back), Receiving::New);
    let rules = two.rules.on(two.now.day());
    assert!(two.post(2).to_send(rules, &two.calendar, two.now).outcome().is_empty(), "void");
    let late = two.letter(1, 2, Some(offer.id), Says::Withdrawal { reasons: words("误移送") });
    assert!(matches!(two.post(1).write(late, two.now), Err(NotWritten::Refused(_))));
    two.replays();
}

#[test]
fn an_answer_that_comes_before_its_offer_is_held_and_taken_up_then() {
    let mut two = Two::new();
    let offer = two.letter(1, 2, None, Says::HandOver { clue: passed("2021-01-05 09:00", &[]) });
    two.writes(&offer);
    let back = two.letter(1, 2, Some(offer.id), Says::Withdrawal { reasons: words("误移送") });
    two.writes(&back);
    assert_eq!(two.arrives(2, &back), Receiving::HeldFor(offer.id));
    assert_eq!(two.post(2).held().len(), 1);
    let held = two.agenda(2, "2021-03-05 00:00");
    assert_eq!(held.len(), 1);
    assert_eq!((held[0].what, held[0].goes_to), (Owing::Held(back.id), Some(organ(8))));
    assert_eq!(two.arrives(2, &offer), Receiving::New);
    assert!(two.post(2).held().is_empty());
    assert_eq!(two.post(2).dealings()[&transfer(1)].taking(), Some(Taking::TakenBack));
    two.replays();
}

/// A peer whose clock is a year ahead delays its letter by a day, and somebody is told.
#[test]
fn a_clock_far_ahead_delays_a_letter_and_does_not_lose_it() {
    let mut two = Two::new();
    let mut offer =
        two.letter(1, 2, None, Says::HandOver { clue: passed("2021-01-05 09:00", &[]) });
    offer.written = at("2022-03-01 09:00");
    assert_eq!(two.arrives(2, &offer), Receiving::HeldUntil(at("2021-03-02 09:00")));
    assert_eq!(two.post(2).receipts_for(offer.id).len(), 1, "delivered");
    two.now = at("2021-03-02 08:59");
    assert!(matches!(two.arrives(2, &offer), Receiving::HeldUntil(_)));
    two.now = at("2021-03-02 09:00");
    assert_eq!(two.arrives(2, &offer), Receiving::New);
    assert_eq!(two.post(2).dealings()[&transfer(1)].taking(), Some(Taking::Offered));
    let incidents: Vec<_> = two.post(2).incidents().keys().map(ToString::to_string).collect();
    let told = format!("{} says that it was written on 2022-03-01 09:00:00 +08:00", offer.id);
    assert_eq!(incidents, [told]);
    two.replays();
}

/// The first stays, what comes under its id afterwards is an incident, once.
#[test]
fn one_id_stands_for_one_content() {
    let mut two = Two::new();
    let offer = two.offer();
    let before = two.post(2).dealings().clone();
    let other = Letter { content: Fingerprint::from_bytes([2; 32]), ..offer.clone() };
    let stranger = Letter { from: organ(3), ..offer.clone() };
    for _ in 0..2 {
        let found = two.arrives(2, &other);
        assert_eq!(found, Receiving::Incident(Incident::OtherContent));
        let found = two.arrives(2, &stranger);
        assert_eq!(found, Receiving::Incident(Incident::OtherSender));
        assert_eq!(two.arrives(3, &offer), Receiving::Misdirected);
    }
    assert_eq!(two.post(2).incidents().len(), 2);
    assert_eq!(two.post(3).incidents().len(), 1);
    assert_eq!(two.post(2).dealings(), &before);
    assert_eq!(two.post(2).seen()[&offer.id].letter, offer);
    two.replays();
}

/// What says that it is from this organ itself is not taken for a letter.
#[test]
fn an_echo_is_an_incident() {
    let mut two = Two::new();
    let says = Says::HandOver { clue: passed("2021-01-05 09:00", &[]) };
    let echo = two.letter(2, 2, None, says);
    for _ in 0..2 {
        assert_eq!(two.arrives(2, &echo), Receiving::Incident(Incident::OtherSender));
        assert_eq!((two.post(2).incidents().len(), two.post(2).seen().len()), (1, 0));
    }
    let rules = two.rules.on(two.now.day());
    let nobody = Post::default().arrives(&echo, rules, &two.calendar, two.now);
    assert_eq!(nobody.event, None, "a post that was not opened writes nothing down");
    two.replays();
}

#[test]
fn a_forged_receipt_is_an_incident_and_moves_nothing() {
    let mut two = Two::new();
    let offer = two.offer();
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.writes(&acceptance);
    let good = ReceiptNote {
        envelope: acceptance.id,
        content: acceptance.content,
        kind: ReceiptKind::Registered,
        by: organ(1),
        to: organ(2),
        given: two.now,
    };
    let rows = [
        (ReceiptNote { envelope: envelope(99), ..good }, ReceiptTaken::NeverSent),
        (
            ReceiptNote { content: Fingerprint::from_bytes([9; 32]), ..good },
            ReceiptTaken::OtherContent,
        ),
        (ReceiptNote { by: organ(3), ..good }, ReceiptTaken::NotTheAddressee),
    ];
    for (n, (note, wanted)) in rows.into_iter().enumerate() {
        for _ in 0..2 {
            let arrival = two.post(2).receipt_arrives(&note, two.now);
            assert_eq!(*arrival.found.outcome(), wanted);
            if let Some(event) = arrival.event {
                two.keep(2, event);
            }
            assert_eq!(two.post(2).incidents().len(), n + 1);
        }
        assert!(!two.here(2, 1));
    }
    two.replays();
}

/// What does not fit is filed, told, and does nothing.
#[test]
fn letters_that_do_not_fit_do_nothing() {
    let mut two = Two::new();
    let offer = two.offer();
    let acceptance = |two: &mut Two| two.letter(2, 1, Some(offer.id), Says::Acceptance);
    let from_3 = Letter { from: organ(3), ..acceptance(&mut two) };
    let of_2 = Letter { transfer: transfer(2), ..acceptance(&mut two) };
    let other_clue = Letter { clue: clue(2), ..acceptance(&mut two) };
    let fed = two.letter(2, 1, Some(offer.id), Says::Feedback { result: TransferResult::Filed });
    for letter in [&from_3, &of_2, &other_clue, &fed] {
        let before = (two.post(1).dealings().clone(), two.post(1).clues().clone());
        let count = two.post(1).incidents().len();
        assert_eq!(two.arrives(1, letter), Receiving::New, "{letter}");
        assert_eq!(
            (two.post(1).dealings(), two.post(1).clues()),
            (&before.0, &before.1),
            "{letter}"
        );
        assert_eq!(two.post(1).incidents().len(), count + 1, "{letter}");
        let given = two.post(1).receipts_for(letter.id);
        assert_eq!(given.len(), 1, "delivered, and no more");
    }
    let good = acceptance(&mut two);
    two.over(&good);
    let second = acceptance(&mut two);
    assert_eq!(two.arrives(1, &second), Receiving::New);
    assert_eq!(two.post(1).incidents().len(), 5, "an offer is answered once");
    two.replays();
}

/// The simulation found it: an offer that was taken back, and comes after the clue itself has
/// come by another transfer, is no incident; it is given up when the withdrawal comes.
#[test]
fn an_old_offer_that_comes_after_the_clue_is_not_accepted() {
    let mut two = Two::new();
    let old = two.letter(1, 2, None, Says::HandOver { clue: passed("2021-01-05 09:00", &[]) });
    two.writes(&old);
    let back = two.letter(1, 2, Some(old.id), Says::Withdrawal { reasons: words("误移送") });
    two.writes(&back);
    let says = Says::HandOver { clue: passed("2021-01-05 09:00", &[]) };
    let new = Letter { transfer: transfer(2), ..two.letter(1, 2, None, says) };
    two.over(&new);
    let acceptance = two.letter(2, 1, Some(new.id), Says::Acceptance);
    two.over(&Letter { transfer: transfer(2), ..acceptance });
    assert!(two.here(2, 1));
    assert_eq!(two.arrives(2, &old), Receiving::New);
    assert!(two.post(2).incidents().is_empty());
    let wrong = two.letter(2, 1, Some(old.id), Says::Acceptance);
    assert_eq!(
        two.post(2).write(wrong, two.now).unwrap_err().to_string(),
        "the clue is not where the letter has it",
    );
    assert_eq!(two.arrives(2, &back), Receiving::New);
    assert_eq!(two.post(2).dealings()[&transfer(1)].taking(), Some(Taking::TakenBack));
    assert!(two.here(2, 1) && !two.here(1, 1));
    two.replays();
}

#[test]
fn what_may_not_be_written_says_every_reason() {
    let mut two = Two::new();
    let says = || Says::HandOver { clue: passed("2021-02-05 09:00", &[]) };
    let bad = Letter { id: envelope(50), to: organ(1), ..two.letter(1, 2, None, says()) };
    let refused = two.post(1).write(bad, two.now).unwrap_err();
    assert!(matches!(refused, NotWritten::Refused(_)), "{refused}");
    let not_here = two.letter(2, 3, None, says());
    assert!(matches!(two.post(2).write(not_here, two.now), Err(NotWritten::Refused(_))));
    let offer = two.offer();
    let again = Letter { transfer: transfer(9), ..offer.clone() };
    assert!(matches!(two.post(1).write(again, two.now), Err(NotWritten::Refused(_))), "on offer");
    let fed = two.letter(2, 1, None, Says::Feedback { result: TransferResult::Filed });
    assert_eq!(
        two.post(2).write(Letter { id: offer.id, ..fed }, two.now).unwrap_err().to_string(),
        "it does not answer the letter that it should; its id stands for a letter already; \
         the clue has not been taken over",
    );
    let asked =
        two.letter(1, 2, Some(offer.id), Says::ConsultationAnswer { answer: words("同意") });
    assert_eq!(
        two.post(1).write(asked, two.now).unwrap_err().to_string(),
        "it does not answer the letter that it should",
    );
    let ground = ReceiptGround { held: true, registered: true, ..ReceiptGround::default() };
    let give = |kind| two.post(2).give_receipt(offer.id, kind, &ground, two.now);
    assert!(give(ReceiptKind::Registered).is_ok());
    assert!(matches!(give(ReceiptKind::Opened), Err(NotWritten::Refused(_))), "nobody has read it");
    assert!(matches!(give(ReceiptKind::Accepted), Err(NotWritten::Unfit(_))));
    assert!(matches!(give(ReceiptKind::Delivered), Err(NotWritten::Unfit(_))));
}

/// Whatever is not taken down in a ledger, with each reason.
#[test]
fn what_does_not_fit_the_ledger_is_not_taken_down() {
    let mut two = Two::new();
    let offer = two.offer();
    let told = |refused: Result<PostEvent, NotWritten>| refused.unwrap_err().to_string();
    let (not_opened, not_ours, elsewhere, before) = (
        "the ledger was not opened",
        "it is not from this organ to another one",
        "the clue is not where the letter has it",
        "it was said before",
    );
    let now = two.now;
    assert_eq!(told(Post::default().receive(clue(5), now, now)), not_opened);
    assert_eq!(told(two.post(1).receive(clue(1), now, now)), elsewhere, "it is here already");
    let owed = |transfer, clue, to| Owed { transfer, clue, to, ground: Ground::default() };
    let owe = |two: &Two, owed| told(two.post(1).owe(owed, now));
    assert_eq!(owe(&two, owed(transfer(5), clue(2), organ(2))), elsewhere);
    assert_eq!(owe(&two, owed(transfer(5), clue(1), organ(1))), not_ours);
    assert_eq!(owe(&two, owed(transfer(1), clue(1), organ(2))), before);
    assert_eq!(told(two.post(1).sent(&[offer.id, envelope(99)], now)), not_ours);
    let notice = Says::Notice { opened: now, investigated_as: None };
    let notice = Letter { transfer: transfer(5), ..two.letter(1, 2, None, notice) };
    let write = |letter: Letter| told(two.post(1).write(letter, now));
    assert!(two.post(1).write(notice.clone(), now).is_ok());
    assert_eq!(write(Letter { clue: clue(2), ..notice.clone() }), elsewhere);
    assert_eq!(write(Letter { from: organ(3), ..notice.clone() }), not_ours);
    assert_eq!(write(Letter { to: organ(1), ..notice.clone() }), not_ours);
    let taken = "its id stands for a letter already";
    assert_eq!(write(Letter { id: offer.id, ..notice.clone() }), taken);
    // An event that says so all the same is refused as well.
    let apply = |change| two.post(1).clone().apply(&PostEvent { at: now, changes: vec![change] });
    let written = |letter: &Letter| apply(Change::Written(Box::new(letter.clone())));
    let other = PostMismatch::OtherOrgan(notice.id);
    assert_eq!(written(&notice), Ok(()));
    assert_eq!(written(&Letter { from: organ(3), ..notice.clone() }), Err(other));
    assert_eq!(written(&Letter { to: organ(1), ..notice.clone() }), Err(other));
    assert_eq!(written(&offer), Err(PostMismatch::LetterTwice(offer.id)));
    let other_clue = Letter { transfer: offer.transfer, clue: clue(2), ..notice.clone() };
    let stands = PostMismatch::OtherTransfer(offer.transfer);
    assert_eq!(written(&other_clue), Err(stands));
    let other_peer = Letter { transfer: offer.transfer, to: organ(3), ..notice };
    assert_eq!(written(&other_peer), Err(stands));
    // Once the clue has left, nobody here owes it to anybody.
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.over(&acceptance);
    assert_eq!(owe(&two, owed(transfer(5), clue(1), organ(3))), elsewhere);
}

/// A receiver's machine cannot confirm that an acceptance was processed.
#[test]
fn processing_is_confirmed_by_processing_alone() {
    let mut two = Two::new();
    let offer = two.offer();
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.writes(&acceptance);
    let back = two.letter(1, 2, Some(offer.id), Says::Withdrawal { reasons: words("误移送") });
    two.writes(&back);
    two.arrives(1, &acceptance);
    let ground = ReceiptGround { held: true, registered: true, ..ReceiptGround::default() };
    let given = two.post(1).give_receipt(acceptance.id, ReceiptKind::Registered, &ground, two.now);
    assert!(matches!(given, Err(NotWritten::Unfit(_))));
}

#[test]
fn consultations_corrections_and_reminders_come_over() {
    let mut two = Two::new();
    let offer = two.offer();
    let asked = two.letter(2, 1, None, Says::ConsultationRequest { question: words("何时会商") });
    two.over(&asked);
    let answer = Says::ConsultationAnswer { answer: words("下周") };
    let answer = two.letter(1, 2, Some(asked.id), answer);
    two.over(&answer);
    let correction = Says::Correction { reasons: words("查否") };
    let correction = two.letter(1, 2, Some(offer.id), correction);
    two.over(&correction);
    let reminder = two.letter(1, 2, None, Says::Reminder { duty: Duty::Feedback, by: organ(2) });
    two.over(&reminder);
    assert!((1..=2).all(|n| two.post(n).incidents().is_empty()));
    two.replays();
}

/// Notice within 5 days, hand-over within 10, feedback within 30: open until met, on both
/// agendas, and to the common superior when overdue.
#[test]
fn obligations_stand_on_both_agendas_until_they_are_met() {
    let mut two = Two::new();
    let ground = Ground {
        sender: Some(OrganKind::PublicSecurity),
        opened: Some(at("2021-03-01 09:00")),
        ..Ground::default()
    };
    let owed = Owed { transfer: transfer(1), clue: clue(1), to: organ(2), ground };
    let event = two.post(1).owe(owed, two.now).unwrap();
    two.keep(1, event);
    let lines = |two: &Two, n, now| -> Vec<(String, OrganId, Option<OrganId>)> {
        let open = two.agenda(n, now);
        open.iter().map(|one| (one.what.to_string(), one.by, one.goes_to)).collect()
    };
    let open =
        |what: &str, by, goes_to: Option<u128>| (what.to_owned(), organ(by), goes_to.map(organ));
    assert_eq!(
        lines(&two, 1, "2021-03-07 00:00"),
        [open("notice", 1, Some(8)), open("hand-over", 1, None)],
    );
    let opened = at("2021-03-01 09:00");
    let notice = Says::Notice { opened, investigated_as: None };
    let notice = two.letter(1, 2, None, notice);
    two.over(&notice);
    for n in [1, 2] {
        let wanted = [open("hand-over", 1, Some(8))];
        assert_eq!(lines(&two, n, "2021-03-12 00:00")[..1], wanted, "on the agenda of {n}");
    }
    let offer = two.offer();
    for n in [1, 2] {
        assert_eq!(lines(&two, n, "2021-04-01 00:00"), [open("answer", 2, Some(8))], "{n}");
    }
    let acceptance = two.letter(2, 1, Some(offer.id), Says::Acceptance);
    two.over(&acceptance);
    for n in [1, 2] {
        assert_eq!(lines(&two, n, "2021-03-31 23:59"), [open("feedback of the result", 2, None)]);
        assert_eq!(
            lines(&two, n, "2021-04-01 00:00"),
            [open("feedback of the result", 2, Some(8))]
        );
    }
    let fed = two.letter(2, 1, Some(offer.id), Says::Feedback { result: TransferResult::Filed });
    two.writes(&fed);
    assert_eq!(lines(&two, 2, "2021-03-05 00:00"), [open("receipt", 1, Some(8))]);
    assert_eq!(lines(&two, 1, "2021-03-05 00:00").len(), 1, "not told yet");
    two.arrives(1, &fed);
    two.receipts(1, &fed, 2);
    assert!((1..=2).all(|n| lines(&two, n, "2021-06-01 00:00").is_empty()));
    let second = two.letter(2, 1, Some(offer.id), Says::Feedback { result: TransferResult::Held });
    assert_eq!(two.post(2).write(second, two.now).unwrap_err().to_string(), "it was said before");
    two.replays();
}

/// Every event of a whole course, cut short after each of its changes by one that does not
/// fit, leaves the post as it was.
#[test]
fn an_event_changes_all_or_nothing() {
    let mut two = Two::new();
    let offer = two.offer();
    let part = two.letter(2, 1, Some(offer.id), Says::PartialAcceptance { rest: clue(7) });
    two.over(&part);
    let fed = two.letter(2, 1, Some(offer.id), Says::Feedback { result: TransferResult::Filed });
    two.over(&fed);
    let mut cuts = 0;
    for (_, _, events) in &two.posts {
        let mut post = Post::default();
        for event in events {
            for cut in 1..=event.changes.len() {
                let mut bad = event.clone();
                bad.changes.truncate(cut);
                bad.changes.push(Change::Sent { envelope: envelope(99) });
                let before = post.clone();
                assert_eq!(post.apply(&bad), Err(PostMismatch::NoLetter(envelope(99))));
                assert_eq!(post, before);
                cuts += 1;
            }
            post.apply(event).unwrap();
        }
    }
    assert!(cuts > 20, "{cuts}");
}

#[test]
fn events_that_do_not_fit_are_refused() {
    let two = Two::new();
    let post = two.post(1).clone();
    let event = |change| PostEvent { at: two.now, changes: vec![change] };
    let (transfer, leg, taking) = (transfer(5), Leg::Released, Taking::Mine);
    let rows = [
        (Change::Opened { organ: organ(1) }, PostMismatch::Opening),
        (Change::Received { clue: clue(1), received: two.now }, PostMismatch::Clue(clue(1))),
        (Change::Leg { transfer, leg }, PostMismatch::NoTransfer(transfer)),
        (Change::Taking { transfer, taking }, PostMismatch::NoTransfer(transfer)),
        (Change::Left { clue: clue(2), transfer }, PostMismatch::Clue(clue(2))),
        (
            Change::TakenUp { envelope: envelope(1), fits: true },
            PostMismatch::NoLetter(envelope(1)),
        ),
    ];
    for (change, wanted) in rows {
        let mut after = post.clone();
        assert_eq!(after.apply(&event(change)), Err(wanted));
        assert_eq!(after, post);
    }
    let mut nobody = Post::default();
    let received = Change::Received { clue: clue(1), received: two.now };
    assert_eq!(nobody.apply(&event(received)), Err(PostMismatch::Opening));
    let early = PostEvent { at: at("2020-01-01 00:00"), changes: Vec::new() };
    assert!(matches!(post.clone().apply(&early), Err(PostMismatch::GoesBack { .. })));
}

/// Nothing about who reported goes with a clue, whatever the clue holds.
#[test]
fn a_clue_is_passed_on_without_its_reporter() {
    use serde_json::json;

    let marker = "67e5504410b1426f9247bb680e5fe0c8";
    let form = json!({
        "id": format!("clue-{:032x}", 1), "received_by": organ(1), "source": "mass_report",
        "channel": "letter", "naming": "real_name", "reporter": format!("reporter-{marker}"),
        "subjects": [format!("person-{:032x}", 4)], "content": "反映某人充当保护伞",
        "stages": [{ "when": { "occurred_at": at("2021-01-05 09:00"), "recorded_at": at("2021-01-05 09:00") },
            "state": "received" }],
    });
    let clue: crate::model::clue::Clue = serde_json::from_value(form).unwrap();
    let passed = PassedOn::of(&clue, clue.received().occurred_at(), Vec::new());
    let (json, debug) = (serde_json::to_string(&passed).unwrap(), format!("{passed:?}"));
    for text in [json, debug] {
        for leak in [marker, "reporter", "real_name", "naming", "letter"] {
            assert!(!text.contains(leak), "{leak}: {text}");
        }
        assert!(text.contains("反映某人充当保护伞"));
    }
}
