//! Figures of regulators: parts that add up to a whole, and what is left.

use std::collections::BTreeMap;
use std::fmt;

use crate::decision::{Chinese, Decision, Reason};
use crate::model::regulator::{ActionCount, RegulatorReturn};
use crate::provenance::{Certainty, Citation};
use crate::terms::industry::RegulatorAction;

/// How much of one action: cases, sites, machines, or yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// The number.
    pub count: u64,
    /// 余: whether there may be more.
    pub at_least: bool,
}

impl Amount {
    /// Both together; a number that is too large to write is a lower bound.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        match self.count.checked_add(other.count) {
            Some(count) => Self { count, at_least: self.at_least || other.at_least },
            None => Self { count: u64::MAX, at_least: true },
        }
    }
}

/// `532`, or `at least 400`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at_least {
            f.write_str("at least ")?;
        }
        write!(f, "{}", self.count)
    }
}

impl Chinese for Amount {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.count)?;
        if self.at_least { f.write_str("余") } else { Ok(()) }
    }
}

/// What returns of regulators come to together, by action.
#[must_use]
pub fn sum<'a>(
    returns: impl IntoIterator<Item = &'a RegulatorReturn>,
) -> BTreeMap<RegulatorAction, Amount> {
    let mut all: BTreeMap<RegulatorAction, Amount> = BTreeMap::new();
    for ActionCount { action, count, at_least } in returns.into_iter().flat_map(|one| one.counts())
    {
        let amount = Amount { count: *count, at_least: *at_least };
        let entry = all.entry(action.clone()).or_default();
        *entry = entry.plus(amount);
    }
    all
}

/// What is left between the sum of the parts and the whole that was reported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Residual {
    /// The parts come to more than the whole.
    TooMuch {
        /// The action.
        action: RegulatorAction,
        /// By how much, at least.
        by: u64,
    },
    /// 未分解: so much of the whole stands in no part.
    NotInParts {
        /// The action.
        action: RegulatorAction,
        /// How much, at least.
        by: u64,
    },
    /// The parts have it, and the whole does not name it.
    NotInWhole {
        /// The action.
        action: RegulatorAction,
        /// What the parts come to.
        parts: Amount,
    },
}

impl fmt::Display for Residual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMuch { action, by } => write!(f, "{action}: parts {by} above the whole"),
            Self::NotInParts { action, by } => write!(f, "{action}: {by} in no part"),
            Self::NotInWhole { action, parts } => write!(f, "{action}: {parts} not in the whole"),
        }
    }
}

impl Chinese for Residual {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMuch { action, by } => write!(f, "{}：分项合计多出{by}", action.term()),
            Self::NotInParts { action, by } => write!(f, "{}：{by}未列入分项", action.term()),
            Self::NotInWhole { action, parts } => {
                write!(f, "{}：总数未列，分项合计{}", action.term(), parts.chinese())
            }
        }
    }
}

const ROLL_UP: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "G29, G30, H20, C25",
    "what a place reports is the sum of what its regulators report",
    Certainty::Reading,
);

/// Whether the parts add up to the whole that was reported; what is left, by action.
///
/// A part *of at least so much* may be more: then the parts contradict the whole only if
/// they come to more, and a shortfall is no residual. A whole *of at least so much* may be
/// more: then only a shortfall is one.
pub fn adds_up(
    parts: &BTreeMap<RegulatorAction, Amount>,
    whole: &BTreeMap<RegulatorAction, Amount>,
) -> Decision<Vec<Residual>> {
    let mut left: Vec<Residual> = Vec::new();
    for (action, reported) in whole {
        let found = parts.get(action).copied().unwrap_or_default();
        left.extend(residual(action, found, *reported));
    }
    let unnamed = parts.iter().filter(|(action, _)| !whole.contains_key(action));
    left.extend(
        unnamed
            .map(|(action, parts)| Residual::NotInWhole { action: action.clone(), parts: *parts }),
    );
    let because = crate::sentence!(
        "{actions} figures were compared with their parts; {left} do not add up",
        "{actions}项数据与分项比对，{left}项不平",
        actions = whole.len(),
        left = left.len(),
    );
    Decision::new(left, Reason::new(crate::rule_name!("industry/adds-up"), because, ROLL_UP))
}

fn residual(action: &RegulatorAction, parts: Amount, whole: Amount) -> Option<Residual> {
    let action = || action.clone();
    match parts.count.cmp(&whole.count) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater if whole.at_least => None,
        std::cmp::Ordering::Greater => Some(Residual::TooMuch {
            action: action(),
            by: parts.count.saturating_sub(whole.count),
        }),
        std::cmp::Ordering::Less if parts.at_least => None,
        std::cmp::Ordering::Less => Some(Residual::NotInParts {
            action: action(),
            by: whole.count.saturating_sub(parts.count),
        }),
    }
}
