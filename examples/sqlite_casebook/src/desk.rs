//! The casebook in memory, and the way of a command: decide, store, take in.

use serde_json::{Value, json};
use unbrella::base::calendar::{WorkCalendar, china};
use unbrella::casebook::book::Casebook;
use unbrella::casebook::command::Command;
use unbrella::casebook::decide::{Context, Done, NotDone, decide, handle};
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
            if let Some(before) = self.book.commands().get(command.key()) {
                let key = command.key().clone();
                let same = before == command;
                return Ok(if same {
                    Answer::Before
                } else {
                    Answer::Refused(NotDone::KeyTaken { key })
                });
            }
            let events = match decide(&self.book, command, &self.context()) {
                Ok(events) => events,
                Err(refused) => return Ok(Answer::Refused(refused)),
            };
            let body = json!({"command": command, "events": events});
            let sealed = seal(&body, self.head.number.saturating_add(1), &fresh()?)?;
            let link = Link::after(self.head, &sealed.body)?;
            match self.store.append(&link, &sealed.texts)? {
                Appended::Stored => {
                    self.take_in(command)?;
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
            if let Some(command) = body.get("command") {
                let other = OtherShape { number: link.number(), column: 0 };
                self.take_in(&serde_json::from_value(command.clone()).map_err(|_| other)?)?;
            }
            self.head = link.head();
        }
        Ok(())
    }

    fn take_in(&mut self, command: &Command) -> Result<(), DeskError> {
        let context =
            Context { rulebook: &self.rulebook, pack: &self.pack, calendar: &self.calendar };
        match handle(&mut self.book, command, &context) {
            Ok(Done::Now(_)) => Ok(()),
            Ok(Done::Before) | Err(_) => Err(DeskError::OtherAnswer),
        }
    }

    fn context(&self) -> Context<'_> {
        Context { rulebook: &self.rulebook, pack: &self.pack, calendar: &self.calendar }
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
    /// A stored command is decided in another way than it was.
    #[error("a stored command is not decided as it was: other rules?")]
    OtherAnswer,
    /// The operating system gives none.
    #[error("no random bytes")]
    NoRandomBytes,
}
