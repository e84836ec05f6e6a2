//! The whole course of a clue: who has it now, from where, and since when its clocks run.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::day::Moment;
use crate::base::id::{ClueId, OrganId, TransferId};
use crate::decision::Decision;
use crate::model::dossier::Dossier;
use crate::model::transfer::{Transfer, TransferStage};
use crate::procedure::delivery::custody::{Leg, kept};

/// One hand-over of a clue, by its sender's ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseLeg {
    /// The transfer.
    pub transfer: TransferId,
    /// The sender.
    pub from: OrganId,
    /// The receiver.
    pub to: OrganId,
    /// How it stands.
    pub leg: Leg,
    /// When it came to stand so, by when that was written down.
    pub since: Moment,
}

impl CourseLeg {
    /// How a transfer stood at a moment; nothing if nothing was known of it by then.
    #[must_use]
    pub fn of(transfer: &Transfer, at: Moment) -> Option<Self> {
        let known =
            |entry: &&crate::model::history::Stamped<TransferStage>| entry.when.recorded_at() <= at;
        let part = |stage: &TransferStage| matches!(stage, TransferStage::AcceptedInPart { .. });
        let in_part = transfer.stages().iter().filter(known).any(|entry| part(&entry.state));
        let leg = Leg::of(transfer.stages().known_at(at)?, in_part);
        let same = |entry: &&crate::model::history::Stamped<TransferStage>| {
            Leg::of(&entry.state, in_part) == leg
        };
        let since = transfer.stages().iter().filter(known).find(same)?;
        Some(Self {
            transfer: transfer.id(),
            from: transfer.from(),
            to: transfer.to(),
            leg,
            since: since.when.recorded_at(),
        })
    }
}

/// What the custody of a clue looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseFacts {
    /// The clue.
    pub clue: ClueId,
    /// The organ that received it first.
    pub first: OrganId,
    /// When it was received; of the rest of a split, when the whole was.
    pub received: Moment,
    /// The clues of which it is a part, the nearest first.
    pub part_of: Vec<ClueId>,
    /// Its hand-overs, in any order.
    pub legs: Vec<CourseLeg>,
}

impl CourseFacts {
    /// The facts of a clue of the dossier, as known at a moment; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, clue: ClueId, at: Moment) -> Option<Self> {
        let own = dossier.clue(clue)?;
        let (mut part_of, mut seen) = (Vec::new(), BTreeSet::from([clue]));
        let mut root = own;
        while let Some(whole) = root.part_of().filter(|whole| seen.insert(*whole)) {
            let Some(next) = dossier.clue(whole) else { break };
            part_of.push(whole);
            root = next;
        }
        let ways = dossier.transfers_of(clue);
        Some(Self {
            clue,
            first: own.received_by(),
            received: root.received().occurred_at(),
            part_of,
            legs: ways.filter_map(|transfer| CourseLeg::of(transfer, at)).collect(),
        })
    }
}

/// Who has a clue after all its ways.
///
/// `Display`: `after 2 hand-overs, on offer`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The organ that has it.
    pub keeper: OrganId,
    /// The hand-overs by which it came there, in order.
    pub came_by: Vec<TransferId>,
    /// The offer that is open, if there is one.
    pub open: Option<TransferId>,
    /// The moment from which its clocks run, wherever it went and came back from.
    pub clocks_from: Moment,
    /// Where it comes from, if it is the rest of a split: the nearest first.
    pub lineage: Vec<ClueId>,
    /// Hand-overs that do not fit: by who did not have it, or beside another open offer.
    /// Sorted; a person looks into them.
    pub odd: Vec<TransferId>,
}

impl fmt::Display for Course {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "after {} hand-overs", self.came_by.len())?;
        if self.open.is_some() {
            f.write_str(", on offer")?;
        }
        if !self.odd.is_empty() {
            write!(f, ", {} do not fit", self.odd.len())?;
        }
        Ok(())
    }
}

/// Who has a clue, in exactly one place: it moves only by a hand-over that was released, by
/// who had it. A return moves nothing, and no clock begins anew.
pub fn custodian(facts: &CourseFacts) -> Decision<Course> {
    let mut legs: Vec<&CourseLeg> = facts.legs.iter().collect();
    legs.sort_by_key(|leg| (leg.since, leg.transfer));
    let mut course = Course {
        keeper: facts.first,
        came_by: Vec::new(),
        open: None,
        clocks_from: facts.received,
        lineage: facts.part_of.clone(),
        odd: Vec::new(),
    };
    for leg in legs.iter().filter(|leg| leg.leg.is_released()) {
        if leg.from == course.keeper {
            course.keeper = leg.to;
            course.came_by.push(leg.transfer);
        } else {
            course.odd.push(leg.transfer);
        }
    }
    for leg in legs.iter().filter(|leg| leg.leg == Leg::Offered) {
        if leg.from == course.keeper && course.open.is_none() {
            course.open = Some(leg.transfer);
        } else {
            course.odd.push(leg.transfer);
        }
    }
    course.odd.sort_unstable();
    let moved = crate::sentence!(
        "it is with {keeper} after {moves} hand-overs that were released",
        "经{moves}次已受理的移送，由{keeper}保管",
        keeper = course.keeper,
        moves = course.came_by.len(),
    );
    let clocks = crate::sentence!(
        "its clocks run from {received}",
        "期限自{received}起算",
        received = facts.received,
    );
    let first = kept(crate::rule_name!("delivery/custody"), moved);
    Decision::new(course, first).and(kept(crate::rule_name!("delivery/clocks"), clocks))
}
