//! The questions to `procedure::follow_up`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{ClueId, FollowUpId};
use unbrella::procedure::follow_up::{self, FollowUpFacts};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::stage::FollowUpStage;

use crate::{Facts, Found, answered, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "conclude" => conclude(facts, rules),
        "synchronized" => {
            let (police, discipline) = (facts.at("police").unwrap(), facts.at("discipline"));
            let now = facts.at("now").unwrap();
            let found = follow_up::synchronized(police, discipline, rules, calendar, now);
            decided(&found, |answer| answered(answer, ToString::to_string))
        }
        "may_begin_joint_work" => {
            let teams = facts.all(follow_up::DualTeams::CODES);
            either(follow_up::may_begin_joint_work(&teams, rules), |()| "may begin".to_owned())
        }
        other => panic!("no such question to follow_up: {other}"),
    }
}

fn conclude(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = FollowUpFacts {
        follow_up: id(FollowUpId::from_uuid, 1),
        followed: facts.list("followed"),
        reached: facts.fact("reached"),
        clue: facts.flag("clue_opened").then(|| id(ClueId::from_uuid, 7)),
        nothing_found: facts.flag("nothing_found"),
        retracing: facts.flag("retracing"),
        signed: facts.list::<FollowUpStage>("signed"),
        sent_back: facts.flag("sent_back"),
        questioned: facts.flag("questioned"),
        screened_clean: facts.fact("screened_clean"),
    };
    decided(&follow_up::conclude(&list, rules), ToString::to_string)
}
