//! Look-back: what was closed is looked at again.
//!
//! **What one can do here.** Ask what follows from the recheck of a closed clue
//! ([`four_no_passes`]), which closed clues were not gone through again ([`unchecked`]),
//! how many rounds of screening are still owed ([`rounds`]), which clues of the stock lack a
//! part of the sweep ([`sweep()`]), and what is still to be done about irregularities that a
//! case showed elsewhere ([`finding_steps`]).
//!
//! Words: 回头看 look-back · 四个不放过 four no-passes · 复盘复查 recheck · 大起底 sweep · 违规入党
//! irregular admission to the party.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `look-back/no-passes` | four questions are asked of a closed clue | `look_back/no-passes`: the four, Zhaotong | Z10 |
//! | `look-back/reopen` | survey, screening or digging that fell short reopens the clue | `look_back/failure-reopens`: yes, Zhaotong (reading); no elsewhere (a value of this crate) | Z10 |
//! | `look-back/leak` | a leak means accountability, and protection of the reporter | `look_back/leak-means`: that alone, or read as reopening too; Zhaotong | Z10 |
//! | `look-back/every-clue` | every closed clue is gone through again | `look_back/closed-clues-rescreened`: yes, Zhaotong | Z10, Z11 |
//! | `look-back/rounds` | concluded cases are screened in rounds | `look_back/rounds`: 2, Gansu | G13, G14 |
//! | `look-back/sweep` | every clue of the stock goes through all parts of the sweep | `look_back/sweep-phases`: unearthing, screening, verification, Gansu | G12 (reading) |
//! | `look-back/finding` | what a case shows elsewhere is reported, a department urged, the field looked back over | `look_back/finding-steps`: the three, Chengguan | C09 |
//!
//! A no-pass is a rule of responsibility: a leak points to whoever leaked, not to the
//! substance of the clue.
//!
//! # Examples
//!
//! ```
//! use unbrella::day;
//! use unbrella::procedure::look_back::{self, RecheckFacts};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//!
//! let no = Fact::Known(false);
//! let facts = RecheckFacts {
//!     survey_insufficient: no,
//!     screening_insufficient: no,
//!     clue_leaked: Fact::Known(true),
//!     umbrella_not_dug: no,
//! };
//! let book = Rulebook::published();
//! let decision = look_back::four_no_passes(&facts, book.on("zhaotong", day!(2019, 5, 6))?);
//! assert_eq!(
//!     decision.outcome().to_string(),
//!     "stays closed; clue leaked; the leak is pursued and the reporter protected",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue G12, G13, G14, C09, Z10, Z11.

mod finding;
mod sweep;

pub use finding::{FindingFacts, finding_steps};
pub use sweep::{SweptFacts, sweep};

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{CaseId, ClueId};
use crate::decision::{Answer, Chinese, Decision, Missing, Reason, Undetermined, Word};
use crate::model::look_back::Recheck;
use crate::procedure::fact::{by, facts, silent};
use crate::provenance::Fact;
use crate::rulebook::choice::LeakMeans;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::screening::NoPass;

facts! {
    /// 四个不放过: what the recheck of a closed clue found; *yes* means that something is wrong.
    RecheckFacts {
        /// 线索摸排不到位.
        survey_insufficient: "whether the survey of clues was insufficient", "线索摸排是否不到位";
        /// 排查不到位.
        screening_insufficient: "whether the screening was insufficient", "排查是否不到位";
        /// 线索泄密.
        clue_leaked: "whether the clue was leaked", "线索是否泄密";
        /// 保护伞深挖处理不到位.
        umbrella_not_dug: "whether the umbrella was not dug out", "保护伞深挖处理是否不到位";
    }
}

impl RecheckFacts {
    /// The answers of a recheck; a question that was not asked is not known.
    #[must_use]
    pub fn of(recheck: &Recheck) -> Self {
        let mut facts = Self::default();
        for given in recheck.answers() {
            *facts.slot(given.question) = given.answer.fact();
        }
        facts
    }

    const fn slot(&mut self, question: NoPass) -> &mut Fact<bool> {
        match question {
            NoPass::SurveyInsufficient => &mut self.survey_insufficient,
            NoPass::ScreeningInsufficient => &mut self.screening_insufficient,
            NoPass::ClueLeaked => &mut self.clue_leaked,
            NoPass::UmbrellaNotDug => &mut self.umbrella_not_dug,
        }
    }

    /// The answer to one of the four questions.
    #[must_use]
    pub const fn answer(&self, question: NoPass) -> Fact<bool> {
        match question {
            NoPass::SurveyInsufficient => self.survey_insufficient,
            NoPass::ScreeningInsufficient => self.screening_insufficient,
            NoPass::ClueLeaked => self.clue_leaked,
            NoPass::UmbrellaNotDug => self.umbrella_not_dug,
        }
    }
}

/// 复查结论: what follows from a recheck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecheckOutcome {
    /// Whether the clue is opened again.
    pub reopen: bool,
    /// The questions that it did not pass, in their order.
    pub failed: Vec<NoPass>,
    /// 追责: whether whoever leaked answers for it, and the reporter is protected.
    pub leak_pursued: bool,
}

impl fmt::Display for RecheckOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.reopen { "reopened" } else { "stays closed" })?;
        for failed in &self.failed {
            write!(f, "; {failed}")?;
        }
        if self.leak_pursued {
            f.write_str("; the leak is pursued and the reporter protected")?;
        }
        Ok(())
    }
}

impl Chinese for RecheckOutcome {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.reopen { "重新启动" } else { "维持了结" })?;
        for failed in &self.failed {
            write!(f, "；{}", failed.term())?;
        }
        if self.leak_pursued {
            f.write_str("；追究泄密责任、保护举报人")?;
        }
        Ok(())
    }
}

/// What follows from the recheck of a closed clue.
///
/// Undetermined while a question has no answer, even if another already reopens the clue:
/// what a leak leads to has to be known too.
pub fn four_no_passes(
    facts: &RecheckFacts,
    rules: RulesInForce<'_>,
) -> Decision<Answer<RecheckOutcome>> {
    let rule = || crate::rule_name!("look-back/no-passes");
    let parameter = match rules.get(keys::look_back::NO_PASSES) {
        Ok(parameter) => parameter,
        Err(not) => {
            let missing = crate::procedure::fact::not_laid_down(&not);
            return Decision::new(Answer::missing(missing), silent(rule(), &not));
        }
    };
    let asked = parameter.value().words::<NoPass>().unwrap_or_default();
    let failed: Vec<NoPass> = asked
        .iter()
        .copied()
        .filter(|question| facts.answer(*question) == Fact::Known(true))
        .collect();
    let because = crate::sentence!(
        "{failed} of {asked} questions are not passed",
        "{asked}项中{failed}项不到位",
        failed = failed.len(),
        asked = asked.len(),
    );
    let reason = by(rule(), because, &parameter);
    if let Some(open) = open(facts, &asked) {
        return Decision::new(Answer::Undetermined(open), reason);
    }
    let (reopen, first) = reopens(&failed, rules);
    let (leak_pursued, by_leak, second) = leak(&failed, rules);
    let outcome = RecheckOutcome { reopen: reopen || by_leak, failed, leak_pursued };
    Decision::new(Answer::Known(outcome), reason).and_all(first).and_all(second)
}

fn open(facts: &RecheckFacts, asked: &[NoPass]) -> Option<Undetermined> {
    let wanted = |code: &str| asked.iter().any(|question| question.code() == code);
    let mut missing = facts
        .questions()
        .into_iter()
        .filter(|question| wanted(question.code()))
        .filter_map(|question| question.missing());
    let first: Missing = missing.next()?;
    Some(missing.fold(Undetermined::new(first), Undetermined::and))
}

/// Whether something other than a leak reopens the clue.
fn reopens(failed: &[NoPass], rules: RulesInForce<'_>) -> (bool, Option<Reason>) {
    let short: Vec<&NoPass> = failed.iter().filter(|q| **q != NoPass::ClueLeaked).collect();
    let Some(first) = short.first() else { return (false, None) };
    let rule = crate::rule_name!("look-back/reopen");
    match rules.get(keys::look_back::FAILURE_REOPENS) {
        Ok(parameter) => {
            let because = if parameter.value() {
                crate::sentence!(
                    "what fell short reopens the clue: {what}",
                    "不到位的重新核查：{what}",
                    what = Word::of(*first),
                )
            } else {
                crate::sentence!(
                    "what fell short does not reopen the clue here: {what}",
                    "本地不因此重新核查：{what}",
                    what = Word::of(*first),
                )
            };
            (parameter.value(), Some(by(rule, because, &parameter)))
        }
        Err(not) => (false, Some(silent(rule, &not))),
    }
}

/// Whether a leak is pursued, whether it reopens the clue, and why.
fn leak(failed: &[NoPass], rules: RulesInForce<'_>) -> (bool, bool, Option<Reason>) {
    if !failed.contains(&NoPass::ClueLeaked) {
        return (false, false, None);
    }
    let rule = crate::rule_name!("look-back/leak");
    match rules.get(keys::look_back::LEAK_MEANS) {
        Ok(parameter) => {
            let reopens = parameter.value() == LeakMeans::AccountabilityAndReopening;
            let because = crate::sentence!(
                "a leak points to whoever leaked, and the reporter is protected",
                "线索泄密的，追究泄密责任、保护举报人",
            );
            (true, reopens, Some(by(rule, because, &parameter)))
        }
        Err(not) => (true, false, Some(silent(rule, &not))),
    }
}

/// 逐条再梳理: the closed clues that nobody has gone through again, sorted.
///
/// Empty where no rule asks for that.
pub fn unchecked(
    closed: impl IntoIterator<Item = ClueId>,
    rechecked: impl IntoIterator<Item = ClueId>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<ClueId>> {
    let rule = crate::rule_name!("look-back/every-clue");
    let parameter = match rules.get(keys::look_back::CLOSED_CLUES_RESCREENED) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let rechecked: BTreeSet<ClueId> = rechecked.into_iter().collect();
    let closed: BTreeSet<ClueId> = closed.into_iter().collect();
    let open: Vec<ClueId> = match parameter.value() {
        true => closed.difference(&rechecked).copied().collect(),
        false => Vec::new(),
    };
    let because = crate::sentence!(
        "{open} of {all} closed clues were not gone through again",
        "{all}条已结线索中{open}条未再梳理",
        open = open.len(),
        all = closed.len(),
    );
    Decision::new(open, by(rule, because, &parameter))
}

/// 案件过筛轮数: the cases that were screened in fewer rounds than asked for, sorted, with
/// how many rounds each still lacks.
pub fn rounds(
    cases: impl IntoIterator<Item = (CaseId, u32)>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<(CaseId, u32)>> {
    let rule = crate::rule_name!("look-back/rounds");
    let parameter = match rules.get(keys::look_back::ROUNDS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let lacks = |(case, done): (CaseId, u32)| {
        let lacks = parameter.value().saturating_sub(done);
        (lacks > 0).then_some((case, lacks))
    };
    let cases: BTreeSet<(CaseId, u32)> = cases.into_iter().collect();
    let open: Vec<(CaseId, u32)> = cases.into_iter().filter_map(lacks).collect();
    let because = crate::sentence!(
        "{open} cases were screened in fewer than {rounds} rounds",
        "{open}起案件过筛不足{rounds}轮",
        open = open.len(),
        rounds = parameter.value(),
    );
    Decision::new(open, by(rule, because, &parameter))
}

#[cfg(test)]
mod tests;
