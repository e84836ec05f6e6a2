//! Days and moments as they stand in a frozen network: each once, in order, with the way
//! from what the input says to the place there.

#![allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a kernel: a day lies in the window of the crate and is looked up after it was met; \
              places of moments were checked"
)]

use chrono::Datelike as _;

use super::attributes::{MOST_DAYS, OPEN_END, UNKNOWN_END, UNKNOWN_START};
use crate::base::day::{Day, Moment};
use crate::base::period::{End, Period, Start};

/// The cells of a year, one for each day that it could have.
const YEAR: usize = 366;

/// The cell of a day. Rises with the day; two shifts, where counting days would divide.
fn cell(day: Day) -> usize {
    let date = day.date();
    (date.year() - Day::FIRST_YEAR) as usize * YEAR + date.ordinal0() as usize
}

/// The days that were met so far, by cell from the first day of the first year met.
#[derive(Default)]
pub(super) struct DaysMet {
    first: usize,
    cells: Vec<Option<Day>>,
}

impl DaysMet {
    /// Takes in the ends of a period.
    #[inline]
    pub(super) fn meet(&mut self, period: Period) {
        if let Start::On(day) = period.start() {
            self.meet_day(day);
        }
        if let End::Before(day) = period.end() {
            self.meet_day(day);
        }
    }

    #[inline]
    fn meet_day(&mut self, day: Day) {
        if let Some(place) = self.cells.get_mut(cell(day).wrapping_sub(self.first)) {
            *place = Some(day);
        } else {
            self.widen(day);
        }
    }

    /// Makes room for the year of a day, and takes the day in. Never more than 300 years.
    #[cold]
    fn widen(&mut self, day: Day) {
        let year = cell(day) / YEAR * YEAR;
        if self.cells.is_empty() {
            self.first = year;
        }
        let before = self.first.saturating_sub(year);
        self.cells.splice(0..0, std::iter::repeat_n(None, before));
        self.first -= before;
        let cells = self.cells.len().max(year + YEAR - self.first);
        self.cells.resize(cells, None);
        self.cells[cell(day) - self.first] = Some(day);
    }
}

/// Every start and end, each once, and the way from a day to its place.
pub(super) struct DayTable {
    pub(super) days: Vec<Day>,
    first: usize,
    /// By cell: place + 1, or 0.
    places: Vec<u16>,
}

impl DayTable {
    /// The table of the days met; how many there are if they are too many.
    pub(super) fn of(met: &DaysMet) -> Result<Self, usize> {
        let found = met.cells.iter().flatten().count();
        if found > MOST_DAYS {
            return Err(found);
        }
        let (days, places) = (Vec::with_capacity(found), vec![0; met.cells.len()]);
        let mut table = Self { days, first: met.first, places };
        for (place, day) in table.places.iter_mut().zip(&met.cells) {
            if let Some(day) = day {
                table.days.push(*day);
                *place = table.days.len() as u16;
            }
        }
        Ok(table)
    }

    #[inline]
    pub(super) fn start(&self, start: Start) -> u16 {
        match start {
            Start::On(day) => self.places[cell(day) - self.first],
            Start::Unknown => UNKNOWN_START,
        }
    }

    #[inline]
    pub(super) fn end(&self, end: End) -> u16 {
        match end {
            End::Before(day) => self.places[cell(day) - self.first],
            End::Open => OPEN_END,
            End::Unknown => UNKNOWN_END,
        }
    }
}

/// Every moment once, in order, and the way from a place in the input to the place there.
pub(super) struct MomentTable {
    pub(super) sorted: Vec<Moment>,
    places: Vec<u32>,
}

impl MomentTable {
    pub(super) fn of(moments: &[Moment]) -> Self {
        let mut sorted = moments.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let place = |moment| sorted.partition_point(|known| known < moment) as u32;
        let places = moments.iter().map(place).collect();
        Self { sorted, places }
    }

    #[inline]
    pub(super) fn place(&self, input: u32) -> u32 {
        self.places[input as usize]
    }
}
