//! What is left of a network when parties are taken out of it.
//!
//! **Arguments**: a network through a view; a [`Strategy`] and when it ranks anew
//! ([`Renewal`]); or an order of one's own; or how many are to go together; who may be taken
//! out and who is gone already ([`Pool`]). A pair of parties counts once, whatever the
//! number, kind and direction of the ties between them.
//! **Returns**: the order of removal, with what ranked each party and what is left after
//! each: the size of the largest component and the number of pairs that still hang together.
//! Or the sets of so many whose removal together leaves the least, all of them, or as many
//! as the limits allow.
//! **Order**: the highest value first; of equals the smaller id, and the answer says that
//! the id has decided: another choice between equals may give another curve.
//! **Complexity**: the curve takes time **O((|V| + |E|) α)**, read backward, with *α* below
//! 5. The order takes, for *r* removals:
//!
//! | strategy | ranked once | ranked anew each time |
//! |---|---|---|
//! | degree | **O(\|V\| log \|V\| + \|E\|)** | **O((\|V\| + \|E\|) log \|V\|)** |
//! | betweenness | **O(\|V\| · \|E\|)** | *r* times that |
//! | core number | **O(\|E\| + \|V\| log \|V\|)** | *r* times that |
//! | collective influence | *b* for each party, the size of its neighborhood | *b²* more for each removal |
//! | Katz | **O(\|E\|)** for each of at most 1,000 sweeps | *r* times that |
//!
//! The best set of *n* takes **O(|V|ⁿ⁻¹ (|V| + |E|))**: one pass over cut points for every
//! choice of all members but one.
//!
//! **Reference**: R. Albert, H. Jeong, A.-L. Barabási, Nature 406 (2000) (degree);
//! P. Holme and others, Physical Review E 65 (2002) (betweenness, ranking anew); F. Morone,
//! H. A. Makse, Nature 524 (2015) (collective influence); L. Katz, Psychometrika 18 (1953);
//! M. E. J. Newman, R. M. Ziff, Physical Review Letters 85 (2000) (curves read backward);
//! S. P. Borgatti, Computational & Mathematical Organization Theory 12 (2006) (connected
//! pairs, best sets).
//!
//! **Planted worlds**: of 100 true umbrellas those among the first of the answer, and of
//! 1,000 innocent officials those pointed at; in brackets what guessing by degree gives
//! ([limits](crate::guide::limits)).
//!
//! - removal by degree, anew each time: 0 of 100 (guessing 0.0); 42.3 innocents of 1,000 (42.3)
//! - removal by influence over 2 ties, anew each time: 0 of 100 (guessing 0.0); 42.3 innocents of 1,000 (42.3)
//!
//! A curve says how a drawing of recorded ties falls apart. It does not say what people do
//! when somebody is gone: others step in, and ties that nobody has recorded stay. Whoever
//! stands high in an order is a place to look. It is never a finding, and never a ground
//! for a measure.

use std::collections::BTreeSet;
use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::base::permille::Permille;
use crate::network::clusters::ties_within;
use crate::network::dot;
use crate::network::kernel::best_removal as best;
use crate::network::kernel::bits::Bits;
use crate::network::kernel::left::{Left, left};
use crate::network::kernel::removal::{Measure, Search, Taken, removal};
use crate::network::limit::{CutOff, Limits};
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::Least;

/// By what parties are ranked for removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Strategy {
    /// By how many others they are tied to.
    Degree,
    /// By how many pairs of others they stand between; see [`brokers`](crate::network::brokers).
    Betweenness,
    /// By their core number; see [`clusters`](crate::network::clusters). Many are level.
    Core,
    /// By their degree less one, times the sum of the same over everybody exactly so many
    /// ties away.
    CollectiveInfluence {
        /// How far the influence is looked for; 1 to 3 is usual.
        ties: u32,
    },
    /// By the number of walks that lead to them, each tie of a walk counting for so much.
    Katz {
        /// What a tie counts for; 100‰ is usual in small networks. Too much gives no rank.
        attenuation: Permille,
    },
}

/// `betweenness`, `collective influence over 2 ties`.
impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Degree => f.write_str("degree"),
            Self::Betweenness => f.write_str("betweenness"),
            Self::Core => f.write_str("core number"),
            Self::CollectiveInfluence { ties: 1 } => f.write_str("collective influence over 1 tie"),
            Self::CollectiveInfluence { ties } => {
                write!(f, "collective influence over {ties} ties")
            }
            Self::Katz { attenuation } => write!(f, "Katz status at {attenuation} a tie"),
        }
    }
}

impl Strategy {
    fn measure(self) -> Measure {
        match self {
            Self::Degree => Measure::Degree,
            Self::Betweenness => Measure::Betweenness,
            Self::Core => Measure::Core,
            Self::CollectiveInfluence { ties } => Measure::Influence(ties),
            Self::Katz { attenuation } => Measure::Katz(f64::from(attenuation.get()) / 1_000.0),
        }
    }
}

/// When a strategy ranks again those who are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    /// Never: the order is that of the whole network.
    Once,
    /// After so many removals.
    Every(NonZeroU32),
}

/// After each removal.
impl Default for Renewal {
    fn default() -> Self {
        Self::Every(NonZeroU32::MIN)
    }
}

impl fmt::Display for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once => f.write_str("ranked once"),
            Self::Every(NonZeroU32::MIN) => f.write_str("ranked anew after each removal"),
            Self::Every(number) => write!(f, "ranked anew after every {number} removals"),
        }
    }
}

/// Who may be taken out, and who is gone before the question begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pool<'a> {
    /// Only these may be taken out; `None` for everybody.
    pub among: Option<&'a [PartyId]>,
    /// These are gone already: arrested, moved, or set aside for the question.
    pub gone: &'a [PartyId],
}

/// What hangs together still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remaining {
    /// How many parties the largest component has.
    pub largest: u32,
    /// How many pairs of parties lie in one component.
    pub pairs: u64,
}

impl From<Left> for Remaining {
    fn from(Left { largest, pairs }: Left) -> Self {
        Self { largest, pairs }
    }
}

/// `largest component 68, 2456 connected pairs`.
impl fmt::Display for Remaining {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { largest, pairs } = self;
        let many = if *pairs == 1 { "" } else { "s" };
        write!(f, "largest component {largest}, {pairs} connected pair{many}")
    }
}

/// By what a party was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// Its value when it was last ranked; betweenness and Katz status to nine digits.
    pub value: f64,
    /// Whether another had the same value, so that the id has decided.
    pub level: bool,
}

/// A party taken out, and what is left without it and all before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The party.
    pub party: PartyId,
    /// By what it was chosen; `None` in an order that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
    /// What is left.
    pub left: Remaining,
}

/// How an order came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// By what.
    pub strategy: Strategy,
    /// How often.
    pub renewal: Renewal,
}

/// An order of removal and its curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disruption {
    /// How the order came about; `None` if it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranked: Option<Ranked>,
    /// How far every tie that was looked at has come at least.
    pub least: Least,
    /// Who was gone from the beginning, by id.
    pub gone: Vec<PartyId>,
    /// What there is before the first removal.
    pub before: Remaining,
    /// The removals, one after another.
    pub removals: Vec<Removal>,
}

/// Takes out at most `most` parties, always the one that the strategy ranks first.
///
/// # Errors
///
/// [`CannotRemove`].
///
/// # Examples
///
/// ```
/// # use unbrella::base::day::Moment;
/// # use unbrella::base::id::{PartyId, PersonId};
/// # use unbrella::base::period::Period;
/// # use unbrella::base::permille::Permille;
/// # use unbrella::network::frozen::{Bulk, BulkTie};
/// # use unbrella::network::kinds::Kinds;
/// # use unbrella::provenance::Standing;
/// # use unbrella::terms::tie::TieKind;
/// # use uuid::Uuid;
/// use unbrella::network::disruption::{Pool, Renewal, Strategy, removal_order};
/// use unbrella::network::view::View;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mut parties: Vec<PartyId> = Vec::new();
/// # for n in 1..=5 { parties.push(PersonId::from_uuid(Uuid::from_u128(n))?.into()); }
/// # let kinds = Kinds::default();
/// # let kind = kinds.find(&TieKind::Contact).ok_or("no such kind")?;
/// # let tie = |from, to| BulkTie { from, to, kind, period: Period::UNKNOWN,
/// #     standing: Standing::Checked, confidence: Permille::ALL, recorded: 0, superseded: None };
/// # let ties = [tie(0, 1), tie(1, 2), tie(2, 3), tie(2, 4)];
/// # let moment = Moment::china(unbrella::day!(2019, 5, 1), 9, 0).ok_or("no such moment")?;
/// # let bulk = Bulk { kinds, parties: &parties, officials: &[], ties: &ties,
/// #     moments: &[moment], tie_ids: &[] };
/// // A chain of four parties, and a fifth beside the third.
/// let network = bulk.freeze().map_err(|problems| problems[0].clone())?;
/// let seen = network.seen(View::new());
/// let pool = Pool::default();
/// let found = removal_order(&seen, Strategy::Degree, Renewal::default(), pool, 2)?;
/// assert_eq!(found.before.pairs, 10);
/// let first = found.removals[0];
/// assert_eq!((first.party, first.left.largest, first.left.pairs), (parties[2], 2, 1));
/// # Ok(())
/// # }
/// ```
pub fn removal_order(
    seen: &Seen<'_>,
    strategy: Strategy,
    renewal: Renewal,
    pool: Pool<'_>,
    most: usize,
) -> Result<Disruption, CannotRemove> {
    let Chosen { from, gone } = Chosen::of(seen, pool)?;
    let (rows, nodes) = (seen.pairs().rows(), seen.pairs().rows().nodes());
    let every = match renewal {
        Renewal::Once => None,
        Renewal::Every(number) => Some(number),
    };
    let search = Search {
        measure: strategy.measure(),
        every,
        most,
        ranks: seen.network().ranks(),
        may: &Bits::of(nodes, from),
        gone: &Bits::of(nodes, gone.iter().copied()),
    };
    let taken = removal(rows, &search).ok_or(CannotRemove::Unsettled { strategy })?;
    let order: Vec<u32> = taken.iter().map(|taken| taken.node).collect();
    let rank = |Taken { value, level, .. }: &Taken| Some(Rank { value: *value, level: *level });
    let ranks = taken.iter().map(rank);
    Ok(curve(seen, &gone, &order, ranks, Some(Ranked { strategy, renewal })))
}

/// What is left after each removal of an order of one's own.
///
/// # Errors
///
/// [`CannotRemove::Unknown`], and [`CannotRemove::Twice`] for a party that the order names
/// twice, or that is gone already.
pub fn removals_in_order(
    seen: &Seen<'_>,
    order: &[PartyId],
    gone: &[PartyId],
) -> Result<Disruption, CannotRemove> {
    let gone = slots(seen, gone)?;
    let (mut met, mut slots) = (gone.clone(), Vec::with_capacity(order.len()));
    for &party in order {
        let slot = seen.slot(party)?.0;
        if !met.insert(slot) {
            return Err(CannotRemove::Twice { party });
        }
        slots.push(slot);
    }
    Ok(curve(seen, &gone, &slots, std::iter::repeat(None), None))
}

fn curve(
    seen: &Seen<'_>,
    gone: &BTreeSet<u32>,
    order: &[u32],
    ranks: impl Iterator<Item = Option<Rank>>,
    ranked: Option<Ranked>,
) -> Disruption {
    let out: Vec<u32> = gone.iter().copied().collect();
    let mut points = left(seen.pairs().rows(), &out, order).into_iter().map(Remaining::from);
    // A curve has a point before the first removal.
    let before = points.next().unwrap_or(Remaining { largest: 0, pairs: 0 });
    let removals = order.iter().zip(ranks).zip(points).filter_map(|((slot, rank), left)| {
        seen.party(*slot).map(|party| Removal { party, rank, left })
    });
    let (removals, gone, least) = (removals.collect(), named(seen, &out), seen.view().least());
    Disruption { ranked, least, gone, before, removals }
}

/// What is to become as small as it can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The number of pairs that hang together.
    #[default]
    ConnectedPairs,
    /// The size of the largest component.
    LargestComponent,
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ConnectedPairs => "the fewest connected pairs",
            Self::LargestComponent => "the smallest largest component",
        })
    }
}

/// Parties taken out together, and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// The parties, by id.
    pub parties: Vec<PartyId>,
    /// What is left without them.
    pub left: Remaining,
}

/// The sets of so many whose removal leaves the least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestRemoval {
    /// What was to become small.
    pub aim: Aim,
    /// How many parties are taken out together.
    pub number: usize,
    /// How far every tie that was looked at has come at least.
    pub least: Least,
    /// Who was gone from the beginning, by id.
    pub gone: Vec<PartyId>,
    /// What there is with everybody else.
    pub before: Remaining,
    /// The best sets, all equally good, by the ids of their members.
    pub sets: Vec<Together>,
    /// How many sets are as good.
    pub equal: u64,
    /// Why these may not be all; after too many steps there may be better ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<CutOff>,
}

/// The sets of `number` parties whose removal together leaves the least.
///
/// Every set is tried, so that the answer is exact, or says that it was
/// [cut off](BestRemoval::cut_off). Those with many ties are tried first: what is found
/// until then is likely to be good, and is not known to be best. With fewer parties to
/// choose from than `number`, all of them are taken out.
///
/// A step is one party or one pair looked at. One member takes one pass over the network,
/// two take a pass for each party, three a pass for each pair of parties: ten million
/// steps are enough for three of 150 parties, and for two of 2,000.
///
/// # Errors
///
/// [`CannotRemove::Unknown`].
pub fn best_removal(
    seen: &Seen<'_>,
    number: usize,
    aim: Aim,
    pool: Pool<'_>,
    limits: Limits,
) -> Result<BestRemoval, CannotRemove> {
    let Chosen { from, gone } = Chosen::of(seen, pool)?;
    let (rows, ranks) = (seen.pairs().rows(), seen.network().ranks());
    let mut from: Vec<u32> = from.into_iter().collect();
    from.sort_by_cached_key(|slot| {
        let rank = ranks.get(*slot as usize).copied().unwrap_or(*slot);
        (std::cmp::Reverse(rows.degree(*slot)), rank)
    });
    let number = number.min(from.len());
    let out: Vec<u32> = gone.into_iter().collect();
    let before = left(rows, &out, &[]).into_iter().next().unwrap_or_default();
    let search = best::Search {
        aim: match aim {
            Aim::ConnectedPairs => best::Aim::Pairs,
            Aim::LargestComponent => best::Aim::Largest,
        },
        number,
        from: &from,
        gone: &Bits::of(rows.nodes(), out.iter().copied()),
        most: limits.most,
        steps: limits.steps,
    };
    let found = match number {
        0 => best::Best::nobody(before),
        _ => best::best_removal(rows, &search),
    };
    let cut_off = if !found.whole {
        Some(CutOff::Steps(limits.steps))
    } else if found.equal > found.sets.len() as u64 {
        Some(CutOff::Most(limits.most))
    } else {
        None
    };
    let together = |(slots, left): (Vec<u32>, Left)| Together {
        parties: named(seen, &slots),
        left: left.into(),
    };
    let mut sets: Vec<Together> = found.sets.into_iter().map(together).collect();
    sets.sort_by(|a, b| a.parties.cmp(&b.parties));
    let (least, gone, before) = (seen.view().least(), named(seen, &out), before.into());
    Ok(BestRemoval { aim, number, least, gone, before, sets, equal: found.equal, cut_off })
}

/// The slots of a pool.
struct Chosen {
    /// Who may be taken out.
    from: BTreeSet<u32>,
    gone: BTreeSet<u32>,
}

impl Chosen {
    fn of(seen: &Seen<'_>, pool: Pool<'_>) -> Result<Self, UnknownParty> {
        let gone = slots(seen, pool.gone)?;
        let from = match pool.among {
            Some(among) => slots(seen, among)?,
            None => (0..seen.pairs().rows().nodes()).collect(),
        };
        Ok(Self { from: from.difference(&gone).copied().collect(), gone })
    }
}

fn slots(seen: &Seen<'_>, parties: &[PartyId]) -> Result<BTreeSet<u32>, UnknownParty> {
    parties.iter().map(|party| seen.slot(*party).map(|slot| slot.0)).collect()
}

/// The parties in these slots, by id.
fn named(seen: &Seen<'_>, slots: &[u32]) -> Vec<PartyId> {
    let mut parties: Vec<PartyId> = slots.iter().filter_map(|slot| seen.party(*slot)).collect();
    parties.sort_unstable();
    parties
}

/// Why nothing is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CannotRemove {
    /// A stranger.
    #[error(transparent)]
    Unknown(#[from] UnknownParty),
    /// Somebody who is gone by then.
    #[error("{party} is taken out twice, or is gone already")]
    Twice {
        /// The party.
        party: PartyId,
    },
    /// Longer walks count for more than shorter ones, without end.
    #[error("{strategy} gives no rank here: it does not settle; let a tie count for less")]
    Unsettled {
        /// The strategy.
        strategy: Strategy,
    },
}

impl Disruption {
    /// The first `most` parties of the order with the ties between them as DOT text; `name`
    /// gives what a party is called.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the answer is one of another network.
    pub fn dot(
        &self,
        seen: &Seen<'_>,
        most: usize,
        name: &dyn Fn(PartyId) -> Option<String>,
    ) -> Result<String, UnknownParty> {
        let first: Vec<PartyId> =
            self.removals.iter().take(most).map(|removal| removal.party).collect();
        Ok(dot::graph(&ties_within(seen, &first)?, &first, name))
    }
}

impl BestRemoval {
    /// The members of all sets with the ties between them as DOT text; `name` gives what a
    /// party is called.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the answer is one of another network.
    pub fn dot(
        &self,
        seen: &Seen<'_>,
        name: &dyn Fn(PartyId) -> Option<String>,
    ) -> Result<String, UnknownParty> {
        let members: BTreeSet<PartyId> =
            self.sets.iter().flat_map(|set| &set.parties).copied().collect();
        let members: Vec<PartyId> = members.into_iter().collect();
        Ok(dot::graph(&ties_within(seen, &members)?, &members, name))
    }
}

/// How the order came about and what there was, then a line for each removal.
impl fmt::Display for Disruption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.ranked {
            Some(Ranked { strategy, renewal }) => write!(f, "removal by {strategy}, {renewal}")?,
            None => f.write_str("removal in the order given")?,
        }
        f.write_str("; a place to look, never a ground for a measure\n")?;
        beginning(f, self.before, &self.gone)?;
        for (number, Removal { party, rank, left }) in (1_usize..).zip(&self.removals) {
            write!(f, "\n{number}. {party}")?;
            if let Some(Rank { value, level }) = rank {
                let level = if *level { ", level with others" } else { "" };
                // Whole numbers are told without digits behind them.
                let digits = if value.fract() == 0.0 { 0 } else { 3 };
                write!(f, " ({value:.digits$}{level})")?;
            }
            write!(f, ": {left} (ties at least {})", self.least.standing())?;
        }
        Ok(())
    }
}

/// What was looked for and what there was, then a line for each set.
impl fmt::Display for BestRemoval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { aim, number, least, equal, .. } = self;
        writeln!(
            f,
            "best removal of {number} for {aim}; a place to look, never a ground for a measure"
        )?;
        beginning(f, self.before, &self.gone)?;
        for (at, Together { parties, left }) in (1_usize..).zip(&self.sets) {
            let names: Vec<String> = parties.iter().map(ToString::to_string).collect();
            let names = if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") };
            write!(f, "\n{at}. {names}: {left} (ties at least {})", least.standing())?;
        }
        let (sets, are) = if *equal == 1 { ("set", "is") } else { ("sets", "are equally") };
        match &self.cut_off {
            None => write!(f, "\n{equal} {sets} {are} best; every set was tried"),
            Some(CutOff::Most(_)) => {
                let shown = self.sets.len();
                write!(f, "\n{equal} {sets} {are} best, {shown} are told; every set was tried")
            }
            Some(CutOff::Steps(steps)) => {
                write!(
                    f,
                    "\nnot every set was tried within {steps} steps: there may be better ones"
                )
            }
        }
    }
}

/// What there is before anybody is taken out, and without whom.
fn beginning(f: &mut fmt::Formatter<'_>, before: Remaining, gone: &[PartyId]) -> fmt::Result {
    write!(f, "before: {before}")?;
    if !gone.is_empty() {
        let names: Vec<String> = gone.iter().map(ToString::to_string).collect();
        write!(f, ", without {}", names.join(" and "))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
