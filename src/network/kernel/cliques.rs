//! Maximal cliques: sets in which everybody stands beside everybody, and to which nobody
//! can be added.
//!
//! C. Bron, J. Kerbosch, Communications of the ACM 16 (1973), with the pivot of E. Tomita,
//! A. Tanaka, H. Takahashi, Theoretical Computer Science 363 (2006), node by node in the
//! order of peeling (D. Eppstein, M. Löffler, D. Strash, Listing All Maximal Cliques in
//! Sparse Graphs in Near-Optimal Time, ISAAC 2010), with a stack of our own.

use super::cores::peel;
use super::csr::Csr;

/// What a search is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search {
    /// The least number of members; 0 means 1.
    pub(crate) least: u32,
    /// The most cliques that are kept.
    pub(crate) most: usize,
    /// The most steps that are made: one for each set that is tried.
    pub(crate) steps: u64,
}

/// Whether a search came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Everything was found.
    Whole,
    /// There are more than may be kept.
    Most,
    /// There may be more: all steps were made.
    Steps,
}

/// Cliques, in the order in which they were met.
#[derive(Clone, Debug)]
pub(crate) struct Cliques {
    /// Where each clique ends in `members`.
    pub(crate) ends: Vec<usize>,
    /// The members of all cliques, clique behind clique.
    pub(crate) members: Vec<u32>,
    /// Whether the search came to its end.
    pub(crate) ended: Ended,
}

/// The maximal cliques of a symmetric graph without loops.
pub(crate) fn cliques(csr: &Csr, search: Search) -> Cliques {
    let sides = Sides::of(csr);
    let mut space = Space::new(csr.nodes());
    let mut found = Cliques { ends: Vec::new(), members: Vec::new(), ended: Ended::Whole };
    let mut steps = search.steps;
    for place in 0..csr.nodes() {
        if sides.later.row(place).len() + 1 < search.least as usize {
            continue;
        }
        space.look_at(&sides, place);
        space.search(&sides, search, &mut steps, &mut found);
        if found.ended != Ended::Whole {
            break;
        }
    }
    found
}

/// The graph in the order of peeling: whoever comes later, and whoever comes before.
struct Sides {
    /// Which node stands at a place in the order.
    order: Vec<u32>,
    later: Csr,
    before: Csr,
}

impl Sides {
    fn of(csr: &Csr) -> Self {
        let order = peel(csr).order;
        let mut place = vec![0_u32; order.len()];
        for (at, node) in order.iter().enumerate() {
            place[*node as usize] = at as u32;
        }
        let side = |wanted: fn(&(u32, u32)) -> bool| {
            let (mut offsets, mut targets) = (vec![0], Vec::with_capacity(csr.arcs() / 2));
            for (at, node) in (0_u32..).zip(&order) {
                let beside = csr.row(*node).iter().map(|beside| (at, place[*beside as usize]));
                targets.extend(beside.filter(wanted).map(|(_, beside)| beside));
                offsets.push(targets.len() as u32);
            }
            Csr::from_rows(offsets, targets).unwrap_or_default()
        };
        let (later, before) = (side(|(at, beside)| beside > at), side(|(at, beside)| beside < at));
        Self { order, later, before }
    }
}

/// Not in the part that is looked at.
const OUTSIDE: u32 = u32::MAX;

/// One set on the way to a clique: who may still join, in words of bits, and who may no
/// longer because all cliques with it are known.
#[derive(Clone, Copy)]
struct Frame {
    /// Where its two sets of bits begin: who may join, and who of them is tried here.
    bits: usize,
    /// Where its list of those who may no longer join begins.
    barred: usize,
}

/// The part around one node: those after it, numbered first, then those before it.
struct Space {
    spot: Vec<u32>,
    local: Vec<u32>,
    /// How many of `local` come after the node: those who can join it.
    joining: usize,
    words: usize,
    /// For each local number, who of those after the node stands beside it.
    beside: Vec<u64>,
    frames: Vec<Frame>,
    bits: Vec<u64>,
    barred: Vec<u32>,
    chosen: Vec<u32>,
    place: u32,
}

impl Space {
    fn new(nodes: u32) -> Self {
        Self {
            spot: vec![OUTSIDE; nodes as usize],
            local: Vec::new(),
            joining: 0,
            words: 0,
            beside: Vec::new(),
            frames: Vec::new(),
            bits: Vec::new(),
            barred: Vec::new(),
            chosen: Vec::new(),
            place: 0,
        }
    }

    /// Takes in the part around a place.
    fn look_at(&mut self, sides: &Sides, place: u32) {
        self.place = place;
        self.local.clear();
        self.local.extend_from_slice(sides.later.row(place));
        self.joining = self.local.len();
        self.local.extend_from_slice(sides.before.row(place));
        self.words = self.joining.div_ceil(64);
        for (spot, there) in (0_u32..).zip(&self.local) {
            self.spot[*there as usize] = spot;
        }
        self.beside.clear();
        self.beside.resize(self.local.len() * self.words, 0);
        for a in 0..self.local.len() {
            // Whoever comes before the node comes before all who can join it, so that every
            // pair wanted stands in the row of the one that is peeled off first.
            for there in sides.later.row(self.local[a]) {
                let b = self.spot[*there as usize];
                if (b as usize) < self.joining {
                    self.beside[a * self.words + b as usize / 64] |= 1 << (b % 64);
                    if a < self.joining {
                        self.beside[b as usize * self.words + a / 64] |= 1 << (a % 64);
                    }
                }
            }
        }
        for there in &self.local {
            self.spot[*there as usize] = OUTSIDE;
        }
    }

    /// Lists the cliques of the node with those after it.
    fn search(&mut self, sides: &Sides, search: Search, steps: &mut u64, found: &mut Cliques) {
        self.bits.clear();
        self.bits.resize(self.words, !0);
        if !self.joining.is_multiple_of(64) {
            self.bits[self.words - 1] = (1 << (self.joining % 64)) - 1;
        }
        self.barred.clear();
        self.barred.extend(self.joining as u32..self.local.len() as u32);
        self.chosen.clear();
        self.open(0, 0);
        while let Some(frame) = self.frames.last().copied() {
            if *steps == 0 {
                found.ended = Ended::Steps;
                break;
            }
            *steps -= 1;
            if let Some(next) = self.next(frame) {
                self.choose(frame, next, search.least);
                continue;
            }
            let (width, nobody) = (self.words, self.barred.len() == frame.barred);
            let none_left = self.bits[frame.bits..frame.bits + width].iter().all(|word| *word == 0);
            if nobody && none_left && self.chosen.len() + 1 >= search.least as usize {
                if found.ends.len() == search.most {
                    found.ended = Ended::Most;
                    break;
                }
                found.members.push(sides.order[self.place as usize]);
                let members = self.chosen.iter().map(|spot| self.local[*spot as usize]);
                found.members.extend(members.map(|place| sides.order[place as usize]));
                found.ends.push(found.members.len());
            }
            self.close();
        }
        self.frames.clear();
    }

    /// Opens a set whose bits of who may join, and whose list of the barred, stand at the
    /// ends of their stacks from these places on.
    fn open(&mut self, bits: usize, barred: usize) {
        let may = bits..bits + self.words;
        let among = (0..self.joining as u32).filter(|spot| self.bits_at(bits, *spot));
        // The pivot: every clique holds it or somebody not beside it.
        let beside = |spot: &u32| -> u32 {
            let row = *spot as usize * self.words;
            let common = self.bits[may.clone()].iter().zip(&self.beside[row..]);
            common.map(|(may, beside)| (may & beside).count_ones()).sum()
        };
        let pivot = among.chain(self.barred[barred..].iter().copied()).max_by_key(beside);
        for word in 0..self.words {
            let by = pivot.map_or(0, |pivot| self.beside[pivot as usize * self.words + word]);
            let tried = self.bits[bits + word] & !by;
            self.bits.push(tried);
        }
        self.frames.push(Frame { bits, barred });
    }

    /// Whether a spot is in the set whose bits begin at a place.
    fn bits_at(&self, bits: usize, spot: u32) -> bool {
        self.bits[bits + spot as usize / 64] >> (spot % 64) & 1 == 1
    }

    /// Whoever of a set is tried next.
    fn next(&self, frame: Frame) -> Option<u32> {
        let tried = &self.bits[frame.bits + self.words..frame.bits + 2 * self.words];
        let word = tried.iter().position(|word| *word != 0)?;
        Some(64 * word as u32 + tried[word].trailing_zeros())
    }

    /// Goes on with one more member; from then on it may no longer join the set before.
    fn choose(&mut self, frame: Frame, spot: u32, least: u32) {
        let (word, bit) = (spot as usize / 64, 1_u64 << (spot % 64));
        self.bits[frame.bits + self.words + word] &= !bit;
        self.bits[frame.bits + word] &= !bit;
        let (bits, barred) = (self.bits.len(), self.barred.len());
        let mut left = 0;
        for word in 0..self.words {
            let may = self.bits[frame.bits + word];
            let may = may & self.beside[spot as usize * self.words + word];
            left += may.count_ones();
            self.bits.push(may);
        }
        self.chosen.push(spot);
        if self.chosen.len() as u64 + 1 + u64::from(left) < u64::from(least) {
            self.bits.truncate(bits);
            self.chosen.pop();
            self.barred.push(spot);
            return;
        }
        for at in frame.barred..barred {
            let other = self.barred[at];
            if self.beside[other as usize * self.words + word] & bit != 0 {
                self.barred.push(other);
            }
        }
        self.open(bits, barred);
    }

    /// Leaves a set; whoever led into it is barred in the set before.
    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.bits.truncate(frame.bits);
        self.barred.truncate(frame.barred);
        if let Some(spot) = self.chosen.pop() {
            self.barred.push(spot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::kernel::worlds::{all_graphs, random_graph};

    const ALL: Search = Search { least: 1, most: usize::MAX, steps: u64::MAX };

    /// The cliques, each in rising order, in rising order.
    fn listed(csr: &Csr, search: Search) -> (Vec<Vec<u32>>, Ended) {
        let found = cliques(csr, search);
        let begins = [0].into_iter().chain(found.ends.iter().copied());
        let ranges = begins.zip(&found.ends).map(|(from, to)| found.members[from..*to].to_vec());
        let mut all: Vec<Vec<u32>> = ranges.collect();
        all.iter_mut().for_each(|clique| clique.sort_unstable());
        all.sort_unstable();
        (all, found.ended)
    }

    /// Everybody in turn is taken in or left out; what cannot be added to is a clique.
    fn plain(csr: &Csr) -> Vec<Vec<u32>> {
        let mut open = vec![vec![]];
        for node in 0..csr.nodes() {
            let with = open.iter().filter_map(|set: &Vec<u32>| {
                let fits = set.iter().all(|other| csr.row(node).contains(other));
                fits.then(|| [set.as_slice(), &[node]].concat())
            });
            let mut with: Vec<_> = with.collect();
            open.append(&mut with);
        }
        let whole = |set: &Vec<u32>| {
            let joins = |node| set.iter().all(|other| csr.row(node).contains(other));
            !(0..csr.nodes()).any(|node| !set.contains(&node) && joins(node))
        };
        open.retain(|set| !set.is_empty() && whole(set));
        open.sort_unstable();
        open
    }

    #[track_caller]
    fn check(csr: &Csr) {
        let expected = plain(csr);
        assert_eq!(listed(csr, ALL), (expected.clone(), Ended::Whole), "{csr:?}");
        for least in 0..5 {
            let large: Vec<_> =
                expected.iter().filter(|set| set.len() >= least as usize).cloned().collect();
            assert_eq!(listed(csr, Search { least, ..ALL }).0, large, "{csr:?} from {least}");
        }
    }

    #[test]
    fn trying_every_set_gives_the_same() {
        all_graphs(5).for_each(|csr| check(&csr));
        (0..40).for_each(|seed| check(&random_graph(seed, 40)));
    }

    #[test]
    fn rows_of_more_than_one_word() {
        // Everybody beside everybody but one: each clique leaves out one of every pair.
        for nodes in [128, 130, 131, 200] {
            let beside = |a: u32, b: u32| a / 2 != b / 2 || a / 2 >= 5;
            let pairs = (0..nodes).flat_map(|a| (0..a).map(move |b| (a, b)));
            let pairs: Vec<_> = pairs.filter(|(a, b)| beside(*a, *b)).collect();
            let csr = Csr::undirected(nodes, &pairs);
            let (all, ended) = listed(&csr, ALL);
            assert_eq!((all.len(), ended), (32, Ended::Whole));
            assert!(all.iter().all(|set| set.len() == nodes as usize - 5));
            assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }

    #[test]
    fn a_search_that_is_cut_off_says_so_and_one_that_just_ends_does_not() {
        // Three to the power of 7 cliques (J. Moon, L. Moser, 1965).
        let pairs = (0..21).flat_map(|a| (0..a).map(move |b| (a, b)));
        let pairs: Vec<_> = pairs.filter(|(a, b)| a / 3 != b / 3).collect();
        let csr = Csr::undirected(21, &pairs);
        assert_eq!(listed(&csr, Search { most: 2187, ..ALL }).1, Ended::Whole);
        for most in [0, 1, 2186] {
            let (all, ended) = listed(&csr, Search { most, ..ALL });
            assert_eq!((all.len(), ended), (most, Ended::Most));
        }
        for steps in [0, 1, 100] {
            let (all, ended) = listed(&csr, Search { steps, ..ALL });
            assert!(all.len() <= steps as usize);
            assert_eq!(ended, Ended::Steps);
        }
        let none = Csr::from_rows(vec![0], vec![]).unwrap();
        assert_eq!(listed(&none, Search { most: 0, steps: 0, ..ALL }), (vec![], Ended::Whole));
    }

    #[test]
    fn a_chain_and_a_star_of_many() {
        let n = 20_000_u32;
        let chain: Vec<_> = (1..n).map(|i| (i - 1, i)).collect();
        let star: Vec<_> = (1..n).map(|i| (0, i)).collect();
        for pairs in [chain, star] {
            let (all, ended) = listed(&Csr::undirected(n, &pairs), ALL);
            assert_eq!((all.len(), ended), (pairs.len(), Ended::Whole));
        }
    }
}
