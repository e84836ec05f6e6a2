//! Units by their results: stalled, and the first result after that.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{CannotCount, TimeLimit};
use crate::base::id::{OrganId, PersonId};
use crate::base::text::Code;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason};
use crate::model::dossier::Dossier;
use crate::procedure::clock::no_calendar;
use crate::procedure::fact::{by, silent};
use crate::procedure::within::{is_over, lies_within};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::supervision::SupervisionMode;

/// What a unit has done, since it is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFacts {
    /// The unit.
    pub unit: OrganId,
    /// Since when everything it does is written down here. Before that moment nothing can
    /// be told from there being no record.
    pub watched_since: Fact<Moment>,
    /// When clues came in, or were found, each once.
    pub clues: Vec<Moment>,
    /// Who was handled, and when: every outcome that counts and was not revoked.
    pub handled: Vec<(PersonId, Moment)>,
}

impl UnitFacts {
    /// What a unit of the dossier, and the organs under it, have done.
    ///
    /// A repeated clue counts where it was first received. A soft form, such as a
    /// reminder talk, is no handling.
    #[must_use]
    pub fn gather(dossier: &Dossier, unit: OrganId, watched_since: Fact<Moment>) -> Self {
        let tree = dossier.organ_tree();
        let own = |organ: OrganId| {
            organ == unit || tree.superiors(organ).any(|superior| superior == unit)
        };
        let clues = dossier.clues().values().filter(|clue| clue.repeats().is_none());
        let clues = clues.filter(|clue| own(clue.received_by()));
        let outcomes = dossier.outcomes().values().filter(|outcome| {
            own(outcome.by()) && outcome.revoked().is_none() && outcome.counts_as().is_some()
        });
        let mut clues: Vec<Moment> = clues.map(|clue| clue.received().occurred_at()).collect();
        clues.sort_unstable();
        let handled = outcomes.map(|outcome| (outcome.person(), outcome.decided().occurred_at()));
        let mut handled: Vec<_> = handled.collect();
        handled.sort_unstable();
        Self { unit, watched_since, clues, handled }
    }

    /// How many clues came in within the period that ends at `now`.
    pub(in crate::procedure) fn clues_within(
        &self,
        period: TimeLimit,
        now: Moment,
        calendar: &WorkCalendar,
    ) -> Result<usize, CannotCount> {
        let mut found = 0_usize;
        for clue in &self.clues {
            found = found.saturating_add(usize::from(lies_within(*clue, period, now, calendar)?));
        }
        Ok(found)
    }

    /// How many persons were handled within the period that ends at `now`.
    pub(super) fn handled_within(
        &self,
        period: TimeLimit,
        now: Moment,
        calendar: &WorkCalendar,
    ) -> Result<usize, CannotCount> {
        let mut persons = BTreeSet::new();
        for (person, when) in &self.handled {
            if lies_within(*when, period, now, calendar)? {
                persons.insert(*person);
            }
        }
        Ok(persons.len())
    }

    /// Whether it has been watched for a whole period; nothing while nobody knows.
    pub(in crate::procedure) fn watched_for(
        &self,
        period: TimeLimit,
        now: Moment,
        calendar: &WorkCalendar,
    ) -> Result<Fact<bool>, CannotCount> {
        match self.watched_since {
            Fact::Known(since) => is_over(since, period, now, calendar).map(Fact::Known),
            Fact::NotKnown(why) => Ok(Fact::NotKnown(why)),
        }
    }
}

/// 工作成效: how a unit stands by its results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitState {
    /// No rule of the place asks.
    NotAsked,
    /// It has results.
    Working {
        /// How many persons it handled within the period.
        handled: usize,
    },
    /// 工作滞后: it has none, or too few, over a whole period.
    Stalled {
        /// How many persons it handled within the period.
        handled: usize,
        /// How it is supervised for that.
        measures: Vec<SupervisionMode>,
    },
}

impl fmt::Display for UnitState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("not asked here"),
            Self::Working { handled } => write!(f, "working: {handled} handled"),
            Self::Stalled { handled: 0, measures } => {
                f.write_str("stalled: nobody handled")?;
                measures.iter().try_for_each(|mode| write!(f, "; {mode} supervision"))
            }
            Self::Stalled { handled, measures } => {
                write!(f, "stalled: {handled} handled")?;
                measures.iter().try_for_each(|mode| write!(f, "; {mode} supervision"))
            }
        }
    }
}

impl Chinese for UnitState {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("本地无此要求"),
            Self::Working { handled } => write!(f, "有成效：处理{handled}人"),
            Self::Stalled { handled, measures } => {
                write!(f, "工作滞后：处理{handled}人")?;
                measures.iter().try_for_each(|mode| write!(f, "；{}", mode.term()))
            }
        }
    }
}

const FIRST_RESULT: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G25",
    "promoted the “zero breakthrough” of the investigation and handling personnel",
    Certainty::Stated,
);

/// What would have to be known of how long a unit has been watched.
pub(super) fn not_watched(why: NotKnown) -> Missing {
    let what = crate::sentence!(
        "records of the unit over the whole period",
        "该单位在整个统计期间的记录",
    );
    Missing::new(const { Code::literal("watched_since") }, what, why)
}

/// How a unit stands by the persons that it handled within the period that ends at `now`.
///
/// More persons than the threshold: working. Otherwise stalled, if it has been watched
/// for the whole period; undetermined while it has not, since what was done before is
/// not on record.
pub fn results(
    facts: &UnitFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<UnitState>> {
    let rule = || crate::rule_name!("supervision/stalled");
    let most = match rules.get(keys::supervision::STALLED_RESULTS) {
        Ok(most) => most,
        Err(not) => return Decision::new(Answer::Known(UnitState::NotAsked), silent(rule(), &not)),
    };
    let period = match rules.get(keys::supervision::STALLED_PERIOD) {
        Ok(period) => period,
        Err(not) => return Decision::new(Answer::Known(UnitState::NotAsked), silent(rule(), &not)),
    };
    let counted = facts.handled_within(period.value(), now, calendar);
    let watched = facts.watched_for(period.value(), now, calendar);
    let (Ok(handled), Ok(watched)) = (counted, watched) else {
        let because =
            crate::sentence!("the work calendar cannot count the period", "工作日历无法计算期间");
        return Decision::new(Answer::missing(no_calendar()), by(rule(), because, &period));
    };
    let because = crate::sentence!(
        "{handled} persons were handled within {period}; {most} or fewer is stalled",
        "{period}内处理{handled}人，不超过{most}人的为工作滞后",
        handled = handled,
        period = period.value().length(),
        most = most.value(),
    );
    let reason = by(rule(), because, &most).citing(period.citation().clone());
    if u32::try_from(handled).is_ok_and(|handled| handled <= most.value()) {
        let open = match watched {
            Fact::Known(true) => return stalled(handled, rules, reason),
            Fact::Known(false) => not_watched(NotKnown::NotYetDue),
            Fact::NotKnown(why) => not_watched(why),
        };
        return Decision::new(Answer::missing(open), reason);
    }
    Decision::new(Answer::Known(UnitState::Working { handled }), reason)
}

fn stalled(handled: usize, rules: RulesInForce<'_>, reason: Reason) -> Decision<Answer<UnitState>> {
    let measures = rules.get(keys::supervision::STALLED_MEASURES);
    let cited = measures.as_ref().ok().map(|measures| measures.citation().clone());
    let measures = measures.map_or_else(
        |_| Vec::new(),
        |measures| measures.value().words::<SupervisionMode>().unwrap_or_default(),
    );
    let reason = cited.into_iter().fold(reason, Reason::citing);
    Decision::new(Answer::Known(UnitState::Stalled { handled, measures }), reason)
}

/// 零突破: whether a unit had handled nobody before it was supervised, and has since.
///
/// Undetermined if it has handled somebody since, and nobody knows since when it is
/// watched, or it was not watched before it was supervised.
pub fn first_result(facts: &UnitFacts, supervised: Moment, now: Moment) -> Decision<Answer<bool>> {
    let rule = crate::rule_name!("supervision/first-result");
    let persons = |wanted: &dyn Fn(Moment) -> bool| {
        let found = facts.handled.iter().filter(|(_, when)| wanted(*when));
        found.map(|(person, _)| *person).collect::<BTreeSet<_>>().len()
    };
    let before = persons(&|when| when < supervised);
    let since = persons(&|when| supervised <= when && when <= now);
    let because = crate::sentence!(
        "handled before the supervision: {before}; since: {since}",
        "督导前处理{before}人，督导后处理{since}人",
        before = before,
        since = since,
    );
    let reason = Reason::new(rule, because, FIRST_RESULT);
    if before > 0 || since == 0 {
        return Decision::new(Answer::Known(false), reason);
    }
    match facts.watched_since {
        Fact::Known(from) if from < supervised => Decision::new(Answer::Known(true), reason),
        Fact::Known(_) => {
            Decision::new(Answer::missing(not_watched(NotKnown::CannotBeEstablished)), reason)
        }
        Fact::NotKnown(why) => Decision::new(Answer::missing(not_watched(why)), reason),
    }
}
