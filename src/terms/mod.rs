//! Storey 1: the words of the field, each with its original Chinese term.
//!
//! The files stand in this order; a file uses none below it.
//!
//! | file | holds |
//! |---|---|
//! | [`list`] | what every list of words can do |
//! | [`office`] | levels, ranks, organs, departments, posts |
//! | [`gang`] | tiers of gangs, their features and activities |
//! | [`umbrella`] | kinds of umbrellas, their conduct and forms |
//! | [`report`] | channels of reporting, sources of clues, protection of reporters |
//! | [`handling`] | dispositions, modes of handling, signatories, triggers |
//! | [`stage`] | stages of clues, cases, follow-ups and transfers |
//! | [`screening`] | checks that every case, closed clue or committee member goes through |
//! | [`outcome`] | measures, sanctions, organizational handling, accountability |
//! | [`industry`] | industries, their chaos, misconduct, inspection on the spot |
//! | [`document`] | kinds of documents, proposals, what a case file must hold |
//! | [`meeting`] | kinds of meetings |
//! | [`supervision`] | measures, modes, aspects, teams and signals of supervision |
//! | [`coordination`] | who does what together |
//! | [`message`] | messages between organs, receipts, returns |
//! | [`rectification`] | modes, ledgers and steps of rectification |
//! | [`campaign`] | periods, targets and lines of the campaign |
//! | [`tie`] | ties of the relationship network, and kinship |
//! | [`identity`] | whether two entries are one, and what was compared |
//!
//! **Closed** lists have all their words here; an unknown code is refused, and the
//! error lists what is allowed. **Open** lists may grow in practice: a code that is not
//! listed is kept as it came and written back byte for byte.
//!
//! Each word has a code (`snake_case`, for machines and files), a term (Chinese, as in
//! the source) and an English rendering, which is what `Display` shows.
//!
//! ```
//! use unbrella::terms::office::Level;
//! use unbrella::terms::umbrella::UmbrellaKind;
//!
//! assert_eq!(UmbrellaKind::Police.term(), "警伞");
//! assert_eq!(Level::from_code("county")?.above(), Some(Level::City));
//! # Ok::<(), unbrella::terms::InvalidCode>(())
//! ```

#[macro_use]
mod macros;

pub mod list;

pub mod office;

pub mod gang;

pub mod umbrella;

pub mod report;

pub mod handling;

pub mod stage;

pub mod screening;

pub mod outcome;

pub mod industry;

pub mod document;

pub mod meeting;

pub mod supervision;

pub mod coordination;

pub mod message;

pub mod rectification;

pub mod campaign;

pub mod tie;

pub mod identity;

pub use list::{Entry, InvalidCode, List, Term, TermList, Unlisted};

/// Hands every list to a macro, in the order of the glossary.
macro_rules! every_list {
    ($with:ident $([$($more:tt)*])?) => {
        $with! {
            $([$($more)*])?
            office::Level, office::Rank, office::RankBand, office::Grade, office::OrganKind,
            office::Department, office::System, office::LeaderRole, office::Post,
            office::TenureStatus, office::SupervisedKind, office::TwoCommittees,
            gang::GangKind, gang::GangTier, gang::LocalBully, gang::TriadFeature,
            gang::EvilForceFeature, gang::CriminalGroupFeature, gang::ExclusionGround,
            gang::GangActivity, gang::MemberRole,
            umbrella::UmbrellaKind, umbrella::UmbrellaConduct, umbrella::ProtectionForm,
            umbrella::Manifestation, umbrella::Benefit, umbrella::ProblemClass,
            umbrella::IssueKind, umbrella::Offense,
            report::Channel, report::ClueSource, report::Naming, report::PickUpRule,
            report::ProtectionMeasure, report::ReporterCare,
            handling::Disposition, handling::HandlingMode, handling::Command, handling::Signatory,
            handling::CaseDifficulty, handling::DifficultyTrait, handling::EscalationTrigger,
            handling::Raising, handling::RecusalGround,
            stage::CriminalStage, stage::CaseKind, stage::DisciplineStage, stage::CriminalEnd,
            stage::FollowUpStage, stage::FollowUpOutcome, stage::ClueStage,
            stage::TransferStage, stage::FilingResult, stage::VerificationProposal,
            stage::WorkPhase,
            screening::ThreeChecks, screening::TwoAlls, screening::NoPass,
            screening::ScreeningQuestion, screening::Eligibility, screening::SweepPart,
            screening::FindingStep,
            screening::RecheckKind, screening::Synchrony, screening::CheckedResponsibility,
            outcome::PartySanction, outcome::PublicSanction, outcome::OrganizationalHandling,
            outcome::FourForms, outcome::SoftForm, outcome::SupervisionDisposal,
            outcome::PersonOutcome, outcome::OrganAccountability, outcome::LeaderAccountability,
            outcome::FailureAttitude, outcome::AccountabilityGround, outcome::TalkGround,
            outcome::TalkKind, outcome::PersonalDuty, outcome::Measure, outcome::DetentionGround,
            outcome::DetentionExtension,
            outcome::MitigatingGround, outcome::AggravatingGround, outcome::AppealKind, outcome::AppealResult,
            outcome::ComingForward,
            industry::Industry, industry::IndustryChaos, industry::MisconductKind,
            industry::LivelihoodField, industry::FunctionalDepartment, industry::RiskPoint,
            industry::SpotCheck, industry::RegulatorAction,
            document::DocumentKind, document::ProposalKind, document::ProposalStage,
            document::GovernanceMeasure, document::ProposalQuality, document::CaseEffect,
            document::FileItem, document::FileAct, document::FileWeight, document::FileDefect,
            document::InstitutionArea,
            document::DataRhythm,
            meeting::MeetingKind,
            supervision::SupervisionMeasure, supervision::SupervisionMode,
            supervision::SupervisionAspect, supervision::SupervisionTeam,
            supervision::ResultSignal, supervision::AlarmKind,
            coordination::Part, coordination::WorkingGroupField, coordination::Linkage,
            coordination::Cooperation, coordination::DualTeam, coordination::TransferDuty,
            coordination::PoliceInvestigation, coordination::TransferReading,
            coordination::TaskForceKind, coordination::OperationKind,
            message::EnvelopeKind, message::ReceiptKind, message::ReturnGround,
            message::TransferResult,
            rectification::RectificationMode, rectification::LedgerPart,
            rectification::LedgerField, rectification::LedgerStatus, rectification::ProblemStep,
            rectification::VillageCondition, rectification::WeakVillageMeasure,
            campaign::CampaignPeriod, campaign::TargetKind, campaign::WorkLine,
            campaign::EarlyAction, campaign::FiveWorks,
            campaign::EducationForm,
            tie::TieKind, tie::Kinship,
            identity::IdentityVerdict, identity::ComparedFact,
        }
    };
}

macro_rules! glossary_of {
    ($($file:ident :: $name:ident),+ $(,)?) => {
        /// Every list with all its words, in a fixed order.
        #[must_use]
        pub const fn glossary() -> &'static [List] {
            const { &[$(<$file::$name as TermList>::LIST),+] }
        }
    };
}

every_list!(glossary_of);

#[cfg(test)]
mod tests;
