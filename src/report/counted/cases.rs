//! Counts of cases, and of what they meant for persons.

use std::collections::BTreeSet;

use crate::base::id::{CaseId, PartyId, PersonId};
use crate::base::period::Start;
use crate::model::case::Case;
use crate::model::discipline::{Disposal, Outcome};
use crate::model::follow_up::{FollowUp, FollowUpProgress};
use crate::terms::gang::GangKind;
use crate::terms::handling::HandlingMode;
use crate::terms::outcome::{Measure, PersonOutcome};
use crate::terms::stage::CaseKind;
use crate::terms::supervision::SupervisionMode;

use super::scope::{Found, Scope};

/// Whether a case ever went up a level.
pub(super) fn was_raised(case: &Case) -> bool {
    case.changes().iter().any(|change| change.raises())
}

/// Whether a case stays where it is, under key supervision.
pub(super) fn is_key_supervised(case: &Case) -> bool {
    case.changes().iter().any(|change| change.mode == HandlingMode::KeySupervised)
}

fn discipline<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Case> {
    scope.dossier.cases().values().filter(|case| case.kind() == CaseKind::Discipline)
}

/// The cases that the own organ filed, as gang-related or for another problem.
fn own<'a>(scope: &Scope<'a>, gang_related: bool) -> impl Iterator<Item = &'a Case> {
    let own = scope.own;
    discipline(scope)
        .filter(move |case| case.filed_by() == own && case.issues().is_empty() != gang_related)
}

/// The cases that all organs of the area filed for corruption or umbrella.
fn of_area<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a Case> {
    discipline(scope).filter(|case| scope.in_area(case.filed_by()) && !case.issues().is_empty())
}

/// The cases that all organs of the area filed on clues of a key industry.
fn of_industries<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a Case> {
    discipline(scope).filter(|case| {
        let mut clues = case.from_clues().iter().filter_map(|clue| scope.dossier.clue(*clue));
        scope.in_area(case.filed_by()) && clues.any(|clue| !clue.industries().is_empty())
    })
}

/// Persons who had an outcome in one of some cases. What was revoked does not count.
fn persons<'a>(
    scope: &Scope<'a>,
    cases: impl Iterator<Item = &'a Case>,
    counts: impl Fn(&Outcome) -> bool,
) -> Found {
    let cases: BTreeSet<CaseId> = cases.map(Case::id).collect();
    let outcomes = scope.dossier.outcomes().values().filter(|outcome| {
        outcome.case().is_some_and(|case| cases.contains(&case)) && outcome.revoked().is_none()
    });
    Found::of(outcomes.filter(|outcome| counts(outcome)).map(Outcome::person))
}

fn as_word(word: PersonOutcome) -> impl Fn(&Outcome) -> bool {
    move |outcome| outcome.counts_as().as_ref() == Some(&word)
}

pub(super) fn gang_cases(scope: &Scope<'_>) -> Found {
    Found::of(own(scope, true).map(Case::id))
}

pub(super) fn gang_sanctioned(scope: &Scope<'_>) -> Found {
    persons(scope, own(scope, true), as_word(PersonOutcome::Sanctioned))
}

pub(super) fn gang_handled(scope: &Scope<'_>) -> Found {
    persons(scope, own(scope, true), as_word(PersonOutcome::OrganizationalHandling))
}

pub(super) fn other_cases(scope: &Scope<'_>) -> Found {
    Found::of(own(scope, false).map(Case::id))
}

pub(super) fn other_sanctioned(scope: &Scope<'_>) -> Found {
    persons(scope, own(scope, false), as_word(PersonOutcome::Sanctioned))
}

pub(super) fn other_handled(scope: &Scope<'_>) -> Found {
    persons(scope, own(scope, false), as_word(PersonOutcome::OrganizationalHandling))
}

pub(super) fn prosecuted(scope: &Scope<'_>) -> Found {
    let cases = own(scope, true).chain(own(scope, false));
    persons(scope, cases, as_word(PersonOutcome::TransferredForProsecution))
}

pub(super) fn industry_cases(scope: &Scope<'_>) -> Found {
    Found::of(of_industries(scope).map(Case::id))
}

/// 政务处分 alone: a party sanction is none.
pub(super) fn industry_sanctioned(scope: &Scope<'_>) -> Found {
    let public = |outcome: &Outcome| matches!(outcome.what(), Disposal::Public(_));
    persons(scope, of_industries(scope), public)
}

pub(super) fn industry_handled(scope: &Scope<'_>) -> Found {
    persons(scope, of_industries(scope), as_word(PersonOutcome::OrganizationalHandling))
}

fn subjects<'a>(cases: impl Iterator<Item = &'a Case>) -> BTreeSet<PersonId> {
    let subjects = cases.flat_map(|case| case.subjects().iter());
    subjects
        .filter_map(|subject| match subject {
            PartyId::Person(person) => Some(*person),
            _ => None,
        })
        .collect()
}

pub(super) fn persons_filed(scope: &Scope<'_>) -> Found {
    Found::of(subjects(of_area(scope)))
}

/// Persons filed since a group was stationed, and not before.
pub(super) fn increase(scope: &Scope<'_>) -> Found {
    let missions = scope.dossier.missions().values();
    let stationed = missions.filter(|mission| mission.mode() == SupervisionMode::Stationed);
    let days = stationed.filter_map(|mission| match mission.period()?.start() {
        Start::On(day) => Some(day),
        Start::Unknown => None,
    });
    let Some(day) = days.min() else { return Found::Nothing };
    let since = |case: &&Case| case.filed().occurred_at().day() >= day;
    let before = subjects(of_area(scope).filter(|case| !since(case)));
    let new = subjects(of_area(scope).filter(since));
    Found::of(new.into_iter().filter(|person| !before.contains(person)))
}

pub(super) fn area_sanctioned(scope: &Scope<'_>) -> Found {
    persons(scope, of_area(scope), as_word(PersonOutcome::Sanctioned))
}

pub(super) fn area_handled(scope: &Scope<'_>) -> Found {
    persons(scope, of_area(scope), as_word(PersonOutcome::OrganizationalHandling))
}

pub(super) fn area_to_justice(scope: &Scope<'_>) -> Found {
    persons(scope, of_area(scope), as_word(PersonOutcome::TransferredToJustice))
}

pub(super) fn detained(scope: &Scope<'_>) -> Found {
    let measures = scope.dossier.measures().values();
    let detained = measures.filter(|m| m.kind() == Measure::Detention && scope.in_area(m.organ()));
    Found::of(detained.filter_map(|measure| measure.person()))
}

pub(super) fn raised(scope: &Scope<'_>) -> Found {
    Found::of(of_area(scope).filter(|case| was_raised(case)).map(Case::id))
}

pub(super) fn key_supervised(scope: &Scope<'_>) -> Found {
    Found::of(of_area(scope).filter(|case| is_key_supervised(case)).map(Case::id))
}

fn followed<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a FollowUp> {
    let own = scope.own;
    scope.dossier.follow_ups().values().filter(move |follow_up| follow_up.organ() == own)
}

fn of_kind(scope: &Scope<'_>, kind: GangKind) -> Found {
    let gang = |follow_up: &&FollowUp| {
        let gang = follow_up.gang().and_then(|gang| scope.dossier.gang(gang));
        gang.is_some_and(|gang| gang.kind() == Some(kind))
    };
    Found::of(followed(scope).filter(gang).map(FollowUp::police_case))
}

pub(super) fn evil_gangs_followed(scope: &Scope<'_>) -> Found {
    of_kind(scope, GangKind::EvilGang)
}

pub(super) fn bullies_followed(scope: &Scope<'_>) -> Found {
    of_kind(scope, GangKind::VillageBully)
}

/// Cases whose follow-up ever came to a stage; it may have gone on since.
fn ever(scope: &Scope<'_>, wanted: fn(&FollowUpProgress) -> bool) -> Found {
    let reached =
        |follow_up: &&FollowUp| follow_up.stages().iter().any(|entry| wanted(&entry.state));
    Found::of(followed(scope).filter(reached).map(FollowUp::police_case))
}

pub(super) fn signed_off(scope: &Scope<'_>) -> Found {
    ever(scope, |stage| matches!(stage, FollowUpProgress::SignedOff { .. }))
}

pub(super) fn retraced(scope: &Scope<'_>) -> Found {
    ever(scope, |stage| matches!(stage, FollowUpProgress::Retraced { .. }))
}
