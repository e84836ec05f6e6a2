//! A frozen network looked at through a view: what all questions are asked of.

use std::sync::OnceLock;

use crate::base::id::PartyId;
use crate::network::frozen::{ArcSlot, FrozenNetwork, Projection, Sieve, Slot, Through};
use crate::network::kernel::csr::Csr;
use crate::network::kernel::ways::{Arcs, Ways};
use crate::network::line::TieLine;
use crate::network::view::{Direction, View};

/// A frozen network through a view.
///
/// Made in no time; the pairs that the view shows are gathered when a question first needs
/// them, and kept for the next.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use unbrella::network::frozen::Bulk;
/// use unbrella::network::kinds::Kinds;
/// use unbrella::network::view::View;
///
/// let bulk = Bulk {
///     kinds: Kinds::default(), parties: &[], officials: &[], ties: &[], moments: &[], tie_ids: &[],
/// };
/// let network = bulk.freeze().map_err(|problems| problems[0].clone())?;
/// assert_eq!(network.seen(View::new()).pairs().pairs(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Seen<'a> {
    network: &'a FrozenNetwork,
    view: View,
    sieve: Sieve,
    projection: OnceLock<Projection>,
    /// From where ties start to where they end, and the other way; only for a view that
    /// walks in one direction.
    one_way: OnceLock<[Projection; 2]>,
    /// The pairs, numbered in the order of ids, where slots stand in another.
    by_id: OnceLock<Csr>,
}

impl FrozenNetwork {
    /// Looks at the network through a view.
    #[must_use]
    pub fn seen(&self, view: View) -> Seen<'_> {
        let sieve = self.sieve(&view);
        Seen {
            network: self,
            view,
            sieve,
            projection: OnceLock::new(),
            one_way: OnceLock::new(),
            by_id: OnceLock::new(),
        }
    }
}

impl<'a> Seen<'a> {
    /// The network.
    #[must_use]
    pub const fn network(&self) -> &'a FrozenNetwork {
        self.network
    }

    /// The view.
    #[must_use]
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// The pairs that the view shows, without direction.
    pub fn pairs(&self) -> &Projection {
        self.projection.get_or_init(|| self.network.project(&self.view))
    }

    /// The pairs, numbered in the order of ids: for questions of which the answer depends on
    /// how parties are numbered. Made once.
    pub(crate) fn pairs_by_id(&self) -> &Csr {
        let (rows, ranks) = (self.pairs().rows(), self.network.ranks());
        if ranks.is_empty() { rows } else { self.by_id.get_or_init(|| rows.renumbered(ranks)) }
    }

    /// What was found for each number of [`Self::pairs_by_id`], for each slot.
    pub(crate) fn by_slot<T: Copy>(&self, found: Vec<T>) -> Vec<T> {
        let ranks = self.network.ranks();
        if ranks.is_empty() {
            return found;
        }
        ranks.iter().filter_map(|rank| found.get(*rank as usize).copied()).collect()
    }

    /// The rows that the view shows, in the direction in which it walks: nothing is gathered.
    pub(crate) fn rows(&self) -> Through<'_> {
        Through::new(self.network, &self.sieve, self.view.walks())
    }

    /// The view, made ready for the network.
    pub(crate) const fn sieve(&self) -> &Sieve {
        &self.sieve
    }

    /// What the view shows, walked in its direction: where a step may lead, and where it
    /// may come from. Without direction both are the pairs.
    pub(crate) fn steps(&self) -> [&Projection; 2] {
        let one_way =
            || [self.network.project_along(&self.view), self.network.project_against(&self.view)];
        match self.view.walks() {
            Direction::Both => [self.pairs(), self.pairs()],
            Direction::Along => self.one_way.get_or_init(one_way).each_ref(),
            Direction::Against => {
                let [along, against] = self.one_way.get_or_init(one_way);
                [against, along]
            }
        }
    }

    /// The rows and confidences behind [`Self::steps`], as kernels walk them.
    pub(crate) fn ways(&self) -> Ways<'_> {
        let [out, into] = self.steps();
        let out = Arcs::new(out.rows(), out.confidences());
        let into = Arcs::new(into.rows(), into.confidences());
        Ways::new(out, into, self.network.ranks())
    }

    /// The slot of a party.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`] if the network does not hold it.
    pub fn slot(&self, party: PartyId) -> Result<Slot, UnknownParty> {
        self.network.slot(party).ok_or(UnknownParty { party })
    }

    /// The party in a slot that a kernel gave.
    pub(crate) fn party(&self, slot: u32) -> Option<PartyId> {
        self.network.party(Slot(slot))
    }

    /// The strongest tie that the view shows between two neighbors.
    pub(crate) fn tie_between(&self, a: u32, b: u32) -> Option<ArcSlot> {
        tie_of(self.pairs(), a, b)
    }

    /// The strongest tie over which a step from `a` to `b` may lead.
    pub(crate) fn tie_over(&self, a: u32, b: u32) -> Option<ArcSlot> {
        let [out, _] = self.steps();
        tie_of(out, a, b)
    }

    /// Every tie over which a step from one slot to another may lead.
    pub(crate) fn ties_between(&self, [from, to]: [u32; 2]) -> Vec<ArcSlot> {
        let walks = self.view.walks();
        let mut ties = Vec::new();
        if walks != Direction::Against {
            ties.extend(self.network.shown_from(&self.sieve, from, to));
        }
        if walks != Direction::Along {
            ties.extend(self.network.shown_from(&self.sieve, to, from));
        }
        ties
    }

    /// Every tie that the view shows: by the party where it starts, kind, the party where it
    /// ends, and what it says.
    #[must_use]
    pub fn shown(&self) -> Vec<TieLine> {
        let shown =
            (0..self.network.tie_count()).filter(|tie| self.network.shows(&self.sieve, *tie));
        let mut shown: Vec<ArcSlot> =
            shown.filter_map(|tie| u32::try_from(tie).ok().map(ArcSlot)).collect();
        self.network.sort_ties(&mut shown);
        shown.into_iter().filter_map(|tie| self.network.line(tie)).collect()
    }

    /// The ties at a party that the view shows: those that start there, then those that end
    /// there; each by kind, the other party, and what they say.
    ///
    /// # Errors
    ///
    /// [`UnknownParty`].
    pub fn ties_at(&self, party: PartyId) -> Result<Vec<TieLine>, UnknownParty> {
        let slot = self.slot(party)?;
        let mut ties = self.network.shown_at(&self.sieve, slot.0);
        self.network.sort_ties_at(slot.0, &mut ties);
        Ok(ties.into_iter().filter_map(|tie| self.network.line(tie)).collect())
    }

    /// The strongest ties over which a path of slots steps, as they are printed.
    pub(crate) fn lines_over(&self, path: &[u32]) -> Vec<TieLine> {
        let tie = |pair: &[u32]| match pair {
            [a, b] => self.tie_over(*a, *b).and_then(|tie| self.network.line(tie)),
            _ => None,
        };
        path.windows(2).filter_map(tie).collect()
    }

    /// The strongest tie of a pair of slots, as it is printed.
    pub(crate) fn line_between(&self, pair: &[u32]) -> Option<TieLine> {
        match pair {
            [a, b] => self.tie_between(*a, *b).and_then(|tie| self.network.line(tie)),
            _ => None,
        }
    }
}

fn tie_of(steps: &Projection, a: u32, b: u32) -> Option<ArcSlot> {
    let at = steps.rows().row(a).binary_search(&b).ok()?;
    let place = steps.rows().span(a).start.checked_add(at)?;
    steps.ties().get(place).map(|tie| ArcSlot(*tie))
}

/// A party that the network does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{party} is not in the network")]
pub struct UnknownParty {
    /// The party asked for.
    pub party: PartyId,
}
