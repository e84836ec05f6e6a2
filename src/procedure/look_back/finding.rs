//! What a case shows beyond itself: reported, a department urged, the field looked back over.

use std::collections::BTreeMap;

use crate::base::id::CaseId;
use crate::decision::Decision;
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, recorded, silent};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::document::DocumentKind;
use crate::terms::office::OrganKind;
use crate::terms::screening::FindingStep;

/// What was done about irregularities that a case showed elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingFacts {
    /// The case.
    pub case: CaseId,
    /// Whether each step was taken; what is left out was never asked.
    pub steps: BTreeMap<FindingStep, Fact<bool>>,
}

impl FindingFacts {
    /// The facts of a case of the dossier; nothing if it is not there.
    ///
    /// *Reported*: a report on irregular admissions names the case and goes to a party
    /// committee. *Urged*: a proposal that comes of the case was sent to an organization
    /// department. A step without a record was never asked about. Whether the field was
    /// looked back over stands in no noun.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, looked_back: Fact<bool>) -> Option<Self> {
        dossier.case(case)?;
        let is = |organ, kind: &OrganKind| dossier.organ(organ).is_some_and(|o| o.kind() == kind);
        let reported = dossier.documents_of(case).any(|document| {
            *document.kind() == DocumentKind::PartyAdmissionReport
                && document.to().iter().any(|to| is(*to, &OrganKind::PartyCommittee))
        });
        let urged = dossier.proposals_from(case).any(|proposal| {
            proposal.was_sent() && is(proposal.addressee(), &OrganKind::OrganizationDepartment)
        });
        let steps = BTreeMap::from([
            (FindingStep::ReportToCommittee, recorded(reported.then_some(true))),
            (FindingStep::UrgeDepartment, recorded(urged.then_some(true))),
            (FindingStep::LookBack, looked_back),
        ]);
        Some(Self { case, steps })
    }

    fn step(&self, step: FindingStep) -> Fact<bool> {
        self.steps.get(&step).copied().unwrap_or(Fact::NotKnown(NotKnown::NeverAsked))
    }
}

/// 以案促查: the steps that are still to be taken, in the order of the pack.
///
/// A step that is not known to be taken is still to be taken. Empty where no rule asks.
pub fn finding_steps(facts: &FindingFacts, rules: RulesInForce<'_>) -> Decision<Vec<FindingStep>> {
    let rule = crate::rule_name!("look-back/finding");
    let parameter = match rules.get(keys::look_back::FINDING_STEPS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let wanted = parameter.value().words::<FindingStep>().unwrap_or_default();
    let all = wanted.len();
    let open: Vec<FindingStep> =
        wanted.into_iter().filter(|step| facts.step(*step) != Fact::Known(true)).collect();
    let because = crate::sentence!(
        "{done} of {all} steps after the finding in {case} are taken",
        "{case}中发现的问题，{all}个步骤已完成{done}个",
        done = all.saturating_sub(open.len()),
        all = all,
        case = facts.case,
    );
    Decision::new(open, by(rule, because, &parameter))
}
