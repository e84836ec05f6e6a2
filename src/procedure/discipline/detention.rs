//! Clocks: of detention by edition, of the other measures, of the steps of a case.

use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::deadline::{CannotCount, CountFrom, Deadline, Length, TimeLimit};
use crate::base::id::MeasureId;
use crate::base::text::Code;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason, Sentence, Word};
use crate::model::discipline::{Extension, InvestigationMeasure};
use crate::model::dossier::Dossier;
use crate::model::organ::Organ;
use crate::procedure::clock::{self, Clock, Limit, no_calendar};
use crate::procedure::fact::{by, not_laid_down, recorded, silent};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::choice::Transition;
use crate::rulebook::{NotInForce, RulesInForce, keys};
use crate::terms::office::Level;
use crate::terms::outcome::{DetentionExtension, Measure};

/// How the time of a detention was made longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Longer {
    /// On what ground.
    pub kind: DetentionExtension,
    /// When it was granted.
    pub granted: Moment,
    /// Whether the organ that must approve it did.
    pub approved: Fact<bool>,
}

/// What the clock of a detention looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetentionFacts {
    /// The level of the organ that detains.
    pub level: Level,
    /// When it began.
    pub begun: Moment,
    /// How it was made longer, by time.
    pub longer: Vec<Longer>,
    /// When the unit and the family were told.
    pub notified: Option<Moment>,
    /// 有碍调查: whether telling them would hinder the investigation.
    pub hinders: bool,
    /// When it ended.
    pub ended: Option<Moment>,
}

impl DetentionFacts {
    /// The facts of a detention of the dossier; nothing if it is none, or its organ is not
    /// there.
    ///
    /// An extension is approved by the organ one level up, or by the organ itself at the
    /// center; the others by the organ at the center.
    #[must_use]
    pub fn gather(dossier: &Dossier, measure: MeasureId) -> Option<Self> {
        let measure = dossier.measure(measure).filter(|m| m.kind() == Measure::Detention)?;
        let organ = dossier.organ(measure.organ())?;
        Some(Self {
            level: organ.level(),
            begun: measure.begun().occurred_at(),
            // A measure keeps them in the order of time.
            longer: measure.extensions().iter().map(|one| longer(dossier, measure, one)).collect(),
            notified: measure.notified().map(|when| when.occurred_at()),
            hinders: measure.not_notified().is_some(),
            ended: measure.ended().map(|when| when.occurred_at()),
        })
    }
}

/// An extension of a detention, beside what the dossier holds; see [`DetentionFacts::gather`]
/// for who has to approve it.
#[must_use]
pub fn longer(dossier: &Dossier, measure: &InvestigationMeasure, extension: &Extension) -> Longer {
    let below = |organ: &Organ| organ.level() < Level::Central;
    let right = match extension.kind {
        DetentionExtension::Ordinary if dossier.organ(measure.organ()).is_some_and(below) => {
            let upper = dossier.organ_tree().at_level_above(measure.organ());
            upper.map(|upper| upper == extension.approved_by)
        }
        _ => dossier.organ(extension.approved_by).map(|organ| organ.level() == Level::Central),
    };
    let granted = extension.when.occurred_at();
    Longer { kind: extension.kind, granted, approved: recorded(right) }
}

/// Why an extension does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotLonger {
    /// 逾期: the time had run out when it was granted.
    TooLate,
    /// 无此规定: no rule in force allows it.
    NoRule,
    /// 超次: it was used up.
    UsedUp,
    /// 次序不符: it follows the ordinary extension, which was not granted.
    OutOfTurn,
    /// 批准机关不符: another organ must approve it.
    OtherOrgan,
    /// 层级不符: only an organ of a province or above may count anew.
    TooLow,
}

impl NotLonger {
    /// As a word of a sentence.
    pub(super) const fn word(self) -> Word {
        match self {
            Self::TooLate => {
                Word::literal("too_late", "期限届满后批准", "granted after the time had run out")
            }
            Self::NoRule => Word::literal("no_rule", "无此规定", "no rule in force allows it"),
            Self::UsedUp => Word::literal("used_up", "次数已满", "used up"),
            Self::OutOfTurn => {
                Word::literal("out_of_turn", "先于第一次延长", "before the ordinary extension")
            }
            Self::OtherOrgan => {
                Word::literal("other_organ", "批准机关不符", "approved by another organ")
            }
            Self::TooLow => {
                Word::literal("too_low", "限省级以上监察机关", "only a province or above may")
            }
        }
    }
}

impl fmt::Display for NotLonger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.word(), f)
    }
}

impl Chinese for NotLonger {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.word().fmt_chinese(f)
    }
}

/// How a detention stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detention {
    /// Until when it may last, and how that stands.
    pub clock: Clock,
    /// The extensions that count, by time.
    pub used: Vec<DetentionExtension>,
    /// Those that do not, and why.
    pub refused: Vec<(DetentionExtension, NotLonger)>,
    /// What could still be granted before the time runs out.
    pub left: Vec<DetentionExtension>,
}

impl fmt::Display for Detention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.clock, f)?;
        self.refused.iter().try_for_each(|(kind, why)| write!(f, "; {kind}: {why}"))
    }
}

impl Chinese for Detention {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clock.fmt_chinese(f)?;
        let one = |(kind, why): &(DetentionExtension, NotLonger)| {
            write!(f, "；{}：{}", kind.term(), why.chinese())
        };
        self.refused.iter().try_for_each(one)
    }
}

/// What counting a detention keeps in hand.
struct Count<'a> {
    facts: &'a DetentionFacts,
    rules: RulesInForce<'a>,
    transition: Transition,
    calendar: &'a WorkCalendar,
    /// Where the present count began.
    start: Moment,
    months: u16,
    like: TimeLimit,
    used: Vec<DetentionExtension>,
    refused: Vec<(DetentionExtension, NotLonger)>,
    reasons: Vec<Reason>,
}

impl<'a> Count<'a> {
    /// The rules for a step of a day, as the transition says.
    fn rules_for(&self, step: Moment) -> RulesInForce<'a> {
        match self.transition {
            Transition::AsOfEachStep => self.rules.on(step.day()),
            Transition::AsBegun | Transition::FormerUnlessMilder => {
                self.rules.on(self.facts.begun.day())
            }
        }
    }

    fn deadline(&self) -> Result<Deadline, CannotCount> {
        let limit = TimeLimit::months(self.months);
        let limit = match self.like.count_from() {
            CountFrom::SameDay => limit.counting_first_day(),
            CountFrom::NextDay | CountFrom::Moment => limit,
        };
        Deadline::new(self.start, limit, self.calendar)
    }

    fn times(&self, kind: DetentionExtension) -> usize {
        self.used.iter().filter(|used| **used == kind).count()
    }

    /// How often a kind was used since the time was last counted anew.
    fn times_since(&self, kind: DetentionExtension) -> usize {
        let since = self.used.iter().rev().take_while(|used| **used != DetentionExtension::Recount);
        since.filter(|used| **used == kind).count()
    }

    /// Whether an extension may be granted at a moment, and the months that it adds.
    fn adds(&self, kind: DetentionExtension, at: Moment) -> Result<Adds<'a>, NotLonger> {
        let rules = self.rules_for(at);
        let no = |_: NotInForce| NotLonger::NoRule;
        match kind {
            DetentionExtension::Ordinary => {
                let longer = rules.get(keys::discipline::DETENTION_LONGER).map_err(no)?;
                let most = rules.get(keys::discipline::DETENTION_EXTENSIONS).map_err(no)?;
                self.fewer(kind, most.value(), self.times_since(kind))?;
                Ok(Adds { months: months(longer.value()), parameter: longer })
            }
            DetentionExtension::HeavySentence => {
                let grave = rules.get(keys::discipline::DETENTION_GRAVE).map_err(no)?;
                if self.times_since(DetentionExtension::Ordinary) == 0 {
                    return Err(NotLonger::OutOfTurn);
                }
                self.fewer(kind, 1, self.times_since(kind))?;
                let added = months(grave.value());
                self.within_the_longest(added, rules)?;
                Ok(Adds { months: added, parameter: grave })
            }
            DetentionExtension::Recount => {
                let recounts = rules.get(keys::discipline::DETENTION_RECOUNTS).map_err(no)?;
                if self.facts.level < Level::Province {
                    return Err(NotLonger::TooLow);
                }
                self.fewer(kind, recounts.value(), self.times(kind))?;
                let whole = rules.get(keys::discipline::DETENTION).map_err(no)?;
                Ok(Adds { months: months(whole.value()), parameter: whole })
            }
        }
    }

    fn fewer(&self, _: DetentionExtension, most: u32, times: usize) -> Result<(), NotLonger> {
        let times = u32::try_from(times).unwrap_or(u32::MAX);
        if times < most { Ok(()) } else { Err(NotLonger::UsedUp) }
    }

    /// After a recount, only as much as the longest detention with a recount leaves.
    fn within_the_longest(&self, added: u16, rules: RulesInForce<'_>) -> Result<(), NotLonger> {
        if self.times(DetentionExtension::Recount) == 0 {
            return Ok(());
        }
        let no = |_: NotInForce| NotLonger::NoRule;
        let extreme = rules.get(keys::discipline::DETENTION_EXTREME).map_err(no)?;
        let longest = rules.get(keys::discipline::DETENTION_LONGEST).map_err(no)?;
        let second = months(extreme.value()).saturating_sub(months(longest.value()));
        let whole = self.months.saturating_add(added);
        if whole <= second { Ok(()) } else { Err(NotLonger::UsedUp) }
    }

    /// Takes one extension, or notes why not.
    fn take(&mut self, longer: Longer) -> Result<(), Stopped> {
        let due = self.deadline().map_err(|_| Stopped::Calendar)?.due();
        let why = match (self.adds(longer.kind, longer.granted), longer.approved) {
            _ if longer.granted >= due => NotLonger::TooLate,
            (Err(why), _) => why,
            (Ok(_), Fact::Known(false)) => NotLonger::OtherOrgan,
            (Ok(_), Fact::NotKnown(why)) => return Err(Stopped::Approval(longer.kind, why)),
            (Ok(adds), Fact::Known(true)) => {
                self.reasons.push(extended(longer, &adds));
                if longer.kind == DetentionExtension::Recount {
                    (self.start, self.months) = (longer.granted, adds.months);
                } else {
                    self.months = self.months.saturating_add(adds.months);
                }
                self.used.push(longer.kind);
                return Ok(());
            }
        };
        self.refused.push((longer.kind, why));
        Ok(())
    }
}

/// What an extension adds.
struct Adds<'a> {
    months: u16,
    parameter: crate::rulebook::InForce<'a, TimeLimit>,
}

/// Why a detention cannot be counted to its end.
enum Stopped {
    Calendar,
    Approval(DetentionExtension, NotKnown),
}

const fn months(limit: TimeLimit) -> u16 {
    match limit.length() {
        Length::Months(months) => months,
        Length::Hours(_) | Length::CalendarDays(_) | Length::WorkingDays(_) => 0,
    }
}

fn extended(longer: Longer, adds: &Adds<'_>) -> Reason {
    let rule = match longer.kind {
        DetentionExtension::Ordinary => crate::rule_name!("discipline/detention-longer"),
        DetentionExtension::HeavySentence => crate::rule_name!("discipline/detention-grave"),
        DetentionExtension::Recount => crate::rule_name!("discipline/detention-recount"),
    };
    let because = crate::sentence!(
        "on {granted}: {kind}, {length}",
        "{granted}{kind}，{length}",
        granted = longer.granted,
        kind = Word::of(&longer.kind),
        length = Length::Months(adds.months),
    );
    by(rule, because, &adds.parameter)
}

/// Until when a detention may last, and how that stands at `now`.
///
/// The rules are those of the day on which it began, or of the day of each step, as the
/// place reads the transition. An extension counts if it was granted before the time ran
/// out, by the right organ, in its turn and not too often. A recount begins a new count on
/// the day on which the other offense was found. A last day on a holiday does not move.
pub fn detention(
    facts: &DetentionFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Detention>> {
    let rule = || crate::rule_name!("discipline/detention");
    let transition = rules
        .get(keys::discipline::DETENTION_PENDING_AT_CHANGE)
        .map_or(Transition::AsBegun, |transition| transition.value());
    let whole = match rules.on(facts.begun.day()).get(keys::discipline::DETENTION) {
        Ok(whole) => whole,
        Err(not) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let reason = |because: Sentence| by(rule(), because, &whole);
    let mut count = Count {
        facts,
        rules,
        transition,
        calendar,
        start: facts.begun,
        months: months(whole.value()),
        like: whole.value(),
        used: Vec::new(),
        refused: Vec::new(),
        reasons: Vec::new(),
    };
    for longer in facts.longer.iter().filter(|longer| longer.granted <= now) {
        match count.take(*longer) {
            Ok(()) => {}
            Err(Stopped::Calendar) => return uncounted(reason),
            Err(Stopped::Approval(kind, why)) => {
                let what = crate::sentence!(
                    "whether the right organ approved: {kind}",
                    "是否经有权机关批准：{kind}",
                    kind = Word::of(&kind),
                );
                let missing = Missing::new(const { Code::literal("approved") }, what, why);
                let because =
                    crate::sentence!("how long it may last hangs on it", "留置期限取决于此");
                return Decision::new(Answer::missing(missing), reason(because));
            }
        }
    }
    let Ok(deadline) = count.deadline() else { return uncounted(reason) };
    let because = crate::sentence!(
        "begun on {begun}; {length} from {start}, so it must end before {due}",
        "{begun}采取，自{start}起{length}，应于{due}前解除或者移送",
        begun = facts.begun,
        length = Length::Months(count.months),
        start = count.start,
        due = deadline.due(),
    );
    let left = still_possible(&count, &deadline, now, facts.ended);
    let clock = Clock::new(deadline, facts.ended, now);
    let Count { used, refused, reasons, .. } = count;
    let detention = Detention { clock, used, refused, left };
    Decision::new(Answer::Known(detention), reason(because)).and_all(reasons)
}

fn uncounted(reason: impl Fn(Sentence) -> Reason) -> Decision<Answer<Detention>> {
    let because = crate::sentence!("the work calendar cannot count it", "工作日历无法计算");
    Decision::new(Answer::missing(no_calendar()), reason(because))
}

fn still_possible(
    count: &Count<'_>,
    deadline: &Deadline,
    now: Moment,
    ended: Option<Moment>,
) -> Vec<DetentionExtension> {
    if now >= deadline.due() || ended.is_some_and(|ended| ended <= now) {
        return Vec::new();
    }
    let may = |kind: &DetentionExtension| count.adds(*kind, now).is_ok();
    DetentionExtension::ALL.into_iter().filter(may).collect()
}

/// Whether the unit and the family must be told, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// 有碍调查: not while telling them would hinder the investigation.
    Hinders,
    /// Until when, and how that stands.
    Due(Clock),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hinders => f.write_str("not while it would hinder the investigation"),
            Self::Due(clock) => fmt::Display::fmt(clock, f),
        }
    }
}

impl Chinese for Notice {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hinders => f.write_str("有碍调查情形消失前暂不通知"),
            Self::Due(clock) => clock.fmt_chinese(f),
        }
    }
}

/// Until when the unit and the family are told of a detention, and how that stands.
///
/// Counted in hours from its beginning. While telling them would hinder the investigation
/// it is not owed; once that is over, it is owed at once.
pub fn notice(
    facts: &DetentionFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Answer<Notice>> {
    let rule = crate::rule_name!("discipline/detention-notice");
    if facts.hinders && facts.notified.is_none() {
        let because = crate::sentence!(
            "telling them would hinder the investigation",
            "有可能毁灭、伪造证据等有碍调查情形",
        );
        let reason = match rules.on(facts.begun.day()).get(keys::discipline::DETENTION_NOTICE) {
            Ok(parameter) => by(rule, because, &parameter),
            Err(not) => silent(rule, &not),
        };
        return Decision::new(Answer::Known(Notice::Hinders), reason);
    }
    let limit = Limit {
        rule,
        key: keys::discipline::DETENTION_NOTICE,
        what: Word::literal("notice", "通知单位和家属", "notice to unit and family"),
        event: Word::literal("begun", "采取留置措施", "beginning of the detention"),
    };
    clock::run(&limit, Fact::Known(facts.begun), facts.notified, now, rules, calendar)
        .map(|answer| answer.map(Notice::Due))
}

/// 折抵: what days of detention are credited against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// 管制: days of public surveillance.
    pub surveillance: u64,
    /// 拘役、有期徒刑: days of criminal detention or imprisonment.
    pub imprisonment: u64,
}

impl fmt::Display for Credit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { surveillance, imprisonment } = self;
        write!(f, "{surveillance} days of surveillance, or {imprisonment} of imprisonment")
    }
}

impl Chinese for Credit {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { surveillance, imprisonment } = self;
        write!(f, "折抵管制{surveillance}日，或者折抵拘役、有期徒刑{imprisonment}日")
    }
}

/// What so many days of detention are credited against; undetermined where nothing is
/// laid down.
pub fn credit(days: u32, rules: RulesInForce<'_>) -> Decision<Answer<Credit>> {
    let rule = || crate::rule_name!("discipline/credit");
    let control = rules.get(keys::discipline::CREDIT_CONTROL);
    let prison = rules.get(keys::discipline::CREDIT_PRISON);
    let (control, prison) = match (control, prison) {
        (Ok(control), Ok(prison)) => (control, prison),
        (Err(not), _) | (_, Err(not)) => {
            return Decision::new(Answer::missing(not_laid_down(&not)), silent(rule(), &not));
        }
    };
    let times = |each: u32| u64::from(days).saturating_mul(u64::from(each));
    let credit =
        Credit { surveillance: times(control.value()), imprisonment: times(prison.value()) };
    let because = crate::sentence!(
        "a day of detention counts as {control} of surveillance and {prison} of imprisonment",
        "留置一日折抵管制{control}日，折抵拘役、有期徒刑{prison}日",
        control = control.value(),
        prison = prison.value(),
    );
    let reason = by(rule(), because, &control).citing(prison.citation().clone());
    Decision::new(Answer::Known(credit), reason)
}
