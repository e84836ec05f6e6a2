//! Casework worked through again: each command goes to the casebook, and its fate is kept.

use crate::base::calendar::WorkCalendar;
use crate::base::day::{Day, Moment};
use crate::base::text::Code;
use crate::casebook::book::{Casebook, EventMismatch};
use crate::casebook::command::Command;
use crate::casebook::decide::{Context, Done, NotDone, handle};
use crate::casebook::entry::Entry;
use crate::casebook::event::Event;
use crate::report::casework::lines::{CaseworkFile, Header};
use crate::rulebook::{InvalidRulebook, Rulebook};
use crate::terms::office::Level;

/// What became of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fate {
    /// It was carried out, with so many events.
    Done(usize),
    /// It had been carried out before.
    Repeated,
    /// It was refused, or did not fit.
    NotDone(NotDone),
    /// It was recorded after the moment of the report.
    Later,
}

/// One line and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// The name of the file.
    pub file: Code,
    /// The line, counted from 1.
    pub line: usize,
    /// The command.
    pub command: Command,
    /// What became of it.
    pub fate: Fate,
}

/// What an earlier run has kept, and up to when it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The entries of the journal, first to last.
    pub entries: Vec<Entry>,
    /// What was recorded later is left out; nothing asks for the moment of the report.
    pub as_of: Option<Moment>,
}

/// A casebook as it stands after all lines, and what became of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    header: Header,
    rulebook: Rulebook,
    book: Casebook,
    entries: Vec<Entry>,
    events: Vec<Event>,
    worked: Vec<Worked>,
}

impl Replay {
    /// Works through files that belong together, in the order in which their lines were
    /// recorded; the first file comes first where two were recorded at once.
    ///
    /// Within a file the order is that of its lines: a line that was recorded before the
    /// one in front of it is refused.
    ///
    /// # Errors
    ///
    /// [`NoReplay`] if there is no file, a file goes on with one that is not there, or the
    /// rule pack is not known.
    pub fn new(
        files: &[&CaseworkFile],
        rulebook: Rulebook,
        calendar: &WorkCalendar,
    ) -> Result<Self, NoReplay> {
        Self::resumed(files, rulebook, calendar, &Kept::default())
    }

    /// The same, upon what an earlier run has kept: an entry that stands in the journal is
    /// taken as it stands there, and not decided again. So it comes to the same casework as
    /// a run without a journal, as long as the rules are the same.
    ///
    /// # Errors
    ///
    /// [`NoReplay`] as for [`Self::new`], and if the journal is none, or is that of other
    /// lines.
    pub fn resumed(
        files: &[&CaseworkFile],
        rulebook: Rulebook,
        calendar: &WorkCalendar,
        kept: &Kept,
    ) -> Result<Self, NoReplay> {
        let mut header = files.last().ok_or(NoReplay::NoFile)?.header().clone();
        header.as_of = kept.as_of.map_or(header.as_of, |as_of| as_of.min(header.as_of));
        for file in files {
            let wanted = file.header().continues.as_ref();
            let there = |name: &Code| files.iter().any(|file| file.header().name == *name);
            if let Some(wanted) = wanted.filter(|name| !there(name)) {
                let name = file.header().name.clone();
                return Err(NoReplay::Continues { name, wanted: wanted.clone() });
            }
        }
        let rulebook = match header.rules_from {
            Some(day) => dated(rulebook, header.pack.as_str(), day)?,
            None => rulebook,
        };
        if rulebook.pack(header.pack.as_str()).is_none() {
            return Err(NoReplay::Pack { pack: header.pack.clone() });
        }
        let mut replay = Self {
            header,
            rulebook,
            book: Casebook::default(),
            entries: Vec::new(),
            events: Vec::new(),
            worked: Vec::new(),
        };
        replay.work(files, calendar, kept)?;
        Ok(replay)
    }

    fn work(
        &mut self,
        files: &[&CaseworkFile],
        calendar: &WorkCalendar,
        kept: &Kept,
    ) -> Result<(), NoReplay> {
        let rulebook = self.rulebook.clone();
        let pack = self.header.pack.clone();
        let context = Context::new(&rulebook, pack.as_str(), calendar);
        let as_of = self.header.as_of;
        let known = |entry: &&Entry| entry.command.when().recorded_at() <= as_of;
        let mut kept = kept.entries.iter().filter(known).peekable();
        for (file, line, command) in merged(files) {
            let fate = if command.when().recorded_at() > as_of {
                Fate::Later
            } else if let Some(entry) = kept.next_if(|entry| entry.command == *command) {
                self.book.take(entry).map_err(NoReplay::Journal)?;
                self.keep(entry.clone())
            } else {
                match handle(&mut self.book, command, &context) {
                    Ok(Done::Now(entry)) => self.keep(*entry),
                    Ok(Done::Before(_)) => Fate::Repeated,
                    Err(not_done) => Fate::NotDone(not_done),
                }
            };
            let (file, command) = (file.clone(), command.clone());
            self.worked.push(Worked { file, line, command, fate });
        }
        match kept.next() {
            None => Ok(()),
            Some(entry) => Err(NoReplay::OtherLines { entry: entry.number }),
        }
    }

    fn keep(&mut self, entry: Entry) -> Fate {
        let events = entry.events.len();
        self.events.extend_from_slice(&entry.events);
        self.entries.push(entry);
        Fate::Done(events)
    }

    /// What the last file says of itself.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The packs by which it was decided.
    #[must_use]
    pub const fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// The casebook as it stands.
    #[must_use]
    pub const fn book(&self) -> &Casebook {
        &self.book
    }

    /// The journal: an entry for each line that was carried out.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The events of the journal, first to last.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// All lines, in the order in which they were worked through.
    #[must_use]
    pub fn worked(&self) -> &[Worked] {
        &self.worked
    }
}

/// The lines of all files by when they were recorded. Each file keeps its own order.
fn merged<'a>(files: &[&'a CaseworkFile]) -> Vec<(&'a Code, usize, &'a Command)> {
    let mut lines = Vec::new();
    for file in files {
        // A line that goes back in time stays behind the one in front of it.
        let mut latest = None;
        for (number, command) in file.commands() {
            let recorded = command.when().recorded_at();
            latest = Some(latest.map_or(recorded, |latest| recorded.max(latest)));
            lines.push((latest, &file.header().name, *number, command));
        }
    }
    lines.sort_by_key(|(recorded, _, _, _)| *recorded);
    lines.into_iter().map(|(_, file, number, command)| (file, number, command)).collect()
}

/// The rulebook in which the pack of a place, and those above it below the nation, begin
/// on a day, where their documents give only the day of their publication.
fn dated(mut rulebook: Rulebook, pack: &str, day: Day) -> Result<Rulebook, NoReplay> {
    let Ok(rules) = rulebook.on(pack, day) else { return Ok(rulebook) };
    let local = rules.chain().filter(|pack| pack.level() != Level::Central);
    let packs: Vec<_> = local.map(|pack| pack.clone().beginning(day)).collect();
    for pack in packs {
        rulebook = rulebook.with(pack)?;
    }
    Ok(rulebook)
}

/// Why nothing was worked through.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoReplay {
    /// There is no file.
    #[error("there is no file")]
    NoFile,
    /// A file goes on with one that is not there.
    #[error("{name} continues {wanted}, which is not there")]
    Continues {
        /// The file.
        name: Code,
        /// What it goes on with.
        wanted: Code,
    },
    /// The entries of the journal do not fit each other.
    #[error("the journal: {0}")]
    Journal(EventMismatch),
    /// The journal is that of other lines.
    #[error(
        "entry {entry} of the journal belongs to no line of the casework, or to another place in it"
    )]
    OtherLines {
        /// The entry.
        entry: u64,
    },
    /// The rule pack is not known.
    #[error("there is no rule pack {pack}")]
    Pack {
        /// Its name.
        pack: Code,
    },
    /// The packs do not belong together.
    #[error(transparent)]
    Rulebook(#[from] InvalidRulebook),
}
