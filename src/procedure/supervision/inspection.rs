//! A special inspection that a party committee orders (专项巡视).

use std::collections::BTreeSet;

use crate::base::id::{OrganId, SupervisionId};
use crate::decision::{Condition, Decision, Reason, Refusal, Sentence, Word};
use crate::model::dossier::Dossier;
use crate::model::supervision::SpecialInspection;
use crate::procedure::condition::{self, Says, needs, supply};
use crate::procedure::fact::{by, recorded};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::office::OrganKind;
use crate::terms::screening::CheckedResponsibility;

/// What carrying out a special inspection looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectionFacts {
    /// What kind of body decided on it.
    pub decided_by: Fact<OrganKind>,
    /// How many units are inspected.
    pub units: usize,
    /// Whose responsibility it looks at.
    pub looks_at: BTreeSet<CheckedResponsibility>,
}

impl InspectionFacts {
    /// The facts of an inspection of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, inspection: SupervisionId) -> Option<Self> {
        dossier.special_inspection(inspection).map(|inspection| Self::of(dossier, inspection))
    }

    /// The same of an inspection that stands in the dossier or is about to.
    #[must_use]
    pub fn of(dossier: &Dossier, inspection: &SpecialInspection) -> Self {
        let kind = |organ: OrganId| dossier.organ(organ).map(|organ| organ.kind().clone());
        Self {
            decided_by: recorded(kind(inspection.decided_by())),
            units: inspection.units().len(),
            looks_at: inspection.responsibilities().iter().copied().collect(),
        }
    }
}

const INSPECTED: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G10",
    "a special inspection of 14 cities and prefectures and Lanzhou New District",
    Certainty::Reading,
);

fn asker() -> Word {
    Word::literal("asking_organ", "提请机关", "organ that asks for it")
}

/// Whether a special inspection may be carried out as it stands.
///
/// # Errors
///
/// A [`Refusal`] if another body than that of the place decided on it or nobody knows which,
/// if it names no unit, and for each responsibility of the place that it leaves out.
pub fn may_inspect(
    facts: &InspectionFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let mut conditions: Vec<Condition> = decided(facts, rules).into_iter().collect();
    conditions.push(units(facts));
    conditions.extend(looks_at(facts, rules));
    let because = crate::sentence!("nothing more is asked of it", "无其他要求");
    let otherwise =
        Reason::new(crate::rule_name!("supervision/inspection-units"), because, INSPECTED);
    condition::decide(
        conditions,
        crate::sentence!("carry out the inspection", "开展专项巡视"),
        (),
        otherwise,
    )
}

fn decided(facts: &InspectionFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let parameter = rules.get(keys::supervision::INSPECTION_DECIDED_BY).ok()?;
    let right = facts.decided_by.clone().map(|kind| parameter.value().contains(kind.code()));
    let says = Says {
        yes: crate::sentence!("the body of the place decided on it", "已由规定的机关决定"),
        no: crate::sentence!("another body decided on it", "并非由规定的机关决定"),
        open: crate::sentence!("it is not known who decided on it", "由何机关决定尚不明确"),
    };
    let reason = |because: Sentence| {
        by(crate::rule_name!("supervision/inspection-decided"), because, &parameter)
    };
    let how = crate::sentence!("ask the party committee to decide on it", "提请党委决定");
    Some(needs(right, says, &reason, supply("decided_by", how, asker())))
}

fn units(facts: &InspectionFacts) -> Condition {
    let reason = |because: Sentence| {
        Reason::new(crate::rule_name!("supervision/inspection-units"), because, INSPECTED)
    };
    if facts.units > 0 {
        return Condition::met(reason(crate::sentence!("it names its units", "已明确巡视对象")));
    }
    let because = crate::sentence!("it names no unit", "未明确巡视对象");
    let how = crate::sentence!("name the units that are inspected", "明确巡视对象");
    Condition::unmet(reason(because), supply("units", how, asker()))
}

/// One condition for each responsibility that an inspection of the place looks at.
fn looks_at(facts: &InspectionFacts, rules: RulesInForce<'_>) -> Vec<Condition> {
    let Ok(parameter) = rules.get(keys::supervision::INSPECTION_LOOKS_AT) else {
        return Vec::new();
    };
    let one = |whose: CheckedResponsibility| {
        let rule = crate::rule_name!("supervision/inspection-looks-at");
        let word = || Word::of(&whose);
        if facts.looks_at.contains(&whose) {
            let because =
                crate::sentence!("it looks at: {whose}", "巡视内容含：{whose}", whose = word());
            return Condition::met(by(rule, because, &parameter));
        }
        let because =
            crate::sentence!("it does not look at: {whose}", "巡视内容缺：{whose}", whose = word());
        let how =
            crate::sentence!("look at it too: {whose}", "纳入巡视内容：{whose}", whose = word());
        Condition::unmet(by(rule, because, &parameter), supply("looks_at", how, asker()))
    };
    let words = parameter.value().words::<CheckedResponsibility>().unwrap_or_default();
    words.into_iter().map(one).collect()
}
