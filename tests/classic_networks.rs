//! Small networks that everybody knows, with figures that were published for them, so that
//! a fresh clone checks real ones too.
//!
//! | network | from |
//! |---|---|
//! | a karate club | W. W. Zachary, An information flow model for conflict and fission in small groups, Journal of Anthropological Research 33 (1977) |
//! | a kite | D. Krackhardt, Assessing the political landscape, Administrative Science Quarterly 35 (1990) |
//! | families of Florence | J. F. Padgett, C. K. Ansell, Robust action and the rise of the Medici, American Journal of Sociology 98 (1993) |
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss)]

mod figures;

use std::collections::BTreeMap;

use figures::page::{agrees, compare_top};
use figures::{Plain, of_pairs};
use unbrella::base::id::PartyId;
use unbrella::network::brokers::{betweenness, cuts};
use unbrella::network::clusters::{CommunitySearch, communities, cores};
use unbrella::network::reach::{Scratch, everywhere, path};
use unbrella::network::readers::ReadNetwork;
use unbrella::network::view::View;

/// Members of the club by number; each row: one, and those after it whom it meets outside.
const CLUB: [&str; 26] = [
    "1 2 3 4 5 6 7 8 9 11 12 13 14 18 20 22 32",
    "2 3 4 8 14 18 20 22 31",
    "3 4 8 9 10 14 28 29 33",
    "4 8 13 14",
    "5 7 11",
    "6 7 11 17",
    "7 17",
    "9 31 33 34",
    "10 34",
    "14 34",
    "15 33 34",
    "16 33 34",
    "19 33 34",
    "20 34",
    "21 33 34",
    "23 33 34",
    "24 26 28 30 33 34",
    "25 26 28 32",
    "26 32",
    "27 30 34",
    "28 34",
    "29 32 34",
    "30 33 34",
    "31 33 34",
    "32 33 34",
    "33 34",
];

const KITE: [&str; 9] = [
    "Andre Beverly Carol Diane Fernando",
    "Beverly Diane Ed Garth",
    "Carol Diane Fernando",
    "Diane Ed Fernando Garth",
    "Ed Garth",
    "Fernando Garth Heather",
    "Garth Heather",
    "Heather Ike",
    "Ike Jane",
];

/// Marriages; the Pucci married none of the others and are left out here.
const FLORENCE: [&str; 8] = [
    "Medici Acciaiuoli Barbadori Ridolfi Tornabuoni Albizzi Salviati",
    "Castellani Peruzzi Strozzi Barbadori",
    "Salviati Pazzi",
    "Peruzzi Strozzi Bischeri",
    "Strozzi Ridolfi Bischeri",
    "Ridolfi Tornabuoni",
    "Guadagni Tornabuoni Albizzi Bischeri Lamberteschi",
    "Albizzi Ginori",
];

fn network(rows: &[&str]) -> ReadNetwork {
    let pairs = rows.iter().flat_map(|row| {
        let (first, rest) = row.split_once(' ').unwrap();
        rest.split_whitespace().map(move |other| (first, other))
    });
    of_pairs(pairs)
}

/// The library's answers by name.
struct Asked {
    between: BTreeMap<String, f64>,
    distances: BTreeMap<String, Vec<u32>>,
    cores: BTreeMap<String, u32>,
    points: Vec<String>,
    bridges: usize,
    plain: Plain,
}

fn ask(read: &ReadNetwork) -> Asked {
    let seen = read.network().seen(View::new());
    let name = |party: PartyId| read.labels().name(party).unwrap().as_str().to_owned();
    let brokers = betweenness(&seen).into_iter();
    let mut scratch = Scratch::default();
    let mut far = |party| {
        let near = everywhere(&seen, party, &mut scratch).unwrap();
        near.iter().map(|near| near.ties).collect()
    };
    let cuts = cuts(&seen);
    let mut points: Vec<String> = cuts.points.iter().map(|point| name(point.party)).collect();
    points.sort();
    Asked {
        between: brokers.map(|broker| (name(broker.party), broker.betweenness)).collect(),
        distances: read.labels().iter().map(|(party, _)| (name(party), far(party))).collect(),
        cores: cores(&seen).parties.iter().map(|core| (name(core.party), core.core)).collect(),
        points,
        bridges: cuts.bridges.len(),
        plain: Plain::of(read, &seen),
    }
}

fn stated(list: &[(&str, f64)]) -> Vec<(String, f64)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
}

#[test]
fn the_karate_club_has_its_published_figures() {
    let read = network(&CLUB);
    let asked = ask(&read);
    assert_eq!((asked.plain.nodes(), asked.plain.pairs().len()), (34, 78));
    let between = [
        ("1", 231.0714),
        ("34", 160.5516),
        ("33", 76.6905),
        ("3", 75.8508),
        ("32", 73.0095),
        ("9", 29.5294),
        ("2", 28.4786),
    ];
    compare_top("betweenness", &asked.between, &stated(&between), 4);
    let degrees = asked.plain.beside.iter().map(|(name, row)| (name.clone(), row.len() as f64));
    let published = [("34", 17.0), ("1", 16.0), ("33", 12.0), ("3", 10.0), ("2", 9.0)];
    compare_top("degree", &degrees.collect(), &stated(&published), 0);
    let all: Vec<u32> = asked.distances.values().flatten().copied().collect();
    assert_eq!((all.len(), all.iter().max()), (34 * 33, Some(&5)));
    assert!(agrees(f64::from(all.iter().sum::<u32>()) / all.len() as f64, 2.4082, 4));
    assert!(agrees(asked.plain.transitivity(), 0.2557, 4));
    assert!(agrees(asked.plain.clustering(), 0.5706, 4));
    assert_eq!(asked.plain.triangles(), 45);
    // Whoever is left when everybody beside fewer than four others has gone, again and again.
    let most = asked.cores.iter().filter(|(_, core)| **core == 4).map(|(name, _)| name.as_str());
    let mut most: Vec<u32> = most.map(|name| name.parse().unwrap()).collect();
    most.sort_unstable();
    assert_eq!(most, [1, 2, 3, 4, 8, 9, 14, 31, 33, 34]);
    assert_eq!(asked.cores.values().max(), Some(&4));
    // The largest modularity that there is (U. Brandes and others, IEEE Transactions on
    // Knowledge and Data Engineering 20, 2008), in four communities.
    let seen = read.network().seen(View::new());
    let search = |seed| CommunitySearch { seed, ..CommunitySearch::default() };
    let found = (0..20).map(|seed| communities(&seen, search(seed)));
    let best = found.max_by(|a, b| a.modularity.total_cmp(&b.modularity)).unwrap();
    assert!(agrees(best.modularity, 0.4198, 4), "{}", best.modularity);
    assert_eq!(best.communities.len(), 4);
    // Only the instructor holds others: member 12 alone, and 5, 6, 7, 11 and 17 among themselves.
    assert_eq!((asked.points, asked.bridges), (vec!["1".to_owned()], 1));
}

#[test]
fn krackhardts_kite_has_three_different_first_ones() {
    let read = network(&KITE);
    let asked = ask(&read);
    assert_eq!((asked.plain.nodes(), asked.plain.pairs().len()), (10, 18));
    let degrees = asked.plain.beside.iter().map(|(name, row)| (name.clone(), row.len() as f64));
    let published = [("Diane", 6.0), ("Fernando", 5.0), ("Garth", 5.0)];
    compare_top("degree", &degrees.collect(), &stated(&published), 0);
    let published = [("Heather", 14.0), ("Fernando", 8.3333), ("Garth", 8.3333), ("Ike", 8.0)];
    compare_top("betweenness", &asked.between, &stated(&published), 4);
    let closeness = |far: &Vec<u32>| 9.0 / f64::from(far.iter().sum::<u32>());
    let close = asked.distances.iter().map(|(name, far)| (name.clone(), closeness(far)));
    let published = [("Fernando", 0.643), ("Garth", 0.643), ("Diane", 0.6), ("Heather", 0.6)];
    compare_top("closeness", &close.collect(), &stated(&published), 3);
    assert_eq!((asked.points, asked.bridges), (vec!["Heather".into(), "Ike".into()], 2));
}

#[test]
fn the_medici_stand_between_the_families_of_florence() {
    let read = network(&FLORENCE);
    let asked = ask(&read);
    assert_eq!((asked.plain.nodes(), asked.plain.pairs().len()), (15, 20));
    let published = [
        ("Medici", 47.5),
        ("Guadagni", 23.1667),
        ("Albizzi", 19.3333),
        ("Salviati", 13.0),
        ("Ridolfi", 10.3333),
        ("Bischeri", 9.5),
        ("Strozzi", 9.3333),
        ("Barbadori", 8.5),
        ("Tornabuoni", 8.3333),
        ("Castellani", 5.0),
        ("Peruzzi", 2.0),
        ("Pazzi", 0.0),
    ];
    compare_top("betweenness", &asked.between, &stated(&published), 4);
    let degrees = asked.plain.beside.iter().map(|(name, row)| (name.clone(), row.len() as f64));
    let published = [("Medici", 6.0), ("Guadagni", 4.0), ("Strozzi", 4.0)];
    compare_top("degree", &degrees.collect(), &stated(&published), 0);
    assert_eq!(asked.points, ["Albizzi", "Guadagni", "Medici", "Salviati"]);
    // To the Acciaiuoli, Ginori, Lamberteschi and Salviati, and from these to the Pazzi.
    assert_eq!(asked.bridges, 5);
    // The Pazzi reach the Strozzi in four marriages, over the Medici whichever way is taken.
    let seen = read.network().seen(View::new());
    let party = |name: &str| read.labels().find(name).unwrap();
    let found = path(&seen, party("Pazzi"), party("Strozzi"), &mut Scratch::default()).unwrap();
    let found = found.unwrap();
    assert_eq!(found.len(), 4);
    let medici = party("Medici");
    assert!(found.iter().any(|tie| tie.from == medici || tie.to == medici));
}
