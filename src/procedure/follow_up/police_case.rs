//! 刑事诉讼阶段: the steps of the police case that is followed.
//!
//! Whether the organs of criminal procedure should have taken a step is theirs to say. What
//! is asked here is what the law counts: how often a case is sent back for more evidence,
//! and until when a step lasts.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::TimeLimit;
use crate::base::id::CaseId;
use crate::decision::{
    Answer, Condition, Decision, Reason, Refusal, Remedy, Requirement, Sentence, Word,
};
use crate::model::case::{Case, CaseStage};
use crate::model::dossier::Dossier;
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::condition::{Says, needs, supply};
use crate::procedure::fact::{by, silent};
use crate::procedure::follow_up::reached;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce, keys};
use crate::terms::office::Department;
use crate::terms::stage::{CriminalStage, FollowUpStage};

/// What a step of a police case looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFacts {
    /// The stages to which it has come, and when, in order.
    pub came: Vec<(CaseStage, Moment)>,
    /// The stage to which it comes.
    pub to: CaseStage,
    /// When it comes there.
    pub at: Moment,
}

impl StepFacts {
    /// The facts of a case of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, to: CaseStage, at: Moment) -> Option<Self> {
        let stages = dossier.case(case)?.stages().iter();
        let came = stages.map(|entry| (entry.state, entry.when.occurred_at()));
        Some(Self { came: came.collect(), to, at })
    }
}

const STEPS: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "law 3.3",
    "a step of criminal procedure is for the organ that takes it",
    Certainty::Reading,
);

/// Whether a police case comes to its next stage.
///
/// # Errors
///
/// A [`Refusal`] if it is sent back for more evidence more often than the law has it.
pub fn may_come_to(facts: &StepFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("follow-up/sent-back");
    if facts.to != CaseStage::SentBack {
        let because = crate::sentence!(
            "the organ of criminal procedure whose step it is has taken it",
            "系刑事诉讼程序事项，由有权机关办理",
        );
        let step = crate::rule_name!("follow-up/step");
        return Ok(Decision::new((), Reason::new(step, because, STEPS)));
    }
    let most = match rules.get(keys::follow_up::SUPPLEMENTS) {
        Ok(most) => most,
        Err(not) => return Ok(Decision::new((), silent(rule(), &not))),
    };
    let before = facts.came.iter().filter(|(stage, _)| *stage == CaseStage::SentBack).count();
    let before = u32::try_from(before).unwrap_or(u32::MAX);
    let because = crate::sentence!(
        "it was sent back {before} times before, and may be {most} times",
        "此前已退回补充侦查{before}次，以{most}次为限",
        before = before,
        most = most.value(),
    );
    let reason = by(rule(), because, &most);
    let condition = if before < most.value() {
        Condition::met(reason)
    } else {
        let why = crate::sentence!(
            "the procuratorate decides on what there is",
            "应当依法作出起诉或者不起诉决定",
        );
        Condition::forbidden(reason, Remedy::none(why))
    };
    let step = crate::sentence!("send the case back for more evidence", "退回补充侦查");
    Requirement::from(condition).decide(step, ())
}

/// How the step that ends stands against its clock, and until when the one that begins
/// lasts, in this order; those for which the law has none are left out.
///
/// Review for prosecution begins anew with each transfer. Extensions are not on record.
pub fn clocks(
    facts: &StepFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Vec<Decision<Answer<Clock>>> {
    let ended =
        facts.came.last().and_then(|(stage, at)| Some((limit(*stage)?, *at, Some(facts.at))));
    let begun = limit(facts.to).map(|limit| (limit, facts.at, None));
    let run = |(limit, start, done): (Limit, Moment, Option<Moment>)| {
        clock::run(&limit, Fact::Known(start), done, facts.at, rules, calendar)
    };
    ended.into_iter().chain(begun).map(run).collect()
}

/// How the stage in which a police case is stands against its clock; nothing if the law has
/// none for it.
pub fn running(
    case: &Case,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Option<(Word, Decision<Answer<Clock>>)> {
    let last = case.stages().last();
    let limit = limit(last.state)?;
    let start = Fact::Known(last.when.occurred_at());
    Some((limit.what.clone(), clock::run(&limit, start, None, now, rules, calendar)))
}

/// The clock of a stage.
fn limit(stage: CaseStage) -> Option<Limit> {
    let (key, what, event): (ParamKey<TimeLimit>, Word, Word) = match stage {
        CaseStage::Criminal(CriminalStage::Transferred) => (
            keys::follow_up::PROSECUTION,
            Word::literal("review_for_prosecution", "审查起诉", "review for prosecution"),
            Word::literal("transferred", "移送审查起诉", "transfer"),
        ),
        CaseStage::SentBack => (
            keys::follow_up::SUPPLEMENT,
            Word::literal("supplementary", "补充侦查", "supplementary investigation"),
            Word::literal("sent_back", "退回补充侦查", "sending back"),
        ),
        CaseStage::Criminal(CriminalStage::Accepted) => (
            keys::follow_up::FIRST_INSTANCE,
            Word::literal("first_instance", "一审", "trial of first instance"),
            Word::literal("accepted", "法院受理", "acceptance by the court"),
        ),
        _ => return None,
    };
    Some(Limit { rule: crate::rule_name!("follow-up/clock"), key, what, event })
}

/// What looking at a police case looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookFacts {
    /// The stage in which it is looked at.
    pub at: FollowUpStage,
    /// The stage that it has reached, as far as it is on record.
    pub reached: Fact<FollowUpStage>,
    /// Whether it has ended without an effective judgment, so that it reaches no other.
    pub ended: bool,
}

impl LookFacts {
    /// The facts of a police case of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, at: FollowUpStage) -> Option<Self> {
        let ended = matches!(dossier.case(case)?.stage(), CaseStage::Ended(_));
        Some(Self { at, reached: reached(dossier, case), ended })
    }
}

/// Whether a police case is looked at in a stage: one that it has reached.
///
/// How far it has come is often written down late: beyond its last record that is not known,
/// unless it has ended.
///
/// # Errors
///
/// A [`Refusal`] if it has not reached the stage, or if that is not known.
pub fn may_look(facts: &LookFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("follow-up/reached");
    let reason = |because: Sentence| match rules.get(keys::follow_up::STAGES) {
        Ok(stages) => by(rule(), because, &stages),
        Err(not) => silent(rule(), &not),
    };
    let stage = || Word::of(&facts.at);
    let says = Says {
        yes: crate::sentence!(
            "the police case has come to the stage: {stage}",
            "公安案件已进入该阶段：{stage}",
            stage = stage(),
        ),
        no: crate::sentence!(
            "the police case has ended and did not come to the stage: {stage}",
            "公安案件已终结，未进入该阶段：{stage}",
            stage = stage(),
        ),
        open: crate::sentence!(
            "it is not on record that the police case has come to the stage: {stage}",
            "公安案件是否进入该阶段尚无记录：{stage}",
            stage = stage(),
        ),
    };
    let came = match facts.reached {
        Fact::Known(reached) if facts.at <= reached => Fact::Known(true),
        Fact::Known(_) if facts.ended => Fact::Known(false),
        Fact::Known(_) => Fact::NotKnown(NotKnown::NeverAsked),
        Fact::NotKnown(why) => Fact::NotKnown(why),
    };
    let how = crate::sentence!("write down how far it has come", "补录公安案件进展");
    let cure = supply("police_case", how, Word::of(&Department::Handling));
    let step = crate::sentence!("look at the police case", "跟进核查公安案件");
    Requirement::from(needs(came, says, &reason, cure)).decide(step, ())
}
