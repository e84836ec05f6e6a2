//! All 81 states of the four questions, under every reading.

use super::*;
use crate::day;
use crate::procedure::trials::{FACTS, World, id, sound, world};

fn every() -> Vec<RecheckFacts> {
    let mut all = Vec::new();
    for survey_insufficient in FACTS {
        for screening_insufficient in FACTS {
            for clue_leaked in FACTS {
                for umbrella_not_dug in FACTS {
                    all.push(RecheckFacts {
                        survey_insufficient,
                        screening_insufficient,
                        clue_leaked,
                        umbrella_not_dug,
                    });
                }
            }
        }
    }
    all
}

fn ask(world: &World, facts: &RecheckFacts) -> Answer<RecheckOutcome> {
    let decision = four_no_passes(facts, world.on(day!(2019, 5, 6)));
    sound(decision.reasons());
    decision.outcome().clone()
}

/// Z10 as it reads: a leak is pursued, anything else reopens.
#[test]
fn all_states_agree_with_the_row() {
    let zhaotong = world("zhaotong");
    let also = LeakMeans::AccountabilityAndReopening;
    let reopening = world("zhaotong").reading(keys::look_back::LEAK_MEANS, also);
    let lax = world("zhaotong").setting(keys::look_back::FAILURE_REOPENS, false);
    for facts in every() {
        let answers = NoPass::ALL.map(|question| facts.answer(question));
        let unknown = answers.iter().filter(|answer| answer.known().is_none()).count();
        if unknown > 0 {
            assert_eq!(ask(&zhaotong, &facts).what_is_missing().len(), unknown, "{facts:?}");
            continue;
        }
        let leaked = facts.clue_leaked == Fact::Known(true);
        let short = answers.iter().filter(|answer| **answer == Fact::Known(true)).count()
            > usize::from(leaked);
        let failed: Vec<NoPass> = NoPass::ALL
            .into_iter()
            .filter(|question| facts.answer(*question) == Fact::Known(true))
            .collect();
        let outcome =
            |reopen| RecheckOutcome { reopen, failed: failed.clone(), leak_pursued: leaked };
        assert_eq!(ask(&zhaotong, &facts), Answer::Known(outcome(short)), "{facts:?}");
        let both = ask(&reopening, &facts);
        assert_eq!(both, Answer::Known(outcome(short || leaked)), "{facts:?}");
        assert_eq!(ask(&lax, &facts), Answer::Known(outcome(false)), "{facts:?}");
    }
}

#[test]
fn a_leak_alone_leaves_the_clue_closed_and_is_pursued() {
    let no = Fact::Known(false);
    let facts = RecheckFacts {
        survey_insufficient: no,
        screening_insufficient: no,
        clue_leaked: Fact::Known(true),
        umbrella_not_dug: no,
    };
    assert_eq!(
        ask(&world("zhaotong"), &facts).to_string(),
        "stays closed; clue leaked; the leak is pursued and the reporter protected",
    );
    assert!(ask(&world("gansu"), &facts).known().is_none(), "only Zhaotong has the four");
}

#[test]
fn the_answers_of_a_recheck_are_taken_over() {
    let read = |text: &str| RecheckFacts::of(&serde_json::from_str(text).unwrap());
    let facts = read(
        r#"{"id":"recheck-00000000000000000000000000000001",
            "clue":"clue-00000000000000000000000000000002","kind":"deep_review",
            "answers":[
              {"question":"umbrella_not_dug","answer":{"answer":{"known":true},"looked_at":["案卷"]}},
              {"question":"clue_leaked","answer":{"answer":{"not_known":"withheld"}}}],
            "by":["person-00000000000000000000000000000003"],
            "rechecked":{"occurred_at":"2019-05-06T09:00:00+08:00","recorded_at":"2019-05-06T09:00:00+08:00"}}"#,
    );
    use crate::provenance::NotKnown;

    assert_eq!(facts.umbrella_not_dug, Fact::Known(true));
    assert_eq!(facts.clue_leaked, Fact::NotKnown(NotKnown::Withheld));
    assert_eq!(facts.survey_insufficient, Fact::NotKnown(NotKnown::NeverAsked));
}

/// Z10, Z11, G14.
#[test]
fn closed_clues_and_rounds_that_are_still_owed() {
    let clue = |n| id(ClueId::from_uuid, n);
    let closed = [clue(3), clue(1), clue(2), clue(1)];
    let zhaotong = world("zhaotong");
    let open = unchecked(closed, [clue(2), clue(9)], zhaotong.on(day!(2019, 5, 6)));
    assert_eq!(open.outcome(), &[clue(1), clue(3)]);
    let elsewhere = world("gansu");
    let none = unchecked(closed, [], elsewhere.on(day!(2021, 5, 6)));
    assert!(none.outcome().is_empty(), "no such rule there");

    let case = |n| id(CaseId::from_uuid, n);
    let done = [(case(1), 2), (case(2), 0), (case(3), 1), (case(4), 3)];
    let owed = rounds(done, elsewhere.on(day!(2021, 5, 6)));
    assert_eq!(owed.outcome(), &[(case(2), 2), (case(3), 1)]);
    let three = world("gansu").setting(keys::look_back::ROUNDS, 3);
    assert_eq!(rounds(done, three.on(day!(2021, 5, 6))).outcome().len(), 3);
}
