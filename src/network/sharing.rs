//! Gangs that share protectors, and persons who met at the same events.
//!
//! | question | answer |
//! |---|---|
//! | [`overlaps`] | pairs of gangs with the number of officials and organs that both are tied to |
//! | [`between`] | the same for one pair, each shared protector with its ties to both |
//! | [`sharing`] | both at once: the first pairs of the list, with the ties |
//! | [`projection`] | persons tied to events, turned into persons tied to each other |
//!
//! **Arguments**: a network through a view. A protector is an official or an organ that any
//! tie shown joins to the gang directly, whichever way it runs; a view of the kinds in
//! [`SHELTERING`](crate::network::protectors::SHELTERING) asks for protection alone.
//! **Returns**: pairs, the one with the most in common first, then the one whose shared
//! protector has come furthest, then by id; how many pairs there are in all.
//! **Complexity**: time **O(t + p)** with *t* ties at gangs and *p* the sum over protectors
//! of the squares of their numbers of gangs; only rows of gangs are walked. For the
//! projection the same with persons and events.
//! **Reference**: R. L. Breiger, The Duality of Persons and Groups, Social Forces 53 (1974).
//!
//! **Planted worlds**: of 100 true umbrellas those among the first of the answer, and of
//! 1,000 innocent officials those pointed at; in brackets what guessing by degree gives
//! ([limits](crate::guide::limits)).
//!
//! - shared by two gangs: 3 of 100 (guessing 0.3); 0.0 innocents of 1,000 (1.3)
//!
//! A shared protector is a place to look, never a finding: the officials of one county know
//! all of its gangs.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::PartyId;
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::network::dot;
use crate::network::frozen::{Bulk, BulkProblem, BulkTie, End, FrozenNetwork, Offices};
use crate::network::kernel::overlap::{Common, Numbering, Rows, common};
use crate::network::kinds::{Kinds, TooManyKinds};
use crate::network::line::TieLine;
use crate::network::seen::{Seen, UnknownParty};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// Two gangs with protectors in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlap {
    /// The gang with the smaller id.
    pub first: PartyId,
    /// The other.
    pub second: PartyId,
    /// How many officials and organs both are tied to.
    pub protectors: u32,
    /// How far the best founded of them has come: of its two furthest ties, one to each
    /// gang, the one that has come less far.
    pub standing: Standing,
}

/// Pairs of gangs with protectors in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlaps {
    /// The pairs, the one with the most protectors in common first.
    pub pairs: Vec<Overlap>,
    /// How many pairs there are in all; more than are listed if the list was cut off.
    pub found: u64,
    /// The numbers of protectors of all pairs, added up.
    pub shared: u64,
}

/// The pairs of gangs that have protectors in common; at most `most` are listed.
///
/// Every pair is counted before any is left out, so that those listed are the first.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use unbrella::network::edit::Network;
/// use unbrella::network::sharing::overlaps;
/// use unbrella::network::view::View;
///
/// let frozen = Network::default().freeze().map_err(|problems| problems[0].clone())?;
/// assert_eq!(overlaps(&frozen.seen(View::new()), 100).found, 0);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn overlaps(seen: &Seen<'_>, most: usize) -> Overlaps {
    let gangs: Vec<u32> = seen.network().gangs();
    let offices = seen.network().offices();
    let (rows, through) = numbered(seen, &gangs, |slot| offices.has(slot));
    let mut list = Longest::new(most);
    let (mut found, mut shared) = (0_u64, 0_u64);
    common(&rows, &rows.turned(through), |pair| {
        found = found.saturating_add(1);
        shared = shared.saturating_add(u64::from(pair.count));
        list.push(pair);
    });
    let named = |pair: Common| {
        let party = |at: u32| seen.party(*gangs.get(at as usize)?);
        Some(Overlap {
            first: party(pair.first)?,
            second: party(pair.second)?,
            protectors: pair.count,
            standing: standing_at(pair.mark),
        })
    };
    let pairs = list.finish().into_iter().filter_map(named).collect();
    Overlaps { pairs, found, shared }
}

/// `gang-… and gang-…: 2 protectors in common (checked)` on each line.
impl fmt::Display for Overlaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, self.found, self.pairs.len())?;
        for Overlap { first, second, protectors, standing } in &self.pairs {
            let s = if *protectors == 1 { "" } else { "s" };
            write!(f, "\n{first} and {second}: {protectors} protector{s} in common ({standing})")?;
        }
        Ok(())
    }
}

/// Somebody whom direct ties join to both of two gangs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedProtector {
    /// The official or the organ.
    pub party: PartyId,
    /// Of the furthest tie to each gang, the one that has come less far.
    pub standing: Standing,
    /// The ties to the first gang, then those to the second. Never empty on either side.
    pub ties: Vec<TieLine>,
}

/// Two gangs and whom they share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// One gang.
    pub first: PartyId,
    /// The other.
    pub second: PartyId,
    /// The officials and organs that both are tied to: the furthest standing first, then by
    /// id.
    pub protectors: Vec<SharedProtector>,
}

/// The officials and organs that two gangs have in common, with all their ties to both.
///
/// # Errors
///
/// [`UnknownParty`] names the first of the two that the network does not hold.
pub fn between(seen: &Seen<'_>, first: PartyId, second: PartyId) -> Result<Shared, UnknownParty> {
    shared(seen, &seen.network().offices(), first, second)
}

fn shared(
    seen: &Seen<'_>,
    offices: &Offices<'_>,
    first: PartyId,
    second: PartyId,
) -> Result<Shared, UnknownParty> {
    let (own, theirs) = (ends(seen, offices, first)?, ends(seen, offices, second)?);
    let mut protectors = Vec::new();
    for ties in own.chunk_by(|a, b| a.0 == b.0) {
        let Some((other, _, _)) = ties.first() else { continue };
        let from = theirs.partition_point(|(slot, _, _)| slot < other);
        let same = theirs.get(from..).unwrap_or_default();
        let same = same.get(..same.partition_point(|(slot, _, _)| slot == other));
        let both = [ties, same.unwrap_or_default()];
        let far = |side: &[(u32, u8, TieLine)]| side.iter().map(|(_, far, _)| *far).max();
        let (Some(near), Some(off)) = (far(both[0]), far(both[1])) else { continue };
        let Some(party) = seen.party(*other) else { continue };
        let lines = both.iter().flat_map(|side| side.iter().map(|(_, _, line)| line.clone()));
        let standing = standing_at(near.min(off));
        protectors.push(SharedProtector { party, standing, ties: lines.collect() });
    }
    protectors.sort_by(|a, b| far(b.standing).cmp(&far(a.standing)).then(a.party.cmp(&b.party)));
    Ok(Shared { first, second, protectors })
}

/// The ties from a gang to offices: the slot at the other end, how far, the tie; by slot.
fn ends(
    seen: &Seen<'_>,
    offices: &Offices<'_>,
    gang: PartyId,
) -> Result<Vec<(u32, u8, TieLine)>, UnknownParty> {
    let (slot, network) = (seen.slot(gang)?, seen.network());
    let ends = network.ends_at(seen.sieve(), slot.0, |other| offices.has(other));
    let line = |end: End| Some((end.other, far(end.standing), network.line(end.tie)?));
    let mut lines: Vec<_> = ends.filter_map(line).collect();
    lines.sort_by_key(|(other, _, _)| *other);
    Ok(lines)
}

/// Pairs of gangs, each with whom they share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    /// The pairs, in the order of [`overlaps`].
    pub pairs: Vec<Shared>,
    /// How many pairs there are in all; more than are listed if the list was cut off.
    pub found: u64,
}

/// The first `most` pairs of gangs that have protectors in common, with the ties.
#[must_use]
pub fn sharing(seen: &Seen<'_>, most: usize) -> Sharing {
    let Overlaps { pairs, found, .. } = overlaps(seen, most);
    let offices = seen.network().offices();
    // The pairs come out of this very network.
    let detail = |pair: &Overlap| shared(seen, &offices, pair.first, pair.second).ok();
    Sharing { pairs: pairs.iter().filter_map(detail).collect(), found }
}

impl Sharing {
    /// All ties as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let protectors = self.pairs.iter().flat_map(|pair| &pair.protectors);
        let ties: Vec<TieLine> = protectors.flat_map(|shared| shared.ties.clone()).collect();
        dot::graph(&ties, &[], name)
    }
}

impl Shared {
    /// The ties as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let ties: Vec<TieLine> =
            self.protectors.iter().flat_map(|shared| shared.ties.clone()).collect();
        dot::graph(&ties, &[self.first, self.second], name)
    }
}

/// The two gangs, then each protector with its standing and its ties.
impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} and {}", self.first, self.second)?;
        for SharedProtector { party, standing, ties } in &self.protectors {
            write!(f, "\n  {party} ({standing})")?;
            ties.iter().try_for_each(|tie| write!(f, "\n    {tie}"))?;
        }
        Ok(())
    }
}

impl fmt::Display for Sharing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_head(f, self.found, self.pairs.len())?;
        self.pairs.iter().try_for_each(|pair| write!(f, "\n{pair}"))
    }
}

fn write_head(f: &mut fmt::Formatter<'_>, found: u64, listed: usize) -> fmt::Result {
    let s = if found == 1 { "" } else { "s" };
    write!(f, "{found} pair{s} of gangs with protectors in common")?;
    if u64::try_from(listed).unwrap_or(u64::MAX) < found {
        write!(f, ", cut off at {listed}")?;
    }
    f.write_str("; a place to look, never a finding")
}

/// What is projected, and where it is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectionLimits {
    /// Events with more attendants than this are left out, and named: who were two in a
    /// crowd need not have met, and a crowd of n makes n² pairs.
    pub attendants: usize,
    /// Pairs with fewer events in common than this are left out.
    pub events: u32,
    /// The most pairs that are listed.
    pub most: usize,
}

/// Events of at most 100, one event in common is enough, a million pairs.
impl Default for ProjectionLimits {
    fn default() -> Self {
        Self { attendants: 100, events: 1, most: 1_000_000 }
    }
}

/// Two parties who were at the same events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// The party with the smaller id.
    pub first: PartyId,
    /// The other.
    pub second: PartyId,
    /// At how many events both were.
    pub events: u32,
    /// How far the best founded of these meetings has come: of the furthest tie of each to
    /// the event, the one that has come less far.
    pub standing: Standing,
}

/// An event that was left out because too many came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crowd {
    /// The event.
    pub event: PartyId,
    /// How many came.
    pub attendants: usize,
}

/// A two-mode network turned into one of a single mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Projected {
    /// Every party that is no event, tied or not, by id.
    pub parties: Vec<PartyId>,
    /// Who was with whom, the most events in common first, then the furthest standing, then
    /// by id.
    pub pairs: Vec<Together>,
    /// How many pairs there are in all; more than are listed if the list was cut off.
    pub found: u64,
    /// Events that were left out because too many came, the largest first, then by id.
    pub crowds: Vec<Crowd>,
}

/// Ties parties who were at the same events; `event` says which parties are events.
///
/// Any party may be an event: a case that persons are subjects of, a place, a gang. Only
/// ties between an event and a party that is none are looked at.
#[must_use]
pub fn projection(
    seen: &Seen<'_>,
    event: &dyn Fn(PartyId) -> bool,
    limits: ProjectionLimits,
) -> Projected {
    let (mut attendants, mut open, mut crowds) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_event = vec![false; seen.network().party_count()];
    for slot in seen.network().slots_of_kind(|_| Ordering::Equal) {
        match seen.party(slot) {
            Some(party) if event(party) => {
                open.push(slot);
                is_event.get_mut(slot as usize).into_iter().for_each(|flag| *flag = true);
            }
            Some(_) => attendants.push(slot),
            None => {}
        }
    }
    let no_event = |slot: u32| is_event.get(slot as usize).is_some_and(|is| !is);
    let mut kept = vec![false; is_event.len()];
    for slot in open {
        let attendants = beside(seen, slot, no_event);
        if attendants > limits.attendants {
            crowds.extend(seen.party(slot).map(|event| Crowd { event, attendants }));
        } else {
            kept.get_mut(slot as usize).into_iter().for_each(|flag| *flag = true);
        }
    }
    let (rows, through) =
        numbered(seen, &attendants, |slot| kept.get(slot as usize).is_some_and(|kept| *kept));
    let mut list = Longest::new(limits.most);
    let mut found = 0_u64;
    common(&rows, &rows.turned(through), |pair| {
        if pair.count >= limits.events {
            found = found.saturating_add(1);
            list.push(pair);
        }
    });
    let name = |at: u32| seen.party(*attendants.get(at as usize)?);
    let named = |pair: Common| {
        let (first, second) = (name(pair.first)?, name(pair.second)?);
        let standing = standing_at(pair.mark);
        Some(Together { first, second, events: pair.count, standing })
    };
    let pairs = list.finish().into_iter().filter_map(named).collect();
    crowds.sort_unstable_by(|a, b| b.attendants.cmp(&a.attendants).then(a.event.cmp(&b.event)));
    let parties = attendants.iter().filter_map(|slot| seen.party(*slot)).collect();
    Projected { parties, pairs, found, crowds }
}

impl Projected {
    /// The pairs as a network of their own, so that every question can be asked of it.
    ///
    /// Each pair is one tie of the kind given, from the smaller id to the larger, with its
    /// standing, full weight, and a period that nobody knows. The number of events does not
    /// go in: it is no confidence.
    ///
    /// # Errors
    ///
    /// [`NotFrozen`] if a party or the size is refused; an answer of [`projection`] never is,
    /// one that was read from outside may be.
    pub fn freeze(&self, kind: &TieKind, recorded: Moment) -> Result<FrozenNetwork, NotFrozen> {
        let mut kinds = Kinds::default();
        let kind = kinds.slot(kind)?;
        let mut parties = self.parties.clone();
        parties.sort_unstable();
        let place = |party: PartyId| {
            let at = parties.binary_search(&party).ok().and_then(|at| u32::try_from(at).ok());
            at.ok_or(UnknownParty { party })
        };
        let mut ties = Vec::with_capacity(self.pairs.len());
        for pair in &self.pairs {
            ties.push(BulkTie {
                from: place(pair.first)?,
                to: place(pair.second)?,
                kind,
                period: Period::UNKNOWN,
                standing: pair.standing,
                confidence: Permille::ALL,
                recorded: 0,
                superseded: None,
            });
        }
        let (officials, tie_ids) = (&[], &[]);
        let moments = &[recorded];
        Ok(Bulk { kinds, parties: &parties, officials, ties: &ties, moments, tie_ids }.freeze()?)
    }
}

/// A projection that makes no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotFrozen {
    /// A kind that no network can number.
    #[error(transparent)]
    Kind(#[from] TooManyKinds),
    /// A pair names a party that is not among the parties.
    #[error(transparent)]
    Unknown(#[from] UnknownParty),
    /// The arrays are refused.
    #[error("{}", problems(.0))]
    Bulk(Vec<BulkProblem>),
}

impl From<Vec<BulkProblem>> for NotFrozen {
    fn from(problems: Vec<BulkProblem>) -> Self {
        Self::Bulk(problems)
    }
}

fn problems(problems: &[BulkProblem]) -> String {
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    told.join("; ")
}

/// `person-… and person-…: 3 events in common (checked)` on each line, crowds at the end.
impl fmt::Display for Projected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = if self.found == 1 { "" } else { "s" };
        write!(f, "{} pair{s} of parties at the same events", self.found)?;
        if u64::try_from(self.pairs.len()).unwrap_or(u64::MAX) < self.found {
            write!(f, ", cut off at {}", self.pairs.len())?;
        }
        f.write_str("; a place to look, never a finding")?;
        for Together { first, second, events, standing } in &self.pairs {
            let s = if *events == 1 { "" } else { "s" };
            write!(f, "\n{first} and {second}: {events} event{s} in common ({standing})")?;
        }
        self.crowds.iter().try_for_each(|Crowd { event, attendants }| {
            write!(f, "\nleft out: {event}, {attendants} came")
        })
    }
}

/// How many parties of those wanted a party is tied to.
fn beside(seen: &Seen<'_>, slot: u32, wanted: impl Fn(u32) -> bool + Copy) -> usize {
    let ends = seen.network().ends_at(seen.sieve(), slot, wanted);
    let mut others: Vec<u32> = ends.map(|end| end.other).collect();
    others.sort_unstable();
    others.dedup();
    others.len()
}

/// For each of some slots, whom of those wanted it is tied to, numbered from 0 in the order
/// in which they are met, with how far; and how many were met.
fn numbered(seen: &Seen<'_>, slots: &[u32], wanted: impl Fn(u32) -> bool) -> (Rows, u32) {
    let network = seen.network();
    let (mut ends, mut stops) = (Vec::new(), Vec::with_capacity(slots.len()));
    for slot in slots {
        let met = network.ends_at(seen.sieve(), *slot, &wanted);
        ends.extend(met.map(|end| (end.other, far(end.standing))));
        stops.push(ends.len());
    }
    let mut numbers = Numbering::new(ends.len());
    ends.iter_mut().for_each(|(other, _)| *other = numbers.of(*other));
    let (mut rows, mut from) = (Rows::new(), 0);
    for stop in stops {
        rows.push(ends.get_mut(from..stop).unwrap_or_default());
        from = stop;
    }
    (rows, numbers.count())
}

/// How far a tie has come, as a number; views show none that is refuted or withdrawn.
const fn far(standing: Standing) -> u8 {
    match standing {
        Standing::Refuted | Standing::Withdrawn => 0,
        Standing::Alleged => 1,
        Standing::Checked => 2,
        Standing::Supported => 3,
        Standing::Established => 4,
    }
}

/// The standing behind a number of [`far`].
const fn standing_at(far: u8) -> Standing {
    match far {
        4 => Standing::Established,
        3 => Standing::Supported,
        2 => Standing::Checked,
        _ => Standing::Alleged,
    }
}

/// The first so many of a long list of pairs, without keeping the list.
struct Longest {
    most: usize,
    pairs: Vec<Common>,
    /// The last that is kept so far, once there are more than may be: whatever comes after it
    /// is out.
    last: Option<Common>,
}

impl Longest {
    const fn new(most: usize) -> Self {
        Self { most, pairs: Vec::new(), last: None }
    }

    fn order(a: &Common, b: &Common) -> Ordering {
        let key = |pair: &Common| (pair.count, pair.mark);
        key(b).cmp(&key(a)).then((a.first, a.second).cmp(&(b.first, b.second)))
    }

    fn push(&mut self, pair: Common) {
        if self.last.is_some_and(|last| Self::order(&pair, &last).is_gt()) {
            return;
        }
        self.pairs.push(pair);
        // Twice as many and some: each is looked at a few times on the whole.
        if self.pairs.len() > self.most.saturating_mul(2).saturating_add(1_000) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.pairs.len() > self.most {
            if let Some(last) = self.most.checked_sub(1) {
                let (_, last, _) = self.pairs.select_nth_unstable_by(last, Self::order);
                self.last = Some(*last);
            }
            self.pairs.truncate(self.most);
        }
    }

    fn finish(mut self) -> Vec<Common> {
        self.cut();
        self.pairs.sort_unstable_by(Self::order);
        self.pairs
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::network::frozen::{ArcSlot, Slot};
    use crate::network::kernel::worlds::Numbers;
    use crate::network::trials::{changing, day, mixed, moment, network_of, party, random_view};
    use crate::network::view::{Least, View};

    /// Whom each party is tied to by the lines of a view, and how far at most.
    type Beside = BTreeMap<PartyId, BTreeMap<PartyId, Standing>>;

    fn lines(seen: &Seen<'_>) -> Beside {
        let mut beside = Beside::new();
        for line in seen.shown() {
            for (a, b) in [(line.from, line.to), (line.to, line.from)] {
                let known = beside.entry(a).or_default().entry(b).or_insert(line.standing);
                if line.standing > *known {
                    *known = line.standing;
                }
            }
        }
        beside
    }

    fn lesser(a: Standing, b: Standing) -> Standing {
        if a < b { a } else { b }
    }

    fn further(a: Standing, b: Standing) -> Standing {
        if a > b { a } else { b }
    }

    /// What two parties have in common among some others, with the lesser standing of each.
    fn plain(
        beside: &Beside,
        a: PartyId,
        b: PartyId,
        through: &dyn Fn(PartyId) -> bool,
    ) -> Vec<(PartyId, Standing)> {
        let none = BTreeMap::new();
        let (own, theirs) = (beside.get(&a).unwrap_or(&none), beside.get(&b).unwrap_or(&none));
        let both = own
            .iter()
            .filter_map(|(party, standing)| Some((*party, lesser(*standing, *theirs.get(party)?))));
        both.filter(|(party, _)| through(*party)).collect()
    }

    fn office(network: &FrozenNetwork, party: PartyId) -> bool {
        let official = network.slot(party).is_some_and(|slot| network.is_official(slot));
        matches!(party, PartyId::Organ(_)) || official
    }

    /// The same network with its parties numbered the other way round.
    fn turned(network: &FrozenNetwork) -> FrozenNetwork {
        let count = network.party_count() as u32;
        let slots = (0..count).rev().map(Slot);
        let parties: Vec<PartyId> = slots.map(|slot| network.party(slot).unwrap()).collect();
        let officials: Vec<bool> =
            (0..count).rev().map(|slot| network.is_official(Slot(slot))).collect();
        let place = |party| count - 1 - network.slot(party).unwrap().0;
        let facts = (0..network.tie_count()).map(|tie| network.tie(ArcSlot(tie as u32)).unwrap());
        let mut moments: Vec<Moment> = Vec::new();
        let ties: Vec<BulkTie> = facts
            .map(|facts| {
                moments.extend([facts.recorded, facts.superseded.unwrap_or(facts.recorded)]);
                let last = moments.len() as u32 - 1;
                BulkTie {
                    from: place(facts.from),
                    to: place(facts.to),
                    kind: facts.kind,
                    period: facts.period,
                    standing: facts.standing,
                    confidence: facts.confidence,
                    recorded: last - 1,
                    superseded: facts.superseded.map(|_| last),
                }
            })
            .collect();
        let (kinds, parties, ties, moments) = (network.kinds().clone(), &parties, &ties, &moments);
        Bulk { kinds, parties, officials: &officials, ties, moments, tie_ids: &[] }
            .freeze()
            .unwrap()
    }

    #[test]
    fn comparing_every_pair_of_gangs_over_the_lines_gives_the_same() {
        let mut some = 0;
        for seed in 0..120 {
            let mut numbers = Numbers(seed);
            let parties = 5 + numbers.below(30);
            let network = changing(seed, parties, 10 * parties).freeze().unwrap();
            let view = random_view(&mut numbers, network.kinds());
            let seen = network.seen(view);
            let beside = lines(&seen);
            let gangs: Vec<PartyId> =
                (0..parties).map(mixed).filter(|p| matches!(p, PartyId::Gang(_))).collect();
            let mut expected = vec![];
            for (at, first) in gangs.iter().enumerate() {
                for second in &gangs[at + 1..] {
                    let both = plain(&beside, *first, *second, &|party| office(&network, party));
                    let found = between(&seen, *first, *second).unwrap();
                    let told = found.protectors.iter().map(|p| (p.party, p.standing));
                    assert_eq!(told.collect::<BTreeMap<_, _>>(), both.iter().copied().collect());
                    check_ties(&seen, &found);
                    if let Some(best) = both.iter().map(|(_, s)| *s).reduce(further) {
                        let protectors = both.len() as u32;
                        let (first, second) = (*first, *second);
                        expected.push(Overlap { first, second, protectors, standing: best });
                    }
                }
            }
            expected.sort_by_key(|o| {
                (std::cmp::Reverse((o.protectors, far(o.standing))), o.first, o.second)
            });
            let found = overlaps(&seen, usize::MAX);
            assert_eq!(found.pairs, expected, "seed {seed}");
            assert_eq!(found.found, expected.len() as u64);
            assert_eq!(found.shared, expected.iter().map(|o| u64::from(o.protectors)).sum::<u64>());
            let detail = sharing(&seen, usize::MAX);
            assert!(
                detail
                    .pairs
                    .iter()
                    .map(|p| (p.first, p.second))
                    .eq(expected.iter().map(|o| (o.first, o.second)))
            );
            assert_eq!(overlaps(&turned(&network).seen(view), usize::MAX), found);
            some += expected.len();
        }
        assert!(some > 200, "{some}");
    }

    /// Every shown tie between a shared protector and the two gangs is there, once.
    fn check_ties(seen: &Seen<'_>, found: &Shared) {
        for shared in &found.protectors {
            let at = |gang: PartyId| {
                let ties = seen.ties_at(gang).unwrap();
                ties.into_iter().filter(move |tie| tie.other(gang) == Some(shared.party))
            };
            let expected: Vec<TieLine> = at(found.first).chain(at(found.second)).collect();
            assert_eq!(shared.ties, expected);
        }
        let order = |p: &SharedProtector| (std::cmp::Reverse(far(p.standing)), p.party);
        assert!(found.protectors.is_sorted_by_key(order));
    }

    #[test]
    fn a_list_that_is_cut_off_holds_the_first_and_says_how_many_there_are() {
        // Every gang is tied to the same few organs: many pairs with as many in common.
        let network = changing(7, 100, 6_000).freeze().unwrap();
        let seen = network.seen(View::new().at_least(Least::Alleged));
        let whole = overlaps(&seen, usize::MAX);
        assert!(whole.pairs.len() > 100);
        for most in [0, 1, 7, 100] {
            let cut = overlaps(&seen, most);
            assert_eq!(cut.pairs, whole.pairs[..most]);
            assert_eq!((cut.found, cut.shared), (whole.found, whole.shared));
        }
        let cut = sharing(&seen, 1);
        let head = format!(
            "{} pairs of gangs with protectors in common, cut off at 1; \
             a place to look, never a finding\n{} and {}\n  ",
            whole.found, cut.pairs[0].first, cut.pairs[0].second
        );
        assert!(cut.to_string().starts_with(&head), "{cut}");
        assert!(!sharing(&seen, usize::MAX).to_string().contains("cut off"));
    }

    /// A long list is cut now and then while it grows.
    #[test]
    fn the_first_of_a_long_list_are_kept() {
        for most in [0, 1, 10, 1_500] {
            let mut numbers = Numbers(3);
            let mut list = Longest::new(most);
            let pairs: Vec<Common> = (0..6_000)
                .map(|first| Common {
                    first,
                    second: first + 1,
                    count: numbers.below(9),
                    mark: numbers.below(4) as u8,
                })
                .collect();
            pairs.iter().for_each(|pair| list.push(*pair));
            assert!(list.pairs.len() <= 2 * most + 1_000);
            let mut expected = pairs;
            expected.sort_by(Longest::order);
            expected.truncate(most);
            assert_eq!(list.finish(), expected);
        }
    }

    #[test]
    fn comparing_every_two_persons_over_the_lines_gives_the_same_projection() {
        for seed in 0..80 {
            let mut numbers = Numbers(seed);
            let parties = 5 + numbers.below(20);
            let network = changing(seed, parties, 5 * parties).freeze().unwrap();
            let seen = network.seen(random_view(&mut numbers, network.kinds()));
            let event = |party: PartyId| !matches!(party, PartyId::Person(_));
            let beside = lines(&seen);
            let persons: Vec<PartyId> =
                (0..parties).map(mixed).filter(|party| !event(*party)).collect();
            let came = |event: PartyId| -> usize {
                beside.get(&event).map_or(0, |at| at.keys().filter(|p| persons.contains(p)).count())
            };
            let limits = ProjectionLimits {
                attendants: numbers.below(5) as usize,
                events: numbers.below(3),
                most: usize::MAX,
            };
            let small = |party: PartyId| event(party) && came(party) <= limits.attendants;
            let mut expected = vec![];
            for (at, first) in persons.iter().enumerate() {
                for second in &persons[at + 1..] {
                    let both = plain(&beside, *first, *second, &small);
                    if both.len() >= limits.events.max(1) as usize {
                        let standing = both.iter().map(|(_, s)| *s).reduce(further).unwrap();
                        expected.push((*first, *second, both.len() as u32, standing));
                    }
                }
            }
            let found = projection(&seen, &event, limits);
            let told = found.pairs.iter().map(|p| (p.first, p.second, p.events, p.standing));
            let told: BTreeSet<String> = told.map(|pair| format!("{pair:?}")).collect();
            let wanted: BTreeSet<String> = expected.iter().map(|p| format!("{p:?}")).collect();
            assert_eq!(told, wanted, "seed {seed}");
            assert_eq!(found.found, expected.len() as u64);
            assert!(found.pairs.is_sorted_by_key(|p| {
                (std::cmp::Reverse((p.events, far(p.standing))), p.first, p.second)
            }));
            assert_eq!(found.parties.iter().collect::<BTreeSet<_>>(), persons.iter().collect());
            let crowds: BTreeMap<PartyId, usize> =
                found.crowds.iter().map(|c| (c.event, c.attendants)).collect();
            let large = (0..parties).map(mixed).filter(|p| event(*p) && !small(*p));
            assert_eq!(crowds, large.map(|event| (event, came(event))).collect());
        }
    }

    #[test]
    fn a_projection_becomes_a_network_that_can_be_asked() {
        // Persons 0 to 2 met at 3, 0 and 1 also at 4; 5 came alone to 4's twin 6.
        let ties = [(0, 3), (1, 3), (2, 3), (0, 4), (1, 4), (5, 6), (0, 4)];
        let network = network_of(7, &ties);
        let seen = network.seen(View::new());
        let events = [3, 4, 6].map(party);
        let event = |party: PartyId| events.contains(&party);
        let found = projection(&seen, &event, ProjectionLimits::default());
        assert_eq!(
            found.to_string(),
            format!(
                "3 pairs of parties at the same events; a place to look, never a finding\n\
                 {0} and {1}: 2 events in common (checked)\n\
                 {0} and {2}: 1 event in common (checked)\n\
                 {1} and {2}: 1 event in common (checked)",
                party(0),
                party(1),
                party(2),
            ),
        );
        let frozen = found.freeze(&TieKind::Contact, moment(0)).unwrap();
        assert_eq!((frozen.party_count(), frozen.tie_count()), (4, 3));
        let seen = frozen.seen(View::new().valid_on(day(0)));
        assert_eq!(crate::network::clusters::component_sizes(&seen), [3, 1]);
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Projected>(&text).unwrap(), found);
        let mut strange = found.clone();
        strange.pairs[0].second = party(99);
        let refused = strange.freeze(&TieKind::Contact, moment(0)).unwrap_err();
        assert_eq!(refused.to_string(), format!("{} is not in the network", party(99)));
        strange.parties.push(party(99));
        strange.parties.push(party(99));
        let refused = strange.freeze(&TieKind::Contact, moment(0)).unwrap_err();
        assert_eq!(refused.to_string(), format!("{} stands twice among the parties", party(99)));
        let crowded = ProjectionLimits { attendants: 2, ..ProjectionLimits::default() };
        let network = network_of(7, &ties);
        let found = projection(&network.seen(View::new()), &event, crowded);
        assert!(
            found.to_string().ends_with(&format!("\nleft out: {}, 3 came", party(3))),
            "{found}"
        );
        let cut = ProjectionLimits { most: 0, ..crowded };
        let found = projection(&network.seen(View::new()), &event, cut);
        assert!(
            found.to_string().starts_with("1 pair of parties at the same events, cut off at 0;")
        );
    }

    #[test]
    fn answers_are_stored_printed_and_drawn() {
        let network = changing(7, 30, 300).freeze().unwrap();
        let seen = network.seen(View::new());
        let found = sharing(&seen, 3);
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Sharing>(&text).unwrap(), found);
        assert!(serde_json::from_str::<Sharing>(&text.replace("\"found\"", "\"most\"")).is_err());
        let pair = &found.pairs[0];
        let ties: usize = pair.protectors.iter().map(|shared| shared.ties.len()).sum();
        let printed = pair.to_string();
        assert_eq!(printed.matches("‰, ").count(), ties, "each tie with its standing: {printed}");
        let drawn = pair.dot(&|_| None);
        assert!(drawn.contains(&pair.first.to_string()) && drawn.contains("->"));
        assert!(found.dot(&|_| None).len() >= drawn.len());
        let list = overlaps(&seen, 1);
        let text = serde_json::to_string(&list).unwrap();
        assert_eq!(serde_json::from_str::<Overlaps>(&text).unwrap(), list);
        let line = list.to_string();
        assert!(line.contains(" in common (") && line.contains(", cut off at 1;"), "{line}");
        let stranger = between(&seen, pair.first, party(9_999)).unwrap_err();
        assert_eq!(stranger, UnknownParty { party: party(9_999) });
        let nobody = network_of(0, &[]);
        assert_eq!(overlaps(&nobody.seen(View::new()), 5).found, 0);
        let event = |_| true;
        let limits = ProjectionLimits::default();
        assert_eq!(projection(&nobody.seen(View::new()), &event, limits).found, 0);
    }
}
