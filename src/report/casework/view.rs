//! What a report looks at: a replay, the rules and days, and the names of things.

use std::collections::BTreeMap;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::{AnyId, CaseId, ClueId, EntityId, GangId, OrganId, PartyId, PersonId};
use crate::casebook::event::{Event, What};
use crate::decision::{Chinese, Reason};
use crate::model::clue::Clue;
use crate::model::dossier::Dossier;
use crate::report::casework::replay::Replay;
use crate::rulebook::RulesInForce;

/// What a report looks at.
pub(super) struct View<'a> {
    pub(super) replay: &'a Replay,
    pub(super) dossier: &'a Dossier,
    pub(super) rules: RulesInForce<'a>,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) own: OrganId,
    pub(super) now: Moment,
}

impl<'a> View<'a> {
    pub(super) fn new(
        replay: &'a Replay,
        rules: RulesInForce<'a>,
        calendar: &'a WorkCalendar,
    ) -> Self {
        let header = replay.header();
        let (own, now) = (header.organ, header.as_of);
        Self { replay, dossier: replay.book().dossier(), rules, calendar, own, now }
    }

    /// The clues that the own organ registered; repeats stand apart.
    pub(super) fn own_clues(&self) -> impl Iterator<Item = &'a Clue> {
        let own = self.own;
        let clues = self.dossier.clues().values().filter(move |clue| clue.received_by() == own);
        let mut clues: Vec<&Clue> = clues.collect();
        clues.sort_by_key(|clue| (clue.received(), clue.id()));
        clues.into_iter()
    }

    pub(super) fn clue(&self, id: ClueId) -> String {
        let number = self.dossier.clue(id).and_then(|clue| clue.ledger_no());
        number.map_or_else(|| id.to_string(), ToString::to_string)
    }

    pub(super) fn case(&self, id: CaseId) -> String {
        self.dossier.case(id).map_or_else(|| id.to_string(), |case| case.ledger_no().to_string())
    }

    pub(super) fn person(&self, id: PersonId) -> String {
        self.dossier.person(id).map_or_else(|| id.to_string(), |person| person.name().to_string())
    }

    pub(super) fn organ(&self, id: OrganId) -> String {
        self.dossier.organ(id).map_or_else(|| id.to_string(), |organ| organ.name().to_string())
    }

    pub(super) fn gang(&self, id: GangId) -> String {
        self.dossier.gang(id).map_or_else(|| id.to_string(), |gang| gang.name().to_string())
    }

    pub(super) fn party(&self, id: PartyId) -> String {
        match id {
            PartyId::Person(id) => self.person(id),
            PartyId::Organ(id) => self.organ(id),
            PartyId::Gang(id) => self.gang(id),
            PartyId::Case(id) => self.case(id),
            other => AnyId::to_string(&other.any()),
        }
    }

    /// The events that speak of some kind of thing, in the order of the journal.
    pub(super) fn events<T: Ord>(
        &self,
        pick: impl Fn(&What) -> Option<T>,
    ) -> BTreeMap<T, Vec<&'a Event>> {
        let mut found: BTreeMap<T, Vec<&Event>> = BTreeMap::new();
        for event in self.replay.events() {
            if let Some(key) = pick(&event.what) {
                found.entry(key).or_default().push(event);
            }
        }
        found
    }
}

/// A reason in a line of each language, with the rule and the row of its source.
pub(super) fn told(reason: &Reason) -> [String; 2] {
    let places: Vec<String> = reason
        .citations()
        .iter()
        .filter_map(|citation| citation.place().map(ToString::to_string))
        .collect();
    let english = format!("{}: {} [{}]", reason.rule(), reason.because(), places.join("; "));
    [english, reason.because().chinese()]
}

/// A moment without its offset: the day and the time on the wall.
pub(super) fn shown(moment: Moment) -> String {
    let text = moment.to_string();
    text.get(..16).unwrap_or(&text).to_owned()
}
