//! The usual numbers of a triad-type organization: a guide.

use serde::{Deserialize, Serialize};

use crate::base::deadline::Length;
use crate::decision::{Decision, Reason};
use crate::procedure::classification::feature::GangFacts;
use crate::procedure::classification::label::LABEL;
use crate::procedure::fact::{by, named, silent};
use crate::rulebook::{KeyInfo, RulesInForce, keys};

/// A usual number of a triad-type organization that a gang does not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BelowUsual {
    /// Fewer members.
    Members,
    /// A shorter existence.
    Time,
    /// Less economic strength than the lower end.
    Gains,
}

/// The usual numbers of a triad-type organization that a gang is known not to reach.
///
/// A guide for those who judge, and no condition:
/// [`classify`](crate::procedure::classification::classify) does not look at it. On a day
/// without such numbers the list is empty, and the reason says so. Months are counted as
/// thirty days.
pub fn below_usual(facts: &GangFacts, rules: RulesInForce<'_>) -> Decision<Vec<BelowUsual>> {
    let rule = || crate::rule_name!("classification/usual");
    let mut below = Vec::new();
    let mut reasons = Vec::new();
    let mut note = |kind, reached: Option<bool>, reason| {
        if reached == Some(false) {
            below.push(kind);
        }
        reasons.push(reason);
    };
    let sentence = |what: &'static KeyInfo| {
        crate::sentence!(
            "a guide, and no condition: {what}",
            "仅供参考，并非认定条件：{what}",
            what = named(what),
        )
    };
    let rows = (
        keys::classification::TRIAD_MEMBERS_GUIDE,
        keys::classification::TRIAD_TIME_GUIDE,
        keys::classification::TRIAD_ASSETS_LOW,
    );
    match rules.get(rows.0) {
        Ok(usual) => {
            let reached = facts.members.known().map(|members| members >= usual.value());
            note(BelowUsual::Members, reached, by(rule(), sentence(rows.0.info()), &usual));
        }
        Err(not) => note(BelowUsual::Members, None, silent(rule(), &not)),
    }
    match rules.get(rows.1) {
        Ok(usual) => {
            let usual_days = match usual.value().length() {
                Length::Months(months) => u32::from(months).saturating_mul(30),
                Length::CalendarDays(days) | Length::WorkingDays(days) => days.into(),
                Length::Hours(_) => 0,
            };
            // "More than six months".
            let reached = facts.days.known().map(|days| days > usual_days);
            note(BelowUsual::Time, reached, by(rule(), sentence(rows.1.info()), &usual));
        }
        Err(not) => note(BelowUsual::Time, None, silent(rule(), &not)),
    }
    match rules.get(rows.2) {
        Ok(usual) => {
            let reached = facts.gains_yuan.known().map(|gains| gains >= u64::from(usual.value()));
            note(BelowUsual::Gains, reached, by(rule(), sentence(rows.2.info()), &usual));
        }
        Err(not) => note(BelowUsual::Gains, None, silent(rule(), &not)),
    }
    let mut reasons = reasons.into_iter();
    let first =
        reasons.next().unwrap_or_else(|| Reason::new(rule(), sentence(rows.0.info()), LABEL));
    Decision::new(below, first).and_all(reasons)
}
