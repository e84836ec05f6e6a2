//! What somebody under investigation may not do, and may not be given.

use std::fmt;

use crate::decision::{Condition, Decision, Refusal, Remedy, Requirement, Word};
use crate::procedure::condition::find_out;
use crate::procedure::fact::{by, silent};
use crate::provenance::Fact;
use crate::rulebook::{RulesInForce, keys};

/// 调查期间不得: something that waits while a person is under investigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum During {
    /// 出境: to leave the country.
    Exit,
    /// 辞去公职: to resign.
    Resign,
    /// 晋升: to be promoted.
    Promote,
    /// 交流: to be transferred.
    Transfer,
    /// 奖励: to get an award.
    Award,
    /// 处分: to be sanctioned by the unit.
    Sanction,
    /// 办理退休手续: to retire.
    Retire,
}

impl During {
    /// All of them, in the order of the law.
    pub const ALL: [Self; 7] = [
        Self::Exit,
        Self::Resign,
        Self::Promote,
        Self::Transfer,
        Self::Award,
        Self::Sanction,
        Self::Retire,
    ];

    /// It in words.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Exit => Word::literal("exit", "出境", "leave the country"),
            Self::Resign => Word::literal("resign", "辞去公职", "resign"),
            Self::Promote => Word::literal("promote", "晋升", "promotion"),
            Self::Transfer => Word::literal("transfer", "交流", "exchange or transfer"),
            Self::Award => Word::literal("award", "奖励", "award"),
            Self::Sanction => Word::literal("sanction", "处分", "sanction by the unit"),
            Self::Retire => Word::literal("retire", "办理退休手续", "retirement"),
        }
    }
}

impl fmt::Display for During {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word().english())
    }
}

/// Whether something may be done by, or given to, somebody who may be under investigation.
///
/// # Errors
///
/// A [`Refusal`] while the person is under investigation, or while that is not known.
pub fn may_do(
    what: During,
    under_investigation: Fact<bool>,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("discipline/frozen");
    let listed = match rules.get(keys::discipline::FROZEN_DURING) {
        Ok(listed) => listed,
        Err(not) => return Ok(Decision::new((), silent(rule(), &not))),
    };
    if !listed.value().contains(what.word().code()) {
        let because =
            crate::sentence!("it does not wait: {what}", "不受限制：{what}", what = what.word());
        return Ok(Decision::new((), by(rule(), because, &listed)));
    }
    let organ = || Word::literal("investigating_organ", "调查机关", "organ that investigates");
    let condition = match under_investigation {
        Fact::Known(false) => {
            let because = crate::sentence!("the person is not under investigation", "未被立案调查");
            Condition::met(by(rule(), because, &listed))
        }
        Fact::Known(true) => {
            let because = crate::sentence!(
                "the person is under investigation, and meanwhile there is no: {what}",
                "被立案调查期间不得：{what}",
                what = what.word(),
            );
            let why = crate::sentence!("it waits until the investigation is over", "待调查终结");
            Condition::forbidden(by(rule(), because, &listed), Remedy::none(why))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "whether the person is under investigation is not known",
                "是否被立案调查尚不明确",
            );
            let learn = find_out("under_investigation", organ());
            Condition::unknown(by(rule(), because, &listed), why, learn)
        }
    };
    let step = crate::sentence!("do it: {what}", "{what}", what = what.word());
    Requirement::from(condition).decide(step, ())
}
