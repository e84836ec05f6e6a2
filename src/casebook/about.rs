//! What an act is about: the things that have to be there, and have not to have changed.

use crate::base::id::{AnyId, EntityId};
use crate::casebook::command::Act;
use crate::model::proposal::ProposalProgress;
use crate::model::remedy::Against;
use crate::model::supervision::{ListedProgress, Matter};
use crate::procedure::recusal::Matter as RecusedFrom;

/// What an appeal is against.
fn of_appeal(against: Against) -> AnyId {
    match against {
        Against::Outcome(id) => id.any(),
        Against::Measure(id) => id.any(),
        Against::Case(id) => id.any(),
        Against::Appeal(id) => id.any(),
    }
}

/// What stands on a list.
pub(super) fn of_matter(matter: Matter) -> AnyId {
    match matter {
        Matter::Case(id) => id.any(),
        Matter::Clue(id) => id.any(),
        Matter::Unit(id) => id.any(),
    }
}

/// From what somebody is to be recused.
pub(super) fn of_recusal(matter: RecusedFrom) -> AnyId {
    match matter {
        RecusedFrom::Clue(id) => id.any(),
        RecusedFrom::Case(id) => id.any(),
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
            Self::Propose(draft) => draft.from_cases.iter().map(|case| case.any()).collect(),
            Self::AdvanceProposal { proposal, .. } => vec![proposal.any()],
            Self::Educate(draft) => draft.cases.iter().map(|case| case.any()).collect(),
            Self::List(draft) => draft.matter.map(of_matter).into_iter().collect(),
            Self::AdvanceListed { listed, .. } => vec![listed.any()],
            Self::SendMission(draft) => {
                let cases = draft.cases.iter().map(|case| case.any());
                cases.chain(draft.clues.iter().map(|clue| clue.any())).collect()
            }
            Self::Inspect(_) => Vec::new(),
            Self::Hold { accountability, .. } => one(accountability.case),
            Self::Reward { reward, .. } => one(reward.clue),
            Self::Protect(draft) => one(draft.case),
            Self::Publish { batch, .. } => batch.cases.iter().map(|case| case.any()).collect(),
            Self::Revoke { outcome, appeal, .. } => {
                one(*appeal).into_iter().chain([outcome.any()]).collect()
            }
            Self::AskRecusal { matter, .. } => vec![of_recusal(*matter)],
            Self::DecideRecusal { request, .. } => vec![request.any()],
            Self::Label { gang, .. } => vec![gang.any()],
            Self::PutRight { batch, .. } => vec![batch.any()],
            Self::ComeForward(draft) => one(draft.case),
            Self::Withdraw { clue, .. }
            | Self::Dispose { clue, .. }
            | Self::Close { clue, .. }
            | Self::Reply { clue, .. }
            | Self::Object { clue, .. } => vec![clue.any()],
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
                | Self::Revoke { .. }
                | Self::DecideRecusal { .. }
                | Self::Label { .. }
                | Self::Publish { .. }
                | Self::PutRight { .. }
                | Self::IssueNotice(_)
                | Self::AdvanceProposal {
                    to: ProposalProgress::Sent { .. }
                        | ProposalProgress::FoundWanting { .. }
                        | ProposalProgress::Checked { .. },
                    ..
                }
                | Self::List(_)
                | Self::AdvanceListed {
                    to: ListedProgress::Urged { .. } | ListedProgress::StruckOff { .. },
                    ..
                }
                | Self::Hold { .. }
                | Self::Correct { .. }
                | Self::Weigh { .. }
                | Self::Judge { .. }
                | Self::Question { .. }
                | Self::Settle { .. }
        )
    }
}
