//! Where the agenda is put together: an item is added with its clock, its day, or neither.

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::id::{AnyId, OrganId, PersonId};
use crate::casebook::agenda::item::{Item, Until};
use crate::casebook::book::Casebook;
use crate::casebook::moved::Moved;
use crate::decision::{Answer, Decision, Reason, Word};
use crate::model::dossier::Dossier;
use crate::procedure::clock::Clock;
use crate::rulebook::RulesInForce;

/// Where the agenda is put together.
pub(super) struct Desk<'a> {
    pub(super) book: &'a Casebook,
    pub(super) dossier: &'a Dossier,
    pub(super) rules: RulesInForce<'a>,
    pub(super) calendar: &'a WorkCalendar,
    pub(super) now: Moment,
    pub(super) items: Vec<Item>,
}

/// Whose it is.
pub(super) struct Whose {
    pub(super) about: AnyId,
    pub(super) organ: Option<OrganId>,
    pub(super) persons: Vec<PersonId>,
}

impl Desk<'_> {
    /// Adds a clock that is not done.
    pub(super) fn clock(
        &mut self,
        what: Word,
        whose: Whose,
        clock: Option<Clock>,
        reasons: Vec<Reason>,
    ) {
        let Some(clock) = clock.filter(Clock::is_open) else { return };
        let began = clock.deadline().start();
        let same = |one: &&Moved| one.what.code() == what.code() && one.since == began;
        let moved = self.book.moved(whose.about).iter().find(same).cloned();
        let due = clock.deadline().due();
        let held = moved.as_ref().and_then(|moved| Some((moved, moved.was?)));
        let Some((moved, end)) = held.filter(|(_, end)| due < *end) else {
            return self.add(what, whose, Until::Clock(clock), reasons, moved);
        };
        let (why, past) = (vec![moved.holds(end, due)], end <= self.now);
        let moved = Some(moved.clone());
        self.add(what, whose, Until::Held { clock, end, past }, why, moved);
    }

    pub(super) fn add(
        &mut self,
        what: Word,
        whose: Whose,
        until: Until,
        reasons: Vec<Reason>,
        moved: Option<Moved>,
    ) {
        let Whose { about, organ, mut persons } = whose;
        persons.sort_unstable();
        let reason = reasons.into_iter().next();
        self.items.push(Item { what, about, organ, persons, until, reason, moved });
    }

    pub(super) fn day(&mut self, what: Word, whose: Whose, last: Day) {
        let past = self.now.day() > last;
        self.add(what, whose, Until::Day { last, past }, Vec::new(), None);
    }

    /// Adds what is owed without a number of days.
    pub(super) fn promptly(
        &mut self,
        what: Word,
        whose: Whose,
        since: Option<Moment>,
        reasons: Vec<Reason>,
    ) {
        self.add(what, whose, Until::Promptly(since), reasons, None);
    }
}

pub(super) fn known(decision: Decision<Answer<Clock>>) -> (Option<Clock>, Vec<Reason>) {
    let (answer, reasons) = decision.into_parts();
    (answer.known(), reasons)
}
