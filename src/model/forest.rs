//! Who stands under whom, where everything stands under at most one other.
//!
//! Organs under organs, places in places, entries of a ledger under tasks: the same
//! shape, checked once here. Nothing is walked by recursion, so that a chain of
//! 100,000 is no longer a danger than a chain of three.

use std::fmt;

/// A set of things of which each stands under at most one other.
///
/// Lists come in the order of the ids, and what is asked about an id that is not
/// there answers "nothing".
///
/// # Examples
///
/// ```
/// use unbrella::model::forest::Forest;
///
/// let forest = Forest::new([("city", None), ("county", Some("city")), ("town", Some("county"))])?;
/// assert_eq!(forest.all_above("town").collect::<Vec<_>>(), ["county", "city"]);
/// assert_eq!(forest.above("city"), None);
///
/// let refused = Forest::new([("a", Some("b")), ("b", Some("a")), ("c", Some("d"))]).unwrap_err();
/// assert_eq!(refused.to_string(), "c stands under d, which is not there; a circle: a under b under a");
/// # Ok::<(), unbrella::model::forest::ForestProblems<&str>>(())
/// ```
// Invariant: `ids` sorted, none twice; the four lists are equally long; a number in
// `above` or `below` is a place in `ids`; `depth` is one more than that of the one above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forest<I> {
    ids: Vec<I>,
    above: Vec<Option<usize>>,
    below: Vec<Vec<usize>>,
    depth: Vec<usize>,
}

// Written out: a derive would ask the same of `I`.
impl<I> Default for Forest<I> {
    fn default() -> Self {
        Self { ids: Vec::new(), above: Vec::new(), below: Vec::new(), depth: Vec::new() }
    }
}

impl<I: Copy + Ord> Forest<I> {
    /// Builds the forest from each thing and the one that it stands under.
    ///
    /// # Errors
    ///
    /// [`ForestProblems`] names everything that stands twice, stands under something
    /// that is not there, or stands in a circle.
    pub fn new(
        entries: impl IntoIterator<Item = (I, Option<I>)>,
    ) -> Result<Self, ForestProblems<I>> {
        Self::with_levels(entries.into_iter().map(|(id, above)| (id, above, ())))
    }

    /// The same, where nothing may stand under a thing of a lower level.
    ///
    /// # Errors
    ///
    /// As [`Forest::new`], and everything that stands under something lower.
    pub fn with_levels<L: Ord>(
        entries: impl IntoIterator<Item = (I, Option<I>, L)>,
    ) -> Result<Self, ForestProblems<I>> {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by_key(|(id, _, _)| *id);
        let mut problems = Vec::new();
        drop_doubles(&mut entries, &mut problems);
        let ids: Vec<I> = entries.iter().map(|(id, _, _)| *id).collect();
        let mut above = Vec::with_capacity(ids.len());
        for (id, over, level) in &entries {
            above.push(over.and_then(|over| {
                let found = entries.binary_search_by_key(&over, |(id, _, _)| *id).ok();
                match found.and_then(|place| entries.get(place)) {
                    None => problems.push(ForestProblem::Nowhere { id: *id, above: over }),
                    Some((_, _, higher)) if higher < level => {
                        problems.push(ForestProblem::Lower { id: *id, above: over });
                    }
                    Some(_) => {}
                }
                found
            }));
        }
        let depth = depths(&ids, &above, &mut problems);
        if !problems.is_empty() {
            return Err(ForestProblems(problems));
        }
        let mut below = vec![Vec::new(); ids.len()];
        for (place, over) in above.iter().enumerate() {
            if let Some(children) = over.and_then(|over| below.get_mut(over)) {
                children.push(place);
            }
        }
        Ok(Self { ids, above, below, depth })
    }

    fn place(&self, id: I) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    fn id(&self, place: usize) -> Option<I> {
        self.ids.get(place).copied()
    }

    fn over(&self, place: usize) -> Option<usize> {
        self.above.get(place).copied().flatten()
    }

    /// Whether the id is there.
    #[must_use]
    pub fn contains(&self, id: I) -> bool {
        self.place(id).is_some()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All of them.
    pub fn ids(&self) -> impl Iterator<Item = I> {
        self.ids.iter().copied()
    }

    /// Those that stand under nothing.
    pub fn tops(&self) -> impl Iterator<Item = I> {
        let entries = self.ids.iter().zip(&self.above);
        entries.filter(|(_, above)| above.is_none()).map(|(id, _)| *id)
    }

    /// The one that it stands under; none above a top.
    #[must_use]
    pub fn above(&self, id: I) -> Option<I> {
        self.over(self.place(id)?).and_then(|over| self.id(over))
    }

    /// All that it stands under, the nearest first; without itself.
    pub fn all_above(&self, id: I) -> impl Iterator<Item = I> {
        let first = self.place(id).and_then(|place| self.over(place));
        std::iter::successors(first, |place| self.over(*place)).filter_map(|place| self.id(place))
    }

    /// How many it stands under; 0 for a top.
    #[must_use]
    pub fn depth(&self, id: I) -> Option<usize> {
        self.depth.get(self.place(id)?).copied()
    }

    /// The way down to it, from the top, itself last; empty if it is not there.
    #[must_use]
    pub fn path(&self, id: I) -> Vec<I> {
        let own = self.contains(id).then_some(id);
        let mut path: Vec<I> = own.into_iter().chain(self.all_above(id)).collect();
        path.reverse();
        path
    }

    /// Those that stand directly under it.
    pub fn below(&self, id: I) -> impl Iterator<Item = I> {
        let children = self.place(id).and_then(|place| self.below.get(place));
        children.into_iter().flatten().filter_map(|place| self.id(*place))
    }

    /// All that stand under it: each before those under it, without itself.
    pub fn all_below(&self, id: I) -> impl Iterator<Item = I> {
        let children = |place: usize| self.below.get(place).into_iter().flatten().rev().copied();
        let mut waiting: Vec<usize> = self.place(id).into_iter().flat_map(children).collect();
        std::iter::from_fn(move || {
            let place = waiting.pop()?;
            waiting.extend(children(place));
            self.id(place)
        })
    }

    /// Whether `higher` is one of those that `lower` stands under. Nothing stands under itself.
    #[must_use]
    pub fn is_above(&self, higher: I, lower: I) -> bool {
        self.all_above(lower).any(|above| above == higher)
    }

    /// The lowest that is both, or stands above both; one of the two if it is above the other.
    ///
    /// None if they stand under different tops.
    #[must_use]
    pub fn lowest_common(&self, a: I, b: I) -> Option<I> {
        let (mut a, mut b) = (self.place(a)?, self.place(b)?);
        while a != b {
            // The deeper one goes up; of two equally deep ones, one after the other.
            if self.depth.get(a) >= self.depth.get(b) {
                a = self.over(a)?;
            } else {
                b = self.over(b)?;
            }
        }
        self.id(a)
    }
}

/// Keeps the first of those with one id, and notes the others once.
fn drop_doubles<I: Copy + Ord, L>(
    sorted: &mut Vec<(I, Option<I>, L)>,
    problems: &mut Vec<ForestProblem<I>>,
) {
    let mut noted = None;
    sorted.dedup_by(|later, first| {
        let double = later.0 == first.0;
        if double && noted != Some(later.0) {
            noted = Some(later.0);
            problems.push(ForestProblem::Twice { id: later.0 });
        }
        double
    });
}

/// How deep each stands; every circle is noted once, from its smallest id on.
fn depths<I: Copy + Ord>(
    ids: &[I],
    above: &[Option<usize>],
    problems: &mut Vec<ForestProblem<I>>,
) -> Vec<usize> {
    const OPEN: usize = usize::MAX;
    const WALKED: usize = usize::MAX - 1;
    let mut depth = vec![OPEN; ids.len()];
    for start in 0..ids.len() {
        let mut walked = Vec::new();
        let mut next = Some(start);
        while let Some(place) = next
            && depth.get(place) == Some(&OPEN)
        {
            depth.get_mut(place).into_iter().for_each(|depth| *depth = WALKED);
            walked.push(place);
            next = above.get(place).copied().flatten();
        }
        let met = next.filter(|place| depth.get(*place) == Some(&WALKED));
        if let Some(from) = met.and_then(|met| walked.iter().position(|place| *place == met)) {
            let circle = walked.iter().skip(from);
            problems.push(circle_of(circle.filter_map(|place| ids.get(*place).copied()).collect()));
        }
        let over = next.filter(|_| met.is_none()).and_then(|place| depth.get(place).copied());
        let mut own = over.map_or(0, |over| over.saturating_add(1));
        for place in walked.into_iter().rev() {
            depth.get_mut(place).into_iter().for_each(|depth| *depth = own);
            own = own.saturating_add(1);
        }
    }
    depth
}

/// Begins a circle with its smallest id, so that it is told the same way in any order of input.
fn circle_of<I: Copy + Ord>(mut ids: Vec<I>) -> ForestProblem<I> {
    let smallest = ids.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(place, _)| place);
    ids.rotate_left(smallest);
    ForestProblem::Circle { ids }
}

/// One thing that keeps a list from being a forest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForestProblem<I> {
    /// Two entries have this id.
    Twice {
        /// The id.
        id: I,
    },
    /// It stands under something that is not in the list.
    Nowhere {
        /// The one that stands there.
        id: I,
        /// What is not there.
        above: I,
    },
    /// It stands under something of a lower level.
    Lower {
        /// The one that stands there.
        id: I,
        /// The lower one above it.
        above: I,
    },
    /// Each stands under the next, and the last under the first.
    Circle {
        /// The ids, the smallest first.
        ids: Vec<I>,
    },
}

/// The most ids of a circle that are written out.
const SHOWN: usize = 8;

impl<I: fmt::Display> fmt::Display for ForestProblem<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice { id } => write!(f, "{id} stands twice"),
            Self::Nowhere { id, above } => {
                write!(f, "{id} stands under {above}, which is not there")
            }
            Self::Lower { id, above } => {
                write!(f, "{id} stands under {above}, which is of a lower level")
            }
            Self::Circle { ids } => {
                f.write_str("a circle: ")?;
                for id in ids.iter().take(SHOWN) {
                    write!(f, "{id} under ")?;
                }
                if let Some(more @ 1..) = ids.len().checked_sub(SHOWN) {
                    write!(f, "{more} more under ")?;
                }
                ids.first().map_or(Ok(()), |first| write!(f, "{first}"))
            }
        }
    }
}

/// Everything that keeps a list from being a forest.
// Invariant: not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForestProblems<I>(Vec<ForestProblem<I>>);

impl<I> ForestProblems<I> {
    /// The problems: doubles, then what stands under nothing or something lower, then
    /// circles; each kind in the order of the ids. Never empty.
    #[must_use]
    pub fn list(&self) -> &[ForestProblem<I>] {
        &self.0
    }
}

impl<I: fmt::Display> fmt::Display for ForestProblems<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl<I: fmt::Debug + fmt::Display> std::error::Error for ForestProblems<I> {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Every way in which each of four things stands under nothing, one of the four, or a stranger.
    fn small_worlds() -> impl Iterator<Item = [Option<u8>; 4]> {
        let over = [None, Some(0), Some(1), Some(2), Some(3), Some(9)];
        (0..6_usize.pow(4)).map(move |n| [n % 6, n / 6 % 6, n / 36 % 6, n / 216].map(|i| over[i]))
    }

    /// The plain meaning of "above": step by step, at most four steps, with a stranger as an end.
    fn chain(world: &[Option<u8>; 4], from: u8) -> Vec<u8> {
        let mut chain = Vec::new();
        let mut at = from;
        while let Some(over) = world.get(usize::from(at)).copied().flatten() {
            chain.push(over);
            at = over;
            if chain.len() > 4 {
                break;
            }
        }
        chain
    }

    #[test]
    fn every_small_world_is_a_forest_or_says_why_not() {
        for world in small_worlds() {
            let entries = (0..4_u8).map(|id| (id, world[usize::from(id)]));
            let circular: BTreeSet<u8> =
                (0..4).filter(|id| chain(&world, *id).contains(id)).collect();
            let strangers = world.iter().filter(|over| **over == Some(9)).count();
            match Forest::new(entries) {
                Ok(forest) => {
                    assert!(circular.is_empty() && strangers == 0, "{world:?}");
                    for a in 0..4 {
                        let up = chain(&world, a);
                        assert_eq!(forest.all_above(a).collect::<Vec<_>>(), up, "{world:?}");
                        assert_eq!(forest.depth(a), Some(up.len()));
                        let down: BTreeSet<u8> =
                            (0..4).filter(|b| chain(&world, *b).contains(&a)).collect();
                        let found: Vec<u8> = forest.all_below(a).collect();
                        assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), down);
                        assert_eq!(found.len(), down.len(), "none twice");
                        for b in 0..4 {
                            let with = |x: u8| [vec![x], chain(&world, x)].concat();
                            let other = with(b);
                            let common = with(a).into_iter().find(|x| other.contains(x));
                            assert_eq!(forest.lowest_common(a, b), common, "{world:?} {a} {b}");
                            assert_eq!(forest.is_above(a, b), chain(&world, b).contains(&a));
                        }
                    }
                }
                Err(problems) => {
                    let mut named = BTreeSet::new();
                    let mut lost = 0;
                    for problem in problems.list() {
                        match problem {
                            ForestProblem::Circle { ids } => {
                                assert!(ids.iter().all(|id| named.insert(*id)), "told once");
                                for (n, id) in ids.iter().enumerate() {
                                    let over = ids[(n + 1) % ids.len()];
                                    assert_eq!(world[usize::from(*id)], Some(over), "{world:?}");
                                }
                                assert_eq!(ids.iter().min(), ids.first());
                            }
                            ForestProblem::Nowhere { above: 9, .. } => lost += 1,
                            other => panic!("{other:?} in {world:?}"),
                        }
                    }
                    assert_eq!((named, lost), (circular, strangers), "{world:?}");
                }
            }
        }
    }

    #[test]
    fn everything_wrong_is_told_in_a_fixed_order() {
        let entries =
            [(5, Some(5), 2), (1, Some(2), 1), (2, Some(1), 1), (3, None, 1), (3, None, 1)];
        let entries = entries.into_iter().chain([(4, Some(3), 2), (6, Some(9), 1), (3, None, 1)]);
        let problems = Forest::with_levels(entries.clone()).unwrap_err();
        assert_eq!(
            problems.to_string(),
            "3 stands twice; 4 stands under 3, which is of a lower level; \
             6 stands under 9, which is not there; a circle: 1 under 2 under 1; \
             a circle: 5 under 5",
        );
        let mut turned: Vec<_> = entries.collect();
        turned.reverse();
        assert_eq!(Forest::with_levels(turned).unwrap_err(), problems);
    }

    #[test]
    fn a_long_chain_and_a_long_circle_do_no_harm() {
        const LONG: u32 = 100_000;
        let chain = (0..LONG).map(|n| (n, n.checked_sub(1)));
        let forest = Forest::new(chain.clone().rev()).unwrap();
        assert_eq!(forest.depth(LONG - 1), Some(99_999));
        assert_eq!(forest.all_below(0).count(), 99_999);
        assert_eq!(forest.path(LONG - 1).first(), Some(&0));
        assert_eq!(forest.lowest_common(LONG - 1, 17), Some(17));
        let circle = chain.map(|(n, over)| (n, over.or(Some(LONG - 1))));
        let problems = Forest::new(circle).unwrap_err();
        assert_eq!(
            problems.to_string(),
            "a circle: 0 under 99999 under 99998 under 99997 under 99996 under 99995 under 99994 \
             under 99993 under 99992 more under 0",
        );
    }

    #[test]
    fn what_is_not_there_has_nothing_around_it() {
        let forest = Forest::new([(1, None), (2, Some(1))]).unwrap();
        assert_eq!((forest.above(7), forest.depth(7), forest.path(7)), (None, None, vec![]));
        assert_eq!(
            forest.all_above(7).chain(forest.all_below(7)).chain(forest.below(7)).count(),
            0
        );
        assert_eq!(forest.lowest_common(7, 7), None);
        assert_eq!(forest.tops().collect::<Vec<_>>(), [1]);
        assert_eq!(forest.len(), 2);
    }

    proptest! {
        /// The order of the input changes nothing, and each comes below what it stands under.
        #[test]
        fn order_of_input_changes_nothing(
            over in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
            turn in any::<prop::sample::Index>(),
        ) {
            let mut entries: Vec<(usize, Option<usize>)> = over
                .iter()
                .enumerate()
                .map(|(n, over)| (n, (n > 0).then(|| over.index(n.max(1)))))
                .collect();
            let forest = Forest::new(entries.clone()).unwrap();
            let walk: Vec<usize> = forest.all_below(0).collect();
            for (n, id) in walk.iter().enumerate() {
                prop_assert!(forest.all_above(*id).all(|up| up == 0 || walk[..n].contains(&up)));
            }
            let turn = turn.index(entries.len());
            entries.rotate_left(turn);
            prop_assert_eq!(Forest::new(entries).unwrap(), forest);
        }
    }
}
