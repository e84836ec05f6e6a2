//! What has to fit between two entries. References that lead nowhere are told elsewhere.

use std::collections::BTreeMap;

use crate::base::id::{SupervisionId, TenureId};
use crate::model::case::CaseStage;
use crate::model::rectification::EntryKind;
use crate::model::umbrella::{EffectiveDecision, Subject, UmbrellaStage};
use crate::terms::stage::CriminalStage;

use super::check::Examiner;
use super::shelves::Shelves;

/// Looks at what the entries say of each other.
pub(super) fn check(shelves: &Shelves, examiner: &mut Examiner) {
    tenures(shelves, examiner);
    decisions(shelves, examiner);
    signatures(shelves, examiner);
    supervision(shelves, examiner);
    ledger(shelves, examiner);
    batches(shelves, examiner);
}

/// Whoever is named with a tenure held it.
fn tenures(shelves: &Shelves, examiner: &mut Examiner) {
    const OTHER: &str = "which is a tenure of another person";
    let held_by = |tenure: TenureId| shelves.tenures.get(&tenure).map(|tenure| tenure.person());
    for (id, umbrella) in &shelves.umbrellas {
        if let Subject::Tenure { person, tenure } = umbrella.subject()
            && held_by(*tenure).is_some_and(|holder| holder != *person)
        {
            examiner.unfit(*id, "subject.tenure", *tenure, OTHER);
        }
    }
    for (id, outcome) in &shelves.outcomes {
        if let Some(tenure) = outcome.tenure()
            && held_by(tenure).is_some_and(|holder| holder != outcome.person())
        {
            examiner.unfit(*id, "tenure", tenure, OTHER);
        }
    }
}

/// Only what has taken effect establishes an umbrella.
fn decisions(shelves: &Shelves, examiner: &mut Examiner) {
    const WITHOUT: &str = "which has not taken effect";
    for (id, umbrella) in &shelves.umbrellas {
        for entry in umbrella.stages().iter() {
            let UmbrellaStage::Established { decision, .. } = &entry.state else { continue };
            match decision {
                EffectiveDecision::Outcome(named) => {
                    let outcome = shelves.outcomes.get(named).map(|found| found.effective());
                    let held =
                        || shelves.accountabilities.get(named).map(|found| found.effective());
                    if outcome.or_else(held).is_some_and(|effective| effective.is_none()) {
                        examiner.unfit(*id, "decision.outcome", *named, WITHOUT);
                    }
                }
                EffectiveDecision::Judgment(named) => {
                    let effective = CaseStage::Criminal(CriminalStage::Effective);
                    let reached = |stage: &CaseStage| *stage == effective;
                    let case = shelves.cases.get(named);
                    if case.is_some_and(|case| case.stages().first_time(reached).is_none()) {
                        examiner.unfit(*id, "decision.judgment", *named, WITHOUT);
                    }
                }
            }
        }
    }
}

/// A signature stands under the sign-off that lists it.
fn signatures(shelves: &Shelves, examiner: &mut Examiner) {
    for (id, sign_off) in &shelves.sign_offs {
        for named in sign_off.signatures() {
            let signature = shelves.signatures.get(named);
            if signature.is_some_and(|signature| signature.sign_off() != *id) {
                examiner.unfit(*id, "signatures", *named, "which stands under another sign-off");
            }
        }
    }
}

/// Missions and inspections find problems; only missions visit.
fn supervision(shelves: &Shelves, examiner: &mut Examiner) {
    for (id, problem) in &shelves.problems {
        if let Some(named) =
            problem.found_by().filter(|by| shelves.listed_supervisions.contains_key(by))
        {
            examiner.unfit(*id, "found_by", named, "which is a listed matter");
        }
    }
    for (id, visit) in &shelves.covert_visits {
        let other = |named: &SupervisionId| {
            shelves.listed_supervisions.contains_key(named)
                || shelves.special_inspections.contains_key(named)
        };
        if let Some(named) = visit.mission().filter(other) {
            examiner.unfit(*id, "mission", named, "which is no mission");
        }
    }
}

/// An item belongs to a task.
fn ledger(shelves: &Shelves, examiner: &mut Examiner) {
    for (id, entry) in &shelves.entries {
        let parent = entry.parent().and_then(|parent| shelves.entries.get(&parent));
        if let Some(parent) = parent.filter(|parent| parent.kind() == EntryKind::Item) {
            examiner.unfit(*id, "parent", parent.id(), "which is an item and no task");
        }
    }
}

/// Each organ counts its batches, each number once.
fn batches(shelves: &Shelves, examiner: &mut Examiner) {
    let mut numbers = BTreeMap::new();
    for (id, batch) in &shelves.exposure_batches {
        let first = *numbers.entry((batch.by(), batch.number())).or_insert(*id);
        if first != *id {
            examiner.same(*id, "number", first);
        }
    }
}
