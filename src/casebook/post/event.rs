//! Events: what changes outbox, inbox and custody.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::procedure::delivery::{Incident, Leg, Taking};
use crate::provenance::Fingerprint;
use crate::terms::coordination::PoliceInvestigation;
use crate::terms::message::ReceiptKind;
use crate::terms::office::OrganKind;

use super::letter::{Letter, ReceiptNote};

/// One step of the post: all of its changes, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostEvent {
    /// When, by the organ's own clock. Never before the event before it.
    pub at: Moment,
    /// What changed, in order.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Change {
    /// The ledger belongs to this organ. First, and once.
    Opened {
        /// The organ.
        organ: OrganId,
    },
    /// 收到: a clue was received that no other organ has had.
    Received {
        /// The clue.
        clue: ClueId,
        /// When; its clocks run from here.
        received: Moment,
    },
    /// 应移送: a clue is to be handed over.
    Owed(Owed),
    /// 拟发: a letter was put into the outbox.
    Written(Box<Letter>),
    /// 发出: a letter was handed to the transport.
    Sent {
        /// The letter.
        envelope: EnvelopeId,
    },
    /// 来文: a letter came, and is kept.
    Came(Box<Letter>),
    /// 处理: a letter that came was taken up.
    TakenUp {
        /// The letter.
        envelope: EnvelopeId,
        /// Whether it fits what stands in the ledger. If not, it is filed and does nothing.
        fits: bool,
    },
    /// 出具回执: a receipt was given.
    Gave {
        /// The letter.
        envelope: EnvelopeId,
        /// What the receipt says.
        receipt: ReceiptKind,
    },
    /// 收到回执: a receipt came.
    Receipted(ReceiptNote),
    /// A hand-over of ours stands so from now on.
    Leg {
        /// The transfer.
        transfer: TransferId,
        /// How.
        leg: Leg,
    },
    /// A hand-over to us stands so from now on.
    Taking {
        /// The transfer.
        transfer: TransferId,
        /// How.
        taking: Taking,
    },
    /// 移出: custody went to the receiver.
    Left {
        /// The clue.
        clue: ClueId,
        /// By which transfer.
        transfer: TransferId,
    },
    /// 承接: custody is here.
    TakenOver {
        /// The clue, or the rest of a split.
        clue: ClueId,
        /// By which transfer.
        transfer: TransferId,
        /// When it was first received, anywhere.
        received: Moment,
        /// The clues of which it is a part, the nearest first.
        lineage: Vec<ClueId>,
    },
    /// 异常: something that a person has to look into.
    Incident(PostIncident),
}

/// A hand-over that is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    /// The transfer.
    pub transfer: TransferId,
    /// The clue.
    pub clue: ClueId,
    /// To whom.
    pub to: OrganId,
    /// On what the limits hang.
    pub ground: Ground,
}

/// On what the limits of a transfer hang.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// What kind of organ sends it, if known.
    pub sender: Option<OrganKind>,
    /// On what ground public security investigates.
    pub investigated_as: Option<PoliceInvestigation>,
    /// When that investigation was opened.
    pub opened: Option<Moment>,
    /// When the clue was found.
    pub found: Option<Moment>,
}

/// 异常: what a person has to look into. Nothing on record changes by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum PostIncident {
    /// The same id stands for two things. The first stays; this one is not kept.
    SameId {
        /// The id.
        envelope: EnvelopeId,
        /// The content that is refused.
        content: Fingerprint,
        /// Who sent it.
        from: OrganId,
        /// How.
        incident: Incident,
    },
    /// A letter, or a receipt, for another organ.
    Misdirected {
        /// The letter.
        envelope: EnvelopeId,
        /// Who sent it.
        from: OrganId,
        /// For whom it is.
        to: OrganId,
    },
    /// A letter that does not fit the ledger, such as an acceptance of what was never offered.
    DoesNotFit {
        /// The letter.
        envelope: EnvelopeId,
        /// Who sent it.
        from: OrganId,
    },
    /// A receipt for what was never sent so, or from somebody else.
    Receipt {
        /// The letter that it names.
        envelope: EnvelopeId,
        /// The content that it names.
        content: Fingerprint,
        /// Who gives it.
        by: OrganId,
    },
    /// A letter whose clock was so far ahead that it was taken up before.
    ClockAhead {
        /// The letter.
        envelope: EnvelopeId,
        /// Who sent it.
        from: OrganId,
        /// When it was written, as it says.
        written: Moment,
    },
    /// A letter of a form that is not known here yet. Nothing is kept of it; its sender sends
    /// it again until it can be read.
    LaterForm {
        /// The letter.
        envelope: EnvelopeId,
        /// Who sent it.
        from: OrganId,
        /// Its form.
        form: u32,
    },
}

impl fmt::Display for PostIncident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameId { envelope, incident: Incident::OtherContent, .. } => {
                write!(f, "{envelope} came again with another content")
            }
            Self::SameId { envelope, from, .. } => {
                write!(f, "{envelope} came from {from}, and stands for another letter")
            }
            Self::Misdirected { envelope, to, .. } => write!(f, "{envelope} is for {to}"),
            Self::DoesNotFit { envelope, .. } => write!(f, "{envelope} does not fit the ledger"),
            Self::Receipt { envelope, by, .. } => {
                write!(f, "a receipt of {by} for {envelope} does not fit what was sent")
            }
            Self::ClockAhead { envelope, written, .. } => {
                write!(f, "{envelope} says that it was written on {written}")
            }
            Self::LaterForm { envelope, form, .. } => {
                write!(f, "{envelope} is of form {form}, which is not known here yet")
            }
        }
    }
}

/// An event does not fit the state. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PostMismatch {
    /// It lies before the last one.
    #[error("the event of {at} comes after one of {last}")]
    GoesBack {
        /// When it is said to be.
        at: Moment,
        /// When the last one was.
        last: Moment,
    },
    /// The first event has to say whose ledger it is, and no other may.
    #[error("the ledger is opened once, by its first event")]
    Opening,
    /// A letter that is neither written nor received here, or is the wrong one of the two.
    #[error("{0} is from or for another organ")]
    OtherOrgan(EnvelopeId),
    /// The id stands for something already.
    #[error("{0} stands there already")]
    LetterTwice(EnvelopeId),
    /// There is no such letter, or it was taken up before.
    #[error("{0} is not there, or not open")]
    NoLetter(EnvelopeId),
    /// There is no such transfer in this direction.
    #[error("{0} is not there in this direction")]
    NoTransfer(TransferId),
    /// The transfer stands there already, with another peer, clue or direction.
    #[error("{0} stands there for something else")]
    OtherTransfer(TransferId),
    /// The clue is not here, or is here already.
    #[error("{0} is not where the event has it")]
    Clue(ClueId),
}
