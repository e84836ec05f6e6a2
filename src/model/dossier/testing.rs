//! Small dossiers for tests: valid, and different for each seed.
//!
//! The same seed gives the same dossier on every machine. Names are plainly invented.

use uuid::Uuid;

use crate::base::day::{Day, Moment};
use crate::base::period::{End, Period, Start};
use crate::base::permille::Permille;
use crate::base::text::{Code, Line};
use crate::model::case::CaseStage;
use crate::model::claims::ClaimIds;
use crate::model::discipline::Disposal;
use crate::model::history::{History, When};
use crate::model::rectification::{EntryKind, LedgerProgress};
use crate::model::tie::TieVersion;
use crate::model::umbrella::{Subject, UmbrellaStage};
use crate::provenance::{Source, SourceKind, Stance, Standing};
use crate::terms::document::DocumentKind;
use crate::terms::meeting::MeetingKind;
use crate::terms::office::{Level, OrganKind};
use crate::terms::outcome::{OrganizationalHandling, PartySanction};
use crate::terms::stage::{CriminalStage, DisciplineStage};
use crate::terms::supervision::SupervisionMode;
use crate::terms::tie::TieKind;

use super::claim::ClaimDraft;
use super::*;

/// A small dossier that can be entered.
///
/// A province with a city and one to three counties, an organ and some posts in each,
/// persons with tenures, gangs with members, claims, ties, clues, cases, umbrellas, and a
/// rectification ledger.
///
/// # Examples
///
/// ```
/// use unbrella::model::dossier::testing::small;
///
/// let dossier = small(7).enter()?;
/// assert_eq!(small(7).enter()?, dossier);
/// # Ok::<(), unbrella::model::dossier::problem::DossierProblems>(())
/// ```
#[must_use]
pub fn small(seed: u64) -> DossierDraft {
    let mut maker = Maker { seed, dice: seed, draft: DossierDraft::default() };
    // The texts and days below are fixed; that they can be read is held by a test.
    maker.make().unwrap_or_default();
    maker.draft
}

struct Maker {
    seed: u64,
    dice: u64,
    draft: DossierDraft,
}

impl Maker {
    /// The next number of the sequence "splitmix64".
    fn roll(&mut self) -> u64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.dice;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: u64) -> u64 {
        self.roll().checked_rem(end).unwrap_or(0)
    }

    fn some(&mut self) -> bool {
        self.below(2) == 1
    }

    /// The `n`th id of a kind; ids of different seeds differ.
    fn id<T>(&self, make: fn(Uuid) -> Result<T, InvalidId>, n: u64) -> Option<T> {
        make(Uuid::from_u64_pair(self.seed.max(1), n.wrapping_add(1))).ok()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let end = u64::try_from(from.len()).ok()?;
        let n = usize::try_from(self.below(end)).ok()?;
        from.get(n).copied()
    }

    fn day(&mut self) -> Option<Day> {
        let days = i64::try_from(self.below(700)).ok()?;
        Day::of(2018, 2, 1)?.plus_days(days).ok()
    }

    fn when(&mut self) -> Option<When> {
        let day = self.day()?;
        let hour = u32::try_from(self.below(8)).ok()?.checked_add(8)?;
        let occurred = Moment::china(day, hour, 0)?;
        let recorded = Moment::china(day.plus_days(i64::from(self.some())).ok()?, 20, 0)?;
        When::new(occurred, recorded).ok()
    }

    fn period(&mut self) -> Option<Period> {
        let first = self.day()?;
        let until = first.plus_days(30).ok()?;
        let start = if self.some() { Start::On(first) } else { Start::Unknown };
        let end = self.pick(&[End::Before(until), End::Open, End::Unknown])?;
        Period::new(start, end).ok()
    }

    fn make(&mut self) -> Option<()> {
        let counties = self.below(3).checked_add(1)?;
        self.territory(counties)?;
        self.people(counties)?;
        self.underworld()?;
        self.papers()?;
        self.casework()?;
        self.ledger()
    }

    /// A province, a city, counties; a discipline commission in each; two posts in each.
    fn territory(&mut self, counties: u64) -> Option<()> {
        for n in 0..counties.checked_add(2)? {
            let (level, above) = match n {
                0 => (Level::Province, None),
                1 => (Level::City, Some(0)),
                _ => (Level::County, Some(1)),
            };
            let place = self.id(PlaceId::from_uuid, n);
            let organ = self.id(OrganId::from_uuid, n);
            self.draft.places.push(PlaceDraft {
                id: place,
                name: format!("第{n}地").into(),
                level: Some(level),
                parent: above.and_then(|n| self.id(PlaceId::from_uuid, n)),
                ..Default::default()
            });
            self.draft.organs.push(OrganDraft {
                id: organ,
                name: format!("第{n}地纪委监委").into(),
                kind: Some(OrganKind::DisciplineSupervision),
                level: Some(level),
                place,
                parent: above.and_then(|n| self.id(OrganId::from_uuid, n)),
                ..Default::default()
            });
            for m in 0..2 {
                self.draft.posts.push(PostDraft {
                    id: self.id(PostId::from_uuid, n.checked_mul(2)?.checked_add(m)?),
                    organ,
                    title: format!("第{m}副主任").into(),
                    ..Default::default()
                });
            }
        }
        Some(())
    }

    /// Persons, each with a tenure in one of the posts.
    fn people(&mut self, counties: u64) -> Option<()> {
        let posts = counties.checked_add(2)?.checked_mul(2)?;
        for n in 0..4 {
            let person = self.id(PersonId::from_uuid, n);
            self.draft.persons.push(PersonDraft {
                id: person,
                name: format!("甲某{n}").into(),
                ..Default::default()
            });
            let post = self.below(posts);
            let tenure = TenureDraft {
                id: self.id(TenureId::from_uuid, n),
                person,
                post: self.id(PostId::from_uuid, post),
                period: self.period(),
                ..Default::default()
            };
            self.draft.tenures.push(tenure);
        }
        Some(())
    }

    /// Claims, gangs with a member each, enterprises, and ties among them.
    fn underworld(&mut self) -> Option<()> {
        for n in 0..3 {
            let label = Line::parse("来信").ok()?;
            let origin = Code::parse(&format!("letter/{n}")).ok()?;
            let seen = self.when()?.recorded_at();
            let stance = self.pick(&[Stance::For, Stance::Against]);
            self.draft.claims.push(ClaimDraft {
                id: self.id(ClaimId::from_uuid, n),
                source: Some(Source::new(label, SourceKind::Report, origin)),
                text: format!("第{n}种说法").into(),
                stance,
                first_seen: Some(seen),
                ..Default::default()
            });
        }
        for n in 0..2 {
            let gang = self.id(GangId::from_uuid, n);
            let place = self.id(PlaceId::from_uuid, 2);
            let name = format!("甲团伙{n}").into();
            self.draft.gangs.push(GangDraft { id: gang, name, place, ..Default::default() });
            let member = self.below(4);
            let membership = MembershipDraft {
                id: self.id(RecordId::from_uuid, n),
                gang,
                person: self.id(PersonId::from_uuid, member),
                period: self.period(),
                standing: Some(Standing::Alleged),
                claims: self.id(ClaimId::from_uuid, n).into_iter().collect(),
                ..Default::default()
            };
            self.draft.memberships.push(membership);
            let owner = self.below(4);
            self.draft.enterprises.push(EnterpriseDraft {
                id: self.id(EnterpriseId::from_uuid, n),
                name: format!("甲公司{n}").into(),
                place,
                owners: self.id(PersonId::from_uuid, owner).map(Into::into).into_iter().collect(),
                ..Default::default()
            });
        }
        self.tie()
    }

    fn tie(&mut self) -> Option<()> {
        let (person, gang) = (self.below(4), self.below(2));
        let claims = self.id(ClaimId::from_uuid, 0).into_iter().collect();
        let confidence = u16::try_from(self.below(1_001)).ok()?;
        let version = TieVersion::new(
            self.when()?.recorded_at(),
            self.period()?,
            self.pick(&[Standing::Alleged, Standing::Checked, Standing::Supported])?,
            Permille::new(confidence).ok()?,
            ClaimIds::new(claims).ok()?,
        );
        self.draft.ties.push(TieDraft {
            id: self.id(TieId::from_uuid, 0),
            from: self.id(PersonId::from_uuid, person).map(Into::into),
            to: self.id(GangId::from_uuid, gang).map(Into::into),
            kind: Some(TieKind::Shelters),
            versions: vec![version],
            ..Default::default()
        });
        Some(())
    }

    /// A document, a meeting and a mission.
    fn papers(&mut self) -> Option<()> {
        let organ = self.id(OrganId::from_uuid, 1);
        let issued = self.day();
        self.draft.documents.push(DocumentDraft {
            id: self.id(DocumentId::from_uuid, 0),
            kind: Some(DocumentKind::ProblemList),
            title: "问题清单".into(),
            issued_by: organ.into_iter().collect(),
            issued,
            ..Default::default()
        });
        let held = self.when();
        self.draft.meetings.push(MeetingDraft {
            id: self.id(MeetingId::from_uuid, 0),
            kind: Some(MeetingKind::Special),
            held,
            documents: self.id(DocumentId::from_uuid, 0).into_iter().collect(),
            ..Default::default()
        });
        let mission = SupervisionMissionDraft {
            id: self.id(SupervisionId::from_uuid, 0),
            mode: Some(SupervisionMode::PointToPoint),
            by: self.id(OrganId::from_uuid, 0),
            units: organ.into_iter().collect(),
            period: self.period(),
            ..Default::default()
        };
        self.draft.missions.push(mission);
        Some(())
    }

    /// Discipline cases on the persons, the police case of a gang, umbrellas, outcomes.
    fn casework(&mut self) -> Option<()> {
        let organ = self.id(OrganId::from_uuid, 2);
        for n in 0..3 {
            let criminal = n == 0;
            let stage = if criminal {
                CaseStage::Criminal(CriminalStage::Filed)
            } else {
                CaseStage::Discipline(DisciplineStage::Filed)
            };
            let subject = self.below(4);
            let case = CaseDraft {
                id: self.id(CaseId::from_uuid, n),
                ledger_no: format!("甲立〔2019〕{n}号").into(),
                subjects: self
                    .id(PersonId::from_uuid, subject)
                    .map(Into::into)
                    .into_iter()
                    .collect(),
                gang: self.id(GangId::from_uuid, 0),
                filed_by: organ,
                filed_level: Some(Level::County),
                managing_level: (!criminal).then_some(Level::County),
                stages: self.when().map(|when| History::new(when, stage)),
                ..Default::default()
            };
            self.draft.cases.push(case);
            let what = self.pick(&[
                Disposal::Party(PartySanction::Warning),
                Disposal::Handling(OrganizationalHandling::Transfer),
            ]);
            let outcome = OutcomeDraft {
                id: self.id(OutcomeId::from_uuid, n),
                person: self.id(PersonId::from_uuid, n),
                tenure: self.id(TenureId::from_uuid, n),
                what,
                case: self.id(CaseId::from_uuid, n),
                by: organ,
                decided: self.when(),
                ..Default::default()
            };
            self.draft.outcomes.push(outcome);
        }
        let n = self.below(4);
        let (person, tenure) = (self.id(PersonId::from_uuid, n)?, self.id(TenureId::from_uuid, n)?);
        let umbrella = UmbrellaDraft {
            id: self.id(UmbrellaId::from_uuid, 0),
            subject: Some(Subject::Tenure { person, tenure }),
            gang: self.id(GangId::from_uuid, 0),
            claims_for: self.id(ClaimId::from_uuid, 0).into_iter().collect(),
            stages: self.when().map(|when| History::new(when, UmbrellaStage::Alleged)),
            ..Default::default()
        };
        self.draft.umbrellas.push(umbrella);
        Some(())
    }

    /// Three problems, a task and its items, which cover some of them.
    fn ledger(&mut self) -> Option<()> {
        for n in 0..3 {
            self.draft.problems.push(ProblemDraft {
                id: self.id(ProblemId::from_uuid, n),
                found_by: self.id(SupervisionId::from_uuid, 0),
                text: format!("第{n}个问题").into(),
                ..Default::default()
            });
            let covered = self.below(3);
            let entry = LedgerEntryDraft {
                id: self.id(EntryId::from_uuid, n),
                kind: Some(if n == 0 { EntryKind::Task } else { EntryKind::Item }),
                parent: if n == 0 { None } else { self.id(EntryId::from_uuid, 0) },
                covers: self.id(ProblemId::from_uuid, covered).into_iter().collect(),
                unit: self.id(OrganId::from_uuid, 2),
                deadline: self.day(),
                stages: self.when().map(|when| History::new(when, LedgerProgress::Listed)),
                ..Default::default()
            };
            self.draft.entries.push(entry);
        }
        Some(())
    }
}
