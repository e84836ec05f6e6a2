//! How the ledger of clues is kept: by whom, how often its data are reported, and whether
//! what was settled was fed back.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::TimeLimit;
use crate::base::id::{ClueId, OrganId};
use crate::decision::{Chinese, Decision, Reason, Word};
use crate::model::clue::ClueStage;
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, silent};
use crate::procedure::within::{is_over, lies_within};
use crate::provenance::Fact;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::document::DataRhythm;

/// What the keeping of a ledger of clues looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFacts {
    /// The organ whose ledger it is.
    pub organ: OrganId,
    /// 指定专人: whether a named person keeps it.
    pub keeper: Fact<bool>,
    /// When its data were reported, and in which rhythm.
    pub reported: Vec<(DataRhythm, Moment)>,
    /// When the first clue was entered; none while there is no ledger.
    pub begun: Option<Moment>,
    /// Clues that were filed or closed, and whose result was not fed back.
    pub not_fed_back: BTreeSet<ClueId>,
}

impl LedgerFacts {
    /// The facts of the ledger of an organ.
    ///
    /// Who keeps it and when its data were reported stand in no noun, and are handed in.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        organ: OrganId,
        keeper: Fact<bool>,
        reported: Vec<(DataRhythm, Moment)>,
    ) -> Self {
        let own = || dossier.clues().values().filter(|clue| clue.received_by() == organ);
        let entered = own().filter_map(|clue| {
            let first =
                clue.stages().first_time(|stage| matches!(stage, ClueStage::Registered { .. }));
            first.map(|when| when.occurred_at())
        });
        let settled = own().filter(|clue| {
            matches!(
                clue.stage(),
                ClueStage::Filed { .. }
                    | ClueStage::Closed { .. }
                    | ClueStage::ClosedSignedOff { .. }
                    | ClueStage::LeftClosed
            )
        });
        Self {
            organ,
            keeper,
            reported,
            begun: entered.min(),
            not_fed_back: settled.map(crate::model::clue::Clue::id).collect(),
        }
    }
}

/// What is amiss with the keeping of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LedgerGap {
    /// No named person keeps it, or nobody knows who does.
    NoKeeper,
    /// 未按期报送: its data were not reported in the last week, month or quarter.
    NotReported(DataRhythm),
    /// 未形成闭环: a clue was settled, and whoever is owed the result does not have it.
    NotFedBack(ClueId),
}

impl fmt::Display for LedgerGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKeeper => f.write_str("no named keeper"),
            Self::NotReported(rhythm) => write!(f, "no {rhythm} data"),
            Self::NotFedBack(clue) => write!(f, "{clue} was settled and not fed back"),
        }
    }
}

impl Chinese for LedgerGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKeeper => f.write_str("未指定专人管理"),
            Self::NotReported(rhythm) => write!(f, "未按期报送数据（{}）", rhythm.term()),
            Self::NotFedBack(clue) => write!(f, "{clue}已办结未反馈"),
        }
    }
}

/// How long a week, a month or a quarter is.
const fn length(rhythm: DataRhythm) -> TimeLimit {
    match rhythm {
        DataRhythm::Weekly => TimeLimit::days(7),
        DataRhythm::Monthly => TimeLimit::months(1),
        DataRhythm::Quarterly => TimeLimit::months(3),
    }
}

/// 专门台账: what is amiss with the keeping of a ledger at `now`.
///
/// In the order: keeper, data from often to seldom, clues by id. Data are owed once a whole
/// week, month or quarter has gone by since the first clue was entered. What the place does
/// not lay down is not asked.
pub fn ledger(
    facts: &LedgerFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Vec<LedgerGap>> {
    let (mut gaps, first) = keeper(facts, rules);
    let parts = [data(facts, rules, calendar, now), closed_loop(facts, rules)];
    let mut reasons = Vec::new();
    for (found, reason) in parts.into_iter().flatten() {
        gaps.extend(found);
        reasons.push(reason);
    }
    Decision::new(gaps, first).and_all(reasons)
}

fn keeper(facts: &LedgerFacts, rules: RulesInForce<'_>) -> (Vec<LedgerGap>, Reason) {
    let rule = crate::rule_name!("intake/keeper");
    match rules.get(keys::intake::DESIGNATED_KEEPER) {
        Ok(parameter) => {
            let gap = parameter.value() && facts.keeper != Fact::Known(true);
            let because = crate::sentence!(
                "whether a named person keeps the ledger: {truth}",
                "是否指定专人管理台账：{truth}",
                truth = facts.keeper.truth(),
            );
            let gaps = gap.then_some(LedgerGap::NoKeeper).into_iter().collect();
            (gaps, by(rule, because, &parameter))
        }
        Err(not) => (Vec::new(), silent(rule, &not)),
    }
}

type Part = Option<(Vec<LedgerGap>, Reason)>;

fn data(
    facts: &LedgerFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Part {
    let parameter = rules.get(keys::intake::LEDGER_REPORTS).ok()?;
    let begun = facts.begun?;
    // A stretch that the calendar cannot count is not said to be late.
    let late = |rhythm: &DataRhythm| {
        let period = length(*rhythm);
        let of_rhythm = facts.reported.iter().filter(|(own, _)| own == rhythm);
        let in_time = of_rhythm
            .into_iter()
            .any(|(_, at)| lies_within(*at, period, now, calendar).unwrap_or(true));
        is_over(begun, period, now, calendar).unwrap_or(false) && !in_time
    };
    let rhythms = parameter.value().words::<DataRhythm>().unwrap_or_default();
    let all = rhythms.len();
    let gaps: Vec<LedgerGap> =
        rhythms.into_iter().filter(late).map(LedgerGap::NotReported).collect();
    let because = crate::sentence!(
        "{late} of {all} kinds of data are late on {now}",
        "截至{now}，{all}类数据中{late}类未按期报送",
        late = gaps.len(),
        all = all,
        now = now,
    );
    Some((gaps, by(crate::rule_name!("intake/ledger-data"), because, &parameter)))
}

fn closed_loop(facts: &LedgerFacts, rules: RulesInForce<'_>) -> Part {
    let parameter = rules.get(keys::intake::CLOSED_LOOP).ok().filter(|p| p.value())?;
    let because = crate::sentence!(
        "{open} settled clues were not fed back: {what}",
        "已办结未反馈的线索{open}条：{what}",
        open = facts.not_fed_back.len(),
        what = Word::literal("closed_loop", "闭环管理", "closed loop"),
    );
    let gaps = facts.not_fed_back.iter().copied().map(LedgerGap::NotFedBack).collect();
    Some((gaps, by(crate::rule_name!("intake/closed-loop"), because, &parameter)))
}
