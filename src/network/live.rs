//! The network that can be changed, asked within limits.
//!
//! **Arguments**: an editable network, whom to ask about, a view, [`Limits`].
//! **Returns**: what the same question to `network.freeze()` through the same view returns,
//! tie for tie. Where a limit on parties was reached, the answer covers as many whole rings
//! as fit and says so ([`Bounded::Stopped`]).
//! **Complexity**: time **O(t log n)** with *n* parties within the limits and *t* ties at
//! them; space **O(n + t)**. The limits bound the parties that are met, not the ties that
//! are looked at: a party with a million ties that the view leaves out costs a million looks.
//!
//! Parties near those asked about are gathered ring by ring, then frozen by themselves with
//! their ties, and the question is put to that small frozen network ([`neighborhood`]).
//! Each question here looks no further than its limit, so nothing outside could change its
//! answer: it is the same code that answers on both networks. Freezing costs some hundred
//! microseconds for a few hundred parties; whoever asks thousands of questions between two
//! changes freezes the whole once. [`reach`](fn@reach) alone freezes nothing.
//!
//! Kinds in the view are numbered as [`Network::kinds`] numbers them.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{PartyId, PersonId, TieId};
use crate::model::tie::{Tie, TieVersion};
use crate::network::closeness::{self, Closeness, Eligibility};
use crate::network::edit::Network;
use crate::network::frozen::{BulkProblem, FrozenNetwork};
use crate::network::kinds::{KindSet, Kinds};
use crate::network::protectors::{self, Shielding};
use crate::network::reach::{self, Near, Scratch, Way};
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::{Direction, Doubt, View};

/// How far a question to the editable network goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The most ties from those asked about.
    pub ties: u32,
    /// The most parties that are met, those asked about included.
    pub parties: u32,
}

/// An answer, and whether the limit on parties cut it short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Bounded<T> {
    /// The whole answer.
    Whole(T),
    /// The answer as far as the walk came: whole within fewer ties than were asked for.
    Stopped {
        /// The answer within [`Stop::within`] ties.
        answer: T,
        /// How far that is.
        stop: Stop,
    },
}

/// Where a walk stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The most parties that were to be met.
    pub parties: u32,
    /// Within this many ties everybody was met.
    pub within: u32,
}

/// `stopped after 200 parties: whole within 2 ties, beyond them there may be more`.
impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parties, within } = self;
        write!(f, "stopped after {parties} parties: ")?;
        write!(f, "whole within {within} ties, beyond them there may be more")
    }
}

impl<T> Bounded<T> {
    fn new(answer: T, stop: Option<Stop>) -> Self {
        match stop {
            None => Self::Whole(answer),
            Some(stop) => Self::Stopped { answer, stop },
        }
    }

    /// The whole answer; none if the walk stopped before.
    #[must_use]
    pub fn whole(self) -> Option<T> {
        match self {
            Self::Whole(answer) => Some(answer),
            Self::Stopped { .. } => None,
        }
    }

    /// The answer as far as it goes, and where the walk stopped if it did.
    #[must_use]
    pub fn parts(self) -> (T, Option<Stop>) {
        match self {
            Self::Whole(answer) => (answer, None),
            Self::Stopped { answer, stop } => (answer, Some(stop)),
        }
    }
}

/// The answer, with a last line where the walk stopped.
impl<T: fmt::Display> fmt::Display for Bounded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(answer) => answer.fmt(f),
            Self::Stopped { answer, stop } => write!(f, "{answer}\n{stop}"),
        }
    }
}

/// Why a question to the editable network has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAsked {
    /// Somebody asked about is not in the network.
    #[error(transparent)]
    Unknown(#[from] UnknownParty),
    /// The parties met have more ties, or more different days, than can be frozen together.
    #[error("the parties within the limits cannot be asked together: {problem}")]
    TooLarge {
        /// What does not fit.
        problem: BulkProblem,
    },
}

/// The parties within `limits.ties` ties of a party, itself left out.
///
/// The same as [`reach::within`] on the frozen network.
///
/// # Errors
///
/// [`UnknownParty`].
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use unbrella::base::id::{PartyId, PersonId};
/// use unbrella::network::edit::Network;
/// use unbrella::network::live::{self, Bounded, Limits};
/// use unbrella::network::view::View;
/// use uuid::Uuid;
///
/// let alone: PartyId = PersonId::from_uuid(Uuid::from_u128(1))?.into();
/// let mut network = Network::default();
/// network.add_party(alone);
/// let limits = Limits { ties: 3, parties: 1_000 };
/// assert_eq!(live::reach(&network, alone, &View::new(), limits)?, Bounded::Whole(vec![]));
/// # Ok(())
/// # }
/// ```
pub fn reach(
    network: &Network,
    party: PartyId,
    view: &View,
    limits: Limits,
) -> Result<Bounded<Vec<Near>>, UnknownParty> {
    let ball = Ball::around(network, &[party], view, view.walks(), limits)?;
    let rings = (0_u32..).zip(ball.rings).skip(1);
    let near =
        rings.flat_map(|(ties, ring)| ring.into_iter().map(move |party| Near { ties, party }));
    Ok(Bounded::new(near.collect(), ball.stop))
}

/// A shortest way between two parties, of at most `limits.ties` ties.
///
/// The same as [`reach::Around::way_to`] on the frozen network.
///
/// # Errors
///
/// [`NotAsked`].
pub fn way(
    network: &Network,
    from: PartyId,
    to: PartyId,
    view: &View,
    limits: Limits,
) -> Result<Bounded<Option<Way>>, NotAsked> {
    let near = neighborhood(network, &[from], &[to], view, limits)?;
    near.ask(limits, |seen, most, scratch| {
        let wanted = seen.slot(to)?;
        let mut around = reach::around(seen, from, most, scratch, |slot| slot == wanted)?;
        Ok(around.way_to(to))
    })
}

/// The officials and organs from which a path of at most `limits.ties` ties leads to a gang.
///
/// The same as [`protectors::protectors`] on the frozen network.
///
/// # Errors
///
/// [`NotAsked`].
pub fn protectors(
    network: &Network,
    gang: PartyId,
    view: &View,
    limits: Limits,
) -> Result<Bounded<Shielding>, NotAsked> {
    let near = neighborhood(network, &[gang], &[], view, limits)?;
    near.ask(limits, |seen, most, _| {
        protectors::protectors(seen, gang, most, &mut protectors::Scratch::default())
    })
}

/// How near a handler stands to the parties of a case.
///
/// The same as [`closeness::closeness`] on the frozen network.
///
/// # Errors
///
/// [`NotAsked`].
pub fn closeness(
    network: &Network,
    handler: PersonId,
    parties: &[PartyId],
    view: &View,
    limits: Limits,
) -> Result<Bounded<Closeness>, NotAsked> {
    let near = neighborhood(network, &[handler.into()], parties, view, limits)?;
    near.ask(limits, |seen, most, scratch| {
        closeness::closeness(seen, handler, parties, most, scratch)
    })
}

/// Puts handlers in the order in which they come into question for a case.
///
/// The same as [`closeness::eligible`] on the frozen network. Where the walk stopped, a
/// handler who is *free* is so only within the fewer ties that it covers.
///
/// # Errors
///
/// [`NotAsked`].
pub fn eligible(
    network: &Network,
    handlers: &[PersonId],
    parties: &[PartyId],
    view: &View,
    limits: Limits,
) -> Result<Bounded<Eligibility>, NotAsked> {
    let persons: Vec<PartyId> = handlers.iter().map(|handler| (*handler).into()).collect();
    // Asked first about the handlers, as on the frozen network.
    persons.iter().try_for_each(|party| network.ties_at(*party).map(drop))?;
    let near = neighborhood(network, parties, &persons, view, limits)?;
    near.ask(limits, |seen, most, scratch| {
        closeness::eligible(seen, handlers, parties, most, scratch)
    })
}

/// The parties near some others with their ties, frozen by themselves.
#[derive(Debug)]
pub struct Neighborhood {
    frozen: FrozenNetwork,
    view: View,
    stop: Option<Stop>,
}

impl Neighborhood {
    /// What was gathered, through the view with which it was asked for.
    ///
    /// Questions to it have the answers of the whole network as long as they look no further
    /// than the limits, or than where the walk [stopped](Self::stop).
    #[must_use]
    pub fn seen(&self) -> Seen<'_> {
        self.frozen.seen(self.view)
    }

    /// Where the walk stopped, if the limit on parties was reached.
    #[must_use]
    pub const fn stop(&self) -> Option<Stop> {
        self.stop
    }

    /// Asks over as many ties as were gathered.
    fn ask<T>(
        &self,
        limits: Limits,
        question: impl FnOnce(&Seen<'_>, u32, &mut Scratch) -> Result<T, UnknownParty>,
    ) -> Result<Bounded<T>, NotAsked> {
        let most = self.stop.map_or(limits.ties, |stop| stop.within);
        let answer = question(&self.seen(), most, &mut Scratch::default())?;
        Ok(Bounded::new(answer, self.stop))
    }
}

/// Gathers the parties within some ties of others, in either direction, and freezes them.
///
/// Ties are followed as the view shows them. `also` adds parties that have to be there
/// whether or not they were met.
///
/// # Errors
///
/// [`NotAsked`] names the first of `parties`, or else of `also`, that is not in the network.
pub fn neighborhood(
    network: &Network,
    parties: &[PartyId],
    also: &[PartyId],
    view: &View,
    limits: Limits,
) -> Result<Neighborhood, NotAsked> {
    let Ball { rings, ties, stop } = Ball::around(network, parties, view, Direction::Both, limits)?;
    also.iter().try_for_each(|party| network.ties_at(*party).map(drop))?;
    let members: BTreeSet<PartyId> =
        rings.into_iter().flatten().chain(also.iter().copied()).collect();
    let members: Vec<PartyId> = members.into_iter().collect();
    let ties = ties.into_iter().filter_map(|tie| network.tie(tie));
    let frozen = network.freeze_part(&members, ties).map_err(|problems| {
        let sound = BulkProblem::TooMany { what: "ties", found: 0, max: 0 };
        NotAsked::TooLarge { problem: problems.into_iter().next().unwrap_or(sound) }
    })?;
    Ok(Neighborhood { frozen, view: *view, stop })
}

/// Parties ring by ring, each ring in the order of ids, and the ties over which they were met.
struct Ball {
    rings: Vec<BTreeSet<PartyId>>,
    ties: BTreeSet<TieId>,
    stop: Option<Stop>,
}

impl Ball {
    fn around(
        network: &Network,
        parties: &[PartyId],
        view: &View,
        walks: Direction,
        limits: Limits,
    ) -> Result<Self, UnknownParty> {
        parties.iter().try_for_each(|party| network.ties_at(*party).map(drop))?;
        let first: BTreeSet<PartyId> = parties.iter().copied().collect();
        let mut met = first.clone();
        let mut ball = Self { rings: vec![first], ties: BTreeSet::new(), stop: None };
        let glass = Glass::new(network, view, walks);
        for within in 0..limits.ties {
            let Some(ring) = ball.next_ring(network, &glass, &met, limits)? else {
                ball.stop = Some(Stop { parties: limits.parties, within });
                break;
            };
            if ring.is_empty() {
                break;
            }
            met.extend(&ring);
            ball.rings.push(ring);
        }
        Ok(ball)
    }

    /// The parties beside the last ring that nobody has met; none if they are too many.
    fn next_ring(
        &mut self,
        network: &Network,
        glass: &Glass<'_>,
        met: &BTreeSet<PartyId>,
        limits: Limits,
    ) -> Result<Option<BTreeSet<PartyId>>, UnknownParty> {
        let room = usize::try_from(limits.parties).unwrap_or(usize::MAX).saturating_sub(met.len());
        let mut ring = BTreeSet::new();
        for party in self.rings.last().into_iter().flatten() {
            for tie in network.ties_at(*party)? {
                let Some(other) = glass.beyond(tie, *party) else { continue };
                self.ties.insert(tie.id());
                if !met.contains(&other) && ring.insert(other) && ring.len() > room {
                    return Ok(None);
                }
            }
        }
        Ok(Some(ring))
    }
}

/// A view made ready for the ties of one editable network.
struct Glass<'v> {
    view: &'v View,
    kinds: Kinds,
    walks: Direction,
}

impl<'v> Glass<'v> {
    fn new(network: &Network, view: &'v View, walks: Direction) -> Self {
        Self { view, kinds: network.kinds(), walks }
    }

    /// The party to which a walk over a tie leads from one of its ends; none if it leads nowhere.
    fn beyond(&self, tie: &Tie, party: PartyId) -> Option<PartyId> {
        let other = match self.walks {
            Direction::Along | Direction::Both if tie.from() == party => tie.to(),
            Direction::Against | Direction::Both if tie.to() == party => tie.from(),
            _ => return None,
        };
        self.shows(tie).is_some().then_some(other)
    }

    /// The version of a tie that the view shows.
    fn shows<'t>(&self, tie: &'t Tie) -> Option<&'t TieVersion> {
        let version = match self.view.moment() {
            None => tie.versions().last(),
            Some(moment) => tie.known_at(moment),
        };
        let there = |version: &TieVersion| {
            self.view.day().is_none_or(|day| {
                let there = version.period().contains(day);
                there.is_yes() || there.is_unknown() && self.view.on_doubt() == Doubt::Show
            })
        };
        version.filter(|version| {
            version.standing().at_least(self.view.least().standing())
                && version.confidence() >= self.view.least_confidence()
                && there(version)
                && self.has_kind(tie)
        })
    }

    fn has_kind(&self, tie: &Tie) -> bool {
        let set = self.view.kind_set();
        set == KindSet::ALL || self.kinds.find(tie.kind()).is_some_and(|kind| set.has(kind))
    }
}

#[cfg(test)]
mod tests;
