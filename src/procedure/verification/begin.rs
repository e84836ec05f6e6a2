//! Whether a verification may begin: plan, approval, team, and where the organ stands.

use crate::base::day::Day;
use crate::base::id::{OrganId, PartyId, PersonId, VerificationId};
use crate::decision::{Condition, Decision, Reason, Refusal, Requirement, RuleName, Word};
use crate::model::clue::Clue;
use crate::model::dossier::Dossier;
use crate::model::organ::Organ;
use crate::model::verification::{Verification, VerificationStage};
use crate::procedure::condition::{Says, find_out, needs, said, supply};
use crate::procedure::fact::{by, recorded};
use crate::procedure::holders;
use crate::procedure::verification::approval::{
    Held, WORK_RULES, approval, approved_by, handling_office, held_by,
};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::handling::HandlingMode;
use crate::terms::office::{LeaderRole, OrganKind};

/// What beginning a verification looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeginFacts {
    /// The verification.
    pub verification: VerificationId,
    /// Whether there is a plan.
    pub planned: bool,
    /// As what the plan was approved; none if nobody has approved it.
    pub approved: Option<Held>,
    /// Whether a subject is the principal leader of the party committee one level down.
    pub lower_chief: Fact<bool>,
    /// Those who are to verify.
    pub team: Vec<PersonId>,
    /// Those of them who are a subject of the clue, or declared kin of one.
    pub near: Vec<PersonId>,
    /// How it is verified.
    pub mode: HandlingMode,
    /// Whether the verifying organ answers for another place than the one to which the
    /// clue belongs.
    pub elsewhere: Fact<bool>,
    /// Whether the verifying organ stands above the organ to which the clue belongs.
    pub above: Fact<bool>,
}

impl BeginFacts {
    /// The facts of a verification that is to begin, from the dossier; nothing if its clue
    /// is not there.
    ///
    /// A clue belongs to the organ that received it. Another place is one that neither
    /// holds the place of that organ nor lies in it. Leaders are looked up on the day of
    /// the approval; whether a subject leads the party committee of the level below, on
    /// the day on which the plan was made. Party committees are told apart by their level
    /// alone.
    #[must_use]
    pub fn gather(dossier: &Dossier, verification: &Verification) -> Option<Self> {
        let clue = dossier.clue(verification.clue())?;
        let stages = verification.stages();
        let day = stages.first().when.occurred_at().day();
        let team = verification.team();
        let near = |person: &&PersonId| holders::near(dossier, **person, clue.subjects());
        let approval = stages.iter().rev().find_map(|entry| match entry.state {
            VerificationStage::Approved { by } => Some((by, entry.when.occurred_at().day())),
            _ => None,
        });
        let (organ, home) = (verification.organ(), clue.received_by());
        Some(Self {
            verification: verification.id(),
            planned: stages
                .iter()
                .any(|entry| matches!(entry.state, VerificationStage::Planned { .. })),
            approved: approval.map(|(person, day)| held_by(dossier, person, organ, day)),
            lower_chief: lower_chief(dossier, clue, organ, day),
            team: team.to_vec(),
            near: team.iter().filter(near).copied().collect(),
            mode: verification.mode(),
            elsewhere: elsewhere(dossier, organ, home),
            above: above(dossier, organ, home),
        })
    }
}

fn lower_chief(dossier: &Dossier, clue: &Clue, organ: OrganId, day: Day) -> Fact<bool> {
    let Some(organ) = dossier.organ(organ) else { return recorded(None) };
    let Some(below) = organ.level().below() else { return Fact::Known(false) };
    let below = |noun: &Organ| *noun.kind() == OrganKind::PartyCommittee && noun.level() == below;
    let heads = |party: &PartyId| match *party {
        PartyId::Person(person) => {
            holders::leads_such(dossier, person, LeaderRole::PrincipalLeader, day, below)
        }
        _ => Fact::Known(false),
    };
    holders::any(clue.subjects().iter().map(heads))
}

fn elsewhere(dossier: &Dossier, organ: OrganId, home: OrganId) -> Fact<bool> {
    if organ == home {
        return Fact::Known(false);
    }
    let place = |organ| dossier.organ(organ).and_then(Organ::place);
    let (Some(own), Some(theirs)) = (place(organ), place(home)) else { return recorded(None) };
    let above = |place| {
        std::iter::successors(Some(place), |place| dossier.place(*place)?.parent()).take(64)
    };
    let within = |one, other| above(one).any(|place| place == other);
    Fact::Known(!within(own, theirs) && !within(theirs, own))
}

fn above(dossier: &Dossier, organ: OrganId, home: OrganId) -> Fact<bool> {
    let known = [organ, home].iter().all(|id| dossier.organ(*id).is_some());
    let stands = || dossier.organ_tree().superiors(home).any(|upper| upper == organ);
    recorded(known.then(stands))
}

const ON_THE_SPOT: Citation = Citation::literal(
    "河南省扫黑除恶专项斗争综述",
    None,
    "H12",
    "verified off-site, upgraded verification",
    Certainty::Reading,
);

/// Whether a verification may begin.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met: no plan; not approved, or not by
/// whom the rules name; too few in the team; one of the team too near to a subject; an
/// organ that does not stand where an off-site or level-raised verification needs it.
pub fn may_begin(facts: &BeginFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let mut requirement = Requirement::from(plan(facts))
        .and(plan_approved(facts, rules))
        .and(nobody_near(facts, rules));
    for further in [enough(facts, rules), stands(facts, rules)].into_iter().flatten() {
        requirement = requirement.and(further);
    }
    requirement.decide(crate::sentence!("begin the verification", "开展初步核实"), ())
}

fn plan(facts: &BeginFacts) -> Condition {
    let rule = crate::rule_name!("verification/plan");
    if facts.planned {
        let because = crate::sentence!("there is a plan", "已拟定工作方案");
        return Condition::met(Reason::new(rule, because, WORK_RULES));
    }
    let because = crate::sentence!("there is no plan", "未拟定工作方案");
    let how = crate::sentence!("draw up a plan", "拟定工作方案");
    let remedy = supply("planned", how, handling_office());
    Condition::unmet(Reason::new(rule, because, WORK_RULES), remedy)
}

fn plan_approved(facts: &BeginFacts, rules: RulesInForce<'_>) -> Condition {
    let rule = crate::rule_name!("verification/approved");
    let Ok(needed) = rules.get(keys::verification::LOWER_CHIEF) else {
        return approval_of_any(rule, facts.approved.as_ref());
    };
    match (facts.lower_chief, facts.approved.as_ref()) {
        (Fact::Known(false), approved) => approval_of_any(rule, approved),
        // Whoever approves for a chief of the level below approves for anybody.
        (_, Some(Fact::Known(held))) if held.contains(&needed.value()) => {
            Condition::met(by(rule, approved_by(needed.value()), &needed))
        }
        (Fact::Known(true), approved) => approval(rule, approved, &needed),
        (_, None) => approval_of_any(rule, None),
        (Fact::NotKnown(why), Some(_)) => {
            let because = crate::sentence!(
                "it is not known whether a subject is the principal leader of the party committee one level down",
                "被核查人是否系下一级党委主要负责人尚不明确",
            );
            let remedy = find_out("lower_chief", handling_office());
            Condition::unknown(by(rule, because, &needed), why, remedy)
        }
    }
}

/// Where no rule says who approves, an approval on record is enough.
fn approval_of_any(rule: RuleName, approved: Option<&Held>) -> Condition {
    if approved.is_some() {
        let because = crate::sentence!("the plan is approved", "工作方案已经批准");
        return Condition::met(Reason::new(rule, because, WORK_RULES));
    }
    let because = crate::sentence!("the plan is not approved", "工作方案未经批准");
    let how = crate::sentence!("have the plan approved", "履行报批程序");
    let remedy = supply("approved", how, Word::of(&LeaderRole::LeaderInCharge));
    Condition::unmet(Reason::new(rule, because, WORK_RULES), remedy)
}

fn enough(facts: &BeginFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let least = rules.get(keys::verification::TEAM).ok()?;
    let rule = crate::rule_name!("verification/team");
    let many = u32::try_from(facts.team.len()).unwrap_or(u32::MAX);
    let because = crate::sentence!(
        "{many} in the team, at least {least} are needed",
        "核查组{many}人，不得少于{least}人",
        many = many,
        least = least.value(),
    );
    let reason = by(rule, because, &least);
    Some(if many >= least.value() {
        Condition::met(reason)
    } else {
        let how = crate::sentence!("add members to the team", "补足核查组成员");
        Condition::unmet(reason, supply("team", how, handling_office()))
    })
}

fn nobody_near(facts: &BeginFacts, rules: RulesInForce<'_>) -> Requirement {
    let reason = |because| {
        let rule = crate::rule_name!("verification/recused");
        said(rule, because, keys::recusal::GROUNDS, rules, &WORK_RULES)
    };
    let mut near = facts.near.iter().map(|person| {
        let because = crate::sentence!(
            "{person} is a subject of the clue or a near relative of one",
            "{person}系被核查人或者其近亲属",
            person = *person,
        );
        let how = crate::sentence!("put another person into the team", "另行指定核查人员");
        let remedy = supply("team", how, handling_office());
        Requirement::from(Condition::forbidden(reason(because), remedy))
    });
    let Some(first) = near.next() else {
        let because = crate::sentence!(
            "none of the team is a subject or declared kin of one",
            "核查组成员均非被核查人或者其近亲属",
        );
        return Condition::met(reason(because)).into();
    };
    near.fold(first, Requirement::and)
}

/// Off-site and level-raised verification need an organ that stands where they say.
fn stands(facts: &BeginFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let (rule, fact, code, says) = match facts.mode {
        HandlingMode::OffsiteVerification => (
            crate::rule_name!("verification/off-site"),
            facts.elsewhere,
            "elsewhere",
            elsewhere_says(),
        ),
        HandlingMode::LevelRaisedVerification => {
            (crate::rule_name!("verification/level-raised"), facts.above, "above", above_says())
        }
        _ => return None,
    };
    let key = keys::escalation::UPPER_MAY_TAKE;
    let reason = |because| said(rule.clone(), because, key, rules, &ON_THE_SPOT);
    let superior = || Word::literal("superior_organ", "上级机关", "superior organ");
    let how = crate::sentence!("put it into the hands of another organ", "另行指定核查机关");
    let remedy = match fact {
        Fact::NotKnown(_) => find_out(code, superior()),
        Fact::Known(_) => supply("organ", how, superior()),
    };
    Some(needs(fact, says, &reason, remedy))
}

fn elsewhere_says() -> Says {
    Says {
        yes: crate::sentence!("an organ of another place verifies", "由异地机关核查"),
        no: crate::sentence!(
            "off-site verification, and the organ is one of the same place",
            "异地核查，但核查机关系本地机关",
        ),
        open: crate::sentence!(
            "it is not known whether the organ is one of another place",
            "核查机关是否系异地机关尚不明确",
        ),
    }
}

fn above_says() -> Says {
    Says {
        yes: crate::sentence!("a superior organ verifies", "由上级机关核查"),
        no: crate::sentence!(
            "level-raised verification, and the organ is no superior",
            "提级核查，但核查机关并非上级机关",
        ),
        open: crate::sentence!(
            "it is not known whether the organ is a superior",
            "核查机关是否系上级机关尚不明确",
        ),
    }
}
