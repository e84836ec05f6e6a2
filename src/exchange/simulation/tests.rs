//! Seeds, planted faults, every small schedule, and failures that can be read.

use super::plan::Draw;
use super::*;

/// Histories that are played on every change; `.ci/long deliveries` plays many more.
const SEEDS: u64 = 2_000;

/// The seeds shared out over two threads: a history knows nothing of another.
fn played(seeds: u64) -> Tally {
    let half = move |from: u64| {
        let stage = Stage::default();
        (from..seeds).step_by(2).fold(Tally::default(), |sum, seed| {
            sum.and(stage.play(seed, None).unwrap_or_else(|failure| panic!("{failure}")))
        })
    };
    let other = std::thread::spawn(move || half(1));
    half(0).and(other.join().unwrap())
}

#[test]
fn nothing_is_lost_in_any_history() {
    let tally = played(SEEDS);
    println!("{tally:?}");
    // That the weather was bad enough to mean something.
    assert!(tally.delivered > 20 * SEEDS, "{tally:?}");
    for seen in [tally.repeats, tally.lost, tally.restarts, tally.released, tally.clues] {
        assert!(seen > SEEDS, "{tally:?}");
    }
    assert!(tally.held > 100 && tally.incidents > 100 && tally.told > 100, "{tally:?}");
}

/// Each way to build it wrong is found, and the failure says how.
#[test]
fn every_planted_fault_is_found() {
    let stage = Stage::default();
    for planted in Planted::ALL {
        let found = (0..600).find(|seed| stage.fails(*seed, Some(planted)).is_some());
        let Some(seed) = found else { panic!("{planted:?} was not found") };
        let why = stage.fails(seed, Some(planted)).unwrap();
        println!("{planted:?}: seed {seed}: {why}");
        assert!(stage.fails(seed, None).is_none(), "{planted:?} and not the seed");
    }
}

/// The plan of a failure is shrunk, still fails, and its report names the seed.
#[test]
fn a_failure_is_shrunk_and_can_be_read() {
    let stage = Stage::default();
    let planted = Some(Planted::ReceiptNotRepeated);
    let seed = (0..600).find(|seed| stage.fails(*seed, planted).is_some()).unwrap();
    let failure = stage.play(seed, planted).unwrap_err();
    let whole = Plan::of(seed);
    assert!(failure.plan.weather.len() <= 2, "{failure}");
    assert!(
        failure.plan.acts.len() <= 4 && failure.plan.acts.len() < whole.acts.len(),
        "{failure}"
    );
    assert!(stage.run(&failure.plan, planted, false).is_err());
    assert!(stage.run(&failure.plan, None, false).is_ok());
    let report = failure.to_string();
    assert!(report.starts_with(&format!("seed {seed}: ")), "{report}");
    assert!(report.contains("writes hand-over") && report.contains("for ever"), "{report}");
}

/// What a step has touched is enough to look at: where that finds nothing, everything does not
/// either, with and without a planted fault.
#[test]
fn what_is_checked_after_a_step_is_enough() {
    let (short, thorough) = (Stage::default(), Stage { thorough: true, ..Stage::default() });
    let mut found = 0;
    for seed in 0..10 {
        assert_eq!(short.told(seed), thorough.told(seed));
    }
    for (seed, planted) in (0..3).flat_map(|seed| Planted::ALL.map(|planted| (seed, planted))) {
        let all = thorough.fails(seed, Some(planted));
        assert_eq!(short.fails(seed, Some(planted)), all, "{planted:?}, seed {seed}");
        found += usize::from(all.is_some());
    }
    assert!(found > 10, "{found}");
}

/// Messages of a small schedule on every change; `.ci/long deliveries` walks them all, however
/// many messages they have.
const MESSAGES: usize = 8;

/// Two organs, two clues, one fault: every schedule.
#[test]
fn every_small_schedule_holds() {
    let walks = Mishap::ALL.map(|mishap| {
        let walk = move || Stage::default().walk(MESSAGES, mishap).unwrap();
        (mishap, std::thread::spawn(walk))
    });
    for (mishap, walk) in walks {
        let walked = walk.join().unwrap();
        println!("{mishap:?}: {walked:?}");
        assert!(walked.states > 5_000 && walked.ends > 2_500, "{mishap:?}: {walked:?}");
    }
}

/// That the walk sees what is wrong: each of these in one of the small schedules.
#[test]
fn the_walk_finds_what_is_built_wrong() {
    let stage = Stage::default();
    let (rules, now) = (stage.rules().unwrap(), Stage::start().unwrap());
    for planted in [
        Planted::ReleasedEarly,
        Planted::ActsEarly,
        Planted::KeptAfterRelease,
        Planted::WithdrawalIgnored,
    ] {
        let mut walks = Mishap::ALL
            .iter()
            .map(|mishap| small::walk(rules, &stage.calendar, now, (4, *mishap, Some(planted))));
        assert!(walks.any(|walked| walked.is_err()), "{planted:?}");
    }
}

#[test]
fn one_seed_is_one_history() {
    let stage = Stage::default();
    for seed in [0, 3, 11] {
        let (plan, tally, trace) = stage.told(seed).unwrap();
        assert_eq!(plan, Plan::of(seed));
        assert_eq!(stage.told(seed).unwrap(), (plan, tally, trace));
    }
    let plans: Vec<Plan> = (0..200).map(Plan::of).collect();
    assert!(
        plans.iter().any(|plan| plan.organs == 2) && plans.iter().any(|plan| plan.organs == 12)
    );
    assert_eq!(stage.organs.organs().len(), 12);
}

/// Known numbers of the generator, so that a seed means the same everywhere.
#[test]
fn the_generator_is_splitmix64() {
    let mut draw = Draw::new(1_234_567);
    assert_eq!(draw.number(), 6_457_827_717_110_365_317);
    assert_eq!(draw.number(), 3_203_168_211_198_807_973);
    assert_eq!(Draw::new(1).below(0), 0);
    assert!((0..1_000).all(|n| (5..9).contains(&Draw::new(n).between(5, 9))));
}
