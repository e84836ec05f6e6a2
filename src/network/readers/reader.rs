//! The door: texts in, a network out.

use super::assemble::{How, assemble};
use super::entries::{EventsAs, Otherwise};
use super::gathered::Gathered;
use super::problem::Unread;
use super::reading::{FileReport, ReadNetwork};
use super::recognize::{FileKind, kind_of};
use super::roles::Roles;
use super::table::Table;
use super::{attendance, parties, ties};
use crate::base::day::Moment;
use crate::provenance::Standing;

/// Reads a network from tables, file by file; see the [page](super).
///
/// # Examples
///
/// ```
/// use unbrella::base::day::Moment;
/// use unbrella::network::readers::{Reader, Roles};
/// use unbrella::network::view::View;
///
/// let received = Moment::parse("2019-05-01T09:00:00+08:00")?;
/// let mut reader = Reader::new(Roles::default(), received);
/// reader.file("edges_calls.csv", b"source,target\n\xE7\x94\xB2\xE6\x9F\x90,Bao\nBao,Chen\n");
/// reader.file("nodes.csv", b"node,town\nBao,Linxia\nDing,Linxia\n");
/// let read = reader.finish()?;
///
/// let bao = read.labels().find("Bao").ok_or("not there")?;
/// assert_eq!(read.value(bao, "town"), Some("Linxia"));
/// assert_eq!(read.network().party_count(), 4, "Ding has no ties and stays");
/// assert_eq!(read.network().seen(View::new()).pairs().pairs(), 2);
///
/// let mut reader = Reader::new(Roles::default(), received);
/// reader.file("edges_calls.csv", b"source,target\nBao\nBao,\n");
/// let unread = reader.finish().unwrap_err();
/// assert_eq!(
///     unread.to_string(),
///     "edges_calls.csv, line 2: has 1 fields, the header 2\n\
///      edges_calls.csv, line 3: column target: the name is empty",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Complexity
///
/// Time **O(n log n)** in the number of rows and names, space **O(n)**; attendance grows
/// with the square of the persons at one event.
#[derive(Clone, Debug)]
#[must_use]
pub struct Reader {
    gathered: Gathered,
    how: How,
}

impl Reader {
    /// A reader that knows who is what, and from when ties were known whose row does not
    /// say it: from the day on which the host received the files, for instance.
    pub fn new(roles: Roles, recorded: Moment) -> Self {
        let otherwise = Otherwise { standing: Standing::Checked, recorded };
        let how = How { roles, events: EventsAs::Ties, otherwise, weights: None };
        Self { gathered: Gathered::default(), how }
    }

    /// What becomes of events; [`EventsAs::Ties`] unless told.
    pub const fn events(mut self, events: EventsAs) -> Self {
        self.how.events = events;
        self
    }

    /// The standing of ties whose row states none; *checked* unless told: somebody with the
    /// duty to do so has put them on a list.
    pub const fn standing(mut self, standing: Standing) -> Self {
        self.how.otherwise.standing = standing;
        self
    }

    /// Keeps the numbers of this column as weights of ties.
    pub fn weights(mut self, column: &str) -> Self {
        self.how.weights = Some(column.to_owned());
        self
    }

    /// Reads a file; says what it was read as. What is wrong with it is told at the end.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> FileKind {
        let file = self.gathered.files.len();
        self.gathered.files.push(FileReport::new(name.to_owned()));
        let table = match Table::open(bytes) {
            Ok(table) => table,
            Err((line, trouble)) => {
                self.gathered.problems.note(name, line, trouble);
                return FileKind::NotRead;
            }
        };
        let kind = kind_of(name, &table);
        if let Some(report) = self.gathered.report(file) {
            report.kind = kind;
        }
        let (gathered, weight) = (&mut self.gathered, self.how.weights.as_deref());
        match kind {
            FileKind::Ties => ties::read(gathered, file, &table, false, weight),
            FileKind::TypedTies => ties::read(gathered, file, &table, true, weight),
            FileKind::Attendance => attendance::read(gathered, file, &table),
            FileKind::Events => attendance::read_days(gathered, file, &table),
            FileKind::Parties => parties::read(gathered, file, &table),
            FileKind::NotRead => {}
        }
        kind
    }

    /// Makes the network.
    ///
    /// # Errors
    ///
    /// [`Unread`]: everything that is wrong, by file and line. Nothing is made then: an
    /// answer from half a network would look like one from all of it.
    pub fn finish(self) -> Result<ReadNetwork, Unread> {
        assemble(self.gathered, &self.how)
    }
}
