//! Everything near two nodes: walked from both, together over no more than some rings.
//!
//! What is met is numbered in the order of meeting, and the rows that are walked are kept
//! in these numbers: what comes after works on a small graph, wherever in memory the
//! large one lies.

use super::ways::Ways;

/// Not known, or out of reach.
pub(crate) const FAR: u32 = u32::MAX;

/// Rows that are filled anew for each question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    begins: Vec<u32>,
    targets: Vec<u32>,
}

impl Rows {
    #[inline]
    pub(crate) fn span(&self, node: u32) -> std::ops::Range<usize> {
        self.begins[node as usize] as usize..self.begins[node as usize + 1] as usize
    }

    #[inline]
    pub(crate) fn row(&self, node: u32) -> &[u32] {
        &self.targets[self.span(node)]
    }

    #[inline]
    pub(crate) fn target(&self, place: usize) -> u32 {
        self.targets[place]
    }

    /// Deals steps into the rows of their first nodes; each row keeps the order given.
    pub(crate) fn deal(&mut self, nodes: usize, steps: impl Iterator<Item = (u32, u32)> + Clone) {
        self.begins.clear();
        self.begins.resize(nodes + 1, 0);
        for (from, _) in steps.clone() {
            self.begins[from as usize + 1] += 1;
        }
        for node in 0..nodes {
            self.begins[node + 1] += self.begins[node];
        }
        self.targets.clear();
        self.targets.resize(self.begins[nodes] as usize, 0);
        // Each beginning moves to the next one's place, and all are moved back at the end.
        for (from, to) in steps {
            let at = &mut self.begins[from as usize];
            self.targets[*at as usize] = to;
            *at += 1;
        }
        self.begins.copy_within(..nodes, 1);
        self.begins[0] = 0;
    }
}

/// The number of the first end.
pub(crate) const FIRST: u32 = 0;
/// The number of the second end.
pub(crate) const SECOND: u32 = 1;

/// Everything that was met from either end, numbered in the order of meeting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ball {
    /// For each node of the graph: the question that last met it, and its number there.
    cells: Vec<(u32, u32)>,
    question: u32,
    pub(crate) nodes: Vec<u32>,
    pub(crate) near: Vec<u32>,
    pub(crate) far: Vec<u32>,
    sides: [Side; 2],
    /// The walked rows of one side by where their steps lead.
    back: Rows,
    queue: Vec<u32>,
}

/// The rows that were walked from one end, ring by ring.
#[derive(Clone, Debug, Default)]
struct Side {
    /// The rings walked.
    depth: u32,
    /// The arcs of the next one.
    arcs: u64,
    /// Whose rows they are; those not yet walked stand at the end.
    order: Vec<u32>,
    /// Where each row begins in `targets`.
    begins: Vec<usize>,
    targets: Vec<u32>,
}

impl Ball {
    /// Walks from both ends, together over no more than `most` rings.
    ///
    /// `open` says which confidences a step may have.
    pub(crate) fn walk(
        &mut self,
        ways: &Ways<'_>,
        [a, b]: [u32; 2],
        most: u32,
        open: impl Fn(u16) -> bool,
    ) {
        self.prepare(ways.nodes());
        for (side, end) in [a, b].into_iter().enumerate() {
            let local = self.number(end);
            self.side_mut(side)[local as usize] = 0;
            self.sides[side].order.push(local);
        }
        for (side, end) in [(0, a), (1, b)] {
            let arcs = if side == 0 { ways.out } else { ways.into };
            self.sides[side].arcs = u64::from(arcs.rows.degree(end));
        }
        for ring in 0..most {
            if self.sides.iter().any(|side| side.begins.len() > side.order.len()) {
                break;
            }
            let side = usize::from(self.sides[1].arcs < self.sides[0].arcs);
            self.ring(ways, side, ring + 1 == most, &open);
        }
        self.complete(0, most);
        self.complete(1, most);
    }

    fn prepare(&mut self, nodes: u32) {
        if self.cells.len() < nodes as usize {
            self.cells.resize(nodes as usize, (0, 0));
        }
        self.question = self.question.wrapping_add(1);
        if self.question == 0 {
            self.cells.fill((0, 0));
            self.question = 1;
        }
        self.nodes.clear();
        self.near.clear();
        self.far.clear();
        for side in &mut self.sides {
            side.depth = 0;
            side.order.clear();
            side.begins.clear();
            side.begins.push(0);
            side.targets.clear();
        }
    }

    /// The number of a node, a new one if it was not met before.
    #[inline]
    fn number(&mut self, node: u32) -> u32 {
        let cell = &mut self.cells[node as usize];
        if cell.0 != self.question {
            *cell = (self.question, self.nodes.len() as u32);
            self.nodes.push(node);
            self.near.push(FAR);
            self.far.push(FAR);
        }
        cell.1
    }

    fn side_mut(&mut self, side: usize) -> &mut Vec<u32> {
        if side == 0 { &mut self.near } else { &mut self.far }
    }

    /// Walks one ring. In the last one only what the other side has met counts: nothing
    /// else can be on a path that is short enough.
    fn ring(&mut self, ways: &Ways<'_>, side: usize, last: bool, open: &impl Fn(u16) -> bool) {
        let arcs = if side == 0 { ways.out } else { ways.into };
        let mut own = std::mem::take(&mut self.sides[side]);
        own.depth += 1;
        let end = own.order.len();
        for at in own.begins.len() - 1..end {
            let local = own.order[at];
            // Nothing is walked through the other end.
            if local as usize != 1 - side {
                for (beside, confidence) in arcs.row(self.nodes[local as usize]) {
                    if !open(confidence) {
                        continue;
                    }
                    let Some(beside) = self.reach(beside, side, last, own.depth) else {
                        continue;
                    };
                    if beside.1 {
                        own.order.push(beside.0);
                    }
                    own.targets.push(beside.0);
                }
            }
            own.begins.push(own.targets.len());
        }
        let degree = |local: &u32| u64::from(arcs.rows.degree(self.nodes[*local as usize]));
        own.arcs = own.order[end..].iter().map(degree).sum();
        self.sides[side] = own;
    }

    /// The number of a node beside the ring, and whether this side has not met it before.
    #[inline]
    fn reach(&mut self, node: u32, side: usize, last: bool, depth: u32) -> Option<(u32, bool)> {
        let local = if last {
            let cell = self.cells[node as usize];
            let other = if side == 0 { &self.far } else { &self.near };
            if cell.0 != self.question || other[cell.1 as usize] == FAR {
                return None;
            }
            cell.1
        } else {
            self.number(node)
        };
        let steps = &mut self.side_mut(side)[local as usize];
        let new = *steps == FAR;
        if new {
            *steps = depth;
        }
        Some((local, new))
    }

    /// Whose rows a side has walked, with the rows.
    pub(crate) fn rows(&self, side: usize) -> impl Iterator<Item = (u32, &[u32])> {
        let Side { order, begins, targets, .. } = &self.sides[side];
        let row = |span: &[usize]| &targets[span[0]..span[1]];
        order.iter().copied().zip(begins.windows(2).map(row))
    }

    /// The arcs that were kept.
    pub(crate) fn looks(&self) -> u64 {
        self.sides.iter().map(|side| side.targets.len() as u64).sum()
    }

    /// Whether the row of a node was walked from the first end.
    pub(crate) fn walked_from_first(&self, local: u32) -> bool {
        self.near[local as usize] < self.sides[0].depth
    }

    /// Tells each node that one side has walked from how far the other end is, where the
    /// other side has not come that far.
    fn complete(&mut self, side: usize, most: u32) {
        let Self { sides, near, far, back, queue, .. } = self;
        let (mine, other) = if side == 0 { (&*near, far) } else { (&*far, near) };
        let own = &sides[side];
        let rows = own.order.iter().zip(own.begins.windows(2));
        let steps = rows
            .flat_map(|(from, span)| own.targets[span[0]..span[1]].iter().map(|to| (*to, *from)));
        back.deal(mine.len(), steps);
        // From the outermost ring of the other side inward, over what this side has walked.
        let outermost = sides[1 - side].depth;
        queue.clear();
        queue.extend((0..mine.len() as u32).filter(|local| other[*local as usize] == outermost));
        let mut at = 0;
        while at < queue.len() {
            let node = queue[at];
            at += 1;
            // Not through this side's own end.
            if node as usize == side {
                continue;
            }
            let steps = other[node as usize] + 1;
            for &before in back.row(node) {
                let known = &mut other[before as usize];
                if *known == FAR && mine[before as usize] + steps <= most {
                    *known = steps;
                    queue.push(before);
                }
            }
        }
    }
}
