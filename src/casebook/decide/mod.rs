//! Deciding: from a command to the events that it brings about, or the reasons why not.
//!
//! Facts are gathered from the dossier, the procedures decide, and what they say goes
//! into the events. Nothing here knows a number or a rule of its own but these:
//! recorded times never go back, and a key stands for one content.

mod desk;
mod clue;
mod transfer;
mod follow;
mod case;
mod ledger;

use crate::casebook::book::Casebook;
use crate::casebook::command::{Act, Command};
use crate::casebook::event::Event;
use desk::Desk;
pub use desk::{Context, NotDone};

/// What became of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was carried out, and brought about so many events.
    Now(usize),
    /// It had been carried out before, under the same key and with the same content.
    Before,
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
    match command.act() {
        Act::Enter(drafts) => desk.enter(drafts)?,
        Act::Register { .. }
        | Act::Withdraw { .. }
        | Act::Dispose { .. }
        | Act::Verify(_)
        | Act::Close { .. }
        | Act::Recheck(_)
        | Act::Reply { .. } => clue::decide(&mut desk)?,
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
        Act::File { .. }
        | Act::Advance { .. }
        | Act::Measure(_)
        | Act::EndMeasure { .. }
        | Act::Raise { .. }
        | Act::Conclude { .. } => case::decide(&mut desk)?,
        Act::Rectify(_) | Act::Progress { .. } => ledger::decide(&mut desk)?,
    }
    Ok(desk.events)
}

/// Decides a command and takes its events in, all or none.
///
/// # Errors
///
/// [`NotDone`]; the casebook is as it was.
pub fn handle(
    book: &mut Casebook,
    command: &Command,
    context: &Context<'_>,
) -> Result<Done, NotDone> {
    if let Some(before) = book.commands().get(command.key()) {
        let key = command.key().clone();
        return if before == command { Ok(Done::Before) } else { Err(NotDone::KeyTaken { key }) };
    }
    let events = decide(book, command, context)?;
    book.apply_all(&events)?;
    book.keep(command);
    Ok(Done::Now(events.len()))
}
