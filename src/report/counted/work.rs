//! Counts of what organs did: screening, talks, rectification, supervision, industries.

use std::collections::BTreeSet;

use crate::base::id::{OrganId, PlaceId};
use crate::model::accountability::Talk;
use crate::model::rectification::{EntryKind, LedgerEntry, Problem};
use crate::model::regulator::CovertVisit;
use crate::model::supervision::SupervisionMission;
use crate::model::task_force::TaskForce;
use crate::procedure::rectification::{EntryFacts, complete};
use crate::terms::coordination::TaskForceKind;
use crate::terms::industry::SpotCheck;
use crate::terms::meeting::MeetingKind;
use crate::terms::office::{Level, OrganKind};
use crate::terms::outcome::TalkKind;
use crate::terms::supervision::SupervisionTeam;

use super::scope::{Found, Scope};

/// Members of the two committees of which all three questions were asked.
pub(super) fn members_screened(scope: &Scope<'_>) -> Found {
    let screenings = scope.dossier.member_screenings().values();
    let here = screenings.filter(|screening| scope.lies_here(screening.place()));
    let members = here.flat_map(|screening| screening.members().iter());
    let counted = members.filter(|m| m.committee.is_some() && m.unanswered().is_empty());
    Found::of(counted.map(|member| member.person))
}

fn talked_to(scope: &Scope<'_>, street: bool) -> Found {
    let held = |talk: &&Talk| talk.by() == scope.own && talk.kind() == TalkKind::Collective;
    let units = scope.dossier.talks().values().filter(held).flat_map(|talk| talk.units().iter());
    let kind = |unit: OrganId| {
        scope.dossier.organ(unit).is_some_and(|organ| *organ.kind() == OrganKind::Street)
    };
    Found::of(units.copied().filter(|unit| kind(*unit) == street))
}

pub(super) fn streets_talked_to(scope: &Scope<'_>) -> Found {
    talked_to(scope, true)
}

pub(super) fn departments_talked_to(scope: &Scope<'_>) -> Found {
    talked_to(scope, false)
}

/// The entries of the own ledger in which nothing is missing that the place asks for.
fn entries<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a LedgerEntry> {
    scope.dossier.entries().values().filter(|entry| {
        let facts = EntryFacts::of(entry);
        let unit = entry.unit().and_then(|unit| scope.dossier.organ(unit));
        let mine =
            unit.is_none_or(|unit| scope.in_area(unit.id()) && of_own_level(scope, unit.level()));
        mine && complete(&facts, scope.rules).outcome().is_empty()
    })
}

/// A province counts what its departments do; a district also what its streets do.
fn of_own_level(scope: &Scope<'_>, level: Level) -> bool {
    let own = scope.dossier.organ(scope.own).map(|organ| organ.level());
    own.is_none_or(|own| own <= Level::County || level == own)
}

pub(super) fn measures(scope: &Scope<'_>) -> Found {
    Found::of(entries(scope).filter(|entry| entry.measure().is_some()).map(LedgerEntry::id))
}

pub(super) fn tasks(scope: &Scope<'_>) -> Found {
    Found::of(entries(scope).filter(|e| e.kind() == EntryKind::Task).map(LedgerEntry::id))
}

pub(super) fn items(scope: &Scope<'_>) -> Found {
    Found::of(entries(scope).filter(|e| e.kind() == EntryKind::Item).map(LedgerEntry::id))
}

/// The problems that the central group fed back.
fn fed_back<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a Problem> {
    let central = |problem: &&Problem| {
        let mission = problem.found_by().and_then(|by| scope.dossier.mission(by));
        mission.is_some_and(|mission| mission.team() == Some(&SupervisionTeam::CentralGroup))
    };
    scope.dossier.problems().values().filter(central)
}

pub(super) fn problems(scope: &Scope<'_>) -> Found {
    Found::of(fed_back(scope).map(Problem::id))
}

/// The aspects of these problems; behind them stands one problem of each.
pub(super) fn aspects(scope: &Scope<'_>) -> Found {
    let mut seen = BTreeSet::new();
    let first = fed_back(scope).filter(|problem| problem.aspect().is_some_and(|a| seen.insert(a)));
    let first: Vec<_> = first.map(Problem::id).collect();
    Found::of(first)
}

fn meetings(scope: &Scope<'_>, kind: &MeetingKind) -> Found {
    let central = |organ: &OrganId| {
        let organ = scope.dossier.organ(*organ);
        organ.is_some_and(|organ| *organ.kind() == OrganKind::CentralSupervision)
    };
    let held = scope.dossier.meetings().values();
    let held = held.filter(|m| m.kind() == kind && m.called_by().iter().any(central));
    Found::of(held.map(|meeting| meeting.id()))
}

pub(super) fn docking_meetings(scope: &Scope<'_>) -> Found {
    meetings(scope, &MeetingKind::Docking)
}

pub(super) fn feedback_meetings(scope: &Scope<'_>) -> Found {
    meetings(scope, &MeetingKind::Feedback)
}

/// Regulators of the area that have handed in what they did.
pub(super) fn regulators(scope: &Scope<'_>) -> Found {
    let returns = scope.dossier.regulator_returns().values();
    Found::of(returns.map(|entry| entry.regulator()).filter(|regulator| scope.in_area(*regulator)))
}

fn own_missions<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a SupervisionMission> {
    scope.dossier.missions().values().filter(|mission| mission.by() == scope.own)
}

pub(super) fn covert_teams(scope: &Scope<'_>) -> Found {
    let covert =
        own_missions(scope).filter(|m| m.team() == Some(&SupervisionTeam::CovertVisitTeam));
    Found::of(covert.map(SupervisionMission::id))
}

fn visits<'a>(scope: &'a Scope<'a>, check: &'a SpotCheck) -> impl Iterator<Item = &'a CovertVisit> {
    let visits = scope.dossier.covert_visits().values();
    visits.filter(move |visit| visit.by() == scope.own && visit.check() == check)
}

fn reached(scope: &Scope<'_>, check: &SpotCheck) -> Found {
    Found::sum(visits(scope, check).filter_map(|visit| Some((visit.id(), visit.reached()?))))
}

pub(super) fn shops(scope: &Scope<'_>) -> Found {
    reached(scope, &SpotCheck::CovertShopVisit)
}

pub(super) fn calls(scope: &Scope<'_>) -> Found {
    reached(scope, &SpotCheck::RandomCall)
}

pub(super) fn forums(scope: &Scope<'_>) -> Found {
    Found::of(visits(scope, &SpotCheck::Forum).map(CovertVisit::id))
}

pub(super) fn evaluators(scope: &Scope<'_>) -> Found {
    reached(scope, &SpotCheck::SatisfactionSurvey)
}

fn teams<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a TaskForce> {
    let teams = scope.dossier.task_forces().values();
    teams.filter(|team| team.organ() == scope.own && *team.kind() == TaskForceKind::TaskForce)
}

pub(super) fn task_forces(scope: &Scope<'_>) -> Found {
    Found::of(teams(scope).map(TaskForce::id))
}

pub(super) fn cadres(scope: &Scope<'_>) -> Found {
    Found::of(teams(scope).flat_map(TaskForce::persons))
}

/// The counties of the area that a mission of the own organ looked at.
pub(super) fn counties(scope: &Scope<'_>) -> Found {
    let is_county = |place: &PlaceId| {
        let level = scope.dossier.place(*place).and_then(|place| place.level());
        scope.lies_here(*place) && level == Some(Level::County)
    };
    let places = own_missions(scope).flat_map(|mission| mission.places().iter().copied());
    Found::of(places.filter(is_county))
}
