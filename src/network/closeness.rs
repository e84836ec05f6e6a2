//! How near a handler stands to the parties of a case, and who is left to handle it.
//!
//! **Arguments**: a network through a view, the handler or several, the parties, the most
//! ties that count. Which kinds of ties count is the view's to say. The number and the kinds
//! are a rule's; nothing here knows them.
//! **Returns**: [`closeness`] gives every party within that many ties, nearest first, each
//! with a shortest way and its standing. [`eligible`] gives the handlers in order: those with
//! no way to any party, then those who have to disclose one, then those who are excluded,
//! each with the way that says why. It says when nobody is left.
//! **Complexity**: for each handler one walk, or two, over the ties within the limit: time
//! **O(n log n + t)** with *n* parties met and *t* ties looked at.
//! **Reference**: breadth-first search, see [`reach`](crate::network::reach).
//!
//! **What excludes.** Only a way all of whose ties are at least *supported*. A way with a
//! weaker tie asks for a disclosure and excludes nobody: otherwise whoever plants a report
//! on every handler would choose who is left. A weaker way does not hide a longer one that
//! excludes. A handler who is a party excludes himself or herself, over no tie at all.
//!
//! **Direction** is not looked at: who pays and who is paid stand equally near.
//!
//! **Which kinds.** Two handlers who both handled a case stand two ties apart over that
//! case, and two persons over the place where they live. A rule that does not mean such
//! ties leaves their kinds out of the view.
//!
//! Standing near is no finding against anybody. It is a reason to let somebody else decide.

use std::cmp::Reverse;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{PartyId, PersonId};
use crate::network::dot;
use crate::network::frozen::Slot;
use crate::network::reach::{Scratch, Way, around};
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::{Direction, Least};

/// The least standing of every tie of a way that excludes a handler.
pub const EXCLUDES: Least = Least::Supported;

/// How near one handler stands to the parties of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closeness {
    /// The handler.
    pub handler: PersonId,
    /// The most ties that were walked.
    pub within: u32,
    /// A shortest way to each party within that many ties; nearest first, then by id.
    pub ways: Vec<Way>,
}

impl Closeness {
    /// The way to the nearest party; of equally near ones to the one with the smallest id.
    #[must_use]
    pub fn nearest(&self) -> Option<&Way> {
        self.ways.first()
    }

    /// The ways as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        picture([self.handler], &self.ways, name)
    }
}

/// The handler, then the way to each party.
impl fmt::Display for Closeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { handler, within, ways } = self;
        if ways.is_empty() {
            return write!(f, "{handler}: no party within {within} ties");
        }
        write!(f, "{handler}: parties within {within} ties")?;
        ways.iter().try_for_each(|way| write!(f, "\n{way}"))
    }
}

/// What follows for one handler.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// No way to any party.
    Free,
    /// A way that has to be disclosed: at least one of its ties is less than supported.
    Discloses(Way),
    /// A way all of whose ties are at least supported, or none because the handler is a party.
    Excluded(Way),
}

impl Outcome {
    /// The way that says why; none for who is free.
    #[must_use]
    pub const fn way(&self) -> Option<&Way> {
        match self {
            Self::Free => None,
            Self::Discloses(way) | Self::Excluded(way) => Some(way),
        }
    }

    /// Free before disclosing before excluded, then from far to near.
    fn rank(&self) -> (u8, Reverse<usize>) {
        let class = match self {
            Self::Free => 0,
            Self::Discloses(_) => 1,
            Self::Excluded(_) => 2,
        };
        (class, Reverse(self.way().map_or(0, |way| way.ties.len())))
    }
}

/// One handler and what follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The handler.
    pub handler: PersonId,
    /// What follows.
    pub outcome: Outcome,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handler = self.handler;
        match &self.outcome {
            Outcome::Free => write!(f, "{handler} is free"),
            Outcome::Discloses(way) => write!(f, "{handler} has to disclose: {way}"),
            Outcome::Excluded(way) if way.ties.is_empty() => {
                write!(f, "{handler} is excluded: is a party")
            }
            Outcome::Excluded(way) => write!(f, "{handler} is excluded: {way}"),
        }
    }
}

/// The handlers in the order in which they come into question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// The most ties that were walked.
    pub within: u32,
    /// Who is free, by id; who has to disclose something; who is excluded. Within the last
    /// two those further away first, then by id. Each handler once.
    pub candidates: Vec<Candidate>,
}

impl Eligibility {
    /// Those who are not excluded, in order.
    pub fn left(&self) -> impl Iterator<Item = PersonId> {
        let left = |one: &&Candidate| !matches!(one.outcome, Outcome::Excluded(_));
        self.candidates.iter().filter(left).map(|one| one.handler)
    }

    /// Whether everybody asked about is excluded, or nobody was asked about.
    #[must_use]
    pub fn nobody_is_left(&self) -> bool {
        self.left().next().is_none()
    }

    /// The ways as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let ways = self.candidates.iter().filter_map(|one| one.outcome.way());
        picture(self.candidates.iter().map(|one| one.handler), ways, name)
    }
}

/// A handler in each line with the way below, and whether nobody is left.
impl fmt::Display for Eligibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ways of at most {} ties count", self.within)?;
        self.candidates.iter().try_for_each(|one| write!(f, "\n{one}"))?;
        if self.nobody_is_left() { f.write_str("\nnobody is left") } else { Ok(()) }
    }
}

/// The ties of some ways with all their parties.
fn picture<'w>(
    handlers: impl IntoIterator<Item = PersonId>,
    ways: impl IntoIterator<Item = &'w Way>,
    name: &dyn Fn(PartyId) -> Option<String>,
) -> String {
    let mut also: Vec<PartyId> = handlers.into_iter().map(PartyId::from).collect();
    let mut ties = Vec::new();
    for way in ways {
        also.push(way.party);
        ties.extend(way.ties.iter().cloned());
    }
    dot::graph(&ties, &also, name)
}

/// How near a handler stands to the parties of a case: every party within `most` ties.
///
/// # Errors
///
/// [`UnknownParty`] names the handler, or else the first of the parties, that the network
/// does not hold: whether somebody unknown stands near cannot be told.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use unbrella::base::id::{GangId, PersonId};
/// use unbrella::network::closeness::{closeness, eligible};
/// use unbrella::network::edit::Network;
/// use unbrella::network::reach::Scratch;
/// use unbrella::network::view::View;
/// use uuid::Uuid;
///
/// let handler = PersonId::from_uuid(Uuid::from_u128(1))?;
/// let gang = GangId::from_uuid(Uuid::from_u128(2))?;
/// let mut network = Network::default();
/// network.add_party(handler.into());
/// network.add_party(gang.into());
/// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
/// let (seen, mut scratch) = (frozen.seen(View::new()), Scratch::default());
/// let near = closeness(&seen, handler, &[gang.into()], 3, &mut scratch)?;
/// assert_eq!(near.to_string(), format!("{handler}: no party within 3 ties"));
/// let order = eligible(&seen, &[handler], &[gang.into()], 3, &mut scratch)?;
/// assert!(!order.nobody_is_left());
/// # Ok(())
/// # }
/// ```
pub fn closeness(
    seen: &Seen<'_>,
    handler: PersonId,
    parties: &[PartyId],
    most: u32,
    scratch: &mut Scratch,
) -> Result<Closeness, UnknownParty> {
    seen.slot(handler.into())?;
    let parties = slots(seen, parties)?;
    let seen = seen.network().seen(seen.view().direction(Direction::Both));
    let ways = ways(&seen, handler, &parties, most, scratch)?;
    Ok(Closeness { handler, within: most, ways })
}

/// Puts handlers in the order in which they come into question for a case.
///
/// A handler named twice stands there once.
///
/// # Errors
///
/// [`UnknownParty`] names the first of the handlers, or else of the parties, that the network
/// does not hold.
pub fn eligible(
    seen: &Seen<'_>,
    handlers: &[PersonId],
    parties: &[PartyId],
    most: u32,
    scratch: &mut Scratch,
) -> Result<Eligibility, UnknownParty> {
    handlers.iter().try_for_each(|handler| seen.slot((*handler).into()).map(drop))?;
    let parties = slots(seen, parties)?;
    let view = seen.view().direction(Direction::Both);
    let all = seen.network().seen(view);
    let firm = seen.network().seen(view.at_least(view.least().max(EXCLUDES)));
    let mut handlers = handlers.to_vec();
    handlers.sort_unstable();
    handlers.dedup();
    let mut candidates = Vec::with_capacity(handlers.len());
    for handler in handlers {
        let mut nearest = |seen: &Seen<'_>| {
            let ways = ways(seen, handler, &parties, most, scratch)?;
            Ok(ways.into_iter().next())
        };
        let outcome = match nearest(&firm)? {
            Some(way) => Outcome::Excluded(way),
            None => nearest(&all)?.map_or(Outcome::Free, Outcome::Discloses),
        };
        candidates.push(Candidate { handler, outcome });
    }
    // The order of ids stays where ranks are equal.
    candidates.sort_by_key(|one| one.outcome.rank());
    Ok(Eligibility { within: most, candidates })
}

/// The slots of the parties of a case, in order.
fn slots(seen: &Seen<'_>, parties: &[PartyId]) -> Result<Vec<Slot>, UnknownParty> {
    let slots: Result<Vec<Slot>, _> = parties.iter().map(|party| seen.slot(*party)).collect();
    slots.map(|mut slots| {
        slots.sort_unstable();
        slots
    })
}

/// The ways to those of the parties that stand within `most` ties, the handler among them.
fn ways(
    seen: &Seen<'_>,
    handler: PersonId,
    parties: &[Slot],
    most: u32,
    scratch: &mut Scratch,
) -> Result<Vec<Way>, UnknownParty> {
    let wanted = |slot: Slot| parties.binary_search(&slot).is_ok();
    let party = PartyId::from(handler);
    let own = wanted(seen.slot(party)?).then(|| Way { party, ties: Vec::new() });
    let mut around = around(seen, party, most, scratch, wanted)?;
    Ok(own.into_iter().chain(around.ways()).collect())
}

#[cfg(test)]
mod tests;
