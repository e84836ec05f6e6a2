//! 入口: what is asked of every command before its procedure is.
//!
//! | rule | in words |
//! |---|---|
//! | `casebook/person` | what burdens somebody is done by a person, never by a service |
//! | `casebook/post` | a person acts in a post of the organ, held on the day |
//! | `recusal/…` | nobody acts in a matter of their own, or of a declared near relative |
//!
//! Of somebody of whom no post at all is known, nothing is refused: that is not known, and
//! not *no*. What the network says about nearness is asked by who assigns a handler
//! ([`recusal`]), not at every step.

use super::desk::{Desk, NotDone, OWN};
use crate::base::day::Day;
use crate::base::id::{AnyId, CaseId, ClueId, EntityId, OrganId, PersonId, PostId, RecordId};
use crate::base::text::Code;
use crate::base::truth::Truth;
use crate::casebook::about::of_matter;
use crate::casebook::book::Unfit;
use crate::casebook::command::{Act, Actor};
use crate::decision::{Cure, Obstacle, Reason, Refusal, Remedy, Sentence, Unmet, Word};
use crate::model::dossier::Dossier;
use crate::model::remedy::Against;
use crate::procedure::recusal::{self, Declared, Matter, Part, RecusalFacts};
use crate::provenance::{Fact, NotKnown};

/// Whether a command may come in.
pub(super) fn pass(desk: &Desk<'_>) -> Result<(), NotDone> {
    unchanged(desk)?;
    let act = desk.command.act();
    let day = desk.command.when().occurred_at().day();
    let dossier = desk.book.dossier();
    match desk.command.by() {
        Actor::Service(_) if act.needs_person() => Err(a_person()),
        Actor::Service(_) => Ok(()),
        Actor::Person(person) => {
            if let Some(post) = desk.command.post() {
                dossier.post(post).ok_or(Unfit::missing(post))?;
            }
            let place = Place { organ: desk.command.organ(), post: desk.command.post(), day };
            in_post(dossier, *person, place)?;
            not_recused(desk, *person, day)
        }
    }
}

/// Nothing that the act is about has changed since its sender looked.
fn unchanged(desk: &Desk<'_>) -> Result<(), NotDone> {
    let Some(seen) = desk.command.seen() else { return Ok(()) };
    let later = |id: AnyId| {
        let entry = desk.book.touched(id).filter(|entry| *entry > seen)?;
        Some((id, entry))
    };
    let changed: Vec<_> = desk.command.act().about().into_iter().filter_map(later).collect();
    if changed.is_empty() { Ok(()) } else { Err(NotDone::Stale { seen, changed }) }
}

fn a_person() -> NotDone {
    let because = crate::sentence!(
        "a service sent it, and it is for a person to decide",
        "该事项由系统服务提出，应当由人员决定",
    );
    let reason = Reason::new(crate::rule_name!("casebook/person"), because, OWN);
    let how = crate::sentence!("have a person send it", "由承办人员提出");
    let word = Word::of(&crate::terms::office::Department::Handling);
    let remedy = Remedy::by(Cure::fact(Code::literal("by"), how, word));
    refused(crate::sentence!("carry it out", "办理该事项"), reason, remedy)
}

/// A refusal by one condition that does not hold.
pub(super) fn refused(step: Sentence, reason: Reason, remedy: Remedy) -> NotDone {
    Refusal::new(step, Unmet::new(Obstacle::NotPermitted, reason, remedy)).into()
}

/// Where somebody acts, and when.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) organ: OrganId,
    pub(crate) post: Option<PostId>,
    pub(crate) day: Day,
}

/// The person holds the post that is named, or any post of the organ.
pub(crate) fn in_post(dossier: &Dossier, person: PersonId, place: Place) -> Result<(), NotDone> {
    let mut known = false;
    let mut holds = Truth::No;
    for tenure in dossier.tenures_of(person) {
        let Some(post) = dossier.post(tenure.post()) else { continue };
        known = true;
        let wanted = place.post.is_none_or(|wanted| wanted == post.id());
        if wanted && post.organ() == place.organ {
            holds = holds.or(tenure.held_on(place.day));
        }
    }
    // A post that is named must be held; of somebody without any post nothing is known.
    if !holds.is_no() || (!known && place.post.is_none()) {
        return Ok(());
    }
    let because = crate::sentence!(
        "{person} holds no such post of {organ} on {day}",
        "{person}于{day}在{organ}未任该职",
        person = person,
        organ = place.organ,
        day = place.day,
    );
    let reason = Reason::new(crate::rule_name!("casebook/post"), because, OWN);
    let how = crate::sentence!(
        "have somebody act who holds the post, or enter the tenure",
        "由任该职的人员办理，或者补录任职信息",
    );
    let word = Word::of(&crate::terms::office::Department::Handling);
    let remedy = Remedy::by(Cure::fact(Code::literal("tenure"), how, word));
    let step = crate::sentence!("act for {organ}", "代表{organ}办理", organ = place.organ);
    Err(refused(step, reason, remedy))
}

/// The person is none of those whom the matter is about, nor declared kin of one, nor of an
/// organ that it is about.
fn not_recused(desk: &Desk<'_>, person: PersonId, day: Day) -> Result<(), NotDone> {
    // Whoever is near to a matter may say so, and ask to be recused from it.
    if matches!(desk.command.act(), Act::AskRecusal { .. }) {
        return Ok(());
    }
    let matters = matters(desk.book.dossier(), &desk.command.act().about());
    matters.into_iter().try_for_each(|matter| not_recused_from(desk, person, matter, day))
}

/// The same of one person and one matter.
pub(super) fn not_recused_from(
    desk: &Desk<'_>,
    person: PersonId,
    matter: Matter,
    day: Day,
) -> Result<(), NotDone> {
    not_recused_by_decision(desk, person, matter)?;
    let unasked = Fact::NotKnown(NotKnown::NeverAsked);
    let (dossier, declared) = (desk.book.dossier(), Declared::default());
    let facts = RecusalFacts::gather(dossier, matter, person, declared, unasked, day);
    let Some(facts) = facts else { return Ok(()) };
    let rules = desk.rules()?;
    if recusal::grounds(&facts, rules).outcome().recused() == Fact::Known(true) {
        // A ground that is known is always refused.
        let _ = recusal::may_take_part(Part::Handle, &facts, rules)?;
    }
    Ok(())
}

/// Nobody has decided that the person is recused from the matter.
fn not_recused_by_decision(
    desk: &Desk<'_>,
    person: PersonId,
    matter: Matter,
) -> Result<(), NotDone> {
    let Some(one) = desk.book.recused(person, matter) else { return Ok(()) };
    let at = desk.command.when().occurred_at();
    let (state, reasons) = recusal::request(&one.request(), at).into_parts();
    match reasons.into_iter().next() {
        Some(reason) if !state.works_on() => {
            let why =
                crate::sentence!("somebody else takes the person's place", "应当另行指定人员");
            let unmet = Unmet::new(Obstacle::Forbidden, reason, Remedy::none(why));
            let step = crate::sentence!("handle the matter", "办理该事项");
            Err(Refusal::new(step, unmet).into())
        }
        _ => Ok(()),
    }
}

/// The case behind an appeal; of an appeal against an appeal, that of the first.
fn appealed(dossier: &Dossier, appeal: RecordId) -> Option<CaseId> {
    let mut against = *dossier.appeal(appeal)?.against();
    for _ in 0..dossier.appeals().len() {
        match against {
            Against::Case(case) => return Some(case),
            Against::Outcome(id) => return dossier.outcome(id)?.case(),
            Against::Measure(id) => return dossier.measure(id).map(|measure| measure.case()),
            Against::Appeal(before) => against = *dossier.appeal(before)?.against(),
        }
    }
    None
}

/// The clues and cases behind the things that an act is about.
fn matters(dossier: &Dossier, about: &[AnyId]) -> Vec<Matter> {
    let mut found: Vec<AnyId> = Vec::new();
    for id in about {
        let mut add = |id: Option<AnyId>| found.extend(id);
        add(Some(*id));
        let id = *id;
        add(id.try_into().ok().and_then(|id| dossier.transfer(id)).map(|n| n.clue().any()));
        add(id.try_into().ok().and_then(|id| dossier.follow_up(id)).map(|n| n.police_case().any()));
        add(id.try_into().ok().and_then(|id| dossier.sign_off(id)).map(|n| n.case().any()));
        add(id.try_into().ok().and_then(|id| dossier.measure(id)).map(|n| n.case().any()));
        add(id.try_into().ok().and_then(|id| appealed(dossier, id)).map(EntityId::any));
        let outcome = id.try_into().ok().and_then(|id| dossier.outcome(id));
        add(outcome.and_then(|n| n.case()).map(EntityId::any));
        let held = id.try_into().ok().and_then(|id| dossier.accountability(id));
        add(held.and_then(|n| n.case()).map(EntityId::any));
        let batch = id.try_into().ok().and_then(|id| dossier.exposure_batch(id));
        batch.into_iter().flat_map(|n| n.cases()).for_each(|case| add(Some(case.any())));
        let gang = id.try_into().ok().and_then(|id| dossier.gang(id));
        add(gang.and_then(|n| n.police_case()).map(EntityId::any));
        let listed = id.try_into().ok().and_then(|id| dossier.listed_supervision(id));
        add(listed.map(|n| of_matter(*n.matter())));
        let proposal = id.try_into().ok().and_then(|id| dossier.proposal(id));
        let cases = proposal.into_iter().flat_map(|n| n.from_cases());
        cases.for_each(|case| add(Some(case.any())));
    }
    found.sort_unstable();
    found.dedup();
    let matter = |id: AnyId| match (ClueId::try_from(id), CaseId::try_from(id)) {
        (Ok(clue), _) => Some(Matter::Clue(clue)),
        (_, Ok(case)) => Some(Matter::Case(case)),
        _ => None,
    };
    found.into_iter().filter_map(matter).collect()
}
