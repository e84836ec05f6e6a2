//! A province as a frozen network of the library.

use unbrella::base::day::{Day, Moment};
use unbrella::base::id::{CaseId, EnterpriseId, GangId, PartyId, PersonId, PlaceId, TieId};
use unbrella::base::period::{End, Period, Start};
use unbrella::base::permille::Permille;
use unbrella::network::frozen::{Bulk, BulkTie, FrozenNetwork};
use unbrella::network::kinds::Kinds;
use unbrella::network::view::{Least, View};
use unbrella::provenance::Standing;
use unbrella::terms::tie::TieKind;
use uuid::Uuid;

use crate::province::{DAYS, Kind, MOMENTS, OPEN, Province, Role, mixed};

/// The library's name for a kind.
#[must_use]
pub const fn kind(kind: Kind) -> TieKind {
    match kind {
        Kind::MemberOf => TieKind::MemberOf,
        Kind::Leads => TieKind::Leads,
        Kind::Shelters => TieKind::Shelters,
        Kind::Kin => TieKind::Kin,
        Kind::CoOwner => TieKind::CoOwner,
        Kind::Bribes => TieKind::Bribes,
        Kind::HandledCase => TieKind::HandledCase,
        Kind::ReportsTo => TieKind::ReportsTo,
        Kind::LocatedIn => TieKind::LocatedIn,
        Kind::Contact => TieKind::Contact,
    }
}

/// The day with a number: days since 1995-01-01.
#[must_use]
pub fn day(number: u16) -> Day {
    Day::of(1995, 1, 1).unwrap().plus_days(i64::from(number)).unwrap()
}

/// A view that shows every tie of the province, reports that nobody has looked at included.
#[must_use]
pub fn everything() -> View {
    View::new().at_least(Least::Alleged)
}

/// A province as arrays for the freezer.
#[derive(Debug)]
pub struct Arrays {
    kinds: Kinds,
    /// Ids as scattered as ids are.
    pub parties: Vec<PartyId>,
    /// Ids that rise with the party's number, so that no id table is needed.
    pub rising: Vec<PartyId>,
    officials: Vec<bool>,
    ties: Vec<BulkTie>,
    moments: Vec<Moment>,
    tie_ids: Vec<TieId>,
}

impl Arrays {
    /// The arrays of a province.
    #[must_use]
    pub fn of(province: &Province) -> Self {
        let numbered = (0_u64..).zip(&province.roles);
        let days: Vec<Day> = (0..DAYS as u16).map(day).collect();
        let kinds = Kinds::default();
        let slots = Kind::ALL.map(|one| kinds.find(&kind(one)).unwrap());
        let standings =
            [Standing::Alleged, Standing::Checked, Standing::Supported, Standing::Established];
        let ties = province.ties.iter().map(|tie| BulkTie {
            from: tie.from,
            to: tie.to,
            kind: slots[tie.kind as usize],
            period: Period::new(
                Start::On(days[tie.since as usize]),
                if tie.until == OPEN { End::Open } else { End::Before(days[tie.until as usize]) },
            )
            .unwrap(),
            standing: standings[tie.standing as usize],
            confidence: Permille::new(tie.confidence).unwrap(),
            recorded: u32::from(tie.recorded),
            superseded: None,
        });
        let recorded = (0..MOMENTS as u16).map(|n| Moment::china(day(n * 10), 9, 30).unwrap());
        let tie_id = |n: u64| TieId::from_uuid(scattered(n ^ 0x0074_6965)).unwrap();
        Self {
            parties: numbered.clone().map(|(n, role)| party(*role, scattered(n))).collect(),
            rising: numbered
                .map(|(n, _)| party(Role::Person, Uuid::from_u128(u128::from(n) + 1)))
                .collect(),
            officials: province.roles.iter().map(|r| matches!(r, Role::Official { .. })).collect(),
            ties: ties.collect(),
            moments: recorded.collect(),
            tie_ids: (0..province.ties.len() as u64).map(tie_id).collect(),
            kinds,
        }
    }

    /// What the freezer takes; `named` says whether ties have ids.
    #[must_use]
    pub fn bulk<'a>(&'a self, parties: &'a [PartyId], named: bool) -> Bulk<'a> {
        Bulk {
            kinds: self.kinds.clone(),
            parties,
            officials: &self.officials,
            ties: &self.ties,
            moments: &self.moments,
            tie_ids: if named { &self.tie_ids } else { &[] },
        }
    }

    /// The network with scattered ids and without names of ties.
    #[must_use]
    pub fn network(&self) -> FrozenNetwork {
        self.bulk(&self.parties, false).freeze().unwrap()
    }
}

fn scattered(number: u64) -> Uuid {
    Uuid::from_u64_pair(mixed(number), mixed(number ^ 0x7363_6174_7465_7264))
}

fn party(role: Role, uuid: Uuid) -> PartyId {
    match role {
        Role::Person | Role::Official { .. } => PersonId::from_uuid(uuid).unwrap().into(),
        Role::Gang => GangId::from_uuid(uuid).unwrap().into(),
        Role::Company => EnterpriseId::from_uuid(uuid).unwrap().into(),
        Role::Case => CaseId::from_uuid(uuid).unwrap().into(),
        Role::Place => PlaceId::from_uuid(uuid).unwrap().into(),
    }
}
