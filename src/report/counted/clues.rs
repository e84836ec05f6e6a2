//! Counts of clues: accepted, ended, answered, assessed, rechecked.

use std::collections::BTreeSet;

use crate::base::id::ClueId;
use crate::base::period::Start;
use crate::model::clue::{Clue, ClueStage};
use crate::model::task_force::TaskForce;
use crate::terms::coordination::TaskForceKind;
use crate::terms::report::{ClueSource, Naming};

use super::cases::{is_key_supervised, was_raised};
use super::scope::{Found, Scope, has_ended};

pub(super) fn accepted(scope: &Scope<'_>) -> Found {
    Found::of(scope.accepted().map(Clue::id))
}

pub(super) fn completion(scope: &Scope<'_>) -> Found {
    let ended = scope.accepted().filter(|clue| has_ended(clue)).map(Clue::id).collect();
    Found::share(ended, scope.accepted().count())
}

fn named<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Clue> {
    scope.accepted().filter(|clue| clue.naming() == Some(Naming::RealName))
}

fn answered<'a>(scope: &Scope<'a>) -> Vec<ClueId> {
    let replies = scope.book.replies();
    named(scope).map(Clue::id).filter(|clue| replies.contains_key(clue)).collect()
}

pub(super) fn replies(scope: &Scope<'_>) -> Found {
    Found::share(answered(scope), named(scope).count())
}

/// Of those who were asked, how many said that they were satisfied; the last answer counts.
pub(super) fn satisfaction(scope: &Scope<'_>) -> Found {
    let said = |clue: &ClueId| {
        let replies = scope.book.replies().get(clue).into_iter().flatten();
        replies.filter_map(|reply| reply.satisfied).next_back()
    };
    let asked: Vec<(ClueId, bool)> =
        answered(scope).into_iter().filter_map(|clue| said(&clue).map(|yes| (clue, yes))).collect();
    let of = asked.len();
    Found::share(asked.into_iter().filter(|(_, yes)| *yes).map(|(clue, _)| clue).collect(), of)
}

/// 初核了结: verified, and then filed or closed.
pub(super) fn verified_and_closed(scope: &Scope<'_>) -> Found {
    let verified = |clue: &&Clue| {
        clue.stages().iter().any(|entry| matches!(entry.state, ClueStage::Verified { .. }))
    };
    Found::of(scope.accepted().filter(|clue| has_ended(clue)).filter(verified).map(Clue::id))
}

/// The clues of the working groups of the first day on which one was set up.
pub(super) fn assessed(scope: &Scope<'_>) -> Found {
    let groups = || {
        let teams = scope.dossier.task_forces().values();
        teams
            .filter(|team| team.organ() == scope.own && *team.kind() == TaskForceKind::WorkingGroup)
    };
    let since = |team: &TaskForce| match team.period()?.start() {
        Start::On(day) => Some(day),
        Start::Unknown => None,
    };
    let Some(first) = groups().filter_map(since).min() else { return Found::of::<ClueId>([]) };
    let listed = groups().filter(|team| since(team) == Some(first));
    let listed: BTreeSet<ClueId> = listed.flat_map(|team| team.clues().iter().copied()).collect();
    let in_stock = scope.accepted().filter(|clue| clue.received().occurred_at().day() <= first);
    Found::of(in_stock.map(Clue::id).filter(|clue| listed.contains(clue)))
}

pub(super) fn rechecked(scope: &Scope<'_>) -> Found {
    let rechecked = scope.accepted().filter(|clue| {
        clue.stages().iter().any(|entry| matches!(entry.state, ClueStage::Rechecked { .. }))
    });
    Found::of(rechecked.map(Clue::id))
}

fn central<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Clue> {
    scope.accepted().filter(|clue| *clue.source() == ClueSource::CentralSupervision)
}

pub(super) fn central_clues(scope: &Scope<'_>) -> Found {
    Found::of(central(scope).map(Clue::id))
}

/// Central clues on which a case was filed that went up a level.
pub(super) fn central_raised(scope: &Scope<'_>) -> Found {
    let cases = scope.dossier.cases().values().filter(|case| was_raised(case));
    let clues: BTreeSet<ClueId> =
        cases.flat_map(|case| case.from_clues().iter().copied()).collect();
    Found::of(central(scope).map(Clue::id).filter(|clue| clues.contains(clue)))
}

/// Central clues on which a case was filed that is under key supervision.
pub(super) fn central_key_supervised(scope: &Scope<'_>) -> Found {
    let cases = scope.dossier.cases().values().filter(|case| is_key_supervised(case));
    let clues: BTreeSet<ClueId> =
        cases.flat_map(|case| case.from_clues().iter().copied()).collect();
    Found::of(central(scope).map(Clue::id).filter(|clue| clues.contains(clue)))
}
