//! The casebook in memory, and the way of a command: decide, store, take in.

use serde_json::Value;
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::casebook::book::{Casebook, EventMismatch};
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, NotDone, propose};
use unbrella::casebook::entry::Entry;
use unbrella::casebook::journal::chain::{Link, NotAppended, OtherShape};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::sealing::{Lost, MarkedAlready, Secret, seal, unseal};
use unbrella::casebook::journal::vault::Vault;
use unbrella::rulebook::Rulebook;

use crate::store::{Appended, Store, StoreError};

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
        let (book, head) = (Casebook::default(), Head::START);
        let mut desk = Self { store, rulebook, calendar, pack, book, head };
        desk.catch_up()?;
        Ok(desk)
    }

    /// The head of the journal, as far as it is known here.
    pub const fn head(&self) -> Head {
        self.head
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
            let body = serde_json::to_value(&entry).map_err(|_| self.other_shape())?;
            let sealed = seal(&body, self.head.number.saturating_add(1), &fresh()?)?;
            let link = Link::after(self.head, &sealed.body)?;
            match self.store.append(&link, &sealed.texts)? {
                Appended::Stored => {
                    self.book.take(&entry)?;
                    self.head = link.head();
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
            let body = unseal(&link.read_body::<Value>()?, &vault)?.body;
            // Other entries, such as the record of a disposal, do not change the casebook.
            if body.get("command").is_some() {
                let other = OtherShape { number: link.number(), column: 0 };
                let entry: Entry = serde_json::from_value(body).map_err(|_| other)?;
                self.book.take(&entry)?;
            }
            self.head = link.head();
        }
        Ok(())
    }

    const fn other_shape(&self) -> OtherShape {
        OtherShape { number: self.head.number, column: 0 }
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
    /// The body of an entry is of another shape.
    #[error(transparent)]
    Shape(#[from] OtherShape),
    /// Texts are missing from the vault.
    #[error(transparent)]
    Lost(#[from] Lost),
    /// The entry cannot be sealed.
    #[error(transparent)]
    Marked(#[from] MarkedAlready),
    /// The entry cannot be journaled.
    #[error(transparent)]
    NotAppended(#[from] NotAppended),
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
