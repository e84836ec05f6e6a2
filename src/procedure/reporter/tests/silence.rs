//! Where no pack says anything, what is told as open, and whose rewards count.

use std::collections::BTreeSet;

use serde_json::json;

use super::{NEVER, NO, YES, clue, counted, draft, entered, reward};
use crate::day;
use crate::decision::RefusalKind;
use crate::procedure::reporter::{
    AfterReplyFacts, LearnFacts, Need, RewardFacts, after_reply, may_hand_on, may_learn, may_pay,
    may_protect, may_publish, rates,
};
use crate::procedure::trials::{at, rests_on_the_test, world};
use crate::rulebook::{Codes, keys};
use crate::terms::report::ProtectionMeasure;

/// Law 5 (reading): also where no pack speaks, nothing goes to the reported and nothing is
/// published without consent.
#[test]
fn where_no_pack_speaks_the_stricter_way_holds() {
    let (national, early) = (world("national"), day!(2010, 1, 1));
    let rules = national.on(early);
    assert!(rules.get(keys::reporter::NEVER_TO_SUBJECT).is_err());
    assert!(rules.get(keys::reporter::CONSENT_TO_PUBLISH).is_err());
    assert_eq!(may_hand_on(YES, rules).unwrap_err().kind(), RefusalKind::Forbidden);
    assert_eq!(may_hand_on(NEVER, rules).unwrap_err().kind(), RefusalKind::NotEnoughKnown);
    assert!(may_hand_on(NO, rules).is_ok());
    assert_eq!(may_publish(NO, rules).unwrap_err().kind(), RefusalKind::Forbidden);
    assert_eq!(may_publish(NEVER, rules).unwrap_err().kind(), RefusalKind::NotEnoughKnown);
    assert!(may_publish(YES, rules).is_ok());
}

/// What a place does not offer, what is on no list and what needs no name is forbidden.
#[test]
fn what_is_forbidden_is_not_merely_missing() {
    let (national, day) = (world("national"), day!(2022, 5, 1));
    let early = may_pay(&reward(), national.on(day!(2022, 4, 30))).unwrap_err();
    let own: ProtectionMeasure = serde_json::from_value(json!("night_watch")).unwrap();
    let unlisted = may_protect(&BTreeSet::from([own]), national.on(day)).unwrap_err();
    let facts = LearnFacts {
        need: Need::Other,
        in_charge: YES,
        recused: NO,
        approver_differs: true,
        approver_leads: YES,
    };
    for refused in [early, unlisted, may_learn(&facts).unwrap_err()] {
        assert_eq!((refused.kind(), refused.is_final()), (RefusalKind::Forbidden, true));
        assert_eq!(refused.unmet().len(), 1, "{refused}");
    }
    let list = world("national").setting(keys::reporter::PROTECTION, Codes::literal(&["guarding"]));
    let none = may_protect(&BTreeSet::new(), list.on(day)).unwrap_err();
    assert!(rests_on_the_test(none.unmet()[0].reason()));
    let care = world("chengguan").setting(keys::reporter::CARE, Codes::literal(&["reward"]));
    assert!(rests_on_the_test(&rates(&[counted(1)], care.on(day)).reasons()[0]));
}

/// Law 5: only what hangs on it is told as open, and each once.
#[test]
fn what_is_open_after_a_reply() {
    let none = AfterReplyFacts {
        objected: NO,
        recorded: NO,
        explained: NO,
        new_evidence: NO,
        checked: NO,
    };
    let rows: [(AfterReplyFacts, &[&str]); 4] = [
        (AfterReplyFacts { recorded: NEVER, checked: NEVER, ..none }, &[]),
        (AfterReplyFacts { objected: NEVER, ..none }, &["objected"]),
        (
            AfterReplyFacts { objected: NEVER, recorded: NEVER, checked: NEVER, ..none },
            &["objected", "recorded"],
        ),
        (
            AfterReplyFacts { new_evidence: YES, checked: NEVER, recorded: NEVER, ..none },
            &["checked"],
        ),
    ];
    for (facts, wanted) in rows {
        let decision = after_reply(&facts);
        let open = decision.outcome().open.iter().map(|missing| missing.fact().as_str());
        assert_eq!(open.collect::<Vec<_>>(), wanted, "{facts:?}");
        let said = decision.reasons()[0].because().to_string();
        assert!(said.ends_with(&format!(" {} are not known", wanted.len())), "{said}");
    }
}

/// H09: a reward for another clue is none for this one; a report on which a case was filed
/// has proved true.
#[test]
fn whose_rewards_count_and_what_has_proved_true() {
    let no = |kind: &str, n: u128| format!("{kind}-{n:032x}");
    let mut draft = draft("real_name", 3);
    let when = |text: &str| json!({ "occurred_at": at(text), "recorded_at": at(text) });
    let token = |n: u8| format!("reporter-67e5504410b1426f9247bb680e5fe0c{n}");
    let rewards = draft["rewards"].as_array_mut().unwrap();
    rewards.push(json!({ "id": no("record", 3), "reporter": token(1), "clue": no("clue", 2),
        "by": no("organ", 1), "yuan": 5000, "paid": when("2019-05-01 09:00") }));
    let facts = RewardFacts::gather(&entered(draft.clone()), clue(1), YES).unwrap();
    assert_eq!((facts.paid_before, facts.proved_true), (NO, NEVER));
    draft["rewards"][2]["clue"] = json!(no("clue", 1));
    assert_eq!(
        RewardFacts::gather(&entered(draft.clone()), clue(1), YES).unwrap().paid_before,
        YES
    );

    draft["documents"] = json!([{ "id": no("document", 1), "kind": "work_plan", "title": "方案" }]);
    draft["cases"] = json!([{ "id": no("case", 1), "ledger_no": "1", "filed_by": no("organ", 1),
        "filed_level": "county",
        "stages": [{ "when": when("2019-04-05 09:00"), "state": { "criminal": "filed" } }] }]);
    draft["verifications"] = json!([{ "id": no("verification", 1), "clue": no("clue", 1),
        "organ": no("organ", 1), "mode": "ordinary", "team": [no("person", 1), no("person", 2)],
        "stages": [{ "when": when("2019-04-03 10:00"), "state": { "planned": { "plan": no("document", 1) } } }] }]);
    let stages = draft["clues"][0]["stages"].as_array_mut().unwrap();
    stages.truncate(2);
    for (text, state) in [
        ("2019-04-03 09:00", json!({ "disposed": { "disposition": "preliminary_verification" } })),
        ("2019-04-04 09:00", json!({ "verified": { "verification": no("verification", 1) } })),
        ("2019-04-05 09:00", json!({ "filed": { "case": no("case", 1) } })),
    ] {
        stages.push(json!({ "when": when(text), "state": state }));
    }
    let facts = RewardFacts::gather(&entered(draft), clue(1), YES).unwrap();
    assert_eq!(facts.proved_true, YES);
}
