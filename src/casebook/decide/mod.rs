//! Deciding: from a command to the events that it brings about, or the reasons why not.
//!
//! Facts are gathered from the dossier, the procedures decide, and what they say goes
//! into the events. Nothing here knows a number or a rule of its own but these: recorded
//! times never go back; a key stands for one content; nobody decides upon what has changed
//! since; and what [`door`] asks of every command, whatever it is about.

pub(super) mod desk;
pub mod door;
pub(super) mod given;
mod clue;
mod transfer;
mod follow;
mod case;
mod measure;
mod raising;
mod ledger;
mod finding;
mod remedy;
mod publicity;
mod proposal;
mod supervision;
mod accountability;
mod reporter;
mod recused;
mod correction;

use crate::casebook::basis::Basis;
use crate::casebook::book::{Casebook, EventMismatch, Unfit};
use crate::casebook::command::{Act, Command};
use crate::casebook::content::Mark;
use crate::casebook::entry::Entry;
use crate::casebook::event::{Event, What};
use crate::casebook::moved::{self, Moved};
use crate::casebook::recount::{Counting, recount};
use desk::Desk;
pub use desk::{Context, NotDone};

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was carried out. The host stores the entry behind the others of the journal.
    Now(Box<Entry>),
    /// It had been carried out before, under the same key and with the same content: this
    /// entry of the journal tells what came of it.
    Before(u64),
}

/// The events that a command brings about.
///
/// # Errors
///
/// [`NotDone`]. A refusal lists every unmet condition with its cures.
pub fn decide(
    book: &Casebook,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, NotDone> {
    let recorded = command.when().recorded_at();
    if let Some(last) = book.last_recorded().filter(|last| recorded < *last) {
        return Err(NotDone::GoesBack { recorded, last });
    }
    let mut desk = Desk { book, command, context: *context, events: Vec::new() };
    door::pass(&desk)?;
    let basis = context.basis()?;
    if let Some(was) = book.basis().filter(|was| **was != basis) {
        let (organ, was, moved) = (command.organ(), was.clone(), recounted(&desk, was));
        let mut why = vec![desk::reckoned()];
        why.extend(moved.as_deref().map(moved::told));
        desk.write(What::OtherRules { organ, was, now: basis, moved }, why);
    }
    match command.act() {
        Act::Enter(drafts) => given::enter(&mut desk, drafts)?,
        Act::Register { .. }
        | Act::Withdraw { .. }
        | Act::Dispose { .. }
        | Act::Verify(_)
        | Act::Close { .. }
        | Act::Recheck(_)
        | Act::Reply { .. }
        | Act::Object { .. } => clue::decide(&mut desk)?,
        Act::Owe(_)
        | Act::Notify(_)
        | Act::HandOver(_)
        | Act::Receive { .. }
        | Act::FeedBack { .. } => transfer::decide(&mut desk)?,
        Act::Follow(_)
        | Act::Followed { .. }
        | Act::NothingFound { .. }
        | Act::Sign(_)
        | Act::ScreenCase(_)
        | Act::ScreenMembers(_) => follow::decide(&mut desk)?,
        Act::File { .. } | Act::Advance { .. } | Act::Conclude { .. } => case::decide(&mut desk)?,
        Act::Measure(_)
        | Act::ExtendMeasure { .. }
        | Act::TellFamily { .. }
        | Act::FoundUnrelated { .. }
        | Act::EndMeasure { .. } => measure::decide(&mut desk)?,
        Act::Raise { .. } | Act::Lower { .. } => raising::decide(&mut desk)?,
        Act::Rectify(_) | Act::Progress { .. } => ledger::decide(&mut desk)?,
        Act::Label { .. }
        | Act::Weigh { .. }
        | Act::Judge { .. }
        | Act::Question { .. }
        | Act::Settle { .. } => finding::decide(&mut desk)?,
        Act::Appeal(_)
        | Act::AcceptAppeal { .. }
        | Act::DecideAppeal { .. }
        | Act::Revoke { .. }
        | Act::Clear { .. } => remedy::decide(&mut desk)?,
        Act::Publish { .. } | Act::PutRight { .. } | Act::IssueNotice(_) | Act::ComeForward(_) => {
            publicity::decide(&mut desk)?
        }
        Act::Propose(_) | Act::AdvanceProposal { .. } | Act::Educate(_) => {
            proposal::decide(&mut desk)?;
        }
        Act::List(_) | Act::AdvanceListed { .. } | Act::SendMission(_) | Act::Inspect(_) => {
            supervision::decide(&mut desk)?;
        }
        Act::Hold { accountability, inquiry } => {
            accountability::hold(&mut desk, accountability, inquiry)?;
        }
        Act::Reward { .. } | Act::Protect(_) => reporter::decide(&mut desk)?,
        Act::AskRecusal { .. } | Act::DecideRecusal { .. } => recused::decide(&mut desk)?,
        Act::Correct { .. } => correction::decide(&mut desk)?,
    }
    Ok(desk.events)
}

/// The deadlines that come out otherwise than by the rules and the calendar before; nothing
/// if those are not at hand.
fn recounted(desk: &Desk<'_>, was: &Basis) -> Option<Vec<Moved>> {
    let at = desk.command.when().recorded_at();
    let kept = desk.context.kept?.find(was).ok()?;
    let rules = kept.rulebook.on(kept.pack, at.day()).ok()?;
    let was = Counting { rules, calendar: kept.calendar };
    let rules = desk.context.rules(at).ok()?;
    let now = Counting { rules, calendar: desk.context.calendar };
    Some(recount(desk.book, was, now, at))
}

/// Decides a command, for a host that stores the entry before anything changes: a database
/// that refuses it then loses nothing. Once it is stored, [`Casebook::take`] takes it in.
///
/// The casebook is as it was, whatever comes back. Whether the entry would fit is tried,
/// and taken back.
///
/// # Errors
///
/// [`NotDone`].
pub fn propose(
    book: &mut Casebook,
    command: &Command,
    context: &Context<'_>,
) -> Result<Done, NotDone> {
    let done = prepared(book, command, context)?;
    if let Done::Now(entry) = &done {
        book.would_fit(&entry.events).map_err(unfit)?;
    }
    Ok(done)
}

/// Decides a command and takes its events in, all or none.
///
/// Sent again under its key, the same command changes nothing: the host may repeat what it
/// does not know to have arrived.
///
/// # Errors
///
/// [`NotDone`]; the casebook is as it was.
pub fn handle(
    book: &mut Casebook,
    command: &Command,
    context: &Context<'_>,
) -> Result<Done, NotDone> {
    let done = prepared(book, command, context)?;
    if let Done::Now(entry) = &done {
        book.take(entry).map_err(unfit)?;
    }
    Ok(done)
}

/// The entry of a command, which may still not fit.
fn prepared(book: &Casebook, command: &Command, context: &Context<'_>) -> Result<Done, NotDone> {
    if let Some(before) = book.carried(command.key()) {
        let key = command.key().clone();
        let same = Mark::of(command).is_ok_and(|mark| mark == before.mark);
        return if same { Ok(Done::Before(before.entry)) } else { Err(NotDone::KeyTaken { key }) };
    }
    Ok(Done::Now(Box::new(Entry {
        number: book.entries().saturating_add(1),
        command: command.clone(),
        events: decide(book, command, context)?,
        basis: context.basis()?,
        late: book.last_occurred().is_some_and(|last| command.when().occurred_at() < last),
    })))
}

fn unfit(mismatch: EventMismatch) -> NotDone {
    NotDone::Unfit(match mismatch {
        EventMismatch::Unfit { problem, .. } => problem,
        other => Unfit::Step { why: other.to_string() },
    })
}
