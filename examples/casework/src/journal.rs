//! The journals of the casework: one file for each, in a folder.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use unbrella::base::calendar::WorkCalendar;
use unbrella::base::day::Moment;
use unbrella::casebook::audit::audit;
use unbrella::casebook::editions::Editions;
use unbrella::casebook::entry::Entry;
use unbrella::casebook::journal::chain::{Broken, Link, links};
use unbrella::casebook::journal::entries::{Record, read};
use unbrella::casebook::journal::head::Head;
use unbrella::casebook::journal::vault::Vault;
use unbrella::report::casework::lines::CaseworkFile;
use unbrella::report::casework::replay::{Kept, Replay};
use unbrella::rulebook::Rulebook;

/// What became of one journal.
#[derive(Serialize)]
pub(crate) struct Journaled {
    file: String,
    entries: usize,
    new: usize,
    head: String,
    /// A last line that was cut when an earlier run died, and taken off.
    #[serde(skip_serializing_if = "Option::is_none")]
    torn_bytes: Option<usize>,
    /// Entries that do not come out the same, decided again.
    differ: Vec<String>,
}

impl fmt::Display for Journaled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, entries, new, head, torn_bytes, differ } = self;
        writeln!(f, "  {file}: {entries} entries, {new} of them new; chain whole up to {head}")?;
        if let Some(bytes) = torn_bytes {
            writeln!(f, "    a last line of {bytes} bytes was torn, and is not counted")?;
        }
        let same = entries.saturating_sub(differ.len());
        writeln!(f, "    decided again: {same} the same, {} otherwise", differ.len())?;
        differ.iter().try_for_each(|one| writeln!(f, "      {one}"))
    }
}

/// The folder of the journals, if there is one, and up to when is asked.
pub(crate) struct Shelf {
    folder: Option<PathBuf>,
    as_of: Option<Moment>,
    told: Vec<Journaled>,
}

impl Shelf {
    pub(crate) const fn new(folder: Option<PathBuf>, as_of: Option<Moment>) -> Self {
        Self { folder, as_of, told: Vec::new() }
    }

    pub(crate) fn into_told(self) -> Vec<Journaled> {
        self.told
    }

    /// Works through casework, upon its journal if there is one.
    pub(crate) fn replay(
        &mut self,
        files: &[&CaseworkFile],
        rulebook: Rulebook,
        calendar: &WorkCalendar,
    ) -> Result<Replay, String> {
        let told = |error: &dyn fmt::Display| error.to_string();
        let Some(folder) = self.folder.clone() else {
            let kept = Kept { as_of: self.as_of, ..Kept::default() };
            return Replay::resumed(files, rulebook, calendar, &kept).map_err(|e| told(&e));
        };
        let name = files.last().map(|file| file.header().name.to_string()).unwrap_or_default();
        let path = folder.join(format!("{}.journal", crate::folder_name(&name)));
        let stored = Stored::read(&path)?;
        let before = stored.entries.len();
        let kept = Kept { entries: stored.entries, as_of: self.as_of };
        let replay = Replay::resumed(files, rulebook, calendar, &kept).map_err(|e| told(&e))?;
        let mut head = stored.head;
        // A question about an earlier moment writes nothing.
        let fresh = if self.as_of.is_some() {
            &[]
        } else {
            replay.entries().get(before..).unwrap_or_default()
        };
        let torn = stored.torn.is_some() && self.as_of.is_none();
        append(&path, (stored.whole, torn), &mut head, fresh)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let editions =
            Editions::default().rules(None, replay.rulebook().clone()).calendar(calendar.clone());
        let audit = audit(replay.entries(), &editions).map_err(|e| told(&e))?;
        let differ = audit.other.iter();
        self.told.push(Journaled {
            file: path.display().to_string(),
            entries: audit.entries,
            new: fresh.len(),
            head: head.to_string(),
            torn_bytes: stored.torn,
            differ: differ.map(|one| format!("entry {}: {}", one.entry, one.verdict)).collect(),
        });
        Ok(replay)
    }
}

/// A journal as it was found.
struct Stored {
    entries: Vec<Entry>,
    head: Head,
    /// How many bytes are whole lines.
    whole: usize,
    torn: Option<usize>,
}

impl Stored {
    fn read(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(format!("{shown}: {error}")),
        };
        let mut stored = Self { entries: Vec::new(), head: Head::START, whole: 0, torn: None };
        let mut lines = links(&bytes);
        for link in lines.by_ref() {
            match link {
                Ok(link) => {
                    // The whole journal stands in the file: nothing is in a vault.
                    let read = read(&link, &Vault::default());
                    match read.map_err(|error| format!("{shown}: {error}"))?.record {
                        Record::Entry(entry) => stored.entries.push(*entry),
                        _ => return Err(format!("{shown}: {} is no casework", link.number())),
                    }
                    stored.head = link.head();
                }
                Err(Broken::Torn { torn, .. }) => stored.torn = Some(torn),
                Err(bad) => return Err(format!("{shown}: {bad}")),
            }
        }
        stored.whole = lines.bytes();
        Ok(stored)
    }
}

/// Writes new entries behind the whole lines of a file, and waits until they are on the disk.
fn append(
    path: &Path,
    (whole, torn): (usize, bool),
    head: &mut Head,
    fresh: &[Entry],
) -> io::Result<()> {
    if fresh.is_empty() && !torn {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut text = String::new();
    for entry in fresh {
        let link = Link::after(*head, entry).map_err(io::Error::other)?;
        text.push_str(&link.to_string());
        text.push('\n');
        *head = link.head();
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.set_len(u64::try_from(whole).unwrap_or(u64::MAX))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
