//! Ties between parties, as a series of versions of what was known.
//!
//! ```text
//! known from   9 April            2 May                 17 June
//!              │ alleged,         │ supported,          │ withdrawn
//!              │ 2016–2018        │ 2015–2018           │
//!              └──────────────────┴─────────────────────┴──────────▶
//! ```
//!
//! A version says how things were (a valid period, a standing, a confidence, the claims)
//! as known from a moment on, until the next version. Nothing is changed afterwards: new
//! knowledge adds a version, so that what was known on any day can be asked for ever.
//!
//! At any moment a tie has one version at most. Two separate stretches of the same tie,
//! both known at once, are two ties.
//!
//! Ties of the kind [`ReportsTo`](TieKind::ReportsTo) form a forest at every date: each
//! party reports to one other at most, and never round in a circle. A single tie cannot
//! see that; the network checks it where it is built.
//!
//! # Source
//!
//! Design §6; catalogue G04, G06 (a relationship network is a graph of persons).

use serde::{Deserialize, Serialize};

use crate::base::day::{Day, Moment};
use crate::base::id::{AnyId, EntityId, PartyId};
use crate::base::period::Period;
use crate::base::permille::Permille;
use crate::base::truth::Truth;
use crate::model::claims::ClaimIds;
use crate::model::draft::{Desk, MAX_LIST, ProblemKind, Refers, noun};
use crate::provenance::Standing;
use crate::terms::tie::TieKind;

noun! {
    /// 关系: a tie from one party to another.
    ///
    /// # Source
    ///
    /// Design §6; catalogue G04, G06.
    Tie, TieDraft, TieId, check tie_fits;
    /// Where it starts.
    from: id PartyId,
    /// Where it ends.
    to: id PartyId,
    /// How the first is tied to the second.
    kind: need TieKind,
    /// What was known, first to last; at least one.
    versions: subs TieVersion,
}

fn tie_fits(tie: &Tie, desk: &mut Desk) {
    if tie.from == tie.to {
        desk.unfit("to", "a tie joins two parties, and this one ends where it starts");
    } else if !tie.kind.fits(tie.from, tie.to) {
        let (from, to) = (tie.from.any(), tie.to.any());
        let (kind, from, to) = (tie.kind.code(), from.prefix(), to.prefix());
        desk.unfit(
            "kind",
            format!("\"{kind}\" does not lead from a party of kind {from} to one of kind {to}"),
        );
    }
    if tie.versions.is_empty() {
        desk.note("versions", None, ProblemKind::Missing);
    }
    for (index, pair) in (1..).zip(tie.versions.windows(2)) {
        if let [before, after] = pair
            && let Err(refused) = after.follows(before)
        {
            desk.unfit_at("versions", index, refused.to_string());
        }
    }
}

impl Tie {
    /// Adds a version: from its moment on, this is what is known.
    ///
    /// # Errors
    ///
    /// [`RefusedVersion`] if it is not known later than the last one, or there are
    /// [`MAX_LIST`] already. The tie is as it was.
    pub fn record(&mut self, version: TieVersion) -> Result<(), RefusedVersion> {
        if let Some(last) = self.versions.last() {
            version.follows(last)?;
        }
        if self.versions.len() >= MAX_LIST {
            return Err(RefusedVersion::TooMany);
        }
        self.versions.push(version);
        Ok(())
    }

    /// The version that was known at a moment; none before the first.
    #[must_use]
    pub fn known_at(&self, moment: Moment) -> Option<&TieVersion> {
        let after = self.versions.partition_point(|version| version.known_from <= moment);
        after.checked_sub(1).and_then(|index| self.versions.get(index))
    }

    /// The moment from which a version, counted from 0, was no longer what was known; none
    /// for the last, which is known still.
    #[must_use]
    pub fn known_until(&self, index: usize) -> Option<Moment> {
        self.versions.get(index.checked_add(1)?).map(|next| next.known_from)
    }

    /// Whether the tie held on a day, as known at a moment.
    ///
    /// No if it was refuted or withdrawn by then; unknown if nobody knew of it.
    #[must_use]
    pub fn held_on(&self, day: Day, known_at: Moment) -> Truth {
        match self.known_at(known_at) {
            None => Truth::Unknown,
            Some(version) if !version.standing.is_held() => Truth::No,
            Some(version) => version.period.contains(day),
        }
    }
}

/// What was known of a tie from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TieVersion {
    known_from: Moment,
    period: Period,
    standing: Standing,
    confidence: Permille,
    #[serde(default, skip_serializing_if = "ClaimIds::is_empty")]
    claims: ClaimIds,
}

impl TieVersion {
    /// A version: known from when, the days on which the tie holds, how far it has come,
    /// the weight that a person gives it, and the claims behind it.
    #[must_use]
    pub const fn new(
        known_from: Moment,
        period: Period,
        standing: Standing,
        confidence: Permille,
        claims: ClaimIds,
    ) -> Self {
        Self { known_from, period, standing, confidence, claims }
    }

    /// The moment from which it was known here.
    #[must_use]
    pub const fn known_from(&self) -> Moment {
        self.known_from
    }

    /// The days on which the tie holds.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// How far the statement has come.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// The weight that a person gives it; not a probability.
    #[must_use]
    pub const fn confidence(&self) -> Permille {
        self.confidence
    }

    /// The claims behind it. [`ClaimIds::weigh`] counts each origin once.
    #[must_use]
    pub const fn claims(&self) -> &ClaimIds {
        &self.claims
    }

    fn follows(&self, before: &Self) -> Result<(), RefusedVersion> {
        let (last, given) = (before.known_from, self.known_from);
        if given > last { Ok(()) } else { Err(RefusedVersion::NotLater { last, given }) }
    }
}

impl Refers for TieVersion {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        self.claims.refer(&mut |_, id| tell("versions", id));
    }
}

/// Why a version is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusedVersion {
    /// It is not known later than the one before it.
    #[error("known from {given}, not after the version before it, known from {last}")]
    NotLater {
        /// From when the last version was known.
        last: Moment,
        /// From when this one is said to be known.
        given: Moment,
    },
    /// The series is full.
    #[error("a tie has at most {max} versions", max = MAX_LIST)]
    TooMany,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::id::{ClaimId, GangId, OrganId, PersonId, PlaceId, Salt, TieId};
    use crate::base::period::{End, Start};
    use crate::base::text::LedgerNo;
    use crate::day;
    use crate::model::draft::Draft;

    fn salt() -> Salt {
        Salt::new(b"sixteen bytes ok").unwrap()
    }

    fn no(text: &str) -> LedgerNo {
        LedgerNo::parse(text).unwrap()
    }

    fn official() -> PartyId {
        PersonId::from_ledger(&salt(), &no("甲某")).into()
    }

    fn gang() -> PartyId {
        GangId::from_ledger(&salt(), &no("乙团伙")).into()
    }

    fn at(minute: u32) -> Moment {
        Moment::china(day!(2019, 4, 9), minute / 60, minute % 60).unwrap()
    }

    fn version(minute: u32, standing: Standing) -> TieVersion {
        let period = Period::new(Start::On(day!(2016, 3, 1)), End::Before(day!(2018, 3, 1)));
        let claim = ClaimId::from_ledger(&salt(), &no("c1"));
        let claims = ClaimIds::new(vec![claim]).unwrap();
        let confidence = Permille::new(600).unwrap();
        TieVersion::new(at(minute), period.unwrap(), standing, confidence, claims)
    }

    fn draft(kind: TieKind, versions: Vec<TieVersion>) -> TieDraft {
        TieDraft {
            id: Some(TieId::from_ledger(&salt(), &no("1"))),
            from: Some(official()),
            to: Some(gang()),
            kind: Some(kind),
            versions,
            ..Default::default()
        }
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            TieDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; from: is missing; to: is missing; kind: is missing",
        );
        let own = TieDraft { to: Some(official()), ..draft(TieKind::Kin, vec![]) };
        assert_eq!(
            own.enter().unwrap_err().to_string(),
            "to: a tie joins two parties, and this one ends where it starts; versions: is missing",
        );
        let late = vec![
            version(540, Standing::Alleged),
            version(540, Standing::Checked),
            version(600, Standing::Supported),
            version(599, Standing::Withdrawn),
        ];
        assert_eq!(
            draft(TieKind::LocatedIn, late).enter().unwrap_err().to_string(),
            "kind: \"located_in\" does not lead from a party of kind person to one of kind gang; \
             versions[1]: known from 2019-04-09 09:00:00 +08:00, not after the version before it, \
             known from 2019-04-09 09:00:00 +08:00; \
             versions[3]: known from 2019-04-09 09:59:00 +08:00, not after the version before it, \
             known from 2019-04-09 10:00:00 +08:00",
        );
    }

    #[test]
    fn json_goes_through_the_same_door_and_references_are_told() {
        let kind = TieKind::from_code("shares_a_phone").unwrap();
        let entered = draft(kind, vec![version(540, Standing::Alleged)]).enter().unwrap();
        let text = serde_json::to_string(&entered).unwrap();
        let claim = ClaimId::from_ledger(&salt(), &no("c1"));
        let versions = format!(
            r#""kind":"shares_a_phone","versions":[{{"known_from":"2019-04-09T09:00:00+08:00","period":{{"start":{{"on":"2016-03-01"}},"end":{{"before":"2018-03-01"}}}},"standing":"alleged","confidence":600,"claims":["{claim}"]}}]"#,
        );
        assert!(text.contains(&versions), "{text}");
        assert_eq!(serde_json::from_str::<Tie>(&text).unwrap(), entered);
        let mut told = Vec::new();
        entered.refer(&mut |field, id| told.push((field, id)));
        let parties = [("from", official().any()), ("to", gang().any())];
        assert_eq!(told, [parties[0], parties[1], ("versions", claim.any())]);
        for (from, to, why) in [
            (gang().to_string(), official().to_string(), "ends where it starts"),
            (
                "shares_a_phone".into(),
                "reports_to".into(),
                "does not lead from a party of kind person",
            ),
            ("shares_a_phone".into(), "Shares a phone".into(), "code contains"),
            (
                "\"confidence\":600".into(),
                "\"confidence\":1001".into(),
                "a share of 1001 thousandths is above 1000",
            ),
            ("\"alleged\"".into(), "\"proven\"".into(), "unknown variant `proven`"),
            ("2018-03-01".into(), "2016-03-01".into(), "it would hold no day"),
            ("known_from".into(), "known_by".into(), "unknown field `known_by`"),
        ] {
            let refused = serde_json::from_str::<Tie>(&text.replace(&from, &to)).unwrap_err();
            assert!(refused.to_string().contains(why), "{why}: {refused}");
        }
    }

    #[test]
    fn a_refused_version_changes_nothing() {
        let mut tie =
            draft(TieKind::Shelters, vec![version(540, Standing::Alleged)]).enter().unwrap();
        let before = tie.clone();
        let refused = tie.record(version(540, Standing::Checked)).unwrap_err();
        assert_eq!(refused, RefusedVersion::NotLater { last: at(540), given: at(540) });
        assert_eq!(tie, before);
        tie.record(version(541, Standing::Refuted)).unwrap();
        assert_eq!(tie.versions()[0], before.versions()[0], "what was known stays");
        assert_eq!((tie.known_until(0), tie.known_until(1)), (Some(at(541)), None));
    }

    #[test]
    fn a_tie_holds_by_what_was_known() {
        let versions = vec![version(540, Standing::Alleged), version(600, Standing::Withdrawn)];
        let tie = draft(TieKind::Shelters, versions).enter().unwrap();
        let (inside, outside) = (day!(2017, 1, 1), day!(2018, 3, 1));
        assert_eq!(tie.held_on(inside, at(539)), Truth::Unknown);
        assert_eq!(tie.held_on(inside, at(540)), Truth::Yes);
        assert_eq!(tie.held_on(outside, at(599)), Truth::No);
        assert_eq!(tie.held_on(inside, at(600)), Truth::No, "withdrawn");
    }

    #[test]
    fn organs_shelter_and_places_do_not() {
        let with = |from: PartyId| {
            let versions = vec![version(540, Standing::Alleged)];
            TieDraft { from: Some(from), ..draft(TieKind::Shelters, versions) }.enter()
        };
        assert!(with(OrganId::from_ledger(&salt(), &no("丙局")).into()).is_ok());
        assert!(with(PlaceId::from_ledger(&salt(), &no("丁县")).into()).is_err());
    }

    proptest! {
        /// The version known at a moment is the last one that is not later, by plain search; and
        /// nothing recorded afterwards changes the answer.
        #[test]
        fn what_was_known_does_not_change(
            minutes in prop::collection::btree_set(0_u32..1_440, 1..12),
            asked in 0_u32..1_440,
        ) {
            let versions: Vec<TieVersion> =
                minutes.iter().map(|minute| version(*minute, Standing::Alleged)).collect();
            let mut tie = draft(TieKind::Shelters, versions[..1].to_vec()).enter().unwrap();
            for later in &versions[1..] {
                let known = tie.known_at(at(asked)).cloned();
                tie.record(later.clone()).unwrap();
                if later.known_from() > at(asked) {
                    prop_assert_eq!(tie.known_at(at(asked)).cloned(), known);
                }
            }
            let plain = versions.iter().rev().find(|version| version.known_from() <= at(asked));
            prop_assert_eq!(tie.known_at(at(asked)), plain);
        }
    }
}
