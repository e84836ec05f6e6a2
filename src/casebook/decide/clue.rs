//! Clues: registered, disposed of, verified, closed, rechecked, answered.

use super::desk::{Desk, NotDone, OWN, beside, fact, taken, with_missing};
use super::door;
use crate::base::id::ClueId;
use crate::base::text::{Code, LedgerNo, Prose};
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::{Answer, Cure, Obstacle, Reason, Refusal, Remedy, Unmet, Word};
use crate::model::clue::{Clue, ClueDraft, ClueStage};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::history::History;
use crate::model::look_back::RecheckDraft;
use crate::model::verification::{Verification, VerificationDraft, VerificationStage};
use crate::procedure::discipline::{self, Step, StepFacts};
use crate::procedure::disposition::{self, Assessment, CloseFacts, Disposal, DispositionFacts};
use crate::procedure::intake::taken_back::{TakeBackFacts, may_take_back};
use crate::procedure::intake::{self, IntakeTimes, Jurisdiction, RegisterFacts, Registration};
use crate::procedure::look_back::{self, RecheckFacts};
use crate::procedure::reporter::{self, AfterReplyFacts};
use crate::procedure::verification::{self, BeginFacts, ReportFacts};
use crate::provenance::{Fact, NotKnown};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Register { clue, ledger_no, jurisdiction } => {
            register(desk, clue, ledger_no, *jurisdiction)
        }
        Act::Withdraw { clue, reasons } => {
            let why = taken(may_take_back(&TakeBackFacts::of(known(desk, *clue)?)))?;
            let what = What::Withdrawn { clue: *clue, because: reasons.clone() };
            desk.write(what, why);
            Ok(())
        }
        Act::Dispose { clue, assessment, studied_collectively } => {
            dispose(desk, *clue, *assessment, *studied_collectively)
        }
        Act::Verify(draft) => verify(desk, draft),
        Act::Close { clue, reasons, settled } => close(desk, *clue, reasons, *settled),
        Act::Recheck(draft) => recheck(desk, draft),
        Act::Reply { clue, satisfied } => reply(desk, *clue, *satisfied),
        Act::Object { clue, after } => object(desk, *clue, *after),
        _ => Ok(()),
    }
}

/// The clue with this id.
fn known<'a>(desk: &Desk<'a>, clue: ClueId) -> Result<&'a Clue, NotDone> {
    Ok(desk.book.dossier().clue(clue).ok_or(Unfit::missing(clue))?)
}

fn register(
    desk: &mut Desk<'_>,
    draft: &ClueDraft,
    ledger_no: &LedgerNo,
    jurisdiction: Option<Jurisdiction>,
) -> Result<(), NotDone> {
    let when = desk.command.when();
    let mut draft = ClueDraft {
        stages: Some(History::new(when, ClueStage::Received)),
        received_by: Some(desk.command.organ()),
        ..draft.clone()
    };
    let clue = draft.clone().enter().map_err(Unfit::from)?;
    let facts = RegisterFacts::of(desk.book.dossier(), &clue, fact(jurisdiction));
    let decision = intake::register(&facts, desk.rules()?, desk.context.calendar)?;
    if let Registration::RepeatOf(first) = decision.outcome() {
        draft.repeats = Some(*first);
    }
    let enters = decision.outcome().enters_ledger();
    let reasons = decision.reasons().to_vec();
    desk.enter_draft(EntryDraft::Clue(Box::new(draft)), reasons)?;
    let what = if enters {
        let stage = ClueStage::Registered { ledger_no: ledger_no.clone() };
        What::Clue { clue: clue.id(), stage }
    } else {
        What::ToBePassedOn { clue: clue.id() }
    };
    desk.write_decided(what, decision);
    Ok(())
}

fn dispose(
    desk: &mut Desk<'_>,
    clue: ClueId,
    assessment: Assessment,
    studied_collectively: Option<bool>,
) -> Result<(), NotDone> {
    let mut facts = DispositionFacts::of(known(desk, clue)?, assessment);
    facts.studied_collectively = fact(studied_collectively);
    let decision = disposition::may_dispose(&facts, desk.rules()?)?;
    let what = match *decision.outcome() {
        Disposal::Dispose(disposition) => {
            What::Clue { clue, stage: ClueStage::Disposed { disposition } }
        }
        Disposal::TransferOut => What::ToBePassedOn { clue },
    };
    desk.write_decided(what, decision);
    Ok(())
}

fn verify(desk: &mut Desk<'_>, draft: &VerificationDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let before = desk.book.dossier().verification(noun.id());
    if let Some(before) = before {
        goes_on(before, draft)?;
    }
    let mut reasons = begun(desk, &noun)?;
    let concluded = concluded(desk, &noun)?;
    reasons.extend(concluded.iter().flatten().cloned());
    if reasons.is_empty() {
        reasons = approved(desk, &noun)?;
    }
    let (id, clue) = (noun.id(), noun.clue());
    if before.is_some() {
        desk.write(What::Verification(Box::new(noun)), reasons);
    } else {
        desk.enter_draft(EntryDraft::Verification(Box::new(draft.clone())), reasons)?;
    }
    if let Some(reasons) = concluded {
        let stage = ClueStage::Verified { verification: id };
        desk.write(What::Clue { clue, stage }, reasons);
    }
    Ok(())
}

/// A record that was entered goes on from its last stage; more time may be given. Nothing
/// else of it changes.
fn goes_on(before: &Verification, draft: &VerificationDraft) -> Result<(), NotDone> {
    let was = VerificationDraft::from(before.clone());
    let same = VerificationDraft {
        stages: was.stages.clone(),
        extended: was.extended.or(draft.extended),
        ..draft.clone()
    };
    let stages: Vec<_> = draft.stages.iter().flat_map(History::iter).collect();
    let earlier: Vec<_> = was.stages.iter().flat_map(History::iter).collect();
    let longer = stages.len() > earlier.len() && stages.starts_with(&earlier);
    if same == (VerificationDraft { extended: same.extended, ..was }) && longer {
        return Ok(());
    }
    let why = format!(
        "{} goes on from where it is {}, and is the same otherwise",
        before.id(),
        before.stage()
    );
    Err(Unfit::Step { why }.into())
}

/// Why the team could set to work; no reasons before it did.
fn begun(desk: &Desk<'_>, noun: &Verification) -> Result<Vec<Reason>, NotDone> {
    let begun = |stage: &VerificationStage| matches!(stage, VerificationStage::Begun);
    let Some(when) = noun.stages().first_time(begun) else { return Ok(Vec::new()) };
    let facts = BeginFacts::gather(desk.book.dossier(), noun);
    let facts = facts.ok_or(Unfit::missing(noun.clue()))?;
    let rules = desk.context.rules(when.occurred_at())?;
    taken(verification::may_begin(&facts, rules))
}

/// Who approves that it is verified; whether the person is a chief one level down stands in
/// no record.
fn approved(desk: &Desk<'_>, noun: &Verification) -> Result<Vec<Reason>, NotDone> {
    let organ = desk.book.dossier().organ(noun.organ()).ok_or(Unfit::missing(noun.organ()))?;
    let (step, chief_below) = (Step::Verification, Fact::NotKnown(NotKnown::NeverAsked));
    let facts = StepFacts { step, level: organ.level(), chief_below };
    Ok(with_missing(&discipline::approvals(&facts, desk.rules()?)))
}

/// Why the report could be approved; nothing before it was.
fn concluded(desk: &Desk<'_>, noun: &Verification) -> Result<Option<Vec<Reason>>, NotDone> {
    let last = noun.stages().last();
    if !matches!(last.state, VerificationStage::Concluded { .. }) {
        return Ok(None);
    }
    let facts = ReportFacts::of(desk.book.dossier(), noun);
    let rules = desk.context.rules(last.when.occurred_at())?;
    taken(verification::may_conclude(&facts, rules)).map(Some)
}

fn close(
    desk: &mut Desk<'_>,
    clue: ClueId,
    reasons: &Prose,
    settled: Option<bool>,
) -> Result<(), NotDone> {
    let facts = CloseFacts::gather(desk.book.dossier(), clue, fact(settled));
    let facts = facts.ok_or(Unfit::missing(clue))?;
    let why = taken(disposition::may_close(&facts, desk.rules()?))?;
    let stage = ClueStage::Closed { reasons: reasons.clone() };
    desk.write(What::Clue { clue, stage }, why);
    Ok(())
}

fn recheck(desk: &mut Desk<'_>, draft: &RecheckDraft) -> Result<(), NotDone> {
    let recheck = draft.clone().enter().map_err(Unfit::from)?;
    let clue = known(desk, recheck.clue())?.id();
    let decision = look_back::four_no_passes(&RecheckFacts::of(&recheck), desk.rules()?);
    let entry = EntryDraft::Recheck(Box::new(draft.clone()));
    let why = with_missing(&decision);
    desk.enter_draft(entry, why.clone())?;
    let stage = ClueStage::Rechecked { recheck: recheck.id() };
    desk.write(What::Clue { clue, stage }, why);
    // Undetermined: the clue stays under recheck until the open questions are answered.
    let after = match decision.outcome() {
        Answer::Known(outcome) if outcome.reopen => ClueStage::Reopened,
        Answer::Known(_) => ClueStage::LeftClosed,
        Answer::Undetermined(_) => return Ok(()),
    };
    desk.write_decided(What::Clue { clue, stage: after }, decision);
    Ok(())
}

fn reply(desk: &mut Desk<'_>, clue: ClueId, satisfied: Option<bool>) -> Result<(), NotDone> {
    let clue = known(desk, clue)?;
    if clue.reporter().is_none() {
        return Err(nobody_to_answer().into());
    }
    // Whether an answer was owed, and how it stands against its clock.
    let at = desk.command.when().occurred_at();
    let times = IntakeTimes { replied: Some(at), ..IntakeTimes::of(clue) };
    let owed = intake::reply(&times, desk.rules()?, desk.context.calendar, at);
    let why = with_missing(&owed);
    desk.write(What::Replied { clue: clue.id(), satisfied }, why.clone());
    let ended = matches!(
        clue.stage(),
        ClueStage::Filed { .. } | ClueStage::Closed { .. } | ClueStage::ClosedSignedOff { .. }
    );
    if ended {
        let what = What::Clue { clue: clue.id(), stage: ClueStage::FedBack };
        desk.write(what, why);
    }
    Ok(())
}

/// What came up after an answer is kept with what is still owed for it.
fn object(desk: &mut Desk<'_>, clue: ClueId, after: AfterReplyFacts) -> Result<(), NotDone> {
    if known(desk, clue)?.reporter().is_none() {
        return Err(nobody_to_answer().into());
    }
    if !desk.book.replies().contains_key(&clue) {
        return Err(not_answered());
    }
    if ![after.objected, after.new_evidence].contains(&Fact::Known(true)) {
        let why = "it says neither that the reporter objects nor that there is new evidence";
        return Err(Unfit::Step { why: why.to_owned() }.into());
    }
    let decision = reporter::after_reply(&after);
    let why = beside(decision.reasons(), &decision.outcome().open);
    desk.write(What::Objected { clue, after }, why);
    Ok(())
}

fn not_answered() -> NotDone {
    let because = crate::sentence!("the reporter was not answered yet", "尚未答复举报人");
    let reason = Reason::new(crate::rule_name!("casebook/not-answered"), because, OWN);
    let how = crate::sentence!("answer the reporter first", "先行答复举报人");
    let office = Word::of(&crate::terms::office::Department::Handling);
    let remedy = Remedy::by(Cure::command(const { Code::literal("reply") }, how, office));
    door::refused(crate::sentence!("object to the answer", "对答复提出异议"), reason, remedy)
}

fn nobody_to_answer() -> Refusal {
    let because = crate::sentence!("the clue has no reporter", "该线索没有举报人");
    let reason = Reason::new(crate::rule_name!("casebook/nobody-to-answer"), because, OWN);
    let why = crate::sentence!("nobody can be answered", "无人可答复");
    let step = crate::sentence!("answer the reporter", "答复举报人");
    Refusal::new(step, Unmet::new(Obstacle::Forbidden, reason, Remedy::none(why)))
}
