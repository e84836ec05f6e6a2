//! petgraph asked the plain way: what a careful user of `StableGraph` writes.
//!
//! Working space is used again, nothing is hashed where an index does, and where petgraph
//! has the algorithm itself, that is what is asked.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::RandomState;

use petgraph::Direction;
use petgraph::algo::articulation_points::articulation_points;
use petgraph::algo::{all_simple_paths, bidirectional_dijkstra, bridges};
use petgraph::graph::UnGraph;
use petgraph::stable_graph::{NodeIndex, StableDiGraph, StableUnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::{
    EdgeRef, IntoEdgeReferences, IntoNodeIdentifiers, NodeIndexable, VisitMap, Visitable,
};

use crate::province::{Kind, Province, Role, Shuffle, Tie};

/// What the typed graph keeps for each tie.
#[derive(Clone, Copy, Debug)]
pub struct TieData {
    kind: Kind,
    standing: u8,
    confidence: u16,
    since: u16,
    until: u16,
    recorded: u16,
}

impl TieData {
    const fn of(tie: &Tie) -> Self {
        let Tie { kind, standing, confidence, since, until, recorded, .. } = *tie;
        Self { kind, standing, confidence, since, until, recorded }
    }

    /// Standing and moment, so that nothing is kept for nothing.
    #[must_use]
    pub const fn provenance(&self) -> (u8, u16, u16) {
        (self.standing, self.recorded, self.confidence)
    }
}

/// Directed, with parallel ties.
pub type Typed = StableDiGraph<Role, TieData>;
/// Undirected, each pair once; weights are minus logarithms.
pub type Simple = StableUnGraph<(), u32>;

/// Builds the typed graph.
#[must_use]
pub fn typed(province: &Province) -> Typed {
    let mut graph = Typed::with_capacity(province.roles.len(), province.ties.len());
    for role in &province.roles {
        graph.add_node(*role);
    }
    for tie in &province.ties {
        graph.add_edge(
            NodeIndex::new(tie.from as usize),
            NodeIndex::new(tie.to as usize),
            TieData::of(tie),
        );
    }
    graph
}

/// Each pair once with its highest confidence, in an order that says nothing.
#[must_use]
pub fn pairs(province: &Province) -> Vec<(u32, u32, u16)> {
    let ends = |tie: &Tie| (tie.from.min(tie.to), tie.from.max(tie.to), 1000 - tie.confidence);
    let mut all: Vec<_> = province.ties.iter().map(ends).collect();
    all.sort_unstable();
    all.dedup_by_key(|(a, b, _)| (*a, *b));
    let order = Shuffle::new(all.len() as u32, 0x7061_6972);
    (0..all.len() as u32)
        .map(|at| all[order.of(at) as usize])
        .map(|(a, b, weakness)| (a, b, 1000 - weakness))
        .collect()
}

/// Minus the logarithm of a confidence, in 2^-20.
#[must_use]
pub fn weight(confidence: u16) -> u32 {
    (-(f64::from(confidence) / 1e3).ln() * 1_048_576.0).round() as u32
}

/// Builds the simple graph.
#[must_use]
pub fn simple(parties: usize, pairs: &[(u32, u32, u16)]) -> Simple {
    let mut graph = Simple::with_capacity(parties, pairs.len());
    for _ in 0..parties {
        graph.add_node(());
    }
    for (a, b, confidence) in pairs {
        graph.add_edge(
            NodeIndex::new(*a as usize),
            NodeIndex::new(*b as usize),
            weight(*confidence),
        );
    }
    graph
}

/// The same in petgraph's plain graph, for what does not run on the stable one.
#[must_use]
pub fn simple_unstable(parties: usize, pairs: &[(u32, u32, u16)]) -> UnGraph<(), ()> {
    let mut graph = UnGraph::with_capacity(parties, pairs.len());
    for _ in 0..parties {
        graph.add_node(());
    }
    for (a, b, _) in pairs {
        graph.add_edge(NodeIndex::new(*a as usize), NodeIndex::new(*b as usize), ());
    }
    graph
}

/// Working space of the walks.
#[derive(Debug)]
pub struct Plain<'a> {
    graph: &'a Simple,
    seen: <Simple as Visitable>::Map,
    queue: Vec<NodeIndex>,
    distances: Vec<u32>,
    sides: [Vec<u32>; 2],
    rings: [Vec<NodeIndex>; 2],
    touched: Vec<NodeIndex>,
}

/// Not met.
const FAR: u32 = u32::MAX;

impl<'a> Plain<'a> {
    /// Makes the space ready.
    #[must_use]
    pub fn new(graph: &'a Simple) -> Self {
        let nodes = graph.node_bound();
        Self {
            graph,
            seen: graph.visit_map(),
            queue: Vec::new(),
            distances: vec![FAR; nodes],
            sides: [vec![FAR; nodes], vec![FAR; nodes]],
            rings: [Vec::new(), Vec::new()],
            touched: Vec::new(),
        }
    }

    /// The parties within so many ties, the party itself first.
    pub fn within(&mut self, party: u32, most: u32) -> &[NodeIndex] {
        for node in self.queue.drain(..) {
            self.seen.unvisit(node);
        }
        let party = NodeIndex::new(party as usize);
        self.seen.visit(party);
        self.queue.push(party);
        let mut from = 0;
        for _ in 0..most {
            let to = self.queue.len();
            for at in from..to {
                for beside in self.graph.neighbors(self.queue[at]) {
                    if self.seen.visit(beside) {
                        self.queue.push(beside);
                    }
                }
            }
            from = to;
        }
        &self.queue
    }

    /// The distance of every party.
    pub fn everywhere(&mut self, party: u32) -> &[u32] {
        self.within(party, 0);
        self.distances.fill(FAR);
        self.distances[party as usize] = 0;
        let mut at = 0;
        while at < self.queue.len() {
            let node = self.queue[at];
            let next = self.distances[node.index()] + 1;
            for beside in self.graph.neighbors(node) {
                if self.distances[beside.index()] == FAR {
                    self.distances[beside.index()] = next;
                    self.queue.push(beside);
                }
            }
            at += 1;
        }
        &self.distances
    }

    /// The length of a shortest path, searched from both ends, the smaller ring first, with
    /// arrays that are kept: more than most users would write.
    pub fn shortest(&mut self, a: u32, b: u32) -> Option<u32> {
        for node in self.touched.drain(..) {
            self.sides[0][node.index()] = FAR;
            self.sides[1][node.index()] = FAR;
        }
        if a == b {
            return Some(0);
        }
        for (side, party) in [a, b].into_iter().enumerate() {
            let node = NodeIndex::new(party as usize);
            self.rings[side].clear();
            self.rings[side].push(node);
            self.sides[side][node.index()] = 0;
            self.touched.push(node);
        }
        let mut next = Vec::new();
        while !self.rings[0].is_empty() && !self.rings[1].is_empty() {
            let side = usize::from(self.rings[1].len() < self.rings[0].len());
            for at in 0..self.rings[side].len() {
                let node = self.rings[side][at];
                let distance = self.sides[side][node.index()] + 1;
                for beside in self.graph.neighbors(node) {
                    let other = self.sides[1 - side][beside.index()];
                    if other != FAR {
                        return Some(distance + other);
                    }
                    if self.sides[side][beside.index()] == FAR {
                        self.sides[side][beside.index()] = distance;
                        self.touched.push(beside);
                        next.push(beside);
                    }
                }
            }
            self.rings[side].clear();
            std::mem::swap(&mut self.rings[side], &mut next);
        }
        None
    }

    /// The length of a shortest path; petgraph's own search from both ends.
    #[must_use]
    pub fn shortest_by_petgraph(&self, a: u32, b: u32) -> Option<u32> {
        let [a, b] = [a, b].map(|party| NodeIndex::new(party as usize));
        bidirectional_dijkstra(self.graph, a, b, |_| 1)
    }

    /// The least sum of weights; petgraph's own search from both ends.
    #[must_use]
    pub fn strongest(&self, a: u32, b: u32) -> Option<u32> {
        let [a, b] = [a, b].map(|party| NodeIndex::new(party as usize));
        bidirectional_dijkstra(self.graph, a, b, |edge| *edge.weight())
    }

    /// The number of simple paths with at most so many ties; petgraph's own.
    #[must_use]
    pub fn simple_paths(&self, a: u32, b: u32, most: usize) -> u64 {
        let [a, b] = [a, b].map(|party| NodeIndex::new(party as usize));
        all_simple_paths::<Vec<_>, _, RandomState>(self.graph, a, b, 0, Some(most - 1)).count()
            as u64
    }
}

/// For every party the smallest of its component.
#[must_use]
pub fn components(graph: &Simple) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(graph.node_bound());
    for edge in graph.edge_references() {
        sets.union(edge.source().index() as u32, edge.target().index() as u32);
    }
    sets.into_labeling()
}

/// Bridges, the smaller end first, sorted; petgraph's own.
#[must_use]
pub fn all_bridges(graph: &Simple) -> Vec<(u32, u32)> {
    let ends = |edge: petgraph::stable_graph::EdgeReference<'_, u32>| {
        let [a, b] = [edge.source(), edge.target()].map(|node| node.index() as u32);
        (a.min(b), a.max(b))
    };
    let mut found: Vec<_> = bridges::bridges(graph).map(ends).collect();
    found.sort_unstable();
    found
}

/// Cut points, sorted; petgraph's own.
#[must_use]
pub fn cut_points(graph: &UnGraph<(), ()>) -> Vec<u32> {
    let mut found: Vec<u32> =
        articulation_points(graph).into_iter().map(|node| node.index() as u32).collect();
    found.sort_unstable();
    found
}

/// PageRank by plain power iteration; `seeds` empty means all alike.
#[must_use]
pub fn page_rank(graph: &Simple, seeds: &[u32]) -> Vec<f64> {
    let nodes = graph.node_bound();
    let mut start = vec![if seeds.is_empty() { 1.0 / nodes as f64 } else { 0.0 }; nodes];
    for seed in seeds {
        start[*seed as usize] = 1.0 / seeds.len() as f64;
    }
    let inverse: Vec<f64> = graph
        .node_identifiers()
        .map(|node| graph.neighbors(node).count())
        .map(|degree| if degree == 0 { 0.0 } else { 1.0 / degree as f64 })
        .collect();
    let mut scores = start.clone();
    let mut next = vec![0.0; nodes];
    let mut gives: Vec<f64> = scores.iter().zip(&inverse).map(|(s, i)| s * i).collect();
    for _ in 0..1_000 {
        let alone = inverse.iter().zip(&scores).filter(|(i, _)| **i == 0.0);
        let again = 0.15 + 0.85 * alone.map(|(_, s)| s).sum::<f64>();
        let mut change = 0.0;
        for node in graph.node_identifiers() {
            let at = node.index();
            let taken: f64 = graph.neighbors(node).map(|beside| gives[beside.index()]).sum();
            next[at] = again * start[at] + 0.85 * taken;
            change += (next[at] - scores[at]).abs();
        }
        std::mem::swap(&mut scores, &mut next);
        for at in 0..nodes {
            gives[at] = scores[at] * inverse[at];
        }
        if change < 1e-10 {
            break;
        }
    }
    scores
}

/// Core numbers by buckets (Batagelj and Zaveršnik).
#[must_use]
pub fn core_numbers(graph: &Simple) -> Vec<u32> {
    let nodes = graph.node_bound();
    let mut degree: Vec<u32> =
        graph.node_identifiers().map(|node| graph.neighbors(node).count() as u32).collect();
    let most = degree.iter().copied().max().unwrap_or(0) as usize;
    let mut begin = vec![0_usize; most + 2];
    for d in &degree {
        begin[*d as usize + 1] += 1;
    }
    for d in 1..begin.len() {
        begin[d] += begin[d - 1];
    }
    let (mut order, mut place) = (vec![NodeIndex::default(); nodes], vec![0; nodes]);
    let mut next = begin.clone();
    for node in graph.node_identifiers() {
        let slot = &mut next[degree[node.index()] as usize];
        place[node.index()] = *slot;
        order[*slot] = node;
        *slot += 1;
    }
    for at in 0..nodes {
        let node = order[at];
        for beside in graph.neighbors(node) {
            let d = degree[beside.index()];
            if d > degree[node.index()] {
                let first = begin[d as usize].max(at + 1);
                let (from, other) = (place[beside.index()], order[first]);
                order.swap(from, first);
                place[other.index()] = from;
                place[beside.index()] = first;
                begin[d as usize] = first + 1;
                degree[beside.index()] = d - 1;
            }
        }
    }
    degree
}

/// Betweenness, each pair once (Brandes, with a list of predecessors for each node).
#[must_use]
pub fn betweenness(graph: &Simple) -> Vec<f64> {
    let nodes = graph.node_bound();
    let mut before: Vec<Vec<NodeIndex>> = vec![Vec::new(); nodes];
    let (mut distance, mut order) = (vec![FAR; nodes], Vec::with_capacity(nodes));
    let (mut paths, mut depend, mut sum) =
        (vec![0.0_f64; nodes], vec![0.0_f64; nodes], vec![0.0; nodes]);
    for source in graph.node_identifiers() {
        order.clear();
        distance.fill(FAR);
        depend.fill(0.0);
        order.push(source);
        distance[source.index()] = 0;
        paths[source.index()] = 1.0;
        before[source.index()].clear();
        let mut at = 0;
        while at < order.len() {
            let node: NodeIndex = order[at];
            let next = distance[node.index()] + 1;
            for beside in graph.neighbors(node) {
                if distance[beside.index()] == FAR {
                    distance[beside.index()] = next;
                    paths[beside.index()] = 0.0;
                    before[beside.index()].clear();
                    order.push(beside);
                }
                if distance[beside.index()] == next {
                    paths[beside.index()] += paths[node.index()];
                    before[beside.index()].push(node);
                }
            }
            at += 1;
        }
        for node in order[1..].iter().rev() {
            let share = (1.0 + depend[node.index()]) / paths[node.index()];
            for nearer in &before[node.index()] {
                depend[nearer.index()] += paths[nearer.index()] * share;
            }
            sum[node.index()] += depend[node.index()] / 2.0;
        }
    }
    sum
}

/// Working space of the typed question.
#[derive(Debug)]
pub struct PlainTyped<'a> {
    graph: &'a Typed,
    seen: <Typed as Visitable>::Map,
    queue: Vec<NodeIndex>,
}

impl<'a> PlainTyped<'a> {
    /// Makes the space ready.
    #[must_use]
    pub fn new(graph: &'a Typed) -> Self {
        Self { graph, seen: graph.visit_map(), queue: Vec::new() }
    }

    /// The officials within so many ties of these kinds, there on a day, in either direction.
    pub fn officials(&mut self, gang: u32, most: u32, kinds: &[Kind], day: u16) -> Vec<u32> {
        for node in self.queue.drain(..) {
            self.seen.unvisit(node);
        }
        let wanted = kinds.iter().fold(0_u16, |set, kind| set | 1 << *kind as u16);
        let open = |tie: &TieData| {
            wanted >> tie.kind as u16 & 1 == 1 && tie.since <= day && day < tie.until
        };
        let gang = NodeIndex::new(gang as usize);
        self.seen.visit(gang);
        self.queue.push(gang);
        let mut from = 0;
        for _ in 0..most {
            let to = self.queue.len();
            for at in from..to {
                let node = self.queue[at];
                for edge in self.graph.edges_directed(node, Direction::Outgoing) {
                    if open(edge.weight()) && self.seen.visit(edge.target()) {
                        self.queue.push(edge.target());
                    }
                }
                for edge in self.graph.edges_directed(node, Direction::Incoming) {
                    if open(edge.weight()) && self.seen.visit(edge.source()) {
                        self.queue.push(edge.source());
                    }
                }
            }
            from = to;
        }
        let official = |node: &&NodeIndex| matches!(self.graph[**node], Role::Official { .. });
        self.queue.iter().filter(official).map(|node| node.index() as u32).collect()
    }
}

/// One pass of label propagation: every party in turn takes the label that most of its
/// neighbors have, of equals the smallest. The number of labels that are left.
#[must_use]
pub fn label_propagation(graph: &Simple) -> usize {
    let mut labels: Vec<u32> = (0..graph.node_bound() as u32).collect();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for node in graph.node_identifiers() {
        counts.clear();
        for beside in graph.neighbors(node) {
            *counts.entry(labels[beside.index()]).or_insert(0) += 1;
        }
        let most = counts.iter().map(|(label, count)| (*count, Reverse(*label))).max();
        if let Some((_, Reverse(label))) = most {
            labels[node.index()] = label;
        }
    }
    labels.sort_unstable();
    labels.dedup();
    labels.len()
}

/// Pairs of gangs that share an official beside both, with the number of these officials.
#[must_use]
pub fn sharing(graph: &Simple, roles: &[Role]) -> HashMap<(u32, u32), u32> {
    let mut shared = HashMap::new();
    let mut gangs = Vec::new();
    for node in graph.node_identifiers() {
        if !matches!(roles[node.index()], Role::Official { .. }) {
            continue;
        }
        gangs.clear();
        gangs.extend(
            graph
                .neighbors(node)
                .map(|beside| beside.index() as u32)
                .filter(|party| roles[*party as usize] == Role::Gang),
        );
        gangs.sort_unstable();
        for (at, a) in gangs.iter().enumerate() {
            for b in &gangs[at + 1..] {
                *shared.entry((*a, *b)).or_insert(0) += 1;
            }
        }
    }
    shared
}
