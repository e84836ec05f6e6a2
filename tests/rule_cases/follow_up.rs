//! The questions to `procedure::follow_up`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{ClueId, FollowUpId};
use unbrella::model::case::CaseStage;
use unbrella::procedure::follow_up::police_case::{LookFacts, StepFacts, clocks, may_come_to, may_look};
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
        "may_look" => {
            let (at, reached) = (facts.read("at").unwrap(), facts.fact("reached"));
            let list = LookFacts { at, reached, ended: facts.flag("ended") };
            either(may_look(&list, rules), |()| "may be looked at".to_owned())
        }
        "may_come_to" => {
            either(may_come_to(&step(facts), rules), |()| "comes to the stage".to_owned())
        }
        "clocks" => {
            let all = clocks(&step(facts), rules, calendar);
            let told: Vec<String> =
                all.iter().map(|one| answered(one.outcome(), ToString::to_string)).collect();
            let reasons = all.iter().flat_map(|one| one.reasons());
            Found {
                answer: told.join("; "),
                rules: reasons.map(|reason| reason.rule().to_string()).collect(),
            }
        }
        other => panic!("no such question to follow_up: {other}"),
    }
}

/// A police case that came to each of the stages at the moment of the same place.
fn step(facts: &mut Facts) -> StepFacts {
    let came: Vec<CaseStage> = facts.list("came");
    StepFacts {
        came: came.into_iter().zip(facts.ats("came_at")).collect(),
        to: facts.read("to").unwrap(),
        at: facts.at("at").unwrap(),
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
