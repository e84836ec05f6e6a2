//! Stages and layers of signing as Mermaid and DOT text, from the crate's own tables.
//!
//! Nothing is drawn by hand: the steps are those that [`Stage::may_become`] allows, and the
//! layers are those of the rules in force. A stage that the code lets nobody reach has no
//! arrow here either.
//!
//! ```
//! use unbrella::report::picture::flow;
//!
//! let text = flow::transfer().mermaid();
//! assert!(text.starts_with("stateDiagram-v2\n"));
//! assert!(flow::transfer().allows("sent", "returned"));
//! assert!(!flow::transfer().allows("returned", "sent"));
//! ```

use uuid::Uuid;

use crate::base::id::{
    CaseId, ClueId, EnvelopeId, InvalidId, OrganId, OutcomeId, PersonId, RecheckId, SignOffId,
    SignatureId, TransferId, VerificationId,
};
use crate::base::text::{LedgerNo, Prose};
use crate::model::case::CaseStage;
use crate::model::clue::ClueStage;
use crate::model::follow_up::FollowUpProgress;
use crate::model::rectification::LedgerProgress;
use crate::model::sign_off::SignOffStage;
use crate::model::stage::Stage;
use crate::model::transfer::TransferStage;
use crate::model::umbrella::{EffectiveDecision, Refutation, UmbrellaStage};
use crate::procedure::sign_off::layers;
use crate::provenance::Fingerprint;
use crate::rulebook::RulesInForce;
use crate::terms::handling::{Disposition, Signatory};
use crate::terms::message::{ReturnGround, TransferResult};
use crate::terms::stage::{CriminalEnd, CriminalStage, DisciplineStage, FollowUpStage};

use super::lettering::plain;

/// Named stages, where one may begin, and the steps between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// What the stages are called.
    pub stages: Vec<String>,
    /// The word of the field for each, in the same order.
    pub terms: Vec<&'static str>,
    /// The stages where one may begin, by their places in the list.
    pub begins: Vec<usize>,
    /// The steps, from place to place.
    pub steps: Vec<(usize, usize)>,
}

impl Flow {
    /// The steps between some stages, as their table allows them.
    #[must_use]
    pub fn of<S: Stage>(stages: &[S]) -> Self {
        let mut flow = Self::default();
        for (from, stage) in stages.iter().enumerate() {
            flow.stages.push(stage.to_string());
            flow.terms.push(stage.term());
            if stage.may_begin() {
                flow.begins.push(from);
            }
            let next = stages.iter().enumerate().filter(|(_, next)| stage.may_become(next));
            flow.steps.extend(next.map(|(to, _)| (from, to)));
        }
        flow
    }

    /// Whether a step leads from one stage to another, both by name.
    #[must_use]
    pub fn allows(&self, from: &str, to: &str) -> bool {
        let named = |place: &usize, name: &str| self.stages.get(*place).is_some_and(|s| s == name);
        self.steps.iter().any(|(a, b)| named(a, from) && named(b, to))
    }

    /// As a state diagram of Mermaid.
    #[must_use]
    pub fn mermaid(&self) -> String {
        let mut out = "stateDiagram-v2\n".to_owned();
        for (place, name) in self.names().enumerate() {
            out.push_str(&format!("    s{place} : {}\n", quiet(&name)));
        }
        for place in &self.begins {
            out.push_str(&format!("    [*] --> s{place}\n"));
        }
        for (from, to) in &self.steps {
            out.push_str(&format!("    s{from} --> s{to}\n"));
        }
        for place in self.ends() {
            out.push_str(&format!("    s{place} --> [*]\n"));
        }
        out
    }

    /// As DOT text; where one may begin has a double border.
    #[must_use]
    pub fn dot(&self) -> String {
        let mut out = "digraph stages {\n".to_owned();
        for (place, name) in self.names().enumerate() {
            let twice = if self.begins.contains(&place) { ", peripheries=2" } else { "" };
            out.push_str(&format!("  s{place} [label=\"{}\", shape=box{twice}];\n", quiet(&name)));
        }
        for (from, to) in &self.steps {
            out.push_str(&format!("  s{from} -> s{to};\n"));
        }
        out.push_str("}\n");
        out
    }

    /// Each stage with its term.
    fn names(&self) -> impl Iterator<Item = String> {
        let terms = self.terms.iter().copied().chain(std::iter::repeat(""));
        let name = |(stage, term): (&String, &str)| format!("{stage} {term}").trim_end().to_owned();
        self.stages.iter().zip(terms).map(name)
    }

    /// Stages after which nothing comes.
    fn ends(&self) -> impl Iterator<Item = usize> {
        let goes_on = |place: &usize| self.steps.iter().any(|(from, _)| from == place);
        (0..self.stages.len()).filter(move |place| !goes_on(place))
    }
}

/// A name that cannot end the line or the quotes that it stands in.
fn quiet(name: &str) -> String {
    plain(name).replace(['"', '\\', ':', ';', '#', '%', '<', '>'], " ")
}

/// Stands for any thing of its kind: a table of stages asks what kind, not which one.
fn any<I>(make: fn(Uuid) -> Result<I, InvalidId>) -> Option<I> {
    make(Uuid::from_u128(1)).ok()
}

fn of<S: Stage>(stages: Option<Vec<S>>) -> Flow {
    Flow::of(&stages.unwrap_or_default())
}

const WORDS: Prose = Prose::literal("…");

/// The stages of a clue.
#[must_use]
pub fn clue() -> Flow {
    of(clue_stages())
}

fn clue_stages() -> Option<Vec<ClueStage>> {
    let transfer = any(TransferId::from_uuid)?;
    let disposed = |disposition| ClueStage::Disposed { disposition };
    Some(vec![
        ClueStage::Received,
        ClueStage::Registered { ledger_no: LedgerNo::literal("1") },
        disposed(Disposition::TalkOrInquiry),
        disposed(Disposition::PreliminaryVerification),
        disposed(Disposition::HoldPending),
        disposed(Disposition::Close),
        ClueStage::TransferredOut { to: any(OrganId::from_uuid)?, transfer },
        ClueStage::GivenBack { transfer },
        ClueStage::Verified { verification: any(VerificationId::from_uuid)? },
        ClueStage::Filed { case: any(CaseId::from_uuid)? },
        ClueStage::ClosedSignedOff { sign_off: any(SignOffId::from_uuid)? },
        ClueStage::Closed { reasons: WORDS },
        ClueStage::FedBack,
        ClueStage::Archived,
        ClueStage::Rechecked { recheck: any(RecheckId::from_uuid)? },
        ClueStage::LeftClosed,
        ClueStage::Reopened,
    ])
}

/// The stages of a case, those of a discipline organ and the criminal ones.
#[must_use]
pub fn case() -> Flow {
    let discipline = DisciplineStage::ALL.iter().copied().map(CaseStage::Discipline);
    let criminal = CriminalStage::ALL.iter().copied().map(CaseStage::Criminal);
    let ends = CriminalEnd::ALL.iter().copied().map(CaseStage::Ended);
    let all = discipline.chain(criminal).chain([CaseStage::SentBack]).chain(ends);
    Flow::of(&all.collect::<Vec<_>>())
}

/// The stages of a transfer.
#[must_use]
pub fn transfer() -> Flow {
    of(transfer_stages())
}

fn transfer_stages() -> Option<Vec<TransferStage>> {
    let envelope = any(EnvelopeId::from_uuid)?;
    Some(vec![
        TransferStage::Owed,
        TransferStage::Sent { envelope },
        TransferStage::Received,
        TransferStage::Accepted { envelope },
        TransferStage::AcceptedInPart { envelope, rest: any(ClueId::from_uuid)? },
        TransferStage::Returned { envelope, ground: ReturnGround::NoJurisdiction, reasons: WORDS },
        TransferStage::Withdrawn { envelope, reasons: WORDS },
        TransferStage::Concluded { result: TransferResult::Filed },
        TransferStage::FedBack { envelope },
    ])
}

/// How a police case is followed.
#[must_use]
pub fn follow_up() -> Flow {
    of(follow_up_stages())
}

fn follow_up_stages() -> Option<Vec<FollowUpProgress>> {
    let (at, content) = (FollowUpStage::Investigation, Fingerprint::from_bytes([0; 32]));
    Some(vec![
        FollowUpProgress::Opened,
        FollowUpProgress::Followed { at, seen: WORDS },
        FollowUpProgress::NothingFound { at, content },
        FollowUpProgress::SignedOff { sign_off: any(SignOffId::from_uuid)? },
        FollowUpProgress::Retraced { reasons: WORDS },
        FollowUpProgress::ClueOpened { clue: any(ClueId::from_uuid)? },
    ])
}

/// The stages of a sign-off.
#[must_use]
pub fn sign_off() -> Flow {
    of(sign_off_stages())
}

fn sign_off_stages() -> Option<Vec<SignOffStage>> {
    let (content, by) = (Fingerprint::from_bytes([0; 32]), any(PersonId::from_uuid)?);
    Some(vec![
        SignOffStage::LaidOpen { content },
        SignOffStage::SentBack {
            to: Signatory::FollowUpOfficer,
            signature: any(SignatureId::from_uuid)?,
        },
        SignOffStage::SignedInFull { content },
        SignOffStage::Questioned { claim: any(crate::base::id::ClaimId::from_uuid)? },
        SignOffStage::Upheld { by, reasons: WORDS },
        SignOffStage::Reopened { by, reasons: WORDS },
    ])
}

/// The stages of an entry of the rectification ledger.
#[must_use]
pub fn ledger() -> Flow {
    of(ledger_stages())
}

fn ledger_stages() -> Option<Vec<LedgerProgress>> {
    let (by, organ) = (any(PersonId::from_uuid)?, any(OrganId::from_uuid)?);
    Some(vec![
        LedgerProgress::Listed,
        LedgerProgress::InProgress,
        LedgerProgress::Reported { by: organ, report: None },
        LedgerProgress::SentBack { by, reasons: WORDS },
        LedgerProgress::Verified { by },
        LedgerProgress::StruckOff { by },
    ])
}

/// The stages of an umbrella hypothesis.
#[must_use]
pub fn umbrella() -> Flow {
    of(umbrella_stages())
}

fn umbrella_stages() -> Option<Vec<UmbrellaStage>> {
    let by = any(PersonId::from_uuid)?;
    let decision = EffectiveDecision::Outcome(any(OutcomeId::from_uuid)?);
    Some(vec![
        UmbrellaStage::Alleged,
        UmbrellaStage::Checked { by },
        UmbrellaStage::Supported { by },
        UmbrellaStage::Established { by, decision },
        UmbrellaStage::Refuted(Refutation::new(by, WORDS, Vec::new()).ok()?),
        UmbrellaStage::Withdrawn { by, reasons: WORDS },
    ])
}

/// 签字背书: who signs after whom that no umbrella was found, as the rules in force have it.
#[must_use]
pub fn signing(rules: RulesInForce<'_>) -> Flow {
    let mut flow = Flow { begins: vec![0], ..Flow::default() };
    flow.stages.push("finding laid open 待签".to_owned());
    for layer in layers(rules) {
        flow.stages.push(format!("{layer} {}", layer.term()));
    }
    flow.stages.push("signed in full 已逐级签字".to_owned());
    flow.steps = (1..flow.stages.len()).map(|to| (to.saturating_sub(1), to)).collect();
    flow
}
