//! Cases: filed, advanced, concluded.

use std::collections::BTreeSet;

use super::desk::{Desk, NotDone, fact, never, taken, with_missing};
use crate::base::day::Moment;
use crate::base::id::CaseId;
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::decision::Reason;
use crate::model::case::{Case, CaseDraft, CaseStage};
use crate::model::clue::ClueStage;
use crate::model::discipline::{Outcome, OutcomeDraft};
use crate::model::dossier::Dossier;
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::history::History;
use crate::model::remedy::Hearing;
use crate::procedure::discipline::{self, ImposeFacts, Step, StepFacts, Term, TermFacts};
use crate::procedure::follow_up::{self, police_case};
use crate::procedure::remedy::{self, CaseHearings, SeverityFacts};
use crate::procedure::screening::{self, LetGoFacts};
use crate::provenance::Fact;
use crate::terms::office::Level;
use crate::terms::stage::{CaseKind, CriminalStage, DisciplineStage};

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::File { case, kind } => file(desk, case, *kind),
        Act::Advance { case, to } => advance(desk, *case, *to),
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
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let reasons = match kind {
        CaseKind::Discipline => approved(desk, Step::Filing, noun.filed_level())?,
        CaseKind::Criminal => in_step(desk, &noun)?,
    };
    desk.enter_draft(EntryDraft::Case(Box::new(draft)), reasons.clone())?;
    for clue in clues {
        let Some(case) = id else { break };
        desk.write(What::Clue { clue, stage: ClueStage::Filed { case } }, reasons.clone());
    }
    Ok(())
}

/// Who takes part in the decision on a step. That they did stands in no record, so that
/// nothing is refused for it.
fn approved(desk: &Desk<'_>, step: Step, level: Level) -> Result<Vec<Reason>, NotDone> {
    let facts = StepFacts { step, level, chief_below: never() };
    Ok(with_missing(&discipline::approvals(&facts, desk.rules()?)))
}

/// 同步立案: how a criminal case that is filed keeps step with the discipline cases that are
/// linked to it. The police file under rules of their own.
fn in_step(desk: &Desk<'_>, noun: &Case) -> Result<Vec<Reason>, NotDone> {
    let linked = noun.linked().iter().filter_map(|case| desk.book.dossier().case(*case));
    let filed = linked.filter(|case| case.kind() == CaseKind::Discipline);
    let first = filed.map(|case| case.filed().occurred_at()).min();
    let at = desk.command.when().occurred_at();
    let (rules, calendar) = (desk.rules()?, desk.context.calendar);
    Ok(with_missing(&follow_up::synchronized(at, first, rules, calendar, at)))
}

/// A case comes into its next stage. Whether the stage may follow is asked of the case.
fn advance(desk: &mut Desk<'_>, case: CaseId, to: CaseStage) -> Result<(), NotDone> {
    let noun = desk.book.dossier().case(case).ok_or(Unfit::missing(case))?;
    let why = match to {
        CaseStage::Discipline(stage) => discipline_step(desk, noun, stage)?,
        CaseStage::Criminal(_) | CaseStage::SentBack | CaseStage::Ended(_) => {
            criminal_step(desk, case, to)?
        }
    };
    desk.write(What::Case { case, stage: to }, why);
    Ok(())
}

/// What the procedures say of a stage of a discipline case: who approves it, how it stands
/// against the clocks, whether everybody was heard, whether the case may be let go.
fn discipline_step(
    desk: &Desk<'_>,
    noun: &Case,
    to: DisciplineStage,
) -> Result<Vec<Reason>, NotDone> {
    let at = desk.command.when().occurred_at();
    let accepted = fact(TermFacts::accepted(noun));
    let trial_ended = || term(desk, Term::Trial, accepted, Some(at));
    Ok(match to {
        DisciplineStage::Filed => approved(desk, Step::Filing, noun.handling_level())?,
        DisciplineStage::Investigated => approved(desk, Step::Plan, noun.handling_level())?,
        DisciplineStage::InTrial => term(desk, Term::Trial, Fact::Known(at), None)?,
        DisciplineStage::SentBack => trial_ended()?,
        DisciplineStage::Decided => {
            let heard = CaseHearings::gather(desk.book.dossier(), noun.id(), at);
            let heard = heard.ok_or(Unfit::missing(noun.id()))?;
            let mut why = taken(remedy::may_decide_case(&heard, desk.rules()?))?;
            why.extend(trial_ended()?);
            why.extend(decided_in_time(desk, noun)?);
            why
        }
        DisciplineStage::Concluded => let_go(desk, noun)?,
        DisciplineStage::Dismissed => {
            let mut why = let_go(desk, noun)?;
            why.extend(decided_in_time(desk, noun)?);
            why
        }
    })
}

/// How a limit of a case stands; extensions are not on record.
fn term(
    desk: &Desk<'_>,
    term: Term,
    start: Fact<Moment>,
    done: Option<Moment>,
) -> Result<Vec<Reason>, NotDone> {
    let facts = TermFacts { term, start, extended: 0, done };
    let at = desk.command.when().occurred_at();
    let (rules, calendar) = (desk.rules()?, desk.context.calendar);
    Ok(with_missing(&discipline::term_due(&facts, rules, calendar, at)))
}

fn decided_in_time(desk: &Desk<'_>, noun: &Case) -> Result<Vec<Reason>, NotDone> {
    let at = desk.command.when().occurred_at();
    let facts = TermFacts::decision(noun, desk.book.dossier().measures_of(noun.id()));
    term(desk, facts.term, facts.start, Some(at))
}

/// 不查透不放手: whether a case may be let go. Of a case without a trait nothing is asked.
fn let_go(desk: &Desk<'_>, noun: &Case) -> Result<Vec<Reason>, NotDone> {
    let case = noun.id();
    let facts = if noun.difficulty_traits().is_empty() {
        LetGoFacts { case, traits: BTreeSet::new(), screening: None, clues: Vec::new() }
    } else {
        // Whether somebody has dug for the corruption behind it stands in no record.
        let facts = LetGoFacts::gather(desk.book.dossier(), case, never());
        facts.ok_or(Unfit::missing(case))?
    };
    taken(screening::may_let_go(&facts, desk.rules()?))
}

/// What the law counts of the steps of a criminal case.
fn criminal_step(desk: &Desk<'_>, case: CaseId, to: CaseStage) -> Result<Vec<Reason>, NotDone> {
    let at = desk.command.when().occurred_at();
    let facts = police_case::StepFacts::gather(desk.book.dossier(), case, to, at);
    let facts = facts.ok_or(Unfit::missing(case))?;
    let (rules, calendar) = (desk.rules()?, desk.context.calendar);
    let mut why = taken(police_case::may_come_to(&facts, rules))?;
    for clock in police_case::clocks(&facts, rules, calendar) {
        why.extend(with_missing(&clock));
    }
    Ok(why)
}

/// What was decided about one person. Whether it is a party member, and has retired, stands
/// in no record.
fn conclude(desk: &mut Desk<'_>, draft: &OutcomeDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let dossier = desk.book.dossier();
    let hearings = noun.case().into_iter().flat_map(|case| dossier.hearings_of(case));
    let heard = hearings.filter(|hearing| hearing.person() == noun.person());
    let last = heard.max_by_key(|hearing| hearing.heard().map(|when| when.occurred_at()));
    let hearing = last.map(Hearing::id);
    let facts = ImposeFacts::of(dossier, &noun, hearing, never(), never());
    let rules = desk.context.rules(noun.decided().occurred_at())?;
    let mut reasons = taken(discipline::may_impose(&facts, rules))?;
    for severity in reviewed(desk.book.dossier(), &noun) {
        for reason in taken(remedy::not_heavier(&severity, rules))? {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    desk.enter_draft(EntryDraft::Outcome(Box::new(draft.clone())), reasons)?;
    Ok(())
}

/// What was decided about the person in the same case before, and against which a review was
/// asked for. Whether something else was found meanwhile stands in no record.
fn reviewed(dossier: &Dossier, after: &Outcome) -> Vec<SeverityFacts> {
    let asked = |before: &&Outcome| {
        before.case() == after.case() && dossier.appeals_against(before.id()).next().is_some()
    };
    let facts = |before: &Outcome| {
        SeverityFacts::of(remedy::Step::Review, *before.what(), *after.what(), never())
    };
    dossier.outcomes_for(after.person()).filter(asked).map(facts).collect()
}
