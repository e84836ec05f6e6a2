//! The tables: journal and vault, appended to in one transaction; and a snapshot.
//!
//! | table | a row | written |
//! |---|---|---|
//! | `journal` | one line of the journal, under its number | once; never changed |
//! | `vault` | salt and text of one sealed text, under its commitment; nothing once it is erased | once; emptied by a disposal |
//! | `snapshot` | a casebook as it stood after a line, with all its names | now and then; thrown away by a disposal |
//!
//! A command is stored when `COMMIT` has come back. SQLite runs with `synchronous = FULL`:
//! what was committed is on the disk.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use unbrella::casebook::journal::chain::{Fault, Link, NotAppended};
use unbrella::casebook::journal::disposal::{DisposalLog, DisposalRecord};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::vault::{ChangedText, KeptText, Salt, Vault};
use unbrella::casebook::snapshot::Snapshot;
use unbrella::provenance::{Fingerprint, InvalidFingerprint};

/// A database with one casebook.
pub struct Store {
    database: Connection,
}

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets SQLite write ahead to a log. Two that make a new database at once get in each other's
/// way here, and SQLite does not wait by itself.
fn log_ahead(database: &Connection) -> Result<(), StoreError> {
    let begun = Instant::now();
    loop {
        match database.execute_batch("PRAGMA journal_mode = WAL;") {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && begun.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            other => return Ok(other?),
        }
    }
}

impl Store {
    /// Opens a database, or makes one.
    pub fn open(path: &str) -> Result<Self, StoreError> {
        let database = Connection::open(path)?;
        // Another writer is waited for; after that it is an error, and nothing was written.
        database.busy_timeout(PATIENCE)?;
        log_ahead(&database)?;
        database.execute_batch(
            "PRAGMA synchronous = FULL;
             PRAGMA secure_delete = ON;
             CREATE TABLE IF NOT EXISTS journal (number INTEGER PRIMARY KEY, line TEXT NOT NULL);
             CREATE TABLE IF NOT EXISTS vault (commitment TEXT PRIMARY KEY, salt BLOB, text TEXT);
             CREATE TABLE IF NOT EXISTS snapshot (one INTEGER PRIMARY KEY, head TEXT, book TEXT);",
        )?;
        Ok(Self { database })
    }

    /// The entries after a head, each checked against the one before.
    pub fn entries_after(&self, mut head: Head) -> Result<Vec<Link>, StoreError> {
        let mut query =
            self.database.prepare("SELECT line FROM journal WHERE number > ?1 ORDER BY number")?;
        let mut rows = query.query(params![place(head.number)?])?;
        let mut links = Vec::new();
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            let number = head.number.saturating_add(1);
            let link = Link::read(line.as_bytes(), head)
                .map_err(|fault| StoreError::BadEntry { number, fault })?;
            head = link.head();
            links.push(link);
        }
        Ok(links)
    }

    /// The whole vault, each text checked against its commitment.
    pub fn vault(&self) -> Result<Vault, StoreError> {
        let mut texts = BTreeMap::new();
        let mut query = self.database.prepare("SELECT commitment, salt, text FROM vault")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let commitment = Fingerprint::parse(&row.get::<_, String>(0)?)?;
            let (salt, text): (Option<[u8; 32]>, Option<String>) = (row.get(1)?, row.get(2)?);
            let kept =
                salt.zip(text).map(|(salt, text)| KeptText::new(Salt::from_bytes(salt), text));
            texts.insert(commitment, kept);
        }
        Ok(Vault::try_from(texts)?)
    }

    /// The last snapshot, with the head after which it was taken; nothing if there is none,
    /// or none that can be read: the journal has everything.
    pub fn snapshot(&self) -> Result<Option<(Head, Snapshot)>, StoreError> {
        let row: Option<(String, String)> = self
            .database
            .query_row("SELECT head, book FROM snapshot", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let read = |(head, book): (String, String)| {
            Some((serde_json::from_str(&head).ok()?, serde_json::from_str(&book).ok()?))
        };
        Ok(row.and_then(read))
    }

    /// Keeps a snapshot in the place of the one before.
    pub fn keep_snapshot(&self, head: Head, snapshot: &Snapshot) -> Result<(), StoreError> {
        let text =
            |written: serde_json::Result<String>| written.map_err(|_| StoreError::NoSnapshot);
        let (head, book) =
            (text(serde_json::to_string(&head))?, text(serde_json::to_string(snapshot))?);
        self.database.execute(
            "INSERT OR REPLACE INTO snapshot (one, head, book) VALUES (1, ?1, ?2)",
            params![head, book],
        )?;
        Ok(())
    }

    /// Appends one entry and its texts behind the head that the caller knows; all or nothing.
    ///
    /// Optimistic: nothing was locked while the caller decided. If somebody else has
    /// appended meanwhile, nothing is written.
    pub fn append(&mut self, link: &Link, texts: &[KeptText]) -> Result<Appended, StoreError> {
        let expected = Head { number: link.number().saturating_sub(1), hash: link.previous() };
        let transaction =
            self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if last(&transaction)? != expected {
            return Ok(Appended::SomebodyElse);
        }
        transaction.execute(
            "INSERT INTO journal (number, line) VALUES (?1, ?2)",
            params![place(link.number())?, link.to_string()],
        )?;
        for text in texts {
            transaction.execute(
                "INSERT INTO vault (commitment, salt, text) VALUES (?1, ?2, ?3)",
                params![text.commitment().to_string(), text.salt().as_bytes(), text.as_str()],
            )?;
        }
        transaction.commit()?;
        Ok(Appended::Stored)
    }
}

/// Record and erasure in one transaction: neither stands without the other.
impl DisposalLog for Store {
    type Error = StoreError;

    fn keep(&mut self, record: &DisposalRecord) -> Result<(), StoreError> {
        let transaction =
            self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let link = Link::after(last(&transaction)?, &serde_json::json!({"disposal": record}))?;
        transaction.execute(
            "INSERT INTO journal (number, line) VALUES (?1, ?2)",
            params![place(link.number())?, link.to_string()],
        )?;
        for text in &record.details().texts {
            transaction.execute(
                "UPDATE vault SET salt = NULL, text = NULL WHERE commitment = ?1",
                params![text.to_string()],
            )?;
        }
        // It holds the names too; the next one is made from what is left.
        transaction.execute("DELETE FROM snapshot", [])?;
        transaction.commit()?;
        // The text also stands in the file of what was written last, until it is emptied.
        self.database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

/// The head of what is stored.
fn last(transaction: &Transaction<'_>) -> Result<Head, StoreError> {
    let row: Option<(i64, String)> = transaction
        .query_row("SELECT number, line FROM journal ORDER BY number DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((number, line)) = row else { return Ok(Head::START) };
    let number = u64::try_from(number).unwrap_or_default();
    // The line was checked when it was read or written; here only its hash is looked up.
    let value: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
    let hash = Fingerprint::parse(value["hash"].as_str().unwrap_or_default())?;
    Ok(Head { number, hash })
}

fn place(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Full)
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is on the disk.
    Stored,
    /// Another entry stands in its place. Nothing was written: read that one, decide again.
    SomebodyElse,
}

/// Why the store cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// SQLite says no.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    /// The chain is broken.
    #[error("entry {number}: {fault}")]
    BadEntry {
        /// Its number.
        number: u64,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A hash or a commitment is written in another way.
    #[error(transparent)]
    Hash(#[from] InvalidFingerprint),
    /// A text of the vault was changed.
    #[error(transparent)]
    Changed(#[from] ChangedText),
    /// The entry cannot be journaled.
    #[error(transparent)]
    NotAppended(#[from] NotAppended),
    /// A snapshot cannot be written.
    #[error("the snapshot cannot be written")]
    NoSnapshot,
    /// SQLite counts to 2⁶³ only.
    #[error("the journal is full")]
    Full,
}
