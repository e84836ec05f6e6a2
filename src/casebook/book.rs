//! The casebook: a dossier that grows by events.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::day::Moment;
use crate::base::id::{AnyId, ClueId, EntityId, MeasureId, OrganId, OutcomeId, PersonId, RecordId};
use crate::base::text::Code;
use crate::casebook::about::of_recusal;
use crate::casebook::basis::Basis;
use crate::casebook::content::Mark;
use crate::casebook::entry::Entry as JournalEntry;
use crate::casebook::event::{Event, What};
use crate::casebook::moved::Moved;
use crate::model::accountability::AccountabilityDraft;
use crate::model::case::CaseDraft;
use crate::model::discipline::{InvestigationMeasureDraft, OutcomeDraft};
use crate::model::dossier::Dossier;
use crate::model::dossier::entry::{AddRefused, Entry};
use crate::model::draft::{Draft, DraftProblems};
use crate::model::exposure::ExposureBatchDraft;
use crate::model::gang::GangDraft;
use crate::model::history::When;
use crate::model::remedy::AppealDraft;
use crate::model::transfer::TransferDraft;
use crate::model::umbrella::UmbrellaDraft;
use crate::procedure::recusal::{Asker, Matter, Request};
use crate::procedure::reporter::AfterReplyFacts;

/// One answer to a named reporter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// When it was given.
    pub when: When,
    /// Whether the reporter said to be satisfied, if asked.
    pub satisfied: Option<bool>,
}

/// 提出异议、补充证据: what a named reporter has brought up after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// When it was brought up, or when more was done about it.
    pub when: When,
    /// What it is, and what was done about it so far.
    pub after: AfterReplyFacts,
}

/// 申请回避: a request that a person be recused from a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recusal {
    /// From what.
    pub matter: Matter,
    /// Who is to be recused.
    pub person: PersonId,
    /// The organ for which the person works.
    pub organ: OrganId,
    /// In what part somebody asked.
    pub asker: Asker,
    /// When it was asked for.
    pub asked: When,
    /// When it was decided, and whether the person is recused; nothing while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<(When, bool)>,
}

impl Recusal {
    /// The request as the rules look at it.
    #[must_use]
    pub fn request(&self) -> Request {
        let decided = self.decided.map(|(when, recused)| (when.occurred_at(), recused));
        Request { asked: self.asked.occurred_at(), decided }
    }
}

/// A command that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// The entry of the journal in which it stands.
    pub entry: u64,
    /// By which its content is known again.
    pub mark: Mark,
}

/// 案卷: a casebook, the fold of the entries of its journal.
///
/// The entries themselves are kept by the host; a casebook holds what follows from them.
/// [`Casebook::replay`] of the journal gives an equal casebook. Nothing but
/// [`Casebook::apply`] changes what is in it.
///
/// Written and read as a snapshot; see [`Snapshot`](super::snapshot::Snapshot).
// Invariant: whatever the maps name stands in the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Casebook {
    dossier: Dossier,
    entries: u64,
    events: u64,
    last_recorded: Option<Moment>,
    last_occurred: Option<Moment>,
    basis: Option<Basis>,
    carried: BTreeMap<Code, Carried>,
    touched: BTreeMap<AnyId, u64>,
    withdrawn: BTreeMap<ClueId, When>,
    to_pass_on: BTreeMap<ClueId, When>,
    replies: BTreeMap<ClueId, Vec<Reply>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    objections: BTreeMap<ClueId, Vec<Objection>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    recusals: BTreeMap<RecordId, Recusal>,
    /// By which request each person was recused from what, first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    recused: BTreeMap<PersonId, BTreeMap<AnyId, RecordId>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    moved: BTreeMap<AnyId, Vec<Moved>>,
}

impl Casebook {
    /// Everything that was entered, with its stages.
    #[must_use]
    pub const fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// How many entries of the journal are in it: the number of the last one.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// How many events are in it: the number of the last one.
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.events
    }

    /// By which rules and which calendar the last entry was decided; nothing before the first.
    #[must_use]
    pub const fn basis(&self) -> Option<&Basis> {
        self.basis.as_ref()
    }

    /// The command of this key, if it was carried out; logarithmic in their number.
    #[must_use]
    pub fn carried(&self, key: &Code) -> Option<Carried> {
        self.carried.get(key).copied()
    }

    /// The entry of the journal that last changed something; nothing if none has.
    #[must_use]
    pub fn touched(&self, id: AnyId) -> Option<u64> {
        self.touched.get(&id).copied()
    }

    /// Clues that were taken back by whoever had reported them.
    #[must_use]
    pub const fn withdrawn(&self) -> &BTreeMap<ClueId, When> {
        &self.withdrawn
    }

    /// Clues that belong to somebody else, and since when that is known.
    #[must_use]
    pub const fn to_pass_on(&self) -> &BTreeMap<ClueId, When> {
        &self.to_pass_on
    }

    /// Answers to named reporters, by clue.
    #[must_use]
    pub const fn replies(&self) -> &BTreeMap<ClueId, Vec<Reply>> {
        &self.replies
    }

    /// What named reporters have brought up after an answer, by clue; the last entry of each
    /// tells how it stands.
    #[must_use]
    pub const fn objections(&self) -> &BTreeMap<ClueId, Vec<Objection>> {
        &self.objections
    }

    /// Requests that somebody be recused, and what was decided on each.
    #[must_use]
    pub const fn recusals(&self) -> &BTreeMap<RecordId, Recusal> {
        &self.recusals
    }

    /// The request upon which a person was recused from a matter, if one was decided so;
    /// logarithmic in their number.
    #[must_use]
    pub fn recused(&self, person: PersonId, matter: Matter) -> Option<&Recusal> {
        self.recusals.get(self.recused.get(&person)?.get(&of_recusal(matter))?)
    }

    /// The deadlines of something that a change of rules or calendar has moved: of each the
    /// last time, with the latest end that ever held before; logarithmic in their number.
    #[must_use]
    pub fn moved(&self, about: AnyId) -> &[Moved] {
        self.moved.get(&about).map(Vec::as_slice).unwrap_or_default()
    }

    /// When the last entry was recorded.
    #[must_use]
    pub const fn last_recorded(&self) -> Option<Moment> {
        self.last_recorded
    }

    /// The latest moment at which anything in it happened.
    #[must_use]
    pub const fn last_occurred(&self) -> Option<Moment> {
        self.last_occurred
    }

    /// The casebook that a journal makes.
    ///
    /// # Errors
    ///
    /// [`EventMismatch`] names the first entry or event that does not fit.
    pub fn replay<'a>(
        entries: impl IntoIterator<Item = &'a JournalEntry>,
    ) -> Result<Self, EventMismatch> {
        let mut book = Self::default();
        for entry in entries {
            book.take(entry)?;
        }
        Ok(book)
    }

    /// Takes an entry of the journal in: all its events, or none. No rule is asked.
    ///
    /// # Errors
    ///
    /// [`EventMismatch`]; the casebook is as it was.
    pub fn take(&mut self, entry: &JournalEntry) -> Result<(), EventMismatch> {
        let expected = self.entries.saturating_add(1);
        if entry.number != expected {
            return Err(EventMismatch::Entry { expected, found: entry.number });
        }
        let key = entry.command.key();
        if let Some(carried) = self.carried(key) {
            return Err(EventMismatch::Twice { key: key.clone(), entry: carried.entry });
        }
        let mark = Mark::of(&entry.command)
            .map_err(|error| EventMismatch::Command { number: expected, why: error.to_string() })?;
        self.apply_all(&entry.events)?;
        self.entries = expected;
        self.pass(entry.command.when());
        if self.basis.as_ref() != Some(&entry.basis) {
            self.basis = Some(entry.basis.clone());
        }
        self.carried.insert(key.clone(), Carried { entry: expected, mark });
        Ok(())
    }

    /// Takes one event in. Looks at structure only; no rule is asked.
    ///
    /// # Errors
    ///
    /// [`EventMismatch`]; the casebook is as it was.
    pub fn apply(&mut self, event: &Event) -> Result<(), EventMismatch> {
        let expected = self.next_number();
        if event.number != expected {
            return Err(EventMismatch::Number { expected, found: event.number });
        }
        if let Some(last) = self.last_recorded
            && event.when.recorded_at() < last
        {
            return Err(EventMismatch::GoesBack { number: event.number, last });
        }
        self.change(event)
            .map_err(|problem| EventMismatch::Unfit { number: event.number, problem })?;
        self.events = event.number;
        self.pass(event.when);
        self.touched.insert(event.what.about(), self.entries.saturating_add(1));
        Ok(())
    }

    /// Takes events in, all or none.
    fn apply_all(&mut self, events: &[Event]) -> Result<(), EventMismatch> {
        self.try_all(events, true)
    }

    /// Whether events fit; the casebook is as it was.
    pub(crate) fn would_fit(&mut self, events: &[Event]) -> Result<(), EventMismatch> {
        self.try_all(events, false)
    }

    fn try_all(&mut self, events: &[Event], keep: bool) -> Result<(), EventMismatch> {
        let mut before = Vec::new();
        let clocks = (self.events, self.last_recorded, self.last_occurred);
        let mut outcome = Ok(());
        for (at, event) in events.iter().enumerate() {
            // The last event needs no way back if it is kept: it changes nothing unless it fits.
            if !keep || at.saturating_add(1) < events.len() {
                before.push(self.before(&event.what));
            }
            outcome = self.apply(event);
            if outcome.is_err() {
                before.truncate(at);
                break;
            }
        }
        if outcome.is_err() || !keep {
            before.into_iter().rev().for_each(|before| self.put_back(before));
            (self.events, self.last_recorded, self.last_occurred) = clocks;
        }
        outcome
    }

    /// What an event may change, as it is now.
    fn before(&self, what: &What) -> Before {
        let id = what.about();
        let clue = ClueId::try_from(id).ok();
        Before {
            id,
            noun: self.dossier.entry_of(id),
            touched: self.touched(id),
            withdrawn: clue.and_then(|clue| self.withdrawn.get(&clue).copied()),
            to_pass_on: clue.and_then(|clue| self.to_pass_on.get(&clue).copied()),
            replies: clue.and_then(|clue| self.replies.get(&clue).cloned()),
            objections: clue.and_then(|clue| self.objections.get(&clue).cloned()),
            recusal: RecordId::try_from(id).ok().and_then(|id| self.recusals.get(&id).copied()),
            moved: matches!(what, What::OtherRules { .. }).then(|| self.moved.clone()),
        }
    }

    fn put_back(&mut self, before: Before) {
        let Before { id, noun, touched, withdrawn, to_pass_on, replies, .. } = before;
        let Before { objections, recusal, moved, .. } = before;
        self.dossier.put_back(id, noun);
        set(&mut self.touched, id, touched);
        if let Ok(clue) = ClueId::try_from(id) {
            set(&mut self.withdrawn, clue, withdrawn);
            set(&mut self.to_pass_on, clue, to_pass_on);
            set(&mut self.replies, clue, replies);
            set(&mut self.objections, clue, objections);
        }
        if let Ok(request) = RecordId::try_from(id) {
            self.not_recused_by(request);
            set(&mut self.recusals, request, recusal);
        }
        if let Some(moved) = moved {
            self.moved = moved;
        }
    }

    /// Nobody is recused by a request any more.
    fn not_recused_by(&mut self, request: RecordId) {
        let Some(one) = self.recusals.get(&request) else { return };
        let Some(from) = self.recused.get_mut(&one.person) else { return };
        from.retain(|_, by| *by != request);
        if from.is_empty() {
            self.recused.remove(&one.person);
        }
    }

    /// The number of the next event.
    pub(crate) const fn next_number(&self) -> u64 {
        self.events.saturating_add(1)
    }

    /// The clock of the casebook goes on to what was recorded now.
    fn pass(&mut self, when: When) {
        self.last_recorded = self.last_recorded.max(Some(when.recorded_at()));
        self.last_occurred = self.last_occurred.max(Some(when.occurred_at()));
    }

    fn change(&mut self, event: &Event) -> Result<(), Unfit> {
        let when = event.when;
        let dossier = &mut self.dossier;
        match &event.what {
            What::Entered(entry) => {
                dossier.add(vec![(**entry).clone()]).map_err(Unfit::Entry)?;
            }
            What::Clue { clue, stage } => {
                let noun = dossier.clue(*clue).cloned().ok_or(Unfit::missing(*clue))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::Verification(noun) => {
                dossier.verification(noun.id()).ok_or(Unfit::missing(noun.id()))?;
                revise(dossier, (**noun).clone().into())?;
            }
            What::Case { case, stage } => {
                let noun = dossier.case(*case).cloned().ok_or(Unfit::missing(*case))?;
                revise(dossier, advanced(noun, |n| n.advance(when, *stage))?)?;
            }
            What::Transfer { transfer, stage } => {
                let noun = dossier.transfer(*transfer).cloned().ok_or(Unfit::missing(*transfer))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::FollowUp { follow_up, stage } => {
                let noun =
                    dossier.follow_up(*follow_up).cloned().ok_or(Unfit::missing(*follow_up))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::SignOff { sign_off, stage } => {
                let noun = dossier.sign_off(*sign_off).cloned().ok_or(Unfit::missing(*sign_off))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::Rectification { entry, stage } => {
                let noun = dossier.entry(*entry).cloned().ok_or(Unfit::missing(*entry))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::Signed { sign_off, signature } => {
                let noun = dossier.sign_off(*sign_off).cloned().ok_or(Unfit::missing(*sign_off))?;
                let mut draft = crate::model::sign_off::SignOffRecordDraft::from(noun);
                draft.signatures.push(*signature);
                revise(dossier, draft.enter()?.into())?;
            }
            What::Handling { case, change } => {
                let noun = dossier.case(*case).cloned().ok_or(Unfit::missing(*case))?;
                let mut draft = CaseDraft::from(noun);
                draft.changes.push(change.clone());
                revise(dossier, draft.enter()?.into())?;
            }
            What::Notice { transfer, notice } => {
                let noun = dossier.transfer(*transfer).cloned().ok_or(Unfit::missing(*transfer))?;
                let draft = TransferDraft { notice: Some(*notice), ..TransferDraft::from(noun) };
                revise(dossier, draft.enter()?.into())?;
            }
            What::MeasureExtended { measure, extension } => {
                let mut draft = measure_of(dossier, *measure)?;
                draft.extensions.push(*extension);
                revise(dossier, draft.enter()?.into())?;
            }
            What::FamilyTold { measure, because } => {
                let mut draft = measure_of(dossier, *measure)?;
                once(draft.notified.is_none(), "unit and family are told once")?;
                draft.notified = because.is_none().then_some(when);
                draft.not_notified = because.as_ref().map(|because| because.as_str().into());
                revise(dossier, draft.enter()?.into())?;
            }
            What::FoundUnrelated { measure } => {
                let mut draft = measure_of(dossier, *measure)?;
                once(draft.found_unrelated.is_none(), "it is found unrelated once")?;
                draft.found_unrelated = Some(when);
                revise(dossier, draft.enter()?.into())?;
            }
            What::MeasureEnded { measure } => {
                let mut draft = measure_of(dossier, *measure)?;
                draft.ended = Some(when);
                revise(dossier, draft.enter()?.into())?;
            }
            What::Umbrella { umbrella, stage } => {
                let noun = dossier.umbrella(*umbrella).cloned();
                let noun = noun.ok_or(Unfit::missing(*umbrella))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::Cleared { umbrella, correction } => {
                let noun = dossier.umbrella(*umbrella).cloned();
                let mut draft = UmbrellaDraft::from(noun.ok_or(Unfit::missing(*umbrella))?);
                draft.corrections.push(*correction);
                revise(dossier, draft.enter()?.into())?;
            }
            What::AppealAccepted { appeal, handlers } => {
                let noun = dossier.appeal(*appeal).cloned().ok_or(Unfit::missing(*appeal))?;
                once(noun.accepted().is_none(), "an appeal is accepted once")?;
                let handlers = handlers.clone();
                let draft =
                    AppealDraft { accepted: Some(when), handlers, ..AppealDraft::from(noun) };
                revise(dossier, draft.enter()?.into())?;
            }
            What::AppealDecided { appeal, result, document } => {
                let noun = dossier.appeal(*appeal).cloned().ok_or(Unfit::missing(*appeal))?;
                once(noun.decided().is_none(), "an appeal is decided once")?;
                let (decided, result) = (Some(when), Some(*result));
                let document = *document;
                let draft = AppealDraft { decided, result, document, ..AppealDraft::from(noun) };
                revise(dossier, draft.enter()?.into())?;
            }
            What::Revoked { outcome, .. } => revoke(dossier, *outcome, when)?,
            What::RecusalAsked { request, matter, person, asker, .. } => {
                known(dossier, *matter)?;
                dossier.person(*person).ok_or(Unfit::missing(*person))?;
                let free = dossier.entry_of(request.any()).is_none();
                once(free && !self.recusals.contains_key(request), "a request has its own id")?;
                let (matter, person, asker) = (*matter, *person, *asker);
                let organ = event.organ;
                let asked = Recusal { matter, person, organ, asker, asked: when, decided: None };
                self.recusals.insert(*request, asked);
            }
            What::RecusalDecided { request, recused, .. } => {
                let asked = self.recusals.get_mut(request).ok_or(Unfit::missing(*request))?;
                once(asked.decided.is_none(), "a request is decided once")?;
                asked.decided = Some((when, *recused));
                if *recused {
                    let from = self.recused.entry(asked.person).or_default();
                    from.entry(of_recusal(asked.matter)).or_insert(*request);
                }
            }
            What::Labeled { gang, kind } => {
                let noun = dossier.gang(*gang).cloned().ok_or(Unfit::missing(*gang))?;
                let draft = GangDraft { kind: Some(*kind), ..GangDraft::from(noun) };
                revise(dossier, draft.enter()?.into())?;
            }
            What::PutRight { batch, correction } => {
                let noun = dossier.exposure_batch(*batch).cloned();
                let mut draft = ExposureBatchDraft::from(noun.ok_or(Unfit::missing(*batch))?);
                draft.corrections.push(*correction);
                revise(dossier, draft.enter()?.into())?;
            }
            What::Proposal { proposal, stage } => {
                let noun = dossier.proposal(*proposal).cloned();
                let noun = noun.ok_or(Unfit::missing(*proposal))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::Listed { listed, stage } => {
                let noun = dossier.listed_supervision(*listed).cloned();
                let noun = noun.ok_or(Unfit::missing(*listed))?;
                revise(dossier, advanced(noun, |n| n.advance(when, stage.clone()))?)?;
            }
            What::Corrected { entry, .. } => {
                let id = entry.id();
                dossier.entry_of(id).ok_or(Unfit::Missing { id })?;
                dossier.correct((**entry).clone()).map_err(Unfit::Entry)?;
            }
            What::Raising { case, .. } => {
                dossier.case(*case).ok_or(Unfit::missing(*case))?;
            }
            What::OtherRules { moved, .. } => {
                for one in moved.iter().flatten() {
                    dossier.entry_of(one.about).ok_or(Unfit::Missing { id: one.about })?;
                }
                for one in moved.iter().flatten() {
                    hold(self.moved.entry(one.about).or_default(), one);
                }
            }
            What::Withdrawn { clue, .. } => {
                dossier.clue(*clue).ok_or(Unfit::missing(*clue))?;
                self.withdrawn.entry(*clue).or_insert(when);
            }
            What::ToBePassedOn { clue } => {
                dossier.clue(*clue).ok_or(Unfit::missing(*clue))?;
                self.to_pass_on.entry(*clue).or_insert(when);
            }
            What::Replied { clue, satisfied } => {
                dossier.clue(*clue).ok_or(Unfit::missing(*clue))?;
                let reply = Reply { when, satisfied: *satisfied };
                self.replies.entry(*clue).or_default().push(reply);
            }
            What::Objected { clue, after } => {
                let answered = self.replies.contains_key(clue);
                once(answered, "an answer comes before what is said of it")?;
                let objection = Objection { when, after: *after };
                self.objections.entry(*clue).or_default().push(objection);
            }
        }
        Ok(())
    }
}

/// What an event may change, as it was before.
struct Before {
    id: AnyId,
    noun: Option<Entry>,
    touched: Option<u64>,
    withdrawn: Option<When>,
    to_pass_on: Option<When>,
    replies: Option<Vec<Reply>>,
    objections: Option<Vec<Objection>>,
    recusal: Option<Recusal>,
    moved: Option<BTreeMap<AnyId, Vec<Moved>>>,
}

/// Puts a deadline that has moved in the place of the same one as it had moved before. The
/// latest end that held stays known, even while nobody could count any.
fn hold(all: &mut Vec<Moved>, moved: &Moved) {
    let same = |one: &Moved| one.what.code() == moved.what.code();
    let before = all.iter().find(|one| same(one) && one.since == moved.since);
    let was = before.and_then(|one| one.was).max(moved.was);
    all.retain(|one| !same(one));
    all.push(Moved { was, ..moved.clone() });
    all.sort_by(|one, other| one.what.code().cmp(other.what.code()));
}

/// Puts a value where it stood, or takes away what stands there now.
fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}

/// The form of a measure, to be changed.
fn measure_of(dossier: &Dossier, measure: MeasureId) -> Result<InvestigationMeasureDraft, Unfit> {
    Ok(dossier.measure(measure).cloned().ok_or(Unfit::missing(measure))?.into())
}

/// What somebody is to be recused from is there.
fn known(dossier: &Dossier, matter: Matter) -> Result<(), Unfit> {
    match matter {
        Matter::Clue(clue) => dossier.clue(clue).map(|_| ()).ok_or(Unfit::missing(clue)),
        Matter::Case(case) => dossier.case(case).map(|_| ()).ok_or(Unfit::missing(case)),
    }
}

/// A decision about a person, or an accountability, is taken back.
fn revoke(dossier: &mut Dossier, outcome: OutcomeId, when: When) -> Result<(), Unfit> {
    const ONCE: &str = "a decision is taken back once";
    if let Some(noun) = dossier.outcome(outcome).cloned() {
        once(noun.revoked().is_none(), ONCE)?;
        let draft = OutcomeDraft { revoked: Some(when), ..OutcomeDraft::from(noun) };
        return revise(dossier, draft.enter()?.into());
    }
    let noun = dossier.accountability(outcome).cloned().ok_or(Unfit::missing(outcome))?;
    once(noun.revoked().is_none(), ONCE)?;
    let draft = AccountabilityDraft { revoked: Some(when), ..AccountabilityDraft::from(noun) };
    revise(dossier, draft.enter()?.into())
}

/// Puts a noun in the place of an earlier form of it.
fn revise(dossier: &mut Dossier, entry: Entry) -> Result<(), Unfit> {
    dossier.revise(entry).map_err(Unfit::Entry)
}

/// The noun after a step; the step's own sentence if it is refused.
fn advanced<N: Into<Entry>, E: std::fmt::Display>(
    mut noun: N,
    step: impl FnOnce(&mut N) -> Result<(), E>,
) -> Result<Entry, Unfit> {
    step(&mut noun).map_err(|refused| Unfit::Step { why: refused.to_string() })?;
    Ok(noun.into())
}

/// An entry or an event does not fit the casebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventMismatch {
    /// The number of an entry is not the next one.
    #[error("entry {found} where entry {expected} was expected")]
    Entry {
        /// The next number.
        expected: u64,
        /// The number found.
        found: u64,
    },
    /// A command of this key stands in the journal already.
    #[error("the key {key} stands in entry {entry} already")]
    Twice {
        /// The key.
        key: Code,
        /// The entry.
        entry: u64,
    },
    /// The command of an entry cannot be written.
    #[error("entry {number}: its command {why}")]
    Command {
        /// The number of the entry.
        number: u64,
        /// Why not.
        why: String,
    },
    /// Its number is not the next one.
    #[error("event {found} where event {expected} was expected")]
    Number {
        /// The next number.
        expected: u64,
        /// The number found.
        found: u64,
    },
    /// It was recorded before the last one.
    #[error("event {number} was recorded before the last entry, of {last}")]
    GoesBack {
        /// Its number.
        number: u64,
        /// When the last one was recorded.
        last: Moment,
    },
    /// What it says does not fit.
    #[error("event {number}: {problem}")]
    Unfit {
        /// Its number.
        number: u64,
        /// Why.
        problem: Unfit,
    },
}

/// A step that is taken once.
fn once(fresh: bool, why: &str) -> Result<(), Unfit> {
    if fresh { Ok(()) } else { Err(Unfit::Step { why: why.to_owned() }) }
}

/// Why something does not fit into the dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unfit {
    /// Something that it speaks of is not there.
    #[error("{id} is not there")]
    Missing {
        /// What is missing.
        id: AnyId,
    },
    /// The step does not fit the stage.
    #[error("{why}")]
    Step {
        /// The whole sentence.
        why: String,
    },
    /// The entry is not taken in.
    #[error("{}", joined(.0))]
    Entry(Vec<AddRefused>),
    /// A procedure decides on such entries; they have commands of their own.
    #[error("{id} cannot be entered as given: entries of {shelf} have commands of their own")]
    NotGiven {
        /// The entry.
        id: AnyId,
        /// The shelf on which it would stand.
        shelf: &'static str,
    },
    /// The noun would no longer be one that can be entered.
    #[error(transparent)]
    Draft(#[from] DraftProblems),
}

impl Unfit {
    pub(crate) fn missing(id: impl EntityId) -> Self {
        Self::Missing { id: id.any() }
    }
}

fn joined(refused: &[AddRefused]) -> String {
    refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
