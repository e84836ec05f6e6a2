//! Measures other than detention: whether one may be taken, and the end of any.

use crate::base::day::Moment;
use crate::base::id::MeasureId;
use crate::decision::{Condition, Decision, Reason, Refusal, Remedy, Requirement, Sentence, Word};
use crate::model::discipline::InvestigationMeasure;
use crate::model::dossier::Dossier;
use crate::procedure::condition::{Says, demands, find_out, needs, supply};
use crate::procedure::fact::{by, recorded};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::Approver;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::office::Level;
use crate::terms::outcome::Measure;

/// What taking a measure other than detention looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeFacts {
    /// Which measure.
    pub kind: Measure,
    /// The level of the organ that has approved it.
    pub approved_at: Fact<Level>,
}

impl TakeFacts {
    /// The facts of a measure, beside what the dossier holds.
    ///
    /// An approval without its day is none yet, so that nothing is known of it.
    #[must_use]
    pub fn of(dossier: &Dossier, measure: &InvestigationMeasure) -> Self {
        let by = measure.approved_by().filter(|_| measure.approved().is_some());
        let level = by.and_then(|by| dossier.organ(by)).map(|organ| organ.level());
        Self { kind: measure.kind(), approved_at: recorded(level) }
    }

    /// The facts of a measure of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, measure: MeasureId) -> Option<Self> {
        Some(Self::of(dossier, dossier.measure(measure)?))
    }
}

const MEASURES: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "arts. 18-30; law 1.4",
    "监察机关行使监督、调查职权，有权依法采取措施",
    Certainty::Reading,
);

fn investigators() -> Word {
    Word::literal("investigators", "调查组", "investigators")
}

/// Whether a measure other than detention may be taken; of detention see
/// [`may_detain`](crate::procedure::discipline::may_detain).
///
/// # Errors
///
/// A [`Refusal`]: the law of the day does not have the measure; an organ below the one that
/// must approve has approved it.
pub fn may_take(facts: &TakeFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let condition = match facts.kind {
        Measure::CompelledAppearance | Measure::OrderedWaiting | Measure::ProtectiveCustody => {
            in_law(facts.kind, rules)
        }
        Measure::ExitBan => exit_ban(facts, rules),
        _ => Condition::met(Reason::new(
            crate::rule_name!("discipline/measure"),
            crate::sentence!(
                "{kind}: the rules name no organ outside that approves it",
                "{kind}：未规定须报其他机关批准",
                kind = Word::of(&facts.kind),
            ),
            MEASURES,
        )),
    };
    let step = crate::sentence!(
        "take the measure: {kind}",
        "采取{kind}措施",
        kind = Word::of(&facts.kind)
    );
    Requirement::from(condition).decide(step, ())
}

/// The three measures that the law has only since it was amended.
fn in_law(kind: Measure, rules: RulesInForce<'_>) -> Condition {
    let rule = crate::rule_name!("discipline/measure");
    let kind = Word::of(&kind);
    match rules.get(keys::discipline::NEW_MEASURES_APPROVED_BY) {
        Ok(parameter) => {
            let because = crate::sentence!(
                "{kind}: the law of the day has it, and the principal leader approves it",
                "{kind}：依当日法律可以采取，经主要负责人批准",
                kind = kind,
            );
            Condition::met(by(rule, because, &parameter))
        }
        Err(_) => {
            let because = crate::sentence!(
                "{kind}: the law of the day does not have it",
                "{kind}：当日法律未规定该措施",
                kind = kind,
            );
            let why = crate::sentence!("it was no measure on that day", "当日不得采取该措施");
            Condition::forbidden(Reason::new(rule, because, MEASURES), Remedy::none(why))
        }
    }
}

/// 限制出境: an organ of the province or above approves it.
fn exit_ban(facts: &TakeFacts, rules: RulesInForce<'_>) -> Condition {
    let rule = || crate::rule_name!("discipline/exit-ban");
    let parameter = rules.get(keys::discipline::EXIT_BAN_BY).ok();
    let reason = |because: Sentence| match &parameter {
        Some(parameter) => by(rule(), because, parameter),
        None => Reason::new(rule(), because, MEASURES),
    };
    let least = match parameter.as_ref().map(|parameter| parameter.value()) {
        Some(Approver::ProvincialOrgan) => Level::Province,
        Some(Approver::NationalCommission) => Level::Central,
        _ => Level::Township,
    };
    let says = Says {
        yes: crate::sentence!(
            "an organ of the level that it takes has approved it",
            "已经相应级别监察机关批准"
        ),
        no: crate::sentence!(
            "an organ of a lower level than it takes has approved it",
            "批准机关级别低于规定"
        ),
        open: crate::sentence!(
            "whether an organ of the level that it takes has approved it is not known",
            "是否已经相应级别监察机关批准尚不明确"
        ),
    };
    let how =
        crate::sentence!("have an organ of the province approve it", "报省级以上监察机关批准");
    let approver = Word::of(&crate::terms::office::OrganKind::DisciplineSupervision);
    demands(
        facts.approved_at.map(|level| level >= least),
        says,
        &reason,
        supply("approved_at", how, approver),
        find_out("approved_at", investigators()),
    )
}

/// What ending a measure looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndFacts {
    /// When it began.
    pub begun: Moment,
    /// When it had ended already.
    pub ended: Option<Moment>,
    /// When it is said to end.
    pub ends: Moment,
}

impl EndFacts {
    /// The facts of a measure that is said to end at a moment.
    #[must_use]
    pub fn of(measure: &InvestigationMeasure, ends: Moment) -> Self {
        let (begun, ended) = (measure.begun(), measure.ended());
        Self { begun: begun.occurred_at(), ended: ended.map(|when| when.occurred_at()), ends }
    }

    /// The facts of a measure of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, measure: MeasureId, ends: Moment) -> Option<Self> {
        Some(Self::of(dossier.measure(measure)?, ends))
    }
}

/// Whether it may be recorded that a measure has ended: once, and not before it began.
///
/// An end that came late is recorded as it was; the clocks tell that it was late.
///
/// # Errors
///
/// A [`Refusal`] with both, where both are so.
pub fn may_end(facts: &EndFacts) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("discipline/ended");
    let reason = |because: Sentence| Reason::new(rule(), because, MEASURES);
    let once = match facts.ended {
        None => Condition::met(reason(crate::sentence!("it had not ended yet", "该措施尚未解除"))),
        Some(ended) => {
            let because = crate::sentence!(
                "it ended on {ended} already, and that day stands",
                "该措施已于{ended}解除",
                ended = ended,
            );
            let why =
                crate::sentence!("a measure taken anew is another one", "再次采取的，另行登记");
            Condition::forbidden(reason(because), Remedy::none(why))
        }
    };
    let after = Says {
        yes: crate::sentence!("it had begun", "该措施已经采取"),
        no: crate::sentence!("it had not begun", "该措施尚未采取"),
        open: crate::sentence!("whether it had begun is not known", "该措施是否已采取尚不明确"),
    };
    let how = crate::sentence!("give the day on which it ended", "写明解除时间");
    let begun = Fact::Known(facts.begun <= facts.ends);
    let after = needs(begun, after, &reason, supply("ends", how, investigators()));
    let step = crate::sentence!("end the measure", "解除措施");
    Requirement::from(once).and(after).decide(step, ())
}
