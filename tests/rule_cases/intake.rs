//! The questions to `procedure::intake`.

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{ClueId, OrganId};
use unbrella::procedure::intake::taken_back::{TakeBackFacts, may_take_back};
use unbrella::procedure::intake::{self, InflowFacts, IntakeTimes, LedgerFacts, RegisterFacts};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::document::DataRhythm;
use unbrella::terms::stage::ClueStage;

use crate::{Facts, Found, answered, decided, either, id, joined};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "register" => register(facts, rules, calendar),
        "disposal" | "acknowledgement" | "reply" => times(what, facts, rules, calendar),
        "silent_channels" | "silent_sources" | "silent_departments" => inflow(what, facts, rules),
        "may_take_back" => {
            let list = TakeBackFacts { reported: facts.fact("reported") };
            either(may_take_back(&list), |()| "may be taken back".to_owned())
        }
        "ledger" => ledger(facts, rules, calendar),
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

fn inflow(what: &str, facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = InflowFacts {
        channels: facts.list("channels").into_iter().collect(),
        sources: facts.list("sources").into_iter().collect(),
        departments: facts.list("departments").into_iter().collect(),
    };
    match what {
        "silent_channels" => {
            decided(&intake::silent_channels(&list, rules), |open| joined(open, "none is silent"))
        }
        "silent_sources" => {
            decided(&intake::silent_sources(&list, rules), |open| joined(open, "none is silent"))
        }
        _ => {
            decided(&intake::silent_departments(&list, rules), |open| joined(open, "none is silent"))
        }
    }
}

fn ledger(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let mut reported: Vec<_> =
        facts.ats("weekly").into_iter().map(|at| (DataRhythm::Weekly, at)).collect();
    reported.extend(facts.ats("monthly").into_iter().map(|at| (DataRhythm::Monthly, at)));
    let not_fed_back = u128::from(facts.read::<u32>("not_fed_back").unwrap_or(0));
    let list = LedgerFacts {
        organ: id(OrganId::from_uuid, 1),
        keeper: facts.fact("keeper"),
        reported,
        begun: facts.at("begun"),
        not_fed_back: (1..=not_fed_back).map(|n| id(ClueId::from_uuid, n)).collect(),
    };
    let now = facts.at("now").unwrap();
    let found = intake::ledger(&list, rules, calendar, now);
    decided(&found, |gaps| joined(gaps, "nothing is amiss"))
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
