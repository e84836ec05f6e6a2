//! What one organ states of its letters with another: ids, fingerprints and states.
//!
//! A statement holds no text, no subject and no reporter. Two of them are enough to
//! reconcile two ledgers, so a superior can do it without reading a clue.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::casebook::post::{Dealing, In, Letter, Out, Post, PostIncident, ReceiptNote, Side};
use crate::decision::Decision;
use crate::procedure::delivery::{CameIn, Outgoing, ReceiptTaken, take_receipt};
use crate::provenance::Fingerprint;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

/// 对账单: what one organ states of its letters with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Who states it.
    pub own: OrganId,
    /// About letters with whom.
    pub peer: OrganId,
    /// When the last thing in it was written down.
    pub as_of: Option<Moment>,
    /// Letters to the other, by id.
    pub written: Vec<WrittenLine>,
    /// Letters from the other, by id.
    pub came: Vec<CameLine>,
    /// Transfers between the two, by id.
    pub transfers: Vec<TransferLine>,
    /// Incidents with the other.
    pub incidents: Vec<PostIncident>,
}

/// One letter that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenLine {
    /// The letter.
    pub letter: LetterLine,
    /// When it was put into the outbox.
    pub queued: Moment,
    /// How often it was handed to the transport.
    pub times: u32,
    /// Whether it still has to reach the other: an acceptance that was taken back does not.
    pub still_says: bool,
    /// The receipts that came for it.
    pub receipts: Vec<ReceiptNote>,
}

/// One letter that came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameLine {
    /// The letter.
    pub letter: LetterLine,
    /// When it first came.
    pub came: Moment,
    /// Whether it was taken up; if not, it is held.
    pub taken_up: bool,
    /// The receipts that were given.
    pub given: BTreeSet<ReceiptKind>,
}

/// One letter, without what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterLine {
    /// Its id.
    pub envelope: EnvelopeId,
    /// What kind of message it is.
    pub kind: EnvelopeKind,
    /// The transfer.
    pub transfer: TransferId,
    /// The clue.
    pub clue: ClueId,
    /// Its content.
    pub content: Fingerprint,
}

/// One transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferLine {
    /// The transfer.
    pub transfer: TransferId,
    /// The clue.
    pub clue: ClueId,
    /// How it stands.
    pub side: Side,
    /// The hand-over.
    pub hand_over: Option<EnvelopeId>,
    /// Since when custody has been with the receiver, as far as this organ knows.
    pub moved: Option<Moment>,
    /// The feedback.
    pub feedback: Option<EnvelopeId>,
}

impl LetterLine {
    fn of(letter: &Letter) -> Self {
        Self {
            envelope: letter.id,
            kind: letter.kind(),
            transfer: letter.transfer,
            clue: letter.clue,
            content: letter.content,
        }
    }
}

impl WrittenLine {
    fn of(post: &Post, out: &Out) -> Self {
        Self {
            letter: LetterLine::of(&out.letter),
            queued: out.queued,
            times: out.times,
            still_says: post.still_says(&out.letter),
            receipts: out.receipts.values().map(|(note, _)| *note).collect(),
        }
    }

    /// Whether a receipt is one for this letter, which `to` was to receive: by its fingerprint,
    /// without reading the letter.
    pub fn vouched_by(&self, note: &ReceiptNote, to: OrganId) -> Decision<ReceiptTaken> {
        let sent = Outgoing {
            envelope: self.letter.envelope,
            content: self.letter.content,
            kind: self.letter.kind,
            to,
            queued: self.queued,
            last_sent: None,
            receipts: BTreeSet::new(),
        };
        let came =
            CameIn { envelope: note.envelope, content: note.content, kind: note.kind, by: note.by };
        take_receipt(Some(&sent), &came)
    }
}

impl CameLine {
    fn of(came: &In) -> Self {
        Self {
            letter: LetterLine::of(&came.letter),
            came: came.came,
            taken_up: came.taken_up.is_some(),
            given: came.given.keys().copied().collect(),
        }
    }
}

impl TransferLine {
    fn of(transfer: TransferId, dealing: &Dealing) -> Self {
        Self {
            transfer,
            clue: dealing.clue,
            side: dealing.side,
            hand_over: dealing.hand_over.map(|dated| dated.envelope),
            moved: dealing.moved,
            feedback: dealing.feedback.map(|(dated, _)| dated.envelope),
        }
    }
}

impl Statement {
    /// What a post states of its letters with another organ; nothing if it was not opened.
    #[must_use]
    pub fn of(post: &Post, peer: OrganId) -> Option<Self> {
        let own = post.own()?;
        let written = post.out().values().filter(|out| out.letter.to == peer);
        let came = post.seen().values().filter(|came| came.letter.from == peer);
        let dealings = post.dealings().iter().filter(|(_, dealing)| dealing.peer == peer);
        Some(Self {
            own,
            peer,
            as_of: post.last(),
            written: written.map(|out| WrittenLine::of(post, out)).collect(),
            came: came.map(CameLine::of).collect(),
            transfers: dealings.map(|(id, dealing)| TransferLine::of(*id, dealing)).collect(),
            incidents: post.incidents().keys().filter(|one| is_with(one, peer)).copied().collect(),
        })
    }

    /// A transfer as it is stated.
    #[must_use]
    pub fn transfer(&self, id: TransferId) -> Option<&TransferLine> {
        self.transfers.iter().find(|line| line.transfer == id)
    }
}

fn is_with(incident: &PostIncident, peer: OrganId) -> bool {
    let with = match incident {
        PostIncident::SameId { from, .. }
        | PostIncident::Misdirected { from, .. }
        | PostIncident::DoesNotFit { from, .. }
        | PostIncident::ClockAhead { from, .. }
        | PostIncident::LaterForm { from, .. } => from,
        PostIncident::Receipt { by, .. } => by,
    };
    *with == peer
}
