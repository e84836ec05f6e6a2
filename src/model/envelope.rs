//! Envelopes and receipts: what organs tell each other, as nouns.
//!
//! An envelope names its content by fingerprint. The same id with another content is an
//! incident, never a newer version. The bytes, and what has to be sent again, stand
//! elsewhere; here is only what was said, by whom, to whom, and when.
//!
//! # What a receipt means
//!
//! | kind | the receiver says | and does not say |
//! |---|---|---|
//! | delivered | my machine holds it | that a person knows of it |
//! | registered | it stands in my ledger | that anybody has read it |
//! | opened | a person has read it | that the matter is mine |
//! | accepted | the matter is mine from now on | what will come of it |
//!
//! Custody moves with *accepted* alone.
//!
//! # Source
//!
//! Catalogue G19, C03, Z12, Z13; law-context §1.2. Messages and receipts one by one are
//! our reading of the mechanism.

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{AnyId, ClueId, EntityId, EnvelopeId, OrganId, TransferId};
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::provenance::Fingerprint;
use crate::terms::message::{EnvelopeKind, ReceiptKind};

noun! {
    /// 往来文书: one message from one organ to another.
    ///
    /// # Source
    ///
    /// Catalogue G19, C03, Z13.
    Envelope, EnvelopeDraft, EnvelopeId, check fits;
    /// What it says.
    kind: copy EnvelopeKind,
    /// The sender.
    from: id OrganId,
    /// The receiver.
    to: id OrganId,
    /// The transfer that it belongs to.
    transfer: id_opt TransferId,
    /// The clue that it is about.
    clue: id_opt ClueId,
    /// The message that it answers.
    in_reply_to: id_opt EnvelopeId,
    /// Its content, in canonical form.
    content: copy Fingerprint,
    /// When it was written, and when that was recorded; by the sender's clock.
    written: copy When,
    /// From this moment on an answer is overdue; none if none is owed.
    answer_due: copy_opt Moment,
    /// The receipts that came for it.
    receipts: subs Receipt,
}

/// One receipt for one envelope.
///
/// It names the envelope by id *and* by content, so that a superior can check it without
/// reading the clue. The receiver's clock is content: it is never compared with ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The content that was received.
    pub content: Fingerprint,
    /// What the receipt says.
    pub kind: ReceiptKind,
    /// Who gives it.
    pub by: OrganId,
    /// When, by the clock of whoever gives it.
    pub given: Moment,
    /// When it came in here, and when that was written down.
    pub came_in: When,
}

impl Receipt {
    /// Whether the receipt is one for this envelope.
    ///
    /// # Errors
    ///
    /// [`ReceiptIncident`] if it names another envelope, another content, or comes from
    /// somebody else than the receiver.
    pub fn check(&self, envelope: &Envelope) -> Result<(), ReceiptIncident> {
        if self.envelope != envelope.id {
            let (named, sent) = (self.envelope, envelope.id);
            return Err(ReceiptIncident::OtherEnvelope { named, sent });
        }
        if self.content != envelope.content {
            let (named, sent) = (self.content, envelope.content);
            return Err(ReceiptIncident::OtherContent { named, sent });
        }
        if self.by != envelope.to {
            return Err(ReceiptIncident::NotTheReceiver { by: self.by, to: envelope.to });
        }
        Ok(())
    }
}

impl Refers for Receipt {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("receipts.by", self.by.any());
    }
}

/// A receipt that does not fit its envelope. Somebody has to look into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptIncident {
    /// It is for another envelope.
    #[error("the receipt names {named}, and {sent} was sent")]
    OtherEnvelope {
        /// What the receipt names.
        named: EnvelopeId,
        /// What was sent.
        sent: EnvelopeId,
    },
    /// The same id with another content.
    #[error("the receipt is for the content {named}, and {sent} was sent")]
    OtherContent {
        /// What the receipt names.
        named: Fingerprint,
        /// What was sent.
        sent: Fingerprint,
    },
    /// It comes from somebody else.
    #[error("the receipt comes from {by}, and {to} is the receiver")]
    NotTheReceiver {
        /// Who gives it.
        by: OrganId,
        /// To whom the envelope was sent.
        to: OrganId,
    },
}

impl Envelope {
    /// When a receipt of this kind first came in here.
    #[must_use]
    pub fn receipted(&self, kind: ReceiptKind) -> Option<When> {
        let of_kind = self.receipts.iter().filter(|receipt| receipt.kind == kind);
        of_kind.map(|receipt| receipt.came_in).min()
    }
}

fn fits(envelope: &Envelope, desk: &mut Desk) {
    if envelope.from == envelope.to {
        desk.unfit("to", "is the sender itself");
    }
    match envelope.in_reply_to {
        Some(answered) if answered == envelope.id => {
            desk.unfit("in_reply_to", "is the message itself");
        }
        None if envelope.kind.is_answer() => {
            let kind = envelope.kind;
            desk.unfit(
                "in_reply_to",
                format!("is missing, and a message of the kind '{kind}' answers one"),
            );
        }
        _ => {}
    }
    if envelope.answer_due.is_some_and(|due| due <= envelope.written.occurred_at()) {
        desk.unfit("answer_due", "lies before the message was written");
    }
    for (index, receipt) in envelope.receipts.iter().enumerate() {
        if let Err(incident) = receipt.check(envelope) {
            desk.unfit_at("receipts", index, incident.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, at_json, door, named};

    fn content(n: u8) -> Fingerprint {
        Fingerprint::from_bytes([n; 32])
    }

    fn receipt(kind: &str, hour: u32) -> Value {
        json!({
            "envelope": format!("envelope-{:032x}", 1),
            "content": content(1),
            "kind": kind,
            "by": format!("organ-{:032x}", 3),
            // The receiver's clock is two hours slow.
            "given": at(hour - 2).occurred_at(),
            "came_in": at_json(hour),
        })
    }

    fn form() -> Value {
        json!({
            "id": format!("envelope-{:032x}", 1),
            "kind": "feedback",
            "from": format!("organ-{:032x}", 2),
            "to": format!("organ-{:032x}", 3),
            "transfer": format!("transfer-{:032x}", 4),
            "clue": format!("clue-{:032x}", 5),
            "in_reply_to": format!("envelope-{:032x}", 6),
            "content": content(1),
            "written": at_json(9),
            "answer_due": at(18).occurred_at(),
            "receipts": [receipt("registered", 12), receipt("delivered", 10), receipt("delivered", 11)],
        })
    }

    fn problems(form: Value) -> String {
        let draft: EnvelopeDraft = serde_json::from_value(form).unwrap();
        draft.enter().unwrap_err().to_string()
    }

    #[test]
    fn the_door_is_one() {
        let envelope = door::<Envelope>(&form());
        assert_eq!(
            named(&envelope),
            [
                format!("from organ-{:032x}", 2),
                format!("to organ-{:032x}", 3),
                format!("transfer transfer-{:032x}", 4),
                format!("clue clue-{:032x}", 5),
                format!("in_reply_to envelope-{:032x}", 6),
                format!("receipts.by organ-{:032x}", 3),
                format!("receipts.by organ-{:032x}", 3),
                format!("receipts.by organ-{:032x}", 3),
            ],
        );
    }

    #[test]
    fn a_receipt_says_one_thing_and_the_first_of_its_kind_counts() {
        let envelope: Envelope = serde_json::from_value(form()).unwrap();
        assert_eq!(envelope.receipted(ReceiptKind::Delivered), Some(at(10)));
        assert_eq!(envelope.receipted(ReceiptKind::Registered), Some(at(12)));
        assert_eq!(envelope.receipted(ReceiptKind::Opened), None);
        assert_eq!(envelope.receipted(ReceiptKind::Accepted), None);
    }

    #[test]
    fn the_same_id_with_another_content_is_an_incident() {
        let envelope: Envelope = serde_json::from_value(form()).unwrap();
        let [good, ..] = envelope.receipts() else { panic!("three receipts") };
        assert_eq!(good.check(&envelope), Ok(()));
        let other = Receipt { content: content(2), ..*good };
        assert_eq!(
            other.check(&envelope).unwrap_err().to_string(),
            format!("the receipt is for the content {}, and {} was sent", content(2), content(1)),
        );
        let by = Receipt { by: envelope.from(), ..*good };
        assert_eq!(
            by.check(&envelope).unwrap_err().to_string(),
            format!(
                "the receipt comes from organ-{:032x}, and organ-{:032x} is the receiver",
                2, 3
            ),
        );
        let envelope_6 = envelope.in_reply_to().unwrap();
        let another = Receipt { envelope: envelope_6, ..*good };
        assert_eq!(
            another.check(&envelope).unwrap_err().to_string(),
            format!("the receipt names {envelope_6}, and {} was sent", envelope.id()),
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            EnvelopeDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; kind: is missing; from: is missing; to: is missing; \
             content: is missing; written: is missing",
        );
        let mut bad = form();
        bad["to"] = bad["from"].clone();
        bad["in_reply_to"] = bad["id"].clone();
        bad["answer_due"] = json!(at(9).occurred_at());
        bad["receipts"] = json!([receipt("delivered", 10)]);
        assert_eq!(
            problems(bad),
            format!(
                "to: is the sender itself; in_reply_to: is the message itself; \
                 answer_due: lies before the message was written; \
                 receipts[0]: the receipt comes from organ-{:032x}, and organ-{:032x} is the \
                 receiver",
                3, 2
            ),
        );
        let mut bad = form();
        bad.as_object_mut().unwrap().remove("in_reply_to");
        assert_eq!(
            problems(bad),
            "in_reply_to: is missing, and a message of the kind 'feedback' answers one",
        );
    }

    #[test]
    fn a_message_answers_another_if_its_kind_does() {
        for kind in EnvelopeKind::ALL {
            let mut form = form();
            form["kind"] = json!(kind.code());
            form.as_object_mut().unwrap().remove("in_reply_to");
            let alone = serde_json::from_value::<Envelope>(form).is_ok();
            let opens = matches!(
                kind,
                EnvelopeKind::Notice
                    | EnvelopeKind::HandOver
                    | EnvelopeKind::ConsultationRequest
                    | EnvelopeKind::Reminder
            );
            assert_eq!(alone, opens, "{kind}");
        }
    }
}
