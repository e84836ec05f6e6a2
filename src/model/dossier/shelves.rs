//! What stands on which shelf of a dossier, and the lists of drafts that are handed in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::list::Limited;

pub(super) use crate::base::id::*;
pub(super) use crate::model::accountability::*;
pub(super) use crate::model::case::{Case, CaseDraft};
pub(super) use crate::model::clue::{Clue, ClueDraft};
pub(super) use crate::model::consultation::{Consultation, ConsultationDraft};
pub(super) use crate::model::discipline::*;
pub(super) use crate::model::disclosure::*;
pub(super) use crate::model::document::{Document, DocumentDraft};
pub(super) use crate::model::education::{WarningEducation, WarningEducationDraft};
pub(super) use crate::model::enterprise::{Enterprise, EnterpriseDraft};
pub(super) use crate::model::envelope::{Envelope, EnvelopeDraft};
pub(super) use crate::model::exposure::{ExposureBatch, ExposureBatchDraft};
pub(super) use crate::model::follow_up::{FollowUp, FollowUpDraft};
pub(super) use crate::model::gang::{Gang, GangDraft, Membership, MembershipDraft};
pub(super) use crate::model::identity::{IdentityJudgment, IdentityJudgmentDraft};
pub(super) use crate::model::institution::{InstitutionalOutput, InstitutionalOutputDraft};
pub(super) use crate::model::leading_group::{LeadingGroup, LeadingGroupDraft};
pub(super) use crate::model::look_back::{Recheck, RecheckDraft};
pub(super) use crate::model::meeting::{Meeting, MeetingDraft};
pub(super) use crate::model::operation::{Operation, OperationDraft};
pub(super) use crate::model::organ::exception::{ManagementException, ManagementExceptionDraft};
pub(super) use crate::model::organ::tree::OrganTree;
pub(super) use crate::model::organ::{Organ, OrganDraft, Post, PostDraft};
pub(super) use crate::model::person::{
    Person, PersonDraft, SharedPost, Tenure, TenureDraft, shared_posts,
};
pub(super) use crate::model::place::{Place, PlaceDraft};
pub(super) use crate::model::proposal::{Proposal, ProposalDraft};
pub(super) use crate::model::rectification::*;
pub(super) use crate::model::regulator::*;
pub(super) use crate::model::remedy::{Appeal, AppealDraft, Hearing, HearingDraft};
pub(super) use crate::model::reward::{Protection, ProtectionDraft, Reward, RewardDraft};
pub(super) use crate::model::screening::{
    CaseScreening, CaseScreeningDraft, MemberScreening, MemberScreeningDraft,
};
pub(super) use crate::model::sign_off::{
    SignOffRecord, SignOffRecordDraft, SignatureRecord, SignatureRecordDraft,
};
pub(super) use crate::model::supervision::*;
pub(super) use crate::model::task_force::*;
pub(super) use crate::model::tie::{Tie, TieDraft};
pub(super) use crate::model::transfer::{Transfer, TransferDraft};
pub(super) use crate::model::umbrella::{Umbrella, UmbrellaDraft};
pub(super) use crate::model::verification::{Verification, VerificationDraft};
pub(super) use crate::model::work_plan::{WorkPlan, WorkPlanDraft};
pub(super) use crate::provenance::Claim;

use super::check::{Entry, Form};
use super::claim::ClaimDraft;
use super::problem::MAX_ENTRIES;

/// Hands every shelf to a macro: its name, the name of one entry, the noun, its draft, its id.
///
/// A new noun is one more line here.
macro_rules! every_shelf {
    ($with:ident) => {
        $with! {
            places, place: Place, PlaceDraft, PlaceId;
            organs, organ: Organ, OrganDraft, OrganId;
            posts, post: Post, PostDraft, PostId;
            management_exceptions, management_exception:
                ManagementException, ManagementExceptionDraft, RecordId;
            persons, person: Person, PersonDraft, PersonId;
            tenures, tenure: Tenure, TenureDraft, TenureId;
            gangs, gang: Gang, GangDraft, GangId;
            memberships, membership: Membership, MembershipDraft, RecordId;
            enterprises, enterprise: Enterprise, EnterpriseDraft, EnterpriseId;
            claims, claim: Claim, ClaimDraft, ClaimId;
            ties, tie: Tie, TieDraft, TieId;
            identity_judgments, identity_judgment:
                IdentityJudgment, IdentityJudgmentDraft, RecordId;
            clues, clue: Clue, ClueDraft, ClueId;
            cases, case: Case, CaseDraft, CaseId;
            umbrellas, umbrella: Umbrella, UmbrellaDraft, UmbrellaId;
            transfers, transfer: Transfer, TransferDraft, TransferId;
            envelopes, envelope: Envelope, EnvelopeDraft, EnvelopeId;
            follow_ups, follow_up: FollowUp, FollowUpDraft, FollowUpId;
            verifications, verification: Verification, VerificationDraft, VerificationId;
            case_screenings, case_screening: CaseScreening, CaseScreeningDraft, ScreeningId;
            member_screenings, member_screening:
                MemberScreening, MemberScreeningDraft, ScreeningId;
            signatures, signature: SignatureRecord, SignatureRecordDraft, SignatureId;
            sign_offs, sign_off: SignOffRecord, SignOffRecordDraft, SignOffId;
            rechecks, recheck: Recheck, RecheckDraft, RecheckId;
            documents, document: Document, DocumentDraft, DocumentId;
            meetings, meeting: Meeting, MeetingDraft, MeetingId;
            consultations, consultation: Consultation, ConsultationDraft, RecordId;
            task_forces, task_force: TaskForce, TaskForceDraft, TaskForceId;
            dual_task_forces, dual_task_force: DualTaskForce, DualTaskForceDraft, RecordId;
            case_leads, case_lead: CaseLead, CaseLeadDraft, RecordId;
            leading_groups, leading_group: LeadingGroup, LeadingGroupDraft, LeadingGroupId;
            operations, operation: Operation, OperationDraft, RecordId;
            missions, mission: SupervisionMission, SupervisionMissionDraft, SupervisionId;
            special_inspections, special_inspection:
                SpecialInspection, SpecialInspectionDraft, SupervisionId;
            listed_supervisions, listed_supervision:
                ListedSupervision, ListedSupervisionDraft, SupervisionId;
            problems, problem: Problem, ProblemDraft, ProblemId;
            entries, entry: LedgerEntry, LedgerEntryDraft, EntryId;
            measures, measure: InvestigationMeasure, InvestigationMeasureDraft, MeasureId;
            outcomes, outcome: Outcome, OutcomeDraft, OutcomeId;
            hearings, hearing: Hearing, HearingDraft, RecordId;
            appeals, appeal: Appeal, AppealDraft, RecordId;
            accountabilities, accountability: Accountability, AccountabilityDraft, OutcomeId;
            talks, talk: Talk, TalkDraft, TalkId;
            reminder_notices, reminder_notice: ReminderNotice, ReminderNoticeDraft, RecordId;
            duty_records, duty_record: DutyRecord, DutyRecordDraft, RecordId;
            exposure_batches, exposure_batch: ExposureBatch, ExposureBatchDraft, RecordId;
            surrender_notices, surrender_notice: SurrenderNotice, SurrenderNoticeDraft, NoticeId;
            disclosures, disclosure: VoluntaryDisclosure, VoluntaryDisclosureDraft, RecordId;
            rewards, reward: Reward, RewardDraft, RecordId;
            protections, protection: Protection, ProtectionDraft, RecordId;
            proposals, proposal: Proposal, ProposalDraft, ProposalId;
            institutional_outputs, institutional_output:
                InstitutionalOutput, InstitutionalOutputDraft, RecordId;
            educations, education: WarningEducation, WarningEducationDraft, RecordId;
            work_plans, work_plan: WorkPlan, WorkPlanDraft, RecordId;
            regulator_returns, regulator_return: RegulatorReturn, RegulatorReturnDraft, RecordId;
            covert_visits, covert_visit: CovertVisit, CovertVisitDraft, RecordId;
        }
    };
}

pub(super) use every_shelf;

macro_rules! shelves {
    ($($shelf:ident, $one:ident: $noun:ident, $draft:ident, $id:ident;)+) => {
        /// A dossier as it is handed in: lists of drafts, in any order.
        ///
        /// # Examples
        ///
        /// ```
        /// use unbrella::model::dossier::DossierDraft;
        ///
        /// let text = r#"{"persons":[{"id":"person-00000000000000000000000000000001"}],
        ///     "tenures":[{"id":"tenure-00000000000000000000000000000002",
        ///                 "person":"person-00000000000000000000000000000001",
        ///                 "post":"post-00000000000000000000000000000003",
        ///                 "period":{"start":{"on":"2016-03-01"},"end":"open"}}]}"#;
        /// let draft: DossierDraft = serde_json::from_str(text)?;
        /// assert_eq!(
        ///     draft.enter().unwrap_err().to_string(),
        ///     "persons[0]: name: is missing; \
        ///      tenures[0]: post of tenure-00000000000000000000000000000002 names \
        ///      post-00000000000000000000000000000003, which is not there",
        /// );
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(default, deny_unknown_fields)]
        pub struct DossierDraft {
            $(
                #[doc = concat!("Forms of [`", stringify!($noun), "`].")]
                #[serde(
                    skip_serializing_if = "Vec::is_empty",
                    deserialize_with = "Limited::<_, MAX_ENTRIES>::read"
                )]
                pub $shelf: Vec<$draft>,
            )+
        }

        impl DossierDraft {
            /// The names of the shelves, in order.
            pub const SHELVES: &'static [&'static str] = &[$(stringify!($shelf)),+];

            /// How many entries there are, of all kinds together.
            #[must_use]
            pub fn len(&self) -> usize {
                [$(self.$shelf.len()),+].into_iter().fold(0, usize::saturating_add)
            }

            /// Whether there are none.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }
        }

        /// What stands on the shelves.
        // Invariant: each map is keyed by the entries' own ids.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub(super) struct Shelves {
            $(pub(super) $shelf: BTreeMap<$id, $noun>,)+
        }

        $(
            impl Form for $draft {
                fn id(&self) -> Option<AnyId> {
                    self.id.map(EntityId::any)
                }
            }

            impl Entry for $noun {
                type Id = $id;

                fn id(&self) -> $id {
                    // The noun's own method, which comes before the trait's.
                    Self::id(self)
                }
            }
        )+
    };
}

every_shelf!(shelves);
