//! The questions to `procedure::supervision`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{CaseId, MeetingId, OrganId, PersonId, SupervisionId};
use unbrella::base::text::Line;
use unbrella::procedure::supervision::{
    self, CaseSigns, FedBack, HardCase, InspectionFacts, ListedFacts, Milestone, MissionFacts, ProgressMeeting,
    UnitFacts,
};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::supervision::SupervisionMode;

use crate::{Facts, Found, answered, decided, either, id, joined, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Found {
    match what {
        "may_send" => {
            let mission = mission(facts);
            either(supervision::may_send(&mission, rules, calendar), |()| "may be sent".to_owned())
        }
        "unattended" => unattended(facts, rules),
        "results" => {
            let now = facts.at("now").unwrap();
            let found = supervision::results(&unit(facts), rules, calendar, now);
            decided(&found, |answer| answered(answer, ToString::to_string))
        }
        "first_result" => {
            let (supervised, now) = (facts.at("supervised").unwrap(), facts.at("now").unwrap());
            let found = supervision::first_result(&unit(facts), supervised, now);
            decided(&found, |answer| answered(answer, |yes| yes_or_no(*yes)))
        }
        "alarms" => alarms(facts, rules, calendar),
        "hard_case" => hard_case(facts, rules),
        "listing" | "may_strike_off" => listed(what, facts),
        "progress_meeting" => progress_meeting(facts, rules),
        "milestones" => milestones(facts),
        "may_inspect" => {
            let list = InspectionFacts {
                decided_by: facts.fact("decided_by"),
                units: facts.read("units").unwrap_or(0),
                looks_at: facts.list("looks_at").into_iter().collect(),
            };
            either(supervision::may_inspect(&list, rules), |()| "may be carried out".to_owned())
        }
        other => panic!("no such question to supervision: {other}"),
    }
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn mission(facts: &mut Facts) -> MissionFacts {
    MissionFacts {
        mode: facts.read("mode").unwrap(),
        measure: facts.read("measure"),
        team: facts.read("team"),
        leader_rank: facts.fact("leader_rank"),
        led_by_member: facts.fact("led_by_member"),
        units: facts.read("units").unwrap_or(0),
        matters: facts.read("matters").unwrap_or(0),
        aspects: facts.list("aspects").into_iter().collect(),
        days: facts.read("first_day").zip(facts.read("until")),
    }
}

/// One unit: the ways of the visits after it was told, and of those before.
fn unattended(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let told = facts.at("told").unwrap();
    let visit: Option<SupervisionMode> = facts.read("visit");
    let from = facts.at("visited");
    let units =
        [FedBack { unit: id(OrganId::from_uuid, 1), told, visits: visit.zip(from).into_iter().collect() }];
    decided(&supervision::unattended(&units, rules), |open| match open.as_slice() {
        [] => "visited".to_owned(),
        _ => "not visited".to_owned(),
    })
}

fn unit(facts: &mut Facts) -> UnitFacts {
    let handled = facts.ats("handled").into_iter().zip(1..);
    UnitFacts {
        unit: id(OrganId::from_uuid, 1),
        watched_since: known(facts.at("watched_since")),
        clues: facts.ats("clues"),
        handled: handled.map(|(when, n)| (id(PersonId::from_uuid, n), when)).collect(),
    }
}

fn alarms(facts: &mut Facts, rules: RulesInForce<'_>, calendar: &WorkCalendar) -> Found {
    let now = facts.at("now").unwrap();
    let units: Vec<UnitFacts> = facts.flag("unit").then(|| unit(facts)).into_iter().collect();
    let cases = [CaseSigns {
        case: id(CaseId::from_uuid, 1),
        triad: facts.fact("triad"),
        over: facts.flag("over"),
        umbrella: facts.fact("umbrella"),
        dismissed: facts.flag("dismissed"),
        overturned: facts.flag("overturned"),
        cleared: facts.flag("cleared"),
    }];
    decided(&supervision::alarms(&units, &cases, rules, calendar, now), |alarms| {
        joined(alarms.iter().map(|alarm| alarm.kind), "no alarm")
    })
}

fn hard_case(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let list = HardCase {
        case: id(CaseId::from_uuid, 1),
        difficulty: facts.fact("difficulty"),
        supervised: facts.list("supervised").into_iter().collect(),
    };
    decided(&supervision::hard_case(&list, rules), |answer| {
        answered(answer, |lacks| joined(lacks, "nothing is missing"))
    })
}

fn listed(what: &str, facts: &mut Facts) -> Found {
    let list = ListedFacts {
        listed: id(SupervisionId::from_uuid, 1),
        due: facts.read("due"),
        reported: facts.at("reported"),
        struck_off: facts.at("struck_off"),
        settled: facts.fact("settled"),
    };
    match what {
        "listing" => {
            decided(&supervision::listing(&list, facts.at("now").unwrap()), ToString::to_string)
        }
        _ => either(supervision::may_strike_off(&list), |()| "may be struck off".to_owned()),
    }
}

fn progress_meeting(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut cases = |name: &str| -> BTreeSet<CaseId> {
        let numbers: Vec<u32> = facts.list(name);
        numbers.into_iter().map(|n| id(CaseId::from_uuid, n.into())).collect()
    };
    let list = ProgressMeeting {
        meeting: id(MeetingId::from_uuid, 1),
        followed: cases("followed"),
        heard: cases("heard"),
        directed: cases("directed"),
        collective: facts.flag("collective"),
    };
    decided(&supervision::progress_meeting(&list, rules), |gaps| {
        let word = |gap: &supervision::MeetingGap| match gap {
            supervision::MeetingGap::NotCollective => "not studied collectively",
            supervision::MeetingGap::NotHeard(_) => "a case was not heard",
            supervision::MeetingGap::NoDirection(_) => "a case has no direction",
        };
        joined(gaps.iter().map(word), "nothing was left out")
    })
}

fn milestones(facts: &mut Facts) -> Found {
    let plan = [Milestone {
        deliverable: Line::parse("线索大起底").unwrap(),
        due: facts.read("due").unwrap(),
        unit: facts.flag("unit").then(|| id(OrganId::from_uuid, 1)),
        done: facts.at("done"),
    }];
    decided(&supervision::milestones(&plan, facts.at("now").unwrap()), |found| {
        let nobody = if found.nobodys.is_empty() { "" } else { "; nobody is named" };
        format!("{}{nobody}", joined(&found.states, "no milestone"))
    })
}
