//! With what strength an organ verifies, and what it settled.

use crate::base::day::Day;
use crate::base::id::{ClueId, OrganId, PersonId, SupervisionId};
use crate::base::period::Period;
use crate::base::truth::Truth;
use crate::model::clue::ClueStage;
use crate::model::dossier::Dossier;
use crate::terms::coordination::TaskForceKind;
use crate::terms::report::ClueSource;
use crate::terms::supervision::SupervisionTeam;

/// 核查力量: the persons and teams with which an organ verifies clues on a day.
///
/// Each figure is the length of its list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strength {
    /// Members of its clue verification teams, each once, by id.
    pub verifiers: Vec<PersonId>,
    /// Its touring supervision teams.
    pub touring: Vec<SupervisionId>,
    /// Persons of whom it is not known whether they belonged to a team on that day.
    pub unsure_verifiers: Vec<PersonId>,
    /// Teams of which it is not known whether they toured on that day.
    pub unsure_touring: Vec<SupervisionId>,
}

/// With what strength an organ verifies clues on a day.
///
/// # Source
///
/// H11: 30 persons in the verification team of a province, 6 touring supervision teams.
#[must_use]
pub fn strength(dossier: &Dossier, organ: OrganId, day: Day) -> Strength {
    let mut strength = Strength::default();
    let teams = dossier.task_forces().values();
    for team in teams
        .filter(|team| team.organ() == organ && *team.kind() == TaskForceKind::VerificationTeam)
    {
        for person in team.persons() {
            match team.has_member_on(person, day) {
                Truth::Yes => strength.verifiers.push(person),
                Truth::Unknown => strength.unsure_verifiers.push(person),
                Truth::No => {}
            }
        }
    }
    let missions = dossier.missions().values();
    for mission in missions.filter(|mission| {
        mission.by() == organ && mission.team() == Some(&SupervisionTeam::SupervisionTeam)
    }) {
        match mission.period().map_or(Truth::Unknown, |period| period.contains(day)) {
            Truth::Yes => strength.touring.push(mission.id()),
            Truth::Unknown => strength.unsure_touring.push(mission.id()),
            Truth::No => {}
        }
    }
    let Strength { verifiers, unsure_verifiers, .. } = &mut strength;
    verifiers.sort_unstable();
    verifiers.dedup();
    unsure_verifiers.sort_unstable();
    unsure_verifiers.dedup();
    unsure_verifiers.retain(|person| verifiers.binary_search(person).is_err());
    strength
}

/// 核查办结: clues that were settled after a verification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// A case was filed.
    pub filed: Vec<ClueId>,
    /// They were closed, with or without a sign-off.
    pub closed: Vec<ClueId>,
}

impl Settled {
    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.filed.len().saturating_add(self.closed.len())
    }
}

/// The clues from a source that were settled after a verification within a period.
///
/// The day is the one on which the clue was filed or closed for the first time after its
/// first verification. A clue that repeats another is counted with the other.
///
/// # Source
///
/// H13: 25,806 clues from the public verified and settled in a year; C22: 99 closed after
/// preliminary verification.
#[must_use]
pub fn settled(dossier: &Dossier, source: &ClueSource, period: Period) -> Settled {
    let mut settled = Settled::default();
    let clues = dossier.clues().values();
    for clue in clues.filter(|clue| clue.source() == source && clue.repeats().is_none()) {
        let stages = clue.stages().iter();
        let mut after =
            stages.skip_while(|entry| !matches!(entry.state, ClueStage::Verified { .. }));
        let end = after.find(|entry| {
            matches!(
                entry.state,
                ClueStage::Filed { .. }
                    | ClueStage::Closed { .. }
                    | ClueStage::ClosedSignedOff { .. }
            )
        });
        let within = |day| period.contains(day).is_yes();
        match end.filter(|end| within(end.when.occurred_at().day())) {
            Some(end) if matches!(end.state, ClueStage::Filed { .. }) => {
                settled.filed.push(clue.id());
            }
            Some(_) => settled.closed.push(clue.id()),
            None => {}
        }
    }
    settled
}
