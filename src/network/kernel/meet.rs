//! A shortest path between two nodes, walked from both ends.
//!
//! The side whose ring has fewer arcs is walked next, so that hubs are met late.

use super::csr::Csr;

/// Working space for searches between two nodes, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meet {
    /// For each node: the search that last met it times two, plus the side.
    stamp: Vec<u32>,
    /// For each node met: the node it was met from.
    from: Vec<u32>,
    search: u32,
    rings: [Vec<u32>; 2],
    next: Vec<u32>,
}

impl Meet {
    /// One shortest path from `a` to `b`, both included; empty if there is none.
    ///
    /// Over a symmetric graph whose rows are sorted the answer depends on the graph alone.
    pub(crate) fn shortest(&mut self, csr: &Csr, a: u32, b: u32, path: &mut Vec<u32>) {
        path.clear();
        if a == b {
            path.push(a);
            return;
        }
        self.prepare(csr.nodes());
        for (side, node) in [a, b].into_iter().enumerate() {
            self.stamp[node as usize] = self.mark(side);
            self.from[node as usize] = node;
            self.rings[side].push(node);
        }
        let mut arcs = [u64::from(csr.degree(a)), u64::from(csr.degree(b))];
        while !self.rings[0].is_empty() && !self.rings[1].is_empty() {
            let side = usize::from(arcs[1] < arcs[0]);
            match self.ring(csr, side) {
                Ok(next_arcs) => arcs[side] = next_arcs,
                Err((near, far)) => {
                    self.join(side, near, far, path);
                    return;
                }
            }
        }
    }

    fn prepare(&mut self, nodes: u32) {
        if self.stamp.len() < nodes as usize {
            self.stamp.resize(nodes as usize, 0);
            self.from.resize(nodes as usize, 0);
            // Room for all, taken once; of what is never filled no memory is used.
            self.rings.iter_mut().for_each(|ring| ring.reserve(nodes as usize));
            self.next.reserve(nodes as usize);
        }
        self.search += 1;
        if self.search >= u32::MAX / 2 {
            self.stamp.fill(0);
            self.search = 1;
        }
        self.rings[0].clear();
        self.rings[1].clear();
    }

    fn mark(&self, side: usize) -> u32 {
        self.search * 2 + side as u32
    }

    /// Walks one ring; the arcs of the next one, or the arc on which the sides met.
    fn ring(&mut self, csr: &Csr, side: usize) -> Result<u64, (u32, u32)> {
        let (own, other) = (self.mark(side), self.mark(1 - side));
        let ring = std::mem::take(&mut self.rings[side]);
        let mut arcs = 0;
        self.next.clear();
        for &node in &ring {
            for &beside in csr.row(node) {
                let stamp = self.stamp[beside as usize];
                if stamp == other {
                    self.rings[side] = ring;
                    return Err((node, beside));
                }
                if stamp != own {
                    self.stamp[beside as usize] = own;
                    self.from[beside as usize] = node;
                    arcs += u64::from(csr.degree(beside));
                    self.next.push(beside);
                }
            }
        }
        self.rings[side] = ring;
        std::mem::swap(&mut self.rings[side], &mut self.next);
        Ok(arcs)
    }

    /// The path from the first end over the arc on which the sides met to the second end.
    fn join(&self, side: usize, near: u32, far: u32, path: &mut Vec<u32>) {
        let (mut left, mut right) = if side == 0 { (near, far) } else { (far, near) };
        path.push(left);
        while self.from[left as usize] != left {
            left = self.from[left as usize];
            path.push(left);
        }
        path.reverse();
        path.push(right);
        while self.from[right as usize] != right {
            right = self.from[right as usize];
            path.push(right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::walk::{FAR, RingSpace, rings};
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    #[track_caller]
    fn check(csr: &Csr, meet: &mut Meet) {
        let (mut distance, mut space, mut path) = (Vec::new(), RingSpace::default(), Vec::new());
        for a in 0..csr.nodes() {
            rings(csr, a, &mut distance, &mut space);
            for b in 0..csr.nodes() {
                meet.shortest(csr, a, b, &mut path);
                if distance[b as usize] == FAR {
                    assert!(path.is_empty(), "{csr:?} {a} {b}: {path:?}");
                    continue;
                }
                assert_eq!(path.len(), distance[b as usize] as usize + 1, "{csr:?} {a} {b}");
                assert_eq!((path[0], path[path.len() - 1]), (a, b));
                for pair in path.windows(2) {
                    assert!(csr.row(pair[0]).contains(&pair[1]), "{csr:?}: {path:?}");
                }
            }
        }
    }

    #[test]
    fn paths_are_shortest_in_all_small_graphs_and_random_ones() {
        let mut meet = Meet::default();
        all_graphs(5).for_each(|csr| check(&csr, &mut meet));
        (0..40).for_each(|seed| check(&random_graph(seed, 60), &mut meet));
    }
}
