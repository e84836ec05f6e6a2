//! What is counted in cells and places: one item with its id, its organs and its day.

use crate::base::day::Day;
use crate::base::id::{AnyId, EntityId, OrganId};
use crate::base::period::Start;
use crate::model::accountability::Talk;
use crate::model::case::Case;
use crate::model::clue::Clue;
use crate::model::discipline::Outcome;
use crate::model::dossier::Dossier;
use crate::model::exposure::ExposureBatch;
use crate::model::meeting::Meeting;
use crate::model::regulator::CovertVisit;
use crate::model::supervision::SupervisionMission;

use super::units::Unit;

/// One thing that is counted.
pub(super) enum Item<'a> {
    Clue(&'a Clue),
    Case(&'a Case),
    /// The person whom an outcome is about.
    Person(&'a Outcome),
    PersonTime(&'a Outcome),
    Meeting(&'a Meeting),
    Talk(&'a Talk),
    Visit(&'a CovertVisit),
    Mission(&'a SupervisionMission),
    Batch(&'a ExposureBatch),
}

impl Item<'_> {
    pub(super) fn id(&self) -> AnyId {
        match self {
            Self::Clue(clue) => clue.id().any(),
            Self::Case(case) => case.id().any(),
            Self::Person(outcome) => outcome.person().any(),
            Self::PersonTime(outcome) => outcome.id().any(),
            Self::Meeting(meeting) => meeting.id().any(),
            Self::Talk(talk) => talk.id().any(),
            Self::Visit(visit) => visit.id().any(),
            Self::Mission(mission) => mission.id().any(),
            Self::Batch(batch) => batch.id().any(),
        }
    }

    /// Whose it is: who received, filed, decided, called together, sent or published.
    pub(super) fn organs(&self) -> Vec<OrganId> {
        match self {
            Self::Clue(clue) => vec![clue.received_by()],
            Self::Case(case) => vec![case.filed_by()],
            Self::Person(outcome) | Self::PersonTime(outcome) => vec![outcome.by()],
            Self::Meeting(meeting) => meeting.called_by().to_vec(),
            Self::Talk(talk) => vec![talk.by()],
            Self::Visit(visit) => vec![visit.by()],
            Self::Mission(mission) => vec![mission.by()],
            Self::Batch(batch) => vec![batch.by()],
        }
    }

    /// The day by which it is counted, if it is known.
    pub(super) fn day(&self) -> Option<Day> {
        let when = match self {
            Self::Clue(clue) => clue.received(),
            Self::Case(case) => case.filed(),
            Self::Person(outcome) | Self::PersonTime(outcome) => outcome.decided(),
            Self::Meeting(meeting) => meeting.held(),
            Self::Talk(talk) => talk.held(),
            Self::Visit(visit) => visit.when(),
            Self::Batch(batch) => batch.published(),
            Self::Mission(mission) => {
                return match mission.period()?.start() {
                    Start::On(day) => Some(day),
                    Start::Unknown => None,
                };
            }
        };
        Some(when.occurred_at().day())
    }
}

/// Everything of a unit that counts, by whichever organ.
pub(super) fn items(dossier: &Dossier, unit: Unit) -> Vec<Item<'_>> {
    let outcomes = || {
        let outcomes = dossier.outcomes().values();
        outcomes.filter(|one| one.counts_as().is_some() && one.revoked().is_none())
    };
    match unit {
        Unit::Clues => {
            let clues = dossier.clues().values();
            let counts = |clue: &&Clue| clue.ledger_no().is_some() && clue.repeats().is_none();
            clues.filter(counts).map(Item::Clue).collect()
        }
        Unit::Cases => {
            let cases = dossier.cases().values();
            cases.filter(|case| case.managing_level().is_some()).map(Item::Case).collect()
        }
        Unit::Persons => outcomes().map(Item::Person).collect(),
        Unit::PersonTimes => outcomes().map(Item::PersonTime).collect(),
        Unit::Events => {
            let mut events: Vec<Item<'_>> = Vec::new();
            events.extend(dossier.meetings().values().map(Item::Meeting));
            events.extend(dossier.talks().values().map(Item::Talk));
            events.extend(dossier.covert_visits().values().map(Item::Visit));
            events.extend(dossier.missions().values().map(Item::Mission));
            events.extend(dossier.exposure_batches().values().map(Item::Batch));
            events
        }
    }
}
