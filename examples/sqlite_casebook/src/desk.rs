//! The casebook in memory, and the way of a command: decide, store, take in.

use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::casebook::book::{Casebook, EventMismatch};
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, NotDone, propose};
use unbrella::casebook::journal::entries::{NotJournaled, NotRead, Record, read, sealed};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::sealing::Secret;
use unbrella::casebook::journal::vault::Vault;
use unbrella::casebook::snapshot::Snapshot;
use unbrella::rulebook::Rulebook;

use crate::store::{Appended, Store, StoreError};

/// A snapshot is kept after every so many lines.
const SNAPSHOT_EACH: u64 = 16;

/// A casebook, with the store that it came from.
pub struct Desk {
    store: Store,
    rulebook: Rulebook,
    calendar: WorkCalendar,
    pack: String,
    book: Casebook,
    head: Head,
}

/// What became of a command.
pub enum Answer {
    /// It is stored; the journal ends with it.
    Done(Head),
    /// It was stored before.
    Before,
    /// The rules, or the state, say no.
    Refused(NotDone),
}

impl Desk {
    /// Makes the casebook from its journal.
    pub fn open(store: Store, pack: &str) -> Result<Self, DeskError> {
        let rulebook = Rulebook::published();
        if rulebook.pack(pack).is_none() {
            return Err(DeskError::NoPack);
        }
        let (calendar, pack) = (china(), pack.to_owned());
        // The whole chain is verified; a snapshot spares taking in all of it once more.
        let chain = store.entries_after(Head::START)?;
        let snapshot = store.snapshot()?;
        let known = snapshot.filter(|(head, _)| chain.iter().any(|link| link.head() == *head));
        let (head, book) = match known {
            Some((head, snapshot)) => (head, snapshot.go_on(&[])?),
            None => (Head::START, Casebook::default()),
        };
        let mut desk = Self { store, rulebook, calendar, pack, book, head };
        desk.catch_up()?;
        Ok(desk)
    }

    /// The head of the journal, as far as it is known here.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Whether the casebook is the one that a replay of the whole journal makes.
    pub fn is_the_fold(&self) -> Result<bool, DeskError> {
        let vault = self.store.vault()?;
        let mut book = Casebook::default();
        for link in self.store.entries_after(Head::START)? {
            if let Record::Entry(entry) = read(&link, &vault)?.record {
                book.take(&entry)?;
            }
        }
        Ok(book == self.book)
    }

    /// Decides a command and stores it; on return it is on the disk, or nothing is.
    pub fn take(&mut self, command: &Command) -> Result<Answer, DeskError> {
        loop {
            let context = Context::new(&self.rulebook, &self.pack, &self.calendar);
            let entry = match propose(&mut self.book, command, &context) {
                Ok(Done::Now(entry)) => entry,
                Ok(Done::Before(_)) => return Ok(Answer::Before),
                Err(refused) => return Ok(Answer::Refused(refused)),
            };
            let written = sealed(&entry, self.head, &fresh()?)?;
            match self.store.append(&written.link, &written.texts)? {
                Appended::Stored => {
                    self.book.take(&entry)?;
                    self.head = written.link.head();
                    if self.head.number.is_multiple_of(SNAPSHOT_EACH) {
                        self.store.keep_snapshot(self.head, &Snapshot::of(&self.book))?;
                    }
                    return Ok(Answer::Done(self.head));
                }
                // What the other one stored may change what the rules say to this command.
                Appended::SomebodyElse => self.catch_up()?,
            }
        }
    }

    /// Takes in what others have stored.
    fn catch_up(&mut self) -> Result<(), DeskError> {
        let links = self.store.entries_after(self.head)?;
        let vault = if links.is_empty() { Vault::default() } else { self.store.vault()? };
        for link in links {
            // Records of other kinds do not change the casebook.
            if let Record::Entry(entry) = read(&link, &vault)?.record {
                self.book.take(&entry)?;
            }
            self.head = link.head();
        }
        Ok(())
    }
}

/// Random bytes for the salts of one entry.
fn fresh() -> Result<Secret, DeskError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| DeskError::NoRandomBytes)?;
    Ok(Secret::from_bytes(bytes))
}

/// Why the program cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeskError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An entry cannot be journaled.
    #[error(transparent)]
    NotJournaled(#[from] NotJournaled),
    /// A line of the journal cannot be read.
    #[error(transparent)]
    NotRead(#[from] NotRead),
    /// No such rule pack.
    #[error("there is no such rule pack")]
    NoPack,
    /// A stored entry does not fit those before it.
    #[error(transparent)]
    Mismatch(#[from] EventMismatch),
    /// The operating system gives none.
    #[error("no random bytes")]
    NoRandomBytes,
}
