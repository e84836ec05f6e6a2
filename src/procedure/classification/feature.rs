//! What classification looks at: the features, the acts, the numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::day::Day;
use crate::base::id::{GangId, PersonId};
use crate::base::period::{End, Period, Start};
use crate::model::dossier::Dossier;
use crate::model::gang::{Gang, GangFeature};
use crate::procedure::fact::{facts, recorded};
use crate::provenance::Fact;
use crate::terms::gang::{
    CriminalGroupFeature, EvilForceFeature, ExclusionGround, LocalBully, TriadFeature,
};

facts! {
    /// 黑社会性质组织的四个特征.
    TriadFacts {
        /// 组织特征.
        organization: "whether it is stable, with many members, clear leaders and a fixed core", "是否具备组织特征";
        /// 经济特征.
        economy: "whether it has gains and the strength to pay for what it does", "是否具备经济特征";
        /// 行为特征.
        conduct: "whether it oppresses people by organized and repeated violence, threats or other means", "是否具备行为特征";
        /// 危害性特征.
        control: "whether it dominates an area or a trade", "是否具备危害性特征";
    }

    /// 恶势力的特征.
    EvilFacts {
        /// 经常纠集在一起.
        often_gathered: "whether its members often gather", "是否经常纠集在一起";
        /// 暴力、威胁或者其他手段.
        violence_or_threat: "whether it uses violence, threats or other means", "是否以暴力、威胁或者其他手段";
        /// 一定区域或者行业.
        area_or_trade: "whether it acts in an area or a trade", "是否在一定区域或者行业领域内";
        /// 多次实施违法犯罪活动.
        repeated_acts: "whether it acts unlawfully again and again", "是否多次实施违法犯罪活动";
        /// 为非作恶，欺压群众.
        oppression: "whether it oppresses people", "是否为非作恶、欺压群众";
        /// 扰乱社会秩序、经济秩序.
        disorder: "whether it disrupts public or economic order", "是否扰乱社会秩序、经济秩序";
        /// 造成较为恶劣的社会影响.
        bad_influence: "whether its social influence is bad", "是否造成较为恶劣的社会影响";
    }

    /// 犯罪集团的特征.
    GroupFacts {
        /// 三人以上.
        enough_members: "whether it has enough members for a criminal group", "是否三人以上";
        /// 有明显的首要分子.
        evident_ringleader: "whether it has an evident ringleader", "是否有明显的首要分子";
        /// 重要成员较为固定.
        steady_core: "whether its important members are steady", "重要成员是否较为固定";
        /// 多次共同实施犯罪.
        joint_crimes: "whether it has committed crimes together repeatedly", "是否多次共同实施犯罪";
    }
}

/// One act of the gang, as the rule looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActFacts {
    /// The day.
    pub on: Day,
    /// Those who took part, as far as known.
    pub members: BTreeSet<PersonId>,
    /// Whether it was a crime.
    pub crime: bool,
}

/// What classification looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GangFacts {
    /// The gang.
    pub gang: GangId,
    /// The features of a triad-type organization.
    pub triad: TriadFacts,
    /// The features of an evil force.
    pub evil: EvilFacts,
    /// What a criminal group has beside them.
    pub group: GroupFacts,
    /// What alone makes no evil force; a ground that does not stand here was never asked.
    pub excluded: BTreeMap<ExclusionGround, Fact<bool>>,
    /// How many members it has.
    pub members: Fact<u32>,
    /// How many crimes they committed together; as counted by somebody, or from the acts.
    pub joint_crimes: Fact<u32>,
    /// The acts on record.
    pub acts: Vec<ActFacts>,
    /// For how many days it has existed.
    pub days: Fact<u32>,
    /// What it has gained, in yuan.
    pub gains_yuan: Fact<u64>,
    /// What people call it.
    pub labels: BTreeSet<LocalBully>,
}

impl GangFacts {
    /// A gang of which nothing is known.
    #[must_use]
    pub fn unknown(gang: GangId) -> Self {
        Self {
            gang,
            triad: TriadFacts::default(),
            evil: EvilFacts::default(),
            group: GroupFacts::default(),
            excluded: BTreeMap::new(),
            members: recorded(None),
            joint_crimes: recorded(None),
            acts: Vec::new(),
            days: recorded(None),
            gains_yuan: recorded(None),
            labels: BTreeSet::new(),
        }
    }

    /// The facts of a gang.
    ///
    /// A feature that nobody has entered was never asked. Where nobody has counted the
    /// joint crimes, those acts are counted that were crimes of more than one member.
    #[must_use]
    pub fn of(gang: &Gang) -> Self {
        let has =
            |feature: GangFeature| gang.fact(&feature).map_or(recorded(None), |fact| fact.holds());
        let (triad, evil, group) = (
            |feature| has(GangFeature::Triad(feature)),
            |feature| has(GangFeature::EvilForce(feature)),
            |feature| has(GangFeature::CriminalGroup(feature)),
        );
        let excluded = gang.features().iter().filter_map(|fact| match fact.feature() {
            GangFeature::Exclusion(ground) => Some((ground.clone(), fact.holds())),
            _ => None,
        });
        let acts: Vec<ActFacts> = gang
            .acts()
            .iter()
            .map(|act| ActFacts {
                on: act.on,
                members: act.members.iter().copied().collect(),
                crime: act.crime,
            })
            .collect();
        let together = acts.iter().filter(|act| act.crime && act.members.len() > 1).count();
        let together = u32::try_from(together).ok().filter(|many| *many > 0);
        Self {
            gang: gang.id(),
            triad: TriadFacts {
                organization: triad(TriadFeature::Organization),
                economy: triad(TriadFeature::Economy),
                conduct: triad(TriadFeature::Conduct),
                control: triad(TriadFeature::Control),
            },
            evil: EvilFacts {
                often_gathered: evil(EvilForceFeature::OftenGathered),
                violence_or_threat: evil(EvilForceFeature::ViolenceOrThreat),
                area_or_trade: evil(EvilForceFeature::AreaOrTrade),
                repeated_acts: evil(EvilForceFeature::RepeatedActs),
                oppression: evil(EvilForceFeature::Oppression),
                disorder: evil(EvilForceFeature::Disorder),
                bad_influence: evil(EvilForceFeature::BadInfluence),
            },
            group: GroupFacts {
                enough_members: group(CriminalGroupFeature::EnoughMembers),
                evident_ringleader: group(CriminalGroupFeature::EvidentRingleader),
                steady_core: group(CriminalGroupFeature::SteadyCore),
                joint_crimes: group(CriminalGroupFeature::JointCrimes),
            },
            excluded: excluded.collect(),
            members: recorded(gang.members()),
            joint_crimes: recorded(gang.joint_crimes().or(together)),
            acts,
            days: recorded(gang.active().as_ref().and_then(days_of)),
            gains_yuan: recorded(gang.gains_yuan()),
            labels: gang.labels().iter().cloned().collect(),
        }
    }

    /// The facts of a gang of the dossier; nothing if it is not there.
    ///
    /// As [`Self::of`]; where nobody has counted the members, those persons are counted
    /// whose membership is still held.
    #[must_use]
    pub fn gather(dossier: &Dossier, gang: GangId) -> Option<Self> {
        let mut facts = Self::of(dossier.gang(gang)?);
        if facts.members.known().is_none() {
            let persons: BTreeSet<PersonId> = dossier
                .memberships_of(gang)
                .filter(|one| one.standing().is_held())
                .map(|one| one.person())
                .collect();
            let many = u32::try_from(persons.len()).ok();
            facts.members = recorded(many.filter(|many| *many > 0));
        }
        Some(facts)
    }
}

/// How many days a period has had; none while it lasts or its days are not known.
fn days_of(period: &Period) -> Option<u32> {
    match (period.start(), period.end()) {
        (Start::On(first), End::Before(until)) => u32::try_from(until.days_since(first)).ok(),
        _ => None,
    }
}
