//! How bytes go from one organ to the other: a folder, or NATS JetStream.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::nats::{Nats, Pulled};

/// What may go wrong with files, sockets and the other end.
pub type Anything = Box<dyn Error + Send + Sync>;

/// A way to bring bytes from one organ to another. It may lose, repeat and reorder them.
pub trait Mailbox {
    /// Hands a message over. `id` names it once and for ever.
    ///
    /// # Errors
    ///
    /// If the way is closed; the message is sent again later.
    fn send(&mut self, to: &str, id: &str, bytes: &[u8]) -> Result<(), Anything>;

    /// The next message for us, with what it takes to say that it was written down.
    ///
    /// # Errors
    ///
    /// If the way is closed.
    fn next(&mut self) -> Result<Option<Mail>, Anything>;

    /// It was written down; it need not come again.
    ///
    /// # Errors
    ///
    /// If the way is closed; it comes again, which does no harm.
    fn done(&mut self, mail: &Mail) -> Result<(), Anything>;
}

/// A message that came.
pub struct Mail {
    /// Its bytes.
    pub bytes: Vec<u8>,
    ticket: Ticket,
}

enum Ticket {
    File(PathBuf),
    Ack(String),
}

/// A folder for each organ. A message is written beside it and renamed into it, so that
/// nobody reads half of one.
pub struct Folder {
    root: PathBuf,
    own: PathBuf,
    sent: u64,
}

impl Folder {
    /// The mail box of an organ below a folder.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made.
    pub fn open(root: &Path, own: &str) -> Result<Self, Anything> {
        let folder = root.join(own);
        fs::create_dir_all(&folder)?;
        Ok(Self { root: root.to_owned(), own: folder, sent: 0 })
    }
}

impl Mailbox for Folder {
    fn send(&mut self, to: &str, id: &str, bytes: &[u8]) -> Result<(), Anything> {
        self.sent = self.sent.wrapping_add(1);
        let folder = self.root.join(to);
        fs::create_dir_all(&folder)?;
        let half = self.root.join(format!("half-{}-{}", std::process::id(), self.sent));
        fs::write(&half, bytes)?;
        // A repeat has a name of its own: the receiver is to see it.
        fs::rename(&half, folder.join(format!("{id}-{}-{}", std::process::id(), self.sent)))?;
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Mail>, Anything> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(&self.own)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        files.sort();
        let Some(file) = files.into_iter().next() else { return Ok(None) };
        Ok(Some(Mail { bytes: fs::read(&file)?, ticket: Ticket::File(file) }))
    }

    fn done(&mut self, mail: &Mail) -> Result<(), Anything> {
        match &mail.ticket {
            Ticket::File(file) => Ok(fs::remove_file(file)?),
            Ticket::Ack(_) => Ok(()),
        }
    }
}

/// A durable consumer of a JetStream stream.
pub struct Stream {
    nats: Nats,
    own: String,
}

impl Stream {
    /// The mail box of an organ on a server, as in `127.0.0.1:4222`.
    ///
    /// # Errors
    ///
    /// If there is no server, or it has no JetStream.
    pub fn open(address: &str, stream: &str, own: &str) -> Result<Self, Anything> {
        let mut nats = Nats::connect(address, stream)?;
        nats.durable(own)?;
        Ok(Self { nats, own: own.to_owned() })
    }
}

impl Mailbox for Stream {
    fn send(&mut self, to: &str, id: &str, bytes: &[u8]) -> Result<(), Anything> {
        self.nats.publish(to, id, bytes)
    }

    fn next(&mut self) -> Result<Option<Mail>, Anything> {
        let pulled = self.nats.pull(&self.own)?;
        Ok(pulled.map(|Pulled { bytes, ack }| Mail { bytes, ticket: Ticket::Ack(ack) }))
    }

    fn done(&mut self, mail: &Mail) -> Result<(), Anything> {
        match &mail.ticket {
            Ticket::Ack(subject) => self.nats.acknowledge(subject),
            Ticket::File(_) => Ok(()),
        }
    }
}
