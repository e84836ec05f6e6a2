//! Classification: which tier a gang belongs to follows from its features, never from a name.
//!
//! **What one can do here.** Ask for the tier ([`classify`]), whether a gang may be put
//! down as of a kind ([`may_label`]), under which of the four kinds its case is followed
//! ([`kinds`]), where it stays below the usual numbers of a triad-type organization
//! ([`below_usual`]), and how many gangs of each tier a dossier has ([`tally`]).
//!
//! Words: 黑社会性质组织 triad-type organization · 恶势力犯罪集团 evil-force criminal group ·
//! 恶势力团伙 evil gang · 村霸 village bully (a label) · 拔高、降低 raise or lower a tier.
//!
//! | rule | in words | parameter and its value in each shipped pack | source row |
//! |---|---|---|---|
//! | `classification/triad` | a triad-type organization has all its features together; an umbrella is one way to control, and not a condition | `classification/triad-features`: 4, national from 2011-05-01 | law 3.1 |
//! | `classification/evil-force` | an evil force has every one of its features | – | law 3.1 |
//! | `classification/members` | it has enough members | `classification/evil-members`: 3, national from 2019-04-09 | law 3.1 |
//! | `classification/repeated` | within the period, acts were repeated, and enough of the same members took part repeatedly | `classification/evil-window`: 24 months; `classification/evil-same-members`: 2; `classification/repeated`: 3 (a value of this crate), or read as 2; national from 2019-04-09 | law 3.1 |
//! | `classification/excluded` | what alone makes no evil force | `classification/excluded`: gain alone, disputes of families, neighbors, labor, lawful debts; national from 2019-04-09 | law 3.1 |
//! | `classification/group` | an evil force that is a criminal group too | `classification/group-members`: 3; `classification/group-crimes`: 3; national from 2019-04-09 | H15, law 3.1 |
//! | `classification/tier` | no tier is raised or lowered: a gang is called what its features make it | `classification/no-artificial-tier`: yes, national from 2019-04-09 | law 3.1 |
//! | `classification/label` | what people call a gang is a label and no tier | `screening/case-kinds`: the four, Chengguan | C14, N13 |
//! | `classification/usual` | usual numbers are a guide, and decide nothing | `classification/triad-members-guide`: 10; `classification/triad-time-guide`: 6 months; `classification/triad-assets-low`: 200,000 yuan; national from 2015-10-13, ended 2018-01-16 | law 3.1 |
//!
//! **What is on record wins over what is said.** Repeated acts and joint crimes are counted
//! from the acts of the gang, where there are any. A *yes* that somebody has entered and
//! that the acts on record do not show counts as contradicted.
//!
//! **Numbers.** A count is of what is known. Where a day has no number in force, none is
//! asked for, and the features decide.
//!
//! Not here: whether the gang has an umbrella; sentences; the case itself.
//!
//! # Examples
//!
//! Three of the four features of a triad-type organization, and nothing known of the fourth:
//!
//! ```
//! use unbrella::day;
//! use unbrella::base::id::{GangId, Salt};
//! use unbrella::base::text::LedgerNo;
//! use unbrella::procedure::classification::{self, GangFacts, TriadFacts};
//! use unbrella::provenance::Fact;
//! use unbrella::rulebook::Rulebook;
//!
//! # let salt = Salt::new(b"a secret of the host")?;
//! let yes = Fact::Known(true);
//! let mut facts = GangFacts::unknown(GangId::from_ledger(&salt, &LedgerNo::parse("甲团伙")?));
//! facts.triad = TriadFacts { organization: yes, economy: yes, conduct: yes, ..TriadFacts::default() };
//! let book = Rulebook::published();
//! let rules = book.on("henan", day!(2019, 6, 3))?;
//! let missing = classification::classify(&facts, rules);
//! assert_eq!(missing.outcome().what_is_missing()[0].fact().as_str(), "control");
//! facts.triad.control = yes;
//! assert_eq!(classification::classify(&facts, rules).outcome().to_string(), "triad-type organization");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue C14, H15, N13; law-context §3.1.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::deadline::{Length, TimeLimit};
use crate::base::id::{GangId, PersonId};
use crate::base::period::{End, Period, Start};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::decision::{
    Answer, Chinese, Condition, Cure, Decision, Missing, Reason, Refusal, Remedy, Requirement,
    RuleName, Sentence, Undetermined, Word,
};
use crate::model::dossier::Dossier;
use crate::model::gang::{Gang, GangFeature};
use crate::procedure::fact::{Question, by, facts, recorded, silent};
use crate::provenance::{Certainty, Citation, Fact, NotKnown};
use crate::rulebook::{ParamKey, RulesInForce, keys};
use crate::terms::TermList;
use crate::terms::gang::{
    CriminalGroupFeature, EvilForceFeature, ExclusionGround, GangKind, GangTier, LocalBully,
    TriadFeature,
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
            let held = dossier.memberships().values();
            let persons: BTreeSet<PersonId> = held
                .filter(|one| one.gang() == gang && one.standing().is_held())
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

/// 认定: the tier of a gang, or that it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classified {
    /// 不构成恶势力: no evil force, and nothing heavier.
    NoTier,
    /// Of this tier.
    Tier(GangTier),
}

impl fmt::Display for Classified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTier => f.pad("no evil force"),
            Self::Tier(tier) => fmt::Display::fmt(tier, f),
        }
    }
}

impl Chinese for Classified {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoTier => "不构成恶势力",
            Self::Tier(tier) => tier.term(),
        })
    }
}

const FEATURES: Citation = Citation::literal(
    "反有组织犯罪法 Anti-Organized Crime Law 2022",
    Some(crate::day!(2021, 12, 24)),
    "art. 2; law 3.1",
    "经常纠集在一起，以暴力、威胁或者其他手段，在一定区域或者行业领域内多次实施违法犯罪活动",
    Certainty::Stated,
);

const LABEL: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "C14; N13; law 3.1",
    "“village bully” is a label, not a legal tier: classify by features",
    Certainty::Reading,
);

/// What was found about one group of features.
struct Part {
    truth: Truth,
    reasons: Vec<Reason>,
    open: Vec<Missing>,
}

impl Part {
    fn of(truth: Truth, reason: Reason, open: Vec<Missing>) -> Self {
        Self { truth, reasons: vec![reason], open }
    }

    fn and(mut self, other: Self) -> Self {
        self.truth = self.truth.and(other.truth);
        // What explains the answer comes first.
        if other.truth.is_no() {
            self.reasons.splice(0..0, other.reasons);
        } else {
            self.reasons.extend(other.reasons);
        }
        self.open.extend(other.open);
        self
    }
}

/// Which tier a gang belongs to, from what is known of its features.
///
/// A triad-type organization has so many of its four features together as the rules say;
/// then nothing else is asked. An evil force has every feature, enough members, and acts
/// repeated within the period, and is none of what the rules exclude; it is a criminal
/// group if it has those features too. Undetermined only if what is not known could
/// change the tier, with everything that could.
pub fn classify(facts: &GangFacts, rules: RulesInForce<'_>) -> Decision<Answer<Classified>> {
    let triad = triad(facts, rules);
    if triad.truth.is_yes() {
        return known(GangTier::TriadType, triad.reasons);
    }
    let evil = evil(facts, rules);
    let group = group(facts, rules);
    let settled = triad.truth.is_no();
    match (evil.truth, group.truth) {
        (Truth::No, _) if settled => {
            decision(Answer::Known(Classified::NoTier), [evil.reasons, triad.reasons])
        }
        (Truth::Yes, Truth::Yes) if settled => known(
            GangTier::EvilCriminalGroup,
            [group.reasons, evil.reasons, triad.reasons].concat(),
        ),
        (Truth::Yes, Truth::No) if settled => {
            known(GangTier::EvilGang, [evil.reasons, group.reasons, triad.reasons].concat())
        }
        _ => {
            let relevant = [
                (triad.truth.is_unknown(), triad.open),
                (evil.truth.is_unknown(), evil.open),
                (!evil.truth.is_no() && group.truth.is_unknown(), group.open),
            ];
            let open = relevant.into_iter().filter(|(asked, _)| *asked).flat_map(|(_, open)| open);
            undetermined(open, [triad.reasons, evil.reasons, group.reasons])
        }
    }
}

fn known(tier: GangTier, reasons: Vec<Reason>) -> Decision<Answer<Classified>> {
    decision(Answer::Known(Classified::Tier(tier)), [reasons])
}

fn undetermined<const N: usize>(
    open: impl Iterator<Item = Missing>,
    reasons: [Vec<Reason>; N],
) -> Decision<Answer<Classified>> {
    let mut seen = BTreeSet::new();
    let mut open = open.filter(|missing| seen.insert(missing.fact().clone()));
    let first = open.next().unwrap_or_else(|| {
        Missing::new(
            const { Code::literal("features") },
            crate::sentence!("the features of the gang", "该组织的特征"),
            NotKnown::NeverAsked,
        )
    });
    let open = open.fold(Undetermined::new(first), Undetermined::and);
    decision(Answer::Undetermined(open), reasons)
}

fn decision<const N: usize>(
    answer: Answer<Classified>,
    reasons: [Vec<Reason>; N],
) -> Decision<Answer<Classified>> {
    let mut reasons = reasons.into_iter().flatten();
    let first = reasons.next().unwrap_or_else(|| {
        let because = crate::sentence!("the features decide", "依特征认定");
        Reason::new(crate::rule_name!("classification/evil-force"), because, FEATURES)
    });
    Decision::new(answer, first).and_all(reasons)
}

/// At least so many of the questions are answered with *yes*.
fn at_least(need: usize, questions: &[Question]) -> Truth {
    let count = |wanted| questions.iter().filter(|q| q.answer().truth() == wanted).count();
    let (yes, open) = (count(Truth::Yes), count(Truth::Unknown));
    if yes >= need {
        Truth::Yes
    } else if yes.saturating_add(open) < need {
        Truth::No
    } else {
        Truth::Unknown
    }
}

fn counted(questions: &[Question]) -> (usize, usize) {
    let count = |wanted| questions.iter().filter(|q| q.answer().truth() == wanted).count();
    (count(Truth::Yes), count(Truth::Unknown))
}

fn triad(facts: &GangFacts, rules: RulesInForce<'_>) -> Part {
    let rule = crate::rule_name!("classification/triad");
    let questions = facts.triad.questions();
    let needed = match rules.get(keys::classification::TRIAD_FEATURES) {
        Ok(needed) => needed,
        Err(not) => {
            let missing = crate::procedure::fact::not_laid_down(&not);
            return Part::of(Truth::Unknown, silent(rule, &not), vec![missing]);
        }
    };
    let need = usize::try_from(needed.value()).unwrap_or(usize::MAX);
    let (yes, open) = counted(&questions);
    let because = crate::sentence!(
        "{yes} of the features of a triad-type organization are there, {open} are not known, {needed} are needed",
        "黑社会性质组织特征已查明{yes}项，尚不明确{open}项，须同时具备{needed}项",
        yes = yes,
        open = open,
        needed = needed.value(),
    );
    let missing = questions.iter().filter_map(Question::missing).collect();
    Part::of(at_least(need, &questions), by(rule, because, &needed), missing)
}

fn evil(facts: &GangFacts, rules: RulesInForce<'_>) -> Part {
    let shown = shown_by_acts(facts, rules);
    let entered = EvilFacts {
        often_gathered: seen(facts.evil.often_gathered, &shown, facts),
        repeated_acts: seen(facts.evil.repeated_acts, &shown, facts),
        ..facts.evil
    };
    let questions = entered.questions();
    let (yes, open) = counted(&questions);
    let because = crate::sentence!(
        "{yes} of the {all} features of an evil force are there, {open} are not known",
        "恶势力特征{all}项，已查明{yes}项，尚不明确{open}项",
        yes = yes,
        all = questions.len(),
        open = open,
    );
    let rule = crate::rule_name!("classification/evil-force");
    let missing = questions.iter().filter_map(Question::missing).collect();
    let features = Part::of(
        at_least(questions.len(), &questions),
        Reason::new(rule, because, FEATURES),
        missing,
    );
    let mut all = features.and(enough(
        facts.members,
        None,
        "members",
        crate::rule_name!("classification/members"),
        keys::classification::EVIL_MEMBERS,
        rules,
    ));
    all.reasons.extend(shown.reason);
    excluded(facts, rules).into_iter().fold(all, Part::and)
}

/// What the acts on record show of repetition.
struct Shown {
    enough: bool,
    reason: Option<Reason>,
}

/// Whether the acts on record are repeated within the period, with the same members.
fn shown_by_acts(facts: &GangFacts, rules: RulesInForce<'_>) -> Shown {
    let (window, repeated, same) = (
        rules.get(keys::classification::EVIL_WINDOW),
        rules.get(keys::classification::REPEATED),
        rules.get(keys::classification::EVIL_SAME_MEMBERS),
    );
    let (Ok(window), Ok(repeated), Ok(same)) = (window, repeated, same) else {
        return Shown { enough: false, reason: None };
    };
    if facts.acts.is_empty() {
        return Shown { enough: false, reason: None };
    }
    let many = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let need = many(repeated.value());
    let enough = facts.acts.iter().any(|first| {
        let within = within(&facts.acts, first.on, window.value());
        let mut parts: BTreeMap<PersonId, usize> = BTreeMap::new();
        for person in within.iter().flat_map(|act| &act.members) {
            let part = parts.entry(*person).or_default();
            *part = part.saturating_add(1);
        }
        let again = parts.values().filter(|part| **part >= need).count();
        within.len() >= need && again >= many(same.value())
    });
    let rule = crate::rule_name!("classification/repeated");
    let args = (facts.acts.len(), repeated.value(), same.value(), window.value().length());
    let because = if enough {
        crate::sentence!(
            "of {acts} acts on record {repeated} or more fall within {window}, with {same} of the same members or more in as many",
            "在案活动{acts}次，其中{window}内不少于{repeated}次，且不少于{same}名相同成员多次参与",
            acts = args.0,
            repeated = args.1,
            window = args.3,
            same = args.2,
        )
    } else {
        crate::sentence!(
            "the {acts} acts on record show no {repeated} within {window} with {same} of the same members in as many",
            "在案活动{acts}次，未显示{window}内{repeated}次以上且有{same}名相同成员多次参与",
            acts = args.0,
            repeated = args.1,
            window = args.3,
            same = args.2,
        )
    };
    let reason = by(rule, because, &repeated).citing(window.citation().clone());
    Shown { enough, reason: Some(reason.citing(same.citation().clone())) }
}

/// The acts from a day on until the last day of the period that begins with it.
fn within(acts: &[ActFacts], first: Day, window: TimeLimit) -> Vec<&ActFacts> {
    let last = match window.length() {
        Length::Months(months) => first.plus_months(months),
        Length::CalendarDays(days) => first.plus_days(days.into()),
        Length::Hours(_) | Length::WorkingDays(_) => Ok(first),
    };
    let last = last.unwrap_or(first);
    acts.iter().filter(|act| first <= act.on && act.on <= last).collect()
}

/// What was entered, against what the acts on record show.
fn seen(entered: Fact<bool>, shown: &Shown, facts: &GangFacts) -> Fact<bool> {
    match entered {
        _ if shown.enough => Fact::Known(true),
        Fact::Known(true) if shown.reason.is_some() && !facts.acts.is_empty() => {
            Fact::NotKnown(NotKnown::Contradicted)
        }
        entered => entered,
    }
}

/// Enough of something that is counted; where nobody has counted, as the feature says.
fn enough(
    count: Fact<u32>,
    feature: Option<&Question>,
    code: &'static str,
    rule: RuleName,
    key: ParamKey<u32>,
    rules: RulesInForce<'_>,
) -> Part {
    let entered = feature.map_or(recorded(None), |question| question.answer());
    let needed = match rules.get(key) {
        Ok(needed) => needed,
        // No number is in force on the day, so none is asked for.
        Err(not) => {
            let truth = feature.map_or(Truth::Yes, |question| question.answer().truth());
            let open = feature.and_then(Question::missing).into_iter().collect();
            return Part::of(truth, silent(rule, &not), open);
        }
    };
    let what = crate::procedure::fact::named(key.info());
    match (count, entered) {
        (Fact::Known(count), _) => {
            let because = crate::sentence!(
                "{what}: {count} known, {needed} needed",
                "{what}：已知{count}，须达{needed}",
                what = what,
                count = count,
                needed = needed.value(),
            );
            let truth = Truth::from(count >= needed.value());
            Part::of(truth, by(rule, because, &needed), Vec::new())
        }
        (Fact::NotKnown(_), Fact::Known(enough)) => {
            let because = if enough {
                crate::sentence!("{what}: found to be reached", "{what}：据查明已达到", what = what)
            } else {
                crate::sentence!(
                    "{what}: found not to be reached",
                    "{what}：据查明未达到",
                    what = what,
                )
            };
            Part::of(Truth::from(enough), by(rule, because, &needed), Vec::new())
        }
        (Fact::NotKnown(why), Fact::NotKnown(_)) => {
            let because = crate::sentence!(
                "{what}: the number is not known",
                "{what}：数量不明",
                what = what.clone(),
            );
            let what = crate::sentence!("the number for: {what}", "数量：{what}", what = what);
            let missing = Missing::new(Code::literal(code), what, why);
            Part::of(Truth::Unknown, by(rule, because, &needed), vec![missing])
        }
    }
}

/// What alone makes no evil force. Each ground of the rules is asked for; that there is
/// oppression rules out gain alone.
fn excluded(facts: &GangFacts, rules: RulesInForce<'_>) -> Option<Part> {
    let grounds = rules.get(keys::classification::EXCLUDED).ok()?;
    let rule = || crate::rule_name!("classification/excluded");
    let because = crate::sentence!(
        "{many} things alone make no evil force",
        "{many}种情形不应认定为恶势力",
        many = grounds.value().iter().count(),
    );
    let mut all = Part::of(Truth::Yes, by(rule(), because, &grounds), Vec::new());
    for ground in grounds.value().words::<ExclusionGround>().unwrap_or_default() {
        let asked = facts.excluded.get(&ground).copied().unwrap_or(recorded(None));
        let oppresses = facts.evil.oppression == Fact::Known(true);
        let holds = match asked {
            Fact::NotKnown(_) if ground == ExclusionGround::ProfitOnly && oppresses => {
                Fact::Known(false)
            }
            asked => asked,
        };
        let word = Word::of(&ground);
        let part = match holds {
            Fact::Known(false) => continue,
            Fact::Known(true) => {
                let because = crate::sentence!(
                    "it is nothing but this, which makes no evil force: {ground}",
                    "系{ground}，不应认定为恶势力",
                    ground = word,
                );
                Part::of(Truth::No, by(rule(), because, &grounds), Vec::new())
            }
            Fact::NotKnown(why) => {
                let because = crate::sentence!(
                    "it is not known whether it is nothing but: {ground}",
                    "是否系{ground}尚不明确",
                    ground = word.clone(),
                );
                let what = crate::sentence!(
                    "whether it is nothing but: {ground}",
                    "是否系{ground}",
                    ground = word,
                );
                let code =
                    Code::parse(ground.code()).unwrap_or(const { Code::literal("excluded") });
                Part::of(
                    Truth::Unknown,
                    by(rule(), because, &grounds),
                    vec![Missing::new(code, what, why)],
                )
            }
        };
        all = all.and(part);
    }
    Some(all)
}

fn group(facts: &GangFacts, rules: RulesInForce<'_>) -> Part {
    let rule = || crate::rule_name!("classification/group");
    let counted_ones =
        |question: &Question| matches!(question.code(), "enough_members" | "joint_crimes");
    let (numbered, others): (Vec<Question>, Vec<Question>) =
        facts.group.questions().into_iter().partition(counted_ones);
    let (yes, open) = counted(&others);
    let because = crate::sentence!(
        "{yes} of the {all} further features of a criminal group are there, {open} are not known",
        "犯罪集团其他特征{all}项，已查明{yes}项，尚不明确{open}项",
        yes = yes,
        all = others.len(),
        open = open,
    );
    let missing = others.iter().filter_map(Question::missing).collect();
    let features =
        Part::of(at_least(others.len(), &others), Reason::new(rule(), because, FEATURES), missing);
    let members = enough(
        facts.members,
        numbered.iter().find(|question| question.code() == "enough_members"),
        "members",
        rule(),
        keys::classification::GROUP_MEMBERS,
        rules,
    );
    let crimes = enough(
        facts.joint_crimes,
        numbered.iter().find(|question| question.code() == "joint_crimes"),
        "joint_crimes",
        rule(),
        keys::classification::GROUP_CRIMES,
        rules,
    );
    features.and(members).and(crimes)
}

/// 不得人为拔高或者降低: whether a gang may be put down as of a kind.
///
/// A kind that is a label and no tier may always be put down; it says nothing about the
/// tier. Any other must be the tier that the features make.
///
/// # Errors
///
/// A [`Refusal`]: *forbidden* for a tier above or below the one that the features make,
/// with no cure, since the tier follows from them; *not enough known* while the tier is
/// undetermined, with every fact that could settle it.
pub fn may_label(
    facts: &GangFacts,
    kind: GangKind,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let step = crate::sentence!(
        "put the gang down as: {kind}",
        "将该组织认定为{kind}",
        kind = Word::of(&kind),
    );
    let Some(tier) = kind.tier() else {
        let because = crate::sentence!(
            "this is a label and no tier: {kind}",
            "{kind}系俗称，并非法定层级",
            kind = Word::of(&kind),
        );
        let rule = crate::rule_name!("classification/label");
        return Ok(Decision::new((), Reason::new(rule, because, LABEL)));
    };
    let rule = crate::rule_name!("classification/tier");
    let binding = match rules.get(keys::classification::NO_ARTIFICIAL_TIER) {
        Ok(binding) => binding,
        Err(not) => return Ok(Decision::new((), silent(rule, &not))),
    };
    if !binding.value() {
        let because = crate::sentence!("the rules do not bind the tier", "规定未作限制");
        return Ok(Decision::new((), by(rule, because, &binding)));
    }
    let (answer, reasons) = classify(facts, rules).into_parts();
    let reason = |because| by(rule.clone(), because, &binding);
    let condition = match answer {
        Answer::Known(made) if made == Classified::Tier(tier) => {
            let because = crate::sentence!("this is what its features make it", "与查明的特征相符");
            Condition::met(reason(because))
        }
        Answer::Known(made) => other_tier(tier, made, &reason),
        Answer::Undetermined(open) => {
            let because = crate::sentence!(
                "what its features make it is not known yet",
                "依查明的特征尚不能认定层级",
            );
            let cure = |missing: &Missing| {
                let police = Word::of(&crate::terms::office::OrganKind::PublicSecurity);
                Cure::fact(missing.fact().clone(), missing.what().clone(), police)
            };
            let why = open.missing().first().map_or(NotKnown::NeverAsked, Missing::why);
            let mut cures = open.missing().iter().map(cure);
            let remedy = match cures.next() {
                Some(first) => Remedy::by_all(first, cures),
                None => Remedy::none(crate::sentence!("nothing is missing", "无缺项")),
            };
            Condition::unknown(reason(because), why, remedy)
        }
    };
    let decided = Requirement::from(condition).decide(step, ())?;
    Ok(decided.and_all(reasons))
}

fn other_tier(tier: GangTier, made: Classified, reason: &dyn Fn(Sentence) -> Reason) -> Condition {
    let (wanted, made_word) = (Word::of(&tier), classified_word(made));
    let because = if Classified::Tier(tier) > made {
        crate::sentence!(
            "{wanted} would raise the tier; the features make it: {made}",
            "认定为{wanted}系人为拔高；依特征应为：{made}",
            wanted = wanted,
            made = made_word,
        )
    } else {
        crate::sentence!(
            "{wanted} would lower the tier; the features make it: {made}",
            "认定为{wanted}系人为降低；依特征应为：{made}",
            wanted = wanted,
            made = made_word,
        )
    };
    let why = crate::sentence!(
        "the tier follows from the features; only other evidence of them changes it",
        "层级依特征认定，非有新的证据不得变更",
    );
    Condition::forbidden(reason(because), Remedy::none(why))
}

fn classified_word(made: Classified) -> Word {
    match made {
        Classified::NoTier => Word::literal("no_tier", "不构成恶势力", "no evil force"),
        Classified::Tier(tier) => Word::of(&tier),
    }
}

/// 四类: the kinds under which a case is screened and followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// The kinds, in the order of their list. A label stands beside a tier.
    pub kinds: Vec<GangKind>,
    /// What is not known and may still add a kind.
    pub open: Vec<Missing>,
}

impl fmt::Display for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, more)) = self.kinds.split_first() else {
            return f.write_str(if self.open.is_empty() { "none" } else { "none so far" });
        };
        fmt::Display::fmt(first, f)?;
        more.iter().try_for_each(|kind| write!(f, ", {kind}"))
    }
}

/// Under which of the four kinds a gang's case is screened and followed.
///
/// Its tier, and *village bully* where people call it so; of both only what the place
/// screens. Where no list is in force, all four.
pub fn kinds(facts: &GangFacts, rules: RulesInForce<'_>) -> Decision<Kinds> {
    let rule = || crate::rule_name!("classification/label");
    let (answer, reasons) = classify(facts, rules).into_parts();
    let (followed, first) = match rules.get(keys::screening::CASE_KINDS) {
        Ok(listed) => {
            let because = crate::sentence!(
                "{many} kinds of cases are screened here",
                "本地对{many}类案件过筛",
                many = listed.value().iter().count(),
            );
            let kinds = listed.value().words::<GangKind>().unwrap_or_default();
            (kinds, by(rule(), because, &listed))
        }
        Err(not) => (GangKind::all(), silent(rule(), &not)),
    };
    let tier = match &answer {
        Answer::Known(Classified::Tier(tier)) => Some(*tier),
        Answer::Known(Classified::NoTier) | Answer::Undetermined(_) => None,
    };
    let named = |kind: &GangKind| match kind.tier() {
        Some(of) => tier == Some(of),
        None => facts.labels.contains(&LocalBully::Village),
    };
    let kinds = Kinds {
        kinds: followed.into_iter().filter(named).collect(),
        open: answer.what_is_missing().to_vec(),
    };
    Decision::new(kinds, first).and_all(reasons)
}

/// A usual number of a triad-type organization that a gang does not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BelowUsual {
    /// Fewer members.
    Members,
    /// A shorter existence.
    Time,
    /// Less economic strength than the lower end.
    Gains,
}

/// The usual numbers of a triad-type organization that a gang is known not to reach.
///
/// A guide for those who judge, and no condition: [`classify`] does not look at it. On a
/// day without such numbers the list is empty, and the reason says so. Months are counted
/// as thirty days.
pub fn below_usual(facts: &GangFacts, rules: RulesInForce<'_>) -> Decision<Vec<BelowUsual>> {
    let rule = || crate::rule_name!("classification/usual");
    let mut below = Vec::new();
    let mut reasons = Vec::new();
    let mut note = |kind, reached: Option<bool>, reason| {
        if reached == Some(false) {
            below.push(kind);
        }
        reasons.push(reason);
    };
    let sentence = |what: &'static crate::rulebook::KeyInfo| {
        crate::sentence!(
            "a guide, and no condition: {what}",
            "仅供参考，并非认定条件：{what}",
            what = crate::procedure::fact::named(what),
        )
    };
    let rows = (
        keys::classification::TRIAD_MEMBERS_GUIDE,
        keys::classification::TRIAD_TIME_GUIDE,
        keys::classification::TRIAD_ASSETS_LOW,
    );
    match rules.get(rows.0) {
        Ok(usual) => {
            let reached = facts.members.known().map(|members| members >= usual.value());
            note(BelowUsual::Members, reached, by(rule(), sentence(rows.0.info()), &usual));
        }
        Err(not) => note(BelowUsual::Members, None, silent(rule(), &not)),
    }
    match rules.get(rows.1) {
        Ok(usual) => {
            let usual_days = match usual.value().length() {
                Length::Months(months) => u32::from(months).saturating_mul(30),
                Length::CalendarDays(days) | Length::WorkingDays(days) => days.into(),
                Length::Hours(_) => 0,
            };
            // "More than six months".
            let reached = facts.days.known().map(|days| days > usual_days);
            note(BelowUsual::Time, reached, by(rule(), sentence(rows.1.info()), &usual));
        }
        Err(not) => note(BelowUsual::Time, None, silent(rule(), &not)),
    }
    match rules.get(rows.2) {
        Ok(usual) => {
            let reached = facts.gains_yuan.known().map(|gains| gains >= u64::from(usual.value()));
            note(BelowUsual::Gains, reached, by(rule(), sentence(rows.2.info()), &usual));
        }
        Err(not) => note(BelowUsual::Gains, None, silent(rule(), &not)),
    }
    let mut reasons = reasons.into_iter();
    let first =
        reasons.next().unwrap_or_else(|| Reason::new(rule(), sentence(rows.0.info()), LABEL));
    Decision::new(below, first).and_all(reasons)
}

/// The gangs of a dossier by tier. Each figure is the length of its list, in the order of ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 黑社会性质组织.
    pub triads: Vec<GangId>,
    /// 恶势力犯罪集团.
    pub groups: Vec<GangId>,
    /// 恶势力团伙.
    pub gangs: Vec<GangId>,
    /// No evil force.
    pub no_tier: Vec<GangId>,
    /// The tier is undetermined.
    pub undetermined: Vec<GangId>,
}

/// How many gangs of each tier a dossier has, by their features and not by their labels.
///
/// # Source
///
/// H15: 93 triad-type organizations; 558 evil-force criminal groups and gangs together.
#[must_use]
pub fn tally(dossier: &Dossier, rules: RulesInForce<'_>) -> Tally {
    let mut tally = Tally::default();
    for gang in dossier.gangs().keys() {
        let Some(facts) = GangFacts::gather(dossier, *gang) else { continue };
        let list = match classify(&facts, rules).outcome() {
            Answer::Known(Classified::Tier(GangTier::TriadType)) => &mut tally.triads,
            Answer::Known(Classified::Tier(GangTier::EvilCriminalGroup)) => &mut tally.groups,
            Answer::Known(Classified::Tier(GangTier::EvilGang)) => &mut tally.gangs,
            Answer::Known(Classified::NoTier) => &mut tally.no_tier,
            Answer::Undetermined(_) => &mut tally.undetermined,
        };
        list.push(*gang);
    }
    tally
}

#[cfg(test)]
mod tests;
