//! Questions to the network beside petgraph asked the plain way; see `README.md`.
//!
//! `cargo bench --bench network -- M L` names the sizes; without names it is S. `ROWS=reach,cuts`
//! asks these alone, `NUMBERED=near` asks a network that is numbered by nearness.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

use std::collections::HashMap;

use petgraph::visit::NodeIndexable;
use unbrella::network::bare::Bare;
use unbrella::network::clusters::CommunitySearch;
use unbrella::network::frozen::{FrozenNetwork, Slot};
use unbrella::network::kinds::KindSet;
use unbrella::network::paths::Finder;
use unbrella::network::reach::{Scratch, among, distance, everywhere, path, within_into};
use unbrella::network::{brokers, clusters, ranking, sharing};
use unbrella_benches::interleaved::{Answer, Row, Table, head, median, shown, timed};
use unbrella_benches::ours::{self, Arrays};
use unbrella_benches::plain::{self, Plain, PlainTyped, Simple};
use unbrella_benches::province::{Kind, MIDSUMMER_2015, Province, Role, Size};

fn main() {
    let named: Vec<Size> = std::env::args().filter_map(|name| Size::named(&name)).collect();
    let only = std::env::var("ROWS").unwrap_or_default();
    for size in if named.is_empty() { vec![Size::S] } else { named } {
        measure(size, &only);
    }
}

/// Measures one row, or a few that belong together.
type Question = fn(&mut Table, &World<'_>);

/// Everything that the rows of one size share.
struct World<'a> {
    province: &'a Province,
    network: &'a FrozenNetwork,
    graph: &'a Simple,
    /// Where the network is numbered by nearness: the slots by the party's number in the
    /// province, and back.
    slots: Option<(Vec<Slot>, HashMap<Slot, u32>)>,
}

impl World<'_> {
    fn slot(&self, party: u32) -> Slot {
        let slots = self.slots.as_ref();
        let own = || NodeIndexable::from_index(self.network, party as usize);
        slots.map_or_else(own, |(slots, _)| slots[party as usize])
    }

    /// The party's number in the province.
    fn number(&self, slot: Slot) -> u32 {
        let own = || NodeIndexable::to_index(self.network, slot) as u32;
        self.slots.as_ref().map_or_else(own, |(_, numbers)| numbers[&slot])
    }

    fn persons(&self, most: usize, seed: u64) -> Vec<u32> {
        let persons = self.province.parties(|role| role == Role::Person);
        self.province.some(&persons, most, seed)
    }
}

fn measure(size: Size, only: &str) {
    let wanted = |row: &str| only.is_empty() || only.split(',').any(|one| row.starts_with(one));
    let province = Province::of(size);
    let arrays = Arrays::of(&province);
    head(&format!("{}: {} parties, {} ties", size.name(), size.parties(), size.ties()));
    let mut table = Table::default();
    if wanted("build") {
        build(&mut table, &province, &arrays);
    }
    // What is numbered by nearness answers by slot in another order: only the rows whose
    // answers are counts can be held beside petgraph.
    let near = std::env::var("NUMBERED").is_ok_and(|how| how == "near");
    let mut network = arrays.network();
    let mut slots = None;
    if near {
        network = network.numbered_by_nearness();
        let own: Vec<_> = arrays.parties.iter().map(|id| network.slot(*id).unwrap()).collect();
        let numbers = own.iter().copied().zip(0..).collect();
        slots = Some((own, numbers));
    }
    drop(arrays);
    let pairs = plain::pairs(&province);
    if wanted("projection") {
        projection(&mut table, &province, &network, &pairs);
    }
    let graph = plain::simple(province.roles.len(), &pairs);
    let world = World { province: &province, network: &network, graph: &graph, slots };
    let by_number = ["rank", "cores", "cuts", "betweenness"];
    let wanted = |row: &str| wanted(row) && !(near && by_number.contains(&row));
    let rows: [(&str, Question); 11] = [
        ("reach", reach),
        ("walk", whole_walk),
        ("path", shortest_paths),
        ("strongest", strongest_paths),
        ("simple", simple_paths),
        ("components", components),
        ("cuts", cuts),
        ("rank", ranks),
        ("cores", cores),
        ("sharing", sharing),
        ("communities", communities),
    ];
    for (name, row) in rows {
        if wanted(name) {
            row(&mut table, &world);
        }
    }
    if wanted("cuts") {
        cut_points(&mut table, &world, &pairs);
    }
    if wanted("betweenness") && size == Size::S {
        betweenness(&mut table, &world);
    }
    if wanted("typed") {
        typed(&mut table, &world);
    }
    for missed in table.missed() {
        eprintln!("{}: {missed}", size.name());
    }
}

fn build(table: &mut Table, province: &Province, arrays: &Arrays) {
    let counted = |parties: usize, ties: usize| Answer::from(vec![parties as u64, ties as u64]);
    let frozen = |scattered: bool, named: bool| {
        move || {
            let parties = if scattered { &arrays.parties } else { &arrays.rising };
            let network = arrays.bulk(parties, named).freeze().unwrap();
            let answer = counted(network.party_count(), network.tie_count());
            std::hint::black_box(network);
            answer
        }
    };
    let built = arrays.bulk(&arrays.parties, false).freeze().unwrap();
    let numbered = move || {
        let near = std::hint::black_box(built.numbered_by_nearness());
        counted(near.party_count(), near.tie_count())
    };
    table.row(Row {
        name: "build from dense arrays",
        wanted: 1.0,
        ours: vec![
            ("rows both ways", Box::new(frozen(false, false))),
            ("numbered by nearness, once built", Box::new(numbered)),
            ("with an id table", Box::new(frozen(true, false))),
            ("with names of ties", Box::new(frozen(true, true))),
        ],
        plain: Box::new(|| {
            let graph = plain::typed(province);
            let answer = counted(graph.node_count(), graph.edge_count());
            std::hint::black_box(graph);
            answer
        }),
    });
    let memory = arrays.network().memory();
    let ties = province.ties.len() as f64;
    table.note(&format!(
        "{memory:?}: {:.2} bytes a tie for structure and attributes",
        (memory.structure + memory.attributes) as f64 / ties,
    ));
}

fn projection(
    table: &mut Table,
    province: &Province,
    network: &FrozenNetwork,
    pairs: &[(u32, u32, u16)],
) {
    table.row(Row {
        name: "the simple projection",
        wanted: 0.0,
        ours: vec![(
            "from the network",
            Box::new(|| (network.project(&ours::everything()).pairs() as u64).into()),
        )],
        plain: Box::new(|| (plain::simple(province.roles.len(), pairs).edge_count() as u64).into()),
    });
}

fn reach(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let persons = world.persons(1_000, 1);
    for (most, wanted) in [(1, 8.0), (2, 20.0), (3, 11.0)] {
        let (mut bare, mut space, mut scratch) =
            (Bare::new(&seen), Plain::new(world.graph), Scratch::default());
        let mut near = Vec::new();
        let (persons, seen) = (&persons, &seen);
        let bare = move || {
            let slots = persons.iter().map(|person| world.slot(*person));
            let met: Vec<u64> =
                slots.map(|slot| bare.within(slot, most).len() as u64 - 1).collect();
            met.into()
        };
        let asked = move || {
            let parties = persons.iter().map(|p| world.network.party(world.slot(*p)).unwrap());
            let met = parties.map(|party| {
                within_into(seen, party, most, &mut scratch, &mut near).unwrap();
                near.len() as u64
            });
            met.collect::<Vec<u64>>().into()
        };
        table.row(Row {
            name: &format!("reach within {most}, {} persons", persons.len()),
            wanted,
            ours: vec![("by slot", Box::new(bare)), ("with ids, sorted", Box::new(asked))],
            plain: Box::new(move || {
                let met: Vec<u64> =
                    persons.iter().map(|p| space.within(*p, most).len() as u64 - 1).collect();
                met.into()
            }),
        });
    }
}

fn whole_walk(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let persons = world.persons(10, 2);
    let summed = |distances: &[u32]| {
        let met = distances.iter().filter(|distance| **distance != u32::MAX);
        met.fold([0, 0], |[n, sum], distance| [n + 1, sum + u64::from(*distance)])
    };
    let (mut bare, mut space, mut scratch) =
        (Bare::new(&seen), Plain::new(world.graph), Scratch::default());
    let bare = || {
        let slots = persons.iter().map(|person| world.slot(*person));
        slots.flat_map(|slot| summed(bare.everywhere(slot))).collect::<Vec<u64>>().into()
    };
    let asked = || {
        let parties = persons.iter().map(|p| world.network.party(world.slot(*p)).unwrap());
        let near = |party| {
            let near = everywhere(&seen, party, &mut scratch).unwrap();
            [near.len() as u64 + 1, near.iter().map(|near| u64::from(near.ties)).sum()]
        };
        parties.flat_map(near).collect::<Vec<u64>>().into()
    };
    table.row(Row {
        name: "whole breadth-first search, 10 sources",
        wanted: 70.0,
        ours: vec![("by slot", Box::new(bare)), ("with ids, sorted", Box::new(asked))],
        plain: Box::new(|| {
            let sums = persons.iter().flat_map(|person| summed(space.everywhere(*person)));
            sums.collect::<Vec<u64>>().into()
        }),
    });
}

fn shortest_paths(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let (from, to) = (world.persons(1_000, 3), world.persons(1_000, 4));
    let pairs: Vec<_> = from.into_iter().zip(to).collect();
    let pairs = &pairs;
    let told = |length: Option<u32>| length.map_or(0, |length| u64::from(length) + 1);
    let ends = || pairs.iter().map(|(a, b)| (world.slot(*a), world.slot(*b)));
    let party = |party| world.network.party(world.slot(party)).unwrap();
    // petgraph's own search tells how long the path is, not which way it goes.
    let own = Plain::new(world.graph);
    let (mut length, mut lengths) = (Bare::new(&seen), Scratch::default());
    let by_slot = || ends().map(|(a, b)| told(length.distance(a, b))).collect::<Vec<u64>>().into();
    let with_ids = || {
        let mut asked = |a, b| distance(&seen, party(a), party(b), &mut lengths).unwrap();
        pairs.iter().map(|(a, b)| told(asked(*a, *b))).collect::<Vec<u64>>().into()
    };
    table.row(Row {
        name: "length of a shortest path, 1,000 pairs (petgraph: its own search from both ends)",
        wanted: 60.0,
        ours: vec![("by slot", Box::new(by_slot)), ("with ids", Box::new(with_ids))],
        plain: Box::new(|| {
            let length = |(a, b): &(u32, u32)| told(own.shortest_by_petgraph(*a, *b));
            pairs.iter().map(length).collect::<Vec<u64>>().into()
        }),
    });
    let mut space = Plain::new(world.graph);
    let (mut bare, mut scratch) = (Bare::new(&seen), Scratch::default());
    let by_slot =
        || ends().map(|(a, b)| bare.shortest(a, b).len() as u64).collect::<Vec<u64>>().into();
    let with_ties = || {
        let length = |(a, b): &(u32, u32)| {
            let ties = path(&seen, party(*a), party(*b), &mut scratch).unwrap();
            told(ties.map(|ties| ties.len() as u32))
        };
        pairs.iter().map(length).collect::<Vec<u64>>().into()
    };
    table.row(Row {
        name: "shortest path, the first by id, 1,000 pairs (petgraph: its length, rings by hand)",
        wanted: 0.0,
        ours: vec![("by slot", Box::new(by_slot)), ("with its ties", Box::new(with_ties))],
        plain: Box::new(move || {
            let length = |(a, b): &(u32, u32)| told(space.shortest(*a, *b));
            pairs.iter().map(length).collect::<Vec<u64>>().into()
        }),
    });
}

fn strongest_paths(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let (from, to) = (world.persons(200, 5), world.persons(200, 6));
    let pairs: Vec<_> = from.into_iter().zip(to).collect();
    let (mut bare, space, mut finder) =
        (Bare::new(&seen), Plain::new(world.graph), Finder::default());
    let bare = || {
        let ends = pairs.iter().map(|(a, b)| (world.slot(*a), world.slot(*b)));
        ends.map(|(a, b)| bare.strongest(a, b).unwrap_or(u64::MAX)).collect::<Vec<u64>>().into()
    };
    let asked = || {
        let party = |party| world.network.party(world.slot(party)).unwrap();
        let sum = |(a, b): &(u32, u32)| {
            let found = finder.strongest(&seen, party(*a), party(*b)).unwrap();
            let weights = |path: unbrella::network::paths::Path| {
                let weight = |tie: &unbrella::network::line::TieLine| {
                    u64::from(plain::weight(tie.confidence.get()))
                };
                path.ties().iter().map(weight).sum()
            };
            found.map_or(u64::MAX, weights)
        };
        pairs.iter().map(sum).collect::<Vec<u64>>().into()
    };
    table.row(Row {
        name: "strongest path, 200 pairs",
        wanted: 5.0,
        ours: vec![("by slot", Box::new(bare)), ("with its ties", Box::new(asked))],
        plain: Box::new(|| {
            let sum = |(a, b): &(u32, u32)| space.strongest(*a, *b).map_or(u64::MAX, u64::from);
            pairs.iter().map(sum).collect::<Vec<u64>>().into()
        }),
    });
}

fn simple_paths(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let drawn = |wanted: fn(Role) -> bool, seed| {
        let parties = world.province.parties(wanted);
        world.province.some(&parties, 100, seed)
    };
    let officials = drawn(|role| matches!(role, Role::Official { .. }), 7);
    let pairs: Vec<_> = officials.into_iter().zip(drawn(|role| role == Role::Gang, 8)).collect();
    let ends = || pairs.iter().map(|(a, b)| (world.slot(*a), world.slot(*b)));
    let (mut counting, mut listing) = (Bare::new(&seen), Bare::new(&seen));
    let counted =
        || ends().map(|(a, b)| counting.count_simple(a, b, 4)).collect::<Vec<u64>>().into();
    let told = || {
        let paths = |(a, b)| {
            let mut paths = 0_u64;
            listing.each_simple(a, b, 4, |path| {
                std::hint::black_box(path);
                paths += 1;
            });
            paths
        };
        ends().map(paths).collect::<Vec<u64>>().into()
    };
    let plain = Plain::new(world.graph);
    table.row(Row {
        name: "all simple paths of 4 ties at most, 100 pairs",
        wanted: 300.0,
        ours: vec![("each told", Box::new(told)), ("counted", Box::new(counted))],
        plain: Box::new(|| {
            pairs.iter().map(|(a, b)| plain.simple_paths(*a, *b, 4)).collect::<Vec<u64>>().into()
        }),
    });
}

fn components(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let bare = Bare::new(&seen);
    // The number of components and the size of the largest, from a label for each party.
    let counted = |labels: &[u32]| {
        let mut sizes = vec![0_u32; labels.len()];
        labels.iter().for_each(|label| sizes[*label as usize] += 1);
        let parts = sizes.iter().filter(|size| **size > 0).count() as u64;
        Answer::from(vec![parts, u64::from(sizes.iter().copied().max().unwrap_or(0))])
    };
    let asked = || {
        let parts = clusters::components(&seen).parts;
        vec![parts.len() as u64, parts.first().map_or(0, |part| part.len() as u64)].into()
    };
    table.row(Row {
        name: "components",
        wanted: 3.5,
        ours: vec![
            ("by slot", Box::new(|| counted(&bare.components()))),
            ("with ids, sorted", Box::new(asked)),
        ],
        plain: Box::new(|| counted(&plain::components(world.graph))),
    });
}

/// At S alone: every party is a source.
fn betweenness(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let bare = Bare::new(&seen);
    table.row(Row {
        name: "betweenness, exact",
        wanted: 0.0,
        ours: vec![("by slot", Box::new(|| Answer::Near(bare.betweenness())))],
        plain: Box::new(|| Answer::Near(plain::betweenness(world.graph))),
    });
    let mut times: Vec<_> = (0..5).map(|_| timed(|| brokers::betweenness(&seen))).collect();
    table.note(&format!("betweenness, with ids, sorted: {} ms", shown(median(&mut times))));
}

fn bridge_numbers(bridges: &[(u32, u32)]) -> Answer {
    let numbers = bridges.iter().map(|(a, b)| u64::from(*a) << 32 | u64::from(*b));
    numbers.collect::<Vec<u64>>().into()
}

fn cuts(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let bare = Bare::new(&seen);
    table.row(Row {
        name: "cut points and bridges (petgraph: bridges alone)",
        wanted: 4.0,
        ours: vec![("by slot", Box::new(|| bridge_numbers(&bare.cuts().1)))],
        plain: Box::new(|| bridge_numbers(&plain::all_bridges(world.graph))),
    });
    let asked = || (brokers::cuts(&seen).bridges.len() as u64).into();
    table.row(Row {
        name: "cut points and bridges (petgraph: bridges alone)",
        wanted: 0.0,
        ours: vec![("with ids, sorted", Box::new(asked))],
        plain: Box::new(|| (plain::all_bridges(world.graph).len() as u64).into()),
    });
}

fn cut_points(table: &mut Table, world: &World<'_>, pairs: &[(u32, u32, u16)]) {
    let seen = world.network.seen(ours::everything());
    let bare = Bare::new(&seen);
    let graph = plain::simple_unstable(world.province.roles.len(), pairs);
    let numbers = |points: Vec<u32>| points.into_iter().map(u64::from).collect::<Vec<_>>().into();
    table.row(Row {
        name: "cut points and bridges (petgraph: cut points alone, on `Graph`)",
        wanted: 0.0,
        ours: vec![("by slot", Box::new(|| numbers(bare.cuts().0)))],
        plain: Box::new(|| numbers(plain::cut_points(&graph))),
    });
}

fn ranks(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let bare = Bare::new(&seen);
    let gangs = world.province.parties(|role| role == Role::Gang);
    for (name, seeds) in [("PageRank", &[][..]), ("PageRank from all gangs", &gangs)] {
        let slots: Vec<Slot> = seeds.iter().map(|gang| world.slot(*gang)).collect();
        let ids: Vec<_> = slots.iter().filter_map(|slot| world.network.party(*slot)).collect();
        let (bare, seen) = (&bare, &seen);
        table.row(Row {
            name,
            wanted: 5.0,
            ours: vec![("by slot", Box::new(move || Answer::Near(bare.page_rank(&slots).0)))],
            plain: Box::new(|| Answer::Near(plain::page_rank(world.graph, seeds))),
        });
        let mut times: Vec<_> =
            (0..5).map(|_| timed(|| ranking::rank(seen, &ids).unwrap())).collect();
        table.note(&format!("{name}, with ids, sorted: {} ms", shown(median(&mut times))));
    }
}

fn cores(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let bare = Bare::new(&seen);
    let numbers = |cores: Vec<u32>| cores.into_iter().map(u64::from).collect::<Vec<_>>().into();
    table.row(Row {
        name: "core numbers",
        wanted: 5.0,
        ours: vec![("by slot", Box::new(|| numbers(bare.core_numbers())))],
        plain: Box::new(|| numbers(plain::core_numbers(world.graph))),
    });
    let mut times: Vec<_> = (0..5).map(|_| timed(|| clusters::cores(&seen))).collect();
    table.note(&format!("core numbers, with ids, sorted: {} ms", shown(median(&mut times))));
}

fn sharing(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    // The pairs are gathered once for all questions, as petgraph's graph was.
    let _ = seen.pairs();
    let asked = || {
        let found = sharing::overlaps(&seen, 100);
        vec![found.found, found.shared].into()
    };
    table.row(Row {
        name: "gangs sharing an official",
        wanted: 17.0,
        ours: vec![("with ids, the first 100", Box::new(asked))],
        plain: Box::new(|| {
            let found = plain::sharing(world.graph, &world.province.roles);
            vec![found.len() as u64, found.values().copied().map(u64::from).sum()].into()
        }),
    });
}

/// No peer: modularity, and the time beside one pass of label propagation.
fn communities(table: &mut Table, world: &World<'_>) {
    let seen = world.network.seen(ours::everything());
    let _ = seen.pairs();
    let mut modularity = 0.0;
    let mut sizes = (0, 0);
    let mut ours: Vec<_> = (0..3)
        .map(|_| {
            timed(|| {
                let found = clusters::communities(&seen, CommunitySearch::default());
                modularity = found.modularity;
                sizes = (found.communities.len(), found.rounds);
            })
        })
        .collect();
    let mut pass: Vec<_> =
        (0..3).map(|_| timed(|| plain::label_propagation(world.graph))).collect();
    let (count, rounds) = sizes;
    let (ours, pass) = (shown(median(&mut ours)), shown(median(&mut pass)));
    let wanted = if modularity >= 0.5 { "≥ 0.50" } else { "MISSED 0.50" };
    table.note(&format!(
        "communities: modularity {modularity:.4} ({wanted}), {count} in {rounds} rounds: {ours} ms; \
         one pass of label propagation: {pass} ms",
    ));
}

/// Officials within three ties of the kinds that lead to protection, on one day.
fn typed(table: &mut Table, world: &World<'_>) {
    let kinds = world.network.kinds();
    let chosen = KindSet::of(Kind::PROTECTION.iter().filter_map(|k| kinds.find(&ours::kind(*k))));
    let view = ours::everything().kinds(chosen).valid_on(ours::day(MIDSUMMER_2015));
    let seen = world.network.seen(view);
    let gangs = world.province.parties(|role| role == Role::Gang);
    let gangs = world.province.some(&gangs, 1_000, 7);
    let graph = plain::typed(world.province);
    let mut space = PlainTyped::new(&graph);
    let mut scratch = Scratch::default();
    let mut asked = |gang: u32| {
        let party = world.network.party(world.slot(gang)).unwrap();
        let official = |slot| world.network.is_official(slot);
        among(&seen, party, 3, &mut scratch, official).unwrap()
    };
    // Who is found, once; then how many.
    for gang in &gangs {
        let slot = |party| world.network.slot(party).unwrap();
        let number = |party| world.number(slot(party));
        let mut ours: Vec<u32> = asked(*gang).iter().map(|near| number(near.party)).collect();
        let mut theirs = space.officials(*gang, 3, &Kind::PROTECTION, MIDSUMMER_2015);
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs, "gang {gang}");
    }
    let mut bare = Bare::new(&seen);
    let bare = || {
        let official = |slot| world.network.is_official(slot);
        let found = gangs.iter().map(|gang| bare.among(world.slot(*gang), 3, official).len());
        found.map(|officials| officials as u64).collect::<Vec<_>>().into()
    };
    table.row(Row {
        name: &format!("officials within 3 typed, dated ties, {} gangs", gangs.len()),
        wanted: 13.0,
        ours: vec![
            ("by slot", Box::new(bare)),
            (
                "with ids, sorted",
                Box::new(|| {
                    gangs.iter().map(|gang| asked(*gang).len() as u64).collect::<Vec<_>>().into()
                }),
            ),
        ],
        plain: Box::new(|| {
            let found =
                gangs.iter().map(|g| space.officials(*g, 3, &Kind::PROTECTION, MIDSUMMER_2015));
            found.map(|officials| officials.len() as u64).collect::<Vec<_>>().into()
        }),
    });
}
