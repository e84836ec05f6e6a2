//! Building a frozen network at once from arrays.
//!
//! Arrays are checked first, and every problem is told; no number in them sizes anything.
//! Then ties are dealt into the rows of their first parties, and the finished rows once
//! more into those against; see `dealing.rs`.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: every place of a party, tie or moment was checked before it is used"
)]

use std::sync::OnceLock;

use std::cmp::Ordering;

use super::attributes::{MOST_DAYS, Packed};
use super::bulk_tie::BulkTie;
use super::dealing::{self, BLOCK, Blocks, Dealt, FORGETS, KEEPS, Loose};
use super::network::FrozenNetwork;
use super::tables::{DayTable, DaysMet, MomentTable};
use crate::base::day::Moment;
use crate::base::id::{PartyId, TieId};
use crate::network::kinds::Kinds;

/// Everything from which a frozen network is built.
#[derive(Clone, Debug)]
pub struct Bulk<'a> {
    /// The kinds that the ties' slots speak of.
    pub kinds: Kinds,
    /// The parties, each once.
    pub parties: &'a [PartyId],
    /// Whether a party has held an office; empty means that nobody is known to.
    pub officials: &'a [bool],
    /// The versions of ties, in any order.
    pub ties: &'a [BulkTie],
    /// The moments that the ties speak of, in any order.
    pub moments: &'a [Moment],
    /// What the outside world calls the ties, in their order; empty if they have no names.
    pub tie_ids: &'a [TieId],
}

/// One origin that speaks for one tie of a [`Bulk`].
///
/// An origin is whatever the host takes for one: the letter and the call of one reporter
/// are one origin. Only its number is kept, never what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieOrigin {
    /// The place of the tie in [`Bulk::ties`].
    pub tie: u32,
    /// The number of the origin, as the host deals it out.
    pub origin: u32,
}

/// What is wrong with the arrays of a [`Bulk`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BulkProblem {
    /// A tie names a place beyond the parties.
    #[error("tie {tie} names party {place}, there are {parties}")]
    NoSuchParty {
        /// The tie's place, counted from 0.
        tie: usize,
        /// The place that it names.
        place: u32,
        /// The number of parties.
        parties: usize,
    },
    /// A tie from a party to itself.
    #[error("tie {tie} runs from party {place} to itself")]
    SelfTie {
        /// The tie's place, counted from 0.
        tie: usize,
        /// The party's place.
        place: u32,
    },
    /// A tie names a place beyond the moments.
    #[error("tie {tie} names moment {place}, there are {moments}")]
    NoSuchMoment {
        /// The tie's place, counted from 0.
        tie: usize,
        /// The place that it names.
        place: u32,
        /// The number of moments.
        moments: usize,
    },
    /// An origin names a place beyond the ties.
    #[error("origin {at} speaks for tie {tie}, there are {ties}")]
    NoSuchTie {
        /// The entry's place, counted from 0.
        at: usize,
        /// The tie that it names.
        tie: u32,
        /// The number of ties.
        ties: usize,
    },
    /// One party stands twice.
    #[error("{party} stands twice among the parties")]
    PartyTwice {
        /// The party.
        party: PartyId,
    },
    /// An array beside another is of another length.
    #[error("{what}: {found} entries where {expected} were expected")]
    Length {
        /// Which array.
        what: &'static str,
        /// Its length.
        found: usize,
        /// The length of the array beside it.
        expected: usize,
    },
    /// More than the rows can number.
    #[error("{found} {what}, at most {max} are allowed")]
    TooMany {
        /// Parties, ties or days.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there may be.
        max: usize,
    },
}

/// The most problems that are listed.
const MOST_PROBLEMS: usize = 100;

impl Bulk<'_> {
    /// Builds the network.
    ///
    /// # Errors
    ///
    /// Every [`BulkProblem`], at most 100. Never an empty list.
    ///
    /// # Complexity
    ///
    /// Time **O(|V| log |V| + |E| log d)** with *d* the longest row; space beside the
    /// result **O(|E|)**.
    pub fn freeze(&self) -> Result<FrozenNetwork, Vec<BulkProblem>> {
        self.freeze_with(&[])
    }

    /// Builds the network, with the origins that speak for its ties.
    ///
    /// Claims from one origin count once: [`protectors`](crate::network::protectors) counts
    /// two ties that rest on one origin as one line of evidence. The list may stand in any
    /// order; what stands twice counts once. A tie without an origin is one of which nothing
    /// is recorded, and takes no room.
    ///
    /// # Errors
    ///
    /// As [`Self::freeze`], and an origin of a tie that is not there.
    pub fn freeze_with(&self, origins: &[TieOrigin]) -> Result<FrozenNetwork, Vec<BulkProblem>> {
        self.freeze_in_blocks(origins, BLOCK)
    }

    /// The same, with blocks of 2^`block` parties.
    pub(super) fn freeze_in_blocks(
        &self,
        origins: &[TieOrigin],
        block: u32,
    ) -> Result<FrozenNetwork, Vec<BulkProblem>> {
        let (by_id, survey) = self.check(block)?;
        self.check_origins(origins)?;
        let days = survey.days()?;
        let moments = MomentTable::of(self.moments);
        let ties = self.ties.iter().map(|tie| loose(tie, &days, &moments));
        // Whoever asks which tie is which needs its place in the input.
        let placed = survey.superseded || !self.tie_ids.is_empty() || !origins.is_empty();
        let Dealt { along, against, twin, mut ties, order } = if placed {
            dealing::rows::<KEEPS>(ties, &survey.blocks, |a, b| self.tell_apart(a, b))
        } else {
            dealing::rows::<FORGETS>(ties, &survey.blocks, |_, _| Ordering::Equal)
        };
        let later = |tie: u32| self.ties[tie as usize].superseded.map(|at| moments.place(at));
        ties.superseded = ties.later_versions(&order, later);
        ties.days = days.days;
        ties.moments = moments.sorted;
        let named = if self.tie_ids.is_empty() { &[][..] } else { &order };
        let tie_ids = named.iter().map(|tie| self.tie_ids[*tie as usize]).collect();
        let organ = |party: &PartyId| matches!(party, PartyId::Organ(_));
        let gang = |party: &PartyId| matches!(party, PartyId::Gang(_));
        Ok(FrozenNetwork {
            kinds: self.kinds.clone(),
            parties: self.parties.to_vec(),
            by_id,
            officials: self.officials.to_vec(),
            along,
            against,
            twin,
            ties,
            tie_ids,
            origins: origins_along(origins.iter().map(|entry| (entry.tie, entry.origin)), &order),
            knows_officials: self.officials.contains(&true) || self.parties.iter().any(organ),
            knows_gangs: self.parties.iter().any(gang),
            ranks: OnceLock::new(),
        })
    }

    /// Checks all arrays; gives the parties in the order of their ids.
    fn check(&self, block: u32) -> Result<(Vec<u32>, Survey), Vec<BulkProblem>> {
        let mut problems = Vec::new();
        let max = u32::MAX as usize - 1;
        for (what, found) in [("parties", self.parties.len()), ("ties", self.ties.len())] {
            if found > max {
                problems.push(BulkProblem::TooMany { what, found, max });
            }
        }
        let beside = [
            ("officials", self.officials.len(), self.parties.len()),
            ("tie ids", self.tie_ids.len(), self.ties.len()),
        ];
        for (what, found, expected) in beside {
            if found != 0 && found != expected {
                problems.push(BulkProblem::Length { what, found, expected });
            }
        }
        if problems.is_empty()
            && let Some(survey) = self.survey(block)
        {
            return Ok((self.order_of_ids()?, survey));
        }
        self.problems_of_ties(&mut problems);
        Err(problems)
    }

    /// Looks over the ties once; `None` if one of them is unsound. No more ties than fit.
    fn survey(&self, block: u32) -> Option<Survey> {
        let (parties, moments) = (self.parties.len(), self.moments.len());
        let mut survey = Survey {
            met: DaysMet::default(),
            blocks: Blocks::new(parties, block),
            superseded: false,
        };
        for tie in self.ties {
            let there = |place: u32| (place as usize) < moments;
            let sound = (tie.from as usize) < parties
                && (tie.to as usize) < parties
                && tie.from != tie.to
                && there(tie.recorded)
                && tie.superseded.is_none_or(there);
            if !sound {
                return None;
            }
            survey.met.meet(tie.period);
            survey.blocks.count(tie.from, tie.to);
            survey.superseded |= tie.superseded.is_some();
        }
        Some(survey)
    }

    /// Lists what is wrong with the ties.
    fn problems_of_ties(&self, problems: &mut Vec<BulkProblem>) {
        let (parties, moments) = (self.parties.len(), self.moments.len());
        for (tie, entry) in self.ties.iter().enumerate() {
            if problems.len() >= MOST_PROBLEMS {
                break;
            }
            for place in [entry.from, entry.to] {
                if place as usize >= parties {
                    problems.push(BulkProblem::NoSuchParty { tie, place, parties });
                }
            }
            if entry.from == entry.to {
                problems.push(BulkProblem::SelfTie { tie, place: entry.from });
            }
            for place in std::iter::once(entry.recorded).chain(entry.superseded) {
                if place as usize >= moments {
                    problems.push(BulkProblem::NoSuchMoment { tie, place, moments });
                }
            }
        }
    }

    fn check_origins(&self, origins: &[TieOrigin]) -> Result<(), Vec<BulkProblem>> {
        let ties = self.ties.len();
        let beyond = origins.iter().enumerate().filter(|(_, entry)| entry.tie as usize >= ties);
        let problem = |(at, entry): (usize, &TieOrigin)| {
            let tie = entry.tie;
            BulkProblem::NoSuchTie { at, tie, ties }
        };
        let problems: Vec<_> = beyond.map(problem).take(MOST_PROBLEMS).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn order_of_ids(&self) -> Result<Vec<u32>, Vec<BulkProblem>> {
        if self.parties.windows(2).all(|pair| pair[0] < pair[1]) {
            return Ok(Vec::new());
        }
        // Beside its slot, so that sorting does not have to look it up.
        let mut by_id: Vec<(PartyId, u32)> = self.parties.iter().copied().zip(0..).collect();
        by_id.sort_unstable();
        let twice = by_id.windows(2).filter_map(|pair| {
            let (party, _) = pair[0];
            (party == pair[1].0).then_some(BulkProblem::PartyTwice { party })
        });
        let twice: Vec<_> = twice.take(MOST_PROBLEMS).collect();
        let slots = by_id.iter().map(|(_, slot)| *slot).collect();
        if twice.is_empty() { Ok(slots) } else { Err(twice) }
    }

    /// The order of two ties of one content: by name, then by when a later version came.
    fn tell_apart(&self, a: u32, b: u32) -> Ordering {
        let name = |at: u32| self.tie_ids.get(at as usize);
        let later = |at: u32| {
            let place = self.ties[at as usize].superseded;
            (place.is_none(), place.map(|place| self.moments[place as usize]))
        };
        name(a).cmp(&name(b)).then_with(|| later(a).cmp(&later(b))).then(a.cmp(&b))
    }
}

/// What one look over sound ties finds.
struct Survey {
    met: DaysMet,
    blocks: Blocks,
    /// Whether a later version took the place of any.
    superseded: bool,
}

impl Survey {
    fn days(&self) -> Result<DayTable, Vec<BulkProblem>> {
        DayTable::of(&self.met).map_err(|found| {
            vec![BulkProblem::TooMany { what: "different days", found, max: MOST_DAYS }]
        })
    }
}

/// A tie as the network holds it.
#[inline]
fn loose(tie: &BulkTie, days: &DayTable, moments: &MomentTable) -> Loose {
    Loose {
        from: tie.from,
        to: tie.to,
        kind: tie.kind.index(),
        since: days.start(tie.period.start()),
        until: days.end(tie.period.end()),
        recorded: moments.place(tie.recorded),
        packed: Packed::new(tie.confidence, tie.standing, tie.superseded.is_some()),
    }
}

/// The origins by the place that their tie came to, in rising order, each once.
pub(super) fn origins_along(
    origins: impl ExactSizeIterator<Item = (u32, u32)>,
    order: &[u32],
) -> Vec<(u32, u32)> {
    if origins.len() == 0 {
        return Vec::new();
    }
    let mut place = vec![0_u32; order.len()];
    for (at, tie) in order.iter().enumerate() {
        place[*tie as usize] = at as u32;
    }
    let mut along: Vec<_> = origins.map(|(tie, origin)| (place[tie as usize], origin)).collect();
    along.sort_unstable();
    along.dedup();
    along
}
