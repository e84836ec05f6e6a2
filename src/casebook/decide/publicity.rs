//! What is said in public: cases that are made known and put right, notices to come forward
//! and who did.

use std::collections::BTreeMap;

use super::desk::{Desk, NotDone, taken, with_missing};
use crate::base::id::{DocumentId, PersonId, RecordId};
use crate::casebook::book::Unfit;
use crate::casebook::command::Act;
use crate::casebook::event::What;
use crate::model::disclosure::{SurrenderNoticeDraft, VoluntaryDisclosureDraft};
use crate::model::dossier::entry::EntryDraft;
use crate::model::draft::Draft;
use crate::model::exposure::{ExposureBatchDraft, PublicCorrection};
use crate::procedure::disclosure::{self, MitigationFacts, NoticeFacts};
use crate::procedure::exposure::{self, PublishFacts, PutRightFacts};
use crate::provenance::Fact;

pub(super) fn decide(desk: &mut Desk<'_>) -> Result<(), NotDone> {
    match desk.command.act() {
        Act::Publish { batch, withheld } => publish(desk, batch, withheld),
        Act::PutRight { batch, person, document } => put_right(desk, *batch, *person, *document),
        Act::IssueNotice(draft) => issue(desk, draft),
        Act::ComeForward(draft) => come_forward(desk, draft),
        _ => Ok(()),
    }
}

/// Only what has effect is made public, and nobody who has to be protected is named.
fn publish(
    desk: &mut Desk<'_>,
    draft: &ExposureBatchDraft,
    withheld: &BTreeMap<PersonId, bool>,
) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let withheld = withheld.iter().map(|(person, yes)| (*person, Fact::Known(*yes))).collect();
    let published = noun.published().occurred_at();
    let facts = PublishFacts::gather(desk.book.dossier(), &noun, &withheld, published.day());
    let why = taken(exposure::may_publish(&facts, desk.context.rules(published)?))?;
    desk.enter_draft(EntryDraft::ExposureBatch(Box::new(draft.clone())), why)?;
    Ok(())
}

/// A publication is put right for somebody about whom no decision has effect.
fn put_right(
    desk: &mut Desk<'_>,
    batch: RecordId,
    person: PersonId,
    document: Option<DocumentId>,
) -> Result<(), NotDone> {
    let when = desk.command.when();
    let dossier = desk.book.dossier();
    let facts = PutRightFacts::gather(dossier, batch, person, when.occurred_at().day());
    let facts = facts.ok_or(Unfit::missing(batch))?;
    let why = taken(exposure::may_put_right(&facts, desk.rules()?))?;
    let correction = PublicCorrection { person, document, when };
    desk.write(What::PutRight { batch, correction }, why);
    Ok(())
}

fn issue(desk: &mut Desk<'_>, draft: &SurrenderNoticeDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let rules = desk.context.rules(noun.issued().occurred_at())?;
    let why = taken(disclosure::may_issue(&NoticeFacts::of(&noun), rules))?;
    desk.enter_draft(EntryDraft::SurrenderNotice(Box::new(draft.clone())), why)?;
    Ok(())
}

/// Whoever comes is never turned away; whether in time, and what it counts for, is in the
/// reasons.
fn come_forward(desk: &mut Desk<'_>, draft: &VoluntaryDisclosureDraft) -> Result<(), NotDone> {
    let noun = draft.clone().enter().map_err(Unfit::from)?;
    let at = noun.when().occurred_at();
    let dossier = desk.book.dossier();
    let notice = noun.notice().and_then(|notice| NoticeFacts::gather(dossier, notice));
    let mut why = notice.map_or_else(Vec::new, |n| with_missing(&disclosure::in_time(&n, at)));
    let rules = desk.context.rules(at)?;
    why.extend(with_missing(&disclosure::mitigates(&MitigationFacts::default(), rules)));
    desk.enter_draft(EntryDraft::VoluntaryDisclosure(Box::new(draft.clone())), why)?;
    Ok(())
}
