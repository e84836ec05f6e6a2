//! Sanctions: which may be imposed on whom, how long they last, several of them together.

use std::fmt;
use std::num::NonZeroU16;

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::deadline::{Deadline, Length, TimeLimit};
use crate::base::id::{OutcomeId, RecordId};
use crate::base::text::Code;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement,
    RuleName, Sentence, Word,
};
use crate::model::discipline::{Disposal, Outcome};
use crate::model::dossier::Dossier;
use crate::procedure::clock::no_calendar;
use crate::procedure::condition::{Says, demands, find_out, needs, said, supply};
use crate::procedure::fact::{by, not_laid_down, recorded, silent};
use crate::procedure::remedy::{HearingFacts, heard_first, hearing_unknown};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{Codes, NotInForce, ParamKey, RulesInForce, keys};
use crate::terms::office::{Department, Level, SupervisedKind};
use crate::terms::outcome::{PartySanction, PublicSanction};

/// What imposing something on a person looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImposeFacts {
    /// What is to be imposed.
    pub what: Disposal,
    /// 留党察看: for how many months, where it is a probation within the party.
    pub probation_months: Option<NonZeroU16>,
    /// Whether the person is a party member.
    pub party_member: Fact<bool>,
    /// Whether the person manages in a village or community committee, and is no civil servant.
    pub village_manager: Fact<bool>,
    /// Whether the person has retired.
    pub retired: Fact<bool>,
    /// The level with authority over the person.
    pub managed_at: Fact<Level>,
    /// The level of the organ that decides.
    pub decided_at: Fact<Level>,
    /// Whether the case was deliberated collectively.
    pub deliberated: Fact<bool>,
    /// Whether the person's own unit has sanctioned the same act.
    pub unit_sanctioned: Fact<bool>,
    /// How the person was heard; nothing if nobody has written it down.
    pub hearing: Option<HearingFacts>,
}

impl ImposeFacts {
    /// The facts of an outcome of the dossier, as if it were still to be imposed; nothing
    /// if it is not there.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        outcome: OutcomeId,
        hearing: Option<RecordId>,
        party_member: Fact<bool>,
        retired: Fact<bool>,
    ) -> Option<Self> {
        let outcome = dossier.outcome(outcome)?;
        Some(Self::of(dossier, outcome, hearing, party_member, retired))
    }

    /// The facts of an outcome, beside what the dossier holds.
    ///
    /// Deliberated is what a meeting that heard its case decided as a body before; the
    /// unit has sanctioned the same act if another organ has a public sanction against
    /// the person in the same case, or from the same clue where no case was filed. Whether somebody is a party member or has retired is
    /// for people to say.
    #[must_use]
    pub fn of(
        dossier: &Dossier,
        outcome: &Outcome,
        hearing: Option<RecordId>,
        party_member: Fact<bool>,
        retired: Fact<bool>,
    ) -> Self {
        let decided = outcome.decided().occurred_at();
        let case = outcome.case().and_then(|case| dossier.case(case));
        let person = dossier.person(outcome.person());
        let village = person.and_then(|person| person.supervised_as());
        let mut meetings = outcome.case().into_iter().flat_map(|case| dossier.meetings_of(case));
        let deliberated =
            meetings.any(|meeting| meeting.collective() && meeting.held().occurred_at() <= decided);
        let double = dossier.outcomes_for(outcome.person()).any(|other| {
            matches!(other.what(), Disposal::Public(_))
                && other.by() != outcome.by()
                && same_act(other, outcome)
                && other.decided().occurred_at() <= decided
                && other.revoked().is_none_or(|revoked| revoked.occurred_at() > decided)
        });
        let heard = hearing.and_then(|hearing| HearingFacts::gather(dossier, hearing, decided));
        Self {
            what: *outcome.what(),
            probation_months: outcome.probation_months(),
            party_member,
            village_manager: recorded(village.map(|kind| kind == SupervisedKind::VillageManager)),
            retired,
            managed_at: recorded(case.and_then(|case| case.managing_level())),
            decided_at: recorded(dossier.organ(outcome.by()).map(|organ| organ.level())),
            deliberated: if deliberated {
                Fact::Known(true)
            } else {
                Fact::NotKnown(NotKnown::NeverAsked)
            },
            unit_sanctioned: Fact::Known(double),
            hearing: heard,
        }
    }
}

/// Whether two outcomes come from one case, or from one clue.
fn same_act(one: &Outcome, other: &Outcome) -> bool {
    let case = one.case().is_some() && one.case() == other.case();
    case || one.clue().is_some() && one.clue() == other.clue()
}

const RETIRED: Citation = Citation::literal(
    "公职人员政务处分法 Public Sanctions Law 2020",
    Some(crate::day!(2020, 6, 20)),
    "art. 27; law 1.6",
    "已经退休的公职人员……不再给予政务处分，但是可以对其立案调查",
    Certainty::Stated,
);

const MEMBERS: Citation = Citation::literal(
    "中国共产党纪律处分条例 Discipline Regulations 2018",
    None,
    "law 1.6",
    "党纪处分适用于党组织和党员",
    Certainty::MemoryHigh,
);

fn trial_office() -> Word {
    Word::of(&Department::Trial)
}

/// Whether something may be imposed on a person.
///
/// What is asked depends on what is imposed: everything of a sanction; of organizational
/// handling that it is laid down and that the managing organ decides it; of a soft form
/// or a transfer to justice nothing here.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met: no such sanction is laid down, or
/// not for such a person; another organ has the authority; it was not deliberated
/// collectively; the person was not heard; the same act was sanctioned; a probation is too
/// short or too long.
pub fn may_impose(facts: &ImposeFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let mut all: Vec<Requirement> = Vec::new();
    all.extend(listed(facts, rules).map(Requirement::from));
    all.extend(persons(facts, rules).into_iter().map(Requirement::from));
    if !matches!(facts.what, Disposal::Soft(_)) && !is_transfer(facts.what) {
        all.extend(managing(facts, rules).map(Requirement::from));
    }
    if is_sanction(facts.what) {
        all.extend(deliberated(facts, rules).map(Requirement::from));
        all.extend(match &facts.hearing {
            Some(hearing) => heard_first(hearing, rules).ok(),
            None => hearing_unknown(rules).map(Requirement::from),
        });
    }
    all.extend(double(facts, rules).map(Requirement::from));
    all.extend(probation(facts, rules).map(Requirement::from));
    let step = crate::sentence!("impose it", "给予该处理");
    let mut all = all.into_iter();
    match all.next() {
        Some(first) => all.fold(first, Requirement::and).decide(step, ()),
        None => {
            let because = crate::sentence!("nothing more is asked of it here", "本环节无其他要求");
            let rule = crate::rule_name!("discipline/listed");
            let reason = said(rule, because, keys::discipline::DISPOSALS, rules, &MEMBERS);
            Ok(Decision::new((), reason))
        }
    }
}

const fn is_sanction(what: Disposal) -> bool {
    matches!(what, Disposal::Party(_) | Disposal::Public(_))
}

const fn is_transfer(what: Disposal) -> bool {
    matches!(
        what,
        Disposal::TransferredForProsecution { .. } | Disposal::TransferredToJustice { .. }
    )
}

/// The list that something must stand in, and its own word there.
fn list_of(what: Disposal) -> Option<(ParamKey<Codes>, Word)> {
    Some(match what {
        Disposal::Party(sanction) => (keys::discipline::PARTY_SANCTIONS, Word::of(&sanction)),
        Disposal::Public(sanction) => (keys::discipline::PUBLIC_SANCTIONS, Word::of(&sanction)),
        Disposal::Handling(handling) => (keys::discipline::ORGANIZATIONAL, Word::of(&handling)),
        _ => return None,
    })
}

fn listed(facts: &ImposeFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let (key, word) = list_of(facts.what)?;
    let rule = || crate::rule_name!("discipline/listed");
    Some(match rules.get(key) {
        Ok(listed) if listed.value().contains(word.code()) => {
            let because =
                crate::sentence!("it is laid down: {what}", "属规定的种类：{what}", what = word);
            Condition::met(by(rule(), because, &listed))
        }
        Ok(listed) => {
            let because = crate::sentence!(
                "no such thing is laid down: {what}",
                "无此种类：{what}",
                what = word
            );
            let why = crate::sentence!("another one is chosen", "应另选种类");
            Condition::forbidden(by(rule(), because, &listed), Remedy::none(why))
        }
        Err(not) => unknown_rule(rule(), &not),
    })
}

fn unknown_rule(rule: RuleName, not: &NotInForce) -> Condition {
    let pack = Word::literal("rule_pack", "规则包", "rule pack");
    Condition::unknown(
        silent(rule, not),
        not_laid_down(not).why(),
        find_out("sanction_rules", pack),
    )
}

/// What only some persons can get.
fn persons(facts: &ImposeFacts, rules: RulesInForce<'_>) -> Vec<Condition> {
    match facts.what {
        Disposal::Party(_) => vec![member(facts)],
        Disposal::Public(sanction) => {
            let mut all = vec![retired(facts)];
            all.extend(village(facts, sanction, rules));
            all
        }
        _ => Vec::new(),
    }
}

fn member(facts: &ImposeFacts) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("discipline/member"), because, MEMBERS);
    let says = Says {
        yes: crate::sentence!("the person is a party member", "系中共党员"),
        no: crate::sentence!("the person is no party member", "非中共党员"),
        open: crate::sentence!(
            "whether the person is a party member is not known",
            "是否系中共党员尚不明确"
        ),
    };
    let why = crate::sentence!("a party sanction is for members", "党纪处分仅适用于党员");
    demands(
        facts.party_member,
        says,
        &reason,
        Remedy::none(why),
        find_out("party_member", trial_office()),
    )
}

fn retired(facts: &ImposeFacts) -> Condition {
    let reason = |because| Reason::new(crate::rule_name!("discipline/retired"), because, RETIRED);
    let says = Says {
        yes: crate::sentence!("the person has not retired", "未退休"),
        no: crate::sentence!("the person has retired", "已经退休"),
        open: crate::sentence!("whether the person has retired is not known", "是否退休尚不明确"),
    };
    let why = crate::sentence!(
        "who has retired gets no public sanction; a case may be filed, and benefits adjusted",
        "对已退休人员不再给予政务处分，可以立案调查、调整待遇",
    );
    let active = facts.retired.map(|retired| !retired);
    demands(active, says, &reason, Remedy::none(why), find_out("retired", trial_office()))
}

fn village(
    facts: &ImposeFacts,
    sanction: PublicSanction,
    rules: RulesInForce<'_>,
) -> Option<Condition> {
    let listed = rules.get(keys::discipline::VILLAGE_SANCTIONS).ok()?;
    if listed.value().contains(sanction.code()) {
        return None;
    }
    let reason = |because| by(crate::rule_name!("discipline/village"), because, &listed);
    let word = || Word::of(&sanction);
    let says = Says {
        yes: crate::sentence!("the person is no village manager", "非基层群众性自治组织管理人员"),
        no: crate::sentence!(
            "a village manager cannot get: {sanction}",
            "对村（社区）管理人员不适用：{sanction}",
            sanction = word()
        ),
        open: crate::sentence!(
            "whether the person is a village manager, who cannot get {sanction}, is not known",
            "是否系村（社区）管理人员尚不明确，对其不适用{sanction}",
            sanction = word(),
        ),
    };
    let why = crate::sentence!(
        "a lighter one is chosen, or removal is proposed",
        "应另选种类或者建议罢免"
    );
    let other = facts.village_manager.map(|village| !village);
    Some(demands(
        other,
        says,
        &reason,
        Remedy::none(why),
        find_out("village_manager", trial_office()),
    ))
}

fn managing(facts: &ImposeFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let parameter = rules.get(keys::escalation::SANCTION_STAYS).ok().filter(|p| p.value())?;
    let reason = |because| by(crate::rule_name!("discipline/managing"), because, &parameter);
    let own = match (facts.managed_at, facts.decided_at) {
        (Fact::Known(managed), Fact::Known(decided)) => Fact::Known(managed == decided),
        (Fact::NotKnown(why), _) | (_, Fact::NotKnown(why)) => Fact::NotKnown(why),
    };
    let says = Says {
        yes: crate::sentence!(
            "the organ with authority over the person decides",
            "由有管理权限的机关决定"
        ),
        no: crate::sentence!(
            "another organ than the one with authority over the person decides",
            "非由有管理权限的机关决定",
        ),
        open: crate::sentence!(
            "whether the organ has authority over the person is not known",
            "决定机关有无管理权限尚不明确",
        ),
    };
    let organ = || Word::literal("managing_organ", "有管理权限的机关", "organ with the authority");
    let how = crate::sentence!("hand it to the organ with the authority", "交有管理权限的机关决定");
    let cure = Cure::command(const { Code::literal("hand_over") }, how, organ());
    Some(demands(own, says, &reason, Remedy::by(cure), find_out("managed_at", organ())))
}

fn deliberated(facts: &ImposeFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let parameter = rules.get(keys::discipline::TRIAL_COLLECTIVE).ok().filter(|p| p.value())?;
    let reason = |because| by(crate::rule_name!("discipline/deliberated"), because, &parameter);
    let says = Says {
        yes: crate::sentence!("the case was deliberated collectively", "已经集体审议"),
        no: crate::sentence!("the case was not deliberated collectively", "未经集体审议"),
        open: crate::sentence!(
            "whether the case was deliberated collectively is not known",
            "是否经集体审议尚不明确"
        ),
    };
    let how = crate::sentence!("lay the case before the leaders", "提请集体审议");
    Some(needs(facts.deliberated, says, &reason, supply("deliberated", how, trial_office())))
}

/// 不得重复处分: a public sanction beside one of the person's own unit. Organizational
/// handling may stand beside a sanction.
fn double(facts: &ImposeFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let parameter = rules.get(keys::discipline::NO_DOUBLE_SANCTION).ok().filter(|p| p.value())?;
    if !matches!(facts.what, Disposal::Public(_)) {
        return None;
    }
    let reason = |because| by(crate::rule_name!("discipline/double"), because, &parameter);
    let says = Says {
        yes: crate::sentence!(
            "the unit has not sanctioned the same act",
            "任免机关、单位未就同一行为处分"
        ),
        no: crate::sentence!(
            "the unit has sanctioned the same act",
            "任免机关、单位已就同一行为处分"
        ),
        open: crate::sentence!(
            "whether the unit has sanctioned the same act is not known",
            "任免机关、单位是否已处分尚不明确",
        ),
    };
    let why = crate::sentence!("one act is not sanctioned twice", "同一违法行为不得重复处分");
    let first = facts.unit_sanctioned.map(|sanctioned| !sanctioned);
    Some(demands(
        first,
        says,
        &reason,
        Remedy::none(why),
        find_out("unit_sanctioned", trial_office()),
    ))
}

fn probation(facts: &ImposeFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    if facts.what != Disposal::Party(PartySanction::Probation) {
        return None;
    }
    let least = rules.get(keys::discipline::PARTY_PROBATION_LEAST).ok()?;
    let most = rules.get(keys::discipline::PARTY_PROBATION_MOST).ok()?;
    let reason = |because| {
        let rule = crate::rule_name!("discipline/probation");
        by(rule, because, &least).citing(most.citation().clone())
    };
    let how = crate::sentence!("set a term within the limits", "在规定幅度内确定期限");
    let remedy = supply("probation_months", how, trial_office());
    let (least, most) = (least.value().length(), most.value().length());
    Some(match facts.probation_months.map(|months| Length::Months(months.get())) {
        Some(term) if least <= term && term <= most => {
            let because = crate::sentence!(
                "a probation of {term} lies between {least} and {most}",
                "留党察看{term}，在{least}至{most}之间",
                term = term,
                least = least,
                most = most,
            );
            Condition::met(reason(because))
        }
        Some(term) => {
            let because = crate::sentence!(
                "a probation of {term} does not lie between {least} and {most}",
                "留党察看{term}，不在{least}至{most}之间",
                term = term,
                least = least,
                most = most,
            );
            Condition::forbidden(reason(because), remedy)
        }
        None => {
            let because =
                crate::sentence!("how long the probation is nobody has said", "未确定留党察看期限");
            Condition::unknown(reason(because), NotKnown::NeverAsked, remedy)
        }
    })
}

/// 处分期、影响期: how long a sanction works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Influence {
    /// 期满: to the end of this day.
    Through(Day),
    /// 开除: it has no period, and does not end.
    Lasting,
    /// It has none: what was decided is no sanction.
    None,
}

impl fmt::Display for Influence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Through(day) => write!(f, "through {day}"),
            Self::Lasting => f.write_str("lasting"),
            Self::None => f.write_str("no period"),
        }
    }
}

impl Chinese for Influence {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Through(day) => write!(f, "至{}止", day.chinese()),
            Self::Lasting => f.write_str("无期限"),
            Self::None => f.write_str("无影响期"),
        }
    }
}

/// The period of a public sanction; none for dismissal.
const fn public_period(sanction: PublicSanction) -> Option<ParamKey<TimeLimit>> {
    Some(match sanction {
        PublicSanction::Warning => keys::discipline::PERIOD_WARNING,
        PublicSanction::Demerit => keys::discipline::PERIOD_DEMERIT,
        PublicSanction::SeriousDemerit => keys::discipline::PERIOD_MAJOR_DEMERIT,
        PublicSanction::Demotion => keys::discipline::PERIOD_DEMOTION,
        PublicSanction::RemovalFromPost => keys::discipline::PERIOD_REMOVAL,
        PublicSanction::Dismissal => return None,
    })
}

const fn party_period(sanction: PartySanction) -> ParamKey<TimeLimit> {
    match sanction {
        PartySanction::Warning => keys::discipline::PARTY_WARNING,
        PartySanction::SeriousWarning => keys::discipline::PARTY_SERIOUS_WARNING,
        PartySanction::RemovalFromPartyPost => keys::discipline::PARTY_REMOVAL,
        PartySanction::Probation => keys::discipline::PARTY_AFTER_PROBATION,
        PartySanction::Expulsion => keys::discipline::PARTY_READMISSION,
    }
}

/// The parameter of a period; what has none, and why.
fn period_key(what: Disposal) -> Result<ParamKey<TimeLimit>, (Influence, Sentence)> {
    let dismissal = || crate::sentence!("a dismissal has no period", "开除不设期间");
    match what {
        Disposal::Party(sanction) => Ok(party_period(sanction)),
        Disposal::Public(sanction) => {
            public_period(sanction).ok_or_else(|| (Influence::Lasting, dismissal()))
        }
        _ => Err((Influence::None, crate::sentence!("it is no sanction", "不属处分"))),
    }
}

/// How long a sanction works on, from the day on which it has effect.
///
/// The day of effect is the first of a public sanction's period. A probation within the
/// party adds the time after rights are restored to its own months; undetermined while
/// these are not set. Expulsion bars readmission for its period; dismissal has no period.
pub fn period(
    what: Disposal,
    effective: Day,
    probation_months: Option<NonZeroU16>,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Decision<Answer<Influence>> {
    let rule = || crate::rule_name!("discipline/period");
    let key = match period_key(what) {
        Ok(key) => key,
        Err((influence, because)) => {
            let reason = said(rule(), because, keys::discipline::PUBLIC_SANCTIONS, rules, &MEMBERS);
            return Decision::new(Answer::Known(influence), reason);
        }
    };
    let length = match rules.on(effective).get(key) {
        Ok(length) => length,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let whole = match (what, probation_months) {
        (Disposal::Party(PartySanction::Probation), Some(own)) => {
            TimeLimit::months(length.value().length().count().saturating_add(own.get()))
        }
        (Disposal::Party(PartySanction::Probation), None) => {
            let because = crate::sentence!("the probation has its own months", "留党察看另有期限");
            let reason = by(rule(), because, &length);
            return Decision::new(Answer::missing(months_not_set()), reason);
        }
        _ => length.value(),
    };
    let (answer, because) = through(effective, whole, calendar);
    Decision::new(answer, by(rule(), because, &length))
}

fn months_not_set() -> Missing {
    Missing::new(
        const { Code::literal("probation_months") },
        crate::sentence!("for how many months the probation is", "留党察看的期限"),
        NotKnown::NeverAsked,
    )
}

/// The last day of a period, and the sentence that tells it.
fn through(
    effective: Day,
    whole: TimeLimit,
    calendar: &WorkCalendar,
) -> (Answer<Influence>, Sentence) {
    let end = Moment::china(effective, 0, 0)
        .and_then(|start| Deadline::new(start, whole, calendar).ok())
        .map(|deadline| deadline.last_day());
    match end {
        Some(last) => {
            let because = crate::sentence!(
                "{length} from {effective}, through {last}",
                "自{effective}起{length}，至{last}止",
                length = whole.length(),
                effective = effective,
                last = last,
            );
            (Answer::Known(Influence::Through(last)), because)
        }
        None => {
            let because = crate::sentence!(
                "the work calendar cannot count the period",
                "工作日历无法计算期间"
            );
            (Answer::missing(no_calendar()), because)
        }
    }
}

/// 合并: several public sanctions of one person together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combined {
    /// The heaviest, which is carried out.
    pub sanction: PublicSanction,
    /// How often it was deserved.
    pub times: usize,
    /// The shortest and the longest period that may be set, in months; none for dismissal.
    pub months: Option<(u16, u16)>,
}

impl fmt::Display for Combined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sanction)?;
        match self.months {
            Some((least, most)) if least == most => write!(f, ", {least} months"),
            Some((least, most)) => write!(f, ", {least} to {most} months"),
            None => Ok(()),
        }
    }
}

impl Chinese for Combined {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sanction.term())?;
        match self.months {
            Some((least, most)) if least == most => write!(f, "，{least}个月"),
            Some((least, most)) => write!(f, "，{least}至{most}个月"),
            None => Ok(()),
        }
    }
}

/// Several public sanctions together; none without one.
///
/// Each act has its own. Of several kinds the heaviest is carried out. Of one kind, up to
/// and with removal from post, a period is set between one and the sum of all, at most
/// the longest that is laid down. Undetermined where nothing is laid down.
pub fn combine(
    all: &[PublicSanction],
    rules: RulesInForce<'_>,
) -> Decision<Answer<Option<Combined>>> {
    let rule = || crate::rule_name!("discipline/combination");
    let most = match rules.get(keys::discipline::PERIOD_MOST) {
        Ok(most) => most,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let Some(heaviest) = all.iter().copied().max() else {
        let because = crate::sentence!("there is no sanction", "无处分");
        return Decision::new(Answer::Known(None), by(rule(), because, &most));
    };
    let times = all.iter().filter(|sanction| **sanction == heaviest).count();
    let Some(key) = public_period(heaviest) else {
        let because = crate::sentence!("a dismissal has no period", "开除不设期间");
        let combined = Combined { sanction: heaviest, times, months: None };
        return Decision::new(Answer::Known(Some(combined)), by(rule(), because, &most));
    };
    let one = match rules.get(key) {
        Ok(one) => one,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let least = one.value().length().count();
    let sum = u16::try_from(times).unwrap_or(u16::MAX).saturating_mul(least);
    let longest = sum.min(most.value().length().count());
    let because = crate::sentence!(
        "{all} sanctions, the heaviest {times} times: {sanction}",
        "{all}项处分，其中最重的{sanction}{times}项",
        all = all.len(),
        times = times,
        sanction = Word::of(&heaviest),
    );
    let combined = Combined { sanction: heaviest, times, months: Some((least, longest)) };
    let reason = by(rule(), because, &most).citing(one.citation().clone());
    Decision::new(Answer::Known(Some(combined)), reason)
}

/// What acting as an umbrella may be sanctioned with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForUmbrella {
    /// Party sanctions, light to heavy.
    pub party: Vec<PartySanction>,
    /// Public sanctions, light to heavy.
    pub public: Vec<PublicSanction>,
}

impl fmt::Display for ForUmbrella {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let party: Vec<&str> = self.party.iter().map(|sanction| sanction.english()).collect();
        let public: Vec<&str> = self.public.iter().map(|sanction| sanction.english()).collect();
        write!(f, "party: {}; public: {}", party.join(" or "), public.join(" or "))
    }
}

impl Chinese for ForUmbrella {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let party: Vec<&str> = self.party.iter().map(|sanction| sanction.term()).collect();
        let public: Vec<&str> = self.public.iter().map(|sanction| sanction.term()).collect();
        write!(f, "党纪：{}；政务：{}", party.join("或者"), public.join("或者"))
    }
}

/// What acting as an umbrella, once proven, may be sanctioned with: the heaviest of each
/// list if the circumstances are serious, else the others.
///
/// Undetermined while nobody knows how serious they are, or where no list is in force.
pub fn for_umbrella(serious: Fact<bool>, rules: RulesInForce<'_>) -> Decision<Answer<ForUmbrella>> {
    let rule = || crate::rule_name!("discipline/umbrella");
    let lists =
        (rules.get(keys::discipline::UMBRELLA_PARTY), rules.get(keys::discipline::UMBRELLA_PUBLIC));
    let (party, public) = match lists {
        (Ok(party), Ok(public)) => (party, public),
        (Err(not), _) | (_, Err(not)) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let reason = |because| by(rule(), because, &party).citing(public.citation().clone());
    let serious = match serious {
        Fact::Known(serious) => serious,
        Fact::NotKnown(why) => {
            let what = crate::sentence!("whether the circumstances are serious", "情节是否严重");
            let because =
                crate::sentence!("how serious it is is not known", "情节是否严重尚不明确");
            let missing = Missing::new(const { Code::literal("serious") }, what, why);
            return Decision::new(Answer::missing(missing), reason(because));
        }
    };
    let found = ForUmbrella {
        party: part(party.value().words::<PartySanction>().unwrap_or_default(), serious),
        public: part(public.value().words::<PublicSanction>().unwrap_or_default(), serious),
    };
    let because = if serious {
        crate::sentence!("the circumstances are serious", "情节严重")
    } else {
        crate::sentence!("the circumstances are not serious", "情节不属严重")
    };
    Decision::new(Answer::Known(found), reason(because))
}

/// The last of a list, or all others.
fn part<T: Ord>(mut list: Vec<T>, heaviest: bool) -> Vec<T> {
    list.sort();
    let last = list.pop();
    if heaviest { last.into_iter().collect() } else { list }
}
