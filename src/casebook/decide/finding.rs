//! Findings: the kind of a gang, hypotheses, judgments of identity, and signed findings that
//! are questioned.
//!
//! Nothing here finds anything: a person has decided, and the procedures say whether the
//! decision may be recorded.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Desk, NotDone, OWN, fact, together};
use crate::base::id::{ClaimId, DocumentId, GangId, PersonId, SignOffId, UmbrellaId};
use crate::base::period::Period;
use crate::base::text::{Code, Prose};
use crate::casebook::book::Unfit;
use crate::casebook::command::{Act, Actor};
use crate::casebook::event::What;
use crate::decision::{Cure, Obstacle, Reason, Refusal, Remedy, Unmet, Word};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::identity::IdentityJudgmentDraft;
use crate::model::sign_off::SignOffStage;
use crate::model::umbrella::UmbrellaStage;
use crate::procedure::classification::{self, GangFacts};
use crate::procedure::hypothesis::{self, Intended, Step, StepFacts, WeighFacts};
use crate::procedure::identity::{self, JudgeFacts, Judgments};
use crate::procedure::sign_off::doubt::{self, QuestionFacts, SettleFacts};
use crate::provenance::Fact;
use crate::terms::gang::GangKind;
use crate::terms::office::Department;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Weigh { umbrella, to, signed, looked_at, about, overturned } => {
            let said = Weighed {
                signed: fact(*signed),
                looked_at: fact(*looked_at),
                overturned: fact(*overturned),
            };
            weigh(desk, *umbrella, to, said, about)
        }
        Act::Label { gang, kind } => label(desk, *gang, *kind),
        Act::Judge { judgment, signed, explained } => judge(desk, judgment, *signed, *explained),
        Act::Question { sign_off, claim } => question(desk, *sign_off, *claim),
        Act::Settle { sign_off, stands, by, reasons, order } => {
            if let Some(order) = *order {
                desk.book.dossier().document(order).ok_or(Unfit::missing(order))?;
            }
            let own = own_decision(*by, desk.command.by(), *order);
            settle(desk, *sign_off, *stands, (*by, own), reasons)
        }
        _ => Ok(()),
    }
}

/// The tier follows from the features: without them nothing is put down.
fn label(desk: &mut Desk<'_>, gang: GangId, kind: GangKind) -> Result<(), NotDone> {
    let facts = GangFacts::gather(desk.book.dossier(), gang).ok_or(Unfit::missing(gang))?;
    let decision = classification::may_label(&facts, kind, desk.rules()?)?;
    desk.write_decided(What::Labeled { gang, kind }, decision);
    Ok(())
}

/// What is said of the decision on a hypothesis.
#[derive(Clone, Copy)]
struct Weighed {
    signed: Fact<bool>,
    looked_at: Fact<bool>,
    overturned: Fact<bool>,
}

fn weigh(
    desk: &mut Desk<'_>,
    umbrella: UmbrellaId,
    to: &UmbrellaStage,
    said: Weighed,
    about: &BTreeMap<ClaimId, Period>,
) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    let noun = dossier.umbrella(umbrella).ok_or(Unfit::missing(umbrella))?;
    let intended = intended(to, said);
    let Some(intended) = intended else {
        let why = format!("an umbrella hypothesis that is {} stays so", noun.stage());
        return Err(Unfit::Step { why }.into());
    };
    let at = desk.command.when().recorded_at();
    let missing = || Unfit::missing(umbrella);
    let weighed = WeighFacts::gather(dossier, umbrella, about, at).ok_or_else(missing)?;
    let facts = StepFacts::gather(dossier, &weighed, intended, at).ok_or_else(missing)?;
    let decision = hypothesis::may_step(&facts, desk.rules()?)?;
    desk.write_decided(What::Umbrella { umbrella, stage: to.clone() }, decision);
    Ok(())
}

/// The step that leads to a stage; none leads back to *alleged*.
fn intended(to: &UmbrellaStage, said: Weighed) -> Option<Intended> {
    let step = match to {
        UmbrellaStage::Alleged => return None,
        UmbrellaStage::Checked { .. } => Step::Check,
        UmbrellaStage::Supported { .. } => Step::Support,
        UmbrellaStage::Established { .. } => Step::Establish,
        UmbrellaStage::Refuted(_) => Step::Refute,
        UmbrellaStage::Withdrawn { .. } => Step::Withdraw,
    };
    let Weighed { signed, looked_at, overturned } = said;
    let mut intended = Intended { signed, looked_at, overturned, ..Intended::bare(step) };
    match to {
        UmbrellaStage::Alleged => {}
        UmbrellaStage::Checked { by } | UmbrellaStage::Supported { by } => intended.by = Some(*by),
        UmbrellaStage::Established { by, decision } => {
            intended.by = Some(*by);
            intended.decision = Some(*decision);
        }
        UmbrellaStage::Refuted(refutation) => {
            intended.by = Some(refutation.by());
            intended.reasons = true;
            intended.owed_to = refutation.owed_to().iter().copied().collect::<BTreeSet<_>>();
        }
        UmbrellaStage::Withdrawn { by, .. } => {
            intended.by = Some(*by);
            intended.reasons = true;
        }
    }
    Some(intended)
}

fn judge(
    desk: &mut Desk<'_>,
    draft: &IdentityJudgmentDraft,
    signed: Option<bool>,
    explained: Option<bool>,
) -> Result<(), NotDone> {
    let draft = IdentityJudgmentDraft { when: Some(desk.command.when()), ..draft.clone() };
    let drafted = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let pair = [drafted.one(), drafted.other()];
    let known = Judgments::near(dossier, &pair, desk.command.when().recorded_at());
    let facts = JudgeFacts::of(dossier, &drafted, fact(signed), fact(explained));
    let (_, reasons) = identity::may_judge(&facts, &known)?.into_parts();
    desk.enter_draft(EntryDraft::IdentityJudgment(Box::new(draft)), reasons)?;
    Ok(())
}

fn question(desk: &mut Desk<'_>, sign_off: SignOffId, claim: ClaimId) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    dossier.claim(claim).ok_or(Unfit::missing(claim))?;
    let facts = QuestionFacts::gather(dossier, sign_off, claim);
    let facts = facts.ok_or(Unfit::missing(sign_off))?;
    let decision = doubt::may_question(&facts, desk.rules()?)?;
    let stage = SignOffStage::Questioned { claim };
    desk.write_decided(What::SignOff { sign_off, stage }, decision);
    Ok(())
}

/// The decision is the sender's own, or that of somebody whose order stands in the dossier.
fn own_decision(
    by: PersonId,
    sender: &Actor,
    order: Option<DocumentId>,
) -> Result<Vec<Reason>, Refusal> {
    if *sender == Actor::Person(by) {
        return Ok(Vec::new());
    }
    let rule = crate::rule_name!("casebook/own-decision");
    if let Some(order) = order {
        let because = crate::sentence!(
            "it is sent on the order {order} of {by}",
            "系按{by}的批示（{order}）提出",
            order = order,
            by = by,
        );
        return Ok(vec![Reason::new(rule, because, OWN)]);
    }
    let because = crate::sentence!(
        "the decision is that of {by}, who does not send it, and no order is named",
        "系{by}的决定，由他人提出且未注明批示",
        by = by,
    );
    let how = crate::sentence!(
        "name the order, or have that person send it",
        "注明批示，或者由其本人提出",
    );
    let cure = Cure::fact(const { Code::literal("order") }, how, Word::of(&Department::Handling));
    let reason = Reason::new(rule, because, OWN);
    let step = crate::sentence!("send the decision of another person", "提出他人的决定");
    Err(Refusal::new(step, Unmet::new(Obstacle::NotPermitted, reason, Remedy::by(cure))))
}

fn settle(
    desk: &mut Desk<'_>,
    sign_off: SignOffId,
    stands: bool,
    (by, own): (PersonId, Result<Vec<Reason>, Refusal>),
    reasons: &Prose,
) -> Result<(), NotDone> {
    let facts = SettleFacts::gather(desk.book.dossier(), sign_off, by);
    let decided = doubt::may_settle(&facts.ok_or(Unfit::missing(sign_off))?);
    let decision = together(own, decided)?;
    let reasons = reasons.clone();
    let stage = if stands {
        SignOffStage::Upheld { by, reasons }
    } else {
        SignOffStage::Reopened { by, reasons }
    };
    desk.write_decided(What::SignOff { sign_off, stage }, decision);
    Ok(())
}
