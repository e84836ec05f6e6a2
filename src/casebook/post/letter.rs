//! Letters: what one organ says to another, whole and as it was said.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, PartyId, TransferId};
use crate::base::text::Prose;
use crate::model::clue::Clue;
use crate::procedure::transfer::Duty;
use crate::provenance::Fingerprint;
use crate::terms::coordination::PoliceInvestigation;
use crate::terms::industry::Industry;
use crate::terms::message::{EnvelopeKind, ReceiptKind, ReturnGround, TransferResult};
use crate::terms::report::ClueSource;
use crate::terms::umbrella::ProblemClass;

/// 往来文书: one message between two organs, with its content.
///
/// The fingerprint covers everything else in the letter but the id. A letter is made, and
/// checked after a journey, by `exchange::wire` (feature `journal`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Its id, which it keeps however often it is sent.
    pub id: EnvelopeId,
    /// The sender.
    pub from: OrganId,
    /// The receiver.
    pub to: OrganId,
    /// The transfer that it belongs to.
    pub transfer: TransferId,
    /// The clue, by the id that it has at whoever offers it.
    pub clue: ClueId,
    /// The message that it answers.
    pub in_reply_to: Option<EnvelopeId>,
    /// When it was written, by the sender's clock: content, and never compared with ours
    /// but to hold what comes from the future.
    pub written: Moment,
    /// From this moment on an answer is overdue, by the sender's clock.
    pub answer_due: Option<Moment>,
    /// The fingerprint of its content.
    pub content: Fingerprint,
    /// What it says.
    pub says: Says,
}

impl Letter {
    /// What kind of message it is.
    #[must_use]
    pub const fn kind(&self) -> EnvelopeKind {
        self.says.kind()
    }
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Says {
    /// 通报: there is an investigation. The clue itself does not come with it.
    Notice {
        /// When the investigation was opened.
        opened: Moment,
        /// On what ground.
        investigated_as: Option<PoliceInvestigation>,
    },
    /// 移交: the clue, as far as the receiver may see it.
    HandOver {
        /// What may be seen.
        clue: Box<PassedOn>,
    },
    /// 受理.
    Acceptance,
    /// 部分受理: the receiver keeps its part.
    PartialAcceptance {
        /// The rest, as a clue of its own.
        rest: ClueId,
    },
    /// 退回.
    Return {
        /// Why.
        ground: ReturnGround,
        /// Why, in words.
        reasons: Prose,
    },
    /// 商请会商.
    ConsultationRequest {
        /// What is asked.
        question: Prose,
    },
    /// 会商答复.
    ConsultationAnswer {
        /// The answer.
        answer: Prose,
    },
    /// 结果反馈.
    Feedback {
        /// What came of the clue.
        result: TransferResult,
    },
    /// 催办: something is owed. To the debtor, or to the common superior of both.
    Reminder {
        /// What is owed.
        duty: Duty,
        /// By whom.
        by: OrganId,
    },
    /// 撤回.
    Withdrawal {
        /// Why.
        reasons: Prose,
    },
    /// 更正: what was passed on has been refuted.
    Correction {
        /// What is refuted, and why.
        reasons: Prose,
    },
}

impl Says {
    /// What kind of message says so.
    #[must_use]
    pub const fn kind(&self) -> EnvelopeKind {
        match self {
            Self::Notice { .. } => EnvelopeKind::Notice,
            Self::HandOver { .. } => EnvelopeKind::HandOver,
            Self::Acceptance => EnvelopeKind::Acceptance,
            Self::PartialAcceptance { .. } => EnvelopeKind::PartialAcceptance,
            Self::Return { .. } => EnvelopeKind::Return,
            Self::ConsultationRequest { .. } => EnvelopeKind::ConsultationRequest,
            Self::ConsultationAnswer { .. } => EnvelopeKind::ConsultationAnswer,
            Self::Feedback { .. } => EnvelopeKind::Feedback,
            Self::Reminder { .. } => EnvelopeKind::Reminder,
            Self::Withdrawal { .. } => EnvelopeKind::Withdrawal,
            Self::Correction { .. } => EnvelopeKind::Correction,
        }
    }
}

/// 所移交的线索: a clue as the receiver may see it.
///
/// Named fields only, so that what is added to a [`Clue`] later does not travel unasked. Who
/// reported, under what name, through which channel and how often stays at home, and so do
/// the organ's own ledger number, disposition and claims.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassedOn {
    /// Where it comes from.
    pub source: ClueSource,
    /// 三类问题: the classes that it touches.
    pub problem_classes: BTreeSet<ProblemClass>,
    /// Those whom it is about.
    pub subjects: BTreeSet<PartyId>,
    /// The industries that it touches.
    pub industries: BTreeSet<Industry>,
    /// What it says. Free text: whoever hands over sees to it that it names no reporter.
    pub content: Prose,
    /// When it was first received, anywhere. Its clocks run from here, wherever it goes.
    pub received: Moment,
    /// The clues of which it is a part, the nearest first.
    pub lineage: Vec<ClueId>,
}

impl PassedOn {
    /// What another organ may see of a clue.
    #[must_use]
    pub fn of(clue: &Clue, received: Moment, lineage: Vec<ClueId>) -> Self {
        Self {
            source: clue.source().clone(),
            problem_classes: clue.problem_classes().iter().cloned().collect(),
            subjects: clue.subjects().iter().copied().collect(),
            industries: clue.industries().iter().cloned().collect(),
            content: clue.content().clone(),
            received,
            lineage,
        }
    }
}

/// 回执: one receipt for one letter. It names the letter by id *and* content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptNote {
    /// The letter.
    pub envelope: EnvelopeId,
    /// Its content.
    pub content: Fingerprint,
    /// What the receipt says.
    pub kind: ReceiptKind,
    /// Who gives it.
    pub by: OrganId,
    /// To whom: the sender of the letter.
    pub to: OrganId,
    /// When, by the clock of whoever gives it. A receipt that is repeated keeps it.
    pub given: Moment,
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.kind(), self.transfer)
    }
}

impl fmt::Display for ReceiptNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "receipt \u{201c}{}\u{201d} for {}", self.kind, self.envelope)
    }
}
