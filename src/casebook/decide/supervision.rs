//! 督导: matters on the list, missions, special inspections.

use super::desk::{Desk, NotDone, fact, taken, with_missing};
use crate::base::id::SupervisionId;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::history::History;
use crate::model::supervision::{
    ListedProgress, ListedSupervisionDraft, Matter, SpecialInspectionDraft, SupervisionMissionDraft,
};
use crate::procedure::supervision::{
    self, HardCase, InspectionFacts, ListedFacts, MissionFacts, hard_case,
};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::List(draft) => list(desk, draft),
        Act::AdvanceListed { listed, to, settled } => advance(desk, *listed, to, *settled),
        Act::SendMission(draft) => send(desk, draft),
        Act::Inspect(draft) => inspect(desk, draft),
        _ => Ok(()),
    }
}

/// 挂账: it stands there from now on. Of a hard case, what it is still to be supervised by
/// is in the reasons.
fn list(desk: &mut Desk<'_>, draft: &ListedSupervisionDraft) -> Result<(), NotDone> {
    let stages = Some(History::new(desk.command.when(), ListedProgress::Listed));
    let draft = ListedSupervisionDraft { stages, ..draft.clone() };
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let at = desk.command.when().occurred_at();
    let mut why = supervision::listing(&ListedFacts::of(&noun, fact(None)), at).into_parts().1;
    if let Matter::Case(case) = *noun.matter()
        && let Some(mut hard) = HardCase::gather(desk.book.dossier(), case)
    {
        hard.supervised.insert(noun.mode());
        why.extend(with_missing(&hard_case(&hard, desk.rules()?)));
    }
    desk.enter_draft(EntryDraft::ListedSupervision(Box::new(draft)), why)?;
    Ok(())
}

/// It is struck off only as far as the rules let it be; before, whether its last day has
/// gone by is in the reasons.
fn advance(
    desk: &mut Desk<'_>,
    listed: SupervisionId,
    to: &ListedProgress,
    settled: Option<bool>,
) -> Result<(), NotDone> {
    let facts = ListedFacts::gather(desk.book.dossier(), listed, fact(settled));
    let facts = facts.ok_or(Unfit::missing(listed))?;
    let why = match to {
        ListedProgress::StruckOff { .. } => supervision::may_strike_off(&facts)?.into_parts().1,
        ListedProgress::Listed | ListedProgress::Urged { .. } | ListedProgress::Reported { .. } => {
            supervision::listing(&facts, desk.command.when().occurred_at()).into_parts().1
        }
    };
    desk.write(What::Listed { listed, stage: to.clone() }, why);
    Ok(())
}

fn send(desk: &mut Desk<'_>, draft: &SupervisionMissionDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let facts = MissionFacts::of(desk.book.dossier(), &noun);
    let why = taken(supervision::may_send(&facts, desk.rules()?, desk.context.calendar))?;
    desk.enter_draft(EntryDraft::SupervisionMission(Box::new(draft.clone())), why)?;
    Ok(())
}

fn inspect(desk: &mut Desk<'_>, draft: &SpecialInspectionDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let facts = InspectionFacts::of(desk.book.dossier(), &noun);
    let why = taken(supervision::may_inspect(&facts, desk.rules()?))?;
    desk.enter_draft(EntryDraft::SpecialInspection(Box::new(draft.clone())), why)?;
    Ok(())
}
