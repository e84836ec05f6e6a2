//! 重新计算: which deadlines a change of rules or calendar moves.
//!
//! [`recount`] asks the [agenda](super::agenda) twice, by the rules and the calendar before
//! and after, and compares. A host may ask it before it changes anything. Once the change
//! is made, the first command that is carried out brings the event `other_rules`, and the
//! same list stands in it, if the context of the command has the
//! [editions](super::editions) that the host has kept.
//!
//! Takes the time of two agendas, linear in the dossier; nothing else in a casebook does
//! that at a single command, and this one only at a change.

use std::collections::BTreeMap;

use crate::base::calendar::WorkCalendar;
use crate::base::day::Moment;
use crate::base::id::AnyId;
use crate::base::text::Code;
use crate::casebook::agenda::{Item, agenda};
use crate::casebook::book::Casebook;
use crate::casebook::moved::Moved;
use crate::procedure::clock::Clock;
use crate::rulebook::RulesInForce;

/// By what deadlines are counted.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// The rules of the organ that keeps the casebook.
    pub rules: RulesInForce<'a>,
    /// The days on which offices are open.
    pub calendar: &'a WorkCalendar,
}

/// The open deadlines that come out otherwise `now` than as it `was`, by what they are about
/// and what is due.
///
/// Listed is what the two *count* otherwise; `was` is the end that held, which may be one
/// that an earlier change had left as it was. What a person has set by hand (整改期限) does
/// not depend on either.
///
/// # Examples
///
/// ```
/// use unbrella::base::calendar::china;
/// use unbrella::base::day::Moment;
/// use unbrella::casebook::book::Casebook;
/// use unbrella::casebook::recount::{Counting, recount};
/// use unbrella::rulebook::Rulebook;
///
/// let at = Moment::parse("2021-06-01T09:00:00+08:00")?;
/// let (rulebook, calendar) = (Rulebook::published(), china());
/// let of = |pack: &str| rulebook.on(pack, at.day());
/// let was = Counting { rules: of("zhaotong")?, calendar: &calendar };
/// let now = Counting { rules: of("chengguan")?, calendar: &calendar };
/// assert!(recount(&Casebook::default(), was, now, at).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn recount(book: &Casebook, was: Counting<'_>, now: Counting<'_>, at: Moment) -> Vec<Moved> {
    let mut all: BTreeMap<(AnyId, Code), [Option<Item>; 2]> = BTreeMap::new();
    for (side, counting) in [was, now].into_iter().enumerate() {
        for item in agenda(book, counting.rules, counting.calendar, at) {
            let Ok(code) = Code::parse(item.what.code()) else { continue };
            let both = all.entry((item.about, code)).or_default();
            if let Some(one) = both.get_mut(side) {
                *one = Some(item);
            }
        }
    }
    all.into_values().filter_map(|[was, now]| moved(was, now)).collect()
}

/// One deadline, if it comes out otherwise.
fn moved(was: Option<Item>, now: Option<Item>) -> Option<Moved> {
    fn clock(item: &Option<Item>) -> Option<&Clock> {
        item.as_ref().and_then(Item::clock)
    }
    let (before, after) = (clock(&was), clock(&now));
    let counted = |clock: Option<&Clock>| clock.map(|clock| clock.deadline().due());
    if counted(before) == counted(after) {
        return None;
    }
    let since = after.or(before)?.deadline().start();
    let (held, counted) = (was.as_ref().and_then(Item::due), counted(after));
    let Item { what, about, .. } = now.or(was)?;
    Some(Moved { about, what, since, was: held, now: counted })
}
