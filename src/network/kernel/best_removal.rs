//! Which few nodes to take out together so that the least is left: by trying them all.
//!
//! For sets of one member a single look at the cut points tells what is left without each
//! node. For larger sets every choice of all members but the last is taken out first, and
//! one look tells what is left without each further node: one look fewer than sets by a
//! factor of the number of nodes.

use super::bits::Bits;
use super::csr::Csr;
use super::left::Left;
use super::low_link::LowLink;

/// What is to become small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    Pairs,
    Largest,
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search<'a> {
    pub(crate) aim: Aim,
    /// How many nodes are taken out together; at least one, and not more than `from` has.
    pub(crate) number: usize,
    /// Who may be taken out, each once; whoever is likeliest first.
    pub(crate) from: &'a [u32],
    /// Who is gone from the beginning; none of `from`.
    pub(crate) gone: &'a Bits,
    /// The most sets that are kept.
    pub(crate) most: usize,
    /// The most steps: a node, or a pair of neighbors, looked at.
    pub(crate) steps: u64,
}

/// The best sets found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Best {
    /// What the best leave; `None` if no set was tried.
    pub(crate) left: Option<u64>,
    /// The sets that leave no more than that, in the order of trying; as many as are kept.
    pub(crate) sets: Vec<(Vec<u32>, Left)>,
    /// How many such sets were met.
    pub(crate) equal: u64,
    /// Whether every set was tried.
    pub(crate) whole: bool,
}

/// The sets whose removal leaves the least of a symmetric graph without loops.
pub(crate) fn best_removal(csr: &Csr, search: &Search<'_>) -> Best {
    let mut space = LowLink::default();
    let mut best = Best { whole: true, ..Best::default() };
    let each = u64::from(csr.nodes()) + csr.arcs() as u64 / 2;
    let mut steps = 0_u64;
    // Where each node stands in `from`, so that every set is tried once, in that order.
    let mut place = vec![usize::MAX; csr.nodes() as usize];
    for (at, node) in search.from.iter().enumerate() {
        place[*node as usize] = at;
    }
    let mut first: Vec<usize> = (0..search.number - 1).collect();
    loop {
        steps = steps.saturating_add(each);
        if steps > search.steps {
            best.whole = false;
            return best;
        }
        let members: Vec<u32> = first.iter().map(|at| search.from[*at]).collect();
        let after = first.last().map_or(0, |at| at + 1);
        let open = |node| !search.gone.has(node) && !members.contains(&node);
        space.each_without(csr, open, |node, largest, pairs| {
            let at = place[node as usize];
            if at != usize::MAX && at >= after {
                best.take(search, &members, node, Left { largest, pairs });
            }
        });
        if !next(&mut first, search.from.len() - 1) {
            return best;
        }
    }
}

/// The next choice of places below `bound`, in rising order; whether there is one.
fn next(places: &mut [usize], bound: usize) -> bool {
    for at in (0..places.len()).rev() {
        let room = bound - (places.len() - at);
        if places[at] < room {
            let from = places[at] + 1;
            places[at..].iter_mut().zip(from..).for_each(|(place, new)| *place = new);
            return true;
        }
    }
    false
}

impl Best {
    /// The only set without members.
    pub(crate) fn nobody(left: Left) -> Self {
        Self { sets: vec![(vec![], left)], equal: 1, whole: true, ..Self::default() }
    }

    fn take(&mut self, search: &Search<'_>, members: &[u32], node: u32, left: Left) {
        let value = match search.aim {
            Aim::Pairs => left.pairs,
            Aim::Largest => u64::from(left.largest),
        };
        if self.left.is_some_and(|best| best < value) {
            return;
        }
        if self.left != Some(value) {
            self.left = Some(value);
            self.sets.clear();
            self.equal = 0;
        }
        self.equal += 1;
        if self.sets.len() < search.most {
            let set = members.iter().copied().chain([node]).collect();
            self.sets.push((set, left));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::left::left;
    use crate::network::kernel::worlds::{Numbers, all_graphs, random_graph};

    /// All sets of so many of these, each in the order of the list.
    fn sets(from: &[u32], number: usize) -> Vec<Vec<u32>> {
        let mut all = vec![vec![]];
        for node in from {
            let with = |set: &Vec<u32>| [&set[..], &[*node]].concat();
            let more: Vec<Vec<u32>> = all.iter().map(with).collect();
            all.extend(more);
        }
        all.retain(|set| set.len() == number);
        all
    }

    #[track_caller]
    fn check(csr: &Csr, from: &[u32], gone: &[u32], number: usize) {
        let out = Bits::of(csr.nodes(), gone.iter().copied());
        for aim in [Aim::Pairs, Aim::Largest] {
            let value = |(_, left): &(Vec<u32>, Left)| match aim {
                Aim::Pairs => left.pairs,
                Aim::Largest => u64::from(left.largest),
            };
            let without = |set: Vec<u32>| {
                let left = left(csr, &[gone, &set].concat(), &[])[0];
                (set, left)
            };
            let mut expected: Vec<_> = sets(from, number).into_iter().map(without).collect();
            let least = expected.iter().map(value).min();
            expected.retain(|set| Some(value(set)) == least);
            let (most, steps) = (usize::MAX, u64::MAX);
            let search = Search { aim, number, from, gone: &out, most, steps };
            let mut found = best_removal(csr, &search);
            found.sets.sort_by(|a, b| a.0.cmp(&b.0));
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            assert_eq!((found.left, found.whole), (least, true), "{csr:?} {search:?}");
            assert_eq!(found.equal, expected.len() as u64, "{csr:?} {search:?}");
            assert_eq!(found.sets, expected, "{csr:?} {search:?}");
            let few = best_removal(csr, &Search { most: 2, ..search });
            assert_eq!((few.equal, few.sets.len()), (found.equal, found.sets.len().min(2)));
        }
    }

    #[test]
    fn trying_every_set_gives_the_same() {
        for csr in all_graphs(5) {
            let all: Vec<u32> = (0..csr.nodes()).rev().collect();
            (1..=all.len().min(3)).for_each(|number| check(&csr, &all, &[], number));
        }
        for seed in 0..60 {
            let csr = random_graph(seed, 14);
            let mut numbers = Numbers(seed);
            let mut from: Vec<u32> = (0..csr.nodes()).filter(|_| numbers.below(4) > 0).collect();
            let gone: Vec<u32> = from.iter().copied().filter(|_| numbers.below(6) == 0).collect();
            from.retain(|node| !gone.contains(node));
            (1..=from.len().min(4)).for_each(|number| check(&csr, &from, &gone, number));
        }
    }

    #[test]
    fn whoever_has_no_time_is_told_what_was_found_so_far() {
        // Two stars: 0 with four around it, 5 with six.
        let pairs: Vec<_> = (1..5).map(|n| (0, n)).chain((6..12).map(|n| (5, n))).collect();
        let (csr, gone) = (Csr::undirected(12, &pairs), Bits::new(12));
        let from = [5, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11];
        let search =
            Search { aim: Aim::Pairs, number: 2, from: &from, gone: &gone, most: 9, steps: 21 };
        // One look costs twelve nodes and ten pairs.
        assert_eq!(best_removal(&csr, &search), Best::default());
        let found = best_removal(&csr, &Search { steps: 22, ..search });
        assert_eq!((found.left, found.whole), (Some(0), false));
        let left = Left { largest: 1, pairs: 0 };
        assert_eq!((found.sets, found.equal), (vec![(vec![5, 0], left)], 1));
        assert!(best_removal(&csr, &Search { steps: 22 * 11, ..search }).whole);
        assert!(!best_removal(&csr, &Search { steps: 22 * 11 - 1, ..search }).whole);
    }
}
