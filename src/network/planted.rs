//! Worlds with a known truth: how often does a question point at the right people?
//!
//! A [`PlantedWorld`] is an invented district. Some of its gangs have umbrellas, and the
//! world knows which officials they are. Around them stand innocent people who look like
//! umbrellas to a naive eye:
//!
//! | who | what is on record about them |
//! |---|---|
//! | an umbrella | each of these with a chance of its own: bribes, sheltering, contacts with the leader, meddling in the gang's case soon after a bribe, kin on the payroll of the gang's enterprise; one in four shelters a second gang |
//! | an innocent hub | a busy counter: contacts with dozens of people, gang members among them, and many cases handled by the book |
//! | innocent kin | kin of a gang member, with contacts inside the family |
//! | an official who is slandered | sheltering that somebody reported and nobody has looked at |
//! | an official who was wrongly checked | one tie that a check took for true, and that is not |
//!
//! Nothing of real places was measured: chances and sizes are made up, written down
//! here, and the same for every reader. The figures that come out compare questions with
//! each other and with guessing. They say nothing about how often a question would be right
//! in a real district.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::base::day::{Day, Moment};
use crate::base::id::{CaseId, EnterpriseId, GangId, OrganId, PartyId, PersonId};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::network::frozen::{Bulk, BulkProblem, BulkTie, FrozenNetwork};
use crate::network::kinds::{KindSlot, Kinds};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

/// Persons of a world, officials included.
const PERSONS: u32 = 1_600;
/// Officials: the first persons made.
const OFFICIALS: u32 = 240;
/// Organs; official *n* works at organ *n* modulo this.
const ORGANS: u32 = 12;
/// Gangs of a world.
const GANGS: u32 = 16;
/// Gangs that have umbrellas: the first ones made.
const SHELTERED: u32 = 9;
/// Innocent officials at busy counters.
const HUBS: u32 = 16;
/// Innocent officials with kin in a gang.
const KIN: u32 = 16;
/// Officials whom somebody slanders.
const SLANDERED: u32 = 12;
/// Officials about whom a check was wrong.
const WRONGLY_CHECKED: u32 = 4;

/// An invented district, and who in it really is an umbrella of which gang.
#[derive(Clone, Debug)]
pub struct PlantedWorld {
    network: FrozenNetwork,
    officials: Vec<PartyId>,
    gangs: Vec<PartyId>,
    umbrellas: BTreeMap<PartyId, BTreeSet<PartyId>>,
    hubs: BTreeSet<PartyId>,
    kin: BTreeSet<PartyId>,
}

impl PlantedWorld {
    /// The world of a seed; the same one every time.
    ///
    /// # Errors
    ///
    /// None for any seed; the [`BulkProblem`]s are those of the door that every network
    /// passes.
    ///
    /// # Examples
    ///
    /// ```
    /// use unbrella::network::planted::PlantedWorld;
    ///
    /// let world = PlantedWorld::new(1).map_err(|problems| problems[0].clone())?;
    /// assert!(world.umbrellas().len() < world.officials().len() / 10);
    /// # Ok::<(), unbrella::network::frozen::BulkProblem>(())
    /// ```
    pub fn new(seed: u64) -> Result<Self, Vec<BulkProblem>> {
        Making::new(seed).world()
    }

    /// What is on record.
    #[must_use]
    pub const fn network(&self) -> &FrozenNetwork {
        &self.network
    }

    /// Every official, guilty or not.
    #[must_use]
    pub fn officials(&self) -> &[PartyId] {
        &self.officials
    }

    /// Every gang, sheltered or not, by id.
    #[must_use]
    pub fn gangs(&self) -> &[PartyId] {
        &self.gangs
    }

    /// The officials who really are umbrellas.
    #[must_use]
    pub fn umbrellas(&self) -> BTreeSet<PartyId> {
        self.umbrellas.values().flatten().copied().collect()
    }

    /// The umbrellas of one gang; empty for a gang that has none.
    #[must_use]
    pub fn umbrellas_of(&self, gang: PartyId) -> BTreeSet<PartyId> {
        self.umbrellas.get(&gang).cloned().unwrap_or_default()
    }

    /// Innocent officials who meet everybody.
    #[must_use]
    pub const fn innocent_hubs(&self) -> &BTreeSet<PartyId> {
        &self.hubs
    }

    /// Innocent officials with kin in a gang.
    #[must_use]
    pub const fn innocent_kin(&self) -> &BTreeSet<PartyId> {
        &self.kin
    }
}

/// A gang while its world is made.
struct Gang {
    at: u32,
    leader: u32,
    members: Vec<u32>,
    case: u32,
    enterprise: u32,
}

/// A world while it is made. Places are those of the list of parties.
struct Making {
    numbers: Numbers,
    parties: Vec<PartyId>,
    ties: Vec<BulkTie>,
    umbrellas: BTreeMap<u32, BTreeSet<u32>>,
}

impl Making {
    fn new(seed: u64) -> Self {
        let numbers = Numbers(seed ^ 0x005e_ed0f_0b5e);
        Self { numbers, parties: Vec::new(), ties: Vec::new(), umbrellas: BTreeMap::new() }
    }

    fn world(mut self) -> Result<PlantedWorld, Vec<BulkProblem>> {
        for _ in 0..PERSONS {
            self.party(|id| PersonId::from_uuid(id).ok().map(Into::into));
        }
        let gangs = self.gangs_with_members();
        self.offices();
        self.everyday_life();
        for (gang, _) in gangs.iter().zip(0..SHELTERED) {
            self.shelter(gang);
        }
        let guilty: BTreeSet<u32> = self.umbrellas.values().flatten().copied().collect();
        let innocent: Vec<u32> = (0..OFFICIALS).filter(|one| !guilty.contains(one)).collect();
        let hubs = self.some(&innocent, HUBS);
        let kin = self.some(&innocent, KIN);
        hubs.iter().for_each(|hub| self.busy_counter(*hub, &gangs));
        kin.iter().for_each(|one| self.family(*one, &gangs));
        self.rumors(&innocent, &gangs);
        self.finished(&hubs, &kin)
    }

    fn gangs_with_members(&mut self) -> Vec<Gang> {
        (0..GANGS).map(|_| self.gang()).collect()
    }

    fn gang(&mut self) -> Gang {
        let at = self.party(|id| GangId::from_uuid(id).ok().map(Into::into));
        let case = self.party(|id| CaseId::from_uuid(id).ok().map(Into::into));
        let enterprise = self.party(|id| EnterpriseId::from_uuid(id).ok().map(Into::into));
        let size = self.numbers.between(8, 20);
        let members: Vec<u32> = (0..size).map(|_| self.citizen()).collect();
        let leader = members.first().copied().unwrap_or_default();
        self.tie(leader, at, TieKind::Leads, Standing::Supported);
        self.tie(leader, enterprise, TieKind::Controls, Standing::Checked);
        for pair in members.windows(2) {
            if let [one, other] = *pair {
                self.tie(other, at, TieKind::MemberOf, Standing::Checked);
                self.tie(one, other, TieKind::Contact, Standing::Checked);
                if self.numbers.chance(300) {
                    self.tie(other, case, TieKind::SubjectOf, Standing::Checked);
                }
            }
        }
        self.tie(leader, case, TieKind::SubjectOf, Standing::Checked);
        Gang { at, leader, members, case, enterprise }
    }

    /// Organs, who reports to whom in them, and who handled which case by the book.
    fn offices(&mut self) {
        let organs: Vec<u32> = (0..ORGANS)
            .map(|_| self.party(|id| OrganId::from_uuid(id).ok().map(Into::into)))
            .collect();
        for official in 0..OFFICIALS {
            let organ = organs.iter().cycle().nth(place(official % ORGANS)).copied();
            if let Some(organ) = organ {
                self.tie(official, organ, TieKind::WorksFor, Standing::Checked);
            }
            // The first official of each organ is its head.
            if official >= ORGANS {
                self.tie(official, official % ORGANS, TieKind::ReportsTo, Standing::Checked);
            }
            let colleague = self.numbers.below(OFFICIALS);
            self.tie(official, colleague, TieKind::Contact, Standing::Checked);
        }
    }

    /// Contacts that mean nothing, most of them between neighbors.
    fn everyday_life(&mut self) {
        for person in 0..PERSONS {
            for _ in 0..self.numbers.between(1, 4) {
                let near = person.saturating_add(self.numbers.between(1, 40));
                let far = self.numbers.below(PERSONS);
                let other = if self.numbers.chance(700) && near < PERSONS { near } else { far };
                self.tie(person, other, TieKind::Contact, Standing::Checked);
            }
        }
    }

    /// One or two umbrellas, with what happens to be on record about them.
    fn shelter(&mut self, gang: &Gang) {
        for _ in 0..self.numbers.between(1, 3) {
            let official = self.protector();
            self.umbrellas.entry(gang.at).or_default().insert(official);
            let bribed = self.day();
            if self.numbers.chance(550) {
                let standing = self.standing();
                self.tie_from(bribed, gang.leader, official, TieKind::Bribes, standing);
            }
            if self.numbers.chance(350) {
                let kind = self.sheltering();
                let standing = self.standing();
                self.tie(official, gang.at, kind, standing);
            }
            if self.numbers.chance(300) {
                let kind = self.sheltering();
                self.tie(official, gang.at, kind, Standing::Alleged);
            }
            if self.numbers.chance(600) {
                self.tie(official, gang.leader, TieKind::Contact, Standing::Checked);
            }
            if self.numbers.chance(450) {
                let soon = bribed.plus_days(i64::from(self.numbers.between(5, 80)));
                let soon = soon.unwrap_or(bribed);
                self.tie_from(soon, official, gang.case, TieKind::InterferedIn, Standing::Checked);
            }
            if self.numbers.chance(250) {
                let relative = self.citizen();
                self.tie(relative, official, TieKind::Kin, Standing::Checked);
                self.tie(relative, gang.enterprise, TieKind::WorksFor, Standing::Checked);
            }
        }
    }

    /// Now and then somebody who shelters another gang already.
    fn protector(&mut self) -> u32 {
        let known: Vec<u32> = self.umbrellas.values().flatten().copied().collect();
        let again = !known.is_empty() && self.numbers.chance(250);
        if again { self.one_of(&known) } else { self.numbers.below(OFFICIALS) }
    }

    /// Many contacts and many cases: innocent.
    fn busy_counter(&mut self, hub: u32, gangs: &[Gang]) {
        for _ in 0..self.numbers.between(20, 50) {
            let visitor = self.citizen();
            self.tie(hub, visitor, TieKind::Contact, Standing::Checked);
        }
        for gang in gangs {
            if self.numbers.chance(250) {
                let visitor = self.one_of(&gang.members);
                self.tie(hub, visitor, TieKind::Contact, Standing::Checked);
            }
            if self.numbers.chance(150) {
                self.tie(hub, gang.case, TieKind::HandledCase, Standing::Checked);
            }
        }
    }

    /// Kin in a gang, and nothing else: innocent.
    fn family(&mut self, official: u32, gangs: &[Gang]) {
        let Some(gang) = gangs.get(place(self.numbers.below(GANGS))) else { return };
        let relative = self.one_of(&gang.members);
        self.tie(relative, official, TieKind::Kin, Standing::Checked);
        self.tie(official, relative, TieKind::Contact, Standing::Checked);
    }

    /// What is said about innocent officials, and what was wrongly taken for true.
    fn rumors(&mut self, innocent: &[u32], gangs: &[Gang]) {
        let slandered = self.some(innocent, SLANDERED).into_iter().map(|one| (one, true));
        let wrong = self.some(innocent, WRONGLY_CHECKED).into_iter().map(|one| (one, false));
        for (official, slander) in slandered.chain(wrong) {
            let Some(gang) = gangs.get(place(self.numbers.below(GANGS))) else { continue };
            if slander {
                let kind = self.sheltering();
                self.tie(official, gang.at, kind, Standing::Alleged);
            } else {
                self.tie(gang.leader, official, TieKind::Bribes, Standing::Checked);
            }
        }
    }

    fn finished(
        self,
        hubs: &BTreeSet<u32>,
        kin: &BTreeSet<u32>,
    ) -> Result<PlantedWorld, Vec<BulkProblem>> {
        let officials: Vec<bool> =
            (0_u32..).zip(&self.parties).map(|(at, _)| at < OFFICIALS).collect();
        let moments: Vec<Moment> =
            Moment::china(crate::day!(2019, 1, 1), 9, 0).into_iter().collect();
        let network = Bulk {
            kinds: Kinds::default(),
            parties: &self.parties,
            officials: &officials,
            ties: &self.ties,
            moments: &moments,
            tie_ids: &[],
        }
        .freeze()?;
        let party = |at: &u32| self.parties.get(place(*at)).copied();
        let parties = |places: &BTreeSet<u32>| places.iter().filter_map(party).collect();
        let umbrellas = self.umbrellas.iter();
        let is_gang = |party: &&PartyId| matches!(party, PartyId::Gang(_));
        let mut gangs: Vec<PartyId> = self.parties.iter().filter(is_gang).copied().collect();
        gangs.sort_unstable();
        Ok(PlantedWorld {
            officials: (0..OFFICIALS).filter_map(|at| party(&at)).collect(),
            umbrellas: umbrellas
                .filter_map(|(gang, officials)| Some((party(gang)?, parties(officials))))
                .collect(),
            hubs: parties(hubs),
            kin: parties(kin),
            gangs,
            network,
        })
    }
}

/// Steps that every part of a world is made of.
impl Making {
    /// Adds a party whose id says nothing about when it was made.
    fn party(&mut self, make: impl Fn(Uuid) -> Option<PartyId>) -> u32 {
        let at = u32::try_from(self.parties.len()).unwrap_or(u32::MAX);
        let scattered = u128::from(self.numbers.next()) << 64 | u128::from(at) << 1 | 1;
        self.parties.extend(make(Uuid::from_u128(scattered)));
        at
    }

    /// A person who holds no office.
    fn citizen(&mut self) -> u32 {
        self.numbers.between(OFFICIALS, PERSONS)
    }

    fn one_of(&mut self, of: &[u32]) -> u32 {
        let count = u32::try_from(of.len()).unwrap_or(u32::MAX);
        of.get(place(self.numbers.below(count))).copied().unwrap_or_default()
    }

    /// Up to `count` different ones.
    fn some(&mut self, of: &[u32], count: u32) -> BTreeSet<u32> {
        (0..count).map(|_| self.one_of(of)).collect()
    }

    fn sheltering(&mut self) -> TieKind {
        [TieKind::Shelters, TieKind::TipsOff, TieKind::HelpsEvade]
            .into_iter()
            .nth(place(self.numbers.below(3)))
            .unwrap_or(TieKind::Shelters)
    }

    fn standing(&mut self) -> Standing {
        if self.numbers.chance(400) { Standing::Supported } else { Standing::Checked }
    }

    /// A day from 2014 to 2018.
    fn day(&mut self) -> Day {
        crate::day!(2014, 1, 1)
            .plus_days(i64::from(self.numbers.below(1_800)))
            .unwrap_or(crate::day!(2014, 1, 1))
    }

    fn tie(&mut self, from: u32, to: u32, kind: TieKind, standing: Standing) {
        let since = self.day();
        self.tie_from(since, from, to, kind, standing);
    }

    /// A tie since a day, still running. Nobody is tied to themselves.
    fn tie_from(&mut self, since: Day, from: u32, to: u32, kind: TieKind, standing: Standing) {
        let Some(kind) = listed(&kind).filter(|_| from != to) else { return };
        let Ok(period) = Period::new(Start::On(since), End::Open) else { return };
        let confidence = match standing {
            Standing::Alleged => 300,
            Standing::Supported | Standing::Established => 850,
            _ => 650,
        };
        let Ok(confidence) = Permille::new(confidence) else { return };
        let (recorded, superseded) = (0, None);
        self.ties.push(BulkTie {
            from,
            to,
            kind,
            period,
            standing,
            confidence,
            recorded,
            superseded,
        });
    }
}

/// The slot of a listed kind.
fn listed(kind: &TieKind) -> Option<KindSlot> {
    Kinds::default().find(kind)
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A repeatable sequence of numbers: SplitMix64, the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        let rest = self.next().checked_rem(u64::from(bound)).unwrap_or(0);
        u32::try_from(rest).unwrap_or(0)
    }

    /// From the first to below the second.
    fn between(&mut self, least: u32, bound: u32) -> u32 {
        least.saturating_add(self.below(bound.saturating_sub(least)))
    }

    /// True this many times in a thousand.
    fn chance(&mut self, in_a_thousand: u32) -> bool {
        self.below(1_000) < in_a_thousand
    }
}
