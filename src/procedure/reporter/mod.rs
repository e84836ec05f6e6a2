//! Reporters: what they are told, what they get, how they are protected, and who may learn
//! who they are.
//!
//! **What one can do here.** Count how many clues are dealt with, how many named reporters
//! have their reply, and how many are satisfied ([`rates`]); ask what is owed after a reply
//! ([`after_reply`]); whether a reward may be paid ([`may_pay`]); whether measures of
//! protection may be taken ([`may_protect`]); whether material may be handed on
//! ([`may_hand_on`]) or published ([`may_publish`]); and whether somebody may apply to learn
//! the identity ([`may_learn`]).
//!
//! Words: 实名举报 named report · 办结率 completion rate · 答复率 reply rate · 满意率 satisfaction
//! rate · 有奖举报 reward · 证人保护 witness protection · 检举人 reporter.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `reporter/rates` | dealt with of all; replied of named and dealt with; satisfied of those who answered | `reporter/care`: reply and satisfaction survey, Chengguan | C18 |
//! | `reporter/after-reply` | an objection is recorded and explained, new evidence is checked | – | law 5 |
//! | `reporter/reward` | a reward is paid for a report that proved true, where there are rewards | `reporter/care`: reward, Henan; reward, national from 2022-05-01 | H09, law 5 |
//! | `reporter/pays-once` | one reporter is paid once for one clue | – | H09 (reading) |
//! | `reporter/names-nobody` | a payment names nobody | – | H09, law 5 |
//! | `reporter/protection` | which measures protect | `reporter/protection`: five, national from 2022-05-01; `reporter/care`: witness protection, Henan | H09, law 3.4 |
//! | `reporter/never-to-subject` | material and identity never go to the reported | `reporter/never-to-subject`: yes, national from 2020-01-21 | law 5 |
//! | `reporter/consent` | nothing about a reporter is published without consent | `reporter/consent-to-publish`: yes, national from 2020-01-21 | law 5 |
//! | `reporter/purpose` | the identity is learned for a reply, a reward, protection or a conflict, by whoever does that | – | law 5 (reading) |
//! | `reporter/approved` | another person with the power approves | – | law 5 (reading) |
//!
//! **No name anywhere.** The facts here hold ids of clues and yes or no, and neither the
//! token of a reporter nor an identity. Who is paid stands behind a token in the record of
//! the reward; the seal is opened under a warrant alone ([`secrecy`](crate::secrecy)).
//! [`may_learn`] decides whether a warrant may be asked for and approved; it opens nothing.
//!
//! **The base of the satisfaction rate** is not given in the source (84.3 %). Here it is
//! those who had a reply, were asked, and answered.
//!
//! # Examples
//!
//! A county without any rule on rewards, before the national one:
//!
//! ```
//! use unbrella::day;
//! use unbrella::procedure::reporter::{self, RewardFacts};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//!
//! let yes = Fact::Known(true);
//! let facts = RewardFacts { proved_true: yes, paid_before: Fact::Known(false), names_nobody: yes };
//! let book = Rulebook::published();
//! let refused = reporter::may_pay(&facts, book.on("national", day!(2022, 4, 30))?).unwrap_err();
//! assert_eq!(refused.unmet()[0].reason().rule().as_str(), "reporter/reward");
//! assert!(reporter::may_pay(&facts, book.on("national", day!(2022, 5, 1))?).is_ok());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: the two clocks of 15 working days for acceptance and result
//! ([`intake::acknowledgement`](crate::procedure::intake::acknowledgement),
//! [`intake::reply`](crate::procedure::intake::reply)), a report about the organ's own head
//! ([`intake`](crate::procedure::intake)), whether a handler has a conflict with a reporter
//! ([`recusal::with_reporter`](crate::procedure::recusal::with_reporter)).
//!
//! # Source
//!
//! Catalogue H09, C18; law-context §3.4, §5; Report and Accusation Rules 2020 art. 47;
//! Anti-Organized Crime Law 2022 arts. 8, 61–64.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{ClueId, OrganId, PartyId};
use crate::base::rate::Rate;
use crate::decision::{
    Chinese, Condition, Decision, Missing, Reason, Refusal, Remedy, RuleName, Sentence, Word,
};
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::model::reward::Reward;
use crate::procedure::condition::{self, Says, demands, find_out, needs, said, supply};
use crate::procedure::fact::{by, facts, recorded, silent};
use crate::procedure::holders;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::report::{Naming, ProtectionMeasure, ReporterCare};
use crate::terms::stage::ClueStage as StageWord;

/// A clue, as the rates count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The clue.
    pub clue: ClueId,
    /// Whether it is dealt with.
    pub completed: bool,
    /// Whether it was reported under a true name.
    pub named: Fact<bool>,
    /// Whether the reporter was told the result.
    pub replied: bool,
    /// Whether the reporter said to be satisfied; not known if nobody asked or answered.
    pub satisfied: Fact<bool>,
}

impl Counted {
    /// A clue of the dossier; nothing if it is not there.
    ///
    /// A report without a word on the name is not known to be a named one; what was not
    /// reported is none. What a reporter said is on no record: `satisfied` says so.
    #[must_use]
    pub fn gather(dossier: &Dossier, clue: ClueId, satisfied: Fact<bool>) -> Option<Self> {
        let clue = dossier.clue(clue)?;
        let named = match (clue.naming(), clue.channel()) {
            (Some(naming), _) => Fact::Known(naming == Naming::RealName),
            (None, Some(_)) => recorded(None),
            (None, None) => Fact::Known(false),
        };
        let settled = |stage: &ClueStage| {
            matches!(
                stage.word(),
                StageWord::Filed | StageWord::ClosedSignedOff | StageWord::Closed
            )
        };
        Some(Self {
            clue: clue.id(),
            completed: reached(clue, &settled),
            named,
            replied: reached(clue, &|stage| matches!(stage, ClueStage::FedBack)),
            satisfied,
        })
    }
}

fn reached(clue: &Clue, wanted: &dyn Fn(&ClueStage) -> bool) -> bool {
    clue.stages().iter().any(|entry| wanted(&entry.state))
}

/// 办结率、答复率、满意率: three shares; none where there is nothing to share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    /// 办结率: dealt with, of all.
    pub completion: Option<Rate>,
    /// 答复率: had their reply, of the named ones that are dealt with.
    pub reply: Option<Rate>,
    /// 满意率: satisfied, of those who had a reply and said whether they are.
    pub satisfaction: Option<Rate>,
    /// Clues of which nobody knows whether the report was a named one, sorted. They stand
    /// in the first rate and in no other.
    pub open: Vec<ClueId>,
}

impl fmt::Display for Rates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut join = "";
        let all = [
            ("completion", self.completion),
            ("reply", self.reply),
            ("satisfaction", self.satisfaction),
        ];
        for (name, rate) in all {
            write!(f, "{join}{name} ")?;
            match rate {
                Some(rate) => write!(f, "{}", rate.percent(1))?,
                None => f.write_str("none")?,
            }
            join = ", ";
        }
        Ok(())
    }
}

const REPLIED: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C18",
    "办结率100%；实名举报人答复率100%；满意率84.3%",
    Certainty::Reading,
);

/// 办结率、答复率、满意率: how many clues are dealt with, how many named reporters have their
/// reply, how many of those who were asked are satisfied.
///
/// A clue that is given twice is counted once, as it was given last.
pub fn rates(clues: &[Counted], rules: RulesInForce<'_>) -> Decision<Rates> {
    let once: std::collections::BTreeMap<ClueId, &Counted> =
        clues.iter().map(|clue| (clue.clue, clue)).collect();
    let share = |part: &dyn Fn(&Counted) -> bool, of: &dyn Fn(&Counted) -> bool| {
        let count = |wanted: &dyn Fn(&Counted) -> bool| {
            let found = once.values().filter(|clue| wanted(clue)).count();
            u64::try_from(found).unwrap_or(u64::MAX)
        };
        Rate::new(count(&|clue| of(clue) && part(clue)), count(of)).ok()
    };
    let owed = |clue: &Counted| clue.completed && clue.named == Fact::Known(true);
    let answered =
        |clue: &Counted| clue.replied && matches!(clue.satisfied, Fact::Known(_)) && owed(clue);
    let open = once.values().filter(|clue| clue.named.not_known().is_some());
    let rates = Rates {
        completion: share(&|clue| clue.completed, &|_| true),
        reply: share(&|clue| clue.replied, &owed),
        satisfaction: share(&|clue| clue.satisfied == Fact::Known(true), &answered),
        open: open.map(|clue| clue.clue).collect(),
    };
    let because = crate::sentence!(
        "counted over {all} clues, of {open} of which the naming is not known",
        "统计{all}件线索，其中{open}件是否实名不明",
        all = once.len(),
        open = rates.open.len(),
    );
    let rule = crate::rule_name!("reporter/rates");
    Decision::new(rates, said(rule, because, keys::reporter::CARE, rules, &REPLIED))
}

facts! {
    /// 答复之后: what a reporter brought up after a reply, and what was done.
    AfterReplyFacts {
        /// 提出异议.
        objected: "whether the reporter objects", "举报人是否提出异议";
        /// 记录.
        recorded: "whether the objection is recorded", "异议是否已如实记录";
        /// 解释说明.
        explained: "whether it was explained to the reporter", "是否已作出解释说明";
        /// 新的证据.
        new_evidence: "whether the reporter has given new evidence", "举报人是否提供新的证据材料";
        /// 核查.
        checked: "whether the new evidence was checked", "新的证据材料是否已核查";
    }
}

/// 答复后的工作: what is owed after a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owed {
    /// 记录异议: the objection is to be recorded.
    Record,
    /// 解释说明: it is to be explained.
    Explain,
    /// 核查新证据: the new evidence is to be checked.
    Check,
}

impl Owed {
    /// It in words.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Record => Word::literal("recorded", "记录异议", "record the objection"),
            Self::Explain => Word::literal("explained", "解释说明", "explain it"),
            Self::Check => Word::literal("checked", "核查新的证据材料", "check the new evidence"),
        }
    }
}

impl fmt::Display for Owed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word().english())
    }
}

impl Chinese for Owed {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word().term())
    }
}

/// What is owed after a reply, and what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AfterReply {
    /// What is owed for sure, in order.
    pub owed: Vec<Owed>,
    /// What may add to it.
    pub open: Vec<Missing>,
}

const OBJECTIONS: Citation = Citation::literal(
    "处理检举控告工作规则 Report and Accusation Rules 2020",
    Some(crate::day!(2020, 1, 21)),
    "law 5",
    "objections recorded and explained; new evidence checked",
    Certainty::Stated,
);

/// What is owed to a named reporter after the reply; each thing that is owed for sure is a
/// reason of its own.
pub fn after_reply(facts: &AfterReplyFacts) -> Decision<AfterReply> {
    let mut after = AfterReply::default();
    let questions = facts.questions();
    let mut step =
        |owed: Owed, if_so: (&str, Fact<bool>), done: (&str, Fact<bool>)| match (if_so.1, done.1) {
            (Fact::Known(false), _) | (_, Fact::Known(true)) => {}
            (Fact::Known(true), Fact::Known(false)) => after.owed.push(owed),
            _ => {
                let asked = questions.iter().filter(|q| [if_so.0, done.0].contains(&q.code()));
                let missing = asked.filter_map(crate::procedure::fact::Question::missing);
                let new: Vec<Missing> = missing.filter(|one| !after.open.contains(one)).collect();
                after.open.extend(new);
            }
        };
    let objected = ("objected", facts.objected);
    step(Owed::Record, objected, ("recorded", facts.recorded));
    step(Owed::Explain, objected, ("explained", facts.explained));
    step(Owed::Check, ("new_evidence", facts.new_evidence), ("checked", facts.checked));
    let because = crate::sentence!(
        "{owed} things are owed to the reporter, {open} are not known",
        "对举报人尚有{owed}项工作未完成，{open}项情况不明",
        owed = after.owed.len(),
        open = after.open.len(),
    );
    let reason =
        |because| Reason::new(crate::rule_name!("reporter/after-reply"), because, OBJECTIONS);
    let owed = |owed: &Owed| {
        reason(crate::sentence!("still owed: {owed}", "尚待办理：{owed}", owed = owed.word()))
    };
    let each: Vec<Reason> = after.owed.iter().map(owed).collect();
    Decision::new(after, reason(because)).and_all(each)
}

facts! {
    /// 举报奖励: what paying a reward looks at.
    RewardFacts {
        /// 查证属实.
        proved_true: "whether the report proved true", "举报是否查证属实";
        /// 已奖励.
        paid_before: "whether this reporter was paid for this clue before", "该举报人是否已就该线索领取奖励";
        /// 不暴露身份.
        names_nobody: "whether the payment names nobody", "发放过程是否不暴露举报人身份";
    }
}

impl RewardFacts {
    /// The facts of a reward for a clue of the dossier; nothing if the clue is not there.
    ///
    /// A report on which a case was filed has proved true. Which of the rewards on record
    /// went to the same reporter is told by their tokens, and shows in nothing but yes or no.
    /// A clue without a token leaves it open.
    #[must_use]
    pub fn gather(dossier: &Dossier, clue: ClueId, names_nobody: Fact<bool>) -> Option<Self> {
        let clue = dossier.clue(clue)?;
        let filed = reached(clue, &|stage| matches!(stage, ClueStage::Filed { .. }));
        let mut paid = dossier.rewards().values().filter(|one| one.clue() == Some(clue.id()));
        let same = clue.reporter().map(|token| paid.any(|reward| reward.reporter() == token));
        Some(Self {
            proved_true: recorded(filed.then_some(true)),
            paid_before: recorded(same),
            names_nobody,
        })
    }

    /// The facts of a payment that is about to be entered.
    ///
    /// It is for the report of whoever is paid: of a clue that came from another hand, or
    /// from nobody knows whom, it is not known that this report has proved true.
    #[must_use]
    pub fn of(dossier: &Dossier, reward: &Reward, names_nobody: Fact<bool>) -> Self {
        let clue = reward.clue().and_then(|clue| dossier.clue(clue));
        let theirs = clue.filter(|clue| clue.reporter() == Some(reward.reporter()));
        let filed = theirs.map(|clue| reached(clue, &|s| matches!(s, ClueStage::Filed { .. })));
        let paid = clue.map(|clue| {
            let mut paid = dossier.rewards().values();
            paid.any(|p| p.clue() == Some(clue.id()) && p.reporter() == reward.reporter())
        });
        Self {
            proved_true: recorded(filed.filter(|filed| *filed)),
            paid_before: recorded(paid),
            names_nobody,
        }
    }
}

const REWARDED: Citation = Citation::literal(
    "河南省扫黑除恶专项斗争综述",
    None,
    "H09; law 5",
    "有奖举报和证人保护制度",
    Certainty::Reading,
);

const SECRET: Citation = Citation::literal(
    "处理检举控告工作规则 Report and Accusation Rules 2020",
    Some(crate::day!(2020, 1, 21)),
    "art. 47; law 5",
    "identity and content strictly secret",
    Certainty::Reading,
);

fn office() -> Word {
    Word::of(&crate::terms::office::Department::Handling)
}

/// Whether a place offers something to reporters.
fn offers(care: ReporterCare, rule: RuleName, rules: RulesInForce<'_>) -> Condition {
    let word = || Word::of(&care);
    let why =
        || crate::sentence!("a rule pack of the place would have to offer it", "须由本地制度规定");
    match rules.get(keys::reporter::CARE) {
        Ok(listed) if listed.value().contains(care.code()) => {
            let because =
                crate::sentence!("the place offers it: {care}", "本地实行{care}", care = word());
            Condition::met(by(rule, because, &listed))
        }
        Ok(listed) => {
            let because = crate::sentence!(
                "the place does not offer it: {care}",
                "本地未实行{care}",
                care = word()
            );
            Condition::forbidden(by(rule, because, &listed), Remedy::none(why()))
        }
        Err(not) => Condition::forbidden(silent(rule, &not), Remedy::none(why())),
    }
}

/// 有奖举报: whether a reward may be paid to a reporter.
///
/// # Errors
///
/// A [`Refusal`] where no reward is offered, if the report is not known to be true, if the
/// reporter was paid for it before, or if the payment would name somebody.
pub fn may_pay(facts: &RewardFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let conditions = vec![
        offers(ReporterCare::Reward, crate::rule_name!("reporter/reward"), rules),
        proved_true(facts.proved_true),
        paid_once(facts.paid_before),
        names_nobody(facts.names_nobody),
    ];
    let step = crate::sentence!("pay the reward", "发放举报奖励");
    let silence = crate::sentence!("nothing more is asked", "无其他要求");
    let otherwise = Reason::new(crate::rule_name!("reporter/names-nobody"), silence, SECRET);
    condition::decide(conditions, step, (), otherwise)
}

fn proved_true(fact: Fact<bool>) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("reporter/reward"), because, REWARDED);
    let says = Says {
        yes: crate::sentence!("the report proved true", "举报查证属实"),
        no: crate::sentence!("the report did not prove true", "举报未查证属实"),
        open: crate::sentence!("whether the report is true is not known", "举报是否属实尚不明确"),
    };
    let how = crate::sentence!("wait until the report has proved true", "待举报查证属实");
    needs(fact, says, &reason, supply("proved_true", how, office()))
}

fn paid_once(paid_before: Fact<bool>) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("reporter/pays-once"), because, REWARDED);
    let says = Says {
        yes: crate::sentence!("it was not paid for before", "尚未就该线索奖励"),
        no: crate::sentence!("it was paid for before", "已就该线索奖励"),
        open: crate::sentence!("whether it was paid for before is not known", "是否已奖励尚不明确"),
    };
    let why = crate::sentence!("one clue is paid for once", "同一线索不重复奖励");
    let learn = find_out("paid_before", office());
    demands(paid_before.map(|paid| !paid), says, &reason, Remedy::none(why), learn)
}

fn names_nobody(fact: Fact<bool>) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("reporter/names-nobody"), because, SECRET);
    let says = Says {
        yes: crate::sentence!("the payment names nobody", "发放过程不暴露身份"),
        no: crate::sentence!("the payment would name somebody", "发放过程会暴露身份"),
        open: crate::sentence!(
            "whether the payment names somebody is not known",
            "发放过程是否暴露身份尚不明确"
        ),
    };
    let how = crate::sentence!("pay in a way that names nobody", "以不暴露身份的方式发放");
    let (supplied, learn) =
        (supply("names_nobody", how, office()), find_out("names_nobody", office()));
    demands(fact, says, &reason, supplied, learn)
}

/// 证人保护: whether these measures may be taken for a reporter or a witness.
///
/// Where the law lists measures, each must stand on its list. Where a place has a system of
/// protection and no list, every measure may be taken.
///
/// # Errors
///
/// A [`Refusal`] of measures that the list does not have, of none at all, and where there
/// is neither a list nor a system.
pub fn may_protect(
    measures: &BTreeSet<ProtectionMeasure>,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("reporter/protection");
    let step = crate::sentence!("protect the person", "采取保护措施");
    let mut conditions = match rules.get(keys::reporter::PROTECTION) {
        Ok(listed) => measures
            .iter()
            .map(|measure| {
                let word = Word::of(measure);
                if listed.value().contains(measure.code()) {
                    let because = crate::sentence!("it protects: {m}", "属保护措施：{m}", m = word);
                    return Condition::met(by(rule(), because, &listed));
                }
                let because =
                    crate::sentence!("it is on no list: {m}", "不属规定的保护措施：{m}", m = word);
                let why = crate::sentence!("another measure is chosen", "应另选保护措施");
                Condition::forbidden(by(rule(), because, &listed), Remedy::none(why))
            })
            .collect(),
        Err(_) => vec![offers(ReporterCare::WitnessProtection, rule(), rules)],
    };
    if measures.is_empty() {
        let because = crate::sentence!("no measure is named", "未列明保护措施");
        let how = crate::sentence!("name a measure", "列明保护措施");
        let reason = said(rule(), because, keys::reporter::PROTECTION, rules, &REWARDED);
        conditions.push(Condition::unmet(reason, supply("measures", how, office())));
    }
    let silence = crate::sentence!("nothing more is asked", "无其他要求");
    condition::decide(conditions, step, (), Reason::new(rule(), silence, REWARDED))
}

/// Whether somebody to whom material of a report may go is the reported, or is led by one:
/// a subject of the clue, or an organ whose principal leader is a subject.
///
/// Nothing if the clue is not in the dossier; not known while nobody knows whom it is about.
#[must_use]
pub fn is_reported(
    dossier: &Dossier,
    clue: ClueId,
    recipient: PartyId,
    day: Day,
) -> Option<Fact<bool>> {
    let subjects = dossier.clue(clue)?.subjects();
    if subjects.is_empty() {
        return Some(recorded(None));
    }
    if subjects.contains(&recipient) {
        return Some(Fact::Known(true));
    }
    let leads = |organ: OrganId| {
        holders::any(subjects.iter().map(|party| holders::heads(dossier, *party, organ, day)))
    };
    Some(match recipient {
        PartyId::Organ(organ) => leads(organ),
        _ => Fact::Known(false),
    })
}

/// Whether material of a report may be handed on; `to_reported` is what [`is_reported`] says.
///
/// # Errors
///
/// A [`Refusal`] if it would go to the reported, or if that is not known.
pub fn may_hand_on(
    to_reported: Fact<bool>,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let key = keys::reporter::NEVER_TO_SUBJECT;
    let reason = |because| {
        said(crate::rule_name!("reporter/never-to-subject"), because, key, rules, &SECRET)
    };
    let says = Says {
        yes: crate::sentence!("it goes to nobody who was reported", "接收人并非被举报人"),
        no: crate::sentence!("it would go to the reported", "接收人系被举报人"),
        open: crate::sentence!(
            "whether it would go to the reported is not known",
            "接收人是否系被举报人尚不明确"
        ),
    };
    let why = crate::sentence!("it never goes there", "严禁转给被举报人");
    let fresh = to_reported.map(|reported| !reported);
    let learn = find_out("to_reported", office());
    let condition = demands(fresh, says, &reason, Remedy::none(why), learn);
    let step = crate::sentence!("hand on material of the report", "转交举报材料");
    guarded(condition, rules.get(key).map_or(true, |asked| asked.value()), step, &reason)
}

/// Whether something about a reporter may be published.
///
/// # Errors
///
/// A [`Refusal`] without the consent of the reporter.
pub fn may_publish(consent: Fact<bool>, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let key = keys::reporter::CONSENT_TO_PUBLISH;
    let reason =
        |because| said(crate::rule_name!("reporter/consent"), because, key, rules, &SECRET);
    let says = Says {
        yes: crate::sentence!("the reporter consents", "举报人同意"),
        no: crate::sentence!("the reporter does not consent", "举报人不同意"),
        open: crate::sentence!(
            "whether the reporter consents is not known",
            "举报人是否同意尚不明确"
        ),
    };
    let how = crate::sentence!("obtain the consent", "征得举报人同意");
    let cure = supply("consent", how, office());
    let condition = demands(consent, says, &reason, cure, find_out("consent", office()));
    let step = crate::sentence!("publish it", "公开宣传");
    guarded(condition, rules.get(key).map_or(true, |asked| asked.value()), step, &reason)
}

/// A step with one condition, which a place may not ask for.
fn guarded(
    condition: Condition,
    asked: bool,
    step: Sentence,
    reason: &dyn Fn(Sentence) -> Reason,
) -> Result<Decision<()>, Refusal> {
    let otherwise = reason(crate::sentence!("nothing is asked here", "本地无此要求"));
    let conditions = asked.then_some(condition).into_iter().collect();
    condition::decide(conditions, step, (), otherwise)
}

/// What the identity of a reporter is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// 答复: to tell the reporter.
    Reply,
    /// 奖励: to pay a reward.
    Reward,
    /// 保护: to protect the reporter.
    Protection,
    /// 回避: to test a conflict of a handler.
    Conflict,
    /// Anything else.
    Other,
}

impl Need {
    /// All needs, in order.
    pub const ALL: [Self; 5] =
        [Self::Reply, Self::Reward, Self::Protection, Self::Conflict, Self::Other];

    const fn word(self) -> Word {
        match self {
            Self::Reply => Word::literal("reply", "答复", "a reply"),
            Self::Reward => Word::literal("reward", "奖励", "a reward"),
            Self::Protection => Word::literal("protection", "保护", "protection"),
            Self::Conflict => Word::literal("conflict", "回避审查", "a conflict of a handler"),
            Self::Other => Word::literal("other", "其他", "something else"),
        }
    }
}

/// What applying to learn an identity looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LearnFacts {
    /// What it is needed for.
    pub need: Need,
    /// Whether whoever applies was put in charge of that.
    pub in_charge: Fact<bool>,
    /// Whether whoever applies is recused from the matter.
    pub recused: Fact<bool>,
    /// Whether whoever approves is somebody else.
    pub approver_differs: bool,
    /// Whether whoever approves is the principal leader of the organ.
    pub approver_leads: Fact<bool>,
}

/// Whether somebody may apply to learn who a reporter is, and have it approved.
///
/// Opens nothing: a warrant does that, of which the same facts are checked again when it is
/// used ([`WarrantRecord::check`](crate::secrecy::WarrantRecord::check)).
///
/// # Errors
///
/// A [`Refusal`] of another purpose, of somebody who is not in charge of it or is recused,
/// and without the approval of another person who leads the organ.
pub fn may_learn(facts: &LearnFacts) -> Result<Decision<()>, Refusal> {
    let about =
        |because: Sentence| Reason::new(crate::rule_name!("reporter/purpose"), because, SECRET);
    let approved =
        |because: Sentence| Reason::new(crate::rule_name!("reporter/approved"), because, SECRET);
    let need = facts.need.word();
    let purpose = if facts.need == Need::Other {
        let because = crate::sentence!("it is not needed for that", "该目的无须知悉举报人身份");
        let why =
            crate::sentence!("the work goes on without the identity", "应在不知悉身份的情况下办理");
        Condition::forbidden(about(because), Remedy::none(why))
    } else {
        Condition::met(about(crate::sentence!("it is for {need}", "用于{need}", need = need)))
    };
    let says = Says {
        yes: crate::sentence!("the applicant is in charge of that", "申请人负责该项工作"),
        no: crate::sentence!("the applicant is not in charge of that", "申请人不负责该项工作"),
        open: crate::sentence!(
            "whether the applicant is in charge is not known",
            "申请人是否负责该项工作尚不明确"
        ),
    };
    let how = crate::sentence!("let whoever is in charge apply", "由负责人员申请");
    let cure = supply("in_charge", how, office());
    let in_charge = demands(facts.in_charge, says, &about, cure, find_out("in_charge", office()));
    let says = Says {
        yes: crate::sentence!("the applicant is not recused", "申请人无须回避"),
        no: crate::sentence!("the applicant is recused", "申请人应当回避"),
        open: crate::sentence!(
            "whether the applicant is recused is not known",
            "申请人是否回避尚不明确"
        ),
    };
    let why = crate::sentence!("somebody else applies", "应由他人申请");
    let free = demands(
        facts.recused.map(|recused| !recused),
        says,
        &about,
        Remedy::none(why),
        find_out("recused", office()),
    );
    let conditions = vec![purpose, in_charge, free, approver(facts, &approved)];
    let step = crate::sentence!("apply to learn who the reporter is", "申请知悉举报人身份");
    condition::decide(conditions, step, (), approved(crate::sentence!("approved", "经批准")))
}

fn approver(facts: &LearnFacts, approved: &dyn Fn(Sentence) -> Reason) -> Condition {
    let says = Says {
        yes: crate::sentence!(
            "another person who leads the organ approves",
            "由本机关主要负责人批准"
        ),
        no: crate::sentence!("nobody with the power approves", "未经有权人员批准"),
        open: crate::sentence!(
            "whether the approver has the power is not known",
            "批准人有无权限尚不明确"
        ),
    };
    let fact = if facts.approver_differs { facts.approver_leads } else { Fact::Known(false) };
    let how =
        crate::sentence!("obtain the approval of the principal leader", "报本机关主要负责人批准");
    let leader = || Word::literal("principal_leader", "本机关主要负责人", "principal leader");
    demands(
        fact,
        says,
        approved,
        supply("approver", how, leader()),
        find_out("approver_leads", office()),
    )
}

#[cfg(test)]
mod tests;
