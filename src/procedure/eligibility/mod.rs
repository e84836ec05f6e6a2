//! Eligibility: who may sit on village and community committees, and what a weak village gets.
//!
//! **What one can do here.** Ask which members of a place nobody has screened
//! ([`unscreened`]), whether a removal may be proposed or carried out ([`may_clear`]),
//! whether somebody may stand as a candidate ([`may_stand`]), what follows from what the
//! screening of a candidate found ([`follows`]), which measures a weak village gets
//! ([`measures`]), whether county leaders and villages are paired one to one ([`contacts`]),
//! and which villages are still to be put in order before an election ([`before_election`]).
//!
//! Words: 村“两委” the two committees · 逐一过筛 screened one by one · 任职资格 eligibility · 清理
//! cleared from the post · 候选人资格审查 screening of candidates · 软弱涣散 weak and slack · 一对一
//! 包联 one-on-one contact.
//!
//! **Four questions that are kept apart.** What the screening of one member found, and
//! whether a rule on the post excludes the member, are asked of
//! [`screening`](crate::procedure::screening). Here stands what comes of it: whether a
//! member may be *cleared* from a post, and whether somebody may *stand* for one. Whoever
//! was removed once may stand again, unless a rule on the post excludes them; whoever was
//! never removed may be excluded.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `eligibility/one-by-one` | every member is screened, and every question answered | `eligibility/questions`: three, Chengguan | C10 |
//! | `eligibility/cleared` | only who is not eligible is cleared; what a screening found removes nobody | `eligibility/only-ineligible-cleared`: yes, Chengguan | C10 |
//! | `eligibility/in-post` | only who holds the post is cleared from it | – | C10 (reading) |
//! | `eligibility/once` | a removal is proposed once | – | C10 (reading) |
//! | `eligibility/removed-by` | the body competent by law removes; others propose | `eligibility/removed-by`: competent body, Chengguan | C10, law 0 |
//! | `eligibility/candidate-screened` | a candidate is screened before standing | `eligibility/candidates-screened`: yes, national from 2022-05-01 | H22, law 3.4 |
//! | `eligibility/stand` | who is excluded by a rule on the post may not stand for it | – | C10, H22 (reading) |
//! | `eligibility/removed-before` | having been removed bars nobody from standing | – | C10 (reading) |
//! | `eligibility/follows` | a record of organized crime is dealt with by the rules, a clue goes to the police | `eligibility/candidates-screened` | law 3.4 |
//! | `eligibility/team` | a weak village gets a rectification team | `eligibility/weak-village-team`: yes, Henan | H23 |
//! | `eligibility/county-leader` | a village with gang problems gets a county leading cadre | `eligibility/gang-village-leader`: yes, Henan | H23 |
//! | `eligibility/one-on-one` | one county leading cadre for one village | `eligibility/gang-village-leader` | H23 |
//! | `eligibility/before-election` | a village where conflicts are common is put in order before the election | – | H22 |
//!
//! # Examples
//!
//! A weak village in Henan of which nobody yet knows whether it has gang problems:
//!
//! ```
//! use unbrella::base::id::{PlaceId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::day;
//! use unbrella::procedure::eligibility::{self, VillageFacts};
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! # let village = PlaceId::from_ledger(&salt, &LedgerNo::parse("甲村")?);
//! let never = Fact::NotKnown(NotKnown::NeverAsked);
//! let facts = VillageFacts { village, weak: Fact::Known(true), conflicts: never, gangs: never, rectified: None };
//! let book = Rulebook::published();
//! let found = eligibility::measures(&facts, book.on("henan", day!(2019, 3, 1))?);
//! assert_eq!(
//!     found.outcome().what_is_missing()[0].to_string(),
//!     "whether the village has gang problems (never asked)",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A village that is weak is no lead against anybody in it, and nobody stands lower for
//! living there.
//!
//! Not here: what the screening of one member found, and whether a rule on the post
//! excludes a member ([`screening`](crate::procedure::screening)); sanctions of village
//! managers ([`discipline`](crate::procedure::discipline)).
//!
//! # Source
//!
//! Catalogue C10, H22, H23; law-context §0, §3.4: Anti-Organized Crime Law 2022 art. 12.

mod village;

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{PersonId, PlaceId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Decision, Missing, Reason, Refusal, Remedy, Sentence, Undetermined,
    Word,
};
use crate::model::discipline::Disposal;
use crate::model::dossier::Dossier;
use crate::model::screening::MemberScreening;
use crate::procedure::condition::{self, Says, find_out, needs, said, supply};
use crate::procedure::fact::{by, not_laid_down, silent};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::outcome::{OrganizationalHandling, PublicSanction};
use crate::terms::screening::ScreeningQuestion;

pub use village::{Contact, ContactGap, VillageFacts, before_election, contacts, measures};

/// The members of the committees of a place, and what they were asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollFacts {
    /// The village or community.
    pub place: PlaceId,
    /// Everybody who belongs to the committees.
    pub members: BTreeSet<PersonId>,
    /// The questions that were answered, with yes or no, by member.
    pub answered: BTreeSet<(PersonId, ScreeningQuestion)>,
    /// The members whom somebody screened at all.
    pub screened: BTreeSet<PersonId>,
}

impl RollFacts {
    /// The roll of a place of the dossier on a day.
    ///
    /// Members are those who hold, or may hold, a post in an organ of the place on that
    /// day. What was asked counts if the screening was written down by then.
    #[must_use]
    pub fn gather(dossier: &Dossier, place: PlaceId, day: Day) -> Self {
        let here = |post| {
            let organ = dossier.post(post).and_then(|post| dossier.organ(post.organ()));
            organ.is_some_and(|organ| organ.place() == Some(place))
        };
        let held = dossier.tenures().values().filter(|tenure| !tenure.held_on(day).is_no());
        let members = held.filter(|tenure| here(tenure.post())).map(|tenure| tenure.person());
        let mut facts = Self {
            place,
            members: members.collect(),
            answered: BTreeSet::new(),
            screened: BTreeSet::new(),
        };
        for screening in screenings(dossier, day).filter(|one| one.place() == place) {
            for member in screening.members() {
                facts.screened.insert(member.person);
                let known = member.answers.iter().filter(|a| a.answer.fact().known().is_some());
                facts.answered.extend(known.map(|a| (member.person, a.question.clone())));
            }
        }
        facts
    }
}

/// The screenings of members that were written down by a day.
fn screenings(dossier: &Dossier, day: Day) -> impl Iterator<Item = &MemberScreening> {
    let all = dossier.member_screenings().values();
    all.filter(move |one| one.screened().recorded_at().day() <= day)
}

/// What is missing from the screening of a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RollGap {
    /// A member whom nobody has screened.
    Unscreened(PersonId),
    /// A question about a screened member without a yes or no.
    Unanswered(PersonId, ScreeningQuestion),
}

impl fmt::Display for RollGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unscreened(person) => write!(f, "{person} was not screened"),
            Self::Unanswered(person, question) => {
                write!(f, "not known whether {person} {question}")
            }
        }
    }
}

impl Chinese for RollGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unscreened(person) => write!(f, "{person}未过筛"),
            Self::Unanswered(person, question) => {
                write!(f, "{person}“{}”尚不明确", question.term())
            }
        }
    }
}

/// 逐一过筛: what is missing from the screening of a place, by member and question.
///
/// Undetermined where no pack says what is asked. Somebody who was screened and no longer
/// belongs to the committees is not looked at.
pub fn unscreened(facts: &RollFacts, rules: RulesInForce<'_>) -> Decision<Answer<Vec<RollGap>>> {
    let rule = crate::rule_name!("eligibility/one-by-one");
    let parameter = match rules.get(keys::eligibility::QUESTIONS) {
        Ok(parameter) => parameter,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule, &not));
        }
    };
    let questions = parameter.value().words::<ScreeningQuestion>().unwrap_or_default();
    let mut gaps = Vec::new();
    for person in &facts.members {
        if !facts.screened.contains(person) {
            gaps.push(RollGap::Unscreened(*person));
            continue;
        }
        let open = questions.iter().filter(|q| !facts.answered.contains(&(*person, (*q).clone())));
        gaps.extend(open.map(|question| RollGap::Unanswered(*person, question.clone())));
    }
    let because = crate::sentence!(
        "{screened} of {members} members were screened; {gaps} things are open",
        "{members}名成员中已过筛{screened}名，{gaps}项待补",
        screened = facts.members.intersection(&facts.screened).count(),
        members = facts.members.len(),
        gaps = gaps.len(),
    );
    Decision::new(Answer::Known(gaps), by(rule, because, &parameter))
}

/// Which step of clearing somebody from a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clearing {
    /// 建议、督促: a removal is proposed to the competent body.
    Propose,
    /// 清理: the member is removed.
    Remove,
}

/// What clearing somebody from a post looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClearFacts {
    /// The member.
    pub person: PersonId,
    /// 不符合任职资格: whether a rule on who may hold the post excludes the member, as
    /// judged; see [`screening::eligible`](crate::procedure::screening::eligible).
    pub excluded_by_rule: Fact<bool>,
    /// Whether the member holds the post.
    pub holds: Fact<bool>,
    /// Whether a removal was proposed before, and is not answered.
    pub proposed: bool,
    /// Whether the body that acts is competent by law to remove.
    pub competent: Fact<bool>,
}

const REPORT: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C10",
    "对不符合任职资格的及时进行清理",
    Certainty::Reading,
);

const COMMITTEE_LAW: Citation = Citation::literal(
    "村民委员会组织法 Village Committee Law",
    None,
    "arts. 11, 16, 18; law 0",
    "the organ proposes, the body that is competent by law removes",
    Certainty::Reading,
);

fn competent_body() -> Word {
    Word::literal("competent_body", "有权机关", "body competent by law")
}

fn report(rule: crate::decision::RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, REPORT)
}

/// Whether a removal may be proposed, or carried out.
///
/// # Errors
///
/// A [`Refusal`]: no rule on the post excludes the member, or nobody has judged; the member
/// does not hold the post; it was proposed already; another body than the one competent
/// by law would remove.
pub fn may_clear(
    facts: &ClearFacts,
    clearing: Clearing,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let mut conditions: Vec<Condition> =
        excluded(facts.excluded_by_rule, rules).into_iter().collect();
    conditions.push(in_post(facts.holds));
    conditions.push(match clearing {
        Clearing::Propose => once(facts.proposed),
        Clearing::Remove => competent(facts.competent, rules),
    });
    let step = match clearing {
        Clearing::Propose => crate::sentence!("propose the removal", "建议清理"),
        Clearing::Remove => crate::sentence!("remove the member", "清理出村（社区）“两委”"),
    };
    let because = crate::sentence!("nothing more is asked", "无其他要求");
    condition::decide(
        conditions,
        step,
        (),
        report(crate::rule_name!("eligibility/in-post"), because),
    )
}

fn excluded(judged: Fact<bool>, rules: RulesInForce<'_>) -> Option<Condition> {
    let key = keys::eligibility::ONLY_INELIGIBLE_CLEARED;
    if rules.get(key).is_ok_and(|only| !only.value()) {
        return None;
    }
    let reason = |because| {
        said(crate::rule_name!("eligibility/cleared"), because, key, rules, &COMMITTEE_LAW)
    };
    let says = Says {
        yes: crate::sentence!("a rule on the post excludes the member", "不符合任职资格"),
        no: crate::sentence!(
            "no rule on the post excludes the member, and what a screening found removes nobody",
            "无不符合任职资格的情形，过筛结果本身不构成清理事由",
        ),
        open: crate::sentence!(
            "nobody has judged whether a rule on the post excludes the member",
            "是否符合任职资格尚未认定"
        ),
    };
    let why = crate::sentence!("the member is eligible", "该成员符合任职资格");
    let learn = find_out("excluded_by_rule", competent_body());
    Some(condition::demands(judged, says, &reason, Remedy::none(why), learn))
}

fn in_post(holds: Fact<bool>) -> Condition {
    let reason = |because| report(crate::rule_name!("eligibility/in-post"), because);
    let says = Says {
        yes: crate::sentence!("the member holds the post", "该成员在任"),
        no: crate::sentence!("the member does not hold the post", "该成员不在任"),
        open: crate::sentence!(
            "whether the member holds the post is not known",
            "该成员是否在任尚不明确"
        ),
    };
    let why = crate::sentence!(
        "there is no post to be cleared from; whether somebody may stand is asked apart",
        "已无职可免，能否参选另行审查"
    );
    condition::demands(holds, says, &reason, Remedy::none(why), find_out("holds", competent_body()))
}

fn once(proposed: bool) -> Condition {
    let rule = crate::rule_name!("eligibility/once");
    if proposed {
        let because = crate::sentence!("it was proposed already", "已经建议");
        let why = crate::sentence!("the answer to the proposal is awaited", "应等待答复");
        Condition::forbidden(report(rule, because), Remedy::none(why))
    } else {
        Condition::met(report(rule, crate::sentence!("it was not proposed yet", "尚未建议")))
    }
}

fn competent(acts: Fact<bool>, rules: RulesInForce<'_>) -> Condition {
    let key = keys::eligibility::REMOVED_BY;
    let reason = |because| {
        said(crate::rule_name!("eligibility/removed-by"), because, key, rules, &COMMITTEE_LAW)
    };
    let says = Says {
        yes: crate::sentence!("the body that acts is competent by law", "由有权机关办理"),
        no: crate::sentence!(
            "the body that acts is not competent by law to remove",
            "办理机关无权清理",
        ),
        open: crate::sentence!(
            "whether the body that acts is competent by law is not known",
            "办理机关是否有权清理尚不明确"
        ),
    };
    let how = crate::sentence!(
        "propose it to the body that is competent, and let that body act",
        "向有权机关提出建议，由其依法办理"
    );
    let cure = supply("competent", how, competent_body());
    condition::demands(acts, says, &reason, cure, find_out("competent", competent_body()))
}

/// What standing as a candidate looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandFacts {
    /// Who wants to stand.
    pub person: PersonId,
    /// 资格审查: whether the candidate was screened.
    pub screened: Fact<bool>,
    /// Whether a rule on who may hold the post excludes the person, as judged.
    pub excluded_by_rule: Fact<bool>,
    /// Whether the person was removed from a post before.
    pub removed_before: Fact<bool>,
}

impl StandFacts {
    /// The facts of a person of the dossier on a day; whether a rule excludes the person is
    /// judged by people.
    ///
    /// A person counts as removed if a removal has effect and was not revoked. No removal
    /// on record is not known, since a dossier need not hold them all.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        person: PersonId,
        day: Day,
        excluded_by_rule: Fact<bool>,
    ) -> Self {
        let named = |one: &MemberScreening| one.members().iter().any(|m| m.person == person);
        let screened = screenings(dossier, day).any(named);
        let removed = dossier.outcomes_for(person).any(|outcome| {
            let removal = matches!(
                outcome.what(),
                Disposal::Handling(OrganizationalHandling::Removal)
                    | Disposal::Public(PublicSanction::RemovalFromPost)
            );
            let has_effect = outcome.effective().is_some_and(|from| from <= day);
            removal && has_effect && outcome.revoked().is_none()
        });
        let never = Fact::NotKnown(NotKnown::NeverAsked);
        Self {
            person,
            screened: Fact::Known(screened),
            excluded_by_rule,
            removed_before: if removed { Fact::Known(true) } else { never },
        }
    }
}

/// Whether somebody may stand as a candidate for a committee.
///
/// Having been removed from a post bars nobody by itself, and is told as a reason.
///
/// # Errors
///
/// A [`Refusal`]: a rule on the post excludes the person, or nobody has judged; the person
/// was not screened where the law asks for it.
pub fn may_stand(facts: &StandFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let mut conditions: Vec<Condition> = screened(facts.screened, rules).into_iter().collect();
    conditions.push(not_excluded(facts.excluded_by_rule));
    if facts.removed_before == Fact::Known(true) {
        let because = crate::sentence!(
            "the person was removed before, which alone bars nobody from standing",
            "曾被清理，但该情形本身不影响参选",
        );
        let rule = crate::rule_name!("eligibility/removed-before");
        conditions.push(Condition::met(report(rule, because)));
    }
    let step = crate::sentence!("stand as a candidate", "参加“两委”换届选举");
    let because = crate::sentence!("nothing more is asked", "无其他要求");
    condition::decide(conditions, step, (), report(crate::rule_name!("eligibility/stand"), because))
}

fn screened(screened: Fact<bool>, rules: RulesInForce<'_>) -> Option<Condition> {
    let asked = rules.get(keys::eligibility::CANDIDATES_SCREENED).ok().filter(|one| one.value())?;
    let reason = |because| by(crate::rule_name!("eligibility/candidate-screened"), because, &asked);
    let says = Says {
        yes: crate::sentence!("the candidate was screened", "候选人资格已经审查"),
        no: crate::sentence!("the candidate was not screened", "候选人资格未经审查"),
        open: crate::sentence!(
            "whether the candidate was screened is not known",
            "候选人资格是否审查尚不明确"
        ),
    };
    let how = crate::sentence!("screen the candidate", "依法审查候选人资格");
    let who = Word::literal("civil_affairs", "民政部门会同有关部门", "civil affairs with others");
    Some(needs(screened, says, &reason, supply("screened", how, who)))
}

fn not_excluded(judged: Fact<bool>) -> Condition {
    let reason = |because| report(crate::rule_name!("eligibility/stand"), because);
    let says = Says {
        yes: crate::sentence!("no rule on the post excludes the person", "符合任职资格"),
        no: crate::sentence!("a rule on the post excludes the person", "不符合任职资格"),
        open: crate::sentence!(
            "nobody has judged whether a rule on the post excludes the person",
            "是否符合任职资格尚未认定"
        ),
    };
    let why = crate::sentence!("the rule on the post has to be kept", "任职资格规定应当遵守");
    let learn = find_out("excluded_by_rule", competent_body());
    condition::demands(judged.map(|yes| !yes), says, &reason, Remedy::none(why), learn)
}

/// What the screening of a candidate found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateFacts {
    /// Whether the candidate has a criminal record for organized crime.
    pub record: Fact<bool>,
    /// Whether a clue on organized crime came up.
    pub clue: Fact<bool>,
}

/// What follows from what the screening of a candidate found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Follow {
    /// 依照有关规定及时作出处理: the record is dealt with by the rules on the post.
    DealWithRecord,
    /// 及时向公安机关报告: the clue is told to the police.
    TellPolice,
}

impl fmt::Display for Follow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::DealWithRecord => "deal with the record by the rules",
            Self::TellPolice => "tell the police of the clue",
        })
    }
}

impl Chinese for Follow {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DealWithRecord => "依照有关规定及时作出处理",
            Self::TellPolice => "及时向公安机关报告",
        })
    }
}

/// What follows from what the screening of a candidate found.
///
/// Undetermined while one of the two is not known. A clue is told, and is no finding: it
/// keeps nobody from standing.
pub fn follows(facts: &CandidateFacts, rules: RulesInForce<'_>) -> Decision<Answer<Vec<Follow>>> {
    let rule = crate::rule_name!("eligibility/follows");
    let parameter = match rules.get(keys::eligibility::CANDIDATES_SCREENED) {
        Ok(parameter) => parameter,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule, &not));
        }
    };
    let rows = [
        (
            Follow::DealWithRecord,
            facts.record,
            "record",
            crate::sentence!(
                "whether the candidate has a record of organized crime",
                "是否因实施有组织犯罪受过刑事处罚"
            ),
        ),
        (
            Follow::TellPolice,
            facts.clue,
            "clue",
            crate::sentence!("whether a clue on organized crime came up", "是否发现有组织犯罪线索"),
        ),
    ];
    let answer = all_of(rows);
    let because = crate::sentence!(
        "record of organized crime: {record}; clue: {clue}",
        "有组织犯罪前科：{record}；线索：{clue}",
        record = facts.record.truth(),
        clue = facts.clue.truth(),
    );
    Decision::new(answer, by(rule, because, &parameter))
}

/// All things whose fact is yes; undetermined while a fact is not known.
fn all_of<T>(
    rows: impl IntoIterator<Item = (T, Fact<bool>, &'static str, Sentence)>,
) -> Answer<Vec<T>> {
    let mut yes = Vec::new();
    let mut open: Option<Undetermined> = None;
    for (thing, fact, code, what) in rows {
        match fact {
            Fact::Known(true) => yes.push(thing),
            Fact::Known(false) => {}
            Fact::NotKnown(why) => {
                let missing = Missing::new(Code::literal(code), what, why);
                open = Some(match open {
                    None => Undetermined::new(missing),
                    Some(open) => open.and(missing),
                });
            }
        }
    }
    open.map_or(Answer::Known(yes), Answer::Undetermined)
}

#[cfg(test)]
mod tests;
