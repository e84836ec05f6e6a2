//! Following police cases: followed, screened, nothing found, signed.

use super::desk::{Desk, NotDone, taken, with_missing};
use super::door;
use crate::base::id::{ClueId, FollowUpId, SignOffId};
use crate::base::text::Prose;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::{Answer, Reason};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::follow_up::{FollowUp, FollowUpDraft, FollowUpProgress};
use crate::model::history::History;
use crate::model::screening::{CaseScreeningDraft, MemberScreeningDraft};
use crate::model::sign_off::{
    Opinion, SignOffRecord, SignOffRecordDraft, SignOffStage, SignatureRecordDraft,
};
use crate::procedure::follow_up::police_case::{LookFacts, may_look};
use crate::procedure::follow_up::{self, DualTeams, FollowUpFacts};
use crate::procedure::recusal::Matter;
use crate::procedure::screening::{self, CaseScreeningFacts, MemberFacts};
use crate::procedure::sign_off::{self, Given, SignFacts, SignOffFacts};
use crate::provenance::{Fact, Fingerprint, NotKnown};
use crate::terms::handling::Signatory;
use crate::terms::stage::FollowUpStage;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Follow(draft) => follow(desk, draft),
        Act::Followed { follow_up, at, seen, clue, retrace } => {
            followed(desk, *follow_up, (*at, seen), *clue, retrace.as_ref())
        }
        Act::NothingFound { follow_up, at, sign_off, content, .. } => {
            nothing_found(desk, *follow_up, *at, *sign_off, *content)
        }
        Act::Sign(draft) => sign(desk, draft),
        Act::ScreenCase(draft) => screen_case(desk, draft),
        Act::ScreenMembers(draft) => screen_members(desk, draft),
        _ => Ok(()),
    }
}

fn known<'a>(desk: &Desk<'a>, follow_up: FollowUpId) -> Result<&'a FollowUp, NotDone> {
    Ok(desk.book.dossier().follow_up(follow_up).ok_or(Unfit::missing(follow_up))?)
}

fn advance(desk: &mut Desk<'_>, follow_up: FollowUpId, stage: FollowUpProgress, why: Vec<Reason>) {
    desk.write(What::FollowUp { follow_up, stage }, why);
}

/// Who follows is near to nobody of the case; what there is to follow is in the reasons.
fn follow(desk: &mut Desk<'_>, draft: &FollowUpDraft) -> Result<(), NotDone> {
    let stages = Some(History::new(desk.command.when(), FollowUpProgress::Opened));
    let draft = FollowUpDraft { stages, ..draft.clone() };
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let (dossier, case) = (desk.book.dossier(), noun.police_case());
    dossier.case(case).ok_or(Unfit::missing(case))?;
    let day = desk.command.when().occurred_at().day();
    for officer in noun.officers() {
        door::not_recused_from(desk, *officer, Matter::Case(case), day)?;
    }
    let rules = desk.rules()?;
    let reached = follow_up::reached(dossier, case);
    let facts = FollowUpFacts::of(&noun, [], reached, Fact::NotKnown(NotKnown::NeverAsked));
    let mut why = with_missing(&follow_up::conclude(&facts, rules));
    if noun.task_force().is_some() {
        let teams = DualTeams::gather(dossier, case);
        why.extend(taken(follow_up::may_begin_joint_work(&teams, rules))?);
    }
    desk.enter_draft(EntryDraft::FollowUp(Box::new(draft)), why)?;
    Ok(())
}

/// Why the police case could be looked at in a stage.
fn looked_at(
    desk: &Desk<'_>,
    follow_up: &FollowUp,
    at: FollowUpStage,
) -> Result<Vec<Reason>, NotDone> {
    let case = follow_up.police_case();
    let facts = LookFacts::gather(desk.book.dossier(), case, at).ok_or(Unfit::missing(case))?;
    taken(may_look(&facts, desk.rules()?))
}

fn followed(
    desk: &mut Desk<'_>,
    follow_up: FollowUpId,
    (at, seen): (FollowUpStage, &Prose),
    clue: Option<ClueId>,
    retrace: Option<&Prose>,
) -> Result<(), NotDone> {
    let noun = known(desk, follow_up)?;
    let signed = matches!(noun.stage(), FollowUpProgress::SignedOff { .. });
    let why = looked_at(desk, noun, at)?;
    // A finding that was signed is not followed on; it is overturned or it stands.
    if !signed || (clue.is_none() && retrace.is_none()) {
        let stage = FollowUpProgress::Followed { at, seen: seen.clone() };
        advance(desk, follow_up, stage, why.clone());
    }
    if let Some(clue) = clue {
        advance(desk, follow_up, FollowUpProgress::ClueOpened { clue }, why);
    } else if let Some(reasons) = retrace {
        advance(desk, follow_up, FollowUpProgress::Retraced { reasons: reasons.clone() }, why);
    }
    Ok(())
}

fn nothing_found(
    desk: &mut Desk<'_>,
    follow_up: FollowUpId,
    at: FollowUpStage,
    sign_off: SignOffId,
    content: Fingerprint,
) -> Result<(), NotDone> {
    let noun = known(desk, follow_up)?;
    let (case, why) = (noun.police_case(), looked_at(desk, noun, at)?);
    if laid_open_again(desk, follow_up, sign_off, content)? {
        advance(desk, follow_up, FollowUpProgress::NothingFound { at, content }, why.clone());
        desk.write(What::SignOff { sign_off, stage: SignOffStage::LaidOpen { content } }, why);
        return Ok(());
    }
    let layers = sign_off::layers(desk.rules()?);
    let draft = SignOffRecordDraft {
        id: Some(sign_off),
        case: Some(case),
        follow_up: Some(follow_up),
        stage_of_case: Some(at),
        layers,
        stages: Some(History::new(desk.command.when(), SignOffStage::LaidOpen { content })),
        ..SignOffRecordDraft::default()
    };
    advance(desk, follow_up, FollowUpProgress::NothingFound { at, content }, why.clone());
    desk.enter_draft(EntryDraft::SignOffRecord(Box::new(draft)), why)?;
    Ok(())
}

/// What was sent back, or reopened, is laid open again once somebody has looked again, and in
/// other words: under the old ones the old signatures would still stand.
fn laid_open_again(
    desk: &Desk<'_>,
    follow_up: FollowUpId,
    sign_off: SignOffId,
    content: Fingerprint,
) -> Result<bool, NotDone> {
    let Some(record) = desk.book.dossier().sign_off(sign_off) else { return Ok(false) };
    let again =
        matches!(record.stage(), SignOffStage::SentBack { .. } | SignOffStage::Reopened { .. });
    if !again || record.follow_up() != Some(follow_up) {
        return Ok(false);
    }
    if record.content() == Some(content) {
        let why = format!("{sign_off} came back with these words; others are laid open again");
        return Err(Unfit::Step { why }.into());
    }
    Ok(true)
}

fn sign(desk: &mut Desk<'_>, draft: &SignatureRecordDraft) -> Result<(), NotDone> {
    let draft = SignatureRecordDraft {
        organ: Some(desk.command.organ()),
        signed: Some(desk.command.when()),
        ..draft.clone()
    };
    let signature = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let id = signature.sign_off();
    let record = dossier.sign_off(id).ok_or(Unfit::missing(id))?;
    let rules = desk.rules()?;
    let follow_up = record.follow_up().and_then(|id| dossier.follow_up(id));
    let before = SignOffFacts::of(record, dossier.signatures_of(id), follow_up);
    let facts = SignFacts::gather(dossier, &signature).ok_or(Unfit::missing(id))?;
    let (_, reasons) = sign_off::may_sign(&facts, rules)?.into_parts();
    desk.enter_draft(EntryDraft::SignatureRecord(Box::new(draft)), reasons.clone())?;
    desk.write(What::Signed { sign_off: id, signature: signature.id() }, reasons.clone());
    if signature.opinion() == Opinion::SendsBack {
        let to = below(record, signature.role());
        let stage = SignOffStage::SentBack { to, signature: signature.id() };
        desk.write(What::SignOff { sign_off: id, stage }, reasons);
        return Ok(());
    }
    let mut after = before;
    after.given.push(Given::of(&signature));
    let state = sign_off::completed(&after, rules);
    if matches!(state.outcome(), Answer::Known(progress) if progress.complete) {
        let stage = SignOffStage::SignedInFull { content: signature.content() };
        let (_, why) = state.into_parts();
        desk.write(What::SignOff { sign_off: id, stage }, why.clone());
        if let Some(follow_up) = record.follow_up() {
            advance(desk, follow_up, FollowUpProgress::SignedOff { sign_off: id }, why);
        }
    }
    Ok(())
}

/// The layer that has to look at it again: the one in front, or the first one itself.
fn below(record: &SignOffRecord, role: Signatory) -> Signatory {
    record.layers().iter().take_while(|layer| **layer != role).last().copied().unwrap_or(role)
}

fn screen_case(desk: &mut Desk<'_>, draft: &CaseScreeningDraft) -> Result<(), NotDone> {
    let entered = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let never = Fact::NotKnown(NotKnown::NeverAsked);
    let facts = CaseScreeningFacts::beside(dossier, &entered, never);
    let decision = screening::case_screening(&facts, desk.rules()?);
    let (_, reasons) = decision.into_parts();
    desk.enter_draft(EntryDraft::CaseScreening(Box::new(draft.clone())), reasons)?;
    Ok(())
}

fn screen_members(desk: &mut Desk<'_>, draft: &MemberScreeningDraft) -> Result<(), NotDone> {
    let entered = draft.clone().enter().map_err(Unfit::from)?;
    let rules = desk.rules()?;
    let mut reasons = Vec::new();
    for member in entered.members() {
        let (_, more) = screening::member(&MemberFacts::of(member), rules).into_parts();
        for reason in more {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    desk.enter_draft(EntryDraft::MemberScreening(Box::new(draft.clone())), reasons)?;
    Ok(())
}
