//! Limits at work: since when, until when, and how it stands.
//!
//! *How many days* is a parameter, *how days are counted* is
//! [`base::deadline`](crate::base::deadline), *what is due* is the file of the procedure.
//! Here the three meet. A clock follows the rules that were in force on the day on which
//! it began, whenever it is asked about, so that a later edition does not change what was
//! late.
//!
//! | what is not known | answer |
//! |---|---|
//! | when the clock began | undetermined: that moment |
//! | a limit of the place on that day | undetermined: that rule |
//! | whether a day is open | undetermined: the work calendar |

use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{Deadline, DeadlineState, TimeLimit};
use crate::base::text::Code;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason, RuleName, Sentence, Word};
use crate::procedure::fact::{by, not_laid_down, silent};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce};

/// 时限: one limit at work.
///
/// `Display`: `due before 2019-05-02 00:00:00 +08:00, overdue by 2 days`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    // Boxed, since clocks stand in the variants of answers.
    deadline: Box<Deadline>,
    done: Option<Moment>,
    state: DeadlineState,
}

impl Clock {
    /// How a deadline stands at `now`.
    #[must_use]
    pub fn new(deadline: Deadline, done: Option<Moment>, now: Moment) -> Self {
        let state = deadline.state(now, done);
        Self { deadline: Box::new(deadline), done, state }
    }

    /// The deadline.
    #[must_use]
    pub const fn deadline(&self) -> &Deadline {
        &self.deadline
    }

    /// When it was done, if it was; possibly after the moment asked about.
    #[must_use]
    pub const fn done(&self) -> Option<Moment> {
        self.done
    }

    /// How it stands.
    #[must_use]
    pub const fn state(&self) -> DeadlineState {
        self.state
    }

    /// Whether it was done late, or is overdue.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.state.is_late()
    }

    /// Whether it is still to be done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.state, DeadlineState::Met { .. } | DeadlineState::MetLate { .. })
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "due before {}, {}", self.deadline.due(), self.state)
    }
}

impl Chinese for Clock {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let due = self.deadline.due();
        write!(
            f,
            "应于{}前完成，{}",
            due.chinese(),
            match self.state {
                DeadlineState::Met { .. } => "已按期完成",
                DeadlineState::MetLate { .. } => "逾期完成",
                DeadlineState::Running { .. } => "尚未到期",
                DeadlineState::Warning { .. } => "即将到期",
                DeadlineState::Suspended { .. } => "中止计算",
                DeadlineState::Overdue { .. } => "已逾期",
            }
        )
    }
}

/// What a limit is for, and from what it runs.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    /// The rule that is named in the reasons.
    pub(super) rule: RuleName,
    /// The parameter with the number.
    pub(super) key: ParamKey<TimeLimit>,
    /// What is due, as in "notice to the discipline organ".
    pub(super) what: Word,
    /// What the clock runs from, as in "opening of the investigation".
    pub(super) event: Word,
}

/// Until when something is due.
pub(super) fn due(
    limit: &Limit,
    start: Fact<Moment>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    let rule = || limit.rule.clone();
    let start = match start {
        Fact::Known(start) => start,
        Fact::NotKnown(why) => return no_start(limit, why, rules),
    };
    let length = match rules.on(start.day()).get(limit.key) {
        Ok(length) => length,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let (what, event) = (limit.what.clone(), limit.event.clone());
    match Deadline::new(start, length.value(), calendar) {
        Ok(deadline) => {
            let because = crate::sentence!(
                "{what}: {length} from {event}, {start}, so before {due}",
                "{what}：自{event}（{start}）起{length}，应于{due}前完成",
                what = what,
                length = length.value().length(),
                event = event,
                start = start,
                due = deadline.due(),
            );
            Decision::new(Answer::Known(deadline), by(rule(), because, &length))
        }
        Err(_) => {
            let because = crate::sentence!(
                "{what}: {length} from {event}, {start}, which the work calendar cannot count",
                "{what}：自{event}（{start}）起{length}，工作日历无法计算",
                what = what,
                length = length.value().length(),
                event = event,
                start = start,
            );
            Decision::new(Answer::missing(no_calendar()), by(rule(), because, &length))
        }
    }
}

/// What is missing where a calendar does not cover the days.
pub(super) fn no_calendar() -> Missing {
    Missing::new(
        const { Code::literal("work_calendar") },
        crate::sentence!("a work calendar that covers these days", "涵盖上述日期的工作日历"),
        NotKnown::NotYetDue,
    )
}

fn no_start(limit: &Limit, why: NotKnown, rules: RulesInForce<'_>) -> Decision<Answer<Deadline>> {
    let (what, event) = (limit.what.clone(), limit.event.clone());
    let missing = Missing::new(
        Code::parse(event.code()).unwrap_or(const { Code::literal("start") }),
        crate::sentence!("when it happened: {event}", "{event}的时间", event = event.clone()),
        why,
    );
    let because = crate::sentence!(
        "{what}: the clock runs from {event}, and nothing is recorded of it",
        "{what}：自{event}起算，尚无记录",
        what = what,
        event = event,
    );
    let reason = match rules.get(limit.key) {
        Ok(length) => by(limit.rule.clone(), because, &length),
        Err(not) => silent(limit.rule.clone(), &not),
    };
    Decision::new(Answer::missing(missing), reason)
}

/// How a limit stands at `now`; the first reason says so.
pub(super) fn run(
    limit: &Limit,
    start: Fact<Moment>,
    done: Option<Moment>,
    now: Moment,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Clock>> {
    let decision = due(limit, start, rules, calendar);
    let first = decision.reasons().first().cloned();
    let clock = match decision.outcome() {
        Answer::Known(deadline) => Clock::new(deadline.clone(), done, now),
        Answer::Undetermined(open) => {
            let open = open.clone();
            return decision.map(|_| Answer::Undetermined(open));
        }
    };
    match first {
        Some(first) => {
            let because = standing(limit.what.clone(), &clock, now);
            let reason = again(&limit.rule, because, &first);
            decision.then(|_| Decision::new(Answer::Known(clock), reason))
        }
        None => decision.map(|_| Answer::Known(clock)),
    }
}

/// A reason with the citations of another.
pub(super) fn again(rule: &RuleName, because: Sentence, like: &Reason) -> Reason {
    let mut citations = like.citations().iter().cloned();
    match citations.next() {
        Some(first) => citations.fold(Reason::new(rule.clone(), because, first), Reason::citing),
        None => like.clone(),
    }
}

/// How a clock stands, in one sentence.
pub(super) fn standing(what: Word, clock: &Clock, now: Moment) -> Sentence {
    let due = clock.deadline.due();
    match (clock.state, clock.done) {
        (DeadlineState::Met { .. }, Some(done)) => crate::sentence!(
            "{what}: done in time on {done}, before {due}",
            "{what}：已于{done}完成，未超过{due}",
            what = what,
            done = done,
            due = due,
        ),
        (DeadlineState::MetLate { .. }, Some(done)) => crate::sentence!(
            "{what}: done late on {done}, was due before {due}",
            "{what}：迟至{done}完成，应于{due}前完成",
            what = what,
            done = done,
            due = due,
        ),
        (DeadlineState::Overdue { .. }, _) => crate::sentence!(
            "{what}: overdue on {now}, was due before {due}",
            "{what}：截至{now}已逾期，应于{due}前完成",
            what = what,
            now = now,
            due = due,
        ),
        (DeadlineState::Suspended { since, .. }, _) => crate::sentence!(
            "{what}: the clock stands still since {since}, due before {due}",
            "{what}：自{since}起中止计算，应于{due}前完成",
            what = what,
            since = since,
            due = due,
        ),
        _ => crate::sentence!(
            "{what}: open on {now}, due before {due}",
            "{what}：截至{now}尚未到期，应于{due}前完成",
            what = what,
            now = now,
            due = due,
        ),
    }
}
