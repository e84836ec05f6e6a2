//! The questions to `procedure::accountability`.

use std::collections::BTreeMap;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{OrganId, PersonId};
use unbrella::model::accountability::HeldToAccount;
use unbrella::procedure::accountability::{
    self, DutyFacts, HoldFacts, TalkFacts, TalkMeasure,
};
use unbrella::procedure::supervision::UnitFacts;
use unbrella::provenance::{Fact, NotKnown};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::outcome::{AccountabilityGround, OrganAccountability, PersonalDuty};

use crate::{Facts, Found, answered, decided, either, id, joined, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "talk" => talk(facts, rules, calendar),
        "outstanding" => outstanding(facts, rules),
        "four_personally" => four_personally(facts, rules, calendar),
        "may_hold" => may_hold(facts, rules),
        "still_answers" => {
            let (moved_on, serious) = (facts.fact("moved_on"), facts.fact("serious"));
            decided(&accountability::still_answers(moved_on, serious, rules), |answer| {
                answered(answer, |yes| if *yes { "still answers" } else { "no more" }.to_owned())
            })
        }
        "leaders_looked_at" => {
            let leaders: Vec<PersonId> = (1..=facts.read::<u32>("leaders").unwrap_or(0))
                .map(|n| id(PersonId::from_uuid, n.into()))
                .collect();
            let guilty = facts.fact("handler_guilty");
            decided(&accountability::leaders_looked_at(guilty, &leaders, rules), |answer| {
                answered(answer, |all| format!("{} leaders are looked at", all.len()))
            })
        }
        other => panic!("no such question to accountability: {other}"),
    }
}

fn talk(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let list = TalkFacts {
        results: UnitFacts {
            unit: id(OrganId::from_uuid, 1),
            watched_since: known(facts.at("watched_since")),
            clues: facts.ats("clues"),
            handled: Vec::new(),
        },
        poor_understanding: facts.fact("poor_understanding"),
        poor_arrangement: facts.fact("poor_arrangement"),
    };
    let now = facts.at("now").unwrap();
    decided(&accountability::talk(&list, rules, calendar, now), |answer| {
        answered(answer, ToString::to_string)
    })
}

/// So many units were called; so many of them were talked to, and reminded.
fn outstanding(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut units = |name: &str| -> Vec<OrganId> {
        let n: u32 = facts.read(name).unwrap_or(0);
        (1..=n).map(|n| id(OrganId::from_uuid, n.into())).collect()
    };
    let called = units("called");
    let mut given: Vec<(OrganId, TalkMeasure)> =
        units("talked_to").into_iter().map(|unit| (unit, TalkMeasure::CollectiveTalk)).collect();
    given.extend(units("reminded").into_iter().map(|unit| (unit, TalkMeasure::ReminderNotice)));
    decided(&accountability::outstanding(called, &given, rules), |owed| {
        let count = |wanted| owed.iter().filter(|(_, measure)| *measure == wanted).count();
        let (talks, notices) = (count(TalkMeasure::CollectiveTalk), count(TalkMeasure::ReminderNotice));
        format!("{talks} talks and {notices} notices are owed")
    })
}

fn four_personally(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let done: Vec<_> = PersonalDuty::ALL
        .into_iter()
        .filter_map(|duty| Some((duty, facts.at(duty.code())?)))
        .collect();
    let list = DutyFacts {
        person: id(PersonId::from_uuid, 1),
        leads_since: known(facts.at("leads_since")),
        done,
    };
    let now = facts.at("now").unwrap();
    decided(&accountability::four_personally(&list, rules, calendar, now), |answer| {
        answered(answer, |gaps| joined(gaps, "each was done in person"))
    })
}

fn may_hold(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let organ: Option<OrganAccountability> = facts.read("organ_form");
    let held = match organ {
        Some(how) => HeldToAccount::Organ { organ: id(OrganId::from_uuid, 1), how },
        None => {
            let how = facts.list("leader_forms");
            HeldToAccount::leader(id(PersonId::from_uuid, 1), how).unwrap()
        }
    };
    let mut grounds = BTreeMap::new();
    for ground in facts.list::<AccountabilityGround>("established") {
        grounds.insert(ground, Fact::Known(true));
    }
    for ground in facts.list::<AccountabilityGround>("refuted") {
        grounds.insert(ground, Fact::Known(false));
    }
    for ground in facts.list::<AccountabilityGround>("being_looked_into") {
        grounds.insert(ground, Fact::NotKnown(NotKnown::AwaitingAnswer));
    }
    let list = HoldFacts {
        held,
        grounds,
        alarms: facts.list("alarms").into_iter().collect(),
        in_charge: facts.fact("in_charge"),
    };
    either(accountability::may_hold(&list, rules), |()| "may be held to account".to_owned())
}
