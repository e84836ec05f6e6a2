//! The person is heard before anything is decided, and it is not held against the person.

use std::collections::BTreeMap;

use crate::base::day::Moment;
use crate::base::id::{CaseId, PartyId, PersonId, RecordId};
use crate::decision::{
    Condition, Decision, Reason, Refusal, Remedy, Requirement, RuleName, Sentence, Word,
};
use crate::model::discipline::Disposal;
use crate::model::dossier::Dossier;
use crate::model::remedy::Hearing;
use crate::procedure::condition::{Says, demands, find_out, needs, supply};
use crate::procedure::fact::{by, recorded, silent};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{InForce, RulesInForce, keys};
use crate::terms::office::Department;

/// What deciding about a person looks at: how the person was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HearingFacts {
    /// When the person was told what was found and what is intended.
    pub told: Option<Moment>,
    /// When the person was heard, or declined to be.
    pub heard: Option<Moment>,
    /// Whether the person raised facts, reasons or evidence.
    pub raised: Fact<bool>,
    /// When what was raised had been checked.
    pub checked: Option<Moment>,
    /// Whether what was raised holds.
    pub founded: Fact<bool>,
    /// Whether it was taken into account.
    pub adopted: Fact<bool>,
    /// When the decision is made.
    pub decided: Moment,
}

impl HearingFacts {
    /// The facts of a hearing, for a decision at a moment.
    ///
    /// Whether anything was raised is known once the person was heard.
    #[must_use]
    pub fn of(hearing: &Hearing, decided: Moment) -> Self {
        let raised = hearing.heard().map(|_| hearing.raised().is_some());
        Self {
            told: hearing.told().map(|when| when.occurred_at()),
            heard: hearing.heard().map(|when| when.occurred_at()),
            raised: recorded(raised),
            checked: hearing.checked().map(|when| when.occurred_at()),
            founded: recorded(hearing.founded()),
            adopted: recorded(hearing.adopted()),
            decided,
        }
    }

    /// The facts of a hearing of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, hearing: RecordId, decided: Moment) -> Option<Self> {
        Some(Self::of(dossier.hearing(hearing)?, decided))
    }

    /// The facts of a person whom nobody has told or heard.
    #[must_use]
    pub const fn unheard(decided: Moment) -> Self {
        const NEVER: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);
        Self {
            told: None,
            heard: None,
            raised: NEVER,
            checked: None,
            founded: NEVER,
            adopted: NEVER,
            decided,
        }
    }

    fn by_then(&self, at: Option<Moment>) -> bool {
        at.is_some_and(|at| at <= self.decided)
    }
}

fn trial_office() -> Word {
    Word::of(&Department::Trial)
}

/// Whether a decision about a person may be made, as far as the person must be heard.
///
/// Where no rule asks for a hearing, it may.
///
/// # Errors
///
/// A [`Refusal`] if the person was not told, was not heard, if what was raised was not
/// checked, or if what holds of it was not taken into account.
pub fn may_decide(facts: &HearingFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let step = crate::sentence!("decide about the person", "作出处理决定");
    match heard_first(facts, rules) {
        Ok(requirement) => requirement.decide(step, ()),
        Err(reason) => Ok(Decision::new((), *reason)),
    }
}

/// How those whom a case is about were heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseHearings {
    /// How each of whom there is a record was heard, in the order of their ids.
    pub heard: Vec<HearingFacts>,
    /// Whether there is somebody of whom there is none.
    pub unrecorded: bool,
}

impl CaseHearings {
    /// The last hearing of each person whom a case is about; nothing if the case is not
    /// there.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, decided: Moment) -> Option<Self> {
        let noun = dossier.case(case)?;
        let mut last: BTreeMap<PersonId, Option<&Hearing>> =
            noun.subjects().iter().filter_map(person_of).map(|person| (person, None)).collect();
        for hearing in dossier.hearings_of(case) {
            let at = |hearing: &Hearing| hearing.heard().map(|when| when.occurred_at());
            if let Some(known) = last.get_mut(&hearing.person())
                && known.is_none_or(|known| at(known) <= at(hearing))
            {
                *known = Some(hearing);
            }
        }
        let heard = last.values().flatten().map(|hearing| HearingFacts::of(hearing, decided));
        Some(Self { heard: heard.collect(), unrecorded: last.values().any(Option::is_none) })
    }
}

const fn person_of(party: &PartyId) -> Option<PersonId> {
    match party {
        PartyId::Person(person) => Some(*person),
        _ => None,
    }
}

/// Whether a case may be decided, as far as everybody whom it is about must be heard.
///
/// # Errors
///
/// A [`Refusal`] as of [`may_decide`], for each of them; and if of somebody nobody has
/// written down whether the person was heard.
pub fn may_decide_case(
    facts: &CaseHearings,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let step = crate::sentence!("decide the case", "对案件作出处理决定");
    let mut requirement: Option<Requirement> = None;
    let mut none_asked = None;
    for one in &facts.heard {
        match heard_first(one, rules) {
            Ok(more) => requirement = Some(all(requirement, more)),
            Err(reason) => none_asked = Some(*reason),
        }
    }
    if facts.unrecorded
        && let Some(open) = hearing_unknown(rules)
    {
        requirement = Some(all(requirement, open.into()));
    }
    match requirement {
        Some(requirement) => requirement.decide(step, ()),
        None => Ok(Decision::new((), none_asked.unwrap_or_else(|| nobody(rules)))),
    }
}

fn all(before: Option<Requirement>, more: Requirement) -> Requirement {
    match before {
        Some(before) => before.and(more),
        None => more,
    }
}

/// Why nobody has to be heard.
fn nobody(rules: RulesInForce<'_>) -> Reason {
    let rule = crate::rule_name!("remedy/heard");
    match rules.get(keys::discipline::DEFENCE_HEARD) {
        Ok(parameter) => {
            let because = crate::sentence!("nobody is there to be heard", "无须听取申辩");
            by(rule, because, &parameter)
        }
        Err(not) => silent(rule, &not),
    }
}

/// The conditions of a hearing; the reason why there are none where no rule asks.
pub(in crate::procedure) fn heard_first(
    facts: &HearingFacts,
    rules: RulesInForce<'_>,
) -> Result<Requirement, Box<Reason>> {
    let parameter = match rules.get(keys::discipline::DEFENCE_HEARD) {
        Ok(parameter) => parameter,
        Err(not) => return Err(Box::new(silent(crate::rule_name!("remedy/heard"), &not))),
    };
    if !parameter.value() {
        let because = crate::sentence!("nobody need be heard here", "本地不要求听取申辩");
        return Err(Box::new(by(crate::rule_name!("remedy/heard"), because, &parameter)));
    }
    let told = step_done(
        facts.by_then(facts.told),
        crate::rule_name!("remedy/told"),
        "told",
        [
            crate::sentence!(
                "the person was told what was found and what is intended",
                "已告知认定事实和拟处理依据"
            ),
            crate::sentence!(
                "the person was not told what was found and what is intended",
                "未告知认定事实和拟处理依据"
            ),
            crate::sentence!("tell the person", "告知本人"),
        ],
        &parameter,
    );
    let heard = step_done(
        facts.by_then(facts.heard),
        crate::rule_name!("remedy/heard"),
        "heard",
        [
            crate::sentence!("the person was heard", "已听取陈述和申辩"),
            crate::sentence!("the person was not heard", "未听取陈述和申辩"),
            crate::sentence!("hear the person", "听取陈述和申辩"),
        ],
        &parameter,
    );
    let mut requirement = Requirement::from(told).and(heard);
    if facts.by_then(facts.heard) {
        for condition in answered(facts, &parameter) {
            requirement = requirement.and(condition);
        }
    }
    Ok(requirement)
}

/// The condition where nobody has written down how the person was heard; none where no
/// rule asks.
pub(in crate::procedure) fn hearing_unknown(rules: RulesInForce<'_>) -> Option<Condition> {
    let parameter = rules.get(keys::discipline::DEFENCE_HEARD).ok().filter(|p| p.value())?;
    let because = crate::sentence!(
        "it is not known whether the person was told and heard",
        "是否告知本人并听取陈述和申辩尚不明确",
    );
    let reason = by(crate::rule_name!("remedy/heard"), because, &parameter);
    let learn = find_out("hearing", trial_office());
    Some(Condition::unknown(reason, NotKnown::NeverAsked, learn))
}

/// A step that was done by the time of the decision; without it a rule forbids that.
fn step_done(
    done: bool,
    rule: RuleName,
    fact: &'static str,
    [yes, no, how]: [Sentence; 3],
    parameter: &InForce<'_, bool>,
) -> Condition {
    if done {
        return Condition::met(by(rule, yes, parameter));
    }
    Condition::forbidden(by(rule, no, parameter), supply(fact, how, trial_office()))
}

/// What was raised is checked, and what holds of it is taken into account.
fn answered(facts: &HearingFacts, parameter: &InForce<'_, bool>) -> Vec<Condition> {
    let checked = || crate::rule_name!("remedy/checked");
    match facts.raised {
        Fact::Known(false) => {
            let because =
                crate::sentence!("the person raised nothing", "本人未提出申辩事实、理由和证据");
            vec![Condition::met(by(checked(), because, parameter))]
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "whether the person raised anything is not known",
                "本人是否提出申辩尚不明确"
            );
            let learn = find_out("raised", trial_office());
            vec![Condition::unknown(by(checked(), because, parameter), why, learn)]
        }
        Fact::Known(true) => {
            let was = step_done(
                facts.by_then(facts.checked),
                checked(),
                "checked",
                [
                    crate::sentence!("what the person raised was checked", "已对申辩内容进行核实"),
                    crate::sentence!(
                        "what the person raised was not checked",
                        "未对申辩内容进行核实"
                    ),
                    crate::sentence!("check it and write down what was found", "核实并记录在案"),
                ],
                parameter,
            );
            if facts.by_then(facts.checked) {
                vec![was, adopted(facts, parameter)]
            } else {
                vec![was]
            }
        }
    }
}

fn adopted(facts: &HearingFacts, parameter: &InForce<'_, bool>) -> Condition {
    let reason = |because| by(crate::rule_name!("remedy/adopted"), because, parameter);
    let settled = match facts.founded {
        Fact::Known(false) => Fact::Known(true),
        Fact::Known(true) => facts.adopted,
        Fact::NotKnown(why) => Fact::NotKnown(why),
    };
    let says = Says {
        yes: crate::sentence!("what holds of it was taken into account", "申辩成立的已予采纳"),
        no: crate::sentence!(
            "what the person raised holds, and was not taken into account",
            "申辩成立而未予采纳"
        ),
        open: crate::sentence!(
            "whether what the person raised holds, and was taken into account, is not known",
            "申辩是否成立、是否采纳尚不明确",
        ),
    };
    let how = crate::sentence!(
        "say whether it holds, and take into account what does",
        "认定是否成立，成立的予以采纳"
    );
    needs(settled, says, &reason, supply("adopted", how, trial_office()))
}

/// What came in between, and may not make a decision heavier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 申辩: the person's defence.
    Defence,
    /// 复审、复核: that a review was asked for.
    Review,
}

/// What comparing two decisions about one person looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeverityFacts {
    /// What came in between.
    pub step: Step,
    /// Whether the later one is heavier than the earlier one.
    pub heavier: Fact<bool>,
    /// Whether something else was found meanwhile that makes it so.
    pub new_facts: Fact<bool>,
}

impl SeverityFacts {
    /// The facts of two decisions; what else was found is for people to say.
    ///
    /// Two party sanctions compare, and so do two public ones. Anything is heavier than a
    /// soft form, and a transfer for prosecution heavier than anything else. Of other
    /// pairs it is not known.
    #[must_use]
    pub fn of(step: Step, before: Disposal, after: Disposal, new_facts: Fact<bool>) -> Self {
        Self { step, heavier: heavier(before, after), new_facts }
    }
}

fn heavier(before: Disposal, after: Disposal) -> Fact<bool> {
    use Disposal as D;

    let to_justice = |what: Disposal| {
        matches!(what, D::TransferredForProsecution { .. } | D::TransferredToJustice { .. })
    };
    match (before, after) {
        (D::Party(one), D::Party(other)) => Fact::Known(other > one),
        (D::Public(one), D::Public(other)) => Fact::Known(other > one),
        (_, D::Soft(_)) => Fact::Known(false),
        (D::Soft(_), _) => Fact::Known(true),
        (one, other) if to_justice(one) || to_justice(other) => Fact::Known(!to_justice(one)),
        _ => Fact::NotKnown(NotKnown::NeverAsked),
    }
}

/// Whether the later decision may stand: it is no heavier, or something else makes it so.
///
/// # Errors
///
/// A [`Refusal`] if it is heavier and nothing else was found, or if either is not known.
pub fn not_heavier(
    facts: &SeverityFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("remedy/not-held-against");
    let key = match facts.step {
        Step::Defence => keys::discipline::DEFENCE_NOT_HELD_AGAINST,
        Step::Review => keys::remedy::NO_HEAVIER,
    };
    let parameter = match rules.get(key) {
        Ok(parameter) => parameter,
        Err(not) => return Ok(Decision::new((), silent(rule(), &not))),
    };
    let reason = |because: Sentence| by(rule(), because, &parameter);
    let lighter = no_heavier(facts, &reason);
    let found = found_meanwhile(facts.new_facts, &reason);
    let step = crate::sentence!("let the decision stand", "维持该处理");
    Requirement::from(lighter).or(found).decide(step, ())
}

fn no_heavier(facts: &SeverityFacts, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    let says = Says {
        yes: crate::sentence!("it is no heavier than before", "未加重"),
        no: match facts.step {
            Step::Defence => {
                crate::sentence!("it is heavier than what was intended", "重于原拟处理意见")
            }
            Step::Review => {
                crate::sentence!("it is heavier than what was decided", "重于原处理决定")
            }
        },
        open: crate::sentence!("whether it is heavier is not known", "是否加重尚不明确"),
    };
    let how = crate::sentence!("decide nothing heavier", "不得加重");
    let remedy = supply("heavier", how, trial_office());
    let lighter = facts.heavier.map(|heavier| !heavier);
    demands(lighter, says, reason, remedy, find_out("heavier", trial_office()))
}

fn found_meanwhile(new_facts: Fact<bool>, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    let says = Says {
        yes: crate::sentence!("something else was found meanwhile", "另有新的事实"),
        no: crate::sentence!("nothing else was found meanwhile", "并无新的事实"),
        open: crate::sentence!(
            "whether something else was found meanwhile is not known",
            "是否另有新的事实尚不明确",
        ),
    };
    let why = crate::sentence!(
        "a defence, or asking for a review, is no ground",
        "申辩、申请复审不得作为加重理由",
    );
    let learn = find_out("new_facts", trial_office());
    demands(new_facts, says, reason, Remedy::none(why), learn)
}
