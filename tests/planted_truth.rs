//! How often each question that suggests people points at the right ones, in worlds whose
//! truth is known, and how many innocents it points at; beside guessing by degree.
//!
//! The table stands in `guide/limits.md` and a line of it on each question's own page.
//! `UNBRELLA_BLESS=1` writes both; without it they are compared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_precision_loss)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use unbrella::base::id::PartyId;
use unbrella::network::clusters::CommunitySearch;
use unbrella::network::disruption::{Pool, Renewal, Strategy, removal_order};
use unbrella::network::planted::PlantedWorld;
use unbrella::network::reach::{self, Scratch};
use unbrella::network::seen::Seen;
use unbrella::network::view::{Least, View};
use unbrella::network::{brokers, clusters, protectors, ranking, sharing};

/// The worlds that are asked.
const WORLDS: std::ops::Range<u64> = 0..12;
/// How many officials of about the same degree stand for one, when guessing.
const ALIKE: usize = 10;

/// What one question pointed at, in the order of its answer.
struct Pointed {
    officials: Vec<PartyId>,
    /// Ranks everybody: only the first ones are pointed at.
    everybody: bool,
}

/// A question that suggests people.
struct Question {
    /// As the table names it.
    name: &'static str,
    /// The page that carries its line.
    page: &'static str,
    view: View,
    ask: Ask,
}

enum Ask {
    /// Once a gang: who shelters this one?
    OfGang(fn(&Seen<'_>, PartyId) -> Vec<PartyId>),
    /// Once a world: who shelters anybody?
    OfWorld(fn(&Seen<'_>, &PlantedWorld) -> Pointed),
}

/// Sums over all worlds, in thousandths where they are shares.
#[derive(Default)]
struct Sums {
    true_ones: u64,
    found: u64,
    found_by_degree: f64,
    innocents: u64,
    pointed: u64,
    pointed_by_degree: f64,
}

impl Sums {
    fn add(&mut self, world: &Known, truth: &BTreeSet<PartyId>, pointed: &Pointed) {
        let is_official = |party: &&PartyId| world.degrees.contains_key(party);
        let mut told: Vec<PartyId> =
            pointed.officials.iter().filter(is_official).copied().collect();
        let mut met = BTreeSet::new();
        told.retain(|official| met.insert(*official));
        let first = truth.len().min(told.len());
        if pointed.everybody {
            told.truncate(truth.len());
        }
        self.true_ones += truth.len() as u64;
        self.innocents += (world.degrees.len() - world.guilty.len()) as u64;
        for (at, official) in told.iter().enumerate() {
            let alike = world.alike(*official);
            let share = |of: &BTreeSet<PartyId>| {
                alike.iter().filter(|one| of.contains(one)).count() as f64 / alike.len() as f64
            };
            if at < first {
                self.found += u64::from(truth.contains(official));
                self.found_by_degree += share(truth);
            }
            self.pointed += u64::from(!world.guilty.contains(official));
            self.pointed_by_degree += 1.0 - share(&world.guilty);
        }
    }

    /// Of 100 umbrellas those among the first; of 1,000 innocents those pointed at; each
    /// beside guessing.
    fn figures(&self) -> [f64; 4] {
        let (true_ones, innocents) = (self.true_ones as f64, self.innocents as f64);
        [
            100.0 * self.found as f64 / true_ones,
            100.0 * self.found_by_degree / true_ones,
            1_000.0 * self.pointed as f64 / innocents,
            1_000.0 * self.pointed_by_degree / innocents,
        ]
    }
}

/// A world with what guessing needs.
struct Known {
    guilty: BTreeSet<PartyId>,
    degrees: BTreeMap<PartyId, usize>,
    /// Officials by degree, then by id.
    by_degree: Vec<PartyId>,
}

impl Known {
    fn new(world: &PlantedWorld, seen: &Seen<'_>) -> Self {
        let degree = |party: &PartyId| seen.pairs().beside(seen.slot(*party).unwrap()).len();
        let degrees: BTreeMap<PartyId, usize> =
            world.officials().iter().map(|party| (*party, degree(party))).collect();
        let mut by_degree: Vec<PartyId> = degrees.keys().copied().collect();
        by_degree.sort_by_key(|party| (degrees[party], *party));
        Self { guilty: world.umbrellas(), degrees, by_degree }
    }

    /// The officials nearest in degree, the official left out.
    fn alike(&self, official: PartyId) -> Vec<PartyId> {
        let own = self.degrees[&official];
        let mut others: Vec<PartyId> =
            self.by_degree.iter().copied().filter(|one| *one != official).collect();
        others.sort_by_key(|one| (self.degrees[one].abs_diff(own), *one));
        others.truncate(ALIKE);
        others
    }
}

/// Sheltering and what it is paid and arranged with; the whole answer is pointed at.
fn protection(least: Least) -> View {
    View::new().kinds(protectors::protection_kinds()).at_least(least)
}

fn shielding(seen: &Seen<'_>, gang: PartyId, most: u32) -> Vec<PartyId> {
    let mut scratch = protectors::Scratch::default();
    let found = protectors::protectors(seen, gang, most, &mut scratch).unwrap();
    found.parties().iter().map(protectors::Protector::party).collect()
}

fn near(seen: &Seen<'_>, gang: PartyId) -> Vec<PartyId> {
    let near = reach::within(seen, gang, 2, &mut Scratch::default()).unwrap();
    near.into_iter().map(|near| near.party).collect()
}

/// A ranking of everybody, its officials only.
fn everybody(world: &PlantedWorld, parties: impl Iterator<Item = PartyId>) -> Pointed {
    let officials: BTreeSet<PartyId> = world.officials().iter().copied().collect();
    Pointed { officials: parties.filter(|p| officials.contains(p)).collect(), everybody: true }
}

fn between(seen: &Seen<'_>, world: &PlantedWorld) -> Pointed {
    everybody(world, brokers::betweenness(seen).into_iter().map(|broker| broker.party))
}

fn ranked(seen: &Seen<'_>, world: &PlantedWorld) -> Pointed {
    let ranked = ranking::rank(seen, world.gangs()).unwrap().parties;
    everybody(world, ranked.into_iter().map(|ranked| ranked.party))
}

fn taken_out(seen: &Seen<'_>, world: &PlantedWorld, strategy: Strategy) -> Pointed {
    let (renewal, pool) = (Renewal::default(), Pool::default());
    let found = removal_order(seen, strategy, renewal, pool, usize::MAX).unwrap();
    everybody(world, found.removals.into_iter().map(|removal| removal.party))
}

fn cut_points(seen: &Seen<'_>, _: &PlantedWorld) -> Pointed {
    let officials = brokers::cuts(seen).points.into_iter().map(|point| point.party).collect();
    Pointed { officials, everybody: false }
}

fn same_community(seen: &Seen<'_>, world: &PlantedWorld) -> Pointed {
    let found = clusters::communities(seen, CommunitySearch::default());
    let gangs: BTreeSet<PartyId> = world.gangs().iter().copied().collect();
    let with_gang = |members: &&Vec<PartyId>| members.iter().any(|one| gangs.contains(one));
    let members = found.communities.iter().filter(with_gang).flatten().copied();
    Pointed { officials: members.collect(), everybody: false }
}

fn shared(seen: &Seen<'_>, _: &PlantedWorld) -> Pointed {
    let pairs = sharing::sharing(seen, usize::MAX).pairs;
    let protectors = pairs.iter().flat_map(|pair| &pair.protectors);
    Pointed { officials: protectors.map(|one| one.party).collect(), everybody: false }
}

fn questions() -> Vec<Question> {
    let question = |name, page, view, ask| Question { name, page, view, ask };
    let (checked, alleged) = (Least::Checked, Least::Alleged);
    vec![
        question("within 2 ties of the gang", "reach.rs", View::new(), Ask::OfGang(near)),
        question(
            "protectors, direct",
            "protectors.rs",
            protection(checked),
            Ask::OfGang(|seen, gang| shielding(seen, gang, 1)),
        ),
        question(
            "protectors, direct, alleged ties too",
            "protectors.rs",
            protection(alleged),
            Ask::OfGang(|seen, gang| shielding(seen, gang, 1)),
        ),
        question(
            "protectors within 3 ties",
            "protectors.rs",
            protection(checked),
            Ask::OfGang(|seen, gang| shielding(seen, gang, 3)),
        ),
        question("betweenness", "brokers.rs", View::new(), Ask::OfWorld(between)),
        question("cut points", "brokers.rs", View::new(), Ask::OfWorld(cut_points)),
        question(
            "removal by degree, anew each time",
            "disruption.rs",
            View::new(),
            Ask::OfWorld(|seen, world| taken_out(seen, world, Strategy::Degree)),
        ),
        question(
            "removal by influence over 2 ties, anew each time",
            "disruption.rs",
            View::new(),
            Ask::OfWorld(|seen, world| {
                taken_out(seen, world, Strategy::CollectiveInfluence { ties: 2 })
            }),
        ),
        question("PageRank from the gangs", "ranking.rs", View::new(), Ask::OfWorld(ranked)),
        question("in a gang's community", "clusters.rs", View::new(), Ask::OfWorld(same_community)),
        question("shared by two gangs", "sharing.rs", protection(checked), Ask::OfWorld(shared)),
    ]
}

/// One question asked in every world.
fn asked(question: &Question, worlds: &[PlantedWorld]) -> Sums {
    let mut sums = Sums::default();
    for world in worlds {
        let all = world.network().seen(View::new());
        let known = Known::new(world, &all);
        let seen = world.network().seen(question.view);
        match question.ask {
            Ask::OfWorld(ask) => sums.add(&known, &known.guilty, &ask(&seen, world)),
            Ask::OfGang(ask) => {
                for gang in world.gangs() {
                    let officials = ask(&seen, *gang);
                    let pointed = Pointed { officials, everybody: false };
                    sums.add(&known, &world.umbrellas_of(*gang), &pointed);
                }
            }
        }
    }
    sums
}

const HEAD: &str = "| question | page | umbrellas among the first, of 100 | guessing by degree | innocents pointed at, of 1,000 | guessing by degree |\n|---|---|---|---|---|---|\n";

fn table(rows: &[(&Question, [f64; 4])]) -> String {
    let mut table = String::from(HEAD);
    for (question, [found, guessed, pointed, at_random]) in rows {
        let (name, page) = (question.name, question.page.trim_end_matches(".rs"));
        table += &format!(
            "| {name} | `network::{page}` | {found:.0} | {guessed:.1} | {pointed:.1} | {at_random:.1} |\n"
        );
    }
    table
}

/// What a question's own page says of it.
fn line(question: &Question, [found, guessed, pointed, at_random]: [f64; 4]) -> String {
    let name = question.name;
    format!(
        "//! - {name}: {found:.0} of 100 (guessing {guessed:.1}); {pointed:.1} innocents of 1,000 ({at_random:.1})\n"
    )
}

fn between_marks<'t>(text: &'t str, begin: &str, end: &str) -> (&'t str, &'t str, &'t str) {
    let from = text.find(begin).unwrap_or_else(|| panic!("no {begin:?}")) + begin.len();
    let (before, rest) = text.split_at(from);
    let (found, after) = rest.split_at(rest.find(end).unwrap_or_else(|| panic!("no {end:?}")));
    (before, found, after)
}

fn agree(path: &Path, begin: &str, end: &str, expected: &str) {
    let text = fs::read_to_string(path).unwrap();
    let (before, found, after) = between_marks(&text, begin, end);
    if std::env::var_os("UNBRELLA_BLESS").is_some() {
        fs::write(path, format!("{before}{expected}{after}")).unwrap();
    } else {
        assert_eq!(found, expected, "{}: UNBRELLA_BLESS=1 writes it", path.display());
    }
}

#[test]
fn the_figures_of_the_pages_are_those_of_the_worlds() {
    let worlds: Vec<PlantedWorld> = WORLDS.map(|seed| PlantedWorld::new(seed).unwrap()).collect();
    let questions = questions();
    let rows: Vec<(&Question, [f64; 4])> =
        questions.iter().map(|question| (question, asked(question, &worlds).figures())).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    agree(
        &root.join("src/guide/limits.md"),
        "<!-- planted worlds -->\n",
        "<!-- end of planted worlds -->",
        &table(&rows),
    );
    let mut pages: BTreeMap<&str, String> = BTreeMap::new();
    for (question, figures) in &rows {
        *pages.entry(question.page).or_default() += &line(question, *figures);
    }
    for (page, lines) in &pages {
        let path = root.join("src/network").join(page);
        agree(&path, "//! ([limits](crate::guide::limits)).\n//!\n", "//!\n", lines);
    }
}

#[test]
fn a_world_is_the_same_every_time_and_its_innocents_are_innocent() {
    for seed in WORLDS {
        let (world, again) = (PlantedWorld::new(seed).unwrap(), PlantedWorld::new(seed).unwrap());
        let guilty = world.umbrellas();
        assert_eq!(guilty, again.umbrellas());
        let lines = |world: &PlantedWorld| world.network().seen(View::new()).shown();
        assert_eq!(lines(&world), lines(&again));
        assert!(guilty.iter().all(|one| world.officials().contains(one)), "seed {seed}");
        assert!(
            guilty.is_disjoint(world.innocent_hubs()) && guilty.is_disjoint(world.innocent_kin())
        );
        assert!((6..=27).contains(&guilty.len()), "seed {seed}: {}", guilty.len());
        let bare = world.gangs().iter().filter(|gang| world.umbrellas_of(**gang).is_empty());
        assert_eq!(bare.count(), 7, "seven gangs have nobody");
    }
}
