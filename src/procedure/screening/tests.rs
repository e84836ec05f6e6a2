//! Gaps, one by one; a yes that clears nobody.

use super::*;
use crate::day;
use crate::procedure::trials::{FACTS, id, sound, world};

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn clue(n: u128) -> ClueId {
    id(ClueId::from_uuid, n)
}

/// A case of Chengguan, all fifteen entries answered with no, all checks concluded.
fn facts() -> CaseScreeningFacts {
    CaseScreeningFacts {
        case: id(CaseId::from_uuid, 1),
        catalogue: code("fifteen"),
        answers: (1..=15_u16).map(|n| (code(&n.to_string()), Truth::No)).collect(),
        checks: vec![
            (ThreeChecks::GangCrime, None, Truth::Yes),
            (ThreeChecks::NetworkAndUmbrella, None, Truth::No),
            (ThreeChecks::Responsibility, Some(CheckedResponsibility::Main), Truth::No),
        ],
        corruption_inquiry: Fact::Known(true),
        clues: vec![],
    }
}

fn gaps(place: &'static str, facts: &CaseScreeningFacts) -> Answer<Vec<Gap>> {
    let world = world(place);
    let decision = case_screening(facts, world.on(day!(2021, 1, 15)));
    sound(decision.reasons());
    decision.outcome().clone()
}

/// C15: each of the fifteen entries, left out once.
#[test]
fn every_entry_left_out_is_named() {
    assert_eq!(gaps("chengguan", &facts()), Answer::Known(vec![]));
    for left_out in 1..=15_u16 {
        let mut facts = facts();
        facts.answers.retain(|(entry, _)| *entry != code(&left_out.to_string()));
        let gap = vec![Gap::EntryUnanswered(left_out)];
        assert_eq!(gaps("chengguan", &facts), Answer::Known(gap));
    }
    let mut unknown = facts();
    unknown.answers[6].1 = Truth::Unknown;
    assert_eq!(gaps("chengguan", &unknown), Answer::Known(vec![]), "not known is an answer");
    let mut doubled = facts();
    doubled.answers.retain(|(entry, _)| *entry != code("3"));
    doubled.answers.push((code("16"), Truth::No));
    doubled.answers.push((code("x"), Truth::No));
    assert_eq!(gaps("chengguan", &doubled), Answer::Known(vec![Gap::EntryUnanswered(3)]));
}

#[test]
fn whether_all_are_answered_and_which_catalogue_there_is_are_rules_of_the_place() {
    let mut few = facts();
    few.answers.truncate(2);
    let lax = world("chengguan").setting(keys::screening::ANSWER_EVERY_ENTRY, false);
    let decision = case_screening(&few, lax.on(day!(2021, 1, 15)));
    assert_eq!(decision.outcome(), &Answer::Known(vec![]));
    // The thirteen situations are Yunnan's; the fifteen types are not known there.
    assert!(gaps("zhaotong", &facts()).known().is_none());
    let thirteen = CaseScreeningFacts { catalogue: code("thirteen"), ..facts() };
    assert!(gaps("zhaotong", &thirteen).known().is_some());
    let other = CaseScreeningFacts { catalogue: code("fourteen"), ..facts() };
    assert_eq!(
        gaps("chengguan", &other).to_string_for_test(),
        "undetermined, missing: which catalogue the case was compared with (cannot be established)",
    );
}

trait Shown {
    fn to_string_for_test(&self) -> String;
}

impl Shown for Answer<Vec<Gap>> {
    fn to_string_for_test(&self) -> String {
        match self {
            Self::Known(gaps) => {
                gaps.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
            }
            Self::Undetermined(open) => open.to_string(),
        }
    }
}

/// Z01, Z02: each check without a conclusion.
#[test]
fn three_checks_where_the_place_has_them() {
    let thirteen = |checks: Vec<(ThreeChecks, Option<CheckedResponsibility>, Truth)>| {
        let answers = (1..=13_u16).map(|n| (code(&n.to_string()), Truth::No)).collect();
        CaseScreeningFacts { catalogue: code("thirteen"), answers, checks, ..facts() }
    };
    let none = gaps("zhaotong", &thirteen(vec![]));
    let all = ThreeChecks::ALL.map(Gap::CheckOpen).to_vec();
    assert_eq!(none, Answer::Known(all));
    for left_out in ThreeChecks::ALL {
        let checks = facts().checks.into_iter().filter(|(check, ..)| *check != left_out).collect();
        let gap = vec![Gap::CheckOpen(left_out)];
        assert_eq!(gaps("zhaotong", &thirteen(checks)), Answer::Known(gap));
    }
    let mut chengguan = facts();
    chengguan.checks.clear();
    assert_eq!(gaps("chengguan", &chengguan), Answer::Known(vec![]), "no such rule there");
}

/// H17, Z00: both alls; holding is no end, unless it is read so.
#[test]
fn two_alls() {
    let mut answers: Vec<(Code, Truth)> = Vec::new();
    answers.extend((1..=13_u16).map(|n| (code(&n.to_string()), Truth::No)));
    let facts = CaseScreeningFacts {
        catalogue: code("thirteen"),
        answers,
        corruption_inquiry: Fact::Known(false),
        clues: vec![(clue(1), ClueEnd::Open), (clue(2), ClueEnd::Held), (clue(3), ClueEnd::Ended)],
        ..facts()
    };
    let (dug, one, two) =
        (Gap::NoCorruptionInquiry, Gap::ClueNotToTheEnd(clue(1)), Gap::ClueNotToTheEnd(clue(2)));
    let strict = gaps("zhaotong", &facts);
    assert_eq!(strict, Answer::Known(vec![dug.clone(), one.clone(), two]));
    let lax = world("zhaotong").setting(keys::screening::HOLD_IS_FINAL, true);
    let decision = case_screening(&facts, lax.on(day!(2021, 1, 15)));
    assert_eq!(decision.outcome(), &Answer::Known(vec![dug, one]));
    let unknown = CaseScreeningFacts { corruption_inquiry: FACTS[2], clues: vec![], ..facts };
    assert_eq!(gaps("zhaotong", &unknown), Answer::Known(vec![Gap::NoCorruptionInquiry]));
}

/// C12: what keeps a case from being clean.
#[test]
fn a_clean_screening() {
    let world = world("chengguan");
    let ask =
        |facts: &CaseScreeningFacts| is_clean(facts, world.on(day!(2021, 1, 15))).outcome().clone();
    assert_eq!(ask(&facts()), Answer::Known(true));
    for answer in [Truth::Yes, Truth::Unknown] {
        for entry in 0..15 {
            let mut facts = facts();
            facts.answers[entry].1 = answer;
            assert_eq!(ask(&facts), Answer::Known(false), "{entry} {answer}");
        }
        for check in 1..3 {
            let mut facts = facts();
            facts.checks[check].2 = answer;
            assert_eq!(ask(&facts), Answer::Known(false), "{check} {answer}");
        }
    }
    let mut open = facts();
    open.answers.pop();
    assert_eq!(ask(&open), Answer::Known(false), "a gap");
    let mut under_way = facts();
    under_way.clues.push((clue(1), ClueEnd::Open));
    assert_eq!(ask(&under_way), Answer::Known(true));
}

/// C10: all 27 states of the three questions.
#[test]
fn a_member_is_asked_three_questions() {
    let world = world("chengguan");
    let rules = world.on(day!(2021, 1, 15));
    for a in FACTS {
        for b in FACTS {
            for c in FACTS {
                let answers =
                    ScreeningQuestion::ALL.iter().cloned().zip([a, b, c]).collect::<Vec<_>>();
                let facts = MemberFacts { person: id(PersonId::from_uuid, 1), answers };
                let decision = member(&facts, rules);
                let open = [a, b, c].iter().filter(|fact| fact.known().is_none()).count();
                assert_eq!(decision.outcome().what_is_missing().len(), open);
                if let Answer::Known(yes) = decision.outcome() {
                    let wanted = [a, b, c].iter().filter(|f| **f == Fact::Known(true)).count();
                    assert_eq!(yes.len(), wanted);
                }
            }
        }
    }
    let nothing_asked = MemberFacts { person: id(PersonId::from_uuid, 1), answers: vec![] };
    assert_eq!(member(&nothing_asked, rules).outcome().what_is_missing().len(), 3);
}

/// C10, law 0: what the screening found clears nobody; a rule on the post does.
#[test]
fn eligibility_is_a_question_apart() {
    let world = world("chengguan");
    let rules = world.on(day!(2021, 1, 15));
    let person = id(PersonId::from_uuid, 1);
    let ask = |excluded_by_rule| {
        let decision = eligible(&EligibilityFacts { person, excluded_by_rule }, rules);
        sound(decision.reasons());
        decision.outcome().clone().known()
    };
    assert_eq!(FACTS.map(ask), [Some(Eligibility::NotEligible), Some(Eligibility::Eligible), None]);
}
