//! What is due: one item of the agenda, until when, and how pressing it is.

use std::fmt;

use crate::base::day::{Day, Moment};
use crate::base::deadline::DeadlineState;
use crate::base::id::{AnyId, OrganId, PersonId};
use crate::casebook::moved::Moved;
use crate::decision::{Chinese, Reason, Word};
use crate::procedure::clock::Clock;

/// Until when something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Until {
    /// A clock of a procedure.
    Clock(Clock),
    /// The end that held before the rules or the calendar changed: by the present ones it would
    /// be earlier.
    Held {
        /// The clock as it is counted now.
        clock: Clock,
        /// The end that holds; the first moment too late.
        end: Moment,
        /// Whether it has gone by.
        past: bool,
    },
    /// The end of a day that was set for it.
    Day {
        /// The last day.
        last: Day,
        /// Whether it has gone by.
        past: bool,
    },
    /// No number of days is laid down; owed since then, if that is known.
    Promptly(Option<Moment>),
}

/// How pressing something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pressing {
    /// 逾期.
    Overdue,
    /// 预警: little time is left.
    Warning,
    /// 未到期.
    Running,
    /// 无具体时限: owed without a number of days.
    Promptly,
}

impl Pressing {
    /// The Chinese term.
    #[must_use]
    pub const fn term(self) -> &'static str {
        match self {
            Self::Overdue => "逾期",
            Self::Warning => "预警",
            Self::Running => "未到期",
            Self::Promptly => "无具体时限",
        }
    }
}

impl fmt::Display for Pressing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Overdue => "overdue",
            Self::Warning => "little time left",
            Self::Running => "running",
            Self::Promptly => "promptly",
        })
    }
}

/// One thing that is due and not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is to be done.
    pub what: Word,
    /// What it is about.
    pub about: AnyId,
    /// The organ that has to do it, where the dossier says which.
    pub organ: Option<OrganId>,
    /// The persons who have it in hand, sorted.
    pub persons: Vec<PersonId>,
    /// Until when.
    pub until: Until,
    /// By which rule.
    pub reason: Option<Reason>,
    /// How a change of rules or calendar has moved its end, if one has.
    pub moved: Option<Moved>,
}

impl Item {
    /// How pressing it is.
    #[must_use]
    pub const fn pressing(&self) -> Pressing {
        match &self.until {
            Until::Day { past: true, .. } => Pressing::Overdue,
            Until::Day { past: false, .. } => Pressing::Running,
            Until::Promptly(_) => Pressing::Promptly,
            Until::Held { past: true, .. } => Pressing::Overdue,
            // What is late by the present count is in time, with little of it left.
            Until::Held { clock, .. } if clock.is_late() => Pressing::Warning,
            Until::Clock(clock) | Until::Held { clock, .. } => match clock.state() {
                DeadlineState::Running { .. } | DeadlineState::Suspended { .. } => {
                    Pressing::Running
                }
                DeadlineState::Warning { .. } => Pressing::Warning,
                _ => Pressing::Overdue,
            },
        }
    }

    /// The clock as it is counted now; nothing if there is none.
    pub(crate) const fn clock(&self) -> Option<&Clock> {
        match &self.until {
            Until::Clock(clock) | Until::Held { clock, .. } => Some(clock),
            Until::Day { .. } | Until::Promptly(_) => None,
        }
    }

    /// The first moment too late, where it is one of a clock; a last day that somebody has set
    /// stands in [`Until::Day`].
    #[must_use]
    pub fn due(&self) -> Option<Moment> {
        match &self.until {
            Until::Clock(clock) => Some(clock.deadline().due()),
            Until::Held { end, .. } => Some(*end),
            Until::Day { .. } | Until::Promptly(_) => None,
        }
    }

    /// By which items are put in order: the earliest end first, what has none last.
    pub(super) fn order(&self) -> (bool, Option<Day>, Option<Moment>, AnyId, &str) {
        let (day, moment) = match &self.until {
            Until::Clock(_) | Until::Held { .. } => {
                let due = self.due();
                (due.map(|due| due.day()), due)
            }
            Until::Day { last, .. } => (Some(*last), None),
            Until::Promptly(since) => (None, *since),
        };
        (day.is_none(), day, moment, self.about, self.what.code())
    }
}

/// `reply to a proposal of proposal-…: running, by 2021-06-30`.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}: {}", self.what.english(), self.about, self.pressing())?;
        match (&self.until, self.due()) {
            (Until::Day { last, .. }, _) => write!(f, ", by {last}"),
            (Until::Promptly(Some(since)), _) => write!(f, ", since {}", since.day()),
            (_, Some(due)) => write!(f, ", before {due}"),
            _ => Ok(()),
        }
    }
}

impl Chinese for Item {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pressing = self.pressing().term();
        write!(f, "{}（{}）：{pressing}", self.what.term(), self.about)?;
        match (&self.until, self.due()) {
            (Until::Day { last, .. }, _) => write!(f, "，期限至{}", last.chinese()),
            (Until::Promptly(Some(since)), _) => write!(f, "，自{}起", since.day().chinese()),
            (_, Some(due)) => write!(f, "，应于{}前办结", due.chinese()),
            _ => Ok(()),
        }
    }
}
