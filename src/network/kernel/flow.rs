//! Disjoint paths between two groups, and the smallest set that separates them.
//!
//! By Menger's theorem the most paths without a common node (or tie) are as many as the
//! fewest nodes (or ties) whose removal separates the ends: each proves the other.
//! Ford and Fulkerson, Canadian Journal of Mathematics 8 (1956), with shortest augmenting
//! paths; a node is split into the side where a path enters and the side where it leaves.
//!
//! The smallest set is not unique; the one nearest the `from` group is, whatever paths
//! were found. Every search is a queue: nothing here calls itself.

use super::bits::Bits;
use super::csr::Csr;

/// What was found between two groups. `T` is a node, or a tie as (nearer end, farther end).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Separation<T> {
    /// As many disjoint paths as there are, from one group to the other, both ends included;
    /// the shortest first, then by slots. Inside, a path touches neither group.
    ///
    /// A slot in both groups is a path of its own and is otherwise left out.
    pub(crate) paths: Vec<Vec<u32>>,
    /// The smallest set that separates the groups, nearest the first, in rising order.
    ///
    /// `None` if there is none (a direct tie, a slot in both groups) or if `most` paths were
    /// found and no more were looked for.
    pub(crate) cut: Option<Vec<T>>,
    /// Where only direct ties or common slots stand in the way of a cut: the smallest set
    /// that ends all other paths.
    pub(crate) rest: Vec<T>,
}

/// Working space, used again and again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    role: Vec<Role>,
    /// The node before and after on the one path that leads through a node.
    before: Vec<u32>,
    after: Vec<u32>,
    /// The arcs on which a path runs.
    carries: Bits,
    /// The nodes or arcs to be wiped clean before the next question.
    touched: Vec<u32>,
    /// The search that last entered, and left, a node.
    entered: Vec<u32>,
    left: Vec<u32>,
    /// From where a node was entered in this search: a neighbor, or its own other side.
    came: Vec<u32>,
    /// Over which arc.
    arc: Vec<u32>,
    search: u32,
    queue: Vec<(u32, Side)>,
}

impl<T> Separation<T> {
    /// The same, each node called by what `name` says; `member` names a member of the set.
    /// Paths and sets keep their order.
    pub(crate) fn named<N: Fn(u32) -> u32>(self, name: N, member: impl Fn(&N, T) -> T) -> Self {
        let path = |path: Vec<u32>| path.into_iter().map(&name).collect();
        let set = |set: Vec<T>| set.into_iter().map(|one| member(&name, one)).collect();
        Self {
            paths: self.paths.into_iter().map(path).collect(),
            cut: self.cut.map(set),
            rest: set(self.rest),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Role {
    #[default]
    Between,
    From,
    To,
    Both,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Entered,
    Left,
}

/// On no path.
const NONE: u32 = u32::MAX;

impl Flow {
    /// Paths that share no node between their ends, and the fewest nodes that separate.
    ///
    /// The graph is symmetric with sorted rows. `open` says whether a slot may lie between;
    /// the ends always count. After `most` paths the search stops.
    ///
    /// Time **O(k (|V| + |E|))** for *k* paths.
    pub(crate) fn apart_parties(
        &mut self,
        rows: &Csr,
        from: &[u32],
        to: &[u32],
        open: impl Fn(u32) -> bool,
        most: u32,
    ) -> Separation<u32> {
        let (from, mut paths) = self.begin(rows, from, to);
        paths.extend(self.direct(rows, &from));
        let unbroken = !paths.is_empty();
        paths.truncate(most as usize);
        let mut more = (paths.len() as u32) < most;
        let mut found = paths.len() as u32;
        while more {
            let Some((last, end)) = self.way_between_parties(rows, &from, &open) else { break };
            self.lead_through_parties(last, end);
            found += 1;
            more = found < most;
        }
        let cut = more.then(|| self.entered_not_left());
        for &node in &from {
            for &first in rows.row(node) {
                if self.role[first as usize] == Role::Between && self.before[first as usize] == node
                {
                    paths.push(self.followed(node, first));
                }
            }
        }
        self.end(&from, to);
        for node in self.touched.drain(..) {
            self.before[node as usize] = NONE;
            self.after[node as usize] = NONE;
        }
        Separation::of(paths, cut, unbroken)
    }

    /// Paths that share no tie, and the fewest ties that separate.
    ///
    /// Otherwise as [`Self::apart_parties`]; a direct tie can be cut like any other.
    pub(crate) fn apart_ties(
        &mut self,
        rows: &Csr,
        from: &[u32],
        to: &[u32],
        open: impl Fn(u32) -> bool,
        most: u32,
    ) -> Separation<(u32, u32)> {
        let (from, mut paths) = self.begin(rows, from, to);
        self.carries.grow(rows.arcs() as u32);
        let unbroken = !paths.is_empty();
        paths.truncate(most as usize);
        let mut found = paths.len() as u32;
        let mut more = found < most;
        while more {
            let Some((last, arc)) = self.way_over_ties(rows, &from, &open) else { break };
            self.lead_over_ties(rows, last, arc);
            found += 1;
            more = found < most;
        }
        let cut = more.then(|| self.reached_to_unreached(rows));
        for &node in &from {
            for arc in rows.span(node) {
                if self.carries.has(arc as u32) {
                    paths.push(self.taken_off(rows, node, arc as u32));
                }
            }
        }
        self.end(&from, to);
        for arc in self.touched.drain(..) {
            self.carries.remove(arc);
        }
        Separation::of(paths, cut, unbroken)
    }

    /// Makes room, gives out the roles; the first group in rising order and the common slots.
    fn begin(&mut self, rows: &Csr, from: &[u32], to: &[u32]) -> (Vec<u32>, Vec<Vec<u32>>) {
        let nodes = rows.nodes() as usize;
        if self.role.len() < nodes {
            self.role.resize(nodes, Role::Between);
            self.before.resize(nodes, NONE);
            self.after.resize(nodes, NONE);
            self.entered.resize(nodes, 0);
            self.left.resize(nodes, 0);
            self.came.resize(nodes, NONE);
            self.arc.resize(nodes, NONE);
        }
        from.iter().for_each(|node| self.role[*node as usize] = Role::From);
        for &node in to {
            let role = &mut self.role[node as usize];
            *role = match *role {
                Role::From | Role::Both => Role::Both,
                Role::Between | Role::To => Role::To,
            };
        }
        let mut from = from.to_vec();
        from.sort_unstable();
        from.dedup();
        let both = |node: &u32| self.role[*node as usize] == Role::Both;
        let common = from.iter().filter(|node| both(node)).map(|node| vec![*node]).collect();
        from.retain(|node| !both(node));
        (from, common)
    }

    fn end(&mut self, from: &[u32], to: &[u32]) {
        from.iter().chain(to).for_each(|node| self.role[*node as usize] = Role::Between);
    }

    /// Begins a search at the first group.
    fn start(&mut self, from: &[u32]) {
        self.search += 1;
        if self.search == u32::MAX {
            self.entered.fill(0);
            self.left.fill(0);
            self.search = 1;
        }
        self.queue.clear();
        for &node in from {
            self.entered[node as usize] = self.search;
            self.left[node as usize] = self.search;
            self.queue.push((node, Side::Left));
        }
    }

    /// The ties that join the groups without anybody between.
    fn direct(&self, rows: &Csr, from: &[u32]) -> Vec<Vec<u32>> {
        let ends = from.iter().flat_map(|a| rows.row(*a).iter().map(move |b| (*a, *b)));
        ends.filter(|(_, b)| self.role[*b as usize] == Role::To).map(|(a, b)| vec![a, b]).collect()
    }

    /// Looks for one more path; its last node between and the end that it reaches.
    fn way_between_parties(
        &mut self,
        rows: &Csr,
        from: &[u32],
        open: &impl Fn(u32) -> bool,
    ) -> Option<(u32, u32)> {
        self.start(from);
        let mut at = 0;
        while let Some(&(node, side)) = self.queue.get(at) {
            at += 1;
            match side {
                Side::Entered => self.pass_through(node),
                Side::Left => {
                    if let Some(end) = self.look_around(rows, node, open) {
                        return Some((node, end));
                    }
                }
            }
        }
        None
    }

    /// From the entering side: out of a free node, or back along the path that holds it.
    fn pass_through(&mut self, node: u32) {
        let before = self.before[node as usize];
        let next = if before == NONE { node } else { before };
        if self.left[next as usize] != self.search {
            self.left[next as usize] = self.search;
            self.queue.push((next, Side::Left));
        }
    }

    /// From the leaving side: to the neighbors, and back through a node that is on a path.
    fn look_around(&mut self, rows: &Csr, node: u32, open: &impl Fn(u32) -> bool) -> Option<u32> {
        let inside = self.role[node as usize] == Role::Between;
        for &beside in rows.row(node) {
            match self.role[beside as usize] {
                // Direct ties were counted before.
                Role::To if inside => return Some(beside),
                Role::Between if open(beside) => self.enter(beside, node),
                Role::Between | Role::To | Role::From | Role::Both => {}
            }
        }
        if inside && self.before[node as usize] != NONE {
            self.enter(node, node);
        }
        None
    }

    fn enter(&mut self, node: u32, came: u32) {
        if self.entered[node as usize] != self.search {
            self.entered[node as usize] = self.search;
            self.came[node as usize] = came;
            self.queue.push((node, Side::Entered));
        }
    }

    /// Leads one more path along the way just found, from its end back to its beginning.
    fn lead_through_parties(&mut self, last: u32, end: u32) {
        let (mut node, mut next) = (last, end);
        loop {
            self.touched.push(node);
            // A node on a path was left backward, from the one that came after it.
            let given_up = std::mem::replace(&mut self.after[node as usize], next);
            let mut inner = if given_up == NONE { node } else { given_up };
            // Entered from its own other side: no path leads through it any longer.
            while self.came[inner as usize] == inner {
                self.before[inner as usize] = NONE;
                inner = std::mem::replace(&mut self.after[inner as usize], NONE);
            }
            let came = self.came[inner as usize];
            self.before[inner as usize] = came;
            if self.role[came as usize] == Role::From {
                return;
            }
            (node, next) = (came, inner);
        }
    }

    /// After a search that found no way: the nodes that it entered and could not leave.
    fn entered_not_left(&self) -> Vec<u32> {
        let entered = self.queue.iter().filter(|(_, side)| *side == Side::Entered);
        let mut cut: Vec<u32> = entered
            .map(|(node, _)| *node)
            .filter(|node| self.left[*node as usize] != self.search)
            .collect();
        cut.sort_unstable();
        cut
    }

    /// The path that begins with these two.
    fn followed(&self, node: u32, first: u32) -> Vec<u32> {
        let (mut path, mut at) = (vec![node, first], first);
        while self.role[at as usize] == Role::Between {
            at = self.after[at as usize];
            path.push(at);
        }
        path
    }

    /// Looks for one more path; the last arc of it, with the node in whose row it stands.
    fn way_over_ties(
        &mut self,
        rows: &Csr,
        from: &[u32],
        open: &impl Fn(u32) -> bool,
    ) -> Option<(u32, u32)> {
        self.start(from);
        let mut at = 0;
        while let Some(&(node, _)) = self.queue.get(at) {
            at += 1;
            for arc in rows.span(node) {
                let beside = rows.targets()[arc];
                let arc = arc as u32;
                if self.carries.has(arc) {
                    continue;
                }
                match self.role[beside as usize] {
                    Role::To => return Some((node, arc)),
                    Role::Between if self.entered[beside as usize] != self.search => {
                        if open(beside) {
                            self.entered[beside as usize] = self.search;
                            self.came[beside as usize] = node;
                            self.arc[beside as usize] = arc;
                            self.queue.push((beside, Side::Left));
                        }
                    }
                    Role::Between | Role::From | Role::Both => {}
                }
            }
        }
        None
    }

    /// Leads one more path along the way just found, from its end back to its beginning.
    fn lead_over_ties(&mut self, rows: &Csr, last: u32, arc: u32) {
        let (mut node, mut arc) = (last, arc);
        loop {
            let beside = rows.targets()[arc as usize];
            // Rows are symmetric, so that the arc back is always there.
            let back = rows.row(beside).partition_point(|other| *other < node);
            let back = (rows.span(beside).start + back) as u32;
            if self.carries.has(back) {
                self.carries.remove(back);
            } else {
                self.carries.add(arc);
                self.touched.push(arc);
            }
            if self.role[node as usize] == Role::From {
                return;
            }
            arc = self.arc[node as usize];
            node = self.came[node as usize];
        }
    }

    /// After a search that found no way: the ties on which it could not go on.
    fn reached_to_unreached(&self, rows: &Csr) -> Vec<(u32, u32)> {
        let mut cut = Vec::new();
        for &(node, _) in &self.queue {
            for arc in rows.span(node) {
                let beside = rows.targets()[arc];
                if self.carries.has(arc as u32) && self.entered[beside as usize] != self.search {
                    cut.push((node, beside));
                }
            }
        }
        cut.sort_unstable();
        cut
    }

    /// Takes the path that begins with an arc off the arcs; loops in it are left out.
    fn taken_off(&mut self, rows: &Csr, node: u32, arc: u32) -> Vec<u32> {
        self.start(&[]);
        let (mut path, mut arc) = (vec![node], arc);
        loop {
            self.carries.remove(arc);
            let at = rows.targets()[arc as usize];
            if self.entered[at as usize] == self.search {
                path.truncate(self.came[at as usize] as usize);
            }
            self.entered[at as usize] = self.search;
            self.came[at as usize] = path.len() as u32;
            path.push(at);
            // As many paths leave a node between as enter it.
            let on = rows.span(at).find(|arc| self.carries.has(*arc as u32));
            match on {
                Some(on) if self.role[at as usize] == Role::Between => arc = on as u32,
                _ => return path,
            }
        }
    }
}

impl<T> Separation<T> {
    fn of(mut paths: Vec<Vec<u32>>, cut: Option<Vec<T>>, unbroken: bool) -> Self {
        paths.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b)));
        if unbroken {
            return Self { paths, cut: None, rest: cut.unwrap_or_default() };
        }
        Self { paths, cut, rest: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::network::kernel::worlds::{Numbers, all_graphs, chain, random_graph};

    /// Two groups, what may lie between, and what has been taken out.
    struct Case<'a> {
        csr: &'a Csr,
        from: Vec<u32>,
        to: Vec<u32>,
        open: &'a dyn Fn(u32) -> bool,
    }

    impl Case<'_> {
        /// Everything that can be reached from the first group; ends of the second included.
        fn reached(&self, gone: &[u32], cut: &[(u32, u32)]) -> BTreeSet<u32> {
            let mut met: BTreeSet<u32> = self.from.iter().copied().collect();
            loop {
                let steps = met.iter().flat_map(|a| self.csr.row(*a).iter().map(move |b| (*a, *b)));
                let new: Vec<u32> = steps
                    .filter(|(a, b)| {
                        let through = self.from.contains(a) || !self.to.contains(a);
                        let free = self.to.contains(b) || (self.open)(*b) && !gone.contains(b);
                        through && free && !cut.contains(&(*a, *b)) && !cut.contains(&(*b, *a))
                    })
                    .map(|(_, b)| b)
                    .filter(|b| !met.contains(b))
                    .collect();
                if new.is_empty() {
                    return met;
                }
                met.extend(new);
            }
        }

        fn apart(&self, gone: &[u32], cut: &[(u32, u32)]) -> bool {
            let met = self.reached(gone, cut);
            !self.to.iter().any(|end| met.contains(end))
        }

        /// Each path runs over ties, from one group to the other, through open slots.
        #[track_caller]
        fn check_paths(&self, paths: &[Vec<u32>]) {
            for path in paths {
                let csr = self.csr;
                assert!(path.windows(2).all(|two| csr.row(two[0]).contains(&two[1])), "{path:?}");
                assert!(self.from.contains(&path[0]) && self.to.contains(path.last().unwrap()));
                let inside = &path[1..path.len() - 1];
                assert!(inside.iter().all(|node| (self.open)(*node)), "{csr:?} {path:?}");
                let ends = |node: &u32| self.from.contains(node) || self.to.contains(node);
                assert!(!inside.iter().any(ends), "{csr:?} {path:?}");
                assert_eq!(path.iter().collect::<BTreeSet<_>>().len(), path.len(), "{path:?}");
            }
        }

        /// The certificate: as many disjoint paths as nodes, and the nodes separate.
        #[track_caller]
        fn check_parties(&self, flow: &mut Flow) -> Option<Vec<u32>> {
            let Self { csr, from, to, .. } = self;
            let found = flow.apart_parties(csr, from, to, self.open, u32::MAX);
            self.check_paths(&found.paths);
            let inside = found.paths.iter().flat_map(|path| &path[1..path.len() - 1]);
            let once = inside.clone().collect::<BTreeSet<_>>().len();
            assert_eq!(once, inside.count(), "{csr:?} {from:?} {to:?}: {found:?}");
            let direct = found.paths.iter().filter(|path| path.len() == 2).count();
            assert_eq!(found.cut.is_none(), direct > 0, "{csr:?} {from:?} {to:?}: {found:?}");
            let cut = found.cut.as_ref().unwrap_or(&found.rest);
            assert_eq!(cut.len(), found.paths.len() - direct, "{csr:?} {from:?} {to:?}: {found:?}");
            let ties: Vec<_> =
                found.paths.iter().filter(|p| p.len() == 2).map(|p| (p[0], p[1])).collect();
            assert!(self.apart(cut, &ties), "{csr:?} {from:?} {to:?}: {found:?}");
            found.cut
        }

        #[track_caller]
        fn check_ties(&self, flow: &mut Flow) -> Vec<(u32, u32)> {
            let Self { csr, from, to, .. } = self;
            let found = flow.apart_ties(csr, from, to, self.open, u32::MAX);
            self.check_paths(&found.paths);
            let steps = found.paths.iter().flat_map(|path| path.windows(2));
            let steps = steps.map(|two| (two[0].min(two[1]), two[0].max(two[1])));
            let once = steps.clone().collect::<BTreeSet<_>>().len();
            assert_eq!(once, steps.count(), "{csr:?} {from:?} {to:?}: {found:?}");
            let cut = found.cut.clone().unwrap();
            assert_eq!(cut.len(), found.paths.len(), "{csr:?} {from:?} {to:?}: {found:?}");
            assert!(self.apart(&[], &cut), "{csr:?} {from:?} {to:?}: {found:?}");
            cut
        }

        /// The cut leaves no more on the near side than any other set of its size that separates.
        #[track_caller]
        fn check_nearest(&self, cut: &[u32]) {
            let near = self.reached(cut, &[]);
            let between: Vec<u32> = (0..self.csr.nodes())
                .filter(|node| !self.from.contains(node) && !self.to.contains(node))
                .collect();
            for mask in 0..1_u32 << between.len() {
                if mask.count_ones() as usize != cut.len() {
                    continue;
                }
                let other = (0..between.len()).filter(|i| mask >> i & 1 == 1);
                let other: Vec<u32> = other.map(|i| between[i]).collect();
                if self.apart(&other, &[]) {
                    let far = self.reached(&other, &[]);
                    assert!(near.is_subset(&far), "{:?}: {cut:?} against {other:?}", self.csr);
                }
            }
        }

        /// The same for ties, over every set of as many pairs.
        #[track_caller]
        fn check_nearest_ties(&self, cut: &[(u32, u32)]) {
            let near = self.reached(&[], cut);
            let pairs: Vec<(u32, u32)> = (0..self.csr.nodes())
                .flat_map(|a| self.csr.row(a).iter().map(move |b| (a, *b)))
                .filter(|(a, b)| a < b)
                .collect();
            for mask in 0..1_u32 << pairs.len() {
                if mask.count_ones() as usize != cut.len() {
                    continue;
                }
                let other = (0..pairs.len()).filter(|i| mask >> i & 1 == 1);
                let other: Vec<_> = other.map(|i| pairs[i]).collect();
                if self.apart(&[], &other) {
                    let far = self.reached(&[], &other);
                    assert!(near.is_subset(&far), "{:?}: {cut:?} against {other:?}", self.csr);
                }
            }
        }
    }

    fn members(mask: u32) -> Vec<u32> {
        (0..32).filter(|node| mask >> node & 1 == 1).collect()
    }

    #[test]
    fn all_graphs_of_five_and_all_groups_in_them() {
        let mut flow = Flow::default();
        for csr in all_graphs(5) {
            // Of five only single ends: groups of two leave one node between.
            let masks =
                || (1..1_u32 << csr.nodes()).filter(|m| csr.nodes() < 5 || m.is_power_of_two());
            for from in masks() {
                for to in masks().filter(|to| to & from == 0) {
                    let (from, to) = (members(from), members(to));
                    let case = Case { csr: &csr, from, to, open: &|_| true };
                    if let Some(cut) = case.check_parties(&mut flow) {
                        case.check_nearest(&cut);
                    }
                    let ties = case.check_ties(&mut flow);
                    if case.from.len() == 1 && case.to.len() == 1 && case.from[0] < case.to[0] {
                        case.check_nearest_ties(&ties);
                    }
                }
            }
        }
    }

    /// Two small groups somewhere in a graph, and one node in seven closed.
    fn random_case(csr: &Csr, seed: u64, check: impl Fn(&Case<'_>)) {
        let mut numbers = Numbers(seed ^ 0xf10e);
        let n = csr.nodes();
        let mut group = |most: u32| -> Vec<u32> {
            (0..=numbers.below(most)).map(|_| numbers.below(n)).collect()
        };
        let (from, mut to) = (group(3), group(4));
        to.retain(|end| !from.contains(end));
        let shut = numbers.below(7);
        check(&Case { csr, from, to, open: &|node| node % 7 != shut });
    }

    #[test]
    fn random_graphs_give_as_many_paths_as_they_need_cuts() {
        for seed in 0..400 {
            random_case(&random_graph(seed, 12), seed, |case| {
                let mut flow = Flow::default();
                if let Some(cut) = case.check_parties(&mut flow) {
                    case.check_nearest(&cut);
                }
                case.check_ties(&mut flow);
            });
        }
        for seed in 0..120 {
            random_case(&random_graph(seed, 200), seed, |case| {
                let mut flow = Flow::default();
                let first = (case.check_parties(&mut flow), case.check_ties(&mut flow));
                // The space keeps nothing of the last question.
                assert_eq!(first, (case.check_parties(&mut flow), case.check_ties(&mut flow)));
            });
        }
    }

    /// 0 and 7 joined by two chains that the shortest way, 0-1-5-7, crosses.
    fn crossed() -> Csr {
        Csr::undirected(
            8,
            &[(0, 1), (1, 2), (2, 3), (3, 7), (0, 4), (4, 6), (6, 5), (5, 7), (1, 5)],
        )
    }

    #[test]
    fn a_path_that_stands_in_the_way_is_led_elsewhere() {
        let found = Flow::default().apart_parties(&crossed(), &[0], &[7], |_| true, u32::MAX);
        assert_eq!(found.paths, [vec![0, 1, 2, 3, 7], vec![0, 4, 6, 5, 7]]);
        assert_eq!(found.cut, Some(vec![1, 4]));
        let found = Flow::default().apart_ties(&crossed(), &[0], &[7], |_| true, u32::MAX);
        assert_eq!(found.cut, Some(vec![(0, 1), (0, 4)]));
    }

    #[test]
    fn enough_is_enough_and_then_no_cut_is_claimed() {
        let mut flow = Flow::default();
        for most in 0..=2 {
            let found = flow.apart_parties(&crossed(), &[0], &[7], |_| true, most);
            assert_eq!((found.paths.len() as u32, found.cut), (most, None));
            let found = flow.apart_ties(&crossed(), &[0], &[7], |_| true, most);
            assert_eq!((found.paths.len() as u32, found.cut), (most, None));
        }
        assert_eq!(flow.apart_parties(&crossed(), &[0], &[7], |_| true, 3).cut, Some(vec![1, 4]),);
    }

    #[test]
    fn a_direct_tie_cannot_be_cut_by_parties_and_the_rest_is_told() {
        let csr = Csr::undirected(4, &[(0, 1), (0, 2), (2, 1), (1, 3)]);
        let found = Flow::default().apart_parties(&csr, &[0], &[1], |_| true, u32::MAX);
        assert_eq!(found.paths, [vec![0, 1], vec![0, 2, 1]]);
        assert_eq!((found.cut, found.rest), (None, vec![2]));
        let found = Flow::default().apart_ties(&csr, &[0], &[1], |_| true, u32::MAX);
        assert_eq!(found.cut, Some(vec![(0, 1), (0, 2)]));
    }

    #[test]
    fn nobody_at_one_end_and_somebody_at_both() {
        let csr = Csr::undirected(4, &[(0, 1), (1, 2), (2, 3)]);
        let mut flow = Flow::default();
        let none = flow.apart_parties(&csr, &[], &[2], |_| true, u32::MAX);
        assert_eq!((none.paths.len(), none.cut), (0, Some(vec![])));
        let both = flow.apart_parties(&csr, &[0, 3, 3], &[3, 2, 2], |_| true, u32::MAX);
        assert_eq!(both.paths, [vec![3], vec![0, 1, 2]]);
        assert_eq!((both.cut, both.rest), (None, vec![1]));
        let both = flow.apart_ties(&csr, &[3], &[3], |_| true, u32::MAX);
        assert_eq!((both.paths, both.cut), (vec![vec![3]], None));
    }

    #[test]
    fn a_chain_of_a_million_overflows_nothing() {
        let n = 1_000_000_u32;
        let csr = chain(n);
        let asked = move || {
            let mut flow = Flow::default();
            let parties = flow.apart_parties(&csr, &[0], &[n - 1], |_| true, u32::MAX);
            let ties = flow.apart_ties(&csr, &[0], &[n - 1], |_| true, u32::MAX);
            (parties, ties)
        };
        let small = std::thread::Builder::new().stack_size(256 * 1024);
        let (parties, ties) = small.spawn(asked).unwrap().join().unwrap();
        assert_eq!((parties.paths[0].len(), parties.cut), (1_000_000, Some(vec![1])));
        assert_eq!((ties.paths[0].len(), ties.cut), (1_000_000, Some(vec![(0, 1)])));
    }
}
