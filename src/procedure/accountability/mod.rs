//! Accountability: talks and reminders, what leaders do in person, who is held to account.
//!
//! **What one can do here.** Ask whether a unit is called to a collective talk ([`talk`])
//! and what is still owed to those who were called ([`outstanding`]), which of the four
//! personal duties a leader has not done ([`four_personally`]), whether an organ or a
//! leader may be held to account ([`may_hold`]), whether somebody who has moved on still
//! answers ([`still_answers`]), and whose leadership is looked at where a handler is guilty
//! ([`leaders_looked_at`]).
//!
//! Words: 问责 accountability · 集体约谈 collective talk · 提醒通知书 reminder notice · 四个亲自 four
//! personal duties · 终身问责 for life · 一案双查 leaders are looked at too.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `accountability/talk` | which units are called to a collective talk | `accountability/talk-grounds`: three; `accountability/talk-join`: all, or read as any; `accountability/talk-period`: 3 months (a value of this crate); Chengguan | C17 |
//! | `accountability/talk-measures` | who is called is talked to, and gets a reminder notice | `accountability/talk-measures`: both, Chengguan | C17 |
//! | `accountability/four-personally` | the principal leader does each of the four in person | `accountability/four-personally`: the four; `accountability/four-least`: 1 (reading); `accountability/four-period`: 12 months (a value of this crate); Zhaotong | Z08 |
//! | `accountability/ground` | a ground of the place is established by an inquiry | `accountability/grounds`: three, Chengguan; any where none are listed | C16 |
//! | `accountability/alarm-alone` | alarms alone ground nothing | – | design §8.12 |
//! | `accountability/in-charge` | a leader answers for what was that leader's to do | – | C16 (reading) |
//! | `accountability/organ-forms` | how an organ is held to account | `accountability/organ-forms`: three, national from 2019-09-01 | law 1.6, Z05 |
//! | `accountability/leader-forms` | how a leader is held to account; several may be combined | `accountability/leader-forms`: four, national from 2019-09-01 | law 1.6 |
//! | `accountability/for-life` | for serious consequences nobody ceases to answer by moving on | `accountability/serious-for-life`: yes, national from 2019-09-01 | law 1.6 |
//! | `accountability/leaders` | where a handler is guilty, the leaders are looked at too | `accountability/leaders-of-guilty`: yes, national from 2019-01-01 | law 1.8 |
//!
//! **Alarms ground nothing.** A talk and a reminder are no accountability: they ask a unit
//! to look again. Even so, *no clue* is one of three grounds, and under the default
//! reading all three are needed. Holding somebody to account needs a ground that an
//! inquiry has established; an [`alarm`](crate::procedure::supervision::alarms) is none,
//! and several are none either.
//!
//! # Examples
//!
//! A street of Chengguan without a clue for three months; of the rest nothing is known:
//!
//! ```
//! use unbrella::base::calendar::china;
//! use unbrella::base::day::Moment;
//! use unbrella::base::id::{OrganId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::procedure::accountability::{self, TalkFacts};
//! use unbrella::procedure::supervision::UnitFacts;
//! use unbrella::provenance::{Fact, NotKnown};
//! use unbrella::rulebook::Rulebook;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! let facts = TalkFacts {
//!     results: UnitFacts {
//!         unit: OrganId::from_ledger(&salt, &LedgerNo::parse("甲街道")?),
//!         watched_since: Fact::Known(Moment::parse("2020-01-01T00:00:00+08:00")?),
//!         clues: Vec::new(),
//!         handled: Vec::new(),
//!     },
//!     poor_understanding: Fact::NotKnown(NotKnown::NeverAsked),
//!     poor_arrangement: Fact::NotKnown(NotKnown::NeverAsked),
//! };
//! let book = Rulebook::published();
//! let now = Moment::parse("2021-01-15T09:00:00+08:00")?;
//! let called = accountability::talk(&facts, book.on("chengguan", now.day())?, &china(), now);
//! let missing: Vec<&str> =
//!     called.outcome().what_is_missing().iter().map(|missing| missing.fact().as_str()).collect();
//! assert_eq!(missing, ["poor_understanding", "poor_arrangement"], "no clue alone is not enough");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Not here: sanctions of persons ([`discipline`](crate::procedure::discipline)), the meeting
//! at which a talk is held ([`coordination`](crate::procedure::coordination)).
//!
//! # Source
//!
//! Catalogue C16, C17, Z02, Z05, Z08; law-context §1.6, §1.8; design §8.12.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::deadline::{CannotCount, TimeLimit};
use crate::base::id::{OrganId, PersonId};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{
    Answer, Chinese, Condition, Decision, Missing, Reason, Refusal, Remedy, Requirement, RuleName,
    Sentence, Undetermined, Word,
};
use crate::model::accountability::HeldToAccount;
use crate::model::dossier::Dossier;
use crate::procedure::clock::no_calendar;
use crate::procedure::condition::{Says, demands, find_out, said, supply};
use crate::procedure::fact::{by, not_laid_down, silent};
use crate::procedure::holders;
use crate::procedure::supervision::UnitFacts;
use crate::procedure::within::{is_over, lies_within};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::choice::Join;
use crate::rulebook::{Codes, InForce, RulesInForce, keys};
use crate::terms::office::LeaderRole;
use crate::terms::outcome::{
    AccountabilityGround, LeaderAccountability, OrganAccountability, PersonalDuty, TalkGround,
};
use crate::terms::supervision::AlarmKind;

/// What calling a unit to a talk looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkFacts {
    /// What the unit has done.
    pub results: UnitFacts,
    /// 思想认识不到位: whether its understanding falls short.
    pub poor_understanding: Fact<bool>,
    /// 安排部署不到位: whether its arrangements fall short.
    pub poor_arrangement: Fact<bool>,
}

impl TalkFacts {
    /// The facts of a unit of the dossier. Understanding and arrangements are for people
    /// to judge.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        unit: OrganId,
        watched_since: Fact<Moment>,
        poor_understanding: Fact<bool>,
        poor_arrangement: Fact<bool>,
    ) -> Self {
        let results = UnitFacts::gather(dossier, unit, watched_since);
        Self { results, poor_understanding, poor_arrangement }
    }
}

/// 约谈措施: what follows for a unit that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TalkMeasure {
    /// 集体约谈: it is talked to together with others.
    CollectiveTalk,
    /// 提醒通知书: it gets a reminder notice.
    ReminderNotice,
}

impl TalkMeasure {
    /// Both, in the order of the source.
    pub const ALL: [Self; 2] = [Self::CollectiveTalk, Self::ReminderNotice];

    /// The measure in words.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::CollectiveTalk => Word::literal("collective_talk", "集体约谈", "collective talk"),
            Self::ReminderNotice => {
                Word::literal("reminder_notice", "提醒通知书", "reminder notice")
            }
        }
    }

    /// The measures that a place lists, in its order.
    fn of(codes: &Codes) -> Vec<Self> {
        let named = |code| Self::ALL.into_iter().find(|measure| measure.word().code() == code);
        codes.iter().filter_map(named).collect()
    }
}

impl fmt::Display for TalkMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word().english())
    }
}

/// Whether a unit is called to a collective talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// No rule of the place asks.
    NotAsked,
    /// It is not called.
    No,
    /// It is called.
    Yes {
        /// The grounds that are known to hold, in the order of the place.
        grounds: Vec<TalkGround>,
        /// What follows.
        measures: Vec<TalkMeasure>,
    },
}

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("not asked here"),
            Self::No => f.write_str("not called"),
            Self::Yes { grounds, measures } => {
                f.write_str("called")?;
                grounds.iter().try_for_each(|ground| write!(f, "; {ground}"))?;
                measures.iter().try_for_each(|measure| write!(f, "; {measure}"))
            }
        }
    }
}

impl Chinese for Called {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("本地无此规定"),
            Self::No => f.write_str("不予约谈"),
            Self::Yes { grounds, measures } => {
                f.write_str("予以约谈")?;
                grounds.iter().try_for_each(|ground| write!(f, "；{}", ground.term()))?;
                measures.iter().try_for_each(|measure| write!(f, "；{}", measure.word().term()))
            }
        }
    }
}

/// Whether each ground holds, with what is missing where that is not known.
struct GroundFact {
    ground: TalkGround,
    holds: Fact<bool>,
}

impl GroundFact {
    fn missing(&self) -> Option<Missing> {
        let why = self.holds.not_known()?;
        let (code, what) = match self.ground {
            TalkGround::PoorUnderstanding => (
                const { Code::literal("poor_understanding") },
                crate::sentence!("whether its understanding falls short", "思想认识是否不到位"),
            ),
            TalkGround::PoorArrangement => (
                const { Code::literal("poor_arrangement") },
                crate::sentence!("whether its arrangements fall short", "安排部署是否不到位"),
            ),
            TalkGround::ZeroClues => (
                const { Code::literal("watched_since") },
                crate::sentence!(
                    "records of its clues over the whole period",
                    "该单位在整个统计期间的线索记录",
                ),
            ),
        };
        Some(Missing::new(code, what, why))
    }
}

/// Whether the survey of a unit brought no clue within the period that ends at `now`.
///
/// A clue settles it; that there is none says something only if the unit has been
/// watched for the whole period.
fn zero_clues(
    facts: &TalkFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Result<Fact<bool>, CannotCount> {
    let Ok(period) = rules.get(keys::accountability::TALK_PERIOD) else {
        return Ok(Fact::NotKnown(NotKnown::NeverAsked));
    };
    if facts.results.clues_within(period.value(), now, calendar)? > 0 {
        return Ok(Fact::Known(false));
    }
    Ok(match facts.results.watched_for(period.value(), now, calendar)? {
        Fact::Known(false) => Fact::NotKnown(NotKnown::NotYetDue),
        watched => watched,
    })
}

/// Whether a unit is called to a collective talk and reminded.
///
/// *All* grounds or *any* of them are needed, as the place reads its rule. Undetermined
/// only if a ground that is not known could change the answer.
pub fn talk(
    facts: &TalkFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Called>> {
    let rule = || crate::rule_name!("accountability/talk");
    let listed = match rules.get(keys::accountability::TALK_GROUNDS) {
        Ok(listed) => listed,
        Err(not) => return Decision::new(Answer::Known(Called::NotAsked), silent(rule(), &not)),
    };
    let join = match rules.get(keys::accountability::TALK_JOIN) {
        Ok(join) => join,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let Ok(zero) = zero_clues(facts, rules, calendar, now) else {
        let because =
            crate::sentence!("the work calendar cannot count the period", "工作日历无法计算期间");
        return Decision::new(Answer::missing(no_calendar()), by(rule(), because, &listed));
    };
    let fact = |ground| match ground {
        TalkGround::PoorUnderstanding => facts.poor_understanding,
        TalkGround::PoorArrangement => facts.poor_arrangement,
        TalkGround::ZeroClues => zero,
    };
    let grounds = listed.value().words::<TalkGround>().unwrap_or_default();
    let grounds: Vec<GroundFact> =
        grounds.into_iter().map(|ground| GroundFact { ground, holds: fact(ground) }).collect();
    let truths = grounds.iter().map(|ground| ground.holds.truth());
    let called = match join.value() {
        Join::Any => truths.fold(Truth::No, Truth::or),
        Join::All => truths.fold(Truth::Yes, Truth::and),
    };
    let holding: Vec<TalkGround> = grounds
        .iter()
        .filter(|ground| ground.holds == Fact::Known(true))
        .map(|ground| ground.ground)
        .collect();
    let because = crate::sentence!(
        "{holding} of {all} grounds are known to hold; needed: {join}",
        "{all}项事由中已查明{holding}项，要求{join}",
        holding = holding.len(),
        all = grounds.len(),
        join = match join.value() {
            Join::Any => Word::literal("any", "具备之一", "any of them"),
            Join::All => Word::literal("all", "同时具备", "all of them"),
        },
    );
    let reason = by(rule(), because, &listed).citing(join.citation().clone());
    match called {
        Truth::No => Decision::new(Answer::Known(Called::No), reason),
        Truth::Yes => called_for(holding, rules, reason),
        Truth::Unknown => Decision::new(open(&grounds), reason),
    }
}

fn open(grounds: &[GroundFact]) -> Answer<Called> {
    let mut missing = grounds.iter().filter_map(GroundFact::missing);
    match missing.next() {
        Some(first) => {
            Answer::Undetermined(missing.fold(Undetermined::new(first), Undetermined::and))
        }
        None => Answer::Known(Called::No),
    }
}

fn called_for(
    grounds: Vec<TalkGround>,
    rules: RulesInForce<'_>,
    reason: Reason,
) -> Decision<Answer<Called>> {
    let listed = rules.get(keys::accountability::TALK_MEASURES);
    let measures =
        listed.as_ref().map_or_else(|_| Vec::new(), |listed| TalkMeasure::of(listed.value()));
    let then = listed.ok().map(|listed| {
        let because = crate::sentence!(
            "what follows: {measures} measures",
            "随之采取{measures}项措施",
            measures = measures.len(),
        );
        by(crate::rule_name!("accountability/talk-measures"), because, &listed)
    });
    Decision::new(Answer::Known(Called::Yes { grounds, measures }), reason).and_all(then)
}

/// What units were given since a moment.
///
/// The units that were talked to, and those that got a reminder notice.
#[must_use]
pub fn given(dossier: &Dossier, since: Moment) -> Vec<(OrganId, TalkMeasure)> {
    let talks = dossier.talks().values().filter(|talk| talk.held().occurred_at() >= since);
    let talked =
        talks.flat_map(|talk| talk.units().iter().map(|unit| (*unit, TalkMeasure::CollectiveTalk)));
    let notices = dossier.reminder_notices().values();
    let notices = notices.filter(|notice| notice.issued().occurred_at() >= since);
    let reminded = notices
        .flat_map(|notice| notice.to().iter().map(|unit| (*unit, TalkMeasure::ReminderNotice)));
    let all: BTreeSet<(OrganId, TalkMeasure)> = talked.chain(reminded).collect();
    all.into_iter().collect()
}

/// What is still owed to the units that were called, sorted. Empty where no rule asks.
pub fn outstanding(
    called: impl IntoIterator<Item = OrganId>,
    given: &[(OrganId, TalkMeasure)],
    rules: RulesInForce<'_>,
) -> Decision<Vec<(OrganId, TalkMeasure)>> {
    let rule = crate::rule_name!("accountability/talk-measures");
    let parameter = match rules.get(keys::accountability::TALK_MEASURES) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let called: BTreeSet<OrganId> = called.into_iter().collect();
    let measures = TalkMeasure::of(parameter.value());
    let owed = called.iter().flat_map(|unit| measures.iter().map(|measure| (*unit, *measure)));
    let owed: Vec<(OrganId, TalkMeasure)> = owed.filter(|one| !given.contains(one)).collect();
    let because = crate::sentence!(
        "{called} units were called; {owed} talks and notices are still owed",
        "应约谈{called}个单位，尚有{owed}项约谈、通知未落实",
        called = called.len(),
        owed = owed.len(),
    );
    Decision::new(owed, by(rule, because, &parameter))
}

/// What a principal leader did in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyFacts {
    /// The leader.
    pub person: PersonId,
    /// Since when the leader leads, or since when records are kept, whichever is later.
    pub leads_since: Fact<Moment>,
    /// What was done in person, and when.
    pub done: Vec<(PersonalDuty, Moment)>,
}

impl DutyFacts {
    /// The records of a leader of the dossier.
    #[must_use]
    pub fn gather(dossier: &Dossier, person: PersonId, leads_since: Fact<Moment>) -> Self {
        let records = dossier.duty_records().values().filter(|record| record.person() == person);
        let done = records.map(|record| (record.duty(), record.done().occurred_at()));
        let mut done: Vec<_> = done.collect();
        done.sort_unstable();
        Self { person, leads_since, done }
    }
}

/// One of the four duties that was not done often enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DutyGap {
    /// The duty.
    pub duty: PersonalDuty,
    /// How many records there are within the period.
    pub has: usize,
}

impl fmt::Display for DutyGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.duty, self.has)
    }
}

impl Chinese for DutyGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}次", self.duty.term(), self.has)
    }
}

/// Which of the four personal duties a leader has not done often enough within the period
/// that ends at `now`, in the order of the place.
///
/// Empty where no rule asks. Undetermined if something is missing and the leader has not
/// led for a whole period: it may still come, or have come before anybody kept records.
pub fn four_personally(
    facts: &DutyFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Vec<DutyGap>>> {
    let rule = || crate::rule_name!("accountability/four-personally");
    let listed = rules.get(keys::accountability::FOUR_PERSONALLY);
    let least = rules.get(keys::accountability::FOUR_LEAST);
    let period = rules.get(keys::accountability::FOUR_PERIOD);
    let (listed, least, period) = match (listed, least, period) {
        (Ok(listed), Ok(least), Ok(period)) => (listed, least, period),
        (Err(not), _, _) | (_, Err(not), _) | (_, _, Err(not)) => {
            return Decision::new(Answer::Known(Vec::new()), silent(rule(), &not));
        }
    };
    let duties = listed.value().words::<PersonalDuty>().unwrap_or_default();
    let Ok(gaps) = too_few(facts, duties, least.value(), period.value(), now, calendar) else {
        let because =
            crate::sentence!("the work calendar cannot count the period", "工作日历无法计算期间");
        return Decision::new(Answer::missing(no_calendar()), by(rule(), because, &period));
    };
    let because = crate::sentence!(
        "{gaps} of {all} duties have fewer than {least} records within {period}",
        "{period}内{all}项中有{gaps}项记录不足{least}次",
        gaps = gaps.len(),
        all = listed.value().as_slice().len(),
        least = least.value(),
        period = period.value().length(),
    );
    let reason = by(rule(), because, &listed)
        .citing(least.citation().clone())
        .citing(period.citation().clone());
    match not_long_enough(facts, period.value(), now, calendar).filter(|_| !gaps.is_empty()) {
        None => Decision::new(Answer::Known(gaps), reason),
        Some(missing) => Decision::new(Answer::missing(missing), reason),
    }
}

/// The duties with fewer records than so many within a period.
fn too_few(
    facts: &DutyFacts,
    duties: Vec<PersonalDuty>,
    least: u32,
    period: TimeLimit,
    now: Moment,
    calendar: &WorkCalendar,
) -> Result<Vec<DutyGap>, CannotCount> {
    let mut gaps = Vec::new();
    for duty in duties {
        let mut has = 0_usize;
        for (_, when) in facts.done.iter().filter(|(done, _)| *done == duty) {
            let within = lies_within(*when, period, now, calendar)?;
            has = has.saturating_add(usize::from(within));
        }
        if u32::try_from(has).is_ok_and(|has| has < least) {
            gaps.push(DutyGap { duty, has });
        }
    }
    Ok(gaps)
}

/// What is missing of a leader who has not led for a whole period, as far as is known.
fn not_long_enough(
    facts: &DutyFacts,
    period: TimeLimit,
    now: Moment,
    calendar: &WorkCalendar,
) -> Option<Missing> {
    let why = match facts.leads_since {
        Fact::Known(since) if is_over(since, period, now, calendar) == Ok(true) => return None,
        Fact::Known(_) => NotKnown::NotYetDue,
        Fact::NotKnown(why) => why,
    };
    let what = crate::sentence!(
        "records of what the leader did over the whole period",
        "该领导在整个考核期间的履职记录",
    );
    Some(Missing::new(const { Code::literal("leads_since") }, what, why))
}

/// What holding somebody to account looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldFacts {
    /// Who is to be held to account, and how.
    pub held: HeldToAccount,
    /// The grounds that were looked into, and whether the inquiry established each.
    pub grounds: BTreeMap<AccountabilityGround, Fact<bool>>,
    /// The alarms that were raised about them.
    pub alarms: BTreeSet<AlarmKind>,
    /// Whether a leader was in charge of what went wrong, when it did; not asked of organs.
    pub in_charge: Fact<bool>,
}

const GROUNDED: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C16",
    "对不担当、不作为、责任落实不力的单位和个人严肃问责",
    Certainty::Stated,
);

const ALARMS: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "design §8.12",
    "alarms alone trigger no accountability",
    Certainty::Reading,
);

fn inquiry() -> Word {
    Word::literal("inquiry", "问责调查组", "inquiry")
}

/// Whether an organ or a leader may be held to account in this way.
///
/// # Errors
///
/// A [`Refusal`] with every condition that is not met: no ground of the place is
/// established, or alarms alone speak for it; a leader was not in charge; a form is none
/// that is laid down for organs, or for leaders.
pub fn may_hold(facts: &HoldFacts, rules: RulesInForce<'_>) -> Result<Decision<()>, Refusal> {
    let mut requirement = Requirement::from(grounded(facts, rules));
    let forms = match &facts.held {
        HeldToAccount::Organ { how, .. } => vec![organ_form(*how, rules)],
        HeldToAccount::Leader { how, .. } => {
            requirement = requirement.and(in_charge(facts));
            how.iter().map(|how| leader_form(*how, rules)).collect()
        }
    };
    requirement = forms.into_iter().fold(requirement, Requirement::and);
    requirement.decide(crate::sentence!("hold to account", "问责"), ())
}

/// One ground is enough. What nobody has looked into is not known.
fn grounded(facts: &HoldFacts, rules: RulesInForce<'_>) -> Condition {
    let listed = rules.get(keys::accountability::GROUNDS);
    let counts = |ground: &AccountabilityGround| {
        listed.as_ref().map_or(true, |listed| listed.value().contains(ground.code()))
    };
    let looked = facts.grounds.iter().filter(|(ground, _)| counts(ground));
    let holds = holders::any(looked.clone().map(|(_, holds)| *holds));
    let reason = |rule: RuleName, because: Sentence| {
        said(rule, because, keys::accountability::GROUNDS, rules, &GROUNDED)
    };
    let how = crate::sentence!("establish a ground by an inquiry", "经调查查明问责情形");
    let remedy = supply("grounds", how, inquiry());
    let rule = crate::rule_name!("accountability/ground");
    let first = looked.clone().find(|(_, holds)| **holds == Fact::Known(true));
    match (holds, first) {
        (_, Some((ground, _))) => {
            let because = crate::sentence!(
                "the inquiry has established: {ground}",
                "已查明：{ground}",
                ground = Word::of(ground),
            );
            Condition::met(reason(rule, because))
        }
        (Fact::NotKnown(why), _) => {
            let because = crate::sentence!(
                "whether there is a ground the inquiry has not established yet",
                "问责情形尚未查明",
            );
            Condition::unknown(reason(rule, because), why, remedy)
        }
        _ if !facts.alarms.is_empty() => {
            let because = crate::sentence!(
                "only alarms speak for it: {alarms}; they ask for a look and ground nothing",
                "仅有{alarms}项提示信号，不得单独作为问责依据",
                alarms = facts.alarms.len(),
            );
            let rule = crate::rule_name!("accountability/alarm-alone");
            Condition::forbidden(Reason::new(rule, because, ALARMS), remedy)
        }
        _ => {
            let because = crate::sentence!("no ground is established", "无已查明的问责情形");
            Condition::unmet(reason(rule, because), remedy)
        }
    }
}

fn in_charge(facts: &HoldFacts) -> Condition {
    let rule = crate::rule_name!("accountability/in-charge");
    let reason = |because: Sentence| Reason::new(rule.clone(), because, GROUNDED);
    let says = Says {
        yes: crate::sentence!("the leader was in charge when it happened", "事发时由其分管、主管"),
        no: crate::sentence!("it was not this leader's to do", "不属其职责范围"),
        open: crate::sentence!(
            "whether the leader was in charge when it happened is not known",
            "事发时是否由其分管、主管尚不明确",
        ),
    };
    let why = crate::sentence!("whoever was in charge answers for it", "由当时负责的领导承担");
    demands(facts.in_charge, says, &reason, Remedy::none(why), find_out("in_charge", inquiry()))
}

fn organ_form(how: OrganAccountability, rules: RulesInForce<'_>) -> Condition {
    let rule = crate::rule_name!("accountability/organ-forms");
    form(rule, Word::of(&how), rules.get(keys::accountability::ORGAN_FORMS))
}

fn leader_form(how: LeaderAccountability, rules: RulesInForce<'_>) -> Condition {
    let rule = crate::rule_name!("accountability/leader-forms");
    form(rule, Word::of(&how), rules.get(keys::accountability::LEADER_FORMS))
}

/// Whether a form is one that is laid down; not known where nothing is.
fn form(
    rule: RuleName,
    how: Word,
    listed: Result<InForce<'_, &Codes>, crate::rulebook::NotInForce>,
) -> Condition {
    let pack = || Word::literal("rule_pack", "规则包", "rule pack");
    match listed {
        Ok(listed) if listed.value().contains(how.code()) => {
            let because = crate::sentence!(
                "the form is laid down: {how}",
                "问责方式符合规定：{how}",
                how = how
            );
            Condition::met(by(rule, because, &listed))
        }
        Ok(listed) => {
            let because = crate::sentence!(
                "no such form is laid down: {how}",
                "无此问责方式：{how}",
                how = how
            );
            let why = crate::sentence!("another form is chosen", "应另选问责方式");
            Condition::forbidden(by(rule, because, &listed), Remedy::none(why))
        }
        Err(not) => {
            let remedy = find_out("accountability_forms", pack());
            Condition::unknown(silent(rule, &not), NotKnown::NeverAsked, remedy)
        }
    }
}

/// 终身问责: whether somebody still answers.
///
/// Whoever has not moved on does. Whoever has, does for serious consequences; for others
/// no rule says whether, and that is undetermined.
pub fn still_answers(
    moved_on: Fact<bool>,
    serious: Fact<bool>,
    rules: RulesInForce<'_>,
) -> Decision<Answer<bool>> {
    let rule = || crate::rule_name!("accountability/for-life");
    let parameter = match rules.get(keys::accountability::SERIOUS_FOR_LIFE) {
        Ok(parameter) => parameter,
        Err(not) if moved_on == Fact::Known(false) => {
            return Decision::new(Answer::Known(true), silent(rule(), &not));
        }
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let reason = |because| by(rule(), because, &parameter);
    if moved_on == Fact::Known(false) {
        let because = crate::sentence!("the person is still in the post", "仍在原任职务");
        return Decision::new(Answer::Known(true), reason(because));
    }
    if parameter.value() && serious == Fact::Known(true) {
        let because = crate::sentence!(
            "for serious consequences nobody ceases to answer by moving on",
            "造成严重后果的，不论是否调离、提拔、退休，终身问责",
        );
        return Decision::new(Answer::Known(true), reason(because));
    }
    let (missing, because) = still_open(moved_on, serious);
    Decision::new(Answer::missing(missing), reason(because))
}

/// Why it cannot be told whether somebody still answers, and what is missing.
fn still_open(moved_on: Fact<bool>, serious: Fact<bool>) -> (Missing, Sentence) {
    if let Fact::NotKnown(why) = serious {
        let what = crate::sentence!("whether the consequences were serious", "后果是否严重");
        let because = crate::sentence!(
            "how serious the consequences were is not known",
            "后果是否严重尚不明确",
        );
        return (Missing::new(const { Code::literal("serious") }, what, why), because);
    }
    if let Fact::NotKnown(why) = moved_on {
        let what = crate::sentence!("whether the person has moved on", "当事人是否已离任");
        let because = crate::sentence!(
            "whether the person is still in the post is not known",
            "当事人是否仍在原任职务尚不明确",
        );
        return (Missing::new(const { Code::literal("moved_on") }, what, why), because);
    }
    let what = crate::sentence!(
        "a rule on whoever has moved on, for other consequences",
        "离任后一般后果的问责规定",
    );
    let because = crate::sentence!(
        "the person has moved on, and the rule speaks of serious consequences alone",
        "当事人已离任，规则仅就严重后果作出规定",
    );
    let why = NotKnown::CannotBeEstablished;
    (Missing::new(const { Code::literal("rule") }, what, why), because)
}

/// The leaders of an organ on a day: whoever surely held a post of a leader then, sorted.
#[must_use]
pub fn leaders_of(dossier: &Dossier, organ: OrganId, day: Day) -> Vec<PersonId> {
    let leads = |person: PersonId| {
        let roles = LeaderRole::ALL.into_iter();
        let held = roles.map(|role| holders::leads(dossier, person, organ, role, day));
        holders::any(held) == Fact::Known(true)
    };
    dossier.persons().keys().copied().filter(|person| leads(*person)).collect()
}

/// 一案双查: whose leadership is looked at, since a handler of theirs is guilty.
///
/// To be looked at is not to be found at fault. Empty if the handler is not guilty, and
/// where no rule asks; undetermined while nobody knows whether the handler is guilty.
pub fn leaders_looked_at(
    handler_guilty: Fact<bool>,
    leaders: &[PersonId],
    rules: RulesInForce<'_>,
) -> Decision<Answer<Vec<PersonId>>> {
    let rule = crate::rule_name!("accountability/leaders");
    let parameter = match rules.get(keys::accountability::LEADERS_OF_GUILTY) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Answer::Known(Vec::new()), silent(rule, &not)),
    };
    if !parameter.value() {
        let because = crate::sentence!(
            "the place does not look at the leaders of a guilty handler",
            "本地不因办案人员违纪违法一并核查领导责任",
        );
        return Decision::new(Answer::Known(Vec::new()), by(rule, because, &parameter));
    }
    match handler_guilty {
        Fact::Known(true) => {
            let because = crate::sentence!(
                "the handler is guilty, and {leaders} leaders are looked at too",
                "办案人员违纪违法，一并核查{leaders}名领导的责任",
                leaders = leaders.len(),
            );
            let all: BTreeSet<PersonId> = leaders.iter().copied().collect();
            let all = all.into_iter().collect();
            Decision::new(Answer::Known(all), by(rule, because, &parameter))
        }
        Fact::Known(false) => {
            let because = crate::sentence!("the handler is not guilty", "办案人员无违纪违法");
            Decision::new(Answer::Known(Vec::new()), by(rule, because, &parameter))
        }
        Fact::NotKnown(why) => {
            let because = crate::sentence!(
                "it is not known whether the handler is guilty",
                "办案人员是否违纪违法尚不明确",
            );
            let what = crate::sentence!("whether the handler is guilty", "办案人员是否违纪违法");
            let missing = Missing::new(const { Code::literal("handler_guilty") }, what, why);
            Decision::new(Answer::missing(missing), by(rule, because, &parameter))
        }
    }
}

#[cfg(test)]
mod tests;
