//! From entries to a frozen network: slots, kinds, moments, ids of ties.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::entries::{Entry, EventsAs, Otherwise, entries};
use super::gathered::{Gathered, Place};
use super::labels::NAMESPACE;
use super::naming::Naming;
use super::problem::{Problems, Trouble, Unread};
use super::reading::ReadNetwork;
use super::roles::Roles;
use crate::base::day::Moment;
use crate::base::id::{PartyId, TieId};
use crate::base::text::{Line, normal_form};
use crate::network::frozen::{Bulk, BulkProblem, BulkTie, FrozenNetwork};
use crate::network::kinds::Kinds;

/// What stands for no file in particular.
const ALL_FILES: &str = "all files";

/// Everything that was settled before the first file.
#[derive(Clone, Debug)]
pub(super) struct How {
    pub(super) roles: Roles,
    pub(super) events: EventsAs,
    pub(super) otherwise: Otherwise,
    pub(super) weights: Option<String>,
}

/// Makes the network.
pub(super) fn assemble(mut gathered: Gathered, how: &How) -> Result<ReadNetwork, Unread> {
    sort_files(&mut gathered);
    if gathered.names.list().is_empty() && gathered.problems.is_empty() {
        gathered.problems.note(ALL_FILES, None, Trouble::Nothing);
    }
    if let Some(column) = how.weights.clone().filter(|_| !gathered.weighed) {
        gathered.problems.note(ALL_FILES, None, Trouble::NoWeight { column });
    }
    let mut naming = Naming::of(&mut gathered, &how.roles);
    let entries = entries(&mut gathered, &mut naming, how.events, how.otherwise);
    std::mem::take(&mut gathered.problems).check()?;
    let (knows, ids) = (how.roles.knows_officials(), ids(&entries));
    let network = freeze(&entries, &ids, &naming, knows).map_err(|found| {
        let mut problems = Problems::default();
        let all = found.into_iter().map(Trouble::Size);
        all.for_each(|trouble| problems.note(ALL_FILES, None, trouble));
        problems.unread()
    })?;
    gathered.files.sort_by(|a, b| a.name().cmp(b.name()));
    let weighed = how.weights.is_some();
    let weights = ids.iter().zip(&entries).filter(|_| weighed).map(|(id, e)| (*id, e.weight));
    Ok(ReadNetwork {
        network,
        weights: weights.collect(),
        look_alikes: look_alikes(gathered.names.list()),
        unlisted: unlisted(&gathered),
        values: values(&gathered, &naming),
        columns: gathered.columns,
        files: gathered.files,
        labels: naming.labels,
        knows_officials: knows,
    })
}

/// Puts files in the order of their names and rows in that order, so that the order in
/// which files were given leaves no trace.
fn sort_files(gathered: &mut Gathered) {
    let mut order: Vec<usize> = (0..gathered.files.len()).collect();
    order.sort_by_key(|at| gathered.file_name(*at));
    let ranks: BTreeMap<usize, usize> = order.iter().copied().zip(0..).collect();
    let rank = |place: Place| (ranks.get(&place.file).copied(), place.line);
    gathered.ties.sort_by_key(|tie| rank(tie.place));
    gathered.attended.sort_by_key(|attended| rank(attended.place));
    let names: Vec<String> = order.iter().map(|at| gathered.file_name(*at)).collect();
    for (_, twice) in names.iter().zip(names.iter().skip(1)).filter(|(a, b)| a == b) {
        gathered.problems.note(twice, None, Trouble::FileTwice);
    }
}

/// The ids of ties: from their content, so that adding a tie changes no other id.
fn ids(entries: &[Entry]) -> Vec<TieId> {
    let mut groups: BTreeMap<&(usize, Line), TieId> = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = Vec::with_capacity(entries.len());
    for entry in entries {
        if let Some(id) = entry.version_of.as_ref().and_then(|group| groups.get(group)) {
            ids.push(*id);
            continue;
        }
        let Entry { from, to, kind, .. } = entry;
        let own = match &entry.version_of {
            Some((_, label)) => format!("called {}", label.as_str()),
            None => entry.period.to_string(),
        };
        let content = format!("tie:{}:{from}:{to}:{own}", kind.code());
        let count = counts.entry(content.clone()).or_insert(0);
        let text = format!("{content}:{count}");
        *count = count.saturating_add(1);
        // A hash is never one of the two uuids that are refused.
        let Ok(id) = TieId::from_uuid(Uuid::new_v5(&NAMESPACE, text.as_bytes())) else { continue };
        if let Some(group) = &entry.version_of {
            groups.insert(group, id);
        }
        ids.push(id);
    }
    ids
}

fn freeze(
    entries: &[Entry],
    ids: &[TieId],
    naming: &Naming,
    knows: bool,
) -> Result<FrozenNetwork, Vec<BulkProblem>> {
    let parties: Vec<PartyId> = naming.labels.iter().map(|(party, _)| party).collect();
    let slots: BTreeMap<PartyId, u32> = parties.iter().copied().zip(0..).collect();
    let official = |party: &PartyId| naming.officials.contains(party);
    let officials: Vec<bool> = parties.iter().filter(|_| knows).map(official).collect();
    let mut kinds = Kinds::default();
    let named: BTreeSet<_> = entries.iter().map(|entry| &entry.kind).collect();
    for kind in named {
        // Places for all of them were counted when they were read.
        let _ = kinds.slot(kind);
    }
    let times = entries.iter().flat_map(|entry| [Some(entry.recorded), entry.superseded]);
    let moments: BTreeSet<Moment> = times.flatten().collect();
    let moments: Vec<Moment> = moments.into_iter().collect();
    let moment = |at: &Moment| u32::try_from(moments.partition_point(|known| known < at)).ok();
    let tie = |entry: &Entry| {
        Some(BulkTie {
            from: *slots.get(&entry.from)?,
            to: *slots.get(&entry.to)?,
            kind: kinds.find(&entry.kind)?,
            period: entry.period,
            standing: entry.standing,
            confidence: entry.confidence,
            recorded: moment(&entry.recorded)?,
            superseded: entry.superseded.as_ref().and_then(moment),
        })
    };
    // Parties, kinds and moments were gathered from these very entries: none is left out.
    let ties: Vec<BulkTie> = entries.iter().filter_map(tie).collect();
    let bulk = Bulk {
        kinds: kinds.clone(),
        parties: &parties,
        officials: &officials,
        ties: &ties,
        moments: &moments,
        tie_ids: ids,
    };
    bulk.freeze()
}

fn look_alikes(names: &[Line]) -> usize {
    let keys: BTreeSet<String> = names.iter().map(|name| normal_form(name.as_str())).collect();
    names.len().saturating_sub(keys.len())
}

/// Parties of ties and events that stand in no list of parties, where there is one.
fn unlisted(gathered: &Gathered) -> usize {
    let listed = gathered.listed.len();
    if listed == 0 { 0 } else { gathered.names.list().len().saturating_sub(listed) }
}

fn values(gathered: &Gathered, naming: &Naming) -> BTreeMap<(String, PartyId), String> {
    let named = gathered.values.iter().filter_map(|((column, number), value)| {
        Some(((column.clone(), naming.party(*number)?), value.clone()))
    });
    named.collect()
}
