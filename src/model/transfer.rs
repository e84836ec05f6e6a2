//! Transfers: a clue goes from one organ to another, and feedback is owed for it.
//!
//! ```text
//!  owed ──▶ sent ──▶ received ──▶ accepted ────────╮
//!             │          │                         ├──▶ concluded ──▶ fed back
//!             ├──────────┼─────▶ accepted in part ─╯
//!             ├──────────┼─────▶ returned
//!             ╰──────────┴─────▶ withdrawn
//! ```
//!
//! **Two duties.** Public security gives *notice* of an investigation, and *hands over*
//! the clue. The stages follow the hand-over; the notice is written down beside them, since
//! it may be given late, after the hand-over, or never. Which of the two is owed, and by
//! when, is a rule.
//!
//! **Custody** stays with the sender until the acceptance has been processed here, and
//! comes back with a return. Of a clue that is accepted in part, the receiver keeps its part;
//! the rest travels on as a clue of its own.
//!
//! **What a message implies.** An acceptance may arrive before the receipt, or without
//! it; so *sent* may become *accepted* at once. A receipt that comes after the acceptance
//! changes nothing, and is refused as a step.
//!
//! # Source
//!
//! Catalogue G19, C03, N09, Z12, Z13, §6.6; law-context §1.1, §1.2 (return, partial
//! jurisdiction), §6.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, CaseId, ClueId, EntityId, EnvelopeId, OrganId};
use crate::base::text::Prose;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::model::stage::Stage;
use crate::terms::coordination::PoliceInvestigation;
use crate::terms::message::{ReturnGround, TransferResult};
use crate::terms::report::ClueSource;

noun! {
    /// 线索移送: one clue on its way from one organ to another.
    ///
    /// # Source
    ///
    /// Catalogue G19, C03, Z12, Z13.
    Transfer, TransferDraft, TransferId, check fits;
    /// The clue, by the id that it has at the sender.
    clue: id ClueId,
    /// The sender.
    from: id OrganId,
    /// The receiver.
    to: id OrganId,
    /// What kind of organ it comes from, if the duty to transfer depends on it.
    source: opt ClueSource,
    /// On what ground public security investigates.
    investigated_as: copy_opt PoliceInvestigation,
    /// When public security opened that investigation; the two limits run from here.
    opened: copy_opt When,
    /// The police case.
    police_case: id_opt CaseId,
    /// 通报: the notice, if it was given.
    notice: sub_opt Notice,
    /// How far the hand-over has come.
    stages: stages TransferStage,
}

/// 通报: the notice that there is an investigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The message that gave it.
    pub envelope: EnvelopeId,
    /// When it was given, and when that was written down.
    pub given: When,
}

impl Refers for Notice {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("notice.envelope", self.envelope.any());
    }
}

/// How far a hand-over has come, seen from the organ that keeps the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TransferStage {
    /// There is a clue to hand over, and nothing has been sent.
    Owed,
    /// 移送: it was sent.
    Sent {
        /// The hand-over.
        envelope: EnvelopeId,
    },
    /// 签收: it stands in the receiver's ledger (a receipt of the kind *registered*).
    Received,
    /// 受理: the receiver takes it over, and custody with it.
    Accepted {
        /// The acceptance.
        envelope: EnvelopeId,
    },
    /// 部分受理: the receiver keeps its part.
    AcceptedInPart {
        /// The partial acceptance.
        envelope: EnvelopeId,
        /// The rest, as a clue of its own that is passed on.
        rest: ClueId,
    },
    /// 退回: it came back. It goes out again as a new transfer, on its original clocks.
    Returned {
        /// The return.
        envelope: EnvelopeId,
        /// Why.
        ground: ReturnGround,
        /// Why, in words.
        reasons: Prose,
    },
    /// The receiver has finished with it.
    Concluded {
        /// What came of it.
        result: TransferResult,
    },
    /// 结果反馈: the sender was told.
    FedBack {
        /// The feedback.
        envelope: EnvelopeId,
    },
    /// 撤回: the sender took it back before it was accepted.
    Withdrawn {
        /// The withdrawal.
        envelope: EnvelopeId,
        /// Why.
        reasons: Prose,
    },
}

impl fmt::Display for TransferStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Owed => "owed",
            Self::Sent { .. } => "sent",
            Self::Received => "received",
            Self::Accepted { .. } => "accepted",
            Self::AcceptedInPart { .. } => "accepted in part",
            Self::Returned { .. } => "returned",
            Self::Concluded { .. } => "concluded",
            Self::FedBack { .. } => "fed back",
            Self::Withdrawn { .. } => "withdrawn",
        })
    }
}

impl Stage for TransferStage {
    const WHAT: &'static str = "a transfer";

    fn term(&self) -> &'static str {
        match self {
            Self::Owed => "应移送",
            Self::Sent { .. } => "移送",
            Self::Received => "签收",
            Self::Accepted { .. } => "受理",
            Self::AcceptedInPart { .. } => "部分受理",
            Self::Returned { .. } => "退回",
            Self::Concluded { .. } => "办结",
            Self::FedBack { .. } => "结果反馈",
            Self::Withdrawn { .. } => "撤回",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Owed)
    }

    fn may_become(&self, next: &Self) -> bool {
        use TransferStage as T;

        matches!(
            (self, next),
            (T::Owed, T::Sent { .. })
                | (T::Sent { .. }, T::Received)
                | (
                    T::Sent { .. } | T::Received,
                    T::Accepted { .. }
                        | T::AcceptedInPart { .. }
                        | T::Returned { .. }
                        | T::Withdrawn { .. }
                )
                | (T::Accepted { .. } | T::AcceptedInPart { .. }, T::Concluded { .. })
                | (T::Concluded { .. }, T::FedBack { .. })
        )
    }
}

impl Refers for TransferStage {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Owed | Self::Received | Self::Concluded { .. } => {}
            Self::Sent { envelope }
            | Self::Accepted { envelope }
            | Self::Returned { envelope, .. }
            | Self::FedBack { envelope }
            | Self::Withdrawn { envelope, .. } => tell("stages.envelope", envelope.any()),
            Self::AcceptedInPart { envelope, rest } => {
                tell("stages.envelope", envelope.any());
                tell("stages.rest", rest.any());
            }
        }
    }
}

impl Transfer {
    /// The organ that has the clue, or, if it was accepted in part, the receiver's part.
    ///
    /// Exactly one at any time.
    #[must_use]
    pub fn custody(&self) -> OrganId {
        match self.stage() {
            TransferStage::Owed
            | TransferStage::Sent { .. }
            | TransferStage::Received
            | TransferStage::Returned { .. }
            | TransferStage::Withdrawn { .. } => self.from,
            TransferStage::Accepted { .. }
            | TransferStage::AcceptedInPart { .. }
            | TransferStage::Concluded { .. }
            | TransferStage::FedBack { .. } => self.to,
        }
    }

    /// When the clue was handed over, if it was.
    #[must_use]
    pub fn handed_over(&self) -> Option<When> {
        self.stages.first_time(|stage| matches!(stage, TransferStage::Sent { .. }))
    }

    /// What came of the clue, once that is known.
    #[must_use]
    pub fn result(&self) -> Option<TransferResult> {
        self.stages.iter().find_map(|entry| match entry.state {
            TransferStage::Concluded { result } => Some(result),
            _ => None,
        })
    }

    /// Whether the receiver still owes feedback.
    #[must_use]
    pub fn feedback_is_owed(&self) -> bool {
        matches!(
            self.stage(),
            TransferStage::Accepted { .. }
                | TransferStage::AcceptedInPart { .. }
                | TransferStage::Concluded { .. }
        )
    }
}

fn fits(transfer: &Transfer, desk: &mut Desk) {
    if transfer.from == transfer.to {
        desk.unfit("to", "is the sender itself");
    }
    if transfer.investigated_as.is_some() && transfer.opened.is_none() {
        desk.unfit("opened", "is missing, though it is said what is investigated");
    }
    if let (Some(opened), Some(notice)) = (transfer.opened, transfer.notice)
        && notice.given.occurred_at() < opened.occurred_at()
    {
        desk.unfit("notice", "was given before the investigation was opened");
    }
    for (index, entry) in transfer.stages.iter().enumerate() {
        if matches!(entry.state, TransferStage::AcceptedInPart { rest, .. } if rest == transfer.clue)
        {
            desk.unfit_at("stages", index, "the rest is the clue itself");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, at_json, door, every_way, id, named, stages_json, walk_all};

    fn envelope(n: u128) -> EnvelopeId {
        id(EnvelopeId::from_uuid, n)
    }

    fn organ(n: u128) -> OrganId {
        id(OrganId::from_uuid, n)
    }

    fn reasons() -> Prose {
        Prose::parse("不属本机关管辖").unwrap()
    }

    /// One example of each stage.
    fn all() -> [TransferStage; 9] {
        let ground = ReturnGround::NoJurisdiction;
        [
            TransferStage::Owed,
            TransferStage::Sent { envelope: envelope(1) },
            TransferStage::Received,
            TransferStage::Accepted { envelope: envelope(2) },
            TransferStage::AcceptedInPart { envelope: envelope(2), rest: id(ClueId::from_uuid, 9) },
            TransferStage::Returned { envelope: envelope(3), ground, reasons: reasons() },
            TransferStage::Concluded { result: TransferResult::Filed },
            TransferStage::FedBack { envelope: envelope(4) },
            TransferStage::Withdrawn { envelope: envelope(5), reasons: reasons() },
        ]
    }

    fn form() -> Value {
        json!({
            "id": format!("transfer-{:032x}", 1),
            "clue": format!("clue-{:032x}", 2),
            "from": organ(3),
            "to": organ(4),
            "source": "public_security",
            "investigated_as": "gang_related",
            "opened": at_json(7),
            "police_case": format!("case-{:032x}", 5),
            "notice": { "envelope": envelope(6), "given": at_json(9) },
            "stages": stages_json(&[
                json!("owed"),
                json!({ "sent": { "envelope": envelope(1) } }),
            ]),
        })
    }

    /// Catalogue §6.6: sent → received → accepted / returned → result → feedback.
    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let taken = ["accepted", "accepted in part", "returned", "withdrawn"];
        walk_all(
            &all(),
            &[
                ("owed", &["sent"]),
                ("sent", &["received", taken[0], taken[1], taken[2], taken[3]]),
                ("received", &taken),
                ("accepted", &["concluded"]),
                ("accepted in part", &["concluded"]),
                ("returned", &[]),
                ("concluded", &["fed back"]),
                ("fed back", &[]),
                ("withdrawn", &[]),
            ],
        );
        let refused = all()[3].clone().after(TransferStage::Received).unwrap_err();
        assert_eq!(refused.to_string(), "a transfer that is accepted cannot be received");
    }

    /// Walks every path to its end: one organ has the clue, and it moves only by acceptance.
    #[test]
    fn custody_moves_with_the_acceptance_alone() {
        let start: Transfer = serde_json::from_value(form()).unwrap();
        let mut open = vec![start.clone()];
        let mut seen = 0;
        while let Some(transfer) = open.pop() {
            let accepted = transfer.stages().iter().any(|entry| {
                matches!(
                    entry.state,
                    TransferStage::Accepted { .. } | TransferStage::AcceptedInPart { .. }
                )
            });
            assert_eq!(transfer.custody(), organ(if accepted { 4 } else { 3 }));
            let told = matches!(transfer.stage(), TransferStage::FedBack { .. });
            assert_eq!(transfer.feedback_is_owed(), accepted && !told);
            seen += 1;
            for next in all() {
                let mut later = transfer.clone();
                if later.advance(at(12), next).is_ok() {
                    open.push(later);
                }
            }
        }
        assert_eq!(seen, every_way(&start, &all(), 9, Transfer::advance));
        // sent; received; (returned, withdrawn, and 2 × accepted, concluded, fed back) twice.
        assert_eq!(seen, 2 + 2 * (2 + 2 * 3));
    }

    #[test]
    fn the_door_is_one() {
        let transfer = door::<Transfer>(&form());
        assert_eq!(transfer.handed_over(), Some(at(9)));
        assert_eq!(transfer.result(), None);
        assert_eq!(
            named(&transfer),
            [
                format!("clue clue-{:032x}", 2),
                format!("from {}", organ(3)),
                format!("to {}", organ(4)),
                format!("police_case case-{:032x}", 5),
                format!("notice.envelope {}", envelope(6)),
                format!("stages.envelope {}", envelope(1)),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            TransferDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; clue: is missing; from: is missing; to: is missing; \
             stages: is missing",
        );
        let mut bad = form();
        bad["to"] = bad["from"].clone();
        bad["opened"] = at_json(10);
        let part = json!({ "accepted_in_part": { "envelope": envelope(2), "rest": bad["clue"] } });
        bad["stages"] =
            stages_json(&[json!("owed"), json!({ "sent": { "envelope": envelope(1) } }), part]);
        let draft: TransferDraft = serde_json::from_value(bad.clone()).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "to: is the sender itself; notice: was given before the investigation was opened; \
             stages[2]: the rest is the clue itself",
        );
        let mut bad = form();
        bad.as_object_mut().unwrap().remove("opened");
        let draft: TransferDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "opened: is missing, though it is said what is investigated",
        );
    }
}
