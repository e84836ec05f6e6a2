//! Lists of ties, dated or not.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::gathered::{Gathered, Place, RowTie, Said};
use super::problem::Trouble;
use super::recognize::{ends, layer};
use super::table::Table;
use crate::base::day::{Day, Moment};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::provenance::Standing;

/// Which column says what.
struct Columns {
    from: usize,
    to: usize,
    kind: Option<usize>,
    day: Option<usize>,
    since: Option<usize>,
    until: Option<usize>,
    standing: Option<usize>,
    confidence: Option<usize>,
    recorded: Option<usize>,
    tie: Option<usize>,
    weight: Option<usize>,
}

impl Columns {
    fn of(table: &Table<'_>, typed: bool, weight: Option<&str>) -> Result<Self, Trouble> {
        let found = table.header().len();
        let (from, to) = ends(table).ok_or(Trouble::Columns { found })?;
        let other = |names: &[&str]| table.column(names).filter(|at| *at != from && *at != to);
        Ok(Self {
            from,
            to,
            kind: if typed { other(&["type"]) } else { None },
            day: other(&["day", "date"]),
            since: other(&["since"]),
            until: other(&["until"]),
            standing: other(&["standing"]),
            confidence: other(&["confidence"]),
            recorded: other(&["recorded"]),
            tie: other(&["tie"]),
            weight: weight.and_then(|name| other(&[name])),
        })
    }

    /// The columns that nothing is read from.
    fn left(&self, table: &Table<'_>) -> Vec<String> {
        let read = [
            Some(self.from),
            Some(self.to),
            self.kind,
            self.day,
            self.since,
            self.until,
            self.standing,
            self.confidence,
            self.recorded,
            self.tie,
            self.weight,
        ];
        let left = (0..table.header().len()).filter(|at| !read.contains(&Some(*at)));
        left.map(|at| table.name(at)).collect()
    }
}

/// Reads a list of ties; `typed`: each row says its kind.
pub(super) fn read(
    gathered: &mut Gathered,
    file: usize,
    table: &Table<'_>,
    typed: bool,
    weight: Option<&str>,
) {
    let name = gathered.file_name(file);
    let columns = match Columns::of(table, typed, weight) {
        Ok(columns) => columns,
        Err(trouble) => return gathered.problems.note(&name, Some(table.line()), trouble),
    };
    let kind = if columns.kind.is_some() { Ok(0) } else { gathered.kind(layer(&name)) };
    let kind = match kind {
        Ok(kind) => kind,
        Err(trouble) => return gathered.problems.note(&name, None, trouble),
    };
    gathered.weighed |= columns.weight.is_some();
    if let Some(report) = gathered.report(file) {
        report.ends = Some((table.name(columns.from), table.name(columns.to)));
        report.columns_left = columns.left(table);
    }
    let mut list = List { table, columns, kind, file, said: BTreeMap::new() };
    for (line, row) in table.rows() {
        if !list.row(gathered, line, row) {
            break;
        }
    }
}

/// One list while it is read.
struct List<'a> {
    table: &'a Table<'a>,
    columns: Columns,
    kind: usize,
    file: usize,
    /// What rows without a day have said, and which tie came of it.
    said: BTreeMap<Said, usize>,
}

impl List<'_> {
    /// Reads a row; `false` when there is room for no more.
    fn row(
        &mut self,
        gathered: &mut Gathered,
        line: usize,
        row: Result<StringRecord, Trouble>,
    ) -> bool {
        let place = Place { file: self.file, line };
        let Some(row) = gathered.row(place, row) else { return true };
        let Some(tie) = self.tie(gathered, place, &row) else { return true };
        if tie.said.from == tie.said.to {
            if let Some(report) = gathered.report(self.file) {
                report.self_ties.push(line);
            }
            return true;
        }
        self.take(gathered, tie)
    }

    fn take(&mut self, gathered: &mut Gathered, tie: RowTie) -> bool {
        let said = tie.said.clone();
        if let Some(first) = self.said.get(&said) {
            if let Some(report) = gathered.report(self.file) {
                report.repeated = report.repeated.saturating_add(1);
            }
            let undated = self.columns.day.is_none() && tie.version_of.is_none();
            if let Some(first) = gathered.ties.get_mut(*first).filter(|_| undated) {
                first.weight += tie.weight;
                return true;
            }
        }
        self.said.entry(said).or_insert(gathered.ties.len());
        gathered.take(tie)
    }

    /// What a row says; every field that cannot be read is noted.
    fn tie(&self, gathered: &mut Gathered, place: Place, row: &StringRecord) -> Option<RowTie> {
        let columns = &self.columns;
        let field = |column: Option<usize>| column.and_then(|at| row.get(at)).unwrap_or("").trim();
        let from = gathered.name(place, self.table.name(columns.from), field(Some(columns.from)));
        let to = gathered.name(place, self.table.name(columns.to), field(Some(columns.to)));
        let kind = match columns.kind {
            None => Ok(self.kind),
            at => gathered.kind(field(at)),
        };
        let kind = gathered.accept(place, kind);
        let days = gathered.accept(place, self.days(&field));
        let period = days.and_then(|days| gathered.accept(place, period(days)));
        let standing = gathered.accept(place, standing(field(columns.standing)));
        let confidence = gathered.accept(place, confidence(field(columns.confidence)));
        let recorded = self.moment(columns.recorded, field(columns.recorded));
        let recorded = gathered.accept(place, recorded);
        let weight = gathered.accept(place, self.weight(columns.weight, field(columns.weight)));
        let version_of = match field(columns.tie) {
            "" => None,
            text => Some(gathered.line(place, "tie".to_owned(), text)?),
        };
        let said = Said {
            from: from?,
            to: to?,
            kind: kind?,
            days: days?,
            standing: standing?,
            confidence: confidence?,
            recorded: recorded?,
        };
        Some(RowTie { place, said, period: period?, version_of, weight: weight? })
    }

    /// First day, first day no longer, whether it is known to be still running.
    fn days<'f>(
        &self,
        field: &impl Fn(Option<usize>) -> &'f str,
    ) -> Result<(Option<Day>, Option<Day>, bool), Trouble> {
        let Columns { day, since, until, .. } = self.columns;
        if let Some(day) = self.day(day, field(day))? {
            // The day after the last day of the window is not known.
            return Ok((Some(day), day.next().ok(), false));
        }
        let open = field(until).eq_ignore_ascii_case("open");
        let end = if open { None } else { self.day(until, field(until))? };
        Ok((self.day(since, field(since))?, end, open))
    }

    fn day(&self, column: Option<usize>, text: &str) -> Result<Option<Day>, Trouble> {
        let Some(column) = column.filter(|_| !text.is_empty()) else { return Ok(None) };
        let wrong = |problem| Trouble::Day { column: self.table.name(column), problem };
        Day::parse(text).map(Some).map_err(wrong)
    }

    /// A moment, or the beginning of a day in China.
    fn moment(&self, column: Option<usize>, text: &str) -> Result<Option<Moment>, Trouble> {
        let Some(column) = column.filter(|_| !text.is_empty()) else { return Ok(None) };
        let day = Day::parse(text).ok().and_then(|day| Moment::china(day, 0, 0));
        let wrong = |problem| Trouble::Moment { column: self.table.name(column), problem };
        day.map_or_else(|| Moment::parse(text).map_err(wrong), Ok).map(Some)
    }

    fn weight(&self, column: Option<usize>, text: &str) -> Result<f64, Trouble> {
        let Some(column) = column.filter(|_| !text.is_empty()) else { return Ok(1.0) };
        let weight = text.parse().ok().filter(|weight: &f64| weight.is_finite() && *weight >= 0.0);
        weight.ok_or_else(|| Trouble::Weight { column: self.table.name(column) })
    }
}

fn period((first, until, open): (Option<Day>, Option<Day>, bool)) -> Result<Period, Trouble> {
    let end = match until {
        Some(until) => End::Before(until),
        None if open => End::Open,
        None => End::Unknown,
    };
    Period::new(first.map_or(Start::Unknown, Start::On), end).map_err(Trouble::Period)
}

/// The place of a standing in its list.
fn standing(text: &str) -> Result<Option<usize>, Trouble> {
    if text.is_empty() {
        return Ok(None);
    }
    let named = |one: &Standing| one.code() == text || one.term() == text;
    Standing::ALL.iter().position(named).map(Some).ok_or(Trouble::Standing)
}

fn confidence(text: &str) -> Result<Permille, Trouble> {
    if text.is_empty() {
        return Ok(Permille::ALL);
    }
    let thousandths: u16 = text.parse().map_err(|_| Trouble::NotWhole)?;
    Permille::new(thousandths).map_err(Trouble::Confidence)
}
