//! Events: what a command has done, once and for all.
//!
//! An event carries what was decided and why, so that it can be understood years later
//! without the rules of its day. State is the fold of events and nothing else.
//!
//! Written as JSON, what happened stands under the name of its [kind](What::KINDS):
//!
//! ```
//! use unbrella::casebook::event::What;
//!
//! let written = r#"{"measure_ended":{"measure":"measure-00000000000000000000000000000001"}}"#;
//! let what: What = serde_json::from_str(written)?;
//! assert_eq!(what.kind(), "measure_ended");
//! assert_eq!(serde_json::to_string(&what)?, written);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! In a journal the form is that of the [entry](super::entry) in which the event stands.

use serde::{Deserialize, Serialize};

use crate::base::id::{
    AnyId, CaseId, ClueId, DocumentId, EntityId, EntryId, FollowUpId, GangId, MeasureId, OrganId,
    OutcomeId, PersonId, ProposalId, RecordId, SignOffId, SignatureId, SupervisionId, TransferId,
    UmbrellaId,
};
use crate::base::text::{Code, Prose};
use crate::casebook::basis::Basis;
use crate::casebook::command::Actor;
use crate::casebook::moved::Moved;
use crate::decision::Reason;
use crate::model::case::{CaseStage, HandlingChange};
use crate::model::clue::ClueStage;
use crate::model::discipline::Extension;
use crate::model::dossier::entry::Entry;
use crate::model::exposure::PublicCorrection;
use crate::model::follow_up::FollowUpProgress;
use crate::model::history::When;
use crate::model::proposal::ProposalProgress;
use crate::model::rectification::LedgerProgress;
use crate::model::sign_off::SignOffStage;
use crate::model::supervision::ListedProgress;
use crate::model::transfer::{Notice, TransferStage};
use crate::model::umbrella::{Correction, UmbrellaStage};
use crate::model::verification::Verification;
use crate::procedure::recusal::{Asker, Matter as RecusedFrom};
use crate::procedure::reporter::AfterReplyFacts;
use crate::terms::gang::GangKind;
use crate::terms::handling::Raising;
use crate::terms::outcome::AppealResult;

/// One thing that happened in a casebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its place in the journal, counted from 1.
    pub number: u64,
    /// The key of the command that brought it about.
    pub key: Code,
    /// Who acted.
    pub by: Actor,
    /// For which organ.
    pub organ: OrganId,
    /// When it happened, and when it was written down.
    pub when: When,
    /// What happened.
    pub what: What,
    /// Why the rules let it happen, or brought it about.
    pub reasons: Vec<Reason>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum What {
    /// Something was entered into the dossier.
    Entered(Box<Entry>),
    /// A clue came further.
    Clue {
        /// The clue.
        clue: ClueId,
        /// Where it stands now.
        stage: ClueStage,
    },
    /// A verification came further: the whole record, as it is now.
    Verification(Box<Verification>),
    /// A clue was taken back by whoever had reported it; it is dealt with all the same.
    Withdrawn {
        /// The clue.
        clue: ClueId,
        /// Why, as whoever took it back has said.
        because: Prose,
    },
    /// A clue belongs to somebody else and has to be passed on.
    ToBePassedOn {
        /// The clue.
        clue: ClueId,
    },
    /// A case came further.
    Case {
        /// The case.
        case: CaseId,
        /// Where it stands now.
        stage: CaseStage,
    },
    /// Another organ, or another level, handles a case from now on.
    Handling {
        /// The case.
        case: CaseId,
        /// The change.
        change: HandlingChange,
    },
    /// 提级评估: whether a case goes up was decided, and it stays where it is.
    Raising {
        /// The case.
        case: CaseId,
        /// Why it stays, in a word; the reasons tell the rest.
        outcome: Raising,
    },
    /// Notice was given of an investigation.
    Notice {
        /// The transfer.
        transfer: TransferId,
        /// The notice.
        notice: Notice,
    },
    /// A transfer came further.
    Transfer {
        /// The transfer.
        transfer: TransferId,
        /// Where it stands now.
        stage: TransferStage,
    },
    /// A follow-up came further.
    FollowUp {
        /// The follow-up.
        follow_up: FollowUpId,
        /// Where it stands now.
        stage: FollowUpProgress,
    },
    /// A sign-off came further.
    SignOff {
        /// The sign-off.
        sign_off: SignOffId,
        /// Where it stands now.
        stage: SignOffStage,
    },
    /// A signature was added to a sign-off.
    Signed {
        /// The sign-off.
        sign_off: SignOffId,
        /// The signature.
        signature: SignatureId,
    },
    /// 延长: the time of a measure was made longer.
    MeasureExtended {
        /// The measure.
        measure: MeasureId,
        /// On what ground, and who approved it.
        extension: Extension,
    },
    /// 通知单位和家属: the unit and the family were told, or why they are not told yet.
    FamilyTold {
        /// The measure.
        measure: MeasureId,
        /// Why they are not told yet; nothing if they were told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<Prose>,
    },
    /// 查明与案件无关: property has nothing to do with the case.
    FoundUnrelated {
        /// The measure against the property.
        measure: MeasureId,
    },
    /// A measure has ended.
    MeasureEnded {
        /// The measure.
        measure: MeasureId,
    },
    /// A named reporter was answered.
    Replied {
        /// The clue.
        clue: ClueId,
        /// Whether the reporter said to be satisfied, if asked.
        satisfied: Option<bool>,
    },
    /// 提出异议、补充证据: a named reporter objected to the answer, or gave new evidence.
    Objected {
        /// The clue.
        clue: ClueId,
        /// What the reporter has brought up, and what was done about it so far.
        after: AfterReplyFacts,
    },
    /// An entry of the rectification ledger came further.
    Rectification {
        /// The entry.
        entry: EntryId,
        /// Where it stands now.
        stage: LedgerProgress,
    },
    /// A hypothesis came further, by the decision of a person.
    Umbrella {
        /// The hypothesis.
        umbrella: UmbrellaId,
        /// Where it stands now.
        stage: UmbrellaStage,
    },
    /// 澄清正名: an organ was told that a hypothesis was refuted.
    Cleared {
        /// The hypothesis.
        umbrella: UmbrellaId,
        /// The organ, and the message that told it.
        correction: Correction,
    },
    /// 受理: what a person asked for against a decision was accepted.
    AppealAccepted {
        /// The appeal.
        appeal: RecordId,
        /// Who handles it.
        handlers: Vec<PersonId>,
    },
    /// What a person asked for against a decision was decided.
    AppealDecided {
        /// The appeal.
        appeal: RecordId,
        /// What was decided.
        result: AppealResult,
        /// The decision, if it is on record.
        document: Option<DocumentId>,
    },
    /// 撤销、纠正: a decision about a person, or an accountability, was taken back.
    Revoked {
        /// The decision.
        outcome: OutcomeId,
        /// Why.
        because: Prose,
        /// The appeal upon which it was taken back, if it was upon one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        appeal: Option<RecordId>,
    },
    /// 申请回避: somebody asked that a person be recused from a matter.
    RecusalAsked {
        /// The request.
        request: RecordId,
        /// From what.
        matter: RecusedFrom,
        /// Who is to be recused.
        person: PersonId,
        /// In what part somebody asks.
        asker: Asker,
        /// Why.
        because: Prose,
    },
    /// 决定回避、驳回申请: a request for recusal was decided.
    RecusalDecided {
        /// The request.
        request: RecordId,
        /// Whether the person is recused.
        recused: bool,
        /// Why.
        because: Prose,
    },
    /// 认定: a gang was put down as of a kind.
    Labeled {
        /// The gang.
        gang: GangId,
        /// The kind.
        kind: GangKind,
    },
    /// 公开澄清: a publication was put right for a person.
    PutRight {
        /// The batch in which the person is named.
        batch: RecordId,
        /// For whom, by what and when.
        correction: PublicCorrection,
    },
    /// 发出、回复、整改、回访核查: a proposal came further.
    Proposal {
        /// The proposal.
        proposal: ProposalId,
        /// Where it stands now.
        stage: ProposalProgress,
    },
    /// 催办、报告进展、销号: a listed matter came further.
    Listed {
        /// The entry of the list.
        listed: SupervisionId,
        /// Where it stands now.
        stage: ListedProgress,
    },
    /// Something that was entered wrongly was put right.
    Corrected {
        /// The entry as it is now.
        entry: Box<Entry>,
        /// What was wrong, and why.
        because: Prose,
        /// Who has signed the correction.
        signed_by: Vec<PersonId>,
    },
    /// From here on it is decided by other rules or another calendar. Whatever is due is
    /// reckoned anew.
    OtherRules {
        /// The organ that keeps the casebook.
        organ: OrganId,
        /// By what it was decided until now.
        was: Basis,
        /// By what it is decided from now on.
        now: Basis,
        /// The deadlines that come out otherwise; nothing if that was not counted, since the
        /// rules or the calendar before were not at hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        moved: Option<Vec<Moved>>,
    },
}

impl What {
    /// The thing that it changes.
    #[must_use]
    pub fn about(&self) -> AnyId {
        match self {
            Self::Entered(entry) => entry.id(),
            Self::Verification(verification) => verification.id().any(),
            Self::Clue { clue, .. }
            | Self::Withdrawn { clue, .. }
            | Self::ToBePassedOn { clue }
            | Self::Replied { clue, .. }
            | Self::Objected { clue, .. } => clue.any(),
            Self::Case { case, .. } | Self::Handling { case, .. } | Self::Raising { case, .. } => {
                case.any()
            }
            Self::Notice { transfer, .. } | Self::Transfer { transfer, .. } => transfer.any(),
            Self::FollowUp { follow_up, .. } => follow_up.any(),
            Self::SignOff { sign_off, .. } | Self::Signed { sign_off, .. } => sign_off.any(),
            Self::MeasureExtended { measure, .. }
            | Self::FamilyTold { measure, .. }
            | Self::FoundUnrelated { measure }
            | Self::MeasureEnded { measure } => measure.any(),
            Self::Rectification { entry, .. } => entry.any(),
            Self::Umbrella { umbrella, .. } | Self::Cleared { umbrella, .. } => umbrella.any(),
            Self::AppealAccepted { appeal, .. } | Self::AppealDecided { appeal, .. } => {
                appeal.any()
            }
            Self::Revoked { outcome, .. } => outcome.any(),
            Self::RecusalAsked { request, .. } | Self::RecusalDecided { request, .. } => {
                request.any()
            }
            Self::Labeled { gang, .. } => gang.any(),
            Self::PutRight { batch, .. } => batch.any(),
            Self::Proposal { proposal, .. } => proposal.any(),
            Self::Listed { listed, .. } => listed.any(),
            Self::Corrected { entry, .. } => entry.id(),
            Self::OtherRules { organ, .. } => organ.any(),
        }
    }

    /// What happened, in a few words, such as *a clue came further: closed*.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Entered(entry) => format!("entered among the {}", entry.shelf()),
            Self::Clue { stage, .. } => format!("a clue came further: {stage}"),
            Self::Verification(noun) => {
                format!("a verification came further: {}", noun.stage())
            }
            Self::Withdrawn { .. } => "a report was taken back".to_owned(),
            Self::ToBePassedOn { .. } => "a clue is to be passed on".to_owned(),
            Self::Case { stage, .. } => format!("a case came further: {stage}"),
            Self::Handling { change, .. } => format!("handled otherwise: {}", change.mode),
            Self::Raising { outcome, .. } => format!("the question of raising: {outcome}"),
            Self::Notice { .. } => "notice was given".to_owned(),
            Self::Transfer { stage, .. } => format!("a transfer came further: {stage}"),
            Self::FollowUp { stage, .. } => format!("a follow-up came further: {stage}"),
            Self::SignOff { stage, .. } => format!("a sign-off came further: {stage}"),
            Self::Signed { .. } => "a signature was added".to_owned(),
            Self::MeasureExtended { extension, .. } => {
                format!("a measure was made longer: {}", extension.kind)
            }
            Self::FamilyTold { because: None, .. } => "unit and family were told".to_owned(),
            Self::FamilyTold { .. } => "unit and family are not told yet".to_owned(),
            Self::FoundUnrelated { .. } => "property has nothing to do with the case".to_owned(),
            Self::MeasureEnded { .. } => "a measure ended".to_owned(),
            Self::Replied { .. } => "a reporter was answered".to_owned(),
            Self::Objected { .. } => "a reporter came back upon the answer".to_owned(),
            Self::Rectification { stage, .. } => format!("rectification came further: {stage}"),
            Self::Umbrella { stage, .. } => format!("a hypothesis came further: {stage}"),
            Self::Cleared { .. } => "a name was cleared before an organ".to_owned(),
            Self::AppealAccepted { .. } => "an appeal was accepted".to_owned(),
            Self::AppealDecided { result, .. } => format!("an appeal was decided: {result}"),
            Self::Revoked { .. } => "a decision was taken back".to_owned(),
            Self::RecusalAsked { .. } => "recusal was asked for".to_owned(),
            Self::RecusalDecided { recused: true, .. } => "a person was recused".to_owned(),
            Self::RecusalDecided { .. } => "a request for recusal was rejected".to_owned(),
            Self::Labeled { kind, .. } => format!("a gang was put down as: {kind}"),
            Self::PutRight { .. } => "a publication was put right".to_owned(),
            Self::Proposal { stage, .. } => format!("a proposal came further: {stage}"),
            Self::Listed { stage, .. } => format!("a listed matter came further: {stage}"),
            Self::Corrected { entry, .. } => format!("corrected among the {}", entry.shelf()),
            Self::OtherRules { moved, .. } => {
                let moved = match moved.as_deref().map(<[Moved]>::len) {
                    None => "which deadlines move was not counted".to_owned(),
                    Some(0) => "no deadline moves".to_owned(),
                    Some(1) => "1 deadline moves".to_owned(),
                    Some(many) => format!("{many} deadlines move"),
                };
                format!("other rules or another calendar from here on: {moved}")
            }
        }
    }
}
