use serde_json::json;

use super::*;
use crate::network::trials::{network_of, party, simple_paths, trial, weighted};
use crate::network::view::{Direction, View};

/// The sum of the whole-number logarithms; `None` over a tie without confidence.
fn sum(path: &Path) -> Option<u64> {
    path.ties.iter().map(|tie| weight(tie.confidence.get()).map(u64::from)).sum()
}

fn least(path: &Path) -> Permille {
    path.ties.iter().map(|tie| tie.confidence).min().unwrap_or(Permille::ALL)
}

const DIRECTIONS: [Direction; 3] = [Direction::Both, Direction::Along, Direction::Against];

#[test]
fn every_question_agrees_with_all_simple_paths_put_in_order() {
    let mut finder = Finder::default();
    for seed in 0..45 {
        let (parties, ties) = if seed < 30 { (5, 8) } else { (8, 13) };
        let network = trial(seed, parties, ties);
        let view = View::new().direction(DIRECTIONS[(seed % 3) as usize]);
        let seen = network.seen(view);
        for n in 0..parties {
            let (from, to) = (party(0), party(n));
            let mut all = simple_paths(&seen, from, to, 9);
            let first = |paths: &[Path]| paths.first().cloned();

            all.sort_by_key(|path| {
                let zeros = path.ties.iter().filter(|tie| tie.confidence.get() == 0).count();
                let known = path.ties.iter().filter_map(|tie| weight(tie.confidence.get()));
                let sum: u64 = known.map(u64::from).sum();
                (path.ties.len(), zeros, sum, path.parties.clone())
            });
            assert_eq!(finder.shortest(&seen, from, to).unwrap(), first(&all), "{seed} {n}");

            all.sort_by_key(|path| (path.ties.len(), path.parties.clone()));
            for most in [0, 2, 9] {
                let short: Vec<_> =
                    all.iter().filter(|path| path.ties.len() <= most as usize).cloned().collect();
                for paths in [0, 1, short.len(), 500] {
                    let limits = Limits { paths, ..Limits::default() };
                    let found = finder.simple(&seen, from, to, most, limits).unwrap();
                    let kept = paths.min(short.len());
                    assert_eq!(found.paths, short[..kept], "{seed} {n} {most} {paths}");
                    let whole = kept == short.len();
                    let expected = if whole { Extent::All } else { Extent::CutOffAt(paths) };
                    assert_eq!(found.extent, expected, "{seed} {n} {most} {paths}");
                }
                let counted = finder.how_many(&seen, from, to, most, Limits::default()).unwrap();
                assert_eq!(counted.paths(), short.len() as u64, "{seed} {n} {most}");
            }

            let mut strong: Vec<_> = all.into_iter().filter(|path| sum(path).is_some()).collect();
            strong.sort_by_key(|path| (sum(path), path.ties.len(), path.parties.clone()));
            assert_eq!(finder.strongest(&seen, from, to).unwrap(), first(&strong), "{seed} {n}");
            for paths in [1, 3, 1000] {
                let limits = Limits { paths, ..Limits::default() };
                let best = finder.best(&seen, from, to, limits).unwrap();
                assert_eq!(best.paths, strong[..paths.min(strong.len())], "{seed} {n} {paths}");
                assert_eq!(best.extent == Extent::All, strong.len() < paths, "{seed} {n}");
            }

            strong.sort_by_key(|path| {
                (std::cmp::Reverse(least(path)), path.ties.len(), path.parties.clone())
            });
            assert_eq!(finder.widest(&seen, from, to).unwrap(), first(&strong), "{seed} {n}");
        }
    }
}

#[test]
fn a_view_along_its_ties_walked_back_is_the_view_against_them() {
    let (mut finder, limits) = (Finder::default(), Limits::default());
    for seed in 0..20 {
        let network = trial(seed, 9, 14);
        let [along, against] = [Direction::Along, Direction::Against]
            .map(|way| network.seen(View::new().direction(way)));
        for n in 1..9 {
            let there = finder.how_many(&along, party(0), party(n), 8, limits).unwrap();
            let back = finder.how_many(&against, party(n), party(0), 8, limits).unwrap();
            assert_eq!(there, back, "{seed} {n}");
        }
    }
}

#[test]
fn support_is_rounded_once_and_the_same_from_both_ends() {
    let network = weighted(5, &[(0, 1, 501), (1, 2, 333), (2, 3, 777), (3, 4, 1)]);
    let seen = network.seen(View::new());
    let mut finder = Finder::default();
    let mut support =
        |a, b| finder.strongest(&seen, party(a), party(b)).unwrap().unwrap().support().get();
    // 0.501 · 0.333 = 0.166833; · 0.777 = 0.129629…; · 0.001 rounds to nothing.
    assert_eq!([support(0, 1), support(0, 2), support(0, 3)], [501, 167, 130]);
    assert_eq!((support(3, 0), support(0, 4), support(0, 0)), (130, 0, 1000));
}

#[test]
fn a_path_is_read_only_if_it_is_one_and_its_figures_follow() {
    let network = weighted(3, &[(0, 1, 500), (2, 1, 300)]);
    let seen = network.seen(View::new());
    let path = Finder::default().strongest(&seen, party(0), party(2)).unwrap().unwrap();
    let written = serde_json::to_value(&path).unwrap();
    assert_eq!((&written["support"], &written["weakest"]), (&json!(150), &json!(1)));
    assert_eq!(serde_json::from_value::<Path>(written.clone()).unwrap(), path);

    let refused = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut written = written.clone();
        change(&mut written);
        serde_json::from_value::<Path>(written).unwrap_err().to_string()
    };
    let (one, zero) = (party(1), party(0));
    assert_eq!(
        refused(&|path| path["ties"] = json!([])),
        "3 parties and 0 ties: a path has one party more than ties",
    );
    assert_eq!(
        refused(&|path| path["parties"] = json!([])),
        "0 parties and 2 ties: a path has one party more than ties",
    );
    assert_eq!(
        refused(&|path| path["parties"][2] = json!(zero)),
        format!("{zero} stands twice on the path"),
    );
    assert_eq!(
        refused(&|path| path["parties"].as_array_mut().unwrap().swap(0, 1)),
        "tie [1] does not join the parties [1] and the next",
    );
    assert_eq!(
        refused(&|path| path["support"] = json!(151)),
        "support 151‰, where the ties come to 150‰",
    );
    assert_eq!(refused(&|path| path["weakest"] = json!(0)), "the weakest tie is not [0]");
    let left_out = refused(&|path| {
        path.as_object_mut().unwrap().remove("weakest");
    });
    assert_eq!(left_out, "the weakest tie is not left out");
    assert!(path.dot(&|_| None).contains(&one.to_string()));
}

#[test]
fn answers_read_as_sentences_with_the_standing_on_each_line() {
    let network = weighted(4, &[(0, 1, 500), (1, 3, 300), (0, 3, 100)]);
    let seen = network.seen(View::new());
    let mut finder = Finder::default();
    let [a, b, d] = [0, 1, 3].map(party);
    let limits = Limits { paths: 1, ..Limits::default() };
    assert_eq!(
        finder.best(&seen, a, d, limits).unwrap().to_string(),
        format!(
            "1. support 150‰, weakest tie checked\n  \
             {a} is in contact with {b} (checked, 500‰, from an unknown day, end unknown)\n  \
             {b} is in contact with {d} (checked, 300‰, from an unknown day, end unknown)\n\
             1 path; cut off at 1: there may be more"
        ),
    );
    assert_eq!(
        finder.how_many(&seen, a, d, 2, limits).unwrap().to_string(),
        "2 paths: 1 of 1 tie, 1 of 2 ties; that is all",
    );
    let none = finder.simple(&seen, a, party(2), 9, limits).unwrap();
    assert_eq!(none.to_string(), "0 paths; that is all");
    let tired = Limits { looks: 0, ..limits };
    let given_up = finder.how_many(&seen, a, d, 3, tired).unwrap();
    assert!(given_up.to_string().ends_with("given up after 0 looks at ties: there may be more"));
}

#[test]
fn hostile_networks_and_strangers() {
    let mut finder = Finder::default();
    let lone = network_of(1, &[]);
    let seen = lone.seen(View::new());
    let alone = finder.strongest(&seen, party(0), party(0)).unwrap().unwrap();
    assert_eq!((alone.parties(), alone.ties().len(), alone.weakest()), (&[party(0)][..], 0, None));
    assert_eq!(alone.between(), []);
    let written = serde_json::to_string(&alone).unwrap();
    assert_eq!(serde_json::from_str::<Path>(&written).unwrap(), alone);
    let limits = Limits::default();
    assert_eq!(
        finder.simple(&seen, party(0), party(0), 0, limits).unwrap().paths,
        std::slice::from_ref(&alone)
    );
    assert_eq!(finder.best(&seen, party(0), party(0), limits).unwrap().paths, [alone]);
    let refused = finder.widest(&seen, party(0), party(7)).unwrap_err();
    assert_eq!(refused, UnknownParty { party: party(7) });

    let worthless = weighted(3, &[(0, 1, 0), (1, 2, 900)]);
    let seen = worthless.seen(View::new());
    assert_eq!(finder.strongest(&seen, party(0), party(2)).unwrap(), None);
    assert_eq!(finder.widest(&seen, party(0), party(2)).unwrap(), None);
    let shortest = finder.shortest(&seen, party(0), party(2)).unwrap().unwrap();
    assert_eq!((shortest.support().get(), shortest.ties().len()), (0, 2));
}

/// One finder, asked about networks of other sizes and views of other directions in turn.
#[test]
fn a_finder_forgets_the_question_before() {
    let mut used = Finder::default();
    let limits = Limits { paths: 4, ..Limits::default() };
    for seed in 0..30 {
        let parties = 3 + (seed % 7) as u32;
        let network = trial(seed, parties, 2 * parties);
        let seen = network.seen(View::new().direction(DIRECTIONS[(seed % 3) as usize]));
        let (a, b) = (party(seed as u32 % parties), party(parties - 1));
        let mut fresh = Finder::default();
        assert_eq!(used.best(&seen, a, b, limits), fresh.best(&seen, a, b, limits));
        assert_eq!(used.shortest(&seen, a, b), fresh.shortest(&seen, a, b));
        assert_eq!(used.widest(&seen, a, b), fresh.widest(&seen, a, b));
        assert_eq!(used.simple(&seen, a, b, 3, limits), fresh.simple(&seen, a, b, 3, limits));
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_overflows_nothing() {
    let n = 100_000;
    let ties: Vec<_> = (1..n).map(|b| (b - 1, b)).collect();
    let network = network_of(n, &ties);
    let seen = network.seen(View::new());
    let (mut finder, limits) = (Finder::default(), Limits::default());
    let (a, b) = (party(0), party(n - 1));
    let length = |path: Option<Path>| path.unwrap().ties().len();
    assert_eq!(length(finder.shortest(&seen, a, b).unwrap()), n as usize - 1);
    assert_eq!(length(finder.strongest(&seen, a, b).unwrap()), n as usize - 1);
    assert_eq!(length(finder.widest(&seen, a, b).unwrap()), n as usize - 1);
    assert_eq!(finder.simple(&seen, a, b, u32::MAX, limits).unwrap().paths.len(), 1);
    assert_eq!(finder.best(&seen, a, b, limits).unwrap().extent, Extent::All);
}
