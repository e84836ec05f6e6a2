//! The fewest parties, or the fewest ties, that separate a gang from all protection.
//!
//! **Arguments**: a network through a view; a gang, alone or with its members
//! ([`Separating`]). A pair of parties counts once, whatever the number, kind and direction
//! of the ties between them: to cut it is to cut them all.
//! **Returns**: the smallest set of third parties, or of pairs, without which no way leads
//! from the gang to any official or organ; and the certificate that no smaller one does it:
//! as many ways that share nobody between (or share no pair) as the set has members. Each
//! of them has to be broken, and no party (no pair) breaks two.
//! **Which set**: often there are several of one size. The one nearest the gang is told,
//! whatever the order in which the network was built. Which ways are told is not promised.
//! **Complexity**: time **O(k (|V| + |E|))** for *k* ways, space **O(|V| + |E|)**.
//! **Reference**: K. Menger, Fundamenta Mathematicae 10 (1927); L. R. Ford, D. R.
//! Fulkerson, Canadian Journal of Mathematics 8 (1956).
//!
//! | case | answer |
//! |---|---|
//! | nobody is marked as an official, and there are no organs | it does not know ([`Missing`]), and not "separate already" |
//! | no way leads to any official or organ | separate already: an empty set, no way |
//! | an official stands directly beside the gang | no third party can separate the two: these ties are named, and the set ends all other ways; ties can still be cut |
//! | a member of the gang is an official | neither kind of set can separate them: these are named, and nothing leads through them otherwise |
//! | more ways than are looked for | at least so many would have to go; no set is claimed |
//!
//! An official or organ ends a way: what stands behind one is not looked at. Ties are
//! walked either way, also through a view with a direction, since a favor that is paid for
//! runs both ways.
//!
//! **A set is a place to look, never a finding and never a ground for a measure.** It says
//! on whom the recorded ties depend, and these are often people who know nothing of it: a
//! sister, a driver, a clerk. Ties that nobody has recorded lead round it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::PartyId;
use crate::network::dot;
use crate::network::frozen::{ArcSlot, Slot};
use crate::network::kernel::flow::{Flow, Separation as Parted};
use crate::network::limit::CutOff;
use crate::network::line::TieLine;
use crate::network::paths::Path;
use crate::network::protectors::Missing;
use crate::network::seen::{Seen, UnknownParty};
use crate::network::view::Least;
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// How a gang is to be separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Separating {
    /// Whether the members and leaders that the view shows stand on the gang's side, so
    /// that none of them can be taken out.
    pub members: bool,
    /// The most ways that are looked for.
    pub most: u32,
}

/// The gang alone, at most 1,000 ways.
impl Default for Separating {
    fn default() -> Self {
        Self { members: false, most: 1_000 }
    }
}

/// Working space for these questions, used again and again.
#[derive(Clone, Debug, Default)]
pub struct Scratch(Flow);

/// What the network says about separating a gang from protection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separable {
    /// It does not say who could protect: no answer is possible.
    Unknown(Missing),
    /// This separates.
    Found(Separation),
}

impl Separable {
    /// What separates; `None` where the network does not say who could protect.
    #[must_use]
    pub const fn found(&self) -> Option<&Separation> {
        match self {
            Self::Unknown(_) => None,
            Self::Found(found) => Some(found),
        }
    }
}

impl fmt::Display for Separable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(missing) => write!(f, "{missing}"),
            Self::Found(found) => write!(f, "{found}"),
        }
    }
}

/// Two neighbors and everything between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The one nearer the gang first.
    pub ends: (PartyId, PartyId),
    /// Every tie between the two that the view shows: the furthest standing first, then by
    /// kind.
    pub ties: Vec<TieLine>,
}

/// What is to be taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Set {
    /// These parties, by id; none of them of the gang's side, an official or an organ.
    Parties(Vec<PartyId>),
    /// All ties of these pairs, by the ids of their ends.
    Ties(Vec<Pair>),
}

impl Set {
    /// How many parties, or pairs.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Parties(parties) => parties.len(),
            Self::Ties(pairs) => pairs.len(),
        }
    }

    /// Whether nothing is to be taken out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The smallest set, what it cannot separate, and the certificate.
// Invariant: every way leads from an official or organ to the gang's side; ways share
// nobody between, or no pair; each member of the set lies on exactly one of them, and there
// is one way for each member, each party inside and, for a set of parties, each direct pair.
// After a cut-off the set is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Separation {
    gang: PartyId,
    members: Vec<PartyId>,
    least: Least,
    set: Set,
    inside: Vec<PartyId>,
    direct: Vec<Pair>,
    ways: Vec<Path>,
    cut_off: Option<CutOff>,
}

impl Separation {
    /// The gang.
    #[must_use]
    pub const fn gang(&self) -> PartyId {
        self.gang
    }

    /// The members and leaders who were taken as one with the gang, by id; officials among
    /// them are [inside](Self::inside) instead.
    #[must_use]
    pub fn members(&self) -> &[PartyId] {
        &self.members
    }

    /// The smallest set. It ends every way but those over [`inside`](Self::inside) and,
    /// for a set of parties, over [`direct`](Self::direct); empty after a cut-off.
    #[must_use]
    pub const fn set(&self) -> &Set {
        &self.set
    }

    /// Members who are officials themselves, by id; nobody if members were not asked for.
    #[must_use]
    pub fn inside(&self) -> &[PartyId] {
        &self.inside
    }

    /// Where an official or organ stands directly beside the gang's side, for a set of
    /// parties: the one on the gang's side first, by id. Empty for a set of ties.
    #[must_use]
    pub fn direct(&self) -> &[Pair] {
        &self.direct
    }

    /// The certificate: ways from an official or organ to the gang's side that share nobody
    /// between, or no pair; the shorter first, then by id.
    #[must_use]
    pub fn ways(&self) -> &[Path] {
        &self.ways
    }

    /// Why no set is claimed: there are at least so many ways.
    #[must_use]
    pub const fn cut_off(&self) -> Option<CutOff> {
        self.cut_off
    }

    /// Whether the set separates the gang from every official and organ.
    #[must_use]
    pub fn separates(&self) -> bool {
        self.cut_off.is_none() && self.inside.is_empty() && self.direct.is_empty()
    }

    /// Whether no way led to anybody to begin with.
    #[must_use]
    pub fn was_separate(&self) -> bool {
        self.separates() && self.set.is_empty()
    }

    /// The ways, the set and what cannot be separated as DOT text; `name` gives what a
    /// party is called.
    #[must_use]
    pub fn dot(&self, name: &dyn Fn(PartyId) -> Option<String>) -> String {
        let mut ties: Vec<TieLine> = self.ways.iter().flat_map(Path::ties).cloned().collect();
        let cut = match &self.set {
            Set::Parties(_) => &[],
            Set::Ties(pairs) => pairs.as_slice(),
        };
        ties.extend(self.direct.iter().chain(cut).flat_map(|pair| &pair.ties).cloned());
        let also: Vec<PartyId> = self.inside.iter().copied().chain([self.gang]).collect();
        dot::graph(&ties, &also, name)
    }

    /// The number of the way on which a member of the set lies, counted from 1, and how far
    /// the weakest tie of that way has come.
    fn way_over(&self, on: impl Fn(&Path) -> bool) -> Option<(usize, Standing)> {
        let (number, way) = (1_usize..).zip(&self.ways).find(|(_, way)| on(way))?;
        Some((number, way.standing()?))
    }
}

/// The fewest third parties without whom no way leads from a gang to an official or organ.
///
/// # Errors
///
/// [`UnknownParty`].
///
/// # Examples
///
/// ```
/// # use unbrella::base::day::Moment;
/// # use unbrella::base::id::{GangId, PartyId, PersonId};
/// # use unbrella::base::period::Period;
/// # use unbrella::base::permille::Permille;
/// # use unbrella::network::frozen::{Bulk, BulkTie};
/// # use unbrella::network::kinds::Kinds;
/// # use unbrella::provenance::Standing;
/// # use unbrella::terms::tie::TieKind;
/// # use uuid::Uuid;
/// use unbrella::network::separation::{Scratch, Separating, Set, separating_parties};
/// use unbrella::network::view::View;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let person = |n| PersonId::from_uuid(Uuid::from_u128(n)).map(PartyId::from);
/// # let gang: PartyId = GangId::from_uuid(Uuid::from_u128(9))?.into();
/// # let (chief, aide, brother) = (person(1)?, person(2)?, person(3)?);
/// # let kinds = Kinds::default();
/// # let kind = kinds.find(&TieKind::Contact).ok_or("no such kind")?;
/// # let tie = |from, to| BulkTie { from, to, kind, period: Period::UNKNOWN,
/// #     standing: Standing::Checked, confidence: Permille::ALL, recorded: 0, superseded: None };
/// // A gang, its leader's brother, an aide, and a chief and a deputy whom the aide serves.
/// let parties = [gang, brother, aide, chief, person(4)?];
/// let ties = [tie(0, 1), tie(1, 2), tie(2, 3), tie(2, 4)];
/// # let moment = Moment::china(unbrella::day!(2019, 5, 1), 9, 0).ok_or("no such moment")?;
/// # let officials = [false, false, false, true, true];
/// # let bulk = Bulk { kinds, parties: &parties, officials: &officials, ties: &ties,
/// #     moments: &[moment], tie_ids: &[] };
/// let network = bulk.freeze().map_err(|problems| problems[0].clone())?;
/// let seen = network.seen(View::new());
/// let answer = separating_parties(&seen, gang, Separating::default(), &mut Scratch::default())?;
/// let found = answer.found().ok_or("it is not known who is an official")?;
/// assert_eq!(found.set(), &Set::Parties(vec![brother]), "nearest the gang");
/// assert_eq!(found.ways().len(), 1, "no two ways avoid each other");
/// # Ok(())
/// # }
/// ```
pub fn separating_parties(
    seen: &Seen<'_>,
    gang: PartyId,
    asked: Separating,
    scratch: &mut Scratch,
) -> Result<Separable, UnknownParty> {
    let Some(sides) = Sides::of(seen, gang, asked.members)? else {
        return Ok(Separable::Unknown(Missing::Officials));
    };
    let [near, far] = sides.by_id(seen);
    let rows = seen.pairs_by_id();
    let found = scratch.0.apart_parties(rows, &near, &far, |_| true, asked.most);
    let found = found.named(|node| seen.network().slot_at(node), |slot, node| slot(node));
    let (cut, rest) = (found.cut.as_ref(), &found.rest);
    let mut set: Vec<PartyId> =
        cut.unwrap_or(rest).iter().filter_map(|slot| seen.party(*slot)).collect();
    set.sort_unstable();
    let mut separation = sides.separation(seen, asked.most, &found, Set::Parties(set));
    let beside = found.paths.iter().filter_map(|path| match path[..] {
        [near, far] => pair(seen, (near, far)),
        _ => None,
    });
    separation.direct = beside.collect();
    separation.direct.sort_unstable_by_key(|pair| pair.ends);
    Ok(Separable::Found(separation))
}

/// The fewest pairs without whose ties no way leads from a gang to an official or organ.
///
/// # Errors
///
/// [`UnknownParty`].
pub fn separating_ties(
    seen: &Seen<'_>,
    gang: PartyId,
    asked: Separating,
    scratch: &mut Scratch,
) -> Result<Separable, UnknownParty> {
    let Some(sides) = Sides::of(seen, gang, asked.members)? else {
        return Ok(Separable::Unknown(Missing::Officials));
    };
    let [near, far] = sides.by_id(seen);
    let rows = seen.pairs_by_id();
    let found = scratch.0.apart_ties(rows, &near, &far, |_| true, asked.most);
    let found = found.named(|node| seen.network().slot_at(node), |slot, (a, b)| (slot(a), slot(b)));
    let (cut, rest) = (found.cut.as_ref(), &found.rest);
    let mut set: Vec<Pair> =
        cut.unwrap_or(rest).iter().filter_map(|ends| pair(seen, *ends)).collect();
    set.sort_unstable_by_key(|pair| pair.ends);
    Ok(Separable::Found(sides.separation(seen, asked.most, &found, Set::Ties(set))))
}

/// Who stands on which side.
struct Sides {
    gang: PartyId,
    /// The gang, and its members if they were asked for.
    near: Vec<u32>,
    /// The officials and organs.
    far: Vec<u32>,
    members: Vec<PartyId>,
    inside: Vec<PartyId>,
}

impl Sides {
    /// The sides; `None` if the network does not say who is an official.
    fn of(seen: &Seen<'_>, gang: PartyId, members: bool) -> Result<Option<Self>, UnknownParty> {
        let Slot(own) = seen.slot(gang)?;
        if !seen.network().knows_officials() {
            return Ok(None);
        }
        let offices = seen.network().offices();
        let mut people = BTreeSet::new();
        if members {
            let ties = seen.ties_at(gang)?.into_iter();
            let joined = |tie: &TieLine| matches!(tie.kind, TieKind::MemberOf | TieKind::Leads);
            people.extend(ties.filter(|tie| tie.to == gang && joined(tie)).map(|tie| tie.from));
        }
        let mut sides =
            Self { gang, near: vec![own], far: Vec::new(), members: vec![], inside: vec![] };
        for party in people {
            let Slot(slot) = seen.slot(party)?;
            sides.near.push(slot);
            let side = if offices.has(slot) { &mut sides.inside } else { &mut sides.members };
            side.push(party);
        }
        let others = (0..seen.pairs().rows().nodes()).filter(|slot| *slot != own);
        sides.far = others.filter(|slot| offices.has(*slot)).collect();
        Ok(Some(sides))
    }

    /// Both sides, numbered in the order of ids.
    fn by_id(&self, seen: &Seen<'_>) -> [Vec<u32>; 2] {
        let rank = |slot: &u32| seen.network().rank(*slot);
        [&self.near, &self.far].map(|side| {
            let mut side: Vec<u32> = side.iter().map(rank).collect();
            side.sort_unstable();
            side
        })
    }

    /// The answer around a set, without the direct pairs.
    fn separation<T>(self, seen: &Seen<'_>, most: u32, found: &Parted<T>, set: Set) -> Separation {
        let Self { gang, members, inside, .. } = self;
        let mut ways: Vec<Path> = found.paths.iter().filter_map(|slots| way(seen, slots)).collect();
        ways.sort_by(|a, b| {
            a.ties().len().cmp(&b.ties().len()).then_with(|| a.parties().cmp(b.parties()))
        });
        // Whoever stops at so many has not looked whether there are more.
        let enough = u32::try_from(found.paths.len()).is_ok_and(|paths| paths >= most);
        let cut_off = enough.then_some(CutOff::Most(most as usize));
        let (least, direct) = (seen.view().least(), Vec::new());
        Separation { gang, members, least, set, inside, direct, ways, cut_off }
    }
}

/// The way over slots from the gang's side, read from the protector.
fn way(seen: &Seen<'_>, slots: &[u32]) -> Option<Path> {
    let turned: Vec<u32> = slots.iter().rev().copied().collect();
    let parties = turned.iter().map(|slot| seen.party(*slot)).collect::<Option<Vec<_>>>()?;
    let ties = turned.windows(2).map(|pair| seen.line_between(pair)).collect::<Option<Vec<_>>>()?;
    Path::new(parties, ties).ok()
}

/// Two neighbors with every tie between them.
fn pair(seen: &Seen<'_>, (near, far): (u32, u32)) -> Option<Pair> {
    let (network, sieve) = (seen.network(), seen.sieve());
    let there = network.shown_from(sieve, near, far);
    let back = network.shown_from(sieve, far, near);
    let line = |tie: ArcSlot| network.line(tie);
    let mut ties: Vec<TieLine> = there.into_iter().chain(back).filter_map(line).collect();
    ties.sort_by(|a, b| b.place().cmp(&a.place()).then(a.kind.code().cmp(b.kind.code())));
    Some(Pair { ends: (seen.party(near)?, seen.party(far)?), ties })
}

/// What separates, then each member of the set, what cannot be separated, and the ways.
impl fmt::Display for Separation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        f.write_str("; a place to look, never a ground for a measure")?;
        match &self.set {
            Set::Parties(parties) => parties.iter().try_for_each(|party| {
                let over = self.way_over(|way| way.between().contains(party));
                write!(f, "\n  {party}")?;
                over.map_or(Ok(()), |(number, weakest)| {
                    write!(f, " (on way {number}, weakest tie {weakest})")
                })
            })?,
            Set::Ties(pairs) => {
                pairs
                    .iter()
                    .flat_map(|pair| &pair.ties)
                    .try_for_each(|tie| write!(f, "\n  {tie}"))?;
            }
        }
        for party in &self.inside {
            let least = self.least.standing();
            write!(f, "\ninside: {party} is of the gang's own people (ties at least {least})")?;
        }
        for tie in self.direct.iter().flat_map(|pair| &pair.ties) {
            write!(f, "\ndirectly: {tie}")?;
        }
        let ways = (1_usize..).zip(&self.ways).filter(|(_, way)| !way.ties().is_empty());
        ways.into_iter().try_for_each(|(number, way)| write!(f, "\nway {number}: {way}"))
    }
}

impl Separation {
    /// Who is separated by how many, or why not.
    fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { gang, members, least, set, cut_off, ways, .. } = self;
        write!(f, "{gang}")?;
        match members.len() {
            0 => {}
            1 => f.write_str(" and 1 member")?,
            more => write!(f, " and {more} members")?,
        }
        let (one, many) = match set {
            Set::Parties(_) => ("party", "parties"),
            Set::Ties(_) => ("pair", "pairs"),
        };
        let what = if set.len() == 1 { one } else { many };
        let (number, standing) = (set.len(), least.standing());
        write!(f, ", over ties at least {standing}: ")?;
        if cut_off.is_some() {
            return write!(
                f,
                "at least {} {many} would have to go; not looked further",
                ways.len()
            );
        }
        if self.was_separate() {
            return f.write_str("no way leads to any official or organ");
        }
        if self.separates() {
            return write!(f, "without {number} {what} no way leads to any official or organ");
        }
        write!(f, "nothing of the kind separates; without {number} {what} no other way is left")
    }
}

/// A separation as it is written down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    gang: PartyId,
    members: Vec<PartyId>,
    least: Least,
    set: Set,
    inside: Vec<PartyId>,
    direct: Vec<Pair>,
    ways: Vec<Path>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cut_off: Option<CutOff>,
}

impl From<Separation> for Written {
    fn from(found: Separation) -> Self {
        let Separation { gang, members, least, set, inside, direct, ways, cut_off } = found;
        Self { gang, members, least, set, inside, direct, ways, cut_off }
    }
}

impl TryFrom<Written> for Separation {
    type Error = NotASeparation;

    fn try_from(written: Written) -> Result<Self, NotASeparation> {
        let Written { gang, members, least, set, inside, direct, ways, cut_off } = written;
        let found = Self { gang, members, least, set, inside, direct, ways, cut_off };
        found.check_ways()?;
        found.check_count()?;
        Ok(found)
    }
}

impl Separation {
    /// Each way ends at the gang's side, and none shares what another uses.
    fn check_ways(&self) -> Result<(), NotASeparation> {
        let mut used = BTreeSet::new();
        for (at, way) in self.ways.iter().enumerate() {
            let end = way.parties().last();
            let side = |party: &PartyId| *party == self.gang || self.members.contains(party);
            let alone = way.ties().is_empty();
            let ends =
                end.is_some_and(|end| if alone { self.inside.contains(end) } else { side(end) });
            if !ends {
                return Err(NotASeparation::Elsewhere { at });
            }
            let apart = match &self.set {
                Set::Parties(_) => way.between().iter().all(|party| used.insert((*party, *party))),
                Set::Ties(_) => steps(way).all(|ends| used.insert(ends)),
            };
            if !apart {
                return Err(NotASeparation::Shared { at });
            }
        }
        Ok(())
    }

    /// There is one way for each member of the set, and for whatever cannot be separated.
    fn check_count(&self) -> Result<(), NotASeparation> {
        let members = self.set.len().saturating_add(self.inside.len());
        let needed = members.saturating_add(self.direct.len());
        let ways = self.ways.len();
        if self.cut_off.is_some() {
            return if self.set.is_empty() { Ok(()) } else { Err(NotASeparation::Claimed) };
        }
        if ways != needed {
            return Err(NotASeparation::Count { ways, needed });
        }
        let mut on = BTreeSet::new();
        let over = |is_on: &dyn Fn(&Path) -> bool| self.ways.iter().position(is_on);
        let lies = |way: Option<usize>| way.is_some_and(|way| on.insert(way));
        let each = match &self.set {
            Set::Parties(set) => set
                .iter()
                .map(|party| over(&|way| way.between().contains(party)))
                .map(lies)
                .position(|lies| !lies),
            Set::Ties(set) => set
                .iter()
                .map(|pair| over(&|way| steps(way).any(|step| step == sorted(pair.ends))))
                .map(lies)
                .position(|lies| !lies),
        };
        each.map_or(Ok(()), |at| Err(NotASeparation::Member { at }))
    }
}

/// The pairs over which a way steps, the smaller id first.
fn steps(way: &Path) -> impl Iterator<Item = (PartyId, PartyId)> + '_ {
    way.parties().iter().zip(way.parties().iter().skip(1)).map(|(a, b)| sorted((*a, *b)))
}

fn sorted((a, b): (PartyId, PartyId)) -> (PartyId, PartyId) {
    (a.min(b), a.max(b))
}

/// Why a separation is not read: its ways prove nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotASeparation {
    /// A way does not end at the gang's side.
    #[error("way [{at}] does not end at the gang or one of its members")]
    Elsewhere {
        /// The way's place, counted from 0.
        at: usize,
    },
    /// A way uses what one before it uses.
    #[error("way [{at}] shares a party between, or a pair, with one before it")]
    Shared {
        /// The way's place, counted from 0.
        at: usize,
    },
    /// More ways, or fewer, than there is to break.
    #[error("{ways} ways prove nothing about a set that needs {needed}")]
    Count {
        /// How many ways.
        ways: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A member of the set lies on no way, or on one that another breaks.
    #[error("member [{at}] of the set breaks no way of its own")]
    Member {
        /// The member's place, counted from 0.
        at: usize,
    },
    /// A set beside a search that was cut off.
    #[error("a search that was cut off claims no set")]
    Claimed,
}

#[cfg(test)]
mod tests;
