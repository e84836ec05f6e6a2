//! A view made ready for one frozen network: a few comparisons for each tie.

use super::attributes::{Packed, UNKNOWN_END, UNKNOWN_START, standing_bits};
use super::network::FrozenNetwork;
use super::slot::ArcSlot;
use crate::base::day::Day;
use crate::network::view::{Doubt, View};
use crate::provenance::Standing;

/// A [`View`] in the numbers of one frozen network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve {
    kinds: u64,
    /// How many days of the table are not after the day asked for.
    day: Option<u16>,
    /// The day itself, where what is not certain is left out.
    certain: Option<Day>,
    /// How many moments of the table are not after the moment asked for.
    known: Option<u32>,
    /// One bit for each standing that passes.
    standings: u8,
    confidence: u16,
}

impl FrozenNetwork {
    /// Makes a view ready.
    pub(crate) fn sieve(&self, view: &View) -> Sieve {
        let days = &self.ties.days;
        let day = view.day().map(|day| days.partition_point(|known| *known <= day));
        let known = view.moment().map(|at| self.ties.moments.partition_point(|m| *m <= at));
        let passing = Standing::ALL.iter().filter(|s| s.at_least(view.least().standing()));
        Sieve {
            kinds: view.kind_set().bits(),
            day: day.map(|count| u16::try_from(count).unwrap_or(u16::MAX)),
            certain: view.day().filter(|_| view.on_doubt() == Doubt::LeaveOut),
            known: known.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            standings: passing.fold(0, |bits, s| bits | 1_u8 << standing_bits(*s)),
            confidence: view.least_confidence().get(),
        }
    }

    /// Whether a view shows the tie at a place of the rows along.
    #[inline]
    pub(crate) fn shows(&self, sieve: &Sieve, tie: usize) -> bool {
        let ties = &self.ties;
        let (Some(&kind), Some(&packed), Some(&since), Some(&until)) =
            (ties.kind.get(tie), ties.packed.get(tie), ties.since.get(tie), ties.until.get(tie))
        else {
            return false;
        };
        sieve.passes(kind, packed)
            && self.was_there(sieve, since, until)
            && self.was_known(sieve, packed, tie)
    }

    /// The same for a place of the rows against.
    #[inline]
    pub(crate) fn shows_against(&self, sieve: &Sieve, place: usize) -> bool {
        let ties = &self.ties;
        let (Some(&kind), Some(&packed), Some(&since), Some(&until)) = (
            ties.kind_against.get(place),
            ties.packed_against.get(place),
            ties.since_against.get(place),
            ties.until_against.get(place),
        ) else {
            return false;
        };
        let twin = || self.twin.get(place).map_or(usize::MAX, |tie| *tie as usize);
        sieve.passes(kind, packed)
            && self.was_there(sieve, since, until)
            && self.was_known(sieve, packed, twin())
    }

    /// The ties at a party that a view shows, along first, each once.
    pub(crate) fn shown_at(&self, sieve: &Sieve, slot: u32) -> Vec<ArcSlot> {
        let along = self.along.span(slot).filter(|tie| self.shows(sieve, *tie));
        let along = along.filter_map(|tie| u32::try_from(tie).ok());
        let against = self.against.span(slot).filter(|place| self.shows_against(sieve, *place));
        let against = against.filter_map(|place| self.twin.get(place).copied());
        along.chain(against).map(ArcSlot).collect()
    }

    /// The ties from one party to another that a view shows, in the order of the network;
    /// looked for in the shorter of the two rows.
    pub(crate) fn shown_from(&self, sieve: &Sieve, from: u32, to: u32) -> Vec<ArcSlot> {
        let mut ties: Vec<u32> = Vec::new();
        if self.along.degree(from) <= self.against.degree(to) {
            let there = |tie: &usize| self.along.targets().get(*tie) == Some(&to);
            let shown = self.along.span(from).filter(there).filter(|tie| self.shows(sieve, *tie));
            ties.extend(shown.filter_map(|tie| u32::try_from(tie).ok()));
        } else {
            let there = |place: &usize| self.against.targets().get(*place) == Some(&from);
            let places = self.against.span(to).filter(there);
            let shown = places.filter(|place| self.shows_against(sieve, *place));
            ties.extend(shown.filter_map(|place| self.twin.get(place).copied()));
        }
        ties.sort_unstable();
        ties.into_iter().map(ArcSlot).collect()
    }

    #[inline]
    fn was_there(&self, sieve: &Sieve, since: u16, until: u16) -> bool {
        let Some(day) = sieve.day else { return true };
        if since > day || until <= day {
            return false;
        }
        let doubtful = since == UNKNOWN_START || until == UNKNOWN_END;
        match sieve.certain {
            Some(day) if doubtful => self.ties.period(since, until).contains(day).is_yes(),
            _ => true,
        }
    }

    #[inline]
    fn was_known(&self, sieve: &Sieve, packed: Packed, tie: usize) -> bool {
        let Some(known) = sieve.known else { return !packed.is_superseded() };
        let recorded = self.ties.recorded.get(tie).is_some_and(|at| *at < known);
        if !recorded || !packed.is_superseded() {
            return recorded;
        }
        let tie = u32::try_from(tie).unwrap_or(u32::MAX);
        self.ties.superseded_from(tie).is_none_or(|at| at >= known)
    }
}

impl Sieve {
    /// One bit for each kind that is shown.
    #[inline]
    pub(super) const fn kinds(&self) -> u64 {
        self.kinds
    }

    #[inline]
    fn passes(&self, kind: u8, packed: Packed) -> bool {
        self.kinds >> (kind & 63) & 1 == 1
            && self.standings >> (packed.standing_index() & 7) & 1 == 1
            && packed.confidence() >= self.confidence
    }
}
