//! Who was at which event, and on which day the events were.

use super::gathered::{Attended, Gathered, Place};
use super::problem::Trouble;
use super::recognize::layer;
use super::table::Table;
use crate::base::day::Day;

/// Reads who was at which event.
pub(super) fn read(gathered: &mut Gathered, file: usize, table: &Table<'_>) {
    let (Some(person), Some(event)) = (table.column(&["person"]), table.column(&["event"])) else {
        return;
    };
    let name = gathered.file_name(file);
    let kind = match gathered.kind(layer(&name)) {
        Ok(kind) => kind,
        Err(trouble) => return gathered.problems.note(&name, None, trouble),
    };
    if let Some(report) = gathered.report(file) {
        report.ends = Some((table.name(person), table.name(event)));
        let left = (0..table.header().len()).filter(|at| *at != person && *at != event);
        report.columns_left = left.map(|at| table.name(at)).collect();
    }
    for (line, row) in table.rows() {
        let place = Place { file, line };
        let Some(row) = gathered.row(place, row) else { continue };
        let who = gathered.name(place, table.name(person), row.get(person).unwrap_or(""));
        let what = gathered.line(place, table.name(event), row.get(event).unwrap_or(""));
        if let (Some(person), Some(event)) = (who, what) {
            gathered.attended.push(Attended { place, kind, person, event });
        }
    }
}

/// Reads on which day each event was.
pub(super) fn read_days(gathered: &mut Gathered, file: usize, table: &Table<'_>) {
    let Some(day) = table.column(&["date", "day"]) else { return };
    for (line, row) in table.rows() {
        let place = Place { file, line };
        let Some(row) = gathered.row(place, row) else { continue };
        let event = gathered.line(place, table.name(0), row.get(0).unwrap_or(""));
        let text = row.get(day).unwrap_or("").trim();
        let Some(event) = event.filter(|_| !text.is_empty()) else { continue };
        let wrong = |problem| Trouble::Day { column: table.name(day), problem };
        let Some(day) = gathered.accept(place, Day::parse(text).map_err(wrong)) else { continue };
        if let Some(first) = gathered.event_days.get(&event).map(|(_, first)| first.line) {
            gathered.note(place, Trouble::EventTwice { first });
        } else {
            gathered.event_days.insert(event, (day, place));
        }
    }
}
