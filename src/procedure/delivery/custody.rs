//! Who has a clue while it goes from one organ to another.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::TransferId;
use crate::base::text::Code;
use crate::decision::{
    Chinese, Condition, Cure, Decision, Reason, Refusal, Remedy, RuleName, Sentence, Word,
};
use crate::model::transfer::TransferStage;
use crate::procedure::condition::{self, Says, demands, find_out};
use crate::provenance::{Certainty, Citation, Fact};
use crate::terms::message::EnvelopeKind;

/// 一程: how a hand-over stands in the *sender's* ledger, which decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leg {
    /// 未移送: nothing was sent.
    Owed,
    /// 移送中: offered, and no answer has been processed.
    Offered,
    /// 已受理: the acceptance was processed; custody is with the receiver.
    Released,
    /// 部分受理: custody of the part that was kept, and of the rest as a clue of its own, is
    /// with the receiver.
    ReleasedInPart,
    /// 已退回: it came back, on its original clocks.
    CameBack,
    /// 已撤回: the sender took it back before an answer was processed.
    Withdrawn,
}

impl Leg {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Owed,
        Self::Offered,
        Self::Released,
        Self::ReleasedInPart,
        Self::CameBack,
        Self::Withdrawn,
    ];

    /// How a transfer stands, by the sender's record of it.
    #[must_use]
    pub const fn of(stage: &TransferStage, in_part: bool) -> Self {
        match stage {
            TransferStage::Owed => Self::Owed,
            TransferStage::Sent { .. } | TransferStage::Received => Self::Offered,
            TransferStage::Returned { .. } => Self::CameBack,
            TransferStage::Withdrawn { .. } => Self::Withdrawn,
            TransferStage::AcceptedInPart { .. } => Self::ReleasedInPart,
            TransferStage::Accepted { .. }
            | TransferStage::Concluded { .. }
            | TransferStage::FedBack { .. } => {
                if in_part {
                    Self::ReleasedInPart
                } else {
                    Self::Released
                }
            }
        }
    }

    /// Whether custody is with the sender.
    #[must_use]
    pub const fn is_with_sender(self) -> bool {
        !self.is_released()
    }

    /// Whether custody is with the receiver.
    #[must_use]
    pub const fn is_released(self) -> bool {
        matches!(self, Self::Released | Self::ReleasedInPart)
    }
}

impl fmt::Display for Leg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Owed => "not sent",
            Self::Offered => "offered",
            Self::Released => "released",
            Self::ReleasedInPart => "released in part",
            Self::CameBack => "came back",
            Self::Withdrawn => "withdrawn",
        })
    }
}

impl Chinese for Leg {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Owed => "未移送",
            Self::Offered => "移送中",
            Self::Released => "已受理",
            Self::ReleasedInPart => "部分受理",
            Self::CameBack => "已退回",
            Self::Withdrawn => "已撤回",
        })
    }
}

/// 承接: how a hand-over stands in the *receiver's* ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taking {
    /// 未到: nothing has come.
    NotHere,
    /// 待定: it is here, and nobody has answered.
    Offered,
    /// 已表示受理: the acceptance is on its way; custody may still be with the sender.
    Accepting,
    /// 已承接: the sender has confirmed that it processed the acceptance.
    Mine,
    /// 已退回: it was given back.
    GaveBack,
    /// 已被撤回: the sender has taken it back.
    TakenBack,
}

impl Taking {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NotHere,
        Self::Offered,
        Self::Accepting,
        Self::Mine,
        Self::GaveBack,
        Self::TakenBack,
    ];

    /// Whether the receiver may act as the keeper of the clue.
    #[must_use]
    pub const fn may_act(self) -> bool {
        matches!(self, Self::Mine)
    }

    /// Whether an answer that was given still has to reach the sender. An acceptance is void
    /// once the offer was taken back.
    #[must_use]
    pub const fn still_says(self, answer: EnvelopeKind) -> bool {
        match answer {
            EnvelopeKind::Acceptance | EnvelopeKind::PartialAcceptance => {
                matches!(self, Self::Accepting | Self::Mine)
            }
            _ => true,
        }
    }
}

impl fmt::Display for Taking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotHere => "not here",
            Self::Offered => "offered",
            Self::Accepting => "accepting",
            Self::Mine => "mine",
            Self::GaveBack => "given back",
            Self::TakenBack => "taken back",
        })
    }
}

impl Chinese for Taking {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotHere => "未到",
            Self::Offered => "待定",
            Self::Accepting => "已表示受理",
            Self::Mine => "已承接",
            Self::GaveBack => "已退回",
            Self::TakenBack => "已被撤回",
        })
    }
}

const CUSTODY: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §8.1",
    "a clue is in exactly one custody at any time",
    Certainty::Reading,
);

pub(super) fn kept(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, CUSTODY)
}

/// What a message that is taken up does to the sender's leg.
///
/// Only an answer to an open offer changes it. What comes later, such as an acceptance that
/// crossed a withdrawal, does not hold.
pub fn process(leg: Leg, kind: EnvelopeKind) -> Decision<Leg> {
    let answer = match kind {
        EnvelopeKind::Acceptance => Some(Leg::Released),
        EnvelopeKind::PartialAcceptance => Some(Leg::ReleasedInPart),
        EnvelopeKind::Return => Some(Leg::CameBack),
        _ => None,
    };
    let (after, because) = match (answer, leg) {
        (Some(after), Leg::Offered) => {
            let because = crate::sentence!(
                "“{kind}” answers the offer",
                "“{kind}”系对移送的答复",
                kind = Word::of(&kind)
            );
            (after, because)
        }
        (Some(_), _) => {
            let because = crate::sentence!(
                "“{kind}” does not hold: no offer is open",
                "无待答复的移送，“{kind}”不生效",
                kind = Word::of(&kind)
            );
            (leg, because)
        }
        (None, _) => {
            let because = crate::sentence!(
                "“{kind}” moves no custody",
                "“{kind}”不改变保管",
                kind = Word::of(&kind)
            );
            (leg, because)
        }
    };
    Decision::new(after, kept(crate::rule_name!("delivery/custody"), because))
}

/// What the receiver hears of a hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heard {
    /// The hand-over itself.
    HandOver,
    /// That the sender has taken it back.
    Withdrawal,
    /// The sender's receipt *registered* for the acceptance.
    Processed,
}

/// What the receiver's ledger says after it has heard something.
///
/// A withdrawal holds even after an acceptance was sent: had the sender processed the
/// acceptance, it could not have withdrawn any more.
pub fn hear(taking: Taking, heard: Heard) -> Decision<Taking> {
    let after = match (taking, heard) {
        (Taking::NotHere, Heard::HandOver) => Taking::Offered,
        (Taking::NotHere | Taking::Offered | Taking::Accepting, Heard::Withdrawal) => {
            Taking::TakenBack
        }
        (Taking::Accepting, Heard::Processed) => Taking::Mine,
        _ => taking,
    };
    let because = if after == taking {
        crate::sentence!("it changes nothing here", "本机关的状态不变")
    } else {
        crate::sentence!("it follows on what stands in the ledger here", "据此变更本机关的状态")
    };
    Decision::new(after, kept(crate::rule_name!("delivery/custody"), because))
}

/// What offering a clue looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferFacts {
    /// Whether the clue is in the custody of the organ that offers it.
    pub keeper: Fact<bool>,
    /// An offer of the same clue that is still open.
    pub open: Option<TransferId>,
    /// Whether it is offered to another organ.
    pub to_another: bool,
}

/// Whether a clue may be offered to an organ. It then stays where it is until the acceptance
/// is processed.
///
/// # Errors
///
/// A [`Refusal`] if the clue is not in the organ's custody, is on offer elsewhere, or is
/// offered to the organ itself.
pub fn may_offer(facts: &OfferFacts) -> Result<Decision<Leg>, Refusal> {
    let rule = || crate::rule_name!("delivery/one-way");
    let reason = |because| kept(rule(), because);
    let keeper = Says {
        yes: crate::sentence!("the clue is in custody here", "线索由本机关保管"),
        no: crate::sentence!("the clue is not in custody here", "线索不由本机关保管"),
        open: crate::sentence!(
            "whether the clue is in custody here is not known",
            "线索是否由本机关保管尚不明确"
        ),
    };
    let why = crate::sentence!("who has it offers it", "应由保管机关移送");
    let holds =
        demands(facts.keeper, keeper, &reason, Remedy::none(why), find_out("keeper", sender()));
    let free = match facts.open {
        None => {
            Condition::met(reason(crate::sentence!("it is not on offer elsewhere", "无其他移送")))
        }
        Some(open) => {
            let because = crate::sentence!(
                "it is on offer in {transfer}",
                "正在{transfer}中移送",
                transfer = open
            );
            let how = crate::sentence!("withdraw that offer first", "先撤回该移送");
            let cure = Cure::command(const { Code::literal("withdraw") }, how, sender());
            Condition::unmet(reason(because), Remedy::by(cure))
        }
    };
    let mut conditions = vec![holds, free];
    if !facts.to_another {
        let because = crate::sentence!("it is offered to the organ itself", "移送对象为本机关");
        let why = crate::sentence!("it is there already", "线索已在本机关");
        conditions.push(Condition::forbidden(reason(because), Remedy::none(why)));
    }
    let step = crate::sentence!("offer the clue", "移送线索");
    let nothing = kept(rule(), crate::sentence!("nothing more is asked", "无其他要求"));
    condition::decide(conditions, step, Leg::Offered, nothing)
}

fn sender() -> Word {
    Word::literal("sender", "移送机关", "sending organ")
}

/// Whether the sender may take an offer back.
///
/// # Errors
///
/// A final [`Refusal`] unless the offer is open: what was processed is not undone. A clue
/// that was released comes back only as a new hand-over.
pub fn may_withdraw(leg: Leg) -> Result<Decision<Leg>, Refusal> {
    let rule = crate::rule_name!("delivery/answer");
    let condition = if leg == Leg::Offered {
        let because = crate::sentence!("no answer has been processed", "尚未处理任何答复");
        Condition::met(kept(rule, because))
    } else {
        let because = crate::sentence!("the offer is not open", "并无待答复的移送");
        let why = crate::sentence!(
            "a clue that was released comes back as a new hand-over",
            "已受理的应另行移送退还"
        );
        Condition::forbidden(kept(rule, because), Remedy::none(why))
    };
    let step = crate::sentence!("take the offer back", "撤回移送");
    let nothing = kept(
        crate::rule_name!("delivery/answer"),
        crate::sentence!("nothing more is asked", "无其他要求"),
    );
    condition::decide(vec![condition], step, Leg::Withdrawn, nothing)
}

/// Whether the receiver may answer an offer in this way: accept it, accept a part, or give
/// it back.
///
/// # Errors
///
/// A final [`Refusal`] if the message is no answer to an offer, or the offer is not open
/// here: an answer is given once.
pub fn may_answer(taking: Taking, answer: EnvelopeKind) -> Result<Decision<Taking>, Refusal> {
    let rule = || crate::rule_name!("delivery/answer");
    let after = match answer {
        EnvelopeKind::Acceptance | EnvelopeKind::PartialAcceptance => Some(Taking::Accepting),
        EnvelopeKind::Return => Some(Taking::GaveBack),
        _ => None,
    };
    let answers = match after {
        Some(_) => {
            Condition::met(kept(rule(), crate::sentence!("it answers an offer", "系对移送的答复")))
        }
        None => {
            let because = crate::sentence!(
                "“{kind}” is no answer to an offer",
                "“{kind}”并非对移送的答复",
                kind = Word::of(&answer)
            );
            let why = crate::sentence!("another message is chosen", "应另选文书种类");
            Condition::forbidden(kept(rule(), because), Remedy::none(why))
        }
    };
    let open = if taking == Taking::Offered {
        Condition::met(kept(rule(), crate::sentence!("the offer is open here", "移送待答复")))
    } else {
        let because = crate::sentence!("the offer is not open here", "本机关无待答复的移送");
        let why = crate::sentence!(
            "an answer is given once; what was accepted goes on as a new hand-over",
            "答复以一次为限，已受理的应另行移送"
        );
        Condition::forbidden(kept(rule(), because), Remedy::none(why))
    };
    let step = crate::sentence!("answer the offer", "答复移送");
    let nothing = kept(rule(), crate::sentence!("nothing more is asked", "无其他要求"));
    let outcome = after.unwrap_or(taking);
    condition::decide(vec![answers, open], step, outcome, nothing)
}

/// Which of two organs has a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// 移送机关: the sender.
    Sender,
    /// 接收机关: the receiver.
    Receiver,
    /// 账目矛盾: the two ledgers cannot both be right; a person looks into it.
    Contradicted,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Sender => "with the sender",
            Self::Receiver => "with the receiver",
            Self::Contradicted => "the ledgers contradict each other",
        })
    }
}

impl Chinese for Holder {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sender => "由移送机关保管",
            Self::Receiver => "由接收机关保管",
            Self::Contradicted => "两机关账目矛盾",
        })
    }
}

/// Which of two organs has a clue, by both ledgers. The sender's decides; the receiver's has
/// to be one that the protocol allows beside it.
pub fn holder(leg: Leg, taking: Taking) -> Decision<Holder> {
    let holder = match (leg, taking) {
        (Leg::Released | Leg::ReleasedInPart, Taking::Accepting | Taking::Mine) => Holder::Receiver,
        (Leg::Owed, Taking::NotHere)
        | (
            Leg::Offered,
            Taking::NotHere | Taking::Offered | Taking::Accepting | Taking::GaveBack,
        )
        | (Leg::CameBack, Taking::GaveBack)
        | (
            Leg::Withdrawn,
            Taking::NotHere
            | Taking::Offered
            | Taking::Accepting
            | Taking::GaveBack
            | Taking::TakenBack,
        ) => Holder::Sender,
        _ => Holder::Contradicted,
    };
    let because = crate::sentence!(
        "{released}: the sender has processed the acceptance",
        "移送机关已处理受理答复：{released}",
        released = crate::base::truth::Truth::from(leg.is_released()),
    );
    Decision::new(holder, kept(crate::rule_name!("delivery/custody"), because))
}
