//! What must hold before a step may be done, as a tree of conditions.
//!
//! A condition is met, not met, or not known. Trees are evaluated after Kleene: what is
//! not known stays so unless the rest settles the matter. The tree is kept as a flat list
//! (members first, then what joins them), so that no depth overflows a stack: not when it
//! is evaluated, nor read, nor dropped.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::base::truth::Truth;
use crate::provenance::NotKnown;

use super::chinese::Chinese;
use super::cure::Remedy;
use super::list::Few;
use super::outcome::Decision;
use super::reason::Reason;
use super::refusal::{Obstacle, Refusal, RefusalKind, Unmet};
use super::sentence::Sentence;
use super::ways::{Product, Search, Sum};

/// The most steps that are spent on finding the ways out of one refusal.
const MOST_WORK: usize = 2_000_000;

/// One condition: a rule, what it found, and what could be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    reason: Reason,
    found: Found,
}

/// What was found about a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Found {
    /// It holds. Under `not`, this stands in the way, with this obstacle and remedy.
    Holds { forbidden: bool, undone_by: Option<Remedy> },
    /// It does not hold.
    Fails { forbidden: bool, remedy: Remedy },
    /// Nobody knows whether it holds.
    Unknown { why: NotKnown, remedy: Remedy },
}

impl Condition {
    /// A condition that holds.
    #[must_use]
    pub const fn met(reason: Reason) -> Self {
        Self { reason, found: Found::Holds { forbidden: false, undone_by: None } }
    }

    /// A condition that does not hold, and what would make it hold.
    #[must_use]
    pub const fn unmet(reason: Reason, remedy: Remedy) -> Self {
        Self { reason, found: Found::Fails { forbidden: false, remedy } }
    }

    /// A condition that does not hold, so that a rule forbids the step.
    #[must_use]
    pub const fn forbidden(reason: Reason, remedy: Remedy) -> Self {
        Self { reason, found: Found::Fails { forbidden: true, remedy } }
    }

    /// Something that holds and by which a rule forbids the step; for use under
    /// [`Requirement::not`]. `undone_by` is what would make it cease to hold.
    #[must_use]
    pub const fn bar(reason: Reason, undone_by: Remedy) -> Self {
        Self { reason, found: Found::Holds { forbidden: true, undone_by: Some(undone_by) } }
    }

    /// A condition of which nobody knows whether it holds, and what would establish it.
    #[must_use]
    pub const fn unknown(reason: Reason, why: NotKnown, remedy: Remedy) -> Self {
        Self { reason, found: Found::Unknown { why, remedy } }
    }

    /// Whether it holds.
    #[must_use]
    pub const fn truth(&self) -> Truth {
        match self.found {
            Found::Holds { .. } => Truth::Yes,
            Found::Fails { .. } => Truth::No,
            Found::Unknown { .. } => Truth::Unknown,
        }
    }

    /// The rule and what it found.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// How it stands in the way, if it does; `negated` if it is wanted not to hold.
    const fn obstacle(&self, negated: bool) -> Option<Obstacle> {
        match (&self.found, negated) {
            (Found::Holds { .. }, false) | (Found::Fails { .. }, true) => None,
            (Found::Unknown { why, .. }, _) => Some(Obstacle::NotKnown(*why)),
            (Found::Holds { forbidden, .. }, true) | (Found::Fails { forbidden, .. }, false) => {
                Some(if *forbidden { Obstacle::Forbidden } else { Obstacle::NotPermitted })
            }
        }
    }

    /// The condition as a refusal lists it, if it stands in the way.
    fn in_the_way(&self, negated: bool) -> Option<Unmet> {
        let obstacle = self.obstacle(negated)?;
        let remedy = match &self.found {
            Found::Holds { undone_by, .. } => undone_by.clone().unwrap_or_else(|| {
                Remedy::none(crate::sentence!(
                    "the rule names nothing that would undo it",
                    "规则未列明可使其不再成立的办法"
                ))
            }),
            Found::Fails { remedy, .. } | Found::Unknown { remedy, .. } => remedy.clone(),
        };
        Some(Unmet::new(obstacle, self.reason.clone(), remedy))
    }
}

/// One element of the flat list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum Node {
    /// A condition.
    Condition(Box<Condition>),
    /// At least `need` of the `of` members that stand before it.
    AtLeast { need: usize, of: usize },
    /// The opposite of the one member before it.
    Not,
}

/// How much of a tree is in the way, from worst to best. `All` is the least of its
/// members, `any` the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Forbidden,
    NotPermitted,
    NotKnown,
    Met,
}

impl Verdict {
    const fn of(obstacle: Option<Obstacle>) -> Self {
        match obstacle {
            None => Self::Met,
            Some(Obstacle::NotKnown(_)) => Self::NotKnown,
            Some(Obstacle::NotPermitted) => Self::NotPermitted,
            Some(Obstacle::Forbidden) => Self::Forbidden,
        }
    }

    const fn truth(self) -> Truth {
        match self {
            Self::Met => Truth::Yes,
            Self::NotKnown => Truth::Unknown,
            Self::NotPermitted | Self::Forbidden => Truth::No,
        }
    }

    const fn kind(self) -> RefusalKind {
        match self {
            Self::Forbidden => RefusalKind::Forbidden,
            Self::NotPermitted => RefusalKind::NotPermitted,
            Self::NotKnown | Self::Met => RefusalKind::NotEnoughKnown,
        }
    }
}

/// Where an element stands in the tree.
#[derive(Clone, Copy, Default)]
struct Place {
    parent: Option<usize>,
    depth: usize,
    /// Whether it stands under an odd number of `not`.
    negated: bool,
}

/// What must hold before a step may be done.
///
/// # Examples
///
/// A signature is needed, and the handler may not be a near relative of a subject:
///
/// ```
/// use unbrella::base::text::{Code, Line};
/// use unbrella::base::truth::Truth;
/// use unbrella::decision::{Condition, Cure, Reason, Remedy, Requirement, Word};
/// use unbrella::provenance::{Certainty, Citation};
/// use unbrella::terms::handling::Signatory;
/// use unbrella::{rule_name, sentence};
///
/// let source = Citation::new(Line::parse("Chengguan practice report")?, Certainty::Stated);
/// let leader = Word::of(&Signatory::LeaderInCharge);
/// let signed = Condition::met(Reason::new(
///     rule_name!("sign-off/layer"),
///     sentence!("{role} has signed", "{role}已签字", role = leader.clone()),
///     source.clone(),
/// ));
/// let related = Condition::bar(
///     Reason::new(
///         rule_name!("recusal/near-relative"),
///         sentence!("the handler is a near relative", "承办人系近亲属"),
///         source,
///     ),
///     Remedy::by(Cure::command(
///         Code::parse("assign_handler")?,
///         sentence!("assign another handler", "另行指定承办人"),
///         leader,
///     )),
/// );
/// let requirement = Requirement::from(signed).and(Requirement::from(related).not());
/// assert_eq!(requirement.truth(), Truth::No);
/// let refusal = requirement.decide(sentence!("close the case", "结案"), ()).unwrap_err();
/// assert!(refusal.to_string().starts_with("forbidden: close the case"));
/// # Ok::<(), unbrella::base::text::InvalidText>(())
/// ```
// Invariant: a well-formed list; see `Requirement::check`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Requirement {
    nodes: Vec<Node>,
}

impl From<Condition> for Requirement {
    fn from(condition: Condition) -> Self {
        Self { nodes: vec![Node::Condition(Box::new(condition))] }
    }
}

impl Requirement {
    /// Both. `a.and(b).and(c)` is one group of three.
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.join(other.into(), |need, of| need == of, |of| of)
    }

    /// Either. `a.or(b).or(c)` is one group of three.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.join(other.into(), |need, _| need == 1, |_| 1)
    }

    /// Appends a member to the group at the root, or makes a group of two.
    fn join(
        mut self,
        mut other: Self,
        same: fn(usize, usize) -> bool,
        need: fn(usize) -> usize,
    ) -> Self {
        let of = match self.nodes.last() {
            Some(Node::AtLeast { need, of }) if *of > 1 && same(*need, *of) => {
                let of = of.saturating_add(1);
                self.nodes.pop();
                of
            }
            _ => 2,
        };
        self.nodes.append(&mut other.nodes);
        self.nodes.push(Node::AtLeast { need: need(of), of });
        self
    }

    /// The opposite.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "reads in the same direction as `and`")]
    pub fn not(mut self) -> Self {
        if matches!(self.nodes.last(), Some(Node::Not)) {
            self.nodes.pop();
        } else {
            self.nodes.push(Node::Not);
        }
        self
    }

    /// At least `need` of the members.
    ///
    /// # Errors
    ///
    /// [`InvalidRequirement::Count`] unless `need` is 1 to the number of members.
    pub fn at_least(
        need: usize,
        members: impl IntoIterator<Item = Self>,
    ) -> Result<Self, InvalidRequirement> {
        let mut nodes = Vec::new();
        let mut of = 0_usize;
        for mut member in members {
            nodes.append(&mut member.nodes);
            of = of.saturating_add(1);
        }
        if need == 0 || need > of {
            return Err(InvalidRequirement::Count { need, of });
        }
        nodes.push(Node::AtLeast { need, of });
        Ok(Self { nodes })
    }

    /// All conditions, in order.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Condition(condition) => Some(&**condition),
            Node::AtLeast { .. } | Node::Not => None,
        })
    }

    /// Whether it holds, after Kleene.
    #[must_use]
    pub fn truth(&self) -> Truth {
        let verdicts = self.verdicts(&self.places());
        verdicts.last().map_or(Truth::Unknown, |verdict| verdict.truth())
    }

    /// Every condition in the way: not met itself, and no part of anything that is met.
    /// Empty if the requirement is met.
    #[must_use]
    pub fn unmet(&self) -> Vec<Unmet> {
        let places = self.places();
        let verdicts = self.verdicts(&places);
        let blocking = self.under(&places, &verdicts, |verdict| verdict != Verdict::Met);
        self.pick(&blocking)
            .filter_map(|(at, condition)| condition.in_the_way(places.get(at)?.negated))
            .collect()
    }

    /// Permits a step, with the conditions that carry it as reasons, or refuses it.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] of `step` with every condition in the way, if the requirement is not
    /// met or it is not known whether it is.
    pub fn decide<T>(&self, step: Sentence, outcome: T) -> Result<Decision<T>, Refusal> {
        let places = self.places();
        let verdicts = self.verdicts(&places);
        let carrying = self.under(&places, &verdicts, |verdict| verdict == Verdict::Met);
        let reasons = self.pick(&carrying).map(|(_, condition)| condition.reason.clone()).collect();
        match Decision::from_reasons(outcome, reasons) {
            Some(decision) => Ok(decision),
            None => Err(self.refusal(step, &places, &verdicts)),
        }
    }

    /// Where each element stands. The root is the last one.
    fn places(&self) -> Vec<Place> {
        let mut places = vec![Place::default(); self.nodes.len()];
        // Groups whose members have not all been seen: the group, how many are left, and
        // where its members stand.
        let mut open: Vec<(usize, Place)> = Vec::new();
        for (at, (node, place)) in self.nodes.iter().zip(places.iter_mut()).enumerate().rev() {
            if let Some((left, members)) = open.last_mut() {
                *place = *members;
                *left = left.saturating_sub(1);
            }
            while open.last().is_some_and(|(left, _)| *left == 0) {
                open.pop();
            }
            let (members, negated) = match node {
                Node::Condition(_) => continue,
                Node::AtLeast { of, .. } => (*of, place.negated),
                Node::Not => (1, !place.negated),
            };
            let depth = place.depth.saturating_add(1);
            open.push((members, Place { parent: Some(at), depth, negated }));
        }
        places
    }

    /// The verdict on each element, in the sense in which it is wanted.
    fn verdicts(&self, places: &[Place]) -> Vec<Verdict> {
        let mut verdicts = Vec::with_capacity(self.nodes.len());
        let mut stack: Vec<Verdict> = Vec::new();
        for (node, place) in self.nodes.iter().zip(places) {
            let verdict = match node {
                Node::Condition(condition) => Verdict::of(condition.obstacle(place.negated)),
                // Its member stands under the `not` already.
                Node::Not => stack.pop().unwrap_or(Verdict::NotKnown),
                Node::AtLeast { need, of } => {
                    let need = wanted(*need, *of, place.negated);
                    let mut members = stack.split_off(stack.len().saturating_sub(*of));
                    members.sort_unstable_by(|one, two| two.cmp(one));
                    let at = need.saturating_sub(1);
                    members.get(at).copied().unwrap_or(Verdict::NotKnown)
                }
            };
            stack.push(verdict);
            verdicts.push(verdict);
        }
        verdicts
    }

    /// Which elements pass the test together with everything above them.
    fn under(
        &self,
        places: &[Place],
        verdicts: &[Verdict],
        test: fn(Verdict) -> bool,
    ) -> Vec<bool> {
        let mut under = vec![false; self.nodes.len()];
        for (at, (place, verdict)) in places.iter().zip(verdicts).enumerate().rev() {
            let above = place.parent.is_none_or(|up| under.get(up).copied().unwrap_or_default());
            if let Some(own) = under.get_mut(at) {
                *own = above && test(*verdict);
            }
        }
        under
    }

    /// The conditions among the marked elements, with their places in the list.
    fn pick<'a>(&'a self, marked: &'a [bool]) -> impl Iterator<Item = (usize, &'a Condition)> {
        self.nodes.iter().zip(marked).enumerate().filter_map(|(at, (node, mark))| match node {
            Node::Condition(condition) if *mark => Some((at, &**condition)),
            _ => None,
        })
    }

    /// The refusal of a requirement that is not met.
    fn refusal(&self, step: Sentence, places: &[Place], verdicts: &[Verdict]) -> Refusal {
        let blocking = self.under(places, verdicts, |verdict| verdict != Verdict::Met);
        let literals = Literals::of(self, places);
        let mut search = Search::new(Refusal::MOST_WAYS, MOST_WORK);
        let ways = literals.ways(self, places, &mut search);
        let mut listed: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, _) in self.pick(&blocking) {
            if let Some(literal) = literals.of_node.get(at) {
                listed.insert(*literal, 0);
            }
        }
        for literal in ways.iter().flatten() {
            listed.insert(*literal, 0);
        }
        listed.values_mut().enumerate().for_each(|(at, place)| *place = at);
        let unmet = listed.keys().filter_map(|literal| literals.unmet(self, *literal)).collect();
        let number = |literal: &usize| listed.get(literal).copied();
        let mut ways: Vec<Vec<usize>> =
            ways.iter().map(|way| way.iter().filter_map(number).collect()).collect();
        ways.sort_unstable_by(|one, two| one.len().cmp(&two.len()).then_with(|| one.cmp(two)));
        let fallback = verdicts.last().map_or(RefusalKind::NotEnoughKnown, |v| v.kind());
        let complete = search.is_complete();
        Refusal::with_ways(step.clone(), unmet, ways, complete, fallback)
            .unwrap_or_else(|| Refusal::new(step, malformed()))
    }

    /// Whether the list is one tree.
    fn check(&self) -> Result<(), InvalidRequirement> {
        let mut trees = 0_usize;
        for (at, node) in self.nodes.iter().enumerate() {
            let of = match node {
                Node::Condition(_) => 0,
                Node::Not => 1,
                Node::AtLeast { need, of } if *need == 0 || need > of => {
                    return Err(InvalidRequirement::Count { need: *need, of: *of });
                }
                Node::AtLeast { of, .. } => *of,
            };
            let rest = trees.checked_sub(of).ok_or(InvalidRequirement::Members { at })?;
            trees = rest.saturating_add(1);
        }
        if trees == 1 { Ok(()) } else { Err(InvalidRequirement::Trees { found: trees }) }
    }
}

/// How many members are needed once a group stands under `not`: of 5 members at least 2
/// are *not* met if at least 4 are wanted not to be.
const fn wanted(need: usize, of: usize, negated: bool) -> usize {
    if negated { of.saturating_sub(need).saturating_add(1) } else { need }
}

/// Conditions as numbers, for the search.
struct Literals {
    /// For each element of the list: twice the condition, plus one if wanted not to hold.
    of_node: Vec<usize>,
    /// For each condition: the first element that holds it.
    first: Vec<usize>,
    /// For each condition: whether it is wanted to hold, and wanted not to.
    wanted: Vec<(bool, bool)>,
}

impl Literals {
    /// Numbers the conditions. Two that say the same of the same rule are one.
    fn of(tree: &Requirement, places: &[Place]) -> Self {
        let mut numbers: BTreeMap<(&str, String, Truth), usize> = BTreeMap::new();
        let mut all = Self { of_node: Vec::new(), first: Vec::new(), wanted: Vec::new() };
        for (at, (node, place)) in tree.nodes.iter().zip(places).enumerate() {
            let Node::Condition(condition) = node else {
                all.of_node.push(usize::MAX);
                continue;
            };
            let reason = &condition.reason;
            let key = (reason.rule().as_str(), reason.because().to_string(), condition.truth());
            let number = *numbers.entry(key).or_insert_with(|| {
                all.first.push(at);
                all.wanted.push((false, false));
                all.first.len().saturating_sub(1)
            });
            if let Some((yes, no)) = all.wanted.get_mut(number) {
                *yes |= !place.negated;
                *no |= place.negated;
            }
            all.of_node.push(number.saturating_mul(2).saturating_add(place.negated.into()));
        }
        all
    }

    fn condition<'a>(&self, tree: &'a Requirement, literal: usize) -> Option<&'a Condition> {
        match tree.nodes.get(*self.first.get(literal / 2)?)? {
            Node::Condition(condition) => Some(condition),
            Node::AtLeast { .. } | Node::Not => None,
        }
    }

    fn unmet(&self, tree: &Requirement, literal: usize) -> Option<Unmet> {
        self.condition(tree, literal)?.in_the_way(literal % 2 == 1)
    }

    fn is_met(&self, tree: &Requirement, literal: usize) -> bool {
        self.condition(tree, literal)
            .is_some_and(|condition| condition.obstacle(literal % 2 == 1).is_none())
    }

    /// The smallest sets of conditions that are enough when they are cured.
    fn ways(&self, tree: &Requirement, places: &[Place], search: &mut Search) -> Sum {
        let mut stack: Vec<Sum> = Vec::new();
        for (at, (node, place)) in tree.nodes.iter().zip(places).enumerate() {
            match node {
                Node::Condition(_) => {
                    let literal = self.of_node.get(at).copied().unwrap_or(usize::MAX);
                    stack.push(vec![self.leaf(tree, literal)]);
                }
                Node::Not => {}
                Node::AtLeast { need, of } => {
                    let members = stack.split_off(stack.len().saturating_sub(*of));
                    stack.push(search.at_least(wanted(*need, *of, place.negated), members));
                }
            }
        }
        // What is met already need not be cured; it stood here only to rule out that
        // it is undone.
        let mut ways = Sum::new();
        for mut product in stack.pop().unwrap_or_default() {
            product.retain(|literal| !self.is_met(tree, *literal));
            search.add(&mut ways, product);
        }
        ways
    }

    /// A condition that is met, and that nothing in the tree wants undone, costs nothing.
    fn leaf(&self, tree: &Requirement, literal: usize) -> Product {
        let both_ways = self.wanted.get(literal / 2) == Some(&(true, true));
        if self.is_met(tree, literal) && !both_ways { Vec::new() } else { vec![literal] }
    }
}

/// Stands in for the conditions of a list that is no tree; none can be made.
fn malformed() -> Unmet {
    use crate::base::text::Line;
    use crate::provenance::{Certainty, Citation};

    let citation = Citation::new(Line::literal("unbrella"), Certainty::Stated);
    let because = crate::sentence!("the requirement has no condition", "要求中没有条件");
    let reason = Reason::new(crate::rule_name!("decision/requirement"), because.clone(), citation);
    Unmet::new(Obstacle::NotPermitted, reason, Remedy::none(because))
}

/// Why a list is not a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidRequirement {
    /// More are needed than there are members, or none.
    #[error("at least {need} of {of} members is not between 1 and all of them")]
    Count {
        /// How many are needed.
        need: usize,
        /// How many members there are.
        of: usize,
    },
    /// A group with fewer members before it than it says.
    #[error("element {at} joins more members than stand before it")]
    Members {
        /// Which element, counted from 0.
        at: usize,
    },
    /// Several trees in one list, or none.
    #[error("the list holds {found} trees, exactly 1 is needed")]
    Trees {
        /// How many there are.
        found: usize,
    },
}

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let requirement = Self { nodes: Few::read(deserializer)? };
        requirement.check().map_err(serde::de::Error::custom)?;
        Ok(requirement)
    }
}

impl Requirement {
    /// Writes the tree as an outline, each element with its own truth.
    fn outline(
        &self,
        f: &mut fmt::Formatter<'_>,
        line: impl Fn(&Node, Truth) -> String,
    ) -> fmt::Result {
        let places = self.places();
        let verdicts = self.verdicts(&places);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (at, place) in places.iter().enumerate() {
            if let Some(list) = place.parent.and_then(|parent| members.get_mut(parent)) {
                list.push(at);
            }
        }
        let mut open: Vec<usize> = self.nodes.len().checked_sub(1).into_iter().collect();
        let mut first = true;
        while let Some(at) = open.pop() {
            let (Some(node), Some(place)) = (self.nodes.get(at), places.get(at)) else { continue };
            let verdict = verdicts.get(at).map_or(Truth::Unknown, |verdict| verdict.truth());
            let truth = if place.negated { verdict.not() } else { verdict };
            if !first {
                f.write_str("\n")?;
            }
            first = false;
            let indent = place.depth.min(Self::MOST_INDENT).saturating_mul(2);
            write!(f, "{:indent$}{}", "", line(node, truth))?;
            open.extend(members.get(at).into_iter().flatten().rev());
        }
        Ok(())
    }

    /// The depth below which the outline is not indented any further.
    const MOST_INDENT: usize = 20;
}

/// The tree as an outline: each group and each condition on a line, with its own answer.
impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.outline(f, |node, truth| match node {
            Node::Condition(condition) => format!("{truth}: {}", condition.reason),
            Node::Not => format!("{truth}: not"),
            Node::AtLeast { need, of } if need == of => format!("{truth}: all of {of}"),
            Node::AtLeast { need: 1, of } => format!("{truth}: any of {of}"),
            Node::AtLeast { need, of } => format!("{truth}: at least {need} of {of}"),
        })
    }
}

impl Chinese for Requirement {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.outline(f, |node, truth| {
            let truth = truth.chinese();
            match node {
                Node::Condition(condition) => format!("{truth}：{}", condition.reason.chinese()),
                Node::Not => format!("{truth}：非"),
                Node::AtLeast { need, of } if need == of => format!("{truth}：{of}项全部"),
                Node::AtLeast { need: 1, of } => format!("{truth}：{of}项之一"),
                Node::AtLeast { need, of } => format!("{truth}：{of}项中至少{need}项"),
            }
        })
    }
}
