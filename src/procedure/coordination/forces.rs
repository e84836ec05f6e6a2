//! Who works together: the levels that have a hand in a case, and the task forces of a place.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{CaseId, OrganId, PersonId, TaskForceId};
use crate::base::truth::Truth;
use crate::decision::{Chinese, Decision, Reason, RuleName};
use crate::model::dossier::Dossier;
use crate::model::task_force::TaskForce;
use crate::procedure::fact::{by, silent};
use crate::rulebook::{InForce, RulesInForce, keys};
use crate::terms::coordination::TaskForceKind;
use crate::terms::office::Level;

/// The levels that have a hand in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    /// The case.
    pub case: CaseId,
    /// The levels of the organs that work on it, order it or look after it.
    pub levels: BTreeSet<Level>,
}

impl LinkFacts {
    /// The facts of a case of the dossier; nothing if it is not there.
    ///
    /// A level has a hand in it by the organ that filed or handled the case or ordered a
    /// change, by a task force that works on it, or by a supervision mission about it.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId) -> Option<Self> {
        let noun = dossier.case(case)?;
        let level = |organ: OrganId| dossier.organ(organ).map(|organ| organ.level());
        let mut levels = BTreeSet::from([noun.filed_level()]);
        for change in noun.changes() {
            levels.extend([change.from.level, change.to.level]);
            levels.extend(level(change.ordered_by));
        }
        let forces = dossier.task_forces().values().filter(|team| team.cases().contains(&case));
        levels.extend(forces.filter_map(|team| level(team.organ())));
        let missions = dossier.missions().values().filter(|m| m.cases().contains(&case));
        levels.extend(missions.filter_map(|mission| level(mission.by())));
        Some(Self { case, levels })
    }
}

/// 省市县三级联动: the levels of the place that have no hand in a case, in its order.
///
/// Empty where no rule asks for the levels to work together.
pub fn not_linked(facts: &LinkFacts, rules: RulesInForce<'_>) -> Decision<Vec<Level>> {
    let rule = crate::rule_name!("coordination/linked");
    let parameter = match rules.get(keys::coordination::LINKED_LEVELS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let wanted = parameter.value().words::<Level>().unwrap_or_default();
    let all = wanted.len();
    let open: Vec<Level> =
        wanted.into_iter().filter(|level| !facts.levels.contains(level)).collect();
    let because = crate::sentence!(
        "{done} of {all} levels have a hand in {case}",
        "{case}：{all}级中已有{done}级参与",
        done = all.saturating_sub(open.len()),
        all = all,
        case = facts.case,
    );
    Decision::new(open, by(rule, because, &parameter))
}

/// The task forces of a place on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForceFacts {
    /// 专案领导组: the leading groups of task forces.
    pub leading: BTreeSet<TaskForceId>,
    /// 专案组: the task forces, and whether each answers to a leading group.
    pub teams: Vec<(TaskForceId, bool)>,
    /// Those who belong to a task force, each once.
    pub cadres: BTreeSet<PersonId>,
}

impl ForceFacts {
    /// The task forces that an organ set up, or that answer to a leading group of it.
    ///
    /// A team without a time, or whose time is not known, counts as standing; a person
    /// counts whose membership on that day is certain.
    #[must_use]
    pub fn gather(dossier: &Dossier, organ: OrganId, day: Day) -> Self {
        let stands = |team: &&TaskForce| {
            team.period().is_none_or(|period| period.contains(day) != Truth::No)
        };
        let of_kind = |kind: TaskForceKind| {
            let teams = dossier.task_forces().values().filter(stands);
            teams.filter(move |team| *team.kind() == kind)
        };
        let leading: BTreeSet<TaskForceId> = of_kind(TaskForceKind::LeadingGroup)
            .filter(|team| team.organ() == organ)
            .map(TaskForce::id)
            .collect();
        let under = |team: &TaskForce| team.under().is_some_and(|group| leading.contains(&group));
        let own: Vec<&TaskForce> = of_kind(TaskForceKind::TaskForce)
            .filter(|team| team.organ() == organ || under(team))
            .collect();
        let cadres = own.iter().flat_map(|team| {
            let certain = |person: &PersonId| team.has_member_on(*person, day).is_yes();
            team.persons().into_iter().filter(certain)
        });
        Self {
            cadres: cadres.collect(),
            teams: own.iter().map(|team| (team.id(), under(team))).collect(),
            leading,
        }
    }
}

/// What the task forces of a place lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForceGap {
    /// 专案领导组: no leading group stands over them.
    NoLeadingGroup,
    /// Fewer task forces than the place has.
    Teams {
        /// How many there are.
        has: usize,
        /// How many the place has.
        wanted: u32,
    },
    /// A task force that answers to no leading group.
    NotUnder(TaskForceId),
    /// Fewer cadres than the place has brought together.
    Cadres {
        /// How many there are.
        has: usize,
        /// How many the place has.
        wanted: u32,
    },
}

impl fmt::Display for ForceGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLeadingGroup => f.write_str("no leading group of task forces"),
            Self::Teams { has, wanted } => write!(f, "{has} of {wanted} task forces"),
            Self::NotUnder(team) => write!(f, "{team} answers to no leading group"),
            Self::Cadres { has, wanted } => write!(f, "{has} of {wanted} cadres"),
        }
    }
}

impl Chinese for ForceGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLeadingGroup => f.write_str("未设专案领导组"),
            Self::Teams { has, wanted } => write!(f, "专案组{has}个，应有{wanted}个"),
            Self::NotUnder(team) => write!(f, "{team}未归专案领导组领导"),
            Self::Cadres { has, wanted } => write!(f, "专案力量{has}人，应有{wanted}人"),
        }
    }
}

/// 专案模式: what the task forces of a place lack; empty where it has laid down none.
///
/// More than the figures of the place is no fault; fewer is told.
pub fn task_forces(facts: &ForceFacts, rules: RulesInForce<'_>) -> Decision<Vec<ForceGap>> {
    let rule = crate::rule_name!("coordination/task-forces");
    let parameter = match rules.get(keys::coordination::TASK_FORCES) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let first = counted(rule, facts.teams.len(), &parameter);
    let mut gaps: Vec<ForceGap> =
        facts.leading.is_empty().then_some(ForceGap::NoLeadingGroup).into_iter().collect();
    let (has, wanted) = (facts.teams.len(), parameter.value());
    gaps.extend(fewer(has, wanted).then_some(ForceGap::Teams { has, wanted }));
    let alone = facts.teams.iter().filter(|(_, under)| !under);
    gaps.extend(alone.map(|(team, _)| ForceGap::NotUnder(*team)));
    let cadres = rules.get(keys::coordination::CADRES).ok();
    let has = facts.cadres.len();
    let short = cadres.as_ref().map(|cadres| cadres.value()).filter(|wanted| fewer(has, *wanted));
    gaps.extend(short.map(|wanted| ForceGap::Cadres { has, wanted }));
    let rule = crate::rule_name!("coordination/cadres");
    let second = cadres.map(|cadres| counted(rule, has, &cadres));
    Decision::new(gaps, first).and_all(second)
}

fn fewer(has: usize, wanted: u32) -> bool {
    u32::try_from(has).is_ok_and(|has| has < wanted)
}

fn counted(rule: RuleName, has: usize, wanted: &InForce<'_, u32>) -> Reason {
    let because = crate::sentence!(
        "{has} of {wanted}",
        "应有{wanted}，现有{has}",
        has = has,
        wanted = wanted.value(),
    );
    by(rule, because, wanted)
}
