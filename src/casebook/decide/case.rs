//! Cases: filed, advanced, raised, concluded; measures.

use super::desk::{Desk, NotDone, recorded, taken, with_missing};
use crate::base::id::{CaseId, MeasureId, OrganId};
use crate::base::text::Prose;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::{Answer, Reason};
use crate::model::case::{CaseDraft, CaseStage, Handler, HandlingChange};
use crate::model::clue::ClueStage;
use crate::model::discipline::{InvestigationMeasureDraft, OutcomeDraft};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::history::History;
use crate::model::remedy::Hearing;
use crate::procedure::discipline::{
    self, DetainFacts, DetentionFacts, EndFacts, ImposeFacts, Step, StepFacts, TakeFacts,
};
use crate::procedure::escalation::{self, EscalationFacts, Grounds};
use crate::provenance::{Fact, NotKnown};
use crate::terms::handling::{EscalationTrigger, HandlingMode};
use crate::terms::outcome::Measure;
use crate::terms::stage::{CaseKind, CriminalStage, DisciplineStage};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::File { case, kind } => file(desk, case, *kind),
        Act::Advance { case, to } => {
            let what = What::Case { case: *case, stage: *to };
            desk.write(what, vec![recorded()]);
            Ok(())
        }
        Act::Measure(draft) => measure(desk, draft),
        Act::EndMeasure { measure } => end_measure(desk, *measure),
        Act::Raise { case, grounds, to, reasons } => raise(desk, *case, *grounds, *to, reasons),
        Act::Conclude { case, outcomes } => {
            if let Some(case) = case
                && desk.book.dossier().case(*case).is_none()
            {
                return Err(Unfit::missing(*case).into());
            }
            outcomes.iter().try_for_each(|outcome| conclude(desk, outcome))
        }
        _ => Ok(()),
    }
}

fn file(desk: &mut Desk<'_>, draft: &CaseDraft, kind: CaseKind) -> Result<(), NotDone> {
    let first = match kind {
        CaseKind::Discipline => CaseStage::Discipline(DisciplineStage::Filed),
        CaseKind::Criminal => CaseStage::Criminal(CriminalStage::Filed),
    };
    let draft = CaseDraft {
        stages: Some(History::new(desk.command.when(), first)),
        filed_by: Some(desk.command.organ()),
        ..draft.clone()
    };
    let (clues, id) = (draft.from_clues.clone(), draft.id);
    let reasons = filed(desk, &draft, kind)?;
    desk.enter_draft(EntryDraft::Case(Box::new(draft)), reasons.clone())?;
    for clue in clues {
        let Some(case) = id else { break };
        desk.write(What::Clue { clue, stage: ClueStage::Filed { case } }, reasons.clone());
    }
    Ok(())
}

/// Who takes part in the decision to file. That they did stands in no record, so that
/// nothing is refused for it. Criminal cases are filed by others, under rules of their own.
fn filed(desk: &Desk<'_>, draft: &CaseDraft, kind: CaseKind) -> Result<Vec<Reason>, NotDone> {
    let (CaseKind::Discipline, Some(level)) = (kind, draft.filed_level) else {
        return Ok(vec![recorded()]);
    };
    let facts = StepFacts { step: Step::Filing, level, chief_below: never() };
    Ok(with_missing(&discipline::approvals(&facts, desk.rules()?)))
}

const fn never<T>() -> Fact<T> {
    Fact::NotKnown(NotKnown::NeverAsked)
}

fn measure(desk: &mut Desk<'_>, draft: &InvestigationMeasureDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    // How serious it is, and what is in hand, stands in no record.
    let facts = DetainFacts::of(desk.book.dossier(), &noun, never(), never());
    let reasons = match facts {
        Some(facts) => {
            let rules = desk.context.rules(noun.begun().occurred_at())?;
            taken(discipline::may_detain(&facts, rules))?
        }
        None if noun.kind() == Measure::Detention => {
            return Err(Unfit::missing(noun.organ()).into());
        }
        None => {
            let rules = desk.context.rules(noun.begun().occurred_at())?;
            taken(discipline::may_take(&TakeFacts::of(desk.book.dossier(), &noun), rules))?
        }
    };
    desk.enter_draft(EntryDraft::InvestigationMeasure(Box::new(draft.clone())), reasons)?;
    Ok(())
}

/// The end of a measure; how that stands against its clock is in the reasons.
fn end_measure(desk: &mut Desk<'_>, measure: MeasureId) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    let ends = desk.command.when().occurred_at();
    let facts = EndFacts::gather(dossier, measure, ends).ok_or(Unfit::missing(measure))?;
    let (_, mut reasons) = discipline::may_end(&facts)?.into_parts();
    if let Some(clock) = DetentionFacts::gather(dossier, measure) {
        let clock = DetentionFacts { ended: Some(ends), ..clock };
        let rules = desk.rules()?;
        let stood = discipline::detention(&clock, rules, desk.context.calendar, ends);
        reasons.extend(with_missing(&stood));
    }
    desk.write(What::MeasureEnded { measure }, reasons);
    Ok(())
}

/// What was decided about one person. Whether it is a party member, and has retired, stands
/// in no record.
fn conclude(desk: &mut Desk<'_>, draft: &OutcomeDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let heard = dossier
        .hearings()
        .values()
        .filter(|hearing| hearing.person() == noun.person() && Some(hearing.case()) == noun.case());
    let last = heard.max_by_key(|hearing| hearing.heard().map(|when| when.occurred_at()));
    let hearing = last.map(Hearing::id);
    let facts = ImposeFacts::of(dossier, &noun, hearing, never(), never());
    let rules = desk.context.rules(noun.decided().occurred_at())?;
    let reasons = taken(discipline::may_impose(&facts, rules))?;
    desk.enter_draft(EntryDraft::Outcome(Box::new(draft.clone())), reasons)?;
    Ok(())
}

fn raise(
    desk: &mut Desk<'_>,
    case: CaseId,
    grounds: Grounds,
    to: OrganId,
    reasons: &Prose,
) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    let noun = dossier.case(case).ok_or(Unfit::missing(case))?;
    let from = noun.handler();
    // The ties between handlers and subjects are for the network, which is not asked here.
    let facts = EscalationFacts::gather(dossier, case, grounds, never());
    let facts = facts.ok_or(Unfit::missing(case))?;
    let decision = escalation::decide(&facts, desk.rules()?);
    // Undetermined, or nothing more than ordinary: the case stays where it is.
    let Answer::Known(handling) = decision.outcome().clone() else { return Ok(()) };
    let (mode, level) = (handling.mode(), handling.handle_at);
    if mode == HandlingMode::Ordinary {
        return Ok(());
    }
    let key = mode == HandlingMode::KeySupervised;
    let to = if key { from } else { Handler { organ: to, level } };
    // Where it stands already, or under key supervision already: nothing changes.
    if (key && noun.mode() == mode) || (!key && to == from) {
        return Ok(());
    }
    let change = HandlingChange {
        mode,
        from,
        to,
        ordered_by: desk.command.organ(),
        grounds: triggers(facts.grounds),
        reasons: reasons.clone(),
        when: desk.command.when(),
    };
    desk.write_decided(What::Handling { case, change }, decision);
    Ok(())
}

/// The grounds that are known to be there, as words.
fn triggers(grounds: Grounds) -> Vec<EscalationTrigger> {
    use EscalationTrigger as T;

    let there = [
        (grounds.gang_related, T::GangRelated),
        (grounds.central_clue, T::CentralSupervision),
        (grounds.complex_local_ties, T::ComplexLocalTies),
        (grounds.resistance, T::ResistanceToVerification),
        (grounds.acquaintances, T::AcquaintanceSociety),
        (grounds.major, T::MajorCase),
        (grounds.wide_scope, T::WideScopeBadInfluence),
        (grounds.much_interference, T::MuchInterference),
        (grounds.bone_or_nail, T::BoneOrNail),
        (grounds.unit_without_results, T::NoResults),
    ];
    let known = there.into_iter().filter(|(fact, _)| *fact == Fact::Known(true));
    known.map(|(_, trigger)| trigger).collect()
}
