//! Who stands near somebody: parties within a number of ties.
//!
//! **Arguments**: a network through a view, a party, the most ties to walk; perhaps which
//! parties are wanted.
//! **Returns**: every other party met, with its distance in ties; nearest first, parties
//! at one distance in the order of their ids. On demand, one shortest way to each.
//! **Complexity**: time **O(n log n + t)** with *n* parties met and *t* ties looked at;
//! space beside the answer none once the [`Scratch`] has been used on a network of the size.
//! **Reference**: breadth-first search; E. F. Moore, The shortest path through a maze (1959).
//!
//! **Planted worlds**: of 100 true umbrellas those among the first of the answer, and of
//! 1,000 innocent officials those pointed at; in brackets what guessing by degree gives
//! ([limits](crate::guide::limits)).
//!
//! - within 2 ties of the gang: 40 of 100 (guessing 0.3); 53.9 innocents of 1,000 (56.8)
//!
//! | question | walks over | made for |
//! |---|---|---|
//! | [`within`], [`everywhere`], [`path`], [`distance`] | the pairs of the view, gathered at the first question | thousands of questions to one view |
//! | [`around`], [`among`] | the ties themselves, those that the view leaves out jumped over | views of few kinds or of one day, and questions asked once |
//!
//! Both give the same answers. A view that walks along or against its ties is walked tie by
//! tie in either case: pairs have no direction.
//!
//! **Which way.** Of several shortest ways [`Around`] gives the one that, read back from its
//! end, steps to the smallest id each time; between two parties it names the tie that has
//! come furthest, of equals the one with the most confidence, then one that starts at the
//! smaller id. So the way depends on the ties alone, not on how the network was built.
//! [`path`] searches from both ends, may give another one, the same for every asking, and
//! names the tie with the most confidence.
//!
//! Standing near somebody is a place to look, never a finding.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::network::dot;
use crate::network::frozen::Slot;
use crate::network::kernel::meet::Meet;
use crate::network::kernel::walk::{FAR, RingSpace, Rows, Walk, rings};
use crate::network::line::TieLine;
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::Direction;
use crate::provenance::Standing;

/// Working space for questions, used again and again: after the first question on a
/// network of a size nothing more is allocated for walking.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    walk: Walk,
    meet: Meet,
    path: Vec<u32>,
    chosen: Vec<u32>,
    near: Vec<Near>,
    space: RingSpace,
    distances: Vec<u32>,
}

/// A party met, and how many ties away it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// The number of ties on a shortest path.
    pub ties: u32,
    /// The party.
    pub party: PartyId,
}

/// `2 ties: person-…`.
impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ties, party } = self;
        write!(f, "{}: {party}", Count(*ties as usize))
    }
}

/// A number of ties in words.
struct Count(usize);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} tie{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

/// One way to a party: the ties of a shortest path to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The party to which it leads.
    pub party: PartyId,
    /// Its ties, first to last; empty for the party asked about itself.
    pub ties: Vec<TieLine>,
}

impl Way {
    /// The standing of the tie that has come least far; none for a way without ties.
    #[must_use]
    pub fn least_standing(&self) -> Option<Standing> {
        let standings = self.ties.iter().map(|tie| tie.standing);
        standings.min_by_key(|one| Standing::ALL.iter().position(|known| known == one))
    }

    /// The ties as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        dot::graph(&self.ties, &[self.party], name)
    }
}

/// The party with its distance and the least standing on the way, then a line for each tie.
impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} away", self.party, Count(self.ties.len()))?;
        if let Some(least) = self.least_standing() {
            write!(f, ", at least {least}")?;
        }
        self.ties.iter().try_for_each(|tie| write!(f, "\n  {tie}"))
    }
}

/// The parties within `most` ties of a party, itself left out.
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
/// use unbrella::network::reach::{self, Scratch};
/// use unbrella::network::view::View;
/// use uuid::Uuid;
///
/// let alone: PartyId = PersonId::from_uuid(Uuid::from_u128(1))?.into();
/// let mut network = Network::default();
/// network.add_party(alone);
/// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
/// let seen = frozen.seen(View::new());
/// assert!(reach::within(&seen, alone, 3, &mut Scratch::default())?.is_empty());
/// # Ok(())
/// # }
/// ```
pub fn within(
    seen: &Seen<'_>,
    party: PartyId,
    most: u32,
    scratch: &mut Scratch,
) -> Result<Vec<Near>, UnknownParty> {
    let mut near = Vec::new();
    within_into(seen, party, most, scratch, &mut near)?;
    Ok(near)
}

/// [`within`], into a list of the caller's, which is emptied first.
///
/// Once scratch and list have grown to what the questions need, nothing is allocated.
///
/// # Errors
///
/// [`UnknownParty`]; the list is empty then.
pub fn within_into(
    seen: &Seen<'_>,
    party: PartyId,
    most: u32,
    scratch: &mut Scratch,
    near: &mut Vec<Near>,
) -> Result<(), UnknownParty> {
    near.clear();
    if seen.view().walks() != Direction::Both {
        near.extend_from_slice(around(seen, party, most, scratch, |_| true)?.near());
        return Ok(());
    }
    let slot = seen.slot(party)?;
    scratch.walk.near(seen.pairs().rows(), slot.0, most);
    gather(seen, &mut scratch.walk, &mut scratch.chosen, &|_| true, near);
    Ok(())
}

/// The wanted ones of the parties within `most` ties of a party, itself left out.
///
/// The same as [`around`], for whoever needs no ways and no list of their own.
///
/// # Errors
///
/// [`UnknownParty`].
pub fn among(
    seen: &Seen<'_>,
    party: PartyId,
    most: u32,
    scratch: &mut Scratch,
    wanted: impl Fn(Slot) -> bool,
) -> Result<Vec<Near>, UnknownParty> {
    Ok(around(seen, party, most, scratch, wanted)?.near().to_vec())
}

/// Walks tie by tie from a party to those within `most` ties that are wanted.
///
/// Nothing is gathered first: kinds that the view leaves out are jumped over, and its
/// direction is followed. The walk also leads over parties that are not wanted. `wanted` is
/// asked with slots of the network, such as for
/// [`FrozenNetwork::is_official`](crate::network::frozen::FrozenNetwork::is_official); it may be
/// asked more than once for a party.
///
/// # Errors
///
/// [`UnknownParty`].
pub fn around<'s>(
    seen: &'s Seen<'_>,
    party: PartyId,
    most: u32,
    scratch: &'s mut Scratch,
    wanted: impl Fn(Slot) -> bool,
) -> Result<Around<'s>, UnknownParty> {
    let start = seen.slot(party)?;
    let Scratch { walk, near, path, chosen, .. } = scratch;
    let wanted = |slot| wanted(Slot(slot));
    walk.within(&seen.rows(), &[start.0], most, wanted);
    near.clear();
    near.reserve(seen.network().party_count());
    gather(seen, walk, chosen, &wanted, near);
    Ok(Around { seen, walk, near, path })
}

/// Adds the wanted parties of a walk, nearest first and by id; its start is left out.
fn gather(
    seen: &Seen<'_>,
    walk: &mut Walk,
    chosen: &mut Vec<u32>,
    wanted: &impl Fn(u32) -> bool,
    near: &mut Vec<Near>,
) {
    chosen.clear();
    chosen.reserve(seen.network().party_count());
    for (ties, ring) in (0_u32..).zip(0..walk.ring_count()).skip(1) {
        chosen.clear();
        chosen.extend(walk.ring_at(ring).iter().filter(|slot| wanted(**slot)));
        walk.sort(chosen);
        let first = near.len();
        let parties = chosen.iter().filter_map(|slot| seen.party(*slot));
        near.extend(parties.map(|party| Near { ties, party }));
        let ring = near.get_mut(first..).unwrap_or_default();
        // Slots stand in the order of ids in most networks.
        if !ring.is_sorted() {
            ring.sort_unstable();
        }
    }
}

/// What one walk met, and the way to each.
#[derive(Debug)]
pub struct Around<'s> {
    seen: &'s Seen<'s>,
    walk: &'s mut Walk,
    near: &'s [Near],
    path: &'s mut Vec<u32>,
}

impl Around<'_> {
    /// The wanted parties, nearest first, those at one distance in the order of their ids.
    #[must_use]
    pub const fn near(&self) -> &[Near] {
        self.near
    }

    /// A shortest way to a party that the walk met; none to any other.
    ///
    /// A party as far away as the walk went was met only if it was wanted.
    pub fn way_to(&mut self, party: PartyId) -> Option<Way> {
        let mut ties = Vec::new();
        self.way_into(party, &mut ties).then_some(Way { party, ties })
    }

    /// [`Self::way_to`], into a list of the caller's, which is emptied first; whether there
    /// is a way.
    ///
    /// Nothing is allocated once the list has room, except the text of kinds that are not on
    /// our list.
    pub fn way_into(&mut self, party: PartyId, ties: &mut Vec<TieLine>) -> bool {
        ties.clear();
        let Ok(slot) = self.seen.slot(party) else { return false };
        let met = trace(self.seen, self.walk, slot.0, self.path);
        lines_walked(self.seen, self.path, ties);
        met
    }

    /// The ways to all of [`Self::near`], in its order.
    pub fn ways(&mut self) -> Vec<Way> {
        let near = self.near;
        near.iter().filter_map(|near| self.way_to(near.party)).collect()
    }
}

/// Finds the slots from the start of the last walk to a party that it met; whether it did.
fn trace(seen: &Seen<'_>, walk: &mut Walk, to: u32, path: &mut Vec<u32>) -> bool {
    path.clear();
    path.reserve(seen.network().party_count());
    walk.mark();
    let Some(ties) = walk.ties_to(to) else { return false };
    let back = seen.rows().turned();
    let mut at = to;
    path.push(at);
    for ties in (0..ties).rev() {
        let mut before = None;
        back.beside(at, |slot| {
            if walk.ties_to(slot) == Some(ties) {
                let found = (seen.party(slot), slot);
                before = Some(before.map_or(found, |best: (Option<PartyId>, u32)| best.min(found)));
            }
        });
        // Whoever was met at a distance was met from somebody one tie nearer.
        let Some((_, slot)) = before else { return false };
        at = slot;
        path.push(at);
    }
    path.reverse();
    true
}

/// Adds the ties along a path that the view walks.
fn lines_walked(seen: &Seen<'_>, path: &[u32], ties: &mut Vec<TieLine>) {
    let rows = seen.rows();
    let tie = |pair: &[u32]| match pair {
        [a, b] => rows.tie(*a, *b).and_then(|tie| seen.network().line(tie)),
        _ => None,
    };
    ties.extend(path.windows(2).filter_map(tie));
}

/// The distance of every party that can be reached at all, itself left out.
///
/// Same order as [`within`]; made for the whole of a large network: a ring that holds a fair
/// part of it is searched from the parties not yet met (S. Beamer, K. Asanović, D. Patterson,
/// Direction-Optimizing Breadth-First Search, SC 2012).
///
/// # Errors
///
/// [`UnknownParty`].
pub fn everywhere(
    seen: &Seen<'_>,
    party: PartyId,
    scratch: &mut Scratch,
) -> Result<Vec<Near>, UnknownParty> {
    if seen.view().walks() != Direction::Both {
        return within(seen, party, u32::MAX, scratch);
    }
    let slot = seen.slot(party)?;
    let Scratch { space, distances, .. } = scratch;
    rings(seen.pairs().rows(), slot.0, distances, space);
    let met = (0_u32..).zip(&*distances).filter(|(_, ties)| !matches!(**ties, 0 | FAR));
    let mut near: Vec<Near> = met
        .filter_map(|(slot, ties)| Some(Near { ties: *ties, party: seen.party(slot)? }))
        .collect();
    near.sort_unstable();
    Ok(near)
}

/// One shortest path between two parties, as its ties; `None` if there is none.
///
/// Of several shortest paths the first by id is given, read from `to`. From a party to
/// itself there is a path without ties.
///
/// # Errors
///
/// [`UnknownParty`] names the first of the two that the network does not hold.
///
/// # Complexity
///
/// Walked from both ends; time **O(|E|)** at most, and far less where few ties lie between.
/// A view with a direction is walked from the first party alone.
pub fn path(
    seen: &Seen<'_>,
    from: PartyId,
    to: PartyId,
    scratch: &mut Scratch,
) -> Result<Option<Vec<TieLine>>, UnknownParty> {
    let mut ties = Vec::new();
    Ok(path_into(seen, from, to, scratch, &mut ties)?.then_some(ties))
}

/// [`path`], into a list of the caller's, which is emptied first; whether there is a path.
///
/// Nothing is allocated once scratch and list have grown to what the questions need, except
/// the text of kinds that are not on our list.
///
/// # Errors
///
/// [`UnknownParty`]; the list is empty then.
pub fn path_into(
    seen: &Seen<'_>,
    from: PartyId,
    to: PartyId,
    scratch: &mut Scratch,
    ties: &mut Vec<TieLine>,
) -> Result<bool, UnknownParty> {
    ties.clear();
    let (a, b) = (seen.slot(from)?, seen.slot(to)?);
    let Scratch { meet, path, walk, .. } = scratch;
    path.clear();
    path.reserve(seen.network().party_count());
    if seen.view().walks() == Direction::Both {
        meet.shortest(seen.pairs().rows(), seen.network().ranks(), (a.0, b.0), path);
        ties.extend(path.windows(2).filter_map(|pair| seen.line_between(pair)));
        return Ok(!path.is_empty());
    }
    let rows = seen.rows();
    walk.start(rows.nodes(), &[a.0]);
    while !walk.has(b.0) && walk.ring(&rows, |_| true) {}
    let met = trace(seen, walk, b.0, path);
    lines_walked(seen, path, ties);
    Ok(met)
}

/// How many ties two parties are apart; `None` if there is no way.
///
/// 0 from a party to itself. Ends with the first tie on which the searches from both ends
/// meet: to be asked where the [`path`] itself is not needed, about three times as fast.
///
/// # Errors
///
/// [`UnknownParty`] names the first of the two that the network does not hold.
///
/// # Complexity
///
/// As [`path`].
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use unbrella::base::id::{PartyId, PersonId};
/// use unbrella::network::edit::Network;
/// use unbrella::network::reach::{Scratch, distance};
/// use unbrella::network::view::View;
/// use uuid::Uuid;
///
/// let [one, other]: [PartyId; 2] = [
///     PersonId::from_uuid(Uuid::from_u128(1))?.into(),
///     PersonId::from_uuid(Uuid::from_u128(2))?.into(),
/// ];
/// let mut network = Network::default();
/// network.add_party(one);
/// network.add_party(other);
/// let frozen = network.freeze().map_err(|problems| problems[0].clone())?;
/// let (seen, mut scratch) = (frozen.seen(View::new()), Scratch::default());
/// assert_eq!(distance(&seen, one, one, &mut scratch)?, Some(0));
/// assert_eq!(distance(&seen, one, other, &mut scratch)?, None);
/// # Ok(())
/// # }
/// ```
pub fn distance(
    seen: &Seen<'_>,
    from: PartyId,
    to: PartyId,
    scratch: &mut Scratch,
) -> Result<Option<u32>, UnknownParty> {
    let (a, b) = (seen.slot(from)?, seen.slot(to)?);
    if seen.view().walks() == Direction::Both {
        return Ok(scratch.meet.distance(seen.pairs().rows(), (a.0, b.0)));
    }
    let (rows, walk) = (seen.rows(), &mut scratch.walk);
    walk.start(rows.nodes(), &[a.0]);
    let mut ties: u32 = 0;
    while !walk.has(b.0) {
        if !walk.ring(&rows, |_| true) {
            return Ok(None);
        }
        ties = ties.saturating_add(1);
    }
    Ok(Some(ties))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::period::Period;
    use crate::base::permille::Permille;
    use crate::network::frozen::{Bulk, BulkTie};
    use crate::network::kernel::worlds::Numbers;
    use crate::network::kinds::Kinds;
    use crate::network::trials::{
        changing, mixed, moment, network_of, party, random_view, trial, weighted,
    };
    use crate::network::view::View;
    use crate::terms::tie::TieKind;

    /// By brute repetition over the lines that the view shows.
    fn plain(lines: &[TieLine], from: PartyId) -> BTreeMap<PartyId, u32> {
        let mut met = BTreeMap::from([(from, 0)]);
        for ties in 1..50 {
            let before: Vec<PartyId> = met.keys().copied().collect();
            for line in lines {
                for party in &before {
                    if let Some(other) = line.other(*party) {
                        met.entry(other).or_insert(ties);
                    }
                }
            }
        }
        met
    }

    #[test]
    fn distances_and_paths_agree_with_brute_repetition() {
        let mut scratch = Scratch::default();
        for seed in 0..60 {
            let network = trial(seed, 12, 16);
            let seen = network.seen(View::new());
            let lines = seen.shown();
            let from = party(Numbers(seed).below(12));
            let expected = plain(&lines, from);
            for most in 0..6 {
                let near = within(&seen, from, most, &mut scratch).unwrap();
                let mut plain: Vec<Near> = expected
                    .iter()
                    .filter(|(party, ties)| **party != from && **ties <= most)
                    .map(|(party, ties)| Near { ties: *ties, party: *party })
                    .collect();
                plain.sort_unstable();
                assert_eq!(near, plain, "seed {seed} within {most}");
            }
            let all = everywhere(&seen, from, &mut scratch).unwrap();
            assert_eq!(all, within(&seen, from, u32::MAX, &mut scratch).unwrap());
            for n in 0..12 {
                let found = path(&seen, from, party(n), &mut scratch).unwrap();
                assert_eq!(
                    found.as_ref().map(|p| p.len() as u32),
                    expected.get(&party(n)).copied()
                );
                let end = found.iter().flatten().fold(from, |at, line| line.other(at).unwrap());
                assert!(found.is_none() || end == party(n));
            }
        }
    }

    /// Whether a walk in this direction goes over a line from one party to another.
    fn leads(line: &TieLine, walks: Direction, from: PartyId, to: PartyId) -> bool {
        let along = walks != Direction::Against && (line.from, line.to) == (from, to);
        let against = walks != Direction::Along && (line.to, line.from) == (from, to);
        along || against
    }

    /// Distances by brute repetition over the lines, in the direction of the view.
    fn plain_walk(lines: &[TieLine], walks: Direction, from: PartyId) -> BTreeMap<PartyId, u32> {
        let mut met = BTreeMap::from([(from, 0)]);
        loop {
            let before = met.clone();
            for line in lines {
                for (a, b) in [(line.from, line.to), (line.to, line.from)] {
                    if leads(line, walks, a, b)
                        && let Some(ties) = before.get(&a)
                    {
                        met.entry(b).or_insert(ties + 1);
                    }
                }
            }
            if met == before {
                return met;
            }
        }
    }

    /// The way that the page of this file describes, by looking at all lines for every step.
    fn plain_way(
        lines: &[TieLine],
        walks: Direction,
        met: &BTreeMap<PartyId, u32>,
        to: PartyId,
    ) -> Vec<TieLine> {
        let (mut at, mut way) = (to, Vec::new());
        while met[&at] > 0 {
            let nearer = met.iter().filter(|(_, ties)| **ties + 1 == met[&at]).map(|(p, _)| *p);
            let before = nearer
                .filter(|party| lines.iter().any(|line| leads(line, walks, *party, at)))
                .min()
                .unwrap();
            // The first of equals is the one with the smaller number: lines stand in that order.
            let tie = lines
                .iter()
                .filter(|line| leads(line, walks, before, at))
                .min_by_key(|line| {
                    let standing = Standing::ALL.iter().position(|one| *one == line.standing);
                    (std::cmp::Reverse((standing, line.confidence)), line.from)
                })
                .unwrap();
            way.push(tie.clone());
            at = before;
        }
        way.reverse();
        way
    }

    /// Asks everything about one party; `lines` and `parties` are those that it can meet.
    #[track_caller]
    fn check(
        seen: &Seen<'_>,
        (lines, parties): (&[TieLine], &[PartyId]),
        from: PartyId,
        scratch: &mut Scratch,
        why: &dyn fmt::Debug,
    ) {
        let walks = seen.view().walks();
        let expected = plain_walk(lines, walks, from);
        let is_official = |slot| seen.network().is_official(slot);
        let official = |party| is_official(seen.slot(party).unwrap());
        // Ways are looked up slowly by the plain method: of many parties some have to do.
        let asked = || expected.iter().step_by(1 + parties.len() / 20);
        for most in [0, 1, 2, 3, u32::MAX] {
            let mut all: Vec<Near> = expected
                .iter()
                .filter(|(party, ties)| **party != from && **ties <= most)
                .map(|(party, ties)| Near { ties: *ties, party: *party })
                .collect();
            all.sort_unstable();
            assert_eq!(within(seen, from, most, scratch).unwrap(), all, "{why:?}");
            assert_eq!(among(seen, from, most, scratch, |_| true).unwrap(), all, "{why:?}");
            let officials: Vec<Near> =
                all.iter().filter(|near| official(near.party)).copied().collect();
            let mut around = around(seen, from, most, scratch, is_official).unwrap();
            assert_eq!(around.near(), officials, "{why:?} within {most}");
            for (party, ties) in asked() {
                let met = *ties < most || *ties == most && official(*party) || *ties == 0;
                let way = met.then(|| plain_way(lines, walks, &expected, *party));
                assert_eq!(around.way_to(*party).map(|way| way.ties), way, "{why:?} to {party}");
            }
            assert_eq!(around.ways().len(), officials.len());
        }
        for party in parties {
            let found = path(seen, from, *party, scratch).unwrap();
            let ties = found.as_ref().map(|path| path.len() as u32);
            assert_eq!(ties, expected.get(party).copied(), "{why:?} to {party}");
            assert_eq!(distance(seen, from, *party, scratch).unwrap(), ties, "{why:?} to {party}");
            let mut at = from;
            for line in found.iter().flatten() {
                let next = line.other(at).unwrap();
                assert!(leads(line, walks, at, next) && lines.contains(line), "{why:?}: {line}");
                at = next;
            }
            assert!(found.is_none() || at == *party);
        }
    }

    /// All of them stand side by side in one network, four parties each.
    #[test]
    fn all_directed_graphs_of_four_parties_in_every_direction() {
        let pairs = (0..4_u32).flat_map(|a| (0..4).map(move |b| (a, b)));
        let pairs: Vec<_> = pairs.filter(|(a, b)| a != b).collect();
        let graphs = 1_u32 << pairs.len();
        let ties = |graph: u32| {
            let chosen = pairs.iter().enumerate().filter(move |(i, _)| graph >> i & 1 == 1);
            chosen.map(move |(_, (a, b))| (4 * graph + a, 4 * graph + b))
        };
        let network = network_of(4 * graphs, &(0..graphs).flat_map(ties).collect::<Vec<_>>());
        let mut scratch = Scratch::default();
        for walks in [Direction::Along, Direction::Against, Direction::Both] {
            let seen = network.seen(View::new().direction(walks));
            let shown = seen.shown();
            let mut lines = shown.chunk_by(|a, b| home(a.from) == home(b.from));
            let mut next = lines.next();
            for graph in 0..graphs {
                let own = next.filter(|lines| home(lines[0].from) == graph);
                next = if own.is_some() { lines.next() } else { next };
                let parties: Vec<_> = (4 * graph..4 * graph + 4).map(party).collect();
                let around = (own.unwrap_or_default(), &parties[..]);
                check(&seen, around, parties[graph as usize % 4], &mut scratch, &(graph, walks));
            }
        }
    }

    /// The graph in which a party stands.
    fn home(party: PartyId) -> u32 {
        let PartyId::Person(person) = party else { return u32::MAX };
        (person.as_uuid().as_u128() as u32 - 1) / 4
    }

    #[test]
    fn random_pasts_through_random_views() {
        let mut scratch = Scratch::default();
        let mut far = 0;
        for seed in 0..300 {
            let mut numbers = Numbers(seed);
            let parties = [9, 30, 200][seed as usize % 3];
            let network = changing(seed, parties, parties * 3).freeze().unwrap();
            for _ in 0..[6, 3, 1][seed as usize % 3] {
                let view = random_view(&mut numbers, network.kinds());
                let seen = network.seen(view);
                let from = mixed(numbers.below(parties));
                let (lines, everybody) = (seen.shown(), (0..parties).map(mixed));
                let everybody: Vec<_> = everybody.collect();
                check(&seen, (&lines, &everybody), from, &mut scratch, &(seed, view));
                let all = everywhere(&seen, from, &mut scratch).unwrap();
                assert_eq!(all, within(&seen, from, u32::MAX, &mut scratch).unwrap());
                far += u32::from(all.last().is_some_and(|near| near.ties > 3));
            }
        }
        assert!(far > 50, "only {far} walks led beyond three ties");
    }

    #[test]
    fn slots_out_of_the_order_of_ids_leave_no_trace() {
        let parties: Vec<_> = [3, 0, 2, 4, 1].map(party).to_vec();
        let kinds = Kinds::default();
        let tie = |from, to, confidence| BulkTie {
            from,
            to,
            kind: kinds.find(&TieKind::Contact).unwrap(),
            period: Period::UNKNOWN,
            standing: Standing::Checked,
            confidence: Permille::new(confidence).unwrap(),
            recorded: 0,
            superseded: None,
        };
        // From 1 to 4 over 3, 0 or 2, over two equal ties between 0 and 1.
        let ties = [(4, 0), (4, 1), (1, 4), (4, 2), (0, 3), (1, 3), (2, 3)];
        let bulk = Bulk {
            kinds: kinds.clone(),
            parties: &parties,
            officials: &[],
            ties: &ties.map(|(from, to)| tie(from, to, 500)),
            moments: &[moment(0)],
            tie_ids: &[],
        };
        let network = bulk.freeze().unwrap();
        let seen = network.seen(View::new());
        let mut scratch = Scratch::default();
        let mut around = around(&seen, party(1), 2, &mut scratch, |_| true).unwrap();
        let near: Vec<_> = around.near().iter().map(|near| near.party).collect();
        assert_eq!(near, [party(0), party(2), party(3), party(4)]);
        let way = around.way_to(party(4)).unwrap();
        assert_eq!(way.ties.iter().map(|t| t.from).collect::<Vec<_>>(), [party(0), party(0)]);
    }

    #[test]
    fn a_way_over_a_hundred_thousand_ties_overflows_nothing() {
        let ties: Vec<_> = (0..100_000).map(|n| (n, n + 1)).collect();
        let network = network_of(100_001, &ties);
        let seen = network.seen(View::new().direction(Direction::Along));
        let mut scratch = Scratch::default();
        let mut around = around(&seen, party(0), u32::MAX, &mut scratch, |_| true).unwrap();
        assert_eq!(around.way_to(party(100_000)).unwrap().ties.len(), 100_000);
        let along = path(&seen, party(0), party(100_000), &mut scratch).unwrap();
        assert_eq!(along.map(|path| path.len()), Some(100_000));
        assert_eq!(path(&seen, party(1), party(0), &mut scratch).unwrap(), None);
        let both = network.seen(View::new());
        for seen in [&seen, &both] {
            let apart = distance(seen, party(0), party(100_000), &mut scratch).unwrap();
            assert_eq!(apart, Some(100_000));
        }
        let stranger = distance(&both, party(0), party(200_000), &mut scratch).unwrap_err();
        assert_eq!(stranger.party, party(200_000));
    }

    #[test]
    fn a_way_is_read_by_people_and_by_machines() {
        let network = weighted(3, &[(0, 1, 700), (2, 1, 400)]);
        let seen = network.seen(View::new());
        let mut scratch = Scratch::default();
        let mut around = around(&seen, party(0), 2, &mut scratch, |_| true).unwrap();
        let way = around.way_to(party(2)).unwrap();
        let [a, b, c] = [0, 1, 2].map(party);
        let rest = "(checked, 700‰, from an unknown day, end unknown)";
        assert_eq!(
            way.to_string(),
            format!(
                "{c}, 2 ties away, at least checked\n  {a} is in contact with {b} {rest}\n  \
                 {c} is in contact with {b} {}",
                rest.replace("700", "400")
            ),
        );
        assert_eq!(around.way_to(a).unwrap().to_string(), format!("{a}, 0 ties away"));
        assert_eq!(around.near()[0].to_string(), format!("1 tie: {b}"));
        let text = serde_json::to_string(&way).unwrap();
        assert_eq!(serde_json::from_str::<Way>(&text).unwrap(), way);
        assert!(serde_json::from_str::<Way>(&text.replace("\"ties\"", "\"tie\"")).is_err());
        assert_eq!(way.dot(&|_| None).matches("style=dashed").count(), 2);
    }

    #[test]
    fn a_lone_party_and_a_smaller_network_after_a_larger_one() {
        let mut scratch = Scratch::default();
        let large = network_of(500, &(1..500).map(|n| (0, n)).collect::<Vec<_>>());
        let seen = large.seen(View::new());
        assert_eq!(among(&seen, party(0), 1, &mut scratch, |_| true).unwrap().len(), 499);
        let small = network_of(2, &[]);
        let seen = small.seen(View::new());
        let mut around = around(&seen, party(1), 5, &mut scratch, |_| true).unwrap();
        assert!(around.near().is_empty());
        assert_eq!(around.way_to(party(0)), None);
        assert_eq!(around.way_to(party(400)), None);
        assert_eq!(around.way_to(party(1)).unwrap().ties, []);
    }

    #[test]
    fn a_stranger_is_named() {
        let network = trial(1, 3, 2);
        let seen = network.seen(View::new());
        let refused = within(&seen, party(9), 1, &mut Scratch::default()).unwrap_err();
        assert_eq!(refused.to_string(), format!("{} is not in the network", party(9)));
    }
}
