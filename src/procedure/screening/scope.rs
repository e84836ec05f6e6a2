//! How far screening reaches: classes of problems, kinds of umbrellas, finished cases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::base::id::{CaseId, ClueId, OrganId, PartyId};
use crate::decision::{Chinese, Decision, Reason};
use crate::model::case::CaseStage;
use crate::model::clue::Clue;
use crate::model::dossier::Dossier;
use crate::model::screening::CheckConclusion;
use crate::procedure::fact::{by, silent};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::screening::{CheckedResponsibility, ThreeChecks};
use crate::terms::stage::CriminalStage;
use crate::terms::umbrella::{ProblemClass, UmbrellaKind};

/// What putting a clue into the classes of problems looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassFacts {
    /// The clue.
    pub clue: ClueId,
    /// The classes that it touches, as far as judged.
    pub classes: BTreeSet<ProblemClass>,
    /// Those whom it is about, as far as known.
    pub subjects: BTreeSet<PartyId>,
}

impl ClassFacts {
    /// The facts of a clue.
    #[must_use]
    pub fn of(clue: &Clue) -> Self {
        Self {
            clue: clue.id(),
            classes: clue.problem_classes().iter().copied().collect(),
            subjects: clue.subjects().iter().copied().collect(),
        }
    }

    /// The facts of a clue of the dossier; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, clue: ClueId) -> Option<Self> {
        dossier.clue(clue).map(Self::of)
    }
}

/// What is amiss with the classes of a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClassGap {
    /// 未归类: nobody has judged to which class it belongs.
    NotJudged,
    /// The place looks into no such class.
    NotOfPlace(ProblemClass),
    /// The class is about persons, and those whom the clue is about are none.
    NoPerson(ProblemClass),
    /// An organ is among those whom it is about, and no class of the clue is about organs.
    OrganAsSubject(OrganId),
}

impl fmt::Display for ClassGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJudged => f.write_str("not put into a class"),
            Self::NotOfPlace(class) => write!(f, "no class of the place: {class}"),
            Self::NoPerson(class) => write!(f, "about no person: {class}"),
            Self::OrganAsSubject(organ) => {
                write!(f, "{organ} is an organ, and no class is about organs")
            }
        }
    }
}

impl Chinese for ClassGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJudged => f.write_str("尚未归类"),
            Self::NotOfPlace(class) => write!(f, "本地未列此类问题：{}", class.term()),
            Self::NoPerson(class) => write!(f, "此类问题应有被反映人：{}", class.term()),
            Self::OrganAsSubject(organ) => write!(f, "{organ}为单位，所归类别仅涉及个人"),
        }
    }
}

/// 3类问题: what is amiss with the classes of a clue; empty where the place has none.
///
/// The first two classes are about persons, the third about organs too. While nobody is
/// known whom the clue is about, that is not asked.
pub fn problem_classes(facts: &ClassFacts, rules: RulesInForce<'_>) -> Decision<Vec<ClassGap>> {
    let rule = crate::rule_name!("screening/problem-class");
    let parameter = match rules.get(keys::screening::PROBLEM_CLASSES) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let mut gaps: Vec<ClassGap> =
        facts.classes.is_empty().then_some(ClassGap::NotJudged).into_iter().collect();
    let person = facts.subjects.iter().any(|subject| matches!(subject, PartyId::Person(_)));
    for class in &facts.classes {
        let listed = parameter.value().contains(class.code());
        gaps.extend((!listed).then_some(ClassGap::NotOfPlace(*class)));
        let nobody = !person && !facts.subjects.is_empty() && !class.may_be_organ();
        gaps.extend(nobody.then_some(ClassGap::NoPerson(*class)));
    }
    if !facts.classes.is_empty() && !facts.classes.iter().any(|class| class.may_be_organ()) {
        gaps.extend(facts.subjects.iter().filter_map(|subject| match subject {
            PartyId::Organ(organ) => Some(ClassGap::OrganAsSubject(*organ)),
            _ => None,
        }));
    }
    let because = crate::sentence!(
        "the clue is put into {classes} classes of problems; {gaps} things are amiss",
        "线索归入{classes}类问题，{gaps}处不符",
        classes = facts.classes.len(),
        gaps = gaps.len(),
    );
    Decision::new(gaps, by(rule, because, &parameter))
}

/// The kinds of umbrellas that were looked for in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindsFacts {
    /// The case.
    pub case: CaseId,
    /// The kinds that were looked for, whether or not something was found.
    pub looked_for: BTreeSet<UmbrellaKind>,
}

impl KindsFacts {
    /// The facts of a case of the dossier; nothing if it is not there.
    ///
    /// Our reading: the check of networks and umbrellas looks for those who act (官伞, 警伞),
    /// the check of responsibility for those who leave things undone (庸伞, 懒伞). A kind
    /// that a hypothesis about the gang names was looked for as well.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId) -> Option<Self> {
        let gang = dossier.case(case)?.gang();
        let mut looked_for = BTreeSet::new();
        for check in checks_of(dossier, case) {
            let by_omission = match check.check {
                ThreeChecks::GangCrime => continue,
                ThreeChecks::NetworkAndUmbrella => false,
                ThreeChecks::Responsibility => true,
            };
            let kinds = UmbrellaKind::ALL.into_iter();
            looked_for.extend(kinds.filter(|kind| kind.is_omission() == by_omission));
        }
        let own = gang.into_iter().flat_map(|gang| dossier.umbrellas_of(gang));
        looked_for.extend(own.flat_map(|umbrella| umbrella.kinds().iter().copied()));
        Some(Self { case, looked_for })
    }
}

/// The conclusions of all screenings of a case.
fn checks_of(dossier: &Dossier, case: CaseId) -> impl Iterator<Item = &CheckConclusion> {
    dossier.screenings_of(case).flat_map(|screening| screening.checks())
}

/// 既查官伞警伞，也查庸伞懒伞: the kinds of umbrellas of the place that nobody looked for, in
/// its order. Empty where the place lists none.
pub fn kinds_not_looked_for(
    facts: &KindsFacts,
    rules: RulesInForce<'_>,
) -> Decision<Vec<UmbrellaKind>> {
    let rule = crate::rule_name!("screening/umbrella-kinds");
    let parameter = match rules.get(keys::screening::UMBRELLA_KINDS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let wanted = parameter.value().words::<UmbrellaKind>().unwrap_or_default();
    let all = wanted.len();
    let open: Vec<UmbrellaKind> =
        wanted.into_iter().filter(|kind| !facts.looked_for.contains(kind)).collect();
    let because = crate::sentence!(
        "{done} of {all} kinds of umbrellas were looked for",
        "{all}种保护伞中已查{done}种",
        done = all.saturating_sub(open.len()),
        all = all,
    );
    Decision::new(open, by(rule, because, &parameter))
}

/// What was looked at behind a gang case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BottomFacts {
    /// The case.
    pub case: CaseId,
    /// 已打掉: whether the gang is broken up, so that its crimes are investigated.
    pub broken_up: bool,
    /// Whether the check of networks and umbrellas has a conclusion.
    pub network_checked: bool,
    /// Whose responsibility was looked at.
    pub looked_at: BTreeSet<CheckedResponsibility>,
}

impl BottomFacts {
    /// The gang cases of the dossier, by their ids: criminal cases that name a gang.
    #[must_use]
    pub fn gather(dossier: &Dossier) -> Vec<Self> {
        let cases = dossier.cases().values().filter(|case| {
            case.gang().is_some() && case.kind() == crate::terms::stage::CaseKind::Criminal
        });
        let one = |case: &crate::model::case::Case| {
            let broken_up = case.stages().iter().any(|entry| {
                matches!(entry.state, CaseStage::Criminal(stage) if stage >= CriminalStage::Investigated)
            });
            let checks = || checks_of(dossier, case.id());
            let network = |check: &CheckConclusion| check.check == ThreeChecks::NetworkAndUmbrella;
            Self {
                case: case.id(),
                broken_up,
                network_checked: checks().any(network),
                looked_at: checks().filter_map(|check| check.whose).collect(),
            }
        };
        cases.map(one).collect()
    }
}

/// What was left lying behind a gang case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BottomGap {
    /// 未清底: nobody concluded whether networks or umbrellas stood behind it.
    NotCleared,
    /// 软保护: nobody looked whether a body that had this responsibility gave soft protection.
    SoftProtection(CheckedResponsibility),
}

impl fmt::Display for BottomGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCleared => f.write_str("not cleared to the bottom"),
            Self::SoftProtection(whose) => write!(f, "nobody looked for soft protection: {whose}"),
        }
    }
}

impl Chinese for BottomGap {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCleared => f.write_str("未全面清底"),
            Self::SoftProtection(whose) => write!(f, "未查“软保护”问题：{}", whose.term()),
        }
    }
}

/// 全面清底: the gang cases that are finished and behind which something was left lying, by
/// their ids.
///
/// A gang that is not broken up yet is not asked about. Soft protection is asked of the
/// bodies whose responsibility the place names; its subject may be an organ.
pub fn clear_bottom<'a>(
    cases: impl IntoIterator<Item = &'a BottomFacts>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<(CaseId, Vec<BottomGap>)>> {
    let cases: BTreeMap<CaseId, &BottomFacts> = cases
        .into_iter()
        .filter(|facts| facts.broken_up)
        .map(|facts| (facts.case, facts))
        .collect();
    let clear = rules.get(keys::screening::CLEAR_BOTTOM);
    let soft = rules.get(keys::screening::SOFT_PROTECTION);
    let every = clear.as_ref().is_ok_and(|clear| clear.value());
    let whose: Vec<CheckedResponsibility> =
        soft.as_ref().map_or_else(|_| Vec::new(), |s| s.value().words().unwrap_or_default());
    let gaps = |facts: &BottomFacts| {
        let first = (every && !facts.network_checked).then_some(BottomGap::NotCleared);
        let open = whose.iter().copied().filter(|one| !facts.looked_at.contains(one));
        first.into_iter().chain(open.map(BottomGap::SoftProtection)).collect::<Vec<_>>()
    };
    let all = cases.len();
    let open: Vec<(CaseId, Vec<BottomGap>)> = cases
        .into_iter()
        .map(|(case, facts)| (case, gaps(facts)))
        .filter(|(_, gaps)| !gaps.is_empty())
        .collect();
    let because = crate::sentence!(
        "{open} of {all} finished gang cases are not cleared to the bottom",
        "{all}起已打掉的黑恶案件中{open}起未全面清底",
        open = open.len(),
        all = all,
    );
    let rule = crate::rule_name!("screening/clear-bottom");
    let reason = match clear {
        Ok(clear) => by(rule, because, &clear),
        Err(not) => silent(rule, &not),
    };
    let second: Option<Reason> = soft.ok().map(|soft| {
        let because = crate::sentence!(
            "soft protection is looked for in {all} kinds of responsibility",
            "对{all}类责任主体查“软保护”问题",
            all = whose.len(),
        );
        by(crate::rule_name!("screening/soft-protection"), because, &soft)
    });
    Decision::new(open, reason).and_all(second)
}
