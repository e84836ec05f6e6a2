//! Until when a verification lasts.

use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{Deadline, Extension, ExtensionRule};
use crate::base::id::VerificationId;
use crate::base::text::Code;
use crate::decision::{Answer, Chinese, Decision, Reason, Word};
use crate::model::dossier::Dossier;
use crate::model::verification::VerificationStage;
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::fact::{by, recorded, silent};
use crate::procedure::intake::start_word;
use crate::provenance::Fact;
use crate::rulebook::choice::ClockStart;
use crate::rulebook::{RulesInForce, keys};

/// What the limit of a verification looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerificationTimes {
    /// The verification.
    pub verification: VerificationId,
    /// When the clue was received.
    pub received: Fact<Moment>,
    /// When the plan was approved.
    pub approved: Fact<Moment>,
    /// When more time was given.
    pub extended: Option<Moment>,
    /// When the team reported first.
    pub reported: Option<Moment>,
}

impl VerificationTimes {
    /// The times of a verification of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, verification: VerificationId) -> Option<Self> {
        let verification = dossier.verification(verification)?;
        let clue = dossier.clue(verification.clue());
        let first = |wanted: fn(&VerificationStage) -> bool| {
            verification.stages().first_time(wanted).map(|when| when.occurred_at())
        };
        Some(Self {
            verification: verification.id(),
            received: recorded(clue.map(|clue| clue.received().occurred_at())),
            approved: recorded(first(|stage| matches!(stage, VerificationStage::Approved { .. }))),
            extended: verification.extended().map(|when| when.occurred_at()),
            reported: first(|stage| matches!(stage, VerificationStage::Reported { .. })),
        })
    }
}

/// 核实时限: whether there is a limit, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limited {
    /// The rules that applied set none any more.
    NoLimit,
    /// Until then.
    Until(Clock),
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLimit => f.write_str("no limit"),
            Self::Until(clock) => clock.fmt(f),
        }
    }
}

impl Chinese for Limited {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLimit => f.write_str("无时限规定"),
            Self::Until(clock) => clock.fmt_chinese(f),
        }
    }
}

/// Until when a verification lasts, and how that stands at `now`.
///
/// Counted from the approval of the plan, or from receipt where the place reads it so; it
/// is met by the first report. An extension counts once, if it was given before the end
/// and the rules of the first day know one. Where the rules once had a limit and have none
/// on the first day, there is no limit.
pub fn limit(
    times: &VerificationTimes,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Limited>> {
    let starts = rules.get(keys::verification::LIMIT_STARTS);
    let starts = starts.map_or(ClockStart::Approval, |starts| starts.value());
    let start = match starts {
        ClockStart::Receipt => times.received,
        ClockStart::Approval => times.approved,
        _ => recorded(None),
    };
    let limit = Limit {
        rule: crate::rule_name!("verification/limit"),
        key: keys::verification::LIMIT,
        what: Word::literal("verification", "初步核实", "preliminary verification"),
        event: start_word(starts),
    };
    if let Fact::Known(start) = start
        && let Err(not) = rules.on(start.day()).get(limit.key)
        && not.ended.is_some()
    {
        let reason = silent(limit.rule, &not);
        return Decision::new(Answer::Known(Limited::NoLimit), reason);
    }
    let decision = clock::due(&limit, start, rules, calendar);
    let first = decision.reasons().first().cloned();
    let deadline = match decision.outcome() {
        Answer::Known(deadline) => deadline.clone(),
        Answer::Undetermined(open) => {
            let open = open.clone();
            return decision.map(|_| Answer::Undetermined(open));
        }
    };
    let (deadline, more) = extended(deadline, times, &limit, rules, calendar);
    let clock = Clock::new(deadline, times.reported, now);
    let because = clock::standing(limit.what.clone(), &clock, now);
    let answer = Answer::Known(Limited::Until(clock));
    match first {
        Some(first) => {
            let reason = clock::again(&limit.rule, because, &first);
            decision.then(|_| Decision::new(answer, reason)).and_all(more)
        }
        None => decision.map(|_| answer).and_all(more),
    }
}

/// The deadline with the extension that was given, and what came of it.
fn extended(
    deadline: Deadline,
    times: &VerificationTimes,
    limit: &Limit,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> (Deadline, Option<Reason>) {
    let Some(granted) = times.extended else { return (deadline, None) };
    let longer = match rules.on(deadline.start().day()).get(keys::verification::EXTENSION) {
        Ok(longer) => longer,
        Err(not) => return (deadline, Some(silent(limit.rule.clone(), &not))),
    };
    let (length, by_whom) = (longer.value().length(), const { Code::literal("approval") });
    let extension = Extension { length, by: by_whom.clone(), granted };
    let rule = ExtensionRule { at_most: length, by: by_whom };
    match deadline.extend(extension, &rule, calendar) {
        Ok(later) => {
            let because = crate::sentence!(
                "{length} more were given on {granted}",
                "已于{granted}批准延长{length}",
                length = length,
                granted = granted,
            );
            (later, Some(by(limit.rule.clone(), because, &longer)))
        }
        Err(_) => {
            let because = crate::sentence!(
                "the extension of {granted} does not count: it was not given while the limit ran",
                "{granted}的延长不发生效力：并非在期限内批准",
                granted = granted,
            );
            (deadline, Some(by(limit.rule.clone(), because, &longer)))
        }
    }
}
