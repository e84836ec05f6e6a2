//! The questions to `procedure::screening`.

use std::collections::BTreeMap;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{CaseId, ClueId, OrganId, PartyId, PersonId};
use unbrella::base::truth::Truth;
use unbrella::procedure::screening::{
    self, BottomFacts, CaseScreeningFacts, ClassFacts, EligibilityFacts, KindsFacts, LetGoFacts,
    MemberFacts,
};
use unbrella::provenance::Fact;
use unbrella::rulebook::RulesInForce;

use crate::{Facts, Found, answered, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "case_screening" => screen(facts, rules),
        "member" => member(facts, rules),
        "eligible" => {
            let person = id(PersonId::from_uuid, 1);
            let excluded_by_rule = facts.fact("excluded_by_rule");
            let facts = EligibilityFacts { person, excluded_by_rule };
            decided(&screening::eligible(&facts, rules), ToString::to_string)
        }
        "problem_classes" => classes(facts, rules),
        "kinds_not_looked_for" => {
            let list = KindsFacts {
                case: id(CaseId::from_uuid, 1),
                looked_for: facts.list("looked_for").into_iter().collect(),
            };
            let found = screening::kinds_not_looked_for(&list, rules);
            decided(&found, |open| joined(open, "all were looked for"))
        }
        "clear_bottom" => {
            let list = BottomFacts {
                case: id(CaseId::from_uuid, 1),
                broken_up: facts.flag("broken_up"),
                network_checked: facts.flag("network_checked"),
                looked_at: facts.list("looked_at").into_iter().collect(),
            };
            let found = screening::clear_bottom([&list], rules);
            decided(&found, |open| joined(open.iter().flat_map(|(_, gaps)| gaps), "cleared"))
        }
        "may_let_go" => let_go(facts, rules),
        other => panic!("no such question to screening: {other}"),
    }
}

fn truth(answer: &str) -> Truth {
    match answer {
        "yes" => Truth::Yes,
        "no" => Truth::No,
        _ => Truth::Unknown,
    }
}

fn classes(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let kinds: Vec<String> = facts.list("subjects");
    let subject = |kind: String| match kind.as_str() {
        "organ" => PartyId::Organ(id(OrganId::from_uuid, 1)),
        _ => PartyId::Person(id(PersonId::from_uuid, 1)),
    };
    let list = ClassFacts {
        clue: id(ClueId::from_uuid, 1),
        classes: facts.list("classes").into_iter().collect(),
        subjects: kinds.into_iter().map(subject).collect(),
    };
    decided(&screening::problem_classes(&list, rules), |gaps| joined(gaps, "nothing is amiss"))
}

fn let_go(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let answered: Option<u16> = facts.read("entries_answered_no");
    let entry = |n: u16| unbrella::base::text::Code::parse(&n.to_string()).unwrap();
    let screening = answered.map(|last| CaseScreeningFacts {
        case: id(CaseId::from_uuid, 1),
        catalogue: unbrella::base::text::Code::parse("fifteen").unwrap(),
        answers: (1..=last).map(|n| (entry(n), Truth::No)).collect(),
        checks: Vec::new(),
        corruption_inquiry: Fact::Known(true),
        clues: Vec::new(),
    });
    let clues: Vec<screening::ClueEnd> = facts.list("clues");
    let list = LetGoFacts {
        case: id(CaseId::from_uuid, 1),
        traits: facts.list("traits").into_iter().collect(),
        screening,
        clues: clues.into_iter().zip(1..).map(|(end, n)| (id(ClueId::from_uuid, n), end)).collect(),
    };
    either(screening::may_let_go(&list, rules), |()| "may be let go".to_owned())
}

fn screen(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let answers: BTreeMap<String, String> = facts.read("answers").unwrap_or_default();
    let all_others: Option<u16> = facts.read("entries_answered_no");
    let mut answers: BTreeMap<u16, Truth> =
        answers.into_iter().map(|(n, answer)| (n.parse().unwrap(), truth(&answer))).collect();
    for n in 1..=all_others.unwrap_or(0) {
        answers.entry(n).or_insert(Truth::No);
    }
    let entry = |n: u16| unbrella::base::text::Code::parse(&n.to_string()).unwrap();
    let checks: Vec<unbrella::terms::screening::ThreeChecks> = facts.list("checks");
    let clues: Vec<screening::ClueEnd> = facts.list("clues");
    let list = CaseScreeningFacts {
        case: id(CaseId::from_uuid, 1),
        catalogue: facts.read("catalogue").unwrap(),
        answers: answers.into_iter().map(|(n, answer)| (entry(n), answer)).collect(),
        checks: checks.into_iter().map(|check| (check, None, Truth::No)).collect(),
        corruption_inquiry: facts.fact("corruption_inquiry"),
        clues: clues.into_iter().zip(1..).map(|(end, n)| (id(ClueId::from_uuid, n), end)).collect(),
    };
    decided(&screening::case_screening(&list, rules), |answer| {
        answered(answer, |gaps| match gaps.as_slice() {
            [] => "no gap".to_owned(),
            gaps => gaps.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })
    })
}

fn member(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let answers = unbrella::terms::screening::ScreeningQuestion::ALL
        .iter()
        .filter_map(|question| {
            let code = unbrella::terms::Term::code(question);
            Some((question.clone(), Fact::Known(facts.read::<bool>(code)?)))
        })
        .collect();
    let list = MemberFacts { person: id(PersonId::from_uuid, 1), answers };
    decided(&screening::member(&list, rules), |answer| {
        answered(answer, |yes| match yes.as_slice() {
            [] => "nothing".to_owned(),
            yes => yes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })
    })
}
