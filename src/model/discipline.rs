//! Measures of an investigation, and what a case means for each person.
//!
//! A **measure** (调查措施) is taken while facts are being found, and its clock runs. An
//! **outcome** (处理结果) is what was decided about one person. One person may have
//! several: a party sanction, a public sanction, organizational handling and a transfer for
//! prosecution, each with its own record, so that persons, person-times and outcomes can
//! be counted apart.
//!
//! # Source
//!
//! Catalogue G07, C22, C26, Z06, Z07; law-context §1.4–1.6.

use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{
    AnyId, CaseId, ClueId, DocumentId, EntityId, MeetingId, OrganId, PersonId, TenureId,
};
use crate::base::text::Prose;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::terms::outcome::{
    AggravatingGround, DetentionExtension, DetentionGround, Measure, MitigatingGround,
    OrganizationalHandling, PartySanction, PersonOutcome, PublicSanction, SoftForm,
};

noun! {
    /// 调查措施: a measure against a person or an asset, with the facts that its clock needs.
    ///
    /// How long it may last, who has to approve it and how often it may be extended are
    /// matters of the rule pack.
    ///
    /// # Source
    ///
    /// Catalogue Z07 (five persons detained); Supervision Law 2018 arts. 22–30, 43, 44;
    /// Supervision Law 2024 arts. 46–50.
    InvestigationMeasure, InvestigationMeasureDraft, MeasureId, check measure_fits;
    /// Which measure it is.
    kind: copy Measure,
    /// The case in which it is taken.
    case: id CaseId,
    /// The person; none for a measure against an asset alone.
    person: id_opt PersonId,
    /// The organ that takes it.
    organ: id OrganId,
    /// 集体研究决定: the meeting of the leaders that decided it.
    decided_at: id_opt MeetingId,
    /// When it was decided.
    decided: copy_opt When,
    /// The organ that approved it, or with which it was filed.
    approved_by: id_opt OrganId,
    /// When that organ approved it.
    approved: copy_opt When,
    /// The circumstances that allow detention.
    grounds: set DetentionGround,
    /// When it began; its clock runs from here.
    begun: copy When,
    /// When the unit and the family were told.
    notified: copy_opt When,
    /// Why they were not told, if that would have hindered the investigation.
    not_notified: text_opt Prose,
    /// How its time was made longer, in order.
    extensions: subs Extension,
    /// 查明与案件无关: when property was found to have nothing to do with the case.
    found_unrelated: copy_opt When,
    /// When it ended.
    ended: copy_opt When,
}

/// 延长: the time of a measure was made longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// On what ground; for another measure than detention the ordinary one.
    pub kind: DetentionExtension,
    /// The organ that approved it.
    pub approved_by: OrganId,
    /// When it was approved.
    pub when: When,
}

impl Refers for Extension {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("extensions.approved_by", self.approved_by.any());
    }
}

impl InvestigationMeasure {
    /// The extension on one ground, if there was one.
    #[must_use]
    pub fn extension(&self, kind: DetentionExtension) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.kind == kind)
    }
}

fn measure_fits(measure: &InvestigationMeasure, desk: &mut Desk) {
    let detains = measure.kind == Measure::Detention;
    if detains && measure.person.is_none() {
        desk.unfit("person", "is missing, and an asset cannot be detained");
    }
    if measure.approved_by.is_none() && measure.approved.is_some() {
        desk.unfit("approved_by", "is missing, and somebody approved it");
    }
    if !detains && !measure.grounds.is_empty() {
        desk.unfit("grounds", format!("are grounds for detention, and this is {}", measure.kind));
    }
    if measure.notified.is_some() && measure.not_notified.is_some() {
        desk.unfit("not_notified", "is given, and they were notified");
    }
    let begun = measure.begun.occurred_at();
    if measure.notified.is_some_and(|notified| notified.occurred_at() < begun) {
        desk.unfit("notified", "before it has begun");
    }
    extensions_fit(measure, detains, desk);
    let last = measure.extensions.iter().map(|extension| extension.when.occurred_at()).max();
    if let Some(ended) = measure.ended {
        if ended.occurred_at() < begun {
            desk.unfit("ended", "before it has begun");
        } else if last.is_some_and(|last| ended.occurred_at() < last) {
            desk.unfit("ended", "before it was extended");
        }
    }
}

fn extensions_fit(measure: &InvestigationMeasure, detains: bool, desk: &mut Desk) {
    let mut last = measure.begun.occurred_at();
    let mut seen = std::collections::BTreeMap::new();
    for (index, Extension { kind, when, .. }) in measure.extensions.iter().enumerate() {
        if when.occurred_at() < last {
            desk.unfit_at("extensions", index, "comes before what stands in front of it");
        }
        last = last.max(when.occurred_at());
        let first = *seen.entry(*kind).or_insert(index);
        if detains && first != index {
            desk.unfit_at("extensions", index, format!("{kind} stands already at [{first}]"));
        }
        if !detains && *kind != DetentionExtension::Ordinary {
            desk.unfit_at("extensions", index, format!("{kind} is for detention only"));
        }
    }
}

noun! {
    /// 处理结果: what was decided about one person.
    ///
    /// # Source
    ///
    /// Catalogue G07, C22 (sanction, organizational handling and transfer stand side by
    /// side), C26, Z06; Public Sanctions Law 2020.
    Outcome, OutcomeDraft, OutcomeId, check outcome_fits;
    /// The person.
    person: id PersonId,
    /// The post that the person held, if it came of that.
    tenure: id_opt TenureId,
    /// What was decided.
    what: sub Disposal,
    /// 留党察看: for how many months, where it is a probation within the party.
    probation_months: copy_opt NonZeroU16,
    /// The case that it comes from.
    case: id_opt CaseId,
    /// The clue that it comes from, if no case was filed.
    clue: id_opt ClueId,
    /// The organ that decided.
    by: id OrganId,
    /// When it was decided.
    decided: copy When,
    /// The first day on which it has effect; none while it has none.
    effective: copy_opt Day,
    /// The decision.
    document: id_opt DocumentId,
    /// What spoke for a lighter one.
    mitigating: set MitigatingGround,
    /// What spoke for a heavier one.
    aggravating: set AggravatingGround,
    /// When it was lifted or changed on review, if it was.
    revoked: copy_opt When,
}

fn outcome_fits(outcome: &Outcome, desk: &mut Desk) {
    let decided = outcome.decided.occurred_at();
    if outcome.revoked.is_some_and(|revoked| revoked.occurred_at() < decided) {
        desk.unfit("revoked", "before it was decided");
    }
    let probation = outcome.what == Disposal::Party(PartySanction::Probation);
    if outcome.probation_months.is_some() && !probation {
        desk.unfit("probation_months", "are given, and this is no probation");
    }
    if outcome.case.is_none() && outcome.clue.is_none() {
        desk.unfit("case", "is missing, and so is the clue");
    }
}

impl Outcome {
    /// The word under which reports count it; none for a soft form.
    #[must_use]
    pub fn counts_as(&self) -> Option<PersonOutcome> {
        self.what.counts_as()
    }
}

/// What was decided about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Disposal {
    /// 谈话提醒等: a soft form.
    Soft(SoftForm),
    /// 党纪处分: a party sanction.
    Party(PartySanction),
    /// 政务处分: a public sanction.
    Public(PublicSanction),
    /// 组织处理: organizational handling.
    Handling(OrganizationalHandling),
    /// 移送审查起诉: transfer for prosecution.
    TransferredForProsecution {
        /// The procuratorate.
        to: OrganId,
    },
    /// 移送司法机关: transfer to another judicial organ.
    TransferredToJustice {
        /// The organ.
        to: OrganId,
    },
}

impl Disposal {
    /// The word under which reports count it; none for a soft form.
    #[must_use]
    pub const fn counts_as(&self) -> Option<PersonOutcome> {
        match self {
            Self::Soft(_) => None,
            Self::Party(_) | Self::Public(_) => Some(PersonOutcome::Sanctioned),
            Self::Handling(_) => Some(PersonOutcome::OrganizationalHandling),
            Self::TransferredForProsecution { .. } => {
                Some(PersonOutcome::TransferredForProsecution)
            }
            Self::TransferredToJustice { .. } => Some(PersonOutcome::TransferredToJustice),
        }
    }

    /// The word of the field for it.
    #[must_use]
    pub const fn term(&self) -> &'static str {
        match self {
            Self::Soft(form) => form.term(),
            Self::Party(sanction) => sanction.term(),
            Self::Public(sanction) => sanction.term(),
            Self::Handling(handling) => handling.term(),
            Self::TransferredForProsecution { .. } => "移送审查起诉",
            Self::TransferredToJustice { .. } => "移送司法机关",
        }
    }

    /// The English rendering.
    #[must_use]
    pub const fn english(&self) -> &'static str {
        match self {
            Self::Soft(form) => form.english(),
            Self::Party(sanction) => sanction.english(),
            Self::Public(sanction) => sanction.english(),
            Self::Handling(handling) => handling.english(),
            Self::TransferredForProsecution { .. } => "transferred for prosecution",
            Self::TransferredToJustice { .. } => "transferred to another judicial organ",
        }
    }
}

impl Refers for Disposal {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        if let Self::TransferredForProsecution { to } | Self::TransferredToJustice { to } = self {
            tell("what.to", to.any());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at_json, door, named};

    fn organ(n: u32) -> String {
        format!("organ-{n:032x}")
    }

    fn measure_form() -> Value {
        json!({
            "id": format!("measure-{:032x}", 1),
            "kind": "detention",
            "case": format!("case-{:032x}", 2),
            "person": format!("person-{:032x}", 3),
            "organ": organ(4),
            "decided_at": format!("meeting-{:032x}", 5),
            "decided": at_json(8),
            "approved_by": organ(6),
            "approved": at_json(9),
            "grounds": ["collusion"],
            "begun": at_json(10),
            "notified": at_json(11),
            "extensions": [
                { "kind": "ordinary", "approved_by": organ(6), "when": at_json(12) },
                { "kind": "recount", "approved_by": organ(7), "when": at_json(13) },
            ],
            "ended": at_json(14),
        })
    }

    fn outcome_form(what: &Value) -> Value {
        json!({
            "id": format!("outcome-{:032x}", 8),
            "person": format!("person-{:032x}", 3),
            "tenure": format!("tenure-{:032x}", 9),
            "what": what,
            "case": format!("case-{:032x}", 2),
            "clue": format!("clue-{:032x}", 10),
            "by": organ(4),
            "decided": at_json(9),
            "effective": "2019-05-01",
            "document": format!("document-{:032x}", 11),
            "mitigating": ["voluntary_disclosure"],
            "aggravating": ["repeated"],
            "revoked": at_json(15),
        })
    }

    fn measure_problems(change: impl Fn(&mut Value)) -> String {
        let mut form = measure_form();
        change(&mut form);
        let draft: InvestigationMeasureDraft = serde_json::from_value(form).unwrap();
        draft.enter().unwrap_err().to_string()
    }

    #[test]
    fn the_doors_are_one() {
        let measure = door::<InvestigationMeasure>(&measure_form());
        assert_eq!(
            named(&measure),
            [
                format!("case case-{:032x}", 2),
                format!("person person-{:032x}", 3),
                format!("organ {}", organ(4)),
                format!("decided_at meeting-{:032x}", 5),
                format!("approved_by {}", organ(6)),
                format!("extensions.approved_by {}", organ(6)),
                format!("extensions.approved_by {}", organ(7)),
            ],
        );
        let outcome = door::<Outcome>(&outcome_form(&json!({
            "transferred_for_prosecution": { "to": organ(12) }
        })));
        let probation = door::<Outcome>(&{
            let mut form = outcome_form(&json!({ "party": "probation" }));
            form["probation_months"] = json!(24);
            form
        });
        assert_eq!(probation.probation_months().map(NonZeroU16::get), Some(24));
        assert_eq!(
            named(&outcome),
            [
                format!("person person-{:032x}", 3),
                format!("tenure tenure-{:032x}", 9),
                format!("what.to {}", organ(12)),
                format!("case case-{:032x}", 2),
                format!("clue clue-{:032x}", 10),
                format!("by {}", organ(4)),
                format!("document document-{:032x}", 11),
            ],
        );
    }

    #[test]
    fn the_clock_of_a_detention_finds_its_facts() {
        let measure: InvestigationMeasure = serde_json::from_value(measure_form()).unwrap();
        assert_eq!(serde_json::to_value(measure.begun()).unwrap(), at_json(10));
        let once = measure.extension(DetentionExtension::Ordinary).unwrap();
        assert_eq!(once.approved_by.to_string(), organ(6));
        assert_eq!(measure.extension(DetentionExtension::HeavySentence), None);
    }

    #[test]
    fn drafts_report_all_their_problems() {
        assert_eq!(
            InvestigationMeasureDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; case: is missing; organ: is missing; \
             begun: is missing",
        );
        let both = measure_problems(|form| {
            form.as_object_mut().unwrap().remove("person");
            form.as_object_mut().unwrap().remove("approved_by");
            form["not_notified"] = json!("可能毁灭证据");
            form["notified"] = at_json(9);
            form["extensions"][1]["kind"] = json!("ordinary");
            form["extensions"][1]["when"] = at_json(11);
            form["ended"] = at_json(11);
        });
        assert_eq!(
            both,
            "person: is missing, and an asset cannot be detained; \
             approved_by: is missing, and somebody approved it; \
             not_notified: is given, and they were notified; \
             notified: before it has begun; \
             extensions[1]: comes before what stands in front of it; \
             extensions[1]: extended once stands already at [0]; \
             ended: before it was extended",
        );
        let frozen = measure_problems(|form| {
            form["kind"] = json!("freezing");
            form["ended"] = at_json(9);
        });
        assert_eq!(
            frozen,
            "grounds: are grounds for detention, and this is freezing; \
             extensions[1]: counted anew is for detention only; \
             ended: before it has begun",
        );
        assert_eq!(
            OutcomeDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; person: is missing; what: is missing; by: is missing; \
             decided: is missing",
        );
        let mut bad = outcome_form(&json!({ "party": "warning" }));
        bad.as_object_mut().unwrap().remove("case");
        bad.as_object_mut().unwrap().remove("clue");
        bad["revoked"] = at_json(8);
        bad["probation_months"] = json!(12);
        let draft: OutcomeDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "revoked: before it was decided; \
             probation_months: are given, and this is no probation; \
             case: is missing, and so is the clue",
        );
    }

    /// A renewal of technical investigation is no detention: it may come again and again.
    #[test]
    fn only_detention_is_extended_once() {
        let mut form = measure_form();
        form["kind"] = json!("technical_investigation");
        form["grounds"] = json!([]);
        form["extensions"][1]["kind"] = json!("ordinary");
        assert!(serde_json::from_value::<InvestigationMeasure>(form).is_ok());
    }

    /// C22, Z06, G07: how each outcome is counted.
    #[test]
    fn outcomes_are_counted_under_the_words_of_the_reports() {
        for (what, counted) in [
            (json!({ "soft": "admonition" }), None),
            (json!({ "party": "expulsion" }), Some("sanctioned")),
            (json!({ "public": "dismissal" }), Some("sanctioned")),
            (json!({ "handling": "removal" }), Some("organizational_handling")),
            (
                json!({ "transferred_for_prosecution": { "to": organ(12) } }),
                Some("transferred_for_prosecution"),
            ),
            (
                json!({ "transferred_to_justice": { "to": organ(12) } }),
                Some("transferred_to_justice"),
            ),
        ] {
            let outcome: Outcome = serde_json::from_value(outcome_form(&what)).unwrap();
            let found = outcome.counts_as();
            assert_eq!(found.as_ref().map(|word| word.code()), counted, "{what}");
        }
    }
}
