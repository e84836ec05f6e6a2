//! What a tie is, beside whom it ties: narrow arrays, with days and moments in tables.

use crate::base::day::{Day, Moment};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::provenance::Standing;

/// A start that nobody knows; also lets every day pass.
pub(super) const UNKNOWN_START: u16 = 0;
/// A tie that still runs, as far as is known.
pub(super) const OPEN_END: u16 = u16::MAX;
/// An end that nobody knows.
pub(super) const UNKNOWN_END: u16 = u16::MAX - 1;
/// The most different days one network can hold as starts and ends.
pub(super) const MOST_DAYS: usize = u16::MAX as usize - 2;

/// Confidence in the low ten bits, standing in the next three, then whether a later
/// version has taken the tie's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed(u16);

impl Packed {
    const CONFIDENCE: u16 = 0x03ff;
    const STANDING: u32 = 10;
    const SUPERSEDED: u16 = 1 << 13;
    /// The bits without the one that says that a later version came.
    const CONTENT: u16 = Self::SUPERSEDED - 1;

    pub(super) fn new(confidence: Permille, standing: Standing, superseded: bool) -> Self {
        let bits = confidence.get() | standing_bits(standing) << Self::STANDING;
        Self(if superseded { bits | Self::SUPERSEDED } else { bits })
    }

    /// What stands in an array before it is filled.
    pub(super) const EMPTY: Self = Self(0);

    /// All bits, of which there are fourteen.
    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// The same from its bits; higher ones are left out.
    pub(super) const fn from_bits(bits: u16) -> Self {
        Self(bits & (Self::SUPERSEDED | Self::CONTENT))
    }

    /// The same from its content; higher bits are left out.
    pub(super) const fn from_content(content: u16, superseded: bool) -> Self {
        let content = content & Self::CONTENT;
        Self(if superseded { content | Self::SUPERSEDED } else { content })
    }

    /// The bits without the one that says that a later version came.
    pub(super) const fn content(self) -> u16 {
        self.0 & Self::CONTENT
    }

    pub(super) const fn confidence(self) -> u16 {
        self.0 & Self::CONFIDENCE
    }

    pub(super) const fn standing_index(self) -> u16 {
        self.0 >> Self::STANDING & 7
    }

    pub(super) const fn is_superseded(self) -> bool {
        self.0 & Self::SUPERSEDED != 0
    }

    pub(super) fn standing(self) -> Standing {
        Standing::ALL
            .get(usize::from(self.standing_index()))
            .copied()
            .unwrap_or(Standing::Withdrawn)
    }
}

/// The place of a standing in its list.
pub(super) fn standing_bits(standing: Standing) -> u16 {
    let place = Standing::ALL.iter().position(|one| *one == standing).unwrap_or(7);
    u16::try_from(place).unwrap_or(7)
}

/// The attributes of all ties, by their place in the rows along.
// Invariant: the arrays along are as long as the rows along, those against as the rows
// against; every place in a table exists; `days` and `moments` rise without repeats;
// `superseded` rises by tie.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    pub(super) kind: Vec<u8>,
    pub(super) packed: Vec<Packed>,
    pub(super) since: Vec<u16>,
    pub(super) until: Vec<u16>,
    pub(super) recorded: Vec<u32>,
    pub(super) kind_against: Vec<u8>,
    pub(super) packed_against: Vec<Packed>,
    pub(super) since_against: Vec<u16>,
    pub(super) until_against: Vec<u16>,
    /// Every day that is a start or an end.
    pub(super) days: Vec<Day>,
    /// Every moment at which a version was recorded or superseded.
    pub(super) moments: Vec<Moment>,
    /// Ties whose place a later version has taken, and from which moment on.
    pub(super) superseded: Vec<(u32, u32)>,
}

impl Attributes {
    /// The period behind two places in the table of days.
    pub(super) fn period(&self, since: u16, until: u16) -> Period {
        let day = |place: u16| self.days.get(usize::from(place.checked_sub(1)?)).copied();
        let start = day(since).map_or(Start::Unknown, Start::On);
        let end = match until {
            OPEN_END => End::Open,
            UNKNOWN_END => End::Unknown,
            place => day(place).map_or(End::Unknown, End::Before),
        };
        // Periods were checked when they were taken in; a start without an end cannot fail.
        Period::new(start, end).unwrap_or(Period::UNKNOWN)
    }

    /// For each tie whose place a later version has taken: its place and that of the moment.
    ///
    /// `order` says for each place along which tie came there, `later` what took its place.
    pub(super) fn later_versions(
        &self,
        order: &[u32],
        later: impl Fn(u32) -> Option<u32>,
    ) -> Vec<(u32, u32)> {
        let ties = (0..).zip(&self.packed).zip(order);
        let superseded = ties.filter(|((_, packed), _)| packed.is_superseded());
        superseded.filter_map(|((place, _), tie)| Some((place, later(*tie)?))).collect()
    }

    /// The place of the moment from which on a later version counts.
    pub(super) fn superseded_from(&self, tie: u32) -> Option<u32> {
        let at = self.superseded.binary_search_by_key(&tie, |(tie, _)| *tie).ok()?;
        self.superseded.get(at).map(|(_, moment)| *moment)
    }

    /// Bytes held for attributes, tables of days and moments included.
    pub(super) fn bytes(&self) -> usize {
        let along = (self.kind.len(), 1 + 2 + 2 + 2 + 4);
        let against = (self.kind_against.len(), 1 + 2 + 2 + 2);
        let tables = self
            .days
            .len()
            .saturating_mul(size_of::<Day>())
            .saturating_add(self.moments.len().saturating_mul(size_of::<Moment>()))
            .saturating_add(self.superseded.len().saturating_mul(8));
        along
            .0
            .saturating_mul(along.1)
            .saturating_add(against.0.saturating_mul(against.1))
            .saturating_add(tables)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_packed_comes_out_again() {
        for &standing in Standing::ALL {
            for confidence in 0..=1000 {
                for superseded in [false, true] {
                    let packed =
                        Packed::new(Permille::new(confidence).unwrap(), standing, superseded);
                    assert_eq!(packed.confidence(), confidence);
                    assert_eq!(packed.standing(), standing);
                    assert_eq!(packed.is_superseded(), superseded);
                }
            }
        }
    }
}
