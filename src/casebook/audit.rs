//! 复核: every stored command decided again, by the rules and the calendar of its day.
//!
//! A journal says what was decided and why. This asks whether the same rules decide the
//! same today: if the code has changed, or a pack was swapped for another of the same
//! name, the entries that come out otherwise are named, each with what is different.
//!
//! An entry that changes the rules or the calendar is decided upon two editions: the new one,
//! and the one before, if the journal says that it was at hand then (the event lists what
//! [moved](super::moved)). If it lists nothing, nothing is asked of the one before.
//!
//! # Source
//!
//! Design §7.

use std::fmt;

use crate::base::text::Code;
use crate::casebook::book::{Casebook, EventMismatch};
use crate::casebook::decide::{Context, NotDone, decide};
use crate::casebook::editions::{Editions, Lost};
use crate::casebook::entry::Entry;
use crate::casebook::event::{Event, What};

/// How an entry compares with what is decided now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The same events come out.
    Same,
    /// Other events come out.
    Differs(Difference),
    /// Now it would not be carried out.
    NotDone(NotDone),
    /// It cannot be decided again.
    Lost(Lost),
}

/// The first event in which two outcomes of one command differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What stands in the journal; nothing if it has fewer events.
    pub was: Option<Box<Event>>,
    /// What comes out now; nothing if fewer do.
    pub now: Option<Box<Event>>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = |event: &Option<Box<Event>>, other: &Option<Box<Event>>| {
            let Some(event) = event else { return "nothing".to_owned() };
            let others = other.as_ref().map(|other| other.reasons.as_slice()).unwrap_or_default();
            // The reason that only one of the two gives says most.
            let own = event.reasons.iter().find(|reason| !others.contains(reason));
            let own = own.or_else(|| event.reasons.first());
            let reason = own.map(|reason| format!(", {}: {}", reason.rule(), reason.because()));
            format!("{}{}", event.what.name(), reason.unwrap_or_default())
        };
        let (was, now) = (told(&self.was, &self.now), told(&self.now, &self.was));
        write!(f, "the journal has {was}; decided again it is {now}")
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("same"),
            Self::Differs(difference) => write!(f, "differs because {difference}"),
            Self::NotDone(why) => write!(f, "differs because it would not be carried out: {why}"),
            Self::Lost(lost) => write!(f, "cannot be decided again: {lost}"),
        }
    }
}

/// One entry and how it compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// The number of the entry.
    pub entry: u64,
    /// The key of its command.
    pub key: Code,
    /// How it compares.
    pub verdict: Verdict,
}

/// What an audit of a journal has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// How many entries were decided again.
    pub entries: usize,
    /// Those that do not come out the same, in the order of the journal.
    pub other: Vec<Audited>,
}

impl Audit {
    /// Whether every entry comes out the same.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.other.is_empty()
    }
}

/// Decides every entry of a journal again, each upon what the journal says of those before.
///
/// One difference makes no others: the casebook goes on with what the journal has.
///
/// # Errors
///
/// [`EventMismatch`] if the entries are no journal.
pub fn audit(entries: &[Entry], editions: &Editions) -> Result<Audit, EventMismatch> {
    let mut book = Casebook::default();
    let mut other = Vec::new();
    for entry in entries {
        let verdict = match context(editions, entry) {
            Ok(context) => compare(entry, decide(&book, &entry.command, &context)),
            Err(lost) => Verdict::Lost(lost),
        };
        if verdict != Verdict::Same {
            let key = entry.command.key().clone();
            other.push(Audited { entry: entry.number, key, verdict });
        }
        book.take(entry)?;
    }
    Ok(Audit { entries: entries.len(), other })
}

/// By what an entry was decided, and whether the edition before was at hand.
fn context<'a>(editions: &'a Editions, entry: &'a Entry) -> Result<Context<'a>, Lost> {
    let kept = editions.find(&entry.basis)?;
    let mut context = Context::new(kept.rulebook, kept.pack, kept.calendar);
    context.edition = entry.basis.rules.as_ref();
    for event in &entry.events {
        if let What::OtherRules { was, moved: Some(_), .. } = &event.what {
            editions.find(was)?;
            context.kept = Some(editions);
        }
    }
    Ok(context)
}

fn compare(entry: &Entry, again: Result<Vec<Event>, NotDone>) -> Verdict {
    let again = match again {
        Ok(again) => again,
        Err(not_done) => return Verdict::NotDone(not_done),
    };
    let longer = entry.events.len().max(again.len());
    let pairs = (0..longer).map(|at| (entry.events.get(at), again.get(at)));
    let first = pairs.into_iter().find(|(was, now)| was != now);
    let boxed = |event: Option<&Event>| event.cloned().map(Box::new);
    first.map_or(Verdict::Same, |(was, now)| {
        Verdict::Differs(Difference { was: boxed(was), now: boxed(now) })
    })
}
