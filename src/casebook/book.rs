//! The casebook: a dossier that grows by events, and the journal of them.

use std::collections::BTreeMap;

use crate::base::day::Moment;
use crate::base::id::{AnyId, ClueId, EntityId};
use crate::base::text::Code;
use crate::casebook::command::Command;
use crate::casebook::event::{Event, What};
use crate::model::case::CaseDraft;
use crate::model::discipline::InvestigationMeasureDraft;
use crate::model::dossier::Dossier;
use crate::model::dossier::entry::{AddRefused, Entry};
use crate::model::draft::{Draft, DraftProblems};
use crate::model::history::When;
use crate::model::transfer::TransferDraft;

/// One answer to a named reporter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// When it was given.
    pub when: When,
    /// Whether the reporter said to be satisfied, if asked.
    pub satisfied: Option<bool>,
}

/// A casebook: the dossier as it stands, and everything that made it so.
///
/// State is the fold of the events: [`Casebook::replay`] of the journal gives an equal
/// casebook. Nothing but [`Casebook::apply`] changes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Casebook {
    dossier: Dossier,
    events: Vec<Event>,
    commands: BTreeMap<Code, Command>,
    withdrawn: BTreeMap<ClueId, When>,
    to_pass_on: BTreeMap<ClueId, When>,
    replies: BTreeMap<ClueId, Vec<Reply>>,
}

impl Casebook {
    /// Everything that was entered, with its stages.
    #[must_use]
    pub const fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// The journal, first to last.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The commands that were carried out, by their keys.
    #[must_use]
    pub const fn commands(&self) -> &BTreeMap<Code, Command> {
        &self.commands
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

    /// When the last event was recorded.
    #[must_use]
    pub fn last_recorded(&self) -> Option<Moment> {
        self.events.last().map(|event| event.when.recorded_at())
    }

    /// The casebook that a journal makes.
    ///
    /// # Errors
    ///
    /// [`EventMismatch`] names the first event that does not fit.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Result<Self, EventMismatch> {
        let mut book = Self::default();
        for event in events {
            book.apply(event)?;
        }
        Ok(book)
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
        if let Some(last) = self.last_recorded()
            && event.when.recorded_at() < last
        {
            return Err(EventMismatch::GoesBack { number: event.number, last });
        }
        self.change(event)
            .map_err(|problem| EventMismatch::Unfit { number: event.number, problem })?;
        self.events.push(event.clone());
        Ok(())
    }

    /// Takes events in, all or none.
    ///
    /// # Errors
    ///
    /// [`Unfit`] of the first event that does not fit; the casebook is as it was.
    pub(crate) fn apply_all(&mut self, events: &[Event]) -> Result<(), Unfit> {
        let before = self.events.len();
        for (at, event) in events.iter().enumerate() {
            let Err(mismatch) = self.apply(event) else { continue };
            if at > 0 {
                // Rare: a later event of one command did not fit. Everything before is known to.
                let commands = std::mem::take(&mut self.commands);
                let kept: Vec<Event> = self.events.drain(..).take(before).collect();
                *self = Self::replay(&kept).unwrap_or_default();
                self.commands = commands;
            }
            return Err(match mismatch {
                EventMismatch::Unfit { problem, .. } => problem,
                other => Unfit::Step { why: other.to_string() },
            });
        }
        Ok(())
    }

    /// The number of the next event.
    pub(crate) fn next_number(&self) -> u64 {
        u64::try_from(self.events.len()).unwrap_or(u64::MAX).saturating_add(1)
    }

    /// Keeps a command under its key once its events are in.
    pub(crate) fn keep(&mut self, command: &Command) {
        self.commands.insert(command.key().clone(), command.clone());
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
            What::MeasureEnded { measure } => {
                let noun = dossier.measure(*measure).cloned().ok_or(Unfit::missing(*measure))?;
                let draft = InvestigationMeasureDraft {
                    ended: Some(when),
                    ..InvestigationMeasureDraft::from(noun)
                };
                revise(dossier, draft.enter()?.into())?;
            }
            What::Withdrawn { clue } => {
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
        }
        Ok(())
    }
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

/// An event does not fit the casebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventMismatch {
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
