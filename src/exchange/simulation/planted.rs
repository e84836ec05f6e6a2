//! Ways in which a host might build it wrong, each to be found by the simulation.

use crate::base::id::EnvelopeId;
use crate::casebook::post::{Change, Letter, Post, PostEvent, Says};
use crate::procedure::delivery::{Taking, waits_for};
use crate::terms::message::{EnvelopeKind, ReceiptKind};

/// 预置缺陷: one way to build it wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Planted {
    /// Custody is released when the clue is offered.
    ReleasedEarly,
    /// The receiver acts as soon as it has accepted.
    ActsEarly,
    /// The sender keeps custody after it has processed the acceptance.
    KeptAfterRelease,
    /// A repeat is dropped, and its receipts are not given again.
    ReceiptNotRepeated,
    /// A repeated hand-over is taken up as a new one.
    DuplicateTakenTwice,
    /// Feedback that waits in the outbox is forgotten when an organ starts again.
    FeedbackForgotten,
    /// The last line of the journal is lost when an organ stops.
    TailLost,
    /// Receipts leave before what they tell is written down.
    SentBeforeWritten,
    /// Letters that are held are forgotten when an organ starts again.
    HeldForgotten,
    /// Held letters are never looked at again.
    HeldForever,
    /// A clue that is taken over begins new clocks.
    ClocksRestarted,
    /// The rest of a split does not know where it comes from.
    LineageLost,
    /// The rest of a split is in nobody's custody.
    RestLost,
    /// A letter is given up after it was sent twice.
    GivesUp,
    /// An acceptance is not sent again once it was delivered.
    WaitsForTooLittle,
    /// What came and was not processed is told to be processed.
    ConfirmedUnread,
    /// A withdrawal is not heeded by who has accepted.
    WithdrawalIgnored,
    /// A second content under the same id is receipted like the first.
    LastWins,
}

impl Planted {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::ReleasedEarly,
        Self::ActsEarly,
        Self::KeptAfterRelease,
        Self::ReceiptNotRepeated,
        Self::DuplicateTakenTwice,
        Self::FeedbackForgotten,
        Self::TailLost,
        Self::SentBeforeWritten,
        Self::HeldForgotten,
        Self::HeldForever,
        Self::ClocksRestarted,
        Self::LineageLost,
        Self::RestLost,
        Self::GivesUp,
        Self::WaitsForTooLittle,
        Self::ConfirmedUnread,
        Self::WithdrawalIgnored,
        Self::LastWins,
    ];

    /// What an organ with this fault writes down in the place of an event.
    pub(super) fn spoilt(self, mut event: PostEvent) -> PostEvent {
        match self {
            Self::ReleasedEarly => {
                let offered = event.changes.iter().find_map(|change| match change {
                    Change::Written(letter) if letter.kind() == EnvelopeKind::HandOver => {
                        Some(Change::Left { clue: letter.clue, transfer: letter.transfer })
                    }
                    _ => None,
                });
                event.changes.extend(offered);
            }
            Self::KeptAfterRelease => {
                event.changes.retain(|change| !matches!(change, Change::Left { .. }));
            }
            Self::ClocksRestarted | Self::LineageLost => {
                let at = event.at;
                for change in &mut event.changes {
                    if let Change::TakenOver { received, lineage, .. } = change {
                        match self {
                            Self::ClocksRestarted => *received = at,
                            _ => lineage.clear(),
                        }
                    }
                }
            }
            Self::RestLost => {
                let mut first = true;
                event.changes.retain(|change| {
                    let taken = matches!(change, Change::TakenOver { .. });
                    !taken || std::mem::take(&mut first)
                });
            }
            Self::WithdrawalIgnored => {
                let heeds = |change: &Change| {
                    matches!(change, Change::Taking { taking: Taking::TakenBack, .. })
                };
                event.changes.retain(|change| !heeds(change));
            }
            _ => {}
        }
        event
    }

    /// What it writes down besides, once it knows the letter.
    pub(super) fn more(self, post: &Post, letter: &Letter) -> Vec<Change> {
        let (clue, transfer, envelope) = (letter.clue, letter.transfer, letter.id);
        let dealing = post.dealings().get(&transfer);
        match self {
            Self::ActsEarly if letter.kind() == EnvelopeKind::Acceptance => {
                let offer = letter.in_reply_to.and_then(|offer| post.seen().get(&offer));
                let Some(Says::HandOver { clue: passed }) = offer.map(|came| &came.letter.says)
                else {
                    return Vec::new();
                };
                let (received, lineage) = (passed.received, passed.lineage.clone());
                vec![Change::TakenOver { clue, transfer, received, lineage }]
            }
            Self::ConfirmedUnread
                if waits_for(letter.kind()) == Some(ReceiptKind::Registered)
                    && post.seen().contains_key(&envelope) =>
            {
                vec![Change::Gave { envelope, receipt: ReceiptKind::Registered }]
            }
            Self::DuplicateTakenTwice
                if letter.kind() == EnvelopeKind::HandOver
                    && dealing.and_then(|dealing| dealing.taking()).is_some() =>
            {
                vec![Change::Taking { transfer, taking: Taking::Offered }]
            }
            _ => Vec::new(),
        }
    }

    /// Whether it no longer sends a letter that it should send.
    pub(super) fn holds_back(self, post: &Post, envelope: EnvelopeId) -> bool {
        let Some(out) = post.out().get(&envelope) else { return false };
        match self {
            Self::GivesUp => out.times >= 2,
            Self::WaitsForTooLittle => !out.receipts.is_empty(),
            _ => false,
        }
    }

    /// Whether a change is gone when it starts again.
    pub(super) fn forgets(self, post: &Post, change: &Change) -> bool {
        match (self, change) {
            (Self::HeldForgotten, Change::Came(letter)) => post.held().contains(&letter.id),
            (Self::HeldForgotten, Change::Gave { envelope, .. }) => post.held().contains(envelope),
            _ => false,
        }
    }
}
