//! 期限: until when other measures than detention, and the steps of a case, run.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{Deadline, Length, TimeLimit};
use crate::base::id::CaseId;
use crate::decision::{Answer, Decision, Word};
use crate::model::case::{Case, CaseStage};
use crate::model::discipline::InvestigationMeasure;
use crate::model::dossier::Dossier;
use crate::procedure::clock::{self, Clock, Limit, no_calendar};
use crate::procedure::fact::{by, not_laid_down, silent};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce, keys};
use crate::terms::outcome::Measure;
use crate::terms::stage::{CaseKind, DisciplineStage};

/// 期限种类: a limit of a case or of a measure, other than detention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// 作出处理决定: decision after filing, of a person who is not detained.
    Decision,
    /// 解除留置后作出处理决定: decision after release from detention.
    DecisionAfterRelease,
    /// 审查: party review of a filed case, under earlier editions.
    Review,
    /// 审理: trial of the case within the organ.
    Trial,
    /// 宣布: announcing a party sanction.
    Announced,
    /// 办理职务、工资变更: change of post and pay after a sanction.
    PostChanged,
    /// 强制到案: compelled attendance.
    Compelled,
    /// 责令候查: ordered to await investigation.
    Waiting,
    /// 管护: protective custody.
    Protective,
    /// 技术调查: technical investigation.
    Technical,
}

impl Term {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Decision,
        Self::DecisionAfterRelease,
        Self::Review,
        Self::Trial,
        Self::Announced,
        Self::PostChanged,
        Self::Compelled,
        Self::Waiting,
        Self::Protective,
        Self::Technical,
    ];

    /// The parameter, and the one that says how long an extension is.
    const fn keys(self) -> (ParamKey<TimeLimit>, Option<ParamKey<TimeLimit>>) {
        use keys::discipline as d;

        match self {
            Self::Decision => (d::DECISION, Some(d::DECISION_LONGER)),
            Self::DecisionAfterRelease => (d::DECISION_AFTER_RELEASE, Some(d::DECISION_LONGER)),
            Self::Review => (d::REVIEW, Some(d::REVIEW_LONGER)),
            Self::Trial => (d::TRIAL, None),
            Self::Announced => (d::ANNOUNCED, None),
            Self::PostChanged => (d::POST_CHANGED, None),
            Self::Compelled => (d::COMPELLED, None),
            Self::Waiting => (d::WAITING, None),
            Self::Protective => (d::PROTECTIVE, Some(d::PROTECTIVE_LONGER)),
            Self::Technical => (d::TECHNICAL, Some(d::TECHNICAL_LONGER)),
        }
    }

    /// A longer limit that takes the place of the first, where the law has one.
    const fn instead(self) -> Option<ParamKey<TimeLimit>> {
        match self {
            Self::PostChanged => Some(keys::discipline::POST_CHANGED_LATEST),
            Self::Compelled => Some(keys::discipline::COMPELLED_LONGER),
            _ => None,
        }
    }

    /// The limit, as a word.
    #[must_use]
    pub fn word(self) -> Word {
        self.words().0
    }

    /// The limit in words, and the event from which it runs.
    fn words(self) -> (Word, Word) {
        let begun = Word::literal("begun", "采取措施", "beginning of the measure");
        match self {
            Self::Decision => (
                Word::literal("decision", "作出处理决定", "decision"),
                Word::literal("filed", "立案", "filing"),
            ),
            Self::DecisionAfterRelease => (
                Word::literal("decision", "作出处理决定", "decision"),
                Word::literal("released", "解除留置", "release from detention"),
            ),
            Self::Review => (
                Word::literal("review", "审查", "party review"),
                Word::literal("filed", "立案", "filing"),
            ),
            Self::Trial => (
                Word::literal("trial", "审理", "trial"),
                Word::literal("accepted", "受理", "acceptance by the trial office"),
            ),
            Self::Announced => (
                Word::literal("announced", "宣布处分", "announcement of the sanction"),
                Word::literal("decided", "作出处分决定", "decision on the sanction"),
            ),
            Self::PostChanged => (
                Word::literal("post_changed", "办理职务、工资变更", "change of post and pay"),
                Word::literal("decided", "作出处分决定", "decision on the sanction"),
            ),
            Self::Compelled => {
                (Word::literal("compelled", "强制到案", "compelled attendance"), begun)
            }
            Self::Waiting => (Word::literal("waiting", "责令候查", "ordered waiting"), begun),
            Self::Protective => (Word::literal("protective", "管护", "protective custody"), begun),
            Self::Technical => {
                (Word::literal("technical", "技术调查", "technical investigation"), begun)
            }
        }
    }
}

/// What such a limit looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermFacts {
    /// Which limit.
    pub term: Term,
    /// When it began.
    pub start: Fact<Moment>,
    /// How often it was extended, with the approval that this needs; where the law has a
    /// longer limit instead, whether that one applies.
    pub extended: u16,
    /// When it was done, or the measure ended.
    pub done: Option<Moment>,
}

impl TermFacts {
    /// The limits of a discipline case, from its stages and its measures; none of a criminal
    /// one.
    ///
    /// From filing run party review and decision; of somebody who was detained, decision runs
    /// from the last release. With the trial office it is trial. That a limit of a case was
    /// made longer, and when a sanction was announced, stands in no record.
    #[must_use]
    pub fn of_case<'a>(
        case: &Case,
        measures: impl IntoIterator<Item = &'a InvestigationMeasure>,
    ) -> Vec<Self> {
        if case.stage().kind() != CaseKind::Discipline {
            return Vec::new();
        }
        let filed = case.filed().occurred_at();
        let reviewed = came(case, |stage| stage != DisciplineStage::Filed);
        let review = Self::plain(Term::Review, Fact::Known(filed), reviewed);
        let ended = |stage| matches!(stage, DisciplineStage::Decided | DisciplineStage::Dismissed);
        let decision = Self { done: came(case, ended), ..Self::decision(case, measures) };
        let in_trial = CaseStage::Discipline(DisciplineStage::InTrial);
        let trial = Self::accepted(case).filter(|_| *case.stage() == in_trial);
        let trial = trial.map(|accepted| Self::plain(Term::Trial, Fact::Known(accepted), None));
        [review, decision].into_iter().chain(trial).collect()
    }

    /// [`TermFacts::of_case`] of a case of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId) -> Option<Vec<Self>> {
        Some(Self::of_case(dossier.case(case)?, dossier.measures_of(case)))
    }

    /// The limit for the decision in a case, which is not made yet.
    #[must_use]
    pub fn decision<'a>(
        case: &Case,
        measures: impl IntoIterator<Item = &'a InvestigationMeasure>,
    ) -> Self {
        let own = |measure: &&InvestigationMeasure| {
            measure.case() == case.id() && measure.kind() == Measure::Detention
        };
        let detained = measures.into_iter().filter(own);
        let ended = detained.map(|measure| measure.ended().map(|when| when.occurred_at()));
        let last = ended.reduce(|one, other| one.zip(other).map(|(a, b)| a.max(b)));
        let (term, start) = match last {
            None => (Term::Decision, Fact::Known(case.filed().occurred_at())),
            Some(Some(released)) => (Term::DecisionAfterRelease, Fact::Known(released)),
            Some(None) => (Term::DecisionAfterRelease, Fact::NotKnown(NotKnown::NotYetDue)),
        };
        Self::plain(term, start, None)
    }

    /// When the trial office last accepted a case; nothing if it never did.
    #[must_use]
    pub fn accepted(case: &Case) -> Option<Moment> {
        let in_trial = CaseStage::Discipline(DisciplineStage::InTrial);
        let entry = case.stages().iter().rfind(|entry| entry.state == in_trial)?;
        Some(entry.when.occurred_at())
    }

    /// The limit of a measure; nothing for one that has none of these, such as a detention.
    #[must_use]
    pub fn of_measure(measure: &InvestigationMeasure) -> Option<Self> {
        let term = match measure.kind() {
            Measure::CompelledAppearance => Term::Compelled,
            Measure::OrderedWaiting => Term::Waiting,
            Measure::ProtectiveCustody => Term::Protective,
            Measure::TechnicalInvestigation => Term::Technical,
            Measure::Detention
            | Measure::Interrogation
            | Measure::Search
            | Measure::Seizure
            | Measure::Freezing
            | Measure::ExitBan => return None,
        };
        let extended = u16::try_from(measure.extensions().len()).unwrap_or(u16::MAX);
        let done = measure.ended().map(|when| when.occurred_at());
        let start = Fact::Known(measure.begun().occurred_at());
        Some(Self { extended, ..Self::plain(term, start, done) })
    }

    const fn plain(term: Term, start: Fact<Moment>, done: Option<Moment>) -> Self {
        Self { term, start, extended: 0, done }
    }
}

/// When a case first came to such a stage.
fn came(case: &Case, such: impl Fn(DisciplineStage) -> bool) -> Option<Moment> {
    let entry = case
        .stages()
        .iter()
        .find(|entry| matches!(entry.state, CaseStage::Discipline(stage) if such(stage)))?;
    Some(entry.when.occurred_at())
}

/// Until when it must be done, or the measure must end, and how that stands at `now`.
///
/// An extension adds its length; technical investigation may be renewed again and again,
/// the others once. Undetermined where nothing is laid down on the day on which it began.
pub fn term_due(
    facts: &TermFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Clock>> {
    let rule = || crate::rule_name!("discipline/term");
    let (key, longer) = facts.term.keys();
    let (what, event) = facts.term.words();
    let key = facts.term.instead().filter(|_| facts.extended > 0).unwrap_or(key);
    let limit = Limit { rule: rule(), key, what: what.clone(), event };
    let plain = clock::run(&limit, facts.start, facts.done, now, rules, calendar);
    let times = match facts.term {
        Term::Technical => facts.extended,
        _ => facts.extended.min(1),
    };
    let (Some(longer), Fact::Known(start)) = (longer.filter(|_| times > 0), facts.start) else {
        return plain;
    };
    if plain.outcome().clone().known().is_none() {
        return plain;
    }
    let rules = rules.on(start.day());
    let (first, longer) = match (rules.get(key), rules.get(longer)) {
        (Ok(first), Ok(longer)) => (first, longer),
        (Err(not), _) | (_, Err(not)) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let Some(whole) = joined(first.value(), longer.value(), times) else { return plain };
    match Deadline::new(start, whole, calendar) {
        Ok(deadline) => {
            let clock = Clock::new(deadline, facts.done, now);
            let because = clock::standing(what, &clock, now);
            let reason = by(rule(), because, &first).citing(longer.citation().clone());
            Decision::new(Answer::Known(clock), reason)
        }
        Err(_) => {
            let because = crate::sentence!("the work calendar cannot count it", "工作日历无法计算");
            Decision::new(Answer::missing(no_calendar()), by(rule(), because, &first))
        }
    }
}

/// A limit and so many extensions of it as one, if they are in one unit.
fn joined(first: TimeLimit, longer: TimeLimit, times: u16) -> Option<TimeLimit> {
    let whole = |n: u16, more: u16| n.saturating_add(more.saturating_mul(times));
    Some(TimeLimit::of(match (first.length(), longer.length()) {
        (Length::Months(n), Length::Months(more)) => Length::Months(whole(n, more)),
        (Length::CalendarDays(n), Length::CalendarDays(more)) => {
            Length::CalendarDays(whole(n, more))
        }
        (Length::WorkingDays(n), Length::WorkingDays(more)) => Length::WorkingDays(whole(n, more)),
        (Length::Hours(n), Length::Hours(more)) => Length::Hours(whole(n, more)),
        _ => return None,
    }))
}
