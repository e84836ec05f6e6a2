//! Hard cases, listed matters, progress meetings, milestones.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::{Day, Moment};
use crate::base::id::{CaseId, MeetingId, OrganId, RecordId, SupervisionId};
use crate::base::text::{Code, Line};
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Sentence, Word,
};
use crate::model::dossier::Dossier;
use crate::model::follow_up::FollowUpProgress;
use crate::model::supervision::{ListedProgress, ListedSupervision, Matter};
use crate::procedure::condition::{self, Says, needs, supply};
use crate::procedure::fact::{by, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::handling::CaseDifficulty;
use crate::terms::supervision::SupervisionMode;

/// A case, how hard it is, and how it is supervised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardCase {
    /// The case.
    pub case: CaseId,
    /// Whether it is a bone or nail case.
    pub difficulty: Fact<CaseDifficulty>,
    /// How it is supervised now.
    pub supervised: BTreeSet<SupervisionMode>,
}

impl HardCase {
    /// The facts of a case of the dossier; nothing if it is not there.
    ///
    /// It is supervised by every mission that names it, and by the list as long as it is
    /// not struck off.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId) -> Option<Self> {
        let noun = dossier.case(case)?;
        let missions = dossier.missions().values().filter(|m| m.cases().contains(&case));
        let listed = dossier.listed_supervisions().values().filter(|listed| {
            let open = !matches!(listed.stage(), ListedProgress::StruckOff { .. });
            open && *listed.matter() == Matter::Case(case)
        });
        let supervised = missions.map(|mission| mission.mode());
        Some(Self {
            case,
            difficulty: recorded(noun.difficulty()),
            supervised: supervised.chain(listed.map(|listed| listed.mode())).collect(),
        })
    }
}

/// The ways in which a case must be supervised and is not, in the order of the place.
///
/// Empty for an ordinary case, and where no rule asks. Undetermined while nobody has
/// judged how hard it is, if something would be missing.
pub fn hard_case(
    facts: &HardCase,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Vec<SupervisionMode>>> {
    let rule = || crate::rule_name!("supervision/hard-case");
    let parameter = match rules.get(keys::supervision::HARD_CASE_MEASURES) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Answer::Known(Vec::new()), silent(rule(), &not)),
    };
    let wanted = parameter.value().words::<SupervisionMode>().unwrap_or_default();
    let lacks: Vec<_> =
        wanted.into_iter().filter(|mode| !facts.supervised.contains(mode)).collect();
    let reason = |because| by(rule(), because, &parameter);
    match facts.difficulty {
        Fact::Known(CaseDifficulty::Ordinary) => {
            let because = crate::sentence!("it is an ordinary case", "属一般案件");
            Decision::new(Answer::Known(Vec::new()), reason(because))
        }
        Fact::NotKnown(why) if !lacks.is_empty() => {
            let missing = Missing::new(
                const { Code::literal("difficulty") },
                crate::sentence!("whether it is a bone or nail case", "是否属骨头案、钉子案"),
                why,
            );
            let because =
                crate::sentence!("how hard the case is nobody has judged", "案件难易程度尚未研判",);
            Decision::new(Answer::missing(missing), reason(because))
        }
        Fact::Known(_) | Fact::NotKnown(_) => {
            let because = crate::sentence!(
                "a bone or nail case: {lacks} ways of supervision are missing",
                "属骨头案、钉子案：缺{lacks}种督导方式",
                lacks = lacks.len(),
            );
            Decision::new(Answer::Known(lacks), reason(because))
        }
    }
}

/// A matter on the list, as the rules look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFacts {
    /// The entry of the list.
    pub listed: SupervisionId,
    /// The last day for it; none if none was set.
    pub due: Option<Day>,
    /// When progress was last reported, with nobody urging again since.
    pub reported: Option<Moment>,
    /// When it was struck off.
    pub struck_off: Option<Moment>,
    /// Whether the matter is settled: the case broken through, the clue closed.
    pub settled: Fact<bool>,
}

impl ListedFacts {
    /// The facts of an entry. Whether the matter is settled is for people to judge.
    #[must_use]
    pub fn of(listed: &ListedSupervision, settled: Fact<bool>) -> Self {
        let last = listed.stages().last();
        let at = last.when.occurred_at();
        Self {
            listed: listed.id(),
            due: listed.due(),
            reported: matches!(last.state, ListedProgress::Reported { .. }).then_some(at),
            struck_off: matches!(last.state, ListedProgress::StruckOff { .. }).then_some(at),
            settled,
        }
    }

    /// The facts of an entry of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, listed: SupervisionId, settled: Fact<bool>) -> Option<Self> {
        Some(Self::of(dossier.listed_supervision(listed)?, settled))
    }
}

/// 挂账情况: how a listed matter stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// 挂账: it stands on the list.
    Open,
    /// 逾期: it stands on the list, and its last day has gone by.
    Overdue,
    /// 销号: it is struck off.
    StruckOff,
}

impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Open => "on the list",
            Self::Overdue => "on the list, overdue",
            Self::StruckOff => "struck off",
        })
    }
}

impl Chinese for Listing {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "挂账中",
            Self::Overdue => "挂账中，已逾期",
            Self::StruckOff => "已销号",
        })
    }
}

const LISTED: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C13",
    "实行分类跟进、挂账督办",
    Certainty::Reading,
);

fn listed(rule: crate::decision::RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, LISTED)
}

/// Whether a day is over at a moment, on the clocks of the place where the moment is told.
fn is_past(day: Day, now: Moment) -> bool {
    now.day() > day
}

/// How a listed matter stands at `now`. Its last day belongs to the time that it has.
pub fn listing(facts: &ListedFacts, now: Moment) -> Decision<Listing> {
    let rule = crate::rule_name!("supervision/listed");
    if let Some(at) = facts.struck_off.filter(|at| *at <= now) {
        let because = crate::sentence!("it was struck off on {at}", "已于{at}销号", at = at);
        return Decision::new(Listing::StruckOff, listed(rule, because));
    }
    match facts.due {
        Some(due) if is_past(due, now) => {
            let because = crate::sentence!(
                "it stands on the list, and its last day was {due}",
                "仍在挂账，办结时限为{due}",
                due = due,
            );
            Decision::new(Listing::Overdue, listed(rule, because))
        }
        _ => {
            let because = crate::sentence!(
                "it stands on the list until it is struck off",
                "未销号前持续挂账"
            );
            Decision::new(Listing::Open, listed(rule, because))
        }
    }
}

/// Whether a matter may be struck off the list.
///
/// # Errors
///
/// A [`Refusal`] if it was struck off before, if no progress was reported, or if nobody
/// knows that it is settled.
pub fn may_strike_off(facts: &ListedFacts) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("supervision/strike-off");
    let reason = |because: Sentence| listed(rule(), because);
    let unit = || Word::literal("supervised_organ", "被督办单位", "supervised organ");
    let once = if facts.struck_off.is_some() {
        let because = crate::sentence!("it was struck off already", "已经销号");
        let why = crate::sentence!("a matter is struck off once", "同一事项只销号一次");
        Condition::forbidden(reason(because), Remedy::none(why))
    } else {
        Condition::met(reason(crate::sentence!("it stands on the list", "尚在挂账")))
    };
    let reported = if facts.reported.is_some() || facts.struck_off.is_some() {
        Condition::met(reason(crate::sentence!("progress was reported", "已报告进展")))
    } else {
        let because = crate::sentence!("no progress was reported since", "尚未报告进展");
        let how = crate::sentence!("report the progress", "报告办理进展");
        let cure = Cure::command(const { Code::literal("advance_listed") }, how, unit());
        Condition::unmet(reason(because), Remedy::by(cure))
    };
    let says = Says {
        yes: crate::sentence!("the matter is settled", "事项已办结"),
        no: crate::sentence!("the matter is not settled", "事项尚未办结"),
        open: crate::sentence!(
            "it is not known whether the matter is settled",
            "事项是否办结尚不明确"
        ),
    };
    let how = crate::sentence!("settle it and write that down", "办结并记录");
    let settled = needs(facts.settled, says, &reason, supply("settled", how, unit()));
    let step = crate::sentence!("strike the matter off the list", "销号");
    let otherwise = reason(crate::sentence!("it stands on the list", "尚在挂账"));
    condition::decide(vec![once, reported, settled], step, (), otherwise)
}

/// A progress meeting, and the cases that it was to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressMeeting {
    /// The meeting.
    pub meeting: MeetingId,
    /// The cases that were being followed when it was held.
    pub followed: BTreeSet<CaseId>,
    /// The cases that it heard, one by one.
    pub heard: BTreeSet<CaseId>,
    /// The cases that it gave a direction.
    pub directed: BTreeSet<CaseId>,
    /// 集体研究: whether it decided as a body.
    pub collective: bool,
}

impl ProgressMeeting {
    /// The facts of a meeting of the dossier; nothing if it is not there.
    ///
    /// Followed are the police cases of the organs that called it, opened before it was
    /// held and not signed off by then.
    #[must_use]
    pub fn gather(dossier: &Dossier, meeting: MeetingId) -> Option<Self> {
        let noun = dossier.meeting(meeting)?;
        let held = noun.held().occurred_at();
        let followed = dossier.follow_ups().values().filter(|follow_up| {
            let opened = follow_up.stages().first().when.occurred_at();
            let over = follow_up
                .stages()
                .first_time(|stage| matches!(stage, FollowUpProgress::SignedOff { .. }));
            noun.called_by().contains(&follow_up.organ())
                && opened <= held
                && over.is_none_or(|over| over.occurred_at() > held)
        });
        Some(Self {
            meeting,
            followed: followed.map(|follow_up| follow_up.police_case()).collect(),
            heard: noun.cases().iter().copied().collect(),
            directed: noun.directions().iter().map(|direction| direction.case).collect(),
            collective: noun.collective(),
        })
    }
}

/// What a progress meeting left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeetingGap {
    /// It did not decide as a body.
    NotCollective,
    /// 未逐案听取: a case that is being followed was not heard.
    NotHeard(CaseId),
    /// 未提出核查方向: a case was heard and given no direction.
    NoDirection(CaseId),
}

impl fmt::Display for MeetingGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCollective => f.write_str("not studied collectively"),
            Self::NotHeard(case) => write!(f, "{case} not heard"),
            Self::NoDirection(case) => write!(f, "{case} given no direction"),
        }
    }
}

impl Chinese for MeetingGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCollective => f.write_str("未集体研究"),
            Self::NotHeard(case) => write!(f, "{case}未逐案听取"),
            Self::NoDirection(case) => write!(f, "{case}未提出核查方向"),
        }
    }
}

/// What a progress meeting left out, sorted. Empty where no rule asks.
pub fn progress_meeting(
    facts: &ProgressMeeting,
    rules: RulesInForce<'_>,
) -> Decision<Vec<MeetingGap>> {
    let rule = crate::rule_name!("supervision/progress-meeting");
    let parameter = match rules.get(keys::follow_up::MEETING_COLLECTIVE) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let mut gaps = Vec::new();
    if parameter.value() {
        gaps.extend((!facts.collective).then_some(MeetingGap::NotCollective));
        let unheard = facts.followed.difference(&facts.heard).copied();
        gaps.extend(unheard.map(MeetingGap::NotHeard));
        let undirected = facts.heard.difference(&facts.directed).copied();
        gaps.extend(undirected.map(MeetingGap::NoDirection));
    }
    let because = crate::sentence!(
        "{heard} cases were heard; the meeting left out {gaps} things",
        "听取{heard}件案件，遗漏{gaps}项",
        heard = facts.heard.len(),
        gaps = gaps.len(),
    );
    Decision::new(gaps, by(rule, because, &parameter))
}

/// A milestone of a work plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What has to be there.
    pub deliverable: Line,
    /// The last day.
    pub due: Day,
    /// Who has to see to it; none if nobody is named.
    pub unit: Option<OrganId>,
    /// When it was there.
    pub done: Option<Moment>,
}

/// How a milestone stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MilestoneState {
    /// 如期完成: it was there in time.
    Done,
    /// 逾期完成: it was there, too late.
    DoneLate,
    /// 推进中: it is not there, and its last day is not over.
    Open,
    /// 逾期: it is not there, and its last day is over.
    Overdue,
}

impl fmt::Display for MilestoneState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Done => "done",
            Self::DoneLate => "done late",
            Self::Open => "open",
            Self::Overdue => "overdue",
        })
    }
}

impl Chinese for MilestoneState {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Done => "如期完成",
            Self::DoneLate => "逾期完成",
            Self::Open => "推进中",
            Self::Overdue => "已逾期",
        })
    }
}

/// How the milestones of a plan stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestones {
    /// The state of each, in the order of the plan.
    pub states: Vec<MilestoneState>,
    /// The milestones for which nobody is named, by their place in the plan, from 0.
    pub nobodys: Vec<usize>,
}

impl Milestones {
    /// The milestones of a plan of the dossier, in its order; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, plan: RecordId) -> Option<Vec<Milestone>> {
        let plan = dossier.work_plan(plan)?;
        let of = |milestone: &crate::model::work_plan::Milestone| Milestone {
            deliverable: milestone.deliverable.clone(),
            due: milestone.due,
            unit: milestone.unit,
            done: milestone.done.map(|when| when.occurred_at()),
        };
        Some(plan.milestones().iter().map(of).collect())
    }
}

const TIMETABLE: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G08",
    "clarifying the “timetable” and “road map”",
    Certainty::Reading,
);

/// How the milestones of a plan stand at `now`. The last day belongs to the time.
pub fn milestones(plan: &[Milestone], now: Moment) -> Decision<Milestones> {
    let state = |milestone: &Milestone| match milestone.done.filter(|done| *done <= now) {
        Some(done) if is_past(milestone.due, done) => MilestoneState::DoneLate,
        Some(_) => MilestoneState::Done,
        None if is_past(milestone.due, now) => MilestoneState::Overdue,
        None => MilestoneState::Open,
    };
    let states: Vec<MilestoneState> = plan.iter().map(state).collect();
    let nobodys = plan.iter().enumerate().filter(|(_, milestone)| milestone.unit.is_none());
    let nobodys: Vec<usize> = nobodys.map(|(place, _)| place).collect();
    let because = crate::sentence!(
        "{overdue} of {all} milestones are overdue, for {nobodys} nobody is named",
        "{all}个节点中{overdue}个逾期，{nobodys}个未明确责任单位",
        overdue = states.iter().filter(|state| **state == MilestoneState::Overdue).count(),
        all = states.len(),
        nobodys = nobodys.len(),
    );
    let reason = Reason::new(crate::rule_name!("supervision/milestone"), because, TIMETABLE);
    Decision::new(Milestones { states, nobodys }, reason)
}
