//! The questions to `procedure::intake`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::ClueId;
use unbrella::procedure::intake::{self, IntakeTimes, RegisterFacts};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::stage::ClueStage;

use crate::{Facts, Found, answered, decided, either, id};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "register" => register(facts, rules, calendar),
        "disposal" | "acknowledgement" | "reply" => times(what, facts, rules, calendar),
        other => panic!("no such question to intake: {other}"),
    }
}

fn register(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let facts = RegisterFacts {
        clue: id(ClueId::from_uuid, 1),
        received: facts.at("received").unwrap(),
        stage: facts.read("stage").unwrap_or(ClueStage::Received),
        content_key: String::new(),
        subjects: Vec::new(),
        earlier: Vec::new(),
        jurisdiction: facts.fact("jurisdiction"),
        about_own_head: facts.fact("about_own_head"),
    };
    either(intake::register(&facts, rules, calendar), ToString::to_string)
}

fn times(what: &str, facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let times = IntakeTimes {
        picked_up: facts.at("picked_up"),
        registered: facts.at("registered"),
        disposed: facts.at("disposed"),
        acknowledged: facts.at("acknowledged"),
        settled: facts.at("settled"),
        replied: facts.at("replied"),
        named: facts.fact("named"),
        repeats: facts.flag("repeats"),
        ..IntakeTimes::received(facts.at("received").unwrap())
    };
    let now = facts.at("now").unwrap();
    let owed = |due: &intake::ReporterDue| match due {
        intake::ReporterDue::NotOwed => "not owed".to_owned(),
        intake::ReporterDue::Owed(clock) => clock.to_string(),
    };
    match what {
        "disposal" => decided(&intake::disposal(&times, rules, calendar, now), ToString::to_string),
        "acknowledgement" => {
            let found = intake::acknowledgement(&times, rules, calendar, now);
            decided(&found, |answer| answered(answer, owed))
        }
        _ => {
            let found = intake::reply(&times, rules, calendar, now);
            decided(&found, |answer| answered(answer, owed))
        }
    }
}
