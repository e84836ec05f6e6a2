//! Follow-ups: a discipline organ accompanies a police case and looks for umbrellas.
//!
//! ```text
//!  opened ──▶ followed ──▶ nothing found ──▶ signed off
//!
//!  opened, followed, nothing found, retraced, clue opened ──▶ followed
//!  followed, nothing found, signed off                    ──▶ retraced ──▶ nothing found
//!  followed, nothing found, signed off, retraced          ──▶ clue opened
//! ```
//!
//! The police case is followed through investigation, review for prosecution and trial;
//! it may be sent back, so that a stage comes twice. *Nothing found* is a claim of the
//! officer who follows, and is not the end: the end is the sign-off in layers. A clue
//! that was opened does not end the following; all networks are investigated to the end
//! (两个一律, H17).
//!
//! # Source
//!
//! Catalogue C11, C12, C24; §6.6. That a sign-off may be retraced later is our reading of
//! G21 with C12.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::id::{
    AnyId, CaseId, ClueId, EntityId, GangId, OrganId, PersonId, SignOffId, TaskForceId,
};
use crate::base::text::Prose;
use crate::model::draft::{Desk, Refers, noun};
use crate::model::stage::Stage;
use crate::provenance::Fingerprint;
use crate::terms::stage::{FollowUpOutcome, FollowUpStage};

noun! {
    /// 跟进: the following of one police case.
    ///
    /// # Source
    ///
    /// Catalogue C11, C12, C24, Z15.
    FollowUp, FollowUpDraft, FollowUpId, check fits;
    /// The police case.
    police_case: id CaseId,
    /// The discipline case that goes along with it (同步立案).
    discipline_case: id_opt CaseId,
    /// The gang of the case.
    gang: id_opt GangId,
    /// The organ that follows.
    organ: id OrganId,
    /// 跟进人员: those who follow.
    officers: ids PersonId,
    /// 双专班: the dual task force, if there is one.
    task_force: id_opt TaskForceId,
    /// How far it has come.
    stages: stages FollowUpProgress,
}

/// How far a follow-up has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FollowUpProgress {
    /// It has begun.
    Opened,
    /// The police case was looked at in one of its stages.
    Followed {
        /// The stage of the police case.
        at: FollowUpStage,
        /// What was looked at and seen.
        seen: Prose,
    },
    /// 未发现保护伞: whoever follows has found nothing. Nobody has signed yet.
    NothingFound {
        /// The stage of the police case.
        at: FollowUpStage,
        /// The finding, word for word, as it goes to those who sign.
        content: Fingerprint,
    },
    /// 签字背书: the finding was signed in all layers.
    SignedOff {
        /// The record of the sign-off.
        sign_off: SignOffId,
    },
    /// 重新回溯核查: everything is looked at again from the beginning.
    Retraced {
        /// Why.
        reasons: Prose,
    },
    /// An umbrella clue was opened.
    ClueOpened {
        /// The clue.
        clue: ClueId,
    },
}

impl FollowUpProgress {
    /// The outcome that is reached here, if one is.
    ///
    /// *Nothing found* is none before it is signed.
    #[must_use]
    pub const fn outcome(&self) -> Option<FollowUpOutcome> {
        match self {
            Self::Opened | Self::Followed { .. } | Self::NothingFound { .. } => None,
            Self::SignedOff { .. } => Some(FollowUpOutcome::NoUmbrellaFound),
            Self::Retraced { .. } => Some(FollowUpOutcome::Retraced),
            Self::ClueOpened { .. } => Some(FollowUpOutcome::UmbrellaClueOpened),
        }
    }
}

impl fmt::Display for FollowUpProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Opened => "opened",
            Self::Followed { .. } => "followed",
            Self::NothingFound { .. } => "reported without a finding",
            Self::SignedOff { .. } => "signed off",
            Self::Retraced { .. } => "retraced",
            Self::ClueOpened { .. } => "turned into a clue",
        })
    }
}

impl Stage for FollowUpProgress {
    const WHAT: &'static str = "a follow-up";

    fn term(&self) -> &'static str {
        match self {
            Self::Opened => "开始跟进",
            Self::Followed { .. } => "跟进",
            Self::NothingFound { .. } => "未发现保护伞",
            Self::SignedOff { .. } => "签字背书",
            Self::Retraced { .. } => "重新回溯核查",
            Self::ClueOpened { .. } => "发现保护伞线索",
        }
    }

    fn may_begin(&self) -> bool {
        matches!(self, Self::Opened)
    }

    fn may_become(&self, next: &Self) -> bool {
        use FollowUpProgress as P;

        matches!(
            (self, next),
            (
                P::Opened
                    | P::Followed { .. }
                    | P::NothingFound { .. }
                    | P::Retraced { .. }
                    | P::ClueOpened { .. },
                P::Followed { .. }
            ) | (P::Followed { .. } | P::Retraced { .. }, P::NothingFound { .. })
                | (P::NothingFound { .. }, P::SignedOff { .. })
                | (
                    P::Followed { .. } | P::NothingFound { .. } | P::SignedOff { .. },
                    P::Retraced { .. }
                )
                | (
                    P::Followed { .. }
                        | P::NothingFound { .. }
                        | P::SignedOff { .. }
                        | P::Retraced { .. },
                    P::ClueOpened { .. }
                )
        )
    }
}

impl Refers for FollowUpProgress {
    fn refer(&self, tell: &mut dyn FnMut(&'static str, AnyId)) {
        match self {
            Self::SignedOff { sign_off } => tell("stages.sign_off", sign_off.any()),
            Self::ClueOpened { clue } => tell("stages.clue", clue.any()),
            Self::Opened
            | Self::Followed { .. }
            | Self::NothingFound { .. }
            | Self::Retraced { .. } => {}
        }
    }
}

impl FollowUp {
    /// The outcome that stands now, if there is one.
    #[must_use]
    pub fn outcome(&self) -> Option<FollowUpOutcome> {
        self.stage().outcome()
    }

    /// The stages of the police case in which it was followed, each once, in their order.
    #[must_use]
    pub fn followed(&self) -> Vec<FollowUpStage> {
        let seen = |wanted: &FollowUpStage| {
            self.stages.iter().any(|entry| match &entry.state {
                FollowUpProgress::Followed { at, .. }
                | FollowUpProgress::NothingFound { at, .. } => at == wanted,
                _ => false,
            })
        };
        FollowUpStage::ALL.iter().copied().filter(seen).collect()
    }
}

fn fits(follow_up: &FollowUp, desk: &mut Desk) {
    if follow_up.discipline_case == Some(follow_up.police_case) {
        desk.unfit("discipline_case", "is the police case itself");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::draft::Draft;
    use crate::model::trials::{at, door, id, named, stages_json, walk_all};

    fn prose() -> Prose {
        Prose::parse("已查阅案卷").unwrap()
    }

    fn nothing() -> FollowUpProgress {
        let content = Fingerprint::from_bytes([1; 32]);
        FollowUpProgress::NothingFound { at: FollowUpStage::Trial, content }
    }

    fn signed_off() -> FollowUpProgress {
        FollowUpProgress::SignedOff { sign_off: id(SignOffId::from_uuid, 9) }
    }

    fn form() -> Value {
        json!({
            "id": format!("follow_up-{:032x}", 1),
            "police_case": format!("case-{:032x}", 2),
            "discipline_case": format!("case-{:032x}", 3),
            "gang": format!("gang-{:032x}", 4),
            "organ": format!("organ-{:032x}", 5),
            "officers": [format!("person-{:032x}", 6)],
            "task_force": format!("task_force-{:032x}", 7),
            "stages": stages_json(&[
                json!("opened"),
                json!({ "followed": { "at": "investigation", "seen": "卷" } }),
            ]),
        })
    }

    /// Catalogue §6.6, and what the module page adds to it.
    #[test]
    fn every_step_is_open_or_refused_as_the_table_says() {
        let stages = [
            FollowUpProgress::Opened,
            FollowUpProgress::Followed { at: FollowUpStage::Investigation, seen: prose() },
            FollowUpProgress::Followed { at: FollowUpStage::Trial, seen: prose() },
            nothing(),
            signed_off(),
            FollowUpProgress::Retraced { reasons: prose() },
            FollowUpProgress::ClueOpened { clue: id(ClueId::from_uuid, 8) },
        ];
        let clean = "reported without a finding";
        let clue = "turned into a clue";
        walk_all(
            &stages,
            &[
                ("opened", &["followed"]),
                ("followed", &["followed", clean, "retraced", clue]),
                (clean, &["signed off", "followed", "retraced", clue]),
                ("signed off", &["retraced", clue]),
                ("retraced", &["followed", clean, clue]),
                (clue, &["followed"]),
            ],
        );
        let refused = stages[1].clone().after(signed_off()).unwrap_err();
        assert_eq!(refused.to_string(), "a follow-up that is followed cannot be signed off");
    }

    #[test]
    fn nothing_found_is_no_outcome_before_it_is_signed() {
        let mut follow_up = door::<FollowUp>(&form());
        follow_up.advance(at(11), nothing()).unwrap();
        assert_eq!(follow_up.outcome(), None);
        follow_up.advance(at(12), signed_off()).unwrap();
        assert_eq!(follow_up.outcome(), Some(FollowUpOutcome::NoUmbrellaFound));
        follow_up.advance(at(13), FollowUpProgress::Retraced { reasons: prose() }).unwrap();
        assert_eq!(follow_up.outcome(), Some(FollowUpOutcome::Retraced));
        assert_eq!(
            follow_up.followed(),
            [FollowUpStage::Investigation, FollowUpStage::Trial],
            "in the order of the stages, each once",
        );
        assert_eq!(
            named(&follow_up),
            [
                format!("police_case case-{:032x}", 2),
                format!("discipline_case case-{:032x}", 3),
                format!("gang gang-{:032x}", 4),
                format!("organ organ-{:032x}", 5),
                format!("officers person-{:032x}", 6),
                format!("task_force task_force-{:032x}", 7),
                format!("stages.sign_off sign_off-{:032x}", 9),
            ],
        );
    }

    #[test]
    fn a_draft_reports_all_its_problems() {
        assert_eq!(
            FollowUpDraft::default().enter().unwrap_err().to_string(),
            "id: is missing; police_case: is missing; organ: is missing; stages: is missing",
        );
        let mut bad = form();
        bad["discipline_case"] = bad["police_case"].clone();
        bad["officers"] = json!([bad["officers"][0], bad["officers"][0]]);
        bad["stages"] = stages_json(&[json!("opened"), json!("opened")]);
        let draft: FollowUpDraft = serde_json::from_value(bad).unwrap();
        assert_eq!(
            draft.enter().unwrap_err().to_string(),
            "officers[1]: stands already at [0]; \
             stages[1]: a follow-up that is opened cannot be opened; \
             discipline_case: is the police case itself",
        );
    }
}
