//! Measures: taken, made longer, told of, ended; property that goes back.

use super::desk::{Desk, NotDone, never, recorded, taken, with_missing};
use crate::base::id::{MeasureId, OrganId};
use crate::base::text::Prose;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::discipline::{Extension, InvestigationMeasureDraft};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::procedure::discipline::{self, DetainFacts, DetentionFacts, EndFacts, TakeFacts};
use crate::procedure::remedy::{self, Property};
use crate::provenance::Fact;
use crate::terms::outcome::{DetentionExtension, Measure};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Measure(draft) => measure(desk, draft),
        Act::ExtendMeasure { measure, kind, approved_by } => {
            extend(desk, *measure, *kind, *approved_by)
        }
        Act::TellFamily { measure, reasons } => tell(desk, *measure, reasons.as_ref()),
        Act::FoundUnrelated { measure } => found_unrelated(desk, *measure),
        Act::EndMeasure { measure } => end_measure(desk, *measure),
        _ => Ok(()),
    }
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

/// Made longer: of a detention its clock is asked; the documents count no other measure.
fn extend(
    desk: &mut Desk<'_>,
    measure: MeasureId,
    kind: DetentionExtension,
    approved_by: OrganId,
) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    let noun = dossier.measure(measure).ok_or(Unfit::missing(measure))?;
    dossier.organ(approved_by).ok_or(Unfit::missing(approved_by))?;
    let extension = Extension { kind, approved_by, when: desk.command.when() };
    let why = match DetentionFacts::gather(dossier, measure) {
        Some(facts) => {
            let more = discipline::longer(dossier, noun, &extension);
            let (rules, calendar) = (desk.rules()?, desk.context.calendar);
            taken(discipline::may_extend(&facts, more, rules, calendar))?
        }
        None => vec![recorded()],
    };
    desk.write(What::MeasureExtended { measure, extension }, why);
    Ok(())
}

/// Told, or why not yet; how it stands against the clock is in the reasons.
fn tell(desk: &mut Desk<'_>, measure: MeasureId, hinders: Option<&Prose>) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    dossier.measure(measure).ok_or(Unfit::missing(measure))?;
    let at = desk.command.when().occurred_at();
    let why = match DetentionFacts::gather(dossier, measure) {
        Some(facts) => {
            let notified = hinders.is_none().then_some(at);
            let facts = DetentionFacts { notified, hinders: hinders.is_some(), ..facts };
            with_missing(&discipline::notice(&facts, desk.rules()?, desk.context.calendar, at))
        }
        None => vec![recorded()],
    };
    desk.write(What::FamilyTold { measure, because: hinders.cloned() }, why);
    Ok(())
}

/// Until when it goes back is in the reasons.
fn found_unrelated(desk: &mut Desk<'_>, measure: MeasureId) -> Result<(), NotDone> {
    let dossier = desk.book.dossier();
    let facts = Property::gather(dossier, measure).ok_or(Unfit::missing(measure))?;
    let at = desk.command.when().occurred_at();
    let facts = Property { found_unrelated: Fact::Known(at), ..facts };
    let due = remedy::property_due(&facts, desk.rules()?, desk.context.calendar, at);
    desk.write(What::FoundUnrelated { measure }, with_missing(&due));
    Ok(())
}
