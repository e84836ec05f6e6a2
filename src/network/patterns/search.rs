//! Looking for a pattern: step by step, each from a role that is filled already.

use super::draft::{Pattern, Planned, Rule, Who};
use super::found::{Filled, FilledStep, Match, Matches, Missing};
use crate::base::id::PartyId;
use crate::base::period::Period;
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::network::frozen::{ArcSlot, End as TieEnd, Offices, Sieve, Slot};
use crate::network::kinds::KindSet;
use crate::network::limit::{CutOff, Limits};
use crate::network::seen::Seen;
use crate::network::view::Direction;

/// Looks for a pattern.
#[must_use]
pub fn find(seen: &Seen<'_>, pattern: &Pattern, limits: Limits) -> Matches {
    let network = seen.network();
    let sieves = pattern.draft.steps.iter().map(|step| {
        let kinds = step.kinds.iter().filter_map(|kind| network.kinds().find(kind));
        let kinds = KindSet::of(kinds.filter(|kind| seen.view().kind_set().has(*kind)));
        let least = step.least.max(seen.view().least());
        network.sieve(&seen.view().kinds(kinds).at_least(least))
    });
    let mut search = Search {
        seen,
        pattern,
        offices: network.offices(),
        sieves: sieves.collect(),
        roles: vec![None; pattern.draft.roles.len()],
        ties: vec![Vec::new(); pattern.draft.steps.len()],
        limits,
        steps: 0,
        found: Vec::new(),
        cut_off: None,
    };
    search.run();
    let Search { found, cut_off, .. } = search;
    Matches { pattern: pattern.draft.name.clone(), matches: found, cut_off }
}

/// A search on its way.
struct Search<'a> {
    seen: &'a Seen<'a>,
    pattern: &'a Pattern,
    offices: Offices<'a>,
    /// One for each step.
    sieves: Vec<Sieve>,
    /// The slot in each role.
    roles: Vec<Option<u32>>,
    /// The ties of each step.
    ties: Vec<Vec<ArcSlot>>,
    limits: Limits,
    steps: u64,
    found: Vec<Match>,
    cut_off: Option<CutOff>,
}

/// A party with the ties to it that fill a step.
type Choice = (u32, Vec<ArcSlot>);

impl Search<'_> {
    fn run(&mut self) {
        let first = self.pattern.first;
        let who = self.pattern.draft.roles.get(first).map(|role| role.who);
        let network = self.seen.network();
        let slots: Vec<u32> = match who {
            Some(Who::Party(party)) => network.slot(party).map(|slot| slot.0).into_iter().collect(),
            Some(Who::Gang) => network.gangs(),
            _ => network.slots_of_kind(|_| std::cmp::Ordering::Equal).collect(),
        };
        for slot in slots {
            if self.cut_off.is_some() {
                break;
            }
            if self.fits(first, slot) {
                self.fill(first, Some(slot));
                self.go(0);
            }
        }
    }

    fn fill(&mut self, role: usize, slot: Option<u32>) {
        if let Some(place) = self.roles.get_mut(role) {
            *place = slot;
        }
    }

    fn role(&self, role: usize) -> Option<u32> {
        self.roles.get(role).copied().flatten()
    }

    /// Fills the step at a place in the order, and those after it. As deep as there are steps.
    fn go(&mut self, depth: usize) {
        let Some(planned) = self.pattern.order.get(depth) else {
            self.tell();
            return;
        };
        let (from, to) = (self.role(planned.from), self.role(planned.to));
        // One of the two is bound: the order was made so.
        let open = match (from, to) {
            (Some(_), None) => Some(planned.to),
            (None, Some(_)) => Some(planned.from),
            _ => None,
        };
        for (slot, ties) in self.choices(planned, from, to) {
            if self.cut_off.is_some() {
                break;
            }
            if self.steps >= self.limits.steps {
                self.cut_off = Some(CutOff::Steps(self.limits.steps));
                break;
            }
            self.steps = self.steps.saturating_add(1);
            if let Some(open) = open {
                self.fill(open, Some(slot));
            }
            if let Some(place) = self.ties.get_mut(planned.step) {
                *place = ties;
            }
            if planned.ready.iter().all(|rule| !self.judged(*rule).0.is_no()) {
                self.go(depth.saturating_add(1));
            }
        }
        if let Some(open) = open {
            self.fill(open, None);
        }
        if let Some(place) = self.ties.get_mut(planned.step) {
            place.clear();
        }
    }

    /// The ways to fill a step, by the id of the party at the open end, then by tie.
    fn choices(&self, planned: &Planned, from: Option<u32>, to: Option<u32>) -> Vec<Choice> {
        let draft = &self.pattern.draft;
        let (Some(step), Some(sieve)) =
            (draft.steps.get(planned.step), self.sieves.get(planned.step))
        else {
            return Vec::new();
        };
        let (here, there, turned) = match (from, to) {
            (Some(from), to) => (from, to, false),
            (None, Some(to)) => (to, None, true),
            (None, None) => return Vec::new(),
        };
        let role = if turned { planned.from } else { planned.to };
        let wanted = |slot: u32| match there {
            Some(there) => slot == there,
            None => self.fits(role, slot),
        };
        let network = self.seen.network();
        let mut ends: Vec<(Option<PartyId>, u32, ArcSlot)> = Vec::new();
        let mut add = |end: TieEnd| {
            ends.push((self.seen.party(end.other), end.other, end.tie));
        };
        let along = step.direction != if turned { Direction::Along } else { Direction::Against };
        let against = step.direction != if turned { Direction::Against } else { Direction::Along };
        if along {
            network.ends_along(sieve, here, wanted).for_each(&mut add);
        }
        if against {
            network.ends_against(sieve, here, wanted).for_each(&mut add);
        }
        ends.retain(|(_, _, tie)| step.times > 1 || !self.taken(*tie));
        ends.sort_unstable();
        let times = usize::try_from(step.times).unwrap_or(usize::MAX);
        let same = ends.chunk_by(|a, b| a.1 == b.1).filter(|same| same.len() >= times);
        let grouped = |same: &[(Option<PartyId>, u32, ArcSlot)]| -> Vec<Choice> {
            match (same, times) {
                (same, 1) => same.iter().map(|(_, slot, tie)| (*slot, vec![*tie])).collect(),
                ([(_, slot, _), ..], _) => vec![(*slot, same.iter().map(|end| end.2).collect())],
                ([], _) => Vec::new(),
            }
        };
        same.flat_map(grouped).collect()
    }

    /// Whether a tie fills another step that asks for one alone.
    fn taken(&self, tie: ArcSlot) -> bool {
        let steps = self.pattern.draft.steps.iter().zip(&self.ties);
        steps.filter(|(step, _)| step.times == 1).any(|(_, ties)| ties.contains(&tie))
    }

    fn fits(&self, role: usize, slot: u32) -> bool {
        let Some(role) = self.pattern.draft.roles.get(role) else { return false };
        let Some(party) = self.seen.party(slot) else { return false };
        match role.who {
            Who::Anyone => true,
            Who::Person => matches!(party, PartyId::Person(_)),
            Who::Official => self.seen.network().is_official(Slot(slot)),
            Who::Office => self.offices.has(slot),
            Who::Organ => matches!(party, PartyId::Organ(_)),
            Who::Gang => matches!(party, PartyId::Gang(_)),
            Who::Enterprise => matches!(party, PartyId::Enterprise(_)),
            Who::Case => matches!(party, PartyId::Case(_)),
            Who::Party(wanted) => party == wanted,
        }
    }

    /// The period of the one tie of a step.
    fn period(&self, name: &Code) -> Option<Period> {
        let at = self.pattern.draft.steps.iter().position(|step| step.name == *name)?;
        let tie = self.ties.get(at)?.first()?;
        self.seen.network().tie(*tie).map(|facts| facts.period)
    }

    /// How a rule comes out, and what is missing.
    fn judged(&self, rule: usize) -> (Truth, Vec<Missing>) {
        let Some(rule) = self.pattern.draft.rules.get(rule) else {
            return (Truth::Yes, Vec::new());
        };
        if let Rule::Differ { one, other } = rule {
            let slot = |name: &Code| {
                let at = self.pattern.draft.roles.iter().position(|role| role.name == *name)?;
                self.role(at)
            };
            return (Truth::from(slot(one) != slot(other)), Vec::new());
        }
        let periods = rule.steps().into_iter().map(|name| self.period(name).map(|p| (name, p)));
        let Some(periods) = periods.collect::<Option<Vec<_>>>() else {
            return (Truth::Yes, Vec::new());
        };
        let truth = rule.holds(&periods.iter().map(|(_, period)| *period).collect::<Vec<_>>());
        let missing = if truth.is_unknown() { rule.missing(&periods) } else { Vec::new() };
        (truth, missing)
    }

    /// Keeps what was found.
    fn tell(&mut self) {
        if self.found.len() >= self.limits.most {
            self.cut_off = Some(CutOff::Most(self.limits.most));
            return;
        }
        let draft = &self.pattern.draft;
        let mut missing: Vec<Missing> = Vec::new();
        for rule in 0..draft.rules.len() {
            for one in self.judged(rule).1 {
                if !missing.contains(&one) {
                    missing.push(one);
                }
            }
        }
        let roles = draft.roles.iter().zip(&self.roles).filter_map(|(role, slot)| {
            Some(Filled { role: role.name.clone(), party: self.seen.party((*slot)?)? })
        });
        let network = self.seen.network();
        let steps = draft.steps.iter().zip(&self.ties).map(|(step, ties)| FilledStep {
            step: step.name.clone(),
            ties: ties.iter().filter_map(|tie| network.line(*tie)).collect(),
        });
        let found = Match { roles: roles.collect(), steps: steps.collect(), missing };
        self.found.push(found);
    }
}
