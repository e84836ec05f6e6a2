//! Every version of every tie, from lists, from events and from gangs named in columns.

use std::collections::{BTreeMap, BTreeSet};

use super::gathered::{Attended, Gathered, Place, RowTie};
use super::labels::PartyKind;
use super::naming::Naming;
use super::problem::{MAX_TIES, Trouble};
use crate::base::day::{Day, Moment};
use crate::base::id::{EntityId, PartyId};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::base::text::Line;
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// What becomes of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EventsAs {
    /// Everybody who was at an event is tied to everybody else who was, once for each
    /// event. An event with *n* persons gives *n* (*n* − 1) / 2 ties.
    #[default]
    Ties,
    /// An event is a party of its own, of the kind *place*: where persons met. Everybody
    /// who was there is tied to it.
    Parties,
}

/// What holds for rows that say nothing else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Otherwise {
    pub(super) standing: Standing,
    pub(super) recorded: Moment,
}

/// One version of one tie.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) from: PartyId,
    pub(super) to: PartyId,
    pub(super) kind: TieKind,
    pub(super) period: Period,
    pub(super) standing: Standing,
    pub(super) confidence: Permille,
    pub(super) recorded: Moment,
    pub(super) superseded: Option<Moment>,
    /// The file, and what it calls the tie of which this is a version.
    pub(super) version_of: Option<(usize, Line)>,
    pub(super) weight: f64,
    place: Place,
}

impl Entry {
    /// A tie that no list states: nobody has given it a time of its own, or a weight.
    fn plain(
        (place, from, to): (Place, PartyId, PartyId),
        kind: TieKind,
        period: Period,
        otherwise: Otherwise,
    ) -> Self {
        let Otherwise { standing, recorded } = otherwise;
        Self {
            from,
            to,
            kind,
            period,
            standing,
            confidence: Permille::ALL,
            recorded,
            superseded: None,
            version_of: None,
            weight: 1.0,
            place,
        }
    }
}

/// All entries: of lists, of events, of members; in the order of files and lines.
pub(super) fn entries(
    gathered: &mut Gathered,
    naming: &mut Naming,
    events: EventsAs,
    otherwise: Otherwise,
) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(gathered.ties.len());
    for row in std::mem::take(&mut gathered.ties) {
        entries.extend(of_row(gathered, naming, row, otherwise));
    }
    order_versions(gathered, &mut entries);
    for member in &naming.members {
        let ends = (member.place, member.person, member.gang);
        entries.push(Entry::plain(ends, TieKind::MemberOf, Period::UNKNOWN, otherwise));
    }
    of_events(gathered, naming, events, otherwise, &mut entries);
    for entry in entries.iter().filter(|entry| !entry.kind.fits(entry.from, entry.to)) {
        let (from, to) = (entry.from.any().prefix(), entry.to.any().prefix());
        let kind = entry.kind.code().to_owned();
        gathered.note(entry.place, Trouble::Unfit { kind, from, to });
    }
    entries
}

/// What a row of a list says.
fn of_row(
    gathered: &Gathered,
    naming: &Naming,
    row: RowTie,
    otherwise: Otherwise,
) -> Option<Entry> {
    let standing = row.standing(otherwise.standing);
    let RowTie { place, said, period, version_of, weight } = row;
    Some(Entry {
        from: naming.party(said.from)?,
        to: naming.party(said.to)?,
        kind: gathered.kinds.get(said.kind)?.clone(),
        period,
        standing,
        confidence: said.confidence,
        recorded: said.recorded.unwrap_or(otherwise.recorded),
        superseded: None,
        version_of: version_of.map(|label| (place.file, label)),
        weight,
        place,
    })
}

/// Lets each version of a tie count until the next one does.
fn order_versions(gathered: &mut Gathered, entries: &mut [Entry]) {
    let mut groups: BTreeMap<(usize, Line), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(group) = &entry.version_of {
            groups.entry(group.clone()).or_default().push(at);
        }
    }
    for mut group in groups.into_values() {
        group.sort_by_key(|at| entries.get(*at).map(|entry| entry.recorded));
        for (before, after) in group.iter().zip(group.iter().skip(1)) {
            let (Some(a), Some(b)) = (entries.get(*before), entries.get(*after)) else { continue };
            let (next, first, place) = (b.recorded, a.place.line, b.place);
            if (a.from, a.to, &a.kind) != (b.from, b.to, &b.kind) {
                gathered.note(place, Trouble::OtherTie { first });
            } else if a.recorded >= b.recorded {
                gathered.note(place, Trouble::SameMoment { first });
            }
            if let Some(entry) = entries.get_mut(*before) {
                entry.superseded = Some(next);
            }
        }
    }
}

/// The ties that follow from who was at which event.
fn of_events(
    gathered: &mut Gathered,
    naming: &mut Naming,
    events: EventsAs,
    otherwise: Otherwise,
    entries: &mut Vec<Entry>,
) {
    let mut there: BTreeMap<(usize, Line), Vec<Attended>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for one in std::mem::take(&mut gathered.attended) {
        let event = (one.kind, one.event.clone());
        if seen.insert((event.clone(), one.person)) {
            there.entry(event).or_default().push(one);
        } else if let Some(report) = gathered.report(one.place.file) {
            report.repeated = report.repeated.saturating_add(1);
        }
    }
    for ((kind, event), mut there) in there {
        let Some(kind) = gathered.kinds.get(kind).cloned() else { continue };
        let day = gathered.event_days.get(&event).map(|(day, _)| *day);
        let tie = |ends| Entry::plain(ends, kind.clone(), on(day), otherwise);
        there.sort_by(|a, b| gathered.names.get(a.person).cmp(&gathered.names.get(b.person)));
        let party = |one: &Attended| Some((one.place, naming.party(one.person)?));
        let parties: Vec<_> = there.iter().filter_map(party).collect();
        match events {
            EventsAs::Ties => with_each_other(gathered, &parties, &tie, entries),
            EventsAs::Parties => with_the_event(gathered, naming, &event, &parties, &tie, entries),
        }
    }
}

/// One tie for each two who were there, from the smaller name to the larger.
fn with_each_other(
    gathered: &mut Gathered,
    there: &[(Place, PartyId)],
    tie: &dyn Fn((Place, PartyId, PartyId)) -> Entry,
    entries: &mut Vec<Entry>,
) {
    let pairs = there.len().saturating_mul(there.len().saturating_sub(1)) / 2;
    if let Some((place, _)) = there.first()
        && entries.len().saturating_add(pairs) > MAX_TIES
    {
        return gathered.note(*place, Trouble::TooMany { what: "ties", max: MAX_TIES });
    }
    for (at, (_, from)) in there.iter().enumerate() {
        let later = there.iter().skip(at.saturating_add(1));
        entries.extend(later.map(|(place, to)| tie((*place, *from, *to))));
    }
}

/// One tie from everybody to the event, which is a party of its own.
fn with_the_event(
    gathered: &mut Gathered,
    naming: &mut Naming,
    event: &Line,
    there: &[(Place, PartyId)],
    tie: &dyn Fn((Place, PartyId, PartyId)) -> Entry,
    entries: &mut Vec<Entry>,
) {
    let Some(to) = PartyKind::Place.party(event) else { return };
    let known = naming.labels.find(event.as_str());
    if known != Some(to) && !naming.labels.add(event, to) {
        let place = "the name of an event".to_owned();
        let first = known.map_or("", |party| party.any().prefix());
        let trouble = Trouble::TwoKinds { place, first, second: "place" };
        there.iter().take(1).for_each(|(at, _)| gathered.note(*at, trouble.clone()));
    }
    entries.extend(there.iter().map(|(place, from)| tie((*place, *from, to))));
}

/// The one day, if it is known.
fn on(day: Option<Day>) -> Period {
    let start = day.map_or(Start::Unknown, Start::On);
    let end = day.and_then(|day| day.next().ok()).map_or(End::Unknown, End::Before);
    Period::new(start, end).unwrap_or(Period::UNKNOWN)
}
