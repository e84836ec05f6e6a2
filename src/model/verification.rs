//! Verifications of clues: who looks, by whose plan, and who answers for it.
//!
//! ```text
//!  planned ──▶ approved ──▶ begun ──▶ reported ──▶ concluded
//!                             ▲          │
//!                             └──────────┘ (the report is sent back)
//! ```
//!
//! # Source
//!
//! 初步核实: law-context §1.3 (plan, team of at least two, approval; report signed by the
//! whole team, with a proposal, approved by the principal leader; more time once, under the
//! rules of 1994). 三长负责制 (three-chief responsibility): catalogue H10; which three posts
//! those are is not stated, and stands in the rule pack. 异地核查, 提级核查: H12.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{AnyId, ClueId, DocumentId, EntityId, OrganId, PersonId};
use crate::base::text::Line;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::history::When;
use crate::model::stage::Stage;
use crate::provenance::Fingerprint;
use crate::terms::handling::HandlingMode;
use crate::terms::stage::VerificationProposal;

noun! {
    /// 初步核实: the verification of a clue.
    ///
    /// # Source
    ///
    /// Supervision and Discipline Work Rules 2019 art. 33 (plan, team); catalogue H10, H12.
    Verification, VerificationDraft, VerificationId, check fits;
    /// The clue that is verified.
    clue: id ClueId,
    /// The organ that verifies.
    organ: id OrganId,
    /// How: in the ordinary way, off-site, one level up.
    mode: copy HandlingMode,
    /// Those who verify; at least [`Verification::LEAST_TEAM`].
    team: ids PersonId,
    /// 三长: the chiefs who answer for it, as far as they are named.
    chiefs: subs Chief,
    /// 延长: when more time was given, if it was.
    extended: copy_opt When,
    /// How far it has come.
    stages: stages VerificationStage,
}

/// One of the three chiefs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chief {
    /// The post, in the words of the rule pack.
    pub post: Line,
    /// Who holds it.
    pub person: PersonId,
}

impl Refers for Chief {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        tell("chiefs.person", self.person.any());
    }
}

/// How far a verification has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum VerificationStage {
    /// 拟定方案: there is a plan.
    Planned {
        /// The plan.
        plan: DocumentId,
    },
    /// 批准: the plan is approved.
    Approved {
        /// Who approved it.
        by: PersonId,
    },
    /// 开始核实: the team is at work.
    Begun,
    /// 提出报告: the team has reported.
    Reported {
        /// The report.
        report: DocumentId,
        /// What it said when it was signed.
        content: Fingerprint,
        /// Those of the team who signed it. The rules ask for all of them.
        signed_by: Vec<PersonId>,
        /// Those of the chiefs who signed it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        chiefs_signed: Vec<PersonId>,
        /// What it proposes, if it says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<VerificationProposal>,
    },
    /// 审批: the report is approved, and the verification over.
    Concluded {
        /// Who approved it.
        by: PersonId,
    },
}

/// Fits behind "that is" and behind "cannot be".
impl fmt::Display for VerificationStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Planned { .. } => "planned",
            Self::Approved { .. } => "approved",
            Self::Begun => "begun",
            Self::Reported { .. } => "reported",
            Self::Concluded { .. } => "concluded",
        })
    }
}

impl Stage for VerificationStage {
    const WHAT: &'static str = "a verification";

    fn term(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "拟定方案",
            Self::Approved { .. } => "批准",
            Self::Begun => "开始核实",
            Self::Reported { .. } => "提出报告",
            Self::Concluded { .. } => "审批",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Planned { .. })
    }

    fn may_become(&self, next: &Self) -> bool {
        matches!(
            (self, next),
            (Self::Planned { .. }, Self::Approved { .. })
                | (Self::Approved { .. } | Self::Reported { .. }, Self::Begun)
                | (Self::Begun, Self::Reported { .. })
                | (Self::Reported { .. }, Self::Concluded { .. })
        )
    }
}

impl Refers for VerificationStage {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::Planned { plan } => tell("stages.plan", plan.any()),
            Self::Approved { by } | Self::Concluded { by } => tell("stages.by", by.any()),
            Self::Begun => {}
            Self::Reported { report, signed_by, chiefs_signed, .. } => {
                tell("stages.report", report.any());
                for person in signed_by {
                    tell("stages.signed_by", person.any());
                }
                for person in chiefs_signed {
                    tell("stages.chiefs_signed", person.any());
                }
            }
        }
    }
}

impl Verification {
    /// The fewest who may verify a clue.
    pub const LEAST_TEAM: usize = 2;
    /// How many chiefs there are.
    pub const CHIEFS: usize = 3;

    /// The latest report that was not sent back; none while there is none.
    #[must_use]
    pub fn report(&self) -> Option<&VerificationStage> {
        let last =
            |stage: &&VerificationStage| !matches!(stage, VerificationStage::Concluded { .. });
        let stage = self.stages.iter().rev().map(|entry| &entry.state).find(last)?;
        matches!(stage, VerificationStage::Reported { .. }).then_some(stage)
    }

    /// Those of the team who have not signed the latest report; everybody if there is none.
    #[must_use]
    pub fn unsigned(&self) -> Vec<PersonId> {
        let signed: &[PersonId] = match self.report() {
            Some(VerificationStage::Reported { signed_by, .. }) => signed_by,
            _ => &[],
        };
        self.team.iter().copied().filter(|person| !signed.contains(person)).collect()
    }
}

fn fits(verification: &Verification, desk: &mut Desk) {
    let team = &verification.team;
    if team.len() < Verification::LEAST_TEAM {
        let least = Verification::LEAST_TEAM;
        desk.unfit("team", format!("{} in the team, at least {least} are needed", team.len()));
    }
    chiefs_fit(&verification.chiefs, desk);
    let members: BTreeSet<&PersonId> = team.iter().collect();
    let chiefs: BTreeSet<&PersonId> =
        verification.chiefs.iter().map(|chief| &chief.person).collect();
    for (index, entry) in verification.stages.iter().enumerate() {
        let VerificationStage::Reported { signed_by, chiefs_signed, .. } = &entry.state else {
            continue;
        };
        signed_once(signed_by, &members, "the team", index, desk);
        signed_once(chiefs_signed, &chiefs, "the chiefs", index, desk);
    }
}

/// Whoever signed belongs to those who may, and signed once.
fn signed_once(
    signed_by: &[PersonId],
    members: &BTreeSet<&PersonId>,
    of: &str,
    index: usize,
    desk: &mut Desk,
) {
    if signed_by.len() > members.len() {
        let (found, max) = (signed_by.len(), members.len());
        desk.unfit_at("stages", index, format!("{found} signed, of {of} there are {max}"));
        return;
    }
    let mut signed = BTreeSet::new();
    for person in signed_by {
        if !members.contains(person) {
            desk.unfit_at("stages", index, format!("{person} signed and is not one of {of}"));
        }
        if !signed.insert(person) {
            desk.unfit_at("stages", index, format!("{person} signed twice"));
        }
    }
}

fn chiefs_fit(chiefs: &[Chief], desk: &mut Desk) {
    if chiefs.len() > Verification::CHIEFS {
        let most = Verification::CHIEFS;
        desk.unfit("chiefs", format!("{} chiefs, there are {most}", chiefs.len()));
        return;
    }
    for (index, chief) in chiefs.iter().enumerate() {
        for earlier in chiefs.iter().take(index) {
            if earlier.post.key() == chief.post.key() {
                desk.unfit_at("chiefs", index, "the post stands twice");
            }
            if earlier.person == chief.person {
                desk.unfit_at("chiefs", index, "one person cannot be two of the chiefs");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, door, id, named, stages_json, walk_all};

    fn person(n: u128) -> PersonId {
        id(PersonId::from_uuid, n)
    }

    fn document() -> DocumentId {
        id(DocumentId::from_uuid, 9)
    }

    fn reported(signed_by: &[u128]) -> VerificationStage {
        VerificationStage::Reported {
            report: document(),
            content: Fingerprint::from_bytes([7; 32]),
            signed_by: signed_by.iter().map(|n| person(*n)).collect(),
            chiefs_signed: Vec::new(),
            proposal: Some(VerificationProposal::Close),
        }
    }

    fn by_chiefs(chiefs: &[u128]) -> VerificationStage {
        let VerificationStage::Reported { report, content, signed_by, proposal, .. } =
            reported(&[5])
        else {
            panic!("reported is reported")
        };
        let chiefs_signed = chiefs.iter().map(|n| person(*n)).collect();
        VerificationStage::Reported { report, content, signed_by, chiefs_signed, proposal }
    }

    fn form() -> Value {
        json!({
            "id": format!("verification-{:032x}", 1),
            "clue": format!("clue-{:032x}", 2),
            "organ": format!("organ-{:032x}", 3),
            "mode": "offsite_verification",
            "team": [person(4), person(5)],
            "chiefs": [
                { "post": "公安局长", "person": person(6) },
                { "post": "派出所长", "person": person(7) },
            ],
            "extended": at(18),
            "stages": stages_json(&[
                json!({ "planned": { "plan": document() } }),
                json!({ "approved": { "by": person(8) } }),
                json!("begun"),
            ]),
        })
    }

    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let stages = [
            VerificationStage::Planned { plan: document() },
            VerificationStage::Approved { by: person(1) },
            VerificationStage::Begun,
            reported(&[]),
            VerificationStage::Concluded { by: person(1) },
        ];
        walk_all(
            &stages,
            &[
                ("planned", &["approved"]),
                ("approved", &["begun"]),
                ("begun", &["reported"]),
                ("reported", &["begun", "concluded"]),
                ("concluded", &[]),
            ],
        );
        let refused = stages[0].clone().after(VerificationStage::Begun).unwrap_err();
        assert_eq!(refused.to_string(), "a verification that is planned cannot be begun");
    }

    #[test]
    fn the_door_is_one_and_the_whole_team_has_to_sign() {
        let mut verification = door::<Verification>(&form());
        assert_eq!(verification.unsigned(), [person(4), person(5)]);
        assert!(verification.report().is_none());
        verification.advance(at(12), by_chiefs(&[7])).unwrap();
        assert_eq!(verification.unsigned(), [person(4)]);
        verification.advance(at(13), VerificationStage::Concluded { by: person(8) }).unwrap();
        assert_eq!(verification.unsigned(), [person(4)], "the report that was approved");
        assert_eq!(verification.report(), Some(&by_chiefs(&[7])));
        assert_eq!(
            named(&verification),
            [
                format!("clue clue-{:032x}", 2),
                format!("organ organ-{:032x}", 3),
                format!("team {}", person(4)),
                format!("team {}", person(5)),
                format!("chiefs.person {}", person(6)),
                format!("chiefs.person {}", person(7)),
                format!("stages.plan {}", document()),
                format!("stages.by {}", person(8)),
                format!("stages.report {}", document()),
                format!("stages.signed_by {}", person(5)),
                format!("stages.chiefs_signed {}", person(7)),
                format!("stages.by {}", person(8)),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            VerificationDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; clue: is missing; organ: is missing; mode: is missing; \
             stages: is missing",
        );
        let mut bad = form();
        bad["team"] = json!([person(4)]);
        bad["chiefs"] = json!([
            { "post": "公安局长", "person": person(6) },
            { "post": " 公安局长", "person": person(6) },
            { "post": "派出所长", "person": person(7) },
        ]);
        let draft: VerificationDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "team: 1 in the team, at least 2 are needed; \
             chiefs[1]: the post stands twice; chiefs[1]: one person cannot be two of the chiefs",
        );
        let mut bad = form();
        bad["chiefs"] = Value::from(vec![bad["chiefs"][0].clone(); 4]);
        let draft: VerificationDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(draft.enter().unwrap_err().to_string(), "chiefs: 4 chiefs, there are 3");
        let mut verification: Verification = serde_json::from_value(form()).unwrap();
        let refused = verification.advance(at(12), reported(&[4, 4])).unwrap_err();
        assert_eq!(refused.to_string(), format!("stages[3]: {} signed twice", person(4)));
        let refused = verification.advance(at(12), reported(&[6])).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("stages[3]: {} signed and is not one of the team", person(6)),
        );
        let refused = verification.advance(at(12), by_chiefs(&[4])).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("stages[3]: {} signed and is not one of the chiefs", person(4)),
        );
        let refused = verification.advance(at(12), reported(&[4, 5, 6])).unwrap_err();
        assert_eq!(refused.to_string(), "stages[3]: 3 signed, of the team there are 2");
    }
}
