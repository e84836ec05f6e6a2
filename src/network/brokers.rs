//! Who stands between others.
//!
//! **Arguments**: a network through a view; for an estimate how good it has to be and a
//! seed; for what a removal separates the parties or the pair taken out.
//! **Returns**: betweenness of every party, exact or estimated with a bound on its error;
//! parties and pairs whose removal separates others (cut points and bridges), with the
//! sizes of the parts; on demand the members of the parts.
//! **Complexity**: betweenness time **O(|V| · |E|)**, space **O(|V| + |E|)**; estimated
//! **O(|E|)** for each path at worst, and far less where both ends meet soon; cut points
//! and bridges together time **O(|V| + |E| + c log c)** with *c* of them; the parts of one
//! removal time **O(|V| + |E| + n log n)** with *n* members.
//! **Feature `parallel`**: sources and drawn paths are shared out over the threads of the rayon
//! pool from which betweenness, exact or estimated, is asked; every number of threads gives
//! the same answer bit for bit. Each thread takes space **O(|V|)** of its own.
//! **Reference**: U. Brandes, Journal of Mathematical Sociology 25 (2001); W. Hoeffding,
//! Journal of the American Statistical Association 58 (1963); J. Hopcroft and R. Tarjan,
//! Communications of the ACM 16 (1973), with a stack of our own.
//!
//! **Planted worlds**: of 100 true umbrellas those among the first of the answer, and of
//! 1,000 innocent officials those pointed at; in brackets what guessing by degree gives
//! ([limits](crate::guide::limits)).
//!
//! - betweenness: 0 of 100 (guessing 0.0); 42.3 innocents of 1,000 (42.3)
//! - cut points: 0 of 100 (guessing 0.9); 9.8 innocents of 1,000 (9.4)
//!
//! A high rank is a place to look and never a ground for a measure: whoever works in a
//! busy office stands between many.
//!
//! # Examples
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use unbrella::network::brokers::{Precision, betweenness, cuts, estimated};
//! use unbrella::network::edit::Network;
//! use unbrella::network::view::View;
//!
//! let network = Network::default().freeze().map_err(|problems| problems[0].clone())?;
//! let seen = network.seen(View::new());
//! assert!(betweenness(&seen).is_empty());
//! assert!(cuts(&seen).points.is_empty());
//! // Within a hundredth of all pairs, wrong in at most one of twenty seeds.
//! let precision = Precision::new(0.01, 0.05)?;
//! assert_eq!(estimated(&seen, precision, 7)?.seed, 7);
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::network::dot;
use crate::network::kernel::betweenness as between;
use crate::network::kernel::{any_path, low_link, parts};
use crate::network::line::TieLine;
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::Least;

/// How many lines of a long list are printed.
const PRINTED: usize = 20;

/// A party and its betweenness.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Broker {
    /// The party.
    pub party: PartyId,
    /// Over all pairs of others: the share of their shortest paths that lead through it.
    pub betweenness: f64,
}

/// `person-…: 14.000 pairs`.
impl fmt::Display for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:.3} pairs", self.party, self.betweenness)
    }
}

/// Betweenness of every party, highest first; parties of one value by id.
///
/// Each pair counts once, and nothing is normalized. Values are rounded to nine digits
/// before they are compared, so that the order does not hang on the last bit.
#[must_use]
pub fn betweenness(seen: &Seen<'_>) -> Vec<Broker> {
    ranked(seen, between::betweenness(seen.pairs().rows()))
}

/// What the shortest paths from these parties alone contribute, in the order of [`betweenness`].
///
/// For each source the sum over every other party of the share of their shortest paths that
/// lead through a broker. Over all parties that is twice the betweenness. A source named
/// twice counts once.
///
/// # Errors
///
/// [`UnknownParty`] names the first source that the network does not hold.
///
/// # Complexity
///
/// Time **O(|V| + |E|)** for each source.
pub fn betweenness_from(seen: &Seen<'_>, sources: &[PartyId]) -> Result<Vec<Broker>, UnknownParty> {
    let slots = sources.iter().map(|source| seen.slot(*source).map(|slot| slot.0));
    let slots = slots.collect::<Result<BTreeSet<u32>, _>>()?;
    Ok(ranked(seen, between::betweenness_from(seen.pairs().rows(), &slots)))
}

fn ranked(seen: &Seen<'_>, values: Vec<f64>) -> Vec<Broker> {
    let brokers = (0_u32..).zip(values).filter_map(|(slot, value)| {
        let betweenness = (value * 1e9).round() / 1e9;
        seen.party(slot).map(|party| Broker { party, betweenness })
    });
    let mut brokers: Vec<Broker> = brokers.collect();
    brokers.sort_by(|a, b| b.betweenness.total_cmp(&a.betweenness).then(a.party.cmp(&b.party)));
    brokers
}

/// How good an estimate has to be.
// Invariant: both above 0 and below 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    error: f64,
    doubt: f64,
}

impl Precision {
    /// `error` is the largest error allowed, as a share of all pairs of parties; `doubt` the
    /// probability, over seeds, that any party's error is larger.
    ///
    /// # Errors
    ///
    /// [`BadPrecision::Share`] unless both lie above 0 and below 1.
    pub fn new(error: f64, doubt: f64) -> Result<Self, BadPrecision> {
        for share in [error, doubt] {
            if !(share > 0.0 && share < 1.0) {
                return Err(BadPrecision::Share { share });
            }
        }
        Ok(Self { error, doubt })
    }
}

/// A precision that cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BadPrecision {
    /// Not a share.
    #[error("{share} is not above 0 and below 1")]
    Share {
        /// What was given.
        share: f64,
    },
    /// Too many paths would have to be drawn.
    #[error("an error of {error} takes more than 4294967294 paths")]
    TooFine {
        /// The error asked for.
        error: f64,
    },
}

/// Betweenness estimated from paths drawn at random.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// Every party, in the order of [`betweenness`] and in its unit.
    pub brokers: Vec<Broker>,
    /// No party's value is farther than this from the exact one …
    pub error: f64,
    /// … except with this probability.
    pub doubt: f64,
    /// The number of paths drawn.
    pub paths: u32,
    /// What they were drawn with.
    pub seed: u64,
    /// The lowest standing of the ties walked.
    pub least: Least,
}

/// Estimates betweenness from shortest paths drawn at random, the same for the same seed.
///
/// Two parties are drawn evenly, then one of their shortest paths evenly; a party's share of
/// all paths estimates its share of all pairs. With *r* paths, *n* parties and an error *e*
/// as a share of all pairs, Hoeffding's inequality bounds the probability that one party's
/// share is farther off than *e* by 2 exp(−2 r e²); over all parties together it is at most
/// *n* times that. So *r* = ln(2 n / doubt) / (2 e²) paths are enough: 87,523 among a million
/// parties for an error of a hundredth and a doubt of a twentieth.
///
/// Good for telling the few great brokers from everybody else; parties whose values lie
/// closer than the error to each other stand in no particular order. The same seed draws the
/// same paths of the same pairs, however the parties are numbered.
///
/// # Errors
///
/// [`BadPrecision::TooFine`] if that takes 2^32 paths or more.
pub fn estimated(
    seen: &Seen<'_>,
    precision: Precision,
    seed: u64,
) -> Result<Estimate, BadPrecision> {
    let Precision { error, doubt } = precision;
    let rows = seen.pairs().rows();
    let paths = any_path::paths_needed(rows.nodes(), error, doubt)
        .ok_or(BadPrecision::TooFine { error })?;
    let parties = f64::from(rows.nodes());
    let pairs = parties * (parties - 1.0).max(0.0) / 2.0;
    let each = pairs / f64::from(paths);
    let passed = seen.by_slot(any_path::passed(seen.pairs_by_id(), paths, seed));
    let values = passed.into_iter().map(|times| f64::from(times) * each).collect();
    let least = seen.view().least();
    Ok(Estimate { brokers: ranked(seen, values), error: error * pairs, doubt, paths, seed, least })
}

impl Estimate {
    /// The first of the list as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        picture(&self.brokers, name)
    }
}

/// How it was estimated, then the first of the list.
impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { brokers, error, doubt, paths, seed, least } = self;
        write!(
            f,
            "estimated from {paths} shortest paths (seed {seed}) over ties at least {}: each within \
             {error:.3} pairs, except with probability {doubt}; a place to look, never a finding",
            least.standing(),
        )?;
        let (first, least) = (brokers.iter().take(PRINTED), least.standing());
        for broker in first {
            write!(f, "\n  {broker} (ties at least {least})")?;
        }
        more(f, brokers.len())
    }
}

/// The first brokers of a list as DOT text, as many as are printed; `name` gives what a
/// party is called.
#[must_use]
pub fn picture(brokers: &[Broker], name: &dyn Fn(PartyId) -> Option<String>) -> String {
    let parties: Vec<PartyId> = brokers.iter().take(PRINTED).map(|broker| broker.party).collect();
    dot::graph(&[], &parties, name)
}

/// What falls apart if one party, or one pair's ties, are taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cuts {
    /// Parties whose removal separates others, by id.
    pub points: Vec<CutPoint>,
    /// Pairs whose ties hold two parts together, by id.
    pub bridges: Vec<Bridge>,
    /// The lowest standing of the ties looked at.
    pub least: Least,
}

/// A party whose removal separates others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutPoint {
    /// The party.
    pub party: PartyId,
    /// How many parties each part has into which the rest of its component falls, the
    /// largest first. At least two.
    pub parts: Vec<u32>,
}

/// A pair whose ties alone hold two parts together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bridge {
    /// The two, the smaller id first.
    pub ends: (PartyId, PartyId),
    /// How many parties stand on the side of each, itself included.
    pub sides: (u32, u32),
    /// The strongest tie between the two.
    pub tie: TieLine,
}

/// `person-… holds together 3 parts: 5, 2, 1`.
impl fmt::Display for CutPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} holds together {} parts: ", self.party, self.parts.len())?;
        sizes(f, self.parts.iter().copied())
    }
}

/// `5 | 2: person-… contact person-… (checked, …)`.
impl fmt::Display for Bridge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ends: (a, b), sides: (left, right), tie } = self;
        write!(f, "{left} at {a}, {right} at {b}: {tie}")
    }
}

/// Cut points, then bridges; of each the first, and how many more there are.
impl fmt::Display for Cuts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { points, bridges, least } = self;
        write!(f, "{} cut points over ties at least {}", points.len(), least.standing())?;
        for point in points.iter().take(PRINTED) {
            write!(f, "\n  {point} (ties at least {})", least.standing())?;
        }
        more(f, points.len())?;
        write!(f, "\n{} bridges", bridges.len())?;
        bridges.iter().take(PRINTED).try_for_each(|bridge| write!(f, "\n  {bridge}"))?;
        more(f, bridges.len())
    }
}

impl Cuts {
    /// The bridges and the cut points as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let ties: Vec<TieLine> = self.bridges.iter().map(|bridge| bridge.tie.clone()).collect();
        let points: Vec<PartyId> = self.points.iter().map(|point| point.party).collect();
        dot::graph(&ties, &points, name)
    }
}

/// Cut points and bridges with what each separates, in one pass.
#[must_use]
pub fn cuts(seen: &Seen<'_>) -> Cuts {
    let found = low_link::cuts(seen.pairs().rows());
    let point = |point: low_link::Point| {
        seen.party(point.node).map(|party| CutPoint { party, parts: point.parts })
    };
    let mut points: Vec<CutPoint> = found.points.into_iter().filter_map(point).collect();
    let mut bridges: Vec<Bridge> =
        found.bridges.iter().filter_map(|found| bridge(seen, found)).collect();
    points.sort_unstable_by_key(|point| point.party);
    bridges.sort_unstable_by_key(|bridge| bridge.ends);
    Cuts { points, bridges, least: seen.view().least() }
}

fn bridge(seen: &Seen<'_>, found: &low_link::Bridge) -> Option<Bridge> {
    let ((a, b), (left, right)) = (found.ends, found.sides);
    let tie = seen.tie_between(a, b).and_then(|tie| seen.network().line(tie))?;
    let (a, b) = (seen.party(a)?, seen.party(b)?);
    Some(if a < b {
        Bridge { ends: (a, b), sides: (left, right), tie }
    } else {
        Bridge { ends: (b, a), sides: (right, left), tie }
    })
}

/// What is left of the components in which something was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// What was taken out.
    pub without: Removed,
    /// The parts, largest first, those of one size by their smallest id; members by id.
    pub parts: Vec<Vec<PartyId>>,
    /// The lowest standing of the ties that hold the parts together.
    pub least: Least,
}

/// What was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Removed {
    /// These parties, by id.
    Parties(Vec<PartyId>),
    /// All ties between these two, in the order in which they were given.
    Ties(PartyId, PartyId),
}

/// The parts that are left of the components of some parties once these are taken out.
///
/// A party that separates nobody leaves one part, and a party alone leaves none.
///
/// # Errors
///
/// [`UnknownParty`] names the first that the network does not hold.
pub fn parts_without(seen: &Seen<'_>, parties: &[PartyId]) -> Result<Parts, UnknownParty> {
    let slots = parties.iter().map(|party| seen.slot(*party).map(|slot| slot.0));
    let slots = slots.collect::<Result<BTreeSet<u32>, _>>()?;
    let rows = seen.pairs().rows();
    let beside = slots.iter().flat_map(|slot| rows.row(*slot)).copied();
    let starts: Vec<u32> = beside.filter(|slot| !slots.contains(slot)).collect();
    let gone = |place: usize| rows.targets().get(place).is_none_or(|slot| slots.contains(slot));
    let parties: BTreeSet<PartyId> = parties.iter().copied().collect();
    let without = Removed::Parties(parties.into_iter().collect());
    Ok(Parts { without, parts: parts(seen, &starts, gone), least: seen.view().least() })
}

/// The parts that are left of the components of two parties once all their ties with each
/// other are taken out: two if the pair is a bridge, one if other ways lead round it.
///
/// # Errors
///
/// [`UnknownParty`].
pub fn parts_without_ties(seen: &Seen<'_>, a: PartyId, b: PartyId) -> Result<Parts, UnknownParty> {
    let (one, other) = (seen.slot(a)?.0, seen.slot(b)?.0);
    let rows = seen.pairs().rows();
    let place = |from: u32, to: u32| {
        let at = rows.row(from).binary_search(&to).ok()?;
        rows.span(from).start.checked_add(at)
    };
    let gone = [place(one, other), place(other, one)];
    let parts = parts(seen, &[one, other], |place| gone.contains(&Some(place)));
    Ok(Parts { without: Removed::Ties(a, b), parts, least: seen.view().least() })
}

/// The parts in which these slots lie, walked over the arcs that are not gone.
fn parts(seen: &Seen<'_>, starts: &[u32], gone: impl Fn(usize) -> bool) -> Vec<Vec<PartyId>> {
    let parts = parts::parts(seen.pairs().rows(), starts, |place| !gone(place));
    let named = |part: Vec<u32>| {
        let mut part: Vec<PartyId> = part.iter().filter_map(|slot| seen.party(*slot)).collect();
        part.sort_unstable();
        part
    };
    let mut parts: Vec<Vec<PartyId>> = parts.into_iter().map(named).collect();
    parts.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    parts
}

impl Parts {
    /// The members of all parts as DOT text; `name` gives what a party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let members: Vec<PartyId> = self.parts.iter().flatten().copied().collect();
        dot::graph(&[], &members, name)
    }
}

/// What was taken out and the sizes of the parts, then the members of each.
impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.without {
            Removed::Parties(parties) => {
                f.write_str("without")?;
                parties.iter().try_for_each(|party| write!(f, " {party}"))?;
            }
            Removed::Ties(a, b) => write!(f, "without the ties between {a} and {b}")?,
        }
        write!(f, ", over ties at least {}: {} parts", self.least.standing(), self.parts.len())?;
        for part in self.parts.iter().take(PRINTED) {
            write!(f, "\n  {}:", part.len())?;
            part.iter().take(PRINTED).try_for_each(|party| write!(f, " {party}"))?;
            if let Some(more @ 1..) = part.len().checked_sub(PRINTED) {
                write!(f, " and {more} more")?;
            }
        }
        more(f, self.parts.len())
    }
}

/// A line for what a list has beyond what is printed.
fn more(f: &mut fmt::Formatter<'_>, length: usize) -> fmt::Result {
    match length.checked_sub(PRINTED) {
        Some(more @ 1..) => write!(f, "\n  and {more} more"),
        _ => Ok(()),
    }
}

fn sizes(f: &mut fmt::Formatter<'_>, mut sizes: impl ExactSizeIterator<Item = u32>) -> fmt::Result {
    for (at, size) in sizes.by_ref().take(PRINTED).enumerate() {
        write!(f, "{}{size}", if at == 0 { "" } else { ", " })?;
    }
    match sizes.len() {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::network::trials::{network_of, party, trial};
    use crate::network::view::View;

    /// David Krackhardt, Administrative Science Quarterly 35 (1990).
    const KITE: [(u32, u32); 18] = [
        (0, 1),
        (0, 2),
        (0, 3),
        (0, 5),
        (1, 3),
        (1, 4),
        (1, 6),
        (2, 3),
        (2, 5),
        (3, 4),
        (3, 5),
        (3, 6),
        (4, 6),
        (5, 6),
        (5, 7),
        (6, 7),
        (7, 8),
        (8, 9),
    ];

    #[test]
    fn krackhardts_kite_has_the_published_broker() {
        // Heather (7) has the highest betweenness, 14 of 36 pairs; Ike (8) has 8.
        let network = network_of(10, &KITE);
        let seen = network.seen(View::new());
        let brokers = betweenness(&seen);
        assert_eq!((brokers[0].party, brokers[0].betweenness), (party(7), 14.0));
        assert_eq!(brokers[1].party, party(5));
        assert!((brokers[1].betweenness - 8.333_333_333).abs() < 1e-9);
        assert_eq!(brokers[0].to_string(), format!("{}: 14.000 pairs", party(7)));
        assert!(picture(&brokers, &|_| None).contains("ellipse"));
    }

    #[test]
    fn what_each_cut_of_the_kite_separates() {
        let network = network_of(10, &KITE);
        let seen = network.seen(View::new());
        let found = cuts(&seen);
        let point = |n, parts: [u32; 2]| CutPoint { party: party(n), parts: parts.to_vec() };
        assert_eq!(found.points, [point(7, [7, 2]), point(8, [8, 1])]);
        let ends: Vec<_> = found.bridges.iter().map(|b| (b.ends, b.sides)).collect();
        assert_eq!(ends, [((party(7), party(8)), (8, 2)), ((party(8), party(9)), (9, 1))]);
        let text = found.to_string();
        let lines = [
            "2 cut points over ties at least checked".to_owned(),
            format!("  {} holds together 2 parts: 7, 2 (ties at least checked)", party(7)),
            format!("  {} holds together 2 parts: 8, 1 (ties at least checked)", party(8)),
            "2 bridges".to_owned(),
            format!("  8 at {}, 2 at {}: {}", party(7), party(8), found.bridges[0].tie),
            format!("  9 at {}, 1 at {}: {}", party(8), party(9), found.bridges[1].tie),
        ];
        assert_eq!(text, lines.join("\n"));
        assert!(text.contains("(checked, 1000‰"));
        assert!(found.dot(&|_| None).contains("style=dashed"));
        let back: Cuts = serde_json::from_str(&serde_json::to_string(&found).unwrap()).unwrap();
        assert_eq!(back, found);
    }

    /// The parts among some parties, by the ties that are left, without indices.
    fn plain_parts(lines: &[TieLine], of: &[PartyId], gone: &Removed) -> Vec<Vec<PartyId>> {
        let left = |tie: &&TieLine| match gone {
            Removed::Parties(gone) => !gone.contains(&tie.from) && !gone.contains(&tie.to),
            Removed::Ties(a, b) => tie.other(*a) != Some(*b),
        };
        let mut group: BTreeMap<PartyId, PartyId> =
            of.iter().map(|party| (*party, *party)).collect();
        for tie in lines.iter().filter(left) {
            let (Some(a), Some(b)) = (group.get(&tie.from).copied(), group.get(&tie.to).copied())
            else {
                continue;
            };
            group.values_mut().filter(|own| **own == a.max(b)).for_each(|own| *own = a.min(b));
        }
        let mut parts: BTreeMap<PartyId, Vec<PartyId>> = BTreeMap::new();
        group.iter().for_each(|(party, own)| parts.entry(*own).or_default().push(*party));
        let mut parts: Vec<_> = parts.into_values().collect();
        parts.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        parts
    }

    #[test]
    fn the_parts_are_those_that_the_shown_ties_leave() {
        for seed in 0..30 {
            let network = trial(seed, 14, 16);
            let seen = network.seen(View::new());
            let lines = seen.shown();
            let all: Vec<PartyId> = (0..14).map(party).collect();
            let whole = plain_parts(&lines, &all, &Removed::Parties(vec![]));
            let own = |party| whole.iter().find(|part| part.contains(&party)).unwrap();
            let found = cuts(&seen);
            for &one in &all {
                let gone = Removed::Parties(vec![one]);
                let of: Vec<_> = own(one).iter().copied().filter(|other| *other != one).collect();
                let expected = plain_parts(&lines, &of, &gone);
                let parts = parts_without(&seen, &[one, one]).unwrap();
                assert_eq!((&parts.parts, &parts.without), (&expected, &gone), "seed {seed}");
                let point = found.points.iter().find(|point| point.party == one);
                let sizes: Vec<u32> = expected.iter().map(|part| part.len() as u32).collect();
                assert_eq!(point.map(|p| p.parts.clone()), (sizes.len() > 1).then_some(sizes));
            }
            for tie in &lines {
                let (a, b) = (tie.from.min(tie.to), tie.from.max(tie.to));
                let gone = Removed::Ties(a, b);
                let expected = plain_parts(&lines, own(a), &gone);
                let parts = parts_without_ties(&seen, a, b).unwrap();
                assert_eq!((&parts.parts, &parts.without), (&expected, &gone), "seed {seed}");
                let bridge = found.bridges.iter().find(|bridge| bridge.ends == (a, b));
                let side = |end| expected.iter().find(|p| p.contains(&end)).unwrap().len() as u32;
                assert_eq!(
                    bridge.map(|bridge| bridge.sides),
                    (expected.len() > 1).then(|| (side(a), side(b))),
                );
            }
        }
    }

    #[test]
    fn several_taken_out_together_and_parties_nobody_knows() {
        let network = network_of(6, &[(0, 1), (1, 2), (2, 3), (3, 4)]);
        let seen = network.seen(View::new());
        let parts = parts_without(&seen, &[party(3), party(1)]).unwrap();
        assert_eq!(parts.parts, [[party(0)], [party(2)], [party(4)]]);
        let (one, three, least) = (party(1), party(3), "over ties at least checked");
        let head = format!("without {one} {three}, {least}: 3 parts\n  1: {}", party(0));
        assert!(parts.to_string().starts_with(&head), "{parts}");
        assert_eq!(parts.dot(&|_| None).lines().count(), 5);
        assert!(parts_without(&seen, &[party(5)]).unwrap().parts.is_empty());
        let apart = parts_without_ties(&seen, party(0), party(5)).unwrap().parts;
        assert_eq!(apart.iter().map(Vec::len).collect::<Vec<_>>(), [5, 1]);
        let unknown = UnknownParty { party: party(9) };
        assert_eq!(parts_without(&seen, &[party(0), party(9)]), Err(unknown));
        assert_eq!(parts_without_ties(&seen, party(0), party(9)), Err(unknown));
        assert_eq!(betweenness_from(&seen, &[party(9)]), Err(unknown));
    }

    #[test]
    fn a_long_list_is_cut_short_in_print_and_says_so() {
        let star: Vec<_> = (1..=30).map(|n| (0, n)).collect();
        let network = network_of(31, &star);
        let text = cuts(&network.seen(View::new())).to_string();
        assert!(text.contains("holds together 30 parts: 1, 1, "), "{text}");
        assert!(text.contains(" and 10 more (ties at least checked)\n30 bridges"), "{text}");
        assert_eq!(text.lines().count(), 2 + 1 + 20 + 1, "{text}");
    }

    #[test]
    fn the_sources_together_give_twice_the_betweenness() {
        let network = trial(5, 30, 60);
        let seen = network.seen(View::new());
        let all: Vec<PartyId> = (0..30).map(party).chain([party(3)]).collect();
        let (whole, twice) = (betweenness(&seen), betweenness_from(&seen, &all).unwrap());
        for broker in whole {
            let other = twice.iter().find(|other| other.party == broker.party).unwrap();
            assert!((other.betweenness - 2.0 * broker.betweenness).abs() < 1e-6);
        }
    }

    #[test]
    fn estimates_stay_within_the_stated_error() {
        let precision = Precision::new(0.02, 0.05).unwrap();
        for seed in 0..40 {
            let network = trial(seed, 25, 30 + seed as u32);
            let seen = network.seen(View::new());
            let estimate = estimated(&seen, precision, seed).unwrap();
            assert!((estimate.error - 0.02 * 300.0).abs() < 1e-9);
            let exact = betweenness(&seen);
            for broker in &estimate.brokers {
                let exact = exact.iter().find(|exact| exact.party == broker.party).unwrap();
                let off = (exact.betweenness - broker.betweenness).abs();
                assert!(off <= estimate.error, "seed {seed}: {exact} against {broker}");
            }
            assert_eq!(estimated(&seen, precision, seed), Ok(estimate));
        }
    }

    #[test]
    fn an_estimate_says_how_it_was_made() {
        let network = network_of(10, &KITE);
        let seen = network.seen(View::new());
        let estimate = estimated(&seen, Precision::new(0.05, 0.1).unwrap(), 3).unwrap();
        assert_eq!(estimate.brokers[0].party, party(7));
        // ln(2 · 10 / 0.1) / (2 · 0.05²) = 1059.7
        let head = "estimated from 1061 shortest paths (seed 3) over ties at least checked: each \
                    within 2.250 pairs, except with probability 0.1; a place to look, never a finding\n";
        assert!(estimate.to_string().starts_with(head), "{estimate}");
        assert!(estimate.dot(&|_| None).contains("ellipse"));
        for share in [0.0, 1.0, -0.1, f64::NAN, f64::INFINITY] {
            let message = format!("{share} is not above 0 and below 1");
            assert_eq!(Precision::new(share, 0.1).unwrap_err().to_string(), message);
            assert_eq!(Precision::new(0.1, share).unwrap_err().to_string(), message);
        }
        let fine = Precision::new(1e-6, 0.1).unwrap();
        assert_eq!(estimated(&seen, fine, 1), Err(BadPrecision::TooFine { error: 1e-6 }));
    }

    #[test]
    fn nobody_and_one_party_alone() {
        for parties in [0, 1, 2] {
            let network = network_of(parties, &[]);
            let seen = network.seen(View::new());
            assert_eq!(betweenness(&seen).len(), parties as usize);
            assert_eq!(cuts(&seen), Cuts::default());
            let estimate = estimated(&seen, Precision::new(0.3, 0.3).unwrap(), 1).unwrap();
            assert!(estimate.brokers.iter().all(|broker| broker.betweenness == 0.0));
        }
    }
}
