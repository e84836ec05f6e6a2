//! Figures of a network, computed the plain way from its pairs, and figures of a page,
//! read from its tables: what the library's answers are compared with.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss)]

pub(crate) mod page;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use unbrella::base::day::Moment;
use unbrella::base::id::PartyId;
use unbrella::network::readers::{ReadNetwork, Reader, Roles};
use unbrella::network::seen::Seen;

/// A reader that knows nobody's role, for lists that were always known.
pub(crate) fn reader() -> Reader {
    Reader::new(Roles::default(), Moment::parse("1900-01-01T00:00:00+08:00").unwrap())
}

/// The network of some files.
pub(crate) fn read(files: &[(&str, &str)]) -> ReadNetwork {
    let mut reader = reader();
    for (name, text) in files {
        reader.file(name, text.as_bytes());
    }
    reader.finish().unwrap_or_else(|unread| panic!("{unread}"))
}

/// The network of pairs, each given once.
pub(crate) fn of_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> ReadNetwork {
    let rows = pairs.into_iter().map(|(a, b)| format!("{a},{b}\n"));
    let text = format!("source,target\n{}", rows.collect::<String>());
    read(&[("edges.csv", &text)])
}

/// Who stands beside whom, by name; no direction, no weights.
#[derive(Clone, Default)]
pub(crate) struct Plain {
    pub(crate) beside: BTreeMap<String, BTreeSet<String>>,
}

impl Plain {
    /// From every line that a view shows.
    pub(crate) fn of(read: &ReadNetwork, seen: &Seen<'_>) -> Self {
        let name = |party: PartyId| read.labels().name(party).unwrap().as_str().to_owned();
        let mut plain = Self::default();
        for (_, name) in read.labels().iter() {
            plain.beside.entry(name.as_str().to_owned()).or_default();
        }
        for tie in seen.shown() {
            plain.tie(&name(tie.from), &name(tie.to));
        }
        plain
    }

    fn tie(&mut self, a: &str, b: &str) {
        self.beside.get_mut(a).unwrap().insert(b.to_owned());
        self.beside.get_mut(b).unwrap().insert(a.to_owned());
    }

    pub(crate) fn nodes(&self) -> usize {
        self.beside.len()
    }

    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        let pairs = self.beside.iter().flat_map(|(a, row)| row.iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| a < b).map(|(a, b)| (a.as_str(), b.as_str())).collect()
    }

    pub(crate) fn degree(&self, name: &str) -> usize {
        self.beside[name].len()
    }

    /// The pairs among these.
    pub(crate) fn pairs_among(&self, some: &BTreeSet<&str>) -> usize {
        let inside =
            |a: &&str| some.iter().copied().filter(|b| self.beside[*a].contains(*b)).count();
        some.iter().map(inside).sum::<usize>() / 2
    }

    /// Triangles at a node.
    pub(crate) fn triangles_at(&self, name: &str) -> usize {
        self.pairs_among(&self.beside[name].iter().map(String::as_str).collect())
    }

    pub(crate) fn triangles(&self) -> usize {
        self.beside.keys().map(|name| self.triangles_at(name)).sum::<usize>() / 3
    }

    /// Connected triples, by their middle.
    fn triples_at(&self, name: &str) -> usize {
        self.degree(name) * self.degree(name).saturating_sub(1) / 2
    }

    pub(crate) fn transitivity(&self) -> f64 {
        let triples: usize = self.beside.keys().map(|name| self.triples_at(name)).sum();
        3.0 * self.triangles() as f64 / triples as f64
    }

    pub(crate) fn clustering(&self) -> f64 {
        let local = |name: &String| match self.triples_at(name) {
            0 => 0.0,
            triples => self.triangles_at(name) as f64 / triples as f64,
        };
        self.beside.keys().map(local).sum::<f64>() / self.nodes() as f64
    }

    /// The correlation of what `value` says at both ends of each pair.
    pub(crate) fn correlation(&self, value: impl Fn(&str) -> f64) -> f64 {
        let pairs = self.pairs();
        let both = pairs.iter().flat_map(|(a, b)| [(value(a), value(b)), (value(b), value(a))]);
        let both: Vec<(f64, f64)> = both.collect();
        let mean = both.iter().map(|(x, _)| x).sum::<f64>() / both.len() as f64;
        let over = both.iter().map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
        over / both.iter().map(|(x, _)| (x - mean).powi(2)).sum::<f64>()
    }

    /// Whether ties keep to groups: 1 if always, 0 if as by chance (M. Newman, 2003).
    pub(crate) fn assortativity(&self, group: impl Fn(&str) -> String) -> f64 {
        let pairs = self.pairs();
        let ends = 2.0 * pairs.len() as f64;
        let within = pairs.iter().filter(|(a, b)| group(a) == group(b)).count() as f64;
        let mut share: BTreeMap<String, f64> = BTreeMap::new();
        for (a, b) in &pairs {
            *share.entry(group(a)).or_default() += 1.0 / ends;
            *share.entry(group(b)).or_default() += 1.0 / ends;
        }
        let chance: f64 = share.values().map(|share| share * share).sum();
        (within / pairs.len() as f64 - chance) / (1.0 - chance)
    }

    /// The share of pairs within groups, less the share that chance would put there (M. Newman,
    /// M. Girvan, 2004).
    pub(crate) fn modularity(&self, groups: &[Vec<String>]) -> f64 {
        let pairs = self.pairs().len() as f64;
        let of = |group: &Vec<String>| {
            let inside = self.pairs_among(&group.iter().map(String::as_str).collect()) as f64;
            let ends: usize = group.iter().map(|name| self.degree(name)).sum();
            inside / pairs - (ends as f64 / (2.0 * pairs)).powi(2)
        };
        groups.iter().map(of).sum()
    }

    /// How far everybody is, themselves included at 0.
    pub(crate) fn distances(&self, from: &str) -> BTreeMap<&str, usize> {
        let (from, _) = self.beside.get_key_value(from).unwrap();
        let mut met = BTreeMap::from([(from.as_str(), 0)]);
        let mut next = VecDeque::from([from.as_str()]);
        while let Some(at) = next.pop_front() {
            for beside in &self.beside[at] {
                if !met.contains_key(beside.as_str()) {
                    met.insert(beside, met[at] + 1);
                    next.push_back(beside);
                }
            }
        }
        met
    }

    /// The number of shortest paths between two.
    pub(crate) fn shortest_paths(&self, from: &str, to: &str) -> usize {
        let far = self.distances(from);
        let mut order: Vec<&str> = far.keys().copied().collect();
        order.sort_by_key(|name| far[name]);
        let mut paths = BTreeMap::from([(from, 1_usize)]);
        for name in order.into_iter().skip(1) {
            let before = self.beside[name].iter().map(String::as_str);
            let before = before.filter(|b| far[b] + 1 == far[name]);
            let count = before.map(|before| paths[before]).sum();
            paths.insert(name, count);
        }
        paths[to]
    }

    /// Closeness, scaled by the share that can be reached (S. Wasserman, K. Faust, 1994).
    pub(crate) fn closeness(&self, name: &str) -> f64 {
        let far = self.distances(name);
        let (others, sum) = (far.len() - 1, far.values().sum::<usize>());
        match sum {
            0 => 0.0,
            sum => (others * others) as f64 / (sum as f64 * (self.nodes() - 1) as f64),
        }
    }

    /// How much of a party's ties leads back to the same few (R. Burt, 1992).
    pub(crate) fn constraint(&self, name: &str) -> f64 {
        let share = |from: &str, to: &str| {
            if self.beside[from].contains(to) { 1.0 / self.degree(from) as f64 } else { 0.0 }
        };
        let local = |other: &String| {
            let indirect = self.beside[name].iter();
            let indirect: f64 = indirect.map(|via| share(name, via) * share(via, other)).sum();
            (share(name, other) + indirect).powi(2)
        };
        self.beside[name].iter().map(local).sum()
    }

    /// The sizes of the components, largest first, with some taken out.
    pub(crate) fn sizes_without(&self, gone: &[&str]) -> Vec<usize> {
        let numbered = Numbered::of(self);
        let gone = gone.iter().map(|name| numbered.number[name]).collect::<Vec<_>>();
        numbered.sizes_without(&gone)
    }

    /// The same network without some.
    pub(crate) fn without(&self, gone: &[&str]) -> Self {
        let stays = |name: &&String| !gone.contains(&name.as_str());
        let row = |row: &BTreeSet<String>| row.iter().filter(stays).cloned().collect();
        let rows = self.beside.iter().filter(|(name, _)| stays(name));
        Self { beside: rows.map(|(name, beside)| (name.clone(), row(beside))).collect() }
    }

    /// Parts that hang together whichever party is taken out, by their members.
    pub(crate) fn blocks(&self) -> Vec<BTreeSet<&str>> {
        let mut search = Blocks { plain: self, ..Blocks::default() };
        for name in self.beside.keys() {
            if !search.number.contains_key(name.as_str()) {
                search.visit(name, None);
            }
        }
        search.found
    }
}

/// The same rows by number, for what is asked a hundred thousand times.
pub(crate) struct Numbered<'a> {
    pub(crate) number: BTreeMap<&'a str, usize>,
    pub(crate) names: Vec<&'a str>,
    rows: Vec<Vec<usize>>,
}

impl<'a> Numbered<'a> {
    pub(crate) fn of(plain: &'a Plain) -> Self {
        let names: Vec<&str> = plain.beside.keys().map(String::as_str).collect();
        let number: BTreeMap<&str, usize> = names.iter().copied().zip(0..).collect();
        let row = |row: &BTreeSet<String>| row.iter().map(|name| number[name.as_str()]).collect();
        let rows = plain.beside.values().map(row).collect();
        Self { number, names, rows }
    }

    pub(crate) fn sizes_without(&self, gone: &[usize]) -> Vec<usize> {
        let mut met = vec![false; self.rows.len()];
        gone.iter().for_each(|at| met[*at] = true);
        let (mut sizes, mut next) = (Vec::new(), Vec::new());
        for from in 0..self.rows.len() {
            if met[from] {
                continue;
            }
            met[from] = true;
            next.push(from);
            let mut size = 0;
            while let Some(at) = next.pop() {
                size += 1;
                for beside in &self.rows[at] {
                    if !met[*beside] {
                        met[*beside] = true;
                        next.push(*beside);
                    }
                }
            }
            sizes.push(size);
        }
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes
    }
}

/// The search for blocks, with recursion: for small networks (J. Hopcroft, R. Tarjan, 1973).
struct Blocks<'a> {
    plain: &'a Plain,
    number: BTreeMap<&'a str, usize>,
    low: BTreeMap<&'a str, usize>,
    pairs: Vec<(&'a str, &'a str)>,
    found: Vec<BTreeSet<&'a str>>,
}

impl Default for Blocks<'_> {
    fn default() -> Self {
        static NONE: Plain = Plain { beside: BTreeMap::new() };
        Self {
            plain: &NONE,
            number: BTreeMap::new(),
            low: BTreeMap::new(),
            pairs: Vec::new(),
            found: Vec::new(),
        }
    }
}

impl<'a> Blocks<'a> {
    fn visit(&mut self, at: &'a str, from: Option<&'a str>) {
        let number = self.number.len();
        self.number.insert(at, number);
        self.low.insert(at, number);
        for next in self.plain.beside[at].iter().map(String::as_str) {
            if Some(next) == from {
                continue;
            }
            if let Some(&known) = self.number.get(next) {
                if known < number {
                    self.pairs.push((at, next));
                }
                self.low.insert(at, self.low[at].min(known));
                continue;
            }
            let depth = self.pairs.len();
            self.pairs.push((at, next));
            self.visit(next, Some(at));
            self.low.insert(at, self.low[at].min(self.low[next]));
            if self.low[next] >= number {
                let block = self.pairs.drain(depth..).flat_map(|(a, b)| [a, b]);
                self.found.push(block.collect());
            }
        }
    }
}

/// Pairs of parties that can still reach each other.
pub(crate) fn connected_pairs(sizes: &[usize]) -> usize {
    sizes.iter().map(|size| size * (size - 1) / 2).sum()
}

/// Every choice of `most` of some, in their order.
pub(crate) fn choices(some: &[usize], most: usize) -> Vec<Vec<usize>> {
    if most == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, first) in some.iter().enumerate() {
        for mut rest in choices(&some[at + 1..], most - 1) {
            rest.push(*first);
            all.push(rest);
        }
    }
    all
}
