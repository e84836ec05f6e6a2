//! Organs and posts: who stands under whom, and who manages whose officials.
//!
//! | file | holds |
//! |---|---|
//! | this page | the organ, the post |
//! | [`exception`] | posts that are managed elsewhere than usual, for a time |
//! | [`tree`] | organs under organs, by level, kind and territory |
//! | [`managing`] | the level that manages whoever holds a post |
//!
//! Two levels are never mixed up. The **handling** level belongs to a case: who
//! investigates, and a case can be raised. The **managing** level belongs to a post:
//! who appoints and sanctions, and raising a case does not move it. A case keeps both.
//!
//! # Source
//!
//! Catalogue G17, G18, C19; law-context §1.1, §2.

use crate::base::day::Day;
use crate::base::id::{OrganId, PlaceId};
use crate::base::period::{End, Period, Start};
use crate::base::text::Line;
use crate::base::truth::Truth;
use crate::model::draft::{Desk, noun};
use crate::terms::office::{Department, LeaderRole, Level, OrganKind, Rank, System};

pub mod exception;
pub mod tree;
pub mod managing;

noun! {
    /// 机关: an organ, or another unit of the state or the party.
    ///
    /// # Source
    ///
    /// Catalogue G17, G18, H03, C11, C17, Z07; law-context §1.1.
    Organ, OrganDraft, OrganId, check organ_fits;
    /// What it is called.
    name: text Line,
    /// What kind of body it is.
    kind: need OrganKind,
    /// The part of public service that it belongs to, where the kind does not say it.
    system: opt System,
    /// The level that it stands on.
    level: copy Level,
    /// The territory that it answers for; not where it sits.
    place: id_opt PlaceId,
    /// The organ that leads it: the next higher one of its own line, for a dispatched
    /// group the one that sends it.
    parent: id_opt OrganId,
    /// The offices that it has, as far as they matter.
    departments: set Department,
    /// The time during which it is led along its own line (垂直管理) and not by its territory.
    vertical: copy_opt Period,
    /// The first day of its life, if known.
    since: copy_opt Day,
    /// The day from which it no longer stands.
    dissolved: copy_opt Day,
}

fn organ_fits(organ: &Organ, desk: &mut Desk) {
    if organ.parent == Some(organ.id) {
        desk.unfit("parent", "an organ cannot stand under itself");
    }
    if let (Some(since), Some(dissolved)) = (organ.since, organ.dissolved)
        && dissolved <= since
    {
        desk.unfit("dissolved", format!("{dissolved} does not come after {since}"));
    }
}

impl Organ {
    /// Whether it stands on a day: from the day since which, until the day on which it is
    /// dissolved. Unknown before that day if nobody has said since when.
    #[must_use]
    pub fn stands_on(&self, day: Day) -> Truth {
        let start = self.since.map_or(Start::Unknown, Start::On);
        let end = self.dissolved.map_or(End::Open, End::Before);
        Period::new(start, end).map_or(Truth::Unknown, |life| life.contains(day))
    }
}

noun! {
    /// 职务: a post in an organ, whoever holds it.
    ///
    /// Who holds it, and when, is a tenure.
    ///
    /// # Source
    ///
    /// Catalogue G03, G04, H18, H23; law-context §2.
    Post, PostDraft, PostId;
    /// The organ that it belongs to.
    organ: id OrganId,
    /// Its full title.
    title: text Line,
    /// The rank that goes with it.
    rank: copy_opt Rank,
    /// The part of a leader that goes with it; none for a post that leads nobody.
    leader: copy_opt LeaderRole,
    /// The office inside the organ.
    department: opt Department,
}

#[cfg(test)]
mod tests;
