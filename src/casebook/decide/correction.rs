//! 更正: what was entered wrongly is put right, in the open.

use super::desk::{Desk, NotDone, OWN};
use super::given::GIVEN;
use crate::base::id::PersonId;
use crate::base::text::{Code, Prose};
use crate::casebook::book::Unfit;
use crate::casebook::command::{Act, Actor};
use crate::casebook::event::What;
use crate::decision::{Condition, Cure, Decision, Reason, Refusal, Remedy, Requirement, Word};
use crate::model::case::CaseDraft;
use crate::model::clue::ClueDraft;
use crate::model::dossier::entry::{Entry, EntryDraft};
use crate::model::draft::Draft;
use crate::model::proposal::ProposalDraft;
use crate::model::supervision::ListedSupervisionDraft;
use crate::model::umbrella::UmbrellaDraft;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    let Act::Correct { entry, reasons, signed_by } = desk.command.act() else { return Ok(()) };
    let Some(id) = entry.id() else {
        return Err(Unfit::Step { why: "a correction names what it corrects".to_owned() }.into());
    };
    let before = desk.book.dossier().entry_of(id).ok_or(Unfit::Missing { id })?;
    let corrected = kept_stages((**entry).clone(), &before)?;
    let decision = signed(desk.command.by(), signed_by)?;
    let what = What::Corrected {
        entry: Box::new(corrected),
        because: Prose::clone(reasons),
        signed_by: signed_by.clone(),
    };
    desk.write_decided(what, decision);
    Ok(())
}

/// Shelves whose entries have an act of their own and no stages: a copy that was wrong is put
/// right like what is given.
const AS_SENT: [&str; 2] = ["missions", "special_inspections"];

/// The corrected entry with the stages of the earlier one: what was decided on the way is
/// decided again or overturned, and never corrected.
fn kept_stages(draft: EntryDraft, before: &Entry) -> Result<Entry, NotDone> {
    let entry = match (draft, before) {
        (EntryDraft::Clue(draft), Entry::Clue(before)) => {
            let stages = Some(before.stages().clone());
            ClueDraft { stages, ..*draft }.enter().map_err(Unfit::from)?.into()
        }
        (EntryDraft::Case(draft), Entry::Case(before)) => {
            let (stages, changes) = (Some(before.stages().clone()), before.changes().to_vec());
            CaseDraft { stages, changes, ..*draft }.enter().map_err(Unfit::from)?.into()
        }
        (EntryDraft::Umbrella(draft), Entry::Umbrella(before)) => {
            let stages = Some(before.stages().clone());
            UmbrellaDraft { stages, ..*draft }.enter().map_err(Unfit::from)?.into()
        }
        (EntryDraft::Proposal(draft), Entry::Proposal(before)) => {
            let stages = Some(before.stages().clone());
            ProposalDraft { stages, ..*draft }.enter().map_err(Unfit::from)?.into()
        }
        (EntryDraft::ListedSupervision(draft), Entry::ListedSupervision(before)) => {
            let stages = Some(before.stages().clone());
            ListedSupervisionDraft { stages, ..*draft }.enter().map_err(Unfit::from)?.into()
        }
        (draft, before) => {
            let entry = draft.enter().map_err(Unfit::from)?;
            // Its shelf decides, and an id that stands on two shelves is on neither.
            let may_be = GIVEN.contains(&entry.shelf()) || AS_SENT.contains(&entry.shelf());
            if !may_be || entry.shelf() != before.shelf() {
                return Err(Unfit::NotGiven { id: entry.id(), shelf: entry.shelf() }.into());
            }
            entry
        }
    };
    Ok(entry)
}

/// Somebody else than the sender has signed it.
fn signed(by: &Actor, signed_by: &[PersonId]) -> Result<Decision<()>, Refusal> {
    let rule = || crate::rule_name!("casebook/correction");
    let other = signed_by.iter().any(|person| *by != Actor::Person(*person));
    let condition = if other {
        let because =
            crate::sentence!("somebody else has signed the correction", "更正已由他人签字确认");
        Condition::met(Reason::new(rule(), because, OWN))
    } else {
        let because = crate::sentence!(
            "nobody but the sender has signed the correction",
            "除提出人外，无人在更正上签字",
        );
        let how = crate::sentence!("have somebody else sign it", "由其他人员签字确认");
        let word = Word::literal("second_person", "其他人员", "somebody else");
        let cure = Cure::fact(Code::literal("signed_by"), how, word);
        Condition::unmet(Reason::new(rule(), because, OWN), Remedy::by(cure))
    };
    let step = crate::sentence!("correct the entry", "更正登记内容");
    Requirement::from(condition).decide(step, ())
}
