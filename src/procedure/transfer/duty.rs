//! Duties: what sender and receiver owe each other, and until when.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{Deadline, TimeLimit};
use crate::base::id::{ClueId, TransferId};
use crate::base::text::Code;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason, RuleName, Undetermined, Word};
use crate::model::dossier::Dossier;
use crate::model::organ::Organ;
use crate::model::transfer::{Transfer, TransferStage};
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::fact::{by, recorded, silent};
use crate::procedure::intake::start_word;
use crate::procedure::transfer::message::FEEDBACK;
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::ClockStart;
use crate::rulebook::{InForce, ParamKey, RulesInForce, keys};
use crate::terms::coordination::{PoliceInvestigation, TransferReading};
use crate::terms::office::OrganKind;

/// What the duties of a transfer look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferFacts {
    /// The transfer.
    pub transfer: TransferId,
    /// The clue.
    pub clue: ClueId,
    /// What kind of organ sends it.
    pub sender: Fact<OrganKind>,
    /// On what ground public security investigates; known only of public security.
    pub investigated_as: Fact<PoliceInvestigation>,
    /// When the investigation was opened.
    pub opened: Fact<Moment>,
    /// When the clue was found.
    pub found: Fact<Moment>,
    /// When the net was closed.
    pub net_closed: Fact<Moment>,
    /// When notice was given.
    pub noticed: Option<Moment>,
    /// When the clue was handed over.
    pub handed_over: Option<Moment>,
    /// When it stood in the receiver's ledger.
    pub registered: Option<Moment>,
    /// When the sender was told where it went.
    pub direction_told: Option<Moment>,
    /// When the receiver took it over, or its part.
    pub accepted: Option<Moment>,
    /// When it came back, or was withdrawn: nothing more is owed by the receiver.
    pub ended_without: Option<Moment>,
    /// When the receiver had finished with it.
    pub concluded: Option<Moment>,
    /// When the sender was told the result.
    pub fed_back: Option<Moment>,
}

impl TransferFacts {
    /// The facts that a transfer and its sender hold.
    #[must_use]
    pub fn of(transfer: &Transfer, sender: Option<&Organ>) -> Self {
        let first = |wanted: fn(&TransferStage) -> bool| {
            transfer.stages().first_time(wanted).map(|when| when.occurred_at())
        };
        Self {
            transfer: transfer.id(),
            clue: transfer.clue(),
            sender: recorded(sender.map(|organ| organ.kind().clone())),
            investigated_as: recorded(transfer.investigated_as()),
            opened: recorded(transfer.opened().map(|when| when.occurred_at())),
            found: Fact::NotKnown(NotKnown::NeverAsked),
            net_closed: Fact::NotKnown(NotKnown::NeverAsked),
            noticed: transfer.notice().map(|notice| notice.given.occurred_at()),
            handed_over: transfer.handed_over().map(|when| when.occurred_at()),
            registered: first(|stage| matches!(stage, TransferStage::Received)),
            direction_told: None,
            accepted: first(|stage| {
                matches!(
                    stage,
                    TransferStage::Accepted { .. } | TransferStage::AcceptedInPart { .. }
                )
            }),
            ended_without: first(|stage| {
                matches!(stage, TransferStage::Returned { .. } | TransferStage::Withdrawn { .. })
            }),
            concluded: first(|stage| matches!(stage, TransferStage::Concluded { .. })),
            fed_back: first(|stage| matches!(stage, TransferStage::FedBack { .. })),
        }
    }

    /// The facts of a transfer of the dossier; nothing if it is not there.
    ///
    /// When the clue was found and when the net was closed stand in no noun.
    #[must_use]
    pub fn gather(dossier: &Dossier, transfer: TransferId) -> Option<Self> {
        let transfer = dossier.transfer(transfer)?;
        Some(Self::of(transfer, dossier.organ(transfer.from())))
    }

    fn at(&self, start: ClockStart) -> Fact<Moment> {
        match start {
            ClockStart::InvestigationOpened => self.opened,
            ClockStart::NetClosure => self.net_closed,
            ClockStart::Found => self.found,
            ClockStart::Receipt => recorded(self.handed_over),
            ClockStart::Registration => recorded(self.registered),
            ClockStart::PickUp | ClockStart::Approval => never(),
        }
    }

    /// The earliest moment that is known of it: whose day's rules say what is owed.
    fn began(&self) -> Option<Moment> {
        let known = [self.opened, self.found, self.net_closed].map(Fact::known);
        known.into_iter().chain([self.noticed, self.handed_over]).flatten().min()
    }
}

const fn never<T>() -> Fact<T> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

/// Whether something is due, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// No rule asks for it.
    NotOwed,
    /// 及时: promptly, with no number laid down.
    Promptly,
    /// Before the end of a limit.
    Before(Deadline),
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOwed => f.write_str("not owed"),
            Self::Promptly => f.write_str("due promptly"),
            Self::Before(deadline) => write!(f, "due before {}", deadline.due()),
        }
    }
}

impl Chinese for Due {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOwed => f.write_str("无此义务"),
            Self::Promptly => f.write_str("应当及时办理"),
            Self::Before(deadline) => write!(f, "应于{}前办理", deadline.due().chinese()),
        }
    }
}

/// 义务: what is owed around one transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Duty {
    /// 通报: the sender gives notice of its investigation.
    Notice,
    /// 移交: the sender hands the clue over.
    HandOver,
    /// 登记: the receiver registers it and proposes where it goes.
    Registration,
    /// 反馈流向: the receiver tells where it went.
    Direction,
    /// 结果反馈: the receiver tells the result.
    Feedback,
}

impl Duty {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 5] =
        [Self::Notice, Self::HandOver, Self::Registration, Self::Direction, Self::Feedback];

    /// The duty in words.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Notice => Word::literal("notice", "通报", "notice"),
            Self::HandOver => Word::literal("hand_over", "移交", "hand-over"),
            Self::Registration => Word::literal(
                "registration",
                "登记、研判、提出分流意见",
                "registration by the receiver",
            ),
            Self::Direction => {
                Word::literal("direction", "反馈流向", "word of where the clue went")
            }
            Self::Feedback => Word::literal("feedback", "结果反馈", "feedback of the result"),
        }
    }
}

impl fmt::Display for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word().english())
    }
}

/// How one duty stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The duty.
    pub duty: Duty,
    /// How it stands.
    pub standing: Standing,
}

/// How a duty stands at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is a limit: met, met late, running or overdue.
    Timed(Clock),
    /// There is no number; owed since then, and done or not.
    Untimed {
        /// Since when it is owed, if that is known.
        since: Option<Moment>,
        /// When it was done.
        done: Option<Moment>,
    },
    /// It cannot be told whether it is owed, or until when.
    Undetermined(Undetermined),
}

impl Standing {
    /// Whether it was done late, or is overdue.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        matches!(self, Self::Timed(clock) if clock.is_late())
    }

    /// Whether it is still to be done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Timed(clock) => clock.is_open(),
            Self::Untimed { done, .. } => done.is_none(),
            Self::Undetermined(_) => true,
        }
    }
}

impl fmt::Display for Owed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.duty)?;
        match &self.standing {
            Standing::Timed(clock) => fmt::Display::fmt(clock, f),
            Standing::Untimed { done: Some(done), .. } => write!(f, "done on {done}"),
            Standing::Untimed { since: Some(since), done: None } => write!(f, "owed since {since}"),
            Standing::Untimed { since: None, done: None } => f.write_str("owed"),
            Standing::Undetermined(open) => fmt::Display::fmt(open, f),
        }
    }
}

impl Chinese for Owed {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：", self.duty.word().term())?;
        match &self.standing {
            Standing::Timed(clock) => clock.fmt_chinese(f),
            Standing::Untimed { done: Some(done), .. } => write!(f, "已于{}完成", done.chinese()),
            Standing::Untimed { since: Some(since), done: None } => {
                write!(f, "自{}起尚未完成", since.chinese())
            }
            Standing::Untimed { since: None, done: None } => f.write_str("尚未完成"),
            Standing::Undetermined(open) => open.fmt_chinese(f),
        }
    }
}

/// One of the two duties of the sender, with its parameters.
struct Sending {
    duty: Duty,
    rule: RuleName,
    key: ParamKey<TimeLimit>,
    starts: ParamKey<ClockStart>,
    /// The kind of investigation that brings it, if they are paired by kind.
    kind: PoliceInvestigation,
}

fn notice() -> Sending {
    Sending {
        duty: Duty::Notice,
        rule: crate::rule_name!("transfer/notice"),
        key: keys::transfer::NOTICE,
        starts: keys::transfer::NOTICE_STARTS,
        kind: PoliceInvestigation::GangRelated,
    }
}

fn hand_over() -> Sending {
    Sending {
        duty: Duty::HandOver,
        rule: crate::rule_name!("transfer/hand-over"),
        key: keys::transfer::HAND_OVER,
        starts: keys::transfer::HAND_OVER_STARTS,
        kind: PoliceInvestigation::SuspectedCorruptionOrUmbrella,
    }
}

/// Until when public security gives notice of its investigation.
pub fn notice_due(
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Due>> {
    sending_due(&notice(), facts, rules, calendar)
}

/// Until when the clue is handed over to the discipline organ.
pub fn hand_over_due(
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Due>> {
    sending_due(&hand_over(), facts, rules, calendar)
}

/// Whether the duty is there at all: `Err` with the answer if that settles the matter.
fn applies(
    sending: &Sending,
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
) -> Result<Vec<Reason>, Box<Decision<Answer<Due>>>> {
    if let Some(settled) = by_organ(sending, facts, rules) {
        return Err(Box::new(settled));
    }
    let police = facts.sender == Fact::Known(OrganKind::PublicSecurity);
    let pairing = rules.get(keys::transfer::PAIRING);
    let Ok(pairing) = pairing.as_ref() else { return Ok(Vec::new()) };
    if !police {
        return Ok(Vec::new());
    }
    let rule = || crate::rule_name!("transfer/pairing");
    match (pairing.value(), facts.investigated_as) {
        (TransferReading::BothDuties, _) => {
            let because = crate::sentence!(
                "both duties run in every such investigation",
                "凡此类侦查，通报、移交两项义务均适用",
            );
            Ok(vec![by(rule(), because, pairing)])
        }
        (TransferReading::ByKind, Fact::Known(kind)) => {
            let because = crate::sentence!(
                "{duty} is owed by the kind of investigation alone, here: {kind}",
                "{duty}义务按侦查案由适用，本案案由：{kind}",
                duty = sending.duty.word(),
                kind = Word::of(&kind),
            );
            let reason = by(rule(), because, pairing);
            if kind == sending.kind {
                Ok(vec![reason])
            } else {
                Err(Box::new(Decision::new(Answer::Known(Due::NotOwed), reason)))
            }
        }
        (TransferReading::ByKind, Fact::NotKnown(why)) => {
            let missing = Missing::new(
                const { Code::literal("investigated_as") },
                crate::sentence!(
                    "on what ground public security investigates",
                    "公安机关的侦查案由"
                ),
                why,
            );
            let because = crate::sentence!(
                "{duty} is owed by the kind of investigation alone, which is not known",
                "{duty}义务按侦查案由适用，案由尚不明确",
                duty = sending.duty.word(),
            );
            Err(Box::new(Decision::new(Answer::missing(missing), by(rule(), because, pairing))))
        }
    }
}

/// What follows from the kind of organ that sends.
fn by_organ(
    sending: &Sending,
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
) -> Option<Decision<Answer<Due>>> {
    let sender = match &facts.sender {
        Fact::Known(sender) => sender,
        Fact::NotKnown(why) => {
            let missing = Missing::new(
                const { Code::literal("sender") },
                crate::sentence!("what kind of organ sends the clue", "移送机关的类别"),
                *why,
            );
            let because = crate::sentence!(
                "whom the duty binds depends on the kind of organ",
                "移送义务因机关类别而异",
            );
            let reason = match rules.get(keys::transfer::BOUND_ORGANS) {
                Ok(bound) => by(sending.rule.clone(), because, &bound),
                Err(not) => silent(sending.rule.clone(), &not),
            };
            return Some(Decision::new(Answer::missing(missing), reason));
        }
    };
    if sending.duty == Duty::Notice {
        return match rules.get(sending.key) {
            Err(not) => {
                let reason = silent(sending.rule.clone(), &not);
                Some(Decision::new(Answer::Known(Due::NotOwed), reason))
            }
            Ok(limit) if *sender != OrganKind::PublicSecurity => {
                Some(not_police(sending, sender, &limit))
            }
            Ok(_) => None,
        };
    }
    let limited = rules.get(keys::transfer::HAND_OVER_ORGANS);
    if limited.as_ref().is_ok_and(|organs| organs.value().contains(sender.code())) {
        return None;
    }
    Some(promptly(sending, sender, rules))
}

fn not_police(
    sending: &Sending,
    sender: &OrganKind,
    limit: &InForce<'_, TimeLimit>,
) -> Decision<Answer<Due>> {
    let because = crate::sentence!(
        "only public security gives notice of its investigation; the sender is: {sender}",
        "仅公安机关负有通报义务，移送机关为：{sender}",
        sender = Word::of(sender),
    );
    Decision::new(Answer::Known(Due::NotOwed), by(sending.rule.clone(), because, limit))
}

/// Organs that the limit of the place does not bind.
fn promptly(
    sending: &Sending,
    sender: &OrganKind,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Due>> {
    let rule = crate::rule_name!("transfer/bound");
    match rules.get(keys::transfer::BOUND_ORGANS) {
        Ok(bound) if bound.value().contains(sender.code()) => {
            let because = crate::sentence!(
                "{sender} hands over what it finds; no number of days is laid down",
                "{sender}发现线索应当移送，未规定具体时限",
                sender = Word::of(sender),
            );
            Decision::new(Answer::Known(Due::Promptly), by(rule, because, &bound))
        }
        Ok(bound) => {
            let because = crate::sentence!(
                "no rule binds such an organ to hand over: {sender}",
                "尚无规定要求此类机关移交：{sender}",
                sender = Word::of(sender),
            );
            Decision::new(Answer::Known(Due::NotOwed), by(rule, because, &bound))
        }
        Err(not) => Decision::new(Answer::Known(Due::NotOwed), silent(sending.rule.clone(), &not)),
    }
}

fn sending_due(
    sending: &Sending,
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Due>> {
    let rules = facts.began().map_or(rules, |began| rules.on(began.day()));
    match applies(sending, facts, rules) {
        Err(settled) => *settled,
        Ok(reasons) => {
            let start = rules.get(sending.starts).map(|start| start.value());
            let start = start.unwrap_or(ClockStart::InvestigationOpened);
            let limit = Limit {
                rule: sending.rule.clone(),
                key: sending.key,
                what: sending.duty.word(),
                event: start_word(start),
            };
            clock::due(&limit, facts.at(start), rules, calendar)
                .map(|answer| answer.map(Due::Before))
                .and_all(reasons)
        }
    }
}

/// How every duty around one transfer stands at `now`.
///
/// In the order of [`Duty::ALL`]; duties that no rule asks for are left out. A duty of
/// the receiver begins with the hand-over. Feedback is owed from acceptance on until it
/// is given; a transfer that came back, or was withdrawn, owes none.
pub fn owed(
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Vec<Owed>> {
    let parts = [
        Some(sent(&notice(), facts, facts.noticed, rules, calendar, now)),
        Some(sent(&hand_over(), facts, facts.handed_over, rules, calendar, now)),
        received(facts, rules, calendar, now),
        direction(facts, rules, calendar, now),
    ];
    let mut all = Vec::new();
    let mut why = Vec::new();
    for (owed, reasons) in parts.into_iter().flatten().map(Decision::into_parts) {
        all.extend(owed);
        why.extend(reasons);
    }
    let (last, reasons) = feedback(facts, rules, now).into_parts();
    all.extend(last);
    why.extend(reasons);
    let mut why = why.into_iter();
    match why.next() {
        Some(first) => Decision::new(all, first).and_all(why),
        None => feedback(facts, rules, now).map(|_| all),
    }
}

fn sent(
    sending: &Sending,
    facts: &TransferFacts,
    done: Option<Moment>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Option<Owed>> {
    let done = done.filter(|done| *done <= now);
    let decision = sending_due(sending, facts, rules, calendar);
    let like = decision.reasons().first().cloned();
    let (standing, because) = match decision.outcome() {
        Answer::Known(Due::NotOwed) => return decision.map(|_| None),
        Answer::Undetermined(open) => (Standing::Undetermined(open.clone()), None),
        Answer::Known(Due::Promptly) => {
            (Standing::Untimed { since: facts.found.known().or(facts.began()), done }, None)
        }
        Answer::Known(Due::Before(deadline)) => {
            let clock = Clock::new(deadline.clone(), done, now);
            let because = clock::standing(sending.duty.word(), &clock, now);
            (Standing::Timed(clock), Some(because))
        }
    };
    let owed = Some(Owed { duty: sending.duty, standing });
    match (because, like) {
        (Some(because), Some(like)) => {
            let reason = clock::again(&sending.rule, because, &like);
            decision.then(|_| Decision::new(owed, reason))
        }
        _ => decision.map(|_| owed),
    }
}

fn receiver_limit(
    duty: Duty,
    rule: RuleName,
    key: ParamKey<TimeLimit>,
    start: ClockStart,
) -> Limit {
    Limit { rule, key, what: duty.word(), event: start_word(start) }
}

/// A duty of the receiver that only some places have; nothing where it has not begun.
fn local(
    duty: Duty,
    limit: &Limit,
    start: Option<Moment>,
    done: Option<Moment>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Option<Decision<Option<Owed>>> {
    let start = start.filter(|start| *start <= now)?;
    rules.on(start.day()).get(limit.key).ok()?;
    let decision = clock::run(limit, Fact::Known(start), done, now, rules, calendar);
    Some(decision.map(|answer| {
        let standing = match answer {
            Answer::Known(clock) => Standing::Timed(clock),
            Answer::Undetermined(open) => Standing::Undetermined(open),
        };
        Some(Owed { duty, standing })
    }))
}

fn received(
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Option<Decision<Option<Owed>>> {
    let duty = Duty::Registration;
    let limit = receiver_limit(
        duty,
        crate::rule_name!("transfer/registered"),
        keys::transfer::RECEIVED_REGISTERED,
        ClockStart::Receipt,
    );
    // An acceptance may arrive without the receipt: it has been registered by then.
    let done = facts.registered.or(facts.accepted).or(facts.ended_without);
    local(duty, &limit, facts.handed_over, done, rules, calendar, now)
}

fn direction(
    facts: &TransferFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Option<Decision<Option<Owed>>> {
    let duty = Duty::Direction;
    let limit = receiver_limit(
        duty,
        crate::rule_name!("transfer/direction"),
        keys::transfer::DIRECTION_FED_BACK,
        ClockStart::Registration,
    );
    let done = facts.direction_told.or(facts.accepted).or(facts.ended_without);
    local(duty, &limit, facts.registered, done, rules, calendar, now)
}

fn feedback(facts: &TransferFacts, rules: RulesInForce<'_>, now: Moment) -> Decision<Option<Owed>> {
    let rule = crate::rule_name!("transfer/feedback");
    let known = |moment: Option<Moment>| moment.filter(|moment| *moment <= now);
    let (accepted, done) = (known(facts.accepted), known(facts.fed_back));
    let owed = accepted.or(done).map(|since| Owed {
        duty: Duty::Feedback,
        standing: Standing::Untimed { since: Some(since), done },
    });
    let because = match (&owed, done, known(facts.ended_without)) {
        (Some(_), Some(done), _) => {
            crate::sentence!("the result was fed back on {done}", "已于{done}反馈结果", done = done,)
        }
        (Some(_), None, _) => crate::sentence!(
            "the clue was accepted, and the sender has not been told the result",
            "线索已受理，尚未反馈结果",
        ),
        (None, _, Some(_)) => crate::sentence!(
            "the clue came back or was withdrawn, so no result is owed",
            "线索已退回或者撤回，不产生反馈义务",
        ),
        (None, _, None) => {
            crate::sentence!("feedback is owed once the clue is accepted", "线索受理后产生反馈义务",)
        }
    };
    let day = accepted.map_or(rules, |accepted| rules.on(accepted.day()));
    let reason = match day.get(keys::transfer::CLOSED_BY_FEEDBACK) {
        Ok(parameter) => by(rule, because, &parameter),
        Err(_) => Reason::new(rule, because, FEEDBACK),
    };
    Decision::new(owed, reason)
}
