//! Gangs, what is known of their features, and their members.
//!
//! Nothing is classified here. A gang carries the *label* that somebody gave it and the
//! *features* that are established or not, each with its sources. Which legal tier this
//! makes is a procedure of its own, since nobody may raise or lower a tier by hand.
//! Counts stay counts: how many members are enough is a parameter of the rules in force.
//!
//! # Source
//!
//! Catalogue G04, G28, H15, C12–C14, N13; law-context §3.1.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::day::Day;
use crate::base::id::{AnyId, CaseId, ClaimId, EntityId, GangId, PersonId, PlaceId};
use crate::base::period::Period;
use crate::base::text::Line;
use crate::base::truth::Truth;
use crate::model::claims::ClaimIds;
use crate::model::draft::{Desk, Refers, noun};
use crate::provenance::{Fact, Standing};
use crate::terms::gang::{
    CriminalGroupFeature, EvilForceFeature, ExclusionGround, GangActivity, GangKind, LocalBully,
    MemberRole, TriadFeature,
};
use crate::terms::industry::Industry;

noun! {
    /// 黑恶势力: a gang as a party of the relationship network.
    ///
    /// # Source
    ///
    /// Catalogue H15, C12–C14, G28, N13; law-context §3.1.
    Gang, GangDraft, GangId, check fits;
    /// What it is called in the files.
    name: text Line,
    /// The kind that somebody has named it; a label, no classification.
    kind: copy_opt GangKind,
    /// What people call it, such as 村霸.
    labels: set LocalBully,
    /// What is known of its features.
    features: subs FeatureFact,
    /// How many members are known.
    members: copy_opt u32,
    /// How many crimes they are known to have committed together.
    joint_crimes: copy_opt u32,
    /// The unlawful acts that are known, each with those who took part.
    acts: subs GangAct,
    /// What it is known to have gained, in yuan.
    gains_yuan: copy_opt u64,
    /// The time during which it was active.
    active: copy_opt Period,
    /// The area that it is at work in.
    place: id_opt PlaceId,
    /// The industries that it is at work in.
    industries: set Industry,
    /// What it does.
    activities: set GangActivity,
    /// The case of the police.
    police_case: id_opt CaseId,
}

fn fits(gang: &Gang, desk: &mut Desk) {
    features_once(gang, desk);
    for (index, act) in gang.acts.iter().enumerate() {
        let mut members = act.members.clone();
        members.sort_unstable();
        members.dedup();
        if members.len() != act.members.len() {
            desk.unfit_at("acts", index, "names somebody twice");
        }
    }
}

fn features_once(gang: &Gang, desk: &mut Desk) {
    let mut seen = BTreeMap::new();
    for (index, fact) in gang.features.iter().enumerate() {
        match seen.get(&fact.feature) {
            Some(first) => {
                desk.unfit_at("features", index, format!("is the same feature as [{first}]"));
            }
            None => {
                seen.insert(&fact.feature, index);
            }
        }
    }
}

impl Gang {
    /// What is known of a feature; nothing if nobody has entered it.
    #[must_use]
    pub fn fact(&self, feature: &GangFeature) -> Option<&FeatureFact> {
        self.features.iter().find(|fact| fact.feature == *feature)
    }

    /// Whether it has a feature. What nobody has entered is unknown.
    #[must_use]
    pub fn has(&self, feature: &GangFeature) -> Truth {
        self.fact(feature).map_or(Truth::Unknown, |fact| fact.holds.truth())
    }
}

/// 违法犯罪活动: one unlawful act of a gang, and those of it who took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GangAct {
    /// The day, or the first of several.
    pub on: Day,
    /// Those who took part, as far as known; nobody twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<PersonId>,
    /// Whether it was a crime, and not only an offense against order.
    #[serde(default, skip_serializing_if = "crate::model::draft::is_default")]
    pub crime: bool,
    /// Who says so.
    #[serde(default, skip_serializing_if = "ClaimIds::is_empty")]
    pub claims: ClaimIds,
}

impl Refers for GangAct {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        for person in &self.members {
            tell("acts.members", person.any());
        }
        self.claims.refer(&mut |_, id| tell("acts.claims", id));
    }
}

/// A feature that the law looks at.
///
/// Written as `{"triad":"economy"}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GangFeature {
    /// 黑社会性质组织: one of its four features.
    Triad(TriadFeature),
    /// 恶势力: one of the conditions of an evil force.
    EvilForce(EvilForceFeature),
    /// 犯罪集团: one of the conditions of a criminal group.
    CriminalGroup(CriminalGroupFeature),
    /// 不应认定情形: something that alone does not make an evil force.
    Exclusion(ExclusionGround),
}

/// Whether a gang has one feature: yes, no, or why it is not known; with the claims.
///
/// # Examples
///
/// ```
/// # use unbrella::base::id::{ClaimId, Salt};
/// # use unbrella::base::text::LedgerNo;
/// use unbrella::model::claims::ClaimIds;
/// use unbrella::model::gang::{FeatureFact, GangFeature};
/// use unbrella::provenance::Fact;
/// use unbrella::terms::gang::TriadFeature;
///
/// # let salt = Salt::new(b"a secret of the host")?;
/// # let claim = ClaimId::from_ledger(&salt, &LedgerNo::parse("1")?);
/// let economy = GangFeature::Triad(TriadFeature::Economy);
/// let claims = ClaimIds::new(vec![claim])?;
/// assert!(FeatureFact::new(economy.clone(), Fact::Known(true), claims).is_ok());
/// let refused = FeatureFact::new(economy, Fact::Known(true), ClaimIds::default());
/// assert_eq!(refused.unwrap_err().to_string(), "a feature is yes or no only with a claim that says so");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Invariant: known facts come with a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "FeatureFactForm", into = "FeatureFactForm")]
pub struct FeatureFact {
    feature: GangFeature,
    holds: Fact<bool>,
    claims: ClaimIds,
}

/// A fact as it is read, unchecked.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "FeatureFact", deny_unknown_fields)]
struct FeatureFactForm {
    feature: GangFeature,
    holds: Fact<bool>,
    #[serde(default, skip_serializing_if = "ClaimIds::is_empty")]
    claims: ClaimIds,
}

impl FeatureFact {
    /// A fact about one feature.
    ///
    /// # Errors
    ///
    /// [`NoSource`] for yes or no without a claim.
    pub fn new(
        feature: GangFeature,
        holds: Fact<bool>,
        claims: ClaimIds,
    ) -> Result<Self, NoSource> {
        if holds.known().is_some() && claims.is_empty() {
            return Err(NoSource);
        }
        Ok(Self { feature, holds, claims })
    }

    /// The feature.
    #[must_use]
    pub const fn feature(&self) -> &GangFeature {
        &self.feature
    }

    /// Yes, no, or why it is not known.
    #[must_use]
    pub const fn holds(&self) -> Fact<bool> {
        self.holds
    }

    /// Who says so; claims against stand here too.
    #[must_use]
    pub const fn claims(&self) -> &ClaimIds {
        &self.claims
    }
}

impl TryFrom<FeatureFactForm> for FeatureFact {
    type Error = NoSource;

    fn try_from(form: FeatureFactForm) -> Result<Self, NoSource> {
        Self::new(form.feature, form.holds, form.claims)
    }
}

impl From<FeatureFact> for FeatureFactForm {
    fn from(fact: FeatureFact) -> Self {
        Self { feature: fact.feature, holds: fact.holds, claims: fact.claims }
    }
}

impl Refers for FeatureFact {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        self.claims.refer(&mut |_, id| tell("features", id));
    }
}

/// A known fact that nobody has claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a feature is yes or no only with a claim that says so")]
pub struct NoSource;

noun! {
    /// 成员: that a person belongs to a gang, for a time.
    ///
    /// # Source
    ///
    /// law-context §3.1 (organizers, leaders, core members), §3.4 art. 50 (officials who join).
    Membership, MembershipDraft, RecordId;
    /// The gang.
    gang: id GangId,
    /// The member.
    person: id PersonId,
    /// The place in the gang, if known.
    role: copy_opt MemberRole,
    /// The days on which the person belonged to it.
    period: copy Period,
    /// How far the statement has come.
    standing: copy Standing,
    /// Who says so.
    claims: ids ClaimId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{RecordId, Salt};
    use crate::base::text::LedgerNo;
    use crate::model::draft::Draft;
    use crate::provenance::NotKnown;
    use crate::terms::TermList;

    fn salt() -> Salt {
        Salt::new(b"sixteen bytes ok").unwrap()
    }

    fn no(text: &str) -> LedgerNo {
        LedgerNo::parse(text).unwrap()
    }

    fn claim(name: &str) -> ClaimId {
        ClaimId::from_ledger(&salt(), &no(name))
    }

    fn fact(feature: GangFeature, holds: Fact<bool>) -> FeatureFact {
        FeatureFact::new(feature, holds, ClaimIds::new(vec![claim("c1")]).unwrap()).unwrap()
    }

    fn gang(features: Vec<FeatureFact>) -> GangDraft {
        let id = Some(GangId::from_ledger(&salt(), &no("甲团伙")));
        GangDraft { id, name: "甲团伙".into(), features, ..Default::default() }
    }

    fn act(members: &[&str]) -> GangAct {
        let person = |name: &&str| PersonId::from_ledger(&salt(), &no(name));
        GangAct {
            on: crate::day!(2018, 3, 5),
            members: members.iter().map(person).collect(),
            crime: true,
            claims: ClaimIds::new(vec![claim("c2")]).unwrap(),
        }
    }

    #[test]
    fn drafts_report_all_their_problems() {
        let conduct = || GangFeature::Triad(TriadFeature::Conduct);
        let draft = GangDraft {
            labels: vec![LocalBully::Village, LocalBully::Village],
            industries: vec![Industry::Transport, Industry::Health, Industry::Transport],
            ..gang(vec![])
        };
        assert_eq!(
            GangDraft { id: None, name: "\t".into(), ..draft }.enter().unwrap_err().to_string(),
            "id: is missing; name: is missing; labels[1]: stands already at [0]; \
             industries[2]: stands already at [0]",
        );
        let twice = vec![fact(conduct(), Fact::Known(true)), fact(conduct(), Fact::Known(false))];
        assert_eq!(
            gang(twice).enter().unwrap_err().to_string(),
            "features[1]: is the same feature as [0]",
        );
        let doubled = GangDraft { acts: vec![act(&["乙某", "乙某"])], ..gang(vec![]) };
        assert_eq!(doubled.enter().unwrap_err().to_string(), "acts[0]: names somebody twice");
        assert_eq!(
            MembershipDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; gang: is missing; person: is missing; period: is missing; \
             standing: is missing",
        );
    }

    /// Every feature of the law can be entered, each is unknown until then, none stands for another.
    #[test]
    fn every_feature_is_unknown_until_somebody_says() {
        let mut all: Vec<GangFeature> = Vec::new();
        all.extend(TriadFeature::all().into_iter().map(GangFeature::Triad));
        all.extend(EvilForceFeature::all().into_iter().map(GangFeature::EvilForce));
        all.extend(CriminalGroupFeature::all().into_iter().map(GangFeature::CriminalGroup));
        all.extend(ExclusionGround::all().into_iter().map(GangFeature::Exclusion));
        let blank = gang(vec![]).enter().unwrap();
        for feature in &all {
            assert_eq!(blank.has(feature), Truth::Unknown);
            let entered = gang(vec![fact(feature.clone(), Fact::Known(false))]).enter().unwrap();
            for other in &all {
                let expected = if other == feature { Truth::No } else { Truth::Unknown };
                assert_eq!(entered.has(other), expected, "{feature:?} {other:?}");
            }
            let text = serde_json::to_string(&entered).unwrap();
            assert_eq!(serde_json::from_str::<Gang>(&text).unwrap(), entered);
        }
    }

    #[test]
    fn json_goes_through_the_same_door_and_references_are_told() {
        let asked = Fact::NotKnown(NotKnown::AwaitingAnswer);
        let economy = GangFeature::Triad(TriadFeature::Economy);
        let entered = GangDraft {
            kind: Some(GangKind::VillageBully),
            place: Some(PlaceId::from_ledger(&salt(), &no("甲村"))),
            police_case: Some(CaseId::from_ledger(&salt(), &no("甲案"))),
            acts: vec![act(&["乙某", "丙某"])],
            ..gang(vec![fact(economy, asked)])
        }
        .enter()
        .unwrap();
        let text = serde_json::to_string(&entered).unwrap();
        let features = format!(
            r#""features":[{{"feature":{{"triad":"economy"}},"holds":{{"not_known":"awaiting_answer"}},"claims":["{}"]}}]"#,
            claim("c1"),
        );
        assert!(text.contains(&features), "{text}");
        let mut told = Vec::new();
        entered.refer(&mut |field, id| told.push((field, id.prefix())));
        assert_eq!(
            told,
            [
                ("features", "claim"),
                ("acts.members", "person"),
                ("acts.members", "person"),
                ("acts.claims", "claim"),
                ("place", "place"),
                ("police_case", "case"),
            ],
        );
        for (from, to, why) in [
            (
                r#"{"not_known":"awaiting_answer"},"claims""#,
                r#"{"known":true},"doubts""#,
                "unknown field `doubts`",
            ),
            (
                &format!(r#"{{"not_known":"awaiting_answer"}},"claims":["{}"]"#, claim("c1")),
                r#"{"known":true}"#,
                "a feature is yes or no only with a claim that says so",
            ),
            (r#""triad":"economy""#, r#""triad":"wealth""#, "\"wealth\""),
            (r#""triad":"economy""#, r#""duo":"economy""#, "unknown variant `duo`"),
            (r#""village_bully""#, r#""saint""#, "\"saint\""),
        ] {
            assert!(text.contains(from), "{from}");
            let refused = serde_json::from_str::<Gang>(&text.replace(from, to)).unwrap_err();
            assert!(refused.to_string().contains(why), "{why}: {refused}");
        }
    }

    #[test]
    fn a_membership_survives_a_round_trip_and_names_both() {
        let membership = MembershipDraft {
            id: Some(RecordId::from_ledger(&salt(), &no("1"))),
            gang: Some(GangId::from_ledger(&salt(), &no("甲团伙"))),
            person: Some(PersonId::from_ledger(&salt(), &no("乙某"))),
            period: Some(Period::UNKNOWN),
            standing: Some(Standing::Alleged),
            claims: vec![claim("c1")],
            ..Default::default()
        };
        let doubled = MembershipDraft { claims: vec![claim("c1"); 2], ..membership.clone() };
        assert_eq!(doubled.enter().unwrap_err().to_string(), "claims[1]: stands already at [0]",);
        let entered = membership.enter().unwrap();
        let text = serde_json::to_string(&entered).unwrap();
        assert_eq!(serde_json::from_str::<Membership>(&text).unwrap(), entered);
        let mut told = Vec::new();
        entered.refer(&mut |_, id| told.push(id));
        assert_eq!(told, [entered.gang().any(), entered.person().any(), claim("c1").any()]);
    }
}
