//! 提示: what asks a person to look, gathered from a casebook.
//!
//! No rule is added here. Alarms are those of
//! [`procedure::supervision`](crate::procedure::supervision::alarms); beside them stand
//! comparisons that any reader could make from the same records, each with what it was
//! compared with. **An alarm grounds nothing**: no measure, no accountability and no
//! suspicion follows from it alone. Each says which procedure a person may start, who then
//! decides with reasons of its own.
//!
//! | sign | compared with | a person may start |
//! |---|---|---|
//! | unit without a clue | the period of the place, watched from beginning to end | a talk (`accountability`) |
//! | unit that handled nobody | likewise | supervision one on one (`supervision`) |
//! | triad case without umbrella | the case is over | a recheck (`look_back`), a retrace (`follow_up`) |
//! | case filed and dismissed, decision overturned, person cleared | | a recheck of how it was handled (`look_back`), clearing the name (`remedy`) |
//! | reported again and again, no case filed | at least so many reports | the four no-passes (`look_back`) |
//! | case without a step for long | the median of open cases of its kind | listed supervision (`supervision`) |
//! | cycle too long | the median of ended cases of its kind | listed supervision (`supervision`) |
//! | few clues for its sector | the median of the units of its kind and level, per head | a talk (`accountability`) |
//!
//! **Both ways.** A radar that only sees too few cases breeds cases. So a unit stands with
//! what it found *and* with what did not hold: dismissed, overturned, cleared. Units are
//! compared per head of those who hold a post there; a unit without a known post has no
//! rate rather than a bad one.
//!
//! **Within a sector.** A county's police station and a provincial discipline organ cannot be
//! compared. Units of one kind and one level are one sector; what each did within the same
//! days is set beside the median of its sector, per thousand heads. Only units count that
//! were watched for all of these days: an organ that began last week is not silent, and one
//! whose records begin last week is not either ([`Watched`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{AnyId, CaseId, ClueId, EntityId, OrganId, PersonId};
use crate::base::rate::Rate;
use crate::base::truth::Truth;
use crate::decision::Reason;
use crate::model::case::{Case, CaseStage};
use crate::model::dossier::Dossier;
use crate::model::supervision::Matter;
use crate::procedure::supervision::{Alarm, CaseSigns, UnitFacts, alarms};
use crate::provenance::{Fact, NotKnown};
use crate::rulebook::RulesInForce;
use crate::terms::office::{Level, OrganKind};
use crate::terms::stage::{CaseKind, CriminalEnd, CriminalStage, DisciplineStage};
use crate::terms::supervision::AlarmKind;

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SignKind {
    /// An alarm of the place.
    Alarm(AlarmKind),
    /// 重复举报未办: reported again and again, and no case was filed.
    ReportedAgain,
    /// 久拖未办: a case that has had no step for long.
    WithoutAStep,
    /// 办案周期过长: a case that took long.
    LongCycle,
    /// 同类单位中线索偏少: a unit with few clues beside the units of its sector.
    FewForItsSector,
}

impl SignKind {
    /// In English.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Alarm(kind) => kind.english(),
            Self::ReportedAgain => "reported again and again, no case filed",
            Self::WithoutAStep => "case without a step for long",
            Self::LongCycle => "case that took long",
            Self::FewForItsSector => "few clues per thousand heads for its sector",
        }
    }

    /// In Chinese.
    #[must_use]
    pub const fn term(self) -> &'static str {
        match self {
            Self::Alarm(kind) => kind.term(),
            Self::ReportedAgain => "重复举报未立案",
            Self::WithoutAStep => "久拖未办",
            Self::LongCycle => "办案周期过长",
            Self::FewForItsSector => "同类单位中每千人线索偏少",
        }
    }

    /// The file of the procedure that a person may start; it decides by its own rules.
    #[must_use]
    pub const fn may_start(self) -> &'static str {
        match self {
            Self::Alarm(AlarmKind::SilentUnit) | Self::FewForItsSector => "accountability",
            Self::Alarm(AlarmKind::NobodyHandled) | Self::WithoutAStep | Self::LongCycle => {
                "supervision"
            }
            Self::Alarm(AlarmKind::Cleared) => "remedy",
            Self::Alarm(_) | Self::ReportedAgain => "look_back",
        }
    }
}

/// One thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sign {
    /// What was seen.
    pub kind: SignKind,
    /// Of what.
    pub about: AnyId,
    /// What was measured, and what it was compared with; an alarm of the place has neither.
    pub measured: Option<(u64, u64)>,
}

/// A unit with what it found and what did not hold, for a comparison per head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLine {
    /// The unit.
    pub unit: OrganId,
    /// Its sector.
    pub sector: Sector,
    /// Who holds a post there at the moment of the report.
    pub posts: BTreeSet<PersonId>,
    /// Clues that it received, repeats left out.
    pub clues: usize,
    /// Persons whom it handled.
    pub handled: BTreeSet<PersonId>,
    /// Its cases that were filed and dismissed.
    pub dismissed: BTreeSet<CaseId>,
    /// Its cases in which a decision was lifted or changed on review.
    pub overturned: BTreeSet<CaseId>,
    /// Its cases that touch an umbrella that was refuted.
    pub cleared: BTreeSet<CaseId>,
}

impl UnitLine {
    /// Clues per head; nothing if nobody is known to hold a post there.
    #[must_use]
    pub fn clues_per_head(&self) -> Option<Rate> {
        rate(self.clues, self.posts.len())
    }

    /// Persons handled per head.
    #[must_use]
    pub fn handled_per_head(&self) -> Option<Rate> {
        rate(self.handled.len(), self.posts.len())
    }
}

/// 同类单位: units that can be compared, being of one kind and one level.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sector {
    /// Of what kind they are.
    pub kind: OrganKind,
    /// Of what level.
    pub level: Level,
}

/// A sector, and how its units stand beside each other within the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectorLine {
    /// The sector.
    pub sector: Sector,
    /// All its units.
    pub units: BTreeSet<OrganId>,
    /// Clues per thousand heads within these days, of each unit that can be compared: its
    /// posts are known, and it was watched for all of them.
    pub clues: BTreeMap<OrganId, u64>,
    /// Persons handled per thousand heads, likewise.
    pub handled: BTreeMap<OrganId, u64>,
    /// The median of the clues; nothing if too few units can be compared.
    pub median_clues: Option<u64>,
    /// The median of the persons handled, likewise.
    pub median_handled: Option<u64>,
}

/// Since when everything that units do is recorded here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Since when, for all of which nothing else is said.
    pub since: Fact<Moment>,
    /// Since when for single units.
    pub units: BTreeMap<OrganId, Fact<Moment>>,
}

impl Default for Watched {
    fn default() -> Self {
        Self { since: Fact::NotKnown(NotKnown::NeverAsked), units: BTreeMap::new() }
    }
}

impl Watched {
    /// All units since one moment.
    #[must_use]
    pub const fn since(since: Fact<Moment>) -> Self {
        Self { since, units: BTreeMap::new() }
    }

    /// Since when a unit is watched: not before it began, as far as that is known.
    #[must_use]
    pub fn of(&self, dossier: &Dossier, unit: OrganId) -> Fact<Moment> {
        let said = *self.units.get(&unit).unwrap_or(&self.since);
        let Fact::Known(since) = said else { return said };
        let began = dossier.organ(unit).and_then(|organ| organ.since());
        let began = began.and_then(|day| day.start(since.offset()).ok());
        Fact::Known(began.map_or(since, |began| began.max(since)))
    }
}

fn rate(part: usize, of: usize) -> Option<Rate> {
    Rate::new(u64::try_from(part).ok()?, u64::try_from(of).ok()?).ok()
}

/// With what is compared. The numbers are the reader's, not those of any rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// How many reports of one thing are many.
    pub reports: usize,
    /// How many times the median is long.
    pub times: u64,
    /// How many cases, or units of a sector, a median needs; of fewer none is taken.
    pub cases: usize,
    /// Within how many days before the report units are compared.
    pub days: u64,
}

impl Default for Compared {
    fn default() -> Self {
        Self { reports: 3, times: 2, cases: 5, days: 365 }
    }
}

/// Everything that asks for a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Radar {
    /// The signs, sorted, each once.
    pub signs: Vec<Sign>,
    /// The units, in the order of their ids.
    pub units: Vec<UnitLine>,
    /// The sectors, by kind and level.
    pub sectors: Vec<SectorLine>,
    /// What was looked for by the rules of the place, found or not.
    pub reasons: Vec<Reason>,
}

/// What asks for a look in the casework of an organ and those under it.
///
/// `watched` says from when on everything that the units do is recorded here; what is not
/// recorded before says nothing.
#[must_use]
pub fn radar(
    dossier: &Dossier,
    organ: OrganId,
    watched: &Watched,
    compared: Compared,
    (rules, calendar, now): (RulesInForce<'_>, &WorkCalendar, Moment),
) -> Radar {
    let tree = dossier.organ_tree();
    let below = |unit: &OrganId| *unit == organ || tree.superiors(*unit).any(|one| one == organ);
    let organs: Vec<OrganId> = dossier.organs().keys().copied().filter(below).collect();
    let gather = |unit: &OrganId| UnitFacts::gather(dossier, *unit, watched.of(dossier, *unit));
    let units: Vec<UnitFacts> = organs.iter().map(gather).collect();
    let of_organ = |case: &&Case| organs.contains(&case.filed_by());
    let followed = |case: &&Case| {
        let mut follow_ups = dossier.follow_ups().values();
        follow_ups.any(|one| one.police_case() == case.id() && organs.contains(&one.organ()))
    };
    let cases: Vec<&Case> =
        dossier.cases().values().filter(|case| of_organ(case) || followed(case)).collect();
    let signs: Vec<CaseSigns> =
        cases.iter().filter_map(|case| CaseSigns::gather(dossier, case.id())).collect();
    let (found, reasons) = alarms(&units, &signs, rules, calendar, now).into_parts();
    let mut all: BTreeSet<Sign> = found.into_iter().map(sign).collect();
    all.extend(reported_again(dossier, &organs, compared));
    all.extend(slow(&cases, compared, now));
    let line = |facts: &UnitFacts| unit(dossier, facts, &cases, &signs, now);
    let lines: Vec<UnitLine> = units.iter().filter_map(line).collect();
    let sectors = sectors(&units, &lines, compared, now);
    all.extend(sectors.iter().flat_map(|sector| few(sector, compared)));
    Radar { signs: all.into_iter().collect(), units: lines, sectors, reasons }
}

/// Each sector with what its units did within the days that are compared.
fn sectors(
    facts: &[UnitFacts],
    lines: &[UnitLine],
    compared: Compared,
    now: Moment,
) -> Vec<SectorLine> {
    let within = |when: &Moment| *when <= now && days(now, *when) < compared.days;
    let mut found: BTreeMap<Sector, SectorLine> = BTreeMap::new();
    for (line, facts) in lines.iter().flat_map(|line| {
        facts.iter().filter(|facts| facts.unit == line.unit).map(move |facts| (line, facts))
    }) {
        let sector = found.entry(line.sector.clone()).or_insert_with(|| SectorLine {
            sector: line.sector.clone(),
            units: BTreeSet::new(),
            clues: BTreeMap::new(),
            handled: BTreeMap::new(),
            median_clues: None,
            median_handled: None,
        });
        sector.units.insert(line.unit);
        let watched =
            matches!(facts.watched_since, Fact::Known(since) if days(now, since) >= compared.days);
        let clues = facts.clues.iter().filter(|when| within(when)).count();
        let handled: BTreeSet<PersonId> = facts
            .handled
            .iter()
            .filter(|(_, when)| within(when))
            .map(|(person, _)| *person)
            .collect();
        if let Some((clues, handled)) = per_thousand(clues, line.posts.len())
            .zip(per_thousand(handled.len(), line.posts.len()))
            .filter(|_| watched)
        {
            sector.clues.insert(line.unit, clues);
            sector.handled.insert(line.unit, handled);
        }
    }
    let mut found: Vec<SectorLine> = found.into_values().collect();
    for sector in &mut found {
        sector.median_clues = median(sector.clues.values().copied().collect(), compared);
        sector.median_handled = median(sector.handled.values().copied().collect(), compared);
    }
    found
}

/// Rounded down; nothing of nobody.
fn per_thousand(part: usize, heads: usize) -> Option<u64> {
    let (part, heads) = (u64::try_from(part).ok()?, u64::try_from(heads).ok()?);
    part.checked_mul(1000)?.checked_div(heads)
}

/// The middle one, the higher of two; nothing of fewer than a median needs.
fn median(mut all: Vec<u64>, compared: Compared) -> Option<u64> {
    all.sort_unstable();
    let enough = all.len() >= compared.cases;
    all.get(all.len().div_euclid(2)).copied().filter(|_| enough)
}

/// Units of a sector with so many times fewer clues than the median.
fn few(sector: &SectorLine, compared: Compared) -> Vec<Sign> {
    let Some(median) = sector.median_clues else { return Vec::new() };
    let far = |clues: u64| clues.saturating_mul(compared.times) < median;
    let units = sector.clues.iter().filter(|(_, clues)| far(**clues));
    units
        .map(|(unit, clues)| Sign {
            kind: SignKind::FewForItsSector,
            about: unit.any(),
            measured: Some((*clues, median)),
        })
        .collect()
}

fn sign(alarm: Alarm) -> Sign {
    let about = match alarm.about {
        Matter::Case(id) => id.any(),
        Matter::Clue(id) => id.any(),
        Matter::Unit(id) => id.any(),
    };
    Sign { kind: SignKind::Alarm(alarm.kind), about, measured: None }
}

/// Clues that were reported often, none of whose reports led to a case.
fn reported_again(dossier: &Dossier, organs: &[OrganId], compared: Compared) -> Vec<Sign> {
    let mut reports: BTreeMap<ClueId, u64> = BTreeMap::new();
    let mut filed: BTreeSet<ClueId> = BTreeSet::new();
    let from = dossier.cases().values().flat_map(|case| case.from_clues().iter());
    let from: BTreeSet<ClueId> = from.copied().collect();
    for clue in dossier.clues().values().filter(|clue| organs.contains(&clue.received_by())) {
        let first = clue.repeats().unwrap_or(clue.id());
        let count = reports.entry(first).or_default();
        *count = count.saturating_add(1);
        if from.contains(&clue.id()) {
            filed.insert(first);
        }
    }
    let many = u64::try_from(compared.reports).unwrap_or(u64::MAX);
    let often = reports.into_iter().filter(|(clue, count)| *count >= many && !filed.contains(clue));
    often
        .map(|(clue, count)| Sign {
            kind: SignKind::ReportedAgain,
            about: clue.any(),
            measured: Some((count, many)),
        })
        .collect()
}

/// Cases that took, or have stood still for, so many times the median of their kind.
fn slow(cases: &[&Case], compared: Compared, now: Moment) -> Vec<Sign> {
    let mut found = Vec::new();
    for kind in [CaseKind::Discipline, CaseKind::Criminal] {
        let (ended, open): (Vec<&Case>, Vec<&Case>) =
            cases.iter().filter(|case| case.kind() == kind).partition(|case| has_ended(case));
        let took = |case: &&Case| {
            (case.id(), days(case.stages().last().when.occurred_at(), case.filed().occurred_at()))
        };
        let stood = |case: &&Case| (case.id(), days(now, last_step(case)));
        let ended: Vec<(CaseId, u64)> = ended.iter().map(took).collect();
        let open: Vec<(CaseId, u64)> = open.iter().map(stood).collect();
        found.extend(beyond(SignKind::LongCycle, &ended, compared));
        found.extend(beyond(SignKind::WithoutAStep, &open, compared));
    }
    found
}

fn has_ended(case: &Case) -> bool {
    matches!(
        case.stage(),
        CaseStage::Discipline(DisciplineStage::Concluded | DisciplineStage::Dismissed)
            | CaseStage::Criminal(CriminalStage::Effective)
            | CaseStage::Ended(
                CriminalEnd::Dismissed
                    | CriminalEnd::NotProsecuted
                    | CriminalEnd::ProsecutionWithdrawn
                    | CriminalEnd::Terminated
            )
    )
}

fn last_step(case: &Case) -> Moment {
    let changed = case.changes().last().map(|change| change.when.occurred_at());
    let stage = case.stages().last().when.occurred_at();
    changed.map_or(stage, |changed| changed.max(stage))
}

fn days(later: Moment, earlier: Moment) -> u64 {
    u64::try_from(later.since(earlier).num_days()).unwrap_or(0)
}

fn beyond(kind: SignKind, cases: &[(CaseId, u64)], compared: Compared) -> Vec<Sign> {
    let lengths = cases.iter().map(|(_, days)| *days).collect();
    let Some(median) = median(lengths, compared) else { return Vec::new() };
    let limit = median.saturating_mul(compared.times).max(1);
    let long = cases.iter().filter(|(_, days)| *days > limit);
    long.map(|(case, days)| Sign { kind, about: case.any(), measured: Some((*days, median)) })
        .collect()
}

fn unit(
    dossier: &Dossier,
    facts: &UnitFacts,
    cases: &[&Case],
    signs: &[CaseSigns],
    now: Moment,
) -> Option<UnitLine> {
    let organ = dossier.organ(facts.unit)?;
    let own: BTreeSet<CaseId> =
        cases.iter().filter(|case| case.filed_by() == facts.unit).map(|case| case.id()).collect();
    let that = |shows: fn(&CaseSigns) -> bool| {
        signs
            .iter()
            .filter(|one| own.contains(&one.case) && shows(one))
            .map(|one| one.case)
            .collect()
    };
    let holds = dossier.tenures().values().filter(|tenure| {
        let post = dossier.post(tenure.post());
        post.is_some_and(|post| post.organ() == facts.unit)
            && tenure.held_on(now.day()) == Truth::Yes
    });
    Some(UnitLine {
        unit: facts.unit,
        sector: Sector { kind: organ.kind().clone(), level: organ.level() },
        posts: holds.map(|tenure| tenure.person()).collect(),
        clues: facts.clues.len(),
        handled: facts.handled.iter().map(|(person, _)| *person).collect(),
        dismissed: that(|one| one.dismissed),
        overturned: that(|one| one.overturned),
        cleared: that(|one| one.cleared),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::calendar::china;
    use crate::model::dossier::DossierDraft;
    use crate::model::dossier::testing::small;
    use crate::model::organ::OrganDraft;
    use crate::rulebook::Rulebook;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn sector(clues: &[u64]) -> SectorLine {
        let id = |n: u64| OrganId::from_uuid(uuid::Uuid::from_u128(u128::from(n) + 1)).unwrap();
        let of: BTreeMap<OrganId, u64> =
            clues.iter().enumerate().map(|(n, clues)| (id(n as u64), *clues)).collect();
        SectorLine {
            sector: Sector { kind: OrganKind::PublicSecurity, level: Level::County },
            units: of.keys().copied().collect(),
            median_clues: median(clues.to_vec(), Compared::default()),
            median_handled: None,
            handled: BTreeMap::new(),
            clues: of,
        }
    }

    /// The unit that stands far below the others of its sector, and only that one; of too
    /// few units there is no median.
    #[test]
    fn few_for_its_sector() {
        let told = |clues: &[u64]| -> Vec<Option<(u64, u64)>> {
            few(&sector(clues), Compared::default()).iter().map(|sign| sign.measured).collect()
        };
        assert_eq!(told(&[100, 120, 49, 90, 100]), [Some((49, 100))]);
        assert_eq!(told(&[100, 120, 50, 90, 100]), [], "half is not less than half");
        assert_eq!(told(&[100, 120, 0, 90]), [], "four units have no median");
        assert_eq!(told(&[0; 6]), [], "where nobody has any, nobody has few");
    }

    #[test]
    fn per_head_rounds_down_and_needs_heads() {
        assert_eq!(per_thousand(2, 3), Some(666));
        assert_eq!(per_thousand(2, 0), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// An organ that began last week is compared with nobody and not silent, however
        /// long the others have been watched; the same organ of old is compared.
        #[test]
        fn who_began_last_week_is_not_silent(seed in any::<u64>()) {
            let (book, calendar) = (Rulebook::published(), china());
            let now = at("2021-06-01T09:00:00+08:00");
            let rules = book.on("gansu", now.day()).unwrap();
            let watched = Watched::since(Fact::Known(at("2010-01-01T00:00:00+08:00")));
            let draft = small(seed);
            let top = draft.organs[0].id.unwrap();
            let young: Vec<OrganDraft> = draft
                .organs
                .iter()
                .map(|organ| OrganDraft { since: Some(crate::day!(2021, 5, 26)), ..organ.clone() })
                .collect();
            let look = |organs: Vec<OrganDraft>| {
                let dossier = DossierDraft { organs, ..small(seed) }.enter().unwrap();
                let asked = (rules, &calendar, now);
                let compared = Compared { cases: 1, ..Compared::default() };
                radar(&dossier, top, &watched, compared, asked)
            };
            let (old, young) = (look(draft.organs.clone()), look(young));
            let compared = |radar: &Radar| radar.sectors.iter().map(|one| one.clues.len()).sum::<usize>();
            let with_posts = old.units.iter().filter(|line| !line.posts.is_empty()).count();
            prop_assert_eq!(compared(&old), with_posts);
            prop_assert_eq!(compared(&young), 0);
            let silent = |radar: &Radar| {
                let wanted = |sign: &&Sign| matches!(
                    sign.kind,
                    SignKind::Alarm(AlarmKind::SilentUnit | AlarmKind::NobodyHandled)
                        | SignKind::FewForItsSector
                );
                radar.signs.iter().filter(wanted).count()
            };
            prop_assert_eq!(silent(&young), 0);
            let all: usize = old.sectors.iter().map(|one| one.units.len()).sum();
            prop_assert_eq!(all, old.units.len(), "each unit stands in one sector");
        }
    }
}
