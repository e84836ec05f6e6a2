//! What the rows of all files say, before anybody knows who is what.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::labels::Names;
use super::problem::{MAX_TIES, Problems, Trouble};
use super::reading::FileReport;
use crate::base::day::{Day, Moment};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::base::text::{InvalidText, Line};
use crate::network::kinds::Kinds;
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// A row, by the number of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) line: usize,
}

/// What a row says of a tie, apart from where it stands and how much it weighs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Said {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: usize,
    /// First day, first day no longer, whether it is known to be still running.
    pub(super) days: (Option<Day>, Option<Day>, bool),
    /// The place of the standing in its list.
    pub(super) standing: Option<usize>,
    pub(super) confidence: Permille,
    pub(super) recorded: Option<Moment>,
}

/// One row of a list of ties.
#[derive(Clone, Debug)]
pub(super) struct RowTie {
    pub(super) place: Place,
    pub(super) said: Said,
    pub(super) period: Period,
    /// What the file calls the tie of which this is a version.
    pub(super) version_of: Option<Line>,
    pub(super) weight: f64,
}

impl RowTie {
    pub(super) fn standing(&self, otherwise: Standing) -> Standing {
        let named = self.said.standing.and_then(|place| Standing::ALL.get(place));
        named.copied().unwrap_or(otherwise)
    }
}

/// Somebody at an event.
#[derive(Clone, Debug)]
pub(super) struct Attended {
    pub(super) place: Place,
    pub(super) kind: usize,
    pub(super) person: usize,
    pub(super) event: Line,
}

/// Everything that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub(super) files: Vec<FileReport>,
    pub(super) problems: Problems,
    pub(super) names: Names,
    pub(super) kinds: Vec<TieKind>,
    /// Counts the host's places for kinds.
    places: Kinds,
    pub(super) ties: Vec<RowTie>,
    pub(super) attended: Vec<Attended>,
    pub(super) event_days: BTreeMap<Line, (Day, Place)>,
    /// Parties of lists, with the first row of each.
    pub(super) listed: BTreeMap<usize, Place>,
    /// The columns of the lists of parties, as written.
    pub(super) columns: BTreeSet<String>,
    /// Column and party → what stands there.
    pub(super) values: BTreeMap<(String, usize), String>,
    /// Whether a list of ties had the column that was asked for as a weight.
    pub(super) weighed: bool,
}

impl Gathered {
    pub(super) fn note(&mut self, place: Place, trouble: Trouble) {
        let name = self.file_name(place.file);
        self.problems.note(&name, Some(place.line), trouble);
    }

    pub(super) fn file_name(&self, file: usize) -> String {
        self.files.get(file).map(|report| report.name.clone()).unwrap_or_default()
    }

    pub(super) fn report(&mut self, file: usize) -> Option<&mut FileReport> {
        self.files.get_mut(file)
    }

    /// What was read, if nothing is wrong with it; otherwise that is noted.
    pub(super) fn accept<T>(&mut self, place: Place, found: Result<T, Trouble>) -> Option<T> {
        found.map_err(|trouble| self.note(place, trouble)).ok()
    }

    /// Counts a row that can be told apart; notes what is wrong with another.
    pub(super) fn row(
        &mut self,
        place: Place,
        row: Result<StringRecord, Trouble>,
    ) -> Option<StringRecord> {
        let row = self.accept(place, row)?;
        if let Some(report) = self.report(place.file) {
            report.rows = report.rows.saturating_add(1);
        }
        Some(row)
    }

    /// Reads a name.
    pub(super) fn name(&mut self, place: Place, column: String, text: &str) -> Option<usize> {
        let name = self.line(place, column, text)?;
        Some(self.names.number(name))
    }

    pub(super) fn line(&mut self, place: Place, column: String, text: &str) -> Option<Line> {
        let wrong = |problem| Trouble::Name { column, problem: of_a_name(problem) };
        self.accept(place, Line::parse(text).map_err(wrong))
    }

    /// The number of the kind that a layer names.
    pub(super) fn kind(&mut self, text: &str) -> Result<usize, Trouble> {
        let kind = read_kind(text)?;
        if let Some(number) = self.kinds.iter().position(|known| *known == kind) {
            return Ok(number);
        }
        self.places.slot(&kind).map_err(Trouble::TooManyLayers)?;
        self.kinds.push(kind);
        Ok(self.kinds.len().saturating_sub(1))
    }

    /// Takes a tie; `false` from the largest number of ties on.
    pub(super) fn take(&mut self, tie: RowTie) -> bool {
        if self.ties.len() >= MAX_TIES {
            self.note(tie.place, Trouble::TooMany { what: "ties", max: MAX_TIES });
            return false;
        }
        self.ties.push(tie);
        true
    }
}

/// The same problem, said of a name.
const fn of_a_name(problem: InvalidText) -> InvalidText {
    const NAME: &str = "the name";
    match problem {
        InvalidText::Empty { .. } => InvalidText::Empty { what: NAME },
        InvalidText::TooLong { found, max, unit, .. } => {
            InvalidText::TooLong { what: NAME, found, max, unit }
        }
        InvalidText::Character { found, index, .. } => {
            InvalidText::Character { what: NAME, found, index }
        }
    }
}

/// The kind that a layer names: by its code, by its term, or one of the host's own.
fn read_kind(text: &str) -> Result<TieKind, Trouble> {
    let text = text.trim();
    if let Some(listed) = TieKind::ALL.iter().find(|kind| kind.term() == text) {
        return Ok(listed.clone());
    }
    let code: String = text
        .chars()
        .map(|c| if c.is_whitespace() { '_' } else { c.to_ascii_lowercase() })
        .collect();
    TieKind::from_code(&code).map_err(Trouble::Layer)
}
