//! Commands: what somebody asks the casebook to do.
//!
//! A command carries facts and human decisions, never an outcome that a rule decides. How
//! a clue is disposed of, whether a case goes up a level, whether a signature counts,
//! what is late: all that comes from the rules when the command is
//! [decided](super::decide).
//!
//! As JSON, one command a line:
//!
//! ```
//! use unbrella::casebook::command::Command;
//!
//! let line = r#"{"key":"close-17","by":{"person":"person-00000000000000000000000000000001"},
//!   "organ":"organ-00000000000000000000000000000002",
//!   "occurred_at":"2019-04-26T09:30:00+08:00","recorded_at":"2019-04-26T10:00:00+08:00",
//!   "act":{"close":{"clue":"clue-00000000000000000000000000000003","reasons":"查无实据"}}}"#;
//! let command: Command = serde_json::from_str(line)?;
//! assert_eq!(command.key().as_str(), "close-17");
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{
    CaseId, ClaimId, ClueId, DocumentId, EntryId, FollowUpId, GangId, MeasureId, OrganId,
    OutcomeId, PersonId, PostId, ProposalId, RecordId, SignOffId, SupervisionId, UmbrellaId,
};
use crate::base::period::Period;
use crate::base::text::{Code, LedgerNo, Prose};
use crate::model::accountability::AccountabilityDraft;
use crate::model::case::{CaseDraft, CaseStage};
use crate::model::clue::ClueDraft;
use crate::model::discipline::{InvestigationMeasureDraft, OutcomeDraft};
use crate::model::disclosure::{SurrenderNoticeDraft, VoluntaryDisclosureDraft};
use crate::model::dossier::entry::EntryDraft;
use crate::model::education::WarningEducationDraft;
use crate::model::envelope::EnvelopeDraft;
use crate::model::exposure::ExposureBatchDraft;
use crate::model::follow_up::FollowUpDraft;
use crate::model::history::{RecordedTooEarly, When};
use crate::model::identity::IdentityJudgmentDraft;
use crate::model::look_back::RecheckDraft;
use crate::model::proposal::{ProposalDraft, ProposalProgress};
use crate::model::rectification::{LedgerEntryDraft, LedgerProgress};
use crate::model::remedy::AppealDraft;
use crate::model::reward::{ProtectionDraft, RewardDraft};
use crate::model::screening::{CaseScreeningDraft, MemberScreeningDraft};
use crate::model::sign_off::SignatureRecordDraft;
use crate::model::supervision::{
    ListedProgress, ListedSupervisionDraft, SpecialInspectionDraft, SupervisionMissionDraft,
};
use crate::model::transfer::TransferDraft;
use crate::model::umbrella::UmbrellaStage;
use crate::model::verification::VerificationDraft;
use crate::procedure::disposition::Assessment;
use crate::procedure::escalation::Grounds;
use crate::procedure::intake::Jurisdiction;
use crate::procedure::recusal::{Asker, Matter as RecusedFrom};
use crate::procedure::reporter::AfterReplyFacts;
use crate::procedure::transfer::ReceiptFacts;
use crate::provenance::Fingerprint;
use crate::terms::gang::GangKind;
use crate::terms::message::{ReturnGround, TransferResult};
use crate::terms::outcome::{AccountabilityGround, AppealResult, DetentionExtension};
use crate::terms::stage::{CaseKind, FollowUpStage};
use crate::terms::supervision::AlarmKind;

/// Who acts: a person, or a service of the host.
///
/// Acts that burden anybody need a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person.
    Person(PersonId),
    /// A service, by its name.
    Service(Code),
}

/// A request to the casebook; see the [page](self).
// Invariant: `when` is not recorded before it occurred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "CommandForm", into = "CommandForm")]
pub struct Command {
    key: Code,
    by: Actor,
    organ: OrganId,
    when: When,
    post: Option<PostId>,
    seen: Option<u64>,
    act: Act,
}

/// A command as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Command", deny_unknown_fields)]
struct CommandForm {
    key: Code,
    by: Actor,
    organ: OrganId,
    occurred_at: Moment,
    recorded_at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    post: Option<PostId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<u64>,
    act: Act,
}

impl Command {
    /// A command.
    ///
    /// `key` makes it safe to send twice: the same key with the same content is done once.
    #[must_use]
    pub const fn new(key: Code, by: Actor, organ: OrganId, when: When, act: Act) -> Self {
        Self { key, by, organ, when, post: None, seen: None, act }
    }

    /// The post in which the person acts; it is looked up on the day of the act.
    #[must_use]
    pub const fn in_post(mut self, post: PostId) -> Self {
        self.post = Some(post);
        self
    }

    /// The number of the last entry of the journal that the sender had seen. If something
    /// that the act is about has changed since, the command is refused.
    #[must_use]
    pub const fn having_seen(mut self, entry: u64) -> Self {
        self.seen = Some(entry);
        self
    }

    /// The key under which it is done once.
    #[must_use]
    pub const fn key(&self) -> &Code {
        &self.key
    }

    /// Who acts.
    #[must_use]
    pub const fn by(&self) -> &Actor {
        &self.by
    }

    /// For which organ.
    #[must_use]
    pub const fn organ(&self) -> OrganId {
        self.organ
    }

    /// When it happened, and when it was written down.
    #[must_use]
    pub const fn when(&self) -> When {
        self.when
    }

    /// The post in which the person acts, if the command says so.
    #[must_use]
    pub const fn post(&self) -> Option<PostId> {
        self.post
    }

    /// The number of the last entry that the sender had seen, if the command says so.
    #[must_use]
    pub const fn seen(&self) -> Option<u64> {
        self.seen
    }

    /// What is to be done.
    #[must_use]
    pub const fn act(&self) -> &Act {
        &self.act
    }
}

impl TryFrom<CommandForm> for Command {
    type Error = RecordedTooEarly;

    fn try_from(form: CommandForm) -> Result<Self, Self::Error> {
        let CommandForm { key, by, organ, occurred_at, recorded_at, post, seen, act } = form;
        let when = When::new(occurred_at, recorded_at)?;
        Ok(Self { key, by, organ, when, post, seen, act })
    }
}

impl From<Command> for CommandForm {
    fn from(command: Command) -> Self {
        let Command { key, by, organ, when, post, seen, act } = command;
        let (occurred_at, recorded_at) = (when.occurred_at(), when.recorded_at());
        Self { key, by, organ, occurred_at, recorded_at, post, seen, act }
    }
}

/// 问责调查: what an inquiry has found about somebody who is to be held to account.
///
/// What is left out nobody has looked into, or nobody wrote it down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Inquiry {
    /// The grounds that were looked into, and whether each is established.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub established: BTreeMap<AccountabilityGround, bool>,
    /// The alarms that were raised. They ask for a look and ground nothing.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub alarms: BTreeSet<AlarmKind>,
    /// Whether a leader was in charge of what went wrong, when it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_charge: Option<bool>,
    /// Whether a leader has moved on since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_on: Option<bool>,
    /// Whether the consequences were serious.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serious: Option<bool>,
}

/// What is to be done.
///
/// Stages are not part of the forms: they follow from the acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Act {
    /// Enter what is simply given: places, organs, persons, gangs, ties, meetings.
    Enter(Vec<EntryDraft>),
    /// 登记: register a clue that has come in.
    Register {
        /// The clue, without stages.
        clue: Box<ClueDraft>,
        /// Its number in the ledger, if it comes to stand there.
        ledger_no: LedgerNo,
        /// To whom it belongs, as the letters office has judged; nothing if it has not.
        jurisdiction: Option<Jurisdiction>,
    },
    /// 撤回: the reporter takes a report back.
    Withdraw {
        /// The clue.
        clue: ClueId,
        /// Why.
        reasons: Prose,
    },
    /// 处置: dispose of a clue, by what is known of it.
    Dispose {
        /// The clue.
        clue: ClueId,
        /// What those who studied it found.
        assessment: Assessment,
        /// 集体研究: whether it was studied collectively; nothing if nobody wrote it down.
        studied_collectively: Option<bool>,
    },
    /// 核实: enter the record of a verification, or the same record with further stages. A
    /// report that is approved verifies its clue.
    ///
    /// The record carries every stage so far with its two times; sent again, it goes on from
    /// where it was. What it names is entered before: the plan and the report as documents, the
    /// team as persons, and of whoever approves the post and the tenure, since the rules say in
    /// which post the approval is given.
    Verify(Box<VerificationDraft>),
    /// 了结: close a clue.
    Close {
        /// The clue.
        clue: ClueId,
        /// Why.
        reasons: Prose,
        /// 予以采信: whether the talk or the reply has settled it; nothing if there was
        /// none, or if nobody wrote it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settled: Option<bool>,
    },
    /// 通报、移送: a transfer is owed, since the police have opened an investigation.
    Owe(Box<TransferDraft>),
    /// 通报: give notice of an investigation.
    Notify(Box<EnvelopeDraft>),
    /// 移交: hand the clue over.
    HandOver(Box<EnvelopeDraft>),
    /// 受理、退回: the receiver accepts the transfer, or gives it back.
    Receive {
        /// The acceptance or the return.
        envelope: Box<EnvelopeDraft>,
        /// Why it is given back; nothing if it is accepted.
        give_back: Option<(ReturnGround, Prose)>,
        /// What was found when it came in, beside what the records tell; nothing if nobody
        /// wrote it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        found: Option<ReceiptFacts>,
        /// To whom the matter belongs, as the receiver has judged; nothing if it has not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        jurisdiction: Option<Jurisdiction>,
        /// 部分受理: the rest as a clue of its own, if only a part is accepted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rest: Option<ClueId>,
    },
    /// 结果反馈: feed the result back.
    FeedBack {
        /// The feedback.
        envelope: Box<EnvelopeDraft>,
        /// The result.
        result: TransferResult,
    },
    /// 立案: file a case.
    File {
        /// The case, without stages.
        case: Box<CaseDraft>,
        /// Of which kind it is.
        kind: CaseKind,
    },
    /// A case comes into its next stage.
    Advance {
        /// The case.
        case: CaseId,
        /// The stage.
        to: CaseStage,
    },
    /// 留置 and other measures: a measure was decided, approved and begun.
    Measure(Box<InvestigationMeasureDraft>),
    /// 延长: the time of a measure is made longer.
    ExtendMeasure {
        /// The measure.
        measure: MeasureId,
        /// On what ground.
        kind: DetentionExtension,
        /// The organ that has approved it.
        approved_by: OrganId,
    },
    /// 通知单位和家属: the unit and the family were told of a detention, or why they are not
    /// told yet.
    TellFamily {
        /// The detention.
        measure: MeasureId,
        /// 有碍调查: why they are not told yet; nothing if they were told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<Prose>,
    },
    /// 查明与案件无关: property was found to have nothing to do with the case, and goes back.
    FoundUnrelated {
        /// The measure against the property.
        measure: MeasureId,
    },
    /// A measure has ended.
    EndMeasure {
        /// The measure.
        measure: MeasureId,
    },
    /// 认定: put a gang down as of a kind. Its features decide whether that may be.
    Label {
        /// The gang.
        gang: GangId,
        /// The kind.
        kind: GangKind,
    },
    /// 跟进: begin to follow a police case.
    Follow(Box<FollowUpDraft>),
    /// 跟进核查: the police case was looked at in one of its stages.
    Followed {
        /// The follow-up.
        follow_up: FollowUpId,
        /// The stage of the police case.
        at: FollowUpStage,
        /// What was looked at and seen.
        seen: Prose,
        /// The umbrella clue that came out of it, if one did.
        clue: Option<ClueId>,
        /// Why everything has to be looked at again, if it has to.
        retrace: Option<Prose>,
    },
    /// 未发现保护伞: whoever follows reports that nothing was found; lays it open for signing.
    NothingFound {
        /// The follow-up.
        follow_up: FollowUpId,
        /// The stage of the police case.
        at: FollowUpStage,
        /// The id of the sign-off, given by the host; that of an earlier one, if it was sent back
        /// or reopened.
        sign_off: SignOffId,
        /// The finding, word for word.
        finding: Prose,
        /// Its fingerprint.
        content: Fingerprint,
    },
    /// 逐一甄别: screen a case.
    ScreenCase(Box<CaseScreeningDraft>),
    /// 过筛: screen the members of village and community committees.
    ScreenMembers(Box<MemberScreeningDraft>),
    /// 提级: say what speaks for handling a case higher up. The rules decide.
    Raise {
        /// The case.
        case: CaseId,
        /// What has been established.
        grounds: Grounds,
        /// The organ that would take it over.
        to: OrganId,
        /// Why, in words.
        reasons: Prose,
        /// 报请: whether the organ that has it has asked for it; nothing if nobody wrote it
        /// down. What was not asked for is ordered from above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<bool>,
    },
    /// 交下级办理: hand a case down again, since a ground on which it was raised was refuted.
    Lower {
        /// The case.
        case: CaseId,
        /// What is established now.
        grounds: Grounds,
        /// The organ that is to handle it.
        to: OrganId,
        /// Why, in words.
        reasons: Prose,
    },
    /// 签字背书: sign a negative finding.
    Sign(Box<SignatureRecordDraft>),
    /// 复盘复查: recheck a closed clue.
    Recheck(Box<RecheckDraft>),
    /// 结案: what a case, or a clue, has meant for persons; human decisions.
    Conclude {
        /// The case; nothing if a clue led to it without one.
        case: Option<CaseId>,
        /// What was decided for whom.
        outcomes: Vec<OutcomeDraft>,
    },
    /// 答复: answer a named reporter.
    Reply {
        /// The clue.
        clue: ClueId,
        /// Whether the reporter said to be satisfied, if asked.
        satisfied: Option<bool>,
    },
    /// 提出异议、补充证据: a named reporter objects to the answer, or gives new evidence.
    Object {
        /// The clue.
        clue: ClueId,
        /// What the reporter has brought up, and what was done about it so far.
        after: AfterReplyFacts,
    },
    /// 整改: enter an entry into the rectification ledger.
    Rectify(Box<LedgerEntryDraft>),
    /// 整改进展: an entry of the ledger has come further.
    Progress {
        /// The entry.
        entry: EntryId,
        /// How far.
        step: LedgerProgress,
    },
    /// 申请复审、复核、申诉: the person asks against a decision, or against how it came about.
    Appeal(Box<AppealDraft>),
    /// 受理: what was asked for is accepted, and handled by somebody else than before.
    AcceptAppeal {
        /// The appeal.
        appeal: RecordId,
        /// Who handles it.
        handlers: Vec<PersonId>,
    },
    /// 作出复审、复核决定: what was asked for is decided.
    DecideAppeal {
        /// The appeal.
        appeal: RecordId,
        /// What was decided.
        result: AppealResult,
        /// The decision, if it is on record.
        document: Option<DocumentId>,
    },
    /// 撤销、纠正: a decision about a person, or an accountability, is taken back.
    Revoke {
        /// The decision.
        outcome: OutcomeId,
        /// Why.
        reasons: Prose,
        /// The appeal upon which it is taken back; nothing if the organ has found of its own
        /// accord that it was wrong.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        appeal: Option<RecordId>,
    },
    /// 申请回避: somebody asks that a person be recused from a matter. The work goes on until
    /// it is decided.
    AskRecusal {
        /// The id of the request, given by the host.
        request: RecordId,
        /// From what.
        matter: RecusedFrom,
        /// Who is to be recused: somebody of the organ for which the command is sent.
        person: PersonId,
        /// In what part somebody asks. Which person it is stands nowhere.
        asker: Asker,
        /// Why.
        reasons: Prose,
    },
    /// 决定回避、驳回申请: whoever has to decide on a recusal does so.
    DecideRecusal {
        /// The request.
        request: RecordId,
        /// Whether the person is recused.
        recused: bool,
        /// Why.
        reasons: Prose,
    },
    /// 通报曝光: make a batch of cases public.
    Publish {
        /// The batch.
        batch: Box<ExposureBatchDraft>,
        /// Of whom it was asked whether they may not be named, and the answer.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        withheld: BTreeMap<PersonId, bool>,
    },
    /// 公开澄清: a publication is put right for a person about whom no decision has effect.
    PutRight {
        /// The batch in which the person is named.
        batch: RecordId,
        /// The person.
        person: PersonId,
        /// What was published, if it is on record.
        document: Option<DocumentId>,
    },
    /// 发布限期说明问题通告: issue a notice to come forward.
    IssueNotice(Box<SurrenderNoticeDraft>),
    /// 主动投案、主动说明: a person comes forward.
    ComeForward(Box<VoluntaryDisclosureDraft>),
    /// 制作建议书: draft a proposal, one of the two letters and one notice.
    Propose(Box<ProposalDraft>),
    /// 发出、回复、整改、回访核查: a proposal comes further.
    AdvanceProposal {
        /// The proposal.
        proposal: ProposalId,
        /// How far.
        to: ProposalProgress,
        /// Whether a reply is in writing; nothing if it is on record as a document, or if
        /// nobody wrote it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        written: Option<bool>,
    },
    /// 警示教育: tell cases to those who are near to them.
    Educate(Box<WarningEducationDraft>),
    /// 挂账督办、重点督办: put a matter on the list.
    List(Box<ListedSupervisionDraft>),
    /// 催办、报告进展、销号: a listed matter comes further.
    AdvanceListed {
        /// The entry of the list.
        listed: SupervisionId,
        /// How far.
        to: ListedProgress,
        /// 办结: whether the matter is settled; nothing if nobody wrote it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settled: Option<bool>,
    },
    /// 派出督导组: send a mission.
    SendMission(Box<SupervisionMissionDraft>),
    /// 专项巡视: carry out a special inspection.
    Inspect(Box<SpecialInspectionDraft>),
    /// 问责: hold an organ or a leader to account.
    Hold {
        /// The decision.
        accountability: Box<AccountabilityDraft>,
        /// On what it rests.
        inquiry: Inquiry,
    },
    /// 举报奖励: a reward is paid to a reporter. Only a token says to whom.
    Reward {
        /// The payment.
        reward: Box<RewardDraft>,
        /// Whether it is paid in a way that names nobody; nothing if nobody wrote it down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        names_nobody: Option<bool>,
    },
    /// 证人保护: protect a reporter or a witness. Only a token says whom.
    Protect(Box<ProtectionDraft>),
    /// 更正: put right what was entered wrongly. The earlier form stays in the journal.
    Correct {
        /// The whole entry as it should have been, under its id.
        entry: Box<EntryDraft>,
        /// What was wrong, and why.
        reasons: Prose,
        /// Who has signed the correction: somebody else than whoever sends it.
        signed_by: Vec<PersonId>,
    },
    /// 认定、查否等: a person's decision on a hypothesis that somebody is an umbrella.
    Weigh {
        /// The hypothesis.
        umbrella: UmbrellaId,
        /// Where the decision leads, with whose it is and on what it rests.
        to: UmbrellaStage,
        /// Whether that person has signed it; nothing if nobody wrote it down.
        signed: Option<bool>,
        /// Whether somebody with the duty to do so has looked at it.
        looked_at: Option<bool>,
        /// Of which time the claims speak, as a person has read them. Those left out nobody
        /// has read for it.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        about: BTreeMap<ClaimId, Period>,
        /// Whether the judgment that had established it has fallen; of another decision the
        /// dossier tells.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overturned: Option<bool>,
    },
    /// 澄清正名: an organ that had been told of a hypothesis is told that it was refuted.
    Clear {
        /// The hypothesis.
        umbrella: UmbrellaId,
        /// The message, a correction.
        envelope: Box<EnvelopeDraft>,
    },
    /// 同一性判断: a person judges whether two entries are one party.
    Judge {
        /// The judgment.
        judgment: Box<IdentityJudgmentDraft>,
        /// Whether that person has signed it; nothing if nobody wrote it down.
        signed: Option<bool>,
        /// Whether it is explained why something does not agree.
        explained: Option<bool>,
    },
    /// 质疑: a claim speaks against a finding that was signed in full.
    Question {
        /// The sign-off.
        sign_off: SignOffId,
        /// The claim.
        claim: ClaimId,
    },
    /// 维持、重启: a finding that was questioned stands, or is open again.
    Settle {
        /// The sign-off.
        sign_off: SignOffId,
        /// Whether it stands.
        stands: bool,
        /// Whose decision it is: the sender's, or that of whoever gave the order.
        by: PersonId,
        /// Why.
        reasons: Prose,
        /// The order, if somebody else than its giver sends it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<DocumentId>,
    },
}
