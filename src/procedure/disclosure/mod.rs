//! Coming forward: a notice with a time limit, who came in time, and what it is worth.
//!
//! **What one can do here.** Ask whether a notice may be issued ([`may_issue`]), whether it
//! is open ([`open`]), whether somebody came forward in time ([`in_time`]), whether coming
//! forward speaks for a lighter sanction ([`mitigates`]), and who has come forward under a
//! notice ([`came`]).
//!
//! Words: 限期说明问题通告 notice to explain problems within a time limit · 主动投案 voluntary
//! surrender · 向组织说明问题 explains the problems to the organization · 从轻减轻 mitigation.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `disclosure/limit` | each notice says until when, and leaves time | `disclosure/limit-set-by`: each notice, Gansu | G31 |
//! | `disclosure/open` | a notice is open from its issue to the end of its last day | – | G31 (reading) |
//! | `disclosure/in-time` | who comes on the last day comes in time | – | G31 (reading) |
//! | `disclosure/mitigates` | who discloses their own conduct of their own accord may get a lighter sanction | `disclosure/mitigates`: yes, national from 2020-07-01 | law 1.6 |
//! | `disclosure/came` | who came forward under a notice, each person once | – | G31 |
//!
//! **Late is not lost.** The limit is that of the notice. The law asks whether the conduct
//! was disclosed of one's own accord, and knows of no notice: who comes late, or without
//! any notice, may still get a lighter sanction.
//!
//! # Examples
//!
//! On the last day, and on the day after it:
//!
//! ```
//! use unbrella::base::day::Moment;
//! use unbrella::day;
//! use unbrella::procedure::disclosure::{self, NoticeFacts};
//! use unbrella::provenance::Fact;
//!
//! let notice = NoticeFacts {
//!     issued: Moment::parse("2019-05-06T09:00:00+08:00")?,
//!     last_day: Fact::Known(day!(2019, 5, 31)),
//! };
//! let came = |text: &str| Moment::parse(text).map(|at| disclosure::in_time(&notice, at));
//! let last = came("2019-05-31T23:59:00+08:00")?;
//! assert_eq!(last.outcome().to_string(), "in time");
//! assert_eq!(came("2019-06-01T00:00:00+08:00")?.outcome().to_string(), "late");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: how the circumstances of a sanction are listed
//! ([`discipline::weigh`](crate::procedure::discipline::weigh)).
//!
//! # Source
//!
//! Catalogue G31; law-context §1.6; Public Sanctions Law 2020 art. 11.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::day::{Day, Moment};
use crate::base::id::{NoticeId, PersonId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Decision, Missing, Reason, Refusal, RuleName, Sentence,
    Undetermined, Word,
};
use crate::model::disclosure::SurrenderNotice;
use crate::model::dossier::Dossier;
use crate::procedure::condition::{self, find_out, said, supply};
use crate::procedure::fact::{by, facts, not_laid_down, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::choice::SetBy;
use crate::rulebook::{RulesInForce, keys};

/// A notice, or the draft of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeFacts {
    /// When it is issued.
    pub issued: Moment,
    /// The last day on which somebody comes forward in time.
    pub last_day: Fact<Day>,
}

impl NoticeFacts {
    /// The facts of a notice. Of one without a last day nobody has asked for it.
    #[must_use]
    pub fn of(notice: &SurrenderNotice) -> Self {
        Self { issued: notice.issued().occurred_at(), last_day: recorded(notice.last_day()) }
    }

    /// The facts of a notice of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, notice: NoticeId) -> Option<Self> {
        dossier.surrender_notice(notice).map(Self::of)
    }
}

const NOTICES: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G31",
    "限期向组织说明问题",
    Certainty::Reading,
);

fn under(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, NOTICES)
}

/// Whether a notice may be issued.
///
/// # Errors
///
/// A [`Refusal`] if the notice has to say until when and does not, or if its last day is
/// over before it is issued.
pub fn may_issue(facts: &NoticeFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("disclosure/limit");
    let issuer = || Word::literal("issuing_organ", "发布机关", "organ that issues it");
    let set_by = rules.get(keys::disclosure::LIMIT_SET_BY);
    let asked = set_by.is_ok_and(|set_by| set_by.value() == SetBy::Notice);
    let reason = |because| said(rule(), because, keys::disclosure::LIMIT_SET_BY, rules, &NOTICES);
    let condition = match facts.last_day {
        Fact::Known(last) if last >= facts.issued.day() => {
            let because = crate::sentence!("it is open until {last}", "限期至{last}", last = last);
            Some(Condition::met(reason(because)))
        }
        Fact::Known(last) => {
            let because = crate::sentence!(
                "its last day, {last}, is over before it is issued",
                "限期{last}早于发布之日",
                last = last
            );
            let how = crate::sentence!("set a later day", "另定期限");
            Some(Condition::unmet(reason(because), supply("last_day", how, issuer())))
        }
        Fact::NotKnown(why) if asked => {
            let because = crate::sentence!("it does not say until when", "未写明期限");
            let find = find_out("last_day", issuer());
            Some(Condition::unknown(reason(because), why, find))
        }
        Fact::NotKnown(_) => None,
    };
    let step = crate::sentence!("issue the notice", "发布限期说明问题通告");
    let otherwise = reason(crate::sentence!("no limit is asked for here", "本地不要求写明期限"));
    condition::decide(condition.into_iter().collect(), step, (), otherwise)
}

/// Whether a notice is open at a moment.
///
/// Undetermined from its issue on while nobody knows its last day.
pub fn open(notice: &NoticeFacts, now: Moment) -> Decision<Answer<bool>> {
    let rule = || crate::rule_name!("disclosure/open");
    if now < notice.issued {
        let because = crate::sentence!("it is not issued yet", "尚未发布");
        return Decision::new(Answer::Known(false), under(rule(), because));
    }
    match notice.last_day {
        Fact::Known(last) => {
            let because =
                crate::sentence!("it is open to the end of {last}", "限期至{last}止", last = last);
            Decision::new(Answer::Known(now.day() <= last), under(rule(), because))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!("until when is not known", "期限尚不明确");
            Decision::new(Answer::missing(last_day(why)), under(rule(), because))
        }
    }
}

fn last_day(why: crate::provenance::NotKnown) -> Missing {
    let what = crate::sentence!("the last day of the notice", "通告的最后期限");
    Missing::new(const { Code::literal("last_day") }, what, why)
}

/// 是否按期: when somebody came forward, seen from a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timing {
    /// 通告之前: before it was issued.
    Before,
    /// 按期: in time.
    InTime,
    /// 逾期: after its last day.
    Late,
}

impl fmt::Display for Timing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Before => "before the notice",
            Self::InTime => "in time",
            Self::Late => "late",
        })
    }
}

impl Chinese for Timing {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Before => "通告发布之前",
            Self::InTime => "按期",
            Self::Late => "逾期",
        })
    }
}

/// Whether somebody who came forward at a moment was in time for a notice.
///
/// The day on which it was issued counts from the moment of its issue on. Undetermined
/// while nobody knows its last day, unless somebody came before it.
pub fn in_time(notice: &NoticeFacts, came: Moment) -> Decision<Answer<Timing>> {
    let rule = || crate::rule_name!("disclosure/in-time");
    let told = |timing, because| Decision::new(Answer::Known(timing), under(rule(), because));
    if came < notice.issued {
        return told(
            Timing::Before,
            crate::sentence!(
                "came on {came}, before the notice",
                "{came}到案，早于通告",
                came = came
            ),
        );
    }
    match notice.last_day {
        Fact::Known(last) if came.day() <= last => told(
            Timing::InTime,
            crate::sentence!(
                "came on {came}; the last day is {last}",
                "{came}到案，期限为{last}",
                came = came,
                last = last,
            ),
        ),
        Fact::Known(last) => told(
            Timing::Late,
            crate::sentence!(
                "came on {came}; the last day was {last}",
                "{came}到案，期限为{last}，已逾期",
                came = came,
                last = last,
            ),
        ),
        Fact::NotKnown(why) => {
            let because = crate::sentence!("until when is not known", "期限尚不明确");
            Decision::new(Answer::missing(last_day(why)), under(rule(), because))
        }
    }
}

facts! {
    /// 主动交代: what speaks for somebody who came forward.
    MitigationFacts {
        /// 本人违法行为.
        own_conduct: "whether the person disclosed conduct of their own", "是否交代本人的违法行为";
        /// 主动.
        own_accord: "whether it was of their own accord", "是否系主动交代";
    }
}

/// 从轻减轻: whether coming forward speaks for a lighter sanction.
///
/// *May* be lighter: the answer is a fact for
/// [`weigh`](crate::procedure::discipline::weigh), and decides on no sanction.
/// Undetermined where no rule says.
pub fn mitigates(facts: &MitigationFacts, rules: RulesInForce<'_>) -> Decision<Answer<bool>> {
    let rule = || crate::rule_name!("disclosure/mitigates");
    let parameter = match rules.get(keys::disclosure::MITIGATES) {
        Ok(parameter) => parameter,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let told = |answer, because| Decision::new(answer, by(rule(), because, &parameter));
    if !parameter.value() {
        let because = crate::sentence!("it counts for nothing here", "本地不作为从轻减轻情节");
        return told(Answer::Known(false), because);
    }
    let truth = facts.own_conduct.truth().and(facts.own_accord.truth());
    if truth.is_yes() {
        let because = crate::sentence!(
            "their own conduct, disclosed of their own accord",
            "主动交代本人的违法行为",
        );
        return told(Answer::Known(true), because);
    }
    if truth.is_no() {
        let because = crate::sentence!(
            "not their own conduct, or not of their own accord",
            "并非主动交代本人的违法行为",
        );
        return told(Answer::Known(false), because);
    }
    let because = crate::sentence!(
        "what was disclosed, and how, is not known",
        "是否主动交代本人的违法行为尚不明确",
    );
    let mut missing = facts.questions().into_iter().filter_map(|question| question.missing());
    let Some(first) = missing.next() else { return told(Answer::Known(false), because) };
    let open = missing.fold(Undetermined::new(first), Undetermined::and);
    told(Answer::Undetermined(open), because)
}

/// Who has come forward under a notice; each list sorted, each person in one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// In time.
    pub in_time: Vec<PersonId>,
    /// Not in time: before the notice or late.
    pub not_in_time: Vec<PersonId>,
    /// Nobody knows whether in time.
    pub open: Vec<PersonId>,
}

impl Came {
    /// How many persons there are together.
    #[must_use]
    pub fn all(&self) -> usize {
        [&self.in_time, &self.not_in_time, &self.open]
            .into_iter()
            .map(Vec::len)
            .fold(0, usize::saturating_add)
    }
}

/// Who has come forward in answer to a notice of the dossier by a moment; nothing if the
/// notice is not there.
///
/// A person who came twice is counted as of the first time.
#[must_use]
pub fn came(dossier: &Dossier, notice: NoticeId, now: Moment) -> Option<Decision<Came>> {
    let facts = NoticeFacts::gather(dossier, notice)?;
    let mut first: BTreeMap<PersonId, Moment> = BTreeMap::new();
    for one in dossier.disclosures().values().filter(|one| one.notice() == Some(notice)) {
        let at = one.when().occurred_at();
        if at <= now {
            let known = first.entry(one.person()).or_insert(at);
            *known = at.min(*known);
        }
    }
    let mut came = Came::default();
    for (person, at) in first {
        let list = match in_time(&facts, at).outcome() {
            Answer::Known(Timing::InTime) => &mut came.in_time,
            Answer::Known(_) => &mut came.not_in_time,
            Answer::Undetermined(_) => &mut came.open,
        };
        list.push(person);
    }
    let because = crate::sentence!(
        "{all} persons have come forward, {in_time} of them in time",
        "{all}人主动说明问题，其中按期{in_time}人",
        all = came.all(),
        in_time = came.in_time.len(),
    );
    Some(Decision::new(came, under(crate::rule_name!("disclosure/came"), because)))
}

#[cfg(test)]
mod tests;
