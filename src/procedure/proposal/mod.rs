//! Proposals: the second half of the article, when a case is decided and its causes are not.
//!
//! **What one can do here.** Ask whether a proposal may be sent ([`may_send`]), how its
//! reply stands ([`reply`]), which share of proposals is rectified ([`rectified_rate`]),
//! which concluded cases nobody has analyzed ([`second_half`]), what a proposal asked for
//! and no institution covers ([`not_covered`]), which effects a case had ([`effects`]), and
//! whether a case may be told to an audience ([`may_tell`]).
//!
//! Words: 两书一函 two letters one notice · 逐案剖析 analyzed case by case · 后半篇文章 the second
//! half of the article · 建章立制 institutional output · 警示教育 warning education · 查处一案、警示
//! 一片、治理一域 three effects.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `proposal/kind` | which letters there are | `proposal/kinds`: three, Gansu | G33 |
//! | `proposal/content` | a proposal comes of a case, names problems, and says what is to be put in order | – | G33 (reading) |
//! | `proposal/quality` | it is targeted and feasible | `proposal/qualities`: both, national from 2024-05-27 | N19 |
//! | `proposal/once` | it is sent once | – | G33 |
//! | `proposal/reply` | a reply is owed until it is enough | – | G33, G34 (reading) |
//! | `proposal/written` | an industry regulator answers in writing | `transfer/written-reply`: yes, national from 2022-05-01 | law 3.4 |
//! | `proposal/rate` | rectified of sent | – | G34 |
//! | `proposal/second-half` | each concluded case is analyzed | `proposal/every-case-analyzed`: yes, Gansu | G32, G33 |
//! | `proposal/institution` | what a proposal asked for is covered by an institution | – | G35, H21 |
//! | `proposal/effects` | one case punished, an area warned, a field governed | – | N19 |
//! | `proposal/after-effect` | a case is told only after the decision has effect | `exposure/only-after-effect`: yes, national (a value of this crate) | G05, N20 |
//! | `proposal/near` | a case is told to those who are near to it | – | N20 |
//!
//! # Examples
//!
//! Sent with the last day September 1, and nobody has answered on September 2:
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::day;
//! use unbrella::procedure::proposal::{self, ReplyFacts};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//!
//! let never = Fact::NotKnown(NotKnown::NeverAsked);
//! let facts = ReplyFacts {
//!     sent: Some(Moment::parse("2021-08-01T09:00:00+08:00")?),
//!     due: Some(day!(2021, 9, 1)),
//!     replied: None,
//!     wanting: None,
//!     rectified: None,
//!     checked: None,
//!     regulator: never,
//!     written: never,
//! };
//! let book = Rulebook::published();
//! let now = Moment::parse("2021-09-02T00:00:00+08:00")?;
//! let state = proposal::reply(&facts, book.on("gansu", now.day())?, now);
//! assert_eq!(state.outcome().to_string(), "reply overdue");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: the ledger of problems of an inspection
//! ([`rectification`](crate::procedure::rectification)), batches of published cases
//! ([`exposure`](crate::procedure::exposure)).
//!
//! # Source
//!
//! Catalogue G32–G35, H21, N19, N20; law-context §3.4.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::day::{Day, Moment};
use crate::base::id::{CaseId, OrganId, ProposalId};
use crate::base::rate::Rate;
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Decision, Missing, Reason, Refusal, Remedy, RuleName, Sentence,
    Word,
};
use crate::model::case::CaseStage;
use crate::model::dossier::Dossier;
use crate::model::proposal::{Proposal, ProposalProgress};
use crate::procedure::condition::{self, Says, find_out, needs, said, supply};
use crate::procedure::fact::{by, silent};
use crate::procedure::holders;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::document::{CaseEffect, GovernanceMeasure, ProposalKind, ProposalQuality};
use crate::terms::office::OrganKind;
use crate::terms::stage::{CriminalStage, DisciplineStage};

/// What sending a proposal looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendFacts {
    /// The proposal.
    pub proposal: ProposalId,
    /// Which of the letters it is.
    pub kind: ProposalKind,
    /// How many cases it comes of.
    pub cases: usize,
    /// How many problems it names.
    pub problems: usize,
    /// How many things it asks to put in order.
    pub governance: usize,
    /// What it was judged to be; a quality that is left out was never judged.
    pub quality: BTreeMap<ProposalQuality, Fact<bool>>,
    /// Whether it was sent before.
    pub sent: bool,
}

impl SendFacts {
    /// The facts of a proposal. A quality that its record does not name was never judged.
    #[must_use]
    pub fn of(proposal: &Proposal) -> Self {
        Self {
            proposal: proposal.id(),
            kind: proposal.kind(),
            cases: proposal.from_cases().len(),
            problems: proposal.problems().len(),
            governance: proposal.governance().len(),
            quality: proposal.quality().iter().map(|one| (*one, Fact::Known(true))).collect(),
            sent: proposal.was_sent(),
        }
    }

    /// The facts of a proposal of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, proposal: ProposalId) -> Option<Self> {
        dossier.proposal(proposal).map(Self::of)
    }
}

const LETTERS: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G32, G33, G34",
    "两书一函",
    Certainty::Reading,
);

fn letter(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, LETTERS)
}

fn drafter() -> Word {
    Word::literal("proposing_organ", "建议机关", "organ that proposes")
}

/// Whether a proposal may be sent as it is drafted.
///
/// # Errors
///
/// A [`Refusal`] with everything that is missing: it is none of the letters of the place,
/// comes of no case, names no problem, asks for nothing, was not judged to be what it must
/// be, or was sent before.
pub fn may_send(facts: &SendFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let mut conditions: Vec<Condition> = kind(facts, rules).into_iter().collect();
    conditions.extend(content(facts));
    conditions.extend(quality(facts, rules));
    conditions.push(once(facts));
    let step = crate::sentence!("send the proposal", "发出建议");
    let otherwise = letter(
        crate::rule_name!("proposal/once"),
        crate::sentence!("nothing more is asked of it", "无其他要求"),
    );
    condition::decide(conditions, step, (), otherwise)
}

fn kind(facts: &SendFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let listed = rules.get(keys::proposal::KINDS).ok()?;
    let rule = crate::rule_name!("proposal/kind");
    let word = || Word::of(&facts.kind);
    Some(if listed.value().contains(facts.kind.code()) {
        let because = crate::sentence!(
            "such letters are sent: {kind}",
            "文书种类符合规定：{kind}",
            kind = word()
        );
        Condition::met(by(rule, because, &listed))
    } else {
        let because = crate::sentence!(
            "no such letters are sent: {kind}",
            "无此文书种类：{kind}",
            kind = word()
        );
        let why = crate::sentence!("another letter is chosen", "应另选文书种类");
        Condition::forbidden(by(rule, because, &listed), Remedy::none(why))
    })
}

fn content(facts: &SendFacts) -> Vec<Condition> {
    let rows: [(&'static str, usize, Sentence, Sentence, Sentence); 3] = [
        (
            "from_cases",
            facts.cases,
            crate::sentence!("it comes of a case", "已写明所依据的案件"),
            crate::sentence!("it comes of no case", "未写明所依据的案件"),
            crate::sentence!("name the case that it comes of", "写明所依据的案件"),
        ),
        (
            "problems",
            facts.problems,
            crate::sentence!("it names problems", "已列明问题"),
            crate::sentence!("it names no problem", "未列明问题"),
            crate::sentence!("name what the case has shown", "列明案件暴露的问题"),
        ),
        (
            "governance",
            facts.governance,
            crate::sentence!("it says what is to be put in order", "已提出整改事项"),
            crate::sentence!("it does not say what is to be put in order", "未提出整改事项"),
            crate::sentence!("say what is to be put in order", "提出整改事项"),
        ),
    ];
    let one = |(fact, count, yes, no, how)| {
        let rule = crate::rule_name!("proposal/content");
        if count > 0 {
            Condition::met(letter(rule, yes))
        } else {
            Condition::unmet(letter(rule, no), supply(fact, how, drafter()))
        }
    };
    rows.map(one).into_iter().collect()
}

fn quality(facts: &SendFacts, rules: RulesInForce<'_>) -> Vec<Condition> {
    let Ok(listed) = rules.get(keys::proposal::QUALITIES) else { return Vec::new() };
    let reason = |because| by(crate::rule_name!("proposal/quality"), because, &listed);
    let one = |quality: ProposalQuality| {
        let word = || Word::of(&quality);
        let says = Says {
            yes: crate::sentence!(
                "it was judged to be {quality}",
                "经研判具有{quality}",
                quality = word()
            ),
            no: crate::sentence!(
                "it was judged not to be {quality}",
                "经研判缺乏{quality}",
                quality = word()
            ),
            open: crate::sentence!(
                "nobody has judged whether it is {quality}",
                "是否具有{quality}尚未研判",
                quality = word(),
            ),
        };
        let never = Fact::NotKnown(NotKnown::NeverAsked);
        let judged = facts.quality.get(&quality).copied().unwrap_or(never);
        let how = crate::sentence!(
            "make it {quality}, and have that judged",
            "完善内容并研判{quality}",
            quality = word(),
        );
        needs(judged, says, &reason, supply("quality", how, drafter()))
    };
    listed.value().words::<ProposalQuality>().unwrap_or_default().into_iter().map(one).collect()
}

fn once(facts: &SendFacts) -> Condition {
    let rule = crate::rule_name!("proposal/once");
    if facts.sent {
        let because = crate::sentence!("it was sent already", "已经发出");
        let why = crate::sentence!("a new proposal is drafted", "应另行制作");
        return Condition::forbidden(letter(rule, because), Remedy::none(why));
    }
    Condition::met(letter(rule, crate::sentence!("it was not sent before", "尚未发出")))
}

/// What the standing of a reply looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyFacts {
    /// When the proposal was sent.
    pub sent: Option<Moment>,
    /// The last day for the reply, as the letter says; none if it says none.
    pub due: Option<Day>,
    /// When the addressee last replied.
    pub replied: Option<Moment>,
    /// When a reply, or what was done, was last found wanting.
    pub wanting: Option<Moment>,
    /// When the addressee last said that it is done.
    pub rectified: Option<Moment>,
    /// When somebody looked and found it done.
    pub checked: Option<Moment>,
    /// Whether the addressee is an industry regulator.
    pub regulator: Fact<bool>,
    /// Whether the last reply is in writing.
    pub written: Fact<bool>,
}

impl ReplyFacts {
    /// The facts of a proposal of the dossier; nothing if it is not there.
    ///
    /// A reply whose document is on record is in writing; of another that is not known.
    #[must_use]
    pub fn gather(dossier: &Dossier, proposal: ProposalId) -> Option<Self> {
        let proposal = dossier.proposal(proposal)?;
        let addressee = dossier.organ(proposal.addressee());
        let regulator = addressee.map(|organ| *organ.kind() == OrganKind::IndustryRegulator);
        let mut facts = Self {
            sent: None,
            due: proposal.reply_due(),
            replied: None,
            wanting: None,
            rectified: None,
            checked: None,
            regulator: regulator.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known),
            written: Fact::NotKnown(NotKnown::NeverAsked),
        };
        for entry in proposal.stages().iter() {
            facts = facts.after(&entry.state, entry.when.occurred_at());
        }
        Some(facts)
    }

    /// The facts after one more step of the proposal.
    #[must_use]
    pub fn after(mut self, step: &ProposalProgress, at: Moment) -> Self {
        match step {
            ProposalProgress::Drafted => {}
            ProposalProgress::Sent { .. } => self.sent = Some(at),
            ProposalProgress::Replied { reply } => {
                self.replied = Some(at);
                self.written = match reply {
                    Some(_) => Fact::Known(true),
                    None => Fact::NotKnown(NotKnown::NeverAsked),
                };
            }
            ProposalProgress::Rectified => self.rectified = Some(at),
            ProposalProgress::FoundWanting { .. } => self.wanting = Some(at),
            ProposalProgress::Checked { .. } => self.checked = Some(at),
        }
        self
    }

    /// The facts as they were known of what had happened by a moment.
    fn by(self, now: Moment) -> Self {
        let until = |at: Option<Moment>| at.filter(|at| *at <= now);
        Self {
            sent: until(self.sent),
            replied: until(self.replied),
            wanting: until(self.wanting),
            rectified: until(self.rectified),
            checked: until(self.checked),
            ..self
        }
    }
}

/// 回复情况: how the reply to a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReplyState {
    /// 未发出: it was not sent.
    NotSent,
    /// 待回复: a reply is owed.
    Owed,
    /// 逾期未回复: a reply is owed, and its last day is over.
    Overdue,
    /// 待重新回复: what came was not enough, and another reply is owed.
    OwedAgain,
    /// 已回复: the addressee has replied.
    Replied,
    /// 已整改: the addressee says that it is done.
    Rectified,
    /// 已回访核查: somebody has looked, and it is done.
    Checked,
}

impl fmt::Display for ReplyState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotSent => "not sent",
            Self::Owed => "reply owed",
            Self::Overdue => "reply overdue",
            Self::OwedAgain => "another reply owed",
            Self::Replied => "replied",
            Self::Rectified => "rectified",
            Self::Checked => "checked",
        })
    }
}

impl Chinese for ReplyState {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSent => "未发出",
            Self::Owed => "待回复",
            Self::Overdue => "逾期未回复",
            Self::OwedAgain => "待重新回复",
            Self::Replied => "已回复",
            Self::Rectified => "已整改",
            Self::Checked => "已回访核查",
        })
    }
}

/// How the reply to a proposal stands at `now`.
///
/// A reply is owed from the sending on, until one is there that was not found wanting
/// afterwards. The last day belongs to the time that the addressee has. Where an industry
/// regulator must answer in writing, another answer is none; undetermined while nobody
/// knows whether it is one, or whether it is in writing.
pub fn reply(
    facts: &ReplyFacts,
    rules: RulesInForce<'_>,
    now: Moment,
) -> Decision<Answer<ReplyState>> {
    let facts = facts.by(now);
    let rule = || crate::rule_name!("proposal/reply");
    let told = |state: ReplyState, because: Sentence| {
        Decision::new(Answer::Known(state), letter(rule(), because))
    };
    let Some(sent) = facts.sent else {
        return told(ReplyState::NotSent, crate::sentence!("it was not sent", "尚未发出"));
    };
    let later = |one: Option<Moment>| one.filter(|at| facts.wanting.is_none_or(|w| *at > w));
    if let Some(at) = later(facts.checked) {
        let because =
            crate::sentence!("it was looked at on {at}, and is done", "已于{at}回访核查", at = at);
        return told(ReplyState::Checked, because);
    }
    if let Some(at) = later(facts.rectified) {
        let because = crate::sentence!("on {at} it was said to be done", "{at}报告已整改", at = at);
        return told(ReplyState::Rectified, because);
    }
    match later(facts.replied) {
        Some(at) => replied(&facts, at, rules),
        None if facts.wanting.is_some() => {
            let because = crate::sentence!(
                "what came was found wanting, and another reply is owed",
                "回复或者整改未达要求，应当重新回复",
            );
            told(ReplyState::OwedAgain, because)
        }
        None => owed(facts.due, sent, now),
    }
}

fn owed(due: Option<Day>, sent: Moment, now: Moment) -> Decision<Answer<ReplyState>> {
    let rule = crate::rule_name!("proposal/reply");
    match due {
        Some(due) => {
            let state = if now.day() > due { ReplyState::Overdue } else { ReplyState::Owed };
            let because = crate::sentence!(
                "sent on {sent}, to be answered by {due}, and not answered",
                "{sent}发出，限于{due}前回复，尚未回复",
                sent = sent,
                due = due,
            );
            Decision::new(Answer::Known(state), letter(rule, because))
        }
        None => {
            let because = crate::sentence!(
                "sent on {sent} with no last day, and not answered",
                "{sent}发出，未定回复时限，尚未回复",
                sent = sent,
            );
            Decision::new(Answer::Known(ReplyState::Owed), letter(rule, because))
        }
    }
}

/// A reply came; whether it counts.
fn replied(
    facts: &ReplyFacts,
    at: Moment,
    rules: RulesInForce<'_>,
) -> Decision<Answer<ReplyState>> {
    let because =
        crate::sentence!("the addressee replied on {at}", "被建议单位已于{at}回复", at = at);
    let plain = letter(crate::rule_name!("proposal/reply"), because);
    let asked = rules.on(at.day()).get(keys::transfer::WRITTEN_REPLY);
    let parameter = match asked {
        Ok(parameter) if parameter.value() => parameter,
        _ => return Decision::new(Answer::Known(ReplyState::Replied), plain),
    };
    let rule = || crate::rule_name!("proposal/written");
    let must = facts.regulator.truth();
    let counts = must.not().or(facts.written.truth());
    if counts.is_yes() {
        return Decision::new(Answer::Known(ReplyState::Replied), plain);
    }
    if counts.is_no() {
        let because = crate::sentence!(
            "an industry regulator answers in writing, and this reply is not",
            "行业主管部门应当书面反馈，该回复并非书面",
        );
        let reason = by(rule(), because, &parameter);
        return Decision::new(Answer::Known(ReplyState::OwedAgain), reason).and(plain);
    }
    let because = crate::sentence!(
        "whether the reply had to be in writing, and is, is not known",
        "是否应当书面反馈、是否已书面反馈尚不明确",
    );
    let (fact, what, why) = match (facts.regulator, facts.written) {
        (Fact::NotKnown(why), _) => (
            const { Code::literal("regulator") },
            crate::sentence!(
                "whether the addressee is an industry regulator",
                "被建议单位是否系行业主管部门"
            ),
            why,
        ),
        (_, written) => (
            const { Code::literal("written") },
            crate::sentence!("whether the reply is in writing", "回复是否为书面"),
            written.not_known().unwrap_or(NotKnown::NeverAsked),
        ),
    };
    Decision::new(Answer::missing(Missing::new(fact, what, why)), by(rule(), because, &parameter))
}

/// 整改率: the share of proposals that were sent and are rectified; none if none was sent.
///
/// `stands` says how the reply to each stands. What was found wanting is not rectified.
pub fn rectified_rate(stands: &[ReplyState]) -> Decision<Option<Rate>> {
    let count = |wanted: &dyn Fn(ReplyState) -> bool| {
        let found = stands.iter().filter(|state| wanted(**state)).count();
        u64::try_from(found).unwrap_or(u64::MAX)
    };
    let sent = count(&|state| state != ReplyState::NotSent);
    let done = count(&|state| matches!(state, ReplyState::Rectified | ReplyState::Checked));
    let rule = crate::rule_name!("proposal/rate");
    match Rate::new(done, sent) {
        Ok(rate) => {
            let because = crate::sentence!(
                "rectified of sent: {rate}",
                "发出后已整改的：{rate}",
                rate = rate,
            );
            Decision::new(Some(rate), letter(rule, because))
        }
        Err(_) => {
            let because = crate::sentence!("none was sent", "尚未发出建议");
            Decision::new(None, letter(rule, because))
        }
    }
}

/// What came after a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aftermath {
    /// The case.
    pub case: CaseId,
    /// Whether it is concluded, or its judgment is effective.
    pub concluded: bool,
    /// Whether it was analyzed, on record or by what came of it.
    pub analyzed: Fact<bool>,
}

impl Aftermath {
    /// What came after a case of the dossier; nothing if it is not there.
    ///
    /// A case counts as analyzed if a proposal, a rule that was set up or a warning
    /// education comes of it. Otherwise `analyzed` says so, since an analysis alone
    /// leaves no noun.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, analyzed: Fact<bool>) -> Option<Self> {
        let noun = dossier.case(case)?;
        let proposed = dossier.proposals_from(case).next().is_some();
        let instituted = dossier.institutions_from(case).next().is_some();
        let told = dossier.educations_by(case).next().is_some();
        let came = proposed || instituted || told;
        Some(Self {
            case,
            concluded: is_concluded(*noun.stage()),
            analyzed: if came { Fact::Known(true) } else { analyzed },
        })
    }
}

const fn is_concluded(stage: CaseStage) -> bool {
    matches!(
        stage,
        CaseStage::Discipline(DisciplineStage::Concluded)
            | CaseStage::Criminal(CriminalStage::Effective)
    )
}

/// 逐案剖析: the concluded cases that are not known to be analyzed, sorted.
///
/// Empty where no rule asks. A case of which nobody knows is listed: the second half of
/// its article is still to be written.
pub fn second_half(cases: &[Aftermath], rules: RulesInForce<'_>) -> Decision<Vec<CaseId>> {
    let rule = crate::rule_name!("proposal/second-half");
    let parameter = match rules.get(keys::proposal::EVERY_CASE_ANALYZED) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let concluded = || cases.iter().filter(|case| case.concluded);
    let open = concluded().filter(|case| case.analyzed != Fact::Known(true));
    let open: BTreeSet<CaseId> = match parameter.value() {
        true => open.map(|case| case.case).collect(),
        false => BTreeSet::new(),
    };
    let because = crate::sentence!(
        "{open} of {all} concluded cases are not known to be analyzed",
        "{all}起已结案件中{open}起未逐案剖析",
        open = open.len(),
        all = concluded().count(),
    );
    Decision::new(open.into_iter().collect(), by(rule, because, &parameter))
}

const INSTITUTIONS: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G33, G35",
    "market access, standardized management, dynamic monitoring, daily supervision",
    Certainty::Reading,
);

/// The rules that were set up in answer to a proposal, as what they put in order.
#[must_use]
pub fn instituted(dossier: &Dossier, proposal: ProposalId) -> BTreeSet<GovernanceMeasure> {
    let outputs = dossier.institutional_outputs().values();
    let answers = outputs.filter(|output| output.prompted_by().contains(&proposal));
    answers.flat_map(|output| output.governance().iter().cloned()).collect()
}

/// 建章立制: what a proposal asked to put in order and no institution covers, sorted.
pub fn not_covered(
    asked: &BTreeSet<GovernanceMeasure>,
    instituted: &BTreeSet<GovernanceMeasure>,
) -> Decision<Vec<GovernanceMeasure>> {
    let open: Vec<GovernanceMeasure> = asked.difference(instituted).cloned().collect();
    let because = crate::sentence!(
        "{open} of {all} things are not put in order by an institution",
        "{all}项要求中{open}项尚未建章立制",
        open = open.len(),
        all = asked.len(),
    );
    let reason = Reason::new(crate::rule_name!("proposal/institution"), because, INSTITUTIONS);
    Decision::new(open, reason)
}

/// What a case brought about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EffectFacts {
    /// Whether a decision about somebody in it has effect.
    pub decided: bool,
    /// Whether it was made public, or told to an audience.
    pub told: bool,
    /// Whether a proposal that comes of it is rectified, or a rule was set up.
    pub put_in_order: bool,
}

impl EffectFacts {
    /// What a case of the dossier brought about by a day.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, day: Day) -> Self {
        let mut outcomes = dossier.outcomes_of(case);
        let published = dossier.batches_with(case).next().is_some();
        let told = dossier.educations_by(case).next().is_some();
        let mut proposals = dossier.proposals_from(case);
        let instituted = dossier.institutions_from(case).next().is_some();
        let has_effect = |outcome: &crate::model::discipline::Outcome| {
            outcome.revoked().is_none() && outcome.effective().is_some_and(|from| from <= day)
        };
        Self {
            decided: outcomes.any(has_effect),
            told: published || told,
            put_in_order: instituted || proposals.any(Proposal::is_rectified),
        }
    }
}

const THREE_EFFECTS: Citation = Citation::literal(
    "坚决惩治群众身边腐败问题",
    Some(crate::day!(2024, 5, 27)),
    "N19",
    "查处一案、警示一片、治理一域",
    Certainty::Stated,
);

/// 查处一案、警示一片、治理一域: which of the three effects a case has had, in their order.
pub fn effects(facts: &EffectFacts) -> Decision<Vec<CaseEffect>> {
    let had = |effect: &CaseEffect| match effect {
        CaseEffect::Punish => facts.decided,
        CaseEffect::Warn => facts.told,
        CaseEffect::Govern => facts.put_in_order,
    };
    let all: Vec<CaseEffect> = CaseEffect::ALL.into_iter().filter(had).collect();
    let because = crate::sentence!("{had} of 3 effects", "三种效果中已有{had}种", had = all.len());
    Decision::new(all, Reason::new(crate::rule_name!("proposal/effects"), because, THREE_EFFECTS))
}

/// What telling a case to an audience looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TellFacts {
    /// Whether the decision in the case has effect.
    pub effective: Fact<bool>,
    /// Whether somebody in the audience belongs to a unit of a person in the case.
    pub same_unit: Fact<bool>,
    /// Whether a unit of the audience does the same kind of work as one of the case.
    pub same_work: Fact<bool>,
    /// Whether a unit of the audience answers for the same place as one of the case.
    pub same_place: Fact<bool>,
}

impl TellFacts {
    /// The facts of a case of the dossier and an audience of units, on a day; nothing if
    /// the case is not there.
    ///
    /// The units of a case are those in which its subjects held posts when it was filed,
    /// and the organs among its subjects.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId, audience: &[OrganId], day: Day) -> Option<Self> {
        let noun = dossier.case(case)?;
        let decided = EffectFacts::gather(dossier, case, day).decided;
        let units = units_of(dossier, noun);
        let organs = |ids: &BTreeSet<OrganId>| -> Vec<_> {
            ids.iter().filter_map(|id| dossier.organ(*id)).collect()
        };
        let audience: BTreeSet<OrganId> = audience.iter().copied().collect();
        let (near, far) = (organs(&audience), organs(&units));
        let alike =
            |alike: &dyn Fn(&crate::model::organ::Organ, &crate::model::organ::Organ) -> bool| {
                near.iter().any(|one| far.iter().any(|other| alike(one, other)))
            };
        let known = !units.is_empty();
        let fact =
            |holds| if known { Fact::Known(holds) } else { Fact::NotKnown(NotKnown::NeverAsked) };
        Some(Self {
            effective: Fact::Known(decided),
            same_unit: fact(units.intersection(&audience).next().is_some()),
            same_work: fact(alike(&|one, other| {
                one.kind() == other.kind()
                    || (one.system().is_some() && one.system() == other.system())
            })),
            same_place: fact(alike(&|one, other| {
                one.place().is_some() && one.place() == other.place()
            })),
        })
    }
}

fn units_of(dossier: &Dossier, case: &crate::model::case::Case) -> BTreeSet<OrganId> {
    use crate::base::id::PartyId;

    let filed = case.filed().occurred_at().day();
    let mut units = BTreeSet::new();
    for subject in case.subjects() {
        match subject {
            PartyId::Organ(organ) => {
                units.insert(*organ);
            }
            PartyId::Person(person) => {
                let held = dossier.tenures_of(*person).filter(|t| !t.held_on(filed).is_no());
                let posts = held.filter_map(|tenure| dossier.post(tenure.post()));
                units.extend(posts.map(|post| post.organ()));
            }
            _ => {}
        }
    }
    units
}

const NEAR: Citation = Citation::literal(
    "坚决惩治群众身边腐败问题",
    Some(crate::day!(2024, 5, 27)),
    "N20",
    "warning education with cases near the audience",
    Certainty::Stated,
);

const AFTER: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "G05",
    "a person is not exposed before the decision has effect",
    Certainty::Reading,
);

/// 身边案教育身边人: whether a case may be told to an audience.
///
/// # Errors
///
/// A [`Refusal`] if the decision has no effect yet, or if nothing makes the audience near
/// to the case: the same unit, the same work, or the same place.
pub fn may_tell(facts: &TellFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let organizer = || Word::literal("organizer", "教育组织单位", "organizer");
    let after = |because: Sentence| {
        let rule = crate::rule_name!("proposal/after-effect");
        said(rule, because, keys::exposure::ONLY_AFTER_EFFECT, rules, &AFTER)
    };
    let effect = Says {
        yes: crate::sentence!("the decision has effect", "处理决定已生效"),
        no: crate::sentence!("the decision has no effect yet", "处理决定尚未生效"),
        open: crate::sentence!(
            "whether the decision has effect is not known",
            "处理决定是否生效尚不明确"
        ),
    };
    let how = crate::sentence!("wait until the decision has effect", "待处理决定生效");
    let effective = condition::demands(
        facts.effective,
        effect,
        &after,
        supply("effective", how, organizer()),
        find_out("effective", organizer()),
    );
    let near = |because: Sentence| Reason::new(crate::rule_name!("proposal/near"), because, NEAR);
    let nearness = holders::any([facts.same_unit, facts.same_work, facts.same_place]);
    let says = Says {
        yes: crate::sentence!("the case is near to the audience", "案例贴近受众"),
        no: crate::sentence!("the case is not near to the audience", "案例与受众无关联"),
        open: crate::sentence!(
            "whether the case is near to the audience is not known",
            "案例与受众有无关联尚不明确"
        ),
    };
    let how =
        crate::sentence!("choose a case or an audience that are near", "选用身边案例或者相应受众");
    let near = needs(nearness, says, &near, supply("near", how, organizer()));
    let asked = rules.get(keys::exposure::ONLY_AFTER_EFFECT).map_or(true, |asked| asked.value());
    let conditions: Vec<Condition> = asked.then_some(effective).into_iter().chain([near]).collect();
    let step = crate::sentence!("tell the case to this audience", "以该案开展警示教育");
    let otherwise = after(crate::sentence!("nothing more is asked", "无其他要求"));
    condition::decide(conditions, step, (), otherwise)
}

#[cfg(test)]
mod tests;
