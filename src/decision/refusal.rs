//! Why a step may not be done now: every condition in the way, and the ways out.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::base::list::Limited;
use crate::provenance::{NotKnown, code_list};

use super::chinese::Chinese;
use super::cure::Remedy;
use super::list::{AtLeastOne, Few};
use super::reason::Reason;
use super::sentence::Sentence;

code_list! {
    /// What kind of refusal it is. From the mildest to the hardest.
    #[derive(PartialOrd, Ord)]
    RefusalKind {
        /// 情况不明: it is not known whether the step may be done.
        NotEnoughKnown = "not_enough_known", "情况不明", "not enough known";
        /// 条件不具备: something that must be there first is not there.
        NotPermitted = "not_permitted", "条件不具备", "not permitted";
        /// 禁止: a rule forbids the step as things are.
        Forbidden = "forbidden", "禁止", "forbidden";
    }
}

/// How a condition stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// A rule forbids the step.
    Forbidden,
    /// Something that must be there is not there.
    NotPermitted,
    /// It is not known whether it is there, for this reason.
    NotKnown(NotKnown),
}

impl Obstacle {
    /// The kind of refusal that it makes on its own.
    #[must_use]
    pub const fn kind(self) -> RefusalKind {
        match self {
            Self::Forbidden => RefusalKind::Forbidden,
            Self::NotPermitted => RefusalKind::NotPermitted,
            Self::NotKnown(_) => RefusalKind::NotEnoughKnown,
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden => f.write_str("forbidden"),
            Self::NotPermitted => f.write_str("unmet"),
            Self::NotKnown(why) => write!(f, "not known ({why})"),
        }
    }
}

impl Chinese for Obstacle {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden => f.write_str("禁止"),
            Self::NotPermitted => f.write_str("未满足"),
            Self::NotKnown(why) => write!(f, "不明（{}）", why.term()),
        }
    }
}

/// One condition in the way of a step, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unmet {
    obstacle: Obstacle,
    reason: Reason,
    remedy: Remedy,
}

impl Unmet {
    /// A condition in the way.
    #[must_use]
    pub const fn new(obstacle: Obstacle, reason: Reason, remedy: Remedy) -> Self {
        Self { obstacle, reason, remedy }
    }

    /// How it stands in the way.
    #[must_use]
    pub const fn obstacle(&self) -> Obstacle {
        self.obstacle
    }

    /// The rule and what it found.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// What can be done about it.
    #[must_use]
    pub const fn remedy(&self) -> &Remedy {
        &self.remedy
    }
}

/// A step that may not be done now.
///
/// It lists every condition in the way. The *ways* say which of them have to be cured
/// together: each way is enough, and no part of a way is. Where all conditions are needed
/// there is one way, with all of them; where some are alternatives there are several.
///
/// The kind is that of the mildest way, and within a way of its hardest condition: a step
/// that can be reached by learning one fact is *not enough known*, even if another way to
/// it is forbidden.
///
/// `Display` is for people, in English, over several lines; [`Chinese::chinese`] is the
/// same in Chinese.
///
/// # Examples
///
/// ```
/// use unbrella::base::text::{Code, Line};
/// use unbrella::decision::{Cure, Obstacle, Reason, Refusal, RefusalKind, Remedy, Unmet, Word};
/// use unbrella::provenance::{Certainty, Citation};
/// use unbrella::terms::handling::Signatory;
/// use unbrella::{rule_name, sentence};
///
/// let leader = Word::of(&Signatory::LeaderInCharge);
/// let unsigned = Unmet::new(
///     Obstacle::NotPermitted,
///     Reason::new(
///         rule_name!("sign-off/layer-missing"),
///         sentence!("{role} has not signed", "{role}尚未签字", role = leader.clone()),
///         Citation::new(Line::parse("Chengguan practice report")?, Certainty::Stated),
///     ),
///     Remedy::by(Cure::command(
///         Code::parse("sign")?,
///         sentence!("sign in this layer", "在本层级签字"),
///         leader,
///     )),
/// );
/// let refusal = Refusal::new(sentence!("complete the sign-off", "完成签字背书"), unsigned);
/// assert_eq!(refusal.kind(), RefusalKind::NotPermitted);
/// assert_eq!(
///     refusal.to_string(),
///     "not permitted: complete the sign-off\n  \
///      1. unmet: sign-off/layer-missing: leader in charge has not signed \
///      [Chengguan practice report, undated]\n     \
///      cure: sign in this layer (by: leader in charge)",
/// );
/// # Ok::<(), unbrella::base::text::InvalidText>(())
/// ```
// Invariant: see `RefusalDraft::check`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RefusalDraft", into = "RefusalDraft")]
pub struct Refusal(Box<RefusalDraft>);

/// A refusal as it is read, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Refusal", deny_unknown_fields)]
struct RefusalDraft {
    kind: RefusalKind,
    step: Sentence,
    unmet: AtLeastOne<Unmet>,
    /// Places in `unmet`, counted from 0.
    #[serde(deserialize_with = "read_ways")]
    ways: Vec<Vec<usize>>,
    /// Whether `ways` lists them all.
    all_ways: bool,
}

/// Reads the ways, each within the limit of all lists.
fn read_ways<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Vec<usize>>, D::Error> {
    #[derive(Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    struct Way(#[serde(deserialize_with = "Few::read")] Vec<usize>);

    let ways: Vec<Way> = Limited::<Way, { Refusal::MOST_WAYS }>::read(deserializer)?;
    Ok(ways.into_iter().map(|Way(way)| way).collect())
}

impl Refusal {
    /// The most ways that are listed.
    pub const MOST_WAYS: usize = 64;

    /// A refusal of `step` for one condition.
    #[must_use]
    pub fn new(step: Sentence, unmet: Unmet) -> Self {
        let kind = unmet.obstacle.kind();
        let unmet = AtLeastOne::new(unmet);
        Self(Box::new(RefusalDraft { kind, step, unmet, ways: vec![vec![0]], all_ways: true }))
    }

    /// Adds a condition that is needed too, whichever way is taken.
    #[must_use]
    pub fn and(mut self, unmet: Unmet) -> Self {
        let next = self.0.unmet.as_slice().len();
        self.0.kind = self.0.kind.max(unmet.obstacle.kind());
        self.0.unmet.push(unmet);
        self.0.ways.iter_mut().for_each(|way| way.push(next));
        self
    }

    /// A refusal with alternatives.
    ///
    /// `fallback` is the kind where the list of ways is cut short and so cannot tell.
    pub(super) fn with_ways(
        step: Sentence,
        unmet: Vec<Unmet>,
        ways: Vec<Vec<usize>>,
        all_ways: bool,
        fallback: RefusalKind,
    ) -> Option<Self> {
        let unmet = AtLeastOne::from_vec(unmet)?;
        let mut draft = RefusalDraft { kind: fallback, step, unmet, ways, all_ways };
        if let Some(kind) = draft.kind_by_ways() {
            draft.kind = kind;
        }
        Some(Self(Box::new(draft)))
    }

    /// Forbidden, not permitted, or not enough known.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        self.0.kind
    }

    /// The step that was asked for.
    #[must_use]
    pub fn step(&self) -> &Sentence {
        &self.0.step
    }

    /// Every condition in the way, in the order of the requirement. Never empty.
    #[must_use]
    pub fn unmet(&self) -> &[Unmet] {
        self.0.unmet.as_slice()
    }

    /// The ways out that can be taken: each is a list of conditions to cure, all of them.
    ///
    /// Empty if every way contains a condition without a cure.
    pub fn ways(&self) -> impl Iterator<Item = Vec<&Unmet>> {
        self.0.ways.iter().map(|way| self.members(way)).filter(|way| open(way))
    }

    /// Whether the ways that were found are all there are. At most
    /// [`Refusal::MOST_WAYS`] are listed.
    #[must_use]
    pub fn lists_all_ways(&self) -> bool {
        self.0.all_ways
    }

    /// Whether nothing can make the step possible: every way contains a condition
    /// without a cure. `false` if not all ways are listed.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.0.all_ways && self.ways().next().is_none()
    }

    fn members(&self, way: &[usize]) -> Vec<&Unmet> {
        way.iter().filter_map(|at| self.unmet().get(*at)).collect()
    }

    /// The ways that can be taken, as numbers counted from 1, unless there is one way
    /// with everything in it.
    fn choices(&self) -> Vec<Vec<String>> {
        let all = self.unmet().len();
        let one_for_all = matches!(self.0.ways.as_slice(), [way] if way.len() == all);
        if one_for_all {
            return Vec::new();
        }
        let number = |at: &usize| at.saturating_add(1).to_string();
        let ways = self.0.ways.iter().filter(|way| open(&self.members(way)));
        ways.map(|way| way.iter().map(number).collect()).collect()
    }
}

/// Whether every condition of a way can be cured.
fn open(way: &[&Unmet]) -> bool {
    way.iter().all(|unmet| unmet.remedy.is_curable())
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind(), self.step())?;
        for (at, unmet) in self.unmet().iter().enumerate() {
            write!(f, "\n  {}. {}: {}", at.saturating_add(1), unmet.obstacle, unmet.reason)?;
            for cure in unmet.remedy.cures() {
                write!(f, "\n     cure: {cure}")?;
            }
            if let Some(why) = unmet.remedy.why_none() {
                write!(f, "\n     no cure: {why}")?;
            }
        }
        let choices: Vec<_> = self.choices().iter().map(|way| way.join(" and ")).collect();
        if !choices.is_empty() {
            write!(f, "\n  one of these is enough: {}", choices.join("; "))?;
        }
        if self.is_final() {
            f.write_str("\n  nothing can make this step possible")?;
        }
        if !self.lists_all_ways() {
            f.write_str("\n  there may be further ways")?;
        }
        Ok(())
    }
}

impl Chinese for Refusal {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.kind().term(), self.step().chinese())?;
        for (at, unmet) in self.unmet().iter().enumerate() {
            let (obstacle, reason) = (unmet.obstacle.chinese(), unmet.reason.chinese());
            write!(f, "\n  {}．{obstacle}：{reason}", at.saturating_add(1))?;
            for cure in unmet.remedy.cures() {
                write!(f, "\n     补正办法：{}", cure.chinese())?;
            }
            if let Some(why) = unmet.remedy.why_none() {
                write!(f, "\n     无法补正：{}", why.chinese())?;
            }
        }
        let choices: Vec<_> = self.choices().iter().map(|way| way.join("和")).collect();
        if !choices.is_empty() {
            write!(f, "\n  满足其一即可：{}", choices.join("；"))?;
        }
        if self.is_final() {
            f.write_str("\n  此事项无法办理")?;
        }
        if !self.lists_all_ways() {
            f.write_str("\n  可能另有途径")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// What is wrong with a refusal that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusalProblem {
    /// A way that is empty, does not rise, or leads to a condition that is not there.
    #[error("way {way} is empty, does not rise, or names a condition that is not listed")]
    Way {
        /// Which one, counted from 0.
        way: usize,
    },
    /// A way that is part of another.
    #[error("way {part} is part of way {whole}")]
    PartOfAnother {
        /// The one that would be enough.
        part: usize,
        /// The one that asks for more.
        whole: usize,
    },
    /// The kind does not follow from the conditions.
    #[error("the kind {found} does not follow from the conditions")]
    Kind {
        /// The kind given.
        found: RefusalKind,
    },
}

/// Everything that is wrong with a refusal that was read.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRefusal(Vec<RefusalProblem>);

impl InvalidRefusal {
    /// Everything that is wrong.
    #[must_use]
    pub fn problems(&self) -> &[RefusalProblem] {
        &self.0
    }
}

impl fmt::Display for InvalidRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let join = if at == 0 { "" } else { "; " };
            write!(f, "{join}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidRefusal {}

impl RefusalDraft {
    /// The kind that the ways give; `None` if the list of ways is cut short.
    fn kind_by_ways(&self) -> Option<RefusalKind> {
        let kind = |at: &usize| self.unmet.as_slice().get(*at).map(|unmet| unmet.obstacle.kind());
        let hardest = |way: &Vec<usize>| way.iter().filter_map(kind).max();
        if !self.all_ways {
            return None;
        }
        let mildest = self.ways.iter().filter_map(hardest).min();
        mildest.or_else(|| self.unmet.as_slice().iter().map(|u| u.obstacle.kind()).max())
    }

    /// Each way rises, is not empty, names listed conditions, and is part of no other;
    /// the kind follows.
    fn check(&self) -> Vec<RefusalProblem> {
        let last = self.unmet.as_slice().len();
        let mut problems = Vec::new();
        for (way, members) in self.ways.iter().enumerate() {
            let rises = members.is_sorted_by(|a, b| a < b);
            if members.is_empty() || !rises || members.last().is_some_and(|at| *at >= last) {
                problems.push(RefusalProblem::Way { way });
            }
        }
        for (part, few) in self.ways.iter().enumerate() {
            for (whole, more) in self.ways.iter().enumerate() {
                if part != whole && is_part(few, more) {
                    problems.push(RefusalProblem::PartOfAnother { part, whole });
                }
            }
        }
        let follows = match self.kind_by_ways() {
            Some(kind) => kind == self.kind,
            None => self.unmet.as_slice().iter().any(|u| u.obstacle.kind() == self.kind),
        };
        if !follows {
            problems.push(RefusalProblem::Kind { found: self.kind });
        }
        problems
    }
}

/// Whether every element of one rising list stands in the other.
pub(super) fn is_part(few: &[usize], more: &[usize]) -> bool {
    let mut more = more.iter();
    few.len() <= more.len() && few.iter().all(|wanted| more.any(|there| there == wanted))
}

impl TryFrom<RefusalDraft> for Refusal {
    type Error = InvalidRefusal;

    fn try_from(draft: RefusalDraft) -> Result<Self, InvalidRefusal> {
        let problems = draft.check();
        if problems.is_empty() { Ok(Self(Box::new(draft))) } else { Err(InvalidRefusal(problems)) }
    }
}

impl From<Refusal> for RefusalDraft {
    fn from(refusal: Refusal) -> Self {
        *refusal.0
    }
}
