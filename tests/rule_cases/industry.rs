//! The questions to `procedure::industry`.

use std::collections::{BTreeMap, BTreeSet};

use unbrella::base::calendar::WorkCalendar;
use unbrella::base::id::{ClueId, GangId, OrganId, RecordId};
use unbrella::procedure::industry::{
    self, Amount, DepartmentFacts, DepartmentGap, FocusFacts, IndustryFacts, ReturnFacts, Visit,
    VisitGap,
};
use unbrella::rulebook::RulesInForce;
use unbrella::terms::industry::{Industry, RegulatorAction};

use crate::{Facts, Found, answered, decided, id, joined, known};

pub(crate) fn ask(
    what: &str,
    facts: &mut Facts,
    rules: RulesInForce<'_>,
    _: &WorkCalendar,
) -> Found {
    match what {
        "priority" => priority(facts, rules),
        "chaos" => {
            let chaos: Vec<_> = facts.list("chaos");
            let labels: Vec<_> = facts.list("labels");
            let list = ReturnFacts {
                industry: facts.read("industry").unwrap(),
                chaos: chaos.into_iter().collect(),
                labels: labels.into_iter().collect(),
            };
            decided(&industry::chaos(&list), |gaps| joined(gaps, "nothing is amiss"))
        }
        "departments" => departments(facts, rules),
        "visits" => visits(facts),
        "adds_up" => {
            let (parts, whole) = (amounts(facts, "part"), amounts(facts, "whole"));
            decided(&industry::adds_up(&parts, &whole), |left| joined(left, "it adds up"))
        }
        "focus" => {
            let fields: Vec<_> = facts.list("fields");
            let misconduct: Vec<_> = facts.list("misconduct");
            let points: Vec<_> = facts.list("risk_points");
            let list = FocusFacts {
                fields: fields.into_iter().collect(),
                misconduct: misconduct.into_iter().collect(),
                risk_points: points.into_iter().collect(),
            };
            decided(&industry::focus(&list, rules), |gaps| joined(gaps, "nothing is left out"))
        }
        other => panic!("no such question to industry: {other}"),
    }
}

/// `finance` and `transport`: how many gangs, then how many reports.
fn priority(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut all = Vec::new();
    for industry in [Industry::Finance, Industry::Transport] {
        let counts: Vec<u32> = facts.list(industry.code());
        let [gangs, complaints] = counts.as_slice() else { continue };
        all.push(IndustryFacts {
            industry,
            gangs: (1..=*gangs).map(|n| id(GangId::from_uuid, n.into())).collect(),
            complaints: (1..=*complaints).map(|n| id(ClueId::from_uuid, n.into())).collect(),
        });
    }
    decided(&industry::priority(&all, rules), |answer| {
        answered(answer, |ranked| joined(ranked, "none comes first"))
    })
}

/// So many departments are urged, the first of them have returned, or were inspected.
fn departments(facts: &mut Facts, rules: RulesInForce<'_>) -> Found {
    let mut first = |name: &str| -> BTreeSet<OrganId> {
        let n: u32 = facts.read(name).unwrap_or(0);
        (1..=n).map(|n| id(OrganId::from_uuid, n.into())).collect()
    };
    let list = DepartmentFacts {
        urged: first("urged"),
        returned: first("returned"),
        inspected: first("inspected"),
    };
    decided(&industry::departments(&list, rules), |gaps| {
        let word = |gap: &DepartmentGap| match gap {
            DepartmentGap::Fewer { has, wanted } => format!("{has} of {wanted} departments"),
            DepartmentGap::NoReturn(_) => "no return".to_owned(),
            DepartmentGap::NotInspected(_) => "not inspected".to_owned(),
        };
        joined(gaps.iter().map(word), "nothing is owed")
    })
}

/// One check by organ 1; `regulator`: the number of the regulator.
fn visits(facts: &mut Facts) -> Found {
    let regulator: Option<u32> = facts.read("regulator");
    let visit = Visit {
        record: id(RecordId::from_uuid, 1),
        check: facts.read("check").unwrap(),
        by: id(OrganId::from_uuid, 1),
        regulator: known(regulator.map(|n| id(OrganId::from_uuid, n.into()))),
        reached: facts.read("reached"),
    };
    decided(&industry::visits(&[visit]), |gaps| {
        let word = |gap: &VisitGap| match gap {
            VisitGap::ByTheRegulator(_) => "by the regulator itself",
            VisitGap::NoRegulator(_) => "not known whose industry",
            VisitGap::NoFigure(_) => "no figure",
        };
        joined(gaps.iter().map(word), "nothing is amiss")
    })
}

/// Fines; `…_or_more`: at least so much.
fn amounts(facts: &mut Facts, name: &str) -> BTreeMap<RegulatorAction, Amount> {
    let exact: Option<u64> = facts.read(name);
    let more: Option<u64> = facts.read(&format!("{name}_or_more"));
    let exact = exact.map(|count| Amount { count, at_least: false });
    let amount = exact.or(more.map(|count| Amount { count, at_least: true }));
    amount.into_iter().map(|amount| (RegulatorAction::Fine, amount)).collect()
}
