//! Building a frozen network at once from arrays.
//!
//! Arrays are checked first, and every problem is told; no number in them sizes anything.
//! Then three passes: ties are packed and dealt into the rows of their first parties,
//! each short row is sorted, and the finished rows are dealt again into those against.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "a kernel: every party number is checked below the number of parties before the \
              first pass, and every place comes from counting the very entries that are dealt"
)]

use std::sync::OnceLock;

use std::cmp::Ordering;

use super::attributes::{Attributes, MOST_DAYS, OPEN_END, Packed, UNKNOWN_END, UNKNOWN_START};
use super::network::FrozenNetwork;
use crate::base::day::{Day, Moment};
use crate::base::id::{PartyId, TieId};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::network::kernel::csr::Csr;
use crate::network::kinds::{KindSlot, Kinds};
use crate::provenance::Standing;

/// One version of one tie, between parties named by their place in [`Bulk::parties`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BulkTie {
    /// The place of the party from which the tie runs.
    pub from: u32,
    /// The place of the party to which it runs.
    pub to: u32,
    /// Its kind.
    pub kind: KindSlot,
    /// When it was there.
    pub period: Period,
    /// How far it has come.
    pub standing: Standing,
    /// How much weight it is given.
    pub confidence: Permille,
    /// The place in [`Bulk::moments`] of the moment at which this version was recorded.
    pub recorded: u32,
    /// The place in [`Bulk::moments`] of the moment from which a later version counts.
    pub superseded: Option<u32>,
}

/// Everything from which a frozen network is built.
#[derive(Clone, Debug)]
pub struct Bulk<'a> {
    /// The kinds that the ties' slots speak of.
    pub kinds: Kinds,
    /// The parties, each once.
    pub parties: &'a [PartyId],
    /// Whether a party has held an office; empty means that nobody is known to.
    pub officials: &'a [bool],
    /// The versions of ties, in any order.
    pub ties: &'a [BulkTie],
    /// The moments that the ties speak of, in any order.
    pub moments: &'a [Moment],
    /// What the outside world calls the ties, in their order; empty if they have no names.
    pub tie_ids: &'a [TieId],
}

/// One origin that speaks for one tie of a [`Bulk`].
///
/// An origin is whatever the host takes for one: the letter and the call of one reporter
/// are one origin. Only its number is kept, never what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieOrigin {
    /// The place of the tie in [`Bulk::ties`].
    pub tie: u32,
    /// The number of the origin, as the host deals it out.
    pub origin: u32,
}

/// What is wrong with the arrays of a [`Bulk`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BulkProblem {
    /// A tie names a place beyond the parties.
    #[error("tie {tie} names party {place}, there are {parties}")]
    NoSuchParty {
        /// The tie's place, counted from 0.
        tie: usize,
        /// The place that it names.
        place: u32,
        /// The number of parties.
        parties: usize,
    },
    /// A tie from a party to itself.
    #[error("tie {tie} runs from party {place} to itself")]
    SelfTie {
        /// The tie's place, counted from 0.
        tie: usize,
        /// The party's place.
        place: u32,
    },
    /// A tie names a place beyond the moments.
    #[error("tie {tie} names moment {place}, there are {moments}")]
    NoSuchMoment {
        /// The tie's place, counted from 0.
        tie: usize,
        /// The place that it names.
        place: u32,
        /// The number of moments.
        moments: usize,
    },
    /// An origin names a place beyond the ties.
    #[error("origin {at} speaks for tie {tie}, there are {ties}")]
    NoSuchTie {
        /// The entry's place, counted from 0.
        at: usize,
        /// The tie that it names.
        tie: u32,
        /// The number of ties.
        ties: usize,
    },
    /// One party stands twice.
    #[error("{party} stands twice among the parties")]
    PartyTwice {
        /// The party.
        party: PartyId,
    },
    /// An array beside another is of another length.
    #[error("{what}: {found} entries where {expected} were expected")]
    Length {
        /// Which array.
        what: &'static str,
        /// Its length.
        found: usize,
        /// The length of the array beside it.
        expected: usize,
    },
    /// More than the rows can number.
    #[error("{found} {what}, at most {max} are allowed")]
    TooMany {
        /// Parties, ties or days.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there may be.
        max: usize,
    },
}

/// The most problems that are listed.
const MOST_PROBLEMS: usize = 100;

impl Bulk<'_> {
    /// Builds the network.
    ///
    /// # Errors
    ///
    /// Every [`BulkProblem`], at most 100. Never an empty list.
    ///
    /// # Complexity
    ///
    /// Time **O(|V| log |V| + |E| log d)** with *d* the longest row; space beside the
    /// result **O(|E|)**.
    pub fn freeze(&self) -> Result<FrozenNetwork, Vec<BulkProblem>> {
        self.freeze_with(&[])
    }

    /// Builds the network, with the origins that speak for its ties.
    ///
    /// Claims from one origin count once: [`protectors`](crate::network::protectors) counts
    /// two ties that rest on one origin as one line of evidence. The list may stand in any
    /// order; what stands twice counts once. A tie without an origin is one of which nothing
    /// is recorded, and takes no room.
    ///
    /// # Errors
    ///
    /// As [`Self::freeze`], and an origin of a tie that is not there.
    pub fn freeze_with(&self, origins: &[TieOrigin]) -> Result<FrozenNetwork, Vec<BulkProblem>> {
        let by_id = self.check()?;
        self.check_origins(origins)?;
        let days = DayTable::of(self.ties).map_err(|problem| vec![problem])?;
        let moments = MomentTable::of(self.moments);
        let (along, mut ties, order) = self.rows_along(&days, &moments);
        ties.superseded = superseded(self.ties, &order, &moments);
        let (against, twin) = rows_against(&along, &mut ties);
        ties.days = days.days;
        ties.moments = moments.sorted;
        let tie_ids = if self.tie_ids.is_empty() {
            Vec::new()
        } else {
            order.iter().map(|tie| self.tie_ids[*tie as usize]).collect()
        };
        let organ = |party: &PartyId| matches!(party, PartyId::Organ(_));
        let gang = |party: &PartyId| matches!(party, PartyId::Gang(_));
        Ok(FrozenNetwork {
            kinds: self.kinds.clone(),
            parties: self.parties.to_vec(),
            by_id,
            officials: self.officials.to_vec(),
            along,
            against,
            twin,
            ties,
            tie_ids,
            origins: origins_along(origins, &order),
            knows_officials: self.officials.contains(&true) || self.parties.iter().any(organ),
            knows_gangs: self.parties.iter().any(gang),
            ranks: OnceLock::new(),
        })
    }

    /// Checks all arrays; gives the parties in the order of their ids.
    fn check(&self) -> Result<Vec<u32>, Vec<BulkProblem>> {
        let mut problems = Vec::new();
        let max = u32::MAX as usize - 1;
        for (what, found) in [("parties", self.parties.len()), ("ties", self.ties.len())] {
            if found > max {
                problems.push(BulkProblem::TooMany { what, found, max });
            }
        }
        let beside = [
            ("officials", self.officials.len(), self.parties.len()),
            ("tie ids", self.tie_ids.len(), self.ties.len()),
        ];
        for (what, found, expected) in beside {
            if found != 0 && found != expected {
                problems.push(BulkProblem::Length { what, found, expected });
            }
        }
        let (parties, moments) = (self.parties.len(), self.moments.len());
        for (tie, entry) in self.ties.iter().enumerate() {
            if problems.len() >= MOST_PROBLEMS {
                break;
            }
            for place in [entry.from, entry.to] {
                if place as usize >= parties {
                    problems.push(BulkProblem::NoSuchParty { tie, place, parties });
                }
            }
            if entry.from == entry.to {
                problems.push(BulkProblem::SelfTie { tie, place: entry.from });
            }
            for place in std::iter::once(entry.recorded).chain(entry.superseded) {
                if place as usize >= moments {
                    problems.push(BulkProblem::NoSuchMoment { tie, place, moments });
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.order_of_ids()
    }

    fn check_origins(&self, origins: &[TieOrigin]) -> Result<(), Vec<BulkProblem>> {
        let ties = self.ties.len();
        let beyond = origins.iter().enumerate().filter(|(_, entry)| entry.tie as usize >= ties);
        let problem = |(at, entry): (usize, &TieOrigin)| {
            let tie = entry.tie;
            BulkProblem::NoSuchTie { at, tie, ties }
        };
        let problems: Vec<_> = beyond.map(problem).take(MOST_PROBLEMS).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn order_of_ids(&self) -> Result<Vec<u32>, Vec<BulkProblem>> {
        if self.parties.windows(2).all(|pair| pair[0] < pair[1]) {
            return Ok(Vec::new());
        }
        let mut by_id: Vec<u32> = (0..self.parties.len() as u32).collect();
        by_id.sort_unstable_by_key(|slot| self.parties[*slot as usize]);
        let twice = by_id.windows(2).filter_map(|pair| {
            let party = self.parties[pair[0] as usize];
            (party == self.parties[pair[1] as usize]).then_some(BulkProblem::PartyTwice { party })
        });
        let twice: Vec<_> = twice.take(MOST_PROBLEMS).collect();
        if twice.is_empty() { Ok(by_id) } else { Err(twice) }
    }

    /// Packs the ties, deals them into rows and sorts each row.
    ///
    /// Gives the rows, the attributes along, and for each place the tie that came there.
    fn rows_along(&self, days: &DayTable, moments: &MomentTable) -> (Csr, Attributes, Vec<u32>) {
        let nodes = self.parties.len();
        let mut offsets = vec![0_u32; nodes + 1];
        for tie in self.ties {
            offsets[tie.from as usize + 1] += 1;
        }
        for node in 0..nodes {
            offsets[node + 1] += offsets[node];
        }
        let mut next = offsets[..nodes].to_vec();
        let mut dealt = vec![Dealt::EMPTY; self.ties.len()];
        for (at, tie) in self.ties.iter().enumerate() {
            let slot = &mut next[tie.from as usize];
            dealt[*slot as usize] = Dealt {
                key: u64::from(tie.kind.index()) << 32 | u64::from(tie.to),
                at: at as u32,
                recorded: moments.place(tie.recorded),
                packed: Packed::new(tie.confidence, tie.standing, tie.superseded.is_some()),
                since: days.start(tie.period.start()),
                until: days.end(tie.period.end()),
            };
            *slot += 1;
        }
        for node in 0..nodes {
            let row = &mut dealt[offsets[node] as usize..offsets[node + 1] as usize];
            row.sort_unstable_by(|a, b| {
                a.content().cmp(&b.content()).then_with(|| self.tell_apart(a.at, b.at))
            });
        }
        let ties = Attributes {
            kind: dealt.iter().map(|d| (d.key >> 32) as u8).collect(),
            packed: dealt.iter().map(|d| d.packed).collect(),
            since: dealt.iter().map(|d| d.since).collect(),
            until: dealt.iter().map(|d| d.until).collect(),
            recorded: dealt.iter().map(|d| d.recorded).collect(),
            ..Attributes::default()
        };
        let targets = dealt.iter().map(|d| d.key as u32).collect();
        let order = dealt.iter().map(|d| d.at).collect();
        let rows = Csr::from_rows(offsets, targets).unwrap_or_default();
        (rows, ties, order)
    }

    /// The order of two ties of one content: by name, then by when a later version came.
    fn tell_apart(&self, a: u32, b: u32) -> Ordering {
        let name = |at: u32| self.tie_ids.get(at as usize);
        let later = |at: u32| {
            let place = self.ties[at as usize].superseded;
            (place.is_none(), place.map(|place| self.moments[place as usize]))
        };
        name(a).cmp(&name(b)).then_with(|| later(a).cmp(&later(b))).then(a.cmp(&b))
    }
}

/// One tie on its way into a row.
#[derive(Clone, Copy)]
struct Dealt {
    /// Kind, then target.
    key: u64,
    /// Its place in the input.
    at: u32,
    recorded: u32,
    packed: Packed,
    since: u16,
    until: u16,
}

impl Dealt {
    const EMPTY: Self = Self {
        key: 0,
        at: 0,
        recorded: 0,
        packed: Packed::EMPTY,
        since: UNKNOWN_START,
        until: UNKNOWN_END,
    };

    /// Parallel ties stand in the order of their content, so that the order of the input
    /// leaves no trace. Whether a later version came is no part of it: a tie would stand
    /// elsewhere once one does, and an earlier view would name another of two alike.
    fn content(&self) -> (u64, u16, u16, u32, u16) {
        (self.key, self.since, self.until, self.recorded, self.packed.content())
    }
}

/// Deals finished rows into the rows against, sorted by kind and source.
fn rows_against(along: &Csr, ties: &mut Attributes) -> (Csr, Vec<u32>) {
    #[derive(Clone, Copy)]
    struct Back {
        source: u32,
        tie: u32,
        packed: Packed,
        since: u16,
        until: u16,
        kind: u8,
    }
    const EMPTY: Back =
        Back { source: 0, tie: 0, packed: Packed::EMPTY, since: 0, until: 0, kind: 0 };

    let nodes = along.nodes() as usize;
    let mut offsets = vec![0_u32; nodes + 1];
    for target in along.targets() {
        offsets[*target as usize + 1] += 1;
    }
    for node in 0..nodes {
        offsets[node + 1] += offsets[node];
    }
    let mut next = offsets[..nodes].to_vec();
    let mut back = vec![EMPTY; along.arcs()];
    for source in 0..nodes as u32 {
        for tie in along.span(source) {
            let slot = &mut next[along.targets()[tie] as usize];
            let (packed, since, until) = (ties.packed[tie], ties.since[tie], ties.until[tie]);
            let kind = ties.kind[tie];
            back[*slot as usize] = Back { source, tie: tie as u32, packed, since, until, kind };
            *slot += 1;
        }
    }
    for node in 0..nodes {
        let row = &mut back[offsets[node] as usize..offsets[node + 1] as usize];
        // Sources arrive in rising order, and a tie's number rises with its source.
        row.sort_unstable_by_key(|b| (b.kind, b.tie));
    }
    ties.kind_against = back.iter().map(|b| b.kind).collect();
    ties.packed_against = back.iter().map(|b| b.packed).collect();
    ties.since_against = back.iter().map(|b| b.since).collect();
    ties.until_against = back.iter().map(|b| b.until).collect();
    let twin = back.iter().map(|b| b.tie).collect();
    let sources = back.iter().map(|b| b.source).collect();
    (Csr::from_rows(offsets, sources).unwrap_or_default(), twin)
}

/// For each superseded tie its place along and the place of the moment, in rising order.
fn superseded(ties: &[BulkTie], order: &[u32], moments: &MomentTable) -> Vec<(u32, u32)> {
    let place = |(at, tie): (usize, &u32)| {
        let moment = ties[*tie as usize].superseded?;
        Some((at as u32, moments.place(moment)))
    };
    order.iter().enumerate().filter_map(place).collect()
}

/// The origins by the place that their tie came to, in rising order, each once.
fn origins_along(origins: &[TieOrigin], order: &[u32]) -> Vec<(u32, u32)> {
    if origins.is_empty() {
        return Vec::new();
    }
    let mut place = vec![0_u32; order.len()];
    for (at, tie) in order.iter().enumerate() {
        place[*tie as usize] = at as u32;
    }
    let mut along: Vec<_> = origins.iter().map(|o| (place[o.tie as usize], o.origin)).collect();
    along.sort_unstable();
    along.dedup();
    along
}

/// Every start and end, each once, and the way from a day to its place.
struct DayTable {
    days: Vec<Day>,
    /// By days since the first day of the window: place + 1, or 0.
    places: Vec<u16>,
}

/// The first day of the window.
const FIRST: Day = crate::day!(1900, 1, 1);
/// The days of the window: 300 years.
const WINDOW: usize = 110_000;

impl DayTable {
    fn of(ties: &[BulkTie]) -> Result<Self, BulkProblem> {
        let mut there = vec![false; WINDOW];
        for tie in ties {
            if let Start::On(day) = tie.period.start() {
                there[number(day)] = true;
            }
            if let End::Before(day) = tie.period.end() {
                there[number(day)] = true;
            }
        }
        let found = there.iter().filter(|there| **there).count();
        if found > MOST_DAYS {
            return Err(BulkProblem::TooMany { what: "different days", found, max: MOST_DAYS });
        }
        let mut table = Self { days: Vec::with_capacity(found), places: vec![0; WINDOW] };
        for (at, _) in there.iter().enumerate().filter(|(_, there)| **there) {
            let Ok(day) = FIRST.plus_days(at as i64) else { break };
            table.days.push(day);
            table.places[at] = table.days.len() as u16;
        }
        Ok(table)
    }

    fn start(&self, start: Start) -> u16 {
        match start {
            Start::On(day) => self.places[number(day)],
            Start::Unknown => UNKNOWN_START,
        }
    }

    fn end(&self, end: End) -> u16 {
        match end {
            End::Before(day) => self.places[number(day)],
            End::Open => OPEN_END,
            End::Unknown => UNKNOWN_END,
        }
    }
}

/// Days since the first day of the window, which every [`Day`] lies in.
fn number(day: Day) -> usize {
    usize::try_from(day.days_since(FIRST)).unwrap_or(0)
}

/// Every moment once, in order, and the way from a place in the input to the place there.
struct MomentTable {
    sorted: Vec<Moment>,
    places: Vec<u32>,
}

impl MomentTable {
    fn of(moments: &[Moment]) -> Self {
        let mut sorted = moments.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let place = |moment| sorted.partition_point(|known| known < moment) as u32;
        let places = moments.iter().map(place).collect();
        Self { sorted, places }
    }

    fn place(&self, input: u32) -> u32 {
        self.places[input as usize]
    }
}
