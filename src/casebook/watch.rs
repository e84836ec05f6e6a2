//! 结论留意: negative findings are watched for what comes later.
//!
//! That no umbrella was found is signed in full, and the case goes on. What is learned
//! afterward may speak against it. Here each finding that stands signed is told with the
//! later claims that lie near it, so that none is overlooked because nobody looked.
//!
//! **Watching decides nothing.** A claim is a lead and never a finding: whether it speaks
//! against the finding is for a person to say (`question`), and whether the finding then
//! stands for another (`settle`). No state changes here.
//!
//! | a claim | stands in the list |
//! |---|---|
//! | seen before the last layer signed | no: whoever signed answers for it |
//! | seen later, beyond the reach of the finding (`sign_off/scope-hops`) | no: it is followed as a clue of its own |
//! | seen later, within reach | yes |
//! | such a claim, while the finding is questioned already | no: the finding is looked at again anyway; afterward it comes back |
//! | such a claim, held against the finding before, and the finding was upheld | yes, with the day on which it was held against it ([`Touching::held`]); the agenda leaves it out |
//!
//! So a claim stands here exactly if `question` of it would be accepted: both ask
//! [`may_question`].
//!
//! # Examples
//!
//! ```
//! use unbrella::casebook::watch::watched;
//! use unbrella::day;
//! use unbrella::model::dossier::Dossier;
//! use unbrella::rulebook::Rulebook;
//!
//! let rulebook = Rulebook::published();
//! let rules = rulebook.on("chengguan", day!(2021, 6, 1))?;
//! assert!(watched(&Dossier::default(), rules).is_empty(), "nothing was signed");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Source
//!
//! Catalogue C12; design §7 and §8.5. That signed findings are watched is our reading of
//! 终身负责 (G21): whoever answers for life wants to be told.

use std::collections::BTreeMap;

use crate::base::day::Moment;
use crate::base::id::{CaseId, ClaimId, SignOffId};
use crate::decision::Reason;
use crate::model::dossier::Dossier;
use crate::model::history::When;
use crate::model::sign_off::{SignOffRecord, SignOffStage};
use crate::model::stage::Stage;
use crate::procedure::sign_off::doubt::{QuestionFacts, distances, may_question};
use crate::provenance::{Certainty, Citation};
use crate::rulebook::{RulesInForce, keys};

const OWN: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "C12; G21; design §7",
    "a signed finding is watched for later claims in its scope",
    Certainty::Reading,
);

/// A finding that stands signed in full, and what has come near it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The sign-off.
    pub sign_off: SignOffId,
    /// The case that the finding is about.
    pub case: CaseId,
    /// When the last layer signed.
    pub signed: Moment,
    /// The claim that is held against it now, and since when; nothing if none is.
    pub questioned: Option<(ClaimId, When)>,
    /// The later claims that may be held against it, by their ids.
    pub touching: Vec<Touching>,
}

/// A later claim in the scope of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touching {
    /// The claim.
    pub claim: ClaimId,
    /// When it was first seen.
    pub seen: Moment,
    /// How many ties it lies from the parties of the case, if anything rests on it.
    pub distance: Option<u32>,
    /// When it was last held against the finding, if it was: somebody has looked at it then.
    pub held: Option<When>,
    /// Why it lies in the scope; the first names the claim and the finding.
    pub reasons: Vec<Reason>,
}

/// Every finding that stands signed in full, by its id, with the later claims near it.
///
/// Walks out from each finding, no further than its scope reaches.
#[must_use]
pub fn watched(dossier: &Dossier, rules: RulesInForce<'_>) -> Vec<Watched> {
    let mut all = Vec::new();
    for record in dossier.sign_offs().values() {
        let Some(signed) = QuestionFacts::signed_in_full(record) else { continue };
        let questioned = match record.stage() {
            SignOffStage::Questioned { claim } => {
                record.stages().iter().next_back().map(|entry| (*claim, entry.when))
            }
            _ => None,
        };
        let near = near(dossier, record.case(), rules);
        let touching = near.into_iter().filter_map(|(claim, distance)| {
            touching(dossier, record, (claim, distance), signed, rules)
        });
        let (sign_off, case, touching) = (record.id(), record.case(), touching.collect());
        all.push(Watched { sign_off, case, signed, questioned, touching });
    }
    all
}

/// The claims that are asked about: those within reach, or all if no rule says how far it goes.
fn near(
    dossier: &Dossier,
    case: CaseId,
    rules: RulesInForce<'_>,
) -> BTreeMap<ClaimId, Option<u32>> {
    let within = |most| distances(dossier, case, most).into_iter().map(|(id, far)| (id, Some(far)));
    match rules.get(keys::sign_off::SCOPE_HOPS) {
        Ok(hops) => within(Some(hops.value())).collect(),
        Err(_) => {
            let all = dossier.claims().keys().map(|claim| (*claim, None));
            all.chain(within(None)).collect()
        }
    }
}

fn touching(
    dossier: &Dossier,
    record: &SignOffRecord,
    (claim, distance): (ClaimId, Option<u32>),
    signed: Moment,
    rules: RulesInForce<'_>,
) -> Option<Touching> {
    if !record.stage().may_become(&SignOffStage::Questioned { claim }) {
        return None;
    }
    let seen = dossier.claim(claim)?.first_seen();
    let facts = QuestionFacts { signed: Some(signed), seen, distance };
    let (_, why) = may_question(&facts, rules).ok()?.into_parts();
    let mut reasons = vec![named(record, claim, seen, signed)];
    reasons.extend(why);
    let held = |state: &SignOffStage| *state == SignOffStage::Questioned { claim };
    let held = record.stages().iter().rev().find(|entry| held(&entry.state));
    // Held against an earlier finding of the same sign-off, it says nothing of this one.
    let held = held.map(|entry| entry.when).filter(|when| when.recorded_at() >= signed);
    Some(Touching { claim, seen, distance, held, reasons })
}

fn named(record: &SignOffRecord, claim: ClaimId, seen: Moment, signed: Moment) -> Reason {
    let because = crate::sentence!(
        "{claim}, first seen on {seen}, lies near the finding {finding}, signed in full on \
         {signed}; a person says whether it speaks against it",
        "{claim}（首见于{seen}）涉及已于{signed}全部签字的结论{finding}，是否与结论相悖由人员判断",
        claim = claim,
        seen = seen,
        finding = record.id(),
        signed = signed,
    );
    Reason::new(crate::rule_name!("casebook/watched"), because, OWN)
}
