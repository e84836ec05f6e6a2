//! Alarms: what asks somebody to look, and grounds nothing.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{CaseId, PartyId};
use crate::decision::{Chinese, Decision, Reason, Word};
use crate::model::case::CaseStage;
use crate::model::dossier::Dossier;
use crate::model::supervision::Matter;
use crate::model::umbrella::{Subject, Umbrella};
use crate::procedure::fact::{by, silent};
use crate::provenance::{Fact, NotKnown, Standing};
use crate::rulebook::{Codes, InForce, RulesInForce, keys};
use crate::terms::gang::GangKind;
use crate::terms::stage::{CriminalEnd, CriminalStage, DisciplineStage};
use crate::terms::supervision::AlarmKind;

use super::unit::{UnitFacts, UnitState, results};

/// 提示: somebody ought to look at this. It says nothing about what will be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Alarm {
    /// What was seen.
    pub kind: AlarmKind,
    /// Of what.
    pub about: Matter,
}

/// `unit without a clue: organ-…`
impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.kind)?;
        match self.about {
            Matter::Case(id) => write!(f, "{id}"),
            Matter::Clue(id) => write!(f, "{id}"),
            Matter::Unit(id) => write!(f, "{id}"),
        }
    }
}

impl Chinese for Alarm {
    fn fmt_chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：", self.kind.term())?;
        match self.about {
            Matter::Case(id) => write!(f, "{id}"),
            Matter::Clue(id) => write!(f, "{id}"),
            Matter::Unit(id) => write!(f, "{id}"),
        }
    }
}

/// What a case shows that may ask for a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseSigns {
    /// The case.
    pub case: CaseId,
    /// Whether its gang is a triad-type organization.
    pub triad: Fact<bool>,
    /// Whether it was tried, or has ended, so that an umbrella should have shown by now.
    pub over: bool,
    /// Whether an umbrella of the gang is supported or established.
    pub umbrella: Fact<bool>,
    /// 撤销案件: whether it was filed and dismissed.
    pub dismissed: bool,
    /// Whether what was decided in it about somebody was lifted or changed on review.
    pub overturned: bool,
    /// 澄清: whether an umbrella of its gang, or of one of its subjects, was refuted.
    pub cleared: bool,
}

impl CaseSigns {
    /// What a case of the dossier shows; nothing if it is not there.
    ///
    /// Without a gang, whether it is triad-type and has an umbrella was never asked.
    #[must_use]
    pub fn gather(dossier: &Dossier, case: CaseId) -> Option<Self> {
        let noun = dossier.case(case)?;
        let gang = noun.gang().and_then(|gang| dossier.gang(gang));
        let never = Fact::NotKnown(NotKnown::NeverAsked);
        let triad = gang.and_then(|gang| gang.kind()).map(|kind| kind == GangKind::TriadType);
        let of_gang = |umbrella: &Umbrella| Some(umbrella.gang()) == noun.gang();
        let all = || dossier.umbrellas().values();
        let supported = all()
            .any(|umbrella| of_gang(umbrella) && umbrella.standing().at_least(Standing::Supported));
        let touched = all()
            .filter(|umbrella| of_gang(umbrella) || noun.subjects().contains(&party(umbrella)));
        let cleared = touched.into_iter().any(|umbrella| umbrella.refutation().is_some());
        let mut outcomes = dossier.outcomes_of(case);
        Some(Self {
            case,
            triad: triad.map_or(never, Fact::Known),
            over: is_over(*noun.stage()),
            umbrella: gang.map_or(never, |_| Fact::Known(supported)),
            dismissed: is_dismissed(*noun.stage()),
            overturned: outcomes.any(|outcome| outcome.revoked().is_some()),
            cleared,
        })
    }
}

const fn party(umbrella: &Umbrella) -> PartyId {
    match umbrella.subject() {
        Subject::Tenure { person, .. } => PartyId::Person(*person),
        Subject::Organ { organ } => PartyId::Organ(*organ),
    }
}

const fn is_over(stage: CaseStage) -> bool {
    matches!(
        stage,
        CaseStage::Criminal(CriminalStage::Tried | CriminalStage::Effective)
            | CaseStage::Discipline(DisciplineStage::Decided | DisciplineStage::Concluded)
    )
}

const fn is_dismissed(stage: CaseStage) -> bool {
    matches!(
        stage,
        CaseStage::Discipline(DisciplineStage::Dismissed)
            | CaseStage::Ended(CriminalEnd::Dismissed)
    )
}

/// Every alarm that the place raises, sorted, each once.
///
/// Only what is known raises one: a unit that has not been watched for a whole period, or
/// a case whose gang nobody has classified, raises none. The reasons name each kind that
/// was looked for, found or not.
pub fn alarms(
    units: &[UnitFacts],
    cases: &[CaseSigns],
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Decision<Vec<Alarm>> {
    let rule = || crate::rule_name!("supervision/alarm");
    let parameter = match rules.get(keys::supervision::ALARMS) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule(), &not)),
    };
    let mut all = BTreeSet::new();
    let mut reasons = Vec::new();
    for kind in parameter.value().words::<AlarmKind>().unwrap_or_default() {
        let found: BTreeSet<Alarm> = match kind {
            AlarmKind::SilentUnit => silent_units(units, rules, calendar, now).collect(),
            AlarmKind::NobodyHandled => idle_units(units, rules, calendar, now).collect(),
            AlarmKind::TriadWithoutUmbrella => of_cases(kind, cases, |case| {
                case.over && case.triad == Fact::Known(true) && case.umbrella == Fact::Known(false)
            }),
            AlarmKind::Unsubstantiated => of_cases(kind, cases, |case| case.dismissed),
            AlarmKind::Overturned => of_cases(kind, cases, |case| case.overturned),
            AlarmKind::Cleared => of_cases(kind, cases, |case| case.cleared),
        };
        reasons.push(looked(kind, found.len(), &parameter));
        all.extend(found);
    }
    let all = all.into_iter().collect();
    let mut reasons = reasons.into_iter();
    match reasons.next() {
        Some(first) => Decision::new(all, first).and_all(reasons),
        None => {
            let because = crate::sentence!("the place raises no alarms", "本地不设提示信号");
            Decision::new(all, by(rule(), because, &parameter))
        }
    }
}

fn looked(kind: AlarmKind, found: usize, parameter: &InForce<'_, &Codes>) -> Reason {
    let because = crate::sentence!(
        "{kind}: {found}; it asks for a look and grounds nothing",
        "{kind}：{found}；仅作提示，不作为问责依据",
        kind = Word::of(&kind),
        found = found,
    );
    by(crate::rule_name!("supervision/alarm"), because, parameter)
}

fn silent_units<'a>(
    units: &'a [UnitFacts],
    rules: RulesInForce<'a>,
    calendar: &'a WorkCalendar,
    now: Moment,
) -> impl Iterator<Item = Alarm> + 'a {
    let period = rules.get(keys::accountability::TALK_PERIOD).ok().map(|period| period.value());
    let silent = move |unit: &&UnitFacts| {
        period.is_some_and(|period| {
            unit.clues_within(period, now, calendar) == Ok(0)
                && unit.watched_for(period, now, calendar) == Ok(Fact::Known(true))
        })
    };
    let alarm =
        |unit: &UnitFacts| Alarm { kind: AlarmKind::SilentUnit, about: Matter::Unit(unit.unit) };
    units.iter().filter(silent).map(alarm)
}

fn idle_units<'a>(
    units: &'a [UnitFacts],
    rules: RulesInForce<'a>,
    calendar: &'a WorkCalendar,
    now: Moment,
) -> impl Iterator<Item = Alarm> + 'a {
    let stalled = move |unit: &&UnitFacts| {
        let state = results(unit, rules, calendar, now).outcome().clone().known();
        matches!(state, Some(UnitState::Stalled { .. }))
    };
    let alarm =
        |unit: &UnitFacts| Alarm { kind: AlarmKind::NobodyHandled, about: Matter::Unit(unit.unit) };
    units.iter().filter(stalled).map(alarm)
}

fn of_cases(
    kind: AlarmKind,
    cases: &[CaseSigns],
    shows: impl Fn(&CaseSigns) -> bool,
) -> BTreeSet<Alarm> {
    let alarm = |case: &CaseSigns| Alarm { kind, about: Matter::Case(case.case) };
    cases.iter().filter(|case| shows(case)).map(alarm).collect()
}
