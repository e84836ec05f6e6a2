//! What a message that came in is: new, a repeat, an incident, or one that has to wait.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::Deadline;
use crate::base::id::{EnvelopeId, OrganId};
use crate::decision::{Chinese, Decision};
use crate::procedure::delivery::outbox::protocol;
use crate::provenance::Fingerprint;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::message::{EnvelopeKind, ReceiptKind};

/// A message as it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arriving {
    /// Its id.
    pub envelope: EnvelopeId,
    /// Its content.
    pub content: Fingerprint,
    /// What it says.
    pub kind: EnvelopeKind,
    /// Who sends it.
    pub from: OrganId,
    /// To whom it is addressed.
    pub to: OrganId,
    /// The message that it answers.
    pub in_reply_to: Option<EnvelopeId>,
    /// When it was written, by the sender's clock.
    pub written: Moment,
}

/// A message that came in before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its content.
    pub content: Fingerprint,
    /// Who sent it.
    pub from: OrganId,
    /// When it first came, by our clock.
    pub came: Moment,
    /// Whether it was taken up; if not, it waits.
    pub taken_up: bool,
    /// The receipts that were given for it.
    pub given: BTreeSet<ReceiptKind>,
}

/// What an organ knows of its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// The organ.
    pub own: OrganId,
    /// Everything that came in.
    pub seen: BTreeMap<EnvelopeId, Seen>,
    /// Everything that it has sent itself.
    pub sent: BTreeSet<EnvelopeId>,
}

/// How one id came to stand for two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Incident {
    /// 同号不同内容: the same id came with another content.
    OtherContent,
    /// 同号不同来源: the same id came from another sender, or is one of ours; or what comes
    /// says that this organ has written it.
    OtherSender,
}

/// What a message that came in is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receiving {
    /// 新收: it is taken up now.
    New,
    /// 重复: it was taken up before. These receipts are given once more.
    Repeat(BTreeSet<ReceiptKind>),
    /// 暂存: its clock is ahead of ours; it waits until ours has come so far, and never
    /// longer than the limit of the place.
    HeldUntil(Moment),
    /// 暂存: it answers a message that has not come; it waits for that.
    HeldFor(EnvelopeId),
    /// 异常: a person looks into it. What is on record stays as it is.
    Incident(Incident),
    /// 误送: it is for another organ.
    Misdirected,
}

impl Receiving {
    /// Whether our machine keeps it, so that it is *delivered*. An incident, and what is for
    /// another, is not.
    #[must_use]
    pub const fn is_delivered(&self) -> bool {
        !matches!(self, Self::Incident(_) | Self::Misdirected)
    }
}

impl fmt::Display for Receiving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("new"),
            Self::Repeat(given) => write!(f, "repeat, {} receipts once more", given.len()),
            Self::HeldUntil(until) => write!(f, "held until {until}"),
            Self::HeldFor(_) => f.write_str("held for the message that it answers"),
            Self::Incident(Incident::OtherContent) => f.write_str("incident: other content"),
            Self::Incident(Incident::OtherSender) => f.write_str("incident: other sender"),
            Self::Misdirected => f.write_str("for another organ"),
        }
    }
}

impl Chinese for Receiving {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "新收",
            Self::Repeat(_) => "重复来文，重发回执",
            Self::HeldUntil(_) => "来文时间晚于本机时间，暂存",
            Self::HeldFor(_) => "所答复的文书未到，暂存",
            Self::Incident(Incident::OtherContent) => "异常：同号不同内容",
            Self::Incident(Incident::OtherSender) => "异常：同号不同来源",
            Self::Misdirected => "误送",
        })
    }
}

/// What a message is that comes in, or that was held and is looked at again.
///
/// The same message is taken up once, however often it comes. A message that waits is kept,
/// and handed in again later. A clock that is far ahead delays it for the limit of the place,
/// counted by our clock from when it first came; where none is laid down, it waits until
/// our clock has come so far.
pub fn receive(
    arriving: &Arriving,
    inbox: &Inbox,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Receiving> {
    if arriving.to != inbox.own {
        let because = crate::sentence!("it is addressed to another organ", "收件机关并非本机关");
        let rule = crate::rule_name!("delivery/addressee");
        return Decision::new(Receiving::Misdirected, protocol(rule, because));
    }
    let seen = inbox.seen.get(&arriving.envelope);
    // Nothing comes from outside that this organ has written itself.
    let ours = arriving.from == inbox.own || inbox.sent.contains(&arriving.envelope);
    if ours || seen.is_some_and(|seen| seen.from != arriving.from) {
        return incident(Incident::OtherSender);
    }
    if seen.is_some_and(|seen| seen.content != arriving.content) {
        return incident(Incident::OtherContent);
    }
    if let Some(seen) = seen.filter(|seen| seen.taken_up) {
        let because = crate::sentence!(
            "the same id and the same content were taken up before",
            "同号同内容的文书此前已处理"
        );
        let rule = crate::rule_name!("delivery/repeat");
        return Decision::new(Receiving::Repeat(seen.given.clone()), protocol(rule, because));
    }
    let came = seen.map_or(now, |seen| seen.came);
    let longest = rules.get(keys::delivery::CLOCK_AHEAD).ok();
    let longest = longest.and_then(|limit| Deadline::new(came, limit.value(), calendar).ok());
    let until = longest.map_or(arriving.written, |limit| arriving.written.min(limit.due()));
    if let Some(held) = held(arriving, inbox, until, now) {
        return held;
    }
    let because = crate::sentence!("it has not been taken up before", "此前未处理过该文书");
    Decision::new(Receiving::New, protocol(crate::rule_name!("delivery/new"), because))
}

fn incident(incident: Incident) -> Decision<Receiving> {
    let because = match incident {
        Incident::OtherContent => crate::sentence!(
            "the same id came before with another content; neither replaces the other",
            "此前有同号文书而内容不同，不得以后到者为准"
        ),
        Incident::OtherSender => crate::sentence!(
            "the same id stands for a message of another sender",
            "同号文书来自其他机关"
        ),
    };
    let rule = crate::rule_name!("delivery/incident");
    Decision::new(Receiving::Incident(incident), protocol(rule, because))
}

/// Why a message has to wait, if it has to.
fn held(
    arriving: &Arriving,
    inbox: &Inbox,
    until: Moment,
    now: Moment,
) -> Option<Decision<Receiving>> {
    let rule = crate::rule_name!("delivery/future");
    if until > now {
        let because = crate::sentence!(
            "it was written on {written} by the sender's clock, which is ahead of ours, {now}",
            "对方时间为{written}，晚于本机时间{now}",
            written = arriving.written,
            now = now,
        );
        return Some(Decision::new(Receiving::HeldUntil(until), protocol(rule, because)));
    }
    let here = |answered: &EnvelopeId| {
        inbox.sent.contains(answered) || inbox.seen.get(answered).is_some_and(|seen| seen.taken_up)
    };
    let answered = arriving.in_reply_to.filter(|_| arriving.kind.is_answer());
    let missing = answered.filter(|answered| !here(answered))?;
    let because = crate::sentence!(
        "the message that it answers has not come: {envelope}",
        "所答复的文书{envelope}未到",
        envelope = missing,
    );
    Some(Decision::new(Receiving::HeldFor(missing), protocol(rule, because)))
}
