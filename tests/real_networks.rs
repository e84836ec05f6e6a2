//! Real networks, and every figure that their pages state.
//!
//! The networks are no part of the repository. `UNBRELLA_NETWORKS` names the folder that
//! holds them; without it these tests say loudly that nothing was compared. Figures are
//! read from the pages beside the data, so that each is compared with its source: an
//! unknown row of a table fails the test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss, clippy::string_slice)]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod figures;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use figures::page::{
    agrees, between, compare_top, json, named, numbers, numbers_by_name, ranked, section, sections,
};
use figures::{Numbered, Plain, choices, connected_pairs, read, reader};
use unbrella::base::day::Moment;
use unbrella::base::id::PartyId;
use unbrella::base::permille::Permille;
use unbrella::network::brokers::{betweenness, cuts};
use unbrella::network::clusters::{CommunitySearch, communities, components, cores};
use unbrella::network::disruption::{
    Aim, Pool, Remaining, Renewal, Strategy, Together, best_removal, removal_order,
    removals_in_order,
};
use unbrella::network::kinds::KindSet;
use unbrella::network::limit::Limits as Limited;
use unbrella::network::line::TieLine;
use unbrella::network::paths::{Finder, Limits};
use unbrella::network::reach::{Scratch, everywhere, within};
use unbrella::network::readers::{ColumnIs, EventsAs, ReadNetwork, Reader, Roles};
use unbrella::network::seen::Seen;
use unbrella::network::sharing::{ProjectionLimits, projection};
use unbrella::network::view::View;
use unbrella::terms::tie::TieKind;

/// One folder of the collection; `None` where the collection is missing.
struct Folder(PathBuf);

impl Folder {
    fn open(name: &str) -> Option<Self> {
        let Some(all) = std::env::var_os("UNBRELLA_NETWORKS") else {
            // Straight to the stream: what a passing test prints is not shown.
            let said = format!("SKIPPED, nothing compared: {name} (set UNBRELLA_NETWORKS)\n");
            std::io::stderr().write_all(said.as_bytes()).unwrap();
            return None;
        };
        let path = PathBuf::from(all).join(name);
        assert!(path.is_dir(), "UNBRELLA_NETWORKS has no folder {}", path.display());
        Some(Self(path))
    }

    fn text(&self, file: &str) -> String {
        let path = self.0.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn page(&self) -> String {
        self.text("README.md")
    }

    fn read(&self, files: &[&str]) -> ReadNetwork {
        let texts: Vec<(&str, String)> =
            files.iter().map(|file| (*file, self.text(file))).collect();
        let texts: Vec<(&str, &str)> =
            texts.iter().map(|(file, text)| (*file, &text[..])).collect();
        read(&texts)
    }

    /// The rows of a file as fields, without the header; no field of these files is quoted.
    fn rows(&self, file: &str) -> Vec<Vec<String>> {
        let text = self.text(file);
        let row = |line: &str| line.split(',').map(|field| field.trim().to_owned()).collect();
        text.lines().skip(1).map(row).collect()
    }
}

/// One network with the library's answers by name, asked through one view.
struct Asked<'a> {
    read: &'a ReadNetwork,
    seen: Seen<'a>,
    plain: Plain,
}

impl<'a> Asked<'a> {
    fn of(read: &'a ReadNetwork, view: View) -> Self {
        let seen = read.network().seen(view);
        let plain = Plain::of(read, &seen);
        assert_eq!(seen.pairs().pairs(), plain.pairs().len());
        Self { read, seen, plain }
    }

    fn name(&self, party: PartyId) -> String {
        self.read.labels().name(party).unwrap().as_str().to_owned()
    }

    fn party(&self, name: &str) -> PartyId {
        self.read.labels().find(name).unwrap_or_else(|| panic!("no {name}"))
    }

    fn betweenness(&self) -> BTreeMap<String, f64> {
        let brokers = betweenness(&self.seen);
        brokers.iter().map(|broker| (self.name(broker.party), broker.betweenness)).collect()
    }

    fn sizes(&self) -> Vec<usize> {
        components(&self.seen).parts.iter().map(Vec::len).collect()
    }

    fn every(&self, value: impl Fn(&str) -> f64) -> BTreeMap<String, f64> {
        self.plain.beside.keys().map(|name| (name.clone(), value(name))).collect()
    }

    /// Every distance inside the largest component, by the library.
    fn distances(&self) -> Vec<u32> {
        let mut scratch = Scratch::default();
        let largest = components(&self.seen).parts.remove(0);
        let near = |party: &PartyId| everywhere(&self.seen, *party, &mut scratch).unwrap();
        largest.iter().flat_map(near).map(|near| near.ties).collect()
    }

    /// Compares one row of a table of figures.
    fn compare(&self, figure: &str, stated: &str) {
        let plain = &self.plain;
        let whole = numbers(stated);
        let dotted: Vec<f64> = stated.split("; ").filter_map(|part| part.parse().ok()).collect();
        let close = |found: f64, at: usize, digits: i32| {
            assert!(agrees(found, dotted[at], digits), "{figure}: {found}, stated is {stated}");
        };
        match figure {
            "nodes / edges" => assert_eq!(whole, [plain.nodes(), plain.pairs().len()], "{figure}"),
            "components (largest sizes)" => {
                let sizes = self.sizes();
                assert_eq!(whole[0], sizes.len(), "{figure}");
                assert_eq!(whole[1..], sizes[..whole.len() - 1], "{figure}");
                assert!(whole.len() > sizes.len().min(8), "{figure}");
            }
            "isolated nodes" => {
                let alone = plain.beside.values().filter(|row| row.is_empty()).count();
                assert_eq!(whole, [alone], "{figure}");
            }
            "edges inside the largest component" => {
                let largest = components(&self.seen).parts.remove(0);
                let names: Vec<String> = largest.iter().map(|party| self.name(*party)).collect();
                let names = names.iter().map(String::as_str).collect();
                assert_eq!(whole, [plain.pairs_among(&names)], "{figure}");
            }
            "density; average degree" => {
                let (nodes, pairs) = (plain.nodes() as f64, plain.pairs().len() as f64);
                close(2.0 * pairs / (nodes * (nodes - 1.0)), 0, 6);
                close(2.0 * pairs / nodes, 1, 4);
            }
            "average clustering; transitivity; triangles" => {
                close(plain.clustering(), 0, 6);
                close(plain.transitivity(), 1, 6);
                close(plain.triangles() as f64, 2, 0);
            }
            "diameter; mean distance (largest component)" => {
                let distances = self.distances();
                close(f64::from(*distances.iter().max().unwrap()), 0, 0);
                let sum: u32 = distances.iter().sum();
                close(f64::from(sum) / distances.len() as f64, 1, 6);
            }
            "degree assortativity" => {
                close(plain.correlation(|name| plain.degree(name) as f64), 0, 6)
            }
            "top betweenness (normalised)" => {
                let nodes = plain.nodes() as f64;
                let pairs = (nodes - 1.0) * (nodes - 2.0) / 2.0;
                let share = self.betweenness().into_iter().map(|(name, raw)| (name, raw / pairs));
                compare_top(figure, &share.collect(), &named(stated), 4);
            }
            "raw betweenness of the first three" => {
                compare_top(figure, &self.betweenness(), &named(stated), 4);
            }
            "top degree" => {
                let degrees = self.every(|name| plain.degree(name) as f64);
                compare_top(figure, &degrees, &named(stated), 0);
            }
            "top closeness" => {
                compare_top(figure, &self.every(|name| plain.closeness(name)), &named(stated), 4);
            }
            "lowest Burt constraint (degree >= 2)" => {
                let mut turned = self.every(|name| -plain.constraint(name));
                turned.retain(|name, _| plain.degree(name) >= 2);
                let stated: Vec<_> = named(stated).into_iter().map(|(n, v)| (n, -v)).collect();
                compare_top(figure, &turned, &stated, 4);
            }
            "articulation points; bridges" => self.compare_cuts(stated),
            "biconnected components; largest" => {
                let blocks = plain.blocks();
                let largest = blocks.iter().map(BTreeSet::len).max().unwrap_or(0);
                assert_eq!(whole, [blocks.len(), largest], "{figure}");
            }
            "max k-core (its size)" => {
                let cores = cores(&self.seen);
                let most = cores.parties[0].core as usize;
                assert_eq!(whole, [most, cores.innermost().len()], "{figure}");
            }
            "Louvain modularity over seeds; communities at best" => {
                // `0.603–0.6117; 13`: the range of a method by lot; ours has to reach its end.
                let end = stated.split(['–', ';']).nth(1).and_then(|end| end.trim().parse().ok());
                let end: f64 = end.unwrap_or_else(|| panic!("{figure}: {stated}"));
                let search = |seed| CommunitySearch { seed, ..CommunitySearch::default() };
                let found = (0..10).map(|seed| communities(&self.seen, search(seed)).modularity);
                let best = found.fold(f64::MIN, f64::max);
                let groups = communities(&self.seen, search(0));
                let names = |group: &Vec<PartyId>| group.iter().map(|p| self.name(*p)).collect();
                let plain: Vec<_> = groups.communities.iter().map(names).collect();
                let plain = self.plain.modularity(&plain);
                assert!((plain - groups.modularity).abs() < 2e-9, "{figure}: {plain}");
                assert!(best > end - 5e-5, "{figure}: {best}, stated is {stated}");
            }
            "reach within 1 / 2 / 3 hops (self not counted)" => self.compare_reach(stated),
            "edges in the 1-hop ego net" => {
                for (name, stated) in numbers_by_name(stated) {
                    let beside = plain.beside[&name].iter().map(String::as_str);
                    let net = beside.chain([name.as_str()]).collect();
                    assert_eq!(stated, [plain.pairs_among(&net)], "{figure}: {name}");
                }
            }
            removal if removal.starts_with("best removal of ") => {
                let most = numbers(removal)[0];
                let largest = removal.ends_with(": smallest largest component");
                assert!(largest || removal.ends_with(": fewest connected pairs"), "{removal}");
                self.compare_removal(most, largest, stated);
            }
            unknown => panic!("no such figure is compared: {unknown}"),
        }
    }

    fn compare_cuts(&self, stated: &str) {
        let found = cuts(&self.seen);
        let (counts, names) = stated.split_once(" — ").unwrap_or((stated, ""));
        assert_eq!(numbers(counts), [found.points.len(), found.bridges.len()], "{stated}");
        let points: BTreeSet<String> =
            found.points.iter().map(|point| self.name(point.party)).collect();
        let names = names.split(", ").filter(|name| !name.is_empty()).map(str::to_owned);
        assert_eq!(points, names.collect(), "cut points");
    }

    fn compare_reach(&self, stated: &str) {
        let mut scratch = Scratch::default();
        for (name, stated) in numbers_by_name(stated) {
            let near = |most| within(&self.seen, self.party(&name), most, &mut scratch).unwrap();
            let found: Vec<usize> = [1, 2, 3].map(near).iter().map(Vec::len).collect();
            assert_eq!(found, stated, "reach of {name}");
        }
    }

    /// Over all sets of so many parties with at least two others beside them.
    fn compare_removal(&self, most: usize, largest: bool, stated: &str) {
        let (value, sets) = stated.split_once(" — ").unwrap();
        let (sets, further) = sets.rsplit_once("} ").unwrap_or((sets, "0"));
        let numbered = Numbered::of(&self.plain);
        let known = numbered.names.iter().filter(|name| self.plain.degree(name) >= 2);
        let known: Vec<usize> = known.map(|name| numbered.number[name]).collect();
        let mut best = usize::MAX;
        let mut all: BTreeSet<BTreeSet<String>> = BTreeSet::new();
        for set in choices(&known, most) {
            let sizes = numbered.sizes_without(&set);
            let left =
                if largest { sizes.first().copied().unwrap_or(0) } else { connected_pairs(&sizes) };
            if left < best {
                all.clear();
            }
            if left <= best {
                best = left;
                all.insert(set.iter().map(|at| numbered.names[*at].to_owned()).collect());
            }
        }
        let stated_sets: Vec<BTreeSet<String>> = sets
            .split("; ")
            .map(|set| set.trim_matches(['{', '}']).split(", ").map(str::to_owned).collect())
            .collect();
        let known: Vec<PartyId> = known.iter().map(|at| self.party(numbered.names[*at])).collect();
        let pool = Pool { among: Some(&known), gone: &[] };
        let aim = if largest { Aim::LargestComponent } else { Aim::ConnectedPairs };
        let limits = Limited { most: usize::MAX, ..Limited::default() };
        let found = best_removal(&self.seen, most, aim, pool, limits).unwrap();
        let named = |set: &Together| set.parties.iter().map(|one| self.name(*one)).collect();
        assert_eq!(found.sets.iter().map(named).collect::<BTreeSet<_>>(), all, "{stated}");
        assert_eq!((found.equal, found.cut_off), (all.len() as u64, None), "{stated}");
        let left = found.sets[0].left;
        assert_eq!(best as u64, if largest { left.largest.into() } else { left.pairs });
        assert_eq!(numbers(value), [best], "{stated}");
        assert_eq!(all.len(), stated_sets.len() + numbers(further)[0], "{stated}");
        assert!(stated_sets.iter().all(|set| all.contains(set)), "{stated}");
    }
}

/// Compares every row of the table under a heading.
fn compare_table(page: &str, heading: &str, read: &ReadNetwork, view: View) {
    let sections = sections(page);
    let table = &section(&sections, heading).figures;
    assert!(table.len() >= 20, "{heading}: {} rows", table.len());
    let asked = Asked::of(read, view);
    for (figure, stated) in table {
        asked.compare(figure, stated);
    }
}

/// Weights of pairs, both directions and repeated rows summed, as the library's reader gives them.
fn pair_weights(read: &ReadNetwork) -> BTreeMap<(String, String), f64> {
    let asked = Asked::of(read, View::new());
    let mut weights = BTreeMap::new();
    for tie in asked.seen.shown() {
        let (a, b) = (asked.name(tie.from), asked.name(tie.to));
        let weight = read.weight(tie.tie.unwrap()).unwrap();
        *weights.entry((a.clone().min(b.clone()), a.max(b))).or_default() += weight;
    }
    weights
}

/// The network of weighted pairs, with a confidence for each weight.
fn with_confidence(
    weights: &BTreeMap<(String, String), f64>,
    confidence: impl Fn(f64) -> u32,
) -> ReadNetwork {
    let row =
        |((a, b), weight): (&(String, String), &f64)| format!("{a},{b},{}\n", confidence(*weight));
    let rows: String = weights.iter().map(row).collect();
    read(&[("edges.csv", &format!("source,target,confidence\n{rows}"))])
}

/// Compares what a page says of the path between two: `N1->N12: {"hops": 1, …}`.
///
/// The strongest path is the one with the least sum of 1/weight. The library's has the largest
/// product of confidences, so each weight is given the confidence exp(−1/weight), rounded to a
/// thousandth.
fn compare_path(read: &ReadNetwork, from: &str, to: &str, stated: &str) {
    let stated = json(stated);
    let number = |name: &str| stated[name].as_f64().unwrap();
    let weights = pair_weights(read);
    let weight = |a: &str, b: &str| weights[&(a.min(b).to_owned(), a.max(b).to_owned())];
    let strong =
        with_confidence(&weights, |weight| (1000.0 * (-1.0 / weight).exp()).round() as u32);
    let asked = Asked::of(&strong, View::new());
    let (a, b) = (asked.party(from), asked.party(to));
    let path = Finder::default().strongest(&asked.seen, a, b).unwrap().unwrap();
    let mut names = vec![from.to_owned()];
    let mut at = a;
    for tie in path.ties() {
        at = tie.other(at).unwrap();
        names.push(asked.name(at));
    }
    // Another path may be as strong as the stated one.
    let named = stated["path"].as_str().unwrap().split('-').map(str::to_owned).collect();
    for names in [names, named] {
        let sum: f64 = names.windows(2).map(|two| 1.0 / weight(&two[0], &two[1])).sum();
        assert!(agrees(sum, number("min_sum_1_over_w"), 6), "{from} to {to}: {names:?}");
    }
    let limits = Limits::default();
    let hops = Finder::default().shortest(&asked.seen, a, b).unwrap().unwrap().ties().len();
    assert_eq!(hops as f64, number("hops"));
    let count = Finder::default().how_many(&asked.seen, a, b, hops as u32, limits).unwrap();
    assert_eq!(count.paths() as f64, number("n_shortest"));
    assert_eq!(asked.plain.shortest_paths(from, to) as f64, number("n_shortest"));
    compare_widest(&weights, from, to, number("widest_bottleneck"));
}

/// The path whose least weight is largest: each weight is given its place in the order of all
/// weights as its confidence.
fn compare_widest(weights: &BTreeMap<(String, String), f64>, from: &str, to: &str, stated: f64) {
    let mut order: Vec<f64> = weights.values().copied().collect();
    order.sort_by(f64::total_cmp);
    order.dedup();
    let place = |weight: f64| order.partition_point(|known| *known <= weight) as u32;
    let wide = with_confidence(weights, place);
    let asked = Asked::of(&wide, View::new());
    let (a, b) = (asked.party(from), asked.party(to));
    let path = Finder::default().widest(&asked.seen, a, b).unwrap().unwrap();
    let least = path.ties().iter().map(|tie| tie.confidence.get()).min().unwrap();
    assert_eq!(order[usize::from(least) - 1], stated, "{from} to {to}");
}

/// `G01->G25: {…}`, one a line.
fn compare_paths(read: &ReadNetwork, page: &str) -> usize {
    let lines = page.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(": {"));
    let paths = lines.filter_map(|(ends, rest)| Some((ends.split_once("->")?, rest)));
    let compared =
        paths.map(|((from, to), rest)| compare_path(read, from, to, &format!("{{{rest}")));
    compared.count()
}

#[test]
fn montagna_agrees_with_its_tables() {
    let Some(folder) = Folder::open("montagna") else { return };
    let page = folder.page();
    let all = ["meetings", "phone_calls", "kinship", "sightings"].map(|l| format!("edges_{l}.csv"));
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    for (heading, files) in [
        ("Meetings", &all[..1]),
        ("Phone calls (direction ignored)", &all[1..2]),
        ("Meetings and phone calls together", &all[..2]),
        ("All four layers", &all[..]),
    ] {
        // "Meetings" begins another heading too; the table of the layer comes first.
        compare_table(&page, heading, &folder.read(files), View::new());
    }
}

/// A layer of the whole folder, asked for through a view, is the layer read alone; whoever has
/// no ties in it stays.
#[test]
fn a_view_of_one_layer_of_montagna_is_that_layer() {
    let Some(folder) = Folder::open("montagna") else { return };
    let files = ["edges_meetings.csv", "edges_phone_calls.csv", "edges_kinship.csv", "nodes.csv"];
    let whole = folder.read(&files);
    assert_eq!(whole.network().party_count(), 155, "N154 has no ties and stays");
    for layer in ["meetings", "phone_calls"] {
        let alone = folder.read(&[&format!("edges_{layer}.csv")]);
        let kind = whole.network().kinds().find(&TieKind::from_code(layer).unwrap()).unwrap();
        let one = Asked::of(&whole, View::new().kinds(KindSet::of([kind])));
        let other = Asked::of(&alone, View::new());
        assert_eq!(one.plain.pairs(), other.plain.pairs());
        let mut share = one.betweenness();
        share.retain(|name, _| other.plain.beside.contains_key(name));
        assert_eq!(share, other.betweenness(), "{layer}");
    }
}

#[test]
fn montagna_agrees_with_its_further_figures() {
    let Some(folder) = Folder::open("montagna") else { return };
    let page = folder.page();
    let names = |layer: &str| -> BTreeSet<String> {
        let read = folder.read(&[&format!("edges_{layer}.csv")]);
        Asked::of(&read, View::new()).plain.beside.into_keys().collect()
    };
    let (meet, call) = (names("meetings"), names("phone_calls"));
    let shared = meet.intersection(&call).count();
    let pairs = |layer: &str| {
        let read = folder.read(&[&format!("edges_{layer}.csv")]);
        let plain = Asked::of(&read, View::new()).plain;
        let pairs = plain.pairs().into_iter().map(|(a, b)| (a.to_owned(), b.to_owned()));
        pairs.collect::<BTreeSet<_>>()
    };
    let ties = pairs("meetings").intersection(&pairs("phone_calls")).count();
    let stated = between(&page, "phone networks share ", ".\n");
    assert_eq!(&numbers(stated)[3..], [shared, ties], "{stated}");

    let calls = folder.read(&["edges_phone_calls.csv"]);
    let asked = Asked::of(&calls, View::new());
    let both_ways = calls.network().tie_count() - asked.plain.pairs().len();
    let sums: Vec<usize> = ["meetings", "phone_calls"].map(|layer| sum(&folder, layer)).to_vec();
    let stated = numbers(between(&page, "Directed phone ties: ", ".\nStrongest"));
    assert_eq!(stated, [calls.network().tie_count(), both_ways, sums[0], sums[1]]);

    for (layer, what) in [("kinship", "Kinship alone: "), ("sightings", "Sightings alone: ")] {
        let read = folder.read(&[&format!("edges_{layer}.csv")]);
        let asked = Asked::of(&read, View::new());
        let mut found = vec![asked.plain.nodes(), asked.plain.pairs().len()];
        found.extend(asked.sizes());
        assert_eq!(numbers(between(&page, what, "]")), found, "{layer}");
    }
    let mut weighed = reader().weights("weight");
    weighed.file("edges_phone_calls.csv", folder.text("edges_phone_calls.csv").as_bytes());
    let weighed = weighed.finish().unwrap();
    let stated = between(&page, "Strongest phone path N18–N47: ", " (both directions");
    compare_path(&weighed, "N18", "N47", stated);
}

fn sum(folder: &Folder, layer: &str) -> usize {
    let rows = folder.rows(&format!("edges_{layer}.csv"));
    rows.iter().map(|row| row[2].parse::<usize>().unwrap()).sum()
}

#[test]
fn montagna_s_one_official_stands_as_far_from_the_bosses_and_arrests_leave_what_is_stated() {
    let Some(folder) = Folder::open("montagna") else { return };
    let (page, files) = (folder.page(), ["edges_meetings.csv", "edges_phone_calls.csv"]);
    let marked = ColumnIs { column: "bureaucrat".into(), value: "Y".into() };
    let roles = Roles { official_where: vec![marked], ..Roles::default() };
    let mut reader = Reader::new(roles, Moment::parse("1900-01-01T00:00:00+08:00").unwrap());
    for file in files.into_iter().chain(["nodes.csv"]) {
        reader.file(file, folder.text(file).as_bytes());
    }
    let read = reader.finish().unwrap();
    let asked = Asked::of(&read, View::new());
    let official = |name: &String| {
        let slot = read.network().slot(asked.party(name)).unwrap();
        read.network().is_official(slot)
    };
    let officials: Vec<&String> = asked.plain.beside.keys().filter(|name| official(name)).collect();
    assert_eq!(officials, ["N133"], "the only actor marked bureaucrat");
    assert_eq!(asked.plain.beside["N133"], BTreeSet::from(["N61".to_owned()]));
    let far = within(&asked.seen, asked.party("N133"), 9, &mut Scratch::default()).unwrap();
    let far: BTreeMap<String, u32> =
        far.iter().map(|near| (asked.name(near.party), near.ties)).collect();
    let stated = between(&page, "meetings + phone calls: ", ".");
    for (name, ties) in named(stated) {
        assert_eq!(read.value(asked.party(&name), "title"), Some("boss"));
        assert_eq!(f64::from(far[&name]), ties, "{name}");
    }

    let arrested = |name: &&str| read.value(asked.party(name), "arrest") == Some("Y");
    let tied = asked.plain.beside.iter().filter(|(_, row)| !row.is_empty());
    let tied: Vec<&str> = tied.map(|(name, _)| name.as_str()).collect();
    let gone: Vec<&str> = tied.iter().copied().filter(arrested).collect();
    let rest = asked.plain.without(&["N154"]).without(&gone);
    let sizes = rest.sizes_without(&[]);
    let sections = sections(&page);
    let text = &section(&sections, "The arrests").text;
    let stated = numbers(text);
    let alone = sizes.iter().filter(|size| **size == 1).count();
    let found = [gone.len(), rest.nodes(), rest.pairs().len(), sizes.len(), alone];
    assert_eq!(stated[..5], found, "{text}");
    assert_eq!(stated[5..], sizes[..stated.len() - 5], "{text}");
}

/// The orders of removal, with those level at the top (`*`), and the authors' curves.
///
/// Who of those level goes first is the authors' choice, so each step is asked anew without
/// all who went before.
#[test]
fn montagna_s_published_disruption_curves_are_reproduced() {
    let Some(folder) = Folder::open("montagna") else { return };
    let page = folder.page();
    let mut compared = 0;
    for line in page.lines().filter_map(|line| line.strip_prefix("  - ")) {
        let (which, rest) = line.split_once(": ").unwrap();
        let (layer, strategy) = which.split_once('/').unwrap();
        let (order, sizes) = rest.split_once(" -> largest component ").unwrap();
        let read = folder.read(&[&format!("edges_{layer}.csv")]);
        let asked = Asked::of(&read, View::new());
        let strategy = match strategy {
            "degree" => Strategy::Degree,
            "betweenness" => Strategy::Betweenness,
            unknown => panic!("{unknown}"),
        };
        let order: Vec<&str> = order.split(", ").collect();
        let parties: Vec<PartyId> =
            order.iter().map(|name| asked.party(name.trim_end_matches('*'))).collect();
        for (at, name) in order.iter().enumerate() {
            let rank = |among| {
                let pool = Pool { among, gone: &parties[..at] };
                let found = removal_order(&asked.seen, strategy, Renewal::Once, pool, 1).unwrap();
                found.removals[0].rank.unwrap()
            };
            let (top, stated) = (rank(None), rank(Some(&parties[at..=at])));
            assert_eq!(
                (stated.value, top.level),
                (top.value, name.ends_with('*')),
                "{which} {name}"
            );
        }
        // In one question the same, as far as nobody stood level.
        let sure = order.iter().take_while(|name| !name.ends_with('*')).count();
        let own = removal_order(&asked.seen, strategy, Renewal::default(), Pool::default(), sure);
        let own = own.unwrap();
        assert!(own.removals.iter().map(|one| one.party).eq(parties[..sure].iter().copied()));
        let found = removals_in_order(&asked.seen, &parties, &[]).unwrap();
        assert!(found.removals.iter().zip(&own.removals).all(|(a, b)| a.left == b.left), "{which}");
        let lefts = std::iter::once(found.before).chain(found.removals.iter().map(|one| one.left));
        let lefts: Vec<Remaining> = lefts.collect();
        let largest: Vec<usize> = lefts.iter().map(|left| left.largest as usize).collect();
        assert_eq!(numbers(sizes), largest, "{which}");
        for (at, left) in lefts.iter().enumerate() {
            let gone: Vec<&str> = order[..at].iter().map(|it| it.trim_end_matches('*')).collect();
            let sizes = asked.plain.sizes_without(&gone);
            assert_eq!((sizes[0], connected_pairs(&sizes)), (largest[at], left.pairs as usize));
        }
        let column = if strategy == Strategy::Degree { 3 } else { 4 };
        compared += compare_curve(&folder, layer, column, &lefts);
    }
    assert_eq!(compared, 44, "eleven rows of four curves");
}

/// Compares the rows of a published curve with as many removals; how many rows that are.
fn compare_curve(folder: &Folder, layer: &str, column: usize, lefts: &[Remaining]) -> usize {
    let curves = folder.rows("published_disruption.csv");
    let curve = curves.iter().filter(|row| row[0] == layer && row[1] == "sequential");
    let mut compared = 0;
    for (row, left) in curve.zip(lefts) {
        let share = f64::from(left.largest) / f64::from(lefts[0].largest);
        let published: f64 = row[column].parse().unwrap();
        assert!(
            agrees(share, published, 10),
            "{layer}, column {column}, after {}: {share}",
            row[2]
        );
        compared += 1;
    }
    compared
}

/// The page states no order for Katz and influence: the curves are compared as far as nobody
/// stood level. With a tie counting for a tenth, and influence over one tie, all of it agrees.
#[test]
fn montagna_s_curves_by_katz_and_influence_agree_until_somebody_stands_level() {
    let Some(folder) = Folder::open("montagna") else { return };
    let katz = Strategy::Katz { attenuation: Permille::new(100).unwrap() };
    let influence = Strategy::CollectiveInfluence { ties: 1 };
    let mut compared = Vec::new();
    for layer in ["meetings", "phone_calls"] {
        let read = folder.read(&[&format!("edges_{layer}.csv")]);
        let asked = Asked::of(&read, View::new());
        for (strategy, column) in [(katz, 5), (influence, 6)] {
            let found =
                removal_order(&asked.seen, strategy, Renewal::default(), Pool::default(), 30);
            let found = found.unwrap();
            let sure = found.removals.iter().take_while(|one| !one.rank.unwrap().level);
            let lefts = std::iter::once(found.before).chain(sure.map(|one| one.left));
            compared.push(compare_curve(&folder, layer, column, &lefts.collect::<Vec<_>>()));
        }
    }
    assert_eq!(compared, [6, 11, 12, 4]);
}

#[test]
fn caviar_agrees_with_its_page() {
    let Some(folder) = Folder::open("caviar") else { return };
    let page = folder.page();
    let mut weighed = reader().weights("weight");
    for file in ["nodes.csv", "edges.csv"] {
        weighed.file(file, folder.text(file).as_bytes());
    }
    let read = weighed.finish().unwrap();
    compare_table(&page, "Computed, direction ignored", &read, View::new());
    assert_eq!(compare_paths(&read, &page), 3);
    compare_directed(&read, &page);

    let mut phases: BTreeMap<String, String> = BTreeMap::new();
    for row in folder.rows("edges_by_phase.csv") {
        let text = phases.entry(row[0].clone()).or_insert_with(|| "a,b\n".to_owned());
        *text += &format!("{},{}\n", row[1], row[2]);
    }
    assert_eq!(phases.len(), 10);
    for (phase, text) in phases {
        let read = read_one(&text);
        let asked = Asked::of(&read, View::new());
        let stated = between(&page, &format!("- phase {phase}: "), "\n");
        let (counts, top) = stated.split_once(", [").unwrap();
        let (plain, sizes) = (&asked.plain, asked.sizes());
        assert_eq!(numbers(counts), [plain.nodes(), plain.pairs().len(), sizes.len()], "{phase}");
        let nodes = plain.nodes() as f64;
        let pairs = (nodes - 1.0) * (nodes - 2.0) / 2.0;
        let share = asked.betweenness().into_iter().map(|(name, raw)| (name, raw / pairs));
        compare_top("betweenness", &share.collect(), &ranked(&format!("[{top}")), 3);
    }
}

fn read_one(text: &str) -> ReadNetwork {
    read(&[("edges.csv", text)])
}

/// The section of caviar's page about directed ties.
fn compare_directed(read: &ReadNetwork, page: &str) {
    let asked = Asked::of(read, View::new());
    let ties: Vec<(String, String, f64)> = asked
        .seen
        .shown()
        .iter()
        .map(|tie| {
            (asked.name(tie.from), asked.name(tie.to), read.weight(tie.tie.unwrap()).unwrap())
        })
        .collect();
    let (nodes, count) = (asked.plain.nodes() as f64, ties.len() as f64);
    let stated = |what: &str, after: &str| between(page, what, after).to_owned();
    let density: f64 = stated("directed\ndensity ", ";").parse().unwrap();
    assert!(agrees(count / (nodes * (nodes - 1.0)), density, 6));
    let both = ties.len() - asked.plain.pairs().len();
    assert_eq!(numbers(&stated("reciprocal pairs ", ";")), [both]);
    let sum: f64 = ties.iter().map(|(_, _, weight)| weight).sum();
    assert_eq!(numbers(&stated("sum of weights ", ";")), [sum as usize]);
    let strong = petgraph::algo::kosaraju_scc(read.network());
    let largest = strong.iter().map(Vec::len).max().unwrap();
    assert_eq!(numbers(&stated("strongly connected components ", ".\n")), [strong.len(), largest]);
    let nothing = asked.every(|_| 0.0);
    for (what, at_end, weighed) in [
        ("In-degree: ", true, false),
        ("Out-degree: ", false, false),
        ("In-strength: ", true, true),
        ("Out-strength: ", false, true),
    ] {
        let mut found = nothing.clone();
        for (from, to, weight) in &ties {
            let value = found.get_mut(if at_end { to } else { from }).unwrap();
            *value += if weighed { *weight } else { 1.0 };
        }
        let list = stated(what, "]]") + "]]";
        compare_top(what, &found, &ranked(&list), 0);
    }
    let list = stated("divided by (n-1)(n-2): ", "]]") + "]]";
    compare_top("directed", &directed_betweenness(&asked, &ties), &ranked(&list), 5);
}

/// Betweenness along ties, by counting shortest paths between every two; divided by the
/// number of ordered pairs of others.
fn directed_betweenness(
    asked: &Asked<'_>,
    ties: &[(String, String, f64)],
) -> BTreeMap<String, f64> {
    let names: Vec<&String> = asked.plain.beside.keys().collect();
    let number: BTreeMap<&String, usize> = names.iter().copied().zip(0..).collect();
    let (nodes, far) = (names.len(), usize::MAX);
    let mut rows = vec![Vec::new(); nodes];
    ties.iter().for_each(|(from, to, _)| rows[number[from]].push(number[to]));
    // By source: how far everybody is, and over how many shortest paths.
    let mut searches: Vec<(Vec<usize>, Vec<f64>)> = Vec::new();
    for source in 0..nodes {
        let (mut distance, mut paths) = (vec![far; nodes], vec![0.0; nodes]);
        (distance[source], paths[source]) = (0, 1.0);
        let mut ring = vec![source];
        for ties in 1.. {
            let mut next = Vec::new();
            for at in ring {
                for &to in &rows[at] {
                    if distance[to] == far {
                        distance[to] = ties;
                        next.push(to);
                    }
                    if distance[to] == ties {
                        paths[to] += paths[at];
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            ring = next;
        }
        searches.push((distance, paths));
    }
    let others = ((nodes - 1) * (nodes - 2)) as f64;
    let share = |via: usize| {
        let mut sum = 0.0;
        for (from, (distance, paths)) in searches.iter().enumerate().filter(|(at, _)| *at != via) {
            let (onward, onward_paths) = &searches[via];
            for to in (0..nodes).filter(|to| ![from, via].contains(to) && distance[*to] != far) {
                if distance[via] != far
                    && onward[to] != far
                    && distance[via] + onward[to] == distance[to]
                {
                    sum += paths[via] * onward_paths[to] / paths[to];
                }
            }
        }
        sum / others
    };
    names.iter().map(|name| ((*name).clone(), share(number[*name]))).collect()
}

#[test]
fn infinito_agrees_with_its_page_as_pairs_and_as_two_modes() {
    let Some(folder) = Folder::open("infinito_summits") else { return };
    let page = folder.page();
    let files = ["persons.csv", "events.csv", "attendance.csv"];
    let pairs = folder.read(&files);
    compare_table(&page, "Computed, person projection", &pairs, View::new());
    let asked = Asked::of(&pairs, View::new());
    let mut shared: BTreeMap<(String, String), usize> = BTreeMap::new();
    for tie in asked.seen.shown() {
        *shared.entry((asked.name(tie.from), asked.name(tie.to))).or_default() += 1;
    }
    let mut histogram: BTreeMap<String, usize> = BTreeMap::new();
    shared.values().for_each(|n| *histogram.entry(n.to_string()).or_default() += 1);
    let stated = between(&page, "Weight histogram ", ";");
    assert_eq!(json(stated), serde_json::to_value(&histogram).unwrap());
    let twice = shared.values().filter(|n| **n >= 2).count();
    assert_eq!(numbers(between(&page, "weight 2 or more: ", ";")), [twice]);
    for entry in json(between(&page, "heaviest ", ".\n")).as_array().unwrap() {
        let name = |at: usize| entry[at].as_str().unwrap().to_owned();
        assert_eq!(shared[&(name(0), name(1))] as u64, entry[2].as_u64().unwrap());
    }

    let mut two = reader().events(EventsAs::Parties);
    for file in files {
        two.file(file, folder.text(file).as_bytes());
    }
    let two = two.finish().unwrap();
    let asked = Asked::of(&two, View::new());
    let is_event = |name: &str| matches!(asked.party(name), PartyId::Place(_));
    let (mut persons, mut events) =
        (asked.every(|name| asked.plain.degree(name) as f64), BTreeMap::new());
    persons.retain(|name, degree| {
        let event = is_event(name);
        if event {
            events.insert(name.clone(), *degree);
        }
        !event
    });
    let line = between(&page, "two-mode\n", "\n");
    compare_top("most events", &persons, &ranked(between(line, "most events ", ";")), 0);
    compare_top("largest events", &events, &ranked(between(line, "largest events ", ";")), 0);
    let once = persons.values().filter(|events| (**events - 1.0).abs() < 0.5).count();
    assert_eq!(numbers(between(line, "incidences ", "; most")), [two.network().tie_count(), once]);
    let names: Vec<&String> = events.keys().collect();
    let meets = |a: &String, b: &String| !asked.plain.beside[a].is_disjoint(&asked.plain.beside[b]);
    let projected =
        names.iter().enumerate().flat_map(|(at, a)| names[at + 1..].iter().map(move |b| (a, b)));
    let projected = projected.filter(|(a, b)| meets(a, b)).count();
    let sizes = asked.sizes();
    let diameter = *asked.distances().iter().max().unwrap() as usize;
    let stated = numbers(between(line, "event-to-event projection ", "."));
    assert_eq!(stated, [projected, sizes.len(), sizes[0], diameter]);
    // Projected by the library, the two modes give what the reader ties at once.
    let both_ways = [true, false].map(|persons| {
        let event = |party: PartyId| matches!(party, PartyId::Place(_)) == persons;
        projection(&asked.seen, &event, ProjectionLimits::default())
    });
    let counted = both_ways[0].pairs.iter().map(|pair| {
        let (a, b) = (asked.name(pair.first), asked.name(pair.second));
        ((a.clone().min(b.clone()), a.max(b)), pair.events as usize)
    });
    assert_eq!(counted.collect::<BTreeMap<_, _>>(), shared);
    assert_eq!(both_ways[1].found, projected as u64);
    let page_says = numbers(between(&page, "## Facts from sources\n", " (networkdata"));
    assert_eq!(page_says, [persons.len(), events.len()]);
}

#[test]
fn london_agrees_with_its_page() {
    let Some(folder) = Folder::open("london_gang") else { return };
    let page = folder.page();
    let rows = folder.rows("edges.csv");
    let nodes = folder.text("nodes.csv");
    let at_least = |strength: u32| {
        let rows = rows.iter().filter(|row| row[2].parse::<u32>().unwrap() >= strength);
        let rows: String = rows.map(|row| format!("{},{},{}\n", row[0], row[1], row[2])).collect();
        let edges = format!("node_a,node_b,strength\n{rows}");
        let mut weighed = reader().weights("strength");
        weighed.file("edges.csv", edges.as_bytes());
        weighed.file("nodes.csv", nodes.as_bytes());
        weighed.finish().unwrap()
    };
    let all = at_least(1);
    compare_table(&page, "All ties", &all, View::new());
    compare_table(&page, "Strength 2 or more", &at_least(2), View::new());
    compare_table(&page, "Strength 3 or more", &at_least(3), View::new());
    assert_eq!(compare_paths(&all, &page), 3);
    let strongest = at_least(4);
    let strongest = Asked::of(&strongest, View::new());
    let sizes: Vec<usize> = strongest.sizes().into_iter().filter(|size| *size > 1).collect();
    let alone = strongest.sizes().len() - sizes.len();
    let stated = numbers(between(&page, "### Strength 4: ", "\n"));
    assert_eq!(stated[..2], [strongest.plain.pairs().len(), alone]);
    assert_eq!(stated[2..], sizes);

    let asked = Asked::of(&all, View::new());
    let mut strengths: BTreeMap<String, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *strengths.entry(row[2].clone()).or_default() += 1);
    let stated = between(&page, "Ties by strength ", ". ");
    assert_eq!(json(stated), serde_json::to_value(&strengths).unwrap());
    let born = |name: &str| all.value(asked.party(name), "birthplace").unwrap().to_owned();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    asked.plain.beside.keys().for_each(|name| *places.entry(born(name)).or_default() += 1);
    let stated = between(&page, "Birthplace counts ", ";");
    assert_eq!(json(stated), serde_json::to_value(&places).unwrap());
    let within = asked.plain.pairs().iter().filter(|(a, b)| born(a) == born(b)).count();
    assert_eq!(numbers(between(&page, "within a birthplace ", ";")), [within]);
    let stated: f64 = between(&page, "birthplace assortativity ", ".\n").parse().unwrap();
    assert!(agrees(asked.plain.assortativity(born), stated, 6));
}

#[test]
fn airbus_agrees_with_its_page() {
    let Some(folder) = Folder::open("airbus_bribery") else { return };
    let page = folder.page();
    let read = folder.read(&["events.csv"]);
    compare_table(&page, "Undirected, connected actors only", &read, View::new());
    let asked = Asked::of(&read, View::new());
    let shown = asked.seen.shown();
    let rows = folder.rows("events.csv");
    assert_eq!(shown.len(), rows.len(), "one tie for each row");

    let line = between(&page, "## Computed\n", ".\n");
    let messages: BTreeSet<&String> = rows.iter().map(|row| &row[4]).collect();
    let directed: BTreeSet<_> = shown.iter().map(|tie| (tie.from, tie.to)).collect();
    assert_eq!(numbers(line)[..3], [rows.len(), messages.len(), directed.len()]);
    let days: BTreeSet<String> = shown.iter().map(|tie| tie.period.to_string()).collect();
    let day = |text: &String| text.split(' ').next().unwrap().to_owned();
    let span = format!("{} to {}", day(days.first().unwrap()), day(days.last().unwrap()));
    assert!(line.contains(&span), "{span}");
    let mut by_year: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *by_year.entry(&row[3][..4]).or_default() += 1);
    assert_eq!(json(between(&page, "by year ", ".\n")), serde_json::to_value(&by_year).unwrap());
    compare_messages(&page, &asked);
    compare_officials(&folder, &page);
}

/// Who writes to whom how often.
fn compare_messages(page: &str, asked: &Asked<'_>) {
    let count = |end: fn(&TieLine) -> PartyId| {
        let mut found = asked.every(|_| 0.0);
        for tie in asked.seen.shown() {
            *found.get_mut(&asked.name(end(&tie))).unwrap() += 1.0;
        }
        found
    };
    let stated = ranked(between(page, "Most messages out: ", ". In: "));
    compare_top("messages out", &count(|tie| tie.from), &stated, 0);
    let stated = ranked(between(page, ". In: ", ". Busiest"));
    compare_top("messages in", &count(|tie| tie.to), &stated, 0);
    let mut pairs: BTreeMap<String, f64> = BTreeMap::new();
    for tie in asked.seen.shown() {
        *pairs.entry(asked.name(tie.from) + " to " + &asked.name(tie.to)).or_default() += 1.0;
    }
    let stated = json(between(page, "Busiest pairs: ", ". Largest"));
    let name = |pair: &serde_json::Value, at: usize| pair[at].as_str().unwrap().to_owned();
    let stated: Vec<(String, f64)> = stated
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (name(pair, 0) + " to " + &name(pair, 1), pair[2].as_f64().unwrap()))
        .collect();
    compare_top("busiest pairs", &pairs, &stated, 0);
    let strong = petgraph::algo::kosaraju_scc(asked.read.network());
    let largest = strong.iter().map(Vec::len).max().unwrap();
    assert_eq!(numbers(between(page, "strongly connected component: ", ".\n")), [largest]);
}

/// Who is what, and how far officials stand from the rest.
fn compare_officials(folder: &Folder, page: &str) {
    let read = folder.read(&["actors.csv", "events.csv"]);
    let asked = Asked::of(&read, View::new());
    let silent = asked.plain.beside.iter().filter(|(_, row)| row.is_empty());
    let silent: Vec<&str> = silent.map(|(name, _)| name.as_str()).collect();
    let stated = between(page, " actors listed; without any message: ", ".\n");
    assert_eq!(silent.join(", "), stated);
    let role = |name: &str| read.value(asked.party(name), "role").unwrap().to_owned();
    let mut roles: BTreeMap<String, usize> = BTreeMap::new();
    let tied = asked.plain.beside.iter().filter(|(_, row)| !row.is_empty());
    tied.for_each(|(name, _)| *roles.entry(role(name)).or_default() += 1);
    let stated = between(page, "Roles among the 30 connected actors: ", ".\n");
    assert_eq!(json(stated), serde_json::to_value(&roles).unwrap());
    let stated = json(between(page, "Contacts of officials: ", ".\n"));
    for (official, contacts) in stated.as_object().unwrap() {
        assert_eq!(role(official), "public_official");
        let found = serde_json::to_value(&asked.plain.beside[official]).unwrap();
        assert_eq!(*contacts, found, "{official}");
    }
    let stated = json(between(page, "Hops (undirected) from officials: ", ".\n"));
    let mut compared = 0;
    for (official, far) in stated.as_object().unwrap() {
        let near = within(&asked.seen, asked.party(official), 9, &mut Scratch::default()).unwrap();
        for (name, ties) in far.as_object().unwrap() {
            let found = near.iter().find(|near| near.party == asked.party(name)).unwrap();
            assert_eq!(u64::from(found.ties), ties.as_u64().unwrap(), "{official} to {name}");
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
}
