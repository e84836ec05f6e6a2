//! How strong the weakest step of a path can be at best.
//!
//! From both ends the strongest open step is taken next (R. C. Prim, Bell System Technical
//! Journal 36, 1957, grown from two ends). Once one side has nothing left above the best
//! meeting, no path beats it. The side with fewer open steps goes next, so that a small
//! corner of the graph is left before a large one is walked.

use std::collections::BinaryHeap;

use super::ways::Ways;

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Widest {
    sides: [Side; 2],
}

#[derive(Clone, Debug, Default)]
struct Side {
    /// The best that the weakest step on the way to a node can be; 0 if there is no way yet.
    width: Vec<u16>,
    touched: Vec<u32>,
    open: BinaryHeap<(u16, u32)>,
}

impl Side {
    fn prepare(&mut self, nodes: u32, start: u32) {
        for node in self.touched.drain(..) {
            self.width[node as usize] = 0;
        }
        if self.width.len() < nodes as usize {
            self.width.resize(nodes as usize, 0);
        }
        self.open.clear();
        self.offer(start, ALL);
    }

    /// Whether the way is wider than the one that was known.
    #[inline]
    fn offer(&mut self, node: u32, width: u16) -> bool {
        let known = &mut self.width[node as usize];
        let wider = width > *known;
        if wider {
            if *known == 0 {
                self.touched.push(node);
            }
            *known = width;
            self.open.push((width, node));
        }
        wider
    }
}

/// No step is stronger.
const ALL: u16 = 1000;

impl Widest {
    /// The largest least confidence of a path from `a` to `b`; `None` if there is no path
    /// over steps of more than none.
    pub(crate) fn width(&mut self, ways: &Ways<'_>, a: u32, b: u32) -> Option<u16> {
        self.sides[0].prepare(ways.nodes(), a);
        self.sides[1].prepare(ways.nodes(), b);
        let mut best = if a == b { ALL } else { 0 };
        while let [Some(top_a), Some(top_b)] = self.tops() {
            if top_a <= best || top_b <= best {
                break;
            }
            let side = usize::from(self.sides[1].open.len() < self.sides[0].open.len());
            self.step(ways, side, &mut best);
        }
        (best > 0).then_some(best)
    }

    fn tops(&self) -> [Option<u16>; 2] {
        self.sides.each_ref().map(|side| side.open.peek().map(|(width, _)| *width))
    }

    /// Walks on from the widest open end of one side.
    fn step(&mut self, ways: &Ways<'_>, side: usize, best: &mut u16) {
        let [first, second] = &mut self.sides;
        let (own, other) = if side == 0 { (first, second) } else { (second, first) };
        let arcs = if side == 0 { ways.out } else { ways.into };
        let Some((width, node)) = own.open.pop() else { return };
        if width < own.width[node as usize] {
            return;
        }
        for (beside, confidence) in arcs.row(node) {
            let reached = width.min(confidence);
            if reached > *best && own.offer(beside, reached) {
                *best = (*best).max(reached.min(other.width[beside as usize]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::ways::trials::worlds;

    /// By repetition until nothing changes.
    fn plain(ways: &Ways<'_>, source: u32) -> Vec<u16> {
        let mut width = vec![0; ways.nodes() as usize];
        width[source as usize] = ALL;
        for _ in 0..ways.nodes() {
            for node in 0..ways.nodes() {
                for (beside, confidence) in ways.out.row(node) {
                    let reached = confidence.min(width[node as usize]);
                    width[beside as usize] = reached.max(width[beside as usize]);
                }
            }
        }
        width
    }

    #[test]
    fn widths_agree_with_plain_repetition() {
        let mut widest = Widest::default();
        for world in worlds(60, 40) {
            let ways = world.ways();
            for a in 0..ways.nodes() {
                let expected = plain(&ways, a);
                for b in 0..ways.nodes() {
                    let found = widest.width(&ways, a, b).unwrap_or(0);
                    assert_eq!(found, expected[b as usize], "{world:?} {a} {b}");
                }
            }
        }
    }
}
