//! How a matter passes from one organ to another, and who settles a dispute.

use serde::{Deserialize, Serialize};

use crate::base::id::OrganId;
use crate::base::text::Code;
use crate::decision::{
    Answer, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement, RuleName,
    Sentence, Word,
};
use crate::model::organ::tree::OrganTree;
use crate::procedure::condition::supply;
use crate::procedure::fact::by;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce, keys};

pub(super) const JURISDICTION: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "arts. 16, 17; law 0, 1.1",
    "上级监察机关可以办理下一级监察机关管辖范围内的监察事项",
    Certainty::Stated,
);

/// 移交方式: in which of the four ways a matter passes from one organ to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 报请提级: asked for from below, and granted.
    AskedFromBelow,
    /// 上级决定提级: ordered from above.
    OrderedFromAbove,
    /// 指定管辖: a common superior designates an organ of any place.
    Designated,
    /// 交下级办理: a superior hands it down.
    HandedDown,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::AskedFromBelow, Self::OrderedFromAbove, Self::Designated, Self::HandedDown];
}

/// What passing a matter to another organ looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoveFacts {
    /// Which way.
    pub way: Way,
    /// The organ that handles it now.
    pub from: OrganId,
    /// The organ that is to handle it.
    pub to: OrganId,
    /// The organ that orders it.
    pub ordered_by: OrganId,
    /// Whether there is a ground for more than ordinary handling, as [`decide`](crate::procedure::escalation::decide) found.
    pub has_ground: bool,
    /// 报请: whether the organ below has asked for it.
    pub asked: Fact<bool>,
}

/// Whether one organ stands above another, as far as the tree of organs tells.
#[derive(Clone, Copy)]
enum Above {
    Yes,
    No,
    /// Nobody has said what stands above this organ.
    NotTold(OrganId),
}

impl Above {
    const fn known(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// The way up from an organ that has no superior in the tree is at its end only on the
    /// highest level. Elsewhere nobody has said what stands above it, and it could be any
    /// organ of no lower level, other than those whose own way up leads there.
    fn of(tree: &OrganTree, lower: OrganId, upper: OrganId) -> Self {
        let end = |organ| tree.superiors(organ).last().unwrap_or(organ);
        if tree.superiors(lower).any(|organ| organ == upper) {
            return Self::Yes;
        }
        let last = end(lower);
        let (Some(top), Some(asked)) = (tree.organ(last), tree.organ(upper)) else {
            return Self::NotTold(last);
        };
        let ended = top.level().above().is_none();
        if ended || asked.level() < top.level() || end(upper) == last {
            return Self::No;
        }
        Self::NotTold(last)
    }

    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::Yes) => self,
            (Self::Yes, _) | (_, Self::No) => other,
            (Self::NotTold(_), Self::NotTold(_)) => self,
        }
    }
}

/// Whether a matter may pass to another organ in this way.
///
/// | way | who is to handle it | who orders it | what else |
/// |---|---|---|---|
/// | asked from below | an organ above | that organ, or one above it | the organ below asked; a ground |
/// | ordered from above | an organ above | that organ, or one above it | a ground |
/// | designated | any other organ | an organ above both | – |
/// | handed down | an organ below | the organ that has it, or one above | – |
///
/// What stands above an organ is not known where the tree does not say it, unless the organ
/// is of the highest level.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met.
pub fn may_move(
    facts: &MoveFacts,
    tree: &OrganTree,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let (key, rule) = laid_down(facts.way);
    let reason = |because: Sentence| match rules.get(key) {
        Ok(parameter) => by(rule.clone(), because, &parameter),
        Err(_) => Reason::new(rule.clone(), because, JURISDICTION),
    };
    // The organ itself, or one above it.
    let over = |organ: OrganId| {
        let itself = organ == facts.ordered_by;
        if itself { Above::Yes } else { Above::of(tree, organ, facts.ordered_by) }
    };
    let (place, orders) = match facts.way {
        Way::AskedFromBelow | Way::OrderedFromAbove => {
            (Above::of(tree, facts.from, facts.to), over(facts.to))
        }
        Way::Designated => {
            (Above::known(facts.from != facts.to), over(facts.from).and(over(facts.to)))
        }
        Way::HandedDown => (Above::of(tree, facts.to, facts.from), over(facts.from)),
    };
    let mut requirement = Requirement::from(placed(place, &reason)).and(ordered(orders, &reason));
    if matches!(facts.way, Way::AskedFromBelow | Way::OrderedFromAbove) {
        requirement = requirement.and(grounded(facts.has_ground, &reason));
    }
    if facts.way == Way::AskedFromBelow {
        requirement = requirement.and(asked(facts.asked, &reason));
    }
    requirement.decide(crate::sentence!("pass the matter to another organ", "变更办理机关"), ())
}

/// The parameter on which a way rests, and the rule.
fn laid_down(way: Way) -> (ParamKey<bool>, RuleName) {
    use keys::escalation::{DOWNWARD_DESIGNATION, RAISE_ON_REQUEST, UPPER_MAY_TAKE};

    match way {
        Way::AskedFromBelow => (RAISE_ON_REQUEST, crate::rule_name!("escalation/asked")),
        Way::OrderedFromAbove => (UPPER_MAY_TAKE, crate::rule_name!("escalation/ordered")),
        Way::Designated => (DOWNWARD_DESIGNATION, crate::rule_name!("escalation/designated")),
        Way::HandedDown => (DOWNWARD_DESIGNATION, crate::rule_name!("escalation/handed-down")),
    }
}

fn superior() -> Word {
    Word::literal("superior_organ", "上级机关", "superior organ")
}

/// What nobody has said is entered with the organ.
fn parent() -> Remedy {
    let how = crate::sentence!("enter which organ stands above it", "补录其上级机关");
    supply("parent", how, superior())
}

fn placed(holds: Above, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    match holds {
        Above::Yes => {
            let because =
                crate::sentence!("the organ stands where it must", "接办机关的层级关系符合规定");
            Condition::met(reason(because))
        }
        Above::No => {
            let because = crate::sentence!(
                "the organ that is to handle it does not stand where it must for this way",
                "接办机关的层级关系不符合该种方式",
            );
            let why =
                crate::sentence!("another organ or another way is needed", "须另选机关或者方式");
            Condition::unmet(reason(because), Remedy::none(why))
        }
        Above::NotTold(organ) => {
            let because = crate::sentence!(
                "where the organ that is to handle it stands is not known: the organ above {organ} is missing",
                "接办机关的层级关系尚不明确：缺少{organ}的上级机关",
                organ = organ,
            );
            Condition::unknown(reason(because), NotKnown::NeverAsked, parent())
        }
    }
}

fn ordered(holds: Above, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    match holds {
        Above::Yes => {
            let because =
                crate::sentence!("an organ with authority over it orders it", "由有权机关决定");
            Condition::met(reason(because))
        }
        Above::No => {
            let because = crate::sentence!(
                "the organ that orders it has no authority over the organs concerned",
                "决定机关对有关机关无管理权限",
            );
            let how = crate::sentence!(
                "order it as the superior of the organs concerned",
                "由有关机关的上级机关决定"
            );
            let cure = Cure::command(const { Code::literal("raise") }, how, superior());
            Condition::forbidden(reason(because), Remedy::by(cure))
        }
        Above::NotTold(organ) => {
            let because = crate::sentence!(
                "whether the organ that orders it has authority is not known: the organ above {organ} is missing",
                "决定机关有无管理权限尚不明确：缺少{organ}的上级机关",
                organ = organ,
            );
            Condition::unknown(reason(because), NotKnown::NeverAsked, parent())
        }
    }
}

fn grounded(holds: bool, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    if holds {
        let because = crate::sentence!("there is a ground for it", "有提级事由");
        return Condition::met(reason(because));
    }
    let because = crate::sentence!("no ground for it is known", "尚无提级事由");
    let how = crate::sentence!("establish a ground", "查明提级事由");
    let cure = Cure::fact(const { Code::literal("grounds") }, how, superior());
    Condition::unmet(reason(because), Remedy::by(cure))
}

fn asked(holds: Fact<bool>, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    let below = Word::literal("lower_organ", "下级机关", "organ below");
    let how = crate::sentence!("ask the superior to take it", "报请上级机关管辖");
    let cure = Cure::fact(const { Code::literal("asked") }, how, below);
    match holds {
        Fact::Known(true) => {
            let because = crate::sentence!("the organ below has asked for it", "下级机关已报请");
            Condition::met(reason(because))
        }
        Fact::Known(false) => {
            let because =
                crate::sentence!("the organ below has not asked for it", "下级机关未报请");
            Condition::unmet(reason(because), Remedy::by(cure))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "whether the organ below has asked is not known",
                "下级机关是否报请尚不明确"
            );
            Condition::unknown(reason(because), why, Remedy::by(cure))
        }
    }
}

/// 管辖争议: who settles a dispute between two organs: their lowest common superior.
///
/// Undetermined if the tree knows none.
pub fn settle(tree: &OrganTree, one: OrganId, two: OrganId) -> Decision<Answer<OrganId>> {
    let rule: RuleName = crate::rule_name!("escalation/dispute");
    match tree.common_superior(one, two) {
        Some(superior) => {
            let because = crate::sentence!(
                "a dispute goes to the lowest common superior: {superior}",
                "管辖有争议的，由共同的上级确定：{superior}",
                superior = superior,
            );
            Decision::new(Answer::Known(superior), Reason::new(rule, because, JURISDICTION))
        }
        None => {
            let missing = Missing::new(
                const { Code::literal("common_superior") },
                crate::sentence!("the common superior of the two organs", "两机关的共同上级"),
                NotKnown::NeverAsked,
            );
            let because = crate::sentence!(
                "the tree of organs has no common superior",
                "机关树中无共同上级",
            );
            Decision::new(Answer::missing(missing), Reason::new(rule, because, JURISDICTION))
        }
    }
}
