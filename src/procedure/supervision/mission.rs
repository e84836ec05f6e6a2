//! What must be right before a mission is sent, and who must be visited.

use std::collections::BTreeSet;

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::deadline::Deadline;
use crate::base::id::{OrganId, SupervisionId};
use crate::base::period::{End, Start};
use crate::decision::{Condition, Decision, Reason, Refusal, Sentence, Word};
use crate::model::dossier::Dossier;
use crate::model::supervision::SupervisionMission;
use crate::procedure::condition::{self, Says, find_out, needs, supply};
use crate::procedure::fact::{by, recorded, silent};
use crate::procedure::holders;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::office::{LeaderRole, Rank, RankBand};
use crate::terms::supervision::{
    SupervisionAspect, SupervisionMeasure, SupervisionMode, SupervisionTeam,
};

/// What sending a mission looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissionFacts {
    /// How it is carried out.
    pub mode: SupervisionMode,
    /// Which of the measures it is; none while nobody has chosen.
    pub measure: Option<SupervisionMeasure>,
    /// What kind of team it sends; none if nobody has said.
    pub team: Option<SupervisionTeam>,
    /// The rank of whoever leads it.
    pub leader_rank: Fact<Rank>,
    /// Whether whoever leads it belongs to the leading team of the organ that sends it.
    pub led_by_member: Fact<bool>,
    /// How many units it looks at.
    pub units: usize,
    /// How many cases and clues it is about.
    pub matters: usize,
    /// The aspects that it looks at.
    pub aspects: BTreeSet<SupervisionAspect>,
    /// Its first day, and the first day after it; none while they are not set.
    pub days: Option<(Day, Day)>,
}

impl MissionFacts {
    /// The facts of a mission of the dossier; nothing if it is not there.
    ///
    /// Whoever leads belongs to the leading team by a tenure in the organ on the first day.
    #[must_use]
    pub fn gather(dossier: &Dossier, mission: SupervisionId) -> Option<Self> {
        dossier.mission(mission).map(|mission| Self::of(dossier, mission))
    }

    /// The same of a mission that stands in the dossier or is about to.
    #[must_use]
    pub fn of(dossier: &Dossier, mission: &SupervisionMission) -> Self {
        let period = mission.period();
        let days = period.and_then(|period| match (period.start(), period.end()) {
            (Start::On(first), End::Before(until)) => Some((first, until)),
            _ => None,
        });
        Self {
            mode: mission.mode(),
            measure: mission.measure(),
            team: mission.team().cloned(),
            leader_rank: recorded(mission.leader_rank()),
            led_by_member: led_by_member(dossier, mission, days.map(|(first, _)| first)),
            units: mission.units().len(),
            matters: mission.cases().len().saturating_add(mission.clues().len()),
            aspects: mission.aspects().iter().copied().collect(),
            days,
        }
    }

    fn is_central(&self) -> bool {
        self.team == Some(SupervisionTeam::CentralGroup)
    }
}

fn led_by_member(
    dossier: &Dossier,
    mission: &SupervisionMission,
    first: Option<Day>,
) -> Fact<bool> {
    let (Some(leader), Some(first)) = (mission.leader(), first) else {
        return Fact::NotKnown(NotKnown::NeverAsked);
    };
    let roles = LeaderRole::ALL.into_iter();
    holders::any(roles.map(|role| holders::leads(dossier, leader, mission.by(), role, first)))
}

const ONE_ON_ONE: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G25",
    "members of the Provincial Commission for Discipline Inspection led the team",
    Certainty::Stated,
);

const POINT_TO_POINT: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G02, G23, G26",
    "4 supervision teams to conduct point-to-point supervision of 6 key cases",
    Certainty::Reading,
);

fn sender() -> Word {
    Word::literal("supervising_organ", "督导机关", "supervising organ")
}

/// Whether a mission may be sent as it stands.
///
/// The measure is asked of missions of the place, not of a central group; the aspects and
/// the stay of a central group alone; the rank of a supervision and research group alone.
///
/// # Errors
///
/// A [`Refusal`] with everything that is missing or wrong.
pub fn may_send(
    facts: &MissionFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Result<Decision<()>, Refusal> {
    let mut conditions: Vec<Condition> = target(facts).into_iter().collect();
    conditions.extend(measure(facts, rules));
    conditions.extend(leader_rank(facts, rules));
    conditions.extend(led(facts));
    conditions.extend(aspects(facts, rules));
    conditions.extend(stay(facts, rules, calendar));
    let because = crate::sentence!("nothing more is asked of such a mission", "此类督导无其他要求");
    let otherwise = Reason::new(crate::rule_name!("supervision/target"), because, POINT_TO_POINT);
    condition::decide(conditions, crate::sentence!("send the mission", "派出督导组"), (), otherwise)
}

fn target(facts: &MissionFacts) -> Option<Condition> {
    let rule = || crate::rule_name!("supervision/target");
    let (there, yes, no, fact, citation) = match facts.mode {
        SupervisionMode::PointToPoint => (
            facts.units > 0 || facts.matters > 0,
            crate::sentence!("it names what it is sent to", "已明确督导对象"),
            crate::sentence!(
                "point-to-point supervision names a case, a clue or a unit",
                "点对点督导应当明确案件、线索或者单位",
            ),
            "targets",
            POINT_TO_POINT,
        ),
        SupervisionMode::OneOnOne => (
            facts.units == 1,
            crate::sentence!("it names one unit", "已明确一个单位"),
            crate::sentence!("one-on-one supervision names one unit", "一对一督导应当明确一个单位"),
            "units",
            ONE_ON_ONE,
        ),
        _ => return None,
    };
    let reason = |because: Sentence| Reason::new(rule(), because, citation.clone());
    let how = crate::sentence!("name whom or what it is sent to", "明确督导对象");
    Some(if there {
        Condition::met(reason(yes))
    } else {
        Condition::unmet(reason(no), supply(fact, how, sender()))
    })
}

fn measure(facts: &MissionFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let listed = rules.get(keys::supervision::MEASURES).ok().filter(|_| !facts.is_central())?;
    let rule = crate::rule_name!("supervision/measure");
    let how = crate::sentence!("choose a measure of the place", "选定本地督导措施");
    let remedy = supply("measure", how, sender());
    Some(match facts.measure {
        Some(measure) if listed.value().contains(measure.code()) => {
            let because = crate::sentence!(
                "the measure is chosen: {measure}",
                "已选定督导措施：{measure}",
                measure = Word::of(&measure),
            );
            Condition::met(by(rule, because, &listed))
        }
        Some(measure) => {
            let because = crate::sentence!(
                "{measure} is no measure of the place",
                "本地督导措施不含{measure}",
                measure = Word::of(&measure),
            );
            Condition::unmet(by(rule, because, &listed), remedy)
        }
        None => {
            let because =
                crate::sentence!("no measure is chosen for the problem", "尚未对症选定督导措施");
            Condition::unmet(by(rule, because, &listed), remedy)
        }
    })
}

fn leader_rank(facts: &MissionFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    if facts.team != Some(SupervisionTeam::ResearchGroup) {
        return None;
    }
    let parameter = rules.get(keys::supervision::TEAM_LEADER_RANK).ok()?;
    let bands = parameter.value().words::<RankBand>().unwrap_or_default();
    let lowest = bands.into_iter().min()?;
    let least = || Word::of(&lowest);
    let enough = facts.leader_rank.map(|rank| rank.band() >= Some(lowest));
    let says = Says {
        yes: crate::sentence!(
            "its leader is of {least} or above",
            "组长职级达到{least}",
            least = least()
        ),
        no: crate::sentence!("its leader is below {least}", "组长职级低于{least}", least = least()),
        open: crate::sentence!(
            "its leader must be of {least} or above, and the rank is not known",
            "组长职级应当达到{least}，现职级不明",
            least = least(),
        ),
    };
    let reason = |because| by(crate::rule_name!("supervision/leader-rank"), because, &parameter);
    let how = crate::sentence!("name a leader of such a rank", "指定符合职级的组长");
    Some(needs(enough, says, &reason, supply("leader_rank", how, sender())))
}

fn led(facts: &MissionFacts) -> Option<Condition> {
    if facts.mode != SupervisionMode::OneOnOne {
        return None;
    }
    let reason =
        |because: Sentence| Reason::new(crate::rule_name!("supervision/led"), because, ONE_ON_ONE);
    let says = Says {
        yes: crate::sentence!("a member of the leading team leads it", "由班子成员带队"),
        no: crate::sentence!("no member of the leading team leads it", "未由班子成员带队"),
        open: crate::sentence!(
            "it is not known whether a member of the leading team leads it",
            "是否由班子成员带队尚不明确",
        ),
    };
    let how = crate::sentence!("let a member of the leading team lead it", "由班子成员带队");
    Some(needs(facts.led_by_member, says, &reason, supply("led_by_member", how, sender())))
}

/// One condition for each aspect of the place.
fn aspects(facts: &MissionFacts, rules: RulesInForce<'_>) -> Vec<Condition> {
    let parameter = rules.get(keys::supervision::ASPECTS);
    let (true, Ok(parameter)) = (facts.is_central(), parameter) else { return Vec::new() };
    let wanted = parameter.value().words::<SupervisionAspect>().unwrap_or_default();
    let one = |aspect: SupervisionAspect| {
        let rule = crate::rule_name!("supervision/aspects");
        let word = || Word::of(&aspect);
        if facts.aspects.contains(&aspect) {
            let because =
                crate::sentence!("it looks at: {aspect}", "督导内容含：{aspect}", aspect = word());
            return Condition::met(by(rule, because, &parameter));
        }
        let because = crate::sentence!(
            "it does not look at: {aspect}",
            "督导内容缺：{aspect}",
            aspect = word()
        );
        let how =
            crate::sentence!("look at it too: {aspect}", "纳入督导内容：{aspect}", aspect = word());
        Condition::unmet(by(rule, because, &parameter), supply("aspects", how, sender()))
    };
    wanted.into_iter().map(one).collect()
}

fn stay(
    facts: &MissionFacts,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
) -> Option<Condition> {
    let parameter =
        rules.get(keys::supervision::CENTRAL_STAY).ok().filter(|_| facts.is_central())?;
    let rule = crate::rule_name!("supervision/stay");
    let how = crate::sentence!(
        "set its first and last day within the term",
        "在规定期限内确定进驻起止日"
    );
    let remedy = || supply("days", how.clone(), sender());
    let Some((first, until)) = facts.days else {
        let because = crate::sentence!("its days are not set", "进驻起止日尚未确定");
        let reason = by(rule, because, &parameter);
        return Some(Condition::unknown(reason, NotKnown::NeverAsked, remedy()));
    };
    let term = Moment::china(first, 0, 0)
        .and_then(|start| Deadline::new(start, parameter.value(), calendar).ok());
    let Some(term) = term else {
        let because =
            crate::sentence!("the work calendar cannot count the stay", "工作日历无法计算进驻期限");
        let learn =
            find_out("work_calendar", Word::literal("calendar", "工作日历", "work calendar"));
        return Some(Condition::unknown(by(rule, because, &parameter), NotKnown::NotYetDue, learn));
    };
    let last = term.last_day();
    let because = crate::sentence!(
        "a stay of {length} from {first} ends on {last}",
        "自{first}起进驻{length}，至{last}止",
        length = parameter.value().length(),
        first = first,
        last = last,
    );
    let reason = by(rule, because, &parameter);
    let in_time = last.next().is_ok_and(|after| until <= after);
    Some(if in_time { Condition::met(reason) } else { Condition::unmet(reason, remedy()) })
}

/// A unit that the central group criticized, and who has been there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FedBack {
    /// The unit.
    pub unit: OrganId,
    /// When it was told.
    pub told: Moment,
    /// The missions that looked at it: how, and from when on.
    pub visits: Vec<(SupervisionMode, Moment)>,
}

impl FedBack {
    /// The units of the dossier in which a central group found a problem, by their ids.
    ///
    /// Told is the earliest of its problems. A mission without a first day is no visit.
    #[must_use]
    pub fn gather(dossier: &Dossier) -> Vec<Self> {
        let central = |by: SupervisionId| {
            dossier.mission(by).is_some_and(|m| m.team() == Some(&SupervisionTeam::CentralGroup))
        };
        let mut told = std::collections::BTreeMap::new();
        for problem in dossier.problems().values() {
            let by = problem.found_by().filter(|by| central(*by));
            if let (Some(_), Some(unit), Some(when)) = (by, problem.unit(), problem.fed_back()) {
                let earliest = told.entry(unit).or_insert_with(|| when.occurred_at());
                *earliest = when.occurred_at().min(*earliest);
            }
        }
        let visits = |unit: OrganId| -> Vec<(SupervisionMode, Moment)> {
            let missions = dossier.missions().values().filter(|m| m.units().contains(&unit));
            let first = missions.filter_map(|mission| match mission.period()?.start() {
                Start::On(day) => Some((mission.mode(), Moment::china(day, 0, 0)?)),
                Start::Unknown => None,
            });
            first.collect()
        };
        let of = |(unit, told)| Self { unit, told, visits: visits(unit) };
        told.into_iter().map(of).collect()
    }
}

/// The units that the central group criticized and that nobody has visited since, in one
/// of the ways of the place; sorted. Empty where no rule asks for it.
pub fn unattended(units: &[FedBack], rules: RulesInForce<'_>) -> Decision<Vec<OrganId>> {
    let rule = crate::rule_name!("supervision/after-feedback");
    let parameter = match rules.get(keys::supervision::AFTER_FEEDBACK) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let ways = parameter.value().words::<SupervisionMode>().unwrap_or_default();
    let visited = |unit: &&FedBack| {
        unit.visits.iter().any(|(mode, from)| ways.contains(mode) && *from >= unit.told)
    };
    let open: BTreeSet<OrganId> =
        units.iter().filter(|unit| !visited(unit)).map(|unit| unit.unit).collect();
    let because = crate::sentence!(
        "{open} of {all} units that were criticized have not been visited since",
        "{all}个被反馈问题的单位中{open}个尚未督查",
        open = open.len(),
        all = units.iter().map(|unit| unit.unit).collect::<BTreeSet<_>>().len(),
    );
    Decision::new(open.into_iter().collect(), by(rule, because, &parameter))
}
