//! The questions to `procedure::coordination`.

use std::collections::BTreeSet;

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Day;
use unbrella::base::id::{OrganId, ProblemId};
use unbrella::procedure::coordination::{
    self, Belongs, GroupFacts, GroupGap, ListFacts, ListGap, TalkVenue, VenueGap,
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
