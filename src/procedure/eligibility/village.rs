//! Weak villages: what each gets, who is paired with it, what comes before an election.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::day::Day;
use crate::base::id::{PersonId, PlaceId};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{Answer, Chinese, Decision, Missing, Reason, Sentence, Undetermined, Word};
use crate::model::dossier::Dossier;
use crate::procedure::fact::silent;
use crate::procedure::holders::known;
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce, keys};
use crate::terms::office::RankBand;
use crate::terms::rectification::WeakVillageMeasure;

/// A village, and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VillageFacts {
    /// The village.
    pub village: PlaceId,
    /// 软弱涣散: whether its party organization was found weak and slack.
    pub weak: Fact<bool>,
    /// 矛盾突出: whether conflicts are common in it.
    pub conflicts: Fact<bool>,
    /// 涉黑涉恶: whether it has gang problems.
    pub gangs: Fact<bool>,
    /// The day on which it was put in order, if it was.
    pub rectified: Option<Day>,
}

impl VillageFacts {
    /// The facts of a village of the dossier; what people judge is handed in.
    ///
    /// It has gang problems if a gang with a case of the police is at work in it. Otherwise
    /// that is not known: a dossier need not hold every gang.
    #[must_use]
    pub fn gather(
        dossier: &Dossier,
        village: PlaceId,
        weak: Fact<bool>,
        conflicts: Fact<bool>,
        rectified: Option<Day>,
    ) -> Self {
        let gang = dossier
            .gangs()
            .values()
            .any(|gang| gang.place() == Some(village) && gang.police_case().is_some());
        let gangs = if gang { Fact::Known(true) } else { Fact::NotKnown(NotKnown::NeverAsked) };
        Self { village, weak, conflicts, gangs, rectified }
    }
}

/// What a village gets: the measures whose ground is known to hold, in their order.
///
/// Undetermined while a ground is not known that a rule of the place asks about. Where no
/// rule asks, nothing is due.
pub fn measures(
    facts: &VillageFacts,
    rules: RulesInForce<'_>,
) -> Decision<Answer<Vec<WeakVillageMeasure>>> {
    let rows = [
        Ground {
            measure: WeakVillageMeasure::RectificationTeam,
            key: keys::eligibility::WEAK_VILLAGE_TEAM,
            rule: crate::rule_name!("eligibility/team"),
            holds: facts.weak,
            code: const { Code::literal("weak") },
            what: crate::sentence!(
                "whether the village is weak and slack",
                "该村党组织是否软弱涣散"
            ),
        },
        Ground {
            measure: WeakVillageMeasure::CountyLeader,
            key: keys::eligibility::GANG_VILLAGE_LEADER,
            rule: crate::rule_name!("eligibility/county-leader"),
            holds: facts.gangs,
            code: const { Code::literal("gangs") },
            what: crate::sentence!(
                "whether the village has gang problems",
                "该村是否存在涉黑涉恶问题"
            ),
        },
    ];
    let mut due = Vec::new();
    let mut open: Option<Undetermined> = None;
    let mut reasons = Vec::new();
    for row in rows {
        let (asked, reason) = row.reason(rules);
        reasons.push(reason);
        match row.holds {
            Fact::Known(true) if asked => due.push(row.measure),
            Fact::NotKnown(why) if asked => {
                let missing = Missing::new(row.code, row.what, why);
                open = Some(match open {
                    None => Undetermined::new(missing),
                    Some(open) => open.and(missing),
                });
            }
            _ => {}
        }
    }
    let answer = open.map_or(Answer::Known(due), Answer::Undetermined);
    told(answer, reasons)
}

/// One measure, the parameter that asks for it, and its ground.
struct Ground {
    measure: WeakVillageMeasure,
    key: ParamKey<bool>,
    rule: crate::decision::RuleName,
    holds: Fact<bool>,
    code: Code,
    what: Sentence,
}

impl Ground {
    /// Whether a rule of the place asks for the measure, and the reason.
    fn reason(&self, rules: RulesInForce<'_>) -> (bool, Reason) {
        let asked = match rules.get(self.key) {
            Ok(asked) => asked,
            Err(not) => return (false, silent(self.rule.clone(), &not)),
        };
        let because = crate::sentence!(
            "{measure}: asked for here: {asked}; its ground holds: {holds}",
            "{measure}：本地要求：{asked}；情形是否存在：{holds}",
            measure = Word::of(&self.measure),
            asked = Truth::from(Some(asked.value())),
            holds = self.holds.truth(),
        );
        (asked.value(), crate::procedure::fact::by(self.rule.clone(), because, &asked))
    }
}

/// An answer with all reasons in order.
fn told<T>(answer: T, reasons: Vec<Reason>) -> Decision<T> {
    let mut reasons = reasons.into_iter();
    let first = reasons.next().unwrap_or_else(|| {
        let because = crate::sentence!("nothing is asked here", "本地无要求");
        Reason::new(crate::rule_name!("eligibility/team"), because, BEFORE_ELECTIONS)
    });
    Decision::new(answer, first).and_all(reasons)
}

/// A village with gang problems, and the leader who is in contact with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The village.
    pub village: PlaceId,
    /// The leader, if there is one.
    pub leader: Option<PersonId>,
    /// Whether the leader is a leading cadre of the county level.
    pub of_county: Fact<bool>,
}

impl Contact {
    /// The contact of a village by somebody of the dossier on a day.
    ///
    /// A leading cadre of the county level holds a leading post whose rank is of the county
    /// and division level. A post whose rank is not given is not known to be one.
    #[must_use]
    pub fn gather(dossier: &Dossier, village: PlaceId, leader: Option<PersonId>, day: Day) -> Self {
        let Some(person) = leader else {
            let never = Fact::NotKnown(NotKnown::NeverAsked);
            return Self { village, leader, of_county: never };
        };
        let of_county = dossier.tenures_of(person).map(|tenure| {
            let post = dossier.post(tenure.post());
            let rank = post.and_then(|post| post.rank());
            let county = rank.map(|rank| rank.band() == Some(RankBand::Division));
            tenure.held_on(day).and(county.into())
        });
        Self { village, leader, of_county: known(of_county.fold(Truth::No, Truth::or)) }
    }
}

/// What is amiss with the contacts of county leaders and villages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactGap {
    /// 无人包联: nobody is in contact with a village.
    Nobody(PlaceId),
    /// The leader is no leading cadre of the county level.
    NotOfCounty(PlaceId),
    /// Whether the leader is one is not known.
    NotKnown(PlaceId),
    /// 非一对一: one leader has more than one village; this is one of them.
    Shared(PlaceId),
}

impl fmt::Display for ContactGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody(village) => write!(f, "nobody is in contact with {village}"),
            Self::NotOfCounty(village) => write!(f, "no county leading cadre for {village}"),
            Self::NotKnown(village) => {
                write!(f, "not known whether a county leading cadre is in contact with {village}")
            }
            Self::Shared(village) => write!(f, "the leader of {village} has another village"),
        }
    }
}

impl Chinese for ContactGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody(village) => write!(f, "{village}无人包联"),
            Self::NotOfCounty(village) => write!(f, "{village}包联人非县级领导干部"),
            Self::NotKnown(village) => write!(f, "{village}包联人是否县级领导干部不明"),
            Self::Shared(village) => write!(f, "{village}包联人另包其他村"),
        }
    }
}

/// 一对一包联: what is amiss with the contacts, by kind and village. Empty where no rule
/// asks.
///
/// Hand in one contact for each village with gang problems, or several if several leaders
/// are in contact with one.
pub fn contacts(contacts: &[Contact], rules: RulesInForce<'_>) -> Decision<Vec<ContactGap>> {
    let rule = crate::rule_name!("eligibility/one-on-one");
    let parameter = match rules.get(keys::eligibility::GANG_VILLAGE_LEADER) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let gaps = if parameter.value() { amiss(contacts) } else { BTreeSet::new() };
    let villages: BTreeSet<PlaceId> = contacts.iter().map(|one| one.village).collect();
    let because = crate::sentence!(
        "{villages} villages with gang problems; {gaps} things are amiss with their contacts",
        "涉黑涉恶村{villages}个，包联方面{gaps}处不符",
        villages = villages.len(),
        gaps = gaps.len(),
    );
    let reason = crate::procedure::fact::by(rule, because, &parameter);
    Decision::new(gaps.into_iter().collect(), reason)
}

fn amiss(contacts: &[Contact]) -> BTreeSet<ContactGap> {
    let mut of_leader: BTreeMap<PersonId, BTreeSet<PlaceId>> = BTreeMap::new();
    let mut led: BTreeSet<PlaceId> = BTreeSet::new();
    let mut gaps = BTreeSet::new();
    for contact in contacts {
        let Some(leader) = contact.leader else { continue };
        led.insert(contact.village);
        of_leader.entry(leader).or_default().insert(contact.village);
        match contact.of_county {
            Fact::Known(true) => {}
            Fact::Known(false) => {
                gaps.insert(ContactGap::NotOfCounty(contact.village));
            }
            Fact::NotKnown(_) => {
                gaps.insert(ContactGap::NotKnown(contact.village));
            }
        }
    }
    let shared = of_leader.into_values().filter(|villages| villages.len() > 1).flatten();
    gaps.extend(shared.map(ContactGap::Shared));
    let alone = contacts.iter().map(|one| one.village).filter(|village| !led.contains(village));
    gaps.extend(alone.map(ContactGap::Nobody));
    gaps
}

const BEFORE_ELECTIONS: Citation = Citation::literal(
    "河南省扫黑除恶专项斗争综述",
    None,
    "H22",
    "concentrated rectification of villages where conflicts are common, before elections",
    Certainty::Reading,
);

/// 换届前集中整顿: the villages that are not known to be put in order before an election, sorted.
///
/// Asked of villages that are weak and slack or where conflicts are common; what is not
/// known about a village does not put it on the list. A village that was put in order on
/// the day of the election itself is on the list.
pub fn before_election(villages: &[VillageFacts], election: Day) -> Decision<Vec<PlaceId>> {
    let yes = Fact::Known(true);
    let needs = |one: &&VillageFacts| one.weak == yes || one.conflicts == yes;
    let all: Vec<&VillageFacts> = villages.iter().filter(needs).collect();
    let late = |one: &&&VillageFacts| one.rectified.is_none_or(|day| day >= election);
    let open: BTreeSet<PlaceId> = all.iter().filter(late).map(|one| one.village).collect();
    let because = crate::sentence!(
        "{open} of {all} villages are not put in order before {election}",
        "{all}个村中{open}个未在{election}换届选举前整顿",
        open = open.len(),
        all = all.len(),
        election = election,
    );
    let rule = crate::rule_name!("eligibility/before-election");
    Decision::new(open.into_iter().collect(), Reason::new(rule, because, BEFORE_ELECTIONS))
}
