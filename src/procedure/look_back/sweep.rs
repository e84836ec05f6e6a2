//! 大起底、大排查、大核查: every clue of the stock goes through all parts of the sweep.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{ClueId, OrganId};
use crate::decision::Decision;
use crate::model::clue::{Clue, ClueStage};
use crate::model::dossier::Dossier;
use crate::procedure::fact::{by, silent};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::handling::Disposition;
use crate::terms::screening::SweepPart;

/// The parts of a sweep that a clue of the stock went through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweptFacts {
    /// The clue.
    pub clue: ClueId,
    /// The parts that it went through.
    pub parts: BTreeSet<SweepPart>,
}

impl SweptFacts {
    /// What the record of a clue shows.
    ///
    /// *Unearthed*: it stands in a ledger. *Screened*: it was disposed of or passed on.
    /// *Verified*: its verification has ended, or none was called for, since it was disposed
    /// of in another way or passed on.
    #[must_use]
    pub fn of(clue: &Clue) -> Self {
        let was = |wanted: fn(&ClueStage) -> bool| clue.stages().first_time(wanted).is_some();
        let passed_on = was(|stage| matches!(stage, ClueStage::TransferredOut { .. }));
        let other = clue.disposition().is_some_and(|d| d != Disposition::PreliminaryVerification);
        let verified = was(|stage| matches!(stage, ClueStage::Verified { .. }));
        let rows = [
            (SweepPart::Unearth, clue.ledger_no().is_some()),
            (SweepPart::Screen, clue.disposed().is_some()),
            (SweepPart::Verify, verified || other || passed_on),
        ];
        let parts = rows.into_iter().filter(|(_, done)| *done).map(|(part, _)| part).collect();
        Self { clue: clue.id(), parts }
    }

    /// The clues of the dossier that an organ received, by their ids. A clue that repeats
    /// another is counted with the other.
    #[must_use]
    pub fn gather(dossier: &Dossier, organ: OrganId) -> Vec<Self> {
        let clues = dossier.clues().values();
        let own = clues.filter(|clue| clue.received_by() == organ && clue.repeats().is_none());
        own.map(Self::of).collect()
    }
}

/// 线索大起底: the clues of the stock that lack a part of the sweep, by their ids, with what
/// they lack in the order of the pack.
///
/// Empty where no rule asks for a sweep. That the three are parts of one sweep is our
/// reading: the source only names them side by side.
pub fn sweep<'a>(
    stock: impl IntoIterator<Item = &'a SweptFacts>,
    rules: RulesInForce<'_>,
) -> Decision<Vec<(ClueId, Vec<SweepPart>)>> {
    let rule = crate::rule_name!("look-back/sweep");
    let parameter = match rules.get(keys::look_back::SWEEP_PHASES) {
        Ok(parameter) => parameter,
        Err(not) => return Decision::new(Vec::new(), silent(rule, &not)),
    };
    let wanted = parameter.value().words::<SweepPart>().unwrap_or_default();
    let stock: BTreeMap<ClueId, &SweptFacts> =
        stock.into_iter().map(|facts| (facts.clue, facts)).collect();
    let all = stock.len();
    let open: Vec<(ClueId, Vec<SweepPart>)> = stock
        .into_iter()
        .map(|(clue, facts)| {
            let lacks = wanted.iter().copied().filter(|part| !facts.parts.contains(part));
            (clue, lacks.collect::<Vec<_>>())
        })
        .filter(|(_, lacks)| !lacks.is_empty())
        .collect();
    let because = crate::sentence!(
        "{done} of {all} clues of the stock went through the whole sweep",
        "{all}条存量线索中{done}条已完成起底、排查、核查",
        done = all.saturating_sub(open.len()),
        all = all,
    );
    Decision::new(open, by(rule, because, &parameter))
}
