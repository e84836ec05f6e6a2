//! Following police cases: followed, screened, nothing found, signed.

use super::desk::{Desk, NotDone, recorded};
use crate::base::id::{ClueId, FollowUpId, PartyId, PersonId, SignOffId};
use crate::base::text::Prose;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::Answer;
use crate::model::dossier::Dossier;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::follow_up::{FollowUp, FollowUpDraft, FollowUpProgress};
use crate::model::history::History;
use crate::model::screening::{CaseScreeningDraft, MemberScreeningDraft};
use crate::model::sign_off::{
    SignOffRecord, SignOffRecordDraft, SignOffStage, SignatureRecord, SignatureRecordDraft,
};
use crate::procedure::screening::{self, CaseScreeningFacts, MemberFacts};
use crate::procedure::sign_off::{self, Delegated, Given, SignFacts, SignOffFacts};
use crate::provenance::{Fact, Fingerprint, NotKnown};
use crate::terms::handling::Signatory;
use crate::terms::office::LeaderRole;
use crate::terms::stage::FollowUpStage;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Follow(draft) => {
            let stages = Some(History::new(desk.command.when(), FollowUpProgress::Opened));
            let draft = FollowUpDraft { stages, ..(**draft).clone() };
            desk.enter_draft(EntryDraft::FollowUp(Box::new(draft)), vec![recorded()])?;
            Ok(())
        }
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

fn advance(desk: &mut Desk<'_>, follow_up: FollowUpId, stage: FollowUpProgress) {
    desk.write(What::FollowUp { follow_up, stage }, vec![recorded()]);
}

fn followed(
    desk: &mut Desk<'_>,
    follow_up: FollowUpId,
    (at, seen): (FollowUpStage, &Prose),
    clue: Option<ClueId>,
    retrace: Option<&Prose>,
) -> Result<(), NotDone> {
    let signed = matches!(known(desk, follow_up)?.stage(), FollowUpProgress::SignedOff { .. });
    // A finding that was signed is not followed on; it is overturned or it stands.
    if !signed || (clue.is_none() && retrace.is_none()) {
        advance(desk, follow_up, FollowUpProgress::Followed { at, seen: seen.clone() });
    }
    if let Some(clue) = clue {
        advance(desk, follow_up, FollowUpProgress::ClueOpened { clue });
    } else if let Some(reasons) = retrace {
        advance(desk, follow_up, FollowUpProgress::Retraced { reasons: reasons.clone() });
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
    let case = known(desk, follow_up)?.police_case();
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
    advance(desk, follow_up, FollowUpProgress::NothingFound { at, content });
    desk.enter_draft(EntryDraft::SignOffRecord(Box::new(draft)), vec![recorded()])?;
    Ok(())
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
    let before = SignOffFacts::of(record, dossier.signatures().values(), follow_up);
    let facts = signing(dossier, record, &signature, &before);
    let (_, reasons) = sign_off::may_sign(&facts, rules)?.into_parts();
    desk.enter_draft(EntryDraft::SignatureRecord(Box::new(draft)), reasons)?;
    desk.write(What::Signed { sign_off: id, signature: signature.id() }, vec![recorded()]);
    let mut after = before;
    after.given.push(Given::of(&signature));
    let state = sign_off::completed(&after, rules);
    if matches!(state.outcome(), Answer::Known(progress) if progress.complete) {
        let stage = SignOffStage::SignedInFull { content: signature.content() };
        desk.write_decided(What::SignOff { sign_off: id, stage }, state);
        if let Some(follow_up) = record.follow_up() {
            advance(desk, follow_up, FollowUpProgress::SignedOff { sign_off: id });
        }
    }
    Ok(())
}

/// The facts of a signature, as the dossier has them.
fn signing(
    dossier: &Dossier,
    record: &SignOffRecord,
    signature: &SignatureRecord,
    so_far: &SignOffFacts,
) -> SignFacts {
    let follow_up = record.follow_up().and_then(|id| dossier.follow_up(id));
    let kind = dossier.organ(signature.organ()).map(|organ| organ.kind().clone());
    let found_nothing =
        follow_up.map(|noun| matches!(noun.stage(), FollowUpProgress::NothingFound { .. }));
    SignFacts {
        sign_off: record.id(),
        negative: found_nothing.map_or(NOT_ASKED, Fact::Known),
        open: matches!(record.stage(), SignOffStage::LaidOpen { .. }),
        current: so_far.current.unwrap_or(signature.content()),
        given: so_far.given.clone(),
        last_record: so_far.last_record,
        signer: signature.by(),
        role: signature.role(),
        content: signature.content(),
        at: signature.signed().occurred_at(),
        organ: kind.map_or(Fact::NotKnown(NotKnown::NeverAsked), Fact::Known),
        holds_post: Fact::Known(holds_post(dossier, follow_up, signature, signature.by())),
        delegation: signature.delegation().map(|delegation| Delegated {
            by_holder: Fact::Known(holds_post(dossier, follow_up, signature, delegation.by)),
            chained: false,
            from: delegation.granted.occurred_at(),
            until: delegation.until,
        }),
        recused: Fact::Known(near_the_subjects(dossier, record, signature.by())),
    }
}

const NOT_ASKED: Fact<bool> = Fact::NotKnown(NotKnown::NeverAsked);

/// Whether somebody held the post that signs in a layer on the day of the signature.
fn holds_post(
    dossier: &Dossier,
    follow_up: Option<&FollowUp>,
    signature: &SignatureRecord,
    person: PersonId,
) -> bool {
    let role = match signature.role() {
        Signatory::FollowUpOfficer => {
            return follow_up.is_some_and(|noun| noun.officers().contains(&person));
        }
        Signatory::LeaderInCharge => LeaderRole::LeaderInCharge,
        Signatory::PrincipalLeader => LeaderRole::PrincipalLeader,
    };
    let day = signature.signed().occurred_at().day();
    dossier.tenures_of(person).any(|tenure| {
        let post = dossier.post(tenure.post());
        tenure.period().contains(day).is_yes()
            && post.is_some_and(|post| {
                post.organ() == signature.organ() && post.leader() == Some(role)
            })
    })
}

/// Whether somebody is, or is kin of, a person whom the case is about.
fn near_the_subjects(dossier: &Dossier, record: &SignOffRecord, person: PersonId) -> bool {
    let Some(case) = dossier.case(record.case()) else { return false };
    let kin_of = |one: PersonId, other: PersonId| {
        let noun = dossier.person(one);
        noun.is_some_and(|noun| noun.kin().iter().any(|kin| kin.person() == other))
    };
    case.subjects().iter().any(|subject| match subject {
        PartyId::Person(subject) => {
            *subject == person || kin_of(person, *subject) || kin_of(*subject, person)
        }
        _ => false,
    })
}

fn screen_case(desk: &mut Desk<'_>, draft: &CaseScreeningDraft) -> Result<(), NotDone> {
    let entered = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let case = dossier.case(entered.case());
    let clues = case.map(|case| case.from_clues()).unwrap_or_default();
    let clues = clues.iter().filter_map(|clue| dossier.clue(*clue));
    let facts = CaseScreeningFacts::of(&entered, Fact::NotKnown(NotKnown::NeverAsked), clues);
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
