//! The embedded casework: its files are those of the generator, every line is read, and
//! the figures counted from it are the published ones.
//!
//! After a wanted change of the generator write the files anew with
//! `cargo run --example make_casework`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, missing_docs)]

#[path = "../examples/make_casework/worlds/mod.rs"]
mod worlds;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use unbrella::base::id::AnyId;
use unbrella::report::cross_check::{Check, Tables, Warning, audit as cross_check};
use unbrella::report::figures::{Figure, FigureDraft};

use unbrella::base::calendar::china;
use unbrella::casebook::book::Casebook;
use unbrella::report::audit::audit;
use unbrella::report::casework::lines::CaseworkFile;
use unbrella::report::casework::replay::{Fate, Replay};
use unbrella::report::counted::breakdown::By;
use unbrella::report::counted::{Agreement, Counted, counted, published_beside, table};
use unbrella::report::identities::declared;
use unbrella::report::published::published;
use unbrella::rulebook::Rulebook;

fn checked_in(name: &str) -> String {
    let path = format!("{}/examples/casework_data/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn read(name: &str) -> CaseworkFile {
    let file = CaseworkFile::read(checked_in(name).as_bytes()).unwrap();
    assert_eq!(file.bad_lines(), [], "{name}");
    file
}

/// Each world is worked through once.
fn replay(name: &str) -> &'static Replay {
    static DONE: Mutex<BTreeMap<String, &'static Replay>> = Mutex::new(BTreeMap::new());
    let mut done = DONE.lock().unwrap();
    done.entry(name.to_owned()).or_insert_with(|| {
        let file = read(name);
        let shared = file.header().continues.clone().map(|shared| read(shared.as_str()));
        let files: Vec<&CaseworkFile> = shared.iter().chain([&file]).collect();
        Box::leak(Box::new(Replay::new(&files, Rulebook::published(), &china()).unwrap()))
    })
}

fn figures(replay: &Replay) -> Vec<Counted> {
    let header = replay.header();
    let rules = replay.rulebook().on(header.pack.as_str(), header.as_of.day()).unwrap();
    counted(replay.book(), header.place.as_str(), header.organ, rules)
}

const WORLDS: [&str; 5] = ["chengguan-a", "chengguan-b", "chengguan-c", "zhaotong", "henan"];

#[test]
fn the_files_are_those_of_the_generator() {
    for (name, text) in worlds::all() {
        assert!(text == checked_in(name), "{name}: run `cargo run --example make_casework`");
    }
}

/// Rows that casework cannot produce: percentages of people asked elsewhere, tests taken,
/// and what is not in the three places.
#[test]
fn what_is_counted_is_what_was_published() {
    let wanted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::from([
        ("Chengguan", (48..=61).map(|row| format!("F{row}")).collect()),
        ("Zhaotong", (63..=72).map(|row| format!("F{row}")).collect()),
        ("Henan", ["F40", "F41", "F45"].map(String::from).into()),
    ]);
    for world in WORLDS {
        let replay = replay(world);
        let figures = figures(replay);
        let rows: BTreeSet<String> =
            figures.iter().map(|one| one.figure().row().to_string()).collect();
        assert_eq!(rows, wanted[replay.header().place.as_str()], "{world}");
        for one in &figures {
            let told = published_beside(one.figure()).unwrap();
            let agreement = Agreement::of(one.figure(), &told);
            assert_ne!(agreement, Agreement::Differs, "{world}: {:?}", one.figure());
        }
        let published = published();
        let all = published.figures().iter().filter(|figure| rows.contains(figure.row().as_str()));
        assert_eq!(figures.len(), all.count(), "{world}: every figure of a row is counted");
    }
}

/// A count is as long as the list behind it, and nothing stands there that was not entered.
#[test]
fn every_figure_can_be_opened() {
    for world in WORLDS {
        let replay = replay(world);
        let there: BTreeSet<_> =
            replay.book().dossier().ids().into_iter().map(|(_, id)| id).collect();
        for one in figures(replay) {
            assert!(one.behind().iter().all(|id| there.contains(id)), "{world} {:?}", one.figure());
            let shares = ["percent", "shop", "person time"];
            let summed = one.figure().name().as_str() == "persons_phoned";
            if !shares.contains(&one.figure().unit().to_string().as_str()) && !summed {
                let value = one.figure().quantity().number().as_whole().unwrap();
                assert_eq!(value, one.behind().len() as u64, "{world} {:?}", one.figure());
            }
        }
    }
}

/// The three worlds differ where the sources say nothing, and nowhere else.
#[test]
fn three_worlds_with_equal_totals() {
    let tables =
        ["chengguan-a", "chengguan-b", "chengguan-c"].map(|world| table(&figures(replay(world))));
    assert_eq!(tables[0], tables[1]);
    assert_eq!(tables[0], tables[2]);
    let behind = |world: &str, name: &str| {
        let figures = figures(replay(world));
        figures
            .into_iter()
            .find(|one| one.figure().name().as_str() == name)
            .unwrap()
            .behind()
            .to_vec()
    };
    let both = |world: &str| {
        let signed = behind(world, "signed_off_cases");
        behind(world, "retraced_cases").into_iter().filter(|id| signed.contains(id)).count()
    };
    assert_eq!(["chengguan-a", "chengguan-b", "chengguan-c"].map(both), [0, 0, 1]);
    let satisfied = |world: &str| behind(world, "reply_satisfaction").len();
    assert_eq!(["chengguan-a", "chengguan-b", "chengguan-c"].map(satisfied), [43, 59, 70]);
    let overlap = |world: &str| {
        let industry = behind(world, "industry_cases_filed");
        behind(world, "other_cases_filed").into_iter().filter(|id| industry.contains(id)).count()
    };
    assert_eq!(["chengguan-a", "chengguan-b", "chengguan-c"].map(overlap), [0, 2, 0]);
}

/// The audit of the counted figures says what that of the published ones says.
#[test]
fn the_audit_holds_for_what_was_counted() {
    for (world, id, verdict) in [
        ("chengguan-a", "A1", "1 to 3 of 17"),
        ("chengguan-c", "A1", "1 to 3 of 17"),
        ("zhaotong", "A5", "46 to 66 of 87"),
        ("zhaotong", "A3", "holds exactly"),
    ] {
        let audit = audit(&table(&figures(replay(world))), &declared());
        let found: Vec<String> = audit.of(id).map(|one| one.verdict().to_string()).collect();
        assert_eq!(found, [verdict], "{world} {id}");
    }
}

/// The lines that are not carried out, and no others: each is a decoy.
#[test]
fn what_is_refused_is_meant_to_be() {
    let undone = |world: &str| -> Vec<String> {
        let replay = replay(world);
        let undone = replay.worked().iter().filter(|worked| !matches!(worked.fate, Fate::Done(_)));
        undone.map(|worked| worked.command.key().to_string()).collect()
    };
    let chengguan = [
        "decoy.dispose/alone",
        "follow.03/sign.leader_in_charge.124",
        "follow.04/sign.leader_in_charge.124",
        "follow.05/sign.principal_leader.124",
        "follow.07/sign.follow_up_officer.125",
        "decoy.reply/110",
        "decoy.report/221",
        "decoy.report/222",
    ];
    for world in ["chengguan-a", "chengguan-b", "chengguan-c"] {
        assert_eq!(undone(world), chengguan, "{world}");
    }
    assert_eq!(undone("zhaotong"), ["decoy.recheck/open"]);
    assert_eq!(undone("henan"), [""; 0]);
}

/// State is the fold of the events: the journal alone gives the same casebook.
#[test]
fn the_journal_gives_the_same_dossier() {
    for world in ["chengguan-b", "zhaotong", "henan"] {
        let replay = replay(world);
        let again = Casebook::replay(replay.entries()).unwrap();
        assert_eq!(&again, replay.book(), "{world}");
    }
}

fn tables(world: &str) -> Tables {
    let replay = replay(world);
    let header = replay.header();
    let rules = replay.rulebook().on(header.pack.as_str(), header.as_of.day()).unwrap();
    let (place, day) = (header.place.as_str(), header.as_of.day());
    Tables::gather(replay.book(), place, header.organ, rules, day)
}

/// The tables with another list behind one figure, and its number told to fit.
fn told(sound: &Tables, index: usize, behind: Vec<AnyId>) -> Tables {
    let one = &sound.figures[index];
    let number = one.figure().quantity();
    let summed = ["shops_visited", "persons_phoned", "evaluators"];
    let rate = one
        .rate()
        .map(|rate| unbrella::base::rate::Rate::new(behind.len() as u64, rate.of()).unwrap());
    let value = match rate {
        Some(rate) => {
            let percent = rate.percent(number.number().decimals()).to_string();
            percent.trim_end_matches(" %").to_owned()
        }
        None if summed.contains(&one.figure().name().as_str()) => number.plain(),
        None => behind.len().to_string(),
    };
    let draft = FigureDraft { value, ..FigureDraft::from(one.figure().clone()) };
    let mut figures = sound.figures.clone();
    figures[index] = Counted::told(Figure::try_from(draft).unwrap(), rate, behind);
    // Of the cells only those that figures are compared with, for speed.
    let cells = sound.cells.iter().filter(|one| one.by == By::Organ).cloned().collect();
    Tables { organ: sound.organ.clone(), figures, cells, ..Tables::default() }
}

/// So many items of each list are dropped and told twice, from its beginning to its end.
const MOST: usize = 6;

/// Items behind every figure of the worlds, dropped and told twice, with a number that
/// fits the list. Told twice is always noticed, and so is dropped once the figures are
/// counted again. From the lists alone a drop is only seen where another list has the item:
/// of the figures that are named here any, of the others some or none.
#[test]
fn an_item_dropped_or_told_twice_is_always_noticed() {
    let mut unseen: BTreeSet<String> = BTreeSet::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for world in ["chengguan-c", "zhaotong", "henan"] {
        let sound = tables(world);
        assert_eq!(cross_check(&sound, Some(&sound)), [], "{world}");
        let little = told(&sound, 0, sound.figures[0].behind().to_vec());
        for (index, one) in sound.figures.iter().enumerate() {
            let name = one.figure().name().to_string();
            let warns = |tables: &Tables, again: Option<&Tables>, check: Check, item: AnyId| {
                let of = |w: &Warning| {
                    w.check == check && (w.items.contains(&item) || one.tells_of_reporters())
                };
                cross_check(tables, again).iter().any(of)
            };
            let apart = one.behind().len().div_ceil(MOST).max(1);
            for (place, item) in one.behind().iter().enumerate().step_by(apart) {
                let mut twice = one.behind().to_vec();
                twice.push(*item);
                if one.rate().is_none_or(|rate| twice.len() as u64 <= rate.of()) {
                    let twice = told(&sound, index, twice);
                    assert!(warns(&twice, None, Check::Once, *item), "{world} {name}");
                }
                let mut less = one.behind().to_vec();
                less.remove(place);
                let less = told(&sound, index, less);
                assert!(warns(&less, Some(&little), Check::CountedAgain, *item), "{world} {name}");
                let alone = cross_check(&less, None);
                if alone.is_empty() {
                    unseen.insert(name.clone());
                } else {
                    seen.insert(name.clone());
                }
            }
        }
    }
    let always: Vec<&str> = seen.difference(&unseen).map(String::as_str).collect();
    assert_eq!(
        always,
        [
            "central_clues",
            "clues_accepted",
            "followed_evil_gang_cases",
            "gang_cases_filed",
            "other_cases_filed",
        ],
    );
}

/// A number that is not that of its list is noticed, whichever it is.
#[test]
fn a_number_that_is_not_that_of_its_list_is_noticed() {
    for world in ["chengguan-a", "zhaotong", "henan"] {
        let sound = tables(world);
        for (index, one) in sound.figures.iter().enumerate() {
            let number = one.figure().quantity().number().plain();
            let more = number.split('.').next().unwrap().parse::<u64>().unwrap() + 1;
            let more = more.to_string();
            let draft = FigureDraft { value: more, ..FigureDraft::from(one.figure().clone()) };
            let figure = Figure::try_from(draft).unwrap();
            let mut tables = sound.clone();
            tables.figures[index] = Counted::told(figure, one.rate(), one.behind().to_vec());
            let again = cross_check(&tables, Some(&sound));
            assert!(again.iter().any(|w| w.check == Check::CountedAgain), "{:?}", one.figure());
            let summed = ["shops_visited", "persons_phoned", "evaluators"];
            let alone = cross_check(&tables, None).iter().any(|w| w.check == Check::List);
            assert_eq!(
                alone,
                !summed.contains(&one.figure().name().as_str()),
                "{:?}",
                one.figure()
            );
        }
    }
}
