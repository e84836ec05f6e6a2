//! The steps of a hypothesis: each a person's signed decision, and what each one needs.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Moment;
use crate::base::id::{OrganId, OutcomeId, PartyId, PersonId, UmbrellaId};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{
    Chinese, Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, RuleName, Sentence,
    Word,
};
use crate::model::accountability::HeldToAccount;
use crate::model::case::CaseStage;
use crate::model::dossier::Dossier;
use crate::model::umbrella::{EffectiveDecision, Subject, Umbrella, UmbrellaStage};
use crate::procedure::condition::{self, Says, demands, find_out, needs, said, supply};
use crate::procedure::holders::{known, near};
use crate::procedure::hypothesis::weight::{Range, TENURE, WeighFacts, supporting, tenure_of};
use crate::provenance::{Certainty, Citation, Fact, NotKnown, Standing};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::stage::CriminalStage;

/// 一步: where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 初核: from alleged to checked.
    Check,
    /// 认为有证据支持: from checked to supported.
    Support,
    /// 认定: from supported to established.
    Establish,
    /// 查否: to refuted.
    Refute,
    /// 撤回: to withdrawn.
    Withdraw,
}

impl Step {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 5] =
        [Self::Check, Self::Support, Self::Establish, Self::Refute, Self::Withdraw];

    /// The standing that the record of the step gives.
    #[must_use]
    pub const fn leads_to(self) -> Standing {
        match self {
            Self::Check => Standing::Checked,
            Self::Support => Standing::Supported,
            Self::Establish => Standing::Established,
            Self::Refute => Standing::Refuted,
            Self::Withdraw => Standing::Withdrawn,
        }
    }

    /// The step in words.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Check => Word::literal("check", "记录已初核", "record that it is checked"),
            Self::Support => {
                Word::literal("support", "记录有证据支持", "record that it is supported")
            }
            Self::Establish => {
                Word::literal("establish", "记录已认定", "record that it is established")
            }
            Self::Refute => Word::literal("refute", "记录已查否", "record that it is refuted"),
            Self::Withdraw => {
                Word::literal("withdraw", "记录已撤回", "record that it is withdrawn")
            }
        }
    }

    /// The steps that have to come before this one, from a standing on; none if there is no
    /// way.
    fn before(self, standing: Standing) -> Option<Vec<Self>> {
        let way = match (standing, self) {
            (Standing::Alleged, Self::Support) => vec![Self::Check],
            (Standing::Alleged, Self::Establish) => vec![Self::Check, Self::Support],
            (Standing::Checked, Self::Establish) => vec![Self::Support],
            (Standing::Alleged, Self::Check | Self::Refute | Self::Withdraw)
            | (Standing::Checked, Self::Support | Self::Refute | Self::Withdraw)
            | (Standing::Supported, Self::Establish | Self::Refute | Self::Withdraw)
            | (Standing::Established, Self::Refute) => Vec::new(),
            _ => return None,
        };
        Some(way)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word().english())
    }
}

impl Chinese for Step {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word().term())
    }
}

/// A step as it is meant to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intended {
    /// The step.
    pub step: Step,
    /// Whose decision it is; none if it is nobody's, such as a program's.
    pub by: Option<PersonId>,
    /// Whether that person has signed it.
    pub signed: Fact<bool>,
    /// Whether somebody with the duty to do so has looked at it.
    pub looked_at: Fact<bool>,
    /// The effective decision that it rests on.
    pub decision: Option<EffectiveDecision>,
    /// Whether the decision that had established it has fallen.
    pub overturned: Fact<bool>,
    /// Whether reasons are given.
    pub reasons: bool,
    /// The organs that are named as owed a correction.
    pub owed_to: BTreeSet<OrganId>,
}

impl Intended {
    /// A step of which nothing is known yet.
    #[must_use]
    pub const fn bare(step: Step) -> Self {
        const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
        Self {
            step,
            by: None,
            signed: NEVER,
            looked_at: NEVER,
            decision: None,
            overturned: NEVER,
            reasons: false,
            owed_to: BTreeSet::new(),
        }
    }
}

/// What a step of a hypothesis looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFacts {
    /// The hypothesis.
    pub umbrella: UmbrellaId,
    /// How far it has come.
    pub standing: Standing,
    /// The step as it is meant to be recorded.
    pub intended: Intended,
    /// Whether the person who decides is the subject, or near to it.
    pub near: Fact<bool>,
    /// Whether the gang was shielded at a time that lies within the tenure.
    pub within_tenure: Fact<bool>,
    /// The independent origins that speak for it.
    pub origins: Range,
    /// Whether the decision that it rests on has effect.
    pub in_effect: Fact<bool>,
    /// Whether that decision is about the subject.
    pub about_subject: Fact<bool>,
    /// The organs that were told of the hypothesis.
    pub told: BTreeSet<OrganId>,
}

impl StepFacts {
    /// The facts of a hypothesis of the dossier, for a step that is meant to be recorded at
    /// a moment; nothing if it is not there, or was not known by then.
    ///
    /// `weighed` are its claims, see [`WeighFacts::gather`]. Near is who holds a post in an
    /// organ that is the subject, or declared kinship with the person. A judgment has effect
    /// once its case has reached that stage.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        weighed: &WeighFacts,
        intended: Intended,
        at: Moment,
    ) -> Option<Self> {
        let umbrella = dossier.umbrella(weighed.umbrella)?;
        let stage = umbrella.stages().known_at(at)?;
        let decision = intended.decision.map(|decision| look_up(dossier, umbrella, decision, at));
        let overturned = match stage {
            UmbrellaStage::Established { decision: EffectiveDecision::Outcome(id), .. } => {
                let revoked = dossier.outcome(*id).map(|outcome| outcome.revoked());
                revoked.map(|when| when.is_some_and(|when| when.recorded_at() <= at))
            }
            _ => None,
        };
        let overturned = overturned.map_or(intended.overturned, Fact::Known);
        Some(Self {
            umbrella: umbrella.id(),
            standing: stage.standing(),
            near: intended.by.map_or(Fact::NotKnown(NotKnown::NeverAsked), |person| {
                is_near(dossier, umbrella, person, at)
            }),
            within_tenure: within_tenure(dossier, umbrella),
            origins: supporting(weighed),
            in_effect: decision.map_or(Fact::NotKnown(NotKnown::NeverAsked), |(effect, _)| effect),
            about_subject: decision
                .map_or(Fact::NotKnown(NotKnown::NeverAsked), |(_, subject)| subject),
            told: umbrella.told().iter().copied().collect(),
            intended: Intended { overturned, ..intended },
        })
    }
}

fn is_near(dossier: &Dossier, umbrella: &Umbrella, person: PersonId, at: Moment) -> Fact<bool> {
    match umbrella.subject() {
        Subject::Tenure { person: subject, .. } => {
            Fact::Known(near(dossier, person, &[PartyId::Person(*subject)]))
        }
        Subject::Organ { organ } => {
            let of_organ = dossier.tenures_of(person).filter(|tenure| {
                dossier.post(tenure.post()).is_some_and(|post| post.organ() == *organ)
            });
            known(of_organ.map(|tenure| tenure.held_on(at.day())).fold(Truth::No, Truth::or))
        }
    }
}

fn within_tenure(dossier: &Dossier, umbrella: &Umbrella) -> Fact<bool> {
    match (tenure_of(dossier, umbrella), umbrella.period()) {
        (None, _) => Fact::Known(true),
        (Some(tenure), Some(period)) => known(period.overlaps(&tenure)),
        (Some(_), None) => Fact::NotKnown(NotKnown::NeverAsked),
    }
}

/// Whether a decision has effect, and whether it is about the subject.
fn look_up(
    dossier: &Dossier,
    umbrella: &Umbrella,
    decision: EffectiveDecision,
    at: Moment,
) -> (Fact<bool>, Fact<bool>) {
    let never = Fact::NotKnown(NotKnown::NeverAsked);
    let party = match umbrella.subject() {
        Subject::Tenure { person, .. } => PartyId::Person(*person),
        Subject::Organ { organ } => PartyId::Organ(*organ),
    };
    match decision {
        EffectiveDecision::Outcome(id) => match dossier.outcome(id) {
            Some(outcome) => {
                let begun = outcome.effective().is_some_and(|from| from <= at.day());
                let revoked = outcome.revoked().is_some_and(|when| when.recorded_at() <= at);
                let own = PartyId::Person(outcome.person()) == party;
                (Fact::Known(begun && !revoked), Fact::Known(own))
            }
            None => held_to_account(dossier, id, party, at).unwrap_or((never, never)),
        },
        EffectiveDecision::Judgment(id) => match dossier.case(id) {
            Some(case) => {
                let stage = case.stages().known_at(at);
                let effective = stage == Some(&CaseStage::Criminal(CriminalStage::Effective));
                (Fact::Known(effective), Fact::Known(case.subjects().contains(&party)))
            }
            None => (never, never),
        },
    }
}

/// An accountability that was decided: whether it has effect, and is about the subject.
fn held_to_account(
    dossier: &Dossier,
    id: OutcomeId,
    party: PartyId,
    at: Moment,
) -> Option<(Fact<bool>, Fact<bool>)> {
    let decided = dossier.accountability(id)?;
    let begun = decided.effective().is_some_and(|from| from <= at.day());
    let revoked = decided.revoked().is_some_and(|when| when.recorded_at() <= at);
    let held = match decided.held() {
        HeldToAccount::Leader { person, .. } => PartyId::Person(*person),
        HeldToAccount::Organ { organ, .. } => PartyId::Organ(*organ),
    };
    Some((Fact::Known(begun && !revoked), Fact::Known(held == party)))
}

const LADDER: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §4",
    "alleged, checked, supported, established; refuted and withdrawn; established needs an \
     effective decision",
    Certainty::Reading,
);

const SIGNED: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §1",
    "only a person's recorded, signed decision changes anybody's standing",
    Certainty::Reading,
);

const ORIGINS: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §4",
    "supported: evidence beyond the first report",
    Certainty::Reading,
);

fn ladder(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, LADDER)
}

fn organ() -> Word {
    Word::literal("handling_organ", "承办机关", "organ that handles it")
}

/// Whether a step may be recorded. It is then the person's, and not this function's.
///
/// # Errors
///
/// A [`Refusal`] with everything that is missing: steps before it, a person who has signed
/// and is not near the subject, and what the step itself needs.
pub fn may_step(facts: &StepFacts, rules: RulesInForce<'_>) -> Result<Decision<Step>, Refusal> {
    let step = facts.intended.step;
    let mut conditions = vec![order(facts)];
    conditions.extend(person(facts));
    match step {
        Step::Check => conditions.push(looked_at(facts)),
        Step::Support => conditions.extend([tenure(facts), origins(facts, rules)]),
        Step::Establish => {
            conditions.push(tenure(facts));
            conditions.extend(decision(facts));
        }
        Step::Refute => conditions.extend([reasons(facts), corrections(facts)]),
        Step::Withdraw => conditions.push(reasons(facts)),
    }
    if step == Step::Refute && facts.standing == Standing::Established {
        conditions.push(overturned(facts));
    }
    let doing = crate::sentence!("{step}", "{step}", step = step.word());
    let otherwise = ladder(
        crate::rule_name!("hypothesis/order"),
        crate::sentence!("nothing more is asked of it", "无其他要求"),
    );
    condition::decide(conditions, doing, step, otherwise)
}

/// 录入: whether a hypothesis may be entered as it stands. Only as alleged: whatever came
/// after that was the decision of a person, and is recorded as a step of its own.
///
/// # Errors
///
/// A [`Refusal`] whose cures are the first entry and the steps after it.
pub fn may_enter(standing: Standing) -> Result<Decision<()>, Refusal> {
    let rule = crate::rule_name!("hypothesis/entered");
    let steps: &[Step] = match standing {
        Standing::Alleged => &[],
        Standing::Checked => &[Step::Check],
        Standing::Supported => &[Step::Check, Step::Support],
        Standing::Established => &[Step::Check, Step::Support, Step::Establish],
        Standing::Refuted => &[Step::Refute],
        Standing::Withdrawn => &[Step::Withdraw],
    };
    let condition = if steps.is_empty() {
        let because = crate::sentence!("it is entered as alleged", "按“反映”状态录入");
        Condition::met(ladder(rule, because))
    } else {
        let because = crate::sentence!(
            "it is to be entered as {standing}, and nobody's decision is recorded for that",
            "拟按“{standing}”状态录入，相应步骤未经人员决定并记录",
            standing = Word::of(&standing),
        );
        let how = crate::sentence!("enter it as alleged", "按“反映”状态录入");
        let enter = Cure::command(const { Code::literal("enter") }, how, organ());
        let remedy = Remedy::by_all(enter, steps.iter().map(|step| record(*step)));
        Condition::unmet(ladder(rule, because), remedy)
    };
    let doing = crate::sentence!("enter the hypothesis", "录入保护伞线索");
    Requirement::from(condition).decide(doing, ())
}

fn order(facts: &StepFacts) -> Condition {
    let rule = crate::rule_name!("hypothesis/order");
    let standing = || Word::of(&facts.standing);
    let missing = facts.intended.step.before(facts.standing);
    match missing.as_deref() {
        Some([]) => {
            let because = crate::sentence!(
                "the step follows on: it is {standing}",
                "当前状态为“{standing}”，可以进行该步骤",
                standing = standing(),
            );
            Condition::met(ladder(rule, because))
        }
        Some([first, more @ ..]) => {
            let because = crate::sentence!(
                "it is {standing}, and steps are left out",
                "当前状态为“{standing}”，不得越级",
                standing = standing(),
            );
            let remedy = Remedy::by_all(take(*first), more.iter().map(|step| take(*step)));
            Condition::unmet(ladder(rule, because), remedy)
        }
        None => {
            let because = crate::sentence!(
                "it is {standing}, and the step does not lead on from there",
                "当前状态为“{standing}”，不得再进行该步骤",
                standing = standing(),
            );
            let why = crate::sentence!(
                "whoever has new grounds opens a new hypothesis",
                "有新的依据的，应另行提出"
            );
            Condition::forbidden(ladder(rule, because), Remedy::none(why))
        }
    }
}

/// A step that is taken first, as a cure.
fn take(step: Step) -> Cure {
    let how = crate::sentence!("first {step}", "先{step}", step = step.word());
    Cure::command(code(step), how, organ())
}

/// A step that is taken afterward, as a cure.
fn record(step: Step) -> Cure {
    let how = crate::sentence!("then {step}", "再{step}", step = step.word());
    Cure::command(code(step), how, organ())
}

const fn code(step: Step) -> Code {
    match step {
        Step::Check => const { Code::literal("check") },
        Step::Support => const { Code::literal("support") },
        Step::Establish => const { Code::literal("establish") },
        Step::Refute => const { Code::literal("refute") },
        Step::Withdraw => const { Code::literal("withdraw") },
    }
}

/// That a person decides, has signed, and does not stand near.
fn person(facts: &StepFacts) -> Vec<Condition> {
    let rule = || crate::rule_name!("hypothesis/person");
    let signed = |because| Reason::new(rule(), because, SIGNED);
    if facts.intended.by.is_none() {
        let because = crate::sentence!(
            "nobody has decided it; no count of claims takes the place of a decision",
            "尚无人作出决定；说法多少不能代替决定"
        );
        let how = crate::sentence!("have a person decide it and sign", "由有关人员决定并签字");
        let cure = |fact: Code| Cure::fact(fact, how.clone(), organ());
        let remedy = Remedy::by_all(
            cure(const { Code::literal("by") }),
            [cure(const { Code::literal("signed") })],
        );
        return vec![Condition::unmet(signed(because), remedy)];
    }
    let says = Says {
        yes: crate::sentence!("a person has decided and signed it", "已由有关人员决定并签字"),
        no: crate::sentence!("the decision is not signed", "决定尚未签字"),
        open: crate::sentence!(
            "whether the decision is signed is not known",
            "决定是否签字尚不明确"
        ),
    };
    let how = crate::sentence!("have the decision signed", "补办签字");
    let of_person = needs(facts.intended.signed, says, &signed, supply("signed", how, organ()));
    vec![of_person, nearness(facts)]
}

fn nearness(facts: &StepFacts) -> Condition {
    let apart = |because| Reason::new(crate::rule_name!("hypothesis/near"), because, NEAR);
    let says = Says {
        yes: crate::sentence!(
            "who decides does not stand near the subject",
            "决定人与当事人无利害关系"
        ),
        no: crate::sentence!("who decides stands near the subject", "决定人与当事人有利害关系"),
        open: crate::sentence!(
            "whether who decides stands near the subject is not known",
            "决定人与当事人有无利害关系尚不明确"
        ),
    };
    let how = crate::sentence!("have another person decide", "另行指定决定人");
    demands(
        facts.near.map(|near| !near),
        says,
        &apart,
        supply("by", how, organ()),
        find_out("near", organ()),
    )
}

const NEAR: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §8.4",
    "nobody handles, signs or sees a case of a near relative",
    Certainty::Reading,
);

fn looked_at(facts: &StepFacts) -> Condition {
    let reason = |because| ladder(crate::rule_name!("hypothesis/looked-at"), because);
    let says = Says {
        yes: crate::sentence!("somebody with the duty has looked at it", "已由有职责的人员初核"),
        no: crate::sentence!("nobody with the duty has looked at it", "尚未由有职责的人员初核"),
        open: crate::sentence!(
            "whether anybody with the duty has looked at it is not known",
            "是否已由有职责的人员初核尚不明确"
        ),
    };
    let how = crate::sentence!("have it looked at", "安排初核");
    needs(facts.intended.looked_at, says, &reason, supply("looked_at", how, organ()))
}

fn tenure(facts: &StepFacts) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("hypothesis/tenure"), because, TENURE);
    let says = Says {
        yes: crate::sentence!(
            "the gang was shielded at a time within the tenure",
            "充当保护伞的时间在任职期间"
        ),
        no: crate::sentence!(
            "the gang was shielded at a time outside the tenure",
            "充当保护伞的时间不在该任职期间"
        ),
        open: crate::sentence!(
            "whether the gang was shielded within the tenure is not known",
            "充当保护伞的时间是否在任职期间尚不明确"
        ),
    };
    let why = crate::sentence!(
        "a hypothesis on the post held at that time is a new one",
        "应针对当时所任职务另行提出"
    );
    demands(
        facts.within_tenure,
        says,
        &reason,
        Remedy::none(why),
        find_out("within_tenure", organ()),
    )
}

/// That enough independent origins speak for it. What is not known of the time of a claim
/// may decide it.
fn origins(facts: &StepFacts, rules: RulesInForce<'_>) -> Condition {
    let needed = rules.get(keys::hypothesis::SUPPORTED_ORIGINS);
    let wanted = needed.as_ref().map_or(1, |needed| needed.value());
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let rule = || crate::rule_name!("hypothesis/origins");
    let reason =
        |because| said(rule(), because, keys::hypothesis::SUPPORTED_ORIGINS, rules, &ORIGINS);
    let Range { least, most } = facts.origins;
    let because = crate::sentence!(
        "{least} to {most} independent origins speak for it, {wanted} are needed",
        "支持的独立来源{least}至{most}个，需要{wanted}个",
        least = least,
        most = most,
        wanted = wanted,
    );
    let more = || {
        let how = crate::sentence!(
            "find evidence of another origin, within the tenure",
            "查找任职期间的其他独立来源"
        );
        supply("origins", how, organ())
    };
    let which = || {
        let how = crate::sentence!("say of what time each claim speaks", "写明各条说法所述的时间");
        supply("about", how, organ())
    };
    if least >= wanted {
        Condition::met(reason(because))
    } else if most < wanted {
        Condition::unmet(reason(because), more())
    } else {
        Condition::unknown(reason(because), NotKnown::NeverAsked, which())
    }
}

/// That an effective decision about the subject is named.
fn decision(facts: &StepFacts) -> Vec<Condition> {
    let reason = |because| ladder(crate::rule_name!("hypothesis/decision"), because);
    if facts.intended.decision.is_none() {
        let because = crate::sentence!("no effective decision is named", "未写明已生效的决定");
        let how = crate::sentence!("name the decision that says so", "写明据以认定的决定");
        return vec![Condition::unmet(reason(because), supply("decision", how, organ()))];
    }
    let effect = Says {
        yes: crate::sentence!("the decision has effect", "该决定已生效"),
        no: crate::sentence!("the decision has no effect", "该决定未生效"),
        open: crate::sentence!(
            "whether the decision has effect is not known",
            "该决定是否生效尚不明确"
        ),
    };
    let wait = crate::sentence!("wait until it has effect", "待其生效");
    let about = Says {
        yes: crate::sentence!("the decision is about the subject", "该决定针对当事人"),
        no: crate::sentence!("the decision is not about the subject", "该决定并非针对当事人"),
        open: crate::sentence!(
            "whether the decision is about the subject is not known",
            "该决定是否针对当事人尚不明确"
        ),
    };
    let another = crate::sentence!("name a decision about the subject", "写明针对当事人的决定");
    vec![
        needs(facts.in_effect, effect, &reason, supply("in_effect", wait, organ())),
        needs(facts.about_subject, about, &reason, supply("decision", another, organ())),
    ]
}

fn reasons(facts: &StepFacts) -> Condition {
    let rule = crate::rule_name!("hypothesis/reasons");
    if facts.intended.reasons {
        return Condition::met(ladder(rule, crate::sentence!("reasons are given", "已说明理由")));
    }
    let because = crate::sentence!("no reasons are given", "未说明理由");
    let how = crate::sentence!("give the reasons", "说明理由");
    Condition::unmet(ladder(rule, because), supply("reasons", how, organ()))
}

/// That each organ which was told is named as owed a correction.
fn corrections(facts: &StepFacts) -> Condition {
    let rule = crate::rule_name!("hypothesis/corrections");
    let left = facts.told.difference(&facts.intended.owed_to).count();
    if left == 0 {
        let because = crate::sentence!(
            "each of the {told} organs that were told is owed a correction",
            "获知的{told}个机关均列为应予更正",
            told = facts.told.len(),
        );
        return Condition::met(ladder(rule, because));
    }
    let because = crate::sentence!(
        "{left} organs that were told are not named as owed a correction",
        "{left}个获知机关未列为应予更正",
        left = left,
    );
    let how = crate::sentence!("name each organ that was told", "逐一列明获知机关");
    Condition::unmet(ladder(rule, because), supply("owed_to", how, organ()))
}

fn overturned(facts: &StepFacts) -> Condition {
    let reason = |because| ladder(crate::rule_name!("hypothesis/overturned"), because);
    let says = Says {
        yes: crate::sentence!(
            "the decision that had established it has fallen",
            "据以认定的决定已被撤销"
        ),
        no: crate::sentence!("the decision that established it stands", "据以认定的决定仍然有效"),
        open: crate::sentence!(
            "whether the decision that established it stands is not known",
            "据以认定的决定是否仍然有效尚不明确"
        ),
    };
    let how = crate::sentence!("have the decision changed on review", "经复审、复核撤销该决定");
    demands(
        facts.intended.overturned,
        says,
        &reason,
        supply("overturned", how, organ()),
        find_out("overturned", organ()),
    )
}
