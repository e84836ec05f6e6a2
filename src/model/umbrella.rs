//! Umbrella hypotheses: that an official, or an organ, shields a gang.
//!
//! ```text
//!  alleged ──▶ checked ──▶ supported ──▶ established
//!     │           │            │              │ (the decision is overturned)
//!     ├───────────┴────────────┼──────────────┴──▶ refuted
//!     └────────────────────────┴─────────────────▶ withdrawn
//! ```
//!
//! One step at a time: nothing is established that was not supported before. Refuted and
//! withdrawn are ends; whoever has new grounds opens a new hypothesis, so that the name
//! of the person who was cleared stays cleared.
//!
//! Each step names the person whose recorded decision it is. No count, rank or rule in
//! this crate takes one.
//!
//! # Source
//!
//! Catalogue G03, G04 (examples of umbrellas and what they did), Z03 (kinds), Z05 (soft
//! protection), law-context §4.4. The stages are our reading.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{
    AnyId, CaseId, ClaimId, EntityId, EnvelopeId, GangId, OrganId, OutcomeId, PersonId, TenureId,
};
use crate::base::period::Period;
use crate::base::text::{Code, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::model::stage::Stage;
use crate::provenance::Standing;
use crate::terms::umbrella::{
    Benefit, Manifestation, ProtectionForm, UmbrellaConduct, UmbrellaKind,
};

noun! {
    /// 保护伞: the hypothesis that an official or an organ shields a gang.
    ///
    /// # Source
    ///
    /// Catalogue G03, G04, Z03, Z05; Anti-Organized Crime Law 2022 art. 50 (conduct).
    Umbrella, UmbrellaDraft, UmbrellaId, check fits;
    /// Who is thought to shield the gang.
    subject: sub Subject,
    /// The gang that is shielded.
    gang: id GangId,
    /// 官伞, 警伞, 庸伞, 懒伞; none while it is open which.
    kinds: set UmbrellaKind,
    /// The kinds of conduct that the law lists.
    conduct: set UmbrellaConduct,
    /// What was done, in the words of the reports.
    manifestations: set Manifestation,
    /// What the protector got.
    benefits: set Benefit,
    /// Hard or soft protection, once it is judged.
    form: copy_opt ProtectionForm,
    /// Entries of catalogues that it matches, such as `fifteen/7`.
    tags: set Code,
    /// When the gang was shielded, as far as known.
    period: copy_opt Period,
    /// Claims that speak for it.
    claims_for: ids ClaimId,
    /// Claims that speak against it.
    claims_against: ids ClaimId,
    /// Organs that were told of it. If it is refuted, each has to be told that too.
    told: ids OrganId,
    /// The corrections that have been given.
    corrections: subs Correction,
    /// How far it has come.
    stages: stages UmbrellaStage,
}

/// Who is thought to shield a gang.
///
/// An official shields *as the holder of a post*: while deputy chief of a bureau. That
/// the tenure is one of this person's is checked where all tenures are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Subject {
    /// An official in one tenure.
    Tenure {
        /// The person.
        person: PersonId,
        /// The time in the post.
        tenure: TenureId,
    },
    /// 软保护: an organ, which can give soft protection only (our reading of Z05).
    Organ {
        /// The organ.
        organ: OrganId,
    },
}

impl Refers for Subject {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Tenure { person, tenure } => {
                tell("subject.person", person.any());
                tell("subject.tenure", tenure.any());
            }
            Self::Organ { organ } => tell("subject.organ", organ.any()),
        }
    }
}

/// The effective decision that establishes something.
///
/// That it has taken effect is checked where the outcome or the case is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EffectiveDecision {
    /// A sanction, a handling or an accountability decided by an organ.
    Outcome(OutcomeId),
    /// The judgment in a criminal case.
    Judgment(CaseId),
}

impl Refers for EffectiveDecision {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Outcome(id) => tell("decision.outcome", id.any()),
            Self::Judgment(id) => tell("decision.judgment", id.any()),
        }
    }
}

/// A refutation with its reasons, and the organs that have to be told of it.
// Invariant: nobody is owed a correction twice; sorted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "RefutationForm", into = "RefutationForm")]
pub struct Refutation {
    by: PersonId,
    reasons: Prose,
    owed_to: Vec<OrganId>,
}

#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Refutation", deny_unknown_fields)]
struct RefutationForm {
    by: PersonId,
    reasons: Prose,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    owed_to: Vec<OrganId>,
}

impl Refutation {
    /// A refutation that this person has decided for these reasons.
    ///
    /// # Errors
    ///
    /// [`OwedTwice`] if an organ stands twice among those that are owed a correction.
    pub fn new(by: PersonId, reasons: Prose, mut owed_to: Vec<OrganId>) -> Result<Self, OwedTwice> {
        owed_to.sort_unstable();
        let twice = owed_to.iter().zip(owed_to.iter().skip(1)).find(|(a, b)| a == b);
        match twice {
            Some((organ, _)) => Err(OwedTwice { organ: *organ }),
            None => Ok(Self { by, reasons, owed_to }),
        }
    }

    /// Who decided it.
    #[must_use]
    pub const fn by(&self) -> PersonId {
        self.by
    }

    /// Why.
    #[must_use]
    pub const fn reasons(&self) -> &Prose {
        &self.reasons
    }

    /// The organs that are owed a correction, sorted.
    #[must_use]
    pub fn owed_to(&self) -> &[OrganId] {
        &self.owed_to
    }
}

impl TryFrom<RefutationForm> for Refutation {
    type Error = OwedTwice;

    fn try_from(form: RefutationForm) -> Result<Self, OwedTwice> {
        Self::new(form.by, form.reasons, form.owed_to)
    }
}

impl From<Refutation> for RefutationForm {
    fn from(refutation: Refutation) -> Self {
        let Refutation { by, reasons, owed_to } = refutation;
        Self { by, reasons, owed_to }
    }
}

/// An organ stands twice among those that are owed a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{organ} is owed a correction twice")]
pub struct OwedTwice {
    /// The organ.
    pub organ: OrganId,
}

/// A correction that was given to an organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The organ that was told.
    pub to: OrganId,
    /// The message that told it.
    pub envelope: EnvelopeId,
    /// When it was sent, and when that was written down.
    pub when: When,
}

impl Refers for Correction {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("corrections.to", self.to.any());
        tell("corrections.envelope", self.envelope.any());
    }
}

/// How far a hypothesis has come, and by whose decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum UmbrellaStage {
    /// 反映: somebody has said so.
    Alleged,
    /// 已初核: somebody with the duty to do so has looked at it.
    Checked {
        /// Whose decision it is.
        by: PersonId,
    },
    /// 有证据支持: evidence beyond the first report speaks for it.
    Supported {
        /// Whose decision it is.
        by: PersonId,
    },
    /// 已认定: an effective decision says so.
    Established {
        /// Who recorded it.
        by: PersonId,
        /// The decision.
        decision: EffectiveDecision,
    },
    /// 已查否: looked at and found not to be so.
    Refuted(Refutation),
    /// 已撤回: taken back, which is not the same as found untrue.
    Withdrawn {
        /// Whose decision it is.
        by: PersonId,
        /// Why.
        reasons: Prose,
    },
}

impl UmbrellaStage {
    /// The standing that the stage gives.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Alleged => Standing::Alleged,
            Self::Checked { .. } => Standing::Checked,
            Self::Supported { .. } => Standing::Supported,
            Self::Established { .. } => Standing::Established,
            Self::Refuted(_) => Standing::Refuted,
            Self::Withdrawn { .. } => Standing::Withdrawn,
        }
    }
}

impl fmt::Display for UmbrellaStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.standing().english())
    }
}

impl Stage for UmbrellaStage {
    const WHAT: &'static str = "an umbrella hypothesis";

    fn term(&self) -> &'static str {
        self.standing().term()
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Alleged)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Alleged, Self::Checked { .. } | Self::Refuted(_) | Self::Withdrawn { .. }) => {
                true
            }
            (
                Self::Checked { .. },
                Self::Supported { .. } | Self::Refuted(_) | Self::Withdrawn { .. },
            ) => true,
            (
                Self::Supported { .. },
                Self::Established { .. } | Self::Refuted(_) | Self::Withdrawn { .. },
            ) => true,
            // On review the decision was overturned.
            (Self::Established { .. }, Self::Refuted(_)) => true,
            _ => false,
        }
    }
}

impl Refers for UmbrellaStage {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Alleged => {}
            Self::Checked { by } | Self::Supported { by } | Self::Withdrawn { by, .. } => {
                tell("stages.by", by.any());
            }
            Self::Established { by, decision } => {
                tell("stages.by", by.any());
                decision.refer(tell);
            }
            Self::Refuted(refutation) => {
                tell("stages.by", refutation.by.any());
                for organ in &refutation.owed_to {
                    tell("stages.owed_to", organ.any());
                }
            }
        }
    }
}

impl Umbrella {
    /// How far it has come.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.stage().standing()
    }

    /// The refutation, if it was refuted.
    #[must_use]
    pub fn refutation(&self) -> Option<&Refutation> {
        match self.stage() {
            UmbrellaStage::Refuted(refutation) => Some(refutation),
            _ => None,
        }
    }

    /// The organs that are still owed a correction, sorted.
    #[must_use]
    pub fn corrections_owed(&self) -> Vec<OrganId> {
        let given: BTreeSet<OrganId> = self.corrections.iter().map(|done| done.to).collect();
        let owed = self.refutation().map_or(&[][..], Refutation::owed_to);
        owed.iter().copied().filter(|organ| !given.contains(organ)).collect()
    }
}

fn fits(umbrella: &Umbrella, desk: &mut Desk) {
    let by_organ = matches!(umbrella.subject, Subject::Organ { .. });
    if by_organ && umbrella.form == Some(ProtectionForm::Hard) {
        desk.unfit("form", "an organ can only give soft protection");
    }
    let for_it: BTreeSet<&ClaimId> = umbrella.claims_for.iter().collect();
    for (index, claim) in umbrella.claims_against.iter().enumerate() {
        if for_it.contains(claim) {
            desk.unfit_at("claims_against", index, "stands among the claims for it too");
        }
    }
    let standing = umbrella.standing();
    if standing.at_least(Standing::Supported) && umbrella.claims_for.is_empty() {
        desk.unfit("claims_for", format!("no claim speaks for it, though it is {standing}"));
    }
    owes_all(umbrella, desk);
}

/// Whoever was told of a refuted hypothesis is owed a correction; each is given once.
fn owes_all(umbrella: &Umbrella, desk: &mut Desk) {
    let owed = umbrella.refutation().map(|refutation| refutation.owed_to.as_slice());
    let mut given = BTreeSet::new();
    for (index, Correction { to, .. }) in umbrella.corrections.iter().enumerate() {
        if owed.is_none_or(|owed| owed.binary_search(to).is_err()) {
            desk.unfit_at("corrections", index, format!("{to} is owed none"));
        }
        if !given.insert(to) {
            desk.unfit_at("corrections", index, format!("{to} has been told"));
        }
    }
    let Some(owed) = owed else { return };
    for organ in umbrella.told.iter().filter(|organ| owed.binary_search(organ).is_err()) {
        desk.unfit(
            "stages",
            format!("refuted, and {organ}, which was told of it, is owed nothing"),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, at_json, door, id, named, stages_json, walk_all};

    fn person() -> PersonId {
        id(PersonId::from_uuid, 1)
    }

    fn organ(n: u128) -> OrganId {
        id(OrganId::from_uuid, n)
    }

    fn reasons() -> Prose {
        Prose::parse("查无此事").unwrap()
    }

    fn refuted(owed_to: &[u128]) -> UmbrellaStage {
        let owed_to = owed_to.iter().map(|n| organ(*n)).collect();
        UmbrellaStage::Refuted(Refutation::new(person(), reasons(), owed_to).unwrap())
    }

    fn established() -> UmbrellaStage {
        let decision = EffectiveDecision::Outcome(id(OutcomeId::from_uuid, 5));
        UmbrellaStage::Established { by: person(), decision }
    }

    /// `upto` steps on the way alleged, checked, supported, established.
    fn form(upto: usize) -> Value {
        let by = person();
        let way = [
            json!("alleged"),
            json!({ "checked": { "by": by } }),
            json!({ "supported": { "by": by } }),
            serde_json::to_value(established()).unwrap(),
        ];
        json!({
            "id": format!("umbrella-{:032x}", 3),
            "subject": { "tenure": { "person": by, "tenure": format!("tenure-{:032x}", 2) } },
            "gang": format!("gang-{:032x}", 4),
            "kinds": ["police"],
            "conduct": ["shelter"],
            "manifestations": ["let_grow"],
            "claims_for": [format!("claim-{:032x}", 6)],
            "told": [organ(7), organ(8)],
            "stages": stages_json(&way[..=upto]),
        })
    }

    fn at_stage(upto: usize) -> Umbrella {
        serde_json::from_value(form(upto)).unwrap()
    }

    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let by = person();
        let stages = [
            UmbrellaStage::Alleged,
            UmbrellaStage::Checked { by },
            UmbrellaStage::Supported { by },
            established(),
            refuted(&[]),
            UmbrellaStage::Withdrawn { by, reasons: reasons() },
        ];
        walk_all(
            &stages,
            &[
                ("alleged", &["checked", "refuted", "withdrawn"]),
                ("checked", &["supported", "refuted", "withdrawn"]),
                ("supported", &["established", "refuted", "withdrawn"]),
                ("established", &["refuted"]),
                ("refuted", &[]),
                ("withdrawn", &[]),
            ],
        );
        let refused = UmbrellaStage::Alleged.after(established()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "an umbrella hypothesis that is alleged cannot be established",
        );
    }

    #[test]
    fn the_door_is_one() {
        let umbrella = door::<Umbrella>(&form(3));
        assert_eq!(umbrella.standing(), Standing::Established);
        assert_eq!(
            named(&umbrella),
            [
                format!("subject.person {}", person()),
                format!("subject.tenure tenure-{:032x}", 2),
                format!("gang gang-{:032x}", 4),
                format!("claims_for claim-{:032x}", 6),
                format!("told {}", organ(7)),
                format!("told {}", organ(8)),
                format!("stages.by {}", person()),
                format!("stages.by {}", person()),
                format!("stages.by {}", person()),
                format!("decision.outcome outcome-{:032x}", 5),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            UmbrellaDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; subject: is missing; gang: is missing; stages: is missing",
        );
        let mut draft = UmbrellaDraft::from(at_stage(2));
        draft.subject = Some(Subject::Organ { organ: organ(9) });
        draft.form = Some(ProtectionForm::Hard);
        draft.claims_against = std::mem::take(&mut draft.claims_for);
        draft.corrections.push(Correction {
            to: organ(7),
            envelope: id(EnvelopeId::from_uuid, 1),
            when: at(12),
        });
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            format!(
                "form: an organ can only give soft protection; \
                 claims_for: no claim speaks for it, though it is supported; \
                 corrections[0]: {} is owed none",
                organ(7)
            ),
        );
        let mut draft = UmbrellaDraft::from(at_stage(1));
        draft.claims_against = draft.claims_for.clone();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "claims_against[0]: stands among the claims for it too",
        );
    }

    #[test]
    fn a_refutation_owes_a_correction_to_everybody_who_was_told() {
        let mut umbrella = at_stage(1);
        let before = umbrella.clone();
        let refused = umbrella.advance(at(12), refuted(&[7])).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("stages: refuted, and {}, which was told of it, is owed nothing", organ(8)),
        );
        assert_eq!(umbrella, before, "a refused step changes nothing");
        assert_eq!(umbrella.corrections_owed(), []);

        umbrella.advance(at(12), refuted(&[8, 7])).unwrap();
        assert_eq!(umbrella.corrections_owed(), [organ(7), organ(8)]);
        let correction =
            Correction { to: organ(8), envelope: id(EnvelopeId::from_uuid, 1), when: at(13) };
        let mut draft = UmbrellaDraft::from(umbrella);
        draft.corrections.push(correction);
        let umbrella = draft.clone().enter().unwrap();
        assert_eq!(umbrella.corrections_owed(), [organ(7)]);
        draft.corrections.push(correction);
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            format!("corrections[1]: {} has been told", organ(8)),
        );
    }

    #[test]
    fn an_established_umbrella_is_refuted_when_the_decision_falls() {
        let mut umbrella = at_stage(3);
        umbrella.advance(at(12), refuted(&[7, 8])).unwrap();
        assert_eq!(umbrella.standing(), Standing::Refuted);
        let again = umbrella.advance(at(13), UmbrellaStage::Checked { by: person() });
        assert_eq!(
            again.unwrap_err().to_string(),
            "an umbrella hypothesis that is refuted cannot be checked",
        );
    }

    #[test]
    fn a_list_of_corrections_is_checked_when_it_is_read() {
        let text = json!({ "by": person(), "reasons": "查无", "owed_to": [organ(7), organ(7)] });
        let refused = serde_json::from_value::<Refutation>(text).unwrap_err();
        assert_eq!(refused.to_string(), format!("{} is owed a correction twice", organ(7)));
        let empty = json!({ "by": person(), "reasons": "  " });
        assert!(serde_json::from_value::<Refutation>(empty).is_err(), "reasons are needed");
        let without =
            json!([{ "when": at_json(8), "state": { "established": { "by": person() } } }]);
        let mut bad = form(0);
        bad["stages"] = without;
        assert!(serde_json::from_value::<Umbrella>(bad).is_err(), "a decision is needed");
    }
}
