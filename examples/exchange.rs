//! Organs hand clues to each other over a network that loses, repeats, delays and reorders,
//! while they stop and start. What happens in one history, and whether anything is lost in
//! many?
//!
//! ```text
//! cargo run --release --example exchange                          one history, and 200 more
//! cargo run --release --example exchange -- --seed 12             another one, line by line
//! cargo run --release --example exchange -- --seeds 2000          as many
//! cargo run --release --example exchange -- --deliveries 1000000  until so many have come
//! cargo run --release --example exchange -- --walk 8              every schedule of 8 messages between two
//! cargo run --release --example exchange -- --walk                every one, of any length
//! cargo run --release --example exchange -- --planted             how each planted fault is found
//! ```
//!
//! Ends with an error, the seed and a shrunk plan if anything does not hold.
#![allow(clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use unbrella::exchange::simulation::plan::{DAY, Plan, Weather};
use unbrella::exchange::simulation::planted::Planted;
use unbrella::exchange::simulation::small::Mishap;
use unbrella::exchange::simulation::world::Tally;
use unbrella::exchange::simulation::{Failure, Stage};

type Anything = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Anything> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        [] => {
            one(7)?;
            println!();
            many(200, u64::MAX)
        }
        ["--seed", seed] => one(seed.parse()?),
        ["--seeds", seeds] => many(seeds.parse()?, u64::MAX),
        ["--deliveries", deliveries] => many(u64::MAX, deliveries.parse()?),
        ["--walk", messages] => walk(messages.parse()?),
        ["--walk"] => walk(usize::MAX),
        ["--planted"] => planted(),
        _ => Err("see the first lines of examples/exchange.rs".into()),
    }
}

fn one(seed: u64) -> Result<(), Anything> {
    let (plan, tally, trace) = Stage::default().told(seed)?;
    println!("seed {seed}: {} organs, {} acts; what goes wrong:", plan.organs, plan.acts.len());
    weather(&plan);
    println!("\nwhat happens:");
    let mut names = Names::default();
    for line in &trace {
        println!("  {}", names.short(line));
    }
    println!("\nwhat came of it:");
    report(&tally);
    Ok(())
}

/// What goes wrong: messages by number, everything else line by line.
fn weather(plan: &Plan) {
    let (mut lost, mut again, mut late, mut latest, mut astray, mut reused) = (0, 0, 0, 0, 0, 0);
    let mut others = Vec::new();
    for weather in &plan.weather {
        match weather {
            Weather::Lost { .. } => lost += 1,
            Weather::Repeated { .. } => again += 1,
            Weather::Delayed { by, .. } => (late, latest) = (late + 1, latest.max(*by)),
            Weather::Astray { .. } => astray += 1,
            Weather::IdReused { .. } => reused += 1,
            other => others.push(other.to_string()),
        }
    }
    println!(
        "  of the first 160 messages {lost} are lost, {again} come again days or weeks later,"
    );
    println!("  {late} come late, the latest by {} days, {astray} go astray,", latest / DAY);
    println!("  and the ids of {reused} are used for another content");
    for other in others {
        println!("  {other}");
    }
}

/// Numbers for ids, in the order in which they come up: `clue 1` for `clue-0000…`.
#[derive(Default)]
struct Names(BTreeMap<String, String>, BTreeMap<&'static str, usize>);

impl Names {
    fn short(&mut self, line: &str) -> String {
        let words = line.split(' ').map(|word| {
            let id = word.trim_end_matches([',', ':', '.']);
            format!("{}{}", self.name(id), &word[id.len()..])
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn name(&mut self, word: &str) -> String {
        let kinds = [("clue-", "clue"), ("transfer-", "transfer"), ("envelope-", "letter")];
        let is_id = |prefix: &str| word.strip_prefix(prefix).is_some_and(|rest| rest.len() == 32);
        let Some((_, kind)) = kinds.into_iter().find(|(prefix, _)| is_id(prefix)) else {
            return word.to_owned();
        };
        if !self.0.contains_key(word) {
            let count = self.1.entry(kind).or_default();
            *count += 1;
            self.0.insert(word.to_owned(), format!("{kind} {count}"));
        }
        self.0[word].clone()
    }
}

/// Histories shared out over the processors; a history knows nothing of another.
fn many(seeds: u64, deliveries: u64) -> Result<(), Anything> {
    let (next, come) = (AtomicU64::new(0), AtomicU64::new(0));
    let work = || -> Result<Tally, Box<Failure>> {
        let stage = Stage::default();
        let mut sum = Tally::default();
        while come.load(Ordering::Relaxed) < deliveries {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds {
                break;
            }
            let tally = stage.play(seed, None)?;
            let before = come.fetch_add(tally.delivered, Ordering::Relaxed);
            told(before, before.saturating_add(tally.delivered));
            sum = sum.and(tally);
        }
        Ok(sum)
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let found: Vec<_> = thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        all.into_iter().map(thread::ScopedJoinHandle::join).collect()
    });
    let mut sum = Tally::default();
    for tally in found {
        sum = sum.and(tally.map_err(|_| "a history panicked")??);
    }
    println!(
        "{} histories, none in which anything was lost:",
        next.load(Ordering::Relaxed).min(seeds)
    );
    report(&sum);
    Ok(())
}

/// Says when another million has come.
fn told(before: u64, after: u64) {
    let millions = after / 1_000_000;
    if millions > before / 1_000_000 {
        eprintln!("... {millions} million messages delivered");
    }
}

fn report(tally: &Tally) {
    let rows = [
        (tally.clues, "clues, rests of splits among them, each with one organ in the end"),
        (tally.released, "times custody moved"),
        (tally.sent, "messages sent"),
        (tally.delivered, "messages delivered"),
        (tally.repeats, "of them repeats"),
        (tally.lost, "messages lost"),
        (tally.held, "letters held"),
        (tally.restarts, "organs started again from their journals"),
        (tally.incidents, "incidents noted, each caused from outside"),
        (tally.told, "overdue duties told to a common superior"),
    ];
    for (count, what) in rows {
        println!("  {count:>10}  {what}");
    }
}

fn walk(messages: usize) -> Result<(), Anything> {
    let stage = Stage::default();
    let most = match messages {
        usize::MAX => "any number of".to_owned(),
        most => format!("up to {most}"),
    };
    println!(
        "every schedule of two organs, two clues, {most} messages, and one fault; each holds:"
    );
    for mishap in Mishap::ALL {
        let walked = stage.walk(messages, mishap)?;
        println!(
            "  {:<9} {:>9} states, {:>9} steps; {:>9} ends brought to rest by {:>9} states",
            format!("{mishap:?}"),
            walked.states,
            walked.steps,
            walked.ends,
            walked.rested,
        );
    }
    Ok(())
}

fn planted() -> Result<(), Anything> {
    let stage = Stage::default();
    for planted in Planted::ALL {
        let seed = (0..600).find(|seed| stage.fails(*seed, Some(planted)).is_some());
        let seed = seed.ok_or_else(|| format!("{planted:?} was not found"))?;
        match stage.play(seed, Some(planted)) {
            Err(failure) => {
                let mut names = Names::default();
                println!("{planted:?}");
                for line in failure.to_string().lines() {
                    println!("{}", names.short(line));
                }
                println!();
            }
            Ok(_) => return Err(format!("{planted:?} was found and is gone").into()),
        }
    }
    Ok(())
}
