//! Proposals: the two letters one notice that a case gives rise to.
//!
//! ```text
//!  drafted ──▶ sent ──▶ replied ──▶ rectified ──▶ checked
//!                        ▲   │          │
//!                        │   ▼          │
//!                       found wanting ◀─┘
//! ```
//!
//! # Source
//!
//! 两书一函: catalogue G32–G34, N19. That a reply comes before rectification, and that
//! either may be found wanting, is our reading.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{AnyId, CaseId, DocumentId, EntityId, OrganId, PersonId};
use crate::base::text::{LedgerNo, Prose};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::stage::Stage;
use crate::terms::document::{
    CaseEffect, GovernanceMeasure, ProposalKind, ProposalQuality, ProposalStage,
};

noun! {
    /// 两书一函: a discipline proposal, a supervision proposal or an integrity risk letter.
    ///
    /// # Source
    ///
    /// Catalogue G33 (three kinds, what they ask for), G34, N19 (quality, effects).
    Proposal, ProposalDraft, ProposalId, check fits;
    /// Which of the three it is.
    kind: copy ProposalKind,
    /// The number under which it was issued.
    number: text_opt LedgerNo,
    /// The cases whose causes it names.
    from_cases: ids CaseId,
    /// The organ that proposes.
    from: id OrganId,
    /// The unit that is to act.
    addressee: id OrganId,
    /// The problems that it names.
    problems: list Prose,
    /// What the addressee is to put in order.
    governance: set GovernanceMeasure,
    /// What it was judged to be.
    quality: set ProposalQuality,
    /// What it and its cases brought about.
    effects: set CaseEffect,
    /// The last day for the reply.
    reply_due: copy_opt Day,
    /// How far it has come.
    stages: stages ProposalProgress,
}

fn fits(proposal: &Proposal, desk: &mut Desk) {
    if proposal.addressee == proposal.from {
        desk.unfit("addressee", "an organ cannot send a proposal to itself");
    }
}

/// How far a proposal has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ProposalProgress {
    /// 起草: drafted.
    Drafted,
    /// 发出: sent.
    Sent {
        /// The letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<DocumentId>,
    },
    /// 回复: the addressee has replied.
    Replied {
        /// The reply.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply: Option<DocumentId>,
    },
    /// 整改: the addressee says that it is done.
    Rectified,
    /// 未达要求: the reply or what was done is not enough; another reply is owed.
    FoundWanting {
        /// Who found it so.
        by: PersonId,
        /// What is wanting.
        reasons: Prose,
    },
    /// 回访核查: somebody has looked, and it is done.
    Checked {
        /// Who looked.
        by: PersonId,
    },
}

impl ProposalProgress {
    /// The word for it; what was found wanting is back where it was when it was sent.
    #[must_use]
    pub const fn stage(&self) -> ProposalStage {
        match self {
            Self::Drafted => ProposalStage::Drafted,
            Self::Sent { .. } | Self::FoundWanting { .. } => ProposalStage::Sent,
            Self::Replied { .. } => ProposalStage::Replied,
            Self::Rectified => ProposalStage::Rectified,
            Self::Checked { .. } => ProposalStage::Checked,
        }
    }
}

impl fmt::Display for ProposalProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::FoundWanting { .. } => "found wanting",
            other => other.stage().english(),
        })
    }
}

impl Stage for ProposalProgress {
    const WHAT: &'static str = "a proposal";

    fn term(&self) -> &'static str {
        match self {
            Self::FoundWanting { .. } => "未达要求",
            Self::Drafted => "起草",
            Self::Sent { .. } => "发出",
            Self::Replied { .. } => "回复",
            Self::Rectified => "整改",
            Self::Checked { .. } => "回访核查",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Drafted)
    }

    fn may_become(&self, next: &Self) -> bool {
        matches!(
            (self, next),
            (Self::Drafted, Self::Sent { .. })
                | (Self::Sent { .. } | Self::FoundWanting { .. }, Self::Replied { .. })
                | (Self::Replied { .. }, Self::Rectified | Self::FoundWanting { .. })
                | (Self::Rectified, Self::Checked { .. } | Self::FoundWanting { .. })
        )
    }
}

impl Refers for ProposalProgress {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Sent { letter: Some(letter) } => tell("stages.letter", letter.any()),
            Self::Replied { reply: Some(reply) } => tell("stages.reply", reply.any()),
            Self::FoundWanting { by, .. } | Self::Checked { by } => tell("stages.by", by.any()),
            Self::Drafted | Self::Sent { .. } | Self::Replied { .. } | Self::Rectified => {}
        }
    }
}

impl Proposal {
    /// Whether it was ever sent.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        self.stages.first_time(|stage| matches!(stage, ProposalProgress::Sent { .. })).is_some()
    }

    /// Whether the addressee owes a reply: it was sent, or the last one was not enough.
    #[must_use]
    pub fn owes_reply(&self) -> bool {
        self.stage().stage() == ProposalStage::Sent
    }

    /// Whether it counts as rectified: said to be done, and not found wanting since.
    #[must_use]
    pub fn is_rectified(&self) -> bool {
        self.stage().stage() >= ProposalStage::Rectified
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, door, id, named, stages_json, walk_all};

    fn form() -> Value {
        json!({
            "id": format!("proposal-{:032x}", 1),
            "kind": "supervision_proposal",
            "number": "甲监建〔2020〕2号",
            "from_cases": [format!("case-{:032x}", 2)],
            "from": format!("organ-{:032x}", 3),
            "addressee": format!("organ-{:032x}", 4),
            "problems": ["市场准入把关不严"],
            "governance": ["market_access", "seals"],
            "quality": ["targeted"],
            "effects": ["govern"],
            "reply_due": "2020-09-01",
            "stages": stages_json(&[
                json!("drafted"),
                json!({ "sent": { "letter": format!("document-{:032x}", 5) } }),
                json!({ "replied": { "reply": format!("document-{:032x}", 6) } }),
            ]),
        })
    }

    #[test]
    fn the_door_is_one() {
        let proposal = door::<Proposal>(&form());
        assert_eq!(
            named(&proposal),
            [
                format!("from_cases case-{:032x}", 2),
                format!("from organ-{:032x}", 3),
                format!("addressee organ-{:032x}", 4),
                format!("stages.letter document-{:032x}", 5),
                format!("stages.reply document-{:032x}", 6),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            ProposalDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; from: is missing; addressee: is missing; \
             stages: is missing",
        );
        let mut bad = form();
        bad["addressee"] = bad["from"].clone();
        bad["effects"] = json!(["govern", "warn", "govern"]);
        let draft: ProposalDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "effects[2]: stands already at [0]; \
             addressee: an organ cannot send a proposal to itself",
        );
    }

    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let by = id(PersonId::from_uuid, 7);
        let stages = [
            ProposalProgress::Drafted,
            ProposalProgress::Sent { letter: None },
            ProposalProgress::Replied { reply: None },
            ProposalProgress::Rectified,
            ProposalProgress::FoundWanting { by, reasons: Prose::parse("空话").unwrap() },
            ProposalProgress::Checked { by },
        ];
        walk_all(
            &stages,
            &[
                ("drafted", &["sent"]),
                ("sent", &["replied"]),
                ("replied", &["rectified", "found wanting"]),
                ("rectified", &["checked", "found wanting"]),
                ("found wanting", &["replied"]),
                ("checked", &[]),
            ],
        );
        let refused = stages[0].clone().after(ProposalProgress::Rectified).unwrap_err();
        assert_eq!(refused.to_string(), "a proposal that is drafted cannot be rectified");
    }

    #[test]
    fn a_reply_is_owed_until_it_is_enough() {
        let mut proposal: Proposal = serde_json::from_value(form()).unwrap();
        assert!(proposal.was_sent() && !proposal.owes_reply() && !proposal.is_rectified());
        let by = id(PersonId::from_uuid, 7);
        proposal.advance(at(12), ProposalProgress::Rectified).unwrap();
        assert!(proposal.is_rectified());
        let reasons = Prose::parse("只有文件").unwrap();
        proposal.advance(at(13), ProposalProgress::FoundWanting { by, reasons }).unwrap();
        assert!(proposal.owes_reply() && !proposal.is_rectified());
        let mut drafted = form();
        drafted["stages"] = stages_json(&[json!("drafted")]);
        let drafted: Proposal = serde_json::from_value(drafted).unwrap();
        assert!(!drafted.was_sent() && !drafted.owes_reply());
    }
}
