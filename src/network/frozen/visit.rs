//! petgraph's traits: every algorithm of petgraph runs on a frozen network.
//!
//! The network is directed: a tie is an edge from the one who does to the one to whom it
//! is done. Superseded versions are edges too; a caller who wants a view asks the
//! questions of this storey, or a [`Projection`](super::Projection).
//!
//! `is_cyclic_directed` and `tarjan_scc` of petgraph call themselves for every step and
//! overflow the stack on a chain of 100,000 parties: use `toposort` and `kosaraju_scc`.

use std::iter::FusedIterator;
use std::ops::Range;

use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, EdgeRef, GetAdjacencyMatrix, GraphBase, GraphProp,
    IntoEdgeReferences, IntoEdges, IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected,
    IntoNodeIdentifiers, IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable,
    VisitMap, Visitable,
};
use petgraph::{Directed, Direction};

use super::network::FrozenNetwork;
use super::projection::Projection;
use super::slot::{ArcSlot, Slot};
use crate::base::id::PartyId;
use crate::network::kernel::bits::Bits;

/// What petgraph calls the weight of an edge: kind and confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieWeight {
    /// The number of the kind, below 64.
    pub kind: u8,
    /// Confidence in thousandths.
    pub confidence: u16,
}

/// An edge as petgraph sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TieEdge {
    from: Slot,
    to: Slot,
    tie: ArcSlot,
    weight: TieWeight,
}

impl EdgeRef for TieEdge {
    type NodeId = Slot;
    type EdgeId = ArcSlot;
    type Weight = TieWeight;

    fn source(&self) -> Slot {
        self.from
    }

    fn target(&self) -> Slot {
        self.to
    }

    fn weight(&self) -> &TieWeight {
        &self.weight
    }

    fn id(&self) -> ArcSlot {
        self.tie
    }
}

/// Slots from 0 up, with an exact size: petgraph's articulation points depend on it.
#[derive(Clone, Debug)]
pub struct Slots(Range<u32>);

impl Iterator for Slots {
    type Item = Slot;

    fn next(&mut self) -> Option<Slot> {
        self.0.next().map(Slot)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Slots {}
impl FusedIterator for Slots {}

/// Slots with their parties.
#[derive(Clone, Debug)]
pub struct Parties<'a> {
    slots: Slots,
    parties: &'a [PartyId],
}

impl<'a> Iterator for Parties<'a> {
    type Item = (Slot, &'a PartyId);

    fn next(&mut self) -> Option<Self::Item> {
        let slot = self.slots.next()?;
        self.parties.get(slot.0 as usize).map(|party| (slot, party))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.slots.size_hint()
    }
}

impl ExactSizeIterator for Parties<'_> {}
impl FusedIterator for Parties<'_> {}

/// The parties at the other end of one party's ties.
#[derive(Clone, Debug)]
pub struct Neighbors<'a>(std::slice::Iter<'a, u32>);

impl Iterator for Neighbors<'_> {
    type Item = Slot;

    fn next(&mut self) -> Option<Slot> {
        self.0.next().map(|slot| Slot(*slot))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Neighbors<'_> {}
impl FusedIterator for Neighbors<'_> {}

/// One party's ties, along or against.
#[derive(Clone, Debug)]
pub struct Edges<'a> {
    network: &'a FrozenNetwork,
    node: u32,
    direction: Direction,
    places: Range<usize>,
}

impl Iterator for Edges<'_> {
    type Item = TieEdge;

    fn next(&mut self) -> Option<TieEdge> {
        let place = self.places.next()?;
        let network = self.network;
        let (from, to, tie) = match self.direction {
            Direction::Outgoing => (self.node, *network.along.targets().get(place)?, place),
            Direction::Incoming => {
                let tie = *network.twin.get(place)? as usize;
                (*network.against.targets().get(place)?, self.node, tie)
            }
        };
        network.edge(from, to, tie)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl ExactSizeIterator for Edges<'_> {}
impl FusedIterator for Edges<'_> {}

/// All ties, in the order of their numbers.
#[derive(Clone, Debug)]
pub struct AllEdges<'a> {
    network: &'a FrozenNetwork,
    node: u32,
    places: Range<usize>,
}

impl Iterator for AllEdges<'_> {
    type Item = TieEdge;

    fn next(&mut self) -> Option<TieEdge> {
        let place = self.places.next()?;
        while self.network.along.span(self.node).end <= place {
            self.node = self.node.checked_add(1)?;
        }
        let to = *self.network.along.targets().get(place)?;
        self.network.edge(self.node, to, place)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl ExactSizeIterator for AllEdges<'_> {}
impl FusedIterator for AllEdges<'_> {}

impl FrozenNetwork {
    fn edge(&self, from: u32, to: u32, tie: usize) -> Option<TieEdge> {
        let kind = *self.ties.kind.get(tie)?;
        let confidence = self.ties.packed.get(tie)?.confidence();
        let number = u32::try_from(tie).ok()?;
        let weight = TieWeight { kind, confidence };
        Some(TieEdge { from: Slot(from), to: Slot(to), tie: ArcSlot(number), weight })
    }
}

/// Which parties a walk of petgraph has met.
#[derive(Clone, Debug, Default)]
pub struct Met(Bits);

impl VisitMap<Slot> for Met {
    fn visit(&mut self, slot: Slot) -> bool {
        self.0.insert(slot.0)
    }

    fn is_visited(&self, slot: &Slot) -> bool {
        self.0.has(slot.0)
    }

    fn unvisit(&mut self, slot: Slot) -> bool {
        let was = self.0.has(slot.0);
        self.0.remove(slot.0);
        was
    }
}

impl GraphBase for FrozenNetwork {
    type NodeId = Slot;
    type EdgeId = ArcSlot;
}

impl Data for FrozenNetwork {
    type NodeWeight = PartyId;
    type EdgeWeight = TieWeight;
}

impl GraphProp for FrozenNetwork {
    type EdgeType = Directed;
}

impl NodeCount for FrozenNetwork {
    fn node_count(&self) -> usize {
        self.parties.len()
    }
}

impl EdgeCount for FrozenNetwork {
    fn edge_count(&self) -> usize {
        self.along.arcs()
    }
}

impl NodeIndexable for FrozenNetwork {
    fn node_bound(&self) -> usize {
        self.parties.len()
    }

    fn to_index(&self, slot: Slot) -> usize {
        slot.0 as usize
    }

    fn from_index(&self, index: usize) -> Slot {
        Slot(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl NodeCompactIndexable for FrozenNetwork {}

impl EdgeIndexable for FrozenNetwork {
    fn edge_bound(&self) -> usize {
        self.along.arcs()
    }

    fn to_index(&self, tie: ArcSlot) -> usize {
        tie.0 as usize
    }

    fn from_index(&self, index: usize) -> ArcSlot {
        ArcSlot(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl Visitable for FrozenNetwork {
    type Map = Met;

    fn visit_map(&self) -> Met {
        Met(Bits::new(self.along.nodes()))
    }

    fn reset_map(&self, map: &mut Met) {
        *map = self.visit_map();
    }
}

impl GetAdjacencyMatrix for FrozenNetwork {
    /// None is kept: the shorter of two rows is looked through.
    type AdjMatrix = ();

    fn adjacency_matrix(&self) {}

    fn is_adjacent(&self, _: &(), a: Slot, b: Slot) -> bool {
        if self.along.degree(a.0) <= self.against.degree(b.0) {
            self.along.row(a.0).contains(&b.0)
        } else {
            self.against.row(b.0).contains(&a.0)
        }
    }
}

impl IntoNodeIdentifiers for &FrozenNetwork {
    type NodeIdentifiers = Slots;

    fn node_identifiers(self) -> Slots {
        Slots(0..self.along.nodes())
    }
}

impl<'a> IntoNodeReferences for &'a FrozenNetwork {
    type NodeRef = (Slot, &'a PartyId);
    type NodeReferences = Parties<'a>;

    fn node_references(self) -> Parties<'a> {
        Parties { slots: self.node_identifiers(), parties: &self.parties }
    }
}

impl<'a> IntoNeighbors for &'a FrozenNetwork {
    type Neighbors = Neighbors<'a>;

    fn neighbors(self, slot: Slot) -> Neighbors<'a> {
        Neighbors(self.along.row(slot.0).iter())
    }
}

impl<'a> IntoNeighborsDirected for &'a FrozenNetwork {
    type NeighborsDirected = Neighbors<'a>;

    fn neighbors_directed(self, slot: Slot, direction: Direction) -> Neighbors<'a> {
        let rows = match direction {
            Direction::Outgoing => &self.along,
            Direction::Incoming => &self.against,
        };
        Neighbors(rows.row(slot.0).iter())
    }
}

impl<'a> IntoEdgeReferences for &'a FrozenNetwork {
    type EdgeRef = TieEdge;
    type EdgeReferences = AllEdges<'a>;

    fn edge_references(self) -> AllEdges<'a> {
        AllEdges { network: self, node: 0, places: 0..self.along.arcs() }
    }
}

impl<'a> IntoEdges for &'a FrozenNetwork {
    type Edges = Edges<'a>;

    fn edges(self, slot: Slot) -> Edges<'a> {
        self.edges_directed(slot, Direction::Outgoing)
    }
}

impl<'a> IntoEdgesDirected for &'a FrozenNetwork {
    type EdgesDirected = Edges<'a>;

    fn edges_directed(self, slot: Slot, direction: Direction) -> Edges<'a> {
        let rows = match direction {
            Direction::Outgoing => &self.along,
            Direction::Incoming => &self.against,
        };
        Edges { network: self, node: slot.0, direction, places: rows.span(slot.0) }
    }
}

mod of_projection {
    //! The same for a projection, which is undirected and has each pair once.

    use petgraph::Undirected;

    use super::*;

    impl GraphBase for Projection {
        type NodeId = Slot;
        /// The two ends, the smaller first.
        type EdgeId = (Slot, Slot);
    }

    impl Data for Projection {
        type NodeWeight = ();
        /// Confidence in thousandths of the strongest tie of the pair.
        type EdgeWeight = u16;
    }

    impl GraphProp for Projection {
        type EdgeType = Undirected;
    }

    impl NodeCount for Projection {
        fn node_count(&self) -> usize {
            self.rows().nodes() as usize
        }
    }

    impl EdgeCount for Projection {
        fn edge_count(&self) -> usize {
            self.pairs()
        }
    }

    impl NodeIndexable for Projection {
        fn node_bound(&self) -> usize {
            self.rows().nodes() as usize
        }

        fn to_index(&self, slot: Slot) -> usize {
            slot.0 as usize
        }

        fn from_index(&self, index: usize) -> Slot {
            Slot(u32::try_from(index).unwrap_or(u32::MAX))
        }
    }

    impl NodeCompactIndexable for Projection {}

    impl Visitable for Projection {
        type Map = Met;

        fn visit_map(&self) -> Met {
            Met(Bits::new(self.rows().nodes()))
        }

        fn reset_map(&self, map: &mut Met) {
            *map = self.visit_map();
        }
    }

    impl GetAdjacencyMatrix for Projection {
        type AdjMatrix = ();

        fn adjacency_matrix(&self) {}

        fn is_adjacent(&self, _: &(), a: Slot, b: Slot) -> bool {
            self.rows().row(a.0).binary_search(&b.0).is_ok()
        }
    }

    impl IntoNodeIdentifiers for &Projection {
        type NodeIdentifiers = Slots;

        fn node_identifiers(self) -> Slots {
            Slots(0..self.rows().nodes())
        }
    }

    /// Slots with nothing beside them: a projection knows no parties.
    #[derive(Clone, Debug)]
    pub struct BareSlots(Slots);

    impl Iterator for BareSlots {
        type Item = (Slot, &'static ());

        fn next(&mut self) -> Option<Self::Item> {
            self.0.next().map(|slot| (slot, &()))
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            self.0.size_hint()
        }
    }

    impl ExactSizeIterator for BareSlots {}

    impl IntoNodeReferences for &Projection {
        type NodeRef = (Slot, &'static ());
        type NodeReferences = BareSlots;

        fn node_references(self) -> BareSlots {
            BareSlots(self.node_identifiers())
        }
    }

    impl<'a> IntoNeighbors for &'a Projection {
        type Neighbors = Neighbors<'a>;

        fn neighbors(self, slot: Slot) -> Neighbors<'a> {
            Neighbors(self.rows().row(slot.0).iter())
        }
    }

    /// A pair as petgraph sees it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct PairEdge {
        from: Slot,
        to: Slot,
        confidence: u16,
    }

    impl EdgeRef for PairEdge {
        type NodeId = Slot;
        type EdgeId = (Slot, Slot);
        type Weight = u16;

        fn source(&self) -> Slot {
            self.from
        }

        fn target(&self) -> Slot {
            self.to
        }

        fn weight(&self) -> &u16 {
            &self.confidence
        }

        fn id(&self) -> (Slot, Slot) {
            (self.from.min(self.to), self.from.max(self.to))
        }
    }

    /// One party's pairs.
    #[derive(Clone, Debug)]
    pub struct Pairs<'a> {
        projection: &'a Projection,
        node: u32,
        places: Range<usize>,
    }

    impl Iterator for Pairs<'_> {
        type Item = PairEdge;

        fn next(&mut self) -> Option<PairEdge> {
            let place = self.places.next()?;
            let to = Slot(*self.projection.rows().targets().get(place)?);
            let confidence = *self.projection.confidences().get(place)?;
            Some(PairEdge { from: Slot(self.node), to, confidence })
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            self.places.size_hint()
        }
    }

    impl ExactSizeIterator for Pairs<'_> {}

    /// Every pair once, from its smaller end.
    #[derive(Clone, Debug)]
    pub struct AllPairs<'a> {
        pairs: Pairs<'a>,
    }

    impl Iterator for AllPairs<'_> {
        type Item = PairEdge;

        fn next(&mut self) -> Option<PairEdge> {
            loop {
                if let Some(pair) = self.pairs.next() {
                    if pair.from < pair.to {
                        return Some(pair);
                    }
                    continue;
                }
                let node = self.pairs.node.checked_add(1)?;
                if node >= self.pairs.projection.rows().nodes() {
                    return None;
                }
                self.pairs.node = node;
                self.pairs.places = self.pairs.projection.rows().span(node);
            }
        }
    }

    impl<'a> IntoEdgeReferences for &'a Projection {
        type EdgeRef = PairEdge;
        type EdgeReferences = AllPairs<'a>;

        fn edge_references(self) -> AllPairs<'a> {
            let places = if self.rows().nodes() == 0 { 0..0 } else { self.rows().span(0) };
            AllPairs { pairs: Pairs { projection: self, node: 0, places } }
        }
    }

    impl<'a> IntoEdges for &'a Projection {
        type Edges = Pairs<'a>;

        fn edges(self, slot: Slot) -> Pairs<'a> {
            Pairs { projection: self, node: slot.0, places: self.rows().span(slot.0) }
        }
    }
}

pub use of_projection::{AllPairs, BareSlots, PairEdge, Pairs};
