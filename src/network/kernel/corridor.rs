//! The part of a graph in which all short paths between two nodes run.
//!
//! A node lies on a path of at most `most` steps only if its distances from the two ends
//! add up to no more. Both ends are walked from, the side with fewer arcs first, and
//! together no further than `most`: every step of such a path starts near the one end or
//! ends near the other. Numbered anew in the order of the outside world, what is left is
//! small and lies close together in memory, however large the graph.
//!
//! Peng, Zhang, Lin, Qin, Zhou: Towards Bridging Theory and Practice: Hop-Constrained s-t
//! Simple Path Enumeration, VLDB 13 (2019); Sun, Chen, He, Hooi: PathEnum, SIGMOD 2021.

use super::ball::{Ball, FAR, FIRST, Rows, SECOND};
use super::ways::Ways;

/// The corridor between two nodes, and the space to find it, used again and again.
///
/// The nodes in it have numbers of their own: their places in [`Self::nodes`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Corridor {
    ball: Ball,
    /// The nodes of the graph, in the order of the outside world.
    nodes: Vec<u32>,
    ends: [u32; 2],
    /// The steps from the first end, and to the second.
    near: Vec<u32>,
    far: Vec<u32>,
    /// Steps between nodes: the first end is never stepped to, the second stands apart.
    out: Rows,
    into: Rows,
    /// Whether a step leads from a node to the second end.
    touches: Vec<bool>,
    pairs: Vec<(u32, u32)>,
    place: Vec<u32>,
}

impl Corridor {
    /// Finds the corridor from the first to the second of two nodes.
    ///
    /// `open` says which confidences a step may have. Whether there is a path at all within
    /// `most` steps.
    pub(crate) fn find(
        &mut self,
        ways: &Ways<'_>,
        ends: [u32; 2],
        most: u32,
        open: impl Fn(u16) -> bool,
    ) -> bool {
        let most = most.min(ways.nodes());
        self.ball.walk(ways, ends, most, open);
        let Self { ball, nodes, near, far, place, .. } = self;
        nodes.clear();
        let kept = |local: &u32| {
            let [near, far] = [ball.near[*local as usize], ball.far[*local as usize]];
            near != FAR && far != FAR && near + far <= most
        };
        // The ends have the numbers 0 and 1 in the ball.
        if !kept(&FIRST) {
            return false;
        }
        nodes.extend((0..ball.nodes.len() as u32).filter(kept));
        nodes.sort_unstable_by_key(|local| ways.rank(ball.nodes[*local as usize]));
        place.clear();
        place.resize(ball.nodes.len(), FAR);
        near.clear();
        far.clear();
        for (at, local) in (0_u32..).zip(&*nodes) {
            place[*local as usize] = at;
            near.push(ball.near[*local as usize]);
            far.push(ball.far[*local as usize]);
        }
        nodes.iter_mut().for_each(|local| *local = ball.nodes[*local as usize]);
        self.ends = [place[FIRST as usize], place[SECOND as usize]];
        self.gather(most);
        true
    }

    /// Deals the steps that can be part of a path into rows.
    fn gather(&mut self, most: u32) {
        let Self { ball, near, far, place, pairs, touches, .. } = self;
        let [first, second] = self.ends;
        touches.clear();
        touches.resize(near.len(), false);
        pairs.clear();
        let mut take = |from: u32, to: u32| {
            let [from, to] = [place[from as usize], place[to as usize]];
            if from == FAR || to == FAR || from == second || to == first {
                return;
            }
            if near[from as usize] + 1 + far[to as usize] > most {
                return;
            }
            if to == second {
                touches[from as usize] = true;
            } else {
                pairs.push((to, from));
            }
        };
        for (from, row) in ball.rows(0) {
            row.iter().for_each(|to| take(from, *to));
        }
        for (to, row) in ball.rows(1) {
            // What the first side has walked from was taken above.
            let rest = row.iter().filter(|from| !ball.walked_from_first(**from));
            rest.for_each(|from| take(*from, to));
        }
        let nodes = near.len();
        self.into.deal(nodes, pairs.iter().copied());
        // Dealt in the order of their targets, rows stand in order.
        let Self { into, out, .. } = self;
        let into = &*into;
        let steps =
            (0..nodes as u32).flat_map(|to| into.row(to).iter().map(move |from| (*from, to)));
        out.deal(nodes, steps);
    }

    /// The nodes of the graph, in the order of the outside world.
    pub(crate) fn nodes(&self) -> &[u32] {
        &self.nodes
    }

    pub(crate) const fn ends(&self) -> [u32; 2] {
        self.ends
    }

    /// Steps from the first end.
    pub(crate) fn near(&self) -> &[u32] {
        &self.near
    }

    /// Steps to the second end.
    pub(crate) fn far(&self) -> &[u32] {
        &self.far
    }

    /// Steps between nodes, each row in order; none to the first end or to the second.
    pub(crate) const fn out(&self) -> &Rows {
        &self.out
    }

    /// The same steps by where they lead.
    pub(crate) const fn back(&self) -> &Rows {
        &self.into
    }

    /// Whether a step leads from a node to the second end.
    #[inline]
    pub(crate) fn touches(&self, node: u32) -> bool {
        self.touches[node as usize]
    }

    /// The arcs of the graph that were looked at.
    pub(crate) fn looks(&self) -> u64 {
        self.ball.looks()
    }
}
