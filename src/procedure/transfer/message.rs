//! Messages: what may go with a step of a transfer, and who holds the clue.

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{ClueId, EnvelopeId, OrganId, TransferId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, RuleName, Sentence,
    Word,
};
use crate::model::dossier::Dossier;
use crate::model::envelope::Envelope;
use crate::model::transfer::{Transfer, TransferStage};
use crate::procedure::clock::{self, Limit};
use crate::procedure::condition::{self, said, supply};
use crate::procedure::fact::by;
use crate::procedure::intake::start_word;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::ClockStart;
use crate::rulebook::{RulesInForce, keys};
use crate::terms::message::EnvelopeKind;
use crate::terms::office::Department;

/// How far a transfer has come, as far as the next message depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// Nothing was sent.
    Owed,
    /// It was handed over, and is not answered.
    OnItsWay,
    /// The receiver has taken it over, or its part, and still owes the result.
    Accepted,
    /// It came back, was withdrawn, or its result was fed back.
    Ended,
}

/// What a message about a transfer looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageFacts {
    /// The kind of message that the step takes.
    pub step: EnvelopeKind,
    /// What kind of message it is.
    pub kind: EnvelopeKind,
    /// Who sends it, and to whom.
    pub way: (OrganId, OrganId),
    /// Who hands the clue over, and to whom.
    pub parties: (OrganId, OrganId),
    /// Whether it is about the clue of the transfer; a message that names none is.
    pub same_clue: bool,
    /// Whether it names the hand-over as what it answers.
    pub answers_hand_over: bool,
    /// How far the transfer has come.
    pub course: Course,
    /// Whether notice was given already.
    pub noticed: bool,
    /// When it was written.
    pub written: Moment,
    /// By when it asks for an answer, if it does.
    pub answer_due: Option<Moment>,
}

impl MessageFacts {
    /// The facts of a message that goes with a step of a transfer.
    #[must_use]
    pub fn of(transfer: &Transfer, envelope: &Envelope, step: EnvelopeKind) -> Self {
        Self {
            step,
            kind: envelope.kind(),
            way: (envelope.from(), envelope.to()),
            parties: (transfer.from(), transfer.to()),
            same_clue: envelope.clue().is_none_or(|clue| clue == transfer.clue()),
            answers_hand_over: hand_over(transfer)
                .is_some_and(|id| envelope.in_reply_to() == Some(id)),
            course: match transfer.stage() {
                TransferStage::Owed => Course::Owed,
                TransferStage::Sent { .. } | TransferStage::Received => Course::OnItsWay,
                TransferStage::Accepted { .. }
                | TransferStage::AcceptedInPart { .. }
                | TransferStage::Concluded { .. } => Course::Accepted,
                TransferStage::Returned { .. }
                | TransferStage::FedBack { .. }
                | TransferStage::Withdrawn { .. } => Course::Ended,
            },
            noticed: transfer.notice().is_some(),
            written: envelope.written().occurred_at(),
            answer_due: envelope.answer_due(),
        }
    }

    /// The facts of a message that goes with a step of a transfer of the dossier; nothing if
    /// the transfer is not there.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        transfer: TransferId,
        envelope: &Envelope,
        step: EnvelopeKind,
    ) -> Option<Self> {
        Some(Self::of(dossier.transfer(transfer)?, envelope, step))
    }

    /// Whether it comes from the receiver of the clue. Who withdraws it is its sender.
    const fn goes_back(&self) -> bool {
        self.follows_hand_over() && !matches!(self.step, EnvelopeKind::Withdrawal)
    }

    /// Whether it can only come after a hand-over, and answers it.
    const fn follows_hand_over(&self) -> bool {
        !matches!(self.step, EnvelopeKind::Notice | EnvelopeKind::HandOver)
    }
}

/// The message by which the clue was handed over.
fn hand_over(transfer: &Transfer) -> Option<EnvelopeId> {
    transfer.stages().iter().find_map(|stage| match stage.state {
        TransferStage::Sent { envelope } => Some(envelope),
        _ => None,
    })
}

/// What G19 says, where no pack says that feedback closes a transfer.
pub(super) const FEEDBACK: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G19",
    "线索双向移送、集中会商、结果反馈",
    Certainty::Reading,
);

pub(super) const REGULATIONS: Citation = Citation::literal(
    "监察法实施条例 Supervision Law Regulations 2021",
    Some(crate::day!(2021, 9, 20)),
    "art. 171; law 1.2",
    "",
    Certainty::Stated,
);

fn own(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, FEEDBACK)
}

fn office() -> Word {
    Word::of(&Department::CaseSupervision)
}

/// Whether a message may go with a step of a transfer.
///
/// # Errors
///
/// A [`Refusal`] with everything that is wrong: its kind, who sends it to whom, what it is
/// about and answers, the turn at which it comes, the day by which it asks for an answer.
pub fn may_send(
    facts: &MessageFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Result<Decision<()>, Refusal> {
    let mut conditions = vec![turn(facts, rules), kind(facts), way(facts), subject(facts)];
    if facts.follows_hand_over() && facts.course != Course::Owed {
        conditions.push(answers(facts));
    }
    conditions.extend(answer_due(facts, rules, calendar));
    let step = crate::sentence!("send the {kind}", "发出{kind}文书", kind = Word::of(&facts.step),);
    let otherwise = own(
        crate::rule_name!("transfer/message"),
        crate::sentence!("nothing more is asked of it", "无其他要求"),
    );
    condition::decide(conditions, step, (), otherwise)
}

fn kind(facts: &MessageFacts) -> Condition {
    let rule = crate::rule_name!("transfer/message");
    let (kind, step) = (Word::of(&facts.kind), Word::of(&facts.step));
    if facts.kind == facts.step {
        let because = crate::sentence!(
            "the message is of the kind: {kind}",
            "文书种类为：{kind}",
            kind = kind
        );
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!(
        "the message is of the kind: {kind}; the step takes: {step}",
        "文书种类为：{kind}；该步骤应为：{step}",
        kind = kind,
        step = step,
    );
    let how = crate::sentence!("send a message of that kind", "改用相应种类的文书");
    Condition::unmet(own(rule, because), supply("kind", how, office()))
}

fn way(facts: &MessageFacts) -> Condition {
    let rule = crate::rule_name!("transfer/parties");
    let (from, to) = facts.parties;
    let wanted = if facts.goes_back() { (to, from) } else { (from, to) };
    if facts.way == wanted {
        let because = if facts.goes_back() {
            crate::sentence!(
                "it goes from the receiver of the clue to its sender",
                "由受移送机关发往移送机关"
            )
        } else {
            crate::sentence!(
                "it goes from the sender of the clue to its receiver",
                "由移送机关发往受移送机关"
            )
        };
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!(
        "it goes from {from} to {to}; it must go from {sender} to {receiver}",
        "由{from}发往{to}；应由{sender}发往{receiver}",
        from = facts.way.0,
        to = facts.way.1,
        sender = wanted.0,
        receiver = wanted.1,
    );
    let how = crate::sentence!("send it between the organs of the transfer", "由移送双方相互发出");
    Condition::unmet(own(rule, because), supply("way", how, office()))
}

fn subject(facts: &MessageFacts) -> Condition {
    let rule = crate::rule_name!("transfer/subject");
    if facts.same_clue {
        let because =
            crate::sentence!("it is about the clue of the transfer", "所涉线索与移送一致");
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!("it is about another clue", "所涉线索与移送不一致");
    let how = crate::sentence!("name the clue of the transfer", "写明所移送的线索");
    Condition::unmet(own(rule, because), supply("clue", how, office()))
}

fn answers(facts: &MessageFacts) -> Condition {
    let rule = crate::rule_name!("transfer/answers");
    if facts.answers_hand_over {
        let because = crate::sentence!("it answers the hand-over", "系对移交文书的答复");
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!("it does not answer the hand-over", "并非对移交文书的答复");
    let how = crate::sentence!("name the hand-over as what it answers", "写明所答复的移交文书");
    Condition::unmet(own(rule, because), supply("in_reply_to", how, office()))
}

/// That the message comes at its turn.
fn turn(facts: &MessageFacts, rules: RulesInForce<'_>) -> Condition {
    match facts.step {
        EnvelopeKind::Notice => notice_once(facts),
        EnvelopeKind::HandOver => handed_over_once(facts),
        EnvelopeKind::Feedback => feedback_owed(facts, rules),
        _ => answered_once(facts),
    }
}

fn notice_once(facts: &MessageFacts) -> Condition {
    let rule = crate::rule_name!("transfer/turn");
    if !facts.noticed {
        let because = crate::sentence!("no notice was given yet", "此前未曾通报");
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!(
        "notice was given already, and its day stands",
        "已经通报，以首次通报时间为准"
    );
    let why = crate::sentence!("what is new is told in the hand-over", "新情况在移交时一并说明");
    Condition::forbidden(own(rule, because), Remedy::none(why))
}

fn handed_over_once(facts: &MessageFacts) -> Condition {
    let rule = crate::rule_name!("transfer/turn");
    if facts.course == Course::Owed {
        let because = crate::sentence!("it was not handed over yet", "此前未曾移交");
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!("it was handed over already", "已经移交");
    let why = crate::sentence!(
        "what came back goes out again as a new transfer",
        "退回后再次移送的，另行办理移送"
    );
    Condition::forbidden(own(rule, because), Remedy::none(why))
}

fn answered_once(facts: &MessageFacts) -> Condition {
    let rule = crate::rule_name!("transfer/turn");
    match facts.course {
        Course::OnItsWay => {
            let because =
                crate::sentence!("it was handed over, and is not answered", "已经移交，尚未答复");
            Condition::met(own(rule, because))
        }
        Course::Owed => Condition::unmet(
            own(rule, crate::sentence!("it was not handed over", "尚未移交")),
            first_hand_over(),
        ),
        Course::Accepted | Course::Ended => {
            let because =
                crate::sentence!("it was answered already, or taken back", "已经答复或者撤回");
            let why = crate::sentence!("an answer is given once", "答复以一次为限");
            Condition::forbidden(own(rule, because), Remedy::none(why))
        }
    }
}

fn first_hand_over() -> Remedy {
    let how = crate::sentence!("hand the clue over first", "先行移交线索");
    Remedy::by(Cure::command(const { Code::literal("hand_over") }, how, office()))
}

/// Feedback is owed from acceptance on, until it is given.
fn feedback_owed(facts: &MessageFacts, rules: RulesInForce<'_>) -> Condition {
    let rule = crate::rule_name!("transfer/feedback");
    let reason =
        |because| said(rule.clone(), because, keys::transfer::CLOSED_BY_FEEDBACK, rules, &FEEDBACK);
    let accept = || {
        let how = crate::sentence!("accept the clue first", "先行受理线索");
        Remedy::by(Cure::command(const { Code::literal("receive") }, how, office()))
    };
    match facts.course {
        Course::Accepted => Condition::met(reason(crate::sentence!(
            "the clue was accepted, and its result is owed",
            "线索已受理，应当反馈结果",
        ))),
        Course::OnItsWay => Condition::unmet(
            reason(crate::sentence!(
                "the clue is not accepted, and no result is owed",
                "线索尚未受理，不产生反馈义务"
            )),
            accept(),
        ),
        Course::Owed => Condition::unmet(
            reason(crate::sentence!(
                "the clue was not handed over, and no result is owed",
                "线索尚未移交，不产生反馈义务"
            )),
            first_hand_over(),
        ),
        Course::Ended => {
            let because = crate::sentence!(
                "the clue came back, was withdrawn, or its result was fed back: none is owed",
                "线索已退回、撤回或者已反馈结果，不再产生反馈义务",
            );
            let why = crate::sentence!("nobody is owed a result", "无须反馈");
            Condition::forbidden(reason(because), Remedy::none(why))
        }
    }
}

/// The answer to a hand-over is due when the place says so, and at no other time. Nothing
/// where no place says anything, or no answer is asked for.
fn answer_due(
    facts: &MessageFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Option<Condition> {
    let named = facts.answer_due.filter(|_| facts.step == EnvelopeKind::HandOver)?;
    let rule = || crate::rule_name!("transfer/answer-due");
    let rules = rules.on(facts.written.day());
    let key = keys::transfer::RECEIVED_REGISTERED;
    let parameter = rules.get(key).ok()?;
    let limit = Limit {
        rule: rule(),
        key,
        what: Word::literal("answer", "答复", "answer to the hand-over"),
        event: start_word(ClockStart::Receipt),
    };
    let due = clock::due(&limit, Fact::Known(facts.written), rules, calendar);
    let Answer::Known(deadline) = due.outcome() else { return None };
    let due = deadline.due();
    Some(if named == due {
        let because = crate::sentence!(
            "it asks for an answer before {due}, as the rules do",
            "要求于{due}前答复，与规定一致",
            due = due,
        );
        Condition::met(by(rule(), because, &parameter))
    } else {
        let because = crate::sentence!(
            "it asks for an answer before {named}; by the rules it is due before {due}",
            "要求于{named}前答复；按规定应于{due}前答复",
            named = named,
            due = due,
        );
        let how =
            crate::sentence!("ask for it by the day that the rules give", "按规定时限要求答复");
        Condition::unmet(by(rule(), because, &parameter), supply("answer_due", how, office()))
    })
}

/// What owing a transfer looks at: where the clue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HolderFacts {
    /// The organ that would hand it over.
    pub sender: OrganId,
    /// Another transfer of the clue that is not answered yet.
    pub on_its_way: Option<TransferId>,
    /// The organ that took the clue over last, if any did.
    pub taken_by: Option<OrganId>,
}

impl HolderFacts {
    /// Where a clue of the dossier is, for an organ that would hand it over.
    ///
    /// Of several organs that took it over, the last one has it.
    #[must_use]
    pub fn gather(dossier: &Dossier, clue: ClueId, sender: OrganId) -> Self {
        let of_clue = || dossier.transfers_of(clue);
        let open = |stage: &TransferStage| {
            matches!(
                stage,
                TransferStage::Owed | TransferStage::Sent { .. } | TransferStage::Received
            )
        };
        let taken = |stage: &TransferStage| {
            matches!(stage, TransferStage::Accepted { .. } | TransferStage::AcceptedInPart { .. })
        };
        let last = of_clue()
            .filter_map(|one| Some((one.stages().first_time(taken)?.occurred_at(), one.id())))
            .max();
        Self {
            sender,
            on_its_way: of_clue().find(|one| open(one.stage())).map(Transfer::id),
            taken_by: last.and_then(|(_, id)| dossier.transfer(id)).map(Transfer::to),
        }
    }
}

/// Whether an organ may owe the transfer of a clue: it has it, and it is not on its way.
///
/// # Errors
///
/// A [`Refusal`] that names the transfer on which it is, or the organ that has it.
pub fn may_owe(facts: &HolderFacts) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("transfer/holder");
    let reason = |because| Reason::new(rule(), because, REGULATIONS);
    let taken = match facts.taken_by.filter(|holder| *holder != facts.sender) {
        None => Condition::met(reason(crate::sentence!(
            "no other organ has taken the clue over",
            "线索未被其他机关受理",
        ))),
        Some(holder) => {
            let because = crate::sentence!(
                "{holder} has taken the clue over",
                "线索已由{holder}受理",
                holder = holder,
            );
            let why = crate::sentence!("whoever has it hands it on", "应由现持有机关移送");
            Condition::forbidden(reason(because), Remedy::none(why))
        }
    };
    let on_its_way = match facts.on_its_way {
        None => Condition::met(reason(crate::sentence!(
            "the clue is not on its way",
            "线索不在移送途中",
        ))),
        Some(transfer) => {
            let because = crate::sentence!(
                "the clue is on its way already: {transfer}",
                "线索已在移送途中（{transfer}）",
                transfer = transfer,
            );
            let how = crate::sentence!("have it given back first", "先行退回");
            let cure = Cure::command(const { Code::literal("receive") }, how, office());
            Condition::unmet(reason(because), Remedy::by(cure))
        }
    };
    let step = crate::sentence!("owe the transfer of the clue", "办理线索移送");
    Requirement::from(taken).and(on_its_way).decide(step, ())
}
