//! The questions to `procedure::coordination`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Day;
use unbrella::base::id::{CaseId, OrganId, PersonId, ProblemId, TaskForceId};
use unbrella::procedure::coordination::{
    self, Belongs, ForceFacts, GroupFacts, GroupGap, LinkFacts, ListFacts, ListGap, SystemFacts,
    TalkVenue, VenueGap,
};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::coordination::Part;
use unbrella::terms::meeting::MeetingKind;
use unbrella::terms::office::OrganKind;

use crate::{Facts, Found, decided, id, joined, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "group" => group(facts, rules),
        "not_held" => {
            let held: Vec<MeetingKind> = facts.list("held");
            decided(&coordination::not_held(held, rules), |open| joined(open, "all were held"))
        }
        "problem_list" => problem_list(facts, rules),
        "venue" => venue(facts, rules),
        "system" => {
            let list = SystemFacts {
                documents: facts.list("documents").into_iter().collect(),
                areas: facts.list("areas").into_iter().collect(),
            };
            decided(&coordination::system(&list, rules), |gaps| joined(gaps, "nothing is lacking"))
        }
        "not_linked" => {
            let list = LinkFacts {
                case: id(CaseId::from_uuid, 1),
                levels: facts.list("levels").into_iter().collect(),
            };
            decided(&coordination::not_linked(&list, rules), |open| joined(open, "linked"))
        }
        "task_forces" => {
            let mut count = |name| u128::from(facts.read::<u32>(name).unwrap());
            let (teams, under) = (count("teams"), count("under"));
            let (leading, cadres) = (count("leading"), count("cadres"));
            let team = |n| id(TaskForceId::from_uuid, n);
            let list = ForceFacts {
                leading: (1..=leading).map(|n| team(1000 + n)).collect(),
                teams: (1..=teams).map(|n| (team(n), n <= under)).collect(),
                cadres: (1..=cadres).map(|n| id(PersonId::from_uuid, n)).collect(),
            };
            let found = coordination::task_forces(&list, rules);
            decided(&found, |gaps| joined(gaps, "nothing is lacking"))
        }
        other => panic!("no such question to coordination: {other}"),
    }
}

/// `members`: how many take part without a part of their own to name; `parts`: one unit
/// of the right kind for each part; `kind` and `part`: one more unit.
fn group(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let of = |n: u128, kind: Option<OrganKind>, part: Option<Part>| Belongs {
        unit: id(OrganId::from_uuid, n),
        kind: known(kind),
        part,
    };
    let parts: Vec<Part> = facts.list("parts");
    let others: u32 = facts.read("other_members").unwrap_or(0);
    let mut members: Vec<Belongs> =
        parts.into_iter().zip(1..).map(|(part, n)| of(n, None, Some(part))).collect();
    members.extend((0..others).map(|n| of(100 + u128::from(n), None, None)));
    let (kind, part) = (facts.read("kind"), facts.read("part"));
    if kind.is_some() || part.is_some() {
        members.push(of(99, kind, part));
    }
    let list = GroupFacts {
        chair: facts.fact("chair"),
        office: facts.flag("office"),
        members,
        groups: facts.list("groups"),
    };
    decided(&coordination::group(&list, rules), |gaps| {
        let word = |gap: &GroupGap| match gap {
            GroupGap::PartOfOthers { has, .. } => format!("a unit has the part of others: {has}"),
            gap => gap.to_string(),
        };
        joined(gaps.iter().map(word), "nothing is missing")
    })
}

fn problem_list(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let answered: Vec<bool> = facts.list("problems");
    let problems = answered.into_iter().zip(1..);
    let list = ListFacts {
        kind: facts.read("kind").unwrap(),
        list: facts.fact("list"),
        problems: problems.map(|(yes, n)| (id(ProblemId::from_uuid, n), yes)).collect(),
    };
    decided(&coordination::problem_list(&list, rules), |gaps| {
        let word = |gap: &ListGap| match gap {
            ListGap::NoList => "no list of problems",
            ListGap::Nobody(_) => "nobody answers for a problem",
        };
        joined(gaps.iter().map(word), "nothing is open")
    })
}

fn venue(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let units = |n: u32| -> BTreeSet<OrganId> {
        (1..=n).map(|n| id(OrganId::from_uuid, n.into())).collect()
    };
    let (kind, day): (Option<MeetingKind>, Option<Day>) =
        (facts.read("meeting"), facts.read("meeting_held"));
    let present: u32 = facts.read("present").unwrap_or(0);
    let list = TalkVenue {
        held: facts.read("held").unwrap(),
        units: units(facts.read("units").unwrap_or(0)),
        meeting: kind.zip(day).map(|(kind, day)| (kind, day, units(present))),
    };
    decided(&coordination::venue(&list, rules), |gaps| {
        let word = |gap: &VenueGap| match gap {
            VenueGap::Absent(_) => "a unit was not at the meeting".to_owned(),
            gap => gap.to_string(),
        };
        joined(gaps.iter().map(word), "nothing is amiss")
    })
}
