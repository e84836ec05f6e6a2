//! Disposition: a clue is put to talk or inquiry, to verification, on hold, or closed.
//!
//! **What one can do here.** Ask which disposition follows from what is known of a clue
//! ([`dispose`]), whether it may be taken now ([`may_dispose`]), until when ([`limit`],
//! [`talk_due`], [`reply_due`], [`report_due`]), and whether the clue may be closed by now
//! ([`may_close`]).
//!
//! Words: 谈话函询 talk or inquiry · 初步核实 preliminary verification · 暂存待查 hold pending ·
//! 予以了结 close.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `disposition/jurisdiction` | what belongs to another organ is passed on | – | law 1.2 |
//! | `disposition/kind` | untrue or impossible to check: close; conditions not ready: hold; specific and checkable: verify; otherwise: talk or inquiry | `disposition/kinds`: the four, national from 2020-01-21 | G12, law 1.3 (secondary) |
//! | `disposition/collective` | studied collectively before it is taken | `disposition/collective`: yes, national from 2020-01-21 | law 1.3 |
//! | `disposition/opinion` | opinion in time | `disposition/opinion`: 30 days (trial rules), 1 month from 2019-01-01; `disposition/pending-at-change`: the rules of each step, or as begun | law 1.3 |
//! | `disposition/talk` | talk in time after approval | `disposition/talk`: 5 working days, Xixiang | law 6 |
//! | `disposition/reply` | reply to a letter of inquiry | `disposition/inquiry-reply`: 15 working days, national | law 1.3 |
//! | `disposition/report` | report after the talk or the reply | `disposition/inquiry-report`: 1 month, national; 30 days, Xixiang | law 1.3, 6 |
//! | `disposition/may-close` | closed as untrue; after a talk or inquiry that settled it; or after a verification whose approved report proposes no case | `verification/outcomes`: five, national from 2019-01-01; `verification/report-approved-by`: principal leader, national from 2018-03-20 | law 1.3 |
//! | `disposition/coverage` | every clue of the stock has a disposition | `disposition/coverage`: 100 %, Gansu | G16, H13 |
//!
//! Not here: who approves (Xixiang's three levels of approval wait for the approval matrix);
//! the answer to a named reporter, which follows the end of a clue
//! ([`reporter`](crate::procedure::reporter)); the signatures under a negative finding, which
//! are given for a police case that was followed ([`sign_off`](crate::procedure::sign_off));
//! what makes a report complete ([`verification`](crate::procedure::verification)).
//!
//! # Examples
//!
//! What is not known is asked for only if it could change the answer:
//!
//! ```
//! use unbrella::day;
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{ClueId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::procedure::disposition::{self, Assessment, DispositionFacts};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! let mut facts = DispositionFacts {
//!     clue: ClueId::from_ledger(&salt, &LedgerNo::parse("甲纪信〔2021〕3号")?),
//!     received: Moment::parse("2021-03-05T09:00:00+08:00")?,
//!     disposed: None,
//!     assessment: Assessment {
//!         within_jurisdiction: Fact::Known(true),
//!         ruled_out: Fact::Known(false),
//!         conditions_ready: Fact::Known(true),
//!         specific: Fact::Known(true),
//!         ..Assessment::default()
//!     },
//!     studied_collectively: Fact::NotKnown(NotKnown::NeverAsked),
//! };
//! let book = Rulebook::published();
//! let rules = book.on("national", day!(2021, 3, 5))?;
//! let open = disposition::dispose(&facts, rules);
//! assert_eq!(
//!     open.outcome().to_string(),
//!     "undetermined, missing: whether it can be checked (never asked)",
//! );
//! facts.assessment.specific = Fact::Known(false);
//! let known = disposition::dispose(&facts, rules);
//! assert_eq!(known.outcome().to_string(), "talk or inquiry", "whichever the last answer is");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue G12, G16, H13; law-context §1.3, §6.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::Deadline;
use crate::base::id::ClueId;
use crate::base::permille::Permille;
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, Sentence,
    Undetermined, Word,
};
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::model::verification::{Verification, VerificationStage};
use crate::procedure::clock::{self, Clock, Limit};
use crate::procedure::condition::{self, Says, find_out, needs, said, supply};
use crate::procedure::fact::{Question, by, facts, never_asked, recorded, silent};
use crate::procedure::intake::start_word;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::{ClockStart, Transition};
use crate::rulebook::{ParamKey, RulesInForce, keys};
use crate::terms::handling::Disposition;
use crate::terms::stage::VerificationProposal;

facts! {
    /// 研判: what those who studied a clue found about it.
    Assessment {
        /// 属本机关管辖.
        within_jurisdiction: "whether the matter belongs to the organ", "是否属本机关管辖";
        /// 失实或者没有可能开展核查工作.
        ruled_out: "whether it is untrue or cannot possibly be checked", "是否失实或者没有可能开展核查";
        /// 具备核查条件: nothing has to be waited for.
        conditions_ready: "whether the conditions for checking are there", "是否具备核查条件";
        /// 问题具体: persons, times, places, acts.
        specific: "whether it is specific", "反映问题是否具体";
        /// 具有可查性: it names what can be looked up.
        checkable: "whether it can be checked", "是否具有可查性";
    }
}

/// What disposing of a clue looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DispositionFacts {
    /// The clue.
    pub clue: ClueId,
    /// When it was received.
    pub received: Moment,
    /// When it was first disposed of.
    pub disposed: Option<Moment>,
    /// What was found about it.
    pub assessment: Assessment,
    /// 集体研究: whether it was studied collectively.
    pub studied_collectively: Fact<bool>,
}

impl DispositionFacts {
    /// The facts of a clue, with what those who studied it found.
    #[must_use]
    pub fn of(clue: &Clue, assessment: Assessment) -> Self {
        Self {
            clue: clue.id(),
            received: clue.received().occurred_at(),
            disposed: clue.disposed().map(|when| when.occurred_at()),
            assessment,
            studied_collectively: never_asked(),
        }
    }
}

/// 处置: what becomes of a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposal {
    /// One of the four dispositions.
    Dispose(Disposition),
    /// 移送: it goes to the organ that it belongs to.
    TransferOut,
}

impl fmt::Display for Disposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dispose(disposition) => fmt::Display::fmt(disposition, f),
            Self::TransferOut => f.pad("pass on to the organ that it belongs to"),
        }
    }
}

impl Chinese for Disposal {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dispose(disposition) => disposition.term(),
            Self::TransferOut => "移送有管辖权的机关",
        })
    }
}

/// What the secondary source says of when which disposition is taken.
const USUAL: Citation = Citation::literal(
    "监督执纪工作规则 Discipline Work Rules 2019",
    None,
    "law 1.3",
    "talk or inquiry: general or signs; verification: checkable; hold: conditions not ready; close: untrue or uncheckable",
    Certainty::Reading,
);

const FORWARDED: Citation = Citation::literal(
    "监察法 Supervision Law 2018",
    Some(crate::day!(2018, 3, 20)),
    "art. 35; law 1.2",
    "对于不属于本机关管辖的，应当移送主管机关处理",
    Certainty::Reading,
);

/// What the answers come to if all were known.
const fn settled(known: [bool; 5]) -> Disposal {
    let [ours, ruled_out, ready, specific, checkable] = known;
    if !ours {
        Disposal::TransferOut
    } else if ruled_out {
        Disposal::Dispose(Disposition::Close)
    } else if !ready {
        Disposal::Dispose(Disposition::HoldPending)
    } else if specific && checkable {
        Disposal::Dispose(Disposition::PreliminaryVerification)
    } else {
        Disposal::Dispose(Disposition::TalkOrInquiry)
    }
}

/// Every way in which what is not known may turn out.
fn ways(questions: &[Question]) -> Vec<[bool; 5]> {
    let mut ways = vec![[false; 5]];
    for (at, question) in questions.iter().enumerate() {
        let values = question.answer().known().map_or_else(|| vec![false, true], |v| vec![v]);
        ways = ways
            .iter()
            .flat_map(|way| {
                values.iter().map(move |value| {
                    let mut way = *way;
                    if let Some(slot) = way.get_mut(at) {
                        *slot = *value;
                    }
                    way
                })
            })
            .collect();
    }
    ways
}

/// Which disposition follows from what is known.
///
/// General rule: talk or inquiry. Exceptions, the first that applies: passed on if it
/// belongs to another organ; closed if it is untrue or cannot be checked; held while
/// conditions are not ready; verified if it is specific and can be checked.
///
/// Undetermined as long as what is not known could change the answer; what could not is
/// not asked for. Learning more never changes an answer that was given.
pub fn dispose(facts: &DispositionFacts, rules: RulesInForce<'_>) -> Decision<Answer<Disposal>> {
    let questions = facts.assessment.questions();
    let ways = ways(&questions);
    let missing = questions.iter().enumerate().filter(|(at, _)| matters(&ways, *at));
    let mut missing = missing.filter_map(|(_, question)| question.missing());
    // If no single answer changes the outcome, all ways have the same.
    let Some(first) = missing.next() else {
        let disposal = settled(ways.first().copied().unwrap_or_default());
        return Decision::new(Answer::Known(disposal), why(disposal, rules));
    };
    let open = missing.fold(Undetermined::new(first), Undetermined::and);
    let because = crate::sentence!(
        "what is not known could change the disposition",
        "尚不明确的事项可能影响处置方式",
    );
    Decision::new(Answer::Undetermined(open), kind_reason(because, rules))
}

/// Whether an answer that is not known, at a place, changes the outcome in some way.
fn matters(ways: &[[bool; 5]], at: usize) -> bool {
    ways.iter().any(|way| {
        let mut other = *way;
        if let Some(slot) = other.get_mut(at) {
            *slot = !*slot;
        }
        settled(other) != settled(*way)
    })
}

fn kind_reason(because: Sentence, rules: RulesInForce<'_>) -> Reason {
    let rule = crate::rule_name!("disposition/kind");
    match rules.get(keys::disposition::KINDS) {
        Ok(kinds) => by(rule, because, &kinds).citing(USUAL),
        Err(_) => Reason::new(rule, because, USUAL),
    }
}

fn why(disposal: Disposal, rules: RulesInForce<'_>) -> Reason {
    let because = match disposal {
        Disposal::TransferOut => {
            let rule = crate::rule_name!("disposition/jurisdiction");
            let because =
                crate::sentence!("the matter belongs to another organ", "不属本机关管辖",);
            return Reason::new(rule, because, FORWARDED);
        }
        Disposal::Dispose(Disposition::Close) => crate::sentence!(
            "it is untrue, or cannot possibly be checked",
            "反映问题失实或者没有可能开展核查",
        ),
        Disposal::Dispose(Disposition::HoldPending) => {
            crate::sentence!("the conditions for checking are not there yet", "暂不具备核查条件",)
        }
        Disposal::Dispose(Disposition::PreliminaryVerification) => {
            crate::sentence!("it is specific and can be checked", "反映问题具体、具有可查性",)
        }
        Disposal::Dispose(Disposition::TalkOrInquiry) => crate::sentence!(
            "it is general, or shows signs that cannot be checked as they stand",
            "反映问题笼统，或者属苗头性、一般性问题",
        ),
    };
    kind_reason(because, rules)
}

/// Whether the disposition that follows may be taken now, and which it is.
///
/// # Errors
///
/// A [`Refusal`] if it is undetermined which, with what is missing; or where collective
/// study is laid down and did not take place.
pub fn may_dispose(
    facts: &DispositionFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<Disposal>, Refusal> {
    let decision = dispose(facts, rules);
    let reason = decision.reasons().first().cloned();
    let mut conditions: Vec<Condition> = Vec::new();
    for missing in decision.outcome().what_is_missing() {
        let remedy = learn(missing.fact().clone());
        conditions.extend(reason.clone().map(|r| {
            let because = missing.what().clone();
            Condition::unknown(with_sentence(&r, because), missing.why(), remedy)
        }));
    }
    conditions.extend(collective(facts, rules));
    let outcome = decision.map(|answer| answer.known().unwrap_or(Disposal::TransferOut));
    let mut conditions = conditions.into_iter().map(Requirement::from);
    match conditions.next() {
        Some(first) => {
            let step = crate::sentence!("dispose of the clue", "处置线索");
            Ok(conditions.fold(first, Requirement::and).decide(step, ())?.then(|()| outcome))
        }
        None => Ok(outcome),
    }
}

fn with_sentence(reason: &Reason, because: Sentence) -> Reason {
    let mut citations = reason.citations().iter().cloned();
    match citations.next() {
        Some(first) => {
            citations.fold(Reason::new(reason.rule().clone(), because, first), Reason::citing)
        }
        None => reason.clone(),
    }
}

fn learn(fact: Code) -> Remedy {
    let how = crate::sentence!("find it out and write it down", "查明并记录");
    Remedy::by(Cure::fact(fact, how, case_supervision()))
}

fn case_supervision() -> Word {
    Word::of(&crate::terms::office::Department::CaseSupervision)
}

fn collective(facts: &DispositionFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let parameter = rules.get(keys::disposition::COLLECTIVE).ok().filter(|p| p.value())?;
    let reason = |because| by(crate::rule_name!("disposition/collective"), because, &parameter);
    let fact = const { Code::literal("studied_collectively") };
    Some(match facts.studied_collectively {
        Fact::Known(true) => {
            Condition::met(reason(crate::sentence!("it was studied collectively", "已经集体研究",)))
        }
        Fact::Known(false) => Condition::unmet(
            reason(crate::sentence!("it was not studied collectively", "未经集体研究")),
            Remedy::by(Cure::fact(
                fact,
                crate::sentence!("study the disposition collectively", "集体研究处置意见"),
                case_supervision(),
            )),
        ),
        Fact::NotKnown(why) => Condition::unknown(
            reason(crate::sentence!(
                "it is not known whether it was studied collectively",
                "是否经集体研究尚不明确",
            )),
            why,
            learn(fact),
        ),
    })
}

/// How the verification of a clue has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// 审批: whether the report was approved, which ends a verification.
    pub approved: bool,
    /// What the report proposes.
    pub proposal: Fact<VerificationProposal>,
}

impl Verified {
    fn of(verification: &Verification) -> Self {
        let proposal = match verification.report() {
            Some(VerificationStage::Reported { proposal, .. }) => *proposal,
            _ => None,
        };
        let last = verification.stages().current();
        Self {
            approved: matches!(last, VerificationStage::Concluded { .. }),
            proposal: recorded(proposal),
        }
    }
}

/// What closing a clue looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseFacts {
    /// The clue.
    pub clue: ClueId,
    /// The disposition that stands; nothing if it was not disposed of.
    pub disposition: Option<Disposition>,
    /// 予以采信: whether the talk or the reply has settled it.
    pub settled: Fact<bool>,
    /// Its verification; nothing if it was not verified.
    pub verified: Option<Verified>,
}

impl CloseFacts {
    /// The facts of a clue of the dossier; nothing if it is not there.
    ///
    /// Whether a talk or a reply has settled it is for those who held the talk to judge.
    #[must_use]
    pub fn gather(dossier: &Dossier, clue: ClueId, settled: Fact<bool>) -> Option<Self> {
        let clue = dossier.clue(clue)?;
        let verified = match clue.stage() {
            ClueStage::Verified { verification } => dossier.verification(*verification),
            _ => None,
        };
        Some(Self {
            clue: clue.id(),
            disposition: clue.disposition(),
            settled,
            verified: verified.map(Verified::of),
        })
    }
}

const AFTER_TALK: Citation = Citation::literal(
    "监督执纪工作规则 Discipline Work Rules 2019",
    None,
    "art. 30; law 1.3",
    "believed: close and tell the subject",
    Certainty::MemoryHigh,
);

const AFTER_VERIFICATION: Citation = Citation::literal(
    "监督执纪工作规则 Discipline Work Rules 2019",
    None,
    "art. 35; law 1.3",
    "file the case, close, reminder talk, hold, or transfer to another party organization",
    Certainty::MemoryHigh,
);

/// Whether a clue may be closed now. The reasons that are given for closing it are not
/// weighed.
///
/// | disposition | what else it takes |
/// |---|---|
/// | close | nothing |
/// | talk or inquiry | the talk or the reply has settled it |
/// | preliminary verification | the report is approved, and proposes to close, or a reminder talk |
/// | hold pending, none | it is disposed of in one of these ways first |
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met.
pub fn may_close(facts: &CloseFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let usual = |because| Reason::new(may_close_rule(), because, USUAL);
    let conditions = match facts.disposition {
        Some(Disposition::Close) => {
            let because = crate::sentence!("it was put to closing", "处置方式为予以了结");
            vec![Condition::met(usual(because))]
        }
        Some(Disposition::TalkOrInquiry) => vec![talk_settled(facts)],
        Some(Disposition::PreliminaryVerification) => verified(facts.verified, rules),
        Some(Disposition::HoldPending) => {
            let because = crate::sentence!("it is on hold", "线索暂存待查");
            vec![Condition::unmet(usual(because), dispose_first())]
        }
        None => {
            let because = crate::sentence!("it was not disposed of", "线索尚未处置");
            vec![Condition::unmet(usual(because), dispose_first())]
        }
    };
    let otherwise = usual(crate::sentence!("nothing stands in the way", "无其他条件"));
    condition::decide(conditions, crate::sentence!("close the clue", "了结线索"), (), otherwise)
}

fn may_close_rule() -> crate::decision::RuleName {
    crate::rule_name!("disposition/may-close")
}

fn dispose_first() -> Remedy {
    let how = crate::sentence!("dispose of the clue", "处置线索");
    Remedy::by(Cure::command(const { Code::literal("dispose") }, how, case_supervision()))
}

fn talk_settled(facts: &CloseFacts) -> Condition {
    let says = Says {
        yes: crate::sentence!("the talk or the reply has settled it", "谈话函询已作说明，予以采信"),
        no: crate::sentence!(
            "the talk or the reply has not settled it",
            "谈话函询未能说明清楚，不予采信",
        ),
        open: crate::sentence!(
            "it is not known whether the talk or the reply has settled it",
            "谈话函询说明是否予以采信尚不明确",
        ),
    };
    let reason = |because| Reason::new(may_close_rule(), because, AFTER_TALK);
    match facts.settled {
        Fact::Known(false) => Condition::unmet(reason(says.no), dispose_first()),
        settled => {
            let office = Word::of(&crate::terms::office::Department::Handling);
            needs(settled, says, &reason, find_out("settled", office))
        }
    }
}

fn verified(verified: Option<Verified>, rules: RulesInForce<'_>) -> Vec<Condition> {
    let Some(verified) = verified else {
        let because = crate::sentence!("it is not verified", "尚未完成初步核实");
        let how = crate::sentence!("verify the clue", "开展初步核实");
        let office = Word::of(&crate::terms::office::Department::Handling);
        let cure = Cure::command(const { Code::literal("verify") }, how, office);
        let reason = Reason::new(may_close_rule(), because, AFTER_VERIFICATION);
        return vec![Condition::unmet(reason, Remedy::by(cure))];
    };
    vec![report_approved(verified.approved, rules), proposes_no_case(verified.proposal, rules)]
}

fn report_approved(approved: bool, rules: RulesInForce<'_>) -> Condition {
    let key = keys::verification::REPORT_APPROVED_BY;
    let reason = |because| said(may_close_rule(), because, key, rules, &AFTER_VERIFICATION);
    if approved {
        let because =
            crate::sentence!("the report of the verification is approved", "初核报告已经批准");
        return Condition::met(reason(because));
    }
    let because =
        crate::sentence!("the report of the verification is not approved", "初核报告未经批准");
    let how = crate::sentence!("approve the report", "批准初核报告");
    let leader = Word::of(&crate::terms::office::LeaderRole::PrincipalLeader);
    Condition::unmet(reason(because), supply("approved", how, leader))
}

fn proposes_no_case(proposal: Fact<VerificationProposal>, rules: RulesInForce<'_>) -> Condition {
    use VerificationProposal as P;

    let key = keys::verification::OUTCOMES;
    let reason = |because| said(may_close_rule(), because, key, rules, &AFTER_VERIFICATION);
    let handling = Word::of(&crate::terms::office::Department::Handling);
    match proposal {
        Fact::Known(proposal) => {
            let because = crate::sentence!(
                "the report proposes: {proposal}",
                "初核报告建议：{proposal}",
                proposal = Word::of(&proposal),
            );
            if matches!(proposal, P::Close | P::ReminderTalk) {
                return Condition::met(reason(because));
            }
            let how = crate::sentence!("do what the report proposes", "按报告建议办理");
            Condition::unmet(reason(because), supply("proposal", how, handling))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "it is not known what the report proposes",
                "初核报告的处理建议尚不明确",
            );
            Condition::unknown(reason(because), why, find_out("proposal", handling))
        }
    }
}

fn opinion_limit() -> Limit {
    Limit {
        rule: crate::rule_name!("disposition/opinion"),
        key: keys::disposition::OPINION,
        what: Word::literal("disposition_opinion", "提出处置意见", "disposition opinion"),
        event: start_word(ClockStart::Receipt),
    }
}

/// How the limit for the disposition opinion stands at `now`.
///
/// A clue that was pending when the rules changed follows the reading of the place: the
/// rules under which it began, or those of the day of the step. A later limit never
/// shortens one that is running: the later of the two due moments holds.
pub fn limit(
    facts: &DispositionFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Clock>> {
    let (start, done) = (Fact::Known(facts.received), facts.disposed);
    let begun = clock::run(&opinion_limit(), start, done, now, rules, calendar);
    let step = facts.disposed.map_or(now, |done| done.min(now)).max(facts.received);
    let Ok(pending) = rules.on(step.day()).get(keys::disposition::PENDING_AT_CHANGE) else {
        return begun;
    };
    if pending.value() == Transition::AsBegun {
        return begun;
    }
    let Ok(length) = rules.on(step.day()).get(keys::disposition::OPINION) else { return begun };
    let later = match (begun.outcome(), Deadline::new(facts.received, length.value(), calendar)) {
        (Answer::Known(clock), Ok(deadline)) if deadline.due() > clock.deadline().due() => deadline,
        (Answer::Undetermined(_), Ok(deadline)) => deadline,
        _ => return begun,
    };
    let clock = Clock::new(later, done, now);
    let because = clock::standing(opinion_limit().what, &clock, now);
    let reason = by(crate::rule_name!("disposition/opinion"), because, &length);
    let transition = crate::sentence!(
        "pending when the rules changed, it follows those of the day of the step",
        "新旧规定交替时未办结的，适用办理当日的规定",
    );
    let pending = by(crate::rule_name!("disposition/opinion"), transition, &pending);
    Decision::new(Answer::Known(clock), reason).and(pending)
}

fn plain(
    rule: crate::decision::RuleName,
    key: ParamKey<crate::base::deadline::TimeLimit>,
    what: Word,
    event: Word,
    start: Moment,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    let limit = Limit { rule, key, what, event };
    clock::due(&limit, Fact::Known(start), rules, calendar)
}

/// Until when the talk takes place, from the approval of its plan.
pub fn talk_due(
    approved: Moment,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    plain(
        crate::rule_name!("disposition/talk"),
        keys::disposition::TALK,
        Word::literal("talk", "谈话", "talk"),
        start_word(ClockStart::Approval),
        approved,
        rules,
        calendar,
    )
}

/// Until when a letter of inquiry is answered, from its receipt.
pub fn reply_due(
    received: Moment,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    plain(
        crate::rule_name!("disposition/reply"),
        keys::disposition::INQUIRY_REPLY,
        Word::literal("inquiry_reply", "回复函询", "reply to the inquiry"),
        start_word(ClockStart::Receipt),
        received,
        rules,
        calendar,
    )
}

/// Until when the handling office reports, from the talk or the reply.
pub fn report_due(
    ended: Moment,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Deadline>> {
    plain(
        crate::rule_name!("disposition/report"),
        keys::disposition::INQUIRY_REPORT,
        Word::literal("inquiry_report", "谈话函询情况报告", "report on the talk or inquiry"),
        Word::literal("talk_or_reply", "谈话结束或者收到回复", "the talk or the reply"),
        ended,
        rules,
        calendar,
    )
}

/// 应查尽查: how much of the stock of clues has a disposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// How many clues there are.
    pub of: usize,
    /// Those without a disposition, sorted.
    pub open: Vec<ClueId>,
    /// Whether the share that the place asks for is reached.
    pub reached: bool,
}

/// How much of the stock of clues has a disposition, and whether that is enough.
///
/// An empty stock is covered. Where no share is laid down, every clue needs one.
pub fn coverage<'a>(
    clues: impl IntoIterator<Item = &'a Clue>,
    rules: RulesInForce<'_>,
) -> Decision<Coverage> {
    let mut of = 0_usize;
    let mut open = BTreeSet::new();
    for clue in clues {
        of = of.saturating_add(1);
        if clue.disposed().is_none() {
            open.insert(clue.id());
        }
    }
    let parameter = rules.get(keys::disposition::COVERAGE);
    let needed = parameter.as_ref().map_or(Permille::ALL, |p| p.value());
    let done = of.saturating_sub(open.len());
    let whole = |n: usize| u128::try_from(n).unwrap_or(u128::MAX);
    let reached =
        whole(done).saturating_mul(1000) >= whole(of).saturating_mul(u128::from(needed.get()));
    let because = crate::sentence!(
        "{done} of {of} clues have a disposition, {needed} is asked for",
        "{of}条线索中{done}条已处置，要求比例{needed}",
        done = done,
        of = of,
        needed = needed,
    );
    let rule = crate::rule_name!("disposition/coverage");
    let reason = match &parameter {
        Ok(parameter) => by(rule, because, parameter),
        Err(not) => silent(rule, not),
    };
    Decision::new(Coverage { of, open: open.into_iter().collect(), reached }, reason)
}

#[cfg(test)]
mod tests;
