//! What has to be sent again, and what receipts are worth.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{EnvelopeId, OrganId, PersonId};
use crate::decision::{
    Chinese, Condition, Decision, Reason, Refusal, Remedy, Requirement, RuleName, Sentence, Word,
};
use crate::model::dossier::Dossier;
use crate::model::envelope::Envelope;
use crate::procedure::condition::supply;
use crate::procedure::fact::{by, silent};
use crate::procedure::within::is_over;
use crate::provenance::{Certainty, Citation, Fingerprint};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::message::{EnvelopeKind, ReceiptKind};

/// A message that this organ has to bring to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The message.
    pub envelope: EnvelopeId,
    /// Its content.
    pub content: Fingerprint,
    /// What it says.
    pub kind: EnvelopeKind,
    /// To whom it goes.
    pub to: OrganId,
    /// When it was put into the outbox, by our clock.
    pub queued: Moment,
    /// When it was last sent, by our clock; none if never.
    pub last_sent: Option<Moment>,
    /// The receipts that have come for it.
    pub receipts: BTreeSet<ReceiptKind>,
}

impl Outgoing {
    /// A message of ours, with the receipts that had come in by a moment.
    #[must_use]
    pub fn of(envelope: &Envelope, last_sent: Option<Moment>, now: Moment) -> Self {
        let came = |kind: &ReceiptKind| {
            envelope.receipted(*kind).is_some_and(|when| when.recorded_at() <= now)
        };
        Self {
            envelope: envelope.id(),
            content: envelope.content(),
            kind: envelope.kind(),
            to: envelope.to(),
            queued: envelope.written().recorded_at(),
            last_sent,
            receipts: ReceiptKind::ALL.into_iter().filter(came).collect(),
        }
    }

    /// The messages of an organ in the dossier that were written down by a moment. When each
    /// was last sent is the state of the outbox, and is handed in.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        own: OrganId,
        last_sent: &BTreeMap<EnvelopeId, Moment>,
        now: Moment,
    ) -> Vec<Self> {
        let ours = dossier.envelopes().values().filter(|envelope| envelope.from() == own);
        let written = ours.filter(|envelope| envelope.written().recorded_at() <= now);
        written
            .map(|envelope| Self::of(envelope, last_sent.get(&envelope.id()).copied(), now))
            .collect()
    }

    /// Whether the receipt that it waits for has come.
    #[must_use]
    pub fn is_done(&self) -> bool {
        waits_for(self.kind).is_none_or(|wanted| self.receipts.contains(&wanted))
    }
}

/// For which receipt a message waits.
///
/// An acceptance waits until its processing is confirmed, since custody hangs on it. A
/// receipt waits for none: it is given again whenever its message comes again.
#[must_use]
pub const fn waits_for(kind: EnvelopeKind) -> Option<ReceiptKind> {
    match kind {
        EnvelopeKind::Receipt => None,
        EnvelopeKind::Acceptance | EnvelopeKind::PartialAcceptance => Some(ReceiptKind::Registered),
        _ => Some(ReceiptKind::Delivered),
    }
}

pub(super) const PROTOCOL: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G19",
    "双向移送、反馈: nothing is lost on the way",
    Certainty::Reading,
);

pub(super) fn protocol(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, PROTOCOL)
}

/// What has to be sent now, the oldest first, then by id.
///
/// A message is sent at once, and again after each interval until the receipt that it
/// waits for has come; however long the peer is down. Where no interval is laid down, or it
/// cannot be counted, it is sent whenever somebody asks: a message too many is a repeat, one
/// too few is a loss.
pub fn to_send(
    outgoing: &[Outgoing],
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Vec<EnvelopeId>> {
    let interval = rules.get(keys::delivery::RESEND_AFTER);
    let over = |since: Moment| match &interval {
        Ok(interval) => is_over(since, interval.value(), now, calendar).unwrap_or(true),
        Err(_) => true,
    };
    let once: BTreeMap<EnvelopeId, &Outgoing> =
        outgoing.iter().map(|message| (message.envelope, message)).collect();
    let waiting = once.values().filter(|message| !is_settled(message));
    let mut due: Vec<(Moment, EnvelopeId)> = waiting
        .filter(|message| message.last_sent.is_none_or(over))
        .map(|message| (message.queued, message.envelope))
        .collect();
    due.sort_unstable();
    let open = once.values().filter(|message| !is_settled(message)).count();
    let rule = crate::rule_name!("delivery/again");
    let because = crate::sentence!(
        "{due} of {open} messages without the receipt that they wait for are sent now",
        "尚缺应有回执的{open}件中，{due}件应予发送",
        due = due.len(),
        open = open,
    );
    let reason = match &interval {
        Ok(interval) => by(rule, because, interval),
        Err(not) => silent(rule, not),
    };
    Decision::new(due.into_iter().map(|(_, envelope)| envelope).collect(), reason)
}

/// Whether nothing has to be sent any more. A receipt goes out once.
fn is_settled(message: &Outgoing) -> bool {
    match waits_for(message.kind) {
        Some(_) => message.is_done(),
        None => message.last_sent.is_some(),
    }
}

/// A receipt that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameIn {
    /// The message that it names.
    pub envelope: EnvelopeId,
    /// The content that it names.
    pub content: Fingerprint,
    /// What it says.
    pub kind: ReceiptKind,
    /// Who gives it.
    pub by: OrganId,
}

/// What a receipt that came in is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptTaken {
    /// 记入: it is written down.
    Recorded(ReceiptKind),
    /// 重复: it stands there already.
    Repeat,
    /// 异常: it names a message that was never sent.
    NeverSent,
    /// 异常: it names another content than was sent.
    OtherContent,
    /// 异常: it comes from somebody else than the addressee.
    NotTheAddressee,
}

impl ReceiptTaken {
    /// Whether somebody has to look into it.
    #[must_use]
    pub const fn is_incident(self) -> bool {
        matches!(self, Self::NeverSent | Self::OtherContent | Self::NotTheAddressee)
    }
}

impl fmt::Display for ReceiptTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recorded(kind) => write!(f, "recorded: {kind}"),
            Self::Repeat => f.write_str("repeat"),
            Self::NeverSent => f.write_str("incident: nothing like it was sent"),
            Self::OtherContent => f.write_str("incident: another content was sent"),
            Self::NotTheAddressee => f.write_str("incident: not from the addressee"),
        }
    }
}

impl Chinese for ReceiptTaken {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Recorded(_) => "已记入",
            Self::Repeat => "重复回执",
            Self::NeverSent => "异常：未曾发送",
            Self::OtherContent => "异常：内容与所发不符",
            Self::NotTheAddressee => "异常：并非收件机关",
        })
    }
}

/// What a receipt is worth, against the message as it was sent; none if there is no such
/// message. A receipt says one thing: none is taken for another.
pub fn take_receipt(sent: Option<&Outgoing>, receipt: &CameIn) -> Decision<ReceiptTaken> {
    let taken = match sent.filter(|sent| sent.envelope == receipt.envelope) {
        None => ReceiptTaken::NeverSent,
        Some(sent) if sent.content != receipt.content => ReceiptTaken::OtherContent,
        Some(sent) if sent.to != receipt.by => ReceiptTaken::NotTheAddressee,
        Some(sent) if sent.receipts.contains(&receipt.kind) => ReceiptTaken::Repeat,
        Some(_) => ReceiptTaken::Recorded(receipt.kind),
    };
    let kind = Word::of(&receipt.kind);
    let (rule, because) = if taken.is_incident() {
        let because = crate::sentence!(
            "a receipt “{kind}” does not fit what was sent; a person looks into it",
            "回执“{kind}”与所发文书不符，应由人工核查",
            kind = kind,
        );
        (crate::rule_name!("delivery/incident"), because)
    } else {
        let because = crate::sentence!(
            "a receipt “{kind}” for the message as it was sent",
            "回执“{kind}”与所发文书相符",
            kind = kind,
        );
        (crate::rule_name!("delivery/receipt"), because)
    };
    Decision::new(taken, protocol(rule, because))
}

/// On what a receipt is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReceiptGround {
    /// Whether our machine holds the message.
    pub held: bool,
    /// Whether it stands in our ledger.
    pub registered: bool,
    /// Who has read it.
    pub opened_by: Option<PersonId>,
    /// Who has decided that the matter is ours from now on.
    pub accepted_by: Option<PersonId>,
}

/// Whether a receipt may be given. Each has its own ground: what was accepted need not have
/// been opened here, and what was opened is not accepted.
///
/// # Errors
///
/// A [`Refusal`] that names the ground which is missing, and who supplies it.
pub fn may_receipt(kind: ReceiptKind, ground: &ReceiptGround) -> Result<Decision<()>, Refusal> {
    let reason = |because| protocol(crate::rule_name!("delivery/ground"), because);
    let word = || Word::of(&kind);
    let (there, remedy) = ground_of(kind, ground);
    let condition = if there {
        let because = crate::sentence!(
            "the ground for “{kind}” is there",
            "具备“{kind}”的依据",
            kind = word()
        );
        Condition::met(reason(because))
    } else {
        let because = crate::sentence!(
            "the ground for “{kind}” is missing",
            "尚不具备“{kind}”的依据",
            kind = word()
        );
        Condition::unmet(reason(because), remedy)
    };
    let step = crate::sentence!("give the receipt “{kind}”", "出具回执“{kind}”", kind = word());
    Requirement::from(condition).decide(step, ())
}

/// Whether the ground of a receipt is there, and how it is supplied.
fn ground_of(kind: ReceiptKind, ground: &ReceiptGround) -> (bool, Remedy) {
    let clerk = Word::literal("registry", "收文部门", "registry");
    match kind {
        ReceiptKind::Delivered => {
            let inbox = Word::literal("inbox", "收件系统", "inbox");
            let how = crate::sentence!("store the message", "存入收件系统");
            (ground.held, supply("held", how, inbox))
        }
        ReceiptKind::Registered => {
            let how = crate::sentence!("enter it in the ledger", "登记入账");
            (ground.registered, supply("registered", how, clerk))
        }
        ReceiptKind::Opened => {
            let how = crate::sentence!("have a person read it", "由人员拆阅");
            (ground.opened_by.is_some(), supply("opened_by", how, clerk))
        }
        ReceiptKind::Accepted => {
            let organ = Word::literal("receiving_organ", "收件机关", "receiving organ");
            let how = crate::sentence!("have a person accept the matter", "由有关人员决定受理");
            (ground.accepted_by.is_some(), supply("accepted_by", how, organ))
        }
    }
}
