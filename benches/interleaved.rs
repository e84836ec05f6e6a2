//! The harness: ours and petgraph in turn, so that both meet the same neighbors on the machine.
//!
//! Times are the processor time of the process, which runs one thread: other jobs on the
//! machine take wall time from it, and only little of this. Rows about several threads are
//! timed by the wall. Each row is asked once on both sides before anything is timed, and
//! the answers have to agree. Then come five rounds; what is printed are the medians and
//! their ratio.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// Rounds for each row.
const ROUNDS: usize = 5;

/// What both sides have to agree on.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Number for number.
    Exact(Vec<u64>),
    /// Up to rounding: the sum of all differences stays below a billionth.
    Near(Vec<f64>),
}

impl Answer {
    /// Whether two answers are the same.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Near(a), Self::Near(b)) => {
                let apart = a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f64>();
                let size = a.iter().map(|a| a.abs()).sum::<f64>().max(1.0);
                a.len() == b.len() && apart < 1e-9 * size
            }
            (a, b) => a == b,
        }
    }
}

impl From<Vec<u64>> for Answer {
    fn from(numbers: Vec<u64>) -> Self {
        Self::Exact(numbers)
    }
}

impl From<u64> for Answer {
    fn from(number: u64) -> Self {
        Self::Exact(vec![number])
    }
}

/// One way to answer.
pub type Way<'a> = Box<dyn FnMut() -> Answer + 'a>;

/// One row: the same question asked in several ways, petgraph's last.
pub struct Row<'a> {
    /// What is asked.
    pub name: &'a str,
    /// How many times faster the first way has to be; 0 if nothing was asked of it.
    pub wanted: f64,
    /// What is ours, each with a name; the first is held beside `wanted`.
    pub ours: Vec<(&'a str, Way<'a>)>,
    /// petgraph asked the plain way.
    pub plain: Way<'a>,
}

/// Rows measured so far, as text.
#[derive(Debug, Default)]
pub struct Table {
    text: String,
    missed: Vec<String>,
}

impl Table {
    /// Asks, compares, times by the processor's clock, prints.
    pub fn row(&mut self, row: Row<'_>) {
        self.row_by(Clock::Processor, row);
    }

    /// Asks, compares, times, prints.
    pub fn row_by(&mut self, clock: Clock, row: Row<'_>) {
        let Row { name, wanted, mut ours, mut plain } = row;
        let expected = plain();
        for (way, ask) in &mut ours {
            let answer = ask();
            assert!(answer.agrees(&expected), "{name}, {way}: {}", differs(&answer, &expected));
        }
        let mut times = vec![Vec::with_capacity(ROUNDS); ours.len() + 1];
        for _ in 0..ROUNDS {
            for ((_, ask), times) in ours.iter_mut().zip(&mut times) {
                times.push(clock.timed(ask));
            }
            times[ours.len()].push(clock.timed(&mut plain));
        }
        let medians: Vec<Duration> = times.iter_mut().map(|times| median(times)).collect();
        let theirs = medians[ours.len()];
        for (at, (way, _)) in ours.iter().enumerate() {
            let ratio = theirs.as_secs_f64() / medians[at].as_secs_f64();
            let wanted = if at == 0 { wanted } else { 0.0 };
            self.line(&format!("{name}, {way}"), medians[at], theirs, ratio, wanted);
        }
    }

    fn line(&mut self, name: &str, ours: Duration, theirs: Duration, ratio: f64, wanted: f64) {
        let verdict = match wanted {
            0.0 => String::new(),
            wanted if ratio >= wanted => format!("≥ {wanted}"),
            wanted => format!("MISSED {wanted}"),
        };
        let line =
            format!("| {name} | {} | {} | {ratio:.1} | {verdict} |", shown(ours), shown(theirs));
        println!("{line}");
        if verdict.starts_with("MISSED") {
            self.missed.push(line.clone());
        }
        let _ = writeln!(self.text, "{line}");
    }

    /// A figure beside the table.
    pub fn note(&mut self, text: &str) {
        println!("{text}");
        let _ = writeln!(self.text, "{text}");
    }

    /// The rows whose ratio was not reached.
    #[must_use]
    pub fn missed(&self) -> &[String] {
        &self.missed
    }
}

/// Prints the head of a table.
pub fn head(title: &str) {
    println!("\n{title}; load {}\n", load());
    println!("| question | ours ms | petgraph ms | ratio | wanted |");
    println!("|---|---:|---:|---:|---|");
}

/// What the machine was busy with: the load over 1, 5 and 15 minutes.
#[must_use]
pub fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// Milliseconds with three digits that mean something.
#[must_use]
pub fn shown(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    match ms {
        ms if ms < 1.0 => format!("{ms:.3}"),
        ms if ms < 10.0 => format!("{ms:.2}"),
        ms if ms < 100.0 => format!("{ms:.1}"),
        ms => format!("{ms:.0}"),
    }
}

/// What a row is timed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The processor time of the process, summed over its threads.
    Processor,
    /// The time that passes: the only one that shows what a second thread is good for.
    Wall,
}

impl Clock {
    /// The time that one asking takes.
    pub fn timed<A>(self, mut ask: impl FnMut() -> A) -> Duration {
        let (processor, wall) = (ProcessTime::now(), Instant::now());
        let answer = black_box(ask());
        let time = match self {
            Self::Processor => processor.elapsed(),
            Self::Wall => wall.elapsed(),
        };
        drop(answer);
        time
    }
}

/// The processor time that one asking takes.
pub fn timed<A>(ask: impl FnMut() -> A) -> Duration {
    Clock::Processor.timed(ask)
}

/// The middle one.
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn differs(ours: &Answer, theirs: &Answer) -> String {
    match (ours, theirs) {
        (Answer::Exact(a), Answer::Exact(b)) => {
            let at = a.iter().zip(b).position(|(a, b)| a != b);
            format!("{} and {} numbers, first difference at {at:?}", a.len(), b.len())
        }
        _ => "the numbers are too far apart".to_owned(),
    }
}
