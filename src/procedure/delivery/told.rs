//! When something that stays open is told to the common superior.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::decision::{Answer, Decision, Word};
use crate::procedure::clock::{self, Clock, Limit};
use crate::provenance::Fact;
use crate::rulebook::{RulesInForce, keys};

/// What stays open between two organs, with no limit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// 未回执: a message without the receipt that it waits for.
    Receipt,
    /// 暂存: a message that came and cannot be taken up.
    Held,
    /// 未规定时限: a duty for which no number is laid down, such as feedback.
    Untimed,
}

impl Open {
    fn words(self) -> (Word, Word) {
        match self {
            Self::Receipt => (
                Word::literal("receipt", "回执", "receipt"),
                Word::literal("written", "发文", "writing"),
            ),
            Self::Held => (
                Word::literal("held", "处理暂存来文", "taking up a held message"),
                Word::literal("came", "来文", "arrival"),
            ),
            Self::Untimed => (
                Word::literal("untimed", "履行未规定时限的义务", "a duty without a number"),
                Word::literal("owed", "产生义务", "the beginning of the duty"),
            ),
        }
    }
}

/// How long something has been open, against the limit after which the common superior is
/// told. Telling is no finding against anybody.
pub fn told(
    open: Open,
    since: Moment,
    done: Option<Moment>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Clock>> {
    let (what, event) = open.words();
    let key = match open {
        Open::Receipt | Open::Held => keys::delivery::RECEIPT_WITHIN,
        Open::Untimed => keys::delivery::UNTIMED_WITHIN,
    };
    let limit = Limit { rule: crate::rule_name!("delivery/told"), key, what, event };
    clock::run(&limit, Fact::Known(since), done, now, rules, calendar)
}
