//! Rates, rewards, protection, and who may learn a name, row by row.

mod silence;

use serde_json::{Value, json};

use super::*;
use crate::base::id::PersonId;
use crate::day;
use crate::decision::{Act, RefusalKind};
use crate::model::dossier::DossierDraft;
use crate::procedure::trials::{FACTS, World, at, id, rules_of, sound, world};
use crate::provenance::NotKnown;
use crate::rulebook::Codes;

const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
const YES: Fact<bool> = Fact::Known(true);
const NO: Fact<bool> = Fact::Known(false);

fn clue(n: u128) -> ClueId {
    id(ClueId::from_uuid, n)
}

fn counted(n: u128) -> Counted {
    Counted { clue: clue(n), completed: true, named: YES, replied: true, satisfied: YES }
}

fn told(clues: &[Counted]) -> Rates {
    let chengguan = world("chengguan").since(day!(2019, 1, 1));
    let decision = rates(clues, chengguan.on(day!(2020, 12, 31)));
    sound(decision.reasons());
    assert_eq!(rules_of(&decision), ["reporter/rates"]);
    decision.outcome().clone()
}

/// C18: 140 clues, all dealt with, all named reporters with a reply; 118 of 140 are 84.3 %.
#[test]
fn completion_reply_and_satisfaction() {
    let all: Vec<Counted> =
        (1..=140).map(|n| Counted { satisfied: Fact::Known(n <= 118), ..counted(n) }).collect();
    let found = told(&all);
    assert_eq!(found.to_string(), "completion 100.0 %, reply 100.0 %, satisfaction 84.3 %");
    assert_eq!(found.open, []);
    let rate = |rate: Option<Rate>| rate.map(|rate| (rate.part(), rate.of()));
    type Row = (&'static str, Counted, [Option<(u64, u64)>; 3]);
    let rows: [Row; 8] = [
        ("satisfied", counted(2), [Some((2, 2)), Some((2, 2)), Some((2, 2))]),
        (
            "not satisfied",
            Counted { satisfied: NO, ..counted(2) },
            [Some((2, 2)), Some((2, 2)), Some((1, 2))],
        ),
        (
            "not asked",
            Counted { satisfied: NEVER, ..counted(2) },
            [Some((2, 2)), Some((2, 2)), Some((1, 1))],
        ),
        (
            "no reply yet",
            Counted { replied: false, satisfied: NEVER, ..counted(2) },
            [Some((2, 2)), Some((1, 2)), Some((1, 1))],
        ),
        (
            "asked before the reply",
            Counted { replied: false, ..counted(2) },
            [Some((2, 2)), Some((1, 2)), Some((1, 1))],
        ),
        (
            "not dealt with",
            Counted { completed: false, replied: false, ..counted(2) },
            [Some((1, 2)), Some((1, 1)), Some((1, 1))],
        ),
        (
            "anonymous",
            Counted { named: NO, ..counted(2) },
            [Some((2, 2)), Some((1, 1)), Some((1, 1))],
        ),
        (
            "naming not known",
            Counted { named: NEVER, ..counted(2) },
            [Some((2, 2)), Some((1, 1)), Some((1, 1))],
        ),
    ];
    for (row, second, wanted) in rows {
        let found = told(&[counted(1), second]);
        let shares = [rate(found.completion), rate(found.reply), rate(found.satisfaction)];
        assert_eq!(shares, wanted, "{row}");
        assert_eq!(found.open.len(), usize::from(second.named == NEVER), "{row}");
    }
    let twice = told(&[Counted { completed: false, ..counted(1) }, counted(1)]);
    assert_eq!(rate(twice.completion), Some((1, 1)), "one clue, as it was given last");
    assert_eq!(told(&[]).to_string(), "completion none, reply none, satisfaction none");
}

/// Law 5: over everything that can be known of what comes after a reply.
#[test]
fn what_is_owed_after_a_reply() {
    for n in 0..3_usize.pow(5) {
        let fact = |place: u32| FACTS[n / 3_usize.pow(place) % 3];
        let facts = AfterReplyFacts {
            objected: fact(0),
            recorded: fact(1),
            explained: fact(2),
            new_evidence: fact(3),
            checked: fact(4),
        };
        let decision = after_reply(&facts);
        sound(decision.reasons());
        let found = decision.outcome();
        let steps = [
            (Owed::Record, facts.objected, facts.recorded),
            (Owed::Explain, facts.objected, facts.explained),
            (Owed::Check, facts.new_evidence, facts.checked),
        ];
        for (owed, asked, done) in steps {
            assert_eq!(found.owed.contains(&owed), (asked, done) == (YES, NO), "{facts:?}");
        }
        let hangs = |asked: Fact<bool>, done: Fact<bool>| {
            asked != NO && done != YES && (asked == NEVER || done == NEVER)
        };
        let open = steps.iter().any(|(_, asked, done)| hangs(*asked, *done));
        assert_eq!(found.open.is_empty(), !open, "{facts:?}");
    }
}

fn reward() -> RewardFacts {
    RewardFacts { proved_true: YES, paid_before: NO, names_nobody: YES }
}

/// H09, law 5: over everything that can be known, where rewards are offered and where not.
#[test]
fn a_reward_is_paid_once_for_a_true_report_and_names_nobody() {
    let national = world("national");
    let (first, before) = (day!(2022, 5, 1), day!(2022, 4, 30));
    for proved_true in FACTS {
        for paid_before in FACTS {
            for names_nobody in FACTS {
                let facts = RewardFacts { proved_true, paid_before, names_nobody };
                let found = may_pay(&facts, national.on(first));
                assert_eq!(found.is_ok(), facts == reward(), "{facts:?}");
                if let Err(refused) = &found {
                    assert_eq!(refused.is_final(), paid_before == YES, "{facts:?}");
                }
                assert!(may_pay(&facts, national.on(before)).unwrap_err().is_final());
            }
        }
    }
    let henan = world("henan").since(day!(2018, 6, 1));
    assert!(may_pay(&reward(), henan.on(day!(2018, 6, 1))).is_ok(), "H09");
    let chengguan = world("chengguan").since(day!(2019, 1, 1));
    let refused = may_pay(&reward(), chengguan.on(day!(2020, 1, 1))).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::Forbidden, "replies and surveys, no rewards");
    let other = world("chengguan").setting(keys::reporter::CARE, Codes::literal(&["reward"]));
    assert!(may_pay(&reward(), other.on(day!(2020, 1, 1))).is_ok());
}

/// All cures applied but one still fail.
#[test]
fn cures_of_a_reward() {
    let national = world("national");
    let first = day!(2022, 5, 1);
    type Change = fn(&mut RewardFacts);
    let cures: [(&str, Change); 3] = [
        ("proved_true", |facts| facts.proved_true = YES),
        ("paid_before", |facts| facts.paid_before = NO),
        ("names_nobody", |facts| facts.names_nobody = YES),
    ];
    let bare = RewardFacts { proved_true: NO, paid_before: NEVER, names_nobody: NO };
    let refused = may_pay(&bare, national.on(first)).unwrap_err();
    let named: Vec<Act> =
        refused.unmet().iter().map(|unmet| unmet.remedy().cures()[0].act().clone()).collect();
    let code =
        |(code, _): (&'static str, Change)| Act::Fact(crate::base::text::Code::literal(code));
    assert_eq!(named, cures.map(code));
    for left_out in 0..=cures.len() {
        let mut facts = bare;
        let applied = cures.iter().enumerate().filter(|(place, _)| *place != left_out);
        applied.for_each(|(_, (_, cure))| cure(&mut facts));
        assert_eq!(may_pay(&facts, national.on(first)).is_ok(), left_out == cures.len());
    }
}

/// H09, law 3.4: each measure of the law, one that is on no list, and none.
#[test]
fn which_measures_protect() {
    let national = world("national");
    let (first, before) = (day!(2022, 5, 1), day!(2022, 4, 30));
    let may = |world: &World, measures: &[ProtectionMeasure], day| {
        let measures = measures.iter().cloned().collect();
        may_protect(&measures, world.on(day)).map(|decision| sound(decision.reasons()))
    };
    let own: ProtectionMeasure = serde_json::from_value(json!("night_watch")).unwrap();
    for measure in ProtectionMeasure::ALL {
        let one = std::slice::from_ref(&measure);
        assert!(may(&national, one, first).is_ok(), "{measure}");
        assert!(may(&national, one, before).unwrap_err().is_final(), "{measure}");
        let refused = may(&national, &[measure, own.clone()], first).unwrap_err();
        assert_eq!((refused.unmet().len(), refused.is_final()), (1, true));
    }
    let henan = world("henan").since(day!(2018, 6, 1));
    assert!(may(&henan, &[own], day!(2018, 6, 1)).is_ok(), "a system without a list");
    let none = may(&national, &[], first).unwrap_err();
    assert_eq!((none.kind(), none.is_final()), (RefusalKind::NotPermitted, false));
    let short = Codes::literal(&["guarding"]);
    let short = world("national").setting(keys::reporter::PROTECTION, short);
    assert!(may(&short, &[ProtectionMeasure::Guarding], first).is_ok());
    assert!(may(&short, &[ProtectionMeasure::Anonymity], first).is_err());
}

/// Law 5, art. 47: never to the reported, and only with consent.
#[test]
fn what_may_be_handed_on_and_published() {
    let national = world("national");
    let day = day!(2020, 1, 21);
    for fact in FACTS {
        let found = may_hand_on(fact, national.on(day));
        assert_eq!(found.is_ok(), fact == NO, "{fact:?}");
        if let Err(refused) = &found {
            assert_eq!(refused.is_final(), fact == YES, "{fact:?}");
        }
        assert_eq!(may_hand_on(fact, national.on(day!(2019, 1, 1))).is_ok(), fact == NO);
        let found = may_publish(fact, national.on(day));
        assert_eq!(found.is_ok(), fact == YES, "{fact:?}");
        assert!(found.err().is_none_or(|refused| !refused.is_final()));
        let lax = world("national").setting(keys::reporter::NEVER_TO_SUBJECT, false);
        assert!(may_hand_on(fact, lax.on(day)).is_ok());
        let lax = world("national").setting(keys::reporter::CONSENT_TO_PUBLISH, false);
        assert!(may_publish(fact, lax.on(day)).is_ok());
    }
}

/// Law 5 (reading): over every need and everything that can be known.
#[test]
fn who_may_apply_to_learn_a_name() {
    let mut allowed = 0;
    for need in Need::ALL {
        for in_charge in FACTS {
            for recused in FACTS {
                for approver_leads in FACTS {
                    for approver_differs in [false, true] {
                        let facts = LearnFacts {
                            need,
                            in_charge,
                            recused,
                            approver_differs,
                            approver_leads,
                        };
                        let found = may_learn(&facts);
                        let wanted = need != Need::Other
                            && (in_charge, recused, approver_leads) == (YES, NO, YES)
                            && approver_differs;
                        assert_eq!(found.is_ok(), wanted, "{facts:?}");
                        if let Err(refused) = &found {
                            let stays = need == Need::Other || recused == YES;
                            assert_eq!(refused.is_final(), stays, "{facts:?}");
                        }
                        allowed += usize::from(found.is_ok());
                    }
                }
            }
        }
    }
    assert_eq!(allowed, 4);
}

/// The first clue is reported by the first token; the second reward went to `paid_to`.
fn dossier(naming: &str, paid_to: u8) -> Dossier {
    entered(draft(naming, paid_to))
}

fn entered(draft: Value) -> Dossier {
    let draft: DossierDraft = serde_json::from_value(draft).unwrap();
    draft.enter().unwrap()
}

fn draft(naming: &str, paid_to: u8) -> Value {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let stamped = |text: &str, state: Value| json!({ "when": when(text), "state": state });
    let token = |n: u8| format!("reporter-67e5504410b1426f9247bb680e5fe0c{n}");
    let first = json!({ "id": no("clue", 1), "received_by": no("organ", 1),
        "source": "mass_report", "channel": "letter", "reporter": token(1), "naming": naming,
        "subjects": [no("person", 1)], "content": "举报", "stages": [
            stamped("2019-04-01 09:00", json!("received")),
            stamped("2019-04-02 09:00", json!({ "registered": { "ledger_no": "1" } })),
            stamped("2019-04-03 09:00", json!({ "disposed": { "disposition": "close" } })),
            stamped("2019-04-04 09:00", json!({ "closed": { "reasons": "失实" } })),
            stamped("2019-04-05 09:00", json!("fed_back"))] });
    let second = json!({ "id": no("clue", 2), "received_by": no("organ", 1), "source": "audit",
        "content": "审计", "stages": [stamped("2019-04-01 09:00", json!("received"))] });
    let organ = |n: u128| json!({ "id": no("organ", n), "name": format!("乙{n}"), "kind": "public_security", "level": "county" });
    let paid = |n: u128, token: String| json!({ "id": no("record", n), "reporter": token, "clue": no("clue", 1), "by": no("organ", 1), "yuan": 5000, "paid": when("2019-05-01 09:00") });
    json!({
        "organs": [organ(1), organ(2)],
        "posts": [{ "id": no("post", 1), "organ": no("organ", 2), "title": "局长",
            "leader": "principal_leader" }],
        "persons": [{ "id": no("person", 1), "name": "甲某" }, { "id": no("person", 2), "name": "乙某" }],
        "tenures": [{ "id": no("tenure", 1), "person": no("person", 1), "post": no("post", 1),
            "period": { "start": { "on": "2018-01-01" }, "end": { "before": "2019-06-01" } } }],
        "clues": [first, second],
        "rewards": [paid(1, token(2)), paid(2, token(paid_to))],
    })
}

/// From the records; and nothing that is gathered shows a token.
#[test]
fn facts_come_from_the_records() {
    let named = dossier("real_name", 3);
    let first = Counted::gather(&named, clue(1), NEVER).unwrap();
    assert_eq!(first, Counted { satisfied: NEVER, ..counted(1) });
    let second = Counted::gather(&named, clue(2), NEVER).unwrap();
    let open =
        Counted { completed: false, named: NO, replied: false, satisfied: NEVER, ..counted(2) };
    assert_eq!(second, open, "an audit is no report");
    let unnamed = dossier("anonymous", 1);
    assert_eq!(Counted::gather(&unnamed, clue(1), NEVER).unwrap().named, NO);
    assert!(Counted::gather(&named, clue(9), NEVER).is_none());

    let facts = RewardFacts::gather(&named, clue(1), YES).unwrap();
    assert_eq!((facts.proved_true, facts.paid_before), (NEVER, NO), "others were paid");
    assert!(!format!("{first:?} {facts:?}").contains("67e55044"));
    let again = RewardFacts::gather(&unnamed, clue(1), YES).unwrap();
    assert_eq!(again.paid_before, YES, "the same hand");
    let facts = RewardFacts::gather(&named, clue(2), YES).unwrap();
    assert_eq!(facts.paid_before, NEVER, "nobody is known to have reported it");
}

/// Law 5: the reported, and an organ that one of them leads on the day.
#[test]
fn who_is_the_reported() {
    let dossier = dossier("real_name", 3);
    let person = |n| PartyId::Person(id(PersonId::from_uuid, n));
    let organ = |n| PartyId::Organ(id(OrganId::from_uuid, n));
    let ask = |n, party, day| is_reported(&dossier, clue(n), party, day);
    let day = day!(2019, 5, 31);
    assert_eq!(ask(1, person(1), day), Some(YES));
    assert_eq!(ask(1, person(2), day), Some(NO));
    assert_eq!(ask(1, organ(1), day), Some(NO));
    assert_eq!(ask(1, organ(2), day), Some(YES), "led by the reported");
    assert_eq!(ask(1, organ(2), day!(2019, 6, 1)), Some(NO), "not any more");
    assert_eq!(ask(2, person(1), day), Some(NEVER), "nobody knows whom it is about");
    assert_eq!(ask(9, person(1), day), None);
}
