//! What is going to happen in one history: drawn from a seed, and small enough to be shrunk.

use std::fmt;

/// Numbers from a seed (SplitMix64): the same on every machine.
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// The numbers of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if that is 0.
    pub const fn below(&mut self, end: u64) -> u64 {
        match self.number().checked_rem(end) {
            Some(number) => number,
            None => 0,
        }
    }

    /// A number from `from` up to, but not including, `end`.
    pub const fn between(&mut self, from: u64, end: u64) -> u64 {
        from.saturating_add(self.below(end.saturating_sub(from)))
    }

    /// Yes, so many times in a hundred.
    pub const fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// Minutes since the beginning of a history, by no organ's clock.
pub type Minute = u64;

/// One hour.
pub const HOUR: Minute = 60;
/// One day.
pub const DAY: Minute = 24 * HOUR;

/// Something that an organ may do, if it can then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub at: Minute,
    /// Which organ.
    pub organ: usize,
    /// Whether a clue comes in from outside; otherwise one of what is open to the organ.
    pub receives: bool,
    /// Which of what is open to it.
    pub choice: u64,
}

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// The message of this number is lost.
    Lost {
        /// Which, by the order in which messages were sent.
        nth: u64,
    },
    /// It comes once more.
    Repeated {
        /// Which.
        nth: u64,
        /// How much later.
        after: Minute,
    },
    /// It comes late.
    Delayed {
        /// Which.
        nth: u64,
        /// By how much.
        by: Minute,
    },
    /// It goes to another organ.
    Astray {
        /// Which.
        nth: u64,
        /// Whither.
        to: usize,
    },
    /// After it came, its id is used again for another content.
    IdReused {
        /// Which.
        nth: u64,
    },
    /// Nothing goes between two parts of the organs: those below a number, and the others.
    Parted {
        /// The first organ of the second part.
        at: usize,
        /// From when.
        from: Minute,
        /// Until when.
        until: Minute,
    },
    /// An organ stops; whatever it has not written down is gone.
    Stopped {
        /// Which organ.
        organ: usize,
        /// When. If it is in the middle of a step, right after it has written it down.
        at: Minute,
        /// For how long.
        down: Minute,
        /// Whether it stops right after its next step is written down, before anything
        /// leaves the house.
        in_step: bool,
        /// Whether a line was half written.
        torn: bool,
    },
    /// The clock of an organ is wrong.
    Skewed {
        /// Which organ.
        organ: usize,
        /// By how many minutes.
        by: i64,
    },
}

impl fmt::Display for Weather {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost { nth } => write!(f, "message {nth} is lost"),
            Self::Repeated { nth, after } => {
                write!(f, "message {nth} comes again {after} min later")
            }
            Self::Delayed { nth, by } => write!(f, "message {nth} comes {by} min late"),
            Self::Astray { nth, to } => write!(f, "message {nth} goes to organ {to}"),
            Self::IdReused { nth } => write!(f, "the id of message {nth} is used again"),
            Self::Parted { at, from, until } => {
                write!(f, "organs below {at} are cut off from minute {from} to {until}")
            }
            Self::Stopped { organ, at, down, in_step, torn } => {
                let how = if *in_step { ", in the middle of a step" } else { "" };
                let line = if *torn { ", with half a line" } else { "" };
                write!(f, "organ {organ} stops at minute {at} for {down} min{how}{line}")
            }
            Self::Skewed { organ, by } => write!(f, "the clock of organ {organ} is {by} min off"),
        }
    }
}

/// 一段历史: who there is, what they try to do, and what goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The seed from which it was drawn; also that of the ordinary delays.
    pub seed: u64,
    /// How many organs there are, 2 to 12.
    pub organs: usize,
    /// What they try to do.
    pub acts: Vec<Act>,
    /// What goes wrong.
    pub weather: Vec<Weather>,
}

/// How long things may go wrong.
pub const STORM: Minute = 60 * DAY;

impl Plan {
    /// The plan of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        // Mostly few organs: what goes wrong goes wrong between two.
        let organs = if draw.percent(70) { draw.between(2, 5) } else { draw.between(5, 13) };
        let organs = usize::try_from(organs).unwrap_or(2);
        let mut plan = Self { seed, organs, acts: Vec::new(), weather: Vec::new() };
        let clues = draw.between(1, 5);
        for _ in 0..clues {
            plan.acts.push(plan.act(&mut draw, DAY, true));
        }
        for _ in 0..draw.between(4, 30) {
            plan.acts.push(plan.act(&mut draw, 40 * DAY, false));
        }
        plan.storm(&mut draw);
        plan
    }

    fn act(&self, draw: &mut Draw, until: Minute, receives: bool) -> Act {
        Act { at: draw.below(until), organ: self.any(draw), receives, choice: draw.number() }
    }

    fn any(&self, draw: &mut Draw) -> usize {
        usize::try_from(draw.below(u64::try_from(self.organs).unwrap_or(1))).unwrap_or(0)
    }

    fn storm(&mut self, draw: &mut Draw) {
        let (lost, repeated, delayed) = (draw.below(40), draw.below(30), draw.below(40));
        let odd = draw.below(6);
        for nth in 0..160 {
            if draw.percent(lost) {
                self.weather.push(Weather::Lost { nth });
            }
            if draw.percent(repeated) {
                self.weather.push(Weather::Repeated { nth, after: draw.below(20 * DAY) });
            }
            if draw.percent(delayed) {
                let by = if draw.percent(30) { draw.below(21 * DAY) } else { draw.below(2 * DAY) };
                self.weather.push(Weather::Delayed { nth, by });
            }
            if draw.percent(odd) {
                self.weather.push(match draw.percent(50) {
                    true => Weather::Astray { nth, to: self.any(draw) },
                    false => Weather::IdReused { nth },
                });
            }
        }
        for _ in 0..draw.below(4) {
            let at = self.any(draw).saturating_add(1);
            let from = draw.below(40 * DAY);
            let until = from.saturating_add(draw.below(15 * DAY));
            self.weather.push(Weather::Parted { at, from, until });
        }
        for _ in 0..draw.below(8) {
            let (organ, at) = (self.any(draw), draw.below(50 * DAY));
            let down = if draw.percent(30) { draw.below(10 * DAY) } else { draw.below(5 * HOUR) };
            let (in_step, torn) = (draw.percent(60), draw.percent(50));
            self.weather.push(Weather::Stopped { organ, at, down, in_step, torn });
        }
        for organ in 0..self.organs {
            let days = match draw.below(10) {
                0..5 => continue,
                5..9 => draw.below(6),
                _ => draw.below(400),
            };
            let minutes = i64::try_from(days.saturating_mul(DAY)).unwrap_or(0);
            let by = if draw.percent(50) { minutes } else { minutes.saturating_neg() };
            self.weather.push(Weather::Skewed { organ, by });
        }
    }

    /// How many minutes the `nth` message takes when nothing goes wrong.
    #[must_use]
    pub const fn ordinary_delay(&self, nth: u64) -> Minute {
        Draw::new(self.seed ^ nth.wrapping_mul(0x00D6_E8FE_B866_59FD)).between(1, 3 * HOUR)
    }

    /// A plan as small as possible that still fails, by leaving out more and more of it.
    #[must_use]
    pub fn shrunk(&self, fails: &dyn Fn(&Self) -> bool) -> Self {
        let mut best = self.clone();
        let mut again = true;
        while again {
            let before = best.acts.len().saturating_add(best.weather.len());
            best.weather = left(&best.weather, &|weather| {
                fails(&Self { weather: weather.to_vec(), ..best.clone() })
            });
            best.acts =
                left(&best.acts, &|acts| fails(&Self { acts: acts.to_vec(), ..best.clone() }));
            again = best.acts.len().saturating_add(best.weather.len()) < before;
        }
        best
    }
}

/// What is left of a list when halves, quarters and single entries are left out for as long
/// as it fails.
fn left<T: Clone>(all: &[T], fails: &dyn Fn(&[T]) -> bool) -> Vec<T> {
    let mut kept = all.to_vec();
    let mut size = kept.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < kept.len() {
            let end = at.saturating_add(size).min(kept.len());
            let without: Vec<T> =
                kept.iter().take(at).chain(kept.iter().skip(end)).cloned().collect();
            if fails(&without) { kept = without } else { at = end }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    kept
}
