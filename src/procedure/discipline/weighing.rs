//! What speaks for a lighter sanction, and what for a heavier one.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::text::Code;
use crate::decision::{Chinese, Decision, Missing, Reason, Word};
use crate::model::discipline::Outcome;
use crate::procedure::fact::{by, silent};
use crate::provenance::Fact;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::outcome::{AggravatingGround, MitigatingGround};

/// What was looked into of the circumstances.
///
/// A circumstance that is left out was not looked into, and counts for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// What may speak for a lighter sanction.
    pub lighter: BTreeMap<MitigatingGround, Fact<bool>>,
    /// What may speak for a heavier one. A defence is never among them.
    pub heavier: BTreeMap<AggravatingGround, Fact<bool>>,
}

impl Circumstances {
    /// The circumstances that an outcome names.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        Self {
            lighter: outcome.mitigating().iter().map(|one| (*one, Fact::Known(true))).collect(),
            heavier: outcome.aggravating().iter().map(|one| (*one, Fact::Known(true))).collect(),
        }
    }
}

/// 从轻、减轻、从重: what the circumstances come to. They are listed, and not summed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// What speaks for a lighter sanction, in the order of the law. *May* be lighter.
    pub lighter: Vec<MitigatingGround>,
    /// What speaks for a heavier one, in the order of the law. *Must* be heavier.
    pub heavier: Vec<AggravatingGround>,
    /// What was looked into and is not known yet.
    pub open: Vec<Missing>,
}

impl fmt::Display for Weighing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lighter.is_empty() && self.heavier.is_empty() {
            f.write_str("nothing speaks for a lighter or a heavier one")?;
        }
        let mut first = true;
        for ground in &self.lighter {
            f.write_str(if first { "may be lighter: " } else { "; " })?;
            write!(f, "{ground}")?;
            first = false;
        }
        for (place, ground) in self.heavier.iter().enumerate() {
            f.write_str(match (place, first) {
                (0, true) => "must be heavier: ",
                (0, false) => "; must be heavier: ",
                _ => "; ",
            })?;
            write!(f, "{ground}")?;
        }
        self.open.iter().try_for_each(|missing| write!(f, "; open: {missing}"))
    }
}

impl Chinese for Weighing {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lighter: Vec<&str> = self.lighter.iter().map(|ground| ground.term()).collect();
        let heavier: Vec<&str> = self.heavier.iter().map(|ground| ground.term()).collect();
        match (lighter.is_empty(), heavier.is_empty()) {
            (true, true) => f.write_str("无从轻、从重情形"),
            (false, true) => write!(f, "可以从轻或者减轻：{}", lighter.join("；")),
            (true, false) => write!(f, "应当从重：{}", heavier.join("；")),
            (false, false) => {
                write!(f, "可以从轻或者减轻：{}", lighter.join("；"))?;
                write!(f, "；应当从重：{}", heavier.join("；"))
            }
        }
    }
}

/// Lists the circumstances that are known and that the law names, each with its reason.
///
/// Nothing is added up: how much they weigh is for those who decide. Where no rule names
/// circumstances, none is listed.
pub fn weigh(facts: &Circumstances, rules: RulesInForce<'_>) -> Decision<Weighing> {
    let mut weighing = Weighing { lighter: Vec::new(), heavier: Vec::new(), open: Vec::new() };
    let mut reasons = lighter(facts, rules, &mut weighing);
    reasons.extend(heavier(facts, rules, &mut weighing));
    let mut reasons = reasons.into_iter();
    let first = reasons.next().unwrap_or_else(|| {
        let rule = crate::rule_name!("discipline/mitigating");
        let because = crate::sentence!("no circumstance is known", "尚无已查明的情形");
        match rules.get(keys::discipline::MITIGATING) {
            Ok(parameter) => by(rule, because, &parameter),
            Err(not) => silent(rule, &not),
        }
    });
    Decision::new(weighing, first).and_all(reasons)
}

fn lighter(facts: &Circumstances, rules: RulesInForce<'_>, weighing: &mut Weighing) -> Vec<Reason> {
    let rule = || crate::rule_name!("discipline/mitigating");
    let Ok(listed) = rules.get(keys::discipline::MITIGATING) else { return Vec::new() };
    let mut reasons = Vec::new();
    for ground in listed.value().words::<MitigatingGround>().unwrap_or_default() {
        match facts.lighter.get(&ground) {
            Some(Fact::Known(true)) => {
                let because = crate::sentence!(
                    "may be lighter: {ground}",
                    "可以从轻或者减轻：{ground}",
                    ground = Word::of(&ground),
                );
                reasons.push(by(rule(), because, &listed));
                weighing.lighter.push(ground);
            }
            Some(Fact::NotKnown(why)) => {
                weighing.open.push(Missing::new(
                    Code::literal(ground.code()),
                    crate::sentence!(
                        "whether: {ground}",
                        "是否{ground}",
                        ground = Word::of(&ground)
                    ),
                    *why,
                ));
            }
            Some(Fact::Known(false)) | None => {}
        }
    }
    reasons
}

fn heavier(facts: &Circumstances, rules: RulesInForce<'_>, weighing: &mut Weighing) -> Vec<Reason> {
    let rule = || crate::rule_name!("discipline/aggravating");
    let Ok(listed) = rules.get(keys::discipline::AGGRAVATING) else { return Vec::new() };
    let mut reasons = Vec::new();
    for ground in listed.value().words::<AggravatingGround>().unwrap_or_default() {
        match facts.heavier.get(&ground) {
            Some(Fact::Known(true)) => {
                let because = crate::sentence!(
                    "must be heavier: {ground}",
                    "应当从重：{ground}",
                    ground = Word::of(&ground),
                );
                reasons.push(by(rule(), because, &listed));
                weighing.heavier.push(ground);
            }
            Some(Fact::NotKnown(why)) => {
                weighing.open.push(Missing::new(
                    Code::literal(ground.code()),
                    crate::sentence!(
                        "whether: {ground}",
                        "是否{ground}",
                        ground = Word::of(&ground)
                    ),
                    *why,
                ));
            }
            Some(Fact::Known(false)) | None => {}
        }
    }
    reasons
}
