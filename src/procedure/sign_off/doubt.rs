//! What comes after the last layer has signed: a later claim questions the finding, and
//! somebody else settles whether it stands.
//!
//! A finding is about the parties of its case. How far a claim lies from them is counted in
//! ties: what is said of a party of the case itself lies one tie away. A claim on which no
//! tie, no membership and no hypothesis rests lies nowhere yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::day::Moment;
use crate::base::id::{CaseId, ClaimId, PartyId, PersonId, SignOffId};
use crate::base::text::Code;
use crate::decision::{
    Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, RuleName, Sentence, Word,
};
use crate::model::dossier::Dossier;
use crate::model::draft::Refers;
use crate::model::sign_off::{SignOffRecord, SignOffStage};
use crate::model::umbrella::Subject;
use crate::procedure::fact::by;
use crate::provenance::{Certainty, Citation};
use crate::rulebook::{RulesInForce, keys};
use crate::terms::office::Department;

const DOUBT: Citation = Citation::literal(
    "no document: a rule of this crate",
    None,
    "C12; G21; design §7",
    "a signed finding is questioned by what came later, and settled by somebody who did not sign",
    Certainty::Reading,
);

fn own(rule: RuleName, because: Sentence) -> Reason {
    Reason::new(rule, because, DOUBT)
}

/// 结论范围: how far each claim lies from the parties of a case, in ties, no further than
/// `most` if that is given; those that lie nowhere are left out.
///
/// Walks outward over ties, memberships and hypotheses, whatever their standing: a doubt may
/// come from an allegation. Looks at each of them within that reach at most twice, once from
/// either end, and at no other.
#[must_use]
pub fn distances(dossier: &Dossier, case: CaseId, most: Option<u32>) -> BTreeMap<ClaimId, u32> {
    let mut found = BTreeMap::new();
    walk(dossier, case, most, |claim, distance| {
        found.entry(claim).or_insert(distance);
        true
    });
    found
}

/// How far one claim lies; the walk ends there.
fn distance_to(dossier: &Dossier, case: CaseId, wanted: ClaimId) -> Option<u32> {
    let mut found = None;
    walk(dossier, case, None, |claim, distance| {
        found = (claim == wanted).then_some(distance);
        found.is_none()
    });
    found
}

/// Tells the claims around a case, the nearest first, some twice, as long as it is asked to
/// go on.
fn walk(
    dossier: &Dossier,
    case: CaseId,
    most: Option<u32>,
    mut tell: impl FnMut(ClaimId, u32) -> bool,
) {
    let Some(case) = dossier.case(case) else { return };
    let mut reached: BTreeSet<PartyId> = case.subjects().iter().copied().collect();
    reached.extend(case.gang().map(PartyId::from));
    let mut ring: Vec<PartyId> = reached.iter().copied().collect();
    let mut distance = 0_u32;
    while !ring.is_empty() && most.is_none_or(|most| distance < most) {
        distance = distance.saturating_add(1);
        let mut next = Vec::new();
        for link in ring.iter().flat_map(|party| links(dossier, *party)) {
            if !link.claims.into_iter().all(|claim| tell(claim, distance)) {
                return;
            }
            next.extend(link.ends.into_iter().filter(|end| reached.insert(*end)));
        }
        ring = next;
    }
}

/// Something that says how two parties stand to each other, and the claims it rests on.
struct Link {
    ends: [PartyId; 2],
    claims: Vec<ClaimId>,
}

impl Link {
    fn new(ends: [PartyId; 2], noun: &impl Refers) -> Self {
        let mut claims = Vec::new();
        noun.refer(&mut |_, names| claims.extend(ClaimId::try_from(names).ok()));
        Self { ends, claims }
    }
}

/// Every link of which a party is an end.
fn links(dossier: &Dossier, party: PartyId) -> impl Iterator<Item = Link> {
    let ties = dossier.ties_at(party).map(|tie| Link::new([tie.from(), tie.to()], tie));
    let members = dossier.memberships_at(party);
    let members = members.map(|m| Link::new([m.gang().into(), m.person().into()], m));
    let umbrellas = dossier.umbrellas_at(party).map(|umbrella| {
        let protector = match umbrella.subject() {
            Subject::Tenure { person, .. } => PartyId::from(*person),
            Subject::Organ { organ } => PartyId::from(*organ),
        };
        Link::new([umbrella.gang().into(), protector], umbrella)
    });
    ties.chain(members).chain(umbrellas)
}

/// What is known when a claim is held against a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionFacts {
    /// When the last layer signed what stands; nothing if the finding does not stand signed.
    pub signed: Option<Moment>,
    /// When the claim was first seen.
    pub seen: Moment,
    /// How many ties the claim lies from the parties of the case; nothing if nothing that is
    /// entered rests on it.
    pub distance: Option<u32>,
}

impl QuestionFacts {
    /// The facts of a claim and a sign-off; nothing if one of them is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, sign_off: SignOffId, claim: ClaimId) -> Option<Self> {
        let record = dossier.sign_off(sign_off)?;
        let seen = dossier.claim(claim)?.first_seen();
        let signed = Self::signed_in_full(record);
        let distance = distance_to(dossier, record.case(), claim);
        Some(Self { signed, seen, distance })
    }

    /// When the last layer signed what stands; nothing if the finding does not stand signed.
    #[must_use]
    pub fn signed_in_full(record: &SignOffRecord) -> Option<Moment> {
        let open = |state: &SignOffStage| {
            matches!(state, SignOffStage::LaidOpen { .. } | SignOffStage::Reopened { .. })
        };
        let mut latest = record.stages().iter().rev().take_while(|entry| !open(&entry.state));
        let signed = latest.find(|entry| matches!(entry.state, SignOffStage::SignedInFull { .. }));
        signed.map(|entry| entry.when.recorded_at())
    }
}

/// Whether a claim may be held against a finding.
///
/// # Errors
///
/// A [`Refusal`]: the finding does not stand signed; the claim had been seen before the
/// last layer signed, and the signers answer for it; the claim lies beyond the reach of the
/// finding, or nothing is entered that rests on it.
pub fn may_question(
    facts: &QuestionFacts,
    rules: RulesInForce<'_>,
) -> Result<Decision<()>, Refusal> {
    let step = crate::sentence!("question the signed finding", "质疑已签结论");
    let mut requirement = Requirement::from(in_full(facts)).and(later(facts));
    if let Some(scope) = in_scope(facts, rules) {
        requirement = requirement.and(scope);
    }
    requirement.decide(step, ())
}

fn in_full(facts: &QuestionFacts) -> Condition {
    let rule = crate::rule_name!("sign-off/in-full");
    match facts.signed {
        Some(signed) => {
            let because = crate::sentence!(
                "the finding was signed in full on {signed}",
                "该结论已于{signed}全部签字",
                signed = signed,
            );
            Condition::met(own(rule, because))
        }
        None => {
            let because =
                crate::sentence!("the finding does not stand signed in full", "该结论未全部签字");
            let how = crate::sentence!("send it back to a layer", "退回相应层级");
            let cure = Cure::command(const { Code::literal("send_back") }, how, reviewer());
            Condition::unmet(own(rule, because), Remedy::by(cure))
        }
    }
}

fn later(facts: &QuestionFacts) -> Condition {
    let rule = crate::rule_name!("sign-off/later");
    if facts.signed.is_none_or(|signed| facts.seen > signed) {
        let because = crate::sentence!(
            "the claim was first seen on {seen}",
            "该情况首见于{seen}",
            seen = facts.seen,
        );
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!(
        "the claim was seen on {seen}, before the finding was signed in full",
        "该情况于{seen}即已掌握，早于全部签字",
        seen = facts.seen,
    );
    let why = crate::sentence!("whoever signed answers for it", "由签字人负责");
    Condition::forbidden(own(rule, because), Remedy::none(why))
}

fn in_scope(facts: &QuestionFacts, rules: RulesInForce<'_>) -> Option<Condition> {
    let hops = rules.get(keys::sign_off::SCOPE_HOPS).ok()?;
    let (rule, most) = (crate::rule_name!("sign-off/scope"), hops.value());
    Some(match facts.distance {
        Some(distance) if distance <= most => {
            let because = crate::sentence!(
                "the claim lies {distance} tie(s) from the parties of the case, and {most} count",
                "该情况距案件当事方{distance}层关系，{most}层以内计入",
                distance = distance,
                most = most,
            );
            Condition::met(by(rule, because, &hops))
        }
        Some(distance) => {
            let because = crate::sentence!(
                "the claim lies {distance} ties from the parties of the case; only {most} count",
                "该情况距案件当事方{distance}层关系，仅{most}层以内计入",
                distance = distance,
                most = most,
            );
            let why = crate::sentence!("it is followed as a clue of its own", "作为另一线索跟进");
            Condition::forbidden(by(rule, because, &hops), Remedy::none(why))
        }
        None => {
            let because = crate::sentence!(
                "nothing is entered that rests on the claim",
                "尚无依据该情况登记的关系",
            );
            let how = crate::sentence!("enter the tie that it speaks of", "登记其所述关系");
            let cure = Cure::command(const { Code::literal("enter") }, how, reviewer());
            Condition::unmet(by(rule, because, &hops), Remedy::by(cure))
        }
    })
}

fn reviewer() -> Word {
    Word::of(&Department::Handling)
}

/// What is known when it is settled whether a questioned finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettleFacts {
    /// Whether a claim is held against the finding now.
    pub questioned: bool,
    /// Who decides.
    pub settler: PersonId,
    /// Those who signed the finding, on whatever content.
    pub signers: BTreeSet<PersonId>,
}

impl SettleFacts {
    /// The facts of a sign-off and of the person who decides; nothing if it is not there.
    #[must_use]
    pub fn gather(dossier: &Dossier, sign_off: SignOffId, settler: PersonId) -> Option<Self> {
        let record = dossier.sign_off(sign_off)?;
        Some(Self {
            questioned: matches!(record.stage(), SignOffStage::Questioned { .. }),
            settler,
            signers: dossier.signatures_of(sign_off).map(|signature| signature.by()).collect(),
        })
    }
}

/// Whether somebody may settle that a questioned finding stands, or is open again.
///
/// # Errors
///
/// A [`Refusal`]: nothing is held against the finding; the person signed it.
pub fn may_settle(facts: &SettleFacts) -> Result<Decision<()>, Refusal> {
    let step = crate::sentence!("settle whether the finding stands", "裁定结论是否成立");
    Requirement::from(questioned(facts)).and(another(facts)).decide(step, ())
}

fn questioned(facts: &SettleFacts) -> Condition {
    let rule = crate::rule_name!("sign-off/questioned");
    if facts.questioned {
        let because = crate::sentence!("a claim is held against the finding", "该结论已受到质疑");
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!("nothing is held against the finding", "该结论未受到质疑");
    let how = crate::sentence!("hold a later claim against it", "以后来情况提出质疑");
    let cure = Cure::command(const { Code::literal("question") }, how, reviewer());
    Condition::unmet(own(rule, because), Remedy::by(cure))
}

fn another(facts: &SettleFacts) -> Condition {
    let rule = crate::rule_name!("sign-off/another");
    if !facts.signers.contains(&facts.settler) {
        let because =
            crate::sentence!("who settles it has not signed it", "裁定人未在该结论上签字");
        return Condition::met(own(rule, because));
    }
    let because = crate::sentence!("who settles it has signed it", "裁定人曾在该结论上签字");
    let why = crate::sentence!("somebody else settles it", "应由他人裁定");
    Condition::forbidden(own(rule, because), Remedy::none(why))
}
