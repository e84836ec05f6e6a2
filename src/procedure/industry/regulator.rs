//! Regulators: what they passed over, which are owed, and who looked for themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::id::{LeadingGroupId, OrganId, RecordId};
use crate::decision::{Chinese, Decision, Reason, Word};
use crate::model::dossier::Dossier;
use crate::model::regulator::RegulatorReturn;
use crate::procedure::fact::{by, silent};
use crate::procedure::industry::figure::Amount;
use crate::provenance::{Certainty, Citation, Fact};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::gang::LocalBully;
use crate::terms::industry::{Industry, IndustryChaos, SpotCheck};

/// What a regulator reported about its industry, and the labels of the gangs in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnFacts {
    /// The industry.
    pub industry: Industry,
    /// The kinds of chaos that the return names.
    pub chaos: BTreeSet<IndustryChaos>,
    /// What people call the gangs that are on record as at work in the industry.
    pub labels: BTreeSet<LocalBully>,
}

impl ReturnFacts {
    /// The facts of a return of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, record: RecordId) -> Option<Self> {
        let entry = dossier.regulator_return(record)?;
        let gangs = dossier.gangs().values();
        let here = gangs.filter(|gang| gang.industries().contains(entry.industry()));
        Some(Self {
            industry: entry.industry().clone(),
            chaos: entry.chaos().iter().cloned().collect(),
            labels: here.flat_map(|gang| gang.labels().iter().cloned()).collect(),
        })
    }
}

/// The chaos that a label of a gang stands for; none for a street bully.
const fn chaos_of(label: &LocalBully) -> Option<IndustryChaos> {
    match label {
        LocalBully::Village => Some(IndustryChaos::VillageBully),
        LocalBully::Mine => Some(IndustryChaos::MineBully),
        LocalBully::Market | LocalBully::Trade => Some(IndustryChaos::MarketBully),
        _ => None,
    }
}

/// What a return passes over, or names with another industry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChaosGap {
    /// A kind of chaos that is named with the industry, or with a gang in it.
    PassedOver(IndustryChaos),
    /// A kind of chaos that is named with another industry.
    OfAnother {
        /// The chaos.
        chaos: IndustryChaos,
        /// The industry that it is named with.
        industry: Industry,
    },
}

impl fmt::Display for ChaosGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PassedOver(chaos) => write!(f, "passed over: {chaos}"),
            Self::OfAnother { chaos, industry } => write!(f, "{chaos} is named with {industry}"),
        }
    }
}

impl Chinese for ChaosGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PassedOver(chaos) => write!(f, "未涉及：{}", chaos.term()),
            Self::OfAnother { chaos, industry } => {
                write!(f, "{}属于{}领域", chaos.term(), industry.term())
            }
        }
    }
}

const CHAOS: Citation = Citation::literal(
    "甘肃三年查处涉黑涉恶腐败和“保护伞”问题1303件",
    Some(crate::day!(2021, 4, 22)),
    "G28",
    "transport, culture and tourism, construction, natural resources, market supervision, townships",
    Certainty::Reading,
);

/// 行业乱象: what the return of a regulator passes over, and what belongs elsewhere.
///
/// A kind of chaos that was looked for and not found is to be named too; passing it over
/// says that nobody looked, and accuses nobody. A kind that a gang's label stands for may
/// be named with any industry.
pub fn chaos(facts: &ReturnFacts) -> Decision<Vec<ChaosGap>> {
    let of_label: BTreeSet<IndustryChaos> = facts.labels.iter().filter_map(chaos_of).collect();
    let named = |chaos: &IndustryChaos| chaos.named_with().as_ref() == Some(&facts.industry);
    let wanted =
        IndustryChaos::ALL.into_iter().filter(|chaos| named(chaos) || of_label.contains(chaos));
    let mut gaps: Vec<ChaosGap> =
        wanted.filter(|chaos| !facts.chaos.contains(chaos)).map(ChaosGap::PassedOver).collect();
    let elsewhere = facts.chaos.iter().filter(|chaos| !of_label.contains(chaos));
    gaps.extend(elsewhere.filter_map(|chaos| {
        let industry = chaos.named_with().filter(|other| *other != facts.industry)?;
        Some(ChaosGap::OfAnother { chaos: chaos.clone(), industry })
    }));
    let because = crate::sentence!(
        "{industry}: {named} kinds of chaos are named; {gaps} things are amiss",
        "{industry}：列明乱象{named}种，{gaps}处不符",
        industry = Word::of(&facts.industry),
        named = facts.chaos.len(),
        gaps = gaps.len(),
    );
    Decision::new(gaps, Reason::new(crate::rule_name!("industry/chaos"), because, CHAOS))
}

/// The departments of key industries, and what was done with each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartmentFacts {
    /// 督促: the departments that are urged.
    pub urged: BTreeSet<OrganId>,
    /// Those that handed in what they did.
    pub returned: BTreeSet<OrganId>,
    /// Those that were inspected against their plan.
    pub inspected: BTreeSet<OrganId>,
}

impl DepartmentFacts {
    /// The departments that are handed in, with what the dossier holds on each.
    #[must_use]
    pub fn gather(dossier: &Dossier, urged: BTreeSet<OrganId>) -> Self {
        let returned = dossier.regulator_returns().values().map(RegulatorReturn::regulator);
        let inspections = dossier.covert_visits().values();
        let inspections = inspections.filter(|one| *one.check() == SpotCheck::PlanInspection);
        let inspected = inspections.filter_map(|one| one.regulator());
        Self { urged, returned: returned.collect(), inspected: inspected.collect() }
    }
}

/// What is still owed to the departments of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DepartmentGap {
    /// Fewer departments are urged than the place has.
    Fewer {
        /// How many are urged.
        has: usize,
        /// How many the place has.
        wanted: u32,
    },
    /// A department that handed in nothing.
    NoReturn(OrganId),
    /// A department that was not inspected against its plan.
    NotInspected(OrganId),
}

impl fmt::Display for DepartmentGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fewer { has, wanted } => write!(f, "{has} of {wanted} departments"),
            Self::NoReturn(organ) => write!(f, "{organ} handed in nothing"),
            Self::NotInspected(organ) => write!(f, "{organ} was not inspected"),
        }
    }
}

impl Chinese for DepartmentGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fewer { has, wanted } => write!(f, "督促部门{has}家，应有{wanted}家"),
            Self::NoReturn(organ) => write!(f, "{organ}未报整治情况"),
            Self::NotInspected(organ) => write!(f, "{organ}未对照方案检查"),
        }
    }
}

/// What is still owed to the departments of key industries, by kind and department. Empty
/// where no rule asks.
pub fn departments(
    facts: &DepartmentFacts,
    rules: RulesInForce<'_>,
) -> Decision<Vec<DepartmentGap>> {
    let rule = crate::rule_name!("industry/departments");
    let parameter = match rules.get(keys::industry::REGULATORS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let (has, wanted) = (facts.urged.len(), parameter.value());
    let fewer = u64::try_from(has).is_ok_and(|has| has < u64::from(wanted));
    let mut gaps: Vec<DepartmentGap> =
        fewer.then_some(DepartmentGap::Fewer { has, wanted }).into_iter().collect();
    let silent_ones = facts.urged.difference(&facts.returned).copied();
    let unseen: Vec<OrganId> = facts.urged.difference(&facts.inspected).copied().collect();
    gaps.extend(silent_ones.map(DepartmentGap::NoReturn));
    let because = crate::sentence!(
        "{has} of {wanted} departments are urged, {returned} of them have handed in what they did",
        "应督促{wanted}家，已督促{has}家，其中{returned}家已报整治情况",
        has = has,
        wanted = wanted,
        returned = facts.urged.intersection(&facts.returned).count(),
    );
    let first = by(rule, because, &parameter);
    let because = crate::sentence!(
        "{open} of {has} departments were not inspected against their plan",
        "{has}家中{open}家未对照整治方案检查",
        open = unseen.len(),
        has = has,
    );
    let second = by(crate::rule_name!("industry/plan-inspected"), because, &parameter);
    gaps.extend(unseen.into_iter().map(DepartmentGap::NotInspected));
    Decision::new(gaps, first).and(second)
}

const MAIN_FORCE: Citation = Citation::literal(
    "河南省扫黑除恶专项斗争综述",
    None,
    "H19",
    "每个成员单位都是主力军",
    Certainty::Reading,
);

/// 主力军: the member units of a leading group for which no duty is written down, sorted;
/// nothing if the group is not there.
#[must_use]
pub fn without_duty(dossier: &Dossier, group: LeadingGroupId) -> Option<Decision<Vec<OrganId>>> {
    let group = dossier.leading_group(group)?;
    let idle = group.members().iter().filter(|member| member.duty.is_none());
    let open: BTreeSet<OrganId> = idle.map(|member| member.unit).collect();
    let because = crate::sentence!(
        "{open} of {all} member units have no duty of their own",
        "{all}家成员单位中{open}家未明确职责",
        open = open.len(),
        all = group.members().len(),
    );
    let reason = Reason::new(crate::rule_name!("industry/duty"), because, MAIN_FORCE);
    Some(Decision::new(open.into_iter().collect(), reason))
}

/// A spot check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its record.
    pub record: RecordId,
    /// How it was looked at.
    pub check: SpotCheck,
    /// The organ that sent somebody.
    pub by: OrganId,
    /// The regulator whose industry was looked at.
    pub regulator: Fact<OrganId>,
    /// How many shops were visited, or persons reached.
    pub reached: Option<u32>,
}

impl Visit {
    /// Every spot check of the dossier, by id.
    #[must_use]
    pub fn gather(dossier: &Dossier) -> Vec<Self> {
        let all = dossier.covert_visits().values();
        all.map(|visit| Self {
            record: visit.id(),
            check: visit.check().clone(),
            by: visit.by(),
            regulator: crate::procedure::fact::recorded(visit.regulator()),
            reached: visit.reached(),
        })
        .collect()
    }
}

/// What is amiss with a spot check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitGap {
    /// 自查自: the regulator looked at its own industry.
    ByTheRegulator(RecordId),
    /// Whose industry was looked at is not known.
    NoRegulator(RecordId),
    /// How many were reached is not written down, so that no total is whole.
    NoFigure(RecordId),
}

impl fmt::Display for VisitGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByTheRegulator(record) => write!(f, "{record}: the regulator looked at itself"),
            Self::NoRegulator(record) => write!(f, "{record}: not known whose industry"),
            Self::NoFigure(record) => write!(f, "{record}: nobody wrote down how many"),
        }
    }
}

impl Chinese for VisitGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByTheRegulator(record) => write!(f, "{record}：主管部门自查"),
            Self::NoRegulator(record) => write!(f, "{record}：被查行业主管部门不明"),
            Self::NoFigure(record) => write!(f, "{record}：未记数量"),
        }
    }
}

const COVERT: Citation = Citation::literal(
    "城关区铁腕“惩腐打伞”显成效",
    None,
    "C25",
    "4个暗访组，暗访门店2300余家；电话随机暗访200余人",
    Certainty::Reading,
);

/// 暗访: what is amiss with spot checks, by kind and record.
///
/// Only checks that are covert are asked who made them: a shop visit and a random call. A
/// forum, a survey and an inspection are no secret. An inspection reaches nobody, and is
/// asked for no figure.
pub fn visits(all: &[Visit]) -> Decision<Vec<VisitGap>> {
    let mut gaps = BTreeSet::new();
    for visit in all {
        let covert = matches!(visit.check, SpotCheck::CovertShopVisit | SpotCheck::RandomCall);
        match visit.regulator {
            Fact::Known(regulator) if covert && regulator == visit.by => {
                gaps.insert(VisitGap::ByTheRegulator(visit.record));
            }
            Fact::NotKnown(_) if covert => {
                gaps.insert(VisitGap::NoRegulator(visit.record));
            }
            _ => {}
        }
        if visit.reached.is_none() && visit.check != SpotCheck::PlanInspection {
            gaps.insert(VisitGap::NoFigure(visit.record));
        }
    }
    let because = crate::sentence!(
        "{visits} spot checks were looked at; {gaps} things are amiss",
        "检查{visits}次，{gaps}处不符",
        visits = all.len(),
        gaps = gaps.len(),
    );
    let reason = Reason::new(crate::rule_name!("industry/covert"), because, COVERT);
    Decision::new(gaps.into_iter().collect(), reason)
}

/// How many each kind of spot check reached, shops and persons apart.
///
/// With a check whose figure nobody wrote down the sum is a lower bound.
#[must_use]
pub fn reached(all: &[Visit]) -> BTreeMap<SpotCheck, Amount> {
    let mut sums: BTreeMap<SpotCheck, Amount> = BTreeMap::new();
    for visit in all {
        let count = visit.reached.unwrap_or(0).into();
        let own = Amount { count, at_least: visit.reached.is_none() };
        let entry = sums.entry(visit.check.clone()).or_default();
        *entry = entry.plus(own);
    }
    sums
}
