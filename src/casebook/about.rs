//! What an act is about: the things that have to be there, and have not to have changed.

use crate::base::id::{AnyId, EntityId};
use crate::casebook::command::Act;
use crate::model::remedy::Against;

/// What an appeal is against.
fn of_appeal(against: Against) -> AnyId {
    match against {
        Against::Outcome(id) => id.any(),
        Against::Measure(id) => id.any(),
        Against::Case(id) => id.any(),
        Against::Appeal(id) => id.any(),
    }
}

impl Act {
    /// The things that the act changes or goes on from, in no order. None for what enters
    /// something new that goes on from nothing.
    #[must_use]
    pub fn about(&self) -> Vec<AnyId> {
        fn one(id: Option<impl EntityId>) -> Vec<AnyId> {
            id.map(EntityId::any).into_iter().collect()
        }
        match self {
            Self::Enter(_) | Self::Register { .. } => Vec::new(),
            Self::IssueNotice(_) => Vec::new(),
            Self::Appeal(draft) => draft.against.map(of_appeal).into_iter().collect(),
            Self::AcceptAppeal { appeal, .. } | Self::DecideAppeal { appeal, .. } => {
                vec![appeal.any()]
            }
            Self::Publish { batch, .. } => batch.cases.iter().map(|case| case.any()).collect(),
            Self::ComeForward(draft) => one(draft.case),
            Self::Withdraw { clue, .. }
            | Self::Dispose { clue, .. }
            | Self::Close { clue, .. }
            | Self::Reply { clue, .. } => vec![clue.any()],
            Self::Verify(draft) => one(draft.clue),
            Self::Owe(draft) => one(draft.clue),
            Self::Notify(envelope) | Self::HandOver(envelope) => one(envelope.transfer),
            Self::Receive { envelope, .. } | Self::FeedBack { envelope, .. } => {
                one(envelope.transfer)
            }
            Self::File { case, .. } => case.from_clues.iter().map(|clue| clue.any()).collect(),
            Self::Advance { case, .. } | Self::Raise { case, .. } | Self::Lower { case, .. } => {
                vec![case.any()]
            }
            Self::Measure(draft) => one(draft.case),
            Self::ExtendMeasure { measure, .. }
            | Self::TellFamily { measure, .. }
            | Self::FoundUnrelated { measure }
            | Self::EndMeasure { measure } => vec![measure.any()],
            Self::Follow(draft) => one(draft.police_case),
            Self::Followed { follow_up, .. } | Self::NothingFound { follow_up, .. } => {
                vec![follow_up.any()]
            }
            Self::ScreenCase(draft) => one(draft.case),
            Self::ScreenMembers(_) => Vec::new(),
            Self::Sign(draft) => one(draft.sign_off),
            Self::Recheck(draft) => one(draft.clue),
            Self::Conclude { case, .. } => one(*case),
            Self::Rectify(_) => Vec::new(),
            Self::Progress { entry, .. } => vec![entry.any()],
            Self::Correct { entry, .. } => entry.id().into_iter().collect(),
            Self::Weigh { umbrella, .. } | Self::Clear { umbrella, .. } => vec![umbrella.any()],
            Self::Judge { judgment, .. } => {
                one(judgment.one).into_iter().chain(one(judgment.other)).collect()
            }
            Self::Question { sign_off, .. } | Self::Settle { sign_off, .. } => {
                vec![sign_off.any()]
            }
        }
    }

    /// Whether it burdens somebody, or says what is so: then a person does it, and no
    /// service.
    #[must_use]
    pub const fn needs_person(&self) -> bool {
        matches!(
            self,
            Self::File { .. }
                | Self::Measure(_)
                | Self::ExtendMeasure { .. }
                | Self::Raise { .. }
                | Self::Lower { .. }
                | Self::NothingFound { .. }
                | Self::Sign(_)
                | Self::Conclude { .. }
                | Self::Close { .. }
                | Self::AcceptAppeal { .. }
                | Self::DecideAppeal { .. }
                | Self::Publish { .. }
                | Self::IssueNotice(_)
                | Self::Correct { .. }
                | Self::Weigh { .. }
                | Self::Judge { .. }
                | Self::Question { .. }
                | Self::Settle { .. }
        )
    }
}
