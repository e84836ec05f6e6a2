//! The editable network: parties and ties added one at a time.
//!
//! Inside is petgraph's `StableDiGraph`; its indices never leave this file. Callers speak
//! in ids. Nothing known is overwritten: a change adds a version to its tie (see
//! [`model::tie`](crate::model::tie)). Taking a party or a tie out is for the one case in
//! which law demands it: the erasure of personal data.
//!
//! **Superiors.** Ties of the kind [`ReportsTo`](TieKind::ReportsTo) form a forest at
//! every date: nobody has two superiors on one day, and nobody is their own superior over
//! others. An unknown start or end is read as widely as it may be; whoever knows the days
//! states them. A tie that is refuted or withdrawn binds nobody.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};

use crate::base::day::{Day, Moment};
use crate::base::id::{ClaimId, PartyId, TieId};
use crate::base::period::{End, Period, Start};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::model::tie::{RefusedVersion, Tie, TieVersion};
use crate::network::frozen::{Bulk, BulkProblem, BulkTie, FrozenNetwork, TieOrigin};
use crate::network::kinds::{KindSlot, Kinds, TooManyKinds};
use crate::network::seen::UnknownParty;
use crate::provenance::{Claim, Stance};
use crate::terms::tie::TieKind;

/// Who is tied to whom, open to change.
///
/// # Examples
///
/// ```
/// use unbrella::base::id::{GangId, PersonId};
/// use unbrella::network::edit::Network;
/// use uuid::Uuid;
///
/// let official = PersonId::from_uuid(Uuid::from_u128(1))?;
/// let mut network = Network::default();
/// assert!(network.add_party(official.into()));
/// assert!(!network.add_party(official.into()), "it is there already");
/// assert_eq!(network.party_count(), 1);
/// # Ok::<(), unbrella::base::id::InvalidId>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Network {
    graph: StableDiGraph<Node, Tie>,
    parties: BTreeMap<PartyId, NodeIndex>,
    ties: BTreeMap<TieId, EdgeIndex>,
    /// How many ties there are of each kind of the host's own.
    host_kinds: BTreeMap<TieKind, usize>,
    /// How many officials and organs there are, and how many gangs.
    offices: usize,
    gangs: usize,
    /// Where a claim comes from and which side it takes, as far as anybody said.
    claims: BTreeMap<ClaimId, (Code, Stance)>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    official: bool,
}

impl Network {
    /// Adds a party; `false` if it was there already.
    pub fn add_party(&mut self, party: PartyId) -> bool {
        let graph = &mut self.graph;
        let before = graph.node_count();
        self.parties.entry(party).or_insert_with(|| graph.add_node(Node { official: false }));
        let new = graph.node_count() > before;
        if new {
            self.count_role(party, false, usize::saturating_add);
        }
        new
    }

    /// Counts a party in or out by what it is.
    fn count_role(&mut self, party: PartyId, official: bool, count: fn(usize, usize) -> usize) {
        if official || matches!(party, PartyId::Organ(_)) {
            self.offices = count(self.offices, 1);
        }
        if matches!(party, PartyId::Gang(_)) {
            self.gangs = count(self.gangs, 1);
        }
    }

    /// Notes whether a party has ever held an office.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`].
    pub fn mark_official(&mut self, party: PartyId, official: bool) -> Result<(), UnknownParty> {
        let at = self.node(party)?;
        if let Some(node) = self.graph.node_weight_mut(at) {
            let before = std::mem::replace(&mut node.official, official);
            self.count_role(party, before, usize::saturating_sub);
            self.count_role(party, official, usize::saturating_add);
        }
        Ok(())
    }

    /// Notes where a claim comes from, so that two claims of one origin count once.
    ///
    /// Of the claim itself only its origin and its stance are kept. A tie may name claims
    /// that were never noted: such a claim is taken for an origin of its own.
    pub fn note_claim(&mut self, claim: &Claim) {
        self.claims.insert(claim.id(), (claim.source().origin().clone(), claim.stance()));
    }

    /// Adds a tie with all its versions.
    ///
    /// # Errors
    ///
    /// [`TieRefused`]; nothing is changed then.
    pub fn add_tie(&mut self, tie: Tie) -> Result<(), TieRefused> {
        if self.ties.contains_key(&tie.id()) {
            return Err(TieRefused::Twice { tie: tie.id() });
        }
        let (from, to) = (self.node(tie.from())?, self.node(tie.to())?);
        for version in tie.versions() {
            self.check_superiors(&tie, version)?;
        }
        self.count_kind(tie.kind())?;
        let id = tie.id();
        let edge = self.graph.add_edge(from, to, tie);
        self.ties.insert(id, edge);
        Ok(())
    }

    /// Adds a version to a tie.
    ///
    /// # Errors
    ///
    /// [`TieRefused`]; nothing is changed then.
    pub fn record(&mut self, tie: TieId, version: TieVersion) -> Result<(), TieRefused> {
        let unknown = TieRefused::UnknownTie { tie };
        let at = *self.ties.get(&tie).ok_or(unknown.clone())?;
        let known = self.graph.edge_weight(at).ok_or(unknown.clone())?;
        self.check_superiors(known, &version)?;
        let known = self.graph.edge_weight_mut(at).ok_or(unknown)?;
        Ok(known.record(version)?)
    }

    /// Takes a tie out, versions and all; gives it back.
    pub fn remove_tie(&mut self, tie: TieId) -> Option<Tie> {
        let gone = self.ties.remove(&tie).and_then(|at| self.graph.remove_edge(at))?;
        if let Some(count) = self.host_kinds.get_mut(gone.kind()) {
            *count = count.saturating_sub(1);
        }
        self.host_kinds.retain(|_, count| *count > 0);
        Some(gone)
    }

    /// Takes a party out with all its ties; gives those back in the order of their ids.
    pub fn remove_party(&mut self, party: PartyId) -> Vec<Tie> {
        let Some(at) = self.parties.get(&party).copied() else { return Vec::new() };
        self.count_role(party, self.is_official(party) == Some(true), usize::saturating_sub);
        let ties = self.ties_at(party).into_iter().flatten();
        let mut ids: Vec<TieId> = ties.map(Tie::id).collect();
        ids.sort_unstable();
        let gone = ids.into_iter().filter_map(|tie| self.remove_tie(tie)).collect();
        self.parties.remove(&party);
        self.graph.remove_node(at);
        gone
    }

    /// A tie with all its versions.
    #[must_use]
    pub fn tie(&self, tie: TieId) -> Option<&Tie> {
        self.ties.get(&tie).and_then(|at| self.graph.edge_weight(*at))
    }

    /// All ties, in the order of their ids.
    pub fn ties(&self) -> impl Iterator<Item = &Tie> {
        self.ties.values().filter_map(|at| self.graph.edge_weight(*at))
    }

    /// The ties that start or end at a party, in the order of their ids.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`].
    pub fn ties_of(&self, party: PartyId) -> Result<Vec<&Tie>, UnknownParty> {
        let mut ties: Vec<&Tie> = self.ties_at(party)?.collect();
        ties.sort_unstable_by_key(|tie| tie.id());
        Ok(ties)
    }

    /// All parties, in the order of their ids.
    pub fn parties(&self) -> impl ExactSizeIterator<Item = PartyId> {
        self.parties.keys().copied()
    }

    /// Whether a party has ever held an office; `None` if the network does not hold it.
    #[must_use]
    pub fn is_official(&self, party: PartyId) -> Option<bool> {
        let at = self.parties.get(&party)?;
        self.graph.node_weight(*at).map(|node| node.official)
    }

    /// The number of parties.
    #[must_use]
    pub fn party_count(&self) -> usize {
        self.parties.len()
    }

    /// The number of ties, whatever the number of their versions.
    #[must_use]
    pub fn tie_count(&self) -> usize {
        self.ties.len()
    }

    /// The kinds of its ties, numbered as [`freeze`](Self::freeze) numbers them now.
    ///
    /// Kinds of the host's own stand in the order of their codes, so a tie of a new kind
    /// may move them: a [`KindSet`](crate::network::kinds::KindSet) made before it speaks of
    /// the kinds as they were numbered then.
    #[must_use]
    pub fn kinds(&self) -> Kinds {
        let mut kinds = Kinds::default();
        for kind in self.host_kinds.keys() {
            // There are never more than fit: each was given a place when its tie was added.
            let _ = kinds.slot(kind);
        }
        kinds
    }

    /// The network as it stands, made for asking. Equal content gives equal bytes.
    ///
    /// # Errors
    ///
    /// [`BulkProblem`]s only of size: more versions, or more different days, than a frozen
    /// network can number.
    pub fn freeze(&self) -> Result<FrozenNetwork, Vec<BulkProblem>> {
        let parties: Vec<PartyId> = self.parties().collect();
        self.freeze_part(&parties, self.ties())
    }

    /// Some of its parties and ties, made for asking: both in the order of their ids. Ties
    /// with an end elsewhere are left out.
    ///
    /// # Errors
    ///
    /// As [`Self::freeze`].
    pub(crate) fn freeze_part<'t>(
        &self,
        parties: &[PartyId],
        ties: impl Iterator<Item = &'t Tie>,
    ) -> Result<FrozenNetwork, Vec<BulkProblem>> {
        let slots: BTreeMap<PartyId, u32> = parties.iter().copied().zip(0..).collect();
        let officials: Vec<bool> =
            parties.iter().map(|party| self.is_official(*party).unwrap_or(false)).collect();
        let (kinds, mut moments) = (self.kinds(), Vec::new());
        let (mut versions, mut tie_ids) = (Vec::new(), Vec::new());
        let mut origins = Vec::new();
        for tie in ties {
            let Some(kind) = kinds.find(tie.kind()) else { continue };
            let ends = (slots.get(&tie.from()), slots.get(&tie.to()));
            let (Some(&from), Some(&to)) = ends else { continue };
            for (known, version) in
                tie.versions().iter().zip(bulk_versions(tie, from, to, kind, &mut moments))
            {
                let at = versions.len();
                origins.extend(self.origins(known).into_iter().map(|origin| (at, origin)));
                versions.push(version);
                tie_ids.push(tie.id());
            }
        }
        let (officials, ties) = (&officials[..], &versions[..]);
        Bulk { kinds, parties, officials, ties, moments: &moments, tie_ids: &tie_ids }
            .freeze_with(&numbered(&origins))
            .map(|part| part.within_one_that_knows(self.offices > 0, self.gangs > 0))
    }

    /// The ties that start or end at a party, in no order.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`].
    pub(crate) fn ties_at(
        &self,
        party: PartyId,
    ) -> Result<impl Iterator<Item = &Tie>, UnknownParty> {
        let at = self.node(party)?;
        let both = [Direction::Outgoing, Direction::Incoming];
        let edges = both.into_iter().flat_map(move |way| self.graph.edges_directed(at, way));
        Ok(edges.map(|edge| edge.weight()))
    }

    /// Counts a tie of a kind; refuses one kind of the host's own too many.
    fn count_kind(&mut self, kind: &TieKind) -> Result<(), TooManyKinds> {
        if matches!(kind, TieKind::Other(_)) {
            self.kinds().slot(kind)?;
            let count = self.host_kinds.entry(kind.clone()).or_default();
            *count = count.saturating_add(1);
        }
        Ok(())
    }

    /// The origins that speak for a version, and not against it as well.
    fn origins(&self, version: &TieVersion) -> BTreeSet<Origin<'_>> {
        let (mut supporting, mut opposing) = (BTreeSet::new(), BTreeSet::new());
        for claim in version.claims().list() {
            match self.claims.get(claim) {
                None => supporting.insert(Origin::Claim(*claim)),
                Some((origin, Stance::For)) => supporting.insert(Origin::Known(origin)),
                Some((origin, Stance::Against)) => opposing.insert(Origin::Known(origin)),
            };
        }
        supporting.retain(|origin| !opposing.contains(origin));
        supporting
    }

    fn node(&self, party: PartyId) -> Result<NodeIndex, UnknownParty> {
        self.parties.get(&party).copied().ok_or(UnknownParty { party })
    }

    /// Refuses a version that would give somebody two superiors, or a circle of them.
    fn check_superiors(&self, tie: &Tie, version: &TieVersion) -> Result<(), TieRefused> {
        if *tie.kind() != TieKind::ReportsTo || !version.standing().is_held() {
            return Ok(());
        }
        let period = version.period();
        for (other, held) in self.superiors(tie.from()) {
            if other.id() != tie.id() && held.period().overlaps(&period) != Truth::No {
                return Err(TieRefused::TwoSuperiors {
                    party: tie.from(),
                    first: other.to(),
                    second: tie.to(),
                });
            }
        }
        match self.circle(tie, Window::of(&period)) {
            Some(path) => Err(TieRefused::Circle { path }),
            None => Ok(()),
        }
    }

    /// Walks from the new superior upward; the circle, if the walk comes back.
    fn circle(&self, tie: &Tie, window: Window) -> Option<Vec<PartyId>> {
        // Who was met, over which days, and from which step.
        let mut met = vec![(tie.to(), window, 0)];
        let mut seen = BTreeSet::new();
        let mut at = 0;
        while let Some(&(party, window, _)) = met.get(at) {
            if party == tie.from() {
                return Some(way_back(&met, at, tie.from()));
            }
            if seen.insert((party, window)) {
                for (above, held) in self.superiors(party) {
                    if above.id() != tie.id()
                        && let Some(both) = window.and(Window::of(&held.period()))
                    {
                        met.push((above.to(), both, at));
                    }
                }
            }
            at = at.saturating_add(1);
        }
        None
    }

    /// The superiors of a party as known now, with the version that says so.
    fn superiors(&self, party: PartyId) -> impl Iterator<Item = (&Tie, &TieVersion)> {
        let at = self.parties.get(&party).copied();
        at.into_iter()
            .flat_map(|at| self.graph.edges_directed(at, Direction::Outgoing))
            .map(|edge| edge.weight())
            .filter(|tie| *tie.kind() == TieKind::ReportsTo)
            .filter_map(|tie| tie.versions().last().map(|last| (tie, last)))
            .filter(|(_, last)| last.standing().is_held())
    }
}

/// What a claim counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin<'a> {
    /// The origin that the host named.
    Known(&'a Code),
    /// A claim of which nothing else is known: an origin of its own.
    Claim(ClaimId),
}

/// The origins with numbers in their place, in the order of the origins.
fn numbered(origins: &[(usize, Origin<'_>)]) -> Vec<TieOrigin> {
    let all: BTreeSet<Origin<'_>> = origins.iter().map(|(_, origin)| *origin).collect();
    let numbers: BTreeMap<Origin<'_>, u32> = all.into_iter().zip(0..).collect();
    let number = |(tie, origin): &(usize, Origin<'_>)| {
        Some(TieOrigin { tie: u32::try_from(*tie).ok()?, origin: *numbers.get(origin)? })
    };
    origins.iter().filter_map(number).collect()
}

/// The parties from `first` over the steps that led to step `at`.
fn way_back(met: &[(PartyId, Window, usize)], mut at: usize, first: PartyId) -> Vec<PartyId> {
    let mut path = Vec::new();
    while let Some((party, _, before)) = met.get(at) {
        path.push(*party);
        if at == 0 {
            break;
        }
        at = *before;
    }
    path.push(first);
    path.reverse();
    path
}

/// The versions of a tie, each with the moment from which the next one counts.
fn bulk_versions(
    tie: &Tie,
    from: u32,
    to: u32,
    kind: KindSlot,
    moments: &mut Vec<Moment>,
) -> Vec<BulkTie> {
    let mut place = |moment: Moment| {
        moments.push(moment);
        u32::try_from(moments.len().saturating_sub(1)).unwrap_or(u32::MAX)
    };
    let versions = tie.versions().iter().enumerate();
    versions
        .map(|(index, version)| BulkTie {
            from,
            to,
            kind,
            period: version.period(),
            standing: version.standing(),
            confidence: version.confidence(),
            recorded: place(version.known_from()),
            superseded: tie.known_until(index).map(&mut place),
        })
        .collect()
}

/// The days of a period read as widely as its unknown ends allow; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Window(Option<Day>, Option<Day>);

impl Window {
    fn of(period: &Period) -> Self {
        let first = match period.start() {
            Start::On(day) => Some(day),
            Start::Unknown => None,
        };
        let until = match period.end() {
            End::Before(day) => Some(day),
            End::Open | End::Unknown => None,
        };
        Self(first, until)
    }

    /// The days in both; `None` if there are none.
    fn and(self, other: Self) -> Option<Self> {
        let first = self.0.max(other.0);
        let until = match (self.1, other.1) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        match (first, until) {
            (Some(first), Some(until)) if first >= until => None,
            _ => Some(Self(first, until)),
        }
    }
}

/// Why a tie, or a version of one, is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TieRefused {
    /// One of its ends is not in the network.
    #[error(transparent)]
    Party(#[from] UnknownParty),
    /// The network holds a tie with this id.
    #[error("{tie} is in the network already")]
    Twice {
        /// The tie.
        tie: TieId,
    },
    /// The network holds no tie with this id.
    #[error("{tie} is not in the network")]
    UnknownTie {
        /// The tie.
        tie: TieId,
    },
    /// The host's places for kinds are taken.
    #[error(transparent)]
    Kinds(#[from] TooManyKinds),
    /// The version does not fit behind the last one.
    #[error(transparent)]
    Version(#[from] RefusedVersion),
    /// Somebody would report to two on one day.
    #[error("{party} would report to {first} and to {second} on one day")]
    TwoSuperiors {
        /// Who would have two superiors.
        party: PartyId,
        /// The one that is known.
        first: PartyId,
        /// The one that was to be added.
        second: PartyId,
    },
    /// Somebody would be their own superior.
    #[error("the circle {} would close", arrows(path))]
    Circle {
        /// The circle, its first party again at the end.
        path: Vec<PartyId>,
    },
}

fn arrows(path: &[PartyId]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(" → ")
}

#[cfg(test)]
mod tests;
