//! What a check has found: by how much something fails, and the items.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::id::AnyId;

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Check {
    /// 清单: a figure is as large as its list.
    List,
    /// 不重复: nothing stands in a list twice.
    Once,
    /// 总分: what stands in the part stands in the whole.
    Part,
    /// 两种口径: counted in two ways, it is the same.
    TwoWays,
    /// 分项: each item stands in so many cells as said.
    Cells,
    /// 同一总数: the whole is the same by whatever it is split.
    OneWhole,
    /// 地区汇总: own and below make up the whole.
    RollUp,
    /// 平衡: the stock of a return adds up, clue by clue.
    Stock,
    /// 接续: a return begins with what the one before left.
    Next,
    /// 重新计数: it is what the casework comes to.
    CountedAgain,
}

impl Check {
    /// In English and in Chinese.
    #[must_use]
    pub const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::List => ("not as large as its list", "与清单数量不符"),
            Self::Once => ("stands in the list twice", "清单中重复"),
            Self::Part => ("in the part and not in the whole", "在分项而不在总数"),
            Self::TwoWays => ("counted in two ways it differs", "两种口径不一致"),
            Self::Cells => ("does not stand in the cells as said", "分项归属不符"),
            Self::OneWhole => ("another whole than when split otherwise", "不同分项的总数不一致"),
            Self::RollUp => ("own and below do not make up the whole", "本级与下级之和不等于汇总"),
            Self::Stock => ("the stock does not add up", "在办数不平衡"),
            Self::Next => ("does not begin with what was left before", "与上期期末不衔接"),
            Self::CountedAgain => ("not what the casework comes to", "与办案记录重新计数不符"),
        }
    }
}

/// 核对提示: one check that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was checked.
    pub check: Check,
    /// Of what, in English.
    pub what: String,
    /// Of what, in Chinese.
    pub term: String,
    /// By how much it fails; 0 if one item stands where another should.
    pub residual: i64,
    /// The items; none where the list tells of reporters.
    pub items: Vec<AnyId>,
}

/// `F50 signed_off_cases: not as large as its list, by -1 (1 item)`.
impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (told, _) = self.check.told();
        let (what, residual, items) = (&self.what, self.residual, self.items.len());
        let s = if items == 1 { "" } else { "s" };
        write!(f, "{what}: {told}, by {residual} ({items} item{s})")
    }
}

/// So many.
pub(super) fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

/// A warning if two sets differ: by how much the first is larger, and what is in one alone.
pub(super) fn unlike(
    check: Check,
    (what, term): (String, String),
    one: &BTreeSet<AnyId>,
    other: &BTreeSet<AnyId>,
) -> Option<Warning> {
    let items: Vec<AnyId> = one.symmetric_difference(other).copied().collect();
    let residual = count(one.len()).saturating_sub(count(other.len()));
    (!items.is_empty()).then_some(Warning { check, what, term, residual, items })
}
