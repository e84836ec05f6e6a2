//! Sign-offs: who signed that no umbrella was found, on what, and what came of it.
//!
//! ```text
//!  laid open ──▶ signed in full ──▶ questioned ──▶ upheld ──▶ questioned …
//!                                        ╰───────▶ reopened ──▶ laid open
//!
//!  laid open ──▶ laid open (with another content)
//!  laid open ──▶ sent back ──▶ laid open
//! ```
//!
//! **Records, not proofs.** A [`SignatureRecord`] says that a signature was given. It can
//! be read from a file, and proves nothing: whether the signer had the authority to sign,
//! in that layer, on that content, on that day, is judged by the procedure, which alone
//! makes a proof of it. No type in this file is a proof.
//!
//! If the content changes before the last layer has signed, the sign-off is *laid open*
//! again with the new content; signatures on the old one are then stale, since they name
//! another fingerprint. Once signed in full, no signature becomes void. The finding can be
//! *questioned* by a later claim, and is then upheld or reopened.
//!
//! # Source
//!
//! 签字背书: catalogue C11, C12; 案件质量终身负责制: G21; §6.5. Order and distinctness of the
//! signers, and the stages after the last signature, are our reading.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{
    AnyId, CaseId, ClaimId, DocumentId, EntityId, FollowUpId, OrganId, PersonId, SignOffId,
    SignatureId,
};
use crate::base::text::Prose;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::model::stage::Stage;
use crate::provenance::Fingerprint;
use crate::terms::handling::Signatory;
use crate::terms::stage::FollowUpStage;

noun! {
    /// 签字: the record that somebody signed something.
    ///
    /// # Source
    ///
    /// Catalogue C12 (three layers), G21 (responsibility for life).
    SignatureRecord, SignatureRecordDraft, SignatureId, check signature_fits;
    /// The sign-off that it belongs to.
    sign_off: id SignOffId,
    /// Who signed.
    by: id PersonId,
    /// In which layer.
    role: copy Signatory,
    /// For which organ.
    organ: id OrganId,
    /// What was signed, word for word.
    content: copy Fingerprint,
    /// The network as it was known in the scope of the finding.
    view: copy_opt Fingerprint,
    /// Whether the signer agreed.
    opinion: copy Opinion,
    /// Why not, if the signer did not agree.
    reasons: text_opt Prose,
    /// When it was signed, and when that was written down.
    signed: copy When,
    /// The delegation under which it was signed, if any.
    delegation: sub_opt Delegation,
}

/// What a signer said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Opinion {
    /// 同意: agrees with the finding.
    Agrees,
    /// 退回: sends it back to a layer below.
    SendsBack,
    /// 保留意见: dissents from a collective decision, and has it written down.
    Dissents,
}

/// Somebody lets somebody else sign for them.
///
/// Whether it reaches that far, and whether it was chained, is judged by the procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Whose authority it is.
    pub by: PersonId,
    /// The document that says so.
    pub document: DocumentId,
    /// From when on.
    pub granted: When,
    /// Until when; from this moment on it is over.
    pub until: Moment,
}

impl Refers for Delegation {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("delegation.by", self.by.any());
        tell("delegation.document", self.document.any());
    }
}

fn signature_fits(signature: &SignatureRecord, desk: &mut Desk) {
    match (signature.opinion, &signature.reasons) {
        (Opinion::SendsBack | Opinion::Dissents, None) => {
            desk.unfit("reasons", "are missing, and whoever does not agree says why");
        }
        (Opinion::Agrees, Some(_)) => desk.unfit("reasons", "are given by one who agrees"),
        _ => {}
    }
    let Some(delegation) = &signature.delegation else { return };
    if delegation.by == signature.by {
        desk.unfit("delegation", "nobody delegates to themselves");
    }
    if delegation.until <= delegation.granted.occurred_at() {
        desk.unfit("delegation", "ends before it begins");
    }
}

noun! {
    /// 签字背书: the sign-off of one finding that there is no umbrella.
    ///
    /// # Source
    ///
    /// Catalogue C11 (at which stages), C12 (by whom), §6.5.
    SignOffRecord, SignOffRecordDraft, SignOffId, check sign_off_fits;
    /// The case that the finding is about.
    case: id CaseId,
    /// The follow-up that came to the finding.
    follow_up: id_opt FollowUpId,
    /// The stage of the police case.
    stage_of_case: copy FollowUpStage,
    /// The layers that have to sign, from the first to the last, as the pack had them.
    layers: set Signatory,
    /// The signatures that were given, in the order in which they were written down.
    signatures: ids SignatureId,
    /// How far it has come.
    stages: stages SignOffStage,
}

fn sign_off_fits(sign_off: &SignOffRecord, desk: &mut Desk) {
    if sign_off.layers.is_empty() {
        desk.unfit("layers", "nobody has to sign");
    }
    for (index, entry) in sign_off.stages.iter().enumerate() {
        match &entry.state {
            SignOffStage::SentBack { to, .. } if !sign_off.layers.contains(to) => {
                desk.unfit_at("stages", index, format!("sent back to {to}, which is no layer"));
            }
            SignOffStage::SignedInFull { .. }
                if sign_off.signatures.len() < sign_off.layers.len() =>
            {
                let (found, needed) = (sign_off.signatures.len(), sign_off.layers.len());
                desk.unfit_at("stages", index, format!("{found} signatures for {needed} layers"));
            }
            _ => {}
        }
    }
}

/// How far a sign-off has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SignOffStage {
    /// The finding lies open for signing, for the first time or with another content.
    LaidOpen {
        /// The finding, word for word.
        content: Fingerprint,
    },
    /// A signer sent it back.
    SentBack {
        /// The layer that has to look at it again.
        to: Signatory,
        /// The signature that says why.
        signature: SignatureId,
    },
    /// All layers have signed this content.
    SignedInFull {
        /// The finding, word for word.
        content: Fingerprint,
    },
    /// A later claim speaks against the finding.
    Questioned {
        /// The claim.
        claim: ClaimId,
    },
    /// The claim was looked into, and the finding stands.
    Upheld {
        /// Who decided it.
        by: PersonId,
        /// Why.
        reasons: Prose,
    },
    /// The finding is open again; those who signed stay responsible for having signed.
    Reopened {
        /// Who decided it.
        by: PersonId,
        /// Why.
        reasons: Prose,
    },
}

impl SignOffStage {
    /// The content that lies open or was signed in full here.
    #[must_use]
    pub const fn content(&self) -> Option<Fingerprint> {
        match self {
            Self::LaidOpen { content } | Self::SignedInFull { content } => Some(*content),
            Self::SentBack { .. }
            | Self::Questioned { .. }
            | Self::Upheld { .. }
            | Self::Reopened { .. } => None,
        }
    }
}

impl fmt::Display for SignOffStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::LaidOpen { .. } => "laid open for signing",
            Self::SentBack { .. } => "sent back",
            Self::SignedInFull { .. } => "signed in full",
            Self::Questioned { .. } => "questioned",
            Self::Upheld { .. } => "upheld",
            Self::Reopened { .. } => "reopened",
        })
    }
}

impl Stage for SignOffStage {
    const WHAT: &'static str = "a sign-off";

    fn term(&self) -> &'static str {
        match self {
            Self::LaidOpen { .. } => "待签",
            Self::SentBack { .. } => "退回",
            Self::SignedInFull { .. } => "已逐级签字",
            Self::Questioned { .. } => "存疑",
            Self::Upheld { .. } => "维持原结论",
            Self::Reopened { .. } => "重新启动",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::LaidOpen { .. })
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            // All layers sign the content that lies open, and no other.
            (Self::LaidOpen { content: open }, Self::SignedInFull { content }) => open == content,
            (Self::LaidOpen { .. }, Self::LaidOpen { .. } | Self::SentBack { .. }) => true,
            (Self::SentBack { .. } | Self::Reopened { .. }, Self::LaidOpen { .. }) => true,
            (Self::SignedInFull { .. } | Self::Upheld { .. }, Self::Questioned { .. }) => true,
            (Self::Questioned { .. }, Self::Upheld { .. } | Self::Reopened { .. }) => true,
            _ => false,
        }
    }
}

impl Refers for SignOffStage {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::LaidOpen { .. } | Self::SignedInFull { .. } => {}
            Self::SentBack { signature, .. } => tell("stages.signature", signature.any()),
            Self::Questioned { claim } => tell("stages.claim", claim.any()),
            Self::Upheld { by, .. } | Self::Reopened { by, .. } => tell("stages.by", by.any()),
        }
    }
}

impl SignOffRecord {
    /// The content that lies open now, or was last signed in full.
    #[must_use]
    pub fn content(&self) -> Option<Fingerprint> {
        self.stages.iter().rev().find_map(|entry| entry.state.content())
    }

    /// Whether a signature stands on another content than the one that lies open now, or
    /// was last signed in full.
    #[must_use]
    pub fn is_stale(&self, signature: &SignatureRecord) -> bool {
        self.content() != Some(signature.content)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, at_json, door, id, named, stages_json, walk_all};

    fn content(n: u8) -> Fingerprint {
        Fingerprint::from_bytes([n; 32])
    }

    fn person() -> PersonId {
        id(PersonId::from_uuid, 4)
    }

    fn reasons() -> Prose {
        Prose::parse("举报人所述与案卷不符").unwrap()
    }

    fn signature_form() -> Value {
        json!({
            "id": format!("signature-{:032x}", 1),
            "sign_off": format!("sign_off-{:032x}", 2),
            "by": person(),
            "role": "leader_in_charge",
            "organ": format!("organ-{:032x}", 5),
            "content": content(1),
            "opinion": "agrees",
            "signed": at_json(9),
            "delegation": {
                "by": format!("person-{:032x}", 6),
                "document": format!("document-{:032x}", 7),
                "granted": at_json(8),
                "until": at(18).occurred_at(),
            },
        })
    }

    fn sign_off_form() -> Value {
        json!({
            "id": format!("sign_off-{:032x}", 2),
            "case": format!("case-{:032x}", 3),
            "follow_up": format!("follow_up-{:032x}", 8),
            "stage_of_case": "investigation",
            "layers": ["follow_up_officer", "leader_in_charge"],
            "signatures": [format!("signature-{:032x}", 1), format!("signature-{:032x}", 9)],
            "stages": stages_json(&[json!({ "laid_open": { "content": content(1) } })]),
        })
    }

    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let signature = id(SignatureId::from_uuid, 1);
        let stages = [
            SignOffStage::LaidOpen { content: content(1) },
            SignOffStage::SentBack { to: Signatory::FollowUpOfficer, signature },
            SignOffStage::SignedInFull { content: content(1) },
            SignOffStage::Questioned { claim: id(ClaimId::from_uuid, 1) },
            SignOffStage::Upheld { by: person(), reasons: reasons() },
            SignOffStage::Reopened { by: person(), reasons: reasons() },
        ];
        let open = "laid open for signing";
        walk_all(
            &stages,
            &[
                (open, &[open, "sent back", "signed in full"]),
                ("sent back", &[open]),
                ("signed in full", &["questioned"]),
                ("questioned", &["upheld", "reopened"]),
                ("upheld", &["questioned"]),
                ("reopened", &[open]),
            ],
        );
        let refused = stages[2].clone().after(stages[5].clone()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "a sign-off that is signed in full cannot be reopened",
            "only a claim can bring it there",
        );
    }

    #[test]
    fn what_is_signed_in_full_is_what_lies_open() {
        let mut sign_off: SignOffRecord = serde_json::from_value(sign_off_form()).unwrap();
        sign_off.advance(at(9), SignOffStage::LaidOpen { content: content(2) }).unwrap();
        let old = SignOffStage::SignedInFull { content: content(1) };
        assert_eq!(
            sign_off.advance(at(10), old).unwrap_err().to_string(),
            "a sign-off that is laid open for signing cannot be signed in full",
        );
        sign_off.advance(at(10), SignOffStage::SignedInFull { content: content(2) }).unwrap();
        sign_off
            .advance(at(11), SignOffStage::Questioned { claim: id(ClaimId::from_uuid, 1) })
            .unwrap();
        assert_eq!(sign_off.content(), Some(content(2)), "a question voids nothing");
    }

    #[test]
    fn a_signature_on_an_earlier_content_is_stale() {
        let signature: SignatureRecord = serde_json::from_value(signature_form()).unwrap();
        let mut sign_off: SignOffRecord = serde_json::from_value(sign_off_form()).unwrap();
        assert!(!sign_off.is_stale(&signature));
        sign_off.advance(at(9), SignOffStage::LaidOpen { content: content(2) }).unwrap();
        assert!(sign_off.is_stale(&signature));
    }

    #[test]
    fn the_doors_are_one() {
        let signature = door::<SignatureRecord>(&signature_form());
        assert_eq!(
            named(&signature),
            [
                format!("sign_off sign_off-{:032x}", 2),
                format!("by {}", person()),
                format!("organ organ-{:032x}", 5),
                format!("delegation.by person-{:032x}", 6),
                format!("delegation.document document-{:032x}", 7),
            ],
        );
        let mut sign_off = door::<SignOffRecord>(&sign_off_form());
        sign_off.advance(at(9), SignOffStage::SignedInFull { content: content(1) }).unwrap();
        sign_off
            .advance(at(10), SignOffStage::Questioned { claim: id(ClaimId::from_uuid, 1) })
            .unwrap();
        sign_off
            .advance(at(11), SignOffStage::Upheld { by: person(), reasons: reasons() })
            .unwrap();
        assert_eq!(
            named(&sign_off),
            [
                format!("case case-{:032x}", 3),
                format!("follow_up follow_up-{:032x}", 8),
                format!("signatures signature-{:032x}", 1),
                format!("signatures signature-{:032x}", 9),
                format!("stages.claim claim-{:032x}", 1),
                format!("stages.by {}", person()),
            ],
        );
    }

    #[test]
    fn a_draft_of_a_signature_reports_all_its_problems() {
        assert_eq!(
            SignatureRecordDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; sign_off: is missing; by: is missing; role: is missing; \
             organ: is missing; content: is missing; opinion: is missing; signed: is missing",
        );
        let mut bad = signature_form();
        bad["opinion"] = json!("dissents");
        bad["delegation"]["by"] = json!(person());
        bad["delegation"]["until"] = json!(at(8).occurred_at());
        let draft: SignatureRecordDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "reasons: are missing, and whoever does not agree says why; \
             delegation: nobody delegates to themselves; delegation: ends before it begins",
        );
        let mut bad = signature_form();
        bad["reasons"] = json!("同意");
        let draft: SignatureRecordDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "reasons: are given by one who agrees");
    }

    #[test]
    fn a_draft_of_a_sign_off_reports_all_its_problems() {
        assert_eq!(
            SignOffRecordDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; case: is missing; stage_of_case: is missing; stages: is missing",
        );
        let signature = format!("signature-{:032x}", 1);
        let mut bad = sign_off_form();
        bad["signatures"] = json!([signature]);
        bad["stages"] = stages_json(&[
            json!({ "laid_open": { "content": content(1) } }),
            json!({ "sent_back": { "to": "principal_leader", "signature": signature } }),
            json!({ "laid_open": { "content": content(1) } }),
            json!({ "signed_in_full": { "content": content(1) } }),
        ]);
        let draft: SignOffRecordDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "stages[1]: sent back to principal leader, which is no layer; \
             stages[3]: 1 signatures for 2 layers",
        );
        let mut bad = sign_off_form();
        bad["layers"] = json!([]);
        let draft: SignOffRecordDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "layers: nobody has to sign");
    }
}
