//! What the acts on record show, against what somebody has entered.

use std::collections::BTreeMap;

use crate::base::day::Day;
use crate::base::deadline::{Length, TimeLimit};
use crate::base::id::PersonId;
use crate::decision::Reason;
use crate::procedure::classification::feature::{ActFacts, GangFacts};
use crate::procedure::fact::by;
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};

/// What the acts on record show of repetition.
pub(super) struct Shown {
    enough: bool,
    pub(super) reason: Option<Reason>,
}

/// Whether the acts on record are repeated within the period, with the same members.
pub(super) fn shown_by_acts(facts: &GangFacts, rules: RulesInForce<'_>) -> Shown {
    let (window, repeated, same) = (
        rules.get(keys::classification::EVIL_WINDOW),
        rules.get(keys::classification::REPEATED),
        rules.get(keys::classification::EVIL_SAME_MEMBERS),
    );
    let (Ok(window), Ok(repeated), Ok(same)) = (window, repeated, same) else {
        return Shown { enough: false, reason: None };
    };
    if facts.acts.is_empty() {
        return Shown { enough: false, reason: None };
    }
    let many = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let need = many(repeated.value());
    let enough = facts.acts.iter().any(|first| {
        let within = within(&facts.acts, first.on, window.value());
        let mut parts: BTreeMap<PersonId, usize> = BTreeMap::new();
        for person in within.iter().flat_map(|act| &act.members) {
            let part = parts.entry(*person).or_default();
            *part = part.saturating_add(1);
        }
        let again = parts.values().filter(|part| **part >= need).count();
        within.len() >= need && again >= many(same.value())
    });
    let rule = crate::rule_name!("classification/repeated");
    let args = (facts.acts.len(), repeated.value(), same.value(), window.value().length());
    let because = if enough {
        crate::sentence!(
            "of {acts} acts on record {repeated} or more fall within {window}, with {same} of the same members or more in as many",
            "在案活动{acts}次，其中{window}内不少于{repeated}次，且不少于{same}名相同成员多次参与",
            acts = args.0,
            repeated = args.1,
            window = args.3,
            same = args.2,
        )
    } else {
        crate::sentence!(
            "the {acts} acts on record show no {repeated} within {window} with {same} of the same members in as many",
            "在案活动{acts}次，未显示{window}内{repeated}次以上且有{same}名相同成员多次参与",
            acts = args.0,
            repeated = args.1,
            window = args.3,
            same = args.2,
        )
    };
    let reason = by(rule, because, &repeated).citing(window.citation().clone());
    Shown { enough, reason: Some(reason.citing(same.citation().clone())) }
}

/// The acts from a day on until the last day of the period that begins with it.
fn within(acts: &[ActFacts], first: Day, window: TimeLimit) -> Vec<&ActFacts> {
    let last = match window.length() {
        Length::Months(months) => first.plus_months(months),
        Length::CalendarDays(days) => first.plus_days(days.into()),
        Length::Hours(_) | Length::WorkingDays(_) => Ok(first),
    };
    let last = last.unwrap_or(first);
    acts.iter().filter(|act| first <= act.on && act.on <= last).collect()
}

/// What was entered, against what the acts on record show.
pub(super) fn seen(entered: Fact<bool>, shown: &Shown) -> Fact<bool> {
    match entered {
        _ if shown.enough => Fact::Known(true),
        // They were looked at, and show it not.
        Fact::Known(true) if shown.reason.is_some() => Fact::NotKnown(NotKnown::Contradicted),
        entered => entered,
    }
}
