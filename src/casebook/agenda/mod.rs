//! 待办: everything that is due, by whom, and how much time is left.
//!
//! Nothing is decided here: each clock is that of its procedure, asked over the dossier.
//!
//! | what is due | asked of |
//! |---|---|
//! | the first disposal of a clue, an opinion; a named reporter told twice | [`intake`](crate::procedure::intake), [`disposition`](crate::procedure::disposition) |
//! | the end of a verification | [`verification`](crate::procedure::verification) |
//! | notice, hand-over, registration, direction, feedback of a transfer | [`transfer`](crate::procedure::transfer) |
//! | the decision in a case and its trial; the end of a measure, and telling the family | [`discipline`](crate::procedure::discipline) |
//! | the end of the stage of a police case; looking at it in each | [`follow_up`](crate::procedure::follow_up) |
//! | a signature under a finding that lies open | [`sign_off`](crate::procedure::sign_off) |
//! | the decision on an appeal, the return of property, clearing a name | [`remedy`](crate::procedure::remedy) |
//! | an entry of the rectification ledger, a listed matter, the reply to a proposal, a milestone | their own last day |
//! | a recusal that was asked for; what a reporter brought up after the answer | [`Casebook::recusals`], [`reporter`](crate::procedure::reporter) |
//! | a later claim near a signed finding; a questioned finding | [`watch`](super::watch) |
//!
//! Where a change of rules or calendar has moved an end, the item says so; one that would
//! come earlier by it stays where it was ([`Until::Held`], [`moved`](super::moved)).
//!
//! A clock that nobody can name yet, since a fact is missing, is left out; what has no
//! number of days is told without one.
//!
//! Not here: what a whole stock still lacks, such as closed clues that nobody went through
//! again or files that nobody reviewed. That is asked of
//! [`look_back`](crate::procedure::look_back) and
//! [`file_review`](crate::procedure::file_review), when somebody goes through the stock.

mod item;
mod desk;
mod clues;
mod cases;
mod findings;
mod requests;
mod days;

use desk::Desk;
pub use item::{Item, Pressing, Until};

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::casebook::book::Casebook;
use crate::rulebook::RulesInForce;

/// Whatever is due and not done at `now`: the earliest end first, then by what it is about.
///
/// Takes time linear in the dossier, and sorts what it finds. `rules` are those of the
/// organ that keeps the casebook on the day of `now`; a limit that began under earlier
/// rules is counted by those, as its procedure has it.
#[must_use]
pub fn agenda(
    book: &Casebook,
    rules: RulesInForce<'_>,
    calendar: &WorkCalendar,
    now: Moment,
) -> Vec<Item> {
    let mut desk = Desk { book, dossier: book.dossier(), rules, calendar, now, items: Vec::new() };
    desk.clues();
    desk.verifications();
    desk.transfers();
    desk.cases();
    desk.measures();
    desk.appeals();
    desk.following();
    desk.signatures();
    desk.corrections();
    desk.findings();
    desk.recusals();
    desk.objections();
    desk.last_days();
    desk.milestones();
    desk.items.sort_by(|one, other| one.order().cmp(&other.order()));
    desk.items
}
