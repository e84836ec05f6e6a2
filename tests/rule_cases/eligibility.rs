//! The questions to `procedure::eligibility`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Day;
use unbrella::base::id::{PersonId, PlaceId};
use unbrella::procedure::eligibility::{
    self, CandidateFacts, ClearFacts, Clearing, Contact, ContactGap, RollFacts, RollGap,
    StandFacts, VillageFacts,
};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::screening::ScreeningQuestion;

use crate::{Facts, Found, answered, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "unscreened" => unscreened(facts, rules),
        "may_propose" => clear(facts, Clearing::Propose, rules),
        "may_remove" => clear(facts, Clearing::Remove, rules),
        "may_stand" => {
            let list = StandFacts {
                person: id(PersonId::from_uuid, 1),
                screened: facts.fact("screened"),
                excluded_by_rule: facts.fact("excluded_by_rule"),
                removed_before: facts.fact("removed_before"),
            };
            either(eligibility::may_stand(&list, rules), |()| "may stand".to_owned())
        }
        "follows" => {
            let list = CandidateFacts { record: facts.fact("record"), clue: facts.fact("clue") };
            decided(&eligibility::follows(&list, rules), |answer| {
                answered(answer, |all| joined(all, "nothing"))
            })
        }
        "measures" => decided(&eligibility::measures(&village(facts), rules), |answer| {
            answered(answer, |due| joined(due, "nothing"))
        }),
        "contacts" => contacts(facts, rules),
        "before_election" => {
            let election: Day = facts.read("election").unwrap();
            let open = eligibility::before_election(&[village(facts)], election);
            decided(&open, |open| match open.as_slice() {
                [] => "nothing is open".to_owned(),
                _ => "to be put in order".to_owned(),
            })
        }
        other => panic!("no such question to eligibility: {other}"),
    }
}

/// One member; `answered` lists the questions about that member.
fn unscreened(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let one = id(PersonId::from_uuid, 1);
    let questions: Vec<ScreeningQuestion> = facts.list("answered");
    let screened = facts.flag("screened");
    let list = RollFacts {
        place: id(PlaceId::from_uuid, 1),
        members: BTreeSet::from([one]),
        answered: questions.into_iter().map(|question| (one, question)).collect(),
        screened: screened.then_some(one).into_iter().collect(),
    };
    decided(&eligibility::unscreened(&list, rules), |answer| {
        answered(answer, |gaps| {
            let word = |gap: &RollGap| match gap {
                RollGap::Unscreened(_) => "not screened".to_owned(),
                RollGap::Unanswered(_, question) => format!("not known: {question}"),
            };
            joined(gaps.iter().map(word), "all is answered")
        })
    })
}

fn clear(facts: &mut Facts, clearing: Clearing, rules: RulesInForce<'_>) -> Found {
    let list = ClearFacts {
        person: id(PersonId::from_uuid, 1),
        excluded_by_rule: facts.fact("excluded_by_rule"),
        holds: facts.fact("holds"),
        proposed: facts.flag("proposed"),
        competent: facts.fact("competent"),
    };
    either(eligibility::may_clear(&list, clearing, rules), |()| match clearing {
        Clearing::Propose => "may be proposed".to_owned(),
        Clearing::Remove => "may be removed".to_owned(),
    })
}

fn village(facts: &mut Facts) -> VillageFacts {
    VillageFacts {
        village: id(PlaceId::from_uuid, 1),
        weak: facts.fact("weak"),
        conflicts: facts.fact("conflicts"),
        gangs: facts.fact("gangs"),
        rectified: facts.read("rectified"),
    }
}

/// `leaders`: for each village in turn, the number of its leader, or 0 for nobody.
fn contacts(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let leaders: Vec<u32> = facts.list("leaders");
    let of_county = facts.fact("of_county");
    let list: Vec<Contact> = leaders
        .into_iter()
        .zip(1..)
        .map(|(leader, n)| Contact {
            village: id(PlaceId::from_uuid, n),
            leader: (leader > 0).then(|| id(PersonId::from_uuid, leader.into())),
            of_county,
        })
        .collect();
    decided(&eligibility::contacts(&list, rules), |gaps| {
        let word = |gap: &ContactGap| match gap {
            ContactGap::Nobody(_) => "nobody",
            ContactGap::NotOfCounty(_) => "not of the county",
            ContactGap::NotKnown(_) => "not known whether of the county",
            ContactGap::Shared(_) => "shared",
        };
        joined(gaps.iter().map(word), "nothing is amiss")
    })
}
